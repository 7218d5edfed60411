//! What the rules must find and must not: values first, then ways to write them; then what is no time.

mod dates;
mod years;
mod ranges;
mod ages;
mod pieces;
mod context;
mod not_times;

use super::{Calendar, Part};
use crate::ingest::plain;
use crate::lexicon::ru::morphology::Morphology;
use crate::{extract, segment};
use not_times::NOT_TIMES;

/// The times of a text, in order: EDTF and part, `?` before one that takes something from the context, and where each
/// stands. Words that are marked with `[[ ]]` must be the spans.
type Row = (&'static str, &'static [&'static str]);

const FOUND: &[&[Row]] = &[dates::FOUND, years::FOUND, ranges::FOUND, ages::FOUND, pieces::FOUND, context::FOUND];

/// The times of the text as [`FOUND`] writes them, with their quotes.
fn times(text: &str) -> (String, Vec<String>) {
    let document = plain::document(text, None);
    let sentences = segment::segment(&document, Morphology::bundled());
    let mentions = extract::mentions(&document, &sentences).times;
    let quotes = mentions.iter().map(|time| time.span.of(&document.text).to_owned()).collect();
    let values: Vec<String> = mentions
        .iter()
        .map(|time| {
            let julian = if time.calendar == Calendar::Julian { "julian " } else { "" };
            let inferred = if time.inferred.is_empty() { "" } else { "?" };
            let part = match time.part {
                None => "",
                Some(Part::Start) => " start",
                Some(Part::Middle) => " middle",
                Some(Part::End) => " end",
            };
            format!("{julian}{inferred}{}{part}", time.when)
        })
        .collect();
    (values.join("; "), quotes)
}

#[test]
fn every_way_to_write_a_time_is_found() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (value, ways) in FOUND.iter().copied().flatten() {
        for marked in *ways {
            count += 1;
            let text = marked.replace("[[", "").replace("]]", "");
            let mut spans = Vec::new();
            let mut rest = *marked;
            while let Some((_, after)) = rest.split_once("[[") {
                let end =
                    after.find("]]").map_or(after.len(), |end| end + usize::from(after[end..].starts_with("]]]")));
                spans.push(after[..end].to_owned());
                rest = &after[end..];
            }
            let (found, quotes) = times(&text);
            if found != *value || quotes != spans {
                wrong.push(format!("{text}\n   is    {value} {spans:?}\n   found {found} {quotes:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_no_time_is_not_found() {
    let wrong: Vec<String> = NOT_TIMES
        .iter()
        .map(|text| (text, times(text)))
        .filter(|(_, (found, _))| !found.is_empty())
        .map(|(text, (found, quotes))| format!("{text}\n   found {found} {quotes:?}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), NOT_TIMES.len(), wrong.join("\n"));
}

#[test]
fn long_rows_end() {
    for unit in
        ["1944, ", "5 и ", "1941–", "XX ", "в конце ", "через ", "с 5 ", "мая ", "1944 ", "(1944", "ё", "44 г. до н. "]
    {
        let text = unit.repeat(3_000);
        let (_, quotes) = times(&text);
        assert!(quotes.len() <= 9_000, "{unit}");
    }
}

#[test]
fn the_corpus_is_large() {
    let found: usize = FOUND.iter().copied().flatten().map(|(_, ways)| ways.len()).sum();
    assert!(found >= 600, "only {found} texts with times");
    assert!(NOT_TIMES.len() >= 170, "only {} texts without", NOT_TIMES.len());
}
