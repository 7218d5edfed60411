//! The end of a sitting: what it was, flattering nobody, and what was forgotten, with the way to its words.

use std::cell::RefCell;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::{told, where_kept};
use crate::app::{Action, Open, Route, Session, StudyAct, View, cards};
use crate::card::CardId;
use crate::deck::{Entry, Grade};
use crate::schedule::{Scheduler, Summary, day};
use crate::ui::dom;
use crate::ui::hooks::App;

const GRADES: [Grade; 4] = [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy];
/// Forgotten cards that are listed.
const MOST: usize = 5;

thread_local! {
    static WAIT: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// A clock that slept with its device is looked at again after so many milliseconds, and no sooner than after a second.
const LOOK: i64 = 60_000;
const SECOND: i64 = 1_000;

/// Has the end drawn anew when the next card comes up.
fn look_again(app: &App, at: i64) {
    let rest = at.saturating_sub(dom::now().at).clamp(SECOND, LOOK);
    let dispatch = app.dispatch.clone();
    let look = move || dispatch.send(Action::Study(StudyAct::Look { now: dom::now() }));
    WAIT.set(Some(Timeout::new(u32::try_from(rest).unwrap_or(u32::MAX), look)));
}

pub fn session_end(app: &App, open: &Open, entry: &Entry, session: &Session) -> Html {
    let (words, now) = (app.words, app.state.now);
    let histories = entry.work.cards.iter().map(|(card, work)| (card, work.reviews.as_slice()));
    let summary = Summary::of(histories, &Scheduler::of(&app.state.deck), session.since, now.at, now.offset);
    // While cards are left it is over for now, not for today.
    let is_over = session.left > 0;
    if let Some(at) = session.next_at.filter(|_| !is_over) {
        look_again(app, at);
    }
    html! {
        <div class="summary" role="status">
            { match summary.reviews {
                0 if session.is_ended || is_over => html! { <h2>{ words.study().ended }</h2> },
                0 => html! { <h2>{ words.nothing_due }</h2> },
                _ => {
                    let name = if is_over { words.study().ended } else { words.done_for_now };
                    html! { <><h2>{ name }</h2>{ done(app, open, entry, &summary) }</> }
                }
            } }
            if is_over {
                <p data-ended={session.left.to_string()}>{ (words.study().left_today)(session.left) }</p>
                <button class="cta" id="go-on" onclick={app.click_at(|now| Action::Study(StudyAct::GoOn { now }))}>
                    { words.study().go_on }
                </button>
            }
            if app.state.deck.task(&open.id, day::of(now.at, now.offset)).is_some() {
                <p data-plan="done">{ words.coach().done_by_plan }</p>
            }
            if let Some(at) = session.next_at.filter(|_| !is_over) {
                <p>{ (words.next_card_in)(&(words.interval)(at - now.at)) }</p>
            }
            <p>
                <a href={Route::lesson(&open.id, View::Text).hash()}>{ words.back_to_text }</a>{ " · " }
                <a href={Route::lesson(&open.id, View::Statistics).hash()}>{ words.progress_of_all }</a>
            </p>
            if app.state.framed.is_some() {
                // A part of a lesson has no settings, which say it elsewhere.
                <p>{ where_kept(app) }</p>
            }
        </div>
    }
}

fn done(app: &App, open: &Open, entry: &Entry, summary: &Summary) -> Html {
    let words = app.words;
    html! {
        <>
            <p>
                { (words.study().answers_of)(summary.reviews, summary.cards, summary.new) }{ " " }
                { (words.study().took)(summary.took) }
            </p>
            <p data-known={summary.known.to_string()}>
                { match summary.due {
                    0 => words.study().none_due.to_owned(),
                    due => (words.study().known_of_due)(summary.known, due, summary.expected),
                } }
                if summary.tomorrow > 0 {
                    { " " }{ (words.study().tomorrow)(summary.tomorrow) }
                }
            </p>
            <dl class="tally">
                { for GRADES.into_iter().zip(summary.grades).filter(|(_, count)| *count > 0).map(|(grade, count)| html! {
                    <><dt>{ (words.grade)(grade) }</dt><dd>{ count }</dd></>
                }) }
            </dl>
            if !summary.failed.is_empty() {
                <h3>{ words.study().failed }</h3>
                <ul class="forgotten">
                    { for summary.failed.iter().take(MOST).filter_map(|(card, times)| forgotten(app, open, entry, card, *times)) }
                </ul>
            }
        </>
    }
}

/// A card that was forgotten: its prompt with the answer in it, how often, and where it stands.
fn forgotten(app: &App, open: &Open, entry: &Entry, id: &CardId, times: usize) -> Option<Html> {
    let words = app.words;
    let card = cards::card(open, entry, id)?;
    Some(html! {
        <li>
            { told(open, &card) }
            { " " }
            <span class="soft">
                { (words.study().times)(times) }
                if let Some(proof) = card.evidence.first() {
                    { " · " }<a href={Route::sentence(&open.id, proof.sentence.start).hash()}>{ words.in_text }</a>
                }
            </span>
        </li>
    })
}
