//! Whether it is asked in the right way: a subject, a verb, a happening for a date, an abbreviation with its words.

use super::anchor::{is_dated, is_located, is_of_any_kind};
use super::figure::has_figure;
use crate::card::criticism::is_evaluation;
use crate::card::trust::Case;
use crate::card::trust::reading::{LASTING, Reading, Subject};
use crate::card::{CardKind, Piece};
use crate::document::BlockKind;
use crate::extract::Measure;
use crate::fact::FactKind;
use crate::lexicon::fold;
use crate::lexicon::ru::traits::Traits;
use crate::segment::{Token, TokenKind};
use crate::wording::{count_words, time::is_month};

/// A verb of the prompt has a subject that agrees with it, or tells of a figure.
pub fn agrees(case: &Case) -> bool {
    case.kind() != CardKind::Definition && matches!(case.subject(), Subject::Named(_) | Subject::Counted)
}

pub fn has_no_subject(case: &Case) -> bool {
    case.subject() == Subject::Missing
}

/// `обосновали и запатентовали`: who did, is left out, and nothing was done by itself.
pub fn does_nobody_act(case: &Case) -> bool {
    case.kind() != CardKind::Definition
        && case.subject() == Subject::Nobody
        && !case.asked.has_passive()
        && !is_a_told_item(case)
        // `В освобождённом Гомеле подготовили …`: who did is nothing to ask for.
        && !is_located(case)
}

pub fn has_no_verb(case: &Case) -> bool {
    case.kind() != CardKind::Definition && case.asked.subject() == Subject::NoVerb
}

/// Both ends of a series stand in one sentence, which compares them itself.
pub fn stands_side_by_side(case: &Case) -> bool {
    case.kind() == CardKind::Trend && case.card.evidence.windows(2).all(|pair| pair[0].sentence == pair[1].sentence)
}

/// An item of a list that says what happened to what: its other words tell it from those beside it.
pub fn is_a_told_item(case: &Case) -> bool {
    let asked = &case.asked;
    case.kind() == CardKind::Ordering
        && asked.words().count() > 3
        && match asked.subject() {
            Subject::Named(at) => asked.is_name(at) || asked.is_described(at),
            // `Решение о школах приняли`
            Subject::Nobody => asked.is_described(0) && asked.traits(0).has(Traits::NOUN),
            _ => false,
        }
}

/// The prompt begins where its sentence does, or is all of it turned into a question.
pub fn is_whole(case: &Case) -> bool {
    let (asked, sentence) = (&case.asked, &case.proof.reading);
    let first = |reading: &Reading| reading.words().next().map(|(_, word)| word.to_owned());
    let count = |text: &str| count_words(text);
    // The word that asks stands for the answer.
    let turned = asked.text.ends_with('?')
        && matches!(case.kind(), CardKind::Question | CardKind::Typed)
        && count(&asked.text) + count(&case.card.answer.text) > count(&sentence.text);
    turned || !case.is_cut && first(asked) == first(sentence)
}

/// An abbreviation made of the first letters of the words beside it.
pub fn is_expansion(case: &Case) -> bool {
    case.kind() == CardKind::Definition
        && case.facts.first().is_some_and(|fact| match &fact.kind {
            FactKind::Definition { term, meaning } => {
                let capitals: Vec<char> =
                    term.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
                let words = meaning.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
                let initials: Vec<char> =
                    words.filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect();
                let mut letters = initials.iter();
                let plain: Vec<char> = fold(meaning).chars().filter(|c| c.is_alphabetic()).collect();
                let mut blended = plain.iter();
                // `Осоавиахим`: made of the first syllables.
                let blend = capitals.len() > 5
                    && capitals.first() == plain.first()
                    && capitals.iter().all(|letter| blended.any(|other| other == letter));
                blend
                    || term.chars().filter(|c| c.is_uppercase()).count() > 2
                        && capitals.first() == initials.first()
                        && term
                            .chars()
                            .filter(|c| c.is_uppercase())
                            .flat_map(char::to_lowercase)
                            .all(|letter| letters.any(|other| *other == letter))
            }
            _ => false,
        })
}

