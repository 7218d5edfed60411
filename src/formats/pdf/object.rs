//! What a PDF is written in: numbers, names, strings, arrays and dictionaries, and the operators of a page.

/// Arrays and dictionaries inside more others are not read.
const DEEPEST: usize = 48;

#[derive(Clone, Debug, PartialEq)]
pub enum Object {
    Null,
    Bool(bool),
    Number(f64),
    /// Without its slash.
    Name(String),
    Text(Vec<u8>),
    List(Vec<Object>),
    Dict(Dict),
    /// To the object of this number.
    Reference(u32),
    /// A word that is no value: `obj`, or an operator of a page.
    Word(String),
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dict(Vec<(String, Object)>);

impl Dict {
    pub fn get(&self, key: &str) -> Option<&Object> {
        self.0.iter().rev().find(|(known, _)| known == key).map(|(_, value)| value)
    }
}

impl Object {
    pub fn number(&self) -> Option<f64> {
        match self {
            Object::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A number that counts something.
    pub fn count(&self) -> Option<usize> {
        self.number().filter(|number| (0.0..1e15).contains(number)).map(|number| number as usize)
    }

    pub fn name(&self) -> Option<&str> {
        match self {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    pub fn dict(&self) -> Option<&Dict> {
        match self {
            Object::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    pub fn list(&self) -> Option<&[Object]> {
        match self {
            Object::List(items) => Some(items),
            _ => None,
        }
    }

    pub fn reference(&self) -> Option<u32> {
        match self {
            Object::Reference(number) => Some(*number),
            _ => None,
        }
    }
}

/// Whether a word shows that what was left open has ended.
fn ends_object(word: &str) -> bool {
    matches!(word, "endobj" | "stream" | "endstream")
}

#[derive(Clone)]
pub struct Lexer<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Lexer<'a> {
    pub fn at(bytes: &'a [u8], at: usize) -> Self {
        Lexer { bytes, at }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| !matches!(byte, b'\r' | b'\n')) {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    /// The next value or word; `None` at the end.
    pub fn object(&mut self) -> Option<Object> {
        self.value(0)
    }

    fn value(&mut self, depth: usize) -> Option<Object> {
        self.skip_space();
        let byte = self.peek()?;
        match byte {
            b'/' => Some(Object::Name(self.name())),
            b'(' => Some(Object::Text(self.text())),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                Some(if depth < DEEPEST { Object::Dict(self.dict(depth)) } else { Object::Null })
            }
            b'<' => Some(Object::Text(self.hexadecimal())),
            b'[' => {
                self.at += 1;
                Some(if depth < DEEPEST { Object::List(self.list(depth)) } else { Object::Null })
            }
            b'+' | b'-' | b'.' | b'0'..=b'9' => Some(self.number_or_reference()),
            // What closes nothing here.
            b'>' | b']' | b'{' | b'}' | b')' => {
                self.at += 1;
                Some(Object::Word((byte as char).to_string()))
            }
            _ => {
                let start = self.at;
                while self.peek().is_some_and(|byte| !is_space(byte) && !is_delimiter(byte)) {
                    self.at += 1;
                }
                let word = String::from_utf8_lossy(&self.bytes[start..self.at]);
                Some(match &*word {
                    "true" => Object::Bool(true),
                    "false" => Object::Bool(false),
                    "null" => Object::Null,
                    _ => Object::Word(word.into_owned()),
                })
            }
        }
    }

    fn name(&mut self) -> String {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| !is_space(*byte) && !is_delimiter(*byte)) {
            self.at += 1;
            let digits = self.bytes.get(self.at..self.at + 2).filter(|_| byte == b'#');
            match digits.and_then(|two| u8::from_str_radix(str::from_utf8(two).ok()?, 16).ok()) {
                Some(byte) => {
                    name.push(byte);
                    self.at += 2;
                }
                None => name.push(byte),
            }
        }
        String::from_utf8_lossy(&name).into_owned()
    }

    fn text(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut text = Vec::new();
        let mut open = 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    let Some(escaped) = self.peek() else { break };
                    self.at += 1;
                    match escaped {
                        b'n' => text.push(b'\n'),
                        b'r' => text.push(b'\r'),
                        b't' => text.push(b'\t'),
                        b'b' => text.push(8),
                        b'f' => text.push(12),
                        b'0'..=b'7' => {
                            let mut value = u32::from(escaped - b'0');
                            for _ in 0..2 {
                                let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                                value = value * 8 + u32::from(digit - b'0');
                                self.at += 1;
                            }
                            text.push(value as u8);
                        }
                        b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
                        b'\n' => {}
                        other => text.push(other),
                    }
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut text = Vec::new();
        let mut half = None;
        while let Some(byte) = self.peek() {
            self.at += 1;
            let Some(digit) = (byte as char).to_digit(16) else {
                if byte == b'>' {
                    break;
                }
                continue;
            };
            match half.take() {
                Some(high) => text.push((high << 4 | digit) as u8),
                None => half = Some(digit),
            }
        }
        text.extend(half.map(|high| (high << 4) as u8));
        text
    }

    fn list(&mut self, depth: usize) -> Vec<Object> {
        let mut items = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None => return items,
                Some(b']') => {
                    self.at += 1;
                    return items;
                }
                _ => {
                    let before = self.at;
                    match self.value(depth + 1) {
                        // A list that was left open ends with its object, and so does what is around it.
                        Some(Object::Word(word)) if ends_object(&word) => {
                            self.at = before;
                            return items;
                        }
                        Some(Object::Word(_)) => {}
                        Some(item) => items.push(item),
                        None => return items,
                    }
                }
            }
        }
    }

    fn dict(&mut self, depth: usize) -> Dict {
        let mut entries = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None => break,
                Some(b'>') => {
                    self.at += 1 + usize::from(self.bytes.get(self.at + 1) == Some(&b'>'));
                    break;
                }
                Some(b'/') => {
                    let key = self.name();
                    let before = self.at;
                    match self.value(depth + 1) {
                        // The value is missing.
                        Some(Object::Word(word)) if word == ">" => self.at = before,
                        Some(Object::Word(word)) if ends_object(&word) => {
                            self.at = before;
                            break;
                        }
                        Some(Object::Word(_)) => {}
                        Some(value) => entries.push((key, value)),
                        None => break,
                    }
                }
                Some(_) => {
                    let before = self.at;
                    match self.value(depth + 1) {
                        Some(Object::Word(word)) if ends_object(&word) => {
                            self.at = before;
                            break;
                        }
                        Some(_) => {}
                        None => break,
                    }
                }
            }
        }
        Dict(entries)
    }

