//! Words sought in many texts, in any of their forms.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::lexicon::fold;
use crate::lexicon::ru::morphology::Morphology;
use crate::span::Span;

/// Places that are found at most, and of one text.
pub const MOST: usize = 300;
const MOST_OF_ONE: usize = 5;
/// What is shown around the first word, bytes on each side.
const AROUND: usize = 140;
/// A word that is typed so far, bytes: shorter ones have to be whole.
const BEGINNING: usize = 6;

/// What is sought, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    pub words: String,
    pub texts: Vec<Rc<str>>,
}

/// A paragraph in which all the words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The place of its text among those given.
    pub text: usize,
    /// The first word that was sought there.
    pub span: Span,
    /// What is worth showing around it.
    pub around: Span,
}

/// A word that is sought: its forms, and whether it may be the beginning of a longer one.
struct Term {
    forms: BTreeSet<String>,
    is_beginning: bool,
}

impl Term {
    fn of(word: &str, morphology: &Morphology) -> Term {
        let mut forms: BTreeSet<String> = morphology.forms(word).into_iter().collect();
        let is_beginning = morphology.recognized(word).is_empty() && word.len() >= BEGINNING;
        forms.insert(word.to_owned());
        Term { forms, is_beginning }
    }

    fn takes(&self, word: &str) -> bool {
        self.forms.contains(word) || self.is_beginning && self.forms.iter().any(|form| word.starts_with(form.as_str()))
    }
}

/// The words of a folded text with their places: runs of letters and digits, with hyphens inside.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    text.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter_map(move |run| {
        let start = from;
        from = start + run.len() + text[start + run.len()..].chars().next().map_or(0, char::len_utf8);
        let word = run.trim_matches('-');
        let start = start + (run.len() - run.trim_start_matches('-').len());
        (!word.is_empty()).then_some((start, word))
    })
}

/// The paragraphs in which every word stands that is sought, in the order of the texts.
pub fn search(sought: &Sought, morphology: &Morphology) -> Vec<Found> {
    let query = fold(&sought.words);
    let terms: Vec<Term> = words(&query).map(|(_, word)| Term::of(word, morphology)).collect();
    let mut found = Vec::new();
    if terms.is_empty() {
        return found;
    }
    for (number, text) in sought.texts.iter().enumerate() {
        let folded = fold(text);
        let mut start = 0;
        let mut of_one = 0;
        for paragraph in folded.split_inclusive('\n') {
            if let Some(first) = first_of_all(paragraph, &terms) {
                let span = Span::new(start + first.start, start + first.end);
                let around = around(text, Span::new(start, start + paragraph.trim_end().len()), span);
                found.push(Found { text: number, span, around });
                of_one += 1;
            }
            if of_one == MOST_OF_ONE || found.len() == MOST {
                break;
            }
            start += paragraph.len();
        }
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// Where the first of the words stands, if all of them do.
fn first_of_all(paragraph: &str, terms: &[Term]) -> Option<Span> {
    let mut missing: Vec<&Term> = terms.iter().collect();
    let mut first = None;
    for (start, word) in words(paragraph) {
        let before = missing.len();
        missing.retain(|term| !term.takes(word));
        if missing.len() < before {
            first = first.or(Some(Span::new(start, start + word.len())));
        }
        if missing.is_empty() {
            return first;
        }
    }
    None
}

/// So much of a paragraph around a word as is worth showing.
fn around(text: &str, paragraph: Span, word: Span) -> Span {
    let mut start = word.start.saturating_sub(AROUND).max(paragraph.start);
    let mut end = (word.end + AROUND).min(paragraph.end);
    // At the space before it, or at least at a character.
    while start > paragraph.start && !text.is_char_boundary(start) {
        start -= 1;
    }
    while end < paragraph.end && !text.is_char_boundary(end) {
        end += 1;
    }
    if start > paragraph.start {
        start += text[start..word.start].find(' ').map_or(0, |at| at + 1);
    }
    if end < paragraph.end {
        end = word.end + text[word.end..end].rfind(' ').unwrap_or(end - word.end);
    }
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str, texts: &[&str]) -> Vec<(usize, String)> {
        let sought = Sought { words: words.to_owned(), texts: texts.iter().map(|text| (*text).into()).collect() };
        let found = search(&sought, Morphology::bundled());
        found.iter().map(|found| (found.text, found.span.of(texts[found.text]).to_owned())).collect()
    }

    fn is(text: usize, word: &str) -> (usize, String) {
        (text, word.to_owned())
    }

    #[test]
    fn a_word_is_found_in_any_of_its_forms() {
        let texts = ["На заводах работали люди.\nЛюдей было много.", "Завод пустили в 1944 г.", "Заводские дети."];
        assert_eq!(found("завод", &texts), [is(0, "заводах"), is(1, "Завод")]);
        assert_eq!(found("человек", &texts), [is(0, "люди"), is(0, "Людей")]);
        assert_eq!(found("ЗАВОДОМ 1944", &texts), [is(1, "Завод")]);
        assert_eq!(found("завод дети", &texts), []);
        // What is no word yet is the beginning of one.
        assert_eq!(found("заводс", &texts), [is(2, "Заводские")]);
        assert_eq!(found("", &texts), []);
        assert_eq!(found("—", &texts), []);
    }

    #[test]
    fn letters_with_dots_and_compounds_are_found() {
        assert_eq!(found("елка", &["Стояла ёлка."]), [is(0, "ёлка")]);
        assert_eq!(found("военно-морской", &["О военно-морском флоте."]), [is(0, "военно-морском")]);
    }

    #[test]
    fn what_is_shown_is_whole_words_of_the_paragraph() {
        let long = format!("{} завод {}", "слово ".repeat(60).trim_end(), "ещё ".repeat(90).trim_end());
        let text: Rc<str> = format!("Первый абзац.\n{long}\nПоследний.").into();
        let sought = Sought { words: "завод".to_owned(), texts: vec![text.clone()] };
        let found = search(&sought, Morphology::bundled());
        let around = found[0].around.of(&text);
        assert!(around.starts_with("слово") && around.ends_with("ещё"), "{around}");
        assert!(around.len() < 2 * AROUND + 20);
    }
}
