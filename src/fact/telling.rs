//! How a happening is told: the words of its clause without the date, and who is meant where the clause does not say it.

use super::clause::{Clause, Segment, closing, is_predicate};
use super::event::{Dated, text_of};
use super::phrase::{self, Phrase};
use super::scene::{Role, Scene};
use super::subject::lower_first;
use crate::extract::EntityKind;
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
    subject: Option<(Option<usize>, String)>,
    pub carried: bool,
    pub doubt: Option<&'static str>,
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
    fn tokens(&self, scene: &Scene) -> Vec<usize> {
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

/// In what number and gender a predicate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Agreement {
    Masculine,
    Feminine,
    Neuter,
    Singular,
    Plural,
}

fn agreement(scene: &Scene, at: usize) -> Option<Agreement> {
    use Agreement::{Feminine, Masculine, Neuter, Plural, Singular};
    let word = scene.words.word(at);
    let bare = word.strip_suffix("ся").or_else(|| word.strip_suffix("сь")).unwrap_or(word);
    let past = |ending: &str| bare.ends_with(ending);
    Some(match () {
        () if past("ла") || past("на") || past("та") => Feminine,
        () if past("ло") || past("но") || past("то") => Neuter,
        () if past("ли") || past("ны") || past("ты") => Plural,
        () if past("ют") || past("ут") || past("ат") || past("ят") => Plural,
        () if scene.words.is_short_passive(at) || past("л") => Masculine,
        () if past("ет") || past("ит") => Singular,
        () if matches!(word, "умер" | "погиб" | "вырос" | "возник" | "достиг" | "принят" | "взят" | "смог") => {
            Masculine
        }
        () => return None,
    })
}

fn fits(scene: &Scene, noun: usize, wanted: Agreement) -> bool {
    let traits = scene.words.traits(noun);
    traits.has(match wanted {
        Agreement::Masculine => Traits::SINGULAR.and(Traits::MASCULINE),
        Agreement::Feminine => Traits::SINGULAR.and(Traits::FEMININE),
        Agreement::Neuter => Traits::SINGULAR.and(Traits::NEUTER),
        Agreement::Singular => Traits::SINGULAR,
        Agreement::Plural => Traits::PLURAL,
    }) && traits.has(Traits::NOMINATIVE)
}

/// A clause with the one it is about: said in it, clear from the words before, or in doubt.
pub fn relative(scene: &Scene, clause: Clause, date: Dated, before: Option<&Scene>) -> Option<Telling> {
    let words = &scene.words;
    let mut telling = Telling::of(clause, date);
    let tokens = telling.tokens(scene);
    let first = *tokens.first()?;
    if let Some(&relative) = tokens.iter().take(4).find(|&&at| words.word(at).starts_with("котор")) {
        let noun = of_which(scene, relative, first)?;
        telling.subject = Some((Some(relative), noun));
        telling.carried = true;
        return Some(telling);
    }
    let Some(&predicate) = tokens.iter().find(|&&at| is_predicate(scene, at)) else { return Some(telling) };
    let wanted = agreement(scene, predicate);
    let pronoun = tokens.iter().copied().find(|&at| {
        let next = words.traits(at + 1);
        let stands_alone = !next.has(Traits::NOUN) || scene.is_finite(at + 1);
        matches!(words.word(at), "он" | "она" | "оно" | "они") || words.word(at) == "это" && stands_alone
    });
    let start = telling.clause.start();
    if let Some(pronoun) = pronoun {
        let wanted = match words.word(pronoun) {
            "он" => Some(Agreement::Masculine),
            "она" => Some(Agreement::Feminine),
            "они" => Some(Agreement::Plural),
            _ => None,
        };
        let found = wanted.and_then(|wanted| {
            meant(scene, start, wanted).or_else(|| before.and_then(|before| meant(before, before.words.len(), wanted)))
        });
        match found {
            Some(noun) => {
                telling.subject = Some((Some(pronoun), noun));
                telling.carried = true;
            }
            None => telling.doubt = Some("subject"),
        }
        return Some(telling);
    }
    let speaker = |at: &usize| matches!(words.word(*at), "я" | "мы" | "вы" | "ты");
    let passive = || tokens.iter().any(|&at| words.is_short_passive(at));
    let by_pronoun = |at: &usize| matches!(words.word(*at), "им" | "ею" | "ими" | "мною") && passive();
    let by = tokens.iter().copied().find(by_pronoun);
    if by.is_some() || tokens.iter().any(speaker) {
        // `Им было принято постановление «О лесах»`: that it was is true without the one by whom. `Им` may be to whom as well.
        let is_doer = |by: usize| words.word(by) != "им" || !gives(words.word(predicate), &tokens, scene);
        let is_told = tokens.iter().find(|at| words.is_short_passive(**at)).is_some_and(|&passive| {
            agreement(scene, passive).is_some_and(|wanted| has_subject(scene, &telling.clause, passive, wanted))
        });
        match by.filter(|by| is_told && is_doer(*by) && !tokens.iter().any(speaker)) {
            Some(by) => telling.subject = Some((Some(by), String::new())),
            None => telling.doubt = Some("subject"),
        }
        return Some(telling);
    }
    // `её открыли`: what was named elsewhere.
    let named = tokens
        .iter()
        .position(|&at| words.traits(at).has(Traits::NOUN) && !words.is_pronoun(at))
        .unwrap_or(tokens.len());
    if tokens[..named]
        .iter()
        .any(|&at| matches!(words.word(at), "его" | "ее" | "их" | "ему" | "ей" | "им" | "нее" | "них"))
    {
        telling.doubt = Some("subject");
        return Some(telling);
    }
    let Some(wanted) = wanted.filter(|&wanted| !has_subject(scene, &telling.clause, predicate, wanted)) else {
        return Some(telling);
    };
    match meant(scene, start, wanted) {
        Some(noun) => {
            telling.subject = Some((None, noun));
            telling.carried = true;
        }
        None if matches!(wanted, Agreement::Masculine | Agreement::Feminine)
            && !may_have_subject(scene, &telling.clause) =>
        {
            telling.doubt = Some("subject");
        }
        None => {}
    }
    Some(telling)
}

