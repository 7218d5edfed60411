//! Page furniture: what a page puts around its text. Named rules over one line, by its form alone; a real sentence, a
//! heading or a row with figures is never taken for it.

mod words;
#[cfg(test)]
mod corpus;

use crate::lexicon::fold;
use words::{ADS, BREAKS, COUNTED, CREDITS, HOMES, LABELS, LINKS, MONTHS, NAVIGATION, NETWORKS};

/// Longer lines are text, whatever they begin with.
const LONGEST: usize = 300;

/// A line as the rules read it.
struct Line<'a> {
    /// As written, without white space at its ends.
    written: &'a str,
    /// The same in lower case, `ё` as `е`.
    folded: String,
}

type Rule = (&'static str, fn(&Line) -> bool);

/// In the order in which they are asked.
const RULES: &[Rule] = &[
    ("breadcrumbs", breadcrumbs),
    ("navigation", navigation),
    ("share", share),
    ("copyright", copyright),
    ("cookie", cookie),
    ("counter", counter),
    ("link", link),
    ("credit", credit),
    ("publication", publication),
    ("pager", pager),
    ("note", note),
];

/// The rule by which a line is page furniture, if it is.
pub fn rule(line: &str) -> Option<&'static str> {
    let written = line.trim();
    // No letter has more than four bytes.
    if written.is_empty() || written.len() > 4 * LONGEST || written.chars().nth(LONGEST).is_some() {
        return None;
    }
    let line = Line { written, folded: fold(written) };
    RULES.iter().find_map(|(name, rule)| rule(&line).then_some(*name))
}

impl Line<'_> {
    /// Runs of letters and digits, hyphens inside included, folded.
    fn words(&self) -> impl Iterator<Item = &str> {
        self.folded
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .filter(|word| word.chars().any(char::is_alphanumeric))
    }

    /// What follows one of these labels and a colon.
    fn after_label(&self, labels: &[&str]) -> Option<&str> {
        let (label, rest) = self.folded.split_once(':')?;
        labels.contains(&label.trim()).then(|| rest.trim())
    }

    fn ends_as_sentence(&self) -> bool {
        self.written.ends_with(['.', '!', '?', '…'])
    }

    /// A full stop before a space and a capital: there is more than one sentence.
    fn has_sentences(&self) -> bool {
        let mut before = ("", ' ');
        self.written.split_whitespace().any(|word| {
            let first = word.chars().next().unwrap_or(' ');
            let long = before.0.chars().count() > 4;
            let stop = long && before.0.ends_with(['.', '!', '?']) && first.is_uppercase();
            before = (word, first);
            stop
        })
    }
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// `Добавить комментарий`, `Читать далее »`, `Комментарии (12)`, `Новости | О проекте | Контакты`.
fn navigation(line: &Line) -> bool {
    let bare = |part: &str| {
        let part = part.trim_matches(|c: char| !c.is_alphabetic() && c != '(');
        let part = part.split(['(', '[']).next().unwrap_or("");
        NAVIGATION.contains(&part.trim_end_matches(|c: char| !c.is_alphabetic()))
    };
    if !line.ends_as_sentence() && bare(&line.folded) {
        return true;
    }
    if !line.folded.contains(['|', '·', '•', '›', '»', '→', '/']) {
        return false;
    }
    let parts: Vec<&str> = line.folded.split(['|', '·', '•', '›', '»', '→', '/']).map(str::trim).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.len() >= 2 && parts.iter().filter(|part| bare(part)).count() * 2 > parts.len()
}

/// `ВКонтакте Telegram WhatsApp`, `Поделиться в Одноклассниках`.
fn share(line: &Line) -> bool {
    const BETWEEN: &[&str] = &[
        "в",
        "на",
        "с",
        "друзьями",
        "друзьям",
        "через",
        "и",
        "ссылкой",
        "ссылку",
        "социальных",
        "сетях",
        "соцсетях",
        "по",
        "нас",
        "мы",
    ];
    let mut words = line.words().peekable();
    let asks = |word: &str| ["поделит", "поделис", "отправит", "рассказат"].iter().any(|stem| word.starts_with(stem));
    let told = words.next_if(|word| asks(word)).is_some();
    let mut networks = 0;
    for word in words {
        let network = NETWORKS.contains(&word);
        if !network && !BETWEEN.contains(&word) && !is_number(word) {
            return false;
        }
        networks += usize::from(network);
    }
    told || networks > 0
}

