//! What is counted, when and where: text and answer in one line, the number marked by where it stands in the text.

mod definitions;
mod events;

use super::*;
use crate::document::Document;
use crate::lexicon::ru::morphology::Morphology;
use crate::{extract, ingest, segment};

fn facts(text: &str) -> (Document, Vec<Fact>) {
    let document = ingest::read_text(text, None).expect("a text").document;
    let sentences = segment::segment(&document, Morphology::bundled());
    let mentions = extract::mentions(&document, &sentences);
    let facts = assemble(&document, &sentences, &mentions);
    (document, facts)
}

/// Each figure of the text as `unit: subject`.
fn check(text: &str, expect: &[&str]) {
    let found: Vec<String> = facts(text)
        .1
        .iter()
        .filter_map(Fact::quantity)
        .map(|quantity| format!("{}: {}", quantity.unit, quantity.subject))
        .collect();
    assert_eq!(found, expect, "in {text:?}");
}

/// Each figure of the text with its period, `-` for none.
fn check_periods(text: &str, expect: &[&str]) {
    let when = |fact: &Fact| fact.period.as_ref().map_or("-".to_owned(), |period| period.when.to_string());
    let found: Vec<String> = facts(text).1.iter().filter(|fact| fact.quantity().is_some()).map(when).collect();
    assert_eq!(found, expect, "in {text:?}");
}

#[test]
fn the_noun_after_the_number() {
    check("В город прибыли 40 опытных врачей.", &["врач: опытных врачей в город"]);
    check(
        "Приехали 12 партийных, советских и хозяйственных работников.",
        &["работник: партийных, советских и хозяйственных работников"],
    );
    check("Собрали 3 тыс. овец и коз.", &["овца: овец и коз"]);
    check("Открыли 5 школ и театр получил новое здание.", &["школа: школ"]);
    check("Приняли 30 членов и кандидатов в члены союза.", &["член: членов и кандидатов в члены союза"]);
}

#[test]
fn what_the_clause_tells() {
    check("На стройке в посёлке находилось 300 рабочих.", &["рабочий: рабочих на стройке в посёлке"]);
    check("Посевная площадь под садами увеличилась на 20 процентов.", &["процент: Посевная площадь под садами"]);
    check("Численность населения города составила 90 тыс. человек.", &["население: Численность населения города"]);
    check("В армию было призвано 20 тыс. человек.", &["человек: человек призвано в армию"]);
}

#[test]
fn what_is_left_out() {
    check(
        "В 1942 г. в кружках занималось 40 тыс. рабочих, а в 1943 г. — 70 тыс.",
        &["рабочий: рабочих занималось в кружках", "рабочий: рабочих занималось в кружках"],
    );
    check(
        "В кружке было 40 мастеров, через год их число превысило 70.",
        &["мастер: мастеров в кружке", "мастер: мастеров в кружке"],
    );
    check("Создали постоянные комиссии, которых насчитывалось 276.", &["комиссия: постоянные комиссии"]);
    check("Работу вели постоянные комиссии: в конце года их насчитывалось 276.", &["комиссия: постоянные комиссии"]);
    check("В отряде 30 из 90 бойцов были новичками.", &["боец: бойцов в отряде", "боец: бойцов"]);
}

#[test]
fn periods_by_scope() {
    check_periods("В 1942 г. было 40 школ, а в 1943 г. — 70.", &["1942", "1943"]);
    check_periods("Было 40 школ против 33 в 1939 г.", &["-", "1939"]);
    check_periods("Добыча выросла с 29 млн т в 1913 г. до 166 млн т в 1940 г.", &["1913", "1940"]);
    check_periods("В 1944 г. открылись школы. Только в столице их было 20.", &["1944"]);
    check_periods("В 1944 г. открылись школы. Завод выпустил 20 станков.", &["-"]);
    check_periods("По постановлению от 5 мая 1944 г. построено 20 домов.", &["-"]);
    check_periods("Население — 312 тыс. человек (2021).", &["2021"]);
}

#[test]
fn two_levels_of_a_change() {
    check(
        "б) Рост числа библиотек, городских и сельских, с 40 единиц в 1925 году до 90 единиц в 1930 году.",
        &["библиотека: число библиотек", "библиотека: число библиотек"],
    );
    check(
        "а) Повышение процента всхожести с 67% до 90%.",
        &["процент: процент всхожести", "процент: процент всхожести"],
    );
    check("Добыча удвоилась, с 2,9 до 5,8 млн тонн.", &["тонна: Добыча", "тонна: Добыча"]);
    check_periods(
        "Рост сбора с 20 тыс. пудов в 1925 году до 35 тыс. в 1930 году, причём число садов поднялось с 400 до 900.",
        &["1925", "1930", "1925", "1930"],
    );
    check_periods("Доля приезжих сократилась с 75 % в 1970 году до 55 % к 2010 году.", &["1970", "2010"]);
    check_periods("В 1930 году тариф вырос с 20 до 35 рублей.", &["1930", "1930"]);
}

#[test]
fn figures_of_before() {
    check(
        "За 1865 г. считали 508 ткачей. За 1890 г. соответствующая цифра будет 839. Увеличение на 65 %.",
        &["ткач: ткачей", "ткач: ткачей", "процент: Увеличение (ткачей)"],
    );
    check("Осмотрели 40 чел. пильщиков.", &["пильщик: пильщиков"]);
    check("Открыли 3 города и 1 рабочий посёлок.", &["город: города", "поселок: рабочий посёлок"]);
    check("Опрошено 80 % всех жителей.", &["процент: жителей Опрошено"]);
    check_periods("В 1900 г. токарей было 40, слесарей — 60. Итого 100.", &["1900", "1900", "1900"]);
}

#[test]
fn what_a_change_is_told_of() {
    check(
        "Население края сократилось на 30 %, посевные площади на 20 %.",
        &["процент: Население края", "процент: посевные площади"],
    );
    check("Рост пром. производства превзошёл прежний уровень на 7 %.", &["процент: Рост пром. производства"]);
    check("Мощность станции — 42 млн куб. м газа.", &["кубический метр: Мощность станции газа"]);
    check("Это даёт общий выход масла около 63 %.", &["процент: общий выход масла"]);
    check("2 млн рублей на ремонт моста.", &["рубль: на ремонт моста"]);
}

#[test]
fn stories() {
    let (_, made) = facts("12 мая 1931 г. завод выпустил первый трактор.");
    let told: Vec<&str> = made
        .iter()
        .filter_map(|fact| match &fact.kind {
            FactKind::Event { what } => Some(what.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(told, ["завод выпустил первый трактор"]);
    let (_, facts) = facts("Доля женщин известна на 12 мая 1931 г., а доля мужчин нет.");
    assert!(matches!(&facts[0].kind, FactKind::Event { what } if what == "Доля женщин известна"));
}

#[test]
fn ids_of_alike_figures_differ() {
    let (_, facts) = facts(&"Было 5 школ. ".repeat(40));
    let mut ids: Vec<&FactId> = facts.iter().map(|fact| &fact.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 40);
}
