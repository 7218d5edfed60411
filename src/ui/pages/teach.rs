//! One place for everything that a teacher does with a lesson for those who will learn from it.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, SubmitEvent};
use yew::prelude::*;

use crate::app::cards::{listed, written};
use crate::app::teach::{Draft, Unmade, moved, own_card, own_cards};
use crate::app::{Action, CardChange, HandedOn, Open, Route, View, hidden, pages};
use crate::card::CardId;
use crate::deck::{Arranged, Entry, Interface};
use crate::ui::components::{fact_line, lang_of, pager, preview_button, prompt, publishing, source_lang, taking_out};
use crate::ui::dom;
use crate::ui::hooks::App;

/// Cards on one page.
const SIZE: usize = 60;
/// Numbers beyond it are no whole ones where JSON is read as doubles.
const HIGHEST_SEED: u64 = (1 << 53) - 1;

const INTRODUCTION: &str = "introduction";
const PROMPT: &str = "own-prompt";
const ANSWER: &str = "own-answer";
const ACCEPTS: &str = "own-accepts";
const PROOF: &str = "own-proof";
const IS_TYPED: &str = "own-typed";
const SAVED: &str = "introduction-saved";
const ADDED: &str = "own-added";

/// Nothing on a page of one lesson: its learner arranges nothing.
pub fn teach(app: &App, open: &Open) -> Html {
    let words = app.words.teach();
    let Some((_, entry)) = app.state.entry().filter(|_| app.state.only.is_none()) else { return Html::default() };
    html! {
        <div class="page teach" data-view="teach">
            <h1>{ words.title }</h1>
            <p class="lead">{ words.lead }</p>
            { preview_button(app, entry) }
            { introduction(app, entry) }
            { order_of_cards(app, open, entry) }
            { own(app, open, entry) }
            <section data-section="charts">
                <h2>{ words.charts }</h2>
                <p><a href={Route::lesson(&open.id, View::Charts).hash()}>{ words.to_charts }</a></p>
            </section>
            { hidden_facts(app, open, entry) }
            { language_and_seed(app, entry) }
            { publish(app, open, entry) }
        </div>
    }
}

/// Says something of the arrangement.
fn say(app: &App, said: Arranged) -> Callback<MouseEvent> {
    app.click(move || Action::ArrangeLesson { said: said.clone(), now: dom::now() })
}

/// Tells in the status of a form how it went, aloud too.
fn tell(status: &str, words: &str) {
    if let Some(status) = dom::by_id(status) {
        status.set_text_content(Some(words));
    }
}

fn introduction(app: &App, entry: &Entry) -> Html {
    let words = app.words.teach();
    let known = entry.work.arranged.introduction.as_deref().unwrap_or_default();
    let onsubmit = {
        let dispatch = app.dispatch.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            let written = dom::written_in(INTRODUCTION).trim().to_owned();
            let said = Arranged::Introduction((!written.is_empty()).then_some(written));
            dispatch.send(Action::ArrangeLesson { said, now: dom::now() });
            tell(SAVED, words.saved);
        }
    };
    html! {
        <section data-section="introduction">
            <h2><label for={INTRODUCTION}>{ words.introduction }</label></h2>
            <p class="soft" id="introduction-help">{ words.introduction_help }</p>
            <form {onsubmit}>
                <textarea id={INTRODUCTION} rows="5" maxlength="16000" lang={lang_of(known)} aria-describedby="introduction-help"
                    defaultvalue={known.to_owned()} />
                <div class="row">
                    <button class="cta" type="submit" id="save-introduction">{ words.save }</button>
                    <span class="soft" role="status" id={SAVED} />
                </div>
            </form>
        </section>
    }
}

