//! Two groups told one after the other, the second without what it shares with the first: boys and girls, `А получил 5, а Б
//! — 3`, and shares of one whole that go on over sentences.

use super::breakdown::{is_alike, is_alike_change, is_like, is_size, title};
use super::gap::{Figure, Figures};
use super::{Relation, RelationKind, part, relation};
use crate::extract::gapping::{is_parallel, is_time};
use crate::extract::{Measure, Words};
use crate::fact::Fact;
use crate::lexicon::ru::form;
use crate::lexicon::ru::traits::Traits;

/// Figures of which `taken` says that they are in a relation already are left alone.
pub fn contrasts(figures: &Figures, taken: impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let outside = figures.outside();
    let mut found: Vec<Relation> = Vec::new();
    // The members of the last one, where the figure before is the last of them.
    let mut last: Vec<&Fact> = Vec::new();
    for index in 1..outside.items.len() {
        let pair = [outside.items[index - 1].fact, outside.items[index].fact];
        let goes_on = last.last().is_some_and(|fact| fact.id == pair[0].id);
        if pair.iter().any(|fact| taken(fact)) {
            continue;
        }
        // A third clause may leave out as much as the second.
        if goes_on {
            if elliptic(&outside, index) && found.last().is_some_and(|last| last.rule == "contrast") {
                last.push(pair[1]);
                found.pop();
                found.push(relation(RelationKind::Breakdown, title(&last), &last, "contrast"));
            }
            continue;
        }
        let rule = match () {
            _ if by_sex(&outside, index) => "by_sex",
            _ if elliptic(&outside, index) => "contrast",
            _ if opposed(&outside, index) => "opposed",
            _ if placed(&outside, index) => "placed",
            _ if extremes(&outside, index) => "extremes",
            _ if sides(&outside, index) => "sides",
            _ => continue,
        };
        last = pair.to_vec();
        found.push(relation(RelationKind::Breakdown, title(&pair), &pair, rule));
    }
    // Two sides may stand in brackets behind what is said of them: `мужчины чаще женщин (68 % против 65 %)`.
    let is_aside =
        |index: usize| outside.items.binary_search_by_key(&figures.items[index].from, |figure| figure.from).is_err();
    for index in (1..figures.items.len()).filter(|&index| is_aside(index) && is_aside(index - 1)) {
        let pair = [figures.items[index - 1].fact, figures.items[index].fact];
        if sides(figures, index) && !pair.iter().any(|fact| taken(fact)) {
            found.push(relation(RelationKind::Breakdown, title(&pair), &pair, "sides"));
        }
    }
    found
}

/// `35 % голосов в столице и 22 % в провинции`: the same in two places, each after its figure.
fn placed(figures: &Figures, index: usize) -> bool {
    const FAR: usize = 8;
    let words = &figures.words;
    let (one, two) = (&figures.items[index - 1], &figures.items[index]);
    let gap = figures.gap(index);
    let led = |at: usize| matches!(words.word(at), "в" | "во" | "на" | "у" | "среди");
    let joint = gap.clone().rev().find(|&at| words.is_mark(at, ',') || matches!(words.word(at), "и" | "а"));
    // `и на 10 % — в сёлах`
    let to = two.to + usize::from(words.is_dash(two.to) && words.space_before(two.to));
    let Some(joint) = joint.filter(|&joint| led(to) && gap.end - joint <= 3 && gap.len() <= FAR) else {
        return false;
    };
    let plain = gap.clone().all(|at| !words.is_finite(at) && !matches!(words.get(at), ";" | "(" | ")" | ":" | "."));
    let first = (gap.start..joint).find(|&at| led(at)).filter(|&at| words.word(at) == words.word(to));
    // `на 5 % в мае и на 3 % в июне`
    let time = |at: usize| is_time(words, at..at + 4);
    plain
        && (is_alike(one, two) || is_alike_change(one, two))
        && one.quantity.unit == two.quantity.unit
        && !part::is_cued(figures, index)
        && !figures.is_end(index - 1)
        && first.is_some_and(|at| words.word(at + 1) != words.word(to + 1) && !time(at) && !time(to))
}