/// An evaluation that hangs on one word is one of many things.
pub fn is_a_single_word_of_praise(case: &Case) -> bool {
    is_evaluation(case.card)
        && case.card.evidence.first().is_some_and(|proof| proof.answer.len() < 30 && !case.praise.contains(' '))
}

/// An age asked as `сколько лет`, an abbreviation torn from its name.
pub fn is_turned_badly(case: &Case) -> bool {
    let is_question =
        case.asked.text.ends_with('?') && case.kind() != CardKind::Definition && case.kind() != CardKind::Trend;
    let lasts = case
        .facts
        .first()
        .and_then(|fact| fact.quantity())
        .is_some_and(|quantity| matches!(quantity.measure, Measure::Age | Measure::Duration));
    let asked = &case.asked;
    let torn = (1..asked.tokens.len()).any(|at| {
        let before = asked.written(at - 1);
        asked.written(at) == "."
            && asked.is_word(at - 1)
            && !asked.is_capital(at - 1)
            && !matches!(before, "г" | "гг" | "э" | "тыс" | "млн" | "млрд" | "руб" | "в" | "вв")
    });
    is_question && (lasts && case.asks_amount() || torn)
}

/// A date is asked of a subject that could be any of its kind.
pub fn dates_anything(case: &Case) -> bool {
    let is_fact = case.kind() == CardKind::Criticism && !is_evaluation(case.card);
    is_fact && is_of_any_kind(case) && case.proof.block != BlockKind::Heading && !has_figure(case)
        || case.asks_time()
            && (is_of_any_kind(case)
                || case.asked.text.starts_with(|c: char| c.is_ascii_digit()) && case.asked.word(1) == "году")
}

/// `Когда … утром?`: half of the time stays in the question.
pub fn keeps_half_of_a_time(case: &Case) -> bool {
    let is_question = case.asked.folded.starts_with("когда");
    let answer = &case.card.answer.text;
    // `1409 году` without its preposition
    let bare = answer.ends_with("году") && answer.starts_with(|c: char| c.is_ascii_digit()) && !answer.contains(' ');
    // `Около 01:20 5 июня …`
    let clock = case.proof.reading.tokens.windows(3).any(|at| {
        let digits = |token: &Token| token.kind == TokenKind::Digits;
        digits(&at[0]) && at[1].span.of(&case.proof.reading.text) == ":" && digits(&at[2])
    });
    is_question && clock
        || is_question && bare && answer.chars().filter(|c| c.is_alphabetic()).count() == 4
        || is_question
            && case.asked.has_any(&[
                "утром",
                "вечером",
                "днем",
                "ночью",
                "весной",
                "летом",
                "осенью",
                "зимой",
                "году",
                "года",
                "весны",
                "лета",
            ])
}

/// Somebody else's words, discussed as something else.
pub fn is_hearsay(case: &Case) -> bool {
    const SAID: &[&str] = &[
        "сообща",
        "сообщи",
        "рассказ",
        "заявил",
        "заявля",
        "считает",
        "считают",
        "писал",
        "пишет",
        "утвержда",
        "говор",
        "полага",
        "мнени",
        "слова",
    ];
    case.kind() == CardKind::Criticism
        && (is_evaluation(case.card) || case.facts.is_empty())
        && !case.card.answer.text.contains("чужие")
        && case.asked.words().any(|(_, word)| SAID.iter().any(|stem| word.starts_with(stem)))
}

