use web_sys::KeyboardEvent;
use yew::prelude::*;

use crate::app::judge::has_field;
use crate::app::study::{Answered, Turn, preferred};
use crate::app::{Action, AppState, CardChange, Open, Route, StudyAct, View, cards};
use crate::card::{Card, CardKind, Piece};
use crate::deck::setting::Exam;
use crate::deck::{Buttons, Entry, Grade};
use crate::schedule::day;
use crate::ui::components::{
    FORM, SUBMIT, answered, asking, card_dialog, card_menu, card_state, guess_card, options, session_end, source_lang,
    swipe, swipe_begins,
};
use crate::ui::hooks::App;
use crate::ui::{dom, speech};

/// One thing at a time: prompt, answer, evidence, grade.
pub fn study(app: &App, open: &Open) -> Html {
    let words = app.words;
    let session = app.state.session.as_ref().filter(|session| session.lesson == open.id);
    let (Some(session), Some((_, entry))) = (session, app.state.entry()) else { return Html::default() };
    let turn = session.turn.as_ref();
    let card = turn.and_then(|turn| cards::card(open, entry, &turn.card));
    let undo = app.click_at(|now| Action::Undo { now });
    let all = session.done.len() + session.left;
    html! {
        <div class="study" data-view="study" data-card={turn.map(|turn| turn.card.0.clone())} data-keys={if app.state.deck.has_keys() { "on" } else { "off" }}
            data-done={session.done.len().to_string()} data-left={session.left.to_string()}
            data-phase={match turn { None => "done", Some(Turn { answer: None, .. }) => "asking", Some(_) => "answered" }}>
            <h1 class="unseen">{ (words.view)(View::Study) }</h1>
            <progress class="thin" max={all.max(1).to_string()} value={session.done.len().to_string()}
                aria-label={(words.progress)(session.done.len(), all)} />
            <div class="status">
                <span>
                    { (words.progress)(session.done.len(), all) }
                    if turn.is_some_and(|turn| turn.is_new) {
                        { " · " }{ words.is_new }
                    }
                    if let Some(exam) = followed(app, open) {
                        { " · " }<span data-plan="followed">{ (words.coach().by_plan)(&(words.statistics().short_day)(&day::date(exam.day))) }</span>
                    }
                    { " " }{ turn.map(|turn| card_state(entry.card(&turn.card), app)).unwrap_or_default() }
                </span>
                <span class="acts">
                    { read_aloud(app, open, card.as_deref(), turn) }
                    <button class="plain" id="undo" disabled={app.state.last_deed().is_none()} onclick={undo}>
                        { words.undo }{ " " }<kbd>{ "U" }</kbd>
                    </button>
                    if turn.is_some() {
                        <button class="plain" id="end" onclick={app.click_at(|now| Action::Study(StudyAct::End { now }))}>
                            { words.study().end }
                        </button>
                    }
                    <button class="plain" id="help" aria-haspopup="dialog" aria-label={words.study().help}
                        onclick={app.click(|| Action::Help(true))}>{ "?" }</button>
                </span>
            </div>
            <div role="status">
                if let Some(run) = app.state.long_run() {
                    <p class="caution" data-break="due">{ (words.study().break_due)(run / 60_000) }</p>
                }
            </div>
            { match (turn, card) {
                (Some(turn), Some(card)) => on_screen(app, open, entry, turn, &card),
                _ => session_end(app, open, entry, session),
            } }
            { card_dialog(app, open, entry) }
        </div>
    }
}

/// The exam whose plan says what comes today.
fn followed(app: &App, open: &Open) -> Option<Exam> {
    let (deck, now) = (&app.state.deck, app.state.now);
    deck.task(&open.id, day::of(now.at, now.offset))?;
    deck.exam(&open.id)
}

