//! Other forms of an analysed word: in another case and number, after a number, in the genitive plural.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::paradigms::Slot;
use super::tag::{Case, Gender, Number, PartOfSpeech, Tag};
use super::{Analysis, Before, Morphology};

/// Nouns with a form for counting that their paradigm does not tell from another.
const COUNTED: &[(&str, &str)] = &[("год", "лет"), ("человек", "человек")];

impl Morphology {
    /// The word in this case and number; folded. `None` where the lexeme has no such form, as `сутки` in the singular.
    ///
    /// The form is of the same part of speech, so a participle stays one; an adjective keeps its gender, or is masculine.
    pub fn inflect(&self, analysis: &Analysis, case: Case, number: Number) -> Option<String> {
        let Tag { gender, animate, .. } = analysis.tag;
        self.inflect_with(analysis, case, number, gender.unwrap_or(Gender::Masculine), animate.unwrap_or(false))
    }

    /// The word as it agrees with a noun of this gender and animacy, in this case and number; folded.
    pub fn inflect_with(
        &self,
        analysis: &Analysis,
        case: Case,
        number: Number,
        gender: Gender,
        animate: bool,
    ) -> Option<String> {
        let wanted = Tag {
            case: Some(case),
            number: Some(number),
            gender: Some(gender),
            animate: Some(animate),
            ..analysis.tag
        };
        let forms = 0..self.paradigms.size(analysis.slot.paradigm);
        let distances = forms.filter_map(|form| {
            let tag = self.paradigms.tag(Slot { paradigm: analysis.slot.paradigm, form });
            Some((distance(tag, wanted)?, form))
        });
        let alike = |form: u16| if analysis.tag.superlative { self.shared(analysis, form) } else { 0 };
        let (.., form) = distances.map(|(distance, form)| (distance, Reverse(alike(form)), form)).min()?;
        let mut text = match &analysis.before {
            Before::Nothing => String::new(),
            Before::Text(text) => text.to_string(),
            Before::Word(word) => self.inflect(word, case, number)? + "-",
        };
        self.push_form(&mut text, analysis, form);
        Some(text)
    }

    /// How many bytes a form begins with in common with the analysed one: `высший` and `высочайший` are forms of one word.
    fn shared(&self, analysis: &Analysis, form: u16) -> usize {
        let (mut own, mut other) = (String::new(), String::new());
        self.push_form(&mut own, analysis, analysis.slot.form);
        self.push_form(&mut other, analysis, form);
        own.bytes().zip(other.bytes()).take_while(|(own, other)| own == other).count()
    }

    /// The noun after a number where the number stands in the nominative: 1 `человек`, 2 `человека`, 5 `человек`, 21
    /// `год`, 88,7 `процента`; folded.
    pub fn agree(&self, noun: &Analysis, number: Decimal) -> Option<String> {
        let (case, counted) = match Plural::of(number) {
            Plural::One => (Case::Nominative, Number::Singular),
            // An adjective that became a noun stays an adjective here: 2 `рабочих`.
            Plural::Few if self.declines_as_adjective(noun) => (Case::Genitive, Number::Plural),
            Plural::Few | Plural::Fraction => (Case::Genitive, Number::Singular),
            Plural::Many => (Case::Genitive, Number::Plural),
        };
        if (case, counted) == (Case::Genitive, Number::Plural) {
            return self.counted(noun);
        }
        self.inflect(noun, case, counted).or_else(|| {
            // `сутки` have no singular: 1 `сутки`, 2 `суток`.
            if case == Case::Nominative { self.inflect(noun, case, Number::Plural) } else { self.counted(noun) }
        })
    }

    /// The genitive plural of a noun or an adjective in any form: `люди` → `людей`; folded in and out.
    pub fn genitive_plural(&self, word: &str) -> Option<String> {
        let analyses = self.analyses(word);
        let nominative = |analysis: &&Analysis| analysis.tag.is_noun() && analysis.tag.case == Some(Case::Nominative);
        let noun = analyses.iter().find(nominative).or_else(|| analyses.iter().find(|analysis| analysis.tag.is_noun()));
        let declined = noun.or_else(|| analyses.iter().find(|analysis| analysis.tag.is_adjectival()))?;
        self.inflect(declined, Case::Genitive, Number::Plural)
    }

