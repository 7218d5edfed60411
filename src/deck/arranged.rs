//! How a teacher has arranged a lesson for others, beside its charts.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::setting::Interface;
use crate::card::CardId;
use crate::fact::{FactId, Quote};

/// What is said of the arrangement; each replaces what was said of the same before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arranged {
    /// What stands before the text, in paragraphs; `None`: nothing.
    Introduction(Option<String>),
    /// The cards come in this order, those that are not named after them.
    Cards(Vec<CardId>),
    /// This card is asked too, however many are wanted, or only with as many as that.
    Taken(CardId, bool),
    /// Nothing is asked, drawn or marked of this fact; with the words by which it is found where a later version gives it another id.
    /// `None`: it is shown again.
    Hidden(FactId, Option<Quote>),
    /// The language of the interface for whoever has not chosen one.
    Language(Option<Interface>),
    /// The order of the cards and of their options; `None`: the one that was minted with the lesson.
    Seed(Option<u64>),
}

/// What all that comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrangement {
    pub introduction: Option<Rc<str>>,
    pub cards: Rc<[CardId]>,
    /// In the order in which they were taken in.
    pub taken: Vec<CardId>,
    /// In the order in which they were hidden.
    pub hidden: Vec<(FactId, Rc<Quote>)>,
    pub language: Option<Interface>,
    pub seed: Option<u64>,
}

impl Arrangement {
    pub(super) fn take(&mut self, said: &Arranged) {
        match said {
            Arranged::Introduction(words) => self.introduction = words.as_deref().map(Rc::from),
            Arranged::Cards(cards) => self.cards = cards.as_slice().into(),
            Arranged::Taken(card, is_taken) => {
                self.taken.retain(|known| known != card);
                self.taken.extend(is_taken.then(|| card.clone()));
            }
            Arranged::Hidden(fact, quote) => {
                self.hidden.retain(|(known, _)| known != fact);
                self.hidden.extend(quote.clone().map(|quote| (fact.clone(), Rc::new(quote))));
            }
            Arranged::Language(language) => self.language = *language,
            Arranged::Seed(seed) => self.seed = *seed,
        }
    }

    /// What has to be said to have it elsewhere.
    pub fn said(&self) -> Vec<Arranged> {
        let Arrangement { introduction, cards, taken, hidden, language, seed } = self;
        let mut said = Vec::new();
        if introduction.is_some() {
            said.push(Arranged::Introduction(introduction.as_deref().map(str::to_owned)));
        }
        if !cards.is_empty() {
            said.push(Arranged::Cards(cards.to_vec()));
        }
        said.extend(taken.iter().map(|card| Arranged::Taken(card.clone(), true)));
        for (fact, quote) in hidden {
            said.push(Arranged::Hidden(fact.clone(), Some((**quote).clone())));
        }
        if language.is_some() {
            said.push(Arranged::Language(*language));
        }
        if seed.is_some() {
            said.push(Arranged::Seed(*seed));
        }
        said
    }
}
