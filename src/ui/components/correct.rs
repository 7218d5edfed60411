//! How a fact is read otherwise, made of words, or taken out; and the text itself edited.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, InputEvent, SubmitEvent};
use yew::prelude::*;

use super::source_lang;
use crate::app::correcting::{amount, when};
use crate::app::{Action, CorrectAct, HandedOn, Open, Route, Target, View};
use crate::correct::{Correction, Reading, Remark, form, made_id, quote};
use crate::document::structure;
use crate::extract::{Bound, Measure, Part};
use crate::fact::{Fact, FactId, FactKind, Quantity, Quote};
use crate::span::Span;
use crate::ui::dom;
use crate::ui::hooks::App;
use crate::ui::words::editor::EditorWords;

/// The dialog's element.
pub const CORRECT_DIALOG: &str = "correct-dialog";
const VALUE: &str = "correct-value";
const UPPER: &str = "correct-upper";
const BOUND: &str = "correct-bound";
const MEASURE: &str = "correct-measure";
const UNIT: &str = "correct-unit";
const SUBJECT: &str = "correct-subject";
const WHAT: &str = "correct-what";
const MEANING: &str = "correct-meaning";
const WHEN: &str = "correct-when";
const PART: &str = "correct-part";
const PLACE: &str = "correct-place";
const AGENT: &str = "correct-agent";
const TEXT: &str = "correct-text";

/// What can be done with the text beside reading it, and the dialog in which that is done.
pub fn tools(app: &App, open: &Open) -> Html {
    let words = app.words.editor();
    if app.state.only.is_some() {
        return html! { <p class="row tools"><a class="plain" href={Route::lesson(&open.id, View::Coverage).hash()}>{ words.check }</a></p> };
    }
    let of_selection = {
        let (dispatch, text) = (app.dispatch.clone(), open.lesson.document.text.clone());
        let sentences: Vec<Span> = open.lesson.sentences.iter().map(|sentence| sentence.span).collect();
        move |_: MouseEvent| {
            let chosen = dom::selected("[data-from]", "data-from").and_then(|chosen| whole(&text, &sentences, chosen));
            dispatch.send(Action::Correcting(Some(chosen.map_or(Target::Nothing, Target::Words))));
        }
    };
    html! {
        <>
            <p class="row tools">
                <a class="plain" href={Route::lesson(&open.id, View::Coverage).hash()}>{ words.check }</a>
                // The selection would be gone with the focus.
                <button class="plain" id="fact-of-selection" onmousedown={|event: MouseEvent| event.prevent_default()} onclick={of_selection}>
                    { words.fact_of_selection }
                </button>
                { begin_button(app, Target::Text, words.edit_text, "edit-text") }
                <button class="plain" data-do="hand-on" disabled={app.state.handed_on == Some(HandedOn::Making)} onclick={app.click(|| Action::HandOn)}>
                    { words.hand_on }
                </button>
                <span class="soft" role="status">
                    { match &app.state.handed_on {
                        _ if app.state.correcting == Some(Target::Nothing) => words.select_first.to_owned(),
                        Some(outcome) => (words.handed_on)(outcome),
                        None => String::new(),
                    } }
                </span>
            </p>
            { correct_dialog(app, open) }
        </>
    }
}

/// The words of the text that were chosen, within one sentence and without the spaces around them.
fn whole(text: &str, sentences: &[Span], (start, end): (usize, usize)) -> Option<Span> {
    let words = text.get(start..end)?;
    let start = start + (words.len() - words.trim_start().len());
    let span = Span::new(start, start + words.trim().len());
    let sentence = sentences.get(sentences.partition_point(|sentence| sentence.end <= span.start))?;
    (span.start < span.end && sentence.contains(span)).then_some(span)
}

/// Begins to correct something at a click.
pub fn begin_button(app: &App, target: Target, name: &'static str, key: &'static str) -> Html {
    let onclick = app.click(move || Action::Correcting(Some(target.clone())));
    // What is read otherwise would have to be read again, which a page of one lesson cannot.
    if app.state.only.is_some() {
        return Html::default();
    }
    html! { <button class="plain" type="button" data-do={key} {onclick}>{ name }</button> }
}

