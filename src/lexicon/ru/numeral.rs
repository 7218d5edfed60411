//! Number words in all their cases, folded.

use super::begin::Begins;

/// Every form of the cardinal and collective numerals, in ascending order. `семью` is left out: it is nearly always the
/// accusative of `семья`.
#[rustfmt::skip]
const CARDINALS: &[(&str, u32)] = &[
    ("восемнадцати", 18), ("восемнадцать", 18), ("восемнадцатью", 18), ("восемь", 8), ("восемьдесят", 80),
    ("восемьсот", 800), ("восемью", 8), ("восемьюдесятью", 80), ("восемьюстами", 800), ("восьмеро", 8),
    ("восьмерых", 8), ("восьми", 8), ("восьмидесяти", 80), ("восьмисот", 800), ("восьмистам", 800),
    ("восьмистах", 800), ("восьмью", 8), ("два", 2), ("двадцати", 20), ("двадцать", 20), ("двадцатью", 20),
    ("две", 2), ("двенадцати", 12), ("двенадцать", 12), ("двенадцатью", 12), ("двести", 200), ("двое", 2),
    ("двоим", 2), ("двоими", 2), ("двоих", 2), ("двум", 2), ("двумстам", 200), ("двумя", 2), ("двумястами", 200),
    ("двух", 2), ("двухсот", 200), ("двухстах", 200), ("девяноста", 90), ("девяносто", 90), ("девятеро", 9),
    ("девятерых", 9), ("девяти", 9), ("девятисот", 900), ("девятистам", 900), ("девятистах", 900),
    ("девятнадцати", 19), ("девятнадцать", 19), ("девятнадцатью", 19), ("девять", 9), ("девятьсот", 900),
    ("девятью", 9), ("девятьюстами", 900), ("десятеро", 10), ("десятерых", 10), ("десяти", 10), ("десять", 10),
    ("десятью", 10), ("нолем", 0), ("ноль", 0), ("нолю", 0), ("ноля", 0), ("нулем", 0), ("нуль", 0), ("нулю", 0),
    ("нуля", 0), ("один", 1), ("одиннадцати", 11), ("одиннадцать", 11), ("одиннадцатью", 11), ("одна", 1),
    ("одним", 1), ("одно", 1), ("одного", 1), ("одной", 1), ("одном", 1), ("одному", 1), ("одною", 1),
    ("одну", 1), ("пятеро", 5), ("пятерым", 5), ("пятерых", 5), ("пяти", 5), ("пятидесяти", 50), ("пятисот", 500),
    ("пятистам", 500), ("пятистах", 500), ("пятнадцати", 15), ("пятнадцать", 15), ("пятнадцатью", 15),
    ("пять", 5), ("пятьдесят", 50), ("пятьсот", 500), ("пятью", 5), ("пятьюдесятью", 50), ("пятьюстами", 500),
    ("семеро", 7), ("семерым", 7), ("семерых", 7), ("семи", 7), ("семидесяти", 70), ("семисот", 700),
    ("семистам", 700), ("семистах", 700), ("семнадцати", 17), ("семнадцать", 17), ("семнадцатью", 17),
    ("семь", 7), ("семьдесят", 70), ("семьсот", 700), ("семьюдесятью", 70), ("семьюстами", 700), ("сорок", 40),
    ("сорока", 40), ("ста", 100), ("сто", 100), ("трем", 3), ("тремстам", 300), ("тремя", 3), ("тремястами", 300),
    ("трех", 3), ("трехсот", 300), ("трехстах", 300), ("три", 3), ("тридцати", 30), ("тридцать", 30),
    ("тридцатью", 30), ("тринадцати", 13), ("тринадцать", 13), ("тринадцатью", 13), ("триста", 300), ("трое", 3),
    ("троим", 3), ("троими", 3), ("троих", 3), ("четверо", 4), ("четверым", 4), ("четверыми", 4), ("четверых", 4),
    ("четыре", 4), ("четырем", 4), ("четыремстам", 400), ("четыреста", 400), ("четырех", 4), ("четырехсот", 400),
    ("четырехстах", 400), ("четырнадцати", 14), ("четырнадцать", 14), ("четырнадцатью", 14), ("четырьмя", 4),
    ("четырьмястами", 400), ("шестеро", 6), ("шестерым", 6), ("шестерых", 6), ("шести", 6), ("шестидесяти", 60),
    ("шестисот", 600), ("шестистам", 600), ("шестистах", 600), ("шестнадцати", 16), ("шестнадцать", 16),
    ("шестнадцатью", 16), ("шесть", 6), ("шестьдесят", 60), ("шестьсот", 600), ("шестью", 6),
    ("шестьюдесятью", 60), ("шестьюстами", 600),
];

