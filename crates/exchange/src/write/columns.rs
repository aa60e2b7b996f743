//! Which columns a plan has as CSV.

use onpace_core::plan::Plan;

const COLUMNS: [&str; 16] = [
    "kind",
    "code",
    "title",
    "focus_area",
    "parent",
    "officers",
    "lead",
    "accountable",
    "duration_days",
    "start",
    "finish",
    "percent_complete",
    "reported_status",
    "milestone",
    "notes",
    "references",
];

/// The columns of a plan. Sums, as schedules mark them, and what rows wait for have a column only where there are any.
pub(super) fn columns(plan: &Plan) -> impl Iterator<Item = &'static str> {
    let sums = plan.rows.iter().any(|row| row.summary).then_some("summary");
    let waits = plan.rows.iter().any(|row| !row.links.is_empty()).then_some("predecessors");
    COLUMNS.into_iter().chain(sums).chain(waits)
}
