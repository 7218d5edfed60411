//! The binary that reads files of other formats than plain text. It is fetched when such a file is opened, so that whoever
//! only pastes texts never loads it.

#[cfg(target_arch = "wasm32")]
fn main() {
    konspekt::ui::read_files();
}

/// There is nothing to do outside a browser: the command line reads files itself.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
