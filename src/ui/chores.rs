//! Effects that are done beyond the first load: files, what takes a worker of its own, what other tabs have written.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

use super::frame::{self, Around};
use super::hooks::Dispatch;
use super::pages::BACKUP;
use super::shelf::{self, Shelf};
use super::tabs::Tabs;
use super::upkeep::{self, When};
use super::{documents, dom, errand, forms, offline, parcel, route};
use crate::app::{
    Action, BackupTrouble, Effect, Made, NotHandedOn, Now, PublishAct, TakeOut, Trouble, Word, framed, tried,
};
use crate::deck::{Entry, LessonId, Publication, Share};
use crate::embed::{Said, Told};
use crate::export::Format;
use crate::export::page::{file_name, file_name_of};
use crate::schedule::day;
use crate::work::errand::{Errand, Outcome, Wish};
use crate::work::parcel::Parcel;

/// Does it, if it is one of these.
pub fn perform(dispatch: &Dispatch, effect: Effect) {
    let dispatch = dispatch.clone();
    spawn_local(async move {
        if effect == Effect::OpenOne {
            return open_one(dispatch).await;
        }
        let Some(shelf) = dispatch.shelf() else { return };
        match effect {
            Effect::Report { written, is_first } => {
                if let Some(around) = dispatch.around() {
                    around.report(&framed::said(&dispatch.state(), &written, is_first));
                }
            }
            Effect::Resume { state, now } => {
                let said = framed::resumed(&dispatch.state(), &state, now);
                if !said.is_empty() {
                    let taken = match parcel::records_of(&said) {
                        Ok(records) => shelf.merge(records).await,
                        Err(error) => Err(error),
                    };
                    dispatch.send(match taken {
                        Ok(deck) => Action::Replaced { deck, now: dom::now() },
                        Err(error) => Action::NotCompleted(error),
                    });
                    if let Some(around) = dispatch.around() {
                        around.report(&framed::progress_of(&dispatch.state()));
                    }
                }
                match framed::place(&dispatch.state()) {
                    // The address says it already.
                    Some(route) if route == dispatch.state().route => {
                        dispatch.send(Action::Went { route, now: dom::now() });
                    }
                    Some(route) => route::go(&route),
                    None => {}
                }
            }
            Effect::ReadFile { job, file, name } => documents::read(dispatch, job, &file, name.as_deref()).await,
            Effect::Rehearse { write, bodies, now } => {
                dispatch.send(Action::Written { write, events: tried(write, &bodies, now) });
            }
            Effect::Save { made } => {
                let known = upkeep::known(&dispatch);
                let packed = shelf.pack(made).await;
                let kind = if parcel::is_only() { "application/x-ndjson" } else { "application/zip" };
                let outcome = packed.and_then(|file| {
                    let name = backup_name(dom::now());
                    dom::try_download(&file, kind, &name).map_err(|error| BackupTrouble::NotHanded(told(error)))
                });
                if outcome.is_ok() {
                    upkeep::note(&shelf, known).await;
                }
                dispatch.send(Action::Saved { outcome, is_sure: !dom::is_framed() });
            }
            Effect::TakeIn { file } => {
                let outcome = shelf.take_in(file).await;
                dispatch.say(Word::Merged);
                dispatch.send(Action::TakenIn { outcome, now: dom::now() });
                measure_room(&dispatch).await;
            }
            Effect::Fit => {
                let outcome = match run(&shelf, |records| Errand::Fit { records }).await {
                    Some(Outcome::Fitted(fitted)) => Some(fitted),
                    _ => None,
                };
                dispatch.send(Action::Fitted(outcome));
            }
            Effect::Plan { lesson, exam, cards, now } => {
                let wish = Wish { lesson: lesson.clone(), exam, cards, now };
                let made = match run(&shelf, |records| Errand::Plan { records, wish }).await {
                    Some(Outcome::Planned { plan, needed }) => {
                        Ok(Made { today: day::of(now.at, now.offset), plan, needed })
                    }
                    _ => Err(()),
                };
                dispatch.send(Action::Planned { lesson, exam, made });
            }
            Effect::HandOn(lesson) => {
                let state = dispatch.state();
                let (Some(open), Some(entry)) = (state.shown(), state.deck.lessons.get(&lesson)) else { return };
                if open.parts.is_empty() {
                    return dispatch.send(Action::HandedOn(Err(NotHandedOn::TooLarge)));
                }
                let made = async {
                    let parcel = shared(&lesson, entry, &open.parts, dom::now().at).await?;
                    parcel::make(&parcel, &entry.title).await.map_err(told)
                };
                dispatch.send(Action::HandedOn(match made.await {
                    Ok(page) => {
                        let handed = dom::try_download(page.as_bytes(), "text/html", &file_name(&entry.title));
                        handed.map_err(|error| NotHandedOn::Missing(told(error)))
                    }
                    Err(error) => Err(NotHandedOn::Missing(error)),
                }));
            }
            Effect::Publish { lesson, format, publication } => {
                let outcome = publish(&dispatch, &lesson, format, publication).await;
                dispatch.send(Action::Publish(PublishAct::Done(outcome)));
            }
            Effect::TakeOut(lesson, format) => {
                let outcome = take_out(&dispatch, &lesson, format).await;
                dispatch.send(Action::TakeOut(TakeOut::Done(outcome)));
            }
            Effect::Complete => match shelf.deck().await {
                Ok(deck) => dispatch.send(Action::Completed { deck, now: dom::now() }),
                Err(error) => dispatch.send(Action::NotCompleted(error)),
            },
            Effect::Freshen => shelf::freshen().await,
            Effect::KeepOffline => {
                if let Err(error) = offline::keep(dispatch).await {
                    web_sys::console::warn_1(&error);
                }
            }
            Effect::Update => {
                if let Err(error) = offline::take_over() {
                    web_sys::console::warn_1(&error);
                }
            }
            Effect::Listen => {
                if dom::is_framed() {
                    forms::hear();
                }
                let to = dispatch.clone();
                dispatch.listen(Tabs::open(move |word| perform(&to, Effect::Hear(word))));
                // What was written here before this; and elsewhere, when nobody here could hear of it.
                dispatch.say(Word::Added);
                let word = match shelf.has_missed_a_merge().await {
                    Ok(true) => Word::Merged,
                    _ => Word::Added,
                };
                hear(dispatch.clone(), shelf.clone(), word).await;
                upkeep::look_at_every_turn(&dispatch);
                upkeep::count(&dispatch, &shelf).await;
                measure_room(&dispatch).await;
            }
            Effect::Measure => measure_room(&dispatch).await,
            Effect::KeepFolder { asks } => upkeep::keep(dispatch, shelf, asks, When::Together).await,
            Effect::Hear(word) => hear(dispatch, shelf, word).await,
            _ => {}
        }
    });
}

