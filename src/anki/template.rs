//! A note's fields and a template → what a card asks and what answers it, as plain text.

use super::cloze::{self, BLANK};
use super::html::{self, LeftOut};
use crate::card::{CardKind, Piece};

/// The most bytes that a side of a card may have before it is read as text: more is no card.
const LONGEST: usize = 256 << 10;
/// The most blanks that are shown as such.
const MOST_BLANKS: usize = 20;

/// What a card asks, and what answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    /// With its blanks.
    pub prompt: Vec<Piece>,
    /// The answer alone.
    pub answer: String,
    /// How it is answered.
    pub kind: CardKind,
}

/// Why a card has no face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Faceless {
    /// Without pictures and sounds nothing is asked, or nothing answers it.
    OnlyMedia,
    /// Its fields are empty.
    Empty,
    /// It is longer than any card.
    TooLong,
}

/// What a template is filled with.
#[derive(Clone, Copy, Debug)]
pub struct Filling<'a> {
    /// The fields of the note with their names, as HTML.
    pub fields: &'a [(&'a str, &'a str)],
    /// What Anki itself knows: the deck, the tags and the like.
    pub special: &'a [(&'a str, &'a str)],
    /// The number of the card's deletion, from 1; `None` where its note has no deletions.
    pub deletion: Option<u16>,
}

/// A template being filled.
struct Side<'a> {
    filling: Filling<'a>,
    is_front: bool,
    out: String,
    /// What was cut out of the text, as HTML.
    cut: Vec<String>,
    /// What is to be typed, as HTML.
    typed: Option<String>,
    is_too_long: bool,
}

/// The face of the card that these two templates make.
pub fn face(front: &str, back: &str, filling: Filling<'_>, left_out: &mut LeftOut) -> Result<Face, Faceless> {
    let front = Side::fill(front, filling, true)?;
    let back = Side::fill(back, filling, false)?;
    let mut own = LeftOut::default();
    let asked = html::text(&front.out, &mut own);
    let mut cut: Vec<String> = front.cut.iter().map(|cut| html::text(cut, &mut own)).collect();
    cut.retain(|cut| !cut.is_empty());
    let answer = match &front.typed {
        _ if filling.deletion.is_some() => {
            let mut distinct = cut.clone();
            distinct.dedup();
            distinct.join("; ")
        }
        Some(typed) => html::text(typed, &mut own),
        None => html::text(answer_part(&back.out), &mut own),
    };
    let answer = without_prompt(&answer, &asked.replace(BLANK, ""));
    left_out.media += own.media;
    if asked.is_empty() || answer.is_empty() {
        return Err(if own.media > 0 { Faceless::OnlyMedia } else { Faceless::Empty });
    }
    // A blank is filled with the whole answer, so that several of them have to hide the same.
    let is_one = cut.windows(2).all(|pair| pair[0] == pair[1]) && asked.matches(BLANK).count() <= MOST_BLANKS;
    let prompt = if is_one { pieces(&asked) } else { vec![Piece::Text(asked.replace(BLANK, "[…]"))] };
    let kind = match (front.typed.is_some(), prompt.contains(&Piece::Blank)) {
        (true, _) => CardKind::Typed,
        (false, true) => CardKind::Cloze,
        (false, false) => CardKind::Question,
    };
    Ok(Face { prompt, answer: answer.to_owned(), kind })
}

/// All that a note says, for people: its fields in a row, in one line.
pub fn paragraph(fields: &[(&str, &str)], has_deletions: bool) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (_, field) in fields {
        let shown = if has_deletions { cloze::plain(field) } else { (*field).to_owned() };
        let part = html::in_one_line(&html::text(&shown, &mut LeftOut::default()));
        if !part.is_empty() && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join(" — ")
}

/// What stands behind the line that parts question and answer on the back, if there is one.
fn answer_part(back: &str) -> &str {
    for line in ["<hr id=answer>", "<hr id=\"answer\">", "<hr id='answer'>", "<hr id=answer/>", "<hr id=\"answer\" />"]
    {
        if let Some((_, after)) = back.split_once(line) {
            return after;
        }
    }
    back
}

/// A back that repeats the question without a line between.
fn without_prompt<'a>(answer: &'a str, asked: &str) -> &'a str {
    match answer.strip_prefix(asked).map(str::trim_start) {
        Some(rest) if !rest.is_empty() && !asked.is_empty() && answer[asked.len()..].starts_with('\n') => rest,
        _ => answer,
    }
}

fn pieces(asked: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (index, part) in asked.split(BLANK).enumerate() {
        if index > 0 {
            pieces.push(Piece::Blank);
        }
        if !part.is_empty() {
            pieces.push(Piece::Text(part.to_owned()));
        }
    }
    pieces
}

