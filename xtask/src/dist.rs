//! Everything that is handed out, in one folder: the site as an archive, the app as one page, the command line, the examples with the sample
//! lesson in every format, and a list of digests. The same sources make the same bytes. What was made is looked at as whoever gets it would.

mod formats;

use crate::failure::{Failure, Result, While};
use crate::hook::read as read_text;
use crate::setup::{self, For};
use crate::{build, docs, html, paths, remap, shell, single_file};
use formats::{FORMATS, Format};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, UNIX_EPOCH};
use zip::write::{SimpleFileOptions, ZipWriter};

/// The list of digests, as `sha256sum --check` reads it.
const SUMS: &str = "SHA256SUMS";

const SAMPLE: &str = "home-front-1944";
/// The lesson that the example of a page shows.
const SHOWN: &str = "embed/lesson.konspekt";
/// When the sample was written, as some formats tell: 2026-01-01.
const WRITTEN: Duration = Duration::from_secs(1_767_225_600);

/// The command.
pub fn run() -> Result {
    build::with(&setup::ensure(For::Build)?)?;
    single_file::from_dist()?;
    println!("dist: the command line (the first time, some minutes)");
    let program = format!("konspekt{}", std::env::consts::EXE_SUFFIX);
    let built = command_line()?.join(&program);
    let mut files = vec![
        ("site.zip".to_owned(), packed(&paths::dist())?),
        ("konspekt.html".to_owned(), read(&paths::single_page())?),
        (program.clone(), read(&built)?),
        ("examples.zip".to_owned(), examples(&built, &paths::single_page())?),
    ];
    for license in ["LICENSE-APACHE", "LICENSE-DATA", "LICENSE-MIT"] {
        files.push((license.to_owned(), read(&paths::root().join(license))?));
    }
    let folder = paths::handed_out();
    hand_out(&folder, &files)?;
    // What is run has to be allowed to.
    allow_to_run(&folder.join(&program))?;
    verify(&folder)?;
    shell::run(shell::command(folder.join(&program)).arg("--version"))?;
    println!("\nIn {}/:\n{}", paths::shown(&folder), sums(&files));
    Ok(())
}

/// Builds the command line, and says in which folder it lies. That is one of its own: with other flags than those of a working build, the two would each
/// build anew what the other has built.
fn command_line() -> Result<PathBuf> {
    let target = paths::target().join("dist");
    let mut cargo = shell::command("cargo");
    cargo.args(["build", "--release", "--locked", "--package", "konspekt", "--bin", "konspekt"]);
    cargo.env("CARGO_TARGET_DIR", &target).env_remove("CARGO_BUILD_TARGET");
    remap::native(&mut cargo);
    shell::run(&mut cargo)?;
    Ok(target.join("release"))
}

/// Nothing but these files, and the list of their digests.
fn hand_out(folder: &Path, files: &[(String, Vec<u8>)]) -> Result {
    if folder.exists() {
        fs::remove_dir_all(folder).during(format_args!("emptying {}", folder.display()))?;
    }
    fs::create_dir_all(folder).during(format_args!("making {}", folder.display()))?;
    let sums = sums(files).into_bytes();
    let written = files.iter().map(|(name, bytes)| (name.as_str(), bytes)).chain([(SUMS, &sums)]);
    for (name, bytes) in written {
        let file = folder.join(name);
        fs::write(&file, bytes).during(format_args!("writing {}", file.display()))?;
    }
    Ok(())
}

fn sums(files: &[(String, Vec<u8>)]) -> String {
    let mut lines: Vec<(&str, String)> = files
        .iter()
        .map(|(name, bytes)| {
            let digits: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            (name.as_str(), format!("{digits}  {name}\n"))
        })
        .collect();
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).during(format_args!("reading {}", file.display()))
}

/// The examples, with the sample lesson in every format that the program writes.
fn examples(program: &Path, app: &Path) -> Result<Vec<u8>> {
    println!("dist: the sample in {} formats", FORMATS.len());
    let folder = paths::target().join("xtask/examples");
    if folder.exists() {
        fs::remove_dir_all(&folder).during(format_args!("emptying {}", folder.display()))?;
    }
    fs::create_dir_all(&folder).during(format_args!("making {}", folder.display()))?;
    let sample = folder.join(format!("{SAMPLE}.txt"));
    let text = read(&paths::root().join(format!("examples/{SAMPLE}.txt")))?;
    fs::write(&sample, text).during(format_args!("writing {}", sample.display()))?;
    // What a file says of its own age is that of the sample, whenever it was checked out.
    let dated = fs::File::options().write(true).open(&sample).and_then(|file| file.set_modified(UNIX_EPOCH + WRITTEN));
    dated.during(format_args!("dating {}", sample.display()))?;
    let mut files = found(&paths::root().join("examples"))?;
    for format in &FORMATS {
        let file = folder.join(format!("{}.{}", format.name, format.ending));
        shell::run(&mut export(program, &sample, app, format, &file))?;
        if format.name == "lesson" {
            // So that the page that shows it has it beside itself.
            files.retain(|(name, _)| name != SHOWN);
            files.push((SHOWN.to_owned(), file.clone()));
        }
        files.push((named_in_archive(format), file));
    }
    files.sort();
    archived(files)
}

