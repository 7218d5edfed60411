//! The prompt: one thing, asked plainly, without the answer in it.

use super::super::clause::MOST_WORDS;
use super::super::cloze::gives_away;
use super::super::question::{LONGEST_RUN, longest_run};
use super::super::standing::points_outside;
use super::super::{CardKind, answer};
use super::{Checked, blanks, joined, texts};
use crate::lexicon::fold;
use crate::segment::token;
use crate::span::Span;
use crate::wording::{count_words, time};

/// An answer is at most that long, in words.
const MOST_ANSWER: usize = 6;

/// Nobody orders more items.
const MOST_ITEMS: usize = 5;

/// Rule 6: no pronoun points outside the prompt.
pub fn no_loose_pronoun(checked: &Checked) -> Option<String> {
    let loose = |text: &str| points_outside(&fold(text), &token::tokens(text, Span::new(0, text.len())));
    let items = checked.card.options.iter().filter(|_| checked.card.kind == CardKind::Ordering);
    let prompt = joined(checked.card);
    let mut all = std::iter::once(prompt.as_str()).chain(items.map(|item| item.text.as_str()));
    all.any(loose).then(|| "a pronoun points outside the prompt".to_owned())
}

/// Rule 7: at most six words, or one number.
pub fn answer_is_short(checked: &Checked) -> Option<String> {
    let words = count_words(&checked.card.answer.text);
    (words == 0 || words > MOST_ANSWER).then(|| format!("{words} words"))
}

/// Rule 8: no long list is asked for.
pub fn no_long_list(checked: &Checked) -> Option<String> {
    let commas = checked.card.answer.text.matches(", ").count();
    let items = checked.card.options.len();
    let long = commas > 1 && checked.card.kind != CardKind::Definition || items > MOST_ITEMS;
    long.then(|| format!("{} and {items} items", checked.card.answer.text))
}

/// Rule 9: the prompt says when, where the text does.
pub fn time_is_named(checked: &Checked) -> Option<String> {
    let fact = checked.asked()?;
    let period = fact.period.as_ref()?;
    let plain = |text: &str| fold(text).replace('\u{a0}', " ");
    let prompt = plain(&joined(checked.card));
    let label = plain(&time::label(&period.when, period.part));
    let phrase = time::phrase(&period.when, period.part).map(|phrase| plain(&phrase));
    let quote = period.span.of(checked.folded).split_whitespace().collect::<Vec<_>>().join(" ");
    let dated = period.when.year().filter(|year| *year > 0).is_none_or(|year| prompt.contains(&year.to_string()));
    let named = prompt.contains(&label)
        || phrase.is_some_and(|phrase| prompt.contains(&phrase))
        || (!quote.is_empty() && prompt.contains(&quote) && dated);
    (!named).then(|| format!("{label:?} is not named"))
}

/// Rule 11: the answer stands nowhere else: not in the prompt, nor twice among the items.
pub fn answer_is_hidden(checked: &Checked) -> Option<String> {
    let card = checked.card;
    let shown = answer::number(&card.answer.text);
    let given = texts(card).find(|text| gives_away(text, &card.answer.text, shown))?;
    Some(format!("the answer stands in {given:?}"))
}

/// Rule 12: a question shares no long run of words with its evidence.
pub fn own_words(checked: &Checked) -> Option<String> {
    let card = checked.card;
    if blanks(card) > 0 || !matches!(card.kind, CardKind::Question | CardKind::Typed | CardKind::Definition) {
        return None;
    }
    let prompt = joined(card);
    let run = card.evidence.iter().map(|proof| longest_run(&prompt, proof.sentence.of(checked.text))).max()?;
    (run > LONGEST_RUN).then(|| format!("{run} words in a row are those of the text"))
}

/// Rule 13: one blank where there has to be one.
pub fn one_blank(checked: &Checked) -> Option<String> {
    let blanks = blanks(checked.card);
    let right = match checked.card.kind {
        CardKind::Cloze | CardKind::Choice | CardKind::Estimate | CardKind::Share => blanks == 1,
        CardKind::Typed => blanks <= 1,
        _ => blanks == 0,
    };
    (!right).then(|| format!("{blanks} blanks"))
}

/// Rule 13: the unit is not part of what a blank hides.
pub fn unit_stays_outside(checked: &Checked) -> Option<String> {
    let text = &checked.card.answer.text;
    let number = blanks(checked.card) > 0 && checked.asks_amount() && text.starts_with(|c: char| c.is_ascii_digit());
    (number && text.contains(char::is_alphabetic)).then(|| format!("{text:?}"))
}

/// Rule 14: at most thirty words, and enough to stand alone.
pub fn prompt_is_short(checked: &Checked) -> Option<String> {
    // A blank has no letters and counts as a word.
    let words = count_words(&joined(checked.card)) + blanks(checked.card);
    let least = if blanks(checked.card) > 0 { 5 } else { 3 };
    (!(least..=MOST_WORDS).contains(&words)).then(|| format!("{words} words"))
}

/// Rule 14: a clause that was cut out of its sentence says so.
pub fn cut_is_shown(checked: &Checked) -> Option<String> {
    let card = checked.card;
    if blanks(card) == 0 || !matches!(card.kind, CardKind::Cloze | CardKind::Choice) {
        return None;
    }
    let prompt = joined(card);
    let last = prompt.trim_end().chars().next_back()?;
    let closed = matches!(last, '.' | '…' | '!' | '?' | '_' | ';' | ':' | '»' | '"' | ')' | '”');
    let whole = card.evidence.iter().any(|proof| {
        let sentence = proof.sentence.of(checked.text).trim_end();
        sentence.ends_with(last)
    });
    (!closed && !whole).then(|| format!("{prompt:?} ends in the middle"))
}

/// Rule 15: Russian is asked in Russian.
pub fn language_of_the_source(checked: &Checked) -> Option<String> {
    let prompt = joined(checked.card);
    let cyrillic = prompt.chars().filter(|c| ('а'..='я').contains(&crate::lexicon::lower(*c))).count();
    let letters = prompt.chars().filter(|c| c.is_alphabetic()).count();
    (cyrillic * 2 < letters).then_some(prompt)
}
