//! What a series says as a whole: rose or fell, and about how many times.

use rust_decimal::Decimal;

use super::clause::MOST_WORDS;
use super::lexis::Lexis;
use super::standing::points_outside;
use super::{Answer, Card, CardId, CardKind, Choice, Derivation, Piece, Proof, Reason};
use crate::extract::{Amount, Bound, Measure};
use crate::fact::{Fact, Quantity};
use crate::lexicon::fold;
use crate::lexicon::ru::traits::Traits;
use crate::segment::{Sentence, token};
use crate::span::Span;
use crate::wording::amount::{decimal, times_noun};
use crate::wording::{capitalized, count_words, time};

/// A change of less than a twentieth is not worth asking for.
const LEAST_CHANGE: Decimal = Decimal::from_parts(105, 0, 0, false, 2);

/// The ends of a series.
pub struct Ends<'a> {
    pub first: &'a Fact,
    pub last: &'a Fact,
    pub sentences: (&'a Sentence, &'a Sentence),
}

/// What is asked, what rises or falls with it, and its gender: `число`, `доля`.
struct Measured {
    noun: &'static str,
    feminine: bool,
}

/// `None` where the ends cannot be compared, or what is counted cannot be said. `draw` places the key.
pub fn card(ends: &Ends, lexis: &Lexis, draw: usize, weight: f64, siblings: String) -> Option<Card> {
    let (one, other) = (quantity(ends.first)?, quantity(ends.last)?);
    let same = one.measure == other.measure && one.unit == other.unit && ends.first.place == ends.last.place;
    let (a, b) = (value(one)?, value(other)?);
    let sure = ends.first.doubt.is_none() && ends.last.doubt.is_none();
    if !same || !sure || a <= Decimal::ZERO || b <= Decimal::ZERO {
        return None;
    }
    let change = Change::of(b.checked_div(a)?)?;
    let measured = measured(one, lexis)?;
    let prompt = prompt(ends, one, &measured)?;
    let options = options(change, measured.feminine, draw)?;
    let key = options.iter().find(|option| option.correct)?.text.clone();
    let facts = vec![ends.first.id.clone(), ends.last.id.clone()];
    let proof = |fact: &Fact, sentence: &Sentence| Proof { sentence: sentence.span, answer: fact.span };
    Some(Card {
        id: CardId::of(&facts, "change", "trend"),
        kind: CardKind::Trend,
        prompt: vec![Piece::Text(prompt)],
        options,
        answer: Answer { text: key, value: None, accepts: Vec::new(), tolerance: None, years: None },
        evidence: vec![proof(ends.first, ends.sentences.0), proof(ends.last, ends.sentences.1)],
        facts,
        weight,
        siblings: Some(siblings),
        confusable: None,
        derivation: Some(Derivation::Ratio),
        trusted: false,
    })
}

fn quantity(fact: &Fact) -> Option<&Quantity> {
    fact.quantity().filter(|quantity| quantity.bound != Bound::Between)
}

fn value(quantity: &Quantity) -> Option<Decimal> {
    match quantity.amount {
        Amount::Decimal(value) => Some(value),
        Amount::Fraction(..) => None,
    }
}

/// Only what is counted in the genitive plural, as `число` asks for it.
fn measured(quantity: &Quantity, lexis: &Lexis) -> Option<Measured> {
    let folded = fold(&quantity.subject);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let traits = |word: &str| lexis.traits(word);
    let plain = quantity.subject.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\u{a0}'));
    let head = words.iter().position(|word| traits(word).has(Traits::NOUN))?;
    let genitive = words[..=head].iter().all(|word| traits(word).has(Traits::GENITIVE_PLURAL) || *word == "человек");
    let verb = words.iter().any(|word| traits(word).has(Traits::FINITE) && !traits(word).has(Traits::NOUN));
    if !plain || !genitive || verb || words.len() > 12 {
        return None;
    }
    match quantity.measure {
        Measure::Count => Some(Measured { noun: "число", feminine: false }),
        Measure::Percent => Some(Measured { noun: "доля", feminine: true }),
        _ => None,
    }
}

