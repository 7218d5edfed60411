//! Statistics that are kept up to date lesson by lesson: what was counted of a lesson stands until something is done with it, so a
//! review has one lesson counted anew and not a million reviews, and all can be counted a lesson at a time while nothing else is
//! to be done.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::{Statistics, studied_in};
use crate::card::CardId;
use crate::deck::{Deck, Entry, LessonId, Work};
use crate::schedule::{Scheduler, day};

/// What was counted so far.
#[derive(Debug, Default)]
pub struct Counted {
    /// What it was counted with: the learner's day, and what the scheduler hangs on.
    day: i64,
    settings: [Option<String>; 5],
    scheduler: Scheduler,
    lessons: BTreeMap<LessonId, OfLesson>,
    /// Of all lessons, as long as none of them is counted anew.
    all: Option<Rc<Statistics>>,
}

/// What was counted of a lesson, and from what.
#[derive(Debug)]
struct OfLesson {
    work: Rc<Work>,
    /// Cards that are not asked any more.
    unasked: BTreeSet<CardId>,
    /// Whether it is in the library, or deleted.
    is_there: bool,
    statistics: Rc<Statistics>,
}

impl Counted {
    /// Counts the next lesson that was not, or that something was done with since; whether there was one. At `now`: UTC
    /// milliseconds, `offset` minutes east.
    pub fn count_next(&mut self, deck: &Deck, now: i64, offset: i16) -> bool {
        self.renew(deck, now, offset);
        let mut works = deck.lessons.iter().map(|(lesson, entry)| (lesson, &entry.work)).chain(&deck.kept);
        match works.find(|(lesson, work)| !self.is_counted(deck, lesson, work)) {
            Some((lesson, work)) => {
                self.count(deck, lesson, work, now, offset);
                true
            }
            None => false,
        }
    }

    /// Of one lesson, or of all: of those that are in the library, and what was done with deleted ones.
    pub fn of(&mut self, deck: &Deck, lesson: Option<&LessonId>, now: i64, offset: i16) -> Rc<Statistics> {
        self.renew(deck, now, offset);
        match lesson {
            Some(lesson) => {
                let Some(Entry { work, .. }) = deck.lessons.get(lesson) else { return Rc::default() };
                if !self.is_counted(deck, lesson, work) {
                    self.count(deck, lesson, work, now, offset);
                }
                self.lessons.get(lesson).map(|known| known.statistics.clone()).unwrap_or_default()
            }
            None => {
                while self.count_next(deck, now, offset) {}
                let Counted { lessons, scheduler, .. } = self;
                let all = self.all.get_or_insert_with(|| {
                    let mut all = Statistics::of(&[], scheduler, now, offset);
                    lessons.values().for_each(|known| all.add(&known.statistics));
                    Rc::new(all)
                });
                all.clone()
            }
        }
    }

    /// Forgets what was counted on another day or with another scheduler, and lessons that are gone.
    fn renew(&mut self, deck: &Deck, now: i64, offset: i16) {
        let day = day::of(now, offset);
        let settings = deck.of_schedule();
        if self.day != day || !self.settings.iter().map(Option::as_deref).eq(settings) {
            let settings = settings.map(|value| value.map(str::to_owned));
            *self = Counted { day, settings, scheduler: Scheduler::of(deck), ..Counted::default() };
        }
        let before = self.lessons.len();
        self.lessons.retain(|lesson, _| deck.lessons.contains_key(lesson) || deck.kept.contains_key(lesson));
        if self.lessons.len() < before {
            self.all = None;
        }
    }

    fn is_counted(&self, deck: &Deck, lesson: &LessonId, work: &Rc<Work>) -> bool {
        let is_same = |known: &OfLesson| {
            Rc::ptr_eq(&known.work, work)
                && known.is_there == deck.lessons.contains_key(lesson)
                && known.unasked == deck.unasked(lesson)
        };
        self.lessons.get(lesson).is_some_and(is_same)
    }

    fn count(&mut self, deck: &Deck, lesson: &LessonId, work: &Rc<Work>, now: i64, offset: i16) {
        let statistics = Statistics::of(&studied_in(deck, lesson, work), &self.scheduler, now, offset);
        let is_there = deck.lessons.contains_key(lesson);
        let statistics = Rc::new(if is_there { statistics } else { statistics.of_the_past() });
        let (work, unasked) = (work.clone(), deck.unasked(lesson));
        self.lessons.insert(lesson.clone(), OfLesson { work, unasked, is_there, statistics });
        self.all = None;
    }
}
