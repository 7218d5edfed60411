//! Everything that is asked of the browser directly. What fails here is an error or a `None`, never a dead page.

use std::cell::RefCell;

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    Document, Element, HtmlDialogElement, HtmlElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent, Window,
};

use super::words::{self, Words};
use crate::app::{Mint, Now, Room};
use crate::deck::{DeviceId, Interface, LessonId, Theme};

pub fn window() -> Option<Window> {
    web_sys::window()
}

pub fn document() -> Option<Document> {
    window()?.document()
}

pub fn by_id(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// The first element in the page that matches.
pub fn by_selector(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok()?
}

/// Whether anything in the page matches.
pub fn has(selector: &str) -> bool {
    by_selector(selector).is_some()
}

pub fn now() -> Now {
    let date = js_sys::Date::new_0();
    Now { at: date.get_time() as i64, offset: -(date.get_timezone_offset() as i16) }
}

/// 16 random hexadecimal digits.
fn random() -> Option<[u8; 8]> {
    let mut bytes = [0; 8];
    window()?.crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

/// Random, or from the clock in the rare browser that has no source of chance.
fn chance() -> u64 {
    random().map_or_else(|| now().at as u64, u64::from_le_bytes)
}

pub fn mint() -> Mint {
    // Seeds stay exact in JSON readers that know only doubles.
    Mint { lesson: LessonId(format!("{:016x}", chance())), seed: chance() >> 11 }
}

pub fn device() -> DeviceId {
    DeviceId(format!("{:016x}", chance()))
}

/// The first language of the browser that the interface has.
pub fn interface() -> Option<Interface> {
    let languages = window()?.navigator().languages();
    languages.iter().filter_map(|tag| tag.as_string()).find_map(|tag| match tag.get(..2) {
        Some("ru" | "be" | "uk" | "kk") => Some(Interface::Russian),
        Some("en") => Some(Interface::English),
        _ => None,
    })
}

/// The part of the address after `#`, with it.
pub fn hash() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

thread_local! {
    /// Where the app is in a page that is in a frame.
    static ADDRESS: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Whether the page is in a frame of another one.
pub fn is_framed() -> bool {
    window().is_none_or(|window| {
        let parent: JsValue = window.parent().ok().flatten().into();
        parent != JsValue::from(window)
    })
}

/// What the window hears when the address has changed.
pub const ADDRESS_CHANGE: &str = "hashchange";

/// Takes notice of a change of the address: in a frame it may be the page around it that leads somewhere else.
pub fn follow(change: &web_sys::Event) {
    if is_framed() && change.is_trusted() {
        ADDRESS.set(None);
    }
}

/// Where the app is: `#/…`.
pub fn address() -> String {
    ADDRESS.with_borrow(Option::clone).unwrap_or_else(hash)
}

/// Goes to an address of the app: `#/…`. A frame's own address stays: the button that leads back is for the page around it, Firefox
/// opens the frame of a page that is loaded again at its last address, and it counts changes of addresses.
pub fn go(hash: &str) {
    let Some(window) = window() else { return };
    let gone = if is_framed() {
        ADDRESS.set(Some(hash.to_owned()));
        // Later, as the browser does: whoever goes somewhere may be hearing of an address just now.
        gloo::timers::callback::Timeout::new(0, move || {
            let told = web_sys::Event::new(ADDRESS_CHANGE).and_then(|event| window.dispatch_event(&event));
            if let Err(error) = told {
                web_sys::console::warn_1(&error);
            }
        })
        .forget();
        Ok(())
    } else {
        window.location().set_hash(hash)
    };
    if let Err(error) = gone {
        web_sys::console::warn_1(&error);
    }
}

fn is_under(protocol: &str) -> bool {
    window().and_then(|window| window.location().protocol().ok()).is_some_and(|known| known == protocol)
}

/// Whether the page was given to a frame as its `srcdoc`.
pub fn is_without_address() -> bool {
    is_under("about:")
}

/// The folder of the page, with its last slash.
pub fn home() -> Option<String> {
    let address = document()?.base_uri().ok()??;
    let address = address.split(['#', '?']).next()?;
    Some(address[..=address.rfind('/')?].to_owned())
}

/// Whether the page is a file on a disk.
pub fn is_on_disk() -> bool {
    is_under("file:")
}

/// Whether a click asks the browser for another tab or window.
pub fn is_for_another_tab(click: &web_sys::Event) -> bool {
    click
        .dyn_ref::<web_sys::MouseEvent>()
        .is_some_and(|click| click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key())
}

/// The place in the app that the link under the event leads to, with its `#`.
pub fn link_under(event: &web_sys::Event) -> Option<String> {
    // In a chart it is an element of SVG.
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("a[href^='#']").ok()??.get_attribute("href")
}

/// Says on `<html>` how the page is to be read and shown, and texts in it set.
pub fn present(lang: &str, theme: Theme, set: [u8; 2], title: &str) {
    let Some(document) = document() else { return };
    document.set_title(title);
    let Some(root) = document.document_element() else { return };
    let theme = match theme {
        Theme::Auto => "auto",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    let [size, spacing] = set.map(|step| step.to_string());
    for (name, value) in [("lang", lang), ("data-theme", theme), ("data-size", &size), ("data-spacing", &spacing)] {
        if root.get_attribute(name).as_deref() != Some(value) {
            // Fails only for names that are no names.
            let _ = root.set_attribute(name, value);
        }
    }
}

pub fn mark(name: &str) {
    if let Some(performance) = window().and_then(|window| window.performance()) {
        let _ = performance.mark(name);
    }
}

/// Measures from the mark, if it was made, to after the next frame; then forgets the mark.
pub fn measure_after_frame(name: &'static str, mark: &'static str) {
    let measure = move || {
        if let Some(performance) = window().and_then(|window| window.performance())
            && performance.measure_with_str(name, mark).is_ok()
        {
            performance.clear_marks_with_mark_name(mark);
        }
    };
    // The callback comes just before the frame is painted; what it puts off comes after.
    let before_paint = Closure::once_into_js(move || gloo::timers::callback::Timeout::new(0, measure).forget());
    if let Some(window) = window() {
        // Fails only for what is no function.
        let _ = window.request_animation_frame(before_paint.unchecked_ref());
    }
}

fn prefers_reduced_motion() -> bool {
    matches("(prefers-reduced-motion: reduce)")
}

/// No wider than a phone.
pub fn is_narrow() -> bool {
    matches("(max-width: 42rem)")
}

fn matches(query: &str) -> bool {
    window().and_then(|window| window.match_media(query).ok().flatten()).is_some_and(|query| query.matches())
}

/// Moves the focus without scrolling.
pub fn focus(element: &HtmlElement) {
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"preventScroll".into(), &JsValue::TRUE);
    let _ = js_sys::Reflect::get(element, &"focus".into())
        .and_then(|focus| focus.dyn_into::<js_sys::Function>())
        .and_then(|focus| focus.call1(element, &options));
}

/// Brings an element into the middle of the window and moves the focus there.
pub fn show(element: &HtmlElement) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Center);
    let smooth = !prefers_reduced_motion();
    options.set_behavior(if smooth { web_sys::ScrollBehavior::Smooth } else { web_sys::ScrollBehavior::Instant });
    element.scroll_into_view_with_scroll_into_view_options(&options);
    focus(element);
}

/// Brings an element to the top of the window, and leaves the focus where it is.
pub fn bring_up(element: &Element) {
    element.scroll_into_view();
}

/// Whether nobody sees the page, or nobody will in a moment.
pub fn is_out_of_sight() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Presses a button, as a click would.
pub fn press(id: &str) {
    if let Some(button) = by_id(id) {
        button.click();
    }
}

pub fn scroll_to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// The element under the event, or around it, that matches.
pub fn closest(event: &web_sys::Event, selector: &str) -> Option<HtmlElement> {
    element_around(event, selector)?.dyn_into().ok()
}

/// Likewise, of HTML or SVG.
pub fn element_around(event: &web_sys::Event, selector: &str) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok()?
}

