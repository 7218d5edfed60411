//! The records of charts.

use super::texts;
use crate::chart::ChartId;
use crate::correct::form::{quote_form, read_quote};
use crate::deck::{Body, ChartGuess, LessonId, MadeChart, MadeRow};
use crate::fact::FactId;
use crate::json::{Json, list, maybe, object, text};

type Fields<'a> = (&'static str, Vec<(&'static str, Json<'a>)>);

/// Of an event about a chart; of any other, nothing.
pub(super) fn fields(body: &Body) -> Fields<'_> {
    match body {
        Body::ChartGuessed { lesson, chart, guesses } => {
            ("chart_guessed", of_chart(lesson, chart, ("guesses", list(guesses.iter().map(guess_form)))))
        }
        Body::ChartTitled { lesson, chart, title } => {
            ("chart_titled", of_chart(lesson, chart, ("title", maybe(title.as_deref()))))
        }
        Body::ChartHidden { lesson, chart, hidden } => {
            ("chart_hidden", of_chart(lesson, chart, ("hidden", Json::Bool(*hidden))))
        }
        Body::ChartsOrdered { lesson, charts } => {
            let charts = list(charts.iter().map(|chart| text(&chart.0)));
            ("charts_ordered", vec![("lesson", text(&lesson.0)), ("charts", charts)])
        }
        Body::ChartMade { lesson, chart, made } => {
            ("chart_made", of_chart(lesson, chart, ("made", made.as_ref().map_or(Json::Null, made_form))))
        }
        _ => ("", Vec::new()),
    }
}

fn of_chart<'a>(
    lesson: &'a LessonId,
    chart: &'a ChartId,
    (name, value): (&'static str, Json<'a>),
) -> Vec<(&'static str, Json<'a>)> {
    vec![("lesson", text(&lesson.0)), ("chart", text(&chart.0)), (name, value)]
}

fn guess_form(guess: &ChartGuess) -> Json<'_> {
    object(vec![
        ("fact", text(&guess.fact.0)),
        ("value", Json::Text(guess.value.to_string().into())),
        ("truth", Json::Text(guess.truth.to_string().into())),
        ("right", Json::Bool(guess.right)),
    ])
}

fn made_form(made: &MadeChart) -> Json<'_> {
    fn row(row: &MadeRow) -> Json<'_> {
        object(vec![("fact", text(&row.fact.0)), ("quote", quote_form(&row.quote))])
    }
    object(vec![("title", text(&made.title)), ("rows", list(made.rows.iter().map(row)))])
}

pub(super) fn read(kind: &str, lesson: LessonId, fields: &mut Json) -> Option<Body> {
    if kind == "charts_ordered" {
        let charts = texts(fields.take_list("charts")?)?.into_iter().map(ChartId).collect();
        return Some(Body::ChartsOrdered { lesson, charts });
    }
    let chart = ChartId(fields.take_text("chart")?);
    Some(match kind {
        "chart_guessed" => {
            let mut guesses = Vec::new();
            for mut guess in fields.take_list("guesses")? {
                guesses.push(ChartGuess {
                    fact: FactId(guess.take_text("fact")?),
                    value: guess.take_text("value")?.parse().ok()?,
                    truth: guess.take_text("truth")?.parse().ok()?,
                    right: guess.take_bool("right")?,
                });
            }
            Body::ChartGuessed { lesson, chart, guesses }
        }
        "chart_titled" => Body::ChartTitled { lesson, chart, title: fields.take_maybe("title")? },
        "chart_hidden" => Body::ChartHidden { lesson, chart, hidden: fields.take_bool("hidden")? },
        "chart_made" => {
            let made = match fields.take("made") {
                Some(mut made) => Some(read_made(&mut made)?),
                None => None,
            };
            Body::ChartMade { lesson, chart, made }
        }
        _ => return None,
    })
}

fn read_made(made: &mut Json) -> Option<MadeChart> {
    let mut rows = Vec::new();
    for mut row in made.take_list("rows")? {
        rows.push(MadeRow { fact: FactId(row.take_text("fact")?), quote: read_quote(&mut row.take("quote")?)? });
    }
    Some(MadeChart { title: made.take_text("title")?, rows })
}
