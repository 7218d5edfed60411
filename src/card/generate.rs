//! Every card that a text can carry, heaviest first.

use std::cell::OnceCell;

use super::cloze::{self, Hidden, Prompt, Source};
use super::context::{Context, confusable};
use super::criticism::{self, Told as Statements};
use super::happening::{Asked, Happening, accepts_itself, begins_with_a_name};
use super::lexis::Lexis;
use super::question::{Hole, Order, Told, uncapital};
use super::standing::{is_of_any, lacks_subject, orders, supposes};
use super::trend::{self, Ends};
use super::trust::Judge;
use super::{Answer, Card, CardId, CardKind, Choice, MOST_FORMS, Piece, Proof};
use super::{choice, date, definition, ordering};
use crate::document::Document;
use crate::extract::{Amount, Bound, ClaimKind, ClaimMention, EntityMention, Measure, Mentions};
use crate::fact::{Fact, FactId, FactKind, Quantity, id::digest};
use crate::lexicon::fold;
use crate::lexicon::ru::form;
use crate::lexicon::ru::traits::Traits;
use crate::order;
use crate::relate::{Relation, RelationKind};
use crate::segment::{Segmentation, Sentence, token};
use crate::span::Span;

/// What cards are made from: a text as it was read, and what was found in it.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    pub document: &'a Document,
    pub segmentation: &'a Segmentation<'a>,
    pub mentions: &'a Mentions,
    pub facts: &'a [Fact],
    pub relations: &'a [Relation],
}

/// Every card that the facts can carry, heaviest first; the same input and seed give the same bytes.
pub fn generate(material: &Material, seed: u64) -> Vec<Card> {
    let Material { document, segmentation, mentions, facts, relations } = *material;
    let sentences = &segmentation.sentences[..];
    let context = Context::of(facts, relations);
    let lexis = Lexis::new(segmentation.morphology);
    let draw = |parts: &[&str]| drawn(parts, seed);
    // What is only supposed is asked by no card, and what asks the reader tells nothing. Most sentences are never asked about.
    let supposed: Vec<OnceCell<bool>> = sentences.iter().map(|_| OnceCell::new()).collect();
    let is_supposed = |index: usize| {
        let (Some(sentence), Some(supposed)) = (sentences.get(index), supposed.get(index)) else { return false };
        let folded = &segmentation.folded;
        *supposed.get_or_init(|| supposes(folded, &sentence.tokens) || orders(folded, &sentence.tokens, &lexis))
    };
    let mut cards: Vec<(usize, Card)> = Vec::new();
    for (index, fact) in facts.iter().enumerate().filter(|(_, fact)| !is_supposed(fact.sentence)) {
        let Some(sentence) = sentences.get(fact.sentence) else { continue };
        let before = fact.sentence.checked_sub(1).and_then(|before| sentences.get(before));
        let before = before.filter(|before| before.block == sentence.block);
        let entities = names_of(&mentions.entities, fact.sentence);
        let maker = Maker { material, context: &context, lexis: &lexis, before, sentence, entities, fact, index, seed };
        cards.extend(maker.cards().into_iter().map(|card| (index, card)));
    }
    let group = |fact: &Fact| context.index(&fact.id).map_or_else(|| fact.id.0.clone(), |index| context.group(index));
    let ends = relations.iter().filter(|relation| relation.kind == RelationKind::Series);
    for relation in ends {
        let fact = |id: Option<&FactId>| context.index(id?);
        let (Some(first), Some(last)) = (fact(relation.facts.first()), fact(relation.facts.last())) else { continue };
        let (one, other) = (&facts[first], &facts[last]);
        if is_supposed(one.sentence) || is_supposed(other.sentence) {
            continue;
        }
        let (Some(a), Some(b)) = (sentences.get(one.sentence), sentences.get(other.sentence)) else { continue };
        let ends = Ends { first: one, last: other, sentences: (a, b) };
        let weight = hundredths(context.weight(last) * 0.95);
        let made = trend::card(&ends, &lexis, draw(&[&relation.id.0, "trend"]), weight, group(one));
        cards.extend(made.map(|card| (last, card)));
    }
    let told: Vec<&Fact> =
        facts.iter().filter(|fact| !is_supposed(fact.sentence) && !is_judged(fact, &mentions.claims)).collect();
    let position = |card: &Card| card.facts.first().and_then(|id| context.index(id)).unwrap_or(facts.len());
    cards.extend(
        ordering::cards(&document.text, sentences, &told, &lexis, group)
            .into_iter()
            .map(|card| (position(&card), card)),
    );
    let statements = Statements {
        text: &document.text,
        sentences,
        facts,
        claims: &mentions.claims,
        group: &group,
        is_supposed: &is_supposed,
        lacks_subject: &|tokens| lacks_subject(&document.text, &segmentation.folded, tokens, &lexis, false),
    };
    let discussed = criticism::cards(&statements, |id| draw(&[id, "stance"]));
    cards.extend(discussed.into_iter().map(|card| (facts.len(), card)));
    without_ambiguous(&mut cards);
    let judge = Judge::new(material, &lexis);
    for (_, card) in &mut cards {
        card.trusted = judge.trusts(card, |id| context.index(id).map(|index| &facts[index]));
    }
    if lexis.morphology.knows_words() {
        few_of_a_sentence(&mut cards);
    }
    // Those that can be trusted, then the others. Equal weights keep the order of the text.
    order::by(&mut cards, |a, b| {
        b.1.trusted.cmp(&a.1.trusted).then(b.1.weight.total_cmp(&a.1.weight)).then(a.0.cmp(&b.0))
    });
    cards.into_iter().map(|(_, card)| card).collect()
}

