//! QTI 3: a content package with a file for each task and a test that asks them in order.

mod task;

use super::item::{Item, items, normal};
use super::xml::escaped;
use super::{Chosen, archive};
use crate::fact::id::digest;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const INSTANCE: &str = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
/// Of tasks and tests.
const NAMES: &str = "xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\"";
const SCHEMA: &str = "xsi:schemaLocation=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0 \
                      https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd\"";
/// Of the list of files.
const PACKAGE_NAMES: &str = "xmlns=\"http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1\"";
const PACKAGE_SCHEMA: &str = "xsi:schemaLocation=\"http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1 \
                              https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd\"";
const TEST: &str = "test.xml";

/// The package. Fails where the archive cannot be made.
pub(super) fn package(lessons: &[Chosen<'_>]) -> Result<Vec<u8>, String> {
    let made: Vec<Vec<Item<'_>>> = lessons.iter().map(items).collect();
    // A card may be in two lessons; its file is there once.
    let mut files: Vec<(String, String)> = Vec::new();
    for (lesson, items) in lessons.iter().zip(&made) {
        for item in items {
            let name = file(item);
            if files.iter().all(|(known, _)| *known != name) {
                files.push((name, task::xml(item, lesson)));
            }
        }
    }
    let (manifest, test) = (manifest(lessons, &made, &files), test(lessons, &made));
    let first = [("imsmanifest.xml", manifest.as_bytes()), (TEST, test.as_bytes())];
    archive::pack(first.into_iter().chain(files.iter().map(|(name, xml)| (name.as_str(), xml.as_bytes()))))
}

/// A name that XML takes: a letter first.
fn identifier(item: &Item<'_>) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    match item.id.chars().all(is_plain) {
        true => format!("card-{}", item.id),
        // Of another program, whose ids may have anything in them.
        false => format!("card-{}", digest("qti", &[item.id])),
    }
}

fn file(item: &Item<'_>) -> String {
    format!("items/{}.xml", identifier(item))
}

fn title(lessons: &[Chosen<'_>]) -> String {
    let titles: Vec<String> = lessons.iter().map(|lesson| normal(lesson.title)).collect();
    let title = titles.join("; ");
    if title.is_empty() { "Konspekt".to_owned() } else { title }
}

fn test(lessons: &[Chosen<'_>], made: &[Vec<Item<'_>>]) -> String {
    let mut out = format!(
        "{HEAD}<qti-assessment-test {NAMES} {INSTANCE} {SCHEMA}\n    identifier=\"test\" title=\"{}\" xml:lang=\"ru\">\n",
        escaped(&title(lessons))
    );
    out += "  <qti-outcome-declaration identifier=\"SCORE\" cardinality=\"single\" base-type=\"float\"/>\n";
    out += "  <qti-test-part identifier=\"part\" navigation-mode=\"nonlinear\" submission-mode=\"individual\">\n";
    out += "    <qti-item-session-control max-attempts=\"0\" show-feedback=\"true\" allow-review=\"true\"/>\n";
    let mut asked: Vec<String> = Vec::new();
    for (at, (lesson, items)) in lessons.iter().zip(made).enumerate() {
        out += &format!(
            "    <qti-assessment-section identifier=\"lesson-{}\" title=\"{}\" visible=\"true\">\n",
            at + 1,
            escaped(&normal(lesson.title))
        );
        for item in items {
            let identifier = identifier(item);
            if asked.contains(&identifier) {
                continue;
            }
            let name = file(item);
            out += &format!("      <qti-assessment-item-ref identifier=\"{identifier}\" href=\"{name}\"/>\n");
            asked.push(identifier);
        }
        out += "    </qti-assessment-section>\n";
    }
    out += "  </qti-test-part>\n  <qti-outcome-processing>\n    <qti-set-outcome-value identifier=\"SCORE\">\n";
    out += "      <qti-sum><qti-test-variables variable-identifier=\"SCORE\"/></qti-sum>\n";
    out + "    </qti-set-outcome-value>\n  </qti-outcome-processing>\n</qti-assessment-test>\n"
}

fn manifest(lessons: &[Chosen<'_>], made: &[Vec<Item<'_>>], files: &[(String, String)]) -> String {
    let ids: Vec<&str> = made.iter().flatten().map(|item| item.id).collect();
    let named: Vec<&str> = lessons.iter().map(|lesson| lesson.lesson).chain(ids).collect();
    let mut out = format!(
        "{HEAD}<manifest {PACKAGE_NAMES} {INSTANCE} {PACKAGE_SCHEMA}\n    identifier=\"konspekt-{}\">\n",
        digest("qti package", &named)
    );
    out += "  <metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>\n";
    out += "  <organizations/>\n  <resources>\n";
    out += &format!("    <resource identifier=\"test\" type=\"imsqti_test_xmlv3p0\" href=\"{TEST}\">\n");
    out += &format!("      <file href=\"{TEST}\"/>\n");
    let resource = |name: &str| name.trim_start_matches("items/").trim_end_matches(".xml").to_owned();
    for (name, _) in files {
        out += &format!("      <dependency identifierref=\"{}\"/>\n", resource(name));
    }
    out += "    </resource>\n";
    for (name, _) in files {
        let identifier = resource(name);
        out += &format!("    <resource identifier=\"{identifier}\" type=\"imsqti_item_xmlv3p0\" href=\"{name}\">\n");
        out += &format!("      <file href=\"{name}\"/>\n    </resource>\n");
    }
    out + "  </resources>\n</manifest>\n"
}
