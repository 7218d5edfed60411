//! `konspekt charts FILE --svg DIR` as a person calls it: the program itself, and what is in the files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A folder of its own, removed with all that is in it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("konspekt-{name}-{}", std::process::id()));
        // What an earlier run of the same number left behind.
        let _ = std::fs::remove_dir_all(&path);
        Folder(path)
    }

    fn names(&self) -> BTreeSet<String> {
        let entries = std::fs::read_dir(&self.0).expect("the folder is there");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn konspekt(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_konspekt")).args(arguments).output().expect("the program runs")
}

fn sample() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/home-front-1944.txt").to_string_lossy().into_owned()
}

/// The charts of the sample as the program itself tells them.
fn told() -> Vec<Value> {
    let output = konspekt(&["charts", &sample(), "--json"]);
    assert!(output.status.success(), "{output:?}");
    let told: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    told["charts"].as_array().expect("charts").clone()
}

/// The words of a drawing, in their order, with the spaces that its lines were broken at.
fn words(svg: &str) -> String {
    let texts = svg.split("<text ").skip(1).filter_map(|rest| rest.split_once('>')?.1.split_once("</text>"));
    let joined = texts.map(|(text, _)| text).collect::<Vec<_>>().join(" ");
    joined.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn each_chart_is_drawn_into_a_file_of_its_own() {
    let folder = Folder::new("charts-svg");
    let path = folder.0.to_string_lossy().into_owned();
    let output = konspekt(&["charts", &sample(), "--svg", &path]);
    assert!(output.status.success(), "{output:?}");
    let charts = told();
    assert!(charts.len() > 5, "the sample has charts");
    let expected: BTreeSet<String> =
        charts.iter().map(|chart| format!("{}.svg", chart["id"].as_str().expect("an id"))).collect();
    assert_eq!(folder.names(), expected, "one file a chart, and no other");
    for chart in &charts {
        let text = |key: &str| chart[key].as_str().unwrap_or_default();
        let svg = std::fs::read_to_string(folder.0.join(format!("{}.svg", text("id")))).expect("a drawing");
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=") && svg.ends_with("</svg>\n"));
        assert!(!svg.contains("style=\"") && !svg.contains("<script") && !svg.contains("href"), "it stands alone");
        let drawn = words(&svg);
        assert!(drawn.starts_with(text("title").split(' ').next().expect("a word")), "{drawn}");
        for word in text("title").split(' ') {
            assert!(drawn.contains(word), "{word} of the title is drawn: {drawn}");
        }
        for row in chart["rows"].as_array().expect("rows") {
            let label = row["label"].as_str().expect("a label");
            let first = label.split(' ').next().expect("a word");
            assert!(drawn.contains(first), "{label} is drawn: {drawn}");
        }
        // A mark for each row, at the least.
        let marks = ["class=\"barmark\"", "class=\"dot", "class=\"rest\"", "class=\"unitmark\"", "class=\"outline\""];
        let count: usize = marks.iter().map(|mark| svg.matches(mark).count()).sum();
        assert!(count >= chart["rows"].as_array().map_or(0, Vec::len), "{}: {count} marks", text("title"));
    }
    // The figures of a series as the drawing writes them.
    let series = charts.iter().find(|chart| chart["form"] == "line").expect("a line");
    let svg = std::fs::read_to_string(folder.0.join(format!("{}.svg", series["id"].as_str().expect("an id"))));
    let drawn = words(&svg.expect("a drawing"));
    for number in ["88,7", "177", "252,3"] {
        assert!(drawn.contains(number), "{number} in {drawn}");
    }
    // Once more into the same folder changes nothing.
    let before = std::fs::read(folder.0.join(expected.first().expect("a file"))).expect("a drawing");
    assert!(konspekt(&["charts", &sample(), "--svg", &path]).status.success());
    assert_eq!(folder.names(), expected);
    assert_eq!(std::fs::read(folder.0.join(expected.first().expect("a file"))).expect("a drawing"), before);
}

#[test]
fn a_folder_that_cannot_be_made_is_said_and_not_passed_over() {
    let folder = Folder::new("charts-refused");
    std::fs::create_dir_all(&folder.0).expect("a folder");
    let file = folder.0.join("file");
    std::fs::write(&file, "no folder").expect("a file");
    let output = konspekt(&["charts", &sample(), "--svg", &file.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("file"), "{output:?}");
    assert_eq!(folder.names().len(), 1);
}