fn on_screen(app: &App, open: &Open, entry: &Entry, turn: &Turn, card: &Card) -> Html {
    let answer = turn.answer.as_ref();
    let swiped = {
        let (dispatch, is_chosen, field) = (app.dispatch.clone(), card.kind.is_chosen(), has_field(card));
        let proposed = answer.map(|answer| preferred(answer.proposed, app.state.deck.buttons()));
        move |event: PointerEvent| {
            let now = dom::now();
            match (swipe(&event), proposed) {
                (Some(true), Some(grade)) => {
                    // To the right is "known", whatever was proposed.
                    let grade = if grade == Grade::Again { Grade::Good } else { grade };
                    dispatch.send(Action::Study(StudyAct::Grade { grade, now }));
                }
                (Some(false), Some(_)) => dispatch.send(Action::Study(StudyAct::Grade { grade: Grade::Again, now })),
                (Some(true), None) if !is_chosen && !field => dispatch.send(Action::Study(StudyAct::Reveal { now })),
                _ => {}
            }
        }
    };
    html! {
        <>
            <div class="card" onpointerdown={|event: PointerEvent| swipe_begins(&event)} onpointerup={swiped} key={format!("{}-{}", card.id.0, turn.since)} data-kind={format!("{:?}", card.kind)}>
                { match answer {
                    _ if card.kind == CardKind::Chart => guess_card(app, open, card, answer.is_some()),
                    // What was taken stays where it was, and the reasons come beside it.
                    Some(answer) if card.kind.is_chosen() => html! {
                        <>{ asking(app, open, card, &turn.draft) }{ options(app, open, card, Some(answer)) }{ answered(app, open, card, answer) }</>
                    },
                    Some(answer) => answered(app, open, card, answer),
                    None => html! {
                        <>
                            { asking(app, open, card, &turn.draft) }
                            if card.kind.is_chosen() { { options(app, open, card, None) } }
                        </>
                    },
                } }
                { card_menu(app, open, entry, card, true) }
            </div>
            <div class="rate">
                { match answer {
                    Some(answered) => grades(app, turn, answered),
                    None => ways_on(app, card),
                } }
            </div>
        </>
    }
}

/// How an answer is handed in, or shown.
fn ways_on(app: &App, card: &Card) -> Html {
    let words = app.words;
    let reveal = app.click_at(|now| Action::Study(StudyAct::Reveal { now }));
    if card.kind.is_chosen() {
        return Html::default();
    }
    if card.kind == CardKind::Chart {
        // It is handed in where it is drawn.
        return html! { <button class="plain" id="dont-know" onclick={reveal}>{ words.dont_know }</button> };
    }
    if !has_field(card) {
        return html! {
            <button class="cta reveal" id="reveal" onclick={reveal}>
                { words.show_answer }{ " " }
                if app.state.deck.has_keys() { <kbd>{ "␣" }</kbd> } else { <kbd class="enter">{ "↵" }</kbd> }
            </button>
        };
    }
    html! {
        <div class="ways">
            <button class="plain" id="dont-know" onclick={reveal}>{ words.dont_know }</button>
            <button class="cta" id={SUBMIT} type="submit" form={FORM}>{ words.check }{ " " }<kbd class="enter">{ "↵" }</kbd></button>
        </div>
    }
}

fn grades(app: &App, turn: &Turn, answered: &Answered) -> Html {
    let words = app.words;
    let buttons = app.state.deck.buttons();
    let proposed = preferred(answered.proposed, buttons);
    let button = |(grade, number): (&Grade, usize)| {
        let grade = *grade;
        let class =
            classes!((grade == proposed).then_some("proposed"), (turn.saving == Some(grade)).then_some("saving"));
        html! {
            <button {class} data-grade={number.to_string()}
                onclick={app.on(move |_: MouseEvent| Action::Study(StudyAct::Grade { grade, now: dom::now() }))}>
                <span>{ (words.grade)(grade) }{ " " }<kbd>{ number }</kbd></span>
                <small>{ (words.interval)(answered.interval_ms(grade)) }</small>
            </button>
        }
    };
    let mut grades = buttons.grades().iter().zip(1..).map(button);
    html! {
        <div class={classes!("grades", (buttons == Buttons::Two).then_some("two"))} role="group" aria-label={words.grades}>
            <div>{ grades.next().unwrap_or_default() }</div>
            <div>{ for grades }</div>
        </div>
    }
}

