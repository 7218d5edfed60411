//! What rules ask of a word by itself, answered once for each distinct word of a text.
//!
//! With a dictionary the answers come from its readings; without one, from endings alone.

use super::morphology::{Analysis, Case, Morphology, NameKind, Number, PartOfSpeech, Tag};
use super::{form, numeral};

/// A set of answers, each a bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits(u64);

impl Traits {
    /// A verb in a personal form or a short participle: what a clause has at most one group of.
    pub const FINITE: Traits = Traits(1);
    /// `принято`, `введены`
    pub const SHORT_PASSIVE: Traits = Traits(1 << 1);
    /// A full participle, in any case.
    pub const PARTICIPLE: Traits = Traits(1 << 2);
    /// An adjective or a full participle that describes: what may stand between a number and its noun.
    pub const ATTRIBUTE: Traits = Traits(1 << 3);
    pub const NOUN: Traits = Traits(1 << 4);
    pub const NOMINATIVE: Traits = Traits(1 << 5);
    pub const GENITIVE: Traits = Traits(1 << 6);
    pub const DATIVE: Traits = Traits(1 << 7);
    pub const ACCUSATIVE: Traits = Traits(1 << 8);
    pub const INSTRUMENTAL: Traits = Traits(1 << 9);
    pub const PREPOSITIONAL: Traits = Traits(1 << 10);
    pub const GENITIVE_PLURAL: Traits = Traits(1 << 11);
    pub const PLURAL: Traits = Traits(1 << 12);
    pub const SINGULAR: Traits = Traits(1 << 13);
    /// `значительно`, `вновь`
    pub const ADVERB: Traits = Traits(1 << 14);
    pub const GERUND: Traits = Traits(1 << 15);
    pub const INFINITIVE: Traits = Traits(1 << 16);
    pub const ANIMATE: Traits = Traits(1 << 17);
    pub const SURNAME: Traits = Traits(1 << 18);
    pub const GIVEN_NAME: Traits = Traits(1 << 19);
    pub const PATRONYMIC: Traits = Traits(1 << 20);
    pub const PLACE_NAME: Traits = Traits(1 << 21);
    pub const ORGANIZATION_NAME: Traits = Traits(1 << 22);
    /// A word beside what names it may be: `Орёл`, `Роман`.
    pub const COMMON: Traits = Traits(1 << 23);
    /// In no dictionary: what is known of it was guessed.
    pub const GUESSED: Traits = Traits(1 << 24);
    pub const MASCULINE: Traits = Traits(1 << 25);
    pub const FEMININE: Traits = Traits(1 << 26);
    pub const NEUTER: Traits = Traits(1 << 27);
    pub const COMPARATIVE: Traits = Traits(1 << 28);
    /// Has a reading as a verb in a personal form, if not the likeliest: `прибыли`.
    pub const MAY_BE_FINITE: Traits = Traits(1 << 29);
    /// Has a reading as an attribute, if not the likeliest: `посевная`.
    pub const MAY_BE_ATTRIBUTE: Traits = Traits(1 << 30);
    /// `выросла`, `сокращение`: says that something became more or less.
    pub const CHANGE: Traits = Traits(1 << 31);
    /// Two words or more in one: `июне-июле`.
    pub const HYPHENED: Traits = Traits(1 << 32);
    /// `известна`, `готов`: the likeliest reading, of a name or not.
    pub const SHORT_ADJECTIVE: Traits = Traits(1 << 33);
    /// Has a reading as a full participle, if a rare one.
    pub const MAY_BE_PARTICIPLE: Traits = Traits(1 << 34);
    /// `двадцати`, by its letters alone.
    pub const CARDINAL: Traits = Traits(1 << 35);
    /// `двадцатого`, by its letters alone.
    pub const ORDINAL: Traits = Traits(1 << 36);
    /// `тысяч`, `млн`, by its letters alone.
    pub const MULTIPLIER: Traits = Traits(1 << 37);
    /// Opens a phrase of its own.
    pub const PREPOSITION: Traits = Traits(1 << 38);
    /// Opens a clause or qualifies a number, and says nothing of what is counted.
    pub const PARTICLE: Traits = Traits(1 << 39);
    /// Stands for something said before.
    pub const PRONOUN: Traits = Traits(1 << 40);

    /// Whether all of `asked` are among them.
    pub fn has(self, asked: Traits) -> bool {
        self.0 & asked.0 == asked.0
    }

