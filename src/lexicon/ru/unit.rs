//! Units of money, time and the physical world: what a number may measure besides a count of things.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    Percent,
    Money,
    Duration,
    Physical,
    /// `раз`, `раза`.
    Times,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    pub kind: UnitKind,
    pub lemma: &'static str,
}

use UnitKind::{Duration, Money, Percent, Physical, Times};

/// Stem, the endings it takes, lemma. Folded; one stem of two meanings stands with the longer first.
#[rustfmt::skip]
const UNITS: &[(&str, &[&str], &str, UnitKind)] = &[
    ("процент", &["", "а", "ов", "у", "ам", "ом", "ами", "ах", "ы", "е"], "процент", Percent),   // 20 процентов
    ("проц", &[""], "процент", Percent),                                                          // 20 проц.
    ("рубл", &["ь", "я", "ей", "и", "ю", "ям", "ем", "ями", "ях"], "рубль", Money),              // 5 млн. рублей
    ("руб", &[""], "рубль", Money),
    ("копе", &["йка", "йки", "ек", "йку", "йке"], "копейка", Money),
    ("коп", &[""], "копейка", Money),
    ("доллар", &["", "а", "ов", "у", "ам", "ами", "ы"], "доллар", Money),
    ("долл", &[""], "доллар", Money),
    ("евро", &[""], "евро", Money),
    ("франк", &["", "а", "ов", "и"], "франк", Money),
    ("марок", &[""], "марка", Money),
    ("крон", &["", "а", "ы"], "крона", Money),
    ("фунтов", &[""], "фунт", Money),
    ("гривен", &[""], "гривна", Money),
    ("тенге", &[""], "тенге", Money),
    ("юан", &["ь", "я", "ей", "и"], "юань", Money),
    ("иен", &["", "а", "ы"], "иена", Money),
    ("лет", &[""], "год", Duration),                                                              // 20 лет
    ("год", &["", "а", "у", "ам", "ами", "ов"], "год", Duration),
    ("месяц", &["", "а", "ев", "у", "ам", "ами", "ы"], "месяц", Duration),
    ("мес", &[""], "месяц", Duration),
    ("недел", &["я", "и", "ь", "ю", "ям", "ями", "е"], "неделя", Duration),
    ("день", &[""], "день", Duration),
    ("дн", &["я", "ей", "ю", "ям", "ями", "и"], "день", Duration),
    ("сут", &["ки", "ок", "кам", "ками"], "сутки", Duration),
    ("час", &["", "а", "ов", "у", "ам", "ами", "ы"], "час", Duration),
    ("минут", &["", "а", "ы", "у", "ам", "ами"], "минута", Duration),
    ("мин", &[""], "минута", Duration),
    ("секунд", &["", "а", "ы", "у", "ам", "ами"], "секунда", Duration),
    ("сек", &[""], "секунда", Duration),
    ("век", &["", "а", "ов"], "век", Duration),
    ("столети", &["е", "я", "й"], "столетие", Duration),
    ("десятилети", &["е", "я", "й"], "десятилетие", Duration),
    ("км", &[""], "километр", Physical),                                                          // 120 км
    ("километр", &["", "а", "ов", "ы", "ам", "ами", "ах"], "километр", Physical),
    ("м", &[""], "метр", Physical),
    ("метр", &["", "а", "ов", "ы", "ам", "ами", "ах"], "метр", Physical),
    ("см", &[""], "сантиметр", Physical),
    ("сантиметр", &["", "а", "ов", "ы"], "сантиметр", Physical),
    ("мм", &[""], "миллиметр", Physical),
    ("миллиметр", &["", "а", "ов", "ы"], "миллиметр", Physical),
    ("верст", &["", "а", "ы"], "верста", Physical),
    ("га", &[""], "гектар", Physical),
    ("гектар", &["", "а", "ов", "ы", "ам", "ами", "ах"], "гектар", Physical),
    ("десятин", &["", "а", "ы"], "десятина", Physical),
    ("кг", &[""], "килограмм", Physical),
    ("килограмм", &["", "а", "ов", "ы"], "килограмм", Physical),
    ("грамм", &["", "а", "ов", "ы"], "грамм", Physical),
    ("т", &[""], "тонна", Physical),
    ("тонн", &["", "а", "ы", "у", "ам", "ами"], "тонна", Physical),
    ("ц", &[""], "центнер", Physical),
    ("центнер", &["", "а", "ов", "ы"], "центнер", Physical),
    ("пуд", &["", "а", "ов", "ы"], "пуд", Physical),
    ("л", &[""], "литр", Physical),
    ("литр", &["", "а", "ов", "ы"], "литр", Physical),
    ("квт", &[""], "киловатт", Physical),
    ("квт-ч", &[""], "киловатт-час", Physical),
    ("квтч", &[""], "киловатт-час", Physical),
    ("киловатт", &["", "а"], "киловатт", Physical),
    ("киловатт-час", &["", "а", "ов"], "киловатт-час", Physical),
    ("мвт", &[""], "мегаватт", Physical),
    ("мегаватт", &["", "а"], "мегаватт", Physical),
    ("градус", &["", "а", "ов", "ы"], "градус", Physical),
    ("раз", &["", "а"], "раз", Times),                                                            // в 2,5 раза
];

/// The unit that `word` (folded, without its stop) names.
pub fn unit(word: &str) -> Option<Unit> {
    UNITS.iter().find_map(|(stem, endings, lemma, kind)| {
        let ending = word.strip_prefix(stem)?;
        endings.contains(&ending).then_some(Unit { kind: *kind, lemma })
    })
}

/// The unit that a sign names: `%`, `₽`.
pub fn sign(mark: &str) -> Option<Unit> {
    let (kind, lemma) = match mark {
        "%" | "％" => (Percent, "процент"),
        "₽" => (Money, "рубль"),
        "$" => (Money, "доллар"),
        "€" => (Money, "евро"),
        "£" => (Money, "фунт"),
        "°" | "℃" => (Physical, "градус"),
        _ => return None,
    };
    Some(Unit { kind, lemma })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_needs_one_of_its_endings() {
        assert_eq!(unit("рублей").map(|unit| unit.lemma), Some("рубль"));
        assert_eq!(unit("метров").map(|unit| unit.lemma), Some("метр"));
        assert_eq!(unit("сутолока"), None);
        assert_eq!(unit("разных"), None);
        assert_eq!(unit("годных"), None);
    }
}
