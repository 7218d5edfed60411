//! Pieces of pages → blocks of text: lines are joined to paragraphs, words that a line's end broke to words; numbers of
//! pages, lines that stand on every page and notes at the foot are left out.

use std::collections::{HashMap, HashSet};

use super::content::Piece;
use crate::document::BlockKind;
use crate::formats::builder::Builder;
use crate::ingest::plain;
use crate::lexicon::{fold, lower};

/// How many lines at the top and at the bottom of a page may stand on every page.
const EDGE: usize = 2;
/// A heading has no more lines.
const LONGEST_HEADING: usize = 4;

struct Line {
    text: String,
    x: f32,
    end: f32,
    y: f32,
    size: f32,
    is_bold: bool,
}

/// Writes the text of pages, each with its pieces in the order in which they were drawn.
pub fn write(pages: Vec<Vec<Piece>>, to: &mut Builder) {
    let mut pages: Vec<Vec<Line>> = pages.into_iter().map(lines).collect();
    let body = body_size(&pages);
    drop_edges(&mut pages);
    pages.iter_mut().for_each(|page| drop_notes(page, body));
    let words = whole_words(&pages);
    let mut paragraph: Vec<Line> = Vec::new();
    for page in pages {
        let margins = Margins::of(&page);
        let leading = leading(&page);
        let mut is_first = true;
        for line in page {
            let goes_on = match paragraph.last() {
                Some(last) if is_first => goes_on_over_page(last, &line, &margins),
                Some(last) => goes_on(last, &line, paragraph.len(), &margins, leading),
                None => true,
            };
            if !goes_on {
                put(std::mem::take(&mut paragraph), body, &words, to);
            }
            paragraph.push(line);
            is_first = false;
        }
    }
    put(paragraph, body, &words, to);
}

/// Pieces that stand on one line are one; a gap between them is a space.
fn lines(pieces: Vec<Piece>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for piece in pieces {
        if piece.text.trim().is_empty() {
            if let Some(line) = lines.last_mut().filter(|line| (line.y - piece.y).abs() < line.size * 0.5) {
                if !line.text.ends_with(' ') {
                    line.text.push(' ');
                }
                line.end = line.end.max(piece.end);
            }
            continue;
        }
        let raised = lines.last().is_some_and(|line| {
            piece.size < line.size * 0.8
                && piece.y > line.y + line.size * 0.15
                && piece.y < line.y + line.size * 0.8
                && piece.x >= line.end - line.size * 0.3
        });
        if raised && piece.text.trim().chars().all(|c| c.is_ascii_digit() || c == '*') {
            if let Some(line) = lines.last_mut() {
                raise(&mut line.text, piece.text.trim());
                line.end = line.end.max(piece.end);
            }
            continue;
        }
        let goes_on = lines.last().is_some_and(|line| {
            let size = line.size.max(piece.size);
            (line.y - piece.y).abs() < size * 0.4 && piece.x > line.end - size && piece.x < line.end + size * 12.0
        });
        match lines.last_mut().filter(|_| goes_on) {
            Some(line) => {
                let gap = piece.x - line.end;
                if gap > line.size.min(piece.size) * 0.18 && !line.text.ends_with(' ') && !piece.text.starts_with(' ') {
                    line.text.push(' ');
                }
                // A first letter that is larger than its line is no other line.
                if line.text.chars().count() <= 2 && piece.size < line.size {
                    line.size = piece.size;
                }
                line.text.push_str(&piece.text);
                line.end = line.end.max(piece.end);
                line.is_bold &= piece.is_bold;
                line.size = line.size.max(piece.size);
            }
            None => lines.push(Line {
                text: piece.text,
                x: piece.x,
                end: piece.end,
                y: piece.y,
                size: piece.size,
                is_bold: piece.is_bold,
            }),
        }
    }
    lines.retain(|line| !line.text.trim().is_empty());
    lines
}

/// `м` with a raised 2 is `м²`; any other raised number leads to a note.
fn raise(text: &mut String, number: &str) {
    const LENGTHS: &[&str] = &["м", "км", "см", "мм", "дм"];
    let last = text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    if LENGTHS.contains(&last) {
        match number {
            "2" => text.push('²'),
            "3" => text.push('³'),
            _ => {}
        }
    }
}

/// The size of most letters.
fn body_size(pages: &[Vec<Line>]) -> f32 {
    let mut counts: HashMap<u32, usize> = HashMap::new();
    for line in pages.iter().flatten() {
        *counts.entry((line.size * 4.0).round() as u32).or_default() += line.text.len();
    }
    let most = counts.into_iter().max_by_key(|(size, count)| (*count, *size));
    most.map_or(10.0, |(size, _)| size as f32 / 4.0)
}