/// What is being corrected. It is opened once it is in the page.
pub fn correct_dialog(app: &App, open: &Open) -> Html {
    let Some(target) = &app.state.correcting else { return Html::default() };
    let words = app.words.editor();
    let onclose = app.on(|_: Event| Action::Correcting(None));
    let document = &open.lesson.document;
    let (title, form) = match target {
        Target::Nothing => return Html::default(),
        Target::Text => (words.edit_text, text_form(app, open, words)),
        Target::Fact(id) => match open.lesson.facts.iter().find(|fact| fact.id == *id) {
            Some(fact) => {
                let proof = quote(document, fact);
                let standing = Standing { id: id.clone(), quote: proof, reading: Reading::of(fact) };
                (words.correct_title, fact_form(app, open, words, &standing, Some(fact)))
            }
            None => return Html::default(),
        },
        Target::Words(span) => {
            let sentences = &open.lesson.sentences;
            let at = sentences.partition_point(|sentence| sentence.span.end <= span.start);
            let Some(sentence) = sentences.get(at) else { return Html::default() };
            let standing = Standing {
                id: made_id(document, *span),
                quote: Quote::of(&document.text, sentence.span, *span),
                reading: blank(span.of(&document.text)),
            };
            (words.make_title, fact_form(app, open, words, &standing, None))
        }
    };
    html! {
        <dialog id={CORRECT_DIALOG} class="mark-dialog correct" {onclose} aria-labelledby="correct-heading">
            <div class="inside">
                <h2 id="correct-heading">{ title }</h2>
                { form }
            </div>
        </dialog>
    }
}

/// What a fact is before it is corrected.
struct Standing {
    id: FactId,
    quote: Quote,
    reading: Reading,
}

/// What is known of words before anything is said of them: a number, if they are one.
fn blank(words: &str) -> Reading {
    let quantity = Quantity {
        amount: amount(words).unwrap_or_else(|| crate::extract::Amount::Decimal(0.into())),
        bound: Bound::Exact,
        upper: None,
        measure: Measure::Count,
        unit: String::new(),
        subject: String::new(),
    };
    Reading { kind: FactKind::Quantity(quantity), period: None, place: None, agent: None }
}

fn text_form(app: &App, open: &Open, words: &'static EditorWords) -> Html {
    let (dispatch, document) = (app.dispatch.clone(), open.lesson.document.clone());
    let has_structure = app.state.entry().is_some_and(|(_, entry)| entry.structure.is_some());
    let onsubmit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = dom::written_in(TEXT);
        let structure =
            has_structure.then(|| structure::write(&structure::edited(&document.blocks, &document.text, &text)));
        dispatch.send(Action::EditText { text, structure, now: dom::now() });
    };
    html! {
        <form {onsubmit}>
            <textarea id={TEXT} rows="14" required={true} lang={source_lang(open)} aria-labelledby="correct-heading"
                defaultvalue={open.lesson.document.text.clone()} />
            <p class="soft">{ words.edit_text_help }</p>
            { save_row(app, Html::default()) }
        </form>
    }
}

fn save_row(app: &App, more: Html) -> Html {
    html! {
        <div class="row">
            <button class="cta" type="submit" id="correct-save">{ app.words.save }</button>
            <button class="plain" type="button" onclick={|_: MouseEvent| dom::close_dialog(CORRECT_DIALOG)}>
                { app.words.cancel }
            </button>
            { more }
        </div>
    }
}

/// Of words that are often many: over the whole width.
fn long_field(id: &'static str, name: &'static str, value: String, lang: Option<&'static str>, required: bool) -> Html {
    html! { <div class="long">{ field(id, name, value, lang, required) }</div> }
}

fn field(id: &'static str, name: &'static str, value: String, lang: Option<&'static str>, required: bool) -> Html {
    // What was wrong is mended as soon as it is written otherwise.
    let oninput = |event: InputEvent| {
        if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
            input.set_custom_validity("");
        }
    };
    html! { <label>{ name }<input type="text" {id} {lang} {value} {required} {oninput} autocomplete="off" /></label> }
}

fn choice(id: &'static str, name: &'static str, options: Vec<(&'static str, &'static str, bool)>) -> Html {
    html! {
        <label>
            { name }
            <select {id}>
                { for options.into_iter().map(|(value, name, selected)| html! { <option {value} {selected}>{ name }</option> }) }
            </select>
        </label>
    }
}

/// `fact` is the one that is there already.
fn fact_form(app: &App, open: &Open, words: &'static EditorWords, standing: &Standing, fact: Option<&Fact>) -> Html {
    let lang = source_lang(open);
    let Standing { id, quote, reading } = standing;
    let say = |correction: Option<Correction>| {
        let remark = Remark::Fact(id.clone(), correction.as_ref().map(|correction| form::write(correction).into()));
        app.click(move || Action::Correct { act: CorrectAct::Say(remark.clone()), now: dom::now() })
    };
    let onsubmit = {
        let (dispatch, id, quote, known) = (app.dispatch.clone(), id.clone(), quote.clone(), reading.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(reading) = read(&known, words) {
                let correction = Correction { quote: quote.clone(), reading: Some(reading) };
                let remark = Remark::Fact(id.clone(), Some(form::write(&correction).into()));
                dispatch.send(Action::Correct { act: CorrectAct::Say(remark), now: dom::now() });
            }
        }
    };
    let part = reading.period.as_ref().and_then(|(_, part)| *part);
    let parts = std::iter::once(None)
        .chain(Part::ALL.map(Some))
        .map(|option: Option<Part>| (option.map_or("", Part::name), (words.part_name)(option), option == part));
    let when = reading.period.as_ref().map(|(when, _)| when.to_string()).unwrap_or_default();
    let is_corrected = open.corrections.facts.contains_key(id);
    let (from, to) = quote.answer;
    html! {
        <form {onsubmit}>
            <blockquote class="evidence" {lang}>
                { &quote.exact[..from] }<em>{ &quote.exact[from..to] }</em>{ &quote.exact[to..] }
            </blockquote>
            <div class="fields">
                { of_kind(app, words, &reading.kind, lang, fact.is_none()) }
                { field(WHEN, words.when, when, None, false) }
                { choice(PART, words.part_of_time, parts.collect()) }
                { long_field(PLACE, words.place, reading.place.clone().unwrap_or_default(), lang, false) }
                { long_field(AGENT, words.agent, reading.agent.clone().unwrap_or_default(), lang, false) }
            </div>
            <p class="soft">{ words.when_help }</p>
            { save_row(app, html! {
                <>
                    if fact.is_some() {
                        <button class="plain" type="button" id="correct-reject"
                            onclick={say(Some(Correction { quote: quote.clone(), reading: None }))}>{ words.is_no_fact }</button>
                    }
                    if is_corrected {
                        <button class="plain" type="button" id="correct-restore" onclick={say(None)}>{ words.as_read }</button>
                    }
                </>
            }) }
        </form>
    }
}

