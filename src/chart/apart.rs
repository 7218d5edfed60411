//! What groups are told by beside their nouns, and of how many wholes shares are: `русские составляли 54 % жителей, украинцы — 46 %`
//! are of one, `62 % мужчин и 38 % женщин` of two, however well they add up.

use super::among::Among;
use super::label::{By, Labels, Speech, listed};
use super::suggest::{Datum, is_change};
use crate::extract::Measure;
use crate::fact::Fact;
use crate::lexicon::fold;
use crate::lexicon::ru::form;
use crate::lexicon::ru::morphology::{Case, Gender, Number, PartOfSpeech};
use crate::order;
use crate::wording::noun::in_case;

/// A phrase right after a figure is no longer than that.
const MOST_WORDS: usize = 4;

/// What stands right after a figure.
enum After<'t> {
    Nothing,
    /// `в городах`, `от среднего`
    Preposition,
    /// `мужчин`, `городских жителей`: a genitive.
    Of {
        words: &'t str,
        /// Whether a noun is among them: `60 % довоенной` is of what stands before.
        is_named: bool,
    },
}

impl Speech<'_> {
    /// Whether nothing in the words around shares says that they are of several wholes, which add up to nothing. Where the text leaves
    /// it open, they are not taken for one.
    pub fn are_of_one(&self, data: &[Datum], labels: &Labels) -> bool {
        let among = labels.among.as_ref();
        if among.is_some_and(|among| among.wholes > 1) {
            return false;
        }
        if among.is_some_and(|among| among.is_sure) {
            return true;
        }
        // `в Туле 62 %, в Орле 38 %`: of two places nobody knows whether each is a part or has parts of its own.
        let are_two_places = labels.by == By::Place && data.len() == 2;
        // `план выполнен на 60 %`
        let is_extent = |(fact, _): &Datum| self.word_before(fact) == "на";
        let after: Vec<After> = data.iter().map(|(fact, _)| self.after(fact)).collect();
        let apart = after.iter().any(|after| matches!(after, After::Preposition)) || data.iter().any(is_extent);
        if are_two_places || apart || self.are_of_one_kind(data) {
            return false;
        }
        let of = after.iter().enumerate().filter_map(|(at, after)| match after {
            After::Of { words, is_named } => Some((at, *words, *is_named)),
            _ => None,
        });
        match of.collect::<Vec<_>>().as_slice() {
            [] => true,
            [(at, words, is_named)] => {
                let makes_up = makes_up(&self.word_before(data[*at].0));
                // `60 % городских жителей, а сельских — 40 %`, but `русских было 60 % жителей, поляков — 40 %`
                let own = data[*at].1.subject.as_str();
                let is_group = self.is_genitive(own) && !own.starts_with(words);
                let mut others = data.iter().enumerate().filter(|(other, _)| other != at);
                let are_wholes = others.any(|(_, of)| self.is_genitive(&of.1.subject)) && !is_group;
                *is_named && makes_up && !is_measure(words) && !are_wholes
            }
            // `среди депутатов 62 % мужчин и 38 % женщин`: the whole is named beside them.
            of => of.iter().any(|(at, words, _)| {
                let whole = data[*at].1.subject.split_once(" среди ").map(|(_, whole)| whole);
                whole.is_some_and(|whole| !whole.starts_with(words))
            }),
        }
    }

    /// `явка в городах, явка в сёлах`, `грамотность мужчин, женщин`: how much of each of several, and no shares of one.
    fn are_of_one_kind(&self, data: &[Datum]) -> bool {
        let first_word = |datum: &Datum| fold(datum.1.subject.split(' ').next().unwrap_or(""));
        let Some(first) = data.iter().min_by_key(|(fact, _)| fact.span.start) else { return false };
        let kind = first_word(first);
        if is_share(&kind) {
            return false;
        }
        let mut others = data.iter().filter(|(fact, _)| fact.span.start > first.0.span.start);
        let has_genitive = self.head(&first.1.subject).is_some();
        others.any(|other| first_word(other) == kind || has_genitive && self.may_be_genitive(&other.1.subject))
    }

    /// `средняя температура января` → `средняя температура`, `января`
    fn head<'w>(&self, subject: &'w str) -> Option<(&'w str, &'w str)> {
        let (at, _) = subject.match_indices(' ').find(|(at, _)| self.may_be_genitive(&subject[at + 1..]))?;
        self.may_be_nominative(subject).then_some((&subject[..at], &subject[at + 1..]))
    }

    fn may_be_genitive(&self, words: &str) -> bool {
        let first = words.split(' ').next().unwrap_or("");
        let readings = self.morphology.analyses(&fold(first));
        let joins = |part: PartOfSpeech| matches!(part, PartOfSpeech::Preposition | PartOfSpeech::Conjunction);
        !readings.iter().any(|reading| joins(reading.tag.part_of_speech))
            && readings.iter().any(|reading| reading.tag.case == Some(Case::Genitive))
    }

    /// `средняя температура января −12 °C, июля — 18 °C`: of what each figure is, where all but the first leave out what it is. Where
    /// a genitive may be a nominative too, the others tell: `доля угля 50 %, нефти — 30 %, газа — 20 %`; of what changed nothing
    /// does, as it has a verb: `добыча угля выросла, цены — на 15 %`.
    pub(super) fn left_out(&self, data: &[Datum]) -> Option<Among> {
        let first = (0..data.len()).min_by_key(|index| data[*index].0.span.start)?;
        let measure = data[first].1.measure;
        if measure == Measure::Count {
            return None;
        }
        let (head, own) = self.head(&data[first].1.subject).filter(|_| !data[first].1.subject.contains(" среди "))?;
        let of = |index: usize| if index == first { own } else { data[index].1.subject.as_str() };
        let others = || (0..data.len()).filter(|index| *index != first).map(of);
        let is_share = is_share(head.split(' ').next().unwrap_or(""));
        let are_sure = match is_change(measure) {
            true => self.is_genitive(own) && others().all(|of| self.is_genitive(of)),
            false => is_share || others().any(|of| self.is_genitive(of)),
        };
        if !are_sure || !others().all(|of| self.may_be_genitive(of)) {
            return None;
        }
        let nominative = |index: usize| in_case(self.morphology, of(index), "", Case::Nominative, false);
        let rows = (0..data.len()).map(nominative).collect::<Option<Vec<String>>>()?;
        let mut told: Vec<usize> = (0..data.len()).collect();
        order::by_key(&mut told, |index| data[*index].0.span.start);
        let all = listed(&told.into_iter().map(of).collect::<Vec<_>>());
        let head = format!("{head} {all}");
        // `доля грамотных мужчин, женщин`: of all, or of the women?
        let length = |of: &str| of.split(' ').count();
        let is_sure = is_share && others().all(|of| length(of) == length(own));
        let wholes = if is_sure { 1 } else { data.len() };
        Some(Among { rows: Some(rows), head, wholes, is_sure, ..Among::default() })
    }

    /// `52 % рабочих были женщинами, 30 % — подростками`: what each share is, told after it.
    pub(super) fn told_apart(&self, data: &[Datum]) -> Option<Among> {
        let mut wholes: Vec<&str> = Vec::new();
        for (fact, _) in data {
            if let After::Of { words, .. } = self.after(fact) {
                wholes.push(words);
            }
        }
        let is_after = !wholes.is_empty();
        let rows = data.iter().map(|datum| self.told_after(*datum, is_after)).collect::<Option<Vec<String>>>()?;
        let all = data.iter().min_by_key(|(_, quantity)| quantity.subject.len())?;
        if !is_after {
            wholes.extend(data.iter().map(|(_, quantity)| quantity.subject.as_str()));
        }
        order::sort(&mut wholes);
        wholes.dedup();
        // `62 % мужчин — рабочие, 38 % женщин — служащие`
        (wholes.len() == 1 || !is_after).then(|| Among {
            rows: Some(rows),
            head: self.nominative(*all),
            wholes: wholes.len(),
            is_sure: true,
            ..Among::default()
        })
    }

    /// `640 были начальными`, `112 — двухкомплектными`: what a part is that has no noun of its own, by the word right after its
    /// figure, or after what it is a part of. `by_dash`: a nominative after a dash says so too, as in `треть рабочих — женщины`.
    pub(super) fn told_after(&self, (fact, _): Datum, by_dash: bool) -> Option<String> {
        let after = self.document.text.get(fact.span.end..fact.evidence.span.end)?;
        let after = match self.after(fact) {
            After::Of { words, .. } => after.split_once(words)?.1,
            _ => after,
        };
        let is_dash = |word: &&str| matches!(*word, "—" | "–");
        let is_joint = |word: &&str| matches!(*word, "были" | "являлись" | "оказались");
        let mut words = after.split_whitespace().peekable();
        let dash = words.next_if(is_dash);
        let joint = words.next_if(is_joint);
        let word = words.next()?;
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        let ends = bare.len() < word.len() || words.next().is_none();
        if !ends || dash.or(joint).is_none() {
            return None;
        }
        let readings = self.morphology.analyses(&fold(bare));
        let in_many = |case: Case| {
            readings.iter().find(|reading| (reading.tag.case, reading.tag.number) == (Some(case), Some(Number::Plural)))
        };
        if by_dash && joint.is_none() && in_many(Case::Nominative).is_some() {
            return Some(bare.to_owned());
        }
        let told = in_many(Case::Instrumental)?;
        match told.tag.is_adjectival() {
            true => {
                let gender = told.tag.gender.unwrap_or(Gender::Masculine);
                self.morphology.inflect_with(told, Case::Nominative, Number::Plural, gender, false)
            }
            false => in_case(self.morphology, bare, "", Case::Nominative, false),
        }
    }

    /// `грамотными были 62 % мужчин и 38 % женщин`: the first says of what all are how much; the others only of whom.
    pub(super) fn of_each(&self, data: &[Datum]) -> Option<Among> {
        let first = (0..data.len()).min_by_key(|index| data[*index].0.span.start)?;
        let (head, own) = data[first].1.subject.split_once(" среди ")?;
        let After::Of { words, .. } = self.after(data[first].0) else { return None };
        let of = |index: usize| if index == first { own } else { data[index].1.subject.as_str() };
        let is_whole = |index: usize| !of(index).contains(" среди ") && self.is_genitive(of(index));
        if !own.starts_with(words) || !(0..data.len()).all(is_whole) {
            return None;
        }
        let name = in_case(self.morphology, head, "", Case::Nominative, false);
        let head = self.within(data[first].0, head, name.unwrap_or_else(|| head.to_owned()));
        let rows = (0..data.len()).map(|index| format!("среди {}", of(index))).collect();
        Some(Among { rows: Some(rows), head, wholes: data.len(), ..Among::default() })
    }

    /// `явка составила 52 % в городах и 48 % в сёлах`: where each is so much, told after it.
    pub(super) fn placed(&self, data: &[Datum]) -> Option<Among> {
        let first = data.iter().min_by_key(|(fact, _)| fact.span.start)?;
        let rows = data.iter().map(|(fact, _)| self.preposition_phrase(fact)).collect::<Option<Vec<String>>>()?;
        let is_named = rows.iter().any(|row| first.1.subject.ends_with(row.as_str()));
        let head = self.nominative(*first);
        (!is_named && !head.is_empty()).then(|| Among {
            rows: Some(rows),
            head,
            wholes: data.len(),
            ..Among::default()
        })
    }

    /// `в городах`: what a preposition after a share joins to it, up to the next joint.
    fn preposition_phrase(&self, fact: &Fact) -> Option<String> {
        if !matches!(self.after(fact), After::Preposition) {
            return None;
        }
        let after = self.document.text.get(fact.span.end..fact.evidence.span.end)?;
        let after = after.trim_start_matches(|c: char| c == '%' || c.is_whitespace());
        let end = after.find(|c: char| !c.is_alphabetic() && !c.is_whitespace()).unwrap_or(after.len());
        let words: Vec<&str> = after[..end].split_whitespace().take_while(|word| !matches!(*word, "и" | "а")).collect();
        (2..=MOST_WORDS).contains(&words.len()).then(|| words.join(" "))
    }

    /// `в армию ушли 205 служащих, 1421 рабочий и 30 учащихся`: what stands before the first figure is said of all, and belongs to
    /// none of the groups.
    pub(super) fn led(&self, data: &[Datum]) -> Option<Among> {
        let first = (0..data.len()).min_by_key(|index| data[*index].0.span.start)?;
        let (own, rest) = self.right_after(data[first])?;
        let are_plain = (0..data.len())
            .filter(|index| *index != first)
            .all(|index| self.right_after(data[index]).is_some_and(|(_, rest)| rest.is_empty()));
        if rest.is_empty() || rest.starts_with("среди ") || !are_plain {
            return None;
        }
        let of = |index: usize| if index == first { own } else { data[index].1.subject.as_str() };
        let rows = self.nominatives_of(data, &(0..data.len()).map(of).collect::<Vec<_>>());
        let whole = self.within(data[first].0, rest, rest.to_owned());
        Some(Among { rows: Some(rows), whole, ..Among::default() })
    }

    /// The words of a subject that stand right after its figure, and the rest of them.
    fn right_after<'w>(&self, (fact, quantity): Datum<'w>) -> Option<(&'w str, &'w str)> {
        let after = self.document.text.get(fact.span.end..fact.evidence.span.end)?;
        let bare = |word: &str| fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
        let mut after = after.split_whitespace().map(bare).skip_while(String::is_empty);
        let subject = quantity.subject.as_str();
        let is_next = |word: &&str| after.next().is_some_and(|next| next == bare(word));
        let length: usize = subject.split_inclusive(' ').take_while(is_next).map(str::len).sum();
        (length > 0).then(|| (subject[..length].trim_end(), &subject[length..]))
    }

    /// The word before a figure and before what bounds it, folded; or a dash.
    fn word_before(&self, fact: &Fact) -> String {
        let before = self.document.text.get(fact.evidence.span.start..fact.span.start).unwrap_or_default();
        let is_bound = |word: &str| matches!(word, "около" | "более" | "менее" | "свыше" | "почти" | "примерно" | "≈");
        let mut words = before.split_whitespace().map(fold).rev();
        words.find(|word| !form::is_particle(word) && !is_bound(word)).unwrap_or_default()
    }

    fn after<'t>(&'t self, fact: &Fact) -> After<'t> {
        let Some(after) = self.document.text.get(fact.span.end..fact.evidence.span.end) else { return After::Nothing };
        let after = after.trim_start_matches(|c: char| c == '%' || c.is_whitespace());
        let (mut length, mut at, mut is_named) = (0, 0, false);
        for (index, piece) in after.split_inclusive(char::is_whitespace).enumerate() {
            let word = piece.trim_end();
            let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            let folded = fold(bare);
            if index == 0 && form::is_preposition(&folded) {
                return if self.is_time(fact, after) || is_of_all(after) { After::Nothing } else { After::Preposition };
            }
            let readings = self.morphology.analyses(&folded);
            let stops = |part: PartOfSpeech| {
                matches!(part, PartOfSpeech::Verb | PartOfSpeech::Preposition | PartOfSpeech::Conjunction)
            };
            let is_genitive = readings.iter().any(|reading| reading.tag.case == Some(Case::Genitive));
            if index == MOST_WORDS || !is_genitive || readings.iter().any(|reading| stops(reading.tag.part_of_speech)) {
                break;
            }
            is_named |= readings.iter().any(|reading| reading.tag.is_noun());
            length = at + bare.len();
            at += piece.len();
            if bare.len() < word.len() {
                break;
            }
        }
        if length == 0 { After::Nothing } else { After::Of { words: &after[..length], is_named } }
    }

    /// Whether the words after a figure begin with its time: `60 % в 1939 г.`
    fn is_time(&self, fact: &Fact, after: &str) -> bool {
        let from = fact.evidence.span.end - after.len();
        let Some(time) = fact.period.as_ref().map(|period| period.span.start) else { return false };
        self.document.text.get(from..time).is_some_and(|between| between.split_whitespace().count() <= 1)
    }
}

/// `доля угля`, `удельный вес рабочих`: by its name a part of a whole.
fn is_share(word: &str) -> bool {
    matches!(fold(word).as_str(), "доля" | "удельный" | "часть" | "процент")
}

/// `составляли`, or a dash: says that groups are so much of a whole. What they have or do, they may have and do at once.
fn makes_up(word: &str) -> bool {
    ["состав", "был", "явл", "образ", "—", "–"].iter().any(|stem| word.starts_with(stem))
}

/// `60 % плана`: what is only measured by it.
fn is_measure(words: &str) -> bool {
    const MEASURES: &[&str] = &["план", "норм", "уров", "задан", "показат", "объем"];
    let words = fold(words);
    words.split(' ').any(|word| MEASURES.iter().any(|stem| word.starts_with(stem)))
}

/// `54 % от общего числа жителей`, `от всех`: the preposition names the one whole.
fn is_of_all(after: &str) -> bool {
    let mut words = after.split_whitespace().map(fold);
    let is_from = words.next().is_some_and(|word| matches!(word.as_str(), "от" | "из"));
    is_from && words.next().is_some_and(|word| ["общ", "все", "числ"].iter().any(|stem| word.starts_with(stem)))
}
