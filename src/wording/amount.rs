//! Amounts as a Russian reader expects them: `88 700`, `53,8`, `2,5 млн`, `около 36 тыс.`

use rust_decimal::Decimal;

use super::NBSP;
use crate::extract::{Amount, Bound};

/// By how much the numbers of one card or chart are divided, so that they stay short and exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    One,
    Thousand,
    Million,
    Billion,
}

impl Scale {
    const LARGEST_FIRST: [Scale; 3] = [Scale::Billion, Scale::Million, Scale::Thousand];

    pub fn factor(self) -> Decimal {
        Decimal::from(match self {
            Scale::One => 1u32,
            Scale::Thousand => 1_000,
            Scale::Million => 1_000_000,
            Scale::Billion => 1_000_000_000,
        })
    }

    /// `тыс.`, `млн`, `млрд`; empty for single things.
    pub fn word(self) -> &'static str {
        match self {
            Scale::One => "",
            Scale::Thousand => "тыс.",
            Scale::Million => "млн",
            Scale::Billion => "млрд",
        }
    }

    /// The largest scale that says all of `amounts` exactly with at most two decimals, the greatest of them at least 1,
    /// and thousands only from ten thousand on: 5009 stays 5009.
    pub fn of(amounts: &[Amount]) -> Scale {
        let mut largest = Decimal::ZERO;
        for amount in amounts {
            match amount {
                Amount::Decimal(value) => largest = largest.max(value.abs()),
                Amount::Fraction(..) => return Scale::One,
            }
        }
        let fits = |scale: Scale| {
            let least = if scale == Scale::Thousand { Decimal::from(10_000) } else { scale.factor() };
            largest >= least
                && amounts.iter().all(|amount| scale.divide(*amount).is_some_and(|value| value.scale() <= 2))
        };
        Scale::LARGEST_FIRST.into_iter().find(|&scale| fits(scale)).unwrap_or(Scale::One)
    }

    /// The amount in this scale, without trailing zeros.
    pub fn divide(self, amount: Amount) -> Option<Decimal> {
        match amount {
            Amount::Decimal(value) => value.checked_div(self.factor()).map(|value| value.normalize()),
            Amount::Fraction(..) => None,
        }
    }

    /// The number alone: `88,7` for 88 700 in thousands. A fraction stays one: `1/3`.
    pub fn number(self, amount: Amount) -> String {
        match self.divide(amount) {
            Some(value) => decimal(value),
            None => amount.to_string(),
        }
    }

    /// The number with its multiplier: `88,7 тыс.`
    pub fn written(self, amount: Amount) -> String {
        let number = self.number(amount);
        if self == Scale::One || matches!(amount, Amount::Fraction(..)) {
            return number;
        }
        format!("{number}{NBSP}{}", self.word())
    }
}

/// Decimal comma; no-break spaces between groups of three from five digits on, as in `5009` and `19 457`.
pub fn decimal(value: Decimal) -> String {
    let written = value.normalize().to_string();
    let (whole, rest) = written.split_once('.').map_or((written.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("−", digits));
    let mut out = String::from(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len() > 4 && (digits.len() - index).is_multiple_of(3) {
            out.push(NBSP);
        }
        out.push(digit);
    }
    if let Some(rest) = rest {
        out.push(',');
        out.push_str(rest);
    }
    out
}

/// `в 2,5 раза`, `в 3 раза`, `в 12 раз`: by the digits as written.
pub fn times_noun(number: &str) -> &'static str {
    let mut digits = number.chars().rev();
    let (last, tens) = (digits.next().unwrap_or('0'), digits.next().unwrap_or('0'));
    let few = matches!(last, '2'..='4') && tens != '1';
    if number.contains(',') || few { "раза" } else { "раз" }
}

/// The sign of a bound before a number in a drawing: `≈`, `>`; empty for an exact figure.
pub fn sign(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact | Bound::Between => "",
        Bound::About => "≈",
        Bound::Over => ">",
        Bound::Under => "<",
        Bound::UpTo => "≤",
        Bound::AtLeast => "≥",
    }
}

/// The word of a bound before a number in a sentence: `около`, `более`; each governs the genitive.
pub fn word(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact | Bound::Between => "",
        Bound::About => "около",
        Bound::Over => "более",
        Bound::Under => "менее",
        Bound::UpTo => "до",
        Bound::AtLeast => "не менее",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(written: &str) -> Amount {
        written.parse().expect("an amount")
    }

    #[test]
    fn numbers() {
        for (value, written) in [
            ("5009", "5009"),
            ("19457", "19 457"),
            ("3008674", "3 008 674"),
            ("53.80", "53,8"),
            ("0", "0"),
            ("-12345.5", "−12 345,5"),
            ("1/3", "1/3"),
        ] {
            assert_eq!(Scale::One.number(amount(value)).replace(NBSP, " "), written);
        }
    }

    #[test]
    fn times_agree_with_their_number() {
        for (number, noun) in
            [("2", "раза"), ("2,5", "раза"), ("12", "раз"), ("5", "раз"), ("22", "раза"), ("1", "раз")]
        {
            assert_eq!(times_noun(number), noun, "{number}");
        }
    }

    #[test]
    fn a_scale_loses_no_digit() {
        let of = |values: &[&str]| Scale::of(&values.iter().map(|value| amount(value)).collect::<Vec<_>>());
        assert_eq!(of(&["88700", "177000", "252300"]), Scale::Thousand);
        assert_eq!(of(&["400000", "2500000"]), Scale::Million);
        assert_eq!(of(&["3008674", "801232"]), Scale::One);
        assert_eq!(of(&["20000", "10000", "100000"]), Scale::Thousand);
        assert_eq!(of(&["5009"]), Scale::One);
        assert_eq!(of(&["1500000000"]), Scale::Billion);
        assert_eq!(of(&["1/3"]), Scale::One);
        assert_eq!(of(&[]), Scale::One);
        assert_eq!(Scale::Thousand.written(amount("88700")), "88,7\u{a0}тыс.");
    }

    #[test]
    fn the_greatest_decimal_is_written() {
        assert!(!decimal(Decimal::MAX).is_empty());
        assert_eq!(Scale::of(&[Amount::Decimal(Decimal::MAX)]), Scale::One);
    }
}
