use super::*;
use crate::chart::golden::{check, spec_named};
use crate::extract::Bound;

const FORMS: [&str; 11] = [
    "balance",
    "balance-pair",
    "balance-times",
    "slope",
    "line",
    "line-uneven",
    "bars-pair",
    "bars-long-labels",
    "part-nested",
    "waffle",
    "arrows",
];

fn puzzle(name: &str) -> Puzzle {
    Puzzle::of(&spec_named(name)).expect("it can be guessed")
}

#[test]
fn what_is_drawn_is_read_again() {
    for name in FORMS {
        let puzzle = puzzle(name);
        for width in [280.0, 560.0] {
            let none = vec![None; puzzle.slots.len()];
            let empty = sketch(&puzzle, &none, None, &Layout::wide(width));
            assert_eq!(empty.handles.len(), puzzle.hidden(), "{name}");
            for handle in &empty.handles {
                assert!(!handle.is_set);
                let value = puzzle.rounded(puzzle.axis.least.midpoint(puzzle.axis.most) * 0.6 + 0.2 * puzzle.axis.most);
                let mut values = none.clone();
                values[handle.slot] = value;
                let drawn = sketch(&puzzle, &values, None, &Layout::wide(width));
                let own = drawn.handles.iter().find(|it| it.slot == handle.slot).expect("its handle");
                let (slot, read) = drawn.at(own.x, own.y).expect("a value");
                assert_eq!(slot, handle.slot, "{name} at {width}");
                let close = (read - value.unwrap_or_default()).abs() <= (puzzle.axis.most - puzzle.axis.least) / 100.0;
                assert!(close, "{name}: {read} for {value:?}");
            }
        }
    }
}

#[test]
fn texts_lie_inside_before_and_after() {
    for name in FORMS {
        let spec = spec_named(name);
        let puzzle = puzzle(name);
        let values: Vec<Option<f64>> = puzzle.slots.iter().map(|_| puzzle.rounded(puzzle.axis.most * 0.7)).collect();
        for width in [240.0, 280.0, 560.0] {
            let layout = Layout::wide(width);
            for truth in [None, Some(&spec)] {
                let drawn = sketch(&puzzle, &values, truth, &layout);
                for mark in &drawn.scene.marks {
                    let Shape::Text { x, y, anchor, text } = &mark.shape else { continue };
                    let wide = super::super::text::width(text, layout.text, mark.class == Class::Value);
                    let left = match anchor {
                        Anchor::Start => *x,
                        Anchor::Middle => x - wide / 2.0,
                        Anchor::End => x - wide,
                    };
                    let is_inside = left >= -0.6 && left + wide <= width + 0.6 && *y <= drawn.scene.height && *y > 0.0;
                    assert!(is_inside, "{name} at {width}: {text} from {left} at {y}");
                }
            }
        }
    }
    // The checks of every other drawing hold here too, but for the numbers that a guess may bring together.
    let puzzle = puzzle("slope");
    let drawn = sketch(&puzzle, &[None, Some(41.0)], None, &Layout::wide(560.0));
    check(&drawn.scene, 14.0, "a guessed slope");
}

/// All marks of the truth that stand for a row.
fn told(name: &str, row: usize, change: impl Fn(&mut Row)) -> (Vec<(Class, Shape)>, String) {
    let mut spec = spec_named(name);
    change(&mut spec.rows[row]);
    let puzzle = Puzzle::of(&spec).expect("it can be guessed");
    let values: Vec<Option<f64>> = puzzle.slots.iter().map(|_| puzzle.rounded(puzzle.axis.most * 0.7)).collect();
    let drawn = sketch(&puzzle, &values, Some(&spec), &Layout::wide(560.0)).scene;
    let fact = &spec.rows[row].fact;
    let of = drawn.marks.iter().filter(|mark| mark.fact.as_ref() == Some(fact));
    (of.map(|mark| (mark.class, mark.shape.clone())).collect(), numbers::written(&spec, &spec.rows[row]))
}

