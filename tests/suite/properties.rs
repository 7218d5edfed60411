//! What holds for every text, not only for those that somebody thought of.

use konspekt::ingest;
use konspekt::lesson::Lesson;
use konspekt::lexicon::ru::morphology::Morphology;
use konspekt::report;
use konspekt::span::Span;
use proptest::prelude::*;

/// Pieces that Russian prose about figures is made of, and some that it is not; drawn in any order they reach the corners
/// of the rules far more often than arbitrary characters do.
const PIECES: &[&str] = &[
    "1944",
    "1939",
    "12",
    "3 008 674",
    "53,8",
    "1\u{a0}569\u{202f}316",
    "0",
    "00",
    "99999999999999999999999999999999999999",
    "1/3",
    "г.",
    "гг.",
    "тыс.",
    "млн",
    "млрд.",
    "процента",
    "%",
    "руб.",
    "рублей",
    "человек",
    "детей-сирот",
    "бригад",
    "ВКП(б)",
    "одна треть",
    "полтора",
    "двадцать",
    "сто",
    "тысяча",
    "миллионы",
    "вдвое",
    "в 2,5 раза",
    "каждый десятый",
    "XII",
    "XX век",
    "около",
    "свыше",
    "до",
    "не менее",
    "от",
    "из них",
    "в том числе",
    "из",
    "против",
    "на",
    "в",
    "к концу",
    "с",
    "по",
    "и",
    "а",
    "марта",
    "в августе",
    "летом",
    "половине",
    "квартал",
    "января",
    "31 декабря",
    "до н. э.",
    "этому времени",
    "учебного года",
    "—",
    "–",
    "-",
    ",",
    ".",
    "…",
    ";",
    ":",
    "(",
    ")",
    "«",
    "»",
    "“",
    "№",
    "!",
    "?",
    "\n",
    "\n\n",
    "\u{ad}",
    "\u{0}",
    "ё",
    "É",
    "🙂",
    "Украине",
    "Молдавии",
    "В. В. Кузнецов",
    "составляли",
    "насчитывалось",
    "увеличилось",
    "женщины",
    "депутатов",
    "по данным",
];

fn prose() -> impl Strategy<Value = String> {
    prop::collection::vec((prop::sample::select(PIECES), prop::bool::weighted(0.85)), 0..60).prop_map(|pieces| {
        pieces.into_iter().map(|(piece, space)| if space { format!("{piece} ") } else { piece.to_owned() }).collect()
    })
}

/// Texts that no sentence was ever made of, and texts that nearly are.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![3 => prose(), 1 => ".{0,200}"]
}

fn lesson(text: &str) -> Option<Lesson> {
    Some(Lesson::of(ingest::read_text(text, None).ok()?.document, 0, Morphology::bundled()))
}

