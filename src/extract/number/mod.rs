//! Amounts: a number with its multiplier, what bounds it, and what it measures.

pub mod context;
pub mod numeral;
mod figure;
mod label;
mod measure;
mod reference;
mod table;
pub mod rules;
#[cfg(test)]
mod corpus;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{EntityMention, Reading, RuleName, SkipReason, Skipped, TimeMention, Words};
use crate::order;
use crate::segment::Table;
use crate::span::Span;
use rules::Found;
use table::{Reached, Tables};

/// A quantity as it stands in one place of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuantityMention {
    /// The number with its multiplier and, for percentages and money, the unit; not the counted noun.
    pub span: Span,
    /// Index into the sentences.
    pub sentence: usize,
    pub amount: Amount,
    pub bound: Bound,
    /// The upper end where `bound` is [`Bound::Between`].
    pub upper: Option<Amount>,
    pub measure: Measure,
    pub rule: RuleName,
}

/// A decimal, or a fraction of whole numbers that no decimal can say (`одна треть`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Amount {
    Decimal(Decimal),
    Fraction(u32, u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    Exact,
    About,
    Over,
    Under,
    UpTo,
    AtLeast,
    Between,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    Count,
    Percent,
    Share,
    Money,
    /// `в 2,5 раза`, `вдвое`.
    Multiple,
    Duration,
    Age,
    /// Length, area, weight, power and their like.
    Physical,
    /// A change without a level: `на 2 млн. больше`.
    Increase,
    PercentIncrease,
}

impl Bound {
    pub const ALL: [Bound; 7] =
        [Bound::Exact, Bound::About, Bound::Over, Bound::Under, Bound::UpTo, Bound::AtLeast, Bound::Between];

    /// The public name, which records and files are written with: never to change.
    pub fn name(self) -> &'static str {
        match self {
            Bound::Exact => "exact",
            Bound::About => "about",
            Bound::Over => "over",
            Bound::Under => "under",
            Bound::UpTo => "up_to",
            Bound::AtLeast => "at_least",
            Bound::Between => "between",
        }
    }
}

impl Measure {
    pub const ALL: [Measure; 10] = [
        Measure::Count,
        Measure::Percent,
        Measure::Share,
        Measure::Money,
        Measure::Multiple,
        Measure::Duration,
        Measure::Age,
        Measure::Physical,
        Measure::Increase,
        Measure::PercentIncrease,
    ];

    /// The public name, which records and files are written with: never to change.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Count => "count",
            Measure::Percent => "percent",
            Measure::Share => "share",
            Measure::Money => "money",
            Measure::Multiple => "multiple",
            Measure::Duration => "duration",
            Measure::Age => "age",
            Measure::Physical => "physical",
            Measure::Increase => "increase",
            Measure::PercentIncrease => "percent_increase",
        }
    }
}

impl Amount {
    pub fn to_f64(self) -> f64 {
        match self {
            // Below 2^53 and with few decimals, as all that people write, this is the nearest double. Reading one from
            // text would bring tables of ten kilobytes.
            Amount::Decimal(value) => value.mantissa() as f64 / 10f64.powi(value.scale() as i32),
            Amount::Fraction(part, whole) => f64::from(part) / f64::from(whole),
        }
    }
}

impl std::fmt::Display for Amount {
    /// The public form: `88700`, `53.8`, `1/3`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Amount::Decimal(value) => write!(f, "{}", value.normalize()),
            Amount::Fraction(part, whole) => write!(f, "{part}/{whole}"),
        }
    }
}

impl std::str::FromStr for Amount {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let expected =
            || format!("an amount is a decimal such as 88700 or 53.8, or a fraction such as 1/3, found {written:?}");
        match written.split_once('/') {
            Some((part, whole)) => {
                let part = part.parse().map_err(|_| expected())?;
                let whole = whole.parse().ok().filter(|&whole| whole != 0).ok_or_else(expected)?;
                Ok(Amount::Fraction(part, whole))
            }
            None => written.parse().map(Amount::Decimal).map_err(|_| expected()),
        }
    }
}

impl TryFrom<String> for Amount {
    type Error = String;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        written.parse()
    }
}

impl From<Amount> for String {
    fn from(amount: Amount) -> Self {
        amount.to_string()
    }
}