/// The indices of a page's lines from its top, or from its bottom: those that may stand on every page, and one more.
fn edge(page: &[Line], is_top: bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..page.len()).collect();
    order.sort_by(|a, b| if is_top { page[*b].y.total_cmp(&page[*a].y) } else { page[*a].y.total_cmp(&page[*b].y) });
    order.truncate(EDGE + 1);
    order
}

/// Whether a line at the edge does not belong to the text beside it: by its distance or by its size.
fn is_apart(line: &Line, inner: &Line) -> bool {
    (line.y - inner.y).abs() > inner.size * 1.8 || (line.size - inner.size).abs() > inner.size * 0.08
}

/// Leaves out numbers of pages, and lines that stand at the edge of many pages.
fn drop_edges(pages: &mut [Vec<Line>]) {
    // Figures change from page to page.
    let key = |line: &Line| {
        let words = fold(&plain::one_line(&line.text));
        words.chars().filter(|c| !c.is_ascii_digit()).collect::<String>()
    };
    let mut counts: HashMap<(bool, String), usize> = HashMap::new();
    for page in pages.iter() {
        for is_top in [true, false] {
            for index in edge(page, is_top).into_iter().take(EDGE) {
                *counts.entry((is_top, key(&page[index]))).or_default() += 1;
            }
        }
    }
    let many = 3.max(pages.len() / 20);
    for page in pages.iter_mut() {
        let mut dropped: Vec<usize> = Vec::new();
        for is_top in [true, false] {
            let order = edge(page, is_top);
            for (place, index) in order.iter().take(EDGE).enumerate() {
                let line = &page[*index];
                let is_running = counts.get(&(is_top, key(line))).is_some_and(|count| *count >= many);
                let is_apart = order.get(place + 1).is_none_or(|inner| is_apart(line, &page[*inner]));
                if is_page_number(&line.text) || is_running && is_apart {
                    dropped.push(*index);
                } else {
                    break;
                }
            }
        }
        let mut index = 0;
        page.retain(|_| {
            index += 1;
            !dropped.contains(&(index - 1))
        });
    }
}

/// `12`, `— 12 —`, `- XII -`, `Стр. 12 из 40`.
fn is_page_number(line: &str) -> bool {
    let folded = fold(line);
    let mut numbers = 0;
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let is_roman = word.len() <= 6 && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l'));
        match word {
            "стр" | "страница" | "с" | "из" | "page" | "of" => {}
            _ if word.len() <= 4 && word.chars().all(|c| c.is_ascii_digit()) || is_roman => numbers += 1,
            _ => return false,
        }
    }
    (1..=2).contains(&numbers)
}

/// Leaves out the lines at the foot that are smaller than the text and begin with a mark.
fn drop_notes(page: &mut Vec<Line>, body: f32) {
    let mut order: Vec<usize> = (0..page.len()).collect();
    order.sort_by(|a, b| page[*a].y.total_cmp(&page[*b].y));
    let small: Vec<usize> = order.into_iter().take_while(|index| page[*index].size < body * 0.92).collect();
    let begins = |index: &usize| {
        let text = page[*index].text.trim_start();
        text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '*' | '†' | '¹' | '²' | '³'))
    };
    // From the highest line that begins a note.
    let Some(first) = small.iter().rposition(begins).filter(|_| small.len() < page.len()) else { return };
    let dropped = &small[..=first];
    let mut index = 0;
    page.retain(|_| {
        index += 1;
        !dropped.contains(&(index - 1))
    });
}

/// Every word that stands whole in a line, folded: they tell how a broken one is written.
fn whole_words(pages: &[Vec<Line>]) -> HashSet<String> {
    let mut words = HashSet::new();
    for line in pages.iter().flatten() {
        let folded = fold(&line.text);
        let all: Vec<&str> =
            folded.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()).collect();
        // The first and the last may be halves.
        for word in all.iter().take(all.len().saturating_sub(1)).skip(1) {
            if !words.contains(*word) {
                words.insert((*word).to_owned());
            }
        }
    }
    words
}

struct Margins {
    left: f32,
    right: f32,
}

impl Margins {
    /// Where most lines begin, and how far they reach.
    fn of(page: &[Line]) -> Margins {
        let most = |value: fn(&Line) -> f32, later: bool| {
            let mut counts: HashMap<i32, usize> = HashMap::new();
            for line in page {
                *counts.entry((value(line) / 4.0).round() as i32).or_default() += 1;
            }
            let best = counts.into_iter().max_by_key(|(place, count)| (*count, if later { *place } else { -*place }));
            best.map_or(0.0, |(place, _)| place as f32 * 4.0)
        };
        Margins { left: most(|line| line.x, false), right: most(|line| line.end, true) }
    }
}

