//! What is drawn to be held against the golden files: every form, and every bound in those where it has a look of its own.

use super::super::{ChartId, ChartSpec, Form, Row};
use crate::extract::{Bound, Part};
use crate::fact::{FactId, Period};
use crate::span::Span;
use crate::wording::time;

pub fn row(label: &str, value: &str, bound: Bound, level: usize) -> Row {
    Row {
        label: label.to_owned(),
        value: value.parse().ok(),
        bound,
        upper: None,
        period: None,
        level,
        fact: FactId(format!("fact {label}")),
    }
}

pub fn at(edtf: &str, value: &str, bound: Bound) -> Row {
    in_part(edtf, None, value, bound)
}

fn in_part(edtf: &str, part: Option<Part>, value: &str, bound: Bound) -> Row {
    let period = Period { when: edtf.parse().unwrap(), part, span: Span::new(0, 0) };
    let label = time::short(&period.when, part);
    Row { period: Some(period), ..row(&label, value, bound, 0) }
}

/// The row as a range to `upper`.
fn up_to(upper: &str, row: Row) -> Row {
    Row { upper: Some(upper.parse().expect("an amount")), ..row }
}

/// A change within a time; falls are below zero.
fn changed(edtf: &str, value: &str, bound: Bound) -> Row {
    at(edtf, value, bound)
}

/// What happened, without a figure.
fn happened(edtf: &str, part: Option<Part>, what: &str) -> Row {
    Row { value: None, label: what.to_owned(), ..in_part(edtf, part, "0", Bound::Exact) }
}

pub fn spec(form: Form, title: &str, unit: &str, reading: &str, rows: Vec<Row>) -> ChartSpec {
    let facts: Vec<FactId> = rows.iter().map(|row| row.fact.clone()).collect();
    let [title, unit, reading] = [title, unit, reading].map(str::to_owned);
    let (scope, source) = (String::new(), String::new());
    ChartSpec { id: ChartId::of(&facts), form, title, unit, reading, scope, source, relation: None, rows, block: 0 }
}

