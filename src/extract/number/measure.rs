//! What a number measures: the unit that follows it, and whether it is a level or a change.

use super::Measure;
use super::context::{bound_len, is_change, is_clause_mark, is_growth};
use super::figure::before;
use crate::extract::Words;
use crate::lexicon::ru::form;
use crate::lexicon::ru::numeral as lexicon;
use crate::lexicon::ru::unit::{self, Unit, UnitKind};

/// Where the amount ends with its unit, and what it measures.
pub(super) fn measured(words: &Words, at: usize, end: usize) -> (usize, Measure) {
    let lead = at.saturating_sub(bound_len(words, at));
    let on = lead.checked_sub(1);
    let change = on.is_some_and(|on| is_change(words, on, end))
        || at > 0 && is_change(words, at - 1, end)
        || at > 1 && before(words, at, 1) == "величину" && is_change(words, at - 2, end);
    let Some((after, unit)) = unit_at(words, end) else {
        let change = change || is_growth(words, lead) && !is_growth_in_height(words, lead);
        return (end, if change { Measure::Increase } else { Measure::Count });
    };
    let in_times = || before(words, at, 1) == "в" || before(words, lead, 1) == "в";
    match unit.kind {
        UnitKind::Percent if change || is_growth(words, lead) || gains(before(words, lead, 1)) => {
            (after, Measure::PercentIncrease)
        }
        UnitKind::Percent => (after, Measure::Percent),
        UnitKind::Points => (after, Measure::Increase),
        UnitKind::Money if change || is_growth(words, lead) => (after, Measure::Increase),
        UnitKind::Money => (after, Measure::Money),
        UnitKind::Times if in_times() => (after, Measure::Multiple),
        UnitKind::Times => (end, Measure::Count),
        _ if change => (end, Measure::Increase),
        UnitKind::Duration if is_age(words, at, after, unit) => (end, Measure::Age),
        UnitKind::Duration => (end, Measure::Duration),
        UnitKind::Physical => (end, Measure::Physical),
    }
}

/// `акции прибавили 3 %`
fn gains(verb: &str) -> bool {
    ["прибавил", "потерял", "добавил"].iter().any(|stem| verb.starts_with(stem))
}

/// `Рост — 180`: a man's height, or nobody can tell.
fn is_growth_in_height(words: &Words, lead: usize) -> bool {
    (lead.saturating_sub(6)..lead).any(|index| words.word(index) == "рост")
}

