//! Which cards of a lesson are studied, and as what: the generated ones, as many as the learner wants, without those that
//! are put aside, in the words and the form that the learner has given them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::card::{Answer, Card, CardId, CardKind, Piece, Proof, default_deck};
use crate::chart::ChartId;
use crate::deck::{CardWork, Edit, Entry};
use crate::fact::id::digest;
use crate::fact::{FactId, Quote};
use crate::order;
use crate::schedule::is_put_aside;
use crate::span::Span;

use super::charts::all;
use super::hidden::Hidden;
use super::{Now, Open};

/// Which cards a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CardFilter {
    #[default]
    All,
    /// Those that can be made and are not among them.
    Beyond,
    Flagged,
    Suspended,
    Edited,
}

impl CardFilter {
    pub const ALL: [CardFilter; 5] =
        [CardFilter::All, CardFilter::Flagged, CardFilter::Suspended, CardFilter::Edited, CardFilter::Beyond];

    /// Whether a card of the deck is listed.
    pub fn takes(self, work: Option<&CardWork>) -> bool {
        match self {
            CardFilter::All => true,
            CardFilter::Beyond => false,
            CardFilter::Flagged => work.is_some_and(|work| work.flag.is_some()),
            CardFilter::Suspended => work.is_some_and(|work| work.is_suspended),
            CardFilter::Edited => work.and_then(|work| work.edit.as_ref()).is_some_and(|edit| !edit.is_as_it_came()),
        }
    }
}

/// How many of the generated cards are studied: about one for fifty words, unless the learner wants another number.
pub fn count(open: &Open, entry: &Entry) -> usize {
    let cards = &open.lesson.cards;
    match entry.work.wanted {
        Some(wanted) => cards.len().min(wanted as usize),
        None => default_deck(cards, open.words).len(),
    }
}

/// Whether a card is one of the deck, however many are wanted: the learner has edited it, or it was taken in by itself.
fn is_kept(entry: &Entry, card: &CardId) -> bool {
    entry.work.arranged.taken.contains(card) || entry.card(card).is_some_and(|work| work.edit.is_some())
}

/// The cards that can be made and are not asked, the best first.
pub fn beyond<'a>(open: &'a Open, entry: &Entry) -> Vec<Cow<'a, Card>> {
    let (hidden, others) = (Hidden::of(open, entry), open.lesson.cards.iter().skip(count(open, entry)));
    let others = others.filter(|card| !is_kept(entry, &card.id) && !hidden.asks(card));
    others.map(|card| shaped(open, entry, card)).collect()
}

/// How many cards are there only because they were taken in by themselves.
pub fn taken_in(open: &Open, entry: &Entry) -> usize {
    let others = open.lesson.cards.iter().skip(count(open, entry));
    others.filter(|card| entry.work.arranged.taken.contains(&card.id)).count()
}

/// The cards of the lesson's deck, those that are put aside among them. A card that the learner has edited or somebody has taken in is
/// always one of them; an edited one whether it is still made or not, as long as its evidence is in the text.
pub fn listed<'a>(open: &'a Open, entry: &Entry) -> Vec<Cow<'a, Card>> {
    let count = count(open, entry);
    let made = open.lesson.cards.iter().enumerate().filter(|(index, card)| *index < count || is_kept(entry, &card.id));
    let mut listed: Vec<Cow<'a, Card>> = made.map(|(_, card)| shaped(open, entry, card)).collect();
    let mut revived: Vec<Card> =
        not_made(open, entry).filter_map(|(id, edit)| revived(open, entry, id, edit)).collect();
    // As the text has them.
    order::by_key(&mut revived, |card| card.evidence.first().map(|proof| proof.sentence.start));
    listed.extend(revived.into_iter().map(Cow::Owned));
    listed.extend(charts(open, entry).map(Cow::Owned));
    let hidden = Hidden::of(open, entry);
    listed.retain(|card| !hidden.asks(card));
    if !entry.work.arranged.cards.is_empty() {
        let mut places = BTreeMap::new();
        for (place, id) in entry.work.arranged.cards.iter().enumerate() {
            places.insert(id, place);
        }
        // Those that nobody has put anywhere come last, as they are.
        order::by_key(&mut listed, |card| places.get(&card.id).copied().unwrap_or(usize::MAX));
    }
    listed
}

/// Those that are asked at that moment.
pub fn studied<'a>(open: &'a Open, entry: &Entry, now: Now) -> Vec<Cow<'a, Card>> {
    let mut cards = listed(open, entry);
    cards.retain(|card| !entry.card(&card.id).is_some_and(|work| is_put_aside(work, now.at, now.offset)));
    cards
}

