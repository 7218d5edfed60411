//! Each signal with words of which it holds and words of which it does not.

use super::*;
use crate::card::lexis::Lexis;
use crate::card::tests::{Fixture, count};
use crate::card::{Answer, CardId};
use crate::extract::Amount;
use crate::lexicon::ru::morphology::Morphology;

fn card(kind: CardKind, prompt: &str) -> Card {
    Card {
        id: CardId(String::new()),
        kind,
        prompt: vec![Piece::Text(prompt.to_owned())],
        options: Vec::new(),
        answer: Answer { text: String::new(), value: None, accepts: Vec::new(), tolerance: None, years: None },
        evidence: Vec::new(),
        facts: Vec::new(),
        weight: 1.0,
        siblings: None,
        confusable: None,
        derivation: None,
        trusted: false,
    }
}

/// A card whose prompt is its sentence.
fn case<'a>(card: &'a Card, text: &str, lexis: &'a Lexis<'a>) -> Case<'a> {
    Case {
        card,
        facts: &[],
        lexis,
        proof: Rc::new(Proven {
            reading: Reading::of(text.to_owned(), lexis),
            block: BlockKind::Paragraph,
            names: ["ссср", "рсдрп"].map(str::to_owned).to_vec(),
        }),
        asked: Rc::new(Reading::of(text.to_owned(), lexis)),
        after: OnceCell::new(),
        named: OnceCell::new(),
        dated: OnceCell::new(),
        praise: String::new(),
        scope: String::new(),
        is_cut: false,
        is_of_prose: true,
        is_of_talk: false,
        is_of_one_place: false,
        is_of_one_year: false,
    }
}

/// Its signals.
fn of(text: &str, kind: CardKind) -> Vec<&'static str> {
    let lexis = Lexis::new(Morphology::bundled());
    let card = card(kind, text);
    let case = case(&card, text, &lexis);
    SIGNALS.iter().filter(|signal| (signal.holds)(&case)).map(|signal| signal.name).collect()
}

/// The signals of a card that asks for the figure in the blank.
fn of_figure(text: &str, figure: &str, noun: &str) -> Vec<&'static str> {
    let lexis = Lexis::new(Morphology::bundled());
    let fixture = Fixture::new(text).give(count(figure, figure, noun, noun, None));
    let (before, after) = text.split_once(figure).expect("the figure stands in the text");
    let mut card = card(CardKind::Cloze, "");
    card.prompt = vec![Piece::Text(before.to_owned()), Piece::Blank, Piece::Text(after.to_owned())];
    card.answer.text = figure.to_owned();
    card.answer.value = figure.parse::<Amount>().ok();
    let facts: Vec<&Fact> = fixture.facts.iter().collect();
    let case = Case { card: &card, facts: &facts, ..case(&card, text, &lexis) };
    SIGNALS.iter().filter(|signal| (signal.holds)(&case)).map(|signal| signal.name).collect()
}

