//! What an answer is worth. Each judgement is a pure function; the learner may always grade otherwise.

use super::study::Draft;
use crate::card::answer::{self, Verdict, Way};
use crate::card::{Card, CardKind, Choice, Reason};
use crate::deck::Grade;
use crate::extract::Amount;
use crate::fact::id::digest;

/// What the learner has given as an answer, and how it compares.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// Answered in one's head, or not known.
    Nothing,
    Option(usize),
    Typed {
        text: String,
        verdict: Verdict,
    },
    Range(Range),
    /// The places of the options, and which of these are out of their place.
    Order {
        order: Vec<usize>,
        misplaced: Vec<usize>,
    },
    /// Per cent, and how that compares with the true share.
    Share {
        percent: u8,
        verdict: Verdict,
    },
    /// A chart: how near the guesses were, per cent, and each of them with the truth.
    Chart {
        score: u8,
        guesses: String,
    },
}

/// An estimate: the range, how sure the learner was of it in per cent, and whether it held.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    pub from: Amount,
    pub to: Amount,
    pub sure: u8,
    pub holds: bool,
}

/// How sure one can say that one is, per cent.
pub const SURE: [u8; 3] = [50, 70, 90];

/// Points by which a share may be missed and be right, and be nearly right.
const SHARE_RIGHT: f64 = 3.0;
const SHARE_NEAR: f64 = 10.0;
/// How near the guesses of a chart have to be, per cent, to be right, and to be nearly right.
const CHART_RIGHT: u8 = 75;
const CHART_NEAR: u8 = 45;

/// Whether the card is answered by something that is typed, moved or drawn.
pub fn has_field(card: &Card) -> bool {
    matches!(card.kind, CardKind::Typed | CardKind::Estimate | CardKind::Ordering | CardKind::Share | CardKind::Chart)
}

/// The grade to propose; none where the learner answers in their head and knows best.
pub fn proposed(card: &Card, given: &Given) -> Option<Grade> {
    let of_verdict = |verdict: &Verdict| match verdict {
        Verdict::Right(_) => Grade::Good,
        Verdict::Near(_) => Grade::Hard,
        Verdict::Wrong => Grade::Again,
    };
    match given {
        // An estimate and a discussion are never punished.
        _ if matches!(card.kind, CardKind::Estimate | CardKind::Criticism) => Some(Grade::Good),
        Given::Nothing => has_field(card).then_some(Grade::Again),
        Given::Option(index) => {
            let is_right = card.options.get(*index).is_some_and(|option| option.correct);
            Some(if is_right { Grade::Good } else { Grade::Again })
        }
        Given::Typed { verdict, .. } | Given::Share { verdict, .. } => Some(of_verdict(verdict)),
        Given::Range(_) => Some(Grade::Good),
        Given::Chart { score: CHART_RIGHT.., .. } => Some(Grade::Good),
        Given::Chart { score: CHART_NEAR.., .. } => Some(Grade::Hard),
        Given::Chart { .. } => Some(Grade::Again),
        Given::Order { order, misplaced } => Some(match misplaced.len() {
            0 => Grade::Good,
            _ if is_one_swap(card, order) => Grade::Hard,
            _ => Grade::Again,
        }),
    }
}

/// What a review keeps of the answer: see [`crate::deck::Review::answer`].
pub fn record(card: &Card, given: &Given) -> Option<String> {
    let text = |index: &usize| card.options.get(*index).map(|option| option.text.as_str());
    match given {
        Given::Nothing => None,
        Given::Option(index) => text(index).map(str::to_owned),
        Given::Typed { text, .. } => Some(text.clone()),
        Given::Range(Range { from, to, sure, holds }) => {
            Some(format!("{from}..{to} {sure}% {}", if *holds { "holds" } else { "misses" }))
        }
        Given::Order { order, .. } => Some(order.iter().filter_map(text).collect::<Vec<_>>().join("\n")),
        Given::Share { percent, .. } => Some(format!("{percent} %")),
        Given::Chart { guesses, .. } => Some(guesses.clone()),
    }
}

