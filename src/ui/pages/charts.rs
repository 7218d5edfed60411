use yew::prelude::*;

use crate::app::{Open, View, pages};
use crate::ui::components::{chart_plate, pager};
use crate::ui::hooks::App;

/// Charts on one page.
const SIZE: usize = 20;

/// Every chart of the text, with its reading and its table.
pub fn charts(app: &App, open: &Open) -> Html {
    let words = app.words;
    let charts = &open.lesson.charts;
    let page = app.state.page.unwrap_or(0);
    html! {
        <div class="page" data-view="charts" data-charts={charts.len().to_string()}>
            <h1>{ (words.view)(View::Charts) }</h1>
            if charts.is_empty() {
                <p class="caution">{ words.no_charts }</p>
            }
            { for charts[pages::range(page, SIZE, charts.len())].iter().map(|chart| chart_plate(app, open, chart)) }
            { pager(app, page, charts.len().div_ceil(SIZE)) }
        </div>
    }
}
