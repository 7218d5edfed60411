//! The text → [`Token`]s: words, runs of digits, single marks.

use crate::span::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
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

/// The tokens of `span` of the text, in order; white space and stray control characters belong to none.
pub fn tokens(text: &str, span: Span) -> Vec<Token> {
    let piece = span.of(text);
    let mut tokens = Vec::with_capacity(piece.len() / 10 + 1);
    let mut at = 0;
    while let Some(first) = piece[at..].chars().next() {
        let start = at;
        at += first.len_utf8();
        let kind = if first.is_ascii_digit() {
            at += piece[at..].bytes().take_while(u8::is_ascii_digit).count();
            TokenKind::Digits
        } else if first.is_alphabetic() {
            at = word_end(piece, at);
            TokenKind::Word
        } else if first.is_whitespace() || first.is_control() || is_invisible(first) {
            continue;
        } else {
            TokenKind::Mark
        };
        tokens.push(Token { span: Span::new(span.start + start, span.start + at), kind });
    }
    tokens
}

/// Where the word that has begun before `at` ends. A hyphen or apostrophe belongs to it where a letter follows.
fn word_end(piece: &str, mut at: usize) -> usize {
    let mut rest = piece[at..].chars().peekable();
    while let Some(letter) = rest.next() {
        let inside = letter.is_alphabetic()
            || matches!(letter, '\u{ad}' | '\u{300}' | '\u{301}')
            || matches!(letter, '-' | '\u{2010}' | '\u{2011}' | '\'' | '’')
                && rest.peek().is_some_and(|next| next.is_alphabetic());
        if !inside {
            break;
        }
        at += letter.len_utf8();
    }
    at
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
