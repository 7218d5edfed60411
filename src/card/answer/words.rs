//! Typed words: what makes no difference, and what is a slip of the pen.

use crate::lexicon::fold;

/// Lower case, `е` for `ё`, one kind of space and dash, nothing at the ends, no quotation marks.
pub fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in fold(text).chars() {
        let c = match c {
            '–' | '—' | '−' | '‑' | '‐' => '-',
            '«' | '»' | '"' | '“' | '”' | '„' => continue,
            '\u{ad}' | '\u{301}' => continue,
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(c);
        }
    }
    out.trim_end_matches([' ', '.', ';', '!']).to_owned()
}

/// The part of a word that its endings leave alone.
pub fn stem(word: &str) -> &str {
    let keep = word.chars().count().saturating_sub(2).clamp(1, 6);
    word.char_indices().nth(keep).map_or(word, |(at, _)| &word[..at])
}

/// The number of a century, in Roman or Arabic figures: `xvi в`, `в 16 веке`, `16-й век`; negative before our era.
pub fn century(normal: &str) -> Option<i32> {
    let is_century =
        |word: &str| matches!(word, "в" | "век" | "века" | "веке" | "веком" | "веку" | "столетие" | "столетии");
    let words: Vec<&str> = normal.split([' ', '.', '-']).filter(|word| !word.is_empty()).collect();
    let number =
        words.iter().find_map(|word| word.parse().ok().or_else(|| roman(word))).filter(|number| *number <= 30)?;
    let named = words.iter().skip(1).any(|word| is_century(word)) || words.len() == 1;
    let before = normal.contains("до н");
    named.then_some(if before { -number } else { number })
}

/// Roman figures up to thirty-nine, in Latin letters or in the Cyrillic ones that look like them.
fn roman(word: &str) -> Option<i32> {
    let value = |c: char| match c {
        'x' | 'х' => Some(10),
        'v' => Some(5),
        'i' | 'і' => Some(1),
        _ => None,
    };
    let digits: Option<Vec<i32>> = word.chars().map(value).collect();
    let digits = digits.filter(|digits| !digits.is_empty() && digits.len() <= 7)?;
    let before_more = |at: usize| digits.get(at + 1).is_some_and(|next| *next > digits[at]);
    Some((0..digits.len()).map(|at| if before_more(at) { -digits[at] } else { digits[at] }).sum())
}

/// Whether one was meant and the other typed: one slip in five letters or more, two in nine or more, the digits alike.
pub fn typo(right: &str, typed: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let letters = right.chars().filter(|c| c.is_alphabetic()).count();
    let allowed = match letters {
        ..5 => 0,
        5..9 => 1,
        _ => 2,
    };
    right != typed && digits(right) == digits(typed) && strsim::osa_distance(right, typed) <= allowed
}
