use web_sys::KeyboardEvent;
use yew::prelude::*;

use crate::app::tour::Stop;
use crate::app::{Action, TourAct};
use crate::ui::dom;
use crate::ui::hooks::App;

/// The element of the tour, which takes the focus at each step.
pub const TOUR: &str = "tour";

/// A step of the tour. The page stays as it is: what the step is about is pointed at by the styles.
pub fn tour(app: &App, stop: Stop) -> Html {
    let words = app.words.tour();
    let [title, text] = (words.stop)(stop);
    let step = Stop::ALL.iter().position(|known| *known == stop).unwrap_or_default();
    let is_last = step + 1 == Stop::ALL.len();
    let leave = || app.click_at(|now| Action::Tour(TourAct::Leave { now }));
    let onkeydown = {
        let dispatch = app.dispatch.clone();
        move |event: KeyboardEvent| {
            if event.code() == "Escape" {
                event.prevent_default();
                dispatch.send(Action::Tour(TourAct::Leave { now: dom::now() }));
            }
        }
    };
    html! {
        <section class="tour" id={TOUR} role="dialog" aria-labelledby="tour-title" aria-describedby="tour-text" tabindex="-1"
            data-step={stop.name()} {onkeydown}>
            <h2 id="tour-title">{ title }{ " " }<span class="soft">{ (words.step)(step + 1, Stop::ALL.len()) }</span></h2>
            <p id="tour-text">{ text }</p>
            <div class="row">
                if !is_last {
                    <button class="cta" data-do="next" onclick={app.click_at(|now| Action::Tour(TourAct::Next { now }))}>{ words.next }</button>
                    <button class="plain" data-do="leave" onclick={leave()}>{ words.leave }</button>
                } else {
                    <button class="cta" data-do="leave" onclick={leave()}>{ words.done }</button>
                }
                if step > 0 {
                    <button class="plain" data-do="back" onclick={app.click(|| Action::Tour(TourAct::Back))}>{ words.back }</button>
                }
            </div>
        </section>
    }
}

/// The way to it.
pub fn tour_button(app: &App) -> Html {
    let words = app.words.tour();
    html! {
        <button class="plain" data-do="tour" onclick={app.click(|| Action::Tour(TourAct::Begin { mint: dom::mint(), now: dom::now() }))}>
            { words.begin }
        </button>
    }
}

/// Beside the sample, for whoever has not had it.
pub fn tour_offer(app: &App) -> Html {
    if app.state.deck.has_seen_tour() || app.state.only.is_some() { Html::default() } else { tour_button(app) }
}
