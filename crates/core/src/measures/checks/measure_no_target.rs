//! `measure-no-target`: A live measure without a target in force.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule};
use crate::measures::series::Better;

/// See `onpace explain measure-no-target`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "measure-no-target",
        severity: Severity::Info,
        finds: "A live measure without a target in force.",
        why: "Without one nobody can say whether what is usual is good enough.",
        remedy: "Set a target with its date and who agreed it, or say that none is wanted.",
        check: None,
    },
    look: Some(look),
    claim: None,
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    for seen in ground.seen {
        let definition = &seen.held.definition;
        if definition.better == Better::Neither || definition.needs_no_target || seen.target.is_some() {
            continue;
        }
        let found = RULE.rule.finding(format!("{} has no target in force.", definition.name)).about(&seen.held.key);
        findings.push(found.expected("a target with a date and who agreed it, or a word that none is wanted"));
    }
}
