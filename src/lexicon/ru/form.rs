//! What a word form looks like, from its ending alone. Guesses that rules weigh, never facts; words are folded.

/// Nouns that end like a verb in the past tense.
#[rustfmt::skip]
const NOT_PAST: &[&str] = &[
    "адмирал", "адмирала", "арсенал", "бала", "бокал", "вокзал", "генерал", "генерала", "генералы", "дела",
    "дело", "детали", "журнал", "журнала", "зал", "зала", "земли", "идеал", "интервал", "интервала", "канал",
    "канала", "капитал", "капитала", "квартал", "квартала", "кола", "король", "котел", "кресла", "криминал",
    "мал", "масла", "масло", "материал", "материала", "металл", "металла", "начала", "начало", "отдел",
    "отдела", "пол", "потенциал", "потенциала", "предел", "предела", "раздел", "раздела", "села", "село",
    "сигнал", "сигнала", "сила", "скала", "стекла", "стекло", "стол", "стола", "стрела", "тела", "тело",
    "тыл", "тыла", "угол", "узел", "урал", "урала", "факел", "филиал", "филиала", "финал", "финала", "цели",
    "числа", "число", "шкала", "школ", "школа",
];

/// Nouns that end like a short passive participle.
#[rustfmt::skip]
const NOT_PASSIVE: &[&str] = &[
    "вено", "ветераны", "граны", "замены", "измены", "кино", "колена", "колено", "кредиты", "мены", "океаны",
    "органы", "партизаны", "перемены", "планы", "племены", "полотено", "рабочены", "раны", "романы", "сено",
    "смены", "стаканы", "стены", "страны", "сцены", "тираны", "ураганы", "фонтаны", "цены", "число", "члены",
    "экраны", "элементы",
];

/// A verb in a personal form or a short participle: what a clause has at most one group of.
pub fn is_finite(word: &str) -> bool {
    if matches!(
        word,
        "есть"
            | "нет"
            | "стал"
            | "будет"
            | "будут"
            | "может"
            | "могут"
            | "принят"
            | "принята"
            | "взят"
            | "взята"
    ) {
        return true;
    }
    let bare = word.strip_suffix("ся").or_else(|| word.strip_suffix("сь")).unwrap_or(word);
    is_past(bare) || is_present(word) || is_short_passive(word)
}

/// `находилось`, `принял`, `вырос` is not seen.
pub fn is_past(bare: &str) -> bool {
    const ENDINGS: &[&str] = &["л", "ла", "ло", "ли"];
    ENDINGS.iter().any(|ending| {
        bare.strip_suffix(ending)
            .is_some_and(|stem| stem.len() >= 4 && stem.ends_with(['а', 'е', 'и', 'о', 'у', 'ы', 'я']))
    }) && !NOT_PAST.contains(&bare)
        || matches!(
            bare,
            "был"
                | "была"
                | "было"
                | "были"
                | "шел"
                | "шла"
                | "шло"
                | "шли"
                | "вырос"
                | "выросла"
                | "выросло"
                | "выросли"
                | "возрос"
                | "возросла"
                | "возросло"
                | "возросли"
                | "достиг"
                | "достигла"
                | "достигло"
                | "достигли"
                | "погиб"
                | "погибла"
                | "погибли"
                | "пришло"
                | "пришли"
                | "пришла"
                | "прошла"
                | "прошло"
                | "прошли"
                | "умер"
                | "умерла"
                | "умерли"
                | "дал"
                | "дала"
                | "дало"
                | "дали"
                | "мог"
                | "могла"
                | "могло"
                | "могли"
                | "смог"
                | "смогли"
                | "жил"
                | "жила"
                | "жило"
                | "жили"
                | "вошла"
                | "вошло"
                | "вошли"
                | "нашли"
                | "нашла"
                | "вел"
                | "вели"
                | "вела"
                | "провели"
                | "провела"
                | "внес"
                | "внесла"
                | "внесли"
                | "помог"
                | "помогли"
                | "помогла"
        )
}

