//! What happens to the state, and what is to be done in the world, for every action.
//!
//! Write first, then show: an action that changes the learner's truth only asks for [`Effect::Append`]; the screen moves
//! on when [`Action::Written`] comes back. What could not be written is kept and can be tried again.

use std::rc::Rc;

use crate::deck::{Body, Deck, Event, Grade, LessonId};
use crate::document::Source;
use crate::ingest::{self, IngestError, Warning};
use crate::lesson::Lesson;

use super::{
    Action, AppState, Effect, Input, Job, Mint, Notice, Now, Open, Purpose, Remedy, Route, Session, Storage, Task,
    Then, Trouble, View, Write,
};

impl AppState {
    /// Takes in an action and answers with what is to be done, in that order.
    pub fn reduce(&mut self, action: Action) -> Vec<Effect> {
        let mut effects = self.react(action);
        // However a job ended, what waits for the worker is next.
        effects.extend(self.take_up_waiting());
        effects.extend(self.read_again());
        self.settle();
        effects
    }

    fn react(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Opened { events, set_aside, now } => self.opened(&events, set_aside, now),
            Action::OpenedForgetful { error, now } => {
                self.storage = Storage::Forgetful(error.clone());
                self.notify(Trouble::Forgetful(error), None);
                self.enter(now)
            }
            Action::Written { write, events } => self.written(write, &events),
            Action::NotWritten { write, error } => {
                self.writes.iter_mut().filter(|known| known.number == write).for_each(|known| known.failed = true);
                if let Some(session) = &mut self.session {
                    session.turn.iter_mut().for_each(|turn| turn.saving = None);
                }
                self.notify(Trouble::NotWritten(error), Some(Remedy::Write(write)));
                Vec::new()
            }
            Action::Went { route, now } => {
                self.route = route;
                self.page = None;
                self.selected = None;
                self.asking = None;
                self.enter(now)
            }
            Action::Given { input, name, mint, now } => self.given(input, name, mint, now),
            Action::NotGiven(trouble) => {
                self.notify(trouble, None);
                Vec::new()
            }
            Action::Delete { lesson, now } => self.append(vec![Body::LessonDeleted { lesson }], now, Then::Leave),
            Action::Reached { job, step } => {
                if let Some(current) = self.job.as_mut().filter(|current| current.number == job) {
                    current.step = Some(step);
                }
                Vec::new()
            }
            Action::Extracted { job, lesson, warnings, with_dictionary, now } => {
                self.now = now;
                match self.job.take_if(|current| current.number == job) {
                    Some(job) => self.extracted(job.task.purpose, *lesson, warnings, with_dictionary),
                    None => Vec::new(),
                }
            }
            Action::Refused { job, error } => {
                if self.job.take_if(|current| current.number == job).is_some() {
                    self.notify(Trouble::Refused(error), None);
                }
                Vec::new()
            }
            Action::WorkerDied => self.worker_died(),
            Action::Dictionary { arrived } => self.dictionary(arrived),
            Action::Cancel => match self.job.take() {
                Some(job) if job.task.is_open() => vec![self.restart(), Effect::Go(Route::Library)],
                Some(_) => vec![self.restart()],
                None => Vec::new(),
            },
            Action::Reveal { now } => self.answer(None, now),
            Action::Choose { option, now } => self.answer(Some(option), now),
            Action::Grade { grade, now } => self.grade(grade, now),
            Action::Undo { now } => self.undo(now),
            Action::Set { setting, now } => self.append(vec![setting.change()], now, Then::Nothing),
            Action::Toggle(kind) => {
                match self.hidden.iter().position(|&hidden| hidden == kind) {
                    Some(index) => drop(self.hidden.remove(index)),
                    None => self.hidden.push(kind),
                }
                Vec::new()
            }
            Action::Select(mark) => {
                self.selected = mark;
                Vec::new()
            }
            Action::Turn(page) => {
                self.page = Some(page);
                vec![Effect::Top]
            }
            Action::Filter(filter) => {
                self.filter = filter;
                self.page = None;
                Vec::new()
            }
            Action::Ask(lesson) => {
                self.asking = lesson;
                Vec::new()
            }
            Action::Drag(is_dragging) => {
                self.is_dragging = is_dragging;
                Vec::new()
            }
            Action::Narrow(is_narrow) => {
                self.is_narrow = is_narrow;
                Vec::new()
            }
            Action::Dismiss { notice } => {
                // What is not tried again is given up.
                match self.dismiss(notice).and_then(|notice| notice.remedy) {
                    Some(Remedy::Write(write)) => self.writes.retain(|known| known.number != write),
                    Some(Remedy::Job) => self.failed.clear(),
                    None => {}
                }
                Vec::new()
            }
            Action::TryAgain { notice } => self.try_again(notice),
        }
    }

    fn opened(&mut self, events: &[Event], set_aside: usize, now: Now) -> Vec<Effect> {
        self.storage = Storage::Lasting;
        self.deck = Rc::new(Deck::of(events));
        if set_aside > 0 {
            self.notify(Trouble::SetAside(set_aside), None);
        }
        self.enter(now)
    }

    /// The lesson that the address names is read, if it is not on screen already.
    fn enter(&mut self, now: Now) -> Vec<Effect> {
        self.now = now;
        let is_study = matches!(self.route, Route::Lesson { view: View::Study, .. });
        if self.shown().is_some() {
            return if is_study { self.study() } else { Vec::new() };
        }
        let Some((id, entry)) = self.entry() else { return Vec::new() };
        if self.job.as_ref().is_some_and(|job| job.task.purpose == Purpose::Open(id.clone())) {
            return Vec::new();
        }
        let task = Task { purpose: Purpose::Open(id.clone()), input: Input::Text(entry.text.clone()), name: None };
        self.open = None;
        // What the reader waits for goes first; a new text is read after it.
        let interrupted = self.job.take();
        let restart = interrupted.as_ref().map(|_| self.restart());
        if let Some(Job { task, .. }) = interrupted.filter(|job| job.task.is_add()) {
            self.waiting.push_front(task);
        }
        restart.into_iter().chain(self.start(task)).collect()
    }

    fn given(&mut self, input: Input, name: Option<String>, mint: Mint, now: Now) -> Vec<Effect> {
        self.now = now;
        let bytes = input.size();
        if bytes > ingest::LIMIT {
            self.notify(Trouble::Refused(IngestError::TooLarge { bytes }), None);
            return Vec::new();
        }
        self.notices.retain(|notice| !matches!(notice.trouble, Trouble::Refused(_) | Trouble::Unreadable));
        let mut known = self.job.iter().map(|job| &job.task).chain(&self.waiting);
        if known.any(|task| task.is_add() && task.input == input) {
            return Vec::new();
        }
        self.waiting.push_back(Task { purpose: Purpose::Add(mint), input, name });
        // A lesson that is being opened can be opened any time again.
        match self.job.take_if(|job| !job.task.is_add() && !job.task.is_soon_done()) {
            Some(_) => vec![self.restart()],
            None => Vec::new(),
        }
    }

    /// The worker that follows has to be given the dictionary anew.
    fn restart(&mut self) -> Effect {
        self.await_dictionary();
        Effect::RestartWorker
    }

    /// Starts what has waited longest, if nothing stands in its way.
    fn take_up_waiting(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        while self.storage != Storage::Opening && self.job.is_none() {
            let Some(task) = self.waiting.pop_front() else { break };
            let same = match &task.input {
                Input::Text(text) if task.is_add() => self.lesson_of(text),
                _ => None,
            };
            match same.cloned() {
                Some(lesson) => effects.extend(self.lead_to(&lesson)),
                None => effects.extend(self.start(task)),
            }
        }
        effects
    }

    /// The lesson of the library with this text.
    fn lesson_of(&self, text: &str) -> Option<&LessonId> {
        self.deck.lessons.iter().find(|(_, entry)| *entry.text == *text).map(|(lesson, _)| lesson)
    }

    /// To the lesson of a text that was given, unless the reader has gone to another lesson meanwhile.
    fn lead_to(&self, lesson: &LessonId) -> Option<Effect> {
        let is_elsewhere = matches!(self.route, Route::Lesson { .. });
        (!is_elsewhere).then(|| Effect::Go(Route::lesson(lesson, View::Text)))
    }

    pub(super) fn start(&mut self, task: Task) -> Option<Effect> {
        let job = Job { number: self.number(), task, step: None, retried: false };
        let effect = self.extract(&job)?;
        self.job = Some(job);
        Some(effect)
    }

    /// `None` if the lesson has left the library.
    fn extract(&self, job: &Job) -> Option<Effect> {
        let Task { purpose, input, name } = &job.task;
        let (title, seed) = match purpose {
            Purpose::Add(mint) => (None, mint.seed),
            Purpose::Open(lesson) | Purpose::Again(lesson) => {
                let entry = self.deck.lessons.get(lesson)?;
                (Some(entry.title.to_string()), entry.seed)
            }
        };
        let in_silence = matches!(purpose, Purpose::Again(_));
        Some(Effect::Extract { job: job.number, input: input.clone(), name: name.clone(), title, seed, in_silence })
    }

    fn extracted(
        &mut self,
        purpose: Purpose,
        lesson: Lesson,
        warnings: Vec<Warning>,
        with_dictionary: bool,
    ) -> Vec<Effect> {
        let open = |id, lesson| Open::new(id, lesson, warnings, with_dictionary);
        match purpose {
            Purpose::Open(id) => {
                self.open = Some(Rc::new(open(id, lesson)));
                self.enter(self.now)
            }
            Purpose::Again(id) => {
                self.fresh = Some(Rc::new(open(id, lesson)));
                Vec::new()
            }
            Purpose::Add(Mint { lesson: id, seed }) => {
                if let Some(known) = self.lesson_of(&lesson.document.text) {
                    return self.lead_to(known).into_iter().collect();
                }
                // The same text may have been given in two ways.
                let is_same =
                    |body: &Body| matches!(body, Body::LessonAdded { text, .. } if **text == *lesson.document.text);
                if self.writes.iter().any(|write| !write.failed && write.bodies.iter().any(is_same)) {
                    return Vec::new();
                }
                let added = Body::LessonAdded {
                    lesson: id.clone(),
                    title: lesson.document.title.clone(),
                    text: lesson.document.text.clone(),
                    source: Source::default(),
                    seed,
                };
                self.append(vec![added], self.now, Then::Show(Rc::new(open(id, lesson))))
            }
        }
    }

    fn worker_died(&mut self) -> Vec<Effect> {
        self.await_dictionary();
        // Without a job nobody misses it; the next job gets a new one.
        let Some(mut job) = self.job.take() else { return Vec::new() };
        if let Purpose::Again(lesson) = job.task.purpose {
            self.kept = Some(lesson);
            return vec![Effect::RestartWorker];
        }
        if job.retried {
            self.failed.push(job.task);
            self.notify(Trouble::WorkerDied, Some(Remedy::Job));
            return vec![Effect::RestartWorker];
        }
        job.retried = true;
        job.step = None;
        let again = self.extract(&job);
        self.job = again.is_some().then_some(job);
        [Effect::RestartWorker].into_iter().chain(again).collect()
    }

    fn append(&mut self, bodies: Vec<Body>, now: Now, then: Then) -> Vec<Effect> {
        self.now = now;
        let number = self.number();
        let write = Write { number, bodies: bodies.into(), now, then, failed: false };
        let effect = write.effect();
        self.writes.push(write);
        vec![effect]
    }

    fn written(&mut self, write: u32, events: &[Event]) -> Vec<Effect> {
        let deck = Rc::make_mut(&mut self.deck);
        events.iter().for_each(|event| deck.apply(event));
        let Some(index) = self.writes.iter().position(|known| known.number == write) else { return Vec::new() };
        let Write { then, now, .. } = self.writes.remove(index);
        match then {
            Then::Nothing => Vec::new(),
            Then::Show(open) => {
                let go = self.lead_to(&open.id);
                if let Some(Effect::Go(route)) = &go {
                    self.route = route.clone();
                    self.open = Some(open);
                    self.session = None;
                    self.page = None;
                    self.selected = None;
                }
                go.into_iter().collect()
            }
            Then::NextCard => {
                if let Some(Event { id, body: Body::Reviewed(review), .. }) = events.first() {
                    let done =
                        super::study::Done { event: id.clone(), card: review.card.clone(), grade: review.chosen };
                    self.put_fresh_in_place();
                    self.with_session(now, |session, open, entry, deck| {
                        // Tried again late, the grade may be of another lesson or card than the one on screen by now.
                        if session.lesson != review.lesson {
                            return;
                        }
                        session.done.push(done);
                        if session.turn.as_ref().is_none_or(|turn| turn.card == review.card) {
                            session.advance(open, entry, deck, now);
                        }
                    });
                }
                Vec::new()
            }
            Then::PreviousCard => {
                if let Some(Event { body: Body::Undone { event }, .. }) = events.first() {
                    self.with_session(now, |session, open, entry, deck| {
                        if let Some(done) = session.done.pop_if(|done| done.event == *event) {
                            session.back_to(done.card, open, entry, deck, now);
                        }
                    });
                }
                Vec::new()
            }
            Then::Leave => {
                self.open = None;
                self.session = None;
                vec![Effect::Go(Route::Library)]
            }
        }
    }

    fn try_again(&mut self, number: u32) -> Vec<Effect> {
        let Some(notice) = self.dismiss(number) else { return Vec::new() };
        match notice.remedy {
            Some(Remedy::Write(write)) => {
                let write = self.writes.iter_mut().find(|known| known.number == write);
                write
                    .map(|write| {
                        write.failed = false;
                        write.effect()
                    })
                    .into_iter()
                    .collect()
            }
            Some(Remedy::Job) => {
                self.waiting.extend(self.failed.drain(..));
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn dismiss(&mut self, number: u32) -> Option<Notice> {
        let index = self.notices.iter().position(|notice| notice.number == number)?;
        Some(self.notices.remove(index))
    }

    pub(super) fn notify(&mut self, trouble: Trouble, remedy: Option<Remedy>) {
        // The same trouble twice is said once.
        self.notices.retain(|notice| notice.trouble != trouble || notice.remedy != remedy);
        let number = self.number();
        self.notices.push(Notice { number, trouble, remedy });
    }

    fn study(&mut self) -> Vec<Effect> {
        let now = self.now;
        let is_running = (self.session.as_ref()).is_some_and(|session| {
            Some(&session.lesson) == self.shown().map(|open| &open.id) && session.turn.is_some()
        });
        if let (false, Some(open), Some((_, entry))) = (is_running, self.shown().cloned(), self.entry()) {
            self.session = Some(Session::begin(&open, entry, &self.deck, now));
        }
        Vec::new()
    }

    fn answer(&mut self, option: Option<usize>, now: Now) -> Vec<Effect> {
        self.with_session(now, |session, open, entry, deck| session.answer(option, open, entry, deck, now));
        Vec::new()
    }

    fn grade(&mut self, grade: Grade, now: Now) -> Vec<Effect> {
        self.give_up_failed_grade();
        let review = (self.session.as_ref().zip(self.open.as_ref()))
            .filter(|_| !self.is_writing())
            .and_then(|(session, open)| session.review(open, grade, now));
        let Some(review) = review else { return Vec::new() };
        if let Some(turn) = self.session.as_mut().and_then(|session| session.turn.as_mut()) {
            turn.saving = Some(grade);
        }
        self.append(vec![Body::Reviewed(review)], now, Then::NextCard)
    }

    /// A grade of the card on screen that could not be written gives way to the next one; so does taking back the last
    /// review of this sitting. What is of another card or lesson waits on.
    fn give_up_failed_grade(&mut self) {
        let Some(session) = &self.session else { return };
        let gives_way = |body: &Body| match body {
            Body::Reviewed(review) => {
                review.lesson == session.lesson && session.turn.as_ref().is_some_and(|turn| turn.card == review.card)
            }
            Body::Undone { event } => session.done.last().is_some_and(|done| done.event == *event),
            _ => false,
        };
        let (given_up, kept) = std::mem::take(&mut self.writes)
            .into_iter()
            .partition(|write| write.failed && write.bodies.iter().any(gives_way));
        self.writes = kept;
        let given_up: Vec<Write> = given_up;
        self.notices.retain(|notice| !given_up.iter().any(|write| notice.remedy == Some(Remedy::Write(write.number))));
    }

    fn undo(&mut self, now: Now) -> Vec<Effect> {
        self.give_up_failed_grade();
        let last = self.session.as_ref().filter(|_| !self.is_writing()).and_then(|session| session.done.last());
        match last.map(|done| done.event.clone()) {
            Some(event) => self.append(vec![Body::Undone { event }], now, Then::PreviousCard),
            None => Vec::new(),
        }
    }

    pub(super) fn with_session(
        &mut self,
        now: Now,
        change: impl FnOnce(&mut Session, &Open, &crate::deck::Entry, &Deck),
    ) {
        self.now = now;
        let (Some(session), Some(open)) = (self.session.as_mut(), self.open.as_ref()) else { return };
        if let Some(entry) = self.deck.lessons.get(&session.lesson).filter(|_| open.id == session.lesson) {
            change(session, open, entry, &self.deck);
        }
    }
}

impl Write {
    fn effect(&self) -> Effect {
        Effect::Append { write: self.number, bodies: self.bodies.clone(), now: self.now }
    }
}
