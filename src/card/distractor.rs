//! Wrong options that are worth choosing: each comes from the text or from a typed error, with its reason.

use rust_decimal::Decimal;

use super::Reason;
use super::cloze::Hidden;
use super::grammar::agreement;
use crate::extract::{Amount, Bound, Measure};
use crate::fact::{Fact, Quantity};
use crate::order;
use crate::wording::amount::decimal;

/// A number in the place of the blank that is wrong, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Distractor {
    pub value: Decimal,
    pub text: String,
    pub reason: Reason,
    /// How good it is; smaller is better.
    pub rank: usize,
}

/// What an option must not be, and what it must agree with.
pub struct Key<'a> {
    pub quantity: &'a Quantity,
    pub hidden: &'a Hidden,
    pub shown: Decimal,
    /// How many of the things counted one in the blank stands for: 1000 before `тыс.`
    pub factor: Decimal,
    /// Whether the words after the blank are in a form that goes with the number.
    pub agrees: bool,
    /// Numbers that stand in the prompt: a learner sees that they are not meant.
    pub visible: Vec<Decimal>,
    /// Other amounts that the text gives for the same thing at the same time.
    pub also_true: Vec<Decimal>,
    /// A part has a whole, and a whole has parts: the options keep within them.
    pub least: Option<Decimal>,
    pub most: Option<Decimal>,
}

/// A fact of the text that may lend its value.
pub struct Other<'a> {
    pub fact: &'a Fact,
    pub reason: Reason,
    pub rank: usize,
}

impl<'a> Key<'a> {
    /// `None` where the blank hides no number in digits.
    pub fn of(quantity: &'a Quantity, hidden: &'a Hidden, agrees: bool) -> Option<Self> {
        let shown = hidden.shown.filter(|shown| !shown.is_zero())?;
        let Amount::Decimal(value) = quantity.amount else { return None };
        let factor = value.checked_div(shown)?.normalize();
        Some(Key {
            quantity,
            hidden,
            shown,
            factor,
            agrees,
            visible: Vec::new(),
            also_true: Vec::new(),
            least: None,
            most: None,
        })
    }

    /// The options that may stand beside the key, the best first, no two alike.
    pub fn distractors(&self, others: &[Other]) -> Vec<Distractor> {
        let mut found: Vec<Distractor> = Vec::new();
        let values = others.iter().filter_map(|other| {
            let quantity = other.fact.quantity()?;
            let Amount::Decimal(value) = quantity.amount else { return None };
            let value = value.checked_div(self.factor)?.normalize();
            (value.scale() <= self.shown.scale().max(1)).then(|| (value, other.reason.clone(), other.rank))
        });
        let errors = self.swapped().into_iter().map(|value| (value, Reason::DigitsSwapped, 6));
        let magnitudes = self.magnitudes().into_iter().map(|value| (value, Reason::WrongMagnitude, 8));
        let lost = self.lost().into_iter().map(|value| (value, Reason::DigitLost, 8));
        for (value, reason, rank) in values.chain(errors).chain(magnitudes).chain(lost) {
            if self.may_be(value) && found.iter().all(|other| !self.near(other.value, value)) {
                found.push(Distractor { value, text: decimal(value), reason, rank });
            }
        }
        order::by_key(&mut found, |distractor| distractor.rank);
        found
    }

    /// Honest and plausible: wrong by more than the text is unsure, not true in another way, in agreement with the words around
    /// it.
    fn may_be(&self, value: Decimal) -> bool {
        if value <= Decimal::ZERO || self.near(value, self.shown) || self.visible.contains(&value) {
            return false;
        }
        // `28 000` before `тыс.` would be the key written in full; what is a hundred times as much deceives nobody.
        let hundredfold =
            |less: Decimal, more: Decimal| less.checked_mul(Decimal::ONE_HUNDRED).is_some_and(|most| more > most);
        let in_full = self.factor != Decimal::ONE && Some(value) == self.shown.checked_mul(self.factor);
        if in_full || hundredfold(value, self.shown) || hundredfold(self.shown, value) {
            return false;
        }
        let full = value.checked_mul(self.factor);
        if full.is_none_or(|full| self.also_true.contains(&full.normalize())) {
            return false;
        }
        // More than 145 is more than 36 too: for an open bound only the other side is wrong.
        let side = match self.quantity.bound {
            Bound::Over | Bound::AtLeast => value > self.shown,
            Bound::Under | Bound::UpTo => value < self.shown,
            Bound::Exact | Bound::About | Bound::Between => true,
        };
        let hundred =
            !matches!(self.quantity.measure, Measure::Percent | Measure::Share) || value <= Decimal::ONE_HUNDRED;
        // Nobody lives to 870.
        let hundred = hundred && (self.quantity.measure != Measure::Age || value <= Decimal::from(120));
        let within =
            self.least.is_none_or(|least| full >= Some(least)) && self.most.is_none_or(|most| full <= Some(most));
        let agrees = !self.agrees || agreement(&decimal(value)) == agreement(&self.hidden.text);
        side && hundred && within && agrees
    }

    /// Whether two options are so near that both could be meant: within what the text itself leaves open.
    fn near(&self, a: Decimal, b: Decimal) -> bool {
        let share = if self.quantity.bound == Bound::Exact { Decimal::ZERO } else { Decimal::new(15, 2) };
        let tolerance = a.max(b).checked_mul(share).unwrap_or(Decimal::ZERO);
        a.checked_sub(b).is_some_and(|far| far.abs() <= tolerance)
    }

    /// Two neighbouring digits in each other's place: 35,8 for 53,8.
    fn swapped(&self) -> Vec<Decimal> {
        let digits: Vec<char> = self.shown.normalize().to_string().chars().collect();
        let places: Vec<usize> = (0..digits.len()).filter(|&at| digits[at].is_ascii_digit()).collect();
        let whole = digits.iter().position(|&c| c == '.').unwrap_or(digits.len());
        let mut out = Vec::new();
        for pair in places.windows(2) {
            let mut other = digits.clone();
            other.swap(pair[0], pair[1]);
            let zero_first = other[0] == '0' && whole > 1;
            let zero_last = whole < other.len() && other.last() == Some(&'0');
            if other != digits && !zero_first && !zero_last {
                out.extend(other.iter().collect::<String>().parse::<Decimal>());
            }
        }
        // A swap far to the right of a long number is not seen as a different number.
        out.truncate(3);
        out
    }

    /// A digit fell out: the second of the whole part, or the last.
    fn lost(&self) -> Vec<Decimal> {
        let digits: Vec<char> = self.shown.normalize().to_string().chars().collect();
        let whole = digits.iter().position(|&c| c == '.').unwrap_or(digits.len());
        if whole < 2 {
            return Vec::new();
        }
        let without = |at: usize| -> Option<Decimal> {
            let rest: String = digits.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, c)| c).collect();
            rest.parse().ok().filter(|_| !rest.starts_with('0'))
        };
        [without(1), without(whole - 1)].into_iter().flatten().collect()
    }

    /// Ten times too much or too little.
    fn magnitudes(&self) -> Vec<Decimal> {
        let ten = Decimal::TEN;
        let less =
            self.shown.checked_div(ten).filter(|value| value.normalize().scale() <= self.shown.normalize().scale());
        [self.shown.checked_mul(ten), less].into_iter().flatten().map(|value| value.normalize()).collect()
    }
}
