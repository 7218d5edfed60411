use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;

use super::*;

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

/// A row of the test tables: of all lengths, some far over a page.
fn words(number: i64) -> String {
    let length = if number % 50 == 0 { 20_000 } else { (number % 90) as usize };
    format!("{number} ёж ") + &"ж".repeat(length)
}

fn built(rows: i64) -> Vec<u8> {
    let mut builder = Builder::default();
    let sql = "CREATE TABLE notes (id integer PRIMARY KEY, flds text NOT NULL, n integer, x real, b blob)";
    let row = |number: i64| {
        let values = [
            Value::Null,
            text(words(number)),
            Value::Integer(number * number),
            Value::Real(0.5),
            Value::Blob(vec![7; 3]),
        ];
        (number * 3, values.to_vec())
    };
    builder.table("notes", sql, (1..=rows).map(row));
    builder.table("none", "CREATE TABLE none (a integer)", []);
    builder.finish()
}

fn numbers(database: &Database<'_>, table: &str) -> Vec<(i64, String)> {
    let mut found = Vec::new();
    let table = database.table(table).expect("the table");
    database.rows(table, |row| found.push((row.integer("id"), row.text("flds").to_owned()))).expect("no damage");
    found
}

#[test]
fn what_is_written_is_read_back() {
    for rows in [0, 1, 3, 60, 5000] {
        let bytes = built(rows);
        let database = Database::open(&bytes).expect("a database");
        let expected: Vec<(i64, String)> = (1..=rows).map(|number| (number * 3, words(number))).collect();
        assert_eq!(numbers(&database, "notes"), expected);
        assert_eq!(numbers(&database, "none"), []);
        assert!(database.table("nobody").is_none());
        let mut last = (0, Vec::new());
        let table = database.table("notes").expect("the table");
        database.rows(table, |row| last = (row.integer("n"), row.bytes("b").to_vec())).expect("no damage");
        assert_eq!(last, if rows == 0 { (0, vec![]) } else { (rows * rows, vec![7; 3]) });
    }
}

#[test]
fn many_tables_need_more_than_one_page() {
    let mut builder = Builder::default();
    let names: Vec<String> = (0..100).map(|number| format!("table{number}")).collect();
    for name in &names {
        let sql = format!("CREATE TABLE {name} (id integer PRIMARY KEY, flds text /* {} */)", "x".repeat(900));
        builder.table(name, &sql, [(7, vec![Value::Null, text(name.as_str())])]);
    }
    let bytes = builder.finish();
    let database = Database::open(&bytes).expect("a database");
    for name in &names {
        assert_eq!(numbers(&database, name), [(7, name.clone())]);
    }
    checked_by_sqlite(&bytes, "select count(*) from sqlite_master", "100");
}

/// Python, with its SQLite, where it is there.
fn python(script: &str, file: &Path) -> Option<String> {
    let output = Command::new("python3").arg("-c").arg(script).arg(file).output().ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Another one each time: tests run beside each other.
fn scratch() -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("konspekt-{}-{count}.db", std::process::id()))
}

fn checked_by_sqlite(bytes: &[u8], query: &str, expected: &str) {
    let file = scratch();
    std::fs::write(&file, bytes).expect("a temporary file");
    let script = format!(
        "import sqlite3, sys\nc = sqlite3.connect(sys.argv[1])\nprint(c.execute('pragma integrity_check').fetchone()[0], c.execute('{query}').fetchone()[0])"
    );
    let found = python(&script, &file);
    let _ = std::fs::remove_file(&file);
    if let Some(found) = found {
        assert_eq!(found, format!("ok {expected}"));
    }
}

#[test]
fn sqlite_itself_finds_nothing_wrong_with_what_is_written() {
    for rows in [0, 1, 60, 5000] {
        let sum: i64 = (1..=rows).map(|number| number * number).sum();
        checked_by_sqlite(&built(rows), "select coalesce(sum(n), 0) from notes", &sum.to_string());
    }
}

