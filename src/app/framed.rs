//! A page in a frame: what the page around it is told, and what that may ask for.

use std::borrow::Cow;
use std::rc::Rc;

use crate::card::{Card, CardId, CardKind, Piece};
use crate::deck::{Body, Entry, Event, Grade, Interface, Review, Theme};
use crate::embed::progress::{self, Kept};
use crate::embed::{Said, Shown, Storage as Where, Told};
use crate::order;

use super::{AppState, Effect, Now, Open, Route, Storage, Trouble, View, cards};

const MINUTE: i64 = 60_000;
/// The longest state, letters, where nobody says that there is more room: what SCORM 1.2 keeps.
const LONGEST_STATE: u32 = 4096;
/// However much room there is: what SCORM 2004 keeps. A state is sent with every answer.
const MOST_STATE: u32 = 64_000;
/// The share of the cards that have to be known for the lesson to be passed, where nobody has another wish.
const PASS: f64 = 0.8;

/// What a page in a frame knows of the page around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Framed {
    /// What of the lesson is shown.
    pub shown: Shown,
    /// The theme that the host wishes, where the learner has chosen none.
    pub theme: Option<Theme>,
    /// The language that the host wishes, where the learner has chosen none.
    pub(super) language: Option<Interface>,
    /// The order of the cards that the host wishes.
    pub(super) seed: Option<u64>,
    /// The page around is of another site.
    pub is_foreign: bool,
    /// It was told that the lesson is there.
    is_ready: bool,
    /// What it has kept of an earlier visit, as long as the lesson is not there.
    kept: Option<Rc<str>>,
    /// It keeps what is answered in this visit too.
    pub is_kept: bool,
    /// The letters of a state that it has room for.
    room: Option<u32>,
    /// The card at which an earlier visit ended, as long as no sitting has begun.
    pub(super) place: Option<CardId>,
}

impl Framed {
    pub fn new(is_foreign: bool) -> Framed {
        Framed { is_foreign, ..Framed::default() }
    }
}

impl AppState {
    /// How the page looks: as the learner has chosen, else as the page around it wishes.
    pub fn theme(&self) -> Theme {
        let wished = self.framed.as_ref().and_then(|framed| framed.theme);
        match (self.deck.theme(), wished) {
            (Theme::Auto, Some(wished)) => wished,
            (chosen, _) => chosen,
        }
    }

    /// Whether only a part of the lesson is shown, without the way to others.
    pub fn is_part(&self) -> bool {
        self.framed.as_ref().is_some_and(|framed| framed.shown != Shown::Lesson)
    }

    /// What of the lesson the page begins with, or is asked for.
    pub(super) fn show_part(&mut self, shown: Shown) -> Vec<Effect> {
        let (Some(framed), Some(only)) = (&mut self.framed, &self.only) else { return Vec::new() };
        let view = match shown {
            Shown::Lesson => View::Text,
            Shown::Cards => View::Study,
            Shown::Timeline => View::Timeline,
            Shown::Chart(_) => View::Charts,
        };
        framed.shown = shown;
        vec![Effect::Go(Route::lesson(only, view))]
    }

    /// What the page around it says, after the lesson.
    pub(super) fn hear(&mut self, told: Told, now: Now) -> Vec<Effect> {
        let Some(framed) = &mut self.framed else { return Vec::new() };
        match told {
            Told::View(shown) => self.show_part(shown),
            Told::Seed(seed) => {
                framed.seed = Some(seed);
                Vec::new()
            }
            Told::Theme(name) => {
                framed.theme = theme_of(&name);
                Vec::new()
            }
            Told::Language(code) => {
                framed.language = language_of(&code).or(framed.language);
                Vec::new()
            }
            Told::Resume { state, place, is_kept, room } => {
                framed.is_kept |= is_kept;
                framed.room = room.or(framed.room);
                framed.place = Some(CardId(place));
                let state: Rc<str> = state.into();
                // It waits for the lesson.
                let waits = !framed.is_ready;
                if waits {
                    framed.kept = Some(state.clone());
                }
                if is_kept {
                    self.notices.retain(|notice| !matches!(notice.trouble, Trouble::Forgetful(_)));
                }
                if waits { Vec::new() } else { vec![Effect::Resume { state, now }] }
            }
            // It has come already.
            Told::Lesson { .. } => Vec::new(),
        }
    }

