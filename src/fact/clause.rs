//! The clauses of a sentence: where the one that holds a time begins and ends.

use super::scene::{Role, Scene};
use crate::lexicon::ru::morphology::PartOfSpeech;
use crate::lexicon::ru::traits::Traits;
use crate::order;

/// How a segment is parted from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seam {
    /// The sentence begins, or a semicolon or a colon stands there.
    Hard,
    Comma,
    Dash,
}

/// What the first words of a segment make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    Free,
    /// `который`, `где`, `что`: it hangs on another clause.
    Subordinate,
    /// `а`, `но`, `однако`, and `и` with a predicate: another clause of the same rank.
    Coordinate,
}

/// The tokens between two marks.
#[derive(Clone, Copy, Debug)]
pub struct Segment {
    pub from: usize,
    pub to: usize,
    pub seam: Seam,
    pub finite: bool,
    opening: Opening,
}

/// Stretches of tokens, in order, that make one clause: more than one where another clause was put into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    pub pieces: Vec<(usize, usize)>,
}

impl Clause {
    pub fn start(&self) -> usize {
        self.pieces.first().map_or(0, |piece| piece.0)
    }

    pub fn end(&self) -> usize {
        self.pieces.last().map_or(0, |piece| piece.1)
    }

    pub fn tokens(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.pieces.iter().flat_map(|&(from, to)| from..to)
    }

    pub fn is_told(&self, scene: &Scene) -> bool {
        // `известна`, `готов`. What was guessed of words that end alike may be too coarse for one of them.
        let short = |at: usize| {
            let traits = scene.words.traits(at);
            if !traits.has(Traits::GUESSED) {
                return traits.has(Traits::SHORT_ADJECTIVE);
            }
            let readings = scene.words.morphology.analyses(scene.words.word(at));
            readings.first().is_some_and(|reading| reading.tag.part_of_speech == PartOfSpeech::ShortAdjective)
        };
        self.tokens().any(|at| is_predicate(scene, at)) || self.tokens().any(|at| scene.words.is_word(at) && short(at))
    }
}

/// A predicate of this clause: a verb in a personal form or a short participle that belongs to no time or number.
pub fn is_predicate(scene: &Scene, at: usize) -> bool {
    scene.role(at) == Role::Plain
        && scene.is_finite(at)
        && !matches!(scene.words.word(at), "около" | "начиная")
        && (at == 0 || !scene.words.is_capital(at))
}

/// The segments of a sentence. Brackets and quotes are closed: no seam is looked for in them.
pub fn segments(scene: &Scene) -> Vec<Segment> {
    let words = &scene.words;
    let mut segments: Vec<Segment> = Vec::new();
    let (mut from, mut seam, mut at) = (0, Seam::Hard, 0);
    let mut close = |from: usize, to: usize, seam: Seam| {
        if from < to {
            segments.push(segment(scene, from, to, seam));
        }
    };
    while at < words.len() {
        if let Some(closing) = closing(scene, at) {
            at = closing + 1;
            continue;
        }
        let next = match words.get(at) {
            _ if scene.role(at) != Role::Plain => None,
            ";" | ":" | "→" | "⇒" => Some(Seam::Hard),
            // `=>`, the arrow of an outline.
            "=" | ">" if matches!((words.get(at.wrapping_sub(1)), words.get(at + 1)), ("=", _) | (_, ">")) => {
                Some(Seam::Hard)
            }
            "," => Some(Seam::Comma),
            _ if scene.is_dash(at) => Some(Seam::Dash),
            _ => None,
        };
        if let Some(next) = next {
            close(from, at, seam);
            // `, —` is the comma.
            seam = if from == at && seam == Seam::Comma && at > 0 { seam } else { next };
            from = at + 1;
        }
        at += 1;
    }
    let end = (from..words.len()).rev().find(|&at| words.is_word(at) || words.is_digits(at) || closes(scene, at));
    close(from, end.map_or(from, |last| last + 1), seam);
    segments
}

fn closes(scene: &Scene, at: usize) -> bool {
    matches!(scene.words.get(at), ")" | "»" | "”" | "]" | "%") || scene.role(at) != Role::Plain
}

/// Where the bracket or the quote that opens at the token is closed.
pub fn closing(scene: &Scene, at: usize) -> Option<usize> {
    let words = &scene.words;
    let closes: &[&str] = match words.get(at) {
        "(" => &[")"],
        "[" => &["]"],
        "«" => &["»"],
        "“" => &["”"],
        "„" => &["“", "”"],
        "\"" => &["\""],
        _ => return None,
    };
    let open = words.get(at);
    let mut depth = 0;
    for index in at..words.len() {
        let mark = words.get(index);
        if index > at && closes.contains(&mark) {
            depth -= 1;
        } else if mark == open {
            depth += 1;
        }
        if depth == 0 {
            return Some(index);
        }
    }
    None
}

