//! How words begin: a look at two letters tells most words from those of a list, without a search of it.

/// The first two letters of some words: for each first letter the second ones, as bits.
pub struct Begins([u32; 32]);

/// `х`, which stands for the Roman ten.
const HA: usize = 21;

impl Begins {
    /// Of words of small Russian letters; those after the second do not matter.
    pub const fn of(words: &[&str]) -> Begins {
        let mut table = [0; 32];
        let mut at = 0;
        while at < words.len() {
            let bytes = words[at].as_bytes();
            if let (Some(first), Some(second)) = (letter(bytes[0], bytes[1]), letter(bytes[2], bytes[3])) {
                table[first] |= 1 << second;
            }
            at += 1;
        }
        Begins(table)
    }

    /// Of the words of both.
    pub const fn and(mut self, other: &Begins) -> Begins {
        let mut at = 0;
        while at < self.0.len() {
            self.0[at] |= other.0[at];
            at += 1;
        }
        self
    }

    /// Whether the word may begin as one of them: `false` is sure. Other letters than Russian ones may begin anything.
    pub fn may_be_of(&self, word: &str) -> bool {
        let &[a, b, c, d, ..] = word.as_bytes() else { return word.starts_with(['i', 'v', 'x', 'х', 'і']) };
        match (letter(a, b), letter(c, d)) {
            (Some(first), Some(second)) => self.0[first] & 1 << second != 0 || first == HA,
            _ => true,
        }
    }
}

/// Which letter of the alphabet, from 0; `ё` is folded.
const fn letter(lead: u8, next: u8) -> Option<usize> {
    match (lead, next) {
        (0xd0, 0xb0..=0xbf) => Some(next as usize - 0xb0),
        (0xd1, 0x80..=0x8f) => Some(next as usize - 0x80 + 16),
        _ => None,
    }
}

/// What follows the stem, where the word begins with it. Words are held against long lists of stems, and one byte of each
/// of the first two letters tells most of them apart without a call.
pub fn after_stem<'a>(word: &'a str, stem: &str) -> Option<&'a str> {
    let alike = |at: usize| stem.as_bytes().get(at).is_none_or(|byte| word.as_bytes().get(at) == Some(byte));
    if alike(1) && alike(3) { word.strip_prefix(stem) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_tell() {
        const BEGINS: Begins = Begins::of(&["январь", "март"]);
        for word in ["января", "ян", "марка", "xx", "х", "word", "-то"] {
            assert!(BEGINS.may_be_of(word), "{word}");
        }
        for word in ["", "я", "апрель", "мост"] {
            assert!(!BEGINS.may_be_of(word), "{word}");
        }
    }

    #[test]
    fn what_follows_a_stem_is_what_is_left() {
        for (word, stem) in
            [("мудрая", "мудр"), ("мудр", "мудр"), ("муж", "мудр"), ("в", "во"), ("во", "в"), ("а", ""), ("a", "a")]
        {
            assert_eq!(after_stem(word, stem), word.strip_prefix(stem), "{word} {stem}");
        }
    }
}