/// The unit that follows a number, and the token after it: `%`, `млн. золотых рублей`, `кв. км`, `км/ч`.
pub fn unit_at(words: &Words, at: usize) -> Option<(usize, Unit)> {
    if let Some(unit) = unit::sign(words.get(at)) {
        let scale = unit.lemma == "градус" && matches!(words.word(at + 1), "c" | "с" | "f" | "k" | "к");
        let glued = scale && (!words.space_before(at + 1) || words.word(at + 1) == "c");
        return Some((at + 1 + usize::from(glued), unit));
    }
    if let Some((length, unit)) = unit::phrase(|offset| words.get(at + offset)) {
        return Some((past_metal(words, at + length), unit));
    }
    let word = words.word(at);
    if word.is_empty() {
        return None;
    }
    // One letter: a second or a kelvin where nothing goes on, a rouble with its stop.
    let closed = !words.is_word(at + 1) && !words.is_digits(at + 1);
    let stop = words.is_mark(at + 1, '.') && !words.space_before(at + 1);
    match word {
        "с" if closed && (!stop || at + 2 >= words.len()) => {
            return Some((at + 1, Unit { kind: UnitKind::Duration, lemma: "секунда" }));
        }
        "k" | "к" if closed && !stop && words.is_capital(at) => {
            return Some((at + 1, Unit { kind: UnitKind::Physical, lemma: "кельвин" }));
        }
        "в" | "а"
            if closed
                && (!stop || at + 2 >= words.len())
                && words.is_capital(at)
                && !matches!(before(words, at, 2), "в" | "из" | "класс") =>
        {
            let lemma = if word == "в" { "вольт" } else { "ампер" };
            return Some((at + 1, Unit { kind: UnitKind::Physical, lemma }));
        }
        "р" if stop || closed => {
            return Some((words.past_stop(at + 1), Unit { kind: UnitKind::Money, lemma: "рубль" }));
        }
        _ => {}
    }
    let area = matches!(word, "кв" | "куб")
        || ["квадратн", "кубическ", "погонн", "морск"].iter().any(|stem| word.starts_with(stem));
    if area {
        let after = words.past_stop(at + 1);
        return unit::unit(words.word(after)).map(|unit| (words.past_unit(after), unit));
    }
    if let Some(unit) = unit::unit(word).filter(|unit| is_unit_here(words, at, *unit)) {
        // `5 мг/кг`, `12 руб./кг`: of what, the table does not say.
        let slash = words.past_unit(at);
        if unit.kind == UnitKind::Physical && words.get(slash) == "/" && words.is_word(slash + 1) {
            return Some((slash + 2, Unit { lemma: "единица", ..unit }));
        }
        return Some((past_tail(words, words.past_unit(at), unit), unit));
    }
    let adjective = ["ых", "их", "ыми", "ими", "ого", "ой", "ий", "ый"].iter().any(|ending| word.ends_with(ending));
    let next = words.word(at + 1);
    let money = unit::unit(next).filter(|unit| adjective && (unit.kind == UnitKind::Money || next == "фунтов"))?;
    if next == "фунтов" {
        let foreign = ["египетск", "турецк", "ирландск", "кипрск", "ливанск", "палестинск", "английск", "британск"];
        let pound = Unit { kind: UnitKind::Money, lemma: "фунт" };
        return foreign.iter().any(|stem| word.starts_with(stem)).then_some((at + 2, pound));
    }
    let german = ["немецк", "германск", "золот", "имперск", "финск", "финляндск", "восточногерм", "западногерм"];
    if unit::needs_adjective(money) && !german.iter().any(|stem| word.starts_with(stem)) {
        return None;
    }
    Some((past_tail(words, words.past_unit(at + 1), money), money))
}

/// Letters that are a unit only in some places: `500 г муки` but `33 г. до н. э.`, `за 10 с` but `10 с половиной`.
fn is_unit_here(words: &Words, at: usize, unit: Unit) -> bool {
    let stop = words.is_mark(at + 1, '.') && !words.space_before(at + 1);
    match words.word(at) {
        "г" => {
            let year = before(words, at, 1).len() == 4 && at > 0 && words.is_digits(at - 1);
            !stop && !year
        }
        // `собрание сочинений в 55 т.`
        "т" if stop && before(words, at, 2) == "в" => !(3..=9).any(|count| {
            ["собрани", "сочинени", "издани"].iter().any(|stem| before(words, at, count).starts_with(stem))
        }),
        // `2,35 М`, `по 5 Т. Петрову`: a capital is the letter of something else.
        "м" | "т" | "л" | "ц" | "ч" if words.is_capital(at) => false,
        "л" if stop && before(words, at, 2) == "на" => {
            !(3..=6).any(|count| before(words, at, count).starts_with("приложени"))
        }
        "т" => !(stop && matches!(words.word(at + 2), "е" | "д" | "п" | "к" | "н" | "о" | "р")),
        "мил" => false,
        _ => !unit::needs_adjective(unit),
    }
}

/// What belongs to the name of a unit and stands after it: `м²`, `м кв.`, `долл. США`, `руб. серебром`, `руб./кг`.
fn past_tail(words: &Words, after: usize, unit: Unit) -> usize {
    if matches!(words.get(after), "²" | "³") && !words.space_before(after) {
        return after + 1;
    }
    if unit.kind == UnitKind::Physical && matches!(words.word(after), "кв" | "куб") && words.get(after + 1) == "."
    {
        return words.past_stop(after + 1);
    }
    if unit.kind == UnitKind::Money { past_metal(words, after) } else { after }
}

/// `долл. США`, `рублей серебром`.
fn past_metal(words: &Words, after: usize) -> usize {
    let said = matches!(words.word(after), "сша" | "серебром" | "золотом" | "ассигнациями" | "медью" | "наличными");
    after + usize::from(said)
}

