//! Nouns and their phrases: which form stands after a number, and the form that a title or a label asks for.

use crate::lexicon::fold;
use crate::lexicon::ru::morphology::phrase::written_like;
use crate::lexicon::ru::morphology::{Analysis, Case, Gender, Morphology, Number, PartOfSpeech};

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
    // `центнер с гектара`, `километр в час`: what follows stays.
    if let Some((noun, rest)) = lemma.split_once(' ')
        && ["с ", "в ", "на "].iter().any(|joint| rest.starts_with(joint))
    {
        return Some(format!("{} {rest}", genitive_plural(noun)?));
    }
    // `квадратный километр`: the adjective goes along.
    if let Some((adjective, noun)) = lemma.split_once(' ') {
        let stem = ["ый", "ий", "ой"].iter().find_map(|ending| adjective.strip_suffix(ending));
        let stem =
            stem.or_else(|| ["ая", "яя", "ое", "ее"].iter().find_map(|ending| adjective.strip_suffix(ending)))?;
        let ending = if stem.ends_with(['к', 'г', 'х', 'ж', 'ш', 'щ', 'ч']) { "их" } else { "ых" };
        return Some(format!("{stem}{ending} {}", genitive_plural(noun)?));
    }
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
        "пуд" => "пудов",
        "фут" => "футов",
        "акр" => "акров",
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

/// A counted or measured thing in another case: `коммунистов на руководящей работе` → `коммунисты на руководящей работе`,
/// `овец и коз` → `овцы и козы`. The head noun and what agrees with it change, what depends on it stays. In the plural where
/// `plural` is set (`3 новых объекта` → `новые объекты`), else in its own number. Of the readings of the head, one of the
/// lemma `unit` comes first: `голов` are heads, not goals. `None` where no head is found: then the words are better left as
/// the text has them.
pub fn in_case(morphology: &Morphology, phrase: &str, unit: &str, case: Case, plural: bool) -> Option<String> {
    let words: Vec<&str> = phrase.split(' ').filter(|word| !word.is_empty()).collect();
    let read = |word: &&str| {
        let mut readings = morphology.analyses(&fold(bare(word)));
        let is_unit = |reading: &Analysis| reading.tag.is_noun() && morphology.lemma(reading) == unit;
        // `в` and `и` are also nouns: the names of letters.
        let joins = |reading: &Analysis| {
            matches!(reading.tag.part_of_speech, PartOfSpeech::Preposition | PartOfSpeech::Conjunction)
        };
        if readings.iter().any(joins) {
            readings.retain(joins);
        }
        if let Some(at) = readings.iter().position(is_unit) {
            let unit = readings.remove(at);
            readings.insert(0, unit);
        }
        readings
    };
    let readings: Vec<Vec<Analysis>> = words.iter().take(LONGEST).map(read).collect();
    let declined = declined(morphology, &words, &readings, case, plural, &[])?;
    Some(declined.join(" "))
}

/// Nouns whose usual plural is another than the dictionary's first: nominative and genitive.
const PLURALS: &[(&str, &str, &str)] = &[("человек", "люди", "людей"), ("учитель", "учителя", "учителей")];