fn is_present(word: &str) -> bool {
    const ENDINGS: &[&str] =
        &["ает", "ают", "еет", "еют", "ется", "ится", "ует", "уют", "утся", "ются", "яет", "яют", "ятся", "атся"];
    word.len() > 8 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// `принято`, `введены`, `выпущено`.
pub fn is_short_passive(word: &str) -> bool {
    const ENDINGS: &[&str] =
        &["ано", "аны", "ено", "ены", "яно", "яны", "ято", "яты", "ыто", "ыты", "ана", "ена", "ята", "ыта"];
    word.len() >= 10 && ENDINGS.iter().any(|ending| word.ends_with(ending)) && !NOT_PASSIVE.contains(&word)
}

/// A full participle or an adjective made of one, in any case: `состоявшийся`, `принятого`, `насчитывавших`.
pub fn is_participle(word: &str) -> bool {
    let bare = word.strip_suffix("ся").unwrap_or(word);
    const STEMS: &[&str] = &["вш", "ущ", "ющ", "ащ", "ящ", "анн", "янн", "енн", "ят", "ыт"];
    adjective_stem(bare).is_some_and(|stem| stem.len() >= 6 && STEMS.iter().any(|ending| stem.ends_with(ending)))
}

/// The stem where the word ends like an adjective: `постоянн` of `постоянные`.
pub fn adjective_stem(word: &str) -> Option<&str> {
    const ENDINGS: &[&str] = &[
        "ыми", "ими", "ого", "его", "ому", "ему", "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ых", "их",
        "ым", "им", "ом", "ем", "ую", "юю", "ей", "ою",
    ];
    ENDINGS.iter().find_map(|ending| word.strip_suffix(ending)).filter(|stem| stem.len() >= 4)
}

/// Ends as the instrumental case does: `Верховным Советом`, `комиссией`.
pub fn is_instrumental(word: &str) -> bool {
    const ENDINGS: &[&str] = &["ым", "им", "ом", "ем", "ой", "ей", "ами", "ями", "ыми", "ими"];
    word.len() >= 6 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Words that stand in lower case inside a sentence, so that a capital on them starts one.
#[rustfmt::skip]
const FUNCTION_WORDS: &[&str] = &[
    "а", "более", "больше", "в", "вместе", "во", "вот", "впервые", "все", "всего", "вследствие", "всё", "где",
    "для", "до", "его", "ее", "если", "еще", "за", "здесь", "и", "из", "или", "именно", "иначе", "их", "к",
    "каждый", "как", "ко", "когда", "которые", "кроме", "лишь", "между", "многие", "на", "над", "наконец",
    "не", "несмотря", "ни", "но", "о", "об", "однако", "около", "он", "она", "они", "оно", "от", "перед",
    "по", "под", "позже", "после", "потом", "потому", "поэтому", "при", "примерно", "с", "свыше", "сначала",
    "со", "среди", "так", "также", "там", "тем", "теперь", "то", "тогда", "только", "тот", "у", "уже", "хотя",
    "через", "чтобы", "эта", "эти", "это", "этого", "этому", "этот",
];

pub fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(&word)
}

/// A Roman numeral of capital letters, Latin or their Cyrillic look-alikes: `XII`, `ХХ`, `IV`.
pub fn is_roman(word: &str) -> bool {
    !word.is_empty()
        && word.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'L' | 'C' | 'М' | 'M' | 'D' | 'Х' | 'І'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_what_looks_like_them() {
        for word in ["находилось", "приняли", "составляет", "введено", "созданы", "была", "насчитывается"]
        {
            assert!(is_finite(word), "{word} is a verb");
        }
        for word in ["число", "школа", "органы", "страны", "совет", "депутат", "лет", "бюджет", "материал", "цели"]
        {
            assert!(!is_finite(word), "{word} is a noun");
        }
    }

    #[test]
    fn participles_by_their_stem() {
        for word in ["состоявшийся", "принятого", "насчитывавших", "открытую"]
        {
            assert!(is_participle(word), "{word}");
        }
        for word in ["комитет", "новая", "городской"] {
            assert!(!is_participle(word), "{word}");
        }
    }
}
