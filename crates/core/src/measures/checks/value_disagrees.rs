//! `value-disagrees`: A value in a text that is not the measure's of that period, within rounding.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::MeasureRule;
use crate::measures::claims::sentence::MeasureClaim;
use crate::measures::period::Period;
use crate::measures::value::MeasureValue;

/// See `onpace explain value-disagrees`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "value-disagrees",
        severity: Severity::Error,
        finds: "A value in a text that is not the measure's of that period, within rounding.",
        why: "One of two numbers that readers are told is wrong.",
        remedy: "Write the value that is held, or put that right.",
        check: None,
    },
    look: None,
    claim: Some(claim),
};

fn claim(claim: &MeasureClaim<'_>) -> Option<Finding> {
    if let Some((period, said, is_up)) = claim.like {
        return of_like(claim, period, said, is_up);
    }
    let wrong = claim.values.iter().find_map(|one| {
        let held = claim.number_in(one.period?)?;
        (!claim.is_same(one.value, held)).then_some((one.period?, one.value, held))
    });
    let (period, said, held) = wrong?;
    let shown = |value| claim.seen.held.definition.unit.shown(value);
    let what = format!("{} is not the value for {period}.", shown(said));
    Some(claim.finding(&RULE.rule, what).expected(shown(held)))
}

/// "13% higher than a year before".
fn of_like(claim: &MeasureClaim<'_>, period: Option<Period>, said: MeasureValue, is_up: bool) -> Option<Finding> {
    let now = period.or_else(|| claim.seen.latest.as_ref().map(|latest| latest.period))?;
    let (ours, before) = (claim.number_in(now)?, claim.number_in(now.year_before()?)?);
    let change = ours.minus(before)?;
    let percent = MeasureValue::percent_of(change.millionths(), before.millionths(), said.places())?;
    let magnitude = MeasureValue::of_millionths(i128::from(percent.millionths()).abs(), said.places())?;
    if magnitude.cmp_value(said).is_eq() && (percent.millionths() > 0) == is_up {
        return None;
    }
    let way = if percent.millionths() < 0 { "lower" } else { "higher" };
    let found = claim.finding(
        &RULE.rule,
        format!("{now} is not {said}% {} than a year before.", if is_up { "higher" } else { "lower" }),
    );
    Some(found.expected(format!("{magnitude}% {way}")))
}
