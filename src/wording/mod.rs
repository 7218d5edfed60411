//! How amounts and times are written in Russian: what cards and charts say besides the words of the text.

pub mod amount;
pub mod noun;
pub mod time;

/// No-break space: inside a number, and between a number and its unit.
pub const NBSP: char = '\u{a0}';

/// The text with its first letter made a capital.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => std::iter::once(crate::lexicon::upper(first)).chain(letters).collect(),
        None => String::new(),
    }
}

/// Words of letters and digits; a number with its spaces, and a hyphened word, count as one.
pub fn count_words(text: &str) -> usize {
    let mut count = 0;
    let mut after_digit = false;
    for word in text.split([' ', '\n', '\t']).filter(|word| word.contains(char::is_alphanumeric)) {
        // Groups of a number that plain spaces part: `3 008 674`.
        let group = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        if !(after_digit && group) {
            count += 1;
        }
        after_digit = word.ends_with(|c: char| c.is_ascii_digit());
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_spaces_is_one_word() {
        assert_eq!(count_words("принято 3 008 674 человека, из них"), 5);
        assert_eq!(count_words("принято 3\u{a0}008\u{a0}674 — и всё."), 4);
        assert_eq!(count_words(""), 0);
    }

    #[test]
    fn capitals() {
        assert_eq!(capitalized("ёлок"), "Ёлок");
        assert_eq!(capitalized(""), "");
    }
}
