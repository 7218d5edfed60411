//! What the words around a number make of it: how exact it is, and whether it is a level or a change.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Bound;
use crate::extract::Words;
use crate::lexicon::ru::numeral as lexicon;
use crate::lexicon::ru::traits::Traits;
use crate::segment::TokenKind;

/// Words right before a number, the longest first, and what they bound it by.
#[rustfmt::skip]
const BEFORE: &[(&[&str], Bound)] = &[
    (&["не", "превышает"], Bound::UpTo),
    (&["не", "превышало"], Bound::UpTo),
    (&["не", "превышала"], Bound::UpTo),
    (&["не", "превышал"], Bound::UpTo),
    (&["не", "превышают"], Bound::UpTo),
    (&["не", "превышали"], Bound::UpTo),
    (&["не", "превысило"], Bound::UpTo),
    (&["не", "превысил"], Bound::UpTo),
    (&["не", "превысила"], Bound::UpTo),
    (&["не", "превысили"], Bound::UpTo),
    (&["не", "превысит"], Bound::UpTo),
    (&["не", "более", ",", "чем"], Bound::UpTo),
    (&["не", "менее", ",", "чем"], Bound::AtLeast),
    (&["не", "более", "чем"], Bound::UpTo),
    (&["не", "менее", "чем"], Bound::AtLeast),
    (&["не", "больше", "чем"], Bound::UpTo),
    (&["не", "меньше", "чем"], Bound::AtLeast),
    (&["не", "более"], Bound::UpTo),
    (&["не", "больше"], Bound::UpTo),
    (&["не", "свыше"], Bound::UpTo),
    (&["не", "выше"], Bound::UpTo),
    (&["не", "старше"], Bound::UpTo),
    (&["не", "дороже"], Bound::UpTo),
    (&["не", "менее"], Bound::AtLeast),
    (&["не", "меньше"], Bound::AtLeast),
    (&["не", "ниже"], Bound::AtLeast),
    (&["не", "моложе"], Bound::AtLeast),
    (&["не", "младше"], Bound::AtLeast),
    (&["не", "дешевле"], Bound::AtLeast),
    (&["по", "меньшей", "мере"], Bound::AtLeast),
    (&["по", "крайней", "мере"], Bound::AtLeast),
    (&["как", "минимум"], Bound::AtLeast),
    (&["самое", "меньшее"], Bound::AtLeast),
    (&["как", "максимум"], Bound::UpTo),
    (&["самое", "большее"], Bound::UpTo),
    (&["от", "силы"], Bound::UpTo),
    (&["в", "пределах"], Bound::UpTo),
    (&["без", "малого"], Bound::About),
    (&["едва", "ли", "не"], Bound::About),
    (&["чуть", "ли", "не"], Bound::About),
    (&["близко", "к"], Bound::About),
    (&["близка", "к"], Bound::About),
    (&["близок", "к"], Bound::About),
    (&["плюс-минус"], Bound::About),
    (&["чуть", "более"], Bound::Over),
    (&["чуть", "больше"], Bound::Over),
    (&["немногим", "более"], Bound::Over),
    (&["немногим", "больше"], Bound::Over),
    (&["чуть", "менее"], Bound::Under),
    (&["чуть", "меньше"], Bound::Under),
    (&["немногим", "менее"], Bound::Under),
    (&["немногим", "меньше"], Bound::Under),
    (&["более", ",", "чем"], Bound::Over),
    (&["менее", ",", "чем"], Bound::Under),
    (&["больше", ",", "чем"], Bound::Over),
    (&["меньше", ",", "чем"], Bound::Under),
    (&["более", "чем"], Bound::Over),
    (&["менее", "чем"], Bound::Under),
    (&["больше", "чем"], Bound::Over),
    (&["меньше", "чем"], Bound::Under),
    (&["не", "прошло", "и"], Bound::Under),
    (&["не", "достигает"], Bound::Under),
    (&["не", "достигала"], Bound::Under),
    (&["не", "достигало"], Bound::Under),
    (&["не", "достигла"], Bound::Under),
    (&["не", "достигло"], Bound::Under),
    (&["не", "дотягивает", "до"], Bound::Under),
    (&["не", "дотягивала", "до"], Bound::Under),
    (&["не", "дотянула", "до"], Bound::Under),
    (&["не", "дотянул", "до"], Bound::Under),
    (&["не", "доходит", "до"], Bound::Under),
    (&["минимум"], Bound::AtLeast),
    (&["максимум"], Bound::UpTo),
    (&["около"], Bound::About),
    (&["примерно"], Bound::About),
    (&["приблизительно"], Bound::About),
    (&["ориентировочно"], Bound::About),
    (&["приблизительном"], Bound::About),
    (&["порядка"], Bound::About),
    (&["почти"], Bound::About),
    (&["где-то"], Bound::About),
    (&["ок", "."], Bound::About),
    (&["~"], Bound::About),
    (&["≈"], Bound::About),
    (&["±"], Bound::About),
    (&["свыше"], Bound::Over),
    (&["сверх"], Bound::Over),
    (&["более"], Bound::Over),
    (&["больше"], Bound::Over),
    (&["выше"], Bound::Over),
    (&["старше"], Bound::Over),
    (&["дороже"], Bound::Over),
    (&[">"], Bound::Over),
    (&["менее"], Bound::Under),
    (&["меньше"], Bound::Under),
    (&["ниже"], Bound::Under),
    (&["моложе"], Bound::Under),
    (&["младше"], Bound::Under),
    (&["дешевле"], Bound::Under),
    (&["<"], Bound::Under),
    (&["≥"], Bound::AtLeast),
    (&["⩾"], Bound::AtLeast),
    (&["≤"], Bound::UpTo),
    (&["⩽"], Bound::UpTo),
    (&["до"], Bound::UpTo),
];

