//! What files say beside the cards. They are read where the text was, so this is in the language of the source, which is Russian: no cards
//! are made of a text in another.

use crate::document::Source;

pub(super) const ANSWER: &str = "Ответ";
pub(super) const ALSO: &str = "Верно и так";
pub(super) const EVIDENCE: &str = "В тексте";
pub(super) const SOURCE: &str = "Источник";
pub(super) const DISCUSS: &str = "Объясните, по каким словам это видно.";
pub(super) const READINGS: &str = "Возможные ответы";
pub(super) const PLACES: &str = "Укажите место каждого события, начиная с самого раннего.";
pub(super) const RIGHT_ORDER: &str = "Верный порядок";
pub(super) const NAME: &str = "Имя";
pub(super) const GROUP: &str = "Класс";
pub(super) const DATE: &str = "Дата";
pub(super) const KEY: &str = "Ключ";
pub(super) const WITHIN: &str = "допустимо отклонение";

/// The discussion that is asked for, after the statement.
pub(super) fn discussed(prompt: &str) -> String {
    format!("{prompt} {DISCUSS}")
}

/// Author, work and year in one line; empty where nobody knows.
pub(super) fn source(source: &Source) -> String {
    let Source { author, work, published, url } = source;
    let parts: Vec<&str> = [author, work, published, url].into_iter().filter_map(|part| part.as_deref()).collect();
    parts.join(", ")
}
