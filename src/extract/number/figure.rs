//! Number words and digits that are no amounts: ordinals, idioms, and amounts that nobody can tell.

use crate::lexicon::ru::traits::Traits;
use rust_decimal::Decimal;

use super::context::is_change;
use super::numeral::{Numeral, numeral, spelled};
use super::rules::Found;
use super::{Amount, Measure};
use crate::extract::{Match, SkipReason, Words};
use crate::lexicon::ru::numeral as lexicon;
use crate::lexicon::ru::unit::{self, UnitKind};

pub(super) fn skip(end: usize, reason: SkipReason) -> Option<Match<Found>> {
    Some(Match { end, value: Found::Skip(reason) })
}

/// The word `count` tokens before `at`.
pub(super) fn before<'a>(words: &Words<'a>, at: usize, count: usize) -> &'a str {
    at.checked_sub(count).map_or("", |index| words.get(index))
}

/// `76-го`, `24-ю`, `в 4-х и 7-х классах`, `20-летие`, `5-, 10-летние`; `3-х человек` is a cardinal.
pub(super) fn ordinal_digits(words: &Words, at: usize) -> Option<Match<Found>> {
    if !words.is_digits(at) || !words.is_dash(at + 1) || words.space_before(at + 1) {
        return None;
    }
    if let Some(end) = hanging_compound(words, at) {
        return skip(end, SkipReason::Compound);
    }
    if !words.is_word(at + 2) || words.space_before(at + 2) {
        return None;
    }
    let ending = words.word(at + 2);
    let of_compound = |word: &str| word.starts_with("летн") || word.starts_with("процентн");
    if matches!(ending, "ти" | "х" | "и") && of_compound(words.word(at + 3)) {
        return skip(at + 4, SkipReason::Compound);
    }
    if matches!(ending, "ти" | "ми" | "мя" | "ста" | "тью") || lexicon::multiplier(ending).is_some() {
        return None;
    }
    // `20-летний`, `76-мм пушка`
    if ending.chars().count() > 3 || matches!(ending, "мм" | "см" | "км" | "кг" | "дм" | "см³") {
        return skip(at + 3, SkipReason::Compound);
    }
    if words.written(at + 2).chars().all(|letter| letter.is_uppercase()) {
        return skip(at + 3, SkipReason::Name);
    }
    // `к 2-м домам` are two, `во 2-м доме` is one.
    let inside = ending == "м" && matches!(before(words, at, 1), "в" | "во" | "на" | "о" | "при");
    let cardinal = matches!((words.get(at), ending), ("2" | "3" | "4", "х" | "м" | "е")) && !inside;
    let listed = (words.is_dash(at + 5) && words.is_digits(at + 4) && matches!(words.get(at + 3), "и" | ","))
        || (at > 3 && words.is_dash(at - 3) && words.is_digits(at - 4) && words.word(at - 2).len() <= 4);
    let ranked =
        ["класс", "курс", "год", "числ", "мест", "групп"].iter().any(|stem| words.word(at + 3).starts_with(stem));
    (!cardinal || listed || ranked || ending == "е").then(|| skip(at + 3, SkipReason::Ordinal))?
}

/// `10–12-летние`, `5-, 10- и 15-летние`, `3–5-го классов`: the first numbers of a word that stands at the end.
fn hanging_compound(words: &Words, at: usize) -> Option<usize> {
    let glued_word = |dash: usize| {
        words.is_dash(dash)
            && !words.space_before(dash)
            && words.is_word(dash + 1)
            && !words.space_before(dash + 1)
            && words.word(dash + 1).chars().count() > 3
            && words.multiplier(dash + 1).is_none()
    };
    let (mut end, mut links) = (at + 2, 0);
    while links < 4 {
        end += usize::from(matches!(words.get(end), "," | "и" | "или"));
        if !words.is_digits(end) || !words.is_dash(end + 1) || words.space_before(end + 1) {
            return None;
        }
        if glued_word(end + 1) {
            return Some(end + 3);
        }
        (end, links) = (end + 2, links + 1);
    }
    None
}