fn order_of_cards(app: &App, open: &Open, entry: &Entry) -> Html {
    let words = app.words.teach();
    let lang = source_lang(open);
    let cards = listed(open, entry);
    let ids: Vec<CardId> = cards.iter().map(|card| card.id.clone()).collect();
    let page = app.state.page.unwrap_or(0);
    let shown = &cards[pages::range(page, SIZE, cards.len())];
    html! {
        <section data-section="cards" data-cards={cards.len().to_string()}>
            <h2>{ words.cards }</h2>
            <p class="soft">{ words.cards_help }</p>
            if !entry.work.arranged.cards.is_empty() {
                <p><button class="plain" id="cards-as-made" onclick={say(app, Arranged::Cards(Vec::new()))}>{ words.as_made }</button></p>
            }
            <ol class="arrange" start={(page * SIZE + 1).to_string()}>
                { for shown.iter().map(|card| {
                    let is_out = entry.card(&card.id).is_some_and(|work| work.is_suspended);
                    let name = written(&card.prompt);
                    let step = |is_up: bool| {
                        let order = moved(&ids, &card.id, is_up);
                        let label = if is_up { (app.words.move_up)(&name) } else { (app.words.move_down)(&name) };
                        html! {
                            <button class="plain" disabled={order.is_none()} aria-label={label} data-move={if is_up { "up" } else { "down" }}
                                onclick={say(app, Arranged::Cards(order.unwrap_or_default()))}>
                                { if is_up { "↑" } else { "↓" } }
                            </button>
                        }
                    };
                    let id = card.id.clone();
                    let turn = app.click(move || {
                        Action::Say { card: id.clone(), change: CardChange::Suspend(!is_out), now: dom::now() }
                    });
                    html! {
                        <li key={card.id.0.clone()} data-arrange={card.id.0.clone()} data-hidden={is_out.to_string()}>
                            <p class="prompt small" {lang}>{ prompt(card, app.words) }</p>
                            <div class="row">
                                { step(true) }{ step(false) }
                                <button class="plain" data-do="leave-out" aria-pressed={is_out.to_string()} onclick={turn}>{ words.leave_out }</button>
                            </div>
                        </li>
                    }
                }) }
            </ol>
            { pager(app, page, cards.len().div_ceil(SIZE)) }
        </section>
    }
}

/// The cards that somebody has written, and a form for another.
fn own(app: &App, open: &Open, entry: &Entry) -> Html {
    let words = app.words.teach();
    let lang = source_lang(open);
    let onsubmit = {
        let (dispatch, open) = (app.dispatch.clone(), app.state.shown().cloned());
        move |event: SubmitEvent| {
            event.prevent_default();
            let Some(open) = &open else { return };
            let [prompt, answer, accepts, proof] = [PROMPT, ANSWER, ACCEPTS, PROOF].map(dom::written_in);
            let is_typed = checkbox().is_some_and(|field| field.checked());
            let made = own_card(open, &Draft { prompt, answer, accepts, proof, is_typed }, &dom::mint().lesson.0);
            let told = match &made {
                Ok(_) => words.added,
                Err(Unmade::Empty) => words.empty,
                Err(Unmade::Unproved) => words.unproved,
            };
            tell(ADDED, told);
            match made {
                Ok((card, edit)) => {
                    let change = CardChange::Edit(Some(edit));
                    dispatch.send(Action::Say { card, change, now: dom::now() });
                    empty_fields();
                }
                Err(why) => focus(if why == Unmade::Unproved { PROOF } else { PROMPT }),
            }
        }
    };
    let area = |id: &'static str, label: &'static str, rows: &'static str, help: Option<&'static str>| {
        html! {
            <label>
                { label }
                <textarea {id} {rows} {lang} maxlength="16000" aria-describedby={help} />
            </label>
        }
    };
    html! {
        <section data-section="own-cards" data-own={own_cards(entry).count().to_string()}>
            <h2>{ words.own_card }</h2>
            <form {onsubmit}>
                { area(PROMPT, words.prompt, "2", Some("own-help")) }
                <p class="soft" id="own-help">{ words.own_card_help }</p>
                { area(ANSWER, app.words.answer, "1", None) }
                { area(ACCEPTS, app.words.edit_accepts, "2", None) }
                { area(PROOF, words.proof, "2", Some("own-proof-help")) }
                <p class="soft" id="own-proof-help">{ words.proof_help }</p>
                <label class="check"><input type="checkbox" id={IS_TYPED} /><span>{ words.is_typed }</span></label>
                <div class="row">
                    <button class="cta" type="submit" id="add-own">{ words.add }</button>
                    <span class="soft" role="status" id={ADDED} />
                </div>
            </form>
            if own_cards(entry).next().is_some() {
                <h3>{ words.own }</h3>
                <ul class="cards">
                    { for own_cards(entry).map(|(id, edit)| {
                        let card = id.clone();
                        let delete = app.click(move || {
                            Action::Say { card: card.clone(), change: CardChange::Edit(None), now: dom::now() }
                        });
                        html! {
                            <li key={id.0.clone()} data-own-card={id.0.clone()}>
                                <p class="prompt small" {lang}>{ written(&edit.prompt) }</p>
                                <p class="answer" {lang}>{ edit.answer.clone() }</p>
                                <button class="plain" data-do="delete-own" onclick={delete}>{ app.words.delete }</button>
                            </li>
                        }
                    }) }
                </ul>
            }
        </section>
    }
}