/// `1942 г. — 1944 г.: как изменилось число школ?`
fn prompt(ends: &Ends, quantity: &Quantity, measured: &Measured) -> Option<String> {
    let label = |fact: &Fact| fact.period.as_ref().map(|period| time::label(&period.when, period.part));
    let (from, to) = (label(ends.first)?, label(ends.last)?);
    let subject = match quantity.measure {
        // A share is one in a whole: `доля женщин в общем числе депутатов`.
        Measure::Percent => quantity
            .subject
            .replace(" из общего числа ", " в общем числе ")
            .replace(" из общего количества ", " в общем количестве "),
        _ => quantity.subject.clone(),
    };
    if quantity.measure == Measure::Percent && subject.contains(" из ") {
        return None;
    }
    // `страна` is the one that the whole text is about.
    let mut scope: Vec<String> = ends.first.place.iter().filter(|place| *place != "страна").cloned().collect();
    scope.push(format!("{from} — {to}"));
    let verb = if measured.feminine { "изменилась" } else { "изменилось" };
    let prompt = format!("{}: как {verb} {} {}?", capitalized(&scope.join(", ")), measured.noun, subject.trim());
    let tokens = token::tokens(&prompt, Span::new(0, prompt.len()));
    ((4..=MOST_WORDS).contains(&count_words(&prompt)) && !points_outside(&fold(&prompt), &tokens)).then_some(prompt)
}

/// How something changed, rounded as one would say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Change {
    rose: bool,
    /// Times, or per cent where it is less than one and a half times.
    by: Decimal,
    times: bool,
}

impl Change {
    fn of(ratio: Decimal) -> Option<Change> {
        let rose = ratio > Decimal::ONE;
        let factor = if rose { ratio } else { Decimal::ONE.checked_div(ratio)? };
        let change = match factor {
            factor if factor < LEAST_CHANGE || factor >= Decimal::from(1000) => return None,
            factor if factor >= Decimal::new(15, 1) => Change { rose, by: rounded(factor), times: true },
            _ => {
                let part = if rose { ratio - Decimal::ONE } else { Decimal::ONE - ratio };
                Change { rose, by: part.checked_mul(Decimal::ONE_HUNDRED)?.round(), times: false }
            }
        };
        Some(change)
    }

    /// The same direction, further or less far.
    fn scaled(self, factor: Decimal) -> Option<Change> {
        let by = self.by.checked_mul(factor)?;
        let by = if self.times { rounded(by) } else { by.round() };
        let plausible =
            if self.times { by >= Decimal::new(13, 1) } else { by >= Decimal::TWO && by < Decimal::ONE_HUNDRED };
        (plausible && by != self.by).then_some(Change { by, ..self })
    }

    fn opposite(self) -> Change {
        Change { rose: !self.rose, ..self }
    }

    /// Options ascend from the deepest fall to the highest rise.
    fn order(self) -> Decimal {
        if self.rose { self.by } else { -self.by }
    }

    fn said(self, feminine: bool) -> String {
        let verb = match (self.rose, feminine) {
            (true, false) => "выросло",
            (true, true) => "выросла",
            (false, false) => "сократилось",
            (false, true) => "сократилась",
        };
        let by = decimal(self.by);
        match self.times {
            true => format!("{verb} примерно в {by}\u{a0}{}", times_noun(&by)),
            false => format!("{verb} примерно на {by}\u{a0}%"),
        }
    }
}

/// One decimal below ten, none above.
fn rounded(factor: Decimal) -> Decimal {
    let digits = if factor < Decimal::TEN { 1 } else { 0 };
    factor.round_dp(digits).normalize()
}

/// The key and two others; where it stands is drawn.
fn options(key: Change, feminine: bool, draw: usize) -> Option<Vec<Choice>> {
    let more = key.scaled(Decimal::new(18, 1));
    let less = key.scaled(Decimal::new(55, 2));
    let most = key.scaled(Decimal::new(31, 1));
    let opposite = key.opposite();
    // Middle, one end, the other end: each a third of the time, as far as the numbers allow.
    let (middle, far, near) = ([Some(opposite), more], [more, most], [Some(opposite), less]);
    let order = match draw % 3 {
        0 => [middle, near, far],
        1 => [near, far, middle],
        _ => [far, near, middle],
    };
    let others = order.into_iter().find(|others| others.iter().all(Option::is_some))?;
    let mut options: Vec<(Change, bool)> = vec![(key, true)];
    for other in others {
        options.push((other?, false));
    }
    crate::order::by_key(&mut options, |(change, _)| change.order());
    let reason = |change: Change| match change.rose == key.rose {
        true => Reason::OtherFactor,
        false => Reason::OtherDirection,
    };
    let choice = |(change, correct): (Change, bool)| Choice {
        text: change.said(feminine),
        correct,
        reason: (!correct).then(|| reason(change)),
    };
    Some(options.into_iter().map(choice).collect())
}
