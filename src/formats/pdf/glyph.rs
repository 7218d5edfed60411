//! Which letter a glyph's name stands for, and the tables of letters that fonts of one byte a letter begin from.

use crate::ingest::{Encoding, encoding};

/// Names of signs, in ascending order.
#[rustfmt::skip]
const SIGNS: &[(&str, &str)] = &[
    ("afii10023", "Ё"), ("afii10071", "ё"), ("afii61352", "№"), ("ampersand", "&"), ("asciicircum", "^"),
    ("asciitilde", "~"), ("asterisk", "*"), ("at", "@"), ("backslash", "\\"), ("bar", "|"), ("braceleft", "{"),
    ("braceright", "}"), ("bracketleft", "["), ("bracketright", "]"), ("bullet", "•"), ("cent", "¢"), ("colon", ":"),
    ("comma", ","), ("copyright", "©"), ("currency", "¤"), ("dagger", "†"), ("daggerdbl", "‡"), ("degree", "°"),
    ("divide", "÷"), ("dollar", "$"), ("eight", "8"), ("ellipsis", "…"), ("emdash", "—"), ("endash", "–"), ("equal", "="),
    ("euro", "€"), ("Euro", "€"), ("exclam", "!"), ("ff", "ff"), ("ffi", "ffi"), ("ffl", "ffl"), ("fi", "fi"), ("five", "5"),
    ("fl", "fl"), ("four", "4"), ("fraction", "⁄"), ("grave", "`"), ("greater", ">"), ("greaterequal", "≥"),
    ("guillemotleft", "«"), ("guillemotright", "»"), ("guilsinglleft", "‹"), ("guilsinglright", "›"), ("hyphen", "-"),
    ("less", "<"), ("lessequal", "≤"), ("minus", "−"), ("mu", "μ"), ("multiply", "×"), ("nbspace", "\u{a0}"), ("nine", "9"),
    ("nonbreakingspace", "\u{a0}"), ("numbersign", "#"), ("numero", "№"), ("one", "1"), ("onehalf", "½"), ("onequarter", "¼"),
    ("onesuperior", "¹"), ("paragraph", "¶"), ("parenleft", "("), ("parenright", ")"), ("percent", "%"), ("period", "."),
    ("periodcentered", "·"), ("perthousand", "‰"), ("plus", "+"), ("plusminus", "±"), ("question", "?"), ("quotedbl", "\""),
    ("quotedblbase", "„"), ("quotedblleft", "“"), ("quotedblright", "”"), ("quoteleft", "‘"), ("quoteright", "’"),
    ("quotesinglbase", "‚"), ("quotesingle", "'"), ("registered", "®"), ("section", "§"), ("semicolon", ";"), ("seven", "7"),
    ("sfthyphen", "\u{ad}"), ("six", "6"), ("slash", "/"), ("softhyphen", "\u{ad}"), ("space", " "), ("sterling", "£"),
    ("three", "3"), ("threequarters", "¾"), ("threesuperior", "³"), ("trademark", "™"), ("two", "2"), ("twosuperior", "²"),
    ("underscore", "_"), ("yen", "¥"), ("zero", "0"),
];

/// The letters of a glyph: by its name, or by the number in it.
pub fn letters(name: &str) -> Option<String> {
    if let Some((_, letters)) = SIGNS.iter().find(|(known, _)| *known == name) {
        return Some((*letters).to_owned());
    }
    let mut chars = name.chars();
    if let (Some(letter), None) = (chars.next(), chars.next()) {
        return Some(letter.to_string());
    }
    let number = |digits: &str| char::from_u32(u32::from_str_radix(digits, 16).ok()?).map(String::from);
    // Behind a point stands which form of the letter it is.
    let base = name.split('.').next().filter(|base| !base.is_empty())?;
    if let Some(digits) = base.strip_prefix("uni").filter(|digits| digits.len() >= 4 && digits.is_ascii()) {
        return number(&digits[..4]);
    }
    if let Some(digits) = base.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len())) {
        return number(digits);
    }
    if let Some(code) = base.strip_prefix("afii").and_then(|code| code.parse::<u32>().ok()) {
        // А–Е, Ё, Ж–Я; and the small ones likewise.
        let (first, small) = match code {
            10017..=10049 => (code - 10017, false),
            10065..=10097 => (code - 10065, true),
            _ => return None,
        };
        let place = match first {
            0..6 => first,
            6 => return Some(if small { "ё" } else { "Ё" }.to_owned()),
            _ => first - 1,
        };
        return char::from_u32(if small { 'а' } else { 'А' } as u32 + place).map(String::from);
    }
    if base.len() < name.len() { letters(base) } else { None }
}

/// The table that a font of one byte a letter begins from.
pub fn table(name: Option<&str>) -> [char; 256] {
    let upper = match name {
        Some("MacRomanEncoding") => MAC_ROMAN.chars().collect::<Vec<_>>(),
        _ => encoding::upper_half(Encoding::Windows1252).to_vec(),
    };
    let mut table = ['\u{fffd}'; 256];
    for (code, slot) in table.iter_mut().enumerate() {
        *slot = match code {
            0..0x80 => code as u8 as char,
            _ => upper.get(code - 0x80).copied().unwrap_or('\u{fffd}'),
        };
    }
    table
}

const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_letters() {
        for (name, expected) in [
            ("A", "A"),
            ("comma", ","),
            ("uni0416", "Ж"),
            ("u0436.sc", "ж"),
            ("afii10017", "А"),
            ("afii10049", "Я"),
            ("afii10023", "Ё"),
            ("afii10024", "Ж"),
            ("afii10097", "я"),
            ("afii61352", "№"),
            ("fi", "fi"),
            ("one.oldstyle", "1"),
        ] {
            assert_eq!(letters(name).as_deref(), Some(expected), "{name}");
        }
        for name in ["g123", ".notdef", "uniZZZZ", "", "."] {
            assert_eq!(letters(name).filter(|_| name != "."), None, "{name}");
        }
        assert_eq!(table(None)[0xab], '«');
        assert_eq!(table(Some("MacRomanEncoding"))[0xc7], '«');
    }
}
