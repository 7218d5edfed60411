//! Which relation becomes which chart, and in what words.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{ChartId, ChartSpec, Form, Row};
use crate::document::Document;
use crate::extract::{Amount, Bound, Measure};
use crate::fact::{Fact, FactId, Quantity};
use crate::lexicon::fold;
use crate::lexicon::ru::form;
use crate::order;
use crate::relate::{Relation, RelationKind};
use crate::wording::amount::{Scale, word};
use crate::wording::noun::{counted_form, genitive_plural};
use crate::wording::{NBSP, capitalized, time};

/// A fact that is drawn, with its quantity.
type Datum<'a> = (&'a Fact, &'a Quantity);

/// At most one chart a relation, in the order of the relations; never a chart of one lone number. A part of a part is drawn
/// in the chart of the outermost whole.
pub fn suggest(document: &Document, facts: &[Fact], relations: &[Relation]) -> Vec<ChartSpec> {
    let lookup = Lookup::of(facts, relations);
    relations.iter().filter_map(|relation| chart(document, &lookup, relation)).collect()
}

fn chart(document: &Document, lookup: &Lookup, relation: &Relation) -> Option<ChartSpec> {
    let (form, data, levels) = match relation.kind {
        RelationKind::Series => {
            let data = lookup.data(&relation.facts)?;
            let share = matches!(data[0].1.measure, Measure::Percent | Measure::Share);
            let form = match data.len() {
                2 if share => Form::Slope,
                2 => Form::Bars,
                _ => Form::Line,
            };
            (form, data, Vec::new())
        }
        RelationKind::Breakdown => {
            let mut data = lookup.data(&relation.facts)?;
            order::by_key(&mut data, |(_, quantity)| std::cmp::Reverse(comparable(quantity.amount)));
            (Form::Bars, data, Vec::new())
        }
        RelationKind::PartOf => {
            if lookup.is_part(relation.facts.first()?) {
                return None;
            }
            let (data, levels) = lookup.nested(relation)?;
            (Form::Part, data, levels)
        }
    };
    let measure = data[0].1.measure;
    let drawable =
        data.iter().all(|(_, quantity)| quantity.measure == measure && comparable(quantity.amount).is_sign_positive());
    let timed = relation.kind != RelationKind::Series || data.iter().all(|(fact, _)| fact.period.is_some());
    if !drawable || !timed {
        return None;
    }
    let labels = labels(relation.kind, &data);
    let rows: Vec<Row> = data
        .iter()
        .zip(labels.rows)
        .enumerate()
        .map(|(index, ((fact, quantity), label))| Row {
            label,
            value: quantity.amount,
            bound: quantity.bound,
            upper: quantity.upper,
            period: fact.period.clone(),
            level: levels.get(index).copied().unwrap_or(0),
            fact: fact.id.clone(),
        })
        .collect();
    let reading = match form {
        Form::Part => part_reading(&rows),
        _ if relation.kind == RelationKind::Series => series_reading(&rows, measure),
        _ => groups_reading(&rows, measure, labels.counted),
    };
    let ids: Vec<FactId> = rows.iter().map(|row| row.fact.clone()).collect();
    Some(ChartSpec {
        id: ChartId::of(&ids),
        form,
        title: title(relation, document, &data),
        unit: unit(document, &data),
        reading,
        relation: Some(relation.id.clone()),
        rows,
        block: document.block_at(data[0].0.span.start).unwrap_or(0),
    })
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
            waiting.extend(relation.facts[1..].iter().rev().map(|id| (id, level, comparable(whole.amount))));
        };
        push(&mut waiting, relation, 1, data[0].1);
        while let Some((id, level, whole)) = waiting.pop() {
            let datum = self.datum(id)?;
            // A chart deeper or longer than this is no longer read at a glance.
            if data.len() >= MOST_PARTS || comparable(datum.1.amount) > whole {
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

/// For order only.
fn comparable(amount: Amount) -> Decimal {
    match amount {
        Amount::Decimal(value) => value,
        Amount::Fraction(part, whole) => Decimal::from(part).checked_div(Decimal::from(whole)).unwrap_or(Decimal::ZERO),
    }
}

struct Labels {
    rows: Vec<String>,
    /// Whether they are what is counted, in the words after the number (`20 тыс. лошадей`).
    counted: bool,
}

/// What tells the rows apart: the time in a series, else the place, the thing counted, or who did it.
fn labels(kind: RelationKind, data: &[Datum]) -> Labels {
    let all_differ = |labels: &[String]| {
        let mut sorted: Vec<&String> = labels.iter().filter(|label| !label.is_empty()).collect();
        order::sort(&mut sorted);
        sorted.dedup();
        sorted.len() == labels.len()
    };
    let times = || -> Vec<String> {
        (data.iter())
            .map(|(fact, _)| fact.period.as_ref().map_or(String::new(), |at| time::short(&at.when, at.part)))
            .collect()
    };
    let mut subjects: Vec<String> =
        data.iter().map(|(_, quantity)| without_people(&quantity.subject).to_owned()).collect();
    if kind == RelationKind::Series {
        return Labels { rows: times(), counted: false };
    }
    if kind == RelationKind::PartOf {
        // `180 из 284 секретарей`: what tells the part from its whole, the text says elsewhere.
        let whole = subjects[0].clone();
        subjects[1..].iter_mut().filter(|part| **part == whole).for_each(|part| *part = "из них".to_owned());
        if matches!(fold(&whole).as_str(), "человек" | "человека" | "") {
            subjects[0] = "всего".to_owned();
        }
    }
    if kind == RelationKind::PartOf || all_differ(&subjects) {
        return Labels { rows: subjects, counted: kind == RelationKind::Breakdown };
    }
    let places: Vec<String> = data.iter().map(|(fact, _)| fact.place.clone().unwrap_or_default()).collect();
    let agents: Vec<String> = data.iter().map(|(fact, _)| fact.agent.clone().unwrap_or_default()).collect();
    let rows = [places, agents, times()].into_iter().find(|labels| all_differ(labels)).unwrap_or(subjects);
    Labels { rows, counted: false }
}

/// Each number alone as a reader says it: `около 36 тыс.`, `53,8 %`.
fn spoken(row: &Row, measure: Measure) -> String {
    let mut out = String::from(word(row.bound));
    if !out.is_empty() {
        out.push(' ');
    }
    if let (Some(upper), Bound::Between) = (row.upper, row.bound) {
        let scale = Scale::of(&[row.value, upper]);
        out.push_str(&format!("{}–{}", scale.number(row.value), scale.written(upper)));
    } else {
        out.push_str(&Scale::of(&[row.value]).written(row.value));
    }
    if measure == Measure::Percent {
        out.push(NBSP);
        out.push('%');
    }
    out
}

fn series_reading(rows: &[Row], measure: Measure) -> String {
    let when = |row: &Row| {
        let period = row.period.as_ref();
        period.and_then(|at| time::phrase(&at.when, at.part)).unwrap_or_else(|| row.label.clone())
    };
    match rows {
        [a, b] if a.bound == Bound::Exact && b.bound == Bound::Exact => {
            format!("с {} {} до {} {}", spoken(a, measure), when(a), spoken(b, measure), when(b))
        }
        _ => joined(rows.iter().map(|row| format!("{} {}", spoken(row, measure), when(row)))),
    }
}

fn groups_reading(rows: &[Row], measure: Measure, counted: bool) -> String {
    joined(rows.iter().map(|row| match counted {
        true => format!("{} {}", spoken(row, measure), row.label),
        false => format!("{}: {}", row.label, spoken(row, measure)),
    }))
}

/// `180 из 284 (63 %)`; the percentage is ours, and only between exact figures.
fn part_reading(rows: &[Row]) -> String {
    let whole_of = |index: usize| rows[..index].iter().rev().find(|row| row.level < rows[index].level);
    joined(rows.iter().enumerate().skip(1).filter_map(|(index, part)| {
        let whole = whole_of(index)?;
        let (part_words, whole_words) = (spoken(part, Measure::Count), spoken(whole, Measure::Count));
        if whole.bound != Bound::Exact || part.bound != Bound::Exact {
            return Some(format!("{part_words}; всего {whole_words}"));
        }
        let share = comparable(part.value).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(comparable(whole.value))?;
        let rounded = share.round();
        let about = if rounded == share { "" } else { "≈\u{a0}" };
        Some(format!("{part_words} из {whole_words} ({about}{rounded}{NBSP}%)"))
    }))
}

fn joined(pieces: impl Iterator<Item = String>) -> String {
    pieces.collect::<Vec<_>>().join(", ")
}

/// `человека вступили в комсомол` → `вступили в комсомол`: that people were counted, the unit says, and the case in which the
/// number put them fits nothing else. Alone they stay.
fn without_people(words: &str) -> &str {
    words.split_once(' ').filter(|(first, _)| matches!(*first, "человек" | "человека")).map_or(words, |(_, rest)| rest)
}

/// The words of the relation. Those that stand after a number in the text are in the genitive and get a head; the words of a
/// share are what it is a share of.
fn title(relation: &Relation, document: &Document, data: &[Datum]) -> String {
    let whole = relation.title.trim();
    let title = without_people(whole);
    if title.len() < whole.len() {
        return capitalized(title);
    }
    let folded = fold(title);
    let first = folded.split(' ').next().unwrap_or("");
    if matches!(folded.as_str(), "человек" | "человека" | "") {
        return "Число людей".to_owned();
    }
    let headed = ["число", "доля", "количество", "общее", "численность", "процент"].contains(&first);
    let predicate = folded.split(' ').any(form::is_short_passive);
    let head = match data[0].1.measure {
        _ if headed || predicate => "",
        Measure::Percent | Measure::Share if first.ends_with(|c: char| !"аеиоуыэюя".contains(c)) => "Доля ",
        Measure::Count | Measure::Increase if data.iter().any(|datum| counted(document, *datum, title).is_some()) => {
            "Число "
        }
        _ => "",
    };
    if head.is_empty() { capitalized(title) } else { format!("{head}{title}") }
}

/// The first word of `words` where the text has it after the number of the datum, in the genitive plural.
fn counted<'a>(document: &Document, (fact, quantity): Datum, words: &'a str) -> Option<&'a str> {
    let noun = counted_form(&document.text, fact.span.end, words)?;
    let quote = fact.span.of(&document.text);
    let multiplied = quote.trim_end_matches('.').ends_with(char::is_alphabetic);
    let many = match quantity.amount {
        Amount::Decimal(value) => {
            matches!((value % Decimal::ONE_HUNDRED).to_u32(), Some(11..=14)) || {
                matches!((value % Decimal::TEN).to_u32(), Some(0 | 5..=9)) && value.normalize().scale() == 0
            }
        }
        Amount::Fraction(..) => false,
    };
    // No other form after a number ends so.
    let plural = ["ов", "ев", "ей", "ых", "их"].iter().any(|ending| noun.ends_with(ending));
    (multiplied || many || plural).then_some(noun)
}

