//! The part of a sentence that carries a fact and can be read alone.

use super::lexis::Lexis;
use super::standing::points_outside;
use crate::lexicon::ru::form;
use crate::lexicon::ru::traits::Traits;
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
    join: Join,
}

/// How a clause stands to what comes before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    /// It stands by itself, its conjunction left out.
    Free,
    /// After a semicolon: by itself, but rather with what comes before.
    Loose,
    /// The other half of `если …, то …`.
    Then,
    /// It hangs on what comes before: `которых …`, `из них …`, `что составляло …`.
    Dependent,
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
pub const WINDOW: usize = 70;

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
    let clauses_join = |index: usize| clauses[index].join;
    let hangs = |clause: &Clause| clause.join == Join::Dependent;
    let right = home + 1 + clauses[home + 1..].iter().take(SEAMS).take_while(|clause| hangs(clause)).count();
    let starts = |loose: bool| {
        let may = move |left: &usize| {
            !matches!(clauses_join(*left), Join::Dependent) && (clauses_join(*left) == Join::Loose) == loose
        };
        (0..=home).rev().filter(may).take(SEAMS)
    };
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for loose in [false, true] {
        for left in starts(loose) {
            ranges.extend((home + 1..=right).rev().map(|end| (left, end)));
        }
        ranges.push((0, clauses.len()));
    }
    let mut seen = Vec::new();
    ranges.retain(|range| {
        !seen.contains(range) && {
            seen.push(*range);
            true
        }
    });
    ranges
        .into_iter()
        .filter(|&(left, end)| (left > 0 || whole_left) && (end < clauses.len() || whole_right))
        .filter_map(|(left, end)| {
            let whole = left == 0 && end == clauses.len();
            // `если` stays where its `то` does.
            let both = left == 0 && clauses[..end].iter().any(|clause| clause.join == Join::Then);
            let start = if whole || both { opening(folded, tokens) } else { clauses[left].start };
            let stop = if end == clauses.len() { tokens.len() } else { clauses[end - 1].end };
            let inside = tokens.get(start..stop).filter(|inside| !inside.is_empty())?;
            // A piece that was cut out must tell something by itself, and close what it opens.
            // `около` ends like a verb and is none.
            let verb = |word: &str| form::is_finite(word) && word != "около";
            let tells = inside.iter().any(|token| token.kind == TokenKind::Word && verb(token.span.of(folded)));
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
    &["напомним", ","],
    &["отметим", ","],
    &["как", "известно", ","],
    &["в", "результате", ","],
    &["при", "том"],
    &["зато"],
    &["но"],
    &["а"],
    &["и"],
];

/// The token with which the sentence begins once its opening is left out.
pub fn opening(folded: &str, tokens: &[Token]) -> usize {
    // The bullet of a list and the arrow of an outline are no words of the sentence.
    let bullet = |token: &Token| {
        matches!(token.span.of(folded), "•" | "·" | "*" | "-" | "–" | "—" | "=" | ">" | "→" | "⇒" | "▪" | "■")
    };
    let bullets = tokens.iter().take_while(|token| token.kind == TokenKind::Mark && bullet(token)).count();
    let tokens = &tokens[bullets..];
    let starts = |words: &&&[&str]| {
        tokens.len() > words.len() && words.iter().zip(tokens).all(|(word, token)| token.span.of(folded) == *word)
    };
    let opening = OPENINGS.iter().find(starts).map_or(0, |words| {
        // `Однако, …`: the comma belongs to the opening.
        let comma = usize::from(tokens[words.len()].span.of(folded) == ",");
        // `Напомним, что …`
        let said = tokens.get(words.len() + comma).is_some_and(|next| next.span.of(folded) == "что");
        words.len() + comma + usize::from(said)
    });
    bullets + opening
}

fn clauses(folded: &str, tokens: &[Token]) -> Vec<Clause> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.span.of(folded));
    let mut clauses = Vec::new();
    let mut start = opening(folded, tokens);
    let conditional = word(start) == "если";
    if conditional {
        // `Если, например, в 1912 г. …`
        start += if word(start + 1) == "," && word(start + 3) == "," { 4 } else { 1 };
    }
    let mut join = Join::Free;
    for (index, token) in tokens.iter().enumerate().skip(start) {
        if token.kind != TokenKind::Mark {
            continue;
        }
        let seam = match token.span.of(folded) {
            ";" => Some((index + 1, Join::Loose)),
            // An outline goes from one happening to the next.
            "→" | "⇒" => Some((index + 1, Join::Free)),
            "=" if word(index + 1) == ">" => Some((index + 2, Join::Free)),
            // A comma with a space after it: `53,8` has none.
            "," if tokens.get(index + 1).is_some_and(|next| next.span.start > token.span.end) => {
                seam(&word, index + 1, conditional)
            }
            _ => None,
        };
        if let Some((next, next_join)) = seam
            && start < index
            && next < tokens.len()
        {
            clauses.push(Clause { start, end: index, join });
            (start, join) = (next, next_join);
        }
    }
    if start < tokens.len() {
        clauses.push(Clause { start, end: tokens.len(), join });
    }
    clauses
}

