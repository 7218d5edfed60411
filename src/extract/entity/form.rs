//! Cases of names: whether a word is a form of a name, and the nominative of names that no list holds.

use crate::lexicon::upper;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    Masculine,
    Feminine,
    Neuter,
}

#[rustfmt::skip]
const ADJECTIVE_ENDINGS: &[&str] = &[
    "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ей", "ую",
    "юю", "ых", "их", "ыми", "ими",
];

/// Whether `word` (folded) is the name (folded, nominative) in any case.
pub fn is_form(nominative: &str, word: &str) -> bool {
    if word == nominative {
        return true;
    }
    const ADJECTIVE: &[&str] = &["ый", "ий", "ой", "ая", "яя", "ое"];
    if let Some(stem) = ADJECTIVE.iter().find_map(|ending| nominative.strip_suffix(ending)) {
        return word.strip_prefix(stem).is_some_and(|ending| ADJECTIVE_ENDINGS.contains(&ending));
    }
    if nominative == "египет" {
        return matches!(word, "египта" | "египту" | "египтом" | "египте");
    }
    // `посёлок`, `городок` lose their last vowel.
    if let Some(stem) = nominative.strip_suffix("ок") {
        let ending = word.strip_prefix(stem).and_then(|rest| rest.strip_prefix('к'));
        return ending.is_some_and(|ending| matches!(ending, "а" | "у" | "ом" | "е"));
    }
    let mut letters = nominative.chars();
    let last = letters.next_back();
    let stem = letters.as_str();
    let (stem, endings): (&str, &[&str]) = match last {
        Some('а') => (stem, &["ы", "и", "е", "у", "ой", "ою"]),
        Some('я') => (stem, &["и", "е", "ю", "ей", "ею"]),
        Some('ь') => (stem, &["и", "ью", "я", "ю", "ем", "е"]),
        Some('й') => (stem, &["я", "ю", "ем", "е"]),
        Some('ы') => (stem, &["", "ов", "ам", "ами", "ах"]),
        Some('е') => (stem, &["я", "ю", "ем", "е", "и"]),
        // `Марокко`, `Токио`, `Дели`, `Баку` do not inflect.
        Some('о') if stem.ends_with("ств") || stem.ends_with("озер") => (stem, &["а", "у", "ом", "е"]),
        Some('о' | 'и' | 'у' | 'э' | 'ю') | None => return false,
        _ => (nominative, &["а", "у", "ом", "ем", "е"]),
    };
    word.strip_prefix(stem).is_some_and(|ending| endings.contains(&ending))
}

/// The stem of an adjective in any case.
pub fn adjective_stem(word: &str) -> Option<&str> {
    const LONGEST_FIRST: &[&str] = &[
        "ыми", "ими", "ого", "его", "ому", "ему", "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ым", "им",
        "ом", "ем", "ей", "ую", "юю", "ых", "их",
    ];
    LONGEST_FIRST.iter().find_map(|ending| word.strip_suffix(ending)).filter(|stem| stem.len() >= 6)
}

/// The adjective (as written, in any case) in the nominative of a gender; only stems in `-ск-`, `-цк-`, `-н-`, `-в-`.
pub fn adjective(written: &str, gender: Gender) -> Option<String> {
    let stem = adjective_stem(written)?;
    let velar = stem.ends_with(['к', 'г', 'х', 'ш']);
    let known = ["ск", "цк", "н", "в", "ш", "вт", "л"].iter().any(|end| stem.ends_with(end));
    let ending = match gender {
        Gender::Feminine => "ая",
        Gender::Neuter => "ое",
        Gender::Masculine if stem == "Больш" => "ой",
        Gender::Masculine if velar => "ий",
        Gender::Masculine => "ый",
    };
    known.then(|| format!("{stem}{ending}"))
}

/// The gender of a head noun by its nominative.
pub fn gender(nominative: &str) -> Gender {
    match nominative.chars().next_back() {
        Some('а' | 'я' | 'ь' | 'Р') => Gender::Feminine,
        Some('о' | 'е') => Gender::Neuter,
        _ => Gender::Masculine,
    }
}

/// A surname in the nominative, as far as its ending tells the case; `feminine` where the text shows a woman.
pub fn surname(written: &str, feminine: bool) -> String {
    const MASCULINE: &[&str] = &["ов", "ев", "ин", "ын"];
    let is_stem = |stem: &str| MASCULINE.iter().any(|ending| stem.ends_with(ending)) && stem.len() >= 6;
    if feminine {
        return match written.strip_suffix("ой").or_else(|| written.strip_suffix("у")) {
            Some(stem) if is_stem(stem) => format!("{stem}а"),
            _ => written.to_owned(),
        };
    }
    for ending in ["ым", "а", "у", "е"] {
        if let Some(stem) = written.strip_suffix(ending).filter(|stem| is_stem(stem)) {
            return stem.to_owned();
        }
    }
    for ending in ["ого", "ому", "им"] {
        if let Some(stem) = written.strip_suffix(ending).filter(|stem| stem.ends_with("ск") || stem.ends_with("цк"))
        {
            return format!("{stem}ий");
        }
    }
    written.to_owned()
}

/// The nominative with the first letter as large as in the word that is written.
pub fn like(written: &str, nominative: &str) -> String {
    // The same letters, with their `ё`.
    if crate::lexicon::fold(written) == nominative {
        return written.to_owned();
    }
    if !written.chars().next().is_some_and(char::is_uppercase) {
        return nominative.to_owned();
    }
    let mut letters = nominative.chars();
    letters.next().map_or_else(String::new, |first| std::iter::once(upper(first)).chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_their_cases() {
        for (name, forms) in [
            ("россия", &["россия", "россии", "россию", "россией"][..]),
            ("литва", &["литвы", "литве", "литву", "литвой"]),
            ("минск", &["минска", "минску", "минском", "минске"]),
            ("казань", &["казани", "казанью"]),
            ("ярославль", &["ярославля", "ярославлем"]),
            ("египет", &["египта", "египте"]),
            ("поволжье", &["поволжья", "поволжье"]),
            ("нижний", &["нижнего", "нижнем"]),
            ("токио", &["токио"]),
            ("общество", &["общества", "обществу"]),
        ] {
            for form in forms {
                assert!(is_form(name, form), "{form} of {name}");
            }
        }
        for (name, word) in
            [("литва", "литвин"), ("минск", "минский"), ("рим", "римский"), ("токио", "токия"), ("чили", "чил")]
        {
            assert!(!is_form(name, word), "{word} of {name}");
        }
    }

    #[test]
    fn adjectives_and_surnames_come_to_the_nominative() {
        assert_eq!(adjective("Куйбышевской", Gender::Feminine).as_deref(), Some("Куйбышевская"));
        assert_eq!(adjective("Белорусского", Gender::Masculine).as_deref(), Some("Белорусский"));
        assert_eq!(adjective("Чёрном", Gender::Neuter).as_deref(), Some("Чёрное"));
        assert_eq!(surname("Кузнецовым", false), "Кузнецов");
        assert_eq!(surname("Пушкина", false), "Пушкин");
        assert_eq!(surname("Ивановой", true), "Иванова");
        assert_eq!(surname("Чайковского", false), "Чайковский");
        assert_eq!(surname("Гёте", false), "Гёте");
    }
}