/// The most words of a phrase that are looked at.
const LONGEST: usize = 24;

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The words declined; `like` are the cases and numbers that the noun may have to which these words are joined by `и`.
fn declined(
    morphology: &Morphology,
    words: &[&str],
    readings: &[Vec<Analysis>],
    case: Case,
    plural: bool,
    like: &[(Case, Number)],
) -> Option<Vec<String>> {
    let (head, noun) = head(words, readings, plural, like)?;
    let own = (noun.tag.case?, noun.tag.number.unwrap_or(Number::Singular));
    let number = if plural { Number::Plural } else { own.1 };
    let gender = noun.tag.gender.unwrap_or(Gender::Masculine);
    let animate = noun.tag.animate.unwrap_or(false);
    let written = |at: usize, form: &str| {
        let word = words[at];
        let core = bare(word);
        word.replacen(core, &written_like(core, form), 1)
    };
    let adjective = |at: usize, is: fn(&Analysis) -> bool| {
        let reading = readings.get(at)?.iter().find(|reading| {
            let tag = reading.tag;
            let counted = plural && tag.case == Some(Case::Genitive) && tag.number == Some(Number::Plural);
            is(reading) && (tag.case == Some(own.0) && tag.number.is_none_or(|number| number == own.1) || counted)
        })?;
        morphology.inflect_with(reading, case, number, gender, animate)
    };
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate().take(head) {
        let form = adjective(at, |reading| reading.tag.is_adjectival());
        out.push(form.map_or_else(|| (*word).to_owned(), |form| written(at, &form)));
    }
    let form = morphology.inflect(noun, case, number)?;
    let lemma = morphology.lemma(noun);
    let usual = PLURALS.iter().find(|(of, ..)| number == Number::Plural && *of == lemma);
    let form = match (usual, case) {
        (Some((_, nominative, _)), Case::Nominative) => (*nominative).to_owned(),
        (Some((.., genitive)), Case::Genitive) => (*genitive).to_owned(),
        _ => form,
    };
    out.push(written(head, &form));
    let rest = head + 1;
    let joined = words.get(rest).is_some_and(|word| matches!(*word, "и" | "или"));
    let listed = words[head].ends_with(',');
    if joined || listed {
        let from = rest + usize::from(joined);
        let next = readings.get(from..).unwrap_or_default();
        // `рабочих, занятых на стройках`: what is told of them agrees too.
        if let Some(form) = adjective(from, |reading| reading.tag.part_of_speech == PartOfSpeech::Participle)
            && listed
        {
            out.push(written(from, &form));
            out.extend(words[from + 1..].iter().map(|word| (*word).to_owned()));
            return Some(out);
        }
        let cases: Vec<(Case, Number)> = (readings[head].iter())
            .filter(|reading| reading.tag.is_noun() || reading.tag.is_adjectival())
            .filter_map(|reading| Some((reading.tag.case?, reading.tag.number?)))
            .collect();
        if let Some(other) = declined(morphology, words.get(from..)?, next, case, plural, &cases) {
            out.extend(words[rest..from].iter().map(|word| (*word).to_owned()));
            out.extend(other);
            return Some(out);
        }
    }
    out.extend(words[rest..].iter().map(|word| (*word).to_owned()));
    Some(out)
}

/// The head noun with its place: the first noun before which there are only words that agree with it.
fn head<'a>(
    words: &[&str],
    readings: &'a [Vec<Analysis>],
    plural: bool,
    like: &[(Case, Number)],
) -> Option<(usize, &'a Analysis)> {
    let agree = |one: &Analysis, other: &Analysis| {
        let (one, other) = (one.tag, other.tag);
        one.is_adjectival()
            && one.case == other.case
            && (one.number == other.number && (one.gender.is_none() || one.gender == other.gender)
                || plural && one.case == Some(Case::Genitive) && one.number == Some(Number::Plural))
    };
    for (place, word) in readings.iter().enumerate() {
        let before = |noun: &Analysis| {
            readings[..place].iter().all(|word| {
                word.iter()
                    .any(|reading| agree(reading, noun) || reading.tag.part_of_speech == PartOfSpeech::Conjunction)
            })
        };
        let fits = |noun: &&Analysis| {
            let tag = noun.tag;
            let counted = !plural || matches!(tag.case, Some(Case::Genitive | Case::Nominative));
            tag.is_noun() && tag.case.is_some() && counted && before(noun)
        };
        let is_like = |noun: &&Analysis| {
            let of = |(case, number): &(Case, Number)| {
                noun.tag.case == Some(*case) && (plural || noun.tag.number == Some(*number))
            };
            like.is_empty() || like.iter().any(of)
        };
        let noun = word.iter().filter(fits).find(is_like);
        // `рабочих` in `рабочих дней` is an adjective, in `рабочих промышленности` a noun.
        let goes_on = readings.get(place + 1).is_some_and(|next| {
            !words[place].ends_with(',')
                && word.iter().any(|one| next.iter().any(|other| other.tag.is_noun() && agree(one, other)))
        });
        if let Some(noun) = noun.filter(|_| !goes_on) {
            return Some((place, noun));
        }
        // `служащих`: what the dictionary has as a participle alone, after `рабочих и`.
        let last = !like.is_empty() && readings.len() == place + 1;
        let nominal = |one: &&Analysis| one.tag.is_adjectival() && one.tag.number == Some(Number::Plural);
        if let Some(noun) = word.iter().filter(nominal).find(is_like).filter(|_| last) {
            return Some((place, noun));
        }
        // `205 служащих`, `остальных — 6 %`: with nothing after it that it goes with, it stands for a noun.
        let is_alone = place == 0
            && like.is_empty()
            && readings
                .get(1)
                .is_none_or(|next| next.iter().any(|reading| reading.tag.part_of_speech == PartOfSpeech::Preposition));
        let is_some_of_all = !word.iter().any(|reading| reading.tag.pronominal) || names_the_rest(bare(words[place]));
        let counted = |one: &&Analysis| nominal(one) && one.tag.case == Some(Case::Genitive);
        if let Some(noun) = word.iter().find(counted).filter(|_| is_alone && is_some_of_all) {
            return Some((place, noun));
        }
        let passes = |reading: &Analysis| {
            reading.tag.is_adjectival() || place > 0 && reading.tag.part_of_speech == PartOfSpeech::Conjunction
        };
        if !word.iter().any(passes) {
            return None;
        }
    }
    None
}

