//! A task as a file: what is declared, what is asked, how it is judged, what is said then.

use rust_decimal::Decimal;

use super::{HEAD, INSTANCE, NAMES, SCHEMA, identifier};
use crate::card::Piece;
use crate::export::item::{Item, Offered, Task, normal, told};
use crate::export::xml::{escaped, paragraph};
use crate::export::{Chosen, words};

pub(super) fn xml(item: &Item<'_>, lesson: &Chosen<'_>) -> String {
    let mut out = format!(
        "{HEAD}<qti-assessment-item {NAMES} {INSTANCE} {SCHEMA}\n    identifier=\"{}\" title=\"{}\" adaptive=\"false\" \
         time-dependent=\"false\" xml:lang=\"ru\">\n",
        identifier(item),
        escaped(&item.name()),
    );
    let response = match &item.task {
        Task::Choice(options) => declared("single", "identifier", &right_options(options)),
        Task::Number(numbers) => match exact(numbers) {
            Some(written) => mapped(&written),
            None => declared("single", "float", &[numbers[0].0.to_string()]),
        },
        Task::Words(right) => mapped(&right.iter().map(|right| normal(right)).collect::<Vec<_>>()),
        Task::Order(order) => declared("ordered", "identifier", &names(order.len())),
        Task::Essay(_) => declared("single", "string", &[]),
    };
    out += &response;
    let is_judged = !matches!(item.task, Task::Essay(_));
    let by = if is_judged { "" } else { " external-scored=\"human\"" };
    out += &format!(
        "  <qti-outcome-declaration identifier=\"SCORE\" cardinality=\"single\" base-type=\"float\" normal-minimum=\"0\" \
         normal-maximum=\"1\"{by}>\n    <qti-default-value><qti-value>0</qti-value></qti-default-value>\n  </qti-outcome-declaration>\n"
    );
    out += "  <qti-outcome-declaration identifier=\"FEEDBACK\" cardinality=\"single\" base-type=\"identifier\"/>\n";
    out += "  <qti-item-body>\n";
    out += &body(item);
    out += "  </qti-item-body>\n";
    out += &processing(&item.task);
    for feedback in feedbacks(item, lesson) {
        out += &feedback;
    }
    out + "</qti-assessment-item>\n"
}

fn names(count: usize) -> Vec<String> {
    (1..=count).map(|at| format!("option-{at}")).collect()
}

fn right_options(options: &[Offered<'_>]) -> Vec<String> {
    let named = names(options.len()).into_iter().zip(options);
    named.filter(|(_, option)| option.is_right).map(|(name, _)| name).collect()
}

/// Every writing of numbers that are right only exactly; a comma is as good as a point, and a hyphen as a minus sign. `None` where one is right within a distance.
fn exact(numbers: &[(Decimal, Decimal)]) -> Option<Vec<String>> {
    if numbers.iter().any(|(_, tolerance)| !tolerance.is_zero()) {
        return None;
    }
    let mut written: Vec<String> = Vec::new();
    for (value, _) in numbers {
        let point = value.to_string();
        let grouped = grouped(&point);
        for writing in [point.replace('.', ","), point, grouped] {
            let typeset = writing.replace('-', "\u{2212}");
            for writing in [writing, typeset] {
                if !written.contains(&writing) {
                    written.push(writing);
                }
            }
        }
    }
    Some(written)
}

/// With a space between thousands, and a comma.
fn grouped(point: &str) -> String {
    let (whole, rest) =
        point.split_once('.').map_or((point, String::new()), |(whole, rest)| (whole, format!(",{rest}")));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(' ');
        }
        out.push(digit);
    }
    [sign, &out, &rest].concat()
}

