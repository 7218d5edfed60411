//! A page as a tree, as far as finding its text needs one: elements that close each other are known, nothing is drawn.

use std::borrow::Cow;

use crate::formats::markup::{Reader, Tag, Token};

/// Elements inside more than so many others are taken for their siblings.
const DEEPEST: usize = 200;
/// A page with more elements and texts is cut off.
const MOST_NODES: usize = 4_000_000;

pub struct Tree<'a> {
    pub nodes: Vec<Node<'a>>,
    /// Whether the page ends inside a tag.
    pub is_cut: bool,
    /// Whether it was larger than is read.
    pub is_full: bool,
}

pub struct Node<'a> {
    pub kind: Kind<'a>,
    pub parent: usize,
    /// The first node behind it that is not inside it.
    pub end: usize,
}

pub enum Kind<'a> {
    Element(Tag<'a>),
    Text(Cow<'a, str>),
}

impl<'a> Node<'a> {
    pub fn tag(&self) -> Option<&Tag<'a>> {
        match &self.kind {
            Kind::Element(tag) => Some(tag),
            Kind::Text(_) => None,
        }
    }

    /// Empty for texts.
    pub fn name(&self) -> &str {
        self.tag().map_or("", |tag| &tag.name)
    }
}

const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "frame"];

/// Elements that end a paragraph which was left open.
pub const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// What an element that begins closes, and how far out that is looked for.
fn closes(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "menu", "dir"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "tr" => (&["tr", "td", "th"], &["table"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot", "tr", "td", "th"], &["table"]),
        "option" => (&["option"], &["select"]),
        "body" => (&["head"], &[]),
        _ if BLOCKS.contains(&name) => {
            (&["p"], &["td", "th", "table", "li", "blockquote", "div", "section", "article"])
        }
        _ => (&[], &[]),
    }
}

impl<'a> Tree<'a> {
    pub fn of(text: &'a str) -> Tree<'a> {
        let root = Tag::named("");
        let mut tree =
            Tree { nodes: vec![Node { kind: Kind::Element(root), parent: 0, end: 1 }], is_cut: false, is_full: false };
        let mut open = vec![0usize];
        let mut reader = Reader::html(text);
        for token in reader.by_ref() {
            if tree.nodes.len() >= MOST_NODES {
                tree.is_full = true;
                break;
            }
            match token {
                Token::Text(text) => {
                    tree.push(Kind::Text(text), &open);
                }
                Token::Open(tag) => {
                    let (closed, limits) = closes(&tag.name);
                    tree.close(&mut open, closed, limits);
                    if BLOCKS.contains(&&*tag.name) {
                        // A head that was left open has no paragraphs.
                        tree.close(&mut open, &["head"], &[]);
                    }
                    let is_void = VOID.contains(&&*tag.name) || tag.is_empty && !BLOCKS.contains(&&*tag.name);
                    let at = tree.push(Kind::Element(tag), &open);
                    if !is_void && open.len() < DEEPEST {
                        open.push(at);
                    }
                }
                Token::Close(name) => {
                    let limits: &[&str] = match &*name {
                        "table" | "body" | "html" => &[],
                        "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" => &["table"],
                        _ => &["td", "th", "table"],
                    };
                    tree.close(&mut open, &[&name], limits);
                }
            }
        }
        tree.is_cut |= reader.is_cut();
        let all = tree.nodes.len();
        open.into_iter().for_each(|at| tree.nodes[at].end = all);
        tree
    }

    fn push(&mut self, kind: Kind<'a>, open: &[usize]) -> usize {
        let at = self.nodes.len();
        self.nodes.push(Node { kind, parent: open.last().copied().unwrap_or(0), end: at + 1 });
        at
    }

    /// Ends the outermost open element of these names, with all inside it, up to one of the limits.
    fn close(&mut self, open: &mut Vec<usize>, names: &[&str], limits: &[&str]) {
        if names.is_empty() {
            return;
        }
        let mut outermost = None;
        for (depth, at) in open.iter().enumerate().skip(1).rev() {
            let name = self.nodes[*at].name();
            if names.contains(&name) {
                outermost = Some(depth);
                // A closing tag ends the nearest of its name alone.
                if names.len() == 1 {
                    break;
                }
            } else if limits.contains(&name) {
                break;
            }
        }
        if let Some(depth) = outermost {
            let end = self.nodes.len();
            for at in open.drain(depth..) {
                self.nodes[at].end = end;
            }
        }
    }

    /// The indices of an element's children.
    pub fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.nodes[at].end;
        let mut next = at + 1;
        std::iter::from_fn(move || {
            let child = next;
            next = self.nodes.get(child).filter(|_| child < end)?.end;
            Some(child)
        })
    }

    /// All words below a node.
    pub fn words(&self, at: usize) -> String {
        let mut words = String::new();
        for node in &self.nodes[at..self.nodes[at].end] {
            match &node.kind {
                Kind::Text(text) => words.push_str(text),
                Kind::Element(tag) if matches!(&*tag.name, "br" | "p" | "div" | "li" | "td") => words.push(' '),
                Kind::Element(_) => {}
            }
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> String {
        fn show(tree: &Tree, at: usize, out: &mut String) {
            for child in tree.children(at) {
                match &tree.nodes[child].kind {
                    Kind::Text(text) => out.push_str(text),
                    Kind::Element(tag) => {
                        out.push_str(&format!("{}(", tag.name));
                        show(tree, child, out);
                        out.push(')');
                    }
                }
            }
        }
        let mut out = String::new();
        show(&Tree::of(html), 0, &mut out);
        out
    }

    #[test]
    fn what_was_left_open_is_closed() {
        assert_eq!(shown("<ul><li>a<li>b<ul><li>c</ul></ul>d"), "ul(li(a)li(bul(li(c))))d");
        assert_eq!(shown("<p>a<p>b<div>c</div>"), "p(a)p(b)div(c)");
        assert_eq!(shown("<table><tr><td>a<td>b<tr><td>c</table>d"), "table(tr(td(a)td(b))tr(td(c)))d");
        assert_eq!(
            shown("<table><tr><td><table><tr><td>x</table><td>y</table>"),
            "table(tr(td(table(tr(td(x))))td(y)))"
        );
        assert_eq!(shown("a</p>b</i><br/>c<img src=x>d"), "abbr()cimg()d");
        assert_eq!(shown("<div><p>a</div>b"), "div(p(a))b");
        assert_eq!(shown("<head><title>a</title><p>b"), "head(title(a))p(b)");
    }

    #[test]
    fn deep_nesting_is_flat_below_its_limit() {
        let deep = "<div>".repeat(100_000) + "x";
        let tree = Tree::of(&deep);
        assert_eq!(tree.nodes.len(), 100_002);
        assert_eq!(tree.words(0).trim(), "x");
    }
}
