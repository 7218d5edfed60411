//! What is said of a figure beside it: named after its dash, or before the brackets that it stands in.

use super::ends::ends;
use super::phrase::{self, Phrase};
use super::scene::{Role, Scene, Slot};
use super::subject::{self, Said};
use super::topic::{self, Topic};
use crate::extract::Measure;
use crate::extract::number::context::is_clause_mark;
use crate::lexicon::ru::traits::Traits;

/// A group that is named after its figure.
pub struct Named {
    text: String,
    /// In the genitive it is what is counted.
    genitive: bool,
}

/// `7,9 % — румынами`, `280 — птиц`, `48 % составляют мужчины`: the noun of a figure that has none of its own.
pub fn named_after(scene: &Scene, slot: &Slot, after: usize) -> Option<Named> {
    const FAR: usize = 6;
    let words = &scene.words;
    let share = matches!(slot.quantity.measure, Measure::Percent | Measure::Share);
    let makes = share && scene.is_finite(after) && words.word(after).starts_with("составля");
    if !(scene.is_dash(after) && (share || slot.quantity.measure == Measure::Count) || makes) {
        return None;
    }
    let found = phrase::noun_phrase(scene, after + 1, after + 1 + FAR)?;
    // Not `в 1943 г. было 5 — Иванов уехал`, and no `3 — 4`.
    let ends = !scene.is_finite(found.to) && (!words.is_word(found.to) || matches!(words.word(found.to), "и" | "а"));
    let noun = words.traits(found.head).any(Traits::NOUN.and(Traits::ATTRIBUTE)) && !words.is_change(found.head);
    let nominative = words.traits(found.head).has(Traits::NOMINATIVE);
    (ends && noun && (!makes || nominative)).then(|| Named {
        text: scene.text(found.from, found.to),
        genitive: words.is_genitive(found.head) && !nominative,
    })
}

impl Named {
    /// Says it of the figure before anything is carried over to it.
    pub fn tell(&self, said: &mut Said) {
        said.context.insert(0, self.text.clone());
    }

    /// `видами земноводных` carried over is `видами птиц` here, and `женщины среди служащих` is `мужчины среди служащих`.
    pub fn replace(self, said: &mut Said) {
        let joint = [" среди ", " от ", " из "].iter().filter_map(|joint| said.noun.find(joint)).min();
        if let Some(joint) = joint.filter(|_| !self.genitive && said.inferred) {
            said.noun.replace_range(..joint, &self.text);
            said.context.retain(|told| *told != self.text);
            return;
        }
        let counted = said.noun.split_once(' ').filter(|_| self.genitive && said.inferred);
        if let Some((counted, _)) = counted {
            said.noun = format!("{counted} {}", self.text);
            said.context.clear();
        }
    }
}

/// `железной руды (71 %), чугуна (70 %)`: shares told in a row, each in brackets after what it is of.
pub fn before_bracket(scene: &Scene, index: usize, said: &[Said]) -> Option<String> {
    let in_row = |other: Option<usize>| other.and_then(|other| bracketed(scene, other)).is_some();
    let (from, to) = bracketed(scene, index)?;
    let told = said.last().is_some_and(|last| last.end > from);
    (!told && (in_row(index.checked_sub(1)) || in_row(Some(index + 1)))).then(|| scene.text(from, to))
}

/// `Из 15 тыс. учителей …`: what was said of the whole that a clause begins with, where the figure is the next one in it.
pub fn whole_before<'a>(scene: &Scene, index: usize, said: &'a [Said]) -> Option<&'a Said> {
    const FAR: usize = 8;
    let words = &scene.words;
    let (one, two) = (&scene.slots[index.checked_sub(1)?], &scene.slots[index]);
    let whole = said.last().filter(|whole| !whole.noun.is_empty())?;
    let from = one.lead.checked_sub(1).filter(|&at| words.word(at) == "из")?;
    let begins = from == 0 || !words.is_word(from - 1);
    let level = |slot: &Slot| slot.quantity.measure == Measure::Count;
    let clause = whole.end..two.lead.max(whole.end);
    let one_clause =
        clause.len() <= FAR && !clause.clone().any(|at| is_clause_mark(words, at) || words.is_preposition(at));
    let verb = clause.into_iter().any(|at| scene.is_finite(at));
    (begins && level(one) && level(two) && one_clause && verb).then_some(whole)
}

/// `Москва (208), далее Тула (205)`: the same of counts, whose noun was told before.
pub fn group_before_bracket(scene: &Scene, index: usize, said: &[Said]) -> Option<String> {
    let slot = scene.slots.get(index).filter(|slot| slot.quantity.measure == Measure::Count)?;
    let (from, to) = alone_in_bracket(scene, slot)?;
    let told = said.last().is_some_and(|last| last.end > from);
    (!told).then(|| scene.text(from, to))
}

/// The nouns right before the brackets in which a share stands alone.
fn bracketed(scene: &Scene, index: usize) -> Option<(usize, usize)> {
    let slot = scene.slots.get(index).filter(|slot| slot.quantity.measure == Measure::Percent)?;
    alone_in_bracket(scene, slot)
}

