//! Truth: what a card says is what the text says.

use rust_decimal::Decimal;

use super::super::cloze::numbers;
use super::super::{CardKind, Derivation, numbers_of};
use super::{Checked, is_derived, joined};
use crate::extract::{Amount, Bound, ClaimKind};
use crate::fact::FactKind;
use crate::lexicon::fold;
use crate::wording::amount::word;
use crate::wording::time;

/// Rule 1: the evidence is a piece of the text, and the answer a piece of it.
pub fn evidence_is_exact(checked: &Checked) -> Option<String> {
    let card = checked.card;
    if card.evidence.is_empty() {
        return Some("no evidence".to_owned());
    }
    let spaces = |text: &str| fold(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    // A meaning is given in the nominative, whatever case the text has it in.
    let said_otherwise = is_derived(card.kind) || card.kind == CardKind::Definition;
    card.evidence.iter().find_map(|proof| {
        let found = spaces(proof.answer.of(checked.text));
        let wanted = spaces(&card.answer.text);
        let inside = proof.sentence.contains(proof.answer) && !proof.sentence.of(checked.text).is_empty();
        (!inside || found != wanted && !said_otherwise)
            .then(|| format!("the evidence has {found:?}, the answer is {wanted:?}"))
    })
}

/// Rule 2: a number of the prompt stands in the evidence, or is the time of a fact.
pub fn values_stand_in_the_evidence(checked: &Checked) -> Option<String> {
    let mut known: Vec<Decimal> =
        checked.card.evidence.iter().flat_map(|proof| numbers(proof.sentence.of(checked.text))).collect();
    for fact in &checked.facts {
        if let Some(period) = &fact.period {
            known.extend(numbers(&time::label(&period.when, period.part)));
        }
        known.extend(fact.place.iter().chain(&fact.attribution).flat_map(|words| numbers(words)));
    }
    let strange = numbers_of(&checked.card.prompt).into_iter().find(|value| !known.contains(value))?;
    Some(format!("{strange} stands in the prompt, and not in the evidence"))
}

/// Rule 2: what was reckoned comes out again, and is called approximate.
pub fn derivation_recomputes(checked: &Checked) -> Option<String> {
    let card = checked.card;
    let Some(derivation) = card.derivation else {
        return (card.kind == CardKind::Trend).then(|| "no derivation".to_owned());
    };
    let [Some(one), Some(other)] = [0, 1].map(|at| checked.facts.get(at).and_then(|fact| fact.quantity())) else {
        return Some("it needs two facts".to_owned());
    };
    let (Amount::Decimal(a), Amount::Decimal(b)) = (one.amount, other.amount) else {
        return Some("it needs two decimals".to_owned());
    };
    let told = numbers(&card.answer.text).next()?;
    let rose = card.answer.text.starts_with("вырос");
    let expected = match derivation {
        Derivation::Ratio if card.answer.text.ends_with('%') => {
            let change = b.checked_div(a)?.checked_sub(Decimal::ONE)?.abs().checked_mul(Decimal::ONE_HUNDRED)?;
            (rose == (b > a)).then_some(change)
        }
        Derivation::Ratio => {
            let ratio = if b > a { b.checked_div(a)? } else { a.checked_div(b)? };
            (rose == (b > a)).then_some(ratio)
        }
    };
    let near = expected.is_some_and(|expected| {
        let far = expected.checked_sub(told).map(|far| far.abs());
        far.zip(expected.checked_div(Decimal::TEN)).is_some_and(|(far, tenth)| far <= tenth)
    });
    (!near || !card.answer.text.contains("примерно")).then(|| format!("{told} does not come out of {a} and {b}"))
}

/// Rule 3: what is not exact in the text is not exact in the card.
pub fn hedge_survives(checked: &Checked) -> Option<String> {
    let fact = checked.asked()?;
    let bound = fact.quantity()?.bound;
    if matches!(bound, Bound::Exact | Bound::Between) {
        return None;
    }
    if let (Some(Amount::Decimal(tolerance)), Some(Amount::Decimal(_))) =
        (checked.card.answer.tolerance, checked.card.answer.value)
        && tolerance.is_zero()
    {
        return Some("the figure is not exact, and the answer has to be".to_owned());
    }
    let said = fold(&format!("{} {}", joined(checked.card), checked.card.answer.text));
    let own = word(bound);
    // The word before the number in the text, whatever it is: `почти`, `превысило`; or our own.
    let before = checked.folded.get(..fact.span.start)?.trim_end();
    let start = before
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let near = &before[start..];
    let quote = fact.span.of(checked.folded);
    let inside = quote.split_whitespace().next().filter(|word| word.starts_with(char::is_alphabetic));
    let kept =
        [Some(own), Some(near), inside].into_iter().flatten().any(|word| !word.is_empty() && said.contains(word));
    (!kept).then(|| format!("{own:?} is lost"))
}

/// Rule 4: a figure under attribution keeps it in the prompt.
pub fn attribution_stays(checked: &Checked) -> Option<String> {
    // What kind of statement it is, is the question itself.
    let source = checked.fact().filter(|_| !is_derived(checked.card.kind))?.attribution.as_deref()?;
    let kept = fold(&joined(checked.card)).contains(&fold(source));
    (!kept).then(|| format!("{source:?} is lost"))
}

/// Rule 5: an answer that is a time says no more than the text does.
pub fn time_keeps_its_precision(checked: &Checked) -> Option<String> {
    let (first, last) = checked.card.answer.years?;
    let period = checked.fact()?.period.as_ref()?;
    let (from, to) = (period.when.first()?.years()?.0, period.when.last()?.years()?.1);
    (first < from - 1 || last > to + 1).then(|| format!("{first}–{last} for {from}–{to}"))
}

/// Rule 28: what the author thinks of something is not asked as a fact.
pub fn evaluation_is_no_fact(checked: &Checked) -> Option<String> {
    let event = checked.fact().filter(|fact| matches!(fact.kind, FactKind::Event { .. }))?;
    let judged = checked.claims.iter().find(|claim| {
        claim.kind == ClaimKind::Evaluation
            && claim.span.overlaps(event.span)
            && checked.card.kind != CardKind::Criticism
    })?;
    Some(format!("{:?} is an opinion", judged.span.of(checked.text)))
}
