use super::ChartWords;
use crate::app::Exported;
use crate::chart::guess::Said;
use crate::ui::words::english::{count, tenths};
use crate::ui::words::{NBSP, number};

pub static WORDS: ChartWords = ChartWords {
    no_charts: "There is no series of numbers to compare in this text: nothing measured at several times, no parts of a \
                whole.",
    table: "Table",
    of_what: "What",
    take_along: "Take it along",
    copy_picture: "Copy as a picture",
    exported: |exported| match exported {
        Exported::Saved => "Saved.",
        Exported::Copied => "Copied.",
        Exported::Refused => {
            "The browser does not allow this here. Save the chart as a file, or open the page in a window of its own."
        }
    },

    guess_first: "Guess each chart before it is shown",
    guess_it: "Guess",
    guess_again: "Guess it",
    closed_chart: "A chart with figures that another one asks for: it opens when that one has been guessed.",
    draw_line: "Draw the line: drag a point, use the arrow keys on it, or type a number.",
    drag_bars: "Drag the bars, use the arrow keys on their ends, or type a number.",
    not_guessed: "not guessed yet",
    tell: "Show what the text says",
    not_now: "Not now",
    to_charts: "All charts",
    study_chart: "Add to the cards",
    leave_chart: "Take out of the cards",
    your_guess: "your guess",
    the_text: "the text",
    off: |said| {
        let side = |more: &bool| if *more { "too high" } else { "too low" };
        // The number has the decimal comma of the texts.
        let dotted = |number: &str| number.replace(',', ".");
        match said {
            Said::Right => "right".to_owned(),
            Said::Points { number, more } => {
                let unit = if number == "1" { "point" } else { "points" };
                format!("{}{NBSP}{unit} {}", dotted(number), side(more))
            }
            Said::Percent { number, more } => format!("{}{NBSP}% {}", dotted(number), side(more)),
            Said::Times { number, more } => format!("{} times {}", dotted(number), side(more)),
            Said::Below { number, farther } => {
                let side = if *farther { "too far from zero" } else { "too close to zero" };
                format!("{} times {side}", dotted(number))
            }
            Said::Far { more } => format!("far {}", side(more)),
        }
    },
    guess_and_truth: |guess, truth| format!("you: {guess}, the text: {truth}"),
    guesses_so_far: |right, all, factor| {
        let off = factor.map_or(String::new(), |factor| {
            format!(", on the whole {} times off", tenths((factor * 10.0).round() as i64))
        });
        format!("Your guesses: {} of{NBSP}{} right{off}.", number(right), number(all))
    },
    why_so: "Why is it so? Look for the cause before you read on.",

    arrange_charts: "Arrange the charts",
    arranged: "Done",
    chart_title: "Title",
    hide_chart: "Leave out",
    show_chart: "Show again",
    lost_charts: "Charts without figures",
    lost_charts_help: "These charts are gone: the figures that you have made them of are not found in the text.",
    make_chart: "A chart of chosen figures",
    make_chart_help: "Choose two figures or more. Figures of one thing at different times become a series, others are compared.",
    seek_facts: "Find a figure",
    make_it: "Make the chart",
    no_such_chart: "These figures make no chart: they are measured otherwise, or nothing tells them apart. Choose others.",

    timeline_help: "Drag to move along, turn the wheel or pinch to zoom. On a keyboard: arrows lead from mark to mark, + and − zoom, \
                    Page Up and Page Down move, Home shows all, End the last days.",
    no_timeline: "Nothing in this text has a known time, so there is nothing to put on an axis.",
    cluster: |n, from, to| format!("{}: {from} to {to}", count(n, "entry", "entries")),
    on_axis: |n| count(n, "entry", "entries"),
    earlier: "Earlier",
    later: "Later",
    nearer: "Nearer",
    farther: "Farther",
    whole_time: "All",
    listed: |n, all| format!("On the axis: {} of{NBSP}{}", number(n), number(all)),

    source: "Source:",
    when: "When",
    what_happened: "What happened",
    add_to: |title| format!("Add the chosen figures to the chart “{title}”"),
    add_chosen: "Add the chosen",
    not_added: "The chosen figures do not fit this chart: they are measured otherwise, or nothing tells them apart from those that it has. Choose others.",
    take_timeline: "The timeline as a chart of its own",
};
