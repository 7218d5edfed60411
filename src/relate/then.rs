//! The same at two times of which words tell that one is before the other, though no date does: `раньше — 150, ныне — 85`, `сначала вошли 15
//! дворов, через год их было 43`.

use super::gap::{Figure, Figures};
use super::{Relation, RelationId, RelationKind, part, relation};
use crate::extract::gapping::is_time;
use crate::extract::{Measure, Words};
use crate::fact::Fact;
use crate::lexicon::ru::form;
use crate::lexicon::ru::traits::Traits;
use crate::lexicon::ru::when;

/// What the words of a clause say of its time beside that of another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tense {
    Early,
    Late,
}

/// So many tokens before a figure its time is told.
const FAR: usize = 14;

/// The earlier figure first. `before` is the last figure of the sentence before.
pub fn then(figures: &Figures, before: Option<&Fact>) -> Vec<Relation> {
    let levels: Vec<usize> = (0..figures.items.len()).filter(|&index| is_level(&figures.items[index])).collect();
    let mut found = Vec::new();
    for pair in levels.windows(2) {
        let (one, two) = (&figures.items[pair[0]], &figures.items[pair[1]]);
        if part::is_cued(figures, pair[1]) || two.lead.saturating_sub(one.to) > FAR || figures.is_end(pair[1]) {
            continue;
        }
        let words = &figures.words;
        // The figure of `двадцать лет назад` stands between the two.
        let Some(joint) = (one.to..two.lead).find(|&at| is_joint(words, at)) else { continue };
        let from = pair[0].checked_sub(1).map_or(0, |last| figures.items[last].to).max(one.lead.saturating_sub(FAR));
        let first = tense(words, from..one.lead);
        let last = tense(words, joint..two.lead).or_else(|| tense_after(words, two.to));
        let known = |fact: &Fact| fact.period.as_ref().is_some_and(|period| period.when.days(None).is_some());
        if !is_same(words, one, two, joint) {
            continue;
        }
        // Where both have dates of their own, these tell.
        if known(one.fact) && known(two.fact) {
            found.extend(by_date(one.fact, two.fact));
        } else {
            found.extend(in_order(one.fact, two.fact, first, last));
        }
    }
    if let Some((one, two)) = before.zip(levels.first().map(|&index| &figures.items[index])) {
        found.extend(goes_on(figures, one, two));
    }
    found
}

/// `В 1950 г. колхоз имел 14 тракторов. Через пять лет их было уже 39`, `Спустя век их число превысило 8 тысяч`: the sentence says of what the last
/// one counted how many there were at another time.
fn goes_on(figures: &Figures, one: &Fact, two: &Figure) -> Option<Relation> {
    let words = &figures.words;
    let clause = two.lead.saturating_sub(FAR)..two.lead;
    let of = one.quantity()?;
    let same =
        of.measure == two.quantity.measure && (of.unit == two.quantity.unit || !words.traits(two.to).has(Traits::NOUN));
    if !same || part::is_cued(figures, 0) || clause.clone().any(|at| words.is_mark(at, ';')) {
        return None;
    }
    if !is_referred(words, clause.clone()) {
        return None;
    }
    by_date(one, two.fact).or_else(|| in_order(one, two.fact, None, tense(words, clause)))
}

/// Two figures of dates that are apart.
fn by_date(one: &Fact, two: &Fact) -> Option<Relation> {
    let days = |fact: &Fact| fact.period.as_ref()?.when.days(None);
    match days(one).zip(days(two))? {
        (first, last) if first.1 < last.0 => Some(series(one, two)),
        (first, last) if last.1 < first.0 => Some(series(two, one)),
        _ => None,
    }
}

/// The series of a sentence (`here`), each with what the sentence before told of the same (`last`); the others of that sentence go to `told`.
pub fn chained(last: Vec<Relation>, here: Vec<Relation>, told: &mut Vec<Relation>) -> Vec<Relation> {
    let mut chained: Vec<Relation> = Vec::new();
    let mut last = last;
    for mut series in here {
        let goes_on = |earlier: &Relation| earlier.rule == RULE && earlier.facts.last() == series.facts.first();
        let earlier = match chained.pop_if(|earlier| goes_on(earlier)) {
            Some(earlier) => Some(earlier),
            None => last.iter().position(goes_on).map(|at| last.remove(at)),
        };
        if let Some(earlier) = earlier {
            let facts = [&earlier.facts[..], &series.facts[1..]].concat();
            series = Relation { id: RelationId::of(RelationKind::Series, &facts), facts, ..earlier };
        }
        chained.push(series);
    }
    told.append(&mut last);
    chained
}

const RULE: &str = "then";

fn in_order(one: &Fact, two: &Fact, first: Option<Tense>, last: Option<Tense>) -> Option<Relation> {
    match (first, last) {
        (Some(Tense::Late), Some(Tense::Early)) | (None, Some(Tense::Early)) => Some(series(two, one)),
        (Some(Tense::Early) | None, Some(Tense::Late)) => Some(series(one, two)),
        _ => None,
    }
}

fn series(earlier: &Fact, later: &Fact) -> Relation {
    let title = later.quantity().map(|quantity| quantity.subject.clone()).unwrap_or_default();
    relation(RelationKind::Series, title, &[earlier, later], RULE)
}

fn is_level(figure: &Figure) -> bool {
    let measure = figure.quantity.measure;
    matches!(measure, Measure::Count | Measure::Money | Measure::Physical | Measure::Percent)
}

fn is_joint(words: &Words, at: usize) -> bool {
    matches!(words.get(at), "," | ";" | "(") || matches!(words.word(at), "а" | "и")
}

