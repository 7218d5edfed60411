//! What is counted, in the words of the text and sensible alone: the noun with its complements, and of its clause what
//! tells it from its neighbours.

use super::beside;
use super::ends::ends;
use super::gapped;
use super::inherit::{among, inherit, refer};
use super::period;
use super::phrase::{self, Phrase};
use super::scene::{Role, Scene, Slot, plain};
use super::topic::{Topic, antecedent, is_measure_noun, topic};
use super::unit::{is_generic, is_head_of_cattle, unit};
use crate::extract::Measure;
use crate::extract::number::context::is_clause_mark;
use crate::extract::number::rules::unit_at;
use crate::lexicon::fold;
use crate::lexicon::ru::form;

/// More words than these are no subject but a sentence.
pub const WORDS: usize = 12;
/// How far back of a number its clause is read, in tokens.
pub const REACH: usize = 40;

/// So many figures of a list share the unit of one after them.
const UNITED: usize = 6;

/// What was read of one number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    pub unit: String,
    /// The counted noun with its complements.
    pub noun: String,
    /// Phrases of the clause that tell this count from others, in the order of the text.
    pub context: Vec<String>,
    pub subject: String,
    /// Taken from other words than those beside the number.
    pub inferred: bool,
    /// Taken from a figure of another measure: it may be of something else.
    pub doubtful: bool,
    /// The measure, where the number leaves out its unit: `собрано 54 млн пудов, в 1920-м — 21 млн`.
    pub measure: Option<Measure>,
    /// The first token of the clause, as far as it was read.
    pub start: usize,
    /// The token after the counted phrase.
    pub end: usize,
}

/// Of every number of the scene; `before` is the scene of the sentence before in the same paragraph, with what was said.
pub fn subjects(scene: &Scene, before: Option<(&Scene, &[Said])>) -> Vec<Said> {
    let mut said: Vec<Said> = Vec::with_capacity(scene.slots.len());
    for index in 0..scene.slots.len() {
        let next = subject(scene, index, &said, before);
        said.push(next);
    }
    beside::of_change(scene, &mut said);
    said
}

