//! Where a figure holds, and who did it.

use super::clause::{Clause, is_predicate};
use super::scene::{Role, Scene};
use super::subject::Said;
use crate::extract::{EntityKind, EntityMention, Words};
use crate::lexicon::ru::traits::Traits;

/// The place, in the nominative, and whether it was carried over from before.
pub fn place(scene: &Scene, index: usize, said: &[Said], held: Option<&str>) -> Option<(String, bool)> {
    let slot = &scene.slots[index];
    let clause = said[index].start;
    let at = |place: &EntityMention| scene.words.at(place.span.start);
    let led = |place: &EntityMention| {
        let at = at(place);
        // `в Молдавии`, `в освобожденном Гомеле`, `в западных областях Украины`
        (at.saturating_sub(3)..at).rev().any(|before| matches!(scene.words.word(before), "в" | "во" | "на" | "по"))
    };
    let before = || scene.places.iter().rev().filter(|place| at(place) < slot.lead);
    let clausal = || before().filter(|place| at(place) >= clause);
    // What stands behind a semicolon is told of something else.
    let end = (slot.to..slot.to + 12).find(|&at| scene.words.get(at) == ";").unwrap_or(slot.to + 12);
    let after = || scene.places.iter().filter(|place| at(place) >= slot.to && at(place) < end);
    let chosen = (clausal().find(|place| led(place)))
        .or_else(|| clausal().next())
        .or_else(|| before().find(|place| led(place)))
        .or_else(|| after().find(|place| led(place)))
        .or_else(|| before().next());
    if let Some(place) = chosen {
        return Some((place.name.clone(), false));
    }
    let country = (0..slot.lead)
        .any(|at| scene.words.word(at) == "стране" && matches!(scene.words.word(at.saturating_sub(1)), "в" | "по"));
    if country {
        return Some(("страна".to_owned(), false));
    }
    if let Some(region) = region(scene, slot.to) {
        return Some((region, false));
    }
    held.filter(|_| refers_back(scene)).map(|place| (place.to_owned(), true))
}

/// A place without a name, made nominative: `в освобожденных районах`, `на освобожденной территории`. Looked for before
/// `end` and a few words after.
fn region(scene: &Scene, end: usize) -> Option<String> {
    const NOUNS: &[(&str, &str, &str)] = &[
        ("районах", "ых", "ые районы"),
        ("областях", "ых", "ые области"),
        ("республиках", "ых", "ые республики"),
        ("районам", "ым", "ые районы"),
        ("областям", "ым", "ые области"),
        ("территории", "ой", "ая территория"),
        ("местности", "ой", "ая местность"),
    ];
    let words = &scene.words;
    (1..(end + 6).min(words.len())).find_map(|at| {
        let (_, ending, nominative) = NOUNS.iter().find(|(noun, ..)| *noun == words.word(at))?;
        let stem = words.written(at - 1).strip_suffix(ending)?;
        (stem.chars().count() > 4 && words.is_participle(at - 1)).then(|| format!("{stem}{nominative}"))
    })
}

/// The last place that a sentence names as where things happen: it holds until another is named.
pub fn last_place<'a>(words: &Words, entities: &'a [EntityMention]) -> Option<&'a str> {
    entities.iter().rev().find(|entity| is_where(words, entity)).map(|place| place.name.as_str())
}

/// Whether a name tells where: `посол Франции`, `с гражданами Перу` tell of whom.
pub fn is_where(words: &Words, entity: &EntityMention) -> bool {
    const WHO: &[&str] =
        &["граждан", "подданн", "президент", "премьер", "посол", "посла", "послу", "посольств", "король", "короля"];
    let before = words.at(entity.span.start).checked_sub(1).map_or("", |before| words.word(before));
    entity.kind == EntityKind::Place && !WHO.iter().any(|stem| before.starts_with(stem))
}

