//! Groups of one sentence that an order, a vote or their age tells apart.

use super::breakdown::{are_free, is_alike, runs, title};
use super::gap::{Figure, Figures};
use super::{Relation, RelationKind, part, relation};
use crate::extract::Measure;
use crate::fact::Fact;

/// Tokens between two members, at most.
const FAR: usize = 18;

pub fn ranked(figures: &Figures, taken: &impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let mut found = in_order(figures, taken);
    let told = |found: &[Relation], fact: &Fact| found.iter().any(|relation| relation.facts.contains(&fact.id));
    let votes = votes(figures, &|fact| taken(fact) || told(&found, fact));
    found.extend(votes);
    let ages = by_age(figures, &|fact| taken(fact) || told(&found, fact));
    found.extend(ages);
    found
}

fn breakdown(run: &[Figure], rule: &'static str) -> Relation {
    let members: Vec<&Fact> = run.iter().map(|figure| figure.fact).collect();
    relation(RelationKind::Breakdown, title(&members), &members, rule)
}

/// `Первое место занимает Камчатка — 900 тыс. тонн, второе — Приморье (600 тыс. тонн)`, `за ней следуют Приморье с 600 тыс. и Сахалин с 400`.
fn in_order(figures: &Figures, taken: &impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let words = &figures.words;
    let begins = |at: usize, stems: &[&str]| stems.iter().any(|stem| words.word(at).starts_with(stem));
    let next = |at: usize| {
        let ordinal = begins(at, &["втор", "треть", "четверт", "пят"]);
        let of_place = ordinal
            && (words.is_dash(at + 1) || begins(at + 1, &["мест", "позици"]) || at > 0 && words.word(at - 1) == "на");
        let follows = matches!(words.word(at), "далее" | "следом" | "затем") || begins(at, &["следу", "замыка"]);
        of_place || follows || words.word(at) == "за" && matches!(words.word(at + 1), "ним" | "ней" | "ними")
    };
    let leads = |at: usize| {
        begins(at, &["лидер", "лидир", "возглав"])
            || begins(at, &["перв"]) && begins(at + 1, &["мест", "позици"])
            || matches!(words.word(at), "больше" | "чаще") && matches!(words.word(at + 1), "всего" | "всех")
    };
    let goes_on = |start: usize, end: usize| {
        let gap = figures.gap(end);
        let before = figures.gap(start);
        let before = before.start.max(before.end.saturating_sub(FAR))..before.end;
        let listed =
            end > start + 1 && gap.len() <= 8 && gap.clone().any(|at| words.is_mark(at, ',') || words.word(at) == "и");
        gap.len() <= FAR
            && before.into_iter().any(leads)
            && (gap.clone().any(next) || listed)
            && !part::is_cued(figures, end)
            && are_free(figures, end, taken)
    };
    let unit = |run: &&[Figure]| {
        run.len() >= 2
            && run.iter().all(|figure| {
                figure.quantity.unit == run[0].quantity.unit
                    || figure.quantity.unit.is_empty()
                    || figure.quantity.measure == Measure::Count
            })
    };
    runs(figures, goes_on).into_iter().filter(unit).map(|run| breakdown(run, "ranked")).collect()
}

/// `За проект проголосовали 212 депутатов, против — 98, воздержались 15`
fn votes(figures: &Figures, taken: &impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let words = &figures.words;
    let votes = |at: usize| {
        ["голос", "проголос", "высказ", "выступ", "поддерж"].iter().any(|stem| words.word(at).starts_with(stem))
    };
    if !(0..words.len()).any(votes) {
        return Vec::new();
    }
    let other = |at: usize| {
        matches!(words.word(at), "против" | "за")
            || ["воздерж", "затрудн", "отказ"].iter().any(|stem| words.word(at).starts_with(stem))
    };
    let goes_on = |start: usize, end: usize| {
        let gap = figures.gap(end);
        let listed = end > start + 2 && gap.clone().any(|at| words.is_mark(at, ',') || words.word(at) == "и");
        let after = figures.items[end].to;
        let told = gap.clone().any(other)
            || (after..after + 5).take_while(|&at| words.is_word(at) || words.is_dash(at)).any(other);
        // `Из тысячи опрошенных 620 за отмену`
        let lead = figures.items[end - 1].lead;
        let out_of = lead > 0 && words.word(lead - 1) == "из";
        gap.len() <= FAR && (told || listed) && !out_of && !part::is_cued(figures, end) && are_free(figures, end, taken)
    };
    runs(figures, goes_on).into_iter().filter(|run| run.len() >= 2).map(|run| breakdown(run, "votes")).collect()
}

/// `до 30 лет — 45 рабочих, от 30 до 50 лет — 120, свыше 50 лет — 30`: what the ages before the figures tell apart.
fn by_age(figures: &Figures, taken: &impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let words = &figures.words;
    let of_age = |figure: &Figure| matches!(figure.quantity.measure, Measure::Age | Measure::Duration);
    if !figures.items.iter().any(of_age) {
        return Vec::new();
    }
    let others = figures.without(of_age);
    let led = |at: usize| {
        matches!(
            words.word(at),
            "до" | "от"
                | "с"
                | "свыше"
                | "старше"
                | "моложе"
                | "младше"
                | "старее"
                | "более"
                | "менее"
                | "после"
        )
    };
    let of_group = |index: usize| {
        let gap = others.gap(index);
        let near = gap.start.max(gap.end.saturating_sub(FAR))..gap.end;
        let joint =
            near.clone().rev().find(|&at| words.is_mark(at, ',') || words.is_mark(at, ';') || words.is_mark(at, ':'));
        let near = joint.unwrap_or(near.start)..near.end;
        near.clone().any(led) && near.clone().any(|at| matches!(words.word(at), "лет" | "года" | "год"))
    };
    let goes_on = |start: usize, end: usize| {
        (end > start + 1 || of_group(start))
            && of_group(end)
            && others.gap(end).len() <= FAR
            && !part::is_cued(&others, end)
            && are_free(&others, end, taken)
    };
    runs(&others, goes_on)
        .into_iter()
        .filter(|run| run.len() >= 2 && is_alike(&run[0], &run[1]))
        .map(|run| breakdown(run, "by_age"))
        .collect()
}
