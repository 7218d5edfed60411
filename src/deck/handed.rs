//! What of a lesson is handed on to others: how it is read, its cards and its charts as somebody has arranged them, and nothing of
//! what the learner has done with them.

use super::{Body, CardWork, ChartWork, Entry, LessonId, Work};

impl Entry {
    /// The events that make the lesson somewhere else, in an order in which they can be folded. Left out are reviews, guesses,
    /// flags, what was put aside for a day, and the words under which the lesson stands here.
    pub fn handed_on(&self, lesson: &LessonId) -> Vec<Body> {
        let Entry { title, text, source, structure, seed, added: _, work } = self;
        let Work { cards, wanted, charts, chart_order, tags: _, corrections, publication, arranged } = &**work;
        let credited = publication.as_ref().map_or_else(|| (**source).clone(), |said| said.credited(source));
        let mut bodies = vec![Body::LessonAdded {
            lesson: lesson.clone(),
            title: title.to_string(),
            text: text.to_string(),
            source: credited,
            structure: structure.as_deref().map(str::to_owned),
            seed: *seed,
        }];
        if let Some(publication) = publication {
            bodies.push(Body::LessonPublished { lesson: lesson.clone(), publication: (**publication).clone() });
        }
        for (fact, correction) in &corrections.facts {
            let correction = Some(correction.to_string());
            bodies.push(Body::FactCorrected { lesson: lesson.clone(), fact: fact.clone(), correction });
        }
        for relation in &corrections.parted {
            bodies.push(Body::RelationParted { lesson: lesson.clone(), relation: relation.clone(), parted: true });
        }
        for (relation, made) in &corrections.made {
            let made = Some(made.to_string());
            bodies.push(Body::RelationMade { lesson: lesson.clone(), relation: relation.clone(), made });
        }
        if wanted.is_some() {
            bodies.push(Body::CardsWanted { lesson: lesson.clone(), count: *wanted });
        }
        for (card, work) in cards {
            let CardWork { reviews: _, estimates: _, flag: _, is_suspended, buried: _, form, edit } = work;
            let (lesson, card) = (|| lesson.clone(), || card.clone());
            if *is_suspended {
                bodies.push(Body::CardSuspended { lesson: lesson(), card: card(), suspended: true });
            }
            if form.is_some() {
                bodies.push(Body::CardFormed { lesson: lesson(), card: card(), kind: *form });
            }
            if let Some(edit) = edit {
                bodies.push(Body::CardEdited { lesson: lesson(), card: card(), edit: Some((**edit).clone()) });
            }
        }
        for (chart, work) in charts {
            let ChartWork { guesses: _, title, is_hidden, made } = work;
            let (lesson, chart) = (|| lesson.clone(), || chart.clone());
            if let Some(made) = made {
                bodies.push(Body::ChartMade { lesson: lesson(), chart: chart(), made: Some((**made).clone()) });
            }
            if let Some(title) = title {
                bodies.push(Body::ChartTitled { lesson: lesson(), chart: chart(), title: Some(title.to_string()) });
            }
            if *is_hidden {
                bodies.push(Body::ChartHidden { lesson: lesson(), chart: chart(), hidden: true });
            }
        }
        if !chart_order.is_empty() {
            bodies.push(Body::ChartsOrdered { lesson: lesson.clone(), charts: chart_order.to_vec() });
        }
        bodies.extend(arranged.said().into_iter().map(|said| Body::LessonArranged { lesson: lesson.clone(), said }));
        bodies
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::{CardId, CardKind};
    use crate::chart::ChartId;
    use crate::deck::{
        Arranged, Deck, DeviceId, Edit, Event, EventId, Grade, Interface, MadeChart, Publication, Review, Share,
    };
    use crate::document::Source;
    use crate::fact::{FactId, Quote};
    use crate::relate::RelationId;

    fn deck(bodies: Vec<Body>) -> Deck {
        let event = |(number, body)| {
            let id = EventId { device: DeviceId("a".repeat(16)), number };
            Event { id, at: number as i64, offset: 0, body }
        };
        Deck::of(&(1..).zip(bodies).map(event).collect::<Vec<_>>())
    }

    #[test]
    fn the_lesson_is_the_same_elsewhere_but_for_what_is_the_learners_own() {
        let lesson = LessonId("1".repeat(16));
        let (card, chart) = (|| CardId("c".to_owned()), || ChartId("h".to_owned()));
        let edit = Edit {
            prompt: Vec::new(),
            answer: "5".to_owned(),
            accepts: Vec::new(),
            kind: CardKind::Question,
            facts: vec![FactId("f".to_owned())],
            evidence: Vec::new(),
        };
        let arranged = |said| Body::LessonArranged { lesson: lesson.clone(), said };
        let of_teacher = [
            Body::LessonAdded {
                lesson: lesson.clone(),
                title: "Тыл".to_owned(),
                text: "Было 5 лет.".to_owned(),
                source: Source { author: Some("Иванов".to_owned()), ..Source::default() },
                structure: Some("1 p11".to_owned()),
                seed: 7,
            },
            Body::LessonRenamed { lesson: lesson.clone(), title: "Глава".to_owned() },
            Body::LessonPublished {
                lesson: lesson.clone(),
                publication: Publication { share: Share::Evidence, ..Publication::default() },
            },
            Body::FactCorrected {
                lesson: lesson.clone(),
                fact: FactId("f".to_owned()),
                correction: Some("{}".to_owned()),
            },
            Body::RelationParted { lesson: lesson.clone(), relation: RelationId("r".to_owned()), parted: true },
            Body::RelationMade {
                lesson: lesson.clone(),
                relation: RelationId("m".to_owned()),
                made: Some("{}".to_owned()),
            },
            Body::CardsWanted { lesson: lesson.clone(), count: Some(3) },
            Body::CardSuspended { lesson: lesson.clone(), card: card(), suspended: true },
            Body::CardFormed { lesson: lesson.clone(), card: card(), kind: Some(CardKind::Cloze) },
            Body::CardEdited { lesson: lesson.clone(), card: card(), edit: Some(edit) },
            Body::ChartMade {
                lesson: lesson.clone(),
                chart: chart(),
                made: Some(MadeChart { title: "Ряд".to_owned(), rows: Vec::new() }),
            },
            Body::ChartTitled { lesson: lesson.clone(), chart: chart(), title: Some("Ход".to_owned()) },
            Body::ChartHidden { lesson: lesson.clone(), chart: chart(), hidden: true },
            Body::ChartsOrdered { lesson: lesson.clone(), charts: vec![chart()] },
            arranged(Arranged::Introduction(Some("Слово учителя".to_owned()))),
            arranged(Arranged::Cards(vec![card()])),
            arranged(Arranged::Taken(card(), true)),
            arranged(Arranged::Hidden(FactId("f".to_owned()), Some(Quote::default()))),
            arranged(Arranged::Language(Some(Interface::English))),
            arranged(Arranged::Seed(Some(9))),
        ];
        let review = Review {
            lesson: lesson.clone(),
            card: card(),
            kind: CardKind::Cloze,
            answer: None,
            proposed: None,
            chosen: Grade::Good,
            took: 1,
            content: String::new(),
        };
        let of_learner = [
            Body::Reviewed(review),
            Body::CardFlagged { lesson: lesson.clone(), card: card(), flagged: true, note: None },
            Body::CardBuried { lesson: lesson.clone(), card: card(), buried: true },
            Body::LessonTagged { lesson: lesson.clone(), tags: vec!["9 класс".to_owned()] },
            Body::ChartGuessed { lesson: lesson.clone(), chart: chart(), guesses: Vec::new() },
        ];
        let here = deck(of_teacher.iter().chain(&of_learner).cloned().collect());
        let there = deck(here.lessons[&lesson].handed_on(&lesson));
        let made = deck(of_teacher.to_vec());
        let (there, made) = (&there.lessons[&lesson], &made.lessons[&lesson]);
        assert_eq!(Entry { added: made.added, ..there.clone() }, *made);
        assert_ne!(here.lessons[&lesson].work, made.work, "the learner has done something");
    }
}
