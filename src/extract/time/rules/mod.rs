//! From what is said to times: ranges and lists, what makes a bare number a year, and what the context gives.

mod range;
mod list;
mod single;
mod back;

use super::Part;
use super::context::Context;
use super::edtf::When;
use crate::extract::words::Words;
use back::{same_time, same_year, years_later};
use list::list;
use range::range;
use single::single;

/// A time that is found: tokens `start..end`, its preposition aside.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub start: usize,
    pub end: usize,
    pub when: When,
    pub part: Option<Part>,
    pub inferred: Vec<&'static str>,
    pub julian: bool,
    pub rule: &'static str,
}

/// More members than this has no list; it keeps the reading of a long row of numbers linear.
const LIST_MAX: usize = 8;

type Rule = fn(&Words, usize, &Context) -> Option<Vec<Found>>;

/// The kinds of times, tried in this order at each token; the first that answers wins.
const RULES: &[Rule] = &[range, list, single, same_time, same_year, years_later];

/// The times that start at the token.
pub fn times(words: &Words, at: usize, context: &Context) -> Option<Vec<Found>> {
    RULES.iter().find_map(|rule| rule(words, at, context))
}
