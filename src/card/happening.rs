//! Cards of dated events: when it was, who did it, where it was.

use super::answer::Verdict;
use super::cloze::gives_away;
use super::lexis::Lexis;
use super::question::{Hole, Order, Told, uncapital};
use super::standing::{is_of_any, lacks_subject};
use super::{Answer, CardKind, Proof};
use crate::extract::time::{Date, Grain};
use crate::extract::{EntityKind, EntityMention};
use crate::fact::{Fact, FactKind, Inferred, Period};
use crate::lexicon::fold;
use crate::lexicon::ru::morphology::{Gender, Morphology, Number, PartOfSpeech, Tense};
use crate::lexicon::ru::traits::Traits;
use crate::segment::{Sentence, token};
use crate::span::Span;
use crate::wording::{NBSP, time};

/// A question with its answer, before it becomes a card.
pub struct Asked {
    /// What it hides, in one word that never changes.
    pub hides: &'static str,
    pub kind: CardKind,
    pub question: String,
    pub answer: Answer,
    pub proof: Proof,
    /// Against the weight of the fact.
    pub share: f64,
}

/// An event with its sentence.
pub struct Happening<'a> {
    pub text: &'a str,
    pub fact: &'a Fact,
    pub sentence: &'a Sentence,
    /// The names of the sentence.
    pub entities: &'a [EntityMention],
    pub lexis: &'a Lexis<'a>,
}

