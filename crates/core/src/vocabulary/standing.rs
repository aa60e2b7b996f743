//! What a text says of how an action stands. **Not here.** Which texts say it ([`super::Vocabulary`]).

use crate::plan::lifecycle::Lifecycle;

/// How well an action goes, as its plan says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rating {
    /// Off track.
    Red,
    /// At risk.
    Amber,
    /// On track.
    Green,
}

/// What a text says of how an action stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Standing {
    /// How far it is.
    pub lifecycle: Option<Lifecycle>,
    /// How well it goes.
    pub rating: Option<Rating>,
}

impl Standing {
    pub(super) const fn far(lifecycle: Lifecycle) -> Self {
        Self { lifecycle: Some(lifecycle), rating: None }
    }

    pub(super) const fn well(rating: Rating) -> Self {
        Self { lifecycle: None, rating: Some(rating) }
    }

    /// Whether it says nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.lifecycle.is_none() && self.rating.is_none()
    }
}
