//! Whether words tell a number that is to be guessed, however they are written: `252,3 тысячи`, `двести пятьдесят тысяч`,
//! `треть`, `втрое`.

use super::super::{ChartSpec, Form, Row};
use crate::extract::Amount;
use crate::lexicon::fold;
use crate::lexicon::ru::numeral::{cardinal, multiplier, ordinal, part, times, times_adjective, whole_word};
use crate::order;
use crate::wording::amount::Scale;

/// The numbers that some words tell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Told {
    /// `252 300`, `сто двадцать`.
    numbers: Vec<f64>,
    /// `треть`, `две трети`, `каждый второй`.
    shares: Vec<f64>,
    /// `втрое`, `в 2,5 раза`, `на треть`: by how many times one is another.
    times: Vec<f64>,
}

/// A share is told where the words come so near to it: of a third nobody says that it is 33,4 %.
const NEAR_SHARE: f64 = 0.015;
/// How near to the number words of many come that leave out its last digits: `250 тысяч` for 252 300.
const NEAR: f64 = 0.02;
/// Lesser numbers may be years, days or how many of something else there are.
const MANY: f64 = 10_000.0;

impl Told {
    /// By all words over a chart and in it.
    pub fn by_chart(heading: &str, spec: &ChartSpec) -> Told {
        let labels = spec.rows.iter().map(|row| row.label.as_str());
        Told::by([heading, &spec.title, &spec.scope].into_iter().chain(labels))
    }

    pub fn by<'a>(texts: impl Iterator<Item = &'a str>) -> Told {
        let mut told = Told::default();
        for text in texts {
            told.read(&tokens(text));
        }
        told
    }

    fn read(&mut self, tokens: &[String]) {
        let word = |at: usize| tokens.get(at).map_or("", String::as_str);
        let mut at = 0;
        while at < tokens.len() {
            let on = at > 0 && word(at - 1) == "на";
            if let Some((fraction, after)) = fraction(&word, at) {
                self.shares.push(fraction);
                if on {
                    self.times.extend([1.0 + fraction, 1.0 - fraction]);
                }
                at = after;
            } else if let Some((values, after)) = number(&word, at) {
                let is_times = matches!(word(after), "раз" | "раза");
                let is_percent = word(after) == "%" || word(after).starts_with("процент");
                for value in &values {
                    if is_times {
                        self.times.push(*value);
                    }
                    if is_percent && on {
                        self.times.extend([1.0 + value / 100.0, 1.0 - value / 100.0]);
                    }
                }
                self.numbers.extend(values);
                at = after;
            } else {
                let folded = word(at);
                let by = times(folded).or(times_adjective(folded)).map(f64::from).or(multiplied(folded));
                self.times.extend(by);
                at += 1;
            }
        }
    }

    /// Whether the row of a chart is among them: its figure, either end of its range, or what it is beside another row.
    pub fn tells(&self, row: &Row, spec: &ChartSpec) -> bool {
        let told = Figure::of(row, spec);
        let is_among = |ranges: &[Range], said: &[f64]| {
            ranges.iter().any(|(from, to)| said.iter().any(|said| (*from..=*to).contains(said)))
        };
        is_among(&told.numbers, &self.numbers)
            || is_among(&told.bare, &self.numbers)
            || is_among(&told.shares, &self.shares)
            || is_among(&told.times, &self.times)
    }
}

type Range = (f64, f64);

/// What tells a figure: numbers, shares and multiples in these ranges.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    numbers: Vec<Range>,
    /// Without their multiplier, so few digits that elsewhere they are of something else: `20` for 20 000.
    bare: Vec<Range>,
    shares: Vec<Range>,
    times: Vec<Range>,
}

