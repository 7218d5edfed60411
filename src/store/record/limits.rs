//! How long what is stored may be.

use crate::card::Piece;
use crate::deck::{Arranged, Body, Event};
use crate::fact::Quote;

/// Of a lesson's text, bytes.
pub const LONGEST_TEXT: usize = 64 << 20;
/// Of a title, an answer, a setting and the like, bytes.
pub const LONGEST_WORDS: usize = 64 << 10;
/// Of ids and hashes, bytes.
pub const LONGEST_ID: usize = 64;
/// Of the lists in an edited card.
pub const LONGEST_LIST: usize = 64;
/// Of the charts or cards that are put in order, and of the rows of a chart that are guessed.
pub const LONGEST_ORDER: usize = 4096;
/// Numbers are keys in IndexedDB, which knows only doubles.
const HIGHEST_NUMBER: u64 = 1 << 53;
/// The range of a JavaScript `Date`, milliseconds.
const FARTHEST_TIME: i64 = 8_640_000_000_000_000;
const DAY_IN_MINUTES: i16 = 24 * 60;
/// The name of the field that is over its limit.
pub(super) fn check(event: &Event) -> Result<(), &'static str> {
    let within = |value: &str, longest, name| if value.len() <= longest { Ok(()) } else { Err(name) };
    let id = |value: &str, name| within(value, LONGEST_ID, name);
    let words = |value: &str, name| within(value, LONGEST_WORDS, name);
    let maybe = |value: &Option<String>, name| value.as_deref().map_or(Ok(()), |value| words(value, name));
    let number = |value: u64| if value <= HIGHEST_NUMBER { Ok(()) } else { Err("number") };
    let within_list = |length: usize| if length <= LONGEST_LIST { Ok(()) } else { Err("list") };
    let quoted = |quote: &Quote| {
        words(&quote.exact, "quote").and(words(&quote.prefix, "quote")).and(words(&quote.suffix, "quote"))
    };

    id(&event.id.device.0, "device")?;
    number(event.id.number)?;
    if event.at.unsigned_abs() > FARTHEST_TIME.unsigned_abs() {
        return Err("at");
    }
    if event.offset.unsigned_abs() > DAY_IN_MINUTES.unsigned_abs() {
        return Err("offset");
    }
    match &event.body {
        Body::LessonAdded { lesson, title, text, source, structure, seed: _ } => {
            id(&lesson.0, "lesson")?;
            words(title, "title")?;
            within(text, LONGEST_TEXT, "text")?;
            within(structure.as_deref().unwrap_or_default(), LONGEST_TEXT, "structure")?;
            maybe(&source.author, "author")?;
            maybe(&source.work, "work")?;
            maybe(&source.published, "published")?;
            maybe(&source.url, "url")
        }
        Body::LessonRenamed { lesson, title } => id(&lesson.0, "lesson").and(words(title, "title")),
        Body::LessonDeleted { lesson } => id(&lesson.0, "lesson"),
        Body::LessonTagged { lesson, tags } => {
            id(&lesson.0, "lesson").and(within_list(tags.len()))?;
            tags.iter().try_for_each(|tag| words(tag, "tag"))
        }
        Body::Reviewed(review) => {
            id(&review.lesson.0, "lesson")?;
            id(&review.card.0, "card")?;
            maybe(&review.answer, "answer")?;
            id(&review.content, "content")
        }
        Body::Undone { event } => id(&event.device.0, "device").and(number(event.number)),
        Body::SettingChanged { key, value } => id(key, "key").and(words(value, "value")),
        Body::CardsWanted { lesson, .. } => id(&lesson.0, "lesson"),
        Body::CardFlagged { lesson, card, note, .. } => {
            id(&lesson.0, "lesson").and(id(&card.0, "card")).and(maybe(note, "note"))
        }
        Body::CardSuspended { lesson, card, .. }
        | Body::CardBuried { lesson, card, .. }
        | Body::CardFormed { lesson, card, .. } => id(&lesson.0, "lesson").and(id(&card.0, "card")),
        Body::CardEdited { lesson, card, edit } => {
            id(&lesson.0, "lesson").and(id(&card.0, "card"))?;
            let Some(edit) = edit else { return Ok(()) };
            let lists = [edit.prompt.len(), edit.accepts.len(), edit.facts.len(), edit.evidence.len()];
            lists.into_iter().try_for_each(within_list)?;
            for piece in &edit.prompt {
                if let Piece::Text(text) = piece {
                    words(text, "prompt")?;
                }
            }
            words(&edit.answer, "answer")?;
            edit.accepts.iter().try_for_each(|accepted| words(accepted, "accepted"))?;
            edit.facts.iter().try_for_each(|fact| id(&fact.0, "fact"))?;
            edit.evidence.iter().try_for_each(quoted)
        }
        Body::ChartGuessed { lesson, chart, guesses } => {
            id(&lesson.0, "lesson").and(id(&chart.0, "chart"))?;
            if guesses.len() > LONGEST_ORDER {
                return Err("list");
            }
            guesses.iter().try_for_each(|guess| id(&guess.fact.0, "fact"))
        }
        Body::ChartTitled { lesson, chart, title } => {
            id(&lesson.0, "lesson").and(id(&chart.0, "chart")).and(maybe(title, "title"))
        }
        Body::ChartHidden { lesson, chart, .. } => id(&lesson.0, "lesson").and(id(&chart.0, "chart")),
        Body::ChartsOrdered { lesson, charts } => {
            id(&lesson.0, "lesson")?;
            if charts.len() > LONGEST_ORDER {
                return Err("list");
            }
            charts.iter().try_for_each(|chart| id(&chart.0, "chart"))
        }
        Body::ChartMade { lesson, chart, made } => {
            id(&lesson.0, "lesson").and(id(&chart.0, "chart"))?;
            let Some(made) = made else { return Ok(()) };
            words(&made.title, "title").and(within_list(made.rows.len()))?;
            made.rows.iter().try_for_each(|row| id(&row.fact.0, "fact").and(quoted(&row.quote)))
        }
        Body::FactCorrected { lesson, fact, correction } => {
            id(&lesson.0, "lesson").and(id(&fact.0, "fact"))?;
            maybe(correction, "correction")
        }
        Body::LessonPublished { lesson, publication: said } => {
            id(&lesson.0, "lesson").and(within_list(said.origins.len()))?;
            maybe(&said.author, "author").and(maybe(&said.work, "work")).and(maybe(&said.year, "year"))?;
            said.origins.iter().try_for_each(|origin| words(origin, "origin"))
        }
        Body::LessonArranged { lesson, said } => {
            id(&lesson.0, "lesson")?;
            match said {
                Arranged::Introduction(text) => maybe(text, "introduction"),
                Arranged::Cards(cards) if cards.len() > LONGEST_ORDER => Err("list"),
                Arranged::Cards(cards) => cards.iter().try_for_each(|card| id(&card.0, "card")),
                Arranged::Taken(card, _) => id(&card.0, "card"),
                Arranged::Hidden(fact, quote) => id(&fact.0, "fact").and(quote.as_ref().map_or(Ok(()), quoted)),
                Arranged::Language(_) | Arranged::Seed(_) => Ok(()),
            }
        }
        Body::RelationMade { lesson, relation, made } => {
            id(&lesson.0, "lesson").and(id(&relation.0, "relation"))?;
            maybe(made, "made")
        }
        Body::RelationParted { lesson, relation, .. } => id(&lesson.0, "lesson").and(id(&relation.0, "relation")),
    }
}
