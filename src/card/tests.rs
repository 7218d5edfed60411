//! Cards of small texts with hand-made facts, and what holds for the cards of any facts.

use crate::lexicon::ru::morphology::Morphology;
use proptest::prelude::*;

use super::lint::{Source, lint};
use super::*;
use crate::document::Document;
use crate::document::{Block, BlockKind};
use crate::extract::Mentions;
use crate::extract::{Bound, Measure};
use crate::fact::Fact;
use crate::fact::{Evidence, FactKind, Inferred, Period, Quantity};
use crate::relate::Relation;
use crate::relate::{RelationId, RelationKind};
use crate::segment::Segmentation;

/// A text, its sentences, and facts as an extraction should give them.
pub(crate) struct Fixture {
    pub document: Document,
    pub segmentation: Segmentation<'static>,
    pub mentions: Mentions,
    pub facts: Vec<Fact>,
    pub relations: Vec<Relation>,
}

/// What is counted, with its number as the text writes it.
pub(crate) struct Given<'a> {
    pub quote: &'a str,
    pub value: &'a str,
    pub bound: Bound,
    pub measure: Measure,
    pub unit: &'a str,
    pub subject: &'a str,
    /// The words of the time, and EDTF.
    pub period: Option<(&'a str, &'a str)>,
}

pub(crate) fn count<'a>(
    quote: &'a str,
    value: &'a str,
    unit: &'a str,
    subject: &'a str,
    period: Option<(&'a str, &'a str)>,
) -> Given<'a> {
    Given { quote, value, bound: Bound::Exact, measure: Measure::Count, unit, subject, period }
}

impl Fixture {
    pub fn new(text: &str) -> Self {
        let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
        let document = Document { text: text.to_owned(), blocks: vec![block], ..Document::default() };
        let segmentation = crate::segment::segment(&document, Morphology::bundled());
        let mentions = crate::extract::mentions(&document, &segmentation);
        let mentions = Mentions { claims: Vec::new(), ..mentions };
        Fixture { document, segmentation, mentions, facts: Vec::new(), relations: Vec::new() }
    }

    fn find(&self, words: &str) -> Span {
        let at = self.document.text.find(words).unwrap_or_else(|| panic!("{words:?} stands in the text"));
        Span::new(at, at + words.len())
    }

    pub fn give(mut self, given: Given) -> Self {
        let span = self.find(given.quote);
        let period = given.period.map(|(words, edtf)| Period {
            when: edtf.to_owned().try_into().expect("EDTF"),
            part: None,
            span: self.find(words),
        });
        let sentence =
            self.segmentation.sentences.iter().position(|sentence| sentence.span.contains(span)).expect("a sentence");
        let text = &self.document.text;
        let mut inferred = Vec::new();
        if period.as_ref().is_some_and(|period| !self.segmentation.sentences[sentence].span.contains(period.span)) {
            inferred.push(Inferred::Period);
        }
        self.facts.push(Fact {
            id: FactId::of("quantity", text, span, self.facts.len()),
            span,
            sentence,
            evidence: Evidence::of(text, self.segmentation.sentences[sentence].span),
            kind: FactKind::Quantity(Quantity {
                amount: given.value.parse().expect("an amount"),
                bound: given.bound,
                upper: None,
                measure: given.measure,
                unit: given.unit.to_owned(),
                subject: given.subject.to_owned(),
            }),
            period,
            place: None,
            agent: None,
            inferred,
            doubt: None,
            attribution: None,
            rule: "hand".into(),
        });
        self
    }

    pub fn relate(mut self, kind: RelationKind, members: &[usize]) -> Self {
        let facts: Vec<FactId> = members.iter().map(|&index| self.facts[index].id.clone()).collect();
        let id = RelationId::of(kind, &facts);
        self.relations.push(Relation { id, kind, title: String::new(), facts, rule: "hand".into() });
        self
    }