impl Figure {
    pub fn of(row: &Row, spec: &ChartSpec) -> Figure {
        let is_percent = spec.unit == "%";
        let (mut numbers, mut bare) = (Vec::new(), Vec::new());
        let (mut shares, mut times) = (Vec::new(), Vec::new());
        for amount in [Some(row.amount()), row.upper].into_iter().flatten() {
            let value = amount.to_f64().abs();
            // In full, in the multiplier that a chart writes it with, or rounded.
            let scaled = Scale::of(&[amount]).divide(amount).map(|scaled| Amount::Decimal(scaled).to_f64().abs());
            let rounded = (is_percent && value > 1.0).then(|| value.round());
            let just = |value: f64| (value * (1.0 - 1e-9) - 1e-12, value * (1.0 + 1e-9) + 1e-12);
            numbers.extend([Some(value), rounded].into_iter().flatten().map(just));
            if let Some(scaled) = scaled.filter(|scaled| *scaled != value) {
                let is_telling = scaled >= 100.0 || scaled.fract() > 0.0;
                if is_telling { &mut numbers } else { &mut bare }.push(just(scaled));
            }
            numbers.push(((value * (1.0 - NEAR)).max(MANY), value * (1.0 + NEAR)));
            Figure::beside(value, row, spec, &mut shares, &mut times);
            if is_percent || value < 1.0 {
                let share = if is_percent { value / 100.0 } else { value };
                shares.push((share - NEAR_SHARE, share + NEAR_SHARE));
            }
            if is_percent && spec.form.is_of_changes() {
                // `вдвое` is 100 % more or 50 % less.
                for change in [value / 100.0, -value / 100.0] {
                    let (from, to) = (1.0 + change - NEAR_SHARE, 1.0 + change + NEAR_SHARE);
                    times.push((from, to));
                    if from > 0.0 {
                        times.push((1.0 / to, 1.0 / from));
                    }
                }
            }
        }
        Figure { numbers, bare, shares, times }
    }

    /// Of a row that is known, this one follows by its share or by how many times it is as much.
    fn beside(value: f64, row: &Row, spec: &ChartSpec, shares: &mut Vec<Range>, times: &mut Vec<Range>) {
        if spec.form.is_of_changes() {
            return;
        }
        let others = spec.rows.iter().filter(|other| other.fact != row.fact).map(|other| other.amount().to_f64().abs());
        for other in others.filter(|other| *other > 0.0 && value > 0.0) {
            let ratio = value / other;
            if spec.form == Form::Part {
                shares.push((ratio - NEAR_SHARE, ratio + NEAR_SHARE));
            }
            times.extend([ratio, 1.0 / ratio].map(|ratio| (ratio * (1.0 - NEAR), ratio * (1.0 + NEAR))));
        }
    }
}

/// Which of many texts tell a figure by their words.
pub(super) struct Telling {
    numbers: Vec<(f64, usize)>,
    shares: Vec<(f64, usize)>,
    times: Vec<(f64, usize)>,
}

impl Telling {
    pub fn of(texts: impl Iterator<Item = Told>) -> Telling {
        let mut telling = Telling { numbers: Vec::new(), shares: Vec::new(), times: Vec::new() };
        for (at, told) in texts.enumerate() {
            let with = |said: Vec<f64>| said.into_iter().map(move |said| (said, at));
            telling.numbers.extend(with(told.numbers));
            telling.shares.extend(with(told.shares));
            telling.times.extend(with(told.times));
        }
        for said in [&mut telling.numbers, &mut telling.shares, &mut telling.times] {
            order::by(said, |one, other| one.0.total_cmp(&other.0));
        }
        telling
    }

    /// The places of those texts, some of them more than once.
    pub fn figure(&self, told: &Figure) -> Vec<usize> {
        let mut texts = Vec::new();
        let mut within = |said: &[(f64, usize)], ranges: &[Range]| {
            for (from, to) in ranges {
                let start = said.partition_point(|(said, _)| said < from);
                texts.extend(said[start..].iter().take_while(|(said, _)| said <= to).map(|(_, text)| *text));
            }
        };
        within(&self.numbers, &told.numbers);
        within(&self.shares, &told.shares);
        within(&self.times, &told.times);
        texts
    }
}

/// `удвоилось`, `утроение`
fn multiplied(word: &str) -> Option<f64> {
    const STEMS: &[(&str, f64)] =
        &[("удво", 2.0), ("утро", 3.0), ("учетвер", 4.0), ("упятер", 5.0), ("удесятер", 10.0)];
    STEMS.iter().find(|(stem, _)| word.starts_with(stem) && !word.starts_with("утром")).map(|(_, times)| *times)
}

