//! A sentence as the joining of facts reads it: its words, and what of them is a time, a number or a place.

use super::lemmas::Lemmas;
use super::place::is_where;
use crate::extract::number::context::bound_len;
use crate::extract::{EntityKind, EntityMention, Measure, QuantityMention, TimeMention, Words};
use crate::lexicon::ru::traits::Traits;
use crate::lexicon::ru::when;
use crate::span::Span;

/// What a token belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Plain,
    Time,
    Number,
    Place,
}

/// A number in its sentence, as tokens.
#[derive(Clone, Copy)]
pub struct Slot<'a> {
    pub quantity: &'a QuantityMention,
    /// Its first token, and the token after its last.
    pub from: usize,
    pub to: usize,
    /// The first token of what bounds it (`около`).
    pub lead: usize,
}

pub struct Scene<'a> {
    pub words: Words<'a>,
    pub lemmas: &'a Lemmas,
    pub roles: Vec<Role>,
    pub slots: Vec<Slot<'a>>,
    pub times: &'a [TimeMention],
    pub entities: &'a [EntityMention],
    pub places: Vec<&'a EntityMention>,
    /// Words that may be verbs and are the only ones of their clause: `В город прибыли 40 врачей`, `когда пала монархия`.
    verbs: Vec<usize>,
}

impl Slot<'_> {
    /// The noun of a quality before the number: `трубопровод длиной 450 километров`. No time limits a quality.
    pub fn dimension(&self, scene: &Scene) -> Option<usize> {
        const STEMS: &[&str] = &[
            "длин",
            "ширин",
            "высот",
            "глубин",
            "толщин",
            "протяженност",
            "площад",
            "диаметр",
            "калибр",
            "вес",
            "масс",
            "мощност",
            "емкост",
            "вместимост",
            "грузоподъемност",
            "водоизмещени",
            "объем",
        ];
        let words = &scene.words;
        let quality =
            |at: &usize| words.is_instrumental(*at) && STEMS.iter().any(|stem| words.word(*at).starts_with(stem));
        let physical = self.quantity.measure == Measure::Physical;
        (1..=2).filter_map(|back| self.lead.checked_sub(back)).find(quality).filter(|_| physical)
    }
}

impl<'a> Scene<'a> {
    pub fn of(
        words: Words<'a>,
        lemmas: &'a Lemmas,
        quantities: &'a [QuantityMention],
        times: &'a [TimeMention],
        entities: &'a [EntityMention],
    ) -> Self {
        let mut roles = vec![Role::Plain; words.len()];
        let mut mark = |span: Span, role: Role| {
            let mut index = words.at(span.start);
            while words.tokens.get(index).is_some_and(|token| token.span.start < span.end) {
                roles[index] = role;
                index += 1;
            }
        };
        entities
            .iter()
            .filter(|entity| entity.kind == EntityKind::Place)
            .for_each(|place| mark(place.span, Role::Place));
        let places = entities.iter().filter(|entity| is_where(&words, entity)).collect();
        times.iter().for_each(|time| mark(time.span, Role::Time));
        quantities.iter().for_each(|quantity| mark(quantity.span, Role::Number));
        let slots = quantities
            .iter()
            .map(|quantity| {
                let from = words.at(quantity.span.start);
                let to = words.at(quantity.span.end.saturating_sub(1)) + 1;
                Slot { quantity, from, to, lead: from - bound_len(&words, from) }
            })
            .collect();
        let plain = |index: usize| roles[index] == Role::Plain && !words.is_capital(index);
        let verb_of = |from: usize, to: usize| {
            let has_verb = (from..to).any(|index| plain(index) && words.is_finite(index));
            let may_be_verb = |index: &usize| plain(*index) && words.traits(*index).has(Traits::MAY_BE_FINITE);
            (from..to).find(may_be_verb).filter(|_| !has_verb)
        };
        let mut verbs: Vec<usize> = verb_of(0, words.len()).into_iter().collect();
        if verbs.is_empty() {
            let opens = |index: usize| {
                matches!(words.word(index), "когда" | "если" | "где" | "что" | "чтобы" | "хотя" | "пока")
                    && (index == 0 || words.is_mark(index - 1, ','))
            };
            let comma =
                |from: usize| (from..words.len()).find(|&index| words.is_mark(index, ',')).unwrap_or(words.len());
            verbs = (0..words.len())
                .filter(|&index| opens(index))
                .filter_map(|index| verb_of(index, comma(index)))
                .collect();
        }
        Scene { words, lemmas, roles, slots, times, entities, places, verbs }
    }

