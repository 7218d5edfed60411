//! What somebody reads otherwise, in a snapshot.

use super::{Reader, Writer};
use crate::correct::Kept;
use crate::fact::FactId;
use crate::relate::RelationId;

impl Writer {
    pub(super) fn corrections(&mut self, kept: &Kept) {
        self.count(kept.facts.len());
        for (fact, correction) in &kept.facts {
            self.text(&fact.0);
            self.text(correction);
        }
        self.count(kept.parted.len());
        kept.parted.iter().for_each(|relation| self.text(&relation.0));
        self.count(kept.made.len());
        for (relation, made) in &kept.made {
            self.text(&relation.0);
            self.text(made);
        }
    }
}

impl Reader<'_> {
    pub(super) fn corrections(&mut self) -> Option<Kept> {
        let mut kept = Kept::default();
        for _ in 0..self.number()? {
            kept.correct(&FactId(self.text()?.to_owned()), Some(self.text()?.into()));
        }
        for _ in 0..self.number()? {
            kept.part(&RelationId(self.text()?.to_owned()), true);
        }
        for _ in 0..self.number()? {
            kept.relate(&RelationId(self.text()?.to_owned()), Some(self.text()?.into()));
        }
        Some(kept)
    }
}
