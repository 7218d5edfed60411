//! What components ask for: the app's state and a way to act on it, keys, the shape of the window.

mod use_app;
mod use_keys;
mod use_media;

pub use use_app::{App, Dispatch, Shown, use_app, use_app_root};
pub use use_keys::use_keys;
pub use use_media::use_media;
