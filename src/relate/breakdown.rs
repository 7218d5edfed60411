//! One measure over several groups at one time: lists, and clauses that leave out what they share with the first.

use super::gap::{Figure, Figures};
use super::{Relation, RelationKind, listed, part, ranked, relation};
use crate::extract::gapping::is_time;
use crate::extract::{Measure, Part, When};
use crate::fact::Fact;
use crate::lexicon::ru::traits::Traits;

/// Of a list of two nobody knows whether it compares.
pub const LIST: usize = 3;

/// The breakdowns of a sentence; figures that are already in a relation of parts (`taken`) only begin one.
pub fn breakdowns(figures: &Figures, taken: impl Fn(&Fact) -> bool) -> Vec<Relation> {
    // What stands in brackets says more of a figure, and is no group.
    let outside = figures.outside();
    let told = |found: &[Relation], fact: &Fact| found.iter().any(|relation| relation.facts.contains(&fact.id));
    let mut found = ranked::ranked(figures, &taken);
    let shares = shares(&outside, &|fact| taken(fact) || told(&found, fact));
    found.extend(shares);
    let listed = lists(&outside, &|fact| taken(fact) || told(&found, fact));
    found.extend(listed);
    let listed = lists(figures, &|fact| taken(fact) || told(&found, fact));
    found.extend(listed);
    let named = named(&outside, &|fact| taken(fact) || told(&found, fact));
    found.extend(named);
    let inverted = listed::named_before(&outside, &|fact| taken(fact) || told(&found, fact));
    found.extend(inverted);
    let bracketed = listed::bracketed(figures, &|fact| taken(fact) || told(&found, fact));
    found.extend(bracketed);
    let respective = respective(figures, &|fact| taken(fact) || told(&found, fact));
    found.extend(respective);
    let paired = paired_counts(figures, &|fact| taken(fact) || told(&found, fact));
    found.extend(paired);
    let dashed = listed::dashed(figures, &|fact| taken(fact) || told(&found, fact));
    found.extend(dashed);
    let paired = paired_shares(figures, &|fact| taken(fact) || told(&found, fact));
    found.extend(paired);
    let elliptic = elliptic(figures, &|fact| taken(fact) || told(&found, fact));
    found.extend(elliptic);
    let apart = groups_apart(&outside, &|fact| taken(fact) || told(&found, fact));
    found.extend(apart);
    let alike = listed::same_unit(&outside, &|fact| taken(fact) || told(&found, fact));
    found.extend(alike);
    let changed = changes(figures, &|fact| taken(fact) || told(&found, fact));
    found.extend(changed);
    found
}

/// `60 % — в Бразилии, далее Перу с 13 % и Колумбия с 10 %`: shares of one whole, told one after the other. Two are a
/// breakdown only where they make the whole.
fn shares(figures: &Figures, taken: &impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let is_share = |figure: &Figure| figure.quantity.measure == Measure::Percent && !taken(figure.fact);
    let mut found = Vec::new();
    let goes_on = |_: usize, end: usize| {
        is_share(&figures.items[end - 1]) && is_share(&figures.items[end]) && is_next_share(figures, end)
    };
    for run in runs(figures, goes_on) {
        let members: Vec<&Fact> = run.iter().map(|figure| figure.fact).collect();
        let sum = members.iter().filter_map(|fact| Some(fact.quantity()?.amount.to_f64())).sum::<f64>();
        let whole = (99.5..=100.5).contains(&sum);
        if members.len() >= 2 && whole || members.len() >= LIST && sum < 99.5 {
            found.push(relation(RelationKind::Breakdown, title(&members), &members, "shares"));
        }
    }
    found
}

/// They stand for a noun and name a group like one: `остальные — 6 %`.
const OTHERS: &[&str] =
    &["остальные", "остальных", "остальное", "прочие", "прочих", "прочее", "другие", "других", "иные", "иных"];

/// Between two shares of one whole stands the name of a group, and nothing that compares, changes or takes a part.
fn is_next_share(figures: &Figures, index: usize) -> bool {
    let words = &figures.words;
    let gap = figures.gap(index);
    let noun = Traits::NOUN.and(Traits::ATTRIBUTE);
    let named = gap.clone().any(|at| words.traits(at).any(noun) && !words.is_preposition(at))
        || gap.clone().any(|at| OTHERS.contains(&words.word(at)))
        || (figures.items[index].to..figures.items[index].to + 4).any(|at| words.traits(at).has(Traits::NOUN));
    let apart = gap.clone().any(|at| words.is_change(at) || matches!(words.get(at), "до" | "против" | "сравнению"));
    let cued = part::is_cued(figures, index);
    named && !apart && !cued && gap.len() <= 24
}

