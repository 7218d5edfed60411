use yew::prelude::*;

use crate::app::Action;
use crate::ui::hooks::App;

/// What went wrong, and what can be done. The region is always there, so that what comes into it is read aloud.
pub fn notices(app: &App) -> Html {
    let words = app.words;
    html! {
        <div class="notices" role="alert" aria-label={words.notices} data-notices={app.state.notices.len().to_string()}>
            { for app.state.notices.iter().map(|notice| {
                let number = notice.number;
                html! {
                    <div class="notice" key={number}>
                        <p>{ (words.trouble)(&notice.trouble) }</p>
                        <div class="row">
                            if notice.remedy.is_some() {
                                <button class="cta" onclick={app.click(move || Action::TryAgain { notice: number })}>
                                    { words.try_again }
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
    }
}
