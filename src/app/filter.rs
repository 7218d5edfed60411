//! Which facts a list shows.

use crate::fact::{Fact, FactKind};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    #[default]
    All,
    Figures,
    Events,
    Definitions,
    Doubtful,
}

impl Filter {
    pub const ALL: [Filter; 5] = [Filter::All, Filter::Figures, Filter::Events, Filter::Definitions, Filter::Doubtful];

    pub fn takes(self, fact: &Fact) -> bool {
        match self {
            Filter::All => true,
            Filter::Figures => matches!(fact.kind, FactKind::Quantity(_)),
            Filter::Events => matches!(fact.kind, FactKind::Event { .. }),
            Filter::Definitions => matches!(fact.kind, FactKind::Definition { .. }),
            Filter::Doubtful => fact.doubt.is_some(),
        }
    }
}
