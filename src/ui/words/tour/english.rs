use super::TourWords;
use crate::app::tour::Stop;

pub static WORDS: TourWords = TourWords {
    begin: "Show me around",
    step: |step, of| format!("{step} of {of}"),
    stop: |stop| match stop {
        Stop::Marks => [
            "What was read is underlined",
            "Figures, times, names and claims are marked in the text itself. Press a mark to see how it was understood, and in \
             which cards and charts it is. Kinds of marks that you do not need are switched off above the text.",
        ],
        Stop::Charts => [
            "Charts stand beside the text",
            "Where numbers have a measure in common, there is a chart beside the paragraph. Each of its points leads to its sentence. \
             All charts are on a tab of their own.",
        ],
        Stop::Check => [
            "The reading can be checked",
            "Here you see what has become of each number. Where the program is wrong, correct it: cards and charts follow.",
        ],
        Stop::Study => [
            "Cards come when they are due",
            "On this tab you study. What is easy comes seldom, what is hard comes often. With every answer stands the sentence that \
             proves it.",
        ],
        Stop::TakeAlong => [
            "The lesson can be taken along",
            "A lesson is saved as one file that opens without a network, and cards and charts in the formats of other programs. \
             Everything stays on your device.",
        ],
    },
    next: "Next",
    back: "Back",
    leave: "Skip",
    done: "Got it",
};
