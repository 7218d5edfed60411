use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::chart::golden::spec_named;
use crate::extract::{Amount, Bound};

const FORMS: [&str; 14] = [
    "balance",
    "balance-pair",
    "balance-times",
    "slope",
    "line",
    "line-uneven",
    "bars-pair",
    "bars-unsure",
    "bars-long-labels",
    "part",
    "part-nested",
    "waffle",
    "arrows",
    "columns",
];

#[test]
fn the_first_time_and_the_whole_are_shown() {
    for (name, hidden, most) in [
        ("slope", 1, 100.0),
        ("line", 2, 400_000.0),
        ("line-uneven", 5, 100_000.0),
        ("bars-pair", 1, 2_000_000.0),
        ("bars-long-labels", 2, 40_000.0),
        ("balance", 3, 6e9),
        ("balance-pair", 1, 100.0),
        ("part", 1, 284.0),
        ("part-nested", 2, 3_008_674.0),
        ("waffle", 4, 100.0),
        ("arrows", 3, 100.0),
        ("columns", 3, 100.0),
    ] {
        let puzzle = Puzzle::of(&spec_named(name)).unwrap_or_else(|| panic!("{name} can be guessed"));
        assert_eq!((puzzle.hidden(), puzzle.axis.most), (hidden, most), "{name}");
    }
    assert_eq!(Puzzle::of(&spec_named("line")).map(|puzzle| puzzle.unit).as_deref(), Some("читателей"));
    assert_eq!(Puzzle::of(&spec_named("dots")), None, "the form tells that they lie far apart");
}

#[test]
fn a_title_that_says_the_number_spoils_the_guess() {
    let mut spec = spec_named("line");
    spec.title = "Как читателей стало 252,3 тысячи".to_owned();
    assert_eq!(Puzzle::of(&spec), None);
    spec.title = "Как читателей стало 252\u{a0}300".to_owned();
    assert_eq!(Puzzle::of(&spec), None);
    let spec = spec_named("line");
    assert!(Puzzle::under("Читатели 1962 года", &spec).is_some());
    assert_eq!(Puzzle::under("Откуда взялись 252,3 тысячи читателей", &spec), None);
}

#[test]
fn a_number_is_told_however_it_is_written() {
    // `252 300` читателей; `53,8 %`; half of the sizes, and one that ranges from 150 to 210.
    let told =
        |name: &str, title: &str| Puzzle::of(&ChartSpec { title: title.to_owned(), ..spec_named(name) }).is_none();
    for (name, title) in [
        ("line", "Откуда взялись двести пятьдесят две тысячи триста читателей"),
        ("line", "Как читателей стало 252 300"),
        ("line", "Как читателей стало более 250 тысяч"),
        ("line", "Как читателей стало четверть миллиона, или 0,25 млн"),
        ("line", "Как читателей стало вдвое больше"),
        ("line", "Рост числа читателей в 2,85 раза"),
        ("line", "Как число читателей удвоилось"),
        ("slope", "Как женщин стало больше половины: 54 %"),
        ("slope", "Пятьдесят четыре процента депутатов — женщины"),
        ("bars-pair", "Два с половиной миллиона детей"),
        ("bars-pair", "Полмиллиона детей в лагерях и пятикратный рост, в 6,25 раза"),
        ("line-between", "От ста пятидесяти до двухсот десяти кружков"),
        ("line-between", "Почему кружков не больше 210"),
        ("part", "Почти две трети секретарей ушли, точнее — 0,634 или 63/100 их"),
        ("waffle", "Почти треть жителей говорит по-польски, ровно 28,7 %"),
        ("columns", "Двенадцать процентов за год"),
        ("columns", "Добыча выросла на 1/8 (12,5 %), а потом упала на 15 процентов"),
    ] {
        assert!(told(name, title), "{title} tells a figure of {name}");
    }
    for (name, title) in [
        ("line", "Число читателей библиотеки № 5 за три года"),
        ("line", "Читатели первой городской библиотеки в 1942–1944 гг."),
        ("slope", "Доля женщин среди депутатов двух палат, 1939 и 1944 гг."),
        ("bars-pair", "Дети в лагерях и на площадках, утром и вечером"),
        ("line-between", "Кружки в двенадцати школах"),
        ("columns", "Добыча угля за три года: изменение"),
    ] {
        assert!(!told(name, title), "{title} tells nothing of {name}");
    }
}

