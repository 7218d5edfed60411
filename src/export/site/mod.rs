//! Lessons as a static site: an index, and for each lesson a page that is read without any script, its records and everything that was read as
//! JSON. Nothing on a page loads anything, and its content policy says so; all words of a text are escaped.

mod words;

use sha2::{Digest, Sha256};

use super::item::{Item, Offered, Task, evidence, normal, places, told};
use super::xml::{escaped, introduction, paragraph};
use super::{Whole, item};
use crate::card::Card;
use crate::chart::{ChartSpec, Form, svg, table};
use words::Words;

pub use words::Language;

const STYLE: &str = include_str!("style.css");

/// The pages of a lesson, by their names in its folder.
pub const PAGE: &str = "index.html";
pub const STUDY: &str = "study.html";
pub const READ: &str = "lesson.json";
pub const RECORDS: &str = "lesson.konspekt";

/// What the index says of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its folder.
    pub folder: String,
    pub title: String,
    pub words: usize,
    pub facts: usize,
    pub cards: usize,
    pub charts: usize,
}

impl Listed {
    pub fn of(folder: &str, whole: &Whole<'_>) -> Listed {
        Listed {
            folder: folder.to_owned(),
            title: title(whole.chosen.title).to_owned(),
            words: whole.lesson.words(),
            facts: whole.lesson.facts.len(),
            cards: whole.chosen.cards.iter().filter(|card| item::task(card).is_some()).count(),
            charts: whole.lesson.charts.len(),
        }
    }
}

fn title(title: &str) -> &str {
    if title.trim().is_empty() { "Konspekt" } else { title }
}

/// The page that lists the lessons, in this order.
pub fn index(lessons: &[Listed], language: Language) -> String {
    let words = language.words();
    let mut body = format!("<h1>{}</h1>\n", words.lessons);
    if lessons.is_empty() {
        body += &paragraph(words.nothing);
    } else {
        body += "<ul class=\"lessons\">\n";
        for lesson in lessons {
            let Listed { folder, title, words: count, facts, cards, charts } = lesson;
            body += &format!(
                "<li><a href=\"{}/{PAGE}\">{}</a><p class=\"soft\">{}: {count} · {}: {facts} · {}: {cards} · {}: {charts}</p></li>\n",
                escaped(folder),
                escaped(&normal(title)),
                words.words,
                words.facts,
                words.cards,
                words.charts,
            );
        }
        body += "</ul>\n";
    }
    page(language.tag(), language.tag(), words.lessons, &body, &[])
}

/// The page of a lesson in its folder. `is_studied`: the lesson stands beside it with the app in it.
pub fn lesson(whole: &Whole<'_>, folder: &str, language: Language, is_studied: bool) -> String {
    let words = language.words();
    let Whole { chosen, lesson, .. } = whole;
    let title = normal(title(chosen.title));
    let of_text = lesson_language(whole);
    let mut body = format!("<p lang=\"{}\"><a href=\"../{PAGE}\">{}</a></p>\n", language.tag(), words.back);
    body += &format!("<h1>{}</h1>\n", escaped(&title));
    let source = super::words::source(chosen.source);
    if !source.is_empty() {
        body += &format!("<p class=\"soft\">{}: {}</p>\n", own(words.source, language), escaped(&source));
    }
    body += &introduction(chosen);
    if is_studied {
        body += &format!("<p lang=\"{}\"><a href=\"{STUDY}\">{}</a></p>\n", language.tag(), words.study);
    }
    body += &format!("<h2 lang=\"{}\">{}</h2>\n", language.tag(), words.cards);
    let items = item::items(chosen);
    if items.is_empty() {
        body += &format!("<p lang=\"{}\">{}</p>\n", language.tag(), words.no_cards);
    } else {
        body += "<ol class=\"cards\">\n";
        let cards = chosen.cards.iter().filter(|card| item::task(card).is_some());
        for (item, card) in items.iter().zip(cards) {
            body += &one(item, card, whole, words, language);
        }
        body += "</ol>\n";
    }
    let mut drawings = Vec::new();
    if !lesson.charts.is_empty() {
        body += &format!("<h2 lang=\"{}\">{}</h2>\n", language.tag(), words.charts);
        for chart in &lesson.charts {
            // The page says by its own width which of them is seen; a drawing that is shrunk to a phone cannot be read.
            let [wide, narrow] = [svg::drawing(chart), svg::narrow_drawing(chart)];
            body += &figure(chart, [&wide, &narrow], words, language);
            drawings.extend([wide, narrow]);
        }
    }
    body += &format!("<h2 lang=\"{}\">{}</h2>\n<ul lang=\"{0}\">\n", language.tag(), words.files);
    body += &format!("<li><a href=\"{READ}\" download>{}</a></li>\n", words.whole);
    body += &format!("<li><a href=\"{RECORDS}\" download>{}</a></li>\n</ul>\n", words.lesson);
    if is_studied {
        let line = frame(folder, &title);
        body += &format!(
            "<p lang=\"{}\">{}</p>\n<pre tabindex=\"0\">{}</pre>\n",
            language.tag(),
            words.embed,
            escaped(&line)
        );
    }
    page(language.tag(), of_text, &title, &body, &styles(&drawings))
}