    pub fn role(&self, index: usize) -> Role {
        self.roles.get(index).copied().unwrap_or(Role::Plain)
    }

    /// Whether a time may be that of a number: it stands in no brackets that hold another number and not this one.
    pub fn shares_bracket(&self, time: &TimeMention, slot: &Slot) -> bool {
        const REACH: usize = 12;
        let words = &self.words;
        let (from, to) = (words.at(time.span.start), words.at(time.span.end));
        let is_bracket = |at: &usize| words.is_mark(*at, '(') || words.is_mark(*at, ')');
        let open = (0..from).rev().take(REACH).find(is_bracket).filter(|&at| words.is_mark(at, '('));
        let close = (to..words.len()).take(REACH).find(is_bracket).filter(|&at| words.is_mark(at, ')'));
        let Some((open, close)) = open.zip(close) else { return true };
        let with_number = (open..close).any(|at| self.role(at) == Role::Number);
        !with_number || (open..close).contains(&slot.from)
    }

    /// A verb in a personal form or a short participle.
    pub fn is_finite(&self, index: usize) -> bool {
        self.words.is_finite(index) || self.verbs.contains(&index)
    }

    /// A word that can belong to a noun phrase: no number or time, no verb, preposition, particle or pronoun.
    pub fn is_nominal(&self, index: usize) -> bool {
        let function = Traits::PREPOSITION.and(Traits::PARTICLE).and(Traits::PRONOUN);
        self.words.is_word(index)
            && matches!(self.role(index), Role::Plain | Role::Place)
            && !self.words.traits(index).any(function)
            && !self.is_letter(index)
            && !when::is_adverb(self.words.word(index))
            && !self.is_ago(index)
            && !self.is_gerund(index)
            && (!self.is_finite(index) || index > 0 && self.words.is_capital(index))
    }

    /// `б) рост`, `ж.-д. станции`: a letter that marks an item or is all that is written of a word.
    fn is_letter(&self, index: usize) -> bool {
        let mark = self.words.get(index + 1);
        let glued = !self.words.space_before(index + 1) && self.words.get(index).len() == 2;
        glued && (mark == "." && !self.words.is_capital(index) || mark == ")" && index == 0)
    }

    /// `годом ранее`, `месяц назад`: when, and nothing that is counted.
    fn is_ago(&self, index: usize) -> bool {
        const SPANS: &[&str] = &["год", "месяц", "недел", "квартал", "день", "дн", "лет"];
        let next =
            || matches!(self.words.word(index + 1), "ранее" | "раньше" | "назад" | "позже" | "позднее" | "спустя");
        SPANS.iter().any(|stem| self.words.word(index).starts_with(stem)) && next()
    }

    /// `учитывая`, `включив`: a verb that hangs on another.
    fn is_gerund(&self, index: usize) -> bool {
        let traits = self.words.traits(index);
        traits.has(Traits::GERUND) && !traits.any(Traits::NOUN.and(Traits::ATTRIBUTE))
    }

    /// The text of the tokens `from..to`, white space made plain.
    pub fn text(&self, from: usize, to: usize) -> String {
        plain(self.words.span(from, to).of(self.words.text))
    }

    /// A dash between words: what an ellipsis leaves, not a hyphen or a range.
    pub fn is_dash(&self, index: usize) -> bool {
        self.words.is_dash(index) && self.words.space_before(index) && self.words.space_before(index + 1)
    }
}

/// White space of any kind and length is one space.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    plain
}
