//! Facts and relations → [`Card`]s; a file a kind of card, `lint` for the rules of good cards.

pub mod answer;
mod choice;
mod clause;
mod cloze;
mod context;
mod date;
mod distractor;
mod grammar;
pub mod lint;
#[cfg(test)]
pub(crate) mod tests;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::extract::Amount;
use crate::fact::{Fact, FactId, id::digest};
use crate::lexicon::fold;
use crate::order;
use crate::relate::Relation;
use crate::segment::Sentence;
use crate::span::Span;
use cloze::{Hidden, Prompt, Source};
use context::Context;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    pub id: CardId,
    pub kind: CardKind,
    /// In the language of the source; stands alone.
    pub prompt: Vec<Piece>,
    /// Empty for kinds without any; exactly one is correct in a choice.
    pub options: Vec<Choice>,
    pub answer: Answer,
    /// The words of the text that prove the answer, one sentence or two, and in them those that are the answer.
    pub evidence: Vec<Proof>,
    pub facts: Vec<FactId>,
    /// What a learner needs most has the greatest weight, from 0 to 1.
    pub weight: f64,
    /// Cards of one group are not shown in one session.
    pub siblings: Option<String>,
    /// How the answer follows from `facts`, where it does not stand in the text.
    pub derivation: Option<Derivation>,
}

/// How an answer is reckoned from the two facts of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Derivation {
    /// The second amount over the first, of one measure at two times.
    Ratio,
    /// The second amount as a part of the first, in per cent.
    Share,
}

/// Hashes the fact ids, what is hidden and the generated kind; a later wording or form is an event on that id.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CardId(pub String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardKind {
    /// The words of the text with a blank, to be filled in one's head.
    Cloze,
    /// A blank with options.
    Choice,
    /// A question to be answered in one's head.
    Question,
    /// A question or a blank, the answer to be typed.
    Typed,
    /// A blank for which a range is given, and how sure one is.
    Estimate,
    /// Happenings to be put in the order of their times; the options stand in the right order.
    Ordering,
    /// Whether something rose or fell, and how far.
    Trend,
    /// A share of a whole, drawn as a bar.
    Share,
    /// A term from its meaning, or its meaning from the term.
    Definition,
    /// What kind of statement a sentence is; discussed, not graded.
    Criticism,
}

impl CardKind {
    pub const ALL: [CardKind; 10] = [
        CardKind::Cloze,
        CardKind::Choice,
        CardKind::Question,
        CardKind::Typed,
        CardKind::Estimate,
        CardKind::Ordering,
        CardKind::Trend,
        CardKind::Share,
        CardKind::Definition,
        CardKind::Criticism,
    ];
}

/// What a sentence is to a reader who checks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// It can be looked up: a date, an exact figure.
    Checkable,
    /// A figure that the text itself does not give exactly.
    Approximate,
    /// Somebody else's word, to whom the text gives it.
    Attributed,
    /// What the author thinks of it.
    Evaluation,
}

/// A piece of a prompt. The blank is as wide whatever it hides.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    Text(String),
    Blank,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub text: String,
    pub correct: bool,
    /// Why a wrong option is wrong; `None` for the right one.
    pub reason: Option<Reason>,
}

/// What a distractor is; shown as feedback, worded at the edge in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The same measure at another time, which is named in the words of the text.
    OtherTime(String),
    /// The same measure of something else, which is named in the words of the text.
    OtherSubject(String),
    /// A part for the whole, or the whole for a part.
    PartOrWhole(String),
    DigitsSwapped,
    WrongMagnitude,
    OtherYear,
    /// The day of something else in the text.
    OtherDay,
    /// Up for down, or down for up.
    OtherDirection,
    /// In the right direction, too far or not far enough.
    OtherFactor,
    /// What the sentence would be if the option were right.
    OtherStance(Stance),
    /// Of an item to be put in order: when it was.
    When(String),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    pub text: String,
    pub value: Option<Amount>,
    /// Other ways of writing it that are right.
    pub accepts: Vec<String>,
    /// How far from `value` is still right; `None` where the answer is not a number.
    pub tolerance: Option<Amount>,
    /// The first and the last year that the answer takes in, where it is a year, a decade or a century; 0 is 1 BC.
    pub years: Option<(i32, i32)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    pub sentence: Span,
    pub answer: Span,
}

impl CardId {
    /// `hidden` names what the card asks for (`value`, `period`), in one word that never changes.
    pub fn of(facts: &[FactId], hidden: &str, kind: &str) -> Self {
        let parts: Vec<&str> = facts.iter().map(|id| id.0.as_str()).chain([hidden, kind]).collect();
        CardId(digest("card", &parts))
    }
}

/// At most that many cards ask for the same fact.
const MOST_FORMS: usize = 3;

/// Every card that the facts can carry, heaviest first; the same input and seed give the same bytes.
pub fn generate(
    document: &Document,
    sentences: &[Sentence],
    facts: &[Fact],
    relations: &[Relation],
    seed: u64,
) -> Vec<Card> {
    let text = document.text.as_str();
    let folded = fold(text);
    let context = Context::of(facts, relations);
    let mut cards: Vec<(usize, Card)> = Vec::new();
    for (index, fact) in facts.iter().enumerate() {
        let Some(sentence) = sentences.get(fact.sentence) else { continue };
        let before = fact.sentence.checked_sub(1).and_then(|before| sentences.get(before));
        let before = before.filter(|before| before.block == sentence.block);
        let maker = Maker { text, folded: &folded, context: &context, before, sentence, fact, index, seed };
        let made = maker.quantity().into_iter().chain(maker.date()).take(MOST_FORMS);
        cards.extend(made.map(|card| (index, card)));
    }
    without_ambiguous(&mut cards);
    // Equal weights keep the order of the text.
    order::by(&mut cards, |a, b| b.1.weight.total_cmp(&a.1.weight).then(a.0.cmp(&b.0)));
    cards.into_iter().map(|(_, card)| card).collect()
}