impl<'a> Side<'a> {
    fn fill(template: &str, filling: Filling<'a>, is_front: bool) -> Result<Side<'a>, Faceless> {
        let mut side = Side { filling, is_front, out: String::new(), cut: Vec::new(), typed: None, is_too_long: false };
        // The sections that are open, and whether each is shown.
        let mut open: Vec<(&str, bool)> = Vec::new();
        let mut hidden = 0usize;
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("{{") {
            if hidden == 0 {
                side.put(before);
            }
            let Some((tag, after)) = after.split_once("}}") else {
                rest = "";
                break;
            };
            rest = after;
            // `{{{Field}}}` is the same.
            let tag = tag.trim_start_matches('{').trim();
            rest = if rest.starts_with('}') && !tag.is_empty() { &rest[1..] } else { rest };
            let (mark, name) = (tag.chars().next(), tag.get(1..).unwrap_or("").trim());
            match mark {
                Some('#' | '^') => {
                    let is_shown = side.is_filled(name) == (mark == Some('#'));
                    hidden += usize::from(!is_shown);
                    open.push((name, is_shown));
                }
                Some('/') => {
                    if let Some((_, is_shown)) = open.pop() {
                        hidden -= usize::from(!is_shown);
                    }
                }
                Some('!') | None => {}
                Some(_) if hidden == 0 => side.replace(tag),
                Some(_) => {}
            }
            if side.is_too_long {
                return Err(Faceless::TooLong);
            }
        }
        if hidden == 0 {
            side.put(rest);
        }
        if side.is_too_long { Err(Faceless::TooLong) } else { Ok(side) }
    }

    fn put(&mut self, text: &str) {
        if self.out.len() + text.len() > LONGEST {
            self.is_too_long = true;
        } else {
            self.out.push_str(text);
        }
    }

    fn value(&self, name: &str) -> Option<&'a str> {
        let named =
            |all: &'a [(&'a str, &'a str)]| all.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        named(self.filling.fields).or_else(|| named(self.filling.special))
    }

    /// Whether a section of this name is shown: its field has something in it, or it is that of the card's deletion.
    fn is_filled(&self, name: &str) -> bool {
        if let Some(value) = self.value(name) {
            let mut media = LeftOut::default();
            return !html::text(value, &mut media).is_empty() || media.media > 0;
        }
        let deletion = name.strip_prefix('c').and_then(|number| number.parse().ok());
        deletion.is_some() && deletion == self.filling.deletion
    }

    /// A replacement: filters, the one that is applied first standing last, and a field.
    fn replace(&mut self, tag: &str) {
        let mut parts: Vec<&str> = tag.split(':').map(str::trim).collect();
        let name = parts.pop().unwrap_or_default();
        // The answer is wanted alone.
        if name == "FrontSide" {
            return;
        }
        let Some(value) = self.value(name) else { return };
        if parts.iter().any(|filter| filter.starts_with("tts")) {
            return;
        }
        let mut value = value.replace(BLANK, "");
        if value.len() > LONGEST {
            self.is_too_long = true;
            return;
        }
        let mut is_typed = false;
        for filter in parts.iter().rev() {
            match *filter {
                "text" => value = escaped(&html::text(&value, &mut LeftOut::default())),
                "cloze" | "cloze-only" => {
                    let Some(deletion) = self.filling.deletion else { continue };
                    let (shown, cut) = cloze::cut(&value, deletion);
                    value = match (self.is_front, *filter) {
                        // A field without the card's deletion is not shown.
                        (true, "cloze") if cut.is_empty() => String::new(),
                        (true, "cloze") => shown,
                        _ => cut.join("; "),
                    };
                    // What is typed as well as shown is asked for once.
                    if self.is_front && (self.cut.is_empty() || !parts.contains(&"type")) {
                        self.cut.extend(cut);
                    }
                }
                // What is only shown when asked for helps to answer.
                "hint" if self.is_front => value.clear(),
                "type" | "nc" => is_typed |= *filter == "type",
                _ => {}
            }
        }
        if is_typed && self.is_front {
            self.typed.get_or_insert(value);
            return;
        }
        self.put(&value);
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(front: &str, back: &str, fields: &[(&str, &str)], deletion: Option<u16>) -> Result<Face, Faceless> {
        face(front, back, Filling { fields, special: &[("Tags", "война")], deletion }, &mut LeftOut::default())
    }

    fn told(front: &str, back: &str, fields: &[(&str, &str)], deletion: Option<u16>) -> (String, String, CardKind) {
        let face = made(front, back, fields, deletion).expect("a face");
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Blank => "____".to_owned(),
        };
        (face.prompt.iter().map(piece).collect(), face.answer, face.kind)
    }

    fn told_of(front: &str, fields: &[(&str, &str)]) -> String {
        told(front, "", fields, Some(2)).0
    }

