//! Two groups told one after the other, the second without what it shares with the first: boys and girls, `А получил 5, а Б
//! — 3`, and shares of one whole that go on over sentences.

use super::breakdown::{is_like, is_size, title};
use super::gap::{Figure, Figures};
use super::{Relation, RelationKind, part, relation};
use crate::extract::{Measure, Words};
use crate::fact::Fact;
use crate::lexicon::ru::form;
use crate::lexicon::ru::traits::Traits;

/// Figures of which `taken` says that they are in a relation already are left alone.
pub fn contrasts(figures: &Figures, taken: impl Fn(&Fact) -> bool) -> Vec<Relation> {
    let outside = figures.outside();
    let mut found: Vec<Relation> = Vec::new();
    let mut last = None;
    for index in 1..outside.items.len() {
        let pair = [outside.items[index - 1].fact, outside.items[index].fact];
        if last == Some(index - 1) || pair.iter().any(|fact| taken(fact)) {
            continue;
        }
        let rule = match () {
            _ if by_sex(&outside, index) => "by_sex",
            _ if elliptic(&outside, index) => "contrast",
            _ if opposed(&outside, index) => "opposed",
            _ => continue,
        };
        last = Some(index);
        found.push(relation(RelationKind::Breakdown, title(&pair), &pair, rule));
    }
    found
}

/// `752 тысячи девочек и 779 тысяч мальчиков`, `мальчики — 19 тысяч против 9 тысяч девочек`
fn by_sex(figures: &Figures, index: usize) -> bool {
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
    let after = |figure: &Figure, to: usize| (figure.to..to.min(figure.to + 3)).find_map(|at| sex(words, at));
    let before = |figure: &Figure| {
        let dash = figure.lead.checked_sub(1).filter(|&at| words.is_dash(at))?;
        sex(words, dash.checked_sub(1)?)
    };
    let first = after(one, two.from).or_else(|| before(one));
    first.zip(after(two, words.len())).is_some_and(|(one, two)| one != two)
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
    let led = clause.start;
    let alike = if words.is_preposition(name.start) {
        words.word(name.start) == words.word(led)
            && !is_time(words.word(name.start + 1))
            && !matches!(words.word(led), "в" | "во" | "к" | "с" | "до")
    } else {
        name.clone().any(subject) && clause.clone().any(subject) || is_completed_alike(words, name, clause.clone())
    };
    same && verb && alike
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

/// `за год — 300, за месяц — 40` are of two times and no groups.
fn is_time(word: &str) -> bool {
    const STEMS: &[&str] = &["год", "месяц", "недел", "квартал", "сутк", "день", "дня", "час", "лет", "минут"];
    STEMS.iter().any(|stem| word.starts_with(stem))
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
