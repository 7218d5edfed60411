//! Which corrections of a file find their place in the text on screen.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::Open;
use crate::correct::{Corrections, Kept, Places, Remark};
use crate::fact::{FactId, Quote};
use crate::relate::RelationId;

/// What of a file has its place, and what has none.
pub struct Placed {
    facts: BTreeMap<FactId, bool>,
    made: BTreeMap<RelationId, bool>,
    /// The words of what has none.
    pub lost: Vec<String>,
}

impl Placed {
    pub fn of(open: &Open, kept: &Kept) -> Placed {
        let corrections = Corrections::of(kept);
        let lesson = &open.lesson;
        let known: BTreeSet<&FactId> = lesson.facts.iter().map(|fact| &fact.id).collect();
        let mut places = Places::of(&lesson.document.text, &lesson.sentences);
        let mut has = |fact: &FactId, quote: &Quote| known.contains(fact) || places.find(quote).is_some();
        let mut placed = Placed { facts: BTreeMap::new(), made: BTreeMap::new(), lost: Vec::new() };
        for (fact, correction) in &corrections.facts {
            let is_there = has(fact, &correction.quote);
            placed.facts.insert(fact.clone(), is_there);
            if !is_there {
                placed.lost.push(correction.quote.exact.clone());
            }
        }
        for (relation, made) in &corrections.made {
            // Also of facts that the file itself makes.
            let mut gone = made.facts.iter().filter(|(fact, quote)| !has(fact, quote));
            let first_gone = gone.next().map(|(_, quote)| quote.exact.clone());
            placed.made.insert(relation.clone(), first_gone.is_none());
            placed.lost.extend(first_gone);
        }
        placed
    }

    pub fn has(&self, remark: &Remark) -> bool {
        match remark {
            Remark::Fact(fact, _) => self.facts.get(fact) == Some(&true),
            Remark::Made(relation, _) => self.made.get(relation) == Some(&true),
            // Whether there is such a relation is seen when the text has been read with the rest.
            Remark::Parted(..) => true,
        }
    }
}
