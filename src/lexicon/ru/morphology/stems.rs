//! The stems of all lexemes, sorted from their last letter: words that end alike are neighbours.
//!
//! Stems stand in blocks. Within a block, each is kept as the number of letters that it shares with the stem before it and
//! its own letters after these; so a block is searched without writing any stem out.

use super::DictionaryError;
use super::alphabet::LONGEST;
use super::sections::{Section, Sections};
use std::ops::Range;

/// How many stems a block has; the last may have fewer.
pub const BLOCK: usize = 16;

/// Where the parts of a block begin.
#[derive(Clone, Copy, Default)]
struct Block {
    letters: u32,
    lexemes: u32,
}

/// All stems.
#[derive(Default)]
pub struct Stems {
    sections: Sections,
    /// One a block.
    blocks: Vec<Block>,
}

/// A stem as it is met in its block.
pub struct Stem {
    /// Its place among all stems.
    pub number: u32,
    /// The places of its lexemes among all; a lexeme is a stem with a paradigm.
    pub lexemes: Range<u32>,
    /// How many letters, from the end, it shares with the letters looked for.
    pub common: usize,
    found: bool,
    beyond: bool,
}

impl Stems {
    /// Takes the sections over and checks the stems in them against `paradigms`, their number.
    pub fn read(sections: Sections, paradigms: usize) -> Result<Self, DictionaryError> {
        let damaged = DictionaryError::Damaged("a stem is broken");
        let shared = sections.get(Section::StemShared);
        let lengths = sections.get(Section::StemLengths);
        let counts = sections.get(Section::StemParadigmCounts);
        if shared.len() != lengths.len() || shared.len() != counts.len() {
            return Err(damaged);
        }
        let known = sections
            .halves(Section::StemParadigmsLow, Section::StemParadigmsHigh)?
            .all(|paradigm| usize::from(paradigm) < paradigms);
        if !known {
            return Err(DictionaryError::Damaged("a stem has no paradigm"));
        }
        let mut blocks = Vec::with_capacity(shared.len().div_ceil(BLOCK));
        let (mut letters, mut lexemes, mut before) = (0, 0, 0);
        for (number, ((shared, length), count)) in shared.iter().zip(lengths).zip(counts).enumerate() {
            let (shared, length) = (usize::from(*shared), usize::from(*length));
            if number % BLOCK == 0 {
                blocks.push(Block { letters: letters as u32, lexemes: lexemes as u32 });
                before = 0;
            }
            if shared > before || shared + length > LONGEST {
                return Err(damaged);
            }
            before = shared + length;
            letters += length;
            lexemes += usize::from(*count);
        }
        let all_lexemes = sections.get(Section::StemParadigmsLow).len();
        if letters != sections.get(Section::StemLetters).len() || lexemes != all_lexemes {
            return Err(damaged);
        }
        Ok(Self { sections, blocks })
    }

    /// The stem of these letters, the last first.
    pub fn find(&self, letters: &[u8]) -> Option<Stem> {
        let block = self.block_of(letters)?;
        self.walk(block, letters).find(|stem| stem.found || stem.beyond).filter(|stem| stem.found)
    }

    /// Some stems that end most like these letters: those around their place.
    pub fn neighbours<'a>(&'a self, letters: &'a [u8]) -> impl Iterator<Item = Stem> + 'a {
        let block = self.block_of(letters).unwrap_or(0);
        let around = block.saturating_sub(1)..(block + 2).min(self.blocks.len());
        around.flat_map(|block| self.walk(block, letters))
    }

    /// The paradigm of a lexeme.
    pub fn paradigm(&self, lexeme: u32) -> u16 {
        let half = |section| self.sections.get(section)[lexeme as usize];
        u16::from_le_bytes([half(Section::StemParadigmsLow), half(Section::StemParadigmsHigh)])
    }

    /// The letters of a stem, the last first.
    pub fn letters(&self, number: u32) -> Vec<u8> {
        let number = number as usize;
        let first = number - number % BLOCK;
        let mut letters = Vec::new();
        let Some(block) = self.blocks.get(number / BLOCK) else { return letters };
        let mut at = block.letters as usize;
        for number in first..=number {
            let (shared, own) = self.front(number, &mut at);
            letters.truncate(shared);
            letters.extend_from_slice(own);
        }
        letters
    }

    /// How many lexemes each paradigm has.
    pub fn popularity(&self, paradigms: usize) -> Vec<u32> {
        let mut popularity = vec![0; paradigms];
        let all = self.sections.get(Section::StemParadigmsLow).len() as u32;
        for lexeme in 0..all {
            popularity[usize::from(self.paradigm(lexeme))] += 1;
        }
        popularity
    }

    /// The block where these letters are, or would be.
    fn block_of(&self, letters: &[u8]) -> Option<usize> {
        let lengths = self.sections.get(Section::StemLengths);
        let all = self.sections.get(Section::StemLetters);
        let (mut low, mut high) = (0, self.blocks.len());
        while low < high {
            let middle = low.midpoint(high);
            let start = self.blocks[middle].letters as usize;
            let head = &all[start..start + usize::from(lengths[middle * BLOCK])];
            if head <= letters { low = middle + 1 } else { high = middle }
        }
        low.checked_sub(1)
    }

    /// The letters that a stem shares with the one before it, and its own. `at` is the place of the own letters.
    fn front(&self, number: usize, at: &mut usize) -> (usize, &[u8]) {
        let shared = if number % BLOCK == 0 { 0 } else { usize::from(self.sections.get(Section::StemShared)[number]) };
        let length = usize::from(self.sections.get(Section::StemLengths)[number]);
        let own = &self.sections.get(Section::StemLetters)[*at..*at + length];
        *at += length;
        (shared, own)
    }

    /// The stems of a block, each compared with these letters.
    fn walk<'a>(&'a self, block: usize, letters: &'a [u8]) -> impl Iterator<Item = Stem> + 'a {
        let counts = self.sections.get(Section::StemParadigmCounts);
        let start = self.blocks.get(block).copied().unwrap_or_default();
        let (mut at, mut lexeme) = (start.letters as usize, start.lexemes);
        let (mut common, mut beyond) = (0, false);
        (block * BLOCK..((block + 1) * BLOCK).min(counts.len())).map(move |number| {
            let (shared, own) = self.front(number, &mut at);
            let mut found = false;
            if shared < common {
                // It parts from the stem before where that one still went with the letters: it lies behind them.
                common = shared;
                beyond = true;
            } else if shared == common {
                let wanted = &letters[common..];
                let same = own.iter().zip(wanted).take_while(|(own, wanted)| own == wanted).count();
                found = same == own.len() && same == wanted.len();
                beyond = same < own.len() && wanted.get(same).is_none_or(|wanted| own[same] > *wanted);
                common += same;
            }
            // With more letters shared than that, it goes with the stem before it and against the letters.
            let lexemes = lexeme..lexeme + u32::from(counts[number]);
            lexeme = lexemes.end;
            Stem { number: number as u32, lexemes, common, found, beyond }
        })
    }
}
