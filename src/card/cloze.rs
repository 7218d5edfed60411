//! The words of the text with a blank in them.

use rust_decimal::Decimal;

use super::answer::{multiplier, number, tolerance};
use super::clause::{Cut, MOST_WORDS, cuts, leading, stem};
use super::grammar::{Agreement, agreement};
use super::lexis::Lexis;
use super::standing::{
    has_loose_subject, is_of_any, is_personal, lacks_subject, points, points_anywhere, points_outside,
};
use super::{Answer, Piece};
use crate::extract::{Amount, Bound, Measure};
use crate::fact::{Fact, Inferred, Quantity};
use crate::lexicon::fold;
use crate::lexicon::ru::traits::Traits;
use crate::lexicon::ru::{form, numeral};
use crate::segment::{Sentence, Token, TokenKind};
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
        // `1 период` is the first rather than one.
        if quantity.amount == Amount::Decimal(Decimal::ONE) {
            return None;
        }
        // `от 5 до 7`, `20-летие`: hiding one number shows the other, hiding a half of a word is no blank.
        let rest = &quote[end..];
        let glued = rest.starts_with(['-', '–', '‑']) || rest.starts_with(char::is_alphabetic);
        // `6½`
        let halved = text.get(fact.span.start + end..).is_some_and(|rest| rest.starts_with(['½', '⅓', '⅔', '¼', '¾']));
        // `к '20 гг.`
        let cut_year = text.get(..fact.span.start + start).is_some_and(|before| before.ends_with(['\'', '’', '‘']));
        if glued
            || halved
            || cut_year
            || rest.contains(|c: char| c.is_ascii_digit())
            || quantity.bound == Bound::Between
        {
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
    // `первая сотня`, `один из них`: what is said roughly in one word is no figure to be learnt.
    let folded = fold(span.of(text));
    if numeral::multiplier(&folded).is_some() || quantity.amount == Amount::Decimal(Decimal::ONE) {
        return None;
    }
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
        years: None,
    }
}

/// What a prompt is made from.
pub struct Source<'a> {
    pub text: &'a str,
    pub folded: &'a str,
    /// The sentence before, where it stands in the same paragraph.
    pub before: Option<&'a Sentence>,
    pub sentence: &'a Sentence,
    pub fact: &'a Fact,
    pub hidden: &'a Hidden,
    pub lexis: &'a Lexis<'a>,
}

/// A prompt, and the words of the text that prove it.
pub struct Prompt {
    pub pieces: Vec<Piece>,
    pub evidence: Span,
}

