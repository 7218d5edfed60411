//! A plan for the day of an exam: what is asked, and what can be reached.

use yew::prelude::*;

use crate::app::{Action, Made, Open, Planning, Route, cards, study};
use crate::card::{CardId, Piece};
use crate::plan::csv;
use crate::schedule::day;
use crate::statistics::drawing;
use crate::ui::components::{still, told};
use crate::ui::dom;
use crate::ui::hooks::App;

const DAY: &str = "exam-day";
const MINUTES: &str = "exam-minutes";
/// Cards that are listed: a longer list is read by nobody.
const MOST: usize = 100;

pub fn exam(app: &App, open: &Open) -> Html {
    let (state, words) = (&app.state, app.words.coach());
    let Some((lesson, entry)) = state.entry() else { return Html::default() };
    let today = day::of(state.now.at, state.now.offset);
    let Some(exam) = state.wished() else { return Html::default() };
    let ids = cards::studied(open, entry, state.now).iter().map(|card| card.id.clone()).collect::<Vec<_>>();
    let onday = app.on(|event: Event| Action::Wish { day: day::of_date(&dom::value_of(&event)), minutes: None });
    let onminutes = app.on(|event: Event| Action::Wish { day: None, minutes: dom::value_of(&event).parse().ok() });
    let dispatch = app.dispatch.clone();
    let onsubmit = move |event: SubmitEvent| {
        event.prevent_default();
        dispatch.send(Action::Plan { cards: ids.clone(), now: dom::now() });
    };
    let planning = state.planning.as_ref().filter(|planning| planning.lesson == *lesson);
    let is_followed = state.deck.exam(lesson).is_some_and(|exam| exam.day > today);
    html! {
        <section data-statistic="exam">
            <h2>{ words.exam }</h2>
            <p class="soft">{ words.exam_help }</p>
            <form class="exam" {onsubmit}>
                <div class="setting">
                    <label for={DAY}>{ words.exam_day }</label>
                    <input type="date" id={DAY} required={true} min={day::date(today + 1)} value={day::date(exam.day)}
                        onchange={onday} />
                </div>
                <div class="setting">
                    <label for={MINUTES}>{ words.exam_minutes }</label>
                    <input type="number" id={MINUTES} required={true} min="1" max="480" value={exam.minutes.to_string()}
                        onchange={onminutes} />
                </div>
                <button class="cta" id="make-plan" disabled={planning.is_some_and(|planning| planning.made.is_none())}>
                    { words.make_plan }
                </button>
                if is_followed {
                    <button class="plain" id="call-off" type="button" onclick={app.click_at(|now| Action::CallOff { now })}>{ words.call_off }</button>
                }
            </form>
            if is_followed {
                <p class="soft">{ words.follows }</p>
            }
            <div role="status">
                { match planning {
                    None => Html::default(),
                    Some(Planning { made: None, .. }) => html! { <p>{ words.planning }</p> },
                    Some(Planning { made: Some(Err(())), .. }) => html! { <p class="caution">{ words.failed }</p> },
                    Some(Planning { made: Some(Ok(made)), cards, .. }) => plan(app, open, made, cards),
                } }
            </div>
        </section>
    }
}

