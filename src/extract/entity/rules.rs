//! The patterns of names. Precision first: what no list and no clear form vouches for is left alone.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::form;
use super::gazetteer as data;
use super::{EntityKind, event, organization, person, place};
use crate::extract::words::{Gated, Match, Words};
use crate::lexicon::ru::traits::Traits;
use crate::lexicon::{fold, lower};

/// What a rule has read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    pub kind: EntityKind,
    pub name: String,
    pub expansion: Option<String>,
}

/// In this order at each token; the first that answers wins, so the longer patterns stand first.
#[rustfmt::skip]
pub const RULES: &[Gated<Name>] = &[
    name("initials_and_surname", |word, _| word.chars().count() == 1, person::initials_and_surname),
    name("surname_and_initials", |word, _| !word.is_empty(), person::surname_and_initials),
    name("first_name_and_patronymic", |word, _| !word.is_empty(), person::first_name_and_patronymic),
    kind("title_and_surname", |word, _| begins(List::Titles, word), person::title_and_surname),
    kind("acting_firm", |word, _| word.is_empty(), organization::acting_firm),
    kind("quoted_firm", |word, _| begins(List::Firms, word), organization::quoted_firm),
    name("expansion_in_brackets", |word, _| !word.is_empty(), organization::expansion_in_brackets),
    name("central_committee", |word, _| begins_committee(word), organization::central_committee),
    name("organ", |word, _| begins(List::Organs, word), organization::organ),
    name("council", |word, _| begins(List::Councils, word), organization::council),
    name("abbreviation", |word, _| begins(List::Organizations, word), organization::abbreviation),
    kind("front", |word, _| word.is_empty(), organization::front),
    name("known_event", |word, _| begins(List::Events, word), event::known_event),
    name("battle", |word, _| is_relational(word), event::battle),
    name("region", |word, _| is_relational(word), place::region),
    name("state", |word, _| begins(List::States, word), place::state),
    name("institution", |word, _| form::adjective_stem(word).is_some(), organization::institution),
    name("office", |word, _| begins(List::Offices, word), organization::office),
    name("known_place", |word, _| begins(List::Places, word), place::known_place),
    name("described_place", |_, traits| traits.has(Traits::ATTRIBUTE), place::described_place),
    kind("settlement", |word, _| begins(List::Settlements, word), place::settlement),
    kind("abbreviated_settlement", is_place_letter, place::abbreviated_settlement),
    name("given_name_and_surname", |_, traits| traits.has(Traits::GIVEN_NAME), person::given_name_and_surname),
    name("ruler", |_, traits| traits.has(Traits::GIVEN_NAME), person::ruler),
    name("place_name", |_, traits| traits.has(Traits::PLACE_NAME), place::place_name),
    name("surname_alone", |_, traits| traits.has(Traits::SURNAME), person::surname_alone),
    name("given_name_alone", |_, traits| traits.has(Traits::GIVEN_NAME), person::given_name_alone),
    name("unknown_place", |_, traits| traits.has(Traits::GUESSED), place::unknown_place),
];

/// A rule that starts at a capital.
const fn name(name: &'static str, opens: fn(&str, Traits) -> bool, rule: ReadName) -> Gated<Name> {
    Gated { name, opens, capital: true, rule }
}

/// A rule that starts at a word or a figure that says what kind of name follows.
const fn kind(name: &'static str, opens: fn(&str, Traits) -> bool, rule: ReadName) -> Gated<Name> {
    Gated { name, opens, capital: false, rule }
}

/// `г.`, `с.`, `дер.`: what may abbreviate a kind of place.
fn is_place_letter(word: &str, _: Traits) -> bool {
    matches!(word, "г" | "с" | "д" | "дер" | "р" | "ст" | "пос" | "хут" | "о")
}

type ReadName = fn(&Words, usize) -> Option<Match<Name>>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Titles,
    Firms,
    Offices,
    Settlements,
    Organs,
    Councils,
    Organizations,
    Events,
    States,
    Places,
}

