//! A PDF by hand: pages of positioned words in a font of two bytes a letter.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::{FIRST, ITEMS, LAST, NOTE, SECTION, TITLE};

/// Objects on their way into a file.
#[derive(Default)]
pub struct Objects {
    all: Vec<Vec<u8>>,
    /// Whether streams are left as they are.
    is_plain: bool,
}

impl Objects {
    /// Adds an object; returns its number.
    pub fn add(&mut self, body: impl Into<Vec<u8>>) -> usize {
        self.all.push(body.into());
        self.all.len()
    }

    pub fn stream(&mut self, entries: &str, bytes: &[u8]) -> usize {
        if self.is_plain {
            let head = format!("<<{entries}/Length {}>>\nstream\n", bytes.len()).into_bytes();
            return self.add([&head, bytes, b"\nendstream"].concat());
        }
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
        packed.write_all(bytes).expect("bytes are packed");
        let packed = packed.finish().expect("the stream ends");
        let mut body = format!("<<{entries}/Filter/FlateDecode/Length {}>>\nstream\n", packed.len()).into_bytes();
        body.extend(packed);
        body.extend(b"\nendstream");
        self.add(body)
    }

    /// The file, whose catalogue is the object of this number.
    pub fn file(&self, root: usize) -> Vec<u8> {
        let mut out = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut places = Vec::new();
        for (index, body) in self.all.iter().enumerate() {
            places.push(out.len());
            out.extend(format!("{} 0 obj\n", index + 1).into_bytes());
            out.extend(body);
            out.extend(b"\nendobj\n");
        }
        let start = out.len();
        out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).into_bytes());
        for place in &places {
            out.extend(format!("{place:010} 00000 n \n").into_bytes());
        }
        out.extend(
            format!("trailer\n<</Size {}/Root {root} 0 R>>\nstartxref\n{start}\n%%EOF\n", places.len() + 1)
                .into_bytes(),
        );
        out
    }
}

/// A line of a page.
pub struct Placed<'a> {
    pub x: f32,
    pub y: f32,
    pub size: f32,
    pub text: &'a str,
}

/// A font whose codes are the letters' numbers in Unicode, with a map that says so.
pub fn font(objects: &mut Objects) -> usize {
    let map = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
                3 beginbfrange <0020> <007E> <0020> <00A0> <00FF> <00A0> <0400> <045F> <0400> endbfrange\n\
                3 beginbfchar <2014> <2014> <2116> <2116> <2013> <2013> endbfchar endcmap";
    let map = objects.stream("", map);
    let below = objects.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/Serif/DW 500>>");
    objects.add(format!("<</Type/Font/Subtype/Type0/BaseFont/Serif/Encoding/Identity-H/DescendantFonts[{below} 0 R]/ToUnicode {map} 0 R>>"))
}

/// The operators of a page.
pub fn content(lines: &[Placed]) -> Vec<u8> {
    let mut out = String::from("BT\n");
    for Placed { x, y, size, text } in lines {
        let codes: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        out.push_str(&format!("/F1 {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj\n"));
    }
    out.push_str("ET\n");
    out.into_bytes()
}

/// A page whose streams are not packed.
pub fn plain() -> Vec<u8> {
    let page = content(&[
        Placed { x: 72.0, y: 700.0, size: 12.0, text: FIRST },
        Placed { x: 72.0, y: 680.0, size: 12.0, text: LAST },
    ]);
    pages(Objects { is_plain: true, ..Objects::default() }, &[page])
}

/// A file of pages, each with its operators.
pub fn document(all: &[Vec<u8>]) -> Vec<u8> {
    pages(Objects::default(), all)
}

fn pages(mut objects: Objects, pages: &[Vec<u8>]) -> Vec<u8> {
    let font = font(&mut objects);
    let parent = pages.len() * 2 + 4;
    let kids: Vec<String> = pages
        .iter()
        .map(|page| {
            let content = objects.stream("", page);
            let page = objects.add(format!(
                "<</Type/Page/Parent {parent} 0 R/Resources<</Font<</F1 {font} 0 R>>>>/Contents {content} 0 R>>"
            ));
            format!("{page} 0 R")
        })
        .collect();
    let tree = objects.add(format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), kids.len()));
    assert_eq!(tree, parent, "the pages know the number of their folder");
    let root = objects.add(format!("<</Type/Catalog/Pages {tree} 0 R>>"));
    objects.file(root)
}

/// The text on four pages: lines of some fifty letters with words broken at their ends, a running title, numbers, a note.
pub fn pdf() -> Vec<u8> {
    let mut pages = Vec::new();
    let body = format!(
        "{FIRST} {LAST} Станки шли на новые заводы, а старые работали до последнего дня. В цехах было холодно, и \
         рабочие грелись у костров. Потом провели отопление."
    );
    let lines = wrapped(&body, 46);
    let items = [format!("1) {}", ITEMS[0]), format!("2) {}", ITEMS[1])];
    for number in 1..=4 {
        let mut placed = vec![Placed {
            x: 72.0, y: 800.0, size: 9.0, text: "История промышленности Урала"
        }];
        let mut y = 760.0;
        let above: &[(f32, &str)] = match number {
            1 => &[(20.0, TITLE)],
            2 => &[(14.0, SECTION), (11.0, &items[0]), (11.0, &items[1])],
            _ => &[],
        };
        for (size, text) in above {
            placed.push(Placed { x: 72.0, y, size: *size, text });
            y -= size * 1.4;
        }
        for (index, line) in lines.iter().enumerate() {
            let indent = if index == 0 { 18.0 } else { 0.0 };
            placed.push(Placed { x: 72.0 + indent, y: y - 15.4 * index as f32, size: 11.0, text: line });
        }
        let note = format!("1 {NOTE}");
        if number == 1 {
            placed.push(Placed { x: 72.0, y: 90.0, size: 8.0, text: &note });
        }
        let folio = format!("— {number} —");
        placed.push(Placed { x: 280.0, y: 50.0, size: 9.0, text: &folio });
        pages.push(content(&placed));
    }
    document(&pages)
}

/// Lines of at most so many letters, long words broken with a hyphen.
fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let letters: Vec<char> = word.chars().collect();
        let used = lines.last().map_or(0, |line| line.chars().count());
        let left = most.saturating_sub(used + 1);
        let line = lines.last_mut().expect("there is a line");
        if used == 0 || letters.len() <= left {
            if used > 0 {
                line.push(' ');
            }
            line.push_str(word);
        } else if letters.len() > 7 && left > 5 && letters.iter().all(|c| c.is_alphabetic()) {
            let (head, tail) = letters.split_at(4);
            line.push(' ');
            line.extend(head);
            line.push('-');
            lines.push(tail.iter().collect());
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}
