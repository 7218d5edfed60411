//! The columns of a table, out of the words that made it: as far as one has to know them to tell its values apart.

/// What a `CREATE TABLE` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    /// In lower case, in the order of the statement.
    pub names: Vec<String>,
    /// The column that stands for the number of the row and is not stored in it.
    pub row_number: Option<usize>,
    /// The columns of the primary key, where rows are kept by it and have no number.
    pub key: Option<Vec<usize>>,
}

/// A word, a quoted name or a mark of the statement.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Token {
    /// In lower case.
    text: String,
    is_quoted: bool,
}

impl Columns {
    /// `None` where it is no statement of this kind.
    pub fn of(sql: &str) -> Option<Columns> {
        let tokens = tokens(sql);
        let open = tokens.iter().position(|token| token.is("("))?;
        let (parts, end) = parts(&tokens[open + 1..]);
        let mut columns = Columns::default();
        let mut key: Vec<String> = Vec::new();
        for part in parts {
            let Some(first) = part.first() else { continue };
            let is_constraint =
                ["primary", "unique", "check", "foreign", "constraint"].iter().any(|word| first.is(word));
            if is_constraint {
                key.extend(listed_key(part));
                continue;
            }
            if part.windows(2).any(|pair| pair[0].is("primary") && pair[1].is("key")) {
                key.push(first.text.clone());
                if part.get(1).is_some_and(|kind| kind.is("integer")) && !part.iter().any(|word| word.is("desc")) {
                    columns.row_number = Some(columns.names.len());
                }
            }
            columns.names.push(first.text.clone());
        }
        let after = &tokens[open + 1 + end..];
        if after.windows(2).any(|pair| pair[0].is("without") && pair[1].is("rowid")) {
            columns.row_number = None;
            let place = |name: &String| columns.names.iter().position(|known| known == name);
            columns.key = Some(key.iter().filter_map(place).collect());
        }
        Some(columns)
    }

    /// Where in a stored row each column stands.
    pub fn places(&self) -> Vec<usize> {
        let key = self.key.as_deref().unwrap_or(&[]);
        let rest = (0..self.names.len()).filter(|column| !key.contains(column));
        let stored: Vec<usize> = key.iter().copied().chain(rest).collect();
        let mut places = vec![usize::MAX; self.names.len()];
        for (place, column) in stored.into_iter().enumerate() {
            places[column] = places[column].min(place);
        }
        places
    }
}

/// The columns of `primary key (a, b)`.
fn listed_key(part: &[Token]) -> Vec<String> {
    let Some(at) = part.windows(3).position(|three| three[0].is("primary") && three[1].is("key") && three[2].is("("))
    else {
        return Vec::new();
    };
    let (names, _) = parts(&part[at + 3..]);
    names.into_iter().filter_map(|name| name.first()).map(|name| name.text.clone()).collect()
}

/// What stands between commas up to the bracket that closes, and where that is.
fn parts(tokens: &[Token]) -> (Vec<&[Token]>, usize) {
    let (mut parts, mut begin, mut depth) = (Vec::new(), 0, 0usize);
    for (at, token) in tokens.iter().enumerate() {
        if token.is("(") {
            depth += 1;
        } else if token.is(")") && depth > 0 {
            depth -= 1;
        } else if token.is(")") {
            parts.push(&tokens[begin..at]);
            return (parts, at);
        } else if token.is(",") && depth == 0 {
            parts.push(&tokens[begin..at]);
            begin = at + 1;
        }
    }
    parts.push(&tokens[begin..]);
    (parts, tokens.len())
}

impl Token {
    fn is(&self, text: &str) -> bool {
        !self.is_quoted && self.text == text
    }
}

/// Comments are left out.
fn tokens(sql: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("--") {
            rest = comment.split_once('\n').map_or("", |(_, after)| after);
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        } else if let Some(close) = closing(first) {
            let inner = &rest[first.len_utf8()..];
            let (name, after) = inner.split_once(close).unwrap_or((inner, ""));
            tokens.push(Token { text: name.to_lowercase(), is_quoted: true });
            rest = after;
        } else if is_of_word(first) {
            let end = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
            tokens.push(Token { text: rest[..end].to_lowercase(), is_quoted: false });
            rest = &rest[end..];
        } else {
            if !first.is_whitespace() {
                tokens.push(Token { text: first.to_string(), is_quoted: false });
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    tokens
}

fn closing(open: char) -> Option<char> {
    match open {
        '"' | '`' | '\'' => Some(open),
        '[' => Some(']'),
        _ => None,
    }
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_told_apart() {
        let columns = Columns::of(
            "CREATE TABLE notes (\n  id integer PRIMARY KEY,\n  guid text NOT NULL, -- a, b, (c)\n \"fl,ds\" numeric(3, 4), CHECK (id > 0))",
        );
        let columns = columns.expect("a table");
        assert_eq!(columns.names, ["id", "guid", "fl,ds"]);
        assert_eq!((columns.row_number, &columns.key), (Some(0), &None));
        assert_eq!(columns.places(), [0, 1, 2]);
    }

    #[test]
    fn rows_without_a_number_are_kept_by_their_key() {
        let columns = Columns::of("create table t (a int, b text, c text, primary key (c, a)) WITHOUT ROWID");
        let columns = columns.expect("a table");
        assert_eq!(columns.key, Some(vec![2, 0]));
        assert_eq!(columns.places(), [1, 2, 0]);
        let config = Columns::of("CREATE TABLE config (KEY text NOT NULL PRIMARY KEY, val blob) without rowid");
        assert_eq!(config.map(|config| config.key), Some(Some(vec![0])));
        let text = Columns::of("CREATE TABLE t (id text primary key)");
        assert_eq!(text.map(|text| (text.row_number, text.key)), Some((None, None)));
    }

    #[test]
    fn what_is_no_table_has_no_columns() {
        assert_eq!(Columns::of("CREATE TABLE t AS SELECT 1"), None);
        for odd in ["", "(", "((", "'", "create table t (,,)", "--", "/*", "create table t ([a"] {
            let _ = Columns::of(odd);
        }
    }
}
