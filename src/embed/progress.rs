//! A learner's reviews in as few letters as a learning system keeps: SCORM 1.2 has room for 4,096.
//!
//! `1` (the version), then card by card: six letters of a hash of its id, and each review as a number, the minutes since the
//! review before it (of the first, since 2020) times eight, with the grade and whether more follow. A number is letters of six bits, five of
//! them its own, the lowest first; the sixth says that there is another.

use std::collections::BTreeMap;

use crate::card::CardId;
use crate::deck::Grade;
use crate::fact::id::digest;
use crate::order;

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VERSION: char = '1';
/// 2020-01-01T00:00Z, minutes since 1970.
const BEGIN: i64 = 26_297_280;
const HASH: usize = 6;
const MINUTE: i64 = 60_000;
const GRADES: [Grade; 4] = [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy];

/// A review as it is kept: when (UTC milliseconds, whole minutes) and how.
pub type Kept = (i64, Grade);

/// By which a card is known.
fn hash(card: &CardId) -> String {
    digest("card in progress", &[&card.0]).as_bytes()[..2 * HASH]
        .chunks(2)
        .map(|pair| {
            let value = std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok());
            char::from(LETTERS[usize::from(value.unwrap_or(0) & 63)])
        })
        .collect()
}

/// The reviews in at most `limit` letters: where they are too many, the oldest of the cards with most are left out, and then the cards
/// that were not seen for longest.
pub fn pack(cards: &[(&CardId, Vec<Kept>)], limit: usize) -> String {
    let longest = cards.iter().map(|(_, reviews)| reviews.len()).max().unwrap_or(0);
    // More of each card's reviews are never shorter, so the most that fit are found by halves.
    let fits = |most: usize| Some(write(cards, most)).filter(|written| written.len() <= limit);
    let (mut fitting, mut too_many, mut written) = (0, longest + 1, None);
    while too_many - fitting > 1 {
        let most = fitting.midpoint(too_many);
        match fits(most) {
            Some(whole) => (fitting, written) = (most, Some(whole)),
            None => too_many = most,
        }
    }
    written.unwrap_or_else(|| {
        let mut latest: Vec<_> = cards.iter().filter(|(_, reviews)| !reviews.is_empty()).cloned().collect();
        order::by(&mut latest, |(_, a), (_, b)| b.last().map(|last| last.0).cmp(&a.last().map(|last| last.0)));
        let mut length = VERSION.len_utf8();
        let fits = |card: &(&CardId, Vec<Kept>)| {
            length += write(std::slice::from_ref(card), 1).len() - VERSION.len_utf8();
            length <= limit
        };
        let kept = latest
            .iter()
            .take_while({
                let mut fits = fits;
                move |card| fits(card)
            })
            .count();
        write(&latest[..kept], 1)
    })
}

fn write(cards: &[(&CardId, Vec<Kept>)], most: usize) -> String {
    let mut out = VERSION.to_string();
    for (card, reviews) in cards.iter().filter(|(_, reviews)| !reviews.is_empty()) {
        out += &hash(card);
        let kept = &reviews[reviews.len().saturating_sub(most)..];
        let mut before = BEGIN;
        for (index, (at, grade)) in kept.iter().enumerate() {
            let minute = (at / MINUTE).max(before);
            let grade = GRADES.iter().position(|known| known == grade).unwrap_or(0) as u64;
            let follows = u64::from(index + 1 < kept.len());
            number((minute - before) as u64 * 8 + grade * 2 + follows, &mut out);
            before = minute;
        }
    }
    out
}

fn number(mut value: u64, out: &mut String) {
    loop {
        let more = value >> 5 > 0;
        out.push(char::from(LETTERS[(value & 31) as usize + if more { 32 } else { 0 }]));
        value >>= 5;
        if !more {
            return;
        }
    }
}

/// The reviews of those of the cards that are in it; `None` where it is not such a state.
pub fn unpack<'a>(state: &str, cards: impl IntoIterator<Item = &'a CardId>) -> Option<Vec<(&'a CardId, Vec<Kept>)>> {
    let known: BTreeMap<String, &CardId> = cards.into_iter().map(|card| (hash(card), card)).collect();
    let mut letters = state.strip_prefix(VERSION)?.chars();
    let mut found = Vec::new();
    while !letters.as_str().is_empty() {
        let name: String = letters.by_ref().take(HASH).collect();
        let mut reviews = Vec::new();
        let mut minute = BEGIN;
        loop {
            let value = read(&mut letters)?;
            minute = minute.checked_add(i64::try_from(value >> 3).ok()?)?;
            reviews.push((minute.checked_mul(MINUTE)?, GRADES[(value >> 1 & 3) as usize]));
            if value & 1 == 0 {
                break;
            }
        }
        found.extend(known.get(&name).map(|card| (*card, reviews)));
    }
    Some(found)
}

