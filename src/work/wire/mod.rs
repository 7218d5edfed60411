//! Messages as bytes. Both ends are built together from one source, so there are no names and no versions in them: fields
//! in order, numbers in base 128, a byte for a variant. That is a fifth of the weight of a general format, in code and on
//! the way.

mod errands;
mod plain;

use rust_decimal::Decimal;

use crate::card::{Answer, Card, CardId, CardKind, Choice, Derivation, Piece, Proof, Reason, Stance};
use crate::chart::scene::{Anchor, Class, Mark, Shape};
use crate::chart::{ChartId, ChartSpec, Drawn, Form, Row, Scene};
use crate::document::{Block, BlockKind, Document, Language, Source};
use crate::extract::time::When;
use crate::extract::{
    Amount, Bound, Calendar, ClaimKind, ClaimMention, EntityKind, EntityMention, Measure, Part, QuantityMention,
    RuleName, SkipReason, Skipped, TimeMention,
};
use crate::fact::{Doubt, Evidence, Fact, FactId, FactKind, Inferred, Period, Quantity};
use crate::formats::{Chapter, Parsed};
use crate::ingest::{Format, IngestError, Lost, Stranger, Warning};
use crate::lesson::Step;
use crate::relate::{Relation, RelationId, RelationKind};
use crate::segment::Sentence;
use crate::span::Span;
pub use plain::{put_bytes, take_bytes};

/// What travels between page and worker.
pub trait Wire: Sized {
    fn put(&self, out: &mut Vec<u8>);
    /// Takes itself off the front; `None` where the bytes are not those that [`Wire::put`] writes.
    fn take(from: &mut &[u8]) -> Option<Self>;
}

pub fn encode(message: &impl Wire) -> Vec<u8> {
    let mut out = Vec::new();
    message.put(&mut out);
    out
}

pub fn decode<T: Wire>(mut bytes: &[u8]) -> Option<T> {
    T::take(&mut bytes).filter(|_| bytes.is_empty())
}

/// Structs: all their fields, in order; a field that is left out does not compile.
macro_rules! fields {
    ($($name:ident { $($field:ident),* })*) => {$(
        impl Wire for $name {
            fn put(&self, out: &mut Vec<u8>) {
                let $name { $($field),* } = self;
                $($field.put(out);)*
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                Some($name { $($field: Wire::take(from)?),* })
            }
        }
    )*};
}

/// Ids: the text in them.
macro_rules! ids {
    ($($name:ident)*) => {$(
        impl Wire for $name {
            fn put(&self, out: &mut Vec<u8>) {
                self.0.put(out);
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                Some($name(Wire::take(from)?))
            }
        }
    )*};
}

/// Enums without data: the place in this list; a variant that is left out does not compile.
macro_rules! variants {
    ($($name:ident { $($variant:ident),* })*) => {$(
        impl Wire for $name {
            fn put(&self, out: &mut Vec<u8>) {
                match self { $($name::$variant => {})* }
                out.push(*self as u8);
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                let place = u8::take(from)?;
                [$($name::$variant),*].into_iter().find(|variant| *variant as u8 == place)
            }
        }
    )*};
}

/// What has a text of its own that is read back.
macro_rules! written {
    ($($name:ident)*) => {$(
        impl Wire for $name {
            fn put(&self, out: &mut Vec<u8>) {
                self.to_string().put(out);
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                String::take(from)?.parse().ok()
            }
        }
    )*};
}

