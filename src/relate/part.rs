//! A whole and its parts: `из них`, `в том числе`, `180 из 284`.

use super::bare::bare_part;
use super::gap::{Figures, is_less};
use super::whole::{make_whole, named_before};
use super::{Relation, RelationKind, relation};
use crate::extract::{Measure, Words};
use crate::fact::{Fact, Quantity};
use crate::lexicon::ru::traits::Traits;

/// What tells that a part follows.
const CUES: &[&[&str]] = &[
    &["из", "них"],
    &["из", "которых"],
    &["из", "коих"],
    &["из", "которой"],
    &["из", "которого"],
    &["из", "этого", "числа"],
    &["из", "общего", "числа"],
    &["из", "этого", "количества"],
    &["из", "их", "числа"],
    &["из", "этой", "суммы"],
    &["из", "этих", "средств"],
    &["из", "этих", "денег"],
    &["в", "том", "числе"],
    &["в", "их", "числе"],
    &["среди", "них"],
    &["среди", "которых"],
    &["среди", "коих"],
    &["в", "числе", "которых"],
    &["в", "числе", "коих"],
    &["включая"],
];

/// The parts told in a sentence; `before` are the figures of the sentence before it in the same block.
pub fn parts(figures: &Figures, before: &[&Fact]) -> Vec<Relation> {
    let outside = figures.outside();
    let mut found: Vec<Relation> = Vec::new();
    let mut index = 0;
    while index < figures.items.len() {
        if let Some((end, pair)) = changed_parts(figures, index) {
            found.extend(pair);
            index = end;
            continue;
        }
        if let Some((end, relation)) = adds_up(figures, index) {
            found.push(relation);
            index = end;
            continue;
        }
        let out_of = out_of(figures, index).or_else(|| out_of_whole(figures, index));
        if let Some(relation) = out_of.or_else(|| of_them(figures, index, before)) {
            found.push(relation);
            index += 1;
            continue;
        }
        let Some(whole) = whole(figures, index, before) else {
            found.extend(bare_part(figures, &outside, index, before.last().copied()));
            index += 1;
            continue;
        };
        let title = whole.quantity().map(|quantity| quantity.subject.clone()).unwrap_or_default();
        if let Some(parts) = make_whole(figures, &outside, index, whole) {
            let members: Vec<&Fact> = std::iter::once(whole).chain(parts).collect();
            found.push(relation(RelationKind::PartOf, title, &members, "parts_make_whole"));
            index += 1;
            continue;
        }
        let mut members = vec![whole, figures.items[index].fact];
        let named = named_parts(figures, &outside, index, whole);
        let rule = if named.is_empty() { "cue" } else { "named_parts" };
        members.extend(named);
        index += 1;
        while index < figures.items.len()
            && rule == "cue"
            && is_sibling(figures, index)
            && fits(whole, &members[1..], figures.items[index].fact)
        {
            members.push(figures.items[index].fact);
            index += 1;
        }
        if rule == "cue" && is_rest(figures, index, whole, &members[1..]) {
            members.push(figures.items[index].fact);
            index += 1;
        }
        found.push(relation(RelationKind::PartOf, title, &members, rule));
    }
    found
}

/// `из них: дотации — 5,4 млрд рублей, субсидии — 2,1 млрд рублей`, `из них 41 — новые и 16 — старые`: the parts after the first at
/// `index`, each named before its dash or after it.
fn named_parts<'a>(figures: &Figures<'a>, outside: &Figures<'a>, index: usize, whole: &Fact) -> Vec<&'a Fact> {
    let first = figures.items[index];
    let Ok(start) = outside.items.binary_search_by_key(&first.from, |figure| figure.from) else { return Vec::new() };
    let inverted = named_before(outside, start, whole);
    if !inverted.is_empty() {
        return inverted;
    }
    let mut members = vec![first.fact];
    // Of a whole in the sentence before all that is listed is a part; in one sentence a list may go on with the whole's peers.
    let (before, after) = (index == 0 || figures.dash(index).is_some(), is_named_after(outside, start));
    for next in start + 1..outside.items.len() {
        let fact = outside.items[next].fact;
        let is_named =
            before && outside.is_named_next(next) || after && is_named_after(outside, next) && outside.follows(next);
        // `сократилось на 30 млн, в том числе коров — на 20 млн`: after a dash nothing says any more that it is a change.
        let on = outside.items[next].lead.checked_sub(1).is_some_and(|at| outside.words.word(at) == "на");
        let is_change = on && whole.quantity().is_some_and(|whole| whole.measure == Measure::Increase);
        if !is_named
            || is_cued(outside, next)
            || !(fits(whole, &members, fact) || is_change && has_room(whole, &members, fact))
        {
            break;
        }
        members.push(fact);
    }
    members.split_off(1)
}