    pub fn material(&self) -> Material<'_> {
        let Fixture { document, segmentation, mentions, facts, relations } = self;
        Material { document, segmentation, mentions, facts, relations }
    }

    pub fn source(&self) -> Source<'_> {
        Source { document: &self.document, facts: &self.facts, claims: &self.mentions.claims }
    }

    pub fn cards(&self, seed: u64) -> Vec<Card> {
        let cards = generate(&self.material(), seed);
        let findings = lint(&self.source(), &cards);
        assert!(findings.is_empty(), "{findings:#?}\n{}", printed(&cards).join("\n"));
        cards
    }
}

fn printed(cards: &[Card]) -> Vec<String> {
    cards
        .iter()
        .map(|card| {
            let prompt: String =
                card.prompt.iter().map(|piece| if let Piece::Text(text) = piece { text } else { "____" }).collect();
            let options: Vec<String> = (card.options.iter())
                .map(|option| format!("{}{}", if option.correct { "*" } else { "" }, option.text))
                .collect();
            format!(
                "{prompt} = {}{}",
                card.answer.text,
                if options.is_empty() { String::new() } else { format!(" [{}]", options.join(", ")) }
            )
            .replace('\u{a0}', " ")
        })
        .collect()
}

/// The blank with this answer, whatever kind of card it is on.
fn cloze_of(cards: &[Card], answer: &str) -> String {
    let blank = |card: &&Card| card.prompt.contains(&Piece::Blank) && card.answer.text.replace('\u{a0}', " ") == answer;
    let card = cards.iter().find(blank).map(|card| Card { options: Vec::new(), ..card.clone() });
    card.map(|card| printed(&[card]).remove(0)).unwrap_or_default()
}

pub(crate) fn readers() -> Fixture {
    Fixture::new(
        "Если в 1962 г. в районных библиотеках записалось 88,7 тыс. читателей, а в 1963 г. — 177 тыс., то в 1964 г. — уже \
         252,3 тыс. человек. Кроме того, работали 24 передвижные библиотеки.",
    )
    .give(count("88,7 тыс.", "88700", "читатель", "читателей в районных библиотеках", Some(("в 1962 г.", "1962"))))
    .give(count("177 тыс.", "177000", "читатель", "читателей в районных библиотеках", Some(("в 1963 г.", "1963"))))
    .give(count("252,3 тыс.", "252300", "читатель", "читателей в районных библиотеках", Some(("в 1964 г.", "1964"))))
    .give(count("24", "24", "библиотека", "передвижные библиотеки", None))
    .relate(RelationKind::Series, &[0, 1, 2])
}

#[test]
fn a_series() {
    let cards = readers().cards(0);
    assert_eq!(cloze_of(&cards, "88,7"), "В 1962 г. в районных библиотеках записалось ____ тыс. читателей… = 88,7");
    // The heaviest comes first: the last of a series.
    assert_eq!(cards[0].answer.text, "252,3");
    let choice =
        cards.iter().find(|card| card.kind == CardKind::Choice && card.answer.text == "88,7").expect("a choice");
    assert_eq!(printed(std::slice::from_ref(choice))[0].split(" = ").nth(1), Some("88,7 [*88,7, 177, 252,3]"));
    assert_eq!(choice.options[1].reason, Some(Reason::OtherTime("1963\u{a0}г.".replace('\u{a0}', " "))));
    // All members of a series, and what stands in its sentence, come on different days.
    assert!(cards.iter().filter(|card| card.answer.text != "24").all(|card| card.siblings == cards[0].siblings));
}

#[test]
fn the_year_of_a_series() {
    let cards = readers().cards(0);
    let year = cards.iter().find(|card| card.answer.text == "1962").expect("a card that asks when");
    assert_eq!(
        printed(std::slice::from_ref(year))[0],
        "В ____ г. в районных библиотеках записалось 88,7 тыс. читателей… = 1962 [*1962, 1963, 1964]"
    );
}

