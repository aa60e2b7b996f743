//! The measures of the area, as of now, or as at a day as known by an instant. **Not here.** Deciding about them
//! ([`super::deciding`]); keeping them ([`super::kept`]).

use super::kept::after;
use crate::desk::Desk;
use crate::problem::{Kind, Problem};
use onpace_core::ledger::fold::Until;
use onpace_core::measures::apply::measures_of;
use onpace_core::measures::decide::measure_called;
use onpace_core::measures::state::{HeldMeasure, MeasuresHeld};
use std::sync::Arc;

impl Desk {
    /// The measures of the area: as of now, or as at a day as known by an instant.
    ///
    /// # Errors
    /// A record that cannot be read.
    pub fn measures(&self, until: Until) -> Result<Arc<MeasuresHeld>, Problem> {
        if until == Until::default() {
            return Ok(self.measures_kept.now(self.store())?.held);
        }
        Ok(Arc::new(measures_of(&after(self.store(), 0, until)?, until)))
    }

    /// One of them.
    ///
    /// # Errors
    /// No measure of that key; a record that cannot be read.
    pub fn measure(&self, key: &str, until: Until) -> Result<HeldMeasure, Problem> {
        let held = self.measures(until)?;
        let found = measure_called(&held, key);
        found.cloned().map_err(|refusal| Problem::refused(Kind::NotFound, refusal))
    }
}