/// What the field under the event holds.
pub fn value_of(event: &web_sys::Event) -> String {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    input.map(|input| input.value()).unwrap_or_default()
}

/// What is written in the one-line field with this id.
pub fn input_in(id: &str) -> String {
    let input = by_id(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
    input.map(|input| input.value()).unwrap_or_default()
}

/// What is written in the text field with this id.
pub fn written_in(id: &str) -> String {
    let area = by_id(id).and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
    area.map(|area| area.value()).unwrap_or_default()
}

/// Lets an element hear of a pointer that went down on it wherever it moves.
pub fn hold_pointer(event: &web_sys::PointerEvent) {
    if let Some(target) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
        // Fails where the pointer is gone already.
        let _ = target.set_pointer_capture(event.pointer_id());
    }
}

/// Lets a pointer tell what it is over, not what it went down on.
pub fn release_pointer(event: &web_sys::PointerEvent) {
    if let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
        // Fails where nothing is held.
        let _ = target.release_pointer_capture(event.pointer_id());
    }
}

/// Of the elements below `root` that match, makes the one `step` after `from` the tab stop and gives it the focus.
pub fn move_focus(root: &Element, selector: &str, from: &Element, step: i32) -> Option<()> {
    let all = root.query_selector_all(selector).ok()?;
    let index = (0..all.length()).find(|&index| all.get(index).is_some_and(|node| node.is_same_node(Some(from))))?;
    let next: Element = all.get(index.checked_add_signed(step)?)?.dyn_into().ok()?;
    from.set_attribute("tabindex", "-1").ok()?;
    next.set_attribute("tabindex", "0").ok()?;
    // Elements of SVG take the focus by a method of the same name.
    next.unchecked_ref::<HtmlElement>().focus().ok()
}

