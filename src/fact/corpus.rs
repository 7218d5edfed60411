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