/// `Из 15 тыс. учителей высшее образование имели 1,2 тыс., среднее — 6,8 тыс.`: the parts after the first one, each named before its dash.
fn named_next<'a>(figures: &Figures<'a>, from: usize, whole: &Fact, first: &'a Fact) -> Vec<&'a Fact> {
    let mut parts = vec![first];
    for next in from..figures.items.len() {
        let fact = figures.items[next].fact;
        if !figures.is_named_next(next) || is_cued(figures, next) || !fits(whole, &parts, fact) {
            break;
        }
        parts.push(fact);
    }
    parts.split_off(1)
}

/// `41 — государственные`, `3995 тыс. га приходится на пашню`: what is counted is named after its figure.
fn is_named_after(figures: &Figures, index: usize) -> bool {
    let words = &figures.words;
    figures.told_after(index).iter().take(5).any(|&at| words.is_dash(at) || words.is_finite(at))
}

/// `с 14 млн до 26 млн, в том числе в сёлах — с 11 млн до 19 млн, в городах — с 3 млн до 7 млн`: the parts at either time.
/// The index of the figure after them, and the two relations; `index` is that of the first part.
fn changed_parts(figures: &Figures, index: usize) -> Option<(usize, [Relation; 2])> {
    let whole = index.checked_sub(2).filter(|&whole| figures.is_change(whole) && figures.is_change(index))?;
    let cue = cue(figures, index)?;
    if !rules(figures, cue, index) {
        return None;
    }
    let fact = |index: usize| figures.items[index].fact;
    let (mut first, mut last) = (vec![fact(whole), fact(index)], vec![fact(whole + 1), fact(index + 1)]);
    if !(fits(first[0], &[], first[1]) && fits(last[0], &[], last[1])) {
        return None;
    }
    let mut end = index + 2;
    while figures.is_change(end)
        && !is_cued(figures, end)
        && !figures.gap(end).any(|at| matches!(figures.words.get(at), ";" | ".") || figures.words.is_finite(at))
        && fits(first[0], &first[1..], fact(end))
        && fits(last[0], &last[1..], fact(end + 1))
    {
        first.push(fact(end));
        last.push(fact(end + 1));
        end += 2;
    }
    let title = |whole: &Fact| whole.quantity().map(|quantity| quantity.subject.clone()).unwrap_or_default();
    let part_of = |members: &[&Fact]| relation(RelationKind::PartOf, title(members[0]), members, "parts_of_change");
    Some((end, [part_of(&first), part_of(&last)]))
}

