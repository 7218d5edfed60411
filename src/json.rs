//! JSON, as far as records need it: the page's first load is better spent than on a general library's types and errors, which
//! no record has. A property test holds it against `serde_json`.

use std::borrow::Cow;

/// A value. Numbers are kept as they are written: a record knows what kind each of them is.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    Null,
    Bool(bool),
    Number(Cow<'a, str>),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

/// No record is nested deeper; what is would only use up the stack.
const DEEPEST: usize = 12;

pub fn number(value: impl ToString) -> Json<'static> {
    Json::Number(value.to_string().into())
}

pub fn text(value: &str) -> Json<'_> {
    Json::Text(value.into())
}

pub fn maybe(value: Option<&str>) -> Json<'_> {
    value.map_or(Json::Null, text)
}

pub fn list<'a>(items: impl IntoIterator<Item = Json<'a>>) -> Json<'a> {
    Json::List(items.into_iter().collect())
}

pub fn object<'a>(fields: Vec<(&'static str, Json<'a>)>) -> Json<'a> {
    Json::Object(fields.into_iter().map(|(name, value)| (name.into(), value)).collect())
}

impl<'a> Json<'a> {
    /// Takes a field out of an object; `None` where there is none, and where it is null.
    pub fn take(&mut self, name: &str) -> Option<Json<'a>> {
        let Json::Object(fields) = self else { return None };
        let index = fields.iter().position(|(known, _)| known == name)?;
        let (_, value) = fields.swap_remove(index);
        (value != Json::Null).then_some(value)
    }

    /// A field that has to be a text.
    pub fn take_text(&mut self, name: &str) -> Option<String> {
        self.take(name)?.into_text()
    }

    /// A field that may be missing, and has to be a text where it is not.
    pub fn take_maybe(&mut self, name: &str) -> Option<Option<String>> {
        self.take(name).map_or(Some(None), |value| value.into_text().map(Some))
    }

    /// A field that has to be a number of this type.
    pub fn take_number<T: std::str::FromStr>(&mut self, name: &str) -> Option<T> {
        match self.take(name)? {
            Json::Number(written) => written.parse().ok(),
            _ => None,
        }
    }

    pub fn take_bool(&mut self, name: &str) -> Option<bool> {
        match self.take(name)? {
            Json::Bool(value) => Some(value),
            _ => None,
        }
    }

    pub fn take_list(&mut self, name: &str) -> Option<Vec<Json<'a>>> {
        match self.take(name)? {
            Json::List(items) => Some(items),
            _ => None,
        }
    }

    pub fn into_text(self) -> Option<String> {
        match self {
            Json::Text(text) => Some(text.into_owned()),
            _ => None,
        }
    }

    pub fn write(&self, out: &mut String) {
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Json::Number(written) => out.push_str(written),
            Json::Text(text) => write_text(text, out),
            Json::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Json::Object(fields) => {
                out.push('{');
                for (index, (name, value)) in fields.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    write_text(name, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\0'..='\u{1f}' => {
                out.push_str("\\u00");
                for digit in [c as u32 >> 4, c as u32 & 15] {
                    out.extend(char::from_digit(digit, 16));
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// `None` where it is not JSON from its first character to its last.
pub fn read(written: &str) -> Option<Json<'static>> {
    let mut reader = Reader { rest: written };
    let value = reader.value(0)?;
    reader.space();
    reader.rest.is_empty().then_some(value)
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    /// Whether this comes next; then it is read.
    fn eat(&mut self, token: &str) -> bool {
        self.space();
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn value(&mut self, depth: usize) -> Option<Json<'static>> {
        if depth > DEEPEST {
            return None;
        }
        if self.eat("{") {
            let mut fields: Vec<(Cow<'static, str>, Json<'static>)> = Vec::new();
            while !self.eat("}") {
                if !fields.is_empty() && !self.eat(",") {
                    return None;
                }
                let name: Cow<'static, str> = self.text()?.into();
                // Which of two with one name was meant cannot be known.
                if !self.eat(":") || fields.iter().any(|(known, _)| *known == name) {
                    return None;
                }
                fields.push((name, self.value(depth + 1)?));
            }
            return Some(Json::Object(fields));
        }
        if self.eat("[") {
            let mut items = Vec::new();
            while !self.eat("]") {
                if !items.is_empty() && !self.eat(",") {
                    return None;
                }
                items.push(self.value(depth + 1)?);
            }
            return Some(Json::List(items));
        }
        for (token, value) in [("null", Json::Null), ("true", Json::Bool(true)), ("false", Json::Bool(false))] {
            if self.eat(token) {
                return Some(value);
            }
        }
        if self.rest.starts_with('"') {
            return self.text().map(|text| Json::Text(text.into()));
        }
        let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
        let end = self.rest.find(|c| !is_of_number(c)).unwrap_or(self.rest.len());
        let (written, rest) = self.rest.split_at(end);
        self.rest = rest;
        let starts_well = written.strip_prefix('-').unwrap_or(written).starts_with(|c: char| c.is_ascii_digit());
        starts_well.then(|| Json::Number(written.to_owned().into()))
    }

    fn text(&mut self) -> Option<String> {
        if !self.eat("\"") {
            return None;
        }
        let mut out = String::new();
        loop {
            let end = self.rest.find(|c: char| c == '"' || c == '\\' || c < ' ')?;
            let (plain, rest) = self.rest.split_at(end);
            out.push_str(plain);
            let mut chars = rest.chars();
            let first = chars.next();
            self.rest = chars.as_str();
            match first? {
                '"' => return Some(out),
                '\\' => {
                    let escaped = self.escaped()?;
                    out.push(escaped);
                }
                _ => return None,
            }
        }
    }

    /// What comes after a backslash.
    fn escaped(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let kind = chars.next()?;
        self.rest = chars.as_str();
        Some(match kind {
            '"' | '\\' | '/' => kind,
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'u' => {
                let unit = self.hexadecimal()?;
                if !(0xd800..0xdc00).contains(&unit) {
                    return char::from_u32(unit);
                }
                self.rest = self.rest.strip_prefix("\\u")?;
                let low = self.hexadecimal()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
                return char::from_u32(0x10000 + ((unit - 0xd800) << 10) + low);
            }
            _ => return None,
        })
    }

    fn hexadecimal(&mut self) -> Option<u32> {
        let digits = self.rest.get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        self.rest = &self.rest[4..];
        u32::from_str_radix(digits, 16).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_json_is_not_read() {
        for odd in [
            "",
            "{",
            "{}}",
            "[1 2]",
            "[,1]",
            "{\"a\":1,\"a\":1}",
            "\"\\ud800\"",
            "\"\\x\"",
            "\"\n\"",
            "nul",
            "-",
            "\u{a0}1",
        ] {
            assert_eq!(read(odd), None, "{odd}");
        }
        assert_eq!(read(&"[".repeat(100_000)), None, "the stack is kept");
        assert_eq!(read("\"\\ud83c\\udf3e\\u0301\""), Some(Json::Text("\u{1f33e}\u{301}".into())));
    }

    fn any_value() -> impl proptest::strategy::Strategy<Value = serde_json::Value> {
        use proptest::prelude::*;
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<u64>().prop_map(Into::into),
            any::<String>().prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
                prop::collection::vec((".{0,3}", inner), 0..4)
                    .prop_map(|fields| serde_json::Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest::proptest! {
        #[test]
        fn it_reads_and_writes_what_a_general_library_does(value in any_value()) {
            for written in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
                let mut out = String::new();
                read(&written).unwrap().write(&mut out);
                proptest::prop_assert_eq!(&out, &value.to_string());
            }
        }

        #[test]
        fn it_reads_no_more_than_a_general_library_does(written in "[\\[\\]{},:\"\\\\0-9aeu. -]{0,24}") {
            // Only numbers are looked at less closely: whoever takes one out parses it.
            let has_number = written.contains(|c: char| c.is_ascii_digit());
            if read(&written).is_some() && !has_number {
                proptest::prop_assert!(serde_json::from_str::<serde_json::Value>(&written).is_ok(), "{}", written);
            }
        }
    }
}