fields! {
    Span { start, end }
    Block { span, kind }
    Source { author, work, published, url }
    Document { title, text, blocks, language, source }
    Chapter { title, from }
    Parsed { document, chapters, format, warnings }
    QuantityMention { span, sentence, amount, bound, upper, measure, rule }
    TimeMention { span, sentence, when, part, inferred, calendar, rule }
    EntityMention { span, sentence, kind, name, expansion, rule }
    ClaimMention { span, sentence, cue, kind, rule }
    Skipped { span, reason }
    Period { when, part, span }
    Quantity { amount, bound, upper, measure, unit, subject }
    Fact { id, span, sentence, evidence, kind, period, place, agent, inferred, doubt, attribution, rule }
    Relation { id, kind, title, facts, rule }
    Card { id, kind, prompt, options, answer, evidence, facts, weight, siblings, confusable, derivation, trusted }
    Choice { text, correct, reason }
    Answer { text, value, accepts, tolerance, years }
    Proof { sentence, answer }
    ChartSpec { id, form, title, unit, reading, scope, source, relation, rows, block }
    Row { label, value, bound, upper, period, level, fact }
    Drawn { margin, narrow, wide, table }
    Scene { width, height, label, marks }
    Mark { shape, class, fact }
}
ids! { FactId RelationId CardId ChartId }
written! { When }
variants! {
    BlockKind { Heading, Subheading, Paragraph, ListItem, Quote, TableHead, TableRow, Boilerplate }
    Language { Russian, Unknown }
    Format { Plain, Markdown, Html, Docx, Odt, Fb2, Epub, Pdf, Rtf, Table }
    Stranger { OldOffice, Spreadsheet, Slides, Djvu, Kindle, Picture, Archive }
    Lost { End, Parts, Pages, Letters, Excess }
    Bound { Exact, About, Over, Under, UpTo, AtLeast, Between }
    Measure { Count, Percent, Share, Money, Multiple, Duration, Age, Physical, Increase, PercentIncrease }
    Part { Start, Middle, End }
    Calendar { Gregorian, Julian }
    EntityKind { Person, Organization, Place, Event }
    ClaimKind { Evaluation, Attribution, Hedge }
    SkipReason {
        Ordinal, Name, ListMark, Reference, Clock, Phone, Version, Score, Idiom, Compound, Rate, Vague, Boilerplate, Unread
    }
    Inferred { Subject, Period, Place, Agent }
    Doubt { Subject, Evaluation, Hedge, Quoted }
    RelationKind { Series, PartOf, Breakdown }
    CardKind { Cloze, Choice, Question, Typed, Estimate, Ordering, Trend, Share, Definition, Criticism, Chart }
    Derivation { Ratio }
    Stance { Checkable, Approximate, Attributed, Evaluation }
    Form { Slope, Line, Bars, Balance, Dots, Part, Waffle, Arrows, Columns, Timeline }
    Anchor { Start, Middle, End }
    Class {
        Axis, Mark, Dot, OpenDot, Bar, Rest, Paper, Span, Unit, Outline, Sign, Guess, Handle, Label, Note, Value, Inside,
        Title
    }
    Step { Sentences, Mentions, Facts, Relations, Cards, Charts }
}

impl Wire for Shape {
    fn put(&self, out: &mut Vec<u8>) {
        let tag = |tag: u8, numbers: &[f64], out: &mut Vec<u8>| {
            out.push(tag);
            numbers.iter().for_each(|number| number.put(out));
        };
        match self {
            Shape::Rect { x, y, width, height, radius } => tag(0, &[*x, *y, *width, *height, *radius], out),
            Shape::Line { x1, y1, x2, y2 } => tag(1, &[*x1, *y1, *x2, *y2], out),
            Shape::Path { points } => {
                tag(2, &[], out);
                points.put(out);
            }
            Shape::Circle { x, y, r } => tag(3, &[*x, *y, *r], out),
            Shape::Text { x, y, anchor, text } => {
                tag(4, &[*x, *y], out);
                anchor.put(out);
                text.put(out);
            }
        }
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        let tag = u8::take(from)?;
        let mut number = || f64::take(from);
        Some(match tag {
            0 => Shape::Rect { x: number()?, y: number()?, width: number()?, height: number()?, radius: number()? },
            1 => Shape::Line { x1: number()?, y1: number()?, x2: number()?, y2: number()? },
            2 => Shape::Path { points: Wire::take(from)? },
            3 => Shape::Circle { x: number()?, y: number()?, r: number()? },
            4 => Shape::Text { x: number()?, y: number()?, anchor: Wire::take(from)?, text: Wire::take(from)? },
            _ => return None,
        })
    }
}

