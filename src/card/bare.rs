//! Prompts that say too little: a figure and nothing else, an item of a list, a thing that nobody names.

use super::clause::Cut;
use super::cloze::{Source, tokens_in};
use crate::lexicon::ru::form;
use crate::lexicon::ru::traits::Traits;
use crate::segment::{Token, TokenKind};

impl Source<'_> {
    /// Whether the cut, which no other sentence leads up to, leaves open what it tells of.
    pub fn says_too_little(&self, cut: Cut) -> bool {
        self.is_bare_item(cut) || self.is_figure_alone(cut) || self.is_somewhere(cut)
    }

    /// Whether the number counts what another sentence names: `Вторые два являются самыми большими`.
    pub fn counts_what_is_elsewhere(&self) -> bool {
        #[rustfmt::skip]
        const RANKED: &[&str] =
            &["первые", "вторые", "последние", "другие", "остальные", "эти", "все", "следующие"];
        let tokens = &self.sentence.tokens;
        let word = |at: usize| tokens.get(at).map_or("", |token| token.span.of(self.folded));
        let number = tokens.partition_point(|token| token.span.start < self.hidden.span.start);
        let after = word(tokens.partition_point(|token| token.span.start < self.fact.span.end));
        let ranked = number.checked_sub(1).is_some_and(|before| RANKED.contains(&word(before)));
        ranked && self.fact.quantity().is_some() && (after == "," || self.lexis.traits(after).has(Traits::FINITE))
    }

    /// Whether the cut tells of `город` or `страна` and neither it nor the fact says which: `самостоятельность города`.
    fn is_somewhere(&self, cut: Cut) -> bool {
        #[rustfmt::skip]
        const PLACES: &[&str] = &[
            "город", "города", "городе", "городу", "городом", "село", "села", "селе", "страны", "стране", "завод", "завода",
            "заводе", "район", "района", "районе", "области", "республики", "республике", "края", "крае", "университет",
            "университета", "университете", "колхоз", "колхоза", "колхозе", "учреждения", "предприятия", "компания", "компании",
        ];
        let tokens = tokens_in(self.sentence, cut.span);
        let named = |token: &Token| token.capital && token.span.start > cut.span.start;
        let quoted = |token: &Token| matches!(token.span.of(self.text), "«" | "“" | "\"");
        self.fact.place.is_none()
            && tokens.iter().any(|token| PLACES.contains(&token.span.of(self.folded)))
            && !tokens.iter().any(|token| token.kind == TokenKind::Word && named(token) || quoted(token))
    }

    /// Whether the cut tells of a figure and of nothing else: `Было сэкономлено 45,5 млн рублей`.
    fn is_figure_alone(&self, cut: Cut) -> bool {
        const NEAR: usize = 24;
        let counted = self.fact.span;
        let unit = |token: &Token| token.span.start >= counted.end && token.span.start < counted.end + NEAR;
        let told = |token: &Token| {
            let word = token.span.of(self.folded);
            let noun = self.lexis.traits(word).any(Traits::NOUN.and(Traits::GUESSED)) && word.chars().count() > 2;
            token.kind == TokenKind::Digits || token.kind == TokenKind::Word && noun && !form::is_finite(word)
        };
        let tokens = tokens_in(self.sentence, cut.span);
        self.fact.quantity().is_some()
            && !tokens.iter().any(|token| !token.span.overlaps(counted) && !unit(token) && told(token))
            && tokens.iter().filter(|token| token.span.start >= counted.end && told(token)).count() <= 1
    }

    /// Whether the cut is an item of a list without a verb: `— введение 10 % пошлины на импорт;` says of whom and when elsewhere.
    fn is_bare_item(&self, cut: Cut) -> bool {
        let tokens = tokens_in(self.sentence, cut.span);
        let small = cut.span.of(self.text).starts_with(char::is_lowercase);
        let tells = |token: &Token| self.lexis.traits(token.span.of(self.folded)).has(Traits::FINITE);
        let listed = small && cut.span.start > self.sentence.span.start;
        // `Сокращение рабочего дня до 10 часов.`
        let named = |token: &Token| token.capital && token.span.start > cut.span.start;
        let nowhere = self.fact.period.is_none() && self.fact.place.is_none() && !tokens.iter().any(named);
        (listed || nowhere && self.fact.quantity().is_some())
            && !tokens.iter().any(|token| token.kind == TokenKind::Word && tells(token))
    }
}

#[cfg(test)]
mod tests {
    use crate::card::tests::{Fixture, count};

    /// Whether the figure is asked for; `noun` is what it counts. Sentences that are only discussed ask for none.
    fn is_asked(text: &str, quote: &str, noun: &str) -> bool {
        let cards = Fixture::new(text).give(count(quote, quote, noun, noun, None)).cards(0);
        cards.iter().any(|card| !card.facts.is_empty())
    }

    #[test]
    fn what_says_too_little_is_not_asked() {
        assert!(!is_asked("Однако было сэкономлено всего лишь 45 рублей.", "45", "рублей"));
        assert!(is_asked("Артель Кузнецова внесла 45 новых рублей.", "45", "рублей"));
        assert!(!is_asked("Сокращение рабочего дня до 10 часов.", "10", "часов"));
        assert!(!is_asked("Указ о расширении города на 12 кварталов вышел летом.", "12", "кварталов"));
        assert!(is_asked("Указ о расширении города Омска на 12 кварталов вышел летом.", "12", "кварталов"));
    }

    #[test]
    fn a_number_without_its_noun_is_not_asked() {
        assert!(!is_asked("Вторые 12 являются самыми большими домами Омска.", "12", "домами"));
        assert!(is_asked("Новые 12 домов являются самыми большими домами Омска.", "12", "домов"));
    }
}
