//! Terms and abbreviations that the text itself explains. Precision first: each pattern is one that explains by itself.

use super::clause::{Segment, closing, is_predicate, segments};
use super::phrase;
use super::scene::Scene;
use super::subject::lower_first;
use crate::extract::entity::acronym;
use crate::extract::{ClaimMention, EntityMention, Words};
use crate::lexicon::ru::traits::Traits;
use crate::segment::{Segmentation, Table, Token, TokenKind};
use crate::span::Span;

pub struct Definition {
    pub span: Span,
    pub term: String,
    pub meaning: String,
    pub rule: &'static str,
}

/// No term is longer, in tokens, and no meaning, in words.
const TERM: usize = 7;
const MEANING: usize = 40;

/// The rule of names that a text explains: each is a definition.
const EXPANSION: &str = "expansion_in_brackets";

/// Which words of a text tell that something may be defined.
pub struct Cues(Table<bool>);

pub fn cues(segmentation: &Segmentation) -> Cues {
    Cues(segmentation.forms.table(&segmentation.folded, |word, _, _| is_cue(word)))
}

impl Cues {
    /// Whether the sentence may define anything: [`definitions`] of any other are none.
    pub fn stand_in(&self, words: &Words, entities: &[EntityMention]) -> bool {
        let may_be_cue = |token: &Token| match token.kind {
            TokenKind::Word => self.0.of(token),
            TokenKind::Mark => token.span.of(words.text).starts_with(['(', '-']) || token.span.len() > 1,
            TokenKind::Digits => false,
        };
        entities.iter().any(|entity| entity.rule == EXPANSION) || words.tokens.iter().skip(1).any(may_be_cue)
    }
}

/// What the sentence defines; under an evaluation nothing is.
pub fn definitions(scene: &Scene, claims: &[ClaimMention]) -> Vec<Definition> {
    let mut found: Vec<Definition> = Vec::new();
    let mut add = |definition: Definition| {
        let told = claims.iter().any(|claim| claim.span.overlaps(definition.span));
        let twice = found.iter().any(|other| other.span.overlaps(definition.span));
        let own = definition.term != definition.meaning;
        let short = definition.meaning.split_whitespace().count() <= MEANING;
        if !(twice || told && definition.rule != "brackets") && own && short {
            found.push(definition);
        }
    };
    scene.entities.iter().filter(|entity| entity.rule == EXPANSION).for_each(|entity| {
        let meaning = entity.expansion.clone().unwrap_or_default();
        add(Definition { span: entity.span, term: entity.name.clone(), meaning, rule: "expansion" });
    });
    let words = &scene.words;
    for open in (1..words.len()).filter(|&at| words.is_mark(at, '(')) {
        brackets(scene, open).into_iter().for_each(&mut add);
    }
    let cued = |at: usize| is_cue(words.word(at)) || scene.is_dash(at);
    if (1..words.len()).any(cued) {
        let segments = segments(scene);
        [this_is(scene), called(scene, &segments), understood(scene), dash(scene)].into_iter().flatten().for_each(add);
    }
    found
}

fn is_cue(word: &str) -> bool {
    is_called(word) || is_understood(word)
}

/// `валовой внутренний продукт (ВВП)`, `ВВП (валовой внутренний продукт)`, `… (сокр. ВВП)`, `ВВП (сокр. от …)`.
fn brackets(scene: &Scene, open: usize) -> Option<Definition> {
    let words = &scene.words;
    let close = closing(scene, open)?;
    let rule = "brackets";
    let mut from = open + 1;
    let short = ["сокр", "сокращенно", "сокращение", "далее", "аббревиатура"].contains(&words.word(from));
    if short {
        from += 1;
        while matches!(words.get(from), "." | "от" | "—" | "–" | "-" | ":" | "по" | "тексту") {
            from += 1;
        }
    }
    let quoted = |from: usize, to: usize| if matches!(words.get(from), "«") { (from + 1, to - 1) } else { (from, to) };
    let (inner, end) = quoted(from, close);
    if end <= inner {
        return None;
    }
    if end == inner + 1 && acronym::is_abbreviation(words, inner) {
        let begin = acronym::expansion_before(words, words.written(inner), open)?;
        let meaning = acronym::nominative(words, &scene.text(begin, open));
        let span = words.span(begin, close + 1);
        return Some(Definition { span, term: words.written(inner).to_owned(), meaning, rule });
    }
    let term = open - 1;
    let abbreviation = acronym::is_abbreviation(words, term);
    let spelled = abbreviation && acronym::expands(words, words.written(term), inner, end);
    // `колхоз (сокр. от «коллективное хозяйство»)`: the text says that it is short for it.
    let said = short && words.is_word(term) && words.get(from.saturating_sub(1)) == "от";
    (spelled || said && end - inner <= MEANING).then(|| Definition {
        span: words.span(term, close + 1),
        term: self::term(scene, term, term + 1),
        meaning: acronym::nominative(words, &scene.text(inner, end)),
        rule,
    })
}

