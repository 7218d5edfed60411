//! When a figure holds: the time of its clause, then of its sentence, then one that the sentence before clearly set.

use super::Period;
use super::ends::ends;
use super::scene::{Role, Scene, Slot};
use super::subject::Said;
use crate::extract::number::context::is_clause_mark;
use crate::extract::time::{Date, Grain};
use crate::extract::{Measure, TimeMention, When};
use crate::lexicon::ru::form;
use crate::lexicon::ru::traits::Traits;

/// What sentences before say of when things are so.
#[derive(Clone, Copy, Default)]
pub struct TimesTold<'a> {
    /// The sentence before in the paragraph.
    pub before: Option<&'a Scene<'a>>,
    /// The time of its figures, if that was carried over to it.
    pub held: Option<&'a Period>,
    /// The last time that the text said something of.
    pub told: Option<&'a Period>,
    /// What a report goes on to tell of.
    pub report: Option<&'a Report>,
}

/// The period, and whether it was carried over from the sentence before.
pub fn period(scene: &Scene, index: usize, said: &[Said], told: &TimesTold) -> Option<(Period, bool)> {
    let &TimesTold { before, held, told, report } = told;
    let slot = &scene.slots[index];
    let said = &said[index];
    if slot.dimension(scene).is_some() {
        return None;
    }
    if let Some((time, carried)) = ends(scene, index).and_then(|ends| ends.time(scene, index)) {
        return Some((stated(scene, time), carried));
    }
    let free = |from: usize, to: usize| !(from..to).any(|at| scene.role(at) == Role::Number);
    let (mut clause, mut sentence, mut after) = (None, None, None);
    for (number, time) in scene.times.iter().enumerate().filter(|(_, time)| holds_for(scene, time, slot)) {
        let (from, to) = (scene.words.at(time.span.start), scene.words.at(time.span.end));
        if to <= slot.lead {
            sentence = Some(number);
            if free(to, slot.lead) && (from >= said.start || starts_clause(scene, to, slot.lead)) {
                clause = Some(number);
            }
        } else if from >= slot.to && after.is_none() {
            // `1920 — 7 тыс.` is of the next figure.
            let heads = scene.is_dash(to) && scene.role(to + 1) == Role::Number;
            let open = !heads
                && free(slot.to, from)
                && !(slot.to..from).any(|at| is_clause_mark(&scene.words, at) || scene.is_dash(at));
            after = open.then_some(number);
            if after.is_none() {
                break;
            }
        }
    }
    // `45 тыс. человек (2021)`
    let bracket = scene.times.iter().position(|time| {
        scene.words.get(said.end) == "("
            && scene.words.at(time.span.start) == said.end + 1
            && scene.words.get(scene.words.at(time.span.end)) == ")"
    });
    // `с 29 млн т в 1913 г. до 166 млн т в 1940 г.`: a time right after a number is that number's.
    let right_after = |number: usize| scene.words.at(scene.times[number].span.start) <= said.end + 1;
    let own = after.filter(|&number| index > 0 && right_after(number));
    // `выше, чем в 2013 году (22 640 рублей)`
    if let Some(number) = compared_before_bracket(scene, slot) {
        return Some((stated(scene, number), false));
    }
    // `в 1927, 1928 и 1929 годах соответственно 32, 36 и 40 млн т`
    if let Some(number) = respective(scene, index) {
        let time = &scene.times[number];
        return Some((Period { when: time.when.clone(), part: time.part, span: time.span }, false));
    }
    let compared = slot.lead > 0 && matches!(scene.words.word(slot.lead - 1), "против");
    if compared && after.is_none() {
        return None;
    }
    if let Some(number) = bracket.or(own).or(clause).or(after).or(sentence) {
        return Some((stated(scene, number), false));
    }
    let elsewhere =
        |time: &TimeMention| is_compared(scene, scene.words.at(time.span.start)) || !scene.shares_bracket(time, slot);
    if !scene.times.iter().all(elsewhere) {
        return None;
    }
    // `43 грабежа (в прошлом году 54)`
    if says_last_year(scene, slot) {
        let known = report.map(|report| &report.period).or(told)?;
        let year = Date::new(Some(known.when.first()?.year()? - 1), Grain::Year)?;
        return Some((Period { when: When::On(year), part: None, span: known.span }, true));
    }
    // `с 283 до 190`: the first is of the time that is compared with.
    let is_earlier = ends(scene, index).is_some_and(|ends| ends.from == index);
    if let Some(told) = told.filter(|told| is_year_after_compared(scene, told)) {
        return Some((if is_earlier { year_before(told)? } else { told.clone() }, true));
    }
    if matches!(slot.quantity.measure, Measure::Duration | Measure::Age | Measure::Multiple) {
        return None;
    }
    // `Итого 2207`: the sum of what was told before is of the same time.
    if matches!(scene.words.word(0), "итого") {
        return before.and_then(frame).map(|period| (period, true));
    }
    if speaks_of_now(scene) || sums_up(scene, slot) {
        return None;
    }
    // A report goes on under the time that its last sentence of figures began with; a story does so only where it says so.
    let linked = before.filter(|before| is_linked(scene) || !before.slots.is_empty());
    let heading =
        linked.and_then(|before| before.times.first().filter(|time| is_frame(before, time) && heads(before, time)));
    if let Some(frame) = heading {
        return Some((Period { when: frame.when.clone(), part: frame.part, span: frame.span }, true));
    }
    // `… в 1871 году. Город насчитывал 10547 жителей. В нём было 1746 домов`
    if let Some(held) = held.filter(|_| is_linked(scene)) {
        return Some((held.clone(), true));
    }
    let report = report.filter(|report| report.is_source || is_reported(scene))?;
    Some((if is_earlier { year_before(&report.period)? } else { report.period.clone() }, true))
}

