//! What a reader says of the facts of the lesson on screen, and taking it back.

mod placed;

use super::{AppState, Effect, Now, Then};
use crate::correct::Remark;
use crate::deck::remarks::{Step, Steps, standing};
use crate::deck::{Body, LessonId};
use crate::extract::{Amount, When};
use crate::fact::FactId;
use crate::span::Span;
use crate::store::corrections;
use placed::Placed;

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

/// What was said in a lesson, step by step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Retraced {
    lesson: Option<LessonId>,
    steps: Steps,
    /// What came of the file of corrections that was taken in last.
    pub file: Option<OfFile>,
}

/// What came of a file of corrections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfFile {
    /// It is none, or one of a newer version.
    Refused,
    Taken {
        /// How much of it says something else than what was said already.
        new: usize,
        known: usize,
        /// The words that are not in the text, or not in one place; nothing of them was taken in.
        lost: Vec<String>,
    },
}

/// What is done about the facts of the lesson on screen.
#[derive(Clone, Debug)]
pub enum CorrectAct {
    Say(Remark),
    /// Takes in a file of corrections.
    TakeIn(String),
    Undo,
    Redo,
}

impl Retraced {
    pub fn can_undo(&self, lesson: &LessonId) -> bool {
        self.lesson.as_ref() == Some(lesson) && !self.steps.past.is_empty()
    }

    pub fn can_redo(&self, lesson: &LessonId) -> bool {
        self.lesson.as_ref() == Some(lesson) && !self.steps.future.is_empty()
    }
}

impl AppState {
    /// What was said of the facts of the lesson on screen in earlier visits can be taken back too.
    pub(super) fn retrace(&mut self) {
        self.corrections.file = None;
        let Some((lesson, _)) = self.entry() else { return };
        if self.corrections.lesson.as_ref() == Some(lesson) {
            return;
        }
        let lesson = lesson.clone();
        let steps = self.device.as_ref().map(|device| self.deck.steps_of(device, &lesson)).unwrap_or_default();
        self.corrections = Retraced { lesson: Some(lesson), steps, file: None };
    }

    pub(super) fn correct(&mut self, act: CorrectAct, now: Now) -> Vec<Effect> {
        if self.entry().is_none_or(|(lesson, _)| self.corrections.lesson.as_ref() != Some(lesson)) {
            self.retrace();
        }
        self.correcting = None;
        match act {
            CorrectAct::Say(remark) => self.say_of_facts(vec![remark], now),
            CorrectAct::TakeIn(file) => self.take_in_corrections(&file, now),
            CorrectAct::Undo => {
                let step = self.corrections.steps.past.last().cloned();
                step.map(|step| self.say_of_facts(step, now)).unwrap_or_default()
            }
            CorrectAct::Redo => {
                let step = self.corrections.steps.future.last().cloned();
                step.map(|step| self.say_of_facts(step, now)).unwrap_or_default()
            }
        }
    }

    fn say_of_facts(&mut self, step: Step, now: Now) -> Vec<Effect> {
        let Some((lesson, entry)) = self.entry() else { return Vec::new() };
        let (lesson, before) = (lesson.clone(), standing(&entry.work.corrections, &step));
        let bodies = step.iter().map(|remark| body(&lesson, remark)).collect();
        self.corrections.steps.take(&step, before);
        self.append(bodies, now, Then::Nothing)
    }

