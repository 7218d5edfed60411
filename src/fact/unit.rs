//! What is counted as a lemma, or what it is measured in; and nouns that do not say of what a figure is.

use super::phrase::Phrase;
use super::scene::{Scene, Slot};
use super::topic::is_measure_noun;
use crate::extract::number::rules::{far_unit, unit_at};
use crate::extract::{Amount, Measure};
use crate::lexicon::ru::lemma::Counted;

/// The lemma of what is counted or of what it is measured in.
pub fn unit(scene: &Scene, slot: &Slot, noun: Option<Phrase>) -> String {
    let words = &scene.words;
    let within = || (slot.from..slot.to).find_map(|at| unit_at(words, at)).map(|(_, unit)| unit.lemma.to_owned());
    match slot.quantity.measure {
        Measure::Percent | Measure::PercentIncrease => return "процент".to_owned(),
        Measure::Multiple => return "раз".to_owned(),
        Measure::Money => {
            return within().or_else(|| far_unit(words, slot.to).map(|unit| unit.lemma.to_owned())).unwrap_or_default();
        }
        Measure::Physical | Measure::Duration | Measure::Age => {
            let own = unit_at(words, slot.to).map(|(_, unit)| unit);
            let lemma = own.or_else(|| far_unit(words, slot.to)).map_or("", |unit| unit.lemma);
            return match words.word(slot.to) {
                word if word.starts_with("кв") && word != lemma && !word.starts_with("квт") => {
                    format!("квадратный {lemma}")
                }
                word if word.starts_with("куб") => format!("кубический {lemma}"),
                _ if words.get(slot.to + 1) == "²" => format!("квадратный {lemma}"),
                _ if words.get(slot.to + 1) == "³" => format!("кубический {lemma}"),
                _ => lemma.to_owned(),
            };
        }
        Measure::Increase => {
            if let Some(money) = within() {
                return money;
            }
        }
        Measure::Count | Measure::Share => {}
    }
    let Some(noun) = noun else { return String::new() };
    // `треть числа депутатов`: what is counted is the next noun.
    let inner = (noun.head + 1..noun.to).find(|&at| scene.is_nominal(at) && !words.is_attribute(at));
    match inner.filter(|_| is_measure_noun(words.word(noun.head))) {
        Some(inner) => scene.lemmas.genitive(words, inner),
        None => scene.lemmas.counted(words, noun.head, number_of(scene, slot, noun.head)),
    }
}

/// The form in which the number puts its noun.
fn number_of(scene: &Scene, slot: &Slot, noun: usize) -> Counted {
    let words = &scene.words;
    let Amount::Decimal(value) = slot.quantity.amount else {
        return match slot.quantity.rule.as_ref() {
            "each_nth" => Counted::One,
            _ if words.is_genitive_plural(noun) => Counted::Many,
            _ => Counted::Few,
        };
    };
    let of_many = words.word(slot.to) == "из" || slot.lead > 0 && words.word(slot.lead - 1) == "из";
    let multiplied = (slot.from..slot.to).any(|at| words.multiplier(at).is_some());
    let genitive =
        (slot.lead..slot.from).any(|at| !matches!(words.word(at), "примерно" | "почти" | "минимум" | "максимум"));
    if multiplied || of_many {
        return Counted::Many;
    }
    if !value.fract().is_zero() {
        return Counted::Few;
    }
    let (last, tens): (u8, u8) = (
        (value % rust_decimal::Decimal::TEN).try_into().unwrap_or(0),
        (value % rust_decimal::Decimal::ONE_HUNDRED).try_into().unwrap_or(0),
    );
    match last {
        _ if (11..=14).contains(&tens) => Counted::Many,
        1 if !genitive => Counted::One,
        2..=4 if !genitive => Counted::Few,
        _ => Counted::Many,
    }
}

/// `голов`: of what, the words before say, unless words after it do.
pub fn is_head_of_cattle(word: &str) -> bool {
    matches!(word, "голов" | "голова" | "головы" | "гол")
}

/// Nouns that stand for another: `252 тыс. человек`.
pub fn is_generic(word: &str) -> bool {
    matches!(
        word,
        "человек"
            | "человека"
            | "чел"
            | "челов"
            | "людей"
            | "лиц"
            | "единиц"
            | "единицы"
            | "единица"
            | "штук"
            | "штуки"
            | "шт"
            | "экз"
    )
}