    /// Whether there is something to tell of what was just written, or of a lesson that has come on screen.
    pub(super) fn report(&mut self, written: Vec<Event>) -> Vec<Effect> {
        let (is_shown, now) = (self.shown().is_some(), self.now);
        let Some(framed) = self.framed.as_mut().filter(|_| is_shown) else { return Vec::new() };
        let is_first = !std::mem::replace(&mut framed.is_ready, true);
        let is_work = |event: &Event| matches!(event.body, Body::Reviewed(_) | Body::Undone { .. });
        let has_news = is_first || written.iter().any(is_work);
        let report = has_news.then(|| Effect::Report { written: written.into(), is_first });
        let resume = framed.kept.take().map(|state| Effect::Resume { state, now });
        report.into_iter().chain(resume).collect()
    }
}

/// The reviews that were kept of an earlier visit, each at its moment, in time order. What this browser knows of itself does not
/// count twice: a review of the same card in the same minute.
pub fn resumed(app: &AppState, state: &str, now: Now) -> Vec<(i64, Body)> {
    let (Some(open), Some((lesson, entry))) = (app.shown(), app.entry()) else { return Vec::new() };
    let listed = cards::listed(open, entry);
    let kept = progress::unpack(state, listed.iter().map(|card| &card.id)).unwrap_or_default();
    let mut said = Vec::new();
    for (card, reviews) in kept {
        let kind = listed.iter().find(|known| known.id == *card).map_or(CardKind::Question, |known| known.kind);
        let known = entry.history(card);
        let is_new = |(at, _): &Kept| known.iter().all(|review| review.at / MINUTE != at / MINUTE);
        said.extend(reviews.into_iter().filter(is_new).map(|(at, chosen)| {
            let review = Review {
                lesson: lesson.clone(),
                card: card.clone(),
                kind,
                answer: None,
                proposed: None,
                chosen,
                took: 0,
                content: String::new(),
            };
            (at.min(now.at), Body::Reviewed(review))
        }));
    }
    order::by(&mut said, |(a, _), (b, _)| a.cmp(b));
    said
}

/// Where the learner goes on: at the card at which an earlier visit ended, if it is still asked and the cards can be reached.
pub fn place(app: &AppState) -> Option<Route> {
    let (framed, open, (lesson, entry)) = (app.framed.as_ref()?, app.shown()?, app.entry()?);
    let place = framed.place.as_ref()?;
    let is_asked = asked(open, entry).iter().any(|card| card.id == *place);
    let has_cards = matches!(framed.shown, Shown::Lesson | Shown::Cards);
    (is_asked && has_cards).then(|| Route::lesson(lesson, View::Study))
}

/// What the page around is told of events that were written; first of all, that the lesson is there.
pub fn said(app: &AppState, written: &[Event], is_first: bool) -> Vec<Said> {
    let (Some(open), Some((_, entry)), Some(framed)) = (app.shown(), app.entry(), &app.framed) else {
        return Vec::new();
    };
    let mut said = Vec::new();
    if is_first {
        let storage = match &app.storage {
            Storage::Forgetful(_) => Where::None,
            _ if framed.is_foreign => Where::Partitioned,
            _ => Where::Own,
        };
        let cards = asked(open, entry).len();
        said.push(Said::Ready { title: entry.title.to_string(), cards, storage });
    }
    if !written.is_empty() {
        let reviews = written.iter().filter_map(|event| match &event.body {
            Body::Reviewed(review) => Some(review),
            _ => None,
        });
        said.extend(reviews.filter_map(|review| answered(open, entry, review)));
        said.extend(progress_of(app));
    }
    said
}

/// How far the learner is.
pub fn progress_of(app: &AppState) -> Vec<Said> {
    let (Some(open), Some((_, entry))) = (app.shown(), app.entry()) else { return Vec::new() };
    let room = app.framed.as_ref().and_then(|framed| framed.room).unwrap_or(LONGEST_STATE);
    let (done, score, state) = standing(open, entry, room.min(MOST_STATE) as usize);
    let completed = (done >= 1.0).then_some(Said::Completed { score, passed: score >= PASS });
    let turn = app.session.as_ref().and_then(|session| session.turn.as_ref());
    // Before the first sitting of this visit, it is where the last one has ended.
    let before = || app.framed.as_ref().and_then(|framed| framed.place.clone());
    let place = turn.map(|turn| turn.card.clone()).or_else(before).map_or_else(String::new, |card| card.0);
    std::iter::once(Said::Progress { done, score, state, place }).chain(completed).collect()
}