/// The noun phrase at the token where all its words are in the nominative: the token after it.
fn nominative(scene: &Scene, at: usize, limit: usize) -> Option<usize> {
    let words = &scene.words;
    let found = phrase::noun_phrase(scene, at, limit)?;
    let agrees = (found.from..found.head).filter(|&at| words.is_attribute(at));
    let known = words.traits(found.head).has(Traits::NOUN.and(Traits::NOMINATIVE));
    let is_nominative = |at: usize| words.traits(at).has(Traits::NOMINATIVE);
    (known && !words.traits(found.head).has(Traits::GUESSED) && agrees.clone().all(is_nominative)).then_some(found.to)
}

/// Where a meaning that begins at the token ends: at a semicolon or the full stop.
fn end_of_meaning(scene: &Scene, at: usize) -> usize {
    let words = &scene.words;
    let end =
        (at..words.len()).find(|&at| matches!(words.get(at), ";") || words.is_mark(at, ':')).unwrap_or(words.len());
    (at..end).rev().find(|&at| !matches!(words.get(at), "." | "!" | "?" | "…" | ",")).map_or(at, |last| last + 1)
}

/// Whether what is said of the term is told by somebody of himself or of his readers.
fn is_personal(scene: &Scene, from: usize, to: usize) -> bool {
    const PERSONAL: &[&str] = &[
        "я",
        "мы",
        "ты",
        "вы",
        "мой",
        "моя",
        "мое",
        "мои",
        "наш",
        "наша",
        "наше",
        "наши",
        "нашей",
        "нашего",
        "меня",
        "нас",
        "мне",
        "нам",
        "вас",
        "вам",
    ];
    (from..to).any(|at| PERSONAL.contains(&scene.words.word(at)))
}

/// `Инфляция — это рост общего уровня цен.`
fn this_is(scene: &Scene) -> Option<Definition> {
    let words = &scene.words;
    let dash = (1..=TERM).find(|&at| scene.is_dash(at) && words.word(at + 1) == "это")?;
    let term = term_before(scene, dash)?;
    let from = dash + 2;
    let end = end_of_meaning(scene, from);
    let named = scene.times.iter().any(|time| words.at(time.span.start) < dash);
    if nominative(scene, from, end).is_none() || is_personal(scene, 0, end) || named || end < from + 2 {
        return None;
    }
    Some(Definition { span: words.span(0, end), term, meaning: scene.text(from, end), rule: "this_is" })
}

/// The term that the sentence begins with and that a dash follows: all of it in the nominative.
fn term_before(scene: &Scene, dash: usize) -> Option<String> {
    let words = &scene.words;
    if let Some(title) = quoted_title(scene, dash) {
        return Some(title);
    }
    let plain = dash == 1 && acronym::is_abbreviation(words, 0);
    let noun = nominative(scene, 0, dash) == Some(dash);
    (plain || noun).then(|| term(scene, 0, dash))
}

fn quoted_title(scene: &Scene, end: usize) -> Option<String> {
    let close = closing(scene, 0).filter(|&close| close + 1 == end && scene.words.get(0) != "(")?;
    Some(scene.text(1, close))
}

/// A term in small letters unless it is a name or an abbreviation.
fn term(scene: &Scene, from: usize, to: usize) -> String {
    let words = &scene.words;
    let text = scene.text(from, to);
    let traits = words.traits(from);
    let name = traits.any(Traits::PLACE_NAME.and(Traits::ORGANIZATION_NAME)) && !traits.has(Traits::COMMON);
    let upper = text.chars().nth(1).is_some_and(char::is_uppercase);
    if name || upper || from > 0 { text } else { lower_first(text) }
}

/// `«Ладога» — озеро на северо-западе`, `ВЦСПС — руководящий орган профсоюзов`.
fn dash(scene: &Scene) -> Option<Definition> {
    let words = &scene.words;
    let dash = (1..=TERM).find(|&at| scene.is_dash(at))?;
    let abbreviation = dash == 1 && acronym::is_abbreviation(words, 0);
    let term = quoted_title(scene, dash).or_else(|| abbreviation.then(|| words.written(0).to_owned()))?;
    let from = dash + 1;
    let end = end_of_meaning(scene, from);
    let own = (from..end).find(|&at| words.is_mark(at, ',')).unwrap_or(end);
    let noun = nominative(scene, from, end)?;
    let told = (from..own).any(|at| is_predicate(scene, at));
    let bare = noun == from + 1 && own == noun;
    if told
        || bare
        || is_personal(scene, from, end)
        || words.is_capital(from)
        || words.len() <= end && words.get(end) == "?"
    {
        return None;
    }
    Some(Definition { span: words.span(0, end), term, meaning: scene.text(from, end), rule: "dash" })
}