/// Words after a number.
#[rustfmt::skip]
const AFTER: &[(&[&str], Bound)] = &[
    (&["и", "более"], Bound::AtLeast),
    (&["и", "больше"], Bound::AtLeast),
    (&["и", "выше"], Bound::AtLeast),
    (&["и", "старше"], Bound::AtLeast),
    (&["и", "свыше"], Bound::AtLeast),
    (&["или", "более"], Bound::AtLeast),
    (&["или", "больше"], Bound::AtLeast),
    (&["и", "менее"], Bound::UpTo),
    (&["и", "меньше"], Bound::UpTo),
    (&["и", "ниже"], Bound::UpTo),
    (&["и", "младше"], Bound::UpTo),
    (&["и", "моложе"], Bound::UpTo),
    (&["или", "менее"], Bound::UpTo),
    (&["или", "меньше"], Bound::UpTo),
    (&["с", "лишним"], Bound::Over),
    (&["с", "лишком"], Bound::Over),
    (&["с", "небольшим"], Bound::Over),
    (&["с", "гаком"], Bound::Over),
    (&["без", "малого"], Bound::About),
];

/// The bound that the words around the number at tokens `from..to` put on it.
pub fn bound(words: &Words, from: usize, to: usize) -> Bound {
    let (next, second) = (words.get(to), words.get(to + 1));
    let begins = |sequence: &[&str]| sequence.first().is_some_and(|word| *word == next || *word == second);
    let after = AFTER
        .iter()
        .filter(|(sequence, _)| begins(sequence))
        .find(|(sequence, _)| words.starts(to, sequence) || words.starts(to + 1, sequence));
    let before = bound_before(words, from).or_else(|| {
        // `примерно на 20 процентов`, `более чем в 2 раза`, `почти с 80`
        let preposed = from > 0 && is_preposition(words.word(from - 1));
        // `больше на 20 процентов` is a change of exactly so much.
        let compared =
            |sequence: &[&str]| words.word(from - 1) == "на" && matches!(sequence, [word] if COMPARED.contains(word));
        bound_before(words, from.saturating_sub(1)).filter(|(sequence, _)| preposed && !compared(sequence))
    });
    match (before, after) {
        // `вырос до 80 тыс.` says where it came to, not where it stopped short; `вырос почти до 80 тыс.` roughly where.
        (Some((["до"], _)), _) if is_reached(words, from - 1) => {
            bound_before(words, from - 1).map_or(Bound::Exact, |(_, bound)| *bound)
        }
        (Some((_, bound)), _) | (None, Some((_, bound))) => *bound,
        (None, None) if words.get(to) == "+" && !words.space_before(to) && !words.is_digits(to + 1) => Bound::AtLeast,
        (None, None) if is_under_roughly(words, from, to) => Bound::About,
        (None, None) => exceeds(words, from).unwrap_or(Bound::Exact),
    }
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "на" | "в"
            | "за"
            | "по"
            | "с"
            | "со"
            | "к"
            | "из"
            | "у"
            | "от"
            | "при"
            | "для"
            | "через"
            | "о"
            | "об"
            | "под"
    )
}

