//! Where a sentence ends: named rules over a mark that could end one, asked in order; the first that answers decides.

use super::token::{Token, TokenKind};
use crate::lexicon::ru::{abbreviation, form};
use crate::span::Span;

/// What a rule says of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Join,
    End,
}
use Decision::{End, Join};

/// One place where a sentence could end: after a stop with the quotes and brackets that close on it.
pub struct Split<'a> {
    pub text: &'a str,
    pub folded: &'a str,
    pub tokens: &'a [Token],
    /// The first token of the sentence that would end here.
    pub first: usize,
    /// The stop itself: the first of `?!`, `...`.
    pub stop: usize,
    /// The token after the stop and what closes on it.
    pub next: usize,
    /// The bracket that opens around the stop and is closed later.
    pub bracket: Option<usize>,
    /// Whether a verb has been seen since `first`.
    pub predicate: bool,
    /// Whether a short passive participle has been seen since `first`.
    pub passive: bool,
}

pub type Rule = (&'static str, fn(&Split) -> Option<Decision>);

/// In the order in which they are asked.
pub const RULES: &[Rule] = &[
    ("footnote", footnote),
    ("unspaced", unspaced),
    ("no_space", no_space),
    ("bracket", bracket),
    ("list_mark", list_mark),
    ("lower_case", lower_case),
    ("initials", initials),
    ("abbreviation_pair", abbreviation_pair),
    ("leading_abbreviation", leading_abbreviation),
    ("per_unit", per_unit),
    ("counted_region", counted_region),
    ("number_follows", number_follows),
    ("trailing_abbreviation", trailing_abbreviation),
    ("quoted_title", quoted_title),
    ("otherwise", |_| Some(End)),
];

impl<'a> Split<'a> {
    /// The folded word at `index`, or `""`.
    fn word(&self, index: usize) -> &'a str {
        self.tokens
            .get(index)
            .filter(|token| token.kind == TokenKind::Word)
            .map_or("", |token| token.span.of(self.folded))
    }

    /// The token at `index` as it is written, or `""`.
    fn written(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |token| token.span.of(self.text))
    }

    fn kind(&self, index: usize) -> Option<TokenKind> {
        self.tokens.get(index).map(|token| token.kind)
    }

    /// `index` counted back from the stop: the word right before it is `before(1)`.
    fn before(&self, count: usize) -> Option<usize> {
        self.stop.checked_sub(count).filter(|&index| index >= self.first)
    }

    fn starts_upper(&self, index: usize) -> bool {
        self.written(index).chars().next().is_some_and(char::is_uppercase)
    }

    /// The first word or number after the stop, past opening quotes and brackets.
    fn next_word(&self) -> usize {
        let marks = self.tokens[self.next..]
            .iter()
            .take_while(|token| matches!(token.span.of(self.text), "«" | "“" | "„" | "\"" | "(" | "["))
            .count();
        self.next + marks
    }

    fn is_full_stop(&self) -> bool {
        self.written(self.stop) == "." && self.written(self.stop + 1) != "."
    }
}

/// `12 чел.14 За год`, `в городах.7 Потом`: the number of a note, which the caller took to the sentence.
fn footnote(split: &Split) -> Option<Decision> {
    let noted = split.next > split.stop + 1 && split.kind(split.next - 1) == Some(TokenKind::Digits);
    noted.then_some(End)
}

/// `завода.Для рабочих`: the space was lost; only a word that begins sentences shows it.
fn unspaced(split: &Split) -> Option<Decision> {
    let word = split.word(split.before(1)?);
    let glued = split.next == split.stop + 1 && split.is_full_stop() && touches(split.tokens, split.next);
    let begins = split.starts_upper(split.next) && form::is_function_word(split.word(split.next));
    let spaced = !touches(split.tokens, split.next + 1);
    let full = word.chars().count() >= 3 && !abbreviation::is_leading(word) && !abbreviation::is_trailing(word);
    (glued && begins && spaced && full && !word.is_ascii()).then_some(End)
}

/// `konspekt.ru`, `3.5`, `и т.д`: nothing ends where no space follows. A dash with a space after it and a capital begins
/// a sentence: `за 1897 г.— Далее`.
fn no_space(split: &Split) -> Option<Decision> {
    let (last, next) = (split.tokens.get(split.next.checked_sub(1)?)?, split.tokens.get(split.next)?);
    let dash = matches!(split.written(split.next), "—" | "–")
        && !touches(split.tokens, split.next + 1)
        && split.starts_upper(split.next + 1);
    (last.span.end == next.span.start && !dash).then_some(Join)
}

/// Whether nothing stands between the token and the one before it.
fn touches(tokens: &[Token], index: usize) -> bool {
    match (index.checked_sub(1).and_then(|before| tokens.get(before)), tokens.get(index)) {
        (Some(before), Some(token)) => before.span.end == token.span.start,
        _ => false,
    }
}

