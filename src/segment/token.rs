//! The text → [`Token`]s: words, runs of digits, single marks.

use super::FormId;
use crate::span::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
    /// A word with a capital first letter.
    pub capital: bool,
    /// The word among the distinct ones of the text.
    pub form: FormId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, hyphens and apostrophes inside included: `комсомольско-молодежных`.
    Word,
    /// A run of digits.
    Digits,
    /// One punctuation mark or symbol.
    Mark,
}

/// The tokens of `span` of the text.
pub fn tokens(text: &str, span: Span) -> Vec<Token> {
    // A word of Russian and its space are some twelve bytes.
    let mut tokens = Vec::with_capacity(span.len() / 10 + 2);
    push_tokens(text, span, &mut tokens);
    tokens
}

/// Appends the tokens of `span` of the text, in order; white space and stray control characters belong to none. Words have
/// no form yet.
pub fn push_tokens(text: &str, span: Span, tokens: &mut Vec<Token>) {
    let piece = span.of(text);
    let bytes = piece.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let (kind, capital) = match byte {
            // What nearly all of a Russian text is, without decoding.
            b' ' | b'\n' | b'\t' => {
                at += 1;
                continue;
            }
            0xd0 | 0xd1 => {
                let capital = byte == 0xd0 && bytes.get(at + 1).is_some_and(|next| *next < 0xb0);
                at = word_end(piece, at + 2);
                (TokenKind::Word, capital || byte == 0xd1 && is_capital(piece, start))
            }
            b'0'..=b'9' => {
                at += bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                (TokenKind::Digits, false)
            }
            b'!'..=b'/' | b':'..=b'?' => {
                at += 1;
                (TokenKind::Mark, false)
            }
            _ => {
                let Some(first) = piece[at..].chars().next() else { break };
                at += first.len_utf8();
                if first.is_alphabetic() {
                    at = word_end(piece, at);
                    (TokenKind::Word, first.is_uppercase())
                } else if first.is_whitespace() || first.is_control() || is_invisible(first) {
                    continue;
                } else {
                    (TokenKind::Mark, false)
                }
            }
        };
        let span = Span::new(span.start + start, span.start + at);
        tokens.push(Token { span, kind, capital, form: FormId::NONE });
    }
}

fn is_capital(piece: &str, at: usize) -> bool {
    piece[at..].chars().next().is_some_and(char::is_uppercase)
}

/// Where the word that has begun before `at` ends. A hyphen or apostrophe belongs to it where a letter follows.
fn word_end(piece: &str, mut at: usize) -> usize {
    let bytes = piece.as_bytes();
    loop {
        match bytes.get(at) {
            Some(0xd0 | 0xd1) => at += 2,
            Some(b' ' | b',' | b'.' | b'\n') | None => return at,
            Some(byte) if byte.is_ascii_alphabetic() => at += 1,
            Some(_) => {
                let mut rest = piece[at..].chars();
                let Some(letter) = rest.next() else { return at };
                let inside = letter.is_alphabetic()
                    || matches!(letter, '\u{ad}' | '\u{300}' | '\u{301}')
                    || matches!(letter, '-' | '\u{2010}' | '\u{2011}' | '\'' | '’')
                        && rest.next().is_some_and(char::is_alphabetic);
                if !inside {
                    return at;
                }
                at += letter.len_utf8();
            }
        }
    }
}

/// Zero-width characters, the soft hyphen and the byte order mark: they part nothing and say nothing.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens joined by `|`.
    fn check(text: &str, expect: &str) {
        let all = Span::new(0, text.len());
        let tokens: Vec<&str> = tokens(text, all).iter().map(|token| token.span.of(text)).collect();
        assert_eq!(tokens.join("|"), expect, "in {text:?}");
    }

    #[test]
    fn words_digits_and_marks() {
        check("около 36 тыс. бригад", "около|36|тыс|.|бригад");
        check("комсомольско-молодежных", "комсомольско-молодежных");
        check("24-ю годовщину", "24|-|ю|годовщину");
        check("2,5 млн — 3\u{a0}000\u{202f}000", "2|,|5|млн|—|3|000|000");
        check("ВКП(б) №12", "ВКП|(|б|)|№|12");
        check("д'Артаньян, «Что-либо»-", "д'Артаньян|,|«|Что-либо|»|-");
        check("тру\u{ad}да \u{ad} за\u{301}мок", "тру\u{ad}да|за\u{301}мок");
        check("½ Ⅻ ²", "½|Ⅻ|²");
        check("\u{1}а\u{0}", "а");
        check("", "");
    }
}
