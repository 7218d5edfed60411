//! Sorting, instantiated once.
//!
//! The standard library's sort is some three kilobytes of WebAssembly for each type and comparison it is used with, and
//! the app sorts three dozen kinds of things, nearly all of them short lists. Here one sort of indices serves them all:
//! it weighed a tenth of the whole first load before.

use std::cmp::Ordering;

/// Sorts in ascending order.
pub fn sort<T: Ord>(items: &mut [T]) {
    by(items, T::cmp);
}

/// Sorts by a key; items of equal keys keep their order.
pub fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by a comparison; equal items keep their order.
pub fn by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = sorted(items.len(), &|a, b| compare(&items[a], &items[b]));
    arrange(items, order);
}

/// The indices `0..len` in the order of `compare`.
fn sorted(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|&a, &b| compare(a, b));
    order
}

/// Moves to each place `at` the item that was at `order[at]`, along the cycles of the permutation.
fn arrange<T>(items: &mut [T], mut order: Vec<usize>) {
    for start in 0..items.len() {
        let mut at = start;
        while order[at] != start {
            let from = order[at];
            items.swap(at, from);
            order[at] = at;
            at = from;
        }
        order[at] = at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_order_is_that_of_the_standard_library(items in prop::collection::vec((0u8..9, any::<u16>()), 0..90)) {
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            let mut found = items;
            by_key(&mut found, |item| item.0);
            prop_assert_eq!(found, expected);
        }
    }
}
