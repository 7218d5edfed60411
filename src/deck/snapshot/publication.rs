//! How a lesson is published, in a snapshot.

use super::{Reader, Writer};
use crate::deck::{Publication, Share};

impl Writer {
    pub(super) fn publication(&mut self, said: Option<&Publication>) {
        self.flag(said.is_some());
        let Some(Publication { author, work, year, share, origins, is_shortened }) = said else { return };
        for text in [author, work, year] {
            self.maybe(text.as_deref());
        }
        self.text(share.name());
        self.count(origins.len());
        origins.iter().for_each(|origin| self.text(origin));
        self.flag(*is_shortened);
    }
}

impl Reader<'_> {
    /// `None` where the bytes are not whole.
    pub(super) fn publication(&mut self) -> Option<Option<Publication>> {
        if !self.flag()? {
            return Some(None);
        }
        let (author, work, year) = (self.maybe()?, self.maybe()?, self.maybe()?);
        let share = Share::of_name(self.text()?)?;
        let origins = self.list(|input| input.text().map(str::to_owned))?;
        Some(Some(Publication { author, work, year, share, origins, is_shortened: self.flag()? }))
    }
}
