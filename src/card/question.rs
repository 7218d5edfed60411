//! A clause of the text turned into a question: `Сколько …?`, `На сколько процентов …?`, `Когда …?`, `Кто …?`, `Где …?`
//!
//! Only the order of the words changes: the asking words first, then the predicate, then what stood before it and after it.
//! A clause that this would break (two predicates, a subordinate clause, brackets) is not turned.

use super::clause::MOST_WORDS;
use super::lexis::Lexis;
use super::standing::{is_personal, points_anywhere, points_outside};
use crate::lexicon::fold;
use crate::lexicon::ru::form;
use crate::lexicon::ru::traits::Traits;
use crate::segment::{Token, TokenKind, token};
use crate::span::Span;
use crate::wording::{NBSP, count_words};

/// No more words in a row are those of the text.
pub const LONGEST_RUN: usize = 7;

/// A clause as words, each with what is known of it.
pub struct Told<'a> {
    text: &'a str,
    folded: String,
    tokens: Vec<Token>,
    traits: Vec<Traits>,
    /// Where its one predicate stands: `было призвано` are two tokens.
    predicate: (usize, usize),
    /// Whether the capital of the first word is its own, and does not only begin a sentence.
    keeps_capital: bool,
}

/// What is taken out of a clause when it is turned, as tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hole {
    pub from: usize,
    pub to: usize,
}

impl<'a> Told<'a> {
    /// `None` of a clause that cannot be turned.
    pub fn of(text: &'a str, lexis: &Lexis) -> Option<Told<'a>> {
        let folded = fold(text);
        let mut tokens = token::tokens(text, Span::new(0, text.len()));
        while tokens.last().is_some_and(|token| matches!(token.span.of(text), "." | "!" | "…" | ",")) {
            // The stop of `г.` stays; it is the last of its abbreviation.
            let stop = tokens.len().checked_sub(2).is_some_and(|at| {
                let word = tokens[at].span.of(&folded);
                matches!(word, "г" | "гг" | "в" | "вв" | "тыс" | "руб" | "э")
            });
            if stop {
                break;
            }
            tokens.pop();
        }
        let word = |token: &Token| token.kind == TokenKind::Word;
        let traits: Vec<Traits> = tokens
            .iter()
            .map(|token| match word(token) {
                true => lexis.traits(token.span.of(&folded)),
                false => Traits::default(),
            })
            .collect();
        // A dash with a space on each side parts two clauses.
        let spaced = |token: &Token| {
            text[..token.span.start].ends_with(char::is_whitespace)
                && text[token.span.end..].starts_with(char::is_whitespace)
        };
        let is_plain = |token: &Token| match token.kind {
            TokenKind::Mark => match token.span.of(text) {
                "-" | "–" => !spaced(token),
                mark => matches!(mark, "." | "%" | "«" | "»" | "\"" | "“" | "”" | "№"),
            },
            TokenKind::Word => !is_joint(token.span.of(&folded)),
            TokenKind::Digits => true,
        };
        // `«Новый летописец» Всё больше …`: two sentences that nothing parts.
        let glued = |token: &Token| {
            let apart = Traits::PRONOUN.and(Traits::PREPOSITION).and(Traits::PARTICLE);
            token.capital && token.kind == TokenKind::Word && lexis.traits(token.span.of(&folded)).any(apart)
        };
        if tokens.is_empty() || !tokens.iter().all(is_plain) || tokens.iter().skip(1).any(glued) {
            return None;
        }
        let predicate = predicate(&folded, &tokens, &traits, lexis)?;
        Some(Told { text, folded, tokens, traits, predicate, keeps_capital: false })
    }

    /// The capital of the first word is its own: it stands inside its sentence, or begins a name.
    pub fn keeping_capital(self, keeps_capital: bool) -> Self {
        Told { keeps_capital, ..self }
    }

    /// Whether the clause tells what happened.
    pub fn happens(&self, lexis: &Lexis) -> bool {
        lexis.word(self.predicate_word()).happens
    }

    /// Whether what is at `hole` hangs on the predicate, as far as its place tells: it opens the clause or follows the predicate.
    pub fn hangs_on_predicate(&self, hole: Hole) -> bool {
        hole.from == 0 || hole.from == self.predicate.1
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token folded; `""` out of range.
    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(&self.folded))
    }

    pub fn traits(&self, at: usize) -> Traits {
        self.traits.get(at).copied().unwrap_or_default()
    }

    fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// The tokens of a piece of the clause; `None` where it is none.
    pub fn hole(&self, span: Span) -> Option<Hole> {
        let from = self.tokens.iter().position(|token| token.span.start >= span.start)?;
        let to = self.tokens.iter().rposition(|token| token.span.end <= span.end)? + 1;
        (from < to && self.tokens[from].span.start == span.start).then_some(Hole { from, to })
    }

