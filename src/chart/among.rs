//! Shares that are told with what they are shares of: `русские среди жителей — 54 %, украинцы — 31 %` are of one whole, of which the
//! labels need not speak; `грамотные среди мужчин — 62 %, среди женщин — 38 %` are of two, and add up to nothing.

/// What labels say of the wholes of their shares.
#[derive(Default)]
pub(super) struct Among {
    /// The groups without what they are all of, or the wholes that tell them apart; `None` where the labels are best left as
    /// they are.
    pub rows: Option<Vec<String>>,
    /// `грамотные`: what all are who are told apart by their wholes.
    pub head: String,
    /// `среди жителей`: the one whole of all.
    pub whole: String,
    /// How many wholes are named.
    pub wholes: usize,
    /// Whether the text tells each group as a part of that one whole.
    pub is_sure: bool,
}

/// `грамотные среди мужчин` → `грамотные`, `среди мужчин`
fn split(label: &str) -> (&str, &str) {
    match label.find(" среди ") {
        _ if label.starts_with("среди ") => ("", label),
        Some(at) => (&label[..at], &label[at + 1..]),
        None => (label, ""),
    }
}

pub(super) fn among(labels: &[String]) -> Among {
    let told: Vec<(&str, &str)> = labels.iter().map(|label| split(label)).collect();
    let mut wholes: Vec<&str> = Vec::new();
    for (_, whole) in &told {
        if !whole.is_empty() && !wholes.contains(whole) {
            wholes.push(whole);
        }
    }
    let own = |rows: Vec<&str>| Some(rows.into_iter().map(str::to_owned).collect::<Vec<_>>());
    let head = told.first().map_or("", |(head, _)| *head);
    let is_one_head = told.iter().all(|(other, whole)| *other == head && !whole.is_empty());
    // `грамотные среди мужчин`, `грамотные женщины`: what the second is of, its own words say.
    let says_its_own = |other: &str| {
        told.iter().any(|(head, whole)| {
            !whole.is_empty() && other.strip_prefix(head).is_some_and(|rest| rest.starts_with(' '))
        })
    };
    if told.iter().any(|(head, whole)| whole.is_empty() && says_its_own(head)) {
        return Among { wholes: wholes.len() + 1, ..Among::default() };
    }
    let (rows, head, whole) = match wholes.as_slice() {
        [whole] if !is_one_head => (own(told.iter().map(|(head, _)| *head).collect()), "", *whole),
        [_, _, ..] if is_one_head => (own(told.iter().map(|(_, whole)| *whole).collect()), head, ""),
        _ => (None, "", ""),
    };
    Among { rows, head: head.to_owned(), whole: whole.to_owned(), wholes: wholes.len(), is_sure: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_whole_is_told_once_and_several_tell_the_rows_apart() {
        let of = |labels: &[&str]| {
            let among = among(&labels.iter().map(|label| (*label).to_owned()).collect::<Vec<_>>());
            (among.rows.map(|rows| rows.join("; ")), among.head, among.whole, among.wholes)
        };
        let is = |rows: Option<&str>, head: &str, whole: &str, wholes| {
            (rows.map(str::to_owned), head.to_owned(), whole.to_owned(), wholes)
        };
        assert_eq!(of(&["русские среди жителей", "украинцы"]), is(Some("русские; украинцы"), "", "среди жителей", 1));
        assert_eq!(
            of(&["грамотные среди мужчин", "грамотные среди женщин"]),
            is(Some("среди мужчин; среди женщин"), "грамотные", "", 2)
        );
        assert_eq!(of(&["грамотные среди мужчин", "рабочие среди женщин"]), is(None, "", "", 2));
        assert_eq!(of(&["мужчины", "женщины"]), is(None, "", "", 0));
        assert_eq!(of(&["грамотные среди мужчин", "грамотные женщины"]), is(None, "", "", 2));
        assert_eq!(of(&["среди рабочих", "среди служащих"]).3, 2);
    }
}
