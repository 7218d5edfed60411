//! A line of a part: a JSON array of the record's CRC-32, as eight hexadecimal digits, and the record. A record that is a JSON
//! object stands there as it is; any other, such as a damaged one, as a string. So each line proves itself, and those that are
//! whole can be told from those that are not.

use crate::json::{self, Json, text};

pub fn write(record: &str, out: &mut String) {
    out.push_str(&format!("[\"{:08x}\",", crc32fast::hash(record.as_bytes())));
    if is_object(record) {
        out.push_str(record);
    } else {
        text(record).write(out);
    }
    out.push_str("]\n");
}

/// `None` where the line is not whole. Without the line's end.
pub fn read(line: &str) -> Option<String> {
    let rest = line.strip_prefix("[\"")?.strip_suffix(']')?;
    let (sum, rest) = (rest.get(..8)?, rest.get(8..)?.strip_prefix("\",")?);
    let record = match rest.starts_with('{') {
        true => rest.to_owned(),
        false => json::read(rest).and_then(Json::into_text)?,
    };
    let is_whole = u32::from_str_radix(sum, 16) == Ok(crc32fast::hash(record.as_bytes()));
    is_whole.then_some(record)
}

/// Whether the record can stand on a line as it is.
fn is_object(record: &str) -> bool {
    record.starts_with('{') && !record.contains('\n') && json::read(record).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_json_with_its_checksum() {
        for (record, line) in [
            (r#"{"v":1}"#, "[\"84dbe73d\",{\"v\":1}]\n"),
            ("{\"v\":\n1}", "[\"d0a87f82\",\"{\\\"v\\\":\\n1}\"]\n"),
            ("", "[\"00000000\",\"\"]\n"),
        ] {
            let mut out = String::new();
            write(record, &mut out);
            assert_eq!(out, line);
            assert_eq!(read(line.trim_end()).as_deref(), Some(record));
        }
        assert_eq!(read("[\"84dbe73d\",{\"v\":2}]"), None);
        for odd in ["", "[\"", "[\"84dbe73d\"", "[\"ыыыы\",{}]", "[\"00000000\",7]"] {
            assert_eq!(read(odd), None, "{odd}");
        }
    }

    proptest! {
        #[test]
        fn every_record_is_read_back(record in prop_oneof![any::<String>(), Just("{\"v\":1,\"x\":\"«\"}".to_owned())]) {
            let mut out = String::new();
            write(&record, &mut out);
            prop_assert_eq!(out.matches('\n').count(), 1);
            prop_assert!(serde_json::from_str::<serde_json::Value>(&out).is_ok());
            prop_assert_eq!(read(out.trim_end_matches('\n')), Some(record));
        }
    }
}
