//! `break-crossed`: A comparison over a break behind which values are of something else.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule};
use crate::measures::claims::sentence::MeasureClaim;
use crate::measures::period::Period;

/// See `onpace explain break-crossed`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "break-crossed",
        severity: Severity::Error,
        finds: "A comparison over a break behind which values are of something else.",
        why: "A change of definition looks like a change of what children experience.",
        remedy: "Compare from the break on.",
        check: None,
    },
    look: Some(look),
    claim: Some(claim),
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    for seen in ground.seen {
        let parts = |from: Period, to: Period| {
            seen.held.breaks.iter().find(|one| !one.comparable && from < one.from && one.from <= to)
        };
        let Some(latest) = &seen.latest else { continue };
        let baseline = seen.held.baseline.as_ref().map(|began| began.period);
        let Some((began, at)) = baseline.and_then(|began| Some((began, parts(began, latest.period)?))) else {
            continue;
        };
        let name = &seen.held.definition.name;
        let what = format!("{name} is compared with {began}, before the break of {}.", at.from);
        let found = RULE.rule.finding(what).about(&seen.held.key).found(&at.why);
        findings.push(found.expected("a baseline behind the break"));
    }
}

fn claim(claim: &MeasureClaim<'_>) -> Option<Finding> {
    let (from, to) = claim.compared()?;
    let at = claim.seen.held.breaks.iter().find(|one| !one.comparable && from < one.from && one.from <= to)?;
    let found = claim.finding(&RULE.rule, format!("It compares {from} with {to}, over the break of {}.", at.from));
    Some(found.found(&at.why).expected("a comparison from the break on"))
}
