//! Whether the figure was read rightly, and whether what it counts stands beside it.

use crate::card::CardKind;
use crate::card::Piece;
use crate::card::grammar::Agreement;
use crate::card::grammar::agreement;
use crate::card::trust::Case;
use crate::card::trust::reading::Reading;
use crate::extract::Bound;
use crate::extract::Measure;
use crate::lexicon::fold;
use crate::lexicon::ru::traits::Traits;
use crate::segment::TokenKind;

/// What is counted stands after its number in the form that the number asks for.
pub fn counts_a_noun(case: &Case) -> bool {
    let Some(quantity) = case.facts.first().and_then(|fact| fact.quantity()) else { return false };
    if !case.asks_amount() || quantity.bound == Bound::Between {
        return false;
    }
    match quantity.measure {
        Measure::Money | Measure::Physical => true,
        Measure::Count | Measure::Percent | Measure::Share => {
            let after = case.after_blank();
            after.words().take(4).any(|(at, word)| {
                after.traits(at).has(Traits::NOUN)
                    && after.traits(at).has(Traits::GENITIVE)
                    && word.chars().count() > 2
                    && !word.starts_with("процент")
                    && word != "тыс"
            })
        }
        _ => false,
    }
}

/// `преступлений на 100 000 человек`: the number is part of the measure.
pub fn is_a_denominator(case: &Case) -> bool {
    let blank = case.card.prompt.iter().position(|piece| *piece == Piece::Blank);
    let before = blank.and_then(|at| at.checked_sub(1)).and_then(|at| case.card.prompt.get(at));
    let on = matches!(before, Some(Piece::Text(text)) if text.trim_end().ends_with(" на") || text.trim_end().ends_with(" по"));
    let after = case.after_blank();
    let heads = after
        .words()
        .take(3)
        .any(|(_, word)| matches!(word, "человек" | "жителей" | "душ" | "населения" | "вариантам" | "направлениям"));
    on && heads && case.asks_amount()
}

/// The sentence goes on to say which ones are counted, and the prompt does not: `2 дела…, связанных с оружием`.
pub fn loses_its_description(case: &Case) -> bool {
    let Some(head) = case.asked.text.strip_suffix('…') else { return false };
    let words: Vec<&str> = head.split_whitespace().rev().take(3).collect();
    let tail: String = words.into_iter().rev().collect::<Vec<_>>().join(" ");
    let sentence = case.proof.reading.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((_, rest)) = sentence.split_once(tail.as_str()) else { return false };
    let next = Reading::of(rest.trim_start_matches([',', ' ']).chars().take(40).collect(), case.lexis);
    let first = next.traits(0);
    next.is_word(0)
        && (first.any(Traits::PARTICIPLE.and(Traits::MAY_BE_PARTICIPLE))
            || next.word(0).starts_with("котор")
            || next.word(1).starts_with("котор"))
}

/// Discussed as a rough figure, without a figure.
pub fn approximates_nothing(case: &Case) -> bool {
    let figure =
        |at: usize| case.asked.tokens[at].kind == TokenKind::Digits || case.asked.traits(at).has(Traits::CARDINAL);
    case.kind() == CardKind::Criticism
        && case.card.answer.text.contains("приблизительное")
        && !(0..case.asked.tokens.len()).any(figure)
}

pub fn has_figure(case: &Case) -> bool {
    case.asked.tokens.windows(2).any(|pair| {
        pair[0].kind == TokenKind::Digits
            && pair[1].kind == TokenKind::Word
            && pair[0].span.end - pair[0].span.start != 4
    })
}

/// So many figures that one stands for another.
pub fn is_crowded(case: &Case) -> bool {
    let asked = &case.asked;
    let year = |at: usize| asked.written(at).len() == 4;
    let is_digits = |at: usize| asked.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Digits);
    // `3 008 674` and `8,5` are one each.
    let goes_along = |at: usize| {
        let touches = at > 0 && asked.tokens[at - 1].span.end == asked.tokens[at].span.start;
        at > 0 && (is_digits(at - 1) || touches && matches!(asked.written(at - 1), "," | "."))
    };
    (0..asked.tokens.len()).filter(|&at| is_digits(at) && !year(at) && !goes_along(at)).count() > 6
}