fn subject(scene: &Scene, index: usize, said: &[Said], before: Option<(&Scene, &[Said])>) -> Said {
    let slot = &scene.slots[index];
    let after = after_unit(scene, slot);
    let noun = noun_after(scene, index, after);
    let start = clause_start(scene, slot, said.last().map_or(0, |said| said.end));
    let dash = dash_before(scene, slot, start);
    let generic = noun.is_some_and(|noun| {
        let word = scene.words.word(noun.head);
        noun.from == noun.head && (is_generic(word) || is_head_of_cattle(word) && noun.to == noun.head + 1)
    });
    let mut result = Said {
        unit: unit(scene, slot, noun),
        noun: noun.map(|noun| scene.text(noun.from, noun.to)).unwrap_or_default(),
        context: context(scene, start, dash.unwrap_or(slot.lead), noun.map_or(usize::MAX, |noun| noun.head), before),
        start,
        end: noun.map_or(after, |noun| noun.to),
        ..Said::default()
    };
    if let Some(noun) = noun {
        // What stands right beside the noun tells most of it.
        if let Some(told) = after_noun(scene, noun, start, slot) {
            result.context.insert(0, told);
        }
    } else if scene.is_dash(after) {
        result
            .context
            .extend(phrase::prepositional(scene, after + 1, after + 8).map(|found| scene.text(found.from, found.to)));
    }
    if let Some(group) = beside::group_before_bracket(scene, index, said).filter(|_| noun.is_none()) {
        result.context.retain(|told| !told.contains(&group) && !group.contains(told.as_str()));
        result.context.insert(0, group);
    }
    let before_bracket = period::compared_before_bracket(scene, slot);
    let named = if noun.is_none() { beside::named_after(scene, slot, after) } else { None };
    if let Some(named) = &named {
        named.tell(&mut result);
    }
    let bare = noun.is_none() || generic;
    let in_brackets = if noun.is_none() { beside::before_bracket(scene, index, said) } else { None };
    if generic && scene.is_dash(result.end) {
        let found = phrase::prepositional(scene, result.end + 1, result.end + 8);
        result.context.extend(found.map(|found| scene.text(found.from, found.to)));
    }
    let level = matches!(slot.quantity.measure, Measure::Count | Measure::Share);
    let own = noun.is_some() && !generic;
    // What the clause is about, where the words after the number do not say it.
    let opened = if bare && in_brackets.is_none() { beside::opens_bracket(scene, slot, said) } else { None };
    let topic = match opened {
        None if own && level || in_brackets.is_some() => None,
        None => topic(scene, start, slot, dash, said.last(), before),
        opened => opened,
    };
    let topic = topic.or_else(|| {
        let named = || beside::named_before(scene, slot, start);
        if bare && dash.is_none() && in_brackets.is_none() { named() } else { None }
    });
    match topic {
        Some(Topic::Noun { text, unit }) => {
            let text = match said.last() {
                // `оборот составил …, темпы роста составляют …`: of what, the figure before says.
                Some(last) if is_bare_measure(&text) && !last.noun.is_empty() && last.noun != text => {
                    format!("{text} ({})", last.noun)
                }
                _ => text,
            };
            // `мощность переработки — 42 млрд куб. м газа`: what the unit measures is told after it.
            if slot.quantity.measure == Measure::Physical && !result.noun.is_empty() && !generic {
                result.context.insert(0, result.noun.clone());
            }
            let ratio = slot.quantity.measure == Measure::Percent && noun.is_some();
            result.noun = if ratio { format!("{text} {} {}", among(&result.noun), result.noun) } else { text };
            if level && !unit.is_empty() {
                result.unit = unit;
            }
        }
        Some(Topic::Figure { kind }) => refer(&mut result, kind, level, said, before),
        Some(Topic::Carried { kind }) => {
            result.inferred = inherit(scene, index, &mut result, said, before, false);
            // `Их число выросло на 10 %`: of what the sentence before counted last.
            if !result.inferred {
                refer(&mut result, Some(kind), level, said, before);
            }
        }
        None if bare && before_bracket.is_some() => {
            result.inferred = inherit(scene, index, &mut result, said, before, false);
        }
        None if in_brackets.is_some() => result.noun = in_brackets.unwrap_or_default(),
        None if dash.is_some() || !own && (noun.is_none() || index > 0 && is_verbless(scene, start, slot.lead)) => {
            result.inferred = inherit(scene, index, &mut result, said, before, own);
        }
        None => {}
    }
    if let Some(named) = named {
        named.replace(&mut result);
    }
    // `Из 15 тыс. учителей высшее образование имели 1,2 тыс.`: they are of the whole.
    if noun.is_none()
        && level
        && let Some(whole) = beside::whole_before(scene, index, said)
        && result.noun != whole.noun
    {
        let told = std::mem::replace(&mut result.noun, whole.noun.clone());
        result.unit.clone_from(&whole.unit);
        result.context.insert(0, told);
        result.inferred = true;
    }
    if noun.is_none()
        && let Some(one) = gapped::shared_unit(scene, index, dash, said)
    {
        let measure = said[one].measure.unwrap_or(scene.slots[one].quantity.measure);
        // What the first counts the second counts too; of what is measured the second names its own.
        if measure == Measure::Count && result.unit != said[one].unit && !said[one].noun.is_empty() {
            let told = std::mem::replace(&mut result.noun, said[one].noun.clone());
            result.context.retain(|context| *context != told);
            if !told.is_empty() && told != result.noun {
                result.context.insert(0, lower_first(told));
            }
            result.inferred = true;
        }
        result.unit.clone_from(&said[one].unit);
        result.measure = Some(measure).filter(|measure| *measure != Measure::Count).or(result.measure);
    }
    // `с 2,9 до 5,8 млн человек`: the unit stands with the far end.
    if result.unit.is_empty() && slot.quantity.measure == Measure::Count {
        let far = ends(scene, index).filter(|ends| ends.from == index).map(|ends| ends.to);
        let noun = far.and_then(|far| Some((far, noun_after(scene, far, scene.slots[far].to)?)));
        result.unit = noun.map_or_else(String::new, |(far, noun)| unit(scene, &scene.slots[far], Some(noun)));
    }
    // `Поголовье скота по годам: 1913 — 12 тыс. голов`
    if generic
        && dash.is_some()
        && !result.inferred
        && noun.is_some_and(|noun| result.noun == scene.text(noun.from, noun.to))
        && let Some(colon) = (0..slot.lead).rev().take(REACH).find(|&at| scene.words.is_mark(at, ':'))
        && let Some(found) = phrase::nominative(scene, 0, colon)
    {
        result.noun = scene.text(found.from, found.to);
        result.inferred = true;
    }
    // `32, 36 и 40 млн т`: the unit of a list stands with its last.
    if result.unit.is_empty() && matches!(slot.quantity.measure, Measure::Physical | Measure::Money) {
        let listed = |one: &Slot, two: &Slot| two.lead <= one.to + 2 && one.quantity.measure == two.quantity.measure;
        let last = scene.slots[index..].windows(2).take(UNITED).take_while(|pair| listed(&pair[0], &pair[1]));
        result.unit = last.map(|pair| unit(scene, &pair[1], None)).find(|unit| !unit.is_empty()).unwrap_or_default();
    }
    if result.noun.is_empty() && result.context.is_empty() {
        // Nothing beside the number says of what it is: the sentence's own subject does.
        if let Some(found) = phrase::nominative(scene, 0, scene.words.len()) {
            result.noun = scene.text(found.from, found.to);
            result.inferred = true;
        }
    }
    // `3 млрд рублей на ремонт дорог`: a sum that nothing else is said of is for something.
    if result.noun.is_empty() && result.context.is_empty() && slot.quantity.measure == Measure::Money {
        let purpose = phrase::prepositional(scene, after, after + 8);
        let purpose = purpose.filter(|found| matches!(scene.words.word(found.from), "на" | "для"));
        result.context.extend(purpose.map(|found| scene.text(found.from, found.to)));
    }
    compose(&mut result);
    result
}

