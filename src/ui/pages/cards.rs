use yew::prelude::*;

use crate::app::cards::{CardFilter, count, listed, orphans, written};
use crate::app::{Action, Open, Route, View, pages, study};
use crate::card::CardKind;
use crate::deck::{CardWork, Entry};
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
    }
}

/// The cards of the deck, with their answers to be opened, and what can be done with each.
pub fn cards(app: &App, open: &Open) -> Html {
    let words = app.words;
    let Some((_, entry)) = app.state.entry() else { return Html::default() };
    let (filter, page) = (app.state.card_filter, app.state.page.unwrap_or(0));
    let all = listed(open, entry);
    let ready = study::queue(open, entry, &app.state.deck, app.state.now).cards.len();
    let shown: Vec<_> = all.iter().filter(|card| filter.takes(entry.card(&card.id))).collect();
    let has_states = filter != CardFilter::All || all.iter().any(|card| entry.card(&card.id).is_some_and(is_marked));
    let filters = CardFilter::ALL.into_iter().filter_map(|option| {
        let count = all.iter().filter(|card| option.takes(entry.card(&card.id))).count();
        (count > 0 || option == filter).then(|| {
            html! {
                <button aria-pressed={(option == filter).to_string()}
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
                                { card_menu(app, open, entry, card, false) }
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
            <span class="soft">{ (words.cards_of)(count, most) }</span>
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
