//! What a word form looks like, from its ending alone. Guesses that rules weigh, never facts; words are folded.

/// Nouns that end like a verb in the past tense.
#[rustfmt::skip]
const NOT_PAST: &[&str] = &[
    "комсомол", "протокол", "престол", "футбол", "глагол", "символ", "произвол", "дизель", "чехол", "посол", "колокол",
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
    if is_always_finite(word) {
        return true;
    }
    let bare = word.strip_suffix("ся").or_else(|| word.strip_suffix("сь")).unwrap_or(word);
    is_past(bare) || is_present(word) || is_short_passive(word)
}

/// What is a predicate whatever a dictionary makes of it.
pub fn is_always_finite(word: &str) -> bool {
    matches!(
        word,
        "есть"
            | "равен"
            | "равна"
            | "равно"
            | "равны"
            | "нет"
            | "стал"
            | "будет"
            | "будут"
            | "может"
            | "могут"
    ) || matches!(word, "принят" | "принята" | "взят" | "взята")
}

/// `находилось`, `принял`, `умерло`.
pub fn is_past(bare: &str) -> bool {
    const CLOSED: &[&str] = &["рло", "бло", "зло", "кло", "гло", "хло", "осло"];
    if bare.len() >= 10 && CLOSED.iter().any(|ending| bare.ends_with(ending)) {
        return !matches!(bare, "горло" | "стекло" | "ремесло");
    }
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

/// Prepositions that open a phrase of their own.
pub fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "в" | "во"
            | "на"
            | "по"
            | "с"
            | "со"
            | "из"
            | "к"
            | "ко"
            | "у"
            | "о"
            | "об"
            | "от"
            | "до"
            | "за"
            | "под"
            | "над"
            | "при"
            | "для"
            | "без"
            | "через"
            | "среди"
            | "между"
            | "против"
            | "перед"
            | "про"
            | "около"
            | "после"
            | "вместо"
            | "кроме"
            | "благодаря"
            | "согласно"
            | "ради"
            | "сквозь"
            | "вокруг"
    )
}

/// Conjunctions, particles and adverbs that open a clause or qualify a number and say nothing of what is counted.
pub fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "а" | "и"
            | "но"
            | "или"
            | "если"
            | "то"
            | "так"
            | "только"
            | "лишь"
            | "уже"
            | "еще"
            | "всего"
            | "например"
            | "даже"
            | "же"
            | "ли"
            | "бы"
            | "не"
            | "ни"
            | "что"
            | "как"
            | "когда"
            | "где"
            | "чтобы"
            | "также"
            | "тоже"
            | "причем"
            | "однако"
            | "затем"
            | "потом"
            | "теперь"
            | "почти"
            | "примерно"
            | "около"
            | "свыше"
            | "более"
            | "менее"
            | "порядка"
            | "до"
            | "больше"
            | "меньше"
            | "ровно"
            | "приблизительно"
            | "целых"
            | "именно"
            | "да"
            | "либо"
            | "соответственно"
            | "здесь"
            | "там"
            | "сюда"
            | "туда"
            | "тогда"
            | "поэтому"
            | "кроме"
    )
}

/// Pronouns that stand for something said before.
pub fn is_pronoun(word: &str) -> bool {
    matches!(
        word,
        "я" | "мы"
            | "вы"
            | "мне"
            | "меня"
            | "нас"
            | "нам"
            | "вас"
            | "вам"
            | "он"
            | "она"
            | "оно"
            | "они"
            | "его"
            | "ее"
            | "их"
            | "ему"
            | "ей"
            | "им"
            | "ими"
            | "ними"
            | "него"
            | "нее"
            | "них"
            | "этот"
            | "эта"
            | "это"
            | "эти"
            | "этого"
            | "этой"
            | "этих"
            | "этом"
            | "эту"
            | "всех"
            | "всем"
            | "всеми"
            | "той"
            | "тот"
            | "такой"
            | "таких"
            | "этим"
            | "этому"
            | "этими"
            | "том"
            | "тех"
            | "те"
            | "свой"
            | "свою"
            | "свои"
            | "своих"
            | "который"
            | "которая"
            | "которое"
            | "которые"
            | "которых"
            | "которой"
            | "котором"
            | "которого"
            | "себя"
            | "все"
            | "всё"
            | "весь"
            | "вся"
    )
}

