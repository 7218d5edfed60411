use yew::prelude::*;

use crate::app::{Open, Route, View, pages, study};
use crate::card::{Card, CardKind, Piece};
use crate::ui::components::{evidence_quote, items, pager, source_lang};
use crate::ui::hooks::App;
use crate::ui::words::Words;

/// Cards on one page.
const SIZE: usize = 50;

/// The cards that are studied, with their answers to be opened.
pub fn cards(app: &App, open: &Open) -> Html {
    let words = app.words;
    let page = app.state.page.unwrap_or(0);
    let cards = study::cards(open);
    let entry = app.state.entry().map(|(_, entry)| entry);
    let ready = entry.map_or(0, |entry| study::queue(open, entry, &app.state.deck, app.state.now).cards.len());
    html! {
        <div class="page" data-view="cards" data-cards={cards.len().to_string()}>
            <h1>{ (words.view)(View::Cards) }</h1>
            if cards.is_empty() {
                <p class="caution">{ words.no_cards }</p>
            }
            if ready > 0 {
                <p><a class="cta" href={Route::lesson(&open.id, View::Study).hash()}>{ (words.start_study_of)(ready) }</a></p>
            }
            <ol class="cards" start={(page * SIZE + 1).to_string()}>
                { for cards[pages::range(page, SIZE, cards.len())].iter().map(|card| {
                    let reviews = entry.map_or(0, |entry| entry.history(&card.id).len());
                    html! {
                        <li key={card.id.0.clone()}>
                            <p class="prompt small" lang={source_lang(open)}>{ prompt(card, words) }</p>
                            <details>
                                <summary>
                                    { words.show_answer }
                                    <span class="soft">
                                        { " · " }{ if reviews == 0 { words.new_card.to_owned() } else { (words.reviews)(reviews) } }
                                    </span>
                                </summary>
                                if card.kind == CardKind::Ordering {
                                    { items(open, card, true) }
                                } else {
                                    <p class="answer" lang={source_lang(open)}>{ card.answer.text.clone() }</p>
                                }
                                { for card.evidence.iter().map(|&proof| evidence_quote(open, proof, words)) }
                            </details>
                        </li>
                    }
                }) }
            </ol>
            { pager(app, page, cards.len().div_ceil(SIZE)) }
        </div>
    }
}

/// The prompt with its blank, which is as wide whatever it hides.
pub fn prompt(card: &Card, words: &Words) -> Html {
    card.prompt
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => html! { { text.clone() } },
            Piece::Blank => html! { <span class="blank"><span class="unseen">{ words.blank }</span></span> },
        })
        .collect()
}
