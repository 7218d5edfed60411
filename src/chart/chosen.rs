//! A chart of facts that somebody has chosen. No dictionary is asked, so that it can be made wherever a lesson is shown: what
//! the facts count was put into the nominative when the text was read.

use super::label::{By, is_many, is_multiplied, named_together, noun_of_unit, scaled};
use super::reading::reading;
use super::scale::decimal_of;
use super::suggest::{
    Datum, fallen, goes_below_zero, has_time_axis, is_change, is_comparable, is_far_apart, shared, shared_place, signs,
    source,
};
use super::{ChartId, ChartSpec, Form, Row};
use crate::document::Document;
use crate::extract::Measure;
use crate::fact::{Fact, id::digest};
use crate::lexicon::fold;
use crate::order;
use crate::wording::noun::genitive_plural;
use crate::wording::{capitalized, time};

/// The id of such a chart; that of the same facts found by the program is another.
pub fn id(facts: &[&Fact]) -> ChartId {
    let parts: Vec<&str> = facts.iter().map(|fact| fact.id.0.as_str()).collect();
    ChartId(digest("chosen chart", &parts))
}

/// A fact and what it counts, in the nominative; the words of the text where that is not known.
#[derive(Clone, Copy)]
pub struct Choice<'a> {
    pub fact: &'a Fact,
    pub counted: &'a str,
}

/// Facts of one thing at different times become a series, others groups; changes have their direction from the text. `None`
/// where they are not of one measure, are changes without a direction, or nothing tells them apart.
pub fn chosen(document: &Document, choices: &[Choice], title: &str) -> Option<ChartSpec> {
    let mut data: Vec<Datum> =
        choices.iter().map(|choice| Some((choice.fact, choice.fact.quantity()?))).collect::<Option<_>>()?;
    let measure = data.first()?.1.measure;
    // Without the table of units, nobody knows which changes are in number: those of one unit go together.
    let changes_otherwise = measure == Measure::Increase && data.iter().any(|(_, other)| other.unit != data[0].1.unit);
    if data.len() < 2 || changes_otherwise || !is_comparable(&data) {
        return None;
    }
    let days = |(fact, _): &Datum| fact.period.as_ref().and_then(|period| period.when.days(period.part));
    let mut times: Vec<(i64, i64)> = data.iter().filter_map(days).collect();
    order::sort(&mut times);
    times.dedup();
    let is_series = times.len() == data.len() && are_of_one_thing(&data, choices);
    if is_series {
        order::by_key(&mut data, days);
    } else {
        order::by_key(&mut data, |(_, quantity)| std::cmp::Reverse(decimal_of(quantity.amount)));
    }
    let (labels, by) = labels(&data, choices, is_series)?;
    let signs = signs(document, &data)?;
    let is_change = is_change(measure);
    let is_share = matches!(measure, Measure::Percent | Measure::Share);
    let form = match is_series {
        true if is_change => Form::Columns,
        false if is_change => Form::Arrows,
        _ if goes_below_zero(&data) => Form::Balance,
        true if !has_time_axis(&data) => Form::Bars,
        true if data.len() > 2 => Form::Line,
        true if is_share => Form::Slope,
        false if !is_share && is_far_apart(&data) => Form::Dots,
        _ => Form::Bars,
    };
    let when = shared(&data, |fact| fact.period.as_ref().map(|at| time::label(&at.when, at.part)));
    let rows: Vec<Row> = (data.iter().zip(labels).zip(signs))
        .map(|(((fact, quantity), label), is_rise)| Row {
            label,
            value: Some(if is_rise { quantity.amount } else { fallen(quantity).0 }),
            bound: quantity.bound,
            upper: if is_rise { quantity.upper } else { fallen(quantity).1 },
            period: fact.period.clone().filter(|_| when.is_none()),
            level: 0,
            fact: fact.id.clone(),
        })
        .collect();
    let place = shared_place(&data).filter(|_| by != By::Place);
    let scope: Vec<String> = [place, when].into_iter().flatten().collect();
    let title = match title {
        "" if is_change => format!("{}: изменение", name(&data, choices, &rows, by)),
        "" => name(&data, choices, &rows, by),
        title => title.to_owned(),
    };
    let facts: Vec<&Fact> = data.iter().map(|(fact, _)| *fact).collect();
    Some(ChartSpec {
        id: id(&facts),
        form,
        title,
        unit: unit(document, form, &data),
        reading: reading(form, &rows, measure, by),
        scope: scope.join(", "),
        source: source(document, &data),
        relation: None,
        block: document.block_at(facts[0].span.start).unwrap_or(0),
        rows,
    })
}

