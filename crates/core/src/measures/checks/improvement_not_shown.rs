//! `improvement-not-shown`: A text claims that something became better or worse, and the chart does not show it.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::MeasureRule;
use crate::measures::claims::sentence::ClaimedTrend;
use crate::measures::claims::sentence::MeasureClaim;
use crate::measures::verdict::Variation;

/// See `onpace explain improvement-not-shown`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "improvement-not-shown",
        severity: Severity::Error,
        finds: "A text claims that something became better or worse, and the chart does not show it.",
        why: "A board that is told of an improvement stops looking.",
        remedy: "Say what the chart says.",
        check: None,
    },
    look: None,
    claim: Some(claim),
};

fn claim(claim: &MeasureClaim<'_>) -> Option<Finding> {
    let way = claim.trend()?;
    let is_shown = match claim.seen.variation {
        Variation::Improving(_) => way == ClaimedTrend::Better,
        Variation::Concern(_) => way == ClaimedTrend::Worse,
        // Neither way is better: what is far from usual may be called so.
        Variation::Neutral(_) => true,
        Variation::CommonCause | Variation::TooFewPoints => false,
    };
    if is_shown {
        return None;
    }
    let what = match way {
        ClaimedTrend::Better => "It says that this became better, and the chart does not show that.",
        ClaimedTrend::Worse => "It says that this became worse, and the chart does not show that.",
    };
    Some(claim.finding(&RULE.rule, what).found(claim.verdict()).expected(claim.says()))
}
