//! What the codes of a font stand for and how wide they are.

use std::collections::HashMap;

use super::file::File;
use super::glyph;
use super::object::{Dict, Lexer, Object};

/// A table of letters with more entries is cut off.
const MOST_ENTRIES: usize = 200_000;

/// A larger table is not read, bytes.
const LARGEST_MAP: usize = 4 << 20;

pub struct Font {
    /// Two bytes a letter, as composite fonts have.
    is_wide: bool,
    /// What the file itself says of its codes.
    told: HashMap<u32, String>,
    /// How many bytes the codes of that table have, where it says so.
    told_bytes: Option<usize>,
    /// Of fonts with one byte a letter.
    table: Vec<String>,
    /// Whether that table is only the usual one: nothing in the file speaks for it.
    pub is_guessed: bool,
    widths: HashMap<u32, f32>,
    usual_width: f32,
    pub is_bold: bool,
}

/// A letter, or several, as written by one code.
pub struct Letter<'f> {
    pub code: u32,
    /// `None` where the file does not tell.
    pub letters: Option<&'f str>,
    /// In thousandths of the size.
    pub width: f32,
    pub bytes: usize,
}

impl Font {
    pub fn of(file: &File, dict: &Dict) -> Font {
        let is_wide = file.value(dict, "Subtype").is_some_and(|kind| kind.name() == Some("Type0"));
        let (mut told, mut told_bytes) = (HashMap::new(), None);
        let map = dict.get("ToUnicode").and_then(Object::reference).and_then(|number| file.stream(number));
        if let Some((_, bytes)) = map.filter(|(_, bytes)| bytes.len() <= LARGEST_MAP) {
            told_bytes = read_map(&bytes, &mut told);
        }
        let below = match file.value(dict, "DescendantFonts") {
            Some(Object::List(items)) if is_wide => {
                items.first().map(|item| file.resolved(item)).and_then(|item| item.dict().cloned())
            }
            _ => None,
        };
        let name = file.value(dict, "BaseFont").and_then(|name| name.name().map(str::to_owned)).unwrap_or_default();
        let flags =
            file.dict(below.as_ref().unwrap_or(dict), "FontDescriptor").and_then(|about| file.value(&about, "Flags"));
        let is_forced_bold = flags.and_then(|flags| flags.count()).is_some_and(|flags| flags >> 18 & 1 == 1);
        let mut font = Font {
            is_wide,
            told,
            told_bytes,
            table: Vec::new(),
            is_guessed: false,
            widths: HashMap::new(),
            usual_width: 500.0,
            is_bold: is_forced_bold || ["Bold", "bold", "Black", "Heavy"].iter().any(|word| name.contains(word)),
        };
        match below {
            Some(below) => font.take_wide_widths(file, &below),
            None if !is_wide => {
                font.take_table(file, dict);
                font.take_widths(file, dict);
            }
            None => {}
        }
        font
    }

