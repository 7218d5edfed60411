//! Which relation becomes which chart.

use rust_decimal::Decimal;

use super::label::{By, Labels, Speech};
use super::reading::reading;
use super::scale::decimal_of;
use super::{ChartId, ChartSpec, Form, Row};
use crate::document::Document;
use crate::extract::{Amount, Bound, Measure};
use crate::fact::{Fact, FactId, Period, Quantity};
use crate::lexicon::fold;
use crate::lexicon::ru::form;
use crate::lexicon::ru::morphology::Morphology;
use crate::order;
use crate::relate::{Relation, RelationKind};
use crate::wording::time;

/// A fact that is drawn, with its quantity.
pub(super) type Datum<'a> = (&'a Fact, &'a Quantity);

/// At most one chart a relation, in the order of the relations; never a chart of one lone number. A part of a part is drawn
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
    charts
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
    if !is_comparable(&data) {
        return None;
    }
    let labels = speech.labels(relation.kind, &data, &levels)?;
    let signs = signs(speech.document, measure, &data)?;
    let form = form_of(relation, &data, &labels);
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
            value: if signs[index] { quantity.amount } else { negative(quantity.amount) },
            bound: quantity.bound,
            upper: quantity.upper,
            period: period(fact),
            level: levels.get(index).copied().unwrap_or(0),
            fact: fact.id.clone(),
        })
        .collect();
    let ids: Vec<FactId> = rows.iter().map(|row| row.fact.clone()).collect();
    let place = shared_place(&data).filter(|_| labels.by != By::Place);
    let scope: Vec<String> = [place, shared.filter(|_| labels.by != By::Time)].into_iter().flatten().collect();
    Some(ChartSpec {
        id: ChartId::of(&ids),
        form,
        title: speech.title(relation.kind, &data, &labels),
        unit: speech.unit(relation.kind, &data),
        reading: reading(form, &rows, measure, labels.by),
        scope: scope.join(", "),
        source: source(speech.document, &data),
        relation: Some(relation.id.clone()),
        rows,
        block: speech.document.block_at(data[0].0.span.start).unwrap_or(0),
    })
}

/// Whether the figures may stand on one axis: of one measure and, where it has units, of one unit; none below zero.
pub(super) fn is_comparable(data: &[Datum]) -> bool {
    let first = data[0].1;
    data.iter().all(|(_, quantity)| {
        let unit = quantity.unit == first.unit
            || !matches!(quantity.measure, Measure::Money | Measure::Physical | Measure::Duration);
        quantity.measure == first.measure && unit && decimal_of(quantity.amount).is_sign_positive()
    })
}

/// More groups than that are told apart in bars, not in a waffle.
const MOST_SHARES: usize = 4;
/// From this on, a bar of the least beside the greatest is no longer seen.
const FAR_APART: Decimal = Decimal::ONE_HUNDRED;

/// Per cent: shares that make so much are all there are, but for what rounding took.
const ALL_BUT_ROUNDING: Decimal = Decimal::from_parts(99, 0, 0, false, 0);