const MAKE: &str = "
import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
c.execute('pragma encoding = \"ENCODING\"'); c.execute('pragma page_size = PAGE'); c.execute('pragma auto_vacuum = VACUUM')
c.execute('create table notes (flds text, id integer primary key) -- no, id comes last')
c.execute('create table keyed (flds text, part text, id integer, primary key (id, part)) without rowid')
c.execute('create index by_words on notes (flds)')
def words(n): return str(n) + ' ёж ' + 'ж' * (20000 if n % 50 == 0 else n % 90)
for n in range(1, 2001):
    c.execute('insert into notes values (?, ?)', (words(n), n * 3))
    c.execute('insert into keyed values (?, ?, ?)', (words(n), 'а', n * 3))
for n in range(1, 2001, 7):
    c.execute('delete from notes where id = ?', (n * 3,))
c.execute('alter table notes add column later integer default 5')
c.commit()";

#[test]
fn what_sqlite_writes_is_read() {
    for (encoding, page, vacuum) in
        [("UTF-8", 4096, 0), ("UTF-8", 512, 1), ("UTF-16le", 1024, 0), ("UTF-16be", 65536, 2)]
    {
        let file = scratch();
        let _ = std::fs::remove_file(&file);
        let script = MAKE.replace("ENCODING", encoding).replace("PAGE", &page.to_string());
        if python(&script.replace("VACUUM", &vacuum.to_string()), &file).is_none() {
            eprintln!("there is no python3 here, which makes a database for this test");
            return;
        }
        let bytes = std::fs::read(&file).expect("the file");
        let _ = std::fs::remove_file(&file);
        let database = Database::open(&bytes).expect("a database");
        let all = (1..=2000).map(|number| (number * 3, words(number)));
        let left: Vec<(i64, String)> = all.clone().filter(|(id, _)| (id / 3 - 1) % 7 != 0).collect();
        assert_eq!(numbers(&database, "notes"), left, "{encoding} {page}");
        assert_eq!(numbers(&database, "keyed"), all.collect::<Vec<_>>(), "{encoding} {page}");
    }
}

fn read_all(bytes: &[u8]) -> usize {
    let Ok(database) = Database::open(bytes) else { return 0 };
    let mut read = 0;
    for name in ["notes", "none", "keyed"] {
        let Some(table) = database.table(name) else { continue };
        let _ = database.rows(table, |row| read += row.text("flds").len() + usize::from(row.integer("id") != 0));
    }
    read
}

proptest! {
    #[test]
    fn no_damage_makes_it_panic_or_read_more_than_there_is(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        cut in any::<prop::sample::Index>(),
        is_cut: bool,
    ) {
        let mut bytes = built(120);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        prop_assert!(read_all(&bytes) <= 4 * bytes.len());
    }

    #[test]
    fn no_bytes_are_too_odd(page in prop::collection::vec(any::<u8>(), 412..2000)) {
        let mut bytes = built(0)[..100].to_vec();
        bytes[16..18].copy_from_slice(&512u16.to_be_bytes());
        bytes.extend(page);
        read_all(&bytes);
    }
}

#[test]
fn pages_that_lead_in_circles_are_damage() {
    let mut bytes = built(5000);
    let database = Database::open(&bytes).expect("a database");
    let whole = read_all(&bytes);
    assert!(whole > 0 && database.table("notes").is_some());
    // The root of the notes leads to itself as its last page.
    let root = (0..bytes.len()).step_by(4096).filter(|at| bytes[*at] == 0x05).max().expect("the root");
    let number = (root / 4096 + 1) as u32;
    bytes[root + 8..root + 12].copy_from_slice(&number.to_be_bytes());
    let database = Database::open(&bytes).expect("a database");
    let table = database.table("notes").expect("the table");
    let mut rows = 0;
    assert_eq!(database.rows(table, |_| rows += 1), Err(Damage));
    assert!(rows > 1000, "what is left is read");
}

#[test]
fn what_is_no_database_is_none() {
    for bytes in [&b""[..], b"SQLite format 3\0", &[0; 4096]] {
        assert!(Database::open(bytes).is_err());
    }
}
