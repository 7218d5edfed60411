//! What can be done with a card beside answering it, and the dialog in which it is edited.

use web_sys::{Event, SubmitEvent};
use yew::prelude::*;

use super::source_lang;
use crate::app::{Action, CardChange, CardFilter, Open, cards};
use crate::card::{Card, CardId, CardKind};
use crate::deck::{CardWork, Entry};
use crate::schedule::is_put_aside;
use crate::ui::dom;
use crate::ui::hooks::App;

/// The dialog's element.
pub const CARD_DIALOG: &str = "card-dialog";

/// Says something of a card at a click.
fn say(app: &App, card: &CardId, change: CardChange) -> Callback<MouseEvent> {
    let card = card.clone();
    app.click(move || Action::Say { card: card.clone(), change: change.clone(), now: dom::now() })
}

/// The menu of a card. Keys are told of where it is studied.
pub fn card_menu(app: &App, open: &Open, entry: &Entry, card: &Card, with_keys: bool) -> Html {
    let words = app.words;
    let id = &card.id;
    let work = entry.card(id);
    let flag = work.and_then(|work| work.flag.as_deref());
    let is_suspended = work.is_some_and(|work| work.is_suspended);
    let is_buried = is_buried(app, work);
    let key = |key: &'static str| with_keys.then(|| html! { <>{ " " }<kbd>{ key }</kbd></> });
    let forms = cards::forms(open, entry, id);
    let edit = id.clone();
    html! {
        <details class="menu" data-menu={id.0.clone()}>
            <summary>{ words.card_menu }</summary>
            <div class="inside">
                <button class="plain" data-do="flag" onclick={say(app, id, CardChange::Flag(flag.is_none().then(String::new)))}>
                    { if flag.is_some() { words.unflag } else { words.flag } }{ key("F") }
                </button>
                if let Some(note) = flag {
                    <label class="note">
                        { words.flag_note }
                        <input type="text" data-do="note" value={note.to_owned()} onchange={note_changed(app, id)} />
                    </label>
                }
                // A chart is renamed where the charts are.
                if card.kind != CardKind::Chart {
                <button class="plain" data-do="edit" onclick={app.click(move || Action::Edit(Some(edit.clone())))}>
                    { words.edit }{ key("E") }
                </button>
                }
                <button class="plain" data-do="suspend" onclick={say(app, id, CardChange::Suspend(!is_suspended))}>
                    { if is_suspended { words.resume } else { words.suspend } }{ key("P") }
                </button>
                if !is_suspended {
                    <button class="plain" data-do="bury" onclick={say(app, id, CardChange::Bury(!is_buried))}>
                        { if is_buried { words.study().unbury } else { words.study().bury } }{ key("B") }
                    </button>
                }
                if forms.len() > 1 {
                    <div class="forms" role="group" aria-label={words.ask_as}>
                        <span class="soft">{ words.ask_as }</span>
                        { for forms.iter().enumerate().map(|(index, &form)| html! {
                            <button class="plain" data-form={form.name()} aria-pressed={(form == card.kind).to_string()}
                                onclick={say(app, id, CardChange::Form((index > 0).then_some(form)))}>
                                { (words.card_kind)(form) }
                            </button>
                        }) }
                    </div>
                }
            </div>
        </details>
    }
}

fn note_changed(app: &App, card: &CardId) -> Callback<Event> {
    let card = card.clone();
    app.on(move |event: Event| {
        let note = dom::value_of(&event);
        Action::Say { card: card.clone(), change: CardChange::Flag(Some(note)), now: dom::now() }
    })
}

/// Whether it is not asked for the rest of the day.
fn is_buried(app: &App, work: Option<&CardWork>) -> bool {
    let now = app.state.now;
    work.is_some_and(|work| !work.is_suspended && is_put_aside(work, now.at, now.offset))
}

/// What has been said of a card, in a few words.
pub fn card_state(work: Option<&CardWork>, app: &App) -> Html {
    let words = app.words;
    let Some(work) = work else { return Html::default() };
    let mut said = Vec::new();
    if let Some(note) = &work.flag {
        said.push(if note.is_empty() { words.flagged.to_owned() } else { format!("{}: {note}", words.flagged) });
    }
    if work.is_suspended {
        said.push(words.suspended.to_owned());
    }
    if is_buried(app, Some(work)) {
        said.push(words.study().buried.to_owned());
    }
    if CardFilter::Edited.takes(Some(work)) {
        said.push(words.edited.to_owned());
    }
    html! { if !said.is_empty() { <span class="said">{ said.join(" · ") }</span> } }
}

/// The card that is being edited. It is opened once it is in the page.
pub fn card_dialog(app: &App, open: &Open, entry: &Entry) -> Html {
    let words = app.words;
    let card = app.state.editing.as_ref().and_then(|id| cards::card(open, entry, id));
    let Some(card) = card else { return Html::default() };
    let (lang, id) = (source_lang(open), &card.id);
    let (dispatch, made, text) = (app.dispatch.clone(), card.clone().into_owned(), open.lesson.document.text.clone());
    let onsubmit = move |event: SubmitEvent| {
        event.prevent_default();
        let [prompt, answer, accepts] = ["edit-prompt", "edit-answer", "edit-accepts"].map(dom::written_in);
        // The fields are required; what is only space in them leaves the dialog open.
        if let Some(edit) = cards::edit(&made, &text, &prompt, &answer, &accepts) {
            let change = CardChange::Edit(Some(edit));
            dispatch.send(Action::Say { card: made.id.clone(), change, now: dom::now() });
        }
    };
    // Of a card that was made elsewhere there is nothing but its words.
    let edit = entry.card(id).and_then(|work| work.edit.as_ref());
    let is_edited = edit.is_some_and(|edit| !edit.is_of_import());
    // What is put in order, and what a sentence is, has no answer that could be written.
    let has_answer = !matches!(card.kind, CardKind::Ordering | CardKind::Criticism);
    let area = |id: &'static str, label: &'static str, rows: &'static str, value: String, required: bool| {
        html! {
            <label hidden={!has_answer && id != "edit-prompt"}>
                { label }
                <textarea {id} {rows} {lang} {required} defaultvalue={value} />
            </label>
        }
    };
    html! {
        <dialog id={CARD_DIALOG} class="mark-dialog" key={id.0.clone()} aria-labelledby="edit-title"
            onclose={app.on(|_: Event| Action::Edit(None))}>
            <form class="inside" {onsubmit}>
                <h2 id="edit-title">{ words.edit_card }</h2>
                { area("edit-prompt", words.edit_prompt, "4", cards::written(&card.prompt), true) }
                <p class="soft">{ words.blank_help }</p>
                { area("edit-answer", words.answer, "1", card.answer.text.clone(), true) }
                { area("edit-accepts", words.edit_accepts, "2", card.answer.accepts.join("\n"), false) }
                <div class="row">
                    <button type="submit" class="cta" id="edit-save">{ words.save }</button>
                    <button type="button" class="plain" onclick={|_: MouseEvent| dom::close_dialog(CARD_DIALOG)}>
                        { words.cancel }
                    </button>
                    if is_edited {
                        <button type="button" class="plain" id="edit-restore" onclick={say(app, id, CardChange::Edit(None))}>
                            { words.restore }
                        </button>
                    }
                </div>
            </form>
        </dialog>
    }
}
