//! The messages between page and worker, as types, and the work itself as plain functions.
//!
//! A message is a [`Request`] or a [`Reply`] as the bytes of [`wire`]. A lesson comes back in [`Part`]s of at most
//! [`SLICE`] items, so that the page reads a large one without freezing.

mod corrections;
mod sought;
mod sound;
pub mod class;
pub mod errand;
pub mod opened;
pub mod parcel;
pub mod share;
pub mod taking_out;
pub mod wire;

use crate::lexicon::ru::morphology::Morphology;
use std::ops::ControlFlow;
use std::rc::Rc;

use crate::app::Input;
use crate::card::Card;
use crate::chart::{ChartSpec, Drawn};
use crate::correct::{Corrections, Kept};
use crate::document::{Block, Language, Source};
use crate::extract::{ClaimMention, EntityMention, QuantityMention, Skipped, TimeMention};
use crate::fact::{Fact, evidence};
use crate::formats::Parsed;
use crate::ingest::{self, IngestError, Ingested, Warning};
use crate::lesson::{Lesson, SAMPLE, Step};
use crate::relate::Relation;
use crate::search::{self, Found, Sought};
use crate::segment::Sentence;
use wire::{Wire, put_bytes, take_bytes};

/// The most items of one message: some 200 kB, which the page reads in a few milliseconds.
pub const SLICE: usize = 500;

/// Asks for the lesson of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub job: u32,
    pub input: Input,
    /// The name of the file, where there is one.
    pub name: Option<String>,
    /// What the learner calls the lesson, where that is known.
    pub title: Option<String>,
    pub seed: u64,
    /// What somebody reads otherwise.
    pub corrections: Rc<Kept>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    pub job: u32,
    pub news: News,
}

#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// The step that begins now.
    Reached(Step),
    Part(Part),
    /// All parts have been sent.
    Done {
        warnings: Vec<Warning>,
        with_dictionary: bool,
    },
    Refused(IngestError),
    /// Where the words stand that were sought.
    Found(Vec<Found>),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    Document { title: String, text: String, language: Language, source: Source },
    Blocks(Vec<Block>),
    Sentences(Vec<Sentence>),
    Quantities(Vec<QuantityMention>),
    Times(Vec<TimeMention>),
    Entities(Vec<EntityMention>),
    Claims(Vec<ClaimMention>),
    Skipped(Vec<Skipped>),
    Facts(Vec<Fact>),
    Relations(Vec<Relation>),
    Parted(Vec<Relation>),
    Cards(Vec<Card>),
    Charts(Vec<ChartSpec>),
    Drawings(Vec<Drawn>),
    Counted(Vec<String>),
}

