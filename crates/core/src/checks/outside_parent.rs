//! `outside-parent`: An action with dates outside those of the row it hangs from.

use super::rule::Rule;
use crate::day;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// See `onpace explain outside-parent`.
pub(super) static RULE: Rule = Rule {
    name: "outside-parent",
    severity: Severity::Warning,
    finds: "An action with dates outside those of the row it hangs from.",
    why: "Either the part or the whole has the wrong date; nesting by code does not say which.",
    remedy: "Move one of the two, or say that the part goes on after the whole.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    for (at, row) in survey.plan.actions() {
        let Some(above) = row.parent.or(row.focus_area) else { continue };
        let (Some(own), Some(whole)) = (survey.rows[at].stretch, survey.rows[above].stretch) else { continue };
        if own.start >= whole.start && own.finish <= whole.finish {
            continue;
        }
        let parent = &survey.plan.rows[above];
        let (what, date, bound) = if own.finish > whole.finish {
            ("ends", own.finish, whole.finish)
        } else {
            ("starts", own.start, whole.start)
        };
        let side = if own.finish > whole.finish { "after" } else { "before" };
        findings.push(
            RULE.finding(format!(
                "{} {what} on {}, {side} {} ({})",
                row.name(),
                day::in_words(date),
                parent.name(),
                day::in_words(bound)
            ))
            .about(row.name())
            .at(row.place.in_column(survey.plan.headings.finish.as_ref()))
            .found(format!("{} to {}", day::in_short(own.start), day::in_short(own.finish)))
            .expected(format!("within {} to {}", day::in_short(whole.start), day::in_short(whole.finish))),
        );
    }
}
