//! What happens to the state, and what is to be done in the world, for every action.
//!
//! Write first, then show: an action that changes the learner's truth only asks for [`Effect::Append`]; the screen moves
//! on when [`Action::Written`] comes back. What could not be written is kept and can be tried again.

use std::rc::Rc;

use crate::deck::setting::is_by_the_way;
use crate::deck::{Body, Deck, Entry, Event, LessonId};
use crate::document::structure;
use crate::ingest::{self, IngestError, Warning};
use crate::lesson::Lesson;
use crate::store::StoreError;

use super::{
    Action, AppState, Effect, Framed, HandedOn, Input, Job, Mint, Move, Notice, Now, Open, Purpose, Remedy, Route,
    Search, Storage, Task, Then, Trouble, View, Write, marks,
};

/// After so many events it is looked anew how much of the browser's room they take.
const MEASURE_EVERY: usize = 200;

impl AppState {
    /// Takes in an action and answers with what is to be done, in that order.
    pub fn reduce(&mut self, action: Action) -> Vec<Effect> {
        let written = match &action {
            Action::Written { events, .. } if self.framed.is_some() => events.clone(),
            _ => Vec::new(),
        };
        let mut effects = self.react(action);
        // However a job ended, what waits for the worker is next.
        effects.extend(self.take_up_waiting());
        effects.extend(self.read_again());
        effects.extend(self.recall_next());
        effects.extend(self.complete());
        self.settle();
        effects.extend(self.report(written));
        effects
    }

