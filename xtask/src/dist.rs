//! Everything that is handed out, in one folder: the site as an archive, the app as one page, the command line, the examples, and a list of
//! digests. The same sources make the same bytes.

use crate::failure::{Failure, Result, While};
use crate::setup::{self, For};
use crate::{build, paths, shell, single_file};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use zip::write::{SimpleFileOptions, ZipWriter};

/// The list of digests, as `sha256sum --check` reads it.
const SUMS: &str = "SHA256SUMS";

/// The command.
pub fn run() -> Result {
    build::with(&setup::ensure(For::Build)?)?;
    single_file::from_dist()?;
    println!("dist: the command line");
    shell::run(shell::command("cargo").args(["build", "--release", "--locked", "--bin", "konspekt"]))?;
    let program = format!("konspekt{}", std::env::consts::EXE_SUFFIX);
    let mut files = vec![
        ("site.zip".to_owned(), packed(&paths::dist())?),
        ("konspekt.html".to_owned(), read(&paths::single_page())?),
        (program.clone(), read(&paths::target().join("release").join(&program))?),
        ("examples.zip".to_owned(), packed(&paths::root().join("examples"))?),
    ];
    for license in ["LICENSE-APACHE", "LICENSE-DATA", "LICENSE-MIT"] {
        files.push((license.to_owned(), read(&paths::root().join(license))?));
    }
    let folder = paths::handed_out();
    hand_out(&folder, &files)?;
    // What is run has to be allowed to.
    allow_to_run(&folder.join(&program))?;
    println!("\nIn {}/:\n{}", paths::shown(&folder), sums(&files));
    Ok(())
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

/// A folder as an archive: names in order, no moments, no owners.
fn packed(folder: &Path) -> Result<Vec<u8>> {
    let mut files = Vec::new();
    walk(folder, "", &mut files)?;
    files.sort();
    if files.is_empty() {
        return Err(Failure::new(format!("There is nothing in {}.", folder.display())));
    }
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
    use std::io::Read;

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
