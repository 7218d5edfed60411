//! What a lesson in a frame and the page around it say to each other, as `docs/embedding.md` describes it. Every message is a plain
//! object with `konspekt: 1` and a `type`; what is not understood is left alone, so either side may be the older one.

pub mod progress;
pub mod site;
pub mod statement;
pub mod telling;

use crate::json::{Json, number, object, text};

/// The version of the messages.
pub const VERSION: u32 = 1;
/// The longest lesson that a host may hand over, bytes.
pub const LONGEST: usize = 64 << 20;

/// Where what the learner does is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// In the browser's storage of the app's own site.
    Own,
    /// In a part of it that belongs to the site around the frame.
    Partitioned,
    /// Only as long as the page is open.
    None,
}

/// What of a lesson is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    #[default]
    Lesson,
    Cards,
    Timeline,
    /// The chart at this place, from 1, as the lesson has them.
    Chart(usize),
}

impl Shown {
    /// As an attribute says it: `lesson`, `cards`, `timeline`, `chart` or `chart-3`.
    pub fn of_name(name: &str) -> Option<Shown> {
        Some(match name {
            "lesson" => Shown::Lesson,
            "cards" => Shown::Cards,
            "timeline" => Shown::Timeline,
            "chart" => Shown::Chart(1),
            _ => Shown::Chart(name.strip_prefix("chart-")?.parse().ok().filter(|place| *place > 0)?),
        })
    }
}

/// What the frame says.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// It has begun and can be told something.
    Hello,
    /// The lesson is on screen.
    Ready { title: String, cards: usize, storage: Storage },
    /// What is shown has become so many CSS pixels high.
    Resize { height: u32 },
    /// A card was answered. `right` is what the learner has graded it as, `seconds` from its prompt to its grade.
    Answered { card: String, prompt: String, given: Option<String>, expected: String, right: bool, seconds: f64 },
    /// How far the learner is: the share of cards answered at least once, the share of all that were known last, the whole state
    /// in letters ([`progress`]), and the id of the card that is on screen, empty where none is.
    Progress { done: f64, score: f64, state: String, place: String },
    /// Every card was answered at least once; `passed` is whether enough of them were known last.
    Completed { score: f64, passed: bool },
    /// An answer or the completion once more, as a statement of xAPI ([`statement`]), written as JSON: from a page of one lesson alone.
    Statement { statement: String },
    /// There is no lesson in what was handed over. (That the app itself did not start is said by its loader.)
    Failed { reason: String },
}

/// A share, as precise as anybody needs it.
fn share(share: f64) -> Json<'static> {
    number((share * 1000.0).round() / 1000.0)
}

impl Said {
    /// As JSON.
    pub fn write(&self) -> String {
        let (kind, fields) = match self {
            Said::Hello => ("hello", Vec::new()),
            Said::Ready { title, cards, storage } => {
                let storage = match storage {
                    Storage::Own => "own",
                    Storage::Partitioned => "partitioned",
                    Storage::None => "none",
                };
                ("ready", vec![("title", text(title)), ("cards", number(cards)), ("storage", text(storage))])
            }
            Said::Resize { height } => ("resize", vec![("height", number(height))]),
            Said::Answered { card, prompt, given, expected, right, seconds } => {
                let fields = vec![
                    ("card", text(card)),
                    ("prompt", text(prompt)),
                    ("given", given.as_deref().map_or(Json::Null, text)),
                    ("expected", text(expected)),
                    ("right", Json::Bool(*right)),
                    ("seconds", number((seconds * 10.0).round() / 10.0)),
                ];
                ("answered", fields)
            }
            Said::Progress { done, score, state, place } => {
                let fields = vec![
                    ("done", share(*done)),
                    ("score", share(*score)),
                    ("state", text(state)),
                    ("place", text(place)),
                ];
                ("progress", fields)
            }
            Said::Completed { score, passed } => {
                ("completed", vec![("score", share(*score)), ("passed", Json::Bool(*passed))])
            }
            Said::Statement { statement } => ("statement", vec![("statement", Json::Number(statement.into()))]),
            Said::Failed { reason } => ("failed", vec![("reason", text(reason))]),
        };
        let head = [("konspekt", number(VERSION)), ("type", text(kind))];
        let mut out = String::new();
        object(head.into_iter().chain(fields).collect()).write(&mut out);
        out
    }
}

/// What the page around it says.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// The lesson to be shown: its records as lines ([`crate::backup::lines`]).
    Lesson {
        lines: String,
        shown: Shown,
        language: Option<String>,
        theme: Option<String>,
        seed: Option<u64>,
    },
    /// The order of the cards and of their options, instead of the lesson's own; before the lesson is read.
    Seed(u64),
    /// Shows something else of it.
    View(Shown),
    Theme(String),
    Language(String),
    /// What was kept of an earlier visit: the state, and the card at which it ended. `is_kept`: whoever says this keeps
    /// what comes of this visit too, and has `room` for so many letters of a state.
    Resume {
        state: String,
        place: String,
        is_kept: bool,
        room: Option<u32>,
    },
}

