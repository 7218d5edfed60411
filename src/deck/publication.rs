//! How a lesson is published: whose its text is, how much of that goes along, and which sites may show it.

use serde::{Deserialize, Serialize};

use crate::document::Source;

/// What somebody has said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    pub author: Option<String>,
    pub work: Option<String>,
    pub year: Option<String>,
    pub share: Share,
    /// The origins whose pages may show it, as [`origin`] writes them; without any, all may.
    pub origins: Vec<String>,
    /// The lesson is what was handed on, and what does not go along is not there any more.
    pub is_shortened: bool,
}

/// How much of the source goes along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Share {
    /// The whole text.
    #[default]
    Full,
    /// The sentences that prove its cards and charts.
    Evidence,
    /// No text: cards and charts alone.
    None,
}

impl Share {
    pub const ALL: [Share; 3] = [Share::Full, Share::Evidence, Share::None];

    /// Written into records: never to change.
    pub fn name(self) -> &'static str {
        match self {
            Share::Full => "full",
            Share::Evidence => "evidence",
            Share::None => "none",
        }
    }

    pub fn of_name(name: &str) -> Option<Share> {
        Share::ALL.into_iter().find(|share| share.name() == name)
    }
}

impl Publication {
    /// Where the text is from, with what was said here before what the document says of itself.
    pub fn credited(&self, source: &Source) -> Source {
        let said = |here: &Option<String>, there: &Option<String>| here.clone().or_else(|| there.clone());
        Source {
            author: said(&self.author, &source.author),
            work: said(&self.work, &source.work),
            published: said(&self.year, &source.published),
            url: source.url.clone(),
        }
    }

    /// Whether a page of this origin may show the lesson and tell it something.
    pub fn allows(&self, origin: &str) -> bool {
        self.origins.is_empty() || self.origins.iter().any(|allowed| allowed == origin)
    }
}

/// The origin that somebody has written, as browsers write it: `https://course.example`, `http://localhost:8000`, or `null` of pages without
/// one. `None`: it is none.
pub fn origin(written: &str) -> Option<String> {
    let written = written.trim().to_lowercase();
    if written == "null" {
        return Some(written);
    }
    let (scheme, rest) = written.split_once("://")?;
    let default = match scheme {
        "https" => ":443",
        "http" => ":80",
        _ => return None,
    };
    let host = rest.strip_suffix('/').unwrap_or(rest);
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    // Browsers write other letters as `xn--…`, and so has whoever allows such a site.
    let is_name = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let is_port = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    let is_origin = name.split('.').all(is_name) && is_port;
    is_origin.then(|| [scheme, "://", host.strip_suffix(default).unwrap_or(host)].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_as_browsers_write_them() {
        for (written, read) in [
            ("https://Course.example", "https://course.example"),
            (" https://course.example/ ", "https://course.example"),
            ("https://course.example:443", "https://course.example"),
            ("http://localhost:8000", "http://localhost:8000"),
            ("http://a.b:80/", "http://a.b"),
            ("null", "null"),
        ] {
            assert_eq!(origin(written).as_deref(), Some(read));
        }
        for odd in [
            "",
            "course.example",
            "https://",
            "ftp://a",
            "https://a/b",
            "https://a b",
            "https://a:0",
            "https://<b>",
            "*",
        ] {
            assert_eq!(origin(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_publication_without_origins_allows_all_and_others_only_theirs() {
        let of = |origins: &[&str]| Publication {
            origins: origins.iter().map(|origin| (*origin).to_owned()).collect(),
            ..Publication::default()
        };
        assert!(of(&[]).allows("https://a") && of(&[]).allows("null"));
        let one = of(&["https://a"]);
        assert!(one.allows("https://a") && !one.allows("https://a.b") && !one.allows("null"));
    }

    #[test]
    fn what_is_said_here_stands_before_what_the_document_says() {
        let source = Source { author: Some("а".to_owned()), url: Some("u".to_owned()), ..Source::default() };
        let said =
            Publication { work: Some("Тыл".to_owned()), year: Some("1944".to_owned()), ..Publication::default() };
        let credited = said.credited(&source);
        assert_eq!((credited.author, credited.url), (source.author, source.url));
        assert_eq!((credited.work.as_deref(), credited.published.as_deref()), (Some("Тыл"), Some("1944")));
    }
}
