//! What people see. Everything but the words is for the browser only.

pub mod words;

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod components;
#[cfg(target_arch = "wasm32")]
mod dom;
#[cfg(target_arch = "wasm32")]
mod hooks;
#[cfg(target_arch = "wasm32")]
mod pages;
#[cfg(target_arch = "wasm32")]
mod route;
#[cfg(target_arch = "wasm32")]
mod shelf;
#[cfg(target_arch = "wasm32")]
mod worker;

/// Starts the page.
#[cfg(target_arch = "wasm32")]
pub fn start() {
    app::mount();
}

/// Answers the page's requests, in the worker.
#[cfg(target_arch = "wasm32")]
pub fn serve() {
    worker::serve();
}