impl Told {
    /// `None`: it is none of these, or not for this version.
    pub fn read(mut message: Json) -> Option<Told> {
        if message.take_number::<u32>("konspekt")? != VERSION {
            return None;
        }
        Some(match message.take_text("type")?.as_str() {
            "lesson" => Told::Lesson {
                lines: message.take_text("lines").filter(|lines| lines.len() <= LONGEST)?,
                shown: message.take_text("view").and_then(|name| Shown::of_name(&name)).unwrap_or_default(),
                language: message.take_text("language"),
                theme: message.take_text("theme"),
                seed: message.take_number("seed"),
            },
            "view" => Told::View(Shown::of_name(&message.take_text("view")?)?),
            "theme" => Told::Theme(message.take_text("theme")?),
            "language" => Told::Language(message.take_text("language")?),
            "resume" => Told::Resume {
                state: message.take_text("state")?,
                place: message.take_text("place").unwrap_or_default(),
                is_kept: message.take_bool("kept").unwrap_or(false),
                room: message.take_number("room"),
            },
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    fn told(message: &str) -> Option<Told> {
        Told::read(json::read(message)?)
    }

    #[test]
    fn messages_are_as_described() {
        let answered = Said::Answered {
            card: "c".to_owned(),
            prompt: "Сколько \"?".to_owned(),
            given: None,
            expected: "5".to_owned(),
            right: true,
            seconds: 2.46,
        };
        let expected = "{\"konspekt\":1,\"type\":\"answered\",\"card\":\"c\",\"prompt\":\"Сколько \\\"?\",\"given\":null,\
                        \"expected\":\"5\",\"right\":true,\"seconds\":2.5}";
        assert_eq!(answered.write(), expected);
        let progress = Said::Progress { done: 2.0 / 3.0, score: 1.0, state: "1".to_owned(), place: "c".to_owned() };
        assert_eq!(
            progress.write(),
            "{\"konspekt\":1,\"type\":\"progress\",\"done\":0.667,\"score\":1,\"state\":\"1\",\"place\":\"c\"}"
        );
        assert_eq!(
            Said::Completed { score: 0.75, passed: false }.write(),
            "{\"konspekt\":1,\"type\":\"completed\",\"score\":0.75,\"passed\":false}"
        );
        assert_eq!(
            Said::Failed { reason: "x".to_owned() }.write(),
            "{\"konspekt\":1,\"type\":\"failed\",\"reason\":\"x\"}"
        );
        assert_eq!(Said::Hello.write(), "{\"konspekt\":1,\"type\":\"hello\"}");
    }

    #[test]
    fn what_a_host_says_is_read_and_anything_else_is_left_alone() {
        let lesson =
            told(r#"{"konspekt":1,"type":"lesson","lines":"x","view":"chart-2","theme":"dark","seed":7,"more":[1]}"#);
        let theme = Some("dark".to_owned());
        assert_eq!(
            lesson,
            Some(Told::Lesson { lines: "x".to_owned(), shown: Shown::Chart(2), language: None, theme, seed: Some(7) })
        );
        assert_eq!(told(r#"{"konspekt":1,"type":"view","view":"cards"}"#), Some(Told::View(Shown::Cards)));
        let resume =
            |place: &str, is_kept, room| Told::Resume { state: "1".to_owned(), place: place.to_owned(), is_kept, room };
        let whole = r#"{"konspekt":1,"type":"resume","state":"1","place":"c","kept":true,"room":64000}"#;
        assert_eq!(told(whole), Some(resume("c", true, Some(64_000))));
        for room in ["", r#","room":-1"#, r#","room":"64000""#, r#","room":99999999999"#] {
            let message = format!(r#"{{"konspekt":1,"type":"resume","state":"1"{room}}}"#);
            assert_eq!(told(&message), Some(resume("", false, None)), "{message}");
        }
        for foreign in [
            "1",
            "{}",
            r#"{"type":"view","view":"cards"}"#,
            r#"{"konspekt":2,"type":"view","view":"cards"}"#,
            r#"{"konspekt":1,"type":"view","view":"<b>"}"#,
            r#"{"konspekt":1,"type":"view","view":"chart-0"}"#,
            r#"{"konspekt":1,"type":"lesson"}"#,
            r#"{"konspekt":1,"type":"run","code":"1"}"#,
        ] {
            assert_eq!(told(foreign), None, "{foreign}");
        }
    }
}