/// The answer that a draft is; `None` where it cannot be read. Screens call this and hand in what it gives, so that the
/// checking of answers is loaded with the faces of cards and not before.
pub fn given(card: &Card, draft: &Draft) -> Option<Given> {
    Some(match card.kind {
        CardKind::Typed => typed(card, &draft.typed),
        CardKind::Ordering => ordering(card, &draft.order),
        CardKind::Share => share(card, draft.share),
        CardKind::Estimate if draft.sure > 0 => Given::Range(range(card, &draft.from, &draft.to, draft.sure)?),
        _ => return None,
    })
}

/// What was typed; an empty answer is none.
pub fn typed(card: &Card, text: &str) -> Given {
    match text.trim() {
        "" => Given::Nothing,
        text => Given::Typed { text: text.to_owned(), verdict: answer::check(card, text) },
    }
}

/// A range; `None` where either end is no number. The ends may come in any order.
pub fn range(card: &Card, from: &str, to: &str, sure: u8) -> Option<Range> {
    let (Amount::Decimal(key), a, b) =
        (card.answer.value?, answer::amount_of(card, from)?, answer::amount_of(card, to)?)
    else {
        return None;
    };
    let (from, to) = (a.min(b), a.max(b));
    let holds = from <= key && key <= to;
    Some(Range { from: Amount::Decimal(from), to: Amount::Decimal(to), sure, holds })
}

/// The places of the options for an ordering: never the right order, and the same for the same card and number of reviews.
pub fn shuffled(card: &Card, reviews: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..card.options.len()).collect();
    let drawn = digest("order", &[&card.id.0, &reviews.to_string()]);
    for (last, digit) in (1..order.len()).rev().zip(drawn.bytes()) {
        order.swap(last, usize::from(digit) % (last + 1));
    }
    if order.is_sorted() && order.len() > 1 {
        order.rotate_left(1);
    }
    order
}

/// An order of the options, with the places that hold another item than they should. Items of one time are alike.
pub fn ordering(card: &Card, order: &[usize]) -> Given {
    let misplaced = (0..order.len()).filter(|&place| !are_alike(card, order[place], place)).collect();
    Given::Order { order: order.to_vec(), misplaced }
}

fn are_alike(card: &Card, one: usize, other: usize) -> bool {
    let when = |index: usize| match card.options.get(index) {
        Some(Choice { reason: Some(Reason::When(time)), .. }) => Some(time),
        _ => None,
    };
    one == other || when(one).is_some() && when(one) == when(other)
}

/// Whether two neighbours in each other's place are all that is wrong.
fn is_one_swap(card: &Card, order: &[usize]) -> bool {
    let is_right_with = |swapped: usize| {
        let mut order = order.to_vec();
        order.swap(swapped, swapped + 1);
        (0..order.len()).all(|place| are_alike(card, order[place], place))
    };
    (1..order.len()).any(|place| is_right_with(place - 1))
}

/// The true share of a card, per cent.
pub fn true_share(card: &Card) -> Option<f64> {
    Some(match card.answer.value? {
        percent @ Amount::Decimal(_) => percent.to_f64(),
        fraction @ Amount::Fraction(..) => fraction.to_f64() * 100.0,
    })
}

