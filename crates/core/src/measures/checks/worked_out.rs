//! `worked-out`: A hidden count that follows from what is shown, or was shown before.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule};
use crate::measures::facts::ReleaseAudience;
use crate::measures::shown::hidden_of;

/// See `onpace explain worked-out`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "worked-out",
        severity: Severity::Error,
        finds: "A hidden count that follows from what is shown, or was shown before.",
        why: "Who subtracts knows it.",
        remedy: "Hold the new one back; what was published cannot be hidden any more.",
        check: None,
    },
    look: Some(look),
    claim: None,
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    for held in ground.held.live() {
        for to in [ReleaseAudience::Board, ReleaseAudience::Public] {
            let hidden = hidden_of(ground.held, held, to);
            if hidden.withheld > 0 {
                let what = format!(
                    "{}: small counts can be worked out from what the {} saw.",
                    held.definition.name,
                    to.word()
                );
                let found = RULE.rule.finding(what).about(&held.key);
                findings
                    .push(found.expected("a longer period").meanwhile("what hangs together with them is held back"));
            }
        }
    }
}
