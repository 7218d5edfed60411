//! What every store keeps to, written once and run against each: natively against memory, in a browser against
//! IndexedDB.

use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use super::{Loaded, Merged, Store, StoreError, record};
use crate::card::{CardId, CardKind, Piece};
use crate::chart::ChartId;
use crate::deck::{
    Arranged, Body, ChartGuess, Deck, DeviceId, Edit, Event, EventId, Grade, Interface, LessonId, MadeChart, MadeRow,
    Publication, Review, Share, snapshot,
};
use crate::document::Source;
use crate::extract::Amount;
use crate::fact::{FactId, Quote};
use crate::relate::RelationId;

/// Where a store keeps its records; empty at first.
#[allow(async_fn_in_trait, reason = "as for the store")]
pub trait Bench {
    type Store: Store;

    /// Opens the store anew, as a reload of the page does.
    async fn open(&self) -> Result<Self::Store, StoreError>;

    /// Puts a record there as it is, readable or not, in the place of the next event of the store's device.
    async fn plant(&self, record: &str) -> Result<(), StoreError>;
}

/// 2026-03-01T12:00:00Z.
const NOON: i64 = 1_772_366_400_000;

/// `Err` says which clause is broken.
pub async fn check(bench: &impl Bench) -> Result<(), String> {
    starts_empty(bench).await.map_err(in_clause("starts empty"))?;
    numbers_ascend(bench).await.map_err(in_clause("numbers ascend"))?;
    every_kind_of_event_survives_a_reload(bench).await.map_err(in_clause("every kind of event survives a reload"))?;
    all_or_none(bench).await.map_err(in_clause("all or none"))?;
    appends_at_once_get_numbers_of_their_own(bench).await.map_err(in_clause("appends at once"))?;
    a_large_text_is_kept(bench).await.map_err(in_clause("a large text is kept"))?;
    what_cannot_be_read_is_set_aside(bench).await.map_err(in_clause("what cannot be read is set aside"))?;
    a_merge_adds_what_is_new(bench).await.map_err(in_clause("a merge adds what is new"))?;
    a_snapshot_spares_what_it_knows(bench).await.map_err(in_clause("a snapshot spares what it knows"))?;
    what_came_meanwhile_is_not_hidden(bench).await.map_err(in_clause("what came meanwhile is not hidden by a snapshot"))
}

