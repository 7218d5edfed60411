//! A chart that is guessed before it is shown: what has been said of it, and how that compares.
//!
//! What is asked and how a guess is judged is worked out by the screen that comes later, so that none of it is in the first
//! load; here it is only kept.

use std::rc::Rc;

use super::cards::chart_card;
use super::judge::Given;
use super::{AppState, Effect, Move, Now, Remedy, Route, StudyAct, Then, View};
use crate::chart::ChartId;
use crate::chart::guess::{self, Guess, Judged, Puzzle};
use crate::deck::{Body, ChartGuess};

/// A chart that is being guessed.
#[derive(Clone, Debug, PartialEq)]
pub struct Guessing {
    pub puzzle: Rc<Puzzle>,
    /// Of each slot.
    pub values: Vec<Option<f64>>,
    /// The slot that was changed last.
    pub moved: Option<usize>,
    pub is_saving: bool,
    /// It was begun beside the text, and the page where it is made is on its way.
    pub is_awaited: bool,
    /// How the guesses compare, once they are kept.
    pub outcome: Option<Rc<[Judged]>>,
}

/// A change of it.
#[derive(Clone, Debug, PartialEq)]
pub enum GuessAct {
    Begin(Rc<Puzzle>),
    /// Draws a slot of a puzzle, which begins it if another one was guessed before; `None` takes the guess back.
    Draw {
        puzzle: Rc<Puzzle>,
        slot: usize,
        value: Option<f64>,
    },
    /// Hands all guesses in, as they were judged.
    Tell {
        judged: Rc<[Judged]>,
        guesses: Vec<ChartGuess>,
        now: Now,
    },
    End,
}

impl Guessing {
    pub fn of(puzzle: Rc<Puzzle>) -> Guessing {
        let values = vec![None; puzzle.slots.len()];
        Guessing { puzzle, values, moved: None, is_saving: false, is_awaited: false, outcome: None }
    }

    /// The guesses, once there is one of each hidden slot.
    pub fn guesses(&self) -> Option<Vec<Guess>> {
        let hidden = self.puzzle.slots.iter().zip(&self.values).filter(|(slot, _)| slot.known.is_none());
        hidden.map(|(slot, value)| Some(Guess { row: slot.row, value: (*value)? })).collect()
    }

    fn draw(&mut self, slot: usize, value: Option<f64>) {
        let is_hidden = self.puzzle.slots.get(slot).is_some_and(|slot| slot.known.is_none());
        if let Some(known) = self.values.get_mut(slot).filter(|_| is_hidden && self.outcome.is_none()) {
            *known = value.filter(|value| value.is_finite());
            self.moved = Some(slot);
        }
    }
}

impl AppState {
    pub(super) fn guess(&mut self, act: GuessAct) -> Vec<Effect> {
        match act {
            GuessAct::Begin(puzzle) => {
                let guessing = self.guessing.insert(Guessing::of(puzzle));
                if let Route::Lesson { lesson, view: View::Text, .. } = &self.route {
                    guessing.is_awaited = true;
                    return vec![Effect::Go(Route::lesson(lesson, View::Charts))];
                }
            }
            GuessAct::Draw { puzzle, slot, value } => {
                let guessing = match self.guessing.take() {
                    Some(guessing) if guessing.puzzle.chart == puzzle.chart => guessing,
                    _ => Guessing::of(puzzle),
                };
                let guessing = self.guessing.insert(guessing);
                if !guessing.is_saving {
                    guessing.draw(slot, value);
                }
            }
            GuessAct::Tell { judged, guesses, now } => return self.tell(judged, guesses, now),
            GuessAct::End => self.guessing = None,
        }
        Vec::new()
    }

    /// What is being guessed ends on another page, unless it was on its way there.
    pub(super) fn leave_guess(&mut self) {
        let is_there = matches!(self.route, Route::Lesson { view: View::Charts, .. });
        self.guessing = self.guessing.take().filter(|guessing| guessing.is_awaited && is_there);
        self.guessing.iter_mut().for_each(|guessing| guessing.is_awaited = false);
    }

