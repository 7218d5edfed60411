//! A file of another format on its way: what the binary that reads formats tells the page, and what the page hands on to the
//! worker. The text itself the page only passes on, as the bytes of a [`Parsed`].

use super::wire::Wire;
use crate::formats::Parsed;
use crate::ingest::IngestError;

/// What the page is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// So much of it has been read, of so much.
    SoFar(usize, usize),
    /// Its chapters with their sizes in bytes; the text comes beside it.
    Read(Vec<(String, usize)>),
    Refused(IngestError),
}

impl Opened {
    pub fn of(parsed: &Parsed) -> Opened {
        let titles = parsed.chapters.iter().map(|chapter| chapter.title.clone());
        Opened::Read(titles.zip(parsed.sizes()).collect())
    }
}

impl Wire for Opened {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Opened::SoFar(done, of) => {
                out.push(0);
                done.put(out);
                of.put(out);
            }
            Opened::Read(chapters) => {
                out.push(1);
                chapters.put(out);
            }
            Opened::Refused(error) => {
                out.push(2);
                error.put(out);
            }
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match u8::take(from)? {
            0 => Opened::SoFar(Wire::take(from)?, Wire::take(from)?),
            1 => Opened::Read(Wire::take(from)?),
            2 => Opened::Refused(Wire::take(from)?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Format;
    use crate::work::wire::{decode, encode};

    #[test]
    fn what_is_told_of_a_file_travels() {
        let chapters = vec![("Первая".to_owned(), 300), (String::new(), 0)];
        for told in [
            Opened::SoFar(3, 400),
            Opened::Read(chapters),
            Opened::Read(Vec::new()),
            Opened::Refused(IngestError::Locked(Format::Pdf)),
        ] {
            assert_eq!(decode::<Opened>(&encode(&told)), Some(told));
        }
    }

    #[test]
    fn a_book_travels_whole() {
        let book = "# Книга\n\nТекст.\n\n| Год | Т |\n|--|--|\n| 1943 | 7 |\n";
        let mut parsed = crate::formats::read(book.as_bytes(), Some("a.md"), &mut |_, _| ()).expect("a text");
        parsed.chapters.push(crate::formats::Chapter { title: "Книга".to_owned(), from: 0 });
        assert_eq!(Opened::of(&parsed), Opened::Read(vec![("Книга".to_owned(), parsed.document.text.len())]));
        assert_eq!(decode::<Parsed>(&encode(&parsed)), Some(parsed));
    }
}
