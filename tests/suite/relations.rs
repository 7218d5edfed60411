//! How many relations are found in sentences that were written before the rules were: `made/relations.txt`. What was reached may not be lost.

use konspekt::fact::{Fact, FactId};
use konspekt::lesson::Lesson;
use konspekt::lexicon::ru::morphology::Morphology;
use konspekt::relate::RelationKind;

/// Of the relations of the file so many are found at least, and so many others are said at most.
const FOUND: usize = 50;
const FALSE: usize = 4;
/// Of the times so many are read at least.
const TIMES: usize = 26;

/// The kind, and each figure with its time where the file tells it.
struct Told<'a> {
    kind: RelationKind,
    members: Vec<(&'a str, Option<&'a str>)>,
}

fn told(line: &str) -> Told<'_> {
    let (kind, members) = line.split_once(": ").expect("a kind and its figures");
    Told {
        kind: match kind {
            "series" => RelationKind::Series,
            "part_of" => RelationKind::PartOf,
            "breakdown" => RelationKind::Breakdown,
            kind => panic!("{kind} is no kind of relation"),
        },
        members: members
            .split(" | ")
            .map(|member| member.split_once(" @").map_or((member, None), |(quote, time)| (quote, Some(time))))
            .collect(),
    }
}

#[test]
fn relations_are_found_in_sentences_of_many_kinds() {
    let (mut found, mut sought, mut false_ones) = (0, 0, 0);
    let (mut times, mut times_sought) = (0, 0);
    let mut lines = include_str!("made/relations.txt").lines().filter(|line| !line.starts_with('#')).peekable();
    while let Some(text) = lines.next() {
        let mut expected = Vec::new();
        while let Some(line) = lines.next_if(|line| line.starts_with("  ")) {
            expected.push(told(line.trim_start()));
        }
        if text.is_empty() {
            continue;
        }
        let document = konspekt::ingest::read_text(text, None).unwrap().document;
        let lesson = Lesson::of(document, 0, Morphology::bundled());
        let of = |id: &FactId| lesson.facts.iter().find(|fact| fact.id == *id).unwrap();
        let quote = |fact: &Fact| fact.span.of(&lesson.document.text).to_owned();
        let mut said: Vec<(RelationKind, Vec<String>)> = (lesson.relations.iter())
            .map(|relation| (relation.kind, relation.facts.iter().map(|id| quote(of(id))).collect()))
            .collect();
        for told in &expected {
            let quotes: Vec<String> = told.members.iter().map(|(quote, _)| (*quote).to_owned()).collect();
            if let Some(at) = said.iter().position(|(kind, facts)| *kind == told.kind && *facts == quotes) {
                said.remove(at);
                found += 1;
            } else {
                println!("missed: {} in {text}", quotes.join(" | "));
            }
            for (sought, time) in told.members.iter().filter_map(|(quote, time)| Some((quote, (*time)?))) {
                let is_told = |fact: &&Fact| {
                    quote(fact) == *sought && fact.period.as_ref().is_some_and(|period| period.when.to_string() == time)
                };
                times_sought += 1;
                times += usize::from(lesson.facts.iter().any(|fact| is_told(&fact)));
            }
        }
        said.iter().for_each(|(kind, facts)| println!("said: {kind:?} {} in {text}", facts.join(" | ")));
        sought += expected.len();
        false_ones += said.len();
    }
    println!("{found} of {sought} relations, {false_ones} others, {times} of {times_sought} times");
    assert!(found >= FOUND && false_ones <= FALSE && times >= TIMES, "less is reached than was");
}
