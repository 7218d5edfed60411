//! The formats in which the sample lesson is among the examples. `tests/suite/docs.rs` holds this list against the program's own, of which
//! this crate knows nothing.

/// A format of the program.
pub struct Format {
    /// As `--to` takes it.
    pub name: &'static str,
    /// What the names of its files end in.
    pub ending: &'static str,
    /// Whether its files have the lesson's page in them, for which the program wants the app. Of others it refuses it.
    pub has_page: bool,
}

impl Format {
    const fn of(name: &'static str, ending: &'static str) -> Format {
        Format { name, ending, has_page: false }
    }

    const fn page(name: &'static str, ending: &'static str) -> Format {
        Format { name, ending, has_page: true }
    }
}

/// All of them.
pub const FORMATS: [Format; 15] = [
    Format::of("apkg", "apkg"),
    Format::of("anki-text", "txt"),
    Format::of("gift", "gift.txt"),
    Format::of("moodle-xml", "moodle.xml"),
    Format::of("qti3", "qti.zip"),
    Format::page("scorm12", "scorm12.zip"),
    Format::page("scorm2004", "scorm2004.zip"),
    Format::page("html", "html"),
    Format::of("lesson", "konspekt"),
    Format::of("csv", "csv"),
    Format::of("tsv", "tsv"),
    Format::of("markdown", "md"),
    Format::of("sheet", "sheet.html"),
    Format::of("sheet-key", "key.html"),
    Format::of("json", "json"),
];
