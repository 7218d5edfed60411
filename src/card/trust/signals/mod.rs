//! The signals, each with what it is told by; `tests.rs` has for them words of which they hold and words of which they do not.

mod anchor;
mod asking;
mod context;
mod figure;
mod sentence;

use crate::card::CardKind;
use crate::card::Piece;
use crate::card::trust::Case;
use crate::card::trust::Signal;
use crate::card::trust::reading::Reading;
use crate::card::trust::reading::Subject;
use crate::extract::Measure;
use crate::lexicon::ru::form;
use crate::lexicon::ru::traits::Traits;

/// More than all that can speak for a card.
const NEVER: i32 = -20;

/// Those that speak for a card stand first: [`super::Judge`] adds them up before it looks for what takes from them.
#[rustfmt::skip]
pub const SIGNALS: &[Signal] = &[
    // What speaks for a card.
    Signal { name: "prose", weight: 2, holds: sentence::is_prose },
    Signal { name: "agreement", weight: 2, holds: asking::agrees },
    Signal { name: "name", weight: 2, holds: anchor::is_named },
    Signal { name: "date", weight: 1, holds: anchor::is_dated },
    Signal { name: "counted noun", weight: 1, holds: figure::counts_a_noun },
    Signal { name: "whole sentence", weight: 1, holds: asking::is_whole },
    Signal { name: "expansion", weight: 4, holds: asking::is_expansion },
    Signal { name: "side by side", weight: 1, holds: asking::stands_side_by_side },
    Signal { name: "figure of one happening", weight: 2, holds: context::tells_of_one_happening },
    Signal { name: "item of a list", weight: 4, holds: asking::is_a_told_item },
    // What speaks against it.
    Signal { name: "outline", weight: -2, holds: sentence::is_of_an_outline },
    Signal { name: "points", weight: -2, holds: context::points_somewhere },
    Signal { name: "points in one sentence", weight: -4, holds: context::points_in_one_sentence },
    Signal { name: "undated figure", weight: -4, holds: context::is_undated },
    Signal { name: "state of some time", weight: -6, holds: context::was_at_some_time },
    Signal { name: "word of praise", weight: -4, holds: asking::is_a_single_word_of_praise },
    Signal { name: "narrative", weight: -3, holds: sentence::is_of_a_narrative },
    Signal { name: "no number", weight: -6, holds: figure::approximates_nothing },
    Signal { name: "generality", weight: -4, holds: context::is_general },
    Signal { name: "unknown abbreviation", weight: -4, holds: anchor::has_an_unknown_abbreviation },
    Signal { name: "goes on", weight: -5, holds: context::goes_on },
    Signal { name: "no verb", weight: -4, holds: asking::has_no_verb },
    Signal { name: "no anchor", weight: -4, holds: anchor::has_no_anchor },
    Signal { name: "loose anchor", weight: -4, holds: anchor::is_loosely_anchored },
    Signal { name: "date far from a name", weight: -2, holds: anchor::is_a_date_far_from_its_name },
    Signal { name: "nobody acts", weight: -2, holds: asking::does_nobody_act },
    Signal { name: "any of its kind", weight: -2, holds: anchor::is_of_any_kind },
    Signal { name: "place left out", weight: -2, holds: anchor::leaves_out_the_place },
    Signal { name: "carried over", weight: -1, holds: context::is_carried_over },
    Signal { name: "cut off", weight: -3, holds: asking::is_cut_off },
    Signal { name: "supposition", weight: -4, holds: context::supposes },
    Signal { name: "crowd of figures", weight: -2, holds: figure::is_crowded },
    Signal { name: "small figure", weight: -2, holds: figure::is_small },
    Signal { name: "bare number", weight: -2, holds: figure::is_a_bare_number },
    Signal { name: "list behind a colon", weight: -4, holds: sentence::leads_to_a_list },
    // What nothing makes up for.
    Signal { name: "slip", weight: NEVER, holds: asking::has_a_slip },
    Signal { name: "of some family", weight: -6, holds: anchor::is_of_some_family },
    Signal { name: "about somebody", weight: -6, holds: anchor::is_about_somebody },
    Signal { name: "most of what", weight: -6, holds: context::is_the_most_of_what },
    Signal { name: "who was born", weight: NEVER, holds: asking::asks_who_was_born },
    Signal { name: "day of some year", weight: NEVER, holds: asking::asks_a_day_of_some_year },
    Signal { name: "denied", weight: NEVER, holds: asking::is_denied },
    Signal { name: "bare year", weight: NEVER, holds: asking::asks_a_bare_year },
    Signal { name: "is to be", weight: -6, holds: asking::is_to_be },
    Signal { name: "no prose", weight: NEVER, holds: sentence::is_no_prose },
    Signal { name: "stray marks", weight: NEVER, holds: sentence::has_stray_marks },
    Signal { name: "glued", weight: NEVER, holds: sentence::is_glued },
    Signal { name: "somebody speaks", weight: NEVER, holds: sentence::speaks },
    Signal { name: "no subject", weight: NEVER, holds: asking::has_no_subject },
    Signal { name: "two subjects", weight: NEVER, holds: sentence::has_two_subjects },
    Signal { name: "half a clause", weight: NEVER, holds: sentence::is_half_a_clause },
    Signal { name: "doubt", weight: NEVER, holds: context::is_doubted },
    Signal { name: "state", weight: NEVER, holds: asking::is_a_state },
    Signal { name: "nowhere", weight: NEVER, holds: anchor::is_nowhere },
    Signal { name: "unknown words", weight: NEVER, holds: sentence::has_unknown_words },
    Signal { name: "miscounted", weight: NEVER, holds: figure::is_miscounted },
    Signal { name: "unnamed institution", weight: NEVER, holds: anchor::has_an_unnamed_institution },
    Signal { name: "date of anything", weight: NEVER, holds: asking::dates_anything },
    Signal { name: "time of day", weight: NEVER, holds: asking::keeps_half_of_a_time },
    Signal { name: "hearsay", weight: NEVER, holds: asking::is_hearsay },
    Signal { name: "leads on", weight: NEVER, holds: sentence::leads_on },
    Signal { name: "broken phrase", weight: NEVER, holds: sentence::has_a_broken_phrase },
    Signal { name: "cut short", weight: NEVER, holds: sentence::is_cut_short },
    Signal { name: "denominator", weight: NEVER, holds: figure::is_a_denominator },
    Signal { name: "description cut off", weight: -4, holds: figure::loses_its_description },
    Signal { name: "day carried over", weight: -3, holds: context::carries_a_day },
    Signal { name: "fragment", weight: NEVER, holds: sentence::is_a_fragment },
    Signal { name: "turned badly", weight: NEVER, holds: asking::is_turned_badly },
    Signal { name: "stray capital", weight: -4, holds: sentence::has_a_stray_capital },
    Signal { name: "of some region", weight: -4, holds: anchor::is_of_some_region },
    Signal { name: "part of a name", weight: NEVER, holds: figure::is_part_of_a_name },
    Signal { name: "per cent of nothing", weight: NEVER, holds: figure::asks_for_bare_percents },
    Signal { name: "capital", weight: NEVER, holds: asking::may_keep_its_capital },
    Signal { name: "for this text only", weight: NEVER, holds: asking::is_for_this_text },
];

