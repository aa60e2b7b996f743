//! `status-mixed`: A projection that stands as a fact, or a milestone that is called met by one.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule, at, values_of};
use crate::measures::series::ValueStatus;

/// See `onpace explain status-mixed`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "status-mixed",
        severity: Severity::Warning,
        finds: "A projection that stands as a fact, or a milestone that is called met by one.",
        why: "What is hoped for was not reached.",
        remedy: "Give it the status projected.",
        check: None,
    },
    look: Some(look),
    claim: None,
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    for seen in ground.seen {
        for (series, period, value) in values_of(seen.held) {
            let says_so =
                ["project", "forecast", "expected"].iter().any(|word| value.said.source.to_lowercase().contains(word));
            if says_so && value.said.status == ValueStatus::Reported {
                let found = at(&RULE.rule, seen.held, series, period, &value.said.source);
                findings.push(found.expected("status projected"));
            }
        }
    }
}