/// Whether no predicate stands among the tokens: what is said there hangs on something said before.
fn is_verbless(scene: &Scene, from: usize, to: usize) -> bool {
    !(from..to).any(|at| scene.is_finite(at) && scene.role(at) == Role::Plain)
}

/// The token after the number and its unit.
fn after_unit(scene: &Scene, slot: &Slot) -> usize {
    match slot.quantity.measure {
        Measure::Physical | Measure::Duration | Measure::Age | Measure::Increase => {
            unit_at(&scene.words, slot.to).map_or(slot.to, |(after, _)| after)
        }
        _ => slot.to,
    }
}

/// The counted phrase after a number; in `180 из 284 секретарей` that of the second.
fn noun_after(scene: &Scene, index: usize, after: usize) -> Option<Phrase> {
    let slot = &scene.slots[index];
    if let Some(whole) = scene.slots.get(index + 1)
        && scene.words.word(slot.to) == "из"
        && whole.from == slot.to + 1
    {
        return phrase::counted(scene, whole.to);
    }
    match slot.quantity.measure {
        Measure::Multiple | Measure::Duration | Measure::Age => None,
        Measure::Money => phrase::counted(scene, after).filter(|noun| !scene.words.is_capital(noun.from)),
        // `80 % всего населения`
        Measure::Percent | Measure::Share
            if matches!(scene.words.word(after), "всего" | "всей" | "всех") && scene.is_nominal(after + 1) =>
        {
            phrase::counted(scene, after + 1)
        }
        _ => phrase::counted(scene, after),
    }
}

