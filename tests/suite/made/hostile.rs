//! Files that are damaged, that lie, or that were made to hurt.

use super::pdf::{Objects, Placed, content, document, font};
use super::{csv, docx, epub, fb2, html, markdown, odt, pdf::pdf, rtf, windows_1251, zip};

/// What has to come of a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// Its text, with a word on what could not be read.
    Warned,
    /// Its text, and nothing is amiss that a reader would miss.
    Read,
    /// A refusal with its reason.
    Refused,
}

pub struct Case {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    pub outcome: Outcome,
}

/// The first so many of a hundred parts.
fn cut(bytes: Vec<u8>, percent: usize) -> Vec<u8> {
    let end = bytes.len() * percent / 100;
    bytes[..end].to_vec()
}

/// With every so-manyth byte changed, from a place on.
fn scratched(mut bytes: Vec<u8>, from: usize, step: usize) -> Vec<u8> {
    for at in (from..bytes.len()).step_by(step) {
        bytes[at] ^= 0x55;
    }
    bytes
}

/// With a byte changed three quarters of the way through a packed file.
fn scratched_inside(mut bytes: Vec<u8>, name: &str) -> Vec<u8> {
    let at = bytes.windows(name.len()).position(|window| window == name.as_bytes()).expect("the file is there");
    let size = u32::from_le_bytes(bytes[at - 12..at - 8].try_into().expect("four bytes")) as usize;
    bytes[at + name.len() + size / 4 * 3] ^= 0x55;
    bytes
}

/// A zip with a file that unpacks to so many megabytes of zeros.
fn bomb(name: &str, megabytes: usize, others: &[(&str, &[u8])]) -> Vec<u8> {
    let zeros = vec![b' '; megabytes << 20];
    let mut files = others.to_vec();
    files.push((name, &zeros));
    zip(&files)
}

const CONTAINER: &[u8] = b"<container><rootfiles><rootfile full-path=\"book.opf\"/></rootfiles></container>";

fn pdf_with(body: impl FnOnce(&mut Objects) -> usize) -> Vec<u8> {
    let mut objects = Objects::default();
    let root = body(&mut objects);
    objects.file(root)
}

