//! Clauses and the questions that they become.

use super::*;
use crate::lexicon::ru::morphology::Morphology;

/// The clause asked for its number; `""` where it cannot be.
fn how_many(clause: &str, number: &str) -> String {
    let made = || {
        let told = Told::of(clause, &Lexis::new(Morphology::bundled()))?;
        let at = clause.find(number)?;
        let hole = told.hole(Span::new(at, at + number.len()))?;
        let counted = told.counted(hole)?;
        told.question(&[], &counted.asking(&told), &[counted.hole], "", "", Order::Turned)
    };
    made().unwrap_or_default()
}

fn when(clause: &str) -> String {
    let told = Told::of(clause, &Lexis::new(Morphology::bundled()));
    told.and_then(|told| told.question(&[], "Когда", &[], "", "", Order::Kept)).unwrap_or_default()
}

#[test]
fn how_many_and_how_much() {
    for (clause, number, question) in [
        (
            "В 1938 г. на курсах мастеров училось 340 человек",
            "340",
            "Сколько человек училось в 1938 г. на курсах мастеров?",
        ),
        (
            "Колхозы района собрали 5009 тонн зерна с полей",
            "5009",
            "Сколько тонн зерна собрали колхозы района с полей?",
        ),
        (
            "В городе было построено свыше 145 тыс. новых квартир",
            "145 тыс.",
            "Сколько новых квартир было построено в городе?",
        ),
        (
            "Выпуск тканей увеличился за год на 20 процентов",
            "20 процентов",
            "На сколько процентов увеличился выпуск тканей за год?",
        ),
        (
            "Доля вуза на рынке услуг составляет около 10 %",
            "10 %",
            "Сколько процентов составляет доля вуза на рынке услуг?",
        ),
        // Nothing that `сколько` could ask for, or more than one could turn round.
        ("В селе за год построили 21 дом и клуб", "21", ""),
        ("В списке стояло 40 из 284 мастеров завода", "284", ""),
        ("Завод, который дал 40 станков, открыли весной", "40", ""),
        ("Завод дал 40 станков и получил премию", "40", ""),
        ("План — 40 станков в год", "40", ""),
    ] {
        assert_eq!(how_many(clause, number), question, "{clause}");
    }
}

#[test]
fn when_keeps_the_order_unless_the_predicate_ends_it() {
    assert_eq!(when("первый аукцион состоялся"), "Когда состоялся первый аукцион?");
    assert_eq!(when("завод получил новый заказ"), "Когда завод получил новый заказ?");
    assert_eq!(when("он получил новый заказ"), "", "nobody knows who");
    assert_eq!(when("новый завод в городе"), "", "nothing happens");
}

#[test]
fn the_longest_run() {
    assert_eq!(longest_run("Сколько домов построили в городе?", "В городе построили 40 домов."), 2);
    assert_eq!(longest_run("а б в г д", "х а б в х б в г д х"), 4);
    assert_eq!(longest_run("", "а"), 0);
}

#[test]
fn participles_take_the_form_that_is_asked_for() {
    assert_eq!(when("Новая галерея создана в Москве"), "Когда новая галерея была создана в Москве?");
    assert_eq!(when("Созданы высшие курсы в Москве"), "Когда были созданы высшие курсы в Москве?");
    assert_eq!(when("Галерея была создана в Москве"), "Когда галерея была создана в Москве?");
    assert_eq!(
        how_many("30 десятин пустых земель освоены в Омске", "30"),
        "Сколько десятин пустых земель освоено в Омске?"
    );
}

#[test]
fn what_is_glued_to_the_clause_is_not_turned() {
    assert_eq!(when("«Новый летописец» Всё больше появлялось светских произведений"), "");
    assert_eq!(when("издание газеты - публиковалась хроника важных событий"), "");
    assert_eq!(when("первые прямые выборы в него проведены в Москве"), "");
}
