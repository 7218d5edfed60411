//! A lesson of which only a part of the text goes along: cards and charts as they are arranged, and of the text the sentences that prove
//! them, or none. Every place stays where it was, as what is left out is replaced by as many bytes that say nothing; so the text cannot be read again,
//! and what was read out of it goes along instead.

use std::collections::HashSet;
use std::rc::Rc;

use crate::app::hidden::Hidden;
use crate::app::{Open, cards, charts};
use crate::card::{Card, CardKind};
use crate::chart::{ChartSpec, Drawn, source_of};
use crate::deck::{Arrangement, CardWork, Deck, Entry, Event, Publication, Share, Work};
use crate::document::{Block, BlockKind, Document, OMITTED};
use crate::extract::Mentions;
use crate::fact::id::digest;
use crate::fact::{Fact, FactId};
use crate::lesson::Lesson;
use crate::segment::Sentence;
use crate::span::Span;
use crate::store::record;

use super::parcel::{Parcel, results};

/// What goes along of a lesson that was read, as its records say; the whole where they leave nothing out.
pub fn shared(parcel: Parcel) -> Result<Parcel, String> {
    let events: Vec<Event> = parcel.records.iter().filter_map(|record| record::decode(record)).collect();
    let at = events.iter().map(|event| event.at).max().unwrap_or(0);
    let mut deck = Deck::of(&events);
    let entry = deck.lessons.remove(&parcel.lesson).ok_or("a lesson is expected, found none")?;
    let share = entry.work.publication.as_ref().map_or(Share::Full, |said| said.share);
    if share == Share::Full || entry.is_shortened() {
        return Ok(parcel);
    }
    let (lesson, warnings) = parcel.opened().ok_or("a lesson that was read is expected, found another form")?;
    let open = Open::new(parcel.lesson.clone(), lesson, warnings, true);
    let (entry, lesson) = shortened(&open, &entry, share);
    Parcel::of(&parcel.lesson, &entry, results(lesson), at).map_err(|error| format!("{error:?}"))
}

/// The lesson and what is kept of it, without what does not go along.
fn shortened(open: &Open, entry: &Entry, share: Share) -> (Entry, Lesson) {
    let (mut told, mut drawn) = (Vec::new(), Vec::new());
    // As they are asked: what was edited is in them, and the edits with the words around them are not needed any more.
    for card in cards::listed(open, entry) {
        match card.kind {
            CardKind::Chart => drawn.push(card.into_owned()),
            _ => told.push(card.into_owned()),
        }
    }
    let charts: Vec<ChartSpec> = charts::shown(open, entry).into_iter().map(|chart| chart.into_owned()).collect();
    let of_charts = charts.iter().flat_map(|chart| chart.rows.iter().map(|row| &row.fact));
    let wanted: HashSet<&FactId> = told.iter().flat_map(|card| &card.facts).chain(of_charts).collect();

    let lesson = &open.lesson;
    let mut proofs: Vec<Span> = Vec::new();
    if share == Share::Evidence {
        proofs.extend(told.iter().flat_map(|card| &card.evidence).map(|proof| proof.sentence));
        let facts = lesson.facts.iter().filter(|fact| wanted.contains(&fact.id));
        proofs.extend(facts.map(|fact| fact.evidence.span));
    }
    let cut = Cut::of(lesson, &proofs);
    let (facts, counted) = facts(lesson, &Hidden::of(open, entry), &cut);
    let known: HashSet<&FactId> = facts.iter().map(|fact| &fact.id).collect();
    let mut relations = lesson.relations.clone();
    relations.retain(|relation| relation.facts.iter().all(|fact| known.contains(fact)));
    let publication = entry.work.publication.as_deref().cloned().unwrap_or_default();
    let source = publication.credited(&entry.source);
    let document = Document {
        title: entry.title.to_string(),
        text: String::new(),
        blocks: Vec::new(),
        language: lesson.document.language,
        source: source.clone(),
    };
    let charts: Vec<ChartSpec> = charts
        .into_iter()
        .map(|chart| {
            let is_titled = entry.chart(&chart.id).is_some_and(|work| work.title.is_some());
            let title = if is_titled { chart.title.clone() } else { untitled(&chart, lesson, &cut) };
            ChartSpec { title, source: source_of(&document), block: cut.block(chart.block), ..chart }
        })
        .collect();

    let of_charts: HashSet<_> = charts.iter().map(|chart| cards::chart_card(&chart.id)).collect();
    let is_kept = |card: &Card| card.kind != CardKind::Chart || of_charts.contains(&card.id);
    let mut work = Work {
        wanted: Some(u32::try_from(told.len()).unwrap_or(u32::MAX)),
        publication: Some(Rc::new(Publication { is_shortened: true, ..publication })),
        // What is hidden is left out, and would be told by its words.
        arranged: Rc::new(Arrangement { hidden: Vec::new(), taken: Vec::new(), ..(*entry.work.arranged).clone() }),
        ..Work::default()
    };
    for card in told.iter().chain(&drawn).filter(|card| is_kept(card)) {
        let is_suspended = entry.card(&card.id).is_some_and(|work| work.is_suspended);
        let form = (card.kind == CardKind::Chart).then_some(CardKind::Chart);
        if is_suspended || form.is_some() {
            work.cards.insert(card.id.clone(), CardWork { is_suspended, form, ..CardWork::default() });
        }
    }
    let text: Rc<str> = cut.text.as_str().into();
    let short = Lesson {
        mentions: mentions(&lesson.mentions, &cut),
        relations,
        cards: told.into_iter().map(published).collect(),
        drawings: charts.iter().map(Drawn::of).collect(),
        charts,
        facts,
        counted,
        parted: Vec::new(),
        document: Document { text: cut.text, blocks: cut.blocks, ..document },
        sentences: cut.sentences,
    };
    let entry = Entry {
        title: entry.title.clone(),
        text,
        source: source.into(),
        structure: None,
        seed: entry.seed,
        added: entry.added,
        work: Rc::new(work),
    };
    (entry, short)
}

