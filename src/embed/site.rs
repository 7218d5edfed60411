//! Whether a browser counts two pages as of one site: storage is kept apart by site, not by origin.

/// Whether pages of these two origins (`https://course.example:8443`) share what a browser keeps.
///
/// A browser asks a list of all domains under which anybody may have a name. Without it, this says yes where nobody can doubt: the
/// same host, whatever the port, or a host under the other's name. Sisters (`a.example.org` and `b.example.org`) may be of two owners, so
/// they count as two sites.
pub fn is_same_site(own: &str, other: &str) -> bool {
    let (Some((own_scheme, own)), Some((other_scheme, other))) = (parts(own), parts(other)) else { return false };
    let is_under = |host: &str, name: &str| {
        host.strip_suffix(name).is_some_and(|rest| rest.ends_with('.')) && name.contains('.') && !is_address(host)
    };
    own_scheme == other_scheme && (own == other || is_under(own, other) || is_under(other, own))
}

/// The scheme and the host, without the port.
fn parts(origin: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = origin.split_once("://")?;
    let rest = rest.split('/').next()?;
    let host = match rest.rfind(']') {
        Some(end) => &rest[..=end],
        None => rest.split(':').next()?,
    };
    (!host.is_empty()).then_some((scheme, host))
}

/// Whether the host is a number, which has nothing under it.
fn is_address(host: &str) -> bool {
    host.ends_with(']') || host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

#[cfg(test)]
mod tests {
    use super::is_same_site;

    #[test]
    fn a_site_is_a_host_with_what_is_under_it() {
        for (own, other) in [
            ("http://127.0.0.1:8080", "http://127.0.0.1:9000"),
            ("https://school.example", "https://school.example"),
            ("https://konspekt.school.example", "https://school.example"),
            ("https://school.example", "https://konspekt.school.example:8443"),
            ("http://[::1]:80", "http://[::1]:81"),
        ] {
            assert!(is_same_site(own, other), "{own} {other}");
        }
        for (own, other) in [
            ("http://127.0.0.1:8080", "http://localhost:8080"),
            ("https://school.example", "http://school.example"),
            ("https://a.school.example", "https://b.school.example"),
            ("https://school.example", "https://myschool.example"),
            ("https://school.example", "https://example"),
            ("http://1.2.3.4", "http://3.4"),
            ("null", "null"),
            ("https://school.example", ""),
        ] {
            assert!(!is_same_site(own, other), "{own} {other}");
        }
    }
}
