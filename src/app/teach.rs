//! What a teacher does with the lesson on screen for those who will learn it.

use super::{AppState, Effect, Now, Open, Then};
use crate::card::{CardId, CardKind, Piece};
use crate::deck::{Arranged, Body, Edit, Entry};
use crate::fact::Quote;
use crate::fact::id::digest;
use crate::store::record::LONGEST_ORDER;

/// How the ids of cards begin that somebody has written: those of cards that are made of facts are digits.
const OWN: &str = "own";

/// What somebody has written of a card of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub prompt: String,
    pub answer: String,
    /// Other answers that are right, one a line.
    pub accepts: String,
    /// Words of the text that prove it; none where nothing there does.
    pub proof: String,
    pub is_typed: bool,
}

/// Why it is no card yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmade {
    /// Nothing is asked, or nothing answers it.
    Empty,
    /// These words are not in the text, or stand in it more than once.
    Unproved,
}

/// The card that a draft makes; `mint` is of chance, so that two cards are never the same one.
pub fn own_card(open: &Open, draft: &Draft, mint: &str) -> Result<(CardId, Edit), Unmade> {
    let (prompt, answer) = (super::cards::pieces(&draft.prompt), draft.answer.trim());
    if prompt.is_empty() || answer.is_empty() {
        return Err(Unmade::Empty);
    }
    let kind = match prompt.contains(&Piece::Blank) {
        _ if draft.is_typed => CardKind::Typed,
        true => CardKind::Cloze,
        false => CardKind::Question,
    };
    let evidence = match draft.proof.trim() {
        "" => Vec::new(),
        words => vec![proof(open, words).ok_or(Unmade::Unproved)?],
    };
    let id = CardId([OWN, &digest("own card", &[mint])[OWN.len()..]].concat());
    let accepts = super::cards::answers(&draft.accepts);
    Ok((id, Edit { prompt, answer: answer.to_owned(), accepts, kind, facts: Vec::new(), evidence }))
}

/// The paragraph around words that stand in the text once.
fn proof(open: &Open, words: &str) -> Option<Quote> {
    let document = &open.lesson.document;
    let mut found = document.text.match_indices(words);
    let (at, _) = found.next().filter(|_| found.next().is_none())?;
    let block = (0..document.blocks.len()).find(|block| {
        let span = document.blocks[*block].span;
        span.start <= at && at + words.len() <= span.end
    })?;
    let paragraph = document.words(block);
    let from = paragraph.find(words)?;
    Some(Quote { exact: paragraph.to_owned(), answer: (from, from + words.len()), ..Quote::default() })
}

/// The cards that somebody has written for the lesson.
pub fn own_cards(entry: &Entry) -> impl Iterator<Item = (&CardId, &Edit)> {
    let own = entry.work.cards.iter().filter(|(id, _)| id.0.starts_with(OWN));
    own.filter_map(|(id, work)| Some((id, work.edit.as_deref()?)))
}

/// The order in which a card has changed places with the one before or after it.
pub fn moved(cards: &[CardId], card: &CardId, is_up: bool) -> Option<Vec<CardId>> {
    let at = cards.iter().position(|id| id == card)?;
    let to = if is_up { at.checked_sub(1)? } else { at + 1 };
    let mut order = cards.get(..cards.len().min(LONGEST_ORDER))?.to_vec();
    (at < order.len() && to < order.len()).then(|| {
        order.swap(at, to);
        order
    })
}