/// The time that stands right before the brackets which the figure opens, and is what another figure is compared with.
pub fn compared_before_bracket(scene: &Scene, slot: &Slot) -> Option<usize> {
    let open = slot.lead.checked_sub(1).filter(|&at| scene.words.is_mark(at, '('))?;
    let ends = |time: &TimeMention| scene.words.at(time.span.end.saturating_sub(1)) + 1 == open;
    let number = scene.times.iter().position(ends)?;
    let at = scene.words.at(scene.times[number].span.start);
    let before = |back: usize| at.checked_sub(back).map_or("", |at| scene.words.word(at));
    let level = before(1).starts_with("показател") || matches!(before(1), "чем" | "нежели");
    // `на 3 % больше, чем в 2013 году (5 %)`, but `по отношению к 2016 году (5 %)` is by how much.
    let measured = matches!(slot.quantity.measure, Measure::Count | Measure::Money | Measure::Physical);
    (level || measured && is_compared(scene, at)).then_some(number)
}

/// Of as many times as figures, of which the sentence says that they go together one by one, the one of the figure.
fn respective(scene: &Scene, index: usize) -> Option<usize> {
    const GAP: usize = 3;
    const MOST: usize = 8;
    let words = &scene.words;
    if !(0..words.len()).any(|at| words.word(at) == "соответственно") {
        return None;
    }
    let parted = |from: usize, to: usize| to >= from && to - from <= GAP && !(from..to).any(|at| scene.is_finite(at));
    let run = |ends: &[(usize, usize)], index: usize| {
        let joined = |one: usize| parted(ends[one].1, ends[one + 1].0);
        let from = (0..index).rev().take(MOST).take_while(|&one| joined(one)).last().unwrap_or(index);
        let to = (index..ends.len() - 1).take(MOST).take_while(|&one| joined(one)).last().map_or(index, |one| one + 1);
        (from, to)
    };
    let slots: Vec<(usize, usize)> = scene.slots.iter().map(|slot| (slot.lead, slot.to)).collect();
    let span = |time: &TimeMention| (words.at(time.span.start), words.at(time.span.end.saturating_sub(1)) + 1);
    let times: Vec<(usize, usize)> = scene.times.iter().map(span).collect();
    let (first, last) = run(&slots, index);
    let of = |time: usize| {
        let (from, to) = run(&times, time);
        (from == time && to - from == last - first && last > first).then_some(from + index - first)
    };
    (0..times.len()).rev().find_map(of)
}

