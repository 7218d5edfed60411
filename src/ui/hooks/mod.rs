//! What ties the state to the browser: [`use_app`] holds it and does its effects, [`use_listeners`] hears of the world.

mod use_app;
mod use_listeners;

pub use use_app::{App, Dispatch, use_app};
pub use use_listeners::use_listeners;
