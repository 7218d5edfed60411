//! Every key that does something, a section a place.

mod english;
mod russian;

pub use english::WORDS as ENGLISH;
pub use russian::WORDS as RUSSIAN;

pub struct KeyWords {
    pub title: &'static str,
    pub sections: &'static [Section],
}

/// The keys of one place.
pub struct Section {
    pub place: &'static str,
    /// The keys, between spaces, and what they do.
    pub keys: &'static [(&'static str, &'static str)],
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    /// How a key is written in the lists; `None` where what is quoted is no key.
    fn shown(code: &str, space: &'static str) -> Option<String> {
        let letter = code.strip_prefix("Key").filter(|letter| letter.len() == 1);
        let name = match code {
            "ArrowUp" => "↑",
            "ArrowDown" => "↓",
            "ArrowLeft" => "←",
            "ArrowRight" => "→",
            "PageUp" => "PgUp",
            "PageDown" => "PgDn",
            "Home" | "End" | "Enter" => code,
            "Escape" => "Esc",
            "Space" => space,
            "Slash" => "?",
            "Equal" => "+",
            "Minus" => "−",
            "Digit0" => "0",
            _ => letter?,
        };
        Some(name.to_owned())
    }

    fn sources(folder: &Path, out: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                sources(&entry, out);
            } else {
                out.push(fs::read_to_string(entry).expect("a source"));
            }
        }
    }

    #[test]
    fn every_key_that_is_heard_is_in_the_list() {
        let mut all = Vec::new();
        let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui");
        ["components", "pages"].iter().for_each(|folder| sources(&ui.join(folder), &mut all));
        all.push(fs::read_to_string(ui.join("keys.rs")).expect("a source"));
        for (words, space) in [(&ENGLISH, "Space"), (&RUSSIAN, "Пробел")] {
            let listed: Vec<&str> =
                words.sections.iter().flat_map(|section| section.keys).flat_map(|(keys, _)| keys.split(' ')).collect();
            let mut heard = 0;
            for source in &all {
                for key in source.split('"').skip(1).step_by(2).filter_map(|code| shown(code, space)) {
                    heard += 1;
                    assert!(listed.contains(&key.as_str()), "{key} does something and is not in {}", words.title);
                }
            }
            assert!(heard > 30, "the keys are found: {heard}");
        }
        assert_eq!(ENGLISH.sections.len(), RUSSIAN.sections.len());
        for (english, russian) in ENGLISH.sections.iter().zip(RUSSIAN.sections) {
            assert_eq!(english.keys.len(), russian.keys.len(), "{}", english.place);
        }
    }
}
