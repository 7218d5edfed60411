//! Texts that would run a script, or reach a file or another site, in a program that takes them for markup, a formula, an address or
//! a template. What they would call is `strike()`.

/// All of them.
pub fn payloads() -> Vec<String> {
    serde_json::from_str(include_str!("payloads.json")).expect("a list of texts")
}

/// A text with a fact, and so with cards and a chart, about each of these: in the name of what was counted, and of who did it.
pub fn lesson_text(payloads: &[String]) -> String {
    let paragraph = |(number, payload): (usize, &String)| {
        let payload = payload.replace(['\n', '\r'], " ");
        let (before, after) = (100 + number, 350 + 2 * number);
        format!(
            "Завод «{payload}» выпустил в 1941 г. {before} станков, а в 1944 г. — {after} станков. \
             Доля станков марки {payload} выросла с {} % в 1941 г. до {} % в 1944 г.",
            10 + number % 30,
            45 + number % 40
        )
    };
    payloads.iter().enumerate().map(paragraph).collect::<Vec<_>>().join("\n\n")
}