#[test]
fn a_share_of_the_whole_and_a_multiple_of_what_is_known_are_told() {
    let mut part = spec_named("part");
    // 180 of 284 are 63 %.
    part.title = "Три пятых секретарей".to_owned();
    assert!(Puzzle::of(&part).is_some(), "that is not near enough");
    part.rows[1].value = "142".parse().ok();
    part.title = "Половина секретарей на фронте".to_owned();
    assert_eq!(Puzzle::of(&part), None);
    part.title = "Каждый второй секретарь на фронте".to_owned();
    assert_eq!(Puzzle::of(&part), None);
    let mut waffle = spec_named("waffle");
    waffle.title = "Половина говорит по-русски".to_owned();
    assert!(Puzzle::of(&waffle).is_some());
    waffle.rows[0].value = "50".parse().ok();
    assert_eq!(Puzzle::of(&waffle), None);
    let mut columns = spec_named("columns");
    columns.title = "Добыча угля сократилась вдвое".to_owned();
    assert!(Puzzle::of(&columns).is_some());
    columns.rows[2].value = "-50".parse().ok();
    assert_eq!(Puzzle::of(&columns), None, "half is 50 % less");
}

#[test]
fn a_chart_whose_words_or_known_rows_tell_what_another_asks_waits_for_it() {
    let slope = spec_named("slope");
    let mut events = spec_named("events");
    let closed = |charts: &[ChartSpec]| doors("", charts, |_| false);
    assert_eq!(closed(&[slope.clone(), events.clone()]), [Door::ToGuess, Door::Open]);
    events.rows[1].label = "Женщин среди депутатов стало 53,8 %".to_owned();
    assert_eq!(closed(&[slope.clone(), events.clone()]), [Door::ToGuess, Door::Telling]);
    assert_eq!(doors("", &[slope.clone(), events], |_| true), [Door::Open, Door::Open]);
    // `20` is not 20 000 where nothing else is about the horses.
    let mut herds = spec_named("bars-long-labels");
    let mut feast = spec_named("events");
    feast.rows[1].label = "Отметили 20-летие школы".to_owned();
    assert_eq!(closed(&[herds.clone(), feast.clone()]), [Door::ToGuess, Door::Open]);
    feast.rows[1].label = "Отдали 20 тысяч лошадей".to_owned();
    assert_eq!(closed(&[herds.clone(), feast]), [Door::ToGuess, Door::Telling]);
    herds.title = "Как отдали 20 тыс. голов".to_owned();
    assert_eq!(Puzzle::of(&herds), None);
    // The second shows as known what the first asks.
    let mut later = spec_named("line");
    later.rows[0] = slope.rows[1].clone();
    assert_eq!(closed(&[slope.clone(), later.clone()]), [Door::ToGuess, Door::Telling]);
    // Each shows what the other asks: one of them begins.
    let mut earlier = slope.clone();
    earlier.rows[0] = later.rows[2].clone();
    assert_eq!(closed(&[earlier.clone(), later.clone()]), [Door::ToGuess, Door::Telling]);
    assert_eq!(doors("", &[earlier.clone(), later], |id| *id == earlier.id), [Door::Telling, Door::ToGuess]);
}

