//! `same-figure`: The same percentage on nearly every action.

use super::rule::Rule;
use crate::finding::{Finding, Severity};
use crate::quantity::Percent;
use crate::survey::Survey;
use std::collections::BTreeMap;

/// See `onpace explain same-figure`.
pub(super) static RULE: Rule = Rule {
    name: "same-figure",
    severity: Severity::Warning,
    finds: "The same percentage on nearly every action.",
    why: "Work of 34 days and of 383 days does not stand at 5% on the same day; the number is used as a flag.",
    remedy: "Ask what happened and whether the finish is still right; ask for the percentage last.",
    check: Some(check),
};

/// So many actions must have reported before sameness says anything.
const FEWEST: usize = 10;

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let mut rows_at: BTreeMap<Percent, usize> = BTreeMap::new();
    for percent in survey.plan.actions().filter_map(|(_, row)| row.percent) {
        *rows_at.entry(percent).or_default() += 1;
    }
    let all: usize = rows_at.values().sum();
    let Some((percent, count)) = rows_at.into_iter().max_by_key(|(_, count)| *count) else { return };
    // Four in five; an untouched or a finished plan is rightly the same everywhere.
    if all < FEWEST || count * 5 < all * 4 || percent == Percent::ZERO || percent == Percent::HUNDRED {
        return;
    }
    findings.push(
        RULE.finding(format!("{count} of {all} actions are reported at exactly {percent}"))
            .found(format!("{percent}, {count} times"))
            .expected("percentages that differ as the work does"),
    );
}
