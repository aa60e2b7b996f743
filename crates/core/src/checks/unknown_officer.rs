//! `unknown-officer`: Initials that the plan itself does not explain.

use super::rule::Rule;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;
use std::collections::BTreeSet;

/// See `onpace explain unknown-officer`.
pub(super) static RULE: Rule = Rule {
    name: "unknown-officer",
    severity: Severity::Info,
    finds: "Initials that the plan itself does not explain.",
    why: "A reader outside the room cannot know who is meant, and a mail cannot be sent to two letters.",
    remedy: "Give the plan a table of initials and posts, or name the people once in the directory.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let key: BTreeSet<&str> = survey.plan.people.iter().map(|person| &*person.initials).collect();
    // A full name explains itself; only initials need a key.
    let unknown: Vec<&str> = survey
        .plan
        .officer_names()
        .into_iter()
        .filter(|name| !name.contains(' ') && name.len() <= 4 && !key.contains(name))
        .collect();
    if unknown.is_empty() {
        return;
    }
    let place = survey
        .plan
        .rows
        .iter()
        .find(|row| row.officers.iter().any(|o| unknown.contains(&&*o.name)))
        .map(|row| row.place.in_column(survey.plan.headings.officers.as_ref()));
    let mut finding = RULE
        .finding(format!(
            "{} not explained: {}",
            super::rule::counted(unknown.len(), "name is", "names are"),
            unknown.join(", ")
        ))
        .found(if key.is_empty() { "no key of initials" } else { "a key of initials without them" })
        .expected("a table with a column of initials and a column of names or posts");
    finding.place = place;
    findings.push(finding);
}