/// `двух- и трёхкомнатные`: the beginning of a word that stands at the end.
pub(super) fn hanging_word(words: &Words, at: usize) -> Option<Match<Found>> {
    let hangs = words.is_word(at)
        && words.is_dash(at + 1)
        && !words.space_before(at + 1)
        && words.space_before(at + 2)
        && words.cardinal(at).is_some();
    hangs.then(|| skip(at + 1, SkipReason::Compound))?
}

/// Whether `noun` after `number` in digits is one thing that bears the number: `5 класс`, `в 3 классе`, `21 веке`.
pub(super) fn is_ranked(noun: &str, number: u32) -> bool {
    /// Stem, endings of the singular that no number up to a hundred puts it in, ending of the genitive singular.
    #[rustfmt::skip]
    const RANKED: &[(&str, &[&str], &str)] = &[
        ("класс", &["", "е", "у", "ом"], "а"), ("курс", &["", "е", "у", "ом"], "а"), ("этаж", &["", "е", "у", "ом"], "а"),
        ("раунд", &["", "е", "у", "ом"], "а"), ("сезон", &["", "е", "у", "ом"], "а"), ("созыв", &["", "е", "у", "ом"], "а"),
        ("съезд", &["", "е", "у", "ом"], "а"), ("подъезд", &["", "е", "у", "ом"], "а"), ("этап", &["", "е", "у", "ом"], "а"),
        ("век", &["", "е", "у", "ом"], "а"), ("разряд", &["", "е", "у", "ом"], "а"), ("полк", &["", "е", "у", "ом"], "а"),
        ("батальон", &["", "е", "у", "ом"], "а"), ("параграф", &["", "е", "у", "ом"], "а"), ("том", &["", "е", "у", "ом"], "а"),
        ("мест", &["о", "е", "у", "ом"], "а"), ("глав", &["а", "е", "у", "ой"], "ы"), ("арми", &["я", "ю", "ей"], "и"),
        ("дивизи", &["я", "ю", "ей"], "и"), ("рот", &["а", "е", "у", "ой"], "ы"),  ("групп", &["а", "е", "у", "ой"], "ы"),
    ];
    let (tens, ones) = (number % 100 / 10, number % 10);
    RANKED.iter().any(|(stem, endings, genitive)| {
        let Some(ending) = noun.strip_prefix(stem) else { return false };
        let one = ones == 1 && tens != 1;
        let few = (2..=4).contains(&ones) && tens != 1;
        endings.contains(&ending) && !(one && number > 1 && ending.is_empty()) || ending == *genitive && !few && !one
    })
}

/// `десятая часть населения` is one of ten; `третья часть романа` is the one after the second.
pub(super) fn nth_part(words: &Words, at: usize) -> Option<Match<Found>> {
    let whole = words.ordinal(at).filter(|&whole| whole > 2)?;
    let (nth, noun) = (words.word(at), words.word(at + 1));
    let agrees = matches!(
        (nth.get(nth.len().saturating_sub(4)..).unwrap_or(""), noun),
        ("ая" | "ья", "часть" | "доля")
            | ("ую" | "ью", "часть" | "долю")
            | ("ой" | "ей", "части" | "доли" | "долей" | "частью")
    );
    let share = noun.starts_with("дол");
    let told = matches!(
        before(words, at, 1),
        "лишь"
            | "только"
            | "около"
            | "почти"
            | "примерно"
            | "одна"
            | "одну"
            | "менее"
            | "более"
            | "на"
            | "—"
            | "всего"
    ) || before(words, at, 1).starts_with("состав");
    let work = [
        "книг",
        "роман",
        "фильм",
        "трилог",
        "симфон",
        "цикл",
        "стать",
        "учебник",
        "закон",
        "кодекс",
        "конституц",
        "поэм",
        "эпопе",
        "сериал",
        "игр",
        "лекц",
        "курс",
        "доклад",
        "саг",
        "сборник",
        "концерт",
        "мемуар",
        "исследован",
    ]
    .iter()
    .any(|stem| words.word(at + 2).starts_with(stem));
    let counted = words.is_word(at + 2) && !words.is_finite(at + 2) && words.word(at + 2).len() > 4;
    if !agrees || work || !(share || told || whole >= 4 && counted) {
        return None;
    }
    let value = Found::Amount {
        amount: Amount::Fraction(1, whole),
        bound: super::context::bound(words, at, at + 2),
        upper: None,
        measure: if before(words, at, 1) == "на" && is_change(words, at - 1, at + 2) {
            Measure::Increase
        } else {
            Measure::Share
        },
    };
    Some(Match { end: at + 2, value })
}

