//! Figures that leave out their unit, as their clause shares it with the one before: `Рожью засеяли 40 десятин, овсом — 22`, `Из 46 млн га
//! засеяно 39 млн`.

use super::scene::{Role, Scene, Slot};
use super::subject::Said;
use crate::extract::Measure;
use crate::extract::gapping::is_parallel;
use crate::extract::number::context::is_clause_mark;

/// So many figures back the one whose unit is shared stands at most; those between stand in brackets.
const BACK: usize = 3;
/// Tokens between the two, at most.
const FAR: usize = 24;

/// Whether the number at `index`, which no noun follows, shares its unit with a number before; its place then.
pub fn shared_unit(scene: &Scene, index: usize, dash: Option<usize>, said: &[Said]) -> Option<usize> {
    let slot = &scene.slots[index];
    let words = &scene.words;
    let aside = |slot: &Slot| slot.lead > 0 && words.is_mark(slot.lead - 1, '(');
    let one = (0..index).rev().take(BACK).find(|&one| !aside(&scene.slots[one]))?;
    let (before, of) = (&scene.slots[one], &said[one]);
    let measure = of.measure.unwrap_or(before.quantity.measure);
    let level = matches!(measure, Measure::Count | Measure::Money | Measure::Physical) && !of.unit.is_empty();
    let count = slot.quantity.measure == Measure::Count;
    // `в 1928 г. — 12 млн рублей, в 1932 — 60`: millions too, but nobody says so.
    let scaled = |slot: &Slot| (slot.from..slot.to).any(|at| words.multiplier(at).is_some());
    if !level || !count || scaled(before) && !scaled(slot) || slot.lead.saturating_sub(before.to) > FAR {
        return None;
    }
    let told = || dash.is_some_and(|dash| is_gapped(scene, before, of, dash));
    (told() || is_part(scene, before, slot)).then_some(one)
}

/// Whether what stands before the dash is all that is left of a clause like that of the figure before.
fn is_gapped(scene: &Scene, before: &Slot, of: &Said, dash: usize) -> bool {
    let words = &scene.words;
    let is_joint = |at: usize| matches!(words.get(at), "," | ";") || matches!(words.word(at), "и" | "а");
    let Some(joint) = (before.to..dash).rev().find(|&at| is_joint(at)) else { return false };
    // `служащие и иждивенцы — по 500`: an `и` between two names parts no clauses.
    let comma =
        (before.to..joint).rev().find(|&at| matches!(words.get(at), "," | ";")).filter(|_| words.word(joint) == "и");
    let timed = (joint..dash).any(|at| scene.role(at) == Role::Time);
    let clause = of.start.min(before.lead)..before.lead;
    let parallel = |joint: usize| is_parallel(words, joint + 1..dash, clause.clone());
    !timed && (parallel(joint) || comma.is_some_and(parallel))
}

/// `Из 46 млн га засеяно 39 млн`, `120 гектаров, из которых 85 занимает лес`: a part is measured like its whole.
fn is_part(scene: &Scene, before: &Slot, slot: &Slot) -> bool {
    let words = &scene.words;
    let of_them = |at: usize| {
        words.word(at) == "из" && matches!(words.word(at + 1), "них" | "которых" | "которой" | "которого" | "коих")
    };
    let cued = (before.to..slot.lead).any(of_them) || of_them(slot.to);
    let out_of = before.lead > 0 && words.word(before.lead - 1) == "из";
    let one_clause = !(before.to..slot.lead).any(|at| is_clause_mark(words, at));
    let smaller = match (slot.quantity.amount, before.quantity.amount) {
        (crate::extract::Amount::Decimal(part), crate::extract::Amount::Decimal(whole)) => part < whole,
        _ => false,
    };
    smaller && (cued || out_of && one_clause)
}
