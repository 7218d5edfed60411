//! `konspekt extract --explain`: sentence by sentence, what was read by which rule, where the parts of each fact come from,
//! and why a figure was left out.

use std::fmt::Write;

use super::plain::{amount, kind_word, one_line, period, when};
use crate::extract::{EntityKind, SkipReason};
use crate::fact::{Doubt, Fact, FactKind, Inferred};
use crate::lesson::Lesson;
use crate::lexicon::ru::morphology::Morphology;
use crate::order;
use crate::segment;
use crate::span::Span;

/// The whole lesson explained; the text is cut into sentences once more, to learn which rule ended each.
pub fn explanation(lesson: &Lesson, morphology: &Morphology) -> String {
    let segmentation = segment::segment(&lesson.document, morphology);
    let rules = segment::end_rules(&lesson.document, &segmentation);
    let mut mentions = mentions(lesson);
    order::by_key(&mut mentions, |(span, _)| (span.start, span.end));
    let (mut mentions, mut facts) = (&mentions[..], &lesson.facts[..]);
    let mut out = String::new();
    for (index, sentence) in lesson.sentences.iter().enumerate() {
        let Span { start, end } = sentence.span;
        let _ = writeln!(out, "[{start}–{end}] {}", one_line(sentence.span.of(&lesson.document.text)));
        let _ = writeln!(out, "  ends      {}", ending(rules.get(index).copied().unwrap_or("block")));
        let here = mentions.iter().take_while(|(span, _)| span.start < end).count();
        for (_, line) in &mentions[..here] {
            let _ = writeln!(out, "  {line}");
        }
        mentions = &mentions[here..];
        let here = facts.iter().take_while(|fact| fact.sentence <= index).count();
        for fact in &facts[..here] {
            out.push_str(&self::fact(lesson, fact));
        }
        facts = &facts[here..];
        out.push('\n');
    }
    out
}

/// Why a sentence ends where it does.
fn ending(rule: &str) -> String {
    match rule {
        "block" => "where the paragraph ends".to_owned(),
        "otherwise" => "at a full stop that no rule takes for another".to_owned(),
        "endless" => "at a pause: it is longer than a sentence may be  (endless)".to_owned(),
        rule => format!("at a full stop  ({rule})"),
    }
}

/// A line for each mention and for each figure that is left out, with where it stands.
fn mentions(lesson: &Lesson) -> Vec<(Span, String)> {
    let text = &lesson.document.text;
    let found = &lesson.mentions;
    let mut lines = Vec::new();
    let mut line = |label: &str, span: Span, reading: String| {
        lines.push((span, format!("{label:<9} {}  =  {reading}", one_line(span.of(text)))));
    };
    for quantity in &found.quantities {
        let value = amount(quantity.amount, quantity.bound, quantity.upper);
        line("number", quantity.span, format!("{value}, {}  ({})", kind_word(&quantity.measure), quantity.rule));
    }
    for time in &found.times {
        let mut reading = when(&time.when.to_string(), time.part);
        if !time.inferred.is_empty() {
            let _ = write!(reading, ", {} from the words before", time.inferred.join(" and "));
        }
        line("time", time.span, format!("{reading}  ({})", time.rule));
    }
    for entity in &found.entities {
        let short = entity.expansion.as_ref().map(|full| format!(", short for {full}")).unwrap_or_default();
        line("name", entity.span, format!("{}, {}{short}  ({})", entity.name, kind_word(&entity.kind), entity.rule));
    }
    for claim in &found.claims {
        line("claim", claim.span, format!("{} by {:?}  ({})", kind_word(&claim.kind), claim.cue, claim.rule));
    }
    for skip in &found.skipped {
        line("left out", skip.span, reason(skip.reason).to_owned());
    }
    lines
}

/// Why a figure is no amount, no time and no part of a name.
fn reason(reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::Ordinal => "tells which one, not how many",
        SkipReason::Name => "belongs to a name",
        SkipReason::ListMark => "numbers an item of a list",
        SkipReason::Reference => "points to a page, a section or a law",
        SkipReason::Clock => "is the time of day",
        SkipReason::Phone => "is a telephone number",
        SkipReason::Version => "is a version or a model",
        SkipReason::Score => "is a score",
        SkipReason::Idiom => "is part of an idiom, nothing is counted",
        SkipReason::Compound => "is part of a compound word",
        SkipReason::Rate => "is what a rate is for",
        SkipReason::Vague => "is too vague for a value",
        SkipReason::Boilerplate => "stands in page furniture",
        SkipReason::Unread => "no rule reads it",
    }
}

