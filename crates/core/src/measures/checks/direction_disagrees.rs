//! `direction-disagrees`: A text says up where its values go down, or the other way round.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::MeasureRule;
use crate::measures::claims::sentence::MeasureClaim;

/// See `onpace explain direction-disagrees`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "direction-disagrees",
        severity: Severity::Error,
        finds: "A text says up where its values go down, or the other way round.",
        why: "A reader keeps the word and forgets the numbers.",
        remedy: "Write the word that the numbers allow.",
        check: None,
    },
    look: None,
    claim: Some(claim),
};

fn claim(claim: &MeasureClaim<'_>) -> Option<Finding> {
    let (from, to) = claim.change?;
    let is_up = claim.way?;
    let goes = to.cmp_value(from);
    let agrees = if is_up { goes.is_gt() } else { goes.is_lt() };
    if agrees {
        return None;
    }
    let shown = |value| claim.seen.held.definition.unit.shown(value);
    let word = if goes.is_lt() {
        "fell"
    } else if goes.is_gt() {
        "rose"
    } else {
        "did not change"
    };
    let said = if is_up { "up" } else { "down" };
    let what = format!("It says {said}, from {} to {}.", shown(from), shown(to));
    Some(claim.finding(&RULE.rule, what).expected(word))
}
