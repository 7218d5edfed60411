use web_sys::KeyboardEvent;
use yew::prelude::*;

use super::cards::prompt;
use crate::app::study::{Answered, Turn, cards};
use crate::app::{Action, Route, Session, View};
use crate::card::{Card, CardKind};
use crate::deck::Grade;
use crate::ui::components::{EvidenceQuote, OpenRef};
use crate::ui::hooks::{App, use_app, use_keys};
use crate::ui::words::Words;
use crate::ui::{dom, route};

#[derive(Properties, PartialEq)]
pub struct StudyProps {
    pub open: OpenRef,
}

const GRADES: [Grade; 4] = [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy];

/// One thing at a time: prompt, answer, evidence, grade.
#[component]
pub fn Study(props: &StudyProps) -> Html {
    let StudyProps { open } = props;
    let app = use_app();
    let words = app.words;
    use_effect_with((), {
        let send = app.sender();
        move |()| send.emit(Action::Study { now: dom::now() })
    });
    let session = app.state.session.as_ref().filter(|session| session.lesson == open.id);
    let turn = session.and_then(|session| session.turn.clone());
    let card = turn.as_ref().and_then(|turn| cards(open).iter().find(|card| card.id == turn.card));
    use_keys({
        let (send, turn, card, open) = (app.sender(), turn.clone(), card.cloned(), open.clone());
        let can_undo = session.is_some_and(|session| !session.done.is_empty());
        move |event| match key(event, turn.as_ref(), card.as_ref(), can_undo) {
            Some(Key::Act(action)) => {
                send.emit(action);
                true
            }
            Some(Key::Evidence(at)) => {
                route::go(&Route::sentence(&open.id, at));
                true
            }
            None => false,
        }
    });
    let Some(session) = session else { return Html::default() };
    let undo = app.on(|_: MouseEvent| Action::Undo { now: dom::now() });
    let all = session.done.len() + session.left;
    html! {
        <div class="study" data-view="study" data-done={session.done.len().to_string()} data-left={session.left.to_string()}
            data-phase={match &turn { None => "done", Some(Turn { answer: None, .. }) => "asking", Some(_) => "answered" }}>
            <h1 class="unseen">{ (words.view)(View::Study) }</h1>
            <progress class="thin" max={all.max(1).to_string()} value={session.done.len().to_string()}
                aria-label={(words.progress)(session.done.len(), all)} />
            <div class="status">
                <span>
                    { (words.progress)(session.done.len(), all) }
                    if turn.as_ref().is_some_and(|turn| turn.is_new) {
                        { " · " }{ words.is_new }
                    }
                </span>
                <button class="plain" id="undo" disabled={session.done.is_empty()} onclick={undo}>
                    { words.undo }{ " " }<kbd>{ "U" }</kbd>
                </button>
            </div>
            { match (turn, card) {
                (Some(turn), Some(card)) => on_screen(&app, open, &turn, card),
                _ => summary(open, session, words, app.state.now.at),
            } }
        </div>
    }
}

fn on_screen(app: &App, open: &OpenRef, turn: &Turn, card: &Card) -> Html {
    let words = app.words;
    let answered = turn.answer.as_ref();
    html! {
        <>
            <div class="card" key={format!("{}-{}", card.id.0, turn.since)}>
                <p class="prompt" lang={open.lang()} data-card={card.id.0.clone()}>
                    { match answered {
                        Some(_) if card.kind == CardKind::Cloze => filled(card),
                        _ => prompt(card, words),
                    } }
                </p>
                if !card.options.is_empty() {
                    { options(app, open, card, answered) }
                }
                <div role="status" class="verdict" lang={words.lang}>
                    { answered.map(|answered| verdict(card, answered, words)).unwrap_or_default() }
                </div>
                if answered.is_some() {
                    { for card.evidence.iter().map(|&proof| html! { <EvidenceQuote open={open.clone()} {proof} {words} /> }) }
                }
            </div>
            <div class="rate">
                { match answered {
                    Some(answered) => grades(app, turn, answered),
                    None if card.options.is_empty() => html! {
                        <button class="cta reveal" id="reveal" onclick={app.on(|_: MouseEvent| Action::Reveal { now: dom::now() })}>
                            { words.show_answer }{ " " }<kbd>{ "␣" }</kbd>
                        </button>
                    },
                    None => Html::default(),
                } }
            </div>
        </>
    }
}

/// The prompt with the answer in its blank.
fn filled(card: &Card) -> Html {
    card.prompt
        .iter()
        .map(|piece| match piece {
            crate::card::Piece::Text(text) => html! { { text.clone() } },
            crate::card::Piece::Blank => html! { <em class="answer">{ card.answer.text.clone() }</em> },
        })
        .collect()
}

