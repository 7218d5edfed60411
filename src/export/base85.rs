//! Bytes as letters that can stand in a script of a page: five letters for four bytes, a sixteenth less than base64. `index.html`
//! reads them back.

/// Letters that mean nothing in HTML, and none that ends a string.
pub const ALPHABET: &[u8; 85] =
    b"!#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{}";

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
