//! A language's knowledge as data.
