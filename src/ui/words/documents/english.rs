use super::DocumentWords;
use crate::ingest::{Format, IngestError, Lost, Stranger};
use crate::ui::words::english::count;

fn name(format: Format) -> &'static str {
    match format {
        Format::Plain => "plain text",
        Format::Markdown => "Markdown",
        Format::Html => "a saved page (HTML)",
        Format::Docx => "a Word document (DOCX)",
        Format::Odt => "an ODT document",
        Format::Fb2 => "an FB2 book",
        Format::Epub => "an EPUB book",
        Format::Pdf => "a PDF",
        Format::Rtf => "an RTF document",
        Format::Table => "a table (CSV)",
    }
}

fn stranger(stranger: Stranger) -> &'static str {
    match stranger {
        Stranger::OldOffice => {
            "This is a document of an old office program (.doc, .xls, .ppt), which Konspekt does not read. Save it as .docx or \
             .odt and open that."
        }
        Stranger::Spreadsheet => {
            "This is a spreadsheet; Konspekt reads tables as CSV. Save the sheet as CSV and open that."
        }
        Stranger::Slides => "These are slides; Konspekt reads texts. Save their text as .docx or .txt and open that.",
        Stranger::Djvu => {
            "This is a DjVu file: pictures of pages, and Konspekt reads text. Have the text recognised, or look for the same \
             book as EPUB, FB2 or PDF."
        }
        Stranger::Kindle => "This is a Kindle book, which Konspekt does not read. Convert it to EPUB and open that.",
        Stranger::Picture => "This is a picture, and Konspekt reads text. Have its text recognised and open that.",
        Stranger::Archive => {
            "This is an archive, and there is no document in it that Konspekt reads. Unpack it and open the file that you want."
        }
    }
}

fn refused(error: &IngestError) -> String {
    match error {
        IngestError::Stranger(found) => stranger(*found).to_owned(),
        IngestError::Damaged(format) => format!(
            "This should be {}, but nothing in it can be read: it is damaged, or was not loaded to its end. Load it once more, \
             or save it anew in the program that it comes from.",
            name(*format)
        ),
        IngestError::Locked(format) => format!(
            "This is {} under a password or a copy protection, and Konspekt cannot look into it. Save it without protection \
             and open that.",
            name(*format)
        ),
        IngestError::NoText(format) => format!(
            "This is {} without text; perhaps there are only pictures of pages in it. Have the text recognised, or look for \
             a file with text.",
            name(*format)
        ),
        IngestError::Swollen(format) => format!(
            "This is {} that unpacks to more than any text has, so it was not read. If it is a real one, save it in parts.",
            name(*format)
        ),
        IngestError::Empty | IngestError::Binary | IngestError::TooLarge { .. } => String::new(),
    }
}

pub static WORDS: DocumentWords = DocumentWords {
    refused,
    no_reader: "The part of the program that reads such files did not load. Check the connection and try again.",
    lost: |what, n| match what {
        Lost::End => "The file is damaged: it ends before its text does. What was left has been read.".to_owned(),
        Lost::Parts => format!("The file is damaged: {} could not be read.", count(n, "part", "parts")),
        Lost::Pages => format!("The file is damaged: {} could not be read.", count(n, "page", "pages")),
        Lost::Letters => {
            format!("Of {} the file does not tell which they are; they are left out.", count(n, "letter", "letters"))
        }
        Lost::Excess => "The file has more than Konspekt reads at once; the rest was left out.".to_owned(),
    },
    read_shared: |name| format!("Read the file “{name}” that was shared with Konspekt?"),
    choose_chapters: "Which chapters?",
    choose_help: "A lesson is made of those that are ticked. The file itself is not kept.",
    all_chapters: "All chapters",
    size: |bytes| match bytes {
        // A Russian word has some thirteen bytes with its space.
        ..1300 => "less than a page".to_owned(),
        _ => count(bytes.div_ceil(3600), "page", "pages"),
    },
    read_chapters: |n| format!("Read {}", count(n, "chapter", "chapters")),
};
