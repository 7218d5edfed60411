//! Relations that a person makes of chosen facts. Each keeps the quotes of its facts, so that it outlives what the program calls them.

use std::collections::HashMap;

use super::form::{quote_form, read_quote};
use super::{Corrections, MADE, Places};
use crate::document::Document;
use crate::fact::{Fact, FactId, Quote};
use crate::json::{self, list, object, text};
use crate::order;
use crate::relate::{Relation, RelationId, RelationKind, made::misfit};
use crate::segment::Sentence;

/// Facts of one relation; of more nobody says one by one how they are related.
pub const MOST: usize = 64;

#[derive(Clone, Debug, PartialEq)]
pub struct MadeRelation {
    pub kind: RelationKind,
    pub title: String,
    /// As the relation has them.
    pub facts: Vec<(FactId, Quote)>,
}

/// As it is kept.
pub fn write(made: &MadeRelation) -> String {
    let facts = made.facts.iter().map(|(id, quote)| object(vec![("fact", text(&id.0)), ("quote", quote_form(quote))]));
    let form = object(vec![("kind", text(made.kind.name())), ("title", text(&made.title)), ("facts", list(facts))]);
    let mut out = String::new();
    form.write(&mut out);
    out
}

/// `None`: it is none, or one of a newer version.
pub fn read(written: &str) -> Option<MadeRelation> {
    let mut form = json::read(written)?;
    let name = form.take_text("kind")?;
    let kind = RelationKind::ALL.into_iter().find(|kind| kind.name() == name)?;
    let title = form.take_text("title")?;
    let facts = form.take_list("facts").filter(|facts| facts.len() <= MOST)?;
    let fact = |mut fact: json::Json| Some((FactId(fact.take_text("fact")?), read_quote(&mut fact.take("quote")?)?));
    let facts = facts.into_iter().map(fact).collect::<Option<_>>()?;
    Some(MadeRelation { kind, title, facts })
}

/// What a person makes of these facts; they have to fit ([`misfit`]).
pub fn making(document: &Document, kind: RelationKind, facts: &[&Fact], title: &str) -> (RelationId, MadeRelation) {
    let ids: Vec<FactId> = facts.iter().map(|fact| fact.id.clone()).collect();
    let title = match title.trim() {
        "" => facts.iter().find_map(|fact| fact.quantity()).map_or("", |quantity| quantity.subject.as_str()),
        title => title,
    };
    let quoted = |fact: &&Fact| (fact.id.clone(), super::quote(document, fact));
    let facts = facts.iter().map(quoted).collect();
    (RelationId::of(kind, &ids), MadeRelation { kind, title: title.to_owned(), facts })
}

/// Puts what a person has made among the relations. What has lost one of its facts, or does not fit any more, is not there.
pub(super) fn lay_over(
    document: &Document,
    sentences: &[Sentence],
    facts: &[Fact],
    relations: &mut Vec<Relation>,
    corrections: &Corrections,
) {
    if corrections.made.is_empty() {
        return;
    }
    let mut places = Places::of(&document.text, sentences);
    let known: HashMap<&FactId, usize> = facts.iter().enumerate().map(|(at, fact)| (&fact.id, at)).collect();
    for (id, made) in &corrections.made {
        let found = made.facts.iter().map(|(id, quote)| match known.get(id) {
            Some(at) => facts.get(*at),
            None => {
                let (_, span) = places.find(quote)?;
                let from = facts.partition_point(|fact| fact.span.start < span.start);
                facts[from..].iter().take_while(|fact| fact.span.start == span.start).find(|fact| fact.span == span)
            }
        });
        let Some(found) = found.collect::<Option<Vec<&Fact>>>() else { continue };
        if misfit(made.kind, &found).is_some() {
            continue;
        }
        let ids: Vec<FactId> = found.iter().map(|fact| fact.id.clone()).collect();
        relations.retain(|relation| relation.kind != made.kind || relation.facts != ids);
        let (id, title) = (id.clone(), made.title.clone());
        relations.push(Relation { id, kind: made.kind, title, facts: ids, rule: MADE.into() });
    }
    order::by_key(relations, |relation| relation.facts.iter().filter_map(|fact| known.get(fact)).min().copied());
}

impl Corrections {
    /// The relations that somebody has made and that are not among those of the text: their figures are gone, or are no such relation.
    pub fn lost_relations<'a>(
        &'a self,
        relations: &'a [Relation],
    ) -> impl Iterator<Item = (&'a RelationId, &'a MadeRelation)> {
        self.made.iter().filter(|(id, _)| relations.iter().all(|relation| relation.id != **id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As they were first written: these lines never change.
    const FIRST: [&str; 2] = [
        r#"{"kind":"part_of","title":"школы","facts":[{"fact":"a","quote":{"exact":"Было 3.","prefix":"","suffix":"","from":9,"to":10}},{"fact":"b","quote":{"exact":"Из них 2.","prefix":"","suffix":"","from":11,"to":12}}]}"#,
        r#"{"kind":"series","title":"","facts":[]}"#,
    ];

    #[test]
    fn what_is_written_is_as_it_was_and_read_back() {
        let quote = |exact: &str, answer| Quote { exact: exact.into(), answer, ..Quote::default() };
        let facts =
            vec![(FactId("a".into()), quote("Было 3.", (9, 10))), (FactId("b".into()), quote("Из них 2.", (11, 12)))];
        let all = [
            MadeRelation { kind: RelationKind::PartOf, title: "школы".into(), facts },
            MadeRelation { kind: RelationKind::Series, title: String::new(), facts: Vec::new() },
        ];
        for (made, written) in all.into_iter().zip(FIRST) {
            assert_eq!(write(&made), written);
            assert_eq!(read(written), Some(made));
        }
        for bad in
            ["", "{}", r#"{"kind":"whole","title":"","facts":[]}"#, r#"{"kind":"series","title":"","facts":[1]}"#]
        {
            assert_eq!(read(bad), None, "{bad}");
        }
        let many =
            vec![r#"{"fact":"a","quote":{"exact":"","prefix":"","suffix":"","from":0,"to":0}}"#; MOST + 1].join(",");
        assert_eq!(read(&format!(r#"{{"kind":"series","title":"","facts":[{many}]}}"#)), None);
    }
}