fn declared(cardinality: &str, base: &str, right: &[String]) -> String {
    let mut out = format!(
        "  <qti-response-declaration identifier=\"RESPONSE\" cardinality=\"{cardinality}\" base-type=\"{base}\">\n"
    );
    if !right.is_empty() {
        let values: String = right.iter().map(|value| format!("<qti-value>{}</qti-value>", escaped(value))).collect();
        out += &format!("    <qti-correct-response>{values}</qti-correct-response>\n");
    }
    out + "  </qti-response-declaration>\n"
}

/// A text that is typed: the first writing is the answer, all of them are right.
fn mapped(right: &[String]) -> String {
    let mut out = declared("single", "string", &right[..right.len().min(1)]);
    let entries: String = right
        .iter()
        .map(|key| {
            let key = escaped(key);
            format!("      <qti-map-entry map-key=\"{key}\" mapped-value=\"1\" case-sensitive=\"false\"/>\n")
        })
        .collect();
    let mapping = format!("    <qti-mapping default-value=\"0\">\n{entries}    </qti-mapping>\n");
    let end = out.rfind("  </qti-response-declaration>").unwrap_or(out.len());
    out.insert_str(end, &mapping);
    out
}

fn body(item: &Item<'_>) -> String {
    let prompt = || format!("      <qti-prompt>{}</qti-prompt>\n", escaped(&item.prompt()));
    let options = |texts: Vec<&str>| -> String {
        let named = names(texts.len()).into_iter().zip(texts);
        let option = |(name, text): (String, &str)| {
            let text = escaped(text);
            format!("      <qti-simple-choice identifier=\"{name}\">{text}</qti-simple-choice>\n")
        };
        named.map(option).collect()
    };
    match &item.task {
        Task::Choice(offered) => {
            let options = options(offered.iter().map(|option| option.text).collect());
            let prompt = prompt();
            format!(
                "    <qti-choice-interaction response-identifier=\"RESPONSE\" shuffle=\"true\" max-choices=\"1\">\n{prompt}{options}    \
                 </qti-choice-interaction>\n"
            )
        }
        Task::Order(order) => {
            let options = options(order.iter().map(|(text, _)| *text).collect());
            let prompt = prompt();
            format!(
                "    <qti-order-interaction response-identifier=\"RESPONSE\" shuffle=\"true\">\n{prompt}{options}    \
                 </qti-order-interaction>\n"
            )
        }
        Task::Essay(readings) => {
            let reading = |reading: &Offered<'_>| {
                let reason = reading.reason.as_ref().map_or(String::new(), |reason| format!(": {reason}"));
                paragraph(&[reading.text, &reason].concat())
            };
            let guide: String = readings.iter().map(reading).collect();
            let answer = paragraph(&format!("{}: {}", words::ANSWER, item.answer));
            let asked = escaped(&words::discussed(&item.prompt()));
            format!(
                "    <qti-extended-text-interaction response-identifier=\"RESPONSE\" expected-lines=\"5\">\n      \
                 <qti-prompt>{asked}</qti-prompt>\n    </qti-extended-text-interaction>\n    \
                 <qti-rubric-block use=\"scoring\" view=\"scorer\">\n      <qti-content-body>{answer}{guide}</qti-content-body>\n    \
                 </qti-rubric-block>\n"
            )
        }
        Task::Number(_) | Task::Words(_) => typed(item.pieces),
    }
}

/// The prompt with a field in its blank, or after it where it has none.
fn typed(pieces: &[Piece]) -> String {
    const FIELD: &str = "<qti-text-entry-interaction response-identifier=\"RESPONSE\" expected-length=\"15\"/>";
    let (mut out, mut has_field) = (String::new(), false);
    for piece in pieces {
        match piece {
            Piece::Text(text) => out += &escaped(text),
            Piece::Blank if !has_field => {
                out += FIELD;
                has_field = true;
            }
            Piece::Blank => out += crate::export::item::BLANK,
        }
    }
    let field = if has_field { String::new() } else { format!("\n    <p>{FIELD}</p>") };
    format!("    <p>{out}</p>{field}\n")
}