#[test]
fn agreement_and_openings() {
    let cards = readers().cards(0);
    // Too short to say anything.
    assert_eq!(cloze_of(&cards, "24"), "");
    let cards = Fixture::new(
        "Так, в школу Омского района пришли работать 24 учителя. В Омске за год построили 21 дом. В Туре за год построили 42 дома. \
         В Бийске за год построили 35 домов.",
    )
    .give(count("24", "24", "учитель", "учителя", None))
    .give(count("21", "21", "дом", "дом в Омске", None))
    .give(count("42", "42", "дом", "дома в Туре", None))
    .give(count("35", "35", "дом", "домов в Бийске", None))
    .cards(0);
    assert_eq!(cloze_of(&cards, "24"), "В школу Омского района пришли работать ____ учителя. = 24");
    // No other number of the text ends in 1, so there is nothing to choose from.
    assert!(cards.iter().all(|card| card.options.is_empty() || card.answer.text != "21"));
}

#[test]
fn pronouns_are_filled_in_or_there_is_no_card() {
    let mut fixture = Fixture::new(
        "Рабочие завода строят дома. В конце 1964 г. их число превысило 145 тыс. К этому времени звание мастера получили \
         около 52 тыс. рабочих завода.",
    )
    .give(Given {
        bound: Bound::Over,
        ..count("145 тыс.", "145000", "рабочий", "их", Some(("1964 г.", "1964")))
    })
    .give(Given {
        bound: Bound::About,
        ..count("52 тыс.", "52000", "рабочий", "рабочих завода со званием мастера", Some(("1964 г.", "1964")))
    });
    fixture.facts[1].place = Some("Кызыл".to_owned());
    let cards = fixture.cards(0);
    assert_eq!(
        cloze_of(&cards, "145"),
        "Рабочие завода строят дома. В конце 1964 г. их число превысило ____ тыс. = 145"
    );
    let both = cards.iter().find(|card| card.answer.text == "145").expect("a card");
    assert_eq!(
        both.evidence[0].sentence,
        fixture.segmentation.sentences[0].span.cover(fixture.segmentation.sentences[1].span)
    );
    assert_eq!(cloze_of(&cards, "52"), "Рабочих завода со званием мастера (Кызыл, 1964 г.): около ____ тыс. = 52");
}

#[test]
fn what_the_sentence_does_not_say_stands_before_it() {
    let cards = Fixture::new("Год 1964 был удачным. Колхозы Омского района собрали 5009 тонн зерна с полей.")
        .give(count("5009", "5009", "тонна", "тонн зерна", Some(("1964", "1964"))))
        .cards(0);
    assert_eq!(cloze_of(&cards, "5009"), "[1964 г.] Колхозы Омского района собрали ____ тонн зерна с полей. = 5009");
}

#[test]
fn an_open_bound_has_no_option_on_its_true_side() {
    let fixture = Fixture::new(
        "В Омске построили свыше 145 тыс. новых квартир. В Бийске построили 110 тыс. новых квартир. В Туре построили 310 тыс. \
         новых квартир.",
    )
    .give(Given { bound: Bound::Over, ..count("145 тыс.", "145000", "квартира", "новых квартир в Омске", None) })
    .give(count("110 тыс.", "110000", "квартира", "новых квартир в Бийске", None))
    .give(count("310 тыс.", "310000", "квартира", "новых квартир в Туре", None));
    let cards = fixture.cards(0);
    let choice =
        cards.iter().find(|card| card.kind == CardKind::Choice && card.answer.text == "145").expect("a choice");
    assert!(choice.options.iter().all(|option| option.text != "110"), "more than 145 is more than 110");
    assert_eq!(choice.answer.tolerance, Some("7250".parse().expect("an amount")));
}

#[test]
fn no_option_is_the_key_written_in_full() {
    let cards =
        Fixture::new("В 1930 г. на заводах работало 28,0 млн. ткачей. В 1931 г. на фабриках работало 28 тыс. ткачей.")
            .give(count("28,0 млн.", "28000000", "ткач", "ткачей на заводах", Some(("1930 г.", "1930"))))
            .give(count("28 тыс.", "28000", "ткач", "ткачей на фабриках", Some(("1931 г.", "1931"))))
            .relate(RelationKind::Series, &[0, 1])
            .cards(0);
    let options = cards.iter().flat_map(|card| &card.options);
    assert!(options.into_iter().all(|option| option.text != "28\u{a0}000"));
}

