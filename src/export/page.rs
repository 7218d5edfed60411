//! A lesson as one page, with the app in it: the outline that the build writes (`lesson.outline`), filled with the app's files,
//! the lesson's title and the lesson itself ([`crate::work::parcel`]).
//!
//! An outline is a page with places, each a comment, in which a file of the app, the title or the lesson has to stand.

use std::fmt;

/// The file of the outline beside the app's others.
pub const OUTLINE: &str = "lesson.outline";
/// The name under which the app finds the lesson in its page.
pub const LESSON: &str = "./lesson";

/// How a place of a file begins and every place ends.
const FILE: &str = "<!--konspekt:file ";
const END: &str = "-->";
const TITLE_PLACE: &str = "<!--konspekt:title-->";
const LESSON_PLACE: &str = "<!--konspekt:lesson-->";

/// Why there is no page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageError {
    /// What was taken for an outline has no place for the lesson.
    NoOutline,
    /// A file of the app that the outline names is not there.
    Missing(String),
}

impl fmt::Display for PageError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PageError::NoOutline => out.write_str("an outline of the app is expected, found something else"),
            PageError::Missing(name) => write!(out, "the app's file {name} is expected, but it is not there"),
        }
    }
}

/// The app's files that an outline names, each once.
pub fn files(outline: &str) -> Vec<&str> {
    let mut files = Vec::new();
    for place in outline.split(FILE).skip(1) {
        if let Some((name, _)) = place.split_once(END)
            && !files.contains(&name)
        {
            files.push(name);
        }
    }
    files
}

/// The page. `packed` gives the letters ([`super::base85`]) of a file that was gzipped, as which `lesson` comes too; `title` is plain text.
pub fn page(
    outline: &str,
    title: &str,
    lesson: &str,
    packed: impl Fn(&str) -> Option<String>,
) -> Result<String, PageError> {
    if !outline.contains(LESSON_PLACE) || !outline.contains(TITLE_PLACE) {
        return Err(PageError::NoOutline);
    }
    // Nothing of the lesson is looked at for places: it is put in between the pieces of the outline.
    let mut page = String::with_capacity(outline.len() + lesson.len());
    let mut rest = outline;
    while let Some((before, place)) = rest.split_once("<!--konspekt:") {
        let (name, after) = place.split_once(END).ok_or(PageError::NoOutline)?;
        page.push_str(before);
        match name.strip_prefix("file ") {
            Some(file) => page.push_str(&packed(file).ok_or_else(|| PageError::Missing(file.to_owned()))?),
            None if name == "title" => escape(title, &mut page),
            None if name == "lesson" => page.push_str(lesson),
            None => return Err(PageError::NoOutline),
        }
        rest = after;
    }
    page.push_str(rest);
    Ok(page)
}

/// Text that may hold anything, as the content of an element.
fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
    }
}

/// A page's file name: letters and digits of the title.
pub fn file_name(title: &str) -> String {
    file_name_of(title, "html")
}

/// The same for a file that ends otherwise.
pub fn file_name_of(title: &str, ending: &str) -> String {
    let words: Vec<&str> =
        title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(8).collect();
    let name: String = words.join("-").chars().take(80).collect();
    let name = if name.is_empty() { "lesson" } else { &name };
    [name, ".", ending].concat()
}

#[cfg(test)]
mod tests {
    use super::super::base85;
    use super::*;

    const OUTLINE: &str = "<title><!--konspekt:title--></title><p><!--konspekt:file ./a.wasm--></p>\
                           <!-- a remark --><!--konspekt:file ./b.wasm--><!--konspekt:file ./a.wasm--><!--konspekt:lesson-->";

    #[test]
    fn every_place_is_filled_and_nothing_in_what_fills_it() {
        assert_eq!(files(OUTLINE), ["./a.wasm", "./b.wasm"]);
        let of = |name: &str| (name != "./c.wasm").then(|| format!("[{name}]"));
        let made = page(OUTLINE, "A <b> & <!--konspekt:lesson-->", "<!--konspekt:title-->", of);
        let expected = "<title>A &lt;b&gt; &amp; &lt;!--konspekt:lesson--&gt;</title><p>[./a.wasm]</p>\
                        <!-- a remark -->[./b.wasm][./a.wasm]<!--konspekt:title-->";
        assert_eq!(made.as_deref(), Ok(expected));
    }

    #[test]
    fn what_is_no_outline_or_lacks_a_file_is_refused() {
        let none = |_: &str| None;
        assert_eq!(page("<p>", "", "", none), Err(PageError::NoOutline));
        assert_eq!(page(OUTLINE, "", "", none), Err(PageError::Missing("./a.wasm".to_owned())));
        assert_eq!(
            page(&format!("{OUTLINE}<!--konspekt:x-->"), "", "", |_| Some(String::new())),
            Err(PageError::NoOutline)
        );
        assert_eq!(
            page(&format!("{OUTLINE}<!--konspekt:x"), "", "", |_| Some(String::new())),
            Err(PageError::NoOutline)
        );
    }

    #[test]
    fn letters_are_those_of_the_standard_way_in_another_alphabet() {
        let plain: String = base85::encode(b"Man sure.")
            .chars()
            .map(|c| {
                let place =
                    base85::ALPHABET.iter().position(|letter| char::from(*letter) == c).expect("of the alphabet");
                char::from(b'!' + place as u8)
            })
            .collect();
        // As Adobe's Ascii85 has it.
        assert_eq!(plain, "9jqo^F*2M7/c");
        assert_eq!(base85::encode(b""), "");
        for bytes in [&b""[..], b"M", b"Ma", b"Man", b"Man ", b"Man s", &[0; 7], &[255; 9]] {
            assert_eq!(base85::decode(&base85::encode(bytes)).as_deref(), Some(bytes));
        }
        assert_eq!([base85::decode("!"), base85::decode("}}}}}"), base85::decode("ab<de")], [None, None, None]);
        let letters = base85::ALPHABET;
        assert!(letters.is_sorted_by(|a, b| a < b) && !letters.iter().any(|letter| b"<>&\"'\\`".contains(letter)));
    }

    #[test]
    fn files_are_named_by_their_titles() {
        assert_eq!(file_name("Тыл: 1941–1945 / 2"), "Тыл-1941-1945-2.html");
        assert_eq!(file_name("«…»"), "lesson.html");
    }
}