/// The distance of most lines from the one before.
fn leading(page: &[Line]) -> f32 {
    let mut counts: HashMap<i32, usize> = HashMap::new();
    for pair in page.windows(2) {
        let down = pair[0].y - pair[1].y;
        if down > 0.0 && down < pair[0].size * 4.0 {
            *counts.entry((down * 2.0).round() as i32).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(down, count)| (*count, -*down));
    most.map_or(0.0, |(down, _)| down as f32 / 2.0)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().trim_end_matches(['»', '"', '”', ')', ']']).ends_with(['.', '!', '?', '…', ':', ';'])
}

fn begins_small(text: &str) -> bool {
    text.trim_start().starts_with(char::is_lowercase)
}

fn is_indented(line: &Line, margins: &Margins) -> bool {
    line.x > margins.left + line.size * 0.7
}

fn goes_on(last: &Line, line: &Line, lines: usize, margins: &Margins, leading: f32) -> bool {
    let size = last.size.max(line.size);
    if (last.size - line.size).abs() > size * 0.1 || last.is_bold != line.is_bold && !begins_small(&line.text) {
        return false;
    }
    let down = last.y - line.y;
    // Up the page: the next column.
    if down <= 0.0 {
        return down.abs() > size * 2.0 && goes_on_over_page(last, line, margins);
    }
    if leading > 0.0 && down > leading * 1.35 + 0.5 {
        return false;
    }
    if plain::is_list_item(line.text.trim_start()) && ends_sentence(&last.text) {
        return false;
    }
    let is_short = last.end < margins.right - size * 4.0;
    let step = line.x - last.x;
    if step > size * 0.7 && !(lines == 1 && !ends_sentence(&last.text) && is_indented(last, margins)) {
        return false;
    }
    // Two lines that are indented alike are two paragraphs of one line, where the first has ended.
    if is_indented(line, margins) && step.abs() < size * 0.3 && ends_sentence(&last.text) && (is_short || lines == 1) {
        return false;
    }
    !(is_short && ends_sentence(&last.text))
}

fn goes_on_over_page(last: &Line, line: &Line, margins: &Margins) -> bool {
    let is_alike = (last.size - line.size).abs() <= line.size * 0.1 && last.is_bold == line.is_bold;
    is_alike
        && (begins_small(&line.text)
            || is_broken(&last.text)
            || !ends_sentence(&last.text) && !is_indented(line, margins))
}

/// Whether a line ends inside a word.
fn is_broken(text: &str) -> bool {
    let mut last = text.trim_end().chars().rev();
    matches!(last.next(), Some('-' | '\u{ad}' | '\u{2010}')) && last.next().is_some_and(char::is_alphabetic)
}

fn put(lines: Vec<Line>, body: f32, words: &HashSet<String>, to: &mut Builder) {
    let Some(first) = lines.first() else { return };
    let is_large = first.size > body * 1.15;
    let is_bold = lines.iter().all(|line| line.is_bold);
    let is_huge = first.size > body * 1.4;
    let count = lines.len();
    let text = joined(lines, words);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_sentence = text.trim_end().ends_with(['.', ';', ':', ',']) || text.chars().count() > 200;
    let kind = if plain::is_list_item(text.trim_start()) && !is_large {
        BlockKind::ListItem
    } else if letters < 3 || count > LONGEST_HEADING || !(is_large || is_bold) || is_sentence && !is_huge {
        BlockKind::Paragraph
    } else if is_large {
        BlockKind::Heading
    } else {
        BlockKind::Subheading
    };
    to.block(kind, &text);
}

/// The lines as one text. A hyphen at the end of a line goes, unless the word is written with one.
fn joined(lines: Vec<Line>, words: &HashSet<String>) -> String {
    let mut text = String::new();
    for line in lines {
        let next = line.text.trim();
        if is_broken(&text) && begins_small(next) {
            let kept = text.trim_end();
            let hyphen = kept.chars().next_back().map_or(0, char::len_utf8);
            let (stem, mark) = kept.split_at(kept.len() - hyphen);
            let first = stem.rsplit(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or("");
            let second: String = next.chars().take_while(|c| c.is_alphanumeric() || *c == '-').map(lower).collect();
            let with = fold(&format!("{first}-{second}"));
            let without = fold(&format!("{first}{second}"));
            let keeps = mark == "-" && words.contains(&with) && !words.contains(&without);
            let length = stem.len();
            text.truncate(length);
            if keeps {
                text.push('-');
            }
        } else if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
        text.push_str(next);
    }
    text
}