/// Opens the lesson that is in this page, or the one that the page around it hands over.
async fn open_one(dispatch: Dispatch) {
    parcel::begin();
    let handed = Rc::new(RefCell::new(None));
    // What is said before the lesson is there; nothing waits any more when it is.
    let waiting = Rc::new(RefCell::new(Some(Vec::new())));
    let (came, has_come) = frame::promised();
    let around = {
        let (dispatch, handed, waiting) = (dispatch.clone(), handed.clone(), waiting.clone());
        Around::listen(move |told| match told {
            Told::Lesson { .. } => {
                if handed.borrow().is_none() {
                    handed.replace(Some(told));
                    has_come();
                }
            }
            told => match &mut *waiting.borrow_mut() {
                Some(waiting) => waiting.push(told),
                None => dispatch.send(Action::Told { told, now: dom::now() }),
            },
        })
    };
    let parcel = match parcel::is_here() {
        true => parcel::read().await,
        false => {
            came.await;
            let lesson = match &*handed.borrow() {
                Some(Told::Lesson { lines, seed, .. }) => Some((lines.clone(), *seed)),
                _ => None,
            };
            match lesson {
                Some((lines, seed)) => parcel::of_lines(&lines, seed).await,
                None => Err("the page around this one has handed no lesson over".into()),
            }
        }
    };
    let parcel = match parcel {
        Ok(parcel) => parcel,
        Err(error) => {
            web_sys::console::warn_1(&error);
            if let Some(around) = &around {
                let message = || Some(String::from(error.dyn_ref::<js_sys::Error>()?.message()));
                let reason = error.as_string().or_else(message).unwrap_or_default();
                around.report(&[Said::Failed { reason }]);
            }
            let is_of_other_form = error.as_string().as_deref() == Some(parcel::OTHER_FORM);
            let trouble = if is_of_other_form { Trouble::OtherForm } else { Trouble::NoLesson };
            return dispatch.send(Action::NotGiven(trouble));
        }
    };
    let is_allowed = around.as_ref().is_none_or(|around| around.allow(parcel.publication()));
    if !is_allowed {
        // What a page has said that may not show the lesson is not heard, and what it has handed over not shown.
        waiting.replace(Some(Vec::new()));
        if handed.take().is_some() {
            if let Some(around) = &around {
                around.report(&[Said::Failed { reason: "this site may not show the lesson".to_owned() }]);
            }
            return dispatch.send(Action::NotGiven(Trouble::NotForThisSite));
        }
    }
    let seed = match &*handed.borrow() {
        Some(Told::Lesson { seed, .. }) => *seed,
        _ => None,
    };
    let (shelf, opened) = Shelf::open_of(&parcel).await;
    dispatch.begin_with(parcel, shelf, around, opened, seed);
    let mut wishes = Vec::new();
    if let Some(Told::Lesson { shown, language, theme, .. }) = handed.take() {
        let of_lesson = [theme.map(Told::Theme), language.map(Told::Language), Some(Told::View(shown))];
        wishes.extend(of_lesson.into_iter().flatten());
    }
    wishes.extend(waiting.take().unwrap_or_default());
    for told in wishes {
        dispatch.send(Action::Told { told, now: dom::now() });
    }
}

