//! What a sitting was, in numbers that flatter nobody: what was known of what was due, beside what was to be expected.

use super::{Phase, Scheduler, day, seed};
use crate::card::CardId;
use crate::deck::{AWAY, Grade, PastReview};
use crate::order;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    pub reviews: usize,
    /// Different cards.
    pub cards: usize,
    /// Of them, those that were met for the first time.
    pub new: usize,
    /// By grade, from "again" to "easy".
    pub grades: [usize; 4],
    /// How many cards were due by days; each counts once, by its first answer.
    pub due: usize,
    /// How many of those were known, and how many FSRS expected to be.
    pub known: usize,
    pub expected: f64,
    /// From prompt to grade, all together, milliseconds, without those in which the learner was away ([`PastReview::spent`]).
    pub took: u64,
    /// The cards that were failed, the most often failed first, with how often.
    pub failed: Vec<(CardId, usize)>,
    /// How many of the cards come up tomorrow or earlier.
    pub tomorrow: usize,
}

/// Whoever has not answered for so long has had a break.
const BREAK: i64 = AWAY as i64;
/// After so long without one, it is time for it.
const LONG_RUN: i64 = 30 * 60_000;

impl Summary {
    /// Of the reviews from `since` on (UTC milliseconds), among the histories of these cards.
    pub fn of<'a>(
        cards: impl IntoIterator<Item = (&'a CardId, &'a [PastReview])>,
        scheduler: &Scheduler,
        since: i64,
        now: i64,
        offset: i16,
    ) -> Summary {
        let mut summary = Summary::default();
        let tomorrow = day::of(now, offset) + 1;
        for (card, history) in cards {
            let (earlier, sitting) = history.split_at(history.partition_point(|review| review.at < since));
            let Some(first) = sitting.first() else { continue };
            let seed = seed(&card.0);
            summary.cards += 1;
            summary.new += usize::from(earlier.is_empty());
            summary.reviews += sitting.len();
            summary.took += sitting.iter().map(PastReview::spent).sum::<u64>();
            for review in sitting {
                summary.grades[review.grade as usize] += 1;
            }
            if let (Some(standing), Some(last)) = (scheduler.standing_of(seed, earlier), earlier.last())
                && standing.phase == Phase::Review
            {
                summary.due += 1;
                summary.known += usize::from(first.grade != Grade::Again);
                summary.expected += f64::from(scheduler.recall(&standing, last, first.at, first.offset));
            }
            let failed = sitting.iter().filter(|review| review.grade == Grade::Again).count();
            if failed > 0 {
                summary.failed.push((card.clone(), failed));
            }
            let standing = scheduler.standing_of(seed, history);
            summary.tomorrow += usize::from(standing.is_some_and(|standing| standing.comes_on(offset) <= tomorrow));
        }
        order::by(&mut summary.failed, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        summary
    }
}

/// How long the learner has been answering without a break, in milliseconds, where that is long enough for one. `times` are
/// those of the reviews, UTC milliseconds, ascending.
pub fn long_run(times: &[i64], now: i64) -> Option<i64> {
    let mut start = now;
    for &at in times.iter().rev() {
        if start.saturating_sub(at) >= BREAK {
            break;
        }
        start = start.min(at);
    }
    Some(now.saturating_sub(start)).filter(|run| *run >= LONG_RUN)
}