/// `восьми детей — пяти дочерей и трёх сыновей`, `9 печей, 8 основных и 1 резервная`: figures that make the one before
/// them, told right after it. Other things that happen to make the sum follow no dash and bear nouns of their own.
fn adds_up(figures: &Figures, index: usize) -> Option<(usize, Relation)> {
    const GAP: usize = 8;
    let words = &figures.words;
    let whole = index.checked_sub(1)?;
    let gap = figures.gap(index);
    let mark = gap
        .clone()
        .find(|&at| words.is_dash(at) && words.space_before(at) || matches!(words.get(at), "," | ":" | "("))?;
    let opened = words.get(mark) != ",";
    // After a colon each part may have a verb of its own, as in brackets.
    let in_brackets = words.get(mark) == "(";
    let told_apart = in_brackets || words.get(mark) == ":";
    // `семь судей (двое избраны на сходе, пятеро — по жребию)`
    let verbs = |index: usize| figures.gap(index).any(|at| words.is_finite(at));
    let joined = |index: usize| {
        let gap = figures.gap(index);
        let closed = gap.clone().any(|at| matches!(words.get(at), ";" | ")" | "."));
        gap.len() <= GAP && !closed && (told_apart || !verbs(index))
    };
    let told = &figures.items[whole];
    let measured = |index: usize| {
        let (quantity, of) = (figures.items[index].quantity, told.quantity);
        let unit = quantity.unit.is_empty() || quantity.unit == of.unit || of.measure == Measure::Count;
        // `1,3 млрд рублей в одном году и 1,5 млрд в другом`
        let short = of.measure == Measure::Money && quantity.measure == Measure::Count && quantity.unit.is_empty();
        let without_noun = words.is_attribute(figures.items[index].to)
            && !(words.word(figures.items[index].to + 1).chars().count() > 2
                && words.traits(figures.items[index].to + 1).has(Traits::NOUN));
        (quantity.measure == of.measure || short) && unit && (opened || without_noun)
    };
    if !matches!(told.quantity.measure, Measure::Count | Measure::Money | Measure::Physical) || figures.is_end(whole) {
        return None;
    }
    let of = decimal(told.quantity.amount)?;
    let (mut end, mut sum) = (index, rust_decimal::Decimal::ZERO);
    while end < figures.items.len() && sum < of && joined(end) && measured(end) {
        let separate = figures.gap(end).any(|at| matches!(words.get(at), "," | "и" | "а" | "плюс")) || end == index;
        if !separate {
            break;
        }
        sum = sum.checked_add(decimal(figures.items[end].quantity.amount)?)?;
        end += 1;
    }
    let facts: Vec<&Fact> = figures.items[whole..end].iter().map(|figure| figure.fact).collect();
    let title = told.quantity.subject.clone();
    // A list in brackets tells of what stands before it, though it may leave somebody out.
    let bracketed = in_brackets
        && facts.len() > 3
        && sum <= of
        && !(index..end).any(verbs)
        && words.is_mark(closing(words, figures.items[end - 1].to), ')');
    ((sum == of || bracketed) && facts.len() > 2)
        .then(|| (end, relation(RelationKind::PartOf, title, &facts, "adds_up")))
}

/// Parts and the whole that they make in two sentences, or before it in one: `Работают 2265 школ. Из казны живут 1040, от общин — 1225.`,
/// `Избрано 5 депутатов, ещё 2 — по округам, всего 7`. `before` are the figures of the sentence before in the same block.
pub fn sums(figures: &Figures, before: &[&Fact]) -> Vec<Relation> {
    let outside = figures.outside();
    let here: Vec<&Fact> = outside.items.iter().map(|figure| figure.fact).collect();
    let mut found = Vec::new();
    if let Some((whole, parts)) = before.last().and_then(|whole| Some((*whole, make(whole, here.iter().copied())?)))
        && are_kin(whole, &parts)
    {
        found.push(summed(whole, &parts));
    }
    for (index, figure) in outside.items.iter().enumerate() {
        let words = &outside.words;
        // `Итого у них 3 места`, `всего 7`, `Таким образом, собрано 7`
        let is_total = index == 0 && sums_up(words)
            || (figure.lead.saturating_sub(3)..figure.lead).any(|at| matches!(words.word(at), "всего" | "итого"));
        let told = if index == 0 { before } else { &here[..index] };
        let parts = if is_total { make(figure.fact, told.iter().rev().copied()) } else { None };
        if let Some(mut parts) = parts {
            parts.reverse();
            found.push(summed(figure.fact, &parts));
        }
    }
    found
}

/// Whether the sentence begins with words that draw a sum.
fn sums_up(words: &Words) -> bool {
    const SUMS: &[&[&str]] = &[&["таким", "образом"], &["в", "сумме"], &["в", "итоге"], &["в", "общей", "сложности"]];
    SUMS.iter().any(|sum| words.starts(0, sum))
}

fn summed(whole: &Fact, parts: &[&Fact]) -> Relation {
    let members: Vec<&Fact> = std::iter::once(whole).chain(parts.iter().copied()).collect();
    let title = whole.quantity().map(|quantity| quantity.subject.clone()).unwrap_or_default();
    relation(RelationKind::PartOf, title, &members, "adds_up")
}

