use super::DocumentWords;
use crate::ingest::{Format, IngestError, Lost, Stranger};
use crate::ui::words::russian::count;

fn name(format: Format) -> &'static str {
    match format {
        Format::Plain => "простой текст",
        Format::Markdown => "текст Markdown",
        Format::Html => "сохранённая страница (HTML)",
        Format::Docx => "документ Word (DOCX)",
        Format::Odt => "документ ODT",
        Format::Fb2 => "книга FB2",
        Format::Epub => "книга EPUB",
        Format::Pdf => "файл PDF",
        Format::Rtf => "документ RTF",
        Format::Table => "таблица (CSV)",
    }
}

fn stranger(stranger: Stranger) -> &'static str {
    match stranger {
        Stranger::OldOffice => {
            "Это документ старой офисной программы (.doc, .xls, .ppt), а такие Конспект не читает. Сохраните его как .docx или \
             .odt и откройте снова."
        }
        Stranger::Spreadsheet => {
            "Это электронная таблица, а Конспект читает таблицы в CSV. Сохраните лист как CSV и откройте его."
        }
        Stranger::Slides => {
            "Это слайды, а Конспект читает тексты. Сохраните их текст как .docx или .txt и откройте его."
        }
        Stranger::Djvu => {
            "Это файл DjVu — снимки страниц, а Конспект читает текст. Распознайте текст или найдите ту же книгу в EPUB, FB2 \
             или PDF."
        }
        Stranger::Kindle => "Это книга Kindle, а такие Конспект не читает. Переведите её в EPUB и откройте снова.",
        Stranger::Picture => "Это картинка, а Конспект читает текст. Распознайте текст на ней и откройте его.",
        Stranger::Archive => {
            "Это архив, и документа, который Конспект читает, в нём нет. Распакуйте его и откройте нужный файл."
        }
    }
}

fn refused(error: &IngestError) -> String {
    match error {
        IngestError::Stranger(found) => stranger(*found).to_owned(),
        IngestError::Damaged(format) => format!(
            "Ожидалось: {}. Но прочесть в файле ничего нельзя: он повреждён или скачан не до конца. Скачайте его ещё раз или \
             сохраните заново в той программе, где он сделан.",
            name(*format)
        ),
        IngestError::Locked(format) => format!(
            "Это {} под паролем или с защитой от копирования, и заглянуть внутрь Конспект не может. Сохраните файл без защиты \
             и откройте снова.",
            name(*format)
        ),
        IngestError::NoText(format) => format!(
            "Это {}, но текста внутри нет: возможно, там только снимки страниц. Распознайте текст или найдите файл с текстом.",
            name(*format)
        ),
        IngestError::Swollen(format) => format!(
            "Это {}, но распаковывается больше, чем бывает в тексте, поэтому файл не прочитан. Если он настоящий, сохраните его \
             по частям.",
            name(*format)
        ),
        IngestError::Empty | IngestError::Binary | IngestError::TooLarge { .. } => String::new(),
    }
}

pub static WORDS: DocumentWords = DocumentWords {
    refused,
    no_reader: "Часть программы, которая читает такие файлы, не загрузилась. Проверьте связь и повторите.",
    lost: |what, n| match what {
        Lost::End => "Файл повреждён: он обрывается раньше, чем кончается текст. Прочитано то, что уцелело.".to_owned(),
        Lost::Parts => format!("Файл повреждён; не прочитано: {}.", count(n, "часть", "части", "частей")),
        Lost::Pages => format!("Файл повреждён; не прочитано: {}.", count(n, "страница", "страницы", "страниц")),
        Lost::Letters => {
            format!("Файл не говорит, какие в нём буквы, о скольких: {n}. Они пропущены.")
        }
        Lost::Excess => "В файле больше, чем Конспект читает за раз; остальное пропущено.".to_owned(),
    },
    read_shared: |name| format!("Прочитать файл «{name}», которым поделились с Конспектом?"),
    choose_chapters: "Какие главы?",
    choose_help: "Урок получится из отмеченных. Сам файл не сохраняется.",
    all_chapters: "Все главы",
    size: |bytes| match bytes {
        // В русском слове с пробелом около тринадцати байтов.
        ..1300 => "меньше страницы".to_owned(),
        _ => count(bytes.div_ceil(3600), "страница", "страницы", "страниц"),
    },
    read_chapters: |n| format!("Прочитать {}", count(n, "главу", "главы", "глав")),
};