/// A date that is asked of what lasts: `С ____ года служит …`, `В ____ году настоятелем был …`.
pub fn is_a_state(case: &Case) -> bool {
    let asked = &case.asked;
    // Where a date is left out, only the verb that it goes with tells of what it is the date.
    let dated = case.verb_of_the_blank();
    let lasts = |(at, word): (usize, &str)| {
        if dated.is_some_and(|verb| verb != at) {
            return false;
        }
        let was = matches!(word, "был" | "была" | "было" | "были");
        was && !asked.has_passive()
            || asked.traits(at).has(Traits::FINITE)
                && !word.starts_with("состоялс")
                && !word.starts_with("состоялас")
                && !word.starts_with("состоялос")
                && LASTING.iter().any(|stem| word.starts_with(stem))
    };
    let since = case.kind() == CardKind::Choice
        && asked.words().any(|(at, word)| {
            matches!(word, "с" | "со" | "до" | "после" | "к")
                && asked.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Digits)
        });
    case.asks_time() && (asked.is_in_present() || asked.words().any(lasts) || since)
}

/// The sentence begins with an attribute that may be part of a name, and the question has it inside.
pub fn may_keep_its_capital(case: &Case) -> bool {
    let is_question = matches!(case.kind(), CardKind::Question | CardKind::Typed) && case.asked.text.ends_with('?');
    let sentence = &case.proof.reading;
    let first = sentence.words().next().map(|(at, _)| at);
    is_question
        && first.is_some_and(|at| {
            sentence.traits(at).has(Traits::ATTRIBUTE) && sentence.is_capital(at) && sentence.is_capital(at + 1)
        })
}

/// `Кто родился 10 января …?` Many did.
pub fn asks_who_was_born(case: &Case) -> bool {
    let mut words = case.asked.words().map(|(_, word)| word);
    let asks = words.next() == Some("кто");
    asks && words.any(|word| ["родил", "умер", "скончал", "погиб"].iter().any(|stem| word.starts_with(stem)))
}

/// A day is asked for, and no year is named.
pub fn asks_a_day_of_some_year(case: &Case) -> bool {
    let day = case.card.answer.text.split_once(['\u{a0}', ' ']);
    let is_day = day.is_some_and(|(number, month)| {
        number.len() < 3 && number.chars().all(|c| c.is_ascii_digit()) && is_month(month)
    });
    is_day && !is_dated(case)
}

/// `приговорён в ____ к смерти`, `в 2007`: without its `году`, the text's own way or a slip.
pub fn asks_a_bare_year(case: &Case) -> bool {
    let card = case.card;
    if card.answer.years.is_none() {
        return false;
    }
    let after = card.prompt.iter().skip_while(|piece| **piece != Piece::Blank).nth(1);
    let blank = card.prompt.contains(&Piece::Blank)
        && !matches!(after, Some(Piece::Text(after)) if after.trim_start().starts_with('г') || after.starts_with(['-', '–', '—', '/']));
    blank || card.answer.text.starts_with("в\u{a0}") && card.answer.text.ends_with(|c: char| c.is_ascii_digit())
}

/// `началась отнюдь не в ____ году`: what was not.
pub fn is_denied(case: &Case) -> bool {
    let Some(Piece::Text(before)) = case.card.prompt.first() else { return false };
    let words: Vec<&str> = before.split_whitespace().rev().take(2).collect();
    case.asks_with_blank() && words.contains(&"не")
}

/// It tells of what is to be: known on the day on which it was written, and another on the next.
pub fn is_to_be(case: &Case) -> bool {
    case.kind() != CardKind::Definition && case.kind() != CardKind::Trend && case.asked.is_in_future()
}

/// `умер в 20 января`, `Дадашев Дадашев`: a slip of the text's own.
pub fn has_a_slip(case: &Case) -> bool {
    [&case.asked, &case.proof.reading].into_iter().any(|reading| reading.has_a_slip())
}

pub fn is_cut_off(case: &Case) -> bool {
    case.is_cut
}

/// `(далее – МП)`: an abbreviation that nobody uses elsewhere.
pub fn is_for_this_text(case: &Case) -> bool {
    case.kind() == CardKind::Definition && case.proof.reading.has_any(&["далее"])
}
