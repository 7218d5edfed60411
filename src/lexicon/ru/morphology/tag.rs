//! What a word form is: part of speech, case, number and the rest.

/// Part of speech, as OpenCorpora draws its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PartOfSpeech {
    /// `завод`
    Noun,
    /// `новый`, also pronominal (`этот`) and ordinal (`первый`)
    Adjective,
    /// `готов`
    ShortAdjective,
    /// `больше`
    Comparative,
    /// A personal form, the past or the imperative: `строит`, `строил`, `строй`
    Verb,
    /// `строить`
    Infinitive,
    /// `построенный`
    Participle,
    /// `построен`
    ShortParticiple,
    /// `строя`
    Gerund,
    /// `пять`, `трое`
    Numeral,
    /// `быстро`
    Adverb,
    /// `он`, `кто`
    Pronoun,
    /// `жаль`, `надо`
    Predicative,
    /// `из`
    Preposition,
    /// `и`
    Conjunction,
    /// `не`
    Particle,
    /// `ура`
    Interjection,
}

/// Case. The second genitive (`чаю`) is a genitive here, the second prepositional (`в лесу`) a prepositional.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Case {
    /// Кто? Что?
    Nominative,
    /// Кого? Чего?
    Genitive,
    /// Кому? Чему?
    Dative,
    /// Кого? Что?
    Accusative,
    /// Кем? Чем?
    Instrumental,
    /// О ком? О чём?
    Prepositional,
    /// `Саш`, `отче`
    Vocative,
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Number {
    /// One.
    Singular,
    /// More than one.
    Plural,
}

/// Grammatical gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gender {
    /// `завод`
    Masculine,
    /// `школа`
    Feminine,
    /// `село`
    Neuter,
    /// Either masculine or feminine: `судья`, `Ивановы`
    Common,
}

/// Tense of verbs, participles and gerunds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tense {
    /// `строил`, `построенный`
    Past,
    /// `строит`
    Present,
    /// `построит`
    Future,
}

/// Person of verbs and personal pronouns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Person {
    /// `строю`
    First,
    /// `строишь`
    Second,
    /// `строит`
    Third,
}

/// What kind of name a noun is, where OpenCorpora says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// `Иванов`
    Surname,
    /// `Иван`
    GivenName,
    /// `Иванович`
    Patronymic,
    /// `Москва`
    Place,
    /// `ТАСС`
    Organization,
    /// `ЦК`, `вуз`
    Abbreviation,
}

/// The grammatical reading of a word form. A feature that the form does not have, or has in every value, is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag {
    /// Part of speech.
    pub part_of_speech: PartOfSpeech,
    /// Case.
    pub case: Option<Case>,
    /// Number.
    pub number: Option<Number>,
    /// Gender; none in the plural of adjectives and of most that has no gender.
    pub gender: Option<Gender>,
    /// Animacy of nouns, and of the accusative of adjectives.
    pub animate: Option<bool>,
    /// Tense.
    pub tense: Option<Tense>,
    /// Person.
    pub person: Option<Person>,
    /// Kind of name.
    pub name: Option<NameKind>,
    /// A passive participle: `построенный`, `построен`.
    pub passive: bool,
    /// `строй`, `стройте`
    pub imperative: bool,
    /// An adjective that points instead of describing: `этот`, `который`, `весь`.
    pub pronominal: bool,
    /// An adjective that numbers: `первый`.
    pub ordinal: bool,
    /// A form of an adjective that says the highest degree: `крупнейший`.
    pub superlative: bool,
    /// The genitive plural that only follows a number: five `вольт`.
    pub counted: bool,
    /// Archaic, colloquial or misspelt: known, but the last that one would write.
    pub rare: bool,
}

impl Tag {
    /// A tag of this part of speech and nothing else.
    pub const fn new(part_of_speech: PartOfSpeech) -> Self {
        Self {
            part_of_speech,
            case: None,
            number: None,
            gender: None,
            animate: None,
            tense: None,
            person: None,
            name: None,
            passive: false,
            imperative: false,
            pronominal: false,
            ordinal: false,
            superlative: false,
            counted: false,
            rare: false,
        }
    }

    /// The tag as the dictionary's file holds it; [`Tag::from_code`] reads it back.
    pub fn code(self) -> u32 {
        let flags =
            [self.passive, self.imperative, self.pronominal, self.ordinal, self.superlative, self.counted, self.rare];
        let fields = [
            (place(PARTS_OF_SPEECH, Some(self.part_of_speech)), 5),
            (place(CASES, self.case), 3),
            (place(NUMBERS, self.number), 2),
            (place(GENDERS, self.gender), 3),
            (place(ANIMACY, self.animate), 2),
            (place(TENSES, self.tense), 2),
            (place(PERSONS, self.person), 2),
            (place(NAMES, self.name), 3),
        ];
        let packed = fields.into_iter().chain(flags.into_iter().map(|flag| (u32::from(flag), 1)));
        packed.fold((0, 0), |(code, at), (value, bits)| (code | value << at, at + bits)).0
    }

