//! Amounts: value first, then the ways to write it, then what must not match. A file a phenomenon, each with its texts as
//! data; the tests here hold them against the rules, and tell every miss at once.

mod bound;
mod change;
mod label;
mod money;
mod prose;
mod range;
mod share;
mod spelled;
mod turn;
mod unit;
mod written;

use super::*;
use crate::document::{Block, BlockKind, Document};
use crate::lexicon::ru::morphology::Morphology;
use crate::{extract, segment};

/// `value bound measure` of every amount in the text, the last two where they are not exact and count; and texts of it.
type Amounts = &'static [(&'static str, &'static [&'static str])];
/// Why a figure is no amount, and texts that hold nothing but such.
type NoAmounts = &'static [(SkipReason, &'static [&'static str])];

const POSITIVE: &[Amounts] = &[
    written::AMOUNTS,
    spelled::AMOUNTS,
    share::AMOUNTS,
    money::AMOUNTS,
    unit::AMOUNTS,
    bound::AMOUNTS,
    range::AMOUNTS,
    change::AMOUNTS,
    label::AMOUNTS,
    turn::AMOUNTS,
];
const NEGATIVE: &[NoAmounts] = &[written::NO_AMOUNTS, spelled::NO_AMOUNTS, label::NO_AMOUNTS, turn::NO_AMOUNTS];

fn document(text: &str) -> Document {
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
    Document { text: text.to_owned(), blocks: vec![block], ..Document::default() }
}

/// Only the rules of this module: what they make of a text without times and names.
fn read(text: &str) -> (Vec<QuantityMention>, Vec<Skipped>) {
    let document = document(text);
    let segmentation = segment::segment(&document, Morphology::bundled());
    mentions(Reading { document: &document, segmentation: &segmentation }, &[], &[], Vec::new())
}

/// `value bound measure` of each amount.
fn told(quantities: &[QuantityMention]) -> String {
    let one = |quantity: &QuantityMention| {
        let mut said = quantity.amount.to_string();
        if let Some(upper) = quantity.upper {
            said += &format!("..{upper}");
        }
        if !matches!(quantity.bound, Bound::Exact | Bound::Between) {
            said += &format!(" {:?}", quantity.bound);
        }
        if quantity.measure != Measure::Count {
            said += &format!(" {:?}", quantity.measure);
        }
        said
    };
    quantities.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn report(misses: &[String]) {
    assert!(misses.is_empty(), "{} misses\n{}", misses.len(), misses.join("\n"));
}

#[test]
fn amounts() {
    let mut misses = Vec::new();
    for (expect, texts) in POSITIVE.iter().copied().flatten() {
        for text in *texts {
            let found = told(&read(text).0);
            if found != *expect {
                misses.push(format!("{text:?}\n  expected: {expect}\n  found:    {found}"));
            }
        }
    }
    report(&misses);
}

#[test]
fn what_is_no_amount() {
    let mut misses = Vec::new();
    for (reason, texts) in NEGATIVE.iter().copied().flatten() {
        for text in *texts {
            let (quantities, skipped) = read(text);
            let right = !skipped.is_empty() && skipped.iter().all(|skip| skip.reason == *reason);
            if !quantities.is_empty() || !right {
                let reasons: Vec<SkipReason> = skipped.iter().map(|skip| skip.reason).collect();
                misses.push(format!("{text:?}\n  expected: {reason:?}\n  found:    {} {reasons:?}", told(&quantities)));
            }
        }
    }
    report(&misses);
}

/// The words of the amount: with its multiplier, its sign and, for money and percentages, its unit.
#[test]
fn quotes() {
    let mut misses = Vec::new();
    for (text, expect) in written::QUOTES {
        let quotes: Vec<&str> = read(text).0.iter().map(|quantity| quantity.span.of(text)).collect();
        if quotes.join(" | ") != *expect {
            misses.push(format!("{text:?}\n  expected: {expect}\n  found:    {}", quotes.join(" | ")));
        }
    }
    report(&misses);
}

/// Whole sentences with everything read: times and names take their figures, no figure is lost.
#[test]
fn prose_of_all_kinds() {
    let mut misses = Vec::new();
    for (expect, texts) in prose::AMOUNTS.iter().chain([&("", prose::NO_AMOUNTS)]) {
        for text in *texts {
            let document = document(text);
            let segmentation = segment::segment(&document, Morphology::bundled());
            let mentions = extract::mentions(&document, &segmentation);
            let found = told(&mentions.quantities);
            if found != *expect {
                misses.push(format!("{text:?}\n  expected: {expect}\n  found:    {found}"));
            }
            let spans: Vec<Span> = (mentions.quantities.iter().map(|found| found.span))
                .chain(mentions.times.iter().map(|found| found.span))
                .chain(mentions.entities.iter().map(|found| found.span))
                .chain(mentions.skipped.iter().map(|found| found.span))
                .collect();
            for token in segmentation.sentences.iter().flat_map(|sentence| &sentence.tokens) {
                let lost =
                    token.kind == segment::TokenKind::Digits && !spans.iter().any(|span| span.overlaps(token.span));
                if lost {
                    misses.push(format!("{text:?}\n  lost: {}", token.span.of(text)));
                }
            }
        }
    }
    report(&misses);
}

/// How many texts each corpus holds, with amounts and without; a text that expects nothing is one without. `cargo test
/// --lib there_are_many_examples -- --nocapture` prints them.
#[test]
fn there_are_many_examples_of_each() {
    let texts = |all: Amounts, some: bool| {
        all.iter().filter(|(expect, _)| expect.is_empty() != some).map(|(_, texts)| texts.len()).sum::<usize>()
    };
    let none = |all: NoAmounts| all.iter().map(|(_, texts)| texts.len()).sum::<usize>();
    let corpora = [
        ("written", written::AMOUNTS, none(written::NO_AMOUNTS), [59, 13]),
        ("spelled", spelled::AMOUNTS, none(spelled::NO_AMOUNTS), [74, 53]),
        ("share", share::AMOUNTS, 0, [71, 0]),
        ("money", money::AMOUNTS, 0, [50, 0]),
        ("unit", unit::AMOUNTS, 0, [105, 0]),
        ("bound", bound::AMOUNTS, 0, [88, 0]),
        ("range", range::AMOUNTS, 0, [44, 0]),
        ("change", change::AMOUNTS, 0, [57, 0]),
        ("label", label::AMOUNTS, none(label::NO_AMOUNTS), [15, 117]),
        ("turn", turn::AMOUNTS, none(turn::NO_AMOUNTS), [7, 21]),
        ("prose", prose::AMOUNTS, prose::NO_AMOUNTS.len(), [46, 25]),
    ];
    let mut sums = [0, 0];
    for (name, amounts, without, least) in corpora {
        let counts = [texts(amounts, true), texts(amounts, false) + without];
        println!("{name}: {} texts with amounts, {} without", counts[0], counts[1]);
        assert!(counts[0] >= least[0] && counts[1] >= least[1], "{name} had {least:?} texts, now {counts:?}");
        sums = [sums[0] + counts[0], sums[1] + counts[1]];
    }
    println!("all: {} texts with amounts, {} without", sums[0], sums[1]);
    assert!(sums[0] >= 230 && sums[1] >= 110, "{sums:?}");
}
