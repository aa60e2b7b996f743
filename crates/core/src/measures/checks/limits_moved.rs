//! `limits-moved`: Limits drawn again where no shift was seen, or twice within a year.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::assessed::MeasureAssessment;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule};
use crate::measures::period::Period;
use crate::measures::series::MeasurePoint;
use crate::measures::xmr::{ChartRules, FEWEST_OF_A_BASELINE, Signal, SignalRule, XmrChart};

/// See `onpace explain limits-moved`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "limits-moved",
        severity: Severity::Warning,
        finds: "Limits drawn again where no shift was seen, or twice within a year.",
        why: "Limits that move whenever they are inconvenient show nothing.",
        remedy: "Give a reason that a reader can test, or draw them as before.",
        check: None,
    },
    look: Some(look),
    claim: None,
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    for seen in ground.seen {
        let all = &seen.held.recalculated;
        for (at, one) in all.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| all.get(at));
            let is_twice = before.is_some_and(|before| one.from.year_before().is_some_and(|year| before.from > year));
            let what = if is_twice {
                "twice within a year"
            } else if shifted(seen, one.from) {
                continue;
            } else {
                "where no shift was seen"
            };
            let name = &seen.held.definition.name;
            let found = RULE.rule.finding(format!("{name}: limits are drawn again from {}, {what}.", one.from));
            findings.push(found.about(&seen.held.key).found(&one.why).expected("a reason that a reader can test"));
        }
    }
}

/// Whether the points from there on were a shift by the limits of before.
fn shifted(seen: &MeasureAssessment<'_>, from: Period) -> bool {
    let starts: Vec<Period> =
        seen.held.starts().into_iter().map(|(start, _)| start).filter(|start| *start < from).collect();
    let points: Vec<MeasurePoint> = seen.chart.points.iter().map(|point| point.point).collect();
    let baseline = points.iter().filter(|point| point.period < from && point.counted().is_some()).count();
    let preset = seen.held.definition.points_of_signals();
    let rules =
        ChartRules { preset, starts: &starts, baseline: (baseline >= FEWEST_OF_A_BASELINE).then_some(baseline) };
    let chart = XmrChart::of(&points, &rules);
    chart.points.iter().any(|point| {
        let is_run = |signal: &Signal| matches!(signal.rule, SignalRule::Shift | SignalRule::Trend);
        point.point.period >= from && point.signals.iter().any(is_run)
    })
}
