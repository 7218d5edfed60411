//! Konspekt.
