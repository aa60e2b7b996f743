//! The numbers of all measures together as figures, each with its definition, how it is counted and the measures it was
//! counted from; and the numbers of one, for the sentence that tells them. **Not here.** What a chart says
//! ([`super::assessed`]).

use super::assessed::MeasureAssessment;
use super::checks::measure_rule::MeasuredRow;
use super::definition::MeasureUnit;
use super::due::DueState;
use super::impact::ImpactStatus;
use super::value::MeasureValue;
use super::verdict::Assurance;
use crate::day::Date;
use crate::figure::{Counted, Figure, FigureDefinition, FigureValue};
use std::sync::Arc;

/// Of what figures of measures are counted.
#[derive(Clone, Copy)]
pub struct MeasuresCounted<'c> {
    /// What is true of each measure.
    pub seen: &'c [MeasureAssessment<'c>],
    /// The rows of the plan that they are attached to.
    pub rows: &'c [MeasuredRow],
    /// The day of the pack before.
    pub since: Option<Date>,
}

impl MeasuresCounted<'_> {
    /// Focus areas in which nothing is measured.
    #[must_use]
    pub fn without(&self) -> Vec<&MeasuredRow> {
        let is_seen = |row: &MeasuredRow| {
            row.measures.iter().any(|tie| self.seen.iter().any(|seen| seen.held.key == tie.measure))
        };
        let is_measured = |area: &&MeasuredRow| self.rows.iter().any(|row| row.area == area.area && is_seen(row));
        self.rows.iter().filter(|row| row.is_area).filter(|area| !is_measured(area)).collect()
    }
}

/// A figure of measures and how it is counted.
pub struct MeasureFigure {
    /// What it is.
    pub of: FigureDefinition,
    count: fn(&MeasuresCounted<'_>) -> Counted,
}

impl MeasureFigure {
    const fn new(
        key: &'static str,
        label: &'static str,
        definition: &'static str,
        count: fn(&MeasuresCounted<'_>) -> Counted,
    ) -> Self {
        Self { of: FigureDefinition::fixed(key, label, definition), count }
    }
}

fn which(all: &MeasuresCounted<'_>, is: impl Fn(&MeasureAssessment<'_>) -> bool) -> Counted {
    Counted::names(all.seen.iter().filter(|one| is(one)).map(|one| Arc::from(one.held.key.as_str())).collect())
}

fn is_here(one: &MeasureAssessment<'_>) -> bool {
    one.is_up_to_date()
}

/// Every figure of measures, in the order in which reports print them. Improving, getting worse, no change and too early
/// make all of them.
pub static MEASURE_FIGURES: [MeasureFigure; 12] = [
    MeasureFigure::new("measures", "measures", "Measures that are in use.", |all| which(all, |_| true)),
    MeasureFigure::new(
        "measures_with_target",
        "measures with a target",
        "Measures in use with a target in force.",
        |all| which(all, |one| one.target.is_some()),
    ),
    MeasureFigure::new(
        "measures_due",
        "measures with a figure due",
        "Measures in use of which a figure has fallen due, whether it is here or not.",
        |all| which(all, |one| one.wanted.iter().any(|of| matches!(of.state, DueState::Here | DueState::Missing(_)))),
    ),
    MeasureFigure::new(
        "measures_up_to_date",
        "measures up to date",
        "Measures in use whose last due figure is here.",
        |all| which(all, is_here),
    ),
    MeasureFigure::new(
        "months_missing",
        "figures missing",
        "Figures that were due, are not here, and that nobody explained, of all measures in use.",
        |all| {
            let of = |one: &MeasureAssessment<'_>| {
                let name = |period| Arc::from(format!("{}, {period}", one.held.key).as_str());
                one.missing().map(|wanted| name(wanted.period)).collect::<Vec<_>>()
            };
            Counted::names(all.seen.iter().flat_map(of).collect())
        },
    ),
    MeasureFigure::new(
        "measures_improving",
        "measures improving",
        "Measures in use whose last figure shows an improvement that is more than chance.",
        |all| which(all, |one| matches!(one.impact(), ImpactStatus::NotThereYet | ImpactStatus::MakingADifference)),
    ),
    MeasureFigure::new(
        "measures_getting_worse",
        "measures getting worse",
        "Measures in use whose last figure shows a worsening that is more than chance.",
        |all| which(all, |one| one.impact() == ImpactStatus::GettingWorse),
    ),
    MeasureFigure::new(
        "measures_no_change_shown",
        "measures with no change shown",
        "Measures in use whose last figure lies in the usual range, or where neither way is better.",
        |all| {
            let no_change = [ImpactStatus::NoChange, ImpactStatus::OutOfReach, ImpactStatus::Holding];
            which(all, |one| no_change.contains(&one.impact()))
        },
    ),
    MeasureFigure::new(
        "measures_too_early",
        "measures where it is too early to say",
        "Measures in use with too few figures to say what is usual.",
        |all| which(all, |one| one.impact() == ImpactStatus::TooEarly),
    ),
    MeasureFigure::new(
        "targets_within_reach",
        "targets within reach",
        "Measures in use whose target will be met, always or by chance, at the usual range.",
        |all| which(all, |one| matches!(one.assurance, Assurance::Passes | Assurance::HitOrMiss)),
    ),
    MeasureFigure::new(
        "focus_areas_without_measure",
        "focus areas without a measure",
        "Focus areas in which neither they nor any of their actions have a measure in use.",
        |all| Counted::names(all.without().iter().map(|area| Arc::from(area.name.as_str())).collect()),
    ),
    MeasureFigure::new(
        "values_revised_since",
        "figures put right since the last pack",
        "Figures that were put right after the day of the pack before; without one, all that were.",
        |all| {
            let of = |one: &MeasureAssessment<'_>| vec![Arc::from(one.held.key.as_str()); one.revised_since(all.since)];
            Counted::names(all.seen.iter().flat_map(of).collect())
        },
    ),
];

/// Counts every figure of measures that are in use.
#[must_use]
pub fn of_measures(all: &MeasuresCounted<'_>) -> Vec<Figure> {
    MEASURE_FIGURES.iter().map(|one| (one.count)(all).figure(one.of.clone(), &|_| None)).collect()
}

/// A number of one measure: its latest, an end of its usual range, its target.
#[must_use]
pub fn of_one(key: &str, name: &str, what: &str, value: MeasureValue, unit: MeasureUnit) -> Figure {
    Figure {
        of: FigureDefinition {
            key: format!("measure_{}_{}", key.replace('-', "_"), what.replace(' ', "_")).into(),
            label: format!("{name}: {what}").into(),
            definition: format!("{name}: {what}, as the chart of the measure has it.").into(),
        },
        value: FigureValue::Measured(value, unit),
        rows: vec![Arc::from(key)],
    }
}
