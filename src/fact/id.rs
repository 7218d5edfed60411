//! Ids that outlive versions: they hash what the text says, never what this version made of it.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::evidence::{after, before};
use crate::span::Span;

/// Hashes the kind, the quote, 32 characters of context on each side and, where that is still the same, the
/// occurrence. Subject, lemma, offset and rule stay out: they get better from version to version.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FactId(pub String);

impl FactId {
    /// `occurrence` counts from 0 the facts of this kind whose quote and context are the same.
    pub fn of(kind: &str, text: &str, span: Span, occurrence: usize) -> Self {
        FactId(digest(
            "fact",
            &[kind, span.of(text), before(text, span.start), after(text, span.end), &occurrence.to_string()],
        ))
    }
}

/// 20 hexadecimal digits (80 bits) of the SHA-256 over the parts, each preceded by its length so that no two lists of
/// parts read alike. `domain` keeps ids of different kinds of things apart.
pub fn digest(domain: &str, parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in std::iter::once(&domain).chain(parts) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let mut digits = String::with_capacity(20);
    for byte in hash.finalize().into_iter().take(10) {
        digits.extend([byte >> 4, byte & 0xf].into_iter().filter_map(|digit| char::from_digit(digit.into(), 16)));
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_fixed_for_good() {
        // Reviews of years hang on these ids: a change here orphans them all.
        let text = "В 1942 г. было 88,7 тыс. коммунистов.";
        let at = text.find("88,7").unwrap();
        let id = FactId::of("quantity", text, Span::new(at, at + "88,7 тыс.".len()), 0);
        assert_eq!(id.0, "76f7b0d6889f0210c4a8");
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(digest("fact", &["ab", "c"]), digest("fact", &["a", "bc"]));
    }
}
