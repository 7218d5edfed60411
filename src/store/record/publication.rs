//! The record of how a lesson is published.

use crate::deck::{LessonId, Publication, Share};
use crate::json::{Json, list, maybe, text};

use super::texts;

pub(super) fn fields<'a>(lesson: &'a LessonId, said: &'a Publication) -> (&'static str, Vec<(&'static str, Json<'a>)>) {
    let Publication { author, work, year, share, origins, is_shortened } = said;
    let fields = vec![
        ("lesson", text(&lesson.0)),
        ("author", maybe(author.as_deref())),
        ("work", maybe(work.as_deref())),
        ("year", maybe(year.as_deref())),
        ("share", text(share.name())),
        ("origins", list(origins.iter().map(|origin| text(origin)))),
        ("shortened", Json::Bool(*is_shortened)),
    ];
    ("lesson_published", fields)
}

pub(super) fn read(fields: &mut Json) -> Option<Publication> {
    Some(Publication {
        author: fields.take_maybe("author")?,
        work: fields.take_maybe("work")?,
        year: fields.take_maybe("year")?,
        share: Share::of_name(&fields.take_text("share")?)?,
        origins: texts(fields.take_list("origins")?)?,
        is_shortened: fields.take_bool("shortened")?,
    })
}
