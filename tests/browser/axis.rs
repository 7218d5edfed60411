//! The lesson's timeline: its axis by wheel, fingers, buttons and keys, its clusters, and what it keeps back.

use crate::app::{go_to, lesson, open_sample, paste, press, wait_for_dictionary};
use crate::charts::{puzzles, says, ways};
use crate::harness::{Page, Place, in_browser};
use fantoccini::actions::{InputSource, MouseActions, PointerAction};
use konspekt::chart::ChartId;
use konspekt::chart::guess::Hidden;
use konspekt::chart::timeline::{Timeline, Window};
use konspekt::lesson::SAMPLE;
use serde_json::json;
use std::time::Duration;

const ENTER: char = '\u{e007}';
const SPACE: char = ' ';
const LEFT: char = '\u{e012}';
const RIGHT: char = '\u{e014}';
const PAGE_UP: char = '\u{e00e}';
const PAGE_DOWN: char = '\u{e00f}';
const END: char = '\u{e010}';
const HOME: char = '\u{e011}';

/// Three days that follow each other and one day of two events, far from all else.
const CROWDED: &str = "В 1900 году в городе открылась школа. 1 мая 1950 года открылся музей. 2 мая 1950 года открылся театр. \
                       3 мая 1950 года открылась библиотека. 5 июня 1960 года открылся вокзал. 5 июня 1960 года открылась почта. \
                       В 1999 году в городе открылся университет.";

/// The first and the last day that the axis shows.
async fn window(page: &Page) -> (f64, f64) {
    let script = "const { from, to } = document.querySelector('.axis-board').dataset; return [+from, +to]";
    serde_json::from_value(page.script(script, Vec::new()).await).expect("two days")
}

/// Waits until the axis shows a window for which `condition` holds: a script of `from` and `to`.
async fn wait_for_window(page: &Page, condition: &str) {
    let script = format!(
        "const data = document.querySelector('.axis-board').dataset; const [from, to] = [+data.from, +data.to]; return {condition}"
    );
    page.wait_until(condition, &script, Vec::new()).await;
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_axis_moves_by_wheel_buttons_and_fingers() {
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        wait_for_dictionary(page).await;
        go_to(page, "timeline").await;
        page.wait_for("svg.axis-board [data-target]").await;
        let (from, to) = window(page).await;
        let length = to - from;

        page.click("[data-do=nearer]").await;
        wait_for_window(page, &format!("to - from < {}", length * 0.7)).await;
        let (nearer, _) = window(page).await;
        page.click("[data-do=later]").await;
        wait_for_window(page, &format!("from > {nearer}")).await;
        page.click("[data-do=all]").await;
        wait_for_window(page, &format!("to - from >= {}", length - 0.2)).await;

        let wheel = "const board = document.querySelector('.axis-board'); const area = board.getBoundingClientRect(); \
                     board.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, deltaY: -300, \
                       clientX: area.left + area.width / 2, clientY: area.top + 5 }))";
        page.script(wheel, Vec::new()).await;
        wait_for_window(page, &format!("Math.abs((to - from) / {length} - 0.5) < 0.02")).await;
        let pinch = "const board = document.querySelector('.axis-board'); const area = board.getBoundingClientRect(); \
                     board.setPointerCapture = () => {}; \
                     const send = (kind, pointerId, x) => board.dispatchEvent(new PointerEvent(kind, { bubbles: true, pointerId, \
                       buttons: 1, clientX: area.left + area.width * x, clientY: area.top + 5 })); \
                     send('pointerdown', 1, 0.4); send('pointerdown', 2, 0.6); send('pointermove', 1, 0.3); \
                     send('pointermove', 2, 0.7); send('pointerup', 1, 0.3); send('pointerup', 2, 0.7);";
        page.script(pinch, Vec::new()).await;
        wait_for_window(page, &format!("(to - from) / {length} < 0.3")).await;
        page.click("[data-do=all]").await;
        wait_for_window(page, &format!("to - from >= {}", length - 0.2)).await;
        page.click(".axis-list a").await;
        page.wait_for("[data-view=reader] #found").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_mouse_on_words_of_the_axis_selects_them_and_moves_it_from_elsewhere() {
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        wait_for_dictionary(page).await;
        go_to(page, "timeline").await;
        page.wait_for("svg.axis-board text").await;
        page.click("[data-do=nearer]").await;
        let drag = async |from: (f64, f64), to: (f64, f64)| {
            let at = |(x, y): (f64, f64)| PointerAction::MoveTo { duration: Some(Duration::from_millis(100)), x, y };
            let drag = MouseActions::new("mouse".into())
                .then(at(from))
                .then(PointerAction::Down { button: 0 })
                .then(at(to))
                .then(PointerAction::Up { button: 0 });
            page.client.perform_actions(drag).await.expect("the mouse can be moved");
        };
        let place = "const text = [...document.querySelectorAll('.axis-board text')].find((text) => text.textContent.length > 8); \
                     text.scrollIntoView({ block: 'center' }); window.sought = text; const area = text.getBoundingClientRect(); \
                     getSelection().removeAllRanges(); return [area.left + 2, area.right - 2, area.top + area.height / 2]";
        let (from, to, y): (f64, f64, f64) =
            serde_json::from_value(page.script(place, Vec::new()).await).expect("a place");
        let before = window(page).await;
        drag((from, y), (to, y)).await;
        let selected = "const words = getSelection().toString().trim(); return words.length > 1 && words";
        page.wait_until("words of the axis selected", selected, Vec::new()).await;
        assert_eq!(window(page).await, before, "the axis stands still");
        page.script("getSelection().removeAllRanges()", Vec::new()).await;
        let bare = "const area = document.querySelector('.axis-board').getBoundingClientRect(); \
                    return [area.left + area.width * 0.7, area.top + 3, area.width]";
        let (x, y, width): (f64, f64, f64) =
            serde_json::from_value(page.script(bare, Vec::new()).await).expect("a place");
        drag((x, y), (x - width * 0.2, y)).await;
        wait_for_window(page, &format!("Math.abs(from - {}) > 1", before.0)).await;
    });
}