/// `© 2005–2024 Редакция`, `Все права защищены.`, `При перепечатке ссылка обязательна`.
fn copyright(line: &Line) -> bool {
    let opens = ["©", "(c)", "(с)", "copyright"].iter().any(|mark| line.folded.starts_with(mark));
    // `© — знак охраны авторского права…` tells of the sign.
    let told = line.folded.trim_start_matches(['©', ' ']).starts_with(['—', '–', '-']);
    let trailing = line.written.chars().count() <= 120
        && line.folded.split_once('©').is_some_and(|(_, owner)| {
            owner.split_whitespace().next().is_some_and(|year| year.starts_with("19") || year.starts_with("20"))
        });
    let copied = ["перепечатке", "использовании материалов", "копировании", "цитировании"]
        .iter()
        .any(|act| line.folded.contains(act));
    let asks = ["ссылка на", "гиперссылка", "ссылка обязательна", "обязательна", "разрешения"]
        .iter()
        .any(|ask| line.folded.contains(ask));
    opens && !told || trailing || line.folded.contains("все права защищены") || copied && asks
}

/// `Мы используем файлы cookie. Продолжая, вы соглашаетесь…`; not a text about cookies.
fn cookie(line: &Line) -> bool {
    let named = ["cookie", "куки", "персональных данных"].iter().any(|name| line.folded.contains(name));
    let asks = [
        "мы используем",
        "сайт использует",
        "используются файлы",
        "продолжая",
        "соглашаетесь",
        "согласие на",
        "согласен",
        "принять",
        "настройки",
        "политик",
        "отклонить",
    ];
    named && (asks.iter().any(|ask| line.folded.contains(ask)) || line.words().count() <= 3)
}

/// `Просмотров: 1234`, `1 234 просмотра`, `Комментариев: 12 | Рейтинг: 4,8 (12 голосов)`, `Время чтения: 5 минут`.
fn counter(line: &Line) -> bool {
    let (mut counted, mut numbers) = (0, 0);
    for word in line.words() {
        if is_number(word) {
            numbers += 1;
        } else if COUNTED.contains(&word) {
            counted += 1;
        } else if !matches!(
            word,
            "за" | "сегодня"
                | "всего"
                | "из"
                | "тыс"
                | "голосов"
                | "голоса"
                | "голос"
                | "мин"
                | "минут"
                | "минуты"
                | "чтения"
                | "количество"
                | "число"
                | "k"
                | "к"
        ) {
            return false;
        }
    }
    counted > 0 && numbers > 0
}

/// `Читайте также: …`, `Теги: война, тыл`, `Подписывайтесь на наш канал в Telegram`.
fn link(line: &Line) -> bool {
    let starts = |stem: &&str| line.folded.starts_with(*stem);
    let labelled = line.after_label(LINKS).is_some();
    let bare = LINKS.contains(&line.folded.trim_end_matches(['.', '!', ' ']));
    labelled || bare || ADS.iter().any(starts) || line.folded.starts_with('#') && line.words().count() <= 12
}

/// `Фото: А. Иванов`, `Источник: Росстат`, `Автор: Иван Петров, кандидат наук`: a label with a name and no sentence.
fn credit(line: &Line) -> bool {
    let name = |rest: &str| {
        let words = rest.split_whitespace().count();
        let starts = line.written.split_once(':').and_then(|(_, rest)| rest.trim().chars().next());
        let named =
            starts.is_some_and(|first| !first.is_lowercase() || rest.starts_with("www") || rest.starts_with("http"));
        (1..=12).contains(&words) && named && !line.has_sentences() && !rest.contains(" — ") && !has_amount(rest)
    };
    if line.after_label(CREDITS).is_some_and(name) {
        return true;
    }
    let photo = ["фото автора", "фото из ", "фото ©", "фото предоставлен", "иллюстрация из ", "фотография из "];
    photo.iter().any(|start| line.folded.starts_with(start)) && line.words().count() <= 8 && !has_amount(&line.folded)
}

/// A figure that is no year: a name has none.
fn has_amount(text: &str) -> bool {
    let mut words =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    words.any(|word| !is_number(word) || word.len() != 4)
}

