//! Words that are sought, on their way to the worker, and what is found, on its way back.

use super::wire::{Wire, put_bytes, take_bytes};
use crate::search::{Found, Sought};

impl Wire for Sought {
    fn put(&self, out: &mut Vec<u8>) {
        self.words.put(out);
        self.texts.len().put(out);
        self.texts.iter().for_each(|text| put_bytes(text.as_bytes(), out));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let words = Wire::take(from)?;
        let mut texts = Vec::new();
        for _ in 0..usize::take(from)? {
            texts.push(std::str::from_utf8(take_bytes(from)?).ok()?.into());
        }
        Some(Sought { words, texts })
    }
}

impl Wire for Found {
    fn put(&self, out: &mut Vec<u8>) {
        self.text.put(out);
        self.span.put(out);
        self.around.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Found { text: Wire::take(from)?, span: Wire::take(from)?, around: Wire::take(from)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use crate::work::wire::{decode, encode};

    #[test]
    fn what_is_put_is_taken() {
        let sought = Sought { words: "завод".into(), texts: vec!["а".into(), "".into()] };
        assert_eq!(decode::<Sought>(&encode(&sought)), Some(sought));
        let found = vec![Found { text: 3, span: Span::new(4, 9), around: Span::new(0, 20) }];
        assert_eq!(decode::<Vec<Found>>(&encode(&found)), Some(found));
    }
}
