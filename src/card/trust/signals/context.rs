//! Whether the prompt hangs on other words of the text, or says only what may be.

use super::anchor::is_dated;
use crate::card::standing::points;
use crate::card::standing::points_outside;
use crate::card::trust::Case;
use crate::extract::Measure;
use crate::fact::Inferred;
use crate::lexicon::ru::traits::Traits;
use crate::segment::TokenKind;
use crate::wording::time::is_month;

/// A pronoun, if one with something before it that it may stand for.
pub fn points_somewhere(case: &Case) -> bool {
    let asked = &case.asked;
    asked.words().any(|(_, word)| points(word)) || points_outside(&asked.folded, &asked.tokens)
}

/// … and there is no other sentence in the prompt that it could point to.
pub fn points_in_one_sentence(case: &Case) -> bool {
    !case.is_led() && case.asked.words().any(|(_, word)| points(word))
}

/// How much, and not when; where most of the text is about one year, that is when.
pub fn is_undated(case: &Case) -> bool {
    case.asks_amount() && !case.is_of_one_year && !is_dated(case)
}

/// … but it is told of what happened once, to somebody or at a place with a name of its own: `под письмом Коновалову подписались 10
/// академиков`.
pub fn tells_of_one_happening(case: &Case) -> bool {
    let asked = &case.asked;
    let quantity = case.facts.first().and_then(|fact| fact.quantity());
    let counts = quantity
        .is_some_and(|quantity| matches!(quantity.measure, Measure::Count | Measure::Money | Measure::Physical));
    counts && is_undated(case) && !was_at_some_time(case) && asked.happened() && asked.count_names() > 1
}

/// What was, and it is not said when: `у него было …`.
pub fn was_at_some_time(case: &Case) -> bool {
    const WAS: &[&str] = &[
        "было",
        "был",
        "была",
        "были",
        "имел",
        "имела",
        "имели",
        "находилось",
        "насчитывалось",
        "стояло",
        "составляла",
        "составлял",
        "составляло",
        "составляли",
    ];
    is_undated(case) && !case.asked.has_passive() && case.asked.has_any(WAS)
}

/// The day was said in another sentence, and the text is not about that year.
pub fn carries_a_day(case: &Case) -> bool {
    case.scope.chars().any(|c| c.is_ascii_digit()) && !case.is_of_one_year
}

/// What always is, or somebody's once.
pub fn is_general(case: &Case) -> bool {
    #[rustfmt::skip]
    const ALWAYS: &[&str] = &[
        "всегда", "никогда", "обычно", "часто", "иногда", "редко", "однажды", "порой", "любой", "любая", "любое", "любого", "всякий", "какой-нибудь", "какая-нибудь", "какой-то", "какая-то",
        "кто-нибудь", "кто-то", "что-то", "где-то", "некий", "некая", "некоторые", "некоторых", "несколько", "многие", "многих", "каждый", "каждая", "каждое", "каждого", "каждой", "ежегодно", "ежедневно",
    ];
    case.asked.has_any(ALWAYS)
}

