//! What a page around a lesson gets to know, as it can be said to a learner.

use super::Said;

/// A kind of message to the page around this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    Presence,
    Lesson,
    Height,
    Answer,
    Progress,
    Completion,
    Statement,
    Failure,
}

impl Telling {
    pub const ALL: [Telling; 8] = [
        Telling::Presence,
        Telling::Lesson,
        Telling::Height,
        Telling::Answer,
        Telling::Progress,
        Telling::Completion,
        Telling::Statement,
        Telling::Failure,
    ];

    /// Of a message. Another one, or another field of one, does not compile before it is among these.
    pub fn of(said: &Said) -> Telling {
        match said {
            Said::Hello => Telling::Presence,
            Said::Ready { title: _, cards: _, storage: _ } => Telling::Lesson,
            Said::Resize { height: _ } => Telling::Height,
            Said::Answered { card: _, prompt: _, given: _, expected: _, right: _, seconds: _ } => Telling::Answer,
            Said::Progress { done: _, score: _, state: _, place: _ } => Telling::Progress,
            Said::Completed { score: _, passed: _ } => Telling::Completion,
            Said::Statement { statement: _ } => Telling::Statement,
            Said::Failed { reason: _ } => Telling::Failure,
        }
    }

    /// What is in it, as the messages name it.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Telling::Presence => &[],
            Telling::Lesson => &["title", "cards", "storage"],
            Telling::Height => &["height"],
            Telling::Answer => &["card", "prompt", "given", "expected", "right", "seconds"],
            Telling::Progress => &["done", "score", "state", "place"],
            Telling::Completion => &["score", "passed"],
            Telling::Statement => &["statement"],
            Telling::Failure => &["reason"],
        }
    }

    /// Whether it says something of what the learner has done.
    pub fn is_of_work(self) -> bool {
        matches!(self, Telling::Answer | Telling::Progress | Telling::Completion | Telling::Statement)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Storage;
    use super::*;

    #[test]
    fn every_field_of_every_message_is_told_of() {
        let text = || "x".to_owned();
        let all = [
            Said::Hello,
            Said::Ready { title: text(), cards: 1, storage: Storage::Own },
            Said::Resize { height: 1 },
            Said::Answered {
                card: text(),
                prompt: text(),
                given: Some(text()),
                expected: text(),
                right: true,
                seconds: 1.0,
            },
            Said::Progress { done: 1.0, score: 1.0, state: text(), place: text() },
            Said::Completed { score: 1.0, passed: true },
            Said::Statement { statement: "{}".to_owned() },
            Said::Failed { reason: text() },
        ];
        assert_eq!(all.each_ref().map(Telling::of), Telling::ALL);
        for said in all {
            let message: serde_json::Value = serde_json::from_str(&said.write()).expect("JSON");
            let mut sent: Vec<&str> = message.as_object().expect("an object").keys().map(String::as_str).collect();
            sent.retain(|name| !matches!(*name, "konspekt" | "type"));
            let mut fields = Telling::of(&said).fields().to_vec();
            sent.sort_unstable();
            fields.sort_unstable();
            assert_eq!(sent, fields, "{said:?}");
        }
    }
}
