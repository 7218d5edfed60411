//! A card after its answer: how the answer compares, why, and what proves it.

use yew::prelude::*;

use super::face::{part_of_whole, prompt, with_blank};
use super::{evidence_quote, guess_announced, source_lang};
use crate::app::judge::{Given, Range, true_share};
use crate::app::study::Answered;
use crate::app::{Action, Open, Route, StudyAct, View, cards};
use crate::card::answer::Verdict;
use crate::card::{Card, CardKind, Derivation, Piece, Reason, Stance};
use crate::chart::svg::pixels;
use crate::extract::Amount;
use crate::fact::{Fact, FactKind};
use crate::statistics::Estimates;
use crate::ui::dom;
use crate::ui::hooks::App;
use crate::ui::words::Words;
use rust_decimal::Decimal;

/// The prompt with its answer, and what there is to say of the one that was given.
pub fn answered(app: &App, open: &Open, card: &Card, answered: &Answered) -> Html {
    let words = app.words;
    let lang = source_lang(open);
    let is_filled = card.prompt.contains(&Piece::Blank) && card.options.is_empty();
    let answer = html! { <em class="answer">{ card.answer.text.clone() }</em> };
    html! {
        <>
            if !card.kind.is_chosen() {
                <p class="prompt" {lang} data-card={card.id.0.clone()}>
                    { if is_filled { with_blank(card, &answer) } else { prompt(card, words) } }
                </p>
            }
            if !is_filled && card.options.is_empty() {
                <p class="prompt" {lang}>{ answer }</p>
            }
            { match &answered.given {
                Given::Range(range) => estimate(app, card, range),
                Given::Order { order, misplaced } => ordered(open, card, order, misplaced, words),
                Given::Share { percent, .. } => shares(card, *percent, words),
                Given::Nothing if card.kind == CardKind::Ordering => in_order(open, card, words),
                _ => Html::default(),
            } }
            <div class="verdict" lang={words.lang}>{ verdict(app, card, &answered.given) }</div>
            { reckoned(open, card, words) }
            { for card.evidence.iter().map(|&proof| evidence_quote(open, proof, words)) }
        </>
    }
}

/// What is said aloud as soon as an answer or a guess has been given, in a place of the page that was there before: screen readers
/// tell what changes in one, and not what comes with it.
pub fn announced(app: &App) -> Html {
    let (Some(open), Some((_, entry))) = (app.state.shown(), app.state.entry()) else { return Html::default() };
    let session = app.state.session.as_ref().filter(|session| session.lesson == open.id);
    let turn = session.and_then(|session| session.turn.as_ref());
    let is_study = matches!(app.state.route, Route::Lesson { view: View::Study, .. });
    let answer =
        turn.filter(|_| is_study).and_then(|turn| Some((turn.answer.as_ref()?, cards::card(open, entry, &turn.card)?)));
    html! {
        <>
            { guess_announced(app, open) }
            if let Some((answered, card)) = answer {
                { answer_announced(app, &card, answered) }
            }
        </>
    }
}

fn answer_announced(app: &App, card: &Card, answered: &Answered) -> Html {
    let words = app.words;
    let answer = card.answer.text.as_str();
    // What sighted readers see in the prompt or among the options is only said.
    let only_said = match &answered.given {
        Given::Option(_) if card.kind == CardKind::Criticism => None,
        Given::Option(option) => match card.options.get(*option) {
            Some(option) if option.correct => Some((words.right_answer)(answer)),
            _ => Some((words.wrong)(answer)),
        },
        Given::Nothing => Some(format!("{}: {answer}", words.answer)),
        _ => None,
    };
    html! { <>{ only_said }{ verdict(app, card, &answered.given) }</> }
}

/// The options, to be taken while `answered` is none.
pub fn options(app: &App, open: &Open, card: &Card, answered: Option<&Answered>) -> Html {
    let words = app.words;
    html! {
        <div class="options" role="group" aria-label={words.options}>
            { for card.options.iter().enumerate().map(|(index, option)| {
                let was_taken = answered.is_some_and(|answered| answered.given == Given::Option(index));
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
                        onclick={app.on(move |_: MouseEvent| Action::Study(StudyAct::Choose { option: index, now: dom::now() }))}>
                        <kbd>{ index + 1 }</kbd>
                        <span lang={source_lang(open)}>{ option.text.clone() }</span>
                        <small>{ note.unwrap_or_default() }</small>
                    </button>
                }
            }) }
        </div>
    }
}

fn verdict(app: &App, card: &Card, given: &Given) -> Html {
    let words = app.words;
    let seen = |class: &'static str, text: String| html! { <p {class}>{ text }</p> };
    match given {
        Given::Option(_) if card.kind == CardKind::Criticism => discussion(card, words),
        // Seen in the prompt or among the options.
        Given::Option(_) | Given::Nothing => Html::default(),
        // It says itself how near it was.
        Given::Chart { .. } => Html::default(),
        Given::Typed { text, verdict } => match verdict {
            Verdict::Right(way) => seen("right", (words.typed_right)(*way, text)),
            Verdict::Near(slip) => seen("near", (words.typed_near)(*slip, text)),
            Verdict::Wrong => seen("wrong", (words.typed_wrong)(text)),
        },
        Given::Range(range) => {
            let mut estimates = Estimates::default();
            app.state.deck.estimates().for_each(|answer| estimates.count(answer));
            let before = estimates.by_confidence.iter().find(|(sure, _)| *sure == range.sure);
            // The range on screen is not in the log yet.
            let mut of_these = before.map(|(_, share)| *share).unwrap_or_default();
            of_these.count(range.holds);
            let (held, all) = (of_these.part, of_these.whole);
            let class = if range.holds { "right" } else { "near" };
            html! {
                <>
                    { seen(class, (words.range_holds)(range.holds).to_owned()) }
                    <p class="soft">{ (words.calibration)(range.sure, held, all) }</p>
                </>
            }
        }
        Given::Order { misplaced, .. } => match misplaced.len() {
            0 => seen("right", words.order_right.to_owned()),
            out => seen(if out == 2 { "near" } else { "wrong" }, (words.order_wrong)(out)),
        },
        Given::Share { verdict, .. } => match verdict {
            Verdict::Right(_) => seen("right", words.share_right.to_owned()),
            Verdict::Near(_) => seen("near", words.share_near.to_owned()),
            Verdict::Wrong => seen("wrong", words.share_wrong.to_owned()),
        },
    }
}

