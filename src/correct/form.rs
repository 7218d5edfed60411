//! A correction as JSON: as it is kept, and as it stands in files of corrections (`docs/corrections.md`). Only whoever makes one, or
//! reads a text with it, looks into it.

use super::{Correction, Reading};
use crate::extract::{Bound, Measure, Part};
use crate::fact::{FactKind, Quantity, Quote};
use crate::json::{self, Json, maybe, number, object, text};

/// As it is kept.
pub fn write(correction: &Correction) -> String {
    let mut out = String::new();
    correction_form(correction).write(&mut out);
    out
}

/// `None`: it is none, or one of a newer version.
pub fn read(written: &str) -> Option<Correction> {
    read_correction(&mut json::read(written)?)
}

pub fn quote_form(quote: &Quote) -> Json<'_> {
    let Quote { exact, prefix, suffix, answer: (from, to) } = quote;
    object(vec![
        ("exact", text(exact)),
        ("prefix", text(prefix)),
        ("suffix", text(suffix)),
        ("from", number(from)),
        ("to", number(to)),
    ])
}

pub fn read_quote(quote: &mut Json) -> Option<Quote> {
    Some(Quote {
        exact: quote.take_text("exact")?,
        prefix: quote.take_text("prefix")?,
        suffix: quote.take_text("suffix")?,
        answer: (quote.take_number("from")?, quote.take_number("to")?),
    })
}

fn correction_form(correction: &Correction) -> Json<'_> {
    object(vec![
        ("quote", quote_form(&correction.quote)),
        ("reading", correction.reading.as_ref().map_or(Json::Null, reading_form)),
    ])
}

fn reading_form(reading: &Reading) -> Json<'_> {
    let mut fields = match &reading.kind {
        FactKind::Quantity(quantity) => {
            let Quantity { amount, bound, upper, measure, unit, subject } = quantity;
            vec![
                ("kind", text("quantity")),
                ("value", Json::Text(amount.to_string().into())),
                ("bound", text(bound.name())),
                ("upper", upper.map_or(Json::Null, |upper| Json::Text(upper.to_string().into()))),
                ("measure", text(measure.name())),
                ("unit", text(unit)),
                ("subject", text(subject)),
            ]
        }
        FactKind::Event { what } => vec![("kind", text("event")), ("what", text(what))],
        FactKind::Definition { term, meaning } => {
            vec![("kind", text("definition")), ("term", text(term)), ("meaning", text(meaning))]
        }
    };
    let when = reading.period.as_ref().map(|(when, _)| Json::Text(when.to_string().into()));
    fields.extend([
        ("when", when.unwrap_or(Json::Null)),
        ("part", maybe(reading.period.as_ref().and_then(|(_, part)| *part).map(Part::name))),
        ("place", maybe(reading.place.as_deref())),
        ("agent", maybe(reading.agent.as_deref())),
    ]);
    object(fields)
}

fn read_correction(correction: &mut Json) -> Option<Correction> {
    let quote = read_quote(&mut correction.take("quote")?)?;
    let reading = match correction.take("reading") {
        Some(mut reading) => Some(read_reading(&mut reading)?),
        None => None,
    };
    Some(Correction { quote, reading })
}

fn read_reading(reading: &mut Json) -> Option<Reading> {
    let kind = match reading.take_text("kind")?.as_str() {
        "quantity" => FactKind::Quantity(Quantity {
            amount: reading.take_text("value")?.parse().ok()?,
            bound: named(&Bound::ALL, Bound::name, &reading.take_text("bound")?)?,
            upper: match reading.take_maybe("upper")? {
                Some(upper) => Some(upper.parse().ok()?),
                None => None,
            },
            measure: named(&Measure::ALL, Measure::name, &reading.take_text("measure")?)?,
            unit: reading.take_text("unit")?,
            subject: reading.take_text("subject")?,
        }),
        "event" => FactKind::Event { what: reading.take_text("what")? },
        "definition" => {
            FactKind::Definition { term: reading.take_text("term")?, meaning: reading.take_text("meaning")? }
        }
        _ => return None,
    };
    let when = match reading.take_maybe("when")? {
        Some(when) => Some(when.parse().ok()?),
        None => None,
    };
    let part = match reading.take_maybe("part")? {
        Some(name) => Some(named(&Part::ALL, Part::name, &name)?),
        None => None,
    };
    let period = when.map(|when| (when, part));
    Some(Reading { kind, period, place: reading.take_maybe("place")?, agent: reading.take_maybe("agent")? })
}

fn named<T: Copy>(all: &[T], name: fn(T) -> &'static str, written: &str) -> Option<T> {
    all.iter().copied().find(|one| name(*one) == written)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As they were first written: these lines never change.
    const FIRST: [&str; 3] = [
        r#"{"quote":{"exact":"Было 3.","prefix":"","suffix":"","from":9,"to":10},"reading":{"kind":"quantity","value":"3","bound":"up_to","upper":null,"measure":"percent_increase","unit":"овца","subject":"овцы","when":"1944-10","part":"end","place":"Тула","agent":null}}"#,
        r#"{"quote":{"exact":"Было 3.","prefix":"","suffix":"","from":9,"to":10},"reading":{"kind":"event","what":"начало","when":null,"part":null,"place":null,"agent":null}}"#,
        r#"{"quote":{"exact":"Было 3.","prefix":"","suffix":"","from":9,"to":10},"reading":null}"#,
    ];

    fn corrections() -> [Correction; 3] {
        let quote =
            Quote { exact: "Было 3.".into(), prefix: String::new(), suffix: String::new(), answer: (9, 10) };
        let quantity = Quantity {
            amount: "3".parse().unwrap(),
            bound: Bound::UpTo,
            upper: None,
            measure: Measure::PercentIncrease,
            unit: "овца".into(),
            subject: "овцы".into(),
        };
        let reading = Reading {
            kind: FactKind::Quantity(quantity),
            period: Some(("1944-10".parse().unwrap(), Some(Part::End))),
            place: Some("Тула".into()),
            agent: None,
        };
        let event =
            Reading { kind: FactKind::Event { what: "начало".into() }, period: None, place: None, agent: None };
        [Some(reading), Some(event), None].map(|reading| Correction { quote: quote.clone(), reading })
    }

    #[test]
    fn what_is_written_is_as_it_was_and_read_back() {
        for (correction, written) in corrections().into_iter().zip(FIRST) {
            assert_eq!(write(&correction), written);
            assert_eq!(read(written), Some(correction));
        }
        for bad in ["\"bound\":\"upto\"", "\"when\":\"19444\"", "\"kind\":\"number\""] {
            let (name, _) = bad.split_once(':').unwrap();
            let start = FIRST[0].find(name).unwrap();
            let end = start + FIRST[0][start..].find(',').unwrap();
            assert_eq!(read(&[&FIRST[0][..start], bad, &FIRST[0][end..]].concat()), None, "{bad}");
        }
    }

    #[test]
    fn names_are_those_that_are_public() {
        let quoted = |name: &str| format!("\"{name}\"");
        for bound in Bound::ALL {
            assert_eq!(quoted(bound.name()), serde_json::to_string(&bound).unwrap());
        }
        for measure in Measure::ALL {
            assert_eq!(quoted(measure.name()), serde_json::to_string(&measure).unwrap());
        }
        for part in Part::ALL {
            assert_eq!(quoted(part.name()), serde_json::to_string(&part).unwrap());
        }
    }
}
