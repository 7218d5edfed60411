//! The seams as text that a person who knows Russian and no Rust can check: what golden files hold, and what the
//! command line prints without `--json`.

use std::fmt::Write;

use super::cards::prompt;
use super::reason;
use crate::card::Card;
use crate::card::lint::Finding;
use crate::chart::ChartSpec;
use crate::chart::table::figure;
use crate::extract::{Amount, Bound, Part};
use crate::fact::{Doubt, Fact, FactKind, Period};
use crate::lesson::Lesson;
use crate::relate::Relation;
use crate::wording::NBSP;

/// A sentence a line, line ends inside it made spaces.
pub fn sentences(lesson: &Lesson) -> String {
    lesson.sentences.iter().map(|sentence| one_line(sentence.span.of(&lesson.document.text)) + "\n").collect()
}

/// Times, names, claims and skipped figures: the kind, the words, the reading, the rule.
pub fn mentions(lesson: &Lesson) -> String {
    let text = &lesson.document.text;
    let mut lines: Vec<(usize, String)> = Vec::new();
    let mentions = &lesson.mentions;
    for quantity in &mentions.quantities {
        let value = amount(quantity.amount, quantity.bound, quantity.upper);
        lines.push((
            quantity.span.start,
            format!("quantity  {}  =  {value}  ({})", one_line(quantity.span.of(text)), quantity.rule),
        ));
    }
    for time in &mentions.times {
        let mut line =
            format!("time      {}  =  {}", one_line(time.span.of(text)), when(&time.when.to_string(), time.part));
        if !time.inferred.is_empty() {
            let _ = write!(line, "  [{} from context]", time.inferred.join(", "));
        }
        let _ = write!(line, "  ({})", time.rule);
        lines.push((time.span.start, line));
    }
    for entity in &mentions.entities {
        lines.push((
            entity.span.start,
            format!(
                "{:<8}  {}  =  {}  ({})",
                kind_word(&entity.kind),
                one_line(entity.span.of(text)),
                entity.name,
                entity.rule
            ),
        ));
    }
    for claim in &mentions.claims {
        lines.push((
            claim.span.start,
            format!("claim     {}  =  {}  ({})", one_line(claim.span.of(text)), kind_word(&claim.kind), claim.rule),
        ));
    }
    for skip in &mentions.skipped {
        lines.push((
            skip.span.start,
            format!("skipped   {}  =  {}", one_line(skip.span.of(text)), kind_word(&skip.reason)),
        ));
    }
    lines.sort();
    lines.into_iter().map(|(_, line)| line + "\n").collect()
}

/// A paragraph a fact.
pub fn facts(lesson: &Lesson) -> String {
    lesson.facts.iter().map(|fact| self::fact(lesson, fact) + "\n").collect()
}

/// A paragraph a relation, its facts by their words.
pub fn relations(lesson: &Lesson) -> String {
    lesson.relations.iter().map(|relation| self::relation(lesson, relation) + "\n").collect()
}

/// A line a broken rule: the card by its id, the rule, what is wrong, the prompt.
pub fn findings(cards: &[Card], findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        let card = cards.iter().find(|card| card.id == finding.card);
        let shown = card.map(|card| prompt(&card.prompt)).unwrap_or_default();
        let _ = writeln!(out, "{}  {}: {}  |  {shown}", finding.card.0, finding.rule, one_line(&finding.what));
    }
    out
}

/// A paragraph a card.
pub fn cards(cards: &[Card]) -> String {
    cards.iter().map(|card| self::card(card) + "\n").collect()
}

/// A paragraph a chart.
pub fn charts(charts: &[ChartSpec]) -> String {
    charts.iter().map(|chart| self::chart(chart) + "\n").collect()
}

fn fact(lesson: &Lesson, fact: &Fact) -> String {
    let mut out = format!("{}  ({})\n", one_line(fact.span.of(&lesson.document.text)), fact.rule);
    match &fact.kind {
        FactKind::Quantity(quantity) => {
            let value = amount(quantity.amount, quantity.bound, quantity.upper);
            let _ = writeln!(
                out,
                "  {}: {value}, {}, of: {}",
                kind_word(&quantity.measure),
                quantity.unit,
                quantity.subject
            );
        }
        FactKind::Event { what } => {
            let _ = writeln!(out, "  event: {}", one_line(what));
        }
        FactKind::Definition { term, meaning } => {
            let _ = writeln!(out, "  definition: {term} = {}", one_line(meaning));
        }
    }
    if let Some(period) = &fact.period {
        let _ = writeln!(out, "  when: {}", self::period(period));
    }
    let doubt = fact.doubt.map(Doubt::name);
    let (place, agent, attribution) = (fact.place.as_deref(), fact.agent.as_deref(), fact.attribution.as_deref());
    for (name, value) in [("where", place), ("who", agent), ("doubt", doubt), ("according to", attribution)] {
        if let Some(value) = value {
            let _ = writeln!(out, "  {name}: {}", one_line(value));
        }
    }
    if !fact.inferred.is_empty() {
        let names: Vec<String> = fact.inferred.iter().map(kind_word).collect();
        let _ = writeln!(out, "  inferred: {}", names.join(", "));
    }
    out
}

