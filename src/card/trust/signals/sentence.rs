//! What the sentence is: prose, whole, in right Russian, somebody's report rather than talk.

use crate::card::CardKind;
use crate::card::standing::is_personal;
use crate::card::trust::Case;
use crate::card::trust::reading::Reading;
use crate::document::BlockKind;
use crate::lexicon::ru::form;
use crate::lexicon::ru::traits::Traits;
use crate::segment::TokenKind;

/// A sentence as it is printed in a paragraph: a capital, words, a stop.
pub fn is_prose(case: &Case) -> bool {
    let text = &case.proof.reading.text;
    let opens =
        text.trim_start_matches(['«', '"', '“', '„']).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let closes = text.trim_end_matches(['»', '"', '”', ')']).ends_with(['.', '!', '…', '»', ')']);
    case.proof.block == BlockKind::Paragraph
        && opens
        && closes
        && !text.contains('\n')
        && case.proof.reading.words().count() >= 5
}

pub fn is_no_prose(case: &Case) -> bool {
    !is_prose(case)
}

/// The text is a list or an outline rather than prose.
pub fn is_of_an_outline(case: &Case) -> bool {
    // An abbreviation is spelt out in an outline as elsewhere.
    !case.is_of_prose && case.kind() != CardKind::Definition
}

/// Signs that prose does not have, or halves of pairs.
pub fn has_stray_marks(case: &Case) -> bool {
    let stray = |text: &str| {
        text.contains(['=', '~', '→', '⇒', '*', '|', '_', '+', '<', '>', '[', ']', '#', '\u{fffd}', ';'])
            || text.contains("...")
            || text.contains("..")
            || text.contains(" ,")
            || text.contains("( ")
            || text.contains(" .")
    };
    let pair = |text: &str, open: char, close: char| text.matches(open).count() != text.matches(close).count();
    let text = case.asked.text.trim_end_matches('…');
    {
        stray(text)
            || pair(text, '(', ')')
            || pair(text, '«', '»')
            || text.matches('"').count() % 2 == 1
            || text.contains('“') != text.contains('”') && !text.contains('„')
            || ends_with_a_note(&case.asked)
            || case.kind() != CardKind::Trend && lists(text)
    }
}

/// `более двадцати офицеров 11.`: the number of a note.
pub fn ends_with_a_note(asked: &Reading) -> bool {
    let last = (0..asked.tokens.len()).rev().find(|&at| asked.tokens[at].kind != TokenKind::Mark);
    last.is_some_and(|at| {
        at > 0
            && asked.tokens[at].kind == TokenKind::Digits
            && asked.written(at).len() < 4
            && asked.traits(at - 1).has(Traits::GENITIVE_PLURAL)
            && asked.traits(at - 1).has(Traits::NOUN)
    })
}

/// `1) …`, `а) …`, a date and a dash before what happened.
pub fn lists(text: &str) -> bool {
    let bracket = text.match_indices(") ").any(|(at, _)| {
        let before: String = text[..at].chars().rev().take_while(|c| c.is_alphanumeric()).collect();
        before.chars().count() <= 2 && !before.is_empty() && !text[..at - before.len()].ends_with('(')
    });
    // `КИШИНЕВ – Три этажа …`
    let dateline = text.split_once(['–', '—']).is_some_and(|(before, _)| {
        let before = before.trim();
        before.chars().count() > 3
            && before.chars().count() < 20
            && before.chars().all(|c| c.is_uppercase() || c == '-')
    });
    // `1945 – взятие Берлина`, `В 1962г – служит`
    let dashed = text.split_once(['–', '—', '-']).is_some_and(|(before, after)| {
        let near = before.trim_end();
        before.ends_with([' ', '\u{a0}'])
            && after.starts_with([' ', '\u{a0}'])
            && (near.ends_with(|c: char| c.is_ascii_digit()) || near.ends_with("г.") || near.ends_with('г'))
            && before.chars().count() < 26
            && !after.trim_start().starts_with(|c: char| c.is_ascii_digit())
    });
    bracket || dashed || dateline
}

