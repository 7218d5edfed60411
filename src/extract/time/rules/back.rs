//! Times that are told by what was said before: `в том же году`, `два года спустя`.

use super::Found;
use crate::extract::time::context::Context;
use crate::extract::time::edtf::{Date, When};
use crate::extract::time::words as ru;
use crate::extract::time::year::context_year;
use crate::extract::words::Words;
use crate::lexicon::ru::form;

/// `к этому времени` where the sentence or the one before it tells the time.
pub fn same_time(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    let end = match (words.word(at), words.word(at + 1)) {
        ("этому" | "тому", "времени" | "моменту") if at > 0 && words.word(at - 1) == "к" => {
            at + 2
        }
        ("это" | "то", "же") if words.word(at + 2) == "время" => return None,
        _ => return None,
    };
    let (when, part) = context.spoken_of()?;
    let inferred = vec!["year"];
    Some(vec![Found { start: at, end, when, part, inferred, julian: false, rule: "same_time" }])
}

/// `в том же году`, `в следующем году`, `этого же года`.
pub fn same_year(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    let (offset, end) = context_year(words, at)?;
    let when = When::On(Date::of_year(context.year()? + offset)?);
    Some(vec![Found { start: at, end, when, part: None, inferred: vec!["year"], julian: false, rule: "same_year" }])
}

/// `годом позже`, `через два года`, `три года спустя`, where the year they count from is near.
pub fn years_later(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    let through = matches!(words.word(at), "через" | "спустя");
    let from = at + usize::from(through);
    let (years, end) = match words.word(from) {
        "год" | "годом" => (1, from + 1),
        word => {
            let count = ru::count(word).or_else(|| words.digits(from).parse().ok().filter(|n| (1..100).contains(n)))?;
            (matches!(words.word(from + 1), "год" | "года" | "лет" | "годами")).then_some((count, from + 2))?
        }
    };
    let (offset, end) = match words.word(end) {
        "позже" | "позднее" | "спустя" => (years, end + 1),
        "раньше" | "ранее" => (-years, end + 1),
        _ if through => (years, end),
        _ => return None,
    };
    // `через год после войны` counts from something else, `через год-другой` from nothing.
    if matches!(words.word(end), "после" | "с") || form::is_roman(words.written(end)) {
        return None;
    }
    let year = context.near_year()? + offset;
    let when = When::On(Date::of_year(year)?);
    Some(vec![Found { start: at, end, when, part: None, inferred: vec!["year"], julian: false, rule: "years_later" }])
}