/// `остальных`, `прочих`: they point, and yet name a group.
fn names_the_rest(word: &str) -> bool {
    ["остальн", "прочи", "други", "иных"].iter().any(|stem| fold(word).starts_with(stem))
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
            ("квадратный километр", "квадратных километров"),
            ("квадратная миля", "квадратных миль"),
            ("центнер с гектара", "центнеров с гектара"),
            ("пуд", "пудов"),
            ("километр в час", "километров в час"),
        ] {
            assert_eq!(genitive_plural(lemma).as_deref(), Some(many));
        }
    }

    #[test]
    fn phrases_in_the_nominative() {
        let morphology = Morphology::bundled();
        for (phrase, plural, nominative) in [
            ("коммунистов на руководящей работе в комсомоле", false, "коммунисты на руководящей работе в комсомоле"),
            ("овец и коз", false, "овцы и козы"),
            ("голов крупного рогатого скота", false, "головы крупного рогатого скота"),
            ("лошадей", false, "лошади"),
            ("учителей", false, "учителя"),
            ("преподаватель", true, "преподаватели"),
            ("жителя", true, "жители"),
            ("новых объекта розничной торговли", true, "новые объекты розничной торговли"),
            ("человека", true, "люди"),
            ("детей", false, "дети"),
            ("женщин из общего числа депутатов", false, "женщины из общего числа депутатов"),
            (
                "секретарей уездных, городских и районных комитетов",
                false,
                "секретари уездных, городских и районных комитетов",
            ),
            ("членов и кандидатов в члены ЦК", false, "члены и кандидаты в члены ЦК"),
            ("танков и штурмовых орудий", false, "танки и штурмовые орудия"),
            ("рабочих и служащих", false, "рабочие и служащие"),
            ("рабочих, занятых на стройках", false, "рабочие, занятые на стройках"),
            ("первичных территориальных организаций", false, "первичные территориальные организации"),
            ("комсомольско-молодежных бригад", false, "комсомольско-молодежные бригады"),
            ("бывших партизан", false, "бывшие партизаны"),
            ("бригадирами", false, "бригадиры"),
            ("городского населения", false, "городское население"),
            ("Население Середы", false, "Население Середы"),
            ("сёл", false, "сёла"),
            ("боевых самолётов", false, "боевые самолёты"),
            ("служащих", false, "служащие"),
            ("учащихся", false, "учащиеся"),
            ("выздоровевших", false, "выздоровевшие"),
            ("русских", false, "русские"),
            ("остальных", false, "остальные"),
            ("раненых в бою", false, "раненые в бою"),
        ] {
            assert_eq!(
                in_case(morphology, phrase, "голова", Case::Nominative, plural).as_deref(),
                Some(nominative),
                "{phrase}"
            );
        }
        for none in ["в Вооружённых Силах", "из них", "", "принято в ряды", "этих", "которых"]
        {
            assert_eq!(in_case(morphology, none, "", Case::Nominative, false), None, "{none}");
        }
        let genitive = in_case(morphology, "новых объекта торговли", "", Case::Genitive, true);
        assert_eq!(genitive.as_deref(), Some("новых объектов торговли"));
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
