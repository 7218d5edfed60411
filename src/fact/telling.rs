//! How a happening is told: the words of its clause without the date.

use super::Doubt;
use super::clause::{Clause, Segment, closing, is_predicate};
use super::event::{Dated, text_of};
use super::scene::{Role, Scene};
use crate::lexicon::ru::traits::Traits;

/// No more words than these tell a happening.
const WORDS: usize = 30;

/// What tells a happening, before it is put in words.
#[derive(Clone, Debug)]
pub struct Telling {
    pub clause: Clause,
    date: Dated,
    /// Where the words do not come from the clause as they stand.
    said: Option<String>,
    /// Who is meant, and the pronoun that stands for it, where there is one.
    pub subject: Option<(Option<usize>, String)>,
    pub carried: bool,
    pub doubt: Option<Doubt>,
    pub agent: Option<String>,
}

impl Telling {
    pub fn of(clause: Clause, date: Dated) -> Self {
        Telling { clause, date, said: None, subject: None, carried: false, doubt: None, agent: None }
    }

    pub fn said(clause: Clause, date: Dated, said: String) -> Self {
        Telling { clause, date, said: Some(said), subject: None, carried: false, doubt: None, agent: None }
    }

    /// In at most [`WORDS`] words; `None` where too little is left.
    pub fn text(&self, scene: &Scene) -> Option<String> {
        let text = match &self.said {
            Some(said) => said.clone(),
            None => self.of_clause(scene),
        };
        let text =
            text.trim_matches(|letter: char| matches!(letter, ',' | '.' | ';' | ':' | '—' | '–' | ' ' | '•' | '·'));
        (text.split_whitespace().count() >= 2).then(|| text.to_owned())
    }