/// The token after the number of a note that is glued to the stop: `12 чел.14 За`, `в городах.7 Потом`. A part of a book
/// or a house is numbered so too (`рис.3`, `корп.2`), so a word must be whole, or a unit after its number.
pub fn past_footnote(text: &str, folded: &str, tokens: &[Token], stop: usize) -> Option<usize> {
    const LONGEST_NOTE: usize = 3;
    const SHORTEST_WORD: usize = 5;
    let (word, note) = (tokens.get(stop.checked_sub(1)?)?, tokens.get(stop + 1)?);
    let glued = touches(tokens, stop) && touches(tokens, stop + 1) && !touches(tokens, stop + 2);
    let written = text.get(tokens[stop].span.start..tokens[stop].span.end)?;
    if !glued || written != "." || word.kind != TokenKind::Word || note.kind != TokenKind::Digits {
        return None;
    }
    let folded = word.span.of(folded);
    let unit = stop > 1 && tokens[stop - 2].kind == TokenKind::Digits && abbreviation::is_trailing(folded);
    let whole = folded.chars().count() >= SHORTEST_WORD && !abbreviation::is_leading(folded) && !folded.is_ascii();
    let begins = tokens.get(stop + 2).is_none_or(|next| next.capital);
    (begins && (unit || whole) && note.span.of(text).len() <= LONGEST_NOTE).then_some(stop + 2)
}

/// `(1944 г.) Пленума`: inside brackets nothing ends, unless they hold the whole sentence.
fn bracket(split: &Split) -> Option<Decision> {
    split.bracket.filter(|&open| open > split.first).map(|_| Join)
}

/// `1. Первое`, `а. Второе` at the start.
fn list_mark(split: &Split) -> Option<Decision> {
    let number = split.stop == split.first + 1
        && (split.kind(split.first) == Some(TokenKind::Digits) && split.written(split.first).len() <= 3
            || form::is_roman(split.written(split.first)));
    number.then_some(Join)
}

/// `5 млн. рублей`, `«Да!» — сказал он`: a small letter, or a dash or comma before one, goes on.
fn lower_case(split: &Split) -> Option<Decision> {
    let next = split.next_word();
    let goes_on = match split.written(split.next) {
        "," | ";" | ":" | ")" | "%" => true,
        "—" | "–" | "-" => {
            split.kind(split.next + 1) != Some(TokenKind::Word) && split.is_full_stop()
                || is_lower(split, split.next + 1)
        }
        _ => is_lower(split, next),
    };
    goes_on.then_some(Join)
}

fn is_lower(split: &Split, index: usize) -> bool {
    split.written(index).chars().next().is_some_and(char::is_lowercase)
}

/// `В. В. Кузнецов`, `Кузнецов В. В.`
fn initials(split: &Split) -> Option<Decision> {
    if !split.is_full_stop() {
        return None;
    }
    // `около 30 °C. Потом`
    if split.before(2).is_some_and(|mark| matches!(split.written(mark), "°" | "º")) {
        return None;
    }
    let initial = |index: usize| {
        split.kind(index) == Some(TokenKind::Word)
            && split.starts_upper(index)
            && split.written(index).chars().count() <= if split.written(index).starts_with("Д") { 2 } else { 1 }
    };
    let at = split.before(1)?;
    if !initial(at) {
        return None;
    }
    let next = split.next_word();
    if initial(next) && split.written(next + 1) == "." {
        return Some(Join);
    }
    // After a surname the initials may close the sentence; then a word that is no name has a capital.
    let surname = split
        .before(2)
        .is_some_and(|mark| split.written(mark) == "." && split.before(4).is_some_and(|name| split.starts_upper(name)))
        || split.before(2).is_some_and(|name| split.starts_upper(name) && name > split.first);
    if surname && form::is_function_word(split.word(next)) {
        return Some(End);
    }
    split.starts_upper(next).then_some(Join)
}

/// `т. е.`, `т. д.`, `н. э.`: the stop between the two never ends; after the second it may.
fn abbreviation_pair(split: &Split) -> Option<Decision> {
    if !split.is_full_stop() {
        return None;
    }
    let last = split.word(split.before(1)?);
    if abbreviation::is_pair(last, split.word(split.next)) && split.written(split.next + 1) == "." {
        return Some(Join);
    }
    let first = split.before(3).filter(|_| split.before(2).is_some_and(|mark| split.written(mark) == "."))?;
    let first = split.word(first);
    if abbreviation::is_leading_pair(first, last) {
        return Some(Join);
    }
    abbreviation::is_pair(first, last).then(|| may_end(split))
}