/// What kind of statement it is, by what it is told, and how one would check it.
fn discussion(card: &Card, words: &Words) -> Html {
    let is_excluded =
        |stance: Stance| card.options.iter().any(|option| option.reason == Some(Reason::OtherStance(stance)));
    let stances = [Stance::Checkable, Stance::Approximate, Stance::Attributed, Stance::Evaluation];
    let Some(stance) = stances.into_iter().find(|stance| !is_excluded(*stance)) else { return Html::default() };
    let [why, check] = (words.stance)(stance);
    html! { <><p>{ card.answer.text.clone() }{ ": " }{ why }</p><p>{ check }</p></> }
}

/// The scale with the range on it, and the value.
fn estimate(app: &App, card: &Card, range: &Range) -> Html {
    let words = app.words;
    let Some(value) = card.answer.value else { return Html::default() };
    let (from, to, key) = (range.from.to_f64(), range.to.to_f64(), value.to_f64());
    let (low, high) = (from.min(key), to.max(key));
    let at = |amount: f64| 10.0 + if high > low { (amount - low) / (high - low) * 300.0 } else { 150.0 };
    let named = [words.amount(range.from), words.amount(range.to), words.amount(value)];
    let label = (words.range_label)(&named[0], &named[1], &named[2]);
    // Numbers near an edge run inwards.
    let text = |amount: f64, y: &'static str, class: &'static str, text: &str| {
        let x = at(amount);
        let anchor = if x < 60.0 {
            "start"
        } else if x > 260.0 {
            "end"
        } else {
            "middle"
        };
        html! { <text {class} x={pixels(x)} {y} text-anchor={anchor}>{ text.to_owned() }</text> }
    };
    let width = (at(to) - at(from)).max(2.0);
    html! {
        <svg class="chart scale" viewBox="0 0 320 64" role="img" aria-label={label}>
            <line class="axis" x1="10" y1="34" x2="310" y2="34" />
            <rect class="barmark" x={pixels(at(from))} y="29" width={pixels(width)} height="10" rx="3" />
            <circle class="dot truth" cx={pixels(at(key))} cy="34" r="7" />
            { text(key, "18", "value", &named[2]) }
            { text(from, "58", "", &named[0]) }
            if range.from != range.to { { text(to, "58", "", &named[1]) } }
        </svg>
    }
}

/// The items in their order.
pub fn in_order(open: &Open, card: &Card, words: &Words) -> Html {
    ordered(open, card, &(0..card.options.len()).collect::<Vec<_>>(), &[], words)
}

/// The items as the learner has put them, each with its time, and where those belong that are out of place.
fn ordered(open: &Open, card: &Card, order: &[usize], misplaced: &[usize], words: &Words) -> Html {
    html! {
        <ol class="ordering">
            { for order.iter().enumerate().filter_map(|(place, &item)| Some((place, item, card.options.get(item)?))).map(
                |(place, item, option)| {
                let is_out = misplaced.contains(&place);
                html! {
                    <li class={if is_out { "wrong" } else { "right" }}>
                        <span lang={source_lang(open)}>{ option.text.clone() }</span>
                        <small>
                            { option.reason.as_ref().map(words.reason) }
                            if is_out { { " · " }{ (words.belongs_at)(item + 1) } }
                        </small>
                    </li>
                }
            }) }
        </ol>
    }
}

/// The drawn share and the true one, one above the other.
fn shares(card: &Card, percent: u8, words: &Words) -> Html {
    let Some(share) = true_share(card) else { return Html::default() };
    let shown = words.amount(tenths(share));
    html! {
        <dl class="shares">
            <dt>{ words.your_share }</dt><dd>{ part_of_whole(f64::from(percent)) }<b>{ percent }{ "\u{a0}%" }</b></dd>
            <dt>{ words.true_share }</dt><dd>{ part_of_whole(share) }<b>{ shown }{ "\u{a0}%" }</b></dd>
        </dl>
    }
}

/// How an answer follows from the two figures of the text.
fn reckoned(open: &Open, card: &Card, words: &Words) -> Html {
    let fact = |index: usize| {
        let id = card.facts.get(index)?;
        open.lesson.facts.iter().find(|fact| fact.id == *id)
    };
    let amount = |fact: &Fact| match &fact.kind {
        FactKind::Quantity(quantity) => Some(quantity.amount.to_f64()),
        _ => None,
    };
    let line = || {
        let Derivation::Ratio = card.derivation?;
        let (first, second) = (fact(0)?, fact(1)?);
        let ratio = amount(second)? / amount(first)?;
        let said = |fact: &Fact| fact.span.of(&open.lesson.document.text).to_owned();
        Some(format!("{} ÷ {} ≈ {}", said(second), said(first), words.amount(tenths(ratio))))
    };
    html! { if let Some(line) = line() { <p class="reckoned">{ words.reckoned }{ " " }{ line }</p> } }
}

/// Rounded to a tenth, to be read.
fn tenths(value: f64) -> Amount {
    Amount::Decimal(Decimal::new((value * 10.0).round() as i64, 1).normalize())
}