fn answered(open: &Open, entry: &Entry, review: &Review) -> Option<Said> {
    let card = cards::card(open, entry, &review.card)?;
    let prompt: Vec<&str> = (card.prompt.iter())
        .map(|piece| match piece {
            Piece::Text(text) => text.as_str(),
            Piece::Blank => "…",
        })
        .collect();
    Some(Said::Answered {
        card: review.card.0.clone(),
        prompt: prompt.concat(),
        given: review.answer.clone(),
        expected: card.answer.text.clone(),
        right: review.chosen != Grade::Again,
        seconds: f64::from(review.took) / 1000.0,
    })
}

/// The cards that are asked, today or another day.
fn asked<'a>(open: &'a Open, entry: &Entry) -> Vec<Cow<'a, Card>> {
    let mut cards = cards::listed(open, entry);
    cards.retain(|card| !entry.card(&card.id).is_some_and(|work| work.is_suspended));
    cards
}

/// The share of the cards that were answered, the share of all that were known last, and the state in at most so many letters.
fn standing(open: &Open, entry: &Entry, room: usize) -> (f64, f64, String) {
    let listed = asked(open, entry);
    let reviews =
        |card: &Card| -> Vec<Kept> { entry.history(&card.id).iter().map(|review| (review.at, review.grade)).collect() };
    let kept: Vec<(&CardId, Vec<Kept>)> = listed.iter().map(|card| (&card.id, reviews(card))).collect();
    let count = |is: fn(&Kept) -> bool| kept.iter().filter(|(_, reviews)| reviews.last().is_some_and(is)).count();
    let share = |part: usize| part as f64 / listed.len().max(1) as f64;
    let (done, known) = (count(|_| true), count(|(_, grade)| *grade != Grade::Again));
    (share(done), share(known), progress::pack(&kept, room))
}

/// As attributes and messages name it.
fn theme_of(name: &str) -> Option<Theme> {
    match name {
        "light" => Some(Theme::Light),
        "dark" => Some(Theme::Dark),
        _ => None,
    }
}