/// What is on screen, read by a voice of this device; nothing where it has none for the language.
fn read_aloud(app: &App, open: &Open, card: Option<&Card>, turn: Option<&Turn>) -> Html {
    let Some((card, turn)) = card.zip(turn) else { return Html::default() };
    speech::only_of(&turn.card.0);
    let dispatch = app.dispatch.clone();
    speech::on_voices(move || dispatch.render());
    let Some(lang) = source_lang(open).filter(|lang| speech::can_say(lang)) else { return Html::default() };
    let (text, of) = (spoken(app, card, turn), turn.card.0.clone());
    html! {
        <button class="plain" id="speak" onclick={move |_: MouseEvent| speech::say(&of, &text, lang)}>
            { app.words.study().read_aloud }{ " " }<kbd>{ "R" }</kbd>
        </button>
    }
}

/// The prompt; after the answer, the answer in it.
fn spoken(app: &App, card: &Card, turn: &Turn) -> String {
    let blank = if turn.answer.is_some() { card.answer.text.as_str() } else { app.words.blank };
    let prompt: String =
        card.prompt.iter().map(|piece| if let Piece::Text(text) = piece { text } else { blank }).collect();
    match turn.answer {
        Some(_) if !card.prompt.contains(&Piece::Blank) => format!("{prompt} {}", card.answer.text),
        _ => prompt,
    }
}

/// What a key means while studying; by its place on the keyboard, so that it is the same in every layout.
pub fn study_key(event: &KeyboardEvent, state: &AppState) -> Option<Action> {
    let Route::Lesson { view: View::Study, .. } = state.route else { return None };
    let (open, session) = state.shown().zip(state.session.as_ref())?;
    let (now, code) = (dom::now(), event.code());
    let is_enter = matches!(code.as_str(), "Enter" | "NumpadEnter");
    // A space is a character, so it is switched off with the others; Enter writes none.
    if !is_enter && !state.deck.has_keys() {
        return None;
    }
    let is_going_on = is_enter || code == "Space";
    // Held down, it would take back one answer after the other.
    if code == "KeyU" && !event.repeat() && state.last_deed().is_some() {
        return Some(Action::Undo { now });
    }
    if session.turn.is_none() {
        let is_time = session.left > 0 || session.next_at.is_some_and(|at| at <= now.at);
        let goes_on = is_time && is_going_on && !event.repeat() && !dom::is_on_control(event);
        return goes_on.then_some(Action::Study(StudyAct::GoOn { now }));
    }
    let turn = session.turn.as_ref()?;
    let (_, entry) = state.entry()?;
    let card = cards::card(open, entry, &turn.card)?;
    let work = entry.card(&card.id);
    let change = match code.as_str() {
        "KeyF" => Some(CardChange::Flag(work.is_none_or(|work| work.flag.is_none()).then(String::new))),
        "KeyP" => Some(CardChange::Suspend(true)),
        "KeyB" => Some(CardChange::Bury(true)),
        "KeyR" => {
            dom::press("speak");
            return None;
        }
        "KeyE" if card.kind != CardKind::Chart => return Some(Action::Edit(Some(card.id.clone()))),
        _ => None,
    };
    if let Some(change) = change.filter(|_| !event.repeat()) {
        return Some(Action::Say { card: card.id.clone(), change, now });
    }
    let digit =
        code.strip_prefix("Digit").or(code.strip_prefix("Numpad")).and_then(|digit| digit.parse::<usize>().ok());
    let goes_on = is_going_on && !dom::is_on_control(event);
    let buttons = state.deck.buttons();
    match &turn.answer {
        None => match digit {
            Some(digit @ 1..) if card.kind.is_chosen() && digit <= card.options.len() => {
                Some(Action::Study(StudyAct::Choose { option: digit - 1, now }))
            }
            // Space is for what has the focus, an item to be moved for one.
            _ if has_field(&card) => {
                if goes_on && code != "Space" {
                    dom::press(SUBMIT);
                }
                None
            }
            _ => (goes_on && !card.kind.is_chosen()).then_some(Action::Study(StudyAct::Reveal { now })),
        },
        Some(_) if event.repeat() => None,
        Some(answered) => match digit {
            Some(digit @ 1..) => {
                buttons.grades().get(digit - 1).map(|&grade| Action::Study(StudyAct::Grade { grade, now }))
            }
            _ if goes_on => Some(Action::Study(StudyAct::Grade { grade: preferred(answered.proposed, buttons), now })),
            _ if code == "KeyT" => {
                let sentence = card.evidence.first()?.sentence;
                dom::go(&Route::sentence(&open.id, sentence.start).hash());
                None
            }
            _ => None,
        },
    }
}
