//! What errands and their outcomes hold, as bytes.

use super::{Wire, put_bytes, take_bytes};
use crate::anki::{AnkiError, Summary};
use crate::backup::{BackupError, Fault, Incoming, Taken};
use crate::plan::{Day, Outlook, Plan};
use crate::store::StoreError;
use crate::training::Fit;

impl Wire for Incoming {
    fn put(&self, out: &mut Vec<u8>) {
        let Incoming { bytes, name, changed } = self;
        put_bytes(bytes, out);
        name.put(out);
        changed.cast_unsigned().put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let (bytes, name) = (take_bytes(from)?.into(), Wire::take(from)?);
        Some(Incoming { bytes, name, changed: u64::take(from)?.cast_signed() })
    }
}

impl Wire for Fit {
    fn put(&self, out: &mut Vec<u8>) {
        let Fit { parameters, fitted, foretold, before, after, error } = self;
        parameters.iter().for_each(|parameter| f64::from(*parameter).put(out));
        fitted.put(out);
        foretold.put(out);
        [before, after, error].into_iter().for_each(|loss| loss.put(out));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let mut parameters = [0.0; 21];
        for parameter in &mut parameters {
            *parameter = f64::take(from)? as f32;
        }
        let (fitted, foretold) = (Wire::take(from)?, Wire::take(from)?);
        Some(Fit {
            parameters,
            fitted,
            foretold,
            before: Wire::take(from)?,
            after: Wire::take(from)?,
            error: Wire::take(from)?,
        })
    }
}

impl Wire for Plan {
    fn put(&self, out: &mut Vec<u8>) {
        let Plan { days, cards } = self;
        days.put(out);
        cards.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Plan { days: Wire::take(from)?, cards: Wire::take(from)? })
    }
}

impl Wire for Day {
    fn put(&self, out: &mut Vec<u8>) {
        self.cards.put(out);
        f64::from(self.seconds).put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Day { cards: Wire::take(from)?, seconds: f64::take(from)? as f32 })
    }
}

impl Wire for Outlook {
    fn put(&self, out: &mut Vec<u8>) {
        let Outlook { without, with, best, reviews } = self;
        [without, with, best].into_iter().for_each(|recall| f64::from(*recall).put(out));
        reviews.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let (without, with, best) = (f64::take(from)?, f64::take(from)?, f64::take(from)?);
        Some(Outlook { without: without as f32, with: with as f32, best: best as f32, reviews: Wire::take(from)? })
    }
}

impl Wire for Taken {
    fn put(&self, out: &mut Vec<u8>) {
        let Taken { made, new, known, set_aside, damaged, lost, faults, anki } = self;
        made.map(i64::cast_unsigned).put(out);
        [new, known, set_aside, damaged].into_iter().for_each(|count| count.put(out));
        lost.put(out);
        faults.put(out);
        anki.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Taken {
            made: <Option<u64> as Wire>::take(from)?.map(u64::cast_signed),
            new: Wire::take(from)?,
            known: Wire::take(from)?,
            set_aside: Wire::take(from)?,
            damaged: Wire::take(from)?,
            lost: Wire::take(from)?,
            faults: Wire::take(from)?,
            anki: Wire::take(from)?,
        })
    }
}

impl Wire for Summary {
    fn put(&self, out: &mut Vec<u8>) {
        let Summary { decks, cards, reviews, media, only_media, empty, too_long, is_damaged } = self;
        [decks, cards, reviews, media, only_media, empty, too_long].into_iter().for_each(|count| count.put(out));
        is_damaged.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Summary {
            decks: Wire::take(from)?,
            cards: Wire::take(from)?,
            reviews: Wire::take(from)?,
            media: Wire::take(from)?,
            only_media: Wire::take(from)?,
            empty: Wire::take(from)?,
            too_long: Wire::take(from)?,
            is_damaged: Wire::take(from)?,
        })
    }
}

/// In the order of their numbers on the way.
const ANKI_ERRORS: [AnkiError; 5] =
    [AnkiError::Foreign, AnkiError::Damaged, AnkiError::Newer, AnkiError::TooLarge, AnkiError::Empty];

impl Wire for Fault {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Fault::NoManifest => out.push(0),
            Fault::NoDirectory => out.push(1),
            Fault::Missing { part, lost } => {
                out.push(2);
                part.put(out);
                lost.put(out);
            }
            Fault::Altered { part, lost } => {
                out.push(3);
                part.put(out);
                lost.put(out);
            }
            Fault::Foreign(count) => {
                out.push(4);
                count.put(out);
            }
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match u8::take(from)? {
            0 => Fault::NoManifest,
            1 => Fault::NoDirectory,
            2 => Fault::Missing { part: Wire::take(from)?, lost: Wire::take(from)? },
            3 => Fault::Altered { part: Wire::take(from)?, lost: Wire::take(from)? },
            4 => Fault::Foreign(Wire::take(from)?),
            _ => return None,
        })
    }
}

impl Wire for BackupError {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            BackupError::Foreign => out.push(0),
            BackupError::Newer(version) => {
                out.push(1);
                version.put(out);
            }
            BackupError::TooLarge => out.push(2),
            BackupError::Failed(reason) => {
                out.push(3);
                reason.put(out);
            }
            BackupError::Shortened => out.push(5),
            BackupError::Anki(error) => {
                out.push(4);
                out.extend(ANKI_ERRORS.iter().position(|known| known == error).map(|place| place as u8));
            }
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match u8::take(from)? {
            0 => BackupError::Foreign,
            1 => BackupError::Newer(Wire::take(from)?),
            2 => BackupError::TooLarge,
            3 => BackupError::Failed(Wire::take(from)?),
            5 => BackupError::Shortened,
            4 => BackupError::Anki(*ANKI_ERRORS.get(usize::from(u8::take(from)?))?),
            _ => return None,
        })
    }
}

impl Wire for StoreError {
    fn put(&self, out: &mut Vec<u8>) {
        let (tag, reason) = match self {
            StoreError::Full => (0, ""),
            StoreError::Denied(reason) => (1, reason.as_str()),
            StoreError::Busy(reason) => (2, reason.as_str()),
            StoreError::Failed(reason) => (3, reason.as_str()),
        };
        out.push(tag);
        put_bytes(reason.as_bytes(), out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let tag = u8::take(from)?;
        let reason = String::take(from)?;
        Some(match tag {
            0 => StoreError::Full,
            1 => StoreError::Denied(reason),
            2 => StoreError::Busy(reason),
            3 => StoreError::Failed(reason),
            _ => return None,
        })
    }
}
