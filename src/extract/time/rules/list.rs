//! Several times that share what the last of them says.

use super::range::{decade_of, with_era};
use super::single::{bare_year_is_time, finish, is_ordinal, is_time_preposition};
use super::{Found, LIST_MAX};
use crate::extract::time::atom::{Atom, Core, atom};
use crate::extract::time::context::Context;
use crate::extract::time::year::{Said, is_clear_after};
use crate::extract::words::Words;

/// `в июне и июле 1944 г.`, `1812, 1813 и 1814 гг.`, `1 и 5 мая`: several times that share what the last one says.
pub fn list(words: &Words, first: &Atom, context: &Context) -> Option<Vec<Found>> {
    let first = *first;
    if !first.bare && first.year != Said::Nothing {
        return None;
    }
    let mut members = vec![first];
    let mut end = first.end;
    let shared = loop {
        if members.len() == LIST_MAX {
            return None;
        }
        let mut next = end + usize::from(words.is_mark(end, ','));
        next += usize::from(matches!(words.word(next), "и" | "или"));
        if next == end && members.len() == 1 {
            return None;
        }
        if matches!(words.word(next), "в" | "во") {
            next += 1;
        }
        let Some(member) = atom(words, next).filter(|member| member.core.is_like(first.core)) else {
            // `в мае и июне` of a year that stands elsewhere
            let last = *members.last()?;
            let before = first.start.checked_sub(1).map_or("", |before| words.word(before));
            if members.len() > 1 && matches!(last.core, Core::Month(_)) && is_time_preposition(before) {
                break last;
            }
            // `в 1944-м и 1945-м`: years that nothing names.
            let bare = members.len() > 1 && last.bare && last.core == Core::Year && bare_year_is_time(words, &first);
            break (bare && (is_ordinal(&last) || is_clear_after(words, last.end))).then_some(last)?;
        };
        end = member.end;
        members.push(member);
        if !member.bare && !matches!(member.year, Said::Nothing) {
            break member;
        }
        // Days share a month even where no year is said.
        let goes_on = words.is_mark(end, ',') || matches!(words.word(end), "и" | "или");
        if matches!(member.core, Core::DayOf { .. }) && matches!(first.core, Core::Day(_)) && !goes_on {
            break member;
        }
    };
    let mut found = Vec::with_capacity(members.len());
    for mut member in members {
        if shared.core == Core::Decade && member.bare {
            member = decade_of(member)?;
        }
        // `в 907 и 911 гг.`, `в 41 и 45 гг.`
        match (member.year, shared.year) {
            (Said::Number(100.., None), Said::Number(100.., None)) if !shared.bare => {}
            (Said::Number(number, None), Said::TwoDigits(_)) if member.bare => {
                member.year = Said::TwoDigits(u8::try_from(number).ok()?);
            }
            _ => member = with_era(member, &shared)?,
        }
        if let (Core::Day(day), Core::DayOf { month, .. }) = (member.core, shared.core) {
            member.core = Core::DayOf { month, day };
        }
        if member.bare
            && let (Said::Number(number, None), Said::Number(_, bc)) = (member.year, shared.year)
        {
            member.year = Said::Number(number, bc);
        }
        if member.year == Said::Nothing {
            member.year = shared.year;
        }
        member.bare = false;
        found.push(finish(&member, context)?);
    }
    Some(found)
}
