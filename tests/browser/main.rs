//! The built app in a real browser, from the outside: what a person sees, what the browser complains about, and where
//! requests go. `cargo xtask test` builds the app, finds the browser and runs these; a plain `cargo test` passes them
//! over and says so.
//!
//! A test opens the app somewhere and does things to it; the harness then asserts for every test that nothing stood on
//! the console as an error, that the content policy stopped nothing, and that no request left the app's own origin.

#![cfg(not(target_arch = "wasm32"))]

mod anki;
mod app;
mod axis;
mod backup;
mod barriers;
#[allow(dead_code, reason = "not every test needs every tool")]
mod harness;
#[path = "../../xtask/src/static_server.rs"]
#[allow(dead_code, reason = "the server's own command uses the rest of it")]
mod static_server;
#[path = "../suite/made/mod.rs"]
mod made;

mod cards;
mod charts;
mod class;
mod coverage;
mod dictionary;
mod documentation;
mod documents;
mod embedding;
mod endurance;
mod faces;
mod fields;
mod first;
mod figures;
mod handed;
mod keyboard;
mod later;
mod learning_system;
mod library;
mod offline;
mod loading;
mod payloads;
mod publish;
mod reading;
mod screens;
mod site;
mod sitting;
mod statistics;
mod storage;
mod study;
mod tabs;
mod taking_out;
mod take_along;
mod teach;
mod trouble;
mod views;