impl Source<'_> {
    /// The best prompt that stands alone, is short enough and does not give the answer away: words of the sentence; where these
    /// point to something before, with the sentence before; else, for a quantity, the parts of the fact put together.
    pub fn prompt(&self) -> Option<Prompt> {
        let Source { text, folded, sentence, fact, hidden, .. } = *self;
        let shows = |cut: &Cut| {
            cut.span.contains(hidden.span)
                && (cut.span.contains(fact.span) || fact.quantity().is_none())
                && !self.breaks_off(cut)
        };
        let cuts: Vec<Cut> = cuts(text, folded, sentence, hidden.span).into_iter().filter(shows).collect();
        let alone = || cuts.iter().find_map(|cut| self.shown(*cut, None));
        let after_another = || {
            let before = self.before?;
            let lead = leading(text, folded, before, self.lexis)?;
            let pieces = cuts.iter().find_map(|cut| self.shown(*cut, Some((before, lead))))?;
            Some(Prompt { pieces, evidence: before.span.cover(sentence.span) })
        };
        let by_itself = |pieces| Prompt { pieces, evidence: sentence.span };
        alone().map(by_itself).or_else(after_another).or_else(|| self.told().map(by_itself))
    }

    /// Whether a cut ends at a verb and leaves out what that asks for: `хочет, чтобы …`.
    fn breaks_off(&self, cut: &Cut) -> bool {
        let after = self.sentence.tokens.partition_point(|token| token.span.start < cut.span.end);
        let word = |at: usize| self.sentence.tokens.get(at).map_or("", |token| token.span.of(self.folded));
        let asked = word(after) == "," && matches!(word(after + 1), "что" | "чтобы");
        // `сообщила о том, что …`
        if asked && matches!(word(after.wrapping_sub(1)), "том" | "тем" | "того" | "тому" | "то") {
            return true;
        }
        asked && after > 0 && self.lexis.traits(word(after - 1)).has(Traits::FINITE)
    }

    /// The best prompt of the sentence's own words.
    pub fn cut(&self) -> Option<Prompt> {
        let Source { text, folded, sentence, hidden, fact, .. } = *self;
        let whole = |cut: &Cut| cut.span.contains(fact.span) && !self.breaks_off(cut);
        let pieces = cuts(text, folded, sentence, hidden.span)
            .into_iter()
            .filter(whole)
            .find_map(|cut| self.shown(cut, None))?;
        Some(Prompt { pieces, evidence: sentence.span })
    }

    /// A cut as a prompt, with what it lacks in brackets before it; `lead` is (a part of) the sentence before.
    fn shown(&self, cut: Cut, lead: Option<(&Sentence, Cut)>) -> Option<Vec<Piece>> {
        let Source { text, folded, fact, hidden, .. } = *self;
        let mut cut = cut;
        // `К этому времени` gives way to the time itself.
        if let Some(period) = fact.period.as_ref().filter(|period| period.span.start == cut.span.start) {
            let tokens = tokens_in(self.sentence, period.span);
            if tokens.iter().any(|token| points(token.span.of(folded))) && period.span.end < hidden.span.start {
                let rest = text.get(period.span.end..hidden.span.start)?;
                let skip = rest.len() - rest.trim_start_matches([' ', ',', NBSP]).len();
                cut = Cut { span: Span::new(period.span.end + skip, cut.span.end), before: false, ..cut };
            }
        }
        let mut tokens = lead.map_or(Vec::new(), |(before, lead)| tokens_in(before, lead.span).to_vec());
        tokens.extend_from_slice(tokens_in(self.sentence, cut.span));
        let broken = cut.before && lead.is_none();
        let stands = |tokens: &[Token]| {
            let loose = points_outside(folded, tokens)
                || broken && points_anywhere(folded, tokens)
                || has_loose_subject(folded, tokens, self.lexis)
                || lacks_subject(text, folded, tokens, self.lexis, broken)
                || broken && is_of_any(text, folded, tokens, self.lexis);
            !loose && !is_personal(folded, tokens) && self.names(tokens)
        };
        // Another sentence comes before only what needs it.
        if !stands(&tokens) || lead.is_some() && stands(tokens_in(self.sentence, cut.span)) {
            return None;
        }
        if self.counts_what_is_elsewhere() || lead.is_none() && self.says_too_little(cut) {
            return None;
        }
        let mut opening = String::new();
        let missing = self.missing(cut, lead.map(|(_, lead)| lead));
        // `[по утверждению]`: of whom is not known.
        let unsourced = |source: &str| missing.iter().any(|said| said == source) && count_words(source) < 3;
        if fact.attribution.as_deref().is_some_and(unsourced) {
            return None;
        }
        if !missing.is_empty() {
            opening = format!("[{}] ", missing.join(", "));
        }
        if let Some((_, lead)) = lead {
            opening.push_str(&capitalized(&spaced(lead.span.of(text))));
            opening.push_str(if lead.after { "… " } else { " " });
        } else if cut.before {
            opening.push('…');
        }
        let before = spaced(text.get(cut.span.start..hidden.span.start)?);
        // A bullet of a list is no word of the prompt.
        let before = before.trim_start_matches(['•', '·', '*', '-', '–', '—', ' ']).to_owned();
        // A bare number in brackets is a reference more often than a figure.
        if before.ends_with('(') && text.get(hidden.span.end..)?.starts_with(')') {
            return None;
        }
        opening.push_str(&if cut.before && lead.is_none() { before } else { capitalized(&before) });
        let mut closing = spaced(text.get(hidden.span.end..cut.span.end)?);
        // `три курии:` led to a list.
        if closing.ends_with(':') {
            closing.pop();
            closing.push('.');
        }
        if cut.after {
            closing.push('…');
        }
        let pieces = [Piece::Text(opening), Piece::Blank, Piece::Text(closing)];
        let pieces: Vec<Piece> = pieces.into_iter().filter(|piece| *piece != Piece::Text(String::new())).collect();
        fits(&pieces, hidden).then_some(pieces)
    }

    /// Source, place and time of the fact, as far as the prompt does not say them.
    fn missing(&self, cut: Cut, lead: Option<Cut>) -> Vec<String> {
        let fact = self.fact;
        let pieces = [lead.map_or("", |lead| lead.span.of(self.folded)), cut.span.of(self.folded)];
        let says = |words: &str| pieces.iter().any(|piece| piece.contains(words));
        let mut missing = Vec::new();
        if let Some(source) = fact.attribution.as_deref().filter(|source| !says(&fold(source))) {
            missing.push(source.to_owned());
        }
        if let Some(place) = fact.place.as_deref().filter(|_| fact.inferred.contains(&Inferred::Place)) {
            let known = fold(place).split(' ').filter(|word| word.len() >= 4).all(|word| says(stem(word)));
            if !known {
                missing.push(place.to_owned());
            }
        }
        if let Some(period) = &fact.period {
            let label = time::label(&period.when, period.part);
            let there = cut.span.contains(period.span) || lead.is_some_and(|lead| lead.span.contains(period.span));
            // `в конце года` does not say of which year.
            let asked = self.hidden.span.overlaps(period.span);
            let dated = asked || period.when.year().filter(|year| *year > 0).is_none_or(|year| says(&year.to_string()));
            if !(there && dated || asked || says(&fold(&label))) {
                // `20 апреля … исполнилось`: the day is there, the year is not.
                let year = period.when.year().filter(|_| there);
                missing.push(year.map_or(label, |year| format!("{year}{NBSP}г.")));
            }
        }
        missing
    }

    /// Whether the tokens name what is counted: most of the long words of the subject are among them, outside the blank.
    fn names(&self, tokens: &[Token]) -> bool {
        let subject = fold(self.fact.quantity().map_or("", |quantity| quantity.subject.as_str()));
        let long = |word: &&str| word.chars().count() >= 4;
        let named = |word: &&str| !GENERIC.contains(word);
        let words = || subject.split(|c: char| !c.is_alphabetic()).filter(long);
        let wanted: Vec<&str> = words().filter(named).take(MOST_WORDS).map(stem).collect();
        if wanted.is_empty() && words().next().is_some() {
            return false;
        }
        let words =
            tokens.iter().filter(|token| token.kind == TokenKind::Word && !token.span.overlaps(self.hidden.span));
        let words: Vec<&str> = words.map(|token| token.span.of(self.folded)).collect();
        let found = wanted.iter().filter(|stem| words.iter().any(|word| word.starts_with(**stem))).count();
        found * 3 >= wanted.len() * 2
    }

    /// A prompt put together from what the fact says, for a clause that does not stand alone: `Рабочих завода со званием мастера
    /// (конец 1964 г.): около ____ тыс.` Only for what is counted in the genitive plural, the form that this needs, and where
    /// nobody else did it: the words of the fact must be all of it.
    fn told(&self) -> Option<Vec<Piece>> {
        let Source { text, fact, hidden, .. } = *self;
        let quantity = fact.quantity().filter(|_| fact.span.contains(hidden.span) && fact.agent.is_none())?;
        let subject = quantity.subject.trim();
        let tokens = crate::segment::token::tokens(subject, Span::new(0, subject.len()));
        let folded = fold(subject);
        let words = || tokens.iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.span.of(&folded));
        let plain = words().count() >= 2
            && words().all(|word| {
                !points(word) && !word.starts_with("сво") && !form::is_short_passive(word) && word != "человек"
            })
            && !subject.contains(|c: char| c.is_ascii_digit() || matches!(c, '(' | ')'));
        let genitive =
            counted_form(text, fact.span.end, subject).is_some() || fact.inferred.contains(&Inferred::Subject);
        // All up to the noun is in the form that this needs.
        let traits = |word: &str| self.lexis.traits(word);
        let head = words().position(|word| traits(word).has(Traits::NOUN))?;
        let plural = words().take(head + 1).all(|word| traits(word).has(Traits::GENITIVE_PLURAL));
        let rest = text.get(hidden.span.end..fact.span.end)?;
        let many = !rest.trim().is_empty() || agreement(&hidden.text) == Agreement::Many;
        let level = matches!(quantity.measure, Measure::Count | Measure::Money | Measure::Physical);
        // In words the number may stand in another case.
        let level = level && hidden.shown.is_some();
        // `автоматов калибра 5,45 с прицелом`: what is counted has lost a number of its own.
        let tokens = &self.sentence.tokens;
        let loses = tokens.windows(2).any(|pair| {
            let is_number = pair[1].kind == TokenKind::Digits && !fact.span.overlaps(pair[1].span);
            let word = pair[0].span.of(self.folded);
            is_number
                && pair[0].kind == TokenKind::Word
                && self.lexis.traits(word).has(Traits::NOUN)
                && words().any(|own| own == word)
        });
        // Without a place and a time it could be anybody's.
        let scoped = fact.place.is_some() && fact.period.is_some();
        if !(plain && genitive && plural && many && level && scoped && !loses)
            || fact.inferred.contains(&Inferred::Place)
        {
            return None;
        }
        let place = fact.place.iter().filter(|place| *place != "страна");
        let mut scope: Vec<String> = fact.attribution.iter().chain(place).cloned().collect();
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
        let mut closing = spaced(rest).trim_end().to_owned();
        if !closing.ends_with('.') {
            closing.push('.');
        }
        let pieces = vec![Piece::Text(opening), Piece::Blank, Piece::Text(closing)];
        fits(&pieces, hidden).then_some(pieces)
    }
}