/// What a report is about: a time that it compares with the year before, again and again (`в 2016 году …, 107,4 % к уровню 2015 года`), or
/// that its source is of (`по переписи 2024 года`). What it tells without a time of its own is of that time.
#[derive(Clone, Debug)]
pub struct Report {
    period: Period,
    compared: usize,
    /// Its source is of this time, and tells how things are.
    is_source: bool,
    /// Where its time was last told or compared.
    sentence: usize,
}

/// So many comparisons make a report; a story has one here and there.
const COMPARED: usize = 2;
/// So many sentences after its time was last told or compared it is no longer told of.
const REACH: usize = 12;

impl Report {
    /// What is reported after the sentence; `told` is the last time that was told before it.
    pub fn after(report: Option<Report>, scene: &Scene, sentence: usize, told: Option<&Period>) -> Option<Report> {
        let frame = frame(scene).filter(|frame| frame.when.year().is_some());
        let known = report.filter(|report| sentence - report.sentence <= REACH);
        let is_same =
            |report: &Report| frame.as_ref().is_none_or(|frame| frame.when.year() == report.period.when.year());
        let period = frame.as_ref().or(told);
        if let Some(period) = period.filter(|period| is_year_after_compared(scene, period) || is_of_source(scene)) {
            let known = known.filter(is_same);
            let compared = known.as_ref().map_or(0, |report| report.compared) + 1;
            let is_source = is_of_source(scene) || known.is_some_and(|report| report.is_source);
            return Some(Report { period: period.clone(), compared, is_source, sentence });
        }
        let mut known = known.filter(is_same)?;
        // `За 9 месяцев …`, `с 283 до 190`
        if let Some(time) = scene.times.first().filter(|time| is_frame(scene, time) && heads(scene, time)) {
            known.period = Period { when: time.when.clone(), part: time.part, span: time.span };
        }
        if frame.is_some() || (0..scene.slots.len()).any(|index| ends(scene, index).is_some()) {
            known.sentence = sentence;
        }
        Some(known)
    }

    /// Whether what the sentence tells without a time of its own is of this one.
    pub fn reaches(&self, sentence: usize) -> bool {
        (self.compared >= COMPARED || self.is_source) && sentence - self.sentence <= REACH
    }
}

/// The same time of the year before.
fn year_before(period: &Period) -> Option<Period> {
    let shifted = |date: Date| Date::new(Some(date.year()? - 1), date.grain());
    let when = When::between(shifted(period.when.first()?)?, shifted(period.when.last()?)?);
    Some(Period { when, ..period.clone() })
}

/// `по данным переписи 2024 года`, `итоги исполнения бюджета за 2016 год`: the time is that of what is reported.
fn is_of_source(scene: &Scene) -> bool {
    const SOURCES: &[&str] = &["перепис"];
    let words = &scene.words;
    scene.times.iter().rev().find(|time| is_frame(scene, time)).is_some_and(|time| {
        let at = words.at(time.span.start);
        (at.saturating_sub(4)..at).any(|at| SOURCES.iter().any(|stem| words.word(at).starts_with(stem)))
    })
}

/// `в прошлом году 54`, `в предыдущем году было 54`
fn says_last_year(scene: &Scene, slot: &Slot) -> bool {
    const NEAR: usize = 5;
    let words = &scene.words;
    (slot.lead.saturating_sub(NEAR)..slot.lead).any(|at| {
        words.word(at) == "в"
            && matches!(words.word(at + 1), "прошлом" | "предыдущем" | "минувшем")
            && words.word(at + 2) == "году"
            && !(at..slot.lead).any(|at| is_clause_mark(words, at))
    })
}

