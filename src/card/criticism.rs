//! What kind of statement a sentence is: a fact that can be looked up, an approximate figure, somebody else's word, the author's
//! opinion. To be discussed, not graded.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::clause::opening;
use super::standing::{is_personal, points_anywhere, points_outside};
use super::{Answer, Card, CardId, CardKind, Choice, Piece, Proof, Reason, Stance};
use crate::extract::time::{Date, Grain};
use crate::extract::{Amount, Bound, ClaimKind, ClaimMention, Measure};
use crate::fact::{Fact, FactId, FactKind, Period, Quantity, id::digest};
use crate::lexicon::fold;
use crate::segment::{Sentence, Token, token};
use crate::span::Span;
use crate::wording::{count_words, time::is_month};

/// A sentence that is discussed is read whole.
const SENTENCE: std::ops::RangeInclusive<usize> = 6..=22;

/// Of each kind of statement one card for so many sentences.
const EACH: usize = 60;

const QUESTION: &str = "Что за утверждение перед вами?";

const STANCES: [Stance; 4] = [Stance::Checkable, Stance::Approximate, Stance::Attributed, Stance::Evaluation];

/// As an option says it, in the language of the source.
fn said(stance: Stance) -> &'static str {
    match stance {
        Stance::Checkable => "факт, который можно проверить",
        Stance::Approximate => "приблизительное число",
        Stance::Attributed => "чужие слова или данные",
        Stance::Evaluation => "оценка автора",
    }
}

/// Whether the card is about an opinion of the author's.
pub fn is_evaluation(card: &Card) -> bool {
    card.kind == CardKind::Criticism && card.answer.text == said(Stance::Evaluation)
}

/// Words of hearsay that no rule of claims reads: such a sentence is no plain fact.
const HEARSAY: &[&str] = &[
    "рассказыва",
    "говор",
    "счита",
    "якобы",
    "по слух",
    "утвержда",
    "мнени",
    "согласно",
    "по данны",
    "полага",
    "вероятно",
    "отмечается",
    "сообщается",
    "известно, что",
    "замети",
    "вспомин",
    "вспомн",
    "признал",
    "уверен",
    "оценил",
];

/// A sentence with what gives away its kind.
struct Statement {
    sentence: usize,
    stance: Stance,
    cue: Span,
}

/// Everything the sentences are judged by, in text order.
pub struct Told<'a> {
    pub text: &'a str,
    pub sentences: &'a [Sentence],
    pub facts: &'a [Fact],
    pub claims: &'a [ClaimMention],
    /// The group of a fact, whose cards come on another day than this one.
    pub group: &'a dyn Fn(&Fact) -> String,
    /// Whether a sentence only supposes what it tells.
    pub is_supposed: &'a dyn Fn(usize) -> bool,
    /// Whether the tokens of a sentence leave out who did it.
    pub lacks_subject: &'a dyn Fn(&[Token]) -> bool,
}

/// Cards of all kinds in equal measure, so that none is the likelier answer.
pub fn cards(told: &Told, draw: impl Fn(&str) -> usize) -> Vec<Card> {
    let statements = statements(told);
    let of = |stance: Stance| statements.iter().filter(move |statement| statement.stance == stance);
    let most = 1 + told.sentences.len() / EACH;
    STANCES
        .into_iter()
        .flat_map(|stance| {
            // Those that the text's whole length offers, not only its first page.
            let count = of(stance).count();
            let step = count.div_ceil(most).max(1);
            of(stance).step_by(step).take(most)
        })
        .map(|statement| card(told, statement, &draw))
        .collect()
}

fn statements(told: &Told) -> Vec<Statement> {
    // A sentence that stands twice is one statement.
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    let (mut facts, mut claims) = (told.facts, told.claims);
    for (index, sentence) in told.sentences.iter().enumerate() {
        let own = facts.iter().take_while(|fact| fact.sentence <= index).count();
        let (here, rest) = facts.split_at(own);
        facts = rest;
        let here: Vec<&Fact> = here.iter().filter(|fact| fact.sentence == index).collect();
        let own = claims.iter().take_while(|claim| claim.sentence <= index).count();
        let (claimed, rest) = claims.split_at(own);
        claims = rest;
        let claimed: Vec<&ClaimMention> = claimed.iter().filter(|claim| claim.sentence == index).collect();
        let Some((stance, cue)) = stance(told.text, &here, &claimed) else { continue };
        let words = sentence.span.of(told.text);
        let hears = matches!(stance, Stance::Attributed | Stance::Evaluation);
        if (told.is_supposed)(index) || !is_readable(told, sentence, !here.is_empty(), hears) {
            continue;
        }
        if seen.insert(words) {
            found.push(Statement { sentence: index, stance, cue });
        }
    }
    found
}

