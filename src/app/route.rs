//! Where in the app the reader is, as the address says it.

use crate::deck::LessonId;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    #[default]
    Library,
    Statistics,
    Settings,
    /// What this is, where what is done in it goes, and whose work it is.
    About,
    /// What a class has done.
    Class,
    Lesson {
        lesson: LessonId,
        view: View,
        /// A byte of the text whose sentence is to be shown.
        at: Option<usize>,
    },
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    #[default]
    Text,
    Facts,
    /// What has become of every figure; reached from the facts.
    Coverage,
    Charts,
    Timeline,
    Cards,
    Study,
    Statistics,
    /// Where a teacher arranges the lesson for others; reached from the cards.
    Teach,
}

impl View {
    pub const ALL: [View; 9] = [
        View::Text,
        View::Facts,
        View::Coverage,
        View::Charts,
        View::Timeline,
        View::Cards,
        View::Study,
        View::Statistics,
        View::Teach,
    ];

    /// The view under whose tab it stands.
    pub fn tab(self) -> View {
        match self {
            View::Coverage => View::Facts,
            View::Teach => View::Cards,
            view => view,
        }
    }

    /// In addresses and in the page's `data-view`.
    pub fn name(self) -> &'static str {
        match self {
            View::Text => "text",
            View::Facts => "facts",
            View::Coverage => "coverage",
            View::Charts => "charts",
            View::Timeline => "timeline",
            View::Cards => "cards",
            View::Study => "study",
            View::Statistics => "statistics",
            View::Teach => "teach",
        }
    }
}

impl Route {
    pub fn lesson(lesson: &LessonId, view: View) -> Route {
        Route::Lesson { lesson: lesson.clone(), view, at: None }
    }

    /// The sentence at byte `at` in the text.
    pub fn sentence(lesson: &LessonId, at: usize) -> Route {
        Route::Lesson { lesson: lesson.clone(), view: View::Text, at: Some(at) }
    }

    /// Reads the part of an address after `#`; what is no route of ours is the library.
    pub fn parse(hash: &str) -> Route {
        let mut parts = hash.trim_start_matches('#').split('/').filter(|part| !part.is_empty());
        match (parts.next(), parts.next()) {
            (Some("statistics"), _) => Route::Statistics,
            (Some("settings"), _) => Route::Settings,
            (Some("about"), _) => Route::About,
            (Some("class"), _) => Route::Class,
            (Some("lesson"), Some(lesson)) => {
                let view = parts.next().and_then(|name| View::ALL.into_iter().find(|view| view.name() == name));
                let at = parts.next().and_then(|at| at.parse().ok());
                Route::Lesson { lesson: LessonId(lesson.to_owned()), view: view.unwrap_or_default(), at }
            }
            _ => Route::Library,
        }
    }

    /// The address, with its `#`.
    pub fn hash(&self) -> String {
        match self {
            Route::Library => "#/".to_owned(),
            Route::Statistics => "#/statistics".to_owned(),
            Route::Settings => "#/settings".to_owned(),
            Route::About => "#/about".to_owned(),
            Route::Class => "#/class".to_owned(),
            Route::Lesson { lesson, view, at: None } => format!("#/lesson/{}/{}", lesson.0, view.name()),
            Route::Lesson { lesson, view, at: Some(at) } => format!("#/lesson/{}/{}/{at}", lesson.0, view.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_back_to_its_route() {
        let lesson = LessonId("00ff00ff00ff00ff".to_owned());
        let places = [Route::Library, Route::Statistics, Route::Settings, Route::About, Route::Class];
        let routes = places.into_iter().chain([Route::sentence(&lesson, 120)]);
        for route in routes.chain(View::ALL.map(|view| Route::lesson(&lesson, view))) {
            assert_eq!(Route::parse(&route.hash()), route);
        }
    }

    #[test]
    fn an_unknown_address_is_the_library_and_an_unknown_view_the_text() {
        for hash in ["", "#", "#/", "#/nowhere/at/all", "#/lesson"] {
            assert_eq!(Route::parse(hash), Route::Library, "{hash}");
        }
        let route = Route::parse("#/lesson/ab/maps/x");
        assert_eq!(route, Route::lesson(&LessonId("ab".to_owned()), View::Text));
    }
}
