//! Two figures of one sentence that the sentence itself compares: `с 10,8 до 8,3`, `160 тыс. по сравнению с 734 тыс. в 2005
//! году`.

use std::collections::{HashMap, HashSet};

use super::contrast::{is_of_side, tells_of_time};
use super::gap::{Figure, Figures};
use super::{Relation, RelationKind, relation};
use crate::extract::{Measure, Words};
use crate::fact::{Fact, FactId, Inferred, Period};
use crate::lexicon::ru::traits::Traits;

/// The earlier figure first.
pub fn changes(figures: &Figures) -> Vec<Relation> {
    let outside = figures.outside();
    let mut told: Vec<Relation> = Vec::new();
    // Where a change told back ended: from there none goes on.
    let mut ended = None;
    for index in 1..outside.items.len() {
        let back = to_from(&outside, index);
        let goes_on = ended != Some(index - 1);
        ended = back.as_ref().map(|_| index);
        let told_one = !told.is_empty();
        told.extend(back.or_else(|| if goes_on { from_to(&outside, index, told_one) } else { None }));
    }
    let beside = (1..figures.items.len()).filter_map(|index| {
        let in_brackets =
            || outside.items.binary_search_by_key(&figures.items[index].from, |figure| figure.from).is_err();
        from_to(figures, index, false)
            .filter(|_| in_brackets())
            .or_else(|| compared(figures, index))
            .or_else(|| compared_in_brackets(figures, index))
            .or_else(|| earlier_in_brackets(figures, index))
            .or_else(|| formerly(figures, index))
            .or_else(|| year_before(figures, index))
            .or_else(|| respective(figures, index))
    });
    told.into_iter().chain(beside).collect()
}

/// `снизился с 20,5 до 18,2`; `told_one`: the sentence has told such a change before.
fn from_to(figures: &Figures, index: usize, told_one: bool) -> Option<Relation> {
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
    // `обеспеченность тракторами сократилась с 9 до 4 машин, …, комбайнами на 1000 га зерновых — с 6 до 3`
    let dashed = || told_one && one.lead.checked_sub(2).is_some_and(|at| words.is_dash(at) && words.space_before(at));
    let told =
        || (one.lead.saturating_sub(16)..one.lead).any(|at| words.is_change(at)) || after() || goes_on() || dashed();
    // Each with a time of its own: they are two levels, whatever is said of them.
    let times = || {
        let days = |figure: Figure| figure.fact.period.as_ref()?.when.days(None);
        days(one).zip(days(two)).is_some_and(|((_, last), (first, _))| last < first)
    };
    (figures.is_change(index - 1) && (told() || times())).then(|| series(figures, index - 1, index, "from_to"))
}

/// `снизились до 6 млн тонн с 8 млн тонн годом ранее`, `сократилось до 30 с 50`: where it led is told before where it began.
fn to_from(figures: &Figures, index: usize) -> Option<Relation> {
    const NEAR: usize = 8;
    const FAR: usize = 40;
    let words = &figures.words;
    let (one, two) = (figures.items[index - 1], figures.items[index]);
    let before = |at: usize| at.checked_sub(1).map_or("", |at| words.word(at));
    let to = before(one.lead) == "до" || words.word(one.lead) == "до";
    let from = matches!(before(two.lead), "с" | "со");
    let between = figures.told_between(index);
    let close =
        between.len() <= NEAR && !between.iter().any(|&at| words.is_finite(at) || matches!(words.get(at), "," | ";"));
    // Each end of its own time is no change back: `с 5 до 6 в мае, до 7 с июня`.
    let changed = (one.lead.saturating_sub(FAR)..one.lead).any(|at| words.is_change(at));
    (to && from && close && changed && alike(figures, index - 1, index))
        .then(|| series(figures, index, index - 1, "to_from"))
}

/// `учатся 9444 школьника, в прошлом году — 9142`: the same a year before, where nothing else is said between.
fn year_before(figures: &Figures, index: usize) -> Option<Relation> {
    const FAR: usize = 10;
    let words = &figures.words;
    let (one, two) = (figures.items[index - 1], figures.items[index]);
    let gap = figures.gap(index);
    let comma = gap.clone().find(|&at| matches!(words.get(at), "," | "(") || words.word(at) == "а")?;
    let former = |at: usize| {
        words.word(at) == "в" && matches!(words.word(at + 1), "прошлом" | "предыдущем" | "минувшем")
            || words.word(at) == "годом" && matches!(words.word(at + 1), "ранее" | "раньше")
            || words.word(at) == "год" && words.word(at + 1) == "назад"
    };
    let said = (comma + 1..gap.end).find(|&at| former(at)).is_some_and(|at| at <= comma + 2);
    let plain = !(comma..gap.end).any(|at| words.is_finite(at)) && gap.end - comma <= FAR && comma - gap.start <= 3;
    let level = matches!(one.quantity.measure, Measure::Count | Measure::Money | Measure::Physical | Measure::Percent);
    let same = one.quantity.measure == two.quantity.measure && level;
    (said && plain && same).then(|| series(figures, index, index - 1, "year_before"))
}

