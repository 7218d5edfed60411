use yew::prelude::*;

use super::fact_line;
use crate::app::charts::has_made;
use crate::app::hidden::Hidden;
use crate::app::{Kind, Open, Piece, marks};
use crate::document::{BlockKind, GAP, Language, OMITTED};
use crate::fact::Fact;
use crate::span::Span;
use crate::ui::hooks::App;
use crate::ui::later::{Part, later};

/// For `lang` attributes around words of the text.
pub fn source_lang(open: &Open) -> Option<&'static str> {
    match open.lesson.document.language {
        Language::Russian => Some("ru"),
        Language::Unknown => None,
    }
}

/// For `lang` attributes around a title or the like, of which only the letters tell.
pub fn lang_of(words: &str) -> Option<&'static str> {
    words.contains(|letter| matches!(letter, '\u{0400}'..='\u{04ff}')).then_some("ru")
}

/// How words of the text are drawn: without the marks that are switched off and what the teacher has left out, and with the sentence
/// that the reader was led to.
#[derive(Clone, Copy)]
pub struct Drawn<'a> {
    pub open: &'a Open,
    pub hidden: &'a [Kind],
    pub found: Option<Span>,
    pub left_out: &'a Hidden,
    /// What a gap in the text is called for whoever hears it.
    pub gap: &'a str,
}

/// The title of the text, which has no margin.
pub fn title(drawn: Drawn, piece: Piece) -> Html {
    html! { <h1 key={piece.span.start} lang={source_lang(drawn.open)}>{ drawn.content(piece.span) }</h1> }
}

/// Whether a piece of the text belongs to the same list or table as the one before it.
pub fn goes_on(open: &Open, before: Piece, piece: Piece) -> bool {
    use BlockKind::{ListItem, TableHead, TableRow};
    let kind = |piece: Piece| open.lesson.document.blocks.get(piece.block).map(|block| block.kind);
    matches!(
        (kind(before), kind(piece)),
        (Some(ListItem), Some(ListItem))
            | (Some(TableHead | TableRow), Some(TableRow))
            | (Some(TableHead), Some(TableHead))
    )
}

/// A paragraph, a list or a table with its marks, and in the margin what it says.
pub fn block(app: &App, drawn: Drawn, run: &[Piece]) -> Html {
    let (words, open) = (app.words, drawn.open);
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return Html::default() };
    let is_gap = |words: &str| words.bytes().all(|byte| byte == OMITTED);
    if open.is_shortened && run.len() == 1 && !first.is_first && is_gap(first.span.of(&open.lesson.document.text)) {
        // Of a long gap its sign has been drawn.
        return Html::default();
    }
    let facts = &open.lesson.facts;
    let own = facts.partition_point(|fact| fact.span.start < first.span.start)
        ..facts.partition_point(|fact| fact.span.start < last.span.end);
    let own: Vec<&Fact> = facts[own].iter().filter(|fact| !drawn.left_out.has(&fact.id)).collect();
    let may_be_made = app.state.entry().is_some_and(|(_, entry)| has_made(entry));
    let has_charts = |piece: &&Piece| may_be_made || open.lesson.charts.iter().any(|chart| chart.block == piece.block);
    let charts: Vec<Piece> = run.iter().filter(has_charts).copied().collect();
    html! {
        <div class="block" key={first.span.start}>
            { drawn.text(run, *first) }
            if !charts.is_empty() || !own.is_empty() {
                <aside>
                    { for charts.iter().map(|&piece| later(app, Part::Margin(open, piece))) }
                    if !own.is_empty() {
                        <details>
                            <summary>{ (words.facts_of_paragraph)(own.len()) }</summary>
                            <ul class="facts">
                                { for own.iter().map(|fact| html! { <li>{ fact_line(open, fact, words) }</li> }) }
                            </ul>
                        </details>
                    }
                </aside>
            }
        </div>
    }
}

