//! Exports of a held plan: the plan as JSON or CSV, or its whole history with the evidence, as JSON
//! lines that a short independent script can verify (`docs/ledger-format.md`).

use crate::desk::Desk;
use crate::plans;
use crate::problem::{Kind, Problem};
use onpace_core::day::Date;

impl Desk {
    /// Writes a plan by the ending of the path: .json or .csv as at a day, .jsonl with its history.
    ///
    /// # Errors
    /// Another ending, no such plan, a path that cannot be written.
    pub fn export(
        &self,
        plan: &str,
        out: &str,
        as_at: Option<Date>,
        known_by: Option<i64>,
        today: Date,
    ) -> Result<(), Problem> {
        let plan = self.plan_named(plan)?.name;
        if plans::ending(out) == "jsonl" {
            let text = self.store().export(&plan)?;
            return plans::save(out, text.as_bytes());
        }
        let write = plans::writer(out).map_err(|problem| {
            Problem::new(Kind::NotAccepted, format!("{}, and .jsonl for the whole history", problem.message))
        })?;
        let (draft, _) = self.draft(&plan, as_at, known_by, today)?;
        plans::save(out, &write(&draft.plan))
    }
}