#[test]
fn a_part_is_less_than_its_whole() {
    let cards = Fixture::new("На курсах в Омске учились 180 из 284 мастеров разных заводов.")
        .give(count("284", "284", "мастер", "мастеров разных заводов", None))
        .give(count("180", "180", "мастер", "мастеров разных заводов", None))
        .relate(RelationKind::PartOf, &[0, 1])
        .cards(0);
    let options = |answer: &str| -> Vec<String> {
        let card = cards.iter().find(|card| card.kind == CardKind::Choice && card.answer.text == answer);
        card.map(|card| card.options.iter().map(|option| option.text.clone()).collect()).unwrap_or_default()
    };
    assert!(options("180").iter().all(|option| option.parse::<u32>().is_ok_and(|value| value < 284)));
    let first = cards.iter().find(|card| !card.facts.is_empty()).map(|card| card.answer.text.as_str());
    assert_eq!(first, Some("284"), "the whole weighs more than its part");
}

#[test]
fn shares_in_words_are_typed() {
    let cards = Fixture::new("В списке осталась лишь одна треть прежнего числа членов клуба.")
        .give(Given {
            measure: Measure::Share,
            ..count("одна треть", "1/3", "член", "прежнего числа членов клуба", None)
        })
        .cards(0);
    assert_eq!(cloze_of(&cards, "одна треть"), "В списке осталась лишь ____ прежнего числа членов клуба. = одна треть");
    let share = cards.iter().find(|card| card.kind == CardKind::Share).expect("a share");
    assert_eq!(share.answer.accepts, ["1/3", "треть"]);
}

#[test]
fn a_sentence_that_stands_often_is_discussed_once() {
    let text = "Доля женщин составляла 45 процентов общего числа депутатов. ".repeat(300);
    let mut ids: Vec<CardId> = of_text(&text, 0, |_, cards| cards.iter().map(|card| card.id.clone()).collect());
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "no id is used twice");
}

#[test]
fn an_order_holds_what_happened_and_not_what_was() {
    let text = "В 1951 г. построили новый мост. В 1952 г. завод получил новые станки. В 1953 г. открылась школа ткачей. В 1955 г. ткацкий завод получил новые станки. Дорога \
                известна с 1957 г. В 1958 г. открылся первый музей. Новый клуб построили раньше других, в 1949 г.";
    let items = of_text(text, 0, |_, cards| -> Vec<String> {
        let order = cards.iter().filter(|card| card.kind == CardKind::Ordering);
        order.flat_map(|card| &card.options).map(|option| option.text.clone()).collect()
    });
    assert_eq!(
        items,
        [
            "Построили новый мост",
            "Открылась школа ткачей",
            "Ткацкий завод получил новые станки",
            "Открылся первый музей"
        ]
    );
}

#[test]
fn the_seed_moves_cards_and_nothing_else() {
    let fixture = readers();
    assert_eq!(fixture.cards(7), fixture.cards(7));
    let ids = |seed| {
        let mut ids: Vec<CardId> = fixture.cards(seed).into_iter().map(|card| card.id).collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(1), ids(2));
}

#[test]
fn a_deck_is_as_long_as_its_text() {
    let mut cards = readers().cards(0);
    cards.iter_mut().for_each(|card| card.trusted = true);
    assert_eq!(default_deck(&cards, 0).len(), 0);
    assert_eq!(default_deck(&cards, 120).len(), 3);
    assert_eq!(default_deck(&cards, 1_000_000).len(), cards.len());
    // Those that are not trusted come last, and only when more are asked for.
    let last = cards.len() - 1;
    cards[last].trusted = false;
    assert_eq!(default_deck(&cards, 1_000_000).len(), last);
}

