//! Makes `src/lexicon/ru/opencorpora.gz`, the dictionary of Russian words, and checks it. Called by `cargo xtask dictionary`.

mod check;
#[cfg(feature = "compare")]
mod compare;
mod dawg;
mod encode;
#[path = "../../src/failure.rs"]
mod failure;
mod likelihood;
mod opencorpora;
mod package;
mod patterns;

use encode::{Source, encode};
use failure::{Failure, Result, While};
use konspekt::lexicon::ru::morphology::Morphology;
use opencorpora::OpenCorpora;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments[..] {
        [folder] => make(Path::new(folder)),
        [folder, "--check"] => check(Path::new(folder)),
        _ => Err(Failure::new("this is called by `cargo xtask dictionary`, with the folder for what it fetches.")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nerror: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn russian() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/lexicon/ru")
}

fn make(folder: &Path) -> Result {
    let source = OpenCorpora::read(&package::data(folder)?)?;
    let lexemes: usize = source.lexemes.values().map(|paradigms| paradigms.len()).sum();
    println!("{lexemes} lexemes in {} paradigms, {} forms", source.paradigms.len(), source.words.len());

    let (bytes, weights) = dictionary(&source)?;
    let words = Morphology::read(bytes.clone()).during("reading what was written")?;
    check::every_form(&source, &words)?;

    println!("Packing {} bytes (half a minute) ...", bytes.len());
    let mut packed = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Gzip, bytes.as_slice(), &mut packed)
        .during("packing")?;
    let patterns = patterns::encode(&source, &weights)?;
    for (name, bytes) in [("opencorpora.gz", packed), ("morphology/patterns.bin", patterns)] {
        let file = russian().join(name);
        fs::write(&file, &bytes).during(format_args!("writing {}", file.display()))?;
        println!("{name}: {} bytes", bytes.len());
    }
    Ok(())
}

/// The dictionary's bytes, and the weights in it.
fn dictionary(source: &OpenCorpora) -> Result<(Vec<u8>, BTreeMap<konspekt::lexicon::ru::morphology::Tag, u8>)> {
    let OpenCorpora { paradigms, lexemes, .. } = source;
    let (weights, exceptions) = (BTreeMap::new(), BTreeMap::new());
    let plain = encode(&Source { paradigms, lexemes, weights: &weights, exceptions: &exceptions })?;
    let weights = likelihood::weights(source, &Morphology::read(plain).during("reading what was written")?);
    let weighed = encode(&Source { paradigms, lexemes, weights: &weights, exceptions: &exceptions })?;
    let weighed = Morphology::read(weighed).during("reading what was written")?;
    let (exceptions, ambiguous) = likelihood::exceptions(source, &weighed);
    println!("{ambiguous} words of the corpus have several readings; {} are kept as exceptions", exceptions.len());
    Ok((encode(&Source { paradigms, lexemes, weights: &weights, exceptions: &exceptions })?, weights))
}

fn check(folder: &Path) -> Result {
    let source = OpenCorpora::read(&package::data(folder)?)?;
    let words = Morphology::bundled();
    check::every_form(&source, words)?;
    let file = russian().join("opencorpora.gz");
    let packed = fs::read(&file).during(format_args!("reading {}", file.display()))?;
    check::speed(&source, words, &packed)?;
    let (_, weights) = dictionary(&source)?;
    check::guesses(&source, &weights, 5_000)?;
    #[cfg(feature = "compare")]
    compare::with_rumorph(&source, &words, 20_000)?;
    Ok(())
}
