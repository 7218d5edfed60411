//! The lesson on one axis. It is a component of its own: what moves with a finger is drawn anew at every frame, and the rest
//! of the page is not.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent, WheelEvent};
use yew::prelude::*;

use crate::app::{Open, Route, View};
use crate::chart::Layout;
use crate::chart::guess::Hidden;
use crate::chart::svg::pixels;
use crate::chart::target::{Piece, Target};
use crate::chart::timeline::{Entry, Item, Timeline, Window, picture};
use crate::fact::FactId;
use crate::ui::components::{TARGET, shape, source_lang, walk};
use crate::ui::dom;
use crate::ui::words::Words;

/// A lesson as a property: the same one is the same place in memory.
#[derive(Clone)]
pub struct Shown(pub Rc<Open>);

impl PartialEq for Shown {
    fn eq(&self, other: &Shown) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Words as a property: each language has one table.
#[derive(Clone, Copy)]
pub struct Said(&'static Words);

impl PartialEq for Said {
    fn eq(&self, other: &Said) -> bool {
        self.0.lang == other.0.lang
    }
}

impl From<&'static Words> for Said {
    fn from(words: &'static Words) -> Said {
        Said(words)
    }
}

impl yew::html::IntoPropValue<Said> for &'static Words {
    fn into_prop_value(self) -> Said {
        Said(self)
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct AxisProps {
    pub open: Shown,
    /// What charts ask for while they are guessed first.
    pub hidden: Option<Rc<Hidden>>,
    /// The facts that a teacher hides.
    pub left_out: Rc<[FactId]>,
    pub words: Said,
}

pub enum Act {
    /// Nearer (over 1) or farther, the day at a share of the width staying where it is.
    Zoom {
        share: f64,
        factor: f64,
    },
    /// By a share of the width; the later days come in from the right.
    Pan(f64),
    All,
    /// The last days, as near as one looks now.
    Last,
    /// So that these entries fill the middle.
    Show(Range<usize>),
    Down(PointerEvent),
    Move(PointerEvent),
    Up(PointerEvent),
    /// The axis has so many pixels now.
    Width(f64),
    /// It has come to rest: the list may follow.
    Settle,
}

pub struct Axis {
    timeline: Timeline,
    extent: Option<Window>,
    window: Window,
    width: f64,
    root: NodeRef,
    /// The fingers that are down, with their places on the axis.
    fingers: Vec<(i32, f64)>,
    /// Where the first of them went down, and whether it has left that place: then a click is none.
    pressed_at: f64,
    is_dragged: bool,
    /// The entries of the cluster that was pressed last, where one cannot look any closer.
    chosen: Option<Range<usize>>,
    /// The window that the list is of.
    listed: Window,
    /// A mark had the focus when the window changed: it may be drawn away, and the keys with it.
    is_walked: bool,
    rest: Option<Timeout>,
    _listeners: Vec<EventListener>,
}

/// Milliseconds without a move after which the list follows.
const REST: u32 = 160;
/// Pixels that a hand may shake while it clicks.
const SHAKE: f64 = 5.0;
/// Entries in the list; more than that are for a closer look.
const MOST_LISTED: usize = 200;
/// By a key or a button.
const NEARER: f64 = 1.5;
const STEP: f64 = 0.25;
/// A turn of the wheel by so many pixels doubles.
const DOUBLING: f64 = 300.0;

impl Axis {
    fn fresh(props: &AxisProps) -> (Timeline, Option<Window>) {
        let lesson = &props.open.0.lesson;
        let (mut facts, mut counted) = (Cow::Borrowed(&lesson.facts), Cow::Borrowed(&lesson.counted));
        if !props.left_out.is_empty() {
            let kept: Vec<bool> = lesson.facts.iter().map(|fact| !props.left_out.contains(&fact.id)).collect();
            let mut of_facts = kept.iter();
            facts.to_mut().retain(|_| of_facts.next().copied().unwrap_or(true));
            let mut of_counted = kept.iter();
            counted.to_mut().retain(|_| of_counted.next().copied().unwrap_or(true));
        }
        let timeline = match &props.hidden {
            Some(hidden) => Timeline::before_guess(&lesson.document, &facts, &counted, hidden),
            None => Timeline::of(&lesson.document, &facts),
        };
        let extent = timeline.extent();
        (timeline, extent)
    }

    fn change(&mut self, window: Window, ctx: &Context<Self>) -> bool {
        if window == self.window {
            return false;
        }
        self.window = window;
        self.chosen = None;
        self.is_walked |= self.root.cast::<Element>().is_some_and(|root| dom::has_focus_in(&root));
        let link = ctx.link().clone();
        self.rest = Some(Timeout::new(REST, move || link.send_message(Act::Settle)));
        true
    }

    fn zoom(&mut self, share: f64, factor: f64, ctx: &Context<Self>) -> bool {
        let Some(extent) = self.extent else { return false };
        self.change(self.window.zoomed(share, factor, extent), ctx)
    }

    fn pan(&mut self, share: f64, ctx: &Context<Self>) -> bool {
        let Some(extent) = self.extent else { return false };
        self.change(self.window.panned(share, extent), ctx)
    }

    /// Where a finger is, from 0 to 1.
    fn share_of(&self, event: &PointerEvent) -> f64 {
        let area = self.root.cast::<Element>().map(|root| root.get_bounding_client_rect());
        area.map_or(0.5, |area| (event.client_x() - area.left()) / area.width().max(1.0))
    }

    /// One finger moves the axis, two zoom it.
    fn moved(&mut self, event: &PointerEvent, ctx: &Context<Self>) -> bool {
        let share = self.share_of(event);
        let Some(index) = self.fingers.iter().position(|(finger, _)| *finger == event.pointer_id()) else {
            return false;
        };
        if event.buttons() == 0 {
            self.fingers.remove(index);
            return false;
        }
        let before = std::mem::replace(&mut self.fingers[index].1, share);
        if !self.is_dragged && (share - self.pressed_at).abs() * self.width > SHAKE {
            self.is_dragged = true;
            // From now on it is no click, and may leave the axis.
            if let Some(root) = self.root.cast::<Element>() {
                // Fails where the finger is gone already.
                let _ = root.set_pointer_capture(event.pointer_id());
            }
        }
        match self.fingers.as_slice() {
            [_] if self.is_dragged => self.pan(before - share, ctx),
            [(_, a), (_, b)] => {
                self.is_dragged = true;
                let other = if index == 0 { *b } else { *a };
                let (then, now) = ((before - other).abs(), (share - other).abs());
                let (middle_then, middle) = (before.midpoint(other), share.midpoint(other));
                let zoomed = then > 0.01 && now > 0.01 && self.zoom(middle_then, now / then, ctx);
                self.pan(middle_then - middle, ctx) || zoomed
            }
            _ => false,
        }
    }
}

impl Component for Axis {
    type Message = Act;
    type Properties = AxisProps;

    fn create(ctx: &Context<Self>) -> Self {
        let (timeline, extent) = Axis::fresh(ctx.props());
        let window = extent.unwrap_or(Window { from: 0.0, to: 1.0 });
        Axis {
            timeline,
            extent,
            window,
            width: 0.0,
            root: NodeRef::default(),
            fingers: Vec::new(),
            pressed_at: 0.0,
            is_dragged: false,
            chosen: None,
            listed: window,
            is_walked: false,
            rest: None,
            _listeners: Vec::new(),
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &AxisProps) -> bool {
        if ctx.props().open != old.open || ctx.props().hidden != old.hidden || ctx.props().left_out != old.left_out {
            let window = self.window;
            (self.timeline, self.extent) = Axis::fresh(ctx.props());
            self.window = self.extent.map_or(window, |extent| window.panned(0.0, extent));
            (self.listed, self.chosen) = (self.window, None);
        }
        true
    }

    fn rendered(&mut self, ctx: &Context<Self>, is_first: bool) {
        let Some(root) = self.root.cast::<Element>() else { return };
        // The mark that was the tab stop may be drawn away.
        dom::first_tab_stop(&root, TARGET);
        if std::mem::take(&mut self.is_walked) && !dom::has_focus_in(&root) {
            dom::focus_tab_stop(&root, TARGET);
        }
        if !is_first {
            return;
        }
        let link = ctx.link().clone();
        let measured = root.clone();
        let measure = move || Act::Width(measured.get_bounding_client_rect().width());
        link.send_message(measure());
        // The page would scroll; so this one is heard where it can be stopped.
        let options = EventListenerOptions::enable_prevent_default();
        let wheel = {
            let (link, root) = (link.clone(), root.clone());
            EventListener::new_with_options(&root.clone(), "wheel", options, move |event| {
                let Some(event) = event.dyn_ref::<WheelEvent>() else { return };
                event.prevent_default();
                let area = root.get_bounding_client_rect();
                let share = (event.client_x() - area.left()) / area.width().max(1.0);
                // In lines or pages where the browser does not count pixels.
                let unit = [1.0, 16.0, 400.0].get(event.delta_mode() as usize).copied().unwrap_or(1.0);
                let (across, along) = (event.delta_y() * unit, event.delta_x() * unit);
                link.send_message(match along.abs() > across.abs() || event.shift_key() {
                    true => Act::Pan((along + if event.shift_key() { across } else { 0.0 }) / area.width().max(1.0)),
                    false => Act::Zoom { share, factor: (-across / DOUBLING).exp2() },
                });
            })
        };
        self._listeners.push(wheel);
        if let Some(page) = dom::window() {
            self._listeners.push(EventListener::new(&page, "resize", move |_| link.send_message(measure())));
        }
    }

    fn update(&mut self, ctx: &Context<Self>, act: Act) -> bool {
        match act {
            Act::Zoom { share, factor } => self.zoom(share, factor, ctx),
            Act::Pan(share) => self.pan(share, ctx),
            Act::All => self.extent.is_some_and(|extent| self.change(extent, ctx)),
            Act::Last => self.pan(f64::MAX, ctx),
            Act::Show(entries) => {
                let of = &self.timeline.entries[entries.clone()];
                let days = of.iter().map(|entry| entry.first).min().zip(of.iter().map(|entry| entry.last).max());
                let Some(((first, last), extent)) = days.zip(self.extent) else { return false };
                let moved = self.change(Window::around(first, last, extent), ctx);
                // Where a closer look parts nothing, the list tells the entries.
                self.chosen = Some(entries);
                moved || self.chosen.is_some()
            }
            Act::Down(event) => {
                let share = self.share_of(&event);
                let is_reading = event.pointer_type() == "mouse" && dom::element_around(&event, "text").is_some();
                // What stops a click has to be drawn away again.
                let was_dragged = self.is_dragged;
                if self.fingers.is_empty() {
                    (self.pressed_at, self.is_dragged) = (share, false);
                }
                self.fingers.retain(|(finger, _)| *finger != event.pointer_id());
                // A mouse on words selects them; it moves the axis from anywhere else.
                if !is_reading {
                    self.fingers.push((event.pointer_id(), share));
                }
                was_dragged
            }
            Act::Move(event) => self.moved(&event, ctx),
            Act::Up(event) => {
                self.fingers.retain(|(finger, _)| *finger != event.pointer_id());
                false
            }
            Act::Width(width) => {
                let is_new = width > 0.0 && width != self.width;
                self.width = if is_new { width } else { self.width };
                is_new
            }
            Act::Settle => {
                self.listed = self.window;
                true
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let words = ctx.props().words.0;
        if self.extent.is_none() {
            return html! { <p class="caution">{ words.charts().no_timeline }</p> };
        }
        html! {
            <>
                <p class="soft" id="axis-help">{ words.charts().timeline_help }</p>
                { self.buttons(ctx) }
                { self.drawing(ctx) }
                { self.list(ctx) }
            </>
        }
    }
}

impl Axis {
    fn buttons(&self, ctx: &Context<Self>) -> Html {
        let words = ctx.props().words.0;
        let zoom = |factor: f64| ctx.link().callback(move |_: MouseEvent| Act::Zoom { share: 0.5, factor });
        let pan = |share: f64| ctx.link().callback(move |_: MouseEvent| Act::Pan(share));
        html! {
            <div class="row axis-ways" role="group" aria-label={(words.view)(View::Timeline)}>
                <button class="plain" data-do="earlier" onclick={pan(-STEP)} aria-label={words.charts().earlier} title={words.charts().earlier}>{ "←" }</button>
                <button class="plain" data-do="later" onclick={pan(STEP)} aria-label={words.charts().later} title={words.charts().later}>{ "→" }</button>
                <button class="plain" data-do="farther" onclick={zoom(1.0 / NEARER)} aria-label={words.charts().farther} title={words.charts().farther}>{ "−" }</button>
                <button class="plain" data-do="nearer" onclick={zoom(NEARER)} aria-label={words.charts().nearer} title={words.charts().nearer}>{ "+" }</button>
                <button class="plain" data-do="all" onclick={ctx.link().callback(|_: MouseEvent| Act::All)}>{ words.charts().whole_time }</button>
            </div>
        }
    }

    fn drawing(&self, ctx: &Context<Self>) -> Html {
        let (words, open) = (ctx.props().words.0, &*ctx.props().open.0);
        let link = ctx.link();
        let onkeydown = link.batch_callback(|event: KeyboardEvent| {
            if event.ctrl_key() || event.alt_key() || event.meta_key() {
                return None;
            }
            // Where a sign lies on the keys, each layout has its own way.
            let act = match (event.key().as_str(), event.code().as_str()) {
                ("+" | "=", _) | (_, "Equal" | "NumpadAdd") => Act::Zoom { share: 0.5, factor: NEARER },
                ("-" | "−", _) | (_, "Minus" | "NumpadSubtract") => Act::Zoom { share: 0.5, factor: 1.0 / NEARER },
                (_, "PageUp") => Act::Pan(-STEP),
                (_, "PageDown") => Act::Pan(STEP),
                (_, "Home" | "Digit0" | "Numpad0") => Act::All,
                (_, "End") => Act::Last,
                _ => {
                    walk(event);
                    return None;
                }
            };
            event.prevent_default();
            Some(act)
        });
        // A drag that ends on a mark is no click on it.
        let is_dragged = self.is_dragged;
        let onclick = move |event: MouseEvent| {
            if is_dragged {
                event.prevent_default();
            }
        };
        let layout = Layout { text: if self.width < 480.0 { 12.0 } else { 14.0 }, ..Layout::wide(self.width) };
        // Before it is measured, there is only its frame.
        let drawn = (self.width > 0.0).then(|| picture(&self.timeline, self.window, &layout));
        let height = drawn.as_ref().map_or(0.0, |drawn| drawn.scene.height);
        let mut items = drawn.iter().flat_map(|drawn| &drawn.items);
        let mut tab_stop = Some("0");
        html! {
            <svg ref={self.root.clone()} class={classes!("chart", "axis-board", (layout.text > 12.0).then_some("large"))}
                height={pixels(height)} role="group" aria-label={(words.charts().on_axis)(self.timeline.entries.len())} aria-describedby="axis-help"
                lang={source_lang(open)} data-entries={self.timeline.entries.len().to_string()}
                data-from={pixels(self.window.from)} data-to={pixels(self.window.to)}
                onpointerdown={link.callback(Act::Down)} onpointermove={link.callback(Act::Move)}
                onpointerup={link.callback(Act::Up)} onpointercancel={link.callback(Act::Up)} {onclick} {onkeydown}>
                { for drawn.iter().flat_map(|drawn| drawn.scene.pieces()).map(|piece| match piece {
                    Piece::Plain(mark) => shape(mark),
                    Piece::Target(target) => match items.next() {
                        Some(item) => self.mark(ctx, item, &target, tab_stop.take().unwrap_or("-1")),
                        None => Html::default(),
                    },
                }) }
            </svg>
        }
    }

    /// One entry, which leads to its words; or several, at which one looks closer.
    fn mark(&self, ctx: &Context<Self>, item: &Item, target: &Target, tab_stop: &'static str) -> Html {
        let (words, open) = (ctx.props().words.0, &*ctx.props().open.0);
        let of = &self.timeline.entries[item.entries.clone()];
        let (Some(first), Some(last)) = (of.first(), of.last()) else { return Html::default() };
        let inner = html! {
            <>
                if let Some((x, y, width, height)) = target.reach() {
                    <rect class="reach" x={pixels(x)} y={pixels(y)} width={pixels(width)} height={pixels(height)} />
                }
                { for target.marks.iter().copied().map(shape) }
            </>
        };
        if of.len() == 1 {
            let label = told(first, words);
            return html! {
                <a key={first.fact.0.clone()} href={address(open, first)} aria-label={label.clone()} data-target="true"
                    data-hidden={first.is_hidden.then_some("true")} tabindex={tab_stop}>
                    <title>{ label }</title>
                    { inner }
                </a>
            };
        }
        let label = (words.charts().cluster)(of.len(), &first.time, &last.time);
        let entries = item.entries.clone();
        let show = {
            let entries = entries.clone();
            ctx.link().callback(move |_: MouseEvent| Act::Show(entries.clone()))
        };
        let onkeydown = ctx.link().batch_callback(move |event: KeyboardEvent| {
            let is_press = matches!(event.code().as_str(), "Enter" | "NumpadEnter" | "Space");
            is_press.then(|| {
                event.prevent_default();
                Act::Show(entries.clone())
            })
        });
        let onclick = if self.is_dragged { Callback::noop() } else { show };
        html! {
            <g key={first.fact.0.clone()} class="cluster" role="button" aria-label={label.clone()} data-target="true"
                data-cluster={of.len().to_string()} tabindex={tab_stop} {onclick} {onkeydown}>
                <title>{ label }</title>
                { inner }
            </g>
        }
    }

    /// What is on the axis, in words.
    fn list(&self, ctx: &Context<Self>) -> Html {
        let (words, open) = (ctx.props().words.0, &*ctx.props().open.0);
        let is_seen =
            |entry: &Entry| (entry.last + 1) as f64 >= self.listed.from && entry.first as f64 <= self.listed.to;
        let entries: Vec<&Entry> = match &self.chosen {
            Some(chosen) => self.timeline.entries[chosen.clone()].iter().collect(),
            None => self.timeline.entries.iter().filter(|entry| is_seen(entry)).collect(),
        };
        html! {
            <section class="axis-list">
                <p role="status" class="soft">{ (words.charts().listed)(entries.len(), self.timeline.entries.len()) }</p>
                <ul lang={source_lang(open)}>
                    { for entries.into_iter().take(MOST_LISTED).map(|entry| html! {
                        <li key={entry.fact.0.clone()}>
                            <a href={address(open, entry)} data-hidden={entry.is_hidden.then_some("true")}>
                                <b>{ entry.time.clone() }</b>{ " " }{ entry.label.clone() }
                                if entry.is_hidden {
                                    { " " }<span class="soft" lang={words.lang}>{ words.charts().guess_it }</span>
                                }
                            </a>
                        </li>
                    }) }
                </ul>
            </section>
        }
    }
}

fn told(entry: &Entry, words: &Words) -> String {
    let Entry { time, label, .. } = entry;
    if entry.is_hidden {
        format!("{time}: {label}, {}", words.charts().not_guessed)
    } else {
        format!("{time}: {label}")
    }
}

/// Where its words begin; of what a chart asks for, where that is guessed.
fn address(open: &Open, entry: &Entry) -> String {
    match entry.is_hidden {
        true => Route::lesson(&open.id, View::Charts).hash(),
        false => Route::sentence(&open.id, entry.at).hash(),
    }
}
