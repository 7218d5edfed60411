//! Facts → [`Relation`]s: one measure over time, a whole and its parts, one measure over groups.

mod gap;
mod whole;
mod series;
mod part;
mod bare;
mod breakdown;
mod listed;
mod ranked;
mod contrast;
mod across;
mod change;
mod then;
pub mod conflict;
pub mod made;
mod conversion;
#[cfg(test)]
mod corpus;

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::extract::{Reading, RuleName};
use crate::fact::{Fact, FactId, id::digest};
use crate::segment::Segmentation;
use gap::Figures;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    pub id: RelationId,
    pub kind: RelationKind,
    /// What is compared, in the words of the text.
    pub title: String,
    /// In time order for a series; the whole first for part_of; in text order for a breakdown.
    pub facts: Vec<FactId>,
    pub rule: RuleName,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RelationId(pub String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// The same measure at different times.
    Series,
    /// The whole, then its parts.
    PartOf,
    /// The same measure over several groups at one time.
    Breakdown,
}

impl RelationKind {
    pub const ALL: [RelationKind; 3] = [RelationKind::Series, RelationKind::PartOf, RelationKind::Breakdown];

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            RelationKind::Series => "series",
            RelationKind::PartOf => "part_of",
            RelationKind::Breakdown => "breakdown",
        }
    }
}

impl RelationId {
    pub fn of(kind: RelationKind, facts: &[FactId]) -> Self {
        let parts: Vec<&str> = std::iter::once(kind.name()).chain(facts.iter().map(|id| id.0.as_str())).collect();
        RelationId(digest("relation", &parts))
    }
}

/// In the order of their first fact in the text. Never across measures; precision before recall.
pub fn relations(document: &Document, segmentation: &Segmentation, facts: &[Fact]) -> Vec<Relation> {
    let reading = Reading { document, segmentation };
    let sentences = reading.sentences();
    // The rows of a table stand together as the sentences of a paragraph do.
    let tables = table_starts(document);
    let block = |sentence: usize| {
        let block = sentences.get(sentence).map_or(0, |sentence| sentence.block);
        tables.get(block).copied().unwrap_or(block)
    };
    let mut all: Vec<Relation> = series::series(facts, block);
    let of_series =
        first_places(all.iter().enumerate().flat_map(|(at, series)| series.facts.iter().map(move |id| (id, at))));
    let series_of = |fact: &Fact| of_series.get(&fact.id);
    let (mut found, mut referred) = (Vec::new(), Vec::new());
    let joined = |one: &Fact, other: &Fact| series_of(one).is_some() && series_of(one) == series_of(other);
    let mut last_told: Vec<&Fact> = Vec::new();
    let mut order = across::Order::default();
    let mut last_from = 0;
    for told in facts.chunk_by(|one, other| one.sentence == other.sentence) {
        let Some(sentence) = told.first().map(|fact| fact.sentence) else { continue };
        // The cells of a row are related by their columns alone.
        if sentences.get(sentence).is_some_and(|sentence| reading.is_tabular(sentence)) {
            continue;
        }
        let figures = Figures::of(reading.words(sentence), told);
        // What the last sentence with figures told, if it stands so many sentences before at most; `из них` reaches over the end of
        // a paragraph.
        let refers = matches!(figures.words.word(0), "из" | "среди");
        let told_within = |reach: usize| {
            let near = |fact: &&&Fact| {
                let blocks = block(sentence).saturating_sub(block(fact.sentence));
                fact.sentence + reach >= sentence && blocks <= usize::from(refers)
            };
            last_told.last().filter(near).map_or(&[][..], |_| &last_told[..])
        };
        let told_before = told_within(1);
        // An order goes on over the ends of paragraphs.
        let is_last = |fact: &&Fact| fact.sentence + 1 >= sentence;
        let told_last = if last_told.last().is_some_and(is_last) { &last_told[..] } else { &[] };
        let before = told_before.last().copied();
        let words_before = before.map(|fact| reading.words(fact.sentence));
        let mut parts = part::parts(&figures, told_before);
        let sums = part::sums(&figures, told_within(2));
        let is_new = |sum: &Relation| parts.iter().all(|part| part.facts[0] != sum.facts[0]);
        let sums: Vec<Relation> = sums.into_iter().filter(is_new).collect();
        parts.extend(sums);
        if !parts.iter().any(|part| figures.items.first().is_some_and(|first| part.facts.contains(&first.fact.id))) {
            parts.extend(across::among(&figures, told_within(3)));
        }
        let mut here = breakdown::breakdowns(&figures, |fact| is_taken(&parts, fact));
        whole::merge(&figures, &mut parts, &mut here, told_before);
        let parted = parts.iter().flat_map(|part| part.facts.iter().skip(1));
        let grouped: HashSet<&FactId> = here.iter().flat_map(|relation| &relation.facts).chain(parted).collect();
        let contrasts = contrast::contrasts(&figures, |fact| is_taken(&parts, fact) || grouped.contains(&fact.id));
        here.extend(contrasts);
        contrast::goes_on(&figures, &mut here, told_before, words_before);
        here.extend(series::sizes(&figures, joined));
        here.extend(change::changes(&figures).into_iter().filter(|change| {
            let fact = |id: &FactId| told.iter().find(|fact| fact.id == *id);
            !matches!(&change.facts[..], [one, two] if fact(one).zip(fact(two)).is_some_and(|(one, two)| joined(one, two)))
        }));
        // `9444 ребёнка, в прошлом году — 9142`: two times of one thing are no two groups.
        let of_two_times: Vec<Vec<FactId>> = (here.iter())
            .filter(|relation| relation.kind == RelationKind::Series)
            .map(|series| series.facts.clone())
            .collect();
        here.retain(|list| {
            let told = |series: &Vec<FactId>| list.facts.iter().all(|id| series.contains(id));
            list.kind != RelationKind::Breakdown || list.facts.len() > 2 || !of_two_times.iter().any(told)
        });
        referred.extend(change::referred(&figures, before));
        // What words tell of two times joins only what nothing else does.
        let of_then = then::then(&figures, before);
        let is_joined = |series: &Relation| {
            // What counts the same by its words has its place among these already.
            series.facts.iter().any(|id| of_series.contains_key(id))
                || here.iter().any(|other| {
                    other.kind == RelationKind::Series && series.facts.iter().any(|id| other.facts.contains(id))
                })
        };
        let of_then = of_then.into_iter().filter(|series| !is_joined(series)).collect();
        let of_then = then::chained(found.split_off(last_from.min(found.len())), of_then, &mut found);
        here.retain(|list| {
            let same = |series: &Relation| list.facts.iter().all(|id| series.facts.contains(id));
            list.kind != RelationKind::Breakdown || !of_then.iter().any(same)
        });
        here.extend(of_then);
        here.extend(change::ago(&figures, told_before, words_before));
        here.extend(parts);
        here.extend(conversion::converted(&figures, &here));
        // What the last sentence told: nothing further back is touched again.
        let mut last_found = found.split_off(last_from.min(found.len()));
        let ended = order.go_on(&figures, told_last, &mut last_found);
        let sides = across::side_by_side(&figures, told_before);
        let is_list = |list: &Relation| {
            let of_sides = |id: &FactId| sides.iter().any(|pair| pair.facts.contains(id));
            list.kind == RelationKind::Breakdown
                && list.rule == "list"
                && list.facts.iter().filter(|id| of_sides(id)).count() > 1
        };
        if !sides.is_empty() {
            last_found.retain(|list| !is_list(list));
            here.retain(|list| !is_list(list));
            let known = |pair: &Relation| matches!(&pair.facts[..], [one, two] if of_series.contains_key(one) && of_series.get(one) == of_series.get(two));
            here.extend(sides.into_iter().filter(|pair| !known(pair)));
        }
        here.retain(|list| {
            list.kind != RelationKind::Breakdown
                || !told.iter().any(|fact| order.holds(fact) && list.facts.contains(&fact.id))
        });
        found.append(&mut last_found);
        found.extend(ended);
        last_from = found.len();
        found.extend(here);
        if !figures.items.is_empty() {
            last_told = figures.items.iter().map(|figure| figure.fact).collect();
        }
    }
    found.extend(order.end());
    all.append(&mut found);
    let mut all = change::joined_by_text(all, referred);
    let mut known = HashSet::with_capacity(all.len());
    all.retain(|relation| known.insert(relation.id.clone()));
    let places = first_places(facts.iter().enumerate().map(|(at, fact)| (&fact.id, at)));
    all.sort_by_cached_key(|relation| relation.facts.iter().filter_map(|id| places.get(id)).min().copied());
    all
}