/// The command that makes the sample in a format.
fn export(program: &Path, sample: &Path, app: &Path, format: &Format, file: &Path) -> Command {
    let mut export = shell::command(program);
    export.arg("export").arg(sample).args(["--to", format.name, "-o"]).arg(file);
    if format.has_page {
        export.arg("--app").arg(app);
    }
    export
}

fn named_in_archive(format: &Format) -> String {
    format!("formats/{SAMPLE}.{}", format.ending)
}

/// A folder as an archive.
fn packed(folder: &Path) -> Result<Vec<u8>> {
    archived(found(folder)?)
}

/// The files below a folder, by their names in it.
fn found(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    walk(folder, "", &mut files)?;
    files.sort();
    if files.is_empty() {
        return Err(Failure::new(format!("There is nothing in {}.", folder.display())));
    }
    Ok(files)
}

/// An archive: names in order, no moments, no owners.
fn archived(files: Vec<(String, PathBuf)>) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    for (name, path) in files {
        let bytes = read(&path)?;
        zip.start_file(&name, options)
            .and_then(|()| Ok(zip.write_all(&bytes)?))
            .map_err(|error| Failure::new(format!("{name} could not be packed: {error}")))?;
    }
    let archive = zip.finish().map_err(|error| Failure::new(format!("the archive could not be ended: {error}")))?;
    Ok(archive.into_inner())
}

fn walk(folder: &Path, below: &str, files: &mut Vec<(String, PathBuf)>) -> Result {
    let doing = format!("reading {}", folder.display());
    for entry in fs::read_dir(folder).during(&doing)? {
        let path = entry.during(&doing)?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|name| !name.starts_with(['.', '_']))
        else {
            continue;
        };
        let name = format!("{below}{name}");
        if path.is_dir() {
            walk(&path, &format!("{name}/"), files)?;
        } else {
            files.push((name, path));
        }
    }
    Ok(())
}

/// Looks at what is handed out as whoever gets it: the digests are those of the files, the archives unpack, every file that the site's pages name is
/// there, the one page names none, and nothing tells in which folders it was made.
fn verify(folder: &Path) -> Result {
    let list = read_text(&folder.join(SUMS))?;
    let mut files = Vec::new();
    for line in list.lines() {
        let Some((_, name)) = line.split_once("  ") else {
            return Err(Failure::new(format!("{SUMS} has a line that is none: {line}")));
        };
        files.push((name.to_owned(), read(&folder.join(name))?));
    }
    if sums(&files) != list {
        return Err(Failure::new(format!("The digests in {SUMS} are not those of the files.")));
    }
    let site = unpacked(&folder.join("site.zip"))?;
    let page = site.iter().find(|(name, _)| name == "index.html");
    let page = page.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
    let page = page.ok_or_else(|| Failure::new("site.zip has no index.html."))?;
    let mut wanted = named(&page);
    wanted.extend(
        ["sw.js", "konspekt-lesson.js", "lesson.outline", "docs/guide.html", "docs/ru/guide.html"].map(str::to_owned),
    );
    if let Some(missing) = wanted.iter().find(|wanted| !site.iter().any(|(name, _)| name == *wanted)) {
        return Err(Failure::new(format!("site.zip lacks {missing}.")));
    }
    let of_docs = |(name, bytes): &(String, Vec<u8>)| {
        let name = name.strip_prefix(docs::FOLDER)?.strip_prefix('/')?;
        Some((name.to_owned(), bytes.clone()))
    };
    docs::no_dead_links(&site.iter().filter_map(of_docs).collect())?;
    let single = read_text(&folder.join("konspekt.html"))?;
    let beside = html::tags(&single).into_iter().find(|tag| {
        let address = tag.attribute("src").or(tag.attribute("href"));
        address.is_some_and(|address| !address.starts_with("data:") && !address.starts_with('#'))
    });
    if beside.is_some() {
        return Err(Failure::new("konspekt.html names a file beside it."));
    }
    let examples = unpacked(&folder.join("examples.zip"))?;
    for format in &FORMATS {
        let name = named_in_archive(format);
        if !examples.iter().any(|(known, bytes)| *known == name && !bytes.is_empty()) {
            return Err(Failure::new(format!("examples.zip lacks the sample as {}.", format.name)));
        }
    }
    let folders = remap::folders();
    for (name, bytes) in site.iter().chain(&examples).chain(&files) {
        if let Some(told) = remap::told(bytes, &folders) {
            return Err(Failure::new(format!("{name} tells where it was made: {} stands in it.", told.display())));
        }
    }
    Ok(())
}

