//! What the clause of a number is about, where the words after the number do not say it.

use super::phrase::{self, Phrase};
use super::scene::{Role, Scene, Slot};
use super::subject::{REACH, Said, WORDS};
use crate::extract::Measure;
use crate::extract::number::context::is_clause_mark;
use crate::lexicon::ru::form;

pub enum Topic {
    Noun {
        text: String,
        unit: String,
    },
    /// A pronoun stands for it.
    Carried,
}

/// What the clause before the number is about: `число учащихся достигло …`, `комиссии, которых насчитывалось …`.
pub fn topic(
    scene: &Scene,
    start: usize,
    slot: &Slot,
    dash: Option<usize>,
    last: Option<&Said>,
    before: Option<(&Scene, &[Said])>,
) -> Option<Topic> {
    let words = &scene.words;
    let verb = (start..slot.lead).rev().find(|&at| scene.is_finite(at) && scene.role(at) == Role::Plain);
    if let Some(relative) = (start.saturating_sub(2)..slot.lead).find(|&at| words.word(at).starts_with("котор")) {
        let comma = (relative.saturating_sub(2)..relative).find(|&at| words.is_mark(at, ','))?;
        return run_before(scene, comma, comma.saturating_sub(8)).map(|found| of_phrase(scene, found));
    }
    if let Some(dash) = dash {
        // `а депутатов и активистов — 1 569 316`
        let first =
            (start..dash).find(|&at| words.is_word(at) && scene.role(at) == Role::Plain && !words.is_particle(at))?;
        if scene.is_nominal(first) {
            let head = head_of(scene, first, dash)?;
            let to = phrase::completed(scene, head, dash);
            return Some(of_phrase(scene, Phrase { from: first, to, head }));
        }
        return None;
    }
    // `отгружено товаров на сумму 463 млн рублей`, `трубы длиной 5 метров`: of what, the words before say.
    if let Some(measured) = measured_before(scene, start, slot) {
        return Some(measured);
    }
    // `приняли 461 комсомольца, то есть около 50 процентов …`: once more of the same.
    let restated = slot.lead >= 2 && words.word(slot.lead - 2) == "то" && words.word(slot.lead - 1) == "есть";
    if let Some(last) = last.filter(|last| restated && !last.noun.is_empty()) {
        return Some(Topic::Noun { text: last.noun.clone(), unit: String::new() });
    }
    let verb = verb?;
    // `приняли 461 ученика, что составляло около 50 процентов …`
    if let Some(last) = last.filter(|last| words.word(verb.saturating_sub(1)) == "что" && !last.noun.is_empty()) {
        return Some(Topic::Noun { text: last.noun.clone(), unit: String::new() });
    }
    // `поддерживали комиссии: в конце года их насчитывалось …`: they are what the colon stands after.
    if (start..slot.lead).any(|at| words.word(at) == "их")
        && form::is_existential(words.word(verb))
        && let Some(colon) = (0..verb).rev().take(REACH).find(|&at| words.is_mark(at, ':'))
        && let Some(found) = run_before(scene, colon, colon.saturating_sub(8))
    {
        return Some(of_phrase(scene, found));
    }
    // `увеличило число учащихся … на 2 млн.`: a change is told of the object where there is one.
    let change = matches!(slot.quantity.measure, Measure::Increase | Measure::PercentIncrease | Measure::Multiple);
    if change && scene.is_nominal(verb + 1) && verb + 1 < slot.lead && !words.is_participle(verb + 1) {
        let head = (verb + 1..slot.lead).find(|&at| !words.is_attribute(at))?;
        return Some(of_phrase(scene, Phrase { from: verb + 1, to: phrase::completed(scene, head, slot.lead), head }));
    }
    if matches!(words.word(verb.saturating_sub(1)), "они" | "она" | "он" | "оно") && verb > start {
        return antecedent(before?.0, words.word(verb - 1)).map(|text| Topic::Noun { text, unit: String::new() });
    }
    if verb > start + 1 && matches!(words.word(verb - 2), "их" | "его" | "ее") && is_measure_noun(words.word(verb - 1))
    {
        return Some(Topic::Carried);
    }
    let money_for = slot.quantity.measure == Measure::Money
        && (start..verb).any(|at| words.word(at) == "на" && matches!(words.word(at + 1), "эти" | "эту" | "это"));
    if money_for {
        return first_subject(before?.0).map(|text| Topic::Noun { text, unit: String::new() });
    }
    // `Оборот торговли в 2016 году по сравнению с 2015 годом снизился на …`; of what is counted or paid the noun in the
    // nominative is the one who acts, unless the verb says how much something is.
    let level = form::is_existential(words.word(verb)) || words.is_change(verb);
    let ratio = matches!(
        slot.quantity.measure,
        Measure::Percent | Measure::PercentIncrease | Measure::Increase | Measure::Multiple | Measure::Share
    );
    if level || ratio {
        // The number and what it counts are passed over.
        let after = || phrase::nominative(scene, slot.from, clause_end(scene, slot.to));
        // `Численность граждан сократилась на 9 % и на 1 января составила 50 человек`: one subject, two predicates.
        let sentence = || phrase::nominative(scene, 0, start);
        let found = phrase::nominative(scene, start, slot.lead).or_else(after).or_else(sentence);
        if let Some(found) = found {
            return Some(of_phrase(scene, found));
        }
    } else if slot.quantity.measure == Measure::Money {
        return None;
    }
    let found = run_before(scene, verb, start)?;
    Some(of_phrase(scene, found))
}

