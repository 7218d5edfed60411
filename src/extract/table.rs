//! Tables: a cell with a number is an amount of what the column is named by, at the time of its row; or of what the row is
//! named by, at the time of its column, where the years stand in the head. No rule reads such rows as sentences.

use rust_decimal::Decimal;

use super::{Amount, Bound, Calendar, Measure, QuantityMention, Reading, RuleName, TimeMention, When};
use crate::document::{Block, BlockKind, Document};
use crate::lexicon::fold;
use crate::lexicon::ru::unit::{self, UnitKind};
use crate::span::Span;

/// More cells of a text are not read: they are no lesson, and would be its memory many times over.
const MOST: usize = 20_000;

/// The rule of what is read from a cell.
pub const RULE: &str = "cell";

/// A number in a table, with what it is of.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub span: Span,
    /// Index into the sentences.
    pub sentence: usize,
    pub amount: Amount,
    pub measure: Measure,
    /// As in [`crate::fact::Quantity`].
    pub unit: String,
    /// The words that name it.
    pub subject: String,
    /// When, and where the table says it.
    pub time: Option<(When, Span)>,
}

/// Every number of every table, in text order.
pub fn cells(reading: Reading) -> Vec<Cell> {
    let mut cells = Vec::new();
    for rows in tables(reading.document) {
        Table::of(reading.document, rows).read(reading, &mut cells);
        if cells.len() >= MOST {
            cells.truncate(MOST);
            break;
        }
    }
    cells
}

/// The tables of a text: a head and the rows below it.
fn tables(document: &Document) -> impl Iterator<Item = &[Block]> {
    let same = |one: &Block, next: &Block| {
        one.kind.is_tabular()
            && next.kind.is_tabular()
            && !(next.kind == BlockKind::TableHead && one.kind == BlockKind::TableRow)
    };
    document.blocks.chunk_by(same).filter(|blocks| blocks.len() > 1 && blocks[0].kind.is_tabular())
}

/// What the mentions of a text are told of cells: the amounts, and the times of rows and columns, both in text order.
pub fn mentions(cells: &[Cell], reading: Reading) -> (Vec<QuantityMention>, Vec<TimeMention>) {
    let mut times: Vec<TimeMention> = Vec::new();
    for (when, span) in cells.iter().filter_map(|cell| cell.time.as_ref()) {
        let Some(sentence) = sentence_of(reading, *span) else { continue };
        let rule = RuleName::Borrowed(RULE);
        let (when, part, inferred, calendar) = (when.clone(), None, Vec::new(), Calendar::Gregorian);
        times.push(TimeMention { span: *span, sentence, when, part, inferred, calendar, rule });
    }
    crate::order::by_key(&mut times, |time| time.span);
    times.dedup_by_key(|time| time.span);
    let quantity = |cell: &Cell| QuantityMention {
        span: cell.span,
        sentence: cell.sentence,
        amount: cell.amount,
        bound: Bound::Exact,
        upper: None,
        measure: cell.measure,
        rule: RuleName::Borrowed(RULE),
    };
    (cells.iter().map(quantity).collect(), times)
}

/// The sentence that holds a cell whole.
fn sentence_of(reading: Reading, span: Span) -> Option<usize> {
    let sentences = reading.sentences();
    let index = sentences.partition_point(|sentence| sentence.span.end < span.end);
    sentences.get(index).filter(|sentence| sentence.span.contains(span)).map(|_| index)
}

struct Table<'a> {
    text: &'a str,
    /// The names of the columns, those of several heads joined.
    names: Vec<String>,
    /// The year of each column whose name is one.
    years: Vec<Option<(When, Span)>>,
    rows: &'a [Block],
    /// The column that holds the times of the rows.
    time: Option<usize>,
}