/// `На сегодняшний день …`, `Сейчас …`: of the time of writing, whatever the sentence before told.
fn speaks_of_now(scene: &Scene) -> bool {
    let words = &scene.words;
    (0..words.len().min(4)).any(|at| {
        matches!(words.word(at), "сейчас" | "сегодня" | "ныне" | "теперь")
            || words.word(at).starts_with("сегодняшн")
            || words.word(at) == "настоящее" && words.word(at + 1) == "время"
    })
}

/// `Всего за 18 лет сыграл в 1200 матчах`: of so many years, and of no one of them.
fn sums_up(scene: &Scene, slot: &Slot) -> bool {
    scene.slots.iter().any(|other| {
        matches!(other.quantity.measure, Measure::Duration)
            && other.to <= slot.lead
            && other.lead > 0
            && scene.words.word(other.lead - 1) == "за"
    })
}

/// Whether a sentence has a time that holds for more than its own words: it begins with it (`В 2016 году …`), or has no other
/// and tells all its figures after it (`Смертность в 2013 году составила …`). Not `С ноября …`.
fn heads(scene: &Scene, time: &TimeMention) -> bool {
    let at = scene.words.at(time.span.start);
    let first = at <= 1;
    let only = scene.times.iter().filter(|time| is_frame(scene, time)).count() == 1
        && scene.slots.first().is_some_and(|slot| at < slot.lead);
    (first || only) && !(at.saturating_sub(1)..=at).any(|at| matches!(scene.words.word(at), "с" | "со"))
}

/// Whether a time may say when a figure holds: one in brackets is of what stands there.
fn holds_for(scene: &Scene, time: &TimeMention, slot: &Slot) -> bool {
    is_frame(scene, time) && scene.shares_bracket(time, slot)
}

/// The last time of a sentence that says when things are so.
pub fn frame(scene: &Scene) -> Option<Period> {
    let time = scene.times.iter().rev().find(|time| is_frame(scene, time))?;
    Some(Period { when: time.when.clone(), part: time.part, span: time.span })
}

/// `по сравнению с 2015 годом сократилась`, `к прошлому году`, where the text has spoken of 2016: what is compared with the
/// year before is of the year itself.
fn is_year_after_compared(scene: &Scene, told: &Period) -> bool {
    let Some(year) = told.when.year() else { return false };
    let named = scene.times.iter().any(|time| time.when.year() == Some(year - 1));
    let words = &scene.words;
    let last = (1..words.len()).any(|at| {
        let of_year = words.word(at).starts_with("год");
        let alike = || at > 1 && words.word(at - 2).starts_with("период");
        of_year && matches!(words.word(at - 1), "прошлым" | "предыдущим" | "прошлому" | "предыдущему")
            || of_year && matches!(words.word(at - 1), "прошлого" | "предыдущего") && alike()
    });
    // `выросли за год на 27 %`
    let in_a_year = (1..words.len()).any(|at| words.word(at) == "год" && words.word(at - 1) == "за");
    named || last || in_a_year && (0..words.len()).any(|at| words.is_change(at))
}

/// No other clause begins between a time and the number.
fn starts_clause(scene: &Scene, from: usize, to: usize) -> bool {
    !(from..to).any(|at| is_clause_mark(&scene.words, at))
}

/// The time itself, or with its neighbour: `в 1944 г. и в первой половине 1945 г.`
pub fn stated(scene: &Scene, number: usize) -> Period {
    let time = &scene.times[number];
    let joined = number.checked_sub(1).map(|one| &scene.times[one]).filter(|one| {
        let (end, start) = (scene.words.at(one.span.end), scene.words.at(time.span.start));
        start == end + 1 && scene.words.word(end) == "и"
    });
    if let Some(one) = joined
        && let (Some(first), Some(last)) = (one.when.first(), time.when.last())
        && first.days().zip(last.days()).is_none_or(|((first, _), (last, _))| first < last)
    {
        return Period { when: When::between(first, last), part: None, span: one.span.cover(time.span) };
    }
    Period { when: time.when.clone(), part: time.part, span: time.span }
}

