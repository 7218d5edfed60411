//! Which encoding bytes are in, told from the bytes alone: UTF-8, UTF-16, and the one-byte tables of Russian.
//!
//! The tables are our own: a general library weighs a hundred kilobytes for these few.

use serde::{Deserialize, Serialize};

use super::IngestError;
use crate::lexicon::lower;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Encoding {
    #[serde(rename = "utf-8")]
    Utf8,
    #[serde(rename = "utf-16le")]
    Utf16Le,
    #[serde(rename = "utf-16be")]
    Utf16Be,
    #[serde(rename = "windows-1251")]
    Windows1251,
    #[serde(rename = "koi8-r")]
    Koi8R,
    /// The table of DOS.
    #[serde(rename = "ibm866")]
    Ibm866,
    #[serde(rename = "x-mac-cyrillic")]
    MacCyrillic,
    #[serde(rename = "iso-8859-5")]
    Iso8859_5,
    /// Western European; only where a file says so.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

/// The one-byte tables in which Russian is looked for, the likeliest first.
const RUSSIAN: [Encoding; 5] =
    [Encoding::Windows1251, Encoding::Koi8R, Encoding::Ibm866, Encoding::MacCyrillic, Encoding::Iso8859_5];

impl Encoding {
    /// The encoding that a file says it is in: of a `charset`, an XML declaration, a code page.
    pub fn named(label: &str) -> Option<Encoding> {
        let label = label.trim().to_ascii_lowercase();
        Some(match label.as_str() {
            "utf-8" | "utf8" | "unicode-1-1-utf-8" | "65001" | "us-ascii" | "ascii" => Encoding::Utf8,
            "utf-16" | "utf-16le" | "unicode" | "ucs-2" => Encoding::Utf16Le,
            "utf-16be" => Encoding::Utf16Be,
            "windows-1251" | "windows1251" | "cp1251" | "cp-1251" | "x-cp1251" | "win-1251" | "win1251" | "1251" => {
                Encoding::Windows1251
            }
            "koi8-r" | "koi8r" | "koi8" | "koi" | "cskoi8r" | "koi8-u" | "koi8-ru" | "20866" | "21866" => {
                Encoding::Koi8R
            }
            "ibm866" | "cp866" | "cp-866" | "dos-866" | "csibm866" | "866" => Encoding::Ibm866,
            "x-mac-cyrillic" | "macintosh-cyrillic" | "x-mac-ukrainian" | "10007" => Encoding::MacCyrillic,
            "iso-8859-5" | "iso8859-5" | "iso_8859-5" | "cyrillic" | "28595" => Encoding::Iso8859_5,
            "windows-1252" | "cp1252" | "x-cp1252" | "iso-8859-1" | "iso8859-1" | "latin1" | "1252" | "28591" => {
                Encoding::Windows1252
            }
            _ => return None,
        })
    }
}

/// Windows-1251 from 0x80 to 0xBF; from 0xC0 on it is А–я in the order of Unicode. 0x98 is not in use.
const WINDOWS_1251: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{fffd}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕї";

/// The signs of IBM866 between its letters: from 0xB0 to 0xDF, then from 0xF0 on.
const IBM866: [&str; 2] = ["░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀", "ЁёЄєЇїЎў°∙·√№¤■\u{a0}"];

/// The signs of x-mac-cyrillic from 0xA0 to 0xDF; before them are the capitals, after them `а` to `ю`.
const MAC_CYRILLIC: &str = "†°Ґ£§•¶І®©™Ђђ≠Ѓѓ∞±≤≥іµґЈЄєЇїЉљЊњјЅ¬√ƒ≈∆«»…\u{a0}ЋћЌќѕ–—“”‘’÷„ЎўЏџ№Ёёя";

/// The letters of ISO 8859-5 from 0xA0 on that are not А–я, and those behind them.
const ISO_8859_5: [&str; 2] = ["\u{a0}ЁЂЃЄЅІЇЈЉЊЋЌ\u{ad}ЎЏ", "№ёђѓєѕіїјљњћќ§ўџ"];

/// Windows-1252 from 0x80 to 0x9F; from 0xA0 on it is Unicode.
const WINDOWS_1252: &str = "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ";

/// KOI8-R from 0x80 to 0xFF.
const KOI8_R: &str = "─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u{a0}⌡°²·÷═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ";

/// How much of a file tells its encoding.
const SAMPLE: usize = 64 * 1024;

/// The text, its encoding, and how many bytes (or units of UTF-16) were no text in it.
pub fn decode(bytes: &[u8]) -> Result<(String, Encoding, usize), IngestError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(IngestError::Empty);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        return Ok(utf8(rest));
    }
    if let Some(encoding) = utf16(bytes) {
        return Ok(decode_utf16(bytes, encoding));
    }
    if is_binary(bytes) {
        return Err(IngestError::Binary);
    }
    Ok(decode_as(bytes, None))
}

