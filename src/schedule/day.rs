//! A learner's day: it turns at 04:00 local time, so that an evening that ends after midnight is still one day.

/// Milliseconds of a day.
pub const LENGTH: i64 = 86_400_000;
const TURN: i64 = 4 * 3_600_000;

/// The number of the day that holds `at` (UTC milliseconds) where the clock is `offset` minutes east of UTC.
pub fn of(at: i64, offset: i16) -> i64 {
    at.saturating_add(i64::from(offset) * 60_000 - TURN).div_euclid(LENGTH)
}

/// When the day begins, UTC milliseconds.
pub fn start(day: i64, offset: i16) -> i64 {
    day.saturating_mul(LENGTH).saturating_add(TURN - i64::from(offset) * 60_000)
}

/// The date of a day, as `2026-03-01`.
pub fn date(day: i64) -> String {
    // Days from 1 March of the year 0 on, so that a leap day is the last of its year; eras of 400 years are all alike.
    let days = day.saturating_add(719_468);
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let date = of_year - (153 * from_march + 2) / 5 + 1;
    let (month, later) = if from_march < 10 { (from_march + 3, 0) } else { (from_march - 9, 1) };
    format!("{:04}-{month:02}-{date:02}", era * 400 + year + later)
}

/// The day of a date such as `2026-03-01`; `None` of anything else.
pub fn of_date(date: &str) -> Option<i64> {
    let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, of_month) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1..=12).contains(&month) || !(1..=31).contains(&of_month) {
        return None;
    }
    // As in `date`, from March on.
    let (year, from_march) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let days = of_era * 365 + of_era / 4 - of_era / 100 + (153 * from_march + 2) / 5 + of_month - 1;
    let day = era * 146_097 + days - 719_468;
    // The 31st of April is none.
    (self::date(day) == date).then_some(day)
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
    fn a_day_has_its_date() {
        assert_eq!(date(of(MIDNIGHT + 12 * HOUR, 0)), "2026-03-01");
        assert_eq!(date(of(MIDNIGHT + 3 * HOUR, 0)), "2026-02-28");
        for (day, written) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (11_016, "2000-02-29"),
            (19_782, "2024-02-29"),
            (47_541, "2100-03-01"),
        ] {
            assert_eq!(date(day), written);
        }
        assert_eq!(date(-719_528), "0000-01-01");
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

    #[test]
    fn a_date_is_read_back() {
        for day in (-200_000..200_000).step_by(37) {
            let written = date(day);
            // Years before the first are written otherwise than they are read.
            if !written.starts_with('-') {
                assert_eq!(of_date(&written), Some(day), "{written}");
            }
        }
        for wrong in ["", "2026", "2026-02-30", "2026-13-01", "2026-3-01", "01.03.2026"] {
            assert_eq!(of_date(wrong), None, "{wrong}");
        }
    }
}
