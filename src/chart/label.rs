//! The words of a chart: its title, its unit, and what stands beside each mark, in the nominative where that is known.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Form;
use super::among::{Among, among};
use super::suggest::{Datum, is_change};
use crate::document::Document;
use crate::extract::{Amount, Measure};
use crate::fact::Fact;
use crate::lexicon::fold;
use crate::lexicon::ru::form;
use crate::lexicon::ru::morphology::{Analysis, Case, Morphology, Number};
use crate::order;
use crate::relate::RelationKind;
use crate::wording::amount::Scale;
use crate::wording::noun::{counted_form, genitive_plural, in_case};
use crate::wording::{capitalized, time};

/// What the words of a chart are made from.
pub(super) struct Speech<'a> {
    pub document: &'a Document,
    pub morphology: &'a Morphology,
}

/// What tells the rows apart.
pub(super) struct Labels {
    pub rows: Vec<String>,
    pub by: By,
    /// What the words of shares say of their wholes.
    pub among: Option<Among>,
}

impl Labels {
    fn of(rows: Vec<String>, by: By) -> Labels {
        Labels { rows, by, among: None }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// What is counted: `овцы и козы`.
    Subject,
    Place,
    Agent,
    /// What a share is of: `среди мужчин`.
    Whole,
    Time,
    /// The two ends of a change whose times the text does not tell: `было`, `стало`.
    Ends,
}

impl Speech<'_> {
    /// What tells the rows apart: the time in a series, else the thing counted, the place or who did it. `None` where
    /// nothing does.
    pub fn labels(&self, kind: RelationKind, data: &[Datum], levels: &[usize]) -> Option<Labels> {
        let of = |rows: Vec<String>, by: By| all_differ(&rows).then(|| Labels::of(rows, by));
        let times = || -> Vec<String> {
            let short = |datum: &Datum| datum.0.period.as_ref().map(|at| time::short(&at.when, at.part));
            data.iter().map(|datum| short(datum).unwrap_or_default()).collect()
        };
        match kind {
            RelationKind::Series => of(times(), By::Time).or_else(|| {
                let [first, last] = data else { return None };
                // One time for both says nothing of either.
                let or = |datum: Datum, end: &str| {
                    when(datum).filter(|_| when(*first) != when(*last)).unwrap_or(end.to_owned())
                };
                Some(Labels::of(vec![or(*first, "было"), or(*last, "стало")], By::Ends))
            }),
            RelationKind::PartOf => Some(Labels::of(self.parts(data, levels), By::Subject)),
            RelationKind::Breakdown => {
                // `76 % совхозов электрифицировано и 15 % колхозов`: the verb wants the case that they have.
                let told = data.iter().any(|(_, quantity)| self.is_told(&quantity.subject));
                let as_told = || data.iter().map(|datum| without_people(&datum.1.subject).to_owned()).collect();
                let with = || data.iter().map(|datum| self.with_what(*datum)).collect::<Option<Vec<String>>>();
                let mut subjects = match told {
                    true => with().unwrap_or_else(as_told),
                    false => self.nominatives(data),
                };
                let groups = self.groups(data);
                for (subject, group) in subjects.iter_mut().zip(groups.iter().flatten()) {
                    *subject = format!("{subject} ({group})");
                }
                let places = || data.iter().map(|(fact, _)| fact.place.clone().unwrap_or_default()).collect();
                let agents = || data.iter().map(|(fact, _)| fact.agent.clone().unwrap_or_default()).collect();
                let is_share = matches!(data[0].1.measure, Measure::Percent | Measure::Share);
                let led = || self.led(data).filter(|_| groups.is_none());
                let mut wholes = (self.of_each(data).or_else(|| self.placed(data)))
                    .or_else(|| self.left_out(data))
                    .or_else(|| self.told_apart(data))
                    .or_else(led)
                    .or_else(|| is_share.then(|| among(&subjects)));
                let apart = wholes.as_mut().filter(|_| !told).and_then(|among| {
                    let by = if among.head.is_empty() { By::Subject } else { By::Whole };
                    of(among.rows.take()?, by)
                });
                // Labels that are left as they are say their whole themselves.
                if let Some(among) = wholes.as_mut().filter(|_| apart.is_none()) {
                    among.whole.clear();
                }
                let mut labels = apart
                    .or_else(|| of(subjects, By::Subject))
                    .or_else(|| of(places(), By::Place))
                    .or_else(|| of(agents(), By::Agent))
                    .or_else(|| of(times(), By::Time));
                if let Some(labels) = &mut labels {
                    labels.among = wholes;
                }
                labels
            }
        }
    }

