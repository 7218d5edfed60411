//! Which part of a page is its text: navigation, share buttons, comments and notes are found by what they are called, the
//! text by how many words of it are no links.

use super::tree::{Kind, Tree};
use crate::formats::markup::Tag;

/// Never text.
const DROPPED: &[&str] = &[
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select", "input", "iframe",
    "object", "svg", "canvas", "audio", "video", "dialog", "menu", "head", "textarea", "math", "map", "applet",
    "frameset",
];

/// Words in the class or id of what stands around a text.
#[rustfmt::skip]
const AROUND: &[&str] = &[
    "ad", "ads", "advert", "advertisement", "banner", "breadcrumb", "breadcrumbs", "catlinks", "comment", "comments",
    "cookie", "cookies", "disqus", "editsection", "footer", "footnote", "footnotes", "hatnote", "menu",
    "metadata", "modal", "nav", "navbar", "navbox", "navigation", "newsletter", "noprint", "pager", "pagination", "popup",
    "printfooter", "promo", "recommend", "recommended", "references", "reflist", "related", "share", "sharing", "sidebar",
    "social", "subscribe", "toc", "toolbar", "widget", "yashare",
];

/// Roles of what stands around a text.
const AROUND_ROLES: &[&str] = &[
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "dialog",
    "alert",
    "doc-endnotes",
    "doc-footnote",
    "doc-noteref",
    "doc-toc",
];

/// What is counted of an element.
#[derive(Clone, Copy, Default)]
struct Count {
    /// Letters below it, and those of them in links.
    letters: u32,
    linked: u32,
    /// Of whole paragraphs: how much speaks for it.
    score: f32,
}

/// What is left of a page.
pub struct Content {
    /// Where the text is: elements in their order, none inside another.
    pub roots: Vec<usize>,
    /// Of each node, whether it is left out.
    pub dropped: Vec<bool>,
}

impl Content {
    /// All of a piece of a page that somebody has chosen.
    pub fn all(tree: &Tree) -> Content {
        let dropped = dropped(tree, &counts(tree, &vec![false; tree.nodes.len()]), false);
        Content { roots: vec![0], dropped }
    }

    /// The text of a whole page.
    pub fn of(tree: &Tree) -> Content {
        let before = counts(tree, &vec![false; tree.nodes.len()]);
        let dropped = dropped(tree, &before, true);
        let counts = counts(tree, &dropped);
        let text = |at: usize| counts[at].letters.saturating_sub(counts[at].linked);
        let all = text(0);
        // What holds less than half of what the page tells is not its text.
        let is_enough = |roots: &Vec<usize>| roots.iter().map(|root| text(*root)).sum::<u32>() * 2 >= all;
        let mut candidates = marked(tree, &dropped, &text).into_iter().chain(scored(tree, &counts));
        let roots = candidates.find(is_enough).unwrap_or_else(|| vec![0]);
        Content { roots, dropped }
    }
}

fn counts(tree: &Tree, dropped: &[bool]) -> Vec<Count> {
    let mut counts = vec![Count::default(); tree.nodes.len()];
    for at in (1..tree.nodes.len()).rev().filter(|at| !dropped[*at]) {
        let node = &tree.nodes[at];
        match &node.kind {
            Kind::Text(text) => {
                let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
                counts[at].letters = u32::try_from(letters).unwrap_or(u32::MAX);
            }
            Kind::Element(tag) => {
                if tag.name == "a" && tag.attribute("href").is_some() {
                    counts[at].linked = counts[at].letters;
                }
            }
        }
        let own = counts[at];
        let parent = &mut counts[node.parent];
        parent.letters = parent.letters.saturating_add(own.letters);
        parent.linked = parent.linked.saturating_add(own.linked);
    }
    // Paragraphs speak for the elements around them.
    for at in (1..tree.nodes.len()).rev().filter(|at| !dropped[*at]) {
        let own = counts[at];
        let told = own.letters.saturating_sub(own.linked);
        if matches!(tree.nodes[at].name(), "p" | "pre" | "blockquote" | "li" | "td") && told >= 25 {
            let score = 1.0 + (told as f32 / 100.0).min(20.0);
            let parent = tree.nodes[at].parent;
            counts[parent].score += score;
            let outer = tree.nodes[parent].parent;
            counts[outer].score += score / 2.0;
        }
    }
    counts
}

