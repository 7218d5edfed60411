//! Which charts are closed on the screen.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use crate::chart::ChartSpec;
use crate::chart::guess::{Door, doors};
use crate::deck::{Entry, Work};
use crate::ui::hooks::App;

/// What was asked last, and the answer.
struct Asked {
    title: Rc<str>,
    work: Rc<Work>,
    charts: Vec<ChartSpec>,
    doors: Rc<[Door]>,
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
    ASKED.with_borrow_mut(|asked| {
        // As long as its work is held here, a change makes another one of it.
        let known = asked.as_ref().filter(|asked| {
            Rc::ptr_eq(&asked.work, &entry.work)
                && asked.title == entry.title
                && asked.charts.iter().eq(charts.iter().map(Cow::as_ref))
        });
        if let Some(known) = known {
            return known.doors.clone();
        }
        let charts: Vec<ChartSpec> = charts.iter().map(|chart| chart.as_ref().clone()).collect();
        let is_guessed = |id: &_| entry.chart(id).is_some_and(|work| !work.guesses.is_empty());
        let doors: Rc<[Door]> = doors(&entry.title, &charts, is_guessed).into();
        *asked = Some(Asked { title: entry.title.clone(), work: entry.work.clone(), charts, doors: doors.clone() });
        doors
    })
}