    /// Whether any of `asked` is among them.
    pub fn any(self, asked: Traits) -> bool {
        self.0 & asked.0 != 0
    }

    pub const fn and(self, other: Traits) -> Traits {
        Traits(self.0 | other.0)
    }

    fn set(&mut self, traits: Traits, given: bool) {
        if given {
            self.0 |= traits.0;
        }
    }

    /// Of a word, folded.
    pub fn of(word: &str, morphology: &Morphology) -> Traits {
        Traits::of_readings(word, &morphology.analyses(word)).and(Traits::of_letters(word))
    }

    /// What the letters of a word tell, whatever a dictionary makes of it.
    pub fn of_letters(word: &str) -> Traits {
        let mut traits = Traits::default();
        traits.set(Traits::CHANGE, form::is_change_word(word));
        traits.set(Traits::HYPHENED, word.contains('-'));
        traits.set(Traits::CARDINAL, numeral::cardinal(word).is_some());
        traits.set(Traits::ORDINAL, numeral::ordinal(word).is_some());
        traits.set(Traits::MULTIPLIER, numeral::multiplier(word).is_some());
        traits.set(Traits::PREPOSITION, form::is_preposition(word));
        traits.set(Traits::PARTICLE, form::is_particle(word));
        traits.set(Traits::PRONOUN, form::is_pronoun(word));
        traits
    }

    /// Of a word with all its readings.
    pub fn of_readings(word: &str, readings: &[Analysis]) -> Traits {
        let usual = || readings.iter().filter(|reading| !reading.tag.rare);
        let is_common = |reading: &&Analysis| !is_name(reading.tag);
        let common = usual().any(|reading| is_common(&reading));
        let mut traits = Traits::default();
        for reading in usual() {
            traits = traits.and(name_of(reading));
            // `вели` is a verb, whoever may have been called so.
            if !common || is_common(&reading) {
                traits = traits.and(of_reading(reading));
            }
        }
        let is = |reading: &Analysis, part: PartOfSpeech| reading.tag.part_of_speech == part;
        let short = readings.first().is_some_and(|reading| is(reading, PartOfSpeech::ShortAdjective));
        traits.set(Traits::SHORT_ADJECTIVE, short);
        let participle = readings.iter().any(|reading| is(reading, PartOfSpeech::Participle));
        traits.set(Traits::MAY_BE_PARTICIPLE, participle);
        let guessed = readings.first().is_none_or(|reading| reading.guessed);
        traits.set(Traits::GUESSED, guessed);
        match readings.iter().find(|reading| !common || is_common(reading)) {
            Some(first) if !guessed => traits.set_likeliest(first.tag, word),
            _ => traits.set_by_ending(word),
        }
        traits
    }

    /// What only the likeliest reading tells.
    fn set_likeliest(&mut self, tag: Tag, word: &str) {
        use PartOfSpeech::{ShortAdjective, ShortParticiple, Verb};
        // `вели` is the past of `вести` far more often than an order.
        let verb = tag.part_of_speech == Verb && (!tag.imperative || self.has(Traits::MAY_BE_FINITE));
        let short = tag.part_of_speech == ShortParticiple;
        // `равен`, `нет` and their like are in the list of what is always finite.
        let listed = form::is_always_finite(word);
        self.set(Traits::FINITE, verb || short || listed);
        self.set(Traits::SHORT_PASSIVE, short || tag.part_of_speech == ShortAdjective && form::is_short_passive(word));
        self.set(Traits::PARTICIPLE, tag.part_of_speech == PartOfSpeech::Participle);
        self.set(Traits::ATTRIBUTE, tag.is_adjectival() && !tag.pronominal);
    }

    fn set_by_ending(&mut self, word: &str) {
        self.set(Traits::FINITE, form::is_finite(word));
        self.set(Traits::SHORT_PASSIVE, form::is_short_passive(word));
        self.set(Traits::PARTICIPLE, form::is_participle(word));
        self.set(Traits::ATTRIBUTE, form::is_attribute(word));
        self.set(Traits::GENITIVE, form::is_genitive(word));
        self.set(Traits::GENITIVE_PLURAL, form::is_genitive_plural(word));
        self.set(Traits::INSTRUMENTAL, form::is_instrumental(word));
    }
}

/// Whether a reading is that of a name that no common word is.
fn is_name(tag: Tag) -> bool {
    tag.is_person_name() || matches!(tag.name, Some(NameKind::Place | NameKind::Organization))
}