pub fn specs() -> Vec<(&'static str, ChartSpec)> {
    use Bound::{About, AtLeast, Between, Exact, Over, Under, UpTo};
    vec![
        (
            "slope",
            spec(
                Form::Slope,
                "Доля женщин среди депутатов",
                "%",
                "с 33,1 % в 1939 г. до 53,8 % 31 декабря 1944 г.",
                vec![at("1939", "33.1", Exact), at("1944-12-31", "53.8", Exact)],
            ),
        ),
        (
            "slope-steep-fall",
            spec(
                Form::Slope,
                "Доля неграмотных",
                "%",
                "с 70 % в 1897 г. до менее 2 % в 1959 г.",
                vec![at("1897", "70", About), at("1959", "2", Under)],
            ),
        ),
        (
            "line",
            spec(
                Form::Line,
                "Число читателей районной библиотеки",
                "тыс. читателей",
                "88,7 тыс. в 1942 г., 177 тыс. в 1943 г., 252,3 тыс. в 1944 г.",
                vec![at("1942", "88700", Exact), at("1943", "177000", Exact), at("1944", "252300", Exact)],
            ),
        ),
        (
            "line-uneven",
            spec(
                Form::Line,
                "Население города",
                "тыс. жителей",
                "шесть переписей",
                vec![
                    at("1897", "25000", About),
                    at("1926", "61500", Exact),
                    at("1939", "140000", Exact),
                    at("1945", "80000", Over),
                    at("1959", "210000", Exact),
                    at("1970", "259000", Exact),
                ],
            ),
        ),
        (
            "bars-pair",
            spec(
                Form::Bars,
                "Дети в лагерях и на площадках",
                "млн детей",
                "400 тыс. летом 1942 г., 2,5 млн летом 1944 г.",
                vec![at("1942-22", "400000", Exact), at("1944-22", "2500000", Exact)],
            ),
        ),
        (
            "bars-unsure",
            spec(
                Form::Bars,
                "Границы величин",
                "тыс. человек",
                "каждая граница по разу",
                vec![
                    row("точно", "100000", Exact, 0),
                    row("около", "100000", About, 0),
                    row("более", "100000", Over, 0),
                    row("не менее", "80000", AtLeast, 0),
                    row("менее", "60000", Under, 0),
                    row("до", "40000", UpTo, 0),
                    up_to("70000", row("между", "50000", Between, 0)),
                    row("мало", "3000", About, 0),
                ],
            ),
        ),
        (
            "balance",
            spec(
                Form::Balance,
                "Сальдо торговли с четырьмя странами",
                "млрд рублей",
                "Польша: 3 млрд, Чехия: 500 млн, Венгрия: −1,5 млрд, Германия: −5 млрд",
                vec![
                    row("Польша", "3000000000", Exact, 0),
                    row("Чехия", "500000000", Exact, 0),
                    row("Венгрия", "-1500000000", Exact, 0),
                    row("Германия с её восточными землями", "-5000000000", Exact, 0),
                ],
            ),
        ),
        (
            "balance-pair",
            spec(
                Form::Balance,
                "Рентабельность завода",
                "%",
                "с −5 % в 1998 г. до 12 % в 1999 г.",
                vec![at("1998", "-5", Exact), at("1999", "12", Exact)],
            ),
        ),
        (
            "balance-unsure",
            spec(
                Form::Balance,
                "Средняя температура января",
                "градусов",
                "каждая граница по разу",
                vec![
                    row("около нуля", "3", About, 0),
                    up_to("4", row("то мороз, то оттепель", "-6", Between, 0)),
                    row("почти минус восемь", "-8", About, 0),
                    row("теплее минус десяти", "-10", Over, 0),
                    row("холоднее минус двенадцати", "-12", Under, 0),
                    up_to("-14", row("минус 14–18", "-18", Between, 0)),
                ],
            ),
        ),
        (
            "balance-times",
            spec(
                Form::Balance,
                "Естественный прирост населения",
                "тыс. человек",
                "6 тыс. в 1990 г., −12 тыс. в 1991 г., около −20 тыс. в 1993 г., более −8 тыс. в 1998 г.",
                vec![
                    at("1990", "6000", Exact),
                    at("1991", "-12000", Exact),
                    at("1993", "-20000", About),
                    at("1998", "-8000", Over),
                ],
            ),
        ),
        (
            "bars-long-labels",
            spec(
                Form::Bars,
                "Скот для пострадавших районов",
                "тыс. голов",
                "100 тыс. овец и коз, 20 тыс. лошадей, 10 тыс. голов крупного рогатого скота",
                vec![
                    row("овец и коз", "100000", Exact, 0),
                    row("лошадей", "20000", Exact, 0),
                    row("голов крупного рогатого скота", "10000", Exact, 0),
                ],
            ),
        ),
        (
            "part-nested",
            spec(
                Form::Part,
                "Принятые за год",
                "человек",
                "3 008 674, из них 1 312 632, в том числе 801 232",
                vec![
                    row("всего принято за год", "3008674", Exact, 0),
                    row("в Вооружённых Силах", "1312632", Exact, 1),
                    row("в действующей армии", "801232", Exact, 2),
                ],
            ),
        ),
        (
            "dots",
            spec(
                Form::Dots,
                "Люди, орудия, танки и корабли",
                "",
                "5 млн человек и 246 кораблей",
                vec![
                    row("люди", "5000000", Exact, 0),
                    row("орудия и миномёты", "47200", Exact, 0),
                    row("танки и самоходные артиллерийские установки", "4400", About, 0),
                    row("боевые самолёты", "4300", Over, 0),
                    row("корабли", "246", Exact, 0),
                ],
            ),
        ),
        (
            "waffle",
            ChartSpec {
                scope: "1897 г.".to_owned(),
                source: "по данным переписи".to_owned(),
                ..spec(
                    Form::Waffle,
                    "Язык жителей города",
                    "%",
                    "русский: 56,2 %, польский: 35,7 %, немецкий: 5 %",
                    vec![
                        row("русский", "56.2", Exact, 0),
                        row("польский", "28.7", Exact, 0),
                        row("немецкий", "9", Exact, 0),
                        row("остальные языки, на которых говорили приезжие", "2.4", Exact, 0),
                    ],
                )
            },
        ),
        (
            "arrows",
            spec(
                Form::Arrows,
                "Чугун, уголь и хлеб",
                "%",
                "чугун: рост на 20 %",
                vec![
                    row("выплавка чугуна", "20", Exact, 0),
                    row("добыча угля в восточных районах страны", "8.5", About, 0),
                    row("сбор хлеба", "-12", Exact, 0),
                ],
            ),
        ),
        (
            "arrows-times",
            spec(
                Form::Arrows,
                "Выпуск станков и тракторов",
                "раз",
                "в 2,5 раза",
                vec![row("станки", "2.5", Exact, 0), row("тракторы", "1.5", Over, 0)],
            ),
        ),
        (
            "line-between",
            spec(
                Form::Line,
                "Число кружков",
                "кружков",
                "120 в 1958 г., 150–210 в 1960 г., около 260 в 1963 г., 300–340 в 1964 г.",
                vec![
                    at("1958", "120", Exact),
                    up_to("210", at("1960", "150", Between)),
                    at("1963", "260", About),
                    up_to("340", at("1964", "300", Between)),
                ],
            ),
        ),
        (
            "line-parts-of-years",
            spec(
                Form::Line,
                "Число школ",
                "школ",
                "410 во втором полугодии 1942 г., 530 в начале 1944 г., 700 в конце 1944 г.",
                vec![
                    at("1942-41", "410", Exact),
                    in_part("1944", Some(Part::Start), "530", UpTo),
                    in_part("1944", Some(Part::End), "700", AtLeast),
                ],
            ),
        ),
        (
            "slope-between",
            spec(
                Form::Slope,
                "Доля грамотных",
                "%",
                "20–25 % в 1897 г., 80–90 % в конце 1939 г.",
                vec![
                    up_to("25", at("1897", "20", Between)),
                    up_to("90", in_part("1939", Some(Part::End), "80", Between)),
                ],
            ),
        ),
        (
            "part-unsure",
            spec(
                Form::Part,
                "Вступившие за год",
                "тыс. человек",
                "около 120 тыс. из примерно 300 тыс., из них более 40 тыс. женщин",
                vec![
                    row("всего", "300000", About, 0),
                    row("в городе", "120000", About, 1),
                    row("женщин", "40000", Over, 2),
                ],
            ),
        ),
        (
            "dots-unsure",
            spec(
                Form::Dots,
                "Люди, танки и корабли",
                "",
                "3–5 млн человек, менее 4400 танков, до 20 кораблей",
                vec![
                    up_to("5000000", row("люди", "3000000", Between, 0)),
                    row("танки", "4400", Under, 0),
                    row("корабли", "20", UpTo, 0),
                ],
            ),
        ),
        (
            "arrows-unsure",
            spec(
                Form::Arrows,
                "Уголь, чугун, руда и хлеб",
                "%",
                "каждая граница по разу",
                vec![
                    row("добыча угля", "20", Under, 0),
                    row("выплавка чугуна", "25", AtLeast, 0),
                    up_to("20", row("добыча руды", "15", Between, 0)),
                    up_to("-10", row("сбор хлеба", "-18", Between, 0)),
                    row("надои", "-12", Over, 0),
                    row("улов рыбы", "-9", UpTo, 0),
                ],
            ),
        ),
        (
            "columns",
            spec(
                Form::Columns,
                "Добыча угля: изменение",
                "%",
                "рост на 12 % в 1940 г., рост на 7 % в 1941 г., снижение на 15 % в 1942 г.",
                vec![changed("1940", "12", Exact), changed("1941", "7", Exact), changed("1942", "-15", Exact)],
            ),
        ),
        (
            "columns-unsure",
            spec(
                Form::Columns,
                "Число пожаров: изменение",
                "%",
                "каждая граница по разу",
                vec![
                    changed("1958", "-20", Over),
                    changed("1960", "-9", UpTo),
                    changed("1961", "4.5", About),
                    up_to("18", changed("1965", "10", Between)),
                    up_to("-6", changed("1966", "-14", Between)),
                    changed("1970", "12", AtLeast),
                ],
            ),
        ),
        (
            "columns-times",
            spec(
                Form::Columns,
                "Цены: изменение",
                "раз",
                "рост в 26 раз в 1992 г., рост в 9 раз в 1993 г.",
                vec![changed("1992", "26", Exact), changed("1993", "9", Exact)],
            ),
        ),
        (
            "events",
            spec(
                Form::Timeline,
                "События 1941–1945 гг.",
                "",
                "6 событий; первое: 22 июня 1941 г., последнее: 9 мая 1945 г.",
                vec![
                    happened("1941-06-22/1945-05-09", None, "Шла война"),
                    happened("1942~", None, "Открыли первую школу для взрослых"),
                    happened("1943-07-05", None, "Началась битва"),
                    happened("1943-08~", None, "Вернулись учителя"),
                    happened(
                        "1944",
                        Some(Part::End),
                        "Совет принял решение о том, чтобы все дети с семи лет ходили в школу, и о том, чтобы при каждой школе \
                         были столовая, библиотека и спортивный зал, в которых найдётся место для всех",
                    ),
                    happened("1945-05-09", None, "Война кончилась"),
                ],
            ),
        ),
        (
            "part",
            spec(
                Form::Part,
                "Секретари <районных> комитетов & \"горкомов\"",
                "секретарей",
                "180 из 284",
                vec![
                    row("секретарей уездных, городских и районных комитетов", "284", Exact, 0),
                    row("на фронте", "180", Exact, 1),
                ],
            ),
        ),
    ]
}