    fn of_clause(&self, scene: &Scene) -> String {
        let tokens = self.tokens(scene);
        let Some((pronoun, subject)) = &self.subject else { return shortened(scene, &tokens, WORDS) };
        let own = subject.split_whitespace().count();
        let before: Vec<usize> = pronoun.map_or(Vec::new(), |at| tokens.iter().copied().filter(|&t| t < at).collect());
        let after: Vec<usize> = tokens.iter().copied().filter(|&t| pronoun.is_none_or(|at| t > at)).collect();
        let head = shortened(scene, &before, WORDS.saturating_sub(own));
        let rest = shortened(scene, &after, WORDS.saturating_sub(own + head.split_whitespace().count()));
        [head.as_str(), subject, rest.as_str()]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The tokens of the clause that tell: without the date, without conjunctions and connecting words at its ends.
    pub fn tokens(&self, scene: &Scene) -> Vec<usize> {
        let date = self.date.from..self.date.to;
        let tokens: Vec<usize> = self.clause.tokens().filter(|at| !date.contains(at)).collect();
        let mut rest = &tokens[..];
        while let Some(skipped) = connecting(scene, rest).filter(|&skipped| skipped > 0) {
            rest = &rest[skipped..];
        }
        while let Some((&last, head)) = rest.split_last() {
            let word = scene.words.word(last);
            let mark = matches!(scene.words.get(last), "," | "—" | "–" | ":" | ";" | ".");
            let light =
                scene.words.is_preposition(last) || matches!(word, "и" | "а" | "но" | "же" | "еще" | "уже" | "лишь");
            if !mark && !light {
                break;
            }
            rest = head;
        }
        rest.to_vec()
    }
}

/// How many of the first tokens only join the clause to what was said before.
fn connecting(scene: &Scene, tokens: &[usize]) -> Option<usize> {
    const PHRASES: &[&[&str]] = &[
        &["в", "частности"],
        &["кроме", "того"],
        &["при", "этом"],
        &["таким", "образом"],
        &["между", "тем"],
        &["тем", "временем"],
        &["вместе", "с", "тем"],
        &["тем", "не", "менее"],
        &["а", "также"],
        &["так"],
        &["например"],
        &["наконец"],
        &["и"],
        &["а"],
        &["но"],
        &["да"],
        &["или"],
        &["что"],
        &["как"],
        &["где"],
        &["когда"],
        &["то"],
        &["также"],
        &["тоже"],
        &["однако"],
        &["зато"],
        &["затем"],
        &["потом"],
        &["тогда"],
        &["поэтому"],
        &["причем"],
        &["притом"],
        &["хотя"],
        &["пока"],
        &["поскольку"],
        &["уже"],
        &["еще"],
        &["лишь"],
        &["только"],
        &["именно"],
        &["же"],
        &["ибо"],
        &[","],
        &["—"],
        &["–"],
        &["-"],
        &["."],
    ];
    let words = &scene.words;
    let first = tokens.first().map_or("", |&at| words.get(at));
    let stands = |phrase: &&&[&str]| {
        phrase[0] == first
            && phrase.len() < tokens.len()
            && phrase.iter().zip(tokens).all(|(word, &at)| words.get(at) == *word)
    };
    PHRASES.iter().find(stands).map(|phrase| phrase.len())
}

/// The words of the tokens, at most `most`: cut at a comma after the predicate where there is one.
fn shortened(scene: &Scene, tokens: &[usize], most: usize) -> String {
    let words = &scene.words;
    let text = text_of(scene, tokens);
    if text.split_whitespace().count() <= most {
        return text;
    }
    let mut left = most;
    let mut limit = 0;
    while limit < tokens.len() && (left > 0 || !words.space_before(tokens[limit])) {
        left -= usize::from(words.space_before(tokens[limit]) && left > 0);
        limit += 1;
    }
    let told = tokens.iter().position(|&at| is_predicate(scene, at)).unwrap_or(0);
    let cut = |ends: &dyn Fn(usize) -> bool| (told + 3..limit).rev().find(|&index| ends(tokens[index]));
    let end = cut(&|at| words.is_mark(at, ',') || words.is_mark(at, '('))
        .filter(|&end| end * 3 > limit)
        .or_else(|| cut(&|at| matches!(words.word(at), "и" | "или") || words.is_preposition(at)))
        .unwrap_or(limit);
    // What no token is (a stray control character) is a word as well.
    let mut end = end;
    let mut text = text_of(scene, &tokens[..end]);
    while end > 0 && text.split_whitespace().count() > most {
        end -= 1;
        text = text_of(scene, &tokens[..end]);
    }
    let open = tokens[..end].iter().rev().find_map(|&at| {
        let quote = match words.get(at) {
            "«" => "»",
            "“" => "”",
            "„" => "“",
            _ => return None,
        };
        closing(scene, at).filter(|close| tokens[..end].iter().all(|at| at != close)).map(|_| quote)
    });
    if let Some(quote) = open {
        text.push('…');
        text.push_str(quote);
    }
    text
}

const DECREES: &[&str] =
    &["постановлени", "указ", "закон", "декрет", "приказ", "распоряжени", "директив", "решени", "резолюци", "манифест"];

/// The noun of a decree in the segment before its date, where one stands near.
fn decree_noun(scene: &Scene, segment: &Segment, date: Dated) -> Option<usize> {
    let words = &scene.words;
    (segment.from.max(date.from.saturating_sub(12))..date.from).rev().find(|&at| {
        let word = words.word(at);
        DECREES.iter().any(|stem| word.strip_prefix(stem).is_some_and(|ending| ending.chars().count() <= 3))
            && words.traits(at).has(Traits::NOUN)
    })
}

/// `Постановлением от …`, `По решению от …`: by a decree, which is not itself what the clause is about.
pub fn is_by_decree(scene: &Scene, segment: &Segment, date: Dated) -> bool {
    decree_noun(scene, segment, date).is_some_and(|noun| !scene.words.traits(noun).has(Traits::NOMINATIVE))
}

/// `Указ Президиума Верховного Совета от 8 июля 1944 г. «О …»`: a decree with its title is what happened on its day.
pub fn decree(scene: &Scene, segment: &Segment, date: Dated) -> Option<Telling> {
    let words = &scene.words;
    let noun = decree_noun(scene, segment, date)?;
    let mut from = noun;
    while from > segment.from && words.is_attribute(from - 1) && scene.role(from - 1) == Role::Plain {
        from -= 1;
    }
    // `№ 5`
    let mut title = date.to;
    if words.get(title) == "№" {
        title += 2;
    }
    let end = match closing(scene, title) {
        Some(close) if words.get(title) != "(" => close + 1,
        // Nobody closed the quote.
        None if matches!(words.get(title), "«" | "“" | "„") => words.len(),
        _ if matches!(words.word(title), "о" | "об") => {
            let end = (title..segment.to).find(|&at| is_predicate(scene, at)).unwrap_or(segment.to);
            // A title without quotes ends where the clause goes on, and nobody marks that.
            if end < segment.to { return None } else { end }
        }
        _ => return None,
    };
    let issued = scene.text(from, date.from);
    let issued: Vec<&str> = issued.split_whitespace().collect();
    let nominative = words.morphology.nominative(&issued)?;
    let tokens: Vec<usize> = (title..end).collect();
    let title = shortened(scene, &tokens, WORDS.saturating_sub(issued.len()));
    let said = format!("{nominative} {title}");
    Some(Telling::said(Clause { pieces: vec![(from, end)] }, date, said))
}
