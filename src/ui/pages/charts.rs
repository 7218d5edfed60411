use yew::prelude::*;

use crate::app::pages;
use crate::ui::components::{ChartPlate, OpenRef, Pager};
use crate::ui::hooks::use_app;

#[derive(Properties, PartialEq)]
pub struct ChartsProps {
    pub open: OpenRef,
}

/// Charts on one page.
const SIZE: usize = 20;

/// Every chart of the text, with its reading and its table.
#[component]
pub fn Charts(props: &ChartsProps) -> Html {
    let ChartsProps { open } = props;
    let app = use_app();
    let words = app.words;
    let page = use_state(|| 0);
    let count = open.lesson.charts.len();
    let go = {
        let page = page.clone();
        Callback::from(move |to| page.set(to))
    };
    html! {
        <div class="page" data-view="charts" data-charts={count.to_string()}>
            <h1>{ (words.view)(crate::app::View::Charts) }</h1>
            if count == 0 {
                <p class="caution">{ words.no_charts }</p>
            }
            { for pages::range(*page, SIZE, count).map(|chart| html! {
                <ChartPlate key={chart} open={open.clone()} {chart} {words} />
            }) }
            <Pager page={*page} pages={count.div_ceil(SIZE)} {go} {words} />
        </div>
    }
}
