use std::future::Future;
use std::io::{Cursor, Write};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use proptest::prelude::*;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::read::read_within;
use super::*;
use crate::deck::{Body, Deck, DeviceId, Event};
use crate::store::memory::Memory;
use crate::store::{Loaded, Store};

/// Nothing in memory has to be waited for.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("memory has to be waited for"),
    }
}

fn setting(device: u8, number: u64, at: i64, value: &str) -> String {
    let id = EventId { device: DeviceId(format!("{device:016x}")), number };
    let body = Body::SettingChanged { key: "theme".into(), value: value.into() };
    record::encode(&Event { id, at, offset: 180, body }).unwrap()
}

fn undone(device: u8, number: u64, of: u64) -> String {
    let id = |number| EventId { device: DeviceId(format!("{device:016x}")), number };
    record::encode(&Event { id: id(number), at: 9, offset: 0, body: Body::Undone { event: id(of) } }).unwrap()
}

#[test]
fn lines_without_a_zip_are_a_backup_too() {
    let records = vec![setting(2, 1, 5, "b"), setting(1, 1, 7, "a"), setting(2, 1, 5, "b"), "not\nJSON".to_owned()];
    let text = lines::write(&records);
    assert_eq!(text, lines::write(&records.iter().rev().cloned().collect::<Vec<_>>()));
    assert!(lines::are(text.as_bytes()) && text.lines().count() == 3, "{text}");
    let contents = read(text.as_bytes()).expect("lines");
    assert_eq!(contents.records, [records[1].clone(), records[0].clone(), records[3].clone()]);
    assert_eq!((contents.faults, contents.damaged), (vec![], vec![]));

    // A line that was cut off takes nothing with it.
    let cut = read(&text.as_bytes()[..text.len() - 4]).expect("lines");
    assert_eq!((cut.records.len(), cut.damaged.len(), cut.faults.len()), (2, 1, 1));
    assert_eq!(read(b"[\"nothing\"]"), Err(BackupError::Foreign));
}

/// Records of three devices, some of them telling of one event differently, some unreadable.
fn any_record() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (0..3u8, 1..6u64, 0..4i64, "[a-c]").prop_map(|(device, number, at, value)| setting(device, number, at, &value)),
        2 => (0..3u8, 1..6u64, 1..6u64).prop_map(|(device, number, of)| undone(device, number, of)),
        1 => any::<String>(),
        1 => Just(r#"{"v":1000,"from":"the future"}"#.to_owned()),
    ]
}

fn any_records() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(any_record(), 0..12)
}

/// What a store holds that has taken in these files, one after another.
fn merged(files: &[&Vec<String>]) -> (Loaded, Deck) {
    let store = Memory::new(DeviceId("00c0ffee00c0ffee".into()));
    for records in files {
        let contents = read(&write(records, None).unwrap()).unwrap();
        assert_eq!((contents.faults, contents.damaged), (vec![], vec![]));
        now(store.merge(contents.records)).unwrap();
    }
    let loaded = now(store.load()).unwrap();
    let deck = Deck::of(&loaded.events);
    (loaded, deck)
}

fn sorted(mut records: Vec<String>) -> Vec<String> {
    records.sort();
    records.dedup();
    records
}

