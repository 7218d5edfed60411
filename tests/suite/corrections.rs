//! What somebody reads otherwise, laid over a text: facts, cards and charts follow.

use konspekt::card::Card;
use konspekt::chart::Form;
use konspekt::correct::made::making;
use konspekt::correct::{CORRECTED, Correction, Corrections, MADE, Reading, made_id, quote};
use konspekt::extract::{Amount, Bound, Measure, Part};
use konspekt::fact::{Fact, FactId, FactKind, Quantity, Quote};
use konspekt::ingest;
use konspekt::lesson::Lesson;
use konspekt::lexicon::ru::morphology::Morphology;
use konspekt::relate::RelationKind;
use konspekt::span::Span;

const TEXT: &str = "В 1942 г. в городе было 88,7 тыс. рабочих. В 1944 г. там работало 120 тыс. рабочих.\n\nЗа год построили девяносто школ и сто бань.";

fn read(text: &str, corrections: &Corrections) -> Lesson {
    let document = ingest::read_text(text, None).expect("a text").document;
    Lesson::corrected(document, 0, Morphology::bundled(), corrections)
}

fn count(value: i64, subject: &str) -> Reading {
    let quantity = Quantity {
        amount: Amount::Decimal(value.into()),
        bound: Bound::Exact,
        upper: None,
        measure: Measure::Count,
        unit: subject.split(' ').next().unwrap_or_default().to_owned(),
        subject: subject.to_owned(),
    };
    Reading { kind: FactKind::Quantity(quantity), period: None, place: None, agent: None }
}

fn say(lesson: &Lesson, fact: &Fact, reading: Option<Reading>) -> Corrections {
    let mut corrections = Corrections::default();
    let quote = quote(&lesson.document, fact);
    corrections.facts.insert(fact.id.clone(), Correction { quote, reading });
    assert_eq!(Corrections::of(&corrections.kept()), corrections, "it is kept as it is");
    corrections
}

fn by_words<'a>(lesson: &'a Lesson, words: &str) -> Option<&'a Fact> {
    let is_it = |fact: &&Fact| fact.quantity().is_some() && fact.span.of(&lesson.document.text).contains(words);
    lesson.facts.iter().find(is_it)
}

#[test]
fn a_fact_is_read_otherwise_and_cards_follow() {
    let plain = read(TEXT, &Corrections::default());
    let fact = by_words(&plain, "88,7").expect("it is found");
    let mut reading = Reading::of(fact);
    let FactKind::Quantity(quantity) = &mut reading.kind else { panic!("a quantity") };
    quantity.subject = "оружейники".to_owned();
    quantity.bound = Bound::About;
    reading.period = Some(("1943".parse().expect("EDTF"), Some(Part::End)));
    reading.place = Some("Тула".to_owned());
    let corrections = say(&plain, fact, Some(reading.clone()));
    let corrected = read(TEXT, &corrections);
    let now = by_words(&corrected, "88,7").expect("it is still there");
    assert_eq!((&now.id, Reading::of(now), &*now.rule), (&fact.id, reading, CORRECTED));
    assert!(now.inferred.is_empty());
    assert_eq!(corrected.facts.len(), plain.facts.len());
    // Taken back, it is as the program reads it.
    let mut none = corrections.kept();
    assert!(!none.is_empty());
    none.correct(&fact.id, None);
    assert!(none.is_empty());
    assert_eq!(read(TEXT, &Corrections::of(&none)), plain);
}

#[test]
fn what_is_no_fact_makes_no_cards() {
    let plain = read(TEXT, &Corrections::default());
    let fact = by_words(&plain, "120").expect("it is found");
    let gone = read(TEXT, &say(&plain, fact, None));
    assert_eq!(by_words(&gone, "120"), None);
    assert!(gone.cards.iter().all(|card| !card.facts.contains(&fact.id)));
    assert!(gone.charts.iter().flat_map(|chart| &chart.rows).all(|row| row.fact != fact.id));
    assert!(plain.cards.iter().any(|card| card.facts.contains(&fact.id)), "there were some");
}

#[test]
fn words_that_nothing_was_read_from_become_a_fact() {
    let text = "Улица шла вдоль реки. Её звали Переулком Ткачей ещё при дедах.";
    let plain = read(text, &Corrections::default());
    let start = text.find("Переулком Ткачей").expect("the words");
    let span = Span::new(start, start + "Переулком Ткачей".len());
    assert!(plain.facts.iter().all(|fact| !fact.span.overlaps(span)), "nothing is read from them");
    let sentence = plain.sentences[1].span;
    let id = made_id(&plain.document, span);
    let quote = Quote::of(text, sentence, span);
    let mut corrections = Corrections::default();
    corrections.facts.insert(id.clone(), Correction { quote, reading: Some(count(12, "ткачи")) });
    let made = read(text, &corrections);
    let fact = made.facts.iter().find(|fact| fact.id == id).expect("it is there");
    assert_eq!((fact.span, fact.sentence, &*fact.rule, &*fact.evidence.exact), (span, 1, MADE, sentence.of(text)));
    assert!(made.mentions.quantities.iter().any(|mention| mention.span == span && mention.rule == MADE));
    assert!(made.mentions.skipped.iter().all(|skipped| !skipped.span.overlaps(span)));
}

