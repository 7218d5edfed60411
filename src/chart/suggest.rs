//! Which relation becomes which chart.

use rust_decimal::Decimal;

use super::label::{By, Labels, Speech, source_of};
use super::reading::reading;
use super::scale::{decimal_of, is_to_scale};
use super::{ChartId, ChartSpec, Form, Row, timeline};
use crate::document::Document;
use crate::extract::{Amount, Bound, Measure};
use crate::fact::{Fact, FactId, Period, Quantity};
use crate::lexicon::fold;
use crate::lexicon::ru::form;
use crate::lexicon::ru::morphology::Morphology;
use crate::lexicon::ru::unit;
use crate::order;
use crate::relate::{Relation, RelationKind};
use crate::wording::time;

/// A fact that is drawn, with its quantity.
pub(super) type Datum<'a> = (&'a Fact, &'a Quantity);

/// At most one chart a relation, in the order of the relations, and then what happened on its timeline; never a chart of one
/// lone number. A part of a part is drawn
/// in the chart of the outermost whole, and groups that are the parts of a whole in the chart of that whole alone.
pub fn suggest(document: &Document, morphology: &Morphology, facts: &[Fact], relations: &[Relation]) -> Vec<ChartSpec> {
    let speech = Speech { document, morphology };
    let lookup = Lookup::of(facts, relations);
    let mut charts: Vec<ChartSpec> =
        relations.iter().filter_map(|relation| chart(&speech, &lookup, relation)).collect();
    let of_parts: Vec<Vec<FactId>> = (charts.iter().filter(|chart| chart.form == Form::Part))
        .map(|chart| chart.rows.iter().map(|row| row.fact.clone()).collect())
        .collect();
    charts.retain(|chart| {
        chart.form == Form::Part || !of_parts.iter().any(|parts| chart.rows.iter().all(|row| parts.contains(&row.fact)))
    });
    charts.extend(timeline::suggest(document, facts));
    charts
}

/// More facts than that are not looked up one by one: of a whole book nobody chooses them from a list.
const MOST_NAMED: usize = 4000;

/// What each fact counts, in the nominative, in the order of the facts; empty where it counts nothing, or the words of the text
/// are as good. For charts of chosen facts, which are made where there is no dictionary.
pub fn counted(document: &Document, morphology: &Morphology, facts: &[Fact]) -> Vec<String> {
    let speech = Speech { document, morphology };
    let name = |fact: &Fact| {
        let quantity = fact.quantity()?;
        Some(speech.nominative((fact, quantity))).filter(|name| *name != quantity.subject)
    };
    facts.iter().take(MOST_NAMED).map(|fact| name(fact).unwrap_or_default()).collect()
}

