//! Every kind of card that the sample has, answered by keyboard as a learner who knows would.

use crate::app::{go_to, lesson, open_sample, press, wait_for_dictionary};
use crate::harness::{Page, Place, in_browser};
use konspekt::card::{Card, CardKind};
use konspekt::extract::Amount;
use konspekt::lesson::SAMPLE;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const ENTER: char = '\u{e007}';
const LEFT: char = '\u{e012}';
const RIGHT: char = '\u{e014}';
const UP: char = '\u{e013}';

async fn text(page: &Page, script: &str) -> String {
    page.script(script, Vec::new()).await.as_str().unwrap_or_default().to_owned()
}

/// Moves the items by the arrow keys until they stand in the order of the card.
async fn put_in_order(page: &Page, card: &Card) {
    let right: Vec<&str> = card.options.iter().map(|option| option.text.as_str()).collect();
    for (place, item) in right.iter().enumerate() {
        let place_of = "const items = [...document.querySelectorAll('.ordering li')]; \
                        const at = items.findIndex(item => item.querySelector('span').innerText === arguments[0]); \
                        items[at].focus(); return at";
        let at = page.script(place_of, vec![json!(item)]).await.as_u64().expect("the item is there") as usize;
        for step in (place..at).rev() {
            press(page, UP).await;
            let there = "return document.querySelectorAll('.ordering li')[arguments[1]].querySelector('span').innerText \
                         === arguments[0] && document.activeElement.dataset.place === String(arguments[1])";
            page.wait_until("the item to move and keep the focus", there, vec![json!(item), json!(step)]).await;
        }
    }
    press(page, ENTER).await;
}

/// Answers the card on screen rightly.
async fn answer(page: &Page, card: &Card) {
    match card.kind {
        CardKind::Typed => {
            page.fill("#answer-field", &card.answer.text).await;
            press(page, ENTER).await;
        }
        CardKind::Estimate => {
            press(page, ENTER).await;
            // Without numbers there is nothing to judge.
            page.wait_until(
                "a word on it",
                "return document.querySelector('.range [role=status]').innerText.length > 9",
                Vec::new(),
            )
            .await;
            let value = card.answer.value.expect("an estimate has a value");
            let Amount::Decimal(value) = value else { panic!("an estimate of {value}") };
            let (from, to) = (value - value / Decimal::TEN, value + value / Decimal::TEN);
            page.fill("#answer-field", &from.to_string()).await;
            page.fill("#answer-to", &to.to_string()).await;
            page.click("[data-sure='90']").await;
            page.wait_for("[data-sure='90'][aria-pressed=true]").await;
            page.click("#submit").await;
            page.wait_for("[data-phase=answered] svg.scale").await;
        }
        CardKind::Ordering => put_in_order(page, card).await,
        CardKind::Share => {
            let value = card.answer.value.expect("a share has a value");
            let share = match value {
                Amount::Decimal(_) => value.to_f64(),
                Amount::Fraction(..) => value.to_f64() * 100.0,
            };
            // By number, and from there by key.
            let number = "const field = document.querySelector('#share-number'); field.value = '40'; \
                          field.dispatchEvent(new InputEvent('input', { bubbles: true }))";
            page.script(number, Vec::new()).await;
            let follows = "return document.querySelector('#answer-field').value === '40'";
            page.wait_until("the slider to follow the number", follows, Vec::new()).await;
            page.script("document.querySelector('#answer-field').focus()", Vec::new()).await;
            let drawn = page.script("return +document.querySelector('#answer-field').value", Vec::new()).await;
            let steps = share.round() - drawn.as_f64().expect("a number");
            for _ in 0..steps.abs() as usize {
                press(page, if steps > 0.0 { RIGHT } else { LEFT }).await;
            }
            press(page, ENTER).await;
        }
        kind if kind.is_chosen() => {
            let right = "const options = [...document.querySelectorAll('[data-option]')]; \
                         return options.findIndex(option => option.querySelector('span').innerText === arguments[0]) + 1";
            let key = page.script(right, vec![json!(card.answer.text)]).await.as_u64().expect("a place");
            press(page, char::from_digit(key as u32, 10).expect("a digit")).await;
        }
        _ => press(page, ' ').await,
    }
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn every_kind_is_answered_by_keyboard() {
    let lesson = lesson(SAMPLE);
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        wait_for_dictionary(page).await;
        go_to(page, "cards").await;
        page.wait_for("[data-view=cards]").await;
        let all = "return +document.querySelector('[data-view=cards]').dataset.cards";
        while page.script(all, Vec::new()).await.as_u64() < Some(lesson.cards.len() as u64) {
            let before = page.script(all, Vec::new()).await;
            page.click("#more-cards").await;
            page.wait_until("more cards", &format!("{all} > arguments[0]"), vec![before]).await;
        }
        go_to(page, "study").await;
        let mut kinds = BTreeSet::new();
        let mut done = 0;
        loop {
            page.wait_for(&format!("[data-view=study][data-done='{done}']")).await;
            if text(page, "return document.querySelector('[data-view=study]').dataset.phase").await == "done" {
                break;
            }
            let id = text(page, "return document.querySelector('[data-view=study] [data-card]').dataset.card").await;
            let card = lesson.cards.iter().find(|card| card.id.0 == id).expect("a card of the sample");
            let shown = text(page, "return document.querySelector('.card').dataset.kind").await;
            assert_eq!(shown, format!("{:?}", card.kind));
            if kinds.insert(shown) {
                answer(page, card).await;
                page.wait_for("[data-phase=answered] [data-evidence]").await;
                let proposed =
                    page.script("return document.querySelector('.grades .proposed').dataset.grade", Vec::new());
                assert_eq!(proposed.await, Value::from("3"), "{:?} {:?}", card.kind, card.answer.text);
                press(page, '3').await;
            } else {
                // What has been answered once is put aside, to come to the other kinds.
                page.click(".menu summary").await;
                page.click(".menu [data-do=suspend]").await;
                let gone =
                    "return document.querySelector('[data-view=study] [data-card]')?.dataset.card !== arguments[0]";
                page.wait_until("the card to go", gone, vec![json!(id)]).await;
                continue;
            }
            done += 1;
            if kinds.len() == CardKind::ALL.len() - 1 {
                break;
            }
        }
        let expected: BTreeSet<String> = lesson.cards.iter().map(|card| format!("{:?}", card.kind)).collect();
        // A chart is a card only where somebody has made it one.
        assert_eq!(expected.len(), CardKind::ALL.len() - 1, "the sample has every kind");
        assert_eq!(kinds, expected);
        // The estimate with its confidence is counted where estimates are told of.
        go_to(page, "statistics").await;
        page.wait_for_text("[data-statistic=estimates] figcaption", "90\u{a0}%").await;
    });
}