async fn open_crowded(page: &Page) {
    paste(page, CROWDED).await;
    page.wait_for("[data-view=reader]").await;
    wait_for_dictionary(page).await;
    go_to(page, "timeline").await;
    page.wait_for("svg.axis-board [data-target]").await;
}

/// Gives the focus to the tab stop of the axis.
async fn focus_axis(page: &Page) {
    page.script("document.querySelector('.axis-board [data-target][tabindex=\"0\"]').focus()", Vec::new()).await;
}

async fn assert_focus_is_on_a_mark(page: &Page, after: &str) {
    let script = "return document.activeElement.matches('.axis-board [data-target]')";
    assert_eq!(page.script(script, Vec::new()).await, json!(true), "the focus after {after}");
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_axis_moves_by_every_key_that_it_names() {
    in_browser(Place::SubPath, async |page| {
        open_crowded(page).await;
        let (from, to) = window(page).await;
        let (length, middle) = (to - from, from.midpoint(to));
        let is = |from: f64, to: f64| format!("Math.abs(from - {from}) < 1 && Math.abs(to - {to}) < 1");
        let around = |middle: f64, length: f64| is(middle - length / 2.0, middle + length / 2.0);
        focus_axis(page).await;
        press(page, '+').await;
        wait_for_window(page, &around(middle, length / 1.5)).await;
        assert_focus_is_on_a_mark(page, "+").await;
        press(page, '+').await;
        wait_for_window(page, &around(middle, length / 2.25)).await;
        assert_focus_is_on_a_mark(page, "another +").await;
        let near = length / 2.25;
        press(page, PAGE_DOWN).await;
        wait_for_window(page, &around(middle + near / 4.0, near)).await;
        assert_focus_is_on_a_mark(page, "Page Down").await;
        press(page, PAGE_UP).await;
        wait_for_window(page, &around(middle, near)).await;
        assert_focus_is_on_a_mark(page, "Page Up").await;
        press(page, '-').await;
        wait_for_window(page, &around(middle, length / 1.5)).await;
        assert_focus_is_on_a_mark(page, "-").await;
        press(page, END).await;
        wait_for_window(page, &is(to - length / 1.5, to)).await;
        assert_focus_is_on_a_mark(page, "End").await;
        press(page, HOME).await;
        wait_for_window(page, &is(from, to)).await;
        assert_focus_is_on_a_mark(page, "Home").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn arrows_walk_the_marks_of_the_axis_and_move_nothing() {
    in_browser(Place::SubPath, async |page| {
        open_crowded(page).await;
        let before = window(page).await;
        page.script("document.querySelectorAll('.axis-board [data-target]')[0].focus()", Vec::new()).await;
        let focused =
            "return [...document.querySelectorAll('.axis-board [data-target]')].indexOf(document.activeElement)";
        let count =
            page.script("return document.querySelectorAll('.axis-board [data-target]').length", Vec::new()).await;
        let last = count.as_u64().expect("a number") - 1;
        assert!(last > 2, "marks to walk");
        for at in 1..=last {
            press(page, RIGHT).await;
            assert_eq!(page.script(focused, Vec::new()).await, json!(at));
        }
        press(page, RIGHT).await;
        assert_eq!(page.script(focused, Vec::new()).await, json!(last), "after the last mark there is none");
        press(page, LEFT).await;
        assert_eq!(page.script(focused, Vec::new()).await, json!(last - 1));
        assert_eq!(window(page).await, before);
        let stops = "return document.querySelectorAll('.axis-board [data-target][tabindex=\"0\"]').length";
        assert_eq!(page.script(stops, Vec::new()).await, json!(1), "one tab stop");
    });
}

/// Of how many entries each cluster of the drawing is, and how many it has to be by the timeline itself.
async fn clusters(page: &Page, timeline: &Timeline) -> (Vec<usize>, Vec<usize>) {
    let drawn = "return [...document.querySelectorAll('[data-cluster]')].map((cluster) => +cluster.dataset.cluster)";
    let drawn = serde_json::from_value(page.script(drawn, Vec::new()).await).expect("numbers");
    let width = page.script("return document.querySelector('.axis-board').getBoundingClientRect().width", Vec::new());
    let width = width.await.as_f64().expect("a width");
    let (from, to) = window(page).await;
    let items = timeline.items(Window { from, to }, width);
    let told = items.iter().map(|item| item.entries.len()).filter(|count| *count > 1).collect();
    (drawn, told)
}

/// The lines of the list beside the axis.
async fn listed(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.axis-list li')].map((line) => line.innerText)";
    serde_json::from_value(page.script(script, Vec::new()).await).expect("texts")
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_cluster_is_opened_by_keyboard_and_by_click() {
    let read = lesson(CROWDED);
    let timeline = Timeline::of(&read.document, &read.facts);
    assert_eq!(timeline.entries.len(), 7, "{:?}", timeline.entries);
    in_browser(Place::SubPath, async |page| {
        open_crowded(page).await;
        let (from, to) = window(page).await;
        for key in [Some(ENTER), Some(SPACE), None] {
            page.click("[data-do=all]").await;
            wait_for_window(page, &format!("to - from >= {}", to - from - 0.2)).await;
            let (drawn, told) = clusters(page, &timeline).await;
            assert_eq!(drawn, told);
            assert_eq!(drawn, [3, 2], "three days of May, two events of a day");
            for (count, first) in [(3, "музей"), (2, "вокзал")] {
                let cluster = format!("[data-cluster='{count}']");
                match key {
                    Some(key) => {
                        page.script("document.querySelector(arguments[0]).focus()", vec![json!(cluster)]).await;
                        press(page, key).await;
                    }
                    None => page.click(&format!("{cluster} > circle")).await,
                }
                wait_for_window(page, &format!("to - from < {}", (to - from) / 100.0)).await;
                let lines = listed(page).await;
                assert_eq!(lines.len(), count, "{lines:?}");
                assert!(lines[0].contains(first), "{lines:?}");
                if key.is_some() {
                    assert_focus_is_on_a_mark(page, "a cluster was opened").await;
                }
                // Days come apart; what happened on one day does not, and the list tells it.
                let (drawn, told) = clusters(page, &timeline).await;
                assert_eq!((&drawn, drawn.len()), (&told, usize::from(count == 2)));
                page.click("[data-do=all]").await;
                wait_for_window(page, &format!("to - from >= {}", to - from - 0.2)).await;
            }
        }
        // A drag that begins and ends on a cluster is no click on it.
        page.click("[data-do=nearer]").await;
        wait_for_window(page, &format!("to - from < {}", (to - from) * 0.7)).await;
        let place = "const area = document.querySelector('[data-cluster=\"3\"]').getBoundingClientRect(); \
                     return [area.left + area.width / 2, area.top + area.height / 2]";
        let (x, y): (f64, f64) = serde_json::from_value(page.script(place, Vec::new()).await).expect("a place");
        let before = window(page).await;
        let to_place = |x: f64| PointerAction::MoveTo { duration: None, x, y };
        let drag = MouseActions::new("mouse".into())
            .then(to_place(x))
            .then(PointerAction::Down { button: 0 })
            .then(to_place(x - 30.0))
            .then(to_place(x - 60.0))
            .then(PointerAction::Up { button: 0 });
        page.client.perform_actions(drag).await.expect("the mouse can be moved");
        wait_for_window(page, &format!("from > {}", before.0 + 1.0)).await;
        let after = window(page).await;
        assert!(((after.1 - after.0) - (before.1 - before.0)).abs() < 0.5, "{before:?} {after:?}");
    });
}

/// All words of the page of the timeline, seen or only heard, without the times of its entries.
async fn words(page: &Page, timeline: &Timeline) -> String {
    let script = "const view = document.querySelector('[data-view=timeline]'); const words = [document.title]; \
                  const walker = document.createTreeWalker(view, NodeFilter.SHOW_TEXT); \
                  while (walker.nextNode()) words.push(walker.currentNode.data); \
                  for (const element of view.querySelectorAll('*')) \
                    for (const name of ['aria-label', 'aria-description', 'title', 'alt']) \
                      if (element.hasAttribute(name)) words.push(element.getAttribute(name)); \
                  return words.join(' | ')";
    let words = page.script(script, Vec::new()).await;
    let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], "");
    let words = plain(words.as_str().unwrap_or_default());
    timeline.entries.iter().fold(words, |words, entry| words.replace(&plain(&entry.time), " "))
}

async fn wait_for_hidden(page: &Page, count: usize) {
    let script = "return document.querySelectorAll('.axis-list li').length > 0 \
                  && document.querySelectorAll('.axis-list [data-hidden]').length === arguments[0]";
    page.wait_until("as many entries kept back", script, vec![json!(count)]).await;
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_timeline_keeps_back_what_a_closed_chart_hides_until_it_is_guessed() {
    let read = lesson(SAMPLE);
    let before_guess = |is_guessed: &dyn Fn(&ChartId) -> bool| {
        let hidden = Hidden::of(&read.document.title, &read.charts, is_guessed);
        Timeline::before_guess(&read.document, &read.facts, &read.counted, &hidden)
    };
    let kept_back = |timeline: &Timeline| timeline.entries.iter().filter(|entry| entry.is_hidden).count();
    let closed = before_guess(&|_| false);
    let opens_more = |id: &ChartId| kept_back(&before_guess(&|guessed| guessed == id)) < kept_back(&closed);
    let puzzles = puzzles();
    let (chart, _) = puzzles.iter().find(|(chart, _)| opens_more(&chart.id)).expect("a chart of what is on the axis");
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        wait_for_dictionary(page).await;
        go_to(page, "timeline").await;
        page.wait_for("svg.axis-board [data-target]").await;
        wait_for_hidden(page, 0).await;
        go_to(page, "charts").await;
        page.click("#guess-first").await;
        page.wait_for("figure.plate.closed").await;
        go_to(page, "timeline").await;
        page.wait_for("svg.axis-board [data-target]").await;
        wait_for_hidden(page, kept_back(&closed)).await;
        let told = words(page, &closed).await;
        for (chart, puzzle) in &puzzles {
            for row in puzzle.slots.iter().filter(|slot| slot.known.is_none()).map(|slot| &chart.rows[slot.row]) {
                for number in ways(chart, row) {
                    assert!(!says(&told, &number), "the timeline says {number} of {}: {told}", chart.title);
                }
            }
        }
        // From there one goes to where it is guessed.
        page.click(".axis-list [data-hidden]").await;
        page.click(&format!("[data-closed='{}'] [data-do=guess]", chart.id.0)).await;
        page.wait_for("[data-guess-phase=asking] .fields input").await;
        let guess = "for (const field of document.querySelectorAll('[data-field]')) { \
                     field.value = '12'; field.dispatchEvent(new Event('change', { bubbles: true })); }";
        page.script(guess, Vec::new()).await;
        page.click("#tell:enabled").await;
        page.wait_for("[data-guess-phase=told]").await;
        page.click("#end-guess").await;
        go_to(page, "timeline").await;
        wait_for_hidden(page, kept_back(&before_guess(&|id| *id == chart.id))).await;
    });
}