/// Of each node whether it is no text, or inside of what is none.
fn dropped(tree: &Tree, counts: &[Count], is_page: bool) -> Vec<bool> {
    let mut dropped = vec![false; tree.nodes.len()];
    let mut inside_article = vec![false; tree.nodes.len()];
    for at in 1..tree.nodes.len() {
        let parent = tree.nodes[at].parent;
        inside_article[at] = inside_article[parent];
        dropped[at] = dropped[parent];
        let Some(tag) = tree.nodes[at].tag().filter(|_| !dropped[parent]) else { continue };
        let is_article = matches!(&*tag.name, "article" | "main");
        inside_article[at] |= is_article;
        // What holds a good part of all words is not what stands around them, whatever it is called.
        let is_much = counts[at].letters > counts[0].letters / 5 * 2;
        dropped[at] = DROPPED.contains(&&*tag.name) && !(is_much && matches!(&*tag.name, "form" | "object"))
            || is_hidden(tag)
            || is_reference(tree, at, tag)
            || is_page && !is_much && !is_article && is_around(tag, inside_article[at]);
    }
    dropped
}

fn is_hidden(tag: &Tag) -> bool {
    tag.attribute("hidden").is_some()
        || tag.attribute("aria-hidden").is_some_and(|value| value == "true")
        || tag.attribute("style").is_some_and(|style| style.replace(' ', "").contains("display:none"))
}

/// A raised number or mark that leads to a note.
fn is_reference(tree: &Tree, at: usize, tag: &Tag) -> bool {
    let leads = |at: usize| {
        tree.nodes[at]
            .tag()
            .is_some_and(|tag| tag.name == "a" && tag.attribute("href").is_some_and(|href| href.contains('#')))
    };
    match &*tag.name {
        "sup" => (at + 1..tree.nodes[at].end).any(leads),
        "a" => {
            let is_note = tag.attribute("type").is_some_and(|kind| kind.contains("noteref"))
                || tag.attribute("role").is_some_and(|role| role == "doc-noteref");
            let is_short = || {
                let words = tree.words(at);
                let words = words.trim();
                words.len() <= 6 && words.starts_with('[') && words.ends_with(']')
            };
            is_note || leads(at) && is_short()
        }
        _ => false,
    }
}

fn is_around(tag: &Tag, inside_article: bool) -> bool {
    if matches!(&*tag.name, "body" | "html") {
        return false;
    }
    if tag.name == "header" && !inside_article {
        return true;
    }
    if tag.attribute("role").is_some_and(|role| AROUND_ROLES.contains(&&*role)) {
        return true;
    }
    ["class", "id"].iter().filter_map(|name| tag.attribute(name)).any(|named| {
        named
            .split(|c: char| !c.is_ascii_alphanumeric())
            .any(|word| AROUND.binary_search(&word.to_ascii_lowercase().as_str()).is_ok())
    })
}

/// What the page itself says is its text, the surest first.
fn marked(tree: &Tree, dropped: &[bool], text: &impl Fn(usize) -> u32) -> Vec<Vec<usize>> {
    const LEAST: u32 = 150;
    let mut found: [Vec<usize>; 3] = Default::default();
    let mut at = 1;
    while at < tree.nodes.len() {
        let tag = tree.nodes[at].tag().filter(|_| !dropped[at] && text(at) >= LEAST);
        let rank = tag.and_then(|tag| {
            if tag.attribute("itemprop").is_some_and(|prop| prop == "articleBody") {
                Some(0)
            } else if tag.name == "article" {
                Some(1)
            } else if tag.name == "main" || tag.attribute("role").is_some_and(|role| role == "main") {
                Some(2)
            } else {
                None
            }
        });
        if let Some(rank) = rank
            && found[rank].last().is_none_or(|last| tree.nodes[*last].end <= at)
        {
            found[rank].push(at);
        }
        at += 1;
    }
    // Many articles are a list of them, and the page is what they stand in.
    found.into_iter().filter(|roots| roots.len() == 1).collect()
}

/// The element that most paragraphs speak for, with those beside it that many speak for too.
fn scored(tree: &Tree, counts: &[Count]) -> Option<Vec<usize>> {
    let density = |at: usize| 1.0 - counts[at].linked as f32 / counts[at].letters.max(1) as f32;
    let score = |at: usize| counts[at].score * density(at);
    let (mut best, mut highest) = (0, 0.0);
    for at in 1..tree.nodes.len() {
        if score(at) > highest {
            (best, highest) = (at, score(at));
        }
    }
    if best == 0 {
        return None;
    }
    let beside = tree.children(tree.nodes[best].parent).filter(|at| {
        let is_heading = matches!(tree.nodes[*at].name(), "h1" | "h2" | "h3");
        let is_paragraph = tree.nodes[*at].name() == "p" && counts[*at].letters > 60 && density(*at) > 0.75;
        *at == best || is_heading || is_paragraph || score(*at) > highest * 0.2
    });
    Some(beside.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_in_order() {
        assert!(AROUND.is_sorted());
    }
}
