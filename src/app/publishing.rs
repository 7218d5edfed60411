//! The dialog in which a lesson is published: what is said there, and how the making of its files went.

use crate::deck::publication::origin;
use crate::deck::{Body, Publication, Share};
use crate::export::Format;

use super::{AppState, Effect, HandedOn, NotHandedOn, Now, Then};

/// What is said of the lesson on screen, as long as the dialog is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publishing {
    pub draft: Publication,
    /// Lines that are no address of a site.
    pub bad_origins: Vec<String>,
    /// How the making of the last file went.
    pub outcome: Option<HandedOn>,
    /// Whether the lines for another page could be copied, once that was tried.
    pub copied: Option<bool>,
}

/// What is done there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublishAct {
    Open,
    Say {
        author: String,
        work: String,
        year: String,
        /// An address a line.
        origins: String,
    },
    Share(Share),
    /// Makes a file of the lesson.
    Save(Format, Now),
    Done(Result<(), String>),
    Copied(bool),
    Close,
}

impl AppState {
    pub(super) fn publish(&mut self, act: PublishAct) -> Vec<Effect> {
        if act == PublishAct::Open {
            // A page of one lesson has nothing to publish it with.
            let entry = self.entry().filter(|_| self.only.is_none() && self.shown().is_some());
            self.publishing = entry.map(|(_, entry)| {
                let said = entry.work.publication.as_deref().cloned();
                // What the document says of itself is a beginning.
                let draft = said.unwrap_or_else(|| Publication {
                    author: entry.source.author.clone(),
                    work: entry.source.work.clone(),
                    year: entry.source.published.clone(),
                    ..Publication::default()
                });
                Publishing { draft, ..Publishing::default() }
            });
            return Vec::new();
        }
        let Some(publishing) = &mut self.publishing else { return Vec::new() };
        match act {
            PublishAct::Open => {}
            PublishAct::Say { author, work, year, origins } => {
                let said = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
                let draft = &mut publishing.draft;
                (draft.author, draft.work, draft.year) = (said(author), said(work), said(year));
                draft.origins.clear();
                publishing.bad_origins.clear();
                for line in origins.lines().map(str::trim).filter(|line| !line.is_empty()) {
                    match origin(line) {
                        Some(origin) if draft.origins.contains(&origin) => {}
                        Some(origin) => draft.origins.push(origin),
                        None => publishing.bad_origins.push(line.to_owned()),
                    }
                }
            }
            PublishAct::Share(share) => publishing.draft.share = share,
            PublishAct::Copied(is_copied) => publishing.copied = Some(is_copied),
            PublishAct::Done(outcome) => {
                publishing.outcome = Some(match outcome {
                    Ok(()) => HandedOn::Made,
                    Err(reason) => HandedOn::Failed(NotHandedOn::Missing(reason)),
                });
            }
            PublishAct::Close => self.publishing = None,
            PublishAct::Save(format, now) => return self.save_published(format, now),
        }
        Vec::new()
    }

    /// One file at a time, and none that would allow other sites than somebody has meant.
    fn save_published(&mut self, format: Format, now: Now) -> Vec<Effect> {
        let Some(publishing) = &mut self.publishing else { return Vec::new() };
        if publishing.outcome == Some(HandedOn::Making) || !publishing.bad_origins.is_empty() {
            return Vec::new();
        }
        publishing.outcome = Some(HandedOn::Making);
        let publication = publishing.draft.clone();
        let Some((lesson, entry)) = self.entry() else { return Vec::new() };
        let lesson = lesson.clone();
        let is_new = entry.work.publication.as_deref() != Some(&publication);
        let said = Body::LessonPublished { lesson: lesson.clone(), publication: publication.clone() };
        let mut effects = if is_new { self.append(vec![said], now, Then::Nothing) } else { Vec::new() };
        effects.push(Effect::Publish { lesson, format, publication });
        effects
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{NOW, reading};
    use super::super::{Action, LessonId};
    use super::*;

    fn say(author: &str, origins: &str) -> PublishAct {
        let (author, origins) = (author.to_owned(), origins.to_owned());
        PublishAct::Say { author, work: "Тыл".to_owned(), year: String::new(), origins }
    }

    #[test]
    fn a_lesson_is_published_as_is_said_and_what_is_said_is_kept() {
        let mut state = reading();
        let mut act = |act: PublishAct| state.reduce(Action::Publish(act));
        assert_eq!(act(say("А", "")), [], "before the dialog is open");
        act(PublishAct::Open);
        act(say(" Авторов ", "https://Course.example/\n\nhttps://course.example\n"));
        act(PublishAct::Share(Share::Evidence));
        let effects = act(PublishAct::Save(Format::Html, NOW));
        let publication = Publication {
            author: Some("Авторов".to_owned()),
            work: Some("Тыл".to_owned()),
            share: Share::Evidence,
            origins: vec!["https://course.example".to_owned()],
            ..Publication::default()
        };
        let [Effect::Append { bodies, .. }, Effect::Publish { lesson, format: Format::Html, publication: made }] =
            &effects[..]
        else {
            panic!("{effects:?}")
        };
        assert_eq!(*made, publication);
        assert_eq!(**bodies, [Body::LessonPublished { lesson: LessonId::clone(lesson), publication }]);
        assert_eq!(act(PublishAct::Save(Format::Lesson, NOW)), [], "one at a time");
        act(PublishAct::Done(Ok(())));
        assert_eq!(state.publishing.as_ref().and_then(|it| it.outcome.clone()), Some(HandedOn::Made));
        state.reduce(Action::Publish(PublishAct::Close));
        assert_eq!(state.publishing, None);
    }

    #[test]
    fn nothing_is_made_while_a_site_is_written_wrong() {
        let mut state = reading();
        let mut act = |act: PublishAct| state.reduce(Action::Publish(act));
        act(PublishAct::Open);
        act(say("", "course.example\nhttps://b.example"));
        assert_eq!(act(PublishAct::Save(Format::Html, NOW)), []);
        let bad = state.publishing.as_ref().map(|it| it.bad_origins.clone());
        assert_eq!(bad, Some(vec!["course.example".to_owned()]));
    }

    #[test]
    fn another_page_closes_the_dialog() {
        let mut state = reading();
        state.reduce(Action::Publish(PublishAct::Open));
        assert!(state.publishing.is_some());
        state.reduce(Action::Went { route: super::super::Route::Library, now: NOW });
        assert_eq!(state.publishing, None);
        state.reduce(Action::Publish(PublishAct::Open));
        assert_eq!(state.publishing, None, "there is no lesson");
    }
}
