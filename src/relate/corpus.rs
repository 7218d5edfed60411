//! What belongs together: the text, then each relation as `kind: quotes`; then what must not be joined.

use super::*;
use crate::lexicon::ru::morphology::Morphology;
use crate::{extract, fact, ingest, segment};

fn check(text: &str, expect: &[&str]) {
    let document = ingest::read_text(text, None).expect("a text").document;
    let sentences = segment::segment(&document, Morphology::bundled());
    let mentions = extract::mentions(&document, &sentences);
    let facts = fact::assemble(&document, &sentences, &mentions);
    let quote = |id: &FactId| facts.iter().find(|fact| fact.id == *id).map_or("", |fact| fact.span.of(&document.text));
    let found: Vec<String> = relations(&document, &sentences, &facts)
        .iter()
        .map(|relation| {
            let quotes: Vec<&str> = relation.facts.iter().map(quote).collect();
            format!("{:?}: {}", relation.kind, quotes.join(" | "))
        })
        .collect();
    assert_eq!(found, expect, "in {text:?}");
}

#[test]
fn series_in_time_order() {
    check("В 1942 г. в кружках занималось 40 тыс. рабочих, а в 1943 г. — 70 тыс.", &["Series: 40 тыс. | 70 тыс."]);
    check(
        "Женщины составляли 53,8 процента врачей в 1944 г. против 33,1 процента в 1939 г.",
        &["Series: 33,1 процента | 53,8 процента"],
    );
    check(
        "В 1940 г. было 17 тыс. союзов численностью 2,6 млн. членов, а в 1950 г. — 27 тыс., насчитывавших 4,3 млн. участников.",
        &["Series: 17 тыс. | 27 тыс.", "Series: 2,6 млн. | 4,3 млн."],
    );
    check("Добыча угля выросла с 29 млн т в 1913 г. до 166 млн т в 1940 г.", &["Series: 29 млн | 166 млн"]);
}

#[test]
fn parts_nest() {
    check(
        "Принято 308 тыс. человек, из них 131 тыс. человек — в армии, в том числе на фронте — 80 тыс.",
        &["PartOf: 308 тыс. | 131 тыс.", "PartOf: 131 тыс. | 80 тыс."],
    );
    check("В классе 30 учеников, из них 16 девочек и 14 мальчиков.", &["PartOf: 30 | 16 | 14"]);
    check("На фронте были 180 из 284 секретарей.", &["PartOf: 284 | 180"]);
}

#[test]
fn groups_at_one_time() {
    check(
        "Выделили 20 тыс. лошадей, 10 тыс. коров, 100 тыс. овец и коз.",
        &["Breakdown: 20 тыс. | 10 тыс. | 100 тыс."],
    );
    check("Русские составляли 88 % населения, татары — 6 %, украинцы — 2 %.", &["Breakdown: 88 % | 6 % | 2 %"]);
    check("Ордена Славы удостоились 205 врачей и ордена Почёта — 142 учителя.", &["Breakdown: 205 | 142"]);
}

#[test]
fn what_is_no_relation() {
    check("Работали комиссии, которых насчитывалось 276, а депутатов — 1569.", &[]);
    check("На детские дома выделили 5 млн. рублей. На школы выделили 40 млн. рублей.", &[]);
    check("Принято 461 955 рабочих, что составляло около 50 процентов общего числа.", &[]);
    check("Открыто 912 школ, в которых обучалось 28 тыс. рабочих.", &[]);
    check("В 1943 г. открыли 5 школ, а в 1944 г. построили 7 домов.", &[]);
}