fn plan(app: &App, open: &Open, made: &Made, ids: &[CardId]) -> Html {
    let (words, Made { today, plan, needed }) = (app.words.coach(), made);
    let target = app.state.deck.retention();
    let all = plan.cards.len();
    let Some(first) = plan.days.first() else { return html! { <p class="caution">{ words.nothing_left }</p> } };
    let (with, without) = plan.expected();
    let (short, out) = (plan.short_of_time(target), plan.out_of_reach(target));
    let date = |ahead: usize| (app.words.statistics().short_day)(&day::date(today + ahead as i64));
    let columns: Vec<(String, usize)> = (plan.days.iter().enumerate())
        .map(|(ahead, day)| {
            let step = plan.days.len().div_ceil(5);
            (if ahead % step == 0 { date(ahead) } else { String::new() }, day.cards.len())
        })
        .collect();
    let width = if app.state.is_narrow { 280.0 } else { 560.0 };
    let save = saving(app);
    let besides =
        app.state.entry().map_or(0, |(_, entry)| study::beside_plan(open, entry, &app.state.deck, app.state.now));
    html! {
        <div class="plan" data-plan={plan.days.len().to_string()} data-short={short.len().to_string()} data-out={out.len().to_string()}>
            <p>{ (words.expected)(with, without, all) }</p>
            <p>{ (words.reached)(plan.reached(target), all, (target * 100.0).round() as u8) }</p>
            if !short.is_empty() {
                <p class="caution">
                    { (words.short_of_time)(short.len()) }{ " " }{ needed.map(|minutes| (words.needed)(minutes)).unwrap_or_default() }
                </p>
                { missed(app, open, made, ids, &short, "short") }
            }
            if !out.is_empty() {
                <p class="caution">{ (words.out_of_reach)(out.len()) }</p>
                { missed(app, open, made, ids, &out, "out") }
            }
            <p>
                { (words.today)(first.cards.len(), first.seconds / 60.0) }
                if besides > 0 {
                    { " " }<span data-besides={besides.to_string()}>{ (words.besides)(besides) }</span>
                }
            </p>
            <h3>{ words.cards_a_day }</h3>
            { still(&drawing::columns(width, &columns, words.cards_a_day.to_owned()), !app.state.is_narrow) }
            <details>
                <summary>{ app.words.charts().table }</summary>
                <table>
                    <thead><tr>
                        <th scope="col">{ app.words.statistics().day }</th>
                        <th scope="col">{ app.words.statistics().cards }</th>
                        <th scope="col">{ words.minutes }</th>
                    </tr></thead>
                    <tbody>
                        { for plan.days.iter().enumerate().map(|(ahead, day)| html! {
                            <tr>
                                <th scope="row">{ date(ahead) }</th>
                                <td>{ day.cards.len() }</td>
                                <td>{ (day.seconds / 60.0).round() as u32 }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            </details>
            <button class="plain" data-csv="exam" onclick={save}>{ app.words.statistics().as_csv }</button>
        </div>
    }
}

/// Hands the whole plan over as a file, card by card.
fn saving(app: &App) -> impl Fn(MouseEvent) + 'static {
    let state = app.state.clone();
    move |_| {
        let planning = state.planning.as_ref();
        let Some(Planning { made: Some(Ok(made)), cards: ids, .. }) = planning else { return };
        let words_of = |id: &CardId| {
            let card = cards::card(state.shown()?, state.entry()?.1, id)?;
            let piece = |piece: &Piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Blank => card.answer.text.clone(),
            };
            let told: String = card.prompt.iter().map(piece).collect();
            Some(if card.prompt.contains(&Piece::Blank) { told } else { [&*told, " — ", &card.answer.text].concat() })
        };
        let tell = |place: usize| match ids.get(place) {
            Some(id) => [id.0.clone(), words_of(id).unwrap_or_default()],
            None => Default::default(),
        };
        let file = csv::write(&made.plan, made.today, state.deck.retention(), tell);
        dom::download(file.as_bytes(), "text/csv", "konspekt-exam.csv");
    }
}

/// The cards at these places, which do not reach the target, each with what can be expected of it and the way to its words.
fn missed(app: &App, open: &Open, made: &Made, ids: &[CardId], places: &[usize], name: &'static str) -> Html {
    let Some((_, entry)) = app.state.entry() else { return Html::default() };
    let words = app.words.coach();
    let line = |place: &usize| {
        let (id, outlook) = (ids.get(*place)?, made.plan.cards.get(*place)?);
        let card = cards::card(open, entry, id)?;
        Some(html! {
            <li data-card={id.0.clone()}>
                { told(open, &card) }{ " " }
                <span class="soft">
                    { (words.outlook)(outlook.with, outlook.best) }
                    if let Some(proof) = card.evidence.first() {
                        { " · " }<a href={Route::sentence(&open.id, proof.sentence.start).hash()}>{ app.words.in_text }</a>
                    }
                </span>
            </li>
        })
    };
    html! {
        <details data-missed={name}>
            <summary>{ words.which }</summary>
            <ul class="missed">{ for places.iter().take(MOST).filter_map(line) }</ul>
            if places.len() > MOST {
                <p class="soft">{ (words.and_others)(places.len() - MOST) }</p>
            }
        </details>
    }
}
