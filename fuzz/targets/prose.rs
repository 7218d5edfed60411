//! The lesson of a text that is strung together from Russian words, figures, dates, marks and cues.
#![no_main]

use konspekt_fuzz::{check_lesson, prose::Prose};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|prose: Prose| check_lesson(&prose.0));
