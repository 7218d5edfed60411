//! For each rule a card that breaks it.

use super::super::tests::{Fixture, of_text, readers};
use super::super::{Answer, Choice, Reason, answer};
use super::*;
use crate::extract::Bound;

/// The rules that break once `change` is made to a good choice card that asks for an amount.
fn broken(change: impl FnOnce(&mut Card, &mut Fact)) -> Vec<&'static str> {
    let Fixture { document, mut facts, mentions, .. } = readers();
    let cards = readers().cards(0);
    let good = |card: &&Card| card.kind == CardKind::Choice && card.answer.text == "88,7";
    let mut card = cards.iter().find(good).expect("a choice card").clone();
    let fact = facts.iter_mut().find(|fact| fact.id == card.facts[0]).expect("its fact");
    change(&mut card, fact);
    let source = Source { document: &document, facts: &facts, claims: &mentions.claims };
    lint(&source, &[card]).into_iter().map(|finding| finding.rule).collect()
}

fn prompt(before: &str, after: &str) -> Vec<Piece> {
    // A prompt that ends in a word was cut off there.
    let end = if after.ends_with(char::is_alphabetic) { "…" } else { "" };
    vec![Piece::Text(before.to_owned()), Piece::Blank, Piece::Text(format!("{after}{end}"))]
}

fn options(texts: [&str; 3]) -> Vec<Choice> {
    let option = |text: &&str| Choice {
        text: (*text).to_owned(),
        correct: *text == "88,7",
        reason: (*text != "88,7").then_some(Reason::DigitsSwapped),
    };
    texts.iter().map(option).collect()
}

#[test]
fn a_good_card_keeps_every_rule() {
    assert!(broken(|_, _| ()).is_empty());
}

#[test]
fn each_rule_finds_the_card_that_breaks_it() {
    let good = "В 1962 г. в районных библиотеках записалось ";
    let found = broken(|card, _| card.evidence[0].answer.start += 3);
    assert_eq!(found, ["evidence-is-exact"]);
    let found = broken(|card, _| card.evidence.clear());
    assert_eq!(found, ["evidence-is-exact"]);
    let found = broken(|card, _| card.prompt = prompt(good, " тыс. читателей, то есть 12 на дом"));
    assert_eq!(found, ["values-stand-in-the-evidence"]);
    let found = broken(|card, fact| {
        if let crate::fact::FactKind::Quantity(quantity) = &mut fact.kind {
            quantity.bound = Bound::About;
        }
        card.answer.tolerance = Some(answer::tolerance("88700".parse().expect("an amount"), Bound::About));
        card.prompt = prompt("Библиотеки в 1962 г.: ", " тыс. читателей района");
    });
    assert_eq!(found, ["hedge-survives"]);
    let found = broken(|_, fact| fact.attribution = Some("по данным музея".to_owned()));
    assert_eq!(found, ["attribution-stays"]);
    let found = broken(|card, _| card.prompt = prompt("В 1962 г. в них записалось ", " тыс. читателей"));
    assert_eq!(found, ["no-loose-pronoun"]);
    let found = broken(|card, _| card.prompt = prompt("В районных библиотеках записалось ", " тыс. читателей"));
    assert_eq!(found, ["time-is-named"]);
    let found = broken(|card, _| card.prompt = prompt(good, " тыс. читателей (88,7)"));
    assert_eq!(found, ["answer-is-hidden"]);
    let found = broken(|card, _| card.prompt.push(Piece::Blank));
    assert_eq!(found, ["one-blank"]);
    let found = broken(|card, _| card.prompt = prompt(good, &" читателей".repeat(30)));
    assert_eq!(found, ["prompt-is-short", "options-agree"]);
    let found = broken(|card, _| card.prompt = prompt("В 1962 г. ", ""));
    assert_eq!(found, ["prompt-is-short"]);
    let found = broken(|card, _| card.options.truncate(2));
    assert_eq!(found, ["one-key"]);
    let found = broken(|card, _| card.kind = CardKind::Cloze);
    assert_eq!(found, ["one-key"]);
    let found = broken(|card, _| card.options = options(["88,7", "90", "90"]));
    assert_eq!(found, ["options-differ", "options-ascend"]);
    let found = broken(|card, _| card.options = options(["88,7", "90", "88 700"]));
    assert_eq!(found, ["options-differ"]);
    let found = broken(|card, _| card.prompt = prompt(good, " тысячи читателей"));
    assert_eq!(found, ["options-agree"]);
    let found = broken(|card, _| card.options[1].reason = None);
    assert_eq!(found, ["reasons-are-given"]);
    let found = broken(|card, _| card.options.swap(0, 1));
    assert_eq!(found, ["options-ascend"]);
    let found = broken(|card, _| card.options[0].text = "77".to_owned());
    assert_eq!(found, ["key-is-right"]);
    let found = broken(|card, _| card.answer.text = "один два три четыре пять шесть семь".to_owned());
    assert!(found.contains(&"answer-is-short"));
}