/// `в деревне 9 дворов, 92 человека, в фольварке 4 двора, 21 человек`: the same is counted in two places or of two owners,
/// each named before its figures.
fn groups_apart(figures: &Figures, taken: &impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    for index in 1..figures.items.len() {
        let two = &figures.items[index];
        if two.quantity.unit.is_empty() || taken(two.fact) || two.quantity.measure != Measure::Count {
            continue;
        }
        let pair = (0..index).rev().take(4).find(|&other| {
            let one = &figures.items[other];
            one.quantity.unit == two.quantity.unit
                && is_alike(one, two)
                && !taken(one.fact)
                && !figures.is_end(other)
                // `на 100 женщин 94 мужчины` tells of no hundred.
                && one.quantity.amount != two.quantity.amount
                && !part::is_cued(figures, other)
        });
        // `в каждом доме по 12 квартир, в каждом подъезде по 4`: of one each.
        let each = two.lead > 0 && figures.words.word(two.lead - 1) == "по";
        let pair = pair.filter(|_| !each);
        let named = |one: usize| is_group_named(figures, one, index) || is_group_subject(figures, one, index);
        let Some(one) = pair.filter(|&one| !part::is_cued(figures, index) && named(one)) else {
            continue;
        };
        match found.iter_mut().find(|group| group.last() == Some(&one)) {
            Some(group) => group.push(index),
            None => found.push(vec![one, index]),
        }
    }
    let members = |group: Vec<usize>| group.into_iter().map(|index| figures.items[index].fact).collect::<Vec<_>>();
    found
        .into_iter()
        .map(members)
        .map(|members| relation(RelationKind::Breakdown, title(&members), &members, "groups_apart"))
        .collect()
}

/// Whether each of the two figures has a group of its own before it: a preposition and a noun, another noun for each.
fn is_group_named(figures: &Figures, one: usize, two: usize) -> bool {
    let words = &figures.words;
    // The group of a figure stands in the gap before it, or before the figures that share it.
    let group = |from: usize, to: usize| {
        (from..to).rev().find(|&at| {
            matches!(words.word(at), "в" | "на" | "у" | "во")
                && (at + 1..to.min(at + 4)).any(|noun| words.traits(noun).has(Traits::NOUN))
        })
    };
    let first = group(figures.items[one].from.saturating_sub(14), figures.items[one].from);
    let last = group(figures.items[one].to, figures.items[two].from);
    let (Some(first), Some(last)) = (first, last) else { return false };
    let noun =
        |at: usize| (at + 1..at + 4).find(|&noun| words.traits(noun).has(Traits::NOUN)).map(|noun| words.word(noun));
    let verbs = (last..figures.items[two].from).any(|at| words.is_finite(at));
    let timed = [first, last].into_iter().any(|at| is_time(words, at..at + 3));
    words.word(first) == words.word(last) && noun(first) != noun(last) && !verbs && !timed
}

/// `погост насчитывал 5 жителей; имение 55 жителей`: the second group stands right before its figure, in the nominative
/// and without a verb.
fn is_group_subject(figures: &Figures, one: usize, two: usize) -> bool {
    let words = &figures.words;
    if one + 1 != two {
        return false;
    }
    let gap = figures.gap(two);
    let Some(joint) = gap.clone().find(|&at| matches!(words.get(at), ";" | ",")) else { return false };
    let mut from = joint + 1;
    from += usize::from(words.word(from) == "а");
    let to = figures.items[two].lead;
    let nominal = (from..to).all(|at| words.is_word(at) && !words.is_preposition(at) && !words.is_finite(at));
    let subject =
        words.traits(from).any(Traits::NOUN.and(Traits::ATTRIBUTE)) && words.traits(from).has(Traits::NOMINATIVE);
    from < to && to - from <= 4 && nominal && subject
}