/// Two sentences, or a heading and a sentence, with nothing between them; two words in one.
pub fn is_glued(case: &Case) -> bool {
    let reading = &case.asked;
    let tokens = &reading.tokens;
    tokens.windows(2).enumerate().any(|(at, pair)| {
        let touch = pair[0].span.end == pair[1].span.start;
        let word = |index: usize| reading.word(at + index);
        // `совете(ГФС)`, `1982г`, `года.Весной`
        let bracket = touch && pair[0].kind == TokenKind::Word && reading.written(at + 1) == "(";
        let (first, second) = (pair[0].kind, pair[1].kind);
        // `Internet2`, `Mail.Ru` are names.
        let is_latin = |index: usize| reading.written(at + index).chars().all(|c| c.is_ascii_alphanumeric());
        let digits = touch
            && !(is_latin(0) && is_latin(1))
            && (first == TokenKind::Word && second == TokenKind::Digits
                || first == TokenKind::Digits && second == TokenKind::Word);
        let stop = touch && pair[1].capital && matches!(reading.written(at), ")" | "," | "!" | "?");
        // A capital that only begins a sentence.
        // `Учитель А. Н. Столбунова`
        let initial = reading.written(at + 2) == "." && word(1).chars().count() == 1;
        let opens = pair[1].capital
            && !initial
            && pair[0].kind != TokenKind::Mark
            && pair[1].kind == TokenKind::Word
            && (form::is_preposition(word(1)) || form::is_particle(word(1)) || form::is_pronoun(word(1)));
        // `… подданство. стал поступать налог`
        let small = reading.written(at) == "."
            && at > 0
            && pair[1].kind == TokenKind::Word
            && !pair[1].capital
            && reading.is_word(at - 1)
            && reading.word(at - 1).chars().count() > 4;
        // `кн.Михаил`; `В. И.Ленин` has an initial there.
        let tight = touch
            && reading.written(at) == "."
            && pair[1].capital
            && at > 0
            && !(is_latin(1) && reading.written(at - 1).is_ascii())
            && reading.word(at - 1).chars().count() > 1;
        // `Турецкий «десант» В свою очередь …`
        let heading = pair[1].capital
            && matches!(reading.written(at), "»" | ")" | "”")
            && !initial
            && (form::is_preposition(word(1)) || form::is_particle(word(1)) || form::is_pronoun(word(1)));
        bracket || digits || stop || opens || small || tight || heading
    })
}

/// It opens with words that lead on from what was said before.
pub fn leads_on(case: &Case) -> bool {
    const LEADING: &[&str] = &[
        "уже",
        "вот",
        "также",
        "во-первых",
        "во-вторых",
        "в-третьих",
        "далее",
        "затем",
        "потом",
        "кроме",
        "однако",
        "поэтому",
        "итак",
        "следовательно",
        "наконец",
        "впрочем",
        "зато",
        "тогда",
        "остальные",
        "остальными",
        "остальных",
    ];
    LEADING.contains(&case.asked.words().next().map_or("", |(_, word)| word))
        || LEADING.contains(&case.proof.reading.words().next().map_or("", |(_, word)| word))
            && case.kind() == CardKind::Criticism
}

/// A preposition, and after it a word in a case that it does not take.
pub fn has_a_broken_phrase(case: &Case) -> bool {
    let asked = &case.asked;
    // `в 1921 году г.`
    let cut = asked.words().any(|(at, word)| {
        form::is_preposition(word)
            && asked.tokens.get(at + 1).is_some_and(|next| {
                next.kind == TokenKind::Mark && matches!(asked.written(at + 1), "," | ";" | ":" | ")")
            })
    });
    let twice = cut || asked.words().any(|(at, word)| matches!(word, "году" | "года") && asked.word(at + 1) == "г");
    twice
        || asked.has_a_stray_comma()
        || asked.words().any(|(at, word)| {
            let cases = match word {
                "в" | "во" | "на" => Traits::PREPOSITIONAL.and(Traits::ACCUSATIVE),
                "к" | "ко" => Traits::DATIVE,
                "о" | "об" => Traits::PREPOSITIONAL.and(Traits::ACCUSATIVE),
                "от" | "до" | "из" | "без" | "для" | "у" | "около" | "после" | "против" => {
                    Traits::GENITIVE
                }
                _ => return false,
            };
            let traits = asked.traits(at + 1);
            let all = Traits::NOMINATIVE
                .and(Traits::GENITIVE)
                .and(Traits::DATIVE)
                .and(Traits::ACCUSATIVE)
                .and(Traits::INSTRUMENTAL)
                .and(Traits::PREPOSITIONAL);
            // `в Хомским`
            let locative = matches!(word, "в" | "во" | "на")
                && traits.has(Traits::GUESSED)
                && (asked.word(at + 1).ends_with("им") || asked.word(at + 1).ends_with("ым"));
            let noun = traits.has(Traits::NOUN) && !asked.is_capital(at + 1) && !traits.has(Traits::GUESSED);
            // `кандидат в премьер-министры`
            let ranks = matches!(word, "в") && traits.has(Traits::NOMINATIVE.and(Traits::PLURAL).and(Traits::ANIMATE));
            locative
                || asked.is_word(at + 1)
                    && !ranks
                    && (traits.has(Traits::ATTRIBUTE) || noun)
                    && !traits.any(Traits::ADVERB.and(Traits::PRONOUN))
                    && traits.any(all)
                    && !traits.any(cases)
        })
}

