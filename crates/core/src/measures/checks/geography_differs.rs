//! `geography-differs`: Values or benchmarks of different kinds of area side by side.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule, areas_of};
use crate::measures::state::HeldMeasure;

/// See `onpace explain geography-differs`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "geography-differs",
        severity: Severity::Warning,
        finds: "Values or benchmarks of different kinds of area side by side.",
        why: "A health area is not a council's; the difference may be the map's.",
        remedy: "Say so, or leave one out.",
        check: None,
    },
    look: Some(look),
    claim: None,
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    let kinds = |rows: &[&HeldMeasure]| {
        let mut kinds: Vec<&str> =
            rows.iter().map(|one| one.definition.geography.as_str()).filter(|kind| !kind.is_empty()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.iter().map(|kind| (*kind).to_owned()).collect::<Vec<_>>()
    };
    for (area, keys) in areas_of(ground) {
        let live: Vec<&HeldMeasure> =
            keys.iter().filter_map(|key| ground.held.measure(key)).filter(|one| one.is_live()).collect();
        let kinds = kinds(&live);
        if kinds.len() > 1 {
            let what = format!("{} has measures of different kinds of area side by side.", area.title);
            let found = RULE.rule.finding(what).about(&area.name).found(kinds.join(", "));
            findings.push(found.expected("say so where they stand, or leave one out"));
        }
    }
}
