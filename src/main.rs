//! One package, two faces: the app on `wasm32`, the command line elsewhere.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    konspekt::cli::run()
}

#[cfg(target_arch = "wasm32")]
fn main() {
    konspekt::ui::start();
}