/// The title of a chart, which names no part of the text that does not go along.
fn untitled(chart: &ChartSpec, lesson: &Lesson, cut: &Cut) -> String {
    let blocks = lesson.document.blocks.iter().filter(|block| block.kind.is_heading() && !cut.is_there(block.span));
    let mut rest = blocks.filter_map(|block| {
        let heading: Vec<&str> = block.span.of(&lesson.document.text).split_whitespace().collect();
        chart.title.strip_prefix(&heading.join(" "))?.strip_prefix(": ")
    });
    let Some(rest) = rest.next() else { return chart.title.clone() };
    let mut letters = rest.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// All cards that go along are asked; what makes kin of some is not told by its words.
fn published(card: Card) -> Card {
    let named = |group: Option<String>| group.map(|name| digest("kin", &[&name])[..12].to_owned());
    Card { trusted: true, siblings: named(card.siblings), confusable: named(card.confusable), ..card }
}

/// A text with its gaps, and where in it the blocks and sentences of the whole are.
struct Cut {
    text: String,
    blocks: Vec<Block>,
    sentences: Vec<Sentence>,
    /// By the sentence of the whole text: its place among those of the cut one, and whether it is there to be read.
    places: Vec<(usize, bool)>,
    /// By the block of the whole text.
    block_places: Vec<usize>,
}

impl Cut {
    /// What touches none of these places is left out. Blocks and sentences that are left out next to each other become one.
    fn of(lesson: &Lesson, kept: &[Span]) -> Cut {
        let whole = &lesson.document.text;
        let is_kept = |span: Span| kept.iter().any(|kept| kept.overlaps(span));
        let (mut blocks, mut sentences): (Vec<Block>, Vec<Sentence>) = Default::default();
        let (mut places, mut block_places) = (Vec::new(), Vec::new());
        let mut omitted: Vec<Span> = Vec::new();
        let mut read: Vec<Span> = Vec::new();
        let mut rest = lesson.sentences.as_slice();
        // Whether the last block has nothing to be read.
        let mut is_gap = false;
        for (at, block) in lesson.document.blocks.iter().enumerate() {
            let (own, later) = rest.split_at(rest.partition_point(|sentence| sentence.block <= at));
            rest = later;
            if !own.iter().any(|sentence| is_kept(sentence.span)) {
                match (blocks.last_mut(), sentences.last_mut(), omitted.last_mut()) {
                    (Some(last), Some(sentence), Some(gap)) if is_gap => {
                        let end = block.span.end;
                        (last.span.end, sentence.span.end, gap.end) = (end, end, end);
                    }
                    _ => {
                        sentences.push(Sentence { span: block.span, block: blocks.len(), tokens: Vec::new() });
                        blocks.push(Block { span: block.span, kind: BlockKind::Paragraph });
                        omitted.push(block.span);
                    }
                }
                is_gap = true;
                places.extend(own.iter().map(|_| (sentences.len() - 1, false)));
                block_places.push(blocks.len() - 1);
                continue;
            }
            is_gap = false;
            let mut was_read = true;
            for sentence in own {
                let is_read = is_kept(sentence.span);
                match (sentences.last_mut(), omitted.last_mut()) {
                    (Some(last), Some(gap)) if !is_read && !was_read => {
                        (last.span.end, gap.end) = (sentence.span.end, sentence.span.end);
                    }
                    _ => {
                        sentences.push(Sentence { span: sentence.span, block: blocks.len(), tokens: Vec::new() });
                        if is_read { &mut read } else { &mut omitted }.push(sentence.span);
                    }
                }
                was_read = is_read;
                places.push((sentences.len() - 1, is_read));
            }
            block_places.push(blocks.len());
            blocks.push(*block);
        }
        let is_line = |byte: u8| matches!(byte, b'\n' | b'\t');
        let mut text: Vec<u8> = whole.bytes().map(|byte| if is_line(byte) { byte } else { b' ' }).collect();
        for gap in omitted {
            text[gap.start..gap.end].fill(OMITTED);
        }
        for span in read {
            text[span.start..span.end].copy_from_slice(&whole.as_bytes()[span.start..span.end]);
        }
        // Sentences begin and end with whole letters.
        let text = String::from_utf8(text).unwrap_or_default();
        Cut { text, blocks, sentences, places, block_places }
    }

    fn block(&self, block: usize) -> usize {
        self.block_places.get(block).copied().unwrap_or(0)
    }

    fn is_there(&self, span: Span) -> bool {
        span.of(&self.text).contains(char::is_alphanumeric)
    }

    fn sentence(&self, sentence: usize) -> (usize, bool) {
        self.places.get(sentence).copied().unwrap_or((0, false))
    }

    /// The same mention of a sentence that is there.
    fn keep<T>(&self, mentions: &mut Vec<T>, sentence: impl Fn(&mut T) -> &mut usize) {
        mentions.retain_mut(|mention| {
            let place = sentence(mention);
            let (at, is_read) = self.sentence(*place);
            *place = at;
            is_read
        });
    }
}

/// The facts of sentences that are there: a fact without its proof is none.
fn facts(lesson: &Lesson, hidden: &Hidden, cut: &Cut) -> (Vec<Fact>, Vec<String>) {
    let numbered = lesson.facts.iter().zip(&lesson.counted);
    let kept = numbered.filter(|(fact, _)| cut.sentence(fact.sentence).1 && !hidden.has(&fact.id));
    let short = |(fact, counted): (&Fact, &String)| {
        let mut fact = Fact { sentence: cut.sentence(fact.sentence).0, ..fact.clone() };
        // What was carried over from words that do not go along has its place where it is told.
        if let Some(period) = &mut fact.period
            && !cut.is_there(period.span)
        {
            period.span = fact.span;
        }
        (fact, counted.clone())
    };
    kept.map(short).unzip()
}

fn mentions(whole: &Mentions, cut: &Cut) -> Mentions {
    let mut kept = whole.clone();
    let Mentions { quantities, times, entities, claims, skipped } = &mut kept;
    cut.keep(quantities, |found| &mut found.sentence);
    cut.keep(times, |found| &mut found.sentence);
    cut.keep(entities, |found| &mut found.sentence);
    cut.keep(claims, |found| &mut found.sentence);
    for entity in entities.iter_mut() {
        // It may stand anywhere else in the text.
        entity.expansion = entity.expansion.take().filter(|words| cut.text.contains(words.as_str()));
    }
    // They have no sentence; what is left out has no letter any more.
    skipped.retain(|found| cut.is_there(found.span));
    kept
}
