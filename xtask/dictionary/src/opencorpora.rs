//! The package's words and paradigms, reduced to what the analyser tells: folded letters, our tags.

use crate::dawg::Dawg;
use crate::failure::{Failure, Result, While};
use konspekt::lexicon::fold;
use konspekt::lexicon::ru::morphology::paradigms::PREFIXES;
use konspekt::lexicon::ru::morphology::tag::{Case, Gender, NameKind, Number, PartOfSpeech, Person, Tag, Tense};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;

/// A form of a paradigm.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Form {
    /// Which prefix.
    pub prefix: u8,
    /// Folded.
    pub suffix: String,
    /// Reduced.
    pub tag: Tag,
}

/// The whole dictionary.
pub struct OpenCorpora {
    /// Forms of each paradigm, the lemma first; the commonest paradigm first.
    pub paradigms: Vec<Vec<Form>>,
    /// Stems with the paradigms of each, ascending.
    pub lexemes: BTreeMap<String, BTreeSet<u16>>,
    /// Every word form of the package, spelt as there, ascending; with the lemma, folded, and the tag.
    pub words: Vec<(String, String, Tag)>,
    /// How likely each tag is for a word of the corpus, in millionths; folded.
    pub probabilities: BTreeMap<String, BTreeMap<Tag, u32>>,
}

impl OpenCorpora {
    /// Reads the package's data.
    pub fn read(data: &Path) -> Result<Self> {
        let strings = |name: &str| -> Result<Vec<String>> {
            let doing = format!("reading {name}");
            serde_json::from_slice(&file(data, name)?).during(doing)
        };
        let suffixes = strings("suffixes.json")?;
        let tags: Vec<Tag> =
            strings("gramtab-opencorpora-int.json")?.iter().map(|tag| reduced(tag)).collect::<Result<_>>()?;
        let theirs = paradigms(&file(data, "paradigms.array")?)?;
        let prefixes_agree = PREFIXES == ["", "по", "наи"];
        if !prefixes_agree {
            return Err(Failure::new("the analyser's prefixes are no longer those of the package."));
        }

        let forms: Vec<Vec<Form>> = theirs
            .iter()
            .map(|paradigm| {
                let form = |&(prefix, suffix, tag): &(u16, u16, u16)| Form {
                    prefix: prefix as u8,
                    suffix: fold(&suffixes[usize::from(suffix)]),
                    tag: tags[usize::from(tag)],
                };
                let mut known = BTreeSet::new();
                paradigm.iter().map(form).filter(|form| known.insert(form.clone())).collect()
            })
            .collect();

        let mut lexemes: Vec<(String, usize)> = Vec::new();
        let mut words = Vec::new();
        Dawg::read(&file(data, "words.dawg")?)?.each(|key, _| {
            let Some((word, paradigm, form)) = word(key) else { return };
            let (prefix, suffix, tag) = theirs[paradigm][form];
            let stem = &word[PREFIXES[usize::from(prefix)].len()..word.len() - suffixes[usize::from(suffix)].len()];
            let lemma = &forms[paradigm][0];
            let lemma = format!("{}{}{}", PREFIXES[usize::from(lemma.prefix)], fold(stem), lemma.suffix);
            words.push((word.to_owned(), lemma, tags[usize::from(tag)]));
            if form == 0 {
                lexemes.push((fold(stem), paradigm));
            }
        });

        // What is the same after folding and reducing is one paradigm; the commonest gets the lowest number.
        let mut counts: BTreeMap<&[Form], usize> = BTreeMap::new();
        for (_, paradigm) in &lexemes {
            *counts.entry(&forms[*paradigm]).or_default() += 1;
        }
        let mut ranked: Vec<(&[Form], usize)> = counts.into_iter().collect();
        ranked.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let numbers: HashMap<&[Form], u16> =
            ranked.iter().zip(0..).map(|((forms, _), number)| (*forms, number)).collect();
        let mut stems: BTreeMap<String, BTreeSet<u16>> = BTreeMap::new();
        for (stem, paradigm) in lexemes {
            stems.entry(stem).or_default().insert(numbers[forms[paradigm].as_slice()]);
        }
        Ok(Self {
            paradigms: ranked.into_iter().map(|(forms, _)| forms.to_vec()).collect(),
            lexemes: stems,
            words,
            probabilities: probabilities(&Dawg::read(&file(data, "p_t_given_w.intdawg")?)?),
        })
    }
}

fn file(data: &Path, name: &str) -> Result<Vec<u8>> {
    fs::read(data.join(name)).during(format_args!("reading {name} of the package"))
}

/// Prefix, suffix and tag of each form of each paradigm.
fn paradigms(bytes: &[u8]) -> Result<Vec<Vec<(u16, u16, u16)>>> {
    let mut numbers = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let cut = || Failure::new("the package's paradigms end too early.");
    let count = numbers.next().ok_or_else(cut)?;
    let mut paradigms = Vec::new();
    for _ in 0..count {
        let length = usize::from(numbers.next().ok_or_else(cut)?);
        let all: Vec<u16> = numbers.by_ref().take(length).collect();
        if all.len() < length {
            return Err(cut());
        }
        let forms = length / 3;
        paradigms.push((0..forms).map(|form| (all[2 * forms + form], all[form], all[forms + form])).collect());
    }
    Ok(paradigms)
}

