//! SQLite's file format, as far as a collection of Anki needs it: [`Database`] reads the rows of tables, [`Builder`] writes a file of
//! tables. <https://www.sqlite.org/fileformat2.html>
//!
//! Reading is total: no bytes make it panic, read a page twice, or hold more than a small multiple of the file. No query, no index, no
//! journal: an exported file needs none of them.

mod columns;
mod read;
mod record;
mod write;
#[cfg(test)]
mod tests;

pub use read::{Damage, Database, Row, Table};
pub use record::Value;
pub use write::Builder;

/// What every file begins with.
pub(super) const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// The bytes of a page's cell that stay on the page, of a payload of this size, where `most` may stay at all; `usable` bytes of a page
/// can be used. What is left goes to overflow pages.
fn local(payload: usize, most: usize, usable: usize) -> usize {
    if payload <= most {
        return payload;
    }
    // As the format has it; a usable size is never below 480.
    let least = (usable - 12) * 32 / 255 - 23;
    let kept = least + (payload - least) % (usable - 4);
    if kept <= most { kept } else { least }
}
