//! People: initials, given names, patronymics, titles, and surnames that the dictionary knows.

use super::EntityKind::Person;
use super::form;
use super::gazetteer as data;
use super::rules::{Name, found, is_name_word};
use crate::extract::words::{Match, Words};
use crate::lexicon::ru::morphology::{Analysis, Case, Gender, NameKind, Number};
use crate::lexicon::ru::traits::Traits;

/// `В.` as an initial: one capital letter with its full stop.
fn initial(words: &Words, at: usize) -> Option<usize> {
    // A Latin letter numbers a chapter.
    let single = words.is_capital(at) && words.written(at).chars().count() == 1 && !words.written(at).is_ascii();
    let end = words.past_stop(at + 1);
    (single && end > at + 1).then_some(end)
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
pub fn initials_and_surname(words: &Words, at: usize) -> Option<Match<Name>> {
    let first = initial(words, at)?;
    let second = initial(words, first);
    let surname = second.unwrap_or(first);
    if !is_name_word(words, surname) {
        return None;
    }
    // `Т. Вудро Вильсон`: the name in full after the first letter of another.
    let next = surname + 1;
    let given = words.traits(surname).any(Traits::GIVEN_NAME.and(Traits::GUESSED)) && second.is_none();
    if given && is_name_word(words, next) && words.traits(next).any(Traits::SURNAME.and(Traits::GUESSED)) {
        let full = format!("{}. {} {}", words.written(at), words.written(surname), words.written(next));
        return found(next + 1, Person, full);
    }
    let name = form::surname(words.written(surname), is_woman(words, at, surname + 1));
    let initials = match second {
        Some(_) => format!("{}. {}.", words.written(at), words.written(first)),
        None => format!("{}.", words.written(at)),
    };
    found(surname + 1, Person, format!("{initials} {name}"))
}

/// `Кузнецов В. В.`: two initials, for `И.` alone may begin a sentence.
pub fn surname_and_initials(words: &Words, at: usize) -> Option<Match<Name>> {
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
pub fn first_name_and_patronymic(words: &Words, at: usize) -> Option<Match<Name>> {
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
pub fn title_and_surname(words: &Words, at: usize) -> Option<Match<Name>> {
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

/// `Людвиг Нобель`, `Анастаса Микояна`, `Вудро Вильсоном`: a given name and a word with a capital, in the nominative.
pub fn given_name_and_surname(words: &Words, at: usize) -> Option<Match<Name>> {
    let last = at + 1;
    if !is_name_word(words, at) || !is_name_word(words, last) {
        return None;
    }
    let surname = words.traits(last);
    // `Владимир` is a town too, but not before a surname in the same case.
    if words.traits(at).has(Traits::PLACE_NAME) && !(surname.has(Traits::SURNAME) && agree(words, at, last)) {
        return None;
    }
    // At the head of a sentence a capital proves nothing, and a place is no surname.
    if surname.has(Traits::PLACE_NAME) && !surname.has(Traits::SURNAME) {
        return None;
    }
    let (given, name) = declined(words, at, NameKind::GivenName)?;
    let gender = given.tag.gender.unwrap_or(Gender::Masculine);
    // A surname of three parts: `Давид Ллойд Джордж`.
    let third = is_name_word(words, last + 1)
        && words.traits(last + 1).any(Traits::SURNAME.and(Traits::GIVEN_NAME).and(Traits::GUESSED))
        && !words.traits(last + 1).has(Traits::PLACE_NAME);
    let end = last + 1 + usize::from(third);
    let mut full = name;
    for index in last..end {
        full.push(' ');
        full.push_str(&surname_of(words, index, &given, gender));
    }
    found(end, Person, full)
}

/// Whether a given name and a surname may stand in the same case.
fn agree(words: &Words, given: usize, surname: usize) -> bool {
    let of = |at: usize, kind: NameKind| {
        let readings = words.morphology.analyses(words.word(at));
        readings.into_iter().filter(move |reading| reading.tag.name == Some(kind)).map(|reading| reading.tag)
    };
    of(given, NameKind::GivenName).any(|given| {
        of(surname, NameKind::Surname)
            .any(|surname| surname.case == given.case && (surname.gender.is_none() || surname.gender == given.gender))
    })
}

/// `Филипп II`, `Дария III`.
pub fn ruler(words: &Words, at: usize) -> Option<Match<Name>> {
    let number = words.written(at + 1);
    let roman = !number.is_empty() && number.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'));
    let (_, name) = declined(words, at, NameKind::GivenName).filter(|_| roman && is_name_word(words, at))?;
    found(at + 2, Person, format!("{name} {number}"))
}

/// `Микояном`, `Сталин`: a surname that is nothing else, inside a sentence.
pub fn surname_alone(words: &Words, at: usize) -> Option<Match<Name>> {
    let traits = words.traits(at);
    let inside = at > 0 && !words.is_mark(at - 1, '.');
    if !is_name_word(words, at) || !inside || traits.any(Traits::COMMON.and(Traits::PLACE_NAME)) {
        return None;
    }
    let readings = words.morphology.analyses(words.word(at));
    let surnames = || readings.iter().filter(|reading| reading.tag.name == Some(NameKind::Surname));
    let gender = if is_woman(words, at, at + 1) { Gender::Feminine } else { Gender::Masculine };
    let surname = surnames().find(|reading| reading.tag.gender == Some(gender)).or_else(|| surnames().next())?;
    let name = words.morphology.inflect(surname, Case::Nominative, surname.tag.number.unwrap_or(Number::Singular))?;
    found(at + 1, Person, form::like(words.written(at), &name))
}

/// `Александр`: a given name that is nothing else; of a person whom the text calls so.
pub fn given_name_alone(words: &Words, at: usize) -> Option<Match<Name>> {
    let traits = words.traits(at);
    if !is_name_word(words, at) || traits.any(Traits::COMMON.and(Traits::PLACE_NAME).and(Traits::SURNAME)) {
        return None;
    }
    let (_, name) = declined(words, at, NameKind::GivenName)?;
    found(at + 1, Person, name)
}

/// The name in the nominative, with the reading that it was taken from.
fn declined(words: &Words, at: usize, kind: NameKind) -> Option<(Analysis, String)> {
    let readings = words.morphology.analyses(words.word(at));
    let reading = readings.into_iter().find(|reading| {
        reading.tag.name == Some(kind) && !reading.guessed && reading.tag.number != Some(Number::Plural)
    })?;
    let name = words.morphology.inflect(&reading, Case::Nominative, Number::Singular)?;
    let name = form::like(words.written(at), &name);
    Some((reading, name))
}

/// The surname in the nominative: by the dictionary where it knows one in the case of the given name, else by its ending.
fn surname_of(words: &Words, at: usize, given: &Analysis, gender: Gender) -> String {
    let readings = words.morphology.analyses(words.word(at));
    let known = readings.iter().find(|reading| {
        let tag = reading.tag;
        let fits = tag.gender.is_none_or(|other| other == gender || other == Gender::Common);
        tag.is_person_name() && !reading.guessed && fits && (tag.case.is_none() || tag.case == given.tag.case)
    });
    if let Some(known) = known
        && let Some(name) = words.morphology.inflect(known, Case::Nominative, Number::Singular)
    {
        return form::like(words.written(at), &name);
    }
    match given.tag.case {
        Some(Case::Nominative) | None => words.written(at).to_owned(),
        _ => form::surname(words.written(at), gender == Gender::Feminine),
    }
}
