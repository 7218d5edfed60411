//! A long Russian text in which no sentence stands twice: sentences of a history, a report, a newspaper. Its words are those
//! of the sample lesson in all their forms, common ones more often than others; one in twelve is put together from a prefix,
//! a root and an ending, and is in no dictionary, as names and terms are.

use std::collections::BTreeSet;

use konspekt::lexicon::fold;
use konspekt::lexicon::ru::morphology::{Analysis, Case, Gender, Morphology, Number, PartOfSpeech};

/// Numbers that are the same in each run (xorshift; its quality does not matter here).
struct Chance(u64, Words);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % end
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

#[rustfmt::skip]
const ROOTS: &[&str] = &[
    "строй", "вод", "лес", "пол", "гор", "стан", "ход", "воз", "род", "труд", "свет", "клад", "работ", "сев", "крут", "молот",
    "печ", "рез", "пис", "чит", "груз", "двиг", "лет", "пут", "мер", "сил", "знам", "бор", "ветр", "кат", "лов", "мост",
    "нос", "плав", "прав", "рог", "сад", "тяг", "уч", "хран", "цен", "чин", "шив", "яр", "берег", "голос", "дерев", "город",
    "корен", "молод", "перед", "серед", "хозяй", "служ", "товар", "земл", "желез", "камен", "крестьян", "рабоч", "сельск",
];
#[rustfmt::skip]
const PREFIXES: &[&str] = &["", "", "", "пере", "при", "за", "вы", "под", "раз", "об", "от", "про", "на", "со", "без", "меж", "сверх"];
const NOUNS: &[&str] = &["ки", "ник", "ники", "ства", "ение", "ения", "ость", "ости", "ок", "ищ", "ам", "ой", "ами"];
const COUNTED: &[&str] = &["ников", "ок", "щиков", "ений", "ств", "телей", "чан", "цев", "ищ"];
const ADJECTIVES: &[&str] = &["ный", "ная", "ные", "ного", "ных", "ской", "ские", "овых", "ческих", "ливого", "ным"];
const VERBS: &[&str] = &["ал", "ала", "али", "ило", "или", "ется", "ают", "овали", "илась", "ивались"];
#[rustfmt::skip]
const PLACES: &[&str] = &[
    "в Белоруссии", "на Урале", "в Саратове", "в Тамбовской области", "на Украине", "в Казани", "по стране", "в Сибири",
    "в Латвии", "под Москвой", "в Поволжье", "в Приморском крае",
];
#[rustfmt::skip]
const MONTHS: &[&str] = &[
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
];
const LINKS: &[&str] = &["и", "а также", "но", "при этом", "однако", "а потом", "где", "чтобы", "потому что"];

/// The words of a text in all their forms, by what they are.
#[derive(Default)]
struct Words {
    nouns: Vec<String>,
    counted: Vec<String>,
    adjectives: Vec<String>,
    verbs: Vec<String>,
}

impl Words {
    fn of(text: &str, morphology: &Morphology) -> Words {
        const CASES: &[Case] = &[
            Case::Nominative,
            Case::Genitive,
            Case::Dative,
            Case::Accusative,
            Case::Instrumental,
            Case::Prepositional,
        ];
        let mut words = Words::default();
        let seen: BTreeSet<String> =
            text.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.len() > 6).map(fold).collect();
        for word in &seen {
            let Some(reading) = morphology.analyses(word).into_iter().next() else { continue };
            let forms = |number| CASES.iter().map(move |case| (*case, number));
            let all = forms(Number::Singular).chain(forms(Number::Plural));
            let inflected = |reading: &Analysis, (case, number), gender| {
                morphology.inflect_with(reading, case, number, gender, false)
            };
            match reading.tag.part_of_speech {
                PartOfSpeech::Noun => {
                    words.counted.extend(morphology.genitive_plural(word));
                    words.nouns.extend(all.filter_map(|(case, number)| morphology.inflect(&reading, case, number)));
                }
                PartOfSpeech::Adjective | PartOfSpeech::Participle => {
                    for gender in [Gender::Masculine, Gender::Feminine, Gender::Neuter] {
                        words.adjectives.extend(all.clone().filter_map(|form| inflected(&reading, form, gender)));
                    }
                }
                PartOfSpeech::Verb | PartOfSpeech::ShortParticiple => words.verbs.push(word.clone()),
                _ => {}
            }
        }
        words
    }
}

/// About `bytes` of text in paragraphs.
pub fn text(bytes: usize, sample: &str, morphology: &Morphology) -> String {
    let words = Words::of(sample, morphology);
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15, words);
    let mut text = String::with_capacity(bytes + 1000);
    while text.len() < bytes {
        for _ in 0..3 + chance.below(5) {
            let start = text.len();
            sentence(&mut chance, &mut text);
            capitalize(&mut text, start);
            text.push(' ');
        }
        text.pop();
        text.push('\n');
    }
    text
}