impl Happening<'_> {
    /// Everything that can be asked of it.
    pub fn asked(&self) -> Vec<Asked> {
        let (FactKind::Event { what }, Some(period)) = (&self.fact.kind, &self.fact.period) else { return Vec::new() };
        let unsure = self.fact.doubt.is_some()
            || self.fact.inferred.iter().any(|inferred| matches!(inferred, Inferred::Subject | Inferred::Period));
        if unsure || !self.sentence.span.contains(period.span) {
            return Vec::new();
        }
        let Some(told) = told(what, self.lexis) else { return Vec::new() };
        let told = told.keeping_capital(begins_with_a_name(what, self.sentence, self.entities, self.text));
        if goes_on(self.fact, self.sentence, self.text) {
            return Vec::new();
        }
        [self.when(what, &told, period), self.who(what, &told, period), self.place(what, &told, period)]
            .into_iter()
            .flatten()
            .collect()
    }

    fn evidence(&self) -> &str {
        self.sentence.span.of(self.text)
    }

    /// `Когда состоялся первый аукцион?`
    fn when(&self, what: &str, told: &Told, period: &Period) -> Option<Asked> {
        let quote = period.span.of(self.text);
        let year = period.when.year()?;
        // What is asked is in the words of the text, with its year.
        let said = year < 1000 || quote.contains(&year.to_string());
        // A month or a season with a capital only begins its sentence.
        let plain = uncapital(&quote.split_whitespace().collect::<Vec<_>>().join("\u{a0}"));
        // `с октября` is since when, and a year in the clause is one of two.
        let since =
            ["с ", "со ", "до ", "после ", "от ", "к ", "с\u{a0}"].iter().any(|from| fold(quote).starts_with(from));
        let other_year = what.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 4);
        // `Июль 2021: компания стала …` heads the sentence and is no answer.
        let heading = quote.split_whitespace().next().is_some_and(|first| time::is_month(&fold(first)));
        if since || heading || other_year || says_something(told) {
            return None;
        }
        let short = crate::wording::count_words(quote) <= 6;
        if !said || !short || gives_away(what, &year.to_string(), Some(year.into())) {
            return None;
        }
        let scope: Vec<String> = self.missing_place(what);
        let question = told.question(&scope, "Когда", &[], "", self.evidence(), Order::Kept)?;
        let years = (period.part.is_none()).then(|| period.when.days(None)).flatten().and(whole_years(period));
        let mut accepts = vec![time::label(&period.when, period.part)];
        accepts.extend(time::phrase(&period.when, period.part));
        accepts.extend(in_digits(period));
        let answer = Answer { text: plain, value: None, accepts, tolerance: None, years };
        let kind = if years.is_some() { CardKind::Typed } else { CardKind::Question };
        let proof = Proof { sentence: self.sentence.span, answer: period.span };
        Some(Asked { hides: "period", kind, question, answer, proof, share: 1.0 })
    }

    /// `Кто был избран ханом в 1186 г.?` Only of one man or woman whom the clause names as its subject.
    fn who(&self, what: &str, told: &Told, period: &Period) -> Option<Asked> {
        let people = self.entities.iter().filter(|entity| entity.kind == EntityKind::Person);
        let mut people = people.filter(|entity| self.sentence.span.contains(entity.span));
        let (person, hole) =
            people.find_map(|entity| Some((entity, told.hole(find(what, entity.span.of(self.text))?)?)))?;
        let nominative =
            (hole.from..hole.to).all(|at| told.traits(at).has(Traits::NOMINATIVE) || told.word(at).len() <= 2);
        let alone = hole.from == 0 || hole.to <= told.len() && !matches!(told.word(hole.to), "и" | "с" | ",");
        // `Новый гетман Иван Выговский`: the name is half of who it was.
        let titled = hole.from > 0
            && (told.traits(hole.from - 1).has(Traits::NOUN.and(Traits::ANIMATE))
                || told.traits(hole.from - 1).any(Traits::NOUN.and(Traits::ATTRIBUTE))
                    && told.traits(hole.from - 1).has(Traits::NOMINATIVE));
        if !nominative
            || titled
            || !alone
            || matches!(told.word(hole.to), "и" | "с")
            || !goes_with_who(told, self.lexis.morphology)
        {
            return None;
        }
        let added = self.time_added(what, period)?;
        let question =
            told.question(&self.missing_place(what), "Кто", &[hole], &added, self.evidence(), Order::Kept)?;
        let text = person.span.of(self.text).split_whitespace().collect::<Vec<_>>().join("\u{a0}");
        if gives_away(&question, &text, None) {
            return None;
        }
        // The surname alone is what a learner knows.
        let accepts = std::iter::once(person.name.clone()).chain(text.rsplit(NBSP).next().map(str::to_owned)).collect();
        let answer = Answer { text, value: None, accepts, tolerance: None, years: None };
        let proof = Proof { sentence: self.sentence.span, answer: person.span };
        Some(Asked { hides: "agent", kind: CardKind::Question, question, answer, proof, share: 0.9 })
    }

    /// `Где состоялся конгресс в октябре 1944 г.?`
    fn place(&self, what: &str, told: &Told, period: &Period) -> Option<Asked> {
        let places = self.entities.iter().filter(|entity| entity.kind == EntityKind::Place);
        let mut places = places.filter(|entity| self.sentence.span.contains(entity.span));
        let (place, hole) = places.find_map(|entity| {
            let hole = told.hole(find(what, entity.span.of(self.text))?)?;
            let before = hole.from.checked_sub(1)?;
            let located = (hole.from..hole.to).all(|at| told.traits(at).any(Traits::PREPOSITIONAL));
            (matches!(told.word(before), "в" | "во" | "на") && located)
                .then_some((entity, Hole { from: before, to: hole.to }))
        })?;
        if !told.hangs_on_predicate(hole) {
            return None;
        }
        // `в Москве и Киеве`, `в Новгороде Великом`: half of a place is none. After it the clause goes on otherwise.
        let next = told.word(hole.to);
        let goes_on =
            matches!(next, "и" | "или") || told.traits(hole.to).any(Traits::PREPOSITIONAL) && !next.is_empty();
        if goes_on {
            return None;
        }
        let added = self.time_added(what, period)?;
        let question = told.question(&[], "Где", &[hole], &added, self.evidence(), Order::Kept)?;
        let lead = self.text.get(self.sentence.span.start..place.span.start)?;
        let start = self.sentence.span.start
            + lead
                .trim_end()
                .rfind(|c: char| c.is_whitespace())
                .map_or(0, |at| at + lead[at..].chars().next().map_or(1, char::len_utf8));
        let span = Span::new(start, place.span.end);
        let text = span.of(self.text).split_whitespace().collect::<Vec<_>>().join("\u{a0}");
        let bare = place.span.of(self.text).to_owned();
        if gives_away(&question, &bare, None) || crate::wording::count_words(&text) > 4 {
            return None;
        }
        let text = uncapital(&text);
        let answer =
            Answer { text, value: None, accepts: vec![bare, place.name.clone()], tolerance: None, years: None };
        let proof = Proof { sentence: self.sentence.span, answer: span };
        Some(Asked { hides: "place", kind: CardKind::Question, question, answer, proof, share: 0.85 })
    }

    /// The time of the event as a question says it; `None` where it cannot be said or is said already.
    fn time_added(&self, what: &str, period: &Period) -> Option<String> {
        let phrase = time::phrase(&period.when, period.part)?;
        (!what.contains(&phrase)).then_some(phrase)
    }

    /// A place that other words than those of the clause tell.
    fn missing_place(&self, what: &str) -> Vec<String> {
        let inferred = self.fact.inferred.contains(&Inferred::Place);
        let place = self.fact.place.iter().filter(|place| inferred && !fold(what).contains(&fold(place)));
        place.cloned().collect()
    }
}