    /// The predicate's first verb, folded: `призвали`, `было`.
    pub fn predicate_word(&self) -> &str {
        let (from, to) = self.predicate;
        self.word((from..to).find(|&at| self.traits(at).has(Traits::FINITE)).unwrap_or(from))
    }

    /// The number phrase around the number at `number`: hedges and particles before it, the counted words after it. `None` where
    /// it is not one that `сколько` can ask for.
    pub fn counted(&self, number: Hole) -> Option<Counted> {
        let mut from = number.from;
        while from > 0 && HEDGES.contains(&self.word(from - 1)) {
            from -= 1;
        }
        let mut start = from;
        while start > 0 && PARTICLES.contains(&self.word(start - 1)) {
            start -= 1;
        }
        let before = start.checked_sub(1).map_or("", |at| self.word(at));
        let percent =
            matches!(self.word(number.to.saturating_sub(1)), "%") || self.word(number.to - 1).starts_with("процент");
        let by = before == "на" && percent;
        if form::is_preposition(before) && !by || before == "и" || before == "или" {
            return None;
        }
        // The counted words: what stands in the genitive right after the number.
        let mut end = number.to;
        while end < self.len() && !(self.predicate.0..self.predicate.1).contains(&end) {
            let genitive =
                self.traits(end).has(Traits::GENITIVE) && self.is_word(end) && !form::is_preposition(self.word(end));
            let joined = self.word(end) == "и"
                && self.traits(end + 1).has(Traits::GENITIVE)
                && end > number.to
                && !form::is_preposition(self.word(end + 1))
                && !HEDGES.contains(&self.word(end + 1))
                && self.predicate.0 != end + 1;
            if !(genitive || joined) {
                break;
            }
            end += 1;
        }
        // `285 тонн пряжи и около миллиона метров ткани`: one of several is not asked by itself.
        if matches!(self.word(end), "и" | "или" | "либо") {
            return None;
        }
        let many = self.traits(number.to).any(Traits::GENITIVE_PLURAL) || COUNTED.contains(&self.word(number.to));
        let (first, said) = match percent {
            true => ("процентов", number.to),
            false if many && end > number.to => ("", number.to),
            false => return None,
        };
        // What a number counts does not start with a name or end before its noun.
        let noun = (said..end).any(|at| self.traits(at).has(Traits::NOUN));
        if !percent && !noun {
            return None;
        }
        let hole = Hole { from: if by { start - 1 } else { start }, to: end };
        Some(Counted { hole, hedged: from, said: (said, end), first, by })
    }

    /// The words of the tokens `from..to`, without what is in the holes and the predicate.
    fn rest(&self, from: usize, to: usize, holes: &[Hole]) -> String {
        let mut out = String::new();
        let mut last: Option<usize> = None;
        for at in from..to {
            let taken = holes.iter().any(|hole| (hole.from..hole.to).contains(&at))
                || (self.predicate.0..self.predicate.1).contains(&at);
            if taken {
                continue;
            }
            let touches =
                last.is_some_and(|last| last + 1 == at && self.tokens[last].span.end == self.tokens[at].span.start);
            if !out.is_empty() && !touches {
                out.push(' ');
            }
            out.push_str(&self.said(at));
            last = Some(at);
        }
        out
    }

    /// A word as it stands inside a sentence: what began one loses its capital, if it is no name.
    fn said(&self, at: usize) -> String {
        let token = self.tokens[at];
        let written = token.span.of(self.text);
        let traits = self.traits[at];
        let names = Traits::SURNAME.and(Traits::GIVEN_NAME).and(Traits::PLACE_NAME).and(Traits::ORGANIZATION_NAME);
        let all_capitals = written.chars().filter(|c| c.is_uppercase()).count() > 1;
        // `Сторонники Навального` are many, and no name.
        let many = traits.has(Traits::NOUN.and(Traits::COMMON).and(Traits::PLURAL)) && !traits.has(Traits::SINGULAR);
        let next_capital = !many && self.tokens.get(at + 1).is_some_and(|next| next.capital);
        let common = GENERIC.contains(&self.word(at));
        // `По` is a river, too, and `Гарвард-колледж` no word of the dictionary.
        if form::is_preposition(self.word(at)) && at == 0 {
            return crate::lexicon::lowered(written);
        }
        let compound = traits.has(Traits::HYPHENED) && !traits.has(Traits::ATTRIBUTE);
        let name =
            !common && (traits.any(names) || traits.has(Traits::GUESSED) || all_capitals || compound || next_capital);
        if at == 0 && self.keeps_capital {
            return written.replace('\u{ad}', "");
        }
        if at == 0 && token.capital && !name { crate::lexicon::lowered(written) } else { written.replace('\u{ad}', "") }
    }