    /// Whether a verb stands in the words: `человек принято`. What may be a noun is none: `ордена`.
    fn is_told(&self, words: &str) -> bool {
        let is_noun = |word: &str| self.morphology.analyses(word).iter().any(|reading| reading.tag.is_noun());
        let is_predicate = |word: &str| form::is_short_passive(word) || form::is_always_finite(word);
        fold(words).split(' ').any(|word| is_predicate(word) && !is_noun(word))
    }

    /// `Орденом Ленина награждено` → `орден Ленина`: groups told by what they got, without the verb that the first alone has.
    fn with_what(&self, (fact, quantity): Datum) -> Option<String> {
        let words: Vec<&str> = without_people(&quantity.subject).split(' ').collect();
        let is_told = |word: &&&str| self.is_told(word);
        let from = words.iter().take_while(is_told).count();
        let to = words.len() - words[from..].iter().rev().take_while(is_told).count();
        let what = words.get(from..to).filter(|words| !words.is_empty())?.join(" ");
        let readings = self.morphology.analyses(&fold(words[from]));
        let is_instrumental = |reading: &Analysis| reading.tag.case == Some(Case::Instrumental);
        let nominative = in_case(self.morphology, &what, "", Case::Nominative, false)?;
        (!readings.is_empty() && readings.iter().all(is_instrumental))
            .then(|| self.within(fact, words[from], nominative))
    }

    /// `всего`, then each part without the words that it shares with what it is a part of.
    fn parts(&self, data: &[Datum], levels: &[usize]) -> Vec<String> {
        let subject = |index: usize| without_people(&data[index].1.subject);
        let label = |index: usize| {
            let whole = (0..index).rev().find(|&whole| levels[whole] < levels[index])?;
            let (own, of) = (subject(index), subject(whole));
            // `180 из 284 секретарей`: what tells the part from its whole, the text says elsewhere.
            let rest = match own.strip_prefix(of) {
                _ if of.is_empty() => own,
                Some(rest) if rest.is_empty() || rest.starts_with(' ') => rest.trim_start(),
                // `студентов в институте`, `студентов женщины`
                _ => match own.split_once(' ') {
                    Some((noun, rest)) if of.split(' ').next() == Some(noun) && self.may_be_nominative(rest) => rest,
                    _ => own,
                },
            };
            Some(match rest {
                "" => self.told_after(data[index], false).unwrap_or_else(|| "из них".to_owned()),
                rest if rest.len() < own.len() => rest.to_owned(),
                _ => self.nominative(data[index]),
            })
        };
        (0..data.len()).map(|index| label(index).unwrap_or_else(|| "всего".to_owned())).collect()
    }

    /// The thing counted, in the nominative: `овцы и козы`, `учителя`; the words of the text where that cannot be told.
    pub fn nominative(&self, datum: Datum) -> String {
        let subject = without_people(&datum.1.subject);
        self.in_nominative(datum, subject, false).unwrap_or_else(|| self.within(datum.0, subject, subject.to_owned()))
    }

    /// Likewise, of several that stand side by side: `русских, поляки` are no row, so where one of them has no nominative they all
    /// stay in the words of the text.
    fn nominatives(&self, data: &[Datum]) -> Vec<String> {
        self.nominatives_of(data, &data.iter().map(|(_, of)| without_people(&of.subject)).collect::<Vec<_>>())
    }

    /// Likewise, by these words of theirs.
    pub(super) fn nominatives_of(&self, data: &[Datum], words: &[&str]) -> Vec<String> {
        let each = || data.iter().copied().zip(words);
        // `рыбы 50 %, хлеба 30 %`: what one of them is, they all are.
        let is_genitive =
            |(datum, words): (Datum, &&str)| !self.is_after_number(datum, words) && self.is_genitive(words);
        let are_genitive = each().any(is_genitive);
        let all =
            each().map(|(datum, words)| self.in_nominative(datum, words, are_genitive)).collect::<Option<Vec<_>>>();
        all.unwrap_or_else(|| each().map(|(datum, words)| self.within(datum.0, words, (*words).to_owned())).collect())
    }