/// Whether the second figure is of what the first is: it has no noun, or the same, and its clause has no subject of its own.
fn is_same(words: &Words, one: &Figure, two: &Figure, joint: usize) -> bool {
    let measured = one.quantity.measure == two.quantity.measure;
    let unit = one.quantity.unit == two.quantity.unit || two.quantity.unit.is_empty();
    let bare = !words.traits(two.to).has(Traits::NOUN);
    let dash = (joint..two.lead).rev().take(3).find(|&at| words.is_dash(at) && words.space_before(at));
    // All that stands before the dash is a time.
    let gapped = dash.is_some_and(|dash| is_when(words, joint + 1..dash));
    let clause = joint + 1..two.lead;
    let said = is_referred(words, clause.clone()) || clause.clone().any(|at| form::is_existential(words.word(at)));
    let verbal = dash.is_none()
        && (bare || two.quantity.unit == one.quantity.unit)
        && !clause.clone().any(|at| is_subject(words, at))
        && (said || bare);
    measured && (unit && gapped || (unit || bare && said) && verbal)
}

/// A noun in the nominative that no preposition leads and that measures no time.
fn is_subject(words: &Words, at: usize) -> bool {
    let led = (1..=2).any(|back| at >= back && words.is_preposition(at - back));
    let function = Traits::PREPOSITION.and(Traits::PARTICLE).and(Traits::PRONOUN);
    let led = led || words.traits(at).any(function);
    let nominative = words.traits(at).has(Traits::NOUN.and(Traits::NOMINATIVE));
    let measure = ["числ", "количеств", "показател", "цифр"].iter().any(|stem| words.word(at).starts_with(stem));
    nominative && !led && !measure && !is_time(words, at..at + 1)
}

/// Whether the tokens, but for particles, tell a time and nothing else.
fn is_when(words: &Words, range: std::ops::Range<usize>) -> bool {
    let of_time = |at: usize| {
        // `в 1910-м`
        let ending = at > 0
            && (words.is_dash(at) && words.is_digits(at - 1) || words.is_dash(at - 1) && !words.space_before(at));
        let measured = is_time(words, at..at + 1) || ending;
        let noun = matches!(
            words.word(at),
            "начало" | "начале" | "началу" | "конец" | "конце" | "концу" | "середине" | "войны"
        );
        let attribute = words.is_attribute(at) || words.is_digits(at) || words.cardinal(at).is_some();
        measured || noun || attribute || words.is_preposition(at) || words.is_particle(at) || words.word(at) == "через"
    };
    let told = range.clone().any(|at| is_time(words, at..at + 1) || tense(words, at..at + 1).is_some());
    range.len() <= FAR && told && range.into_iter().all(of_time)
}

/// `их было`, `их стало`, `их число`, `эта цифра`: of what was counted last.
fn is_referred(words: &Words, range: std::ops::Range<usize>) -> bool {
    let measure = |at: usize| {
        ["числ", "количеств", "показател", "цифр", "доля", "величин"]
            .iter()
            .any(|stem| words.word(at).starts_with(stem))
    };
    range.into_iter().any(|at| match words.word(at) {
        "их" => {
            form::is_existential(words.word(at + 1))
                || ["остал", "оста", "насчит"].iter().any(|stem| words.word(at + 1).starts_with(stem))
                || measure(at + 1)
                || at > 0 && measure(at - 1)
                || at > 0 && form::is_existential(words.word(at - 1))
        }
        "этот" | "эта" | "это" | "данный" => measure(at + 1),
        "таких" => true,
        _ => false,
    })
}

/// What words before a figure say of its time.
fn tense(words: &Words, range: std::ops::Range<usize>) -> Option<Tense> {
    let start = range.start;
    range.into_iter().rev().find_map(|at| {
        let next = words.word(at + 1);
        match words.word(at) {
            word if when::is_early(word) => Some(Tense::Early),
            word if when::is_late(word) => Some(Tense::Late),
            word if word.starts_with("нынешн") && is_time(words, at + 1..at + 3) => Some(Tense::Late),
            word if word.starts_with("прошл") && (is_time(words, at + 1..at + 3) || ends_clause(words, at + 1)) => {
                Some(Tense::Early)
            }
            "через" if is_time(words, at + 1..at + 4) => Some(Tense::Late),
            "на" | "в" | "к" if matches!(next, "начало" | "начале" | "началу") => {
                Some(Tense::Early)
            }
            "на" | "в" | "к" if matches!(next, "конец" | "конце" | "концу") => Some(Tense::Late),
            "после" if at >= start => Some(Tense::Late),
            "до" | "перед"
                if matches!(next, "войны" | "войной" | "революции" | "революцией" | "реформы" | "ремонта") =>
            {
                Some(Tense::Early)
            }
            "вместо" => Some(Tense::Early),
            // `в этом году — 1595`, `в прошлом 500, то в этом их число составило 370`
            "в" if next == "этом"
                && (is_time(words, at + 2..at + 3) || words.word(at + 2) == "их" || ends_clause(words, at + 2)) =>
            {
                Some(Tense::Late)
            }
            "к" if is_time(words, at + 1..at + 4) => Some(Tense::Late),
            _ => None,
        }
    })
}

fn ends_clause(words: &Words, at: usize) -> bool {
    !words.is_word(at)
}

/// `40 мест сейчас`: the time right after a figure and its noun.
fn tense_after(words: &Words, to: usize) -> Option<Tense> {
    (to..to + 2).take_while(|&at| words.is_word(at)).find_map(|at| match words.word(at) {
        word if when::is_early(word) && word != "назад" => Some(Tense::Early),
        "сейчас" | "сегодня" | "теперь" | "ныне" => Some(Tense::Late),
        _ => None,
    })
}
