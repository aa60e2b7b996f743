//! Exports of a held plan: the plan in any format that plans are written in, or its whole history with
//! the evidence, as JSON lines that a short independent script can verify (`docs/ledger-format.md`).

use crate::desk::Desk;
use crate::files;
use crate::plans;
use crate::problem::{Kind, Problem};
use onpace_core::day::Date;
use onpace_core::instant::Instant;
use onpace_store::Proofs as _;

impl Desk {
    /// Writes a plan by the ending of the path, as at a day, by default as it stands today; .jsonl with its history.
    /// Gives the paths that were written.
    ///
    /// # Errors
    /// Another ending, no such plan, a path that cannot be written.
    pub fn export(
        &self,
        plan: &str,
        out: &str,
        as_at: Option<Date>,
        known_by: Option<Instant>,
        today: Date,
    ) -> Result<Vec<String>, Problem> {
        let plan = self.plan_named(plan)?.name;
        if files::ending(out) == "jsonl" {
            let text = self.store().export(&plan)?;
            return files::save_all(&[(out.to_owned(), text.into_bytes())]);
        }
        let writer = plans::writer(out).map_err(|problem| {
            Problem::new(Kind::NotAccepted, format!("{problem}, and .jsonl for the whole history"))
        })?;
        // What was changed since the last report goes out as well, for the file may come back.
        let on = match as_at {
            Some(on) => on,
            None => self.draft(&plan, None, known_by, today)?.1.max(today),
        };
        let (draft, _) = self.draft(&plan, Some(on), known_by, today)?;
        files::save_all(&plans::files(writer, out, &draft.plan)?)
    }
}
