//! A page to print: questions in two columns on A4, and the key on pages of its own. It needs no script and loads nothing.

use rust_decimal::Decimal;

use super::item::{Item, Offered, Task, items, normal, places, told};
use super::xml::{escaped, introduction};
use super::{Chosen, words};

/// Nothing but the styles in the page itself.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";
const STYLES: &str = include_str!("sheet.css");

pub(super) fn html(lessons: &[Chosen<'_>], has_key: bool) -> String {
    let title = lessons.iter().map(|lesson| normal(lesson.title)).collect::<Vec<_>>().join("; ");
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"ru\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"{POLICY}\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>\n{STYLES}</style>\n\
         </head>\n<body>\n",
        escaped(if title.is_empty() { "Konspekt" } else { &title })
    );
    for lesson in lessons {
        let cards = super::apart(lesson.cards);
        let items = items(&Chosen { cards: &cards, ..*lesson });
        out += &format!("<section class=\"sheet\">\n<h1>{}</h1>\n", escaped(&normal(lesson.title)));
        let fields = [words::NAME, words::GROUP, words::DATE].map(|name| format!("<span>{name}:</span>"));
        out += &format!("<p class=\"fields\">{}</p>\n", fields.concat());
        out += &introduction(lesson);
        out += "<ol class=\"tasks\">\n";
        for item in &items {
            out += &format!("<li>{}{}</li>\n", asked(item), room(&item.task));
        }
        out += "</ol>\n</section>\n";
        if has_key {
            out += &format!(
                "<section class=\"key\">\n<h1>{}: {}</h1>\n<ol>\n",
                words::KEY,
                escaped(&normal(lesson.title))
            );
            items.iter().for_each(|item| out += &key(item));
            out += "</ol>\n";
            let source = words::source(lesson.source);
            if !source.is_empty() {
                out += &format!("<p>{}: {}</p>\n", words::SOURCE, escaped(&source));
            }
            out += "</section>\n";
        }
    }
    out + "</body>\n</html>\n"
}

fn asked(item: &Item<'_>) -> String {
    let prompt = match item.task {
        Task::Order(_) => format!("{} {}", item.prompt(), words::PLACES),
        Task::Essay(_) => words::discussed(&item.prompt()),
        _ => item.prompt(),
    };
    format!("<p>{}</p>", escaped(&prompt).replace(super::item::BLANK, "<span class=\"blank\">____</span>"))
}

/// Where the answer is written.
fn room(task: &Task<'_>) -> String {
    let list = |class: &str, texts: Vec<&str>| -> String {
        let items: String = texts.iter().map(|text| format!("<li>{}</li>", escaped(text))).collect();
        format!("<ul class=\"{class}\">{items}</ul>")
    };
    match task {
        Task::Choice(options) => list("options", options.iter().map(|option| option.text).collect()),
        Task::Essay(options) => {
            let options = list("options", options.iter().map(|option| option.text).collect());
            options + "<p class=\"line\"></p><p class=\"line\"></p>"
        }
        Task::Order(order) => list("places", places(order).into_iter().map(|(text, _)| text).collect()),
        Task::Number(_) | Task::Words(_) => "<p class=\"line\"></p>".to_owned(),
    }
}

fn key(item: &Item<'_>) -> String {
    let (answer, more) = match &item.task {
        Task::Choice(options) | Task::Essay(options) => (normal(item.answer), wrong(options)),
        Task::Order(order) => (told(order), String::new()),
        Task::Number(numbers) => {
            let (_, tolerance) = numbers.first().copied().unwrap_or_default();
            let more = if tolerance > Decimal::ZERO {
                format!(" ({} {})", words::WITHIN, tolerance.to_string().replace('.', ","))
            } else {
                String::new()
            };
            (normal(item.answer) + &more, String::new())
        }
        Task::Words(right) => {
            let others: Vec<String> = right.iter().skip(1).map(|right| normal(right)).collect();
            let more =
                if others.is_empty() { String::new() } else { format!(" ({}: {})", words::ALSO, others.join("; ")) };
            (normal(item.answer) + &more, String::new())
        }
    };
    let proof: String = item
        .evidence
        .iter()
        .map(|sentence| format!("<blockquote>{}</blockquote>", escaped(&normal(sentence))))
        .collect();
    format!("<li><p><b>{}</b></p>{more}{proof}</li>\n", escaped(&answer))
}

fn wrong(options: &[Offered<'_>]) -> String {
    let told = |option: &Offered<'_>| {
        let reason = option.reason.as_ref()?;
        Some(format!("<li>{}: {}</li>", escaped(option.text), escaped(reason)))
    };
    let items: String = options.iter().filter_map(told).collect();
    if items.is_empty() { items } else { format!("<ul>{items}</ul>") }
}
