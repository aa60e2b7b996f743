//! `ghosts-many`: More than one point in ten is left out.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule};

/// See `onpace explain ghosts-many`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "ghosts-many",
        severity: Severity::Warning,
        finds: "More than one point in ten is left out.",
        why: "A chart without what does not fit shows what was wanted.",
        remedy: "Leave fewer out, each for a reason.",
        check: None,
    },
    look: Some(look),
    claim: None,
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    for seen in ground.seen {
        let of = seen.held.points("").iter().filter(|point| point.value.is_some()).count();
        let out = seen.held.ghosts.len();
        if out * 10 > of && of > 0 {
            let what = format!("{}: {out} of {of} points are left out.", seen.held.definition.name);
            findings.push(RULE.rule.finding(what).about(&seen.held.key).expected("fewer, with reasons"));
        }
    }
}