/// One, two or three of something is seldom what a learner needs.
pub fn is_small(case: &Case) -> bool {
    let Some(quantity) = case.facts.first().and_then(|fact| fact.quantity()) else { return false };
    let small = matches!(quantity.amount, crate::extract::Amount::Decimal(value) if value < rust_decimal::Decimal::from(5) && value.is_integer());
    case.asks_amount()
        && small
        && matches!(quantity.measure, Measure::Count | Measure::Duration | Measure::Multiple | Measure::Age)
}

/// A number inside a name: `X.25`, `Су-24`.
pub fn is_part_of_a_name(case: &Case) -> bool {
    let blank = case.card.prompt.iter().position(|piece| *piece == Piece::Blank);
    let before = blank.and_then(|at| at.checked_sub(1)).and_then(|at| case.card.prompt.get(at));
    let Some(Piece::Text(before)) = before else { return false };
    // `по Статье 283`, `Дмитрий Медведев 2.0`
    const NUMBERED: &[&str] =
        &["стат", "пункт", "глав", "параграф", "страниц", "номер", "част", "п", "ст", "дом", "класс"];
    let last = fold(before.trim_end()).rsplit(' ').next().map(str::to_owned).unwrap_or_default();
    let numbered = NUMBERED.iter().any(|stem| {
        last == *stem || stem.len() > 4 && last.starts_with(stem) && last.chars().count() <= stem.chars().count() + 3
    });
    let after =
        case.card.prompt.last().map_or("", |piece| if let Piece::Text(text) = piece { text.as_str() } else { "" });
    // `роль в серии «Далеки в семи ключах»`
    let opened = before.matches(['«', '“', '„']).count() > before.matches(['»', '”']).count();
    numbered
        || opened
        || before.matches('"').count() % 2 == 1
        || after.starts_with(" ст.")
        || before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '№' | '/' | '«'))
}

/// `Сколько процентов формируется …`: a verb that does not say of what.
pub fn asks_for_bare_percents(case: &Case) -> bool {
    const SAY: &[&str] = &["состав", "приход", "занима", "достиг", "превы", "дава", "прихож"];
    let text = &case.asked.folded;
    text.contains("сколько процентов")
        && !text.contains("на сколько")
        && !case.asked.words().any(|(_, word)| SAY.iter().any(|stem| word.starts_with(stem)))
}

/// The noun after the number is not in the form that the number asks for: `Статья 283 кодекса`.
pub fn is_miscounted(case: &Case) -> bool {
    if case.asked.miscounts() {
        return true;
    }
    let Some(after) = case.counted_noun() else { return false };
    let traits = after.1;
    match agreement(&case.card.answer.text) {
        _ if after.0 => !traits.has(Traits::GENITIVE),
        Agreement::Many => {
            !traits.has(Traits::GENITIVE_PLURAL)
                && !traits.has(Traits::DATIVE)
                && !traits.has(Traits::INSTRUMENTAL)
                && !traits.has(Traits::PREPOSITIONAL)
        }
        Agreement::Few | Agreement::Decimal => {
            !traits.has(Traits::GENITIVE)
                && !traits.has(Traits::DATIVE)
                && !traits.has(Traits::INSTRUMENTAL)
                && !traits.has(Traits::PREPOSITIONAL)
        }
        Agreement::One => {
            !traits.has(Traits::SINGULAR)
                || traits.has(Traits::GENITIVE) && !traits.any(Traits::NOMINATIVE.and(Traits::ACCUSATIVE))
        }
    }
}

/// Nothing that is counted stands after the number.
pub fn is_a_bare_number(case: &Case) -> bool {
    let is_count =
        case.facts.first().and_then(|fact| fact.quantity()).is_some_and(|quantity| quantity.measure == Measure::Count);
    is_count
        && case.asks_amount()
        && case.kind() != CardKind::Trend
        && case.counted_noun().is_none()
        && case.asks_with_blank()
        && case.card.answer.text.starts_with(|c: char| c.is_ascii_digit())
}