proptest! {
    #[test]
    fn every_record_comes_back_and_their_order_leaves_no_trace(records in any_records(), turn in 0..12usize) {
        let file = write(&records, Some(7)).unwrap();
        let contents = read(&file).unwrap();
        prop_assert_eq!((&contents.faults, &contents.damaged, contents.made), (&vec![], &vec![], Some(7)));
        prop_assert_eq!(sorted(contents.records), sorted(records.clone()));
        let mut turned = records.clone();
        turned.rotate_left(turn.min(records.len()));
        turned.extend(records);
        prop_assert_eq!(write(&turned, Some(7)).unwrap(), file);
    }

    #[test]
    fn merging_is_commutative_associative_and_idempotent(a in any_records(), b in any_records(), c in any_records()) {
        let all = merged(&[&a, &b, &c]);
        for order in [[&b, &a, &c], [&c, &b, &a], [&b, &c, &a]] {
            prop_assert_eq!(&merged(&order), &all);
        }
        // A store that has merged two is merged itself.
        let both: Vec<String> = [b.clone(), c.clone()].concat();
        prop_assert_eq!(&merged(&[&a, &both]), &all);
        let first: Vec<String> = [b.clone(), a.clone()].concat();
        prop_assert_eq!(&merged(&[&first, &c]), &all);
        prop_assert_eq!(&merged(&[&a, &b, &c, &b, &a, &a]), &all);
        // And nothing is thrown away.
        let kept = all.0.events.len() + all.0.set_aside.len();
        prop_assert_eq!(kept, sorted([a, both].concat()).len());
    }

    #[test]
    fn a_damaged_file_gives_nothing_false_and_hides_no_loss(
        records in prop::collection::vec(any_record(), 1..12),
        place in any::<prop::sample::Index>(),
        flip in 1..=255u8,
        is_cut: bool,
    ) {
        let mut file = write(&records, None).unwrap();
        let at = place.index(file.len());
        if is_cut { file.truncate(at) } else { file[at] ^= flip }
        if let Ok(contents) = read(&file) {
            let before = sorted(records);
            let after = sorted(contents.records);
            prop_assert!(after.iter().all(|record| before.binary_search(record).is_ok()));
            prop_assert!(after == before || !contents.faults.is_empty());
        }
    }

    #[test]
    fn no_bytes_are_too_odd_to_be_looked_at(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert_eq!(read(&bytes), Err(BackupError::Foreign));
        let _ = read(&[b"PK\x03\x04", &bytes[..]].concat());
    }
}

fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(body).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn what_was_cut_off_is_read_as_far_as_it_goes() {
    // Parts that do not pack well, so that the cut falls into the second one.
    let noise = |seed: u64| -> String {
        (0..150_000u64).map(|index| char::from(b'a' + (sha(seed, index) % 26) as u8)).collect()
    };
    fn sha(seed: u64, index: u64) -> u64 {
        (index.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ seed.wrapping_mul(0xbf58_476d_1ce4_e5b9))
            .wrapping_mul(0x94d0_49bb_1331_11eb)
            >> 33
    }
    let records: Vec<String> = (0..60).map(noise).collect();
    let mut file = write(&records, Some(7)).unwrap();
    file.truncate(file.len() * 3 / 4);
    let contents = read(&file).unwrap();
    assert_eq!(contents.made, Some(7));
    assert!((30..60).contains(&contents.records.len()), "{}", contents.records.len());
    assert!(contents.records.iter().all(|record| records.contains(record)));
    assert_eq!(contents.faults[0], Fault::NoDirectory);
    assert_eq!(contents.records.len() as u64 + contents.lost(), 60);
    // The record that the cut went through.
    assert_eq!(contents.damaged.len(), 1);
}

#[test]
fn one_altered_line_leaves_the_others() {
    let records = [setting(1, 1, 0, "a"), setting(1, 2, 0, "b")].to_vec();
    let mut body = String::new();
    records.iter().for_each(|record| line::write(record, &mut body));
    let part = Part { name: part_name(0), records: 2, bytes: body.len() as u64, sha256: sha256(body.as_bytes()) };
    let manifest = manifest(&[part], None);
    let altered = body.replacen("\"at\":0", "\"at\":1", 1);
    let file = zip_of(&[(MANIFEST, manifest.as_bytes()), ("records-0001.jsonl", altered.as_bytes())]);
    let contents = read(&file).unwrap();
    assert_eq!(contents.records, records[1..]);
    assert_eq!(contents.damaged, [altered.lines().next().unwrap()]);
    assert_eq!(contents.faults, [Fault::Altered { part: "records-0001.jsonl".into(), lost: Some(1) }]);

    // A line that was taken out leaves no trace but the checksum of the part.
    let shortened: &str = &body[body.find('\n').unwrap() + 1..];
    let file = zip_of(&[(MANIFEST, manifest.as_bytes()), ("records-0001.jsonl", shortened.as_bytes())]);
    assert_eq!(read(&file).unwrap().lost(), 1);
    assert_eq!(
        read(&zip_of(&[(MANIFEST, manifest.as_bytes())])).unwrap().faults,
        [Fault::Missing { part: part_name(0), lost: 2 }]
    );
}

