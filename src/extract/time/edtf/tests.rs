//! What is written is read again; the days of every grain.

use super::*;
use proptest::prelude::*;

fn when(edtf: &str) -> When {
    edtf.parse().expect(edtf)
}

/// First and last day of `edtf` as the days of two dates that need no laying out.
#[track_caller]
fn check_days(edtf: &str, part: Option<Part>, first: &str, last: &str) {
    let day = |edtf: &str| when(edtf).days(None).expect(edtf).0;
    assert_eq!(when(edtf).days(part), Some((day(first), day(last))), "{edtf} {part:?}");
}

#[test]
fn days_of_every_grain() {
    assert_eq!(when("0000-03-01").days(None), Some((0, 0)));
    assert_eq!(when("1970-01-01").days(None), Some((719_468, 719_468)));
    check_days("1944", None, "1944-01-01", "1944-12-31");
    check_days("1944-02", None, "1944-02-01", "1944-02-29");
    check_days("1900-02", None, "1900-02-01", "1900-02-28");
    check_days("1944-22", None, "1944-06-01", "1944-08-31");
    check_days("1944-24", None, "1943-12-01", "1944-02-29");
    check_days("1944-33", None, "1944-01-01", "1944-03-31");
    check_days("1944-41", None, "1944-07-01", "1944-12-31");
    check_days("194X", None, "1940-01-01", "1949-12-31");
    check_days("19XX", None, "1900-01-01", "1999-12-31");
    check_days("-00XX", None, "-0099-01-01", "0000-12-31");
    check_days("-01XX", None, "-0199-01-01", "-0100-12-31");
    check_days("-2XXX", None, "-2999-01-01", "-2000-12-31");
    check_days("1944-02/1944-12", None, "1944-02-01", "1944-12-31");
}

#[test]
fn a_part_is_a_third() {
    check_days("1943", Some(Part::Start), "1943-01-01", "1943-05-01");
    check_days("1943", Some(Part::End), "1943-09-02", "1943-12-31");
    check_days("1943-06", Some(Part::Middle), "1943-06-11", "1943-06-20");
    check_days("1943-06-05", Some(Part::Middle), "1943-06-05", "1943-06-05");
    check_days("1943-06-05", Some(Part::End), "1943-06-05", "1943-06-05");
}

#[test]
fn what_has_no_days() {
    for edtf in ["XXXX-12-14", "XXXX-08", "1921/..", "../1917", "1945/1941"] {
        assert_eq!(when(edtf).days(None), None, "{edtf}");
    }
}

#[test]
fn what_is_no_date() {
    for written in [
        "",
        "-",
        "/",
        "../..",
        "44",
        "44-01",
        "19441",
        "-0000",
        "1944-13",
        "1944-00",
        "1944-02-30",
        "1943-02-29",
        "1944-1",
        "1944-20",
        "1944-42",
        "XXXX",
        "X944",
        "1X44",
        "19XX-05",
        "-XXXX-05",
        "1944-22-01",
        "1944/",
        "1944/1945/1946",
        "１９４４",
        "194х",
        "+944",
        "1944-+1",
        "1944-05-1",
        "1944~~",
        "~1944",
        "1944~-05",
        "~",
        "1944/..~",
    ] {
        assert!(written.parse::<When>().is_err(), "{written:?} parses");
    }
}

#[test]
fn a_year_is_one_only_where_all_lies_in_it() {
    assert_eq!(when("1944-02/1944-12").year(), Some(1944));
    assert_eq!(when("1944-22").year(), Some(1944));
    assert_eq!(when("1943/1944").year(), None);
    assert_eq!(when("194X").year(), None);
    assert_eq!(when("XXXX-05").year(), None);
    assert_eq!(when("-0043").year(), Some(-43));
}

#[test]
fn the_day_after() {
    let next = |edtf: &str| when(edtf).first().and_then(Date::next_day).map(|date| date.to_string());
    assert_eq!(next("1944-02-28").as_deref(), Some("1944-02-29"));
    assert_eq!(next("1943-12-31").as_deref(), Some("1944-01-01"));
    assert_eq!(next("1943-12"), None);
}

#[test]
fn json_is_the_edtf_text() {
    let json = serde_json::to_string(&when("1944-41")).expect("writes");
    assert_eq!(json, "\"1944-41\"");
    assert_eq!(serde_json::from_str::<When>(&json).expect("reads"), when("1944-41"));
    assert!(serde_json::from_str::<When>("\"1944-41-41\"").is_err());
}

fn any_date() -> impl Strategy<Value = Date> {
    let grain = prop_oneof![
        Just(Grain::Millennium),
        Just(Grain::Century),
        Just(Grain::Decade),
        Just(Grain::Year),
        (1u8..=2).prop_map(Grain::Half),
        (1u8..=4).prop_map(Grain::Quarter),
        (0usize..4)
            .prop_map(|i| { Grain::Season([Season::Spring, Season::Summer, Season::Autumn, Season::Winter][i]) }),
        (1u8..=12).prop_map(Grain::Month),
        (1u8..=12, 1u8..=31).prop_map(|(month, day)| Grain::Day { month, day }),
    ];
    let certainty = prop_oneof![
        4 => Just(Certainty::Sure),
        1 => Just(Certainty::About),
        1 => Just(Certainty::Perhaps),
        1 => Just(Certainty::PerhapsAbout),
    ];
    (proptest::option::weighted(0.9, YEARS), grain, certainty)
        .prop_filter_map("no such date", |(year, grain, certainty)| Some(Date::new(year, grain)?.made(certainty)))
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        first in proptest::option::of(any_date()), last in proptest::option::of(any_date()), one in any_date(),
    ) {
        let between = match (first, last) {
            (None, None) => When::On(one),
            (first, last) => When::Between(first, last),
        };
        for when in [When::On(one), between] {
            prop_assert_eq!(when.to_string().parse::<When>(), Ok(when.clone()));
        }
    }

    #[test]
    fn what_is_read_is_written_the_same(text in "[-/.X0-9~?%]{0,12}") {
        if let Ok(when) = text.parse::<When>() {
            prop_assert_eq!(when.to_string(), text);
        }
    }

    #[test]
    fn a_part_lies_within(date in any_date()) {
        if let Some((first, last)) = date.days() {
            prop_assert!(first <= last);
            for part in [Part::Start, Part::Middle, Part::End] {
                let (from, to) = When::On(date).days(Some(part)).expect("has days");
                prop_assert!(first <= from && from <= to && to <= last);
            }
        }
    }
}
