//! Whether words can be read alone: nothing in them points to what was said before, and they say of whom they tell.

use super::lexis::Lexis;
use crate::lexicon::ru::form;
use crate::lexicon::ru::morphology::{Gender, Number, PartOfSpeech, Tag, Tense};
use crate::lexicon::ru::traits::Traits;
use crate::segment::{Token, TokenKind};
use crate::wording::time;

use super::clause::{WINDOW, stem};

/// Words that point to the day on which the text was written, whatever stands before them, folded.
#[rustfmt::skip]
const OF_TODAY: &[&str] = &[
    "вчера", "вчерашний", "вчерашнего", "вчерашнем", "завтра", "недавно", "нынче", "позавчера", "сегодня", "сегодняшний",
    "сегодняшнего", "сегодняшнем", "сегодняшней",
];

/// Pronouns and adverbs that point to something said before, folded.
#[rustfmt::skip]
const POINTING: &[&str] = &[
    "его", "ее", "ей", "ему", "здесь", "им", "ими", "их", "накануне", "него", "нее", "ней", "нем", "нему", "ним", "ними",
    "них", "он", "она", "они", "оно", "остальные", "остальных", "оттуда", "следующие", "следующих", "последние",
    "последних", "сюда", "там", "тогда", "туда", "это",
];

/// Those that point by the noun after them: `в этом движении`.
#[rustfmt::skip]
const POINTING_BY_NOUN: &[&str] = &[
    "такие", "такими", "такое", "такой", "таком", "таких", "эта", "эти", "этим", "этими", "этих", "этого", "этой", "этом",
    "этому", "этот", "эту",
];

/// Before `же`.
const SAME: &[&str] =
    &["то", "тот", "та", "те", "того", "той", "тех", "том", "тем", "тому", "таким", "такой", "такого", "такую"];

/// In bytes: `сегодняшнего`.
const LONGEST_POINTING: usize = 24;

/// How many long words before a pronoun are enough to trust that it points to one of them.
const ANTECEDENTS: usize = 3;

/// Whether a (folded) word points to something said before.
pub fn points(word: &str) -> bool {
    POINTING.contains(&word) || POINTING_BY_NOUN.contains(&word) || OF_TODAY.contains(&word)
}

/// Whether some pronoun of the (folded) tokens points to something that does not stand before it.
pub fn points_outside(folded: &str, tokens: &[Token]) -> bool {
    let word = |index: usize| tokens.get(index).map_or("", |token: &Token| token.span.of(folded));
    let mut names: Vec<&str> = Vec::new();
    for (index, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word) {
        let own = token.span.of(folded);
        // No word that points is longer.
        let may_point = own.len() <= LONGEST_POINTING;
        // `им. Ленина` is an abbreviation.
        let abbreviated = own == "им" && word(index + 1) == ".";
        // `того же уровня`
        let same = word(index + 1) == "же" && SAME.contains(&own) && names.len() < ANTECEDENTS * 2;
        if same
            || may_point
                && (OF_TODAY.contains(&own) || POINTING.contains(&own) && !abbreviated && names.len() < ANTECEDENTS)
        {
            return true;
        }
        if may_point && POINTING_BY_NOUN.contains(&own) {
            let noun = stem(word(index + 1));
            if noun.is_empty() || !names.iter().any(|name| name.starts_with(noun)) {
                return true;
            }
        }
        let name =
            own.chars().count() >= 4 && !time::is_month(own) && !form::is_finite(own) && !form::is_function_word(own);
        if name && names.len() <= WINDOW {
            names.push(own);
        }
    }
    false
}

