//! Intervals drawn a little longer or shorter, so that cards that were learned together do not come together for ever. What is
//! drawn hangs on the seed alone: the same card after as many reviews gets the same interval, however often it is asked.

/// How far an interval may be off: this share of the days between these two.
const SHARES: [(f32, f32, f32); 3] = [(2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, f32::INFINITY, 0.05)];

/// Where in the range a card falls, from 0 up to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Draw(u64);

impl Draw {
    pub fn of(seed: u64, reviews: usize) -> Draw {
        // The finish of splitmix64: near seeds give far draws.
        let mut x = seed ^ (reviews as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Draw(x ^ (x >> 31))
    }

    /// Whole days. A longer interval never becomes the shorter one.
    pub fn days(self, interval: f32) -> i64 {
        let Some((from, to)) = range(interval) else { return interval.round() as i64 };
        let width = (to - from + 1) as u64;
        from + ((u128::from(self.0) * u128::from(width)) >> 64) as i64
    }
}

/// The first and the last day that an interval may become; `None` for one that is too short to be drawn.
fn range(interval: f32) -> Option<(i64, i64)> {
    if interval < 2.5 {
        return None;
    }
    let over = SHARES.into_iter().map(|(from, to, share)| share * (interval.min(to) - from).max(0.0));
    let delta = 1.0 + over.sum::<f32>();
    Some(((interval - delta).round().max(2.0) as i64, (interval + delta).round() as i64))
}

/// A seed for a card, from its id.
pub fn seed(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_range_widens_with_the_interval() {
        assert_eq!(range(2.4), None);
        assert_eq!(range(2.5), Some((2, 4)));
        assert_eq!(range(7.0), Some((5, 9)));
        assert_eq!(range(20.0), Some((17, 23)));
        assert_eq!(range(100.0), Some((93, 107)));
    }

    #[test]
    fn every_day_of_the_range_is_drawn_about_as_often() {
        let mut counts = [0; 7];
        for card in 0..7000 {
            counts[(Draw::of(seed(&format!("card {card}")), 3).days(20.0) - 17) as usize] += 1;
        }
        assert!(counts.iter().all(|count| (850..1150).contains(count)), "{counts:?}");
    }

    proptest! {
        #[test]
        fn a_longer_interval_never_becomes_the_shorter_one(id: String, reviews in 0..99usize, a in 0.0..40_000.0f32, b in 0.0..40_000.0f32) {
            let draw = Draw::of(seed(&id), reviews);
            prop_assert_eq!(draw, Draw::of(seed(&id), reviews));
            prop_assert!(draw.days(a.min(b)) <= draw.days(a.max(b)));
            prop_assert!((draw.days(a) as f32 - a).abs() <= 4.0 + 0.1 * a);
        }
    }
}