/// `20 тыс. лошадей, 10 тыс. коров, 100 тыс. овец и коз`
fn lists(figures: &Figures, taken: &impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let listed = |run: &[Figure]| {
        let members: Vec<&Fact> = run.iter().map(|figure| figure.fact).collect();
        let units: Vec<&str> = run.iter().map(|figure| figure.quantity.unit.as_str()).collect();
        // `9 дворов, 92 жителя, 4 двора, 21 житель` are two lists, crossed.
        let crossed =
            (1..units.len()).any(|at| units[..at].contains(&units[at])) && units.iter().any(|unit| *unit != units[0]);
        // `видов, относящихся к 56 родам, 21 семейству, 8 отрядам`: into what they are parted.
        let before = |back: usize| run[0].lead.checked_sub(back);
        let sorted = before(1).is_some_and(|at| figures.words.is_preposition(at))
            && before(2).is_some_and(|at| figures.words.is_participle(at));
        let distinct = !crossed && !sorted && members.windows(2).all(|pair| subject(pair[0]) != subject(pair[1]));
        distinct.then(|| relation(RelationKind::Breakdown, title(&members), &members, "list"))
    };
    let goes_on = |_: usize, end: usize| is_listed(figures, end) && are_free(figures, end, taken);
    runs(figures, goes_on).into_iter().filter(|run| run.len() >= LIST).filter_map(listed).collect()
}

/// `добыча угля выросла на 20 %, руды — на 15 %, а сбор хлеба сократился на 12 %`: how much several things changed in one
/// time, each of them named.
fn changes(figures: &Figures, taken: &impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let goes_on = |start: usize, end: usize| {
        let named = (start..end).all(|one| subject(figures.items[one].fact) != subject(figures.items[end].fact));
        named && is_next_change(figures, end) && are_free(figures, end, taken)
    };
    let changed = |run: &[Figure]| {
        let members: Vec<&Fact> = run.iter().map(|figure| figure.fact).collect();
        relation(RelationKind::Breakdown, title(&members), &members, "changes")
    };
    let runs = runs_of(figures, is_alike_change, goes_on);
    runs.into_iter().filter(|run| run.len() >= 2).map(changed).collect()
}

/// The same measure of a change, in the same unit and time.
pub fn is_alike_change(one: &Figure, two: &Figure) -> bool {
    one.quantity.measure == two.quantity.measure
        && matches!(one.quantity.measure, Measure::Increase | Measure::PercentIncrease | Measure::Multiple)
        && one.quantity.unit == two.quantity.unit
        && when(one) == when(two)
}

/// Between two changes stands the name of what changed, after a joint, and nothing that is compared with another time.
fn is_next_change(figures: &Figures, index: usize) -> bool {
    let words = &figures.words;
    let gap = figures.gap(index);
    let Some(joint) = gap.clone().find(|&at| matches!(words.get(at), "," | ";") || matches!(words.word(at), "и" | "а"))
    else {
        return false;
    };
    // `оптовые цены поднялись на 12 %, розничные — на 7 %`
    let nominal = Traits::NOUN.and(Traits::ATTRIBUTE);
    let named = (joint + 1..gap.end).any(|at| words.traits(at).any(nominal) && !words.is_preposition(at));
    let compared = gap.clone().any(|at| matches!(words.word(at), "против" | "сравнению" | "чем"));
    named && !compared && gap.len() <= 16 && !figures.is_change(index - 1) && !part::is_cued(figures, index)
}

/// The figures in runs of one measure, each as long as `goes_on(first, next)` says so.
pub fn runs<'a, 'b>(figures: &'b Figures<'a>, goes_on: impl Fn(usize, usize) -> bool) -> Vec<&'b [Figure<'a>]> {
    runs_of(figures, is_alike, goes_on)
}

/// Likewise, of figures that `are_alike`.
pub fn runs_of<'a, 'b>(
    figures: &'b Figures<'a>,
    are_alike: impl Fn(&Figure, &Figure) -> bool,
    goes_on: impl Fn(usize, usize) -> bool,
) -> Vec<&'b [Figure<'a>]> {
    let items = &figures.items[..];
    let mut found = Vec::new();
    let mut start = 0;
    for end in 1..=items.len() {
        if end < items.len() && are_alike(&items[end - 1], &items[end]) && goes_on(start, end) {
            continue;
        }
        found.push(&items[start..end]);
        start = end;
    }
    found
}

/// Whether neither the figure nor the one before it is in a relation already.
pub fn are_free(figures: &Figures, index: usize, taken: &impl Fn(&Fact) -> bool) -> bool {
    !taken(figures.items[index].fact) && !taken(figures.items[index - 1].fact)
}

