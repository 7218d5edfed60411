//! The messages between page and worker, as types, and the work itself as plain functions.
//!
//! A message is a [`Request`] or a [`Reply`] in JSON, with the text or the bytes beside it as they are. A lesson comes
//! back in [`Part`]s of at most [`SLICE`] items, so that the page reads a large one without freezing.

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use crate::app::Input;
use crate::card::Card;
use crate::chart::ChartSpec;
use crate::document::{Block, Language, Source};
use crate::extract::{ClaimMention, EntityMention, QuantityMention, Skipped, TimeMention};
use crate::fact::Fact;
use crate::ingest::{self, IngestError, Ingested, Warning};
use crate::lesson::{Lesson, Step};
use crate::relate::Relation;
use crate::segment::Sentence;

/// The most items of one message: some 300 kB of JSON, which the page reads in a few milliseconds.
pub const SLICE: usize = 500;

/// Asks for the lesson of the text or the bytes that come with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    pub job: u32,
    /// The name of the file, where there is one.
    pub name: Option<String>,
    /// What the learner calls the lesson, where that is known.
    pub title: Option<String>,
    pub seed: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    pub job: u32,
    pub news: News,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum News {
    /// The step that begins now.
    Reached(Step),
    Part(Part),
    /// All parts have been sent.
    Done {
        warnings: Vec<Warning>,
    },
    Refused(IngestError),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Its text travels beside the message.
    Document {
        title: String,
        language: Language,
        source: Source,
    },
    Blocks(Vec<Block>),
    Sentences(Vec<Sentence>),
    Quantities(Vec<QuantityMention>),
    Times(Vec<TimeMention>),
    Entities(Vec<EntityMention>),
    Claims(Vec<ClaimMention>),
    Skipped(Vec<Skipped>),
    Facts(Vec<Fact>),
    Relations(Vec<Relation>),
    Cards(Vec<Card>),
    Charts(Vec<ChartSpec>),
}

/// Does what a request asks; `post` gets every reply, and beside the document its text.
pub fn run(request: Request, input: &Input, post: &mut dyn FnMut(News, Option<String>)) {
    let read = match input {
        Input::Text(text) => ingest::read_text(text, request.name.as_deref()),
        Input::Bytes(bytes) => ingest::read(bytes, request.name.as_deref()),
    };
    let Ingested { mut document, warnings, .. } = match read {
        Ok(ingested) => ingested,
        Err(error) => return post(News::Refused(error), None),
    };
    if let Some(title) = request.title {
        document.title = title;
    }
    let made = Lesson::with_progress(document, request.seed, |step| {
        post(News::Reached(step), None);
        ControlFlow::Continue(())
    });
    if let ControlFlow::Continue(lesson) = made {
        send(lesson, post);
        post(News::Done { warnings }, None);
    }
}

/// Posts a lesson part by part, in the order of the pipeline.
fn send(lesson: Lesson, post: &mut dyn FnMut(News, Option<String>)) {
    let Lesson { document, sentences, mentions, facts, relations, cards, charts } = lesson;
    let head = Part::Document { title: document.title, language: document.language, source: document.source };
    post(News::Part(head), Some(document.text));
    sliced(document.blocks, Part::Blocks, post);
    sliced(sentences, Part::Sentences, post);
    sliced(mentions.quantities, Part::Quantities, post);
    sliced(mentions.times, Part::Times, post);
    sliced(mentions.entities, Part::Entities, post);
    sliced(mentions.claims, Part::Claims, post);
    sliced(mentions.skipped, Part::Skipped, post);
    sliced(facts, Part::Facts, post);
    sliced(relations, Part::Relations, post);
    sliced(cards, Part::Cards, post);
    sliced(charts, Part::Charts, post);
}

fn sliced<T>(items: Vec<T>, part: fn(Vec<T>) -> Part, post: &mut dyn FnMut(News, Option<String>)) {
    let mut items = items.into_iter();
    loop {
        let slice: Vec<T> = items.by_ref().take(SLICE).collect();
        if slice.is_empty() {
            return;
        }
        post(News::Part(part(slice)), None);
    }
}

