//! One time as it is said, before ranges, lists and the context fill what it leaves out.

use super::words as ru;
use super::{Part, Season};
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
}

/// What is said of the year; of a century or a millennium its number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Said {
    Nothing,
    /// The number, and whether it counts before the common era where that is said.
    Number(i32, Option<bool>),
    /// The last two digits: `45-й год`, `40-е годы`.
    Short(u8),
    /// So many years after the one that is spoken of: `того же года`.
    Later(i32),
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
    old_and_new_day,
    day_of_month,
    named_day_of_month,
    month,
    month_adjective,
    season,
    century,
    millennium,
    decade,
    named_decade,
    five_year_plan,
    year,
    named_year,
    bare_number,
    bare_roman,
];

/// The time that starts at the token: its part and piece, then its form.
pub fn atom(words: &Words, at: usize) -> Option<Atom> {
    let (part, after_part) = part(words, at);
    let (piece, after_piece) = piece(words, after_part);
    let form = FORMS.iter().find_map(|form| form(words, after_piece));
    let headed = part.is_some() || piece.is_some();
    let mut atom = match form {
        Some(atom) if !headed || !matches!(atom.core, Core::Day(_)) => atom,
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
    fn new(rule: &'static str, start: usize, end: usize, core: Core, year: Said) -> Atom {
        Atom { start, end, rule, part: None, piece: None, core, year, bare: false, julian: false }
    }
}

/// `самом начале`, `конец`, `первые месяцы`, `последних числах`.
fn part(words: &Words, at: usize) -> (Option<Part>, usize) {
    let head = at + usize::from(matches!(words.word(at), "самом" | "самого" | "самому" | "самый" | "самое"));
    let part = match words.word(head) {
        "начало" | "начала" | "начале" | "началу" | "началом" => Part::Start,
        "середина" | "середины" | "середине" | "середину" | "серединой" => {
            Part::Middle
        }
        "конец" | "конца" | "конце" | "концу" | "концом" | "исходе" | "исходу" | "закате" => {
            Part::End
        }
        "нач" if words.is_mark(head + 1, '.') => return (Some(Part::Start), head + 2),
        "сер" if words.is_mark(head + 1, '.') => return (Some(Part::Middle), head + 2),
        "кон" if words.is_mark(head + 1, '.') => return (Some(Part::End), head + 2),
        "первые" | "первых" | "первым" if is_stretch(words.word(head + 1)) => {
            return (Some(Part::Start), head + 2);
        }
        "последние" | "последних" | "последним" if is_stretch(words.word(head + 1)) => {
            return (Some(Part::End), head + 2);
        }
        _ => return (None, at),
    };
    (Some(part), head + 1)
}

fn is_stretch(word: &str) -> bool {
    matches!(
        word,
        "дни"
            | "дней"
            | "днях"
            | "дням"
            | "недели"
            | "недель"
            | "неделях"
            | "месяцы"
            | "месяцев"
            | "месяцах"
            | "месяцам"
            | "числах"
            | "чисел"
            | "числам"
            | "годы"
            | "годах"
            | "десятилетия"
            | "десятилетий"
            | "десятилетиях"
    )
}

/// `первой половине`, `III квартале`, `последней трети`, `втором полугодии`.
fn piece(words: &Words, at: usize) -> (Option<(u8, u8)>, usize) {
    let none = (None, at);
    let (index, after) = match (words.word(at), ordinal(words, at)) {
        ("последняя" | "последней" | "последнюю" | "последнее" | "последний" | "последнем" | "последнего", _) => {
            (u8::MAX, at + 1)
        }
        (_, Some(found)) => found,
        _ => return none,
    };
    let parts = match words.word(after) {
        "половина" | "половины" | "половине" | "половину" | "половиной" => 2,
        "полугодие" | "полугодия" | "полугодии" | "полугодию" => 2,
        "пол" if words.is_mark(after + 1, '.') => return finished_piece(at, index, 2, after + 2),
        "четв" if words.is_mark(after + 1, '.') => return finished_piece(at, index, 4, after + 2),
        "треть" | "трети" | "третью" => 3,
        "десятилетие" | "десятилетия" | "десятилетии" | "десятилетию" => 10,
        "четверть" | "четверти" | "четвертью" => 4,
        "квартал" | "квартала" | "квартале" | "кварталу" | "кварталом" => 4,
        _ => return none,
    };
    finished_piece(at, index, parts, after + 1)
}

/// `MAX` is the last piece; what stands `at` is none where there are not so many.
fn finished_piece(at: usize, index: u8, parts: u8, end: usize) -> (Option<(u8, u8)>, usize) {
    let index = if index == u8::MAX { parts } else { index };
    if (1..=parts).contains(&index) { (Some((index, parts)), end) } else { (None, at) }
}

/// `III`, `3-го`, `третьего`: the number and the token after it.
fn ordinal(words: &Words, at: usize) -> Option<(u8, usize)> {
    let word = words.word(at);
    if let Some(number) = ru::ordinal(word) {
        return Some((number, at + 1));
    }
    if let (Some(tens), Some(unit @ 1..=9)) = (ru::tens(word), ru::ordinal(words.word(at + 1))) {
        return Some((tens + unit, at + 2));
    }
    let (stem, _) = word.split_once('-').unwrap_or((word, ""));
    if words.is_capital(at)
        && let Some(number) = ru::roman(stem)
    {
        return Some((number, at + 1));
    }
    let number = words.digits(at).parse().ok()?;
    Some((number, past_ordinal_ending(words, at + 1)?))
}

/// `-го` after digits; `None` where there is none.
fn past_ordinal_ending(words: &Words, at: usize) -> Option<usize> {
    let joined = words.is_dash(at) && !words.space_before(at) && !words.space_before(at + 1);
    (joined && ru::is_ordinal_ending(words.word(at + 1))).then_some(at + 2)
}

/// `года` and `века` after a part or piece: those that are spoken of.
fn of_this_year(words: &Words, at: usize) -> Option<Atom> {
    if let Some((offset, end)) = context_year(words, at) {
        return Some(Atom::new("part_of_year", at, end, Core::Year, Said::Later(offset)));
    }
    match words.word(at) {
        "года" => Some(Atom::new("part_of_year", at, at + 1, Core::Year, Said::Later(0))),
        "века" | "столетия" => {
            Some(Atom::new("part_of_century", at, at + 1, Core::Century, Said::Later(0)))
        }
        _ => None,
    }
}

/// `того же года`, `следующего года`: how many years later, and the token after.
pub fn context_year(words: &Words, at: usize) -> Option<(i32, usize)> {
    let is_year = |index: usize| matches!(words.word(index), "года" | "году" | "год");
    let (offset, end) = match words.word(at) {
        "того" | "тому" | "том" | "тот" | "этого" | "этом" | "этот" if words.word(at + 1) == "же" => {
            (0, at + 2)
        }
        "этого" | "этом" => (0, at + 1),
        "следующего" | "следующем" | "следующий" | "следующему" => (1, at + 1),
        "предыдущего" | "предыдущем" | "предшествующего" | "предшествующем" => {
            (-1, at + 1)
        }
        _ => return None,
    };
    is_year(end).then_some((offset, end + 1))
}

/// A small number with at most two digits, as a day.
fn day_number(words: &Words, at: usize) -> Option<u8> {
    let digits = words.digits(at);
    (digits.len() <= 2).then(|| digits.parse().ok().filter(|day| (1..=31).contains(day)))?
}

/// A day's number and what follows it: `5`, `5-го`, `5 числа`.
fn day(words: &Words, at: usize) -> Option<(u8, usize)> {
    let day = day_number(words, at)?;
    Some((day, past_ordinal_ending(words, at + 1).unwrap_or(at + 1)))
}

/// A month in words; after a day also in short, with its full stop.
fn month_name(words: &Words, at: usize, short: bool) -> Option<(u8, usize)> {
    let word = words.word(at);
    if let Some(month) = ru::month(word) {
        return Some((month, at + 1));
    }
    let month = ru::month_short(word).filter(|_| short)?;
    let end = words.past_stop(at + 1);
    (end > at + 1).then_some((month, end))
}

/// `22.06.1941`, with or without `г.`
fn numeric_date(words: &Words, at: usize) -> Option<Atom> {
    let joined = (at + 1..at + 5).all(|index| !words.space_before(index));
    if !joined || !words.is_mark(at + 1, '.') || !words.is_mark(at + 3, '.') {
        return None;
    }
    let (day, year) = (day_number(words, at)?, words.digits(at + 4));
    let month: u8 = words.digits(at + 2).parse().ok()?;
    let year = (year.len() == 4).then(|| year.parse().ok())??;
    super::Date::day(Some(year), month, day)?;
    let end = past_year_word(words, at + 5).unwrap_or(at + 5);
    Some(Atom::new("numeric_date", at, end, Core::DayOf { month, day }, Said::Number(year, None)))
}

/// `1941-06-22`.
fn iso_date(words: &Words, at: usize) -> Option<Atom> {
    let joined = (at + 1..at + 5).all(|index| !words.space_before(index));
    if !joined || words.get(at + 1) != "-" || words.get(at + 3) != "-" || words.digits(at).len() != 4 {
        return None;
    }
    if words.digits(at + 2).len() != 2 || words.digits(at + 4).len() != 2 {
        return None;
    }
    let (year, day) = (words.digits(at).parse().ok()?, day_number(words, at + 4)?);
    let month: u8 = words.digits(at + 2).parse().ok()?;
    super::Date::day(Some(year), month, day)?;
    Some(Atom::new("iso_date", at, at + 5, Core::DayOf { month, day }, Said::Number(year, None)))
}

/// `25 октября (7 ноября) 1917 г.`, `1 (13) марта 1881 г.`: the date in the new style.
fn old_and_new_day(words: &Words, at: usize) -> Option<Atom> {
    let (_, mut end) = day(words, at)?;
    let old_month = month_name(words, end, true);
    end = old_month.map_or(end, |(_, end)| end);
    // `25 декабря 1812 г. (6 января 1813 г.)`
    if old_month.is_some() && !words.is_mark(end, '(') && !words.is_mark(end, '[') {
        end = read_year(words, end)?.end;
    }
    if !words.is_mark(end, '(') && !words.is_mark(end, '[') {
        return None;
    }
    let (new_day, mut end) = day(words, end + 1)?;
    let new_month = month_name(words, end, true);
    end = new_month.map_or(end, |(_, end)| end);
    let inner = read_year(words, end).filter(|_| new_month.is_some());
    end = inner.as_ref().map_or(end, |read| read.end);
    if !words.is_mark(end, ')') && !words.is_mark(end, ']') {
        return None;
    }
    end += 1;
    let month = match (old_month, new_month) {
        (_, Some((month, _))) => month,
        (Some((month, _)), None) => month,
        (None, None) => {
            let (month, after) = month_name(words, end, true)?;
            end = after;
            month
        }
    };
    let (year, end) = inner.map_or_else(|| year_of(words, end), |read| (read.said, end));
    Some(Atom::new("old_and_new_style", at, end, Core::DayOf { month, day: new_day }, year))
}

/// `28 ноября 1944 г.`, `14 декабря`, `7-го мая`, `12 янв. 1905`.
fn day_of_month(words: &Words, at: usize) -> Option<Atom> {
    let (day, end) = day(words, at)?;
    let end = end + usize::from(words.word(end) == "числа");
    let (month, end) = month_name(words, end, true)?;
    finish_day(words, at, end, month, day)
}

/// `первого мая`, `двадцать второго июня 1941 года`.
fn named_day_of_month(words: &Words, at: usize) -> Option<Atom> {
    if !words.is_word(at) {
        return None;
    }
    let (day, end) = ordinal(words, at)?;
    let genitive = words.word(end - 1).ends_with("го");
    let (month, end) = month_name(words, end, false).filter(|_| genitive)?;
    finish_day(words, at, end, month, day)
}

fn finish_day(words: &Words, at: usize, end: usize, month: u8, day: u8) -> Option<Atom> {
    super::Date::day(None, month, day)?;
    let (year, end) = year_of(words, end);
    let (julian, end) = style(words, end);
    let rule = if year == Said::Nothing { "day_and_month" } else { "full_date" };
    Some(Atom { julian, ..Atom::new(rule, at, end, Core::DayOf { month, day }, year) })
}

/// `ст. ст.`, `по старому стилю`, in brackets or not: whether it is the old one, and the token after.
fn style(words: &Words, at: usize) -> (bool, usize) {
    let bracket = usize::from(words.is_mark(at, '('));
    let from = at + bracket;
    let (julian, end) = if words.starts(from, &["ст", ".", "ст", "."]) {
        (true, from + 4)
    } else if words.starts(from, &["н", ".", "ст", "."]) {
        (false, from + 4)
    } else if words.starts(from, &["по", "старому", "стилю"]) {
        (true, from + 3)
    } else if words.starts(from, &["по", "новому", "стилю"]) {
        (false, from + 3)
    } else {
        return (false, at);
    };
    if bracket == 1 && !words.is_mark(end, ')') {
        return (false, at);
    }
    (julian, end + bracket)
}

/// `март 1944 г.`, `августе`. A capital inside a sentence is a name: `император Август`.
fn month(words: &Words, at: usize) -> Option<Atom> {
    let (month, end) = month_name(words, at, false)?;
    let (year, end) = year_of(words, end);
    if year == Said::Nothing
        && at > 0
        && words.is_capital(at)
        && words.written(at).chars().skip(1).any(char::is_lowercase)
    {
        return None;
    }
    let rule = if year == Said::Nothing { "month" } else { "month_and_year" };
    Some(Atom::new(rule, at, end, Core::Month(month), year))
}

/// `январского (1944 г.)`, `июльского 1940 года`.
fn month_adjective(words: &Words, at: usize) -> Option<Atom> {
    let month = ru::month_adjective(words.word(at))?;
    match year_of(words, at + 1) {
        (Said::Nothing, _) => None,
        (year, end) => Some(Atom::new("month_adjective", at, end, Core::Month(month), year)),
    }
}

/// `летом 1942 г.`, `ранней весной`, `зимой 1941/42 г.`
fn season(words: &Words, at: usize) -> Option<Atom> {
    let (part, head) = match words.word(at) {
        "ранней" | "раннюю" | "ранняя" | "раннее" | "ранним" => {
            (Some(Part::Start), at + 1)
        }
        "поздней" | "позднюю" | "поздняя" | "позднее" | "поздним" => {
            (Some(Part::End), at + 1)
        }
        _ => (None, at),
    };
    let season = ru::season(words.word(head))?;
    if let Some(read) = read_year(words, head + 1).filter(|read| read.is_sure(words))
        && let (Said::Number(first, _), Some(last)) = (read.said, read.to)
    {
        let winter = season == Season::Winter && last == first + 1;
        let core = if winter { Core::WinterTo(last) } else { Core::YearTo(last) };
        return Some(Atom { part, ..Atom::new("season", at, read.end, core, read.said) });
    }
    let (year, end) = year_of(words, head + 1);
    // `лета` alone counts years as well as it names a season.
    if year == Said::Nothing && words.word(head) == "лет" {
        return None;
    }
    Some(Atom { part, ..Atom::new("season", at, end, Core::Season(season), year) })
}

/// `XX века`, `19-го столетия`, `двадцатый век`, `I в. до н. э.`
fn century(words: &Words, at: usize) -> Option<Atom> {
    let (number, end) = match ordinal(words, at) {
        Some(found) => found,
        None => (words.digits(at).parse().ok()?, at + 1),
    };
    if !(1..=39).contains(&number) || !ru::is_century(words.word(end)) {
        return None;
    }
    let roman = words.is_word(at) && ru::roman(words.word(at).split('-').next().unwrap_or("")).is_some();
    let short = matches!(words.word(end), "в" | "вв");
    let stopped = words.past_stop(end + 1);
    // `в` is a century with its full stop only, and after a Roman number or before an era.
    if short && (stopped == end + 1 || !roman && era(words, stopped).is_none()) {
        return None;
    }
    let end = if short { stopped } else { end + 1 };
    let (bc, end) = era(words, end).map_or((None, end), |(bc, end)| (Some(bc), end));
    Some(Atom::new("century", at, end, Core::Century, Said::Number(i32::from(number), bc)))
}

/// `III тысячелетия до н. э.`
fn millennium(words: &Words, at: usize) -> Option<Atom> {
    let (number, end) = ordinal(words, at)?;
    if !(1..=10).contains(&number) || !ru::is_millennium(words.word(end)) {
        return None;
    }
    let full = words.word(end) != "тыс";
    let end = words.past_stop(end + 1);
    let era = era(words, end);
    if !full && era.is_none() {
        return None;
    }
    let (bc, end) = era.map_or((None, end), |(bc, end)| (Some(bc), end));
    Some(Atom::new("millennium", at, end, Core::Millennium, Said::Number(i32::from(number), bc)))
}

/// `40-е годы`, `1940-х гг.`, `40-х годах XX века`.
fn decade(words: &Words, at: usize) -> Option<Atom> {
    let digits = words.digits(at);
    let number: i32 = digits.parse().ok()?;
    if !matches!(digits.len(), 2 | 4) || number % 10 != 0 {
        return None;
    }
    let joined = words.is_dash(at + 1) && !words.space_before(at + 1) && !words.space_before(at + 2);
    if !joined || !matches!(words.word(at + 2), "е" | "х" | "м" | "ми" | "ые" | "ых" | "ым") {
        return None;
    }
    if let Some(end) = past_year_word(words, at + 3).filter(|_| ru::is_years(words.word(at + 3))) {
        return finish_decade(words, at, end, number, digits.len() == 2);
    }
    // Without `годы` two digits are one end of `20-е и 30-е годы` at most, and `1944-м` is a year.
    let short = digits.len() == 2;
    let plural = words.word(at + 2) != "м";
    let decade = finish_decade(words, at, at + 3, number, short)?;
    (plural && (short || is_clear_after(words, at + 3))).then_some(Atom { bare: short, ..decade })
}

/// `сороковые годы`.
fn named_decade(words: &Words, at: usize) -> Option<Atom> {
    let tens = ru::decade(words.word(at)).filter(|_| ru::is_years(words.word(at + 1)))?;
    finish_decade(words, at, at + 2, i32::from(tens), true)
}

fn finish_decade(words: &Words, at: usize, end: usize, number: i32, short: bool) -> Option<Atom> {
    let stated = century(words, end).filter(|_| short);
    let (year, end) = match stated {
        Some(Atom { year: Said::Number(century, Some(true)), end, .. }) => {
            (Said::Number((century - 1) * 100 + number + 9, Some(true)), end)
        }
        Some(Atom { year: Said::Number(century, bc), end, .. }) => {
            (Said::Number((century - 1) * 100 + number, bc), end)
        }
        _ if short => (Said::Short(u8::try_from(number).ok()?), end),
        _ => (Said::Number(number, None), end),
    };
    Some(Atom::new("decade", at, end, Core::Decade, year))
}

/// `первой пятилетки`: the years of the plan.
fn five_year_plan(words: &Words, at: usize) -> Option<Atom> {
    let (number, end) = ordinal(words, at)?;
    let end = match words.word(end) {
        word if word.starts_with("пятилетк") || word == "пятилеток" => end + 1,
        "пятилетнего" | "пятилетний" | "пятилетнем" | "пятилетнему" if words.word(end + 1).starts_with("план") => {
            end + 2
        }
        _ => return None,
    };
    let (first, last) = ru::five_year_plan(number)?;
    Some(Atom::new("five_year_plan", at, end, Core::Years(first, last), Said::Number(first, None)))
}

/// A year in digits, with or without its word.
fn year(words: &Words, at: usize) -> Option<Atom> {
    let read = read_year(words, at)?;
    let (core, rule) = match read.to {
        Some(last) => (Core::YearTo(last), "double_year"),
        None => (Core::Year, "year"),
    };
    Some(Atom { bare: read.bare, ..Atom::new(rule, at, read.end, core, read.said) })
}

/// `тысяча девятьсот сорок первый год`, `сорок первом году`.
fn named_year(words: &Words, at: usize) -> Option<Atom> {
    let mut index = at;
    let mut number = 0i32;
    if matches!(words.word(index), "тысяча" | "тысячу" | "тысячи") {
        (number, index) = (1000, index + 1);
    }
    if words.starts(index, &["две", "тысячи"]) {
        (number, index) = (2000, index + 2);
    }
    if let Some(hundreds) = ru::hundreds(words.word(index)).filter(|_| number == 1000) {
        (number, index) = (number + i32::from(hundreds), index + 1);
    }
    let (rest, end) =
        ordinal(words, index).filter(|_| words.is_word(index) && ru::roman(words.word(index)).is_none())?;
    if !ru::is_year(words.word(end)) || words.word(end) == "г" {
        return None;
    }
    // `в первом году`, `двадцатый год подряд` count years.
    let said = match number {
        0 if rest > 20 && rest % 10 != 0 || rest > 30 && words.word(end) == "году" => Said::Short(rest),
        0 => return None,
        number => Said::Number(number + i32::from(rest), None),
    };
    Some(Atom::new("named_year", at, end + 1, Core::Year, said))
}

/// A day whose month stands further on, or a short year whose era does: `264 — 146 гг. до н. э.`
fn bare_number(words: &Words, at: usize) -> Option<Atom> {
    if let Some((day, end)) = day(words, at) {
        return Some(Atom { bare: true, ..Atom::new("day", at, end, Core::Day(day), Said::Nothing) });
    }
    let digits = words.digits(at);
    let number = (digits.len() <= 3).then(|| digits.parse().ok().filter(|&number| number > 0))??;
    Some(Atom { bare: true, ..Atom::new("year", at, at + 1, Core::Year, Said::Number(number, None)) })
}

/// A Roman number whose century stands further on.
fn bare_roman(words: &Words, at: usize) -> Option<Atom> {
    let number = ru::roman(words.word(at)).filter(|&number| words.is_capital(at) && number <= 21)?;
    let said = Said::Number(i32::from(number), None);
    Some(Atom { bare: true, ..Atom::new("century", at, at + 1, Core::Century, said) })
}

/// A year as it is written in digits.
struct YearRead {
    said: Said,
    end: usize,
    bare: bool,
    /// The second year of `1944/45`.
    to: Option<i32>,
}

impl YearRead {
    /// Whether a month or a season before it may take it.
    fn is_sure(&self, words: &Words) -> bool {
        !self.bare || is_clear_after(words, self.end)
    }
}

fn read_year(words: &Words, at: usize) -> Option<YearRead> {
    let digits = words.digits(at);
    let number: i32 = if (1..=4).contains(&digits.len()) { digits.parse().ok()? } else { return None };
    let four = digits.len() == 4 && (1000..=2100).contains(&number);
    if four && let Some((to, end)) = second_year(words, at + 1, number) {
        let (end, named) = past_school_year(words, end);
        return Some(YearRead { said: Said::Number(number, None), end, bare: !named, to: Some(to) });
    }
    let ordinal = past_ordinal_ending(words, at + 1);
    let after = ordinal.unwrap_or(at + 1);
    let word = words.word(after);
    let named = past_year_word(words, after);
    if let Some((bc, end)) = era(words, named.unwrap_or(after)) {
        return (number > 0).then_some(YearRead { said: Said::Number(number, Some(bc)), end, bare: false, to: None });
    }
    // `1944-х` is no year; that is a decade's ending.
    if ordinal.is_some() && !matches!(words.word(after - 1), "й" | "го" | "м" | "му" | "ый" | "ой" | "ом" | "ого")
    {
        return None;
    }
    let said = Said::Number(number, None);
    match named {
        Some(end) if four => Some(YearRead { said, end, bare: false, to: None }),
        // `5 г.` and `250 г` are grams, `22 года` is a duration: a short number is a year in `в 988 году`.
        Some(end) if number > 0 && word == "году" && (digits.len() == 3 || ordinal.is_none()) => {
            Some(YearRead { said, end, bare: false, to: None })
        }
        Some(end) if ordinal.is_some() && digits.len() == 2 && ru::is_year(word) && word != "г" => {
            let said = Said::Short(u8::try_from(number).ok()?);
            Some(YearRead { said, end, bare: false, to: None })
        }
        Some(end) if ordinal.is_some() && digits.len() == 3 => Some(YearRead { said, end, bare: false, to: None }),
        None if four => Some(YearRead { said, end: after, bare: true, to: None }),
        _ => None,
    }
}

/// `/45`, `/1945` after a year, of which it is the next.
fn second_year(words: &Words, at: usize, first: i32) -> Option<(i32, usize)> {
    let joined = !words.space_before(at) && !words.space_before(at + 1);
    let dash = words.is_dash(at);
    if !joined || !words.is_mark(at, '/') && !dash {
        return None;
    }
    let second = words.digits(at + 1);
    let number: i32 = second.parse().ok()?;
    let year = match second.len() {
        2 => first - first % 100 + number + if number < first % 100 { 100 } else { 0 },
        4 => number,
        _ => return None,
    };
    // With a dash two years are a range, unless it is a school year.
    let school = is_school(words.word(at + 2));
    (year == first + 1 && (!dash || school)).then_some((year, at + 2))
}

fn is_school(word: &str) -> bool {
    ["учебн", "уч", "хозяйственн", "финансов", "бюджетн", "театральн"]
        .iter()
        .any(|stem| word.strip_prefix(stem).is_some_and(|rest| rest.is_empty() || rest.len() <= 6))
        || word.starts_with("сезон")
}

/// `учебного года`, `уч. г.`, `гг.`: the token after, and whether there was any.
fn past_school_year(words: &Words, at: usize) -> (usize, bool) {
    if words.word(at).starts_with("сезон") {
        return (at + 1, true);
    }
    let after = if is_school(words.word(at)) { words.past_stop(at + 1) } else { at };
    match past_year_word(words, after) {
        Some(end) => (end, true),
        None => (at, false),
    }
}

/// `г.`, `года`, `гг.`: the token after.
fn past_year_word(words: &Words, at: usize) -> Option<usize> {
    let word = words.word(at);
    if !ru::is_year(word) && !ru::is_years(word) {
        return None;
    }
    Some(if matches!(word, "г" | "гг") { words.past_stop(at + 1) } else { at + 1 })
}

/// `до н. э.`, `нашей эры`: whether before it, and the token after.
fn era(words: &Words, at: usize) -> Option<(bool, usize)> {
    let before = words.word(at) == "до";
    let from = at + usize::from(before || words.word(at) == "от");
    if words.starts(from, &["н", ".", "э"]) {
        return Some((before, words.past_stop(from + 3)));
    }
    if words.starts(from, &["нашей", "эры"]) || words.starts(from, &["рождества", "христова"])
    {
        return Some((before, from + 2));
    }
    (words.starts(from, &["р", ".", "х"]) && from > at).then(|| (before, words.past_stop(from + 3)))
}

/// The year that stands after a day, a month or a season, in brackets too, and the token after it.
fn year_of(words: &Words, at: usize) -> (Said, usize) {
    let bracket = usize::from(words.is_mark(at, '(') || words.is_mark(at, '['));
    if let Some(read) = read_year(words, at + bracket).filter(|read| read.to.is_none() && read.is_sure(words)) {
        let closed = words.is_mark(read.end, ')') || words.is_mark(read.end, ']');
        if bracket == 0 || closed {
            return (read.said, read.end + bracket);
        }
    }
    if let Some(named) = named_year(words, at) {
        return (named.year, named.end);
    }
    match context_year(words, at) {
        Some((offset, end)) => (Said::Later(offset), end),
        None => (Said::Nothing, at),
    }
}

/// Whether what follows leaves a number before it free to be a year: no counted noun, no multiplier, no further digits.
pub fn is_clear_after(words: &Words, at: usize) -> bool {
    use crate::lexicon::ru::form;
    use crate::segment::TokenKind;
    match words.kind(at) {
        None => true,
        Some(TokenKind::Digits) => false,
        Some(TokenKind::Mark) => {
            let joined = !words.space_before(at);
            let digits_follow = words.is_digits(at + 1) && !words.space_before(at + 1);
            match words.get(at) {
                "." | "," | ":" | "/" | "-" if joined && digits_follow => false,
                "-" if joined => false,
                "%" | "°" | "$" | "€" | "₽" | "£" | "№" | "+" | "×" | "*" | "=" => false,
                _ => true,
            }
        }
        Some(TokenKind::Word) => {
            let word = words.word(at);
            words.is_capital(at) || form::is_function_word(word) || form::is_finite(word) || is_verb(word)
        }
    }
}

/// Verbs and short participles whose ending no counted noun has: `началась`, `выполнен`.
fn is_verb(word: &str) -> bool {
    const REFLEXIVE: &[&str] = &["лся", "лась", "лось", "лись"];
    const PASSIVE: &[&str] =
        &["лен", "нен", "жен", "шен", "чен", "щен", "рен", "ден", "сен", "зен", "ован", "бран", "инят"];
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    // Of seven letters or more: `песен` and `вишен` are counted.
    ends(REFLEXIVE) || word.len() >= 14 && ends(PASSIVE)
}