/// `самый высокий доход — 60 тыс., самый низкий — 18 тыс.`, `больше всего заявок у физиков (83), меньше всего — у историков (19)`.
fn extremes(figures: &Figures, index: usize) -> bool {
    const FAR: usize = 20;
    let words = &figures.words;
    let (one, two) = (&figures.items[index - 1], &figures.items[index]);
    let begins = |at: usize, stems: &[&str]| stems.iter().any(|stem| words.word(at).starts_with(stem));
    let of_all = |at: usize| matches!(words.word(at + 1), "всего" | "всех");
    let most = |at: usize| {
        begins(at, &["наибол", "максимальн", "высочайш"])
            || matches!(words.word(at), "больше" | "выше" | "чаще" | "дороже") && of_all(at)
            || begins(at, &["самы", "сама", "само"])
                && begins(at + 1, &["высок", "больш", "крупн", "дорог", "многочисл"])
    };
    let least = |at: usize| {
        begins(at, &["наимен", "минимальн"])
            || matches!(words.word(at), "меньше" | "ниже" | "реже" | "дешевле") && of_all(at)
            || begins(at, &["самы", "сама", "само"]) && begins(at + 1, &["низк", "мал", "мелк", "дешев", "малочисл"])
    };
    let said = |range: std::ops::Range<usize>, of: &dyn Fn(usize) -> bool| range.into_iter().any(of);
    let (before, gap) = (figures.gap(index - 1), figures.gap(index));
    let before = before.start.max(before.end.saturating_sub(FAR))..before.end;
    let opposed = said(before.clone(), &most) && said(gap.clone(), &least)
        || said(before.clone(), &least) && said(gap.clone(), &most);
    let sized = before.chain(gap.clone()).any(|at| is_size(words.word(at)));
    opposed && !sized && gap.len() <= FAR && is_alike(one, two) && !part::is_cued(figures, index)
}

/// `насчитывала 42 тысячи солдат против 30 тысяч у шведов`: the other side, and no other time.
fn sides(figures: &Figures, index: usize) -> bool {
    const FAR: usize = 14;
    let words = &figures.words;
    let (one, two) = (&figures.items[index - 1], &figures.items[index]);
    let against = two.lead.checked_sub(1).is_some_and(|at| words.word(at) == "против");
    let same = one.quantity.unit == two.quantity.unit || two.quantity.unit.is_empty();
    let gap = figures.gap(index);
    // `шведы имели 41 орудие, тогда как у русских было 72 орудия`
    let as_said = |at: &usize| words.starts(*at, &["тогда", "как"]) || words.starts(*at, &["время", "как"]);
    let whereas = gap.clone().find(as_said).is_some_and(|at| !is_time(words, at + 2..gap.end))
        && !one.quantity.unit.is_empty()
        && one.quantity.unit == two.quantity.unit;
    let sided = against && same && (is_of_side(words, two.to) || !tells_of_time(figures, index - 1, index));
    (sided || whereas)
        && is_alike(one, two)
        && gap.len() <= FAR
        && !figures.is_end(index)
        && !part::is_cued(figures, index)
}

/// Whether two figures that are compared are of two times: a time is told beside them, or that something became more or less.
pub fn tells_of_time(figures: &Figures, one: usize, two: usize) -> bool {
    const FAR: usize = 10;
    let words = &figures.words;
    let (one, two) = (&figures.items[one], &figures.items[two]);
    let near = one.from.saturating_sub(FAR)..(two.to + FAR).min(words.len());
    let compares = |at: usize| matches!(words.word(at), "больше" | "меньше" | "выше" | "ниже");
    near.clone().any(|at| words.is_change(at) && !compares(at))
        || is_time(words, near)
        || one.fact.period.is_some() && two.fact.period.is_some() && one.fact.period != two.fact.period
}

/// `у шведов`, `в Туле` after a figure and its noun.
pub fn is_of_side(words: &Words, to: usize) -> bool {
    let side = |at: usize| matches!(words.word(at), "у" | "в" | "во" | "на") && !is_time(words, at..at + 4);
    side(to) || words.traits(to).has(Traits::NOUN) && side(to + 1)
}

