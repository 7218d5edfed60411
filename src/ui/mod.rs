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

/// Starts the page's half of the app, or the worker's: both are this one binary.
#[cfg(target_arch = "wasm32")]
pub fn start() {
    match worker::scope() {
        Some(scope) => worker::serve(scope),
        None => app::mount(),
    }
}
