use std::ops::Deref;
use std::rc::Rc;

use yew::prelude::*;

use super::{Chart, FactLine};
use crate::app::{Kind, Open, Piece, marks};
use crate::document::{BlockKind, Language};
use crate::span::Span;
use crate::ui::words::Words;

/// A lesson on screen as a prop: the same if it is the same lesson read once.
#[derive(Clone)]
pub struct OpenRef(pub Rc<Open>);

impl PartialEq for OpenRef {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for OpenRef {
    type Target = Open;

    fn deref(&self) -> &Open {
        &self.0
    }
}

impl OpenRef {
    /// For `lang` attributes around words of the text.
    pub fn lang(&self) -> Option<&'static str> {
        match self.lesson.document.language {
            Language::Russian => Some("ru"),
            Language::Unknown => None,
        }
    }
}

#[derive(Properties)]
pub struct BlockProps {
    pub open: OpenRef,
    pub piece: Piece,
    /// Kinds of marks that are not shown.
    pub hidden: Rc<[Kind]>,
    /// The sentence that the reader was led to.
    pub found: Option<Span>,
    pub words: &'static Words,
    /// Whether this is the title of the text.
    #[prop_or_default]
    pub is_title: bool,
}

impl PartialEq for BlockProps {
    fn eq(&self, other: &Self) -> bool {
        self.open == other.open
            && (self.piece, &self.hidden, self.found) == (other.piece, &other.hidden, other.found)
            && self.words.lang == other.words.lang
    }
}

/// A paragraph with its marks, and in the margin what it says.
#[component]
pub fn Block(props: &BlockProps) -> Html {
    let BlockProps { open, piece, words, is_title, .. } = props;
    let Some(block) = open.lesson.document.blocks.get(piece.block) else { return Html::default() };
    let content = content(props);
    if *is_title {
        return html! { <h1 lang={open.lang()}>{ content }</h1> };
    }
    let lang = open.lang();
    let text = match block.kind {
        BlockKind::Heading => html! { <h2 {lang}>{ content }</h2> },
        BlockKind::Paragraph => html! { <p {lang}>{ content }</p> },
        BlockKind::ListItem => html! { <p class="item" {lang}>{ content }</p> },
        BlockKind::Boilerplate => html! { <p class="furniture" {lang}>{ content }</p> },
    };
    let facts = &open.lesson.facts;
    let own = facts.partition_point(|fact| fact.span.start < piece.span.start)
        ..facts.partition_point(|fact| fact.span.start < piece.span.end);
    let charts =
        (0..open.lesson.charts.len()).filter(|&chart| piece.is_first && open.lesson.charts[chart].block == piece.block);
    let charts: Html =
        charts.map(|chart| html! { <Chart key={chart} open={open.clone()} {chart} {words} /> }).collect();
    html! {
        <div class="block">
            { text }
            if piece.is_first && open.lesson.charts.iter().any(|chart| chart.block == piece.block) || !own.is_empty() {
                <aside>
                    { charts }
                    if !own.is_empty() {
                        <details>
                            <summary>{ (words.facts_of_paragraph)(own.len()) }</summary>
                            <ul class="facts">
                                { for own.map(|fact| html! {
                                    <li key={fact}><FactLine open={open.clone()} {fact} {words} /></li>
                                }) }
                            </ul>
                        </details>
                    }
                </aside>
            }
        </div>
    }
}

fn content(props: &BlockProps) -> Html {
    let span = props.piece.span;
    let found = (props.found)
        .filter(|found| found.overlaps(span))
        .map(|found| Span::new(found.start.max(span.start), found.end.min(span.end)));
    match found {
        None => segments(props, span),
        Some(found) => html! {
            <>
                { segments(props, Span::new(span.start, found.start)) }
                <span class="found" id="found" tabindex="-1">{ segments(props, found) }</span>
                { segments(props, Span::new(found.end, span.end)) }
            </>
        },
    }
}

fn segments(props: &BlockProps, within: Span) -> Html {
    let lesson = &props.open.lesson;
    let text = &lesson.document.text;
    let segments = marks::segments(&lesson.mentions, &props.hidden, within);
    segments
        .into_iter()
        .map(|segment| {
            let words = segment.span.of(text).to_owned();
            match segment.mark {
                None => html! { { words } },
                Some(mark) => html! {
                    <mark class={mark.kind.class()} data-mark={mark.to_string()} role="button" tabindex="-1"
                        aria-haspopup="dialog">{ words }</mark>
                },
            }
        })
        .collect()
}
