//! What the words around a number make of it: how exact it is, and whether it is a level or a change.

use super::Bound;
use crate::extract::Words;
use crate::segment::TokenKind;

/// Words right before a number, the longest first, and what they bound it by.
const BEFORE: &[(&[&str], Bound)] = &[
    (&["не", "превышает"], Bound::UpTo),
    (&["не", "превышало"], Bound::UpTo),
    (&["не", "превышала"], Bound::UpTo),
    (&["не", "превышал"], Bound::UpTo),
    (&["не", "превысило"], Bound::UpTo),
    (&["не", "более", "чем"], Bound::UpTo),
    (&["не", "менее", "чем"], Bound::AtLeast),
    (&["не", "более"], Bound::UpTo),
    (&["не", "больше"], Bound::UpTo),
    (&["не", "свыше"], Bound::UpTo),
    (&["не", "выше"], Bound::UpTo),
    (&["не", "старше"], Bound::UpTo),
    (&["не", "менее"], Bound::AtLeast),
    (&["не", "меньше"], Bound::AtLeast),
    (&["не", "ниже"], Bound::AtLeast),
    (&["не", "моложе"], Bound::AtLeast),
    (&["по", "меньшей", "мере"], Bound::AtLeast),
    (&["по", "крайней", "мере"], Bound::AtLeast),
    (&["как", "минимум"], Bound::AtLeast),
    (&["без", "малого"], Bound::About),
    (&["чуть", "более"], Bound::Over),
    (&["чуть", "менее"], Bound::Under),
    (&["более", "чем"], Bound::Over),
    (&["менее", "чем"], Bound::Under),
    (&["больше", "чем"], Bound::Over),
    (&["меньше", "чем"], Bound::Under),
    (&["минимум"], Bound::AtLeast),
    (&["максимум"], Bound::UpTo),
    (&["около"], Bound::About),
    (&["примерно"], Bound::About),
    (&["приблизительно"], Bound::About),
    (&["порядка"], Bound::About),
    (&["почти"], Bound::About),
    (&["ок", "."], Bound::About),
    (&["~"], Bound::About),
    (&["≈"], Bound::About),
    (&["свыше"], Bound::Over),
    (&["сверх"], Bound::Over),
    (&["более"], Bound::Over),
    (&["больше"], Bound::Over),
    (&["выше"], Bound::Over),
    (&["старше"], Bound::Over),
    (&[">"], Bound::Over),
    (&["менее"], Bound::Under),
    (&["меньше"], Bound::Under),
    (&["ниже"], Bound::Under),
    (&["моложе"], Bound::Under),
    (&["<"], Bound::Under),
    (&["≥"], Bound::AtLeast),
    (&["≤"], Bound::UpTo),
    (&["до"], Bound::UpTo),
];

/// Words after a number.
const AFTER: &[(&[&str], Bound)] = &[
    (&["и", "более"], Bound::AtLeast),
    (&["и", "больше"], Bound::AtLeast),
    (&["и", "выше"], Bound::AtLeast),
    (&["и", "старше"], Bound::AtLeast),
    (&["или", "более"], Bound::AtLeast),
    (&["и", "менее"], Bound::UpTo),
    (&["и", "меньше"], Bound::UpTo),
    (&["и", "младше"], Bound::UpTo),
    (&["с", "лишним"], Bound::Over),
    (&["с", "небольшим"], Bound::Over),
];

/// The bound that the words around the number at tokens `from..to` put on it.
pub fn bound(words: &Words, from: usize, to: usize) -> Bound {
    let after = AFTER.iter().find(|(sequence, _)| words.starts(to, sequence) || words.starts(to + 1, sequence));
    let before = bound_before(words, from).or_else(|| {
        // `примерно на 20 процентов`, `более чем в 2 раза`
        let preposed = from > 0 && matches!(words.word(from - 1), "на" | "в" | "за");
        bound_before(words, from.saturating_sub(1)).filter(|_| preposed)
    });
    match (before, after) {
        // `вырос до 80 тыс.` says where it came to, not where it stopped short.
        (Some((["до"], _)), _) if is_changed(words, from - 1) || is_range_end(words, from - 1) => Bound::Exact,
        (Some((_, bound)), _) | (None, Some((_, bound))) => *bound,
        (None, None) if exceeds(words, from) => Bound::Over,
        (None, None) => Bound::Exact,
    }
}

