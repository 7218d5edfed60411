//! Facts that somebody relates, where what was read is checked.

use wasm_bindgen::JsCast;
use web_sys::{HtmlSelectElement, SubmitEvent};
use yew::prelude::*;

use super::arrange::{choices, seeking};
use super::source_lang;
use crate::app::charts::Unfit;
use crate::app::{Action, ArrangeAct, Arranging, CorrectAct, Open};
use crate::correct::{Remark, made};
use crate::deck::Entry;
use crate::fact::Fact;
use crate::relate::made::{misfit, ordered};
use crate::relate::{RelationId, RelationKind};
use crate::ui::dom;
use crate::ui::hooks::App;

/// The fields of a new relation.
const KIND: &str = "relate-as";
const TITLE: &str = "relate-title";

/// The way to relate facts, and the list to choose them from; nothing on a page of one lesson.
pub fn relate(app: &App, open: &Open) -> Html {
    let words = app.words.editor();
    if app.state.only.is_some() || open.is_shortened {
        return Html::default();
    }
    match &app.state.arranging {
        Some(arranging) => form(app, open, arranging),
        None => {
            let begin = app.click(|| Action::Arrange(ArrangeAct::Begin));
            html! { <p><button class="plain" id="relate" onclick={begin}>{ words.relate }</button></p> }
        }
    }
}

fn form(app: &App, open: &Open, arranging: &Arranging) -> Html {
    let (words, lang) = (app.words.editor(), source_lang(open));
    let onsubmit = {
        let (dispatch, chosen, open) = (app.dispatch.clone(), arranging.chosen.clone(), app.state.shown().cloned());
        move |event: SubmitEvent| {
            event.prevent_default();
            let Some(open) = &open else { return };
            let named = selected();
            let Some(kind) = RelationKind::ALL.into_iter().find(|kind| kind.name() == named) else { return };
            let facts: Vec<&Fact> = open.lesson.facts.iter().filter(|fact| chosen.contains(&fact.id)).collect();
            let facts = ordered(kind, &facts);
            if let Some(misfit) = misfit(kind, &facts) {
                return dispatch.send(Action::Arrange(ArrangeAct::Refuse(Unfit::Relation(misfit))));
            }
            let title = dom::input_in(TITLE);
            let (relation, related) = made::making(&open.lesson.document, kind, &facts, &title);
            let remark = Remark::Made(relation, Some(made::write(&related).into()));
            dispatch.send(Action::Correct { act: CorrectAct::Say(remark), now: dom::now() });
            dispatch.send(Action::Arrange(ArrangeAct::End));
        }
    };
    html! {
        <section class="choosing" data-section="relate">
            <h2>{ words.relate }</h2>
            <p class="soft">{ words.relate_help }</p>
            <form {onsubmit}>
                <p class="row">
                    <label>{ words.relate_as }{ " " }
                        <select id={KIND}>
                            { for RelationKind::ALL.into_iter().map(|kind| html! {
                                <option value={kind.name()} selected={kind == RelationKind::Series}>{ (words.related_by)(kind) }</option>
                            }) }
                        </select>
                    </label>
                    <label>{ words.relate_title }{ " " }<input type="text" id={TITLE} {lang} maxlength="400" autocomplete="off" /></label>
                    { seeking(app, arranging) }
                </p>
                <p class="row">
                    <button class="cta" type="submit" id="relate-them">{ words.relate_it }</button>
                    <button class="plain" type="button" onclick={app.click(|| Action::Arrange(ArrangeAct::End))}>{ app.words.cancel }</button>
                </p>
                <p role="status" class="caution-line">
                    { match arranging.refused {
                        Some(Unfit::Relation(misfit)) => (words.misfit)(misfit),
                        Some(Unfit::Chart | Unfit::Addition) | None => "",
                    } }
                </p>
                { choices(app, open, arranging) }
            </form>
        </section>
    }
}

fn selected() -> String {
    let select = dom::by_id(KIND).and_then(|element| element.dyn_into::<HtmlSelectElement>().ok());
    select.map(|select| select.value()).unwrap_or_default()
}

/// Forgets a relation that somebody has made.
pub fn unrelate(app: &App, relation: &RelationId, name: &'static str) -> Html {
    if app.state.only.is_some() {
        return Html::default();
    }
    let relation = relation.clone();
    let onclick = app.click(move || {
        let remark = Remark::Made(relation.clone(), None);
        Action::Correct { act: CorrectAct::Say(remark), now: dom::now() }
    });
    html! { <button class="plain" data-do="unrelate" {onclick}>{ name }</button> }
}

/// Whether somebody has made a relation.
pub fn is_made(entry: &Entry, relation: &RelationId) -> bool {
    entry.work.corrections.made.contains_key(relation)
}
