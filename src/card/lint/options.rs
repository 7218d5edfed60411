//! Options: one is right, the others are worth choosing.

use rust_decimal::Decimal;

use super::super::grammar::{agreement, follows_number};
use super::super::{CardKind, Piece, Reason, answer};
use super::{Checked, blanks};
use crate::extract::Amount;
use crate::lexicon::fold;

/// Rule 16: exactly one key among three or four options; kinds without any have none; all items of an order are right.
pub fn one_key(checked: &Checked) -> Option<String> {
    let options = &checked.card.options;
    let (count, keys) = (options.len(), options.iter().filter(|option| option.correct).count());
    let right = match checked.card.kind {
        CardKind::Choice | CardKind::Trend | CardKind::Criticism => (3..=4).contains(&count) && keys == 1,
        CardKind::Ordering => (3..=5).contains(&count) && keys == count,
        _ => count == 0,
    };
    (!right).then(|| format!("{count} options, {keys} keys"))
}

/// Rule 16: no two options are alike, and none lies within the tolerance of the key.
pub fn options_differ(checked: &Checked) -> Option<String> {
    let options = &checked.card.options;
    let twice = options
        .iter()
        .enumerate()
        .find(|(index, option)| options[..*index].iter().any(|other| other.text == option.text));
    if let Some((_, option)) = twice {
        return Some(format!("{:?} stands twice", option.text));
    }
    let mut wrong = options.iter().filter(|option| !option.correct);
    let accepted =
        wrong.find(|option| matches!(answer::check(checked.card, &option.text), answer::Verdict::Right(_)))?;
    Some(format!("{:?} is accepted too", accepted.text))
}

/// Rule 16: no wrong option is what the text says of the same thing at the same time.
pub fn no_option_is_true(checked: &Checked) -> Option<String> {
    let fact = checked.asked().filter(|_| checked.card.kind == CardKind::Choice)?;
    let quantity = fact.quantity()?;
    let Amount::Decimal(value) = quantity.amount else { return None };
    let factor = value.checked_div(answer::number(&checked.card.answer.text)?)?;
    let subject = fold(&quantity.subject);
    let same = checked.all.iter().filter(|other| {
        other.id != fact.id
            && other.place == fact.place
            && other.period.as_ref().map(|period| &period.when) == fact.period.as_ref().map(|period| &period.when)
            && other
                .quantity()
                .is_some_and(|other| other.measure == quantity.measure && fold(&other.subject) == subject)
    });
    let true_too: Vec<Amount> = same.filter_map(|other| Some(other.quantity()?.amount)).collect();
    let wrong = checked.card.options.iter().filter(|option| !option.correct);
    let mut amounts = wrong.filter_map(|option| answer::number(&option.text)?.checked_mul(factor));
    let found = amounts.find(|value| true_too.contains(&Amount::Decimal(value.normalize())))?;
    Some(format!("{found} is true as well"))
}

/// Rule 17: options are numbers of one precision, or none is a number; no length gives the key away.
pub fn options_are_alike(checked: &Checked) -> Option<String> {
    let options = &checked.card.options;
    if options.is_empty() || checked.card.kind != CardKind::Choice {
        return None;
    }
    let numbers: Vec<Decimal> = options.iter().filter_map(|option| answer::number(&option.text)).collect();
    if !numbers.is_empty() && numbers.len() != options.len() {
        return Some("numbers beside words".to_owned());
    }
    let scales = || numbers.iter().map(|number| number.normalize().scale());
    let precise = scales().max().zip(scales().min()).is_some_and(|(most, least)| most > least + 1);
    precise.then(|| "one is far more precise than another".to_owned())
}

/// Rule 18: every option agrees with the noun outside the blank.
pub fn options_agree(checked: &Checked) -> Option<String> {
    let key = answer::number(&checked.card.answer.text).map(|_| agreement(&checked.card.answer.text))?;
    if !checked.asks_amount() || !follows_number(after(checked)) {
        return None;
    }
    let odd = checked.card.options.iter().find(|option| agreement(&option.text) != key)?;
    Some(format!("{:?} before {:?}", odd.text, after(checked)))
}

/// What stands right after the blank.
fn after<'a>(checked: &Checked<'a>) -> &'a str {
    let blank = checked.card.prompt.iter().position(|piece| *piece == Piece::Blank);
    match blank.and_then(|blank| checked.card.prompt.get(blank + 1)) {
        Some(Piece::Text(text)) => text,
        _ => "",
    }
}

/// Rule 19: every distractor has its reason, the key has none; items of an order have their times.
pub fn reasons_are_given(checked: &Checked) -> Option<String> {
    let ordered = checked.card.kind == CardKind::Ordering;
    let odd = checked.card.options.iter().find(|option| match ordered {
        true => !matches!(option.reason, Some(Reason::When(_))),
        false => option.correct == option.reason.is_some(),
    })?;
    Some(format!("{:?}", odd.text))
}

/// Rule 20: no option is about the others, and none says "always".
pub fn no_all_or_none(checked: &Checked) -> Option<String> {
    let of_others = ["все перечисленн", "ничего из", "ни один из", "все ответы", "всегда", "никогда"];
    let odd = checked.card.options.iter().filter(|_| checked.card.kind != CardKind::Ordering).find(|option| {
        let text = fold(&option.text);
        of_others.iter().any(|words| text.contains(words))
    })?;
    Some(format!("{:?}", odd.text))
}

/// Rule 21: numbers ascend.
pub fn options_ascend(checked: &Checked) -> Option<String> {
    let values: Option<Vec<Decimal>> = checked.card.options.iter().map(|option| answer::number(&option.text)).collect();
    let falls = values?.windows(2).any(|pair| pair[0] >= pair[1]);
    falls.then(|| "the numbers do not ascend".to_owned())
}

/// The key and the answer are one.
pub fn key_is_right(checked: &Checked) -> Option<String> {
    let one = checked.card.kind != CardKind::Ordering;
    let key = checked.card.options.iter().find(|option| option.correct).filter(|_| one)?;
    (key.text != checked.card.answer.text).then(|| format!("the key is {:?}", key.text))
}

/// Rule 24: the times of an order do not overlap, so that there is one.
pub fn order_can_be_told(checked: &Checked) -> Option<String> {
    if checked.card.kind != CardKind::Ordering || blanks(checked.card) > 0 {
        return None;
    }
    let days: Vec<Option<(i64, i64)>> = checked
        .facts
        .iter()
        .map(|fact| fact.period.as_ref().and_then(|period| period.when.days(period.part)))
        .collect();
    let apart = days.windows(2).all(|pair| matches!(pair, [Some((_, end)), Some((start, _))] if end < start));
    (!apart || days.len() != checked.card.options.len()).then(|| "two items may be of one time".to_owned())
}
