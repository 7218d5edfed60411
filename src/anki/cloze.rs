//! Deletions in a text: `{{c1::1944::year}}`, one within another too.

/// Stands for a blank until the text is read; a character for private use, taken out of what comes from outside.
pub const BLANK: char = '\u{e000}';
/// How deep deletions may lie within each other.
const DEEPEST: usize = 8;

/// A deletion that is open.
struct Open {
    numbers: Vec<u16>,
    /// Its text with all deletions in it, and with those of the wanted number cut out.
    plain: String,
    shown: String,
    /// Where its last own text begins in both, in which a hint may stand.
    tail: (usize, usize),
}

/// The HTML with the deletions of this number cut out, each with its hint, and what was cut out.
pub fn cut(html: &str, number: u16) -> (String, Vec<String>) {
    read(html, Some(number))
}

/// The HTML with all deletions filled in.
pub fn plain(html: &str) -> String {
    read(html, None).0
}

/// The numbers of all deletions, in order, each once.
pub fn numbers(html: &str) -> Vec<u16> {
    let mut numbers: Vec<u16> =
        html.split("{{c").skip(1).filter_map(|rest| opening(rest)).flat_map(|(n, _)| n).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The numbers that stand behind `{{c`, and what comes after them.
fn opening(rest: &str) -> Option<(Vec<u16>, &str)> {
    let end = rest.bytes().take(60).position(|byte| !byte.is_ascii_digit() && byte != b',')?;
    let after = rest[end..].strip_prefix("::")?;
    let numbers: Option<Vec<u16>> = rest[..end].split(',').map(|number| number.parse().ok()).collect();
    Some((numbers?, after))
}

fn read(html: &str, wanted: Option<u16>) -> (String, Vec<String>) {
    let mut cut = Vec::new();
    let mut stack = vec![Open { numbers: Vec::new(), plain: String::new(), shown: String::new(), tail: (0, 0) }];
    let mut rest = html;
    while let Some(at) = rest.as_bytes().windows(2).position(|pair| pair == b"{{" || pair == b"}}") {
        put(&mut stack, &rest[..at]);
        rest = &rest[at..];
        if let Some((numbers, after)) = rest.strip_prefix("{{c").and_then(opening)
            && stack.len() <= DEEPEST
        {
            stack.push(Open { numbers, plain: String::new(), shown: String::new(), tail: (0, 0) });
            rest = after;
        } else if rest.starts_with("}}") && stack.len() > 1 {
            close(&mut stack, wanted, &mut cut);
            rest = &rest[2..];
        } else {
            // No deletion: it stays as it is.
            put(&mut stack, &rest[..1]);
            rest = &rest[1..];
        }
    }
    put(&mut stack, rest);
    // One that is never closed is none.
    while stack.len() > 1 {
        let Some(open) = stack.pop() else { break };
        let numbers: Vec<String> = open.numbers.iter().map(u16::to_string).collect();
        put(&mut stack, &["{{c", &numbers.join(","), "::"].concat());
        if let Some(outer) = stack.last_mut() {
            outer.plain.push_str(&open.plain);
            outer.shown.push_str(&open.shown);
        }
    }
    (stack.pop().map(|all| all.shown).unwrap_or_default(), cut)
}

fn put(stack: &mut [Open], text: &str) {
    if let Some(open) = stack.last_mut() {
        open.plain.push_str(text);
        open.shown.push_str(text);
    }
}

fn close(stack: &mut Vec<Open>, wanted: Option<u16>, cut: &mut Vec<String>) {
    let Some(mut open) = stack.pop() else { return };
    // What stands behind the last `::` of its own text is a hint.
    let mut hint = String::new();
    if let Some((_, found)) = open.plain[open.tail.0..].split_once("::") {
        hint = found.to_owned();
        let length = found.len() + 2;
        open.plain.truncate(open.plain.len() - length);
        open.shown.truncate(open.shown.len() - length);
    }
    let is_wanted = wanted.is_some_and(|wanted| open.numbers.contains(&wanted));
    let is_within =
        |stack: &[Open]| stack.iter().any(|outer| wanted.is_some_and(|wanted| outer.numbers.contains(&wanted)));
    if let Some(outer) = stack.last_mut() {
        outer.plain.push_str(&open.plain);
        if is_wanted {
            outer.shown.push(BLANK);
            if !hint.is_empty() {
                outer.shown.push_str(&[" (", &hint, ")"].concat());
            }
        } else {
            outer.shown.push_str(&open.shown);
        }
        outer.tail = (outer.plain.len(), outer.shown.len());
    }
    if is_wanted && !is_within(stack) {
        // Areas of a picture have no words.
        cut.push(if open.plain.starts_with("image-occlusion:") { "<img>".to_owned() } else { open.plain });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn deletions_are_cut_and_filled() {
        let text = "В {{c1::1944}} году {{c2::49,1::сколько}} млн";
        assert_eq!(cut(text, 1), ("В \u{e000} году 49,1 млн".into(), vec!["1944".into()]));
        assert_eq!(cut(text, 2), ("В 1944 году \u{e000} (сколько) млн".into(), vec!["49,1".into()]));
        assert_eq!(plain(text), "В 1944 году 49,1 млн");
        assert_eq!(numbers(text), [1, 2]);
    }

    #[test]
    fn one_lies_within_another() {
        let text = "{{c1::река {{c2::Ока::какая}} течёт::что}} и {{c1,3::Волга}}";
        assert_eq!(cut(text, 1), ("\u{e000} (что) и \u{e000}".into(), vec!["река Ока течёт".into(), "Волга".into()]));
        assert_eq!(cut(text, 2), ("река \u{e000} (какая) течёт и Волга".into(), vec!["Ока".into()]));
        assert_eq!(cut(text, 3).1, ["Волга"]);
        assert_eq!(numbers(text), [1, 2, 3]);
        // A deletion in one of the same number is cut out with it.
        assert_eq!(cut("{{c1::a{{c1::b}}}}", 1), ("\u{e000}".into(), vec!["ab".into()]));
    }

    #[test]
    fn what_is_none_stays() {
        for text in ["{{c1:a}}", "{{cx::a}}", "{{c1::a", "a}}b", "{{c99999::a}}"] {
            assert_eq!(plain(text), text);
        }
        assert_eq!(plain("{{c1::a{{c2::b}}"), "{{c1::ab");
        assert_eq!(cut("{{c1::image-occlusion:rect:left=.1}}", 1).1, ["<img>"]);
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "(\\{\\{c|1|2|::|\\}\\}|a|ы|\u{e000}){0,40}") {
            let (_, cut) = cut(&text, 1);
            prop_assert!(cut.len() <= text.len());
            prop_assert!(plain(&text).len() <= text.len() + 4);
        }
    }
}
