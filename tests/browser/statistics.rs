//! What the reviews say, and what is planned from them.

use crate::app::{answer_one, go_to, number, open_sample, wait_for_dictionary};
use crate::handed::saved;
use crate::harness::{Page, Place, in_browser};
use crate::made::learner::{DEVICE, forgetful_log};
use konspekt::store::record;
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

/// Whether what is hard is listed by fact: each once, with its sentence, how often it was forgotten, and the cards that ask for it, of
/// which some were failed.
async fn facts_with_their_cards(page: &Page) {
    let listed = "return [...document.querySelectorAll('ol.hardest > li:not([data-facts=\"0\"])')].map((li) => ({ \
                    facts: [...li.querySelectorAll('[data-fact]')].map((fact) => fact.dataset.fact), \
                    evidence: li.querySelectorAll('.evidence').length, said: li.innerText.includes('забылось'), \
                    lapses: [...li.querySelectorAll('ul > li')].map((card) => +card.dataset.lapses) }))";
    let listed = page.script(listed, Vec::new()).await;
    let entries = listed.as_array().expect("a list");
    assert!(!entries.is_empty());
    let mut facts = Vec::new();
    for entry in entries {
        let of_entry = entry["facts"].as_array().expect("facts");
        assert!(!of_entry.is_empty() && entry["evidence"] == json!(of_entry.len()), "{entry}");
        assert_eq!(entry["said"], json!(true), "{entry}");
        let lapses = entry["lapses"].as_array().expect("cards");
        assert!(lapses.iter().any(|lapses| lapses.as_u64() > Some(0)), "{entry}");
        facts.extend(of_entry.iter().map(Value::to_string));
    }
    let all = facts.len();
    facts.sort();
    facts.dedup();
    assert_eq!(facts.len(), all, "each fact once: {listed}");
    let most = entries.iter().filter_map(|entry| entry["lapses"].as_array()).map(Vec::len).max();
    assert!(most > Some(1), "a fact that several cards ask for: {listed}");
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
        facts_with_their_cards(page).await;
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
        // Of all lessons: the words and the evidence too, for which the lesson is read in silence, and each card's memory.
        page.wait_for("[data-statistic=hardest] li [data-evidence]").await;
        page.wait_for("[data-statistic=hardest] [data-fact]").await;
        facts_with_their_cards(page).await;
        page.click("[data-statistic=weakest] summary").await;
        let lasting = "return [...document.querySelectorAll('[data-statistic=weakest] tbody tr')].map((row) => +row.dataset.stability)";
        let lasting: Vec<f64> = serde_json::from_value(page.script(lasting, Vec::new()).await).expect("numbers");
        assert_eq!(lasting.len(), cards.min(30));
        assert!(lasting.windows(2).all(|pair| pair[0] <= pair[1]), "{lasting:?}");
        page.wait_for_text("[data-statistic=weakest] tbody td", "д").await;
        page.click("[data-statistic=hardest] li [data-evidence]").await;
        page.wait_for("#found").await;
    });
}

/// Commas within quotes part nothing.
fn has_seven_cells(line: &str) -> bool {
    line.split('"').step_by(2).map(|outside| outside.matches(',').count()).sum::<usize>() == 6
}

