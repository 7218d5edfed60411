//! How long a site of a thousand texts takes, each as long as a chapter, with the program itself on all cores: once from nothing and once
//! when nothing has changed. `cargo bench --bench site`.

#[path = "extract/text.rs"]
mod text;

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use konspekt::lesson::SAMPLE;
use konspekt::lexicon::ru::morphology::Morphology;

const TEXTS: usize = 1000;
/// Bytes of a chapter.
const CHAPTER: usize = 49_000;

fn main() {
    let folder = std::env::temp_dir().join(format!("konspekt-bench-site-{}", std::process::id()));
    let texts = folder.join("texts");
    std::fs::create_dir_all(&texts).expect("a temporary folder");
    write(&texts);
    println!("figure: a site of {TEXTS} texts, native = {:.0} ms", time(&folder));
    println!("figure: the same when nothing has changed, native = {:.0} ms", time(&folder));
    std::fs::remove_dir_all(&folder).expect("the folder can be removed");
}

/// One long text, cut at its paragraphs, so that no two chapters are alike.
fn write(folder: &Path) {
    let long = text::text(TEXTS * CHAPTER, SAMPLE, Morphology::bundled());
    let mut rest = long.as_str();
    for number in 0..TEXTS {
        let fair = rest.len().min(CHAPTER);
        let at = (fair..=rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
        let end = rest[at..].find('\n').map_or(rest.len(), |more| at + more);
        let chapter = format!("Глава {number}\n\n{}\n", rest[..end].trim());
        std::fs::write(folder.join(format!("{number:04}.txt")), chapter).expect("a text can be written");
        rest = &rest[end..];
    }
}

fn time(folder: &Path) -> f64 {
    let start = Instant::now();
    let mut konspekt = Command::new(env!("CARGO_BIN_EXE_konspekt"));
    let output = konspekt.arg("build").arg(folder.join("texts")).arg("-o").arg(folder.join("site")).output();
    let output = output.expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    start.elapsed().as_secs_f64() * 1000.0
}
