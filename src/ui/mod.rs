//! What people see. Everything but the words is for the browser only.

pub mod words;