    /// What of a file finds its place in the text is said here too, as one step.
    fn take_in_corrections(&mut self, file: &str, now: Now) -> Vec<Effect> {
        let (Some(open), Some((_, entry))) = (self.shown().cloned(), self.entry()) else { return Vec::new() };
        let Some(kept) = corrections::read(file) else {
            self.corrections.file = Some(OfFile::Refused);
            return Vec::new();
        };
        let known = &entry.work.corrections;
        let placed = Placed::of(&open, &kept);
        let (mut step, mut same) = (Vec::new(), 0);
        for remark in kept.remarks() {
            if !placed.has(&remark) {
                continue;
            }
            match known.standing(&remark) == remark {
                true => same += 1,
                false => step.push(remark),
            }
        }
        self.corrections.file = Some(OfFile::Taken { new: step.len(), known: same, lost: placed.lost });
        if step.is_empty() { Vec::new() } else { self.say_of_facts(step, now) }
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

/// The event of a remark.
fn body(lesson: &LessonId, remark: &Remark) -> Body {
    let lesson = lesson.clone();
    match remark {
        Remark::Fact(fact, correction) => {
            Body::FactCorrected { lesson, fact: fact.clone(), correction: correction.as_deref().map(str::to_owned) }
        }
        Remark::Parted(relation, parted) => {
            Body::RelationParted { lesson, relation: relation.clone(), parted: *parted }
        }
        Remark::Made(relation, made) => {
            Body::RelationMade { lesson, relation: relation.clone(), made: made.as_deref().map(str::to_owned) }
        }
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
    use crate::app::tests::{NOW, id, later, reading, stored};
    use crate::correct::{Correction, MadeRelation, form, made, quote};
    use crate::fact::Fact;
    use crate::relate::made::{misfit, ordered};
    use crate::relate::{RelationId, RelationKind};

    /// Rejects the first fact of the sample.
    fn reject(state: &mut crate::app::AppState) -> (FactId, Vec<Effect>) {
        let open = state.shown().expect("the sample").clone();
        let fact = &open.lesson.facts[0];
        let correction = Correction { quote: quote(&open.lesson.document, fact), reading: None };
        let remark = Remark::Fact(fact.id.clone(), Some(form::write(&correction).into()));
        let effects = state.reduce(Action::Correct { act: CorrectAct::Say(remark), now: NOW });
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
        let effects = state.reduce(Action::Correct { act: CorrectAct::Undo, now: NOW });
        state.reduce(stored(&effects));
        assert_eq!(rejected(&state), 0);
        assert!(state.reduce(Action::Correct { act: CorrectAct::Undo, now: NOW }).is_empty(), "there is nothing more");
        let effects = state.reduce(Action::Correct { act: CorrectAct::Redo, now: NOW });
        state.reduce(stored(&effects));
        assert_eq!(rejected(&state), 1);
        let effects = state.reduce(Action::Correct { act: CorrectAct::Undo, now: NOW });
        state.reduce(stored(&effects));
        // What is said then leaves nothing to be said again.
        reject(&mut state);
        assert!(state.reduce(Action::Correct { act: CorrectAct::Redo, now: NOW }).is_empty());
    }

    /// The page is opened again with what is in the store.
    fn reloaded(state: &crate::app::AppState) -> crate::app::AppState {
        let mut anew = crate::app::AppState::new(state.route.clone(), None, NOW);
        let (deck, open) = (state.deck.clone(), state.open.clone());
        // The store would go on counting.
        anew.last = state.last;
        anew.reduce(Action::Opened {
            deck: Box::new((*deck).clone()),
            device: crate::app::tests::device(),
            set_aside: 0,
            now: NOW,
        });
        (anew.open, anew.job) = (open, None);
        anew.reduce(Action::Rest { now: NOW });
        anew
    }

    fn act(state: &mut crate::app::AppState, act: CorrectAct, minutes: i64) {
        let effects = state.reduce(Action::Correct { act, now: later(minutes) });
        let append: Vec<Effect> =
            effects.into_iter().filter(|effect| matches!(effect, Effect::Append { .. })).collect();
        state.reduce(stored(&append));
        state.job = None;
    }

    #[test]
    fn what_was_said_is_taken_back_and_said_again_after_a_reload() {
        let mut state = reading();
        reject(&mut state);
        assert_eq!(rejected(&state), 1);
        let mut state = reloaded(&state);
        assert!(state.corrections.can_undo(&id("sample")) && !state.corrections.can_redo(&id("sample")));
        act(&mut state, CorrectAct::Undo, 1);
        assert_eq!(rejected(&state), 0);
        let mut state = reloaded(&state);
        assert!(!state.corrections.can_undo(&id("sample")), "there is nothing more");
        act(&mut state, CorrectAct::Redo, 2);
        assert_eq!(rejected(&state), 1);
        assert!(reloaded(&state).corrections.can_undo(&id("sample")));
    }

    /// Two figures of the sample that are measured alike, as a part and its whole.
    fn related(state: &crate::app::AppState) -> (RelationId, MadeRelation) {
        let open = state.shown().expect("the sample").clone();
        let facts: Vec<&Fact> = open.lesson.facts.iter().filter(|fact| fact.quantity().is_some()).collect();
        let mut pairs =
            facts.iter().flat_map(|one| facts.iter().map(move |other| ordered(RelationKind::PartOf, &[*one, *other])));
        let pair = pairs.find(|pair| misfit(RelationKind::PartOf, pair).is_none()).expect("a pair");
        made::making(&open.lesson.document, RelationKind::PartOf, &pair, " Скот ")
    }

    #[test]
    fn a_relation_is_made_handed_on_and_taken_back() {
        let mut state = reading();
        let (relation, made) = related(&state);
        assert_eq!(made.title, "Скот");
        let remark = Remark::Made(relation.clone(), Some(made::write(&made).into()));
        act(&mut state, CorrectAct::Say(remark), 1);
        let known = |state: &crate::app::AppState| state.deck.lessons[&id("sample")].work.corrections.clone();
        assert!(known(&state).made.contains_key(&relation));
        let handed = state.deck.lessons[&id("sample")].handed_on(&id("sample"));
        assert!(handed.iter().any(|body| matches!(body, Body::RelationMade { relation: id, .. } if *id == relation)));
        let mut state = reloaded(&state);
        act(&mut state, CorrectAct::Undo, 2);
        assert!(known(&state).is_empty());
    }

    #[test]
    fn a_file_of_corrections_is_taken_in_at_once_and_what_has_no_place_is_told() {
        let mut made_here = reading();
        reject(&mut made_here);
        let (relation, made) = related(&made_here);
        act(&mut made_here, CorrectAct::Say(Remark::Made(relation, Some(made::write(&made).into()))), 1);
        let mut kept = (*made_here.deck.lessons[&id("sample")].work.corrections).clone();
        let quote = crate::fact::Quote {
            exact: "Таких слов здесь нет.".into(), ..crate::fact::Quote::default()
        };
        let foreign = Correction { quote: quote.clone(), reading: None };
        kept.correct(&FactId("foreign".into()), Some(form::write(&foreign).into()));
        let far = MadeRelation { facts: vec![(FactId("far".into()), quote)], ..made };
        kept.relate(&RelationId("far".into()), Some(made::write(&far).into()));
        let file = corrections::write(&kept);

        let mut state = reading();
        act(&mut state, CorrectAct::TakeIn(file.clone()), 1);
        let known = |state: &crate::app::AppState| state.deck.lessons[&id("sample")].work.corrections.clone();
        assert_eq!(known(&state), made_here.deck.lessons[&id("sample")].work.corrections);
        let lost = vec!["Таких слов здесь нет.".to_owned(); 2];
        assert_eq!(state.corrections.file, Some(OfFile::Taken { new: 2, known: 0, lost: lost.clone() }));
        // Once more, and nothing is new.
        let effects = state.reduce(Action::Correct { act: CorrectAct::TakeIn(file), now: later(2) });
        assert!(effects.iter().all(|effect| !matches!(effect, Effect::Append { .. })), "{effects:?}");
        assert_eq!(state.corrections.file, Some(OfFile::Taken { new: 0, known: 2, lost }));
        // It was one step, after a reload too.
        let mut state = reloaded(&state);
        act(&mut state, CorrectAct::Undo, 3);
        assert!(known(&state).is_empty());

        let refused = Action::Correct { act: CorrectAct::TakeIn("{}".to_owned()), now: later(4) };
        state.reduce(refused);
        assert_eq!(state.corrections.file, Some(OfFile::Refused));
        state.reduce(Action::Rest { now: later(5) });
        assert_eq!(state.corrections.file, None, "on another page it is no news any more");
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
