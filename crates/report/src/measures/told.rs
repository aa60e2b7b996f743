//! The measures that a report tells, as its audience may see them. **Not here.** What is said of them ([`super::section`]).

use onpace_core::day::Date;
use onpace_core::measures::assessed::MeasureAssessment;
use onpace_core::measures::checks::measure_rule::MeasuredRow;
use onpace_core::measures::state::HeldMeasure;

/// Measures as one audience may see them, with the rows of the plan that they are attached to.
#[derive(Clone, Debug, Default)]
pub struct MeasuresTold {
    /// Those that are in use and attached to the plan.
    pub held: Vec<HeldMeasure>,
    /// The day.
    pub on: Option<Date>,
    /// The rows of the plan.
    pub rows: Vec<MeasuredRow>,
    /// The day of the pack before.
    pub since: Option<Date>,
}

impl MeasuresTold {
    /// What is true of each.
    #[must_use]
    pub fn seen(&self) -> Vec<MeasureAssessment<'_>> {
        let Some(on) = self.on else { return Vec::new() };
        self.held.iter().map(|one| MeasureAssessment::of(one, "", on)).collect()
    }
}