/// Whether the predicate tells of what somebody gets: `им было присвоено звание`.
fn gives(predicate: &str, tokens: &[usize], scene: &Scene) -> bool {
    const GIVEN: &[&str] = &[
        "присво",
        "вруч",
        "дан",
        "выдан",
        "передан",
        "разреш",
        "поруч",
        "предлож",
        "предоставл",
        "назнач",
        "подар",
        "отдан",
        "оказан",
        "обещан",
        "позвол",
        "запрещ",
        "сообщ",
        "объявл",
        "послан",
        "направл",
        "отправл",
        "отвед",
    ];
    let passive = tokens.iter().filter(|at| scene.words.is_short_passive(**at)).map(|at| scene.words.word(*at));
    passive.chain([predicate]).any(|word| GIVEN.iter().any(|stem| word.starts_with(stem)))
}

/// The noun that `который` at the start of a clause stands for, in the nominative; `None` for its other cases.
fn of_which(scene: &Scene, relative: usize, first: usize) -> Option<String> {
    let words = &scene.words;
    if relative != first || !matches!(words.word(relative), "который" | "которая" | "которое" | "которые")
    {
        return None;
    }
    let comma = (first.saturating_sub(4)..first).rev().find(|&at| words.is_mark(at, ','))?;
    let noun = super::participle::noun_before(scene, comma, |tag| {
        let plural = tag.number == Some(crate::lexicon::ru::morphology::Number::Plural);
        use crate::lexicon::ru::morphology::Gender::{Feminine, Masculine, Neuter};
        match words.word(relative) {
            "которые" => plural,
            "который" => !plural && tag.gender == Some(Masculine),
            "которая" => !plural && tag.gender == Some(Feminine),
            _ => !plural && tag.gender == Some(Neuter),
        }
    })?;
    Some(noun.nominative)
}

/// Whether a noun phrase of the clause is what its predicate goes with.
fn has_subject(scene: &Scene, clause: &Clause, predicate: usize, wanted: Agreement) -> bool {
    let words = &scene.words;
    let reflexive = words.word(predicate).ends_with("ся") || words.word(predicate).ends_with("сь");
    let passive = words.is_short_passive(predicate) || reflexive;
    let mut found = false;
    for &(from, to) in &clause.pieces {
        let mut at = from;
        while let Some(noun) = phrase::nominative(scene, at, to) {
            let goes = fits(scene, noun.head, wanted);
            // After an active verb the same form may be its object.
            found |= goes && (noun.head < predicate || passive || words.traits(noun.head).has(Traits::ANIMATE));
            at = noun.to.max(at + 1);
        }
    }
    let named = |at: usize| {
        let capital = words.is_capital(at) && at > 0;
        capital && (at == clause.start() || !words.is_preposition(at - 1)) && !words.is_genitive(at)
    };
    found || clause.tokens().take_while(|&at| at < predicate).any(named)
}