/// `темпы роста`, `доля`: how much of something or how fast, with nothing that says of what.
fn is_bare_measure(text: &str) -> bool {
    const STEMS: &[&str] = &[
        "темп",
        "рост",
        "прирост",
        "снижени",
        "увеличени",
        "сокращени",
        "показател",
        "уровен",
        "уровн",
        "удельн",
        "вес",
    ];
    fold(text)
        .split_whitespace()
        .all(|word| is_measure_noun(word) || word.starts_with("общ") || STEMS.iter().any(|stem| word.starts_with(stem)))
}

/// The first token of the clause that the number stands in, not before `limit`.
fn clause_start(scene: &Scene, slot: &Slot, limit: usize) -> usize {
    let words = &scene.words;
    let mut at = slot.lead;
    // Of two verbs with a comma between them only the nearer is the number's.
    let (mut verb, mut comma_before_verb) = (false, None);
    while at > limit && slot.lead - at < REACH {
        let word = words.word(at - 1);
        let comma = words.is_mark(at - 1, ',');
        let mark = is_clause_mark(words, at - 1) && !comma;
        let joint =
            comma && matches!(words.word(at), "и" | "а" | "но" | "что" | "то" | "где" | "когда" | "чтобы" | "из");
        let conjunction = matches!(word, "то" | "что" | "а" | "но" | "где" | "когда" | "если" | "чтобы");
        if mark || joint || conjunction || words.word(at).starts_with("котор") {
            break;
        }
        if scene.is_finite(at - 1) && scene.role(at - 1) == Role::Plain {
            if let Some(comma) = comma_before_verb {
                return comma;
            }
            verb = true;
        }
        if comma && verb && comma_before_verb.is_none() {
            comma_before_verb = Some(at);
        }
        at -= 1;
    }
    at
}

/// The dash of an ellipsis right before the number: `в 1943 г. — 177 тыс.`, `— уже 2,5 млн.`
fn dash_before(scene: &Scene, slot: &Slot, start: usize) -> Option<usize> {
    let mut at = slot.lead;
    while at > start && scene.words.is_particle(at - 1) {
        at -= 1;
    }
    // `технических культур — на 4 млн га`, `картофеля — в 1,3 раза`, `коров — с 330 до 240`
    let leads = |word: &str| matches!(word, "на" | "в" | "с" | "со" | "от" | "до");
    let by = at > start + 1 && leads(scene.words.word(at - 1)) && scene.is_dash(at - 2);
    at -= usize::from(by && scene.role(at - 1) == Role::Plain);
    at.checked_sub(1).filter(|&dash| dash >= start && scene.is_dash(dash))
}

/// The phrases of the clause before the number, and its verb where that says more than that there is so much.
fn context(
    scene: &Scene,
    start: usize,
    end: usize,
    generic_at: usize,
    before: Option<(&Scene, &[Said])>,
) -> Vec<String> {
    let words = &scene.words;
    let mut context = Vec::new();
    let mut at = start;
    while at < end {
        let word = words.word(at);
        let generic = is_generic(words.word(generic_at));
        let impersonal = (words.is_short_passive(at) && word.ends_with('о')
            || word.ends_with("лось")
            || generic && word.ends_with("ло"))
            && !words.is_change(at)
            || generic && at + 1 == end && word.ends_with("ли");
        if impersonal && scene.is_finite(at) && !form::is_existential(word) && scene.role(at) == Role::Plain {
            context.insert(0, scene.text(at, at + 1));
            at += 1;
            continue;
        }
        if matches!(words.word(at + 1), "его" | "ее" | "их")
            && words.is_preposition(at)
            && scene.is_nominal(at + 2)
            && at + 2 < end
        {
            let noun = before.and_then(|(before, _)| antecedent(before, words.word(at + 1)));
            if let Some(noun) = noun {
                context.push(format!(
                    "{} {} ({noun})",
                    crate::lexicon::lowered(words.written(at)),
                    words.written(at + 2)
                ));
            }
            at += 3;
            continue;
        }
        match phrase::prepositional(scene, at, end) {
            Some(found) => {
                if !is_idle(scene, found) {
                    let text = scene.text(found.from, found.to);
                    let and = at > start && words.word(at - 1) == "и" && !context.is_empty();
                    context.push(lower_first(if and { format!("и {text}") } else { text }));
                }
                at = found.to.max(at + 1);
            }
            None => at += 1,
        }
    }
    context
}