fn capitalize(text: &mut String, start: usize) {
    if let Some(first) = text[start..].chars().next() {
        let upper: String = first.to_uppercase().collect();
        text.replace_range(start..start + first.len_utf8(), &upper);
    }
}

/// Of ten sentences seven tell no figure, so that a kilobyte has as many facts as one of a chapter of history.
fn sentence(chance: &mut Chance, text: &mut String) {
    let year = 1861 + chance.below(140);
    match chance.below(26) {
        0..=17 => {
            clause(chance, text);
            for _ in 0..chance.below(3) {
                text.push_str(", ");
                text.push_str(chance.of(LINKS));
                text.push(' ');
                clause(chance, text);
            }
        }
        18 | 19 => {
            *text += &format!("в {year} г. {} ", chance.of(PLACES));
            verb(chance, text);
            *text += &format!(" {} тыс. ", amount(chance));
            counted(chance, text);
        }
        20 => {
            *text += &format!("если в {year} г. {} было {} ", chance.of(PLACES), 100 + chance.below(90_000));
            counted(chance, text);
            *text += &format!(", то в {} г. — уже {}", year + 1 + chance.below(9), 100 + chance.below(90_000));
        }
        21 => {
            *text += &format!("{} {} {year} г. ", 1 + chance.below(28), chance.of(MONTHS));
            clause(chance, text);
        }
        22 => {
            *text += "доля ";
            counted(chance, text);
            *text += &format!(" {} выросла на {} процентов", chance.of(PLACES), amount(chance));
        }
        23 => {
            *text += &format!("на эти цели {} выделил около {} млн. рублей, ", name(chance), amount(chance));
            clause(chance, text);
        }
        24 => {
            *text +=
                &format!("принято {} человек, из них {} ", 5_000 + chance.below(90_000), 100 + chance.below(4_000));
            counted(chance, text);
        }
        _ => {
            *text += &format!("{} ", name(chance));
            clause(chance, text);
            *text += &format!(" с {year} по {} г.", year + 1 + chance.below(12));
            return;
        }
    }
    text.push('.');
}

fn clause(chance: &mut Chance, text: &mut String) {
    for _ in 0..1 + chance.below(2) {
        word(chance, text, ADJECTIVES);
        text.push(' ');
    }
    word(chance, text, NOUNS);
    text.push(' ');
    verb(chance, text);
    *text += [" в ", " на ", " ", " по ", " для "][chance.below(5)];
    word(chance, text, ADJECTIVES);
    text.push(' ');
    word(chance, text, NOUNS);
    text.push(' ');
    word(chance, text, NOUNS);
}

fn counted(chance: &mut Chance, text: &mut String) {
    word(chance, text, ADJECTIVES);
    text.push(' ');
    word(chance, text, COUNTED);
}

fn verb(chance: &mut Chance, text: &mut String) {
    word(chance, text, VERBS);
}

/// A prefix, one root or two, an ending.
fn word(chance: &mut Chance, text: &mut String, endings: &[&str]) {
    if chance.below(12) > 0 {
        let list = |chance: &Chance| match endings {
            NOUNS => chance.1.nouns.len(),
            COUNTED => chance.1.counted.len(),
            ADJECTIVES => chance.1.adjectives.len(),
            _ => chance.1.verbs.len(),
        };
        let len = list(chance);
        // The smaller of two: some words are common, most are rare.
        let at = chance.below(len).min(chance.below(len));
        let known = match endings {
            NOUNS => &chance.1.nouns,
            COUNTED => &chance.1.counted,
            ADJECTIVES => &chance.1.adjectives,
            _ => &chance.1.verbs,
        };
        text.push_str(&known[at]);
        return;
    }
    text.push_str(chance.of(PREFIXES));
    text.push_str(chance.of(ROOTS));
    if chance.below(4) == 0 {
        text.push('о');
        text.push_str(chance.of(ROOTS));
    }
    text.push_str(chance.of(endings));
}

fn amount(chance: &mut Chance) -> String {
    match chance.below(3) {
        0 => format!("{},{}", 1 + chance.below(900), 1 + chance.below(9)),
        _ => (2 + chance.below(990)).to_string(),
    }
}

fn name(chance: &mut Chance) -> String {
    const INITIALS: &[&str] = &["А", "Б", "В", "Г", "Д", "Н", "П", "С"];
    match chance.below(3) {
        0 => format!(
            "{}. {}. {}ов",
            chance.of(INITIALS),
            chance.of(INITIALS),
            chance.of(&["Петр", "Орл", "Смирн", "Жук"])
        ),
        1 => "ЦК ВЛКСМ".to_owned(),
        _ => "Академия наук СССР".to_owned(),
    }
}