/// The line that shows a lesson in a page elsewhere. Nobody knows here under which address the site will stand.
fn frame(folder: &str, title: &str) -> String {
    let (folder, title) = (escaped(folder), escaped(title));
    format!("<iframe src=\"https://…/{folder}/{STUDY}\" title=\"{title}\" width=\"100%\" height=\"800\"></iframe>")
}

/// Words of the site on a page in the language of the text.
fn own(words: &str, language: Language) -> String {
    format!("<span lang=\"{}\">{words}</span>", language.tag())
}

fn lesson_language(whole: &Whole<'_>) -> &'static str {
    match whole.lesson.document.language {
        crate::document::Language::Russian => "ru",
        crate::document::Language::Unknown => "und",
    }
}

fn one(item: &Item<'_>, card: &Card, whole: &Whole<'_>, words: &Words, language: Language) -> String {
    let list = |texts: Vec<&str>| -> String {
        texts.iter().map(|text| format!("<li>{}</li>", escaped(text))).collect::<String>()
    };
    let (offered, answer) = match &item.task {
        Task::Choice(options) | Task::Essay(options) => {
            (list(options.iter().map(|option| option.text).collect()), normal(item.answer))
        }
        Task::Order(order) => (list(places(order).into_iter().map(|(text, _)| text).collect()), told(order)),
        Task::Number(_) | Task::Words(_) => (String::new(), normal(item.answer)),
    };
    let offered = if offered.is_empty() { offered } else { format!("<ul>{offered}</ul>") };
    let wrong: String = match &item.task {
        Task::Choice(options) | Task::Essay(options) => options.iter().filter_map(why).collect(),
        _ => String::new(),
    };
    let wrong = if wrong.is_empty() { wrong } else { format!("<ul>{wrong}</ul>") };
    let proof: String = (evidence(card, whole.chosen.text).iter())
        .map(|sentence| format!("<blockquote>{}</blockquote>", escaped(&normal(sentence))))
        .collect();
    format!(
        "<li>{}{offered}<details><summary lang=\"{}\">{}</summary><p><b>{}</b></p>{wrong}{proof}</details></li>\n",
        paragraph(&item.prompt()),
        language.tag(),
        words.show,
        escaped(&answer),
    )
}

fn why(option: &Offered<'_>) -> Option<String> {
    let reason = option.reason.as_ref()?;
    Some(format!("<li>{}: {}</li>", escaped(option.text), escaped(reason)))
}

/// The drawing, what it says, and its figures for those who do not see it.
fn figure(chart: &ChartSpec, [wide, narrow]: [&str; 2], words: &Words, language: Language) -> String {
    let row = |(label, figure): (String, String)| {
        format!("<tr><th scope=\"row\">{}</th><td>{}</td></tr>", escaped(&label), escaped(&figure))
    };
    let rows: String = table::table(chart).into_iter().map(row).collect();
    let noun = escaped(chart.noun());
    let [first, last] = match chart.form {
        Form::Timeline => [own(words.when, language), own(words.what_happened, language)],
        _ if noun.is_empty() => [own(words.of_what, language), own(words.value, language)],
        _ => [own(words.of_what, language), noun],
    };
    format!(
        "<figure>\n<div class=\"wide\">{wide}</div><div class=\"narrow\">{narrow}</div><figcaption>{}<details><summary lang=\"{}\">{}</summary>\
         <table><thead><tr><th scope=\"col\">{first}</th><th scope=\"col\">{last}</th></tr></thead><tbody>{rows}</tbody></table>\
         </details></figcaption>\n</figure>\n",
        escaped(&chart.reading),
        language.tag(),
        words.figures,
    )
}

/// The style sheets in drawings, each once.
fn styles(drawings: &[String]) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for drawing in drawings {
        for rest in drawing.split("<style>").skip(1) {
            let style = rest.split("</style>").next().unwrap_or_default();
            if !found.contains(&style) {
                found.push(style);
            }
        }
    }
    found
}

/// A whole page. Its policy allows the styles that are in it, by their digests, and an icon without anything on it, so that no browser asks the
/// host for one.
fn page(interface: &str, language: &str, title: &str, body: &str, styles: &[&str]) -> String {
    let hashes: String =
        std::iter::once(&STYLE).chain(styles).map(|style| format!(" 'sha256-{}'", digest(style))).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src{hashes}; img-src data:; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"generator\" content=\"Konspekt\">\n\
         <title lang=\"{interface}\">{}</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\
         </main>\n</body>\n</html>\n",
        escaped(title)
    )
}

/// SHA-256 in base64, as policies want it.
fn digest(text: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in Sha256::digest(text.as_bytes()).chunks(3) {
        let number = group.iter().enumerate().fold(0u32, |sum, (at, byte)| sum | u32::from(*byte) << (16 - 8 * at));
        for place in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= group.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests;
