//! What a backup holds, for people.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::backup::{Contents, Fault};
use crate::deck::{Body, Deck, Event};
use crate::schedule::day;
use crate::store::record;

/// A line for each thing to know: when it was made, what was read, each lesson with its work, and what is wrong.
pub fn backup(contents: &Contents) -> String {
    let mut out = String::new();
    // A line can be written into a text without fail.
    let _ = write_backup(contents, &mut out);
    out
}

fn write_backup(contents: &Contents, out: &mut String) -> std::fmt::Result {
    let events: Vec<Event> = contents.records.iter().filter_map(|record| record::decode(record)).collect();
    let unreadable = contents.records.len() - events.len();
    let devices: BTreeSet<&str> = events.iter().map(|event| event.id.device.0.as_str()).collect();
    if let Some(made) = contents.made {
        writeln!(out, "made on {}", day::date(day::of(made, 0)))?;
    }
    let reviews = events.iter().filter(|event| matches!(event.body, Body::Reviewed(_))).count();
    writeln!(
        out,
        "{}: {} of {}, {}; {}",
        count(contents.records.len(), "record", "records"),
        count(events.len(), "event", "events"),
        count(devices.len(), "device", "devices"),
        count(reviews, "review", "reviews"),
        count(unreadable, "record that cannot be read", "records that cannot be read"),
    )?;
    let times = events.iter().map(|event| (event.at, event.offset));
    if let (Some(first), Some(last)) = (times.clone().min(), times.max()) {
        writeln!(out, "from {} to {}", day::date(day::of(first.0, first.1)), day::date(day::of(last.0, last.1)))?;
    }
    let deck = Deck::of(&events);
    for (id, entry) in &deck.lessons {
        let reviews: usize = entry.work.cards.values().map(|card| card.reviews.len()).sum();
        let words = entry.text.split_whitespace().count();
        writeln!(
            out,
            "lesson {} «{}»: {}, {} of {}",
            id.0,
            entry.title,
            count(words, "word", "words"),
            count(reviews, "review", "reviews"),
            count(entry.work.cards.len(), "card", "cards"),
        )?;
    }
    if !deck.kept.is_empty() {
        writeln!(out, "and the work on {} not in the library", count(deck.kept.len(), "lesson", "lessons"))?;
    }
    for fault in &contents.faults {
        writeln!(out, "wrong: {}", fault_words(fault))?;
    }
    if !contents.damaged.is_empty() {
        writeln!(out, "wrong: {} not whole", count(contents.damaged.len(), "line is", "lines are"))?;
    }
    Ok(())
}

fn count(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn fault_words(fault: &Fault) -> String {
    match fault {
        Fault::NoManifest => "its list of parts is missing or damaged; the parts were found by their names".to_owned(),
        Fault::NoDirectory => "it is cut off or its directory is damaged; its parts were looked for".to_owned(),
        Fault::Missing { part, lost } => {
            format!("{part} is missing, with {}", count(*lost as usize, "record", "records"))
        }
        Fault::Altered { part, lost: None } => {
            format!("{part} is damaged; without the list of parts nobody can say what is missing of it")
        }
        Fault::Altered { part, lost: Some(0) } => {
            format!("{part} is not as it was written; none of its records is missing")
        }
        Fault::Altered { part, lost: Some(lost) } => {
            format!("{part} is damaged; missing: {}", count(*lost as usize, "record", "records"))
        }
        Fault::Foreign(files) => {
            format!("{} no part of a backup and left alone", count(*files, "file is", "files are"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup;

    #[test]
    fn what_a_file_holds_is_said_in_a_few_lines() {
        let record = |number: i64, body: &str| {
            format!(
                r#"{{"v":1,"device":"0a","number":{number},"at":{},"offset":180,"body":{body}}}"#,
                1_772_366_400_000i64 + number * 86_400_000
            )
        };
        let added = r#"{"lesson_added":{"lesson":"1","title":"Лён","text":"В 1944 г. собрано 3 т.","source":{"author":null,"work":null,"published":null,"url":null},"seed":1}}"#;
        let reviewed = r#"{"reviewed":{"lesson":"1","card":"2","kind":"cloze","answer":null,"proposed":null,"chosen":"good","took":1,"content":""}}"#;
        let records = vec![record(1, added), record(2, reviewed), record(3, reviewed), r#"{"v":1000}"#.to_owned()];
        let file = backup::write(&records, Some(1_772_366_400_000)).unwrap();
        assert_eq!(
            backup(&backup::read(&file).unwrap()),
            "made on 2026-03-01\n\
             4 records: 3 events of 1 device, 2 reviews; 1 record that cannot be read\n\
             from 2026-03-02 to 2026-03-04\n\
             lesson 1 «Лён»: 6 words, 2 reviews of 1 card\n"
        );
        let cut = backup::read(&file[..file.len() - 20]).unwrap();
        assert!(
            backup(&cut).ends_with("wrong: it is cut off or its directory is damaged; its parts were looked for\n")
        );
    }
}
