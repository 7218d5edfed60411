//! Prose out of arbitrary choices: words, cues, figures, dates and marks in any order, glued or apart. It reaches the
//! corners of the rules far more often than arbitrary bytes do.

use std::fmt::Write;

use arbitrary::{Arbitrary, Result, Unstructured};

use crate::pieces::PIECES;

/// Beyond [`PIECES`]: words of every kind that a rule asks for.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "завод", "заводов", "рабочих", "новых", "тракторов", "школа", "школ", "населения", "выпустил", "было", "стало",
    "выросло", "построены", "прошедший", "района", "Москвы", "Ленинград", "Иванов", "Петрова", "СССР", "ЦК",
    "Осоавиахим", "общества", "партия", "битва", "Сталинградская", "победа", "войны", "утром", "весной", "вчера",
    "назад", "ранее", "позже", "годом", "года", "лет", "летний", "век", "столетия", "пятилетка", "съезд", "пленум",
    "тонн", "км", "га", "пудов", "кг", "часов", "минут", "раз", "раза", "процентов", "долларов", "копеек", "десяток",
    "дюжина", "оба", "двое", "пятеро", "вторая", "третий", "треть", "четверть", "половина", "полтораста", "ноль",
    "миллиард", "тысячелетие", "возможно", "считается", "мнению", "огромный", "успех", "партийно-советский",
    "20-летие", "инженер-механик", "двухсот", "тысячный", "ст.", "п.", "стр.", "рис.", "табл.", "т. е.", "и др.",
    "им.", "ул.", "руб", "экз.", "чел.", "род.", "ок.", "р.", "н. э.", "гл.", "см.", "1-й", "76-го", "ТУ-154", "+7",
    "http://a.ru/12", "[12]", "©", "•", "\u{a0}", "\u{202f}", "\u{301}", "’", "'", "\"", "„", "/", "+", "−", "±", "~",
    "=", "×", "°", "‰", "$", "€", "½", "²", "Ⅻ", "٣", "𝟙",
];

#[rustfmt::skip]
const MONTHS: &[&str] = &[
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря", "январе", "май", "сент.",
];

/// A text.
#[derive(Debug)]
pub struct Prose(pub String);

impl<'a> Arbitrary<'a> for Prose {
    fn arbitrary(choices: &mut Unstructured<'a>) -> Result<Self> {
        let mut text = String::new();
        while !choices.is_empty() && text.len() < 4_000 {
            piece(choices, &mut text)?;
            text.push_str(match choices.int_in_range(0..=15)? {
                0 => "",
                1 => "\u{a0}",
                2 => "\n",
                3 => ". ",
                4 => ", ",
                _ => " ",
            });
        }
        Ok(Prose(text))
    }
}

fn piece(choices: &mut Unstructured, text: &mut String) -> Result<()> {
    match choices.int_in_range(0..=9)? {
        0..=3 => text.push_str(choices.choose(PIECES)?),
        4..=6 => text.push_str(choices.choose(WORDS)?),
        7 => number(choices, text)?,
        8 => date(choices, text)?,
        _ => text.push(char::arbitrary(choices)?),
    }
    Ok(())
}

/// Plain, in groups, with a comma or a point, as a range.
fn number(choices: &mut Unstructured, text: &mut String) -> Result<()> {
    let value = match choices.int_in_range(0..=4)? {
        0 => u64::arbitrary(choices)?,
        1 => u64::from(u16::arbitrary(choices)?),
        _ => choices.int_in_range(0..=99)?,
    };
    let space = *choices.choose(&[" ", "\u{a0}", "\u{202f}", ".", ""])?;
    let (thousands, rest) = (value / 1_000, value % 1_000);
    let _ = match choices.int_in_range(0..=5)? {
        0 if thousands > 0 => write!(text, "{}{space}{rest:03}", thousands % 1_000),
        1 => write!(text, "{rest},{}", thousands % 100),
        2 => write!(text, "{rest}.{}", thousands % 100),
        3 => write!(text, "{rest}–{}", thousands % 1_000),
        4 => write!(text, "{rest}/{}", thousands % 100),
        _ => write!(text, "{value}"),
    };
    Ok(())
}

/// A day, a month, a year or a span of them, in the ways they are written.
fn date(choices: &mut Unstructured, text: &mut String) -> Result<()> {
    let (day, year) = (choices.int_in_range(0..=32)?, choices.int_in_range(0..=2_100)?);
    let (month, other) = (choices.choose(MONTHS)?, choices.int_in_range(0..=2_100)?);
    let _ = match choices.int_in_range(0..=9)? {
        0 => write!(text, "{day} {month} {year} г."),
        1 => write!(text, "{day} {month}"),
        2 => write!(text, "{month} {year}"),
        3 => write!(text, "{day:02}.{:02}.{year}", other % 14),
        4 => write!(text, "{year}—{other} гг."),
        5 => write!(text, "{year}/{:02} учебного года", other % 100),
        6 => write!(text, "{}-е годы", day * 10),
        7 => write!(text, "с {day} по {} {month}", other % 33),
        8 => write!(text, "{day} ({}) {month} {year} г.", other % 33),
        _ => write!(text, "в {year} г."),
    };
    Ok(())
}
