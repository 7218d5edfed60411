//! Ways of writing an answer.

use super::*;
use crate::card::{CardId, CardKind};

fn card(prompt: &str, text: &str, value: &str, bound: Bound) -> Card {
    let value: Option<Amount> = value.parse().ok();
    Card {
        id: CardId(String::new()),
        kind: CardKind::Typed,
        prompt: vec![Piece::Text(prompt.to_owned())],
        options: Vec::new(),
        answer: Answer {
            text: text.to_owned(),
            value,
            accepts: Vec::new(),
            tolerance: value.map(|value| tolerance(value, bound)),
            years: None,
        },
        evidence: Vec::new(),
        facts: Vec::new(),
        weight: 0.0,
        siblings: None,
        confusable: None,
        derivation: None,
        trusted: true,
    }
}

fn of_time(text: &str, first: i32, last: i32) -> Card {
    let card = card("Когда началось строительство?", text, "", Bound::Exact);
    Card { answer: Answer { years: Some((first, last)), ..card.answer }, ..card }
}

fn is_right(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Right(_))
}

#[test]
fn ways_of_writing_a_number() {
    let key = card("Сколько было коммунистов?", "88,7 тыс.", "88700", Bound::Exact);
    for right in [
        "88,7 тыс.",
        " 88.7 тыс ",
        "88700",
        "88 700",
        "88\u{a0}700",
        "88.7 Тысяч",
        "0,0887 млн",
        "88,70 тысячи коммунистов",
        "восемьдесят восемь тысяч семьсот",
    ] {
        assert!(is_right(check(&key, right)), "{right}");
    }
    for wrong in ["", "88", "восемь", "88,7 тыс. коров", "1/3", "-88,7", "88..7", "8e4", "88700 88700"] {
        assert_eq!(check(&key, wrong), Verdict::Wrong, "{wrong}");
    }
    assert!(is_right(check(&card("На ____ процента", "53,8", "53.8", Bound::Exact), "53,8 %")));
    assert_eq!(check(&key, "88,7 ТЫС"), Verdict::Right(Way::AsWritten));
    assert_eq!(check(&key, "88700"), Verdict::Right(Way::Otherwise));
}

#[test]
fn the_blank_alone_is_right_too() {
    let key = card("Было ____ тыс. коммунистов.", "88,7", "88700", Bound::Exact);
    for right in ["88,7", "88700", "88,7 тыс"] {
        assert!(is_right(check(&key, right)), "{right}");
    }
    assert_eq!(check(&key, "88,8"), Verdict::Near(Slip::Close));
}

#[test]
fn a_hedge_widens_what_is_right() {
    let key = card("Было около ____ млн. детей.", "3", "3000000", Bound::About);
    assert_eq!(check(&key, "3 млн"), Verdict::Right(Way::Otherwise));
    assert_eq!(check(&key, "около 3 млн"), Verdict::Right(Way::Otherwise));
    assert_eq!(check(&key, "2,8"), Verdict::Right(Way::Within));
    assert_eq!(check(&key, "3 250 000"), Verdict::Right(Way::Within));
    assert_eq!(check(&key, "2,6"), Verdict::Wrong);
    assert_eq!(check(&card("", "145", "145000", Bound::Over), "150"), Verdict::Right(Way::Within));
}

#[test]
fn nearly_right() {
    let key = card("Было ____ человек.", "3 008 674", "3008674", Bound::Exact);
    assert_eq!(check(&key, "3 008 764"), Verdict::Near(Slip::Close));
    assert_eq!(check(&key, "30 086 740"), Verdict::Near(Slip::Magnitude));
    let key = card("Было ____ комбайнов.", "53", "53", Bound::Exact);
    assert_eq!(check(&key, "35"), Verdict::Near(Slip::Digits));
    assert_eq!(check(&key, "53 тыс"), Verdict::Near(Slip::Magnitude));
    assert_eq!(check(&key, "70"), Verdict::Wrong);
    let key = card("Было ____ района.", "4", "4", Bound::Exact);
    assert_eq!(check(&key, "3"), Verdict::Wrong);
    let key = card("Как называется общество?", "Осоавиахим", "", Bound::Exact);
    assert_eq!(check(&key, "осоавиахим"), Verdict::Right(Way::AsWritten));
    assert_eq!(check(&key, "Осавиахим"), Verdict::Near(Slip::Spelling));
    assert_eq!(check(&key, "Общество"), Verdict::Wrong);
    let key = card("Как называется комитет?", "ГКО", "", Bound::Exact);
    assert_eq!(check(&key, "ВКО"), Verdict::Wrong, "in three letters one is a third");
}

#[test]
fn times() {
    let year = of_time("1944", 1944, 1944);
    for right in ["1944", "1944 г.", "в 1944 году"] {
        assert!(is_right(check(&year, right)), "{right}");
    }
    assert_eq!(check(&year, "1943"), Verdict::Near(Slip::Close));
    assert_eq!(check(&year, "1494"), Verdict::Near(Slip::Digits));
    assert_eq!(check(&year, "1950"), Verdict::Wrong);
    assert_eq!(check(&year, "1943-1944"), Verdict::Wrong);
    let century = of_time("XVI в.", 1500, 1600);
    for right in ["16 век", "XVI", "в XVI веке", "16 в.", "ХVI в", "1547"] {
        assert!(is_right(check(&century, right)), "{right}");
    }
    assert_eq!(check(&century, "1547"), Verdict::Right(Way::Within));
    assert_eq!(check(&century, "XVII век"), Verdict::Wrong);
    assert_eq!(check(&century, "1700"), Verdict::Wrong);
    let before = of_time("44 г. до н. э.", -43, -43);
    assert!(is_right(check(&before, "44 до н.э.")));
    assert_eq!(check(&before, "44"), Verdict::Wrong);
}

#[test]
fn fractions_and_words() {
    let mut key = card("Осталась лишь ____ прежнего числа.", "одна треть", "1/3", Bound::Exact);
    key.answer.accepts.push("треть".to_owned());
    for right in ["Одна треть", "треть", "1/3", "2 / 6", "33 %"] {
        assert!(is_right(check(&key, right)), "{right}");
    }
    assert_eq!(check(&key, "1/4"), Verdict::Wrong);
    let mut date = card("Когда это было?", "11 октября", "", Bound::Exact);
    date.answer.accepts.push("11.10".to_owned());
    assert!(is_right(check(&date, "11  ОКТЯБРЯ")));
    assert!(is_right(check(&date, "11.10")));
    assert_eq!(check(&date, "12 октября"), Verdict::Wrong);
}

#[test]
fn any_typing_is_judged() {
    let long = "9".repeat(1000);
    let typed = ["99999999999999999999999999999999 млрд", "тыс", "/", "1/0", "4294967296/3", "–", "\u{0}", "ё", &long];
    for (text, value) in [("88,7", "88700"), ("одна треть", "1/3"), ("слово", "")] {
        for typed in typed {
            check(&card("", text, value, Bound::About), typed);
            check(&of_time(text, 1500, 1600), typed);
        }
    }
}
