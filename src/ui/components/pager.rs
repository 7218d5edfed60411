use yew::prelude::*;

use crate::app::Action;
use crate::ui::hooks::App;

/// Leads through what is too long for one page; nothing where one is enough. `page` counts from 0.
pub fn pager(app: &App, page: usize, pages: usize) -> Html {
    if pages < 2 {
        return Html::default();
    }
    let words = app.words;
    let label = (words.part_of_text)(page + 1, pages);
    html! {
        <nav class="pager" aria-label={label.clone()}>
            <button class="plain" disabled={page == 0} onclick={app.click(move || Action::Turn(page.saturating_sub(1)))}>
                { "← " }{ words.previous }
            </button>
            <span>{ label }</span>
            <button class="plain" disabled={page + 1 >= pages} onclick={app.click(move || Action::Turn(page + 1))}>
                { words.next }{ " →" }
            </button>
        </nav>
    }
}