/// `%`, `тыс. коммунистов`, `млн рублей`; without a noun where the rows count different things.
fn unit(document: &Document, data: &[Datum]) -> String {
    let quantity = data[0].1;
    let one = data.iter().all(|(_, other)| other.unit == quantity.unit);
    let noun = match quantity.measure {
        Measure::Percent | Measure::PercentIncrease => return "%".to_owned(),
        Measure::Share => return "доля".to_owned(),
        Measure::Multiple => return "раз".to_owned(),
        _ if !one => None,
        Measure::Count | Measure::Increase if quantity.unit == "человек" => Some(quantity.unit.clone()),
        Measure::Count | Measure::Increase => data
            .iter()
            .find_map(|datum| Some((counted(document, *datum, &datum.1.subject)?, datum.1)))
            .map(|(noun, quantity)| noun_of_unit(&quantity.subject, noun, &quantity.unit)),
        Measure::Money | Measure::Physical | Measure::Duration | Measure::Age => genitive_plural(&quantity.unit),
    };
    let amounts: Vec<Amount> = data.iter().flat_map(|(_, q)| [Some(q.amount), q.upper]).flatten().collect();
    let scale = Scale::of(&amounts).word();
    match noun {
        Some(noun) if scale.is_empty() => noun,
        Some(noun) => format!("{scale} {noun}"),
        None => scale.to_owned(),
    }
}

