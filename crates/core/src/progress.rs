//! Progress rolled up: one function for a focus area and for the whole plan, everywhere.
//!
//! The mean over all actions and sub-actions below, each weighted by its working days. A lettered
//! action is work of its own, not the sum of its numbered ones, so it counts with its own days. An
//! action without a reported percentage counts as 0, since nothing was heard of it; one without
//! dates has no weight and does not count, unless none has dates: then all weigh the same.

use crate::quantity::Percent;

/// The definition, as reports print it.
pub const DEFINITION: &str = "The mean of the actions\u{2019} percentages, each weighted by its working days. An action with no percentage reported counts as 0%. One without dates does not count.";

/// What one action brings to a roll-up.
#[derive(Clone, Copy, Debug)]
pub struct WeightedPart {
    /// Its percentage.
    pub percent: Percent,
    /// Its working days; `None` without dates.
    pub days: Option<i32>,
}

/// The weighted mean; `None` of no actions.
#[must_use]
pub fn roll_up(parts: &[WeightedPart]) -> Option<Percent> {
    if parts.iter().any(|part| part.days.is_some_and(|days| days > 0)) {
        Percent::weighted_mean(parts.iter().filter_map(|part| Some((part.percent, i64::from(part.days?)))))
    } else {
        Percent::weighted_mean(parts.iter().map(|part| (part.percent, 1)))
    }
}
