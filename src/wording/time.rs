//! EDTF in Russian words: `1 янв. 1943` on an axis, `1 января 1943 г.` in a label, `летом 1942 г.` in a sentence.

use crate::extract::{Part, When};

/// One end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Point {
    /// `None` for a day that comes every year (`XXXX-12-14`).
    year: Option<i32>,
    grain: Grain,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grain {
    Century,
    Decade,
    Year,
    Half(usize),
    Season(usize),
    Quarter(usize),
    Month(usize),
    Day(usize, u32),
}

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
const QUARTERS: [&str; 4] = ["I", "II", "III", "IV"];

/// For an axis or beside a mark: `1939`, `лето 1942`, `конец 1944`, `1 янв. 1943`, `февр.–дек. 1944`. A time that is not
/// EDTF as we write it stays as it is.
pub fn short(when: &When, part: Option<Part>) -> String {
    let Some(ends) = ends(when) else { return when.0.clone() };
    let written = match ends {
        Ends::One(point) => short_point(point),
        Ends::From(point) => return format!("с {}", short_point(point)),
        Ends::To(point) => return format!("до {}", short_point(point)),
        Ends::Both(a, b) if a.year == b.year => format!("{}–{}", short_grain(a).unwrap_or_default(), short_point(b)),
        Ends::Both(a, b) => format!("{}–{}", short_point(a), short_point(b)),
    };
    match part {
        None => written,
        Some(Part::Start) => format!("начало {}", genitive_start(&ends, written)),
        Some(Part::Middle) => format!("середина {}", genitive_start(&ends, written)),
        Some(Part::End) => format!("конец {}", genitive_start(&ends, written)),
    }
}

/// Alone in full, in the nominative: `1939 г.`, `лето 1942 г.`, `конец 1944 г.`, `1 января 1943 г.`
pub fn label(when: &When, part: Option<Part>) -> String {
    let Some(ends) = ends(when) else { return when.0.clone() };
    let head = match part {
        None => return full(ends, Case::Nominative),
        Some(Part::Start) => "начало",
        Some(Part::Middle) => "середина",
        Some(Part::End) => "конец",
    };
    format!("{head} {}", full(ends, Case::Genitive))
}

/// In a sentence, answering "when": `в 1939 г.`, `летом 1942 г.`, `в конце 1944 г.`, `1 января 1943 г.`; `None` where the
/// time is not EDTF as we write it.
pub fn phrase(when: &When, part: Option<Part>) -> Option<String> {
    let ends = ends(when)?;
    let head = match part {
        None => return Some(full(ends, Case::Prepositional)),
        Some(Part::Start) => "в начале",
        Some(Part::Middle) => "в середине",
        Some(Part::End) => "в конце",
    };
    Some(format!("{head} {}", full(ends, Case::Genitive)))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    One(Point),
    Both(Point, Point),
    From(Point),
    To(Point),
}

fn ends(when: &When) -> Option<Ends> {
    Some(match when.0.split_once('/') {
        None => Ends::One(point(&when.0)?),
        Some((start, ".." | "")) => Ends::From(point(start)?),
        Some((".." | "", end)) => Ends::To(point(end)?),
        Some((start, end)) => Ends::Both(point(start)?, point(end)?),
    })
}

