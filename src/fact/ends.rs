//! The two ends of a change: `с 29 млн в 1913 г. до 166 млн в 1940 г.`, `от 5 тыс. до 7 тыс.`

use super::scene::Scene;
use crate::extract::Measure;
use crate::extract::number::context::is_clause_mark;

/// Between the two ends stand no more tokens.
const GAP: usize = 14;
/// So many pairs back the years of a pair hold for the next ones.
const REACH: usize = 8;

/// The indices of two numbers of a scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    pub from: usize,
    pub to: usize,
}

/// The pair of which the number at `index` is an end.
pub fn ends(scene: &Scene, index: usize) -> Option<Ends> {
    pair(scene, index).or_else(|| pair(scene, index.checked_sub(1)?))
}

/// The pair that begins with the number.
fn pair(scene: &Scene, from: usize) -> Option<Ends> {
    let words = &scene.words;
    let (one, two) = (scene.slots.get(from)?, scene.slots.get(from + 1)?);
    let before = |at: usize| at.checked_sub(1).map_or("", |at| words.word(at));
    let begins = matches!(before(one.lead), "с" | "со" | "от");
    // `до` may have been read as what bounds the number.
    let ends = before(two.lead) == "до" || words.word(two.lead) == "до";
    let measured = |measure| {
        matches!(measure, Measure::Count | Measure::Percent | Measure::Share | Measure::Money | Measure::Physical)
    };
    let (first, last) = (one.quantity.measure, two.quantity.measure);
    // The unit may stand with one of them alone.
    let alike = measured(last) && (first == last || first == Measure::Count)
        || last == Measure::Count && matches!(first, Measure::Physical | Measure::Money);
    let near = two.lead >= one.to && two.lead - one.to <= GAP && !(one.to..two.lead).any(|at| words.is_mark(at, ';'));
    (begins && ends && alike && near).then_some(Ends { from, to: from + 1 })
}

impl Ends {
    /// The time of the end at `index`: the one beside it, or where neither end has one, that of the last pair before, which
    /// changed in the same time; with whether it was carried over so.
    pub fn time(self, scene: &Scene, index: usize) -> Option<(usize, bool)> {
        let of = |times: (Option<usize>, Option<usize>)| if index == self.from { times.0 } else { times.1 };
        match self.times(scene) {
            (None, None) => {
                let earlier = (0..self.from).rev().take(REACH * 2).filter_map(|from| pair(scene, from));
                let told = earlier.map(|pair| pair.times(scene)).find(|times| times.0.is_some() && times.1.is_some());
                Some((of(told?)?, true))
            }
            times => Some((of(times)?, false)),
        }
    }

    /// The times beside the two ends.
    fn times(self, scene: &Scene) -> (Option<usize>, Option<usize>) {
        let words = &scene.words;
        let (one, two) = (&scene.slots[self.from], &scene.slots[self.to]);
        let next = scene.slots.get(self.to + 1).map_or(words.len(), |next| next.lead);
        let beside = |from: usize, to: usize| {
            scene.times.iter().position(|time| {
                let at = words.at(time.span.start);
                at >= from && at < to && !(from..at).any(|at| is_clause_mark(words, at))
            })
        };
        (beside(one.to, two.lead), beside(two.to, next.min(two.to + GAP)))
    }
}
