//! A W3C text quote with its position: found again after an edit of the text, or lost; never guessed.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// How much of the text on each side goes into a quote's context, in characters.
pub const CONTEXT: usize = 32;

/// <https://www.w3.org/TR/annotation-model/#text-quote-selector>
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The sentence, exact to the character.
    pub span: Span,
    /// Shared by the facts of one sentence: a sentence of a hundred figures would else be kept a hundred times.
    pub exact: Arc<str>,
    pub prefix: Arc<str>,
    pub suffix: Arc<str>,
}

impl Evidence {
    pub fn of(text: &str, span: Span) -> Self {
        Evidence {
            span,
            exact: span.of(text).into(),
            prefix: before(text, span.start).into(),
            suffix: after(text, span.end).into(),
        }
    }

    /// The place alone; [`quote`] puts the words in.
    pub fn at(span: Span) -> Self {
        Evidence { span, exact: Arc::default(), prefix: Arc::default(), suffix: Arc::default() }
    }

    /// Where the quote stands in `text` now: at its old place, or at the only place with the same context. `None` means
    /// lost (or ambiguous), which is shown as such.
    pub fn find(&self, text: &str) -> Option<Span> {
        let sides = [&*self.prefix, &*self.suffix];
        if self.span.of(text) == &*self.exact && stands_between(text, self.span, sides) {
            return Some(self.span);
        }
        only(places(text, &self.exact), |span| stands_between(text, span, sides))
    }
}

/// Where words stand in a text; without words, nowhere.
fn places<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = Span> + Clone {
    let text = if words.is_empty() { "" } else { text };
    let found = text.match_indices(words).map(|(start, exact)| Span::new(start, start + exact.len()));
    found.filter(|span| !span.is_empty())
}

/// The one place that `is_right`; of two, none.
fn only(places: impl Iterator<Item = Span>, is_right: impl Fn(Span) -> bool) -> Option<Span> {
    let mut right = places.filter(|span| is_right(*span));
    let first = right.next()?;
    right.next().is_none().then_some(first)
}

fn stands_between(text: &str, span: Span, [prefix, suffix]: [&str; 2]) -> bool {
    before(text, span.start) == prefix && after(text, span.end) == suffix
}

/// With what was before it or what was after it: something was written on its other side.
fn stands_beside(text: &str, span: Span, [prefix, suffix]: [&str; 2]) -> bool {
    let (before, after) = (before(text, span.start), after(text, span.end));
    !before.is_empty() && before == prefix || !after.is_empty() && after == suffix
}

/// A sentence that proves an answer, as a W3C text quote, and where in it the answer stands. Of a card that was made elsewhere it is the
/// paragraph of its note, without context.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
    /// Bytes from the start of `exact`.
    pub answer: (usize, usize),
}

impl Quote {
    /// Of words within a sentence; what lies outside of it is cut off.
    pub fn of(text: &str, sentence: Span, answer: Span) -> Quote {
        let within = |at: usize| at.clamp(sentence.start, sentence.end) - sentence.start;
        Quote {
            exact: sentence.of(text).to_owned(),
            prefix: before(text, sentence.start).to_owned(),
            suffix: after(text, sentence.end).to_owned(),
            answer: (within(answer.start), within(answer.end)),
        }
    }

    /// Where the sentence and the answer stand in `text`: at the only place with the same words around them, or on one side of them;
    /// `None` means lost or ambiguous. An answer that is no words of the sentence is
    /// the sentence.
    pub fn find(&self, text: &str) -> Option<(Span, Span)> {
        self.find_among(text, places(text, &self.exact))
    }

    /// The same among places where the sentence is known to stand.
    pub fn find_among(&self, text: &str, places: impl Iterator<Item = Span> + Clone) -> Option<(Span, Span)> {
        let (sides, (from, to)) = ([&*self.prefix, &*self.suffix], self.answer);
        let sentence = only(places.clone(), |span| stands_between(text, span, sides))
            .or_else(|| only(places, |span| stands_beside(text, span, sides)))?;
        let answer = self.exact.get(from..to).map(|_| Span::new(sentence.start + from, sentence.start + to));
        Some((sentence, answer.unwrap_or(sentence)))
    }
}

/// Puts in the words of the text. Neighbours with the same place share them.
pub fn quote<'a>(text: &str, places: impl Iterator<Item = &'a mut Evidence>) {
    let mut last: Option<Evidence> = None;
    for place in places {
        let quoted = match last.take() {
            Some(last) if last.span == place.span => last,
            _ => Evidence::of(text, place.span),
        };
        place.clone_from(&quoted);
        last = Some(quoted);
    }
}

/// Up to [`CONTEXT`] characters that end at `offset`.
pub fn before(text: &str, offset: usize) -> &str {
    let head = text.get(..offset).unwrap_or("");
    let start = head.char_indices().rev().take(CONTEXT).last().map_or(head.len(), |(at, _)| at);
    &head[start..]
}

/// Up to [`CONTEXT`] characters that start at `offset`.
pub fn after(text: &str, offset: usize) -> &str {
    let tail = text.get(offset..).unwrap_or("");
    let end = tail.char_indices().nth(CONTEXT).map_or(tail.len(), |(at, _)| at);
    &tail[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_found_again_where_it_moved() {
        let old = "Было 10. Стало 20 тысяч человек в тот же год, и больше не менялось никогда потом.";
        let at = old.find("20 тысяч").unwrap();
        let quote = Evidence::of(old, Span::new(at, at + "20 тысяч".len()));
        assert_eq!(quote.find(old), Some(quote.span));
        let new = format!("{}{old}", "Новый первый абзац с длинным началом, которого не было.\n");
        // The prefix now reaches into the new paragraph, so the quote is lost, not guessed.
        assert_eq!(quote.find(&new), None);
        let far = "Слова, которых хватает на весь левый край цитаты: было 10, ";
        let quote = Evidence::of(&format!("{far}{old}"), Span::new(far.len() + at, far.len() + at + "20 тысяч".len()));
        assert_eq!(
            quote.find(&format!("Вставка. {far}{old}")).map(|s| s.start),
            Some("Вставка. ".len() + far.len() + at)
        );
    }

    #[test]
    fn neighbours_share_their_words() {
        let text = "Было 10. Стало 20 тысяч.";
        let mut places =
            [Evidence::at(Span::new(0, 13)), Evidence::at(Span::new(0, 13)), Evidence::at(Span::new(14, 30))];
        quote(text, places.iter_mut());
        assert!(places.iter().all(|place| *place == Evidence::of(text, place.span)));
        assert!(Arc::ptr_eq(&places[0].exact, &places[1].exact));
    }

    #[test]
    fn context_is_counted_in_characters() {
        let text = "ё".repeat(100);
        assert_eq!(before(&text, 200).chars().count(), 32);
        assert_eq!(after(&text, 0).chars().count(), 32);
        assert_eq!(before(&text, 4), "ёё");
    }
}
