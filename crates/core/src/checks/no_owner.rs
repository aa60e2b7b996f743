//! `no-owner`: A row that names nobody.

use super::rule::Rule;
use crate::finding::{Finding, Severity};
use crate::plan::{Row, RowKind};
use crate::survey::Survey;

/// See `onpace explain no-owner`.
pub(super) static RULE: Rule = Rule {
    name: "no-owner",
    severity: Severity::Warning,
    finds: "A row that names nobody.",
    why: "What nobody answers for is not asked about, and does not move.",
    remedy: "Name a lead officer.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    // A table without a column of people says nothing of any one row.
    if survey.plan.headings.officers.is_none() {
        return;
    }
    // Where no focus area names anybody, the plan names people beside actions only.
    let areas_name = survey.plan.focus_areas().any(|(_, row)| !row.officers.is_empty());
    let names = |row: &&Row| row.officers.is_empty() && !row.summary && (row.kind == RowKind::Action || areas_name);
    for row in survey.plan.rows.iter().filter(names) {
        findings.push(
            RULE.finding(format!("{} names nobody", row.name()))
                .about(row.name())
                .at(row.place.in_column(survey.plan.headings.officers.as_ref()))
                .found("no officer")
                .expected("a lead officer"),
        );
    }
}