#[test]
fn facts_that_somebody_relates_make_cards_and_a_chart_and_outlive_an_edit() {
    let text = "В области было 40 школ.\n\nПо утрам в долине стоял туман. Дорога была долгой.\n\nБез света оставались 12 школ.";
    let plain = read(text, &Corrections::default());
    let (whole, part) = (by_words(&plain, "40").expect("it is found"), by_words(&plain, "12").expect("it is found"));
    let has_both = |lesson: &Lesson| {
        lesson.relations.iter().filter(|relation| relation.facts == [whole.id.clone(), part.id.clone()]).count()
    };
    assert_eq!((has_both(&plain), plain.charts.len()), (0, 0), "nothing relates them");
    let (id, made) = making(&plain.document, RelationKind::PartOf, &[whole, part], "");
    assert_eq!(made.title, whole.quantity().expect("a figure").subject);
    let mut corrections = Corrections::default();
    corrections.made.insert(id.clone(), made);
    assert_eq!(Corrections::of(&corrections.kept()), corrections, "it is kept as it is");

    let related = read(text, &corrections);
    let relation = related.relations.iter().find(|relation| relation.id == id).expect("it is there");
    assert_eq!((relation.kind, &*relation.rule), (RelationKind::PartOf, MADE));
    let chart = related.charts.iter().find(|chart| chart.relation.as_ref() == Some(&id)).expect("its chart");
    assert_eq!((chart.form, chart.rows.len()), (Form::Part, 2));
    let prompts = |cards: &[Card]| cards.iter().map(|card| format!("{:?}", card.options)).collect::<Vec<_>>();
    assert_ne!(prompts(&related.cards), prompts(&plain.cards), "cards follow");

    // The whole has another id in an edited text: it is found by its words.
    let edited = format!("Это было давно. {text}");
    assert!(read(&edited, &Corrections::default()).facts.iter().all(|fact| fact.id != whole.id));
    let again = read(&edited, &corrections);
    assert!(again.relations.iter().any(|relation| relation.id == id), "{:?}", again.relations);
    assert_eq!(corrections.lost_relations(&again.relations).count(), 0);
    // A figure is gone, or grows over its whole: then it is lost, and nothing is guessed.
    for lesser in [text.replace("Без света оставались 12 школ.", "Света не было."), text.replace("было 40", "было 4")]
    {
        let gone = read(&lesser, &corrections);
        assert!(gone.relations.iter().all(|relation| relation.id != id));
        assert_eq!(corrections.lost_relations(&gone.relations).count(), 1);
    }
}

#[test]
fn a_correction_outlives_an_edit_of_the_text_elsewhere_and_another_id() {
    let plain = read(TEXT, &Corrections::default());
    let fact = by_words(&plain, "120").expect("it is found");
    let mut corrections = say(&plain, fact, Some(count(121_000, "рабочие")));
    let longer = format!("Сначала шли слова о том, как всё начиналось в этом городе у реки.\n\n{TEXT}");
    let corrected = read(&longer, &corrections);
    assert_eq!(by_words(&corrected, "120").map(|fact| &*fact.rule), Some(CORRECTED));
    assert_eq!(corrections.lost(&longer, &corrected.sentences).count(), 0);

    // As if another version had given it another id: it is found by its words, and keeps the id that cards know.
    let known = corrections.facts.remove(&fact.id).expect("it was said");
    let id = FactId("another".to_owned());
    corrections.facts.insert(id.clone(), known);
    assert_eq!(by_words(&read(TEXT, &corrections), "120").map(|fact| &fact.id), Some(&id));

    // Where its sentence is another one, it is lost and said to be.
    let other = TEXT.replace("там работало", "уже трудились");
    let corrected = read(&other, &corrections);
    assert_eq!(corrections.lost(&other, &corrected.sentences).count(), 1);
    assert_eq!(by_words(&corrected, "120").map(|fact| fact.rule == CORRECTED), Some(false));
}

#[test]
fn what_is_parted_is_no_relation_and_no_chart() {
    let plain = read(TEXT, &Corrections::default());
    let relation = plain.relations.first().expect("a series").id.clone();
    let mut corrections = Corrections::default();
    corrections.parted.insert(relation.clone());
    let parted = read(TEXT, &corrections);
    assert!(parted.relations.iter().all(|other| other.id != relation));
    assert!(parted.charts.iter().all(|chart| chart.relation != Some(relation.clone())));
    corrections.parted.remove(&relation);
    assert_eq!(read(TEXT, &corrections), plain);
}

/// Each of them would have searched the whole text.
#[test]
fn a_hundred_thousand_corrections_of_another_text_are_answered_at_once() {
    let text = "В 1942 г. в городе было 88,7 тыс. рабочих. ".repeat(2_000);
    let plain = read(&text, &Corrections::default());
    let foreign = |at: usize| {
        let exact = match at % 2 {
            0 => format!("В деревне № {at} жили трое."),
            _ => "В 1942 г. в городе было 88,7 тыс. рабочих.".to_owned(),
        };
        let quote = Quote { answer: (0, 1), prefix: "нигде".into(), suffix: "никогда".into(), exact };
        (FactId(format!("foreign-{at}")), Correction { quote, reading: None })
    };
    let corrections = Corrections { facts: (0..100_000).map(foreign).collect(), ..Corrections::default() };
    let sentences = &plain.sentences;
    assert_eq!(corrections.lost(&plain.document.text, sentences).count(), 100_000);
    assert_eq!(read(&text, &corrections).facts, plain.facts);
}
