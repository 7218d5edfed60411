//! The lesson of an arbitrary text.
#![no_main]

use konspekt_fuzz::check_lesson;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| check_lesson(&String::from_utf8_lossy(bytes)));