fn options(app: &App, open: &OpenRef, card: &Card, answered: Option<&Answered>) -> Html {
    let words = app.words;
    html! {
        <div class="options" role="group" aria-label={words.options}>
            { for card.options.iter().enumerate().map(|(index, option)| {
                let was_taken = answered.is_some_and(|answered| answered.option == Some(index));
                let class = match answered {
                    Some(_) if option.correct => "right",
                    Some(_) if was_taken => "wrong",
                    _ => "",
                };
                let note = answered.map(|_| match &option.reason {
                    _ if option.correct => words.right.to_owned(),
                    Some(reason) => (words.reason)(reason),
                    None => String::new(),
                });
                html! {
                    <button {class} data-option={index.to_string()} data-correct={answered.map(|_| option.correct.to_string())}
                        disabled={answered.is_some()}
                        onclick={app.on(move |_: MouseEvent| Action::Choose { option: index, now: dom::now() })}>
                        <kbd>{ index + 1 }</kbd>
                        <span lang={open.lang()}>{ option.text.clone() }</span>
                        <small>{ note.unwrap_or_default() }</small>
                    </button>
                }
            }) }
        </div>
    }
}

fn verdict(card: &Card, answered: &Answered, words: &'static Words) -> Html {
    let text = match answered.option.and_then(|option| card.options.get(option)) {
        Some(option) if option.correct => (words.right_answer)(&card.answer.text),
        Some(_) => (words.wrong)(&card.answer.text),
        None => format!("{}: {}", words.answer, card.answer.text),
    };
    // Sighted readers see it in the prompt or among the options.
    html! { <span class="unseen">{ text }</span> }
}

fn grades(app: &App, turn: &Turn, answered: &Answered) -> Html {
    let words = app.words;
    let proposed = answered.proposed.unwrap_or(Grade::Good);
    let button = |grade: Grade, number: u8| {
        let interval = answered.next.of(grade).interval_ms(answered.at);
        let class =
            classes!((grade == proposed).then_some("proposed"), (turn.saving == Some(grade)).then_some("saving"));
        html! {
            <button {class} data-grade={number.to_string()}
                onclick={app.on(move |_: MouseEvent| Action::Grade { grade, now: dom::now() })}>
                <span>{ (words.grade)(grade) }{ " " }<kbd>{ number }</kbd></span>
                <small>{ (words.interval)(interval) }</small>
            </button>
        }
    };
    html! {
        <div class="grades" role="group" aria-label={words.grades}>
            <div>{ button(Grade::Again, 1) }</div>
            <div>{ button(Grade::Hard, 2) }{ button(Grade::Good, 3) }{ button(Grade::Easy, 4) }</div>
        </div>
    }
}

fn summary(open: &OpenRef, session: &Session, words: &'static Words, now: i64) -> Html {
    let wait = session.next_at.map(|at| (words.next_card_in)(&(words.interval)(at - now)));
    html! {
        <div class="summary" role="status">
            if session.done.is_empty() {
                <h2>{ words.nothing_due }</h2>
            } else {
                <h2>{ words.done_for_now }</h2>
                <p>{ (words.sitting)(session.done.len(), session.count(Grade::Again)) }</p>
                <dl class="tally">
                    { for GRADES.into_iter().filter(|&grade| session.count(grade) > 0).map(|grade| html! {
                        <><dt>{ (words.grade)(grade) }</dt><dd>{ session.count(grade) }</dd></>
                    }) }
                </dl>
            }
            if let Some(wait) = wait {
                <p>{ wait }</p>
            }
            <p><a href={Route::lesson(&open.id, View::Text).hash()}>{ words.back_to_text }</a></p>
        </div>
    }
}

enum Key {
    Act(Action),
    /// To the sentence at this byte.
    Evidence(usize),
}

/// What a key means here; by its place on the keyboard, so that it is the same in every layout.
fn key(event: &KeyboardEvent, turn: Option<&Turn>, card: Option<&Card>, can_undo: bool) -> Option<Key> {
    let now = dom::now();
    let code = event.code();
    let digit =
        code.strip_prefix("Digit").or(code.strip_prefix("Numpad")).and_then(|digit| digit.parse::<usize>().ok());
    if code == "KeyU" && can_undo {
        return Some(Key::Act(Action::Undo { now }));
    }
    let (turn, card) = (turn?, card?);
    let is_go_on = matches!(code.as_str(), "Space" | "Enter" | "NumpadEnter");
    match &turn.answer {
        None => match digit {
            Some(digit @ 1..) if digit <= card.options.len() => {
                Some(Key::Act(Action::Choose { option: digit - 1, now }))
            }
            _ if is_go_on && card.options.is_empty() && !dom::is_on_control(event) => {
                Some(Key::Act(Action::Reveal { now }))
            }
            _ => None,
        },
        Some(answered) => match digit {
            Some(digit @ 1..=4) if !event.repeat() => Some(Key::Act(Action::Grade { grade: GRADES[digit - 1], now })),
            _ if is_go_on && !event.repeat() && !dom::is_on_control(event) => {
                Some(Key::Act(Action::Grade { grade: answered.proposed.unwrap_or(Grade::Good), now }))
            }
            _ if code == "KeyE" => card.evidence.first().map(|proof| Key::Evidence(proof.sentence.start)),
            _ => None,
        },
    }
}
