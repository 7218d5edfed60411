//! How streams are packed.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use crate::formats::archive::CHUNK;

/// No stream unpacks to more.
const MOST: usize = 64 << 20;

/// What a filter makes of bytes; `None` for pictures and what is not known.
pub fn unpacked(filter: &str, bytes: &[u8], left: usize) -> Option<Vec<u8>> {
    let most = MOST.min(left);
    Some(match filter {
        "FlateDecode" | "Fl" => inflated(bytes, most),
        "LZWDecode" | "LZW" => lzw(bytes, most),
        "ASCII85Decode" | "A85" => ascii85(bytes),
        "ASCIIHexDecode" | "AHx" => hexadecimal(bytes),
        "RunLengthDecode" | "RL" => run_length(bytes, most),
        _ => return None,
    })
}

/// As far as it is whole.
fn inflated(bytes: &[u8], most: usize) -> Vec<u8> {
    let read = |reader: &mut dyn Read| {
        let mut out = Vec::new();
        let mut chunk = [0; CHUNK];
        while let Ok(count @ 1..) = reader.read(&mut chunk) {
            if out.len() + count > most {
                break;
            }
            out.extend_from_slice(&chunk[..count]);
        }
        out
    };
    let out = read(&mut ZlibDecoder::new(bytes));
    match out.is_empty() && bytes.len() > 2 {
        // Its head is damaged, perhaps.
        true => read(&mut DeflateDecoder::new(&bytes[2..])),
        false => out,
    }
}

fn lzw(bytes: &[u8], most: usize) -> Vec<u8> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    // Each entry: where it begins in what is written, and how long it is.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let mut out: Vec<u8> = Vec::new();
    let (mut bits, mut held, mut width) = (0u32, 0u32, 9u32);
    let mut before: Option<(usize, usize)> = None;
    for &byte in bytes {
        bits = bits << 8 | u32::from(byte);
        held += 8;
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held & ((1 << width) - 1)) as usize;
        bits &= (1 << held) - 1;
        match code {
            CLEAR => {
                table.clear();
                (width, before) = (9, None);
                continue;
            }
            END => break,
            _ => {}
        }
        let start = out.len();
        match (code, before) {
            (0..=255, _) => out.push(code as u8),
            (_, Some((from, length))) if code == 258 + table.len() => {
                out.extend_from_within(from..from + length);
                let first = out[from];
                out.push(first);
            }
            _ => match table.get(code - 258) {
                Some(&(from, length)) => out.extend_from_within(from..from + length),
                None => break,
            },
        }
        if let Some((from, length)) = before
            && table.len() < 4096 - 258
        {
            // The entry before with the first byte of this one stands in the output as it is.
            table.push((from, length + 1));
        }
        before = Some((start, out.len() - start));
        width = match table.len() + 259 {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        if out.len() > most {
            break;
        }
    }
    out
}

fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let (mut value, mut count) = (0u32, 0);
    for &byte in bytes {
        match byte {
            b'z' if count == 0 => out.extend([0; 4]),
            b'!'..=b'u' => {
                value = value.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    out.extend(value.to_be_bytes());
                    (value, count) = (0, 0);
                }
            }
            b'~' => break,
            _ => {}
        }
    }
    if count > 1 {
        for _ in count..5 {
            value = value.wrapping_mul(85).wrapping_add(84);
        }
        out.extend(&value.to_be_bytes()[..count - 1]);
    }
    out
}

fn hexadecimal(bytes: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = (bytes.iter().take_while(|byte| **byte != b'>'))
        .filter_map(|byte| Some((*byte as char).to_digit(16)? as u8))
        .collect();
    digits.chunks(2).map(|two| two[0] << 4 | two.get(1).copied().unwrap_or(0)).collect()
}

fn run_length(bytes: &[u8], most: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = bytes;
    while let Some((&length, after)) = rest.split_first().filter(|_| out.len() < most) {
        let count = usize::from(length);
        match length {
            128 => break,
            0..128 => {
                let (run, behind) = after.split_at((count + 1).min(after.len()));
                out.extend_from_slice(run);
                rest = behind;
            }
            _ => {
                let Some((&byte, behind)) = after.split_first() else { break };
                out.extend(std::iter::repeat_n(byte, 257 - count));
                rest = behind;
            }
        }
    }
    out
}

/// Undoes what makes rows of numbers pack better.
pub fn without_predictor(bytes: &[u8], predictor: usize, columns: usize, bytes_a_pixel: usize) -> Vec<u8> {
    if predictor < 10 || columns == 0 {
        return bytes.to_vec();
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut above = vec![0u8; columns];
    for row in bytes.chunks(columns + 1) {
        let Some((kind, row)) = row.split_first() else { break };
        let mut now = row.to_vec();
        for at in 0..now.len() {
            let left = if at >= bytes_a_pixel { now[at - bytes_a_pixel] } else { 0 };
            let corner = if at >= bytes_a_pixel { above[at - bytes_a_pixel] } else { 0 };
            let added = match kind {
                1 => left,
                2 => above[at],
                3 => ((u16::from(left) + u16::from(above[at])) / 2) as u8,
                4 => paeth(left, above[at], corner),
                _ => 0,
            };
            now[at] = now[at].wrapping_add(added);
        }
        out.extend_from_slice(&now);
        now.resize(columns, 0);
        above = now;
    }
    out
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    let far = |one: u8| (guess - i16::from(one)).abs();
    if far(left) <= far(above) && far(left) <= far(corner) {
        left
    } else if far(above) <= far(corner) {
        above
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_unpacked() {
        let all = usize::MAX;
        assert_eq!(unpacked("ASCIIHexDecode", b"48 65 6c6C 6f>zz", all).unwrap(), b"Hello");
        assert_eq!(unpacked("ASCII85Decode", b"87cURD]i,\"Ebo80~>", all).unwrap(), b"Hello World!");
        assert_eq!(unpacked("RunLengthDecode", b"\x01ab\xfec\x80", all).unwrap(), b"abccc");
        // The example of the standard.
        let packed = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01];
        assert_eq!(unpacked("LZWDecode", &packed, all).unwrap(), [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
        assert_eq!(unpacked("DCTDecode", b"", all), None);
        assert_eq!(without_predictor(&[2, 1, 2, 2, 1, 1], 12, 2, 1), [1, 2, 2, 3]);
        assert_eq!(without_predictor(&[1, 1, 1, 4, 5, 5], 15, 2, 1), [1, 2, 6, 11]);
    }
}