/// Of the elements below `root` that match, makes the first or the last the tab stop and gives it the focus.
pub fn focus_end(root: &Element, selector: &str, is_last: bool) -> Option<()> {
    let all = root.query_selector_all(selector).ok()?;
    let at = if is_last { all.length().checked_sub(1)? } else { 0 };
    let to: Element = all.get(at)?.dyn_into().ok()?;
    if let Ok(Some(stop)) = root.query_selector(&format!("{selector}[tabindex='0']")) {
        stop.set_attribute("tabindex", "-1").ok()?;
    }
    to.set_attribute("tabindex", "0").ok()?;
    to.unchecked_ref::<HtmlElement>().focus().ok()
}

/// Whether the focus is on something below `root`.
pub fn has_focus_in(root: &Element) -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_some_and(|active| root.contains(Some(&active)))
}

/// Gives the focus to the tab stop below `root` among those that match.
pub fn focus_tab_stop(root: &Element, selector: &str) {
    if let Ok(Some(stop)) = root.query_selector(&format!("{selector}[tabindex='0']")) {
        focus(stop.unchecked_ref::<HtmlElement>());
    }
}

/// Makes the first match below `root` a tab stop, if none is one yet.
pub fn first_tab_stop(root: &Element, selector: &str) {
    if let Ok(None) = root.query_selector(&format!("{selector}[tabindex='0']"))
        && let Ok(Some(first)) = root.query_selector(selector)
    {
        let _ = first.set_attribute("tabindex", "0");
    }
}

/// Whether a key was meant for something that takes text or has a meaning of its own for keys.
pub fn is_for_page(event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() || event.default_prevented() {
        return false;
    }
    closest(event, "input, textarea, select, [contenteditable]").is_none() && !has("dialog[open]")
}

/// Whether the event's target does something of its own on Space and Enter.
pub fn is_on_control(event: &web_sys::Event) -> bool {
    closest(event, "a, button, summary, [role=button]").is_some()
}

