//! The messages between page and worker, as types, and the work itself as plain functions.
