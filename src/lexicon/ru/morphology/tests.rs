//! What the analyser says of words, with the real dictionary and without.

use super::sections::HEAD;
use super::{Analysis, Case, DictionaryError, Gender, Morphology, NameKind, Number, PartOfSpeech as P};
use rust_decimal::Decimal;
use std::io::Read;
use std::sync::LazyLock;

/// Unpacked once for all tests of this file.
static WORDS: LazyLock<Morphology> = LazyLock::new(|| Morphology::read(unpacked()).expect("the dictionary is sound"));

fn unpacked() -> Vec<u8> {
    let mut bytes = Vec::new();
    let packed: &[u8] = include_bytes!("../opencorpora.gz");
    flate2::read::GzDecoder::new(packed).read_to_end(&mut bytes).expect("the dictionary is packed");
    bytes
}

fn first(word: &str) -> Analysis {
    WORDS.analyses(word).into_iter().next().unwrap_or_else(|| panic!("{word} has no reading"))
}

/// The first reading of a word that is of this kind.
fn reading(word: &str, kind: P) -> Analysis {
    let mut readings = WORDS.analyses(word).into_iter();
    readings.find(|reading| reading.tag.part_of_speech == kind).unwrap_or_else(|| panic!("{word} is no {kind:?}"))
}

#[test]
fn the_likeliest_reading_comes_first() {
    for (word, lemma, kind) in [
        ("стали", "стать", P::Verb),
        ("завода", "завод", P::Noun),
        ("людей", "человек", P::Noun),
        ("построенные", "построить", P::Participle),
        ("построено", "построить", P::ShortParticiple),
        ("строя", "строй", P::Noun),
        ("вступая", "вступать", P::Gerund),
        ("советской", "советский", P::Adjective),
        ("больше", "большой", P::Comparative),
        ("наибольшего", "больший", P::Adjective),
        ("пяти", "пять", P::Numeral),
        ("он", "он", P::Pronoun),
        ("быстро", "быстро", P::Adverb),
        ("из", "из", P::Preposition),
        ("и", "и", P::Conjunction),
        ("работать", "работать", P::Infinitive),
        ("готов", "готовый", P::ShortAdjective),
        ("надо", "надо", P::Predicative),
        ("ура", "ура", P::Interjection),
    ] {
        let first = first(word);
        assert_eq!((WORDS.lemma(&first).as_str(), first.tag.part_of_speech), (lemma, kind), "{word}");
        assert!(!first.guessed, "{word}");
    }
}

#[test]
fn names_are_told_by_kind() {
    for (word, kind) in [
        ("иванов", NameKind::Surname),
        ("андропова", NameKind::Surname),
        ("иван", NameKind::GivenName),
        ("ивановича", NameKind::Patronymic),
        ("москвы", NameKind::Place),
        ("казань", NameKind::Place),
        ("тасс", NameKind::Organization),
    ] {
        let kinds: Vec<_> = WORDS.analyses(word).iter().filter_map(|reading| reading.tag.name).collect();
        assert!(kinds.contains(&kind), "{word}: {kinds:?}");
    }
}

#[test]
fn words_change_case_and_number() {
    use Case::{Dative, Genitive, Instrumental, Nominative, Prepositional};
    use Number::{Plural, Singular};
    for (word, case, number, form) in [
        ("человек", Genitive, Plural, Some("людей")),
        ("людям", Nominative, Singular, Some("человек")),
        ("ребенок", Genitive, Plural, Some("детей")),
        ("завод", Prepositional, Singular, Some("заводе")),
        ("область", Instrumental, Plural, Some("областями")),
        ("сутки", Genitive, Plural, Some("суток")),
        ("сутки", Nominative, Singular, None),
        ("судья", Dative, Plural, Some("судьям")),
        ("год", Genitive, Plural, Some("годов")),
        ("метро", Genitive, Plural, Some("метро")),
    ] {
        assert_eq!(WORDS.inflect(&first(word), case, number).as_deref(), form, "{word}");
    }
}

