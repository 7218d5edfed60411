//! The stamp of the form in which results travel (`build.rs`) is made of every file that defines it.

use std::fs;
use std::path::Path;

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_type_that_travels_is_in_a_file_of_the_stamp() {
    let build = read("build.rs");
    let files: Vec<&str> =
        build.split('"').filter(|piece| piece.starts_with("src/") && piece.ends_with(".rs")).collect();
    assert!(files.len() > 15, "{files:?}");
    let defined: String = files.iter().map(|file| read(file)).collect();
    let wire = read("src/work/wire/mod.rs");
    // A line of a list for each type, and what is written by hand.
    let listed = wire
        .lines()
        .filter(|line| line.starts_with("    ") && line.as_bytes().get(4).is_some_and(u8::is_ascii_uppercase));
    let listed = listed.filter_map(|line| line.trim().split_once(" {").map(|(name, _)| name));
    let ids = wire
        .lines()
        .filter_map(|line| line.strip_prefix("ids! {"))
        .flat_map(|line| line.trim_end_matches('}').split_whitespace());
    let written = wire.split("\nimpl Wire for ").skip(1).filter_map(|rest| rest.split(" {").next());
    // What files of other formats are read as, and what is said of them, is no part of a lesson.
    let foreign = ["Chapter", "Parsed", "Format", "Stranger", "Lost", "Warning", "IngestError", "Step"];
    let mut count = 0;
    for name in listed.chain(ids).chain(written) {
        let is_defined = ["struct", "enum", "type"].iter().any(|kind| {
            let head = format!("pub {kind} {name}");
            defined.match_indices(&head).any(|(at, _)| !defined[at + head.len()..].starts_with(char::is_alphanumeric))
        });
        assert!(is_defined || foreign.contains(&name), "{name} is in no file of the stamp");
        count += usize::from(is_defined);
    }
    assert!(count > 45, "{count}");
}
