//! `period-missing`: A period whose value was due and is not here, and that nobody explained.

use crate::checks::rule::Rule;
use crate::day;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule};
use crate::measures::due::DueState;

/// See `onpace explain period-missing`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "period-missing",
        severity: Severity::Warning,
        finds: "A period whose value was due and is not here, and that nobody explained.",
        why: "A gap that nobody speaks of looks like a month without news.",
        remedy: "Give the value, or say why it is not there and when it will come.",
        check: None,
    },
    look: Some(look),
    claim: None,
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    for seen in ground.seen {
        for wanted in seen.missing() {
            let DueState::Missing(due) = wanted.state else { continue };
            let name = &seen.held.definition.name;
            let what = format!("{name} for {} was due on {}.", wanted.period, day::in_words(due));
            let found =
                RULE.rule.finding(what).about(&seen.held.key).found(format!("today is {}", day::in_words(ground.on)));
            findings.push(found.expected("the value, or why it is not there and when it will come"));
        }
    }
}
