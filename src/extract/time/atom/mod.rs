//! One time as it is said, before ranges, lists and the context fill what it leaves out.

mod part;
mod day;
mod month;
mod age;
mod year;

use super::year::{Said, is_clear_after};
use super::{Certainty, Part, Season, words as ru};
use age::{century, decade, five_year_plan, millennium, named_decade};
use day::{day_of_month, iso_date, named_day_of_month, numeric_date, numeric_old_and_new, old_and_new_day, roman_date};
use month::{month, month_adjective, season};
pub use part::{TEN_DAYS, of_this_year, pieces};
use part::{months_of_year, part, piece};
use year::{bare_number, bare_roman, byzantine_year, year, year_in_words};

use crate::extract::words::Words;

/// `в конце 1944 г.`, `5 июля`, `второй половине XIX века`: what stands in one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Atom {
    /// Tokens `start..end`.
    pub start: usize,
    pub end: usize,
    pub rule: &'static str,
    pub part: Option<Part>,
    /// The so-manieth of so many equal pieces: `(2, 2)` is the second half.
    pub piece: Option<(u8, u8)>,
    pub core: Core,
    pub year: Said,
    /// A number alone, that only its surroundings make a time.
    pub bare: bool,
    pub julian: bool,
    pub certainty: Certainty,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Core {
    /// A day whose month stands elsewhere: `5` in `5 и 6 июля`.
    Day(u8),
    DayOf {
        month: u8,
        day: u8,
    },
    Month(u8),
    Season(Season),
    Year,
    /// Two years as one: `1944/45`; the last of them.
    YearTo(i32),
    /// The winter between two years: the last of them.
    WinterTo(i32),
    Decade,
    Century,
    Millennium,
    /// Years that a name stands for.
    Years(i32, i32),
    /// Months counted from the start or the end of a year: the first and the last of them.
    Months(u8, u8),
}

impl Core {
    /// Whether two can be the ends of a range or members of a list.
    pub fn is_like(self, other: Core) -> bool {
        let rank = |core: Core| match core {
            Core::Day(_) | Core::DayOf { .. } => 0,
            Core::Month(_) => 1,
            Core::Season(_) | Core::WinterTo(_) => 2,
            Core::Year | Core::YearTo(_) => 3,
            Core::Decade => 4,
            Core::Century => 5,
            Core::Millennium => 6,
            Core::Years(..) => 7,
            Core::Months(..) => 8,
        };
        rank(self) == rank(other)
    }

    /// Where in its year it stands, to see whether a range turns the year.
    pub fn order(self) -> Option<u32> {
        match self {
            Core::DayOf { month, day } => Some(u32::from(month) * 32 + u32::from(day)),
            Core::Month(month) => Some(u32::from(month) * 32),
            Core::Season(Season::Winter) => Some(0),
            Core::Season(season) => Some((season as u32 + 1) * 3 * 32),
            _ => None,
        }
    }
}

type Read = fn(&Words, usize) -> Option<Atom>;

/// The forms of a time, tried in this order.
const FORMS: &[Read] = &[
    numeric_date,
    iso_date,
    roman_date,
    numeric_old_and_new,
    old_and_new_day,
    day_of_month,
    named_day_of_month,
    month,
    month_adjective,
    byzantine_year,
    season,
    century,
    millennium,
    decade,
    named_decade,
    five_year_plan,
    months_of_year,
    year,
    year_in_words,
    bare_number,
    bare_roman,
];

/// The time that starts at the token: its part and piece, then its form.
pub fn atom(words: &Words, at: usize) -> Option<Atom> {
    if !words.is_digits(at) && !ru::may_begin(words.word(at)) {
        return None;
    }
    let (part, after_part) = part(words, at);
    let (piece, after_piece) = piece(words, after_part);
    let form = FORMS.iter().find_map(|form| form(words, after_piece));
    let headed = part.is_some() || piece.is_some();
    let mut atom = match form {
        // `в кон. 19 — нач. 20 вв.`: the century stands further on.
        Some(atom) if !headed || !matches!(atom.core, Core::Day(_)) || words.is_dash(atom.end) => atom,
        _ if headed => of_this_year(words, after_piece)?,
        _ => return None,
    };
    // `первая половина 1944` is a time although its year is bare.
    if headed && matches!(atom.core, Core::Year | Core::YearTo(_)) && is_clear_after(words, atom.end) {
        atom.bare = false;
    }
    if let (Core::Season(_), Some((_, _))) = (atom.core, piece) {
        return None;
    }
    Some(Atom { start: at, part: part.or(atom.part), piece, ..atom })
}

impl Atom {
    pub fn new(rule: &'static str, start: usize, end: usize, core: Core, year: Said) -> Atom {
        Atom {
            start,
            end,
            rule,
            part: None,
            piece: None,
            core,
            year,
            bare: false,
            julian: false,
            certainty: Certainty::Sure,
        }
    }
}
