//! A language's knowledge as data: words, endings, abbreviations, units. One folder a language.

pub mod ru;

/// The text in lower case with `ё` as `е`, byte for byte as long as the text, so that a span of the one is a span of
/// the other. Only ASCII and Russian letters change; rules compare with this and allocate nothing per word.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        // Most of a text is small letters, which are taken over as they are.
        let kept = first_folded(rest.as_bytes());
        if kept > 0 {
            folded.push_str(&rest[..kept]);
            rest = &rest[kept..];
        } else {
            folded.push(if matches!(letter, 'ё' | 'Ё') { 'е' } else { lower(letter) });
            rest = &rest[letter.len_utf8()..];
        }
    }
    folded
}

/// Where the first letter stands that folding changes; the length of the text where none does.
fn first_folded(bytes: &[u8]) -> usize {
    // Such a letter is told by two bytes of well-formed text: `A`–`Z`, or a lead byte with what follows it.
    let changes = |byte: u8, next: u8| {
        byte.is_ascii_uppercase() | (byte == 0xd0) & (next < 0xb0) | (byte == 0xd1) & (next == 0x91)
    };
    // Without a branch for each byte, which compilers make into a few steps for the whole piece.
    const PIECE: usize = 32;
    let mut at = 0;
    while let (Some(piece), Some(nexts)) = (bytes.get(at..at + PIECE), bytes.get(at + 1..at + 1 + PIECE)) {
        if piece.iter().zip(nexts).fold(false, |any, (byte, next)| any | changes(*byte, *next)) {
            break;
        }
        at += PIECE;
    }
    let nexts = bytes.iter().skip(at + 1).chain([&0]);
    bytes
        .iter()
        .skip(at)
        .zip(nexts)
        .position(|(byte, next)| changes(*byte, *next))
        .map_or(bytes.len(), |found| at + found)
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
