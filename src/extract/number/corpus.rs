//! Amounts: value first, then the ways to write it, then what must not match.

use super::*;
use crate::document::{Block, BlockKind, Document};
use crate::lexicon::ru::morphology::Morphology;
use crate::segment;

fn read(text: &str) -> (Vec<QuantityMention>, Vec<Skipped>) {
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
    let document = Document { text: text.to_owned(), blocks: vec![block], ..Document::default() };
    mentions(
        Reading { document: &document, segmentation: &segment::segment(&document, Morphology::bundled()) },
        &[],
        &[],
    )
}

/// Each text holds exactly this: `value quote`, with its bound and measure where they are not exact and count.
fn check(expect: &str, texts: &[&str]) {
    for text in texts {
        let found: Vec<String> = read(text)
            .0
            .iter()
            .map(|quantity| {
                let mut said = quantity.amount.to_string();
                if let Some(upper) = quantity.upper {
                    said += &format!("..{upper}");
                }
                if !matches!(quantity.bound, Bound::Exact | Bound::Between) {
                    said += &format!(" {:?}", quantity.bound);
                }
                if quantity.measure != Measure::Count {
                    said += &format!(" {:?}", quantity.measure);
                }
                said
            })
            .collect();
        assert_eq!(found.join("; "), expect, "in {text:?}");
    }
}

fn check_skipped(reason: SkipReason, texts: &[&str]) {
    for text in texts {
        let (quantities, skipped) = read(text);
        assert!(quantities.is_empty(), "in {text:?}: {quantities:?}");
        assert!(!skipped.is_empty() && skipped.iter().all(|skip| skip.reason == reason), "in {text:?}: {skipped:?}");
    }
}

#[test]
fn digits() {
    check(
        "276394",
        &["276 394 комиссии", "276\u{a0}394 комиссии", "276\u{202f}394 комиссии", "276394 комиссии", "276\u{2009}394"],
    );
    check("88700", &["88,7 тыс. коммунистов", "88,7 тысячи человек", "88.7 тыс."]);
    check("2500000", &["2,5 млн детей", "2,5 миллиона детей", "2 млн. 500 тыс. детей", "2\u{a0}500\u{a0}000 детей"]);
    check("1500000000", &["1,5 млрд. штук"]);
    check("5; 7; 12", &["было 5, 7, 12 домов"]);
    check("5009", &["насчитывала 5009 коммунистов", "насчитывала 5 009 коммунистов"]);
    check("5300", &["5 тысяч 300 человек"]);
    check("12; 1944", &["12 1944 школ"]);
}

#[test]
fn words() {
    check("125", &["сто двадцать пять человек", "ста двадцати пяти человек", "ста двадцатью пятью людьми"]);
    check("1500000", &["полтора миллиона", "полутора миллионов", "один миллион пятьсот тысяч"]);
    check("2500", &["две с половиной тысячи", "двух с половиной тысяч", "2,5 тысячи"]);
    check("1000", &["тысяча человек", "тысячу человек", "одна тысяча человек"]);
    check("1000 About", &["около тысячи человек", "примерно 1 тыс. человек"]);
    check("20 About", &["два десятка школ"]);
    check("500000", &["полмиллиона человек"]);
    check("21", &["двадцать один человек", "21 человек"]);
    check("3", &["трёх человек", "3-х человек", "трое детей"]);
}

#[test]
fn shares_and_percents() {
    check("1/3 Share", &["одна треть депутатов", "треть депутатов", "1/3 депутатов"]);
    check("3/4 Share", &["три четверти домов", "¾ домов", "трёх четвертей домов"]);
    check("1/2 Share", &["половина домов", "½ домов", "половину домов"]);
    check("1/10 Share", &["каждый десятый ушёл", "одна десятая часть"]);
    check("2/5 Share", &["две пятых дохода"]);
    check("53.8 Percent", &["53,8 процента", "53,8 %", "53,8%"]);
    check("20 Percent", &["20%-ный раствор", "двадцать процентов"]);
    check("1/3 Share", &["в соотношении 1 : 3", "в пропорции 1:3"]);
    check("180; 284", &["180 из 284 секретарей"]);
}

