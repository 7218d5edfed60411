//! Cards as Markdown (CommonMark): a section a card, the answer and its proof below the question.

use super::item::{Task, items, normal, told};
use super::{Chosen, words};

pub(super) fn markdown(lessons: &[Chosen<'_>]) -> String {
    let mut out = String::new();
    for lesson in lessons {
        let title = normal(lesson.title);
        out += &format!("# {}\n\n", escaped(if title.is_empty() { "Konspekt" } else { &title }));
        for paragraph in lesson.introduction() {
            out += &format!("{}\n\n", escaped(paragraph));
        }
        let source = words::source(lesson.source);
        if !source.is_empty() {
            out += &format!("{}: {}\n\n", words::SOURCE, escaped(&source));
        }
        for (at, item) in items(lesson).iter().enumerate() {
            out += &format!("## {}\n\n{}\n\n", at + 1, escaped(&item.prompt()));
            let answer = match &item.task {
                Task::Choice(options) | Task::Essay(options) => {
                    options.iter().for_each(|option| out += &format!("- {}\n", escaped(option.text)));
                    out.push('\n');
                    normal(item.answer)
                }
                Task::Order(order) => {
                    for (text, _) in super::item::places(order) {
                        out += &format!("- {}\n", escaped(text));
                    }
                    out.push('\n');
                    told(order)
                }
                Task::Number(_) | Task::Words(_) => normal(item.answer),
            };
            out += &format!("**{}:** {}\n\n", words::ANSWER, escaped(&answer));
            if let Task::Choice(options) | Task::Essay(options) = &item.task {
                let wrong = options.iter().filter_map(|option| Some((option.text, option.reason.as_ref()?)));
                let lines: Vec<String> =
                    wrong.map(|(text, reason)| format!("- {}: {}\n", escaped(text), escaped(reason))).collect();
                if !lines.is_empty() {
                    out += &lines.concat();
                    out.push('\n');
                }
            }
            for sentence in &item.evidence {
                out += &format!("> {}\n\n", escaped(&normal(sentence)));
            }
        }
    }
    out
}

/// Words that mean nothing but themselves, in the middle of a line and at its beginning.
fn escaped(text: &str) -> String {
    let text = normal(text);
    let mut out = String::with_capacity(text.len());
    // `1.` and `1)` begin a list.
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    for (at, c) in text.chars().enumerate() {
        let is_mark = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '!');
        let begins =
            at == 0 && matches!(c, '+' | '-' | '=' | ':') || digits > 0 && at == digits && matches!(c, '.' | ')');
        if is_mark || begins {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
