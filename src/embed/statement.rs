//! What a learner has done, once more as statements of xAPI 1.0.3 but for their actor: only the page around knows who learns. A page that
//! hands its lesson over has them from `<konspekt-lesson>`, which names the lesson by its file; one that has a lesson's own page in a frame
//! has them from here.

use super::{Said, share};
use crate::json::{Json, list, object, text};

/// The lesson, as a statement names it.
#[derive(Clone, Copy, Debug)]
pub struct Lesson<'a> {
    /// The address of its page, without what stands behind `#`.
    pub address: &'a str,
    pub title: &'a str,
}

/// The statement of an answer or of the completion; `None` of everything else. `moment` is now, as ISO 8601 writes it.
pub fn statement(said: &Said, lesson: Lesson<'_>, moment: &str) -> Option<Said> {
    const ACTIVITIES: &str = "http://adlnet.gov/expapi/activities/";
    let (verb, id, definition, result) = match said {
        Said::Answered { card, prompt, given, expected, right, seconds } => {
            let definition = vec![
                ("type", text_of([ACTIVITIES, "cmi.interaction"].concat())),
                ("interactionType", text("fill-in")),
                ("description", object(vec![("ru", text(prompt))])),
                ("correctResponsesPattern", list([text(expected)])),
            ];
            let mut result = vec![
                ("success", Json::Bool(*right)),
                ("duration", text_of(format!("PT{}S", (seconds * 10.0).round() / 10.0))),
            ];
            // What was answered in one's head is not there to be told.
            result.extend(given.as_deref().map(|given| ("response", text(given))));
            ("answered", [lesson.address, "#", &escaped(card)].concat(), definition, result)
        }
        Said::Completed { score, passed } => {
            let definition = vec![
                ("type", text_of([ACTIVITIES, "lesson"].concat())),
                ("name", object(vec![("ru", text(lesson.title))])),
            ];
            let score = object(vec![("scaled", share(*score))]);
            let result = vec![("completion", Json::Bool(true)), ("success", Json::Bool(*passed)), ("score", score)];
            ("completed", lesson.address.to_owned(), definition, result)
        }
        _ => return None,
    };
    let statement = object(vec![
        (
            "verb",
            object(vec![
                ("id", text_of(["http://adlnet.gov/expapi/verbs/", verb].concat())),
                ("display", object(vec![("en", text(verb))])),
            ]),
        ),
        (
            "object",
            object(vec![("id", text(&id)), ("objectType", text("Activity")), ("definition", object(definition))]),
        ),
        ("result", object(result)),
        ("timestamp", text(moment)),
        ("version", text("1.0.3")),
    ]);
    let mut written = String::new();
    statement.write(&mut written);
    Some(Said::Statement { statement: written })
}

fn text_of(text: String) -> Json<'static> {
    Json::Text(text.into())
}

/// As a part of an address.
fn escaped(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const LESSON: Lesson<'_> = Lesson { address: "https://course.example/урок.html", title: "Тыл \"1944\"" };
    const MOMENT: &str = "2026-03-01T12:00:00.000Z";

    fn made(said: &Said) -> serde_json::Value {
        let message = statement(said, LESSON, MOMENT).expect("a statement").write();
        let message: serde_json::Value = serde_json::from_str(&message).expect("JSON");
        assert_eq!((&message["konspekt"], &message["type"]), (&1.into(), &"statement".into()));
        message["statement"].clone()
    }

    #[test]
    fn an_answer_and_the_completion_are_statements_and_nothing_else_is() {
        let answer = |given: Option<&str>, right| Said::Answered {
            card: "c 1/№".to_owned(),
            prompt: "Сколько \"зерна\"?".to_owned(),
            given: given.map(str::to_owned),
            expected: "49,1".to_owned(),
            right,
            seconds: 2.46,
        };
        assert_eq!(
            made(&answer(Some("49,1"), true)),
            serde_json::json!({
                "verb": {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"en": "answered"}},
                "object": {
                    "id": "https://course.example/урок.html#c%201%2F%E2%84%96",
                    "objectType": "Activity",
                    "definition": {
                        "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
                        "interactionType": "fill-in",
                        "description": {"ru": "Сколько \"зерна\"?"},
                        "correctResponsesPattern": ["49,1"],
                    },
                },
                "result": {"success": true, "duration": "PT2.5S", "response": "49,1"},
                "timestamp": MOMENT,
                "version": "1.0.3",
            })
        );
        assert_eq!(made(&answer(None, false))["result"], serde_json::json!({"success": false, "duration": "PT2.5S"}));
        let completed = made(&Said::Completed { score: 0.875, passed: true });
        assert_eq!(completed["verb"]["id"], "http://adlnet.gov/expapi/verbs/completed");
        assert_eq!(completed["object"]["id"], "https://course.example/урок.html");
        assert_eq!(completed["object"]["definition"]["name"]["ru"], "Тыл \"1944\"");
        let result = serde_json::json!({"completion": true, "success": true, "score": {"scaled": 0.875}});
        assert_eq!(completed["result"], result);
        assert_eq!(statement(&Said::Hello, LESSON, MOMENT), None);
    }
}