/// What a sum or a dimension right before the number is of.
fn measured_before(scene: &Scene, start: usize, slot: &Slot) -> Option<Topic> {
    let words = &scene.words;
    if let Some(dimension) = slot.dimension(scene) {
        let thing = run_before(scene, dimension, start).or_else(|| phrase::nominative(scene, start, dimension))?;
        let text = format!("{} {}", scene.text(thing.from, thing.to), words.written(dimension));
        return Some(Topic::Noun { text, unit: String::new() });
    }
    let at = slot.lead.checked_sub(1)?;
    let sum = matches!(words.word(at), "сумму" | "сумме" | "размере" | "объеме" | "количестве" | "стоимостью");
    let preposition = (1..=2).filter_map(|back| at.checked_sub(back)).find(|&at| matches!(words.word(at), "на" | "в"));
    let end = preposition.or_else(|| (words.word(at) == "стоимостью").then_some(at)).filter(|_| sum)?;
    let found = phrase::independent(scene, start, end, |found| !words.is_capital(found.head) || found.from == 0)?;
    Some(of_phrase(scene, found))
}

/// The token after the clause that goes on after a number.
fn clause_end(scene: &Scene, from: usize) -> usize {
    let words = &scene.words;
    (from..words.len().min(from + REACH))
        .find(|&at| is_clause_mark(words, at) || scene.is_dash(at))
        .unwrap_or_else(|| words.len().min(from + REACH))
}

/// Nouns that say how much of something there is, not what.
pub fn is_measure_noun(word: &str) -> bool {
    ["числ", "количеств", "объем", "дол", "процент", "удельн", "сумм"].iter().any(|stem| word.starts_with(stem))
}

fn of_phrase(scene: &Scene, found: Phrase) -> Topic {
    let words = &scene.words;
    let word = words.word(found.head);
    // `число учащихся`: what is counted is the next noun.
    let inner = (found.head + 1..found.to).find(|&at| scene.is_nominal(at) && !words.is_attribute(at));
    let unit = match inner {
        Some(noun) if is_measure_noun(word) => scene.lemmas.genitive(words, noun),
        _ => scene.lemmas.genitive(words, found.head),
    };
    Topic::Noun { text: scene.text(found.from, found.to), unit }
}

/// The nominal words right before `end`, prepositional phrases inside included, not before `start`; a time and particles
/// between them and `end` are passed over.
fn run_before(scene: &Scene, end: usize, start: usize) -> Option<Phrase> {
    let words = &scene.words;
    let mut end = end;
    while end > start
        && (scene.role(end - 1) == Role::Time
            || words.is_particle(end - 1) && words.word(end - 1) != "и"
            || scene.role(end) == Role::Time && words.is_preposition(end - 1))
    {
        end -= 1;
    }
    let mut from = end;
    let mut best = None;
    while from > start && end - from < WORDS {
        let at = from - 1;
        let joins = words.word(at) == "и" && from < end;
        let leads = words.is_preposition(at) && scene.role(at) == Role::Plain && from < end;
        if !(scene.is_nominal(at) || joins || leads) {
            break;
        }
        from = at;
        if scene.is_nominal(at) {
            best = Some(at);
        }
    }
    let mut from = best?;
    // A run that begins in a phrase of place or time is led by it: the topic is what comes after.
    if from > 0 && words.is_preposition(from - 1) {
        let phrase = phrase::prepositional(scene, from - 1, end)?;
        from = (phrase.to..end).find(|&at| scene.is_nominal(at))?;
    }
    Some(Phrase { from, to: end, head: head_of(scene, from, end)? })
}

/// The first noun of `from..to`; where all look like adjectives, the last of them stands for one.
fn head_of(scene: &Scene, from: usize, to: usize) -> Option<usize> {
    let words = &scene.words;
    let noun =
        (from..to).find(|&at| scene.is_nominal(at) && (!words.is_attribute(at) || words.is_capital(at) && at > 0));
    noun.or_else(|| (from..to).rev().find(|&at| scene.is_nominal(at)))
}

/// What a pronoun stands for: the noun of the sentence before that agrees with it best by its ending.
pub fn antecedent(before: &Scene, pronoun: &str) -> Option<String> {
    let words = &before.words;
    let plain = |at: usize| {
        before.is_nominal(at) && before.role(at) == Role::Plain && !words.is_attribute(at) && words.word(at).len() > 6
    };
    let tokens = 0..words.len().min(REACH);
    let found = match pronoun {
        "они" | "их" => tokens
            .clone()
            .find(|&at| plain(at) && words.is_genitive_plural(at) && words.word(at).len() > 8)
            .or_else(|| tokens.clone().find(|&at| plain(at) && words.word(at).ends_with(['ы', 'и']))),
        "она" | "ее" => tokens.rev().find(|&at| plain(at) && words.word(at).ends_with(['а', 'я', 'ь', 'у', 'ю'])),
        _ => tokens.rev().find(|&at| {
            plain(at)
                && words
                    .word(at)
                    .ends_with(|letter| !matches!(letter, 'а' | 'я' | 'у' | 'ю' | 'ы' | 'и' | 'е' | 'х' | 'ь'))
        }),
    }?;
    Some(before.text(found, found + 1))
}

/// The subject of a sentence, as far as its beginning tells: `Расширилась внешкольная работа, …`.
fn first_subject(before: &Scene) -> Option<String> {
    let words = &before.words;
    let first = (0..words.len().min(REACH)).find(|&at| before.is_nominal(at) && !(at == 0 && before.is_finite(0)))?;
    let head = (first..words.len()).find(|&at| !words.is_attribute(at))?;
    before.is_nominal(head).then(|| before.text(first, phrase::completed(before, head, head + 6)))
}
