//! The patterns of names. Precision first: what no list and no clear form vouches for is left alone.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::EntityKind::{self, Event, Organization, Person, Place};
use super::form::{self, Gender};
use super::gazetteer as data;
use crate::extract::words::{Gated, Match, Words};
use crate::lexicon::{fold, lower, upper};

/// What a rule has read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    pub kind: EntityKind,
    pub name: String,
    pub expansion: Option<String>,
}

/// In this order at each token; the first that answers wins, so the longer patterns stand first.
pub const RULES: &[Gated<Name>] = &[
    Gated { name: "initials_and_surname", opens: is_letter, capital: true, rule: initials_and_surname },
    Gated { name: "surname_and_initials", opens: is_any_word, capital: true, rule: surname_and_initials },
    Gated { name: "first_name_and_patronymic", opens: is_any_word, capital: true, rule: first_name_and_patronymic },
    Gated {
        name: "title_and_surname",
        opens: |word| begins(List::Titles, word),
        capital: false,
        rule: title_and_surname,
    },
    Gated { name: "expansion_in_brackets", opens: is_any_word, capital: true, rule: expansion_in_brackets },
    Gated { name: "central_committee", opens: begins_committee, capital: true, rule: central_committee },
    Gated { name: "organ", opens: |word| begins(List::Organs, word), capital: true, rule: organ },
    Gated { name: "council", opens: |word| begins(List::Councils, word), capital: true, rule: council },
    Gated { name: "abbreviation", opens: |word| begins(List::Organizations, word), capital: true, rule: abbreviation },
    Gated { name: "front", opens: str::is_empty, capital: false, rule: front },
    Gated { name: "known_event", opens: |word| begins(List::Events, word), capital: true, rule: known_event },
    Gated { name: "battle", opens: is_relational, capital: true, rule: battle },
    Gated { name: "region", opens: is_relational, capital: true, rule: region },
    Gated { name: "state", opens: |word| begins(List::States, word), capital: true, rule: state },
    Gated { name: "institution", opens: |word| form::adjective_stem(word).is_some(), capital: true, rule: institution },
    Gated { name: "known_place", opens: |word| begins(List::Places, word), capital: true, rule: known_place },
];

fn is_any_word(word: &str) -> bool {
    !word.is_empty()
}

fn is_letter(word: &str) -> bool {
    word.chars().count() == 1
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Titles,
    Organs,
    Councils,
    Organizations,
    Events,
    States,
    Places,
}

