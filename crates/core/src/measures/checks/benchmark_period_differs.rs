//! `benchmark-period-differs`: A comparison with what another area came to in another period.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule};
use crate::measures::claims::sentence::MeasureClaim;

/// See `onpace explain benchmark-period-differs`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "benchmark-period-differs",
        severity: Severity::Warning,
        finds: "A comparison with what another area came to in another period.",
        why: "Both move; a comparison over years is of the years as much as of the areas.",
        remedy: "Compare the same period, or name both.",
        check: None,
    },
    look: Some(look),
    claim: Some(claim),
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    for seen in ground.seen {
        let Some(latest) = &seen.latest else { continue };
        let last = seen.held.benchmarks.iter().map(|one| one.period).max();
        if let Some(last) = last.filter(|last| last.last().year() < latest.period.first().year()) {
            let what = format!(
                "{}: the last benchmark is of {last}, the last value of {}.",
                seen.held.definition.name, latest.period
            );
            let found = RULE.rule.finding(what).about(&seen.held.key);
            findings.push(found.expected("the same period, or both named"));
        }
    }
}

fn claim(claim: &MeasureClaim<'_>) -> Option<Finding> {
    let theirs = claim.benchmark()?;
    let ours = claim.seen.latest.as_ref()?.period;
    if theirs.period == ours {
        return None;
    }
    let what = format!("{} in {} is held against this measure in {ours}.", theirs.name, theirs.period);
    Some(claim.finding(&RULE.rule, what).expected("the same period, or both named"))
}
