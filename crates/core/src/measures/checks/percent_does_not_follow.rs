//! `percent-does-not-follow`: A percentage that its own counts do not give, within rounding.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule, at, values_of};
use crate::measures::claims::sentence::MeasureClaim;

/// See `onpace explain percent-does-not-follow`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "percent-does-not-follow",
        severity: Severity::Error,
        finds: "A percentage that its own counts do not give, within rounding.",
        why: "Whoever divides finds another number.",
        remedy: "The counts stand; the printed percentage is put right.",
        check: None,
    },
    look: Some(look),
    claim: Some(claim),
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    for seen in ground.seen {
        for (series, period, value) in values_of(seen.held) {
            let (Some(printed), Some((part, whole))) = (value.said.printed, value.said.counts()) else { continue };
            let follows = seen.held.definition.unit.of_counts(part, whole, printed.places());
            if let Some(follows) = follows.filter(|follows| follows.cmp_value(printed).is_ne()) {
                let shown = |value| seen.held.definition.unit.shown(value);
                let found =
                    at(&RULE.rule, seen.held, series, period, format!("{} for {part} of {whole}", shown(printed)));
                findings.push(found.expected(shown(follows)).meanwhile("the counts are used"));
            }
        }
    }
}

fn claim(claim: &MeasureClaim<'_>) -> Option<Finding> {
    let (period, said) = claim.dated()?;
    let value = claim.seen.held.value(&claim.seen.series, period)?;
    let (part, whole) = value.said.counts()?;
    let follows = claim.seen.held.definition.unit.of_counts(part, whole, said.places())?;
    let is_as_printed = value.said.printed.is_some_and(|printed| printed.cmp_value(said).is_eq());
    if !is_as_printed || follows.cmp_value(said).is_eq() {
        return None;
    }
    let shown = |value| claim.seen.held.definition.unit.shown(value);
    let found =
        claim.finding(&RULE.rule, format!("{} is what was printed; {part} of {whole} is not that.", shown(said)));
    Some(found.expected(shown(follows)))
}
