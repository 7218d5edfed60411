//! The little that is known of nouns: which form stands after a number.

/// The first word of `subject` where it stands right after the number that ends at `end`: then the text itself says in which
/// form the noun is counted.
pub fn counted_form<'a>(text: &str, end: usize, subject: &'a str) -> Option<&'a str> {
    let first = subject.split_whitespace().next()?;
    let after = text.get(end..)?.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\n']);
    // A text without white space is one word to its end; no noun is longer than this.
    let next: String = after.chars().take_while(|c| !c.is_whitespace()).take(64).collect();
    let word = |word: &str| crate::lexicon::lowered(word.trim_matches(|c: char| !c.is_alphanumeric()));
    (word(&next) == word(first)).then_some(first)
}

/// The form after `пять`, `тысяч`, for names of money, measures and time; `None` where the rule is not known.
pub fn genitive_plural(lemma: &str) -> Option<String> {
    let irregular = match lemma {
        "" => return None,
        "год" => "лет",
        "человек" => "человек",
        "день" => "дней",
        "месяц" => "месяцев",
        "грамм" | "килограмм" | "ватт" | "киловатт" | "вольт" => lemma,
        "копейка" => "копеек",
        "марка" => "марок",
        "крона" => "крон",
        "лира" => "лир",
        "иена" => "иен",
        "неделя" => "недель",
        "минута" => "минут",
        "секунда" => "секунд",
        "тонна" => "тонн",
        "верста" => "вёрст",
        "миля" => "миль",
        "десятина" => "десятин",
        _ => "",
    };
    if !irregular.is_empty() {
        return Some(irregular.to_owned());
    }
    if let Some(stem) = lemma.strip_suffix('ь') {
        return Some(format!("{stem}ей"));
    }
    let last = lemma.chars().last()?;
    let consonant = last.is_lowercase() && !"аеёиоуыэюяъйжшчщц".contains(last);
    // Abbreviations (`км`, `га`) have no forms.
    if consonant && lemma.chars().count() > 3 { Some(format!("{lemma}ов")) } else { Some(lemma.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_and_measures() {
        for (lemma, many) in [
            ("рубль", "рублей"),
            ("доллар", "долларов"),
            ("гектар", "гектаров"),
            ("км", "км"),
            ("тонна", "тонн"),
            ("евро", "евро"),
        ] {
            assert_eq!(genitive_plural(lemma).as_deref(), Some(many));
        }
    }

    #[test]
    fn the_text_says_the_form() {
        let text = "Было 88,7 тыс. коммунистов на работе.";
        let end = text.find(" комм").expect("stands there");
        assert_eq!(counted_form(text, end, "коммунистов на руководящей работе"), Some("коммунистов"));
        assert_eq!(counted_form(text, end, "коммунисты"), None);
        assert_eq!(counted_form(text, 900, "коммунистов"), None);
    }
}