    fn number(&mut self) -> f64 {
        let start = self.at;
        while self.peek().is_some_and(|byte| matches!(byte, b'+' | b'-' | b'.' | b'0'..=b'9')) {
            self.at += 1;
        }
        let written = str::from_utf8(&self.bytes[start..self.at]).unwrap_or("");
        // Some programs write `--5` and `5-`.
        let fixed = written.trim_start_matches('+');
        fixed.parse().ok().filter(|number: &f64| number.is_finite()).unwrap_or_else(|| {
            let digits = fixed.trim_start_matches('-').split('-').next().unwrap_or("");
            let value: f64 = digits.parse().unwrap_or(0.0);
            if fixed.starts_with('-') { -value } else { value }
        })
    }

    fn number_or_reference(&mut self) -> Object {
        let is_whole = |number: f64| number.fract() == 0.0 && (0.0..=4_294_967_295.0).contains(&number);
        let number = self.number();
        if !is_whole(number) {
            return Object::Number(number);
        }
        // `12 0 R`
        let rest = &self.bytes[self.at..];
        let mut at = rest.iter().take(8).take_while(|byte| is_space(**byte)).count();
        let digits =
            rest.get(at..).map_or(0, |rest| rest.iter().take(6).take_while(|byte| byte.is_ascii_digit()).count());
        if at == 0 || digits == 0 {
            return Object::Number(number);
        }
        at += digits;
        let spaces = rest.get(at..).map_or(0, |rest| rest.iter().take(8).take_while(|byte| is_space(**byte)).count());
        at += spaces;
        let ends = rest.get(at + 1).is_none_or(|byte| is_space(*byte) || is_delimiter(*byte));
        if spaces > 0 && rest.get(at) == Some(&b'R') && ends {
            self.at += at + 1;
            return Object::Reference(number as u32);
        }
        Object::Number(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> Object {
        Lexer::at(written.as_bytes(), 0).object().expect("a value")
    }

    #[test]
    fn values_are_read() {
        assert_eq!(read(" % a remark\n-1.5"), Object::Number(-1.5));
        assert_eq!(read("12 0 R"), Object::Reference(12));
        assert_eq!(read("12 0 Rg"), Object::Number(12.0));
        assert_eq!(read("--3"), Object::Number(-3.0));
        assert_eq!(read("(a\\(b\\051(c)\\\n\\n)"), Object::Text(b"a(b)(c)\n".to_vec()));
        assert_eq!(read("<48 6>"), Object::Text(vec![0x48, 0x60]));
        assert_eq!(read("/A#20B"), Object::Name("A B".to_owned()));
        let Object::Dict(dict) = read("<</A [1 2 R 3 0 R]/B<</C(x)>>/D true/E>>") else { panic!() };
        assert_eq!(dict.get("A").and_then(Object::list).map(<[Object]>::len), Some(2));
        assert_eq!(dict.get("B").and_then(Object::dict).and_then(|b| b.get("C")), Some(&Object::Text(b"x".to_vec())));
        assert_eq!(dict.get("D"), Some(&Object::Bool(true)));
    }

    #[test]
    fn what_is_damaged_ends() {
        for written in ["<</A", "[1 2", "(a", "<4", "<</A [ endobj", ">>", "]", "<</A>>", "{", "12 0"] {
            let mut lexer = Lexer::at(written.as_bytes(), 0);
            let mut count = 0;
            while lexer.object().is_some() {
                count += 1;
                assert!(count < 20, "{written}");
            }
        }
        let deep = "[".repeat(100_000);
        let mut lexer = Lexer::at(deep.as_bytes(), 0);
        while lexer.object().is_some() {}
    }
}