/// Between the two stands the noun of the first, then a comma or `и`, then at most what bounds the second.
fn is_listed(figures: &Figures, index: usize) -> bool {
    let gap = figures.told_between(index);
    let words = &figures.words;
    let Some(joint) = gap.iter().copied().rev().find(|&at| words.is_mark(at, ',') || words.word(at) == "и") else {
        return false;
    };
    let (Some(&start), Some(&end)) = (gap.first(), gap.last()) else { return false };
    // The full stop of `тыс. шт. танков`.
    let plain = gap.iter().all(|&at| {
        words.is_word(at) && !words.is_finite(at) && !words.word(at).starts_with("котор")
            || words.is_mark(at, ',')
            || words.is_mark(at, '.') && at <= start + 1
    });
    let cued = part::is_cued(figures, index) || gap.iter().any(|&at| is_size(words.word(at)));
    // `79 видами животных, относящимися к 56 родам`
    let of_another =
        (joint + 1..figures.items[index].lead).any(|at| words.is_preposition(at) || words.is_participle(at));
    plain && !cued && !of_another && joint > start && end + 1 - joint <= 3 && gap.len() <= 10
}

/// `На школы направлено 18 млрд рублей (103 %), на больницы — 8,5 млрд рублей (102 %), на спорт — 0,9 млрд рублей`: the first may have a
/// verb, those after it are named before a dash.
fn named(figures: &Figures, taken: &impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let is_free =
        |index: usize| !part::is_cued(figures, index) && !figures.is_end(index) && are_free(figures, index, taken);
    let is_named = |end: usize| {
        figures.is_named_next(end) && !figures.gap(end).any(|at| is_size(figures.words.word(at))) && is_free(end)
    };
    let goes_on = |start: usize, end: usize| {
        let same = figures.items[start].quantity.unit == figures.items[end].quantity.unit;
        let bare = figures.is_bare_next(end)
            || figures.follows(end) && end > start + 1 && same && figures.is_bare_next(start + 1);
        bare && is_free(end) || is_named(end)
    };
    // Of two the second says by its dash that it is of another group.
    let is_list = |run: &&[Figure]| {
        let second =
            run.get(1).and_then(|second| figures.items.binary_search_by_key(&second.from, |figure| figure.from).ok());
        run.len() >= LIST || second.is_some_and(|second| figures.is_bare_next(second))
    };
    let named = |run: &[Figure]| {
        let members: Vec<&Fact> = run.iter().map(|figure| figure.fact).collect();
        relation(RelationKind::Breakdown, title(&members), &members, "named")
    };
    runs(figures, goes_on).into_iter().filter(is_list).map(named).collect()
}

/// `в Туле и Орле: 493 тыс. и 105 тыс. человек соответственно`: of two groups at one time.
fn respective(figures: &Figures, taken: &impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let words = &figures.words;
    let is_pair = |index: usize| {
        let (one, two) = (&figures.items[index - 1], &figures.items[index]);
        let gap = figures.gap(index);
        let joined = (1..=3).contains(&gap.len()) && words.word(gap.end - 1) == "и";
        let told = (two.to..two.to + 4).any(|at| words.word(at) == "соответственно");
        joined && told && is_alike(one, two) && are_free(figures, index, taken)
    };
    let change = (0..figures.items.len()).find(|&at| figures.is_change(at));
    let no_change = |index: usize| change.is_none_or(|change| change >= index);
    (1..figures.items.len())
        .filter(|&index| is_pair(index) && no_change(index))
        .map(|index| [figures.items[index - 1].fact, figures.items[index].fact])
        .map(|pair| relation(RelationKind::Breakdown, title(&pair), &pair, "respective"))
        .collect()
}

/// `15 видов птиц и 23 вида зверей`: one noun, counted of two kinds.
fn paired_counts(figures: &Figures, taken: &impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let words = &figures.words;
    let paired = |index: usize| {
        let (one, two) = (&figures.items[index - 1], &figures.items[index]);
        let gap = figures.gap(index);
        let unit = &one.quantity.unit;
        let counts = one.quantity.measure == Measure::Count
            && is_alike(one, two)
            && !unit.is_empty()
            && two.quantity.unit == *unit;
        let Some(joint) = gap.clone().rev().find(|&at| words.word(at) == "и") else { return false };
        let kinds = |mut told: std::ops::Range<usize>| {
            told.all(|at| {
                words.is_word(at) && words.traits(at).any(Traits::NOUN.and(Traits::ATTRIBUTE)) && words.is_genitive(at)
            })
        };
        let last = two.to + 1;
        let told = joint > gap.start + 1
            && joint + 1 >= two.lead
            && gap.len() <= 8
            && kinds(gap.start + 1..joint)
            && kinds(last..last + 1);
        counts
            && told
            && words.word(joint - 1) != words.word(last)
            && !part::is_cued(figures, index)
            && !part::is_cued(figures, index - 1)
    };
    (1..figures.items.len())
        .filter(|&index| paired(index) && are_free(figures, index, taken))
        .map(|index| [figures.items[index - 1].fact, figures.items[index].fact])
        .map(|pair| relation(RelationKind::Breakdown, title(&pair), &pair, "paired_counts"))
        .collect()
}

