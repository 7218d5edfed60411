use yew::prelude::*;

use crate::app::Action;
use crate::ui::hooks::App;

/// Parameters of the learner's own, which the app has found by itself: how much better they are, and whether they are wanted.
pub fn offer(app: &App) -> Html {
    let words = app.words.coach();
    let Some(fit) = app.state.offered() else { return Html::default() };
    html! {
        <div class="notice" data-offer="parameters">
            <p>{ words.offer }{ " " }{ (words.better)(fit) }</p>
            <div class="row">
                <button class="cta" id="adopt-offered" onclick={app.click_at(|now| Action::Adopt { found: true, now })}>
                    { words.adopt }
                </button>
                <button class="plain" id="turn-down" onclick={app.click_at(|now| Action::TurnDown { now })}>{ words.turn_down }</button>
            </div>
        </div>
    }
}