/// Whether the (folded) tokens speak of a thing that could be any of its kind, named by one common noun before its verb and by
/// nothing else: `договор вступил в силу`, `улус получил самостоятельность`.
pub fn is_of_any(text: &str, folded: &str, tokens: &[Token], lexis: &Lexis) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token: &Token| token.span.of(folded));
    let [first, second, ..] = tokens else { return false };
    let noun = first.kind == TokenKind::Word
        && !first.capital
        && lexis.traits(word(0)).has(Traits::NOUN.and(Traits::NOMINATIVE));
    let told = second.kind == TokenKind::Word && lexis.traits(word(1)).has(Traits::FINITE);
    let named = |token: &Token| token.capital || matches!(token.span.of(text), "«" | "“" | "\"");
    // `был оглашён приговор`
    let words = tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let bare = words.filter(|token| !lexis.traits(token.span.of(folded)).has(Traits::FINITE)).count() <= 1;
    (bare && !tokens.iter().any(named)) || noun && told
}

/// Whether `он`, `она` or `они` is the subject of something before any noun that it could stand for.
pub fn has_loose_subject(folded: &str, tokens: &[Token], lexis: &Lexis) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token: &Token| token.span.of(folded));
    (0..tokens.len()).any(|at| {
        let asked = match word(at) {
            "он" => Traits::MASCULINE,
            "она" => Traits::FEMININE,
            "они" => Traits::PLURAL,
            _ => return false,
        };
        !(0..at).any(|before| {
            let traits = lexis.traits(word(before));
            let noun = traits.has(Traits::NOUN.and(Traits::NOMINATIVE).and(asked)) && word(before).chars().count() > 2;
            tokens[before].kind == TokenKind::Word && (noun || traits.has(Traits::GUESSED) && tokens[before].capital)
        })
    })
}

/// Whether the words speak of the writer: `Я не мог представить`, `наши войска`.
pub fn is_personal(folded: &str, tokens: &[Token]) -> bool {
    #[rustfmt::skip]
    const MINE: &[&str] = &[
        "я", "мне", "меня", "мной", "мы", "нам", "нас", "нами", "мой", "моя", "мое", "мои", "моего", "моей", "моем", "наш",
        "наша", "наше", "наши", "нашего", "нашей", "нашем", "наших", "нашим",
    ];
    tokens.iter().any(|token| token.kind == TokenKind::Word && MINE.contains(&token.span.of(folded)))
}

/// Whether some word of the (folded) tokens is a pronoun or an adverb that points to something said before.
pub fn points_anywhere(folded: &str, tokens: &[Token]) -> bool {
    tokens.iter().any(|token| token.kind == TokenKind::Word && POINTING.contains(&token.span.of(folded)))
}

