//! Releasing measures to an audience: what it gets is decided, proved and recorded, so that later releases know what was seen.
//! **Not here.** What is hidden (`onpace_core::measures::shown`).

use crate::desk::{Desk, Done};
use crate::problem::Problem;
use crate::seat::Seat;
use onpace_core::access::Act;
use onpace_core::day::Date;
use onpace_core::ledger::fold::Until;
use onpace_core::measures::command::MeasureCommand;
use onpace_core::measures::decide::measure_called;
use onpace_core::measures::facts::{ReleaseAudience, ReleasedMeasure};
use onpace_core::measures::shown::{HiddenOfMeasure, hidden_of, released};
use onpace_core::measures::state::{HeldMeasure, MeasuresHeld};

/// What a release would hold of one measure.
#[derive(Clone, Debug)]
pub struct ReleaseLine {
    /// Its key and name.
    pub key: String,
    /// As above.
    pub name: String,
    /// How many values it has.
    pub values: usize,
    /// What is hidden of it.
    pub hidden: HiddenOfMeasure,
}

/// The measures that can be released: live, with values; only some where keys are named.
fn chosen<'h>(held: &'h MeasuresHeld, keys: &[String]) -> Result<Vec<&'h HeldMeasure>, Problem> {
    if keys.is_empty() {
        return Ok(held.live().filter(|one| !one.series.is_empty()).collect());
    }
    Ok(keys.iter().map(|key| measure_called(held, key)).collect::<Result<_, _>>()?)
}

impl Desk {
    /// What a release would hold, measure by measure.
    ///
    /// # Errors
    /// No such measure; a record that cannot be read.
    pub fn release_foreseen(&self, to: ReleaseAudience, keys: &[String]) -> Result<Vec<ReleaseLine>, Problem> {
        let held = self.measures(Until::default())?;
        let line = |one: &HeldMeasure| ReleaseLine {
            key: one.key.to_string(),
            name: one.definition.name.clone(),
            values: one.series.values().map(std::collections::BTreeMap::len).sum(),
            hidden: hidden_of(&held, one, to),
        };
        Ok(chosen(&held, keys)?.into_iter().map(line).collect())
    }

    /// Releases measures to an audience.
    ///
    /// # Errors
    /// Not theirs to do; nothing to release; the disk.
    pub fn release_measures(
        &self,
        plan: &str,
        seat: &Seat,
        on: Date,
        (to, within): (ReleaseAudience, &str),
        keys: &[String],
    ) -> Result<Done, Problem> {
        seat.may_of_measures(Act::ReleaseMeasures, plan)?;
        let held = self.measures(Until::default())?;
        let one = |one: &HeldMeasure| released(one, &hidden_of(&held, one, to));
        let measures: Vec<ReleasedMeasure> = chosen(&held, keys)?.into_iter().map(one).collect();
        self.do_measures(plan, seat, on, &MeasureCommand::Release { to, within: within.to_owned(), measures })
    }
}
