use yew::prelude::*;

use crate::app::{Route, View, pages, study};
use crate::card::{Card, Piece};
use crate::ui::components::{EvidenceQuote, OpenRef, Pager};
use crate::ui::hooks::use_app;
use crate::ui::words::Words;

#[derive(Properties, PartialEq)]
pub struct CardsProps {
    pub open: OpenRef,
}

/// Cards on one page.
const SIZE: usize = 50;

/// The cards that are studied, with their answers to be opened.
#[component]
pub fn Cards(props: &CardsProps) -> Html {
    let CardsProps { open } = props;
    let app = use_app();
    let words = app.words;
    let page = use_state(|| 0);
    let cards = study::cards(open);
    let go = {
        let page = page.clone();
        Callback::from(move |to| page.set(to))
    };
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
            <ol class="cards" start={(*page * SIZE + 1).to_string()}>
                { for cards[pages::range(*page, SIZE, cards.len())].iter().map(|card| {
                    let reviews = entry.map_or(0, |entry| entry.history(&card.id).len());
                    html! {
                        <li key={card.id.0.clone()}>
                            <p class="prompt small" lang={open.lang()}>{ prompt(card, words) }</p>
                            <details>
                                <summary>
                                    { words.show_answer }
                                    <span class="soft">
                                        { " · " }{ if reviews == 0 { words.new_card.to_owned() } else { (words.reviews)(reviews) } }
                                    </span>
                                </summary>
                                <p class="answer" lang={open.lang()}>{ card.answer.text.clone() }</p>
                                { for card.evidence.iter().map(|&proof| html! {
                                    <EvidenceQuote open={open.clone()} {proof} {words} />
                                }) }
                            </details>
                        </li>
                    }
                }) }
            </ol>
            <Pager page={*page} pages={cards.len().div_ceil(SIZE)} {go} {words} />
        </div>
    }
}

/// The prompt with its blank, which is as wide whatever it hides.
pub fn prompt(card: &Card, words: &'static Words) -> Html {
    card.prompt
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => html! { { text.clone() } },
            Piece::Blank => html! { <span class="blank"><span class="unseen">{ words.blank }</span></span> },
        })
        .collect()
}
