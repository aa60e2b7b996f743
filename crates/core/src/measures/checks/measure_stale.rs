//! `measure-stale`: A measure whose last two periods or more that were due are missing.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule};
use crate::measures::due::DueState;

/// See `onpace explain measure-stale`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "measure-stale",
        severity: Severity::Warning,
        finds: "A measure whose last two periods or more that were due are missing.",
        why: "A measure that nobody keeps up is read as if it still held.",
        remedy: "Give the values, or retire it.",
        check: None,
    },
    look: Some(look),
    claim: None,
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    for seen in ground.seen {
        let over = seen.wanted.iter().rev().filter(|one| !matches!(one.state, DueState::Due(_) | DueState::NotYet));
        let in_a_row = over.take_while(|one| one.is_missing()).count();
        if in_a_row >= 2 {
            let last = seen.latest.as_ref().map_or_else(|| "none".to_owned(), |latest| latest.period.to_string());
            let several = seen.held.definition.every.several();
            let what = format!("{}: {in_a_row} {several} in a row are missing.", seen.held.definition.name);
            let found = RULE.rule.finding(what).about(&seen.held.key).found(format!("last value {last}"));
            findings.push(found.expected("the values, or retirement"));
        }
    }
}
