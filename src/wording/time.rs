//! EDTF in Russian words: `1 янв. 1943` on an axis, `1 января 1943 г.` in a label, `летом 1942 г.` in a sentence.

use crate::extract::time::Certainty;
use crate::extract::{Date, Grain, Part, Season, When};

/// The forms that a preposition asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Nominative,
    Genitive,
    Accusative,
    Prepositional,
}

/// Nominative (as the accusative), genitive, prepositional, short.
const MONTHS: [[&str; 4]; 12] = [
    ["январь", "января", "январе", "янв."],
    ["февраль", "февраля", "феврале", "февр."],
    ["март", "марта", "марте", "март"],
    ["апрель", "апреля", "апреле", "апр."],
    ["май", "мая", "мае", "май"],
    ["июнь", "июня", "июне", "июнь"],
    ["июль", "июля", "июле", "июль"],
    ["август", "августа", "августе", "авг."],
    ["сентябрь", "сентября", "сентябре", "сент."],
    ["октябрь", "октября", "октябре", "окт."],
    ["ноябрь", "ноября", "ноябре", "нояб."],
    ["декабрь", "декабря", "декабре", "дек."],
];
/// Nominative, genitive, accusative, adverb.
const SEASONS: [[&str; 4]; 4] = [
    ["весна", "весны", "весну", "весной"],
    ["лето", "лета", "лето", "летом"],
    ["осень", "осени", "осень", "осенью"],
    ["зима", "зимы", "зиму", "зимой"],
];

fn month_words(month: u8) -> [&'static str; 4] {
    MONTHS[usize::from(month.clamp(1, 12) - 1)]
}

fn season_words(season: Season) -> [&'static str; 4] {
    SEASONS[season as usize]
}

/// For an axis or beside a mark: `1939`, `лето 1942`, `конец 1944`, `1 янв. 1943`, `февр.–дек. 1944`.
pub fn short(when: &When, part: Option<Part>) -> String {
    let Some(ends) = ends(when) else { return when.to_string() };
    let written = match ends {
        Ends::One(date) => short_date(date),
        Ends::From(date) => return format!("с {}", short_date(date)),
        Ends::To(date) => return format!("до {}", short_date(date)),
        Ends::Both(a, b) if a.year() == b.year() => format!("{}–{}", short_grain(a).unwrap_or_default(), short_date(b)),
        Ends::Both(a, b) => format!("{}–{}", short_date(a), short_date(b)),
    };
    match part {
        None => written,
        Some(Part::Start) => format!("начало {}", genitive_start(ends, written)),
        Some(Part::Middle) => format!("середина {}", genitive_start(ends, written)),
        Some(Part::End) => format!("конец {}", genitive_start(ends, written)),
    }
}

/// Alone in full, in the nominative: `1939 г.`, `лето 1942 г.`, `конец 1944 г.`, `1 января 1943 г.`
pub fn label(when: &When, part: Option<Part>) -> String {
    let Some(ends) = ends(when) else { return when.to_string() };
    let head = match part {
        None => return format!("{}{}", adverb(when), full(ends, Case::Nominative)),
        Some(Part::Start) => "начало",
        Some(Part::Middle) => "середина",
        Some(Part::End) => "конец",
    };
    format!("{}{head} {}", adverb(when), full(ends, Case::Genitive))
}

/// In a sentence, answering "when": `в 1939 г.`, `летом 1942 г.`, `в конце 1944 г.`, `1 января 1943 г.`; `None` where the
/// time is not EDTF as we write it.
pub fn phrase(when: &When, part: Option<Part>) -> Option<String> {
    let ends = ends(when)?;
    let head = match part {
        None => return Some(format!("{}{}", adverb(when), full(ends, Case::Prepositional))),
        Some(Part::Start) => "в начале",
        Some(Part::Middle) => "в середине",
        Some(Part::End) => "в конце",
    };
    Some(format!("{}{head} {}", adverb(when), full(ends, Case::Genitive)))
}

/// What is said before a time of which the text is not sure.
fn adverb(when: &When) -> &'static str {
    let certainty = [when.first(), when.last()].into_iter().flatten().map(Date::certainty).max();
    match certainty.unwrap_or_default() {
        Certainty::Sure => "",
        Certainty::About => "примерно ",
        Certainty::Perhaps | Certainty::PerhapsAbout => "предположительно ",
    }
}

/// Whether a word in lower case is a month in a form that stands in a date: `марта`, `в марте`.
pub fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|[nominative, genitive, prepositional, _]| [nominative, genitive, prepositional].contains(&&word))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    One(Date),
    Both(Date, Date),
    From(Date),
    To(Date),
}

/// `None` where both ends are open, which no text says.
fn ends(when: &When) -> Option<Ends> {
    Some(match *when {
        When::On(date) => Ends::One(date),
        When::Between(Some(first), Some(last)) => Ends::Both(first, last),
        When::Between(Some(first), None) => Ends::From(first),
        When::Between(None, Some(last)) => Ends::To(last),
        When::Between(None, None) => return None,
    })
}