/// `752 тысячи девочек и 779 тысяч мальчиков`, `мальчики — 19 тысяч против 9 тысяч девочек`
fn by_sex(figures: &Figures, index: usize) -> bool {
    const BEFORE: usize = 6;
    let words = &figures.words;
    let (one, two) = (&figures.items[index - 1], &figures.items[index]);
    let gap = figures.gap(index);
    let joined = gap.len() <= 7
        && gap.clone().any(|at| words.is_mark(at, ',') || matches!(words.word(at), "и" | "а" | "против"))
        && gap
            .clone()
            .all(|at| words.is_word(at) && !words.is_finite(at) || words.is_mark(at, ',') || words.is_dash(at));
    // `на 100 женщин 94 мужчины` is a rate.
    let of = |figure: &Figure| figure.lead.checked_sub(1).is_some_and(|at| matches!(words.word(at), "на" | "из"));
    let rate = of(one) || of(two);
    let measured = one.quantity.measure == two.quantity.measure
        && matches!(one.quantity.measure, Measure::Count | Measure::Percent);
    if !joined || rate || !measured || part::is_cued(figures, index) {
        return false;
    }
    let after =
        |figure: &Figure| (figure.to..figure.to + 3).take_while(|&at| words.is_word(at)).find_map(|at| sex(words, at));
    let before = |figure: &Figure, from: usize| {
        let from = from.max(figure.lead.saturating_sub(BEFORE));
        (from..figure.lead).find_map(|at| sex(words, at))
    };
    let first = after(one).or_else(|| before(one, figures.gap(index - 1).start));
    let second = after(two).or_else(|| before(two, gap.start));
    first.zip(second).is_some_and(|(one, two)| one != two)
}

#[derive(PartialEq)]
enum Sex {
    Male,
    Female,
}

fn sex(words: &Words, at: usize) -> Option<Sex> {
    let word = words.word(at);
    let begins = |stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
    match () {
        _ if begins(&["мужчин", "мальчик", "юнош"]) => Some(Sex::Male),
        _ if begins(&["женщин", "девоч", "девуш"]) => Some(Sex::Female),
        _ => None,
    }
}

/// `Туляки живут 74 года, а тулячки — 81 год`, `На школу дали 5 млн рублей, на дорогу — 3 млн`: the name before the dash is what the
/// first clause begins with, another one in the nominative or after the same preposition.
fn elliptic(figures: &Figures, index: usize) -> bool {
    const NAME: usize = 8;
    let words = &figures.words;
    let (one, two) = (&figures.items[index - 1], &figures.items[index]);
    let Some(dash) = figures.dash(index).filter(|_| is_like(one, two)) else { return false };
    let from = dash.saturating_sub(NAME).max(one.to);
    let joint =
        (from..dash).rev().find(|&at| matches!(words.get(at), "," | ";") || matches!(words.word(at), "и" | "а"));
    let Some(joint) = joint.filter(|joint| joint - one.to <= NAME) else { return false };
    let name = joint + 1 + usize::from(words.word(joint + 1) == "а")..dash;
    let plain = |at: usize| {
        !words.is_finite(at) && !is_size(words.word(at)) && !matches!(words.get(at), "." | ":" | "(" | ")" | ",")
    };
    if name.is_empty() || !name.clone().all(plain) || (one.to..joint).any(|at| words.is_finite(at)) {
        return false;
    }
    if part::is_cued(figures, index)
        || part::is_cued(figures, index - 1)
        || figures.is_end(index - 1)
        || figures.is_end(index)
    {
        return false;
    }
    // What the second counts has no other noun.
    let same = one.quantity.unit == two.quantity.unit || !words.traits(two.to).has(Traits::NOUN);
    let clause = clause(figures, index - 1);
    let verb = clause.clone().any(|at| words.is_finite(at));
    let subject = |at: usize| words.traits(at).has(Traits::NOUN.and(Traits::NOMINATIVE)) && !words.is_preposition(at);
    let alike = is_parallel(words, name.clone(), clause.clone())
        || !words.is_preposition(name.start)
            && (name.clone().any(subject) && clause.clone().any(subject)
                || is_completed_alike(words, name.clone(), clause.clone()));
    // Without a verb two nouns may be of different things, if they have not the same form after the same preposition or beside the same noun.
    let told = verb || clause.clone().any(|at| words.is_dash(at)) || !words.traits(name.start).has(Traits::NOMINATIVE);
    // `наибольшая глубина — 48 м, средняя — 20 м` are of one lake.
    let sized = name.len() == 1 && words.is_attribute(name.start) && clause.clone().any(|at| is_size(words.word(at)));
    same && told && alike && !sized && !is_time(words, name)
}

