//! Charts as files, and as their teacher arranges them.

use crate::app::{chapter, go_to, lesson, open_sample, paste, wait_for_dictionary};
use crate::harness::{Page, Place, SPIES, in_browser, in_chromium};
use konspekt::chart::Form;
use konspekt::lesson::SAMPLE;
use serde_json::{Value, json};

async fn open_charts(page: &Page) {
    open_sample(page).await;
    wait_for_dictionary(page).await;
    go_to(page, "charts").await;
    page.wait_for("[data-view=charts]").await;
}

/// What the page hands to the browser as files, and to the clipboard.
const SPY: &str = "window.saved = []; window.copied = []; const blobs = new Map(); const make = URL.createObjectURL; \
                   URL.createObjectURL = (blob) => { const url = make.call(URL, blob); blobs.set(url, blob); return url; }; \
                   HTMLAnchorElement.prototype.click = function () { window.saved.push([this.download, blobs.get(this.href)]); }; \
                   navigator.clipboard.write = async (items) => { window.copied.push(await items[0].getType('image/png')); };";

/// The name of the last file and its first bytes, and how many there are.
async fn file(page: &Page, of: &str) -> (String, Vec<u8>) {
    let script = format!(
        "const done = arguments[0]; const wait = setInterval(async () => {{ const last = {of}; if (!last) return; clearInterval(wait); \
           const [name, blob] = last; done([name, [...new Uint8Array(await blob.arrayBuffer())]]); }}, 5);"
    );
    let file = page.client.execute_async(&script, Vec::new()).await.expect("a file comes");
    serde_json::from_value(file).expect("a name and bytes")
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_chart_is_taken_along_in_every_form() {
    in_chromium(SPIES, Place::SubPath, async |page| {
        page.before_scripts(SPY).await;
        page.reload().await;
        open_charts(page).await;
        let chart = lesson(SAMPLE).charts[0].clone();
        let plate = format!("[data-chart='{}']", chart.id.0);
        page.click(&format!("{plate} .export summary")).await;
        let take = async |form: &str| {
            page.script("window.saved = []", Vec::new()).await;
            page.click(&format!("{plate} [data-export={form}]")).await;
            let (name, bytes) = file(page, "window.saved[0]").await;
            page.wait_for_text(&format!("{plate} .export [role=status]"), "Сохранено").await;
            (name, bytes)
        };
        let (name, svg) = take("svg").await;
        let svg = String::from_utf8(svg).expect("UTF-8");
        assert!(name.ends_with(".svg") && svg.contains("<svg") && svg.contains(&chart.title), "{name}: {svg}");

        let (name, png) = take("png").await;
        let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
        let natural = ["width", "height"].map(|name| {
            let (_, after) = svg.split_once(&format!(" {name}=\"")).expect("a size");
            after.split('"').next().and_then(|number| number.parse::<f64>().ok()).expect("a number")
        });
        assert!(name.ends_with(".png") && png.starts_with(b"\x89PNG"), "{name}");
        assert_eq!([f64::from(side(16)), f64::from(side(20))], natural.map(|side| 2.0 * side));

        let (name, csv) = take("csv").await;
        let csv = String::from_utf8(csv).expect("UTF-8");
        assert!(name.ends_with(".csv") && csv.starts_with('\u{feff}'), "{name}");
        assert_eq!(csv.lines().count(), chart.rows.len() + 1, "{csv}");

        let (name, vega) = take("vega").await;
        let vega: Value = serde_json::from_slice(&vega).expect("JSON");
        assert!(name.ends_with(".vl.json"), "{name}");
        assert!(vega["$schema"].as_str().is_some_and(|schema| schema.contains("vega-lite")), "{vega}");

        page.click(&format!("{plate} [data-export=copy]")).await;
        page.wait_for_text(&format!("{plate} .export [role=status]"), "Скопировано").await;
        let (_, copied) = file(page, "window.copied.map((blob) => ['', blob])[0]").await;
        assert_eq!(copied, png);
    });
}

/// The titles on the page of the charts, in their order.
async fn titles(page: &Page) -> Vec<String> {
    let script =
        "return [...document.querySelectorAll('[data-view=charts] [data-chart] h2')].map((title) => title.innerText)";
    serde_json::from_value(page.script(script, Vec::new()).await).expect("texts")
}

async fn arrange(page: &Page) {
    page.click("#arrange").await;
    page.wait_for("[data-view=arrange]").await;
}

async fn done(page: &Page) {
    page.wait_for("[data-store=kept]").await;
    page.click("#arranged").await;
    page.wait_for("[data-view=charts]").await;
}

async fn rewrite(page: &Page, css: &str, value: &str) {
    let script = "const field = document.querySelector(arguments[0]); field.value = arguments[1]; \
                  field.dispatchEvent(new Event('change', { bubbles: true }));";
    page.wait_for(css).await;
    page.script(script, vec![json!(css), json!(value)]).await;
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn charts_are_renamed_moved_left_out_and_made_of_chosen_facts() {
    in_browser(Place::SubPath, async |page| {
        open_charts(page).await;
        let before = titles(page).await;
        let charts = lesson(SAMPLE).charts;
        let id = |at: usize| format!("[data-arrange='{}']", charts[at].id.0);
        arrange(page).await;
        rewrite(page, &format!("{} input", id(1)), "Иначе названо").await;
        page.wait_for("[data-store=kept]").await;
        page.click(&format!("{} [data-move=up]", id(1))).await;
        page.wait_for("[data-arrange]:first-child [data-move=up]:disabled").await;
        page.click(&format!("{} [data-do=hide]", id(2))).await;
        page.wait_for(&format!("{}[data-hidden=true]", id(2))).await;
        done(page).await;
        let after = titles(page).await;
        assert_eq!(after[..2], ["Иначе названо".to_owned(), before[0].clone()]);
        assert_eq!(after.len() + 1, before.len());

        // Two facts of one measure that stand in a chart already, under a title of one's own.
        let pair = charts.iter().find(|chart| chart.rows.len() == 2).expect("a pair");
        arrange(page).await;
        page.wait_for("#make-chart:disabled").await;
        for row in &pair.rows {
            page.click(&format!("[data-choose='{}']", row.fact.0)).await;
        }
        page.fill("#new-title", "Из выбранного").await;
        page.click("#make-chart:enabled").await;
        page.wait_for("[data-do=unmake]").await;
        done(page).await;
        assert!(titles(page).await.contains(&"Из выбранного".to_owned()));
        // It stands beside its paragraph, and is a card for whoever wants that.
        page.reload().await;
        page.wait_for("[data-dictionary=here] [data-view=charts]").await;
        let made = "const title = [...document.querySelectorAll('[data-chart] h2')].find((h) => h.innerText === 'Из выбранного'); \
                    return title && title.closest('[data-chart]').dataset.chart";
        let made = page.wait_until("the chart that was made", made, Vec::new()).await;
        let made = made.as_str().expect("an id").to_owned();
        page.click(&format!("[data-chart='{made}'] [data-do=study-chart]")).await;
        page.wait_for(&format!("[data-chart='{made}'] [data-do=study-chart][aria-pressed=true]")).await;
        go_to(page, "cards").await;
        page.wait_for_text("[data-view=cards]", "Из выбранного").await;
        go_to(page, "text").await;
        let beside = "return [...document.querySelectorAll('aside figure.margin b')].some((b) => b.innerText === 'Из выбранного')";
        page.wait_until("the chart beside its paragraph", beside, Vec::new()).await;
        let empty = "return [...document.querySelectorAll('.block > aside:empty')].every((aside) => getComputedStyle(aside).display === 'none')";
        assert_eq!(page.script(empty, Vec::new()).await, Value::Bool(true));
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn a_figure_is_added_to_a_series_or_refused_in_words() {
    in_browser(Place::SubPath, async |page| {
        open_charts(page).await;
        let charts = lesson(SAMPLE).charts;
        let line = charts.iter().find(|chart| chart.form == Form::Line).expect("a series");
        let percent = charts.iter().find(|chart| chart.form == Form::Slope).expect("shares");
        arrange(page).await;
        for row in &line.rows[..2] {
            page.click(&format!("[data-choose='{}']", row.fact.0)).await;
        }
        page.fill("#new-title", "Два года").await;
        page.click("#make-chart:enabled").await;
        page.wait_for("[data-do=unmake]").await;
        page.wait_for("[data-store=kept]").await;
        page.click(&format!("[data-choose='{}']", line.rows[2].fact.0)).await;
        // A count is no share.
        page.click(&format!("[data-arrange='{}'] [data-do=join]", percent.id.0)).await;
        page.wait_for_text(".choosing [role=status]", "не подходят").await;
        let made = "return document.querySelector('[data-arrange]:has([data-do=unmake])').dataset.arrange";
        let made = page.script(made, Vec::new()).await;
        let made = made.as_str().expect("an id").to_owned();
        page.click(&format!("[data-arrange='{made}'] [data-do=join]")).await;
        let joined = "return !document.querySelector(`[data-arrange='${arguments[0]}']`) \
                      && !!document.querySelector('[data-do=unmake]')";
        page.wait_until("the larger chart in its place", joined, vec![json!(made)]).await;
        done(page).await;
        let rows = "const title = [...document.querySelectorAll('[data-chart] h2')].find((h) => h.innerText === 'Два года'); \
                    return title && title.closest('[data-chart]').querySelectorAll('tbody tr').length";
        assert_eq!(page.wait_until("its table", rows, Vec::new()).await, json!(3));
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn the_timeline_is_taken_along_from_its_own_page() {
    in_chromium(SPIES, Place::SubPath, async |page| {
        page.before_scripts(SPY).await;
        page.reload().await;
        open_sample(page).await;
        wait_for_dictionary(page).await;
        go_to(page, "timeline").await;
        let charts = lesson(SAMPLE).charts;
        let events = charts.iter().find(|chart| chart.form == Form::Timeline).expect("the sample tells what happened");
        let section = format!(".take-along[data-chart='{}']", events.id.0);
        page.click(&format!("{section} .export summary")).await;
        for (form, begins) in [("svg", "<svg"), ("csv", "\u{feff}label"), ("vega", "{")] {
            page.script("window.saved = []", Vec::new()).await;
            page.click(&format!("{section} [data-export={form}]")).await;
            let (name, bytes) = file(page, "window.saved[0]").await;
            let told = String::from_utf8(bytes).expect("UTF-8");
            assert!(told.starts_with(begins), "{name}: {told}");
            assert!(
                told.contains(&events.rows[0].label.split(' ').next().expect("a word").to_owned()),
                "{name}: {told}"
            );
        }
        page.script("window.saved = []", Vec::new()).await;
        page.click(&format!("{section} [data-export=png]")).await;
        let (name, png) = file(page, "window.saved[0]").await;
        assert!(name.ends_with(".png") && png.starts_with(b"\x89PNG"), "{name}");
    });
}

/// Every chart of the chapter, where that lies beside the repository, as a picture that the browser itself reads back.
#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn every_chart_of_the_chapter_is_a_picture() {
    let text = chapter().unwrap_or_else(|| SAMPLE.to_owned());
    in_chromium(SPIES, Place::SubPath, async |page| {
        page.before_scripts(SPY).await;
        page.reload().await;
        paste(page, &text).await;
        page.wait_for("[data-view=reader]").await;
        wait_for_dictionary(page).await;
        go_to(page, "charts").await;
        let charts = lesson(&text).charts;
        page.wait_for(&format!("[data-view=charts][data-charts='{}']", charts.len())).await;
        for chart in charts.iter().filter(|chart| chart.form != Form::Timeline) {
            let plate = format!("[data-chart='{}']", chart.id.0);
            page.script(
                "window.saved = []; document.querySelector(arguments[0]).open = true",
                vec![json!(format!("{plate} .export"))],
            )
            .await;
            page.click(&format!("{plate} [data-export=png]")).await;
            let size = "const done = arguments[0]; const wait = setInterval(async () => { const last = window.saved[0]; if (!last) return; \
                        clearInterval(wait); const picture = await createImageBitmap(last[1]); done([picture.width, picture.height]); }, 5);";
            let size = page.client.execute_async(size, Vec::new()).await.expect("a picture that can be read");
            let [width, height]: [f64; 2] = serde_json::from_value(size).expect("a size");
            assert!(width > 300.0 && height > 100.0, "{}: {width} × {height}", chart.title);
        }
    });
}
