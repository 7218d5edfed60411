//! What a reader says of the facts of the lesson on screen, and taking it back.

use std::rc::Rc;

use super::{AppState, Effect, Now, Then};
use crate::deck::{Body, LessonId};
use crate::extract::{Amount, When};
use crate::fact::FactId;
use crate::relate::RelationId;
use crate::span::Span;

/// What is being corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Fact(FactId),
    /// Words that no fact is read from.
    Words(Span),
    /// The text itself.
    Text,
    /// Words were to be chosen, and none were.
    Nothing,
}

/// What was said in a lesson since it was opened, step by step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Retraced {
    lesson: Option<LessonId>,
    /// How it was before each step.
    past: Vec<Step>,
    /// How it was before each step was taken back.
    future: Vec<Step>,
}

/// How something stood.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    Fact(FactId, Option<Rc<str>>),
    Relation(RelationId, bool),
}

impl Retraced {
    pub fn can_undo(&self, lesson: &LessonId) -> bool {
        self.lesson.as_ref() == Some(lesson) && !self.past.is_empty()
    }

    pub fn can_redo(&self, lesson: &LessonId) -> bool {
        self.lesson.as_ref() == Some(lesson) && !self.future.is_empty()
    }
}

impl AppState {
    pub(super) fn correct(&mut self, fact: FactId, correction: Option<String>, now: Now) -> Vec<Effect> {
        self.take_step(Step::Fact(fact, correction.map(Rc::from)), now)
    }

    pub(super) fn part(&mut self, relation: RelationId, parted: bool, now: Now) -> Vec<Effect> {
        self.take_step(Step::Relation(relation, parted), now)
    }

    fn step_to(&mut self, step: Step, now: Now) -> Option<(Step, Vec<Effect>)> {
        let (lesson, entry) = self.entry()?;
        let (lesson, known) = (lesson.clone(), &entry.work.corrections);
        let before = match &step {
            Step::Fact(fact, _) => Step::Fact(fact.clone(), known.facts.get(fact).cloned()),
            Step::Relation(relation, _) => Step::Relation(relation.clone(), known.parted.contains(relation)),
        };
        self.correcting = None;
        if self.corrections.lesson.as_ref() != Some(&lesson) {
            self.corrections = Retraced { lesson: Some(lesson.clone()), ..Retraced::default() };
        }
        let body = match step {
            Step::Fact(fact, correction) => {
                Body::FactCorrected { lesson, fact, correction: correction.as_deref().map(str::to_owned) }
            }
            Step::Relation(relation, parted) => Body::RelationParted { lesson, relation, parted },
        };
        Some((before, self.append(vec![body], now, Then::Nothing)))
    }

    fn take_step(&mut self, step: Step, now: Now) -> Vec<Effect> {
        let Some((before, effects)) = self.step_to(step, now) else { return Vec::new() };
        self.corrections.past.push(before);
        self.corrections.future.clear();
        effects
    }

    pub(super) fn uncorrect(&mut self, now: Now) -> Vec<Effect> {
        let of_lesson = self.entry().is_some_and(|(lesson, _)| self.corrections.can_undo(lesson));
        let Some(step) = self.corrections.past.pop_if(|_| of_lesson) else { return Vec::new() };
        let Some((before, effects)) = self.step_to(step, now) else { return Vec::new() };
        self.corrections.future.push(before);
        effects
    }

    pub(super) fn recorrect(&mut self, now: Now) -> Vec<Effect> {
        let of_lesson = self.entry().is_some_and(|(lesson, _)| self.corrections.can_redo(lesson));
        let Some(step) = self.corrections.future.pop_if(|_| of_lesson) else { return Vec::new() };
        let Some((before, effects)) = self.step_to(step, now) else { return Vec::new() };
        self.corrections.past.push(before);
        effects
    }

    /// The lesson gets another text and keeps everything that was done with it; what can no longer be found there is shown as lost.
    pub(super) fn edit_text(&mut self, text: String, structure: Option<String>, now: Now) -> Vec<Effect> {
        self.correcting = None;
        let Some((lesson, entry)) = self.entry() else { return Vec::new() };
        if text.trim().is_empty() || *entry.text == *text {
            return Vec::new();
        }
        let lesson = lesson.clone();
        let renewed = Body::LessonAdded {
            lesson: lesson.clone(),
            title: entry.title.to_string(),
            text,
            source: (*entry.source).clone(),
            structure,
            seed: entry.seed,
        };
        self.append(vec![renewed], now, Then::Reread(lesson))
    }
}

/// An amount as people write it: `88700`, `53,8`, `1/3`, `88,7 тыс.`.
pub fn amount(written: &str) -> Option<Amount> {
    let written: String = written.trim().chars().filter(|c| !c.is_whitespace()).collect();
    let digits = written.trim_end_matches(|c: char| !c.is_ascii_digit());
    let times = match written[digits.len()..].trim_end_matches('.') {
        "" => 1,
        "тыс" => 1_000,
        "млн" => 1_000_000,
        "млрд" => 1_000_000_000,
        _ => return None,
    };
    match digits.replace(',', ".").replace('−', "-").parse().ok()? {
        Amount::Decimal(value) => Some(Amount::Decimal(value.checked_mul(times.into())?)),
        fraction if times == 1 => Some(fraction),
        Amount::Fraction(..) => None,
    }
}

