//! The words of Russian times as data: months, seasons, ordinals, what stands after a year. Words are folded.

use super::Season;
use crate::lexicon::ru::begin::Begins;
use crate::lexicon::ru::numeral;

/// Stem and number of each month; the endings depend on how the stem ends.
#[rustfmt::skip]
const MONTHS: &[(&str, u8)] = &[
    ("январ", 1), ("феврал", 2), ("март", 3), ("апрел", 4), ("ма", 5), ("июн", 6),
    ("июл", 7), ("август", 8), ("сентябр", 9), ("октябр", 10), ("ноябр", 11), ("декабр", 12),
];

/// `12 янв. 1944`: with a full stop and only after a day.
#[rustfmt::skip]
const MONTHS_SHORT: &[(&str, u8)] = &[
    ("янв", 1), ("фев", 2), ("февр", 2), ("мар", 3), ("апр", 4), ("авг", 8),
    ("сен", 9), ("сент", 9), ("окт", 10), ("ноя", 11), ("нояб", 11), ("дек", 12),
];

/// `январский`, without the ending.
#[rustfmt::skip]
const MONTH_ADJECTIVES: &[(&str, u8)] = &[
    ("январск", 1), ("февральск", 2), ("мартовск", 3), ("апрельск", 4), ("майск", 5), ("июньск", 6),
    ("июльск", 7), ("августовск", 8), ("сентябрьск", 9), ("октябрьск", 10), ("ноябрьск", 11), ("декабрьск", 12),
];

#[rustfmt::skip]
const ADJECTIVE_ENDINGS: &[&str] = &[
    "ый", "ой", "ий", "ая", "ое", "ые", "ие", "ого", "ому", "ым", "им", "ом", "ую", "ых", "их", "ыми", "ими",
    "ья", "ье", "ьи", "ьего", "ьему", "ьим", "ьем", "ьей", "ью", "ьих", "ьими",
];

/// The number of a small count in the accusative: `через два года`, `пять лет спустя`.
#[rustfmt::skip]
const COUNTS: &[(&str, i32)] = &[
    ("один", 1), ("два", 2), ("двумя", 2), ("три", 3), ("тремя", 3), ("четыре", 4), ("четырьмя", 4), ("пять", 5),
    ("пятью", 5), ("шесть", 6), ("семь", 7), ("восемь", 8), ("девять", 9), ("десять", 10),
];

/// Years of the Soviet five-year plans, the first one first; the seventh was one of seven years.
#[rustfmt::skip]
const FIVE_YEAR_PLANS: &[(i32, i32)] = &[
    (1928, 1932), (1933, 1937), (1938, 1942), (1946, 1950), (1951, 1955), (1956, 1960), (1959, 1965), (1966, 1970),
    (1971, 1975), (1976, 1980), (1981, 1985), (1986, 1990),
];

/// The first two letters of the words with which a time can begin: months, seasons, numbers, parts. Every word of a text is
/// asked, and this answers for most of them without a search.
const BEGIN: Begins = Begins::of(&[
    "ав", "ап", "ве", "во", "вт", "дв", "де", "за", "зи", "ис", "ию", "ко", "ле", "ма", "на", "но", "ну", "од", "ок",
    "ос", "пе", "по", "пя", "ра", "са", "се", "со", "ст", "тр", "ты", "фе", "че", "ше", "ян",
]);

/// The same of the words that tell a time by another, or how sure it is.
const TELL: Begins = Begins::of(&[
    "ве", "ви", "во", "вт", "го", "дв", "де", "др", "ми", "но", "ну", "ны", "од", "ок", "ор", "пе", "по", "пр", "пя",
    "ру", "се", "сл", "со", "сп", "ст", "те", "то", "тр", "ты", "че", "ше", "эт",
]);

/// Whether a time may begin with the word: `false` is sure.
pub fn may_begin(word: &str) -> bool {
    BEGIN.may_be_of(word)
}

/// Whether the word may tell a time by another: `false` is sure.
pub fn may_tell(word: &str) -> bool {
    TELL.may_be_of(word)
}

fn value_of<T: Copy>(rows: &[(&str, T)], word: &str) -> Option<T> {
    rows.iter().find(|(name, _)| begins_alike(name, word) && *name == word).map(|(_, value)| *value)
}

fn by_stem<T: Copy>(rows: &[(&str, T)], word: &str, is_ending: impl Fn(&str) -> bool) -> Option<T> {
    rows.iter()
        .find(|(stem, _)| begins_alike(stem, word) && word.strip_prefix(stem).is_some_and(&is_ending))
        .map(|(_, value)| *value)
}

/// Whether the first letters may be the same. Every word of a text is held against these rows, and the second byte of a
/// Cyrillic letter tells most of them apart without a call.
fn begins_alike(row: &str, word: &str) -> bool {
    row.as_bytes().get(1) == word.as_bytes().get(1)
}