/// A page with a text, whose resources have something more in them.
fn page_with(more: impl FnOnce(&mut Objects) -> (String, &'static [u8])) -> Vec<u8> {
    pdf_with(|objects| {
        let font = font(objects);
        let (resources, operators) = more(objects);
        let mut drawn =
            content(&[Placed {
                x: 72.0, y: 700.0, size: 12.0, text: "В 1943 г. завод выпустил 600 станков."
            }]);
        drawn.extend(operators);
        let stream = objects.stream("", &drawn);
        let page = objects
            .add(format!("<</Type/Page/Resources<</Font<</F1 {font} 0 R>>{resources}>>/Contents {stream} 0 R>>"));
        let pages = objects.add(format!("<</Type/Pages/Kids[{page} 0 R]/Count 1>>"));
        objects.add(format!("<</Type/Catalog/Pages {pages} 0 R>>"))
    })
}

fn with_word(document: &str) -> Vec<u8> {
    zip(&[("word/document.xml", document.as_bytes())])
}

/// Every case. They are made anew at each call, as some are large.
pub fn all() -> Vec<Case> {
    use Outcome::{Read, Refused, Warned};
    let words = "В 1943 г. завод выпустил 600 станков, а рабочих было 12 тыс. человек.";
    let entities = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
    let case = |name, bytes, outcome| Case { name, bytes, outcome };
    vec![
        // Cut off.
        case("cut.docx", cut(docx(), 60), Warned),
        case("cut.odt", cut(odt(), 55), Warned),
        case("cut.epub", cut(epub(), 70), Warned),
        case("cut.fb2", cut(fb2(), 70), Warned),
        case("cut.fb2.zip", cut(super::fb2_zip(), 60), Warned),
        case("cut.rtf", cut(rtf(), 70), Warned),
        case("cut.html", [cut(html(), 60), b"<p class='".to_vec()].concat(), Warned),
        case("cut.pdf", cut(pdf(), 80), Read),
        case("cut-early.pdf", cut(pdf(), 12), Refused),
        case("cut-early.docx", cut(docx(), 8), Refused),
        case("cut.csv", [csv(), windows_1251("\n\"не закрыто;1")].concat(), Warned),
        // Scratched.
        case("scratched.pdf", scratched(pdf(), 600, 900), Warned),
        case("scratched-tables.pdf", replaced_bytes(pdf(), b"startxref", b"startxxxx"), Read),
        case("scratched.docx", scratched_inside(docx(), "word/document.xml"), Warned),
        case("scratched.epub", scratched_inside(epub(), "OEBPS/text/1.xhtml"), Warned),
        case("scratched.odt", scratched_inside(odt(), "content.xml"), Warned),
        case("half-written.md", [markdown().into_bytes(), vec![0xff, 0xfe, 0xd0]].concat(), Warned),
        // What says one thing and is another.
        case("empty.docx", Vec::new(), Refused),
        case("blank.html", b"<html><body> </body></html>".to_vec(), Refused),
        case("picture.docx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), Refused),
        case("old.doc", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), vec![0; 600]].concat(), Refused),
        case("book.djvu", b"AT&TFORM\0\0\x10\0DJVMDIRM".to_vec(), Refused),
        case("book.mobi", [vec![0; 60], b"BOOKMOBI".to_vec(), vec![0; 100]].concat(), Refused),
        case("sheet.xlsx", zip(&[("xl/workbook.xml", b"<workbook/>")]), Refused),
        case("slides.pptx", zip(&[("ppt/presentation.xml", b"<p/>")]), Refused),
        case("photos.zip", zip(&[("a.jpg", b"\xff\xd8\xff"), ("b.jpg", b"\xff\xd8\xff")]), Refused),
        case("empty.zip", zip(&[]), Refused),
        case("empty-inside.docx", with_word("<w:document><w:body></w:body></w:document>"), Refused),
        case("no-text.pdf", document(&[b"q 10 0 0 10 0 0 cm /Im1 Do Q".to_vec()]), Refused),
        case("only-head.pdf", b"%PDF-1.7\n".to_vec(), Refused),
        case("only-head.rtf", b"{\\rtf1\\ansi}".to_vec(), Refused),
        case("noise.pdf", [b"%PDF-1.4\n".to_vec(), noise(40_000)].concat(), Refused),
        case("noise.epub", [b"PK\x03\x04".to_vec(), noise(40_000)].concat(), Refused),
        // Locked.
        case("locked.pdf", replaced_bytes(pdf(), b"trailer\n<<", b"trailer\n<</Encrypt<</Filter/Standard/V 2>>"), Refused),
        case(
            "locked.epub",
            zip(&[
                ("mimetype", b"application/epub+zip"),
                ("META-INF/container.xml", CONTAINER),
                ("META-INF/encryption.xml", b"<encryption><EncryptedData><EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#aes128-cbc\"/></EncryptedData></encryption>"),
            ]),
            Refused,
        ),
        case(
            "locked.odt",
            zip(&[("content.xml", b"\x01\x02"), ("META-INF/manifest.xml", b"<manifest:encryption-data/>")]),
            Refused,
        ),
        // What would grow.
        case("bomb.docx", bomb("word/document.xml", 120, &[]), Refused),
        case("bomb.odt", bomb("content.xml", 120, &[]), Refused),
        case("bomb.fb2.zip", bomb("a.fb2", 120, &[]), Refused),
        case("bomb.epub", bomb("a.xhtml", 120, &[("META-INF/container.xml", CONTAINER)]), Refused),
        case("entities.fb2", format!("{entities}<FictionBook><body><section><p>&c;&c; {words}</p></section></body></FictionBook>").into_bytes(), Read),
        case("entities.docx", with_word(&format!("{entities}<w:document><w:body><w:p><w:r><w:t>{words} &c;</w:t></w:r></w:p></w:body></w:document>")), Read),
        case("entities.html", format!("{entities}<p>{words} &c;</p>").into_bytes(), Read),
        case("many-files.zip", zip(&many_files()), Refused),
        case("wide.html", format!("<table><tr><td colspan=999999999>{words}<td>1<tr><td>2<td>3</table>").into_bytes(), Read),
        case("wide.csv", [";".repeat(200_000).into_bytes(), format!("\n{words};1\n2;3").into_bytes()].concat(), Warned),
        // Depth.
        case("deep.html", format!("{}{words}", "<div><b>".repeat(200_000)).into_bytes(), Read),
        case("deep.fb2", format!("<FictionBook><body>{}<p>{words}</p>", "<section>".repeat(100_000)).into_bytes(), Warned),
        case("deep.docx", with_word(&format!("<w:document><w:body>{}<w:tr><w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc></w:tr></w:body>", "<w:tbl><w:tr><w:tc>".repeat(20_000))), Read),
        case("deep.rtf", format!("{{\\rtf1\\ansi {}{}", "{".repeat(300_000), "Text in groups, and more of it.").into_bytes(), Warned),
        case("deep.md", format!("{}{words}", "> ".repeat(50_000)).into_bytes(), Read),
        case("deep-lists.md", format!("{words}\n\n{}", (0..400).map(|depth| format!("{}- а\n", "  ".repeat(depth))).collect::<String>()).into_bytes(), Read),
        case("deep.pdf", page_with(|_| ("/X ".to_owned() + &"[".repeat(5_000), b"")), Refused),
        // Loops.
        case("own-parent.pdf", pdf_with(|objects| {
            let pages = objects.add("<</Type/Pages/Kids[1 0 R 1 0 R]/Count 9>>");
            objects.add(format!("<</Type/Catalog/Pages {pages} 0 R>>"))
        }), Refused),
        case("own-form.pdf", page_with(|objects| {
            let number = objects.add("null") + 1;
            objects.stream(&format!("/Type/XObject/Subtype/Form/Resources<</XObject<</F {number} 0 R>>>>"), b"/F Do /F Do");
            (format!("/XObject<</F {number} 0 R>>"), b"/F Do /F Do /F Do")
        }), Read),
        case("own-length.pdf", replaced_bytes(pdf(), b"/Length ", b"/Length 1 0 R/L "), Read),
        case("own-reference.pdf", pdf_with(|objects| {
            objects.add("2 0 R");
            objects.add("1 0 R");
            objects.add("<</Type/Catalog/Pages 1 0 R>>")
        }), Refused),
        case("own-container.epub", zip(&[("META-INF/container.xml", b"<container><rootfile full-path=\"META-INF/container.xml\"/></container>")]), Refused),
        // Outside.
        case("outside.epub", zip(&[
            ("META-INF/container.xml", CONTAINER),
            ("book.opf", b"<package><manifest><item id=\"a\" href=\"../../../../etc/passwd\"/><item id=\"b\" href=\"a.xhtml\"/></manifest><spine><itemref idref=\"a\"/><itemref idref=\"b\"/><itemref idref=\"c\"/></spine></package>"),
            ("a.xhtml", format!("<html><body><p>{words}</p><iframe src=\"http://example.org\"/></body></html>").as_bytes()),
        ]), Warned),
        case("scripts.html", format!("<p onclick=alert(1)>{words}<script>alert(1)</script><img src=x onerror=alert(2)>").into_bytes(), Read),
        // Numbers without end.
        case("long-number.rtf", b"{\\rtf1\\ansi\\u99999999999999999999 ?\\bin99999999999 Words after all, and a figure.}".to_vec(), Read),
        case("long-number.pdf", page_with(|_| ("/W 99999999999999999999999999999999999999999".to_owned(), b"\n9e99 1e400 99999999999999999999999999999999 0 0 1 cm")), Read),
        case("one-line.html", format!("<p>{}</p>", words.repeat(20_000)).into_bytes(), Read),
        case("open-quotes.html", format!("<p>{words}</p>{}", "<a b='".repeat(200_000)).into_bytes(), Warned),
        case("open-comments.html", format!("<p>{words}</p>{}", "<!--".repeat(200_000)).into_bytes(), Warned),
    ]
}

fn replaced_bytes(bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = &bytes[..];
    while let Some(at) = rest.windows(from.len()).position(|window| window == from) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(to);
        rest = &rest[at + from.len()..];
    }
    assert!(!out.is_empty(), "the file has what is replaced");
    out.extend_from_slice(rest);
    out
}

/// Bytes without any order, the same at each call.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x1234_5678u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..length).map(|_| next()).collect()
}

fn many_files() -> Vec<(&'static str, &'static [u8])> {
    // The names are kept for as long as the test runs.
    static NAMES: std::sync::OnceLock<Vec<String>> = std::sync::OnceLock::new();
    let names = NAMES.get_or_init(|| (0..21_000).map(|number| format!("f{number}")).collect());
    names.iter().map(|name| (name.as_str(), &b""[..])).collect()
}
