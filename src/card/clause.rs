//! The part of a sentence that carries a fact and can be read alone.

use crate::lexicon::ru::form;
use crate::segment::{Sentence, Token, TokenKind};
use crate::span::Span;

/// A prompt is at most that long, in words.
pub const MOST_WORDS: usize = 30;

/// A stretch of a sentence between two of its seams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Clause {
    /// Indices of tokens, half open; marks at the seams belong to none.
    start: usize,
    end: usize,
    /// Hangs on what stands before it: `которых …`, `из них …`, `что составляло …`.
    dependent: bool,
}

/// A piece of a sentence that may become a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    pub span: Span,
    /// Whether words of the sentence were cut off before and after it.
    pub before: bool,
    pub after: bool,
}

/// How far around a fact a sentence is looked at, in tokens: no prompt is longer, and sentences may be of any length.
const WINDOW: usize = 70;

/// How many seams before and after a fact are tried.
const SEAMS: usize = 4;

/// The cuts of the sentence that hold `fact` and may stand alone, the best first: the clause of the fact with all that hangs on
/// it, then without, then with more of what stands before it, at last the whole sentence. `folded` is the folded text.
pub fn cuts(text: &str, folded: &str, sentence: &Sentence, fact: Span) -> Vec<Cut> {
    let at = sentence.tokens.partition_point(|token| token.span.end <= fact.start);
    let first = at.saturating_sub(WINDOW);
    let last = (at + WINDOW).min(sentence.tokens.len());
    let tokens = &sentence.tokens[first..last];
    let clauses = clauses(folded, tokens);
    let Some(home) = clauses.iter().position(|clause| at - first < clause.end) else { return Vec::new() };
    // What starts at the edge of the window may be broken off anywhere.
    let whole_left = first == 0;
    let whole_right = last == sentence.tokens.len();
    let right = home + 1 + clauses[home + 1..].iter().take(SEAMS).take_while(|clause| clause.dependent).count();
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for left in (0..=home).rev().filter(|&left| !clauses[left].dependent).take(SEAMS) {
        for end in (home + 1..=right).rev() {
            ranges.push((left, end));
        }
    }
    ranges.push((0, clauses.len()));
    ranges.dedup();
    ranges
        .into_iter()
        .filter(|&(left, end)| (left > 0 || whole_left) && (end < clauses.len() || whole_right))
        .filter_map(|(left, end)| {
            let whole = left == 0 && end == clauses.len();
            let start = if whole { opening(folded, tokens) } else { clauses[left].start };
            let stop = if end == clauses.len() { tokens.len() } else { clauses[end - 1].end };
            let inside = tokens.get(start..stop).filter(|inside| !inside.is_empty())?;
            // A piece that was cut out must tell something by itself, and close what it opens.
            let tells =
                inside.iter().any(|token| token.kind == TokenKind::Word && form::is_finite(token.span.of(folded)));
            if !whole && (!tells || !balanced(text, inside)) {
                return None;
            }
            let span = inside[0].span.cover(inside[inside.len() - 1].span);
            Some(Cut { span, before: left > 0, after: stop < tokens.len() })
        })
        .collect()
}

/// Words with which a sentence hangs on the one before it; a prompt goes without them.
const OPENINGS: &[&[&str]] = &[
    &["так", ","],
    &["например", ","],
    &["кроме", "того", ","],
    &["в", "частности", ","],
    &["таким", "образом", ","],
    &["вместе", "с", "тем"],
    &["к", "тому", "же"],
    &["при", "этом"],
    &["однако"],
    &["поэтому"],
    &["наконец", ","],
    &["в", "результате"],
    &["при", "том"],
    &["зато"],
    &["но"],
    &["а"],
    &["и"],
];

/// The token with which the sentence begins once its opening is left out.
fn opening(folded: &str, tokens: &[Token]) -> usize {
    let starts = |words: &&&[&str]| {
        tokens.len() > words.len() && words.iter().zip(tokens).all(|(word, token)| token.span.of(folded) == *word)
    };
    OPENINGS.iter().find(starts).map_or(0, |words| {
        // `Однако, …`: the comma belongs to the opening.
        words.len() + usize::from(tokens[words.len()].span.of(folded) == ",")
    })
}

fn clauses(folded: &str, tokens: &[Token]) -> Vec<Clause> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.span.of(folded));
    let mut clauses = Vec::new();
    let mut start = opening(folded, tokens);
    let conditional = word(start) == "если";
    if conditional {
        start += 1;
    }
    let mut dependent = false;
    for (index, token) in tokens.iter().enumerate().skip(start) {
        if token.kind != TokenKind::Mark {
            continue;
        }
        let seam = match token.span.of(folded) {
            ";" => Some((index + 1, false)),
            // A comma with a space after it: `53,8` has none.
            "," if tokens.get(index + 1).is_some_and(|next| next.span.start > token.span.end) => {
                seam(&word, index + 1, conditional)
            }
            _ => None,
        };
        if let Some((next, hangs)) = seam
            && start < index
            && next < tokens.len()
        {
            clauses.push(Clause { start, end: index, dependent });
            (start, dependent) = (next, hangs);
        }
    }
    if start < tokens.len() {
        clauses.push(Clause { start, end: tokens.len(), dependent });
    }
    clauses
}

