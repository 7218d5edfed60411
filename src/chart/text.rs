//! How wide a text will be, before any font is asked; the estimate errs on the wide side.

/// Width in pixels of `text` set in a sans serif of `size` pixels, bold a little wider.
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let ems: f64 = text.chars().map(letter).sum();
    ems * size * if bold { 1.06 } else { 1.0 }
}

fn letter(c: char) -> f64 {
    match c {
        ' ' | '\u{a0}' | '.' | ',' | ':' | ';' | '\'' | '|' | '/' | '(' | ')' | 'i' | 'l' | 'j' | 't' | 'f' | 'г' => {
            0.4
        }
        'ж' | 'ш' | 'щ' | 'ю' | 'ф' | 'ы' | 'м' | 'w' | 'm' | '%' | '—' => 0.88,
        'Ж' | 'Ш' | 'Щ' | 'Ю' | 'Ф' | 'Ы' | 'М' | 'W' | 'M' => 0.98,
        '≈' | '>' | '<' | '≤' | '≥' | '−' | '+' | '↑' | '↓' => 0.84,
        '…' => 1.0,
        c if c.is_uppercase() => 0.74,
        _ => 0.62,
    }
}

/// Breaks `text` at spaces into at most `most` lines no wider than `room`; what is left over ends in an ellipsis.
pub(super) fn wrap(text: &str, room: f64, size: f64, bold: bool, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut words = text.split(' ').filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        let longer = match lines.last() {
            Some(line) => format!("{line} {word}"),
            None => word.to_owned(),
        };
        let full = lines.len() >= most;
        if width(&longer, size, bold) <= room || (full && words.peek().is_none()) {
            lines.pop();
            lines.push(fitting(&longer, room, size, bold));
        } else if full {
            lines.pop();
            lines.push(fitting(&format!("{longer}…"), room, size, bold));
            break;
        } else {
            lines.push(fitting(word, room, size, bold));
        }
    }
    lines
}

/// As much of `text` as fits, with an ellipsis where it does not.
pub(super) fn fitting(text: &str, room: f64, size: f64, bold: bool) -> String {
    if width(text, size, bold) <= room {
        return text.to_owned();
    }
    let mut left = room - width("…", size, bold);
    let mut out = String::new();
    for c in text.trim_end_matches('…').chars() {
        left -= width(c.encode_utf8(&mut [0; 4]), size, bold);
        if left < 0.0 {
            break;
        }
        out.push(c);
    }
    let kept = out.trim_end_matches([' ', ',', '\u{a0}']).len();
    out.truncate(kept);
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit() {
        let text = "коммунистов на руководящей работе в комсомоле и в профсоюзах";
        for room in [60.0, 120.0, 240.0, 900.0] {
            let lines = wrap(text, room, 12.0, false, 2);
            assert!((1..=2).contains(&lines.len()));
            assert!(lines.iter().all(|line| width(line, 12.0, false) <= room), "{room}: {lines:?}");
            let whole = lines.join(" ") == text;
            assert_eq!(whole, !lines.join(" ").ends_with('…'));
        }
        assert!(wrap("", 100.0, 12.0, false, 2).is_empty());
        assert_eq!(fitting("очень длинное слово", 30.0, 12.0, false).chars().last(), Some('…'));
    }
}