fn form_of(relation: &Relation, data: &[Datum], labels: &Labels) -> Form {
    let measure = data[0].1.measure;
    if matches!(measure, Measure::Increase | Measure::PercentIncrease | Measure::Multiple) {
        return Form::Arrows;
    }
    let share = matches!(measure, Measure::Percent | Measure::Share);
    match relation.kind {
        RelationKind::PartOf => Form::Part,
        RelationKind::Series if data.len() > 2 => Form::Line,
        RelationKind::Series if share && labels.by == By::Time => Form::Slope,
        RelationKind::Series => Form::Bars,
        RelationKind::Breakdown => {
            let mut values = data.iter().map(|(_, quantity)| decimal_of(quantity.amount));
            let exact = data.iter().all(|(_, quantity)| quantity.bound == Bound::Exact);
            let sum = values.try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value));
            // Shares that leave more to be told than rounding does may well overlap: `35 % имели радио, 28 % — велосипед`.
            let is_whole = sum.is_some_and(|sum| (ALL_BUT_ROUNDING..=Decimal::ONE_HUNDRED).contains(&sum));
            // Only the rule for shares knows that they are of one whole.
            if measure == Measure::Percent
                && exact
                && is_whole
                && data.len() <= MOST_SHARES
                && relation.rule == "shares"
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

/// Whether the greatest is a hundred times the least, or more.
pub(super) fn is_far_apart(data: &[Datum]) -> bool {
    let values = || data.iter().map(|(_, quantity)| decimal_of(quantity.amount));
    let (least, most) = (values().min().unwrap_or_default(), values().max().unwrap_or_default());
    most.checked_div(least).is_some_and(|ratio| ratio >= FAR_APART)
}

/// Of each figure whether it rose; levels do. `None` where a change has no direction that the text tells.
fn signs(document: &Document, measure: Measure, data: &[Datum]) -> Option<Vec<bool>> {
    if !matches!(measure, Measure::Increase | Measure::PercentIncrease | Measure::Multiple) {
        return Some(vec![true; data.len()]);
    }
    let mut last = None;
    data.iter()
        .map(|(fact, _)| {
            // What is left out is the verb of the figure before: `угля добыли на 20 % больше, руды — на 15 %`.
            last = direction(document, fact).or(last);
            last
        })
        .collect()
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

fn negative(amount: Amount) -> Amount {
    match amount {
        Amount::Decimal(value) => Amount::Decimal(-value),
        fraction => fraction,
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
    let parts = [&document.source.author, &document.source.work];
    let named: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    if named.is_empty() { document.title.clone() } else { named.join(". ") }
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
mod tests {
    use super::*;
    use crate::card::tests::{Fixture, Given, count, readers};
    use crate::wording::NBSP;

    fn charts(fixture: &Fixture) -> Vec<ChartSpec> {
        suggest(&fixture.document, Morphology::bundled(), &fixture.facts, &fixture.relations)
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
        assert_eq!(chart.reading.replace(NBSP, " "), "девочки: 600 из 900 (≈ 67 %), из них школьницы: 150 (25 %)");
    }

    #[test]
    fn people_are_named_by_what_they_did() {
        let fixture = Fixture::new("В клубы вступили 903 человека, из них 601 — в городе.")
            .give(count("903", "903", "человек", "человека вступили в клубы", None))
            .give(count("601", "601", "человек", "человека в городе", None))
            .relate(RelationKind::PartOf, &[0, 1]);
        let charts = charts(&titled(fixture, "человека вступили в клубы"));
        assert_eq!(charts[0].title, "Вступили в клубы");
        assert_eq!(charts[0].rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(), ["всего", "в городе"]);
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
        assert_eq!(charts[0].reading, "ребята: 900, девочки: 600, школьницы: 150");
        assert_eq!(charts[0].title, "Ребята, девочки и школьницы");
        assert_eq!(charts[0].unit, "", "the rows count different things");
    }

    #[test]
    fn groups_that_make_a_whole_are_drawn_once() {
        let both = admitted().relate(RelationKind::PartOf, &[0, 1, 2]).relate(RelationKind::Breakdown, &[1, 2]);
        assert_eq!(charts(&both).iter().map(|chart| chart.form).collect::<Vec<_>>(), [Form::Part]);
    }

    fn percent<'a>(quote: &'a str, value: &'a str, subject: &'a str) -> Given<'a> {
        Given { measure: Measure::Percent, ..count(quote, value, "процент", subject, None) }
    }

    #[test]
    fn shares_of_one_whole_are_a_waffle() {
        let mut fixture = Fixture::new("По-шведски говорят 60 % жителей, по-польски — 30 %, по-немецки — 9 %.")
            .give(percent("60 %", "60", "шведов"))
            .give(percent("30 %", "30", "поляков"))
            .give(percent("9 %", "9", "немцев"))
            .relate(RelationKind::Breakdown, &[0, 1, 2]);
        assert_eq!(charts(&fixture)[0].form, Form::Bars, "nobody said that they are of one whole");
        fixture.relations[0].rule = "shares".into();
        let waffle = &charts(&fixture)[0];
        assert_eq!(waffle.form, Form::Waffle);
        assert_eq!(waffle.reading.replace(NBSP, " "), "шведы: 60 %, поляки: 30 %, немцы: 9 %");
        // Who has a radio may have a bicycle.
        let mut apart = Fixture::new("Радио имели 35 % семей, велосипед — 28 %, лодку — 20 %.")
            .give(percent("35 %", "35", "семей"))
            .give(percent("28 %", "28", "велосипед"))
            .give(percent("20 %", "20", "лодку"))
            .relate(RelationKind::Breakdown, &[0, 1, 2]);
        apart.relations[0].rule = "shares".into();
        assert_eq!(charts(&apart)[0].form, Form::Bars);
    }

    #[test]
    fn a_share_is_of_something_in_the_genitive() {
        let of = |subject: &'static str| {
            let at = |words, edtf| Some((words, edtf));
            let fixture = Fixture::new("В 1939 г. их было 30 %, в 1944 г. — 50 %.")
                .give(Given { period: at("1939 г.", "1939"), ..percent("30 %", "30", subject) })
                .give(Given { period: at("1944 г.", "1944"), ..percent("50 %", "50", subject) })
                .relate(RelationKind::Series, &[0, 1]);
            charts(&fixture).remove(0).title
        };
        assert_eq!(of("женщины среди депутатов"), "Доля женщин среди депутатов");
        assert_eq!(of("населения"), "Доля населения");
        assert_eq!(of("читателей"), "Доля читателей");
        assert_eq!(of("товары"), "Доля товаров");
        assert_eq!(of("уровень безработицы"), "Уровень безработицы");
    }

    #[test]
    fn a_hundredfold_difference_needs_a_logarithmic_axis() {
        let fixture = Fixture::new("На фронт пришли 5 млн солдат, 200 кораблей и 4400 танков.")
            .give(count("5 млн", "5000000", "солдат", "солдат", None))
            .give(count("200", "200", "корабль", "кораблей", None))
            .give(count("4400", "4400", "танк", "танков", None))
            .relate(RelationKind::Breakdown, &[0, 1, 2]);
        let chart = &charts(&fixture)[0];
        assert_eq!(chart.form, Form::Dots);
        assert_eq!(
            chart.rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(),
            ["солдаты", "танки", "корабли"]
        );
    }

    #[test]
    fn a_change_without_levels_is_an_arrow_with_its_direction() {
        let text = "Добыча угля выросла на 20 %, руды — на 15 %, а сбор хлеба сократился на 12 %.";
        let rise =
            |quote, value, subject| Given { measure: Measure::PercentIncrease, ..percent(quote, value, subject) };
        let fixture = Fixture::new(text)
            .give(rise("20 %", "20", "добыча угля"))
            .give(rise("15 %", "15", "добыча руды"))
            .give(rise("12 %", "12", "сбор хлеба"))
            .relate(RelationKind::Breakdown, &[0, 1, 2]);
        let chart = &charts(&fixture)[0];
        assert_eq!(chart.form, Form::Arrows);
        assert_eq!(chart.rows.iter().map(|row| row.value.to_string()).collect::<Vec<_>>(), ["20", "15", "-12"]);
        let reading = "добыча угля: рост на 20 %, добыча руды: рост на 15 %, сбор хлеба: снижение на 12 %";
        assert_eq!(chart.reading.replace(NBSP, " "), reading);
        let told = Fixture::new("Перемены: уголь на 20 %, руда на 15 %.")
            .give(rise("20 %", "20", "уголь"))
            .give(rise("15 %", "15", "руда"))
            .relate(RelationKind::Breakdown, &[0, 1]);
        assert!(charts(&told).is_empty(), "nobody says whether they rose");
    }

    #[test]
    fn a_change_within_one_time_has_no_time_axis() {
        let at = Some(("1949–1953 годах", "1949/1953"));
        let fixture = Fixture::new("В 1949–1953 годах число учеников выросло с 290 до 580.")
            .give(count("290", "290", "ученик", "число учеников", at))
            .give(count("580", "580", "ученик", "число учеников", at))
            .relate(RelationKind::Series, &[0, 1]);
        let chart = &charts(&fixture)[0];
        assert_eq!(chart.form, Form::Bars);
        assert_eq!(chart.reading, "с 290 до 580");
        assert_eq!(chart.scope, "1949–1953 гг.");
        assert_eq!(chart.rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(), ["было", "стало"]);
        assert!(chart.rows.iter().all(|row| row.period.is_none()));
    }

    #[test]
    fn the_share_of_a_part_is_as_sure_as_its_figures() {
        let over = Given {
            bound: Bound::Over, ..count("600", "600", "человек", "человек призвали", None)
        };
        let fixture = Fixture::new("Призвали более 600 человек, из них 180 партизан.")
            .give(over)
            .give(count("180", "180", "партизан", "партизан", None))
            .relate(RelationKind::PartOf, &[0, 1]);
        let chart = &charts(&fixture)[0];
        assert_eq!(chart.reading.replace(NBSP, " "), "180 из более чем 600 (< 30 %)");
        assert_eq!(chart.rows[1].label, "партизаны");
    }

    #[test]
    fn rows_that_nothing_tells_apart_are_not_drawn() {
        let fixture = Fixture::new("На погосте 5 жителей, в имении 55 жителей.")
            .give(count("5", "5", "житель", "жителей", None))
            .give(count("55", "55", "житель", "жителей", None))
            .relate(RelationKind::Breakdown, &[0, 1]);
        assert!(charts(&fixture).is_empty());
    }

    #[test]
    fn different_units_share_no_axis() {
        let metres = |quote, value, unit| Given { measure: Measure::Physical, ..count(quote, value, unit, unit, None) };
        let fixture = Fixture::new("Мост имеет 20 метров и 300 тонн.")
            .give(metres("20", "20", "метр"))
            .give(metres("300", "300", "тонна"))
            .relate(RelationKind::Breakdown, &[0, 1]);
        assert!(charts(&fixture).is_empty());
    }
}