/// Amounts, and the digit groups and number words that are neither amounts nor times nor parts of names; in text order.
/// `cells` are the amounts of tables.
pub fn mentions(
    reading: Reading,
    times: &[TimeMention],
    entities: &[EntityMention],
    cells: Vec<QuantityMention>,
) -> (Vec<QuantityMention>, Vec<Skipped>) {
    let mut taken: Vec<Span> = times
        .iter()
        .map(|time| time.span)
        .chain(entities.iter().map(|entity| entity.span))
        .chain(cells.iter().map(|cell| cell.span))
        .collect();
    order::sort(&mut taken);
    let segmentation = reading.segmentation;
    let number_words = segmentation.forms.table(&segmentation.folded, |word, _, _| rules::is_number_word(word));
    let mut finder = Finder { taken, next: 0, number_words, quantities: Vec::new(), skipped: Vec::new() };
    let mut tables = Tables::default();
    for (index, sentence) in reading.sentences().iter().enumerate() {
        let words = reading.words(index);
        if reading.is_furniture(sentence) {
            finder.skip_digits(&words, SkipReason::Boilerplate);
        } else if reading.is_tabular(sentence) {
            finder.skip_digits(&words, SkipReason::Unread);
        } else {
            tables.begin(&words, times, index, finder.reached());
            finder.read(&words, index);
            if let Some(from) = tables.cells(&words, &finder.quantities) {
                finder.leave(from);
                tables.left(finder.reached());
            }
        }
    }
    let mut quantities = finder.quantities;
    if !cells.is_empty() {
        quantities.extend(cells);
        order::by_key(&mut quantities, |quantity| quantity.span);
    }
    (quantities, finder.skipped)
}

struct Finder {
    /// What times and entities cover, in text order.
    taken: Vec<Span>,
    /// The first of `taken` that may still lie ahead.
    next: usize,
    /// Of each distinct word, whether a rule may start at it.
    number_words: Table<bool>,
    quantities: Vec<QuantityMention>,
    skipped: Vec<Skipped>,
}

impl Finder {
    fn read(&mut self, words: &Words, sentence: usize) {
        let mut at = 0;
        while at < words.len() {
            if !rules::is_candidate(words, at, &self.number_words) || self.is_taken(words.span(at, at + 1)) {
                at += 1;
                continue;
            }
            let found = rules::found(words, at).filter(|(_, found)| !self.is_crossed(words.span(at, found.end)));
            let Some((rule, found)) = found else {
                // Words alone may be no number after all (`каждый`); digits must be accounted for.
                if words.is_digits(at) || rules::is_bare_number(words, at) {
                    self.skip(words.span(at, at + 1), SkipReason::Unread);
                }
                at += 1;
                continue;
            };
            let span = words.span(at, found.end);
            match found.value {
                Found::Skip(reason) => self.skip(span, reason),
                Found::Amount { amount, bound, upper, measure } => {
                    let rule = RuleName::Borrowed(rule);
                    self.quantities.push(QuantityMention { span, sentence, amount, bound, upper, measure, rule });
                }
            }
            at = found.end;
        }
    }

    /// How much has been found so far.
    fn reached(&self) -> Reached {
        Reached { quantities: self.quantities.len(), skipped: self.skipped.len() }
    }

    /// Makes the quantities that were found since then figures that were not read.
    fn leave(&mut self, from: Reached) {
        let mut here = self.skipped.split_off(from.skipped);
        let left = self.quantities.drain(from.quantities..);
        here.extend(left.map(|quantity| Skipped { span: quantity.span, reason: SkipReason::Unread }));
        order::by_key(&mut here, |skip| skip.span);
        self.skipped.append(&mut here);
    }

    /// The digits of page furniture say nothing, nor do those of a table that are in no cell with a number.
    fn skip_digits(&mut self, words: &Words, reason: SkipReason) {
        for at in (0..words.len()).filter(|&at| words.is_digits(at)) {
            let span = words.span(at, at + 1);
            if reason == SkipReason::Boilerplate || !self.is_taken(span) {
                self.skip(span, reason);
            }
        }
    }

    fn skip(&mut self, span: Span, reason: SkipReason) {
        self.skipped.push(Skipped { span, reason });
    }

    /// Whether a time or an entity begins before `span` or goes on after it. One inside is part of the unit: `5 млн долларов
    /// США`.
    fn is_crossed(&mut self, span: Span) -> bool {
        let first = self.next;
        let mut over = self.taken[first..].iter().skip_while(|taken| taken.end <= span.start);
        over.by_ref().take_while(|taken| taken.start < span.end).any(|taken| !span.contains(*taken))
    }

    /// Whether a time or an entity shares a byte with `span`. Spans are asked for in text order.
    fn is_taken(&mut self, span: Span) -> bool {
        while self.taken.get(self.next).is_some_and(|taken| taken.end <= span.start) {
            self.next += 1;
        }
        self.taken[self.next..].iter().take_while(|taken| taken.start < span.end).any(|taken| taken.overlaps(span))
    }
}