/// `десятой сессией`, `двадцать пятого`, `две тысячи двадцать третий`, `вторая половина`.
pub(super) fn ordinal_word(words: &Words, at: usize) -> Option<Match<Found>> {
    let (mut last, mut room) = (at, u32::MAX);
    while last < at + 8 {
        if let Some(value) = words.cardinal(last) {
            room = match value {
                100.. => 100,
                20.. => 10,
                _ => 1,
            };
        } else if words.multiplier(last).is_some() {
            room = 1_000;
        } else {
            break;
        }
        last += 1;
    }
    let ordinal = words.ordinal(last).filter(|&ordinal| ordinal < room)?;
    // `двадцать первых учеников` are twenty; `двадцать пять сотых` is a fraction.
    let many = ["ых", "ые", "ым", "ыми", "ьих", "ьи"].iter().any(|ending| words.word(last).ends_with(ending));
    if last > at
        && (many && !words.word(last + 1).starts_with("год")
            || spelled(words, at).is_some_and(|(_, count)| is_part(words, last, ordinal, count)))
    {
        return None;
    }
    let half = usize::from(lexicon::part(words.word(last + 1)).is_some());
    skip(
        last + 1 + half,
        if last == at && words.word(at) == "первую" && before(words, at, 1) == "в" {
            SkipReason::Idiom
        } else {
            SkipReason::Ordinal
        },
    )
}

/// `двадцать одна сотая`
fn is_part(words: &Words, last: usize, ordinal: u32, count: u32) -> bool {
    matches!(ordinal, 10 | 100 | 1_000) && count < ordinal && words.word(last).ends_with("ая")
}

/// Turns of speech with a number word in them; the word that is asked about stands at the given place.
#[rustfmt::skip]
const IDIOMS: &[(&[&str], usize)] = &[
    (&["двух", "словах"], 0), (&["два", "счета"], 0), (&["как", "две", "капли"], 1), (&["трех", "соснах"], 0),
    (&["семи", "пядей"], 0), (&["семь", "пятниц"], 0), (&["семь", "раз", "отмерь"], 0), (&["за", "семью", "печатями"], 1),
    (&["на", "все", "сто"], 2), (&["сто", "лет", "в", "обед"], 0), (&["два", "сапога"], 0), (&["тысяча", "и", "одна"], 0),
    (&["тысячи", "и", "одной"], 0), (&["тысячу", "раз"], 0), (&["сто", "раз"], 0), (&["в", "два", "ручья"], 1),
    (&["из", "двух", "зол"], 1), (&["палка", "о", "двух"], 2), (&["двух", "огней"], 0), (&["двух", "стульях"], 0),
    (&["двумя", "стульями"], 0), (&["двумя", "зайцами"], 0), (&["двух", "зайцев"], 0), (&["четырех", "стенах"], 0),
    (&["четырех", "сторон"], 0), (&["все", "четыре", "стороны"], 1),
    (&["чертова", "дюжина"], 1), (&["сорок", "сороков"], 0), (&["чертову", "дюжину"], 1), (&["ни", "два"], 1),
    (&["на", "два", "фронта"], 1), (&["в", "три", "ручья"], 1), (&["в", "три", "погибели"], 1),
    (&["с", "три", "короба"], 1), (&["три", "короба"], 0), (&["на", "четыре", "ветра"], 1), (&["трех", "китах"], 0),
    (&["одной", "ногой"], 0),
    (&["на", "двоих"], 1), (&["на", "троих"], 1), (&["за", "двоих"], 1), (&["за", "троих"], 1), (&["как", "дважды", "два"], 2),
];

fn is_turn_of_speech(words: &Words, at: usize) -> bool {
    IDIOMS
        .iter()
        .any(|(turn, place)| turn.get(*place) == Some(&words.get(at)) && at >= *place && words.starts(at - place, turn))
}

