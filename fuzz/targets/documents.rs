//! A file of any format: it is read or refused within its memory; what is read has its blocks and sentences in order, and its
//! structure can be stored. The first byte chooses the format, so that each gets its share; `KONSPEKT_FUZZ_FORMAT` names one.
#![no_main]

use std::sync::LazyLock;

use konspekt::document::structure;
use konspekt::formats;
use konspekt_fuzz::made::packed::{FORMATS, file};
use konspekt_fuzz::{invariants, within};
use libfuzzer_sys::fuzz_target;

static CHOSEN: LazyLock<Option<usize>> = LazyLock::new(|| {
    let name = std::env::var("KONSPEKT_FUZZ_FORMAT").ok()?;
    Some(FORMATS.iter().position(|known| **known == name).unwrap_or_else(|| panic!("{name} is none of {FORMATS:?}")))
});

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let format = CHOSEN.unwrap_or(usize::from(*first) % FORMATS.len());
    let (name, file) = file(FORMATS[format], rest);
    within(file.len(), || {
        let Ok(parsed) = formats::read(&file, Some(name), &mut |_, _| ()) else { return };
        let document = &parsed.document;
        invariants::document(document);
        let written = structure::write(&document.blocks);
        assert_eq!(structure::read(&written, &document.text).as_ref(), Some(&document.blocks));
        let half: Vec<bool> = (0..parsed.chapters.len()).map(|chapter| chapter % 2 == 1).collect();
        invariants::document(&parsed.clone().only(&half).document);
    });
});
