//! Of whom and of what the prompt tells: names, dates, places, and things that could be any of their kind.

use crate::card::CardKind;
use crate::card::criticism::is_evaluation;
use crate::card::trust::Case;
use crate::card::trust::reading::{Reading, Subject};
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
        _ if matches!(word, "стране" | "страны") && !case.is_of_one_year => false,
        // `МСП`, `ИП`: anybody's, if no rule knows them as a name.
        true => case.proof.names.iter().any(|name| name == word),
        false => {
            asked.is_name(at) && !asked.is_a_given_name_alone(at) || is_one_of_its_kind(word) || is_soviet(asked, at)
        }
    };
    asked.words().any(|word| names(word) && !asked.is_in_a_title_of_rules(word.0))
        || !case.scope.is_empty()
            && case.scope.starts_with(char::is_uppercase)
            && !case.scope.starts_with(|c: char| c.is_ascii_digit())
}

/// `дед Сулейман`, `ее муж`: whose, is said elsewhere.
pub fn is_of_some_family(case: &Case) -> bool {
    #[rustfmt::skip]
    const KIN: &[&str] = &["дед", "дедушка", "бабушка", "бабка", "отец", "мать", "сын", "дочь", "муж", "жена", "брат", "сестра", "дядя", "тетя", "внук", "внучка", "племянник", "супруг", "супруга"];
    let asked = &case.asked;
    let whose = |at: usize| {
        let next = asked.traits(at + 1);
        asked.is_word(at + 1)
            && next.has(Traits::GENITIVE)
            && !next.has(Traits::NOMINATIVE)
            && !next.has(Traits::FINITE)
    };
    matches!(asked.subject(), Subject::Named(at) if asked.lemma_is_one_of(at, KIN, case.lexis) && !whose(at))
        || matches!(asked.subject(), Subject::Named(at) if at > 0 && asked.lemma_is_one_of(at - 1, KIN, case.lexis))
}

/// `Заслуженный поэт Мордовии умер …`: one man or woman, and nobody's name.
pub fn is_about_somebody(case: &Case) -> bool {
    let asked = &case.asked;
    let person = Traits::SURNAME.and(Traits::GIVEN_NAME).and(Traits::PATRONYMIC);
    let named = |at: usize| asked.is_capital(at) && asked.traits(at).any(person.and(Traits::GUESSED));
    let one = |at: usize| {
        let traits = asked.traits(at);
        traits.has(Traits::ANIMATE.and(Traits::SINGULAR)) && !traits.has(Traits::PLURAL) && !asked.is_name(at)
    };
    matches!(asked.subject(), Subject::Named(at) if one(at)) && !(0..asked.tokens.len()).any(named)
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
    matches!(word, "стране" | "страны") || ONE.iter().any(|stem| word.starts_with(stem))
}

/// The prompt says when.
pub fn is_dated(case: &Case) -> bool {
    *case.dated.get_or_init(|| finds_a_date(case))
}

fn finds_a_date(case: &Case) -> bool {
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
            && !is_soviet(asked, at + 1)
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
        "мид",
        "мчс",
        "фсин",
        "сизо",
        "цик",
        "цб",
        "мвф",
        "вто",
        "воз",
        "опек",
        "еэс",
        "аэс",
        "гэс",
        "тэц",
        "ржд",
        "мкад",
        "цру",
        "фбр",
        "ссср",
        "нквд",
        "вчк",
        "нэп",
        "гулаг",
        "влксм",
        "ркп",
        "вцик",
        "снк",
        "мтс",
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
    !case.asks_time() && is_far_from_its_name(case)
}

/// … of a date: what happened is told by its other words too.
pub fn is_a_date_far_from_its_name(case: &Case) -> bool {
    case.asks_time() && is_far_from_its_name(case)
}

fn is_far_from_its_name(case: &Case) -> bool {
    let asked = &case.asked;
    if matches!(case.kind(), CardKind::Definition | CardKind::Trend)
        || is_evaluation(case.card)
        || !case.scope.is_empty()
        || !is_named(case)
    {
        return false;
    }
    let subject = match asked.subject() {
        Subject::Named(at) => {
            named_from(case, at).is_some() || (at.saturating_sub(3)..at).any(|at| says_whose(case, at))
        }
        _ => false,
    };
    let counted = (0..asked.tokens.len())
        .filter(|&at| asked.tokens[at].kind == TokenKind::Digits || asked.traits(at).has(Traits::CARDINAL))
        .any(|at| {
            let next = (at + 1..asked.tokens.len())
                .find(|&next| asked.is_word(next) && !asked.traits(next).has(Traits::MULTIPLIER));
            next.is_some_and(|next| named_from(case, next).is_some())
        });
    // `Доля площадей составляет 6 % площадей России`: of whom, is what the subject says.
    let of_subject = matches!(asked.subject(), Subject::Named(at) if !asked.traits(at).has(Traits::ANIMATE))
        && case
            .facts
            .first()
            .and_then(|fact| fact.quantity())
            .is_some_and(|quantity| matches!(quantity.measure, Measure::Percent | Measure::Share));
    let counted = counted && !of_subject;
    // `… построен Кировым`: by whom.
    let done_by = asked.words().any(|(at, _)| {
        says_whose(case, at) && asked.traits(at).any(Traits::INSTRUMENTAL.and(Traits::GUESSED)) && asked.has_passive()
    });
    !(subject || is_located(case) || counted || done_by)
}