/// `в возрасте 20 лет`, `старше 18 лет`, `исполнилось 30 лет`, `в 20 лет он уехал`, `к 40 годам`.
fn is_age(words: &Words, at: usize, end: usize, unit: Unit) -> bool {
    const CUES: &[&str] =
        &["возраст", "старше", "моложе", "младше", "исполнил", "исполняет", "исполнит", "дожи", "стукну", "минул"];
    let cue = |word: &str| CUES.iter().any(|stem| word.starts_with(stem)) && !word.starts_with("возрастал");
    let years = matches!(unit.lemma, "год" | "месяц");
    let inverted = before(words, at, 1) == "лет";
    let first = at < 2 || is_clause_mark(words, at - 2);
    (1..=5)
        .map_while(|count| at.checked_sub(count))
        .take_while(|&index| !is_clause_mark(words, index))
        .any(|index| cue(words.word(index)))
        || matches!(before(words, at, 1), "было" | "будет" | "шел" | "шло" | "идет" | "пошел")
            && (years && at > 1)
            && (1..=3).any(|count| is_whose(before(words, at, 1 + count)))
        || years && before(words, at, 1) == "в" && first && words.is_word(end) && words.word(end) != "назад"
        || words.word(end.saturating_sub(1)) == "годам" && before(words, at, 1) == "к"
        || words.starts(end, &["от", "роду"])
        || words.starts(end, &["и", "старше"])
        || words.starts(end, &["и", "младше"])
        || inverted && words.word(end) == "от"
}

/// `в свои шестьдесят`, `ей было под пятьдесят`: years that no word names.
pub(super) fn is_bare_age(words: &Words, at: usize, end: usize) -> bool {
    if counts_on(words, end) || words.is_digits(end) || !words.is_word(at) {
        return false;
    }
    let lead = at - usize::from(matches!(before(words, at, 1), "под" | "за" | "около"));
    let own = before(words, lead, 1) == "свои" && before(words, lead, 2) == "в";
    let was = matches!(before(words, lead, 1), "было" | "исполнилось" | "стукнуло" | "минуло");
    own || was && (2..=3).any(|count| is_whose(before(words, lead, count)))
}

/// Who is so many years old: a person said by a pronoun or a name of kinship in the dative.
fn is_whose(word: &str) -> bool {
    matches!(
        word,
        "мне"
            | "тебе"
            | "ему"
            | "ей"
            | "нам"
            | "вам"
            | "им"
            | "отцу"
            | "матери"
            | "брату"
            | "сестре"
            | "сыну"
            | "дочери"
            | "деду"
            | "бабушке"
            | "мальчику"
            | "девочке"
            | "которому"
            | "которой"
    )
}

/// A number that takes the unit or the multiplier of one after it: `с 5 до 7 процентов`, `12, 15 и 18 тыс.`
pub(super) struct Shared {
    pub multiplier: u64,
    pub measure: Option<Measure>,
}

/// What `at..end`, a number with nothing after it, takes from the far end of the list or of the range it begins.
pub(super) fn shared(words: &Words, at: usize, end: usize, bare: rust_decimal::Decimal) -> Option<Shared> {
    let from = matches!(before(words, at, 1), "с" | "со") || matches!(before(words, at, 2), "с" | "со");
    let (mut last, mut link, mut tail) = (end, "", None);
    for _ in 0..6 {
        let next = match words.get(last) {
            "и" | "или" => last + 1,
            "до" if from => last + 1,
            "," if words.space_before(last + 1) => last + 1,
            _ => break,
        };
        link = words.get(last);
        let Some(number) = super::numeral::numeral(words, next) else { break };
        if number.lone_one {
            break;
        }
        last = number.end;
        tail = Some((next, number));
        if number.multiplier > 1 || unit_at(words, last).is_some() {
            break;
        }
    }
    let (next, number) = tail.filter(|_| matches!(link, "и" | "или" | "до"))?;
    // `с 900 до 5 тыс.` is not from nine hundred thousand: only numbers of one size share a multiplier.
    let alike = bare < number.bare * rust_decimal::Decimal::from(20)
        && number.bare < bare * rust_decimal::Decimal::from(20)
        && number.multiplier >= 1_000;
    let unit = unit_at(words, number.end).map(|(_, unit)| unit.kind);
    let told = unit.is_some_and(|unit| from && unit != UnitKind::Times || unit == UnitKind::Percent)
        || matches!(unit, Some(UnitKind::Physical | UnitKind::Duration)) && link == "и";
    let measure = told.then(|| measured(words, if from { next } else { at }, number.end).1);
    let multiplier = if alike { number.multiplier } else { 1 };
    (multiplier > 1 || measure.is_some()).then_some(Shared { multiplier, measure })
}

