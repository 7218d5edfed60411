//! The operators of a page → [`Piece`]s: words with their place, size and look.

use std::collections::HashMap;
use std::rc::Rc;

use super::file::File;
use super::font::Font;
use super::object::{Dict, Lexer, Object};

/// Forms inside forms are drawn so deep.
const DEEPEST: usize = 8;
/// Operators of one page, forms included.
const MOST_OPERATORS: usize = 4_000_000;
/// Pieces of the whole file.
const MOST_PIECES: usize = 6_000_000;
/// Fonts of the whole file.
const MOST_FONTS: usize = 2000;
/// Open states of one page.
const MOST_STATES: usize = 256;

/// Words that were written at once.
pub struct Piece {
    pub text: String,
    pub x: f32,
    pub end: f32,
    pub y: f32,
    pub size: f32,
    pub is_bold: bool,
    /// Of the font whose letters are only guessed, which.
    pub guessed: Option<usize>,
}

/// Of a font whose letters are guessed, how many codes it has used of the lower half of the table and of the upper quarter.
#[derive(Clone, Copy, Default)]
pub struct Usage {
    pub lower: usize,
    pub upper: usize,
}

#[derive(Default)]
pub struct Fonts {
    known: HashMap<u32, (usize, Rc<Font>)>,
    pub usage: Vec<Usage>,
}

#[derive(Clone, Copy)]
struct Matrix([f64; 6]);

impl Matrix {
    const ONE: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// This one first, then the other.
    fn then(self, other: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, other.0);
        let product =
            [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];
        // What has grown beyond all numbers is nowhere.
        Matrix(product.map(|number| if number.is_finite() { number } else { 0.0 }))
    }

    fn of(operands: &[Object]) -> Option<Matrix> {
        let mut numbers = [0.0; 6];
        for (slot, operand) in numbers.iter_mut().zip(operands.get(operands.len().checked_sub(6)?..)?) {
            *slot = operand.number()?;
        }
        Some(Matrix(numbers))
    }

    fn moved(x: f64, y: f64) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }
}

#[derive(Clone)]
struct State {
    page: Matrix,
    font: Option<(usize, Rc<Font>)>,
    size: f64,
    spacing: f64,
    word_spacing: f64,
    width: f64,
    leading: f64,
    rise: f64,
}

pub struct Reader<'r, 'a> {
    pub file: &'r File<'a>,
    pub fonts: &'r mut Fonts,
    pub pieces: &'r mut Vec<Piece>,
    /// Letters of which the file does not tell which they are.
    pub unknown: usize,
    /// Whether a limit was met.
    pub is_cut: bool,
    operators: usize,
}

impl<'r, 'a> Reader<'r, 'a> {
    pub fn new(file: &'r File<'a>, fonts: &'r mut Fonts, pieces: &'r mut Vec<Piece>) -> Self {
        Reader { file, fonts, pieces, unknown: 0, is_cut: false, operators: 0 }
    }

    /// `turned` is by how many degrees the page is shown turned.
    pub fn page(&mut self, content: &[u8], resources: &Dict, turned: i32) {
        let page = match turned.rem_euclid(360) {
            90 => Matrix([0.0, -1.0, 1.0, 0.0, 0.0, 0.0]),
            180 => Matrix([-1.0, 0.0, 0.0, -1.0, 0.0, 0.0]),
            270 => Matrix([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]),
            _ => Matrix::ONE,
        };
        let state =
            State { page, font: None, size: 1.0, spacing: 0.0, word_spacing: 0.0, width: 1.0, leading: 0.0, rise: 0.0 };
        self.run(content, resources, state, 0);
    }

    fn run(&mut self, content: &[u8], resources: &Dict, mut state: State, depth: usize) {
        let mut lexer = Lexer::at(content, 0);
        let mut operands: Vec<Object> = Vec::new();
        let mut states: Vec<State> = Vec::new();
        let (mut line, mut text) = (Matrix::ONE, Matrix::ONE);
        // The marks that are open: which of them say that what is in them is no text of the page.
        let mut marks: Vec<bool> = Vec::new();
        while let Some(object) = lexer.object() {
            let Object::Word(word) = object else {
                if operands.len() < 64 {
                    operands.push(object);
                }
                continue;
            };
            self.operators += 1;
            if self.operators > MOST_OPERATORS || self.pieces.len() >= MOST_PIECES {
                self.is_cut = true;
                return;
            }
            let number = |index: usize| operands.get(index).and_then(Object::number).unwrap_or(0.0);
            let is_artifact = marks.contains(&true);
            match word.as_str() {
                "q" if states.len() < MOST_STATES => states.push(state.clone()),
                "Q" => {
                    if let Some(before) = states.pop() {
                        state = before;
                    }
                }
                "cm" => {
                    if let Some(matrix) = Matrix::of(&operands) {
                        state.page = matrix.then(state.page);
                    }
                }
                "BT" => (line, text) = (Matrix::ONE, Matrix::ONE),
                "Tf" => {
                    state.font = operands.first().and_then(Object::name).and_then(|name| self.font(resources, name));
                    state.size = number(1);
                }
                "Tc" => state.spacing = number(0),
                "Tw" => state.word_spacing = number(0),
                "Tz" => state.width = number(0) / 100.0,
                "TL" => state.leading = number(0),
                "Ts" => state.rise = number(0),
                "Td" | "TD" => {
                    if word == "TD" {
                        state.leading = -number(1);
                    }
                    line = Matrix::moved(number(0), number(1)).then(line);
                    text = line;
                }
                "Tm" => {
                    if let Some(matrix) = Matrix::of(&operands) {
                        (line, text) = (matrix, matrix);
                    }
                }
                "T*" => {
                    line = Matrix::moved(0.0, -state.leading).then(line);
                    text = line;
                }
                "Tj" | "'" | "\"" => {
                    if word == "\"" {
                        (state.word_spacing, state.spacing) = (number(0), number(1));
                    }
                    if word != "Tj" {
                        line = Matrix::moved(0.0, -state.leading).then(line);
                        text = line;
                    }
                    if let Some(Object::Text(written)) = operands.last() {
                        self.show(written, &state, &mut text, is_artifact);
                    }
                }
                "TJ" => {
                    for item in operands.first().and_then(Object::list).unwrap_or_default() {
                        match item {
                            Object::Text(written) => self.show(written, &state, &mut text, is_artifact),
                            Object::Number(back) => {
                                let by = -back / 1000.0 * state.size * state.width;
                                text = Matrix::moved(by, 0.0).then(text);
                            }
                            _ => {}
                        }
                    }
                }
                "Do" if depth < DEEPEST && !is_artifact => {
                    if let Some(name) = operands.first().and_then(Object::name) {
                        self.form(name, resources, &state, depth);
                    }
                }
                "BMC" | "BDC" if marks.len() < MOST_STATES => {
                    marks.push(operands.first().and_then(Object::name) == Some("Artifact"));
                }
                "EMC" => drop(marks.pop()),
                // A picture among the operators: its bytes are none.
                "ID" => lexer.at = end_of_picture(content, lexer.at),
                _ => {}
            }
            operands.clear();
        }
    }