    fn predicate(&self) -> String {
        let said = |at: usize| if at == 0 { uncapital(&self.said(at)) } else { self.said(at) };
        (self.predicate.0..self.predicate.1).map(said).collect::<Vec<_>>().join(" ")
    }

    /// The predicate as `Сколько` asks for it: `освоены`, `предан` → `освоено`, `предано`.
    fn neuter_predicate(&self) -> String {
        let (from, to) = self.predicate;
        let passive = to - from == 1 && self.traits(from).has(Traits::FINITE.and(Traits::SHORT_PASSIVE));
        let predicate = self.predicate();
        match predicate.strip_suffix('ы') {
            Some(stem) if passive => format!("{stem}о"),
            None if passive && predicate.ends_with(['н', 'т']) => format!("{predicate}о"),
            _ => predicate,
        }
    }

    /// The predicate as `Когда` asks for it: `введена` → `была введена`.
    fn past_predicate(&self) -> String {
        let (from, to) = self.predicate;
        let passive = (to - from == 1) && self.traits(from).has(Traits::FINITE.and(Traits::SHORT_PASSIVE));
        let auxiliary = match self.word(from).chars().next_back() {
            Some('а') => "была",
            Some('о') => "было",
            Some('ы') => "были",
            _ => "был",
        };
        if passive { format!("{auxiliary} {}", self.predicate()) } else { self.predicate() }
    }

    /// The question that `asking` opens, with `scope` (place, time, source) that the clause does not say itself before it, and
    /// `added` at its end.
    pub fn question(
        &self,
        scope: &[String],
        asking: &str,
        holes: &[Hole],
        added: &str,
        evidence: &str,
        order: Order,
    ) -> Option<String> {
        let predicate = match asking {
            "Когда" => self.past_predicate(),
            _ if asking.starts_with("Сколько") => self.neuter_predicate(),
            _ => self.predicate(),
        };
        let before = self.rest(0, self.predicate.0, holes);
        let after = self.rest(self.predicate.1, self.len(), holes);
        // A predicate is no end of a question: `Когда состоялся пленум?`
        let keeps = order == Order::Kept && !after.is_empty();
        let (kept, object) = ([&before, &predicate, &after], [&predicate, &after, &before]);
        let turned = [&predicate, &before, &after];
        // A short object stands beside its verb.
        let circumstance = form::is_preposition(after.split(' ').next().unwrap_or(""));
        let orders = match count_words(&after) {
            1..=3 if !circumstance => [kept, object, turned],
            _ => [kept, turned, object],
        };
        orders.iter().skip(usize::from(!keeps)).find_map(|[one, other, last]| {
            let pieces = [asking, one, other, last, added];
            let mut question = pieces.iter().filter(|piece| !piece.is_empty()).fold(String::new(), |mut all, piece| {
                if !all.is_empty() {
                    all.push(' ');
                }
                all.push_str(piece);
                all
            });
            if !scope.is_empty() {
                question = format!("{}: {}", crate::wording::capitalized(&scope.join(", ")), uncapital(&question));
            }
            question = question.trim_end_matches(['.', ',']).replace(NBSP, " ");
            // `в 1944 г.?`: the stop of the abbreviation stays.
            if self.ends_abbreviated(&question) {
                question.push('.');
            }
            question.push('?');
            stands(&question, evidence).then_some(question)
        })
    }

    fn ends_abbreviated(&self, question: &str) -> bool {
        let last = question.rsplit([' ', NBSP]).next().unwrap_or("");
        matches!(last, "г" | "гг" | "в" | "вв" | "тыс" | "руб" | "э")
    }
}

/// Which order of words is tried first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// That of the text, after the asking word.
    Kept,
    /// The predicate right after the asking words.
    Turned,
}

/// What `сколько` asks for.
pub struct Counted {
    pub hole: Hole,
    /// The token at which the answer starts: its hedge, or the number.
    pub hedged: usize,
    said: (usize, usize),
    first: &'static str,
    by: bool,
}

