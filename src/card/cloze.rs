//! The words of the text with a blank in them.

use rust_decimal::Decimal;

use super::answer::{multiplier, number, tolerance};
use super::clause::{Cut, MOST_WORDS, cuts, points_outside};
use super::{Answer, Piece};
use crate::extract::{Amount, Bound, Measure};
use crate::fact::{Fact, Inferred, Quantity};
use crate::lexicon::fold;
use crate::segment::{Sentence, TokenKind};
use crate::span::Span;
use crate::wording::amount::{Scale, word};
use crate::wording::noun::counted_form;
use crate::wording::{NBSP, capitalized, count_words, time};

/// What a blank hides, in the text and as a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Hidden {
    pub span: Span,
    /// In the words of the text, spaces made no-break.
    pub text: String,
    /// The number as it is written there, where it is in digits: 88,7 of `88,7 тыс.`
    pub shown: Option<Decimal>,
}

/// The number alone: multiplier and unit stay outside. `None` where nothing can be hidden without giving a part of it away.
pub fn hidden(text: &str, fact: &Fact, quantity: &Quantity) -> Option<Hidden> {
    let quote = fact.span.of(text);
    if let Some(start) = quote.find(|c: char| c.is_ascii_digit()) {
        let end = start + digits(&quote[start..]);
        // `от 5 до 7`, `20-летие`: hiding one number shows the other, hiding a half of a word is no blank.
        let rest = &quote[end..];
        let glued = rest.starts_with(['-', '–', '‑']) || rest.starts_with(char::is_alphabetic);
        if glued || rest.contains(|c: char| c.is_ascii_digit()) || quantity.bound == Bound::Between {
            return None;
        }
        let span = Span::new(fact.span.start + start, fact.span.start + end);
        return Some(Hidden { span, text: unbroken(span.of(text)), shown: number(span.of(text)) });
    }
    // In words: all but a multiplier and a unit at the end.
    if matches!(quantity.measure, Measure::Duration | Measure::Age) || quantity.bound == Bound::Between {
        return None;
    }
    let mut end = quote.trim_end().len();
    while let Some(space) = quote[..end].rfind([' ', NBSP]) {
        let last = fold(quote[space..end].trim());
        if multiplier(&last).is_none() && !is_unit(&last) {
            break;
        }
        end = quote[..space].trim_end().len();
    }
    let span = Span::new(fact.span.start, fact.span.start + end);
    (!span.is_empty()).then(|| Hidden { span, text: unbroken(span.of(text)), shown: None })
}

/// How many bytes at the start are one number: digits, groups of three after one space, a decimal part.
fn digits(text: &str) -> usize {
    let run = |at: usize| text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = run(0);
    loop {
        let rest = &text[end..];
        let Some(space) = rest.chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')) else {
            break;
        };
        if run(end + space.len_utf8()) != 3 {
            break;
        }
        end += space.len_utf8() + 3;
    }
    if text[end..].starts_with([',', '.']) && run(end + 1) > 0 {
        end += 1 + run(end + 1);
    }
    end
}

fn is_unit(word: &str) -> bool {
    ["процент", "рубл", "доллар", "марк", "франк", "фунт", "раз", "%"].iter().any(|unit| word.starts_with(unit))
}

fn unbroken(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("\u{a0}")
}

/// What the learner should give back.
pub fn answer(text: &str, fact: &Fact, quantity: &Quantity, hidden: &Hidden) -> Answer {
    let mut accepts = Vec::new();
    match quantity.amount {
        Amount::Decimal(value) => {
            // The full number, where a multiplier stands after the blank; the number in digits, where it stands in words.
            if hidden.shown != Some(value) {
                accepts.push(Scale::One.number(quantity.amount));
            }
            let after = text.get(hidden.span.end..fact.span.end).unwrap_or("").trim();
            let scaled = multiplier(&fold(after)).and_then(|factor| value.checked_div(factor));
            if let (None, Some(scaled)) = (hidden.shown, scaled) {
                accepts.push(Scale::One.number(Amount::Decimal(scaled)));
            }
        }
        Amount::Fraction(part, whole) => {
            accepts.push(format!("{part}/{whole}"));
            if let Some((first, rest)) = hidden.text.split_once(NBSP)
                && fold(first).starts_with("одн")
            {
                accepts.push(rest.to_owned());
            }
        }
    }
    Answer {
        text: hidden.text.clone(),
        value: Some(quantity.amount),
        accepts,
        tolerance: Some(tolerance(quantity.amount, quantity.bound)),
    }
}

