//! Whether a typed answer is right.

use rust_decimal::Decimal;

use super::Answer;
use crate::extract::{Amount, Bound};
use crate::lexicon::fold;
use crate::lexicon::ru::numeral;

/// How a typed answer compares with the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Right,
    /// Not the figure of the text, but as near to it as the text itself is sure.
    Near,
    Wrong,
}

/// How far from a figure an answer is still right, as a share of the figure: the text itself is no more exact.
pub fn tolerance(amount: Amount, bound: Bound) -> Amount {
    let Amount::Decimal(value) = amount else { return Amount::Decimal(Decimal::ZERO) };
    let share = match bound {
        Bound::Exact | Bound::Between => return Amount::Decimal(Decimal::ZERO),
        Bound::About => Decimal::new(10, 2),
        Bound::Over | Bound::Under | Bound::UpTo | Bound::AtLeast => Decimal::new(5, 2),
    };
    Amount::Decimal(value.checked_mul(share).map_or(Decimal::ZERO, |tolerance| tolerance.abs().normalize()))
}

/// Compares without regard to case, ё or е, kinds of space and dash, decimal comma or point, and how thousands are written:
/// for a blank before `тыс.` both `88,7` and `88 700` are right.
pub fn check(answer: &Answer, typed: &str) -> Verdict {
    let given = normal(typed);
    if given.is_empty() {
        return Verdict::Wrong;
    }
    if std::iter::once(&answer.text).chain(&answer.accepts).any(|right| normal(right) == given) {
        return Verdict::Right;
    }
    let Some(typed) = Typed::read(&given) else { return Verdict::Wrong };
    match answer.value {
        Some(Amount::Fraction(part, whole)) => {
            let same =
                typed.over.is_some_and(|(a, b)| u64::from(a) * u64::from(whole) == u64::from(part) * u64::from(b));
            if same { Verdict::Right } else { Verdict::Wrong }
        }
        Some(Amount::Decimal(value)) => {
            let tolerance = match answer.tolerance {
                Some(Amount::Decimal(tolerance)) => tolerance,
                _ => Decimal::ZERO,
            };
            let full = typed.against(value, tolerance);
            // Without a multiplier of its own, the number may be meant for the one that stands after the blank.
            let shown = number(&normal(&answer.text)).filter(|_| !typed.multiplied).map_or(Verdict::Wrong, |shown| {
                let scaled = tolerance.checked_mul(shown).and_then(|scaled| scaled.checked_div(value));
                typed.against(shown, scaled.unwrap_or(Decimal::ZERO))
            });
            match (full, shown) {
                (Verdict::Right, _) | (_, Verdict::Right) => Verdict::Right,
                (Verdict::Near, _) | (_, Verdict::Near) => Verdict::Near,
                _ => Verdict::Wrong,
            }
        }
        None => Verdict::Wrong,
    }
}

/// A typed number.
struct Typed {
    value: Decimal,
    multiplied: bool,
    over: Option<(u32, u32)>,
}

impl Typed {
    fn read(given: &str) -> Option<Typed> {
        if let Some((part, whole)) = given.split_once('/') {
            let (part, whole): (u32, u32) = (part.trim().parse().ok()?, whole.trim().parse().ok()?);
            return (whole > 0).then_some(Typed { value: Decimal::ZERO, multiplied: true, over: Some((part, whole)) });
        }
        let end =
            given.find(|c: char| !(c.is_ascii_digit() || matches!(c, ' ' | ',' | '.' | '-'))).unwrap_or(given.len());
        let (digits, word) = given.split_at(end);
        let factor = match word.trim_end_matches('.') {
            "" | "%" => None,
            word if word.starts_with("процент") => None,
            word => Some(multiplier(word)?),
        };
        let value = number(digits.trim_end_matches([' ', '.']))?.checked_mul(factor.unwrap_or(Decimal::ONE))?;
        Some(Typed { value, multiplied: factor.is_some(), over: None })
    }