#[test]
fn money_and_units() {
    check("5000000 Money", &["5 млн. рублей", "5 млн руб.", "пять миллионов рублей", "$5 млн", "5 млн золотых рублей"]);
    check("298807 Money", &["298 807 рублей"]);
    check("120 Physical", &["120 км", "120 километров", "120 кв. км", "120 т", "120 пудов"]);
    check("3 Duration", &["3 года", "в течение трёх месяцев", "3 недели"]);
    check("20 Age", &["в возрасте 20 лет", "исполнилось 20 лет"]);
    check("18 Over Age", &["старше 18 лет"]);
    check("-5 Physical", &["было −5 °C", "было минус 5 градусов"]);
    assert_eq!(read("дали около 5 млн. рублей детям").0[0].span.of("дали около 5 млн. рублей детям"), "5 млн. рублей");
}

#[test]
fn bounds() {
    check("36000 About", &["около 36 тыс. бригад", "примерно 36 тысяч", "порядка 36 тыс.", "приблизительно 36 тыс."]);
    check("586000 Over", &["свыше 586 тыс.", "более чем 586 тыс.", "превысило 586 тыс.", "больше 586 тыс."]);
    check("80 UpTo", &["до 80 человек", "не более 80 человек", "не превышает 80 человек"]);
    check(
        "80 AtLeast",
        &["не менее 80 человек", "минимум 80 человек", "80 и более человек", "не менее чем 80 человек"],
    );
    check("80 Under", &["менее 80 человек", "меньше 80 человек"]);
    check("200 About", &["человек двести"]);
    check("5000 Over", &["пять с лишним тысяч"]);
    check("80", &["лишь 80 человек", "выросло до 80 человек", "только 80 человек"]);
}

#[test]
fn ranges() {
    check("5000..7000", &["5–7 тысяч", "5-7 тыс.", "от 5 до 7 тысяч", "5—7 тыс.", "5 тыс.–7 тыс.", "пять-семь тысяч"]);
    check("10..15 Percent", &["10–15 процентов", "от 10 до 15 %", "10-15%"]);
    check("2000..3000", &["2 000–3 000 школ", "2000 – 3000 школ"]);
    check("5; 7", &["вырос с 5 до 7 человек"]);
}

#[test]
fn changes_and_multiples() {
    check("20 PercentIncrease", &["площадь увеличилась на 20 процентов", "сократилась на 20 %", "на 20 % больше"]);
    check("2000000 Increase", &["увеличило число школ на 2 млн. человек", "на 2 млн. больше"]);
    check("20 About PercentIncrease", &["выросло на около 20 процентов", "выросло примерно на 20 процентов"]);
    check("2.5 Multiple", &["в 2,5 раза", "в два с половиной раза"]);
    check("2 Multiple", &["вдвое", "в два раза", "в 2 раза"]);
    check("1/3 Increase", &["сократилось на треть"]);
    check("40000000 Money", &["на эти цели было ассигновано 40 млн. рублей"]);
}

#[test]
fn what_is_no_amount() {
    check_skipped(
        SkipReason::Ordinal,
        &[
            "76-го конгресса",
            "24-ю годовщину",
            "в 4-х и 7-х классах",
            "десятой сессией",
            "двадцать пятый день",
            "первая половина",
        ],
    );
    check_skipped(SkipReason::Name, &["школа № 12", "самолёт ТУ-154", "танк Т-34", "лист A4"]);
    check_skipped(SkipReason::Compound, &["20-летие республики", "100-километровый поход"]);
    check_skipped(
        SkipReason::Reference,
        &["ст. 12 п. 5", "рис. 3", "глава 5", "§ 4", "как сказано [12]", "с. 12–15", "слово1"],
    );
    check_skipped(SkipReason::ListMark, &["1. Новое дело", "1) новое; 2) старое"]);
    check_skipped(SkipReason::Phone, &["тел. +7 (495) 123-45-67", "8-800-555-35-35"]);
    check_skipped(SkipReason::Version, &["программа 2.5.1", "версия 2.5"]);
    check_skipped(SkipReason::Clock, &["в 10:30", "в 10.30", "в 10 часов", "в 10 ч. 30 мин."]);
    check_skipped(SkipReason::Score, &["со счётом 3:1", "выиграли 3:1"]);
    check_skipped(
        SkipReason::Idiom,
        &["одним из первых не был", "с одной стороны", "ни один"].map(|text| text.trim_end_matches(" первых не был")),
    );
    check_skipped(
        SkipReason::Vague,
        &[
            "тысячи активистов",
            "сотни тысяч юношей",
            "десятки агрономов",
            "несколько тысяч",
            "большинство",
            "миллионы комсомольцев",
        ],
    );
    check("", &["первичных организаций", "семидневный семинар", "семью братьев", "каждый рабочий"]);
}

#[test]
fn too_long_a_number_is_told() {
    check_skipped(SkipReason::Unread, &["99999999999999999999999999999999999999 человек"]);
}
