//! Plain text: paragraphs are lines, or runs of lines where empty lines part them; the rest of the structure is guessed
//! from the form of the lines alone.

use super::furniture;
use crate::document::{Block, BlockKind, Document, Language, Source};
use crate::span::Span;

/// A title longer than this is a paragraph.
const TITLE_MAX: usize = 200;

/// Line ends are made `\n`, and words that a soft hyphen broke are joined; nothing else of the text is changed. No blocks means that there is nothing to read.
pub fn document(text: &str, name: Option<&str>) -> Document {
    let text = join_broken_words(normalize_line_ends(text));
    let language = language(&text);
    let mut blocks = paragraphs(&text);
    mark_kinds(&text, &mut blocks);
    let title = title(&text, &blocks, name);
    Document { title, text, blocks, language, source: Source::default() }
}

pub(crate) fn normalize_line_ends(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// `при\u{ad} соединялась`: a soft hyphen with white space behind it is where a line was broken, so both go.
fn join_broken_words(text: String) -> String {
    const HYPHEN: char = '\u{ad}';
    if !text.contains(HYPHEN) {
        return text;
    }
    let mut joined = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once(HYPHEN) {
        joined.push_str(before);
        let goes_on = after.trim_start_matches([' ', '\n']);
        let broken = goes_on.len() < after.len() && goes_on.starts_with(char::is_lowercase);
        if !broken {
            joined.push(HYPHEN);
        }
        rest = if broken { goes_on } else { after };
    }
    joined.push_str(rest);
    joined
}

/// Russian where at least half of the letters in the first 100 000 characters are Cyrillic.
pub(crate) fn language(text: &str) -> Language {
    let (mut cyrillic, mut letters) = (0usize, 0usize);
    for letter in text.chars().take(100_000).filter(|c| c.is_alphabetic()) {
        letters += 1;
        cyrillic += usize::from(matches!(letter, '\u{0400}'..='\u{04ff}'));
    }
    if cyrillic * 2 >= letters && letters > 0 { Language::Russian } else { Language::Unknown }
}

/// Spans of the paragraphs, trimmed of white space.
///
/// A text whose lines are wrapped (most of them shorter than 100 characters, and empty lines between groups) has its
/// lines joined; otherwise each line is a paragraph.
fn paragraphs(text: &str) -> Vec<Block> {
    let wrapped = is_wrapped(text);
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = 0;
    let mut open = false;
    for line in text.split('\n') {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            open = false;
        } else {
            let start = at + (line.len() - line.trim_start().len());
            let span = Span::new(start, start + trimmed.len());
            match blocks.last_mut() {
                Some(last) if wrapped && open && !is_list_item(trimmed) && !parted(trimmed) => {
                    last.span = last.span.cover(span);
                }
                _ => blocks.push(Block { span, kind: BlockKind::Paragraph }),
            }
            open = !wrapped || !parted(trimmed);
        }
        at += line.len() + 1;
    }
    blocks
}

/// Whether a line among wrapped ones is page furniture, and no part of the sentence around it.
fn parted(line: &str) -> bool {
    !line.starts_with(char::is_lowercase) && furniture::rule(line).is_some()
}

/// Whether line ends fall where a line was full rather than where a paragraph ends: there are empty lines, and most lines
/// that are followed by another end without the mark of a sentence's end.
fn is_wrapped(text: &str) -> bool {
    let (mut followed, mut unfinished) = (0usize, 0usize);
    let mut previous: Option<&str> = None;
    for line in text.lines().map(str::trim) {
        if let (Some(before), false) = (previous, line.is_empty()) {
            followed += 1;
            unfinished += usize::from(!before.ends_with(['.', '!', '?', '…', ':', ';', '»', '"', '”', ']']));
        }
        previous = (!line.is_empty()).then_some(line);
    }
    followed >= 3 && unfinished * 2 > followed
}

/// `1.`, `1)`, `а)`, `—`, `-`, `•`, `*` before the words.
pub(crate) fn is_list_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('-' | '–' | '—' | '•' | '*' | '·') => chars.next().is_some_and(char::is_whitespace),
        Some(first) if first.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - rest.len() <= 3
                && rest.strip_prefix(['.', ')']).is_some_and(|rest| rest.starts_with(char::is_whitespace))
        }
        Some(first) if first.is_alphabetic() => {
            chars.next() == Some(')') && chars.next().is_some_and(char::is_whitespace)
        }
        _ => false,
    }
}

fn mark_kinds(text: &str, blocks: &mut [Block]) {
    for index in 0..blocks.len() {
        let line = blocks[index].span.of(text);
        let last = index + 1 == blocks.len();
        blocks[index].kind = if furniture::rule(line).is_some() {
            BlockKind::Boilerplate
        } else if is_list_item(line) {
            BlockKind::ListItem
        } else if !last && is_heading(line) {
            BlockKind::Heading
        } else {
            BlockKind::Paragraph
        };
    }
}