    fn react(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Opened { deck, device, set_aside, now } => {
                self.device = Some(device);
                self.opened(*deck, set_aside, now)
            }
            Action::OpenedForgetful { error, deck, device, now } => {
                self.device = Some(device);
                self.deck = Rc::new(*deck);
                self.hidden = marks::hidden(&self.deck);
                self.storage = Storage::Forgetful(error.clone());
                self.notify(Trouble::Forgetful(error), None);
                self.enter(now)
            }
            Action::OnDisk => {
                self.is_on_disk = true;
                Vec::new()
            }
            Action::Only(lesson) => {
                self.only = Some(lesson);
                Vec::new()
            }
            Action::Framed { is_foreign } => {
                self.framed = Some(Framed::new(is_foreign));
                Vec::new()
            }
            Action::Told { told, now } => self.hear(told, now),
            Action::TakeOut(act) => self.take_out(act),
            Action::Publish(act) => self.publish(act),
            Action::HandOn => match (&self.route, self.shown()) {
                (Route::Lesson { lesson, .. }, Some(_)) if self.handed_on != Some(HandedOn::Making) => {
                    let effect = Effect::HandOn(lesson.clone());
                    self.handed_on = Some(HandedOn::Making);
                    vec![effect]
                }
                _ => Vec::new(),
            },
            Action::HandedOn(outcome) => {
                self.handed_on = Some(match outcome {
                    Ok(()) => HandedOn::Made,
                    Err(reason) => HandedOn::Failed(reason),
                });
                Vec::new()
            }
            Action::Written { write, events } if self.passes_by(Some(write), &events) => Vec::new(),
            Action::Written { write, events } => {
                let before = self.unsaved / MEASURE_EVERY;
                let mut effects = self.written(write, &events);
                let is_due = self.storage == Storage::Lasting && self.unsaved / MEASURE_EVERY > before;
                effects.extend(is_due.then_some(Effect::Measure));
                effects.extend(self.follow());
                effects
            }
            Action::NotWritten { write, error } => {
                self.writes.iter_mut().filter(|known| known.number == write).for_each(|known| known.failed = true);
                if let Some(session) = &mut self.session {
                    session.turn.iter_mut().for_each(|turn| turn.saving = None);
                }
                self.guessing.iter_mut().for_each(|guessing| guessing.is_saving = false);
                let is_full = error == StoreError::Full;
                self.notify(Trouble::NotWritten(error), Some(Remedy::Write(write)));
                is_full.then_some(Effect::Measure).into_iter().collect()
            }
            Action::Class(class) => {
                self.class = class;
                Vec::new()
            }
            Action::Came { events, now } => self.came(&events, now),
            Action::Replaced { deck, now } => self.replace_deck(*deck, now),
            Action::Completed { deck, now } => self.completed(*deck, now),
            Action::NotCompleted(error) => {
                self.notify(Trouble::NotWritten(error), None);
                Vec::new()
            }
            Action::Folder(folder) => self.folder(folder),
            Action::Measured(room) => self.measured(room),
            Action::Fit => {
                self.is_offering = false;
                self.fit()
            }
            Action::Rest { now } => self.sit(Move::Rest { now }),
            Action::Recall(lessons) => {
                self.recall(lessons);
                Vec::new()
            }
            Action::TurnDown { now } => self.turn_down(now),
            Action::Fitted(outcome) => self.fitted(outcome),
            Action::Adopt { found, now } => self.adopt(found, now),
            Action::Wish { day, minutes } => self.wish(day, minutes),
            Action::Plan { cards, now } => self.plan(cards, now),
            Action::CallOff { now } => self.call_off(now),
            Action::Planned { lesson, exam, made } => self.planned(&lesson, exam, made),
            Action::Save { now } => self.save(now),
            Action::Saved { outcome, is_sure } => self.saved(outcome, is_sure),
            Action::HasFile => {
                self.has_file();
                Vec::new()
            }
            Action::CountUnsaved { saved } => {
                self.count_unsaved(saved);
                Vec::new()
            }
            Action::TakeIn { file } => self.take_in(file),
            Action::TakenIn { outcome, now } => self.taken_in(outcome, now),
            Action::Went { route, now } => {
                let mut kept = self.keep_place(now);
                kept.extend(self.sit(Move::Leave { now }));
                self.route = route;
                self.resumed = None;
                self.walked = None;
                self.forgive_later();
                self.page = None;
                self.selected = None;
                self.editing = None;
                self.is_helping = false;
                self.leave_guess();
                self.arranging = None;
                self.correcting = None;
                self.publishing = None;
                self.exported = None;
                self.handed_on = self.handed_on.take().filter(|outcome| *outcome == HandedOn::Making);
                self.forget_taken_out();
                let mut effects = kept;
                // Whoever leaves the page that a learner has, ends it.
                if self.is_previewing() && self.way_back().is_some() {
                    self.sit(Move::Preview { begins: false, now });
                }
                effects.extend(self.enter(now));
                effects.extend(self.sit(Move::Rest { now }));
                effects
            }
            Action::Reading { at, now } => self.reads_at(at, now),
            Action::Away { now } => self.keep_place(now),
            Action::Walk { is_forward } => self.walk(is_forward),
            Action::Print(is_printing) => {
                self.is_printing = is_printing;
                Vec::new()
            }
            Action::Given { input, name, mint, now } => self.given(input, name, mint, now),
            Action::NotGiven(trouble) => {
                self.notify(trouble, None);
                Vec::new()
            }
            Action::Delete { lesson, now } => self.delete(lesson, now),
            Action::BringBack { lesson, now } => self.bring_back(&lesson, now),
            Action::Reached { job, step } => {
                if let Some(current) = self.job.as_mut().filter(|current| current.number == job) {
                    current.step = Some(step);
                }
                Vec::new()
            }
            Action::Extracted { job, lesson, warnings, with_dictionary, parts, now } => {
                self.now = now;
                match self.job.take_if(|current| current.number == job) {
                    Some(job) => self.extracted(job, *lesson, warnings, with_dictionary, parts),
                    None => Vec::new(),
                }
            }
            Action::Refused { job, error } => {
                match self.job.take_if(|current| current.number == job).map(|job| job.task.purpose) {
                    // What nobody has asked for is not tried again, nor told of.
                    Some(Purpose::Recall(lesson)) => self.give_up_recalling(lesson),
                    Some(_) => self.notify(Trouble::Refused(error), None),
                    None => {}
                }
                Vec::new()
            }
            Action::WorkerDied => self.worker_died(),
            Action::Dictionary { arrived } => self.dictionary(arrived),
            Action::FileSoFar { job, done, of } => self.read_so_far(job, done, of),
            Action::FileRead { job, outcome } => self.file_read(job, outcome),
            Action::FileNotRead { job, is_there } => self.file_not_read(job, is_there),
            Action::Chapters(act) => self.choose_chapters(act),
            Action::Cancel => match self.job.take() {
                Some(job) if job.task.file().is_some() => vec![Effect::StopReading],
                Some(job) if job.task.is_open() => vec![self.restart(), Effect::Go(Route::Library)],
                Some(_) => vec![self.restart()],
                None => Vec::new(),
            },
            Action::Fetch => self.fetch(),
            Action::Fetched { arrived } => self.fetched(arrived),
            Action::Study(act) => self.sit(Move::Act(act)),
            Action::Say { card, change, now } => self.say(card, change, now),
            Action::Edit(card) => {
                self.editing = card;
                Vec::new()
            }
            Action::Want { count, now } => match self.entry() {
                Some((lesson, _)) => {
                    let lesson = lesson.clone();
                    self.append(vec![Body::CardsWanted { lesson, count }], now, Then::CardChanged)
                }
                None => Vec::new(),
            },
            Action::FilterCards(filter) => {
                self.card_filter = filter;
                self.page = None;
                Vec::new()
            }
            Action::Correcting(target) => {
                self.correcting = target;
                self.selected = None;
                Vec::new()
            }
            Action::Correct { act, now } => self.sit(Move::Correct { act, now }),
            Action::Preview { begins, now } => self.sit(Move::Preview { begins, now }),
            Action::ArrangeLesson { said, now } => self.arrange_lesson(said, now),
            Action::EditText { text, structure, now } => self.edit_text(text, structure, now),
            Action::Cover(standing) => {
                self.coverage = standing;
                self.page = None;
                Vec::new()
            }
            Action::Guess(act) => self.guess(act),
            Action::Arrange(act) => self.arrange(act),
            Action::SayOfChart { chart, change, now } => self.say_of_chart(chart, change, now),
            Action::Exported(chart, outcome) => {
                self.exported = Some((chart, outcome));
                Vec::new()
            }
            Action::Undo { now } => self.undo(now),
            Action::Set { setting, now } => self.append(vec![setting.change()], now, Then::Nothing),
            Action::Tour(act) => self.take_tour(act),
            Action::Help(is_open) => {
                self.is_helping = is_open;
                self.forgive_later();
                Vec::new()
            }
            Action::Toggle(kind) => {
                match self.hidden.iter().position(|&hidden| hidden == kind) {
                    Some(index) => drop(self.hidden.remove(index)),
                    None => self.hidden.push(kind),
                }
                self.append(vec![marks::setting(&self.hidden).change()], self.now, Then::Nothing)
            }
            Action::Select(mark) => {
                self.selected = mark;
                self.forgive_later();
                Vec::new()
            }
            Action::Turn(page) => {
                self.page = Some(page);
                self.walked = None;
                // The table of cards stands among other statistics, whose top is not where one goes on.
                let is_within = matches!(self.route, Route::Statistics | Route::Lesson { view: View::Statistics, .. });
                if is_within { Vec::new() } else { vec![Effect::Top] }
            }
            Action::Filter(filter) => {
                self.filter = filter;
                self.page = None;
                Vec::new()
            }
            Action::Rename { lesson, title, now } => self.rename(lesson, &title, now),
            Action::Tag { lesson, tags, now } => self.tag(lesson, tags, now),
            Action::Sort(sorting) => {
                self.shelves.sorting = sorting;
                Vec::new()
            }
            Action::Under(tag) => {
                self.shelves.tag = tag;
                Vec::new()
            }
            Action::NewVersion => {
                self.notify(Trouble::NewVersion, Some(Remedy::Update));
                Vec::new()
            }
            Action::Seek(words) => self.seek(&words),
            Action::Found { job, found } => self.found_words(job, &found),
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
                    Some(Remedy::Undo(_) | Remedy::Update) => {}
                    None => {}
                }
                Vec::new()
            }
            Action::TryAgain { notice } => self.try_again(notice),
        }
    }

    fn opened(&mut self, deck: Deck, set_aside: usize, now: Now) -> Vec<Effect> {
        self.storage = Storage::Lasting;
        self.deck = Rc::new(deck);
        self.hidden = marks::hidden(&self.deck);
        if set_aside > 0 {
            self.notify(Trouble::SetAside(set_aside), None);
        }
        self.enter(now)
    }

    /// The lesson that the address names is read, if it is not on screen already.
    pub(super) fn enter(&mut self, now: Now) -> Vec<Effect> {
        self.now = now;
        if let Some(way_back) = self.way_back() {
            self.route = way_back.clone();
            let go = Effect::Go(way_back);
            return std::iter::once(go).chain(self.enter(now)).collect();
        }
        let is_study = matches!(self.route, Route::Lesson { view: View::Study, .. });
        if self.shown().is_some() {
            self.take_up();
            return if is_study { self.sit(Move::Begin) } else { Vec::new() };
        }
        let Some((id, entry)) = self.entry() else { return Vec::new() };
        if self.job.as_ref().is_some_and(|job| job.task.purpose == Purpose::Open(id.clone())) {
            return Vec::new();
        }
        let task = Task { purpose: Purpose::Open(id.clone()), input: Input::stored(entry), name: None };
        self.open = None;
        // What the reader waits for goes first; a new text is read after it.
        let interrupted = self.job.take();
        let restart = interrupted.as_ref().map(|job| match job.task.file() {
            Some(_) => Effect::StopReading,
            None => self.restart(),
        });
        if let Some(Job { task, .. }) = interrupted.filter(|job| job.task.is_add()) {
            self.waiting.push_front(task);
        }
        restart.into_iter().chain(self.start(task)).collect()
    }

    /// Where a page of one lesson leads from addresses that it does not have.
    fn way_back(&self) -> Option<Route> {
        let only = self.only.as_ref()?;
        let has_it = match &self.route {
            Route::Settings | Route::About => true,
            // Its learner arranges nothing.
            Route::Lesson { lesson, view, .. } => lesson == only && *view != View::Teach,
            Route::Library | Route::Statistics | Route::Class => false,
        };
        (!has_it).then(|| Route::lesson(only, View::Text))
    }

    fn given(&mut self, input: Input, name: Option<String>, mint: Mint, now: Now) -> Vec<Effect> {
        self.now = now;
        if self.only.is_some() {
            return Vec::new();
        }
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
        while self.storage != Storage::Opening && self.job.is_none() && self.choosing.is_none() {
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
        let corrections = match &task.purpose {
            Purpose::Add(_) => Rc::default(),
            Purpose::Open(lesson) | Purpose::Again(lesson) | Purpose::Recall(lesson) => {
                self.deck.lessons.get(lesson).map(|entry| entry.work.corrections.clone()).unwrap_or_default()
            }
        };
        let job = Job { number: self.number(), task, step: None, so_far: None, corrections, retried: false };
        let effect = self.extract(&job)?;
        self.job = Some(job);
        Some(effect)
    }

    /// `None` if the lesson has left the library.
    pub(super) fn extract(&self, job: &Job) -> Option<Effect> {
        let Task { purpose, input, name } = &job.task;
        if let Some(file) = job.task.file() {
            return Some(Effect::ReadFile { job: job.number, file: file.clone(), name: name.clone() });
        }
        let (title, seed) = match purpose {
            Purpose::Add(mint) => (None, mint.seed),
            Purpose::Open(lesson) | Purpose::Again(lesson) | Purpose::Recall(lesson) => {
                let entry = self.deck.lessons.get(lesson)?;
                let wished = self.framed.as_ref().and_then(|framed| framed.seed);
                (Some(entry.title.to_string()), wished.unwrap_or_else(|| entry.seed()))
            }
        };
        let in_silence = matches!(purpose, Purpose::Again(_) | Purpose::Recall(_));
        let (input, name, corrections) = (input.clone(), name.clone(), job.corrections.clone());
        Some(Effect::Extract { job: job.number, input, name, title, seed, corrections, in_silence })
    }

    fn extracted(
        &mut self,
        job: Job,
        lesson: Lesson,
        mut warnings: Vec<Warning>,
        with_dictionary: bool,
        parts: Rc<[u8]>,
    ) -> Vec<Effect> {
        let Job { task: Task { purpose, input, .. }, corrections, .. } = job;
        if let Purpose::Again(_) = purpose {
            // What was missing of the file is not to be seen in the text that is stored.
            let lost = self.open.iter().flat_map(|open| &open.warnings);
            warnings.extend(lost.filter(|warning| matches!(warning, Warning::Lost(..) | Warning::Replaced(_))));
        }
        let is_shortened = match &purpose {
            Purpose::Open(id) | Purpose::Again(id) | Purpose::Recall(id) => {
                self.deck.lessons.get(id).is_some_and(Entry::is_shortened)
            }
            Purpose::Add(_) => false,
        };
        let open =
            |id, lesson| Open { corrections, parts, is_shortened, ..Open::new(id, lesson, warnings, with_dictionary) };
        match purpose {
            Purpose::Open(id) => {
                self.open = Some(Rc::new(open(id, lesson)));
                self.enter(self.now)
            }
            Purpose::Again(id) => {
                self.fresh = Some(Rc::new(open(id, lesson)));
                Vec::new()
            }
            Purpose::Recall(id) => {
                let open = open(id, lesson);
                self.has_recalled(open);
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
                // A lesson that was deleted has its history wait for its text.
                let id = self.deck.gone_with(&lesson.document.text).cloned().unwrap_or(id);
                let added = Body::LessonAdded {
                    lesson: id.clone(),
                    title: lesson.document.title.clone(),
                    text: lesson.document.text.clone(),
                    source: lesson.document.source.clone(),
                    structure: match input {
                        Input::Parsed { .. } => Some(structure::write(&lesson.document.blocks)),
                        _ => None,
                    },
                    seed,
                };
                self.append(vec![added], self.now, Then::Show(Rc::new(open(id, lesson))))
            }
        }
    }

    fn worker_died(&mut self) -> Vec<Effect> {
        self.await_dictionary();
        self.search = Search::default();
        // Without a job nobody misses it; the next job gets a new one.
        let Some(mut job) = self.job.take() else { return Vec::new() };
        match job.task.purpose {
            Purpose::Again(lesson) => {
                self.kept = Some(lesson);
                return vec![Effect::RestartWorker];
            }
            Purpose::Recall(lesson) => {
                self.give_up_recalling(lesson);
                return vec![Effect::RestartWorker];
            }
            Purpose::Add(_) | Purpose::Open(_) => {}
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

    pub(super) fn append(&mut self, bodies: Vec<Body>, now: Now, then: Then) -> Vec<Effect> {
        self.now = now;
        let number = self.number();
        let write = Write { number, bodies: bodies.into(), now, then, failed: false };
        let effect = self.rehearse(number, &write.bodies, now).unwrap_or_else(|| write.effect());
        self.writes.push(write);
        vec![effect]
    }

    fn written(&mut self, write: u32, events: &[Event]) -> Vec<Effect> {
        if !self.is_previewing() {
            self.unsaved += events.iter().filter(|event| !is_by_the_way(&event.body)).count();
            // After a merge a store may write in the name of another.
            self.device = events.first().map(|event| event.id.device.clone()).or(self.device.take());
        }
        let deck = Rc::make_mut(&mut self.deck);
        events.iter().for_each(|event| deck.apply(event));
        let Some(index) = self.writes.iter().position(|known| known.number == write) else { return Vec::new() };
        let Write { then, now, .. } = self.writes.remove(index);
        match then {
            Then::Nothing => Vec::new(),
            Then::Reread(lesson) => {
                self.stale = Some(lesson);
                Vec::new()
            }
            Then::Recount => self.sit(Move::Came { events: events.to_vec(), now }),
            Then::Show(open) => {
                let go = self.lead_to(&open.id);
                if let Some(Effect::Go(route)) = &go {
                    self.route = route.clone();
                    self.open = Some(open);
                    self.session = None;
                    self.page = None;
                    self.resumed = None;
                    self.selected = None;
                }
                go.into_iter().collect()
            }
            Then::NextCard => {
                self.guessing = None;
                self.sit(Move::Graded { events: events.to_vec(), now })
            }
            Then::CardChanged => {
                self.editing = None;
                self.sit(Move::CardChanged { events: events.to_vec(), now })
            }
            Then::Told(judged) => {
                if let Some(Event { body: Body::ChartGuessed { chart, guesses, .. }, .. }) = events.first() {
                    self.told(chart, guesses, judged, now);
                }
                Vec::new()
            }
            Then::PreviousCard { lesson, card, is_review } => {
                self.guessing = None;
                self.sit(Move::TakenBack { events: events.to_vec(), lesson, card, is_review, now })
            }
            Then::Leave(title) => {
                self.open = None;
                self.session = None;
                if let Some(event) = events.first() {
                    self.notify(Trouble::Deleted(title), Some(Remedy::Undo(event.id.clone())));
                }
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
            Some(Remedy::Update) => vec![Effect::Update],
            Some(Remedy::Undo(event)) => self.append(vec![Body::Undone { event }], self.now, Then::Nothing),
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
}

impl Write {
    fn effect(&self) -> Effect {
        Effect::Append { write: self.number, bodies: self.bodies.clone(), now: self.now }
    }
}
