use super::*;
use crate::anki;
use crate::card::{Answer, Card, CardId, CardKind, Choice, Piece, Proof, Reason};
use crate::deck::{Body, Deck, Edit, Event};
use crate::document::Source;
use crate::export::{Format, Loss, lost};
use crate::span::Span;
use crate::store::record;

const TEXT: &str = "В 1944 году собрано 49,1 млн т зерна. Потом больше.";

fn card(id: &str, kind: CardKind, prompt: Vec<Piece>, answer: &str) -> Card {
    let sentence = Span::new(0, TEXT.find(" Потом").expect("a sentence"));
    Card {
        id: CardId(id.to_owned()),
        kind,
        prompt,
        options: Vec::new(),
        answer: Answer { text: answer.to_owned(), value: None, accepts: Vec::new(), tolerance: None, years: None },
        evidence: vec![Proof { sentence, answer: sentence }],
        facts: Vec::new(),
        weight: 1.0,
        siblings: None,
        confusable: None,
        derivation: None,
        trusted: true,
    }
}

fn words(text: &str) -> Piece {
    Piece::Text(text.to_owned())
}

fn option(text: &str, reason: Option<Reason>) -> Choice {
    Choice { text: text.to_owned(), correct: reason.is_none(), reason }
}

fn cards() -> Vec<Card> {
    let blank = vec![words("В 1944 году собрано "), Piece::Blank, words(" зерна {да}.")];
    let mut chosen = card("c2", CardKind::Choice, blank.clone(), "49,1 млн т");
    chosen.options = vec![option("49,1 млн т", None), option("19,4 млн т", Some(Reason::DigitsSwapped))];
    let mut ordered = card("c3", CardKind::Ordering, vec![words("Что раньше?")], "1");
    let when = |time: &str| Some(Reason::When(time.to_owned()));
    ordered.options = vec![option("Ящик", when("1941")), option("Арбуз", when("1944"))];
    let mut typed = card("c4", CardKind::Typed, vec![words("Сколько <млн>\nт & чего?")], "49,1");
    typed.answer.accepts = vec!["49.1".to_owned()];
    vec![
        card("c1", CardKind::Cloze, blank, "49::1 }} млн"),
        chosen,
        ordered,
        typed,
        card("c5", CardKind::Question, vec![words("#Вопрос\t[sound:x]?")], "«\"да\"»"),
        card("c6", CardKind::Chart, vec![words("График")], ""),
    ]
}

fn chosen(cards: &[Card]) -> Chosen<'_> {
    static SOURCE: Source = Source { author: None, work: None, published: None, url: None };
    Chosen { lesson: "l1", title: "Тыл::1944\n год", cards, text: TEXT, source: &SOURCE, introduction: None }
}

/// What our own reader makes of a file: the prompt, a blank as such, and the answer of each card.
fn read(file: &[u8]) -> (Deck, Vec<(String, String)>) {
    let (records, _) = anki::read(file, "x.txt", 0).expect("a file of Anki");
    let events: Vec<Event> = records.iter().filter_map(|record| record::decode(record)).collect();
    let said = |edit: &Edit| {
        let piece = |piece: &Piece| if let Piece::Text(text) = piece { text.clone() } else { "____".to_owned() };
        (edit.prompt.iter().map(piece).collect::<String>(), edit.answer.clone())
    };
    let mut found: Vec<(String, String)> = (events.iter())
        .filter_map(|event| match &event.body {
            Body::CardEdited { edit: Some(edit), .. } => Some(said(edit)),
            _ => None,
        })
        .collect();
    found.sort();
    (Deck::of(&events), found)
}

fn pair(prompt: &str, answer: &str) -> (String, String) {
    (prompt.to_owned(), answer.to_owned())
}

#[test]
fn a_package_holds_what_the_cards_say() {
    let cards = cards();
    let file = package(&[chosen(&cards)], 1_772_366_400).expect("a package");
    let (deck, found) = read(&file);
    assert_eq!(deck.lessons.values().map(|entry| &*entry.title).collect::<Vec<_>>(), ["Тыл: 1944 год"]);
    let evidence = "В 1944 году собрано 49,1 млн т зерна.";
    let mut expected = vec![
        pair("В 1944 году собрано ____ зерна {да}.", &format!("49::1 }}}} млн\n{evidence}")),
        pair("В 1944 году собрано ____ зерна {да}.\n49,1 млн т\n19,4 млн т", &format!("49,1 млн т\n{evidence}")),
        pair("Что раньше?\nАрбуз\nЯщик", &format!("Ящик (1941)\nАрбуз (1944)\n{evidence}")),
        pair("Сколько <млн>\nт & чего?", "49,1"),
        pair("#Вопрос [sound:x]?", &format!("«\"да\"»\n{evidence}")),
    ];
    expected.sort();
    assert_eq!(found, expected);
    assert!(deck.lessons.values().all(|entry| entry.text.contains(evidence)));
    assert_eq!(package(&[chosen(&cards)], 1_772_366_400), Ok(file), "the same bytes");
}

#[test]
fn notes_as_text_are_question_and_answer() {
    let cards = cards();
    let text = text(&[chosen(&cards)]);
    assert!(text.starts_with("#separator:tab\n#html:true\n"));
    let (_, found) = read(text.as_bytes());
    assert_eq!(found.len(), 5);
    let cut = pair("В 1944 году собрано ____ зерна {да}.", "49::1 }} млн\nВ 1944 году собрано 49,1 млн т зерна.");
    assert!(found.contains(&cut), "{found:?}");
}

/// Whoever teaches two chapters called `Глава 1` gets one deck, the same whichever comes first: Anki knows a deck by its name.
#[test]
fn lessons_of_one_title_share_a_deck() {
    let cards = cards();
    let (one, other) = (chosen(&cards[..2]), Chosen { lesson: "l2", ..chosen(&cards[2..]) });
    for lessons in [[one, other], [other, one]] {
        let (deck, found) = read(&package(&lessons, 1_772_366_400).expect("a package"));
        assert_eq!((deck.lessons.len(), found.len()), (1, 5));
    }
}

#[test]
fn what_is_lost_is_counted() {
    let each = [Loss::Charts, Loss::Reasons, Loss::Acts, Loss::Accepts].map(|loss| (loss, 1));
    assert_eq!(lost(Format::Apkg, &[chosen(&cards())]), each);
    assert_eq!(lost(Format::AnkiText, &[chosen(&cards())]), each);
}

#[test]
fn nothing_is_a_package_too() {
    let file = package(&[chosen(&[])], 0).expect("a package");
    assert_eq!(anki::read(&file, "", 0), Err(anki::AnkiError::Empty));
}