pub fn month(word: &str) -> Option<u8> {
    let endings: &[&str] = match word.chars().next()? {
        'м' if !word.starts_with("март") => &["й", "я", "ю", "ем", "е"],
        'м' | 'а' if !word.starts_with("апр") => &["", "а", "у", "ом", "е"],
        'я' | 'ф' | 'а' | 'и' | 'с' | 'о' | 'н' | 'д' => &["ь", "я", "ю", "ем", "е"],
        _ => return None,
    };
    by_stem(MONTHS, word, |ending| endings.contains(&ending))
}

pub fn month_short(word: &str) -> Option<u8> {
    value_of(MONTHS_SHORT, word)
}

pub fn month_adjective(word: &str) -> Option<u8> {
    by_stem(MONTH_ADJECTIVES, word, |ending| ADJECTIVE_ENDINGS.contains(&ending))
}

pub fn season(word: &str) -> Option<Season> {
    Some(match word {
        "весна" | "весны" | "весне" | "весну" | "весной" | "весною" => Season::Spring,
        "лето" | "лета" | "лету" | "летом" | "лете" => Season::Summer,
        "осень" | "осени" | "осенью" => Season::Autumn,
        "зима" | "зимы" | "зиме" | "зиму" | "зимой" | "зимою" => Season::Winter,
        _ => return None,
    })
}

/// Says when by its case alone: `летом`.
pub fn is_season_adverb(word: &str) -> bool {
    matches!(word, "весной" | "весною" | "летом" | "осенью" | "зимой" | "зимою")
}

/// The number of a century, a quarter, a day: less than a hundred.
pub fn ordinal(word: &str) -> Option<u8> {
    numeral::ordinal(word).and_then(|number| u8::try_from(number).ok()).filter(|number| *number < 100)
}

/// `перв.`, `втор.`, `посл.` before a piece: the number, `MAX` for the last. Their stop is not part of the word.
pub fn ordinal_short(word: &str) -> Option<u8> {
    match word {
        "перв" => Some(1),
        "втор" => Some(2),
        "посл" => Some(u8::MAX),
        _ => None,
    }
}

/// `месяца`, `месяцев`: months counted.
pub fn is_months(word: &str) -> bool {
    matches!(word, "месяц" | "месяца" | "месяцев" | "месяцам" | "месяцах" | "мес")
}

/// The first word of an ordinal of two: `двадцать первый`.
pub fn tens(word: &str) -> Option<u8> {
    let number = numeral::cardinal(word).and_then(|number| u8::try_from(number).ok())?;
    (matches!(number, 20..=90) && number % 10 == 0).then_some(number)
}

/// `тысяча девятьсот` before the ordinal of a year.
pub fn hundreds(word: &str) -> Option<u16> {
    let number = numeral::cardinal(word).and_then(|number| u16::try_from(number).ok())?;
    (matches!(number, 100..=900) && number % 100 == 0).then_some(number)
}

pub fn count(word: &str) -> Option<i32> {
    value_of(COUNTS, word).or_else(|| {
        // `двадцать лет спустя`; `сто` is where a story loses its thread.
        numeral::cardinal(word)
            .and_then(|number| i32::try_from(number).ok())
            .filter(|number| (11..=90).contains(number))
    })
}

/// `сороковые`, `тридцатых`: the first year of the decade within its century.
pub fn decade(word: &str) -> Option<u8> {
    let plural = ["ые", "ых", "ым", "ыми"].iter().any(|ending| word.ends_with(ending));
    ordinal(word).filter(|tens| plural && tens % 10 == 0)
}

pub fn five_year_plan(ordinal: u8) -> Option<(i32, i32)> {
    FIVE_YEAR_PLANS.get(usize::from(ordinal).checked_sub(1)?).copied()
}

/// A Roman number up to 39, also where Cyrillic letters stand for the Latin ones: `ХХ`.
pub fn roman(word: &str) -> Option<u8> {
    let mut total = 0u8;
    let mut previous = 0u8;
    for letter in word.chars().rev() {
        let value = match letter {
            'i' | 'і' => 1,
            'v' => 5,
            'x' | 'х' => 10,
            _ => return None,
        };
        total = if value < previous { total.checked_sub(value)? } else { total.checked_add(value)? };
        previous = previous.max(value);
        if total > 39 {
            return None;
        }
    }
    // Written back, so that `IIII`, `VX` and `IXI` are none.
    let (mut written, mut rest) = (String::new(), total);
    for (value, letters) in [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")] {
        while rest >= value {
            written.push_str(letters);
            rest -= value;
        }
    }
    let same = word.chars().map(|c| match c {
        'і' => 'i',
        'х' => 'x',
        other => other,
    });
    (total > 0 && same.eq(written.chars())).then_some(total)
}

/// `год` in the singular, with or without its full stop.
pub fn is_year(word: &str) -> bool {
    matches!(word, "г" | "год" | "года" | "году" | "годом" | "годе")
}