/// The nouns right before the brackets in which a figure stands alone.
fn alone_in_bracket(scene: &Scene, slot: &Slot) -> Option<(usize, usize)> {
    const FAR: usize = 8;
    let words = &scene.words;
    let open = slot.lead.checked_sub(1).filter(|&at| words.is_mark(at, '(') && words.is_mark(slot.to, ')'))?;
    let nouns = (open.saturating_sub(FAR)..open).rev().take_while(|&at| {
        let homograph = at + 1 == open && words.traits(at).has(Traits::NOUN);
        scene.is_nominal(at)
            || homograph
            || words.word(at) == "и" && at > 0 && scene.is_nominal(at - 1) && at + 1 < open
    });
    let from = nouns.last()?;
    // `Свердловская (205) и Московская области`
    let name = |at: usize| words.traits(at).has(Traits::ATTRIBUTE) && words.is_capital(at);
    let noun = (from..open).any(|at| words.traits(at).has(Traits::NOUN) || name(at));
    noun.then_some((from, open))
}

/// `Церквей 11, домов 1126`, `яиц 197 тыс. штук`, `занятые в хозяйстве 3095 человек`: the noun right before a figure that has none of its
/// own, in a clause without a verb. What a preposition leads is no name of it.
pub fn named_before(scene: &Scene, slot: &Slot, start: usize) -> Option<Topic> {
    const FAR: usize = 10;
    let words = &scene.words;
    let is_and =
        |at: usize| words.word(at) == "и" && (1..=2).any(|back| at >= back && scene.role(at - back) == Role::Number);
    let is_joint =
        |at: usize| matches!(words.get(at), "," | ";" | ":" | "." | "(" | ")") || words.word(at) == "а" || is_and(at);
    let from =
        (slot.lead.saturating_sub(FAR)..slot.lead).rev().find(|&at| is_joint(at) || scene.role(at) == Role::Number);
    // The unit of the figure before is not what this one counts.
    if from.is_some_and(|at| scene.role(at) == Role::Number) {
        return None;
    }
    let mut from = from.map_or(start, |joint| joint + 1).max(start);
    while from < slot.lead {
        if scene.role(from) == Role::Time || words.is_particle(from) {
            from += 1;
        } else if words.is_preposition(from) {
            from = phrase::prepositional(scene, from, slot.lead)?.to.max(from + 1);
        } else {
            break;
        }
    }
    let named = phrase::noun_phrase(scene, from, slot.lead)?;
    let mut to = named.to;
    while to < slot.lead && words.is_preposition(to) {
        to = phrase::prepositional(scene, to, slot.lead)?.to.max(to + 1);
    }
    let head = words.traits(named.head);
    let is_counted =
        head.has(Traits::NOMINATIVE) || words.is_genitive_plural(named.head) || words.is_genitive(named.head);
    let is_name = words.is_capital(named.head) && named.head > 0;
    (to == slot.lead && is_counted && !is_name).then(|| topic::of_phrase(scene, Phrase { to, ..named }))
}

/// `деяний (с 2255 до 2289)`, `число хищений (на 39,5 %)`: what stands before the brackets that the figure opens.
pub fn opens_bracket(scene: &Scene, slot: &Slot, said: &[Said]) -> Option<Topic> {
    const FAR: usize = 8;
    let words = &scene.words;
    let leads = |at: usize| matches!(words.word(at), "с" | "со" | "от" | "на" | "до");
    let at = slot.lead.checked_sub(1).filter(|&at| leads(at))?;
    let open = at.checked_sub(1).filter(|&at| words.is_mark(at, '('))?;
    let found = topic::run_before(scene, open, open.saturating_sub(FAR))?;
    let noun = words.traits(found.head).any(Traits::NOUN.and(Traits::ATTRIBUTE));
    let counted = found.from > 0 && scene.role(found.from - 1) == Role::Number;
    let told = said.last().is_some_and(|last| last.end > found.from);
    // `увеличение числа краж (с 255 до 289)`: it is the thefts that were so many.
    let level = words.word(at) != "на" && words.is_change(found.head);
    let changed = phrase::noun_phrase(scene, found.head + 1, open).filter(|_| level).unwrap_or(found);
    (noun && !counted && !told).then(|| topic::of_phrase(scene, changed))
}

/// `с 68 до 47 — в пьяном виде`: what is named after the second end is said of both.
pub fn of_change(scene: &Scene, said: &mut [Said]) {
    for to in 1..said.len() {
        let is_end = ends(scene, to).is_some_and(|ends| ends.to == to);
        let (Some(one), Some(two)) = (scene.slots.get(to - 1), scene.slots.get(to)) else { continue };
        let named = scene.is_dash(two.to) && phrase::prepositional(scene, two.to + 1, two.to + 8).is_some();
        // The first has nothing of its own between the two.
        if is_end && named && two.lead.saturating_sub(one.to) <= 1 {
            said[to - 1].noun = said[to].noun.clone();
            said[to - 1].context = said[to].context.clone();
            subject::compose(&mut said[to - 1]);
        }
    }
}