/// Puts the parts together again, in the order in which they were sent.
pub fn assemble(lesson: &mut Lesson, part: Part, text: Option<String>) {
    let Lesson { document, sentences, mentions, facts, relations, cards, charts } = lesson;
    match part {
        Part::Document { title, language, source } => {
            document.title = title;
            document.language = language;
            document.source = source;
            document.text = text.unwrap_or_default();
        }
        Part::Blocks(mut slice) => document.blocks.append(&mut slice),
        Part::Sentences(mut slice) => sentences.append(&mut slice),
        Part::Quantities(mut slice) => mentions.quantities.append(&mut slice),
        Part::Times(mut slice) => mentions.times.append(&mut slice),
        Part::Entities(mut slice) => mentions.entities.append(&mut slice),
        Part::Claims(mut slice) => mentions.claims.append(&mut slice),
        Part::Skipped(mut slice) => mentions.skipped.append(&mut slice),
        Part::Facts(mut slice) => facts.append(&mut slice),
        Part::Relations(mut slice) => relations.append(&mut slice),
        Part::Cards(mut slice) => cards.append(&mut slice),
        Part::Charts(mut slice) => charts.append(&mut slice),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Request {
        Request { job: 7, name: None, title: None, seed: 3 }
    }

    /// Every reply through JSON, as between page and worker.
    fn through_the_wire(request: Request, input: &Input) -> (Vec<News>, Lesson) {
        let (mut news, mut lesson) = (Vec::new(), Lesson::default());
        let job = request.job;
        run(request, input, &mut |sent, text| {
            let json = serde_json::to_string(&Reply { job, news: sent }).expect("a reply is JSON");
            let reply: Reply = serde_json::from_str(&json).expect("and is read back");
            assert_eq!(reply.job, 7);
            match reply.news {
                News::Part(part) => assemble(&mut lesson, part, text),
                other => news.push(other),
            }
        });
        (news, lesson)
    }

    #[test]
    fn a_lesson_arrives_as_it_was_made() {
        let text = crate::lesson::SAMPLE;
        let (news, lesson) = through_the_wire(request(), &Input::Text(text.into()));
        let mut made = Lesson::of(ingest::read_text(text, None).expect("the sample is a text").document, 3);
        made.sentences.iter_mut().for_each(|sentence| sentence.tokens.clear());
        assert_eq!(lesson, made);
        let steps: Vec<News> = Step::ALL.map(News::Reached).to_vec();
        assert_eq!(news[..6], steps[..]);
        assert_eq!(news[6..], [News::Done { warnings: Vec::new() }]);
    }

    #[test]
    fn bytes_are_decoded_and_the_learners_title_is_kept() {
        // «Было 10 лет.» in windows-1251, repeated so that its encoding can be told.
        let bytes = [0xc1, 0xfb, 0xeb, 0xee, 0x20, 0x31, 0x30, 0x20, 0xeb, 0xe5, 0xf2, 0x2e, 0x20].repeat(20);
        let asked = Request { title: Some("Мой урок".to_owned()), ..request() };
        let (_, lesson) = through_the_wire(asked, &Input::Bytes(bytes.into()));
        assert_eq!(lesson.document.title, "Мой урок");
        assert!(lesson.document.text.starts_with("Было 10 лет."));
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_reason() {
        let (news, _) = through_the_wire(request(), &Input::Text(" \n ".into()));
        assert_eq!(news, [News::Refused(IngestError::Empty)]);
        let picture = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x02\x03\x04\x05\x06\x07\x08".repeat(4);
        let (news, _) = through_the_wire(request(), &Input::Bytes(picture.into()));
        assert_eq!(news, [News::Refused(IngestError::Binary)]);
    }

    #[test]
    fn long_lists_travel_in_slices() {
        let mut sizes = Vec::new();
        sliced(
            vec![Skipped { span: crate::span::Span::new(0, 1), reason: crate::extract::SkipReason::Vague }; 1201],
            Part::Skipped,
            &mut |news, _| {
                if let News::Part(Part::Skipped(slice)) = news {
                    sizes.push(slice.len());
                }
            },
        );
        assert_eq!(sizes, [500, 500, 201]);
    }
}
