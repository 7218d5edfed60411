//! The worker's binary: everything from a text's bytes to its cards and charts. The page starts without it and fetches it
//! when the first text is opened, so that it is no part of the first load.

#[cfg(target_arch = "wasm32")]
fn main() {
    konspekt::ui::serve();
}

/// There is nothing to do outside a browser: the command line runs the same steps itself.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