#[test]
fn what_only_a_deck_can_break() {
    let fixture = readers();
    let card = fixture.cards(0).into_iter().find(|card| card.kind == CardKind::Choice).expect("a choice card");
    let rules = |cards: &[Card]| -> Vec<&'static str> {
        lint(&Source { facts: &[], ..fixture.source() }, cards).into_iter().map(|finding| finding.rule).collect()
    };
    assert_eq!(rules(&vec![card.clone(); 4]), ["few-forms-of-a-fact"]);
    let other = Card { siblings: None, ..card.clone() };
    assert_eq!(rules(&[card.clone(), other]), ["few-forms-of-a-fact"]);
    let other = |number: usize| Card { facts: vec![FactId(number.to_string())], ..card.clone() };
    assert_eq!(rules(&[other(0), other(1)]), ["prompts-differ"]);
    let apart = |number: usize| Card {
        prompt: prompt(&format!("Сколько их было {}", "там ".repeat(number % 20 + 2)), ""),
        ..other(number)
    };
    let many: Vec<Card> = (0..30).map(apart).collect();
    assert!(rules(&many).contains(&"key-has-no-place"));
}

/// A card of another kind than a choice, changed; with the facts of the library text.
fn broken_kind(kind: CardKind, change: impl FnOnce(&mut Card)) -> Vec<&'static str> {
    let text = "Спустя год о Союзе взаимной помощи артелей (Соварт) знали все. В 1962 г. открылись школы района. В 1963 г. \
                открылись библиотеки района. В 1964 г. открылись музеи района. В 1962 г. в районе работало 12 тыс. новых \
                бригад, а в 1964 г. — 36 тыс. новых бригад. Великий подвиг совершили жители района в 1961 г.";
    of_text(text, 0, |source, cards| {
        let known = cards.iter().map(|card| card.kind).collect::<Vec<_>>();
        let card = cards.iter().find(|card| card.kind == kind);
        let mut card = card.unwrap_or_else(|| panic!("{kind:?} is among {known:?}")).clone();
        assert_eq!(lint(&source, std::slice::from_ref(&card)), []);
        change(&mut card);
        lint(&source, &[card]).into_iter().map(|finding| finding.rule).collect()
    })
}

#[test]
fn rules_of_other_kinds_find_the_card_that_breaks_them() {
    let question = |text: &str| vec![Piece::Text(text.to_owned())];
    let found = broken_kind(CardKind::Trend, |card| {
        card.options[2].text = card.options[2].text.replace("примерно ", "");
        card.options.iter_mut().for_each(|option| option.correct = false);
        card.options[1].correct = true;
        card.answer.text = "выросло примерно в 7 раз".to_owned();
        card.options[1].text.clone_from(&card.answer.text);
    });
    assert!(found.contains(&"derivation-recomputes"), "{found:?}");
    assert!(broken_kind(CardKind::Trend, |card| card.derivation = None).contains(&"derivation-recomputes"));
    let found = broken_kind(CardKind::Ordering, |card| card.facts.swap(0, 1));
    assert_eq!(found, ["order-can-be-told"]);
    let found = broken_kind(CardKind::Ordering, |card| card.options[0].reason = None);
    assert_eq!(found, ["reasons-are-given"]);
    let found = broken_kind(CardKind::Ordering, |card| {
        let more = card.options.clone();
        card.options.extend(more);
    });
    assert!(found.contains(&"no-long-list") && found.contains(&"one-key"), "{found:?}");
    let found = broken_kind(CardKind::Criticism, |card| card.options[0].text = "все ответы верны".to_owned());
    assert!(found.contains(&"no-all-or-none"), "{found:?}");
    let found = broken_kind(CardKind::Criticism, |card| card.prompt = question("What is it, and who said so?"));
    assert_eq!(found, ["language-of-the-source"]);
}

