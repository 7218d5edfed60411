use yew::prelude::*;

use crate::app::{Action, Remedy, Trouble};
use crate::ui::hooks::App;
use crate::ui::later::{Part, later, quiet};

/// What went wrong, and what can be done. The region is always there, so that what comes into it is read aloud.
pub fn notices(app: &App) -> Html {
    let words = app.words;
    html! {
        <>
        // Not read aloud each time that it grows.
        <div class="notices">
            if app.state.unsaved() > 0 {
                <div class="notice" data-unsaved={app.state.unsaved().to_string()}>
                    <p>{ match app.state.is_lost_with_page() {
                        true => (words.unsaved)(app.state.unsaved()),
                        false => (words.unsaved_on_disk)(app.state.unsaved()),
                    } }</p>
                    <div class="row">
                        <button class="cta" onclick={app.click_at(|now| Action::Save { now })}>{ words.save_backup }</button>
                    </div>
                    { quiet(app, Part::Handed) }
                </div>
            }
            <div role="status">
                if app.state.offered().is_some() {
                    { later(app, Part::Offer) }
                }
            </div>
        </div>
        <div class="notices" role="alert" aria-label={words.notices} data-notices={app.state.notices.len().to_string()}>
            { for app.state.notices.iter().map(|notice| {
                let number = notice.number;
                html! {
                    <div class="notice" key={number}>
                        { match &notice.trouble {
                            Trouble::Refused(error) if !error.is_of_text() => later(app, Part::Refusal(&notice.trouble)),
                            Trouble::NoReader => later(app, Part::Refusal(&notice.trouble)),
                            trouble => html! { <p>{ (words.trouble)(trouble) }</p> },
                        } }
                        <div class="row">
                            if notice.remedy.is_some() {
                                <button class="cta" onclick={app.click(move || Action::TryAgain { notice: number })}>
                                    { match notice.remedy {
                                        Some(Remedy::Undo(_)) => words.undo,
                                        Some(Remedy::Update) => words.update,
                                        _ => words.try_again,
                                    } }
                                </button>
                            }
                            <button class="plain" onclick={app.click(move || Action::Dismiss { notice: number })}>
                                { words.dismiss }
                            </button>
                        </div>
                    </div>
                }
            }) }
        </div>
        </>
    }
}
