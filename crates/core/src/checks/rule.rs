//! What a rule is: a name, how much it matters, why it exists, what to do, and the function that
//! looks. **Not here.** Any rule: each has its own file, and `mod.rs` lists them.

use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// One rule.
pub struct Rule {
    /// Kebab-case, stable.
    pub name: &'static str,
    /// Of its findings.
    pub severity: Severity,
    /// What it finds, in one sentence.
    pub finds: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
    /// Looks, and adds what it finds; `None` for what is found while a file is read.
    pub check: Option<fn(&Survey<'_>, &mut Vec<Finding>)>,
}

impl Rule {
    /// A finding of this rule.
    #[must_use]
    pub fn finding(&self, message: impl Into<String>) -> Finding {
        Finding::new(self.name, self.severity, message)
    }
}

/// So many rows are named in a sentence.
const MOST_NAMED: usize = 6;

/// "1A, 2B, 3C"; of more than a few the first, "and others".
#[must_use]
pub fn named(names: &[String]) -> String {
    let shown = names.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > MOST_NAMED { format!("{shown} and others") } else { shown }
}

/// "1 action", "3 actions".
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}