/// Stems of the ordinals that decline like adjectives (`третий` is apart), in ascending order.
#[rustfmt::skip]
const ORDINALS: &[(&str, u32)] = &[
    ("восемнадцат", 18), ("восьм", 8), ("восьмидесят", 80), ("восьмисот", 800), ("втор", 2), ("двадцат", 20),
    ("двенадцат", 12), ("двухсот", 200), ("девяност", 90), ("девят", 9), ("девятисот", 900), ("девятнадцат", 19),
    ("десят", 10), ("одиннадцат", 11), ("перв", 1), ("пят", 5), ("пятидесят", 50), ("пятисот", 500),
    ("пятнадцат", 15), ("седьм", 7), ("семидесят", 70), ("семисот", 700), ("семнадцат", 17), ("сороков", 40),
    ("сот", 100), ("трехсот", 300), ("тридцат", 30), ("тринадцат", 13), ("тысячн", 1000), ("четверт", 4),
    ("четырехсот", 400), ("четырнадцат", 14), ("шест", 6), ("шестидесят", 60), ("шестисот", 600),
    ("шестнадцат", 16),
];

/// What a numeral may be multiplied by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Multiplier {
    pub value: u64,
    pub number: GrammaticalNumber,
    /// Said of round amounts only: `два десятка`, `сотня`.
    pub rough: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrammaticalNumber {
    /// `тысяча`, `миллион`: alone it is one of them.
    One,
    /// `тысячи`, `миллиона`: alone it is one after `около` and its like, else nobody knows how many.
    OneOrMany,
    Many,
    Abbreviated,
}

/// How cardinals and ordinals begin. Every word of a text is asked, and this answers most of them without a search.
const NUMBERS: Begins =
    Begins::of(&["во", "вт", "дв", "де", "но", "ну", "од", "пе", "пя", "се", "со", "ст", "тр", "ты", "че", "ше"]);
/// How multipliers begin.
const MULTIPLIERS: Begins = Begins::of(&["де", "дю", "ми", "мл", "со", "тр", "ты"]);

pub fn cardinal(word: &str) -> Option<u32> {
    if !NUMBERS.may_be_of(word) {
        return None;
    }
    CARDINALS.binary_search_by(|(form, _)| (*form).cmp(word)).ok().map(|at| CARDINALS[at].1)
}

/// `первого` → 1, `десятых` → 10, `третьей` → 3.
pub fn ordinal(word: &str) -> Option<u32> {
    if !NUMBERS.may_be_of(word) {
        return None;
    }
    if let Some(ending) = word.strip_prefix("трет") {
        const THIRD: &[&str] = &["ий", "ье", "ья", "ьи", "ьего", "ьей", "ьему", "ьим", "ьем", "ью", "ьих", "ьими"];
        return THIRD.contains(&ending).then_some(3);
    }
    // A stem may begin another (`пят`, `пятнадцат`), so the nearest few before the word are tried.
    let at = ORDINALS.partition_point(|(stem, _)| *stem <= word);
    let (ending, value) =
        ORDINALS[..at].iter().rev().take(4).find_map(|(stem, value)| Some((word.strip_prefix(stem)?, *value)))?;
    const ENDINGS: &[&str] = &["ый", "ой", "ая", "ое", "ые", "ого", "ому", "ым", "ом", "ую", "ых", "ыми", "ою"];
    ENDINGS.contains(&ending).then_some(value)
}

/// `тысяч`, `млн`, `десятков`; the stop of an abbreviation is not part of the word.
pub fn multiplier(word: &str) -> Option<Multiplier> {
    if !MULTIPLIERS.may_be_of(word) {
        return None;
    }
    use GrammaticalNumber::{Abbreviated, Many, One, OneOrMany};
    let rough = |value, number| Some(Multiplier { value, number, rough: true });
    let exact = |value, number| Some(Multiplier { value, number, rough: false });
    match word {
        "тыс" => return exact(1_000, Abbreviated),
        "млн" => return exact(1_000_000, Abbreviated),
        "млрд" => return exact(1_000_000_000, Abbreviated),
        "трлн" => return exact(1_000_000_000_000, Abbreviated),
        "десяток" | "десятком" | "десятку" => return rough(10, One),
        "десятка" => return rough(10, OneOrMany),
        "десятки" | "десятков" | "десяткам" | "десятками" | "десятках" => {
            return rough(10, Many);
        }
        "сотня" | "сотню" | "сотней" | "сотне" => return rough(100, One),
        "сотни" => return rough(100, OneOrMany),
        "сотен" | "сотням" | "сотнями" | "сотнях" => return rough(100, Many),
        "дюжина" | "дюжину" | "дюжиной" => return exact(12, One),
        "дюжины" => return exact(12, OneOrMany),
        "дюжин" | "дюжинами" | "дюжинам" => return exact(12, Many),
        _ => {}
    }
    if let Some(ending) = word.strip_prefix("тысяч") {
        return match ending {
            "а" | "у" | "ей" | "ью" | "е" => exact(1_000, One),
            "и" => exact(1_000, OneOrMany),
            "" | "ам" | "ами" | "ах" => exact(1_000, Many),
            _ => None,
        };
    }
    const STEMS: &[(&str, u64)] =
        &[("миллион", 1_000_000), ("миллиард", 1_000_000_000), ("триллион", 1_000_000_000_000)];
    let (ending, value) = STEMS.iter().find_map(|(stem, value)| Some((word.strip_prefix(stem)?, *value)))?;
    match ending {
        "" | "у" | "ом" | "е" => exact(value, One),
        "а" => exact(value, OneOrMany),
        "ы" | "ов" | "ам" | "ами" | "ах" => exact(value, Many),
        _ => None,
    }
}

