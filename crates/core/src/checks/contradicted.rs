//! The findings of what a document says in numbers and its plan, its tables or its own numbers do not bear out; the rules
//! differ by what is contradicted. **Not here.** Judging ([`crate::claim`]).

use super::rule::Rule;
use crate::claim::{Contradicted, Contradiction, Statement};
use crate::finding::Finding;
use crate::survey::Survey;

/// A finding for each statement that is contradicted in one way.
pub(super) fn found<'a>(
    rule: &'a Rule,
    kind: Contradiction,
    survey: &'a Survey<'_>,
) -> impl Iterator<Item = Finding> + 'a {
    let statements = survey.account().contradictions();
    statements.filter_map(move |statement| {
        let one = statement.contradictions.iter().find(|one| one.kind == kind)?;
        Some(finding(rule, statement, one))
    })
}

fn finding(rule: &Rule, statement: &Statement, one: &Contradicted) -> Finding {
    rule.finding(one.why.clone())
        .at(statement.place.clone())
        .found(format!("\u{201c}{}\u{201d}", statement.text))
        .expected(&one.expected)
}
