//! Who is meant by a happening where its clause does not say it: a pronoun, `который`, or nobody at all, as the one who was
//! spoken of goes on.

use super::Doubt;
use super::clause::{Clause, is_predicate};
use super::event::Dated;
use super::phrase::{self, Phrase};
use super::scene::{Role, Scene};
use super::subject::lower_first;
use super::telling::Telling;
use crate::extract::EntityKind;
use crate::lexicon::ru::traits::Traits;

/// In what number and gender a predicate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Agreement {
    Masculine,
    Feminine,
    Neuter,
    Singular,
    Plural,
}

fn agreement(scene: &Scene, at: usize) -> Option<Agreement> {
    use Agreement::{Feminine, Masculine, Neuter, Plural, Singular};
    let word = scene.words.word(at);
    let bare = word.strip_suffix("ся").or_else(|| word.strip_suffix("сь")).unwrap_or(word);
    let past = |ending: &str| bare.ends_with(ending);
    Some(match () {
        () if past("ла") || past("на") || past("та") => Feminine,
        () if past("ло") || past("но") || past("то") => Neuter,
        () if past("ли") || past("ны") || past("ты") => Plural,
        () if past("ют") || past("ут") || past("ат") || past("ят") => Plural,
        () if scene.words.is_short_passive(at) || past("л") => Masculine,
        () if past("ет") || past("ит") => Singular,
        () if matches!(word, "умер" | "погиб" | "вырос" | "возник" | "достиг" | "принят" | "взят" | "смог") => {
            Masculine
        }
        () => return None,
    })
}

fn fits(scene: &Scene, noun: usize, wanted: Agreement) -> bool {
    let traits = scene.words.traits(noun);
    traits.has(match wanted {
        Agreement::Masculine => Traits::SINGULAR.and(Traits::MASCULINE),
        Agreement::Feminine => Traits::SINGULAR.and(Traits::FEMININE),
        Agreement::Neuter => Traits::SINGULAR.and(Traits::NEUTER),
        Agreement::Singular => Traits::SINGULAR,
        Agreement::Plural => Traits::PLURAL,
    }) && traits.has(Traits::NOMINATIVE)
}

/// A clause with the one it is about: said in it, clear from the words before, or in doubt.
pub fn relative(scene: &Scene, clause: Clause, date: Dated, before: Option<&Scene>) -> Option<Telling> {
    let words = &scene.words;
    let mut telling = Telling::of(clause, date);
    let tokens = telling.tokens(scene);
    let first = *tokens.first()?;
    if let Some(&relative) = tokens.iter().take(4).find(|&&at| words.word(at).starts_with("котор")) {
        let noun = of_which(scene, relative, first)?;
        telling.subject = Some((Some(relative), noun));
        telling.carried = true;
        return Some(telling);
    }
    let Some(&predicate) = tokens.iter().find(|&&at| is_predicate(scene, at)) else { return Some(telling) };
    let wanted = agreement(scene, predicate);
    let pronoun = tokens.iter().copied().find(|&at| {
        let next = words.traits(at + 1);
        let stands_alone = !next.has(Traits::NOUN) || scene.is_finite(at + 1);
        matches!(words.word(at), "он" | "она" | "оно" | "они") || words.word(at) == "это" && stands_alone
    });
    let start = telling.clause.start();
    if let Some(pronoun) = pronoun {
        let wanted = match words.word(pronoun) {
            "он" => Some(Agreement::Masculine),
            "она" => Some(Agreement::Feminine),
            "они" => Some(Agreement::Plural),
            _ => None,
        };
        let found = wanted.and_then(|wanted| {
            meant(scene, start, wanted).or_else(|| before.and_then(|before| meant(before, before.words.len(), wanted)))
        });
        match found {
            Some(noun) => {
                telling.subject = Some((Some(pronoun), noun));
                telling.carried = true;
            }
            None => telling.doubt = Some(Doubt::Subject),
        }
        return Some(telling);
    }
    let speaker = |at: &usize| matches!(words.word(*at), "я" | "мы" | "вы" | "ты");
    let passive = || tokens.iter().any(|&at| words.is_short_passive(at));
    let by_pronoun = |at: &usize| matches!(words.word(*at), "им" | "ею" | "ими" | "мною") && passive();
    let by = tokens.iter().copied().find(by_pronoun);
    if by.is_some() || tokens.iter().any(speaker) {
        // `Им было принято постановление «О лесах»`: that it was is true without the one by whom. `Им` may be to whom as well.
        let is_doer = |by: usize| words.word(by) != "им" || !gives(words.word(predicate), &tokens, scene);
        let is_told = tokens.iter().find(|at| words.is_short_passive(**at)).is_some_and(|&passive| {
            agreement(scene, passive).is_some_and(|wanted| has_subject(scene, &telling.clause, passive, wanted))
        });
        match by.filter(|by| is_told && is_doer(*by) && !tokens.iter().any(speaker)) {
            Some(by) => telling.subject = Some((Some(by), String::new())),
            None => telling.doubt = Some(Doubt::Subject),
        }
        return Some(telling);
    }
    // `её открыли`: what was named elsewhere.
    let named = tokens
        .iter()
        .position(|&at| words.traits(at).has(Traits::NOUN) && !words.is_pronoun(at))
        .unwrap_or(tokens.len());
    if tokens[..named]
        .iter()
        .any(|&at| matches!(words.word(at), "его" | "ее" | "их" | "ему" | "ей" | "им" | "нее" | "них"))
    {
        telling.doubt = Some(Doubt::Subject);
        return Some(telling);
    }
    let Some(wanted) = wanted.filter(|&wanted| !has_subject(scene, &telling.clause, predicate, wanted)) else {
        return Some(telling);
    };
    match meant(scene, start, wanted) {
        Some(noun) => {
            telling.subject = Some((None, noun));
            telling.carried = true;
        }
        None if matches!(wanted, Agreement::Masculine | Agreement::Feminine)
            && !may_have_subject(scene, &telling.clause) =>
        {
            telling.doubt = Some(Doubt::Subject);
        }
        None => {}
    }
    Some(telling)
}

