//! `activity-only`: A focus area whose measures all count work done, and none what children and families experience.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule, areas_of};
use crate::measures::definition::MeasureOf;

/// See `onpace explain activity-only`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "activity-only",
        severity: Severity::Warning,
        finds: "A focus area whose measures all count work done, and none what children and families experience.",
        why: "Sessions held and people trained say that work was done, never that it helped.",
        remedy: "Attach a measure of outcome beside them.",
        check: None,
    },
    look: Some(look),
    claim: None,
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    for (area, keys) in areas_of(ground) {
        let live: Vec<_> = keys.iter().filter_map(|key| ground.held.measure(key)).filter(|one| one.is_live()).collect();
        if !live.is_empty() && live.iter().all(|one| one.definition.of == MeasureOf::Activity) {
            let names: Vec<String> =
                live.iter().map(|one| format!("\u{2018}{}\u{2019}", one.definition.name)).collect();
            let found = RULE.rule.finding(format!("{} is measured by work done alone.", area.title)).about(&area.name);
            findings.push(found.found(names.join(", ")).expected("a measure of outcome beside them"));
        }
    }
}