impl Drawn<'_> {
    fn kind(self, piece: Piece) -> BlockKind {
        self.open.lesson.document.blocks.get(piece.block).map_or(BlockKind::Paragraph, |block| block.kind)
    }

    /// What stands beside the margin. `data-from` says where the text of an element begins, for whoever selects words of it, and for
    /// the place at which one goes on reading.
    fn text(self, run: &[Piece], first: Piece) -> Html {
        let lang = source_lang(self.open);
        let from = first.span.start.to_string();
        let content = || self.content(first.span);
        match self.kind(first) {
            BlockKind::Heading => html! { <h2 {lang} data-from={from}>{ content() }</h2> },
            BlockKind::Subheading => html! { <h3 {lang} data-from={from}>{ content() }</h3> },
            BlockKind::Quote => html! { <blockquote {lang}><p data-from={from}>{ content() }</p></blockquote> },
            BlockKind::Paragraph => html! { <p {lang} data-from={from}>{ content() }</p> },
            BlockKind::Boilerplate => html! { <p class="furniture" {lang}>{ content() }</p> },
            BlockKind::ListItem => html! {
                // Without its marker a list is none to some screen readers.
                <ul role="list" {lang}>
                    { for run.iter().map(|piece| html! {
                        <li class="item" data-from={piece.span.start.to_string()}>{ self.content(piece.span) }</li>
                    }) }
                </ul>
            },
            BlockKind::TableHead | BlockKind::TableRow => html! {
                // A wide one is moved by the keys too.
                <div class="sheet" tabindex="0">
                    <table {lang}>{ for run.iter().map(|piece| self.row(*piece)) }</table>
                </div>
            },
        }
    }

    /// Its cells stand between tabs.
    fn row(self, piece: Piece) -> Html {
        let is_head = self.kind(piece) == BlockKind::TableHead;
        let mut at = piece.span.start;
        let cells = piece.span.of(&self.open.lesson.document.text).split('\t').map(|cell| {
            let span = Span::new(at, at + cell.len());
            at = span.end + 1;
            let (from, content) = (span.start.to_string(), self.content(span));
            if is_head {
                html! { <th scope="col" data-from={from}>{ content }</th> }
            } else {
                html! { <td data-from={from}>{ content }</td> }
            }
        });
        html! { <tr class={classes!("row-of-table", is_head.then_some("head"))}>{ for cells }</tr> }
    }

    fn content(self, span: Span) -> Html {
        let found = self
            .found
            .filter(|found| found.overlaps(span))
            .map(|found| Span::new(found.start.max(span.start), found.end.min(span.end)));
        match found {
            None => self.segments(span.start, span.end),
            Some(found) => html! {
                <>
                    { self.segments(span.start, found.start) }
                    <span class="found" id="found" tabindex="-1">{ self.segments(found.start, found.end) }</span>
                    { self.segments(found.end, span.end) }
                </>
            },
        }
    }

    fn segments(self, from: usize, to: usize) -> Html {
        let text = &self.open.lesson.document.text;
        marks::segments(&self.open.lesson.mentions, self.hidden, self.left_out, Span::new(from, to))
            .into_iter()
            .map(|segment| {
                let words = segment.span.of(text).to_owned();
                match segment.mark {
                    None if self.open.is_shortened => with_gaps(&words, self.gap),
                    None => html! { { words } },
                    Some(mark) => html! {
                        <mark class={mark.kind.class()} data-mark={mark.to_string()} role="button" tabindex="-1"
                            aria-haspopup="dialog">{ words }</mark>
                    },
                }
            })
            .collect()
    }
}

/// Words of a text of which only a part went along: one sign for each gap, with a name for whoever hears it.
pub fn with_gaps(words: &str, left_out: &str) -> Html {
    let runs = words.as_bytes().chunk_by(|one, next| (*one == OMITTED) == (*next == OMITTED));
    let pieces = runs.scan(0, |at, run| {
        let from = *at;
        *at += run.len();
        Some((words.get(from..*at).unwrap_or_default(), run.len() >= GAP && run.first() == Some(&OMITTED)))
    });
    let drawn = pieces.map(|(piece, is_gap)| match is_gap {
        true => html! { <span class="omitted" role="img" aria-label={left_out.to_owned()}>{ "[…]" }</span> },
        false => html! { { piece.to_owned() } },
    });
    drawn.collect()
}
