//! When a figure holds: the time of its clause, then of its sentence, then one that the sentence before clearly set.

use super::Period;
use super::scene::{Role, Scene};
use super::subject::Said;
use crate::extract::number::context::is_clause_mark;
use crate::extract::{Measure, TimeMention, When};

/// The period, and whether it was carried over from the sentence before.
pub fn period(scene: &Scene, index: usize, said: &[Said], before: Option<&Scene>) -> Option<(Period, bool)> {
    let slot = &scene.slots[index];
    let said = &said[index];
    if slot.dimension(scene).is_some() {
        return None;
    }
    let free = |from: usize, to: usize| !(from..to).any(|at| scene.role(at) == Role::Number);
    let (mut clause, mut sentence, mut after) = (None, None, None);
    for (number, time) in scene.times.iter().enumerate().filter(|(_, time)| is_frame(scene, time)) {
        let (from, to) = (scene.words.at(time.span.start), scene.words.at(time.span.end));
        if to <= slot.lead {
            sentence = Some(number);
            if free(to, slot.lead) && (from >= said.start || starts_clause(scene, to, slot.lead)) {
                clause = Some(number);
            }
        } else if from >= slot.to && after.is_none() {
            let open =
                free(slot.to, from) && !(slot.to..from).any(|at| is_clause_mark(&scene.words, at) || scene.is_dash(at));
            after = open.then_some(number);
            if after.is_none() {
                break;
            }
        }
    }
    // `45 тыс. человек (2021)`
    let bracket = scene
        .times
        .iter()
        .position(|time| scene.words.get(said.end) == "(" && scene.words.at(time.span.start) == said.end + 1);
    // `с 29 млн т в 1913 г. до 166 млн т в 1940 г.`: a time right after a number is that number's.
    let right_after = |number: usize| scene.words.at(scene.times[number].span.start) <= said.end + 1;
    let own = after.filter(|&number| index > 0 && right_after(number));
    let compared = slot.lead > 0 && matches!(scene.words.word(slot.lead - 1), "против");
    if compared && after.is_none() {
        return None;
    }
    if let Some(number) = bracket.or(own).or(clause).or(after).or(sentence) {
        return Some((stated(scene, number), false));
    }
    // A report goes on under the time that its last sentence of figures began with; a story does so only where it says so.
    let before = before.filter(|before| is_linked(scene) || !before.slots.is_empty())?;
    if !scene.times.iter().all(|time| is_compared(scene, scene.words.at(time.span.start))) {
        return None;
    }
    let frame = before.times.first().filter(|time| is_frame(before, time) && before.words.at(time.span.start) <= 1)?;
    Some((Period { when: frame.when.clone(), part: frame.part, span: frame.span }, true))
}

/// No other clause begins between a time and the number.
fn starts_clause(scene: &Scene, from: usize, to: usize) -> bool {
    !(from..to).any(|at| is_clause_mark(&scene.words, at))
}

/// The time itself, or with its neighbour: `в 1944 г. и в первой половине 1945 г.`
pub fn stated(scene: &Scene, number: usize) -> Period {
    let time = &scene.times[number];
    let joined = number.checked_sub(1).map(|one| &scene.times[one]).filter(|one| {
        let (end, start) = (scene.words.at(one.span.end), scene.words.at(time.span.start));
        start == end + 1 && scene.words.word(end) == "и"
    });
    if let Some(one) = joined
        && let (Some(first), Some(last)) = (one.when.first(), time.when.last())
    {
        return Period { when: When::between(first, last), part: None, span: one.span.cover(time.span) };
    }
    Period { when: time.when.clone(), part: time.part, span: time.span }
}

/// Whether a time says when things are so: not the date of a decree (`от 21 июня`), no bound (`после 1921 г.`), no year
/// in brackets that belongs to a name, and not what something is only compared with.
fn is_frame(scene: &Scene, time: &TimeMention) -> bool {
    let at = scene.words.at(time.span.start);
    let before = at.checked_sub(1).map_or("", |before| scene.words.get(before));
    !matches!(before, "от" | "после" | "до" | "(" | "позднее" | "ранее") && !is_compared(scene, at)
}

/// `по сравнению с 2015 годом`, `к уровню 2015 г.`, `108,4 % к 2015 г.`, `к аналогичному периоду 2016 года`.
pub fn is_compared(scene: &Scene, at: usize) -> bool {
    let words = &scene.words;
    let before = |back: usize| at.checked_sub(back).map_or("", |index| words.word(index));
    let cue = |back: usize| {
        ["сравнени", "уровн", "отношени"].iter().any(|stem| before(back).starts_with(stem))
            || matches!(before(back), "относительно" | "чем" | "нежели")
    };
    // `к началу 2016 года`: the preposition may stand before or in the words of the time.
    let alike = |back: usize| before(back).starts_with("аналогичн") || before(back).starts_with("соответствующ");
    let alike_to = || (1..=3).any(|back| alike(back) && matches!(before(back + 1), "к" | "с" | "со"));
    let share = words.word(at) == "к" && {
        let percent = at.checked_sub(1).is_some_and(|number| scene.role(number) == Role::Number)
            && scene.slots.iter().any(|slot| {
                slot.to == at && matches!(slot.quantity.measure, Measure::Percent | Measure::PercentIncrease)
            });
        percent
    };
    cue(1) || cue(2) || alike_to() || share
}

/// Whether a sentence goes on with what the one before began: by a pronoun, or by `только`, `из них`, `при этом`.
fn is_linked(scene: &Scene) -> bool {
    const LINKS: &[&str] = &[
        "его",
        "ее",
        "их",
        "он",
        "она",
        "они",
        "это",
        "этом",
        "этого",
        "эти",
        "этих",
        "только",
        "том",
        "них",
        "среди",
        "всего",
        "кроме",
        "причем",
    ];
    (0..scene.words.len().min(4)).any(|at| LINKS.contains(&scene.words.word(at)))
}