/// A card as it is asked.
pub fn card<'a>(open: &'a Open, entry: &Entry, id: &CardId) -> Option<Cow<'a, Card>> {
    if let Some(card) = open.card(id) {
        return Some(shaped(open, entry, card));
    }
    if let Some(card) = charts(open, entry).find(|card| card.id == *id) {
        return Some(Cow::Owned(card));
    }
    let edit = entry.card(id)?.edit.as_deref()?;
    revived(open, entry, id, edit).map(Cow::Owned)
}

/// The id of the card that asks for a chart.
pub fn chart_card(chart: &ChartId) -> CardId {
    CardId(digest("chart card", &[&chart.0]))
}

/// The charts that are studied: those that somebody has put among the cards.
fn charts<'a>(open: &'a Open, entry: &'a Entry) -> impl Iterator<Item = Card> + 'a {
    let is_studied = |work: &CardWork| work.form == Some(CardKind::Chart);
    // Ids are dear: without any such card none is made.
    let any = entry.work.cards.values().any(is_studied);
    let charts = any.then(|| all(open, entry)).into_iter().flatten();
    charts.filter_map(move |chart| {
        let id = chart_card(&chart.id);
        entry.card(&id).filter(|work| is_studied(work))?;
        let facts: Vec<FactId> = chart.rows.iter().map(|row| row.fact.clone()).collect();
        let known = |id: &FactId| open.lesson.facts.iter().find(|fact| fact.id == *id);
        let evidence =
            facts.iter().filter_map(known).map(|fact| Proof { sentence: fact.evidence.span, answer: fact.span });
        let kin = open.lesson.cards.iter().find(|card| card.facts.iter().any(|fact| facts.contains(fact)));
        Some(Card {
            id,
            kind: CardKind::Chart,
            prompt: vec![Piece::Text(chart.title.clone())],
            options: Vec::new(),
            answer: Answer {
                text: chart.reading.clone(),
                value: None,
                accepts: Vec::new(),
                tolerance: None,
                years: None,
            },
            evidence: evidence.collect(),
            siblings: kin.and_then(|card| card.siblings.clone()),
            confusable: None,
            facts,
            weight: 1.0,
            derivation: None,
            trusted: true,
        })
    })
}

/// The edited cards whose evidence is no longer in the text.
pub fn orphans<'a>(open: &Open, entry: &'a Entry) -> Vec<(&'a CardId, &'a Edit)> {
    not_made(open, entry).filter(|(_, edit)| proofs(open, edit).is_none()).collect()
}

/// Edited cards that this version of the program does not make.
fn not_made<'a>(open: &Open, entry: &'a Entry) -> impl Iterator<Item = (&'a CardId, &'a Edit)> {
    let edited = entry.work.cards.iter().filter_map(|(id, work)| Some((id, work.edit.as_deref()?)));
    edited.filter(|(id, _)| open.card(id).is_none())
}

/// The forms in which a card can be asked instead of the one it was made in, which is the first.
pub fn forms(open: &Open, entry: &Entry, id: &CardId) -> Vec<CardKind> {
    let Some(made) = open.card(id) else { return Vec::new() };
    if matches!(made.kind, CardKind::Ordering | CardKind::Trend | CardKind::Criticism) {
        return Vec::new();
    }
    let is_edited = entry.card(id).is_some_and(|work| work.edit.is_some());
    let in_mind = if made.prompt.contains(&Piece::Blank) { CardKind::Cloze } else { CardKind::Question };
    let mut forms = vec![made.kind];
    for form in [in_mind, CardKind::Typed] {
        // A definition is a question already.
        if form != made.kind && (form, made.kind) != (CardKind::Question, CardKind::Definition) {
            forms.push(form);
        }
    }
    // Options are for the generated words.
    if made.kind != CardKind::Choice && !is_edited && sibling_with_options(open, made).is_some() {
        forms.push(CardKind::Choice);
    }
    forms
}

/// The card that asks the same with options.
fn sibling_with_options<'a>(open: &'a Open, card: &Card) -> Option<&'a Card> {
    let asks_the_same =
        |other: &&Card| other.kind == CardKind::Choice && other.facts == card.facts && other.prompt == card.prompt;
    open.lesson.cards.iter().find(asks_the_same)
}

fn shaped<'a>(open: &'a Open, entry: &Entry, card: &'a Card) -> Cow<'a, Card> {
    let work = entry.card(&card.id).filter(|work| work.edit.is_some() || work.form.is_some());
    let Some(work) = work else { return Cow::Borrowed(card) };
    let mut shaped = card.clone();
    if let Some(edit) = &work.edit {
        edited(&mut shaped, edit);
    }
    if let Some(form) = work.form.filter(|&form| form != shaped.kind && forms(open, entry, &card.id).contains(&form)) {
        shaped.options = match (form, sibling_with_options(open, card)) {
            (CardKind::Choice, Some(sibling)) => sibling.options.clone(),
            _ => Vec::new(),
        };
        shaped.kind = form;
    }
    Cow::Owned(shaped)
}

