//! SCORM: a lesson's page as a package for learning systems.
//!
//! The package opens `index.html`, which shows the page in a frame and carries what the page says of the learner's work
//! ([`crate::embed`]) to the learning system, and what was kept there back to the page. Nothing is asked of any other place.

use super::item::normal;
use super::xml::escaped;
use super::{Chosen, archive};
use crate::fact::id::digest;

const RUNTIME: &str = include_str!("runtime.js");
const LAUNCH: &str = include_str!("launch.html");

/// The two that learning systems know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// SCORM 1.2.
    First,
    /// SCORM 2004, 4th edition.
    Fourth,
}

impl Edition {
    fn name(self) -> &'static str {
        match self {
            Edition::First => "1.2",
            Edition::Fourth => "2004",
        }
    }
}

/// A package of a lesson with its page. Fails where the archive cannot be made.
pub fn package(edition: Edition, lesson: &Chosen<'_>, page: &[u8]) -> Result<Vec<u8>, String> {
    let title = normal(lesson.title);
    let title = if title.is_empty() { "Konspekt" } else { &title };
    let launch = LAUNCH.replace("{title}", &escaped(title)).replace("{edition}", edition.name());
    let manifest = manifest(edition, lesson.lesson, title);
    archive::pack([
        ("imsmanifest.xml", manifest.as_bytes()),
        ("index.html", launch.as_bytes()),
        ("runtime.js", RUNTIME.as_bytes()),
        ("lesson.html", page),
    ])
}

fn manifest(edition: Edition, lesson: &str, title: &str) -> String {
    let identifier = digest("scorm package", &[lesson]);
    let title = escaped(title);
    let (names, version, sco, sequencing, of_item) = match edition {
        Edition::First => (FIRST, "1.2", "scormtype", "", ""),
        Edition::Fourth => (FOURTH, "2004 4th Edition", "scormType", SEQUENCING, OF_ITEM),
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest identifier=\"konspekt-{identifier}\" version=\"1\" {names}>\n  \
         <metadata><schema>ADL SCORM</schema><schemaversion>{version}</schemaversion></metadata>\n  \
         <organizations default=\"course\">\n    <organization identifier=\"course\">\n      <title>{title}</title>\n      \
         <item identifier=\"lesson\" identifierref=\"page\" isvisible=\"true\">\n        <title>{title}</title>\n{of_item}      </item>\n\
         {sequencing}    </organization>\n  </organizations>\n  <resources>\n    \
         <resource identifier=\"page\" type=\"webcontent\" adlcp:{sco}=\"sco\" href=\"index.html\">\n      <file href=\"index.html\"/>\n      \
         <file href=\"runtime.js\"/>\n      <file href=\"lesson.html\"/>\n    </resource>\n  </resources>\n</manifest>\n"
    )
}

const FIRST: &str = "xmlns=\"http://www.imsproject.org/xsd/imscp_rootv1p1p2\"\n    \
                     xmlns:adlcp=\"http://www.adlnet.org/xsd/adlcp_rootv1p2\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n    \
                     xsi:schemaLocation=\"http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd \
                     http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd\"";
const FOURTH: &str = "xmlns=\"http://www.imsglobal.org/xsd/imscp_v1p1\"\n    \
                      xmlns:adlcp=\"http://www.adlnet.org/xsd/adlcp_v1p3\" xmlns:imsss=\"http://www.imsglobal.org/xsd/imsss\" \
                      xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n    \
                      xsi:schemaLocation=\"http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd \
                      http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd\"";
/// The learner moves freely, and the page itself says what is done and how well.
const SEQUENCING: &str =
    "      <imsss:sequencing><imsss:controlMode choice=\"true\" flow=\"true\"/></imsss:sequencing>\n";
const OF_ITEM: &str = "        <imsss:sequencing><imsss:deliveryControls completionSetByContent=\"true\" \
                       objectiveSetByContent=\"true\"/></imsss:sequencing>\n";