fn read(letters: &mut std::str::Chars) -> Option<u64> {
    let mut value = 0u64;
    for place in 0..10 {
        let letter = letters.next()?;
        let bits = LETTERS.iter().position(|known| char::from(*known) == letter)? as u64;
        value |= (bits & 31) << (5 * place);
        if bits < 32 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// 2026-03-01T12:00Z.
    const NOON: i64 = 1_772_366_400_000;

    fn cards(count: usize, reviews: usize) -> Vec<(CardId, Vec<Kept>)> {
        let review =
            |card: usize, nth: usize| (NOON + (nth * nth * 1440 + card) as i64 * MINUTE, GRADES[(card + nth) % 4]);
        (0..count)
            .map(|card| (CardId(format!("{card:020x}")), (0..reviews).map(|nth| review(card, nth)).collect()))
            .collect()
    }

    fn packed(cards: &[(CardId, Vec<Kept>)], limit: usize) -> String {
        pack(&cards.iter().map(|(card, reviews)| (card, reviews.clone())).collect::<Vec<_>>(), limit)
    }

    #[test]
    fn months_of_a_lesson_fit_into_what_the_oldest_learning_systems_keep() {
        let cards = cards(68, 8);
        let state = packed(&cards, 4096);
        assert!(state.len() <= 4096, "{}", state.len());
        let ids: Vec<&CardId> = cards.iter().map(|(card, _)| card).collect();
        let kept = unpack(&state, ids).expect("it is read back");
        assert_eq!(kept.len(), 68);
        assert!(kept.iter().zip(&cards).all(|((_, kept), (_, reviews))| kept == reviews));
    }

    #[test]
    fn what_does_not_fit_loses_its_oldest_reviews_and_no_card() {
        let cards = cards(68, 40);
        let state = packed(&cards, 4096);
        assert!(state.len() <= 4096 && state.len() > 3000, "{}", state.len());
        let kept = unpack(&state, cards.iter().map(|(card, _)| card)).expect("it is read back");
        for ((_, kept), (_, reviews)) in kept.iter().zip(&cards) {
            assert_eq!(kept.last(), reviews.last());
        }
        assert_eq!(kept.len(), 68);
        assert_eq!(packed(&cards, 5), "1", "nothing is better than half a card");
    }

    /// What the two editions of SCORM keep, and the state that is exactly as long.
    #[test]
    fn a_state_may_be_as_long_as_there_is_room_and_no_letter_longer() {
        for (limit, count, reviews) in [(4096, 68, 40), (4096, 600, 1), (64_000, 900, 30), (64_000, 9000, 2)] {
            let cards = cards(count, reviews);
            let whole = packed(&cards, usize::MAX);
            assert!(whole.len() > limit, "{}", whole.len());
            assert!(packed(&cards, limit).len() <= limit);
            assert_eq!(packed(&cards, whole.len()), whole);
            let less = packed(&cards, whole.len() - 1);
            assert!(less.len() < whole.len(), "half a review is none");
            assert!(unpack(&less, cards.iter().map(|(card, _)| card)).is_some(), "it is read back");
        }
    }

    #[test]
    fn of_more_cards_than_there_is_room_for_those_seen_last_are_kept() {
        let cards = cards(600, 1);
        let state = packed(&cards, 4096);
        assert!(state.len() <= 4096 && state.len() > 4000, "{}", state.len());
        let kept = unpack(&state, cards.iter().map(|(card, _)| card)).expect("it is read back");
        let last = &cards[cards.len() - kept.len()..];
        assert!(
            kept.len() > 350 && last.iter().all(|(card, _)| kept.iter().any(|(known, _)| *known == card)),
            "{}",
            kept.len()
        );
    }

    #[test]
    fn cards_that_are_no_longer_made_and_foreign_states_do_no_harm() {
        let cards = cards(3, 2);
        let state = packed(&cards, 4096);
        let kept = unpack(&state, [&cards[1].0]).expect("it is read back");
        assert_eq!(kept, [(&cards[1].0, cards[1].1.clone())]);
        for foreign in ["", "2", "1A", "1AAAAAA", "1AAAAAA!", "1AAAAAA________________", "1ыыыыыыы"] {
            assert_eq!(unpack(foreign, [&cards[0].0]), None, "{foreign}");
        }
    }

    proptest! {
        #[test]
        fn any_letters_are_read_or_refused(state in "1?[A-Za-z0-9_-]{0,60}") {
            let _ = unpack(&state, []);
        }

        #[test]
        fn reviews_come_back(gaps in prop::collection::vec((0..3_000_000i64, 0..4usize), 0..9)) {
            let card = CardId("a".to_owned());
            let mut at = NOON;
            let reviews: Vec<Kept> = gaps.iter().map(|(gap, grade)| { at += gap * MINUTE; (at, GRADES[*grade]) }).collect();
            let state = pack(&[(&card, reviews.clone())], usize::MAX);
            let kept = unpack(&state, [&card]).expect("it is read back");
            prop_assert_eq!(kept.into_iter().next().map(|(_, kept)| kept).unwrap_or_default(), reviews);
        }
    }
}
