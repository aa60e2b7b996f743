//! `measure-no-owner`: A live measure whose owner is missing or has left.

use crate::checks::rule::Rule;
use crate::day;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule};

/// See `onpace explain measure-no-owner`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "measure-no-owner",
        severity: Severity::Warning,
        finds: "A live measure whose owner is missing or has left.",
        why: "A month that nobody is asked for is a month that is missing.",
        remedy: "Say who brings its values.",
        check: None,
    },
    look: Some(look),
    claim: None,
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    for seen in ground.seen {
        let definition = &seen.held.definition;
        let what = match &definition.owner {
            None => "nobody brings its values".to_owned(),
            Some(owner) => match (ground.until)(owner) {
                None => "who brings its values is not known any more".to_owned(),
                Some(Some(last)) if last < ground.on => {
                    format!("who brought its values left on {}", day::in_words(last))
                }
                Some(_) => continue,
            },
        };
        let found = RULE.rule.finding(format!("{}: {what}.", definition.name)).about(&seen.held.key);
        findings.push(found.expected("an owner who is in post"));
    }
}
