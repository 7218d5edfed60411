//! Of whom and of what the prompt tells: names, dates, places, and things that could be any of their kind.

use crate::card::CardKind;
use crate::card::criticism::is_evaluation;
use crate::card::trust::Case;
use crate::card::trust::reading::Subject;
use crate::extract::Measure;
use crate::lexicon::fold;
use crate::lexicon::ru::form;
use crate::lexicon::ru::traits::Traits;
use crate::segment::{TokenKind, token};
use crate::span::Span;

/// A proper name says of whom or of what.
pub fn is_named(case: &Case) -> bool {
    *case.named.get_or_init(|| finds_a_name(case))
}

fn finds_a_name(case: &Case) -> bool {
    let asked = &case.asked;
    if case.kind() == CardKind::Definition {
        return false;
    }
    let names = |(at, word): (usize, &str)| match asked.is_acronym(at) {
        // `долларов США`, `начала XX века`, `в стране` of a text that is about many.
        _ if at > 0 && asked.word(at - 1).starts_with("доллар") || form::is_roman(asked.written(at)) => false,
        _ if matches!(word, "стране" | "страны" | "мира") && !case.is_of_one_year => false,
        // `МСП`, `ИП`: anybody's, if no rule knows them as a name.
        true => case.proof.names.iter().any(|name| name == word),
        false => asked.is_name(at) && !asked.is_a_given_name_alone(at) || is_one_of_its_kind(word),
    };
    asked.words().any(|word| names(word) && !asked.is_in_a_title_of_rules(word.0))
        || !case.scope.is_empty()
            && case.scope.starts_with(char::is_uppercase)
            && !case.scope.starts_with(|c: char| c.is_ascii_digit())
}

/// `комсомол`, `в стране`: common nouns that name one thing each.
pub fn is_one_of_its_kind(word: &str) -> bool {
    const ONE: &[&str] = &[
        "комсомол",
        "пионерск",
        "большевик",
        "меньшевик",
        "вермахт",
        "коминтерн",
        "совнарком",
        "госплан",
        "рейхстаг",
        "опричн",
    ];
    matches!(word, "стране" | "страны" | "мире" | "мира") || ONE.iter().any(|stem| word.starts_with(stem))
}

/// The prompt says when.
pub fn is_dated(case: &Case) -> bool {
    let shown = fold(&format!("{} {}", case.scope, case.shown()));
    let tokens = token::tokens(&shown, Span::new(0, shown.len()));
    let word = |at: usize| tokens.get(at).map_or("", |token| token.span.of(&shown));
    let year = |at: usize| {
        let run = word(at);
        let next = word(at + 1);
        let before = at.checked_sub(1).map_or("", word);
        let marked = matches!(
            next,
            "г" | "гг"
                | "год"
                | "года"
                | "году"
                | "годом"
                | "годов"
                | "годах"
                | "годы"
                | "-"
                | "–"
                | "—"
                | "/"
        ) || matches!(before, "в" | "с" | "по" | "до" | "к" | "от" | "-" | "–" | "—");
        run.len() == 4 && (run.starts_with('1') || run.starts_with("20")) && marked
    };
    let century = |word: &str| matches!(word, "век" | "века" | "веке" | "веков" | "веку" | "столетия" | "столетии");
    (0..tokens.len()).any(|at| year(at) || century(word(at)))
}

/// `краевой бюджет`: of which region, is said elsewhere.
pub fn is_of_some_region(case: &Case) -> bool {
    const REGIONAL: &[&str] = &["краев", "районн", "областн", "городск", "республиканск", "муниципальн", "местн"];
    let asked = &case.asked;
    let regional = |(at, word): (usize, &str)| {
        REGIONAL.iter().any(|stem| word.starts_with(stem))
            && asked.traits(at).any(Traits::ATTRIBUTE.and(Traits::MAY_BE_ATTRIBUTE))
            && !asked.is_named_near(at)
    };
    case.asks_amount()
        && asked.words().any(regional)
        && !asked.words().any(|(at, _)| {
            asked.is_capital(at)
                && asked.traits(at).any(Traits::ATTRIBUTE)
                && !asked.folded.contains("российской федерации")
        })
}

