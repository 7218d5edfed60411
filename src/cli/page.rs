//! The app as files, from which pages of lessons are made: of a folder that was built, or of `konspekt.html`, which has them inside.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use flate2::{Compression, GzBuilder};

use crate::export::base85;
use crate::export::page::{self, OUTLINE};

/// The most bytes of an outline, unpacked.
const LARGEST: u64 = 16 << 20;

/// The app, as far as a page of a lesson needs it.
#[derive(Debug, PartialEq)]
pub struct App {
    outline: String,
    /// By name, in letters.
    files: Vec<(String, String)>,
}

impl App {
    /// From where it is said to be; else from beside the program, else from a build in this folder.
    pub fn find(said: Option<&Path>) -> Result<App, String> {
        if let Some(path) = said {
            return App::read(path);
        }
        let program = std::env::current_exe().unwrap_or_default();
        let beside = program.parent().unwrap_or(Path::new("")).join("konspekt.html");
        let places = [beside, PathBuf::from("konspekt.html"), PathBuf::from("dist")];
        match places.iter().find(|place| place.exists()) {
            Some(place) => App::read(place),
            None => Err("the app is needed for the page of a lesson: --app konspekt.html, or --app FOLDER of a build \
                         (cargo xtask build makes dist)"
                .to_owned()),
        }
    }

    fn read(path: &Path) -> Result<App, String> {
        let shown = path.display();
        let failed = |error: std::io::Error| format!("{shown}: cannot be read: {error}");
        let is_no_app = || format!("{shown}: konspekt.html or the folder of a build is expected, found something else");
        if path.is_dir() {
            let outline = std::fs::read_to_string(path.join(OUTLINE)).map_err(|_| is_no_app())?;
            let mut files = Vec::new();
            for name in page::files(&outline) {
                // The names are those of the outline, which is as trusted as the app; but nothing leads out of its folder.
                let plain = name.strip_prefix("./").filter(|name| !name.contains(['/', '\\'])).ok_or_else(is_no_app)?;
                let bytes = std::fs::read(path.join(plain)).map_err(failed)?;
                files.push((name.to_owned(), letters(&bytes)));
            }
            return Ok(App { outline, files });
        }
        let app = std::fs::read_to_string(path).map_err(failed)?;
        let inside = |name: &str| -> Option<&str> {
            let (_, rest) = app.split_once(&format!(" data-file=\"{name}\">"))?;
            rest.split_once('<').map(|(letters, _)| letters.trim())
        };
        let outline = inside(&format!("./{OUTLINE}")).and_then(unpacked).ok_or_else(is_no_app)?;
        let file = |name: &str| inside(name).map(|letters| (name.to_owned(), letters.to_owned()));
        let files = page::files(&outline).into_iter().filter_map(file).collect();
        Ok(App { outline, files })
    }

    /// The page into which lessons are put; it names the app's files, whose names tell what is in them.
    pub fn outline(&self) -> &str {
        &self.outline
    }

    /// The page of a lesson, from the bytes of its parcel.
    pub fn page(&self, title: &str, parcel: &[u8]) -> Result<String, String> {
        let file = |name: &str| self.files.iter().find(|(known, _)| known == name).map(|(_, letters)| letters.clone());
        page::page(&self.outline, title, &letters(parcel), file).map_err(|error| error.to_string())
    }
}

/// Gzipped, in letters: the same of the same bytes.
pub(super) fn letters(bytes: &[u8]) -> String {
    let mut gzip = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    // Memory takes everything.
    let packed = gzip.write_all(bytes).and_then(|()| gzip.finish()).unwrap_or_default();
    base85::encode(&packed)
}

fn unpacked(letters: &str) -> Option<String> {
    let mut text = String::new();
    GzDecoder::new(base85::decode(letters)?.as_slice()).take(LARGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTLINE_TEXT: &str = "<title><!--konspekt:title--></title><b data-file=\"./a.wasm\"><!--konspekt:file ./a.wasm--></b>\
                                <!--konspekt:lesson-->";

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("konspekt-page-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        folder
    }

    #[test]
    fn a_folder_and_a_file_make_the_same_page() {
        let folder = folder("same");
        std::fs::write(folder.join(OUTLINE), OUTLINE_TEXT).expect("written");
        std::fs::write(folder.join("a.wasm"), b"the app").expect("written");
        let single = folder.join("konspekt.html");
        let file = |name: &str, bytes: &[u8]| format!("<script data-file=\"./{name}\">{}</script>", letters(bytes));
        let page = file(OUTLINE, OUTLINE_TEXT.as_bytes()) + &file("a.wasm", b"the app");
        std::fs::write(&single, page).expect("written");

        let (of_folder, of_file) = (App::read(&folder), App::read(&single));
        let nothing = App::read(&folder.join("a.wasm"));
        std::fs::remove_dir_all(&folder).expect("removed");
        let of_folder = of_folder.expect("an app");
        assert_eq!(Ok(&of_folder), of_file.as_ref());
        assert!(nothing.is_err_and(|what| what.contains("konspekt.html or the folder of a build is expected")));
        let made = of_folder.page("Тыл <1>", b"lesson").expect("a page");
        let expected = format!(
            "<title>Тыл &lt;1&gt;</title><b data-file=\"./a.wasm\">{}</b>{}",
            letters(b"the app"),
            letters(b"lesson")
        );
        assert_eq!(made, expected);
    }

    #[test]
    fn an_outline_leads_nowhere_else() {
        let folder = folder("leads");
        std::fs::write(folder.join(OUTLINE), OUTLINE_TEXT.replace("./a.wasm", "./../secret")).expect("written");
        let app = App::read(&folder);
        std::fs::remove_dir_all(&folder).expect("removed");
        assert!(app.is_err());
    }
}
