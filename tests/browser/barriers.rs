//! What axe finds on any view: nothing, in both themes and both languages.

use crate::app::{answer_one, go_to, open_sample, paste, press, wait_for_dictionary};
use crate::harness::{Page, Place, Setting, axe, in_browser};
use crate::views::{all, begin, put_away, show};
use serde_json::{Value, json};

/// What is wrong on the page, each with the elements that have it.
async fn barriers(page: &Page) -> Vec<String> {
    barriers_of(page, "").await
}

/// Likewise, by more options of axe.
async fn barriers_of(page: &Page, options: &str) -> Vec<String> {
    let run = format!(
        "{}\nconst done = arguments[0]; axe.run(document, {{ resultTypes: ['violations'], {options} }}).then((found) => \
         done(found.violations.map((rule) => `${{rule.id}}: ${{rule.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}}`)), \
         (error) => done([String(error)]));",
        std::fs::read_to_string(axe()).expect("axe can be read")
    );
    let found: Value = page.client.execute_async(&run, Vec::new()).await.expect("axe runs");
    serde_json::from_value(found).expect("a list of texts")
}

pub async fn assert_none(page: &Page, of: &str) {
    // What comes in softly is not to be taken for pale.
    let still = "return document.getAnimations().every((it) => it.playState === 'finished')";
    page.wait_until("all to come to rest", still, Vec::new()).await;
    let found = barriers(page).await;
    assert!(found.is_empty(), "{of}: {found:#?}");
}

/// The text and what is read from it, the dialogs over them, and a sitting.
async fn look_at_the_lesson(page: &Page, of: &str) {
    go_to(page, "text").await;
    page.wait_for("[data-view=reader] .tools").await;
    assert_none(page, &format!("text, {of}")).await;
    page.click("mark.figure").await;
    page.wait_for("#mark-dialog[open] [data-do]").await;
    assert_none(page, &format!("a mark, {of}")).await;
    page.click("#mark-dialog [data-do=correct]").await;
    page.wait_for("#correct-dialog[open]").await;
    assert_none(page, &format!("correcting, {of}")).await;
    page.click("#correct-dialog button.plain").await;
    page.click("[data-do=edit-text]").await;
    page.wait_for("#correct-dialog[open] textarea").await;
    assert_none(page, &format!("the text edited, {of}")).await;
    page.click("#correct-dialog button.plain").await;
    go_to(page, "facts").await;
    page.wait_for("[data-view=facts]").await;
    assert_none(page, &format!("facts, {of}")).await;
    page.click("#check").await;
    for standing in ["used", "doubtful", "skipped"] {
        page.click(&format!("[data-standing={standing}]")).await;
        page.wait_for(&format!("[data-standing={standing}][aria-pressed=true]")).await;
        assert_none(page, &format!("{standing}, {of}")).await;
    }
    go_to(page, "cards").await;
    page.wait_for("[data-view=cards]").await;
    assert_none(page, &format!("cards, {of}")).await;
    page.click("#teach").await;
    page.wait_for("[data-view=teach]").await;
    assert_none(page, &format!("arranging the lesson, {of}")).await;
    page.wait_for("[data-store=kept] [data-do=preview]:not(:disabled)").await;
    page.click("[data-do=preview]").await;
    page.wait_for("#preview").await;
    page.wait_for("[data-view=reader]").await;
    assert_none(page, &format!("a preview, {of}")).await;
    page.click("#preview [data-do=end-preview]").await;
    page.wait_for("[data-view=teach]").await;
    go_to(page, "study").await;
    page.wait_for("[data-view=study][data-phase=asking]").await;
    assert_none(page, &format!("a card, {of}")).await;
    answer_one(page).await;
    page.wait_for("[data-view=study][data-phase=answered]").await;
    assert_none(page, &format!("an answer, {of}")).await;
    press(page, '3').await;
    page.wait_for("[data-view=study][data-phase=asking]").await;
    page.click("#end").await;
    page.wait_for("[data-view=study][data-phase=done] .summary").await;
    assert_none(page, &format!("the end of a sitting, {of}")).await;
    go_to(page, "statistics").await;
    page.wait_for("[data-view=statistics]").await;
    page.script("document.querySelectorAll('details').forEach((details) => { details.open = true; })", Vec::new())
        .await;
    assert_none(page, &format!("statistics, {of}")).await;
}