fn bound_before(words: &Words, from: usize) -> Option<&'static Row> {
    // `доход выше, 5 человек`: a bound of words stands beside its number.
    let last = words.get(from.checked_sub(1)?);
    let alike = BEFORE_BY_LAST.get(last)?;
    alike.iter().copied().find(|(sequence, _)| from >= sequence.len() && words.starts(from - sequence.len(), sequence))
}

type Row = (&'static [&'static str], Bound);

/// The rows of [`BEFORE`] by their last words, in their order: what stands before each number is held against them.
static BEFORE_BY_LAST: LazyLock<HashMap<&str, Vec<&Row>>> = LazyLock::new(|| {
    let mut rows: HashMap<&str, Vec<&Row>> = HashMap::new();
    for row in BEFORE {
        rows.entry(row.0.last().copied().unwrap_or_default()).or_default().push(row);
    }
    rows
});

/// How many tokens before `from` belong to the bound.
pub fn bound_len(words: &Words, from: usize) -> usize {
    bound_before(words, from).map_or(0, |(sequence, _)| sequence.len())
}

/// `под сто человек`, `под 80 тыс.`, `с тысячу человек`: the accusative of a round number.
fn is_under_roughly(words: &Words, from: usize, to: usize) -> bool {
    let with = from > 0 && words.word(from - 1) == "с";
    with && matches!(words.word(from), "тысячу" | "сотню" | "десяток" | "полсотни" | "дюжину")
        || from > 0
            && words.word(from - 1) == "под"
            && (from..to).any(|at| {
                let word = words.word(at);
                matches!(
                    word,
                    "тыс"
                        | "млн"
                        | "млрд"
                        | "тысяч"
                        | "тысячу"
                        | "миллион"
                        | "миллионов"
                        | "сорок"
                        | "сто"
                ) || matches!(word, "двадцать" | "тридцать" | "двести" | "триста" | "девяносто")
                    || word.ends_with("десят") && word.len() > 12
            })
}

/// `превысило 145 тыс.`, `перевалило за миллион`, `превысила отметку в 5 млн`.
fn exceeds(words: &Words, from: usize) -> Option<Bound> {
    let before = |count: usize| from.checked_sub(count).map_or("", |at| words.word(at));
    let more = |word: &str| {
        (word.starts_with("превы") && !word.starts_with("превышени"))
            || ["преодоле", "перевал", "перешагн"].iter().any(|stem| word.starts_with(stem))
    };
    let marked = before(1) == "в"
        && ["отметк", "уров", "порог", "рубеж", "планк", "цифр"].iter().any(|stem| before(2).starts_with(stem));
    let denied = |count: usize| if before(count) == "не" { Bound::UpTo } else { Bound::Over };
    match before(1) {
        word if word.starts_with("превы") && more(word) => Some(denied(2)),
        _ if marked && more(before(3)) => Some(denied(4)),
        "за" if before(2).starts_with("перевал") || before(2) == "далеко" => Some(Bound::Over),
        _ => None,
    }
}

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

/// Whether a word of change stands before `at` in the same clause.
fn is_changed(words: &Words, at: usize) -> bool {
    clause_before(words, at).any(|index| words.is_change(index))
}