/// The best prompt that stands alone, is short enough and does not give the answer away: words of the text where they do,
/// else, for a quantity, the parts of the fact put together.
pub fn prompt(text: &str, folded: &str, sentence: &Sentence, fact: &Fact, hidden: &Hidden) -> Option<Vec<Piece>> {
    let subject = fact.quantity().map_or("", |quantity| quantity.subject.as_str());
    let shows =
        |cut: &Cut| cut.span.contains(hidden.span) && (cut.span.contains(fact.span) || fact.quantity().is_none());
    let told = || {
        let quantity = fact.quantity().filter(|_| fact.span.contains(hidden.span))?;
        told(text, fact, quantity, hidden).filter(|prompt| fits(prompt, hidden))
    };
    cuts(text, folded, sentence, hidden.span)
        .into_iter()
        .filter(|cut| shows(cut) && names(folded, *cut, sentence, subject, hidden))
        .find_map(|cut| shown(text, folded, sentence, fact, hidden, cut))
        .or_else(told)
}

/// A cut as a prompt, with what it lacks in brackets before it.
fn shown(text: &str, folded: &str, sentence: &Sentence, fact: &Fact, hidden: &Hidden, cut: Cut) -> Option<Vec<Piece>> {
    let first = sentence.tokens.partition_point(|token| token.span.end <= cut.span.start);
    let last = sentence.tokens.partition_point(|token| token.span.start < cut.span.end);
    if points_outside(folded, &sentence.tokens[first..last]) {
        return None;
    }
    let before = spaced(text.get(cut.span.start..hidden.span.start)?);
    let after = spaced(text.get(hidden.span.end..cut.span.end)?);
    let lead = lead_in(folded, fact, cut.span);
    let mut opening = String::new();
    if !lead.is_empty() {
        opening = format!("[{}] ", lead.join(", "));
    }
    if cut.before {
        opening.push('…');
    }
    opening.push_str(&if cut.before { before } else { capitalized(&before) });
    let mut closing = after;
    if cut.after {
        closing.push('…');
    }
    let pieces = vec![Piece::Text(opening), Piece::Blank, Piece::Text(closing)];
    let pieces: Vec<Piece> = pieces.into_iter().filter(|piece| *piece != Piece::Text(String::new())).collect();
    fits(&pieces, hidden).then_some(pieces)
}

/// White space as one space each; an end keeps its space, which stands beside the blank.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_whitespace() && c != NBSP => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\u{ad}' => {}
            c => out.push(c),
        }
    }
    out
}

/// Time, place and source of the fact, as far as the cut does not say them.
fn lead_in(folded: &str, fact: &Fact, cut: Span) -> Vec<String> {
    let words = cut.of(folded);
    let mut lead = Vec::new();
    if let Some(source) = fact.attribution.as_deref().filter(|source| !words.contains(&fold(source))) {
        lead.push(source.to_owned());
    }
    if let Some(place) = fact.place.as_deref().filter(|_| fact.inferred.contains(&Inferred::Place)) {
        let known = fold(place).split(' ').filter(|word| word.len() >= 4).all(|word| words.contains(stem(word)));
        if !known {
            lead.push(place.to_owned());
        }
    }
    if let Some(period) = fact.period.as_ref().filter(|period| !cut.contains(period.span)) {
        let label = time::label(&period.when, period.part);
        if !words.contains(&fold(&label)) {
            lead.push(label);
        }
    }
    lead
}

/// The part of a word that its endings leave alone.
fn stem(word: &str) -> &str {
    let keep = word.chars().count().saturating_sub(2).clamp(3, 6);
    word.char_indices().nth(keep).map_or(word, |(at, _)| &word[..at])
}