/// Whether the number with this form of `год` may be a duration: `22 года`, `21 год`, but `79 года` is a year.
pub fn counts_years(number: i32, word: &str) -> bool {
    let teens = (11..=14).contains(&(number % 100));
    match word {
        "год" => number % 10 == 1 && !teens,
        "года" => (2..=4).contains(&(number % 10)) && !teens,
        _ => false,
    }
}

/// `годы`.
pub fn is_years(word: &str) -> bool {
    matches!(word, "гг" | "годы" | "годов" | "годам" | "годах" | "годами")
}

pub fn is_century(word: &str) -> bool {
    matches!(
        word,
        "в" | "вв"
            | "век"
            | "века"
            | "веку"
            | "веком"
            | "веке"
            | "веков"
            | "векам"
            | "веках"
            | "веками"
            | "столетие"
            | "столетия"
            | "столетию"
            | "столетием"
            | "столетии"
            | "столетий"
            | "столетиях"
    )
}

/// What of an age may be meant: `в начале 19 ст.`, `первой половине 16 ст.`
pub fn is_part_of_age(word: &str) -> bool {
    ["начал", "середин", "конц", "конец", "половин", "четверт", "трет"].iter().any(|stem| word.starts_with(stem))
}

pub fn is_millennium(word: &str) -> bool {
    word.strip_prefix("тысячелети").is_some_and(|ending| matches!(ending, "е" | "я" | "ю" | "ем" | "и" | "й" | "ях"))
        || word == "тыс"
}

/// The ending of a number's ordinal after its hyphen: `1944-го`, `40-х`.
pub fn is_ordinal_ending(word: &str) -> bool {
    matches!(
        word,
        "й" | "го"
            | "му"
            | "м"
            | "е"
            | "х"
            | "ми"
            | "я"
            | "ю"
            | "ой"
            | "ый"
            | "ий"
            | "ого"
            | "ом"
            | "ые"
            | "ых"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_in_all_cases_and_nothing_else() {
        for (word, number) in [
            ("январь", 1),
            ("марта", 3),
            ("март", 3),
            ("апреле", 4),
            ("мае", 5),
            ("май", 5),
            ("маем", 5),
            ("июня", 6),
            ("июле", 7),
            ("август", 8),
            ("августом", 8),
            ("ноябрю", 11),
        ] {
            assert_eq!(month(word), Some(number), "{word}");
        }
        for word in ["ма", "мал", "маек", "мартен", "марте́нов", "августин", "июн", "апрел", "майор", "и", ""]
        {
            assert_eq!(month(word), None, "{word}");
        }
    }

    #[test]
    fn the_quick_look_lets_every_beginning_through() {
        let months = MONTHS.iter().chain(MONTHS_SHORT).chain(MONTH_ADJECTIVES).map(|(stem, _)| *stem);
        let words =
            ["весной", "лето", "осень", "зима", "ранней", "поздней", "самом", "начале", "середине", "конце", "исходе"];
        let more = [
            "закате",
            "заре",
            "первые",
            "последних",
            "втор",
            "перв",
            "посл",
            "две",
            "тысяча",
            "нулевые",
            "хх",
            "xix",
            "v",
        ];
        for word in months.chain(words).chain(more).chain(COUNTS.iter().map(|(word, _)| *word)) {
            assert!(may_begin(word), "{word}");
        }
        for word in [
            "около",
            "ок",
            "примерно",
            "рубеже",
            "этому",
            "том",
            "следующий",
            "другой",
            "тогда",
            "сего",
            "год",
            "спустя",
            "через",
        ] {
            assert!(may_tell(word), "{word}");
        }
        assert!(!may_begin("бригада") && !may_begin("и") && !may_tell("бригада"));
    }

    #[test]
    fn ordinals_are_not_their_cousins() {
        assert_eq!(ordinal("третьей"), Some(3));
        assert_eq!(ordinal("второй"), Some(2));
        assert_eq!(ordinal("сороковых"), Some(40));
        for word in ["пяти", "первенство", "шесть", "десятки", "вторник", "треть", "четверти"]
        {
            assert_eq!(ordinal(word), None, "{word}");
        }
        assert_eq!(decade("сороковые"), Some(40));
        assert_eq!(decade("сорокового"), None);
    }

    #[test]
    fn roman_numbers_in_one_form_only() {
        for (word, number) in
            [("i", 1), ("iv", 4), ("ix", 9), ("xix", 19), ("xx", 20), ("хх", 20), ("xxі", 21), ("xviii", 18)]
        {
            assert_eq!(roman(word), Some(number), "{word}");
        }
        for word in ["", "iiii", "vx", "ixi", "vv", "iix", "xxxxx", "в", "xl", "иx"] {
            assert_eq!(roman(word), None, "{word}");
        }
        assert_eq!(roman(&"x".repeat(1000)), None);
    }
}
