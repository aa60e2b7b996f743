//! `measure-missing`: A focus area to which no live measure is attached.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule, areas_of};
use crate::measures::state::HeldMeasure;

/// See `onpace explain measure-missing`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "measure-missing",
        severity: Severity::Warning,
        finds: "A focus area to which no live measure is attached.",
        why: "Work is done there, and nothing will show whether it helped.",
        remedy: "Attach at least one measure of what children and families experience.",
        check: None,
    },
    look: Some(look),
    claim: None,
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    for (area, keys) in areas_of(ground) {
        let is_measured = keys.iter().any(|key| ground.held.measure(key).is_some_and(HeldMeasure::is_live));
        if !is_measured {
            let found = RULE.rule.finding(format!("{} has no measure.", area.title)).about(&area.name);
            findings.push(found.expected("at least one measure of outcome"));
        }
    }
}
