//! RTF: groups and control words in ASCII, letters as bytes of a code page or as numbers of Unicode.

use std::collections::HashMap;

use super::Parsed;
use super::builder::Builder;
use super::table::Table;
use crate::document::BlockKind;
use crate::ingest::{Encoding, Format, Lost, encoding, plain};

/// Groups inside more than so many others are read as if they were not there.
const DEEPEST: usize = 512;

pub fn read(bytes: &[u8], name: Option<&str>) -> Parsed {
    let mut to = Builder::default();
    let mut walk = Walk::new(&mut to);
    walk.read(bytes);
    walk.finish();
    to.finish(Format::Rtf, name)
}

/// What the words of a group are.
#[derive(Clone, Copy, PartialEq)]
enum Target {
    Text,
    Fonts,
    Styles,
    Title,
    Author,
    /// Pictures, notes, what stands on every page, and whatever is not known.
    Nothing,
}

#[derive(Clone)]
struct Group {
    target: Target,
    /// How many bytes stand for a letter that is also given by its number.
    fallback: usize,
    encoding: Encoding,
    is_hidden: bool,
}

/// What is known of the paragraph that is being read.
#[derive(Clone, Copy, Default)]
struct Paragraph {
    level: Option<u8>,
    is_item: bool,
    in_table: bool,
}

struct Walk<'b> {
    to: &'b mut Builder,
    group: Group,
    groups: Vec<Group>,
    /// How many groups are open beyond those.
    deeper: usize,
    /// The code page of the file.
    usual: Encoding,
    fonts: HashMap<i32, Encoding>,
    styles: HashMap<i32, Paragraph>,
    /// The font or style that is being declared, and its name.
    declared: i32,
    name: String,
    paragraph: Paragraph,
    /// Bytes of a code page that wait for their table.
    letters: Vec<u8>,
    /// So many bytes of the fallback are still to be passed over.
    passed: usize,
    /// The first half of a letter beyond the first plane.
    half: Option<u16>,
    table: Option<(Table, String)>,
    title: String,
    author: String,
    tables: HashMap<Encoding, [char; 128]>,
}

impl<'b> Walk<'b> {
    fn new(to: &'b mut Builder) -> Self {
        let group = Group { target: Target::Text, fallback: 1, encoding: Encoding::Windows1252, is_hidden: false };
        Walk {
            to,
            group,
            groups: Vec::new(),
            deeper: 0,
            usual: Encoding::Windows1252,
            fonts: HashMap::new(),
            styles: HashMap::new(),
            declared: 0,
            name: String::new(),
            paragraph: Paragraph::default(),
            letters: Vec::new(),
            passed: 0,
            half: None,
            table: None,
            title: String::new(),
            author: String::new(),
            tables: HashMap::new(),
        }
    }