    fn tell(&mut self, judged: Rc<[Judged]>, guesses: Vec<ChartGuess>, now: Now) -> Vec<Effect> {
        let lesson = self.shown().map(|open| open.id.clone());
        let ready = self.guessing.as_mut().filter(|it| !it.is_saving && it.outcome.is_none() && it.guesses().is_some());
        let (Some(guessing), Some(lesson)) = (ready, lesson) else { return Vec::new() };
        guessing.is_saving = true;
        // What could not be written gives way to what is said now.
        let (given_up, kept) = std::mem::take(&mut self.writes)
            .into_iter()
            .partition::<Vec<_>, _>(|write| write.failed && matches!(write.then, Then::Told(_)));
        self.writes = kept;
        self.notices.retain(|notice| !given_up.iter().any(|write| notice.remedy == Some(Remedy::Write(write.number))));
        let chart = guessing.puzzle.chart.clone();
        self.append(vec![Body::ChartGuessed { lesson, chart, guesses }], now, Then::Told(judged))
    }

    /// The guesses are kept: now the truth may be seen. Where the chart is a card, that is its answer.
    pub(super) fn told(&mut self, chart: &ChartId, guesses: &[ChartGuess], judged: Rc<[Judged]>, now: Now) {
        let asked = self.guessing.as_mut().filter(|it| it.puzzle.chart == *chart && it.outcome.is_none());
        let Some(guessing) = asked else { return };
        guessing.is_saving = false;
        let score = (100.0 * guess::total(&judged)).round() as u8;
        guessing.outcome = Some(judged);
        if !matches!(self.route, Route::Lesson { view: View::Study, .. }) {
            return;
        }
        let card = chart_card(chart);
        let said: Vec<String> = guesses.iter().map(|guess| format!("{} {}", guess.value, guess.truth)).collect();
        let given = Given::Chart { score, guesses: said.join("\n") };
        let is_asked =
            self.session.as_ref().and_then(|session| session.turn.as_ref()).is_some_and(|turn| turn.card == card);
        if is_asked {
            self.sit(Move::Act(StudyAct::Submit { given: Some(given), now }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::{NOW, later, reading, stored};
    use crate::app::{Action, CardChange, StudyAct};
    use crate::card::CardKind;
    use crate::deck::Grade;
    use crate::store::StoreError;

    /// The sample, its first chart that can be guessed begun, and where in the lesson it is.
    fn guessing() -> (AppState, usize) {
        let mut state = reading();
        let open = state.shown().expect("the sample is open").clone();
        let lesson = open.id.clone();
        state.reduce(Action::Went { route: Route::lesson(&lesson, View::Charts), now: NOW });
        let puzzles = open.lesson.charts.iter().map(Puzzle::of);
        let (at, puzzle) =
            puzzles.enumerate().find_map(|(at, puzzle)| Some((at, puzzle?))).expect("one can be guessed");
        state.reduce(Action::Guess(GuessAct::Begin(Rc::new(puzzle))));
        (state, at)
    }

    fn now(state: &AppState) -> &Guessing {
        state.guessing.as_ref().expect("a chart is being guessed")
    }

    fn draw_all(state: &mut AppState) {
        let puzzle = now(state).puzzle.clone();
        for slot in 0..puzzle.slots.len() {
            state.reduce(Action::Guess(GuessAct::Draw { puzzle: puzzle.clone(), slot, value: Some(7.0) }));
        }
    }

    fn tell(state: &mut AppState, at: usize) -> Vec<Effect> {
        let spec = state.shown().expect("the sample").lesson.charts[at].clone();
        let judged = guess::judge(&spec, &now(state).guesses().unwrap_or_default());
        let guesses = guess::record(&spec, &judged)
            .into_iter()
            .map(|(fact, value, truth, right)| ChartGuess { fact, value, truth, right })
            .collect();
        state.reduce(Action::Guess(GuessAct::Tell { judged: judged.into(), guesses, now: NOW }))
    }

    #[test]
    fn a_guess_that_is_begun_beside_the_text_is_made_among_the_charts() {
        let (mut state, _) = guessing();
        let (puzzle, lesson) = (now(&state).puzzle.clone(), state.shown().expect("the sample").id.clone());
        let text = Route::lesson(&lesson, View::Text);
        let charts = Route::lesson(&lesson, View::Charts);
        state.reduce(Action::Went { route: text.clone(), now: NOW });
        assert_eq!(state.guessing, None, "it ends on another page");
        let effects = state.reduce(Action::Guess(GuessAct::Begin(puzzle.clone())));
        assert_eq!(effects, [Effect::Go(charts.clone())]);
        state.reduce(Action::Went { route: charts.clone(), now: NOW });
        assert_eq!((&now(&state).puzzle, now(&state).is_awaited), (&puzzle, false));
        state.reduce(Action::Went { route: charts, now: NOW });
        assert_eq!(state.guessing, None);
        state.reduce(Action::Went { route: text, now: NOW });
        state.reduce(Action::Guess(GuessAct::Begin(puzzle)));
        state.reduce(Action::Went { route: Route::lesson(&lesson, View::Facts), now: NOW });
        assert_eq!(state.guessing, None, "somebody went elsewhere");
    }

    #[test]
    fn what_is_shown_cannot_be_drawn_and_what_is_hidden_can() {
        let (mut state, _) = guessing();
        assert_eq!(now(&state).guesses(), None, "nothing is said yet");
        draw_all(&mut state);
        let guessing = now(&state);
        let drawn: Vec<bool> = guessing.values.iter().map(Option::is_some).collect();
        let hidden: Vec<bool> = guessing.puzzle.slots.iter().map(|slot| slot.known.is_none()).collect();
        assert_eq!(drawn, hidden);
        assert_eq!(guessing.guesses().map(|guesses| guesses.len()), Some(guessing.puzzle.hidden()));
        let puzzle = guessing.puzzle.clone();
        state.reduce(Action::Guess(GuessAct::Draw { puzzle, slot: 99, value: Some(1.0) }));
    }

    #[test]
    fn a_chart_is_a_card_for_whoever_wants_it() {
        let (mut state, at) = guessing();
        let puzzle = now(&state).puzzle.clone();
        let card = chart_card(&puzzle.chart);
        let say = |form| Action::Say { card: card.clone(), change: CardChange::Form(form), now: NOW };
        let listed = |state: &AppState| {
            let (open, entry) = (state.shown().expect("open"), state.entry().expect("an entry").1);
            super::super::cards::studied(open, entry, NOW).iter().any(|it| it.id == card && it.kind == CardKind::Chart)
        };
        assert!(!listed(&state));
        let effects = state.reduce(say(Some(CardKind::Chart)));
        state.reduce(stored(&effects));
        assert!(listed(&state));

        let lesson = state.shown().expect("open").id.clone();
        state.reduce(Action::Went { route: Route::lesson(&lesson, View::Study), now: NOW });
        // To its turn, past the others.
        let open = state.shown().expect("open").clone();
        state.with_session(NOW, |session, _, entry, deck| session.back_to(card.clone(), &open, entry, deck, NOW));
        for slot in 0..puzzle.slots.len() {
            state.reduce(Action::Guess(GuessAct::Draw { puzzle: puzzle.clone(), slot, value: Some(7.0) }));
        }
        let effects = tell(&mut state, at);
        state.reduce(stored(&effects));
        let turn = state.session.as_ref().and_then(|session| session.turn.as_ref()).expect("the card");
        let answered = turn.answer.as_ref().expect("the truth is shown");
        assert!(matches!(&answered.given, Given::Chart { guesses, .. } if !guesses.is_empty()));
        assert_eq!(answered.proposed, Some(Grade::Again), "seven is far off");
        let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Again, now: NOW }));
        state.reduce(stored(&effects));
        assert_eq!(state.guessing, None, "the next card asks something else");
        let kept = |state: &AppState| {
            let entry = state.entry().expect("an entry").1;
            let guesses = entry.chart(&puzzle.chart).map_or(0, |work| work.guesses.len());
            (entry.history(&card).len(), guesses)
        };
        assert_eq!(kept(&state), (1, 1));

        // The guess is taken back with the grade that it was given, and not with any other.
        let effects = state.reduce(Action::Undo { now: NOW });
        state.reduce(stored(&effects));
        assert_eq!(kept(&state), (0, 0));
        let turn = state.session.as_ref().and_then(|session| session.turn.as_ref()).expect("the card again");
        assert!(turn.card == card && turn.answer.is_none());
        for slot in 0..puzzle.slots.len() {
            state.reduce(Action::Guess(GuessAct::Draw { puzzle: puzzle.clone(), slot, value: Some(9.0) }));
        }
        let effects = tell(&mut state, at);
        state.reduce(stored(&effects));
        let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Hard, now: NOW }));
        state.reduce(stored(&effects));
        state.reduce(Action::Study(StudyAct::Reveal { now: NOW }));
        state.reduce(Action::Study(StudyAct::Choose { option: 0, now: NOW }));
        let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Good, now: NOW }));
        state.reduce(stored(&effects));
        let effects = state.reduce(Action::Undo { now: NOW });
        state.reduce(stored(&effects));
        assert_eq!(kept(&state), (1, 1), "the grade of another card");
        let effects = state.reduce(Action::Undo { now: NOW });
        state.reduce(stored(&effects));
        assert_eq!(kept(&state), (0, 0));

        // Before it is graded, the guess alone is the last step.
        for slot in 0..puzzle.slots.len() {
            state.reduce(Action::Guess(GuessAct::Draw { puzzle: puzzle.clone(), slot, value: Some(9.0) }));
        }
        let effects = tell(&mut state, at);
        state.reduce(stored(&effects));
        let effects = state.reduce(Action::Undo { now: NOW });
        state.reduce(stored(&effects));
        assert_eq!(kept(&state), (0, 0));
        let turn = state.session.as_ref().and_then(|session| session.turn.as_ref()).expect("the card again");
        assert!(turn.card == card && turn.answer.is_none());

        let effects = state.reduce(say(None));
        state.reduce(stored(&effects));
        assert!(!listed(&state));
    }

    #[test]
    fn a_guess_among_the_charts_stays_when_the_grade_of_its_card_is_taken_back() {
        let (mut state, at) = guessing();
        let puzzle = now(&state).puzzle.clone();
        let card = chart_card(&puzzle.chart);
        draw_all(&mut state);
        let effects = tell(&mut state, at);
        state.reduce(stored(&effects));
        let effects =
            state.reduce(Action::Say { card: card.clone(), change: CardChange::Form(Some(CardKind::Chart)), now: NOW });
        state.reduce(stored(&effects));
        // As a card, its answer is not known.
        let open = state.shown().expect("open").clone();
        state.reduce(Action::Went { route: Route::lesson(&open.id, View::Study), now: later(1) });
        let now = later(1);
        state.with_session(now, |session, _, entry, deck| session.back_to(card.clone(), &open, entry, deck, now));
        state.reduce(Action::Study(StudyAct::Reveal { now: later(2) }));
        let effects = state.reduce(Action::Study(StudyAct::Grade { grade: Grade::Again, now: later(2) }));
        state.reduce(stored(&effects));
        let effects = state.reduce(Action::Undo { now: later(3) });
        state.reduce(stored(&effects));
        let entry = state.entry().expect("an entry").1;
        assert!(entry.history(&card).is_empty());
        assert_eq!(entry.chart(&puzzle.chart).map(|work| work.guesses.len()), Some(1));
    }

    #[test]
    fn guesses_are_kept_before_the_truth_is_shown() {
        let (mut state, at) = guessing();
        assert_eq!(tell(&mut state, at), [], "not all is guessed");
        draw_all(&mut state);
        let effects = tell(&mut state, at);
        assert!(now(&state).outcome.is_none(), "not in the store yet");
        assert_eq!(tell(&mut state, at), [], "it is on its way");
        state.reduce(stored(&effects));
        assert_eq!(now(&state).outcome.as_ref().map(|judged| judged.len()), Some(now(&state).puzzle.hidden()));
        let chart = now(&state).puzzle.chart.clone();
        let work = state.entry().and_then(|(_, entry)| entry.chart(&chart)).expect("the guess is kept");
        assert_eq!((work.guesses.len(), work.guesses[0].len()), (1, now(&state).puzzle.hidden()));
        state.reduce(Action::Guess(GuessAct::End));
        assert_eq!(state.guessing, None);
    }

    #[test]
    fn a_guess_that_could_not_be_written_can_be_handed_in_again() {
        let (mut state, at) = guessing();
        draw_all(&mut state);
        let Some(Effect::Append { write, .. }) = tell(&mut state, at).first().cloned() else { panic!("an append") };
        state.reduce(Action::NotWritten { write, error: StoreError::Full });
        assert_eq!(state.notices.len(), 1);
        let again = tell(&mut state, at);
        assert!(state.notices.is_empty(), "the new one takes its place");
        state.reduce(stored(&again));
        assert!(now(&state).outcome.is_some());
    }

    #[test]
    fn whoever_leaves_the_charts_has_guessed_nothing() {
        let (mut state, _) = guessing();
        state.reduce(Action::Went { route: Route::Library, now: NOW });
        assert_eq!(state.guessing, None);
    }
}
