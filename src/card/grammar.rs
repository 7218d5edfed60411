//! Agreement of a number with the noun after it.

/// The form that a Russian noun takes after a whole number or a decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// 1, 21, 101: `человек был`, `год`.
    One,
    /// 2–4, 22: `человека`, `года`.
    Few,
    /// 0, 5–20, 111: `человек`, `лет`.
    Many,
    /// 53,8: `процента`, whatever the digits.
    Decimal,
}

/// By the digits as written: `53,8`, `3 008 674`.
pub fn agreement(written: &str) -> Agreement {
    if written.contains([',', '.']) {
        return Agreement::Decimal;
    }
    let mut digits = written.chars().rev().filter_map(|c| c.to_digit(10));
    let (last, tens) = (digits.next().unwrap_or(0), digits.next().unwrap_or(0));
    match (tens, last) {
        (1, _) => Agreement::Many,
        (_, 1) => Agreement::One,
        (_, 2..=4) => Agreement::Few,
        _ => Agreement::Many,
    }
}

/// Whether the words after the blank change with the number in it. Abbreviations (`тыс.`, `%`), punctuation, prepositions and
/// the end of the prompt do not.
pub fn follows_number(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let word: &str = &after[..after.find(|c: char| !(c.is_alphabetic() || c == '-')).unwrap_or(after.len())];
    let abbreviation = matches!(word, "тыс" | "млн" | "млрд" | "руб" | "коп" | "км" | "га" | "кг" | "т" | "м" | "г")
        || after[word.len()..].starts_with('.')
            && !after[word.len()..].trim_start_matches('.').trim().is_empty()
            && word.chars().count() <= 4;
    let preposition = matches!(word, "из" | "в" | "на" | "и" | "до" | "за" | "по" | "с" | "от" | "при" | "к" | "у");
    !(word.is_empty() || abbreviation || preposition)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_nouns() {
        for (written, form) in [
            ("1", Agreement::One),
            ("1421", Agreement::One),
            ("11", Agreement::Many),
            ("3 008 674", Agreement::Few),
            ("112", Agreement::Many),
            ("5009", Agreement::Many),
            ("0", Agreement::Many),
            ("53,8", Agreement::Decimal),
        ] {
            assert_eq!(agreement(written), form, "{written}");
        }
    }

    #[test]
    fn only_words_in_full_agree() {
        for (after, agrees) in [
            (" тыс. коммунистов", false),
            (" млн детей", false),
            (" %", false),
            (" из 284 секретарей", false),
            (", а депутатов", false),
            (".", false),
            ("…", false),
            ("", false),
            (" человека — в армии", true),
            (" процента", true),
            ("\u{a0}преподаватель.", true),
            (" школ.", true),
        ] {
            assert_eq!(follows_number(after), agrees, "{after}");
        }
    }
}
