//! A plan as a table, as those of the statistics are: a line a card, with what can be expected of it and its days.

use super::Plan;
use crate::schedule::day;
use crate::statistics::csv::{Table, fixed};

/// `today` is the first day of the plan, `target` the recall with which a card counts as known; `tell` gives the id and the words of the card
/// at a place.
pub fn write(plan: &Plan, today: i64, target: f32, tell: impl Fn(usize) -> [String; 2]) -> String {
    let mut days: Vec<Vec<String>> = vec![Vec::new(); plan.cards.len()];
    for (date, of_day) in (today..).zip(&plan.days) {
        for place in &of_day.cards {
            if let Some(days) = days.get_mut(*place) {
                days.push(day::date(date));
            }
        }
    }
    let mut table = Table::of(&["card", "words", "without", "with", "best", "reached", "days"]);
    for (place, (outlook, days)) in plan.cards.iter().zip(days).enumerate() {
        let [id, words] = tell(place);
        let [without, with, best] = [outlook.without, outlook.with, outlook.best].map(|recall| fixed(recall.into(), 4));
        let reached = match outlook {
            outlook if outlook.with >= target => "yes",
            outlook if outlook.best >= target => "with more time",
            _ => "no",
        };
        table.row([id, words, without, with, best, reached.to_owned(), days.join(" ")]);
    }
    table.finish()
}
