//! One package, two faces: the app on `wasm32`, the command line elsewhere.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    konspekt::cli::run()
}

#[cfg(target_arch = "wasm32")]
fn main() {
    hello::main();
}

#[cfg(target_arch = "wasm32")]
mod hello {
    //! A page that shows that the app loads and that its worker answers.

    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use web_sys::{Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, MessageEvent, Url, Worker};
    use yew::prelude::*;

    const BOOT: &str = "\nonmessage = (e) => { onmessage = null; wasm_bindgen({ module_or_path: e.data }); };";

    pub fn main() {
        if let Ok(worker) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() {
            let _ = worker.post_message(&JsValue::from_str("Воркер ответил"));
            return;
        }
        let root = gloo_root();
        yew::Renderer::<Hello>::with_root(root).render();
    }

    fn gloo_root() -> web_sys::Element {
        web_sys::window()
            .and_then(|w| w.document())
            .and_then(|d| d.get_element_by_id("app"))
            .expect("index.html has #app")
    }

    fn start(answer: Callback<String>) -> Result<Worker, JsValue> {
        let document = web_sys::window().and_then(|w| w.document()).ok_or("no document")?;
        let glue = document.get_element_by_id("glue").and_then(|g| g.text_content()).ok_or("no glue")?;
        let parts = js_sys::Array::of2(&glue.into(), &BOOT.into());
        let kind = BlobPropertyBag::new();
        kind.set_type("text/javascript");
        let blob = Blob::new_with_str_sequence_and_options(&parts, &kind)?;
        let url = Url::create_object_url_with_blob(&blob)?;
        let worker = Worker::new(&url)?;
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            answer.emit(event.data().as_string().unwrap_or_default());
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        worker.post_message(&wasm_bindgen::module())?;
        Ok(worker)
    }

    #[component]
    fn Hello() -> Html {
        let answer = use_state(String::new);
        {
            let answer = answer.clone();
            use_effect_with((), move |()| {
                if let Err(error) = start(Callback::from(move |text| answer.set(text))) {
                    web_sys::console::error_1(&error);
                }
            });
        }
        html! {
            <main>
                <h1>{ "Конспект" }</h1>
                <p id="worker">{ (*answer).clone() }</p>
            </main>
        }
    }
}
