//! Lists of one measure in which each figure bears its name beside it: right before it, before a dash or before brackets.

use super::breakdown::{LIST, are_free, is_alike, is_alike_change, is_size, runs, runs_of, title};
use super::gap::{Figure, Figures};
use super::{Relation, RelationKind, part, relation};
use crate::fact::Fact;
use crate::lexicon::ru::traits::Traits;

/// `православных 7900, раскольников 120, католиков 203`: each with its noun right before it.
pub fn named_before(figures: &Figures, taken: &impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let is_free = |index: usize| !part::is_cued(figures, index) && are_free(figures, index, taken);
    let goes_on = |start: usize, end: usize| {
        figures.is_named_before(end) && (end > start + 1 || figures.ends_with_name(start)) && is_free(end)
    };
    let named = |run: &[Figure]| {
        let members: Vec<&Fact> = run.iter().map(|figure| figure.fact).collect();
        relation(RelationKind::Breakdown, title(&members), &members, "named_before")
    };
    runs(figures, goes_on).into_iter().filter(|run| run.len() >= LIST).map(named).collect()
}

/// `главные причины — огонь без присмотра (4867 случаев), проводка (860) и печи (258)`: each in brackets behind its name.
pub fn bracketed(figures: &Figures, taken: &impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let words = &figures.words;
    let is_alone = |figure: &Figure| {
        let opened = figure.lead.checked_sub(1).filter(|&at| words.is_mark(at, '('));
        let named = opened.and_then(|at| at.checked_sub(1)).is_some_and(|at| words.is_word(at));
        named && (figure.to..figure.to + 3).any(|at| words.is_mark(at, ')'))
    };
    let goes_on = |start: usize, end: usize| {
        let gap = figures.gap(end);
        let joined = gap.clone().any(|at| words.is_mark(at, ',') || words.word(at) == "и");
        // `за ними идут туляки (527)`
        let follows = |at: usize| matches!(words.word(at), "ними" | "ним" | "ней" | "далее" | "следом" | "затем");
        let ranked = gap.clone().any(follows);
        let plain = gap.len() <= 16 && !gap.clone().any(|at| words.is_finite(at) && !ranked || words.is_mark(at, ';'));
        is_alone(&figures.items[start])
            && is_alone(&figures.items[end])
            && joined
            && plain
            && are_free(figures, end, taken)
    };
    let are_alike = |one: &Figure, two: &Figure| is_alike(one, two) || is_alike_change(one, two);
    let runs = runs_of(figures, are_alike, goes_on).into_iter().filter(|run| run.len() >= LIST);
    runs.map(|run| {
        let members: Vec<&Fact> = run.iter().map(|figure| figure.fact).collect();
        relation(RelationKind::Breakdown, title(&members), &members, "bracketed")
    })
    .collect()
}

/// `училище с 37 учениками, приходская школа с 86 учениками, женская с 12 учениками`: of three figures or more with one noun or one unit each gap
/// names another group, and no verb stands between.
pub fn same_unit(figures: &Figures, taken: &impl Fn(&Fact) -> bool) -> Vec<Relation> {
    const FAR: usize = 12;
    let words = &figures.words;
    let unit = |index: usize| figures.items[index].quantity.unit.as_str();
    let is_free = |index: usize| !part::is_cued(figures, index) && !figures.is_end(index) && !figures.is_end(index - 1);
    let goes_on = |_: usize, end: usize| {
        let gap = figures.told_between(end);
        // Past the noun of the figure before.
        let joint = gap.iter().position(|&at| words.is_mark(at, ',') || words.word(at) == "и");
        let named = joint.is_some_and(|joint| {
            gap[joint + 1..]
                .iter()
                .any(|&at| words.traits(at).any(Traits::NOUN.and(Traits::ATTRIBUTE)) && !words.is_preposition(at))
        });
        let plain = gap.iter().all(|&at| {
            let apart = matches!(words.get(at), ";" | ":" | "." | "(" | ")") || words.word(at).starts_with("котор");
            !(apart || words.is_finite(at) || words.is_change(at) || is_size(words.word(at)))
        });
        let same = !unit(end).is_empty() && unit(end) != "процент" && unit(end) == unit(end - 1);
        (1..=FAR).contains(&gap.len()) && named && plain && same && is_free(end) && are_free(figures, end, taken)
    };
    let alike = |run: &[Figure]| {
        let members: Vec<&Fact> = run.iter().map(|figure| figure.fact).collect();
        relation(RelationKind::Breakdown, title(&members), &members, "same_unit")
    };
    runs(figures, goes_on).into_iter().filter(|run| run.len() >= LIST).map(alike).collect()
}

/// `бригадирами — 28 тыс., звеньевыми — 100 тыс., трактористами — 7 тыс.`: each with its group before a dash.
pub fn dashed(figures: &Figures, taken: &impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let words = &figures.words;
    let grouped = |index: usize| {
        let gap = figures.gap(index);
        let dash = figures.dash(index)?;
        let joint =
            gap.clone().take_while(|&at| at < dash).filter(|&at| matches!(words.get(at), "," | ";" | ":")).last();
        let from = joint.map_or(gap.start, |joint| joint + 1);
        let named = (from..dash).any(|at| words.traits(at).any(Traits::NOUN.and(Traits::ATTRIBUTE)));
        (named && !(from..dash).any(|at| is_size(words.word(at))) && !figures.is_end(index))
            .then_some((joint, from, dash))
    };
    let follows = |index: usize| {
        let Some((Some(joint), from, dash)) = grouped(index) else { return false };
        let gap = figures.gap(index);
        let plain = (from..dash).all(|at| !words.is_finite(at) && !words.is_digits(at)) && dash - from <= 8;
        joint - gap.start <= 4 && plain && !part::is_cued(figures, index)
    };
    let goes_on = |start: usize, end: usize| {
        follows(end) && (end > start + 1 || grouped(start).is_some()) && are_free(figures, end, taken)
    };
    let dashed = |run: &[Figure]| {
        let members: Vec<&Fact> = run.iter().map(|figure| figure.fact).collect();
        relation(RelationKind::Breakdown, title(&members), &members, "dashed")
    };
    runs(figures, goes_on).into_iter().filter(|run| run.len() >= LIST).map(dashed).collect()
}
