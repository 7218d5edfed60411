//! One measure over several groups at one time: lists, and clauses that leave out what they share with the first.

use super::gap::{Figure, Figures};
use super::{Relation, RelationKind, part, relation};
use crate::extract::Measure;
use crate::fact::Fact;
use crate::lexicon::ru::form;

/// Of a list of two nobody knows whether it compares.
const LIST: usize = 3;

/// The breakdowns of a sentence; figures that are already in a relation of parts (`taken`) only begin one.
pub fn breakdowns(figures: &Figures, taken: impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let mut found = lists(figures, &taken);
    found.extend(elliptic(figures, &taken));
    found
}

/// `20 тыс. лошадей, 10 тыс. коров, 100 тыс. овец и коз`
fn lists(figures: &Figures, taken: &impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let mut found = Vec::new();
    let mut start = 0;
    for end in 1..=figures.items.len() {
        let goes_on = end < figures.items.len()
            && is_listed(figures, end)
            && is_alike(&figures.items[end - 1], &figures.items[end])
            && !taken(figures.items[end].fact)
            && !taken(figures.items[end - 1].fact);
        if goes_on {
            continue;
        }
        if end - start >= LIST {
            let members: Vec<&Fact> = figures.items[start..end].iter().map(|figure| figure.fact).collect();
            let distinct = members.windows(2).all(|pair| subject(pair[0]) != subject(pair[1]));
            found.extend(distinct.then(|| relation(RelationKind::Breakdown, title(&members), &members, "list")));
        }
        start = end;
    }
    found
}

/// Between the two stands the noun of the first, then a comma or `и`, then at most what bounds the second.
fn is_listed(figures: &Figures, index: usize) -> bool {
    let gap = figures.gap(index);
    let words = &figures.words;
    let Some(joint) = gap.clone().rev().find(|&at| words.is_mark(at, ',') || words.word(at) == "и") else {
        return false;
    };
    let plain = gap.clone().all(|at| {
        words.is_word(at) && !words.is_finite(at) && !words.word(at).starts_with("котор") || words.is_mark(at, ',')
    });
    let cued = part::is_cued(figures, index);
    plain && !cued && joint > gap.start && gap.end - joint <= 3 && gap.len() <= 10
}

/// `в Белоруссии было призвано 600 тыс. человек, …, в Молдавии — 240 тыс.`; `A получили 205 учителей и B — 1421`;
/// `русские составляли 50 %, украинцы — 30 %`.
fn elliptic(figures: &Figures, taken: &impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for index in (1..figures.items.len()).filter(|&index| figures.dash(index).is_some()) {
        let first = (0..index).rev().take(6).find(|&other| {
            let (one, two) = (&figures.items[other], &figures.items[index]);
            is_alike(one, two)
                && !part::is_cued(figures, other)
                && (is_elsewhere(one, two) || is_parallel(figures, other, index))
        });
        let Some(first) = first.filter(|_| !taken(figures.items[index].fact)) else { continue };
        match groups.iter_mut().find(|group| group.last() == Some(&first)) {
            Some(group) => group.push(index),
            None => groups.push(vec![first, index]),
        }
    }
    let members = |group: Vec<usize>| group.into_iter().map(|index| figures.items[index].fact).collect::<Vec<_>>();
    groups
        .into_iter()
        .map(members)
        .map(|members| relation(RelationKind::Breakdown, title(&members), &members, "elliptic"))
        .collect()
}

/// The same noun of another place.
fn is_elsewhere(one: &Figure, two: &Figure) -> bool {
    let places = one.fact.place.is_some() && two.fact.place.is_some() && one.fact.place != two.fact.place;
    places && one.quantity.unit == two.quantity.unit
}

/// The words before the dash begin like words before the first figure: `ордена Ленина … и ордена Красного Знамени —`; or
/// the two are shares, each of its own group.
fn is_parallel(figures: &Figures, one: usize, two: usize) -> bool {
    let words = &figures.words;
    let Some(dash) = figures.dash(two) else { return false };
    let gap = figures.gap(two);
    let clause = gap
        .clone()
        .take_while(|&at| at < dash)
        .filter(|&at| words.is_mark(at, ',') || matches!(words.word(at), "и" | ";"))
        .last();
    let Some(joint) = clause.or_else(|| (gap.start == dash).then_some(dash)) else { return false };
    let Some(first) = (joint + 1..dash).find(|&at| words.is_word(at)) else { return false };
    let repeated = words.word(first).len() > 6
        && figures.gap(one).rev().take(8).any(|at| words.word(at) == words.word(first))
        && !form::is_preposition(words.word(first));
    let share = matches!(figures.items[two].quantity.measure, Measure::Percent | Measure::Share)
        && !form::is_preposition(words.word(first))
        && one + 1 == two
        && figures.items[one].fact.period == figures.items[two].fact.period;
    repeated || share
}

/// The same measure and the same time, or none for either.
fn is_alike(one: &Figure, two: &Figure) -> bool {
    let measured = one.quantity.measure == two.quantity.measure
        && matches!(
            one.quantity.measure,
            Measure::Count | Measure::Percent | Measure::Share | Measure::Money | Measure::Physical
        );
    let unit = one.quantity.measure == Measure::Count || one.quantity.unit == two.quantity.unit;
    let when = |figure: &Figure| figure.fact.period.as_ref().map(|period| (period.when.clone(), period.part));
    measured && unit && when(one) == when(two)
}

fn subject(fact: &Fact) -> &str {
    fact.quantity().map_or("", |quantity| &quantity.subject)
}

/// The shared subject, or the first ones of the list.
fn title(facts: &[&Fact]) -> String {
    let first = facts.first().map_or("", |fact| subject(fact));
    if facts.iter().all(|fact| subject(fact) == first) {
        return first.to_owned();
    }
    let mut title = String::new();
    for subject in facts.iter().map(|fact| subject(fact)).take(3) {
        if !title.is_empty() {
            title.push_str(", ");
        }
        title.push_str(subject);
    }
    title
}
