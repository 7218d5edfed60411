//! Which reading of a word comes first: what the corpus says of its tags, and of the words that go against that.

use super::DictionaryError;
use super::paradigms::Slot;
use super::sections::{Section, Sections};

/// Readings, the likeliest first.
#[derive(Default)]
pub struct Candidates {
    /// The negative score, so that the order is ascending; then the paradigm, as the commoner has the lower number.
    sorted: Vec<(std::cmp::Reverse<u64>, u16, u16, u32)>,
}

impl Candidates {
    /// Adds a reading with its score. There are few of them, so each is put in its place at once.
    pub fn add(&mut self, score: u64, slot: Slot, stem: u32) {
        let entry = (std::cmp::Reverse(score), slot.paradigm, slot.form, stem);
        let place = self.sorted.partition_point(|other| *other < entry);
        self.sorted.insert(place, entry);
    }

    /// Leaves out all but the likeliest.
    pub fn truncate(&mut self, count: usize) {
        self.sorted.truncate(count);
    }

    /// Whether there is more than one to choose from.
    pub fn is_choice(&self) -> bool {
        self.sorted.len() > 1
    }

    /// Puts the reading at this place first.
    pub fn except(&mut self, choice: usize) {
        if let Some(readings) = self.sorted.get_mut(..=choice) {
            readings.rotate_right(1);
        }
    }

    /// The slots with their stems.
    pub fn into_slots(self) -> impl ExactSizeIterator<Item = (Slot, u32)> {
        self.sorted.into_iter().map(|(_, paradigm, form, stem)| (Slot { paradigm, form }, stem))
    }
}

/// The words whose first reading is another than the weights of the tags say: `стали` is rather a verb.
#[derive(Default)]
pub struct Exceptions {
    /// Hashes of the words, ascending.
    hashes: Vec<u32>,
    choices: Vec<u8>,
}

impl Exceptions {
    /// Reads the exceptions of a dictionary.
    pub fn read(sections: &Sections) -> Result<Self, DictionaryError> {
        let choices = sections.get(Section::ExceptionChoices).to_vec();
        let mut hashes = Vec::with_capacity(choices.len());
        let (mut hash, mut difference, mut bits) = (0u32, 0u32, 0);
        for byte in sections.get(Section::ExceptionHashes) {
            difference |= u32::from(byte & 0x7f) << bits;
            bits += 7;
            if byte & 0x80 == 0 {
                hash = hash.wrapping_add(difference);
                hashes.push(hash);
                (difference, bits) = (0, 0);
            } else if bits > 21 {
                return Err(DictionaryError::Damaged("a hash is too long"));
            }
        }
        if hashes.len() != choices.len() {
            return Err(DictionaryError::Damaged("an exception has no choice"));
        }
        Ok(Self { hashes, choices })
    }

    /// The place of the reading that comes first for the word of these letters. Another word may have the same hash;
    /// then it takes that word's choice, once in a thousand words and with a reading that is its own all the same.
    pub fn choice(&self, letters: &[u8]) -> usize {
        self.hashes.binary_search(&hash(letters)).map_or(0, |place| self.choices[place].into())
    }
}

/// Three bytes that tell words apart (FNV-1a, its upper bits).
pub fn hash(letters: &[u8]) -> u32 {
    letters.iter().fold(0x811c_9dc5u32, |hash, letter| (hash ^ u32::from(*letter)).wrapping_mul(0x0100_0193)) >> 8
}
