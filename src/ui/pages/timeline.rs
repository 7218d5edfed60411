//! The lesson's timeline: its axis, and what happened as charts that can be taken along.

use std::rc::Rc;

use yew::prelude::*;

use super::axis::{Axis, Shown};
use crate::app::charts::shown;
use crate::app::{Open, View, hidden};
use crate::chart::Form;
use crate::chart::guess::Door;
use crate::fact::FactId;
use crate::ui::components::{doors_before, export, hidden_now, source_lang};
use crate::ui::hooks::App;

/// The lesson's timeline, with its heading. While charts are guessed first, it tells no more than they do.
pub fn timeline(app: &App, open: &Rc<Open>) -> Html {
    let words = app.words;
    let Some((_, entry)) = app.state.entry() else { return Html::default() };
    let charts = shown(open, entry);
    let doors = doors_before(app, entry, &charts);
    // Not those that somebody has left out, nor what tells a figure that another chart asks for.
    let left_out: Rc<[FactId]> =
        hidden::listed(open, entry).iter().filter_map(|(.., fact)| Some(fact.as_ref()?.id.clone())).collect();
    let still = charts.iter().zip(doors.iter());
    let still = still.filter(|(chart, door)| chart.form == Form::Timeline && **door == Door::Open);
    html! {
        <div class="page wide" data-view="timeline">
            <h1>{ (words.view)(View::Timeline) }</h1>
            <Axis key={open.id.0.clone()} open={Shown(open.clone())} hidden={hidden_now(app, entry, &charts)} {left_out} {words} />
            { for still.map(|(spec, _)| html! {
                <section class="take-along" key={spec.id.0.clone()} data-chart={spec.id.0.clone()}>
                    <h2>{ words.charts().take_timeline }</h2>
                    <p lang={source_lang(open)}>{ spec.title.clone() }</p>
                    { export(app, spec) }
                </section>
            }) }
        </div>
    }
}
