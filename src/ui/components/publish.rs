//! The dialog in which a lesson is published: whose its text is, how much of it goes along, who may show it; the lesson as learners will see
//! it; and what is put on a course's site.

use std::borrow::Cow;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use super::taking_out::snippet;
use super::{credits, evidence_quote, in_order, prompt, source_lang, with_gaps};
use crate::app::cards::listed;
use crate::app::{Action, HandedOn, Open, PublishAct, Publishing, charts};
use crate::card::{Card, CardKind, Proof};
use crate::chart::ChartSpec;
use crate::deck::{Entry, Publication, Share};
use crate::document::{GAP, OMITTED};
use crate::export::Format;
use crate::span::Span;
use crate::ui::dom;
use crate::ui::hooks::App;
use crate::ui::words::publish::PublishWords;

pub const PUBLISH_DIALOG: &str = "publish-dialog";
/// Cards and charts of the preview, and bytes of its text.
const FEW: usize = 5;
const BEGINNING: usize = 1500;

/// The way to the dialog, and the dialog itself; nothing on a page of one lesson, which has nothing to publish it with. The dialog is opened
/// once it is in the page.
pub fn publishing(app: &App, open: &Open, entry: &Entry) -> Html {
    if app.state.only.is_some() {
        return Html::default();
    }
    let words = app.words.publish();
    html! {
        <>
            <button class="plain" type="button" data-do="publish" onclick={app.click(|| Action::Publish(PublishAct::Open))}>
                { words.open }
            </button>
            if let Some(publishing) = &app.state.publishing {
                { dialog(app, open, entry, publishing, words) }
            }
        </>
    }
}

fn dialog(app: &App, open: &Open, entry: &Entry, publishing: &Publishing, words: &'static PublishWords) -> Html {
    let Publishing { draft, bad_origins, outcome, copied } = publishing;
    let said = app.on(|_: Event| {
        let [author, work, year] = ["publish-author", "publish-work", "publish-year"].map(dom::input_in);
        Action::Publish(PublishAct::Say { author, work, year, origins: dom::written_in("publish-origins") })
    });
    let field = |id: &'static str, label: &'static str, value: &Option<String>| {
        html! { <label>{ label }<input {id} type="text" value={value.clone().unwrap_or_default()} /></label> }
    };
    let save = |format: Format, id: &'static str, label: &'static str| {
        let is_off = *outcome == Some(HandedOn::Making) || !bad_origins.is_empty();
        let onclick = app.click(move || Action::Publish(PublishAct::Save(format, dom::now())));
        html! { <button type="button" class="cta" {id} disabled={is_off} {onclick}>{ label }</button> }
    };
    let lines = snippet(&entry.title);
    let copy = {
        let (dispatch, lines) = (app.dispatch.clone(), lines.clone());
        move |_: MouseEvent| {
            let (dispatch, copying) = (dispatch.clone(), copying(&lines));
            spawn_local(async move {
                let is_copied = match copying {
                    Ok(promise) => JsFuture::from(promise).await.is_ok(),
                    Err(_) => false,
                };
                dispatch.send(Action::Publish(PublishAct::Copied(is_copied)));
            });
        }
    };
    html! {
        <dialog id={PUBLISH_DIALOG} class="mark-dialog correct" aria-labelledby="publish-title"
            onclose={app.on(|_: Event| Action::Publish(PublishAct::Close))}>
            <div class="inside">
                <h2 id="publish-title">{ words.title }</h2>
                <form onchange={said} onsubmit={|event: SubmitEvent| event.prevent_default()}>
                    <div class="fields">
                        { field("publish-author", words.author, &draft.author) }
                        { field("publish-work", words.work, &draft.work) }
                        { field("publish-year", words.year, &draft.year) }
                    </div>
                    <fieldset>
                        <legend>{ words.share }</legend>
                        { for Share::ALL.into_iter().map(|share| html! {
                            <label class="check">
                                <input type="radio" name="publish-share" value={share.name()} checked={draft.share == share}
                                    onchange={app.on(move |_: Event| Action::Publish(PublishAct::Share(share)))} />
                                { " " }{ (words.share_of)(share) }
                            </label>
                        }) }
                        <p class="soft" role="status">{ (words.share_help)(draft.share) }</p>
                    </fieldset>
                    <label>
                        { words.origins }
                        <textarea id="publish-origins" rows="2" aria-describedby="publish-origins-help"
                            aria-invalid={(!bad_origins.is_empty()).to_string()} defaultvalue={draft.origins.join("\n")} />
                    </label>
                    <p class="soft" id="publish-origins-help">{ words.origins_help }</p>
                    <p role="alert">{ if bad_origins.is_empty() { String::new() } else { (words.bad_origins)(&bad_origins.join(", ")) } }</p>
                </form>
                { preview(app, open, entry, draft, words) }
                <div class="row">
                    { save(Format::Html, "publish-page", words.save_page) }
                    { save(Format::Lesson, "publish-lesson", words.save_lesson) }
                    <span class="soft" role="status" data-outcome={match outcome {
                        None => "none",
                        Some(HandedOn::Making) => "making",
                        Some(HandedOn::Made) => "made",
                        Some(HandedOn::Failed(_)) => "failed",
                    }}>
                        { outcome.as_ref().map_or(String::new(), |outcome| (app.words.taking_out().outcome)(outcome)) }
                    </span>
                </div>
                <p>{ words.snippet }</p>
                <pre class="snippet" tabindex="0" lang="en">{ lines }</pre>
                <div class="row">
                    <button type="button" class="plain" id="publish-copy" onclick={copy}>{ words.copy }</button>
                    <span class="soft" role="status">
                        { match copied {
                            None => "",
                            Some(true) => words.copied,
                            Some(false) => words.not_copied,
                        } }
                    </span>
                    <button type="button" class="plain" onclick={|_: MouseEvent| dom::close_dialog(PUBLISH_DIALOG)}>
                        { words.close }
                    </button>
                </div>
            </div>
        </dialog>
    }
}

