//! Small files of every format, made here: one text in all of them, with what a file puts around it.

// Each of the test binaries that share these files uses some of them.
#![allow(dead_code)]

pub mod hostile;
pub mod learner;
pub mod packed;
pub mod payloads;
pub mod pdf;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub const TITLE: &str = "Заводы на Урале";
pub const FIRST: &str = "В 1942 г. заводы выпустили 4,5 тыс. станков, а в 1943 г. — 6 тыс. станков.";
pub const SECTION: &str = "Люди и смены";
pub const ITEMS: [&str; 2] = ["рабочих было 12 тыс. человек;", "инженеров было 300 человек."];
pub const QUOTE: &str = "Работали в две смены, и никто не просил отдыха.";
pub const ROWS: [[&str; 2]; 4] = [["Год", "Выпуск станков, шт."], ["1942", "4500"], ["1943", "6000"], ["1944", "7200"]];
pub const LAST: &str = "К концу 1944 г. цехи работали без простоев.";
/// What must not come out of any of them.
pub const NOTE: &str = "Сноска о заводском архиве.";

/// A zip of these files.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let method = if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).expect("a file begins");
        zip.write_all(bytes).expect("a file is written");
    }
    zip.finish().expect("the zip is finished").into_inner()
}

/// Letters as bytes of windows-1251.
pub fn windows_1251(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        'А'..='я' => (c as u32 - 'А' as u32 + 0xc0) as u8,
        'ё' => 0xb8,
        'Ё' => 0xa8,
        '—' => 0x97,
        '«' => 0xab,
        '»' => 0xbb,
        c if c.is_ascii() => c as u8,
        c => panic!("{c} is not in the table"),
    };
    text.chars().map(byte).collect()
}

pub fn markdown() -> String {
    let rows: Vec<String> = ROWS.iter().map(|row| format!("| {} |", row.join(" | "))).collect();
    let (head, rest) = rows.split_first().expect("there are rows");
    format!(
        "---\nauthor: И. Петров\n---\n\n# {TITLE}\n\n{FIRST}\n\n![План](plan.png)\n\n## {SECTION}\n\n- {}\n- {}\n\n> {QUOTE}\n\n\
         {head}\n|---|--:|\n{}\n\n{LAST}[^1]\n\n[^1]: {NOTE}\n\n```\nкод, а не текст\n```\n",
        ITEMS[0],
        ITEMS[1],
        rest.join("\n"),
    )
}

fn html_body() -> String {
    let cells = |row: &[&str; 2], tag: &str| format!("<tr><{tag}>{}</{tag}><{tag}>{}</{tag}></tr>", row[0], row[1]);
    let rows: String = ROWS[1..].iter().map(|row| cells(row, "td")).collect();
    format!(
        "<h1>{TITLE}</h1><p>{FIRST}<h2>{SECTION}</h2><ul><li>{}<li><p>{}</p></ul><blockquote><p>{QUOTE}</p></blockquote>\
         <table><thead>{}</thead>{rows}</table><p>{LAST}<sup><a href='#note1'>1</a></sup></p>",
        ITEMS[0],
        ITEMS[1],
        cells(&ROWS[0], "th"),
    )
}

/// A saved page, in the encoding that it names.
pub fn html() -> Vec<u8> {
    let page = format!(
        "<!DOCTYPE html>\n<!-- saved from url=(0031)https://example.org/ural/1944 -->\n<html><head><meta http-equiv=Content-Type \
         content='text/html; charset=windows-1251'><title>{TITLE} — Исторический сайт</title><meta name=author content='И. Петров'>\
         <script>if (a < b) document.write('<p>сценарий</p>')</script></head><body class='has-sidebar'>\
         <header><a href=/>Главная</a></header><nav><ul><li><a href=/a>Новости</a><li><a href=/b>Архив</a></ul></nav>\
         <div class='content'>{}<p>Просмотров: 1234</p><div class=share-buttons><a href=/vk>ВКонтакте</a></div>\
         <h2>Примечания</h2><ol><li id=note1>{NOTE}</ol></div>\
         <div id=comments><p>Первый комментарий: спасибо за статью, очень интересно!</p></div><footer>Все права защищены</footer></body></html>",
        html_body()
    );
    windows_1251(&page)
}