/// Whether the predicate tells of what somebody gets: `им было присвоено звание`.
fn gives(predicate: &str, tokens: &[usize], scene: &Scene) -> bool {
    const GIVEN: &[&str] = &[
        "присво",
        "вруч",
        "дан",
        "выдан",
        "передан",
        "разреш",
        "поруч",
        "предлож",
        "предоставл",
        "назнач",
        "подар",
        "отдан",
        "оказан",
        "обещан",
        "позвол",
        "запрещ",
        "сообщ",
        "объявл",
        "послан",
        "направл",
        "отправл",
        "отвед",
    ];
    let passive = tokens.iter().filter(|at| scene.words.is_short_passive(**at)).map(|at| scene.words.word(*at));
    passive.chain([predicate]).any(|word| GIVEN.iter().any(|stem| word.starts_with(stem)))
}

/// The noun that `который` at the start of a clause stands for, in the nominative; `None` for its other cases.
fn of_which(scene: &Scene, relative: usize, first: usize) -> Option<String> {
    let words = &scene.words;
    if relative != first || !matches!(words.word(relative), "который" | "которая" | "которое" | "которые")
    {
        return None;
    }
    let comma = (first.saturating_sub(4)..first).rev().find(|&at| words.is_mark(at, ','))?;
    let noun = super::participle::noun_before(scene, comma, |tag| {
        let plural = tag.number == Some(crate::lexicon::ru::morphology::Number::Plural);
        use crate::lexicon::ru::morphology::Gender::{Feminine, Masculine, Neuter};
        match words.word(relative) {
            "которые" => plural,
            "который" => !plural && tag.gender == Some(Masculine),
            "которая" => !plural && tag.gender == Some(Feminine),
            _ => !plural && tag.gender == Some(Neuter),
        }
    })?;
    Some(noun.nominative)
}

/// Whether a noun phrase of the clause is what its predicate goes with.
fn has_subject(scene: &Scene, clause: &Clause, predicate: usize, wanted: Agreement) -> bool {
    let words = &scene.words;
    let reflexive = words.word(predicate).ends_with("ся") || words.word(predicate).ends_with("сь");
    let passive = words.is_short_passive(predicate) || reflexive;
    let mut found = false;
    for &(from, to) in &clause.pieces {
        let mut at = from;
        while let Some(noun) = phrase::nominative(scene, at, to) {
            let goes = fits(scene, noun.head, wanted);
            // After an active verb the same form may be its object.
            found |= goes && (noun.head < predicate || passive || words.traits(noun.head).has(Traits::ANIMATE));
            at = noun.to.max(at + 1);
        }
    }
    let named = |at: usize| {
        let capital = words.is_capital(at) && at > 0;
        capital && (at == clause.start() || !words.is_preposition(at - 1)) && !words.is_genitive(at)
    };
    found || clause.tokens().take_while(|&at| at < predicate).any(named)
}