/// The word of a key, its paradigm and its form: these are in base64 after a byte of one.
fn word(key: &[u8]) -> Option<(&str, usize, usize)> {
    let end = key.iter().position(|byte| *byte == 1)?;
    let digit = |byte: &u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let (bits, count) = key[end + 1..]
        .iter()
        .filter_map(digit)
        .fold((0u64, 0), |(bits, count), digit| (bits << 6 | u64::from(digit), count + 6));
    let number = bits >> (count % 8);
    Some((std::str::from_utf8(&key[..end]).ok()?, (number >> 16 & 0xffff) as usize, (number & 0xffff) as usize))
}

fn probabilities(graph: &Dawg) -> BTreeMap<String, BTreeMap<Tag, u32>> {
    let mut all: BTreeMap<String, BTreeMap<Tag, u32>> = BTreeMap::new();
    graph.each(|key, value| {
        let Some((word, tag)) = std::str::from_utf8(key).ok().and_then(|key| key.split_once(':')) else { return };
        // The corpus also tags Roman numerals, figures and the like, which are no words here.
        if let Ok(tag) = reduced(tag) {
            *all.entry(fold(word)).or_default().entry(tag).or_default() += value;
        }
    });
    all
}

/// Our tag of one of OpenCorpora's: the grammemes of the lexeme, a space, those of the form.
pub fn reduced(tag: &str) -> Result<Tag> {
    use PartOfSpeech as P;
    let mut grammemes = tag.split([',', ' ']);
    let part = match grammemes.next().unwrap_or("") {
        "NOUN" => P::Noun,
        "ADJF" => P::Adjective,
        "ADJS" => P::ShortAdjective,
        "COMP" => P::Comparative,
        "VERB" => P::Verb,
        "INFN" => P::Infinitive,
        "PRTF" => P::Participle,
        "PRTS" => P::ShortParticiple,
        "GRND" => P::Gerund,
        "NUMR" => P::Numeral,
        "ADVB" => P::Adverb,
        "NPRO" => P::Pronoun,
        "PRED" => P::Predicative,
        "PREP" => P::Preposition,
        "CONJ" => P::Conjunction,
        "PRCL" => P::Particle,
        "INTJ" => P::Interjection,
        other => {
            return Err(Failure::new(format!("the package has a part of speech that is not known here: '{other}'.")));
        }
    };
    let mut tag = Tag::new(part);
    for grammeme in grammemes {
        match grammeme {
            "nomn" => tag.case = Some(Case::Nominative),
            "gent" | "gen1" | "gen2" => tag.case = Some(Case::Genitive),
            "datv" => tag.case = Some(Case::Dative),
            "accs" | "acc2" => tag.case = Some(Case::Accusative),
            "ablt" => tag.case = Some(Case::Instrumental),
            "loct" | "loc1" | "loc2" => tag.case = Some(Case::Prepositional),
            "voct" => tag.case = Some(Case::Vocative),
            "sing" => tag.number = Some(Number::Singular),
            "plur" => tag.number = Some(Number::Plural),
            "masc" => tag.gender = Some(Gender::Masculine),
            "femn" => tag.gender = Some(Gender::Feminine),
            "neut" => tag.gender = Some(Gender::Neuter),
            "ms-f" | "Ms-f" => tag.gender = tag.gender.or(Some(Gender::Common)),
            "anim" => tag.animate = Some(true),
            "inan" => tag.animate = Some(false),
            "past" => tag.tense = Some(Tense::Past),
            "pres" => tag.tense = Some(Tense::Present),
            "futr" => tag.tense = Some(Tense::Future),
            "1per" => tag.person = Some(Person::First),
            "2per" => tag.person = Some(Person::Second),
            "3per" => tag.person = Some(Person::Third),
            "Surn" => tag.name = Some(NameKind::Surname),
            "Name" => tag.name = Some(NameKind::GivenName),
            "Patr" => tag.name = Some(NameKind::Patronymic),
            "Geox" => tag.name = tag.name.or(Some(NameKind::Place)),
            "Orgn" => tag.name = tag.name.or(Some(NameKind::Organization)),
            "Abbr" => tag.name = tag.name.or(Some(NameKind::Abbreviation)),
            "pssv" => tag.passive = true,
            "impr" => tag.imperative = true,
            "Apro" => tag.pronominal = true,
            "Anum" => tag.ordinal = true,
            "Supr" => tag.superlative = true,
            "Coun" => tag.counted = true,
            "Arch" | "Erro" | "Dist" | "Slng" | "Infr" | "Hypo" => tag.rare = true,
            // Aspect, transitivity, quality and spelling variants are not told.
            _ => {}
        }
    }
    Ok(tag)
}
