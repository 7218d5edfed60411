//! Reading the lesson on screen again, once the worker has the dictionary, and putting what comes of it in its place.

use super::{AppState, Dictionary, Effect, Input, Open, Purpose, Route, Storage, Task, Trouble, View, study};

impl AppState {
    pub(super) fn dictionary(&mut self, arrived: bool) -> Vec<Effect> {
        if arrived {
            self.dictionary = Dictionary::Here;
        } else if self.dictionary != Dictionary::Missing {
            // Said once, however many workers ask for it.
            self.dictionary = Dictionary::Missing;
            self.notify(Trouble::NoDictionary, None);
        }
        Vec::new()
    }

    /// There is a new worker, which does not have it yet.
    pub(super) fn await_dictionary(&mut self) {
        if self.dictionary == Dictionary::Here {
            self.dictionary = Dictionary::Awaited;
        }
    }

    /// What was read without the dictionary is read again when it is there and the worker has nothing else to do.
    pub(super) fn read_again(&mut self) -> Option<Effect> {
        let is_free = self.dictionary == Dictionary::Here && self.job.is_none() && self.storage != Storage::Opening;
        let id = self.open.as_ref().filter(|open| is_free && !open.with_dictionary).map(|open| open.id.clone())?;
        if self.kept.as_ref() == Some(&id) || self.fresh.as_ref().is_some_and(|fresh| fresh.id == id) {
            return None;
        }
        let input = Input::Text(self.deck.lessons.get(&id)?.text.clone());
        self.start(Task { purpose: Purpose::Again(id), input, name: None })
    }

    /// Puts the fresh lesson in place as soon as nothing on screen would change under the reader's hand.
    pub(super) fn settle(&mut self) {
        let Some(fresh) = &self.fresh else { return };
        if self.open.as_ref().is_none_or(|open| open.id != fresh.id) {
            self.fresh = None;
            return;
        }
        let is_study = matches!(self.route, Route::Lesson { view: View::Study, .. }) && self.shown().is_some();
        let keeps_turn = self.keeps_turn(fresh);
        if self.selected.is_some() || is_study && !keeps_turn {
            return;
        }
        self.put_fresh_in_place();
        let now = self.now;
        self.with_session(now, |session, open, entry, deck| match keeps_turn {
            true => session.recount(open, entry, deck, now),
            false => session.advance(open, entry, deck, now),
        });
    }

    /// Without asking whether it disturbs: for moments at which the screen changes anyway.
    pub(super) fn put_fresh_in_place(&mut self) {
        if let Some(fresh) = self.fresh.take_if(|fresh| self.open.as_ref().is_some_and(|open| open.id == fresh.id)) {
            self.page = self.page.map(|page| page.min(fresh.pages.len().saturating_sub(1)));
            self.open = Some(fresh);
        }
    }

    /// Whether the card of the sitting, if there is one, is in the fresh lesson just as it is in the lesson on screen.
    fn keeps_turn(&self, fresh: &Open) -> bool {
        let turn = self
            .session
            .as_ref()
            .filter(|session| session.lesson == fresh.id)
            .and_then(|session| session.turn.as_ref());
        let (Some(turn), Some(open)) = (turn, &self.open) else { return true };
        let card = |open: &Open| study::cards(open).iter().find(|card| card.id == turn.card).map(study::content);
        card(fresh) == card(open)
    }
}