/// The sentence was taken to end at the stop of an abbreviation: `переданы р.п.`
pub fn is_cut_short(case: &Case) -> bool {
    let sentence = &case.proof.reading;
    let text = sentence.text.trim_end();
    let last = text.strip_suffix('.').and_then(|text| text.rsplit(|c: char| !c.is_alphabetic()).next()).unwrap_or("");
    let known = matches!(
        last,
        "г" | "гг"
            | "в"
            | "вв"
            | "э"
            | "руб"
            | "коп"
            | "тыс"
            | "млн"
            | "млрд"
            | "км"
            | "м"
            | "т"
            | "га"
            | "кг"
            | "др"
            | "пр"
            | "д"
            | "с"
            | "ч"
            | "л"
            | "чел"
            | "ед"
    );
    text.ends_with('.') && (1..=2).contains(&last.chars().count()) && last.chars().all(char::is_lowercase) && !known
}

/// All of it hangs on a clause that is not there: `Во время похода, когда погибло …`
pub fn is_a_fragment(case: &Case) -> bool {
    case.proof.reading.hangs_on_nothing()
}

/// A common noun with a capital inside the sentence: a heading that was run into it.
pub fn has_a_stray_capital(case: &Case) -> bool {
    let asked = &case.asked;
    asked.words().any(|(at, _)| asked.is_stray_capital(at))
}

/// Much of the text is talk: a story.
pub fn is_of_a_narrative(case: &Case) -> bool {
    case.is_of_talk
}

/// Somebody speaks: of himself, to the reader, or in quotes.
pub fn speaks(case: &Case) -> bool {
    let (asked, sentence) = (&case.asked, &case.proof.reading);
    let dialogue =
        sentence.text.starts_with(['—', '–', '-']) || sentence.text.contains("» —") || sentence.says_in_passing();
    let asks = sentence.text.ends_with('?') || sentence.text.ends_with('!');
    is_personal(&asked.folded, &asked.tokens)
        || is_personal(&sentence.folded, &sentence.tokens)
        || dialogue
        || asks
        || asked.has_any(&["вы", "вам", "вас", "ваш", "вами", "ты", "тебе", "тебя"])
}

/// What stands behind a colon is a list, and what before it only leads there.
pub fn leads_to_a_list(case: &Case) -> bool {
    case.kind() != CardKind::Trend
        && case.asked.text.trim_end_matches(['.', ':']).contains(": ")
        && !matches!(case.kind(), CardKind::Question | CardKind::Typed if case.asked.text.ends_with('?'))
}

/// It begins with a word that joins it to what was cut off, or ends where something is to follow.
pub fn is_half_a_clause(case: &Case) -> bool {
    #[rustfmt::skip]
    const JOINTS: &[&str] = &["потому", "значит", "что", "чтобы", "который", "которая", "которое", "которые", "которых", "где", "куда", "откуда", "причем", "хотя", "поскольку", "и", "а", "но", "или", "то", "ибо", "ж", "же"];
    let asked = &case.asked;
    let first = asked.words().next().map_or("", |(_, word)| word);
    // `Где была создана группа?`
    JOINTS.contains(&first) && !asked.text.ends_with('?')
}

/// Words that no dictionary has: misprints, words run together, spellings of two hundred years ago.
pub fn has_unknown_words(case: &Case) -> bool {
    let asked = &case.asked;
    let unknown = |(at, word): (usize, &str)| {
        !asked.is_capital(at)
            && word.chars().count() > 3
            && asked.traits(at).has(Traits::GUESSED)
            && word.chars().all(|c| ('а'..='я').contains(&c))
    };
    asked.words().any(unknown)
}

/// A noun stands before the subject that is none: the heading, with nothing between it and the sentence.
pub fn has_two_subjects(case: &Case) -> bool {
    case.asked.has_a_stray_noun()
}
