use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::anki::is_of_anki;
use crate::app::{Action, Input, Route, Storage, Trouble, View};
use crate::backup::Incoming;
use crate::deck::{Entry, LessonId};
use crate::ingest::{IngestError, LIMIT};
use crate::ui::components::{lang_of, working};
use crate::ui::hooks::{App, Dispatch};
use crate::ui::later::{Part, quiet};
use crate::ui::{dom, paste, route};

/// The first page: what this is, ways to give it a text, the texts that it has.
pub fn library(app: &App) -> Html {
    let (state, words) = (&app.state, app.words);
    let open_sample = app.on(|_: MouseEvent| given(Input::Sample, None));
    let read = app.on(|event: SubmitEvent| {
        event.prevent_default();
        let text = dom::by_id("text").and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
        given(paste::given(&text.map(|text| text.value()).unwrap_or_default()), None)
    });
    // Whoever is about to give a text needs the worker in a moment.
    let warm_up = app.dispatch.clone();
    let onfocusin = move |_: FocusEvent| warm_up.warm_up();
    let warm_up = app.dispatch.clone();
    let onpointerover = move |_: PointerEvent| warm_up.warm_up();
    let choose = |_: MouseEvent| {
        if let Some(input) = dom::by_id("file") {
            input.click();
        }
    };
    let onchange = choose_file(app, For::Anything);
    let is_waiting = state.storage == Storage::Opening;
    let lessons = state.shelved();
    let job = state.job.as_ref().filter(|job| job.task.is_add());
    html! {
        <div class="page library" data-view="library" data-lessons={state.deck.lessons.len().to_string()}
            data-storage={match state.storage { Storage::Opening => "opening", Storage::Lasting => "lasting", Storage::Forgetful(_) => "forgetful" }}>
            <h1>{ words.what_this_is }</h1>
            <p class="lead">{ words.how_it_works }</p>
            <p><button class="cta" id="open-sample" disabled={is_waiting} onclick={open_sample} {onpointerover}>{ words.open_sample }</button>{ " " }{ quiet(app, Part::TourOffer) }</p>
            if let Some(job) = job {
                { working(app, job) }
            }
            <form class="give" onsubmit={read} {onfocusin}>
                <h2><label for="text">{ words.your_text }</label></h2>
                <textarea id="text" rows="6" placeholder={words.paste_here} spellcheck="false" />
                <div class="row">
                    <button class="cta" id="read" type="submit" disabled={is_waiting}>{ words.read_text }</button>
                    <button class="plain" type="button" disabled={is_waiting} onclick={choose}>{ words.open_file }</button>
                    <span class="soft wide-only">{ words.or_drop_it }</span>
                    <input type="file" id="file" class="unseen" tabindex="-1" aria-label={words.open_file}
                        accept=".txt,.text,.md,.html,.htm,.mhtml,.docx,.odt,.rtf,.fb2,.zip,.epub,.pdf,.csv,.tsv,.konspekt,.apkg,.colpkg,text/plain" {onchange} />
                </div>
                <p class="soft">{ words.nothing_leaves }</p>
            </form>
            <section>
                <h2>{ words.lessons }</h2>
                { quiet(app, Part::Shelves) }
                if state.deck.lessons.is_empty() && !is_waiting {
                    <p class="soft">{ words.no_lessons }</p>
                }
                <ul class="lessons">
                    { for lessons.into_iter().map(|(id, entry)| lesson_line(app, id, entry)) }
                </ul>
            </section>
            { quiet(app, Part::Foot) }
        </div>
    }
}

/// Every way of giving a text ends here.
pub fn given(input: Input, name: Option<String>) -> Action {
    // From now on there is something to lose.
    dom::persist();
    Action::Given { input, name, mint: dom::mint(), now: dom::now() }
}

fn lesson_line(app: &App, id: &LessonId, entry: &Entry) -> Html {
    let words = app.words;
    let started = entry.work.cards.values().filter(|work| !work.reviews.is_empty()).count();
    html! {
        <li class="lesson-line" key={id.0.clone()} data-lesson={id.0.clone()}>
            <a class="title" lang={lang_of(&entry.title)} href={Route::lesson(id, View::Text).hash()}>{ entry.title.to_string() }</a>
            <span class="soft">
                { (words.lesson_progress)(started) }
                { quiet(app, Part::DueLink(id, entry)) }
                { quiet(app, Part::LessonFacts(entry)) }
            </span>
            { quiet(app, Part::LessonMenu(id, entry)) }
        </li>
    }
}

/// How the name of a backup ends.
pub const BACKUP: &str = ".konspekt";
/// How the names of Anki's packages end.
pub const PACKAGES: [&str; 2] = [".apkg", ".colpkg"];

/// What a file is given for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// To be read as a text, unless its bytes say that it is more.
    Anything,
    /// To be taken in, as a backup or as Anki's.
    TakingIn,
}

/// Takes in the file that a field has been given.
pub fn choose_file(app: &App, wish: For) -> Callback<Event> {
    let dispatch = app.dispatch.clone();
    Callback::from(move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            give_files(vec![file], wish, dispatch.clone());
        }
        // So that the same file can be chosen again.
        input.set_value("");
    })
}

/// Takes in files that were opened or dropped, one after another. All are looked at first, and what cannot be taken in is told last:
/// a text that is given dismisses what was told of the one before.
pub fn give_files(files: Vec<File>, wish: For, dispatch: Dispatch) {
    wasm_bindgen_futures::spawn_local(async move {
        let (mut actions, mut refused) = (Vec::new(), Vec::new());
        for file in files {
            match opened(file, wish).await {
                Ok(action) => actions.push(action),
                Err(trouble) => refused.push(Action::NotGiven(trouble)),
            }
        }
        if actions.iter().any(|action| matches!(action, Action::Given { .. })) {
            route::go(&Route::Library);
        }
        actions.into_iter().chain(refused).for_each(|action| dispatch.send(action));
    });
}

/// What is to be done with a file.
async fn opened(file: File, wish: For) -> Result<Action, Trouble> {
    let bytes = file.size();
    let (name, changed) = (file.name(), file.last_modified() as i64);
    let is_for_the_store =
        wish == For::TakingIn || name.ends_with(BACKUP) || PACKAGES.iter().any(|end| name.ends_with(end));
    if bytes > LIMIT as f64 && !is_for_the_store {
        return Err(Trouble::Refused(IngestError::TooLarge { bytes: bytes as usize }));
    }
    match gloo::file::futures::read_as_bytes(&file.into()).await {
        Ok(bytes) if is_for_the_store || is_of_anki(&bytes) => {
            dom::persist();
            Ok(Action::TakeIn { file: Incoming { bytes: bytes.into(), name, changed } })
        }
        Ok(bytes) => Ok(given(Input::Bytes(bytes.into()), Some(name))),
        Err(_) => Err(Trouble::Unreadable),
    }
}
