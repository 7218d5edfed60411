//! A whole and the rest of its parts, after the first of them was found by its cue: figures that together make the whole,
//! parts named one like the other, and a list that begins with the first part.

use rust_decimal::Decimal;

use super::gap::Figures;
use super::part::{decimal, fits, is_cued, rounded};
use super::{Relation, RelationKind, relation};
use crate::extract::Measure;
use crate::fact::{Fact, FactId, Quantity};

/// So many figures after its cue a whole is made of at most.
const PARTS: usize = 24;

/// `463 двора, в том числе в Горках — 87, в Липках (у реки) — 119, …`: the part at `index` and the figures after it that together
/// make the whole to the last digit. However they are told, that is no chance. Parts of parts are passed over.
pub fn make_whole<'a>(
    figures: &Figures<'a>,
    outside: &Figures<'a>,
    index: usize,
    whole: &Fact,
) -> Option<Vec<&'a Fact>> {
    let of = whole.quantity()?;
    let total = decimal(of.amount)?;
    let told = outside.items.binary_search_by_key(&figures.items[index].from, |figure| figure.from);
    let (figures, index) = told.map_or((figures, index), |told| (outside, told));
    let (mut parts, mut sum) = (Vec::new(), Decimal::ZERO);
    for next in index..figures.items.len().min(index + PARTS) {
        let figure = &figures.items[next];
        if !is_of_measure(figure.quantity, of) || next > index && is_cued(figures, next) {
            continue;
        }
        sum = sum.checked_add(decimal(figure.quantity.amount)?)?;
        parts.push(figure.fact);
        let rest = total.checked_sub(sum)?;
        if rest.abs() <= rounded(total)
            && (rest.is_zero() || !total.fract().is_zero() || total >= Decimal::ONE_THOUSAND)
        {
            return (parts.len() > 1).then_some(parts);
        }
        if rest < Decimal::ZERO {
            return None;
        }
    }
    None
}

/// Of the same measure and the same unit, or one that says no unit.
fn is_of_measure(part: &Quantity, whole: &Quantity) -> bool {
    let counts = whole.measure == Measure::Count;
    let unit = counts || part.unit == whole.unit || part.unit.is_empty() || whole.unit.is_empty();
    part.measure == whole.measure && unit && part.upper.is_none()
}

/// `из них лошадей 20 588, овец 20 135, коз 78`: the parts after the first at `index`, each with its noun right before it.
pub fn named_before<'a>(outside: &Figures<'a>, index: usize, whole: &Fact) -> Vec<&'a Fact> {
    if !outside.ends_with_name(index) {
        return Vec::new();
    }
    let mut members = vec![outside.items[index].fact];
    for next in index + 1..outside.items.len() {
        let fact = outside.items[next].fact;
        if !outside.is_named_before(next) || is_cued(outside, next) || !fits(whole, &members, fact) {
            break;
        }
        members.push(fact);
    }
    members.split_off(1)
}

/// `Израсходовано 812 млн, в том числе на школы направлено 410 млн, на дороги — 96 млн, на сёла — 74 млн`: a list that begins
/// with the first part goes on with the others, as far as they have room in the whole. `before` are the figures of the
/// sentence before.
pub fn merge(figures: &Figures, parts: &mut [Relation], lists: &mut Vec<Relation>, before: &[&Fact]) {
    const RULES: &[&str] = &["named", "dashed", "elliptic", "contrast", "groups_apart", "named_before"];
    let fact = |id: &FactId| {
        let here = figures.items.iter().map(|figure| figure.fact).find(|fact| fact.id == *id);
        here.or_else(|| before.iter().copied().find(|fact| fact.id == *id))
    };
    for part in parts.iter_mut().filter(|part| matches!(part.rule.as_ref(), "cue" | "out_of_whole")) {
        let [whole, first] = &part.facts[..] else { continue };
        let (Some(whole), Some(first)) = (fact(whole), fact(first)) else { continue };
        let begins = |list: &Relation| {
            list.kind == RelationKind::Breakdown
                && list.facts.first() == Some(&first.id)
                && RULES.contains(&&*list.rule)
        };
        let Some(at) = lists.iter().position(begins) else { continue };
        let Some(members) = lists[at].facts.iter().map(fact).collect::<Option<Vec<&Fact>>>() else { continue };
        let unit = |one: &Fact| one.quantity().map(|quantity| (quantity.unit.clone(), quantity.measure));
        let alike = members.iter().all(|member| unit(member) == unit(first));
        if !alike || !fits(whole, &members[..members.len() - 1], members[members.len() - 1]) {
            continue;
        }
        lists.remove(at);
        let all: Vec<&Fact> = std::iter::once(whole).chain(members).collect();
        *part = relation(RelationKind::PartOf, part.title.clone(), &all, "parts_listed");
    }
    // Parts are peers, of which nothing more is to be said.
    let is_told = |list: &Relation| {
        let within = |part: &Relation| list.facts.iter().all(|id| part.facts[1..].contains(id));
        list.kind == RelationKind::Breakdown && parts.iter().any(within)
    };
    lists.retain(|list| !is_told(list));
}
