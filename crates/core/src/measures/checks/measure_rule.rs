//! What a rule about measures is, and what it looks at. **Not here.** Any rule: each has its own file.

use crate::checks::rule::Rule;
use crate::day::Date;
use crate::finding::Finding;
use crate::ids::{MeasureKey, PersonId};
use crate::measures::assessed::MeasureAssessment;
use crate::measures::claims::sentence::MeasureClaim;
use crate::measures::doubt::{ValueDoubt, doubts};
use crate::measures::period::Period;
use crate::measures::state::{HeldMeasure, HeldValue, MeasuresHeld};
use crate::plan::attached::AttachedMeasure;

/// A row of a plan, as measures are attached to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasuredRow {
    /// Its code or the beginning of its title.
    pub name: String,
    /// Its title.
    pub title: String,
    /// A focus area, rather than an action.
    pub is_area: bool,
    /// The name of the focus area that it lies in, or its own.
    pub area: String,
    /// Its measures.
    pub measures: Vec<AttachedMeasure>,
}

/// Until when somebody is in post; none of the outer is nobody known, of the inner no end.
pub type UntilWhen<'g> = &'g dyn Fn(&PersonId) -> Option<Option<Date>>;

/// What rules about measures look at.
pub struct MeasureGround<'g> {
    /// The measures of the area.
    pub held: &'g MeasuresHeld,
    /// What is true of each that is live.
    pub seen: &'g [MeasureAssessment<'g>],
    /// The day.
    pub on: Date,
    /// The rows of the plan; none where no plan is looked at.
    pub rows: Option<&'g [MeasuredRow]>,
    /// Until when owners are in post.
    pub until: UntilWhen<'g>,
}

/// A rule about measures: what it looks at by itself, and what it says of a claim in prose.
pub struct MeasureRule {
    /// Its name and story.
    pub rule: Rule,
    /// Looks at what is held.
    pub look: Option<fn(&MeasureGround<'_>, &mut Vec<Finding>)>,
    /// Says what is wrong with a claim; nothing where it has nothing to say.
    pub claim: Option<fn(&MeasureClaim<'_>) -> Option<Finding>>,
}

/// Every value of a measure, with the part it is of and its period.
pub(super) fn values_of(held: &HeldMeasure) -> impl Iterator<Item = (&str, Period, &HeldValue)> {
    held.series
        .iter()
        .flat_map(|(series, values)| values.iter().map(move |(period, value)| (series.as_str(), *period, value)))
}

/// A finding about one value.
pub(super) fn at(
    rule: &Rule,
    held: &HeldMeasure,
    series: &str,
    period: Period,
    found: impl std::fmt::Display,
) -> Finding {
    let part = if series.is_empty() { String::new() } else { format!(", {series}") };
    rule.finding(format!("{}{part}, {period}.", held.definition.name)).about(&held.key).found(found)
}

/// Findings of values that are doubtful in one way.
pub(super) fn doubted(
    ground: &MeasureGround<'_>,
    findings: &mut Vec<Finding>,
    rule: &Rule,
    is_one: fn(&ValueDoubt) -> bool,
) {
    for seen in ground.seen {
        for (series, period, value) in values_of(seen.held) {
            let Some(number) = seen.held.number(&value.said) else { continue };
            for doubt in doubts(seen.held, series, period, &value.said).into_iter().filter(is_one) {
                let definition = &seen.held.definition;
                let found = at(rule, seen.held, series, period, definition.unit.shown(number));
                findings.push(found.expected(doubt.question(definition, number)));
            }
        }
    }
}

/// Focus areas of the plan, each with the measures of all its rows; none where no plan is looked at.
pub(super) fn areas_of<'g>(ground: &MeasureGround<'g>) -> Vec<(&'g MeasuredRow, Vec<&'g MeasureKey>)> {
    let rows = ground.rows.unwrap_or_default();
    let areas = rows.iter().filter(|row| row.is_area);
    let keys = |area: &MeasuredRow| {
        let within = rows.iter().filter(|row| row.area == area.area);
        within.flat_map(|row| row.measures.iter().map(|one| &one.measure)).collect()
    };
    areas.map(|area| (area, keys(area))).collect()
}