impl Counted {
    /// `Сколько вечерних школ`, `На сколько процентов`.
    pub fn asking(&self, told: &Told) -> String {
        let opening = if self.by { "На сколько" } else { "Сколько" };
        let words: Vec<String> = (self.said.0..self.said.1).map(|at| told.said(at)).collect();
        [&[opening.to_owned(), self.first.to_owned()], &words[..]]
            .concat()
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Where the answer stands in the clause: from its hedge to the end of the number.
    pub fn answer(&self, told: &Told, number: Hole) -> Span {
        told.tokens[self.hedged].span.cover(told.tokens[number.to - 1].span)
    }
}

/// Long enough, short enough, with nothing that points outside, and in other words than the text.
fn stands(question: &str, evidence: &str) -> bool {
    let tokens = token::tokens(question, Span::new(0, question.len()));
    let words = count_words(question);
    (4..MOST_WORDS).contains(&words)
        && !points_outside(&fold(question), &tokens)
        && !points_anywhere(&fold(question), &tokens)
        && !is_personal(&fold(question), &tokens)
        && longest_run(question, evidence) <= LONGEST_RUN
}

/// The text with its first letter made small.
pub fn uncapital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| std::iter::once(crate::lexicon::lower(first)).chain(letters).collect())
}

/// How many words in a row `question` shares with `evidence` at most.
pub fn longest_run(question: &str, evidence: &str) -> usize {
    let words = |text: &str| -> Vec<String> {
        fold(text)
            .split(|c: char| !(c.is_alphanumeric() || c == '-'))
            .filter(|word| word.contains(char::is_alphanumeric))
            .map(str::to_owned)
            .collect()
    };
    let (question, evidence) = (words(question), words(evidence));
    // Row by row, the run that ends at each word of the evidence.
    let mut ends = vec![0; evidence.len() + 1];
    let mut longest = 0;
    for word in &question {
        for at in (0..evidence.len()).rev() {
            ends[at + 1] = if evidence[at] == *word { ends[at] + 1 } else { 0 };
            longest = longest.max(ends[at + 1]);
        }
    }
    longest
}

/// The one predicate of a clause; `None` where there is none, or more.
fn predicate(folded: &str, tokens: &[Token], traits: &[Traits], lexis: &Lexis) -> Option<(usize, usize)> {
    let word = |at: usize| tokens.get(at).map_or("", |token: &Token| token.span.of(folded));
    let mut found: Option<(usize, usize)> = None;
    for (at, own) in traits.iter().enumerate() {
        let finite = own.has(Traits::FINITE) && lexis.word(word(at)).verbal;
        if !finite {
            continue;
        }
        match found {
            // `было призвано`, `может составить` would need more than this.
            Some((from, to)) if to == at && to - from == 1 && is_auxiliary(word(from)) => found = Some((from, at + 1)),
            Some(_) => return None,
            None => found = Some((at, at + 1)),
        }
    }
    let (mut from, to) = found?;
    // `торжественно отметил`: how it was done goes with what was done.
    while from > 0 && traits[from - 1].has(Traits::ADVERB) && !traits[from - 1].any(Traits::NOUN.and(Traits::ATTRIBUTE))
    {
        from -= 1;
    }
    let negated = from.checked_sub(1).is_some_and(|at| word(at) == "не");
    let infinitive = traits.iter().any(|traits| traits.has(Traits::INFINITIVE) && !traits.has(Traits::NOUN));
    let gerund = traits.iter().any(|traits| traits.has(Traits::GERUND));
    let bare = to - from == 1 && word(from).starts_with("буд");
    (!negated && !infinitive && !gerund && !bare).then_some((from, to))
}

fn is_auxiliary(word: &str) -> bool {
    matches!(word, "был" | "была" | "было" | "были" | "будет" | "будут")
}

/// Words that join clauses; what holds one is not turned.
fn is_joint(word: &str) -> bool {
    word.starts_with("котор")
        || matches!(
            word,
            "что"
                | "чтобы"
                | "если"
                | "когда"
                | "где"
                | "как"
                | "который"
                | "хотя"
                | "поскольку"
                | "так"
                | "чем"
                | "но"
                | "а"
                | "то"
                | "ибо"
                | "пока"
                | "куда"
                | "кто"
                | "сколько"
                | "ли"
                | "также"
                | "кроме"
                | "однако"
        )
}

/// Words that say how exact a number is; they go into the answer.
const HEDGES: &[&str] =
    &["около", "примерно", "приблизительно", "почти", "более", "больше", "свыше", "менее", "меньше", "до", "порядка"];

/// Words that stress a number and mean nothing in a question.
const PARTICLES: &[&str] = &["уже", "лишь", "только", "всего", "еще", "целых"];

/// What kind of thing a name after it is of; no part of the name.
#[rustfmt::skip]
const GENERIC: &[&str] = &[
    "компания", "завод", "фабрика", "банк", "город", "село", "деревня", "партия", "фирма", "газета", "журнал", "река",
    "корпорация", "группа", "правительство", "руководство", "агентство", "холдинг", "концерн", "население", "жители", "армия",
];

/// Forms after a number that are like no other genitive plural.
const COUNTED: &[&str] = &["человек", "лет", "раз"];

#[cfg(test)]
mod tests;
