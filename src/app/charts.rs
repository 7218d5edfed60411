//! The charts of a lesson as its teacher wants them: with other titles, in another order, some of them left out, and others
//! made of chosen facts.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::hidden::Hidden;
use super::{AppState, Effect, Now, Open, Piece, Then};
use crate::chart::guess::Hidden as ToGuess;
use crate::chart::{ChartId, ChartSpec, Choice, Form, chosen, chosen_id};
use crate::deck::{Body, Entry, LessonId, MadeChart, MadeRow};
use crate::fact::{Fact, FactId, Quote};
use crate::relate::made::Misfit;
use crate::wording::time;

/// What is said of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChartChange {
    /// `None`: the one that was made for it.
    Title(Option<String>),
    Hide(bool),
    /// `None`: not any more.
    Make(Option<MadeChart>),
    /// Up or down among the charts, as they are arranged now.
    Order(Vec<ChartId>),
    /// This one stands in its place, with more facts.
    Join(Joining),
}

/// A chart that takes the place of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joining {
    pub id: ChartId,
    pub made: MadeChart,
    /// The order of the charts with it. It is made where charts are drawn: the page's first load knows nothing of that.
    pub order: Vec<ChartId>,
}

/// What the chosen facts are not fit for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    Chart,
    /// To be added to a chart.
    Addition,
    /// To be related.
    Relation(Misfit),
}

/// The charts being arranged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arranging {
    /// The facts that a chart is to be made of, in the order of choice.
    pub chosen: Vec<FactId>,
    /// What a fact has to have in it to be listed.
    pub sought: String,
    /// What was wanted of the chosen facts and cannot be.
    pub refused: Option<Unfit>,
}

/// A step of that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArrangeAct {
    Begin,
    Choose(FactId),
    Seek(String),
    Refuse(Unfit),
    End,
}

/// Whether a chart is left out.
pub fn is_hidden(entry: &Entry, chart: &ChartId) -> bool {
    entry.chart(chart).is_some_and(|work| work.is_hidden)
}

/// A chart under its title.
pub fn titled<'a>(entry: &Entry, chart: &'a ChartSpec) -> Cow<'a, ChartSpec> {
    match entry.chart(&chart.id).and_then(|work| work.title.as_deref()) {
        Some(title) => Cow::Owned(ChartSpec { title: title.to_owned(), ..chart.clone() }),
        None => Cow::Borrowed(chart),
    }
}

/// Whether somebody has made a chart of chosen facts.
pub fn has_made(entry: &Entry) -> bool {
    entry.work.charts.values().any(|work| work.made.is_some())
}

/// Every chart as the text gives them, and then those of chosen facts. Those that are made of facts that are no longer found are
/// not there.
pub fn all<'a>(open: &'a Open, entry: &'a Entry) -> impl Iterator<Item = Cow<'a, ChartSpec>> {
    let own = open.lesson.charts.iter().map(|chart| titled(entry, chart));
    let made = entry.work.charts.iter().filter_map(|(id, work)| made(open, id, work.made.as_deref()?));
    own.chain(made.map(|chart| Cow::Owned(titled(entry, &chart).into_owned())))
}

/// Every chart, those that are left out among them, in their order.
pub fn arranged<'a>(open: &'a Open, entry: &'a Entry) -> Vec<Cow<'a, ChartSpec>> {
    let mut charts: Vec<Cow<'a, ChartSpec>> = all(open, entry).collect();
    let order = &entry.work.chart_order;
    if !order.is_empty() {
        // Those that nobody has put anywhere come last, as they are.
        crate::order::by_key(&mut charts, |chart| order.iter().position(|id| *id == chart.id).unwrap_or(usize::MAX));
    }
    charts
}

/// Those that are shown: not what somebody has left out, nor what shows a fact that is hidden.
pub fn shown<'a>(open: &'a Open, entry: &'a Entry) -> Vec<Cow<'a, ChartSpec>> {
    let mut charts = arranged(open, entry);
    let hidden = Hidden::of(open, entry);
    charts.retain(|chart| !is_hidden(entry, &chart.id) && !hidden.shows(chart));
    charts
}

