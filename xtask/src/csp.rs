//! The page's content policy.

use crate::encode::{base64, sha256};
use crate::failure::{Failure, Result};
use crate::html::{self, Tag};

/// Which form of the app a page is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A folder behind a web server: styles and the app are files beside the page.
    Folder,
    /// One page, which may lie on a disk: everything is inside, and nothing may be fetched at all.
    Single,
}

/// Writes the policy into the page's `<meta>`, with a hash for every script (and style) that is in the page.
pub fn seal(page: &str, form: Form) -> Result<String> {
    let tags = html::tags(page);
    let hashes = |wanted: &dyn Fn(&Tag) -> bool| -> String {
        tags.iter()
            .filter(|tag| wanted(tag))
            .map(|tag| format!(" 'sha256-{}'", base64(&sha256(page[tag.text.clone()].as_bytes()))))
            .collect()
    };
    let scripts = hashes(&is_code);
    // Workers are made from blobs; the service worker of a folder is a file in it.
    let (styles, connect, workers) = match form {
        Form::Folder => (" 'self'".to_owned(), "'self'", "blob: 'self'"),
        Form::Single => (hashes(&|tag| tag.is("style")), "'none'", "blob:"),
    };
    // One page has no files for fonts and pictures either, but a policy cannot hurt that names them.
    let policy = [
        "default-src 'none'".to_owned(),
        // 'wasm-unsafe-eval' lets WebAssembly be compiled, and nothing else.
        format!("script-src 'wasm-unsafe-eval'{scripts}"),
        format!("style-src{styles}"),
        "img-src 'self' data: blob:".to_owned(),
        "font-src 'self'".to_owned(),
        "manifest-src 'self'".to_owned(),
        format!("connect-src {connect}"),
        format!("worker-src {workers}"),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
        // Nothing that comes as text becomes markup or a script; the one policy is the loader's, for its workers.
        "require-trusted-types-for 'script'".to_owned(),
        "trusted-types konspekt".to_owned(),
    ]
    .join("; ");
    let meta = tags
        .iter()
        .find(|tag| {
            tag.is("meta")
                && tag.attribute("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"))
        })
        .ok_or_else(|| {
            Failure::new(
                "The page has no <meta http-equiv=\"Content-Security-Policy\"> to write the content policy into.",
            )
        })?;
    let sealed = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    Ok(html::replace(page, vec![(meta.range.clone(), sealed)]))
}

/// Whether a script element holds a script; one of another type is data, which no policy is asked about.
fn is_code(tag: &Tag) -> bool {
    tag.is("script")
        && tag.attribute("type").is_none_or(|kind| kind.is_empty() || kind == "module" || kind == "text/javascript")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\"><style>p{}</style>\
                        <script type=\"text/plain\">data</script><script>alert(1)</script>";

    #[test]
    fn a_script_is_named_by_its_hash_and_data_is_not() {
        let sealed = seal(PAGE, Form::Folder).expect("the page has a place for the policy");
        assert!(sealed.contains(
            "script-src 'wasm-unsafe-eval' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='; style-src 'self';"
        ));
        assert!(sealed.contains("connect-src 'self'"));
        assert!(sealed.contains("require-trusted-types-for 'script'; trusted-types konspekt"));
    }

    #[test]
    fn one_page_fetches_nothing() {
        let sealed = seal(PAGE, Form::Single).expect("the page has a place for the policy");
        assert!(sealed.contains("connect-src 'none'"));
        assert!(sealed.contains("style-src 'sha256-"));
    }
}