/// `Опубликовано: 12 марта 2020`, `12.03.2020, 14:35`, `Сегодня, 14:35 | Иван Петров`; not `22 июня 1941 г.`, which may head
/// a day of a chronicle.
fn publication(line: &Line) -> bool {
    let label = LABELS.iter().find_map(|label| line.folded.strip_prefix(label));
    let words = label
        .unwrap_or(&line.folded)
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '•' | '·' | '(' | ')'));
    let (mut clock, mut date, mut month, mut names) = (false, false, false, 0);
    for word in words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())) {
        match word {
            "" | "г" | "года" | "году" | "в" | "мск" | "обновлено" | "изменено" => {}
            "сегодня" | "вчера" => date = true,
            _ if is_clock(word) => clock = true,
            _ if is_modern(word) => date = true,
            _ if is_number(word) && word.len() <= 2 => {}
            _ if MONTHS.contains(&word) => month = true,
            _ => names += 1,
        }
    }
    let capitals = line.written.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
    match label {
        Some(_) => (date || clock) && names <= 4 && capitals > names,
        None => clock && (date || month) && (names == 0 || names <= 3 && line.written.contains(['|', '•', '·'])),
    }
}

/// `14:35`
fn is_clock(word: &str) -> bool {
    let two = |part: &str| is_number(part) && part.len() <= 2;
    word.split_once(':').is_some_and(|(hour, minute)| two(hour) && minute.split(':').all(two))
}

/// A year of the web, or a date in it: `2020`, `12.03.2020`, `2020-03-12`.
fn is_modern(word: &str) -> bool {
    let parts = || word.split(['.', '-']);
    let modern = |year: &str| is_number(year) && year.len() == 4 && ("1995".."2100").contains(&year);
    parts().all(is_number) && parts().any(modern) && matches!(parts().count(), 1 | 3)
}

/// `1 2 3 … 10`, `← Назад 1 2 3 Далее →`, `Страница 1 из 10`, `— 12 —`.
fn pager(line: &Line) -> bool {
    let dashes = |c: char| matches!(c, '-' | '–' | '—');
    let folio = line.folded.strip_prefix(dashes).and_then(|rest| rest.strip_suffix(dashes));
    if folio.is_some_and(|number| is_number(number.trim()) && number.trim().len() <= 4) {
        return true;
    }
    let mut numbers: Vec<u32> = Vec::new();
    let mut pages = false;
    for word in line.folded.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        match word {
            "" | "из" => {}
            "страница"
            | "страницы"
            | "стр"
            | "назад"
            | "далее"
            | "вперед"
            | "следующая"
            | "предыдущая"
            | "последняя"
            | "первая" => {
                pages = true;
            }
            _ => match word.parse() {
                Ok(number) if word.len() <= 4 => numbers.push(number),
                _ => return false,
            },
        }
    }
    let steps = numbers.windows(2).filter(|pair| pair[0].checked_add(1) == Some(pair[1])).count();
    let gap = line.written.contains(['…', '«', '»', '<', '>', '→', '←']) || line.written.contains("...");
    pages && !numbers.is_empty() && numbers.len() <= 2 && line.folded.starts_with("стр")
        || numbers.len() >= 3 && numbers.first().is_some_and(|first| *first <= 1_000) && {
            // All in steps of one; a leap stands where the pages between are left out.
            steps + 1 == numbers.len() || (gap || pages) && steps >= 1 && steps + 3 >= numbers.len()
        }
}

/// `Главная / История / 1944`, `Библиотека > Книги > Глава 3`.
fn breadcrumbs(line: &Line) -> bool {
    if !HOMES.iter().any(|home| line.folded.starts_with(home)) {
        return false;
    }
    BREAKS.iter().any(|mark| {
        let parts: Vec<&str> = line.folded.split(mark).map(str::trim).filter(|part| !part.is_empty()).collect();
        let short = parts.iter().all(|part| part.split_whitespace().count() <= 8);
        parts.len() >= 2 && short && !line.ends_as_sentence() && HOMES.contains(&parts[0])
    })
}

/// `[12] Иванов И. И. История. М., 1984. С. 15.`, `↑ Там же.`: a foot note that names a book.
fn note(line: &Line) -> bool {
    let rest = line.folded.trim_start();
    if rest.starts_with(['↑', '↩']) {
        return true;
    }
    let bracketed =
        rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).filter(|(number, _)| is_number(number));
    let raised = rest.trim_start_matches(|c: char| matches!(c, '¹' | '²' | '³' | '⁴'..='⁹' | '⁰'));
    let book = [
        "там же",
        "указ. соч",
        " // ",
        ". — м.",
        " м., ",
        " л., ",
        "спб",
        ". с. ",
        ", с. ",
        "см.: ",
        "url:",
        " ф. ",
        "isbn",
    ];
    (bracketed.is_some() || raised.len() < rest.len()) && book.iter().any(|cue| rest.contains(cue))
}