#[test]
fn adjectives_and_participles_agree() {
    for (word, kind, case, number, gender, animate, form) in [
        ("новый", P::Adjective, Case::Nominative, Number::Singular, Gender::Feminine, false, "новая"),
        ("новых", P::Adjective, Case::Accusative, Number::Singular, Gender::Masculine, true, "нового"),
        ("новых", P::Adjective, Case::Accusative, Number::Singular, Gender::Masculine, false, "новый"),
        ("новых", P::Adjective, Case::Accusative, Number::Plural, Gender::Masculine, false, "новые"),
        ("построенных", P::Participle, Case::Nominative, Number::Singular, Gender::Neuter, false, "построенное"),
        ("строящего", P::Participle, Case::Dative, Number::Plural, Gender::Feminine, false, "строящим"),
        ("крупнейшего", P::Adjective, Case::Nominative, Number::Plural, Gender::Common, true, "крупнейшие"),
    ] {
        let form_found = WORDS.inflect_with(&reading(word, kind), case, number, gender, animate);
        assert_eq!(form_found.as_deref(), Some(form), "{word}");
    }
}

#[test]
fn nouns_follow_their_number() {
    for (noun, number, form) in [
        ("человек", "1", "человек"),
        ("человек", "2", "человека"),
        ("человек", "5", "человек"),
        ("людей", "112", "человек"),
        ("год", "21", "год"),
        ("год", "3", "года"),
        ("год", "5", "лет"),
        ("лет", "14", "лет"),
        ("процент", "88.7", "процента"),
        ("вольт", "220", "вольт"),
        ("рабочий", "2", "рабочих"),
        ("рабочий", "5", "рабочих"),
        ("сутки", "1", "сутки"),
        ("сутки", "2", "суток"),
        ("сутки", "1.5", "суток"),
        ("школа", "1000", "школ"),
        ("комсомолец", "12", "комсомольцев"),
        ("солдат", "5", "солдат"),
    ] {
        let number: Decimal = number.parse().expect("a number");
        assert_eq!(WORDS.agree(&reading(noun, P::Noun), number).as_deref(), Some(form), "{number} {noun}");
    }
}

#[test]
fn genitive_plurals() {
    for (word, form) in [
        ("люди", "людей"),
        ("комсомольцы", "комсомольцев"),
        ("организация", "организаций"),
        ("школ", "школ"),
        ("коммунист", "коммунистов"),
        ("учащиеся", "учащихся"),
        ("студентка-заочница", "студенток-заочниц"),
    ] {
        assert_eq!(WORDS.genitive_plural(word).as_deref(), Some(form));
    }
    assert_eq!(WORDS.genitive_plural("вместе"), None);
}

#[test]
fn phrases_come_to_the_nominative() {
    for (phrase, nominative) in [
        ("Центрального Комитета", "Центральный Комитет"),
        ("первичных комсомольских организаций", "первичные комсомольские организации"),
        ("первичные комсомольские организации", "первичные комсомольские организации"),
        ("Центрального Комитета Коммунистической партии", "Центральный Комитет Коммунистической партии"),
        ("трудового фронта", "трудовой фронт"),
        ("районной партийной организацией", "районная партийная организация"),
        ("товарища Сталина", "товарищ Сталин"),
        ("маршалу Георгию Константиновичу Жукову", "маршал Георгий Константинович Жуков"),
        ("армии генерала Власова", "армия генерала Власова"),
        ("эвакуированных заводов", "эвакуированные заводы"),
        ("наиболее крупных предприятий", "наиболее крупные предприятия"),
        ("партийно-советских работников", "партийно-советские работники"),
        ("ВЕРХОВНОГО СОВЕТА", "ВЕРХОВНЫЙ СОВЕТ"),
        ("учёного совета", "учёный совет"),
        ("рабочего дня", "рабочий день"),
        ("рабочих", "рабочие"),
        ("людей", "люди"),
    ] {
        let words: Vec<&str> = phrase.split(' ').collect();
        assert_eq!(WORDS.nominative(&words).as_deref(), Some(nominative), "{phrase}");
    }
    assert_eq!(WORDS.nominative(&["быстро"]), None);
    assert_eq!(WORDS.nominative(&[]), None);
}