/// Writes events into the store beside the app, and starts it anew. `lesson` in them stands for the lesson on screen.
async fn add(page: &Page, bodies: Value) {
    let write = "const [bodies, done] = arguments; const lesson = location.hash.split('/')[2]; \
                 const open = indexedDB.open('konspekt'); open.onsuccess = () => { const db = open.result; \
                   const write = db.transaction(['events', 'meta'], 'readwrite'); const events = write.objectStore('events'); \
                   const device = write.objectStore('meta').get('device'); device.onsuccess = () => { \
                     const keys = events.getAllKeys(); keys.onsuccess = () => { \
                       let number = Math.max(...keys.result.map((key) => key[1])); \
                       for (const body of bodies) { number++; const [kind] = Object.keys(body); \
                         if ('lesson' in body[kind]) body[kind].lesson = lesson; \
                         events.add(JSON.stringify({ v: 1, device: device.result, number, at: Date.now(), offset: 180, body }), \
                           [device.result, number]); } }; }; \
                   write.oncomplete = () => { db.close(); done(true); }; };";
    page.client.execute_async(write, vec![bodies]).await.expect("the store can be written");
    page.reload().await;
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_memory_of_every_card_is_told_page_by_page() {
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        wait_for_dictionary(page).await;
        // As many cards as fill three pages, some known better than others.
        let review = |nth: usize| {
            let grade = ["again", "hard", "good", "easy"][nth % 4];
            json!({ "reviewed": { "lesson": "", "card": format!("made {nth}"), "kind": "cloze", "answer": null,
            "proposed": null, "chosen": grade, "took": 9000, "content": "x" } })
        };
        add(page, (0..70).map(review).collect()).await;
        page.script("location.hash = '#/statistics'", Vec::new()).await;
        page.wait_for("[data-view=statistics][data-cards='70']").await;
        page.click("[data-statistic=weakest] summary").await;
        let listed = "return [...document.querySelectorAll('[data-statistic=weakest] tbody tr')].map((row) => +row.dataset.stability)";
        let (mut all, mut first): (Vec<f64>, Value) = (Vec::new(), Value::Null);
        for (turned, rows) in [(false, 30), (true, 30), (true, 10)] {
            if turned {
                page.click("[data-statistic=weakest] .pager button:last-child").await;
            }
            let label = format!("[data-statistic=weakest] .pager[aria-label^='Часть {}']", all.len() / 30 + 1);
            page.wait_for(&label).await;
            // The table follows its pager.
            let count = format!(
                "return document.querySelectorAll('[data-statistic=weakest] tbody tr').length === {rows} && \
                                 document.querySelector('[data-statistic=weakest] tbody tr').dataset.card !== arguments[0]"
            );
            page.wait_until("the rows", &count, vec![json!(first)]).await;
            let card = "return document.querySelector('[data-statistic=weakest] tbody tr').dataset.card";
            first = page.script(card, Vec::new()).await;
            let lasting: Vec<f64> = serde_json::from_value(page.script(listed, Vec::new()).await).expect("numbers");
            assert!(all.last().is_none_or(|last| *last <= lasting[0]), "{all:?}, then {lasting:?}");
            assert_eq!(lasting.len(), rows);
            all.extend(lasting);
            let is_down = page.script("return scrollY > 0", Vec::new()).await;
            assert!(!turned || is_down == json!(true), "the page stays where it was");
        }
        assert!(all.len() == 70 && all.is_sorted(), "{all:?}");
    });
}