/// Words, numbers with their comma, and signs that tell of a share, folded.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut last = ' ';
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let is_inner =
            matches!(c, ',' | '.') && last.is_ascii_digit() && letters.peek().is_some_and(char::is_ascii_digit);
        let goes_on = c.is_ascii_digit() && last.is_ascii_digit()
            || c.is_ascii_digit() && matches!(last, ',' | '.') && tokens.last().is_some_and(|it| it.ends_with('.'))
            || c.is_alphabetic() && last.is_alphabetic();
        match tokens.last_mut() {
            Some(token) if is_inner => token.push('.'),
            Some(token) if goes_on => token.push(c),
            _ if c.is_alphanumeric() || matches!(c, '%' | '/') => tokens.push(c.to_string()),
            _ => {}
        }
        last = c;
    }
    tokens.iter().map(|token| fold(token)).collect()
}

fn digits(token: &str) -> Option<f64> {
    if token.starts_with(|c: char| c.is_ascii_digit()) { token.parse().ok() } else { None }
}

/// `1/3`, `½`, `треть`, `две трети`, `наполовину`, `каждый третий`, and the token after it.
fn fraction<'a>(word: &impl Fn(usize) -> &'a str, at: usize) -> Option<(f64, usize)> {
    if let (Some(one), "/", Some(other)) = (digits(word(at)), word(at + 1), digits(word(at + 2))) {
        return (other > 0.0).then_some((one / other, at + 3));
    }
    let sign = match word(at) {
        "½" => Some(0.5),
        "⅓" => Some(1.0 / 3.0),
        "⅔" => Some(2.0 / 3.0),
        "¼" => Some(0.25),
        "¾" => Some(0.75),
        "⅕" => Some(0.2),
        "наполовину" | "вполовину" | "пополам" => Some(0.5),
        _ => None,
    };
    if let Some(sign) = sign {
        return Some((sign, at + 1));
    }
    if word(at).starts_with("кажд") {
        return ordinal(word(at + 1)).filter(|of| *of > 1).map(|of| (1.0 / f64::from(of), at + 2));
    }
    if let Some(of) = part(word(at)) {
        return Some((1.0 / f64::from(of), at + 1));
    }
    let count = cardinal(word(at)).map(f64::from).or(digits(word(at)))?;
    let of = part(word(at + 1)).or(ordinal(word(at + 1)).filter(|of| *of > 2 && count < f64::from(*of)))?;
    Some((count / f64::from(of), at + 2))
}

/// A number of digits or words with its multiplier, and the token after it. Groups of three digits may be one number or
/// several: all that they may be.
fn number<'a>(word: &impl Fn(usize) -> &'a str, at: usize) -> Option<(Vec<f64>, usize)> {
    if let Some(first) = digits(word(at)) {
        let mut values = vec![first];
        let mut after = at + 1;
        let mut joined = word(at).to_owned();
        while word(after).len() == 3 && digits(word(after)).is_some() && joined.len() <= 15 {
            joined.push_str(word(after));
            after += 1;
            values.extend(joined.parse::<f64>());
        }
        while let Some(by) = multiplier(word(after)) {
            values = values.iter().flat_map(|value| [*value, value * by.value as f64]).collect();
            after += 1;
        }
        return Some((values, after));
    }
    // `двести пятьдесят две тысячи триста`: what is multiplied so far, and what may still be.
    let (mut total, mut current, mut after) = (0.0, None, at);
    loop {
        let spoken = word(after);
        if let Some(value) = cardinal(spoken) {
            current = Some(current.unwrap_or(0.0) + f64::from(value));
        } else if let Some(tenths) = whole_word(spoken) {
            current = Some(current.unwrap_or(0.0) + tenths as f64 / 10.0);
        } else if let Some(by) = multiplier(spoken) {
            total += current.take().unwrap_or(1.0) * by.value as f64;
        } else if current.is_some() && spoken == "с" && part(word(after + 1)) == Some(2) {
            current = current.map(|value: f64| value + 0.5);
            after += 1;
        } else {
            break;
        }
        after += 1;
    }
    (after > at).then(|| (vec![total + current.unwrap_or(0.0)], after))
}