/// How much of the browser's room is taken.
async fn measure_room(dispatch: &Dispatch) {
    if let Some(room) = dom::room().await {
        dispatch.send(Action::Measured(room));
    }
}

async fn hear(dispatch: Dispatch, shelf: Rc<Shelf>, word: Word) {
    let now = dom::now();
    let action = match word {
        Word::Added => {
            let known = dispatch.state().deck.known_up_to();
            shelf.news(&known).await.map(|events| (!events.is_empty()).then_some(Action::Came { events, now }))
        }
        Word::Merged => shelf.deck().await.map(|deck| Some(Action::Replaced { deck, now })),
    };
    match action {
        Ok(action) => action.into_iter().for_each(|action| dispatch.send(action)),
        // What it is about is in the store; the next start shows it.
        Err(error) => web_sys::console::warn_1(&format!("{error:?}").into()),
    }
}

/// Makes a file of another program of the lesson on screen and hands it to the browser; fails with the reason.
async fn take_out(dispatch: &Dispatch, lesson: &LessonId, format: Format) -> Result<(), String> {
    let state = dispatch.state();
    let (Some(open), Some(entry)) = (state.shown(), state.deck.lessons.get(lesson)) else {
        return Err("the lesson is not on screen any more".to_owned());
    };
    let at = dom::now().at;
    let name = file_name_of(&entry.title, format.ending());
    let page = match format.has_page() {
        true => {
            let parcel = shared(lesson, entry, &open.parts, at).await?;
            Some(parcel::make(&parcel, &entry.title).await.map_err(told)?.into_bytes())
        }
        false => None,
    };
    let file = match (format, page) {
        (Format::Html, Some(page)) => page,
        // What was read without the dictionary is read anew where the lesson is shown.
        (Format::Lesson, _) => {
            let parts = if open.with_dictionary { &open.parts[..] } else { &[] };
            let parcel = shared(lesson, entry, parts, at).await?;
            parcel::file(&parcel).await.map_err(told)?.into_bytes()
        }
        (_, page) => {
            let parcel = Parcel::of(lesson, entry, open.parts.to_vec(), at).map_err(|error| format!("{error:?}"))?;
            if parcel.results().is_empty() {
                return Err("the lesson is too large for one file".to_owned());
            } else {
                match errand::run(&Errand::TakeOut { parcel, format, page, changed: at / 1000 }).await.map_err(told)? {
                    Outcome::TakenOut(made) => made?,
                    _ => return Err("the worker answered something else".to_owned()),
                }
            }
        }
    };
    dom::try_download(&file, format.media_type(), &name).map_err(told)
}

/// Makes the page or the file of the lesson on screen as it is published, and hands it to the browser.
async fn publish(
    dispatch: &Dispatch,
    lesson: &LessonId,
    format: Format,
    publication: Publication,
) -> Result<(), String> {
    let state = dispatch.state();
    let (Some(open), Some(entry)) = (state.shown(), state.deck.lessons.get(lesson)) else {
        return Err("the lesson is not on screen any more".to_owned());
    };
    if open.parts.is_empty() {
        return Err("the lesson is too large for one file".to_owned());
    }
    // What was said just now may not have been written yet.
    let mut entry = entry.clone();
    Rc::make_mut(&mut entry.work).publication = Some(Rc::new(publication));
    let parcel = shared(lesson, &entry, &open.parts, dom::now().at).await?;
    let file = match format {
        Format::Html => parcel::make(&parcel, &entry.title).await,
        _ => parcel::file(&parcel).await,
    };
    let name = file_name_of(&entry.title, format.ending());
    dom::try_download(file.map_err(told)?.as_bytes(), format.media_type(), &name).map_err(told)
}

/// What goes along of a lesson, as it is published.
async fn shared(lesson: &LessonId, entry: &Entry, parts: &[u8], at: i64) -> Result<Parcel, String> {
    let parcel = Parcel::of(lesson, entry, parts.to_vec(), at).map_err(|error| format!("{error:?}"))?;
    if parcel.publication().share == Share::Full {
        return Ok(parcel);
    }
    match errand::run(&Errand::Share { parcel }).await.map_err(told)? {
        Outcome::Shared(parcel) => parcel,
        _ => Err("the worker answered something else".to_owned()),
    }
}

/// What went wrong, in words.
fn told(error: JsValue) -> String {
    let message = || Some(String::from(error.dyn_ref::<js_sys::Error>()?.message()));
    error.as_string().or_else(message).unwrap_or_else(|| format!("{error:?}"))
}

/// Has an errand done that needs the records; `None` where the store fails, or the worker.
async fn run(shelf: &Shelf, errand: impl FnOnce(Option<Vec<String>>) -> Errand) -> Option<Outcome> {
    let records = shelf.records().await.ok()?;
    match errand::run(&errand(records)).await {
        Ok(outcome) => Some(outcome),
        Err(error) => {
            web_sys::console::warn_1(&error);
            None
        }
    }
}

/// As `konspekt-2026-03-01.konspekt`.
fn backup_name(now: Now) -> String {
    format!("konspekt-{}{BACKUP}", day::date(day::of(now.at, now.offset)))
}
