//! Some actions or findings of a plan as a file, as a page lists them. **Not here.** Reports, which say what they list.

use crate::problem::{Kind, Problem};
use onpace_core::finding::Finding;
use onpace_core::survey::Survey;

/// The actions at these places of the plan as CSV, in this order; no text in it is taken for a formula.
///
/// # Errors
/// Never, while the medium is there.
pub fn actions_csv(survey: &Survey<'_>, rows: &[usize]) -> Result<Vec<u8>, Problem> {
    let unexpected = |problem: &dyn std::fmt::Display| Problem::new(Kind::Unexpected, problem);
    let document = onpace_report::listing::of(survey, rows);
    let format = onpace_press::by_ending("csv").ok_or_else(|| unexpected(&"there is no writer of CSV"))?;
    format.write(&document).map_err(|problem| unexpected(&problem))
}

/// Findings as CSV, each with its row, in this order.
#[must_use]
pub fn findings_csv(findings: &[Finding]) -> Vec<u8> {
    onpace_exchange::write::problems(findings.iter())
}
