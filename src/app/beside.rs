//! What else is made of marked words: the cards that ask for their facts, and the charts that draw them.

use std::borrow::Cow;

use super::cards::listed;
use super::{Kind, MarkId, Open};
use crate::card::{Card, Piece};
use crate::chart::guess::Hidden;
use crate::chart::{ChartSpec, Form};
use crate::deck::Entry;
use crate::fact::{Fact, FactId, FactKind};
use crate::span::Span;

/// The facts that are read from a mark: the amount, what a time dates, the term that a name stands for.
pub fn facts_of(open: &Open, mark: MarkId) -> Vec<&Fact> {
    let Some(span) = mark.span(&open.lesson.mentions) else { return Vec::new() };
    let facts = &open.lesson.facts;
    let is_of = |fact: &&Fact| match mark.kind {
        Kind::Figure => false,
        Kind::Time => fact.period.as_ref().is_some_and(|period| period.span == span),
        Kind::Name => matches!(fact.kind, FactKind::Definition { .. }) && fact.span.overlaps(span),
        Kind::Claim => false,
    };
    match mark.kind {
        Kind::Figure => quantity_at(open, span).map(|fact| &facts[fact]).into_iter().collect(),
        _ => facts.iter().filter(is_of).collect(),
    }
}

/// The amount that is read from these words, by its place among the facts.
pub fn quantity_at(open: &Open, span: Span) -> Option<usize> {
    let facts = &open.lesson.facts;
    let from = facts.partition_point(|fact| fact.span.end <= span.start);
    (from..facts.len())
        .take_while(|&index| facts[index].span.start < span.end)
        .find(|&index| facts[index].quantity().is_some() && facts[index].span.overlaps(span))
}

/// The cards that ask for one of these facts, and how many more there are that would tell what a closed chart asks for.
pub fn cards_of<'a>(
    open: &'a Open,
    entry: &Entry,
    facts: &[FactId],
    hidden: Option<&Hidden>,
) -> (Vec<Cow<'a, Card>>, usize) {
    let mut cards = listed(open, entry);
    cards.retain(|card| card.facts.iter().any(|fact| facts.contains(fact)));
    let Some(hidden) = hidden else { return (cards, 0) };
    let told: Vec<String> = cards.iter().map(|card| told(card)).collect();
    let mut tells = hidden.told_by(told.iter().map(String::as_str)).into_iter();
    let all = cards.len();
    cards.retain(|card| !tells.next().unwrap_or(true) && !card.facts.iter().any(|fact| hidden.has(fact)));
    let kept_back = all - cards.len();
    (cards, kept_back)
}

/// All that a card says, its answer among it.
fn told(card: &Card) -> String {
    let prompt = card.prompt.iter().map(|piece| match piece {
        Piece::Text(text) => text.as_str(),
        Piece::Blank => " ",
    });
    let rest = card.options.iter().map(|option| option.text.as_str()).chain([card.answer.text.as_str()]);
    prompt.chain(rest.flat_map(|text| ["\n", text])).collect()
}

/// Which of these charts draw one of these facts. A timeline is of the whole text, not of a fact.
pub fn charts_of(charts: &[Cow<ChartSpec>], facts: &[FactId]) -> Vec<usize> {
    let draws =
        |chart: &ChartSpec| chart.form != Form::Timeline && chart.rows.iter().any(|row| facts.contains(&row.fact));
    (0..charts.len()).filter(|&chart| draws(&charts[chart])).collect()
}

#[cfg(test)]
mod tests {
    use super::super::charts::shown;
    use super::super::fixtures::sample_on_screen;
    use super::*;
    use crate::chart::guess::Puzzle;

    fn mark_of(open: &Open, fact: &Fact) -> MarkId {
        let quantities = &open.lesson.mentions.quantities;
        let index = quantities.iter().position(|mention| mention.span.overlaps(fact.span)).expect("it is marked");
        MarkId { kind: Kind::Figure, index }
    }

    #[test]
    fn a_figure_has_its_cards_and_its_charts() {
        let state = sample_on_screen();
        let (open, (_, entry)) = (state.shown().expect("open"), state.entry().expect("an entry"));
        let charts = shown(open, entry);
        let drawn = charts.iter().find(|chart| chart.form != Form::Timeline).expect("a chart of figures");
        let fact = open.lesson.facts.iter().find(|fact| fact.id == drawn.rows[0].fact).expect("its fact");
        let facts: Vec<FactId> = facts_of(open, mark_of(open, fact)).into_iter().map(|fact| fact.id.clone()).collect();
        assert_eq!(facts, std::slice::from_ref(&fact.id));
        assert!(charts_of(&charts, &facts).into_iter().any(|chart| charts[chart].id == drawn.id));

        let asked = open.lesson.facts.iter().filter(|fact| fact.quantity().is_some());
        let asked = asked.map(|fact| cards_of(open, entry, std::slice::from_ref(&fact.id), None).0);
        let cards: Vec<_> = asked.flatten().collect();
        assert!(!cards.is_empty());
        assert!(cards_of(open, entry, &[], None).0.is_empty());
    }

    #[test]
    fn a_time_has_the_cards_of_what_it_dates() {
        let state = sample_on_screen();
        let open = state.shown().expect("open");
        let dated = (0..open.lesson.mentions.times.len())
            .map(|index| facts_of(open, MarkId { kind: Kind::Time, index }))
            .find(|facts| !facts.is_empty())
            .expect("a time dates something");
        assert!(dated.iter().all(|fact| fact.period.is_some()));
    }

    #[test]
    fn a_card_that_tells_what_a_closed_chart_asks_for_is_kept_back() {
        let state = sample_on_screen();
        let (open, (_, entry)) = (state.shown().expect("open"), state.entry().expect("an entry"));
        let charts: Vec<ChartSpec> = shown(open, entry).into_iter().map(Cow::into_owned).collect();
        let hidden = Hidden::of(&entry.title, &charts, |_| false);
        let asked: Vec<FactId> = charts
            .iter()
            .filter(|chart| Puzzle::under(&entry.title, chart).is_some())
            .flat_map(|chart| chart.rows.iter().map(|row| row.fact.clone()))
            .collect();
        let (open_cards, none) = cards_of(open, entry, &asked, None);
        assert_eq!(none, 0);
        let (left, kept_back) = cards_of(open, entry, &asked, Some(&hidden));
        assert_eq!(left.len() + kept_back, open_cards.len());
        assert!(kept_back > 0, "the sample asks for figures that its charts draw");
        assert!(left.iter().all(|card| !card.facts.iter().any(|fact| hidden.has(fact))));
        // Nothing is kept back once all were guessed.
        let guessed = Hidden::of(&entry.title, &charts, |_| true);
        assert_eq!(cards_of(open, entry, &asked, Some(&guessed)), (open_cards, 0));
    }
}
