//! Charts: their marks by keyboard, and guessing before seeing.

use crate::app::{go_to, lesson, open_sample, paste, press, wait_for_dictionary};
use crate::harness::{Page, Place, Setting, in_browser, in_chromium};
use fantoccini::actions::{InputSource, MouseActions, PointerAction};
use konspekt::chart::guess::Puzzle;
use konspekt::chart::{ChartSpec, Form, Row};
use konspekt::lesson::SAMPLE;
use konspekt::wording::amount::Scale;
use serde_json::{Value, json};
use std::time::Duration;

const RIGHT: char = '\u{e014}';
const UP: char = '\u{e013}';
const TAB: char = '\u{e004}';
const ENTER: char = '\u{e007}';

async fn open_charts(page: &Page) {
    open_sample(page).await;
    wait_for_dictionary(page).await;
    go_to(page, "charts").await;
    page.wait_for("[data-view=charts]").await;
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_marks_of_a_chart_are_one_tab_stop_and_lead_to_their_words() {
    in_browser(Place::SubPath, async |page| {
        open_charts(page).await;
        let stops = "return [...document.querySelectorAll('svg.chart')].map((svg) => [...svg.querySelectorAll('[data-target]')] \
                     .map((mark) => mark.getAttribute('tabindex')).join())";
        let stops = page.script(stops, Vec::new()).await;
        let stops: Vec<String> = serde_json::from_value(stops).expect("texts");
        assert_eq!(stops.len(), lesson(SAMPLE).charts.len());
        assert!(stops.iter().all(|marks| marks.starts_with("0,-1") && marks.matches('0').count() == 1), "{stops:?}");

        page.script("document.querySelector('svg.chart [data-target]').focus()", Vec::new()).await;
        press(page, RIGHT).await;
        let second = "const marks = document.querySelectorAll('svg.chart')[0].querySelectorAll('[data-target]'); \
                      return document.activeElement === marks[1] && marks[1].getAttribute('tabindex') === '0' \
                      && marks[0].getAttribute('tabindex') === '-1' && marks[1].getAttribute('href')";
        let href = page.wait_until("the focus on the second mark", second, Vec::new()).await;
        press(page, TAB).await;
        let outside = "return !document.activeElement.closest('svg')";
        page.wait_until("the focus outside the drawing", outside, Vec::new()).await;
        page.script("document.querySelector('svg.chart [data-target][tabindex=\"0\"]').focus()", Vec::new()).await;
        press(page, ENTER).await;
        page.wait_for("[data-view=reader] #found").await;
        assert_eq!(page.script("return location.hash", Vec::new()).await, href);
    });
}

/// The charts of the sample that can be guessed.
pub fn puzzles() -> Vec<(ChartSpec, Puzzle)> {
    let charts = lesson(SAMPLE).charts;
    charts.into_iter().filter_map(|chart| Puzzle::of(&chart).map(|puzzle| (chart, puzzle))).collect()
}

/// Every way in which a page could tell a value: its markup, its attributes, its title. Not the numbers along the axis of a guess,
/// one of which may happen to be a hidden one: they are made of the puzzle, which knows none.
async fn told(page: &Page) -> String {
    let script = "const page = document.documentElement.cloneNode(true); \
                  for (const label of page.querySelectorAll('svg.sketch text.label')) \
                    if (/^[\\d\\s.,]+(тыс\\.|млн|млрд|%)?$/.test(label.textContent)) label.remove(); \
                  return document.title + ' ' + page.outerHTML";
    let markup = page.script(script, Vec::new()).await;
    // Spaces in numbers are of several kinds.
    markup.as_str().unwrap_or_default().replace("&nbsp;", "").replace(['\u{a0}', '\u{202f}'], "")
}

/// How a page could write a figure: in full, in thousands or millions, and either end of a range.
pub fn ways(chart: &ChartSpec, row: &Row) -> Vec<String> {
    let mut ways = vec![konspekt::chart::table::figure(chart, row)];
    for amount in [row.value, row.upper].into_iter().flatten() {
        let scale = Scale::of(&[amount]);
        if scale != Scale::One {
            ways.extend([scale.written(amount), Scale::One.number(amount)]);
        }
    }
    ways.iter().map(|way| way.replace('\u{a0}', "")).collect()
}

/// Whether a text has this number, not as a part of another one.
pub fn says(text: &str, number: &str) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == ',' || c == '.');
    text.match_indices(number).any(|(at, found)| {
        !is_digit(text[..at].chars().next_back()) && !is_digit(text[at + found.len()..].chars().next())
    })
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn nothing_tells_a_value_before_it_is_guessed() {
    in_browser(Place::SubPath, async |page| {
        open_charts(page).await;
        page.click("#guess-first").await;
        let puzzles = puzzles();
        assert!(puzzles.len() > 1, "the sample has charts to guess");
        for (chart, _) in &puzzles {
            page.wait_for(&format!("[data-closed='{}']", chart.id.0)).await;
        }
        for (chart, puzzle) in &puzzles {
            let closed = told(page).await;
            page.click(&format!("[data-closed='{}'] [data-do=guess]", chart.id.0)).await;
            page.wait_for(&format!("[data-guess='{}'][data-guess-phase=asking]", chart.id.0)).await;
            let asking = told(page).await;
            let hidden = puzzle.slots.iter().filter(|slot| slot.known.is_none());
            for row in hidden.map(|slot| &chart.rows[slot.row]) {
                for number in ways(chart, row) {
                    for (page, what) in [(&closed, "the list"), (&asking, "the question")] {
                        assert!(!says(page, &number), "{what} says {number} of {}", chart.title);
                    }
                }
            }
            assert!(!asking.contains(&chart.reading.replace('\u{a0}', "")));
            page.click("#end-guess").await;
            page.wait_for("[data-view=charts]").await;
        }
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_chart_beside_the_text_is_as_closed_as_on_its_page_and_leads_to_the_guess() {
    in_browser(Place::SubPath, async |page| {
        open_charts(page).await;
        page.click("#guess-first").await;
        page.wait_for("figure.plate.closed").await;
        go_to(page, "text").await;
        page.wait_for("figure.margin.closed").await;
        let puzzles = puzzles();
        for (chart, puzzle) in &puzzles {
            let closed = format!("figure.margin.closed[data-closed='{}']", chart.id.0);
            page.wait_for_text(&closed, &puzzle.title).await;
            let markup = "return document.querySelector(arguments[0]).outerHTML";
            let markup = page.script(markup, vec![json!(closed)]).await;
            let markup = markup.as_str().unwrap_or_default().replace("&nbsp;", "").replace('\u{a0}', "");
            assert!(!markup.contains("<svg"), "{markup}");
            for row in puzzle.slots.iter().filter(|slot| slot.known.is_none()).map(|slot| &chart.rows[slot.row]) {
                for number in ways(chart, row) {
                    assert!(!says(&markup, &number), "beside the text stands {number} of {}", chart.title);
                }
            }
        }
        let (chart, puzzle) = &puzzles[0];
        page.click(&format!("figure.margin.closed[data-closed='{}'] [data-do=guess]", chart.id.0)).await;
        page.wait_for(&format!("[data-view=guess] [data-guess='{}'][data-guess-phase=asking]", chart.id.0)).await;
        let guess = "for (const field of document.querySelectorAll('[data-field]')) { \
                     field.value = '12'; field.dispatchEvent(new Event('change', { bubbles: true })); }";
        page.script(guess, Vec::new()).await;
        page.click("#tell:enabled").await;
        page.wait_for("[data-guess-phase=told]").await;
        page.click("#end-guess").await;
        go_to(page, "text").await;
        // Now it is open, and drawn.
        let drawn = "return [...document.querySelectorAll('figure.margin:not(.closed)')] \
                     .some((figure) => figure.querySelector('b').innerText === arguments[0] && figure.querySelector('svg'))";
        page.wait_until("the chart beside its paragraph", drawn, vec![json!(puzzle.title)]).await;
    });
}

/// The table has its figures in full: a multiplier over them would make them a thousand times as much.
#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_head_of_a_table_is_of_its_figures() {
    in_browser(Place::SubPath, async |page| {
        open_charts(page).await;
        let charts = lesson(SAMPLE).charts;
        let line = charts.iter().find(|chart| chart.form == Form::Line).expect("a series");
        assert!(line.unit.starts_with("тыс. "), "{}", line.unit);
        let plate = format!("[data-chart='{}']", line.id.0);
        page.click(&format!("{plate} details:not(.export) summary")).await;
        page.wait_for_text(&format!("{plate} table td"), "88").await;
        let head = "return document.querySelector(arguments[0]).innerText";
        let head = page.script(head, vec![json!(format!("{plate} table thead th:last-child"))]).await;
        assert_eq!(head, json!(line.noun()));
    });
}

/// What charts ask for is not told by the list from which charts are made.
#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn arranging_charts_tells_no_figure_that_is_to_be_guessed() {
    in_browser(Place::SubPath, async |page| {
        open_charts(page).await;
        page.click("#guess-first").await;
        page.wait_for("#guess-first:checked").await;
        page.click("#arrange").await;
        page.wait_for("[data-view=arrange] .choices li").await;
        let listed = told(page).await;
        for (chart, puzzle) in &puzzles() {
            for row in puzzle.slots.iter().filter(|slot| slot.known.is_none()).map(|slot| &chart.rows[slot.row]) {
                for number in ways(chart, row) {
                    assert!(!says(&listed, &number), "the list says {number} of {}", chart.title);
                }
            }
        }
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_words_of_a_chart_can_be_selected() {
    in_browser(Place::SubPath, async |page| {
        open_charts(page).await;
        for text in ["svg.chart text.label", "svg.chart text.value"] {
            let place = "const text = document.querySelector(arguments[0]); text.scrollIntoView({ block: 'center' }); \
                         const area = text.getBoundingClientRect(); getSelection().removeAllRanges(); \
                         return [area.left + 2, area.right - 2, area.top + area.height / 2]";
            let place = page.script(place, vec![json!(text)]).await;
            let (from, to, y): (f64, f64, f64) = serde_json::from_value(place).expect("a place");
            let at = |x: f64| PointerAction::MoveTo { duration: Some(Duration::from_millis(100)), x, y };
            let drag = MouseActions::new("mouse".into())
                .then(at(from))
                .then(PointerAction::Down { button: 0 })
                .then(at(to))
                .then(PointerAction::Up { button: 0 });
            page.client.perform_actions(drag).await.expect("the mouse can be moved");
            // Firefox gives plain spaces for those that do not break.
            let selected = "const plain = (text) => text.replaceAll('\u{a0}', ' ').trim(), words = plain(getSelection().toString()); \
                            return words.length > 1 && plain(document.querySelector(arguments[0]).textContent).includes(words) && words";
            page.wait_until("words of the chart selected", selected, vec![json!(text)]).await;
        }
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_chart_is_guessed_by_mouse_keys_and_numbers() {
    in_browser(Place::SubPath, async |page| {
        open_charts(page).await;
        let puzzles = puzzles();
        let (chart, puzzle) = puzzles.iter().max_by_key(|(_, puzzle)| puzzle.hidden()).expect("a chart");
        page.click(&format!("[data-chart='{}'] [data-do=guess]", chart.id.0)).await;
        page.wait_for("[data-guess-phase=asking] #tell:disabled").await;
        let hidden: Vec<usize> = (0..puzzle.slots.len()).filter(|slot| puzzle.slots[*slot].known.is_none()).collect();

        // By the keys.
        let first = format!("[data-slot='{}']", hidden[0]);
        page.script("document.querySelector(arguments[0]).focus()", vec![json!(first)]).await;
        press(page, UP).await;
        let moved = "const slider = document.querySelector(arguments[0]); \
                     return document.activeElement === slider && slider.querySelector('circle') !== null \
                     && document.querySelector(arguments[1]).value !== ''";
        let field = |slot: usize| format!("[data-field='{slot}']");
        page.wait_until("a guess by key", moved, vec![json!(first), json!(field(hidden[0]))]).await;
        // By the pointer, and by number, for the others.
        for (nth, slot) in hidden.iter().enumerate().skip(1) {
            if nth % 2 == 1 {
                page.click(&format!("[data-slot='{slot}'] circle")).await;
            } else {
                page.fill(&field(*slot), "12").await;
                page.script("document.activeElement.dispatchEvent(new Event('change', { bubbles: true }))", Vec::new())
                    .await;
            }
            let is_set = "return document.querySelector(arguments[0]).value !== ''";
            page.wait_until("a guess", is_set, vec![json!(field(*slot))]).await;
        }
        page.click("#tell:enabled").await;
        page.wait_for("[data-guess-phase=told] .verdicts li").await;
        // The numbers are not all: why it is so is left to be thought about.
        page.wait_for_text("[data-guess-phase=told] .why", "?").await;
        let verdicts = page.script("return document.querySelectorAll('.verdicts li').length", Vec::new()).await;
        assert_eq!(verdicts, json!(puzzle.hidden()));
        page.wait_for("[data-guess-phase=told] [data-evidence]").await;
        page.click("#end-guess").await;
        // What was guessed is kept, and opens the chart.
        page.click("#guess-first").await;
        page.wait_for("#guess-first:checked").await;
        page.wait_for("[data-store=kept]").await;
        page.wait_for(&format!("[data-chart='{}']", chart.id.0)).await;
        page.reload().await;
        page.wait_for(&format!("[data-chart='{}']", chart.id.0)).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn what_may_be_below_zero_is_guessed_on_both_sides_of_it() {
    in_browser(Place::SubPath, async |page| {
        let text = "В 2019 г. сальдо торгового баланса составило −5 млрд рублей, в 2020 г. — 3 млрд рублей.";
        paste(page, text).await;
        page.wait_for("[data-view=reader]").await;
        wait_for_dictionary(page).await;
        go_to(page, "charts").await;
        page.click("[data-do=guess]").await;
        page.wait_for("[data-guess-phase=asking] .slider").await;
        let axis = "const slider = document.querySelector('.slider'); \
                    return [+slider.getAttribute('aria-valuemin'), +slider.getAttribute('aria-valuemax')]";
        let (least, most): (f64, f64) = serde_json::from_value(page.script(axis, Vec::new()).await).expect("two ends");
        assert!(most >= 5e9 && least == -most, "from {least} to {most}");
        // To the left of zero by the pointer, and then by number.
        let press = "const svg = document.querySelector('svg.sketch'); const area = svg.getBoundingClientRect(); \
                     const handle = svg.querySelector('.slider circle').getBoundingClientRect(); svg.setPointerCapture = () => {}; \
                     svg.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, pointerId: 1, button: 0, buttons: 1, \
                       clientX: area.left + 0.25 * area.width, clientY: handle.top + handle.height / 2 }))";
        page.script(press, Vec::new()).await;
        let is_below = "return document.querySelector('[data-field]').value.startsWith('−')";
        page.wait_until("a guess below zero", is_below, Vec::new()).await;
        page.fill("[data-field]", "-2 млрд").await;
        page.script("document.activeElement.dispatchEvent(new Event('change', { bubbles: true }))", Vec::new()).await;
        page.wait_until(
            "the number",
            "return document.querySelector('[data-field]').value.startsWith('−2')",
            Vec::new(),
        )
        .await;
        page.click("#tell:enabled").await;
        page.wait_for_text("[data-guess-phase=told] .verdicts", "намного меньше").await;
        let bars = "return document.querySelectorAll('svg.told [data-target]').length";
        assert_eq!(page.script(bars, Vec::new()).await, json!(2));
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_truth_over_a_guess_leads_to_its_words() {
    in_browser(Place::SubPath, async |page| {
        open_charts(page).await;
        let puzzles = puzzles();
        let (chart, puzzle) = puzzles.iter().max_by_key(|(_, puzzle)| puzzle.hidden()).expect("a chart");
        page.click(&format!("[data-chart='{}'] [data-do=guess]", chart.id.0)).await;
        page.wait_for("[data-guess-phase=asking] .fields input").await;
        let guess = "for (const field of document.querySelectorAll('[data-field]')) { \
                     field.value = '12'; field.dispatchEvent(new Event('change', { bubbles: true })); }";
        page.script(guess, Vec::new()).await;
        page.click("#tell:enabled").await;
        page.wait_for("[data-guess-phase=told] svg.told").await;
        let marks = "return [...document.querySelectorAll('svg.told [data-target]')] \
                     .map((mark) => [mark.getAttribute('href'), mark.getAttribute('aria-label')])";
        let marks: Vec<(String, String)> =
            serde_json::from_value(page.script(marks, Vec::new()).await).expect("marks with their words");
        assert_eq!(marks.len(), chart.rows.len(), "{marks:?}");
        page.script("document.querySelector('svg.told [data-target]').focus()", Vec::new()).await;
        press(page, RIGHT).await;
        let second = "const marks = document.querySelectorAll('svg.told [data-target]'); \
                      return document.activeElement === marks[1] && marks[1].getAttribute('href')";
        let href = page.wait_until("the focus on the second mark", second, Vec::new()).await;
        press(page, ENTER).await;
        page.wait_for("[data-view=reader] #found").await;
        assert_eq!(page.script("return location.hash", Vec::new()).await, href);
        assert!(puzzle.hidden() > 0);
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn each_chart_names_its_source_and_what_happened_is_one_of_them() {
    in_browser(Place::SubPath, async |page| {
        open_charts(page).await;
        let charts = lesson(SAMPLE).charts;
        for chart in &charts {
            page.wait_for_text(&format!("[data-chart='{}'] .source cite", chart.id.0), &chart.source).await;
        }
        let events = charts.iter().find(|chart| chart.form == Form::Timeline).expect("the sample tells what happened");
        let plate = format!("[data-chart='{}']", events.id.0);
        page.click(&format!("{plate} details:not(.export) summary")).await;
        page.wait_for_text(&format!("{plate} table.told thead"), "Когда").await;
        let rows = "return document.querySelectorAll(arguments[0]).length";
        let count = page.script(rows, vec![json!(format!("{plate} table.told tbody tr a"))]).await;
        assert_eq!(count, json!(events.rows.len()), "every line leads to its words");
        let count = page.script(rows, vec![json!(format!("{plate} svg [data-target]"))]).await;
        assert_eq!(count, json!(events.rows.len()), "and so does every mark");
        // It is of the whole text, so it stands beside no paragraph.
        go_to(page, "text").await;
        page.wait_for("figure.margin svg").await;
        let beside = "return [...document.querySelectorAll('figure.margin b')].map((title) => title.innerText)";
        let beside: Vec<String> = serde_json::from_value(page.script(beside, Vec::new()).await).expect("titles");
        assert!(!beside.is_empty() && !beside.contains(&events.title), "{beside:?}");
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn charts_are_seen_in_forced_colours_and_printed_light_from_the_dark_theme() {
    in_chromium("it has the page shown on other media", Place::SubPath, async |page| {
        open_charts(page).await;
        page.wait_for("svg.chart .barmark").await;
        page.emulate("", &[("forced-colors", "active")]).await;
        let seen = "const probe = document.createElement('span'); document.body.append(probe); \
                    const is = (name) => { probe.style.color = name; return getComputedStyle(probe).color; }; \
                    const [ink, paper] = [is('CanvasText'), is('Canvas')]; probe.remove(); \
                    const bar = getComputedStyle(document.querySelector('svg.chart .barmark')).fill; \
                    return ink !== paper && bar === ink && getComputedStyle(document.querySelector('svg.chart .rest')).stroke === ink";
        page.wait_until("bars in the colour of the system", seen, Vec::new()).await;

        page.emulate("", &[]).await;
        page.script("document.documentElement.dataset.theme = 'dark'", Vec::new()).await;
        page.emulate("print", &[]).await;
        let printed = "const style = (css) => getComputedStyle(document.querySelector(css)); \
                       return style('html').colorScheme === 'light' && style('svg.chart text.label').fill === 'rgb(51, 51, 51)' \
                       && [...document.querySelectorAll('[data-view=charts] button, [data-view=charts] summary')] \
                       .every((button) => button.getClientRects().length === 0)";
        page.wait_until("ink on paper and no buttons", printed, Vec::new()).await;
        page.emulate("", &[]).await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_line_is_drawn_by_a_finger_in_the_narrowest_window() {
    in_browser(Setting { window: (320, 640), ..Place::SubPath.into() }, async |page| {
        open_charts(page).await;
        let puzzles = puzzles();
        let (chart, puzzle) = puzzles.iter().find(|(_, puzzle)| puzzle.is_upright()).expect("a line");
        let begin = format!("[data-chart='{}'] [data-do=guess]", chart.id.0);
        page.wait_for(&begin).await;
        // The driver brings it to the very edge, under the tabs.
        page.script("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", vec![json!(begin)])
            .await;
        page.click(&begin).await;
        page.wait_for("svg.sketch").await;
        let drawing = "const svg = document.querySelector('svg.sketch'); const area = svg.getBoundingClientRect(); \
                       const send = (kind, x, y) => svg.dispatchEvent(new PointerEvent(kind, { bubbles: true, pointerId: 1, \
                         button: 0, buttons: 1, clientX: area.left + x * area.width, clientY: area.top + y * area.height })); \
                       svg.setPointerCapture = () => {}; \
                       send('pointerdown', 0.2, 0.5); \
                       for (let x = 0.2; x <= 1; x += 0.05) send('pointermove', x, 0.3);";
        page.script(drawing, Vec::new()).await;
        page.wait_for("#tell:enabled").await;
        let values = "return [...document.querySelectorAll('[data-field]')].every((field) => field.value !== '')";
        assert_eq!(page.script(values, Vec::new()).await, Value::Bool(true), "{} points", puzzle.hidden());
        let fits = "const root = document.documentElement; return root.scrollWidth <= root.clientWidth";
        assert_eq!(page.script(fits, Vec::new()).await, Value::Bool(true));
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_bar_is_dragged_by_a_finger() {
    in_browser(Setting { window: (360, 700), ..Place::SubPath.into() }, async |page| {
        open_charts(page).await;
        let puzzles = puzzles();
        let (chart, _) = puzzles.iter().find(|(_, puzzle)| !puzzle.is_upright()).expect("bars");
        let begin = format!("[data-chart='{}'] [data-do=guess]", chart.id.0);
        page.wait_for(&begin).await;
        page.script("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", vec![json!(begin)])
            .await;
        page.click(&begin).await;
        page.wait_for("svg.sketch [data-slot] circle").await;
        let drag = "const svg = document.querySelector('svg.sketch'); const area = svg.getBoundingClientRect(); \
                    const handle = svg.querySelector('[data-slot] circle').getBoundingClientRect(); \
                    const y = handle.top + handle.height / 2; svg.setPointerCapture = () => {}; \
                    const send = (kind, x) => svg.dispatchEvent(new PointerEvent(kind, { bubbles: true, pointerId: 1, pointerType: 'touch', \
                      button: 0, buttons: 1, clientX: area.left + x * area.width, clientY: y })); \
                    send('pointerdown', 0.3); for (let x = 0.3; x < arguments[0]; x += 0.05) send('pointermove', x); \
                    send('pointermove', arguments[0]); send('pointerup', arguments[0]);";
        let field = "const value = document.querySelector('[data-field]').value; return value && value !== arguments[0] ? value : null";
        page.script(drag, vec![json!(0.5)]).await;
        let first = page.wait_until("a guess by finger", field, vec![json!("")]).await;
        page.script(drag, vec![json!(0.7)]).await;
        let second = page.wait_until("another guess by finger", field, vec![first.clone()]).await;
        let number = |value: &serde_json::Value| -> f64 {
            let plain: String =
                value.as_str().unwrap_or("").chars().filter(|c| c.is_ascii_digit() || *c == ',').collect();
            plain.replace(',', ".").parse().unwrap_or(f64::NAN)
        };
        assert!(number(&second) > number(&first), "{first} before {second}");
        // A finger that drags is not to move the page.
        let action = "return getComputedStyle(document.querySelector('svg.sketch')).touchAction";
        assert_ne!(page.script(action, Vec::new()).await, json!("auto"));
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_chart_among_the_cards_is_drawn_and_graded_by_keyboard() {
    in_browser(Place::SubPath, async |page| {
        open_charts(page).await;
        let (chart, puzzle) = &puzzles()[0];
        page.click(&format!("[data-chart='{}'] [data-do=study-chart]", chart.id.0)).await;
        page.wait_for(&format!("[data-chart='{}'] [data-do=study-chart][aria-pressed=true]", chart.id.0)).await;
        go_to(page, "study").await;
        page.wait_for("[data-view=study] .card").await;
        // What comes before it is put aside.
        let kind = "return document.querySelector('.card')?.dataset.kind";
        for _ in 0..200 {
            if page.script(kind, Vec::new()).await == json!("Chart") {
                break;
            }
            let before = page.script("return document.querySelector('[data-card]')?.dataset.card", Vec::new()).await;
            page.click(".menu summary").await;
            page.click(".menu [data-do=suspend]").await;
            let gone = "return document.querySelector('[data-view=study] [data-card]')?.dataset.card !== arguments[0]";
            page.wait_until("the card to go", gone, vec![before]).await;
        }
        page.wait_for(".card[data-kind=Chart] [data-guess-phase=asking]").await;
        let card = told(page).await;
        for row in puzzle.slots.iter().filter(|slot| slot.known.is_none()).map(|slot| &chart.rows[slot.row]) {
            for number in ways(chart, row) {
                assert!(!says(&card, &number), "the card says {number}");
            }
        }
        for slot in (0..puzzle.slots.len()).filter(|slot| puzzle.slots[*slot].known.is_none()) {
            page.script("document.querySelector(arguments[0]).focus()", vec![json!(format!("[data-slot='{slot}']"))])
                .await;
            press(page, UP).await;
        }
        page.wait_for("#tell:enabled").await;
        press(page, ENTER).await;
        page.wait_for("[data-view=study][data-phase=answered] [data-guess-phase=told] [data-evidence]").await;
        page.wait_for(".grades .proposed").await;
        page.script("document.activeElement.blur()", Vec::new()).await;
        press(page, '3').await;
        page.wait_for("[data-view=study][data-done='1']").await;
    });
}