fn language_of(code: &str) -> Option<Interface> {
    match code {
        "ru" => Some(Interface::Russian),
        "en" => Some(Interface::English),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixtures::{sample_on_screen, written};
    use crate::app::{Action, Input, Job, Purpose, StudyAct, Task};
    use crate::store::StoreError;

    fn review(app: &AppState, card: &CardId, chosen: Grade, at: i64) -> Event {
        let (lesson, _) = app.entry().expect("the lesson");
        let review = Review {
            lesson: lesson.clone(),
            card: card.clone(),
            kind: CardKind::Question,
            answer: Some("5".to_owned()),
            proposed: None,
            chosen,
            took: 2500,
            content: String::new(),
        };
        written(at, Body::Reviewed(review))
    }

    #[test]
    fn a_host_may_wish_another_order_before_the_lesson_is_read() {
        let seed_of = |app: &AppState| {
            let lesson = app.deck.lessons.keys().next().expect("a lesson").clone();
            let task = Task { purpose: Purpose::Again(lesson), input: Input::Text("".into()), name: None };
            let corrections = Rc::default();
            let job = Job { number: 9, task, step: None, so_far: None, corrections, retried: false };
            match app.extract(&job) {
                Some(Effect::Extract { seed, .. }) => seed,
                other => panic!("{other:?}"),
            }
        };
        let mut app = sample_on_screen();
        let own = seed_of(&app);
        app.framed = Some(Framed::new(true));
        assert_eq!(seed_of(&app), own);
        app.hear(Told::Seed(own + 5), Now { at: 0, offset: 0 });
        assert_eq!(seed_of(&app), own + 5);
    }

    #[test]
    fn a_host_is_told_of_every_answer_and_how_far_the_learner_is() {
        let mut app = sample_on_screen();
        app.framed = Some(Framed::new(true));
        let early = Told::Resume { state: "1".to_owned(), place: String::new(), is_kept: false, room: None };
        assert_eq!(app.hear(early, Now::default()), [], "it waits for the lesson");
        let resume = Effect::Resume { state: "1".into(), now: Now::default() };
        assert_eq!(app.report(Vec::new()), [Effect::Report { written: Rc::from([]), is_first: true }, resume]);
        assert_eq!(app.report(Vec::new()), [], "once");
        let cards = || -> Vec<CardId> {
            let (_, entry) = app.entry().expect("the lesson");
            cards::listed(app.shown().expect("it"), entry).iter().map(|card| card.id.clone()).collect()
        };
        let cards = cards();
        assert!(
            matches!(&said(&app, &[], true)[..], [Said::Ready { cards: count, storage: Where::Partitioned, .. }] if *count == cards.len())
        );

        let last = review(&app, &cards[0], Grade::Again, 60_000_000_000_000 / 35);
        Rc::make_mut(&mut app.deck).apply(&last);
        assert_eq!(app.report(vec![last.clone()]).len(), 1);
        let told = said(&app, &[last], false);
        let [
            Said::Answered { right: false, seconds, given: Some(given), .. },
            Said::Progress { done, score, state, place: _ },
        ] = &told[..]
        else {
            panic!("{told:?}")
        };
        assert_eq!((*seconds, given.as_str(), *score), (2.5, "5", 0.0));
        assert!((done - 1.0 / cards.len() as f64).abs() < 1e-9);
        let state = state.clone();

        // What was kept is taken up where it is not known yet, and nowhere else.
        let now = Now { at: i64::MAX, offset: 0 };
        assert_eq!(resumed(&app, &state, now), []);
        let mut fresh = sample_on_screen();
        fresh.framed = Some(Framed::new(false));
        let taken = resumed(&fresh, &state, now);
        assert!(
            matches!(&taken[..], [(_, Body::Reviewed(review))] if review.card == cards[0] && review.chosen == Grade::Again)
        );
        assert_eq!(resumed(&fresh, "nothing of ours", now), []);

        for (nth, card) in cards.iter().enumerate() {
            let known = review(&app, card, Grade::Good, 2_000_000_000_000 + nth as i64);
            Rc::make_mut(&mut app.deck).apply(&known);
        }
        let told = said(&app, &[review(&app, &cards[0], Grade::Good, 3_000_000_000_000)], false);
        assert!(told.contains(&Said::Completed { score: 1.0, passed: true }), "{told:?}");
        for (nth, card) in cards.iter().take(cards.len() / 4 + 1).enumerate() {
            let forgotten = review(&app, card, Grade::Again, 2_100_000_000_000 + nth as i64);
            Rc::make_mut(&mut app.deck).apply(&forgotten);
        }
        assert!(matches!(progress_of(&app)[1], Said::Completed { score, passed: false } if score < PASS));

        // A card that is put aside for good is not waited for.
        let (lesson, card) = (app.entry().expect("the lesson").0.clone(), cards[0].clone());
        let suspended = written(2_500_000_000_000, Body::CardSuspended { lesson, card, suspended: true });
        Rc::make_mut(&mut app.deck).apply(&suspended);
        let told = said(&app, &[], true);
        assert!(matches!(&told[..], [Said::Ready { cards: count, .. }] if *count == cards.len() - 1), "{told:?}");
    }

    #[test]
    fn a_learner_goes_on_at_the_card_at_which_an_earlier_visit_ended() {
        let on_screen = || {
            let mut app = sample_on_screen();
            app.framed = Some(Framed::new(true));
            app.report(Vec::new());
            app
        };
        let place_of = |app: &AppState| match &progress_of(app)[0] {
            Said::Progress { place, .. } => place.clone(),
            other => panic!("{other:?}"),
        };
        let mut app = on_screen();
        let (lesson, entry) = app.entry().map(|(lesson, entry)| (lesson.clone(), entry.clone())).expect("the lesson");
        let study = Route::lesson(&lesson, View::Study);
        let card = cards::listed(app.shown().expect("it"), &entry)[3].id.clone();
        assert_eq!((place_of(&app).as_str(), place(&app)), ("", None), "nobody was anywhere");

        let resume =
            |place: &str| Told::Resume { state: "1".to_owned(), place: place.to_owned(), is_kept: true, room: None };
        app.hear(resume(&card.0), Now::default());
        assert_eq!((place(&app), place_of(&app)), (Some(study.clone()), card.0.clone()), "it is not lost meanwhile");
        app.reduce(Action::Went { route: study.clone(), now: Now::default() });
        let turn = |app: &AppState| {
            app.session.as_ref().and_then(|session| session.turn.as_ref()).map(|turn| turn.card.clone())
        };
        assert_eq!(turn(&app), Some(card.clone()));
        assert_eq!(place_of(&app), card.0);
        // The next sitting begins as any other.
        app.session = None;
        app.reduce(Action::Went { route: study.clone(), now: Now::default() });
        assert_ne!(turn(&app), Some(card.clone()));
        assert_eq!(place_of(&app), turn(&app).expect("a card").0);

        // A sitting that has begun with another card goes over to it, as long as nothing was answered.
        let mut app = on_screen();
        let went = || Action::Went { route: study.clone(), now: Now::default() };
        app.reduce(went());
        assert_ne!(turn(&app), Some(card.clone()));
        app.hear(resume(&card.0), Now::default());
        app.reduce(went());
        assert_eq!(turn(&app), Some(card.clone()));
        let begun = || StudyAct::Reveal { now: Now::default() };
        app.reduce(Action::Study(begun()));
        let choose = StudyAct::Choose { option: 0, now: Now::default() };
        app.reduce(Action::Study(choose));
        let other = cards::listed(app.shown().expect("it"), &entry)[4].id.clone();
        app.hear(resume(&other.0), Now::default());
        app.reduce(went());
        assert_eq!(turn(&app), Some(card.clone()), "it is being answered");

        // A card that is asked no more, and a part of the lesson without cards, lead nowhere.
        let mut app = on_screen();
        app.hear(resume("gone"), Now::default());
        assert_eq!(place(&app), None);
        let mut app = on_screen();
        app.hear(resume(&card.0), Now::default());
        app.framed.iter_mut().for_each(|framed| framed.shown = Shown::Timeline);
        assert_eq!(place(&app), None);
    }

    /// The oldest learning systems keep 4,096 letters, the others 64,000; a host that says nothing has room for the former.
    #[test]
    fn a_state_is_as_long_as_the_host_has_room() {
        let mut app = sample_on_screen();
        app.framed = Some(Framed::new(true));
        app.report(Vec::new());
        let (_, entry) = app.entry().expect("the lesson");
        let cards: Vec<CardId> =
            cards::listed(app.shown().expect("it"), entry).iter().map(|card| card.id.clone()).collect();
        // Years of it, three letters an answer: more than either keeps.
        let reviews = 64_000 / 3 / cards.len() + 10;
        for nth in 0..reviews {
            for (place, card) in cards.iter().enumerate() {
                let at = 1_800_000_000_000 + nth as i64 * 86_400_000 + place as i64;
                let known = review(&app, card, Grade::Good, at);
                Rc::make_mut(&mut app.deck).apply(&known);
            }
        }
        let mut length = |room: Option<u32>| {
            let resume = Told::Resume { state: "1".to_owned(), place: String::new(), is_kept: true, room };
            app.hear(resume, Now::default());
            match &progress_of(&app)[0] {
                Said::Progress { state, .. } => {
                    let kept = progress::unpack(state, &cards).expect("it is read back");
                    assert_eq!(kept.len(), cards.len(), "no card is forgotten");
                    state.len()
                }
                other => panic!("{other:?}"),
            }
        };
        let short = length(None);
        assert!(short <= 4096 && short > 3000, "{short}");
        let long = length(Some(64_000));
        assert!(long <= 64_000 && long > 60_000, "{long}");
        assert_eq!(length(None), long, "it was said once");
        assert_eq!(length(Some(u32::MAX)), long, "there is an end to it");
        assert_eq!(length(Some(4096)), short);
    }

    #[test]
    fn whoever_keeps_what_is_answered_spares_the_learner_its_warning() {
        let mut app = sample_on_screen();
        app.framed = Some(Framed::new(true));
        let forgetful = || Storage::Forgetful(StoreError::Denied(String::new()));
        app.storage = forgetful();
        let Storage::Forgetful(error) = forgetful() else { return };
        app.notify(Trouble::Forgetful(error), None);
        assert!(app.is_lost_with_page());
        let resume = |is_kept| Told::Resume { state: "1".to_owned(), place: String::new(), is_kept, room: None };
        app.hear(resume(false), Now::default());
        assert!(app.is_lost_with_page() && app.notices.len() == 1, "a state alone is no promise");
        app.hear(resume(true), Now::default());
        assert!(!app.is_lost_with_page() && app.notices.is_empty());
    }

    #[test]
    fn a_host_chooses_what_is_shown_and_how_it_looks() {
        let mut app = sample_on_screen();
        let now = Now::default();
        assert_eq!(app.hear(Told::View(Shown::Cards), now), [], "there is no frame");
        app.framed = Some(Framed::new(true));
        app.only = app.entry().map(|(lesson, _)| lesson.clone());
        let lesson = app.only.clone().expect("the lesson");
        assert_eq!(app.hear(Told::View(Shown::Cards), now), [Effect::Go(Route::lesson(&lesson, View::Study))]);
        assert!(app.is_part());
        app.hear(Told::Theme("dark".to_owned()), now);
        assert_eq!(app.theme(), Theme::Dark);
        app.hear(Told::Language("en".to_owned()), now);
        app.hear(Told::Language("<b>".to_owned()), now);
        assert_eq!(app.interface(), Interface::English);
    }
}
