//! Words as the signals of trust read them: which of them are verbs, what their subject is, what is named.

mod subject;

use std::cell::OnceCell;

use crate::card::grammar::{Agreement, agreement};
use crate::card::lexis::{Lexis, Word};
use crate::lexicon::fold;
use crate::lexicon::ru::form;
use crate::lexicon::ru::morphology::{Number, Tag, Tense};
use crate::lexicon::ru::traits::Traits;
use crate::segment::{Token, TokenKind, token};
use crate::span::Span;
use crate::wording::time::is_month;
pub use subject::Subject;

/// A piece of text with what is known of each of its words.
pub struct Reading {
    pub text: String,
    pub folded: String,
    pub tokens: Vec<Token>,
    /// What is known of each token; of what is no word, nothing.
    known: Vec<Word>,
    /// Readings of the words that may be a predicate.
    predicates: Vec<(usize, Option<Tag>)>,
    /// Who does what its first verb tells, once it was asked.
    subject: OnceCell<Subject>,
}

impl Reading {
    pub fn of(text: String, lexis: &Lexis) -> Reading {
        let folded = fold(&text);
        let tokens = token::tokens(&text, Span::new(0, text.len()));
        let known: Vec<Word> = tokens
            .iter()
            .map(|token| match token.kind {
                TokenKind::Word => lexis.word(token.span.of(&folded)),
                _ => Word::default(),
            })
            .collect();
        let is_predicate = |at: &usize| {
            known[*at].traits.has(Traits::FINITE) && known[*at].verbal && tokens[*at].span.of(&folded) != "около"
        };
        let predicates = (0..tokens.len()).filter(is_predicate).map(|at| (at, known[at].likeliest)).collect();
        Reading { text, folded, tokens, known, predicates, subject: OnceCell::new() }
    }

