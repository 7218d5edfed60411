//! How many cards of a lesson are to be studied today.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Open, Route, View, study};
use crate::card::CardId;
use crate::deck::{Entry, LessonId, Work};
use crate::schedule::day;
use crate::ui::hooks::App;

/// On the tab of a lesson that is open.
pub fn due(app: &App, open: &Open, entry: &Entry) -> Html {
    let due = study::queue(open, entry, &app.state.deck, app.state.now).cards.len();
    html! {
        if due > 0 {
            <span class="due">{ due }<span class="unseen">{ format!(" ({})", (app.words.due)(due)) }</span></span>
        }
    }
}

/// In the library.
pub fn due_link(app: &App, id: &LessonId, entry: &Entry) -> Html {
    let due = standing(app, id, entry);
    html! {
        if due > 0 {
            { " · " }<a href={Route::lesson(id, View::Study).hash()}>{ (app.words.due)(due) }</a>
        }
    }
}

/// What was counted of a lesson, with what it was counted from.
struct Counted {
    work: Rc<Work>,
    /// What its scheduler hangs on.
    settings: [Option<String>; 5],
    /// Cards that are not asked any more.
    unasked: BTreeSet<CardId>,
    /// The learner's day.
    today: i64,
    due: usize,
}

thread_local! {
    static COUNTED: RefCell<BTreeMap<LessonId, Counted>> = const { RefCell::new(BTreeMap::new()) };
}

/// As [`study::due`] says it; of years of reviews it is not counted anew at every render.
fn standing(app: &App, id: &LessonId, entry: &Entry) -> usize {
    let (deck, now) = (&app.state.deck, app.state.now);
    let (today, unasked) = (day::of(now.at, now.offset), deck.unasked(id));
    let is_same = |known: &&Counted| {
        let is_set_so = || known.settings.iter().map(Option::as_deref).eq(deck.of_schedule());
        Rc::ptr_eq(&known.work, &entry.work) && known.today == today && is_set_so() && known.unasked == unasked
    };
    if let Some(known) = COUNTED.with_borrow(|counted| counted.get(id).filter(is_same).map(|known| known.due)) {
        return known;
    }
    let due = study::due(id, entry, deck, now);
    let settings = deck.of_schedule().map(|value| value.map(str::to_owned));
    let known = Counted { work: entry.work.clone(), settings, unasked, today, due };
    COUNTED.with_borrow_mut(|counted| counted.insert(id.clone(), known));
    due
}