/// `им. Ленина`, `ст. 12`, `см. Приложение`.
fn leading_abbreviation(split: &Split) -> Option<Decision> {
    if !split.is_full_stop() {
        return None;
    }
    let at = split.before(1)?;
    let word = split.word(at);
    if abbreviation::is_leading(word) {
        return Some(Join);
    }
    // `пишут гг. Иванов и Петров`: no years, which stand after a number.
    if word == "гг" && split.starts_upper(split.next) && !is_after_years(split, at) {
        return Some(Join);
    }
    // `в 1-й пол. XIX в.`: half of a century, where `пол` could be a floor.
    let numbered = split.kind(split.next) == Some(TokenKind::Digits) || form::is_roman(split.written(split.next));
    if numbered && matches!(word, "пол" | "перв" | "втор" | "посл") {
        return Some(Join);
    }
    // A year or an amount before it makes it trailing: `1944 г. Тогда`.
    let after_number = split.before(2).is_some_and(|number| split.kind(number) != Some(TokenKind::Word));
    let leads = abbreviation::is_leading_letter(word) && !split.starts_upper(at) && !after_number;
    (leads && !form::is_function_word(split.word(split.next_word()))).then_some(Join)
}

/// `в 1863 гг.`, `в 1860-х гг.`, `в 90-е гг.`
fn is_after_years(split: &Split, at: usize) -> bool {
    let digits = |count: usize| {
        at.checked_sub(count).is_some_and(|index| index >= split.first && split.kind(index) == Some(TokenKind::Digits))
    };
    let word = at.checked_sub(1).map_or("", |index| split.word(index));
    digits(1) || digits(3) || ["ые", "ых", "ым"].iter().any(|ending| word.ends_with(ending))
}

/// `1500 об/мин. Ротор`, `60 км/ч. Поезд`: a unit after a slash is written without a stop, so this one ends.
fn per_unit(split: &Split) -> Option<Decision> {
    let unit = split.is_full_stop() && split.before(2).is_some_and(|mark| split.written(mark) == "/");
    (unit && abbreviation::is_trailing(split.word(split.before(1)?))).then_some(End)
}

/// `в 50 губ. Европейской России`: so many of what follows in the genitive.
fn counted_region(split: &Split) -> Option<Decision> {
    let at = split.before(1).filter(|_| split.is_full_stop())?;
    let region = matches!(split.word(at), "губ" | "обл" | "вол" | "кн");
    let counted = split.before(2).is_some_and(|number| split.kind(number) == Some(TokenKind::Digits));
    let next = split.word(split.next);
    let genitive = ["ой", "ей", "ого", "его", "их", "ых"].iter().any(|ending| next.ends_with(ending));
    (region && counted && genitive && !form::is_function_word(next)).then_some(Join)
}

/// `в 1944 г. 23 тыс. человек`, `ст. 5`: a number after an abbreviation goes on where no verb stood before.
fn number_follows(split: &Split) -> Option<Decision> {
    let at = split.before(1)?;
    let abbreviated = split.is_full_stop() && abbreviation::is_trailing(split.word(at));
    if !abbreviated || split.kind(split.next) != Some(TokenKind::Digits) {
        return None;
    }
    // `1 руб. 20 коп.`, `2 ч. 15 мин.`: one amount in two units.
    let smaller = matches!(
        (split.word(at), split.word(split.next + 1)),
        ("руб" | "р", "коп" | "к" | "копеек")
            | ("ч" | "час", "мин" | "минут")
            | ("мин", "сек" | "с")
            | ("м", "см")
            | ("кг", "г")
            | ("долл", "цента" | "центов")
    );
    // `54 тыс. 800 руб.`, `2 млн. 500 тыс.`
    let next = split.word(split.next + 1);
    let rest = match split.word(at) {
        "тыс" => split.written(split.next).len() == 3 && !next.is_empty() && !split.starts_upper(split.next + 1),
        "млн" | "млрд" | "трлн" => matches!(next, "тыс" | "тысяч" | "млн" | "миллионов" | "млрд"),
        _ => false,
    };
    Some(if smaller || rest || awaits_amount(split) { Join } else { may_end(split) })
}

/// `В городах было в 1863 г. 6,1 млн.`, `считается за 1890 г. 392 рабочих`: a verb that says how much still waits for it.
fn awaits_amount(split: &Split) -> bool {
    const REACH: usize = 12;
    const VERBS: &[&str] = &["приход", "составил", "составля", "достиг"];
    let dated =
        matches!(split.before(1).map(|at| split.word(at)), Some("г" | "гг")) && !is_month(split.word(split.next + 1));
    let from = split.stop.saturating_sub(REACH).max(split.first);
    let verb = (from..split.stop).rev().find(|&index| {
        form::is_existential(split.word(index)) || VERBS.iter().any(|stem| split.word(index).starts_with(stem))
    });
    // `составили на 1.01.04 г. 498 млн`
    let is_dotted =
        |index: usize| index + 7 > split.stop && [index - 1, index + 1].iter().any(|&mark| split.written(mark) == ".");
    let numbers = |verb: usize| {
        (verb + 1..split.stop)
            .filter(|&index| split.kind(index) == Some(TokenKind::Digits))
            .all(|index| split.written(index).len() == 4 && index + 4 > split.stop || is_dotted(index))
    };
    dated && verb.is_some_and(numbers)
}

