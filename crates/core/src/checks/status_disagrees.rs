//! `status-disagrees`: A reported colour that the policy does not come to.

use super::rule::Rule;
use crate::finding::{Finding, Severity};
use crate::plan::Lifecycle;
use crate::survey::Survey;

/// See `onpace explain status-disagrees`.
pub(super) static RULE: Rule = Rule {
    name: "status-disagrees",
    severity: Severity::Warning,
    finds: "A reported colour that the policy does not come to.",
    why: "A colour without a rule says what its writer hopes; the computed one is shown beside it, never instead of it.",
    remedy: "Change the report, or say why the rule is wrong for this action.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    // A list of some actions says less of each than a plan.
    if survey.plan.lists_some() {
        return;
    }
    for (at, row) in survey.plan.actions() {
        let (Some(status), Some(level), Some(verdict)) = (&row.status, survey.level_of(at), &survey.rows[at].verdict)
        else {
            continue;
        };
        // A word that says how far it is, as a document's own key has it, is no rating.
        if row.lifecycle.is_none_or(|said| said == Lifecycle::Started) && disagrees(status, &level.code) {
            findings.push(
                RULE.finding(format!(
                    "{} is reported {status} and is {} by the policy \u{201c}{}\u{201d}: {}",
                    row.name(),
                    level.label,
                    survey.policy.name,
                    verdict.reason
                ))
                .about(row.name())
                .at(row.place.in_column(survey.plan.headings.status.as_ref()))
                .found(status)
                .expected(&level.label),
            );
        }
    }
}

/// Whether a status names a colour that does not agree with a level.
pub(super) fn disagrees(status: &str, level: &str) -> bool {
    colour_of(status).is_some_and(|colour| !agrees(colour, level))
}

/// The colours that a status can name; a word such as "Started" is no colour and claims none.
fn colour_of(status: &str) -> Option<&'static str> {
    let status = status.trim().to_ascii_lowercase();
    ["red", "amber", "green", "blue"]
        .into_iter()
        .find(|colour| status == *colour || status.starts_with(&format!("{colour} ")))
}

/// Complete work may be called green or blue; work that is not due may be called anything but red.
fn agrees(colour: &str, level: &str) -> bool {
    match level {
        "complete" => matches!(colour, "green" | "blue"),
        "not_due" => colour != "red",
        "red" | "amber" | "green" => colour == level,
        _ => true,
    }
}
