//! Measures in a pack: those that are attached to its plan, as they were known when its figures were frozen, and as each
//! audience may see them. **Not here.** What is said of them, which is a report's.

use crate::desk::{Desk, Done};
use crate::measures::finding::{claims_in, rows_of};
use crate::measures::seen::for_audience;
use crate::problem::Problem;
use crate::seat::Seat;
use onpace_core::day::Date;
use onpace_core::ids::MeasureKey;
use onpace_core::instant::Instant;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::state::State;
use onpace_core::local_time;
use onpace_core::measures::checks::measure_rule::MeasuredRow;
use onpace_core::measures::command::MeasureCommand;
use onpace_core::measures::facts::{ReleaseAudience, ReleasedMeasure};
use onpace_core::measures::shown::{as_shown, hidden_of, released};
use onpace_core::measures::state::{HeldMeasure, MeasuresHeld};
pub use onpace_report::measures::told::MeasuresTold;
use std::collections::HashSet;

/// The measures of a pack.
#[derive(Clone, Debug, Default)]
pub(crate) struct MeasuresOfPack {
    /// As the board may see them.
    pub(crate) for_board: MeasuresTold,
    /// As everybody may.
    pub(crate) for_all: MeasuresTold,
    /// What each gets, to be recorded when they do.
    board: Vec<ReleasedMeasure>,
    all: Vec<ReleasedMeasure>,
    /// Every measure in use, as the board may see it: what a text says is held against these.
    spoken_of: Vec<HeldMeasure>,
}

impl MeasuresOfPack {
    /// What is wrong with what a text of the pack says of measures, a line each.
    pub(crate) fn contradicted(&self, text: &str) -> Vec<String> {
        let Some(on) = self.for_board.on else { return Vec::new() };
        let found = claims_in(text, self.spoken_of.iter(), on).findings;
        let expected = |one: &onpace_core::finding::Finding| {
            one.expected.as_ref().map(|expected| format!(" Say: {expected}.")).unwrap_or_default()
        };
        found
            .iter()
            .filter(|one| one.severity == onpace_core::finding::Severity::Error)
            .map(|one| format!("{}{}", one.message, expected(one)))
            .collect()
    }
}

/// The measures in use that are attached to rows.
fn attached_to<'m>(held: &'m MeasuresHeld, rows: &[MeasuredRow]) -> Vec<&'m HeldMeasure> {
    let attached: HashSet<&MeasureKey> =
        rows.iter().flat_map(|row| row.measures.iter().map(|one| &one.measure)).collect();
    held.live().filter(|one| attached.contains(&one.key)).collect()
}

impl Desk {
    /// The measures that are attached to a plan as who reads board papers may see them, for a report that is of no pack.
    ///
    /// # Errors
    /// No such plan; a record that cannot be read.
    pub fn measures_of_report(&self, plan: &str, until: Until, today: Date) -> Result<MeasuresTold, Problem> {
        let rows = rows_of(&self.state(plan, until)?);
        let (held, on) = self.measures_on(until, today)?;
        let shown = |one: &HeldMeasure| for_audience(&held, one, ReleaseAudience::Board);
        let held = attached_to(&held, &rows).into_iter().map(shown).collect();
        Ok(MeasuresTold { held, on: Some(on), rows, since: None })
    }

    /// The measures of a pack of a plan, as at its day and as known when its figures were frozen.
    pub(crate) fn measures_of_pack(
        &self,
        state: &State,
        (on, since): (Date, Option<Date>),
        known_by: Instant,
    ) -> Result<MeasuresOfPack, Problem> {
        let held = self.measures(Until { as_at: Some(on), known_by: Some(known_by) })?;
        if held.measures.is_empty() {
            return Ok(MeasuresOfPack::default());
        }
        let rows = rows_of(state);
        let wanted = attached_to(&held, &rows);
        let of = |to: ReleaseAudience| {
            let hidden: Vec<_> = wanted.iter().map(|one| hidden_of(&held, one, to)).collect();
            let shown = wanted.iter().zip(&hidden).map(|(one, hidden)| as_shown(one, hidden)).collect();
            let gets = wanted.iter().zip(&hidden).map(|(one, hidden)| released(one, hidden)).collect();
            (MeasuresTold { held: shown, on: Some(on), rows: rows.clone(), since }, gets)
        };
        let spoken_of = held.live().map(|one| for_audience(&held, one, ReleaseAudience::Board)).collect();
        let (for_board, board) = of(ReleaseAudience::Board);
        let (for_all, all) = of(ReleaseAudience::Public);
        Ok(MeasuresOfPack { for_board, for_all, board, all, spoken_of })
    }

    /// Records what an audience gets to see of measures in a pack, before it does: what was seen cannot be hidden later.
    pub(crate) fn release_pack(
        &self,
        plan: &str,
        seat: &Seat,
        number: u32,
        measures: &MeasuresOfPack,
        to: ReleaseAudience,
    ) -> Result<Option<Done>, Problem> {
        let gets = if to == ReleaseAudience::Board { &measures.board } else { &measures.all };
        if gets.is_empty() {
            return Ok(None);
        }
        let (within, on) = (format!("pack {number} of {plan}"), local_time::day_of(seat.now()));
        self.do_measures(plan, seat, on, &MeasureCommand::Release { to, within, measures: gets.clone() }).map(Some)
    }
}