/// The first of the figures that together are the whole.
fn make<'a>(whole: &Fact, figures: impl Iterator<Item = &'a Fact>) -> Option<Vec<&'a Fact>> {
    const PARTS: usize = 8;
    let of = whole.quantity().filter(|of| matches!(of.measure, Measure::Count | Measure::Money | Measure::Physical))?;
    let (mut parts, mut sum) = (Vec::new(), rust_decimal::Decimal::ZERO);
    for fact in figures.take(PARTS) {
        let quantity = fact.quantity().filter(|quantity| quantity.measure == of.measure)?;
        sum = sum.checked_add(decimal(quantity.amount)?)?;
        parts.push(fact);
        if sum >= decimal(of.amount)? {
            break;
        }
    }
    (sum == decimal(of.amount)? && parts.len() > 1).then_some(parts)
}

/// Whether it can hardly be chance that figures make the one before them: they count the same, or the sum is great.
fn are_kin(whole: &Fact, parts: &[&Fact]) -> bool {
    let unit = |fact: &Fact| fact.quantity().map_or("", |quantity| quantity.unit.as_str()).to_owned();
    let value = whole.quantity().and_then(|quantity| decimal(quantity.amount)).unwrap_or_default();
    let of = unit(whole);
    let same = parts.iter().filter(|part| unit(part) == of).count();
    let bare = parts.iter().filter(|part| unit(part).is_empty()).count();
    same + bare == parts.len() || same > 0 && value >= 20.into() || value >= 1_000.into()
}

pub fn decimal(amount: crate::extract::Amount) -> Option<rust_decimal::Decimal> {
    match amount {
        crate::extract::Amount::Decimal(value) => Some(value),
        crate::extract::Amount::Fraction(..) => None,
    }
}

/// The first mark after words.
fn closing(words: &Words, from: usize) -> usize {
    (from..from + 4).find(|&at| !words.is_word(at)).unwrap_or(from)
}

/// Whether the cue is said of the figure: what comes right after it, in no other clause, and not `рабочих, в том числе
/// женщин, стало 500`.
fn rules(figures: &Figures, cue: usize, index: usize) -> bool {
    let part = &figures.items[index];
    let between = cue..part.from;
    let comma = between.clone().find(|&at| figures.words.is_mark(at, ','));
    let aside = comma.is_some_and(|comma| (comma..part.from).any(|at| figures.words.is_finite(at)));
    !aside && !between.clone().any(|at| matches!(figures.words.get(at), ";" | "(")) && between.len() <= 14
}

/// `180 из 284`: whole first.
fn out_of(figures: &Figures, index: usize) -> Option<Relation> {
    let (part, whole) = (figures.items[index], figures.items.get(index + 1)?);
    let words = &figures.words;
    // Nothing but the counted noun stands between: `1 234 избирателя из 2 456`.
    let gap = figures.gap(index + 1);
    let joined = gap.end > gap.start
        && words.word(gap.end - 1) == "из"
        && gap.len() <= 5
        // The full stop of `тыс. га из`.
        && (gap.start..gap.end - 1).all(|at| {
            words.is_mark(at, '.') || words.is_word(at) && !words.is_preposition(at) && !words.is_finite(at)
        });
    let measure = part.quantity.measure;
    let measured = matches!(measure, Measure::Money | Measure::Physical) && part.quantity.unit == whole.quantity.unit;
    let alike = whole.quantity.measure == measure && (measure == Measure::Count || measured);
    let title = whole.quantity.subject.clone();
    (joined && alike && (is_less(part.quantity, whole.quantity) || is_less_of_same(part.quantity, whole.quantity)))
        .then(|| relation(RelationKind::PartOf, title, &[whole.fact, part.fact], "out_of"))
}

