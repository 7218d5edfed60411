//! How somebody has arranged a lesson, in a snapshot.

use std::rc::Rc;

use super::{Reader, Writer};
use crate::card::CardId;
use crate::deck::{Arrangement, Interface};
use crate::fact::FactId;

impl Writer {
    pub(super) fn arrangement(&mut self, arranged: &Arrangement) {
        let Arrangement { introduction, cards, taken, hidden, language, seed } = arranged;
        self.maybe(introduction.as_deref());
        self.count(cards.len());
        cards.iter().for_each(|card| self.text(&card.0));
        self.count(taken.len());
        taken.iter().for_each(|card| self.text(&card.0));
        self.count(hidden.len());
        for (fact, quote) in hidden {
            self.text(&fact.0);
            self.quote(quote);
        }
        self.maybe(language.map(Interface::code));
        self.flag(seed.is_some());
        self.number(seed.unwrap_or_default());
    }
}

impl Reader<'_> {
    pub(super) fn arrangement(&mut self) -> Option<Arrangement> {
        let introduction = self.maybe()?.map(Rc::from);
        let cards = self.list(|input| Some(CardId(input.text()?.to_owned())))?.into();
        let taken = self.list(|input| Some(CardId(input.text()?.to_owned())))?;
        let hidden = self.list(|input| Some((FactId(input.text()?.to_owned()), Rc::new(input.quote()?))))?;
        let language = self.maybe()?.and_then(|code| Interface::of_code(&code));
        let (has_seed, seed) = (self.flag()?, self.number()?);
        Some(Arrangement { introduction, cards, taken, hidden, language, seed: has_seed.then_some(seed) })
    }
}
