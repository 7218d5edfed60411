//! References to characters by name or number, as HTML and XML have them.

use std::borrow::Cow;

use crate::ingest::Encoding;
use crate::ingest::encoding::letter;

/// The names that texts use, in ascending order; what is not among them stays as it is written.
#[rustfmt::skip]
const NAMES: &[(&str, char)] = &[
    ("Auml", 'Ä'), ("Ccedil", 'Ç'), ("Dagger", '‡'), ("Eacute", 'É'), ("Ouml", 'Ö'), ("Prime", '″'), ("Uuml", 'Ü'),
    ("aacute", 'á'), ("acute", '´'), ("agrave", 'à'), ("alpha", 'α'), ("amp", '&'), ("apos", '\''), ("asymp", '≈'),
    ("auml", 'ä'), ("bdquo", '„'), ("beta", 'β'), ("bull", '•'), ("ccedil", 'ç'), ("cent", '¢'), ("copy", '©'),
    ("dagger", '†'), ("deg", '°'), ("divide", '÷'), ("eacute", 'é'), ("egrave", 'è'), ("emsp", '\u{2003}'),
    ("ensp", '\u{2002}'), ("euro", '€'), ("frac12", '½'), ("frac14", '¼'), ("frac34", '¾'), ("ge", '≥'), ("gt", '>'),
    ("hellip", '…'), ("iacute", 'í'), ("iuml", 'ï'), ("laquo", '«'), ("larr", '←'), ("ldquo", '“'), ("le", '≤'),
    ("lsaquo", '‹'), ("lsquo", '‘'), ("lt", '<'), ("mdash", '—'), ("middot", '·'), ("minus", '−'), ("mu", 'μ'),
    ("nbsp", '\u{a0}'), ("ndash", '–'), ("ne", '≠'), ("numero", '№'), ("oacute", 'ó'), ("ouml", 'ö'), ("para", '¶'),
    ("permil", '‰'), ("pi", 'π'), ("plusmn", '±'), ("pound", '£'), ("prime", '′'), ("quot", '"'), ("raquo", '»'),
    ("rarr", '→'), ("rdquo", '”'), ("reg", '®'), ("rsaquo", '›'), ("rsquo", '’'), ("sbquo", '‚'), ("sect", '§'),
    ("shy", '\u{ad}'), ("sup1", '¹'), ("sup2", '²'), ("sup3", '³'), ("szlig", 'ß'), ("thinsp", '\u{2009}'),
    ("times", '×'), ("trade", '™'), ("uacute", 'ú'), ("uuml", 'ü'), ("zwj", '\u{200d}'), ("zwnj", '\u{200c}'),
];

/// No reference is longer.
const LONGEST: usize = 12;

/// The text with its references made characters.
pub fn resolved(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.bytes().take(LONGEST).position(|byte| byte == b';');
        match end.and_then(|end| Some((character(&after[..end])?, &after[end + 1..]))) {
            Some((character, behind)) => {
                out.push(character);
                rest = behind;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out.into()
}

fn character(reference: &str) -> Option<char> {
    let Some(number) = reference.strip_prefix('#') else {
        let found = NAMES.binary_search_by(|(name, _)| (*name).cmp(reference)).ok()?;
        return Some(NAMES[found].1);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    match code {
        // What was meant is Windows' own.
        0x80..=0x9f => Some(letter(code as u8, Encoding::Windows1252)),
        0 => None,
        code => char::from_u32(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_characters_and_what_is_unknown_stays() {
        for (written, meant) in [
            ("&laquo;Тыл&raquo; &mdash; 5&nbsp;тыс.", "«Тыл» — 5\u{a0}тыс."),
            ("&#1058;&#x44B;&#X43b;", "Тыл"),
            ("&#151;&#0;", "—&#0;"),
            ("&lol9; &amp;lt; & && &", "&lol9; &lt; & && &"),
            ("&#99999999999;&#xD800;", "&#99999999999;&#xD800;"),
        ] {
            assert_eq!(resolved(written), meant);
        }
        assert!(NAMES.is_sorted());
    }
}