/// Words that count without saying what: `число выросло втрое`.
const GENERIC: &[&str] = &["число", "числа", "количество", "количества", "доля", "доли", "всего", "итого"];

/// The tokens of the sentence that lie in `span`.
pub fn tokens_in(sentence: &Sentence, span: Span) -> &[Token] {
    let first = sentence.tokens.partition_point(|token| token.span.end <= span.start);
    let last = sentence.tokens.partition_point(|token| token.span.start < span.end);
    sentence.tokens.get(first..last).unwrap_or(&[])
}

/// White space as one space each; an end keeps its space, which stands beside the blank. What editors of an encyclopaedia
/// note in brackets is left out.
fn spaced(text: &str) -> String {
    const NOTES: &[&str] = &["[обновление]", "[источник?]", "[уточнить]", "[когда?]", "[кто?]", "[где?]"];
    let without = NOTES.iter().fold(std::borrow::Cow::Borrowed(text), |text, note| match text.contains(note) {
        true => text.replace(note, "").into(),
        false => text,
    });
    let mut out = String::with_capacity(text.len());
    for c in without.chars() {
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
        // In digits, or as the one word that says it: `0 (ноль)`.
        let spelled = |word: &str| numeral::cardinal(word).is_some_and(|value| Decimal::from(value) == shown);
        // No single word says more.
        let in_words = shown.is_integer() && shown <= Decimal::ONE_THOUSAND;
        return numbers(text).any(|value| value == shown)
            || in_words && fold(text).split(|c: char| !c.is_alphabetic()).any(spelled);
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