/// Sizes of one thing are no groups.
pub fn is_size(word: &str) -> bool {
    const SIZES: &[&str] = &["длин", "ширин", "высот", "глубин", "толщин", "вес", "масс", "площад", "диаметр", "объем"];
    SIZES.iter().any(|stem| word.starts_with(stem))
}

/// `76 % совхозов и 15 % колхозов`: shares of two wholes, of which the same is said.
fn paired_shares(figures: &Figures, taken: &impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let words = &figures.words;
    let paired = |index: usize| {
        let (one, two) = (&figures.items[index - 1], &figures.items[index]);
        let gap = figures.gap(index);
        let joined = gap.len() >= 2 && gap.len() <= 5 && words.word(gap.end - 1) == "и";
        let nouns = (gap.start..gap.end.saturating_sub(1)).all(|at| words.is_word(at) && words.is_genitive(at))
            && words.traits(two.to).has(Traits::NOUN.and(Traits::GENITIVE));
        let shares = one.quantity.measure == Measure::Percent && is_alike(one, two);
        let alone = index + 1 == figures.items.len() || figures.items[index + 1].quantity.measure != Measure::Percent;
        shares && joined && nouns && alone && words.word(gap.start) != words.word(two.to)
    };
    (1..figures.items.len())
        .filter(|&index| paired(index))
        .map(|index| [figures.items[index - 1].fact, figures.items[index].fact])
        .filter(|pair| !pair.iter().any(|fact| taken(fact)))
        .map(|pair| relation(RelationKind::Breakdown, title(&pair), &pair, "paired_shares"))
        .collect()
}

/// `в Белоруссии было призвано 600 тыс. человек, …, в Молдавии — 240 тыс.`; `A получили 205 учителей и B — 1421`;
/// `русские составляли 50 %, украинцы — 30 %`.
fn elliptic(figures: &Figures, taken: &impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for index in (1..figures.items.len()).filter(|&index| figures.dash(index).is_some() && !figures.is_end(index)) {
        let first = (0..index).rev().take(6).find(|&other| {
            let (one, two) = (&figures.items[other], &figures.items[index]);
            is_alike(one, two)
                && !part::is_cued(figures, other)
                && !figures.is_end(other)
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
        && !words.is_preposition(first);
    let share = matches!(figures.items[two].quantity.measure, Measure::Percent | Measure::Share)
        && !words.is_preposition(first)
        && one + 1 == two
        && figures.items[one].fact.period == figures.items[two].fact.period;
    repeated || share
}

/// The same measure and the same time, or none for either.
pub fn is_alike(one: &Figure, two: &Figure) -> bool {
    let measured = one.quantity.measure == two.quantity.measure
        && matches!(
            one.quantity.measure,
            Measure::Count | Measure::Percent | Measure::Share | Measure::Money | Measure::Physical
        );
    let unit = one.quantity.measure == Measure::Count || one.quantity.unit == two.quantity.unit;
    measured && unit && when(one) == when(two)
}

/// Likewise, or the same span of time: `живут 74 года`.
pub fn is_like(one: &Figure, two: &Figure) -> bool {
    let (first, second) = (one.quantity.measure, two.quantity.measure);
    let lasting = first == second && matches!(first, Measure::Duration | Measure::Age);
    is_alike(one, two) || lasting && one.quantity.unit == two.quantity.unit && when(one) == when(two)
}

fn when<'a>(figure: &Figure<'a>) -> Option<(&'a When, Option<Part>)> {
    figure.fact.period.as_ref().map(|period| (&period.when, period.part))
}

fn subject(fact: &Fact) -> &str {
    fact.quantity().map_or("", |quantity| &quantity.subject)
}

/// The shared subject, or the first ones of the list.
pub fn title(facts: &[&Fact]) -> String {
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
