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
    first_stem: u32,
    letters: u32,
    lexemes: u32,
}

/// All stems.
#[derive(Default)]
pub struct Stems {
    sections: Sections,
    /// One a block.
    blocks: Vec<Block>,
    /// The beginning of the first stem of each block, as a number: most of a search touches these alone.
    heads: Vec<u64>,
    /// Where the heads of each two first letters begin, and the end of the last: it leaves a search few of them.
    head_starts: Vec<u32>,
    /// A bit at the place of each stem's hash: most letters that are no stem are told by it at once.
    sieve: Vec<u64>,
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
        let mut heads = Vec::with_capacity(blocks.capacity());
        let all = sections.get(Section::StemLetters);
        let (mut letters, mut lexemes, mut before) = (0, 0, 0);
        for (number, ((shared, length), count)) in shared.iter().zip(lengths).zip(counts).enumerate() {
            let (shared, length) = (usize::from(*shared), usize::from(*length));
            if number % BLOCK == 0 {
                blocks.push(Block { first_stem: number as u32, letters: letters as u32, lexemes: lexemes as u32 });
                heads.push(all.get(letters..).and_then(|rest| rest.get(..length)).map(head_key).ok_or(damaged)?);
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
        if letters != all.len() || lexemes != all_lexemes {
            return Err(damaged);
        }
        let head_starts = head_starts(&heads);
        let mut stems = Self { sections, blocks, heads, head_starts, sieve: Vec::new() };
        stems.fill_sieve();
        Ok(stems)
    }

    fn fill_sieve(&mut self) {
        let columns = self.columns();
        let mut sieve = vec![0; (SIEVE_BITS * columns.shared.len()).next_power_of_two().div_ceil(64)];
        let mut stem = [0; LONGEST];
        let mut at = 0;
        for (shared, length) in columns.shared.iter().zip(columns.lengths) {
            let (shared, end) = (usize::from(*shared), usize::from(*shared) + usize::from(*length));
            stem[shared..end].copy_from_slice(&columns.letters[at..at + end - shared]);
            at += end - shared;
            let hash = stem[..end].iter().rev().fold(SEED, |hash, letter| add_letter(hash, *letter));
            let (word, bit) = place(&sieve, hash);
            sieve[word] |= bit;
        }
        self.sieve = sieve;
    }

    /// Whether the ends of these letters can be stems, as far as the sieve tells: `false` at a place says that the letters
    /// from there on, the last of a stem first, are none.
    pub fn sift(&self, letters: &[u8]) -> [bool; LONGEST + 1] {
        let mut passed = [false; LONGEST + 1];
        let mut hash = SEED;
        for at in (0..=letters.len()).rev() {
            if let Some(letter) = letters.get(at) {
                hash = add_letter(hash, *letter);
            }
            let (word, bit) = place(&self.sieve, hash);
            passed[at] = self.sieve.get(word).is_some_and(|word| word & bit != 0);
        }
        passed
    }

    /// The stem of these letters, the last first.
    pub fn find(&self, letters: &[u8]) -> Option<Stem> {
        let block = self.block_of(letters)?;
        self.walk(block, letters).find(|stem| stem.found || stem.beyond).filter(|stem| stem.found)
    }

    /// Tells of some two dozen stems around the place of these letters: how many letters each has in common with them, and the paradigm
    /// of each of its lexemes.
    pub fn around(&self, letters: &[u8], mut tell: impl FnMut(usize, u16)) {
        let (low, high) = self.paradigm_columns();
        let block = self.block_of(letters).unwrap_or(0);
        for block in block..(block + 2).min(self.blocks.len()) {
            self.walk(block, letters).for_each(|stem| {
                for lexeme in stem.lexemes {
                    tell(stem.common, u16::from_le_bytes([low[lexeme as usize], high[lexeme as usize]]));
                }
            });
        }
    }

    /// The paradigm of a lexeme.
    pub fn paradigm(&self, lexeme: u32) -> u16 {
        let (low, high) = self.paradigm_columns();
        u16::from_le_bytes([low[lexeme as usize], high[lexeme as usize]])
    }

    fn paradigm_columns(&self) -> (&[u8], &[u8]) {
        (self.sections.get(Section::StemParadigmsLow), self.sections.get(Section::StemParadigmsHigh))
    }

    /// The letters of a stem, the last first.
    pub fn letters(&self, number: u32) -> Vec<u8> {
        let number = number as usize;
        let columns = self.columns();
        let mut letters = Vec::new();
        let Some(block) = self.blocks.get(number / BLOCK) else { return letters };
        let mut at = block.letters as usize;
        for number in block.first_stem as usize..=number {
            letters.truncate(columns.shared[number].into());
            let own = &columns.letters[at..at + usize::from(columns.lengths[number])];
            letters.extend_from_slice(own);
            at += own.len();
        }
        letters
    }

    /// How many lexemes each paradigm has.
    pub fn popularity(&self, paradigms: usize) -> Vec<u32> {
        let mut popularity = vec![0; paradigms];
        let (low, high) = self.paradigm_columns();
        for (low, high) in low.iter().zip(high) {
            popularity[usize::from(u16::from_le_bytes([*low, *high]))] += 1;
        }
        popularity
    }

    /// The block where these letters are, or would be.
    fn block_of(&self, letters: &[u8]) -> Option<usize> {
        let key = head_key(letters);
        let pair = pair(key);
        let (start, end) = (*self.head_starts.get(pair)? as usize, *self.head_starts.get(pair + 1)? as usize);
        let first = start + self.heads[start..end].partition_point(|head| *head < key);
        let alike = self.heads[first..].iter().take_while(|head| **head == key).count();
        let columns = self.columns();
        let before = self.blocks[first..first + alike].partition_point(|block| {
            let length = columns.lengths[block.first_stem as usize];
            &columns.letters[block.letters as usize..][..usize::from(length)] <= letters
        });
        (first + before).checked_sub(1)
    }

    /// The stems of a block, each compared with these letters.
    fn walk<'a>(&'a self, block: usize, letters: &'a [u8]) -> impl Iterator<Item = Stem> + 'a {
        let columns = self.columns();
        let start = self.blocks.get(block).copied().unwrap_or_default();
        let (mut at, mut lexeme) = (start.letters as usize, start.lexemes);
        let (mut common, mut beyond) = (0, false);
        (block * BLOCK..((block + 1) * BLOCK).min(columns.shared.len())).map(move |number| {
            let shared = usize::from(columns.shared[number]);
            let length = usize::from(columns.lengths[number]);
            let own = &columns.letters[at..at + length];
            at += length;
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
            let lexemes = lexeme..lexeme + u32::from(columns.counts[number]);
            lexeme = lexemes.end;
            Stem { number: number as u32, lexemes, common, found, beyond }
        })
    }

    fn columns(&self) -> Columns<'_> {
        Columns {
            shared: self.sections.get(Section::StemShared),
            lengths: self.sections.get(Section::StemLengths),
            letters: self.sections.get(Section::StemLetters),
            counts: self.sections.get(Section::StemParadigmCounts),
        }
    }
}