/// Whether the first clause of the (folded) tokens leaves out who did it: `Извлёк из событий два урока`. Told by a verb of one
/// man or woman with no noun beside it that could be its subject; `broken`: by a verb of many, too, as who they are was cut off.
pub fn lacks_subject(text: &str, folded: &str, tokens: &[Token], lexis: &Lexis, broken: bool) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token: &Token| token.span.of(folded));
    let finite = |at: &usize| {
        tokens[*at].kind == TokenKind::Word
            && lexis.traits(word(*at)).has(Traits::FINITE)
            && lexis.word(word(*at)).verbal
    };
    let Some(verb) = (0..tokens.len()).find(finite) else { return false };
    let short = |tag: &Tag| matches!(tag.part_of_speech, PartOfSpeech::ShortAdjective | PartOfSpeech::ShortParticiple);
    let told = |tag: &Tag| tag.tense == Some(Tense::Past) || short(tag);
    let Some(tag) = lexis.word(word(verb)).likeliest.filter(told) else { return false };
    let asked = match (tag.number, tag.gender) {
        (Some(Number::Singular), Some(Gender::Masculine)) => Traits::MASCULINE.and(Traits::SINGULAR),
        (Some(Number::Singular), Some(Gender::Feminine)) => Traits::FEMININE.and(Traits::SINGULAR),
        (Some(Number::Plural), _) if broken => Traits::PLURAL,
        _ => return false,
    };
    let bound = |at: &usize| tokens[*at].kind == TokenKind::Mark && matches!(word(*at), "," | ";" | "(" | ")" | ":");
    let to = (verb..tokens.len()).find(bound).unwrap_or(tokens.len());
    let opens = |at: usize| matches!(tokens[at].span.of(text), "«" | "“" | "„");
    let closes = |at: usize| matches!(tokens[at].span.of(text), "»" | "”");
    let quoted = |at: usize| (0..at).rev().find(|&mark| opens(mark) || closes(mark)).is_some_and(opens);
    // `25 ноября 2000 г. назначен`
    let dated =
        |at: usize| time::is_month(word(at + 1)) || matches!(word(at + 1), "г" | "гг" | "год" | "году" | "года");
    !(0..to).filter(|&at| !quoted(at)).any(|at| {
        let (token, traits) = (&tokens[at], lexis.traits(word(at)));
        let preposition = at > 0 && form::is_preposition(word(at - 1));
        let unknown = traits.has(Traits::GUESSED) && token.capital;
        let own = token.span.of(text);
        let short = token.kind == TokenKind::Word && own.len() > 2 && own.chars().all(char::is_uppercase);
        let noun = traits.has(Traits::NOUN.and(Traits::NOMINATIVE).and(asked))
            && word(at).chars().count() > 2
            && word(at) != "лет";
        // A name that nobody knows is a subject only beside its verb.
        let between = tokens.get(verb + 1..at).unwrap_or(&[]);
        let beside = at < verb || at <= verb + 2 && between.iter().all(|token| token.kind == TokenKind::Word);
        let names = noun || (unknown || short) && beside;
        let number = (token.kind == TokenKind::Digits || traits.has(Traits::CARDINAL)) && !preposition && !dated(at);
        let pronoun =
            matches!(word(at), "кто" | "он" | "она" | "они" | "который" | "которая" | "которые" | "все" | "каждый");
        !preposition && token.kind == TokenKind::Word && names || number && at < verb || pronoun
    })
}

/// Whether the (folded) tokens ask the reader for something: `Укажите три причины …`.
pub fn orders(folded: &str, tokens: &[Token], lexis: &Lexis) -> bool {
    let mut words = tokens.iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.span.of(folded));
    words.any(|word| {
        let polite = word.ends_with("те") && word.chars().count() > 4;
        polite && lexis.word(word).likeliest.is_some_and(|tag| tag.imperative)
    })
}