    /// `None` for a genitive of which no nominative is known. What may be either is left as it is, unless a number before it or
    /// what stands beside it tells that it is a genitive: `пашня — 48 %, леса — 30 %` are woods.
    fn in_nominative(&self, datum: Datum, words: &str, are_genitive: bool) -> Option<String> {
        let (fact, quantity) = datum;
        let people = matches!(words, "человек" | "человека");
        let plural = people || self.is_few(datum);
        // `добыча угля выросла, руды — на 15 %`: what changed stands in the nominative, or nobody knows of what it is a genitive.
        let is_open = is_change(quantity.measure) || !self.is_after_number(datum, words) && !are_genitive;
        if self.is_told(words) || is_open && self.may_be_nominative(words) {
            return Some(self.within(fact, words, words.to_owned()));
        }
        match in_case(self.morphology, words, &quantity.unit, Case::Nominative, plural) {
            Some(nominative) => Some(self.within(fact, words, nominative)),
            None => (!self.is_genitive(words)).then(|| self.within(fact, words, words.to_owned())),
        }
    }

    /// Whether the text has these words right after the number, which then tells their case.
    fn is_after_number(&self, (fact, _): Datum, words: &str) -> bool {
        counted_form(&self.document.text, fact.span.end, words).is_some()
    }

    /// The words of a subject as they stand within a sentence: without the capital of its first word, if that is no name.
    pub(super) fn within(&self, fact: &Fact, subject: &str, words: String) -> String {
        let first = words.split(' ').next().unwrap_or("");
        let begins = subject.split(' ').next().unwrap_or("");
        let is_first = fact.evidence.span.of(&self.document.text).starts_with(begins);
        let mut letters = first.chars();
        let is_capital =
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
        let readings = self.morphology.analyses(&fold(first));
        let is_name = readings.is_empty() || readings.iter().any(|reading| reading.tag.name.is_some());
        if !is_first || !is_capital || is_name {
            return words;
        }
        let mut letters = words.chars();
        letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
    }

    /// Whether the thing counted stands in the singular because the number ends in 1 to 4: `1421 преподаватель`.
    fn is_few(&self, (fact, quantity): Datum) -> bool {
        if !matches!(quantity.measure, Measure::Count | Measure::Increase) || is_multiplied(self.document, fact) {
            return false;
        }
        let Amount::Decimal(value) = quantity.amount else { return false };
        let stands = counted_form(&self.document.text, fact.span.end, &quantity.subject).is_some();
        stands && value.fract().is_zero() && !is_many(value)
    }

    /// The words of what is compared. Those that stand after a number in the text are in the genitive and get a head; the
    /// words of a share are what it is a share of.
    pub fn title(&self, kind: RelationKind, data: &[Datum], labels: &Labels) -> String {
        let title = self.of_what(kind, data, labels);
        // Else one would take the figures for how much there was.
        let is_change = kind == RelationKind::Series && is_change(data[0].1.measure);
        if is_change { format!("{title}: изменение") } else { title }
    }

    fn of_what(&self, kind: RelationKind, data: &[Datum], labels: &Labels) -> String {
        if kind == RelationKind::Breakdown && labels.by == By::Subject {
            return named_together(data, &labels.rows);
        }
        if let Some(among) = labels.among.as_ref().filter(|_| labels.by == By::Whole) {
            return capitalized(&among.head);
        }
        // The last figure of a series may say more of what is counted than the first, and the reverse.
        let datum = data.iter().copied().find(|(_, quantity)| !quantity.subject.is_empty()).unwrap_or(data[0]);
        let whole = without_size(datum.1.subject.trim());
        let whole = if labels.by == By::Place { self.without_place(datum.0, whole) } else { whole };
        let title = without_people(whole);
        if title.len() < whole.len() {
            return capitalized(title);
        }
        let folded = fold(title);
        let first = folded.split(' ').next().unwrap_or("");
        if matches!(first, "человек" | "человека" | "люди" | "") {
            return "Число людей".to_owned();
        }
        let headed = ["число", "доля", "количество", "общее", "численность", "процент"].contains(&first);
        if headed || self.is_told(title) {
            return capitalized(title);
        }
        match datum.1.measure {
            Measure::Percent | Measure::Share => match self.share_of(title, &datum.1.unit) {
                Some(of) => format!("Доля {of}"),
                None => capitalized(title),
            },
            Measure::Count | Measure::Increase if data.iter().any(|datum| self.counted(*datum, title).is_some()) => {
                let plural = self.is_few(datum);
                let of = plural.then(|| in_case(self.morphology, title, &datum.1.unit, Case::Genitive, true)).flatten();
                format!("Число {}", of.as_deref().unwrap_or(title))
            }
            _ => capitalized(title),
        }
    }