/// A guess of a chart, and an estimate.
async fn with_guesses(page: &Page) {
    let guesses = json!([
        { "fact": "f", "value": "40", "truth": "50", "right": false },
        { "fact": "g", "value": "7", "truth": "7", "right": true },
    ]);
    let estimate = json!({ "lesson": "", "card": "made", "kind": "estimate", "answer": "10..20 80% holds", "proposed": null,
        "chosen": "good", "took": 3000, "content": "x" });
    let guessed = json!({ "lesson": "", "chart": "made", "guesses": guesses });
    add(page, json!([{ "chart_guessed": guessed }, { "reviewed": estimate }])).await;
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn every_plate_has_its_file_those_of_guesses_and_estimates_too() {
    in_browser(Place::SubPath, async |page| {
        with_history(page, 5).await;
        with_guesses(page).await;
        go_to(page, "statistics").await;
        page.wait_for("[data-statistic=guesses] svg[role=img][aria-label]").await;
        page.wait_for_text("[data-statistic=guesses] figcaption", "1").await;
        page.wait_for("[data-statistic=estimates] svg[role=img][aria-label]").await;
        page.wait_for_text("[data-statistic=estimates] figcaption", "80\u{a0}%").await;
        let catch = "window.saved = []; const make = URL.createObjectURL; URL.createObjectURL = (blob) => { \
                     if (blob.type === 'text/csv') blob.text().then((text) => window.saved.push(text)); return make.call(URL, blob); };";
        page.script(catch, Vec::new()).await;
        let files = [
            ("forecast", "day,due\r\n"),
            ("calendar", "day,reviews,new,passed,minutes\r\n"),
            ("retention", "of,known,asked,share,from,to\r\n"),
            ("cards", "lesson,title,card,stability,difficulty,recall,due,reviews,lapses\r\n"),
            ("hardest", "lesson,title,fact,evidence,fact reviews,fact lapses,card,card reviews,card lapses\r\n"),
            ("calibration", "foretold,known,asked,share,from,to\r\n"),
            ("estimates", "sure,held,given,share,from,to\r\n0.80,1,1,"),
            ("guesses", "of,guesses,given,share,from,to\r\nright,1,2,0.5000,"),
        ];
        let buttons = page.script("return document.querySelectorAll('[data-csv]').length", Vec::new()).await;
        assert_eq!(buttons, json!(files.len()), "a file that this test does not know");
        for (nth, (name, begins)) in files.into_iter().enumerate() {
            page.click(&format!("[data-csv={name}]")).await;
            let csv = page.wait_until(name, "return window.saved[arguments[0]] ?? null", vec![json!(nth)]).await;
            let csv = csv.as_str().unwrap_or_default();
            assert!(csv.starts_with(begins) && csv.lines().count() > 1, "{name}: {csv}");
        }
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
        let csv = saved(page, "text/csv", "[data-csv=exam]").await;
        assert!(csv.starts_with("card,words,without,with,best,reached,days\r\n"), "{csv}");
        assert!(csv.lines().count() > 5 && csv.lines().skip(1).all(has_seven_cells), "{csv}");
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

/// What the button for "easy" says of a new card.
async fn easy_interval(page: &Page) -> String {
    go_to(page, "study").await;
    answer_one(page).await;
    let said =
        page.script("return document.querySelector('.grades [data-grade=\"4\"] small').innerText", Vec::new()).await;
    go_to(page, "text").await;
    said.as_str().unwrap_or_default().to_owned()
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn better_parameters_are_offered_unasked_and_change_the_intervals_once_taken() {
    let records: Vec<String> =
        forgetful_log(600, 8).iter().map(|event| record::encode(event).expect("within the limits")).collect();
    in_browser(Place::SubPath, async |page| {
        open_sample(page).await;
        wait_for_dictionary(page).await;
        let before = easy_interval(page).await;
        let write = "const [device, records, done] = arguments; const open = indexedDB.open('konspekt'); open.onsuccess = () => { \
                     const db = open.result; const write = db.transaction('events', 'readwrite'); const events = write.objectStore('events'); \
                     records.forEach((record, index) => events.add(record, [device, index + 1])); \
                     write.oncomplete = () => { db.close(); done(true); }; };";
        let written = page.client.execute_async(write, vec![json!(DEVICE), json!(records)]).await;
        assert_eq!(written.expect("the store can be written"), json!(true));
        page.reload().await;
        let offer = page.wait_for_text("[data-offer=parameters]", "точнее").await;
        assert!(offer.contains("\u{a0}%"), "by how much: {offer}");
        page.click("#adopt-offered").await;
        page.wait_until("the offer to go", "return !document.querySelector('[data-offer]')", Vec::new()).await;
        page.wait_for("[data-store=kept]").await;
        let after = easy_interval(page).await;
        assert_ne!(after, before);
        page.click(".brand").await;
        page.click(".places a:last-child").await;
        page.wait_for("[data-section=fitting][data-own=true]").await;
        page.click("#give-back").await;
        page.wait_for("[data-section=fitting][data-own=false]").await;
        // It has been looked for this week.
        page.reload().await;
        page.wait_for("[data-section=fitting]").await;
        assert_eq!(page.script("return document.querySelector('[data-offer]')", Vec::new()).await, Value::Null);
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_plan_lists_the_cards_that_it_cannot_bring_to_the_target() {
    in_browser(Place::SubPath, async |page| {
        with_history(page, 3).await;
        // Of what is to be known that surely, a minute a day up to the day after tomorrow brings there only a few cards.
        add(page, json!([{ "setting_changed": { "key": "retention", "value": "99" } }])).await;
        go_to(page, "statistics").await;
        page.wait_for("#exam-day").await;
        let set = "const day = new Date(Date.now() + 2 * 86400000).toISOString().slice(0, 10); \
                   const set = (id, value) => { const e = document.getElementById(id); e.value = value; \
                     e.dispatchEvent(new Event('change', { bubbles: true })); }; \
                   set('exam-day', day); set('exam-minutes', 1);";
        page.script(set, Vec::new()).await;
        page.click("#make-plan").await;
        page.wait_for(".plan[data-plan]").await;
        for name in ["short", "out"] {
            let count = number(page, ".plan", name).await;
            // A card that only the dictionary brings is listed when the text has been read with it.
            let listed = "return document.querySelectorAll(`[data-missed=${arguments[0]}] li`).length === arguments[1]";
            page.wait_until(&format!("as many {name}"), listed, vec![json!(name), json!(count.min(100))]).await;
        }
        assert!(number(page, ".plan", "short").await + number(page, ".plan", "out").await > 0);
        page.click("[data-missed] summary").await;
        page.wait_for_text("[data-missed] li", "%").await;
        page.click("[data-missed] li a").await;
        page.wait_for("#found").await;
    });
}