fn checkbox() -> Option<HtmlInputElement> {
    dom::by_id(IS_TYPED)?.dyn_into().ok()
}

/// For the next card.
fn empty_fields() {
    for id in [PROMPT, ANSWER, ACCEPTS, PROOF] {
        if let Some(area) = dom::by_id(id).and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok()) {
            area.set_value("");
        }
    }
    if let Some(field) = checkbox() {
        field.set_checked(false);
    }
}

fn focus(id: &str) {
    if let Some(field) = dom::by_id(id) {
        dom::focus(&field);
    }
}

fn hidden_facts(app: &App, open: &Open, entry: &Entry) -> Html {
    let words = app.words.teach();
    let listed = hidden::listed(open, entry);
    html! {
        <section data-section="hidden" data-hidden={listed.len().to_string()}>
            <h2>{ words.hidden }</h2>
            <p class="soft">{ words.hidden_help }</p>
            if listed.is_empty() {
                <p class="soft">{ words.nothing_hidden }</p>
            }
            <ul class="facts list">
                { for listed.into_iter().map(|(id, quote, fact)| html! {
                    <li class="row" key={id.0.clone()} data-fact={id.0.clone()}>
                        if let Some(fact) = fact {
                            { fact_line(open, fact, app.words) }
                        } else {
                            <span><span lang={source_lang(open)}>{ quote.exact.clone() }</span>{ " · " }{ words.words_gone }</span>
                        }
                        <button class="plain" data-do="show-fact" onclick={say(app, Arranged::Hidden(id.clone(), None))}>{ words.show }</button>
                    </li>
                }) }
            </ul>
        </section>
    }
}

fn language_and_seed(app: &App, entry: &Entry) -> Html {
    let words = app.words.teach();
    let arranged = &entry.work.arranged;
    let choose = app.on(|event: Event| {
        let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        let code = select.map(|select| select.value()).unwrap_or_default();
        Action::ArrangeLesson { said: Arranged::Language(Interface::of_code(&code)), now: dom::now() }
    });
    let known = arranged.seed;
    let sow = {
        let dispatch = app.dispatch.clone();
        move |event: Event| {
            let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
                return;
            };
            let written = field.value();
            let seed = match written.trim() {
                "" => None,
                digits => match digits.parse::<u64>().ok().filter(|seed| *seed <= HIGHEST_SEED) {
                    Some(seed) => Some(seed),
                    None => {
                        field.set_custom_validity(words.bad_seed);
                        field.report_validity();
                        return;
                    }
                },
            };
            field.set_custom_validity("");
            if seed != known {
                dispatch.send(Action::ArrangeLesson { said: Arranged::Seed(seed), now: dom::now() });
            }
        }
    };
    let option = |language: Option<Interface>, code: &'static str, name: &'static str, lang: Option<&'static str>| {
        html! { <option value={code} {lang} selected={arranged.language == language}>{ name }</option> }
    };
    html! {
        <section data-section="language">
            <h2>{ words.language_and_seed }</h2>
            <p>
                <label for="lesson-language">{ words.language }</label>{ " " }
                <select id="lesson-language" onchange={choose} aria-describedby="lesson-language-help">
                    { option(None, "", words.any_language, None) }
                    { option(Some(Interface::Russian), "ru", "Русский", Some("ru")) }
                    { option(Some(Interface::English), "en", "English", Some("en")) }
                </select>
            </p>
            <p class="soft" id="lesson-language-help">{ words.language_help }</p>
            <p>
                <label for="lesson-seed">{ words.seed }</label>{ " " }
                <input type="text" inputmode="numeric" id="lesson-seed" autocomplete="off" aria-describedby="lesson-seed-help"
                    value={known.map(|seed| seed.to_string()).unwrap_or_default()} onchange={sow} />
            </p>
            <p class="soft" id="lesson-seed-help">{ words.seed_help }</p>
        </section>
    }
}

/// Every way in which the lesson leaves here.
fn publish(app: &App, open: &Open, entry: &Entry) -> Html {
    let words = app.words.teach();
    let outcome = app.state.handed_on.as_ref();
    html! {
        <section data-section="publish">
            <h2>{ words.publish }</h2>
            <p class="row">
                <button class="cta" data-do="hand-on" disabled={outcome == Some(&HandedOn::Making)} onclick={app.click(|| Action::HandOn)}>
                    { app.words.editor().hand_on }
                </button>
                { publishing(app, open, entry) }
                <span class="soft" role="status">{ outcome.map(|outcome| (app.words.editor().handed_on)(outcome)) }</span>
            </p>
            { taking_out(app, open, entry) }
        </section>
    }
}