/// `ОУ`, `МСП`: known to the writer's office.
pub fn has_an_unknown_abbreviation(case: &Case) -> bool {
    const KNOWN: &[&str] = &[
        "рф",
        "сша",
        "ссср",
        "рсфср",
        "ес",
        "оон",
        "нато",
        "ввп",
        "кгб",
        "фсб",
        "мвд",
        "вмф",
        "ввс",
        "цк",
        "кпсс",
        "вкп",
        "рсдрп",
        "фрг",
        "гдр",
        "кнр",
        "снг",
        "ранее",
        "ран",
        "мгу",
        "тасс",
        "ооо",
        "оао",
        "ао",
        "зао",
        "пао",
        "хх",
        "гибдд",
        "днк",
    ];
    let asked = &case.asked;
    let is_roman = |word: &str| word.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c'));
    case.kind() != CardKind::Definition
        && asked.words().any(|(at, word)| {
            asked.is_acronym(at)
                && word.chars().all(|c| ('а'..='я').contains(&c))
                && !is_roman(word)
                && !KNOWN.contains(&word)
                && !case.proof.names.iter().any(|name| name == word)
        })
}

/// No name says of what the prompt tells: not even with a date does it stand alone. An opinion needs none to be known for one.
pub fn has_no_anchor(case: &Case) -> bool {
    let is_opinion = is_evaluation(case.card);
    case.kind() != CardKind::Definition && !is_opinion && !is_named(case)
}

/// The name is neither that of the subject, nor of the place, nor of what is counted.
pub fn is_loosely_anchored(case: &Case) -> bool {
    let asked = &case.asked;
    if matches!(case.kind(), CardKind::Definition | CardKind::Trend)
        || is_evaluation(case.card)
        || !case.scope.is_empty()
        || !is_named(case)
    {
        return false;
    }
    let named = |at: usize| {
        !form::is_roman(asked.written(at))
            && asked.is_name(at)
            && (!asked.is_acronym(at) || case.proof.names.iter().any(|name| name == asked.word(at)))
            || is_one_of_its_kind(asked.word(at))
    };
    // From a noun on through what hangs on it in the genitive.
    let chain = |from: usize| {
        let goes_along = |at: &usize| {
            let traits = asked.traits(*at);
            asked.is_word(*at) && !traits.has(Traits::FINITE) && !form::is_preposition(asked.word(*at))
                || matches!(asked.written(*at), "«" | "-" | "\"")
        };
        (from..asked.tokens.len()).take_while(goes_along).take(8).find(|&at| named(at))
    };
    // `в Омске`, not `в Омск`
    let is_there = |at: usize| {
        asked.traits(at).any(Traits::PREPOSITIONAL.and(Traits::GENITIVE).and(Traits::GUESSED)) || asked.is_acronym(at)
    };
    let subject = match asked.subject() {
        Subject::Named(at) => chain(at).is_some() || (at.saturating_sub(3)..at).any(named),
        _ => false,
    };
    let opening = asked.words().next().is_some_and(|(at, word)| !form::is_preposition(word) && chain(at).is_some());
    let located = opening
        || asked.words().any(|(at, word)| {
            matches!(word, "в" | "во" | "на" | "у" | "при")
                && asked.word(at + 1) != "том"
                && chain(at + 1).is_some_and(is_there)
        });
    let counted = (0..asked.tokens.len())
        .filter(|&at| asked.tokens[at].kind == TokenKind::Digits || asked.traits(at).has(Traits::CARDINAL))
        .any(|at| {
            let next = (at + 1..asked.tokens.len())
                .find(|&next| asked.is_word(next) && !asked.traits(next).has(Traits::MULTIPLIER));
            next.is_some_and(|next| chain(next).is_some())
        });
    // `Доля площадей составляет 6 % площадей России`: of whom, is what the subject says.
    let of_subject = matches!(asked.subject(), Subject::Named(_))
        && case
            .facts
            .first()
            .and_then(|fact| fact.quantity())
            .is_some_and(|quantity| matches!(quantity.measure, Measure::Percent | Measure::Share));
    let counted = counted && !of_subject;
    // `… построен Кировым`: by whom.
    let done_by = asked.words().any(|(at, _)| {
        named(at) && asked.traits(at).any(Traits::INSTRUMENTAL.and(Traits::GUESSED)) && asked.has_passive()
    });
    !(subject || located || counted || done_by)
}

/// The subject could be any of its kind: `договор вступил в силу`.
pub fn is_of_any_kind(case: &Case) -> bool {
    match case.asked.subject() {
        Subject::Named(at) => !case.asked.is_name(at) && !case.asked.is_described(at),
        _ => false,
    }
}

