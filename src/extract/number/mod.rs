//! Amounts: a number with its multiplier, what bounds it, and what it measures.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{EntityMention, Reading, RuleName, Skipped, TimeMention};
use crate::span::Span;

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

impl Amount {
    pub fn to_f64(self) -> f64 {
        match self {
            Amount::Decimal(value) => value.to_string().parse().unwrap_or(f64::NAN),
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
pub fn mentions(
    _reading: Reading,
    _times: &[TimeMention],
    _entities: &[EntityMention],
) -> (Vec<QuantityMention>, Vec<Skipped>) {
    (Vec::new(), Vec::new())
}