#[test]
fn what_a_closed_chart_hides_is_found_wherever_it_stands() {
    let (slope, dots) = (spec_named("slope"), spec_named("dots"));
    let charts = [slope.clone(), dots.clone()];
    let hidden = Hidden::of("", &charts, |_| false);
    assert!(hidden.has(&slope.rows[1].fact));
    assert!(!hidden.has(&slope.rows[0].fact), "its first figure is shown");
    assert!(!hidden.has(&dots.rows[0].fact), "nothing of it is guessed");
    let texts = ["53,8 % депутатов", "Женщин стало больше половины: 54 процента", "Выбрали 538 депутатов", ""];
    assert_eq!(hidden.told_by(texts.into_iter()), [true, true, false, false]);
    // Of the figure that is shown, the hidden one follows.
    let beside = ["Их стало в 1,6 раза больше", "Их стало вдвое больше"];
    assert_eq!(hidden.told_by(beside.into_iter()), [true, false]);
    let opened = Hidden::of("", &charts, |_| true);
    assert_eq!(opened, Hidden::default());
    assert_eq!(opened.told_by(texts.into_iter()), [false; 4]);
    // Where the title of the lesson tells it, there is nothing to guess.
    assert_eq!(Hidden::of("Как женщин стало 53,8 %", &charts, |_| false), Hidden::default());
}

#[test]
fn guesses_are_judged_by_what_the_text_leaves_open() {
    let words = |name: &str, row: usize, value: f64| {
        let judged = judge(&spec_named(name), &[Guess { row, value }]);
        let side =
            |number: String, unit: &str, more: bool| format!("{number}{unit} {}", if more { "more" } else { "less" });
        let words = match said(judged[0].off) {
            Said::Right => "right".to_owned(),
            Said::Points { number, more } => side(number, " points", more),
            Said::Percent { number, more } => side(number, "%", more),
            Said::Times { number, more } => side(number, " times", more),
            Said::Below { number, farther } => side(number, " times below zero,", farther),
            Said::Far { more } => side(String::new(), "far", more),
        };
        (words, (judged[0].score * 100.0).round())
    };
    let is = |words: &str, score: f64| (words.to_owned(), score);
    assert_eq!(words("slope", 1, 53.0), is("right", 100.0));
    assert_eq!(words("slope", 1, 41.3), is("13 points less", 50.0));
    assert_eq!(words("slope", 1, 90.0), is("36 points more", 0.0));
    assert_eq!(words("line", 2, 252_300.0), is("right", 100.0));
    assert_eq!(words("line", 2, 504_600.0), is("2 times more", 50.0));
    assert_eq!(words("line", 2, 200_000.0), is("21% less", 83.0));
    assert_eq!(words("line", 2, 20_000.0), is("13 times less", 0.0));
    assert_eq!(words("line", 2, 0.0), is("far less", 0.0));
    // `более 80 тыс.`, `около 100 тыс.`, `50–70 тыс.`
    assert_eq!(words("line-uneven", 3, 110_000.0), is("right", 100.0));
    assert_eq!(words("line-uneven", 3, 60_000.0), is("25% less", 79.0));
    assert_eq!(words("bars-unsure", 1, 108_000.0), is("right", 100.0));
    assert_eq!(words("bars-unsure", 6, 66_000.0), is("right", 100.0));
    assert_eq!(words("bars-unsure", 6, 140_000.0), is("2 times more", 50.0));
    assert!(judge(&spec_named("slope"), &[Guess { row: 9, value: 1.0 }]).is_empty());
    assert_eq!(total(&[]), 0.0);
}

#[test]
fn a_chart_that_tells_what_another_asks_stays_closed() {
    let (slope, dots) = (spec_named("slope"), spec_named("dots"));
    let mut telling = spec_named("dots");
    telling.rows[0].fact = slope.rows[1].fact.clone();
    let mut harmless = dots.clone();
    harmless.rows[0].fact = slope.rows[0].fact.clone();
    let charts = [slope.clone(), telling, harmless, dots];
    let doors_of = |is_guessed| doors("", &charts, |_| is_guessed);
    assert_eq!(doors_of(false), [Door::ToGuess, Door::Telling, Door::Open, Door::Open]);
    assert_eq!(doors_of(true), [Door::Open; 4]);
}

