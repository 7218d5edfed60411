//! Happenings: for a time that says when something happened, the clause that tells it, cut clean.

use super::clause::{Clause, Segment, clause, closing, is_predicate, segments};
use super::scene::{Role, Scene, plain};
use super::telling::{self, Telling};
use super::{Doubt, meant, participle, place};
use crate::extract::time::{Grain, When};
use crate::extract::{ClaimKind, ClaimMention, Measure, TimeMention};
use crate::lexicon::ru::traits::Traits;
use crate::span::Span;

/// What a time of a sentence tells of.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// Index of the time in the scene.
    pub time: usize,
    pub span: Span,
    pub what: String,
    /// The one who acts, or what is acted on, was named in another clause.
    pub carried: bool,
    pub doubt: Option<Doubt>,
    pub place: Option<String>,
    pub agent: Option<String>,
    pub rule: &'static str,
}

/// What is known beside the sentence itself.
pub struct Beside<'a> {
    pub before: Option<&'a Scene<'a>>,
    pub claims: &'a [ClaimMention],
    /// Where the figures of the sentence stand, each with its time.
    pub counted: &'a [(Span, Span)],
}

/// A time as tokens, with the words that lead it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    pub from: usize,
    pub to: usize,
}

/// What the times of a sentence tell.
pub fn happenings(scene: &Scene, beside: &Beside) -> Vec<Happening> {
    let words = &scene.words;
    if scene.times.is_empty() || words.is_mark(words.len() - 1, '?') {
        return Vec::new();
    }
    let segments = segments(scene);
    let bracketed = bracketed(scene);
    let tells = |time: &TimeMention| !bracketed[words.at(time.span.start)] && tells_when(scene, time);
    let dates: Vec<Option<Dated>> = scene.times.iter().map(|time| tells(time).then(|| dated(scene, time))).collect();
    let mut found = Vec::new();
    for (time, date) in dates.iter().enumerate() {
        let Some(date) = *date else { continue };
        // `в 1944 г. и в первой половине 1945 г.` is one time, told at its end.
        let joined = dates.get(time + 1).is_some_and(|next| next.is_some_and(|next| next.from == date.from));
        if joined && !is_day(&scene.times[time].when) {
            continue;
        }
        let Some(home) = segments.iter().position(|segment| (segment.from..segment.to).contains(&date.at(scene, time)))
        else {
            continue;
        };
        let others: Vec<Dated> = dates.iter().flatten().copied().filter(|other| other.from != date.from).collect();
        let read = Read { scene, beside, segments: &segments, home, date, others: &others };
        found.extend(read.happening(time));
    }
    found
}

impl Dated {
    /// The token where the time itself begins.
    fn at(self, scene: &Scene, time: usize) -> usize {
        scene.words.at(scene.times[time].span.start)
    }
}

struct Read<'a> {
    scene: &'a Scene<'a>,
    beside: &'a Beside<'a>,
    segments: &'a [Segment],
    home: usize,
    date: Dated,
    others: &'a [Dated],
}