/// Verbs that only say that there is so much: `насчитывалось`, `было`, `составляет`.
pub fn is_existential(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "насчитыва",
        "составля",
        "состави",
        "составят",
        "находил",
        "имел",
        "имеет",
        "существовал",
        "достиг",
        "насчита",
        "равня",
        "оказал",
        "превысил",
        "превыша",
        "числил",
        "стал",
    ];
    matches!(word, "был" | "была" | "было" | "были" | "есть" | "будет")
        || STEMS.iter().any(|stem| word.starts_with(stem))
}

/// Stems of verbs and nouns of change.
#[rustfmt::skip]
const CHANGE: &[&str] = &[
    "вырос", "возрос", "возраста", "вырасти", "выраст", "рост", "расте", "растут", "росла", "росли", "росло", "увелич",
    "прирос", "прирост", "нараст", "нарос", "сниз", "сниж", "сократ", "сокращ", "уменьш", "упал", "упад", "паден",
    "падает", "падал", "повыс", "повыш", "расшир", "подорож", "подешев", "удорож", "удешев", "поднял", "подним",
    "опуст", "опустил", "прибав", "убав", "убыл", "пополн", "замедл", "ускор", "удлин", "укрупн", "укрепил", "ослаб",
    "отста", "перевыполн", "недовыполн", "обогна", "опереди", "превыси", "превыша", "превзош", "обесцен",
    "просел", "рухнул", "сузил", "потеплел", "похолод", "потяжел", "похуд", "урез", "сжал",
];

/// `выросла`, `сокращение`, `увеличился`.
pub fn is_change_word(word: &str) -> bool {
    CHANGE.iter().any(|stem| word.starts_with(stem))
        && !word.starts_with("ростов")
        && !word.starts_with("ростислав")
        && !word.starts_with("растени")
}

/// Of a word of change, whether what changed became less: `снизилась`, `сокращение`.
pub fn is_fall_word(word: &str) -> bool {
    const FALL: &[&str] = &[
        "сниз",
        "сниж",
        "сократ",
        "сокращ",
        "уменьш",
        "упал",
        "упад",
        "паден",
        "падает",
        "падал",
        "подешев",
        "удешев",
        "опуст",
        "убав",
        "убыл",
        "замедл",
        "ослаб",
        "отста",
        "недовыполн",
        "обесцен",
        "просел",
        "рухнул",
        "сузил",
        "похолод",
        "похуд",
        "урез",
        "сжал",
    ];
    FALL.iter().any(|stem| word.starts_with(stem))
}

/// Looks like an adjective that may stand between a number and its noun, or before a noun in the genitive.
pub fn is_attribute(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "ых", "их", "ихся", "ого", "его", "ной", "ской", "вой", "лой", "ный", "ский", "ная", "ская", "ное", "ское",
        "ные", "ские", "щей", "шей", "ней", "щую", "ную", "скую", "вую", "ым", "ыми", "ими", "ному", "ном", "ском",
    ];
    word.len() >= 8
        && ENDINGS.iter().any(|ending| word.ends_with(ending))
        && !matches!(
            word,
            "много"
                | "немного"
                | "семей"
                | "статей"
                | "товарищей"
                | "дней"
                | "парней"
                | "корней"
                | "камней"
        )
}

/// May be the genitive of a noun or adjective, as what follows a counted noun is.
pub fn is_genitive(word: &str) -> bool {
    const OTHER: &[&str] = &[
        "ам", "ям", "ами", "ями", "ах", "ях", "у", "ю", "о", "е", "ом", "ем", "ым", "им", "ыми", "ими", "ому", "ему",
        "ый", "ь",
    ];
    word.len() > 2
        && (word.ends_with("ого") || word.ends_with("его") || !OTHER.iter().any(|ending| word.ends_with(ending)))
}

/// May be the genitive plural of a noun: `бригад`, `районов`, `организаций`.
pub fn is_genitive_plural(word: &str) -> bool {
    word.ends_with([
        'б', 'в', 'г', 'д', 'ж', 'з', 'й', 'к', 'л', 'м', 'н', 'п', 'р', 'с', 'т', 'ф', 'х', 'ц', 'ч', 'ш', 'щ',
    ]) && !word.ends_with("ом")
        && !word.ends_with("ем")
        && !word.ends_with("ым")
        && !word.ends_with("им")
        && !word.ends_with("ам")
        && !word.ends_with("ям")
        && !word.ends_with("ах")
        && !word.ends_with("ях")
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