impl<'a> Table<'a> {
    fn of(document: &'a Document, blocks: &'a [Block]) -> Table<'a> {
        let text = document.text.as_str();
        let heads = blocks.iter().take_while(|block| block.kind == BlockKind::TableHead).count();
        let (heads, rows) = blocks.split_at(heads);
        let mut names: Vec<String> = Vec::new();
        let mut years = Vec::new();
        for head in heads {
            for (column, span) in spans(text, head.span).enumerate() {
                if names.len() <= column {
                    names.push(String::new());
                    years.push(None);
                }
                let words = span.of(text);
                let separator = if names[column].is_empty() || words.is_empty() { "" } else { ", " };
                names[column].push_str(separator);
                names[column].push_str(words);
                years[column] = years[column].take().or_else(|| Some((year(words)?, span)));
            }
        }
        let time = (0..names.len()).find(|column| {
            let mut cells = rows.iter().filter_map(|row| spans(text, row.span).nth(*column)).peekable();
            cells.peek().is_some() && cells.all(|cell| year(cell.of(text)).is_some())
        });
        Table { text, names, years, rows, time }
    }

    fn read(&self, reading: Reading, cells: &mut Vec<Cell>) {
        for row in self.rows {
            if cells.len() >= MOST {
                return;
            }
            let spans: Vec<Span> = spans(self.text, row.span).collect();
            let at = |column: usize| spans.get(column).copied();
            let own = self.time.and_then(at).and_then(|span| Some((year(span.of(self.text))?, span)));
            // The first words of a row name it.
            let label = spans
                .iter()
                .find(|span| span.of(self.text).contains(char::is_alphabetic))
                .map(|span| span.of(self.text));
            for (column, span) in spans.iter().enumerate().filter(|(column, _)| Some(*column) != self.time) {
                let Some((value, is_percent)) = number(span.of(self.text)) else { continue };
                let Some(sentence) = sentence_of(reading, *span) else { continue };
                let by_column = self.years.get(column).cloned().flatten();
                let name = match (&by_column, self.names.get(column).filter(|name| !name.is_empty())) {
                    // The head says when, so the row says of what.
                    (Some(_), _) => label.map(str::to_owned),
                    (None, name) => name.cloned(),
                };
                let Some(name) = name else { continue };
                let Named { mut subject, unit, measure, factor } = named(&name);
                // Rows without a time are told apart by what they are of.
                if let (None, None, Some(label)) = (&by_column, &own, label) {
                    subject = format!("{subject} ({label})");
                }
                let measure = if is_percent { Measure::Percent } else { measure };
                let Some(value) = value.checked_mul(factor) else { continue };
                cells.push(Cell {
                    span: *span,
                    sentence,
                    amount: Amount::Decimal(value.normalize()),
                    measure,
                    unit,
                    subject,
                    time: by_column.or_else(|| own.clone()),
                });
            }
        }
    }
}

/// The places of a row's cells.
fn spans(text: &str, row: Span) -> impl Iterator<Item = Span> {
    let mut at = row.start;
    row.of(text).split('\t').map(move |cell| {
        let start = at;
        at += cell.len() + 1;
        Span::new(start, start + cell.len())
    })
}

/// `1943`, `1943 г.`
fn year(cell: &str) -> Option<When> {
    let digits = cell.trim().trim_end_matches("год").trim_end_matches("г.").trim_end();
    let is_year =
        digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) && ("1000".."2100").contains(&digits);
    if is_year { digits.parse().ok() } else { None }
}

/// `4500`, `4 500,5`, `12 %`; whether it is in per cent. Anything else in a cell makes it no number.
fn number(cell: &str) -> Option<(Decimal, bool)> {
    let (digits, is_percent) = cell.strip_suffix('%').map_or((cell, false), |digits| (digits, true));
    let digits = digits.trim();
    let has_groups = digits.split([' ', '\u{a0}', '\u{202f}', '\u{2009}']).skip(1).all(|group| {
        let whole = group.split([',', '.']).next().unwrap_or("");
        whole.len() == 3 && whole.bytes().all(|byte| byte.is_ascii_digit())
    });
    let plain: String = digits.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')).collect();
    let plain = plain.replace(',', ".");
    let is_number = plain.starts_with(|c: char| c.is_ascii_digit())
        && plain.len() <= 20
        && plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && !plain.ends_with('.');
    (has_groups && is_number).then(|| plain.parse().ok()).flatten().map(|value| (value, is_percent))
}

struct Named {
    subject: String,
    unit: String,
    measure: Measure,
    factor: Decimal,
}

/// What the name of a column says: `Добыча угля, млн т` is of coal, in millions, in tons.
fn named(name: &str) -> Named {
    let (subject, rest) = match name.rsplit_once(", ") {
        Some((subject, rest)) => (subject, rest),
        None => match name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")) {
            Some((subject, rest)) if reads_as_unit(rest) => (subject, rest),
            _ => (name, ""),
        },
    };
    if !reads_as_unit(rest) {
        return Named { subject: name.to_owned(), unit: String::new(), measure: Measure::Count, factor: Decimal::ONE };
    }
    let (mut unit, mut measure, mut factor) = (String::new(), Measure::Count, Decimal::ONE);
    for word in words(rest) {
        if let Some(by) = multiplier(&word) {
            factor = factor.checked_mul(by).unwrap_or(factor);
        } else if let Some((kind, lemma)) = unit_of(&word) {
            measure = kind;
            unit = lemma;
        }
    }
    Named { subject: subject.to_owned(), unit, measure, factor }
}