/// A number that is the same for the same parts and seed, and else anything.
fn drawn(parts: &[&str], seed: u64) -> usize {
    let seed = seed.to_string();
    let parts: Vec<&str> = parts.iter().copied().chain([seed.as_str()]).collect();
    let drawn = digest("draw", &parts);
    drawn.get(..6).and_then(|digits| usize::from_str_radix(digits, 16).ok()).unwrap_or(0)
}

/// Whether the words of an event hold an evaluation.
fn is_judged(fact: &Fact, claims: &[ClaimMention]) -> bool {
    let first = claims.partition_point(|claim| claim.sentence < fact.sentence);
    let own = claims[first..].iter().take_while(|claim| claim.sentence == fact.sentence);
    matches!(fact.kind, FactKind::Event { .. })
        && own.into_iter().any(|claim| claim.kind == ClaimKind::Evaluation && claim.span.overlaps(fact.span))
}

/// The names of a sentence.
fn names_of(entities: &[EntityMention], sentence: usize) -> &[EntityMention] {
    let from = entities.partition_point(|entity| entity.sentence < sentence);
    let to = entities.partition_point(|entity| entity.sentence <= sentence);
    &entities[from..to]
}

/// What the cards of one fact are made from.
struct Maker<'a> {
    material: &'a Material<'a>,
    context: &'a Context<'a>,
    lexis: &'a Lexis<'a>,
    before: Option<&'a Sentence>,
    sentence: &'a Sentence,
    entities: &'a [EntityMention],
    fact: &'a Fact,
    index: usize,
    seed: u64,
}

/// A card before it has its place among the forms of its fact.
struct Form {
    hides: &'static str,
    kind: CardKind,
    prompt: Vec<Piece>,
    options: Vec<Choice>,
    answer: Answer,
    proof: Proof,
    /// Against the weight of the fact.
    share: f64,
}

impl From<Asked> for Form {
    fn from(asked: Asked) -> Form {
        let Asked { hides, kind, question, answer, proof, share } = asked;
        Form { hides, kind, prompt: vec![Piece::Text(question)], options: Vec::new(), answer, proof, share }
    }
}