/// `160 тыс. (3 млн кв. км) по сравнению с 734 тыс. в 2005 году`, `53 процента против 33 в 1939 г.`: the second is the
/// earlier one.
fn compared(figures: &Figures, index: usize) -> Option<Relation> {
    let words = &figures.words;
    let two = figures.items[index];
    let one = if figures.is_conversion(index - 1) { index.checked_sub(2)? } else { index - 1 };
    let before = |back: usize| two.lead.checked_sub(back).map_or("", |at| words.word(at));
    // `против 30 тысяч у шведов` is of another side, and of no other time.
    let cue =
        before(1) == "против" && !is_of_side(words, two.to) || before(1) == "с" && before(2).starts_with("сравнени");
    let gap = figures.items[one].to..two.from;
    // `преобладает над сельским (26 тыс. против 9 тыс.)` is of another side.
    let cue = cue && (before(1) != "против" || tells_of_time(figures, one, index));
    (cue && gap.len() <= 16 && alike(figures, one, index)).then(|| series(figures, index, one, "compared"))
}

/// `24 тыс. рублей, что на 8 % выше, чем в 2013 году (22 тыс. рублей)`: in brackets after the time that the last figure of the same unit is
/// compared with.
fn compared_in_brackets(figures: &Figures, index: usize) -> Option<Relation> {
    const BACK: usize = 3;
    let words = &figures.words;
    let two = figures.items[index];
    let opened = two.lead.checked_sub(1).is_some_and(|at| words.is_mark(at, '('));
    let days = |figure: &Figure| figure.fact.period.as_ref()?.when.days(None);
    let period = two.fact.period.as_ref().filter(|_| opened)?;
    // Its time stands right before the brackets.
    let at = words.at(period.span.end.saturating_sub(1)) + 1;
    let one = (0..index).rev().take(BACK).find(|&one| {
        let levels = figures.items[one].quantity.measure == two.quantity.measure;
        levels && figures.items[one].quantity.unit == two.quantity.unit
    })?;
    let later = days(&figures.items[one]).is_none_or(|(first, _)| days(&two).is_some_and(|(_, last)| last < first));
    (at + 1 == two.lead && later).then(|| series(figures, index, one, "compared_in_brackets"))
}

/// `30,8 на 10 тыс. населения (27,9 в 2012 г.)`: in brackets the same at another time.
fn earlier_in_brackets(figures: &Figures, index: usize) -> Option<Relation> {
    const EARLIER: usize = 10;
    let words = &figures.words;
    let (one, two) = (figures.items[index - 1], figures.items[index]);
    let opened = two.from.checked_sub(1).is_some_and(|at| words.is_mark(at, '(')) && two.from - one.to <= 6;
    let in_brackets = opened && !(one.to..two.from - 1).any(|at| words.is_mark(at, ',') || words.is_finite(at));
    let bare = !words.traits(two.to).has(Traits::NOUN);
    let days = |figure: Figure| figure.fact.period.as_ref()?.when.days(None);
    // `выросло до 42 (в 1920 г. их было 19)`: in the brackets stands its time and nothing else that counts.
    let open = (two.from.saturating_sub(EARLIER).max(one.to)..two.from).rev().find(|&at| words.is_mark(at, '('));
    if let (Some(open), Some(period), None) = (open, &two.fact.period, own_time(one.fact)) {
        let time = words.at(period.span.start)..words.at(period.span.end.saturating_sub(1)) + 1;
        let idle = |at: usize| {
            time.contains(&at)
                || words.is_dash(at)
                || matches!(words.word(at), "их" | "было" | "была" | "был" | "были" | "всего" | "лишь" | "только")
        };
        let told = time.start > open && (open + 1..two.lead).all(idle) && open - one.to <= 4;
        let same = one.quantity.measure == two.quantity.measure && one.quantity.unit == two.quantity.unit;
        return (told && bare && same).then(|| series(figures, index, index - 1, "earlier_in_brackets"));
    }
    let ((first, last), (from, to)) = days(one).zip(days(two)).filter(|_| in_brackets && bare)?;
    let (earlier, later) = if to < first { (index, index - 1) } else { (index - 1, index) };
    let apart = to < first || last < from;
    (apart && one.quantity.measure == two.quantity.measure)
        .then(|| series(figures, earlier, later, "earlier_in_brackets"))
}