/// Which kind of name a reading is of.
fn name_of(reading: &Analysis) -> Traits {
    match reading.tag.name {
        _ if reading.guessed => Traits::default(),
        Some(NameKind::Surname) => Traits::SURNAME,
        Some(NameKind::GivenName) => Traits::GIVEN_NAME,
        Some(NameKind::Patronymic) => Traits::PATRONYMIC,
        Some(NameKind::Place) => Traits::PLACE_NAME,
        Some(NameKind::Organization) => Traits::ORGANIZATION_NAME,
        Some(NameKind::Abbreviation) | None => Traits::COMMON,
    }
}

/// What one reading of a word adds.
fn of_reading(reading: &Analysis) -> Traits {
    use super::morphology::Gender::{Feminine, Masculine, Neuter};
    let tag = reading.tag;
    let mut traits = Traits::default();
    let nominal = tag.is_noun() || tag.is_adjectival() || tag.part_of_speech == PartOfSpeech::Numeral;
    traits.set(Traits::NOUN, tag.is_noun());
    if nominal {
        traits.set(Traits::NOMINATIVE, tag.case == Some(Case::Nominative));
        traits.set(Traits::GENITIVE, tag.case == Some(Case::Genitive) || tag.is_noun() && tag.case.is_none());
        traits.set(Traits::DATIVE, tag.case == Some(Case::Dative));
        traits.set(Traits::ACCUSATIVE, tag.case == Some(Case::Accusative));
        traits.set(Traits::INSTRUMENTAL, tag.case == Some(Case::Instrumental));
        traits.set(Traits::PREPOSITIONAL, tag.case == Some(Case::Prepositional));
        traits.set(Traits::PLURAL, tag.number == Some(Number::Plural));
        traits.set(Traits::SINGULAR, tag.number == Some(Number::Singular));
        traits.set(
            Traits::GENITIVE_PLURAL,
            tag.counted || tag.case == Some(Case::Genitive) && tag.number == Some(Number::Plural),
        );
        traits.set(Traits::ANIMATE, tag.is_noun() && tag.animate == Some(true));
        traits.set(Traits::MASCULINE, tag.gender == Some(Masculine));
        traits.set(Traits::FEMININE, tag.gender == Some(Feminine));
        traits.set(Traits::NEUTER, tag.gender == Some(Neuter));
    }
    traits.set(Traits::MAY_BE_FINITE, tag.part_of_speech == PartOfSpeech::Verb && !tag.imperative);
    traits.set(Traits::MAY_BE_ATTRIBUTE, tag.is_adjectival() && !tag.pronominal);
    traits.set(Traits::ADVERB, tag.part_of_speech == PartOfSpeech::Adverb);
    traits.set(Traits::COMPARATIVE, tag.part_of_speech == PartOfSpeech::Comparative);
    traits.set(Traits::GERUND, tag.part_of_speech == PartOfSpeech::Gerund);
    traits.set(Traits::INFINITIVE, tag.part_of_speech == PartOfSpeech::Infinitive);
    traits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dictionary_tells_what_endings_do_not() {
        let morphology = Morphology::bundled();
        for (word, has, lacks) in [
            ("находилось", Traits::FINITE, Traits::NOUN),
            ("число", Traits::NOUN.and(Traits::NOMINATIVE), Traits::FINITE),
            ("принято", Traits::FINITE.and(Traits::SHORT_PASSIVE), Traits::NOUN),
            ("бригад", Traits::NOUN.and(Traits::GENITIVE_PLURAL), Traits::FINITE),
            ("насчитывавших", Traits::PARTICIPLE.and(Traits::ATTRIBUTE), Traits::NOUN),
            ("комсомольско-молодежных", Traits::ATTRIBUTE, Traits::NOUN),
            ("москвы", Traits::PLACE_NAME.and(Traits::GENITIVE), Traits::GUESSED),
            ("каштан", Traits::NOUN.and(Traits::COMMON), Traits::FINITE),
        ] {
            let traits = Traits::of(word, morphology);
            assert!(traits.has(has), "{word} has {has:?}: {traits:?}");
            assert!(!traits.any(lacks), "{word} lacks {lacks:?}: {traits:?}");
        }
    }

    #[test]
    fn endings_serve_without_one() {
        let morphology = Morphology::without_dictionary();
        assert!(Traits::of("находилось", &morphology).has(Traits::FINITE.and(Traits::GUESSED)));
        assert!(Traits::of("бригад", &morphology).has(Traits::GENITIVE_PLURAL));
    }
}