/// What a clause found broken.
enum Broken {
    Store(StoreError),
    Expected(&'static str),
}

impl From<StoreError> for Broken {
    fn from(error: StoreError) -> Self {
        Broken::Store(error)
    }
}

fn in_clause(clause: &str) -> impl FnOnce(Broken) -> String {
    move |broken| match broken {
        Broken::Store(error) => format!("{clause}: {error:?}"),
        Broken::Expected(what) => format!("{clause}: expected {what}"),
    }
}

fn expect(holds: bool, what: &'static str) -> Result<(), Broken> {
    if holds { Ok(()) } else { Err(Broken::Expected(what)) }
}

async fn starts_empty(bench: &impl Bench) -> Result<(), Broken> {
    let store = bench.open().await?;
    let loaded = store.load().await?;
    expect(loaded.events.is_empty() && loaded.set_aside.is_empty(), "no events in a new store")?;
    expect(!loaded.device.0.is_empty(), "a device in a new store")?;
    expect(bench.open().await?.load().await?.device == loaded.device, "the same device after a reload")?;
    expect(store.append(Vec::new(), NOON, 0).await?.is_empty(), "no events for no bodies")
}

async fn numbers_ascend(bench: &impl Bench) -> Result<(), Broken> {
    let store = bench.open().await?;
    let device = store.load().await?.device;
    let first = store.append(vec![setting("a"), setting("b")], NOON, 180).await?;
    let second = bench.open().await?.append(vec![setting("c")], NOON - 1, -60).await?;
    let appended: Vec<&Event> = first.iter().chain(&second).collect();
    expect(appended.len() == 3, "as many events as bodies")?;
    expect(appended.iter().all(|event| event.id.device == device), "the store's own device in every id")?;
    expect(appended.is_sorted_by(|a, b| a.id.number < b.id.number), "ascending numbers, after a reload too")?;
    expect(first.iter().all(|event| (event.at, event.offset) == (NOON, 180)), "the moment of the append")?;
    expect(first[0].body == setting("a") && first[1].body == setting("b"), "the bodies in their order")
}

async fn every_kind_of_event_survives_a_reload(bench: &impl Bench) -> Result<(), Broken> {
    let bodies: Vec<Body> = every_kind().into_iter().flatten().collect();
    let mut kinds: Vec<usize> = bodies.iter().map(kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    expect(kinds.into_iter().eq(0..KINDS), "every kind of event among those that are tried")?;
    let before = bench.open().await?.load().await?;
    let appended = bench.open().await?.append(bodies, NOON, 180).await?;
    let after = bench.open().await?.load().await?;
    expect(after.events.len() == before.events.len() + appended.len(), "what was there and what was appended")?;
    expect(after.events.starts_with(&before.events), "what was there, unchanged")?;
    expect(after.events.ends_with(&appended), "what was appended, unchanged")
}

async fn all_or_none(bench: &impl Bench) -> Result<(), Broken> {
    let store = bench.open().await?;
    let before = store.load().await?;
    let too_long = Body::LessonDeleted { lesson: LessonId("x".repeat(1000)) };
    let refused = store.append(vec![setting("a"), too_long], NOON, 0).await;
    expect(matches!(refused, Err(StoreError::Failed(_))), "a body over the limits refused")?;
    expect(bench.open().await?.load().await? == before, "nothing written of a refused append")?;
    expect(store.append(vec![setting("a")], NOON, 0).await.is_ok(), "the store to go on after a refused append")
}

async fn appends_at_once_get_numbers_of_their_own(bench: &impl Bench) -> Result<(), Broken> {
    let (store, other) = (bench.open().await?, bench.open().await?);
    let before = store.load().await?.events.len();
    let two = |name| vec![setting(name), setting(name)];
    let outcomes = all(vec![
        Box::pin(store.append(two("a"), NOON, 0)),
        Box::pin(other.append(two("b"), NOON, 0)),
        Box::pin(store.append(two("c"), NOON, 0)),
    ])
    .await;
    let mut numbers = Vec::new();
    for outcome in outcomes {
        numbers.extend(outcome?.into_iter().map(|event| event.id.number));
    }
    numbers.sort_unstable();
    numbers.dedup();
    expect(numbers.len() == 6, "six numbers for six events")?;
    expect(store.load().await?.events.len() == before + 6, "all six events kept")
}

async fn a_large_text_is_kept(bench: &impl Bench) -> Result<(), Broken> {
    let line = "В 1944 г. колхоз сдал 3 тыс. пудов зерна.\n";
    let text = line.repeat((10 << 20) / line.len() + 1);
    let appended = bench.open().await?.append(vec![added(text)], NOON, 0).await?;
    expect(bench.open().await?.load().await?.events.ends_with(&appended), "ten megabytes, unchanged")
}

async fn what_cannot_be_read_is_set_aside(bench: &impl Bench) -> Result<(), Broken> {
    let before = bench.open().await?.load().await?.events;
    let newer = r#"{"v":1000,"from":"the future"}"#;
    let damaged = r#"{"v":1,"device":"0"#;
    bench.plant(newer).await?;
    bench.plant(damaged).await?;
    let appended = bench.open().await?.append(vec![setting("a")], NOON, 0).await?;
    let after = bench.open().await?.load().await?;
    let mut set_aside = after.set_aside;
    set_aside.sort_unstable();
    expect(set_aside == [damaged, newer], "both records as they were, after a later append too")?;
    expect(after.events == [before, appended].concat(), "every other event unchanged")
}

async fn a_merge_adds_what_is_new(bench: &impl Bench) -> Result<(), Broken> {
    let (store, other) = (bench.open().await?, bench.open().await?);
    let before = store.load().await?;
    let elsewhere = |device: &str, number, value: &str| {
        let id = EventId { device: DeviceId(device.to_owned()), number };
        record::encode(&Event { id, at: NOON, offset: 0, body: setting(value) })
    };
    // Of its own past that it has forgotten, of another device, of another device twice, and what is no record.
    let own = before.events.iter().map(|event| event.id.number).max().unwrap_or_default() + 10;
    let new = vec![
        elsewhere(&before.device.0, own, "a")?,
        elsewhere("ffffffffffffffff", 1, "b")?,
        elsewhere("ffffffffffffffff", 1, "a")?,
        "no record".to_owned(),
    ];
    let merged = store.merge(new.clone()).await?;
    expect(merged.events.len() == 2 && merged.set_aside == 2 && merged.known == 0, "two events and two set aside")?;
    let again = bench.open().await?.merge(new.iter().rev().cloned().collect()).await?;
    expect(again == Merged { known: 4, ..Merged::default() }, "nothing new in what is known")?;

    let after = bench.open().await?.load().await?;
    expect(after.device != before.device, "another device once its past was forgotten")?;
    expect(store.load().await?.device == after.device, "the same device in every tab")?;
    expect(after.events.len() == before.events.len() + 2, "both events after a reload")?;
    expect(after.set_aside.len() == before.set_aside.len() + 2, "what was set aside after a reload")?;
    let of_other = after.events.iter().find(|event| event.id.device.0 == "ffffffffffffffff");
    expect(of_other.is_some_and(|event| event.body == setting("a")), "the lesser of two records of one event")?;
    expect(after.set_aside.contains(&new[1]), "the other of them set aside")?;
    let mut records = bench.open().await?.records().await?;
    records.sort_unstable();
    expect(new.iter().all(|record| records.binary_search(record).is_ok()), "every record as it came")?;
    expect(records.len() == after.events.len() + after.set_aside.len(), "no record twice")?;
    let next =
        [store.append(vec![setting("c")], NOON, 0).await?, other.append(vec![setting("d")], NOON, 0).await?].concat();
    expect(
        next.iter().all(|event| event.id.device == after.device),
        "the new device in what is appended, by every tab",
    )?;
    let theirs = record::encode(&next[0])?;
    let known = store.merge(vec![theirs, elsewhere("ffffffffffffffff", 2, "c")?]).await?;
    expect((known.known, known.events.len()) == (1, 1), "its own events known when they come back")?;
    expect(store.load().await?.device == after.device, "the same device after any other merge")
}

async fn a_snapshot_spares_what_it_knows(bench: &impl Bench) -> Result<(), Broken> {
    let store = bench.open().await?;
    expect(store.snapshot().await?.is_none(), "no snapshot before the first")?;
    // Among the events that the snapshot knows.
    for damaged in ["damaged before", "damaged too"] {
        bench.plant(damaged).await?;
    }
    store.append(vec![setting("after what is damaged")], NOON, 0).await?;
    let Loaded { events, set_aside, .. } = store.load().await?;
    expect(set_aside.iter().filter(|record| record.starts_with("damaged")).count() == 2, "what is damaged set aside")?;
    let deck = Deck::of(&events);
    let written = snapshot::write(&deck).unwrap_or_default();
    let mark = store.last_merge().await?;
    store.keep_snapshot(vec![1, 2, 3], Vec::new(), &mark).await?;
    expect(store.keep_snapshot(written.clone(), set_aside.clone(), &mark).await?, "a snapshot of everything kept")?;
    let kept = bench.open().await?.snapshot().await?;
    expect(kept.as_ref() == Some(&written), "the last snapshot after a reload")?;
    let mut resumed = kept.and_then(|kept| snapshot::read(&kept)).ok_or(Broken::Expected("a readable snapshot"))?;

    let heads = snapshot::heads(&resumed);
    let after = store.load_after(&heads).await?;
    expect(after.events.is_empty(), "nothing after what is known")?;
    expect(after.set_aside == set_aside, "what is set aside, told at every start")?;
    expect(store.load_after(&BTreeMap::new()).await?.events == events, "everything after nothing")?;
    let appended = store.append(vec![setting("later"), added("лён".to_owned())], NOON + 1, 0).await?;
    bench.plant("damaged after").await?;
    let after = bench.open().await?.load_after(&heads).await?;
    expect(after.events == appended && after.device == appended[0].id.device, "what came after the snapshot")?;
    expect(after.set_aside == store.load().await?.set_aside, "what was set aside since, too")?;
    after.events.iter().for_each(|event| resumed.apply(event));
    let whole = Deck::of(&store.load().await?.events);
    expect(resumed.settings == whole.settings && resumed.lessons == whole.lessons, "the deck that all events make")?;
    expect(bench.open().await?.snapshot().await?.is_some(), "the snapshot after an append")?;

    let id = EventId { device: DeviceId("5555555555555555".to_owned()), number: 1 };
    let foreign = Event { id, at: NOON, offset: 0, body: setting("d") };
    store.merge(vec![record::encode(&foreign)?]).await?;
    expect(store.snapshot().await?.is_none(), "no snapshot after a merge")?;
    let after = bench.open().await?.load_after(&heads).await?;
    expect(after.events.len() == 3 && after.events.contains(&foreign), "devices that were not known")?;

    // Two records of one event, of which the snapshot knows the one that counts.
    let other = record::encode(&Event { body: setting("e"), ..foreign })?;
    store.merge(vec![other.clone()]).await?;
    let loaded = store.load().await?;
    expect(loaded.set_aside.contains(&other), "the greater of two records of one event set aside")?;
    let deck = Deck::of(&loaded.events);
    let (mark, written) = (store.last_merge().await?, snapshot::write(&deck).unwrap_or_default());
    store.keep_snapshot(written, loaded.set_aside.clone(), &mark).await?;
    let after = bench.open().await?.load_after(&snapshot::heads(&deck)).await?;
    expect(after.events.is_empty() && after.set_aside == loaded.set_aside, "it to be told at later starts")
}

/// Two tabs of a browser without locks: one makes a snapshot while the other takes in what belongs before it.
async fn what_came_meanwhile_is_not_hidden(bench: &impl Bench) -> Result<(), Broken> {
    let (store, other) = (bench.open().await?, bench.open().await?);
    let elsewhere = |number, value: &str| {
        let id = EventId { device: DeviceId("7777777777777777".to_owned()), number };
        record::encode(&Event { id, at: NOON - 1, offset: 0, body: setting(value) })
    };
    let mark = store.last_merge().await?;
    store.merge(vec![elsewhere(2, "known")?]).await?;
    let before = store.last_merge().await?;
    expect(!before.is_empty() && before != mark, "another mark after a merge")?;
    store.merge(vec![elsewhere(2, "known")?]).await?;
    expect(store.last_merge().await? == before, "the same mark where nothing came")?;
    let loaded = store.load().await?;
    let written = snapshot::write(&Deck::of(&loaded.events)).unwrap_or_default();

    other.merge(vec![elsewhere(1, "late")?]).await?;
    let is_kept = store.keep_snapshot(written, loaded.set_aside, &before).await?;
    expect(!is_kept && store.snapshot().await?.is_none(), "no snapshot that hides what came meanwhile")?;

    let (mark, loaded) = (store.last_merge().await?, store.load().await?);
    let deck = Deck::of(&loaded.events);
    let appended = other.append(vec![setting("next")], NOON, 0).await?;
    let written = snapshot::write(&deck).unwrap_or_default();
    expect(store.keep_snapshot(written, loaded.set_aside, &mark).await?, "a snapshot in spite of what is appended")?;
    let after = bench.open().await?.load_after(&snapshot::heads(&deck)).await?;
    expect(after.events == appended, "what was appended meanwhile to come after it")
}

fn setting(value: &str) -> Body {
    Body::SettingChanged { key: "contract".to_owned(), value: value.to_owned() }
}

fn added(text: String) -> Body {
    let source = Source { author: Some("И. Петров".to_owned()), ..Source::default() };
    Body::LessonAdded {
        lesson: lesson(),
        title: "Урожай «1944»".to_owned(),
        text,
        source,
        structure: Some("1 p1".to_owned()),
        seed: u64::MAX,
    }
}

fn lesson() -> LessonId {
    LessonId("1234567890abcdef".to_owned())
}

fn card() -> CardId {
    CardId("0123456789abcdef0123".to_owned())
}

fn chart() -> ChartId {
    ChartId("ba9876543210ba987654".to_owned())
}

/// How many kinds of events there are: one more than the last number of [`kind`].
const KINDS: usize = 23;

/// The number of the event's kind. A new kind does not compile before it has one here, and breaks the contract until
/// [`every_kind`] has it too.
fn kind(body: &Body) -> usize {
    match body {
        Body::LessonAdded { .. } => 0,
        Body::LessonRenamed { .. } => 1,
        Body::LessonDeleted { .. } => 2,
        Body::LessonTagged { .. } => 3,
        Body::Reviewed(_) => 4,
        Body::Undone { .. } => 5,
        Body::SettingChanged { .. } => 6,
        Body::CardFlagged { .. } => 7,
        Body::CardSuspended { .. } => 8,
        Body::CardBuried { .. } => 9,
        Body::CardFormed { .. } => 10,
        Body::CardEdited { .. } => 11,
        Body::CardsWanted { .. } => 12,
        Body::ChartGuessed { .. } => 13,
        Body::ChartTitled { .. } => 14,
        Body::ChartHidden { .. } => 15,
        Body::ChartsOrdered { .. } => 16,
        Body::ChartMade { .. } => 17,
        Body::FactCorrected { .. } => 18,
        Body::RelationParted { .. } => 19,
        Body::LessonPublished { .. } => 20,
        Body::LessonArranged { .. } => 21,
        Body::RelationMade { .. } => 22,
    }
}

/// Logs of one device, numbered from 1, of which the last event changes something; every kind is the last of some.
fn every_kind() -> Vec<Vec<Body>> {
    let review = Review {
        lesson: lesson(),
        card: card(),
        kind: CardKind::Estimate,
        answer: Some("3\u{a0}т. \u{1f33e} \"\\\u{0}".to_owned()),
        proposed: Some(Grade::Again),
        chosen: Grade::Hard,
        took: u32::MAX,
        content: String::new(),
    };
    let first = || EventId { device: DeviceId(format!("{:016x}", 1)), number: 1 };
    let flagged = |flagged, note: Option<&str>| Body::CardFlagged {
        lesson: lesson(),
        card: card(),
        flagged,
        note: note.map(str::to_owned),
    };
    let suspended = |suspended| Body::CardSuspended { lesson: lesson(), card: card(), suspended };
    let buried = |buried| Body::CardBuried { lesson: lesson(), card: card(), buried };
    let formed = |kind| Body::CardFormed { lesson: lesson(), card: card(), kind };
    let edited = |edit| Body::CardEdited { lesson: lesson(), card: card(), edit };
    let wanted = |count| Body::CardsWanted { lesson: lesson(), count };
    let titled =
        |title: Option<&str>| Body::ChartTitled { lesson: lesson(), chart: chart(), title: title.map(str::to_owned) };
    let hidden = |hidden| Body::ChartHidden { lesson: lesson(), chart: chart(), hidden };
    let made = |made| Body::ChartMade { lesson: lesson(), chart: chart(), made };
    let quote = || Quote { exact: "3 т.".into(), prefix: "«\u{7f}»".into(), suffix: String::new(), answer: (0, 1) };
    let edit = Edit {
        prompt: vec![Piece::Text("Было ".into()), Piece::Blank],
        answer: "3".into(),
        accepts: vec!["три".into()],
        kind: CardKind::Typed,
        facts: vec![fact()],
        evidence: vec![quote()],
    };
    let row = MadeRow { fact: fact(), quote: quote() };
    let guess =
        ChartGuess { fact: fact(), value: Amount::Decimal(7.into()), truth: Amount::Fraction(1, 3), right: false };
    let corrected = |correction: Option<&str>| Body::FactCorrected {
        lesson: lesson(),
        fact: fact(),
        correction: correction.map(str::to_owned),
    };
    let parted = |parted| Body::RelationParted { lesson: lesson(), relation: relation(), parted };
    let related = |made: Option<&str>| Body::RelationMade {
        lesson: lesson(),
        relation: relation(),
        made: made.map(str::to_owned),
    };
    let published = |publication| Body::LessonPublished { lesson: lesson(), publication };
    let publication = Publication {
        author: Some("И. Петров".to_owned()),
        work: Some("Тыл «\"»".to_owned()),
        year: Some("1944".to_owned()),
        share: Share::Evidence,
        origins: vec!["https://course.example".to_owned(), "null".to_owned()],
        is_shortened: true,
    };
    let arranged = |said| Body::LessonArranged { lesson: lesson(), said };
    let add = || added("В 1944 г. собрано 3 т.\n".to_owned());
    vec![
        vec![add()],
        vec![add(), Body::LessonRenamed { lesson: lesson(), title: String::new() }],
        vec![add(), Body::LessonDeleted { lesson: lesson() }],
        vec![add(), Body::LessonTagged { lesson: lesson(), tags: vec!["9 класс".to_owned()] }],
        vec![add(), Body::Reviewed(review.clone())],
        vec![Body::Reviewed(review), Body::Undone { event: first() }],
        vec![setting("dark")],
        vec![flagged(true, Some("«\u{7f}»"))],
        vec![flagged(true, None), flagged(false, None)],
        vec![suspended(true)],
        vec![suspended(true), suspended(false)],
        vec![buried(true)],
        vec![buried(true), buried(false)],
        vec![formed(Some(CardKind::Choice))],
        vec![formed(Some(CardKind::Choice)), formed(None)],
        vec![edited(Some(edit.clone()))],
        vec![edited(Some(edit)), edited(None)],
        vec![wanted(Some(u32::MAX))],
        vec![wanted(Some(1)), wanted(None)],
        vec![Body::ChartGuessed { lesson: lesson(), chart: chart(), guesses: vec![guess] }],
        vec![titled(Some("Хлопок"))],
        vec![titled(Some("Хлопок")), titled(None)],
        vec![hidden(true)],
        vec![hidden(true), hidden(false)],
        vec![Body::ChartsOrdered { lesson: lesson(), charts: vec![chart()] }],
        vec![made(Some(MadeChart { title: "Сбор".to_owned(), rows: vec![row.clone()] }))],
        vec![made(Some(MadeChart { title: "Сбор".to_owned(), rows: vec![row] })), made(None)],
        vec![corrected(Some("{\"a\":\"«\\\"»\"}"))],
        vec![corrected(Some("{}")), corrected(None)],
        vec![published(Publication::default())],
        vec![published(publication), published(Publication::default())],
        vec![parted(true)],
        vec![parted(true), parted(false)],
        vec![related(Some("{\"kind\":\"«\\\"»\"}"))],
        vec![related(Some("{}")), related(None)],
        vec![arranged(Arranged::Introduction(Some("Слово учителя.\n\nЕщё одно.".to_owned())))],
        vec![arranged(Arranged::Introduction(Some(String::new()))), arranged(Arranged::Introduction(None))],
        vec![arranged(Arranged::Cards(vec![card()]))],
        vec![arranged(Arranged::Taken(card(), true))],
        vec![arranged(Arranged::Taken(card(), true)), arranged(Arranged::Taken(card(), false))],
        vec![arranged(Arranged::Hidden(fact(), Some(quote())))],
        vec![arranged(Arranged::Hidden(fact(), Some(quote()))), arranged(Arranged::Hidden(fact(), None))],
        vec![arranged(Arranged::Language(Some(Interface::English)))],
        vec![arranged(Arranged::Language(Some(Interface::Russian))), arranged(Arranged::Language(None))],
        vec![arranged(Arranged::Seed(Some(u64::MAX)))],
        vec![arranged(Arranged::Seed(Some(0))), arranged(Arranged::Seed(None))],
    ]
}

fn fact() -> FactId {
    FactId("2".repeat(20))
}

fn relation() -> RelationId {
    RelationId("3".repeat(20))
}

/// Runs the futures at once, each going on whenever any of them can.
async fn all<T>(futures: Vec<Pin<Box<dyn Future<Output = T> + '_>>>) -> Vec<T> {
    let mut outcomes: Vec<Option<T>> = futures.iter().map(|_| None).collect();
    let mut running = futures;
    poll_fn(|context| {
        for (future, outcome) in running.iter_mut().zip(&mut outcomes) {
            if outcome.is_none()
                && let Poll::Ready(value) = future.as_mut().poll(context)
            {
                *outcome = Some(value);
            }
        }
        if outcomes.iter().all(Option::is_some) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    outcomes.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::id::digest;

    /// Databases hold snapshots that were made by earlier builds: as long as they are read, they have to say what a fold would.
    #[test]
    fn what_a_snapshot_of_everything_says_changes_only_with_its_version() {
        let mut sums = Vec::new();
        for bodies in every_kind() {
            let event = |(number, body)| {
                let id = EventId { device: DeviceId(format!("{:016x}", 1)), number };
                Event { id, at: NOON + number as i64, offset: 180, body }
            };
            let events: Vec<Event> = (1..).zip(bodies).map(event).collect();
            let bytes = snapshot::write(&Deck::of(&events)).expect("a snapshot");
            sums.push(format!("{bytes:?}"));
        }
        let sums: Vec<&str> = sums.iter().map(String::as_str).collect();
        // Where this differs, raise the version of the snapshot and then write the new digest here.
        assert_eq!((snapshot::VERSION, digest("snapshots", &sums).as_str()), (5, "3c75bab9614c53fc5e2f"));
    }

    #[test]
    fn what_every_kind_of_event_changes_is_in_a_snapshot() {
        for bodies in every_kind() {
            let device = DeviceId(format!("{:016x}", 1));
            let event = |(number, body): (u64, &Body)| {
                let id = EventId { device: device.clone(), number };
                Event { id, at: NOON + number as i64, offset: 180, body: body.clone() }
            };
            let events: Vec<Event> = (1..).zip(&bodies).map(event).collect();
            let shown = |deck: &Deck| (deck.lessons.clone(), deck.kept.clone(), deck.settings.clone());
            let (before, whole) = (Deck::of(&events[..events.len() - 1]), Deck::of(&events));
            assert_ne!(shown(&before), shown(&whole), "{bodies:?}");
            let resumed = snapshot::write(&whole).and_then(|bytes| snapshot::read(&bytes)).expect("a snapshot");
            assert_eq!(shown(&resumed), shown(&whole), "{bodies:?}");
        }
    }
}
