use yew::prelude::*;

use super::source_lang;
use crate::app::Open;
use crate::card::{Card, Choice, Reason};
use crate::order;

/// What is to be put in order: by the alphabet before the answer, in its order and with its times after it.
pub fn items(open: &Open, card: &Card, is_answered: bool) -> Html {
    let mut items: Vec<&Choice> = card.options.iter().collect();
    if !is_answered {
        order::by(&mut items, |a, b| a.text.cmp(&b.text));
    }
    let time = |item: &Choice| match &item.reason {
        Some(Reason::When(time)) if is_answered => html! { <small>{ " — " }{ time.clone() }</small> },
        _ => Html::default(),
    };
    let list = items.iter().map(|item| html! { <li>{ item.text.clone() }{ time(item) }</li> });
    match is_answered {
        true => html! { <ol class="items" lang={source_lang(open)}>{ for list }</ol> },
        false => html! { <ul class="items" lang={source_lang(open)}>{ for list }</ul> },
    }
}
