//! The names by which the page's binary asks for what its script lends: wasm-bindgen gives each a long one with a hash, which no packer
//! makes small, once in the binary and once in the script. Here they become a letter or two.

use crate::failure::{Failure, Result};
use std::collections::{BTreeMap, BTreeSet};

/// The section of a binary that holds what it imports, and the kinds of things in it.
const IMPORTS: u8 = 2;
const FUNCTION: u8 = 0;
const TABLE: u8 = 1;
const MEMORY: u8 = 2;
const GLOBAL: u8 = 3;
const TAG: u8 = 4;

/// What wasm-bindgen's names begin with; others, such as the parts of a cut binary, stay.
const LONG: &str = "__wb";

/// A binary and its script with short names.
pub fn shortened(binary: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let unread = || Failure::new("The page's binary has a form whose imports xtask/src/imports.rs cannot read.");
    let mut names = BTreeMap::new();
    let binary = renamed(binary, &mut names).ok_or_else(unread)?;
    let script = in_script(script, &names);
    match names.keys().find(|name| !script.1.contains(name.as_str())) {
        None => Ok((binary, script.0)),
        Some(name) => Err(Failure::new(format!("The script between browser and binary does not lend '{name}'."))),
    }
}

/// The script with these names for those, and the names that it had.
fn in_script(script: &str, names: &BTreeMap<String, String>) -> (String, BTreeSet<String>) {
    let is_of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    let (mut out, mut found, mut rest) = (String::with_capacity(script.len()), BTreeSet::new(), script);
    while let Some(at) = rest.find(LONG) {
        let length = rest[at..].find(|letter| !is_of_name(letter)).unwrap_or(rest.len() - at);
        let name = &rest[at..at + length];
        let is_whole = !rest[..at].ends_with(is_of_name);
        out.push_str(&rest[..at]);
        match names.get(name).filter(|_| is_whole) {
            Some(short) => {
                found.insert(name.to_owned());
                out.push_str(short);
            }
            None => out.push_str(name),
        }
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    (out, found)
}

/// The binary with short names in its section of imports; what each name was.
fn renamed(binary: &[u8], names: &mut BTreeMap<String, String>) -> Option<Vec<u8>> {
    let mut out = binary.get(..8)?.to_vec();
    let mut at = 8;
    while at < binary.len() {
        let kind = binary[at];
        let mut body = at + 1;
        let length = number(binary, &mut body)? as usize;
        let section = binary.get(body..body + length)?;
        let section = if kind == IMPORTS { with_short_names(section, names)? } else { section.to_vec() };
        out.push(kind);
        write(&mut out, section.len());
        out.extend(section);
        at = body + length;
    }
    Some(out)
}

fn with_short_names(section: &[u8], names: &mut BTreeMap<String, String>) -> Option<Vec<u8>> {
    let (mut at, mut out) = (0, Vec::new());
    let count = number(section, &mut at)?;
    write(&mut out, count as usize);
    for _ in 0..count {
        let module = text(section, &mut at)?;
        let name = text(section, &mut at)?;
        let next = names.len();
        let name = match name.starts_with(LONG) {
            true => names.entry(name.to_owned()).or_insert_with(|| short(next)).clone(),
            false => name.to_owned(),
        };
        for word in [module, &name] {
            write(&mut out, word.len());
            out.extend(word.as_bytes());
        }
        let from = at;
        described(section, &mut at)?;
        out.extend(section.get(from..at)?);
    }
    (at == section.len()).then_some(out)
}

/// Passes over what says of which type an import is.
fn described(section: &[u8], at: &mut usize) -> Option<()> {
    let kind = *section.get(*at)?;
    *at += 1;
    if matches!(kind, TABLE | GLOBAL | TAG) {
        *at += 1;
    }
    match kind {
        FUNCTION | TAG => drop(number(section, at)?),
        GLOBAL => *at += 1,
        TABLE | MEMORY => {
            let has_limit = number(section, at)? & 1 == 1;
            for _ in 0..=usize::from(has_limit) {
                number(section, at)?;
            }
        }
        _ => return None,
    }
    Some(())
}

/// `a`, `b`, … `z`, `aa`, …: what is a name in every script.
fn short(nth: usize) -> String {
    let letter = |of: usize| char::from(b'a' + (of % 26) as u8);
    match nth.checked_div(26) {
        Some(more) if more > 0 => short(more - 1) + &letter(nth).to_string(),
        _ => letter(nth).to_string(),
    }
}

fn text<'a>(bytes: &'a [u8], at: &mut usize) -> Option<&'a str> {
    let length = number(bytes, at)? as usize;
    let text = std::str::from_utf8(bytes.get(*at..*at + length)?).ok()?;
    *at += length;
    Some(text)
}

/// A number of seven bits a byte, the least first.
fn number(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut value = 0;
    for shift in (0..35).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

fn write(out: &mut Vec<u8>, mut value: usize) {
    while value > 0x7f {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A binary that imports a function, a table, a memory and a global under these names.
    fn binary(names: [&str; 4]) -> Vec<u8> {
        let mut section = Vec::new();
        write(&mut section, 4);
        let kinds: [&[u8]; 4] =
            [&[FUNCTION, 0x80, 0x01], &[TABLE, 0x70, 0, 1], &[MEMORY, 1, 1, 0x80, 0x02], &[GLOBAL, 0x7f, 1]];
        for (name, kind) in names.into_iter().zip(kinds) {
            for word in ["./a.js", name] {
                write(&mut section, word.len());
                section.extend(word.as_bytes());
            }
            section.extend(kind);
        }
        let mut binary = b"\0asm\x01\0\0\0".to_vec();
        binary.push(1);
        write(&mut binary, 1);
        binary.push(0);
        binary.push(IMPORTS);
        write(&mut binary, section.len());
        binary.extend(section);
        binary
    }

    #[test]
    fn names_are_short_in_both_places() {
        let long = binary(["__wbg_add_0123456789abcdef", "table", "__wbg_add_01", "__wbindgen_throw"]);
        let script = "{__wbg_add_0123456789abcdef:function(){x.__wbg_ptr},__wbg_add_01:1,__wbindgen_throw:2}";
        let (short, script) = shortened(&long, script).expect("a binary");
        assert_eq!(short, binary(["a", "table", "b", "c"]));
        assert_eq!(script, "{a:function(){x.__wbg_ptr},b:1,c:2}");
    }

    #[test]
    fn what_the_script_does_not_lend_fails_the_build() {
        let long = binary(["__wbg_add_01", "table", "memory", "global"]);
        assert!(shortened(&long, "{__wbg_add_012:1}").is_err());
        assert!(shortened(&long[..long.len() - 1], "{__wbg_add_01:1}").is_err());
    }

    #[test]
    fn there_are_names_for_all() {
        let names: BTreeSet<String> = (0..2000).map(short).collect();
        assert_eq!(names.len(), 2000);
        assert_eq!((short(0), short(25), short(26), short(51)), ("a".into(), "z".into(), "aa".into(), "az".into()));
    }
}