/// A fact with where its parts come from.
fn fact(lesson: &Lesson, fact: &Fact) -> String {
    let text = &lesson.document.text;
    let inferred = |part| fact.inferred.contains(&part);
    let mut out = format!("  fact      {}  ({})\n", one_line(fact.span.of(text)), fact.rule);
    let mut line = |label: &str, what: &str, from: &str| {
        let from = if from.is_empty() { String::new() } else { format!("  — {from}") };
        let _ = writeln!(out, "    {label:<6} {}{from}", one_line(what));
    };
    match &fact.kind {
        FactKind::Quantity(quantity) => {
            let from = match (quantity.subject.is_empty(), inferred(Inferred::Subject)) {
                (true, _) => "the text does not say of what",
                (_, true) => "taken over from words before",
                (_, false) => "stated in the clause",
            };
            line("what", &format!("{}: {}", quantity.unit, quantity.subject), from);
        }
        FactKind::Event { what } => {
            let from = if inferred(Inferred::Subject) { "who is meant comes from words before" } else { "the clause" };
            line("what", what, from);
        }
        FactKind::Definition { term, meaning } => line("what", &format!("{term} = {meaning}"), "the text explains it"),
    }
    if let Some(time) = &fact.period {
        let quote = one_line(time.span.of(text));
        let carried = if inferred(Inferred::Period) { "carried over from" } else { "stated by" };
        line("when", &period(time), &format!("{carried} “{quote}”"));
    }
    let places: &[EntityKind] = &[EntityKind::Place];
    let actors: &[EntityKind] = &[EntityKind::Organization, EntityKind::Person];
    for (label, name, kinds, part) in
        [("where", &fact.place, places, Inferred::Place), ("who", &fact.agent, actors, Inferred::Agent)]
    {
        if let Some(name) = name {
            line(label, name, &origin(lesson, fact, name, kinds, inferred(part)));
        }
    }
    for (label, said) in [("doubt", fact.doubt.map(Doubt::name)), ("source", fact.attribution.as_deref())] {
        if let Some(said) = said {
            line(label, said, "");
        }
    }
    out
}

/// The words that name a place or an agent: those of the sentence, or the last before it.
fn origin(lesson: &Lesson, fact: &Fact, name: &str, kinds: &[EntityKind], carried: bool) -> String {
    let named = |sentence: &dyn Fn(usize) -> bool| {
        let mut alike = lesson.mentions.entities.iter().rev();
        alike.find(|entity| entity.name == name && kinds.contains(&entity.kind) && sentence(entity.sentence))
    };
    let here = named(&|sentence| sentence == fact.sentence).filter(|_| !carried);
    let quote = |span: Span| one_line(span.of(&lesson.document.text));
    match (here, named(&|sentence| sentence < fact.sentence).filter(|_| carried)) {
        (Some(entity), _) => format!("stated by “{}”", quote(entity.span)),
        (None, Some(entity)) => format!("carried over from “{}”", quote(entity.span)),
        (None, None) if carried => "carried over from words before".to_owned(),
        (None, None) => "stated by words of the sentence".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest;

    fn explained(text: &str) -> (Lesson, String) {
        let document = ingest::read_text(text, None).expect("a text").document;
        let lesson = Lesson::of(document, 0, Morphology::bundled());
        let explained = explanation(&lesson, Morphology::bundled());
        (lesson, explained)
    }

    /// The runs of digits of a text, in order.
    fn digits(text: &str) -> Vec<&str> {
        text.split(|letter: char| !letter.is_ascii_digit()).filter(|run| !run.is_empty()).collect()
    }

    #[test]
    fn every_figure_is_used_or_left_out_once() {
        let (lesson, explained) = explained(crate::lesson::SAMPLE);
        let used = |line: &&str| {
            ["  number ", "  time ", "  name ", "  left out "].iter().any(|label| line.starts_with(label))
        };
        let quotes = explained.lines().filter(used).filter_map(|line| line.split("  =  ").next());
        let mut found: Vec<&str> = quotes.flat_map(digits).collect();
        let mut expected = digits(&lesson.document.text);
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_short_text_explained() {
        let (_, explained) =
            explained("Т. е. в 1942 г. в городе Омске работало 40 школ. 12 мая 1931 г. десятый съезд открыл музей.");
        let lines: Vec<&str> = explained.lines().collect();
        for expect in [
            "  ends      at a full stop that no rule takes for another",
            "  ends      where the paragraph ends",
            "  number    40  =  40, count  (number)",
            "    what   школа: школ  — stated in the clause",
            "    when   1942  — stated by “в 1942 г.”",
            "    where  Омск  — stated by “городе Омске”",
            "  left out  десятый  =  tells which one, not how many",
            "    what   десятый съезд открыл музей  — the clause",
        ] {
            assert!(lines.contains(&expect), "{expect:?} is a line of\n{explained}");
        }
    }
}
