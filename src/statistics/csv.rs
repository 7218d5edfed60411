//! The statistics as tables: RFC 4180, a line of names first, numbers with a point, days as `2026-03-01`.

use super::{Guesses, HardFact, Share, Statistics, Studied};
use crate::schedule::day;

/// A table under construction.
pub struct Table(String);

impl Table {
    /// With these names of its columns.
    pub fn of(names: &[&str]) -> Table {
        let mut table = Table(String::new());
        table.row(names.iter().map(|name| (*name).to_owned()));
        table
    }

    /// A line more; whatever stands in a cell is no formula.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        for (index, cell) in cells.into_iter().enumerate() {
            if index > 0 {
                self.0.push(',');
            }
            self.0.push_str(&quoted(&cell));
        }
        self.0.push_str("\r\n");
    }

    /// The whole file.
    pub fn finish(self) -> String {
        self.0
    }
}

/// A cell that begins like a formula is made a text: a spreadsheet would run it.
fn quoted(cell: &str) -> String {
    let digits = cell.trim_start_matches('-');
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let guard = if !is_number && cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if guard.is_empty() && !cell.contains(['"', ',', '\n', '\r']) {
        return cell.to_owned();
    }
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

/// With so many decimals. The standard writing of fractions would weigh more in the browser than all of this.
pub fn fixed(value: f64, decimals: u32) -> String {
    let scale = 10i64.pow(decimals);
    let scaled = (value * scale as f64).round() as i64;
    let sign = if scaled < 0 { "-" } else { "" };
    let (whole, rest) = (scaled.abs() / scale, scaled.abs() % scale);
    let zeros = "0".repeat(decimals as usize - rest.to_string().len().min(decimals as usize));
    format!("{sign}{whole}.{zeros}{rest}")
}

/// The days of the forecast up to the last with a card.
pub fn forecast(statistics: &Statistics, today: i64) -> String {
    let mut table = Table::of(&["day", "due"]);
    let last = statistics.forecast.iter().rposition(|count| *count > 0).map_or(0, |last| last + 1);
    for (ahead, count) in (0..).zip(&statistics.forecast[..last]) {
        table.row([day::date(today + ahead), count.to_string()]);
    }
    table.0
}

pub fn calendar(statistics: &Statistics) -> String {
    let mut table = Table::of(&["day", "reviews", "new", "passed", "minutes"]);
    for (day, done) in &statistics.calendar {
        let minutes = fixed(done.took as f64 / 60_000.0, 1);
        table.row([day::date(*day), done.reviews.to_string(), done.new.to_string(), done.passed.to_string(), minutes]);
    }
    table.0
}

pub fn retention(statistics: &Statistics) -> String {
    let mut table = Table::of(&["of", "known", "asked", "share", "from", "to"]);
    let retention = &statistics.retention;
    for (name, share) in [
        ("7 days", retention.week),
        ("30 days", retention.month),
        ("365 days", retention.year),
        ("all", retention.all),
        ("young", retention.young),
        ("mature", retention.mature),
    ] {
        table.row(std::iter::once(name.to_owned()).chain(share_cells(share)));
    }
    table.0
}

/// Cards that were reviewed, each with its lesson's title.
pub fn cards<'a>(statistics: &Statistics, studied: &[Studied<'a>], title: impl Fn(&Studied<'a>) -> &'a str) -> String {
    let names = ["lesson", "title", "card", "stability", "difficulty", "recall", "due", "reviews", "lapses"];
    let mut table = Table::of(&names);
    for (standing, card) in statistics.cards.iter().zip(studied) {
        table.row([
            card.lesson.0.clone(),
            title(card).to_owned(),
            card.card.0.clone(),
            fixed(standing.stability.into(), 2),
            fixed(standing.difficulty.into(), 2),
            fixed(standing.recall.into(), 4),
            day::date(standing.day),
            standing.reviews.to_string(),
            standing.lapses.to_string(),
        ]);
    }
    table.0
}

/// What is failed most, a line for each card of a fact. `tell` gives the id of a fact and the sentence that proves it, of a fact or of
/// a card that stands for itself.
pub fn hardest<'a, F>(
    statistics: &Statistics,
    studied: &[Studied<'a>],
    hard: &[HardFact<F>],
    title: impl Fn(&Studied<'a>) -> &'a str,
    tell: impl Fn(Option<&F>, &Studied<'a>) -> (String, String),
) -> String {
    let names =
        ["lesson", "title", "fact", "evidence", "fact reviews", "fact lapses", "card", "card reviews", "card lapses"];
    let mut table = Table::of(&names);
    for hard in hard {
        let facts: Vec<Option<&F>> =
            if hard.facts.is_empty() { vec![None] } else { hard.facts.iter().map(Some).collect() };
        for fact in facts {
            for place in &hard.cards {
                let (Some(card), Some(standing)) = (studied.get(*place), statistics.cards.get(*place)) else {
                    continue;
                };
                let (fact, evidence) = tell(fact, card);
                table.row([
                    card.lesson.0.clone(),
                    title(card).to_owned(),
                    fact,
                    evidence,
                    hard.reviews.to_string(),
                    hard.lapses.to_string(),
                    card.card.0.clone(),
                    standing.reviews.to_string(),
                    standing.lapses.to_string(),
                ]);
            }
        }
    }
    table.0
}

/// What FSRS foretold, and what came.
pub fn calibration(statistics: &Statistics) -> String {
    let mut table = Table::of(&["foretold", "known", "asked", "share", "from", "to"]);
    for bin in statistics.calibration.bins() {
        table.row(std::iter::once(fixed(bin.foretold(), 4)).chain(share_cells(bin.known)));
    }
    table.0
}

/// How sure the learner was of a range, and how many of them held.
pub fn estimates(statistics: &Statistics) -> String {
    let mut table = Table::of(&["sure", "held", "given", "share", "from", "to"]);
    for (sure, share) in &statistics.estimates.by_confidence {
        table.row(std::iter::once(fixed(f64::from(*sure) / 100.0, 2)).chain(share_cells(*share)));
    }
    table.0
}

/// What was said of charts before they were shown.
pub fn guesses(guesses: &Guesses) -> String {
    let mut table = Table::of(&["of", "guesses", "given", "share", "from", "to"]);
    for (name, share) in ["right", "high", "low"].into_iter().zip(guesses.shares()) {
        table.row(std::iter::once(name.to_owned()).chain(share_cells(share)));
    }
    table.0
}

/// Its counts, its value and its interval.
fn share_cells(share: Share) -> [String; 5] {
    let (from, to) = share.interval();
    let value = share.value().map_or_else(String::new, |value| fixed(value, 4));
    [share.part.to_string(), share.whole.to_string(), value, fixed(from, 4), fixed(to, 4)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_written_as_usual_and_numbers_are_no_formulas() {
        for value in [0.0, 0.05, 0.049_96, 1.0, 12.345_678, 99.999_96, -0.5, -12.04, 1_234_567.1] {
            for decimals in [1, 2, 4] {
                // Where a half is rounded to differs, and matters to nobody.
                let usual = format!("{value:.*}", decimals as usize);
                let written = fixed(value, decimals);
                let is_near = (written.parse::<f64>().unwrap() - usual.parse::<f64>().unwrap()).abs()
                    < 1.5 / 10f64.powi(decimals as i32);
                assert!(is_near && written.len() == usual.len(), "{written} {usual}");
            }
        }
        assert_eq!(["-1.5", "=1", "-x", "a,b"].map(quoted), ["-1.5", "\"'=1\"", "\"'-x\"", "\"a,b\""]);
    }
}
