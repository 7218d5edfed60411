//! A file of another format: it is read by a binary of its own, and where it has chapters, they are chosen before the lesson
//! is made.

use std::rc::Rc;

use super::{AppState, Effect, Input, Remedy, Task, Trouble};
use crate::ingest::IngestError;

/// A book whose chapters are being chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choosing {
    task: Task,
    body: Rc<[u8]>,
    /// The title of each, and its size in bytes.
    pub chapters: Rc<[(String, usize)]>,
    pub chosen: Vec<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChapterAct {
    Toggle(usize),
    All(bool),
    /// Reads those that are chosen.
    Read,
    /// Reads none of them.
    Leave,
}

/// What was read of a file: its chapters with their sizes, and its text as the worker understands it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFile {
    pub chapters: Vec<(String, usize)>,
    pub body: Rc<[u8]>,
}

impl AppState {
    /// Of the job, so much has been read.
    pub(super) fn read_so_far(&mut self, job: u32, done: usize, of: usize) -> Vec<Effect> {
        if let Some(current) = self.job.as_mut().filter(|current| current.number == job) {
            current.so_far = Some((done, of));
        }
        Vec::new()
    }

    pub(super) fn file_read(&mut self, job: u32, outcome: Result<ReadFile, IngestError>) -> Vec<Effect> {
        let Some(mut job) = self.job.take_if(|current| current.number == job) else { return Vec::new() };
        let ReadFile { chapters, body } = match outcome {
            Ok(read) => read,
            Err(error) => {
                self.notify(Trouble::Refused(error), None);
                return Vec::new();
            }
        };
        if chapters.len() > 1 {
            let chosen = vec![true; chapters.len()];
            self.choosing = Some(Choosing { task: job.task, body, chapters: chapters.into(), chosen });
            return Vec::new();
        }
        job.task.input = Input::Parsed { body, chosen: Rc::from([]) };
        let effect = self.extract(&job);
        self.job = Some(job);
        effect.into_iter().collect()
    }

    /// The binary could not be had, or died over the file.
    pub(super) fn file_not_read(&mut self, job: u32, is_there: bool) -> Vec<Effect> {
        let Some(job) = self.job.take_if(|current| current.number == job) else { return Vec::new() };
        self.failed.push(job.task);
        let trouble = if is_there { Trouble::WorkerDied } else { Trouble::NoReader };
        self.notify(trouble, Some(Remedy::Job));
        Vec::new()
    }

    pub(super) fn choose_chapters(&mut self, act: ChapterAct) -> Vec<Effect> {
        let Some(choosing) = &mut self.choosing else { return Vec::new() };
        match act {
            ChapterAct::Toggle(index) => {
                if let Some(chosen) = choosing.chosen.get_mut(index) {
                    *chosen = !*chosen;
                }
            }
            ChapterAct::All(all) => choosing.chosen.fill(all),
            ChapterAct::Read if choosing.chosen.contains(&true) => {
                if let Some(Choosing { mut task, body, chosen, .. }) = self.choosing.take() {
                    task.input = Input::Parsed { body, chosen: chosen.into() };
                    self.waiting.push_front(task);
                }
            }
            ChapterAct::Read => {}
            ChapterAct::Leave => self.choosing = None,
        }
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::{NOW, mint, opened};
    use crate::app::{Action, Job, Purpose};
    use crate::ingest::Format;

    const BOOK: &[u8] = b"PK\x03\x04...";

    fn given(name: &str) -> Action {
        let input = Input::Bytes(BOOK.into());
        Action::Given { input, name: Some("a.epub".to_owned()), mint: mint(name), now: NOW }
    }

    fn reading() -> (AppState, u32) {
        let mut state = opened();
        let effects = state.reduce(given("book"));
        let [Effect::ReadFile { job, file, name }] = &effects[..] else { panic!("{effects:?}") };
        assert_eq!((&**file, name.as_deref()), (BOOK, Some("a.epub")));
        (state, *job)
    }

    fn read(job: u32, chapters: usize) -> Action {
        let chapters = (0..chapters).map(|number| (format!("Глава {number}"), 100)).collect();
        Action::FileRead { job, outcome: Ok(ReadFile { chapters, body: Rc::from([7]) }) }
    }

    #[test]
    fn a_file_without_chapters_is_read_on() {
        let (mut state, job) = reading();
        state.reduce(Action::FileSoFar { job, done: 1, of: 3 });
        assert_eq!(state.job.as_ref().and_then(|job| job.so_far), Some((1, 3)));
        let effects = state.reduce(read(job, 1));
        let parsed = Input::Parsed { body: Rc::from([7]), chosen: Rc::from([]) };
        assert!(matches!(&effects[..], [Effect::Extract { input, .. }] if *input == parsed), "{effects:?}");
    }

    #[test]
    fn chapters_are_chosen_before_anything_else_is_read() {
        let (mut state, job) = reading();
        assert_eq!(state.reduce(read(job, 3)), []);
        assert_eq!(state.choosing.as_ref().map(|choosing| choosing.chosen.clone()), Some(vec![true; 3]));
        assert_eq!(state.reduce(given("other")), [], "it waits");
        state.reduce(Action::Chapters(ChapterAct::Toggle(1)));
        state.reduce(Action::Chapters(ChapterAct::Toggle(9)));
        let effects = state.reduce(Action::Chapters(ChapterAct::Read));
        let parsed = Input::Parsed { body: Rc::from([7]), chosen: Rc::from([true, false, true]) };
        assert!(matches!(&effects[..], [Effect::Extract { input, .. }] if *input == parsed), "{effects:?}");
        let purpose = state.job.as_ref().map(|Job { task, .. }| task.purpose.clone());
        assert_eq!(purpose, Some(Purpose::Add(mint("book"))));
    }

    #[test]
    fn nothing_chosen_is_not_read_and_leaving_makes_no_lesson() {
        let (mut state, job) = reading();
        state.reduce(read(job, 2));
        state.reduce(Action::Chapters(ChapterAct::All(false)));
        assert_eq!(state.reduce(Action::Chapters(ChapterAct::Read)), []);
        assert!(state.choosing.is_some());
        assert_eq!(state.reduce(Action::Chapters(ChapterAct::Leave)), []);
        assert!(state.choosing.is_none() && state.job.is_none());
    }

    #[test]
    fn a_refusal_is_told_and_a_reader_that_is_missing_can_be_tried_again() {
        let (mut state, job) = reading();
        let error = IngestError::Locked(Format::Epub);
        state.reduce(Action::FileRead { job, outcome: Err(error) });
        assert_eq!(state.notices[0].trouble, Trouble::Refused(error));
        let (mut state, job) = reading();
        state.reduce(Action::FileNotRead { job, is_there: false });
        let notice = state.notices[0].clone();
        assert_eq!(notice.trouble, Trouble::NoReader);
        let effects = state.reduce(Action::TryAgain { notice: notice.number });
        assert!(matches!(&effects[..], [Effect::ReadFile { .. }]), "{effects:?}");
    }

    #[test]
    fn cancelling_ends_the_reader_and_leaves_the_worker_alone() {
        let (mut state, job) = reading();
        assert_eq!(state.reduce(Action::Cancel), [Effect::StopReading]);
        assert_eq!(state.reduce(read(job, 1)), [], "it comes too late");
    }
}
