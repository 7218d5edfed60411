//! What a number takes over from one that was told before it.

use super::scene::{Role, Scene, Slot};
use super::subject::Said;
use super::topic::is_measure_noun;
use crate::extract::Measure;
use crate::lexicon::fold;
use crate::lexicon::ru::form;

/// `соответствующая цифра`, `увеличение на 65 %`: what the figure before counted; `kind` is what is said of it.
pub fn refer(result: &mut Said, kind: Option<String>, level: bool, said: &[Said], before: Option<(&Scene, &[Said])>) {
    let last = said.last().or_else(|| before.and_then(|(_, said)| said.last())).filter(|last| !last.noun.is_empty());
    let Some(last) = last else {
        result.noun = kind.unwrap_or_default();
        return;
    };
    let share = std::mem::take(&mut result.noun);
    result.inferred = true;
    result.noun = match kind {
        Some(kind) => format!("{kind} ({})", last.noun),
        None if share.is_empty() || level => last.noun.clone(),
        None => format!("{} {} {share}", last.noun, among(&share)),
    };
    if level {
        result.unit.clone_from(&last.unit);
    }
    if result.context.is_empty() {
        result.context.clone_from(&last.context);
    }
}

/// Takes over what an earlier number of the same kind said; tells whether anything was taken.
pub fn inherit(
    scene: &Scene,
    index: usize,
    result: &mut Said,
    said: &[Said],
    before: Option<(&Scene, &[Said])>,
    own: bool,
) -> bool {
    let measure = scene.slots[index].quantity.measure;
    let alike = |candidate: usize| scene.slots[candidate].quantity.measure == measure;
    let same_noun = || {
        (0..index)
            .rev()
            .take(8)
            .find(|&other| alike(other) && !result.unit.is_empty() && said[other].unit == result.unit)
    };
    let changed = |other: &Said| {
        let kind = |measure| matches!(measure, Measure::Increase | Measure::PercentIncrease);
        let from = said.iter().position(|said| std::ptr::eq(said, other));
        from.is_some_and(|from| kind(scene.slots[from].quantity.measure) != kind(measure))
    };
    let source = if own {
        same_noun().map(|other| &said[other])
    } else {
        let generic = result.unit == "человек";
        (generic.then(same_noun).flatten())
            .or_else(|| parallel(scene, index, said).filter(|&other| alike(other)))
            .or_else(|| (0..index).rev().take(8).find(|&other| alike(other)))
            .or_else(|| index.checked_sub(1).filter(|&last| !said[last].noun.is_empty()))
            .map(|other| &said[other])
            .or_else(|| {
                before.filter(|_| index == 0).and_then(|(_, said)| said.last()).filter(|_| measure == Measure::Count)
            })
    };
    // `812,3 тыс. человек (65,4 %)`, `выросла на 12 % и достигла 45 тыс.`: said of the same thing.
    let same_thing = || {
        let before = scene.slots[index].lead.checked_sub(1)?;
        let bracket = scene.words.get(before) == "(";
        let verb = scene.is_finite(before) && before > 0 && scene.words.word(before - 1) == "и";
        said.last().filter(|_| (bracket || verb) && !own)
    };
    // `кукурузы — втрое, до 120 тыс. тонн`: where the change leads is of what changed.
    let led_to = || {
        const NEAR: usize = 3;
        let last = &scene.slots[index.checked_sub(1)?];
        let lead = scene.slots[index].lead;
        let to = scene.words.word(lead) == "до" || lead > 0 && scene.words.word(lead - 1) == "до";
        let changed = matches!(last.quantity.measure, Measure::Increase | Measure::PercentIncrease | Measure::Multiple);
        said.last().filter(|_| to && changed && !own && lead.saturating_sub(last.to) <= NEAR)
    };
    let Some(source) = same_thing().or_else(led_to).or(source) else { return false };
    result.doubtful = !own && changed(source);
    if !own {
        result.noun.clone_from(&source.noun);
        let of = |other: &Said| said.iter().position(|said| std::ptr::eq(said, other)).map(|at| &scene.slots[at]);
        let slot = &scene.slots[index];
        let ellipsis = slot.lead > 0 && (slot.lead.saturating_sub(2)..slot.lead).any(|at| scene.is_dash(at));
        let measure_of = of(source).map(|slot| slot.quantity.measure).or(source.measure);
        // `в 1928 г. — 12 млн рублей, в 1932 — 60`: millions too, but nobody says so.
        let scaled = |slot: &Slot| (slot.from..slot.to).any(|at| scene.words.multiplier(at).is_some());
        let as_large = of(source).is_none_or(|of| scaled(slot) || !scaled(of));
        let measured = measure_of.filter(|of| matches!(of, Measure::Physical | Measure::Money)).filter(|_| as_large);
        result.measure = measured.filter(|_| measure == Measure::Count && ellipsis && !source.unit.is_empty());
        // `выросла вдвое, до 5 млн человек`: of another measure the unit says nothing.
        let counted =
            measure == Measure::Count && !source.unit.is_empty() && !matches!(&*source.unit, "раз" | "процент");
        if result.unit.is_empty() && measure != Measure::Count || counted {
            result.unit.clone_from(&source.unit);
        }
    }
    if result.context.is_empty() {
        result.context.clone_from(&source.context);
    }
    true
}

/// The number that stands at the same place after the time before: `в 1943 г. 176 тыс. …, в 1944 г. — 279 тыс.`
fn parallel(scene: &Scene, index: usize, said: &[Said]) -> Option<usize> {
    let group = |slot: usize| {
        let from = said.get(slot.checked_sub(1)?).map_or(0, |said| said.end);
        Some((from..scene.slots[slot].from).any(|token| scene.role(token) == Role::Time))
    };
    // How many numbers ago the last time stood, and the one before it.
    let mut place = 0;
    let mut at = index;
    while at > 0 && !group(at).unwrap_or(true) && place < 8 {
        at -= 1;
        place += 1;
    }
    let mut first = at.checked_sub(1)?;
    while first > 0 && !group(first).unwrap_or(true) && at - first < 8 {
        first -= 1;
    }
    (first + place < at).then_some(first + place)
}

/// What joins a share to what it is a share of, which stands in the genitive.
pub fn among(whole: &str) -> &'static str {
    let whole = fold(whole);
    if whole.split_whitespace().take(2).any(is_measure_noun) {
        "из"
    } else if whole.starts_with("населен") || whole.split_whitespace().next().is_some_and(form::is_genitive_plural)
    {
        "среди"
    } else {
        "от"
    }
}