/// The sections of the stems.
#[derive(Clone, Copy)]
struct Columns<'a> {
    shared: &'a [u8],
    lengths: &'a [u8],
    letters: &'a [u8],
    counts: &'a [u8],
}

/// The first letters in one number, in the same order as the letters themselves.
fn head_key(letters: &[u8]) -> u64 {
    (0..8).fold(0, |key, at| key << 8 | u64::from(letters.get(at).copied().unwrap_or(0)))
}

/// The first two letters of a head; a letter's number has six bits.
fn pair(head: u64) -> usize {
    (head >> 50 & 0xfc0 | head >> 48 & 0x3f) as usize
}

/// For each pair of letters how many heads come before those that begin with it, and at last how many there are.
fn head_starts(heads: &[u64]) -> Vec<u32> {
    let mut starts = vec![0; (1 << 12) + 1];
    for head in heads {
        starts[pair(*head) + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    starts
}

/// Bits of the sieve for each stem, before the next power of two.
const SIEVE_BITS: usize = 4;
const SEED: u32 = 0x811c_9dc5;

fn add_letter(hash: u32, letter: u8) -> u32 {
    (hash ^ u32::from(letter)).wrapping_mul(0x0100_0193)
}

/// The word and the bit of a hash in the sieve.
fn place(sieve: &[u64], hash: u32) -> (usize, u64) {
    let spread = hash.wrapping_mul(0x9e37_79b1) >> 8;
    ((spread >> 6) as usize & sieve.len().wrapping_sub(1), 1 << (spread & 63))
}