/// A chart of chosen facts, which keeps the id that it was made under.
fn made(open: &Open, id: &ChartId, made: &MadeChart) -> Option<ChartSpec> {
    let facts: Option<Vec<&Fact>> = made.rows.iter().map(|row| found(open, row)).collect();
    let chart = chosen(&open.lesson.document, &choices(open, &facts?), &made.title)?;
    Some(ChartSpec { id: id.clone(), ..chart })
}

/// The charts that somebody has made and that are not there any more: facts of theirs are not in the text, or make no chart by now.
pub fn lost<'a>(open: &Open, entry: &'a Entry) -> Vec<(&'a ChartId, &'a MadeChart)> {
    let made_by_hand = entry.work.charts.iter().filter_map(|(id, work)| Some((id, work.made.as_deref()?)));
    made_by_hand.filter(|(id, chart)| made(open, id, chart).is_none()).collect()
}

/// What stands in the place of a figure of such a chart.
pub fn is_found(open: &Open, row: &MadeRow) -> bool {
    found(open, row).is_some()
}

/// With what each of the facts counts.
fn choices<'a>(open: &'a Open, facts: &[&'a Fact]) -> Vec<Choice<'a>> {
    let counted = |fact: &Fact| {
        let at = open.lesson.facts.iter().position(|known| known.id == fact.id);
        at.and_then(|at| open.lesson.counted.get(at)).map_or("", String::as_str)
    };
    facts.iter().map(|fact| Choice { fact, counted: counted(fact) }).collect()
}

/// The fact of a row: by its id, or where a later version gives it another one, by its words.
fn found<'a>(open: &'a Open, row: &MadeRow) -> Option<&'a Fact> {
    let facts = &open.lesson.facts;
    facts.iter().find(|fact| fact.id == row.fact).or_else(|| {
        let (_, figure) = row.quote.find(&open.lesson.document.text)?;
        facts.iter().find(|fact| fact.quantity().is_some() && fact.span.overlaps(figure))
    })
}

/// What is kept of a chart of chosen facts, and its id; `None` where they make none.
pub fn making(open: &Open, facts: &[FactId], title: &str) -> Option<(ChartId, MadeChart)> {
    let text = &open.lesson.document.text;
    let known = |id: &FactId| open.lesson.facts.iter().find(|fact| fact.id == *id);
    let facts: Vec<&Fact> = facts.iter().filter_map(known).collect();
    let chart = chosen(&open.lesson.document, &choices(open, &facts), title.trim())?;
    let row = |fact: &&Fact| MadeRow { fact: fact.id.clone(), quote: Quote::of(text, fact.evidence.span, fact.span) };
    Some((chosen_id(&facts), MadeChart { title: chart.title, rows: facts.iter().map(row).collect() }))
}

/// Of each fact of the lesson, whether a list has to keep back its figure: charts that are to be guessed ask for it.
pub fn kept_back(open: &Open, hidden: Option<&ToGuess>) -> Vec<bool> {
    let (text, facts) = (&open.lesson.document.text, &open.lesson.facts);
    let Some(hidden) = hidden else { return vec![false; facts.len()] };
    let told = hidden.told_by(facts.iter().map(|fact| fact.span.of(text)));
    facts.iter().zip(told).map(|(fact, told)| told || hidden.has(&fact.id)).collect()
}