#[test]
fn questions_and_their_answers() {
    let fixture = readers();
    let cards = fixture.cards(0);
    let base = cards.iter().find(|card| card.answer.text == "88,7" && card.options.is_empty()).expect("a card");
    let rules = |card: Card| -> Vec<&'static str> {
        lint(&fixture.source(), &[card]).into_iter().map(|finding| finding.rule).collect()
    };
    let asked = |text: &str| Card {
        kind: CardKind::Question,
        prompt: vec![Piece::Text(text.to_owned())],
        options: Vec::new(),
        ..base.clone()
    };
    assert_eq!(rules(asked("Сколько читателей записалось в районных библиотеках в 1962 г.?")), [""; 0]);
    let long = "Сколько тысяч: если в 1962 г. в районных библиотеках записалось тыс. читателей?";
    assert!(rules(asked(long)).contains(&"own-words"));
    let years = Answer { years: Some((1900, 1999)), value: None, ..base.answer.clone() };
    let found = rules(Card {
        answer: years, ..asked("Когда в районных библиотеках записалось читателей?")
    });
    assert!(found.contains(&"time-keeps-its-precision"), "{found:?}");
    let unit = Answer { text: "88,7 тыс.".to_owned(), ..base.answer.clone() };
    assert!(rules(Card { answer: unit, ..base.clone() }).contains(&"unit-stays-outside"));
    let cut = Card {
        kind: CardKind::Cloze,
        prompt: vec![
            Piece::Text("В 1962 г. в библиотеках района их было ".into()),
            Piece::Blank,
            Piece::Text(" тыс. читателей и".into()),
        ],
        ..base.clone()
    };
    assert!(rules(cut).contains(&"cut-is-shown"));
}

#[test]
fn options_that_are_true_or_unlike() {
    let fixture = readers();
    let cards = fixture.cards(0);
    let card = cards.iter().find(|card| card.kind == CardKind::Choice && card.answer.text == "88,7").expect("a choice");
    let mut facts = fixture.facts.clone();
    let mut twin = facts[0].clone();
    twin.id = FactId("twin".to_owned());
    if let crate::fact::FactKind::Quantity(quantity) = &mut twin.kind {
        quantity.amount = "90000".parse().expect("an amount");
    }
    facts.push(twin);
    let with = |texts: [&str; 3]| Card { options: options(texts), ..card.clone() };
    let source = Source { facts: &facts, ..fixture.source() };
    let rules =
        |card: Card| -> Vec<&'static str> { lint(&source, &[card]).into_iter().map(|finding| finding.rule).collect() };
    assert_eq!(rules(with(["88,7", "90", "92,3"])), ["no-option-is-true"]);
    assert_eq!(rules(with(["88,7", "92,125", "95,3"])), ["options-are-alike"]);
}

#[test]
fn an_opinion_is_no_event() {
    let text = "Великий подвиг совершили жители района в 1961 г.";
    of_text(text, 0, |source, cards| {
        let event = source.facts.iter().find(|fact| matches!(fact.kind, crate::fact::FactKind::Event { .. }));
        let Some(event) = event else { return };
        assert!(cards.iter().all(|card| card.facts != [event.id.clone()]));
        let Some(mut card) = cards.first().cloned() else { return };
        card.kind = CardKind::Question;
        card.facts = vec![event.id.clone()];
        let found: Vec<_> = lint(&source, &[card]).into_iter().map(|finding| finding.rule).collect();
        assert!(found.contains(&"evaluation-is-no-fact"), "{found:?}");
    });
}