/// `выросла в 69 губерниях, а снизилась в 14`, `рост отмечен в 34 губерниях, снижение — в 51`: how many became more and how many less.
fn opposed(figures: &Figures, index: usize) -> bool {
    const FAR: usize = 14;
    let words = &figures.words;
    let (one, two) = (&figures.items[index - 1], &figures.items[index]);
    let counts = |figure: &Figure| figure.quantity.measure == Measure::Count && figure.lead > 0;
    let led = |figure: &Figure| figure.lead.checked_sub(1).map_or("", |at| words.word(at));
    let alike = counts(one) && counts(two) && led(one) == led(two) && matches!(led(one), "в" | "на" | "у" | "из");
    let same = one.quantity.unit == two.quantity.unit || !words.traits(two.to).has(Traits::NOUN);
    let direction = |range: std::ops::Range<usize>| {
        range.rev().find(|&at| words.is_change(at)).map(|at| form::is_fall_word(words.word(at)))
    };
    let gap = figures.gap(index);
    let before = figures.gap(index - 1).start.max(one.lead.saturating_sub(FAR))..one.lead;
    // The verb may stand after the second: `в 14 её уровень снизился`.
    let second = direction(gap.clone()).or_else(|| direction(two.to..(two.to + 6).min(words.len())));
    let apart = gap.len() <= FAR && gap.clone().any(|at| words.is_mark(at, ',') || matches!(words.word(at), "и" | "а"));
    alike && same && apart && direction(before).zip(second).is_some_and(|(one, two)| one != two)
}

/// `Объём вывоза составил 12 млн рублей, ввоза — 9 млн`, `Мужское население составляло 4 тыс., женское — 5 тыс.`: of the name before the dash only
/// that is said which tells it from the first one's.
fn is_completed_alike(words: &Words, name: std::ops::Range<usize>, clause: std::ops::Range<usize>) -> bool {
    let noun = |at: usize| words.traits(at).has(Traits::NOUN) && !words.is_preposition(at);
    let genitive = |at: usize| words.is_genitive(at) && !words.traits(at).has(Traits::NOMINATIVE);
    let attribute = |at: usize| words.is_attribute(at) && words.traits(at).has(Traits::NOMINATIVE);
    let of_genitive = name.clone().all(|at| genitive(at) && !words.is_preposition(at))
        && clause.clone().any(|at| noun(at) && words.traits(at).has(Traits::NOMINATIVE) && genitive(at + 1));
    let of_attribute =
        name.clone().all(attribute) && clause.clone().any(|at| attribute(at) && noun(at + 1) && at + 1 < clause.end);
    of_genitive || of_attribute
}

/// The tokens of the clause before a figure.
fn clause(figures: &Figures, index: usize) -> std::ops::Range<usize> {
    const FAR: usize = 16;
    let words = &figures.words;
    let to = figures.items[index].lead;
    let gap = figures.gap(index).start.max(to.saturating_sub(FAR));
    let from = (gap..to).rev().find(|&at| matches!(words.get(at), ";" | ":" | "." | "," | "«" | "("));
    from.map_or(gap, |mark| mark + 1)..to
}

/// `За одного отдали 29 % голосов. За другого отдали 23 %, за третьего — 20 %`: the only share of the sentence before is the first of the
/// shares told here, where this sentence speaks of the same whole.
pub fn goes_on(figures: &Figures, found: &mut [Relation], before: &[&Fact], words_before: Option<Words>) {
    const SHARES: usize = 24;
    let value = |fact: &Fact| -> Option<f64> {
        Some(fact.quantity().filter(|quantity| quantity.measure == Measure::Percent)?.amount.to_f64())
    };
    let mut told = before.iter().copied().filter(|fact| value(fact).is_some());
    let (Some(one), None, Some(words_before)) = (told.next(), told.next(), words_before) else { return };
    let Some(first) = figures.items.first().map(|figure| figure.fact) else { return };
    let at = words_before.at(one.span.end.saturating_sub(1)) + 1;
    let of: String = words_before.word(at).chars().take(5).collect();
    let words = &figures.words;
    let same = of.chars().count() == 5 && (0..words.len()).any(|at| words.word(at).starts_with(&of));
    if !same || first.period != one.period {
        return;
    }
    let listed = |relation: &&mut Relation| {
        relation.kind == RelationKind::Breakdown
            && relation.facts.first() == Some(&first.id)
            && relation.facts.len() <= SHARES
    };
    let Some(breakdown) = found.iter_mut().find(listed) else { return };
    let members: Option<Vec<&Fact>> = std::iter::once(Some(one))
        .chain(
            breakdown.facts.iter().map(|id| figures.items.iter().map(|figure| figure.fact).find(|fact| fact.id == *id)),
        )
        .collect();
    let Some(members) = members else { return };
    let sum: Option<f64> = members.iter().map(|fact| value(fact)).sum();
    if sum.is_some_and(|sum| sum <= 100.5) {
        *breakdown = relation(RelationKind::Breakdown, title(&members), &members, "shares_go_on");
    }
}