impl Maker<'_> {
    /// At most three cards. Which they are hangs on the fact alone; which of them is met first is drawn for each fact, so that a
    /// short deck has all kinds.
    fn cards(&self) -> Vec<Card> {
        let text = &self.material.document.text;
        let mut forms = self.quantity();
        let Maker { fact, sentence, entities, lexis, .. } = *self;
        if !self.is_judged() {
            let happening = Happening { text, fact, sentence, entities, lexis };
            forms.extend(happening.asked().into_iter().map(Form::from));
            forms.extend(self.date());
        }
        forms.extend(definition::asked(text, fact, sentence, lexis).into_iter().map(Form::from));
        // One that goes is not always the last: each kind has its turn.
        while forms.len() > MOST_FORMS {
            forms.remove(1 + drawn(&[&self.fact.id.0, "left out"], 0) % (forms.len() - 1));
        }
        let first = self.draw("form") % forms.len().max(1);
        let weight = self.context.weight(self.index);
        let group = self.context.group(self.index);
        let confusable = confusable(self.fact);
        let card = |(place, form): (usize, Form)| Card {
            id: CardId::of(std::slice::from_ref(&self.fact.id), form.hides, form.kind.name()),
            kind: form.kind,
            prompt: form.prompt,
            options: form.options,
            answer: form.answer,
            evidence: vec![form.proof],
            facts: vec![self.fact.id.clone()],
            weight: hundredths(weight * form.share * if place == first { 1.0 } else { 0.75 }),
            siblings: Some(group.clone()),
            confusable: confusable.clone(),
            derivation: None,
            trusted: false,
        };
        forms.into_iter().enumerate().map(card).filter(accepts_itself).collect()
    }

    /// An event that is told with the author's opinion of it is not asked as a fact.
    fn is_judged(&self) -> bool {
        is_judged(self.fact, &self.material.mentions.claims)
    }

    fn lacks_subject(&self, what: &str) -> bool {
        lacks_subject(what, &fold(what), &token::tokens(what, Span::new(0, what.len())), self.lexis, false)
    }

    /// Whether a figure without a time is that of the day on which the text was written: `уже подписались 2000 человек`.
    fn is_of_its_day(&self) -> bool {
        let folded = &self.material.segmentation.folded;
        let mut words = self.sentence.tokens.iter().map(|token| token.span.of(folded));
        self.fact.period.is_none() && words.any(|word| matches!(word, "уже" | "пока" | "сейчас" | "ныне" | "написания"))
    }

    /// Forms that ask how much.
    fn quantity(&self) -> Vec<Form> {
        let made = || {
            let quantity = self.fact.quantity().filter(|_| !self.is_of_its_day())?;
            let hidden = cloze::hidden(&self.material.document.text, self.fact, quantity)?;
            let prompt = self.prompt(&hidden)?;
            Some(self.forms(quantity, &hidden, prompt))
        };
        made().unwrap_or_default()
    }

    fn forms(&self, quantity: &Quantity, hidden: &Hidden, prompt: Prompt) -> Vec<Form> {
        let text = &self.material.document.text;
        let answer = cloze::answer(text, self.fact, quantity, hidden);
        let options = self.context.key(self.index, quantity, hidden, &prompt.pieces).and_then(|key| {
            let distractors = key.distractors(&self.context.others(self.index));
            choice::options((key.shown, &hidden.text), distractors, self.draw("place"))
        });
        let proof = Proof { sentence: prompt.evidence, answer: hidden.span };
        let blank = |kind: CardKind, options: Vec<Choice>| Form {
            hides: "value",
            kind,
            prompt: prompt.pieces.clone(),
            options,
            answer: answer.clone(),
            proof,
            share: 1.0,
        };
        // By the fact, not by the seed: a seed moves cards and makes none.
        let turn = drawn(&[&self.fact.id.0, "kinds"], 0);
        let question = self.question(quantity, hidden, &answer);
        let mut forms = Vec::new();
        forms.push(match question {
            Some(mut form) if !turn.is_multiple_of(3) => {
                form.kind = if turn.is_multiple_of(2) { CardKind::Typed } else { CardKind::Question };
                form
            }
            _ => blank(if turn.is_multiple_of(2) { CardKind::Cloze } else { CardKind::Typed }, Vec::new()),
        });
        forms.extend(options.map(|options| blank(CardKind::Choice, options)));
        if is_share(quantity) && !is_rate(&prompt.pieces) {
            forms.push(blank(CardKind::Share, Vec::new()));
        } else if hidden.shown.is_some() && can_be_estimated(quantity) && (turn / 6).is_multiple_of(2) {
            forms.push(blank(CardKind::Estimate, Vec::new()));
        }
        forms
    }

    /// The clause of the fact turned into a question.
    fn question(&self, quantity: &Quantity, hidden: &Hidden, answer: &Answer) -> Option<Form> {
        let text = &self.material.document.text;
        let Prompt { pieces, .. } = self.prompt_alone(hidden)?;
        let [Piece::Text(before), Piece::Blank, Piece::Text(after)] = &pieces[..] else {
            return self.question_from_start(&pieces, quantity, hidden, answer);
        };
        let (scope, before) = match before.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
            Some((scope, before)) => (vec![scope.to_owned()], before),
            None => (Vec::new(), before.as_str()),
        };
        self.turned(text, &scope, before, after, quantity, hidden, answer)
    }

    fn question_from_start(
        &self,
        pieces: &[Piece],
        quantity: &Quantity,
        hidden: &Hidden,
        answer: &Answer,
    ) -> Option<Form> {
        let [Piece::Blank, Piece::Text(after)] = pieces else { return None };
        self.turned(&self.material.document.text, &[], "", after, quantity, hidden, answer)
    }

    #[expect(clippy::too_many_arguments, reason = "the two halves of a prompt and what fills it")]
    fn turned(
        &self,
        text: &str,
        scope: &[String],
        before: &str,
        after: &str,
        quantity: &Quantity,
        hidden: &Hidden,
        answer: &Answer,
    ) -> Option<Form> {
        let (before, after) = (before.trim_start_matches('…'), after.trim_end_matches('…'));
        // The words after the blank start with what is left of the figure: its multiplier, its unit.
        let rest = text.get(hidden.span.end..self.fact.span.end)?;
        let clause = format!("{before}{}{after}", hidden.text);
        let told = Told::of(&clause, self.lexis)?;
        let told = told.keeping_capital(begins_with_a_name(&clause, self.sentence, self.entities, text));
        let quote = Span::new(before.len(), before.len() + hidden.text.len() + squeezed(rest).len());
        let number: Hole = told.hole(quote)?;
        let counted = told.counted(number)?;
        let words = counted.answer(&told, number).of(&clause);
        let hedged = quantity.bound == Bound::Exact || words.len() > quote.len();
        if !hedged || quantity.bound == Bound::Between {
            return None;
        }
        let evidence = self.sentence.span.of(text);
        // The time is said last, where it can be taken out of the words around the figure.
        let time = self.fact.period.as_ref().and_then(|period| {
            let words = squeezed(period.span.of(text));
            let at = clause.find(words.trim())?;
            let hole = told.hole(Span::new(at, at + words.trim().len()))?;
            // `по состоянию на 1 января`: what it hangs on stays where it is.
            let hangs = hole.from.checked_sub(1).is_some_and(|before| form::is_preposition(told.word(before)));
            (!hangs).then_some((hole, words))
        });
        let asking = counted.asking(&told);
        let moved = time.and_then(|(hole, words)| {
            told.question(scope, &asking, &[counted.hole, hole], &uncapital(words.trim()), evidence, Order::Turned)
        });
        let question = moved.or_else(|| told.question(scope, &asking, &[counted.hole], "", evidence, Order::Turned))?;
        let span = self.hedged_span(text, words)?;
        let shown = uncapital(&span.of(text).split_whitespace().collect::<Vec<_>>().join("\u{a0}"));
        let mut accepts = vec![hidden.text.clone()];
        accepts.extend(answer.accepts.iter().cloned());
        let answer = Answer { text: shown, accepts, ..answer.clone() };
        let proof = Proof { sentence: self.sentence.span, answer: span };
        let prompt = vec![Piece::Text(question)];
        Some(Form { hides: "value", kind: CardKind::Question, prompt, options: Vec::new(), answer, proof, share: 1.0 })
    }

    /// Where the text has the figure with its hedge.
    fn hedged_span(&self, text: &str, words: &str) -> Option<Span> {
        let hedge = words.split_whitespace().next()?;
        let start = match hedge.starts_with(char::is_alphabetic) {
            true => {
                let before = text.get(self.sentence.span.start..self.fact.span.start)?;
                let near = before.trim_end();
                let at = near.rfind(hedge).filter(|at| near.len() - at <= hedge.len() + 24);
                at.map_or(self.fact.span.start, |at| self.sentence.span.start + at)
            }
            false => self.fact.span.start,
        };
        Some(Span::new(start, self.fact.span.end))
    }

    /// Forms that ask for a year or a day among others.
    fn date(&self) -> Option<Form> {
        let period = self.fact.period.as_ref()?;
        // `С 1990 г. — актёр театра`: of somebody who is not named.
        let nameless = |what: &str| {
            let first = what.split(' ').next().unwrap_or("");
            first.starts_with(char::is_lowercase)
                && self.lexis.traits(first).has(Traits::ANIMATE.and(Traits::SINGULAR))
                && !what.split(' ').any(|word| self.lexis.traits(&fold(word)).has(Traits::FINITE))
        };
        if matches!(&self.fact.kind, FactKind::Event { what } if nameless(what) || self.lacks_subject(what)) {
            return None;
        }
        // `группировка провозгласила …`: which one is not said.
        if let FactKind::Event { what } = &self.fact.kind
            && is_of_any(what, &fold(what), &token::tokens(what, Span::new(0, what.len())), self.lexis)
        {
            return None;
        }
        let asked = self.context.calendar.asks(self.fact)?;
        let hidden = date::hidden(&self.material.document.text, period, asked)
            .filter(|hidden| self.sentence.span.contains(hidden.span))?;
        let prompt = self.prompt(&hidden)?;
        let visible = super::numbers_of(&prompt.pieces);
        let options = self.context.calendar.options(asked, period, &visible, self.draw("year"))?;
        let answer = date::answer(asked, &hidden);
        let proof = Proof { sentence: prompt.evidence, answer: hidden.span };
        // Only with options: the years of a text are easily confused.
        let (kind, prompt) = (CardKind::Choice, prompt.pieces);
        Some(Form { hides: "period", kind, prompt, options, answer, proof, share: 0.8 })
    }

    fn source<'s>(&'s self, hidden: &'s Hidden, before: Option<&'s Sentence>) -> Source<'s> {
        let Material { document, segmentation, .. } = *self.material;
        let (text, folded) = (document.text.as_str(), segmentation.folded.as_str());
        Source { text, folded, before, sentence: self.sentence, fact: self.fact, hidden, lexis: self.lexis }
    }

    fn prompt(&self, hidden: &Hidden) -> Option<Prompt> {
        self.source(hidden, self.before).prompt()
    }

    /// Of the sentence of the fact alone.
    fn prompt_alone(&self, hidden: &Hidden) -> Option<Prompt> {
        self.source(hidden, None).cut()
    }

    fn draw(&self, what: &str) -> usize {
        drawn(&[&self.fact.id.0, what], self.seed)
    }
}

