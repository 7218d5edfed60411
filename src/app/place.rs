//! Where in a text its reader is: kept with the lesson, so that it is taken up there.

use super::{AppState, Effect, Now, Open, Route, Then, View, pages};
use crate::deck::LessonId;
use crate::deck::setting::{Place, place_change};
use crate::document::BlockKind;

/// Whoever has read on by so many bytes of text has the place kept also while reading.
const READ_ON: usize = 2_000;
/// Characters at a place by which an edited text finds it again.
const WORDS: usize = 24;

/// How the marks of a text were walked off its page, by the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walked {
    /// The page that was come to.
    pub page: usize,
    pub is_forward: bool,
}

impl AppState {
    /// The words at byte `at` stand at the top of the window.
    pub(super) fn reads_at(&mut self, at: usize, now: Now) -> Vec<Effect> {
        let Some((lesson, open)) = self.read() else { return Vec::new() };
        // The beginning is no place.
        let at = if at <= first_words(open) { 0 } else { at };
        let kept = self.deck.place(&lesson).map_or(0, |place| place.at);
        self.reading = Some((lesson, at));
        if at.abs_diff(kept) > READ_ON { self.keep_place(now) } else { Vec::new() }
    }

    /// Has the place kept, if it is another one.
    pub(super) fn keep_place(&mut self, now: Now) -> Vec<Effect> {
        let Some((lesson, at)) = self.reading.take() else { return Vec::new() };
        let (Some(open), true) = (&self.open, self.deck.lessons.contains_key(&lesson)) else { return Vec::new() };
        if open.id != lesson || self.deck.place(&lesson).map_or(0, |place| place.at) == at {
            return Vec::new();
        }
        let words = open.lesson.document.text.get(at..).unwrap_or_default();
        let words = words.lines().next().unwrap_or_default().chars().take(WORDS).collect();
        self.append(vec![place_change(&lesson, &Place { at, words })], now, Then::Nothing)
    }

    /// Takes up a text where its reader has left it, unless the address names a sentence.
    pub(super) fn take_up(&mut self) {
        let resumed = self.read().and_then(|(lesson, open)| {
            let place = self.deck.place(&lesson).filter(|place| place.at > 0)?;
            let text = &*open.lesson.document.text;
            let is_there = text.get(place.at..).is_some_and(|rest| rest.starts_with(&place.words));
            if is_there { Some(place.at) } else { text.find(&place.words).filter(|_| !place.words.is_empty()) }
        });
        self.resumed = resumed.filter(|_| !matches!(self.route, Route::Lesson { at: Some(_), .. }));
    }

    /// Goes to the next page of the text, or back, from the last mark of this one.
    pub(super) fn walk(&mut self, is_forward: bool) -> Vec<Effect> {
        let page = self.text_page();
        let to = if is_forward { page.checked_add(1) } else { page.checked_sub(1) };
        let is_page = |to: &usize| self.shown().is_some_and(|open| *to < open.pages.len());
        let Some(to) = to.filter(is_page) else { return Vec::new() };
        self.page = Some(to);
        self.walked = Some(Walked { page: to, is_forward });
        vec![Effect::Top]
    }

    /// The text on screen, with its lesson.
    fn read(&self) -> Option<(LessonId, &Open)> {
        let Route::Lesson { view: View::Text, lesson, .. } = &self.route else { return None };
        Some((lesson.clone(), self.shown()?))
    }

    /// The page on which the text is taken up.
    pub(super) fn resumed_page(&self, open: &Open) -> usize {
        self.resumed.map_or(0, |at| pages::page_at(&open.pages, at))
    }
}

/// Where the words under the title begin.
fn first_words(open: &Open) -> usize {
    let Some(pieces) = open.pages.first().map(|page| &page.pieces) else { return 0 };
    let has_title = pieces.first().is_some_and(|piece| {
        open.lesson.document.blocks.get(piece.block).is_some_and(|block| block.kind == BlockKind::Heading)
    });
    pieces.get(usize::from(has_title)).map_or(0, |piece| piece.span.start)
}

