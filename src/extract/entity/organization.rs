//! Organizations: abbreviations, organs of state, institutions, firms in quotes.

use super::EntityKind::Organization;
use super::form::{self, Gender, like};
use super::gazetteer as data;
use super::place::known_place;
use super::rules::{Name, begins_alike, found, inflected, is_name_word};
use crate::extract::words::{Match, Words};
use crate::lexicon::fold;

/// `Общества содействия обороне (Осоавиахим)`, `Организация Объединённых Наций (ООН)`: the name is what the bracket
/// says, the words before are its expansion.
pub fn expansion_in_brackets(words: &Words, at: usize) -> Option<Match<Name>> {
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
    // `Воссоздание Высшего совета …`: another noun before it is no part of the name.
    if (at..head).any(|index| !words.is_attribute(index)) {
        return None;
    }
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

pub fn abbreviation(words: &Words, at: usize) -> Option<Match<Name>> {
    let (name, end) = known_abbreviation(words, at)?;
    found(end, Organization, name)
}

/// `ЦК ВКП(б)`, `ЦК ВЛКСМ`, `Центральный Комитет ВКП(б)`.
pub fn central_committee(words: &Words, at: usize) -> Option<Match<Name>> {
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
pub fn organ(words: &Words, at: usize) -> Option<Match<Name>> {
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
pub fn council(words: &Words, at: usize) -> Option<Match<Name>> {
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

/// `3-го Белорусского фронта`, `62-й армии`.
pub fn front(words: &Words, at: usize) -> Option<Match<Name>> {
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

/// `Центральной комсомольской школы`, `Московский университет`; at the head of a sentence a capital proves nothing.
pub fn institution(words: &Words, at: usize) -> Option<Match<Name>> {
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

/// `ООО «Солистрой»`, `компании «Газпром»`: what kind of firm, and its name in quotes.
pub fn quoted_firm(words: &Words, at: usize) -> Option<Match<Name>> {
    const LONGEST: usize = 8;
    let open = at + 1;
    if !matches!(words.get(open), "«" | "“" | "„" | "\"") {
        return None;
    }
    let close = (open + 1..open + 1 + LONGEST).find(|&index| matches!(words.get(index), "»" | "”" | "“" | "\""))?;
    if close == open + 1 {
        return None;
    }
    let title = words.span(open + 1, close).of(words.text);
    let legal = data::LEGAL_FORMS.contains(&words.written(at));
    let name = if legal { format!("{} «{title}»", words.written(at)) } else { title.to_owned() };
    found(close + 1, Organization, name)
}

/// `«Маяк» сообщил`, `«Север — Строй» получила заказ`: a name in quotes that does what papers and firms do.
pub fn acting_firm(words: &Words, at: usize) -> Option<Match<Name>> {
    const LONGEST: usize = 6;
    const VERBS: &[&str] = &[
        "сообщ",
        "писал",
        "пишет",
        "написал",
        "получил",
        "получает",
        "заяв",
        "объяв",
        "подписал",
        "купил",
        "продал",
        "назначен",
        "выпускает",
        "поставля",
        "вылож",
        "инвестир",
        "занимал",
        "построил",
    ];
    if words.get(at) != "«" || !words.is_capital(at + 1) {
        return None;
    }
    let close = (at + 2..at + 2 + LONGEST).find(|&index| words.get(index) == "»")?;
    let verb = words.word(close + 1);
    let acts = words.is_finite(close + 1) && VERBS.iter().any(|stem| verb.starts_with(stem)) && !verb.ends_with("ся");
    let headed = at > 0 && words.is_word(at - 1) && words.traits(at - 1).has(crate::lexicon::ru::traits::Traits::NOUN);
    if !acts || headed {
        return None;
    }
    found(close + 1, Organization, words.span(at + 1, close).of(words.text).to_owned())
}

/// `Управления Федеральной налоговой службы по Костромской области`: an office with what it is an office of.
pub fn office(words: &Words, at: usize) -> Option<Match<Name>> {
    const LONGEST: usize = 8;
    // `Центральный Комитет партии` begins a word before; `Комитет ЦК` is of an abbreviation, which is a name of its own.
    let begun = at > 0 && words.is_capital(at - 1);
    let abbreviated = words.written(at + 1).chars().nth(1).is_some_and(char::is_uppercase);
    if !is_name_word(words, at) || words.is_finite(at) || begun || abbreviated {
        return None;
    }
    let mut end = at + 1;
    let mut noun = None;
    while end < at + LONGEST && words.is_word(end) && words.is_genitive(end) && !words.is_finite(end) {
        noun = words.traits(end).has(crate::lexicon::ru::traits::Traits::NOUN).then_some(end).or(noun);
        end += 1;
        if noun == Some(end - 1) && !words.is_capital(end) {
            break;
        }
    }
    let mut end = noun? + 1;
    // `по Костромской области`
    if words.word(end) == "по"
        && let Some(place) = super::place::region(words, end + 1).or_else(|| known_place(words, end + 1))
    {
        end = place.end;
    }
    let written: Vec<&str> = (at..end).map(|index| words.written(index)).collect();
    found(end, Organization, words.morphology.nominative(&written)?)
}
