//! Texts that were made to hurt: a megabyte of one cue, one word, no spaces, nothing but brackets. Each takes time in
//! proportion to its length, and no more than some dozens of times its memory.
//!
//! Times are compared, which a busy machine spoils, so these are run by hand, a text after another:
//! `cargo test --release --test hostile -- --ignored linear_time`.

#[path = "../../benches/extract/memory.rs"]
mod memory;

use std::time::Instant;

use konspekt::ingest;
use konspekt::lesson::Lesson;
use konspekt::lexicon::ru::morphology::Morphology;

/// Four times the text takes four times the time; quadratic work would take sixteen times.
const GROWTH: f64 = 8.0;
/// The most memory held at once, in multiples of the text: a mark of one byte is a token of two dozen, twice while its
/// paragraph is cut.
const MEMORY: usize = 100;
/// The same where every line is a true sentence with figures: its facts and cards are the answer, and many times as long.
const MEMORY_OF_LESSONS: usize = 200;

/// Repeated after a Russian word, without which a text would not be read at all.
#[rustfmt::skip]
const CUES: &[&str] = &[
    "1", "1 ", "12 ", "123 456 ", "3,", "1,5 ", "1.", "1-", "1–", "1/", "1:", "+1 ", "№ 1 ", "[1] ", "1 (2 ", "1 % ",
    "5 % ", "5 тыс. ", "5 руб. ", "5 м ", "12 из них ", "в том числе 5 ", "из них ", "в том числе ", "из ", "сто ",
    "двадцать ", "тысяча ", "половина ", "вдвое ", "каждый ", "около ", "от 5 до ", "на ", "«", "»", "\"", "„", "(",
    ")", "()", "((1)", "[", "— ", "—", "-", ". ", ".", "…", "! ", "?", ",", ", ", "; ", ": ", "%", "г. ", "г.", "В. ",
    "А. Б. ", "т. е. ", "им. ", "в 1944 г. ", "1944 ", "1944–", "1944/45 ", "с 5 до 7 ", "с 5 по 7 мая ", "5 мая ",
    "мая ", "5 мая 1944 г. ", "в мае ", "летом ", "XX ", "XX век ", "в 40-е годы ", "к концу ", "в том же году ",
    "через год ", "через 2 года ", "к этому времени ", "Иван Петров ", "Иванов ", "Москва ", "Москве, ", "СССР ",
    "ЦК ", "ЦК (", "Общество (ОО) ", "Верховный Совет ", "Союз «", "«Заря» ", "района ", "города ", "по данным ",
    "вероятно ", "новый ", "новых ", "рабочих ", "и ", "в ", "он ", "было 5 школ ", "было 5 школ, ", "было 5 школ. ",
    "5 школ и 7 ", "5 школ (6 ", "5 школ — 6 ", "в 1944 г. 5 школ ", "в 1944 г. было 5 школ в Москве. ",
    "в Москве 5 школ, ", "выпустил 5 ", "а", "а ", "а-", "а\n", "\n", "1\n", "1\n\n", "— 1\n", "1. Дом\n", "Дом\n",
    "Дом 5\n", "Фото: А\n", "\u{301}", "\u{ad}", "ё", "🙂", "\u{a0}", "½", "½ ", "$", "$1 ", "° ", "1° ", "−1 ",
];

/// A text of about so many bytes.
type Shape = Box<dyn Fn(usize) -> String>;

fn shapes() -> Vec<(String, Shape)> {
    let mut shapes: Vec<(String, Shape)> = Vec::new();
    for cue in CUES {
        shapes.push((format!("{cue:?}"), Box::new(|bytes| "Слово ".to_owned() + &cue.repeat(bytes / cue.len()))));
    }
    let mut shape = |name: &str, text: fn(usize) -> String| shapes.push((name.to_owned(), Box::new(text)));
    shape("one word", |bytes| "ж".repeat(bytes / 2));
    shape("one word and figures", |bytes| ("ж".repeat(bytes / 4) + " ") + &"5 рабочих ".repeat(bytes / 20));
    shape("long words between figures", |bytes| format!("5 {} ", "ж".repeat(5_000)).repeat(bytes / 10_003));
    shape("one number", |bytes| "Было ".to_owned() + &"7".repeat(bytes));
    shape("no spaces", |bytes| "Было5школ,а1944г.—".repeat(bytes / 31));
    shape("nested brackets", |bytes| "Да ".to_owned() + &"(".repeat(bytes / 2) + &")".repeat(bytes / 2));
    shape("nested brackets with figures", |bytes| {
        "Да ".to_owned() + &"(1 ".repeat(bytes / 6) + &") 2".repeat(bytes / 6)
    });
    shape("nested quotes", |bytes| "Да ".to_owned() + &"«а ".repeat(bytes / 10) + &"а» ".repeat(bytes / 10));
    shape("different words", |bytes| {
        (0..)
            .map(different)
            .scan(0, |length, word| {
                *length += word.len();
                (*length < bytes).then_some(word)
            })
            .collect()
    });
    shape("different figures", |bytes| {
        (0..bytes / 8).map(|number| format!("{:06} да ", number * 7)).take(bytes / 12).collect()
    });
    shape("lesson: one sentence a line", |bytes| {
        (0..bytes / 50).map(|line| format!("Было {line} школ, стало {}.\n", line + 7)).collect()
    });
    shape("lesson: one subject through the years", |bytes| {
        (0..bytes / 60).map(|line| format!("В {} г. было {line} школ. ", 1000 + line % 1000)).collect()
    });
    shapes
}

/// A word for each number.
fn different(number: usize) -> String {
    let letters: Vec<char> = ('а'..='я').collect();
    let mut word = String::from("Сло");
    let mut rest = number;
    while rest > 0 {
        word.push(letters[rest % 32]);
        rest /= 32;
    }
    word + " "
}

/// Seconds and the most bytes held.
fn cost(text: &str) -> (f64, usize) {
    let start = Instant::now();
    let held = memory::peak(|| {
        if let Ok(read) = ingest::read_text(text, None) {
            Lesson::of(read.document, 0, Morphology::bundled());
        }
    });
    (start.elapsed().as_secs_f64(), held)
}

#[test]
#[ignore = "compares times, which a busy machine spoils: cargo test --release --test hostile -- --ignored linear_time"]
fn linear_time_and_memory() {
    const SHORT: usize = 1_000_000;
    const LONG: usize = 4 * SHORT;
    Morphology::bundled();
    let mut broken = Vec::new();
    let shapes = shapes();
    for (name, text) in &shapes {
        let (short, long) = (text(SHORT), text(LONG));
        // The best of three: other work on the machine only ever adds.
        let ((mut few, _), (mut many, held)) = (cost(&short), cost(&long));
        for _ in 0..2 {
            if many > few.max(0.05) * GROWTH {
                few = few.min(cost(&short).0);
                many = many.min(cost(&long).0);
            }
        }
        let (growth, memory) = (many / few, held / long.len());
        let line = format!("{few:>7.2} s {many:>7.2} s  x{growth:>5.1} {memory:>5}  {name}");
        println!("{line}");
        let most = if name.starts_with("lesson") { MEMORY_OF_LESSONS } else { MEMORY };
        if many > few.max(0.05) * GROWTH || memory > most {
            broken.push(line);
        }
    }
    assert!(
        broken.is_empty(),
        "time for 1 MB and 4 MB, growth, memory over text; of {} texts too much for:\n{}",
        shapes.len(),
        broken.join("\n")
    );
}