fn chart(speech: &Speech, lookup: &Lookup, relation: &Relation) -> Option<ChartSpec> {
    let (mut data, levels) = match relation.kind {
        RelationKind::Series | RelationKind::Breakdown => (lookup.data(&relation.facts)?, Vec::new()),
        RelationKind::PartOf if lookup.is_part(relation.facts.first()?) => return None,
        RelationKind::PartOf => lookup.nested(relation)?,
    };
    if relation.kind == RelationKind::Breakdown {
        order::by_key(&mut data, |(_, quantity)| std::cmp::Reverse(decimal_of(quantity.amount)));
    }
    let measure = data[0].1.measure;
    // No part of a whole is less than nothing.
    let is_part_below = relation.kind == RelationKind::PartOf && goes_below_zero(&data);
    if !is_comparable(&data) || changes_otherwise(&data) || is_part_below {
        return None;
    }
    let labels = speech.labels(relation.kind, &data, &levels)?;
    let signs = signs(speech.document, &data)?;
    let form = form_of(speech, relation, &data, &labels);
    // Where all rows have one time, it says nothing of a row.
    let shared = shared(&data, |fact| fact.period.as_ref().map(|at| time::label(&at.when, at.part)));
    let period = |fact: &Fact| -> Option<Period> {
        if shared.is_some() && relation.kind != RelationKind::Series || labels.by == By::Ends {
            return None;
        }
        fact.period.clone()
    };
    let rows: Vec<Row> = data
        .iter()
        .zip(&labels.rows)
        .enumerate()
        .map(|(index, ((fact, quantity), label))| Row {
            label: label.clone(),
            value: Some(if signs[index] { quantity.amount } else { fallen(quantity).0 }),
            bound: quantity.bound,
            upper: if signs[index] { quantity.upper } else { fallen(quantity).1 },
            period: period(fact),
            level: levels.get(index).copied().unwrap_or(0),
            fact: fact.id.clone(),
        })
        .collect();
    let ids: Vec<FactId> = rows.iter().map(|row| row.fact.clone()).collect();
    let place = shared_place(&data).filter(|_| labels.by != By::Place);
    let whole = labels.among.as_ref().map(|among| among.whole.clone()).filter(|whole| !whole.is_empty());
    let time = shared.filter(|_| labels.by != By::Time);
    let scope: Vec<String> = [whole, place, time].into_iter().flatten().collect();
    Some(ChartSpec {
        id: ChartId::of(&ids),
        form,
        title: speech.title(relation.kind, &data, &labels),
        unit: speech.unit(relation.kind, form, &data),
        reading: reading(form, &rows, measure, labels.by),
        scope: scope.join(", "),
        source: source(speech.document, &data),
        relation: Some(relation.id.clone()),
        rows,
        block: speech.document.block_at(data[0].0.span.start).unwrap_or(0),
    })
}

/// Whether changes are in different units: one in number may be of different things, but none goes with roubles or tons.
fn changes_otherwise(data: &[Datum]) -> bool {
    let (_, first) = data[0];
    let is_measured = |unit: &str| unit::unit(&fold(unit)).is_some();
    let differs = |other: &Quantity| other.unit != first.unit && (is_measured(&other.unit) || is_measured(&first.unit));
    first.measure == Measure::Increase && data.iter().any(|(_, other)| differs(other))
}

/// Whether the figures may stand on one axis: of one measure and, where it has units, of one unit. The direction of a change
/// stands in its words, so none of them is below zero.
pub(super) fn is_comparable(data: &[Datum]) -> bool {
    let first = data[0].1;
    let goes_below = matches!(first.measure, Measure::Count | Measure::Money | Measure::Physical | Measure::Percent);
    data.iter().all(|(_, quantity)| {
        let unit = quantity.unit == first.unit
            || !matches!(quantity.measure, Measure::Money | Measure::Physical | Measure::Duration);
        quantity.measure == first.measure && unit && (goes_below || !is_below_zero(quantity))
    })
}

fn is_below_zero(quantity: &Quantity) -> bool {
    decimal_of(quantity.amount).is_sign_negative()
}

/// Whether any figure is below zero.
pub(super) fn goes_below_zero(data: &[Datum]) -> bool {
    data.iter().any(|(_, quantity)| is_below_zero(quantity))
}

/// More groups than that are told apart in bars, not in a waffle.
const MOST_SHARES: usize = 4;
/// From this on, a bar of the least beside the greatest is no longer seen.
const FAR_APART: Decimal = Decimal::ONE_HUNDRED;

/// Per cent: shares that make so much are all there are, but for what rounding took.
const ALL_BUT_ROUNDING: Decimal = Decimal::from_parts(99, 0, 0, false, 0);

