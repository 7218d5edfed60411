//! Years in a row, each before its figure: `в 1859 — 342, в 1897 — 329`, `1859 г. — 293, 1897 г. — 456`.

use super::Found;
use crate::extract::time::When;
use crate::extract::time::atom::{Atom, Core, atom};
use crate::extract::time::context::Context;
use crate::extract::time::year::{Said, past_year_word};
use crate::extract::words::Words;

/// From one member's figure to the next member, at most.
const REACH: usize = 8;

/// The year of a member of such a row, though nothing names it one.
pub fn row(words: &Words, first: &Atom, context: &Context) -> Option<Vec<Found>> {
    let (year, figure) = member(words, first.start)?;
    if first.core != Core::Year
        || first.year != Said::Number(year, None)
        || !is_in_row(words, first.start, figure, year)
    {
        return None;
    }
    let resolved = context.resolve(first)?;
    let (start, mut end, mut when) = (first.start, first.end, resolved.when);
    // `1923-1924 — 9 тыс.`
    if let Some(last) = is_glued(words, start).then(|| atom(words, start + 2)).flatten() {
        when = When::between(when.first()?, context.resolve(&last)?.when.last()?);
        end = last.end;
    }
    let inferred = resolved.inferred;
    let rule = if first.bare { "row" } else { first.rule };
    Some(vec![Found { start, end, when, part: None, inferred, julian: false, rule }])
}

/// Whether the number is the figure of a member: `293` in `1859 г. — 293, 1897 г. — 456` is no year.
pub fn is_figure(words: &Words, at: usize) -> bool {
    let Some(dash) = at.checked_sub(1).filter(|&dash| words.is_dash(dash)) else { return false };
    let year = (dash.saturating_sub(3)..dash).find(|&year| member(words, year).is_some_and(|(_, figure)| figure == at));
    year.is_some_and(|year| member(words, year).is_some_and(|(number, _)| is_in_row(words, year, at, number)))
}

/// The year at `at` and where its figure stands, behind a dash.
fn member(words: &Words, at: usize) -> Option<(i32, usize)> {
    let digits = words.digits(at);
    let year: i32 = (digits.len() == 4).then(|| digits.parse().ok())?.filter(|year| (1000..=2100).contains(year))?;
    let last = at + 1 + 2 * usize::from(is_glued(words, at));
    let dash = past_year_word(words, last).unwrap_or(last);
    let spaced = words.is_dash(dash) && words.space_before(dash) && words.space_before(dash + 1);
    let figure = words.digits(dash + 1);
    // Another year behind the dash makes a range.
    let is_year = figure.len() == 4 && figure.parse().is_ok_and(|last: i32| (year..=2100).contains(&last));
    (spaced && !figure.is_empty() && !is_year).then_some((year, dash + 1))
}

/// Whether a second year is joined to the one at `at`: `1923-1924`.
fn is_glued(words: &Words, at: usize) -> bool {
    let joined = words.is_dash(at + 1) && !words.space_before(at + 1) && !words.space_before(at + 2);
    joined && words.digits(at + 2).len() == 4
}

/// Whether a later year goes on with the row, or an earlier one has begun it: after a comma or on a line of its own.
fn is_in_row(words: &Words, at: usize, figure: usize, year: i32) -> bool {
    let is_joint = |at: usize| matches!(words.get(at), "," | ";") && words.space_before(at + 1);
    let is_line = |at: usize| words.gap(at).contains('\n');
    let begins = |joint: usize| {
        let next = joint + usize::from(is_joint(joint));
        next + usize::from(matches!(words.word(next), "в" | "на" | "к"))
    };
    let joint = (figure + 1..figure + REACH).find(|&at| is_joint(at) || is_line(at));
    let goes_on = joint.and_then(|joint| member(words, begins(joint))).is_some_and(|(next, _)| next > year);
    if is_line(at)
        && (at.saturating_sub(REACH)..at)
            .rev()
            .find_map(|at| member(words, at))
            .is_some_and(|(earlier, _)| earlier < year)
    {
        return true;
    }
    let before = || {
        let joint = at.checked_sub(1 + usize::from(at > 0 && words.is_word(at - 1)))?;
        let from = joint.saturating_sub(REACH);
        is_joint(joint).then(|| (from..joint).rev().find_map(|at| member(words, at)))?
    };
    goes_on || before().is_some_and(|(earlier, _)| earlier < year)
}