/// White space as prompts have it.
fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| *c != '\u{ad}') {
        match c.is_whitespace() && c != crate::wording::NBSP {
            true if out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(c),
        }
    }
    out
}

/// A part of a whole that a bar can show.
fn is_share(quantity: &Quantity) -> bool {
    match (quantity.measure, quantity.amount) {
        (Measure::Percent, Amount::Decimal(value)) => {
            value.is_sign_positive() && value <= rust_decimal::Decimal::ONE_HUNDRED && quantity.bound != Bound::Between
        }
        (Measure::Share, Amount::Fraction(part, whole)) => part < whole,
        _ => false,
    }
}

/// Per cent of what was before, or of money lent, is no part of a whole.
fn is_rate(prompt: &[Piece]) -> bool {
    let rates = [
        "темп",
        "годовых",
        "рост",
        "индекс",
        "ставк",
        "инфляц",
        "скидк",
        "снижен",
        "увелич",
        "прирост",
        "к уровню",
        "против",
        "пошлин",
        "налог",
        "тариф",
        "процентн",
    ];
    prompt.iter().any(|piece| match piece {
        Piece::Text(text) => {
            let folded = fold(text);
            rates.iter().any(|rate| folded.contains(rate))
        }
        Piece::Blank => false,
    })
}

/// Large enough that a range says more than a number.
fn can_be_estimated(quantity: &Quantity) -> bool {
    let size = matches!(quantity.amount, Amount::Decimal(value) if value >= rust_decimal::Decimal::from(50));
    size && matches!(quantity.measure, Measure::Count | Measure::Money | Measure::Physical)
}