#[test]
fn words_made_of_words_are_taken_apart() {
    for (word, lemma, kind) in [
        ("партийно-советских", "партийно-советский", P::Adjective),
        ("комсомольско-молодежных", "комсомольско-молодежный", P::Adjective),
        ("авиа-перевозок", "авиа-перевозка", P::Noun),
        ("инженерами-механиками", "инженер-механик", P::Noun),
        ("20-летнего", "20-летний", P::Adjective),
        ("сверхпланового", "сверхплановый", P::Adjective),
        ("партколлегии", "партколлегия", P::Noun),
        ("антикомсомольскую", "антикомсомольский", P::Adjective),
    ] {
        let first = first(word);
        assert_eq!((WORDS.lemma(&first).as_str(), first.tag.part_of_speech), (lemma, kind), "{word}");
        assert!(!first.guessed, "{word}");
    }
    let engineers = first("инженерами-механиками");
    assert_eq!(WORDS.inflect(&engineers, Case::Genitive, Number::Plural).as_deref(), Some("инженеров-механиков"));
}

#[test]
fn unknown_words_are_guessed() {
    for (word, lemma, kind) in [
        ("кржижановщиной", "кржижановщина", P::Noun),
        ("облпотребсоюзовский", "облпотребсоюзовский", P::Adjective),
        ("зафрендовали", "зафрендовать", P::Verb),
        ("мордовщиковском", "мордовщиковский", P::Adjective),
    ] {
        let first = first(word);
        assert_eq!((WORDS.lemma(&first).as_str(), first.tag.part_of_speech), (lemma, kind), "{word}");
        assert!(first.guessed, "{word}");
    }
}

#[test]
fn without_a_dictionary_everything_is_a_guess() {
    let guesser = Morphology::without_dictionary();
    for (word, lemma) in [
        ("организациями", "организация"),
        ("советского", "советский"),
        ("активностью", "активность"),
        ("ивановым", "иванов"),
    ] {
        let first = guesser.analyses(word).into_iter().next().expect("a guess");
        assert_eq!((guesser.lemma(&first).as_str(), first.guessed), (lemma, true));
    }
}

#[test]
fn what_is_no_word_has_no_reading() {
    for word in ["", "word", "№", "а b", "Ура", &"не".repeat(50_000), &"-".repeat(50_000)] {
        assert!(WORDS.analyses(word).is_empty());
    }
    for word in ["-", "--", "а-", "-а", "ъ", "щщщ", "-то", "1941", &"а-".repeat(31)] {
        for reading in WORDS.analyses(word) {
            WORDS.lemma(&reading);
        }
    }
}

#[test]
fn other_bytes_are_refused() {
    let bytes = unpacked();
    let error = |bytes: &[u8]| Morphology::read(bytes.to_vec()).err();
    assert_eq!(error(b""), Some(DictionaryError::NotADictionary));
    assert_eq!(error(b"PK\x03\x04 and the rest of a file"), Some(DictionaryError::NotADictionary));
    assert_eq!(error(HEAD), Some(DictionaryError::Truncated));
    for length in (0..bytes.len()).step_by(9_973).chain(bytes.len() - 9..bytes.len()) {
        assert!(error(&bytes[..length]).is_some(), "{length}");
    }
    let longer = [bytes.as_slice(), &[0]].concat();
    assert!(matches!(error(&longer), Some(DictionaryError::Damaged(_))));
    assert!(error(&[HEAD.as_slice(), &[0xff; 4096]].concat()).is_some());
}

#[test]
fn damaged_bytes_give_an_error_or_wrong_words_and_nothing_worse() {
    // The patterns have the same form as the dictionary and are small enough to be damaged everywhere.
    let patterns = include_bytes!("patterns.bin");
    let words = ["организациями", "поновее", "наилучшего", "партийно-советских", "крж", "а"];
    for place in (0..patterns.len()).step_by(7) {
        for damage in [1, 0x80, 0xff] {
            let mut bytes = patterns.to_vec();
            bytes[place] ^= damage;
            let Ok(damaged) = Morphology::read(bytes) else { continue };
            for word in words {
                for reading in damaged.analyses(word) {
                    damaged.lemma(&reading);
                    damaged.inflect(&reading, Case::Genitive, Number::Plural);
                }
            }
        }
    }
}
