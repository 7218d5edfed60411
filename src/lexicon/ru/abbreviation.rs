//! Abbreviations that carry a full stop, folded, in ascending order.

use crate::lexicon::listed;

/// Something always follows them: `им. Ленина`, `ст. 12`, `12 янв. 1905`. They never end a sentence.
#[rustfmt::skip]
const LEADING: &[&str] = &[
    "авг", "акад", "апр", "архиеп", "вост", "ген", "гл", "гор", "гос", "дек", "дер", "доц", "еп", "зап", "илл", "им", "ин-т",
    "инж", "исп", "канд", "кон", "корп", "лат", "мин-во", "митр", "нач", "нояб", "оз", "ок", "окт", "оп", "пер", "пл",
    "полк", "пос", "прим", "прот", "проф", "рис", "род", "сб", "св", "свв", "сев", "сент", "сер", "см", "сост", "спб",
    "ср", "ст", "стр", "табл", "тел", "тт", "ул", "ум", "фев", "февр", "цит", "четв", "юж", "яз", "янв",
];

/// They stand after a number or a name and may end a sentence: `в 1944 г.`, `5 млн.`, `и др.`
#[rustfmt::skip]
const TRAILING: &[&str] = &[
    "в", "вв", "вол", "г", "га", "гг", "гр", "губ", "д", "дол", "долл", "др", "кв", "кг", "км", "коп", "куб", "л", "м",
    "мес", "мин", "млн", "млрд", "мм", "н", "обл", "п", "пр", "проц", "пуд", "р", "руб", "с", "сек", "см",
    "т", "трлн", "тыс", "ц", "ч", "чел", "шт", "э", "экз",
];

/// Of one letter and still leading, where a capital or a figure follows: `т. Петров`, `с. 12`, `д. Сосновка`.
#[rustfmt::skip]
const LEADING_LETTER: &[&str] = &[
    "г", "д", "о", "п", "р", "с", "т", "ф",
];

/// No abbreviation of the lists is longer, in bytes. Most sentences end with a longer word, which is asked of each list.
const LONGEST_LEADING: usize = 12;
const LONGEST_TRAILING: usize = 8;

/// `word` without its stop, folded.
pub fn is_leading(word: &str) -> bool {
    word.len() <= LONGEST_LEADING && listed(LEADING, word)
}

pub fn is_trailing(word: &str) -> bool {
    word.len() <= LONGEST_TRAILING && listed(TRAILING, word)
}

pub fn is_leading_letter(word: &str) -> bool {
    listed(LEADING_LETTER, word)
}

/// Pairs whose second part goes on or may end: `т. е.` goes on; `т. д.`, `т. п.`, `н. э.`, `и др.` may end.
pub fn is_pair(first: &str, second: &str) -> bool {
    matches!(
        (first, second),
        ("т", "е" | "д" | "п" | "к" | "н" | "о") | ("н", "э") | ("с", "г") | ("р", "х") | ("л", "с")
    )
}

/// A pair that something always follows: `т. е.`, `т. к.`, `т. н.`
pub fn is_leading_pair(first: &str, second: &str) -> bool {
    matches!((first, second), ("т", "е" | "к" | "н"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for (list, longest) in [(LEADING, LONGEST_LEADING), (TRAILING, LONGEST_TRAILING), (LEADING_LETTER, 2)] {
            let unsorted: Vec<_> = list.windows(2).filter(|pair| pair[0] >= pair[1]).collect();
            assert!(unsorted.is_empty(), "{unsorted:?}");
            assert!(list.iter().all(|word| word.len() <= longest));
        }
    }
}
