//! What was said of the facts of a lesson, step by step, so that it can be taken back after a reload too.

use super::{Deck, DeviceId, LessonId};
use crate::correct::{Kept, Remark};

/// What was said at once, as what has to be said to take it back, or to say it again.
pub type Step = Vec<Remark>;

/// The steps of a device in a lesson that can be taken back, and those that were; the last of each is the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Steps {
    pub past: Vec<Step>,
    pub future: Vec<Step>,
}

impl Steps {
    /// Something is said where `before` is what was said of the same. What takes the last step back, or says the last one again that
    /// was, is no step of its own.
    pub fn take(&mut self, said: &Step, before: Step) {
        let is = |step: Option<&Step>| step.is_some_and(|step| step == said);
        if is(self.past.last()) {
            self.past.pop();
            self.future.push(before);
        } else if is(self.future.last()) {
            self.future.pop();
            self.past.push(before);
        } else {
            self.past.push(before);
            self.future.clear();
        }
    }
}

/// What is said by now of what a step is about: the step that leads back.
pub fn standing(known: &Kept, step: &Step) -> Step {
    step.iter().map(|remark| known.standing(remark)).collect()
}

impl Deck {
    /// What `device` has said of the facts of a lesson, as far as this deck has seen it. In one that was resumed, what its snapshot has is
    /// where it begins.
    pub fn steps_of(&self, device: &DeviceId, lesson: &LessonId) -> Steps {
        let mut known = self.read_before.get(lesson).map(|kept| (**kept).clone()).unwrap_or_default();
        let mut steps = Steps::default();
        let said: Vec<_> = self.log.remarks(lesson).collect();
        // What is written at once has one moment.
        for at_once in said.chunk_by(|(one, at, _), (other, then, _)| one.device == other.device && at == then) {
            let step: Step = at_once.iter().map(|(.., remark)| (*remark).clone()).collect();
            let before = standing(&known, &step);
            step.iter().for_each(|remark| known.hear(remark));
            if at_once.iter().all(|(event, ..)| event.device == *device) {
                steps.take(&step, before);
            }
        }
        steps
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Body, Event, EventId, snapshot};
    use crate::fact::FactId;
    use crate::relate::RelationId;

    fn lesson() -> LessonId {
        LessonId("1".repeat(16))
    }

    fn device(name: &str) -> DeviceId {
        DeviceId(name.repeat(16))
    }

    fn event(number: u64, at: i64, body: Body) -> Event {
        Event { id: EventId { device: device("a"), number }, at, offset: 0, body }
    }

    fn corrected(fact: &str, correction: Option<&str>) -> Body {
        let correction = correction.map(str::to_owned);
        Body::FactCorrected { lesson: lesson(), fact: FactId(fact.to_owned()), correction }
    }

    fn remark(fact: &str, correction: Option<&str>) -> Remark {
        Remark::Fact(FactId(fact.to_owned()), correction.map(Into::into))
    }

    #[test]
    fn what_was_said_last_can_be_taken_back_after_a_reload_and_said_again() {
        let relation = RelationId("r".to_owned());
        let parted = Body::RelationParted { lesson: lesson(), relation: relation.clone(), parted: true };
        let log = [
            event(1, 1, corrected("f", Some("one"))),
            event(2, 2, corrected("f", Some("two"))),
            // A file of corrections: two at once.
            event(3, 3, corrected("g", Some("three"))),
            event(4, 3, parted),
        ];
        let steps = |log: &[Event]| Deck::of(log).steps_of(&device("a"), &lesson());
        let all = steps(&log);
        assert_eq!(
            all.past,
            [
                vec![remark("f", None)],
                vec![remark("f", Some("one"))],
                vec![remark("g", None), Remark::Parted(relation.clone(), false)]
            ]
        );
        assert!(all.future.is_empty());
        assert_eq!(Deck::of(&log).steps_of(&device("b"), &lesson()), Steps::default(), "nobody takes back another's");
        assert_eq!(Deck::of(&log).steps_of(&device("a"), &LessonId("2".to_owned())), Steps::default());

        // The last but one is taken back, too; then said again.
        let back = Body::RelationParted { lesson: lesson(), relation: relation.clone(), parted: false };
        let mut log = log.to_vec();
        log.extend([event(5, 5, corrected("g", None)), event(6, 5, back), event(7, 7, corrected("f", Some("one")))]);
        let taken_back = steps(&log);
        assert_eq!(taken_back.past, [vec![remark("f", None)]]);
        let twice = vec![remark("g", Some("three")), Remark::Parted(relation, true)];
        assert_eq!(taken_back.future, [twice, vec![remark("f", Some("two"))]]);
        log.push(event(8, 8, corrected("f", Some("two"))));
        assert_eq!(steps(&log).future.len(), 1);
        log.push(event(9, 9, corrected("f", Some("four"))));
        assert!(steps(&log).future.is_empty(), "what is said then leaves nothing to be said again");
    }

    #[test]
    fn a_deck_from_a_snapshot_begins_with_what_that_has() {
        let log = [event(1, 1, corrected("f", Some("one"))), event(2, 2, corrected("f", Some("two")))];
        let bytes = snapshot::write(&Deck::of(&log[..1])).expect("a snapshot");
        let mut deck = snapshot::read(&bytes).expect("a deck");
        assert_eq!(deck.steps_of(&device("a"), &lesson()), Steps::default());
        deck.apply(&log[1]);
        assert_eq!(deck.steps_of(&device("a"), &lesson()).past, [[remark("f", Some("one"))]]);
    }
}