/// The main part of a document of Word.
pub fn document_xml() -> String {
    let paragraph = |style: &str, words: &str| {
        let style =
            if style.is_empty() { String::new() } else { format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>") };
        format!("<w:p>{style}<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
    };
    let item = |words: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    let cells = |row: &[&str; 2]| {
        format!("<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", paragraph("", row[0]), paragraph("", row[1]))
    };
    let rows: String = ROWS.iter().map(cells).collect();
    let (start, end) = FIRST.split_at(FIRST.find("заводы").expect("the word is there"));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\"><w:body>{}{}\
         <w:p><w:r><w:t xml:space=\"preserve\">{start}</w:t></w:r><w:del><w:r><w:delText>убрано</w:delText></w:r></w:del>\
         <w:r><w:t>{end}</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>скрыто</w:t></w:r></w:p>{}{}{}{}<w:tbl>{rows}</w:tbl>\
         <w:p><w:r><w:t>{LAST}</w:t></w:r><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p></w:body></w:document>",
        paragraph("11", "Содержание 1"),
        paragraph("1", TITLE),
        paragraph("2", SECTION),
        item(ITEMS[0]),
        item(ITEMS[1]),
        paragraph("a5", QUOTE),
    )
}

pub fn docx() -> Vec<u8> {
    let document = document_xml();
    let style = |id: &str, name: &str| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/></w:style>")
    };
    let styles = format!(
        "<w:styles xmlns:w=\"w\">{}{}{}{}</w:styles>",
        style("1", "heading 1"),
        style("2", "heading 2"),
        style("11", "toc 1"),
        style("a5", "Quote"),
    );
    let notes = format!(
        "<w:footnotes xmlns:w=\"w\"><w:footnote w:id=\"1\"><w:p><w:r><w:t>{NOTE}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", b"<Relationships><Relationship Id=\"r1\" Type=\"http://x/officeDocument\" Target=\"word/document.xml\"/></Relationships>"),
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
        ("docProps/core.xml", "<cp:coreProperties><dc:title>Документ1</dc:title><dc:creator>И. Петров</dc:creator></cp:coreProperties>".as_bytes()),
    ])
}

/// The text of an ODT document.
pub fn content_xml() -> String {
    let cells = |row: &[&str; 2]| {
        format!(
            "<table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>",
            row[0], row[1]
        )
    };
    let rows: String = ROWS[1..].iter().map(cells).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:automatic-styles>\
         <style:style style:name=\"P7\" style:parent-style-name=\"Quotations\"/></office:automatic-styles><office:body><office:text>\
         <text:sequence-decls><text:sequence-decl text:name=\"Table\"/></text:sequence-decls>\
         <text:table-of-content><text:p>Содержание 1</text:p></text:table-of-content>\
         <text:h text:outline-level=\"1\">{TITLE}</text:h><text:p>{FIRST}</text:p><text:h text:outline-level=\"2\">{SECTION}</text:h>\
         <text:list><text:list-item><text:p>{}</text:p></text:list-item><text:list-item><text:p>{}</text:p></text:list-item></text:list>\
         <text:p text:style-name=\"P7\">{QUOTE}</text:p>\
         <table:table><table:table-header-rows>{}</table:table-header-rows>{rows}</table:table>\
         <text:p>{LAST}<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>{NOTE}</text:p></text:note-body></text:note></text:p>\
         </office:text></office:body></office:document-content>",
        ITEMS[0],
        ITEMS[1],
        cells(&ROWS[0]),
    )
}

pub fn odt() -> Vec<u8> {
    let content = content_xml();
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("meta.xml", "<office:meta><meta:initial-creator>И. Петров</meta:initial-creator></office:meta>".as_bytes()),
    ])
}

/// Two chapters: the text, and a short one after it.
pub fn fb2() -> Vec<u8> {
    let cells = |row: &[&str; 2], tag: &str| format!("<tr><{tag}>{}</{tag}><{tag}>{}</{tag}></tr>", row[0], row[1]);
    let rows: String = ROWS[1..].iter().map(|row| cells(row, "td")).collect();
    let book = format!(
        "<?xml version=\"1.0\" encoding=\"windows-1251\"?><FictionBook xmlns:l=\"l\"><description><title-info><genre>history</genre>\
         <author><first-name>Иван</first-name><last-name>Петров</last-name></author><book-title>Книга о заводах</book-title></title-info>\
         <publish-info><year>1970</year></publish-info></description><body><title><p>Иван Петров</p><p>Книга о заводах</p></title>\
         <section><title><p>{TITLE}</p></title><p>{FIRST}</p><subtitle>{SECTION}</subtitle><p>{}</p><p>{}</p><cite><p>{QUOTE}</p></cite>\
         <table>{}{rows}</table><p>{LAST}<a l:href=\"#n1\" type=\"note\">[1]</a></p></section>\
         <section><title><p>Глава вторая</p><p>После войны</p></title><p>В 1946 г. завод выпустил 900 тракторов.</p></section></body>\
         <body name=\"notes\"><section id=\"n1\"><p>{NOTE}</p></section></body><binary id=\"a.png\">AAAA</binary></FictionBook>",
        ITEMS[0],
        ITEMS[1],
        cells(&ROWS[0], "th"),
    );
    windows_1251(&book)
}

pub fn fb2_zip() -> Vec<u8> {
    zip(&[("kniga.fb2", &fb2())])
}

/// A page of a book.
pub fn epub_page() -> String {
    let body = html_body().replace("<li>", "</li><li>").replacen("</li><li>", "<li>", 1);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><body>{body}</body></html>"
    )
}

