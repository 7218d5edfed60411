use yew::prelude::*;

use crate::app::cards::{CardFilter, beyond, count, listed, orphans, taken_in, written};
use crate::app::{Action, Open, Route, View, pages, study};
use crate::card::{CardId, CardKind};
use crate::deck::{Arranged, CardWork, Entry};
use crate::ui::components::{
    card_dialog, card_menu, card_state, evidence_quote, in_order, pager, prompt, publishing, source_lang, taking_out,
    teach_link,
};
use crate::ui::dom;
use crate::ui::hooks::App;
use crate::ui::words::Words;

/// Cards on one page.
const SIZE: usize = 50;

/// By how many cards a deck grows or shrinks at a time.
const STEP: usize = 10;

fn name(filter: CardFilter, words: &Words) -> &'static str {
    match filter {
        CardFilter::All => words.show_all,
        CardFilter::Flagged => words.show_flagged,
        CardFilter::Suspended => words.show_suspended,
        CardFilter::Edited => words.show_edited,
        CardFilter::Beyond => words.teach().beyond,
    }
}

/// The cards of the deck, with their answers to be opened, and what can be done with each.
pub fn cards(app: &App, open: &Open) -> Html {
    let words = app.words;
    let Some((_, entry)) = app.state.entry() else { return Html::default() };
    let (filter, page) = (app.state.card_filter, app.state.page.unwrap_or(0));
    let all = listed(open, entry);
    let ready = study::queue(open, entry, &app.state.deck, app.state.now).cards.len();
    // Whoever learns from a lesson on a page of its own has the cards that were chosen.
    let others = if app.state.only.is_none() { beyond(open, entry) } else { Vec::new() };
    let shown: Vec<_> = match filter {
        CardFilter::Beyond => others.iter().collect(),
        filter => all.iter().filter(|card| filter.takes(entry.card(&card.id))).collect(),
    };
    let has_states = filter != CardFilter::All
        || !others.is_empty()
        || all.iter().any(|card| entry.card(&card.id).is_some_and(is_marked));
    let filters = CardFilter::ALL.into_iter().filter_map(|option| {
        let count = match option {
            CardFilter::Beyond => others.len(),
            option => all.iter().filter(|card| option.takes(entry.card(&card.id))).count(),
        };
        (count > 0 || option == filter).then(|| {
            html! {
                <button aria-pressed={(option == filter).to_string()} data-cards={(option == CardFilter::Beyond).then_some("beyond")}
                    onclick={app.click(move || Action::FilterCards(option))}>
                    { name(option, words) }{ " " }<span class="count">{ count }</span>
                </button>
            }
        })
    });
    html! {
        <div class="page" data-view="cards" data-cards={all.len().to_string()}>
            <h1>{ (words.view)(View::Cards) }</h1>
            if all.is_empty() {
                <p class="caution">{ words.no_cards }</p>
            }
            <div class="row">
                if ready > 0 {
                    <a class="cta" href={Route::lesson(&open.id, View::Study).hash()}>{ (words.start_study_of)(ready) }</a>
                }
                { size(app, open, entry) }
                { teach_link(app, open) }
            </div>
            { taking_out(app, open, entry) }
            { publishing(app, open, entry) }
            if has_states {
                <div class="filters" role="group">{ for filters }</div>
            }
            <ol class="cards" start={(page * SIZE + 1).to_string()}>
                { for shown[pages::range(page, SIZE, shown.len())].iter().map(|card| {
                    let reviews = entry.history(&card.id).len();
                    html! {
                        <li key={card.id.0.clone()} data-card={card.id.0.clone()}>
                            <p class="soft">
                                { (words.card_kind)(card.kind) }{ " · " }
                                { if reviews == 0 { words.new_card.to_owned() } else { (words.reviews)(reviews) } }
                                { " " }{ card_state(entry.card(&card.id), app) }
                            </p>
                            <p class="prompt small" lang={source_lang(open)}>{ prompt(card, words) }</p>
                            <div class="row">
                                <details>
                                    <summary>{ words.show_answer }</summary>
                                    if card.kind == CardKind::Ordering {
                                        { in_order(open, card, words) }
                                    } else {
                                        <p class="answer" lang={source_lang(open)}>{ card.answer.text.clone() }</p>
                                    }
                                    { for card.evidence.iter().map(|&proof| evidence_quote(open, proof, words)) }
                                </details>
                                { take(app, open, entry, &card.id, filter == CardFilter::Beyond) }
                                if filter != CardFilter::Beyond {
                                    { card_menu(app, open, entry, card, false) }
                                }
                            </div>
                        </li>
                    }
                }) }
            </ol>
            { pager(app, page, shown.len().div_ceil(SIZE)) }
            { lost(open, entry, words) }
            { card_dialog(app, open, entry) }
        </div>
    }
}

/// Takes in one card beside as many as are wanted, and leaves it out again; nothing on a page of one lesson.
fn take(app: &App, open: &Open, entry: &Entry, card: &CardId, is_beyond: bool) -> Html {
    let words = app.words.teach();
    let is_taken = entry.work.arranged.taken.contains(card);
    if app.state.only.is_some() || open.is_shortened || !(is_taken || is_beyond) {
        return Html::default();
    }
    let (name, card) = (if is_taken { words.take_out } else { words.take_in }, card.clone());
    let onclick = app.click(move || {
        let said = Arranged::Taken(card.clone(), !is_taken);
        Action::ArrangeLesson { said, now: dom::now() }
    });
    html! { <button class="plain" data-do={if is_taken { "take-out-card" } else { "take-card" }} {onclick}>{ name }</button> }
}

/// Whether there is more to say of a card than its reviews.
fn is_marked(work: &CardWork) -> bool {
    [CardFilter::Flagged, CardFilter::Suspended, CardFilter::Edited].iter().any(|filter| filter.takes(Some(work)))
}

/// How many of the cards that can be made are studied, and ways to have more or fewer.
fn size(app: &App, open: &Open, entry: &Entry) -> Html {
    let words = app.words;
    let (count, most) = (count(open, entry), open.lesson.cards.len());
    let want = |count: Option<usize>| {
        app.click(move || Action::Want { count: count.and_then(|count| u32::try_from(count).ok()), now: dom::now() })
    };
    html! {
        if most > 0 {
            <span class="size">
            <span class="soft">{ (words.cards_of)(count + taken_in(open, entry), most) }</span>
            if count < most {
                <button class="plain" id="more-cards" onclick={want(Some((count + STEP).min(most)))}>{ words.more_cards }</button>
            }
            if count > STEP {
                <button class="plain" id="fewer-cards" onclick={want(Some(count - STEP))}>{ words.fewer_cards }</button>
            }
            if entry.work.wanted.is_some() {
                <button class="plain" onclick={want(None)}>{ words.as_suits }</button>
            }
            </span>
        }
    }
}

/// Edited cards whose sentence is gone from the text.
fn lost(open: &Open, entry: &Entry, words: &Words) -> Html {
    let lost = orphans(open, entry);
    html! {
        if !lost.is_empty() {
            <section class="lost">
                <h2>{ words.lost_cards }</h2>
                <p class="soft">{ words.lost_cards_help }</p>
                <ul class="cards">
                    { for lost.into_iter().map(|(id, edit)| html! {
                        <li key={id.0.clone()}>
                            <p class="prompt small" lang={source_lang(open)}>{ written(&edit.prompt) }</p>
                            <p class="answer" lang={source_lang(open)}>{ edit.answer.clone() }</p>
                        </li>
                    }) }
                </ul>
            </section>
        }
    }
}