impl Read<'_> {
    fn happening(&self, time: usize) -> Option<Happening> {
        let Read { scene, date, .. } = *self;
        let segment = &self.segments[self.home];
        let made = |telling: Telling, rule: &'static str| self.made(time, telling, rule);
        if scene.words.word(date.from) == "от" {
            if let Some(decree) = telling::decree(scene, segment, date) {
                return made(decree, "decree");
            }
            // What a decree without a title orders stands in its clause.
            if !telling::is_by_decree(scene, segment, date) || !self.others.is_empty() {
                return None;
            }
        } else if let Some(qualified) = participle::telling(scene, segment, date) {
            return made(qualified, "participle");
        }
        if participle::is_attached(scene, segment) {
            return None;
        }
        if let Some(headed) = self.heading() {
            return made(headed, "heading");
        }
        let told = self.clause()?;
        // `По закону от 5 мая школа бесплатна`: what a law says holds on no day of its own.
        let by_decree = scene.words.word(date.from) == "от";
        if by_decree && !told.clause.tokens().any(|at| is_predicate(scene, at)) {
            return None;
        }
        made(told, "clause")
    }

    fn made(&self, time: usize, telling: Telling, rule: &'static str) -> Option<Happening> {
        let Read { scene, beside, date, .. } = *self;
        let words = &scene.words;
        let clause = &telling.clause;
        let span = words.span(clause.start().min(date.from), clause.end().max(date.to));
        let when = scene.times[time].span;
        let is_counted = |slot: &super::scene::Slot| {
            let told = !matches!(slot.quantity.measure, Measure::Duration | Measure::Age);
            let period = beside.counted.iter().find(|(quantity, _)| *quantity == slot.quantity.span);
            told && clause.tokens().any(|at| at == slot.from) && period.is_some_and(|(_, period)| period.overlaps(when))
        };
        if scene.slots.iter().any(is_counted) {
            return None;
        }
        let what = telling.text(scene)?;
        let claimed =
            |kind: ClaimKind| beside.claims.iter().any(|claim| claim.kind == kind && claim.span.overlaps(span));
        let doubt = if claimed(ClaimKind::Evaluation) {
            Some(Doubt::Evaluation)
        } else if claimed(ClaimKind::Hedge) {
            Some(Doubt::Hedge)
        } else {
            telling.doubt
        };
        let place = place::of_clause(scene, clause);
        let agent = telling.agent.or_else(|| place::actor(scene, clause));
        Some(Happening { time, span, what, carried: telling.carried, doubt, place, agent, rule })
    }

    /// `1861 — отмена крепостного права`, `12 мая: завод пущен`: what stands after a time that stands alone.
    fn heading(&self) -> Option<Telling> {
        let Read { scene, segments, home, date, .. } = *self;
        let segment = &segments[home];
        let alone = (segment.from..segment.to).all(|at| (date.from..date.to).contains(&at));
        let next = segments.get(home + 1).filter(|_| alone)?;
        if segment.seam != super::clause::Seam::Hard || next.seam == super::clause::Seam::Comma {
            return None;
        }
        let clause = clause(scene, segments, home + 1, &|segment| self.has_other(segment));
        let noun = super::phrase::noun_phrase(scene, next.from, next.to);
        let nominal = noun.is_some_and(|noun| {
            let traits = scene.words.traits(noun.head);
            traits.has(Traits::NOUN.and(Traits::NOMINATIVE)) || scene.words.is_capital(noun.head)
        });
        (nominal || clause.is_told(scene)).then(|| Telling::of(clause, date))
    }

    fn has_other(&self, segment: &Segment) -> bool {
        self.others.iter().any(|other| (segment.from..segment.to).contains(&(other.to - 1)))
    }

    /// The clause in which the time stands.
    fn clause(&self) -> Option<Telling> {
        let Read { scene, beside, segments, home, date, .. } = *self;
        let words = &scene.words;
        let mut clause = clause(scene, segments, home, &|segment| {
            self.has_other(segment) && !(segment.from..segment.to).contains(&date.from)
        });
        self.cut_at_others(&mut clause);
        // `По данным музея, …`: the source is told beside the event.
        for source in beside.claims.iter().filter(|claim| claim.kind == ClaimKind::Attribution) {
            let end = words.at(source.span.end.saturating_sub(1)) + 1;
            let piece = clause.pieces.first_mut().filter(|piece| words.at(source.span.start) == piece.0);
            if let Some(piece) = piece.filter(|piece| words.is_mark(end, ',') && end < piece.1) {
                piece.0 = end + 1;
            }
        }
        // `«В 1945 году мы победили», — говорил он`: what was said is told, not that it was.
        let start = clause.start();
        let spoken = closing(scene, start).filter(|&close| close > date.to && words.get(start) != "(");
        if let Some(close) = spoken.filter(|&close| (start..close).any(|at| is_predicate(scene, at))) {
            clause.pieces = vec![(start + 1, close)];
        }
        let words_of = |asked: &[&str]| clause.tokens().any(|at| asked.contains(&words.word(at)));
        // What would be, or is asked, did not happen; a gerund is not what the time is of.
        let gerund = !segments[home].finite
            && (segments[home].from..date.from)
                .any(|at| words.traits(at).has(Traits::GERUND) && at < segments[home].from + 2);
        if !clause.is_told(scene) || words_of(&["если", "чтобы", "бы", "ли"]) || gerund || self.is_state(&clause)
        {
            return None;
        }
        let mut telling = meant::relative(scene, clause, date, beside.before)?;
        telling.doubt = telling.doubt.or_else(|| spoken.map(|_| Doubt::Quoted));
        Some(telling)
    }

    /// `Доля известна на 12 мая`, `район ещё был занят`, `дороги ещё не было`: how things stood at a time, which nothing made so
    /// then. What is so from a day on begins with it: `с 1 мая проезд бесплатен`.
    fn is_state(&self, clause: &Clause) -> bool {
        let words = &self.scene.words;
        let is_since = (self.date.from..self.date.to).any(|at| words.word(at) == "с");
        let was = |at: usize| matches!(words.word(at), "был" | "была" | "было" | "были");
        let still = |at: usize| {
            let is_denied = words.word(at + 1) == "не";
            let next = at + 1 + usize::from(is_denied);
            words.word(at) == "еще" && (was(next) || is_denied && is_predicate(self.scene, next))
        };
        let has_predicate = clause.tokens().any(|at| is_predicate(self.scene, at));
        !has_predicate && !is_since || clause.tokens().any(still)
    }

    /// `заложен в 1929 году и открыт в 1932 году`: of two predicates with a time each the one that is the time's.
    fn cut_at_others(&self, clause: &mut Clause) {
        let Read { scene, date, .. } = *self;
        let words = &scene.words;
        let is_seam = |at: usize| matches!(words.get(at), "," | "и" | "а") && scene.role(at) == Role::Plain;
        let told = |from: usize, to: usize| (from..to).any(|at| is_predicate(scene, at));
        for other in self.others {
            let Some(piece) = clause.pieces.iter_mut().find(|piece| (piece.0..piece.1).contains(&date.from)) else {
                return;
            };
            if (date.to..piece.1).contains(&other.from) {
                let seam = (date.to..other.from).rev().find(|&at| is_seam(at));
                if let Some(seam) = seam.filter(|&seam| told(piece.0, seam) && told(seam, piece.1)) {
                    piece.1 = seam;
                    clause.pieces.retain(|piece| piece.0 < seam);
                }
            } else if (piece.0..date.from).contains(&other.from) {
                let seam = (other.to..date.from).rev().find(|&at| is_seam(at));
                if let Some(seam) = seam.filter(|&seam| told(seam, piece.1) && told(piece.0, seam)) {
                    piece.0 = seam + 1;
                    clause.pieces.retain(|piece| piece.1 > seam);
                }
            }
        }
    }
}