/// The unit that a number takes from the far end of its range or list: `с 5 до 7 км`, `5 и 7 рублей`.
pub fn far_unit(words: &Words, end: usize) -> Option<Unit> {
    let linked = matches!(words.word(end), "до" | "и" | "или");
    let far = super::numeral::numeral(words, end + 1).filter(|_| linked)?;
    unit_at(words, far.end).map(|(_, unit)| unit)
}

/// `человек двести`, `лет двадцать`, `раза в два`: what a noun before its numeral makes it measure; such a number is rough.
pub(super) fn inverted(words: &Words, at: usize, end: usize) -> Option<Measure> {
    let through = matches!(before(words, at, 1), "в" | "через" | "на" | "за" | "под" | "по" | "до");
    let back = if through { 2 } else { 1 };
    let noun = before(words, at, back);
    let spelled = words.is_word(at) && !counts_on(words, end);
    let digits = !through && words.is_digits(at) && matches!(words.word(end), "" | "назад");
    if !(spelled || digits) || noun.chars().count() <= 2 || before(words, at, back + 1) == "около" {
        return None;
    }
    let unit = unit::unit(noun);
    let measure = match unit.map(|unit| unit.kind) {
        Some(UnitKind::Times) if through => {
            (matches!(noun, "раза" | "раз") && before(words, at, 1) == "в").then_some(Measure::Multiple)?
        }
        Some(UnitKind::Duration) if noun == "лет" && is_genitive(words.word(end - 1)) => Measure::Age,
        // `в прошлом году 54`
        Some(UnitKind::Duration) if noun.ends_with(['у', 'е']) => return None,
        Some(UnitKind::Duration) => Measure::Duration,
        Some(UnitKind::Physical) => Measure::Physical,
        Some(UnitKind::Money) if !through => Measure::Money,
        Some(UnitKind::Percent) if !through || before(words, at, 1) == "на" => Measure::Percent,
        // `жило семей десять`
        None if !through
            && at > 1
            && words.is_word(at)
            && words.is_genitive_plural(at - 1)
            && words.is_finite(at - 2)
            && words.cardinal(at).is_some_and(|value| value >= 5) =>
        {
            Measure::Count
        }
        _ if matches!(noun, "человек" | "человека" | "штук" | "раз" | "раза" | "голов" | "строк" | "страниц")
            && !through =>
        {
            Measure::Count
        }
        _ => return None,
    };
    numeral_free(words, at + 1 - back).then_some(measure)
}

/// Whether the word after the number may be what it counts: no mark, no preposition, no conjunction, no adverb.
fn counts_on(words: &Words, end: usize) -> bool {
    words.is_word(end)
        && !words.is_finite(end)
        && !form::is_function_word(words.word(end))
        && !matches!(
            words.word(end),
            "назад"
                | "тому"
                | "больше"
                | "меньше"
                | "дальше"
                | "ниже"
                | "выше"
                | "спустя"
                | "пешком"
                | "езды"
                | "подряд"
                | "мы"
                | "он"
                | "она"
                | "они"
                | "я"
                | "из"
                | "от"
                | "до"
                | "за"
                | "и"
                | "а"
                | "но"
                | "не"
        )
}

/// `лет сорока`: of so many years.
fn is_genitive(word: &str) -> bool {
    word.ends_with("ти") || matches!(word, "сорока" | "ста" | "девяноста" | "восьми" | "семи" | "двух" | "трех")
}

/// No number counts the noun from its other side: `20 человек, 30`.
fn numeral_free(words: &Words, at: usize) -> bool {
    at < 2
        || !words.is_digits(at - 2)
            && words.cardinal(at - 2).is_none()
            && words.multiplier(at - 2).is_none()
            && !(before(words, at, 2) == "." && lexicon::multiplier(before(words, at, 3)).is_some())
}
