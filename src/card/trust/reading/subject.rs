//! Who or what does what a clause tells.

use super::Reading;
use crate::card::lexis::Agreeing;
use crate::lexicon::ru::form;
use crate::lexicon::ru::morphology::{Gender, Number, PartOfSpeech, Person, Tag, Tense};
use crate::lexicon::ru::traits::Traits;
use crate::segment::TokenKind;

/// Who or what does what a clause tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A noun or a name that agrees with the verb.
    Named(usize),
    /// A figure: `работало 12 школ`.
    Counted,
    /// Nobody, as the verb asks for none: `говорили`, `было решено`.
    Nobody,
    /// The verb asks for one, and there is none.
    Missing,
    /// There is no verb to ask.
    NoVerb,
}

impl Reading {
    /// Who does what the first verb tells.
    pub fn subject(&self) -> Subject {
        *self.subject.get_or_init(|| self.find_subject())
    }

    fn find_subject(&self) -> Subject {
        let mut best = Subject::NoVerb;
        for &(verb, tag) in &self.predicates {
            match self.subject_of(verb, tag) {
                Subject::Missing if best == Subject::NoVerb => best = Subject::Missing,
                Subject::Missing | Subject::NoVerb => {}
                found => return found,
            }
        }
        best
    }

    fn subject_of(&self, verb: usize, tag: Option<Tag>) -> Subject {
        let Some(tag) = tag else { return Subject::Missing };
        if matches!(self.word(verb), "нет") {
            return Subject::Nobody;
        }
        let past = tag.tense == Some(Tense::Past)
            || matches!(tag.part_of_speech, PartOfSpeech::ShortParticiple | PartOfSpeech::ShortAdjective);
        let asked = match (tag.number, tag.gender) {
            (Some(Number::Plural), _) => Traits::PLURAL,
            (Some(Number::Singular), Some(Gender::Masculine)) if past => Traits::SINGULAR.and(Traits::MASCULINE),
            (Some(Number::Singular), Some(Gender::Feminine)) if past => Traits::SINGULAR.and(Traits::FEMININE),
            (Some(Number::Singular), Some(Gender::Neuter)) if past => Traits::SINGULAR.and(Traits::NEUTER),
            (Some(Number::Singular), _) => Traits::SINGULAR,
            _ => return Subject::Nobody,
        };
        if matches!(tag.person, Some(Person::First | Person::Second)) && !past {
            return Subject::Missing;
        }
        let (from, to) = self.clause(verb);
        let reflexive = self.word(verb).ends_with("ся") || self.word(verb).ends_with("сь");
        let passive = self.traits(verb).has(Traits::SHORT_PASSIVE)
            || tag.part_of_speech == PartOfSpeech::ShortParticiple
            || self.has_passive();
        let is = matches!(self.word(verb), "был" | "была" | "было" | "были" | "стал" | "стала" | "стало" | "стали");
        let noun = |at: &usize| {
            let traits = self.traits(*at);
            // `в университете Айдахо`: a name in a case that nobody knows goes with the noun before it, unless that is of a date:
            // `в июне 2018 года Дадашев завоевал`.
            let beside = at.checked_sub(1).is_some_and(|before| {
                let traits = self.traits(before);
                traits.has(Traits::NOUN)
                    && !traits.any(Traits::ANIMATE.and(Traits::GUESSED))
                    && self.is_word(before)
                    && !matches!(self.word(before), "году" | "года" | "годах" | "г" | "гг")
            });
            // What stands after an active verb is rather its object, if it may be.
            // `как инвалид войны`
            let as_what = at.checked_sub(1).is_some_and(|before| self.word(before) == "как");
            // `окончил Фурманский университет`: an attribute is no subject.
            let attribute = self.is_word(at + 1)
                && self.traits(at + 1).has(Traits::NOUN)
                && ["ий", "ый", "ая", "ое", "ой", "ого", "его", "ому", "ему", "ым", "им", "ых", "их", "ую"]
                    .iter()
                    .any(|end| self.word(*at).ends_with(end));
            // `назначен замдиректора`: what somebody was made.
            let made = at.checked_sub(1).is_some_and(|before| {
                ["назначен", "избран", "объявлен", "признан", "назван"]
                    .iter()
                    .any(|stem| self.word(before).starts_with(stem))
            });
            let as_what = as_what || made && !self.is_name(*at);
            let object =
                *at > verb && !reflexive && !passive && !is && traits.has(Traits::ACCUSATIVE) && !self.is_name(*at);
            let known = traits.has(Traits::NOUN)
                && may(self.known[*at].subject, asked)
                && !traits.has(Traits::FINITE)
                && !object
                && !as_what
                && (!beside || !self.is_name(*at));
            let joined = asked == Traits::PLURAL
                && traits.has(Traits::NOUN.and(Traits::NOMINATIVE))
                && (self.word(at + 1) == "и" || at.checked_sub(1).is_some_and(|before| self.word(before) == "и"));
            let name = !beside
                && !attribute
                && self.is_name(*at)
                && (traits.has(Traits::GUESSED) && may(self.known[*at].subject, asked)
                    || self.is_acronym(*at) && !(*at > 0 && self.traits(at - 1).has(Traits::NOUN)));
            // `Venom была создана`: what is in other letters has no cases.
            let foreign = !beside && self.is_foreign_name(*at) && (*at + 1 == verb || self.is_foreign_name(*at + 1));
            self.is_word(*at)
                && !form::is_roman(self.written(*at))
                && self.word(*at).chars().count() > 1
                && (known || joined || name || foreign)
                && !self.is_governed(*at)
        };
        // Before the verb first, the nearest.
        // Beyond a comma only what can be nothing else.
        let alone = |at: &usize| {
            noun(at) && !self.traits(*at).any(Traits::ACCUSATIVE.and(Traits::GENITIVE).and(Traits::GUESSED))
                || self.traits(*at).has(Traits::NOMINATIVE)
                    && self.is_name(*at)
                    && noun(at)
                    && !self.traits(*at).has(Traits::GUESSED)
        };
        let far = || (0..from).rev().find(alone).or_else(|| (0..from).find(noun).filter(|&at| at < 3));
        if let Some(at) = (from..verb).rev().find(noun).or_else(|| (verb + 1..to).find(noun)).or_else(far) {
            return Subject::Named(at);
        }
        let number = |at: usize| {
            let figure = self.tokens[at].kind == TokenKind::Digits || self.traits(at).has(Traits::CARDINAL);
            let year = matches!(self.word(at + 1), "г" | "гг" | "год" | "году" | "года" | "-" | "–");
            figure && !year && !self.is_governed(at)
        };
        if (from..to).any(number) {
            return Subject::Counted;
        }
        let many = self.words().any(|(_, word)| {
            matches!(
                word,
                "большинство"
                    | "половина"
                    | "часть"
                    | "треть"
                    | "много"
                    | "кто"
                    | "все"
                    | "который"
                    | "которая"
                    | "которые"
                    | "которое"
            )
        });
        if many {
            return Subject::Counted;
        }
        // `вышел закон`: it may be, and may be not.
        let perhaps = |at: usize| {
            self.is_word(at)
                && self.traits(at).has(Traits::NOUN.and(Traits::NOMINATIVE).and(asked))
                && !self.is_governed(at)
        };
        if (verb + 1..(verb + 4).min(to)).any(perhaps) && intransitive(self.word(verb)) {
            return Subject::Counted;
        }
        let unasked = asked == Traits::SINGULAR.and(Traits::NEUTER) || asked == Traits::PLURAL;
        if unasked { Subject::Nobody } else { Subject::Missing }
    }
}

/// Whether a noun that agrees so may be the subject of a verb that asks for that number and gender.
fn may(subject: Agreeing, asked: Traits) -> bool {
    match asked {
        asked if asked == Traits::PLURAL => subject.plural,
        asked if asked.has(Traits::MASCULINE) => subject.masculine,
        asked if asked.has(Traits::FEMININE) => subject.feminine,
        asked if asked.has(Traits::NEUTER) => subject.neuter,
        _ => subject.singular(),
    }
}

/// Verbs that have no object: what stands after them in the nominative is their subject.
fn intransitive(verb: &str) -> bool {
    #[rustfmt::skip]
    const STEMS: &[&str] = &[
        "вышел", "вышла", "вышло", "вышли", "возник", "произош", "прош", "погиб", "умер", "появил", "вырос", "возрос", "упал", "пал", "прибыл", "вступил", "работал", "работает", "действовал",
        "жил", "прожив", "стоял", "служил", "служит", "существов", "последова", "наступил", "пришел", "пришл", "приехал", "участвов", "поступил", "ушел", "ушл", "проживает", "выступил", "насчит",
    ];
    STEMS.iter().any(|stem| verb.starts_with(stem))
}