/// `сюда`, `в ее рядах`, `компартия республики`: the place was named before.
fn refers_back(scene: &Scene) -> bool {
    const BACK: &[&str] = &[
        "сюда",
        "здесь",
        "там",
        "туда",
        "республики",
        "области",
        "края",
        "города",
        "района",
        "республике",
        "городе",
        "месте",
        "районе",
    ];
    // `в ее рядах` is of the place, `называя его` of somebody.
    let led = |at: usize| at > 0 && scene.words.is_preposition(at - 1);
    let back = |at: usize| match scene.words.word(at) {
        "ее" | "его" => led(at),
        word => BACK.contains(&word),
    };
    (0..scene.words.len().min(60)).any(back)
}

/// An organization or a person that stands in the nominative place of the clause, with a verb after it.
pub fn agent(scene: &Scene, index: usize, said: &[Said]) -> Option<String> {
    let slot = &scene.slots[index];
    let words = &scene.words;
    scene
        .entities
        .iter()
        .filter(|entity| matches!(entity.kind, EntityKind::Organization | EntityKind::Person))
        .find(|entity| {
            let (from, to) = (words.at(entity.span.start), words.at(entity.span.end.saturating_sub(1)) + 1);
            let led = from > 0
                && words.is_word(from - 1)
                && !words.is_particle(from - 1)
                && scene.roles[from - 1] == Role::Plain;
            let acts = (to..slot.lead).any(|at| scene.is_finite(at) && !words.is_short_passive(at));
            from >= said[index].start && !led && acts
        })
        .map(|entity| entity.name.clone())
}

/// Where the clause says that it happened, in the nominative, where it names one place so.
pub fn of_clause(scene: &Scene, clause: &Clause) -> Option<String> {
    let words = &scene.words;
    let led = |place: &&&EntityMention| {
        let at = words.at(place.span.start);
        let lead = (at.saturating_sub(3)..at).rev().find(|&before| words.is_preposition(before));
        let inside = clause.tokens().any(|token| token == at);
        let near =
            |lead: usize| (lead + 1..at).all(|between| words.is_attribute(between) || is_region(words.word(between)));
        inside
            && lead.is_some_and(|lead| matches!(words.word(lead), "в" | "во" | "на" | "под" | "у" | "по") && near(lead))
    };
    let mut places = scene.places.iter().filter(led).map(|place| &place.name);
    let first = places.next()?;
    places.all(|other| other == first).then(|| first.clone())
}

/// `в городе Омске`, `на севере Африки`, not `в состав СССР`.
fn is_region(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "город",
        "сел",
        "деревн",
        "област",
        "кра",
        "республик",
        "район",
        "столиц",
        "остров",
        "территори",
        "окрестност",
        "центр",
        "север",
        "юг",
        "восток",
        "запад",
        "берег",
        "губерни",
    ];
    STEMS.iter().any(|stem| word.starts_with(stem))
}

/// The organization or person in the nominative that acts in the clause.
pub fn actor(scene: &Scene, clause: &Clause) -> Option<String> {
    let words = &scene.words;
    let predicate = clause.tokens().find(|&at| is_predicate(scene, at))?;
    let acts = !words.is_short_passive(predicate) && !words.word(predicate).ends_with("ся");
    let nominative = |entity: &&EntityMention| {
        let (from, to) = (words.at(entity.span.start), words.at(entity.span.end.saturating_sub(1)) + 1);
        let led = from > 0
            && words.is_word(from - 1)
            && !words.is_particle(from - 1)
            && scene.role(from - 1) == Role::Plain
            && !scene.is_finite(from - 1);
        let name = (from..to).find(|&at| words.written(at).chars().count() > 1);
        let case = name.is_some_and(|at| {
            words.traits(at).any(Traits::NOMINATIVE.and(Traits::GUESSED))
                || words.written(at).chars().all(char::is_uppercase)
        });
        !led && case && clause.tokens().any(|token| token == from)
    };
    let mut actors = scene
        .entities
        .iter()
        .filter(|entity| acts && matches!(entity.kind, EntityKind::Organization | EntityKind::Person));
    actors.find(nominative).map(|entity| entity.name.clone())
}
