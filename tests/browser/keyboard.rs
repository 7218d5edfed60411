//! Every view by the keyboard alone: each control is come to by Tab, is seen to have the focus, and lies under nothing.

use crate::harness::{Page, Place, Setting, in_chromium};
use crate::views::{all, begin, put_away, show};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::{Value, json};
use std::time::Duration;

const TAB: char = '\u{e004}';

/// What Tab has to come to: all that can be worked with and is seen; of radio buttons with one name the one that is chosen. Keeps each
/// in its place in `window.wanted`, and looks at whatever gets the focus once the page has moved to it. The tour may lie over what has the focus:
/// whoever has begun it can end it by one key from anywhere.
const WATCH: &str = "\
    const scope = [...document.querySelectorAll('dialog[open]')].pop() ?? document; \
    const groups = new Set(); \
    const can = (one) => { \
      if (one.disabled || one.tabIndex < 0 || !one.checkVisibility({ visibilityProperty: true }) || one.closest('[inert]')) return false; \
      if (one.type !== 'radio' || !one.name) return true; \
      const chosen = scope.querySelector(`input[name='${one.name}']:checked`); \
      if (chosen) return chosen === one; \
      return !groups.has(one.name) && groups.add(one.name); }; \
    window.wanted = [...scope.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(can); \
    window.reached = new Set(); window.unseen = []; window.covered = []; \
    const called = (one) => `${one.localName}#${one.id}.${one.className} ${(one.textContent || one.ariaLabel || '').trim().slice(0, 30)}`; \
    const look = (one) => { \
      if (document.activeElement !== one || !one.isConnected) return; \
      const ringed = (at) => { const style = getComputedStyle(at); \
        return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none'; }; \
      const around = one.closest('label, .choice, figure, svg'); \
      if (!ringed(one) && !(around && ringed(around))) window.unseen.push(called(one)); \
      const area = one.getBoundingClientRect(); \
      const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]]; \
      const is_free = points.some(([x, y]) => { \
        const top = document.elementFromPoint(area.left + area.width * x, area.top + area.height * y); \
        return top && (one.contains(top) || top.contains(one) || top.closest('#tour')); }); \
      if (!is_free) window.covered.push(called(one)); }; \
    window.heed?.abort(); window.heed = new AbortController(); \
    document.addEventListener('focusin', ({ target }) => { window.reached.add(target); \
      requestAnimationFrame(() => requestAnimationFrame(() => look(target))); }, { signal: window.heed.signal }); \
    if (scope === document) document.activeElement?.blur(); \
    return window.wanted.length";

/// What Tab did not come to.
const MISSED: &str = "return [window.wanted.filter((one) => !window.reached.has(one) && one.isConnected).map((one) => one.outerHTML.slice(0, 120)), \
                      window.unseen, window.covered]";

async fn press_tab(page: &Page, times: usize) {
    // A frame or two for the page to move to what has the focus.
    let pause = KeyAction::Pause { duration: Duration::from_millis(25) };
    let keys = (0..times).fold(KeyActions::new("keyboard".into()), |keys, _| {
        keys.then(KeyAction::Down { value: TAB }).then(KeyAction::Up { value: TAB }).then(pause.clone())
    });
    page.client.perform_actions(keys).await.expect("the keys can be pressed");
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn every_control_of_every_view_is_reached_seen_and_free() {
    for window in [(1280, 900), (360, 640)] {
        let why = "other engines pass over links by a setting of their own";
        in_chromium(why, Setting { window, ..Place::SubPath.into() }, async |page| {
            let lesson = begin(page).await;
            let mut troubles = Vec::new();
            for what in all() {
                show(page, what, &lesson).await;
                let count = page.script(WATCH, Vec::new()).await.as_u64().expect("a count") as usize;
                assert!(count > 0, "{what}: nothing can be worked with");
                // From wherever the focus was, over the end and the browser's own stops.
                press_tab(page, count + 10).await;
                let missed = page.script(MISSED, Vec::new()).await;
                if missed != json!([[], [], []]) {
                    troubles.push((what, missed));
                }
                put_away(page).await;
            }
            for (what, missed) in &troubles {
                for (nth, kind) in ["not reached", "not seen to have the focus", "under something"].iter().enumerate() {
                    if missed[nth] != Value::Array(Vec::new()) {
                        println!("{what}: {kind}: {:#}", missed[nth]);
                    }
                }
            }
            assert!(troubles.is_empty(), "in {window:?}");
        });
    }
}
