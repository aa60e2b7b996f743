//! `same-value`: Four equal values in a row of a measure that has varied.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule};
use crate::measures::period::Period;
use crate::measures::value::MeasureValue;

/// See `onpace explain same-value`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "same-value",
        severity: Severity::Info,
        finds: "Four equal values in a row of a measure that has varied.",
        why: "A number is often carried forward when nobody counted.",
        remedy: "Say that it is real, or give what was counted.",
        check: None,
    },
    look: Some(look),
    claim: None,
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    for seen in ground.seen {
        let points = seen.held.points("");
        let numbers: Vec<_> = points.iter().filter_map(|point| Some((point.period, point.value?))).collect();
        let has_varied = numbers.windows(2).any(|pair| pair[0].1.cmp_value(pair[1].1).is_ne());
        // Nothing in a month after nothing is what everybody hopes for.
        let same = |four: &&[(Period, MeasureValue)]| {
            four.iter().all(|one| one.1.cmp_value(four[0].1).is_eq()) && four[0].1.millionths() != 0
        };
        if let Some(four) = numbers.windows(4).rev().find(same).filter(|_| has_varied) {
            let shown = seen.held.definition.unit.shown(four[0].1);
            let what = format!("{}: {shown} four times in a row, until {}.", seen.held.definition.name, four[3].0);
            let found = RULE.rule.finding(what).about(&seen.held.key);
            findings.push(found.expected("carried forward, or real?"));
        }
    }
}
