//! Writing a file of tables: each a tree by row number, packed from the first page to the last. No indices: whoever opens the file
//! makes those that it wants.

use super::record::{self, Value, put_varint};
use super::{MAGIC, local};

const PAGE: usize = 4096;
/// The bytes before the first page's own.
const HEAD: usize = 100;

/// A file in the making.
#[derive(Debug)]
pub struct Builder {
    /// The bytes of each page, the first one still empty.
    pages: Vec<Vec<u8>>,
    /// The rows of the schema.
    schema: Vec<Vec<u8>>,
}

impl Default for Builder {
    fn default() -> Self {
        Builder { pages: vec![Vec::new()], schema: Vec::new() }
    }
}

impl Builder {
    /// Adds a table with its rows, each with its number, in the order of the numbers. A column that stands for the number of the row is
    /// [`Value::Null`] in it.
    pub fn table(&mut self, name: &str, sql: &str, rows: impl IntoIterator<Item = (i64, Vec<Value>)>) {
        let rows: Vec<(i64, Vec<u8>)> = rows.into_iter().map(|(number, row)| (number, record::write(&row))).collect();
        let root = self.tree(&rows);
        let text = |text: &str| Value::Text(text.to_owned());
        let entry = [text("table"), text(name), text(name), Value::Integer(root.into()), text(sql)];
        self.schema.push(record::write(&entry));
    }

    /// The bytes of the file.
    pub fn finish(mut self) -> Vec<u8> {
        let schema: Vec<(i64, Vec<u8>)> = (1..).zip(std::mem::take(&mut self.schema)).collect();
        let mut level = self.leaves(&schema);
        while level.len() > fan_out(HEAD) {
            level = self.level(&level);
        }
        // The first page is the root of the schema, behind the head. It alone may lead to a single page.
        let mut first = interior(&level, HEAD);
        first[..HEAD].copy_from_slice(&head(self.pages.len() as u32));
        self.pages[0] = first;
        self.pages.concat()
    }

    /// The page of the tree's root.
    fn tree(&mut self, rows: &[(i64, Vec<u8>)]) -> u32 {
        let mut level = self.leaves(rows);
        while level.len() > 1 {
            level = self.level(&level);
        }
        level.first().map_or(0, |node| node.page)
    }

    /// The pages with the rows; at least one.
    fn leaves(&mut self, rows: &[(i64, Vec<u8>)]) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut page = Page::new(0x0d, 0);
        let mut last = 0;
        for (number, payload) in rows {
            let kept = local(payload.len(), PAGE - 35, PAGE);
            let mut cell = Vec::new();
            put_varint(payload.len() as u64, &mut cell);
            put_varint(number.cast_unsigned(), &mut cell);
            cell.extend_from_slice(&payload[..kept]);
            if kept < payload.len() {
                cell.extend(self.overflow(&payload[kept..]).to_be_bytes());
            }
            if !page.fits(&cell) {
                let full = std::mem::replace(&mut page, Page::new(0x0d, 0));
                nodes.push(self.push(full.bytes(None), last));
            }
            page.put(&cell);
            last = *number;
        }
        nodes.push(self.push(page.bytes(None), last));
        nodes
    }

    /// The pages that lead to these, each to about as many.
    fn level(&mut self, below: &[Node]) -> Vec<Node> {
        let pages = below.len().div_ceil(fan_out(0));
        let part = |index: usize| &below[index * below.len() / pages..(index + 1) * below.len() / pages];
        (0..pages)
            .map(|index| self.push(interior(part(index), 0), part(index).last().map_or(0, |node| node.last)))
            .collect()
    }

    /// The first of the pages that hold these bytes.
    fn overflow(&mut self, bytes: &[u8]) -> u32 {
        let first = self.pages.len() as u32 + 1;
        let chunks = bytes.chunks(PAGE - 4);
        let count = chunks.len();
        for (index, chunk) in chunks.enumerate() {
            let next = if index + 1 < count { self.pages.len() as u32 + 2 } else { 0 };
            let mut page = next.to_be_bytes().to_vec();
            page.extend_from_slice(chunk);
            page.resize(PAGE, 0);
            self.pages.push(page);
        }
        first
    }

    fn push(&mut self, page: Vec<u8>, last: i64) -> Node {
        self.pages.push(page);
        Node { page: self.pages.len() as u32, last }
    }
}

/// A page of a tree and the highest row number in it.
#[derive(Clone, Copy, Debug)]
struct Node {
    page: u32,
    last: i64,
}

/// So many pages one page can lead to, whatever their numbers.
fn fan_out(spare: usize) -> usize {
    // Four bytes of the page, nine of the highest number, two of the pointer; the last child has neither.
    (PAGE - 12 - spare) / 15 + 1
}

fn interior(nodes: &[Node], spare: usize) -> Vec<u8> {
    let mut page = Page::new(0x05, spare);
    let (last, others) = match nodes.split_last() {
        Some((last, others)) => (last.page, others),
        None => (0, nodes),
    };
    for node in others {
        let mut cell = node.page.to_be_bytes().to_vec();
        put_varint(node.last.cast_unsigned(), &mut cell);
        page.put(&cell);
    }
    page.bytes(Some(last))
}

/// A page in the making: pointers from its start, cells from its end.
struct Page {
    kind: u8,
    spare: usize,
    pointers: Vec<u16>,
    /// From the end of the page backwards.
    cells: Vec<u8>,
}

impl Page {
    fn new(kind: u8, spare: usize) -> Page {
        Page { kind, spare, pointers: Vec::new(), cells: Vec::new() }
    }

    fn fits(&self, cell: &[u8]) -> bool {
        self.spare + 8 + 2 * (self.pointers.len() + 1) + self.cells.len() + cell.len() <= PAGE
    }

    fn put(&mut self, cell: &[u8]) {
        self.cells.extend(cell.iter().rev());
        self.pointers.push((PAGE - self.cells.len()) as u16);
    }

    fn bytes(self, last: Option<u32>) -> Vec<u8> {
        let mut bytes = vec![0; self.spare];
        bytes.push(self.kind);
        bytes.extend([0, 0]);
        bytes.extend((self.pointers.len() as u16).to_be_bytes());
        bytes.extend(((PAGE - self.cells.len()) as u16).to_be_bytes());
        bytes.push(0);
        bytes.extend(last.iter().flat_map(|last| last.to_be_bytes()));
        bytes.extend(self.pointers.iter().flat_map(|pointer| pointer.to_be_bytes()));
        bytes.resize(PAGE - self.cells.len(), 0);
        bytes.extend(self.cells.iter().rev());
        bytes
    }
}

/// The head of the file: no journal, UTF-8, the fourth schema format.
fn head(pages: u32) -> [u8; HEAD] {
    let mut head = [0; HEAD];
    head[..16].copy_from_slice(MAGIC);
    head[16..18].copy_from_slice(&(PAGE as u16).to_be_bytes());
    head[18..24].copy_from_slice(&[1, 1, 0, 64, 32, 32]);
    let mut put = |at: usize, number: u32| head[at..at + 4].copy_from_slice(&number.to_be_bytes());
    put(24, 1); // the file's change counter, and the one for which the number of pages holds
    put(28, pages);
    put(40, 1);
    put(44, 4);
    put(56, 1);
    put(92, 1);
    put(96, 3_045_000);
    head
}