pub fn share(card: &Card, percent: u8) -> Given {
    let far = true_share(card).map_or(f64::MAX, |share| (share - f64::from(percent)).abs());
    let verdict = if far <= SHARE_RIGHT {
        Verdict::Right(if far == 0.0 { Way::AsWritten } else { Way::Within })
    } else if far <= SHARE_NEAR {
        Verdict::Near(answer::Slip::Close)
    } else {
        Verdict::Wrong
    };
    Given::Share { percent, verdict }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixtures::{choice, made};
    use crate::card::Piece;

    fn estimated() -> Card {
        let mut card = made(CardKind::Estimate, "88,7");
        card.prompt = vec![Piece::Text("Было ".into()), Piece::Blank, Piece::Text(" тыс. человек".into())];
        card.answer.value = "88700".parse().ok();
        card
    }

    #[test]
    fn a_typed_answer_proposes_its_grade_and_an_empty_one_is_none() {
        let mut card = made(CardKind::Typed, "1943");
        card.answer.years = Some((1943, 1943));
        let grade = |text| proposed(&card, &typed(&card, text));
        assert_eq!(grade("1943"), Some(Grade::Good));
        assert_eq!(grade("1944"), Some(Grade::Hard));
        assert_eq!(grade("1812"), Some(Grade::Again));
        assert_eq!((typed(&card, "  "), grade(" ")), (Given::Nothing, Some(Grade::Again)));
        assert_eq!(record(&card, &typed(&card, " 1944 ")).as_deref(), Some("1944"));
        assert_eq!(proposed(&made(CardKind::Cloze, "1943"), &Given::Nothing), None);
    }

    #[test]
    fn a_range_is_read_in_full_or_in_the_unit_of_the_prompt() {
        let card = estimated();
        let held = |from: &str, to: &str| range(&card, from, to, 90).map(|range| range.holds);
        assert_eq!(held("80", "100"), Some(true));
        assert_eq!(held("80000", "100 000"), Some(true));
        assert_eq!(held("100 тыс.", "80 тыс. человек"), Some(true), "in any order");
        assert_eq!(held("1", "2"), Some(false));
        assert_eq!(held("", "100"), None);
        assert_eq!(held("много", "100"), None);
        let range = range(&card, "80", "0,1 млн", 70).map(Given::Range).expect("two numbers");
        assert_eq!(record(&card, &range).as_deref(), Some("80000..100000 70% holds"));
        assert_eq!(proposed(&card, &range), Some(Grade::Good));
        assert_eq!(proposed(&card, &Given::Nothing), Some(Grade::Good), "never punished");
    }

    fn ordered() -> Card {
        let mut card = made(CardKind::Ordering, "");
        card.options = ["1941", "1942", "1942", "1945"]
            .map(|year| Choice { reason: Some(Reason::When(year.into())), ..choice(year, true) })
            .to_vec();
        card
    }

    #[test]
    fn an_order_is_right_nearly_right_or_wrong() {
        let card = ordered();
        let grade = |order: [usize; 4]| proposed(&card, &ordering(&card, &order));
        assert_eq!(grade([0, 1, 2, 3]), Some(Grade::Good));
        assert_eq!(grade([0, 2, 1, 3]), Some(Grade::Good), "of one time");
        assert_eq!(grade([1, 0, 2, 3]), Some(Grade::Hard));
        assert_eq!(grade([3, 0, 1, 2]), Some(Grade::Again));
        assert_eq!(ordering(&card, &[1, 0, 2, 3]), Given::Order { order: vec![1, 0, 2, 3], misplaced: vec![0, 1] });
    }

    #[test]
    fn items_are_shuffled_alike_for_the_same_card_and_never_into_the_right_order() {
        for reviews in 0..50 {
            let mut order = shuffled(&ordered(), reviews);
            assert_eq!(order, shuffled(&ordered(), reviews));
            assert!(!order.is_sorted());
            order.sort_unstable();
            assert_eq!(order, [0, 1, 2, 3]);
        }
        assert!(shuffled(&made(CardKind::Ordering, ""), 0).is_empty());
    }

    #[test]
    fn a_share_is_right_within_three_points_and_nearly_right_within_ten() {
        let mut card = made(CardKind::Share, "одна треть");
        card.answer.value = "1/3".parse().ok();
        for (percent, grade) in
            [(33, Grade::Good), (36, Grade::Good), (37, Grade::Hard), (24, Grade::Hard), (50, Grade::Again)]
        {
            assert_eq!(proposed(&card, &share(&card, percent)), Some(grade), "{percent}");
        }
        card.answer.value = "53.8".parse().ok();
        assert_eq!(proposed(&card, &share(&card, 54)), Some(Grade::Good));
    }

    #[test]
    fn a_discussion_is_not_graded() {
        let mut card = made(CardKind::Criticism, "оценка");
        card.options = vec![choice("факт", false), choice("оценка", true)];
        assert_eq!(proposed(&card, &Given::Option(0)), Some(Grade::Good));
        card.kind = CardKind::Trend;
        assert_eq!(proposed(&card, &Given::Option(0)), Some(Grade::Again));
        assert_eq!(proposed(&card, &Given::Option(1)), Some(Grade::Good));
    }
}