#[test]
fn a_truth_that_is_not_exact_is_not_drawn_as_one() {
    let range = |upper: &'static str| {
        move |row: &mut Row| (row.bound, row.upper) = (Bound::Between, Some(upper.parse().expect("an amount")))
    };
    // A frayed bar is in pieces, to the left too; in time, a range has a whisker of three lines.
    for (name, row) in [("bars-pair", 1), ("part", 1), ("arrows", 2), ("balance", 0), ("balance", 3)] {
        assert_eq!(told(name, row, |_| ()).0.len(), 1, "{name}: an exact figure is one bar");
        for bound in [Bound::About, Bound::Over, Bound::Under] {
            let (marks, _) = told(name, row, |row| row.bound = bound);
            assert!(marks.len() > 2 && marks.iter().all(|(class, _)| *class == Class::Bar), "{name}: {bound:?}");
        }
    }
    let right = |shape: &Shape| if let Shape::Rect { x, width, .. } = shape { x + width } else { f64::NAN };
    let (fall, written) = told("arrows", 2, |row| {
        (row.value, row.bound, row.upper) = ("-40".parse().ok(), Bound::Between, "-12".parse().ok());
    });
    assert!(fall.len() > 4 && fall.windows(2).all(|pair| right(&pair[1].1) < right(&pair[0].1)), "{fall:?}");
    assert_eq!(written, "−12…−40\u{a0}%");
    let (marks, written) = told("line", 1, range("190000"));
    assert_eq!(marks.iter().filter(|(class, _)| *class == Class::Mark).count(), 3);
    assert_eq!(written, "177–190\u{a0}тыс.");
}

#[test]
fn what_is_known_says_how_exact_it_is() {
    let mut spec = spec_named("slope");
    spec.rows[0].bound = Bound::Over;
    let puzzle = Puzzle::of(&spec).expect("it can be guessed");
    let drawn = sketch(&puzzle, &[None, None], None, &Layout::wide(560.0)).scene;
    let says =
        |words: &str| drawn.marks.iter().any(|mark| matches!(&mark.shape, Shape::Text { text, .. } if text == words));
    assert!(says(">\u{a0}33,1\u{a0}%"), "{drawn:?}");
    let spec = spec_named("line");
    let puzzle = Puzzle::of(&spec).expect("it can be guessed");
    let spans = |truth| {
        let drawn = sketch(&puzzle, &[None, Some(1e5), Some(1e5)], truth, &Layout::wide(560.0)).scene;
        drawn.marks.iter().filter(|mark| mark.class == Class::Span).count()
    };
    assert_eq!((spans(None), spans(Some(&spec))), (0, 3), "each figure is of a whole year");
}

#[test]
fn the_axis_grows_with_a_guess_and_not_with_the_truth() {
    let puzzle = puzzle("line");
    assert_eq!(puzzle.axis.most, 400_000.0);
    let most = |value: f64| puzzle.axis_for([value].into_iter()).most;
    assert_eq!((most(10.0), most(400_000.0), most(500_000.0), most(2_000_000.0)), (4e5, 4e5, 8e5, 3.2e6));
    let part = super::tests::puzzle("part");
    assert_eq!(part.rounded(1e9), Some(284.0), "no part is more than its whole");
}

#[test]
fn guesses_are_round() {
    for (name, value, rounded) in
        [("slope", 41.37, 41.0), ("line", 123_456.0, 124_000.0), ("part", 150.4, 150.0), ("arrows", -12.6, -13.0)]
    {
        assert_eq!(puzzle(name).rounded(value), Some(rounded), "{name}");
    }
    assert_eq!(puzzle("slope").rounded(f64::NAN), None);
}

#[test]
fn numbers_are_read_as_people_write_them() {
    for (typed, value) in [
        ("41", 41.0),
        ("41,5 %", 41.5),
        ("120 000", 120_000.0),
        ("120\u{a0}тыс.", 120_000.0),
        ("2,5 млн", 2_500_000.0),
        ("-12", -12.0),
        ("−12 %", -12.0),
        ("+20%", 20.0),
    ] {
        assert_eq!(read(typed), Some(value), "{typed}");
    }
    for typed in ["", "много", "1e9", "NaN", "inf", "1.2.3", "-"] {
        assert_eq!(read(typed), None, "{typed}");
    }
}

#[test]
fn a_guess_is_said_in_words() {
    let said = |name: &str, value: f64| written(&puzzle(name), value).replace(NBSP, " ");
    assert_eq!(said("slope", 41.0), "41 %");
    assert_eq!(said("line", 124_000.0), "124 тыс.");
    assert_eq!(said("arrows", 20.0), "+20 %");
    assert_eq!(said("arrows", -20.0), "−20 %");
}
