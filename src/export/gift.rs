//! GIFT: the tests that Moodle and others read from a text.
//!
//! `~ = # { } :` and the backslash have a meaning there; what else could be taken for a sign is told beside the code.

use super::item::{Item, Offered, Task, items, places, told};
use super::{Chosen, words};
use crate::fact::id::digest;

/// All lessons, each as a category of its own.
pub(super) fn gift(lessons: &[Chosen<'_>]) -> String {
    let mut out = String::new();
    for lesson in lessons {
        // A slash begins a category within the category; two are one that is meant.
        let category = super::item::normal(lesson.title).replace('/', "//");
        out.push_str(&format!("$CATEGORY: {}\n\n", if category.is_empty() { "Konspekt" } else { &category }));
        for item in items(lesson) {
            write(&item, lesson, &mut out);
        }
    }
    out
}

/// Of another program, ids may have anything in them.
fn identifier(id: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if id.chars().all(is_plain) { id.to_owned() } else { digest("gift", &[id]) }
}

fn write(item: &Item<'_>, lesson: &Chosen<'_>, out: &mut String) {
    // Moodle keeps this name beside the question, by which it can be found; a later file replaces nothing.
    out.push_str(&format!("// [id:konspekt-{}]\n", identifier(item.id)));
    let prompt = match &item.task {
        Task::Essay(_) => words::discussed(&item.prompt()),
        Task::Order(_) => format!("{} {}", item.prompt(), words::PLACES),
        _ => item.prompt(),
    };
    out.push_str(&format!("::{}::[plain]{} {{", escaped(&item.name()), escaped(&prompt)));
    match &item.task {
        Task::Choice(options) => {
            out.push('\n');
            options.iter().for_each(|option| choice(option, out));
        }
        Task::Number(numbers) => {
            out.push_str("#\n");
            for (value, tolerance) in numbers {
                out.push_str(&format!("\t=%100%{value}:{tolerance}\n"));
            }
        }
        Task::Words(right) => {
            out.push('\n');
            right.iter().for_each(|right| out.push_str(&format!("\t=%100%{}\n", typed(right))));
        }
        Task::Order(order) => {
            out.push('\n');
            for (text, place) in places(order) {
                out.push_str(&format!("\t={} -> {place}\n", formatted(text)));
            }
        }
        Task::Essay(_) => out.push('\n'),
    }
    out.push_str(&format!("\t####{}\n}}\n\n", escaped(&feedback(item, lesson))));
}

fn choice(option: &Offered<'_>, out: &mut String) {
    // A weight of its own: an option may begin with a per cent sign.
    let mark = if option.is_right { "=" } else { "~%0%" };
    out.push_str(&format!("\t{mark}{}", formatted(option.text)));
    if let Some(reason) = &option.reason {
        out.push_str(&format!("#{}", formatted(reason)));
    }
    out.push('\n');
}

/// What is shown after the answer.
fn feedback(item: &Item<'_>, lesson: &Chosen<'_>) -> String {
    let mut parts = Vec::new();
    match &item.task {
        Task::Order(order) => parts.push(format!("{}: {}.", words::RIGHT_ORDER, told(order))),
        Task::Essay(readings) => {
            let readings: Vec<&str> = readings.iter().map(|reading| reading.text).collect();
            parts.push(format!("{}: {}. {}: {}.", words::READINGS, readings.join("; "), words::ANSWER, item.answer));
        }
        _ => {}
    }
    parts.push(format!("{}: {}", words::EVIDENCE, item.evidence.join(" ")));
    let source = words::source(lesson.source);
    if !source.is_empty() {
        parts.push(format!("{}: {source}.", words::SOURCE));
    }
    parts.join(" ")
}

/// Words that mean nothing but themselves.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '~' | '=' | '#' | '{' | '}' | ':' | '\\' => out.extend(['\\', c]),
            // A blank line would end the question.
            c if c.is_whitespace() || c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// An answer: brackets at its beginning may name a format, and an arrow anywhere makes a pair.
fn formatted(text: &str) -> String {
    let plain = if text.starts_with('[') { "[plain]" } else { "" };
    [plain, &escaped(&text.replace("->", "→"))].concat()
}

/// An answer that is typed: a star stands for anything.
fn typed(text: &str) -> String {
    formatted(&super::item::normal(text)).replace('*', "\\\\*")
}