/// Whether any word of the clause could be what its predicate goes with.
fn may_have_subject(scene: &Scene, clause: &Clause) -> bool {
    let words = &scene.words;
    let free = |&(from, to): &(usize, usize)| {
        let found = phrase::independent(scene, from, to, |noun| {
            let traits = words.traits(noun.head);
            traits.any(Traits::NOMINATIVE.and(Traits::GUESSED)) || words.is_capital(noun.head)
        });
        found.is_some()
    };
    let pronoun = |at: usize| {
        matches!(words.word(at), "все" | "никто" | "кто" | "каждый" | "многие" | "тот" | "та" | "этот" | "эта")
    };
    clause.pieces.iter().any(free) || clause.tokens().any(|at| pronoun(at) || scene.role(at) == Role::Number)
}

/// The one who is spoken of before `end`, where only one can be meant.
fn meant(scene: &Scene, end: usize, wanted: Agreement) -> Option<String> {
    // Of several clauses the last that names somebody tells it.
    let last = (0..end).rev().find(|&at| is_predicate(scene, at))?;
    let seam = (0..last).rev().find(|&at| matches!(scene.words.get(at), "," | ";")).map_or(0, |seam| seam + 1);
    subject_of(scene, seam, end, wanted).or_else(|| subject_of(scene, 0, end, wanted))
}

/// What the first predicate of `begin..end` is said of, where it fits and nobody else can be meant.
fn subject_of(scene: &Scene, begin: usize, end: usize, wanted: Agreement) -> Option<String> {
    let words = &scene.words;
    let predicate = (begin..end).find(|&at| is_predicate(scene, at))?;
    let is_person = |phrase: &Phrase| {
        let span = words.span(phrase.from, phrase.to);
        scene.entities.iter().find(|entity| entity.kind == EntityKind::Person && entity.span.overlaps(span))
    };
    let named = scene.entities.iter().filter(|entity| entity.kind == EntityKind::Person);
    let acting = named.clone().find(|entity| {
        let (from, last) = (words.at(entity.span.start), words.at(entity.span.end.saturating_sub(1)));
        (begin..predicate).contains(&last)
            && fits(scene, last, wanted)
            && (from == 0 || !words.is_attribute(from - 1) && !scene.is_nominal(from - 1))
    });
    let (text, person) = match acting {
        Some(person) => (person.span.of(words.text).to_owned(), Some(person)),
        // `Иванов окончил …`: the surname is an adjective too.
        None if begin == 0 && predicate == 1 && words.traits(0).any(Traits::SURNAME.and(Traits::GIVEN_NAME)) => {
            let feminine = words.word(0).ends_with(['а', 'я']);
            let fitting = if feminine { Agreement::Feminine } else { Agreement::Masculine };
            let text = words.written(0).to_owned();
            (Some(text).filter(|_| wanted == fitting || wanted == Agreement::Singular)?, None)
        }
        None => {
            let noun = phrase::nominative(scene, begin, predicate).filter(|noun| fits(scene, noun.head, wanted))?;
            let text = scene.text(noun.from, noun.to);
            let named = words.is_capital(noun.from) && (noun.from > 0 || is_person(&noun).is_some());
            let upper = text.chars().nth(1).is_some_and(char::is_uppercase);
            (if named || upper { text } else { lower_first(text) }, is_person(&noun))
        }
    };
    // Another person of the same gender may be meant as well.
    let rival = |entity: &crate::extract::EntityMention| {
        let last = words.at(entity.span.end.saturating_sub(1));
        let same = person.is_some_and(|person| person.name == entity.name);
        !same && last < end && wanted != Agreement::Plural && {
            let traits = words.traits(last);
            match wanted {
                Agreement::Feminine => traits.has(Traits::FEMININE),
                _ => traits.has(Traits::MASCULINE),
            }
        }
    };
    (!named.clone().any(rival)).then(|| super::scene::plain(&text))
}