    fn font(&mut self, resources: &Dict, name: &str) -> Option<(usize, Rc<Font>)> {
        let fonts = self.file.dict(resources, "Font")?;
        let found = fonts.get(name)?;
        if let Some(known) = found.reference().and_then(|number| self.fonts.known.get(&number)) {
            return Some(known.clone());
        }
        if self.fonts.usage.len() >= MOST_FONTS {
            self.is_cut = true;
            return None;
        }
        let Object::Dict(dict) = self.file.resolved(found) else { return None };
        let font = (self.fonts.usage.len(), Rc::new(Font::of(self.file, &dict)));
        self.fonts.usage.push(Usage::default());
        if let Some(number) = found.reference() {
            self.fonts.known.insert(number, font.clone());
        }
        Some(font)
    }

    fn form(&mut self, name: &str, resources: &Dict, state: &State, depth: usize) {
        let found = self.file.dict(resources, "XObject").and_then(|all| all.get(name).and_then(Object::reference));
        let Some(number) = found else { return };
        let is_form = |dict: &Dict| self.file.value(dict, "Subtype").is_some_and(|kind| kind.name() == Some("Form"));
        let Object::Dict(dict) = self.file.resolved(&Object::Reference(number)) else { return };
        if !is_form(&dict) {
            return;
        }
        let Some((dict, content)) = self.file.stream(number) else { return };
        let own = self.file.dict(&dict, "Resources");
        let mut state = state.clone();
        if let Some(Object::List(matrix)) = self.file.value(&dict, "Matrix")
            && let Some(matrix) = Matrix::of(&matrix)
        {
            state.page = matrix.then(state.page);
        }
        self.run(&content, own.as_ref().unwrap_or(resources), state, depth + 1);
    }

    fn show(&mut self, written: &[u8], state: &State, text: &mut Matrix, is_artifact: bool) {
        let Some((index, font)) = &state.font else {
            self.unknown += written.len();
            return;
        };
        let mut words = String::new();
        let start = *text;
        let mut far = 0.0;
        for letter in font.letters(written) {
            match letter.letters {
                _ if is_artifact => {}
                Some(letters) => words.push_str(letters),
                // Code 0 is what fonts draw where they have nothing.
                None => self.unknown += usize::from(letter.code != 0),
            }
            if font.is_guessed && letter.code >= 0x41 {
                let usage = &mut self.fonts.usage[*index];
                if letter.code >= 0xc0 {
                    usage.upper += 1;
                } else {
                    usage.lower += 1;
                }
            }
            let space = if letter.bytes == 1 && letter.code == 32 { state.word_spacing } else { 0.0 };
            far += (f64::from(letter.width) / 1000.0 * state.size + state.spacing + space) * state.width;
        }
        *text = Matrix::moved(far, 0.0).then(*text);
        if words.is_empty() || is_artifact {
            return;
        }
        let from = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, state.rise]).then(start).then(state.page).0;
        let to = Matrix::moved(far, 0.0).then(start).then(state.page).0;
        let scale = (from[2] * from[2] + from[3] * from[3]).sqrt();
        // Text that does not run from left to right is a mark on the page, or a table's side.
        if from[0] <= 0.0 || from[1].abs() > from[0].abs() * 0.2 {
            return;
        }
        let piece = Piece {
            text: words,
            x: from[4] as f32,
            end: to[4] as f32,
            y: from[5] as f32,
            size: (state.size.abs() * scale) as f32,
            is_bold: font.is_bold,
            guessed: font.is_guessed.then_some(*index),
        };
        if [piece.x, piece.end, piece.y, piece.size].iter().all(|number| number.is_finite()) && piece.size > 0.1 {
            self.pieces.push(piece);
        }
    }
}

/// Where a picture that begins at `at` has ended: behind `EI` between white space.
fn end_of_picture(content: &[u8], at: usize) -> usize {
    let mut from = at;
    while let Some(found) = crate::ingest::format::find(content.get(from..).unwrap_or_default(), b"EI") {
        let word = from + found;
        let is_apart = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_whitespace());
        if is_apart(word.checked_sub(1).and_then(|before| content.get(before))) && is_apart(content.get(word + 2)) {
            return word + 2;
        }
        from = word + 2;
    }
    content.len()
}