fn relation(lesson: &Lesson, relation: &Relation) -> String {
    let mut out = format!("{}: {}  ({})\n", kind_word(&relation.kind), relation.title, relation.rule);
    for id in &relation.facts {
        if let Some(fact) = lesson.facts.iter().find(|fact| fact.id == *id) {
            let _ = writeln!(
                out,
                "  {}  {}",
                one_line(fact.span.of(&lesson.document.text)),
                fact.period.as_ref().map(self::period).unwrap_or_default()
            );
        }
    }
    out
}

fn card(card: &Card) -> String {
    let mut out = format!("{} {:.2}: {}\n", kind_word(&card.kind), card.weight, prompt(&card.prompt));
    if card.options.is_empty() {
        let _ = writeln!(out, "  = {}", card.answer.text);
    }
    for option in &card.options {
        let mark = if option.correct { '+' } else { '-' };
        let why = option.reason.as_ref().map(|why| format!("  ({})", reason(why))).unwrap_or_default();
        let _ = writeln!(out, "  {mark} {}{why}", option.text);
    }
    out
}

fn chart(chart: &ChartSpec) -> String {
    let mut out = format!("{}: {}", kind_word(&chart.form), chart.title);
    for part in [chart.noun(), &chart.scope].into_iter().filter(|part| !part.is_empty()) {
        let _ = write!(out, ", {part}");
    }
    let _ = writeln!(out, "\n  {}", chart.reading);
    for row in &chart.rows {
        let indent = "  ".repeat(row.level);
        let Some(value) = row.value else {
            let _ = writeln!(out, "  {}: {}", row.period.as_ref().map(self::period).unwrap_or_default(), row.label);
            continue;
        };
        // The bound of a change is one of its size: beside a minus its sign would say the contrary.
        let figure = match chart.form.is_of_changes() {
            true => figure(chart, row).replace(NBSP, " "),
            false => amount(value, row.bound, row.upper),
        };
        let _ = writeln!(out, "  {indent}{}: {figure}", row.label);
    }
    out
}

pub(super) fn period(period: &Period) -> String {
    when(&period.when.to_string(), period.part)
}

pub(super) fn when(edtf: &str, part: Option<Part>) -> String {
    match part {
        Some(part) => format!("{edtf} {}", kind_word(&part)),
        None => edtf.to_owned(),
    }
}

pub(super) fn amount(amount: Amount, bound: Bound, upper: Option<Amount>) -> String {
    let sign = match bound {
        Bound::Exact => "",
        Bound::About => "≈ ",
        Bound::Over => "> ",
        Bound::Under => "< ",
        Bound::UpTo => "≤ ",
        Bound::AtLeast => "≥ ",
        Bound::Between => "",
    };
    match upper {
        Some(upper) => format!("{sign}{amount}…{upper}"),
        None => format!("{sign}{amount}"),
    }
}

/// The word by which the public form calls a kind.
pub(super) fn kind_word(kind: &impl serde::Serialize) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{ChartId, Form, Row};
    use crate::fact::FactId;

    #[test]
    fn the_bound_of_a_fall_is_one_of_its_size() {
        let row = Row {
            label: "1942".to_owned(),
            value: "-15".parse().ok(),
            bound: Bound::Over,
            upper: None,
            period: None,
            level: 0,
            fact: FactId(String::new()),
        };
        let spec = ChartSpec {
            id: ChartId(String::new()),
            form: Form::Columns,
            title: "Добыча угля: изменение".to_owned(),
            unit: "%".to_owned(),
            reading: String::new(),
            scope: String::new(),
            source: String::new(),
            relation: None,
            rows: vec![row],
            block: 0,
        };
        assert!(chart(&spec).ends_with("  1942: снижение более чем на 15 %\n"), "{}", chart(&spec));
    }
}