    /// The token folded; `""` out of range.
    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(&self.folded))
    }

    pub fn written(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(&self.text))
    }

    pub fn traits(&self, at: usize) -> Traits {
        self.known.get(at).map_or(Traits::default(), |word| word.traits)
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    pub fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capital)
    }

    /// The folded words, each with its place.
    pub fn words(&self) -> impl Iterator<Item = (usize, &str)> {
        (0..self.tokens.len()).filter(|at| self.is_word(*at)).map(|at| (at, self.word(at)))
    }

    pub fn has_any(&self, words: &[&str]) -> bool {
        self.words().any(|(_, word)| words.contains(&word))
    }

    /// Whether its only verbs tell of what is rather than of what was.
    pub fn is_in_present(&self) -> bool {
        !self.predicates.is_empty()
            && self.predicates.iter().all(|(_, tag)| tag.is_some_and(|tag| tag.tense == Some(Tense::Present)))
    }

    /// `…, — сказал он`: a verb after a comma and a dash. What was left out has none: `…, а на дома, — около 5 млн`.
    pub fn says_in_passing(&self) -> bool {
        (2..self.tokens.len()).any(|at| {
            matches!(self.written(at - 1), "—" | "–")
                && self.written(at - 2) == ","
                && self.predicates.iter().any(|&(verb, _)| verb == at)
        })
    }

    /// Whether its first verb tells of what was done, rather than of what was or went on.
    pub fn happened(&self) -> bool {
        let done = |&(at, tag): &(usize, Option<Tag>)| {
            let word = self.word(at);
            let past =
                tag.is_some_and(|tag| tag.tense == Some(Tense::Past)) || self.traits(at).has(Traits::SHORT_PASSIVE);
            let lasts = LASTING.iter().any(|stem| word.starts_with(stem))
                || ["ывал", "ивал"].iter().any(|part| word.contains(part));
            past && !lasts
        };
        self.predicates.first().is_some_and(done)
    }

    /// How many names it has, words beside each other being one.
    pub fn count_names(&self) -> usize {
        (0..self.tokens.len()).filter(|&at| self.is_name(at) && !(at > 0 && self.is_name(at - 1))).count()
    }

    /// Whether its first verb tells of what is to be.
    pub fn is_in_future(&self) -> bool {
        let future = |&(at, tag): &(usize, Option<Tag>)| {
            tag.is_some_and(|tag| tag.tense == Some(Tense::Future)) || matches!(self.word(at), "будет" | "будут")
        };
        // `завод, который получит Иванов, открылся`
        let own = |&&(at, _): &&(usize, Option<Tag>)| !self.word(self.clause(at).0).starts_with("котор");
        self.predicates.iter().find(own).is_some_and(future)
    }

    /// Whether a word stands twice, or a day of a month after a preposition that it does not take.
    pub fn has_a_slip(&self) -> bool {
        (1..self.tokens.len()).any(|at| {
            // `Duran Duran` is a name.
            let word = self.word(at);
            let twice = self.is_word(at) && word == self.word(at - 1) && word.chars().count() > 2 && !word.is_ascii();
            let day = self.tokens[at].kind == TokenKind::Digits && is_month(self.word(at + 1));
            // `Январь 1942 г. Сталин поставил …`
            let heading = at == 1 && self.tokens[at].kind == TokenKind::Digits && is_nominative_month(self.word(0));
            heading || twice || day && matches!(self.word(at - 1), "в" | "во")
        })
    }

    /// The predicate that is nearest to the byte `place` within its clause.
    pub fn predicate_near(&self, place: usize) -> Option<usize> {
        let at = self.tokens.partition_point(|token| token.span.end <= place);
        let (from, to) = self.clause(at.min(self.tokens.len()));
        let own = self.predicates.iter().map(|&(verb, _)| verb).filter(|verb| (from..to).contains(verb));
        own.min_by_key(|verb| verb.abs_diff(at))
    }

    /// Whether the word begins a sentence, where a capital tells nothing.
    fn opens(&self, at: usize) -> bool {
        let before =
            (0..at).rev().find(|&before| !matches!(self.written(before), "«" | "„" | "“" | "\"" | "(" | "[" | "…"));
        if at > 0 && self.written(at - 1) == "…" {
            return true;
        }
        before.is_none_or(|before| {
            matches!(self.written(before), "." | "!" | "?" | ":" | "]" | ")") && !self.is_short(before)
        })
    }

    /// Whether the stop at `at` is that of an abbreviation or of an initial.
    fn is_short(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        self.written(at) == "." && before.chars().count() <= 3
    }

    /// Whether the word is (part of) a proper name: a capital inside the sentence, or a known name at its start.
    pub fn is_name(&self, at: usize) -> bool {
        let names = Traits::SURNAME.and(Traits::GIVEN_NAME).and(Traits::PLACE_NAME).and(Traits::ORGANIZATION_NAME);
        let traits = self.traits(at);
        let word = self.word(at);
        if !self.is_word(at)
            || !self.is_capital(at)
            || form::is_preposition(word)
            || form::is_particle(word)
            || form::is_pronoun(word)
        {
            return false;
        }
        let long = word.chars().count() > 2;
        // `Группы`, `Рождество`: a common noun with a capital is no name by itself.
        let common = traits.has(Traits::NOUN.and(Traits::COMMON))
            && !traits.any(names.and(Traits::GUESSED).and(Traits::ATTRIBUTE).and(Traits::HYPHENED));
        let beside = at > 0 && self.is_capital(at - 1) && !self.opens(at - 1)
            || self.is_capital(at + 1)
            || matches!(self.written(at + 1), "«" | "\"");
        if common && !beside && !self.is_acronym(at) {
            return false;
        }
        match self.opens(at) {
            true => long && traits.any(names) && !traits.has(Traits::COMMON),
            false => long || self.written(at).chars().all(char::is_uppercase),
        }
    }

    /// Whether the word stands in the title of a programme or a law, which says where it comes from, not of what it tells.
    pub fn is_in_a_title_of_rules(&self, at: usize) -> bool {
        const RULES: &[&str] = &["программ", "подпрограмм", "проект", "закон", "постановлен", "указ", "распоряжен"];
        let open = (0..at).rev().find(|&before| matches!(self.written(before), "«" | "»"));
        let before = open.filter(|&open| self.written(open) == "«").and_then(|open| open.checked_sub(1));
        before.is_some_and(|before| {
            RULES.iter().any(|stem| self.word(before).starts_with(stem))
                || before > 0 && RULES.iter().any(|stem| self.word(before - 1).starts_with(stem))
        })
    }

    /// `МСП`, `СССР`
    pub fn is_acronym(&self, at: usize) -> bool {
        let written = self.written(at);
        self.is_word(at)
            && written.chars().count() > 1
            && written.chars().all(char::is_uppercase)
            && !form::is_roman(written)
    }

    /// `Venom`, `Google`
    fn is_foreign_name(&self, at: usize) -> bool {
        let written = self.written(at);
        self.is_capital(at)
            && written.len() > 2
            && written.chars().all(|c| c.is_ascii_alphabetic())
            && !form::is_roman(written)
    }

    /// Whether the noun at `at` hangs on a preposition.
    fn is_governed(&self, at: usize) -> bool {
        let mut before = at;
        while before > 0 {
            before -= 1;
            if form::is_preposition(self.word(before))
                || matches!(self.word(before), "обо" | "изо" | "вдоль" | "внутри")
            {
                return true;
            }
            let goes_along = self.traits(before).any(Traits::ATTRIBUTE.and(Traits::MAY_BE_ATTRIBUTE))
                && !self.traits(before).has(Traits::FINITE);
            if !goes_along {
                return false;
            }
        }
        false
    }

    /// Whether a noun in the nominative stands before the first verb that does not agree with it, and nothing joins it to what
    /// follows.
    pub fn has_a_stray_noun(&self) -> bool {
        let Some(&(verb, Some(tag))) = self.predicates.first() else { return false };
        let Some(number) = tag.number else { return false };
        let other = if number == Number::Plural { Traits::SINGULAR } else { Traits::PLURAL };
        let same = if number == Number::Plural { Traits::PLURAL } else { Traits::SINGULAR };
        let (from, _) = self.clause(verb);
        let joined = (from..verb).any(|at| {
            matches!(self.word(at), "и" | "или" | "с" | "со" | "как" | "не") || self.tokens[at].kind == TokenKind::Mark
        });
        let passive = self.has_passive();
        let stray = |at: usize| {
            let traits = self.traits(at);
            traits.has(Traits::NOUN.and(Traits::NOMINATIVE).and(other))
                && !traits.has(same)
                && !traits.any(Traits::GENITIVE.and(Traits::FINITE))
                && (passive && at == 0 || !traits.has(Traits::ACCUSATIVE))
                && !self.is_governed(at)
        };
        from == 0 && !joined && (from..verb).any(stray)
    }

    /// Whether some number stands before a noun that cannot be counted so: `419 десятина`.
    pub fn miscounts(&self) -> bool {
        self.tokens.windows(2).enumerate().any(|(at, pair)| {
            let whole = pair[0].kind == TokenKind::Digits
                && pair[1].kind == TokenKind::Word
                && !(at > 0 && matches!(self.written(at - 1), "," | "." | "/" | "-" | "–"));
            let traits = self.traits(at + 1);
            let alone = Traits::NOUN.and(Traits::NOMINATIVE).and(Traits::SINGULAR);
            whole
                && agreement(self.written(at)) != Agreement::One
                && traits.has(alone)
                && !traits
                    .any(Traits::GENITIVE_PLURAL.and(Traits::GENITIVE).and(Traits::ACCUSATIVE.and(Traits::GUESSED)))
                && self.word(at + 1).chars().count() > 3
        })
    }

    /// Whether a comma parts the subject from its verb: `Филарет, провозглашён`.
    pub fn has_a_stray_comma(&self) -> bool {
        let joins = matches!(self.word(0), "если" | "когда" | "хотя" | "чтобы" | "поскольку" | "так" | "пока" | "как");
        let Some(&(verb, _)) = self.predicates.first() else { return false };
        let commas = (0..verb).filter(|&at| self.written(at) == ",").count();
        !joins && commas == 1 && verb > 1 && self.written(verb - 1) == ","
    }

    /// Whether its only verbs stand in a clause that hangs on another.
    pub fn hangs_on_nothing(&self) -> bool {
        let hangs = |&(verb, _): &(usize, Option<Tag>)| {
            let (from, _) = self.clause(verb);
            from > 1
                && (matches!(self.word(from), "когда" | "где" | "что" | "чтобы" | "если")
                    || self.word(from).starts_with("котор")
                    || self.word(from + 1).starts_with("котор"))
        };
        !self.predicates.is_empty()
            && self.predicates.iter().all(hangs)
            && !self.tokens.iter().enumerate().any(|(at, _)| self.written(at) == "—")
    }

    /// Whether a common noun has a capital where no sentence begins and no name stands.
    pub fn is_stray_capital(&self, at: usize) -> bool {
        let traits = self.traits(at);
        let names = Traits::SURNAME
            .and(Traits::GIVEN_NAME)
            .and(Traits::PLACE_NAME)
            .and(Traits::ORGANIZATION_NAME)
            .and(Traits::GUESSED);
        let before = at.checked_sub(1).map_or("", |before| self.written(before));
        self.is_word(at)
            && self.is_capital(at)
            && !self.is_acronym(at)
            && !self.opens(at)
            && !matches!(before, "«" | "\"" | "“" | "(" | "-" | "." | "№")
            && (at == 0 || !self.is_capital(at - 1))
            // What heads a sentence is in the nominative: `болезнь Паркинсона` is not.
            && traits.has(Traits::NOUN.and(Traits::COMMON).and(Traits::NOMINATIVE))
            && !traits.any(names)
            && !(self.is_capital(at + 1) && self.is_word(at + 1) && !self.traits(at + 1).has(Traits::ATTRIBUTE))
            && !matches!(self.written(at + 1), "«" | "\"")
    }

    /// `у Андрея`: of how many?
    pub fn is_a_given_name_alone(&self, at: usize) -> bool {
        let traits = self.traits(at);
        traits.has(Traits::GIVEN_NAME)
            && !traits.any(Traits::SURNAME.and(Traits::PLACE_NAME).and(Traits::NOMINATIVE))
            && (at == 0 || !self.is_capital(at - 1) || self.opens(at - 1))
            && !self.is_capital(at + 1)
    }

    /// Whether some predicate is a short participle: `была закрыта`.
    pub fn has_passive(&self) -> bool {
        self.predicates.iter().any(|&(at, _)| self.traits(at).has(Traits::SHORT_PASSIVE))
    }

    /// Whether the word may be a form of one of the (folded) words.
    pub fn lemma_is_one_of(&self, at: usize, lemmas: &[&str], lexis: &Lexis) -> bool {
        let word = self.word(at);
        // Looking a lemma up is dear: the first letters tell first.
        let begins = |lemma: &&&str| lemma.chars().zip(word.chars()).take(3).all(|(a, b)| a == b);
        let mut near = lemmas.iter().filter(begins).peekable();
        if near.peek().is_none() {
            return false;
        }
        let own = lexis.nouns(word);
        near.any(|lemma| own.iter().any(|own| own == lemma))
    }

    /// Whether a name stands in the phrase of the noun at `at`: before it among its attributes, or right after it.
    pub fn is_named_near(&self, at: usize) -> bool {
        let mut before = at;
        while before > 0 && before + 4 > at {
            before -= 1;
            let mark = matches!(self.written(before), "-" | "»");
            let attribute = self.traits(before).any(Traits::ATTRIBUTE.and(Traits::MAY_BE_ATTRIBUTE));
            if self.is_capital(before) && (attribute || self.is_name(before)) && !self.opens(before) {
                return true;
            }
            if !attribute && !mark {
                break;
            }
            if self.opens(before)
                && self.is_capital(before)
                && self.traits(before).any(Traits::HYPHENED.and(Traits::GUESSED))
            {
                return true;
            }
        }
        let near = |next: &usize| matches!(self.written(*next), "«" | "\"" | "“" | "№") || self.is_name(*next);
        (at + 1..(at + 4).min(self.tokens.len()))
            .take_while(|&next| {
                let quote = matches!(self.written(next), "«" | "\"" | "“" | "№");
                let goes_along = self.traits(next).any(Traits::GENITIVE.and(Traits::GUESSED))
                    && !self.traits(next).has(Traits::FINITE);
                quote || self.is_name(next) && next == at + 1 || goes_along && !form::is_preposition(self.word(next))
            })
            .any(|next| near(&next))
    }

    /// The tokens around the verb up to the marks that part clauses.
    pub fn clause(&self, verb: usize) -> (usize, usize) {
        let parts = |at: usize| {
            self.tokens[at].kind == TokenKind::Mark && matches!(self.written(at), "," | ";" | ":" | "(" | ")" | "—")
        };
        let from = (0..verb).rev().find(|&at| parts(at)).map_or(0, |at| at + 1);
        let to = (verb..self.tokens.len()).find(|&at| parts(at)).unwrap_or(self.tokens.len());
        (from, to)
    }

    /// Whether the noun at `at` says more than its kind: an attribute before it, a name or a noun in the genitive after it.
    pub fn is_described(&self, at: usize) -> bool {
        let before = at.checked_sub(1).is_some_and(|before| {
            self.is_name(before)
                || self.traits(before).any(Traits::ATTRIBUTE.and(Traits::MAY_BE_ATTRIBUTE))
                    && !self.traits(before).has(Traits::FINITE)
        });
        let after = self.is_name(at + 1)
            || matches!(self.written(at + 1), "«" | "\"" | "“")
            || self.traits(at + 1).has(Traits::GENITIVE)
                && !self.traits(at + 1).has(Traits::FINITE)
                && self.is_word(at + 1)
                && !form::is_preposition(self.word(at + 1))
            // `постановление о восстановлении …`
            || matches!(self.word(at + 1), "о" | "об");
        before || after
    }
}

fn is_nominative_month(word: &str) -> bool {
    is_month(word) && (word.ends_with('ь') || word.ends_with('т') || word == "май")
}

/// Verbs of what goes on for some time.
#[rustfmt::skip]
pub const LASTING: &[&str] = &[
    "служи", "являл", "работа", "жил", "прожива", "находил", "имел", "состоял", "входил", "относил", "принадлежа", "числил", "насчитыва", "составля", "занима", "руководи",
    "возглавлял", "действова", "сохран", "остава", "готовил", "наблюдал",
];
