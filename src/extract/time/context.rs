//! What the text before has said of when: the year that a later `14 декабря` is of.

use super::atom::{Atom, Core};
use super::dated::{Resolved, dated, piece_of};
use super::rules::Found;
use super::year::Said;
use super::{Part, When};
use crate::extract::words::Words;

/// A year is carried over so many blocks and no further: a false year is worse than none.
const REACH: usize = 8;

#[derive(Clone, Debug, Default)]
pub struct Context {
    block: usize,
    sentence: usize,
    year: Option<Carried>,
    last: Option<(When, Option<Part>, usize, usize)>,
}

#[derive(Clone, Copy, Debug)]
struct Carried {
    year: i32,
    block: usize,
    /// Named only to compare with it (`против 33 процентов в 1939 г.`): the story has not moved there.
    aside: bool,
}

impl Context {
    pub fn enter(&mut self, block: usize, sentence: usize) {
        (self.block, self.sentence) = (block, sentence);
    }

    /// The year that is spoken of.
    pub fn year(&self) -> Option<i32> {
        self.year.filter(|carried| self.block - carried.block <= REACH).map(|carried| carried.year)
    }

    /// The year that is spoken of in this paragraph.
    pub fn near_year(&self) -> Option<i32> {
        self.year.filter(|carried| self.block == carried.block).map(|carried| carried.year)
    }

    /// The time of this sentence so far, or the last of the sentence before, in one paragraph.
    pub fn spoken_of(&self) -> Option<(When, Option<Part>)> {
        let (when, part, block, sentence) = self.last.as_ref()?;
        (*block == self.block && self.sentence - sentence <= 1).then(|| (when.clone(), *part))
    }

    pub fn tell(&mut self, words: &Words, found: &Found) {
        self.last = Some((found.when.clone(), found.part, self.block, self.sentence));
        let Some(year) = found.when.year() else { return };
        let aside = is_aside(words, found.start);
        if aside && self.year.is_some_and(|carried| !carried.aside && self.block - carried.block <= REACH) {
            return;
        }
        self.year = Some(Carried { year, block: self.block, aside });
    }

    /// The time of an atom; its year is taken from before where it says none. `None` where it has no value without one.
    pub fn resolve(&self, atom: &Atom) -> Option<Resolved> {
        let mut inferred = Vec::new();
        let number = match atom.year {
            Said::Number(number, bc) => Some((number, bc == Some(true))),
            Said::Short(digits) => {
                inferred.push("century");
                let century = self.year().map_or(1900, |year| year - year.rem_euclid(100));
                Some((century + i32::from(digits), false))
            }
            Said::Later(offset) => {
                let year = self.year()? + offset;
                inferred.push(if atom.core == Core::Century { "century" } else { "year" });
                Some((if atom.core == Core::Century { (year - 1).div_euclid(100) + 1 } else { year }, false))
            }
            Said::Nothing => self.year().map(|year| {
                inferred.push("year");
                (year, false)
            }),
        };
        let when = dated(atom.core, number)?;
        let (when, part) = match (atom.piece, &when) {
            (None, _) => (when, atom.part),
            (Some((index, parts)), When::On(date)) => match piece_of(*date, index, parts) {
                Some(piece) => (piece, atom.part),
                None => (when, Some(third(index, parts))),
            },
            (Some((index, parts)), _) => (when, Some(third(index, parts))),
        };
        Some(Resolved { when, part, inferred })
    }
}

/// What a piece is as a part, where the calendar has no name for it.
fn third(index: u8, parts: u8) -> Part {
    match index {
        1 => Part::Start,
        _ if index == parts => Part::End,
        _ => Part::Middle,
    }
}

/// Whether the time is named only for comparison or as a limit: `против`, `по сравнению с`, `чем в`, `до`, `после`.
fn is_aside(words: &Words, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |index| words.word(index));
    matches!(before(1), "до" | "после" | "от")
        || (1..=6).any(|back| matches!(before(back), "против" | "сравнению" | "чем" | "нежели" | "вместо"))
}