/// A figure in the list to choose from, what it is of, and when it was; `is_kept_back`: without the figure.
pub fn listed(text: &str, fact: &Fact, is_kept_back: bool) -> String {
    let figure = if is_kept_back { UNTOLD } else { fact.span.of(text) };
    let subject = fact.quantity().map_or("", |quantity| quantity.subject.as_str());
    let when = fact.period.as_ref().map(|period| time::label(&period.when, period.part)).unwrap_or_default();
    [figure, subject, &when].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// In the place of a figure that is to be guessed.
const UNTOLD: &str = "?";

/// Whether figures can be added to a chart: one of what happened has none, and in a whole each has its place already.
pub fn can_grow(chart: &ChartSpec) -> bool {
    !matches!(chart.form, Form::Timeline | Form::Part)
}

/// A chart under its title with more facts; `None` where they are no more than it has, or make no chart with those.
pub fn joining(open: &Open, entry: &Entry, chart: &ChartSpec, facts: &[FactId]) -> Option<Joining> {
    let mut all: Vec<FactId> = chart.rows.iter().map(|row| row.fact.clone()).collect();
    let known = all.len();
    all.extend(facts.iter().filter(|fact| chart.rows.iter().all(|row| row.fact != **fact)).cloned());
    if all.len() == known || !can_grow(chart) {
        return None;
    }
    let (id, made) = making(open, &all, &chart.title)?;
    let order = arranged(open, entry).into_iter().map(|known| known.id.clone()).filter(|known| *known != id);
    let order = order.map(|known| if known == chart.id { id.clone() } else { known }).collect();
    Some(Joining { id, made, order })
}

/// The order that has this chart one place up or down.
pub fn moved(charts: &[Cow<'_, ChartSpec>], chart: &ChartId, is_up: bool) -> Option<Vec<ChartId>> {
    let mut order: Vec<ChartId> = charts.iter().map(|chart| chart.id.clone()).collect();
    let at = order.iter().position(|id| id == chart)?;
    let to = if is_up { at.checked_sub(1)? } else { at + 1 };
    (to < order.len()).then(|| {
        order.swap(at, to);
        order
    })
}

impl AppState {
    pub(super) fn arrange(&mut self, act: ArrangeAct) -> Vec<Effect> {
        match act {
            ArrangeAct::Begin => self.arranging = Some(Arranging::default()),
            ArrangeAct::End => self.arranging = None,
            act => {
                let Some(arranging) = &mut self.arranging else { return Vec::new() };
                arranging.refused = if let ArrangeAct::Refuse(unfit) = act { Some(unfit) } else { None };
                match act {
                    ArrangeAct::Choose(fact) => match arranging.chosen.iter().position(|known| *known == fact) {
                        Some(at) => drop(arranging.chosen.remove(at)),
                        None => arranging.chosen.push(fact),
                    },
                    ArrangeAct::Seek(words) => arranging.sought = words,
                    _ => {}
                }
            }
        }
        Vec::new()
    }

    pub(super) fn say_of_chart(&mut self, chart: ChartId, change: ChartChange, now: Now) -> Vec<Effect> {
        let Some(lesson) = self.entry().map(|(lesson, _)| lesson.clone()) else { return Vec::new() };
        let body = match change {
            ChartChange::Title(title) => Body::ChartTitled { lesson, chart, title },
            ChartChange::Hide(hidden) => Body::ChartHidden { lesson, chart, hidden },
            ChartChange::Make(made) => {
                self.arranging.iter_mut().for_each(|arranging| *arranging = Arranging::default());
                Body::ChartMade { lesson, chart, made }
            }
            ChartChange::Order(charts) => Body::ChartsOrdered { lesson, charts },
            ChartChange::Join(joining) => return self.join_charts(lesson, chart, joining, now),
        };
        self.append(vec![body], now, Then::Nothing)
    }

    /// A chart with more facts takes the place of the one that it was made from: that one is gone if somebody had made it, and
    /// left out if the text had.
    fn join_charts(&mut self, lesson: LessonId, chart: ChartId, joining: Joining, now: Now) -> Vec<Effect> {
        let Some((_, entry)) = self.entry() else { return Vec::new() };
        let Joining { id, made, order } = joining;
        let was_made = entry.chart(&chart).is_some_and(|work| work.made.is_some());
        self.arranging.iter_mut().for_each(|arranging| *arranging = Arranging::default());
        let gone = match was_made {
            true => Body::ChartMade { lesson: lesson.clone(), chart, made: None },
            false => Body::ChartHidden { lesson: lesson.clone(), chart, hidden: true },
        };
        let made = Body::ChartMade { lesson: lesson.clone(), chart: id, made: Some(made) };
        self.append(vec![made, gone, Body::ChartsOrdered { lesson, charts: order }], now, Then::Nothing)
    }
}

/// Which charts stand beside a piece of the text: those of its block; where the block is in several pieces, that piece has a chart which
/// the first of its facts is in. A timeline is of the whole text, not of the paragraph that it begins with.
pub fn beside(open: &Open, piece: Piece) -> impl Fn(&ChartSpec) -> bool {
    let whole = open.lesson.document.blocks.get(piece.block).map_or(piece.span, |block| block.span);
    let starts = (whole != piece.span).then(|| {
        let facts = open.lesson.facts.iter().filter(|fact| whole.contains_offset(fact.span.start));
        facts.map(|fact| (&fact.id, fact.span.start)).collect::<BTreeMap<_, _>>()
    });
    move |chart| {
        let is_of_block = chart.block == piece.block && chart.form != Form::Timeline;
        is_of_block
            && starts.as_ref().is_none_or(|starts| {
                let first = chart.rows.iter().filter_map(|row| starts.get(&row.fact)).min();
                first.map_or(piece.is_first, |first| piece.span.contains_offset(*first))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Action;
    use crate::app::tests::{NOW, reading, stored};
    use crate::fact::FactKind;
    use crate::ingest;
    use crate::lesson::Lesson;
    use crate::lexicon::ru::morphology::Morphology;

    fn say(state: &mut AppState, chart: &ChartId, change: ChartChange) {
        let effects = state.reduce(Action::SayOfChart { chart: chart.clone(), change, now: NOW });
        state.reduce(stored(&effects));
    }

    fn ids(state: &AppState) -> Vec<ChartId> {
        let (open, entry) = (state.shown().expect("open"), state.entry().expect("an entry").1);
        shown(open, entry).iter().map(|chart| chart.id.clone()).collect()
    }

    #[test]
    fn charts_are_renamed_left_out_and_put_in_order() {
        let mut state = reading();
        let before = ids(&state);
        assert!(before.len() > 2);
        say(&mut state, &before[1], ChartChange::Title(Some("Иначе".to_owned())));
        let open = state.shown().expect("open").clone();
        let order = moved(&arranged(&open, state.entry().expect("an entry").1), &before[1], true).expect("it can move");
        say(&mut state, &before[1], ChartChange::Order(order));
        say(&mut state, &before[2], ChartChange::Hide(true));
        let entry = state.entry().expect("an entry").1;
        let charts = shown(&open, entry);
        assert_eq!((charts[0].id.clone(), charts[0].title.as_str()), (before[1].clone(), "Иначе"));
        assert_eq!(charts[1].id, before[0]);
        assert!(!ids(&state).contains(&before[2]));
        say(&mut state, &before[2], ChartChange::Hide(false));
        say(&mut state, &before[1], ChartChange::Title(None));
        assert_eq!(ids(&state).len(), before.len());
        let first = &arranged(&open, state.entry().expect("an entry").1)[0];
        assert_ne!(first.title, "Иначе");
        assert_eq!(moved(&[], &before[0], true), None);
    }

    #[test]
    fn a_chart_of_chosen_facts_outlives_their_ids() {
        let mut state = reading();
        let open = state.shown().expect("open").clone();
        let series = open.lesson.charts.iter().find(|chart| chart.rows.len() == 2).expect("a pair");
        let facts: Vec<FactId> = series.rows.iter().map(|row| row.fact.clone()).collect();
        let (id, made) = making(&open, &facts, " Своё ").expect("a chart");
        assert_eq!((made.title.as_str(), made.rows.len()), ("Своё", 2));
        say(&mut state, &id, ChartChange::Make(Some(made)));
        assert!(ids(&state).contains(&id));

        // A later version gives the facts other ids.
        let mut lesson = open.lesson.clone();
        for fact in lesson.facts.iter_mut().filter(|fact| matches!(fact.kind, FactKind::Quantity(_))) {
            fact.id = FactId(format!("new {}", fact.id.0));
        }
        let anew = Open::new(open.id.clone(), lesson, Vec::new(), true);
        let entry = state.entry().expect("an entry").1;
        let chart = shown(&anew, entry).into_iter().find(|chart| chart.id == id).expect("it is found by its words");
        assert_eq!(
            chart.rows.iter().map(|row| &row.value).collect::<Vec<_>>(),
            series.rows.iter().map(|row| &row.value).collect::<Vec<_>>()
        );
        assert!(lost(&anew, entry).is_empty());

        // And where their words have gone, it is told.
        let document = ingest::read_text("В 1950 г. построили 12 школ.", None).expect("a text").document;
        let other = Lesson::of(document, 3, Morphology::bundled());
        let other = Open::new(open.id.clone(), other, Vec::new(), true);
        let gone = lost(&other, entry);
        assert_eq!(gone.iter().map(|(id, made)| (*id, made.title.as_str())).collect::<Vec<_>>(), [(&id, "Своё")]);
        assert!(gone[0].1.rows.iter().all(|row| !is_found(&other, row)));
        say(&mut state, &id, ChartChange::Make(None));
        assert!(!ids(&state).contains(&id));
        assert!(lost(&other, state.entry().expect("an entry").1).is_empty(), "it is forgotten");
        assert_eq!(making(&open, &facts[..1], "x"), None, "one number is no chart");
    }

    /// A chart of a book whose paragraphs nobody has marked stood beside its first lines, with all others.
    #[test]
    fn a_chart_stands_beside_its_piece_of_a_very_long_block() {
        let filler = "Сады цвели, и дни шли за днями. ".repeat(400);
        let series = |what: &str| format!("В 1940 г. в районе было 12 {what}, в 1941 г. — 19, в 1942 г. — 31. ");
        let text = [series("школ"), filler.clone(), series("больниц"), filler, series("мостов")].concat();
        let document = ingest::read_text(&text, None).expect("a text").document;
        let open = Open::new(LessonId("long".into()), Lesson::of(document, 3, Morphology::bundled()), Vec::new(), true);
        let charts: Vec<&ChartSpec> = open.lesson.charts.iter().filter(|chart| chart.form != Form::Timeline).collect();
        assert_eq!((charts.len(), open.lesson.document.blocks.len()), (3, 1));
        let pieces: Vec<Piece> = open.pages.iter().flat_map(|page| page.pieces.clone()).collect();
        assert!(pieces.len() > 2, "{pieces:?}");
        let places = |chart: &ChartSpec| -> Vec<usize> {
            (0..pieces.len()).filter(|nth| beside(&open, pieces[*nth])(chart)).collect()
        };
        let places: Vec<Vec<usize>> = charts.into_iter().map(places).collect();
        assert!(places.iter().all(|places| places.len() == 1), "{places:?}");
        assert!(places[0] < places[1] && places[1] < places[2], "{places:?}");
    }

    #[test]
    fn a_figure_is_added_to_a_series_which_keeps_its_place() {
        let mut state = reading();
        let open = state.shown().expect("open").clone();
        let series = open.lesson.charts.iter().find(|chart| chart.form == Form::Line).expect("a series").clone();
        let facts: Vec<FactId> = series.rows.iter().map(|row| row.fact.clone()).collect();
        // Two of its figures first, then the third to them.
        let (two, made) = making(&open, &facts[..2], "Своё").expect("a chart");
        say(&mut state, &two, ChartChange::Make(Some(made)));
        let place = ids(&state).iter().position(|id| *id == two);
        let spec = |state: &AppState, id: &ChartId| {
            let entry = state.entry().expect("an entry").1;
            shown(&open, entry).into_iter().find(|chart| chart.id == *id).map(Cow::into_owned)
        };
        let small = spec(&state, &two).expect("it is made");
        let entry = |state: &AppState| state.entry().expect("an entry").1.clone();
        assert_eq!(joining(&open, &entry(&state), &small, &facts[..2]), None, "it has them already");
        let joined = joining(&open, &entry(&state), &small, &facts[2..]).expect("they fit");
        let three = joined.id.clone();
        say(&mut state, &two, ChartChange::Join(joined));
        assert_eq!(ids(&state).iter().position(|id| *id == three), place);
        assert_eq!(spec(&state, &two), None, "the smaller one is gone");
        let joined = spec(&state, &three).expect("it is there");
        assert_eq!((joined.form, joined.title.as_str(), joined.rows.len()), (Form::Line, "Своё", 3));
        assert_eq!(joined.rows.iter().map(|row| &row.fact).collect::<Vec<_>>(), facts.iter().collect::<Vec<_>>());

        // One that the text has made is left out, and can be had again.
        let other =
            open.lesson.charts.iter().find(|chart| can_grow(chart) && chart.rows.len() == 2 && chart.unit == "%");
        if let Some(other) = other {
            assert_eq!(joining(&open, &entry(&state), other, &facts), None, "they are measured otherwise");
        }
        let (id, made) = making(&open, &facts, &series.title).expect("a chart");
        say(&mut state, &series.id, ChartChange::Join(Joining { id, made, order: Vec::new() }));
        let entry = state.entry().expect("an entry").1;
        assert!(is_hidden(entry, &series.id));
    }

    /// Whoever makes a chart while charts are guessed first is not told what they ask for.
    #[test]
    fn a_list_to_choose_from_tells_no_figure_that_is_to_be_guessed() {
        let state = reading();
        let open = state.shown().expect("open").clone();
        let text = &open.lesson.document.text;
        let hidden = ToGuess::of("", &open.lesson.charts, |_| false);
        let kept = kept_back(&open, Some(&hidden));
        assert!(kept.iter().any(|kept| *kept) && kept_back(&open, None).iter().all(|kept| !kept));
        for (fact, kept) in open.lesson.facts.iter().zip(kept) {
            let written = fact.span.of(text);
            if hidden.has(&fact.id) {
                assert!(kept && !listed(text, fact, kept).contains(written), "{written}");
                assert!(listed(text, fact, false).contains(written));
            }
        }
    }

    #[test]
    fn chosen_facts_are_named_in_the_nominative() {
        let state = reading();
        let open = state.shown().expect("open").clone();
        let herds = open.lesson.charts.iter().find(|chart| chart.rows.iter().any(|row| row.label == "лошади"));
        let facts: Vec<FactId> = herds.expect("groups").rows.iter().map(|row| row.fact.clone()).collect();
        let (id, made) = making(&open, &facts, "").expect("a chart");
        let chart = super::made(&open, &id, &made).expect("it is made");
        assert_eq!(
            chart.rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(),
            ["овцы и козы", "лошади", "головы крупного рогатого скота"]
        );
    }

    #[test]
    fn facts_are_chosen_one_by_one() {
        let mut state = reading();
        let act = |state: &mut AppState, act| state.reduce(Action::Arrange(act));
        act(&mut state, ArrangeAct::Choose(FactId("a".to_owned())));
        assert_eq!(state.arranging, None, "not begun");
        act(&mut state, ArrangeAct::Begin);
        for fact in ["a", "b", "a"] {
            act(&mut state, ArrangeAct::Choose(FactId(fact.to_owned())));
        }
        act(&mut state, ArrangeAct::Seek("овец".to_owned()));
        act(&mut state, ArrangeAct::Refuse(Unfit::Addition));
        let arranging = state.arranging.clone().expect("begun");
        assert_eq!(
            (arranging.chosen, arranging.sought.as_str(), arranging.refused),
            (vec![FactId("b".to_owned())], "овец", Some(Unfit::Addition))
        );
        act(&mut state, ArrangeAct::End);
        assert_eq!(state.arranging, None);
    }
}