    fn read(&mut self, bytes: &[u8]) {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'{' => self.open(),
                b'}' => {
                    if !self.close() {
                        // What stands behind the last brace is no text.
                        return;
                    }
                }
                b'\\' => at = self.control(bytes, at),
                b'\r' | b'\n' | 0 => {}
                byte => self.byte(byte),
            }
        }
        // The last brace is missing.
        self.to.lose_once(Lost::End);
    }

    fn finish(&mut self) {
        self.flush();
        self.end_table();
        self.to.title = plain::one_line(&self.title);
        self.to.source.author = Some(plain::one_line(&self.author)).filter(|author| !author.is_empty());
    }

    fn open(&mut self) {
        self.flush();
        self.passed = 0;
        if self.groups.len() < DEEPEST {
            self.groups.push(self.group.clone());
        } else {
            self.deeper += 1;
        }
    }

    /// Whether a group is still open.
    fn close(&mut self) -> bool {
        self.flush();
        self.passed = 0;
        if self.deeper > 0 {
            self.deeper -= 1;
            return true;
        }
        match self.group.target {
            Target::Styles => self.end_style(),
            Target::Fonts => self.name.clear(),
            _ => {}
        }
        if let Some(outer) = self.groups.pop() {
            self.group = outer;
        }
        !self.groups.is_empty()
    }

    /// A byte of text.
    fn byte(&mut self, byte: u8) {
        if self.passed > 0 {
            self.passed -= 1;
        } else {
            self.letters.push(byte);
        }
    }

    /// Writes what has waited.
    fn flush(&mut self) {
        self.half = None;
        if self.letters.is_empty() {
            return;
        }
        let letters = std::mem::take(&mut self.letters);
        let encoding = self.group.encoding;
        let table = *self.tables.entry(encoding).or_insert_with(|| encoding::upper_half(encoding));
        let letter = |byte: &u8| if *byte < 0x80 { *byte as char } else { table[usize::from(byte - 0x80)] };
        let words: String = letters.iter().map(letter).collect();
        let unknown = words.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
        self.to.replace(unknown);
        self.words(&words);
    }

    fn words(&mut self, words: &str) {
        match self.group.target {
            _ if self.group.is_hidden => {}
            Target::Text => {
                if self.paragraph.in_table {
                    self.table.get_or_insert_with(begun).1.push_str(words);
                } else {
                    if !self.to.is_open() {
                        self.end_table();
                        self.to.begin(self.kind());
                    }
                    self.to.push(words);
                }
            }
            Target::Title => self.title.push_str(words),
            Target::Author => self.author.push_str(words),
            Target::Fonts | Target::Styles => self.name.push_str(words),
            Target::Nothing => {}
        }
    }

    fn kind(&self) -> BlockKind {
        match self.paragraph {
            Paragraph { level: Some(0), .. } => BlockKind::Heading,
            Paragraph { level: Some(_), .. } => BlockKind::Subheading,
            Paragraph { is_item: true, .. } => BlockKind::ListItem,
            _ => BlockKind::Paragraph,
        }
    }

    /// What follows a backslash at `at`; where to go on.
    fn control(&mut self, bytes: &[u8], at: usize) -> usize {
        let Some(&first) = bytes.get(at) else { return at };
        if !first.is_ascii_alphabetic() {
            return self.symbol(first, bytes, at + 1);
        }
        let word_end = at + bytes[at..].iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = str::from_utf8(&bytes[at..word_end]).unwrap_or("");
        let sign = usize::from(bytes.get(word_end) == Some(&b'-'));
        let digits = bytes[(word_end + sign).min(bytes.len())..]
            .iter()
            .take(64)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let number_end = if digits > 0 { word_end + sign + digits } else { word_end };
        let number: Option<i32> =
            str::from_utf8(&bytes[word_end..number_end]).ok().and_then(|number| number.parse().ok());
        let end = number_end + usize::from(bytes.get(number_end) == Some(&b' '));
        if word == "bin" {
            let length = number.and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
            return end.saturating_add(length).min(bytes.len());
        }
        self.word(word, number);
        end
    }

    fn symbol(&mut self, symbol: u8, bytes: &[u8], at: usize) -> usize {
        match symbol {
            b'\'' => {
                let digits = bytes.get(at..at + 2).and_then(|two| str::from_utf8(two).ok());
                match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
                    Some(byte) => self.byte(byte),
                    None => return at,
                }
                return at + 2;
            }
            b'*' => self.aim(Target::Nothing),
            b'~' => self.insert("\u{a0}"),
            b'_' => self.insert("\u{2011}"),
            b'-' => {}
            b'\r' | b'\n' => self.end_paragraph(),
            b'{' | b'}' | b'\\' => self.byte(symbol),
            _ => {}
        }
        at
    }

    fn insert(&mut self, words: &str) {
        if self.passed > 0 {
            self.passed -= 1;
            return;
        }
        self.flush();
        self.words(words);
    }

    /// Says what the words of the group are; inside of what is nothing, all is nothing.
    fn aim(&mut self, target: Target) {
        self.flush();
        if self.group.target != Target::Nothing {
            self.group.target = target;
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        match word {
            "u" => self.letter(number.unwrap_or(0)),
            "uc" => self.group.fallback = number.and_then(|count| usize::try_from(count).ok()).unwrap_or(1).min(16),
            "ansicpg" => {
                if let Some(encoding) = number.and_then(|page| Encoding::named(&page.to_string())) {
                    self.usual = encoding;
                    self.group.encoding = encoding;
                }
            }
            "fonttbl" => self.aim(Target::Fonts),
            "stylesheet" => {
                self.aim(Target::Styles);
                self.declared = 0;
            }
            "title" if self.group.target != Target::Styles => self.aim(Target::Title),
            "author" if self.group.target != Target::Styles => self.aim(Target::Author),
            "colortbl" | "pict" | "object" | "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl"
            | "footerr" | "footerf" | "footnote" | "annotation" | "fldinst" | "listtable" | "pntext" | "listtext"
            | "pnseclvl" | "themedata" | "xe" | "tc" | "txe" | "rxe" | "nonshppict" | "ftnsep" | "ftnsepc"
            | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn" | "bkmkstart" | "bkmkend" | "filetbl" | "revtbl"
            | "template" | "operator" | "company" | "doccomm" | "subject" | "keywords" | "comment" | "creatim"
            | "revtim" | "printim" | "generator" => {
                self.aim(Target::Nothing);
                self.paragraph.is_item |= matches!(word, "listtext" | "pntext");
            }
            "f" => self.font(number.unwrap_or(0)),
            "fcharset" => {
                let encoding = match number {
                    Some(204) => Some(Encoding::Windows1251),
                    Some(0) => Some(self.usual),
                    Some(89) => Some(Encoding::MacCyrillic),
                    _ => None,
                };
                if let (Target::Fonts, Some(encoding)) = (self.group.target, encoding) {
                    self.fonts.insert(self.declared, encoding);
                }
            }
            "s" | "cs" | "ds" if self.group.target == Target::Styles => {
                self.declared = number.unwrap_or(0);
                self.paragraph = Paragraph::default();
            }
            "s" => {
                let in_table = self.paragraph.in_table;
                self.paragraph = self.styles.get(&number.unwrap_or(0)).copied().unwrap_or_default();
                self.paragraph.in_table = in_table;
            }
            "outlinelevel" => {
                self.paragraph.level = number.and_then(|level| u8::try_from(level).ok()).filter(|level| *level < 9)
            }
            "ls" => self.paragraph.is_item = number != Some(0),
            "pard" => {
                self.flush();
                self.paragraph = Paragraph::default();
            }
            "intbl" => self.paragraph.in_table = true,
            "v" | "deleted" => {
                self.flush();
                self.group.is_hidden = number != Some(0);
            }
            "plain" => {
                self.flush();
                self.group.is_hidden = false;
            }
            "par" | "sect" | "page" => self.end_paragraph(),
            "line" => {
                self.flush();
                if self.group.target == Target::Text && !self.paragraph.in_table {
                    self.to.line();
                } else {
                    self.words(" ");
                }
            }
            "cell" | "nestcell" => self.end_cell(),
            "row" | "nestrow" => self.end_row(),
            "trhdr" => self.table.get_or_insert_with(begun).0.name_columns(),
            "tab" => self.insert(" "),
            "emdash" => self.insert("—"),
            "endash" => self.insert("–"),
            "lquote" => self.insert("‘"),
            "rquote" => self.insert("’"),
            "ldblquote" => self.insert("“"),
            "rdblquote" => self.insert("”"),
            "bullet" => self.insert("•"),
            "emspace" | "enspace" | "qmspace" => self.insert(" "),
            _ => {}
        }
    }

    /// A letter by its number, below zero where that is over 32767; what stands for it in old programs is passed over.
    fn letter(&mut self, number: i32) {
        let half = self.half;
        self.flush();
        let unit = number as u16;
        let letter = match (half, unit) {
            (_, 0xd800..=0xdbff) => {
                self.half = Some(unit);
                None
            }
            (Some(high), 0xdc00..=0xdfff) => char::decode_utf16([high, unit]).next().and_then(Result::ok),
            _ => Some(char::from_u32(unit.into()).unwrap_or(char::REPLACEMENT_CHARACTER)),
        };
        let kept = self.half;
        if let Some(letter) = letter {
            self.words(letter.encode_utf8(&mut [0; 4]));
        }
        self.half = kept;
        self.passed = self.group.fallback;
    }

    fn font(&mut self, number: i32) {
        self.flush();
        if self.group.target == Target::Fonts {
            self.declared = number;
        } else {
            self.group.encoding = self.fonts.get(&number).copied().unwrap_or(self.usual);
        }
    }

    /// `heading 1;`
    fn end_style(&mut self) {
        let name = std::mem::take(&mut self.name).trim().trim_end_matches(';').to_lowercase();
        let mut style = std::mem::take(&mut self.paragraph);
        let level =
            ["heading ", "заголовок "].iter().find_map(|start| name.strip_prefix(start)?.trim().parse::<u8>().ok());
        style.level = style.level.or(level.map(|level| level.saturating_sub(1))).or((name == "title").then_some(0));
        style.in_table = false;
        if !name.is_empty() {
            self.styles.insert(self.declared, style);
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        match self.group.target {
            Target::Text if self.paragraph.in_table => self.table.get_or_insert_with(begun).1.push_str("\n\n"),
            Target::Text => self.to.end(),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        self.flush();
        if self.group.target != Target::Text {
            return;
        }
        let (table, cell) = self.table.get_or_insert_with(begun);
        table.cell(std::mem::take(cell).trim(), 1);
    }

    fn end_row(&mut self) {
        self.flush();
        if let Some((table, _)) = &mut self.table {
            table.begin_row(false);
        }
        self.paragraph.in_table = false;
    }

    /// Rows that follow each other are one table.
    fn end_table(&mut self) {
        if let Some((table, cell)) = self.table.take() {
            self.to.end();
            table.put(self.to);
            if !cell.trim().is_empty() {
                self.to.block(BlockKind::Paragraph, &cell);
            }
        }
    }
}

fn begun() -> (Table, String) {
    let mut table = Table::default();
    table.begin_row(false);
    (table, String::new())
}
