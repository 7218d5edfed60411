//! What a class has done: the files of its learners, read one after the other into one table.

use crate::backup::BackupError;
use crate::export::results::{Row, Told, Trouble, sort};

/// The files that are read, and what one of them may be, bytes.
pub const MOST_FILES: usize = 300;
pub const LARGEST_FILE: f64 = 67_108_864.0;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Class {
    pub rows: Vec<Row>,
    /// What is wrong with which file.
    pub troubles: Vec<(String, Trouble)>,
    /// How many files were read, and how many are to be.
    pub done: usize,
    pub of: usize,
    /// Without the dictionary, which says how many cards a lesson has.
    pub is_guessed: bool,
}

impl Class {
    pub fn is_reading(&self) -> bool {
        self.done < self.of
    }

    /// So many more files are to be read.
    pub fn more(&mut self, files: usize) {
        (self.done, self.of) = (0, files);
    }

    /// Why the next file is not even opened; `bytes` is its size.
    pub fn refusal(&self, bytes: f64) -> Option<Trouble> {
        if self.done >= MOST_FILES {
            return Some(Trouble::OneTooMany);
        }
        (bytes > LARGEST_FILE).then_some(Trouble::Refused(BackupError::TooLarge))
    }

    /// What the next file says. The same rows once more, as of a file that was chosen twice, are there once.
    pub fn take(&mut self, file: String, told: Told) {
        let Told { rows, troubles } = told;
        for row in rows {
            if !self.rows.contains(&row) {
                self.rows.push(row);
            }
        }
        sort(&mut self.rows);
        let troubles = troubles.into_iter().map(|trouble| (file.clone(), trouble));
        let new: Vec<_> = troubles.filter(|trouble| !self.troubles.contains(trouble)).collect();
        self.troubles.extend(new);
        self.done += 1;
    }

    /// The other files are not read.
    pub fn stop(&mut self) {
        self.of = self.done;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Share;

    fn row(learner: &str) -> Row {
        Row {
            learner: learner.to_owned(),
            lesson: "Тыл".to_owned(),
            cards: 4,
            answered: 2,
            known: 1,
            reviews: 4,
            right: 2,
            retention: Share::default(),
            minutes: 6.0,
            days: None,
        }
    }

    #[test]
    fn files_are_read_into_one_table_and_a_file_that_is_chosen_twice_once() {
        let mut class = Class::default();
        class.more(2);
        assert!(class.is_reading());
        class.take("Петров.konspekt".to_owned(), Told { rows: vec![row("Петров")], troubles: Vec::new() });
        class.take("x".to_owned(), Told::nothing(Trouble::NoLesson));
        assert!(!class.is_reading());
        class.more(3);
        class.take("x".to_owned(), Told::nothing(Trouble::NoLesson));
        class.take("Петров.konspekt".to_owned(), Told { rows: vec![row("Петров")], troubles: Vec::new() });
        class
            .take("Иванова.konspekt".to_owned(), Told { rows: vec![row("Иванова")], troubles: vec![Trouble::Damaged] });
        assert_eq!(class.rows, [row("Иванова"), row("Петров")]);
        let told = [("x".to_owned(), Trouble::NoLesson), ("Иванова.konspekt".to_owned(), Trouble::Damaged)];
        assert_eq!(class.troubles, told);
        assert_eq!((class.done, class.of), (3, 3));
    }

    #[test]
    fn neither_too_large_a_file_nor_too_many_are_opened() {
        let mut class = Class::default();
        class.more(1000);
        assert_eq!(class.refusal(LARGEST_FILE), None);
        assert_eq!(class.refusal(LARGEST_FILE + 1.0), Some(Trouble::Refused(BackupError::TooLarge)));
        for nth in 0..MOST_FILES {
            assert_eq!(class.refusal(1.0), None, "{nth}");
            class.take(String::new(), Told::default());
        }
        assert_eq!(class.refusal(1.0), Some(Trouble::OneTooMany));
        class.stop();
        assert!(!class.is_reading());
    }
}