    /// `площадь Сибирского края` → `площадь`: where places tell the rows apart, the first of them is not of all.
    fn without_place<'w>(&self, fact: &Fact, words: &'w str) -> &'w str {
        let Some(place) = fact.place.as_deref().map(fold) else { return words };
        let named = |words: &str| {
            let nominative = in_case(self.morphology, words, "", Case::Nominative, false);
            nominative.is_some_and(|name| fold(&name) == place)
        };
        let is_place = |tail: &str| {
            let bare = ["в ", "во ", "на "].iter().find_map(|preposition| tail.strip_prefix(preposition));
            named(bare.unwrap_or(tail))
        };
        let cut = words.match_indices(' ').find(|(at, _)| is_place(&words[at + 1..]));
        cut.map_or(words, |(at, _)| &words[..at])
    }

    /// What a share is of, in the genitive plural; `None` for a rate or a single thing, which is no share of itself.
    fn share_of(&self, words: &str, unit: &str) -> Option<String> {
        if self.is_genitive(words) {
            return Some(words.to_owned());
        }
        let readings = self.morphology.analyses(&fold(words.split(' ').next()?));
        // `грамотными были 21 %`: who they were is told by its own case.
        let told = (Some(Case::Instrumental), Some(Number::Plural));
        if !readings.is_empty() && readings.iter().all(|reading| (reading.tag.case, reading.tag.number) == told) {
            return in_case(self.morphology, words, unit, Case::Genitive, false);
        }
        let many = (Some(Case::Nominative), Some(Number::Plural));
        let many = readings.iter().find(|reading| (reading.tag.case, reading.tag.number) == many)?;
        // `женщины` are many, `населения` is a genitive: of living ones a text tells how many do something.
        match readings.iter().any(|reading| reading.tag.case == Some(Case::Genitive)) {
            true if many.tag.animate != Some(true) => Some(words.to_owned()),
            _ => in_case(self.morphology, words, unit, Case::Genitive, true),
        }
    }

    pub(super) fn may_be_nominative(&self, words: &str) -> bool {
        let readings = self.morphology.analyses(&fold(words.split(' ').next().unwrap_or("")));
        readings.iter().any(|reading| reading.tag.case == Some(Case::Nominative))
    }

    /// Whether the words begin with a form that can only be a genitive.
    pub(super) fn is_genitive(&self, words: &str) -> bool {
        let first = words.split(' ').next().unwrap_or("");
        let readings = self.morphology.analyses(&fold(first));
        let is = |case: Case| readings.iter().any(|reading| reading.tag.case == Some(case));
        is(Case::Genitive) && !is(Case::Nominative)
    }

    /// The first word of `words` where the text has it after the number of the datum.
    fn counted<'w>(&self, datum: Datum, words: &'w str) -> Option<&'w str> {
        let noun = counted_form(&self.document.text, datum.0.span.end, words)?;
        let Amount::Decimal(value) = datum.1.amount else { return None };
        let genitive =
            is_multiplied(self.document, datum.0) || is_many(value) || self.is_genitive(noun) || self.is_few(datum);
        genitive.then_some(noun)
    }

    /// `%`, `тыс. коммунистов`, `млн рублей`; without a noun where the rows count different things. Parts are of what the
    /// whole is.
    pub fn unit(&self, kind: RelationKind, form: Form, data: &[Datum]) -> String {
        let quantity = data[0].1;
        let counted = if kind == RelationKind::PartOf { &data[..1] } else { data };
        let one = counted.iter().all(|(_, other)| other.unit == quantity.unit);
        let noun = match quantity.measure {
            Measure::Percent | Measure::PercentIncrease => return "%".to_owned(),
            Measure::Share => return "доля".to_owned(),
            Measure::Multiple => return "раз".to_owned(),
            _ if !one || quantity.unit.is_empty() => None,
            Measure::Count | Measure::Increase if quantity.unit == "человек" => Some(quantity.unit.clone()),
            Measure::Count | Measure::Increase => self.counted_unit(counted),
            Measure::Money | Measure::Physical | Measure::Duration | Measure::Age => genitive_plural(&quantity.unit),
        };
        scaled(form, data, noun)
    }

    /// The noun after a number of many: from the text where it stands so, else from the dictionary. `None` where the text
    /// does not put what is counted after the number: of a population nobody counts `populations`.
    fn counted_unit(&self, data: &[Datum]) -> Option<String> {
        let counted = || data.iter().filter(|datum| self.counted(**datum, &datum.1.subject).is_some());
        if let Some((_, quantity)) = counted().find(|datum| !self.is_few(**datum)) {
            return Some(noun_of_unit(&quantity.subject, &quantity.unit));
        }
        let (_, quantity) = counted().next()?;
        self.morphology.knows_words().then(|| self.morphology.genitive_plural(&fold(&quantity.unit))).flatten()
    }
}