/// The first words of all names of the lists, folded, by their first two letters.
static FIRST_WORDS: LazyLock<HashMap<String, Vec<(List, String)>>> = LazyLock::new(|| {
    let lists: [(List, Vec<&str>); 7] = [
        (List::Titles, data::TITLES.to_vec()),
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

fn found(end: usize, kind: EntityKind, name: String) -> Option<Match<Name>> {
    Some(Match { end, value: Name { kind, name, expansion: None } })
}

/// `В.` as an initial: one capital letter with its full stop.
fn initial(words: &Words, at: usize) -> Option<usize> {
    // A Latin letter numbers a chapter.
    let single = words.is_capital(at) && words.written(at).chars().count() == 1 && !words.written(at).is_ascii();
    let end = words.past_stop(at + 1);
    (single && end > at + 1).then_some(end)
}

/// A capital, then small letters; at least three in all.
fn is_name_word(words: &Words, at: usize) -> bool {
    let mut letters = words.written(at).chars();
    words.is_word(at)
        && letters.next().is_some_and(char::is_uppercase)
        && letters.clone().count() >= 2
        && letters.next().is_some_and(char::is_lowercase)
}

/// Whether a verb shows that the name is a woman's in the nominative: `писала Н. Иванова`, `Н. Иванова писала` at the head.
fn is_woman(words: &Words, at: usize, end: usize) -> bool {
    let past = |index: usize| {
        let word = words.word(index);
        word.len() > 6 && (word.ends_with("ла") || word.ends_with("лась"))
    };
    if at > 0 { past(at - 1) } else { past(end) }
}

/// `В. В. Кузнецовым`.
fn initials_and_surname(words: &Words, at: usize) -> Option<Match<Name>> {
    let first = initial(words, at)?;
    let second = initial(words, first);
    let surname = second.unwrap_or(first);
    if !is_name_word(words, surname) {
        return None;
    }
    let name = form::surname(words.written(surname), is_woman(words, at, surname + 1));
    let initials = match second {
        Some(_) => format!("{}. {}.", words.written(at), words.written(first)),
        None => format!("{}.", words.written(at)),
    };
    found(surname + 1, Person, format!("{initials} {name}"))
}

/// `Кузнецов В. В.`: two initials, for `И.` alone may begin a sentence.
fn surname_and_initials(words: &Words, at: usize) -> Option<Match<Name>> {
    let first = initial(words, at + 1).filter(|_| is_name_word(words, at))?;
    let end = initial(words, first)?;
    // `Директор В. В. Кузнецов`: the initials belong to what follows.
    if is_name_word(words, end) && !words.is_mark(end - 1, ',') {
        return None;
    }
    let name = form::surname(words.written(at), is_woman(words, at, end));
    found(end, Person, format!("{}. {}. {name}", words.written(at + 1), words.written(first)))
}

/// `Иван Петрович Сидоров`, `Ивану Петровичу`: the name as it is written, where its case is the nominative.
fn first_name_and_patronymic(words: &Words, at: usize) -> Option<Match<Name>> {
    if !is_name_word(words, at) || !is_name_word(words, at + 1) {
        return None;
    }
    let word = words.word(at + 1);
    let feminine =
        ["вна", "вны", "вне", "вну", "вной", "чна", "чны", "чне", "чну"].iter().any(|end| word.ends_with(end));
    let masculine = ["ович", "евич", "овича", "евича", "овичу", "евичу", "овичем", "евичем", "овиче", "евиче"]
        .iter()
        .any(|end| word.ends_with(end));
    if !feminine && !masculine || word.len() < 14 {
        return None;
    }
    let nominative = word.ends_with("ич") || word.ends_with("на");
    let surname = is_name_word(words, at + 2);
    let end = at + 2 + usize::from(surname);
    let mut name = if nominative {
        format!("{} {}", words.written(at), words.written(at + 1))
    } else if surname {
        String::new()
    } else {
        return None;
    };
    if surname {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(&form::surname(words.written(at + 2), feminine));
    }
    found(end, Person, name)
}

/// `маршал Жуков`, `академика Павлова`.
fn title_and_surname(words: &Words, at: usize) -> Option<Match<Name>> {
    let word = words.word(at);
    if !data::TITLES.iter().any(|title| form::is_form(title, word)) || !is_name_word(words, at + 1) {
        return None;
    }
    // A title before initials or before a whole name is not read here; the name is, at its own place.
    if words.is_mark(at + 2, '.') && words.written(at + 1).chars().count() == 1 || is_name_word(words, at + 2) {
        return None;
    }
    let surname = form::surname(words.written(at + 1), false);
    found(at + 2, Person, surname)
}

/// `Общества содействия обороне (Осоавиахим)`, `Организация Объединённых Наций (ООН)`: the name is what the bracket
/// says, the words before are its expansion.
fn expansion_in_brackets(words: &Words, at: usize) -> Option<Match<Name>> {
    const HEADS: &[&str] = &[
        "общество",
        "организация",
        "союз",
        "комитет",
        "комиссия",
        "совет",
        "комиссариат",
        "партия",
        "институт",
        "академия",
        "управление",
        "министерство",
        "агентство",
        "фонд",
        "центр",
        "федерация",
        "ассоциация",
        "бюро",
    ];
    const LONGEST: usize = 16;
    if !words.is_capital(at) || !(at + 2..at + LONGEST).any(|index| words.is_mark(index, '(')) {
        return None;
    }
    let (head, noun) = (at..at + 3)
        .find_map(|index| Some((index, HEADS.iter().find(|head| form::is_form(head, words.word(index)))?)))?;
    let open = (head + 1..head + LONGEST).find(|&index| words.is_mark(index, '('))?;
    if !words.is_mark(open + 2, ')') || !words.is_capital(open + 1) {
        return None;
    }
    let written = words.written(open + 1);
    let capitals = written.chars().filter(|letter| letter.is_uppercase()).count() >= 2;
    let clipped = written.chars().count() >= 7;
    // `ООН` and `Осоавиахим` begin as the first word does.
    if words.word(open + 1).chars().next() != words.word(at).chars().next() || !capitals && !clipped {
        return None;
    }
    if (at..open).any(|index| matches!(words.get(index), "." | ";" | ":" | "»" | "«")) {
        return None;
    }
    let gender = form::gender(noun);
    let mut expansion = String::new();
    for index in at..open {
        if index > at && words.space_before(index) {
            expansion.push(' ');
        }
        if index < head {
            expansion.push_str(
                &form::adjective(words.written(index), gender).unwrap_or_else(|| words.written(index).to_owned()),
            );
        } else if index == head {
            expansion.push_str(&like(words.written(index), noun));
        } else {
            expansion.push_str(words.written(index));
        }
    }
    let value = Name { kind: Organization, name: written.to_owned(), expansion: Some(expansion) };
    Some(Match { end: open + 3, value })
}

/// The nominative with the first letter as large as in the word that is written.
fn like(written: &str, nominative: &str) -> String {
    if !written.chars().next().is_some_and(char::is_uppercase) {
        return nominative.to_owned();
    }
    let mut letters = nominative.chars();
    letters.next().map_or_else(String::new, |first| std::iter::once(upper(first)).chain(letters).collect())
}

/// The abbreviation as it is written, with `(б)` and what is glued to it: the name and the token after.
fn known_abbreviation(words: &Words, at: usize) -> Option<(String, usize)> {
    if !words.is_capital(at) {
        return None;
    }
    let mut end = at + 1;
    let mut written = words.written(at).to_owned();
    if words.starts(end, &["(", "б", ")"]) && !words.space_before(end) {
        written.push_str("(б)");
        end += 3;
        if words.is_capital(end) && !words.space_before(end) {
            written.push_str(words.written(end));
            end += 1;
        }
    }
    let all_capitals = words.written(at).chars().nth(1).is_some_and(char::is_uppercase);
    let name = data::ORGANIZATIONS.iter().find(|name| match all_capitals {
        true => **name == written,
        false => begins_alike(name, words.word(at)) && form::is_form(&fold(name), words.word(at)),
    })?;
    let mut name = (*name).to_owned();
    // `КП(б) Белоруссии` is the party of one republic.
    if name == "КП(б)"
        && let Some(place) = known_place(words, end)
    {
        name = format!("{name} {}", words.written(end));
        end = place.end;
    } else if name == "Совнарком" && words.written(end) == "СССР" {
        name.push_str(" СССР");
        end += 1;
    }
    Some((name, end))
}

fn abbreviation(words: &Words, at: usize) -> Option<Match<Name>> {
    let (name, end) = known_abbreviation(words, at)?;
    found(end, Organization, name)
}

/// `ЦК ВКП(б)`, `ЦК ВЛКСМ`, `Центральный Комитет ВКП(б)`.
fn central_committee(words: &Words, at: usize) -> Option<Match<Name>> {
    let short = words.written(at) == "ЦК";
    let long = form::is_form("центральный", words.word(at)) && form::is_form("комитет", words.word(at + 1));
    if !(short || long && words.is_capital(at)) {
        return None;
    }
    let of = if short { at + 1 } else { at + 2 };
    let (party, end) = known_abbreviation(words, of)?;
    found(end, Organization, format!("ЦК {party}"))
}

/// `Президиума Верховного Совета СССР`, `Академии наук`.
fn organ(words: &Words, at: usize) -> Option<Match<Name>> {
    if !words.is_capital(at) {
        return None;
    }
    let (head, complement) = data::ORGANS
        .iter()
        .find(|(head, complement)| words.starts(at + 1, complement) && form::is_form(&fold(head), words.word(at)))?;
    let end = at + 1 + complement.len();
    let mut name = (*head).to_owned();
    for index in at + 1..end {
        name.push(' ');
        name.push_str(words.written(index));
    }
    let end = with_state(words, end, &mut name);
    found(end, Organization, name)
}

/// `Верховного Совета СССР`, `Красной Армии`.
fn council(words: &Words, at: usize) -> Option<Match<Name>> {
    let (name, end) = inflected(words, at, data::COUNCILS)?;
    let mut name = name.to_owned();
    let end = with_state(words, end, &mut name);
    found(end, Organization, name)
}

fn with_state(words: &Words, end: usize, name: &mut String) -> usize {
    if !data::STATES.contains(&words.written(end)) {
        return end;
    }
    name.push(' ');
    name.push_str(words.written(end));
    end + 1
}

/// The name of several words that stands here in some case, and the token after it.
fn inflected<'n>(words: &Words, at: usize, names: &[&'n str]) -> Option<(&'n str, usize)> {
    if !words.is_capital(at) {
        return None;
    }
    names.iter().find_map(|name| Some((*name, past_inflected(words, at, name)?)))
}

fn past_inflected(words: &Words, at: usize, name: &str) -> Option<usize> {
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
fn begins_alike(name: &str, word: &str) -> bool {
    match (name.chars().next(), word.chars().next()) {
        (Some(first), Some(letter)) => lower(first) == letter,
        _ => false,
    }
}

/// `3-го Белорусского фронта`, `62-й армии`.
fn front(words: &Words, at: usize) -> Option<Match<Name>> {
    let number = words.digits(at);
    let joined = words.is_dash(at + 1) && !words.space_before(at + 1) && !words.space_before(at + 2);
    if number.is_empty() || number.len() > 3 || !joined {
        return None;
    }
    let numbered = matches!(words.word(at + 2), "й" | "го" | "му" | "м" | "я" | "ю");
    let front = words.is_capital(at + 3) && form::is_form("фронт", words.word(at + 4));
    if numbered && front {
        let adjective = form::adjective(words.written(at + 3), Gender::Masculine)?;
        return found(at + 5, Organization, format!("{number}-й {adjective} фронт"));
    }
    let army = numbered && form::is_form("армия", words.word(at + 3));
    if army { found(at + 4, Organization, format!("{number}-я армия")) } else { None }
}

fn known_event(words: &Words, at: usize) -> Option<Match<Name>> {
    let (name, end) = inflected(words, at, data::EVENTS)?;
    found(end, Event, name.to_owned())
}

/// A capitalized adjective in `-ский` with one of the nouns: the adjective in the nominative, the noun, the token after.
fn adjective_and_head(words: &Words, at: usize, heads: &[&'static str]) -> Option<(String, &'static str, usize)> {
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

/// `Сталинградская битва`.
fn battle(words: &Words, at: usize) -> Option<Match<Name>> {
    let (adjective, head, end) = adjective_and_head(words, at, data::EVENT_HEADS)?;
    found(end, Event, format!("{adjective} {head}"))
}

/// `Куйбышевская область`, `Украинской ССР`, `Приморского края`.
fn region(words: &Words, at: usize) -> Option<Match<Name>> {
    // In the plural several are meant.
    if ["ие", "их", "ым", "им", "ими"].iter().any(|end| words.word(at).ends_with(end)) && !singular_head(words, at + 1)
    {
        return None;
    }
    let (adjective, head, end) = adjective_and_head(words, at, data::REGION_HEADS)?;
    found(end, Place, format!("{adjective} {head}"))
}

fn singular_head(words: &Words, at: usize) -> bool {
    let word = words.word(at);
    ["краем", "районом", "округом", "уездом", "островом", "морем", "озером"].contains(&word)
}

fn state(words: &Words, at: usize) -> Option<Match<Name>> {
    let name = data::STATES.iter().find(|name| **name == words.written(at))?;
    found(at + 1, Place, (*name).to_owned())
}

/// `Центральной комсомольской школы`, `Московский университет`; at the head of a sentence a capital proves nothing.
fn institution(words: &Words, at: usize) -> Option<Match<Name>> {
    const ADJECTIVES_MAX: usize = 4;
    if at == 0 || !is_name_word(words, at) || words.is_mark(at - 1, '.') {
        return None;
    }
    let head = (at + 1..at + 1 + ADJECTIVES_MAX)
        .take_while(|&index| index == at + 1 || form::adjective_stem(words.word(index - 1)).is_some())
        .find(|&index| data::INSTITUTION_HEADS.iter().any(|head| form::is_form(head, words.word(index))))?;
    let noun = data::INSTITUTION_HEADS.iter().find(|noun| form::is_form(noun, words.word(head)))?;
    // A plural names a kind of them.
    if ["ие", "ые", "их", "ых", "ими", "ыми"].iter().any(|end| words.word(at).ends_with(end)) {
        return None;
    }
    let mut name = String::new();
    for index in at..head {
        name.push_str(&form::adjective(words.written(index), form::gender(noun))?);
        name.push(' ');
    }
    name.push_str(noun);
    let mut end = head + 1;
    if words.word(end) == "при"
        && let Some(owner) = central_committee(words, end + 1).or_else(|| abbreviation(words, end + 1))
    {
        name.push_str(" при ");
        name.push_str(&owner.value.name);
        end = owner.end;
    }
    found(end, Organization, name)
}

fn known_place(words: &Words, at: usize) -> Option<Match<Name>> {
    if !words.is_capital(at) {
        return None;
    }
    let (name, alias, end) =
        data::PLACES.iter().find_map(|(name, alias)| Some((name, alias, past_inflected(words, at, name)?)))?;
    found(end, Place, alias.unwrap_or(name).to_owned())
}