/// A signal, words of which it holds, words of which it does not.
type Example = (&'static str, &'static [&'static str], &'static [&'static str]);

#[rustfmt::skip]
const EXAMPLES: &[Example] = &[
    ("prose", &["В 1930 г. в Омске открылся новый завод."], &["в 1930 г. открылся новый завод", "Завод открылся."]),
    ("no prose", &["открытие нового завода в городе;"], &["В 1930 г. в Омске открылся новый завод."]),
    (
        "agreement",
        &["В 1930 г. открылся завод.", "Кравцов родился в Москве.", "В городе работало 12 школ.", "Рабочие Омска построили мост."],
        &["В 1987 году возглавил рекламный отдел центра.", "Открытие завода в Омске."],
    ),
    (
        "no subject",
        &["Находится в 28 верстах от города.", "В 1987 году возглавил комиссию.", "В университете Айдахо возглавил комиссию."],
        &["В 1930 г. открылся завод.", "В июне 2018 года Дадашев завоевал пояс.", "Venom была создана в Ньюкасле."],
    ),
    ("nobody acts", &["Совместно с Ивановым обосновали новый закон."], &["В Омске подготовили 3 тыс. рабочих.", "Рабочие построили мост.", "В Омске было построено 12 школ."]),
    ("no verb", &["Чернореченская в 36 верстах от Оренбурга."], &["Завод открылся в 1930 г."]),
    ("two subjects", &["Журналисты в России Комитет защиты считает потери."], &["Журналисты в России считают потери."]),
    ("name", &["Завод открылся в Омске.", "Москва стала столицей."], &["В городе открылся завод.", "Завод открылся.", "Доход вырос на 5 долларов США."]),
    ("date", &["Завод открылся в 1930 г.", "В XX веке завод вырос."], &["Завод открылся в Омске.", "Завод дал 2500 тонн."]),
    ("item of a list", &[], &["В Омске открылся завод."]),
    ("no anchor", &["В городе открылся завод.", "В 1930 г. в городе открылся завод."], &["В Омске открылся завод.", "Женщин среди депутатов местных Советов стало больше."]),
    (
        "loose anchor",
        &["Треть жителей испытывает тоску по Советскому Союзу."],
        &["В Омске открылся завод.", "Жители Омска построили мост.", "Из Омска на фронт приехали 690 рабочих."],
    ),
    ("unnamed institution", &["В июле починенный монастырь был закрыт."], &["В Омске Покровский храм был закрыт.", "Завод «Луч» был закрыт.", "Великобритания приняла закон о слежке.", "В Арктике ходит 41 российское судно."]),
    ("unknown abbreviation", &["Из шести ОУ пять имеют лицензию."], &["Войска СССР вошли в город.", "Из СИЗО бежал Солоник."]),
    (
        "stray marks",
        &["Опора на армию => победа в войне.", "Завод (новый открылся в Омске.", "1) завод открылся в Омске.", "1654 – война с Польшей."],
        &["Завод (новый) открылся в Омске.", "Омск – город на Иртыше.", "Партия (РСДРП) победила."],
    ),
    ("glued", &["Завод открылся в 1982г.", "Новый летописец В Омске открылся завод.", "Совет(новый) открылся."], &["Завод открылся в 1982 г.", "Сообщество Internet2 открылось.", "Учитель А. Н. Столбунова вспомнила войну.", "Mail.Ru открыла сайт."]),
    ("stray capital", &["В 1555 Издание книги утвердило должности."], &["В 1555 г. издание книги утвердило должности.", "У Рено нашли болезнь Паркинсона."]),
    ("cut short", &["В район были переданы р.п."], &["Завод открыт в 1930 г."]),
    ("fragment", &["Во время похода в 1941 году, когда было убито много людей."], &["Поход окончился в 1941 году, когда было убито много людей."]),
    ("broken phrase", &["Есть упоминание о фольварку Латори.", "В Омске насчитывалось 5 дворов, из, которых два сгорели.", "Филарет, провозглашён патриархом."], &["Президент назвал кандидата в премьер-министры.", "Есть упоминание о фольварке Латори.", "Филарет провозглашён патриархом."]),
    ("half a clause", &["Что убийство произошло в Москве."], &["Убийство произошло в Москве.", "Где была создана группа Venom?"]),
    ("leads on", &["Вот почему список имеется с 1759 года.", "Также имеется список с 1759 года."], &["Имеется список с 1759 года."]),
    ("list behind a colon", &["Имеются в селе: церковная школа."], &["В селе имеется церковная школа."]),
    ("points", &["Здесь они построили завод."], &["В Омске построили завод."]),
    ("goes on", &["Завод вырос. Позже он закрылся.", "Бэкхем ушёл в не менее именитый клуб.", "Позже имеется список с 1759 года.", "Сам закон вступил в силу.", "В настоящее время идут пятнадцать программ."], &["Закон вступил в силу.", "В воскресенье, 19 мая 2013 года, закон вступил в силу.", "В стране было много новых школ… К концу года таких школ стало уже больше."]),
    ("generality", &["Всегда найдётся какая-нибудь тётя Маша."], &["Тётя Маша нашлась."]),
    ("somebody speaks", &["Я родился в Омске.", "Вы построили завод?", "— Завод построили, — сказал он."], &["Иванов родился в Омске.", "На школы отвели 40 рублей, а на дома для детей, потерявших родителей, — около 5 рублей."]),
    ("any of its kind", &["Договор вступил в силу."], &["Постановление о школах вышло в июне.", "Мирный договор вступил в силу.", "Договор о мире с Польшей.", "Омск вырос."]),
    ("supposition", &["Комиссия может закрыть завод.", "Например, страна с 40 % бедных может вырасти."], &["Комиссия закрыла завод."]),
    ("slip", &["Иванов умер в 20 января 1930 года.", "Максим Дадашев Дадашев родился в Омске.", "Январь 1942 г. Сталин поставил задачу."], &["Иванов умер 20 января 1930 года.", "Группа Duran Duran возникла в Англии."]),
    ("of some family", &["В 1941 году умер дед Сулейман.", "В 1941 году муж умер."], &["В 1941 году умер дед Салманова.", "В 1941 году умер Салманов."]),
    ("about somebody", &["Заслуженный поэт Мордовии умер в 2011 г."], &["Поэт Сергей Иванов умер в 2011 г.", "Рабочие Омска построили мост."]),
    ("most of what", &["Самым старым стал Гурвич."], &["Самым старым лауреатом стал Гурвич.", "Самым старым из лауреатов стал Гурвич."]),
    ("who was born", &["Кто родился в Омске 10 января 1973 г.?"], &["Кто основал Омск в 1716 г.?", "Когда родился Иванов?"]),
    ("is to be", &["Иванов получит 250 рублей."], &["Иванов получил 250 рублей.", "Завод, который получит Иванов, открылся в Омске."]),
    ("unknown words", &["Выкуплены земли с 21 фераля."], &["Помещик построил церковь."]),
];

/// A signal, and a text that has it and one that has it not.
type Figures = (&'static str, (&'static str, &'static str, &'static str), (&'static str, &'static str, &'static str));

/// The same of cards that ask for a figure: the signal, the text, the figure, what it counts.
#[rustfmt::skip]
const FIGURES: &[Figures] = &[
    ("counted noun", ("В Омске работало 12 школ.", "12", "школ"), ("В Омске работало 12.", "12", "школ")),
    ("bare number", ("В Омске работало 12.", "12", "школ"), ("В Омске работало 12 школ.", "12", "школ")),
    ("miscounted", ("Община владела 419 десятина земли.", "419", "десятина"), ("Община владела 419 десятинами земли.", "419", "десятинами")),
    ("small figure", ("В Омске работали 2 школы.", "2", "школы"), ("В Омске работало 12 школ.", "12", "школ")),
    ("part of a name", ("Обвинён по Статье 283 кодекса.", "283", "кодекса"), ("В Омске работало 283 школы.", "283", "школы")),
    ("denied", ("Война началась не в 1945 году.", "1945", "году"), ("Война началась в 1945 году.", "1945", "году")),
    ("part of a name", ("Актёр сыграл в серии «Далеки в 7 ключах».", "7", "ключах"), ("В Омске «Луч» купил 7 домов.", "7", "домов")),
    (
        "figure of one happening",
        ("Под письмом Коновалову в Омске подписались 10 рабочих.", "10", "рабочих"),
        ("В Омске у Коновалова работали 10 рабочих.", "10", "рабочих"),
    ),
    ("undated figure", ("В Омске работало 12 школ.", "12", "школ"), ("В 1930 г. в Омске работало 12 школ.", "12", "школ")),
    ("state of some time", ("У Пугачёва было 12 пушек.", "12", "пушек"), ("В 1773 г. у Пугачёва было 12 пушек.", "12", "пушек")),
    ("nowhere", ("В составе области насчитывалось 70 дворов.", "70", "дворов"), ("В деревне Дуброва насчитывалось 70 дворов.", "70", "дворов")),
    ("denominator", ("Преступлений на 1000 человек стало меньше.", "1000", "человек"), ("В Омске живёт 1000 человек.", "1000", "человек")),
    ("of some region", ("Из областного бюджета выделено 12 тонн.", "12", "тонн"), ("Из бюджета Омской области выделено 12 тонн.", "12", "тонн")),
];

#[test]
fn every_signal_tells_its_examples_apart() {
    let mut wrong = Vec::new();
    for (name, with, without) in EXAMPLES {
        let told = |text: &&str| (text.to_string(), of(text, CardKind::Cloze));
        wrong.extend(
            with.iter().map(told).filter(|(_, signals)| !signals.contains(name)).map(|told| (name, true, told)),
        );
        wrong.extend(
            without.iter().map(told).filter(|(_, signals)| signals.contains(name)).map(|told| (name, false, told)),
        );
    }
    for (name, with, without) in FIGURES {
        let told = |example: &(&str, &str, &str)| (example.0.to_owned(), of_figure(example.0, example.1, example.2));
        wrong.extend(Some(told(with)).filter(|(_, signals)| !signals.contains(name)).map(|told| (name, true, told)));
        wrong.extend(Some(told(without)).filter(|(_, signals)| signals.contains(name)).map(|told| (name, false, told)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_date_is_asked_of_a_happening() {
    for text in ["С 1978 года служит иерей Иоанн Заруба.", "В 1930 году настоятелем был Николай Микитчук."]
    {
        assert!(of(text, CardKind::Choice).contains(&"state"), "{text}: {:?}", of(text, CardKind::Choice));
    }
    assert!(!of("В 1962 году Покровская церковь была закрыта.", CardKind::Choice).contains(&"state"));
    // Of two verbs the one beside the date tells.
    let born = of_figure("Ватанабэ родился в 1907 году, его отец был фермером.", "1907", "году");
    assert!(!born.contains(&"state"), "{born:?}");
    assert!(of("Когда собрание началось утром?", CardKind::Question).contains(&"time of day"));
    assert!(!of("Когда началось собрание в Омске?", CardKind::Question).contains(&"time of day"));
}

#[test]
fn a_year_and_a_day_are_asked_with_what_belongs_to_them() {
    let lexis = Lexis::new(Morphology::bundled());
    let signals = |before: &str, after: &str, answer: &str, years| {
        let mut card = card(CardKind::Choice, "");
        card.prompt = vec![Piece::Text(before.to_owned()), Piece::Blank, Piece::Text(after.to_owned())];
        card.answer.text = answer.to_owned();
        card.answer.years = years;
        let case = case(&card, &format!("{before}{answer}{after}"), &lexis);
        SIGNALS.iter().filter(|signal| (signal.holds)(&case)).map(|signal| signal.name).collect::<Vec<_>>()
    };
    let year = Some((2007, 2007));
    assert!(signals("Картер был осуждён в ", ", но казнён позже.", "2007", year).contains(&"bare year"));
    assert!(!signals("Картер был осуждён в ", " году.", "2007", year).contains(&"bare year"));
    assert!(signals("", " Кудрин выступил в Москве.", "22\u{a0}марта", None).contains(&"day of some year"));
    assert!(!signals("", " 2016 г. Кудрин выступил в Москве.", "22\u{a0}марта", None).contains(&"day of some year"));
}

#[test]
fn what_speaks_for_a_card_is_asked_first() {
    assert!(SIGNALS.is_sorted_by_key(|signal| signal.weight < 0) && SIGNALS.iter().all(|signal| signal.weight != 0));
}

#[test]
fn happenings_in_a_list_are_told_by_their_words() {
    assert!(of("Постановление о восстановлении хозяйства вышло", CardKind::Ordering).contains(&"item of a list"));
    assert!(!of("Договор вступил в силу", CardKind::Ordering).contains(&"item of a list"));
    let date = of("Ордынские войска подошли к притоку Оки.", CardKind::Choice);
    assert!(date.contains(&"date far from a name") && !date.contains(&"loose anchor"), "{date:?}");
}

#[test]
fn names_of_signals_are_their_own() {
    let names: std::collections::HashSet<&str> = SIGNALS.iter().map(|signal| signal.name).collect();
    assert_eq!(names.len(), SIGNALS.len());
}