/// Some of what learners will see, by the same rules as what is made.
fn preview(app: &App, open: &Open, entry: &Entry, draft: &Publication, words: &PublishWords) -> Html {
    let cards: Vec<_> = listed(open, entry);
    let shown = charts::shown(open, entry);
    let source = draft.credited(&entry.source);
    let lang = source_lang(open);
    let proofs = |card: &Card| {
        let proof = |proof: &Proof| match draft.share {
            Share::None => credits(&source, proof.sentence, open, app.words),
            _ => evidence_quote(open, *proof, app.words),
        };
        card.evidence.iter().map(proof).collect::<Html>()
    };
    html! {
        <section aria-labelledby="publish-preview" data-preview={draft.share.name()}>
            <h3 id="publish-preview">{ words.preview }</h3>
            <p class="soft">{ (words.counts)(cards.len(), shown.len()) }{ ". " }{ words.preview_help }</p>
            if draft.share != Share::None {
                <blockquote class="evidence" {lang}>{ text(open, &cards, &shown, draft.share, app.words.left_out) }</blockquote>
            }
            <ol class="cards">
                { for cards.iter().filter(|card| card.kind != CardKind::Chart).take(FEW).map(|card| html! {
                    <li key={card.id.0.clone()}>
                        <details>
                            <summary {lang}>{ prompt(card, app.words) }</summary>
                            if card.kind == CardKind::Ordering {
                                { in_order(open, card, app.words) }
                            } else {
                                <p class="answer" {lang}>{ card.answer.text.clone() }</p>
                            }
                            { proofs(card) }
                        </details>
                    </li>
                }) }
            </ol>
            <ul>
                { for shown.iter().take(FEW).map(|chart| html! { <li {lang}>{ chart.title.clone() }{ ": " }{ chart.reading.clone() }</li> }) }
            </ul>
        </section>
    }
}

/// How the text begins, with the gaps that learners will find.
fn text(open: &Open, cards: &[Cow<'_, Card>], shown: &[Cow<'_, ChartSpec>], share: Share, left_out: &str) -> Html {
    let document = &open.lesson.document;
    if share == Share::Full {
        let end = document.text.floor_char_boundary(BEGINNING.min(document.text.len()));
        return html! { <>{ document.text.get(..end).unwrap_or_default() }{ "…" }</> };
    }
    let rows = || shown.iter().flat_map(|chart| &chart.rows);
    let facts = open.lesson.facts.iter().filter(|fact| rows().any(|row| row.fact == fact.id));
    let proofs = cards.iter().flat_map(|card| &card.evidence).map(|proof| proof.sentence);
    let kept: Vec<Span> = proofs.chain(facts.map(|fact| fact.evidence.span)).collect();
    let gap = String::from(char::from(OMITTED)).repeat(GAP);
    let (mut words, mut is_gap) = (String::new(), false);
    for sentence in &open.lesson.sentences {
        if words.len() > BEGINNING {
            break;
        }
        if kept.iter().any(|kept| kept.overlaps(sentence.span)) {
            words.push_str(sentence.span.of(&document.text));
            words.push(' ');
            is_gap = false;
        } else if !is_gap {
            words.push_str(&gap);
            words.push(' ');
            is_gap = true;
        }
    }
    with_gaps(&words, left_out)
}

/// The lines on their way to the clipboard, where the browser has one for this page.
fn copying(lines: &str) -> Result<Promise, JsValue> {
    let clipboard = dom::window().ok_or("no window")?.navigator().clipboard();
    if JsValue::from(clipboard.clone()).is_undefined() {
        return Err("the browser gives no clipboard to this page".into());
    }
    Ok(clipboard.write_text(lines))
}
