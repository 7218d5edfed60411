//! The rules of good cards, each a function with a card that breaks it as its test. `konspekt lint` prints what they find, and
//! a property test holds them over generated texts.

use rust_decimal::Decimal;

use super::clause::{MOST_WORDS, points_outside};
use super::cloze::{gives_away, numbers};
use super::grammar::{agreement, follows_number};
use super::{Card, CardId, CardKind, MOST_FORMS, Piece, answer, numbers_of};
use crate::document::Document;
use crate::extract::{Amount, Bound};
use crate::fact::{Fact, FactId};
use crate::lexicon::fold;
use crate::span::Span;
use crate::wording::amount::word;
use crate::wording::{count_words, time};

/// A rule that a card breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub card: CardId,
    pub rule: &'static str,
    /// What is wrong, with the words that show it.
    pub what: String,
}

/// A card with the first of its facts, and what it is checked against.
struct Checked<'a> {
    card: &'a Card,
    fact: Option<&'a Fact>,
    text: &'a str,
    folded: &'a str,
}

type Rule = (&'static str, fn(&Checked) -> Option<String>);

/// The rules for one card.
const RULES: &[Rule] = &[
    ("evidence-is-exact", evidence_is_exact),
    ("values-stand-in-the-evidence", values_stand_in_the_evidence),
    ("hedge-survives", hedge_survives),
    ("attribution-stays", attribution_stays),
    ("no-loose-pronoun", no_loose_pronoun),
    ("answer-is-short", answer_is_short),
    ("time-is-named", time_is_named),
    ("answer-is-hidden", answer_is_hidden),
    ("one-blank", one_blank),
    ("prompt-is-short", prompt_is_short),
    ("one-key", one_key),
    ("options-differ", options_differ),
    ("options-agree", options_agree),
    ("reasons-are-given", reasons_are_given),
    ("options-ascend", options_ascend),
    ("key-is-right", key_is_right),
];

/// Every broken rule, card by card, then what only the deck as a whole can break.
pub fn lint(document: &Document, facts: &[Fact], cards: &[Card]) -> Vec<Finding> {
    let folded = fold(&document.text);
    let mut by_id: Vec<(&FactId, &Fact)> = facts.iter().map(|fact| (&fact.id, fact)).collect();
    by_id.sort_by_key(|(id, _)| *id);
    let mut findings = Vec::new();
    for card in cards {
        let id = card.facts.first();
        let fact = id.and_then(|id| by_id.binary_search_by_key(&id, |(id, _)| *id).ok()).map(|place| by_id[place].1);
        let checked = Checked { card, fact, text: &document.text, folded: &folded };
        for (rule, check) in RULES {
            if let Some(what) = check(&checked) {
                findings.push(Finding { card: card.id.clone(), rule, what });
            }
        }
    }
    findings.extend(prompts_differ(cards));
    findings.extend(few_forms_of_a_fact(cards));
    findings.extend(key_has_no_place(cards));
    findings
}

fn texts(card: &Card) -> impl Iterator<Item = &str> {
    card.prompt.iter().filter_map(|piece| if let Piece::Text(text) = piece { Some(text.as_str()) } else { None })
}

fn joined(card: &Card) -> String {
    card.prompt.iter().map(|piece| if let Piece::Text(text) = piece { text } else { "____" }).collect()
}

/// What stands right after the blank.
fn after(card: &Card) -> &str {
    let blank = card.prompt.iter().position(|piece| *piece == Piece::Blank);
    match blank.and_then(|blank| card.prompt.get(blank + 1)) {
        Some(Piece::Text(text)) => text,
        _ => "",
    }
}

/// Whether the card asks for the amount of its fact, not for its time.
fn asks_amount(checked: &Checked) -> bool {
    let quantity = checked.fact.and_then(Fact::quantity);
    quantity.is_some_and(|quantity| checked.card.answer.value == Some(quantity.amount))
}

fn shown(card: &Card) -> Option<Decimal> {
    answer::number(&card.answer.text)
}

/// Rule 1: the evidence is a piece of the text, and the answer a piece of it.
fn evidence_is_exact(checked: &Checked) -> Option<String> {
    if checked.card.evidence.is_empty() {
        return Some("no evidence".to_owned());
    }
    let spaces = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    checked.card.evidence.iter().find_map(|proof| {
        let found = spaces(proof.answer.of(checked.text));
        let wanted = spaces(&checked.card.answer.text);
        let inside = proof.sentence.contains(proof.answer) && !proof.sentence.of(checked.text).is_empty();
        (!inside || found != wanted).then(|| format!("the evidence has {found:?}, the answer is {wanted:?}"))
    })
}

/// Rule 2: a number of the prompt stands in the evidence, or is the time of the fact.
fn values_stand_in_the_evidence(checked: &Checked) -> Option<String> {
    let mut known: Vec<Decimal> =
        checked.card.evidence.iter().flat_map(|proof| numbers(proof.sentence.of(checked.text))).collect();
    let fact = checked.fact?;
    if let Some(period) = &fact.period {
        known.extend(numbers(&time::label(&period.when, period.part)));
    }
    known.extend(fact.place.iter().chain(&fact.attribution).flat_map(|words| numbers(words)));
    let strange = numbers_of(&checked.card.prompt).into_iter().find(|value| !known.contains(value))?;
    Some(format!("{strange} stands in the prompt, and not in the evidence"))
}

/// Rule 3: what is not exact in the text is not exact in the card.
fn hedge_survives(checked: &Checked) -> Option<String> {
    let fact = checked.fact.filter(|_| asks_amount(checked))?;
    let bound = fact.quantity()?.bound;
    if matches!(bound, Bound::Exact | Bound::Between) {
        return None;
    }
    if let (Some(Amount::Decimal(tolerance)), Some(Amount::Decimal(_))) =
        (checked.card.answer.tolerance, checked.card.answer.value)
        && tolerance.is_zero()
    {
        return Some("the figure is not exact, and the answer has to be".to_owned());
    }
    let prompt = fold(&joined(checked.card));
    let own = word(bound);
    // The word before the number in the text, whatever it is: `почти`, `превысило`; or our own.
    let before = checked.folded.get(..fact.span.start)?.trim_end();
    let start = before
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let near = &before[start..];
    let quote = fact.span.of(checked.folded);
    let inside = quote.split_whitespace().next().filter(|word| word.starts_with(char::is_alphabetic));
    let kept =
        [Some(own), Some(near), inside].into_iter().flatten().any(|word| !word.is_empty() && prompt.contains(word));
    (!kept).then(|| format!("{own:?} is lost"))
}

/// Rule 4: a figure under attribution keeps it in the prompt.
fn attribution_stays(checked: &Checked) -> Option<String> {
    let source = checked.fact?.attribution.as_deref()?;
    let kept = fold(&joined(checked.card)).contains(&fold(source));
    (!kept).then(|| format!("{source:?} is lost"))
}

/// Rule 6: no pronoun points outside the prompt.
fn no_loose_pronoun(checked: &Checked) -> Option<String> {
    let prompt = joined(checked.card);
    let tokens = crate::segment::token::tokens(&prompt, Span::new(0, prompt.len()));
    points_outside(&fold(&prompt), &tokens).then(|| "a pronoun points outside the prompt".to_owned())
}

/// Rule 7: at most six words, or one number.
fn answer_is_short(checked: &Checked) -> Option<String> {
    let words = count_words(&checked.card.answer.text);
    (words == 0 || words > 6).then(|| format!("{words} words"))
}

/// Rule 9: the prompt says when, where the text does.
fn time_is_named(checked: &Checked) -> Option<String> {
    let fact = checked.fact.filter(|_| asks_amount(checked))?;
    let period = fact.period.as_ref()?;
    let prompt = fold(&joined(checked.card)).replace('\u{a0}', " ");
    let label = fold(&time::label(&period.when, period.part));
    let quote = period.span.of(checked.folded).split_whitespace().collect::<Vec<_>>().join(" ");
    let dated = period.when.year().filter(|year| *year > 0).is_none_or(|year| prompt.contains(&year.to_string()));
    let named = prompt.contains(&label) || (!quote.is_empty() && prompt.contains(&quote) && dated);
    (!named).then(|| format!("{label:?} is not named"))
}

/// Rule 11: the answer stands nowhere else in the prompt.
fn answer_is_hidden(checked: &Checked) -> Option<String> {
    let given = texts(checked.card).find(|text| gives_away(text, &checked.card.answer.text, shown(checked.card)))?;
    Some(format!("the answer stands in {given:?}"))
}

/// Rule 13, for the kinds that have a blank.
fn one_blank(checked: &Checked) -> Option<String> {
    let blanks = checked.card.prompt.iter().filter(|piece| **piece == Piece::Blank).count();
    (blanks != 1).then(|| format!("{blanks} blanks"))
}

/// Rule 14: at most thirty words, and enough to stand alone.
fn prompt_is_short(checked: &Checked) -> Option<String> {
    let words = count_words(&joined(checked.card));
    // The blank has no letters and counts as a word.
    (!(4..MOST_WORDS).contains(&words)).then(|| format!("{} words", words + 1))
}

/// Rule 16: exactly one key among three or four options; a cloze has none.
fn one_key(checked: &Checked) -> Option<String> {
    let (count, keys) =
        (checked.card.options.len(), checked.card.options.iter().filter(|option| option.correct).count());
    match checked.card.kind {
        CardKind::Cloze => (count > 0).then(|| "a cloze with options".to_owned()),
        _ => (!(3..=4).contains(&count) || keys != 1).then(|| format!("{count} options, {keys} keys")),
    }
}

/// Rule 16: no two options are alike, and none lies within the tolerance of the key.
fn options_differ(checked: &Checked) -> Option<String> {
    let options = &checked.card.options;
    let twice = options
        .iter()
        .enumerate()
        .find(|(index, option)| options[..*index].iter().any(|other| other.text == option.text));
    if let Some((_, option)) = twice {
        return Some(format!("{:?} stands twice", option.text));
    }
    let wrong = options.iter().filter(|option| !option.correct);
    let accepted = wrong
        .into_iter()
        .find(|option| matches!(answer::check(checked.card, &option.text), answer::Verdict::Right(_)))?;
    Some(format!("{:?} is accepted too", accepted.text))
}

/// Rule 18: every option agrees with the noun outside the blank.
fn options_agree(checked: &Checked) -> Option<String> {
    let key = shown(checked.card).map(|_| agreement(&checked.card.answer.text))?;
    if !asks_amount(checked) || !follows_number(after(checked.card)) {
        return None;
    }
    let odd = checked.card.options.iter().find(|option| agreement(&option.text) != key)?;
    Some(format!("{:?} before {:?}", odd.text, after(checked.card)))
}

/// Rule 19: every distractor has its reason, the key has none.
fn reasons_are_given(checked: &Checked) -> Option<String> {
    let odd = checked.card.options.iter().find(|option| option.correct == option.reason.is_some())?;
    Some(format!("{:?}", odd.text))
}

/// Rule 21: numbers ascend.
fn options_ascend(checked: &Checked) -> Option<String> {
    let values: Option<Vec<Decimal>> = checked.card.options.iter().map(|option| answer::number(&option.text)).collect();
    let falls = values?.windows(2).any(|pair| pair[0] >= pair[1]);
    falls.then(|| "the numbers do not ascend".to_owned())
}

/// The key and the answer are one.
fn key_is_right(checked: &Checked) -> Option<String> {
    let key = checked.card.options.iter().find(|option| option.correct)?;
    (key.text != checked.card.answer.text).then(|| format!("the key is {:?}", key.text))
}

/// Rule 10: no two facts are asked in the same words.
fn prompts_differ(cards: &[Card]) -> Vec<Finding> {
    let mut prompts: Vec<(&[Piece], &Card)> = cards.iter().map(|card| (card.prompt.as_slice(), card)).collect();
    prompts.sort_by(|a, b| a.0.cmp(b.0));
    let pairs = prompts.windows(2).filter(|pair| pair[0].0 == pair[1].0 && pair[0].1.facts != pair[1].1.facts);
    let finding = |pair: &[(&[Piece], &Card)]| Finding {
        card: pair[1].1.id.clone(),
        rule: "prompts-differ",
        what: joined(pair[1].1),
    };
    pairs.map(finding).collect()
}

/// Rules 25 and 26: few forms of one fact, and all in one group.
fn few_forms_of_a_fact(cards: &[Card]) -> Vec<Finding> {
    let mut order: Vec<&Card> = cards.iter().collect();
    order.sort_by(|a, b| a.facts.cmp(&b.facts));
    let mut findings = Vec::new();
    for group in order.chunk_by(|a, b| a.facts == b.facts) {
        let finding = |what: String| Finding { card: group[0].id.clone(), rule: "few-forms-of-a-fact", what };
        if group.len() > MOST_FORMS {
            findings.push(finding(format!("{} forms", group.len())));
        }
        if group.len() > 1 && group.iter().any(|card| card.siblings.is_none() || card.siblings != group[0].siblings) {
            findings.push(finding("forms in several groups".to_owned()));
        }
    }
    findings
}

/// Rule 17: over thirty items, the place of the key gives nothing away.
fn key_has_no_place(cards: &[Card]) -> Option<Finding> {
    let mut counts = [0usize; 4];
    let mut last = None;
    for card in cards {
        if let Some(place) = card.options.iter().position(|option| option.correct).filter(|place| *place < 4) {
            counts[place] += 1;
            last = Some(card);
        }
    }
    let (all, most) = (counts.iter().sum::<usize>(), counts.into_iter().max()?);
    (all >= 30 && most * 5 > all * 3).then(|| Finding {
        card: last.map_or_else(|| CardId(String::new()), |card| card.id.clone()),
        rule: "key-has-no-place",
        what: format!("{most} of {all} keys stand in one place"),
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Fixture, readers};
    use super::super::{Choice, Reason};
    use super::*;

    /// The rules that break once `change` is made to a good choice card that asks for an amount.
    fn broken(change: impl FnOnce(&mut Card, &mut Fact)) -> Vec<&'static str> {
        let Fixture { document, mut facts, .. } = {
            let fixture = readers();
            assert!(lint(&fixture.document, &fixture.facts, &fixture.cards(0)).is_empty());
            fixture
        };
        let cards = readers().cards(0);
        let good = |card: &&Card| card.kind == CardKind::Choice && card.answer.text == "88,7";
        let mut card = cards.iter().find(good).expect("a choice card").clone();
        let fact = facts.iter_mut().find(|fact| fact.id == card.facts[0]).expect("its fact");
        change(&mut card, fact);
        lint(&document, &facts, &[card]).into_iter().map(|finding| finding.rule).collect()
    }

    fn prompt(before: &str, after: &str) -> Vec<Piece> {
        vec![Piece::Text(before.to_owned()), Piece::Blank, Piece::Text(after.to_owned())]
    }

    fn options(texts: [&str; 3]) -> Vec<Choice> {
        let option = |text: &&str| Choice {
            text: (*text).to_owned(),
            correct: *text == "88,7",
            reason: (*text != "88,7").then_some(Reason::DigitsSwapped),
        };
        texts.iter().map(option).collect()
    }

    #[test]
    fn a_good_card_keeps_every_rule() {
        assert!(broken(|_, _| ()).is_empty());
    }

    #[test]
    fn each_rule_finds_the_card_that_breaks_it() {
        let good = "В 1962 г. в районных библиотеках записалось ";
        let found = broken(|card, _| card.evidence[0].answer.start += 3);
        assert_eq!(found, ["evidence-is-exact"]);
        let found = broken(|card, _| card.evidence.clear());
        assert_eq!(found, ["evidence-is-exact"]);
        let found = broken(|card, _| card.prompt = prompt(good, " тыс. читателей, то есть 12 на дом"));
        assert_eq!(found, ["values-stand-in-the-evidence"]);
        let found = broken(|card, fact| {
            if let crate::fact::FactKind::Quantity(quantity) = &mut fact.kind {
                quantity.bound = Bound::About;
            }
            card.answer.tolerance = Some(answer::tolerance("88700".parse().expect("an amount"), Bound::About));
            card.prompt = prompt("Библиотеки в 1962 г.: ", " тыс. читателей района");
        });
        assert_eq!(found, ["hedge-survives"]);
        let found = broken(|_, fact| fact.attribution = Some("по данным музея".to_owned()));
        assert_eq!(found, ["attribution-stays"]);
        let found = broken(|card, _| card.prompt = prompt("В 1962 г. в них записалось ", " тыс. читателей"));
        assert_eq!(found, ["no-loose-pronoun"]);
        let found = broken(|card, _| card.prompt = prompt("В районных библиотеках записалось ", " тыс. читателей"));
        assert_eq!(found, ["time-is-named"]);
        let found = broken(|card, _| card.prompt = prompt(good, " тыс. читателей (88,7)"));
        assert_eq!(found, ["answer-is-hidden"]);
        let found = broken(|card, _| card.prompt.push(Piece::Blank));
        assert_eq!(found, ["one-blank"]);
        let found = broken(|card, _| card.prompt = prompt(good, &" читателей".repeat(30)));
        assert_eq!(found, ["prompt-is-short", "options-agree"]);
        let found = broken(|card, _| card.prompt = prompt("В 1962 г. ", ""));
        assert_eq!(found, ["prompt-is-short"]);
        let found = broken(|card, _| card.options.truncate(2));
        assert_eq!(found, ["one-key"]);
        let found = broken(|card, _| card.kind = CardKind::Cloze);
        assert_eq!(found, ["one-key"]);
        let found = broken(|card, _| card.options = options(["88,7", "90", "90"]));
        assert_eq!(found, ["options-differ", "options-ascend"]);
        let found = broken(|card, _| card.options = options(["88,7", "90", "88 700"]));
        assert_eq!(found, ["options-differ"]);
        let found = broken(|card, _| card.prompt = prompt(good, " тысячи читателей"));
        assert_eq!(found, ["options-agree"]);
        let found = broken(|card, _| card.options[1].reason = None);
        assert_eq!(found, ["reasons-are-given"]);
        let found = broken(|card, _| card.options.swap(0, 1));
        assert_eq!(found, ["options-ascend"]);
        let found = broken(|card, _| card.options[0].text = "77".to_owned());
        assert_eq!(found, ["key-is-right"]);
        let found = broken(|card, _| card.answer.text = "один два три четыре пять шесть семь".to_owned());
        assert!(found.contains(&"answer-is-short"));
    }

    #[test]
    fn what_only_a_deck_can_break() {
        let fixture = readers();
        let card = fixture.cards(0).into_iter().find(|card| card.kind == CardKind::Choice).expect("a choice card");
        let rules = |cards: &[Card]| -> Vec<&'static str> {
            lint(&fixture.document, &[], cards).into_iter().map(|finding| finding.rule).collect()
        };
        assert_eq!(rules(&vec![card.clone(); 4]), ["few-forms-of-a-fact"]);
        let other = Card { siblings: None, ..card.clone() };
        assert_eq!(rules(&[card.clone(), other]), ["few-forms-of-a-fact"]);
        let other = |number: usize| Card { facts: vec![FactId(number.to_string())], ..card.clone() };
        assert_eq!(rules(&[other(0), other(1)]), ["prompts-differ"]);
        let apart = |number: usize| Card {
            prompt: prompt(&format!("Сколько их было {}", "там ".repeat(number % 20 + 2)), ""),
            ..other(number)
        };
        let many: Vec<Card> = (0..30).map(apart).collect();
        assert!(rules(&many).contains(&"key-has-no-place"));
    }
}