/// Likewise for bytes of which it is known that they are text, and that may say themselves what they are in. They are not
/// believed where they are well-formed UTF-8: many a file was converted and kept its old declaration.
pub fn decode_as(bytes: &[u8], declared: Option<Encoding>) -> (String, Encoding, usize) {
    if let Some(rest) = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        return utf8(rest);
    }
    if let Some(encoding) = utf16(bytes) {
        return decode_utf16(bytes, encoding);
    }
    if looks_like_utf8(bytes) {
        return utf8(bytes);
    }
    let encoding = match declared {
        None | Some(Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be) => likeliest(bytes),
        Some(one_byte) => one_byte,
    };
    let (text, replaced) = single_byte(bytes, encoding);
    (text, encoding, replaced)
}

/// The one-byte table in which the bytes are most like Russian.
fn likeliest(bytes: &[u8]) -> Encoding {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let mut best = (usize::MAX, Encoding::Windows1251);
    for encoding in RUSSIAN {
        let oddity = oddity(sample, encoding);
        if oddity < best.0 {
            best = (oddity, encoding);
        }
    }
    best.1
}

/// The letter that a byte stands for in a one-byte encoding.
pub fn letter(byte: u8, encoding: Encoding) -> char {
    if byte < 0x80 { byte as char } else { upper_half(encoding)[usize::from(byte - 0x80)] }
}

fn utf8(bytes: &[u8]) -> (String, Encoding, usize) {
    let replaced = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    (String::from_utf8_lossy(bytes).into_owned(), Encoding::Utf8, replaced)
}

/// UTF-8 with a few damaged places is still UTF-8: of the characters beyond ASCII at most one in fifty is broken.
fn looks_like_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || bad * 50 <= good
}