/// Words that lead on from what was said before.
pub fn goes_on(case: &Case) -> bool {
    #[rustfmt::skip]
    const ON: &[&str] = &[
        "также", "тоже", "затем", "потом", "позже", "позднее", "ранее", "раньше", "прежде", "вскоре", "снова", "вновь", "опять",
        "впоследствии", "далее", "теперь", "сейчас", "ныне", "сегодня", "тут", "таким", "поэтому", "однако", "следующий", "следующее",
        "следующая", "другой", "другая", "другие", "других", "другим", "другую", "остальных", "остальные", "указанный", "указанных", "данный", "данного", "данной",
        "данные", "этот", "такой", "такая", "такие", "таких", "сам", "сама", "само", "сами", "второй", "третий", "последний", "последняя", "последние", "последних",
        "последнее", "прочих", "прочие", "тот", "та", "те", "тем", "той", "того", "первом", "нынешний", "нынешнего", "прошлого", "прошлом", "текущего", "ни", "ранний",
        "соответственно", "спустя", "назад", "повторил", "повторила", "продолжил", "продолжила", "продолжили", "возобновил", "прошлый", "прошлая", "прошлое", "прежний", "прежняя", "прежние", "предыдущий", "соседний", "соседней", "соседнем", "оба", "обе", "обоих", "обеих", "лишь", "даже", "же", "впервые", "уже", "еще", "вместе", "вторник", "понедельник", "среду", "четверг", "пятницу", "субботу", "воскресенье", "сей", "сем", "сего", "сих", "сии", "сия", "сие", "оной", "оный", "оного", "оные", "коего", "коих", "коей", "ныне",
    ];
    let asked = &case.asked;
    // What points is led up to by the sentence before, which the prompt has.
    let led = case.is_led() && !points_outside(&asked.folded, &asked.tokens);
    let stresses = |at: usize, word: &str| {
        if led && (points(word) || matches!(word, "уже" | "же" | "тот" | "та" | "те" | "тем" | "той" | "того"))
        {
            return true;
        }
        matches!(word, "уже" | "лишь" | "еще" | "даже")
            && asked.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Digits)
            // `в воскресенье, 19 мая`
            || is_weekday(word) && (at + 1..at + 3).any(|next| is_month(asked.word(next + 1)) && asked.tokens[next].kind == TokenKind::Digits)
    };
    let first = asked.words().next().map_or("", |(_, word)| word);
    // `Свой стадион` of whom?
    const BEFORE: &[&str] = &[
        "вышеперечисл",
        "вышеуказ",
        "вышеназв",
        "упомянут",
        "указанн",
        "перечислен",
        "названн",
        "оставш",
        "соответствующ",
        "аналогичн",
        "подобн",
        "текущ",
        "нынешн",
    ];
    let named_before = asked.words().any(|(_, word)| BEFORE.iter().any(|stem| word.starts_with(stem)));
    let now = asked.folded.contains("настоящее время") || asked.folded.contains("настоящий момент");
    let rest = now || asked.words().any(|(_, word)| word.starts_with("остальн"));
    let own = rest || named_before || matches!(first, "свой" | "своя" | "свое" | "свои" | "свою");
    // `не менее именитый клуб`: than which?
    let compared = asked.words().any(|(at, word)| {
        matches!(word, "менее" | "более")
            && at > 0
            && asked.word(at - 1) == "не"
            && asked.traits(at + 1).any(Traits::ATTRIBUTE.and(Traits::MAY_BE_ATTRIBUTE))
    });
    own || compared || asked.words().any(|(at, word)| ON.contains(&word) && !stresses(at, word))
}

fn is_weekday(word: &str) -> bool {
    matches!(word, "понедельник" | "вторник" | "среду" | "четверг" | "пятницу" | "субботу" | "воскресенье")
}

/// `Самым старым стал Гурвич`: of whom, was said before.
pub fn is_the_most_of_what(case: &Case) -> bool {
    const MOST: &[&str] = &["самый", "самым", "самой", "самая", "самое", "самыми", "самые"];
    let asked = &case.asked;
    let attribute = |at: usize| asked.traits(at).any(Traits::ATTRIBUTE.and(Traits::MAY_BE_ATTRIBUTE));
    asked.words().any(|(at, word)| {
        let next = (at + 1..asked.tokens.len()).find(|&next| !attribute(next));
        MOST.contains(&word)
            && attribute(at + 1)
            && next.is_none_or(|next| {
                !asked.traits(next).any(Traits::NOUN.and(Traits::GUESSED)) && asked.word(next) != "из"
            })
    })
}

/// Its subject, its time or its place was said elsewhere.
pub fn is_carried_over(case: &Case) -> bool {
    case.facts.iter().any(|fact| fact.inferred.iter().any(|inferred| *inferred != Inferred::Agent))
}

pub fn is_doubted(case: &Case) -> bool {
    case.facts.iter().any(|fact| fact.doubt.is_some())
}

/// It tells of what may be, is to be, or was only meant as an example.
pub fn supposes(case: &Case) -> bool {
    #[rustfmt::skip]
    const MAY: &[&str] = &[
        "может", "могут", "могло", "мог", "могла", "могли", "возможно", "вероятно", "предположительно", "якобы", "допустим", "например", "примеру", "скажем", "должен", "должны",
        "должна", "должно", "будет", "будут", "бы", "пусть", "ли", "видимо", "кажется",
    ];
    case.proof.reading.has_any(MAY) && (case.asked.has_any(MAY) || case.proof.reading.has_any(&["например", "примеру"]))
}
