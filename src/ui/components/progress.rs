use yew::prelude::*;

use crate::app::{Action, Job};
use crate::lesson::Step;
use crate::ui::hooks::App;

/// How far the worker has come, and a way to stop it.
pub fn working(app: &App, job: &Job) -> Html {
    let words = app.words;
    let step = job.step;
    let done = step.and_then(|step| Step::ALL.iter().position(|&known| known == step)).unwrap_or(0);
    html! {
        <div class="working" data-working="true">
            <p role="status">
                { words.reading }
                if let Some(step) = step {
                    { ": " }{ (words.step)(step) }
                }
            </p>
            if let Some((done, of)) = job.so_far.filter(|_| step.is_none()) {
                <progress max={of.to_string()} value={done.to_string()} aria-label={words.reading} />
            } else {
            <progress max={Step::ALL.len().to_string()} value={done.to_string()} aria-label={words.reading} />
            }
            <button class="plain" onclick={app.click(move || Action::Cancel)}>{ words.cancel }</button>
        </div>
    }
}
