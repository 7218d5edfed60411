//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

/// The folder of the workspace, whatever folder the command was called from.
pub fn root() -> PathBuf {
    // Set at run time by `cargo run`; the compiled-in value serves a binary that is started by hand.
    let xtask =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    xtask.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// The app as a folder for any static host.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The app as one page.
pub fn single_page() -> PathBuf {
    root().join("dist-single/konspekt.html")
}

/// What is handed out.
pub fn handed_out() -> PathBuf {
    root().join("release")
}

/// Cargo's output for native builds, where the environment has it put.
pub fn target() -> PathBuf {
    let set = env::var_os("CARGO_TARGET_DIR").filter(|folder| !folder.is_empty());
    root().join(set.map_or_else(|| PathBuf::from("target"), PathBuf::from))
}

/// Cargo's output for web builds. A folder of its own, as the compiler can be another one than for native builds, and
/// two compilers in one folder would each rebuild what the other has built.
pub fn web_target() -> PathBuf {
    target().join("web")
}

/// Where installed tools are kept. Outside `target/`, so that `cargo clean` does not cost a quarter of an hour.
pub fn cache() -> PathBuf {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("KONSPEKT_CACHE")
        .or_else(|| set("XDG_CACHE_HOME").map(|folder| folder.join("konspekt")))
        .or_else(|| set("LOCALAPPDATA").map(|folder| folder.join("konspekt")))
        .or_else(|| env::home_dir().map(|folder| folder.join(".cache/konspekt")))
        .unwrap_or_else(|| target().join("tools"))
}

/// A path as a person would write it: from the workspace's folder where it lies inside.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