fn bound_before(words: &Words, from: usize) -> Option<&'static (&'static [&'static str], Bound)> {
    BEFORE.iter().find(|(sequence, _)| from >= sequence.len() && words.starts(from - sequence.len(), sequence))
}

/// How many tokens before `from` belong to the bound.
pub fn bound_len(words: &Words, from: usize) -> usize {
    bound_before(words, from).map_or(0, |(sequence, _)| sequence.len())
}

/// `превысило 145 тыс.`, `перевалило за миллион`.
fn exceeds(words: &Words, from: usize) -> bool {
    let before = |count: usize| from.checked_sub(count).map_or("", |at| words.word(at));
    (before(1).starts_with("превысил") || before(1).starts_with("превыша")) && before(2) != "не"
        || before(1) == "за" && before(2).starts_with("перевал")
}

/// Stems of verbs and nouns of change.
const CHANGE: &[&str] = &[
    "вырос",
    "возрос",
    "возраст",
    "вырасти",
    "выраст",
    "рост",
    "увелич",
    "прирос",
    "прирост",
    "сниз",
    "сниж",
    "снизил",
    "сократ",
    "сокращ",
    "уменьш",
    "упал",
    "упад",
    "паден",
    "повыс",
    "повыш",
    "расшир",
    "подорож",
    "подешев",
    "поднял",
    "подним",
    "опуст",
    "прибав",
    "убав",
    "убыл",
    "пополн",
    "замедл",
    "ускор",
    "удлин",
    "укрупн",
    "отста",
    "перевыполн",
    "обогна",
    "опереди",
];

/// Words of comparison that follow an amount of change: `на 5 тыс. больше`.
const COMPARED: &[&str] = &[
    "больше",
    "меньше",
    "выше",
    "ниже",
    "более",
    "менее",
    "дороже",
    "дешевле",
    "старше",
    "моложе",
    "раньше",
    "позже",
    "длиннее",
    "короче",
    "быстрее",
];

/// `выросла`, `сокращение`, `увеличился`.
pub fn is_change_word(word: &str) -> bool {
    CHANGE.iter().any(|stem| word.starts_with(stem)) && !word.starts_with("ростов")
}

/// Whether a word of change stands before `at` in the same clause.
fn is_changed(words: &Words, at: usize) -> bool {
    clause_before(words, at).any(|index| is_change_word(words.word(index)))
}

/// `с 5 тыс. до 7 тыс.`: the far end of what began before.
fn is_range_end(words: &Words, at: usize) -> bool {
    clause_before(words, at).take(8).any(|index| matches!(words.word(index), "с" | "со") && words.is_digits(index + 1))
}

/// Whether the number after `на` at `on` is how much something changed, not how much it is.
pub fn is_change(words: &Words, on: usize, to: usize) -> bool {
    matches!(words.word(on), "на")
        && ((to..to + 4).any(|index| COMPARED.contains(&words.word(index))) || is_changed(words, on))
}

/// The tokens before `at`, nearest first, to the start of the clause, at most 24.
pub fn clause_before<'a>(words: &'a Words, at: usize) -> impl Iterator<Item = usize> + 'a {
    (0..at).rev().take(24).take_while(|&index| !is_clause_mark(words, index))
}

/// A comma between words, a semicolon, a colon, a bracket: not the comma of a decimal.
pub fn is_clause_mark(words: &Words, index: usize) -> bool {
    words.kind(index) == Some(TokenKind::Mark)
        && match words.get(index) {
            ";" | ":" | "(" | ")" => true,
            "," => words.space_before(index + 1),
            _ => false,
        }
}