impl Wire for Request {
    fn put(&self, out: &mut Vec<u8>) {
        let Request { job, input, name, title, seed, corrections } = self;
        job.put(out);
        name.put(out);
        title.put(out);
        seed.put(out);
        corrections.put(out);
        let (tag, bytes) = match input {
            Input::Text(text) => (0u8, text.as_bytes()),
            Input::Bytes(bytes) => (1, &**bytes),
            Input::Sample => (2, &[][..]),
            Input::Sought(sought) => {
                out.push(3);
                return sought.put(out);
            }
            Input::Structured { text, .. } => (4, text.as_bytes()),
            Input::Parsed { body, .. } => (5, &**body),
        };
        out.push(tag);
        put_bytes(bytes, out);
        match input {
            Input::Structured { structure, .. } => put_bytes(structure.as_bytes(), out),
            Input::Parsed { chosen, .. } => chosen.to_vec().put(out),
            Input::Text(_) | Input::Bytes(_) | Input::Sample | Input::Sought(_) => {}
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let (job, name, title, seed) = (Wire::take(from)?, Wire::take(from)?, Wire::take(from)?, Wire::take(from)?);
        let corrections = Rc::new(Kept::take(from)?);
        let tag = u8::take(from)?;
        if tag == 3 {
            let input = Input::Sought(Rc::new(Sought::take(from)?));
            return Some(Request { job, input, name, title, seed, corrections });
        }
        let bytes = take_bytes(from)?;
        let input = match tag {
            0 => Input::Text(std::str::from_utf8(bytes).ok()?.into()),
            1 => Input::Bytes(bytes.into()),
            2 => Input::Sample,
            4 => {
                let text = std::str::from_utf8(bytes).ok()?.into();
                Input::Structured { text, structure: String::take(from)?.into() }
            }
            5 => Input::Parsed { body: bytes.into(), chosen: Vec::take(from)?.into() },
            _ => return None,
        };
        Some(Request { job, input, name, title, seed, corrections })
    }
}

impl Wire for Reply {
    fn put(&self, out: &mut Vec<u8>) {
        self.job.put(out);
        match &self.news {
            News::Reached(step) => tagged(0, step, out),
            News::Done { warnings, with_dictionary } => {
                tagged(1, warnings, out);
                with_dictionary.put(out);
            }
            News::Refused(error) => tagged(2, error, out),
            News::Found(found) => tagged(16, found, out),
            News::Part(part) => match part {
                Part::Document { title, text, language, source } => {
                    tagged(3, title, out);
                    text.put(out);
                    language.put(out);
                    source.put(out);
                }
                Part::Blocks(slice) => tagged(4, slice, out),
                Part::Sentences(slice) => tagged(5, slice, out),
                Part::Quantities(slice) => tagged(6, slice, out),
                Part::Times(slice) => tagged(7, slice, out),
                Part::Entities(slice) => tagged(8, slice, out),
                Part::Claims(slice) => tagged(9, slice, out),
                Part::Skipped(slice) => tagged(10, slice, out),
                Part::Facts(slice) => tagged(11, slice, out),
                Part::Relations(slice) => tagged(12, slice, out),
                Part::Cards(slice) => tagged(13, slice, out),
                Part::Charts(slice) => tagged(14, slice, out),
                Part::Drawings(slice) => tagged(15, slice, out),
                Part::Counted(slice) => tagged(17, slice, out),
                Part::Parted(slice) => tagged(18, slice, out),
            },
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let job = Wire::take(from)?;
        let part = match u8::take(from)? {
            0 => return Some(Reply { job, news: News::Reached(Wire::take(from)?) }),
            1 => {
                let (warnings, with_dictionary) = (Wire::take(from)?, Wire::take(from)?);
                return Some(Reply { job, news: News::Done { warnings, with_dictionary } });
            }
            2 => return Some(Reply { job, news: News::Refused(Wire::take(from)?) }),
            16 => return Some(Reply { job, news: News::Found(Wire::take(from)?) }),
            3 => Part::Document {
                title: Wire::take(from)?,
                text: Wire::take(from)?,
                language: Wire::take(from)?,
                source: Wire::take(from)?,
            },
            4 => Part::Blocks(Wire::take(from)?),
            5 => Part::Sentences(Wire::take(from)?),
            6 => Part::Quantities(Wire::take(from)?),
            7 => Part::Times(Wire::take(from)?),
            8 => Part::Entities(Wire::take(from)?),
            9 => Part::Claims(Wire::take(from)?),
            10 => Part::Skipped(Wire::take(from)?),
            11 => Part::Facts(Wire::take(from)?),
            12 => Part::Relations(Wire::take(from)?),
            13 => Part::Cards(Wire::take(from)?),
            14 => Part::Charts(Wire::take(from)?),
            15 => Part::Drawings(Wire::take(from)?),
            17 => Part::Counted(Wire::take(from)?),
            18 => Part::Parted(Wire::take(from)?),
            _ => return None,
        };
        Some(Reply { job, news: News::Part(part) })
    }
}

fn tagged(tag: u8, value: &impl Wire, out: &mut Vec<u8>) {
    out.push(tag);
    value.put(out);
}

/// Does what a request asks; `post` gets every reply.
pub fn run(request: Request, morphology: &Morphology, post: &mut dyn FnMut(News)) {
    let read = match &request.input {
        Input::Sample => ingest::read_text(SAMPLE, None),
        Input::Text(text) => ingest::read_text(text, request.name.as_deref()),
        Input::Bytes(bytes) => ingest::read(bytes, request.name.as_deref()),
        Input::Sought(sought) => return post(News::Found(search::search(sought, morphology))),
        Input::Structured { text, structure } => ingest::read_structured(text, structure),
        // The page has passed on what the reader of formats has made; anything else is a mistake of ours.
        Input::Parsed { body, chosen } => match wire::decode::<Parsed>(body) {
            Some(parsed) => parsed.only(chosen).ingested(),
            None => Err(IngestError::Binary),
        },
    };
    let Ingested { mut document, warnings, .. } = match read {
        Ok(ingested) => ingested,
        Err(error) => return post(News::Refused(error)),
    };
    if let Some(title) = request.title {
        document.title = title;
    }
    let made =
        Lesson::with_progress(document, request.seed, morphology, &Corrections::of(&request.corrections), |step| {
            post(News::Reached(step));
            ControlFlow::Continue(())
        });
    if let ControlFlow::Continue(lesson) = made {
        send(lesson, post);
        post(News::Done { warnings, with_dictionary: morphology.knows_words() });
    }
}

/// Posts a lesson part by part, in the order of the pipeline.
fn send(lesson: Lesson, post: &mut dyn FnMut(News)) {
    let Lesson { document, sentences, mentions, facts, relations, parted, cards, charts, drawings, counted } = lesson;
    let crate::document::Document { title, text, blocks, language, source } = document;
    post(News::Part(Part::Document { title, text, language, source }));
    sliced(blocks, Part::Blocks, post);
    sliced(sentences, Part::Sentences, post);
    sliced(mentions.quantities, Part::Quantities, post);
    sliced(mentions.times, Part::Times, post);
    sliced(mentions.entities, Part::Entities, post);
    sliced(mentions.claims, Part::Claims, post);
    sliced(mentions.skipped, Part::Skipped, post);
    sliced(facts, Part::Facts, post);
    sliced(relations, Part::Relations, post);
    sliced(parted, Part::Parted, post);
    sliced(cards, Part::Cards, post);
    sliced(charts, Part::Charts, post);
    sliced_by(SLICE / 10, drawings, Part::Drawings, post);
    sliced(counted, Part::Counted, post);
}

fn sliced<T>(items: Vec<T>, part: fn(Vec<T>) -> Part, post: &mut dyn FnMut(News)) {
    sliced_by(SLICE, items, part, post);
}

/// Slices of so many items; a drawing weighs as much as ten of the others.
fn sliced_by<T>(count: usize, items: Vec<T>, part: fn(Vec<T>) -> Part, post: &mut dyn FnMut(News)) {
    let mut items = items.into_iter();
    loop {
        let slice: Vec<T> = items.by_ref().take(count).collect();
        if slice.is_empty() {
            return;
        }
        post(News::Part(part(slice)));
    }
}

/// Puts the parts together again, in the order in which they were sent.
pub fn assemble(lesson: &mut Lesson, part: Part) {
    let Lesson { document, sentences, mentions, facts, relations, parted, cards, charts, drawings, counted } = lesson;
    match part {
        Part::Document { title, text, language, source } => {
            document.title = title;
            document.language = language;
            document.source = source;
            document.text = text;
        }
        Part::Blocks(mut slice) => document.blocks.append(&mut slice),
        Part::Sentences(mut slice) => sentences.append(&mut slice),
        Part::Quantities(mut slice) => mentions.quantities.append(&mut slice),
        Part::Times(mut slice) => mentions.times.append(&mut slice),
        Part::Entities(mut slice) => mentions.entities.append(&mut slice),
        Part::Claims(mut slice) => mentions.claims.append(&mut slice),
        Part::Skipped(mut slice) => mentions.skipped.append(&mut slice),
        Part::Facts(mut slice) => {
            evidence::quote(&document.text, slice.iter_mut().map(|fact| &mut fact.evidence));
            facts.append(&mut slice);
        }
        Part::Relations(mut slice) => relations.append(&mut slice),
        Part::Parted(mut slice) => parted.append(&mut slice),
        Part::Cards(mut slice) => cards.append(&mut slice),
        Part::Charts(mut slice) => charts.append(&mut slice),
        Part::Drawings(mut slice) => drawings.append(&mut slice),
        Part::Counted(mut slice) => counted.append(&mut slice),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;

    fn request(input: Input) -> Request {
        Request { job: 7, input, name: None, title: None, seed: 3, corrections: Rc::default() }
    }

    /// Every message as bytes, as between page and worker.
    fn through_the_wire(request: Request) -> (Vec<News>, Lesson) {
        let (mut news, mut lesson) = (Vec::new(), Lesson::default());
        let asked = wire::decode::<Request>(&wire::encode(&request));
        assert_eq!(asked.as_ref(), Some(&request));
        run(request, Morphology::bundled(), &mut |sent| {
            let sent = Reply { job: 7, news: sent };
            let reply: Reply = wire::decode(&wire::encode(&sent)).expect("a reply is read back");
            assert_eq!(reply.job, 7);
            match reply.news {
                News::Part(part) => assemble(&mut lesson, part),
                other => news.push(other),
            }
        });
        (news, lesson)
    }

    #[test]
    fn a_lesson_arrives_as_it_was_made() {
        let text = SAMPLE;
        let (news, lesson) = through_the_wire(request(Input::Text(text.into())));
        let mut made =
            Lesson::of(ingest::read_text(text, None).expect("the sample is a text").document, 3, Morphology::bundled());
        made.sentences.iter_mut().for_each(|sentence| sentence.tokens.clear());
        assert_eq!(lesson, made);
        let steps: Vec<News> = Step::ALL.map(News::Reached).to_vec();
        assert_eq!(news[..6], steps[..]);
        assert_eq!(news[6..], [News::Done { warnings: Vec::new(), with_dictionary: true }]);
    }

    #[test]
    fn a_parted_relation_arrives_beside_the_others() {
        let (_, whole) = through_the_wire(request(Input::Sample));
        let relation = whole.relations[0].clone();
        let mut kept = crate::correct::Kept::default();
        kept.part(&relation.id, true);
        let (_, lesson) = through_the_wire(Request { corrections: Rc::new(kept), ..request(Input::Sample) });
        assert!(!lesson.relations.contains(&relation));
        assert_eq!(lesson.parted, [relation]);
    }

    #[test]
    fn bytes_are_decoded_and_the_learners_title_is_kept() {
        // «Было 10 лет.» in windows-1251, repeated so that its encoding can be told.
        let bytes = [0xc1, 0xfb, 0xeb, 0xee, 0x20, 0x31, 0x30, 0x20, 0xeb, 0xe5, 0xf2, 0x2e, 0x20].repeat(20);
        let asked = Request { title: Some("Мой урок".to_owned()), ..request(Input::Bytes(bytes.into())) };
        let (_, lesson) = through_the_wire(asked);
        assert_eq!(lesson.document.title, "Мой урок");
        assert!(lesson.document.text.starts_with("Было 10 лет."));
    }

    #[test]
    fn a_structure_and_a_file_that_was_read_are_taken_up() {
        let structured =
            Input::Structured { text: "Год\nБыло 10 лет.".into(), structure: "1 q6_1p19".into() };
        let (_, lesson) = through_the_wire(request(structured));
        let kinds: Vec<BlockKind> = lesson.document.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [BlockKind::Quote, BlockKind::Paragraph]);
        let book = "<FictionBook><body><section><title><p>Один</p></title><p>Было 10 лет.</p></section>\
                    <section><title><p>Два</p></title><p>Было 20 лет.</p></section></body></FictionBook>";
        let parsed = crate::formats::read(book.as_bytes(), None, &mut |_, _| ()).expect("a book");
        let input = Input::Parsed { body: wire::encode(&parsed).into(), chosen: [false, true].into() };
        let (_, lesson) = through_the_wire(request(input));
        assert_eq!(lesson.document.text, "Два\n\nБыло 20 лет.");
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_reason() {
        let (news, _) = through_the_wire(request(Input::Text(" \n ".into())));
        assert_eq!(news, [News::Refused(IngestError::Empty)]);
        let picture = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x02\x03\x04\x05\x06\x07\x08".repeat(4);
        let (news, _) = through_the_wire(request(Input::Bytes(picture.into())));
        assert_eq!(news, [News::Refused(IngestError::Binary)]);
    }

    #[test]
    fn long_lists_travel_in_slices() {
        let mut sizes = Vec::new();
        sliced(
            vec![Skipped { span: crate::span::Span::new(0, 1), reason: crate::extract::SkipReason::Vague }; 1201],
            Part::Skipped,
            &mut |news| {
                if let News::Part(Part::Skipped(slice)) = news {
                    sizes.push(slice.len());
                }
            },
        );
        assert_eq!(sizes, [500, 500, 201]);
    }
}