/// `Из 148 объектов 68 торгуют продуктами`: whole first, the part without a noun of its own.
fn out_of_whole(figures: &Figures, index: usize) -> Option<Relation> {
    let (whole, part) = (figures.items[index], figures.items.get(index + 1)?);
    let words = &figures.words;
    let led = whole.lead.checked_sub(1).is_some_and(|at| words.word(at) == "из");
    // `Из общего числа в 5200 рабочих грамотных было 3100`
    let of_number = |at: usize| ["числ", "количеств", "сумм"].iter().any(|stem| words.word(at).starts_with(stem));
    let led = led || whole.lead >= 4 && of_number(whole.lead - 2) && words.word(whole.lead - 4) == "из";
    let gap = figures.gap(index + 1);
    // `Из 58 краж раскрыты 27`: one clause, of which the verb stands between.
    let close = gap.len() <= 9 && !gap.clone().any(|at| matches!(words.get(at), "," | ";" | ":" | "("));
    let bare = !words.traits(part.to).has(Traits::NOUN) || part.quantity.unit == whole.quantity.unit;
    let measure = part.quantity.measure;
    let measured = matches!(measure, Measure::Physical | Measure::Money) && part.quantity.unit == whole.quantity.unit;
    let counts = whole.quantity.measure == measure && (measure == Measure::Count || measured);
    let title = whole.quantity.subject.clone();
    let told = led && close && bare && counts && is_less(part.quantity, whole.quantity);
    let mut members = vec![whole.fact, part.fact];
    if told && let Some(parts) = make_whole(figures, &figures.outside(), index + 1, whole.fact) {
        members = std::iter::once(whole.fact).chain(parts).collect();
    } else if told && is_rest(figures, index + 2, whole.fact, &[part.fact]) {
        members.push(figures.items[index + 2].fact);
    } else if told {
        members.extend(named_next(figures, index + 2, whole.fact, part.fact));
    }
    told.then(|| relation(RelationKind::PartOf, title, &members, "out_of_whole"))
}

/// `6,2 млн из 12,3`: the multiplier stands with the part alone.
fn is_less_of_same(part: &Quantity, whole: &Quantity) -> bool {
    let (Some(mut part), Some(whole)) = (decimal(part.amount), decimal(whole.amount)) else { return false };
    let thousand = rust_decimal::Decimal::ONE_THOUSAND;
    if whole.fract().is_zero() || whole >= thousand || part < thousand {
        return false;
    }
    while part >= thousand {
        part /= thousand;
    }
    part < whole
}

/// `Из 9 лодок 5 — парусные; остальные 4 — вёсельные`: the figure is what the parts leave of the whole.
fn is_rest(figures: &Figures, index: usize, whole: &Fact, parts: &[&Fact]) -> bool {
    let Some(rest) = figures.items.get(index) else { return false };
    let mut before = rest.lead.saturating_sub(2)..rest.lead;
    let said = before.any(|at| figures.words.word(at).starts_with("остальн")) && figures.gap(index).len() <= 12;
    let value = |fact: &Fact| decimal(fact.quantity()?.amount);
    let sum = || parts.iter().try_fold(value(rest.fact)?, |sum, part| sum.checked_add(value(part)?));
    said && sum().is_some_and(|sum| value(whole) == Some(sum))
}

/// `Обществам отошло 15 млн десятин. 11 млн десятин из них досталось сёлам`: the part before its cue.
fn of_them(figures: &Figures, index: usize, before: &[&Fact]) -> Option<Relation> {
    let words = &figures.words;
    let part = figures.items[index];
    let of_them = |at: usize| words.word(at) == "из" && matches!(words.word(at + 1), "них" | "которых" | "коих");
    let cue = (part.to..part.to + 4).find(|&at| of_them(at))?;
    // `20 домов из них 5 каменных`
    let of_next = index + 1 < figures.items.len() && is_cued(figures, index + 1);
    let apart = (part.to..cue).any(|at| !words.is_word(at) && !words.is_mark(at, '.'));
    let counted = matches!(part.quantity.measure, Measure::Count | Measure::Money | Measure::Physical);
    // `11 деревень, в трёх из которых`: what has no noun is of what was counted last.
    let bare = cue == part.to;
    if of_next || apart || !counted || part.quantity.unit.is_empty() && !bare {
        return None;
    }
    let alike = |whole: &Fact| {
        whole.quantity().is_some_and(|whole| {
            let unit = whole.unit == part.quantity.unit || bare && whole.measure == Measure::Count;
            whole.measure == part.quantity.measure && unit && is_less(part.quantity, whole)
        })
    };
    let here = figures.items[..index].iter().rev().take(6).map(|figure| figure.fact).find(|fact| alike(fact));
    let told = || before.last().copied().filter(|fact| index == 0 && alike(fact));
    let whole = here.or_else(told)?;
    let title = whole.quantity()?.subject.clone();
    Some(relation(RelationKind::PartOf, title, &[whole, part.fact], "of_them"))
}