/// Whether the number after `до` at `at` is where something came to.
fn is_reached(words: &Words, at: usize) -> bool {
    const ARRIVED: &[&str] = &[
        "довед",
        "довел",
        "довест",
        "доведен",
        "дошл",
        "дошел",
        "дойд",
        "доход",
        "доросл",
        "дорос",
        "дослуж",
        "прогре",
        "нагре",
        "охлад",
    ];
    let arrived =
        |index: usize| ARRIVED.iter().any(|stem| words.word(index).starts_with(stem)) && words.word(index) != "доход";
    is_changed(words, at)
        || is_range_end(words, at)
        || clause_before(words, at).any(arrived)
        // `выросла на 3,4 %, до 112 млн`
        || at > 1 && words.is_mark(at - 1, ',') && ends_amount(words, at - 2) && is_changed(words, at - 1)
        || at > 1 && words.is_mark(at - 1, ',') && clause_before(words, at - 1).take(6).any(|index| is_on(words, index))
}

/// `на 3,4 %`, `вдвое`, `в 2 раза`: the last token of how much.
fn ends_amount(words: &Words, at: usize) -> bool {
    !words.is_word(at) || lexicon::times(words.word(at)).is_some() || matches!(words.word(at), "раза" | "раз")
}

/// `выросла на 3,4`: a change by so much.
fn is_on(words: &Words, at: usize) -> bool {
    words.word(at) == "на" && words.is_digits(at + 1) && is_changed(words, at)
}

/// `с 5 тыс. до 7 тыс.`: the far end of what began before.
fn is_range_end(words: &Words, at: usize) -> bool {
    let number = |index: usize| {
        words.is_digits(index)
            || words.cardinal(index).is_some()
            || words.multiplier(index).is_some()
            || lexicon::whole_word(words.word(index)).is_some()
    };
    clause_before(words, at).take(14).any(|index| {
        matches!(words.word(index), "с" | "со" | "от") && number(index + 1 + bound_words(words, index + 1))
    })
}

/// `с почти 5 тыс.`
fn bound_words(words: &Words, at: usize) -> usize {
    usize::from(matches!(words.word(at), "почти" | "примерно" | "более" | "менее"))
}

/// Whether the number after `на` at `on` is how much something changed, not how much it is.
pub fn is_change(words: &Words, on: usize, to: usize) -> bool {
    let compared = |index: usize| COMPARED.contains(&words.word(index));
    let before = || clause_before(words, on).take(3).any(compared);
    let after = || (to..to + 4).take_while(|&index| !is_clause_mark(words, index)).any(compared);
    // `На 5 % выросла промышленность`
    let moved = || (to..to + 2).any(|index| words.is_change(index) && words.is_finite(index));
    let told = || after() || before() || moved() || is_changed(words, on) || is_carried_change(words, on);
    words.word(on) == "на" && (told() || is_named_change(words, on, to))
}

/// `Прибыль упала на 3 %, выручка — на четверть`, `сократились на 1,2 млн га, или на 7 %`: the verb is not said again.
fn is_carried_change(words: &Words, on: usize) -> bool {
    const NEAR: usize = 24;
    const FAR: usize = 64;
    let changes = |index: usize| words.is_change(index) || COMPARED.contains(&words.word(index));
    // `разбоев стало меньше на 23 %, грабежей — на 20 %, …`: as long as no other verb comes between.
    let last = || (0..on).rev().take(FAR).find(|&index| changes(index) || words.is_finite(index));
    on > 0
        && (words.is_dash(on - 1) || words.word(on - 1) == "или")
        && ((0..on).rev().take(NEAR).any(|index| words.is_change(index)) || last().is_some_and(changes))
        || is_next_change(words, on)
}