/// The words that are selected within one element that matches, as bytes: its attribute says with which its text begins.
pub fn selected(selector: &str, attribute: &str) -> Option<(usize, usize)> {
    let range = window()?.get_selection().ok()??.get_range_at(0).ok()?;
    let around = |node: web_sys::Node| match node.dyn_into::<Element>() {
        Ok(element) => element.closest(selector).ok()?,
        Err(node) => node.parent_element()?.closest(selector).ok()?,
    };
    let block = around(range.start_container().ok()?)?;
    if around(range.end_container().ok()?)? != block {
        return None;
    }
    let before = document()?.create_range().ok()?;
    before.set_start(&block, 0).ok()?;
    before.set_end(&range.start_container().ok()?, range.start_offset().ok()?).ok()?;
    // As Rust's text, so that its length is in bytes.
    let start = block.get_attribute(attribute)?.parse::<usize>().ok()? + String::from(before.to_string()).len();
    Some((start, start + String::from(range.to_string()).len()))
}

/// Opens a dialog over the page, if it is not open.
pub fn open_dialog(id: &str) {
    if let Some(dialog) = by_id(id).and_then(|element| element.dyn_into::<HtmlDialogElement>().ok())
        && !dialog.open()
        && dialog.show_modal().is_err()
    {
        // Without the top layer it is still readable where it stands.
        dialog.set_open(true);
    }
}

/// Closes a dialog and gives the focus back to where it was.
pub fn close_dialog(id: &str) {
    if let Some(dialog) = by_id(id).and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// Asks the browser not to clear the storage of this page when space gets short.
pub fn persist() {
    if let Some(window) = window()
        && js_sys::Reflect::has(&window.navigator(), &"storage".into()).unwrap_or(false)
        && let Ok(promise) = window.navigator().storage().persist()
    {
        wasm_bindgen_futures::spawn_local(async move {
            // Refused or not, the app works the same.
            let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        });
    }
}

/// How much of the browser's room is taken, and whether it has promised to keep it; `None` where it does not tell.
pub async fn room() -> Option<Room> {
    use wasm_bindgen_futures::JsFuture;
    let navigator = window()?.navigator();
    js_sys::Reflect::get(&navigator, &"storage".into()).ok().filter(JsValue::is_object)?;
    let estimate = JsFuture::from(navigator.storage().estimate().ok()?).await.ok()?;
    let number = |name: &str| js_sys::Reflect::get(&estimate, &name.into()).ok()?.as_f64();
    let kept = JsFuture::from(navigator.storage().persisted().ok()?).await.ok().and_then(|kept| kept.as_bool());
    Some(Room { used: number("usage")? as u64, of: number("quota")? as u64, is_kept: kept.unwrap_or(false) })
}

/// Hands a file to the browser, which asks where to or puts it among the downloads. In a frame that may load nothing down it drops it
/// in silence.
pub fn try_download(bytes: &[u8], kind: &str, name: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let document = document().ok_or("no document")?;
    let link: HtmlElement = document.create_element("a")?.dyn_into()?;
    link.set_attribute("href", &url)?;
    link.set_attribute("download", name)?;
    link.click();
    // The download has begun by then, or the browser holds the bytes for as long as it asks.
    gloo::timers::callback::Timeout::new(60_000, move || drop(web_sys::Url::revoke_object_url(&url))).forget();
    Ok(())
}

/// The same where nothing hangs on the file, and who wants it has the button before their eyes.
pub fn download(bytes: &[u8], kind: &str, name: &str) {
    if let Err(error) = try_download(bytes, kind, name) {
        web_sys::console::error_1(&error);
    }
}

/// A panic shows a notice over what is left of the page.
pub fn watch_for_panics(interface: fn() -> Interface) {
    yew::set_custom_panic_hook(Box::new(move |info| {
        web_sys::console::error_1(&info.to_string().into());
        let _ = show_broken(words::of(interface()), &info.to_string());
    }));
}

fn show_broken(words: &Words, details: &str) -> Option<()> {
    let document = document()?;
    let notice = document.create_element("div").ok()?;
    notice.set_id("broken");
    notice.set_attribute("role", "alert").ok()?;
    notice.set_attribute("lang", words.lang).ok()?;
    for (tag, text) in [("p", words.broken), ("pre", details)] {
        let element = document.create_element(tag).ok()?;
        element.set_text_content(Some(text));
        notice.append_child(&element).ok()?;
    }
    document.body()?.append_child(&notice).ok()?;
    Some(())
}