/// Whether a time says when things are so: not the date of a decree (`от 21 июня`), no bound (`после 1921 г.`), no year
/// in brackets that belongs to a name, and not what something is only compared with.
fn is_frame(scene: &Scene, time: &TimeMention) -> bool {
    let at = scene.words.at(time.span.start);
    let before = at.checked_sub(1).map_or("", |before| scene.words.get(before));
    // `площадь земель (в 1905 г.) составляла …`: with its preposition it says when.
    let placed = matches!(scene.words.word(at), "в" | "на" | "к" | "за");
    let bracketed = before == "(" && scene.words.get(scene.words.at(time.span.end)) == ")" && !placed;
    !matches!(before, "от" | "после" | "до" | "позднее" | "ранее") && !bracketed && !is_compared(scene, at)
}

/// `по сравнению с 2015 годом`, `к уровню 2015 г.`, `108,4 % к 2015 г.`, `к аналогичному периоду 2016 года`.
pub fn is_compared(scene: &Scene, at: usize) -> bool {
    let words = &scene.words;
    let before = |back: usize| at.checked_sub(back).map_or("", |index| words.word(index));
    let cue = |back: usize| {
        ["сравнени", "уровн", "отношени"].iter().any(|stem| before(back).starts_with(stem))
            || matches!(before(back), "относительно" | "чем" | "нежели")
    };
    // `к оценке 2018 года`, `по сравнению с оценкой 2016 года`
    let estimate = before(1).starts_with("оценк") && matches!(before(2), "к" | "с" | "со");
    // `к началу 2016 года`: the preposition may stand before or in the words of the time.
    let alike = |back: usize| before(back).starts_with("аналогичн") || before(back).starts_with("соответствующ");
    let alike_to = || (1..=3).any(|back| alike(back) && matches!(before(back + 1), "к" | "с" | "со"));
    let percent =
        |slot: &Slot| slot.to == at && matches!(slot.quantity.measure, Measure::Percent | Measure::PercentIncrease);
    let share = words.word(at) == "к" && scene.slots.iter().any(percent);
    // `рост к 2014 году составил 122 %`
    let growth = words.word(at) == "к"
        && at > 0
        && words.is_change(at - 1)
        && words.traits(at - 1).has(Traits::NOUN)
        && scene
            .slots
            .iter()
            .any(|slot| slot.from > at && matches!(slot.quantity.measure, Measure::Percent | Measure::PercentIncrease));
    estimate || cue(1) || cue(2) || alike_to() || share || growth
}

/// What says how much of something there is.
const MEASURES: &[&str] = &["насчит", "состав", "достиг", "превы", "равня", "числил", "оценива"];

/// Whether a sentence says how things stand, changed or were done, and not who did what: `совершено`, `снизилось`, `составил`.
fn is_reported(scene: &Scene) -> bool {
    let words = &scene.words;
    let mut verbs = (0..words.len()).filter(|&at| scene.is_finite(at)).peekable();
    verbs.peek().is_none()
        || verbs.any(|at| {
            words.is_change(at)
                || words.traits(at).has(Traits::SHORT_PASSIVE)
                || MEASURES.iter().any(|stem| words.word(at).starts_with(stem))
        })
}

/// Whether a sentence goes on with what the one before began: by a pronoun, or by `только`, `из них`, `при этом`.
fn is_linked(scene: &Scene) -> bool {
    const LINKS: &[&str] = &[
        "его",
        "ее",
        "их",
        "он",
        "она",
        "они",
        "это",
        "этом",
        "этого",
        "эти",
        "этих",
        "только",
        "том",
        "них",
        "нем",
        "ней",
        "среди",
        "всего",
        "кроме",
        "причем",
    ];
    // `Насчитывалось 47 дворов`, `Площадь составляла …`: a measure without a time of its own.
    let words = &scene.words;
    let measures = (0..words.len().min(8)).any(|at| {
        scene.is_finite(at)
            && (MEASURES.iter().any(|stem| words.word(at).starts_with(stem))
                || at == 0 && form::is_existential(words.word(at)))
    });
    measures || (0..words.len().min(4)).any(|at| LINKS.contains(&words.word(at)))
}
