use yew::prelude::*;

use super::chart::chart_beside;
use super::{doors_before, hidden_now, in_order, prompt, source_lang};
use crate::app::beside::{cards_of, charts_of, facts_of};
use crate::app::charts::shown;
use crate::app::{MarkId, Open, Route, View};
use crate::card::{Card, CardKind};
use crate::fact::FactId;
use crate::ui::hooks::App;

/// Cards in the dialog of a mark; the rest is led to.
const CARDS: usize = 5;
/// Charts there.
const CHARTS: usize = 2;

/// What else is made of marked words, under their reading: the cards that ask for their facts, and the charts that draw them. What is
/// closed on the page of the charts is closed here, and no card tells it.
pub fn beside(app: &App, open: &Open, mark: MarkId) -> Html {
    let Some((_, entry)) = app.state.entry() else { return Html::default() };
    let facts: Vec<FactId> = facts_of(open, mark).into_iter().map(|fact| fact.id.clone()).collect();
    if facts.is_empty() {
        return Html::default();
    }
    let words = app.words.reader();
    let charts = shown(open, entry);
    let doors = doors_before(app, entry, &charts);
    let hidden = hidden_now(app, entry, &charts);
    let (cards, kept_back) = cards_of(open, entry, &facts, hidden.as_deref());
    let drawn = charts_of(&charts, &facts);
    html! {
        <>
            if !drawn.is_empty() {
                <section data-beside="charts">
                    <h3>{ words.charts }</h3>
                    { for drawn.iter().take(CHARTS).map(|&chart| chart_beside(app, open, &charts[chart], doors[chart])) }
                    if drawn.len() > CHARTS {
                        <p><a href={Route::lesson(&open.id, View::Charts).hash()}>{ (words.more_charts)(drawn.len() - CHARTS) }</a></p>
                    }
                </section>
            }
            if !cards.is_empty() || kept_back > 0 {
                <section data-beside="cards">
                    <h3>{ words.cards }</h3>
                    <ul class="cards">
                        { for cards.iter().take(CARDS).map(|card| line(app, open, card)) }
                    </ul>
                    if kept_back > 0 {
                        <p class="soft" data-kept-back={kept_back.to_string()}>{ (words.kept_back)(kept_back) }</p>
                    }
                    if cards.len() > CARDS {
                        <p><a href={Route::lesson(&open.id, View::Cards).hash()}>{ (words.more_cards)(cards.len() - CARDS) }</a></p>
                    }
                </section>
            }
        </>
    }
}

/// A card with its answer to be opened.
fn line(app: &App, open: &Open, card: &Card) -> Html {
    let words = app.words;
    html! {
        <li key={card.id.0.clone()} data-card={card.id.0.clone()}>
            <p class="soft">{ (words.card_kind)(card.kind) }</p>
            <p class="prompt small" lang={source_lang(open)}>{ prompt(card, words) }</p>
            <details>
                <summary>{ words.show_answer }</summary>
                if card.kind == CardKind::Ordering {
                    { in_order(open, card, words) }
                } else {
                    <p class="answer" lang={source_lang(open)}>{ card.answer.text.clone() }</p>
                }
            </details>
        </li>
    }
}