fn edited(card: &mut Card, edit: &Edit) {
    card.prompt.clone_from(&edit.prompt);
    if card.answer.text != edit.answer {
        for option in card.options.iter_mut().filter(|option| option.correct) {
            option.text.clone_from(&edit.answer);
        }
        card.answer = answer(edit);
        // Without a value there is nothing to be near to.
        if matches!(card.kind, CardKind::Estimate | CardKind::Share) {
            card.kind = CardKind::Typed;
        }
    }
    card.answer.accepts.clone_from(&edit.accepts);
    if card.kind == CardKind::Cloze && !card.prompt.contains(&Piece::Blank) {
        card.kind = CardKind::Question;
    }
}

fn answer(edit: &Edit) -> Answer {
    Answer { text: edit.answer.clone(), value: None, accepts: edit.accepts.clone(), tolerance: None, years: None }
}

/// An edited card without the one that it was made from.
fn revived(open: &Open, entry: &Entry, id: &CardId, edit: &Edit) -> Option<Card> {
    let has_blank = edit.prompt.contains(&Piece::Blank);
    let kind = match entry.card(id).and_then(|work| work.form).unwrap_or(edit.kind) {
        CardKind::Cloze if has_blank => CardKind::Cloze,
        kind @ (CardKind::Question | CardKind::Definition) => kind,
        CardKind::Cloze => CardKind::Question,
        // What these need beside the words is gone.
        _ => CardKind::Typed,
    };
    let evidence = proofs(open, edit)?;
    let note = evidence.first().filter(|_| edit.is_of_import()).map(|proof| format!("note {}", proof.sentence.start));
    Some(Card {
        id: id.clone(),
        kind,
        prompt: edit.prompt.clone(),
        options: Vec::new(),
        answer: answer(edit),
        evidence,
        facts: edit.facts.clone(),
        weight: 1.0,
        siblings: note,
        confusable: None,
        derivation: None,
        trusted: true,
    })
}

/// Where the evidence stands in the text; `None` where any of it is lost. A card that was made elsewhere can be asked without.
fn proofs(open: &Open, edit: &Edit) -> Option<Vec<Proof>> {
    let text = &open.lesson.document.text;
    let is_of_import = edit.is_of_import();
    let proof = |quote: &Quote| {
        if !is_of_import {
            let (sentence, answer) = quote.find(text)?;
            return Some(Proof { sentence, answer });
        }
        let sentence = open.paragraph(&quote.exact)?;
        let (from, to) = quote.answer;
        let answer =
            Span { start: sentence.start + from.min(sentence.len()), end: sentence.start + to.min(sentence.len()) };
        Some(Proof { sentence, answer: if answer.start <= answer.end { answer } else { sentence } })
    };
    let proofs = edit.evidence.iter().map(proof);
    if is_of_import { Some(proofs.flatten().collect()) } else { proofs.collect() }
}

/// How a blank is written where a prompt is edited.
pub const BLANK: &str = "____";

/// The prompt as it is edited.
pub fn written(prompt: &[Piece]) -> String {
    prompt.iter().map(|piece| if let Piece::Text(text) = piece { text.as_str() } else { BLANK }).collect()
}

/// The edit that makes of a card what the learner has written; `None` where nothing is asked, or nothing answers it.
/// Of accepted answers there is one a line.
pub fn edit(card: &Card, text: &str, prompt: &str, answer: &str, accepts: &str) -> Option<Edit> {
    let (pieces, answer) = (pieces(prompt), answer.trim());
    if pieces.is_empty() || answer.is_empty() {
        return None;
    }
    Some(Edit {
        prompt: pieces,
        answer: answer.to_owned(),
        accepts: answers(accepts),
        kind: card.kind,
        facts: card.facts.clone(),
        evidence: card.evidence.iter().map(|proof| Quote::of(text, proof.sentence, proof.answer)).collect(),
    })
}

/// Answers of which there is one a line.
pub fn answers(written: &str) -> Vec<String> {
    written.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// A prompt as it was written, with its blank.
pub fn pieces(prompt: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (index, part) in prompt.trim().split(BLANK).enumerate() {
        // A longer row of underscores is the same blank, and a card has one.
        let part = if index > 0 { part.trim_start_matches('_') } else { part };
        match (index, pieces.last_mut()) {
            (1, _) => pieces.push(Piece::Blank),
            (2.., Some(Piece::Text(before))) => before.push('…'),
            _ => {}
        }
        match pieces.last_mut() {
            Some(Piece::Text(before)) => before.push_str(part),
            _ if part.is_empty() => {}
            _ => pieces.push(Piece::Text(part.to_owned())),
        }
    }
    pieces
}
