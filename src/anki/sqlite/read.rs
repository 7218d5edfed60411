//! Reading the rows of tables.

use super::columns::Columns;
use super::record::{self, Encoding, Value, varint};
use super::{MAGIC, local};

/// A tree that is deeper is no tree: with four children a page, this is more pages than a file can have.
const DEEPEST: usize = 40;
/// The most entries of the schema that are looked at.
const MOST_TABLES: usize = 4096;

/// The file, or a page of it, is not as the format has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage;

/// A file of SQLite.
#[derive(Clone, Debug)]
pub struct Database<'a> {
    bytes: &'a [u8],
    page: usize,
    /// Bytes of a page that can be used.
    usable: usize,
    encoding: Encoding,
    tables: Vec<(String, Table)>,
}

/// A table, by which its rows are read.
#[derive(Clone, Debug)]
pub struct Table {
    root: u32,
    columns: Columns,
    places: Vec<usize>,
}

/// A row of a table.
#[derive(Debug)]
pub struct Row<'a> {
    table: &'a Table,
    number: i64,
    values: Vec<Value>,
}

/// What a walk over the pages of a tree may still do. A file that leads it in circles, or has many cells share their bytes, runs out of it.
struct Walk {
    seen: Vec<bool>,
    bytes: usize,
}

impl<'a> Database<'a> {
    /// Reads the head of the file and its list of tables; what of that is damaged is left out of the list.
    pub fn open(bytes: &'a [u8]) -> Result<Database<'a>, Damage> {
        let head = bytes.get(..100).filter(|head| head.starts_with(MAGIC)).ok_or(Damage)?;
        let page = match u16::from_be_bytes([head[16], head[17]]) {
            1 => 1 << 16,
            size if size >= 512 && size.is_power_of_two() => usize::from(size),
            _ => return Err(Damage),
        };
        let usable = page - usize::from(head[20]);
        if usable < 480 || bytes.len() < page {
            return Err(Damage);
        }
        let encoding = match head[59] {
            2 => Encoding::Utf16Le,
            3 => Encoding::Utf16Be,
            _ => Encoding::Utf8,
        };
        let mut database = Database { bytes, page, usable, encoding, tables: Vec::new() };
        let columns = ["type", "name", "tbl_name", "rootpage", "sql"].map(str::to_owned).to_vec();
        let columns = Columns { names: columns, ..Columns::default() };
        let schema = Table { root: 1, places: columns.places(), columns };
        let mut tables = Vec::new();
        // What comes after a damaged entry is lost with it; whoever needs that table finds it missing.
        let _ = database.rows(&schema, |row| {
            if row.text("type") == "table"
                && tables.len() < MOST_TABLES
                && let Some(columns) = Columns::of(row.text("sql"))
                && let Ok(root) = u32::try_from(row.integer("rootpage"))
            {
                tables.push((row.text("name").to_lowercase(), Table { root, places: columns.places(), columns }));
            }
        });
        database.tables = tables;
        Ok(database)
    }

    /// The table of this name, in lower case.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|(known, _)| known == name).map(|(_, table)| table)
    }