/// Whether the word is a name that an anchor may be.
fn says_whose(case: &Case, at: usize) -> bool {
    let asked = &case.asked;
    !form::is_roman(asked.written(at))
        && asked.is_name(at)
        && (!asked.is_acronym(at) || case.proof.names.iter().any(|name| name == asked.word(at)))
        || is_one_of_its_kind(asked.word(at))
        || is_soviet(asked, at)
}

/// The first name from a noun on, through what hangs on it in the genitive.
fn named_from(case: &Case, from: usize) -> Option<usize> {
    let asked = &case.asked;
    let goes_along = |at: &usize| {
        let traits = asked.traits(*at);
        asked.is_word(*at) && !traits.has(Traits::FINITE) && !form::is_preposition(asked.word(*at))
            || matches!(asked.written(*at), "«" | "-" | "\"")
    };
    (from..asked.tokens.len()).take_while(goes_along).take(8).find(|&at| says_whose(case, at))
}

/// Whether a name tells where, or where from and where to of what moves: `из Омской области на Украину приехали …`.
pub fn is_located(case: &Case) -> bool {
    const MOVES: &[&str] = &[
        "направ",
        "приех",
        "прибы",
        "пересел",
        "эвакуир",
        "отправ",
        "вывез",
        "ввез",
        "выех",
        "перевез",
        "послал",
        "пришл",
    ];
    let asked = &case.asked;
    // `в Омске`, not `в Омск`
    let moves = asked.words().any(|(_, word)| MOVES.iter().any(|stem| word.starts_with(stem)));
    let is_there = |at: usize| {
        let there = Traits::PREPOSITIONAL.and(Traits::GENITIVE).and(Traits::GUESSED);
        moves || asked.traits(at).any(there) || asked.is_acronym(at)
    };
    let opening =
        asked.words().next().is_some_and(|(at, word)| !form::is_preposition(word) && named_from(case, at).is_some());
    opening
        || asked.words().any(|(at, word)| {
            (matches!(word, "в" | "во" | "на" | "у" | "при") || moves && matches!(word, "из" | "с"))
                && asked.word(at + 1) != "том"
                && named_from(case, at + 1).is_some_and(is_there)
        })
}

/// `депутатов местных Советов`: those of one country.
fn is_soviet(asked: &Reading, at: usize) -> bool {
    asked.is_capital(at) && at > 0 && asked.word(at).starts_with("совет") && asked.traits(at).has(Traits::PLURAL)
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
        "конференция", "аукцион", "комплекс", "объект", "цех", "центр", "хозяйство", "стратегия", "участок", "торги", "музей", "театр", "галерея", "съезд", "конгресс", "форум", "фестиваль", "штат", "провинция", "губерния", "уезд", "муниципалитет", "имение", "корпорация", "фонд", "ассоциация", "союз", "станция", "месторождение", "соцсеть", "сеть", "сайт", "телеканал", "ведомство", "холдинг", "концерн", "магазин", "аэропорт", "вуз", "лицей", "гимназия", "агентство", "издание",
        "министерство", "метро", "метрополитен",
        "автор", "министр", "директор", "президент", "король", "князь", "епископ", "священник", "настоятель", "актер", "певец", "писатель", "ученый", "мальчик", "девочка", "мужчина", "женщина",
    ];
    // A question turns the words round, and other names come to stand beside the noun.
    if case.kind() == CardKind::Definition {
        return false;
    }
    let asked = if case.asked.text.ends_with('?') && case.kind() != CardKind::Trend {
        &case.proof.reading
    } else {
        &case.asked
    };
    let subject = match asked.subject() {
        Subject::Named(at) => Some(at).filter(|&at| asked.is_name(at) || asked.is_named_near(at)),
        _ => None,
    };
    // `Великобритания приняла закон о слежке`: whose it is and which is said around it.
    let told = |at: usize| {
        // `постановление о восстановлении хозяйства`
        if let Subject::Named(subject) = asked.subject()
            && subject < at
            && (subject + 1..at).any(|between| matches!(asked.word(between), "о" | "об"))
            && !(subject + 1..at).any(|between| asked.traits(between).has(Traits::FINITE))
        {
            return true;
        }
        let what = asked.is_described(at) || matches!(asked.word(at + 1), "о" | "об" | "по");
        subject.is_some_and(|subject| subject < at && at < asked.clause(subject).1 && what)
    };
    // `41 судно` is counted.
    let counted = |at: usize| {
        (at.saturating_sub(2)..at)
            .any(|before| asked.tokens[before].kind == TokenKind::Digits && asked.written(before).len() < 4)
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
            && !told(at)
            && !counted(at)
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