/// Its place alone: the page has the text, and cuts the words from it again.
impl Wire for Evidence {
    fn put(&self, out: &mut Vec<u8>) {
        self.span.put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Evidence::at(Wire::take(from)?))
    }
}

impl Wire for RuleName {
    fn put(&self, out: &mut Vec<u8>) {
        put_bytes(self.as_bytes(), out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        String::take(from).map(RuleName::Owned)
    }
}

impl Wire for Amount {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Amount::Decimal(value) => {
                out.push(0);
                value.mantissa().put(out);
                value.scale().put(out);
            }
            Amount::Fraction(part, whole) => {
                out.push(1);
                part.put(out);
                whole.put(out);
            }
        }
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match u8::take(from)? {
            0 => Amount::Decimal(Decimal::try_from_i128_with_scale(Wire::take(from)?, Wire::take(from)?).ok()?),
            1 => Amount::Fraction(Wire::take(from)?, Wire::take(from)?),
            _ => return None,
        })
    }
}

/// Without its tokens, which can be made again from the text.
impl Wire for Sentence {
    fn put(&self, out: &mut Vec<u8>) {
        self.span.put(out);
        self.block.put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Sentence { span: Wire::take(from)?, block: Wire::take(from)?, tokens: Vec::new() })
    }
}

impl Wire for FactKind {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            FactKind::Quantity(quantity) => {
                out.push(0);
                quantity.put(out);
            }
            FactKind::Event { what } => {
                out.push(1);
                what.put(out);
            }
            FactKind::Definition { term, meaning } => {
                out.push(2);
                term.put(out);
                meaning.put(out);
            }
        }
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match u8::take(from)? {
            0 => FactKind::Quantity(Wire::take(from)?),
            1 => FactKind::Event { what: Wire::take(from)? },
            2 => FactKind::Definition { term: Wire::take(from)?, meaning: Wire::take(from)? },
            _ => return None,
        })
    }
}

impl Wire for Piece {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Piece::Blank => out.push(0),
            Piece::Text(text) => {
                out.push(1);
                text.put(out);
            }
        }
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match u8::take(from)? {
            0 => Piece::Blank,
            1 => Piece::Text(Wire::take(from)?),
            _ => return None,
        })
    }
}

impl Wire for Reason {
    fn put(&self, out: &mut Vec<u8>) {
        let (place, text) = match self {
            Reason::DigitsSwapped => (0, None),
            Reason::WrongMagnitude => (1, None),
            Reason::OtherYear => (2, None),
            Reason::OtherDay => (6, None),
            Reason::OtherTime(text) => (3, Some(text)),
            Reason::OtherSubject(text) => (4, Some(text)),
            Reason::PartOrWhole(text) => (5, Some(text)),
            Reason::OtherDirection => (7, None),
            Reason::DigitLost => (11, None),
            Reason::OtherFactor => (8, None),
            Reason::OtherStance(stance) => {
                out.push(9);
                return stance.put(out);
            }
            Reason::When(text) => (10, Some(text)),
        };
        out.push(place);
        if let Some(text) = text {
            text.put(out);
        }
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match u8::take(from)? {
            0 => Reason::DigitsSwapped,
            1 => Reason::WrongMagnitude,
            2 => Reason::OtherYear,
            3 => Reason::OtherTime(Wire::take(from)?),
            4 => Reason::OtherSubject(Wire::take(from)?),
            5 => Reason::PartOrWhole(Wire::take(from)?),
            6 => Reason::OtherDay,
            7 => Reason::OtherDirection,
            8 => Reason::OtherFactor,
            9 => Reason::OtherStance(Wire::take(from)?),
            10 => Reason::When(Wire::take(from)?),
            11 => Reason::DigitLost,
            _ => return None,
        })
    }
}