#[cfg(test)]
mod tests {
    use super::super::Action;
    use super::super::fixtures::sample_on_screen;
    use super::super::tests::{NOW, later, stored};
    use super::*;

    /// Byte offsets of the blocks.
    fn blocks(state: &AppState) -> Vec<usize> {
        state.shown().expect("open").lesson.document.blocks.iter().map(|block| block.span.start).collect()
    }

    fn go(state: &mut AppState, view: View) -> Vec<Effect> {
        let lesson = state.open.as_ref().expect("open").id.clone();
        state.reduce(Action::Went { route: Route::lesson(&lesson, view), now: later(1) })
    }

    #[test]
    fn a_text_is_taken_up_where_it_was_left() {
        let mut state = sample_on_screen();
        let at = *blocks(&state).last().expect("a block");
        assert_eq!(state.reduce(Action::Reading { at: blocks(&state)[1], now: NOW }), [], "near the beginning");
        state.reading = Some((state.open.as_ref().expect("open").id.clone(), at));
        let left = go(&mut state, View::Facts);
        assert_eq!(state.unsaved, 0);
        state.reduce(stored(&left));
        assert_eq!(state.unsaved, 0, "a place is nothing that one could lose");
        go(&mut state, View::Text);
        assert_eq!(state.resumed, Some(at));
        // A sentence that the address names goes before.
        let lesson = state.open.as_ref().expect("open").id.clone();
        state.reduce(Action::Went { route: Route::sentence(&lesson, 3), now: NOW });
        assert_eq!(state.resumed, None);
        // Nothing more is kept where nothing was read.
        assert_eq!(go(&mut state, View::Facts), []);
    }

    #[test]
    fn an_edited_text_finds_the_place_by_its_words_or_begins_anew() {
        let mut state = sample_on_screen();
        let lesson = state.open.as_ref().expect("open").id.clone();
        let at = blocks(&state)[2];
        let text = state.shown().expect("open").lesson.document.text.clone();
        let words: String = text[at..].chars().take(WORDS).collect();
        let set = |state: &mut AppState, place: Place| {
            let effects = state.append(vec![place_change(&lesson, &place)], NOW, Then::Nothing);
            state.reduce(stored(&effects));
            state.take_up();
            state.resumed
        };
        assert_eq!(set(&mut state, Place { at: at + 7, words }), Some(at));
        assert_eq!(set(&mut state, Place { at, words: "нигде такого нет".to_owned() }), None);
        assert_eq!(set(&mut state, Place { at: 0, words: String::new() }), None);
    }

    #[test]
    fn the_marks_go_on_over_the_pages() {
        let mut state = sample_on_screen();
        assert_eq!(state.reduce(Action::Walk { is_forward: true }), [], "one page");
        let open = state.open.clone().expect("open");
        let mut long = Open::new(open.id.clone(), open.lesson.clone(), Vec::new(), true);
        long.pages = vec![open.pages[0].clone(), open.pages[0].clone()];
        state.open = Some(std::rc::Rc::new(long));
        assert_eq!(state.reduce(Action::Walk { is_forward: false }), []);
        assert_eq!(state.reduce(Action::Walk { is_forward: true }), [Effect::Top]);
        assert_eq!((state.page, state.walked), (Some(1), Some(Walked { page: 1, is_forward: true })));
        go(&mut state, View::Facts);
        assert_eq!(state.walked, None);
    }

    #[test]
    fn what_is_switched_off_is_remembered() {
        let mut state = sample_on_screen();
        let effects = state.reduce(Action::Toggle(super::super::Kind::Time));
        assert_eq!(state.hidden, [super::super::Kind::Time]);
        state.reduce(stored(&effects));
        let deck = Box::new((*state.deck).clone());
        let mut again = AppState::default();
        let device = super::super::tests::device();
        again.reduce(Action::Opened { deck, device, set_aside: 0, now: NOW });
        assert_eq!(again.hidden, [super::super::Kind::Time]);
    }
}