/// Whether a figure is told as a part or as its whole so that it begins no list.
fn is_taken(parts: &[Relation], fact: &Fact) -> bool {
    const RULES: &[&str] = &["out_of", "adds_up", "named_parts", "parts_of_change", "parts_make_whole", "among"];
    parts.iter().any(|part| RULES.contains(&&*part.rule) && part.facts.contains(&fact.id))
}

/// Of each block that is a row of a table, the first of them; of any other, itself. Empty where there are no tables.
fn table_starts(document: &Document) -> Vec<usize> {
    if !document.blocks.iter().any(|block| block.kind.is_tabular()) {
        return Vec::new();
    }
    let mut starts: Vec<usize> = Vec::with_capacity(document.blocks.len());
    for (index, block) in document.blocks.iter().enumerate() {
        let goes_on = index > 0 && block.kind.is_tabular() && document.blocks[index - 1].kind.is_tabular();
        starts.push(if goes_on { starts[index - 1] } else { index });
    }
    starts
}

/// Of each fact the first place where it stands.
fn first_places<'a>(facts: impl Iterator<Item = (&'a FactId, usize)>) -> HashMap<&'a FactId, usize> {
    let mut places = HashMap::with_capacity(facts.size_hint().0);
    for (id, place) in facts {
        places.entry(id).or_insert(place);
    }
    places
}

fn relation(kind: RelationKind, title: String, facts: &[&Fact], rule: &'static str) -> Relation {
    let facts: Vec<FactId> = facts.iter().map(|fact| fact.id.clone()).collect();
    Relation { id: RelationId::of(kind, &facts), kind, title, facts, rule: rule.into() }
}
