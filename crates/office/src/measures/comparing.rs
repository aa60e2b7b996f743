//! What measures are held against, as somebody typed it: milestones, other areas and what they came to. **Not here.** Files of
//! published statistics ([`super::importing`]).

use super::giving::{TypedValue, said_of};
use crate::desk::{Desk, Done};
use crate::problem::Problem;
use crate::seat::Seat;
use onpace_core::day::Date;
use onpace_core::ledger::fold::Until;
use onpace_core::measures::command::MeasureCommand;
use onpace_core::measures::decide::measure_called;
use onpace_core::measures::definition::MeasureDefinition;
use onpace_core::measures::facts::{MeasureBenchmark, MeasureMilestone, NeighbourArea};
use onpace_core::measures::period::Period;
use onpace_core::measures::refusal::MeasureRefusal;
use onpace_core::measures::value::MeasureValue;

/// Another area, as it is called.
#[derive(Clone, Debug, Default)]
pub struct OtherArea {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The kind of area: "national".
    pub kind: String,
}

/// A period of a measure, as it was typed.
///
/// # Errors
/// What is no period of it.
pub fn period_of(definition: &MeasureDefinition, text: &str) -> Result<Period, MeasureRefusal> {
    definition.period(text).ok_or_else(|| MeasureRefusal::NotAPeriod {
        text: onpace_core::plan::shortened(text, 40),
        every: definition.every.word().to_owned(),
    })
}

/// A number that is aimed at, as it was typed: "60", "60%", "£1,200".
///
/// # Errors
/// What is no number.
pub fn aim_of(text: &str) -> Result<MeasureValue, MeasureRefusal> {
    let number = text.trim().trim_start_matches('\u{a3}').trim_end_matches('%').trim();
    MeasureValue::parse(number)
        .ok_or_else(|| MeasureRefusal::NotATarget { text: onpace_core::plan::shortened(text, 40) })
}

/// A milestone: "July 2024 = 50".
///
/// # Errors
/// No period of the measure before the sign, no number behind it.
pub fn milestone_of(definition: &MeasureDefinition, text: &str) -> Result<MeasureMilestone, MeasureRefusal> {
    let (period, value) = text.rsplit_once('=').unwrap_or((text, ""));
    Ok(MeasureMilestone { period: period_of(definition, period.trim())?, value: aim_of(value)? })
}

/// An area that is like this one: "E06000027 = Torbay", or its code alone.
#[must_use]
pub fn neighbour_of(text: &str) -> NeighbourArea {
    let (code, name) = text.split_once(['=', ' ']).unwrap_or((text, text));
    NeighbourArea { code: code.trim().to_owned(), name: name.trim_start_matches(['=', ' ']).trim().to_owned() }
}

impl Desk {
    /// Says what another area came to.
    ///
    /// # Errors
    /// Not theirs to do; no such measure; no period, no value that can be read; an area without a code.
    pub fn state_benchmark(
        &self,
        plan: &str,
        seat: &Seat,
        on: Date,
        area: OtherArea,
        typed: &TypedValue,
    ) -> Result<Done, Problem> {
        let held = self.measures(Until::default())?;
        let kept = measure_called(&held, &typed.measure)?;
        let said = said_of(kept, typed)?.ok_or(MeasureRefusal::NothingGiven)?;
        let period = kept.definition.any_period(&typed.period).ok_or_else(|| MeasureRefusal::NotAPeriod {
            text: onpace_core::plan::shortened(&typed.period, 40),
            every: kept.definition.every.word().to_owned(),
        })?;
        let OtherArea { code, name, kind: geography } = area;
        let benchmark = MeasureBenchmark { code, name, geography, period, said };
        let command = MeasureCommand::StateBenchmarks { measure: kept.key.clone(), benchmarks: vec![benchmark] };
        self.do_measures(plan, seat, on, &command)
    }
}