    fn take_table(&mut self, file: &File, dict: &Dict) {
        let encoding = file.value(dict, "Encoding");
        let (base, differences) = match &encoding {
            Some(Object::Name(name)) => (Some(name.clone()), None),
            Some(Object::Dict(encoding)) => {
                let base = file.value(encoding, "BaseEncoding").and_then(|base| base.name().map(str::to_owned));
                (base, file.value(encoding, "Differences"))
            }
            _ => (None, None),
        };
        self.table = glyph::table(base.as_deref()).iter().map(|letter| letter.to_string()).collect();
        self.is_guessed = differences.is_none() && self.told.is_empty();
        let mut code = 0;
        for item in differences.as_ref().and_then(Object::list).unwrap_or_default() {
            match item {
                Object::Number(number) => code = *number as usize,
                Object::Name(name) => {
                    if let Some(slot) = self.table.get_mut(code) {
                        *slot = glyph::letters(name).unwrap_or_else(|| "\u{fffd}".to_owned());
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }

    fn take_widths(&mut self, file: &File, dict: &Dict) {
        let first = file.value(dict, "FirstChar").and_then(|first| first.count()).unwrap_or(0);
        let scale = match file.value(dict, "FontMatrix") {
            // The units of a font that is drawn by the page's own operators.
            Some(Object::List(matrix)) => matrix.first().and_then(Object::number).map_or(1.0, |a| a as f32 * 1000.0),
            _ => 1.0,
        };
        if let Some(Object::List(widths)) = file.value(dict, "Widths") {
            for (code, width) in (first as u32..).zip(widths.iter().take(256)) {
                if let Some(width) = file.resolved(width).number() {
                    self.widths.insert(code, width as f32 * scale);
                }
            }
        }
    }

    /// `[12 [500 600] 20 30 700]`: from a code on each, or the same from one to another.
    fn take_wide_widths(&mut self, file: &File, dict: &Dict) {
        self.usual_width = file.value(dict, "DW").and_then(|width| width.number()).map_or(1000.0, |width| width as f32);
        let Some(Object::List(items)) = file.value(dict, "W") else { return };
        let mut rest = items.iter();
        while let Some(first) = rest.next().and_then(|first| file.resolved(first).count()) {
            match rest.next().map(|second| file.resolved(second)) {
                Some(Object::List(widths)) => {
                    for (code, width) in (first as u32..).zip(&widths) {
                        if let Some(width) = width.number() {
                            self.widths.insert(code, width as f32);
                        }
                    }
                }
                Some(Object::Number(last)) => {
                    let Some(width) = rest.next().and_then(|width| file.resolved(width).number()) else { return };
                    for code in (first as u32..=last as u32).take(0x1_0000) {
                        self.widths.insert(code, width as f32);
                    }
                }
                _ => return,
            }
            if self.widths.len() > MOST_ENTRIES {
                return;
            }
        }
    }

    /// The letters of a string.
    pub fn letters<'f>(&'f self, written: &'f [u8]) -> impl Iterator<Item = Letter<'f>> {
        let size = if self.is_wide { self.told_bytes.unwrap_or(2) } else { 1 };
        written.chunks(size).map(move |bytes| {
            let code = bytes.iter().fold(0u32, |code, byte| code << 8 | u32::from(*byte));
            let told = self.told.get(&code).map(String::as_str);
            let letters = told.or_else(|| self.table.get(code as usize).map(String::as_str));
            let width = self.widths.get(&code).copied().unwrap_or(self.usual_width);
            Letter { code, letters: letters.filter(|letters| *letters != "\u{fffd}"), width, bytes: bytes.len() }
        })
    }
}

/// Reads what a map says of codes; returns how many bytes they have.
fn read_map(bytes: &[u8], told: &mut HashMap<u32, String>) -> Option<usize> {
    let mut lexer = Lexer::at(bytes, 0);
    let mut size = None;
    // The values since the last operator.
    let mut held: Vec<Object> = Vec::new();
    while let Some(object) = lexer.object() {
        let Object::Word(word) = object else {
            if held.len() < MOST_ENTRIES {
                held.push(object);
            }
            continue;
        };
        match word.as_str() {
            "endcodespacerange" => {
                size = held.iter().find_map(|object| match object {
                    Object::Text(code) => Some(code.len().clamp(1, 4)),
                    _ => None,
                });
            }
            "endbfchar" => {
                for pair in held.chunks_exact(2) {
                    if let [Object::Text(code), Object::Text(letters)] = pair {
                        note(told, number(code), utf16(letters));
                    }
                }
            }
            "endbfrange" => {
                for range in held.chunks_exact(3) {
                    let [Object::Text(first), Object::Text(last), letters] = range else { continue };
                    let (first, last) = (number(first), number(last));
                    match letters {
                        Object::Text(letters) => {
                            for code in (first..=last).take(0x1_0000) {
                                note(told, code, raised(letters, code - first));
                            }
                        }
                        Object::List(items) => {
                            for (code, item) in (first..=last).zip(items) {
                                if let Object::Text(letters) = item {
                                    note(told, code, utf16(letters));
                                }
                            }
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        held.clear();
    }
    size
}

fn note(told: &mut HashMap<u32, String>, code: u32, letters: String) {
    if told.len() < MOST_ENTRIES && !letters.is_empty() && !letters.starts_with('\0') {
        told.insert(code, letters);
    }
}

fn number(code: &[u8]) -> u32 {
    code.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn utf16(bytes: &[u8]) -> String {
    match bytes {
        [one] => char::from(*one).to_string(),
        _ => {
            let units = bytes.chunks_exact(2).take(16).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect()
        }
    }
}

/// The letters with the last of them so many places on.
fn raised(letters: &[u8], by: u32) -> String {
    let mut text = utf16(letters);
    let Some(last) = text.pop() else { return text };
    text.extend(char::from_u32((last as u32).saturating_add(by)));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_tells_the_letters_of_codes() {
        let mut told = HashMap::new();
        let map = b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
                    2 beginbfchar <0003> <0020> <0010> <00660069> endbfchar\n\
                    2 beginbfrange <0020> <0022> <0410> <0030> <0031> [<0416> <0436>] endbfrange";
        assert_eq!(read_map(map, &mut told), Some(2));
        let letters = |code: u32| told.get(&code).map(String::as_str);
        assert_eq!([0x03, 0x10, 0x22, 0x31, 0x40].map(letters), [Some(" "), Some("fi"), Some("В"), Some("ж"), None]);
    }

    #[test]
    fn a_map_that_lies_is_bounded() {
        let mut told = HashMap::new();
        read_map(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange".repeat(50).as_slice(), &mut told);
        assert!(told.len() <= 0x1_0000);
    }
}
