use super::AboutWords;
use crate::embed::telling::Telling;

pub static WORDS: AboutWords = AboutWords {
    title: "About Konspekt",
    version: "Version",

    privacy: "What goes where",
    alone: &[
        "Nothing goes anywhere. Texts, cards, answers and settings are kept in this browser alone, on this device. There is no \
         server, no account, and nobody counts visits.",
        "The page asks its own site for its own files; its content policy forbids it to ask anybody else. Backups and exports are \
         files that you save yourself.",
        "To delete everything at once, delete the data of this site in the browser's settings.",
    ],
    framed: |host| format!("The lesson is open inside another page. Its address: {host}"),
    framed_by_nobody: "The lesson is open inside another page, whose address the browser does not tell.",
    framed_in_silence: "The lesson is open inside another page. It has asked for nothing so far, and knows only that this page has \
                        started. Should it ask, it will get this:",
    goes_there: "That page is told:",
    told: |telling| match telling {
        Telling::Presence => "that the page of the lesson has started",
        Telling::Lesson => "the lesson's title, how many cards it has, and where answers are kept",
        Telling::Height => "how high the lesson is, so that its frame fits",
        Telling::Answer => {
            "each of your answers: the card and its prompt, what you answered and what is right, whether it counted as right, and \
             how many seconds it took"
        }
        Telling::Progress => {
            "what share of the cards you have answered and how many you know, all your grades, and the card on screen"
        }
        Telling::Completion => "that all cards were answered, with what result, and whether the lesson is passed",
        Telling::Statement => "your answers and the completion once more, as statements of xAPI, without your name",
        Telling::Failure => "why the lesson did not open",
    },
    learning_system: "If it is a page of a learning system, it records your answers and your result there, under your name in that \
                      system. What becomes of them is for whoever runs it.",
    nothing_else: "Nothing goes to anybody else. What this browser keeps is seen by the lesson alone.",

    licences: "Licences",
    own_licence: "The app may be used, changed and passed on under the MIT licence or Apache 2.0, whichever you choose.",
    crates: "It contains libraries by other authors. Their licences ask for names and terms to be shown; here they are.",
    show_crates: "Show the licences of the libraries",
    no_crates: "The list did not load. Check the connection and try again.",
    data: "Data",
};
