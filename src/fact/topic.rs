//! What the clause of a number is about, where the words after the number do not say it.

use super::phrase::{self, Phrase};
use super::scene::{Role, Scene, Slot};
use super::subject::{REACH, Said, WORDS, lower_first};
use crate::extract::Measure;
use crate::extract::Words;
use crate::extract::number::context::is_clause_mark;
use crate::lexicon::fold;
use crate::lexicon::ru::form;
use crate::lexicon::ru::morphology::Case;
use crate::lexicon::ru::traits::Traits;

pub enum Topic {
    Noun {
        text: String,
        unit: String,
    },
    /// A pronoun stands for it, of which so much is said: `их число`.
    Carried {
        kind: String,
    },
    /// What the figure before counted, and how much of it or how it changed.
    Figure {
        kind: Option<String>,
    },
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
        let found = run_before(scene, comma, comma.saturating_sub(8));
        // `площадь составила 57 га, из которой …`: not of the unit.
        let of_number = found.is_some_and(|found| found.from > 0 && scene.role(found.from - 1) == Role::Number);
        if let Some(last) = last.filter(|last| of_number && !last.noun.is_empty()) {
            return Some(Topic::Noun { text: last.noun.clone(), unit: String::new() });
        }
        return found.map(|found| of_phrase(scene, found));
    }
    if let Some(dash) = dash {
        // `дворяне (потомственные и личные) — 1,5 %`
        if let Some(named) = before_aside(scene, dash) {
            return Some(of_phrase(scene, named));
        }
        // `а депутатов и активистов — 1 569 316`
        let first =
            (start..dash).find(|&at| words.is_word(at) && scene.role(at) == Role::Plain && !words.is_particle(at))?;
        // `в том числе зерновых — на 25 млн га`
        let first = if words.starts(first, &["в", "том", "числе"]) { first + 3 } else { first };
        // `9-й класс — 96 тысяч`
        let ending = first > 1 && words.is_digits(first - 2) && words.is_dash(first - 1) && !words.space_before(first);
        let first = first + usize::from(ending);
        if first >= dash {
            return None;
        }
        if scene.is_nominal(first) {
            let head = head_of(scene, first, dash)?;
            let to = phrase::completed(scene, head, dash);
            let found = Phrase { from: first, to, head };
            let topic = of_phrase(scene, found);
            return Some(match (of_head_before(scene, slot, found, last), topic) {
                (Some(text), Topic::Noun { unit, .. }) => Topic::Noun { text, unit },
                (_, topic) => topic,
            });
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
    // `Население сократилось на 30 %, посевы на 20 %`: the verb is not said again.
    let change = matches!(slot.quantity.measure, Measure::Increase | Measure::PercentIncrease | Measure::Multiple);
    if (change || matches!(slot.quantity.measure, Measure::Physical | Measure::Percent))
        && let Some(found) = elliptic(scene, verb.unwrap_or(start), slot)
    {
        return Some(of_phrase(scene, found));
    }
    if verb.is_none()
        && let Some(changed) = of_change(scene, start, slot)
    {
        return Some(changed);
    }
    // `С 29 до 16 снизилось число краж`
    if verb.is_none()
        && let Some(changed) = after_change(scene, slot)
    {
        return Some(changed);
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
    // `превзошёл уровень на 5 %`: what is surpassed is not what grew.
    let surpassed = ["превы", "превос", "превзо", "обогна", "опере", "отста"];
    let surpassed = surpassed.iter().any(|stem| words.word(verb).starts_with(stem));
    if change && !surpassed && scene.is_nominal(verb + 1) && verb + 1 < slot.lead && !words.is_participle(verb + 1) {
        let head = (verb + 1..slot.lead).find(|&at| !words.is_attribute(at))?;
        return Some(of_phrase(scene, Phrase { from: verb + 1, to: phrase::completed(scene, head, slot.lead), head }));
    }
    // `в области их было 252`: what the sentence before is about.
    let of_them = verb > start && words.word(verb - 1) == "их" && form::is_existential(words.word(verb));
    if of_them && let Some((before, said)) = before {
        let subject = phrase::nominative(before, 0, before.words.len());
        let many = subject.filter(|found| before.words.traits(found.head).has(Traits::PLURAL));
        let text = many.map(|found| before.text(found.from, found.to)).or_else(|| antecedent(before, "их"));
        // What the last figure counted has the same unit.
        let of = |text: &str| said.last().filter(|last| last.noun.split(' ').next() == text.split(' ').next());
        return text
            .map(|text| Topic::Noun { unit: of(&text).map_or_else(String::new, |last| last.unit.clone()), text });
    }
    if matches!(words.word(verb.saturating_sub(1)), "они" | "она" | "он" | "оно") && verb > start {
        return antecedent(before?.0, words.word(verb - 1)).map(|text| Topic::Noun { text, unit: String::new() });
    }
    if verb > start + 1 && matches!(words.word(verb - 2), "их" | "его" | "ее") && is_measure_noun(words.word(verb - 1))
    {
        return Some(Topic::Carried { kind: scene.text(verb - 1, verb) });
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
            // `Количество их снизилось`
            let of_them =
                matches!(words.word(found.to), "их" | "его" | "ее") && is_measure_noun(words.word(found.head));
            let noun = before.filter(|_| of_them && found.to == found.head + 1);
            if let Some(noun) = noun.and_then(|(before, _)| antecedent(before, words.word(found.to))) {
                let text = format!("{} ({noun})", scene.text(found.from, found.to));
                return Some(Topic::Noun { text, unit: String::new() });
            }
            return Some(if is_reference(words, found) {
                Topic::Figure { kind: None }
            } else {
                of_phrase(scene, found)
            });
        }
    } else if slot.quantity.measure == Measure::Money {
        return None;
    }
    // `дают общий выход около 63 %`: what a verb that is no level has right before its figure.
    let object = || run_before(scene, slot.lead, verb + 1).filter(|_| ratio && !level);
    let found = run_before(scene, verb, start).or_else(object)?;
    Some(if is_reference(words, found) { Topic::Figure { kind: None } } else { of_phrase(scene, found) })
}

/// The nouns before brackets without a number that end right before the dash.
fn before_aside(scene: &Scene, dash: usize) -> Option<Phrase> {
    const ASIDE: usize = 10;
    const NAME: usize = 8;
    let words = &scene.words;
    let close = dash.checked_sub(1).filter(|&at| words.is_mark(at, ')'))?;
    let open = (close.saturating_sub(ASIDE)..close).rev().find(|&at| words.is_mark(at, '('))?;
    let counts = (open..close).any(|at| scene.role(at) == Role::Number);
    run_before(scene, open, open.saturating_sub(NAME)).filter(|_| !counts)
}

/// `соответствующая цифра`, `последнее число`: words for a figure that was told before.
fn is_reference(words: &Words, found: Phrase) -> bool {
    const ATTRIBUTES: &[&str] =
        &["соответств", "последн", "указанн", "приведенн", "названн", "аналогичн", "подобн", "такая", "такое", "данн"];
    const FIGURES: &[&str] = &["цифр", "числ", "количеств", "показател", "величин", "итог"];
    let begins = |at: usize, stems: &[&str]| stems.iter().any(|stem| words.word(at).starts_with(stem));
    let bare = found.to == found.head + 1 && begins(found.head, FIGURES);
    bare && found.from < found.head && (found.from..found.head).all(|at| begins(at, ATTRIBUTES))
        || bare && words.word(found.from.wrapping_sub(1)).starts_with("эт")
}

/// `Рост числа школ с 20 до 35`, `увеличение на 65 %`: of a noun of change without a verb what changed; of a bare one
/// what was counted before.
fn of_change(scene: &Scene, start: usize, slot: &Slot) -> Option<Topic> {
    let words = &scene.words;
    let at = slot.lead.checked_sub(1)?;
    let level = matches!(words.word(at), "с" | "со" | "от" | "до");
    if !level && words.word(at) != "на" {
        return None;
    }
    let noun = (start..at).rev().find(|&at| {
        let traits = words.traits(at);
        words.is_change(at)
            && traits.has(Traits::NOUN)
            && traits.any(Traits::NOMINATIVE.and(Traits::ACCUSATIVE))
            && scene.is_nominal(at)
    })?;
    let changed = phrase::noun_phrase(scene, noun + 1, at).filter(|found| words.is_genitive(found.head));
    let Some(changed) = changed else {
        let bare = noun + 1 == at && (noun == 0 || !words.is_attribute(noun - 1));
        return bare.then(|| Topic::Figure { kind: Some(scene.text(noun, noun + 1)) });
    };
    if !level {
        return Some(of_phrase(scene, Phrase { from: noun, ..changed }));
    }
    let Topic::Noun { text, unit } = of_phrase(scene, changed) else { return None };
    let written: Vec<&str> = text.split(' ').collect();
    let text = words.morphology.nominative(&written).unwrap_or(text);
    Some(Topic::Noun { text, unit })
}

/// What changed from the number to another one or to it, where the verb comes after both.
fn after_change(scene: &Scene, slot: &Slot) -> Option<Topic> {
    const NEAR: usize = 8;
    let words = &scene.words;
    let led = slot.lead.checked_sub(1).is_some_and(|at| matches!(words.word(at), "с" | "со" | "от" | "до"));
    let led = led || words.word(slot.lead) == "до";
    let mut after = (slot.to..words.len().min(slot.to + NEAR)).take_while(|&at| !is_clause_mark(words, at));
    let verb = after.find(|&at| scene.is_finite(at)).filter(|&at| led && words.is_change(at))?;
    phrase::nominative(scene, verb + 1, clause_end(scene, verb + 1)).map(|found| of_phrase(scene, found))
}

/// `Число школ увеличилось на 20, больниц — на 15`: what can only be a genitive is of the head before, and it is its number that
/// changed.
fn of_head_before(scene: &Scene, slot: &Slot, found: Phrase, last: Option<&Said>) -> Option<String> {
    let words = &scene.words;
    let change = matches!(slot.quantity.measure, Measure::Increase | Measure::PercentIncrease | Measure::Multiple);
    let traits = words.traits(found.head);
    if !change || !traits.has(Traits::GENITIVE) || traits.any(Traits::NOMINATIVE.and(Traits::GUESSED)) {
        return None;
    }
    let (head, rest) = last?.noun.split_once(' ')?;
    let is = |word: &str, case: Case| {
        let readings = words.morphology.analyses(&fold(word));
        readings.iter().any(|reading| reading.tag.is_noun() && reading.tag.case == Some(case))
    };
    let of = rest.split(' ').next()?;
    (is(head, Case::Nominative) && is(of, Case::Genitive))
        .then(|| format!("{} {}", lower_first(head.to_owned()), scene.text(found.from, found.to)))
}

/// The noun in the nominative that has taken the place of the one of the verb before: after a comma, right before `на`.
fn elliptic(scene: &Scene, from: usize, slot: &Slot) -> Option<Phrase> {
    let words = &scene.words;
    let end = slot.lead.checked_sub(1).filter(|&at| words.word(at) == "на")?;
    // A clause may begin behind `, а`.
    let comma = (from.saturating_sub(2)..end).rev().find(|&at| words.is_mark(at, ','))?;
    let found = phrase::nominative(scene, comma + 1, end)?;
    // The figure before stands right before the comma, but for its unit.
    let number = (comma.saturating_sub(4)..comma).any(|at| scene.role(at) == Role::Number);
    (number && found.from <= comma + 2 && found.to == end).then_some(found)
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

pub fn of_phrase(scene: &Scene, found: Phrase) -> Topic {
    let words = &scene.words;
    let word = words.word(found.head);
    // `число учащихся`: what is counted is the next noun.
    // `число официально признанных беженцев`
    let adverb = |at: usize| {
        at + 1 < found.to
            && words.is_attribute(at + 1)
            && !words.traits(at).any(Traits::NOUN.and(Traits::ATTRIBUTE))
            && words.word(at).ends_with('о')
    };
    let inside = || (found.head + 1..found.to).filter(|&at| scene.is_nominal(at) && !adverb(at));
    let inner = inside().find(|&at| !words.is_attribute(at)).or_else(|| inside().next_back());
    let unit = match inner {
        Some(noun) if is_measure_noun(word) => scene.lemmas.genitive(words, noun),
        // `численность выросла до 5 млн человек`
        None if is_measure_noun(word) || word.starts_with("численност") => String::new(),
        _ => scene.lemmas.genitive(words, found.head),
    };
    Topic::Noun { text: scene.text(found.from, found.to), unit }
}

/// The nominal words right before `end`, prepositional phrases inside included, not before `start`; a time and particles
/// between them and `end` are passed over.
pub fn run_before(scene: &Scene, end: usize, start: usize) -> Option<Phrase> {
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
    // `в этих же местах было 274`: a phrase of place that a pronoun stands in is not what was counted.
    let pronoun = |at: usize| words.is_pronoun(at) || words.word(at) == "же";
    let lead = (start..from).rev().take_while(|&at| pronoun(at)).last();
    if lead.is_some_and(|lead| lead > 0 && words.is_preposition(lead - 1)) {
        return None;
    }
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
