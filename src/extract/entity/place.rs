//! Places: by name, by what kind of place it is, by the words that lead to it.

use super::EntityKind::Place;
use super::form;
use super::gazetteer as data;
use super::rules::{Name, adjective_and_head, found, is_name_word, past_inflected};
use crate::extract::words::{Match, Words};
use crate::lexicon::ru::morphology::{Analysis, Case, Gender, NameKind, Number};
use crate::lexicon::ru::traits::Traits;

/// `Куйбышевская область`, `Украинской ССР`, `Приморского края`.
pub fn region(words: &Words, at: usize) -> Option<Match<Name>> {
    // In the plural several are meant.
    if ["ие", "их", "ым", "им", "ими"].iter().any(|end| words.word(at).ends_with(end)) && !singular_head(words, at + 1)
    {
        return None;
    }
    // `Приволжский федеральный округ`
    const BETWEEN: &[&str] = &["федеральн", "автономн", "национальн", "муниципальн", "городск"];
    if BETWEEN.iter().any(|stem| words.word(at + 1).starts_with(stem)) {
        let head = data::REGION_HEADS.iter().find(|head| form::is_form(head, words.word(at + 2)))?;
        let gender = form::gender(head);
        let first = form::adjective(words.written(at), gender).filter(|_| is_name_word(words, at))?;
        let between = form::adjective(words.written(at + 1), gender)?;
        return found(at + 3, Place, format!("{first} {between} {head}"));
    }
    let (adjective, head, end) = adjective_and_head(words, at, data::REGION_HEADS)?;
    found(end, Place, format!("{adjective} {head}"))
}

fn singular_head(words: &Words, at: usize) -> bool {
    let word = words.word(at);
    ["краем", "районом", "округом", "уездом", "островом", "морем", "озером"].contains(&word)
}

pub fn state(words: &Words, at: usize) -> Option<Match<Name>> {
    let name = data::STATES.iter().find(|name| **name == words.written(at))?;
    found(at + 1, Place, (*name).to_owned())
}

pub fn known_place(words: &Words, at: usize) -> Option<Match<Name>> {
    if !words.is_capital(at) {
        return None;
    }
    let (name, alias, end) =
        data::PLACES.iter().find_map(|(name, alias)| Some((name, alias, past_inflected(words, at, name)?)))?;
    found(end, Place, alias.unwrap_or(name).to_owned())
}

/// `Малая Азия`, `Французской Гвианы`: an adjective with a capital before the name of a place.
pub fn described_place(words: &Words, at: usize) -> Option<Match<Name>> {
    let noun = at + 1;
    let fits = is_name_word(words, at)
        && words.is_attribute(at)
        && is_name_word(words, noun)
        && words.traits(noun).has(Traits::PLACE_NAME)
        && !words.traits(noun).has(Traits::COMMON);
    if !fits {
        return None;
    }
    let (adjectives, nouns) = (words.morphology.analyses(words.word(at)), words.morphology.analyses(words.word(noun)));
    let places = nouns.iter().filter(|reading| reading.tag.name == Some(NameKind::Place) && !reading.guessed);
    let agree = |place: &Analysis, adjective: &Analysis| {
        let (place, adjective) = (place.tag, adjective.tag);
        adjective.is_adjectival()
            && (adjective.case, adjective.number) == (place.case, place.number)
            && (adjective.gender.is_none() || adjective.gender == place.gender)
    };
    let (place, adjective) = places
        .filter_map(|place| Some((place, adjectives.iter().find(|adjective| agree(place, adjective))?)))
        .next()?;
    let number = place.tag.number.unwrap_or(Number::Singular);
    let gender = place.tag.gender.unwrap_or(Gender::Masculine);
    let adjective = words.morphology.inflect_with(adjective, Case::Nominative, number, gender, false)?;
    let place = words.morphology.inflect(place, Case::Nominative, number)?;
    let name = format!("{} {}", form::like(words.written(at), &adjective), form::like(words.written(noun), &place));
    found(noun + 1, Place, name)
}

/// `в Марселе`, `Венесуэла`: a name that the dictionary has as a place's, and as no person's or common word.
pub fn place_name(words: &Words, at: usize) -> Option<Match<Name>> {
    let traits = words.traits(at);
    // `Таджикская` is an adjective first.
    if !is_name_word(words, at) || !traits.has(Traits::PLACE_NAME) || traits.has(Traits::ATTRIBUTE) {
        return None;
    }
    let led = at > 0 && matches!(words.word(at - 1), "в" | "во" | "из" | "под" | "до" | "на" | "над");
    if traits.any(Traits::COMMON.and(Traits::SURNAME).and(Traits::GIVEN_NAME)) && !(led && at > 0) {
        return None;
    }
    let readings = words.morphology.analyses(words.word(at));
    let place = readings.iter().find(|reading| reading.tag.name == Some(NameKind::Place) && !reading.guessed)?;
    let name = words.morphology.inflect(place, Case::Nominative, place.tag.number.unwrap_or(Number::Singular))?;
    found(at + 1, Place, form::like(words.written(at), &name))
}