    /// Gives each row of a table, in the order of its key. An error says that the table is damaged and rows are missing; those that could be
    /// read have been given.
    pub fn rows(&self, table: &Table, mut take: impl FnMut(Row<'_>)) -> Result<(), Damage> {
        let pages = self.bytes.len() / self.page;
        let mut walk = Walk { seen: vec![false; pages + 1], bytes: self.bytes.len() };
        self.walk(table.root, DEEPEST, table.columns.key.is_some(), &mut walk, &mut |number, payload| {
            let values = record::read(payload, self.encoding).ok_or(Damage)?;
            take(Row { table, number, values });
            Ok(())
        })
    }

    /// The page with this number, from 1.
    fn page(&self, number: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(number).ok()?.checked_sub(1)?.checked_mul(self.page)?;
        self.bytes.get(start..start.checked_add(self.page)?)?.get(..self.usable)
    }

    /// Goes through a tree from its page `number`; the cells of one are rows, kept by number or by key. Goes on after damage, as far as
    /// there is something left.
    fn walk(
        &self,
        number: u32,
        depth: usize,
        by_key: bool,
        walk: &mut Walk,
        take: &mut impl FnMut(i64, &[u8]) -> Result<(), Damage>,
    ) -> Result<(), Damage> {
        let page = self.page(number).ok_or(Damage)?;
        let depth = depth.checked_sub(1).ok_or(Damage)?;
        walk.enter(number)?;
        // The first page begins with the head of the file.
        let head = page.get(if number == 1 { 100 } else { 0 }..).ok_or(Damage)?;
        let (kind, cells) = (*head.first().ok_or(Damage)?, usize::from(word(head, 3)?));
        let is_leaf = match (kind, by_key) {
            (0x0d, false) | (0x0a, true) => true,
            (0x05, false) | (0x02, true) => false,
            _ => return Err(Damage),
        };
        let pointers = head.get(if is_leaf { 8 } else { 12 }..).ok_or(Damage)?;
        let mut outcome = Ok(());
        for index in 0..cells {
            let mut cell = || {
                let at = usize::from(word(pointers, index.checked_mul(2).ok_or(Damage)?)?);
                let mut cell = page.get(at..).ok_or(Damage)?;
                if !is_leaf {
                    let (child, rest) = cell.split_first_chunk::<4>().ok_or(Damage)?;
                    self.walk(u32::from_be_bytes(*child), depth, by_key, walk, take)?;
                    if !by_key {
                        return Ok(());
                    }
                    cell = rest;
                }
                let (length, rest) = varint(cell).ok_or(Damage)?;
                let (number, rest) = if by_key { (0, rest) } else { varint(rest).ok_or(Damage)? };
                let length = usize::try_from(length).map_err(|_| Damage)?;
                let most = if by_key { (self.usable - 12) * 64 / 255 - 23 } else { self.usable - 35 };
                walk.spend(length)?;
                self.payload(rest, length, most, walk, |payload| take(number.cast_signed(), payload))
            };
            outcome = outcome.and(cell());
            if walk.bytes == 0 {
                return Err(Damage);
            }
        }
        if is_leaf {
            return outcome;
        }
        let last = head.get(8..12).and_then(|last| last.first_chunk::<4>()).ok_or(Damage)?;
        outcome.and(self.walk(u32::from_be_bytes(*last), depth, by_key, walk, take))
    }

    /// A payload that begins here, with what of it lies on overflow pages.
    fn payload(
        &self,
        here: &[u8],
        length: usize,
        most: usize,
        walk: &mut Walk,
        take: impl FnOnce(&[u8]) -> Result<(), Damage>,
    ) -> Result<(), Damage> {
        let local = local(length, most, self.usable);
        let (first, rest) = here.split_at_checked(local).ok_or(Damage)?;
        if local == length {
            return take(first);
        }
        let mut payload = first.to_vec();
        let mut next = rest;
        while payload.len() < length {
            let number = u32::from_be_bytes(*next.first_chunk::<4>().ok_or(Damage)?);
            walk.enter(number)?;
            next = self.page(number).ok_or(Damage)?;
            let left = length - payload.len();
            payload.extend_from_slice(next[4..].get(..left).unwrap_or(&next[4..]));
        }
        take(&payload)
    }
}

impl Walk {
    /// Each page belongs to one place of one tree.
    fn enter(&mut self, number: u32) -> Result<(), Damage> {
        let seen = usize::try_from(number).ok().and_then(|number| self.seen.get_mut(number)).ok_or(Damage)?;
        if std::mem::replace(seen, true) { Err(Damage) } else { Ok(()) }
    }

    /// All rows together are no larger than the file.
    fn spend(&mut self, bytes: usize) -> Result<(), Damage> {
        match self.bytes.checked_sub(bytes.saturating_add(1)) {
            Some(left) => {
                self.bytes = left;
                Ok(())
            }
            None => {
                self.bytes = 0;
                Err(Damage)
            }
        }
    }
}

fn word(bytes: &[u8], at: usize) -> Result<u16, Damage> {
    let pair = bytes.get(at..).and_then(|bytes| bytes.first_chunk::<2>());
    pair.map(|pair| u16::from_be_bytes(*pair)).ok_or(Damage)
}

impl Row<'_> {
    fn get(&self, column: &str) -> Option<&Value> {
        let column = self.table.columns.names.iter().position(|known| known == column)?;
        self.values.get(*self.table.places.get(column)?)
    }

    /// A number; 0 where it is another value or there is none.
    pub fn integer(&self, column: &str) -> i64 {
        let row_number = self.table.columns.row_number;
        if row_number.is_some_and(|row_number| self.table.columns.names[row_number] == column) {
            return self.number;
        }
        match self.get(column) {
            Some(Value::Integer(number)) => *number,
            // SQLite keeps what is written as a number in a column of texts.
            Some(Value::Text(text)) => text.parse().unwrap_or_default(),
            Some(Value::Real(number)) => *number as i64,
            _ => 0,
        }
    }

    /// A text; empty where it is another value or there is none.
    pub fn text(&self, column: &str) -> &str {
        match self.get(column) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// Bytes, or those of a text; none where it is another value.
    pub fn bytes(&self, column: &str) -> &[u8] {
        match self.get(column) {
            Some(Value::Blob(bytes)) => bytes,
            Some(Value::Text(text)) => text.as_bytes(),
            _ => &[],
        }
    }
}
