//! `percent-disagrees`: a percentage in the prose that is not the share of the counts beside it.

use super::rule::Rule;
use crate::finding::{Finding, Severity};
use crate::quantity::Percent;
use crate::survey::Survey;

/// See `onpace explain percent-disagrees`.
pub(super) static RULE: Rule = Rule {
    name: "percent-disagrees",
    severity: Severity::Error,
    finds: "A percentage in the prose that is not the share of the counts beside it.",
    why: "The sentence contradicts itself, so one of its numbers was not counted when the others were.",
    remedy: "Let the sentence take both from figures ({{started_percent}} in a narrative).",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    for claim in &survey.plan.claims {
        let (Some(written), Some(of)) = (claim.percent, claim.of) else { continue };
        let Some(share) = Percent::of(claim.count, of) else { continue };
        if agrees(written, claim.percent_decimals, share) {
            continue;
        }
        findings.push(
            RULE.finding(format!("the text says {written}; {} of {of} is {share}", claim.count))
                .at(claim.place.clone())
                .found(format!("{written} in \u{201c}{}\u{201d}", claim.text))
                .expected(share),
        );
    }
}

/// A share agrees when it rounds to what was written, at the decimals that were written.
#[must_use]
pub fn agrees(written: Percent, decimals: u8, share: Percent) -> bool {
    match decimals {
        0 => written.rounded() == share.rounded(),
        1 => written.in_tenths() == share.in_tenths(),
        _ => written.minus(share).in_tenths() == 0,
    }
}