fn form_of(speech: &Speech, relation: &Relation, data: &[Datum], labels: &Labels) -> Form {
    let measure = data[0].1.measure;
    if is_change(measure) {
        return if relation.kind == RelationKind::Series { Form::Columns } else { Form::Arrows };
    }
    let share = matches!(measure, Measure::Percent | Measure::Share);
    match relation.kind {
        RelationKind::PartOf => Form::Part,
        _ if goes_below_zero(data) => Form::Balance,
        // `14 декабря`, `с 1921 г.`: without distances between the times, bars in their order say all that is known.
        RelationKind::Series if !has_time_axis(data) => Form::Bars,
        RelationKind::Series if data.len() > 2 => Form::Line,
        RelationKind::Series if share && labels.by == By::Time => Form::Slope,
        RelationKind::Series => Form::Bars,
        RelationKind::Breakdown => {
            let mut values = data.iter().map(|(_, quantity)| decimal_of(quantity.amount));
            let exact = data.iter().all(|(_, quantity)| quantity.bound == Bound::Exact);
            let sum = values.try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value));
            // Shares that leave more to be told than rounding does may well overlap: `35 % имели радио, 28 % — велосипед`.
            let is_whole = sum.is_some_and(|sum| (ALL_BUT_ROUNDING..=Decimal::ONE_HUNDRED).contains(&sum));
            // Only the rule for shares knows that they are of one whole, unless their words name several.
            if measure == Measure::Percent
                && exact
                && is_whole
                && data.len() <= MOST_SHARES
                && relation.rule == "shares"
                && speech.are_of_one(data, labels)
            {
                Form::Waffle
            } else if !share && is_far_apart(data) {
                Form::Dots
            } else {
                Form::Bars
            }
        }
    }
}

/// Whether the times of the figures can stand at their distances.
pub(super) fn has_time_axis(data: &[Datum]) -> bool {
    let days = |fact: &Fact| fact.period.as_ref().and_then(|period| period.when.days(period.part));
    is_to_scale(&data.iter().map(|(fact, _)| days(fact)).collect::<Vec<_>>())
}

/// Whether the greatest is a hundred times the least, or more.
pub(super) fn is_far_apart(data: &[Datum]) -> bool {
    let values = || data.iter().map(|(_, quantity)| decimal_of(quantity.amount));
    let (least, most) = (values().min().unwrap_or_default(), values().max().unwrap_or_default());
    most.checked_div(least).is_some_and(|ratio| ratio >= FAR_APART)
}

/// Whether figures of this measure say how something changed, not how much of it there was.
pub(super) fn is_change(measure: Measure) -> bool {
    matches!(measure, Measure::Increase | Measure::PercentIncrease | Measure::Multiple)
}

/// Of each figure whether it rose; levels do. `None` where a change has no direction that the text tells, or its fall cannot be
/// written.
pub(super) fn signs(document: &Document, data: &[Datum]) -> Option<Vec<bool>> {
    if !is_change(data[0].1.measure) {
        return Some(vec![true; data.len()]);
    }
    let mut in_text: Vec<usize> = (0..data.len()).collect();
    order::by_key(&mut in_text, |index| data[*index].0.span.start);
    let mut signs = vec![true; data.len()];
    let mut last = None;
    for index in in_text {
        let fact = data[index].0;
        // What is left out is the verb of the figure before: `угля добыли на 20 % больше, руды — на 15 %`.
        last = direction(document, fact).or(last);
        signs[index] = last?;
        // `сократилось на треть` beside `на четверть`: of a fraction there is no number below zero.
        if !signs[index] && matches!(data[index].1.amount, Amount::Fraction(..)) {
            return None;
        }
    }
    Some(signs)
}

/// Whether the words around a change tell that it rose or fell: the nearest before it in its sentence, or right after it.
fn direction(document: &Document, fact: &Fact) -> Option<bool> {
    let sentence = document.text.get(fact.evidence.span.start..fact.span.start)?;
    let after = document.text.get(fact.span.end..)?;
    let bare = |word: &str| fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
    let next = after.split_whitespace().take(2).map(bare).find_map(|word| match word.as_str() {
        "больше" | "выше" | "дороже" | "длиннее" | "быстрее" => Some(true),
        "меньше" | "ниже" | "дешевле" | "короче" | "медленнее" => Some(false),
        _ => None,
    });
    let before = || sentence.split_whitespace().rev().map(bare).find(|word| form::is_change_word(word));
    next.or_else(|| before().map(|word| !form::is_fall_word(&word)))
}

/// A fall as a change below zero; of `на 15–20 %`, the lower end is the one that stands last.
pub(super) fn fallen(quantity: &Quantity) -> (Amount, Option<Amount>) {
    let negative = |amount: Amount| match amount {
        Amount::Decimal(value) => Amount::Decimal(-value),
        fraction => fraction,
    };
    match quantity.upper {
        Some(upper) => (negative(upper), Some(negative(quantity.amount))),
        None => (negative(quantity.amount), None),
    }
}

