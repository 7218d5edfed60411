//! What somebody reads otherwise, on its way to the worker.

use super::wire::Wire;
use crate::correct::Kept;
use crate::fact::FactId;

impl Wire for Kept {
    fn put(&self, out: &mut Vec<u8>) {
        self.facts.len().put(out);
        for (fact, correction) in &self.facts {
            fact.put(out);
            correction.to_string().put(out);
        }
        self.parted.len().put(out);
        self.parted.iter().for_each(|relation| relation.put(out));
        self.made.len().put(out);
        for (relation, made) in &self.made {
            relation.put(out);
            made.to_string().put(out);
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let mut kept = Kept::default();
        for _ in 0..usize::take(from)? {
            kept.correct(&FactId::take(from)?, Some(String::take(from)?.into()));
        }
        for _ in 0..usize::take(from)? {
            kept.part(&Wire::take(from)?, true);
        }
        for _ in 0..usize::take(from)? {
            kept.relate(&Wire::take(from)?, Some(String::take(from)?.into()));
        }
        Some(kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relate::RelationId;
    use crate::work::wire::{decode, encode};

    #[test]
    fn what_is_put_is_taken_and_nothing_else() {
        let mut kept = Kept::default();
        kept.correct(&FactId("a".into()), Some("{}".into()));
        kept.part(&RelationId("c".into()), true);
        kept.relate(&RelationId("d".into()), Some("{}".into()));
        let bytes = encode(&kept);
        assert_eq!(decode::<Kept>(&bytes).as_ref(), Some(&kept));
        for end in 0..bytes.len() {
            assert_eq!(decode::<Kept>(&bytes[..end]), None, "cut at {end}");
        }
    }
}
