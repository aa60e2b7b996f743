//! What was reported complete when figures were finalised before: the points of the curve of a plan.
//!
//! A figure that was finalised never changes, so each is worked out once. **Not here.** Drawing the curve.

use crate::problem::{Kind, Problem};
use crate::shelf;
use onpace_core::calendar::WorkingCalendar;
use onpace_core::day::Date;
use onpace_core::instant::Instant;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::state::State;
use onpace_core::plan::outline::Label;
use onpace_core::policy::Policy;
use onpace_core::quantity::Percent;
use onpace_core::walk::survey;
use onpace_store::Ledger;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Which finalised figures: a plan's name in small letters, their day, the instant by which they were known.
type Point = (String, Date, Instant);

/// The points that were worked out.
#[derive(Debug, Default)]
pub(crate) struct Milestones(Mutex<HashMap<Point, Option<Percent>>>);

impl Milestones {
    /// What was reported complete by the finalised figures of rounds before a day, in order of days.
    ///
    /// # Errors
    /// The disk, or a policy or calendar that this program does not know.
    pub(crate) fn reported_before(
        &self,
        ledger: &dyn Ledger,
        plan: &str,
        state: &State,
        on: Date,
    ) -> Result<Vec<(Date, Percent)>, Problem> {
        let mut points = Vec::new();
        for round in &state.rounds {
            let (day, last) = (round.facts.data_date, round.freezes.last());
            let Some(freeze) = last.filter(|_| day < on) else { continue };
            if let Some(share) = self.reported_then(ledger, plan, day, freeze.at)? {
                points.push((day, share));
            }
        }
        points.sort_by_key(|(day, _)| *day);
        Ok(points)
    }

    fn reported_then(
        &self,
        ledger: &dyn Ledger,
        plan: &str,
        day: Date,
        at: Instant,
    ) -> Result<Option<Percent>, Problem> {
        let point = (plan.to_lowercase(), day, at);
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&point) {
            return Ok(*known);
        }
        let (state, _) = shelf::state(ledger, plan, Until { as_at: Some(day), known_by: Some(at) })?;
        let refused = |e: &dyn std::fmt::Display| Problem::new(Kind::Unexpected, e);
        let calendar = WorkingCalendar::chosen(state.calendar()).map_err(|e| refused(&e))?;
        let policy = Policy::chosen(state.policy()).map_err(|e| refused(&e))?;
        // Who leads what has no part in it.
        let nobody = |_: &str| Label { written: String::new(), described: String::new() };
        let share = survey(&state.plan(&nobody).0, day, &calendar, &policy).percent_of("percent_complete");
        lock().insert(point, share);
        Ok(share)
    }
}
