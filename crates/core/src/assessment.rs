//! The whole of what is true of a plan on a day: the survey, the findings, the forecast.

use crate::calendar::WorkingCalendar;
use crate::checks;
use crate::day::Date;
use crate::finding::{Finding, Severity};
use crate::forecast::{self, Forecast, Untold};
use crate::plan::Plan;
use crate::policy::Policy;
use crate::quantity::Percent;
use crate::survey::Survey;
use crate::walk;

/// A plan assessed.
#[derive(Debug)]
pub struct Assessment<'a> {
    /// Rows judged, areas rolled up, figures counted.
    pub survey: Survey<'a>,
    /// What was found, errors first; what reading found among them.
    pub findings: Vec<Finding>,
    /// When it would be done at the pace so far, or why that cannot be told yet.
    pub forecast: Result<Forecast, Untold>,
    /// What was reported complete when figures were finalised before, in order of days; nothing where that is not kept.
    pub earlier: Vec<(Date, Percent)>,
}

/// Assesses a plan. `found_reading` are the findings of whoever read it.
#[must_use]
pub fn assess<'a>(
    plan: &'a Plan,
    found_reading: &[Finding],
    on: Date,
    calendar: &'a WorkingCalendar,
    policy: &'a Policy,
) -> Assessment<'a> {
    let survey = walk::survey(plan, on, calendar, policy);
    let mut findings = found_reading.to_vec();
    findings.extend(checks::run(&survey));
    // The sort is stable: within a severity, the order of the rules and of the plan stays.
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let forecast = forecast::forecast(&survey);
    Assessment { survey, findings, forecast, earlier: Vec::new() }
}

impl Assessment<'_> {
    /// The gravest severity found.
    #[must_use]
    pub fn gravest(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// The findings of one rule.
    pub fn of_rule<'s>(&'s self, rule: &'s str) -> impl Iterator<Item = &'s Finding> {
        self.findings.iter().filter(move |finding| finding.rule == rule)
    }
}