impl Wire for Warning {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Warning::NotRussian => out.push(0),
            Warning::Replaced(bytes) => {
                out.push(1);
                bytes.put(out);
            }
            Warning::Lost(what, count) => {
                out.push(2);
                what.put(out);
                count.put(out);
            }
        }
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match u8::take(from)? {
            0 => Warning::NotRussian,
            1 => Warning::Replaced(Wire::take(from)?),
            2 => Warning::Lost(Wire::take(from)?, Wire::take(from)?),
            _ => return None,
        })
    }
}

impl Wire for IngestError {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            IngestError::Empty => out.push(0),
            IngestError::Binary => out.push(1),
            IngestError::TooLarge { bytes } => {
                out.push(2);
                bytes.put(out);
            }
            IngestError::Stranger(stranger) => {
                out.push(3);
                stranger.put(out);
            }
            IngestError::Damaged(format) => {
                out.push(4);
                format.put(out);
            }
            IngestError::Locked(format) => {
                out.push(5);
                format.put(out);
            }
            IngestError::NoText(format) => {
                out.push(6);
                format.put(out);
            }
            IngestError::Swollen(format) => {
                out.push(7);
                format.put(out);
            }
        }
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match u8::take(from)? {
            0 => IngestError::Empty,
            1 => IngestError::Binary,
            2 => IngestError::TooLarge { bytes: Wire::take(from)? },
            3 => IngestError::Stranger(Wire::take(from)?),
            4 => IngestError::Damaged(Wire::take(from)?),
            5 => IngestError::Locked(Wire::take(from)?),
            6 => IngestError::NoText(Wire::take(from)?),
            7 => IngestError::Swollen(Wire::take(from)?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Wire + PartialEq + std::fmt::Debug>(value: T) {
        let bytes = encode(&value);
        assert_eq!(decode::<T>(&bytes).as_ref(), Some(&value));
        // What is cut off anywhere is refused, not guessed and not a panic.
        for end in 0..bytes.len() {
            assert_eq!(decode::<T>(&bytes[..end]), None, "{value:?} cut at {end}");
        }
    }

    #[test]
    fn what_is_put_is_taken() {
        check(0u8);
        for number in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            check(number);
        }
        check(0.625f64);
        check("Ёлка".to_owned());
        check(vec![Some("а".to_owned()), None]);
        check("53.8".parse::<Amount>().expect("an amount"));
        check("-0.050".parse::<Amount>().expect("an amount"));
        check("1/3".parse::<Amount>().expect("an amount"));
        check("1944-22/1945-10-11".parse::<When>().expect("a time"));
        for reason in [Reason::OtherYear, Reason::OtherTime("в 1939 г.".to_owned()), Reason::WrongMagnitude] {
            check(reason);
        }
        for warning in [Warning::NotRussian, Warning::Replaced(300), Warning::Lost(Lost::Pages, 7)] {
            check(warning);
        }
        let of_format = [IngestError::Damaged, IngestError::Locked, IngestError::NoText, IngestError::Swollen];
        for error in [IngestError::Empty, IngestError::Binary, IngestError::TooLarge { bytes: 1 << 40 }]
            .into_iter()
            .chain(of_format.map(|error| error(Format::Epub)))
            .chain([IngestError::Stranger(Stranger::Djvu)])
        {
            check(error);
        }
        for step in Step::ALL {
            check(step);
        }
    }

    #[test]
    fn a_length_that_lies_is_refused_without_asking_for_memory() {
        let mut bytes = encode(&u64::MAX);
        bytes.extend([1, 2, 3]);
        assert_eq!(decode::<String>(&bytes), None);
        assert_eq!(decode::<Vec<Span>>(&bytes), None);
    }
}