#[test]
fn a_fall_leaves_as_much_open_as_a_rise() {
    let mut spec = spec_named("arrows");
    spec.rows[2].bound = Bound::About;
    let off = |row, value| judge(&spec, &[Guess { row, value }])[0].off;
    assert_eq!((off(1, 9.0), off(2, -14.0)), (Off::Right, Off::Right));
    assert_ne!(off(2, -20.0), Off::Right);
}

#[test]
fn below_zero_is_guessed_on_an_axis_of_both_sides() {
    let spec = spec_named("balance");
    let puzzle = Puzzle::of(&spec).expect("it can be guessed");
    assert!(puzzle.axis.mirrored && puzzle.axis.least == -puzzle.axis.most);
    let grown = puzzle.axis_for([-1.5 * puzzle.axis.most].into_iter());
    assert_eq!((grown.least, grown.most), (-2.0 * puzzle.axis.most, 2.0 * puzzle.axis.most));
    assert!(puzzle.within(-2.0 * puzzle.axis.most).is_some_and(|value| value < puzzle.axis.least));
    let off = |row, value| judge(&spec, &[Guess { row, value }])[0].off;
    assert_eq!(off(3, -5.1e9), Off::Right);
    assert_eq!(said(off(3, -10e9)), Said::Below { number: "2".to_owned(), farther: true });
    assert_eq!(said(off(3, -2.5e9)), Said::Below { number: "2".to_owned(), farther: false });
    assert_eq!(said(off(3, 5e9)), Said::Far { more: true });
    assert_eq!(said(off(0, -5e9)), Said::Far { more: false });
    assert_eq!(total(&judge(&spec, &[Guess { row: 3, value: 5e9 }])), 0.0);
    // `теплее минус десяти` leaves open what is nearer to zero.
    let open = spec_named("balance-unsure");
    let off = |value| judge(&open, &[Guess { row: 3, value }])[0].off;
    assert_eq!((off(-7.0), off(-14.0)), (Off::Right, Off::Below(1.4)));
}

#[test]
fn what_is_kept_is_an_amount() {
    let guess = Guess { row: 1, value: 41.30004 };
    assert_eq!(amount(guess).map(|amount| amount.to_string()).as_deref(), Some("41.3"));
    assert_eq!(amount(Guess { row: 1, value: f64::NAN }), None);
    assert!(ratio(&spec_named("slope"), guess).is_some_and(|ratio| ratio.round_dp(2) == Decimal::new(77, 2)));
}

proptest! {
    /// Whatever the hidden values are, the puzzle is the same, but for the order of rows that the values gave.
    #[test]
    fn nothing_of_a_hidden_value_is_in_a_puzzle(
        name in prop::sample::select(FORMS.to_vec()),
        values in prop::collection::vec(10_001u32..9_999_999, 8),
    ) {
        let spec = spec_named(name);
        let Some(puzzle) = Puzzle::of(&spec) else { return Err(TestCaseError::fail("it can be guessed")) };
        let mut other = spec.clone();
        for slot in puzzle.slots.iter().filter(|slot| slot.known.is_none()) {
            let row = &mut other.rows[slot.row];
            // No multiple of a thousand: `1942 тыс.` would be said by a label.
            row.value = Some(Amount::Decimal((values[slot.row] * 10 + 1).into()));
            row.upper = None;
            row.bound = Bound::Exact;
        }
        prop_assert_eq!(Puzzle::of(&other), Some(puzzle));
    }

    #[test]
    fn any_guess_has_a_score(row in 0usize..9, value in any::<f64>(), name in prop::sample::select(FORMS.to_vec())) {
        for judged in judge(&spec_named(name), &[Guess { row, value }]) {
            prop_assert!((0.0..=1.0).contains(&judged.score));
            let said = format!("{:?}", said(judged.off));
            prop_assert!(!said.contains("NaN"));
        }
    }
}
