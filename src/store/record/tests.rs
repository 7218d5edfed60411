use super::*;
use crate::chart::ChartId;
use crate::deck::{Arranged, ChartGuess, Interface, MadeChart, MadeRow};
use crate::fact::Quote;
use crate::relate::RelationId;

/// Records of version 1 as they were first written: these lines never change.
const FIRST: [&str; 6] = [
    r#"{"v":1,"device":"00c0ffee00c0ffee","number":1,"at":1772366400000,"offset":180,"body":{"lesson_added":{"lesson":"1234567890abcdef","title":"Лён","text":"В 1944 г. «собрано» 3\u00a0т.\n","source":{"author":"И. Петров","work":null,"published":"1970","url":null},"seed":18446744073709551615}}}"#,
    r#"{"v":1,"device":"00c0ffee00c0ffee","number":2,"at":1772366400001,"offset":180,"body":{"lesson_renamed":{"lesson":"1234567890abcdef","title":"Лён и хлопок"}}}"#,
    r#"{"v":1,"device":"00c0ffee00c0ffee","number":3,"at":1772366400002,"offset":-570,"body":{"reviewed":{"lesson":"1234567890abcdef","card":"0123456789abcdef0123","kind":"choice","answer":"3 т.","proposed":"again","chosen":"hard","took":4200,"content":"89abcdef012345670123"}}}"#,
    r#"{"v":1,"device":"00c0ffee00c0ffee","number":4,"at":1772366400003,"offset":0,"body":{"undone":{"device":"00c0ffee00c0ffee","number":3}}}"#,
    r#"{"v":1,"device":"00c0ffee00c0ffee","number":5,"at":1772366400004,"offset":0,"body":{"lesson_deleted":{"lesson":"1234567890abcdef"}}}"#,
    r#"{"v":1,"device":"00c0ffee00c0ffee","number":6,"at":-1,"offset":0,"body":{"setting_changed":{"key":"theme","value":"dark"}}}"#,
];

fn event(body: Body) -> Event {
    let device = DeviceId("00c0ffee00c0ffee".into());
    Event { id: EventId { device, number: 1 }, at: 1_772_366_400_000, offset: 180, body }
}

fn setting(value: &str) -> Event {
    event(Body::SettingChanged { key: "theme".into(), value: value.into() })
}

#[test]
fn the_first_records_stay_readable() {
    let lesson = || LessonId("1234567890abcdef".into());
    let bodies = [
        Body::LessonAdded {
            lesson: lesson(),
            title: "Лён".into(),
            text: "В 1944 г. «собрано» 3\u{a0}т.\n".into(),
            source: Source {
                author: Some("И. Петров".into()), published: Some("1970".into()), ..Source::default()
            },
            structure: None,
            seed: u64::MAX,
        },
        Body::LessonRenamed { lesson: lesson(), title: "Лён и хлопок".into() },
        Body::Reviewed(Review {
            lesson: lesson(),
            card: CardId("0123456789abcdef0123".into()),
            kind: CardKind::Choice,
            answer: Some("3 т.".into()),
            proposed: Some(Grade::Again),
            chosen: Grade::Hard,
            took: 4200,
            content: "89abcdef012345670123".into(),
        }),
        Body::Undone { event: EventId { device: DeviceId("00c0ffee00c0ffee".into()), number: 3 } },
        Body::LessonDeleted { lesson: lesson() },
        Body::SettingChanged { key: "theme".into(), value: "dark".into() },
    ];
    let moments = [(0, 180), (1, 180), (2, -570), (3, 0), (4, 0), (-1_772_366_400_001, 0)];
    for (index, ((record, body), (after, offset))) in FIRST.iter().zip(bodies).zip(moments).enumerate() {
        let mut event = event(body);
        event.id.number = index as u64 + 1;
        event.at += after;
        event.offset = offset;
        assert_eq!(decode(record).as_ref(), Some(&event), "{record}");
        assert_eq!(encode(&event).unwrap().replace('\u{a0}', "\\u00a0"), *record);
    }
}