fn of_kind(app: &App, words: &'static EditorWords, kind: &FactKind, lang: Option<&'static str>, is_new: bool) -> Html {
    let bound_name = |bound: Bound| match bound {
        Bound::Exact => words.exact,
        Bound::Between => words.between,
        bound => (app.words.bound)(bound),
    };
    match kind {
        FactKind::Quantity(quantity) => {
            let bounds = Bound::ALL.map(|bound| (bound.name(), bound_name(bound), bound == quantity.bound));
            let measures = Measure::ALL.map(|it| (it.name(), (app.words.measure)(it), it == quantity.measure));
            let is_unread = is_new && quantity.amount.to_f64() == 0.0;
            let value = if is_unread { String::new() } else { app.words.amount(quantity.amount) };
            let upper = quantity.upper.map(|upper| app.words.amount(upper)).unwrap_or_default();
            html! {
                <>
                    { field(VALUE, words.value, value, None, true) }
                    { choice(BOUND, words.bound, bounds.to_vec()) }
                    { field(UPPER, words.upper, upper, None, false) }
                    { choice(MEASURE, words.measure, measures.to_vec()) }
                    { long_field(SUBJECT, words.subject, quantity.subject.clone(), lang, false) }
                    { field(UNIT, words.unit, quantity.unit.clone(), lang, false) }
                </>
            }
        }
        FactKind::Event { what } => long_field(WHAT, words.what, what.clone(), lang, true),
        FactKind::Definition { term, meaning } => html! {
            <>
                { field(WHAT, words.term, term.clone(), lang, true) }
                { long_field(MEANING, words.meaning, meaning.clone(), lang, true) }
            </>
        },
    }
}

fn selected(id: &str) -> String {
    let select = dom::by_id(id).and_then(|element| element.dyn_into::<HtmlSelectElement>().ok());
    select.map(|select| select.value()).unwrap_or_default()
}

fn written(id: &str) -> Option<String> {
    Some(dom::input_in(id).trim().to_owned()).filter(|written| !written.is_empty())
}

/// Says at a field what is wrong with it.
fn refuse(id: &str, message: &str) {
    if let Some(input) = dom::by_id(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) {
        input.set_custom_validity(message);
        input.report_validity();
    }
}

/// What the fields say; `None` where one of them cannot be read, which is said there.
fn read(known: &Reading, words: &EditorWords) -> Option<Reading> {
    let number = |id: &str| {
        let number = amount(&dom::input_in(id));
        if number.is_none() {
            refuse(id, words.bad_value);
        }
        number
    };
    let kind = match &known.kind {
        FactKind::Quantity(_) => {
            let bound = Bound::ALL.into_iter().find(|bound| bound.name() == selected(BOUND))?;
            FactKind::Quantity(Quantity {
                amount: number(VALUE)?,
                bound,
                upper: if bound == Bound::Between { Some(number(UPPER)?) } else { None },
                measure: Measure::ALL.into_iter().find(|measure| measure.name() == selected(MEASURE))?,
                unit: written(UNIT).unwrap_or_default(),
                subject: written(SUBJECT).unwrap_or_default(),
            })
        }
        FactKind::Event { .. } => FactKind::Event { what: written(WHAT)? },
        FactKind::Definition { .. } => FactKind::Definition { term: written(WHAT)?, meaning: written(MEANING)? },
    };
    let period = match written(WHEN) {
        None => None,
        Some(said) => match when(&said) {
            Some(when) => Some((when, Part::ALL.into_iter().find(|part| part.name() == selected(PART)))),
            None => {
                refuse(WHEN, words.bad_when);
                return None;
            }
        },
    };
    Some(Reading { kind, period, place: written(PLACE), agent: written(AGENT) })
}
