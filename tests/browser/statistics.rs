//! What the reviews say, and what is planned from them.

use crate::app::{go_to, number, open_sample, wait_for_dictionary};
use crate::harness::{Page, Place, in_browser};
use serde_json::{Value, json};

/// The sample with weeks of reviews, written into the store beside the app: of every card a few, days apart, some of them failed.
pub async fn with_history(page: &Page, reviews: usize) {
    open_sample(page).await;
    wait_for_dictionary(page).await;
    go_to(page, "cards").await;
    page.wait_for("[data-view=cards] li[data-card]").await;
    let write = "const [reviews, done] = arguments; const lesson = location.hash.split('/')[2]; \
                 const cards = [...document.querySelectorAll('[data-view=cards] li[data-card]')].map((li) => li.dataset.card); \
                 const open = indexedDB.open('konspekt'); open.onsuccess = () => { const db = open.result; \
                   const write = db.transaction(['events', 'meta'], 'readwrite'); const events = write.objectStore('events'); \
                   const device = write.objectStore('meta').get('device'); device.onsuccess = () => { \
                     const keys = events.getAllKeys(); keys.onsuccess = () => { \
                       let number = Math.max(...keys.result.map((key) => key[1])); const day = 86400000; let nth = 0; \
                       for (let round = 0; round < reviews; round++) for (const card of cards) { nth++; number++; \
                         const grade = round > 1 && (nth + 3 * round) % 7 === 0 ? 'again' : 'good'; \
                         const at = Date.now() - Math.round(((reviews - round) * (3 + round) + 1) * day / 2) + nth * 1000; \
                         events.add(JSON.stringify({ v: 1, device: device.result, number, at, offset: 180, body: { reviewed: { \
                           lesson, card, kind: 'cloze', answer: null, proposed: null, chosen: grade, took: 9000, content: 'x' } } }), \
                           [device.result, number]); } }; }; \
                   write.oncomplete = () => { db.close(); done(cards.length); }; };";
    let cards = page.client.execute_async(write, vec![json!(reviews)]).await.expect("the store can be written");
    assert!(cards.as_u64().is_some_and(|cards| cards > 5), "{cards}");
    page.reload().await;
    page.wait_for("[data-view=cards] li[data-card]").await;
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn statistics_are_shown_with_their_tables_and_files() {
    in_browser(Place::SubPath, async |page| {
        with_history(page, 5).await;
        let cards = number(page, "[data-view=cards]", "cards").await;
        go_to(page, "statistics").await;
        page.wait_for("[data-view=statistics]").await;
        assert_eq!(number(page, "[data-view=statistics]", "cards").await, cards);
        assert_eq!(number(page, "[data-view=statistics]", "reviews").await, 5 * cards);
        page.wait_for_text("[data-statistic=retention] figcaption", "задано 90\u{a0}%").await;
        page.wait_for_text("[data-statistic=hardest] li", "забылось").await;
        page.wait_for("[data-statistic=hardest] [data-evidence]").await;
        for name in ["forecast", "calendar", "retention", "cards", "calibration"] {
            page.wait_for(&format!("[data-statistic={name}] svg[role=img][aria-label]")).await;
            let rows = "return document.querySelectorAll(`[data-statistic=${arguments[0]}] tbody tr`).length";
            assert!(page.script(rows, vec![json!(name)]).await.as_u64().is_some_and(|rows| rows > 0), "{name}");
        }
        page.script(
            "window.saved = []; const make = URL.createObjectURL; URL.createObjectURL = (blob) => { \
               if (blob.type === 'text/csv') blob.text().then((text) => window.saved.push(text)); return make.call(URL, blob); };",
            Vec::new(),
        )
        .await;
        page.click("[data-csv=calendar]").await;
        let csv = page.wait_until("the file", "return window.saved[0]", Vec::new()).await;
        assert!(csv.as_str().is_some_and(|csv| csv.starts_with("day,reviews,new,passed,minutes\r\n")), "{csv}");

        page.click(".brand").await;
        page.click(".places a:nth-child(2)").await;
        page.wait_for(&format!("[data-view=statistics][data-cards='{cards}'] .by-lesson a")).await;
        page.click("[data-statistic=hardest] li a").await;
        page.wait_for("[data-statistic=hardest] [data-evidence]").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn an_exam_is_planned_for_and_its_day_kept() {
    in_browser(Place::SubPath, async |page| {
        with_history(page, 3).await;
        go_to(page, "statistics").await;
        page.wait_for("#exam-day").await;
        let set = "const day = new Date(Date.now() + 10 * 86400000).toISOString().slice(0, 10); \
                   const set = (id, value) => { const e = document.getElementById(id); e.value = value; \
                     e.dispatchEvent(new Event('change', { bubbles: true })); }; \
                   set('exam-day', day); set('exam-minutes', 1); return day";
        let day = page.script(set, Vec::new()).await;
        page.click("#make-plan").await;
        page.wait_for(".plan[data-plan]").await;
        let days = number(page, ".plan", "plan").await;
        assert!((9..=11).contains(&days), "{days}");
        page.wait_for_text(".plan", "С планом в этот день вспомнятся около").await;
        page.reload().await;
        page.wait_for("#exam-day").await;
        let kept = page
            .script(
                "return [document.querySelector('#exam-day').value, document.querySelector('#exam-minutes').value]",
                Vec::new(),
            )
            .await;
        assert_eq!(kept, json!([day, "1"]));
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn parameters_are_fitted_only_to_enough_answers() {
    in_browser(Place::SubPath, async |page| {
        with_history(page, 2).await;
        page.click(".brand").await;
        page.click(".places a:last-child").await;
        page.click("#fit").await;
        page.wait_for_text("[data-section=fitting] .outcome", "нужно 400").await;
        page.click(".brand").await;
        page.click(".lesson-line .title").await;
        page.wait_for("[data-view=reader]").await;
        assert_eq!(page.script("return document.querySelector('#adopt')", Vec::new()).await, Value::Null);
    });
}
