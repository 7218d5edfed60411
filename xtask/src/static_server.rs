//! A web server for a folder, on this machine alone: what a static host does, and no more. The browser tests use it too.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// What is served, and how.
#[derive(Clone, Debug)]
pub struct Site {
    /// The folder whose files are served.
    pub folder: PathBuf,
    /// The path under which they are: `/`, or such as `/course/konspekt/`.
    pub mount: String,
    /// The type given to `.wasm`; a host that does not know it is imitated by another.
    pub wasm_type: &'static str,
    /// Whether pages of other origins may read the files, as those in a frame without an origin have to.
    pub is_open: bool,
    /// Whether files are sent packed to whoever takes them so.
    pub is_packing: bool,
    /// Set when the server is to be gone: from then on, whoever asks gets no answer.
    pub is_gone: Arc<AtomicBool>,
}

impl Site {
    /// A folder under a path, with the types that a good host gives.
    pub fn new(folder: impl Into<PathBuf>, mount: impl Into<String>) -> Self {
        Self {
            folder: folder.into(),
            mount: mount.into(),
            wasm_type: "application/wasm",
            is_open: false,
            is_packing: false,
            is_gone: Arc::default(),
        }
    }

    /// Serves from now on, until the process ends. Port 0 takes any free port; the answer tells which.
    pub fn serve(self, port: u16) -> io::Result<SocketAddr> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let site = Arc::new(self);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if site.is_gone.load(Ordering::Relaxed) {
                    continue;
                }
                let site = Arc::clone(&site);
                // A browser that goes away in the middle of an answer is no matter of ours.
                thread::spawn(move || site.answer(&stream).unwrap_or_default());
            }
        });
        Ok(address)
    }

    fn answer(&self, stream: &TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let mut reader = BufReader::new(stream);
        let mut request = String::new();
        reader.read_line(&mut request)?;
        // The head is read to its end, so that closing does not reset.
        let (mut line, mut takes_packed) = (String::new(), false);
        while reader.read_line(&mut line)? > 2 {
            let line = std::mem::take(&mut line).to_ascii_lowercase();
            takes_packed |= line.strip_prefix("accept-encoding:").is_some_and(|names| names.contains("gzip"));
        }
        let mut words = request.split_whitespace();
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let (status, kind, mut body) = self.response(method, target);
        let mut packed = "";
        if self.is_packing && takes_packed {
            let mut out = GzEncoder::new(Vec::new(), Compression::best());
            out.write_all(&body)?;
            (body, packed) = (out.finish()?, "Content-Encoding: gzip\r\n");
        }
        let keep =
            if status.starts_with("200") && has_hash(target) { "max-age=31536000, immutable" } else { "no-cache" };
        let open = if self.is_open { "Access-Control-Allow-Origin: *\r\n" } else { "" };
        let mut out = stream;
        write!(
            out,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: {keep}\r\n\
             {packed}{open}X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
            body.len()
        )?;
        if method != "HEAD" {
            out.write_all(&body)?;
        }
        out.flush()
    }

    fn response(&self, method: &str, target: &str) -> (&'static str, &str, Vec<u8>) {
        const PLAIN: &str = "text/plain; charset=utf-8";
        if method != "GET" && method != "HEAD" {
            return ("405 Method Not Allowed", PLAIN, b"Only GET and HEAD are answered.\n".to_vec());
        }
        let read = self.file(target).and_then(|file| fs::read(&file).ok().map(|body| (file, body)));
        match read {
            Some((file, body)) if file.extension().is_some_and(|kind| kind == "wasm") => {
                ("200 OK", self.wasm_type, body)
            }
            Some((file, body)) => ("200 OK", content_type(&file), body),
            None => ("404 Not Found", PLAIN, b"There is no such file.\n".to_vec()),
        }
    }

    /// The file that an address names, which is never outside the folder.
    fn file(&self, target: &str) -> Option<PathBuf> {
        let path = target.split(['?', '#']).next()?;
        let inside = decoded(path)?.strip_prefix(&self.mount)?.to_owned();
        if inside.split(['/', '\\']).any(|part| part == ".." || part.contains(':')) || inside.starts_with('/') {
            return None;
        }
        let file = self.folder.join(inside);
        Some(if file.is_dir() { file.join("index.html") } else { file })
    }
}

/// Whether there is a hash in the name, so that the name never stands for other bytes.
fn has_hash(target: &str) -> bool {
    target.split(['-', '_', '.']).any(|part| part.len() == 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The type of a file, by its name.
pub fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|kind| kind.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_hash_may_be_kept() {
        assert!(has_hash("/konspekt-2f4b270fb7359e5d_bg.wasm") && has_hash("/a/opencorpora-3c484b45587825c7.bin"));
        assert!(!has_hash("/index.html") && !has_hash("/konspekt-2f4b270fb7359e5_bg.wasm"));
    }

    #[test]
    fn only_the_folder_is_served() {
        let site = Site::new("/srv/app", "/course/");
        assert_eq!(site.file("/course/a%20b.txt?x=1"), Some(PathBuf::from("/srv/app/a b.txt")));
        for outside in
            ["/", "/other/a.txt", "/course/../secret", "/course/%2e%2e/secret", "/course//etc/passwd", "/course/%zz"]
        {
            assert_eq!(site.file(outside), None, "{outside}");
        }
    }
}