/// The files beside a page that it names: in its elements, and where its loader looks.
fn named(page: &str) -> Vec<String> {
    const NAMING: [&str; 9] = [
        "href",
        "src",
        "data-wasm",
        "data-later",
        "data-worker",
        "data-worker-wasm",
        "data-documents",
        "data-documents-wasm",
        "data-dictionary",
    ];
    let tags = html::tags(page);
    let addresses = tags.iter().flat_map(|tag| NAMING.iter().filter_map(|name| tag.attribute(name)));
    addresses
        .filter_map(|address| address.strip_prefix("./"))
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The files of an archive, in their order.
fn unpacked(file: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let broken =
        |error: &dyn std::fmt::Display| Failure::new(format!("{} is no whole archive: {error}", file.display()));
    let mut zip = zip::ZipArchive::new(Cursor::new(read(file)?)).map_err(|error| broken(&error))?;
    let mut files = Vec::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).map_err(|error| broken(&error))?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(|error| broken(&error))?;
        files.push((name, bytes));
    }
    Ok(files)
}

fn allow_to_run(program: &Path) -> Result {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(program, fs::Permissions::from_mode(0o755))
            .during(format_args!("allowing {} to run", program.display()))?;
    }
    #[cfg(not(unix))]
    let _ = program;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("konspekt-dist-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("b")).expect("a temporary folder");
        folder
    }

    #[test]
    fn the_same_files_make_the_same_archive() {
        let (one, other) = (folder("one"), folder("other"));
        for (folder, names) in [(&one, ["a.txt", "b/c.txt", ".hidden"]), (&other, ["b/c.txt", ".hidden", "a.txt"])] {
            for name in names {
                fs::write(folder.join(name), name).expect("written");
                // Their moments differ.
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
        }
        let archive = packed(&one).expect("an archive");
        assert_eq!(packed(&other).expect("an archive"), archive);
        let mut zip = zip::ZipArchive::new(Cursor::new(&archive)).expect("a zip file");
        let mut found = Vec::new();
        for at in 0..zip.len() {
            let mut file = zip.by_index(at).expect("a file");
            let mut text = String::new();
            file.read_to_string(&mut text).expect("UTF-8");
            found.push(text);
        }
        assert_eq!(found, ["a.txt", "b/c.txt"]);
        assert!(packed(&one.join("none")).is_err());
        [one, other].iter().for_each(|folder| fs::remove_dir_all(folder).expect("removed"));
    }

    /// Whatever the disk says of the files: nothing of it is in the archive.
    #[test]
    fn an_archive_has_no_moments_no_owners_and_one_mode() {
        let folder = folder("modes");
        fs::write(folder.join("b/run"), "x").expect("written");
        fs::write(folder.join("a"), "y").expect("written");
        allow_to_run(&folder.join("b/run")).expect("allowed");
        let archive = packed(&folder).expect("an archive");
        fs::remove_dir_all(&folder).expect("removed");
        let mut zip = zip::ZipArchive::new(Cursor::new(&archive)).expect("a zip file");
        let mut names = Vec::new();
        for at in 0..zip.len() {
            let file = zip.by_index(at).expect("a file");
            names.push(file.name().expect("a name").into_owned());
            assert_eq!(file.unix_mode().map(|mode| mode & 0o7777), Some(0o644));
            assert_eq!(file.last_modified().map(|moment| moment.year()), Some(1980));
            assert!(file.extra_data().is_none_or(|field| field.is_empty()), "no field tells of a disk");
        }
        assert_eq!(names, ["a", "b/run"]);
    }

    /// The program refuses the app for a format that has no page in it.
    #[test]
    fn the_app_is_handed_to_the_formats_that_have_a_page() {
        let path = Path::new;
        for format in &FORMATS {
            let export = export(path("k"), path("a.txt"), path("konspekt.html"), format, path("out"));
            let words: Vec<_> = export.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
            assert_eq!(words[..6], ["export", "a.txt", "--to", format.name, "-o", "out"]);
            assert_eq!(words[6..] == ["--app", "konspekt.html"], format.has_page, "{words:?}");
            assert_eq!(words.len() == 6, !format.has_page, "{words:?}");
        }
    }

    /// The list is one that the usual program checks.
    #[test]
    fn the_digests_are_checked_by_sha256sum() {
        let Some(checker) = shell::which("sha256sum") else { return };
        let folder = folder("sums");
        hand_out(&folder, &[("b.zip".to_owned(), b"abc".to_vec()), ("a".to_owned(), Vec::new())]).expect("handed out");
        let check = || {
            let mut command = Command::new(&checker);
            let said = command.args(["--check", "--strict", "--quiet", SUMS]).current_dir(&folder).output();
            said.expect("sha256sum starts").status.success()
        };
        assert!(check());
        fs::write(folder.join("a"), "x").expect("written");
        assert!(!check(), "another byte is seen");
        fs::remove_dir_all(&folder).expect("removed");
    }

    /// A folder as it is handed out, with one thing altered.
    fn handed_out(name: &str, alter: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) -> Result {
        let (site, out) = (folder(&format!("site-{name}")), folder(&format!("handed-{name}")));
        let page = "<link href=./a.css><script id=glue data-wasm=./a.wasm>x</script>";
        let files = [
            "a.css",
            "a.wasm",
            "sw.js",
            "konspekt-lesson.js",
            "lesson.outline",
            "docs/guide.html",
            "docs/ru/guide.html",
        ];
        fs::create_dir_all(site.join("docs/ru")).expect("a folder");
        fs::write(site.join("index.html"), page).expect("written");
        for file in files {
            if let Some(bytes) = alter(file, b"<a href=guide.html>x</a>".to_vec()) {
                fs::write(site.join(file), bytes).expect("written");
            }
        }
        let formats = folder(&format!("formats-{name}"));
        fs::create_dir_all(formats.join("formats")).expect("a folder");
        for format in &FORMATS {
            if let Some(bytes) = alter(format.name, format.name.as_bytes().to_vec()) {
                fs::write(formats.join(named_in_archive(format)), bytes).expect("written");
            }
        }
        let single = alter("konspekt.html", b"<a href=#x>x</a>".to_vec()).unwrap_or_default();
        let files = [
            ("site.zip".to_owned(), packed(&site)?),
            ("konspekt.html".to_owned(), single),
            ("examples.zip".to_owned(), packed(&formats)?),
        ];
        hand_out(&out, &files)?;
        if let Some(bytes) = alter(SUMS, sums(&files).into_bytes()) {
            fs::write(out.join(SUMS), bytes).expect("written");
        }
        let looked = verify(&out);
        [site, out, formats].iter().for_each(|folder| fs::remove_dir_all(folder).expect("removed"));
        looked
    }

    #[test]
    fn what_is_handed_out_is_looked_at() {
        handed_out("whole", |_, bytes| Some(bytes)).expect("nothing is wrong");
        let here = format!("panicked at {}/src/lib.rs", paths::root().display());
        for (told, file, altered) in [
            ("site.zip lacks a.css", "a.css", None),
            ("site.zip lacks a.wasm", "a.wasm", None),
            ("site.zip lacks docs/ru/guide.html", "docs/ru/guide.html", None),
            ("leads to gone.html", "docs/guide.html", Some("<a href=gone.html>x</a>")),
            ("konspekt.html names a file", "konspekt.html", Some("<script src=./a.js></script>")),
            ("digests in SHA256SUMS are not", SUMS, Some("00  site.zip\n")),
            ("lacks the sample as gift", "gift", None),
            ("a.wasm tells where it was made", "a.wasm", Some(&*here)),
            ("konspekt.html tells where it was made", "konspekt.html", Some(&*here)),
        ] {
            let alter = |name: &str, bytes: Vec<u8>| match name == file {
                true => altered.map(|altered| altered.as_bytes().to_vec()),
                false => Some(bytes),
            };
            let said = handed_out("altered", alter).map_err(|failure| failure.to_string());
            assert!(said.as_ref().is_err_and(|said| said.contains(told)), "{told}: {said:?}");
        }
    }

    #[test]
    fn what_is_handed_out_is_listed_and_nothing_else_is_there() {
        let folder = folder("out");
        fs::write(folder.join("old"), "old").expect("written");
        let files = [("b".to_owned(), b"abc".to_vec()), ("a".to_owned(), Vec::new())];
        hand_out(&folder, &files).expect("handed out");
        let mut names: Vec<_> =
            fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
        names.sort();
        assert_eq!(names, ["SHA256SUMS", "a", "b"]);
        // The digests of nothing and of `abc` are well known.
        assert_eq!(
            fs::read_to_string(folder.join(SUMS)).expect("the list"),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n\
             ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b\n"
        );
        fs::remove_dir_all(&folder).expect("removed");
    }
}