/// Whether any word of the clause could be what its predicate goes with.
fn may_have_subject(scene: &Scene, clause: &Clause) -> bool {
    let words = &scene.words;
    let free = |&(from, to): &(usize, usize)| {
        let found = phrase::independent(scene, from, to, |noun| {
            let traits = words.traits(noun.head);
            traits.any(Traits::NOMINATIVE.and(Traits::GUESSED)) || words.is_capital(noun.head)
        });
        found.is_some()
    };
    let pronoun = |at: usize| {
        matches!(words.word(at), "все" | "никто" | "кто" | "каждый" | "многие" | "тот" | "та" | "этот" | "эта")
    };
    clause.pieces.iter().any(free) || clause.tokens().any(|at| pronoun(at) || scene.role(at) == Role::Number)
}

/// The one who is spoken of before `end`, where only one can be meant.
fn meant(scene: &Scene, end: usize, wanted: Agreement) -> Option<String> {
    // Of several clauses the last that names somebody tells it.
    let last = (0..end).rev().find(|&at| is_predicate(scene, at))?;
    let seam = (0..last).rev().find(|&at| matches!(scene.words.get(at), "," | ";")).map_or(0, |seam| seam + 1);
    subject_of(scene, seam, end, wanted).or_else(|| subject_of(scene, 0, end, wanted))
}

/// What the first predicate of `begin..end` is said of, where it fits and nobody else can be meant.
fn subject_of(scene: &Scene, begin: usize, end: usize, wanted: Agreement) -> Option<String> {
    let words = &scene.words;
    let predicate = (begin..end).find(|&at| is_predicate(scene, at))?;
    let is_person = |phrase: &Phrase| {
        let span = words.span(phrase.from, phrase.to);
        scene.entities.iter().find(|entity| entity.kind == EntityKind::Person && entity.span.overlaps(span))
    };
    let named = scene.entities.iter().filter(|entity| entity.kind == EntityKind::Person);
    let acting = named.clone().find(|entity| {
        let (from, last) = (words.at(entity.span.start), words.at(entity.span.end.saturating_sub(1)));
        (begin..predicate).contains(&last)
            && fits(scene, last, wanted)
            && (from == 0 || !words.is_attribute(from - 1) && !scene.is_nominal(from - 1))
    });
    let (text, person) = match acting {
        Some(person) => (person.span.of(words.text).to_owned(), Some(person)),
        // `Иванов окончил …`: the surname is an adjective too.
        None if begin == 0 && predicate == 1 && words.traits(0).any(Traits::SURNAME.and(Traits::GIVEN_NAME)) => {
            let feminine = words.word(0).ends_with(['а', 'я']);
            let fitting = if feminine { Agreement::Feminine } else { Agreement::Masculine };
            let text = words.written(0).to_owned();
            (Some(text).filter(|_| wanted == fitting || wanted == Agreement::Singular)?, None)
        }
        None => {
            let noun = phrase::nominative(scene, begin, predicate).filter(|noun| fits(scene, noun.head, wanted))?;
            let text = scene.text(noun.from, noun.to);
            let named = words.is_capital(noun.from) && (noun.from > 0 || is_person(&noun).is_some());
            let upper = text.chars().nth(1).is_some_and(char::is_uppercase);
            (if named || upper { text } else { lower_first(text) }, is_person(&noun))
        }
    };
    // Another person of the same gender may be meant as well.
    let rival = |entity: &crate::extract::EntityMention| {
        let last = words.at(entity.span.end.saturating_sub(1));
        let same = person.is_some_and(|person| person.name == entity.name);
        !same && last < end && wanted != Agreement::Plural && {
            let traits = words.traits(last);
            match wanted {
                Agreement::Feminine => traits.has(Traits::FEMININE),
                _ => traits.has(Traits::MASCULINE),
            }
        }
    };
    (!named.clone().any(rival)).then(|| super::scene::plain(&text))
}
