//! Reads the word graphs of `dawgdic`, the form in which the package keeps its words.
//!
//! A graph is an array of units; an edge from a unit leads to `unit ^ offset ^ label`, and the unit there has the label.
//! A second array, the guide, names the first child and the next sibling of each unit, for walking through all keys.

use crate::failure::{Failure, Result};

const HAS_VALUE: u32 = 1 << 8;
const IS_VALUE: u32 = 1 << 31;

/// A word graph with its guide.
pub struct Dawg {
    units: Vec<u32>,
    /// First child and next sibling, as labels; 0 for none.
    guide: Vec<[u8; 2]>,
}

impl Dawg {
    /// The graph of a file's bytes.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let cut = || Failure::new("a word graph of the package ends too early; the package is another than expected.");
        let count =
            |bytes: &[u8]| -> Option<usize> { Some(u32::from_le_bytes(bytes.get(..4)?.try_into().ok()?) as usize) };
        let units_count = count(bytes).ok_or_else(cut)?;
        let units = bytes.get(4..4 + 4 * units_count).ok_or_else(cut)?;
        let rest = &bytes[4 + 4 * units_count..];
        let guide_count = count(rest).ok_or_else(cut)?;
        let guide = rest.get(4..4 + 2 * guide_count).ok_or_else(cut)?;
        let units =
            units.chunks_exact(4).map(|unit| u32::from_le_bytes([unit[0], unit[1], unit[2], unit[3]])).collect();
        let guide = guide.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect();
        Ok(Self { units, guide })
    }

    /// Calls `found` with every key, in ascending order of bytes, and its value.
    pub fn each(&self, mut found: impl FnMut(&[u8], u32)) {
        self.walk(0, &mut Vec::new(), &mut found);
    }

    fn walk(&self, at: usize, key: &mut Vec<u8>, found: &mut impl FnMut(&[u8], u32)) {
        let unit = self.units[at];
        if unit & HAS_VALUE != 0 {
            found(key, self.units[at ^ offset(unit)] & !IS_VALUE);
        }
        let mut label = self.guide[at][0];
        while label != 0 {
            let child = at ^ offset(unit) ^ usize::from(label);
            key.push(label);
            self.walk(child, key, found);
            key.pop();
            label = self.guide[child][1];
        }
    }
}

fn offset(unit: u32) -> usize {
    ((unit >> 10) << ((unit & (1 << 9)) >> 6)) as usize
}
