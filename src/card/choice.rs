//! Three options, one of them right, numbers in ascending order.

use crate::order;
use rust_decimal::Decimal;

use super::Choice;
use super::distractor::Distractor;

/// How many distractors are weighed against each other.
const POOL: usize = 8;

/// The key among two distractors (three where the text itself offers as many), ascending; `None` where fewer than two are
/// honest. `place` asks for a place of the key, so that over many cards no place gives it away.
pub fn options(key: (Decimal, &str), distractors: Vec<Distractor>, place: usize) -> Option<Vec<Choice>> {
    let pool: Vec<Distractor> = distractors.into_iter().take(POOL).collect();
    let length = key.1.chars().count();
    let mut best: Option<(usize, usize, usize)> = None;
    for first in 0..pool.len() {
        for second in first + 1..pool.len() {
            let below = [&pool[first], &pool[second]].iter().filter(|option| option.value < key.0).count();
            // Another place is worth some steps of quality: what gives the key away makes every option useless.
            // So is a length: the shortest of three is not always the key.
            let unequal = |option: &Distractor| option.text.chars().count().abs_diff(length).min(3);
            let cost = pool[first].rank
                + pool[second].rank
                + unequal(&pool[first])
                + unequal(&pool[second])
                + if below == place % 3 { 0 } else { 5 };
            if best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, first, second));
            }
        }
    }
    let (_, first, second) = best?;
    let mut options: Vec<(Decimal, Choice)> = [first, second]
        .into_iter()
        .map(|index| {
            let Distractor { value, text, reason, .. } = pool[index].clone();
            (value, Choice { text, correct: false, reason: Some(reason) })
        })
        .collect();
    options.push((key.0, Choice { text: key.1.to_owned(), correct: true, reason: None }));
    order::by_key(&mut options, |option| option.0);
    Some(options.into_iter().map(|(_, choice)| choice).collect())
}
