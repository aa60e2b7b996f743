//! Rules about measures: what is wrong with what is held, and with what a text claims of it. A rule a file; the list is
//! [`MEASURE_RULES`]. **Not here.** Rules about plans ([`crate::checks`]); reading claims ([`super::claims`]).

pub mod measure_rule;

use super::assessed::MeasureAssessment;
use super::claims::sentence::MeasureClaim;
use super::state::HeldMeasure;
use crate::checks::rule::Rule;
use crate::finding::Finding;
use measure_rule::{MeasureGround, MeasureRule};

macro_rules! rules {
    ($($module:ident)*) => {
        $(mod $module;)*
        /// Every rule, in the order in which findings are listed; of a claim the first that has something to say holds.
        pub static MEASURE_RULES: &[&MeasureRule] = &[$(&$module::RULE),*];
    };
}

rules! {
    small_numbers cumulative_crossed break_crossed benchmark_period_differs percent_does_not_follow direction_disagrees
    value_disagrees target_out_of_reach improvement_not_shown two_point_claim noise_chased
    measure_missing activity_only measure_no_owner measure_no_target period_missing measure_stale
    percent_over_hundred numerator_over_denominator denominator_changed scale_mixed ten_fold same_value status_mixed
    geography_differs limits_moved ghosts_many worked_out
    period_disagrees duplicate_period future_period symbol_unknown
}

/// What every rule finds in what is held.
#[must_use]
pub fn findings(ground: &MeasureGround<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for look in MEASURE_RULES.iter().filter_map(|rule| rule.look) {
        look(ground, &mut findings);
    }
    findings
}

/// What the first rule finds that has something to say of a claim.
#[must_use]
pub fn of_claim(claim: &MeasureClaim<'_>) -> Option<Finding> {
    MEASURE_RULES.iter().filter_map(|rule| rule.claim).find_map(|judge| judge(claim))
}

/// The rule of a name, for what is found while a file is read.
#[must_use]
pub fn measure_rule_named(name: &str) -> Option<&'static Rule> {
    MEASURE_RULES.iter().map(|rule| &rule.rule).find(|rule| rule.name == name)
}

/// What is true of each live measure, to be looked at.
#[must_use]
pub fn seen_of<'m>(held: impl Iterator<Item = &'m HeldMeasure>, on: crate::day::Date) -> Vec<MeasureAssessment<'m>> {
    held.map(|one| MeasureAssessment::of(one, "", on)).collect()
}
