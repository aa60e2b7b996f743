//! Values as they are typed, become values that are given: read, doubted, and put right where one is there. **Not here.**
//! Files of them ([`super::importing`]).

use super::deciding::hushed;
use crate::desk::{Desk, Done};
use crate::problem::Problem;
use crate::seat::Seat;
use onpace_core::access::Act;
use onpace_core::day::Date;
use onpace_core::local_time;
use onpace_core::measures::command::{GivenValue, MeasureCommand};
use onpace_core::measures::decide::{decide_measures, measure_called};
use onpace_core::measures::doubt::doubts;
use onpace_core::measures::facts::ObservedValue;
use onpace_core::measures::refusal::MeasureRefusal;
use onpace_core::measures::series::ValueStatus;
use onpace_core::measures::state::{HeldMeasure, MeasuresHeld};
use onpace_core::measures::typed::value_typed;

/// A value as somebody typed it.
#[derive(Clone, Debug, Default)]
pub struct TypedValue {
    /// Of which measure.
    pub measure: String,
    /// Of which part of it; empty for all together.
    pub series: String,
    /// Of which period: "2024-04", "Q1 24/25".
    pub period: String,
    /// The number, or counts or a mark in its place.
    pub value: String,
    /// The part.
    pub numerator: String,
    /// The whole.
    pub denominator: String,
    /// How sure it is.
    pub status: ValueStatus,
    /// Where it came from.
    pub source: String,
    /// Why, where it puts right what is there.
    pub corrects: Option<String>,
    /// Whether it is meant, however doubtful it looks.
    pub is_meant: bool,
}

/// What a typed value gives; none where nothing was typed.
///
/// # Errors
/// No such measure, no period of it, no value that can be read.
pub fn given_of(held: &MeasuresHeld, typed: &TypedValue) -> Result<Option<GivenValue>, MeasureRefusal> {
    let kept = measure_called(held, &typed.measure)?;
    let Some(said) = said_of(kept, typed)? else { return Ok(None) };
    let period = kept.definition.period(&typed.period).ok_or_else(|| MeasureRefusal::NotAPeriod {
        text: onpace_core::plan::shortened(&typed.period, 40),
        every: kept.definition.every.word().to_owned(),
    })?;
    Ok(Some(GivenValue {
        measure: kept.key.clone(),
        series: typed.series.clone(),
        period,
        said,
        corrects: typed.corrects.clone(),
    }))
}

/// What is asked of a value before it is taken.
#[must_use]
pub fn questions(kept: &HeldMeasure, given: &GivenValue) -> Vec<String> {
    let Some(value) = kept.number(&given.said) else { return Vec::new() };
    let all = doubts(kept, &given.series, given.period, &given.said);
    all.into_iter().map(|doubt| doubt.question(&kept.definition, value)).collect()
}

pub(super) fn said_of(kept: &HeldMeasure, typed: &TypedValue) -> Result<Option<ObservedValue>, MeasureRefusal> {
    let count = |text: &str| -> Result<Option<i64>, MeasureRefusal> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let not_read = || MeasureRefusal::NotAValue { text: onpace_core::plan::shortened(text, 60) };
        text.replace(',', "").parse().map(Some).map_err(|_| not_read())
    };
    let (part, whole) = (count(&typed.numerator)?, count(&typed.denominator)?);
    let typed_value = value_typed(&typed.value, &kept.definition)?;
    if typed_value.is_none() && part.is_none() && whole.is_none() {
        return Ok(None);
    }
    let mut said = typed_value.unwrap_or_default();
    said.numerator = said.numerator.or(part);
    said.denominator = said.denominator.or(whole);
    said.status = typed.status;
    said.source.clone_from(&typed.source);
    Ok(Some(said))
}

impl Desk {
    /// Takes values as they were typed, all or none; those where nothing was typed are left out.
    ///
    /// # Errors
    /// Not theirs to do; what cannot be read, is doubtful, or there already; the disk.
    pub fn give(&self, plan: &str, seat: &Seat, on: Date, typed: &[TypedValue]) -> Result<Done, Problem> {
        if !seat.is_asked() {
            seat.may_of_measures(Act::EnterMeasures, plan)?;
        }
        let held = self.measures(onpace_core::ledger::fold::Until::default())?;
        let (mut values, mut doubts) = (Vec::with_capacity(typed.len()), Vec::new());
        for one in typed {
            let Some(given) = given_of(&held, one)? else { continue };
            let kept = measure_called(&held, &given.measure)?;
            let asked = if one.is_meant { Vec::new() } else { questions(kept, &given) };
            doubts.extend(asked.into_iter().map(|question| (given.period.to_string(), question)));
            values.push(given);
        }
        let command = MeasureCommand::Give { values };
        if !doubts.is_empty() {
            // What cannot be taken anyhow is said first.
            decide_measures(&held, &command, local_time::day_of(seat.now()))
                .map_err(|refusal| hushed(self, plan, seat, &held, &command, refusal))?;
            return Err(MeasureRefusal::ValueDoubted { doubts }.into());
        }
        self.do_measures(plan, seat, on, &command)
    }
}
