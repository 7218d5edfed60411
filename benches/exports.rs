//! How long each export of a chapter takes, all fifteen: the chapter that lies beside the repository, else the sample, with the app that was
//! built here (`cargo xtask build`), else with as many bytes. `cargo bench --bench exports`.
//!
//! The project promises 2 s for each.

use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::rc::Rc;
use std::time::Instant;

use flate2::Compression;
use flate2::write::GzEncoder;
use konspekt::backup::lines::{self, Read};
use konspekt::deck::{Entry, LessonId, Work};
use konspekt::export::page::{self, OUTLINE};
use konspekt::export::{Chosen, Format, Whole, base85, scorm, write};
use konspekt::ingest;
use konspekt::lesson::{Lesson, SAMPLE};
use konspekt::lexicon::ru::morphology::Morphology;
use konspekt::work::parcel::{self, Parcel, STAMP};

/// What a page of a lesson is made of.
struct App {
    outline: String,
    files: Vec<(String, String)>,
}

impl App {
    fn find() -> App {
        let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
        let Ok(outline) = std::fs::read_to_string(dist.join(OUTLINE)) else {
            println!("the app is not built here: made of as many bytes");
            let outline =
                "<title><!--konspekt:title--></title><!--konspekt:file ./a--><!--konspekt:lesson-->".to_owned();
            // Bytes that pack no further, as those of a packed program.
            let mut state = 1u64;
            let mut next = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (state >> 56) as u8
            };
            let bytes: Vec<u8> = (0..700_000).map(|_| next()).collect();
            return App { outline, files: vec![("./a".to_owned(), letters(&bytes))] };
        };
        let file = |name: &&str| {
            let bytes = std::fs::read(dist.join(name.trim_start_matches("./"))).expect("a file of the app");
            ((*name).to_owned(), letters(&bytes))
        };
        let files = page::files(&outline).iter().map(file).collect();
        App { outline, files }
    }

    fn page(&self, title: &str, parcel: &Parcel) -> String {
        let file = |name: &str| self.files.iter().find(|(known, _)| known == name).map(|(_, letters)| letters.clone());
        page::page(&self.outline, title, &letters(&parcel::packed(parcel)), file).expect("a page")
    }
}

fn letters(bytes: &[u8]) -> String {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes).expect("memory takes everything");
    base85::encode(&gzip.finish().expect("memory takes everything"))
}

/// From the text to the file, as on the command line.
fn export(text: &str, format: Format, app: &App) -> Vec<u8> {
    let document = ingest::read_text(text, None).expect("a text").document;
    let lesson = Lesson::of(document, 0, Morphology::bundled());
    let document = &lesson.document;
    let (title, source) = (document.title.as_str(), &document.source);
    let chosen =
        Chosen { lesson: "chapter", title, cards: &lesson.cards, text: &document.text, source, introduction: None };
    if !format.is_one_lesson() {
        return write(format, &[Whole { chosen, lesson: &lesson, seed: 0 }], 0).expect("an export");
    }
    let entry = Entry {
        title: title.into(),
        text: document.text.as_str().into(),
        source: Rc::new(source.clone()),
        structure: None,
        seed: 0,
        added: 0,
        work: Rc::new(Work::default()),
    };
    let parcel = Parcel::of(&LessonId("1".repeat(16)), &entry, parcel::results(lesson.clone()), 0)
        .expect("a lesson within the limits");
    let package = |edition| scorm::package(edition, &chosen, app.page(title, &parcel).as_bytes()).expect("a package");
    match format {
        // With what was read out of the text, as the command line and the app write it.
        Format::Lesson => {
            let read = Read { stamp: STAMP.to_owned(), letters: letters(parcel.results()) };
            lines::write_with(&parcel.records, &read).into_bytes()
        }
        Format::Scorm12 => package(scorm::Edition::First),
        Format::Scorm2004 => package(scorm::Edition::Fourth),
        _ => app.page(title, &parcel).into_bytes(),
    }
}

fn main() {
    let chapter = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/chapter.txt");
    let text = std::fs::read_to_string(chapter).unwrap_or_else(|_| SAMPLE.to_owned());
    let app = App::find();
    // The dictionary is unpacked once.
    Morphology::bundled();
    let mut slowest = 0.0f64;
    for format in Format::ALL {
        let start = Instant::now();
        let file = export(&text, format, &app);
        let time = start.elapsed().as_secs_f64() * 1000.0;
        println!("{}: {} kB in {time:.1} ms", format.name(), black_box(file).len() / 1000);
        slowest = slowest.max(time);
    }
    println!("figure: the slowest export of a chapter, native = {slowest:.1} ms");
}
