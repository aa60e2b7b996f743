//! A linter for plans and reports: named rules, each its own file, run over a survey.
//!
//! The list is [`RULES`]; adding a rule is one file and one line. **Not here.** Counting and judging
//! ([`crate::survey`]): a rule only looks.

mod contradicted;
pub mod reading;
pub mod rule;

macro_rules! rules {
    ($($module:ident)*) => {
        $(mod $module;)*
        /// Every rule, in the order in which findings are listed.
        pub static RULES: &[&rule::Rule] = &[$(&$module::RULE),*];
    };
}

rules! {
    count_disagrees percent_disagrees sum_disagrees change_disagrees row_disagrees date_disagrees table_disagrees duplicate_code weekday_disagrees
    finish_before_start past_finish not_started behind_plan status_disagrees status_contradicts rollup_disagrees
    cycle link_broken outside_parent parent_complete_first no_actions missing_parent unknown_reference code_style
    duration_disagrees holidays_counted calendar_ends non_working_date stale_data
    unknown_officer no_owner no_dates same_figure no_slack
}

use crate::finding::Finding;
use crate::survey::Survey;

/// What every rule finds, rule by rule.
#[must_use]
pub fn run(survey: &Survey<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for check in RULES.iter().filter_map(|rule| rule.check) {
        check(survey, &mut findings);
    }
    findings
}

/// A rule by its name, those of reading among them.
#[must_use]
pub fn rule_named(name: &str) -> Option<&'static rule::Rule> {
    all().find(|rule| rule.name.eq_ignore_ascii_case(name))
}

/// Every rule there is, those of reading last.
pub fn all() -> impl Iterator<Item = &'static rule::Rule> {
    let of_measures = crate::measures::checks::MEASURE_RULES.iter().map(|one| &one.rule);
    let of_money = crate::finance::checks::FINANCE_RULES.iter().map(|one| &one.rule);
    RULES.iter().chain(reading::READING_RULES).copied().chain(of_measures).chain(of_money)
}
