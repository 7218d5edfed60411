//! A learner's day: it turns at 04:00 local time, so that an evening that ends after midnight is still one day.

const DAY: i64 = 86_400_000;
const TURN: i64 = 4 * 3_600_000;

/// The number of the day that holds `at` (UTC milliseconds) where the clock is `offset` minutes east of UTC.
pub fn of(at: i64, offset: i16) -> i64 {
    at.saturating_add(i64::from(offset) * 60_000 - TURN).div_euclid(DAY)
}

/// When the day begins, UTC milliseconds.
pub fn start(day: i64, offset: i16) -> i64 {
    day.saturating_mul(DAY).saturating_add(TURN - i64::from(offset) * 60_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-03-01T00:00:00Z.
    const MIDNIGHT: i64 = 1_772_323_200_000;
    const HOUR: i64 = 3_600_000;

    #[test]
    fn the_day_turns_at_four_where_the_learner_is() {
        let today = of(MIDNIGHT + 12 * HOUR, 0);
        assert_eq!(of(MIDNIGHT + 4 * HOUR, 0), today);
        assert_eq!(of(MIDNIGHT + 4 * HOUR - 1, 0), today - 1);
        // In Moscow 04:00 is 01:00 UTC; in New York it is 09:00 UTC.
        assert_eq!(of(MIDNIGHT + HOUR, 180), today);
        assert_eq!(of(MIDNIGHT + HOUR - 1, 180), today - 1);
        assert_eq!(of(MIDNIGHT + 9 * HOUR - 1, -300), today - 1);
        assert_eq!(start(today, 180), MIDNIGHT + HOUR);
    }

    #[test]
    fn a_day_starts_with_its_own_first_millisecond_even_before_1970() {
        for at in [MIDNIGHT, -MIDNIGHT, 0, -1] {
            for offset in [-720, 0, 345, 840] {
                let day = of(at, offset);
                assert_eq!(of(start(day, offset), offset), day);
                assert_eq!(of(start(day, offset) - 1, offset), day - 1);
            }
        }
    }
}
