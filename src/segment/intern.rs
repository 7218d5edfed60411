//! Distinct words, each with a number. Every word of a text is looked up here, so the table and the letters are packed
//! closely: a look at the hash, one at the word.

use std::hash::{BuildHasher, RandomState};

/// Words by the order in which they were met first.
pub struct Interner {
    /// Where all hashes start. Nobody who writes a text knows it, so words cannot be chosen to collide.
    start: u64,
    /// At the place of a word's hash or soon after it; a power of two of them, at most half of them taken.
    slots: Vec<Option<Slot>>,
    /// All words, one after another.
    letters: String,
    /// Where each word ends in `letters`; no text that is read is longer than four billion bytes.
    ends: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Slot {
    hash: u32,
    /// One more than the word's number.
    count: std::num::NonZeroU32,
}

impl Default for Interner {
    fn default() -> Self {
        let start = RandomState::new().hash_one(());
        Interner { start, slots: vec![None; 1024], letters: String::new(), ends: Vec::new() }
    }
}

impl Interner {
    /// The number of the word, and whether it is met for the first time.
    pub fn number(&mut self, word: &str) -> (usize, bool) {
        let hash = hash(self.start, word.as_bytes());
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while let Some(slot) = self.slots[at] {
            let number = slot.count.get() as usize - 1;
            if slot.hash == hash && self.word(number) == word {
                return (number, false);
            }
            at = (at + 1) & mask;
        }
        let number = self.ends.len();
        self.letters.push_str(word);
        self.ends.push(self.letters.len() as u32);
        let count = u32::try_from(self.ends.len()).ok().and_then(std::num::NonZeroU32::new);
        self.slots[at] = count.map(|count| Slot { hash, count });
        if 2 * self.ends.len() > self.slots.len() {
            self.grow();
        }
        (number, true)
    }

    fn word(&self, number: usize) -> &str {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[start as usize..self.ends[number] as usize]
    }

    fn grow(&mut self) {
        let slots = std::mem::take(&mut self.slots);
        self.slots = vec![None; 4 * slots.len()];
        let mask = self.slots.len() - 1;
        for slot in slots.into_iter().flatten() {
            let mut at = slot.hash as usize & mask;
            while self.slots[at].is_some() {
                at = (at + 1) & mask;
            }
            self.slots[at] = Some(slot);
        }
    }
}

/// Eight bytes at a time; the last eight may overlap those before them.
fn hash(start: u64, word: &[u8]) -> u32 {
    let add = |hash: u64, bytes: u64| (hash.rotate_left(5) ^ bytes).wrapping_mul(0x517c_c1b7_2722_0a95);
    let mut hash = add(start, word.len() as u64);
    if let Some(last) = word.last_chunk() {
        for chunk in word[..word.len() - 1].as_chunks::<8>().0 {
            hash = add(hash, u64::from_le_bytes(*chunk));
        }
        hash = add(hash, u64::from_le_bytes(*last));
    } else {
        hash = add(hash, word.iter().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte)));
    }
    (hash ^ hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_its_number() {
        let mut interner = Interner::default();
        let words: Vec<String> = (0..5000).map(|word| "слово".repeat(word % 7) + &word.to_string()).collect();
        for (number, word) in words.iter().enumerate() {
            assert_eq!(interner.number(word), (number, true));
        }
        for (number, word) in words.iter().enumerate() {
            assert_eq!(interner.number(word), (number, false));
        }
        assert_eq!(interner.number(""), (words.len(), true));
        assert_eq!(interner.number(""), (words.len(), false));
    }
}