/// The whole of which the figure is said to be a part: the nearest figure before of the same measure that is greater.
fn whole<'a>(figures: &Figures<'a>, index: usize, before: &[&'a Fact]) -> Option<&'a Fact> {
    let part = figures.items[index];
    let cue = cue(figures, index)?;
    let near = rules(figures, cue, index);
    let alike = |whole: &Fact| {
        whole.quantity().is_some_and(|quantity| {
            quantity.measure == part.quantity.measure
                && matches!(quantity.measure, Measure::Count | Measure::Money | Measure::Physical | Measure::Increase)
                && (quantity.measure == Measure::Count || quantity.unit == part.quantity.unit)
                && is_less(part.quantity, quantity)
        })
    };
    let mut nearest = figures.items[..index].iter().rev().take(6).map(|figure| figure.fact);
    if !near {
        return None;
    }
    match nearest.find(|fact| alike(fact)) {
        Some(fact) => Some(fact),
        None if index == 0 && cue <= 1 => {
            // `Поступило 30 млрд рублей с приростом 14 %. Из них …`: of what was told last, or of what counts the same.
            let unit = &part.quantity.unit;
            let same = |fact: &Fact| fact.quantity().is_some_and(|whole| whole.unit == *unit && !unit.is_empty());
            let mut told = before.iter().rev().copied().take(8);
            before.last().copied().filter(|fact| alike(fact)).or_else(|| told.find(|fact| alike(fact) && same(fact)))
        }
        None => None,
    }
}

/// Whether the figure is said to be a part of another: it does not stand beside that figure's peers.
pub fn is_cued(figures: &Figures, index: usize) -> bool {
    cue(figures, index).is_some()
}

/// Where a cue stands in the gap before the figure.
fn cue(figures: &Figures, index: usize) -> Option<usize> {
    let begins = |at: usize| matches!(figures.words.word(at), "из" | "в" | "среди" | "включая");
    let mut gap = figures.gap(index);
    let from = gap.find(|&at| begins(at))?;
    let cue = CUES.iter().find_map(|cue| (from..gap.end).find(|&at| figures.words.starts(at, cue)))?;
    // `1746 домов (из них 199 каменных), 194 лавки`: said of what stands in the brackets.
    (!(cue..gap.end).any(|at| figures.words.is_mark(at, ')'))).then_some(cue)
}

/// One more part of the same whole: nothing but a comma or `и` and what bounds it stands between.
fn is_sibling(figures: &Figures, index: usize) -> bool {
    let gap = figures.gap(index);
    let words = &figures.words;
    let joint = gap.clone().rev().find(|&at| words.is_mark(at, ',') || words.word(at) == "и");
    let apart = gap.clone().any(|at| matches!(words.get(at), ";" | "." | "(" | ")" | "а" | "но"));
    joint.is_some_and(|joint| gap.end - joint <= 3)
        && gap.len() <= 12
        && !is_cued(figures, index)
        && !apart
        && figures.dash(index).is_none()
}

/// A part of the same measure, with which the parts are still no more than the whole.
pub fn fits(whole: &Fact, parts: &[&Fact], next: &Fact) -> bool {
    let measure = |fact: &Fact| fact.quantity().map(|quantity| quantity.measure);
    measure(whole).is_some() && measure(whole) == measure(next) && has_room(whole, parts, next)
}

/// Whether the parts with the next one are no more than the whole, as far as that was not rounded.
fn has_room(whole: &Fact, parts: &[&Fact], next: &Fact) -> bool {
    let value = |fact: &Fact| decimal(fact.quantity()?.amount);
    let sum = || parts.iter().try_fold(value(next)?, |sum, part| sum.checked_add(value(part)?));
    let most = || value(whole).and_then(|whole| whole.checked_add(rounded(whole)));
    sum().zip(most()).is_some_and(|(sum, most)| sum <= most)
}

/// By how much a whole may have been rounded: `231,2 тысячи` by fifty, and no whole by more than a thousandth of it.
pub fn rounded(whole: rust_decimal::Decimal) -> rust_decimal::Decimal {
    let ten = rust_decimal::Decimal::TEN;
    let (mut rest, mut unit) = (whole, rust_decimal::Decimal::ONE);
    while rest >= ten && (rest % ten).is_zero() {
        rest /= ten;
        unit *= ten;
    }
    (unit / rust_decimal::Decimal::TWO).min(whole / rust_decimal::Decimal::ONE_THOUSAND)
}