/// By its mark, or by every other byte being the high byte of ASCII or Cyrillic.
fn utf16(bytes: &[u8]) -> Option<Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(Encoding::Utf16Le),
        [0xfe, 0xff, ..] => return Some(Encoding::Utf16Be),
        _ => {}
    }
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    if sample.len() < 4 {
        return None;
    }
    let plausible = |at: usize| {
        let pairs = sample.chunks_exact(2);
        let total = pairs.len();
        // The zero high byte of a space or digit is what no one-byte text has.
        let zeros = pairs.clone().filter(|pair| pair[at] == 0 && pair[1 - at] != 0).count();
        let high = pairs.filter(|pair| matches!(pair[at], 0x00 | 0x04 | 0x20) && *pair != [0, 0]).count();
        zeros > 0 && high * 10 >= total * 9
    };
    if plausible(1) {
        Some(Encoding::Utf16Le)
    } else if plausible(0) {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

fn decode_utf16(bytes: &[u8], encoding: Encoding) -> (String, Encoding, usize) {
    let bytes = bytes.strip_prefix(&[0xff, 0xfe]).or_else(|| bytes.strip_prefix(&[0xfe, 0xff])).unwrap_or(bytes);
    let units = bytes.chunks_exact(2).map(|pair| match encoding {
        Encoding::Utf16Be => u16::from_be_bytes([pair[0], pair[1]]),
        _ => u16::from_le_bytes([pair[0], pair[1]]),
    });
    let mut replaced = bytes.len() % 2;
    let text = char::decode_utf16(units)
        .map(|unit| {
            unit.unwrap_or_else(|_| {
                replaced += 1;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    (text, encoding, replaced)
}

/// A text has tabs, line ends, now and then a form feed; more than one other control byte in a hundred is no text.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let control =
        sample.iter().filter(|&&b| (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c)) || b == 0x7f).count();
    sample.contains(&0) || control * 100 > sample.len()
}

fn single_byte(bytes: &[u8], encoding: Encoding) -> (String, usize) {
    let upper = upper_half(encoding);
    let mut replaced = 0;
    let text = bytes
        .iter()
        .map(|&byte| {
            let decoded = if byte < 0x80 { byte as char } else { upper[usize::from(byte - 0x80)] };
            replaced += usize::from(decoded == char::REPLACEMENT_CHARACTER);
            decoded
        })
        .collect();
    (text, replaced)
}

pub fn upper_half(encoding: Encoding) -> [char; 128] {
    let mut table = [char::REPLACEMENT_CHARACTER; 128];
    let letters: Box<dyn Iterator<Item = char>> = match encoding {
        Encoding::Koi8R => Box::new(KOI8_R.chars()),
        Encoding::Ibm866 => Box::new(('А'..='п').chain(IBM866[0].chars()).chain('р'..='я').chain(IBM866[1].chars())),
        Encoding::MacCyrillic => Box::new(('А'..='Я').chain(MAC_CYRILLIC.chars()).chain('а'..='ю').chain(['€'])),
        Encoding::Iso8859_5 => {
            let unused = std::iter::repeat_n(char::REPLACEMENT_CHARACTER, 0x20);
            Box::new(unused.chain(ISO_8859_5[0].chars()).chain('А'..='я').chain(ISO_8859_5[1].chars()))
        }
        Encoding::Windows1252 => Box::new(WINDOWS_1252.chars().chain('\u{a0}'..='ÿ')),
        _ => Box::new(WINDOWS_1251.chars().chain('А'..='я')),
    };
    for (slot, letter) in table.iter_mut().zip(letters) {
        *slot = letter;
    }
    table
}

/// How unlike Russian the bytes are when read in `encoding`: what the wrong table makes are capitals inside words,
/// rare letters and signs between letters.
fn oddity(bytes: &[u8], encoding: Encoding) -> usize {
    let upper = upper_half(encoding);
    let mut odd = 0;
    let mut previous = ' ';
    for &byte in bytes {
        let letter = if byte < 0x80 { byte as char } else { upper[usize::from(byte - 0x80)] };
        odd += match letter {
            'А'..='Я' if previous.is_lowercase() => 8,
            'ъ' | 'Ъ' | 'ы' | 'Ы' | 'ь' | 'Ь' if !previous.is_alphabetic() => 8,
            _ if byte < 0x80 => 0,
            '«' | '»' | '–' | '—' | '„' | '“' | '”' | '…' | '№' | '\u{a0}' | '§' | '°' => 0,
            _ => match lower(letter) {
                'о' | 'е' | 'а' | 'и' | 'н' | 'т' | 'с' | 'р' => 0,
                'в' | 'л' | 'к' | 'м' | 'д' | 'п' | 'у' | 'я' | 'ы' => 2,
                'а'..='я' | 'ё' => 4,
                _ => 8,
            },
        };
        previous = letter;
    }
    odd
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "В 1942 г. на «Красном заводе» — 88,7 тыс. рабочих, а в 1943 г. ещё больше: съезд объявил об этом.";

    fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
        match encoding {
            Encoding::Utf8 => text.as_bytes().to_vec(),
            Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            one_byte => {
                let upper = upper_half(one_byte);
                let byte = |c: char| match c {
                    c if c.is_ascii() => c as u8,
                    c => upper.iter().position(|&u| u == c).map_or(b'?', |at| at as u8 + 0x80),
                };
                text.chars().map(byte).collect()
            }
        }
    }

    #[test]
    fn every_encoding_is_told_from_the_others() {
        use Encoding::*;
        for encoding in [Utf8, Utf16Le, Utf16Be, Windows1251] {
            assert_eq!(decode(&encode(TEXT, encoding)), Ok((TEXT.to_owned(), encoding, 0)), "{encoding:?}");
        }
        // KOI8-R has no «» and no dash.
        let plain =
            "В 1942 г. на Красном заводе было 88,7 тыс. рабочих, а в 1943 г. ещё больше: съезд объявил об этом.";
        for encoding in [Koi8R, Ibm866, MacCyrillic, Iso8859_5] {
            assert_eq!(decode(&encode(plain, encoding)), Ok((plain.to_owned(), encoding, 0)), "{encoding:?}");
        }
        for short in ["Привет, мир", "ВСЕГО 12 ДЕЛ", "Год"] {
            for encoding in [Windows1251, Koi8R] {
                assert_eq!(
                    decode(&encode(short, encoding)),
                    Ok((short.to_owned(), encoding, 0)),
                    "{short} {encoding:?}"
                );
            }
        }
    }

    #[test]
    fn every_table_is_full_and_says_each_letter_once() {
        for encoding in RUSSIAN.into_iter().chain([Encoding::Windows1252]) {
            let table = upper_half(encoding);
            let mut known: Vec<char> = table.into_iter().filter(|c| *c != char::REPLACEMENT_CHARACTER).collect();
            let count = known.len();
            known.sort_unstable();
            known.dedup();
            assert_eq!(known.len(), count, "{encoding:?}");
            assert!(count >= 96, "{encoding:?} has {count} letters");
            let has_all = ('А'..='я').chain(['Ё', 'ё']).all(|letter| known.contains(&letter));
            assert_eq!(has_all, encoding != Encoding::Windows1252, "{encoding:?}");
        }
        assert_eq!(letter(0xe9, Encoding::Windows1252), 'é');
        assert_eq!(letter(0xff, Encoding::Ibm866), '\u{a0}');
        assert_eq!(letter(0xdf, Encoding::MacCyrillic), 'я');
        assert_eq!(letter(0xf0, Encoding::Iso8859_5), '№');
    }

    #[test]
    fn what_a_file_says_of_itself_decides_between_tables_and_not_against_utf8() {
        let word = encode("дом", Encoding::Koi8R);
        assert_eq!(decode_as(&word, Encoding::named("KOI8-R")).0, "дом");
        assert_eq!(decode_as(TEXT.as_bytes(), Encoding::named("windows-1251")).0, TEXT);
        assert_eq!(decode_as(&encode(TEXT, Encoding::Windows1251), Encoding::named("utf-8")).0, TEXT);
        assert_eq!(decode_as(&[0xe9, b'!'], Encoding::named("iso-8859-1")).0, "é!");
        assert_eq!(Encoding::named("klingon"), None);
    }

    #[test]
    fn marks_decide() {
        let mut marked = vec![0xff, 0xfe];
        marked.extend(encode(TEXT, Encoding::Utf16Le));
        assert_eq!(decode(&marked).unwrap().1, Encoding::Utf16Le);
        let mut marked = vec![0xef, 0xbb, 0xbf];
        marked.extend(TEXT.as_bytes());
        assert_eq!(decode(&marked).unwrap().0, TEXT);
    }

    #[test]
    fn a_damaged_place_does_not_change_the_encoding() {
        let mut bytes = TEXT.repeat(3).into_bytes();
        let at = bytes.iter().position(|&b| b > 0x7f).unwrap();
        bytes.insert(at + 1, 0xff);
        let (text, encoding, replaced) = decode(&bytes).unwrap();
        assert_eq!(encoding, Encoding::Utf8);
        assert!(replaced > 0 && text.contains('\u{fffd}'));
    }

    #[test]
    fn programs_and_pictures_are_refused() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0").unwrap_err(), IngestError::Binary);
        assert_eq!(decode(b"PK\x03\x04\x14\0\0\0\x08\0\x01\x02\x03\x04").unwrap_err(), IngestError::Binary);
        assert_eq!(decode(&[0; 64]).unwrap_err(), IngestError::Binary);
        assert_eq!(decode(b" \r\n\t").unwrap_err(), IngestError::Empty);
        assert_eq!(decode(b"").unwrap_err(), IngestError::Empty);
    }
}