/// Two places are enough for an order, and print alike everywhere.
fn hundredths(weight: f64) -> f64 {
    (weight * 100.0).round() / 100.0
}

/// One sentence gives the default deck a few cards, the heaviest; its others come when more are asked for.
fn few_of_a_sentence(cards: &mut [(usize, Card)]) {
    const FEW: usize = 4;
    let mut trusted: Vec<usize> = (0..cards.len()).filter(|&index| cards[index].1.trusted).collect();
    let sentence = |index: usize| cards[index].1.evidence.last().map_or(0, |proof| proof.sentence.end);
    order::by(&mut trusted, |&a, &b| {
        let heavier = cards[b].1.weight.total_cmp(&cards[a].1.weight);
        sentence(a).cmp(&sentence(b)).then(heavier).then(a.cmp(&b))
    });
    let mut rest = Vec::new();
    for of_one in trusted.chunk_by(|&a, &b| sentence(a) == sentence(b)) {
        rest.extend(of_one.iter().skip(FEW).copied());
    }
    for index in rest {
        cards[index].1.trusted = false;
    }
}

/// Drops cards of different facts that ask the same in the same words: with different answers none can be answered, with the
/// same answer those of one fact are enough.
fn without_ambiguous(cards: &mut Vec<(usize, Card)>) {
    // What a learner sees before the answer.
    fn key(card: &Card) -> (&[Piece], bool, Vec<&str>) {
        let items = card.options.iter().filter(|_| card.kind == CardKind::Ordering);
        (&card.prompt, card.options.is_empty(), items.map(|item| item.text.as_str()).collect())
    }
    let mut order: Vec<usize> = (0..cards.len()).collect();
    order::by(&mut order, |&a, &b| key(&cards[a].1).cmp(&key(&cards[b].1)).then(a.cmp(&b)));
    let mut keep = vec![true; cards.len()];
    for group in order.chunk_by(|&a, &b| key(&cards[a].1) == key(&cards[b].1)) {
        let first = &cards[group[0]].1;
        let same = group.iter().all(|&index| cards[index].1.answer.text == first.answer.text);
        for &index in group {
            let card = &cards[index].1;
            let alone = group.iter().all(|&other| cards[other].1.facts == first.facts);
            keep[index] = alone && !card.facts.is_empty()
                || same && (card.id == first.id || card.facts == first.facts && !card.facts.is_empty());
        }
    }
    let mut keep = keep.into_iter();
    cards.retain(|_| keep.next().unwrap_or(true));
}