/// `выросла в 1940 г. на 12 %, в 1941 г. на 7 %`: another time is all that is said of another change.
fn is_next_change(words: &Words, on: usize) -> bool {
    const TIMES: &[&str] =
        &["в", "во", "за", "а", "и", "г", "гг", "год", "году", "годы", "годах", "затем", "потом", "еще", "следующем"];
    let Some(comma) = (0..on).rev().take(10).find(|&index| is_clause_mark(words, index)) else { return false };
    let is_time = |index: usize| {
        words.is_digits(index)
            || words.is_mark(index, '.')
            || words.is_dash(index)
            || TIMES.contains(&words.word(index))
    };
    let on_before = |index: usize| words.word(index) == "на" && (index + 1..index + 4).any(|at| words.is_digits(at));
    let is_timed = (comma + 1..on).all(is_time) && (comma + 1..on).any(|index| words.is_digits(index));
    is_timed
        && (0..comma)
            .rev()
            .take(16)
            .find(|&index| on_before(index))
            .is_some_and(|before| is_changed(words, before) || is_carried_change(words, before))
}

/// `вывоз вырос на 5 %, ввоз на 3 %`: what else changed stands right after what has been told of the first, without a verb or a
/// dash.
fn is_named_change(words: &Words, on: usize, to: usize) -> bool {
    // `скидка на 3 %` is none by itself.
    const OF_SIZE: &[&str] = &["скидк", "надбавк", "наценк", "премии", "премия", "прибавк", "накид", "налог", "акци"];
    let Some(comma) =
        on.checked_sub(5).map_or(0..on, |from| from..on).rev().find(|&index| is_clause_mark(words, index))
    else {
        return false;
    };
    let name = comma + 1 + usize::from(words.word(comma + 1) == "а")..on;
    let is_name = |index: usize| {
        let word = words.word(index);
        let of_size = OF_SIZE.iter().any(|stem| word.starts_with(stem));
        words.traits(index).any(Traits::NOUN.and(Traits::ATTRIBUTE))
            && !words.is_preposition(index)
            && !words.is_finite(index)
            && !words.is_participle(index)
            && !of_size
    };
    // Of what is in the genitive alone, `проката`, the head was left out too, and nobody knows how much of that.
    let head = name.clone().find(|index| words.traits(*index).has(Traits::NOUN));
    let is_head = head.is_some_and(|head| words.traits(head).has(Traits::NOMINATIVE));
    let named = is_head && name.clone().all(is_name) && words.traits(on - 1).has(Traits::NOUN);
    // The amount before ends at the comma, and nothing is said of this one.
    let before = || {
        let start = (comma.saturating_sub(6)..comma).rev().find(|&index| words.word(index) == "на");
        let is_amount = |start: usize| {
            let plain = (start + 1..comma).filter(|&index| words.is_word(index)).count();
            (start + 1..start + 4).any(|index| words.is_digits(index)) && plain <= 2 && is_changed(words, start)
                || is_named_change(words, start, comma)
        };
        start.is_some_and(is_amount)
    };
    let ends = || {
        let rest = (to..to + 8).take_while(|&index| index < words.len() && !is_clause_mark(words, index));
        let is_said = |index: usize| words.is_finite(index) || words.traits(index).has(Traits::SHORT_ADJECTIVE);
        !rest.into_iter().any(|index| is_said(index) || words.is_dash(index))
    };
    words.is_mark(comma, ',') && named && ends() && before()
}

/// `прирост составил 5 %`, `снижение — 3 процента`: the number is a change because its noun is one.
pub fn is_growth(words: &Words, lead: usize) -> bool {
    let Some(verb) = lead.checked_sub(1) else { return false };
    let says = ["состав", "достиг", "равня", "равен", "оценива"].iter().any(|stem| words.word(verb).starts_with(stem))
        || words.is_dash(verb) && words.space_before(lead);
    says && clause_before(words, verb).take(14).any(|index| {
        let noun = matches!(
            words.word(index),
            "рост"
                | "прирост"
                | "снижение"
                | "сокращение"
                | "увеличение"
                | "падение"
                | "спад"
                | "подъем"
                | "удорожание"
        );
        noun && !(index > 0
            && ["темп", "индекс", "коэффициент"].iter().any(|stem| words.word(index - 1).starts_with(stem)))
    })
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
