//! What somebody sees of measures: exact numbers, or what an audience may see. **Not here.** What is hidden and why
//! (`onpace_core::measures::shown`).

use super::reach::reaches;
use crate::desk::Desk;
use crate::gate::Visitor;
use crate::problem::Problem;
use onpace_core::access::Act;
use onpace_core::measures::facts::ReleaseAudience;
use onpace_core::measures::shown::{as_shown, hidden_of};
use onpace_core::measures::state::{HeldMeasure, MeasuresHeld};
use std::borrow::Cow;

/// A measure as an audience may see it.
#[must_use]
pub fn for_audience(all: &MeasuresHeld, held: &HeldMeasure, to: ReleaseAudience) -> HeldMeasure {
    as_shown(held, &hidden_of(all, held, to))
}

impl Desk {
    /// A measure as somebody sees it who came by a page of a plan: with its small numbers where they may see them, else as a
    /// board does.
    ///
    /// # Errors
    /// A damaged directory.
    pub fn measure_seen<'m>(
        &self,
        plan: &str,
        visitor: &Visitor,
        all: &MeasuresHeld,
        held: &'m HeldMeasure,
    ) -> Result<Cow<'m, HeldMeasure>, Problem> {
        let is_exact = reaches(self, visitor, Act::SeeExactNumbers, plan, all, &[&held.key])?;
        Ok(if is_exact { Cow::Borrowed(held) } else { Cow::Owned(for_audience(all, held, ReleaseAudience::Board)) })
    }
}