/// The word of the subject that the unit is the lemma of, else its first word.
fn noun_of_unit(subject: &str, first: &str, lemma: &str) -> String {
    let stem: String = lemma.chars().take(lemma.chars().count().saturating_sub(2).max(3)).collect();
    let words = subject.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    words.into_iter().find(|word| fold(word).starts_with(&stem)).unwrap_or(first).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::tests::{Fixture, count, readers};

    fn charts(fixture: &Fixture) -> Vec<ChartSpec> {
        suggest(&fixture.document, &fixture.facts, &fixture.relations)
    }

    fn titled(mut fixture: Fixture, title: &str) -> Fixture {
        fixture.relations.iter_mut().for_each(|relation| relation.title = title.to_owned());
        fixture
    }

    #[test]
    fn a_series_becomes_a_line_in_the_words_of_the_text() {
        let charts = charts(&titled(readers(), "читателей в районных библиотеках"));
        let [chart] = charts.as_slice() else { panic!("one chart, found {charts:?}") };
        assert_eq!(chart.form, Form::Line);
        assert_eq!(chart.title, "Число читателей в районных библиотеках");
        assert_eq!(chart.unit, "тыс. читателей");
        let reading = "88,7 тыс. в 1962 г., 177 тыс. в 1963 г., 252,3 тыс. в 1964 г.";
        assert_eq!(chart.reading.replace(NBSP, " "), reading);
        assert_eq!(chart.rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(), ["1962", "1963", "1964"]);
        let table = crate::chart::table::table(chart);
        assert_eq!(table[0], ("1962\u{a0}г.".replace(NBSP, " "), "88\u{a0}700".to_owned()));
    }

    fn admitted() -> Fixture {
        Fixture::new("В клубы приняли 900 ребят, из них 600 девочек, в том числе 150 школьниц.")
            .give(count("900", "900", "ребенок", "ребят", None))
            .give(count("600", "600", "девочка", "девочек", None))
            .give(count("150", "150", "школьница", "школьниц", None))
    }

    #[test]
    fn a_part_of_a_part_is_drawn_in_the_outermost_whole() {
        let fixture = admitted().relate(RelationKind::PartOf, &[0, 1]).relate(RelationKind::PartOf, &[1, 2]);
        let charts = charts(&titled(fixture, "ребят"));
        let [chart] = charts.as_slice() else { panic!("one chart, found {charts:?}") };
        assert_eq!(chart.form, Form::Part);
        assert_eq!(chart.rows.iter().map(|row| row.level).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(chart.reading.replace(NBSP, " "), "600 из 900 (≈ 67 %), 150 из 600 (25 %)");
    }

    #[test]
    fn people_are_named_by_what_they_did() {
        let fixture = Fixture::new("В клубы вступили 903 человека, из них 601 — в городе.")
            .give(count("903", "903", "человек", "человека вступили в клубы", None))
            .give(count("601", "601", "человек", "человека в городе", None))
            .relate(RelationKind::PartOf, &[0, 1]);
        let charts = charts(&titled(fixture, "человека вступили в клубы"));
        assert_eq!(charts[0].title, "Вступили в клубы");
        assert_eq!(
            charts[0].rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(),
            ["вступили в клубы", "в городе"]
        );
    }

    #[test]
    fn what_cannot_be_true_or_told_is_not_drawn() {
        // A part greater than its whole, parts of each other, a series without times, one lone number.
        assert!(charts(&admitted().relate(RelationKind::PartOf, &[2, 0])).is_empty());
        let circle = admitted().relate(RelationKind::PartOf, &[0, 1]).relate(RelationKind::PartOf, &[1, 0]);
        assert!(charts(&circle).is_empty());
        assert!(charts(&admitted().relate(RelationKind::Series, &[0, 1, 2])).is_empty());
        assert!(charts(&admitted().relate(RelationKind::Breakdown, &[1])).is_empty());
    }

    #[test]
    fn groups_are_sorted_and_counted() {
        let charts =
            charts(&titled(admitted().relate(RelationKind::Breakdown, &[2, 0, 1]), "школьниц, ребят и девочек"));
        assert_eq!(charts[0].reading, "900 ребят, 600 девочек, 150 школьниц");
        assert_eq!(charts[0].unit, "", "the rows count different things");
    }
}
