//! The packed settings of Anki's new form (protocol buffers), as far as a few fields of them are wanted.

/// A field of a message.
enum Field<'a> {
    Number(u64),
    Bytes(&'a [u8]),
    Other,
}

/// The bytes of the last field with this number, if there is one that has bytes.
pub fn bytes(message: &[u8], wanted: u64) -> Option<&[u8]> {
    let mut found = None;
    fields(message, |number, field| {
        if let Field::Bytes(bytes) = field
            && number == wanted
        {
            found = Some(bytes);
        }
    });
    found
}

/// The number in the last field with this number.
pub fn number(message: &[u8], wanted: u64) -> Option<u64> {
    let mut found = None;
    fields(message, |number, field| {
        if let Field::Number(value) = field
            && number == wanted
        {
            found = Some(value);
        }
    });
    found
}

/// Every field as far as the message is whole.
fn fields<'a>(message: &'a [u8], mut take: impl FnMut(u64, Field<'a>)) {
    let mut rest = message;
    while let Some((tag, after)) = varint_low(rest) {
        let (field, after) = match tag & 7 {
            0 => match varint_low(after) {
                Some((value, after)) => (Field::Number(value), after),
                None => return,
            },
            2 => {
                let Some((length, after)) = varint_low(after) else { return };
                let Some((bytes, after)) =
                    usize::try_from(length).ok().and_then(|length| after.split_at_checked(length))
                else {
                    return;
                };
                (Field::Bytes(bytes), after)
            }
            kind @ (1 | 5) => match after.get(if kind == 1 { 8 } else { 4 }..) {
                Some(after) => (Field::Other, after),
                None => return,
            },
            _ => return,
        };
        take(tag >> 3, field);
        rest = after;
    }
}

/// Seven bits a byte, the lowest first.
fn varint_low(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0u64;
    for (index, &byte) in bytes.iter().enumerate().take(10) {
        number |= u64::from(byte & 0x7f).checked_shl(7 * index as u32)?;
        if byte < 0x80 {
            return Some((number, &bytes[index + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fields_are_found_by_their_numbers() {
        // 1: 1, 2: "ab", 3: four bytes, 300: 7.
        let message = [0x08, 1, 0x12, 2, b'a', b'b', 0x1d, 0, 0, 0, 0, 0xe0, 0x12, 7];
        assert_eq!(number(&message, 1), Some(1));
        assert_eq!(bytes(&message, 2), Some(&b"ab"[..]));
        assert_eq!(number(&message, 300), Some(7));
        assert_eq!((number(&message, 2), bytes(&message, 1), number(&[], 1)), (None, None, None));
        assert_eq!(bytes(&message[..5], 2), None, "it is cut off");
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_odd(message in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = (number(&message, 1), bytes(&message, 2));
        }
    }
}