/// A text with its structure, as it was first written: this line never changes.
const STRUCTURED: &str = r#"{"lesson_added":{"lesson":"1","title":"Лён","text":"Лён\n\nЕго много.","source":{"author":null,"work":null,"published":null,"url":null},"seed":7,"structure":"1 h6_2p18"}}"#;

#[test]
fn a_structure_is_kept_beside_its_text() {
    let event = event(Body::LessonAdded {
        lesson: LessonId("1".into()),
        title: "Лён".into(),
        text: "Лён\n\nЕго много.".into(),
        source: Source::default(),
        structure: Some("1 h6_2p18".into()),
        seed: 7,
    });
    let written = encode(&event).unwrap();
    assert!(written.ends_with(&format!(r#""body":{STRUCTURED}}}"#)), "{written}");
    assert_eq!(decode(&written), Some(event));
}

#[test]
fn every_kind_of_card_and_grade_is_read_back() {
    for kind in CardKind::ALL {
        for grade in [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy] {
            let event = event(Body::Reviewed(Review {
                lesson: LessonId("1".into()),
                card: CardId("2".into()),
                kind,
                answer: None,
                proposed: None,
                chosen: grade,
                took: 0,
                content: String::new(),
            }));
            assert_eq!(decode(&encode(&event).unwrap()), Some(event));
        }
    }
}

/// What is said of cards, as it was first written: these lines never change.
const OF_CARDS: [&str; 8] = [
    r#"{"card_flagged":{"lesson":"1","card":"2","flagged":true,"note":"не тот год"}}"#,
    r#"{"card_flagged":{"lesson":"1","card":"2","flagged":false,"note":null}}"#,
    r#"{"card_suspended":{"lesson":"1","card":"2","suspended":true}}"#,
    r#"{"card_formed":{"lesson":"1","card":"2","kind":"typed"}}"#,
    r#"{"card_edited":{"lesson":"1","card":"2","edit":{"prompt":[{"text":"Было "},"blank",{"text":" т."}],"answer":"3","accepts":["три"],"kind":"cloze","facts":["f"],"evidence":[{"exact":"Было 3 т.","prefix":"","suffix":" Стало 4.","from":9,"to":10}]}}}"#,
    r#"{"card_edited":{"lesson":"1","card":"2","edit":null}}"#,
    r#"{"cards_wanted":{"lesson":"1","count":40}}"#,
    r#"{"card_buried":{"lesson":"1","card":"2","buried":true}}"#,
];

fn of_cards() -> [Body; 8] {
    let (lesson, card) = (LessonId("1".into()), CardId("2".into()));
    let edit = Edit {
        prompt: vec![Piece::Text("Было ".into()), Piece::Blank, Piece::Text(" т.".into())],
        answer: "3".into(),
        accepts: vec!["три".into()],
        kind: CardKind::Cloze,
        facts: vec![FactId("f".into())],
        evidence: vec![Quote {
            exact: "Было 3 т.".into(),
            prefix: String::new(),
            suffix: " Стало 4.".into(),
            answer: (9, 10),
        }],
    };
    let at = || (lesson.clone(), card.clone());
    let flagged = |flagged, note| {
        let (lesson, card) = at();
        Body::CardFlagged { lesson, card, flagged, note }
    };
    let edited = |edit| {
        let (lesson, card) = at();
        Body::CardEdited { lesson, card, edit }
    };
    [
        flagged(true, Some("не тот год".into())),
        flagged(false, None),
        Body::CardSuspended { lesson: lesson.clone(), card: card.clone(), suspended: true },
        Body::CardFormed { lesson: lesson.clone(), card: card.clone(), kind: Some(CardKind::Typed) },
        edited(Some(edit)),
        edited(None),
        Body::CardsWanted { lesson: lesson.clone(), count: Some(40) },
        Body::CardBuried { lesson: lesson.clone(), card: card.clone(), buried: true },
    ]
}

#[test]
fn what_is_said_of_cards_stays_readable() {
    for (record, body) in OF_CARDS.into_iter().zip(of_cards()) {
        let event = event(body);
        let written = encode(&event).unwrap();
        assert!(written.ends_with(&format!(r#""body":{record}}}"#)), "{written}");
        assert_eq!(decode(&written), Some(event));
    }
}

/// What is said of charts, as it was first written: these lines never change.
const OF_CHARTS: [&str; 7] = [
    r#"{"chart_guessed":{"lesson":"1","chart":"2","guesses":[{"fact":"f","value":"41.5","truth":"1/3","right":false}]}}"#,
    r#"{"chart_titled":{"lesson":"1","chart":"2","title":"Доля"}}"#,
    r#"{"chart_titled":{"lesson":"1","chart":"2","title":null}}"#,
    r#"{"chart_hidden":{"lesson":"1","chart":"2","hidden":true}}"#,
    r#"{"charts_ordered":{"lesson":"1","charts":["2","3"]}}"#,
    r#"{"chart_made":{"lesson":"1","chart":"2","made":{"title":"Скот","rows":[{"fact":"f","quote":{"exact":"Было 3.","prefix":"","suffix":"","from":9,"to":10}}]}}}"#,
    r#"{"chart_made":{"lesson":"1","chart":"2","made":null}}"#,
];

fn of_charts() -> [Body; 7] {
    let (lesson, chart) = (LessonId("1".into()), ChartId("2".into()));
    let guess = ChartGuess {
        fact: FactId("f".into()),
        value: "41.5".parse().unwrap(),
        truth: "1/3".parse().unwrap(),
        right: false,
    };
    let quote = Quote { exact: "Было 3.".into(), prefix: String::new(), suffix: String::new(), answer: (9, 10) };
    let made = MadeChart { title: "Скот".into(), rows: vec![MadeRow { fact: FactId("f".into()), quote }] };
    let titled = |title| Body::ChartTitled { lesson: lesson.clone(), chart: chart.clone(), title };
    let making = |made| Body::ChartMade { lesson: lesson.clone(), chart: chart.clone(), made };
    [
        Body::ChartGuessed { lesson: lesson.clone(), chart: chart.clone(), guesses: vec![guess] },
        titled(Some("Доля".into())),
        titled(None),
        Body::ChartHidden { lesson: lesson.clone(), chart: chart.clone(), hidden: true },
        Body::ChartsOrdered { lesson: lesson.clone(), charts: vec![chart.clone(), ChartId("3".into())] },
        making(Some(made)),
        making(None),
    ]
}

#[test]
fn what_is_said_of_charts_stays_readable() {
    for (record, body) in OF_CHARTS.into_iter().zip(of_charts()) {
        let event = event(body);
        let written = encode(&event).unwrap();
        assert!(written.ends_with(&format!(r#""body":{record}}}"#)), "{written}");
        assert_eq!(decode(&written), Some(event));
    }
}

#[test]
fn what_is_said_of_charts_has_its_limits() {
    let refused = |body: Body| matches!(encode(&event(body)), Err(StoreError::Failed(_)));
    let [guessed, titled, .., ordered, made, _] = of_charts();
    let Body::ChartGuessed { lesson, chart, guesses } = guessed else { unreachable!() };
    let guessed = |rows| Body::ChartGuessed {
        lesson: lesson.clone(),
        chart: chart.clone(),
        guesses: vec![guesses[0].clone(); rows],
    };
    // A long table makes a long chart, and whoever has guessed it has done so.
    assert!(!refused(guessed(LONGEST_ORDER)) && refused(guessed(LONGEST_ORDER + 1)));
    let Body::ChartTitled { lesson, chart, .. } = titled else { unreachable!() };
    assert!(refused(Body::ChartTitled { lesson, chart, title: Some("x".repeat(LONGEST_WORDS + 1)) }));
    let Body::ChartsOrdered { lesson, charts } = ordered else { unreachable!() };
    assert!(refused(Body::ChartsOrdered { lesson, charts: vec![charts[0].clone(); LONGEST_ORDER + 1] }));
    let Body::ChartMade { lesson, chart, made: Some(made) } = made else { unreachable!() };
    let made = MadeChart { rows: vec![made.rows[0].clone(); LONGEST_LIST + 1], ..made };
    assert!(refused(Body::ChartMade { lesson, chart, made: Some(made) }));
}

#[test]
fn an_edit_has_its_limits() {
    let edited = |change: fn(&mut Edit)| {
        let [.., Body::CardEdited { lesson, card, edit }, _, _, _] = of_cards() else { unreachable!() };
        let edit = edit.map(|mut edit| {
            change(&mut edit);
            edit
        });
        encode(&event(Body::CardEdited { lesson, card, edit }))
    };
    assert!(edited(|edit| edit.answer = "x".repeat(LONGEST_WORDS)).is_ok());
    let changes: [fn(&mut Edit); 5] = [
        |edit| edit.answer = "x".repeat(LONGEST_WORDS + 1),
        |edit| edit.prompt = vec![Piece::Blank; LONGEST_LIST + 1],
        |edit| edit.prompt = vec![Piece::Text("x".repeat(LONGEST_WORDS + 1))],
        |edit| edit.facts = vec![FactId("x".repeat(LONGEST_ID + 1))],
        |edit| edit.evidence[0].exact = "x".repeat(LONGEST_WORDS + 1),
    ];
    for change in changes {
        assert!(matches!(edited(change), Err(StoreError::Failed(_))));
    }
}

#[test]
fn what_cannot_be_read_is_not_guessed_at() {
    let good = FIRST[5];
    assert!(decode(good).is_some());
    for (from, to) in [
        (r#""v":1"#, r#""v":2"#),
        (r#""v":1,"#, ""),
        ("setting_changed", "card_hidden"),
        (r#""number":6"#, r#""number":-6"#),
        (r#""number":6"#, r#""number":9007199254740993"#),
        (r#""offset":0"#, r#""offset":1441"#),
        (r#""at":-1"#, r#""at":8640000000000001"#),
        (r#""at":-1"#, r#""at":"yesterday""#),
        ("}}}", "}}"),
        ("dark", "\u{0}"),
    ] {
        let record = good.replace(from, to);
        assert_ne!(record, good);
        assert_eq!(decode(&record), None, "{record}");
    }
    assert_eq!(decode(&FIRST[2].replace("choice", "essay")), None);
    assert_eq!(decode(""), None);
    // A key added by a later version of the same form does no harm.
    assert!(decode(&good.replace(r#""at""#, r#""note":"x","at""#)).is_some());
}

#[test]
fn what_is_over_a_limit_is_refused_before_it_is_written() {
    assert!(encode(&setting(&"x".repeat(LONGEST_WORDS))).is_ok());
    let long = setting(&"x".repeat(LONGEST_WORDS + 1));
    assert_eq!(encode(&long), Err(StoreError::Failed("value is over its limit".into())));
    assert_eq!(decode(&write(&long)), None);
    let long_id = event(Body::LessonDeleted { lesson: LessonId("x".repeat(LONGEST_ID + 1)) });
    assert_eq!(encode(&long_id), Err(StoreError::Failed("lesson is over its limit".into())));
}

proptest::proptest! {
    #[test]
    fn any_words_are_read_back(value: String) {
        let event = setting(&value);
        proptest::prop_assert_eq!(decode(&encode(&event).unwrap()), Some(event));
    }

    #[test]
    fn no_record_is_too_odd_to_be_looked_at(record: String, cut in 0..200usize) {
        decode(&record);
        let cut: String = FIRST[2].chars().take(cut).collect();
        proptest::prop_assert_eq!(decode(&cut), None);
    }
}

/// The bodies of records of corrections and tags as they were first written: these lines never change.
const OF_FACTS: [&str; 5] = [
    r#"{"fact_corrected":{"lesson":"1","fact":"2","correction":"{\"quote\":0}"}}"#,
    r#"{"fact_corrected":{"lesson":"1","fact":"2","correction":null}}"#,
    r#"{"relation_parted":{"lesson":"1","relation":"3","parted":true}}"#,
    r#"{"lesson_tagged":{"lesson":"1","tags":["война","9 класс"]}}"#,
    r#"{"relation_made":{"lesson":"1","relation":"3","made":"{}"}}"#,
];

/// The bodies of records of an arrangement as they were first written: these lines never change.
const OF_ARRANGEMENT: [&str; 7] = [
    r#"{"lesson_arranged":{"lesson":"1","what":"introduction","value":"Слово"}}"#,
    r#"{"lesson_arranged":{"lesson":"1","what":"cards","value":["4","5"]}}"#,
    r#"{"lesson_arranged":{"lesson":"1","what":"hidden","fact":"2","value":null}}"#,
    r#"{"lesson_arranged":{"lesson":"1","what":"language","value":"en"}}"#,
    r#"{"lesson_arranged":{"lesson":"1","what":"language","value":null}}"#,
    r#"{"lesson_arranged":{"lesson":"1","what":"seed","value":7}}"#,
    r#"{"lesson_arranged":{"lesson":"1","what":"taken","card":"4","value":true}}"#,
];

#[test]
fn an_arrangement_is_written_as_it_was_and_read_back() {
    let said = [
        Arranged::Introduction(Some("Слово".into())),
        Arranged::Cards(vec![CardId("4".into()), CardId("5".into())]),
        Arranged::Hidden(FactId("2".into()), None),
        Arranged::Language(Some(Interface::English)),
        Arranged::Language(None),
        Arranged::Seed(Some(7)),
        Arranged::Taken(CardId("4".into()), true),
    ];
    for (said, written) in said.into_iter().zip(OF_ARRANGEMENT) {
        let body = Body::LessonArranged { lesson: LessonId("1".into()), said };
        let event =
            Event { id: EventId { device: DeviceId("00c0ffee00c0ffee".into()), number: 1 }, at: 0, offset: 0, body };
        let record = encode(&event).expect("within the limits");
        assert!(record.ends_with(&[r#""body":"#, written, "}"].concat()), "{record}");
        assert_eq!(decode(&record), Some(event));
        // What a later version may arrange is set aside, and not taken for something else.
        assert_eq!(decode(&record.replace(r#""what":""#, r#""what":"other "#)), None);
    }
}

#[test]
fn what_is_said_of_facts_is_written_as_it_was_and_read_back() {
    let (lesson, fact) = (LessonId("1".into()), FactId("2".into()));
    let corrected = |correction: Option<&str>| {
        let correction = correction.map(str::to_owned);
        Body::FactCorrected { lesson: lesson.clone(), fact: fact.clone(), correction }
    };
    let bodies = [
        corrected(Some("{\"quote\":0}")),
        corrected(None),
        Body::RelationParted { lesson: lesson.clone(), relation: RelationId("3".into()), parted: true },
        Body::LessonTagged { lesson: lesson.clone(), tags: vec!["война".into(), "9 класс".into()] },
        Body::RelationMade { lesson: lesson.clone(), relation: RelationId("3".into()), made: Some("{}".into()) },
    ];
    for (body, written) in bodies.into_iter().zip(OF_FACTS) {
        let event =
            Event { id: EventId { device: DeviceId("00c0ffee00c0ffee".into()), number: 1 }, at: 0, offset: 0, body };
        let record = encode(&event).expect("within the limits");
        assert!(record.ends_with(&[r#""body":"#, written, "}"].concat()), "{record}");
        assert_eq!(decode(&record), Some(event));
    }
}
