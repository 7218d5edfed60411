use super::*;
use crate::card::tests::{Fixture, Given, count, readers};
use crate::fact::FactKind;
use crate::wording::NBSP;
use crate::{extract, fact, relate, segment};

pub(super) fn charts(fixture: &Fixture) -> Vec<ChartSpec> {
    suggest(&fixture.document, Morphology::bundled(), &fixture.facts, &fixture.relations)
}

pub(super) fn titled(mut fixture: Fixture, title: &str) -> Fixture {
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

pub(super) fn admitted() -> Fixture {
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
    let charts = charts(&titled(admitted().relate(RelationKind::Breakdown, &[2, 0, 1]), "школьниц, ребят и девочек"));
    assert_eq!(charts[0].reading, "ребята: 900, девочки: 600, школьницы: 150");
    assert_eq!(charts[0].title, "Ребята, девочки и школьницы");
    assert_eq!(charts[0].unit, "", "the rows count different things");
}

#[test]
fn groups_that_make_a_whole_are_drawn_once() {
    let both = admitted().relate(RelationKind::PartOf, &[0, 1, 2]).relate(RelationKind::Breakdown, &[1, 2]);
    assert_eq!(charts(&both).iter().map(|chart| chart.form).collect::<Vec<_>>(), [Form::Part]);
}

pub(super) fn percent<'a>(quote: &'a str, value: &'a str, subject: &'a str) -> Given<'a> {
    Given { measure: Measure::Percent, ..count(quote, value, "процент", subject, None) }
}