fn words(rest: &str) -> impl Iterator<Item = String> {
    let folded = fold(rest.trim().trim_start_matches("в "));
    folded
        .split_whitespace()
        .map(|word| word.trim_matches(['.', ',', '(', ')']).to_owned())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .into_iter()
}

/// Whether these words are nothing but a unit.
fn reads_as_unit(rest: &str) -> bool {
    let mut all = words(rest).peekable();
    all.peek().is_some() && all.all(|word| multiplier(&word).is_some() || unit_of(&word).is_some())
}

fn multiplier(word: &str) -> Option<Decimal> {
    Some(match word {
        "тыс" | "тысяч" | "тысячах" => Decimal::ONE_THOUSAND,
        "млн" | "миллионов" | "миллионах" => Decimal::from(1_000_000),
        "млрд" | "миллиардов" | "миллиардах" => Decimal::from(1_000_000_000u64),
        _ => return None,
    })
}

fn unit_of(word: &str) -> Option<(Measure, String)> {
    if matches!(word, "шт" | "штук" | "ед" | "единиц" | "чел" | "человек" | "голов") {
        return Some((Measure::Count, String::new()));
    }
    let unit = if word == "%" { unit::sign("%") } else { unit::unit(word) }?;
    let measure = match unit.kind {
        UnitKind::Percent => Measure::Percent,
        UnitKind::Money => Measure::Money,
        UnitKind::Physical => Measure::Physical,
        UnitKind::Duration | UnitKind::Points | UnitKind::Times => return None,
    };
    let lemma = if measure == Measure::Percent { String::new() } else { unit.lemma.to_owned() };
    Some((measure, lemma))
}

#[cfg(test)]
mod tests {
    use crate::formats;
    use crate::lesson::Lesson;
    use crate::lexicon::ru::morphology::Morphology;
    use crate::relate::RelationKind;

    fn lesson(table: &str) -> Lesson {
        let read = formats::read(table.as_bytes(), Some("a.csv"), &mut |_, _| ()).expect("a table");
        Lesson::of(read.document, 0, Morphology::bundled())
    }

    /// Subject, amount, measure and time of every figure.
    fn told(table: &str) -> Vec<String> {
        let lesson = lesson(table);
        let facts = lesson.facts.iter().filter_map(|fact| {
            let quantity = fact.quantity()?;
            let when = fact.period.as_ref().map_or_else(String::new, |period| period.when.to_string());
            Some(format!("{} = {} {:?} {} {when}", quantity.subject, quantity.amount, quantity.measure, quantity.unit))
        });
        facts.collect()
    }

    #[test]
    fn a_column_is_a_series() {
        let table = "Год;Добыча угля, млн т;Доля шахт, %\n1942;75,5;40\n1943;93,1;41,5\n1944;121,5;44";
        let told = told(table);
        assert_eq!(told[0], "Добыча угля = 75500000 Physical тонна 1942");
        assert_eq!(told[5], "Доля шахт = 44 Percent  1944");
        let lesson = lesson(table);
        let series: Vec<usize> = lesson
            .relations
            .iter()
            .filter(|relation| relation.kind == RelationKind::Series)
            .map(|relation| relation.facts.len())
            .collect();
        assert_eq!(series, [3, 3]);
        assert_eq!(lesson.charts.len(), 2);
        assert!(lesson.mentions.skipped.is_empty(), "{:?}", lesson.mentions.skipped);
    }

    #[test]
    fn years_in_the_head_make_series_of_rows() {
        let told = told("Область;1942;1943\nЗаводы Урала;12;15\nШахты Сибири;7;9");
        assert_eq!(
            told,
            [
                "Заводы Урала = 12 Count  1942",
                "Заводы Урала = 15 Count  1943",
                "Шахты Сибири = 7 Count  1942",
                "Шахты Сибири = 9 Count  1943"
            ]
        );
    }

    #[test]
    fn what_is_no_number_is_no_amount_and_is_not_lost() {
        let table = "Город;Население, тыс. человек;Телефон\nПермь;306;12-34-56\nОмск;1 289,5;нет";
        assert_eq!(told(table), ["Население (Пермь) = 306000 Count  ", "Население (Омск) = 1289500 Count  "]);
        let lesson = lesson(table);
        assert!(lesson.relations.is_empty() && lesson.cards.is_empty(), "{:?}", lesson.cards);
        assert_eq!(lesson.mentions.skipped.len(), 3, "{:?}", lesson.mentions.skipped);
    }
}
