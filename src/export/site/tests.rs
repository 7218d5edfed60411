use super::*;
use crate::document::Source;
use crate::export::Chosen;
use crate::ingest;
use crate::lesson::{Lesson, SAMPLE};
use crate::lexicon::ru::morphology::Morphology;

fn whole<R>(title: &str, work: impl FnOnce(&Whole<'_>) -> R) -> R {
    let document = ingest::read_text(SAMPLE, None).expect("the sample is a text").document;
    let lesson = Lesson::of(document, 3, Morphology::bundled());
    let source = Source { author: Some("А. & Б.".to_owned()), ..Source::default() };
    let chosen = Chosen {
        lesson: "l1",
        title,
        cards: &lesson.cards,
        text: &lesson.document.text,
        source: &source,
        introduction: None,
    };
    work(&Whole { chosen, lesson: &lesson, seed: 3 })
}

#[test]
fn a_page_shows_every_card_and_chart_and_allows_only_its_own_styles() {
    whole("Тыл <script>alert(1)</script>", |whole| {
        for language in Language::ALL {
            let page = lesson(whole, "tyl", language, true);
            assert!(!page.contains("<script") && page.contains("&lt;script&gt;alert(1)"), "escaped");
            assert_eq!(
                page.matches("<details><summary lang").count(),
                whole.chosen.cards.len() + whole.lesson.charts.len()
            );
            assert_eq!(page.matches("<svg ").count(), 2 * whole.lesson.charts.len(), "for a desk and for a phone");
            assert_eq!(page.matches("viewBox=\"-16 -16 288 ").count(), whole.lesson.charts.len());
            assert_eq!(page.matches("<table><thead><tr><th scope=\"col\">").count(), whole.lesson.charts.len());
            assert!(
                page.contains("<th scope=\"col\">читателей</th>")
                    || page.contains("<th scope=\"col\">комсомольцев</th>")
            );
            assert!(!page.contains("<th scope=\"col\">тыс."), "its figures are in full");
            assert!(page.contains("А. &amp; Б.") && page.contains("href=\"study.html\""));
            // The line for other pages is shown, and is no frame here.
            let line = "&lt;iframe src=&quot;https://…/tyl/study.html&quot; title=&quot;Тыл &amp;lt;script&amp;gt;";
            assert!(page.contains(line) && !page.contains("<iframe"), "{page}");
            // What the policy names are the styles of the page, all of them.
            let (_, policy) = page.split_once("style-src ").expect("a policy");
            let policy = policy.split(';').next().expect("its hashes");
            let mut found: Vec<String> = Vec::new();
            for rest in page.split("<style>").skip(1) {
                let hash = format!("'sha256-{}'", digest(rest.split("</style>").next().expect("its end")));
                if !found.contains(&hash) {
                    found.push(hash);
                }
            }
            assert_eq!(found.join(" "), policy);
        }
        assert_ne!(lesson(whole, "tyl", Language::Russian, true), lesson(whole, "tyl", Language::English, true));
        let alone = lesson(whole, "tyl", Language::Russian, false);
        assert!(!alone.contains("study.html") && !alone.contains("iframe"), "there is nothing to show in a frame");
    });
}

#[test]
fn what_stands_before_a_lesson_stands_before_its_cards() {
    whole("Тыл", |whole| {
        let chosen = Chosen { introduction: Some("Слово <учителя>.\n\nВторое."), ..whole.chosen };
        let page = lesson(&Whole { chosen, ..*whole }, "tyl", Language::English, true);
        let words = "<div class=\"introduction\">\n<p>Слово &lt;учителя&gt;.</p>\n<p>Второе.</p>\n</div>\n";
        let (before, after) = page.split_once(words).expect("it is there");
        assert!(before.contains("<h1>") && !before.contains("class=\"cards\"") && after.contains("class=\"cards\""));
        assert!(!lesson(whole, "tyl", Language::English, true).contains("introduction"));
    });
}

#[test]
fn a_digest_is_the_one_that_browsers_reckon() {
    // Of the empty text, and of one whose digest was reckoned with other programs (`openssl dgst -sha256 -binary | base64`).
    assert_eq!(digest(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    assert_eq!(digest("body { margin: 0 }"), "mX+s7KJgWpgxJola85xdpAFPBQaV091gzM2oPjgTW2w=");
}

#[test]
fn the_index_lists_lessons_or_says_that_there_are_none() {
    let listed = |folder: &str, title: &str| Listed {
        folder: folder.to_owned(),
        title: title.to_owned(),
        words: 10,
        facts: 3,
        cards: 2,
        charts: 1,
    };
    let page = index(&[listed("a", "Тыл & фронт"), listed("b", "Хлеб")], Language::Russian);
    assert!(
        page.contains("<a href=\"a/index.html\">Тыл &amp; фронт</a>") && page.contains("Карточки: 2 · Графики: 1"),
        "{page}"
    );
    assert!(index(&[], Language::English).contains("There is no lesson here yet."));
}