fn spans(lesson: &Lesson) -> Vec<(&'static str, Span)> {
    let mentions = &lesson.mentions;
    let mut spans = Vec::new();
    spans.extend(lesson.document.blocks.iter().map(|block| ("block", block.span)));
    spans.extend(lesson.sentences.iter().map(|sentence| ("sentence", sentence.span)));
    spans.extend(mentions.quantities.iter().map(|quantity| ("quantity", quantity.span)));
    spans.extend(mentions.times.iter().map(|time| ("time", time.span)));
    spans.extend(mentions.entities.iter().map(|entity| ("entity", entity.span)));
    spans.extend(mentions.claims.iter().map(|claim| ("claim", claim.span)));
    spans.extend(mentions.skipped.iter().map(|skip| ("skipped", skip.span)));
    spans.extend(lesson.facts.iter().map(|fact| ("fact", fact.span)));
    spans.extend(lesson.facts.iter().map(|fact| ("evidence", fact.evidence.span)));
    spans.extend(lesson.facts.iter().filter_map(|fact| Some(("period", fact.period.as_ref()?.span))));
    spans
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_span_is_words_of_the_text(text in any_text()) {
        let Some(lesson) = lesson(&text) else { return Ok(()) };
        for (kind, span) in spans(&lesson) {
            prop_assert!(!span.is_empty() && lesson.document.text.get(span.start..span.end).is_some(), "{kind} {span:?}");
        }
        for fact in &lesson.facts {
            prop_assert_eq!(fact.evidence.find(&lesson.document.text), Some(fact.evidence.span));
            prop_assert!(fact.evidence.span.contains(fact.span), "the evidence of a fact holds it");
            prop_assert_eq!(lesson.sentences[fact.sentence].span, fact.evidence.span);
        }
    }

    #[test]
    fn the_same_text_gives_the_same_bytes(text in any_text()) {
        let (Some(first), Some(second)) = (lesson(&text), lesson(&text)) else { return Ok(()) };
        prop_assert_eq!(report::extraction(&first).unwrap(), report::extraction(&second).unwrap());
        prop_assert_eq!(report::cards(&first, &first.cards, 0).unwrap(), report::cards(&second, &second.cards, 0).unwrap());
        prop_assert_eq!(report::charts(&first).unwrap(), report::charts(&second).unwrap());
    }

    #[test]
    fn no_digit_is_lost_in_silence(text in any_text()) {
        let Some(lesson) = lesson(&text) else { return Ok(()) };
        if lesson.document.language == konspekt::document::Language::Unknown {
            return Ok(());
        }
        let mentions = &lesson.mentions;
        let known: Vec<Span> = (mentions.quantities.iter().map(|quantity| quantity.span))
            .chain(mentions.times.iter().map(|time| time.span))
            .chain(mentions.entities.iter().map(|entity| entity.span))
            .chain(mentions.skipped.iter().map(|skip| skip.span))
            .collect();
        for (at, _) in lesson.document.text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
            let traced = known.iter().any(|span| span.contains_offset(at));
            prop_assert!(traced, "the digit at {at} is in no mention and not skipped: {:?}", lesson.document.text);
        }
    }

    #[test]
    fn ids_are_unique(text in any_text()) {
        let Some(lesson) = lesson(&text) else { return Ok(()) };
        let mut facts: Vec<_> = lesson.facts.iter().map(|fact| &fact.id).collect();
        let mut cards: Vec<_> = lesson.cards.iter().map(|card| &card.id).collect();
        facts.sort();
        cards.sort();
        prop_assert!(facts.windows(2).all(|pair| pair[0] != pair[1]), "two facts share an id");
        prop_assert!(cards.windows(2).all(|pair| pair[0] != pair[1]), "two cards share an id");
        for relation in &lesson.relations {
            prop_assert!(relation.facts.len() >= 2);
            for id in &relation.facts {
                prop_assert!(facts.binary_search(&id).is_ok(), "a relation joins facts of the lesson");
            }
        }
    }

    #[test]
    fn a_lesson_survives_the_way_from_worker_to_page(text in any_text()) {
        let Some(mut lesson) = lesson(&text) else { return Ok(()) };
        let sent = serde_json::to_string(&lesson).unwrap();
        // Tokens stay with the worker.
        lesson.sentences.iter_mut().for_each(|sentence| sentence.tokens.clear());
        prop_assert_eq!(serde_json::from_str::<Lesson>(&sent).unwrap(), lesson);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(read) = ingest::read(&bytes, Some("a.txt")) {
            prop_assert!(!read.document.blocks.is_empty());
            Lesson::of(read.document, 0, Morphology::bundled());
        }
    }
}

/// A text of one repeated cue takes time in proportion to its length: sixteen times the text, at most sixty times the
/// time. Quadratic work would take 256 times.
#[test]
#[ignore = "compares times, which a busy machine spoils: cargo test --release -- --ignored linear_time"]
fn repeated_cues_take_linear_time() {
    for cue in [
        "1",
        "1 ",
        "12 из них ",
        "в том числе 5 ",
        "«",
        "(",
        "— ",
        "г. ",
        "в 1944 г. ",
        "из ",
        "сто ",
        "3,",
        "А. ",
        "а\n",
    ] {
        let time = |bytes: usize| {
            let text = "Слово ".to_owned() + &cue.repeat(bytes / cue.len());
            // The best of three: other work on the machine only ever adds.
            let run = || {
                let start = std::time::Instant::now();
                lesson(&text);
                start.elapsed().as_secs_f64()
            };
            run().min(run()).min(run())
        };
        time(4_000);
        let (short, long) = (time(8_000).max(0.000_5), time(128_000));
        assert!(long < short * 60.0, "{cue:?}: {short:.4} s for 8 kB, {long:.4} s for 128 kB");
    }
}
