//! The dictionary form of a counted noun, from the form that its numeral puts it in. Rules on endings and a short list of
//! words that keep none; folded in and out.

/// The form in which a noun stands after its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Counted {
    /// `21 школа`, `одна школа`
    One,
    /// `3 школы`, `2,5 школы`
    Few,
    /// `5 школ`, `тысяча школ`
    Many,
}

/// Irregular forms.
#[rustfmt::skip]
const IRREGULAR: &[(&str, &str)] = &[
    ("братьев", "брат"), ("голов", "голова"), ("коров", "корова"), ("овец", "овца"), ("слов", "слово"), ("прав", "право"), ("ребенка", "ребенок"), ("ребят", "ребенок"), ("числа", "число"), ("количества", "количество"), ("деревьев", "дерево"), ("детей", "ребенок"), ("детей-сирот", "ребенок-сирота"), ("детям", "ребенок"), ("домов", "дом"),
    ("друзей", "друг"), ("людей", "человек"), ("людям", "человек"), ("месяцев", "месяц"), ("писем", "письмо"), ("районов", "район"),
    ("семей", "семья"), ("солдат", "солдат"), ("статей", "статья"), ("судей", "судья"), ("сыновей", "сын"), ("танцев", "танец"),
    ("человек", "человек"), ("человека", "человек"), ("чел", "человек"),
];

/// Masculine nouns without an ending in the genitive plural.
const BARE: &[&str] =
    &["партизан", "раз", "сапог", "глаз", "грузин", "осетин", "татар", "турок", "цыган", "румын", "болгар", "ребят"];

/// The lemma of a form that is in the list: where a dictionary has two, it is the one that is counted (`голов` скота).
pub fn listed(word: &str) -> Option<&'static str> {
    IRREGULAR.iter().find(|(form, _)| *form == word).map(|(_, lemma)| *lemma)
}

pub fn lemma(word: &str, counted: Counted) -> String {
    if let Some(lemma) = listed(word) {
        return lemma.to_owned();
    }
    let rules = match counted {
        Counted::One => return word.to_owned(),
        Counted::Few => FEW,
        Counted::Many if BARE.contains(&word) => return word.to_owned(),
        Counted::Many => MANY,
    };
    let rule = rules.iter().find_map(|(ending, replacement)| Some((word.strip_suffix(ending)?, replacement)));
    match rule {
        Some((stem, replacement)) if stem.len() >= 4 => format!("{stem}{replacement}"),
        // `школ`, `бригад`: feminine nouns have no ending here.
        _ if counted == Counted::Many && word.ends_with(is_consonant) => format!("{word}а"),
        _ => word.to_owned(),
    }
}

/// Ending of the genitive plural → of the nominative singular; the longest first.
const MANY: &[(&str, &str)] = &[
    ("ихся", "ийся"),
    ("ьцев", "ец"),
    ("йцев", "ец"),
    ("нцев", "нец"),
    ("вцев", "вец"),
    ("рцев", "рец"),
    ("мцев", "мец"),
    ("цев", "ец"),
    ("аев", "ай"),
    ("еев", "ей"),
    ("оев", "ой"),
    ("уев", "уй"),
    ("иев", "ий"),
    ("ецов", "ец"),
    ("йцов", "ец"),
    ("цов", "ец"),
    ("ев", ""),
    ("ов", ""),
    ("жей", "ж"),
    ("чей", "ч"),
    ("шей", "ш"),
    ("щей", "щ"),
    ("ей", "ь"),
    ("аций", "ация"),
    ("ций", "ция"),
    ("сий", "сия"),
    ("зий", "зия"),
    ("лий", "лия"),
    ("рий", "рия"),
    ("ий", "ие"),
    ("ств", "ство"),
    ("ушек", "ушка"),
    ("чек", "чка"),
    ("шек", "шка"),
    ("жек", "жка"),
    ("ок", "ка"),
    ("щих", "щий"),
    ("вших", "вший"),
    ("чих", "чий"),
    ("их", "ий"),
    ("ых", "ый"),
    ("ест", "есто"),
    ("ел", "ло"),
];

/// Ending of the genitive singular → of the nominative singular.
const FEW: &[(&str, &str)] = &[
    ("ства", "ство"),
    ("ции", "ция"),
    ("ии", "ия"),
    ("ия", "ие"),
    ("ости", "ость"),
    ("сти", "сть"),
    ("еля", "ель"),
    ("аря", "арь"),
    ("ня", "нь"),
    ("ля", "ль"),
    ("ря", "рь"),
    ("ея", "ей"),
    ("ая", "ай"),
    ("оя", "ой"),
    ("ьца", "ец"),
    ("нца", "нец"),
    ("ники", "ника"),
    ("ки", "ка"),
    ("ги", "га"),
    ("хи", "ха"),
    ("чи", "ча"),
    ("ши", "ша"),
    ("щи", "ща"),
    ("ди", "дь"),
    ("ы", "а"),
    ("а", ""),
];

fn is_consonant(letter: char) -> bool {
    matches!(
        letter,
        'б' | 'в'
            | 'г'
            | 'д'
            | 'ж'
            | 'з'
            | 'к'
            | 'л'
            | 'м'
            | 'н'
            | 'п'
            | 'р'
            | 'с'
            | 'т'
            | 'ф'
            | 'х'
            | 'ц'
            | 'ч'
            | 'ш'
            | 'щ'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_nouns() {
        for (word, counted, expect) in [
            ("коммунистов", Counted::Many, "коммунист"),
            ("комсомольцев", Counted::Many, "комсомолец"),
            ("организаций", Counted::Many, "организация"),
            ("заболеваний", Counted::Many, "заболевание"),
            ("бригад", Counted::Many, "бригада"),
            ("музеев", Counted::Many, "музей"),
            ("учителей", Counted::Many, "учитель"),
            ("врачей", Counted::Many, "врач"),
            ("случаев", Counted::Many, "случай"),
            ("девушек", Counted::Many, "девушка"),
            ("партизан", Counted::Many, "партизан"),
            ("рабочих", Counted::Many, "рабочий"),
            ("учащихся", Counted::Many, "учащийся"),
            ("школы", Counted::Few, "школа"),
            ("учителя", Counted::Few, "учитель"),
            ("человека", Counted::Few, "человек"),
            ("области", Counted::Few, "область"),
            ("преподаватель", Counted::One, "преподаватель"),
        ] {
            assert_eq!(lemma(word, counted), expect);
        }
    }
}