/// `1944`, `44 до н. э.`; EDTF counts a year 0, which is 1 BC.
fn year_number(year: i32) -> String {
    if year > 0 { year.to_string() } else { format!("{} до н. э.", 1 - year) }
}

/// `1944 г.`, `44 г. до н. э.`
fn year_full(year: i32) -> String {
    if year > 0 { format!("{year} г.") } else { format!("{} г. до н. э.", 1 - year) }
}

/// The century that holds the year, in Roman figures: 1900–1999 is the twentieth.
fn century(year: i32) -> String {
    let (number, era) = if year >= 0 { (year / 100 + 1, "") } else { (-year / 100 + 1, " до н. э.") };
    format!("{} в.{era}", roman(number))
}

/// The thousand years that hold the year: 2000–2999 is the third.
fn millennium(year: i32) -> String {
    let (number, era) = if year >= 0 { (year / 1000 + 1, "") } else { (-year / 1000 + 1, " до н. э.") };
    format!("{}-е тыс.{era}", number)
}

fn roman(mut number: i32) -> String {
    let mut out = String::new();
    for (value, digits) in
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    {
        while number >= value {
            out.push_str(digits);
            number -= value;
        }
    }
    out
}

fn short_grain(date: Date) -> Option<String> {
    Some(match date.grain() {
        Grain::Millennium | Grain::Century | Grain::Decade | Grain::Year => return date.year().map(year_number),
        Grain::Half(half) => format!("{half}-я пол."),
        Grain::Season(season) => season_words(season)[0].to_owned(),
        Grain::Quarter(quarter) => format!("{} кв.", roman(quarter.into())),
        Grain::Month(month) => month_words(month)[3].to_owned(),
        Grain::Day { month, day } => {
            // A month that is not abbreviated stands in the genitive after its day: `8 марта`.
            let [_, genitive, _, short] = month_words(month);
            format!("{day} {}", if short.ends_with('.') { short } else { genitive })
        }
    })
}

fn short_date(date: Date) -> String {
    let written = short_sure(date);
    match date.certainty() {
        Certainty::Sure => written,
        Certainty::About => format!("ок. {written}"),
        Certainty::Perhaps | Certainty::PerhapsAbout => format!("{written}?"),
    }
}

fn short_sure(date: Date) -> String {
    match (date.grain(), date.year()) {
        (Grain::Millennium, Some(year)) => millennium(year),
        (Grain::Century, Some(year)) => century(year),
        (Grain::Decade, Some(year)) => format!("{year}-е"),
        (Grain::Year, Some(year)) => year_number(year),
        (_, Some(year)) => format!("{} {}", short_grain(date).unwrap_or_default(), year_number(year)),
        (_, None) => short_grain(date).unwrap_or_default(),
    }
}

/// What follows `начало`, `конец` in short form: seasons and whole months take the genitive.
fn genitive_start(ends: Ends, written: String) -> String {
    match ends {
        Ends::One(date) => match (date.grain(), date.year()) {
            (Grain::Season(season), Some(year)) => format!("{} {}", season_words(season)[1], year_number(year)),
            (Grain::Month(month), Some(year)) => {
                let [_, genitive, _, short] = month_words(month);
                format!("{} {}", if short.ends_with('.') { short } else { genitive }, year_number(year))
            }
            _ => written,
        },
        _ => written,
    }
}

fn full(ends: Ends, case: Case) -> String {
    match ends {
        Ends::One(date) => full_date(date, case, true),
        Ends::From(date) => format!("с {}", full_date(date, Case::Genitive, true)),
        Ends::To(date) => format!("до {}", full_date(date, Case::Genitive, true)),
        Ends::Both(a, b) => match (a.grain(), a.year(), b.grain(), b.year()) {
            (Grain::Year, Some(a), Grain::Year, Some(b)) if (a > 0) == (b > 0) => {
                let head = if case == Case::Prepositional { "в " } else { "" };
                let era = if b > 0 { "" } else { " до н. э." };
                let written = |year: i32| if year > 0 { year } else { 1 - year };
                format!("{head}{}–{} гг.{era}", written(a), written(b))
            }
            _ => {
                let same = a.year() == b.year();
                format!("с {} по {}", full_date(a, Case::Genitive, !same), full_date(b, Case::Accusative, true))
            }
        },
    }
}