/// The first words of all names of the lists, folded, by their first two letters.
static FIRST_WORDS: LazyLock<HashMap<String, Vec<(List, String)>>> = LazyLock::new(|| {
    let lists: [(List, Vec<&str>); 10] = [
        (List::Titles, data::TITLES.to_vec()),
        (List::Firms, [data::FIRMS, data::LEGAL_FORMS].concat()),
        (List::Offices, data::OFFICES.to_vec()),
        (List::Settlements, data::SETTLEMENTS.to_vec()),
        (List::Organs, data::ORGANS.iter().map(|(head, _)| *head).collect()),
        (List::Councils, data::COUNCILS.to_vec()),
        (List::Organizations, data::ORGANIZATIONS.to_vec()),
        (List::Events, data::EVENTS.to_vec()),
        (List::States, data::STATES.to_vec()),
        (List::Places, data::PLACES.iter().map(|(name, _)| *name).collect()),
    ];
    let mut words: HashMap<String, Vec<(List, String)>> = HashMap::new();
    for (list, name) in lists.iter().flat_map(|(list, names)| names.iter().map(move |name| (*list, name))) {
        // Of `ВКП(б)` the bracket is a token of its own.
        let first = fold(name.split([' ', '(']).next().unwrap_or(name));
        words.entry(begin(&first).to_owned()).or_default().push((list, first));
    }
    words
});

fn begin(word: &str) -> &str {
    word.char_indices().nth(2).map_or(word, |(end, _)| &word[..end])
}

/// Whether the word is the first of a name of the list, in some case.
fn begins(list: List, word: &str) -> bool {
    let alike = FIRST_WORDS.get(begin(word)).map_or(&[][..], Vec::as_slice);
    alike.iter().any(|(other, first)| *other == list && form::is_form(first, word))
}

fn begins_committee(word: &str) -> bool {
    word == "цк" || form::is_form("центральный", word)
}

/// An adjective in `-ский`, as places and battles have.
fn is_relational(word: &str) -> bool {
    form::adjective_stem(word).is_some_and(|stem| stem.ends_with("ск") || stem.ends_with("цк"))
}

pub fn found(end: usize, kind: EntityKind, name: String) -> Option<Match<Name>> {
    Some(Match { end, value: Name { kind, name, expansion: None } })
}

/// A capital, then small letters; at least three in all.
pub fn is_name_word(words: &Words, at: usize) -> bool {
    let mut letters = words.written(at).chars();
    words.is_word(at)
        && letters.next().is_some_and(char::is_uppercase)
        && letters.clone().count() >= 2
        && letters.next().is_some_and(char::is_lowercase)
}

/// The name of several words that stands here in some case, and the token after it.
pub fn inflected<'n>(words: &Words, at: usize, names: &[&'n str]) -> Option<(&'n str, usize)> {
    if !words.is_capital(at) {
        return None;
    }
    names.iter().find_map(|name| Some((*name, past_inflected(words, at, name)?)))
}

pub fn past_inflected(words: &Words, at: usize, name: &str) -> Option<usize> {
    if !begins_alike(name, words.word(at)) {
        return None;
    }
    let mut index = at;
    for part in name.split(' ') {
        if !words.is_word(index) || !form::is_form(&fold(part), words.word(index)) {
            return None;
        }
        index += 1;
    }
    Some(index)
}

/// Whether the name (as written) and the word (folded) have their first letter in common: spares most comparisons.
pub fn begins_alike(name: &str, word: &str) -> bool {
    match (name.chars().next(), word.chars().next()) {
        (Some(first), Some(letter)) => lower(first) == letter,
        _ => false,
    }
}

/// A capitalized adjective in `-ский` with one of the nouns: the adjective in the nominative, the noun, the token after.
pub fn adjective_and_head(words: &Words, at: usize, heads: &[&'static str]) -> Option<(String, &'static str, usize)> {
    if !is_name_word(words, at) {
        return None;
    }
    let stem = form::adjective_stem(words.word(at))?;
    let head = heads.iter().find(|head| form::is_form(&fold(head), words.word(at + 1)))?;
    const COMMON: &[&str] = &["городск", "детск", "женск", "людск", "морск", "мужск", "русск", "сельск", "советск"];
    if !stem.ends_with("ск") && !stem.ends_with("цк") || COMMON.contains(&stem) {
        return None;
    }
    Some((form::adjective(words.written(at), form::gender(head))?, head, at + 2))
}