/// `октября`: what follows a day, with which a sentence may well begin.
fn is_month(word: &str) -> bool {
    const STEMS: &[&str] =
        &["январ", "феврал", "март", "апрел", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"];
    word == "мая" || STEMS.iter().any(|stem| word.starts_with(stem))
}

/// `11 октября 1944 г. Тувинская…` goes on, `145 тыс. К этому времени…` ends.
fn trailing_abbreviation(split: &Split) -> Option<Decision> {
    let at = split.before(1)?;
    (split.is_full_stop() && abbreviation::is_trailing(split.word(at))).then(|| may_end(split))
}

/// The stop of an abbreviation before a capital: does the sentence end with it?
fn may_end(split: &Split) -> Decision {
    // `10 млн. т. (+18,3 %), Балтийского бассейна…`: a figure in brackets is said of what stands before it.
    let is_figure = matches!(split.written(split.next + 1), "+" | "-" | "−" | "–" | "±")
        || split.kind(split.next + 1) == Some(TokenKind::Digits);
    if split.written(split.next) == "(" && is_figure {
        return Join;
    }
    let next = split.next_word();
    let word = split.word(next);
    // `Указ от 8 июля 1944 г. «Об увеличении…»`: a title goes on; a sentence hardly starts with a quote here.
    if matches!(split.written(split.next), "«" | "“" | "„") {
        return Join;
    }
    if form::is_function_word(word) {
        return End;
    }
    if form::is_roman(split.written(next)) {
        return Join;
    }
    // `принят в 1936 г. Верховным Советом`: the passive still waits for who did it.
    if split.passive && form::is_instrumental(word) {
        return Join;
    }
    if !split.predicate || is_open_participle(split) { Join } else { End }
}

/// `состоявшийся в марте 1944 г. Пленум`: a participle before its noun, with nothing but a time after it.
fn is_open_participle(split: &Split) -> bool {
    let start = split.stop.saturating_sub(6).max(split.first);
    (start..split.stop).rev().any(|index| {
        form::is_participle(split.word(index))
            && !(index > split.first && split.written(index - 1) == ",")
            && matches!(split.word(index + 1), "в" | "во" | "к" | "с" | "до" | "после" | "на")
    })
}

/// `«Что делать?» Чернышевского`: the mark belongs to a short title, not to the sentence.
fn quoted_title(split: &Split) -> Option<Decision> {
    if split.is_full_stop() || !matches!(split.written(split.next.checked_sub(1)?), "»" | "”" | "\"") {
        return None;
    }
    let opening = (split.first..split.stop)
        .rev()
        .take(8)
        .find(|&index| matches!(split.written(index), "«" | "“" | "„" | "\""))?;
    let inside = opening > split.first
        && split.kind(opening - 1) == Some(TokenKind::Word)
        && !form::is_function_word(split.word(split.next_word()));
    inside.then_some(Join)
}

/// The span of a stop that is written with several marks is one place to split at.
pub fn is_stop(written: &str) -> bool {
    matches!(written, "." | "!" | "?" | "…")
}

/// What may close right after a stop and still belongs to its sentence.
pub fn is_closing(written: &str) -> bool {
    matches!(written, "»" | "”" | "“" | "\"" | ")" | "]")
}

/// The decision and the name of the rule that made it.
pub fn decide(split: &Split) -> (Decision, &'static str) {
    RULES.iter().find_map(|(name, rule)| Some((rule(split)?, *name))).unwrap_or((End, "otherwise"))
}

/// The outermost brackets that close within the block, as tokens, in order: inside them nothing ends.
pub fn brackets(text: &str, tokens: &[Token]) -> Vec<Span> {
    let mut open: Vec<usize> = Vec::new();
    let mut pairs: Vec<Span> = Vec::new();
    for (index, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Mark) {
        match text.as_bytes().get(token.span.start) {
            Some(b'(' | b'[') => open.push(index),
            Some(b')' | b']') => {
                let Some(start) = open.pop() else { continue };
                // What closed inside it stands at the end of the list.
                while pairs.pop_if(|inner| inner.start > start).is_some() {}
                pairs.push(Span::new(start, index));
            }
            _ => {}
        }
    }
    pairs
}
