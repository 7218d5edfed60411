//! Two figures of one sentence that the sentence itself compares: `с 10,8 до 8,3`, `160 тыс. по сравнению с 734 тыс. в 2005
//! году`.

use std::collections::HashMap;

use super::gap::{Figure, Figures};
use super::{Relation, RelationKind, relation};
use crate::extract::Measure;
use crate::fact::{Fact, FactId};
use crate::lexicon::ru::traits::Traits;

/// The earlier figure first.
pub fn changes(figures: &Figures) -> Vec<Relation> {
    let outside = figures.outside();
    let told = (1..outside.items.len()).filter_map(|index| from_to(&outside, index));
    let beside = (1..figures.items.len()).filter_map(|index| {
        let in_brackets =
            || outside.items.binary_search_by_key(&figures.items[index].from, |figure| figure.from).is_err();
        from_to(figures, index)
            .filter(|_| in_brackets())
            .or_else(|| compared(figures, index))
            .or_else(|| earlier_in_brackets(figures, index))
    });
    told.chain(beside).collect()
}

/// `снизился с 20,5 до 18,2`
fn from_to(figures: &Figures, index: usize) -> Option<Relation> {
    let words = &figures.words;
    let (one, two) = (figures.items[index - 1], figures.items[index]);
    // `с 29 до 16 снизилось число краж, с 54 до 19 — драк`
    let after = || (two.to..two.to + 6).take_while(|&at| !words.is_mark(at, ',')).any(|at| words.is_change(at));
    let goes_on = || {
        index > 2
            && figures.is_change(index - 3)
            && figures.items[index - 2].quantity.measure == two.quantity.measure
            && figures.told_between(index - 1).len() <= 12
            && !figures.told_between(index - 1).iter().any(|at| words.is_finite(*at))
    };
    let told = || (one.lead.saturating_sub(16)..one.lead).any(|at| words.is_change(at)) || after() || goes_on();
    // Each with a time of its own: they are two levels, whatever is said of them.
    let times = || {
        let days = |figure: Figure| figure.fact.period.as_ref()?.when.days(None);
        days(one).zip(days(two)).is_some_and(|((_, last), (first, _))| last < first)
    };
    (figures.is_change(index - 1) && (told() || times())).then(|| series(figures, index - 1, index, "from_to"))
}

/// `160 тыс. (3 млн кв. км) по сравнению с 734 тыс. в 2005 году`, `53 процента против 33 в 1939 г.`: the second is the
/// earlier one.
fn compared(figures: &Figures, index: usize) -> Option<Relation> {
    let words = &figures.words;
    let two = figures.items[index];
    let one = if figures.is_conversion(index - 1) { index.checked_sub(2)? } else { index - 1 };
    let before = |back: usize| two.lead.checked_sub(back).map_or("", |at| words.word(at));
    let cue = before(1) == "против" || before(1) == "с" && before(2).starts_with("сравнени");
    let gap = figures.items[one].to..two.from;
    (cue && gap.len() <= 16 && alike(figures, one, index)).then(|| series(figures, index, one, "compared"))
}

/// `30,8 на 10 тыс. населения (27,9 в 2012 г.)`: in brackets the same at another time.
fn earlier_in_brackets(figures: &Figures, index: usize) -> Option<Relation> {
    let words = &figures.words;
    let (one, two) = (figures.items[index - 1], figures.items[index]);
    let opened = two.from.checked_sub(1).is_some_and(|at| words.is_mark(at, '(')) && two.from - one.to <= 6;
    let in_brackets = opened && !(one.to..two.from - 1).any(|at| words.is_mark(at, ',') || words.is_finite(at));
    let bare = !words.traits(two.to).has(Traits::NOUN);
    let days = |figure: Figure| figure.fact.period.as_ref()?.when.days(None);
    let ((first, last), (from, to)) = days(one).zip(days(two)).filter(|_| in_brackets && bare)?;
    let (earlier, later) = if to < first { (index, index - 1) } else { (index - 1, index) };
    let apart = to < first || last < from;
    (apart && one.quantity.measure == two.quantity.measure)
        .then(|| series(figures, earlier, later, "earlier_in_brackets"))
}

fn series(figures: &Figures, earlier: usize, later: usize, rule: &'static str) -> Relation {
    let (earlier, later) = (figures.items[earlier], figures.items[later]);
    relation(RelationKind::Series, later.quantity.subject.clone(), &[earlier.fact, later.fact], rule)
}

fn alike(figures: &Figures, one: usize, two: usize) -> bool {
    let (one, two) = (figures.items[one].quantity, figures.items[two].quantity);
    one.measure == two.measure && (one.unit == two.unit || two.unit.is_empty())
}

/// `За 1890 г. соответствующая цифра — 839`, `в этих же мастерских было 274`: the first figure of a sentence that says it
/// goes on with the last one before, at another time. The earlier figure first.
pub fn referred(figures: &Figures, before: Option<&Fact>) -> Option<Relation> {
    const CUES: &[&[&str]] = &[
        &["соответствующая", "цифра"],
        &["соответствующее", "число"],
        &["в", "этих", "же"],
        &["в", "тех", "же"],
        &["там", "же"],
    ];
    let one = before?;
    let two = figures.items.first()?;
    let told = CUES.iter().any(|cue| figures.find(0, cue).is_some());
    let of = one.quantity()?;
    let person = |unit: &str| unit.is_empty() || unit == "человек";
    let counted = of.measure == two.quantity.measure && matches!(of.measure, Measure::Count | Measure::Percent);
    let alike = of.unit == two.quantity.unit || person(&of.unit) || person(&two.quantity.unit);
    let days = |fact: &Fact| fact.period.as_ref()?.when.days(None);
    let (first, last) = days(one).zip(days(two.fact))?;
    let facts = if first.1 < last.0 { [one, two.fact] } else { [two.fact, one] };
    let apart = first.1 < last.0 || last.1 < first.0;
    let title = two.quantity.subject.clone();
    (told && counted && alike && apart).then(|| relation(RelationKind::Series, title, &facts, "referred"))
}

/// All relations with those that the text itself makes. What it joins, words that are alike do not part: a pair that holds
/// only one of its figures gives way.
pub fn joined_by_text(mut all: Vec<Relation>, referred: Vec<Relation>) -> Vec<Relation> {
    let places: HashMap<&FactId, usize> =
        referred.iter().enumerate().flat_map(|(at, relation)| relation.facts.iter().map(move |id| (id, at))).collect();
    let told_by = |relation: &Relation| -> Vec<usize> {
        let mut told: Vec<usize> = relation.facts.iter().filter_map(|id| places.get(id).copied()).collect();
        told.sort_unstable();
        told
    };
    let mut known = vec![false; referred.len()];
    for relation in &all {
        told_by(relation).windows(2).filter(|pair| pair[0] == pair[1]).for_each(|pair| known[pair[0]] = true);
    }
    all.retain(|relation| {
        let pair = relation.kind == RelationKind::Series && relation.facts.len() <= 2;
        !pair || told_by(relation).iter().all(|at| known[*at])
    });
    all.extend(referred.into_iter().zip(known).filter(|(_, known)| !known).map(|(relation, _)| relation));
    all
}
