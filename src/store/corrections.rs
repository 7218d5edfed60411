//! A file of corrections: what somebody reads otherwise in one text, to be taken to another device, another person or the command line.

use super::record::{LONGEST_ID, LONGEST_WORDS};
use crate::correct::{Kept, form, made};
use crate::fact::FactId;
use crate::json::{self, Json, list, number, object, text};
use crate::relate::RelationId;

/// More than a text has figures, in a file.
const MOST: usize = 100_000;

/// The file: one JSON object, as `docs/corrections.md` tells.
pub fn write(kept: &Kept) -> String {
    let facts = kept.facts.iter().filter_map(|(fact, correction)| {
        Some(object(vec![("fact", text(&fact.0)), ("correction", json::read(correction)?)]))
    });
    let made = kept.made.iter().filter_map(|(relation, made)| {
        Some(object(vec![("relation", text(&relation.0)), ("made", json::read(made)?)]))
    });
    let file = object(vec![
        ("konspekt_corrections", number(1)),
        ("facts", list(facts)),
        ("parted", list(kept.parted.iter().map(|relation| text(&relation.0)))),
        ("made", list(made)),
    ]);
    let mut out = String::new();
    file.write(&mut out);
    out.push('\n');
    out
}

/// `None`: it is no such file, or one of a newer version.
pub fn read(file: &str) -> Option<Kept> {
    let mut file = json::read(file.trim_start_matches('\u{feff}').trim())?;
    if file.take_number::<u64>("konspekt_corrections")? != 1 {
        return None;
    }
    let mut kept = Kept::default();
    let facts = file.take_list("facts").filter(|facts| facts.len() <= MOST)?;
    for mut one in facts {
        let fact = one.take_text("fact").filter(|fact| fact.len() <= LONGEST_ID)?;
        let mut correction = String::new();
        one.take("correction")?.write(&mut correction);
        if correction.len() > LONGEST_WORDS {
            return None;
        }
        kept.correct(&FactId(fact), Some(form::write(&form::read(&correction)?).into()));
    }
    for relation in file.take_list("parted")?.into_iter().map(Json::into_text) {
        kept.part(&RelationId(relation.filter(|relation| relation.len() <= LONGEST_ID)?), true);
    }
    // Files of earlier versions have none.
    for mut one in file.take_list("made").unwrap_or_default().into_iter().take(MOST) {
        let relation = one.take_text("relation").filter(|relation| relation.len() <= LONGEST_ID)?;
        let mut written = String::new();
        one.take("made")?.write(&mut written);
        if written.len() > LONGEST_WORDS {
            return None;
        }
        kept.relate(&RelationId(relation), Some(made::write(&made::read(&written)?).into()));
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::correct::{Correction, MadeRelation};
    use crate::fact::Quote;
    use crate::relate::RelationKind;

    #[test]
    fn what_is_written_is_read() {
        let mut corrections = Kept::default();
        let quote =
            Quote { exact: "Было «3».".into(), prefix: "а\n".into(), suffix: String::new(), answer: (11, 12) };
        let written = form::write(&Correction { quote, reading: None });
        corrections.correct(&FactId("f".into()), Some(written.into()));
        corrections.part(&RelationId("r".into()), true);
        let earlier = write(&corrections).replace(",\"made\":[]", "");
        assert_eq!(read(&earlier).as_ref(), Some(&corrections), "as files were written before");
        let fact = (FactId("f".into()), Quote { exact: "Было 3.".into(), ..Quote::default() });
        let related = MadeRelation { kind: RelationKind::PartOf, title: "школы".into(), facts: vec![fact] };
        corrections.relate(&RelationId("m".into()), Some(made::write(&related).into()));
        let file = write(&corrections);
        assert_eq!(read(&file), Some(corrections));
        assert_eq!(read(&format!("\u{feff}{file}")).map(|read| read.facts.len()), Some(1));
        assert!(serde_json::from_str::<serde_json::Value>(&file).is_ok());
    }

    #[test]
    fn what_is_no_such_file_is_refused() {
        for file in [
            "",
            "{}",
            "[]",
            r#"{"konspekt_corrections":2,"facts":[],"parted":[]}"#,
            r#"{"konspekt_corrections":1,"facts":[1],"parted":[]}"#,
            r#"{"konspekt_corrections":1,"facts":[],"parted":[],"made":[1]}"#,
        ] {
            assert_eq!(read(file), None, "{file}");
        }
    }
}