/// Of each token whether it stands in brackets.
fn bracketed(scene: &Scene) -> Vec<bool> {
    let mut inside = vec![false; scene.words.len()];
    let mut at = 0;
    while at < inside.len() {
        let open = matches!(scene.words.get(at), "(" | "[");
        let end = if open { closing(scene, at).unwrap_or(at) } else { at };
        inside[at..=end].iter_mut().for_each(|token| *token = open);
        at = end + 1;
    }
    inside
}

/// Whether a time says when something happened, by itself and by the words before it.
fn tells_when(scene: &Scene, time: &TimeMention) -> bool {
    const LIMITS: &[&str] = &["после", "до", "позднее", "позже", "ранее", "раньше", "против", "чем", "нежели", "между"];
    // What a longer time without a preposition of its own may stand after.
    const OF_TIMES: &[&str] =
        &["течение", "протяжении", "период", "весь", "около", "примерно", "весной", "летом", "осенью", "зимой"];
    let words = &scene.words;
    let at = words.at(time.span.start);
    let before = at.checked_sub(1).map_or("", |before| words.word(before));
    if !is_happening_grain(&time.when) || !is_said(scene, time) {
        return false;
    }
    if LIMITS.contains(&before)
        || super::period::is_compared(scene, at)
        || words.get(at + 1) == "(" && time.rule == "month_adjective"
    {
        return false;
    }
    if is_day(&time.when) {
        return true;
    }
    let led = words.is_preposition(at);
    let noun = |index: usize| scene.is_nominal(index) && words.traits(index).has(Traits::NOUN);
    if led {
        // `план за 1944 год`
        return !(words.word(at) == "за" && at > 0 && noun(at - 1) && (at == 1 || !words.is_capital(at - 1)));
    }
    let season = matches!(words.word(at), "весной" | "летом" | "осенью" | "зимой");
    let joined = before == "и" && at > 1 && scene.role(at - 2) == Role::Time;
    season || joined || OF_TIMES.contains(&before) || at == 0 || !words.is_word(at - 1)
}

