//! What rows are called in a file that comes back: by their code, or by their name in the ledger.

use onpace_core::ids::RowKey;
use onpace_core::intake::keys;
use onpace_core::plan::officer::OfficerRole;
use onpace_core::plan::{Code, Plan, Row, RowKind};
use std::collections::HashMap;

/// The names of a plan's rows.
pub(super) struct Names<'a> {
    plan: &'a Plan,
    keys: Vec<RowKey>,
    by_code: HashMap<&'a Code, usize>,
}

impl<'a> Names<'a> {
    pub(super) fn of(plan: &'a Plan) -> Self {
        Self { plan, keys: keys(plan), by_code: plan.index() }
    }

    /// A row's name in the ledger: its own, or the one that taking the plan over would give it.
    pub(super) fn key(&self, at: usize) -> &str {
        self.keys.get(at).map_or("", RowKey::as_str)
    }

    /// What other rows call a row: its code, where that is its alone.
    pub(super) fn called(&self, at: Option<usize>) -> &str {
        let Some((at, row)) = at.and_then(|at| Some((at, self.plan.rows.get(at)?))) else { return "" };
        if self.by_code.get(&row.code) == Some(&at) { row.code.as_str() } else { self.key(at) }
    }

    /// Its kind: "Action", or the plan's word for a top row.
    pub(super) fn kind(&self, row: &Row) -> &'a str {
        if row.kind == RowKind::Action {
            "Action"
        } else if self.plan.level_name.is_empty() {
            "Focus Area"
        } else {
            &self.plan.level_name
        }
    }
}

/// Those of a role beside a row, as plans write them.
pub(super) fn officers(row: &Row, role: OfficerRole) -> String {
    row.officers.iter().filter(|officer| officer.role == role).map(|o| &*o.name).collect::<Vec<_>>().join("/")
}

/// The codes that a row refers to, where its title does not say them all.
pub(super) fn references(row: &Row) -> String {
    if onpace_core::plan::crossref::references_in(&row.title) == row.references {
        return String::new();
    }
    row.references.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}
