//! `link-broken`: An action that starts, or finishes, before what it waits for lets it.

use super::rule::Rule;
use crate::day;
use crate::finding::{Finding, Severity};
use crate::plan::LinkKind;
use crate::schedule::dependencies::Dependencies;
use crate::survey::Survey;

/// See `onpace explain link-broken`.
pub(super) static RULE: Rule = Rule {
    name: "link-broken",
    severity: Severity::Warning,
    finds: "An action that starts, or finishes, before what it waits for lets it.",
    why: "The plan says that one waits for the other, and dates them as if it did not.",
    remedy: "Move one of the two, or take the link away.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let Some(dependencies) = Dependencies::of(survey.plan, survey.calendar) else { return };
    for broken in dependencies.broken() {
        let (row, on) = (&survey.plan.rows[broken.row], &survey.plan.rows[broken.on]);
        let (does, heading) = match broken.kind {
            LinkKind::FinishToStart | LinkKind::StartToStart => ("starts", &survey.plan.headings.start),
            LinkKind::FinishToFinish | LinkKind::StartToFinish => ("finishes", &survey.plan.headings.finish),
        };
        let then = match broken.kind {
            LinkKind::FinishToStart | LinkKind::FinishToFinish => "finishes",
            LinkKind::StartToStart | LinkKind::StartToFinish => "starts",
        };
        let what = format!(
            "{} {does} on {} and waits for {}, which {then} on {}",
            row.name(),
            day::in_words(broken.own),
            on.name(),
            day::in_words(broken.other)
        );
        findings.push(
            RULE.finding(what)
                .about(row.name())
                .at(row.place.in_column(heading.as_ref()))
                .found(day::in_short(broken.own))
                .expected(format!("{} or later", day::in_short(broken.earliest))),
        );
    }
}
