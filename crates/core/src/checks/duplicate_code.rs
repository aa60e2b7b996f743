//! `duplicate-code`: Two rows with the same code.

use super::rule::Rule;
use crate::finding::{Finding, Severity};
use crate::plan::{Code, Row, RowKind};
use crate::survey::Survey;
use std::collections::HashMap;

/// See `onpace explain duplicate-code`.
pub(super) static RULE: Rule = Rule {
    name: "duplicate-code",
    severity: Severity::Error,
    finds: "Two rows with the same code.",
    why: "An update for the one would be booked on the other.",
    remedy: "Give one of them another code.",
    check: Some(check),
};

/// So many rows of one code are looked at for each.
const MOST_ALIKE: usize = 64;

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let rows = &survey.plan.rows;
    let mut known: HashMap<&Code, Vec<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.code.is_empty()) {
        let before = known.entry(&row.code).or_default();
        let first = before.iter().filter_map(|first| rows.get(*first)).find(|first| !are_told_apart(first, row));
        if let Some(first) = first {
            findings.push(
                RULE.finding(format!("{} stands twice: first at {}", row.code, first.place))
                    .about(&row.code)
                    .at(row.place.in_column(survey.plan.headings.title.as_ref()))
                    .found(format!("{}: {}", row.code, crate::plan::shortened(&row.title, 60)))
                    .expected("a code of its own"),
            );
        }
        if before.len() < MOST_ALIKE {
            before.push(at);
        }
    }
}

/// Whether two rows with one code are told apart by where they stand: a letter or a number that begins anew in each focus
/// area, or that numbers the focus areas and begins anew in each.
fn are_told_apart(first: &Row, row: &Row) -> bool {
    let is_short = row.code.parent().is_none();
    let in_areas = |row: &Row| row.kind == RowKind::FocusArea || row.focus_area.is_some();
    let differ = first.kind != row.kind || row.kind == RowKind::Action && first.focus_area != row.focus_area;
    is_short && in_areas(first) && in_areas(row) && differ
}