/// Whether all figures are of one thing in one place: else a line between them would tell of what never was. `читателей` and
/// `читателей районных библиотек` may be one, as a text says it in full but once, and leaves it out then.
fn are_of_one_thing(data: &[Datum], choices: &[Choice]) -> bool {
    let goes_on =
        |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let is_one = |one: Datum, other: Datum| {
        let (name, another) = (fold(counted(choices, one)), fold(counted(choices, other)));
        let place = one.0.place == other.0.place || one.0.place.is_none() || other.0.place.is_none();
        let unit = one.1.unit == other.1.unit || one.1.unit.is_empty() || other.1.unit.is_empty();
        let is_untold = name.is_empty() || another.is_empty();
        place && unit && (is_untold || goes_on(&name, &another) || goes_on(&another, &name))
    };
    data.iter().enumerate().all(|(index, one)| data[..index].iter().all(|other| is_one(*one, *other)))
}

fn counted<'a>(choices: &[Choice<'a>], (fact, quantity): Datum<'a>) -> &'a str {
    let known = choices.iter().find(|choice| choice.fact.id == fact.id).map_or("", |choice| choice.counted);
    if known.is_empty() { &quantity.subject } else { known }
}

/// What the chart is of. Groups are told in the order of the text: the rows stand by their size, of which a title must not say
/// which is the greatest.
fn name(data: &[Datum], choices: &[Choice], rows: &[Row], by: By) -> String {
    if by == By::Subject {
        let labels: Vec<String> = rows.iter().map(|row| row.label.clone()).collect();
        return named_together(data, &labels);
    }
    let first = data.iter().min_by_key(|(fact, _)| fact.span.start).copied().unwrap_or(data[0]);
    capitalized(counted(choices, first))
}

/// What tells the rows apart.
fn labels(data: &[Datum], choices: &[Choice], is_series: bool) -> Option<(Vec<String>, By)> {
    let of = |by: By, label: &dyn Fn(&Datum) -> Option<String>| -> Option<(Vec<String>, By)> {
        let labels: Vec<String> = data.iter().map(label).collect::<Option<_>>()?;
        let differ = (1..labels.len()).all(|index| !labels[..index].contains(&labels[index]));
        differ.then_some((labels, by))
    };
    let time = |(fact, _): &Datum| fact.period.as_ref().map(|at| time::short(&at.when, at.part));
    if is_series {
        return of(By::Time, &time);
    }
    let named = |datum: &Datum| Some(counted(choices, *datum).to_owned()).filter(|name| !name.is_empty());
    // `учителя (1942)`, `школы (1943)`: of different times each says its own, and of different places too.
    let is_one_place = data.iter().all(|(fact, _)| fact.place == data[0].0.place);
    let with_time = |datum: &Datum| {
        let place =
            datum.0.place.as_deref().filter(|_| !is_one_place).map_or(String::new(), |place| format!("{place}, "));
        Some(format!("{} ({place}{})", named(datum)?, time(datum)?))
    };
    let is_one_time = data.iter().all(|datum| time(datum) == time(&data[0]));
    let apart = if is_one_time { None } else { of(By::Subject, &with_time) };
    (apart.or_else(|| of(By::Subject, &named)))
        .or_else(|| of(By::Place, &|(fact, _)| fact.place.clone()))
        .or_else(|| of(By::Agent, &|(fact, _)| fact.agent.clone()))
        .or_else(|| of(By::Time, &time))
}