/// `у поселка Кокорево`, `город Мерв`: what kind of place, and its name.
pub fn settlement(words: &Words, at: usize) -> Option<Match<Name>> {
    let name = at + 1;
    if words.is_capital(at) && at > 0 || !is_name_word(words, name) {
        return None;
    }
    // `города Малой Азии`: not a name of the kind's own.
    let longer = known_place(words, name).or_else(|| described_place(words, name));
    if longer.is_some_and(|longer| longer.end > name + 1) {
        return None;
    }
    // A name of two words: `станция Борисова Грива`.
    let end =
        name + 1 + usize::from(is_name_word(words, name + 1) && words.is_genitive(name) && !words.is_finite(name));
    let readings = words.morphology.analyses(words.word(name));
    let known = readings.iter().find(|reading| reading.tag.name == Some(NameKind::Place) && !reading.guessed);
    let written = match known.filter(|_| end == name + 1) {
        Some(place) => {
            let nominative = words.morphology.inflect(place, Case::Nominative, Number::Singular)?;
            form::like(words.written(name), &nominative)
        }
        // After its kind a name may stand in the nominative, whatever the case of the kind.
        None => words.span(name, end).of(words.text).to_owned(),
    };
    found(end, Place, written)
}

/// `в с. Рыбное`, `у д. Сосновка`, `из г. Плёса`: the kind of place abbreviated, and its name.
pub fn abbreviated_settlement(words: &Words, at: usize) -> Option<Match<Name>> {
    let name = at + 2;
    let kind = words.is_word(at) && words.is_mark(at + 1, '.') && !words.space_before(at + 1) && !words.is_capital(at);
    // `в 1944 г. Сосновка` is a year, `тт. Иванов и г. Петров` are people.
    let after_number = at > 0 && !words.is_word(at - 1) && !matches!(words.get(at - 1), "," | "(" | "»");
    let longer = words.written(name + 1).chars().count() == 1 && words.is_mark(name + 2, '.');
    let traits = words.traits(name);
    let person = traits.any(Traits::SURNAME.and(Traits::GIVEN_NAME)) && !traits.has(Traits::PLACE_NAME);
    if !kind || after_number || longer || person || !is_name_word(words, name) {
        return None;
    }
    let (gender, led) = match words.word(at) {
        "г" | "пос" | "хут" | "о" => (Gender::Masculine, true),
        "с" => (Gender::Neuter, true),
        "д" | "дер" | "р" | "ст" => (Gender::Feminine, false),
        _ => return None,
    };
    let written = words.written(name);
    let readings = words.morphology.analyses(words.word(name));
    let known = readings.iter().find(|reading| reading.tag.name == Some(NameKind::Place) && !reading.guessed);
    let adjective = readings.iter().find(|reading| reading.tag.is_adjectival() && !reading.guessed);
    let inflected = match (known, adjective) {
        (Some(place), _) => {
            words.morphology.inflect(place, Case::Nominative, place.tag.number.unwrap_or(Number::Singular))
        }
        (None, Some(reading)) => {
            words.morphology.inflect_with(reading, Case::Nominative, Number::Singular, gender, false)
        }
        (None, None) => {
            let noun =
                readings.iter().find(|reading| reading.tag.is_noun() && reading.tag.number != Some(Number::Plural));
            noun.and_then(|noun| words.morphology.inflect(noun, Case::Nominative, Number::Singular))
        }
    };
    let nominative = inflected.map(|nominative| form::like(written, &nominative)).or_else(|| {
        let stem = written.strip_suffix('е').filter(|_| led && gender == Gender::Masculine)?;
        Some(stem.to_owned())
    });
    found(name + 1, Place, nominative.unwrap_or_else(|| written.to_owned()))
}

/// `в Блэкпуле`: a word of no dictionary with a capital, in the prepositional, after `в` or `на`.
pub fn unknown_place(words: &Words, at: usize) -> Option<Match<Name>> {
    let led = at > 0 && matches!(words.word(at - 1), "в" | "во" | "на");
    let traits = words.traits(at);
    if !led || !is_name_word(words, at) || !traits.has(Traits::GUESSED) || is_name_word(words, at + 1) {
        return None;
    }
    let written = words.written(at);
    let (stem, ending) = written.char_indices().next_back().map(|(last, _)| written.split_at(last))?;
    let name = match ending {
        "е" if stem.ends_with(['к', 'в', 'н', 'г', 'х']) && stem.ends_with("овк") => format!("{stem}а"),
        "е" => stem.to_owned(),
        "и" if stem.ends_with('и') => format!("{stem}я"),
        _ => return None,
    };
    found(at + 1, Place, name)
}