fn full_date(date: Date, case: Case, with_year: bool) -> String {
    let year = match date.year() {
        Some(year) if with_year => format!(" {}", year_full(year)),
        _ => String::new(),
    };
    let at = |word: &str| if case == Case::Prepositional { format!("в {word}") } else { word.to_owned() };
    match date.grain() {
        Grain::Millennium => at(&date.year().map(millennium).unwrap_or_default()),
        Grain::Century => at(&date.year().map(century).unwrap_or_default()),
        Grain::Decade => match case {
            Case::Genitive => format!("{}-х гг.", date.year().unwrap_or_default()),
            _ => at(&format!("{}-е гг.", date.year().unwrap_or_default())),
        },
        Grain::Year => at(&date.year().map(year_full).unwrap_or_default()),
        Grain::Half(half) => {
            let [nominative, genitive, accusative, adverb] = [
                ["первая половина", "первой половины", "первую половину", "в первой половине"],
                ["вторая половина", "второй половины", "вторую половину", "во второй половине"],
            ][usize::from(half == 2)];
            format!("{}{year}", in_case(case, nominative, genitive, accusative, adverb))
        }
        Grain::Season(season) => {
            let [nominative, genitive, accusative, adverb] = season_words(season);
            format!("{}{year}", in_case(case, nominative, genitive, accusative, adverb))
        }
        Grain::Quarter(quarter) => {
            let roman = roman(quarter.into());
            match case {
                Case::Nominative | Case::Accusative => format!("{roman} квартал{year}"),
                Case::Genitive => format!("{roman} квартала{year}"),
                Case::Prepositional => format!("{} {roman} квартале{year}", if quarter == 2 { "во" } else { "в" }),
            }
        }
        Grain::Month(month) => {
            let [nominative, genitive, prepositional, _] = month_words(month);
            match case {
                Case::Nominative | Case::Accusative => format!("{nominative}{year}"),
                Case::Genitive => format!("{genitive}{year}"),
                Case::Prepositional => format!("в {prepositional}{year}"),
            }
        }
        Grain::Day { month, day } => format!("{day} {}{year}", month_words(month)[1]),
    }
}

fn in_case<'a>(case: Case, nominative: &'a str, genitive: &'a str, accusative: &'a str, adverb: &'a str) -> &'a str {
    match case {
        Case::Nominative => nominative,
        Case::Genitive => genitive,
        Case::Accusative => accusative,
        Case::Prepositional => adverb,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_words() {
        let end = Some(Part::End);
        for (edtf, part, short_form, label_form, phrase_form) in [
            ("1939", None, "1939", "1939 г.", "в 1939 г."),
            ("1944", end, "конец 1944", "конец 1944 г.", "в конце 1944 г."),
            ("1942-22", None, "лето 1942", "лето 1942 г.", "летом 1942 г."),
            ("1942-22", Some(Part::Start), "начало лета 1942", "начало лета 1942 г.", "в начале лета 1942 г."),
            ("1943-11", None, "нояб. 1943", "ноябрь 1943 г.", "в ноябре 1943 г."),
            ("1943-05", end, "конец мая 1943", "конец мая 1943 г.", "в конце мая 1943 г."),
            ("1943-01-01", None, "1 янв. 1943", "1 января 1943 г.", "1 января 1943 г."),
            ("1943-03-08", None, "8 марта 1943", "8 марта 1943 г.", "8 марта 1943 г."),
            ("XXXX-12-14", None, "14 дек.", "14 декабря", "14 декабря"),
            (
                "1944-02/1944-12",
                None,
                "февр.–дек. 1944",
                "с февраля по декабрь 1944 г.",
                "с февраля по декабрь 1944 г.",
            ),
            ("1943/1944", None, "1943–1944", "1943–1944 гг.", "в 1943–1944 гг."),
            ("1944/1945-06", None, "1944–июнь 1945", "с 1944 г. по июнь 1945 г.", "с 1944 г. по июнь 1945 г."),
            ("-0043/0014", None, "44 до н. э.–14", "с 44 г. до н. э. по 14 г.", "с 44 г. до н. э. по 14 г."),
            ("1944/..", None, "с 1944", "с 1944 г.", "с 1944 г."),
            ("../1944", None, "до 1944", "до 1944 г.", "до 1944 г."),
            ("1944-41", None, "2-я пол. 1944", "вторая половина 1944 г.", "во второй половине 1944 г."),
            ("1944-34", None, "II кв. 1944", "II квартал 1944 г.", "во II квартале 1944 г."),
            ("194X", None, "1940-е", "1940-е гг.", "в 1940-е гг."),
            ("19XX", Some(Part::Start), "начало XX в.", "начало XX в.", "в начале XX в."),
            ("-0043", None, "44 до н. э.", "44 г. до н. э.", "в 44 г. до н. э."),
            ("1240~", None, "ок. 1240", "примерно 1240 г.", "примерно в 1240 г."),
            ("12XX?", None, "XIII в.?", "предположительно XIII в.", "предположительно в XIII в."),
            (
                "-0426~/-0346",
                None,
                "ок. 427 до н. э.–347 до н. э.",
                "примерно 427–347 гг. до н. э.",
                "примерно в 427–347 гг. до н. э.",
            ),
        ] {
            let when: When = edtf.parse().unwrap();
            assert_eq!(short(&when, part), short_form, "{edtf}");
            assert_eq!(label(&when, part), label_form, "{edtf}");
            assert_eq!(phrase(&when, part).as_deref(), Some(phrase_form), "{edtf}");
        }
    }
}