/// What all facts have alike.
pub(super) fn shared(data: &[Datum], of: impl Fn(&Fact) -> Option<String>) -> Option<String> {
    let first = of(data[0].0)?;
    data.iter().all(|(fact, _)| of(fact).as_ref() == Some(&first)).then_some(first)
}

/// The place of all; `страна` is the one that the whole text is about.
pub(super) fn shared_place(data: &[Datum]) -> Option<String> {
    shared(data, |fact| fact.place.clone()).filter(|place| place != "страна")
}

/// Under whose word the text puts all figures, else the work that it is from.
pub(super) fn source(document: &Document, data: &[Datum]) -> String {
    if let Some(told) = shared(data, |fact| fact.attribution.clone()) {
        return told;
    }
    source_of(document)
}

/// Facts by id, and who is part of whom.
struct Lookup<'a> {
    facts: Vec<&'a Fact>,
    /// Part-of relations by their whole.
    wholes: Vec<(&'a FactId, &'a Relation)>,
    parts: Vec<&'a FactId>,
}

impl<'a> Lookup<'a> {
    fn of(facts: &'a [Fact], relations: &'a [Relation]) -> Self {
        let mut facts: Vec<&Fact> = facts.iter().collect();
        order::by(&mut facts, |a, b| a.id.cmp(&b.id));
        let part_of = || relations.iter().filter(|relation| relation.kind == RelationKind::PartOf);
        let mut wholes: Vec<_> = part_of().filter_map(|relation| Some((relation.facts.first()?, relation))).collect();
        order::by(&mut wholes, |a, b| a.0.cmp(b.0));
        let mut parts: Vec<&FactId> = part_of().flat_map(|relation| relation.facts.iter().skip(1)).collect();
        order::sort(&mut parts);
        Lookup { facts, wholes, parts }
    }

    fn datum(&self, id: &FactId) -> Option<Datum<'a>> {
        let index = self.facts.binary_search_by(|fact| fact.id.cmp(id)).ok()?;
        let fact = self.facts[index];
        Some((fact, fact.quantity()?))
    }

    /// All of them, two at least.
    fn data(&self, ids: &[FactId]) -> Option<Vec<Datum<'a>>> {
        let data: Option<Vec<_>> = ids.iter().map(|id| self.datum(id)).collect();
        data.filter(|data| data.len() >= 2)
    }

    fn is_part(&self, id: &FactId) -> bool {
        self.parts.binary_search(&id).is_ok()
    }

    /// The whole and its parts, each followed by its own parts, with the level of each. `None` where a part is greater than
    /// its whole: then something was misread.
    fn nested(&self, relation: &'a Relation) -> Option<(Vec<Datum<'a>>, Vec<usize>)> {
        let mut data = vec![self.datum(relation.facts.first()?)?];
        let mut levels = vec![0];
        let mut waiting: Vec<(&FactId, usize, Decimal)> = Vec::new();
        let push = |waiting: &mut Vec<_>, relation: &'a Relation, level: usize, whole: &Quantity| {
            waiting.extend(relation.facts[1..].iter().rev().map(|id| (id, level, decimal_of(whole.amount))));
        };
        push(&mut waiting, relation, 1, data[0].1);
        while let Some((id, level, whole)) = waiting.pop() {
            let datum = self.datum(id)?;
            // A chart deeper or longer than this is no longer read at a glance.
            if data.len() >= MOST_PARTS || decimal_of(datum.1.amount) > whole {
                return None;
            }
            data.push(datum);
            levels.push(level);
            if level < DEEPEST
                && let Ok(index) = self.wholes.binary_search_by(|(whole, _)| (*whole).cmp(id))
            {
                push(&mut waiting, self.wholes[index].1, level + 1, datum.1);
            }
        }
        (data.len() >= 2).then_some((data, levels))
    }
}

const MOST_PARTS: usize = 12;
const DEEPEST: usize = 3;

#[cfg(test)]
mod name_tests;
#[cfg(test)]
mod tests;
