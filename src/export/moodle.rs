//! Moodle's XML: the form with everything that its questions can have.

use super::item::{Item, Task, items, normal, places, told};
use super::xml::{escaped, paragraph};
use super::{Chosen, words};

/// All lessons, each as a category of its own.
pub(super) fn xml(lessons: &[Chosen<'_>]) -> String {
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n".to_owned();
    for lesson in lessons {
        // A slash begins a category within the category; two are one that is meant.
        let title = normal(lesson.title).replace('/', "//");
        let path = format!("$course$/top/{}", if title.is_empty() { "Konspekt" } else { &title });
        out += "  <question type=\"category\">\n";
        out += &format!("    <category><text>{}</text></category>\n  </question>\n", escaped(&path));
        for item in items(lesson) {
            write(&item, lesson, &mut out);
        }
    }
    out + "</quiz>\n"
}

fn write(item: &Item<'_>, lesson: &Chosen<'_>, out: &mut String) {
    let kind = match item.task {
        Task::Choice(_) => "multichoice",
        Task::Number(_) => "numerical",
        Task::Words(_) => "shortanswer",
        Task::Order(_) => "matching",
        Task::Essay(_) => "essay",
    };
    let prompt = match item.task {
        Task::Order(_) => paragraph(&item.prompt()) + &paragraph(words::PLACES),
        Task::Essay(_) => paragraph(&item.prompt()) + &paragraph(words::DISCUSS),
        _ => paragraph(&item.prompt()),
    };
    out.push_str(&format!("  <question type=\"{kind}\">\n"));
    let mut line = |text: String| out.push_str(&format!("    {text}\n"));
    line(format!("<name>{}</name>", plain(&item.name())));
    line(format!("<questiontext {}</questiontext>", html(&prompt)));
    line(format!("<generalfeedback {}</generalfeedback>", html(&feedback(item, lesson))));
    line("<defaultgrade>1</defaultgrade>".to_owned());
    line("<penalty>0.3333333</penalty>".to_owned());
    line("<hidden>0</hidden>".to_owned());
    // By this a question can be found. Moodle replaces nothing by it: imported once more, the question is there twice, the second time without.
    line(format!("<idnumber>konspekt-{}</idnumber>", escaped(item.id)));
    match &item.task {
        Task::Choice(options) => {
            line("<single>true</single>".to_owned());
            line("<shuffleanswers>true</shuffleanswers>".to_owned());
            line("<answernumbering>none</answernumbering>".to_owned());
            for option in options {
                let fraction = if option.is_right { 100 } else { 0 };
                let reason = option.reason.as_deref().map_or(String::new(), paragraph);
                let (text, reason) = (html(&paragraph(option.text)), html(&reason));
                line(format!("<answer fraction=\"{fraction}\" {text}<feedback {reason}</feedback></answer>"));
            }
        }
        Task::Number(numbers) => {
            for (value, tolerance) in numbers {
                let answer = answer(&value.to_string());
                line(format!("{answer}<tolerance>{tolerance}</tolerance></answer>"));
            }
            line("<unitgradingtype>0</unitgradingtype><unitpenalty>0</unitpenalty>".to_owned());
            // The unit stands in the question.
            line("<showunits>3</showunits><unitsleft>0</unitsleft>".to_owned());
        }
        Task::Words(right) => {
            line("<usecase>0</usecase>".to_owned());
            for right in right {
                // A star would stand for anything.
                let answer = answer(&normal(right).replace('*', "\\*"));
                line(format!("{answer}</answer>"));
            }
        }
        Task::Order(order) => {
            line("<shuffleanswers>true</shuffleanswers>".to_owned());
            for (text, place) in places(order) {
                let text = html(&paragraph(text));
                line(format!("<subquestion {text}<answer>{}</answer></subquestion>", plain(&place.to_string())));
            }
        }
        Task::Essay(readings) => {
            line("<responseformat>editor</responseformat><responserequired>1</responserequired>".to_owned());
            line("<responsefieldlines>5</responsefieldlines><attachments>0</attachments>".to_owned());
            let mut guide = paragraph(&format!("{}: {}", words::ANSWER, item.answer));
            for reading in readings {
                let reason = reading.reason.as_ref().map_or(String::new(), |reason| format!(": {reason}"));
                guide += &paragraph(&[reading.text, &reason].concat());
            }
            line(format!("<graderinfo {}</graderinfo>", html(&guide)));
            line(format!("<responsetemplate {}</responsetemplate>", html("")));
        }
    }
    out.push_str("  </question>\n");
}

fn plain(text: &str) -> String {
    format!("<text>{}</text>", escaped(text))
}

/// The rest of an opening tag, and HTML as the text in it.
fn html(html: &str) -> String {
    format!("format=\"html\"><text>{}</text>", escaped(html))
}

/// An answer that is compared letter by letter, still open.
fn answer(text: &str) -> String {
    format!("<answer fraction=\"100\" format=\"moodle_auto_format\">{}<feedback {}</feedback>", plain(text), html(""))
}

/// What is shown after the answer.
fn feedback(item: &Item<'_>, lesson: &Chosen<'_>) -> String {
    let mut out = String::new();
    if let Task::Order(order) = &item.task {
        out += &paragraph(&format!("{}: {}", words::RIGHT_ORDER, told(order)));
    }
    for sentence in &item.evidence {
        out += &format!("<blockquote>{}</blockquote>", escaped(sentence));
    }
    let source = words::source(lesson.source);
    if !source.is_empty() {
        out += &paragraph(&format!("{}: {source}", words::SOURCE));
    }
    out
}