fn segment(scene: &Scene, from: usize, to: usize, seam: Seam) -> Segment {
    let words = &scene.words;
    let mut finite = false;
    let mut at = from;
    while at < to && !finite {
        match closing(scene, at) {
            Some(closing) => at = closing,
            None => finite = is_predicate(scene, at),
        }
        at += 1;
    }
    const SUBORDINATORS: &[&str] = &[
        "где",
        "куда",
        "откуда",
        "когда",
        "что",
        "чтобы",
        "если",
        "хотя",
        "пока",
        "поскольку",
        "чей",
        "чья",
        "чье",
        "чьи",
        "кто",
        "кого",
        "кому",
        "кем",
        "чего",
        "чему",
        "чем",
        "нежели",
        "ибо",
        "будто",
    ];
    const COORDINATORS: &[&str] = &["а", "но", "однако", "зато", "то", "тогда", "поэтому", "причем", "притом"];
    // `из-за чего`, `в честь которого`
    let relative = (from..to.min(from + 4))
        .any(|at| words.word(at).starts_with("котор") || at < from + 2 && words.word(at) == "чего");
    let first = words.word(from);
    let pair = |one: &str, two: &str| first == one && words.word(from + 1) == two;
    let causal = pair("так", "как") || pair("потому", "что") || pair("после", "чего");
    let also = pair("а", "также") || pair("но", "и") || pair("а", "и");
    let opening = if relative || causal || SUBORDINATORS.contains(&first) || first == "как" && finite {
        Opening::Subordinate
    } else if !also && COORDINATORS.contains(&first) || finite && matches!(first, "и" | "или" | "да") {
        Opening::Coordinate
    } else {
        Opening::Free
    };
    Segment { from, to, seam, finite, opening }
}

/// Whether the segment opens with what qualifies a noun or a verb of another: a participle or a gerund.
fn is_attached(scene: &Scene, segment: &Segment) -> bool {
    let words = &scene.words;
    (segment.from..segment.to.min(segment.from + 2))
        .any(|at| words.is_participle(at) || words.traits(at).has(Traits::GERUND) && !words.is_preposition(at))
}

/// The clause around the segment `home`. `other` says whether another time of happening stands in a segment.
pub fn clause(scene: &Scene, segments: &[Segment], home: usize, other: &dyn Fn(&Segment) -> bool) -> Clause {
    let mut chosen = vec![home];
    let mut finite = segments[home].finite;
    // Backwards: the beginning of the clause.
    let mut first = home;
    let mut from_left = Vec::new();
    while let Some(before) = first.checked_sub(1) {
        let (here, left) = (&segments[first], &segments[before]);
        if here.seam == Seam::Hard || here.opening != Opening::Free {
            break;
        }
        if left.opening == Opening::Subordinate && left.finite {
            // `Завод, который строили немцы, в 1932 г. выпустил трактор`
            match before.checked_sub(1).map(|index| (index, &segments[index])) {
                Some((index, main)) if finite && !main.finite && left.seam == Seam::Comma && !other(main) => {
                    from_left.push(index);
                    first = index;
                    continue;
                }
                _ => break,
            }
        }
        if left.finite && finite {
            // What stands between two predicates is of the first, unless it says what the second does by the way.
            from_left.retain(|&index| is_attached(scene, &segments[index]) && index + 1 == home);
            break;
        }
        if other(left) {
            break;
        }
        finite |= left.finite;
        from_left.push(before);
        first = before;
    }
    chosen.extend(from_left);
    // Forwards: its end.
    let mut last = home;
    let mut from_right = Vec::new();
    while let Some(next) = segments.get(last + 1) {
        let stops = next.seam == Seam::Hard || next.opening == Opening::Coordinate || other(next);
        if next.opening == Opening::Subordinate && !finite && !stops {
            // `В 1932 г. завод, который строили немцы, выпустил трактор`
            let after = segments.get(last + 2).filter(|after| after.seam == Seam::Comma && after.finite);
            match after.filter(|after| after.opening == Opening::Free && !other(after)) {
                Some(_) => {
                    from_right.push(last + 2);
                    last += 2;
                    finite = true;
                    continue;
                }
                None => break,
            }
        }
        if stops || next.opening == Opening::Subordinate {
            break;
        }
        if next.finite && finite {
            let loose = from_right.iter().position(|&index| {
                let tail = !segments[home..index].iter().all(|segment| !segment.finite);
                tail && !is_attached(scene, &segments[index])
            });
            from_right.truncate(loose.unwrap_or(from_right.len()));
            break;
        }
        finite |= next.finite;
        last += 1;
        from_right.push(last);
    }
    chosen.extend(from_right);
    order::sort(&mut chosen);
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    for (place, &index) in chosen.iter().enumerate() {
        let segment = &segments[index];
        match pieces.last_mut() {
            Some(piece) if chosen[place - 1] + 1 == index => piece.1 = segment.to,
            _ => pieces.push((segment.from, segment.to)),
        }
    }
    Clause { pieces }
}