/// The time that its own sentence tells of a figure.
fn own_time(fact: &Fact) -> Option<&Period> {
    fact.period.as_ref().filter(|_| !fact.inferred.contains(&Inferred::Period))
}

/// `43 преступления (в прошлом году 54)`, `34 % — кредиты банков (на начало года — 22 %)`: in brackets the same as it was before.
fn formerly(figures: &Figures, index: usize) -> Option<Relation> {
    const FAR: usize = 12;
    let words = &figures.words;
    let (one, two) = (figures.items[index - 1], figures.items[index]);
    let opened = (two.from.saturating_sub(FAR).max(one.to)..two.from).rev().find(|&at| words.is_mark(at, '('))?;
    let closed = (two.to..two.to + 3).find(|&at| words.is_mark(at, ')'))?;
    let before = opened + 1..two.lead.max(opened + 1);
    // `на начало года`, `на начало отчётного года`
    let at_start = || {
        let of_year = |at: usize| (at + 1..at + 3).any(|at| words.word(at) == "года");
        before.clone().any(|at| words.word(at) == "начало" && of_year(at))
    };
    let former = |at: usize| {
        let word = words.word(at);
        matches!(word, "ранее" | "раньше" | "назад" | "прежде" | "тогда")
            || ["прошл", "предыдущ", "прежн", "предшествующ"].iter().any(|stem| word.starts_with(stem))
    };
    let told = before.clone().any(former) || at_start();
    let compared = before.clone().any(|at| words.is_change(at) || matches!(words.word(at), "к" | "чем" | "сравнению"))
        || (two.to..closed).any(|at| words.is_change(at) || words.is_preposition(at));
    let near = opened - one.to <= FAR && !(one.to..opened).any(|at| matches!(words.get(at), ";" | ")"));
    let bare = !words.traits(two.to).has(Traits::NOUN) || two.quantity.unit == one.quantity.unit;
    let same = one.quantity.measure == two.quantity.measure && bare;
    (told && !compared && near && same).then(|| series(figures, index, index - 1, "formerly"))
}

/// `выросло с 42 тыс. т до 167 тыс. т, что на гектар составило соответственно 60 и 110 кг`: two figures for the two times of a
/// change told before.
fn respective(figures: &Figures, index: usize) -> Option<Relation> {
    let words = &figures.words;
    let (one, two) = (figures.items[index - 1], figures.items[index]);
    let gap = figures.gap(index);
    let joined = (1..=3).contains(&gap.len()) && words.word(gap.end - 1) == "и";
    let said = |mut range: std::ops::Range<usize>| range.any(|at| words.word(at) == "соответственно");
    let told = joined && (said(one.lead.saturating_sub(4)..one.lead) || said(two.to..two.to + 5));
    let alike = one.quantity.measure == two.quantity.measure || one.quantity.measure == Measure::Count;
    let changed = || (index.saturating_sub(6)..index.saturating_sub(2)).any(|at| figures.is_change(at));
    (told && alike && changed()).then(|| series(figures, index - 1, index, "respective_change"))
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

/// `20 % живут в двух городах. Десять лет назад в них жило 25 %`: the only share of a sentence that tells of so many years ago,
/// and the same said of the last share before. The earlier figure first.
pub fn ago(figures: &Figures, before: &[&Fact], words_before: Option<Words>) -> Option<Relation> {
    const BEGIN: usize = 5;
    let words = &figures.words;
    let back = (0..BEGIN).find(|&at| words.word(at) == "назад")?;
    let years = (0..back).any(|at| matches!(words.word(at), "год" | "года" | "лет"));
    let is_share = |fact: &&Fact| fact.quantity().is_some_and(|quantity| quantity.measure == Measure::Percent);
    let mut shares = figures.items.iter().map(|figure| figure.fact).filter(is_share);
    let (two, None) = (shares.next()?, shares.next()) else { return None };
    let mut told = before.iter().copied().filter(is_share);
    let (one, None) = (told.next()?, told.next()) else { return None };
    // The same verb tells of both.
    let verbs = |words: &Words| -> HashSet<String> {
        let stem = |at: usize| words.word(at).chars().take(6).collect::<String>();
        (0..words.len()).filter(|&at| words.is_finite(at)).map(stem).collect()
    };
    let same = years && !verbs(words).is_disjoint(&verbs(&words_before?));
    let title = one.quantity()?.subject.clone();
    same.then(|| relation(RelationKind::Series, title, &[two, one], "ago"))
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
