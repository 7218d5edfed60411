//! A language's knowledge as data: words, endings, abbreviations, units. One folder a language.

pub mod ru;

/// The text in lower case with `ё` as `е`, byte for byte as long as the text, so that a span of the one is a span of
/// the other. Only ASCII and Russian letters change; rules compare with this and allocate nothing per word.
pub fn fold(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte < 0x80 {
            bytes[at] = byte.to_ascii_lowercase();
            at += 1;
            continue;
        }
        // In well-formed UTF-8 every lead byte of two has one byte after it.
        if let (0xd0 | 0xd1, Some(&next)) = (byte, bytes.get(at + 1)) {
            (bytes[at], bytes[at + 1]) = match (byte, next) {
                (0xd0, 0x90..=0x9f) => (0xd0, next + 0x20),  // А–П
                (0xd0, 0xa0..=0xaf) => (0xd1, next - 0x20),  // Р–Я
                (0xd0, 0x81) | (0xd1, 0x91) => (0xd0, 0xb5), // Ё, ё
                (0xd0, 0x80..=0x8f) => (0xd1, next + 0x10),  // І, Ї and their like
                other => other,
            };
            at += 2;
            continue;
        }
        at += 1;
    }
    // The bytes were well-formed and each pair was replaced by a pair; the text itself is the honest way out otherwise.
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The small letter of an ASCII or Cyrillic capital; anything else as it is. The tables of all scripts that
/// [`char::to_lowercase`] carries would be a twentieth of the first load.
pub fn lower(letter: char) -> char {
    let offset = match letter {
        'А'..='Я' => 0x20,
        'Ѐ'..='Џ' => 0x50,
        _ => return letter.to_ascii_lowercase(),
    };
    char::from_u32(letter as u32 + offset).unwrap_or(letter)
}

/// The capital of a small ASCII or Cyrillic letter; anything else as it is.
pub fn upper(letter: char) -> char {
    let offset = match letter {
        'а'..='я' => 0x20,
        'ѐ'..='џ' => 0x50,
        _ => return letter.to_ascii_uppercase(),
    };
    char::from_u32(letter as u32 - offset).unwrap_or(letter)
}

/// The text with every letter made [`lower`].
pub fn lowered(text: &str) -> String {
    text.chars().map(lower).collect()
}

/// Whether `word` is one of `sorted`, which is in ascending order.
pub fn listed(sorted: &[&str], word: &str) -> bool {
    sorted.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lower_and_upper_are_those_of_unicode_where_there_is_russian() {
        for letter in ('\u{0}'..='\u{7f}').chain('Ѐ'..='џ') {
            assert!(letter.to_lowercase().eq([lower(letter)]), "{letter}");
            assert!(letter.to_uppercase().eq([upper(letter)]), "{letter}");
        }
        assert_eq!(lowered("ЁЛКА, Ab — №1"), "ёлка, ab — №1");
    }

    #[test]
    fn folding_keeps_every_offset() {
        for (text, folded) in [
            ("ЁЖ и Ёж", "еж и еж"),
            ("АПРЯ апря", "апря апря"),
            ("XII Съезд — 1944 г.", "xii съезд — 1944 г."),
            ("ІЇ", "ії"),
            ("ẞ𝔸ß", "ẞ𝔸ß"),
        ] {
            assert_eq!(fold(text), folded);
            assert_eq!(fold(text).len(), text.len());
        }
    }
}
