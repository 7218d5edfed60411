//! Where the words of corrections stand in a text.

use std::collections::HashMap;

use crate::fact::Quote;
use crate::segment::Sentence;
use crate::span::Span;

/// Searches through a whole text: a quote that is no sentence of it any more needs one. A person's few corrections never come near it; a
/// file of a hundred thousand that belong to another text is answered at once.
const SEARCHES: usize = 200;
/// Sentences with the same words that are told apart by what stands around them; of more, each counts as a search.
const ALIKE: usize = 64;

/// Finds quotes by their sentence instead of a search through the text for each.
pub struct Places<'a> {
    text: &'a str,
    sentences: HashMap<&'a str, Vec<Span>>,
    searches: usize,
}

impl<'a> Places<'a> {
    pub fn of(text: &'a str, sentences: &[Sentence]) -> Places<'a> {
        let mut places: HashMap<&str, Vec<Span>> = HashMap::new();
        for sentence in sentences {
            places.entry(sentence.span.of(text)).or_default().push(sentence.span);
        }
        Places { text, sentences: places, searches: SEARCHES }
    }

    /// The sentence and the answer in it, as [`Quote::find`] has them. `None`: lost, ambiguous, or not looked for any more.
    pub fn find(&mut self, quote: &Quote) -> Option<(Span, Span)> {
        let known = self.sentences.get(&*quote.exact).map_or(&[][..], Vec::as_slice);
        if !(1..=ALIKE).contains(&known.len()) {
            self.searches = self.searches.checked_sub(1)?;
        }
        if known.is_empty() { quote.find(self.text) } else { quote.find_among(self.text, known.iter().copied()) }
    }
}
