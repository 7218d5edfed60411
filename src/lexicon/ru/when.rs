//! Words that tell a time without a date.

/// An adverb that says when and nothing else: `ныне`, `прежде`, `тому назад`. None of them is counted.
pub fn is_adverb(word: &str) -> bool {
    is_early(word)
        || is_late(word)
        || matches!(word, "тогда" | "завтра" | "ежегодно" | "зимой" | "летом" | "весной" | "осенью")
}

/// Of a time before the one that is spoken of: `прежде`, `сначала`, `назад`.
pub fn is_early(word: &str) -> bool {
    matches!(
        word,
        "раньше"
            | "ранее"
            | "прежде"
            | "сначала"
            | "вначале"
            | "первоначально"
            | "изначально"
            | "поначалу"
            | "назад"
            | "вчера"
            | "накануне"
            | "некогда"
            | "когда-то"
    )
}

/// Of now or of a time after the one that is spoken of: `ныне`, `впоследствии`, `спустя`.
pub fn is_late(word: &str) -> bool {
    matches!(
        word,
        "сейчас"
            | "сегодня"
            | "теперь"
            | "ныне"
            | "нынче"
            | "спустя"
            | "потом"
            | "затем"
            | "позже"
            | "позднее"
            | "впоследствии"
    )
}

/// A noun that measures time or names a part of the year.
pub fn is_time_noun(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "год",
        "месяц",
        "недел",
        "квартал",
        "сутк",
        "полугод",
        "пятилет",
        "десятилет",
        "столет",
        "полвек",
        "январ",
        "феврал",
        "апрел",
        "июн",
        "июл",
        "август",
        "сентябр",
        "октябр",
        "ноябр",
        "декабр",
    ];
    // `годовой`, `годность` are of another kind.
    let stem = |stem: &&str| word.strip_prefix(*stem).is_some_and(|ending| ending.chars().count() <= 3);
    STEMS.iter().any(stem)
        || matches!(
            word,
            "лет"
                | "день"
                | "дня"
                | "дней"
                | "дни"
                | "час"
                | "часа"
                | "часов"
                | "минут"
                | "минуты"
                | "век"
                | "века"
                | "веке"
                | "март"
                | "марта"
                | "марте"
                | "мая"
                | "мае"
                | "май"
                | "зиму"
                | "лето"
                | "весну"
                | "осень"
                | "зиме"
                | "лету"
                | "весне"
                | "осени"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_when() {
        for word in ["ныне", "раньше", "назад", "спустя", "летом"] {
            assert!(is_adverb(word), "{word}");
        }
        for word in ["русские", "лётчик", "новый"] {
            assert!(!is_adverb(word), "{word}");
        }
        for word in ["году", "годов", "месяцев", "лет", "апреля", "мае"] {
            assert!(is_time_noun(word), "{word}");
        }
        for word in ["годность", "годовой", "часть", "майор", "неделимый", "летчик"]
        {
            assert!(!is_time_noun(word), "{word}");
        }
    }
}