#[test]
fn trusted_cards_come_first_and_few_of_a_sentence() {
    let text = include_str!("../../examples/home-front-1944.txt");
    let trusted = |cards: &[Card]| cards.iter().map(|card| card.trusted).collect::<Vec<_>>();
    let cards = of_text(text, 0, |_, cards| trusted(cards));
    let count = cards.partition_point(|trusted| *trusted);
    assert!(count >= 20 && cards[count..].iter().all(|trusted| !trusted), "{count} of {}", cards.len());
    let most = of_text(text, 0, |_, cards| {
        let mut ends: Vec<usize> = cards
            .iter()
            .filter(|card| card.trusted)
            .filter_map(|card| Some(card.evidence.last()?.sentence.end))
            .collect();
        ends.sort_unstable();
        ends.chunk_by(|a, b| a == b).map(<[usize]>::len).max().unwrap_or(0)
    });
    assert!(most <= 4, "{most} of one sentence");
    let alone = Box::leak(Box::new(Morphology::without_dictionary()));
    let all_trusted = of_text_with(text, 0, alone, |_, cards| cards.iter().all(|card| card.trusted));
    assert!(all_trusted, "without a dictionary nothing is weighed");
}

#[test]
fn cards_of_the_sample_keep_the_rules() {
    let findings = of_text(include_str!("../../examples/home-front-1944.txt"), 0, |source, cards| lint(&source, cards));
    assert!(findings.is_empty(), "{findings:#?}");
}

/// What a function makes of the cards of a text, with what the extraction finds in it.
pub(crate) fn of_text<T>(text: &str, seed: u64, read: impl FnOnce(Source, &[Card]) -> T) -> T {
    of_text_with(text, seed, Morphology::bundled(), read)
}

fn of_text_with<T>(
    text: &str,
    seed: u64,
    morphology: &'static Morphology,
    read: impl FnOnce(Source, &[Card]) -> T,
) -> T {
    let document = crate::ingest::read_text(text, None).expect("a text").document;
    let segmentation = crate::segment::segment(&document, morphology);
    let mentions = crate::extract::mentions(&document, &segmentation);
    let facts = crate::fact::assemble(&document, &segmentation, &mentions);
    let relations = crate::relate::relations(&document, &segmentation, &facts);
    let fixture = Fixture { document, segmentation, mentions, facts, relations };
    read(fixture.source(), &generate(&fixture.material(), seed))
}

