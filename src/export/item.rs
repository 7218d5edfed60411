//! A card → a task of a test, in no format yet: learning systems know the same few kinds of tasks, each in words of its own.

use rust_decimal::Decimal;

use super::Chosen;
use crate::card::{Card, CardKind, Piece, Reason, answer};
use crate::report;

/// How a blank is written where nothing can be typed into it.
pub(super) const BLANK: &str = "____";

/// A card as a task.
#[derive(Debug)]
pub(super) struct Item<'a> {
    /// The card's own: a file that is taken in again finds its tasks by it.
    pub id: &'a str,
    pub pieces: &'a [Piece],
    pub task: Task<'a>,
    /// What is right, in words.
    pub answer: &'a str,
    /// The sentences that prove it, each once.
    pub evidence: Vec<&'a str>,
}

#[derive(Debug)]
pub(super) enum Task<'a> {
    /// One of several is right.
    Choice(Vec<Offered<'a>>),
    /// A number is typed; each that is right, with how far from it is still right, the one that is asked for first.
    Number(Vec<(Decimal, Decimal)>),
    /// Words are typed; all that are right, the ones of the text first.
    Words(Vec<&'a str>),
    /// Happenings, in the right order, each with its time.
    Order(Vec<(&'a str, Option<&'a str>)>),
    /// It is discussed; these are the readings that are offered, the best marked.
    Essay(Vec<Offered<'a>>),
}

#[derive(Debug)]
pub(super) struct Offered<'a> {
    pub text: &'a str,
    pub is_right: bool,
    /// Why a wrong one is wrong.
    pub reason: Option<String>,
}

/// The tasks of a lesson. A chart that is drawn is none.
pub(super) fn items<'a>(lesson: &Chosen<'a>) -> Vec<Item<'a>> {
    lesson.cards.iter().filter_map(|card| Some(item(card, lesson.text, task(card)?))).collect()
}

fn item<'a>(card: &'a Card, text: &'a str, task: Task<'a>) -> Item<'a> {
    Item { id: &card.id.0, pieces: &card.prompt, task, answer: &card.answer.text, evidence: evidence(card, text) }
}

/// The sentences that prove a card, each once.
pub(super) fn evidence<'a>(card: &Card, text: &'a str) -> Vec<&'a str> {
    let mut sentences = Vec::new();
    for proof in &card.evidence {
        let sentence = text.get(proof.sentence.start..proof.sentence.end).unwrap_or_default().trim();
        if !sentence.is_empty() && !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    sentences
}

/// What kind of task a card is; `None` of one that is drawn.
pub(super) fn task(card: &Card) -> Option<Task<'_>> {
    Some(match card.kind {
        CardKind::Chart => return None,
        CardKind::Ordering => Task::Order(
            (card.options.iter())
                .map(|item| match &item.reason {
                    Some(Reason::When(time)) => (item.text.as_str(), Some(time.as_str())),
                    _ => (item.text.as_str(), None),
                })
                .collect(),
        ),
        CardKind::Criticism => Task::Essay(offered(card)),
        _ if card.options.iter().any(|option| option.correct) => Task::Choice(offered(card)),
        _ => typed(card),
    })
}

fn offered(card: &Card) -> Vec<Offered<'_>> {
    let one = |option: &'_ crate::card::Choice| option.reason.as_ref().map(report::reason);
    (card.options.iter())
        .map(|option| Offered { text: &option.text, is_right: option.correct, reason: one(option) })
        .collect()
}

fn typed(card: &Card) -> Task<'_> {
    let numbers = answer::numbers(&card.answer);
    if !numbers.is_empty() && card.answer.years.is_none() {
        return Task::Number(numbers);
    }
    let mut words: Vec<&str> = Vec::new();
    for right in std::iter::once(&card.answer.text).chain(&card.answer.accepts) {
        let right = right.trim();
        let is_known = |known: &&str| normal(known) == normal(right);
        if !right.is_empty() && !words.iter().any(is_known) {
            words.push(right);
        }
    }
    Task::Words(words)
}

/// With plain spaces: a keyboard has no others.
pub(super) fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Item<'_> {
    /// The prompt on one line.
    pub fn prompt(&self) -> String {
        normal(&report::prompt(self.pieces))
    }

    /// The first words of the prompt: what lists of tasks show.
    pub fn name(&self) -> String {
        const LONGEST: usize = 60;
        let prompt = self.prompt();
        let mut name = String::new();
        for word in prompt.split(' ') {
            if !name.is_empty() && name.chars().count() + 1 + word.chars().count() > LONGEST {
                return name + "…";
            }
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(word);
        }
        name
    }
}

/// Happenings by their words, each with its place from 1: in a list that does not give the order away.
pub(super) fn places<'a>(order: &[(&'a str, Option<&'a str>)]) -> Vec<(&'a str, usize)> {
    let mut places: Vec<(&str, usize)> = order.iter().enumerate().map(|(at, (text, _))| (*text, at + 1)).collect();
    crate::order::by_key(&mut places, |(text, _)| *text);
    places
}

/// The right order in one line, with the times.
pub(super) fn told(order: &[(&str, Option<&str>)]) -> String {
    let one = |(text, time): &(&str, Option<&str>)| match time {
        Some(time) => format!("{text} ({time})"),
        None => (*text).to_owned(),
    };
    order.iter().map(one).collect::<Vec<_>>().join(" → ")
}