/// Whether a clause starts after a comma: at which token once its conjunction is left out, and how it joins.
fn seam<'a>(word: &impl Fn(usize) -> &'a str, at: usize, conditional: bool) -> Option<(usize, Join)> {
    let (first, second) = (word(at), word(at + 1));
    match first {
        "а" if second != "также" && second != "именно" => Some((at + 1, Join::Free)),
        // `был, однако, первым`
        "однако" if second == "," => None,
        "но" | "однако" | "зато" => Some((at + 1, Join::Free)),
        "то" if conditional => Some((at + 1, Join::Then)),
        // `здания как на севере, так и на юге`
        "так" if second == "и" => None,
        "что" | "где" | "когда" | "причем" | "если" | "хотя" | "чтобы" | "поскольку" | "так" => {
            Some((at, Join::Dependent))
        }
        "из" if second == "них" => Some((at, Join::Dependent)),
        "в" if second == "том" && word(at + 2) == "числе" => Some((at, Join::Dependent)),
        _ if [first, second].iter().any(|word| word.starts_with("котор")) || form::is_participle(first) => {
            Some((at, Join::Dependent))
        }
        _ => None,
    }
}

/// The sentence that leads up to another, as short as it can be read: without its opening, and without what hangs at its end.
pub fn leading(text: &str, folded: &str, sentence: &Sentence, lexis: &Lexis) -> Option<Cut> {
    if sentence.tokens.len() > WINDOW {
        return None;
    }
    let tokens = &sentence.tokens;
    let clauses = clauses(folded, tokens);
    let (start, end) =
        (opening(folded, tokens), clauses.iter().take_while(|clause| clause.join != Join::Dependent).count());
    let stop = if end == clauses.len() { tokens.len() } else { clauses.get(end.checked_sub(1)?)?.end };
    let inside = tokens.get(start..stop).filter(|inside| balanced(text, inside))?;
    let span = inside.first()?.span.cover(inside.last()?.span);
    let tells =
        |token: &Token| token.kind == TokenKind::Word && lexis.traits(token.span.of(folded)).has(Traits::FINITE);
    (!points_outside(folded, inside) && inside.iter().any(tells)).then_some(Cut {
        span,
        before: false,
        after: stop < tokens.len(),
    })
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

/// The part of a word that its endings leave alone.
pub fn stem(word: &str) -> &str {
    let keep = word.chars().count().saturating_sub(2).clamp(3, 6);
    word.char_indices().nth(keep).map_or(word, |(at, _)| &word[..at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, BlockKind, Document};
    use crate::lexicon::fold;
    use crate::lexicon::ru::morphology::Morphology;
    use crate::segment::segment;

    fn cut(text: &str, fact: &str) -> Vec<String> {
        let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
        let document = Document { text: text.to_owned(), blocks: vec![block], ..Document::default() };
        let sentences = segment(&document, Morphology::bundled()).sentences;
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
    fn both_halves_of_a_condition_stay_together() {
        let text = "Если в 1942 г. работало 12 школ, то в 1944 г. — 30, насчитывавших 400 детей.";
        assert_eq!(cut(text, "30")[1], "Если в 1942 г. работало 12 школ, то в 1944 г. — 30…");
    }

    #[test]
    fn what_stands_after_the_first_word_of_a_condition_goes_with_it() {
        let text = "Если, например, в 1912 г. работало 12 школ, то в 1914 г. работало 30.";
        assert_eq!(cut(text, "12")[0], "в 1912 г. работало 12 школ…");
    }

    #[test]
    fn a_clause_without_a_verb_is_not_cut_out() {
        let text = "На работу профсоюзы отвели 40 млн. рублей, а на дома для детей города — около 5 млн. рублей.";
        assert_eq!(cut(text, "5 млн")[0], text);
    }

    #[test]
    fn a_semicolon_is_the_last_place_to_cut() {
        let text = "Область отправила материалы; 690 трактористов области работали в республике.";
        assert_eq!(cut(text, "690"), [text, "…690 трактористов области работали в республике."]);
    }

    #[test]
    fn halves_of_a_pair_stay_together() {
        let text = "В 1955 г. построили 12 зданий как на севере, так и на юге.";
        assert_eq!(cut(text, "12"), [text]);
    }

    #[test]
    fn decimals_and_lists_are_not_cut() {
        let text = "Колхоз дал 20,5 тыс. лошадей, 10 тыс. коров, 100 тыс. овец и коз.";
        assert_eq!(cut(text, "10 тыс."), [text]);
    }
}
