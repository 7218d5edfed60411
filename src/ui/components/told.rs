use yew::prelude::*;

use super::source_lang;
use crate::app::Open;
use crate::card::{Card, Piece};

/// A card as one line: its prompt with the answer in it, or after it.
pub fn told(open: &Open, card: &Card) -> Html {
    let answer = || html! { <strong>{ card.answer.text.clone() }</strong> };
    html! {
        <span lang={source_lang(open)}>
            { for card.prompt.iter().map(|piece| match piece {
                Piece::Text(text) => html! { { text.clone() } },
                Piece::Blank => answer(),
            }) }
            if !card.prompt.contains(&Piece::Blank) {
                { " — " }{ answer() }
            }
        </span>
    }
}
