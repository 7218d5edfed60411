//! The records of how a lesson is arranged: what is arranged by its name, and how.

use super::texts;
use crate::card::CardId;
use crate::correct::form::{quote_form, read_quote};
use crate::deck::{Arranged, Body, Interface, LessonId};
use crate::fact::FactId;
use crate::json::{Json, list, maybe, number, text};

type Fields<'a> = Vec<(&'static str, Json<'a>)>;

pub(super) fn fields<'a>(lesson: &'a LessonId, said: &'a Arranged) -> Fields<'a> {
    let (what, value) = match said {
        Arranged::Introduction(words) => ("introduction", maybe(words.as_deref())),
        Arranged::Cards(cards) => ("cards", list(cards.iter().map(|card| text(&card.0)))),
        Arranged::Taken(_, is_taken) => ("taken", Json::Bool(*is_taken)),
        Arranged::Hidden(_, quote) => ("hidden", quote.as_ref().map_or(Json::Null, quote_form)),
        Arranged::Language(language) => ("language", maybe(language.map(Interface::code))),
        Arranged::Seed(seed) => ("seed", seed.map_or(Json::Null, number)),
    };
    let mut fields = vec![("lesson", text(&lesson.0)), ("what", text(what))];
    match said {
        Arranged::Hidden(fact, _) => fields.push(("fact", text(&fact.0))),
        Arranged::Taken(card, _) => fields.push(("card", text(&card.0))),
        _ => {}
    }
    fields.push(("value", value));
    fields
}

pub(super) fn read(lesson: LessonId, fields: &mut Json) -> Option<Body> {
    let said = match fields.take_text("what")?.as_str() {
        "introduction" => Arranged::Introduction(fields.take_maybe("value")?),
        "cards" => Arranged::Cards(texts(fields.take_list("value")?)?.into_iter().map(CardId).collect()),
        "taken" => Arranged::Taken(CardId(fields.take_text("card")?), fields.take_bool("value")?),
        "hidden" => {
            let quote = match fields.take("value") {
                Some(mut quote) => Some(read_quote(&mut quote)?),
                None => None,
            };
            Arranged::Hidden(FactId(fields.take_text("fact")?), quote)
        }
        "language" => Arranged::Language(match fields.take_maybe("value")? {
            Some(code) => Some(Interface::of_code(&code)?),
            None => None,
        }),
        "seed" => Arranged::Seed(match fields.take("value") {
            None => None,
            Some(Json::Number(written)) => Some(written.parse().ok()?),
            Some(_) => return None,
        }),
        _ => return None,
    };
    Some(Body::LessonArranged { lesson, said })
}
