//! A row as it is packed: a header of types, then the values.

/// A value of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// There is none.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Real(f64),
    /// A text; what is no text in the file's encoding stands as `U+FFFD`.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

/// How the texts of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
}

/// A number of one to nine bytes, seven bits each, the highest first; and what comes after it.
pub(super) fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0u64;
    for (index, &byte) in bytes.iter().enumerate().take(9) {
        if index == 8 {
            return Some((number << 8 | u64::from(byte), &bytes[9..]));
        }
        number = number << 7 | u64::from(byte & 0x7f);
        if byte < 0x80 {
            return Some((number, &bytes[index + 1..]));
        }
    }
    None
}

/// Writes such a number.
pub(super) fn put_varint(number: u64, out: &mut Vec<u8>) {
    if number >> 56 != 0 {
        let high = number >> 8;
        out.extend((0..8).rev().map(|group| (high >> (7 * group)) as u8 | 0x80));
        return out.push(number as u8);
    }
    let groups = (1..8).take_while(|groups| number >> (7 * groups) != 0).count();
    for group in (0..=groups).rev() {
        let more = if group > 0 { 0x80 } else { 0 };
        out.push((number >> (7 * group)) as u8 & 0x7f | more);
    }
}

/// The values of a record; `None` where it is not whole.
pub(super) fn read(payload: &[u8], encoding: Encoding) -> Option<Vec<Value>> {
    let (length, after) = varint(payload)?;
    let length = usize::try_from(length).ok()?;
    let mut body = payload.get(length..)?;
    let mut header = after.get(..length.checked_sub(payload.len() - after.len())?)?;
    let mut values = Vec::new();
    while !header.is_empty() {
        let (kind, rest) = varint(header)?;
        header = rest;
        let size = match kind {
            0 | 8 | 9 => 0,
            1..=4 => kind as usize,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return None,
            _ => usize::try_from((kind - 12) / 2).ok()?,
        };
        let (bytes, rest) = body.split_at_checked(size)?;
        body = rest;
        values.push(match kind {
            0 => Value::Null,
            8 | 9 => Value::Integer(i64::from(kind == 9)),
            1..=6 => Value::Integer(signed(bytes)),
            7 => Value::Real(f64::from_bits(signed(bytes).cast_unsigned())),
            _ if kind % 2 == 0 => Value::Blob(bytes.to_vec()),
            _ => Value::Text(text(bytes, encoding)),
        });
    }
    Some(values)
}

/// Of up to eight bytes, the highest first, with a sign.
fn signed(bytes: &[u8]) -> i64 {
    let is_negative = bytes.first().is_some_and(|byte| *byte >= 0x80);
    bytes.iter().fold(if is_negative { -1 } else { 0 }, |number, byte| number << 8 | i64::from(*byte))
}

fn text(bytes: &[u8], encoding: Encoding) -> String {
    let unit: fn([u8; 2]) -> u16 = match encoding {
        Encoding::Utf8 => return String::from_utf8_lossy(bytes).into_owned(),
        Encoding::Utf16Le => u16::from_le_bytes,
        Encoding::Utf16Be => u16::from_be_bytes,
    };
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Packs a row.
pub(super) fn write(values: &[Value]) -> Vec<u8> {
    let (mut header, mut body) = (Vec::new(), Vec::new());
    for value in values {
        match value {
            Value::Null => header.push(0),
            Value::Integer(0) => header.push(8),
            Value::Integer(1) => header.push(9),
            Value::Integer(number) => {
                let (kind, size) = [(1, 1), (2, 2), (3, 3), (4, 4), (5, 6)]
                    .into_iter()
                    .find(|(_, size)| (-1i64 << (8 * size - 1)..1i64 << (8 * size - 1)).contains(number))
                    .unwrap_or((6, 8));
                header.push(kind);
                body.extend_from_slice(&number.to_be_bytes()[8 - size..]);
            }
            Value::Real(number) => {
                header.push(7);
                body.extend_from_slice(&number.to_bits().to_be_bytes());
            }
            Value::Text(text) => {
                put_varint(text.len() as u64 * 2 + 13, &mut header);
                body.extend_from_slice(text.as_bytes());
            }
            Value::Blob(bytes) => {
                put_varint(bytes.len() as u64 * 2 + 12, &mut header);
                body.extend_from_slice(bytes);
            }
        }
    }
    // The length of the header counts itself.
    let mut out = Vec::new();
    let mut length = header.len() + 1;
    loop {
        out.clear();
        put_varint(length as u64, &mut out);
        if out.len() + header.len() == length {
            break;
        }
        length = out.len() + header.len();
    }
    out.extend(header);
    out.extend(body);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Null),
            any::<i64>().prop_map(Value::Integer),
            (-70_000..70_000i64).prop_map(Value::Integer),
            (-1e300..1e300f64).prop_map(Value::Real),
            ".*".prop_map(Value::Text),
            prop::collection::vec(any::<u8>(), 0..300).prop_map(Value::Blob),
        ]
    }

    proptest! {
        #[test]
        fn numbers_of_bytes_are_read_back(number: u64, shift in 0..64u32) {
            let number = number >> shift;
            let mut out = Vec::new();
            put_varint(number, &mut out);
            out.push(7);
            prop_assert_eq!(varint(&out), Some((number, &[7u8][..])));
        }

        #[test]
        fn a_row_is_read_back(values in prop::collection::vec(any_value(), 0..200)) {
            prop_assert_eq!(read(&write(&values), Encoding::Utf8), Some(values));
        }

        #[test]
        fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = read(&bytes, Encoding::Utf16Be);
        }
    }

    #[test]
    fn texts_are_read_in_their_encoding() {
        let record = |bytes: &[u8]| [&[2, bytes.len() as u8 * 2 + 13][..], bytes].concat();
        let text = Some(vec![Value::Text("Ёж𝄞".to_owned())]);
        let units: Vec<u16> = "Ёж𝄞".encode_utf16().collect();
        let (low, high): (Vec<u8>, Vec<u8>) = (
            units.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
            units.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        );
        assert_eq!(read(&record("Ёж𝄞".as_bytes()), Encoding::Utf8), text);
        assert_eq!(read(&record(&low), Encoding::Utf16Le), text);
        assert_eq!(read(&record(&high), Encoding::Utf16Be), text);
    }
}