    fn three(prompt: &str, answer: &str, kind: CardKind) -> (String, String, CardKind) {
        (prompt.to_owned(), answer.to_owned(), kind)
    }

    const BASIC: &[(&str, &str)] =
        &[("Front", "Когда <b>снята</b>?"), ("Back", "27&nbsp;января<br>1944 г."), ("Add", "")];
    const HR: &str = "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}";

    #[test]
    fn fields_are_put_into_question_and_answer() {
        let expected = three("Когда снята?", "27\u{a0}января\n1944 г.", CardKind::Question);
        assert_eq!(told("{{Front}}", HR, BASIC, None), expected);
        // Without the line, and without the other side.
        assert_eq!(told("{{Front}}", "{{Front}}<hr id=answer>{{Back}}", BASIC, None), expected);
        assert_eq!(told("{{Front}}", "{{Front}}<br>{{text:Back}}", BASIC, None), expected);
        assert_eq!(told("{{ Front }}{{nobody}}{{! a note }}", "{{{Back}}}", BASIC, None), expected);
        let typed = told("{{Front}}\n{{type:Back}}", "{{Front}}<hr id=answer>{{type:Back}}", BASIC, None);
        assert_eq!(typed, three("Когда снята?", "27\u{a0}января\n1944 г.", CardKind::Typed));
    }

    #[test]
    fn sections_are_shown_or_not() {
        let told = |front: &str| told(front, "{{Back}}", BASIC, None).0;
        assert_eq!(told("a{{#Front}}b{{/Front}}c{{#Add}}d{{#Front}}e{{/Front}}{{/Add}}"), "abc");
        assert_eq!(told("a{{^Front}}b{{/Front}}c{{^Add}}d{{/Add}}{{#Tags}}e{{/Tags}}"), "acde");
        assert_eq!(told("a{{#Front}}b"), "ab");
        assert_eq!(told("a{{/Front}}b{{"), "ab");
        assert_eq!(told("{{Front}}{{hint:Back}}"), "Когда снята?");
        assert_eq!(made("{{#Add}}{{Back}}{{/Add}}", "{{Front}}", BASIC, None), Err(Faceless::Empty));
    }

    #[test]
    fn deletions_are_blanks() {
        let fields = &[("Text", "В {{c1::1944}} году {{c2::49,1::сколько?}} млн т {{c1::зерна}}"), ("Extra", "x")];
        let back = "{{cloze:Text}}<br>{{Extra}}";
        let told = |deletion| told("{{cloze:Text}}", back, fields, Some(deletion));
        assert_eq!(told(2), three("В 1944 году ____ (сколько?) млн т зерна", "49,1", CardKind::Cloze));
        assert_eq!(told(1), three("В […] году 49,1 млн т […]", "1944; зерна", CardKind::Question));
        assert_eq!(made("{{cloze:Text}}", back, fields, Some(3)), Err(Faceless::Empty));
        assert_eq!(told_of("{{cloze:Text}} {{cloze:Extra}}", fields), "В 1944 году ____ (сколько?) млн т зерна");
        let twice = &[("Text", "{{c1::Ока}} и {{c1::Ока}}")];
        let once = |front: &str| super::tests::told(front, "{{cloze:Text}}", twice, Some(1));
        assert_eq!(once("{{cloze:Text}}"), three("____ и ____", "Ока", CardKind::Cloze));
        assert_eq!(once("{{cloze:Text}} {{type:cloze:Text}}"), three("____ и ____", "Ока", CardKind::Typed));
    }

    #[test]
    fn what_needs_its_media_is_no_card() {
        let fields = &[("Front", "<img src=a.png>"), ("Back", "Ока[sound:a.mp3]")];
        let mut left_out = LeftOut::default();
        let filling = Filling { fields, special: &[], deletion: None };
        assert_eq!(face("{{Front}}", "{{Back}}", filling, &mut left_out), Err(Faceless::OnlyMedia));
        assert_eq!(left_out.media, 2);
        assert_eq!(face("{{Back}}?", "{{Back}}", filling, &mut left_out).map(|face| face.answer).as_deref(), Ok("Ока"));
    }

    #[test]
    fn a_template_does_not_grow_without_end() {
        let long = "a".repeat(1000);
        let fields = &[("F", long.as_str())];
        assert_eq!(made(&"{{F}}".repeat(1000), "{{F}}", fields, None), Err(Faceless::TooLong));
    }

    #[test]
    fn a_note_is_told_in_one_line() {
        assert_eq!(paragraph(BASIC, false), "Когда снята? — 27\u{a0}января 1944 г.");
        assert_eq!(paragraph(&[("T", "В {{c1::1944::год}}<br>г."), ("E", "")], true), "В 1944 г.");
    }
}