#[test]
fn a_part_stands_once_in_a_manifest() {
    let records = [setting(1, 1, 0, "a")];
    let mut body = String::new();
    records.iter().for_each(|record| line::write(record, &mut body));
    let part = Part { name: part_name(0), records: 1, bytes: body.len() as u64, sha256: sha256(body.as_bytes()) };
    let twice = manifest(&[part.clone(), part], None);
    let file = zip_of(&[(MANIFEST, twice.as_bytes()), ("records-0001.jsonl", body.as_bytes())]);
    let contents = read(&file).unwrap();
    assert_eq!((contents.records.len(), contents.faults), (1, vec![Fault::NoManifest]));
}

#[test]
fn no_more_parts_are_looked_for_than_a_backup_has() {
    let names: Vec<String> = (0..MOST_PARTS + 2).map(part_name).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let mut file = zip_of(&entries);
    file.truncate(file.len() - 30);
    assert_eq!(read(&file), Err(BackupError::TooLarge));
    let foreign = zip_of(&[("a.txt", &b"PK\x03\x04"[..])]);
    assert_eq!(read(&foreign), Err(BackupError::Foreign));
}

#[test]
fn names_that_lead_elsewhere_are_left_alone() {
    let file = write(&[setting(1, 1, 0, "a")], None).unwrap();
    let mut zip = ZipWriter::new_append(Cursor::new(file)).unwrap();
    let names = ["../records-0001.jsonl", "/etc/passwd", "records-0001.jsonl/../x", "..\\x", "records-00001.jsonl"];
    for name in names {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(b"[\"00000000\",\"\"]\n").unwrap();
    }
    let contents = read(&zip.finish().unwrap().into_inner()).unwrap();
    assert_eq!(contents.records.len(), 1);
    assert_eq!(contents.faults, [Fault::Foreign(names.len())]);

    // Nor are they where the manifest itself names them.
    let manifest = manifest(&[Part { name: "../x".into(), records: 1, bytes: 1, sha256: String::new() }], None);
    assert_eq!(read(&zip_of(&[(MANIFEST, manifest.as_bytes()), ("../x", b"x")])), Err(BackupError::Foreign));
}

#[test]
fn what_unpacks_to_more_than_the_limit_is_refused() {
    let bomb = zip_of(&[(MANIFEST, b"{}"), ("records-0001.jsonl", &vec![b'\n'; 3 << 20])]);
    assert!(bomb.len() < 10_000);
    assert_eq!(read_within(1 << 20, &bomb), Err(BackupError::TooLarge));
    // Many files, each of them small enough.
    let files: Vec<(String, Vec<u8>)> = (0..40).map(|index| (part_name(index), vec![b'\n'; 100_000])).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, body)| (name.as_str(), body.as_slice())).collect();
    assert_eq!(read_within(1 << 20, &zip_of(&files)), Err(BackupError::TooLarge));
    let mut cut = zip_of(&files);
    cut.truncate(cut.len() - 30);
    assert_eq!(read_within(1 << 20, &cut), Err(BackupError::TooLarge));
    assert_eq!(read_within(10, &bomb), Err(BackupError::TooLarge));
}

#[test]
fn what_is_no_backup_is_said_to_be_none() {
    assert_eq!(read(b""), Err(BackupError::Foreign));
    assert_eq!(read(&zip_of(&[("word/document.xml", b"<w/>")])), Err(BackupError::Foreign));
    let newer = manifest(&[], None).replace("\"version\":1", "\"version\":2");
    assert_eq!(read(&zip_of(&[(MANIFEST, newer.as_bytes())])), Err(BackupError::Newer(2)));
    let file = write(&[], None).unwrap();
    assert_eq!(read(&file), Ok(Contents::default()));
}

/// A file as the first version wrote it: these bytes stay readable.
#[test]
fn the_first_backup_stays_readable() {
    let file = include_bytes!("first.konspekt");
    let contents = read(file).unwrap();
    assert_eq!(contents.faults, []);
    assert_eq!(contents.made, Some(1_772_366_400_000));
    assert_eq!(sorted(contents.records), sorted(first_records()));
}

fn first_records() -> Vec<String> {
    vec![setting(1, 1, 0, "dark"), undone(1, 2, 1), setting(2, 1, 5, "Лён"), "{\"v\":1,\"device\":\"0".to_owned()]
}