/// Whether a clause starts after a comma: at which token once its conjunction is left out, and whether it is dependent.
fn seam<'a>(word: &impl Fn(usize) -> &'a str, at: usize, conditional: bool) -> Option<(usize, bool)> {
    let (first, second) = (word(at), word(at + 1));
    match first {
        "а" if second != "также" && second != "именно" => Some((at + 1, false)),
        "но" | "однако" | "зато" => Some((at + 1, false)),
        "то" if conditional => Some((at + 1, false)),
        "что" | "где" | "когда" | "причем" | "если" | "хотя" | "чтобы" | "поскольку" | "так" => {
            Some((at, true))
        }
        "из" if second == "них" => Some((at, true)),
        "в" if second == "том" && word(at + 2) == "числе" => Some((at, true)),
        _ if first.starts_with("котор") || second.starts_with("котор") || form::is_participle(first) => {
            Some((at, true))
        }
        _ => None,
    }
}

/// Quotation marks and brackets all have their other half.
fn balanced(text: &str, tokens: &[Token]) -> bool {
    let mut depth = 0i32;
    let mut straight = 0;
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Mark) {
        match token.span.of(text) {
            "«" | "“" | "„" | "(" | "[" => depth += 1,
            "»" | "”" | ")" | "]" => depth -= 1,
            "\"" => straight += 1,
            _ => {}
        }
    }
    depth == 0 && straight % 2 == 0
}

/// Pronouns and adverbs that point to something said before, folded.
#[rustfmt::skip]
const POINTING: &[&str] = &[
    "ее", "ей", "ему", "его", "здесь", "им", "ими", "их", "нее", "ней", "нем", "нему", "него", "ним", "ними", "них", "ней",
    "он", "она", "они", "оно", "оттуда", "сюда", "таких", "такие", "такими", "такое", "такой", "таком", "там", "тогда",
    "туда", "эта", "эти", "этим", "этими", "этих", "это", "этого", "этой", "этом", "этому", "эту", "этот",
    "последние", "последних", "остальные", "остальных",
];

/// How many long words before a pronoun are enough to trust that it points to one of them.
const ANTECEDENTS: usize = 3;

/// Whether some pronoun of the (folded) tokens points to something that stands before them.
pub fn points_outside(folded: &str, tokens: &[Token]) -> bool {
    let mut names = 0;
    for (index, token) in tokens.iter().enumerate() {
        let word = token.span.of(folded);
        if token.kind != TokenKind::Word {
            continue;
        }
        // `им. Ленина` is an abbreviation.
        let abbreviated = word == "им" && tokens.get(index + 1).is_some_and(|next| next.span.of(folded) == ".");
        if POINTING.contains(&word) && !abbreviated && names < ANTECEDENTS {
            return true;
        }
        let month = crate::wording::time::is_month(word);
        names +=
            usize::from(word.chars().count() >= 5 && !month && !form::is_finite(word) && !form::is_function_word(word));
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, BlockKind, Document};
    use crate::lexicon::fold;
    use crate::segment::sentences;

    fn cut(text: &str, fact: &str) -> Vec<String> {
        let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
        let document = Document { text: text.to_owned(), blocks: vec![block], ..Document::default() };
        let sentences = sentences(&document);
        let at = text.find(fact).expect("the fact stands in the text");
        let fact = Span::new(at, at + fact.len());
        let sentence = sentences.iter().find(|sentence| sentence.span.contains(fact)).expect("a sentence");
        cuts(text, &fold(text), sentence, fact)
            .into_iter()
            .map(|cut| {
                let dots = |cut: bool| if cut { "…" } else { "" };
                format!("{}{}{}", dots(cut.before), cut.span.of(text), dots(cut.after))
            })
            .collect()
    }

    #[test]
    fn the_clause_of_the_fact_comes_first() {
        let text = "Если в 1942 г. работало 12 школ с новым планом, а в 1943 г. — 30, то в 1944 г. — уже 41 школа.";
        assert_eq!(cut(text, "12")[0], "в 1942 г. работало 12 школ с новым планом…");
        // The second clause tells nothing by itself.
        assert_eq!(cut(text, "30"), ["в 1942 г. работало 12 школ с новым планом, а в 1943 г. — 30…", text]);
    }

    #[test]
    fn what_hangs_on_a_clause_keeps_it() {
        let text = "В городе работали комиссии, которых насчитывалось 276, а депутатов — 1569.";
        assert_eq!(cut(text, "276")[0], "В городе работали комиссии, которых насчитывалось 276…");
        let text = "Так, в школы пришли 461 ученик, что составляло около 50 процентов всех детей.";
        assert_eq!(cut(text, "461")[0], "в школы пришли 461 ученик, что составляло около 50 процентов всех детей.");
        assert_eq!(cut(text, "461")[1], "в школы пришли 461 ученик…");
    }

    #[test]
    fn decimals_and_lists_are_not_cut() {
        let text = "Колхоз дал 20,5 тыс. лошадей, 10 тыс. коров, 100 тыс. овец и коз.";
        assert_eq!(cut(text, "10 тыс."), [text]);
    }

    #[test]
    fn pronouns_need_something_to_point_to() {
        let points = |text: &str| {
            let tokens = crate::segment::token::tokens(text, Span::new(0, text.len()));
            points_outside(&fold(text), &tokens)
        };
        assert!(points("На 31 декабря 1944 г. они составляли 53,8 процента."));
        assert!(points("К этому времени работали 52 бригады."));
        assert!(!points("В школе им. Ленина учились 30 детей."));
        assert!(!points(
            "Если участвовало 36 тыс. молодежных заводских бригад города, то позже их число превысило 145 тыс."
        ));
        assert!(points("В ее рядах состояло 5 человек."));
    }
}
