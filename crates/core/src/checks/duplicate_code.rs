//! `duplicate-code`: Two rows with the same code.

use super::rule::Rule;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// See `onpace explain duplicate-code`.
pub(super) static RULE: Rule = Rule {
    name: "duplicate-code",
    severity: Severity::Error,
    finds: "Two rows with the same code.",
    why: "An update for the one would be booked on the other.",
    remedy: "Give one of them another code.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let index = &survey.index;
    for (at, row) in survey.plan.rows.iter().enumerate().filter(|(_, row)| !row.code.is_empty()) {
        let Some(first) = index.get(&row.code).filter(|first| **first != at) else { continue };
        let first = &survey.plan.rows[*first];
        // A letter or a number that begins anew in each focus area is told apart by the area.
        let is_short = row.code.parent().is_none() && first.focus_area.is_some() && row.focus_area.is_some();
        if is_short && first.focus_area != row.focus_area && row.kind == first.kind {
            continue;
        }
        findings.push(
            RULE.finding(format!("{} stands twice: first at {}", row.code, first.place))
                .about(&row.code)
                .at(row.place.in_column(survey.plan.headings.title.as_ref()))
                .found(format!("{}: {}", row.code, crate::plan::shortened(&row.title, 60)))
                .expected("a code of its own"),
        );
    }
}