    /// The tag of a code; `None` where the code is none that [`Tag::code`] makes.
    pub fn from_code(code: u32) -> Option<Self> {
        let mut rest = code;
        let mut take = |bits: u32| {
            let value = rest & ((1 << bits) - 1);
            rest >>= bits;
            value
        };
        let tag = Self {
            part_of_speech: at(PARTS_OF_SPEECH, take(5))??,
            case: at(CASES, take(3))?,
            number: at(NUMBERS, take(2))?,
            gender: at(GENDERS, take(3))?,
            animate: at(ANIMACY, take(2))?,
            tense: at(TENSES, take(2))?,
            person: at(PERSONS, take(2))?,
            name: at(NAMES, take(3))?,
            passive: take(1) == 1,
            imperative: take(1) == 1,
            pronominal: take(1) == 1,
            ordinal: take(1) == 1,
            superlative: take(1) == 1,
            counted: take(1) == 1,
            rare: take(1) == 1,
        };
        (rest == 0).then_some(tag)
    }

    /// Whether the word agrees with a noun in case, number and gender: adjectives and participles in full form.
    pub fn is_adjectival(self) -> bool {
        matches!(self.part_of_speech, PartOfSpeech::Adjective | PartOfSpeech::Participle)
    }

    /// Whether it is a noun.
    pub fn is_noun(self) -> bool {
        self.part_of_speech == PartOfSpeech::Noun
    }

    /// Whether it is part of a person's name.
    pub fn is_person_name(self) -> bool {
        matches!(self.name, Some(NameKind::Surname | NameKind::GivenName | NameKind::Patronymic))
    }
}

// The order of these lists is the file's: a value's code is its place, from one; none is zero.
#[rustfmt::skip]
const PARTS_OF_SPEECH: &[PartOfSpeech] = &[
    PartOfSpeech::Noun, PartOfSpeech::Adjective, PartOfSpeech::ShortAdjective, PartOfSpeech::Comparative,
    PartOfSpeech::Verb, PartOfSpeech::Infinitive, PartOfSpeech::Participle, PartOfSpeech::ShortParticiple,
    PartOfSpeech::Gerund, PartOfSpeech::Numeral, PartOfSpeech::Adverb, PartOfSpeech::Pronoun,
    PartOfSpeech::Predicative, PartOfSpeech::Preposition, PartOfSpeech::Conjunction, PartOfSpeech::Particle,
    PartOfSpeech::Interjection,
];
#[rustfmt::skip]
const CASES: &[Case] = &[
    Case::Nominative, Case::Genitive, Case::Dative, Case::Accusative, Case::Instrumental, Case::Prepositional,
    Case::Vocative,
];
const NUMBERS: &[Number] = &[Number::Singular, Number::Plural];
const GENDERS: &[Gender] = &[Gender::Masculine, Gender::Feminine, Gender::Neuter, Gender::Common];
const ANIMACY: &[bool] = &[false, true];
const TENSES: &[Tense] = &[Tense::Past, Tense::Present, Tense::Future];
const PERSONS: &[Person] = &[Person::First, Person::Second, Person::Third];
#[rustfmt::skip]
const NAMES: &[NameKind] = &[
    NameKind::Surname, NameKind::GivenName, NameKind::Patronymic, NameKind::Place, NameKind::Organization,
    NameKind::Abbreviation,
];

fn place<T: PartialEq>(list: &[T], value: Option<T>) -> u32 {
    let found = value.and_then(|value| list.iter().position(|listed| *listed == value));
    found.map_or(0, |place| place as u32 + 1)
}

/// The outer `None` is a place beyond the list.
fn at<T: Copy>(list: &[T], place: u32) -> Option<Option<T>> {
    match place.checked_sub(1) {
        None => Some(None),
        Some(place) => list.get(place as usize).map(|value| Some(*value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_back() {
        let mut tag = Tag::new(PartOfSpeech::Interjection);
        tag.case = Some(Case::Vocative);
        tag.gender = Some(Gender::Common);
        tag.animate = Some(false);
        tag.tense = Some(Tense::Future);
        tag.person = Some(Person::Third);
        tag.name = Some(NameKind::Abbreviation);
        tag.rare = true;
        assert_eq!(Tag::from_code(tag.code()), Some(tag));
    }

    #[test]
    fn another_code_is_refused() {
        for code in [0, 31, u32::MAX, 1 << 31 | 1] {
            assert_eq!(Tag::from_code(code), None, "{code}");
        }
    }
}