impl Case<'_> {
    /// Who does what is asked about; a question turns the words round, so its sentence tells.
    pub(super) fn subject(&self) -> Subject {
        if self.asked.text.ends_with('?') && self.kind() != CardKind::Trend {
            self.proof.reading.subject()
        } else {
            self.asked.subject()
        }
    }

    pub(super) fn kind(&self) -> CardKind {
        self.card.kind
    }

    pub(super) fn asks_amount(&self) -> bool {
        let quantity = self.facts.first().and_then(|fact| fact.quantity());
        quantity.is_some_and(|quantity| self.card.answer.value == Some(quantity.amount))
    }

    pub(super) fn asks_time(&self) -> bool {
        let kinds = [CardKind::Choice, CardKind::Question, CardKind::Typed, CardKind::Ordering];
        !self.asks_amount() && kinds.contains(&self.kind())
    }

    /// Whether another sentence leads up to the one that is asked.
    pub(super) fn is_led(&self) -> bool {
        self.asked.text.trim_end_matches(['.', '…', '!']).contains(". ") || self.asked.text.contains("… ")
    }

    /// What the learner reads, without the answer.
    pub(super) fn shown(&self) -> String {
        let pieces = self.card.prompt.iter().filter_map(|piece| match piece {
            Piece::Text(text) => Some(text.as_str()),
            Piece::Blank => None,
        });
        pieces.collect::<Vec<_>>().join(" ")
    }

    /// The verb in the clause of the blank; of a card that has none, any may be.
    pub(super) fn verb_of_the_blank(&self) -> Option<usize> {
        let [Piece::Text(before), Piece::Blank, ..] = &self.card.prompt[..] else { return None };
        let before =
            before.strip_prefix('[').and_then(|rest| rest.split_once("] ")).map_or(before.as_str(), |(_, rest)| rest);
        self.asked.predicate_near(before.trim_start_matches('…').len())
    }

    pub(super) fn asks_with_blank(&self) -> bool {
        self.card.prompt.contains(&Piece::Blank)
    }

    /// What is counted, where the number in the blank is in digits: whether a multiplier stands before it, and what the noun is.
    pub(super) fn counted_noun(&self) -> Option<(bool, Traits)> {
        let is_count = self
            .facts
            .first()
            .and_then(|fact| fact.quantity())
            .is_some_and(|quantity| quantity.measure == Measure::Count);
        if !is_count
            || !self.asks_amount()
            || !self.asks_with_blank()
            || !self.card.answer.text.starts_with(|c: char| c.is_ascii_digit())
        {
            return None;
        }
        let after = self.after_blank();
        let mut multiplied = false;
        for at in 0..after.tokens.len().min(8) {
            let word = after.word(at);
            let traits = after.traits(at);
            if traits.has(Traits::MULTIPLIER) || word == "." && multiplied {
                multiplied = true;
                continue;
            }
            if after.is_word(at) && traits.has(Traits::NOUN) && !traits.has(Traits::FINITE) {
                return Some((multiplied, traits));
            }
            let goes_along = after.is_word(at)
                && traits.any(Traits::ATTRIBUTE.and(Traits::MAY_BE_ATTRIBUTE).and(Traits::GENITIVE))
                || matches!(word, "," | "и" | "«");
            if !goes_along || form::is_preposition(word) {
                return None;
            }
        }
        None
    }

    /// What stands after the number: after the blank, or after `Сколько`.
    pub(super) fn after_blank(&self) -> &Reading {
        self.after.get_or_init(|| self.read_after_blank())
    }

    fn read_after_blank(&self) -> Reading {
        let blank = self.card.prompt.iter().position(|piece| *piece == Piece::Blank);
        let text = match (blank, self.card.prompt.first()) {
            (Some(at), _) => self.card.prompt.get(at + 1),
            (None, first) => first,
        };
        let text = match text {
            Some(Piece::Text(text)) => text.as_str(),
            _ => "",
        };
        let text = if blank.is_none() { text.split_once("колько").map_or(text, |(_, rest)| rest) } else { text };
        Reading::of(text.chars().take(80).collect(), self.lexis)
    }
}
