//! A page saved as one file (`.mhtml`): a mail of several parts, of which the first page is read.

use crate::ingest::format::find;

/// More parts are not looked at.
const MOST_PARTS: usize = 1000;

pub struct Page {
    pub bytes: Vec<u8>,
    pub charset: Option<String>,
}

/// The page in the mail; `None` where the bytes are no mail, or have none.
pub fn page(bytes: &[u8]) -> Option<Page> {
    let head = &bytes[..bytes.len().min(4096)];
    let is_mail =
        head.starts_with(b"From:") || head.starts_with(b"MIME-Version:") || head.starts_with(b"Content-Type:");
    let (head, _) = parted(bytes).filter(|_| is_mail)?;
    let boundary = parameter(&header(head, "content-type")?, "boundary")?;
    let mark = format!("--{boundary}").into_bytes();
    let mut rest = bytes;
    for _ in 0..MOST_PARTS {
        rest = &rest[find(rest, &mark)? + mark.len()..];
        let end = find(rest, &mark).unwrap_or(rest.len());
        let Some((head, body)) = parted(rest[..end].trim_ascii_start()) else { continue };
        let Some(kind) = header(head, "content-type").filter(|kind| kind.contains("html")) else { continue };
        let bytes = match header(head, "content-transfer-encoding").as_deref() {
            Some("quoted-printable") => quoted_printable(body),
            Some("base64") => base64(body),
            _ => body.to_vec(),
        };
        return Some(Page { bytes, charset: parameter(&kind, "charset") });
    }
    None
}

/// Head and body, parted by an empty line.
fn parted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (at, length) = match (find(bytes, b"\r\n\r\n"), find(bytes, b"\n\n")) {
        (Some(crlf), Some(lf)) if lf < crlf => (lf, 2),
        (Some(crlf), _) => (crlf, 4),
        (None, Some(lf)) => (lf, 2),
        (None, None) => return None,
    };
    Some((&bytes[..at], &bytes[at + length..]))
}

/// The value of a header, its folded lines joined; only what can be compared is in small letters, so all but boundaries.
fn header(head: &[u8], name: &str) -> Option<String> {
    let head = String::from_utf8_lossy(head).replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ");
    let value = head.lines().find_map(|line| {
        let (known, value) = line.split_once(':')?;
        known.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })?;
    Some(if value.contains("boundary") { value } else { value.to_ascii_lowercase() })
}

fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|part| {
        let (known, value) = part.split_once('=')?;
        known.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'=' {
            out.push(byte);
        } else if let Some(next) = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")) {
            rest = next;
        } else if let Some(value) =
            after.get(..2).and_then(|two| u8::from_str_radix(str::from_utf8(two).ok()?, 16).ok())
        {
            out.push(value);
            rest = &after[2..];
        } else {
            out.push(byte);
        }
    }
    out
}

/// As far as it is base64; anything else is left out.
fn base64(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_a_mail_is_unpacked() {
        let mail = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----Part=X\"\r\n\r\n\
                    ------Part=X\r\nContent-Type: image/png\r\n\r\nzzz\r\n\
                    ------Part=X\r\nContent-Type: text/html; charset=\"windows-1251\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=C4=\r\n=EE=EC</p>\r\n------Part=X--\r\n";
        let page = page(mail.as_bytes()).expect("a page");
        assert_eq!(page.charset.as_deref(), Some("windows-1251"));
        assert_eq!(page.bytes, b"<p>\xc4\xee\xec</p>\r\n");
        assert!(super::page(b"<p>From: a</p>").is_none());
        assert!(super::page(b"From: a\n\nb").is_none());
        assert_eq!(base64(b"0JTQ\nvtC8"), "Дом".as_bytes());
        assert_eq!(quoted_printable(b"a=zb="), b"a=zb=");
    }
}