/// Whether the (folded) tokens only suppose something: `рискуя потерять четверть армии, он бы …`, `когда у меня шестнадцать шашек,
/// то …`.
pub fn supposes(folded: &str, tokens: &[Token]) -> bool {
    const MYSELF: &[&str] = &["я", "мне", "меня", "мной", "мы", "нас", "нам", "ты", "тебя", "тебе"];
    let word = |index: usize| tokens.get(index).map_or("", |token: &Token| token.span.of(folded));
    let (mut condition, mut myself, mut then) = (false, false, false);
    for index in 0..tokens.len() {
        match word(index) {
            "бы" | "б" if !matches!(word(index.wrapping_sub(1)), "как" | "хотя" | "хоть") => return true,
            "если" | "ежели" | "когда" | "кабы" => condition = true,
            "то" => then = true,
            word => myself |= MYSELF.contains(&word),
        }
    }
    condition && myself && then
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::fold;
    use crate::lexicon::ru::morphology::Morphology;
    use crate::span::Span;

    fn tokens(text: &str) -> Vec<Token> {
        crate::segment::token::tokens(text, Span::new(0, text.len()))
    }

    #[test]
    fn no_word_that_points_is_longer_than_the_longest() {
        let all = [OF_TODAY, POINTING, POINTING_BY_NOUN].concat();
        assert_eq!(all.iter().map(|word| word.len()).max(), Some(LONGEST_POINTING));
    }

    #[test]
    fn suppositions() {
        let supposes = |text: &str| {
            let tokens = crate::segment::token::tokens(text, Span::new(0, text.len()));
            supposes(&fold(text), &tokens)
        };
        assert!(supposes("Он мог бы потерять четверть армии."));
        assert!(supposes("Когда у меня шестнадцать шашек, то он слабее."));
        assert!(!supposes("Если в 1912 г. работало 12 школ, то в 1914 г. — 30."));
        assert!(!supposes("Работали 12 школ, хотя бы и без учителей."));
    }

    #[test]
    fn pronouns_need_something_to_point_to() {
        let points = |text: &str| {
            let tokens = crate::segment::token::tokens(text, Span::new(0, text.len()));
            points_outside(&fold(text), &tokens)
        };
        assert!(points("На 31 декабря 1944 г. они составляли 53,8 процента."));
        assert!(points("К этому времени работали 52 бригады."));
        assert!(points("Молодые бригады заводов города участвовали в этом движении."));
        assert!(!points("Росло движение за мир. В этом движении участвовали 52 бригады."));
        assert!(!points("В школе им. Ленина учились 30 детей."));
        assert!(!points(
            "Если участвовало 36 тыс. молодежных заводских бригад города, то позже их число превысило 145 тыс."
        ));
        assert!(points("В ее рядах состояло 5 человек."));
    }

    /// Words that a rule is true of, and words that it is not.
    fn check(rule: impl Fn(&str, &str, &[Token], &Lexis) -> bool, of: &[&str], not: &[&str]) {
        let lexis = Lexis::new(Morphology::bundled());
        let holds = |text: &str| rule(text, &fold(text), &tokens(text), &lexis);
        for text in of {
            assert!(holds(text), "{text}");
        }
        for text in not {
            assert!(!holds(text), "{text}");
        }
    }

    #[test]
    fn a_subject_that_was_left_out() {
        check(
            |text, folded, tokens, lexis| lacks_subject(text, folded, tokens, lexis, false),
            &[
                "Извлёк из событий два урока.",
                "Отличался от соседей возрастом (в 47 лет стал министром).",
                "После службы с 1979 года работал в корпорации «Огонь».",
                "25 ноября 2000 г. назначен членом совета.",
                "В 19 лет вступил в партию.",
            ],
            &[
                "В 1930 г. открылся завод.",
                "Кравцов родился в Москве.",
                "За год построили 12 школ.",
                "Было собрано 30 тонн зерна.",
                "NASA получила 300 заявок.",
            ],
        );
        check(
            |text, folded, tokens, lexis| lacks_subject(text, folded, tokens, lexis, true),
            &["затем построили 12 школ в городе"],
            &["затем рабочие построили 12 школ"],
        );
    }

    #[test]
    fn any_thing_of_its_kind() {
        check(
            is_of_any,
            &["договор вступил в силу", "группировка провозгласила себя халифатом", "был оглашён приговор"],
            &[
                "мирный договор вступил в силу",
                "договор о мире вступил в силу",
                "Азов был взят",
                "открылась школа ткачей",
            ],
        );
    }

    #[test]
    fn pronouns_as_subjects() {
        check(
            |_, folded, tokens, lexis| has_loose_subject(folded, tokens, lexis),
            &["По состоянию на март она управляла территорией.", "В 1944 г. они составляли половину."],
            &["Партия росла, и она управляла областью.", "Баффет сказал, что он продал дом."],
        );
    }

    #[test]
    fn readers_writers_and_their_day() {
        check(
            |_, folded, tokens, lexis| orders(folded, tokens, lexis),
            &["Укажите три причины войны.", "Дайте не менее трёх объяснений."],
            &["В комитете было 12 человек.", "Выросло число дете."],
        );
        check(
            |_, folded, tokens, _| is_personal(folded, tokens),
            &["Я не мог подняться на гору.", "Потери наших войск — 12 тыс."],
            &["Он не мог подняться на гору."],
        );
        check(
            |_, folded, tokens, _| points_outside(folded, tokens),
            &["На завершившихся сегодня в столице играх были 34 школы.", "Потребуется 60 лет для того же уровня."],
            &["На завершившихся в столице играх были 34 школы."],
        );
    }
}