fn is_understood(word: &str) -> bool {
    matches!(word, "понимается" | "понимаются" | "понимают" | "подразумевается" | "подразумеваются" | "подразумевают")
}

/// `Под производительностью труда понимается количество продукции …`
fn understood(scene: &Scene) -> Option<Definition> {
    let words = &scene.words;
    let under = (0..3).find(|&at| words.word(at) == "под")?;
    let verb = (under + 2..under + 2 + TERM + 2).find(|&at| is_understood(words.word(at)))?;
    // `обычно`, `в статистике` may stand before the verb.
    let found = phrase::prepositional(scene, under, verb)?;
    let written = scene.text(under + 1, found.to);
    let instrumental = words.is_instrumental(found.head);
    let phrase: Vec<&str> = written.split_whitespace().collect();
    let term = words.morphology.nominative(&phrase).filter(|_| instrumental)?;
    let end = end_of_meaning(scene, verb + 1);
    let from = verb + 1;
    let said = phrase::noun_phrase(scene, from, end).is_some() && end >= from + 2 && !is_personal(scene, 0, end);
    let span = words.span(under, end);
    said.then(|| Definition { span, term: lower_first(term), meaning: scene.text(from, end), rule: "understood" })
}

fn is_called(word: &str) -> bool {
    matches!(word, "называется" | "называются" | "называют" | "именуется" | "именуются" | "именуют")
}

/// `Рост цен называется инфляцией.`, `Инфляцией называют рост цен.`: the term is in the instrumental.
fn called(scene: &Scene, segments: &[Segment]) -> Option<Definition> {
    let words = &scene.words;
    let verb = (1..words.len()).find(|&at| is_called(words.word(at)))?;
    let negated = words.word(verb - 1) == "не" || words.word(verb - 1) == "так";
    if negated || is_personal(scene, 0, words.len()) {
        return None;
    }
    let instrumental = |at: usize| {
        let traits = words.traits(at);
        traits.has(Traits::NOUN.and(Traits::INSTRUMENTAL)) && !traits.has(Traits::NOMINATIVE)
    };
    let named = |from: usize, to: usize| {
        let found = phrase::noun_phrase(scene, from, to).filter(|found| instrumental(found.head) && found.to == to)?;
        let written = scene.text(found.from, found.to);
        let phrase: Vec<&str> = written.split_whitespace().collect();
        words.morphology.nominative(&phrase)
    };
    let rule = "called";
    // `Инфляцией называют …`
    if verb <= TERM
        && let Some(term) = named(0, verb)
    {
        let (from, end) = (verb + 1, end_of_meaning(scene, verb + 1));
        let said = phrase::noun_phrase(scene, from, end).is_some() && end >= from + 2;
        let meaning = || scene.text(from, end);
        return said.then(|| Definition {
            span: words.span(0, end),
            term: lower_first(term),
            meaning: meaning(),
            rule,
        });
    }
    // `… называется инфляцией`: the meaning is the whole sentence up to the verb.
    let home = segments.iter().find(|segment| (segment.from..segment.to).contains(&verb))?;
    let term = named(verb + 1, home.to)?;
    let first = nominative_or_accusative(scene, verb)?;
    let clean = (0..verb).filter(|&at| is_predicate(scene, at)).count() == 0 || home.from > 0;
    let pronoun = (0..2).any(|at| words.is_pronoun(at));
    let meaning = scene.text(first, verb);
    let meaning = lower_first(meaning.trim_end_matches(',').to_owned());
    let said = clean && !pronoun && meaning.split_whitespace().count() >= 2 && home.to + 2 >= words.len();
    said.then(|| Definition { span: words.span(first, home.to), term: lower_first(term), meaning, rule })
}

/// Where the noun phrase that the sentence begins with begins, if it begins with one.
fn nominative_or_accusative(scene: &Scene, limit: usize) -> Option<usize> {
    let found = phrase::noun_phrase(scene, 0, limit)?;
    let traits = scene.words.traits(found.head);
    (traits.has(Traits::NOUN) && traits.any(Traits::NOMINATIVE.and(Traits::ACCUSATIVE))).then_some(found.from)
}