/// A time as EDTF, or a day as Russians write it: `11.10.1944`.
pub fn when(written: &str) -> Option<When> {
    let written = written.trim();
    if let Ok(when) = written.parse() {
        return Some(when);
    }
    let [day, month, year] = written.split('.').collect::<Vec<_>>()[..] else { return None };
    let [day, month, year]: [u16; 3] = [day.parse().ok()?, month.parse().ok()?, year.parse().ok()?];
    format!("{year:04}-{month:02}-{day:02}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Action;
    use crate::app::tests::{NOW, id, reading, stored};
    use crate::correct::{Correction, form, quote};

    /// Rejects the first fact of the sample.
    fn reject(state: &mut crate::app::AppState) -> (FactId, Vec<Effect>) {
        let open = state.shown().expect("the sample").clone();
        let fact = &open.lesson.facts[0];
        let correction = Correction { quote: quote(&open.lesson.document, fact), reading: None };
        let correction = Some(form::write(&correction));
        let effects = state.reduce(Action::Correct { fact: fact.id.clone(), correction, now: NOW });
        let again = state.reduce(stored(&effects));
        (fact.id.clone(), again)
    }

    fn rejected(state: &crate::app::AppState) -> usize {
        state.deck.lessons[&id("sample")].work.corrections.facts.len()
    }

    #[test]
    fn a_correction_is_kept_and_the_lesson_read_again_with_it() {
        let mut state = reading();
        let (fact, again) = reject(&mut state);
        assert!(
            matches!(&again[..], [Effect::Extract { in_silence: true, corrections, .. }] if corrections.facts.len() == 1),
            "{again:?}"
        );
        assert!(state.deck.lessons[&id("sample")].work.corrections.facts.contains_key(&fact));
        assert!(state.corrections.can_undo(&id("sample")) && !state.corrections.can_redo(&id("sample")));
    }

    #[test]
    fn it_is_taken_back_and_said_again() {
        let mut state = reading();
        reject(&mut state);
        let effects = state.reduce(Action::Uncorrect { now: NOW });
        state.reduce(stored(&effects));
        assert_eq!(rejected(&state), 0);
        assert!(state.reduce(Action::Uncorrect { now: NOW }).is_empty(), "there is nothing more");
        let effects = state.reduce(Action::Recorrect { now: NOW });
        state.reduce(stored(&effects));
        assert_eq!(rejected(&state), 1);
        let effects = state.reduce(Action::Uncorrect { now: NOW });
        state.reduce(stored(&effects));
        // What is said then leaves nothing to be said again.
        reject(&mut state);
        assert!(state.reduce(Action::Recorrect { now: NOW }).is_empty());
    }

    #[test]
    fn amounts_and_times_are_read_as_people_write_them() {
        let read = |written| amount(written).map(|amount| amount.to_string());
        for (written, public) in [
            ("88 700", "88700"),
            (" 53,8 ", "53.8"),
            ("1/3", "1/3"),
            ("88,7 тыс.", "88700"),
            ("2 млн", "2000000"),
            ("−4", "-4"),
        ] {
            assert_eq!(read(written).as_deref(), Some(public), "{written}");
        }
        for written in ["", "много", "5 штук", "1/3 тыс.", "99999999999999999999999999 млрд"] {
            assert_eq!(read(written), None, "{written}");
        }
        let read = |written| when(written).map(|when| when.to_string());
        assert_eq!(read("11.10.1944").as_deref(), Some("1944-10-11"));
        assert_eq!(read(" 1941/1945 ").as_deref(), Some("1941/1945"));
        for written in ["", "вчера", "31.13.1944", "1.2", "1.2.3.4"] {
            assert_eq!(read(written), None, "{written}");
        }
    }

    #[test]
    fn a_text_is_edited_and_read_again_under_the_same_lesson() {
        let mut state = reading();
        let text = state.deck.lessons[&id("sample")].text.to_string();
        assert!(
            state.reduce(Action::EditText { text: text.clone(), structure: None, now: NOW }).is_empty(),
            "nothing is new"
        );
        assert!(state.reduce(Action::EditText { text: " ".to_owned(), structure: None, now: NOW }).is_empty());
        let longer = format!("{text}\n\nВ 1946 г. собрали 7 т.");
        let effects =
            state.reduce(Action::EditText { text: longer.clone(), structure: Some("1 p1".to_owned()), now: NOW });
        let again = state.reduce(stored(&effects));
        let entry = &state.deck.lessons[&id("sample")];
        assert_eq!((&*entry.text, entry.structure.as_deref()), (&*longer, Some("1 p1")));
        assert!(matches!(&again[..], [Effect::Extract { in_silence: true, .. }]), "{again:?}");
    }
}