/// What follows the counted noun and says more of it: `среди населения`, `были награждены орденами`.
fn after_noun(scene: &Scene, noun: Phrase, start: usize, slot: &Slot) -> Option<String> {
    let words = &scene.words;
    if let Some(found) = phrase::prepositional(scene, noun.to, noun.to + 7) {
        let counts =
            scene.role(found.to) == Role::Number || is_idle(scene, found) || words.word(found.from) == "против";
        return (!counts).then(|| scene.text(found.from, found.to));
    }
    let told_before = (start..slot.lead).any(|at| scene.is_finite(at));
    if told_before || !scene.is_finite(noun.to) {
        return None;
    }
    let mut to = noun.to;
    while to < noun.to + 5 && words.is_word(to) && scene.role(to) == Role::Plain && !words.is_preposition(to) {
        to += 1;
    }
    let passive = (noun.to..to).any(|at| words.is_short_passive(at));
    passive.then(|| scene.text(noun.to, to))
}

/// A phrase that says nothing of what is counted: a place (told apart), a pronoun, a set phrase.
fn is_idle(scene: &Scene, found: Phrase) -> bool {
    let words = &scene.words;
    let place = (found.from + 1..found.to).any(|at| scene.role(at) == Role::Place) && found.to - found.from <= 3;
    let pronoun = (found.from + 1..found.to + 1).any(|at| words.is_pronoun(at));
    let source = matches!(
        (words.word(found.from), words.word(found.from + 1)),
        ("по", "данным" | "сведениям" | "итогам" | "мнению")
    );
    let set = source
        || matches!(
            (words.word(found.from), words.word(found.head)),
            ("в", "частности" | "числе" | "том" | "среднем" | "целом" | "итоге" | "результате" | "сравнении")
                | ("на", "месте" | "местах")
                | ("по", "стране" | "данным" | "сравнению" | "мере")
                | ("в", "стране" | "связи")
                | ("из", "них")
                | ("с", "помощью")
                | ("к", "тому" | "времени")
        );
    // `по сравнению с прошлым годом`
    let compared = found.from > 0 && words.word(found.from - 1).starts_with("сравнени");
    place || pronoun || set || compared
}

pub fn compose(result: &mut Said) {
    let mut words = result.noun.split_whitespace().count();
    let mut subject = result.noun.clone();
    for phrase in &result.context {
        if subject.contains(phrase.as_str()) {
            continue;
        }
        // `грамотных среди мужчин` carried over is `грамотных среди женщин` here.
        let other = subject.find(" среди ").filter(|_| result.inferred && phrase.starts_with("среди "));
        if let Some(other) = other {
            subject.truncate(other);
            words = subject.split_whitespace().count();
        }
        let more = phrase.split_whitespace().count();
        if words + more > WORDS {
            break;
        }
        if !subject.is_empty() {
            subject.push(' ');
        }
        subject.push_str(phrase);
        words += more;
    }
    result.subject = if words > WORDS {
        plain(&subject.split_whitespace().take(WORDS).collect::<Vec<_>>().join(" "))
    } else {
        subject
    };
}

pub fn lower_first(text: String) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first)
            if first.is_uppercase() && chars.clone().next().is_none_or(|next| next.is_lowercase() || next == ' ') =>
        {
            std::iter::once(crate::lexicon::lower(first)).chain(chars).collect()
        }
        _ => text,
    }
}