fn point(written: &str) -> Option<Point> {
    let written = written.trim_end_matches(['~', '?', '%']);
    let (negative, rest) = written.strip_prefix('-').map_or((false, written), |rest| (true, rest));
    let mut pieces = rest.split('-');
    let year = pieces.next()?;
    let second = pieces.next();
    let day = pieces.next();
    if pieces.next().is_some() || year.len() != 4 || !year.is_ascii() {
        return None;
    }
    let sign = if negative { -1 } else { 1 };
    if second.is_none() {
        if let Some(century) = year.strip_suffix("XX") {
            return Some(Point { year: Some(sign * century.parse::<i32>().ok()? * 100), grain: Grain::Century });
        }
        if let Some(decade) = year.strip_suffix('X') {
            return Some(Point { year: Some(sign * decade.parse::<i32>().ok()? * 10), grain: Grain::Decade });
        }
    }
    let year = if year == "XXXX" { None } else { Some(sign * year.parse::<i32>().ok()?) };
    let Some(second) = second else {
        return year.map(|year| Point { year: Some(year), grain: Grain::Year });
    };
    let code: usize = second.parse().ok()?;
    let grain = match (code, day) {
        (1..=12, None) => Grain::Month(code - 1),
        (1..=12, Some(day)) => Grain::Day(code - 1, day.parse().ok().filter(|day| (1..=31).contains(day))?),
        (21..=24, None) => Grain::Season(code - 21),
        (33..=36, None) => Grain::Quarter(code - 33),
        (40..=41, None) => Grain::Half(code - 40),
        _ => return None,
    };
    Some(Point { year, grain })
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

fn short_grain(point: Point) -> Option<String> {
    Some(match point.grain {
        Grain::Century | Grain::Decade | Grain::Year => return point.year.map(year_number),
        Grain::Half(half) => format!("{}-я пол.", half + 1),
        Grain::Season(season) => SEASONS[season][0].to_owned(),
        Grain::Quarter(quarter) => format!("{} кв.", QUARTERS[quarter]),
        Grain::Month(month) => MONTHS[month][3].to_owned(),
        Grain::Day(month, day) => {
            // A month that is not abbreviated stands in the genitive after its day: `8 марта`.
            let [_, genitive, _, short] = MONTHS[month];
            format!("{day} {}", if short.ends_with('.') { short } else { genitive })
        }
    })
}

fn short_point(point: Point) -> String {
    match (point.grain, point.year) {
        (Grain::Century, Some(year)) => century(year),
        (Grain::Decade, Some(year)) => format!("{year}-е"),
        (Grain::Year, Some(year)) => year_number(year),
        (_, Some(year)) => format!("{} {}", short_grain(point).unwrap_or_default(), year_number(year)),
        (_, None) => short_grain(point).unwrap_or_default(),
    }
}

/// What follows `начало`, `конец` in short form: seasons and whole months take the genitive.
fn genitive_start(ends: &Ends, written: String) -> String {
    match ends {
        Ends::One(Point { year: Some(year), grain: Grain::Season(season) }) => {
            format!("{} {}", SEASONS[*season][1], year_number(*year))
        }
        Ends::One(Point { year: Some(year), grain: Grain::Month(month) }) => {
            let [_, genitive, _, short] = MONTHS[*month];
            format!("{} {}", if short.ends_with('.') { short } else { genitive }, year_number(*year))
        }
        _ => written,
    }
}

fn full(ends: Ends, case: Case) -> String {
    match ends {
        Ends::One(point) => full_point(point, case, true),
        Ends::From(point) => format!("с {}", full_point(point, Case::Genitive, true)),
        Ends::To(point) => format!("до {}", full_point(point, Case::Genitive, true)),
        Ends::Both(a, b) => match (a.grain, a.year, b.grain, b.year) {
            (Grain::Year, Some(a), Grain::Year, Some(b)) => {
                let head = if case == Case::Prepositional { "в " } else { "" };
                let era = if b > 0 { "" } else { " до н. э." };
                let written = |year: i32| if year > 0 { year } else { 1 - year };
                format!("{head}{}–{} гг.{era}", written(a), written(b))
            }
            _ => {
                let same = a.year == b.year;
                format!("с {} по {}", full_point(a, Case::Genitive, !same), full_point(b, Case::Accusative, true))
            }
        },
    }
}

fn full_point(point: Point, case: Case, with_year: bool) -> String {
    let year = match point.year {
        Some(year) if with_year => format!(" {}", year_full(year)),
        _ => String::new(),
    };
    let at = |word: &str| if case == Case::Prepositional { format!("в {word}") } else { word.to_owned() };
    match point.grain {
        Grain::Century => at(&point.year.map(century).unwrap_or_default()),
        Grain::Decade => match case {
            Case::Genitive => format!("{}-х гг.", point.year.unwrap_or_default()),
            _ => at(&format!("{}-е гг.", point.year.unwrap_or_default())),
        },
        Grain::Year => at(&point.year.map(year_full).unwrap_or_default()),
        Grain::Half(half) => {
            let [nominative, genitive, accusative, adverb] = [
                ["первая половина", "первой половины", "первую половину", "в первой половине"],
                ["вторая половина", "второй половины", "вторую половину", "во второй половине"],
            ][half];
            format!("{}{year}", in_case(case, nominative, genitive, accusative, adverb))
        }
        Grain::Season(season) => {
            let [nominative, genitive, accusative, adverb] = SEASONS[season];
            format!("{}{year}", in_case(case, nominative, genitive, accusative, adverb))
        }
        Grain::Quarter(quarter) => {
            let roman = QUARTERS[quarter];
            match case {
                Case::Nominative | Case::Accusative => format!("{roman} квартал{year}"),
                Case::Genitive => format!("{roman} квартала{year}"),
                Case::Prepositional => format!("{} {roman} квартале{year}", if quarter == 1 { "во" } else { "в" }),
            }
        }
        Grain::Month(month) => {
            let [nominative, genitive, prepositional, _] = MONTHS[month];
            match case {
                Case::Nominative | Case::Accusative => format!("{nominative}{year}"),
                Case::Genitive => format!("{genitive}{year}"),
                Case::Prepositional => format!("в {prepositional}{year}"),
            }
        }
        Grain::Day(month, day) => format!("{day} {}{year}", MONTHS[month][1]),
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
            ("1944/..", None, "с 1944", "с 1944 г.", "с 1944 г."),
            ("../1944", None, "до 1944", "до 1944 г.", "до 1944 г."),
            ("1944-41", None, "2-я пол. 1944", "вторая половина 1944 г.", "во второй половине 1944 г."),
            ("1944-34", None, "II кв. 1944", "II квартал 1944 г.", "во II квартале 1944 г."),
            ("194X", None, "1940-е", "1940-е гг.", "в 1940-е гг."),
            ("19XX", Some(Part::Start), "начало XX в.", "начало XX в.", "в начале XX в."),
            ("-0043", None, "44 до н. э.", "44 г. до н. э.", "в 44 г. до н. э."),
            ("1944~", None, "1944", "1944 г.", "в 1944 г."),
        ] {
            let when = When(edtf.to_owned());
            assert_eq!(short(&when, part), short_form, "{edtf}");
            assert_eq!(label(&when, part), label_form, "{edtf}");
            assert_eq!(phrase(&when, part).as_deref(), Some(phrase_form), "{edtf}");
        }
    }

    #[test]
    fn what_is_not_edtf_stays_as_it_is() {
        for odd in ["", "/", "вчера", "1944-13", "1944-10-11-12", "19444", "1944-10-40", "ёё"] {
            assert_eq!(short(&When(odd.to_owned()), None), odd);
            assert_eq!(phrase(&When(odd.to_owned()), None), None);
        }
    }
}
