//! Stretches longer than a year: decades, centuries, millennia, five-year plans.

use super::{Atom, Core};
use crate::extract::time::words as ru;
use crate::extract::time::year::{Said, era, is_clear_after, ordinal, past_year_word};
use crate::extract::words::Words;
use crate::lexicon::ru::traits::Traits;

/// `XX века`, `19-го столетия`, `двадцатый век`, `I в. до н. э.`, `в 19 в.`
pub fn century(words: &Words, at: usize) -> Option<Atom> {
    let (number, end, plain) = match ordinal(words, at) {
        Some((number, end)) => (number, end, false),
        None => (words.digits(at).parse().ok()?, at + 1, true),
    };
    let word = words.word(end);
    let abbreviated = word == "ст" && at > 0 && ru::is_part_of_age(words.word(at - 1));
    if !(1..=39).contains(&number) || !ru::is_century(word) && !abbreviated {
        return None;
    }
    let roman = words.is_word(at) && ru::roman(words.word(at).split('-').next().unwrap_or("")).is_some();
    // `в начале 19 ст.`: articles and pages have no beginning.
    let short = matches!(word, "в" | "вв" | "ст");
    let stopped = words.past_stop(end + 1);
    let era = era(words, if short { stopped } else { end + 1 });
    // `в` is a century with its full stop only, and after a Roman number, before an era or where volts cannot stand.
    if short
        && (stopped == end + 1
            || !roman && era.is_none() && !(plain && word == "вв" || abbreviated || leads_century(words, at)))
    {
        return None;
    }
    // `20 веков`, `3 века` count them; `19–20 веках` does not.
    let plural = matches!(word, "вв" | "веков" | "веках" | "векам" | "веками" | "столетий" | "столетиях");
    let counted = plural || matches!(word, "века" | "столетия") && (2..=4).contains(&(number % 20));
    let bare = plain && counted && era.is_none();
    let end = if short { stopped } else { end + 1 };
    let (bc, end) = era.map_or((None, end), |(bc, end)| (Some(bc), end));
    Some(Atom { bare, ..Atom::new("century", at, end, Core::Century, Said::Number(i32::from(number), bc)) })
}

/// What stands before `19 в.` where it is a century.
fn leads_century(words: &Words, at: usize) -> bool {
    const BEFORE: &[&str] = &[
        "в",
        "во",
        "к",
        "с",
        "до",
        "по",
        "из",
        "начале",
        "начала",
        "началу",
        "конце",
        "конца",
        "концу",
        "середине",
        "середины",
        "половине",
        "половины",
        "трети",
        "четверти",
        "десятилетии",
        "десятилетиях",
    ];
    let Some(before) = at.checked_sub(1) else { return false };
    // `во внешней политике 17 в.`: volts have a capital, and a word that says so.
    let noun = words.traits(before).has(Traits::NOUN) && words.written(at + 1) == "в";
    let volts = ["напряж", "ток", "батаре", "вольт"].iter().any(|stem| words.word(before).starts_with(stem));
    noun && !volts || words.is_mark(before, '.') || words.is_dash(before) || BEFORE.contains(&words.word(before))
}

/// `III тысячелетия до н. э.`
pub fn millennium(words: &Words, at: usize) -> Option<Atom> {
    let (number, end) = ordinal(words, at)?;
    if !(1..=10).contains(&number) || !ru::is_millennium(words.word(end)) {
        return None;
    }
    let full = words.word(end) != "тыс";
    let end = words.past_stop(end + 1);
    let era = era(words, end);
    if !full && era.is_none() {
        return None;
    }
    let (bc, end) = era.map_or((None, end), |(bc, end)| (Some(bc), end));
    Some(Atom::new("millennium", at, end, Core::Millennium, Said::Number(i32::from(number), bc)))
}

/// `40-е годы`, `1940-х гг.`, `40-х годах XX века`.
pub fn decade(words: &Words, at: usize) -> Option<Atom> {
    let digits = words.digits(at);
    let number: i32 = digits.parse().ok()?;
    if !matches!(digits.len(), 2 | 4) || number % 10 != 0 {
        return None;
    }
    // `1930х` without its hyphen
    let dash = usize::from(words.is_dash(at + 1));
    let ending = at + 1 + dash;
    let joined = (at + 1..=ending).all(|index| !words.space_before(index));
    if !joined || !matches!(words.word(ending), "е" | "х" | "м" | "ми" | "ые" | "ых" | "ым") {
        return None;
    }
    let after = ending + 1;
    if let Some(end) = past_year_word(words, after).filter(|_| ru::is_years(words.word(after))) {
        return finish_decade(words, at, end, number, digits.len() == 2);
    }
    // Without `годы` two digits are one end of `20-е и 30-е годы` at most, and `1944-м` is a year.
    let short = digits.len() == 2;
    let plural = words.word(ending) != "м";
    let decade = finish_decade(words, at, after, number, short)?;
    let named = decade.end > after;
    // `1930-х` is one with anything after it; `1930-е заседание` is not.
    let clear = matches!(words.word(ending), "х" | "ых") || is_clear_after(words, after);
    (plural && (short || clear)).then_some(Atom { bare: short && !named, ..decade })
}

/// `сороковые годы`.
pub fn named_decade(words: &Words, at: usize) -> Option<Atom> {
    if words.word(at).starts_with("нулев") && ru::is_years(words.word(at + 1)) {
        return Some(Atom::new("decade", at, at + 2, Core::Decade, Said::Number(2000, None)));
    }
    let tens = ru::decade(words.word(at)).filter(|_| ru::is_years(words.word(at + 1)))?;
    finish_decade(words, at, at + 2, i32::from(tens), true)
}

pub fn finish_decade(words: &Words, at: usize, end: usize, number: i32, short: bool) -> Option<Atom> {
    let stated = century(words, end).filter(|_| short);
    let (year, end) = match stated {
        Some(Atom { year: Said::Number(century, Some(true)), end, .. }) => {
            (Said::Number((century - 1) * 100 + number + 9, Some(true)), end)
        }
        Some(Atom { year: Said::Number(century, bc), end, .. }) => {
            (Said::Number((century - 1) * 100 + number, bc), end)
        }
        // `40-х годах того же века`
        _ if short => {
            let same = end + 1 + usize::from(words.word(end + 1) == "же");
            let named = matches!(words.word(end), "того" | "этого") && matches!(words.word(same), "века" | "столетия");
            (Said::Short(u8::try_from(number).ok()?), if named { same + 1 } else { end })
        }
        _ => (Said::Number(number, None), end),
    };
    Some(Atom::new("decade", at, end, Core::Decade, year))
}

/// `первой пятилетки`: the years of the plan.
pub fn five_year_plan(words: &Words, at: usize) -> Option<Atom> {
    let (number, end) = ordinal(words, at)?;
    let end = match words.word(end) {
        word if word.starts_with("пятилетк") || word == "пятилеток" => end + 1,
        "пятилетнего" | "пятилетний" | "пятилетнем" | "пятилетнему" if words.word(end + 1).starts_with("план") => {
            end + 2
        }
        _ => return None,
    };
    let (first, last) = ru::five_year_plan(number)?;
    Some(Atom::new("five_year_plan", at, end, Core::Years(first, last), Said::Number(first, None)))
}