#[test]
fn shares_of_one_whole_are_a_waffle() {
    let mut fixture = Fixture::new("Шведы составляли 60 % жителей, поляки — 30 %, немцы — 9 %.")
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
fn shares_of_several_wholes_add_up_to_nothing() {
    let charts = read("Грамотных среди мужчин было 62 %, среди женщин — 38 %.");
    let [chart] = charts.as_slice() else { panic!("one chart, found {charts:?}") };
    assert_eq!((chart.form, chart.title.as_str()), (Form::Bars, "Грамотные"));
    assert_eq!(chart.reading.replace(NBSP, " "), "среди мужчин: 62 %, среди женщин: 38 %");
    let charts = read("В Туле грамотных было 62 % жителей, в Орле — 38 % жителей.");
    assert!(charts.iter().all(|chart| chart.form == Form::Bars) && !charts.is_empty(), "{charts:?}");
    let charts = read("Среди рабочих 52 % были женщинами, среди служащих 48 % — мужчинами.");
    assert!(charts.iter().all(|chart| chart.form == Form::Bars), "{charts:?}");
    // One whole stands over all groups.
    let charts = read("Русские составляли 54 % жителей, украинцы — 31 %, белорусы — 15 %.");
    let [chart] = charts.as_slice() else { panic!("one chart, found {charts:?}") };
    assert_eq!((chart.form, chart.scope.as_str()), (Form::Waffle, "среди жителей"));
    assert_eq!(chart.title, "Русские, украинцы и белорусы");
    assert_eq!(chart.reading.replace(NBSP, " "), "русские: 54 %, украинцы: 31 %, белорусы: 15 %");
}

/// Only by chance do they make a hundred.
#[test]
fn shares_of_two_wholes_are_no_waffle_however_well_they_add_up() {
    for text in [
        "Грамотными были 62 % мужчин и 38 % женщин.",
        "Грамотность мужчин составляла 62 %, женщин — 38 %.",
        "Высшее образование имели 60 % городских жителей, а сельских — 40 %.",
        "Начальную школу окончили 75 % мальчиков и 25 % девочек.",
        "Явка составила 52 % в городах и 48 % в сёлах.",
        "Явка в городах составила 52 %, в сёлах — 48 %.",
        "План добычи угля выполнен на 60 %, руды — на 40 %.",
        "Привито 55 % детей и 45 % взрослых.",
        "Выплавка чугуна составила 60 % довоенной, добыча угля — 40 %.",
        "Производство угля составило 60 % плана, производство руды — 40 %.",
        "Урожай составил 60 % от среднего, надои — 40 %.",
        "Члены партии составляли 51 % директоров, 49 % инженеров.",
        "Электричество провели в 60 % колхозов и в 40 % совхозов.",
        "За реформу проголосовали 58 % москвичей и 42 % петербуржцев.",
        "Радио слушают 55 % горожан, телевизор смотрят 45 % горожан.",
        "Радио имели 60 % семей, велосипед — 40 %.",
        "Рентабельность завода составила 60 %, фабрики — 40 %.",
        "Грамотными были 50 % мужчин, 30 % женщин и 20 % детей.",
    ] {
        let charts = read(text);
        assert!(!charts.is_empty() && charts.iter().all(|chart| chart.form == Form::Bars), "{text}: {charts:?}");
    }
    for text in [
        "Русские составляли 54 % жителей, украинцы — 46 %.",
        "Мужчины составляли 62 %, женщины — 38 %.",
        "Доля мужчин составляла 62 %, женщин — 38 %.",
        "Доля угля составила 50 %, нефти — 30 %, газа — 20 %.",
        "Среди депутатов 62 % мужчин и 38 % женщин.",
        "52 % рабочих были женщинами, 48 % — мужчинами.",
    ] {
        let charts = read(text);
        assert!(matches!(&charts[..], [chart] if chart.form == Form::Waffle), "{text}: {charts:?}");
    }
}

/// An adjective that stands for a noun names a group like any other.
#[test]
fn those_that_are_left_are_a_group_of_the_whole() {
    for others in ["остальные", "прочие", "другие", "прочие земли"] {
        let charts = read(&format!("Русские составляли 56,2 %, поляки — 28,7 %, немцы — 9 %, {others} — 6,1 %."));
        let [chart] = charts.as_slice() else { panic!("one chart with {others}, found {charts:?}") };
        assert_eq!((chart.form, chart.rows.len()), (Form::Waffle, 4), "{others}");
        assert_eq!(chart.rows[3].label, others);
    }
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
    assert_eq!(chart.rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(), ["солдаты", "танки", "корабли"]);
}

/// Each number of such a chart has a scale of its own: one over all of them would make ten aeroplanes ten thousand.
#[test]
fn dots_have_no_scale_in_common() {
    let told = |text: &str| -> (Form, String, Vec<String>) {
        let charts = read(text);
        let [chart] = charts.as_slice() else { panic!("one chart of {text}, found {charts:?}") };
        let written = chart.rows.iter().map(|row| crate::chart::numbers::written(chart, row).replace(NBSP, " "));
        (chart.form, chart.unit.clone(), written.collect())
    };
    assert_eq!(
        told("Завод выпустил 10 самолётов, 5 тыс. винтовок и 3 млн патронов."),
        (Form::Dots, String::new(), ["3 млн", "5000", "10"].map(str::to_owned).to_vec())
    );
    let (form, unit, _) =
        told("Площадь Сибирского края составляла 4 млн кв. км, Крыма — 26 тыс. кв. км, Москвы — 229 кв. км.");
    assert_eq!(form, Form::Dots);
    assert!(!unit.is_empty() && ["тыс.", "млн"].iter().all(|scale| !unit.contains(scale)), "{unit}");
}

#[test]
fn a_change_without_levels_is_an_arrow_with_its_direction() {
    let text = "Добыча угля выросла на 20 %, руды — на 15 %, а сбор хлеба сократился на 12 %.";
    let rise = |quote, value, subject| Given { measure: Measure::PercentIncrease, ..percent(quote, value, subject) };
    let fixture = Fixture::new(text)
        .give(rise("20 %", "20", "добыча угля"))
        .give(rise("15 %", "15", "добыча руды"))
        .give(rise("12 %", "12", "сбор хлеба"))
        .relate(RelationKind::Breakdown, &[0, 1, 2]);
    let chart = &charts(&fixture)[0];
    assert_eq!(chart.form, Form::Arrows);
    assert_eq!(chart.rows.iter().map(|row| row.amount().to_string()).collect::<Vec<_>>(), ["20", "15", "-12"]);
    let reading = "добыча угля: рост на 20 %, добыча руды: рост на 15 %, сбор хлеба: снижение на 12 %";
    assert_eq!(chart.reading.replace(NBSP, " "), reading);
    let told = Fixture::new("Перемены: уголь на 20 %, руда на 15 %.")
        .give(rise("20 %", "20", "уголь"))
        .give(rise("15 %", "15", "руда"))
        .relate(RelationKind::Breakdown, &[0, 1]);
    assert!(charts(&told).is_empty(), "nobody says whether they rose");
}

pub(super) fn read(text: &str) -> Vec<ChartSpec> {
    read_named("text.txt", text)
}

pub(super) fn read_named(name: &str, text: &str) -> Vec<ChartSpec> {
    let document = crate::formats::read(text.as_bytes(), Some(name), &mut |_, _| ()).expect("a text").document;
    let sentences = segment::segment(&document, Morphology::bundled());
    let mentions = extract::mentions(&document, &sentences);
    let facts = fact::assemble(&document, &sentences, &mentions);
    suggest(&document, Morphology::bundled(), &facts, &relate::relations(&document, &sentences, &facts))
}

#[test]
fn figures_below_zero_have_bars_to_both_sides() {
    let told = |text: &str| -> (Form, String, Vec<String>) {
        let charts = read(text);
        let [chart] = charts.as_slice() else { panic!("one chart of {text}, found {charts:?}") };
        let written = chart.rows.iter().map(|row| crate::chart::numbers::written(chart, row).replace(NBSP, " "));
        (chart.form, chart.reading.replace(NBSP, " "), written.collect())
    };
    let pair = "В 2019 г. сальдо торгового баланса составило −5 млрд рублей, в 2020 г. — 3 млрд рублей.";
    let reading = "с −5 млрд в 2019 г. до 3 млрд в 2020 г.";
    assert_eq!(told(pair), (Form::Balance, reading.to_owned(), vec!["−5 млрд".to_owned(), "3 млрд".to_owned()]));
    let years = "Естественный прирост населения в 1990 г. составил −12 тыс. человек, в 1991 г. — 4 тыс. человек, \
                 в 1992 г. — −20 тыс. человек.";
    assert_eq!((told(years).0, told(years).2.len()), (Form::Balance, 3));
    let share = told("Рентабельность завода в 1998 г. составила −5 %, в 1999 г. — 12 %.");
    assert_eq!((share.0, share.2), (Form::Balance, vec!["−5 %".to_owned(), "12 %".to_owned()]));
    // Nothing below zero, or no part of a whole.
    let plain = "В 2019 г. сальдо торгового баланса составило 5 млрд рублей, в 2020 г. — 3 млрд рублей.";
    assert_eq!(told(plain).0, Form::Bars);
    let part = Fixture::new("Из 10 градусов −3 были ночью.")
        .give(count("10", "10", "градус", "градусов", None))
        .give(count("−3", "-3", "градус", "ночью", None))
        .relate(RelationKind::PartOf, &[0, 1]);
    assert!(charts(&part).is_empty());
}

#[test]
fn changes_at_several_times_are_columns_from_zero() {
    let charts =
        read("В 1940 г. добыча угля выросла на 12 %, в 1941 г. — на 7 %, а в 1943 г. сократилась более чем на 15 %.");
    let [chart] = charts.as_slice() else { panic!("one chart, found {charts:?}") };
    assert_eq!((chart.form, chart.title.as_str()), (Form::Columns, "Добыча угля: изменение"));
    assert_eq!(chart.rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(), ["1940", "1941", "1943"]);
    assert_eq!(chart.rows.iter().map(|row| row.amount().to_string()).collect::<Vec<_>>(), ["12", "7", "-15"]);
    let reading = "рост на 12 % в 1940 г., рост на 7 % в 1941 г., снижение более чем на 15 % в 1943 г.";
    assert_eq!(chart.reading.replace(NBSP, " "), reading);
    let table: Vec<(String, String)> = crate::chart::table::table(chart);
    assert_eq!(table[2].1.replace(NBSP, " "), "снижение более чем на 15 %");
}

#[test]
fn a_change_told_first_gives_its_direction_to_those_that_follow_whatever_their_order_in_time() {
    let charts = read("Число пожаров сократилось в 2020 г. на 5 %, а в 2019 г. — на 12 %.");
    let [chart] = charts.as_slice() else { panic!("one chart, found {charts:?}") };
    let values: Vec<_> = chart.rows.iter().map(|row| (row.label.as_str(), row.amount().to_string())).collect();
    assert_eq!(values, [("2019", "-12".to_owned()), ("2020", "-5".to_owned())]);
}

#[test]
fn changes_in_number_and_by_times_are_columns_too() {
    let told = |text: &str| -> (Form, String, Vec<String>) {
        let chart = read(text).into_iter().next().unwrap_or_else(|| panic!("a chart of {text}"));
        let written = chart.rows.iter().map(|row| crate::chart::numbers::written(&chart, row).replace(NBSP, " "));
        (chart.form, chart.unit.clone(), written.collect())
    };
    let (form, unit, written) = told("Цены выросли в 1992 г. в 26 раз, а в 1993 г. — в 9 раз.");
    assert_eq!((form, unit.as_str()), (Form::Columns, "раз"));
    assert_eq!(written, ["↑ в 26 раз", "↑ в 9 раз"]);
    let (form, _, written) = told("Число школ в 1940 г. увеличилось на 5 тыс., а в 1942 г. сократилось на 12 тыс.");
    assert_eq!(form, Form::Columns);
    assert_eq!(written, ["+5 тыс.", "−12 тыс."]);
}

/// A column is as long as what has come to it: of 1.2 times as much, a fifth.
#[test]
fn once_as_much_has_no_length() {
    let charts = read("Цены выросли в 1992 г. в 26 раз, а в 1993 г. — в 1,2 раза.");
    let [chart] = charts.as_slice() else { panic!("one chart, found {charts:?}") };
    let drawn = crate::chart::scene(chart, &crate::chart::Layout::wide(640.0));
    let heights: Vec<f64> = drawn
        .marks
        .iter()
        .filter_map(|mark| match (mark.class, &mark.shape) {
            (crate::chart::scene::Class::Bar, crate::chart::scene::Shape::Rect { height, .. }) => Some(*height),
            _ => None,
        })
        .collect();
    let [first, last] = heights[..] else { panic!("two columns, found {heights:?}") };
    assert!((first / last - 125.0).abs() < 5.0 || last <= 1.5, "{heights:?}");
    assert!(first > 100.0, "{heights:?}");
}

#[test]
fn a_fall_by_a_fraction_is_not_drawn_as_a_rise() {
    let text = "Добыча угля сократилась на треть, а сбор хлеба — на четверть.";
    let change = |quote, value, subject| Given { measure: Measure::Increase, ..count(quote, value, "", subject, None) };
    let fixture = Fixture::new(text)
        .give(change("треть", "1/3", "добыча угля"))
        .give(change("четверть", "1/4", "сбор хлеба"))
        .relate(RelationKind::Breakdown, &[0, 1]);
    assert!(charts(&fixture).is_empty());
}

#[test]
fn changes_in_different_units_share_no_axis() {
    let grown = |other: &'static str, lemma: &'static str| {
        let change = |quote, value, unit, subject| Given {
            measure: Measure::Increase,
            ..count(quote, value, unit, subject, None)
        };
        let text = format!("Сбор хлеба вырос на 20 тонн, а доход — на 300 {other}.");
        let fixture = Fixture::new(&text)
            .give(change("20", "20", "тонна", "сбор хлеба"))
            .give(change("300", "300", lemma, "доход"))
            .relate(RelationKind::Breakdown, &[0, 1]);
        charts(&fixture).len()
    };
    assert_eq!(grown("рублей", "рубль"), 0);
    assert_eq!(grown("тонн", "тонна"), 1);
}

#[test]
fn what_happened_is_a_timeline_of_its_own() {
    let text = "12 марта 1921 г. открыли завод. Примерно в 1923 г. построили школу. С 1941 по 1945 г. шла война.";
    let charts = read(text);
    let [chart] = charts.as_slice() else { panic!("one chart, found {charts:?}") };
    assert_eq!((chart.form, chart.relation.as_ref()), (Form::Timeline, None));
    assert_eq!(chart.title, "События 1921–1945 гг.");
    assert!(chart.rows.iter().all(|row| row.value.is_none() && row.period.is_some()));
    assert_eq!(chart.rows.iter().map(Row::is_about).collect::<Vec<_>>(), [false, true, false]);
    assert!(chart.reading.starts_with("3 события; первое: 12 марта 1921 г., последнее: "), "{}", chart.reading);
    let table = crate::chart::table::table(chart);
    assert_eq!(table[0].0, "12 марта 1921 г.");
    assert!(read("12 марта 1921 г. открыли завод. 12 марта 1921 г. открыли школу.").is_empty(), "one time has no axis");
}

#[test]
fn a_text_that_tells_of_much_has_a_timeline_for_each_of_its_parts() {
    let part =
        |from: i32| (from..from + 40).map(|year| format!("В {year} г. открыли завод № {year}. ")).collect::<String>();
    let charts = read_named("text.md", &format!("# Начало\n\n{}\n\n# Конец\n\n{}", part(1801), part(1901)));
    let timelines: Vec<&ChartSpec> = charts.iter().filter(|chart| chart.form == Form::Timeline).collect();
    let titles: Vec<&str> = timelines.iter().map(|chart| chart.title.as_str()).collect();
    assert_eq!(timelines.iter().map(|chart| chart.rows.len()).sum::<usize>(), 80, "nothing is left out: {titles:?}");
    assert_eq!(titles.len(), 4);
    assert!(
        titles[0].starts_with("Начало: события 1801–1820") && titles[3].starts_with("Конец: события 1921–1940"),
        "{titles:?}"
    );
}

#[test]
fn a_range_of_a_change_is_told_with_both_ends() {
    let text = "Добыча угля выросла на 15–20 %, а сбор хлеба сократился на 10–12 %.";
    let range = |quote, value, subject| Given {
        measure: Measure::PercentIncrease,
        bound: Bound::Between,
        ..percent(quote, value, subject)
    };
    let mut fixture = Fixture::new(text)
        .give(range("15–20 %", "15", "добыча угля"))
        .give(range("10–12 %", "10", "сбор хлеба"))
        .relate(RelationKind::Breakdown, &[0, 1]);
    for (fact, upper) in fixture.facts.iter_mut().zip(["20", "12"]) {
        let FactKind::Quantity(quantity) = &mut fact.kind else { continue };
        quantity.upper = upper.parse().ok();
    }
    let chart = &charts(&fixture)[0];
    let reading = "добыча угля: рост на 15–20 %, сбор хлеба: снижение на 10–12 %";
    assert_eq!(chart.reading.replace(NBSP, " "), reading);
    let fall = &chart.rows[1];
    assert_eq!(
        (fall.amount().to_string(), fall.upper.map(|upper| upper.to_string())),
        ("-12".into(), Some("-10".into()))
    );
    let written = |row| crate::chart::numbers::written(chart, row).replace(NBSP, " ");
    assert_eq!(chart.rows.iter().map(written).collect::<Vec<_>>(), ["+15…+20 %", "−10…−12 %"]);
}

#[test]
fn times_without_a_day_have_no_axis_of_time() {
    let of = |last: &'static str| {
        let at = |words, edtf| Some((words, edtf));
        let fixture = Fixture::new("В 1919 г. их было 30, в 1920 г. 40, с 1921 г. — 50.")
            .give(count("30", "30", "школа", "школ", at("1919 г.", "1919")))
            .give(count("40", "40", "школа", "школ", at("1920 г.", "1920")))
            .give(count("50", "50", "школа", "школ", at("1921 г.", last)))
            .relate(RelationKind::Series, &[0, 1, 2]);
        charts(&fixture)[0].form
    };
    assert_eq!(of("1921"), Form::Line);
    assert_eq!(of("1921/.."), Form::Bars, "nobody knows how far it lies from 1920");
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
    let over =
        Given { bound: Bound::Over, ..count("600", "600", "человек", "человек призвали", None) };
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
