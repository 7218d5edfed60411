//! Parameters of the learner's own: what was found, and by how much it is better.

use yew::prelude::*;

use crate::app::{Action, Fitting};
use crate::ui::hooks::App;

pub fn fitting(app: &App) -> Html {
    let (state, words) = (&app.state, app.words.coach());
    let has_own = state.deck.parameters().is_some();
    let is_running = state.fitting == Fitting::Running;
    let adopt = app.click_at(|now| Action::Adopt { found: true, now });
    let give_back = app.click_at(|now| Action::Adopt { found: false, now });
    let is_better = matches!(&state.fitting, Fitting::Done(Ok(fit)) if fit.is_better());
    html! {
        <section class="fitting" data-section="fitting" data-own={has_own.to_string()}>
            <h2>{ words.schedule }</h2>
            <p>{ if has_own { words.own } else { words.of_most } }</p>
            <p class="soft">{ words.seeks }</p>
            <div role="status" class="outcome">
                { match &state.fitting {
                    Fitting::Idle => Html::default(),
                    Fitting::Running => html! { <p>{ words.fitting }</p> },
                    Fitting::Done(Ok(fit)) => html! {
                        <p>{ if is_better { (words.better)(fit) } else { (words.not_better)(fit) } }</p>
                    },
                    Fitting::Done(Err(error)) => html! { <p>{ (words.not_fitted)(*error) }</p> },
                    Fitting::Failed => html! { <p class="caution">{ words.failed }</p> },
                } }
            </div>
            <div class="row">
                if is_better {
                    <button class="cta" id="adopt" onclick={adopt}>{ words.adopt }</button>
                }
                <button class="plain" id="fit" disabled={is_running} onclick={app.click(|| Action::Fit)}>{ words.fit }</button>
                if has_own {
                    <button class="plain" id="give-back" onclick={give_back}>{ words.give_back }</button>
                }
            </div>
        </section>
    }
}