/// What the cards of one fact are made from.
struct Maker<'a> {
    text: &'a str,
    folded: &'a str,
    context: &'a Context<'a>,
    before: Option<&'a Sentence>,
    sentence: &'a Sentence,
    fact: &'a Fact,
    index: usize,
    seed: u64,
}

impl Maker<'_> {
    /// Cards that ask how much.
    fn quantity(&self) -> Vec<Card> {
        let made = || {
            let quantity = self.fact.quantity()?;
            let hidden = cloze::hidden(self.text, self.fact, quantity)?;
            let prompt = self.prompt(&hidden)?;
            let answer = cloze::answer(self.text, self.fact, quantity, &hidden);
            let options = self.context.key(self.index, quantity, &hidden, &prompt.pieces).and_then(|key| {
                let distractors = key.distractors(&self.context.others(self.index));
                choice::options((key.shown, &hidden.text), distractors, self.draw("place"))
            });
            Some(self.forms("value", prompt, hidden.span, answer, options, self.context.weight(self.index)))
        };
        made().unwrap_or_default()
    }

    /// Cards that ask when.
    fn date(&self) -> Vec<Card> {
        let made = || {
            let period = self.fact.period.as_ref()?;
            let asked = self.context.calendar.asks(self.fact)?;
            let hidden =
                date::hidden(self.text, period, asked).filter(|hidden| self.sentence.span.contains(hidden.span))?;
            let prompt = self.prompt(&hidden)?;
            let visible = numbers_of(&prompt.pieces);
            let options = self.context.calendar.options(asked, period, &visible)?;
            let answer = date::answer(asked, &hidden);
            // Of the two forms that ask when, the one with options: the years of a text are easily confused.
            let mut forms =
                self.forms("period", prompt, hidden.span, answer, Some(options), self.context.weight(self.index) * 0.8);
            forms.retain(|card| card.kind == CardKind::Choice);
            Some(forms)
        };
        made().unwrap_or_default()
    }

    fn prompt(&self, hidden: &Hidden) -> Option<Prompt> {
        let Maker { text, folded, before, sentence, fact, .. } = *self;
        Source { text, folded, before, sentence, fact, hidden }.prompt()
    }

    /// A number that is the same for the same fact and seed, and else anything.
    fn draw(&self, what: &str) -> usize {
        let drawn = digest("draw", &[&self.fact.id.0, what, &self.seed.to_string()]);
        drawn.get(..6).and_then(|digits| usize::from_str_radix(digits, 16).ok()).unwrap_or(0)
    }

    /// One prompt as a cloze and, where there are options, as a choice. Which of the two is met first is drawn for each fact,
    /// so that a short deck has both kinds.
    fn forms(
        &self,
        hides: &str,
        prompt: Prompt,
        answer_span: Span,
        answer: Answer,
        options: Option<Vec<Choice>>,
        weight: f64,
    ) -> Vec<Card> {
        let choice_first = options.is_some() && self.draw("form").is_multiple_of(2);
        let card = |kind: CardKind, name: &str, options: Vec<Choice>, first: bool| Card {
            id: CardId::of(std::slice::from_ref(&self.fact.id), hides, name),
            kind,
            prompt: prompt.pieces.clone(),
            options,
            answer: answer.clone(),
            evidence: vec![Proof { sentence: prompt.evidence, answer: answer_span }],
            facts: vec![self.fact.id.clone()],
            weight: hundredths(weight * if first { 1.0 } else { 0.75 }),
            siblings: Some(self.context.group(self.index)),
            derivation: None,
        };
        let cloze = card(CardKind::Cloze, "cloze", Vec::new(), !choice_first);
        let choice = options.map(|options| card(CardKind::Choice, "choice", options, choice_first));
        std::iter::once(cloze).chain(choice).collect()
    }
}

/// Two places are enough for an order, and print alike everywhere.
fn hundredths(weight: f64) -> f64 {
    (weight * 100.0).round() / 100.0
}

fn numbers_of(pieces: &[Piece]) -> Vec<Decimal> {
    let texts =
        pieces.iter().filter_map(|piece| if let Piece::Text(text) = piece { Some(text.as_str()) } else { None });
    texts.flat_map(|text| cloze::numbers(text).collect::<Vec<_>>()).collect()
}

/// Drops cards of different facts that ask the same in the same words: with different answers none can be answered, with the
/// same answer one is enough.
fn without_ambiguous(cards: &mut Vec<(usize, Card)>) {
    fn key(card: &Card) -> (&[Piece], CardKind) {
        (&card.prompt, card.kind)
    }
    let mut order: Vec<usize> = (0..cards.len()).collect();
    order::by(&mut order, |&a, &b| key(&cards[a].1).cmp(&key(&cards[b].1)).then(a.cmp(&b)));
    let mut keep = vec![true; cards.len()];
    for group in order.chunk_by(|&a, &b| key(&cards[a].1) == key(&cards[b].1)).filter(|group| group.len() > 1) {
        let same = group.iter().all(|&index| cards[index].1.answer.text == cards[group[0]].1.answer.text);
        for &index in &group[usize::from(same)..] {
            keep[index] = false;
        }
    }
    let mut keep = keep.into_iter();
    cards.retain(|_| keep.next().unwrap_or(true));
}

/// The heaviest of `cards` at about one card for fifty words of the text.
pub fn default_deck(cards: &[Card], words: usize) -> &[Card] {
    &cards[..cards.len().min(words.div_ceil(50))]
}
