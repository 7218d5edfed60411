//! Whether results that came from elsewhere are those of a lesson as a text has it. The rest of the program takes for granted what this
//! asks: places lie in the text, in order, and what is numbered is there.

use crate::chart::{ChartSpec, Form};
use crate::extract::{Amount, Mentions};
use crate::lesson::Lesson;
use crate::span::Span;

pub fn is_sound(lesson: &Lesson) -> bool {
    let Lesson { document, sentences, mentions, facts, relations: _, cards, charts, drawings, counted, parted: _ } =
        lesson;
    let text = document.text.as_str();
    let fits = |span: Span| span.start <= span.end && text.get(span.start..span.end).is_some();
    let has_sentence = |sentence: usize| sentence < sentences.len();

    let blocks = document.blocks.iter().map(|block| block.span);
    let are_blocks = blocks.clone().all(fits) && are_apart(blocks);
    let are_sentences = sentences.iter().all(|sentence| {
        let block = document.blocks.get(sentence.block);
        fits(sentence.span) && block.is_some_and(|block| block.span.contains(sentence.span))
    }) && are_apart(sentences.iter().map(|sentence| sentence.span));
    let are_facts = facts.iter().all(|fact| {
        let spans = [Some(fact.span), Some(fact.evidence.span), fact.period.as_ref().map(|period| period.span)];
        let quantity = fact.quantity();
        let amounts = quantity.map(|quantity| quantity.amount).into_iter();
        let amounts = amounts.chain(quantity.and_then(|quantity| quantity.upper));
        has_sentence(fact.sentence) && spans.into_iter().flatten().all(fits) && amounts.into_iter().all(is_number)
    });
    let are_cards = cards.iter().all(|card| {
        let values = [card.answer.value, card.answer.tolerance];
        let proofs = card.evidence.iter().all(|proof| fits(proof.sentence) && fits(proof.answer));
        proofs && card.weight.is_finite() && values.into_iter().flatten().all(is_number)
    });
    let are_charts = charts.iter().all(|chart| is_chart(chart) && chart.block < document.blocks.len());
    are_blocks
        && are_sentences
        && are_mentions(mentions, fits, has_sentence)
        && are_facts
        && are_cards
        && cards.is_sorted_by(|one, next| one.trusted >= next.trusted)
        && are_charts
        && drawings.len() == charts.len()
        && counted.len() == facts.len()
}

/// In order, and none reaches into the next.
fn are_apart(mut spans: impl Iterator<Item = Span>) -> bool {
    let mut end = 0;
    spans.all(|span| span.start >= std::mem::replace(&mut end, span.end))
}

fn are_mentions(mentions: &Mentions, fits: impl Fn(Span) -> bool, has_sentence: impl Fn(usize) -> bool) -> bool {
    let Mentions { quantities, times, entities, claims, skipped } = mentions;
    let is = |span, sentence| fits(span) && has_sentence(sentence);
    let in_order = |spans: &mut dyn Iterator<Item = Span>| spans.map(|span| span.start).is_sorted();
    quantities
        .iter()
        .all(|found| is(found.span, found.sentence) && is_number(found.amount) && found.upper.is_none_or(is_number))
        && times.iter().all(|found| is(found.span, found.sentence))
        && entities.iter().all(|found| is(found.span, found.sentence))
        && claims.iter().all(|found| is(found.span, found.sentence))
        && skipped.iter().all(|found| fits(found.span))
        && in_order(&mut quantities.iter().map(|found| found.span))
        && in_order(&mut times.iter().map(|found| found.span))
        && in_order(&mut entities.iter().map(|found| found.span))
        && in_order(&mut claims.iter().map(|found| found.span))
        && in_order(&mut skipped.iter().map(|found| found.span))
}

/// Only what happened has no figure, and every chart has something to draw.
fn is_chart(chart: &ChartSpec) -> bool {
    !chart.rows.is_empty()
        && chart.rows.iter().all(|row| {
            row.value.is_some() != (chart.form == Form::Timeline)
                && [row.value, row.upper].into_iter().flatten().all(is_number)
        })
}

/// Whether it can be reckoned with.
fn is_number(amount: Amount) -> bool {
    !matches!(amount, Amount::Fraction(_, 0))
}