    /// The genitive plural that follows a number.
    fn counted(&self, noun: &Analysis) -> Option<String> {
        let lemma = self.lemma(noun);
        if let Some((_, form)) = COUNTED.iter().find(|(counted, _)| *counted == lemma) {
            return Some((*form).to_owned());
        }
        let paradigm = noun.slot.paradigm;
        let counted =
            (0..self.paradigms.size(paradigm)).find(|form| self.paradigms.tag(Slot { paradigm, form: *form }).counted);
        match (counted, &noun.before) {
            (Some(form), Before::Nothing) => {
                let mut text = String::new();
                self.push_form(&mut text, noun, form);
                Some(text)
            }
            _ => self.inflect(noun, Case::Genitive, Number::Plural),
        }
    }

    /// `рабочий`, `столовая`, `животное`.
    fn declines_as_adjective(&self, noun: &Analysis) -> bool {
        let genitive = self.inflect(noun, Case::Genitive, Number::Plural);
        let like = |ending: &[&str], word: &str| ending.iter().any(|ending| word.ends_with(ending));
        like(&["ый", "ий", "ой", "ая", "яя", "ое", "ее"], &self.lemma(noun))
            && genitive.is_some_and(|genitive| like(&["ых", "их"], &genitive))
    }
}

/// The form of a counted noun that a number takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plural {
    One,
    Few,
    Many,
    Fraction,
}

impl Plural {
    fn of(number: Decimal) -> Self {
        let number = number.abs();
        let rest = |modulus: u32| number % Decimal::from(modulus);
        let is = |value: u32| rest(10) == Decimal::from(value);
        let teens = rest(100) >= Decimal::from(11) && rest(100) <= Decimal::from(14);
        if number.fract() != Decimal::ZERO {
            Self::Fraction
        } else if teens {
            Self::Many
        } else if is(1) {
            Self::One
        } else if is(2) || is(3) || is(4) {
            Self::Few
        } else {
            Self::Many
        }
    }
}

/// How far a form is from the one wanted; `None` where it is another. The first of the nearest forms is the standard one.
fn distance(form: Tag, wanted: Tag) -> Option<u32> {
    let free = |same: bool, value_is_none: bool| same || value_is_none;
    let kind = form.part_of_speech == wanted.part_of_speech
        && (form.tense, form.person) == (wanted.tense, wanted.person)
        && (form.passive, form.superlative) == (wanted.passive, wanted.superlative)
        && form.case == wanted.case
        && free(form.number == wanted.number, form.number.is_none());
    if !kind {
        return None;
    }
    let gender = form.gender == wanted.gender || form.gender.is_none();
    let common = form.gender == Some(Gender::Common) || wanted.gender == Some(Gender::Common);
    let adjectival =
        matches!(form.part_of_speech, PartOfSpeech::Adjective | PartOfSpeech::Participle | PartOfSpeech::Numeral);
    if adjectival {
        // With a noun of either gender, the masculine.
        let masculine = common && form.gender == Some(Gender::Masculine);
        let animate = form.animate.is_none() || form.animate == wanted.animate;
        if !(gender || masculine) || !animate {
            return None;
        }
    }
    Some(u32::from(form.rare) * 4 + u32::from(form.counted) * 2 + u32::from(!gender && !common))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn superlatives_keep_their_stem() {
        let nominative = |phrase: &[&str]| Morphology::bundled().nominative(phrase);
        assert_eq!(nominative(&["высшую", "школу"]).as_deref(), Some("высшая школа"));
        assert_eq!(nominative(&["высочайшую", "гору"]).as_deref(), Some("высочайшая гора"));
    }

    #[test]
    fn numbers_take_their_forms() {
        for (number, form) in [
            ("1", Plural::One),
            ("21", Plural::One),
            ("-1", Plural::One),
            ("2", Plural::Few),
            ("104", Plural::Few),
            ("0", Plural::Many),
            ("5", Plural::Many),
            ("11", Plural::Many),
            ("112", Plural::Many),
            ("2.0", Plural::Few),
            ("88.7", Plural::Fraction),
            ("0.5", Plural::Fraction),
        ] {
            assert!(Plural::of(number.parse().expect("a number")) == form, "{number}");
        }
        assert!(Plural::of(Decimal::MAX) == Plural::Many);
    }
}
