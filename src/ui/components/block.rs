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

/// A paragraph with its marks, and in the margin what it says. `found` is the sentence that the
/// reader was led to; the title of the text has no margin. Nothing is told of what is `left_out`.
pub fn block(app: &App, open: &Open, piece: Piece, left_out: &Hidden, found: Option<Span>, is_title: bool) -> Html {
    let (words, hidden) = (app.words, app.state.hidden.as_slice());
    let Some(block) = open.lesson.document.blocks.get(piece.block) else { return Html::default() };
    let lang = source_lang(open);
    let is_gap = |words: &str| words.bytes().all(|byte| byte == OMITTED);
    if open.is_shortened && !piece.is_first && is_gap(piece.span.of(&open.lesson.document.text)) {
        // Of a long gap its sign has been drawn.
        return Html::default();
    }
    let content = content(open, piece.span, (hidden, left_out), found, words.left_out);
    if is_title {
        return html! { <h1 key={piece.span.start} {lang}>{ content }</h1> };
    }
    // Where its text begins, for whoever selects words of it.
    let from = piece.span.start.to_string();
    let text = match block.kind {
        BlockKind::Heading => html! { <h2 {lang} data-from={from}>{ content }</h2> },
        BlockKind::Subheading => html! { <h3 {lang} data-from={from}>{ content }</h3> },
        BlockKind::Quote => html! { <blockquote {lang}><p data-from={from}>{ content }</p></blockquote> },
        BlockKind::TableHead => html! { <p class="row-of-table head" {lang} data-from={from}>{ content }</p> },
        BlockKind::TableRow => html! { <p class="row-of-table" {lang} data-from={from}>{ content }</p> },
        BlockKind::Paragraph => html! { <p {lang} data-from={from}>{ content }</p> },
        BlockKind::ListItem => html! { <p class="item" {lang} data-from={from}>{ content }</p> },
        BlockKind::Boilerplate => html! { <p class="furniture" {lang}>{ content }</p> },
    };
    let facts = &open.lesson.facts;
    let own = facts.partition_point(|fact| fact.span.start < piece.span.start)
        ..facts.partition_point(|fact| fact.span.start < piece.span.end);
    let own: Vec<&Fact> = facts[own].iter().filter(|fact| !left_out.has(&fact.id)).collect();
    let has_charts = piece.is_first
        && (app.state.entry().is_some_and(|(_, entry)| has_made(entry))
            || open.lesson.charts.iter().any(|chart| chart.block == piece.block));
    html! {
        <div class="block" key={piece.span.start}>
            { text }
            if has_charts || !own.is_empty() {
                <aside>
                    if has_charts {
                        { later(app, Part::Margin(open, piece.block)) }
                    }
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

fn content(open: &Open, span: Span, hidden: (&[Kind], &Hidden), found: Option<Span>, sign: &str) -> Html {
    let found = found
        .filter(|found| found.overlaps(span))
        .map(|found| Span::new(found.start.max(span.start), found.end.min(span.end)));
    let segments = |from, to| segments(open, hidden, Span::new(from, to), sign);
    match found {
        None => segments(span.start, span.end),
        Some(found) => html! {
            <>
                { segments(span.start, found.start) }
                <span class="found" id="found" tabindex="-1">{ segments(found.start, found.end) }</span>
                { segments(found.end, span.end) }
            </>
        },
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

fn segments(open: &Open, (hidden, left_out): (&[Kind], &Hidden), within: Span, sign: &str) -> Html {
    let text = &open.lesson.document.text;
    marks::segments(&open.lesson.mentions, hidden, left_out, within)
        .into_iter()
        .map(|segment| {
            let words = segment.span.of(text).to_owned();
            match segment.mark {
                None if open.is_shortened => with_gaps(&words, sign),
                None => html! { { words } },
                Some(mark) => html! {
                    <mark class={mark.kind.class()} data-mark={mark.to_string()} role="button" tabindex="-1"
                        aria-haspopup="dialog">{ words }</mark>
                },
            }
        })
        .collect()
}
