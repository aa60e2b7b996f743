//! What happened to measures, in words.

#![deny(clippy::wildcard_enum_match_arm)]

use onpace_core::day;
use onpace_core::measures::event::MeasureEvent;
use onpace_core::measures::facts::{MeasureMilestone, ObservedValue};
use onpace_core::measures::series::ValueStatus;

/// What each kind is called, as the history lists them.
pub(super) const KINDS: [(&str, &str); 18] = [
    ("measure_defined", "Measure defined"),
    ("measure_revised", "Measure changed"),
    ("measure_retired", "Measure retired"),
    ("break_set", "Break in a measure"),
    ("target_set", "Target"),
    ("milestones_set", "Milestones"),
    ("observed", "Value"),
    ("value_corrected", "Value put right"),
    ("value_withdrawn", "Value taken back"),
    ("month_explained", "Missing value explained"),
    ("limits_recalculated", "Limits drawn again"),
    ("limits_restored", "Limits as before"),
    ("ghosted", "Point left out"),
    ("annotated", "Note on a chart"),
    ("benchmark_stated", "Another area"),
    ("neighbours_set", "Neighbours"),
    ("released", "Measures released"),
    ("release_withdrawn", "Release withdrawn"),
];

/// An event in words.
#[must_use]
pub fn words(event: &MeasureEvent) -> String {
    match event {
        MeasureEvent::MeasureDefined { definition, .. } => format!("defined: {}", definition.name),
        MeasureEvent::MeasureRevised { definition, .. } => format!("changed what it is: {}", definition.name),
        MeasureEvent::MeasureRetired { .. } => "retired".to_owned(),
        MeasureEvent::BreakSet { at, .. } => format!("a break from {}: {}", at.from, at.why),
        MeasureEvent::TargetSet { target, .. } => match target.value {
            Some(value) => format!("a target of {value} from {}{}", target.from, agreed(&target.agreed_by)),
            None => format!("no target from {}", target.from),
        },
        MeasureEvent::MilestonesSet { baseline, milestones, .. } => {
            let one = |milestone: &MeasureMilestone| format!("{} by {}", milestone.value, milestone.period);
            let began = baseline.iter().map(|began| format!("{} in {} to begin with", began.value, began.period));
            let all: Vec<String> = began.chain(milestones.iter().map(one)).collect();
            if all.is_empty() { "no milestones".to_owned() } else { all.join("; ") }
        }
        MeasureEvent::Observed { series, period, said, .. } => format!("{}: {}", place(series, *period), value(said)),
        MeasureEvent::ValueCorrected { of, said, why } => {
            format!("value of event {of} is {} now{}", value(said), because(why))
        }
        MeasureEvent::ValueWithdrawn { of, why } => format!("took back the value of event {of}{}", because(why)),
        MeasureEvent::MonthExplained { period, why, expected, .. } => {
            let when = expected.map(|day| format!(", expected on {}", day::in_words(day))).unwrap_or_default();
            format!("{period} is not there: {why}{when}")
        }
        MeasureEvent::LimitsRecalculated { from, why, .. } => format!("limits are drawn again from {from}: {why}"),
        MeasureEvent::LimitsRestored { from, .. } => format!("limits are not drawn again from {from} any more"),
        MeasureEvent::Ghosted { period, why, .. } if why.is_empty() => format!("{period} counts again"),
        MeasureEvent::Ghosted { period, why, .. } => format!("{period} is left out: {why}"),
        MeasureEvent::Annotated { period, text, .. } if text.is_empty() => format!("no note at {period} any more"),
        MeasureEvent::Annotated { period, text, .. } => format!("note at {period}: {text}"),
        MeasureEvent::BenchmarkStated { benchmark, .. } => {
            format!("{} in {}: {}", benchmark.name, benchmark.period, value(&benchmark.said))
        }
        MeasureEvent::NeighboursSet { areas, .. } => {
            format!("neighbours: {}", areas.iter().map(|area| area.name.as_str()).collect::<Vec<_>>().join(", "))
        }
        MeasureEvent::Released { release, to, within, measures } => {
            let several = if measures.len() == 1 { "measure" } else { "measures" };
            format!("release {release} to the {}, {within}: {} {several}", to.word(), measures.len())
        }
        MeasureEvent::ReleaseWithdrawn { release, why } => format!("withdrew release {release}{}", because(why)),
    }
}

fn agreed(by: &str) -> String {
    if by.is_empty() { String::new() } else { format!(", agreed by {by}") }
}

fn because(why: &str) -> String {
    if why.is_empty() { String::new() } else { format!(": {why}") }
}

fn place(series: &str, period: onpace_core::measures::period::Period) -> String {
    if series.is_empty() { period.to_string() } else { format!("{period}, {series}") }
}

fn value(said: &ObservedValue) -> String {
    let status = match said.status {
        ValueStatus::Reported => String::new(),
        status
        @ (ValueStatus::Provisional | ValueStatus::Revised | ValueStatus::Projected | ValueStatus::Estimated) => {
            format!(" ({})", status.word())
        }
    };
    match (said.mark, said.value, said.counts()) {
        (Some(mark), ..) => format!("{}{status}", mark.words()),
        (None, Some(value), _) => format!("{value}{status}"),
        (None, None, Some((part, whole))) => format!("{part} of {whole}{status}"),
        (None, None, None) => "nothing".to_owned(),
    }
}
