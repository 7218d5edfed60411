//! The letters of the dictionary as numbers, so that a letter is one byte.

/// The most letters that a word of the dictionary may have; the longest has some forty.
pub const LONGEST: usize = 63;

/// What words are written with, beside `а`–`я`: the numbers after these.
const OTHERS: &str = "-.0123456789'’";

/// A word's letters from its last to its first, each as a number from one.
///
/// Words are kept and compared from their end, as it is the end that tells how a Russian word inflects.
#[derive(Clone, Copy)]
pub struct Reversed {
    letters: [u8; LONGEST],
    length: usize,
}

impl Reversed {
    /// `None` where the word is too long or has a letter that no word of the dictionary has.
    pub fn of(word: &str) -> Option<Self> {
        let mut reversed = Self { letters: [0; LONGEST], length: 0 };
        for letter in word.chars().rev() {
            *reversed.letters.get_mut(reversed.length)? = number(letter)?;
            reversed.length += 1;
        }
        Some(reversed)
    }

    /// The numbers of the letters, the last letter first.
    pub fn letters(&self) -> &[u8] {
        &self.letters[..self.length]
    }
}

/// The number of a letter.
fn number(letter: char) -> Option<u8> {
    match letter {
        'а'..='я' => Some((letter as u32 - 'а' as u32) as u8 + 1),
        _ => OTHERS.chars().zip(33..).find(|(other, _)| *other == letter).map(|(_, number)| number),
    }
}

/// The letter of a number; `None` for a number that no letter has.
fn letter(number: u8) -> Option<char> {
    match number {
        1..=32 => char::from_u32('а' as u32 + u32::from(number) - 1),
        _ => OTHERS.chars().nth(usize::from(number.checked_sub(33)?)),
    }
}

/// Appends letters that are kept from the last to the first.
pub fn push_reversed(text: &mut String, letters: &[u8]) {
    text.extend(letters.iter().rev().filter_map(|number| letter(*number)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_read_back() {
        for word in ["", "съешь", "по-русски", "1-го", "д’артаньян"] {
            let mut text = String::new();
            push_reversed(&mut text, Reversed::of(word).expect("known letters").letters());
            assert_eq!(text, word);
        }
    }

    #[test]
    fn other_letters_and_very_long_words_are_none() {
        for word in ["Ура", "ёж", "word", &"а".repeat(LONGEST + 1)] {
            assert!(Reversed::of(word).is_none());
        }
        assert!(Reversed::of(&"а".repeat(LONGEST)).is_some());
    }
}
