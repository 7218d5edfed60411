use web_sys::KeyboardEvent;
use yew::prelude::*;

use super::cards::prompt;
use crate::app::study::{Answered, Turn, cards};
use crate::app::{Action, AppState, Open, Route, Session, View};
use crate::card::{Card, CardKind};
use crate::deck::Grade;
use crate::ui::components::{evidence_quote, items, source_lang};
use crate::ui::dom;
use crate::ui::hooks::App;
use crate::ui::words::Words;

const GRADES: [Grade; 4] = [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy];

/// One thing at a time: prompt, answer, evidence, grade.
pub fn study(app: &App, open: &Open) -> Html {
    let words = app.words;
    let Some(session) = app.state.session.as_ref().filter(|session| session.lesson == open.id) else {
        return Html::default();
    };
    let turn = session.turn.as_ref();
    let card = turn.and_then(|turn| cards(open).iter().find(|card| card.id == turn.card));
    let undo = app.click_at(|now| Action::Undo { now });
    let all = session.done.len() + session.left;
    html! {
        <div class="study" data-view="study" data-done={session.done.len().to_string()} data-left={session.left.to_string()}
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
                </span>
                <button class="plain" id="undo" disabled={session.done.is_empty()} onclick={undo}>
                    { words.undo }{ " " }<kbd>{ "U" }</kbd>
                </button>
            </div>
            { match (turn, card) {
                (Some(turn), Some(card)) => on_screen(app, open, turn, card),
                _ => summary(open, session, words, app.state.now.at),
            } }
        </div>
    }
}

fn on_screen(app: &App, open: &Open, turn: &Turn, card: &Card) -> Html {
    let words = app.words;
    let answered = turn.answer.as_ref();
    html! {
        <>
            <div class="card" key={format!("{}-{}", card.id.0, turn.since)}>
                <p class="prompt" lang={source_lang(open)} data-card={card.id.0.clone()}>
                    { match answered {
                        Some(_) if card.options.is_empty() => filled(card),
                        _ => prompt(card, words),
                    } }
                </p>
                if card.kind.is_chosen() {
                    { options(app, open, card, answered) }
                }
                if card.kind == CardKind::Ordering {
                    { items(open, card, answered.is_some()) }
                }
                <div role="status" class="verdict" lang={words.lang}>
                    { answered.map(|answered| verdict(card, answered, words)).unwrap_or_default() }
                </div>
                if answered.is_some() {
                    { for card.evidence.iter().map(|&proof| evidence_quote(open, proof, words)) }
                }
            </div>
            <div class="rate">
                { match answered {
                    Some(answered) => grades(app, turn, answered),
                    None if !card.kind.is_chosen() => html! {
                        <button class="cta reveal" id="reveal" onclick={app.click_at(|now| Action::Reveal { now })}>
                            { words.show_answer }{ " " }<kbd>{ "␣" }</kbd>
                        </button>
                    },
                    None => Html::default(),
                } }
            </div>
        </>
    }
}

/// The prompt with the answer in its blank, or after it where it has none.
fn filled(card: &Card) -> Html {
    let blank = card.prompt.contains(&crate::card::Piece::Blank);
    let after = (!blank).then(|| html! { <>{ " " }<em class="answer">{ card.answer.text.clone() }</em></> });
    let pieces = card.prompt.iter().map(|piece| match piece {
        crate::card::Piece::Text(text) => html! { { text.clone() } },
        crate::card::Piece::Blank => html! { <em class="answer">{ card.answer.text.clone() }</em> },
    });
    pieces.chain(after).collect()
}

fn options(app: &App, open: &Open, card: &Card, answered: Option<&Answered>) -> Html {
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
                        <span lang={source_lang(open)}>{ option.text.clone() }</span>
                        <small>{ note.unwrap_or_default() }</small>
                    </button>
                }
            }) }
        </div>
    }
}

fn verdict(card: &Card, answered: &Answered, words: &Words) -> Html {
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

fn summary(open: &Open, session: &Session, words: &Words, now: i64) -> Html {
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

/// What a key means while studying; by its place on the keyboard, so that it is the same in every layout.
pub fn study_key(event: &KeyboardEvent, state: &AppState) -> Option<Action> {
    let Route::Lesson { view: View::Study, .. } = state.route else { return None };
    let (open, session) = state.shown().zip(state.session.as_ref())?;
    let (now, code) = (dom::now(), event.code());
    if code == "KeyU" && !session.done.is_empty() {
        return Some(Action::Undo { now });
    }
    let turn = session.turn.as_ref()?;
    let card = cards(open).iter().find(|card| card.id == turn.card)?;
    let digit =
        code.strip_prefix("Digit").or(code.strip_prefix("Numpad")).and_then(|digit| digit.parse::<usize>().ok());
    let goes_on = matches!(code.as_str(), "Space" | "Enter" | "NumpadEnter") && !dom::is_on_control(event);
    match &turn.answer {
        None => match digit {
            Some(digit @ 1..) if card.kind.is_chosen() && digit <= card.options.len() => {
                Some(Action::Choose { option: digit - 1, now })
            }
            _ => (goes_on && !card.kind.is_chosen()).then_some(Action::Reveal { now }),
        },
        Some(_) if event.repeat() => None,
        Some(answered) => match digit {
            Some(digit @ 1..=4) => Some(Action::Grade { grade: GRADES[digit - 1], now }),
            _ if goes_on => Some(Action::Grade { grade: answered.proposed.unwrap_or(Grade::Good), now }),
            _ if code == "KeyE" => {
                let sentence = card.evidence.first()?.sentence;
                dom::go(&Route::sentence(&open.id, sentence.start).hash());
                None
            }
            _ => None,
        },
    }
}
