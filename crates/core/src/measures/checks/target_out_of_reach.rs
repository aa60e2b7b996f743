//! `target-out-of-reach`: Limits that leave the target on their wrong side, or a text that says that it will be met.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule};
use crate::measures::claims::sentence::MeasureClaim;
use crate::measures::verdict::Assurance;

/// See `onpace explain target-out-of-reach`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "target-out-of-reach",
        severity: Severity::Info,
        finds: "Limits that leave the target on their wrong side, or a text that says that it will be met.",
        why: "As things are it will not be met, whatever is hoped for.",
        remedy: "Change what is done, or the target.",
        check: None,
    },
    look: Some(look),
    claim: Some(claim),
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    for seen in ground.seen.iter().filter(|seen| seen.assurance == Assurance::Fails) {
        let Some(target) = seen.target.as_ref().and_then(|target| target.value) else { continue };
        let definition = &seen.held.definition;
        let what = format!("{}: at this range {} will not be reached.", definition.name, definition.unit.shown(target));
        let found = RULE.rule.finding(what).about(&seen.held.key);
        findings.push(found.expected("an action that changes how it is done, or another target"));
    }
}

fn claim(claim: &MeasureClaim<'_>) -> Option<Finding> {
    let target = claim.promised?;
    let held = claim.seen.held.definition.better;
    if claim.seen.chart.assurance(held, Some(target)) != Assurance::Fails {
        return None;
    }
    let shown = claim.seen.held.definition.unit.shown(target);
    let what = format!("At this range {shown} will not be reached unless something changes.");
    Some(claim.finding(&RULE.rule, what).expected(claim.range().unwrap_or_default()))
}