/// The clause of an event that can be asked for, or put in an order: it tells what happened, and not when by what else did.
pub fn told<'a>(what: &'a str, lexis: &Lexis) -> Option<Told<'a>> {
    let tokens = token::tokens(what, Span::new(0, what.len()));
    let folded = fold(what);
    // `более отношения окрепли`: the rest of `ещё более`.
    let compared = matches!(what.split(' ').next(), Some("более" | "менее" | "Более" | "Менее"));
    if compared || is_of_any(what, &folded, &tokens, lexis) || lacks_subject(what, &folded, &tokens, lexis, false) {
        return None;
    }
    let told = Told::of(what, lexis).filter(|told| told.happens(lexis))?;
    (0..told.len()).all(|at| !RELATIVE.contains(&told.word(at))).then_some(told)
}

/// Whether the words begin with a capital of their own: inside their sentence, or with a name of several words.
pub fn begins_with_a_name(words: &str, sentence: &Sentence, entities: &[EntityMention], text: &str) -> bool {
    let first = words.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or("");
    if !first.starts_with(char::is_uppercase) {
        return false;
    }
    let Some(at) = sentence.span.of(text).find(first).map(|at| sentence.span.start + at) else { return false };
    let opens = sentence.tokens.first().is_none_or(|token| token.span.start >= at);
    let named = entities
        .iter()
        .any(|entity| entity.span.start == at && entity.span.of(text).trim().contains(char::is_whitespace));
    !opens || named
}

/// Whether what was shown or said follows the words of the event: `показали, что неравенство …`.
pub fn goes_on(fact: &Fact, sentence: &Sentence, text: &str) -> bool {
    let next = sentence.tokens.partition_point(|token| token.span.start < fact.span.end);
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.span.of(text));
    word(next) == "," && matches!(word(next + 1), "что" | "чтобы" | "как" | "будто" | "сколько")
}

/// Words that place a happening by another one.
#[rustfmt::skip]
const RELATIVE: &[&str] = &[
    "вновь", "вскоре", "впервые", "впоследствии", "еще", "затем", "позднее", "позже", "потом", "прежде", "ранее", "раньше",
    "сначала", "снова", "сперва", "теперь", "тогда", "уже",
];

/// Whether the predicate says that something was said, and the clause does not tell what.
fn says_something(told: &Told) -> bool {
    const SAYING: &[&str] =
        &["сообщ", "заяв", "отмет", "сказа", "рассказ", "подчеркн", "указа", "писа", "напис", "утвержд", "замет"];
    let says = SAYING.iter().any(|stem| told.predicate_word().starts_with(stem));
    let of_what = (0..told.len()).any(|at| matches!(told.word(at), "о" | "об" | "обо" | "про"));
    let object =
        (0..told.len()).any(|at| told.traits(at).has(Traits::ACCUSATIVE) && !told.traits(at).has(Traits::NOMINATIVE));
    says && !of_what && !object
}

/// `Кто` takes the masculine singular, whoever it was.
fn goes_with_who(told: &Told, morphology: &Morphology) -> bool {
    let readings = morphology.analyses(told.predicate_word());
    readings.first().is_some_and(|reading| {
        let tag = reading.tag;
        let singular = tag.number == Some(Number::Singular);
        match tag.part_of_speech {
            PartOfSpeech::Verb if tag.tense == Some(Tense::Past) => singular && tag.gender == Some(Gender::Masculine),
            PartOfSpeech::Verb => singular,
            PartOfSpeech::ShortParticiple => singular && tag.gender == Some(Gender::Masculine),
            _ => false,
        }
    })
}

/// The only place of `quote` in `what`.
fn find(what: &str, quote: &str) -> Option<Span> {
    let mut found = what.match_indices(quote);
    let (at, _) = found.next()?;
    found.next().is_none().then(|| Span::new(at, at + quote.len()))
}

/// First and last year of a time that is whole years.
fn whole_years(period: &Period) -> Option<(i32, i32)> {
    let (first, last) = (period.when.first()?, period.when.last()?);
    let whole = |date: Date| matches!(date.grain(), Grain::Millennium | Grain::Century | Grain::Decade | Grain::Year);
    if first != last || !whole(first) {
        return None;
    }
    let (from, to) = first.years()?;
    // The sixteenth century is 1501–1600 to those who count so.
    Some((from, if matches!(first.grain(), Grain::Century) { to + 1 } else { to }))
}

/// `11.10.1944`
fn in_digits(period: &Period) -> Vec<String> {
    let date = period.when.first().filter(|first| Some(*first) == period.when.last());
    let day = date.and_then(|date| match date.grain() {
        Grain::Day { month, day } => Some((day, month, date.year()?)),
        _ => None,
    });
    day.map_or(Vec::new(), |(day, month, year)| {
        vec![format!("{day:02}.{month:02}.{year}"), format!("{day}.{month}.{year}"), format!("{day}.{month:02}.{year}")]
    })
}

/// Whether what a card asks for is accepted as it stands: a card that refuses its own answer is none.
pub fn accepts_itself(card: &super::Card) -> bool {
    !matches!(super::answer::check(card, &card.answer.text), Verdict::Wrong)
}