/// `треть`, `четверти`, `половину`: one of so many parts.
pub fn part(word: &str) -> Option<u32> {
    match word {
        "половина" | "половины" | "половину" | "половине" | "половиной" => {
            Some(2)
        }
        "треть" | "трети" | "третью" | "третей" | "третям" | "третями" => Some(3),
        "четверть" | "четверти" | "четвертью" | "четвертей" | "четвертям" | "четвертями" => {
            Some(4)
        }
        _ => None,
    }
}

/// Numbers of one word that no rule composes, as tenths: `полтора`, `полмиллиона`.
pub fn whole_word(word: &str) -> Option<u64> {
    match word {
        "полтора" | "полторы" | "полутора" => Some(15),
        "полтораста" | "полутораста" => Some(1_500),
        "полдюжины" => Some(60),
        "полсотни" => Some(500),
        "полтысячи" => Some(5_000),
        "полмиллиона" => Some(5_000_000),
        "полмиллиарда" => Some(5_000_000_000),
        _ => None,
    }
}

/// `вдвое` → 2, `пятикратно` → 5.
pub fn times(word: &str) -> Option<u32> {
    match word {
        "вдвое" => Some(2),
        "втрое" => Some(3),
        "вчетверо" => Some(4),
        "впятеро" => Some(5),
        "вшестеро" => Some(6),
        "всемеро" => Some(7),
        "ввосьмеро" => Some(8),
        "вдевятеро" => Some(9),
        "вдесятеро" => Some(10),
        _ => fold_of(word).filter(|(_, ending)| *ending == "о").map(|(times, _)| times),
    }
}

/// `двукратный` → 2, `десятикратное` → 10: of a growth it says how great it is, of a champion nothing.
pub fn times_adjective(word: &str) -> Option<u32> {
    fold_of(word).filter(|(_, ending)| *ending != "о").map(|(times, _)| times)
}

/// The number of an adverb or adjective in `-кратн-`, and its ending.
fn fold_of(word: &str) -> Option<(u32, &str)> {
    let (number, ending) = if NUMBERS.may_be_of(word) { word.split_once("кратн")? } else { return None };
    let times = match number {
        "дву" | "двух" => 2,
        "трех" | "трое" => 3,
        "четырех" => 4,
        "пяти" => 5,
        "шести" => 6,
        "семи" => 7,
        "восьми" => 8,
        "девяти" => 9,
        "десяти" => 10,
        "двадцати" => 20,
        "сто" => 100,
        _ => return None,
    };
    Some((times, ending))
}

/// How many nobody knows: `большинство`, `несколько`.
pub fn is_vague(word: &str) -> bool {
    matches!(
        word,
        "большинство"
            | "большинства"
            | "большинству"
            | "большинством"
            | "меньшинство"
            | "множество"
            | "несколько"
            | "нескольких"
            | "нескольким"
            | "несколькими"
            | "немало"
            | "многие"
            | "многих"
            | "многими"
            | "немногие"
            | "немногих"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_look_lets_every_number_through() {
        let words = CARDINALS.iter().chain(ORDINALS).map(|(word, _)| *word);
        for word in words.chain(["третий"]) {
            assert!(NUMBERS.may_be_of(word), "{word}");
        }
    }

    #[test]
    fn tables_are_sorted() {
        assert!(CARDINALS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(ORDINALS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn forms_have_their_values() {
        assert_eq!(cardinal("восьмидесяти"), Some(80));
        assert_eq!(cardinal("пятьюстами"), Some(500));
        assert_eq!(cardinal("семьи"), None);
        assert_eq!(ordinal("третьего"), Some(3));
        assert_eq!(ordinal("десятой"), Some(10));
        assert_eq!(ordinal("пятидесятых"), Some(50));
        assert_eq!(ordinal("первичных"), None);
        assert_eq!(multiplier("миллионов").map(|m| m.value), Some(1_000_000));
        assert_eq!(multiplier("тысячелетие"), None);
        assert_eq!(multiplier("дюжину").map(|m| m.value), Some(12));
        assert_eq!(ordinal("девятого"), Some(9));
        assert_eq!(ordinal("шестой"), Some(6));
        assert_eq!(ordinal("пятисотый"), Some(500));
        assert_eq!((times("стократно"), times("кратно"), times_adjective("двукратный")), (Some(100), None, Some(2)));
    }
}
