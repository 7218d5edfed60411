//! Two figures of one sentence that the sentence itself compares: `с 10,8 до 8,3`, `160 тыс. по сравнению с 734 тыс. в 2005
//! году`.

use super::gap::{Figure, Figures};
use super::{Relation, RelationKind, relation};

/// The earlier figure first.
pub fn changes(figures: &Figures) -> Vec<Relation> {
    (1..figures.items.len()).filter_map(|index| from_to(figures, index).or_else(|| compared(figures, index))).collect()
}

/// `снизился с 20,5 до 18,2`
fn from_to(figures: &Figures, index: usize) -> Option<Relation> {
    let words = &figures.words;
    let (one, two) = (figures.items[index - 1], figures.items[index]);
    let told = || (one.lead.saturating_sub(16)..one.lead).any(|at| words.is_change(at));
    // Each with a time of its own: they are two levels, whatever is said of them.
    let times = || {
        let days = |figure: Figure| figure.fact.period.as_ref()?.when.days(None);
        days(one).zip(days(two)).is_some_and(|((_, last), (first, _))| last < first)
    };
    (figures.is_change(index - 1) && (told() || times())).then(|| series(figures, index - 1, index, "from_to"))
}

/// `160 тыс. (3 млн кв. км) по сравнению с 734 тыс. в 2005 году`, `53 процента против 33 в 1939 г.`: the second is the
/// earlier one.
fn compared(figures: &Figures, index: usize) -> Option<Relation> {
    let words = &figures.words;
    let two = figures.items[index];
    let one = if figures.is_conversion(index - 1) { index.checked_sub(2)? } else { index - 1 };
    let before = |back: usize| two.lead.checked_sub(back).map_or("", |at| words.word(at));
    let cue = before(1) == "против" || before(1) == "с" && before(2).starts_with("сравнени");
    let gap = figures.items[one].to..two.from;
    (cue && gap.len() <= 16 && alike(figures, one, index)).then(|| series(figures, index, one, "compared"))
}

fn series(figures: &Figures, earlier: usize, later: usize, rule: &'static str) -> Relation {
    let (earlier, later) = (figures.items[earlier], figures.items[later]);
    relation(RelationKind::Series, later.quantity.subject.clone(), &[earlier.fact, later.fact], rule)
}

fn alike(figures: &Figures, one: usize, two: usize) -> bool {
    let (one, two) = (figures.items[one].quantity, figures.items[two].quantity);
    one.measure == two.measure && (one.unit == two.unit || two.unit.is_empty())
}
