//! Whether it is asked in the right way: a subject, a verb, a happening for a date, an abbreviation with its words.

use super::anchor::is_of_any_kind;
use super::figure::has_figure;
use crate::card::CardKind;
use crate::card::criticism::is_evaluation;
use crate::card::trust::Case;
use crate::card::trust::reading::Reading;
use crate::card::trust::reading::Subject;
use crate::document::BlockKind;
use crate::extract::Measure;
use crate::fact::FactKind;
use crate::lexicon::fold;
use crate::lexicon::ru::traits::Traits;
use crate::segment::TokenKind;

/// A verb of the prompt has a subject that agrees with it, or tells of a figure.
pub fn agrees(case: &Case) -> bool {
    case.kind() != CardKind::Definition && matches!(case.subject(), Subject::Named(_) | Subject::Counted)
}

pub fn has_no_subject(case: &Case) -> bool {
    case.subject() == Subject::Missing
}

/// `обосновали и запатентовали`: who did, is left out, and nothing was done by itself.
pub fn does_nobody_act(case: &Case) -> bool {
    case.kind() != CardKind::Definition && case.subject() == Subject::Nobody && !case.asked.has_passive()
}

pub fn has_no_verb(case: &Case) -> bool {
    case.kind() != CardKind::Definition && case.asked.subject() == Subject::NoVerb
}

/// Both ends of a series stand in one sentence, which compares them itself.
pub fn stands_side_by_side(case: &Case) -> bool {
    case.kind() == CardKind::Trend && case.card.evidence.windows(2).all(|pair| pair[0].sentence == pair[1].sentence)
}

/// The prompt begins where its sentence does.
pub fn is_whole(case: &Case) -> bool {
    let first = |reading: &Reading| reading.words().next().map(|(_, word)| word.to_owned());
    !case.is_cut && first(&case.asked) == first(&case.proof.reading)
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
    let asks_time = !case.asks_amount()
        && matches!(case.kind(), CardKind::Choice | CardKind::Question | CardKind::Typed | CardKind::Ordering);
    let is_fact = case.kind() == CardKind::Criticism && !is_evaluation(case.card);
    is_fact && is_of_any_kind(case) && case.proof.block != BlockKind::Heading && !has_figure(case)
        || asks_time
            && (is_of_any_kind(case)
                || case.asked.text.starts_with(|c: char| c.is_ascii_digit()) && case.asked.word(1) == "году")
}

/// `Когда … утром?`: half of the time stays in the question.
pub fn keeps_half_of_a_time(case: &Case) -> bool {
    let is_question = case.asked.folded.starts_with("когда");
    let answer = &case.card.answer.text;
    // `1409 году` without its preposition
    let bare = answer.ends_with("году") && answer.starts_with(|c: char| c.is_ascii_digit()) && !answer.contains(' ');
    is_question && bare && answer.chars().filter(|c| c.is_alphabetic()).count() == 4
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
    #[rustfmt::skip]
    const LASTS: &[&str] = &["служи", "являл", "работа", "жил", "прожива", "находил", "имел", "состоял", "входил", "относил", "принадлежа", "числил", "насчитыва", "составля", "занима", "руководи", "возглавлял", "действова", "сохран", "остава", "готовил", "наблюдал"];
    let asked = &case.asked;
    let asks_time = !case.asks_amount()
        && matches!(case.kind(), CardKind::Choice | CardKind::Question | CardKind::Typed | CardKind::Ordering);
    let lasts = |(at, word): (usize, &str)| {
        let was = matches!(word, "был" | "была" | "было" | "были");
        was && !asked.has_passive()
            || asked.traits(at).has(Traits::FINITE)
                && !word.starts_with("состоялс")
                && !word.starts_with("состоялас")
                && !word.starts_with("состоялос")
                && LASTS.iter().any(|stem| word.starts_with(stem))
    };
    let since = case.kind() == CardKind::Choice
        && asked.words().any(|(at, word)| {
            matches!(word, "с" | "со" | "до" | "после" | "к")
                && asked.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Digits)
        });
    asks_time && (asked.is_in_present() || asked.words().any(lasts) || since)
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

pub fn is_cut_off(case: &Case) -> bool {
    case.is_cut
}

/// `(далее – МП)`: an abbreviation that nobody uses elsewhere.
pub fn is_for_this_text(case: &Case) -> bool {
    case.kind() == CardKind::Definition && case.proof.reading.has_any(&["далее"])
}