fn any_quantity() -> impl Strategy<Value = (String, String, Bound)> {
    let number = prop_oneof![
        (1u32..3000).prop_map(|value| (value.to_string(), value.to_string())),
        (1u32..999).prop_map(|value| (format!("{value} тыс."), (value * 1000).to_string())),
        (11u32..999).prop_map(|value| (
            format!("{},{} млн.", value / 10, value % 10),
            (u64::from(value) * 100_000).to_string()
        )),
        (1000u32..9_999_999).prop_map(|value| (format!("{} {:03}", value / 1000, value % 1000), value.to_string())),
    ];
    let bound = prop_oneof![Just(Bound::Exact), Just(Bound::About), Just(Bound::Over), Just(Bound::UpTo)];
    (number, bound).prop_map(|((quote, value), bound)| (quote, value, bound))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn cards_of_any_facts_keep_the_rules(
        quantities in proptest::collection::vec((any_quantity(), 0usize..5, 1930u32..1950, any::<bool>()), 1..12),
        seed in 0u64..5,
    ) {
        let frames = [
            ("В {year} г. на заводах города работало {number} ткачей и прядильщиков", "ткачей и прядильщиков"),
            ("Если в {year} г. в лагерях района отдыхало {number} детей, то теперь больше", "детей в лагерях района"),
            ("К этому времени {number} бригад города получили звание мастера", "бригад города"),
            ("Колхозы области, которых насчитывалось {number}, собрали урожай раньше", "колхозы области"),
            ("«Вестник» писал о том, что {number} человек (из них многие молодые) приехали", "человек"),
        ];
        let mut text = String::new();
        let mut places = Vec::new();
        for ((quote, value, bound), frame, year, stop) in &quantities {
            let (sentence, subject) = frames[*frame];
            let hedge = crate::wording::amount::word(*bound);
            let number = if hedge.is_empty() { quote.clone() } else { format!("{hedge} {quote}") };
            let sentence = sentence.replace("{year}", &year.to_string());
            let at = text.len() + sentence.find("{number}").unwrap_or(0) + number.len() - quote.len();
            let dated = sentence.contains(" г. ").then(|| Span::new(text.len(), text.len() + sentence.find(" г. ").unwrap_or(0) + " г.".len()));
            places.push((Span::new(at, at + quote.len()), value.clone(), *bound, subject, dated.map(|span| (span, *year))));
            text.push_str(&sentence.replace("{number}", &number));
            text.push_str(if *stop { ". " } else { ", а " });
        }
        let mut fixture = Fixture::new(&text);
        for (index, (span, value, bound, subject, dated)) in places.into_iter().enumerate() {
            let Some(sentence) = fixture.segmentation.sentences.iter().position(|sentence| sentence.span.contains(span)) else { continue };
            fixture.facts.push(Fact {
                id: FactId::of("quantity", &text, span, index),
                span,
                sentence,
                evidence: Evidence::of(&text, fixture.segmentation.sentences[sentence].span),
                kind: FactKind::Quantity(Quantity {
                    amount: value.parse().expect("an amount"),
                    bound,
                    upper: None,
                    measure: Measure::Count,
                    unit: subject.split(' ').next().unwrap_or("").to_owned(),
                    subject: subject.to_owned(),
                }),
                period: dated.map(|(span, year)| Period { when: year.to_string().try_into().expect("EDTF"), part: None, span }),
                place: None,
                agent: None,
                inferred: Vec::new(),
                doubt: None,
                attribution: None,
                rule: "any".into(),
            });
        }
        let all: Vec<usize> = (0..fixture.facts.len()).collect();
        if all.len() > 1 {
            fixture = fixture.relate(RelationKind::Series, &all);
        }
        let cards = fixture.cards(seed);
        prop_assert_eq!(&cards, &fixture.cards(seed));
    }
}

#[test]
fn a_prompt_does_not_break_off_at_a_verb_that_asks_for_more() {
    let text = "Жители города пассивны, но вызывает тревогу то, что заметная часть портовых рабочих города и его пригородов \
                (свыше 40 процентов) хочет, чтобы соседняя держава вмешивалась во внутренние дела и решения города и страны.";
    let percent = Given {
        measure: Measure::Percent,
        ..count("40 процентов", "40", "процент", "портовых рабочих", None)
    };
    for card in Fixture::new(text).give(percent).cards(0) {
        let text: String =
            card.prompt.iter().map(|piece| if let Piece::Text(text) = piece { text.as_str() } else { "" }).collect();
        assert!(!text.ends_with("хочет…"), "{text}");
    }
}

#[test]
fn what_has_lost_a_number_of_its_own_is_no_label() {
    let label = |text: &str| {
        let given = count("26", "26", "ружье", "старых ружей калибра с прицелом", Some(("1944 г.", "1944")));
        let mut fixture = Fixture::new(text).give(given);
        fixture.facts[0].place = Some("Кызыл".to_owned());
        let opening = Piece::Text("Старых ружей калибра с прицелом (Кызыл, 1944 г.): ".into());
        fixture.cards(0).iter().any(|card| card.prompt[0] == opening)
    };
    assert!(label(
        "В 1944 г. в одном из домов, где они жили, их нашли: 26 старых ружей, все одного калибра и с прицелом."
    ));
    assert!(!label("В 1944 г. в одном из домов, где они жили, их нашли: 26 старых ружей калибра 5 с прицелом."));
}

#[test]
fn suppositions_are_asked_by_no_card() {
    let text = "Если бы завод построил 12 школ, он потерял бы 300 рабочих.";
    let fixture = Fixture::new(text).give(count("12", "12", "школа", "школ", None));
    assert_eq!(fixture.cards(0), []);
    let told =
        Fixture::new("Завод построил 12 школ и потерял 300 рабочих.").give(count("12", "12", "школа", "школ", None));
    assert!(!told.cards(0).is_empty());
}
