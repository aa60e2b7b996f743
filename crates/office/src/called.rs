//! What rows are called where somebody names one: by code, or by the number that they have in their file.
//!
//! **Not here.** Rows of a plan that is held, by their names in the ledger ([`crate::editing`]).

use onpace_core::plan::{Code, Plan};
use std::collections::HashMap;

/// The names of a plan's rows.
pub(crate) struct Called<'p> {
    plan: &'p Plan,
    codes: HashMap<&'p Code, usize>,
}

impl<'p> Called<'p> {
    pub(crate) fn of(plan: &'p Plan) -> Self {
        Self { plan, codes: plan.index() }
    }

    /// A row's code where that is its alone; else "#" and the number of its row or line; else its name in the ledger.
    pub(crate) fn name(&self, at: usize) -> String {
        let row = &self.plan.rows[at];
        if self.codes.get(&row.code) == Some(&at) {
            return row.code.to_string();
        }
        match (row.place.row.or(row.place.line), &row.key) {
            (Some(number), _) => format!("#{number}"),
            (None, Some(key)) => key.to_string(),
            (None, None) => row.name(),
        }
    }

    /// The row of a name.
    pub(crate) fn row(&self, name: &str) -> Option<usize> {
        if let Some(number) = name.strip_prefix('#').and_then(|number| number.parse::<u32>().ok()) {
            // A focus area that a column names stands where its first action does, and before it.
            return self.plan.rows.iter().rposition(|row| row.place.row.or(row.place.line) == Some(number));
        }
        let by_key = || self.plan.rows.iter().position(|row| row.key.as_deref() == Some(name));
        self.codes.get(&Code::new(name)).copied().filter(|_| !name.is_empty()).or_else(by_key)
    }
}
