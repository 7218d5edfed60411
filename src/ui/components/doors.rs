//! Which charts are closed on the screen, and what may not be told elsewhere because of that.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use crate::chart::guess::{Door, Hidden, doors};
use crate::chart::{ChartId, ChartSpec};
use crate::deck::{Entry, Work};
use crate::ui::hooks::App;

/// What was asked last, and the answers.
struct Asked {
    title: Rc<str>,
    work: Rc<Work>,
    charts: Vec<ChartSpec>,
    doors: OnceCell<Rc<[Door]>>,
    hidden: OnceCell<Rc<Hidden>>,
}

thread_local! {
    /// Every paragraph with a chart asks the same.
    static ASKED: RefCell<Option<Asked>> = const { RefCell::new(None) };
}

/// What stands before each of these charts of a lesson.
pub fn doors_before(app: &App, entry: &Entry, charts: &[Cow<ChartSpec>]) -> Rc<[Door]> {
    if !app.state.deck.guesses_first() {
        return vec![Door::Open; charts.len()].into();
    }
    asked(entry, charts, |asked| {
        let doors = || doors(&entry.title, &asked.charts, |chart| is_guessed(entry, chart)).into();
        asked.doors.get_or_init(doors).clone()
    })
}

/// What these charts of a lesson ask for and nothing else may tell; `None` where they are open.
pub fn hidden_now(app: &App, entry: &Entry, charts: &[Cow<ChartSpec>]) -> Option<Rc<Hidden>> {
    app.state.deck.guesses_first().then(|| {
        asked(entry, charts, |asked| {
            let hidden = || Rc::new(Hidden::of(&entry.title, &asked.charts, |chart| is_guessed(entry, chart)));
            asked.hidden.get_or_init(hidden).clone()
        })
    })
}

fn is_guessed(entry: &Entry, chart: &ChartId) -> bool {
    entry.chart(chart).is_some_and(|work| !work.guesses.is_empty())
}

/// Answers from what is known of these charts, which are remembered.
fn asked<T>(entry: &Entry, charts: &[Cow<ChartSpec>], answer: impl Fn(&Asked) -> T) -> T {
    ASKED.with_borrow_mut(|asked| {
        // As long as its work is held here, a change makes another one of it.
        let is_known = asked.as_ref().is_some_and(|asked| {
            Rc::ptr_eq(&asked.work, &entry.work)
                && asked.title == entry.title
                && asked.charts.iter().eq(charts.iter().map(Cow::as_ref))
        });
        if !is_known {
            *asked = None;
        }
        answer(asked.get_or_insert_with(|| Asked {
            title: entry.title.clone(),
            work: entry.work.clone(),
            charts: charts.iter().map(|chart| chart.as_ref().clone()).collect(),
            doors: OnceCell::new(),
            hidden: OnceCell::new(),
        }))
    })
}