/// Version 3, with a table of contents, notes, and a chapter in two files.
pub fn epub() -> Vec<u8> {
    let page = |body: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head><body>{body}</body></html>"
        )
    };
    let first = epub_page();
    let second = page(
        "<h2>После войны</h2><p>В 1946 г. завод выпустил 900 тракторов.<a epub:type=\"noteref\" href=\"notes.xhtml#n\">2</a></p><aside epub:type=\"footnote\">Внизу.</aside>",
    );
    let third = page("<p>Через год завод выпустил 1200 тракторов.</p>");
    let notes = page(&format!("<h1>Примечания</h1><p>{NOTE}</p>"));
    let nav = page(
        "<nav epub:type=\"toc\"><ol><li><a href=\"text/1.xhtml\">Война</a></li><li><a href=\"text/%D0%B2.xhtml#a\">После войны</a></li><li><a href=\"text/notes.xhtml\">Примечания</a></li></ol></nav>",
    );
    let package = "<package><metadata><dc:title>Книга о заводах</dc:title><dc:creator>Иван Петров</dc:creator><dc:date>1970-05-01T00:00:00Z</dc:date></metadata><manifest>\
         <item id=\"nav\" href=\"nav.xhtml\" properties=\"nav\" media-type=\"application/xhtml+xml\"/><item id=\"a\" href=\"text/1.xhtml\"/>\
         <item id=\"b\" href=\"text/%D0%B2.xhtml\"/><item id=\"c\" href=\"text/3.xhtml\"/><item id=\"n\" href=\"text/notes.xhtml\"/></manifest>\
         <spine><itemref idref=\"nav\"/><itemref idref=\"a\"/><itemref idref=\"b\"/><itemref idref=\"c\"/><itemref idref=\"n\"/></spine></package>";
    zip(&[
        ("mimetype", b"application/epub+zip"),
        (
            "META-INF/container.xml",
            b"<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>",
        ),
        ("OEBPS/book.opf", package.as_bytes()),
        ("OEBPS/nav.xhtml", nav.as_bytes()),
        ("OEBPS/text/1.xhtml", first.as_bytes()),
        ("OEBPS/text/в.xhtml", second.as_bytes()),
        ("OEBPS/text/3.xhtml", third.as_bytes()),
        ("OEBPS/text/notes.xhtml", notes.as_bytes()),
    ])
}

/// Half of the letters as bytes of the code page, half by number.
pub fn rtf() -> Vec<u8> {
    let words = |words: &str| {
        let mut out = String::new();
        for (index, c) in words.chars().enumerate() {
            match c {
                c if c.is_ascii() => out.push(c),
                c if index % 2 == 0 => out.push_str(&format!("\\u{}?", c as u32 as u16 as i16)),
                c => windows_1251(&c.to_string()).iter().for_each(|byte| out.push_str(&format!("\\'{byte:02x}"))),
            }
        }
        out
    };
    let cells = |row: &[&str; 2]| {
        format!("\\trowd\\cellx3000\\cellx6000\\pard\\intbl {}\\cell {}\\cell\\row\n", words(row[0]), words(row[1]))
    };
    let rows: String = ROWS.iter().map(cells).collect();
    let item = |text: &str| format!("{{\\listtext\\'b7\\tab}}\\pard\\ls1 {}\\par\n", words(text));
    format!(
        "{{\\rtf1\\ansi\\ansicpg1251\\deff0{{\\fonttbl{{\\f0\\fcharset204 Times New Roman;}}{{\\f1\\fcharset0 Arial;}}}}\n\
         {{\\stylesheet{{\\s0 Normal;}}{{\\s1 heading 1;}}{{\\s2 heading 2;}}}}{{\\*\\generator Wordpad;}}\n\
         {{\\info{{\\title {}}}{{\\author {}}}}}{{\\header\\pard Kolontitul\\par}}\n\
         \\pard\\s1 {}\\par\n\\pard {}\\par\n\\pard\\s2 {}\\par\n{}{}\\pard {}{{\\v hidden}}\\par\n{rows}\\pard {}{{\\footnote {}}}\\par\n}}",
        words(TITLE),
        words("И. Петров"),
        words(TITLE),
        words(FIRST),
        words(SECTION),
        item(ITEMS[0]),
        item(ITEMS[1]),
        words(QUOTE),
        words(LAST),
        words(NOTE),
    )
    .into_bytes()
}

pub fn csv() -> Vec<u8> {
    let rows: Vec<String> = ROWS.iter().map(|row| format!("\"{}\";{}", row[0], row[1])).collect();
    windows_1251(&rows.join("\r\n"))
}

/// Every small file with its name.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("zavod.md", markdown().into_bytes()),
        ("zavod.html", html()),
        ("zavod.docx", docx()),
        ("zavod.odt", odt()),
        ("zavod.fb2", fb2()),
        ("zavod.fb2.zip", fb2_zip()),
        ("zavod.epub", epub()),
        ("zavod.rtf", rtf()),
        ("zavod.csv", csv()),
        ("zavod.pdf", pdf::pdf()),
    ]
}
