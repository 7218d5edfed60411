//! Bytes as letters that can stand in a script of a page: five letters for four bytes, a sixteenth less than base64. `index.html`
//! reads them back.

/// Letters that mean nothing in HTML, and none that ends a string.
pub const ALPHABET: &[u8; 85] =
    b"!#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{}";

/// The bytes of such letters; `None` where one is of no alphabet or stands alone in its group.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let letters = text.as_bytes();
    let mut bytes = Vec::with_capacity(letters.len() / 5 * 4 + 3);
    for group in letters.chunks(5) {
        let mut number = 0u64;
        for place in 0..5 {
            // What a last group lacks counts as the highest letter.
            let value = match group.get(place) {
                Some(letter) => ALPHABET.binary_search(letter).ok()? as u64,
                None => 84,
            };
            number = number * 85 + value;
        }
        let four = u32::try_from(number).ok()?.to_be_bytes();
        bytes.extend_from_slice(four.get(..group.len().checked_sub(1).filter(|count| *count > 0)?)?);
    }
    Some(bytes)
}

/// The letters of some bytes. The last group, of one to three bytes, has a letter more than bytes.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(4) * 5);
    for group in bytes.chunks(4) {
        let byte = |index: usize| u32::from(group.get(index).copied().unwrap_or(0));
        let number = byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3);
        let letters = [52_200_625, 614_125, 7_225, 85, 1].map(|place| ALPHABET[(number / place % 85) as usize]);
        text.extend(letters.iter().take(group.len() + 1).map(|letter| char::from(*letter)));
    }
    text
}