fn processing(task: &Task<'_>) -> String {
    let score = match task {
        Task::Essay(_) => String::new(),
        Task::Number(numbers) if exact(numbers).is_none() => within(numbers),
        Task::Number(_) | Task::Words(_) => "    <qti-set-outcome-value identifier=\"SCORE\">\n      \
             <qti-map-response identifier=\"RESPONSE\"/>\n    </qti-set-outcome-value>\n"
            .to_owned(),
        Task::Choice(_) | Task::Order(_) => scored(
            "<qti-match><qti-variable identifier=\"RESPONSE\"/><qti-correct identifier=\"RESPONSE\"/></qti-match>",
        ),
    };
    let feedback = match task {
        Task::Choice(_) => "<qti-variable identifier=\"RESPONSE\"/>",
        _ => "<qti-base-value base-type=\"identifier\">told</qti-base-value>",
    };
    format!(
        "  <qti-response-processing>\n{score}    <qti-set-outcome-value identifier=\"FEEDBACK\">{feedback}</qti-set-outcome-value>\n  \
         </qti-response-processing>\n"
    )
}

/// A point where this holds.
fn scored(condition: &str) -> String {
    let set = |value: u8| {
        format!(
            "        <qti-set-outcome-value identifier=\"SCORE\"><qti-base-value base-type=\"float\">{value}</qti-base-value>\
             </qti-set-outcome-value>\n"
        )
    };
    format!(
        "    <qti-response-condition>\n      <qti-response-if>\n        {condition}\n{}      </qti-response-if>\n      \
         <qti-response-else>\n{}      </qti-response-else>\n    </qti-response-condition>\n",
        set(1),
        set(0)
    )
}

fn within(numbers: &[(Decimal, Decimal)]) -> String {
    let one = |(value, tolerance): &(Decimal, Decimal)| {
        format!(
            "<qti-equal tolerance-mode=\"absolute\" tolerance=\"{tolerance} {tolerance}\"><qti-variable identifier=\"RESPONSE\"/>\
             <qti-base-value base-type=\"float\">{value}</qti-base-value></qti-equal>"
        )
    };
    scored(&format!("<qti-or>{}</qti-or>", numbers.iter().map(one).collect::<String>()))
}

/// What is said after an answer: for each option why it is wrong, and always what stands in the text.
fn feedbacks(item: &Item<'_>, lesson: &Chosen<'_>) -> Vec<String> {
    let mut proof = String::new();
    if let Task::Order(order) = &item.task {
        proof += &paragraph(&format!("{}: {}", words::RIGHT_ORDER, told(order)));
    }
    for sentence in &item.evidence {
        proof += &paragraph(&format!("{}: {sentence}", words::EVIDENCE));
    }
    let source = words::source(lesson.source);
    if !source.is_empty() {
        proof += &paragraph(&format!("{}: {source}", words::SOURCE));
    }
    let said = |name: &str, first: &str| {
        format!(
            "  <qti-modal-feedback outcome-identifier=\"FEEDBACK\" identifier=\"{name}\" show-hide=\"show\">\n    \
             <qti-content-body>{first}{proof}</qti-content-body>\n  </qti-modal-feedback>\n"
        )
    };
    match &item.task {
        Task::Choice(options) => (names(options.len()).iter().zip(options))
            .map(|(name, option)| said(name, &option.reason.as_deref().map_or(String::new(), paragraph)))
            .collect(),
        Task::Number(_) | Task::Words(_) | Task::Order(_) | Task::Essay(_) => vec![said("told", "")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_right_in_every_usual_writing() {
        let written = |value: &str| exact(&[(value.parse().expect("a number"), Decimal::ZERO)]).expect("an exact one");
        assert_eq!(written("-12500"), ["-12500", "\u{2212}12500", "-12 500", "\u{2212}12 500"]);
        assert_eq!(written("49.1"), ["49,1", "49.1"]);
        assert_eq!(exact(&[(Decimal::ONE, Decimal::ONE)]), None);
    }
}