/// The work that the text is from: who wrote it, what it is called, when it came out and where it lies; the title of a text that
/// says none of that.
pub fn source_of(document: &Document) -> String {
    let source = &document.source;
    let parts = [&source.author, &source.work, &source.published];
    let mut named: Vec<&str> =
        parts.into_iter().flatten().map(String::as_str).filter(|part| !part.is_empty()).collect();
    if source.work.as_ref().is_none_or(String::is_empty) && !document.title.is_empty() {
        named.insert(usize::from(source.author.is_some()).min(named.len()), &document.title);
    }
    named.extend(source.url.as_deref());
    named.join(". ")
}

/// `тыс. рублей`: the unit with the multiplier of the drawing. Where each number is written in a scale of its own, none is of all.
pub(super) fn scaled(form: Form, data: &[Datum], noun: Option<String>) -> String {
    let amounts: Vec<Amount> = data.iter().flat_map(|(_, of)| [Some(of.amount), of.upper]).flatten().collect();
    let scale = if form == Form::Dots { Scale::One } else { Scale::of(&amounts) }.word();
    match noun {
        Some(noun) if scale.is_empty() => noun,
        Some(noun) => format!("{scale} {noun}"),
        None => scale.to_owned(),
    }
}

/// Whether the number ends in a word or its abbreviation: `88,7 тыс.`
pub(super) fn is_multiplied(document: &Document, fact: &Fact) -> bool {
    fact.span.of(&document.text).trim_end_matches('.').ends_with(char::is_alphabetic)
}

/// The word of the subject that the unit is the lemma of, else its first word.
pub(super) fn noun_of_unit(subject: &str, lemma: &str) -> String {
    let stem: String = lemma.chars().take(lemma.chars().count().saturating_sub(2).max(3)).collect();
    let mut words =
        subject.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).peekable();
    let first = words.peek().copied().unwrap_or("");
    words.find(|word| fold(word).starts_with(&stem)).unwrap_or(first).to_owned()
}

/// `Лошади, коровы и козы`: what is compared, as the text tells it. The rows stand by their size, which nobody is to know who
/// guesses it.
pub(super) fn named_together(data: &[Datum], labels: &[String]) -> String {
    let mut told: Vec<(usize, &str)> =
        data.iter().zip(labels).map(|((fact, _), label)| (fact.span.start, label.as_str())).collect();
    order::by_key(&mut told, |(at, _)| *at);
    capitalized(&listed(&told.into_iter().map(|(_, label)| label).collect::<Vec<_>>()))
}

/// `лошади, коровы и козы`
pub(super) fn listed(told: &[&str]) -> String {
    let [first, .., last] = told else { return String::new() };
    let joined = told.iter().any(|label| label.contains(" и "));
    match told.len() {
        2 | 3 if joined => told.join(", "),
        2 | 3 => format!("{} и {last}", told[..told.len() - 1].join(", ")),
        _ => format!("{first}, {} и ещё {}", told[1], told.len() - 2),
    }
}

fn when(datum: Datum) -> Option<String> {
    datum.0.period.as_ref().map(|period| time::short(&period.when, period.part))
}

fn all_differ(labels: &[String]) -> bool {
    let mut sorted: Vec<&String> = labels.iter().filter(|label| !label.is_empty()).collect();
    order::sort(&mut sorted);
    sorted.dedup();
    sorted.len() == labels.len()
}

/// Whether a noun after the number stands in the genitive plural.
pub(super) fn is_many(value: Decimal) -> bool {
    matches!((value % Decimal::ONE_HUNDRED).to_u32(), Some(11..=14))
        || matches!((value % Decimal::TEN).to_u32(), Some(0 | 5..=9)) && value.normalize().scale() == 0
}

/// `комсомольцев с общей численностью` → `комсомольцев`: that their number was told is in the head of the title.
fn without_size(words: &str) -> &str {
    [" с общей численностью", " общей численностью", " численностью"]
        .into_iter()
        .find_map(|size| words.strip_suffix(size))
        .unwrap_or(words)
}

/// `человека вступили в комсомол` → `вступили в комсомол`: that people were counted, the unit says, and the case in which the
/// number put them fits nothing else. Alone they stay.
fn without_people(words: &str) -> &str {
    words.split_once(' ').filter(|(first, _)| matches!(*first, "человек" | "человека")).map_or(words, |(_, rest)| rest)
}