impl AppState {
    /// Arranges the lesson on screen; another seed has it read again.
    pub(super) fn arrange_lesson(&mut self, said: Arranged, now: Now) -> Vec<Effect> {
        let Some((lesson, _)) = self.entry().filter(|_| self.only.is_none()) else { return Vec::new() };
        let lesson = lesson.clone();
        let then = match said {
            Arranged::Seed(_) => Then::Reread(lesson.clone()),
            Arranged::Cards(_) | Arranged::Taken(..) | Arranged::Hidden(..) => Then::CardChanged,
            Arranged::Introduction(_) | Arranged::Language(_) => Then::Nothing,
        };
        self.append(vec![Body::LessonArranged { lesson, said }], now, then)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::cards::{beyond, listed, studied, taken_in};
    use crate::app::tests::{NOW, id, reading, stored};
    use crate::app::{Action, CardChange, charts, hidden};
    use crate::deck::Interface;

    fn arrange(state: &mut AppState, said: Arranged) -> Vec<Effect> {
        let effects = state.reduce(Action::ArrangeLesson { said, now: NOW });
        state.reduce(stored(&effects))
    }

    fn ids(state: &AppState) -> Vec<CardId> {
        let (open, entry) = (state.shown().expect("open"), state.entry().expect("an entry").1);
        listed(open, entry).iter().map(|card| card.id.clone()).collect()
    }

    #[test]
    fn cards_come_in_the_order_that_they_are_given() {
        let mut state = reading();
        let before = ids(&state);
        assert_eq!(moved(&before, &before[0], true), None);
        let order = moved(&before, &before[1], true).expect("it can move");
        arrange(&mut state, Arranged::Cards(order));
        assert_eq!(ids(&state)[..2], [before[1].clone(), before[0].clone()]);
        assert_eq!(ids(&state)[2..], before[2..]);
        // More are asked for: those that nobody has put anywhere come after them.
        arrange(&mut state, Arranged::Cards(vec![before[3].clone()]));
        let now = ids(&state);
        assert_eq!((&now[0], now.len()), (&before[3], before.len()));
    }

    #[test]
    fn one_card_joins_the_others_without_all_that_come_before_it_and_goes_again() {
        let mut state = reading();
        let want = |state: &mut AppState, count| {
            let effects = state.reduce(Action::Want { count, now: NOW });
            state.reduce(stored(&effects));
        };
        let entry = |state: &AppState| state.entry().expect("an entry").1.clone();
        want(&mut state, Some(3));
        let open = state.shown().expect("open").clone();
        let others = beyond(&open, &entry(&state));
        assert_eq!(others.len(), open.lesson.cards.len() - 3);
        let (card, before) = (others.last().expect("one more").id.clone(), ids(&state));
        arrange(&mut state, Arranged::Taken(card.clone(), true));
        assert_eq!(ids(&state), [&before[..], std::slice::from_ref(&card)].concat());
        assert_eq!(beyond(&open, &entry(&state)).len(), others.len() - 1);
        assert_eq!(taken_in(&open, &entry(&state)), 1);
        // It goes along, and is there elsewhere.
        let there = crate::deck::Deck::of(
            &(1..)
                .zip(entry(&state).handed_on(&id("sample")))
                .map(|(number, body)| crate::app::fixtures::written(number, body))
                .collect::<Vec<_>>(),
        );
        let listed: Vec<CardId> =
            listed(&open, &there.lessons[&id("sample")]).iter().map(|card| card.id.clone()).collect();
        assert_eq!(listed, ids(&state));
        // With as many as are made of the text it is one of them, and stays when they are fewer again.
        want(&mut state, Some(10_000));
        assert_eq!((ids(&state).len(), taken_in(&open, &entry(&state))), (open.lesson.cards.len(), 0));
        want(&mut state, Some(3));
        assert!(ids(&state).contains(&card));
        arrange(&mut state, Arranged::Taken(card, false));
        assert_eq!(ids(&state), before);
    }

    #[test]
    fn a_hidden_fact_is_neither_asked_nor_drawn_until_it_is_shown_again() {
        let mut state = reading();
        let open = state.shown().expect("open").clone();
        let chart = &open.lesson.charts[0];
        let fact = open.lesson.facts.iter().find(|fact| fact.id == chart.rows[0].fact).expect("its fact");
        let before = ids(&state);
        let entry = |state: &AppState| state.entry().expect("an entry").1.clone();
        let said = hidden::turned(&open, &entry(&state), fact);
        arrange(&mut state, said);
        let now = entry(&state);
        assert!(charts::shown(&open, &now).iter().all(|shown| shown.id != chart.id));
        assert!(listed(&open, &now).iter().all(|card| !card.facts.contains(&fact.id)));
        assert!(hidden::Hidden::of(&open, &now).covers(fact.span));
        // A later version gives the fact another id: it is found by its words.
        let mut lesson = open.lesson.clone();
        lesson.facts.iter_mut().for_each(|fact| fact.id.0.insert_str(0, "new "));
        let anew = Open::new(open.id.clone(), lesson, Vec::new(), true);
        assert!(hidden::Hidden::of(&anew, &now).covers(fact.span));
        let said = hidden::turned(
            &anew,
            &now,
            &anew.lesson.facts[open.lesson.facts.iter().position(|known| known.id == fact.id).expect("it")],
        );
        arrange(&mut state, said);
        assert_eq!(ids(&state), before);
        assert!(hidden::listed(&open, &entry(&state)).is_empty());
    }

    #[test]
    fn a_card_of_ones_own_is_asked_with_or_without_a_proof_and_goes_again() {
        let mut state = reading();
        let open = state.shown().expect("open").clone();
        let draft = Draft {
            prompt: " Кто написал ____? ".into(), answer: " Иванов ".into(), ..Draft::default()
        };
        let (card, edit) = own_card(&open, &draft, "1").expect("a card");
        assert_eq!((edit.kind, edit.answer.as_str()), (CardKind::Cloze, "Иванов"));
        assert_ne!(own_card(&open, &draft, "2").expect("a card").0, card);
        let empty = Draft { answer: " ".into(), ..draft.clone() };
        assert_eq!(own_card(&open, &empty, "1"), Err(Unmade::Empty));
        let elsewhere = Draft { proof: "слова, которых в тексте нет".into(), ..draft.clone() };
        assert_eq!(own_card(&open, &elsewhere, "1"), Err(Unmade::Unproved));
        let words = open.lesson.facts[0].evidence.span.of(&open.lesson.document.text);
        let (proved, with) =
            own_card(&open, &Draft { proof: words.into(), is_typed: true, ..draft }, "3").expect("a card");
        for (id, edit) in [(&card, edit), (&proved, with)] {
            let change = CardChange::Edit(Some(edit));
            let effects = state.reduce(Action::Say { card: id.clone(), change, now: NOW });
            state.reduce(stored(&effects));
        }
        let entry = state.entry().expect("an entry").1.clone();
        assert_eq!(own_cards(&entry).count(), 2);
        let asked = studied(&open, &entry, NOW);
        let found = asked.iter().find(|known| known.id == proved).expect("it is asked");
        assert_eq!(found.kind, CardKind::Typed);
        assert_eq!(found.evidence[0].answer.of(&open.lesson.document.text), words);
        assert!(asked.iter().any(|known| known.id == card));
        // It is handed on, and goes when it is taken out.
        let handed = entry.handed_on(&id("sample"));
        assert!(handed.iter().any(|body| matches!(body, Body::CardEdited { card: id, .. } if *id == card)));
        let effects = state.reduce(Action::Say { card: card.clone(), change: CardChange::Edit(None), now: NOW });
        state.reduce(stored(&effects));
        assert!(!ids(&state).contains(&card));
    }

    #[test]
    fn another_seed_has_the_lesson_read_again_and_the_language_is_of_its_page() {
        let mut state = reading();
        let effects = arrange(&mut state, Arranged::Seed(Some(77)));
        assert!(matches!(&effects[..], [Effect::Extract { seed: 77, in_silence: true, .. }]), "{effects:?}");
        arrange(&mut state, Arranged::Language(Some(Interface::Russian)));
        state.browser = Some(Interface::English);
        assert_eq!(state.interface(), Interface::English, "in the library it is the reader's own");
        state.only = Some(id("sample"));
        assert_eq!(state.interface(), Interface::Russian);
        assert!(state.reduce(Action::ArrangeLesson { said: Arranged::Seed(None), now: NOW }).is_empty());
    }
}