/// `храм`, `завод`, `договор` without a name: there are many.
pub fn has_an_unnamed_institution(case: &Case) -> bool {
    #[rustfmt::skip]
    const KINDS: &[&str] = &[
        "церковь", "храм", "собор", "школа", "завод", "фабрика", "город", "село", "деревня", "поселок", "община", "приход", "монастырь", "компания", "фирма",
        "предприятие", "учреждение", "университет", "институт", "больница", "район", "область", "край", "регион", "округ", "поселение", "колхоз", "совхоз",
        "банк", "газета", "журнал", "суд", "комиссия", "комитет", "проект", "программа", "закон", "договор", "соглашение", "документ", "остров", "река", "озеро", "полк",
        "дивизия", "отряд", "крепость", "замок", "здание", "дом", "корабль", "судно", "самолет", "клуб", "команда", "матч", "фильм", "книга", "роман", "альбом", "выставка",
        "конференция", "аукцион", "комплекс", "объект", "цех", "центр", "хозяйство", "стратегия", "участок", "торги", "музей", "театр", "галерея", "съезд", "конгресс", "форум", "фестиваль", "штат", "провинция", "губерния", "уезд", "муниципалитет", "имение", "корпорация", "фонд", "ассоциация", "союз", "станция", "месторождение",
        "автор", "министр", "директор", "президент", "король", "князь", "епископ", "священник", "настоятель", "актер", "певец", "писатель", "ученый", "мальчик", "девочка", "мужчина", "женщина",
    ];
    // A question turns the words round, and other names come to stand beside the noun.
    let asked = if case.asked.text.ends_with('?') && case.kind() != CardKind::Trend {
        &case.proof.reading
    } else {
        &case.asked
    };
    asked.words().any(|(at, word)| {
        let traits = asked.traits(at);
        // `школы` after a verb are many, after a noun they are one: `населения края`.
        let one = !traits.has(Traits::PLURAL)
            || at > 0
                && asked.traits(at - 1).has(Traits::NOUN)
                && !asked.traits(at - 1).has(Traits::FINITE)
                && traits.has(Traits::GENITIVE);
        traits.has(Traits::NOUN.and(Traits::SINGULAR))
            && one
            && asked.lemma_is_one_of(at, KINDS, case.lexis)
            && !asked.is_named_near(at)
            && !word.is_empty()
    })
}

/// The text is about one place, and the prompt does not say so.
pub fn leaves_out_the_place(case: &Case) -> bool {
    case.is_of_one_place && !is_named(case) && case.kind() != CardKind::Definition
}

/// So many people or houses `насчитывалось`, and no words say where.
pub fn is_nowhere(case: &Case) -> bool {
    const ARE: &[&str] = &[
        "насчитыва",
        "числил",
        "имелось",
        "имеется",
        "имелись",
        "проживал",
        "жило",
        "существовало",
        "значил",
        "состояло",
    ];
    let asked = &case.asked;
    let are = asked.words().any(|(at, word)| {
        ARE.iter().any(|stem| word.starts_with(stem))
            || matches!(word, "было" | "есть") && !asked.has_passive() && asked.traits(at).has(Traits::FINITE)
    });
    // Who lives in a village is not told by its district.
    const DISTRICTS: &[&str] =
        &["район", "област", "округ", "повет", "уезд", "волост", "губерни", "сельсовет", "состав", "совет"];
    let residents = asked
        .words()
        .any(|(_, word)| ["жител", "двор", "душ", "прихожан", "хозяйств"].iter().any(|stem| word.starts_with(stem)));
    let district = |at: usize| (at..at + 3).any(|near| DISTRICTS.iter().any(|stem| asked.word(near).starts_with(stem)));
    let named = |at: usize| (asked.is_name(at) || is_one_of_its_kind(asked.word(at))) && !(residents && district(at));
    let located = |(at, word): (usize, &str)| {
        matches!(word, "в" | "во" | "на" | "у")
            && word != "составе"
            && (at + 1..at + 5)
                .take_while(|&next| asked.is_word(next))
                .any(|next| named(next) && asked.word(at + 1) != "составе")
    };
    const SETTLEMENTS: &[&str] = &[
        "деревн",
        "сел",
        "город",
        "местечк",
        "хутор",
        "посел",
        "колони",
        "имени",
        "фольвар",
        "застен",
        "станиц",
        "слобод",
    ];
    let settled = !residents
        || asked.words().any(|(_, word)| {
            SETTLEMENTS.iter().any(|stem| word.starts_with(stem))
                && !word.starts_with("сельсов")
                && !word.starts_with("сельск")
        });
    let subject = settled
        && matches!(asked.subject(), Subject::Named(at) if asked.is_name(at) || asked.is_named_near(at) || is_one_of_its_kind(asked.word(at)));
    are && case.asks_amount() && !subject && !asked.words().any(located) && case.scope.is_empty()
}