/// Whether the cut names what is counted: most of the long words of the subject stand in it, outside the blank.
fn names(folded: &str, cut: Cut, sentence: &Sentence, subject: &str, hidden: &Hidden) -> bool {
    let subject = fold(subject);
    let wanted: Vec<&str> = subject
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() >= 4)
        .take(MOST_WORDS)
        .map(stem)
        .collect();
    if wanted.is_empty() {
        return true;
    }
    let first = sentence.tokens.partition_point(|token| token.span.end <= cut.span.start);
    let last = sentence.tokens.partition_point(|token| token.span.start < cut.span.end);
    let words: Vec<&str> = sentence.tokens[first..last]
        .iter()
        .filter(|token| token.kind == TokenKind::Word && !token.span.overlaps(hidden.span))
        .map(|token| token.span.of(folded))
        .collect();
    let found = wanted.iter().filter(|stem| words.iter().any(|word| word.starts_with(**stem))).count();
    found * 3 >= wanted.len() * 2
}

/// A prompt put together from what the fact says, for a clause that does not stand alone: `Бригад с этим званием (конец 1944 г.):
/// около ____ тыс.` Only for what is counted in the genitive, the form that this needs.
fn told(text: &str, fact: &Fact, quantity: &Quantity, hidden: &Hidden) -> Option<Vec<Piece>> {
    let subject = quantity.subject.trim();
    let tokens = crate::segment::token::tokens(subject, Span::new(0, subject.len()));
    let long = tokens.iter().filter(|token| token.kind == TokenKind::Word).count() >= 2;
    let counted = counted_form(text, fact.span.end, subject).is_some() || fact.inferred.contains(&Inferred::Subject);
    let level = matches!(quantity.measure, Measure::Count | Measure::Money | Measure::Physical);
    if !long
        || !counted
        || !level
        || points_outside(&fold(subject), &tokens)
        || subject.contains(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let mut scope: Vec<String> = fact.place.iter().cloned().collect();
    scope.extend(fact.period.as_ref().map(|period| time::label(&period.when, period.part)));
    let mut opening = capitalized(&spaced(subject));
    if !scope.is_empty() {
        opening.push_str(&format!(" ({})", scope.join(", ")));
    }
    opening.push_str(": ");
    opening.push_str(word(quantity.bound));
    if !opening.ends_with(' ') {
        opening.push(' ');
    }
    let after = spaced(text.get(hidden.span.end..fact.span.end)?);
    let mut closing = after.trim_end().to_owned();
    if !closing.ends_with('.') {
        closing.push('.');
    }
    Some(vec![Piece::Text(opening), Piece::Blank, Piece::Text(closing)])
}

/// Short enough, long enough, and without the answer in plain view.
fn fits(pieces: &[Piece], hidden: &Hidden) -> bool {
    let words: usize =
        pieces.iter().map(|piece| if let Piece::Text(text) = piece { count_words(text) } else { 1 }).sum();
    (5..=MOST_WORDS).contains(&words)
        && pieces.iter().all(|piece| match piece {
            Piece::Text(text) => !gives_away(text, &hidden.text, hidden.shown),
            Piece::Blank => true,
        })
}

/// Whether `text` says the answer once more: the same number in digits, or the same words.
pub fn gives_away(text: &str, answer: &str, shown: Option<Decimal>) -> bool {
    if let Some(shown) = shown {
        return numbers(text).any(|value| value == shown);
    }
    let (text, answer) = (fold(&spaced(text)).replace(NBSP, " "), fold(answer).replace(NBSP, " "));
    text.match_indices(&answer).any(|(at, found)| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(text[..at].chars().next_back()) && !letter(text[at + found.len()..].chars().next())
    })
}

/// Every number in digits, left to right.
pub fn numbers(text: &str) -> impl Iterator<Item = Decimal> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.get(at..)?.find(|c: char| c.is_ascii_digit())?;
            let length = digits(&text[start..]);
            at = start + length;
            if let Some(value) = number(&text[start..start + length]) {
                return Some(value);
            }
        }
    })
}