/// Adjectives after which a half or a third is a place or a group: `южная половина`, but `добрая половина`.
fn is_named_part(words: &Words, at: usize) -> bool {
    let adjective = before(words, at, 1);
    let agrees = match words.word(at) {
        "половина" | "треть" | "четверть" if adjective.ends_with("ая") || adjective.ends_with("яя") => {
            true
        }
        "половину" if adjective.ends_with("ую") || adjective.ends_with("юю") => true,
        "половины" | "половине" | "половиной" if adjective.ends_with("ой") || adjective.ends_with("ей") => {
            true
        }
        _ => false,
    };
    agrees
        && !["добр", "цел", "полн", "одн", "равн", "кажд", "так", "друг"].iter().any(|stem| adjective.starts_with(stem))
        && !["вшая", "щая", "вшую", "щую", "анная"].iter().any(|ending| adjective.ends_with(ending))
        && adjective.len() > 6
}

/// After these a part is one of a time or a turn of speech: `в половине августа`, `на половине пути`.
fn is_part_of_time(words: &Words, at: usize) -> bool {
    let next = words.word(at + 1);
    matches!(before(words, at, 1), "в" | "на" | "к" | "с" | "до" | "от" | "о")
        && ((words.digits(at + 1).len() == 4)
            || matches!(
                next,
                "века"
                    | "столетия"
                    | "года"
                    | "месяца"
                    | "десятилетия"
                    | "пути"
                    | "дороги"
                    | "слове"
                    | "дня"
            )
            || next.is_empty() && !words.is_digits(at + 1) && before(words, at, 1) != "на"
            || ["январ", "феврал", "март", "апрел", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"]
                .iter()
                .any(|stem| next.starts_with(stem))
            || next == "мая"
            || lexicon::ordinal(next).is_some()
            || next.starts_with('x')
            || next.starts_with('i')
            || next.starts_with('v'))
}

/// `одним из`, `с одной стороны`, `ни один`: the word `один` counts where a unit, a bound or `только` says so.
pub(super) fn idiom(words: &Words, at: usize) -> Option<Match<Found>> {
    if words.is_digits(at) {
        return None;
    }
    if is_turn_of_speech(words, at) {
        return skip(numeral(words, at).map_or(at + 1, |number| number.end), SkipReason::Idiom);
    }
    if words.multiplier(at).is_some_and(|multiplier| multiplier.value == 100)
        && ["казач", "черн", "донск", "кубанск", "терск"].iter().any(|stem| before(words, at, 1).starts_with(stem))
    {
        return skip(at + 1, SkipReason::Idiom);
    }
    if lexicon::part(words.word(at)).is_some() {
        let change = before(words, at, 1) == "на" && is_change(words, at - 1, at + 1);
        let other = matches!(
            before(words, at, 1),
            "другая"
                | "другой"
                | "другую"
                | "большая"
                | "большей"
                | "большую"
                | "меньшая"
                | "меньшую"
                | "меньшей"
        );
        let idiom = !change && (other || is_named_part(words, at) || is_part_of_time(words, at));
        return if idiom { skip(at + 1, SkipReason::Idiom) } else { None };
    }
    let number = numeral(words, at).filter(|number| number.lone_one)?;
    let measured = unit::unit(words.word(number.end)).is_some_and(|unit| unit.kind != UnitKind::Times)
        || matches!(words.word(number.end), "человек" | "человека" | "экземпляр")
        || words.get(number.end) == "%";
    let said = matches!(
        before(words, at, 1),
        "только"
            | "лишь"
            | "всего"
            | "плюс"
            | "минус"
            | "ровно"
            | "более"
            | "менее"
            | "был"
            | "была"
            | "было"
            | "имелась"
            | "имелся"
    );
    // `в один день`, `в одну минуту` tell when; `один на один` and `один за другим` how.
    let sole = matches!(before(words, at, 1), "ни" | "сам" | "по" | "в") || words.word(number.end) == "на";
    let genitive = words.word(number.end) == "из";
    // `кухарка тоже была одна`: alone.
    let alone =
        !words.is_word(number.end) && before(words, at, 1).starts_with("был") && !is_former(words, at, number.end);
    let listed = is_listed_one(words, at, number.end);
    (genitive || sole || alone || !(measured || said || listed)).then(|| skip(number.end, SkipReason::Idiom))?
}

/// `9 краж, два грабежа и один поджог`, `16 учеников и один — из училища`, `Туляне получат три места, а орловцы — одно`: one of a
/// list of numbers.
fn is_listed_one(words: &Words, at: usize, end: usize) -> bool {
    const NEAR: usize = 5;
    const FAR: usize = 16;
    let is_number = |at: usize| words.is_digits(at) || words.cardinal(at).is_some_and(|value| value > 1);
    let dash = |at: usize| words.is_dash(at) && words.space_before(at);
    let noun = |at: usize| words.traits(at).any(Traits::NOUN.and(Traits::ATTRIBUTE)) && !words.is_pronoun(at);
    if matches!(before(words, at, 1), "и" | ",") {
        let number = (at.saturating_sub(NEAR)..at - 1).rev().find(|&at| is_number(at));
        let plain = |at: usize| words.is_word(at) && !words.is_finite(at) && !words.is_preposition(at);
        let counted = number.is_some_and(|number| number + 1 < at - 1 && (number + 1..at - 1).all(plain));
        return counted && (noun(end) || dash(end));
    }
    let ends = !words.is_word(end) && !words.is_dash(end);
    let number = || (at.saturating_sub(FAR)..at).rev().find(|&at| is_number(at));
    let counted = |number: usize| noun(number + 1) && (number..at).any(|at| words.is_mark(at, ','));
    at > 0 && dash(at - 1) && ends && number().is_some_and(counted)
}

/// `(в прошлом году был один)`: what there was before, in brackets.
fn is_former(words: &Words, at: usize, end: usize) -> bool {
    const NEAR: usize = 6;
    let open = (at.saturating_sub(NEAR)..at).rev().find(|&at| words.is_mark(at, '('));
    let former = |at: usize| ["прошл", "предыдущ", "прежн"].iter().any(|stem| words.word(at).starts_with(stem));
    words.is_mark(end, ')') && open.is_some_and(|open| (open..at).any(former))
}

/// `8,3 на 1000 жителей`, `30,8 врача на 10 тысяч населения`, `100 долларов за 1000 кубометров`: what a rate is for, a round
/// number of them right after the number that the rate is.
pub(super) fn rate_base(words: &Words, at: usize, number: Numeral) -> Option<Match<Found>> {
    #[rustfmt::skip]
    const OF_WHOM: &[&str] = &[
        "населен", "человек", "жител", "душ", "семей", "семьи", "детей", "женщин", "мужчин", "родивш", "рожден", "рабочих",
        "работник", "занятых", "учащ", "учени", "студент", "гектар", "десятин", "голов", "хозяйств", "дворов",
        "новорожденн", "абонент", "браков", "единиц", "тонн", "кубометр", "кубическ", "квадратн", "километр",
    ];
    const SHORT: &[&str] = &["чел", "га", "кв", "км", "кг", "куб", "т"];
    let Amount::Decimal(amount) = number.amount else { return None };
    let round = [100, 1000, 10_000, 100_000, 1_000_000].iter().any(|round| amount == Decimal::from(*round));
    let led = at.checked_sub(1).filter(|&led| matches!(words.word(led), "на" | "за"))?;
    let told = (1..=4).filter_map(|back| led.checked_sub(back)).find(|&before| words.is_digits(before));
    // No other phrase stands between.
    let near = told.is_some_and(|told| {
        !(told..led)
            .any(|at| words.is_preposition(at) || words.is_finite(at) || matches!(words.get(at), "," | ";" | ")"))
    });
    let each = words.word(led.saturating_sub(1)).starts_with("расчет");
    let what = words.word(number.end);
    let of_whom = SHORT.contains(&what) || OF_WHOM.iter().any(|stem| what.starts_with(stem));
    (round && of_whom && (near || each)).then(|| skip(number.end, SkipReason::Rate))?
}

/// `тысячи людей`, `сотни тысяч`, `несколько десятков`, `большинство`.
pub(super) fn vague(words: &Words, at: usize) -> Option<Match<Found>> {
    let starts = lexicon::is_vague(words.word(at)) || words.multiplier(at).is_some();
    if !starts || numeral(words, at).is_some() {
        return None;
    }
    let mut end = at + 1;
    while words.multiplier(end).is_some() {
        end += 1;
    }
    skip(end, SkipReason::Vague)
}
