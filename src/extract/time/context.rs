//! What the text before has said of when: the year that a later `14 декабря` is of.

use super::Certainty;
use super::atom::{Atom, Core};
use super::dated::{Resolved, dated, piece_of};
use super::edtf::Grain;
use super::rules::Found;
use super::year::Said;
use super::{Part, When};
use crate::document::Document;
use crate::extract::words::Words;

/// A year is carried over so many blocks and no further: a false year is worse than none.
const REACH: usize = 8;

#[derive(Clone, Debug, Default)]
pub struct Context {
    block: usize,
    sentence: usize,
    /// Whether the block is a heading or another line that is hardly more than a time.
    is_head: bool,
    /// The year in which the text was written, where that is known.
    written: Option<i32>,
    year: Option<Carried>,
    /// A year of the last time of any length, and the block where it stands: a hint at the century.
    age: Option<(i32, usize)>,
    /// The month that was last spoken of.
    month: Option<u8>,
    /// How often which year is named.
    named: Vec<(i32, u32)>,
    last: Option<(When, Option<Part>, usize, usize)>,
}

#[derive(Clone, Copy, Debug)]
struct Carried {
    year: i32,
    block: usize,
    /// Named only to compare with it (`против 33 процентов в 1939 г.`): the story has not moved there.
    aside: bool,
    /// Said by a heading, which speaks for what stands below it.
    head: bool,
}

/// Plans are made for decades up to this one; later ones are not written without their century.
const LATEST: i32 = 2050;

/// A line of so many bytes with a time in it says little else.
const HEAD: usize = 48;

/// More years than these are no longer counted apart; a text of so many is about none of them.
const NAMED_MAX: usize = 64;

impl Context {
    pub fn of(document: &Document) -> Context {
        let published = document.source.published.as_deref().and_then(|edtf| edtf.parse::<When>().ok());
        Context { written: published.and_then(|when| when.year()), ..Context::default() }
    }

    pub fn enter(&mut self, block: usize, sentence: usize, document: &Document) {
        (self.block, self.sentence) = (block, sentence);
        let block = document.blocks.get(block);
        self.is_head = block.is_some_and(|block| block.kind.is_heading() || block.span.len() <= HEAD);
    }

    /// The year that is spoken of: of this paragraph, or of one before where the text is clearly about that year.
    pub fn year(&self) -> Option<i32> {
        let carried = self.carried()?;
        let total: u32 = self.named.iter().map(|(_, count)| count).sum();
        let count = self.named.iter().find(|(year, _)| *year == carried.year).map_or(0, |(_, count)| *count);
        let clear = carried.block == self.block || carried.head || count * 2 >= total;
        clear.then_some(carried.year)
    }

    /// The year in which the text was written, or so many after it; a `прошлый год` in a story is another.
    pub fn written_year(&self, offset: i32) -> Option<i32> {
        self.written.filter(|_| offset == 0 || self.near_year().is_none()).map(|year| year + offset)
    }

    /// A year of the time that was last spoken of.
    fn age(&self) -> Option<i32> {
        self.age.filter(|(_, block)| self.block - block <= REACH).map(|(year, _)| year)
    }

    fn carried(&self) -> Option<Carried> {
        self.year.filter(|carried| self.block - carried.block <= REACH)
    }

    /// `в сентябре 1941 года … в конце апреля`: a story that comes back to an earlier month has most likely come to another
    /// year, and nobody says to which.
    fn turns_back(&self, atom: &Atom) -> bool {
        const BACK: u8 = 4;
        let month = match atom.core {
            Core::DayOf { month, .. } | Core::Month(month) => month,
            _ => return false,
        };
        let elsewhere = self.year.is_some_and(|carried| carried.block != self.block && !carried.head);
        elsewhere && self.month.is_some_and(|last| last >= month + BACK)
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
        if let Some(date) = found.when.first().filter(|_| !found.inferred.contains(&"century")) {
            // The nineteenth century begins with 1801.
            let later = i32::from(matches!(date.grain(), Grain::Century | Grain::Millennium));
            self.age = date.year().map(|year| (year + later, self.block)).or(self.age);
        }
        self.month = match found.when.first().map(|date| date.grain()) {
            Some(Grain::Month(month) | Grain::Day { month, .. }) => Some(month),
            _ => self.month,
        };
        // An approximate year has no Augusts.
        let sure = found.when.first().is_some_and(|date| date.certainty() == Certainty::Sure);
        let Some(year) = found.when.year().filter(|_| sure) else { return };
        match self.named.iter().position(|(named, _)| *named == year) {
            Some(at) => self.named[at].1 += 1,
            None if self.named.len() < NAMED_MAX => self.named.push((year, 1)),
            None => {}
        }
        let aside = is_aside(words, found.start);
        if aside && self.year.is_some_and(|carried| !carried.aside && self.block - carried.block <= REACH) {
            return;
        }
        self.year = Some(Carried { year, block: self.block, aside, head: self.is_head });
    }

    /// The time of an atom; its year is taken from before where it says none. `None` where it has no value without one.
    pub fn resolve(&self, atom: &Atom) -> Option<Resolved> {
        let mut inferred = Vec::new();
        let number = match atom.year {
            Said::Number(number, bc) => Some((number, bc == Some(true))),
            // Nobody leaves out the century of a year that is long past; of its decades some do.
            Said::Short(_) if atom.core != Core::Decade && self.age().is_some_and(|year| year < 1700) => None,
            Said::Short(digits) => {
                inferred.push("century");
                let century = self.age().map_or(1900, |year| year - year.rem_euclid(100));
                let year = century + i32::from(digits);
                // `90-е годы` in a text on 2017 are of the century before.
                Some((if year > LATEST { year - 100 } else { year }, false))
            }
            // `в 79 г.` is one of the first century among its like, and 1979 in a memoir.
            Said::TwoDigits(digits) => match self.age() {
                Some(year) if year < 300 => Some((i32::from(digits), false)),
                Some(year) if year >= 1800 => {
                    inferred.push("century");
                    Some((year - year.rem_euclid(100) + i32::from(digits), false))
                }
                _ => None,
            },
            Said::Now(offset) => self.written_year(offset).map(|year| {
                inferred.push("year");
                (year, false)
            }),
            Said::Later(offset) => {
                let century = atom.core == Core::Century;
                let year = if century { self.age()? } else { self.year()? + offset };
                inferred.push(if century { "century" } else { "year" });
                Some(match century {
                    true if year > 0 => ((year - 1) / 100 + 1, false),
                    true => (-year / 100 + 1, true),
                    false => (year, false),
                })
            }
            Said::Nothing => self.year().filter(|_| !self.turns_back(atom)).map(|year| {
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
        Some(Resolved { when: when.made(atom.certainty), part, inferred })
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
