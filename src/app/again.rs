//! Reading the lesson on screen again, once the worker has the dictionary, and putting what comes of it in its place.

use super::{
    AppState, Dictionary, Effect, Input, Move, Open, Purpose, Route, Storage, Target, Task, Trouble, View, cards, study,
};

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

    /// What was read without the dictionary, or not as its reader reads it by now, is read again as soon as the worker has nothing else
    /// to do.
    pub(super) fn read_again(&mut self) -> Option<Effect> {
        if self.job.is_some() || self.storage == Storage::Opening {
            return None;
        }
        let open = self.fresh.as_ref().or(self.open.as_ref())?;
        let id = open.id.clone();
        let entry = self.deck.lessons.get(&id).filter(|_| self.kept.as_ref() != Some(&id))?;
        if entry.is_shortened() {
            return None;
        }
        let is_known_better = self.dictionary == Dictionary::Here && !open.with_dictionary;
        let is_read_otherwise = open.corrections != entry.work.corrections || self.stale.as_ref() == Some(&id);
        if !is_known_better && !is_read_otherwise {
            return None;
        }
        self.stale = None;
        let input = Input::stored(entry);
        self.start(Task { purpose: Purpose::Again(id), input, name: None })
    }

    /// Puts the fresh lesson in place as soon as nothing on screen would change under the reader's hand.
    pub(super) fn settle(&mut self) {
        let Some(fresh) = &self.fresh else { return };
        if self.open.as_ref().is_none_or(|open| open.id != fresh.id) {
            self.fresh = None;
            return;
        }
        if self.selected.is_some() || self.editing.is_some() || self.guessing.is_some() || self.arranging.is_some() {
            return;
        }
        if self.correcting.as_ref().is_some_and(|target| *target != Target::Nothing) {
            return;
        }
        match self.session.is_some() {
            true => drop(self.sit(Move::Settle)),
            false => self.put_fresh_in_place(),
        }
    }

    /// Puts it in place under a sitting, if the card on screen stays as it is or nobody is looking at it.
    pub(super) fn settle_under_a_sitting(&mut self) {
        let Some(fresh) = &self.fresh else { return };
        let is_study = matches!(self.route, Route::Lesson { view: View::Study, .. }) && self.shown().is_some();
        let keeps_turn = self.keeps_turn(fresh);
        if is_study && !keeps_turn {
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
        let entry = self.deck.lessons.get(&fresh.id);
        let (Some(turn), Some(open), Some(entry)) = (turn, &self.open, entry) else { return true };
        let card = |open: &Open| cards::card(open, entry, &turn.card).map(|card| study::content(&card));
        card(fresh) == card(open)
    }
}