/// Whether a sentence can be discussed by itself; `has_facts`: it reports something; `hears`: it may be hearsay.
fn is_readable(told: &Told, sentence: &Sentence, has_facts: bool, hears: bool) -> bool {
    let words = sentence.span.of(told.text);
    if !SENTENCE.contains(&count_words(words))
        || !words.ends_with(['.', '!'])
        // What is exclaimed is no report.
        || words.ends_with('!') && has_facts
        || !words.starts_with(|c: char| c.is_uppercase())
        || words.contains(['\n', '«', '"', '“'])
    {
        return false;
    }
    let folded = fold(words);
    let tokens = token::tokens(words, Span::new(0, words.len()));
    // The rest of a date that was cut before its month, and what only explains a word.
    let cut_off = tokens.first().is_some_and(|first| is_month(first.span.of(&folded)));
    const EXPLAINS: &[&str] = &["понимается", "понимают", "называется", "называются", "называют"];
    let explains = tokens.iter().any(|token| EXPLAINS.contains(&token.span.of(words)));
    let of_now = |token: &Token| matches!(token.span.of(words), "Сейчас" | "сейчас" | "Ныне" | "ныне");
    let now =
        ["настоящее время", "момент написания"].iter().any(|now| words.contains(now)) || tokens.iter().any(of_now);
    !cut_off
        && !explains
        && !now
        && opening(&folded, &tokens) == 0
        && !points_outside(&folded, &tokens)
        && !points_anywhere(&folded, &tokens)
        && !is_personal(&folded, &tokens)
        && (hears || !HEARSAY.iter().any(|word| folded.contains(word)))
        && !(told.lacks_subject)(&sentence.tokens)
}

/// Only what is one thing clearly.
fn stance(text: &str, facts: &[&Fact], claims: &[&ClaimMention]) -> Option<(Stance, Span)> {
    let figures: Vec<_> = facts.iter().filter_map(|fact| Some((fact.quantity()?, fact.span))).collect();
    let doubt = facts.iter().any(|fact| fact.doubt.is_some());
    let of = |kind: ClaimKind| claims.iter().find(move |claim| claim.kind == kind);
    match claims {
        [] => {}
        _ if of(ClaimKind::Evaluation).is_some() => {
            let only = claims.iter().all(|claim| claim.kind == ClaimKind::Evaluation) && facts.is_empty();
            return of(ClaimKind::Evaluation).filter(|_| only).map(|claim| (Stance::Evaluation, claim.span));
        }
        // `чемпионский пояс по версии федерации` is nobody's word.
        _ if of(ClaimKind::Attribution).is_some_and(|claim| fold(claim.span.of(text)).contains("по версии")) => {
            return None;
        }
        _ if of(ClaimKind::Attribution).is_some() => {
            let attributed = !facts.is_empty() && facts.iter().all(|fact| fact.attribution.is_some());
            return of(ClaimKind::Attribution).filter(|_| attributed).map(|claim| (Stance::Attributed, claim.span));
        }
        _ => return None,
    }
    // What is told on hearsay is neither, whatever its figures.
    if doubt {
        return None;
    }
    let open = |bound: Bound| !matches!(bound, Bound::Exact | Bound::Between);
    match &figures[..] {
        [] => {
            // Half a century is too wide to be looked up.
            let dated = |fact: &&&Fact| fact.period.as_ref().is_some_and(is_narrow);
            let event = facts.iter().filter(|fact| matches!(fact.kind, FactKind::Event { .. })).find(dated)?;
            Some((Stance::Checkable, event.period.as_ref().map_or(event.span, |period| period.span)))
        }
        all if all.iter().all(|(quantity, _)| open(quantity.bound) && is_many(quantity.amount)) => {
            Some((Stance::Approximate, all[0].1))
        }
        all if all.iter().all(|(quantity, _)| quantity.bound == Bound::Exact) => {
            let counts =
                |(quantity, _): &&(&Quantity, Span)| is_many(quantity.amount) || quantity.measure != Measure::Count;
            all.iter().find(counts).map(|(_, span)| (Stance::Checkable, *span))
        }
        _ => None,
    }
}

/// `больше 1` is a bound rather than a rough figure, and `две стороны` is no figure that anybody looks up.
fn is_many(amount: Amount) -> bool {
    const FEW: Decimal = Decimal::TEN;
    !matches!(amount, Amount::Decimal(value) if value < FEW && value.is_integer())
}

/// A year, a day, or a few years between two of them.
fn is_narrow(period: &Period) -> bool {
    let narrow = |date: Option<Date>| {
        date.is_some_and(|date| !matches!(date.grain(), Grain::Millennium | Grain::Century | Grain::Decade))
    };
    narrow(period.when.first()) && narrow(period.when.last())
}

fn card(told: &Told, statement: &Statement, draw: &impl Fn(&str) -> usize) -> Card {
    let sentence = told.sentences[statement.sentence].span;
    let words = sentence.of(told.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let id = FactId(digest("sentence", &[&words]));
    let mut options: Vec<Choice> = STANCES
        .into_iter()
        .map(|stance| Choice {
            text: said(stance).to_owned(),
            correct: stance == statement.stance,
            reason: (stance != statement.stance).then_some(Reason::OtherStance(stance)),
        })
        .collect();
    // Turned, not shuffled: four options have four turns, and each puts the key elsewhere.
    options.rotate_left(draw(&id.0) % 4);
    let first = told.facts.partition_point(|fact| fact.sentence < statement.sentence);
    let group = told.facts.get(first).filter(|fact| fact.sentence == statement.sentence).map(|fact| (told.group)(fact));
    Card {
        id: CardId::of(std::slice::from_ref(&id), "stance", "criticism"),
        kind: CardKind::Criticism,
        prompt: vec![Piece::Text(format!("«{words}» {QUESTION}"))],
        options,
        answer: Answer {
            text: said(statement.stance).to_owned(),
            value: None,
            accepts: Vec::new(),
            tolerance: None,
            years: None,
        },
        evidence: vec![Proof { sentence, answer: statement.cue }],
        facts: Vec::new(),
        weight: 0.55,
        siblings: group,
        confusable: None,
        derivation: None,
        trusted: false,
    }
}
