//! Tables that have lost their lines: rows of figures that no words tell of. Their cells are no facts, and a megabyte of
//! them would be half a million.

use super::{Measure, QuantityMention};
use crate::extract::{TimeMention, Words};

/// Fewer figures than these may stand alone.
const LEAST: usize = 24;

/// A place in what was found: how much of it came before.
#[derive(Clone, Copy, Default)]
pub struct Reached {
    pub quantities: usize,
    pub skipped: usize,
}

/// What is known of the sentences up to the one that is being read.
#[derive(Default)]
pub struct Tables {
    /// Where the sentence began, or the first of a run of sentences of figures alone.
    from: Reached,
    /// Whether the sentence is figures alone.
    bare: bool,
    /// Whether cells came before, and nothing after them but figures.
    table: bool,
    /// The times of the sentence.
    times: usize,
}

impl Tables {
    /// A sentence begins; `reached` is what was found before it.
    pub fn begin(&mut self, words: &Words, times: &[TimeMention], sentence: usize, reached: Reached) {
        let first = times.partition_point(|time| time.sentence < sentence);
        self.times = times[first..].iter().take_while(|time| time.sentence == sentence).count();
        let bare = self.times == 0 && !(0..words.len()).any(|at| words.is_word(at));
        if !bare || !(self.bare || self.table) {
            (self.from, self.table) = (reached, false);
        }
        self.bare = bare;
    }

    /// Whether what was found is cells: of the sentence, or of the run that it goes on with. Since when, if so.
    pub fn cells(&self, words: &Words, quantities: &[QuantityMention]) -> Option<Reached> {
        let here = quantities.get(self.from.quantities..)?;
        let many = here.len() >= LEAST || self.table && !here.is_empty();
        (many && (self.bare || self.times + telling(words, here) < here.len())).then_some(self.from)
    }

    /// The cells up to here have been left out.
    pub fn left(&mut self, reached: Reached) {
        (self.from, self.table) = (reached, true);
    }
}

/// How many words of the sentence are no part of its figures: neither numbers nor units, and none of two letters.
fn telling(words: &Words, quantities: &[QuantityMention]) -> usize {
    let tells = |at: usize| words.word(at).chars().nth(2).is_some();
    let (mut at, mut telling) = (0, 0);
    for quantity in quantities {
        while words.tokens.get(at).is_some_and(|token| token.span.start < quantity.span.start) {
            telling += usize::from(tells(at));
            at += 1;
        }
        at = words.at(quantity.span.end.saturating_sub(1)) + 1;
        let unit = matches!(quantity.measure, Measure::Physical | Measure::Duration | Measure::Age);
        at += usize::from(unit && words.is_word(at));
    }
    telling + (at..words.len()).filter(|&at| tells(at)).count()
}

#[cfg(test)]
mod tests {
    use crate::extract::{self, SkipReason};
    use crate::lexicon::ru::morphology::Morphology;
    use crate::{ingest, segment};

    /// How many amounts a text has, and how many figures that were not read.
    fn read(text: &str) -> (usize, usize) {
        let document = ingest::read_text(text, None).expect("a text").document;
        let mentions = extract::mentions(&document, &segment::segment(&document, Morphology::bundled()));
        let unread = mentions.skipped.iter().filter(|skip| skip.reason == SkipReason::Unread);
        (mentions.quantities.len(), unread.count())
    }

    #[test]
    fn cells_are_no_amounts() {
        let figures = |form: &str, count: usize| -> String {
            (0..count).map(|cell| form.replace('#', &format!("{},5", 100 + cell * 37 % 89))).collect()
        };
        assert_eq!(read(&format!("Итоги {}", figures("# ", 60))), (0, 60));
        assert_eq!(read(&format!("Итоги {}", figures("# % ", 60))), (0, 60));
        assert_eq!(read(&format!("Итоги {}", figures("от # до # ", 30))), (0, 60));
        assert_eq!(read(&format!("Итоги\n\n{}", figures("#\n", 60))), (0, 60));
        assert_eq!(read(&format!("Итоги\n\n{}", figures("# #\n", 60))), (0, 120));
        // A few may be anything, and what words tell of is told.
        assert_eq!(read(&format!("Было {}", figures("#; ", 20))), (20, 0));
        assert_eq!(read(&format!("Было\n\n{}", figures("#\n", 20))), (20, 0));
        assert_eq!(read(&figures("завод # тонн, ", 60)), (60, 0));
        assert_eq!(read(&figures("Завод: #\n", 60)), (60, 0));
    }
}