    fn against(&self, key: Decimal, tolerance: Decimal) -> Verdict {
        match self.value.checked_sub(key).map(|far| far.abs()) {
            Some(far) if far.is_zero() => Verdict::Right,
            Some(far) if far <= tolerance => Verdict::Near,
            _ => Verdict::Wrong,
        }
    }
}

/// The factor of a multiplier in any form: `тыс`, `тысяч`, `млн`, `миллиона`.
pub(super) fn multiplier(word: &str) -> Option<Decimal> {
    numeral::multiplier(word).filter(|multiplier| !multiplier.rough).map(|multiplier| Decimal::from(multiplier.value))
}

/// Lower case, `е` for `ё`, one kind of space and dash, the comma as decimal mark, nothing at the ends.
fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in fold(text).chars() {
        let c = match c {
            '–' | '—' | '−' | '‑' | '‐' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(c);
        }
    }
    out.trim_end_matches([' ', '.', ';', '!']).to_owned()
}

/// The number that is written in `digits`, which may have spaces between groups and a comma or point; `None` where there is
/// anything else.
pub(super) fn number(digits: &str) -> Option<Decimal> {
    let mut plain = String::with_capacity(digits.len());
    for c in digits.chars() {
        match c {
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => {}
            ',' => plain.push('.'),
            '−' => plain.push('-'),
            c => plain.push(c),
        }
    }
    plain.parse().ok().filter(|_| plain.starts_with(|c: char| c.is_ascii_digit() || c == '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(text: &str, value: &str, bound: Bound) -> Answer {
        let value: Amount = value.parse().expect("an amount");
        Answer {
            text: text.to_owned(),
            value: Some(value),
            accepts: Vec::new(),
            tolerance: Some(tolerance(value, bound)),
        }
    }

    #[test]
    fn ways_of_writing_a_number() {
        let key = answer("88,7", "88700", Bound::Exact);
        for right in
            ["88,7", " 88.7 ", "88700", "88 700", "88\u{a0}700", "88,7 тыс.", "88.7 Тысяч", "0,0887 млн", "88,70"]
        {
            assert_eq!(check(&key, right), Verdict::Right, "{right}");
        }
        for wrong in ["", "88", "887", "88,7 млн", "88,8", "восемь", "88,7 коров", "1/3", "-88,7", "88..7", "8e4"]
        {
            assert_eq!(check(&key, wrong), Verdict::Wrong, "{wrong}");
        }
        assert_eq!(check(&answer("53,8", "53.8", Bound::Exact), "53,8 %"), Verdict::Right);
    }

    #[test]
    fn a_hedge_widens_what_is_right() {
        let key = answer("3", "3000000", Bound::About);
        assert_eq!(check(&key, "3 млн"), Verdict::Right);
        assert_eq!(check(&key, "2,8"), Verdict::Near);
        assert_eq!(check(&key, "3 250 000"), Verdict::Near);
        assert_eq!(check(&key, "2,6"), Verdict::Wrong);
        assert_eq!(check(&answer("145", "145000", Bound::Over), "150"), Verdict::Near);
    }

    #[test]
    fn fractions_and_words() {
        let mut key = answer("одна треть", "1/3", Bound::Exact);
        key.accepts.push("треть".to_owned());
        for right in ["Одна треть", "треть", "1/3", "2 / 6"] {
            assert_eq!(check(&key, right), Verdict::Right, "{right}");
        }
        assert_eq!(check(&key, "1/4"), Verdict::Wrong);
        let date =
            Answer {
                text: "11 октября".to_owned(), value: None, accepts: vec!["11.10".to_owned()], tolerance: None
            };
        assert_eq!(check(&date, "11  ОКТЯБРЯ"), Verdict::Right);
        assert_eq!(check(&date, "11.10"), Verdict::Right);
        assert_eq!(check(&date, "12 октября"), Verdict::Wrong);
    }

    #[test]
    fn any_typing_is_judged() {
        for typed in ["99999999999999999999999999999999 млрд", "тыс", "/", "1/0", "4294967296/3", "–", "\u{0}", "ё"]
        {
            check(&answer("88,7", "88700", Bound::About), typed);
        }
    }
}