/// The unit of the figures: the noun that stands in the text after one of many, the first of them. Which of them is the
/// greatest, it does not say.
fn unit(document: &Document, form: Form, data: &[Datum]) -> String {
    let quantity = data[0].1;
    let is_one = data.iter().all(|(_, other)| other.unit == quantity.unit);
    let is_many = |(fact, quantity): &Datum| is_multiplied(document, fact) || is_many(decimal_of(quantity.amount));
    let counted = data.iter().min_by_key(|datum| (!is_many(datum), datum.0.span.start));
    let noun = match quantity.measure {
        Measure::Percent | Measure::PercentIncrease => return "%".to_owned(),
        Measure::Multiple => return "раз".to_owned(),
        Measure::Share => return "доля".to_owned(),
        _ if !is_one || quantity.unit.is_empty() => None,
        Measure::Count => counted.map(|(_, quantity)| noun_of_unit(&quantity.subject, &quantity.unit)),
        _ => genitive_plural(&quantity.unit),
    };
    scaled(form, data, noun)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::tests::{Fixture, Given, count, readers};
    use crate::chart::Form;

    fn of(fixture: &Fixture, title: &str) -> Option<ChartSpec> {
        let choices: Vec<Choice> = fixture.facts.iter().map(|fact| Choice { fact, counted: "" }).collect();
        chosen(&fixture.document, &choices, title)
    }

    #[test]
    fn facts_of_different_times_are_a_series_whatever_their_order() {
        let mut fixture = readers();
        fixture.facts.truncate(3);
        let right = of(&fixture, "Читатели").expect("a chart");
        assert_eq!((right.form, right.title.as_str(), right.relation.clone()), (Form::Line, "Читатели", None));
        assert_eq!(right.rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(), ["1962", "1963", "1964"]);
        fixture.facts.reverse();
        let turned = of(&fixture, "Читатели").expect("a chart");
        assert_eq!((&turned.rows, turned.id), (&right.rows, right.id.clone()));
        assert_ne!(right.id, ChartId::of(&right.rows.iter().map(|row| row.fact.clone()).collect::<Vec<_>>()));
    }

    #[test]
    fn figures_of_unlike_things_are_no_series() {
        let fixture = Fixture::new("В 1942 г. работало 120 учителей, в 1943 г. открыли 300 школ.")
            .give(count("120", "120", "учитель", "учителей", Some(("1942 г.", "1942"))))
            .give(count("300", "300", "школа", "школ", Some(("1943 г.", "1943"))));
        let named: Vec<Choice> =
            (fixture.facts.iter().zip(["учителя", "школы"])).map(|(fact, counted)| Choice { fact, counted }).collect();
        let chart = chosen(&fixture.document, &named, "").expect("a chart");
        assert_eq!((chart.form, chart.title.as_str()), (Form::Bars, "Учителя (1942) и школы (1943)"));
        assert_eq!(
            chart.rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(),
            ["школы (1943)", "учителя (1942)"]
        );
        assert_eq!(chart.reading, "школы (1943): 300, учителя (1942): 120");
        let share = |quote, value, subject, at| Given {
            measure: Measure::Percent,
            ..count(quote, value, "процент", subject, Some(at))
        };
        let shares = Fixture::new("В 1939 г. было 33,1 % женщин, в 1944 г. 21 % грамотных.")
            .give(share("33,1 %", "33.1", "женщин", ("1939 г.", "1939")))
            .give(share("21 %", "21", "грамотных", ("1944 г.", "1944")));
        assert_eq!(of(&shares, "").map(|chart| chart.form), Some(Form::Bars));
        // What is told in full but once is one thing all the same; in another place it is another.
        let mut fixture = Fixture::new("В 1939 г. было 33,1 % женщин среди врачей, в 1944 г. 53,8 % женщин.")
            .give(share("33,1 %", "33.1", "женщин среди врачей", ("1939 г.", "1939")))
            .give(share("53,8 %", "53.8", "женщин", ("1944 г.", "1944")));
        assert_eq!(of(&fixture, "").map(|chart| chart.form), Some(Form::Slope));
        for (fact, place) in fixture.facts.iter_mut().zip(["Тула", "Орёл"]) {
            fact.place = Some(place.to_owned());
        }
        let chart = of(&fixture, "").expect("a chart");
        assert_eq!((chart.form, chart.rows[0].label.as_str()), (Form::Bars, "женщин (Орёл, 1944)"));
    }

    #[test]
    fn others_are_groups_if_anything_tells_them_apart() {
        let fixture = Fixture::new("Пришли 20 лошадей, 10 коров.")
            .give(count("20", "20", "лошадь", "лошадей", None))
            .give(count("10", "10", "корова", "коров", None));
        let chart = of(&fixture, "").expect("a chart");
        assert_eq!((chart.form, chart.rows.len()), (Form::Bars, 2));
        let alike = Fixture::new("Пришли 20 лошадей, ушли 10 лошадей.")
            .give(count("20", "20", "лошадь", "лошадей", None))
            .give(count("10", "10", "лошадь", "лошадей", None));
        assert_eq!(of(&alike, "x"), None);
        let lone = Choice { fact: &fixture.facts[0], counted: "" };
        assert_eq!(chosen(&fixture.document, &[lone], "x"), None, "one lone number");
        let named: Vec<Choice> =
            fixture.facts.iter().zip(["лошади", "коровы"]).map(|(fact, counted)| Choice { fact, counted }).collect();
        let chart = chosen(&fixture.document, &named, "").expect("a chart");
        assert_eq!(chart.rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(), ["лошади", "коровы"]);
        assert_eq!((chart.title.as_str(), chart.reading.as_str()), ("Лошади и коровы", "лошади: 20, коровы: 10"));
    }

    #[test]
    fn dots_have_no_scale_in_common() {
        let fixture = Fixture::new("Выпустили 3 млн патронов, 5 тыс. винтовок.")
            .give(count("3 млн", "3000000", "патрон", "патронов", None))
            .give(count("5 тыс.", "5000", "винтовка", "винтовок", None));
        let chart = of(&fixture, "").expect("a chart");
        assert_eq!((chart.form, chart.unit.as_str()), (Form::Dots, ""));
    }

    #[test]
    fn neither_title_nor_unit_tells_which_is_the_greatest() {
        let made = |horses: &str, cows: &str| {
            let fixture = Fixture::new(&format!("Пришли {horses} рыжих лошадей, {cows} чёрных лошадей."))
                .give(count(horses, horses, "лошадь", "рыжих лошадей", None))
                .give(count(cows, cows, "лошадь", "чёрных лошадей", None));
            let named: Vec<Choice> = (fixture.facts.iter().zip(["рыжие лошади", "чёрные лошади"]))
                .map(|(fact, counted)| Choice { fact, counted })
                .collect();
            let chart = chosen(&fixture.document, &named, "").expect("a chart");
            (chart.rows[0].label.clone(), chart.title, chart.unit)
        };
        let (first, last) = (made("20", "10"), made("30", "50"));
        assert_eq!((first.0.as_str(), last.0.as_str()), ("рыжие лошади", "чёрные лошади"));
        assert_eq!((&first.1, &first.2), (&last.1, &last.2));
        assert_eq!((first.1.as_str(), first.2.as_str()), ("Рыжие лошади и чёрные лошади", "лошадей"));
        // Told apart by their places: what is counted has the words of the first in the text.
        let mut fixture = Fixture::new("В Туле 10 лошадей, в Орле 20 голов лошадей.")
            .give(count("10", "10", "лошадь", "лошадей", None))
            .give(count("20", "20", "лошадь", "голов лошадей", None));
        for (fact, place) in fixture.facts.iter_mut().zip(["Тула", "Орёл"]) {
            fact.place = Some(place.to_owned());
        }
        let named: Vec<Choice> = fixture.facts.iter().map(|fact| Choice { fact, counted: "лошади" }).collect();
        let chart = chosen(&fixture.document, &named, "").expect("a chart");
        assert_eq!((chart.rows[0].label.as_str(), chart.title.as_str()), ("Орёл", "Лошади"));
    }

    #[test]
    fn changes_are_columns_or_arrows_with_their_direction() {
        let change = |quote, value, subject, at| Given {
            measure: Measure::PercentIncrease,
            ..count(quote, value, "процент", subject, at)
        };
        let in_time = Fixture::new("Добыча угля в 1940 г. выросла на 12 %, а в 1942 г. сократилась на 15 %.")
            .give(change("12 %", "12", "добыча угля", Some(("1940 г.", "1940"))))
            .give(change("15 %", "15", "добыча угля", Some(("1942 г.", "1942"))));
        let chart = of(&in_time, "").expect("a chart");
        assert_eq!(
            (chart.form, chart.title.as_str(), chart.unit.as_str()),
            (Form::Columns, "Добыча угля: изменение", "%")
        );
        assert_eq!(chart.rows.iter().map(|row| row.amount().to_string()).collect::<Vec<_>>(), ["12", "-15"]);
        let groups = Fixture::new("Добыча угля выросла на 12 %, а сбор хлеба сократился на 15 %.")
            .give(change("12 %", "12", "добыча угля", None))
            .give(change("15 %", "15", "сбор хлеба", None));
        let chart = of(&groups, "").expect("a chart");
        assert_eq!((chart.form, chart.rows[0].amount().to_string()), (Form::Arrows, "-15".to_owned()));
        assert_eq!(chart.title, "Добыча угля и сбор хлеба: изменение");
        let told = Fixture::new("Перемены: уголь на 20 %, руда на 15 %.")
            .give(change("20 %", "20", "уголь", None))
            .give(change("15 %", "15", "руда", None));
        assert_eq!(of(&told, ""), None, "nobody says whether they rose");
    }
}
