use yew::prelude::*;

use super::lang_of;
use crate::app::{Action, ChapterAct, Choosing, Trouble};
use crate::ingest::Warning;
use crate::ui::dom;
use crate::ui::hooks::App;

/// The element that [`chapters`] makes.
pub const CHAPTERS: &str = "chapters";

/// Which chapters of a book are read. It is opened once it is in the page.
pub fn chapters(app: &App, choosing: &Choosing) -> Html {
    let (words, general) = (app.words.documents(), app.words);
    let act = |act: ChapterAct| app.on(move |_: Event| Action::Chapters(act));
    let chosen = choosing.chosen.iter().filter(|chosen| **chosen).count();
    let has_all = chosen == choosing.chosen.len();
    let read = app.on(|event: SubmitEvent| {
        event.prevent_default();
        Action::Chapters(ChapterAct::Read)
    });
    html! {
        <dialog id={CHAPTERS} class="mark-dialog chapters-dialog" aria-labelledby="chapters-title" onclose={act(ChapterAct::Leave)}>
            <form class="inside" onsubmit={read}>
                <h2 id="chapters-title">{ words.choose_chapters }</h2>
                <p class="soft">{ words.choose_help }</p>
                <label class="check">
                    <input type="checkbox" id="all-chapters" checked={has_all} onchange={act(ChapterAct::All(!has_all))} />
                    <span>{ words.all_chapters }</span>
                </label>
                <ol>
                    { for choosing.chapters.iter().enumerate().map(|(index, (title, size))| html! {
                        <li key={index}>
                            <label class="check">
                                <input type="checkbox" checked={choosing.chosen[index]}
                                    onchange={act(ChapterAct::Toggle(index))} />
                                <span lang={lang_of(title)}>{ title.clone() }</span>
                                <span class="soft">{ (words.size)(*size) }</span>
                            </label>
                        </li>
                    }) }
                </ol>
                <div class="row">
                    <button class="cta" id="read-chapters" type="submit" disabled={chosen == 0}>
                        { (words.read_chapters)(chosen) }
                    </button>
                    <button class="plain" type="button" onclick={|_: MouseEvent| dom::close_dialog(CHAPTERS)}>
                        { general.cancel }
                    </button>
                </div>
            </form>
        </dialog>
    }
}

/// What is wrong with a file of another format, and what to do.
pub fn refusal(app: &App, trouble: &Trouble) -> Html {
    let words = app.words.documents();
    let said = match trouble {
        Trouble::Refused(error) => (words.refused)(error),
        _ => words.no_reader.to_owned(),
    };
    html! { <p>{ said }</p> }
}

/// What of a damaged file could not be read.
pub fn lost(app: &App, warnings: &[Warning]) -> Html {
    let words = app.words.documents();
    let said = warnings.iter().filter_map(|warning| match warning {
        Warning::Lost(what, count) => Some((words.lost)(*what, *count)),
        _ => None,
    });
    said.map(|said| html! { <p class="caution" role="note" data-lost="true">{ said }</p> }).collect()
}