pub fn is_day(when: &When) -> bool {
    matches!(when, When::On(date) if matches!(date.grain(), Grain::Day { .. }))
}

/// Of a day, a month, a season, a piece of a year, a year, or a range of such: what is longer tells no happening.
fn is_happening_grain(when: &When) -> bool {
    let short =
        |date: crate::extract::Date| !matches!(date.grain(), Grain::Decade | Grain::Century | Grain::Millennium);
    let known = |date: crate::extract::Date| date.year().is_some();
    match when {
        When::On(date) => short(*date) && known(*date),
        When::Between(..) => [when.first(), when.last()].into_iter().flatten().all(|date| short(date) && known(date)),
    }
}

/// Whether the words name a time: a figure, a month, a season; not `к этому времени`.
fn is_said(scene: &Scene, time: &TimeMention) -> bool {
    let words = &scene.words;
    let (from, to) = (words.at(time.span.start), words.at(time.span.end.saturating_sub(1)) + 1);
    let named = |at: usize| {
        let word = words.word(at);
        ["весн", "летом", "осен", "зим"].iter().any(|stem| word.starts_with(stem))
            || crate::extract::time::is_month(word)
    };
    !matches!(time.rule.as_ref(), "same_time" | "same_stretch" | "month_adjective")
        && (from..to).any(|at| words.is_digits(at) || named(at))
}

/// The tokens of a time with the words that lead it and lead nothing without it.
fn dated(scene: &Scene, time: &TimeMention) -> Dated {
    const LEADS: &[&str] = &[
        "от",
        "на",
        "с",
        "к",
        "по",
        "за",
        "в",
        "около",
        "примерно",
        "приблизительно",
        "еще",
        "уже",
        "лишь",
        "только",
        "именно",
        "начиная",
        "весь",
        "накануне",
    ];
    const NOUNS: &[&str] = &["течение", "период", "ночь", "промежуток", "протяжении", "состоянию"];
    let words = &scene.words;
    let (mut from, mut to) = (words.at(time.span.start), words.at(time.span.end.saturating_sub(1)) + 1);
    while from > 0 {
        let word = words.word(from - 1);
        if LEADS.contains(&word) && scene.role(from - 1) != Role::Number {
            from -= 1;
        } else if NOUNS.contains(&word) && from > 1 && matches!(words.word(from - 2), "в" | "на" | "за" | "по") {
            from -= 2;
        } else if from > 2
            && words.is_mark(from - 1, ',')
            && is_sooner(words.word(from - 2))
            && scene.is_finite(from - 3)
        {
            // `вышло раньше, 21 июня`: when that was, the date says.
            from -= 2;
        } else if from > 1 && matches!(words.get(from - 1), "и" | "," | "—") && scene.role(from - 2) == Role::Time {
            from -= 1;
            while from > 0 && scene.role(from - 1) == Role::Time {
                from -= 1;
            }
        } else {
            break;
        }
    }
    while matches!(words.get(to), "и" | "—") && scene.role(to + 1) == Role::Time {
        to += 1;
        while scene.role(to) == Role::Time {
            to += 1;
        }
    }
    if words.word(to) == "включительно" {
        to += 1;
    }
    Dated { from, to }
}

fn is_sooner(word: &str) -> bool {
    matches!(word, "раньше" | "ранее" | "позже" | "позднее")
}

/// The words of tokens, what stands between two runs of them made one space.
pub fn text_of(scene: &Scene, tokens: &[usize]) -> String {
    let mut text = String::new();
    for run in tokens.chunk_by(|one, next| one + 1 == *next) {
        let words = plain(scene.words.span(run[0], run[run.len() - 1] + 1).of(scene.words.text));
        if text.is_empty() || words.starts_with([',', '.', ';', ':']) {
            let kept = if words.starts_with(',') { text.trim_end_matches(',').len() } else { text.len() };
            text.truncate(kept);
            text.push_str(&words);
        } else {
            text.push(' ');
            text.push_str(&words);
        }
    }
    text
}
