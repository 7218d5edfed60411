//! What a site says beside its lessons, by language: a missing word does not compile.

/// The language of a site's own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    Russian,
    English,
}

impl Language {
    pub const ALL: [Language; 2] = [Language::Russian, Language::English];

    /// The tag of the language.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Russian => "ru",
            Language::English => "en",
        }
    }

    pub(super) fn words(self) -> &'static Words {
        match self {
            Language::Russian => &RUSSIAN,
            Language::English => &ENGLISH,
        }
    }
}

pub(super) struct Words {
    pub lessons: &'static str,
    pub back: &'static str,
    pub study: &'static str,
    pub cards: &'static str,
    pub charts: &'static str,
    pub facts: &'static str,
    pub words: &'static str,
    pub show: &'static str,
    pub figures: &'static str,
    pub of_what: &'static str,
    pub value: &'static str,
    pub when: &'static str,
    pub what_happened: &'static str,
    pub source: &'static str,
    pub files: &'static str,
    pub whole: &'static str,
    pub lesson: &'static str,
    pub embed: &'static str,
    pub no_cards: &'static str,
    pub nothing: &'static str,
}

static RUSSIAN: Words = Words {
    lessons: "Уроки",
    back: "Все уроки",
    study: "Учить карточки",
    cards: "Карточки",
    charts: "Графики",
    facts: "Факты",
    words: "Слова",
    show: "Показать ответ",
    figures: "Цифрами",
    of_what: "Что",
    value: "Значение",
    when: "Когда",
    what_happened: "Что было",
    source: "Источник",
    files: "Файлы",
    whole: "Всё, что прочитано из текста (JSON)",
    lesson: "Урок для Konspekt (записи)",
    embed: "Чтобы показать этот урок на другой странице, вставьте туда строку с адресом этого сайта:",
    no_cards: "В этом тексте нет фактов, по которым можно задать вопрос.",
    nothing: "Здесь пока нет ни одного урока.",
};

static ENGLISH: Words = Words {
    lessons: "Lessons",
    back: "All lessons",
    study: "Study the cards",
    cards: "Cards",
    charts: "Charts",
    facts: "Facts",
    words: "Words",
    show: "Show the answer",
    figures: "As figures",
    of_what: "What",
    value: "Value",
    when: "When",
    what_happened: "What happened",
    source: "Source",
    files: "Files",
    whole: "Everything that was read from the text (JSON)",
    lesson: "The lesson for Konspekt (records)",
    embed: "To show this lesson in another page, put this line into it, with the address of this site:",
    no_cards: "There are no facts in this text that a question could be asked about.",
    nothing: "There is no lesson here yet.",
};