/// The charts, one of them guessed before and after, the timeline, and the charts being arranged.
async fn look_at_the_charts(page: &Page, of: &str) {
    go_to(page, "charts").await;
    page.wait_for("[data-view=charts]").await;
    assert_none(page, &format!("charts, {of}")).await;
    // With every table and every menu of an export open.
    page.wait_for("figure.plate details.export").await;
    page.script(
        "document.querySelectorAll('figure details').forEach((details) => { details.open = true; })",
        Vec::new(),
    )
    .await;
    page.wait_for("figure.plate details[open] table").await;
    page.wait_for("figure.plate details[open] [data-export=svg]").await;
    assert_none(page, &format!("charts with their tables, {of}")).await;
    // Closed, there and beside the text.
    page.click("#guess-first").await;
    page.wait_for("figure.plate.closed [data-do=guess]").await;
    assert_none(page, &format!("closed charts, {of}")).await;
    go_to(page, "text").await;
    page.wait_for("figure.margin.closed [data-do=guess]").await;
    assert_none(page, &format!("closed charts beside the text, {of}")).await;
    go_to(page, "timeline").await;
    page.wait_for(".axis-list [data-hidden]").await;
    assert_none(page, &format!("the timeline beside closed charts, {of}")).await;
    go_to(page, "charts").await;
    page.click("#guess-first").await;
    page.wait_for("#guess-first:not(:checked)").await;
    page.wait_for("figure.plate:not(.closed) [data-do=guess]").await;
    page.click("[data-do=guess]").await;
    page.wait_for("[data-guess-phase=asking] .fields input").await;
    assert_none(page, &format!("guess, {of}")).await;
    let guess = "for (const field of document.querySelectorAll('[data-field]')) { \
                 field.value = '12'; field.dispatchEvent(new Event('change', { bubbles: true })); }";
    page.script(guess, Vec::new()).await;
    page.click("#tell:enabled").await;
    page.wait_for("[data-guess-phase=told]").await;
    assert_none(page, &format!("the truth over the guess, {of}")).await;
    page.click("#end-guess").await;
    page.click("#arrange").await;
    page.wait_for("[data-view=arrange]").await;
    assert_none(page, &format!("arranging, {of}")).await;
    go_to(page, "timeline").await;
    page.wait_for("svg.axis-board [data-target]").await;
    assert_none(page, &format!("timeline, {of}")).await;
}

/// A text with one chart and hardly a card beside it.
const SHORT: &str = "В 1939 г. женщины составляли 33,1 процента врачей города, а в 1944 г. — 53,8 процента.";

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn axe_finds_nothing_at_a_chart_that_is_a_card() {
    in_browser(Place::SubPath, async |page| {
        paste(page, SHORT).await;
        page.wait_for("[data-view=reader]").await;
        wait_for_dictionary(page).await;
        go_to(page, "charts").await;
        page.click("[data-do=study-chart]").await;
        page.wait_for("[data-do=study-chart][aria-pressed=true]").await;
        go_to(page, "study").await;
        // What comes before it is put aside.
        let kind = "return document.querySelector('.card')?.dataset.kind";
        for _ in 0..20 {
            page.wait_for("[data-view=study] .card").await;
            if page.script(kind, Vec::new()).await == "Chart" {
                break;
            }
            let before = page.script("return document.querySelector('[data-card]')?.dataset.card", Vec::new()).await;
            page.click(".menu summary").await;
            page.click(".menu [data-do=suspend]").await;
            let gone = "return document.querySelector('[data-view=study] [data-card]')?.dataset.card !== arguments[0]";
            page.wait_until("the card to go", gone, vec![before]).await;
        }
        let themes = async |of: &str| {
            for theme in ["light", "dark"] {
                page.script("document.documentElement.dataset.theme = arguments[0]", vec![theme.into()]).await;
                assert_none(page, &format!("{of}, {theme}")).await;
            }
        };
        page.wait_for(".card[data-kind=Chart] [data-guess-phase=asking]").await;
        themes("a chart that is asked").await;
        page.script("document.querySelector('.slider').focus()", Vec::new()).await;
        press(page, '\u{e013}').await;
        page.wait_for("#tell:enabled").await;
        press(page, '\u{e007}').await;
        page.wait_for("[data-view=study][data-phase=answered] [data-guess-phase=told] [data-evidence]").await;
        themes("a chart that is told").await;
    });
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn axe_finds_nothing_anywhere() {
    for languages in ["ru-RU,ru", "en-US,en"] {
        in_browser(Setting { languages, ..Place::SubPath.into() }, async |page| {
            for (theme, place) in [("light", 2), ("dark", 3)] {
                page.wait_for(".brand").await;
                page.click(".brand").await;
                page.click(".places a:last-child").await;
                page.click(&format!("fieldset:nth-of-type(2) label:nth-of-type({place})")).await;
                page.wait_for(&format!("html[data-theme={theme}]")).await;
                let of = format!("{languages} {theme}");
                assert_none(page, &format!("settings, {of}")).await;
                page.click(".brand").await;
                page.wait_for("[data-view=library]").await;
                assert_none(page, &format!("library, {of}")).await;
                open_sample(page).await;
                wait_for_dictionary(page).await;
                look_at_the_charts(page, &of).await;
                look_at_the_lesson(page, &of).await;
            }
        });
    }
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn axe_finds_nothing_on_any_view_of_the_list() {
    for languages in ["ru-RU,ru", "en-US,en"] {
        in_browser(Setting { languages, ..Place::SubPath.into() }, async |page| {
            let lesson = begin(page).await;
            for what in all() {
                show(page, what, &lesson).await;
                for theme in ["light", "dark"] {
                    page.script("document.documentElement.dataset.theme = arguments[0]", vec![json!(theme)]).await;
                    assert_none(page, &format!("{what}, {languages}, {theme}")).await;
                }
                put_away(page).await;
            }
        });
    }
}

#[test]
#[ignore = "needs the built app and a browser: cargo xtask test"]
fn nothing_that_is_pressed_is_too_small() {
    in_browser(Place::SubPath, async |page| {
        let lesson = begin(page).await;
        let mut small = Vec::new();
        for what in all() {
            show(page, what, &lesson).await;
            let found = barriers_of(page, "runOnly: { type: 'rule', values: ['target-size'] }").await;
            small.extend(found.into_iter().map(|found| format!("{what}: {found}")));
            put_away(page).await;
        }
        assert!(small.is_empty(), "{small:#?}");
    });
}
