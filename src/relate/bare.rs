//! Parts that no cue tells: a bare number that begins a clause after what it is a part of, a figure set between dashes, and what falls to one's
//! share.

use super::gap::{Figure, Figures, is_less};
use super::part::{fits, is_cued};
use super::{Relation, RelationKind, relation};
use crate::extract::Measure;
use crate::extract::gapping::is_time;
use crate::fact::Fact;
use crate::lexicon::ru::traits::Traits;

/// The part at `index` of the figure before it, or of the last figure of the sentence before (`told`); `outside` are the figures outside
/// of brackets.
pub fn bare_part(figures: &Figures, outside: &Figures, index: usize, told: Option<&Fact>) -> Option<Relation> {
    let at = outside.items.binary_search_by_key(&figures.items[index].from, |figure| figure.from).ok()?;
    let measure = outside.items[at].quantity.measure;
    // `треть этой суммы — 10 млрд`: what the part is called may be a figure too.
    let alike = |before: &usize| outside.items[*before].quantity.measure == measure;
    let before = (0..at).rev().take(2).find(alike).or(at.checked_sub(1)).map(|before| outside.items[before].fact);
    let whole = before.or(told.filter(|_| index == 0))?;
    let rule = match () {
        _ if is_cued(outside, at) || outside.is_end(at) => return None,
        _ if is_interposed(outside, at) && before.is_some() => "interposed",
        _ if falls_on(outside, at) => "falls_on",
        _ if begins_clause(outside, at) => "numeral_of_set",
        _ => return None,
    };
    let part = outside.items[at];
    let of = whole.quantity()?;
    let bare = rule == "interposed" || part.quantity.unit.is_empty();
    let unit = of.unit == part.quantity.unit || bare && of.measure == Measure::Count;
    let same = of.measure == part.quantity.measure
        && matches!(of.measure, Measure::Count | Measure::Money | Measure::Physical)
        && whole.period == part.fact.period;
    let title = of.subject.clone();
    let told = same && unit && is_less(part.quantity, of);
    if !told {
        return None;
    }
    let mut members = vec![whole, part.fact];
    // `семь имеют больницы, пять — школы`
    for next in at + 1..outside.items.len() {
        let peer = rule == "numeral_of_set" && (begins_clause(outside, next) || outside.is_bare_next(next));
        let fact = outside.items[next].fact;
        if !peer || is_cued(outside, next) || !fits(whole, &members[1..], fact) {
            break;
        }
        members.push(fact);
    }
    Some(relation(RelationKind::PartOf, title, &members, rule))
}

/// `Компания управляет 240 магазинами, 150 расположены в Москве`, `В крае 19 районов, причём лишь в семи есть больницы`: a number without a noun
/// that begins its clause, which has a verb after it, is of the things that were counted right before.
fn begins_clause(figures: &Figures, index: usize) -> bool {
    const VERB: usize = 3;
    const FAR: usize = 10;
    let words = &figures.words;
    let part = &figures.items[index];
    let gap = figures.gap(index);
    if part.quantity.measure != Measure::Count || gap.len() > FAR {
        return false;
    }
    let joint = gap.clone().rev().find(|&at| words.is_mark(at, ',') || words.is_mark(at, ';'));
    let from = match joint {
        Some(joint) => joint + 1,
        None if index == 0 => 0,
        None => return false,
    };
    let led =
        |at: usize| words.is_particle(at) || matches!(words.word(at), "в" | "на" | "у" | "лишь" | "только" | "еще");
    let prepositions = (from..part.lead).filter(|&at| words.is_preposition(at) && !words.is_particle(at)).count();
    let initial = (from..part.lead).all(led) && prepositions <= 1;
    let verb = (part.to..part.to + VERB).take_while(|&at| words.is_word(at)).any(|at| words.is_finite(at));
    let generic = words.word(part.to) == "человек" && index == 0;
    let noun = words.traits(part.to).any(Traits::NOUN.and(Traits::ATTRIBUTE)) && !generic;
    // `Убито 300 солдат, 200 ранены`: told of two lots.
    const PASSIVE: &[&str] = &["ито", "ыто", "ято", "ено", "ано", "яно", "иты", "яты", "ены", "аны"];
    let passive = |at: usize| {
        let ends = PASSIVE.iter().any(|ending| words.word(at).ends_with(ending));
        words.is_short_passive(at) || ends && !words.traits(at).has(Traits::NOUN)
    };
    let two_lots = index > 0 && figures.gap(index - 1).any(passive);
    // `выросла в 69 губерниях, и только в 14 уровень снизился`: those that became less are no part of the others.
    let changed = (part.to..part.to + 2 * VERB).any(|at| words.is_change(at));
    let plain = !changed && !(gap.start..from).any(|at| matches!(words.get(at), "(" | ")" | ":"));
    initial && verb && !noun && !two_lots && plain && !is_time(words, part.to..part.to + 2)
}

/// `900 человек, большинство — 640 — женщины`, `треть этой суммы — 10 млрд — пойдёт на школы`: between dashes after what names a part.
fn is_interposed(figures: &Figures, index: usize) -> bool {
    const PARTS: &[&str] =
        &["большинств", "меньшинств", "половин", "трет", "четверт", "част", "дол", "больше", "остальн", "основн"];
    const NEAR: usize = 6;
    let words = &figures.words;
    let part: &Figure = &figures.items[index];
    let Some(dash) = part.lead.checked_sub(1).filter(|&at| words.is_dash(at) && words.space_before(at)) else {
        return false;
    };
    let closed = (part.to..part.to + 3).any(|at| words.is_dash(at) && words.space_before(at));
    let named = |at: usize| PARTS.iter().any(|stem| words.word(at).starts_with(stem));
    closed && (dash.saturating_sub(NEAR)..dash).rev().take_while(|&at| words.is_word(at)).any(named)
}

/// `78 тысяч томов. На долю сказок приходится 49 тысяч`, `причём на монеты пришлось 9 тысяч`
fn falls_on(figures: &Figures, index: usize) -> bool {
    const FAR: usize = 9;
    let words = &figures.words;
    let part = &figures.items[index];
    let falls = |at: usize| {
        words.word(at).starts_with("приход") && words.is_finite(at)
            || matches!(words.word(at), "пришлось" | "пришлась" | "пришелся" | "придется")
    };
    let gap = figures.gap(index);
    let near = gap.start.max(gap.end.saturating_sub(FAR))..gap.end;
    let Some(verb) = near.clone().rev().find(|&at| falls(at)) else { return false };
    let on = near.clone().find(|&at| words.word(at) == "на" && at < verb && !is_time(words, at..at + 3));
    let first = index == 0 || !figures.gap(index - 1).any(falls);
    // `на 1000 жителей приходилось 47`, `на душу приходится 5`: a rate, of which there is no part.
    let rate = on.is_some_and(|on| {
        words.is_digits(on + 1)
            || matches!(
                words.word(on + 1),
                "душу" | "каждого" | "каждый" | "каждую" | "одного" | "одну" | "один" | "тысячу"
            )
    });
    on.is_some() && !rate && first && part.lead - verb <= 2
}