/// A short line without the end of a sentence, and not the continuation of one.
fn is_heading(line: &str) -> bool {
    line.chars().count() <= TITLE_MAX
        && !line.contains('\n')
        && line.chars().next().is_some_and(|first| !first.is_lowercase())
        && !line.ends_with(['.', '!', '…', ':', ';', ','])
        && line.chars().filter(|c| c.is_alphabetic()).nth(2).is_some()
}

/// The heading that the text begins with, page furniture left aside, else the file's name without its ending, else the first words.
fn title(text: &str, blocks: &[Block], name: Option<&str>) -> String {
    let mut text_blocks = blocks.iter().filter(|block| block.kind != BlockKind::Boilerplate);
    let first = text_blocks.next().or(blocks.first());
    if let Some(first) = first.filter(|block| block.kind == BlockKind::Heading) {
        return one_line(first.span.of(text));
    }
    if let Some(name) = name.map(stem).filter(|name| !name.is_empty()) {
        return name.to_owned();
    }
    let first = first.map_or("", |block| block.span.of(text));
    let words: Vec<&str> = first.split_whitespace().take(8).collect();
    let cut = words.join(" ");
    let more = first.split_whitespace().nth(8).is_some();
    if more { format!("{cut}…") } else { cut }
}

pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn stem(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(BlockKind, String)> {
        let document = document(text, None);
        document.blocks.iter().map(|block| (block.kind, one_line(block.span.of(&document.text)))).collect()
    }

    #[test]
    fn lines_are_paragraphs_and_a_short_first_line_is_the_title() {
        use BlockKind::*;
        let text = "Тыл в 1944 г\r\n\r\nПервый абзац.\r\nВторой абзац.\r\n\r\nДобавить комментарий";
        let found = kinds(text);
        let found: Vec<(BlockKind, &str)> = found.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
        assert_eq!(
            found,
            [
                (Heading, "Тыл в 1944 г"),
                (Paragraph, "Первый абзац."),
                (Paragraph, "Второй абзац."),
                (Boilerplate, "Добавить комментарий")
            ]
        );
        assert_eq!(document(text, Some("a.txt")).title, "Тыл в 1944 г");
    }

    #[test]
    fn words_that_a_soft_hyphen_broke_are_joined() {
        let read = |text: &str| document(text, None).text;
        assert_eq!(read("Земли при\u{ad} соединялись к стране."), "Земли присоединялись к стране.");
        assert_eq!(read("Земли при\u{ad}\nсоединялись."), "Земли присоединялись.");
        assert_eq!(read("тру\u{ad}да \u{ad} Замок"), "тру\u{ad}да \u{ad} Замок");
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "В тот год посевная площадь\nвыросла на двадцать процентов, а число\nогородов — вдвое против\nпрежнего.\n\nНа этом\nвсё и кончилось.";
        assert_eq!(kinds(text).len(), 2);
    }

    #[test]
    fn page_furniture_parts_wrapped_lines_and_is_no_title() {
        let text = "Главная / История / 1944\n\nТыл в 1944 г.\n\nВ тот год посевная площадь\nвыросла на двадцать процентов,\n\
                    а число огородов — вдвое против\nпрежнего.\nФото: А. Иванов\nПросмотров: 1234\n\nНа этом\nвсё и кончилось.";
        let found = kinds(text);
        let furniture: Vec<&str> =
            found.iter().filter(|(kind, _)| *kind == BlockKind::Boilerplate).map(|(_, text)| text.as_str()).collect();
        assert_eq!(furniture, ["Главная / История / 1944", "Фото: А. Иванов", "Просмотров: 1234"]);
        assert_eq!(found.len(), 6);
        assert_eq!(document(text, None).title, "Тыл в 1944 г.");
    }

    #[test]
    fn the_file_name_is_the_title_of_last_resort_but_one() {
        assert_eq!(document("Одно предложение.", Some("/tmp/глава 3.txt")).title, "глава 3");
        assert_eq!(
            document("Раз два три четыре пять шесть семь восемь девять.", None).title,
            "Раз два три четыре пять шесть семь восемь…"
        );
    }

    #[test]
    fn list_items_are_known_by_their_mark() {
        assert_eq!(kinds("1. Первое дело.\n2) Второе дело.\n— Третье дело.")[2].0, BlockKind::ListItem);
        assert_eq!(kinds("1944 год был трудным.\nДа.")[0].0, BlockKind::Paragraph);
    }

    #[test]
    fn a_latin_text_is_not_russian() {
        assert_eq!(document("An English text.", None).language, Language::Unknown);
        assert_eq!(document("Русский текст и a bit of English.", None).language, Language::Russian);
    }
}
