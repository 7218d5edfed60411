//! How charts and their rows are named.

use super::tests::{charts, percent, read, titled};
use super::*;
use crate::card::tests::{Fixture, Given, count};
use crate::wording::NBSP;

#[test]
fn a_title_says_once_that_a_number_is_told() {
    let at = |words, edtf| Some((words, edtf));
    let fixture = Fixture::new("В 1943 г. было 26 тысяч комсомольцев, в 1944 г. — 43 тысячи.")
        .give(count("26 тысяч", "26000", "комсомолец", "комсомольцев с общей численностью", at("1943 г.", "1943")))
        .give(count("43 тысячи", "43000", "комсомолец", "комсомольцев с общей численностью", at("1944 г.", "1944")))
        .relate(RelationKind::Series, &[0, 1]);
    assert_eq!(charts(&fixture)[0].title, "Число комсомольцев");
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
fn groups_told_one_after_the_other_say_in_full_what_was_counted() {
    let labels = |text: &str| -> Vec<String> {
        let fixture = Fixture::new(text)
            .give(count("205", "205", "сапёр", "сапёров", None))
            .give(count("1421", "1421", "лётчик", "лётчик", None))
            .relate(RelationKind::Breakdown, &[0, 1]);
        charts(&fixture)[0].rows.iter().map(|row| row.label.clone()).collect()
    };
    assert_eq!(
        labels("Только по РСФСР ордена Славы удостоились 205 сапёров и ордена Красной Звезды — 1421 лётчик."),
        ["лётчики (орден Красной Звезды)", "сапёры (орден Славы)"]
    );
    for (told, first, last) in [
        (
            "ордена Отечественной войны I степени удостоились 205 сапёров и ордена Отечественной войны II степени",
            "орден Отечественной войны I степени",
            "орден Отечественной войны II степени",
        ),
        (
            "ордена Славы 1-й степени удостоились 205 сапёров и ордена Славы 2-й степени",
            "орден Славы 1-й степени",
            "орден Славы 2-й степени",
        ),
        ("орденом «Знак Почёта» награждены 205 сапёров и орденом Ленина", "орден «Знак Почёта»", "орден Ленина"),
    ] {
        assert_eq!(
            labels(&format!("Только по РСФСР {told} — 1421 лётчик.")),
            [format!("лётчики ({last})"), format!("сапёры ({first})")],
            "a class is told too"
        );
    }
    assert_eq!(
        labels("Только по РСФСР ордена Славы удостоились 205 сапёров и ордена Славы 30 — 1421 лётчик."),
        ["лётчики", "сапёры"],
        "a number is of something else"
    );
    assert_eq!(
        labels("Только по РСФСР премию Труда получили 205 сапёров и грамоты — 1421 лётчик."),
        ["лётчики", "сапёры"],
        "nothing tells with what the premium is compared"
    );
    assert_eq!(labels("В город пришли 205 сапёров и 1421 лётчик."), ["лётчики", "сапёры"]);
}

#[test]
fn groups_told_by_what_they_got_are_named_by_it() {
    let charts = read(
        "Орденом Отечественной войны I степени награждено 37 человек, орденом Отечественной войны II степени — 112 человек, \
         орденом Красной Звезды — 340 человек.",
    );
    let [chart] = charts.as_slice() else { panic!("one chart, found {charts:?}") };
    assert_eq!(
        chart.rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(),
        ["орден Красной Звезды", "орден Отечественной войны II степени", "орден Отечественной войны I степени"]
    );
    assert!(chart.title.starts_with("Орден Отечественной войны I степени, "), "{}", chart.title);
}

#[test]
fn a_part_is_named_by_the_word_after_its_figure() {
    let charts = read("Из 815 школ 640 были начальными, из них 112 — двухкомплектными.");
    let [chart] = charts.as_slice() else { panic!("one chart, found {charts:?}") };
    assert_eq!(
        chart.rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(),
        ["всего", "начальные", "двухкомплектные"]
    );
}

#[test]
fn a_part_is_not_named_by_the_noun_of_its_whole_once_more() {
    let charts = read("В 1945 г. в институте учились 1200 студентов. Из них 480 — женщины, 130 — бывшие фронтовики.");
    let [chart] = charts.as_slice() else { panic!("one chart, found {charts:?}") };
    assert_eq!(
        chart.rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(),
        ["всего", "женщины", "бывшие фронтовики"]
    );
}

#[test]
fn shares_are_named_by_the_word_after_their_figure() {
    let charts = read("Среди рабочих завода 52 % были женщинами, 30 % — подростками.");
    for chart in &charts {
        assert_eq!(chart.rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(), ["женщины", "подростки"]);
    }
    assert_eq!(charts.len(), 1, "{charts:?}");
}

#[test]
fn a_title_names_no_place_where_places_are_compared() {
    let charts = read("Площадь Сибирского края составляла 4 млн кв. км, Крыма — 26 тыс. кв. км, Москвы — 229 кв. км.");
    let [chart] = charts.as_slice() else { panic!("one chart, found {charts:?}") };
    assert_eq!((chart.form, chart.title.as_str()), (Form::Dots, "Площадь"));
    assert_eq!(
        chart.rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(),
        ["Сибирский край", "Крым", "Москва"]
    );
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
    assert_eq!(of("грамотными среди жителей"), "Доля грамотных среди жителей");
    assert_eq!(of("уровень безработицы"), "Уровень безработицы");
}

#[test]
fn groups_of_changes_are_named_by_what_changed() {
    let told = |text: &str| -> (Form, String, Vec<(String, String)>) {
        let charts = read(text);
        let [chart] = charts.as_slice() else { panic!("one chart of {text}, found {charts:?}") };
        let row = |row: &Row| (row.label.clone(), crate::chart::numbers::written(chart, row).replace(NBSP, " "));
        (chart.form, chart.title.clone(), chart.rows.iter().map(row).collect())
    };
    let is = |title: &str, rows: &[(&str, &str)]| {
        let rows = rows.iter().map(|(label, number)| ((*label).to_owned(), (*number).to_owned())).collect();
        (Form::Arrows, title.to_owned(), rows)
    };
    assert_eq!(
        told("Промышленность выросла на 5 %, торговля — на 3 %."),
        is("Промышленность и торговля", &[("промышленность", "+5 %"), ("торговля", "+3 %")])
    );
    assert_eq!(
        told("Вывоз зерна вырос на 3 %, а ввоз на 5 %."),
        is("Вывоз зерна и ввоз", &[("ввоз", "+5 %"), ("вывоз зерна", "+3 %")])
    );
    assert_eq!(
        told("Число школ увеличилось на 20, больниц — на 15."),
        is("Число школ и число больниц", &[("число школ", "+20"), ("число больниц", "+15")])
    );
    // Of ore, or more ores: what the text leaves open stays in its words.
    assert_eq!(
        told("Добыча угля выросла на 20 %, руды — на 15 %."),
        is("Добыча угля и руды", &[("добыча угля", "+20 %"), ("руды", "+15 %")])
    );
    assert_eq!(
        told("Добыча угля выросла на 20 %, цены — на 15 %."),
        is("Добыча угля и цены", &[("добыча угля", "+20 %"), ("цены", "+15 %")])
    );
    assert_eq!(read("Промышленность выросла на 5 %, торговля — на 3 млн рублей."), []);
}

#[test]
fn a_label_has_the_capital_of_a_name_alone() {
    let labels = |text: &str| -> Vec<String> {
        read(text).first().map(|chart| chart.rows.iter().map(|row| row.label.clone()).collect()).unwrap_or_default()
    };
    assert_eq!(
        labels("Выпуск станков вырос в 1938 г. в 1,5 раза, выпуск тракторов — в 2 раза."),
        ["выпуск тракторов", "выпуск станков"]
    );
}

/// Whoever guesses a chart is not to learn from its title which group is the greatest.
#[test]
fn a_title_names_groups_as_the_text_does_and_not_by_their_size() {
    let fixture = Fixture::new("Хозяйство сдало 10 лошадей, 300 коров и 20 коз.")
        .give(count("10", "10", "лошадь", "лошадей", None))
        .give(count("300", "300", "корова", "коров", None))
        .give(count("20", "20", "коза", "коз", None))
        .relate(RelationKind::Breakdown, &[0, 1, 2]);
    let [chart] = &charts(&fixture)[..] else { panic!("one chart") };
    assert_eq!(chart.rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(), ["коровы", "козы", "лошади"]);
    assert_eq!(chart.title, "Лошади, коровы и козы");
}

#[test]
fn what_all_but_the_first_leave_out_is_the_title() {
    let charts = read("Урожайность ржи составила 8 ц/га, пшеницы — 12 ц/га, овса — 10 ц/га.");
    let [chart] = charts.as_slice() else { panic!("one chart, found {charts:?}") };
    assert_eq!((chart.form, chart.title.as_str()), (Form::Bars, "Урожайность ржи, пшеницы и овса"));
    assert_eq!(chart.rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(), ["пшеница", "овес", "рожь"]);
}

#[test]
fn a_whole_that_the_labels_still_say_is_not_told_twice() {
    // The verb keeps the words of the first as they are.
    let fixture = Fixture::new("Совхозов электрифицировано среди новых 76 %, колхозов — 15 %, артелей — 4 %.")
        .give(percent("76 %", "76", "совхозов электрифицировано среди новых"))
        .give(percent("15 %", "15", "колхозов"))
        .give(percent("4 %", "4", "артелей"))
        .relate(RelationKind::Breakdown, &[0, 1, 2]);
    let [chart] = &charts(&fixture)[..] else { panic!("one chart") };
    assert!(chart.rows[0].label.ends_with("среди новых") && chart.scope.is_empty(), "{chart:?}");
}

/// Of a text: title, scope, unit and labels of its one chart.
fn told(text: &str) -> (String, String, Vec<String>) {
    let charts = read(text);
    let [chart] = charts.as_slice() else { panic!("one chart of {text}, found {charts:?}") };
    (chart.title.clone(), chart.scope.clone(), chart.rows.iter().map(|row| row.label.clone()).collect())
}

fn is(title: &str, scope: &str, rows: &[&str]) -> (String, String, Vec<String>) {
    (title.to_owned(), scope.to_owned(), rows.iter().map(|row| (*row).to_owned()).collect())
}

#[test]
fn adjectives_that_stand_for_nouns_are_in_the_nominative_too() {
    assert_eq!(
        told("В армию ушли 205 служащих, 1421 рабочий и 30 учащихся."),
        is("Служащие, рабочие и учащиеся", "в армию", &["рабочие", "служащие", "учащиеся"])
    );
    assert_eq!(
        told("Больных было 300, выздоровевших — 250, умерших — 50."),
        is("Больные, выздоровевшие и умершие", "", &["больные", "выздоровевшие", "умершие"])
    );
    assert_eq!(
        told("В 1897 г. русских было 56,2 %, поляков — 28,7 %, немцев — 9 %."),
        is("Русские, поляки и немцы", "1897 г.", &["русские", "поляки", "немцы"])
    );
}

#[test]
fn what_may_be_a_nominative_is_what_stands_beside_it() {
    assert_eq!(
        told("Пашня занимала 48 %, леса — 30 %, луга — 15 %."),
        is("Пашня, леса и луга", "", &["пашня", "леса", "луга"])
    );
    assert_eq!(
        told("Доля угля составила 50 %, нефти — 30 %, газа — 20 %."),
        is("Доля угля, нефти и газа", "", &["уголь", "нефть", "газ"])
    );
    let text = "Урожайность ржи — 8 ц/га, пшеницы — 12 ц/га, овса — 1 ц/га.";
    assert_eq!(told(text).0, "Урожайность ржи, пшеницы и овса");
    assert_eq!(told(text).2[..2], ["пшеница", "рожь"]);
    assert_eq!(read(text)[0].unit, "центнеров с гектара");
    // Of the factory, or factories: the words of the text are right either way.
    assert_eq!(
        told("Рентабельность завода составила 60 %, фабрики — 40 %."),
        is("Рентабельность завода и фабрики", "", &["рентабельность завода", "фабрики"])
    );
}

#[test]
fn what_is_said_of_all_groups_is_the_name_of_none() {
    assert_eq!(told("Привито 55 % детей и 45 % взрослых."), is("Дети и взрослые", "привито", &["дети", "взрослые"]));
    assert_eq!(
        told("Грамотными были 62 % мужчин и 38 % женщин."),
        is("Грамотные", "", &["среди мужчин", "среди женщин"])
    );
    assert_eq!(
        told("Высшее образование имели 60 % городских жителей, а сельских — 40 %."),
        is("Высшее образование", "", &["среди городских жителей", "среди сельских"])
    );
    assert_eq!(
        told("Члены партии составляли 51 % директоров, 49 % инженеров."),
        is("Члены партии", "", &["среди директоров", "среди инженеров"])
    );
    assert_eq!(told("Явка составила 52 % в городах и 48 % в сёлах."), is("Явка", "", &["в городах", "в сёлах"]));
    assert_eq!(told("Треть рабочих — женщины, две трети — мужчины."), is("Рабочие", "", &["мужчины", "женщины"]));
}

/// A genitive beside nominatives is no row of names.
#[test]
fn where_one_has_no_nominative_none_has() {
    let charts = |first: &'static str| {
        let fixture = Fixture::new("Из города ушли 20 лошадей, 10 Абырвалг и 5 коз.")
            .give(count("20", "20", "лошадь", "лошадей", None))
            .give(count("10", "10", "", first, None))
            .give(count("5", "5", "коза", "коз", None))
            .relate(RelationKind::Breakdown, &[0, 1, 2]);
        charts(&fixture).remove(0).rows.into_iter().map(|row| row.label).collect::<Vec<_>>()
    };
    assert_eq!(charts("этих"), ["лошадей", "этих", "коз"]);
    assert_eq!(charts("коровы"), ["лошади", "коровы", "козы"]);
}
