//! A chart as a file, or as a picture for other programs.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement, Url,
};
use yew::prelude::*;

use crate::app::{Action, Exported};
use crate::chart::{ChartSpec, csv, svg, vega};
use crate::ui::dom;
use crate::ui::hooks::App;

/// A picture has so many pixels for each of the drawing.
const SHARP: f64 = 2.0;
/// By this a spreadsheet knows that the file is UTF-8.
const MARK: &str = "\u{feff}";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Svg,
    Png,
    Csv,
    Vega,
    Copy,
}

#[wasm_bindgen]
extern "C" {
    /// Of the browser; not every one has it, and none outside a secure page.
    type ClipboardItem;
    #[wasm_bindgen(constructor, catch)]
    fn new(items: &JsValue) -> Result<ClipboardItem, JsValue>;
}

/// The ways to take a chart along.
pub fn export(app: &App, spec: &ChartSpec) -> Html {
    let words = app.words;
    let way = |form: Form, name: &'static str, key: &'static str| {
        let (dispatch, spec) = (app.dispatch.clone(), spec.clone());
        let onclick = move |_: MouseEvent| {
            let (dispatch, spec) = (dispatch.clone(), spec.clone());
            let chart = spec.id.clone();
            // What is copied has to be asked for within the click itself.
            let done = begin(form, spec);
            spawn_local(async move {
                let outcome = match JsFuture::from(done).await {
                    Ok(_) if form == Form::Copy => Exported::Copied,
                    Ok(_) => Exported::Saved,
                    Err(error) => {
                        web_sys::console::warn_1(&error);
                        Exported::Refused
                    }
                };
                dispatch.send(Action::Exported(chart, outcome));
            });
        };
        html! { <button class="plain" type="button" data-export={key} {onclick}>{ name }</button> }
    };
    let outcome = app.state.exported.as_ref().filter(|(chart, _)| *chart == spec.id).map(|(_, outcome)| *outcome);
    html! {
        <details class="export">
            <summary>{ words.charts().take_along }</summary>
            <div class="row">
                { way(Form::Svg, "SVG", "svg") }
                { way(Form::Png, "PNG", "png") }
                { way(Form::Csv, "CSV", "csv") }
                { way(Form::Vega, "Vega-Lite", "vega") }
                { way(Form::Copy, words.charts().copy_picture, "copy") }
            </div>
            <p class="soft" role="status">{ outcome.map_or("", |outcome| (words.charts().exported)(outcome)) }</p>
        </details>
    }
}

fn begin(form: Form, spec: ChartSpec) -> Promise {
    if form == Form::Copy {
        return copy(spec).unwrap_or_else(|error| Promise::reject(&error));
    }
    future_to_promise(async move {
        let (blob, end) = match form {
            Form::Svg => (blob(&svg::drawing(&spec), "image/svg+xml")?, "svg"),
            Form::Csv => (blob(&format!("{MARK}{}", csv::csv(&spec)), "text/csv")?, "csv"),
            Form::Vega => (blob(&vega::vega_lite(&spec).to_string(), "application/json")?, "vl.json"),
            Form::Png | Form::Copy => (picture(&spec).await?, "png"),
        };
        save(&blob, &format!("{}.{end}", file_name(&spec.title)))?;
        Ok(JsValue::UNDEFINED)
    })
}

fn copy(spec: ChartSpec) -> Result<Promise, JsValue> {
    let clipboard = dom::window().ok_or("no window")?.navigator().clipboard();
    if JsValue::from(clipboard.clone()).is_undefined() {
        return Err("the browser gives no clipboard to this page".into());
    }
    let picture = future_to_promise(async move { Ok(picture(&spec).await?.into()) });
    let items = js_sys::Object::new();
    js_sys::Reflect::set(&items, &"image/png".into(), &picture)?;
    let items = Array::of1(ClipboardItem::new(&items)?.as_ref());
    let write: js_sys::Function = js_sys::Reflect::get(&clipboard, &"write".into())?.dyn_into()?;
    write.call1(&clipboard, &items)?.dyn_into()
}

fn blob(text: &str, kind: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(text.as_bytes())), &options)
}

/// Letters and digits of the title.
fn file_name(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let name: Vec<&str> = words.take(8).collect();
    if name.is_empty() { "chart".to_owned() } else { name.join("-") }
}

fn save(blob: &Blob, name: &str) -> Result<(), JsValue> {
    let document = dom::document().ok_or("no document")?;
    let url = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has to take hold of it first.
    gloo::timers::callback::Timeout::new(10_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}

/// The drawing as a PNG.
async fn picture(spec: &ChartSpec) -> Result<Blob, JsValue> {
    let url = Url::create_object_url_with_blob(&blob(&svg::light_drawing(spec), "image/svg+xml")?)?;
    let image = HtmlImageElement::new()?;
    image.set_src(&url);
    let decoded = JsFuture::from(image.decode()).await;
    let drawn = decoded.and_then(|_| paint(&image));
    let _ = Url::revoke_object_url(&url);
    let canvas = drawn?;
    let promise = Promise::new(&mut |resolve, reject| {
        let take = Closure::once_into_js(move |blob: JsValue| {
            let to = if blob.is_null() { reject } else { resolve };
            let _ = to.call1(&JsValue::UNDEFINED, &blob);
        });
        // It calls back also where it fails.
        let _ = canvas.to_blob(take.unchecked_ref());
    });
    JsFuture::from(promise).await?.dyn_into()
}

fn paint(image: &HtmlImageElement) -> Result<HtmlCanvasElement, JsValue> {
    let canvas: HtmlCanvasElement =
        dom::document().ok_or("no document")?.create_element("canvas")?.dyn_into().map_err(JsValue::from)?;
    let (width, height) = (f64::from(image.natural_width()) * SHARP, f64::from(image.natural_height()) * SHARP);
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or("no canvas")?.dyn_into()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height)?;
    Ok(canvas)
}
