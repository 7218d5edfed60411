//! A share with what it was counted from, and how sure it is.

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub part: usize,
    pub whole: usize,
}

/// Of the normal distribution, for 95 of a hundred intervals to hold.
const Z: f64 = 1.959_963_984_540_054;

impl Share {
    pub fn count(&mut self, is_part: bool) {
        self.part += usize::from(is_part);
        self.whole += 1;
    }

    /// Adds what was counted of others.
    pub fn add(&mut self, other: Share) {
        self.part += other.part;
        self.whole += other.whole;
    }

    /// `None` of nothing.
    pub fn value(self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }

    /// Wilson's interval: where the true share lies, with a confidence of 95 per cent. Right for few and for extreme counts too,
    /// where the usual plus and minus is not. Of nothing, from 0 to 1.
    pub fn interval(self) -> (f64, f64) {
        let (n, Some(p)) = (self.whole as f64, self.value()) else { return (0.0, 1.0) };
        let z = Z * Z / n;
        let middle = (p + z / 2.0) / (1.0 + z);
        let half = Z * (p * (1.0 - p) / n + z / (4.0 * n)).sqrt() / (1.0 + z);
        // None or all of them are an end of it, but for the rounding.
        ((middle - half).clamp(0.0, p), (middle + half).clamp(p, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn intervals_are_those_of_the_tables() {
        // Newcombe 1998, table I, method 3.
        for (part, whole, low, high) in
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
        {
            let (from, to) = Share { part, whole }.interval();
            assert!((from - low).abs() < 1e-4 && (to - high).abs() < 1e-4, "{part} of {whole}: {from} to {to}");
        }
        assert_eq!(Share::default().interval(), (0.0, 1.0));
        assert_eq!(Share::default().value(), None);
    }

    proptest! {
        #[test]
        fn an_interval_holds_its_share_and_narrows(whole in 1..5000usize, part in 0..5000usize) {
            let share = Share { part: part.min(whole), whole };
            let (from, to) = share.interval();
            let value = share.value().unwrap();
            prop_assert!(0.0 <= from && from <= value && value <= to && to <= 1.0);
            let (narrow_from, narrow_to) = Share { part: share.part * 10, whole: whole * 10 }.interval();
            prop_assert!(narrow_to - narrow_from < to - from);
        }
    }
}
