//! When each action would finish at its own pace, with what waits for it, as JSON and as a person reads it.
//!
//! **Not here.** Working it out (`onpace_core::forecast`).

use crate::what_if::called;
use onpace_core::day;
use onpace_core::forecast::{ActionForecast, Basis, by_action, latest_first};
use onpace_core::plan::shortened;
use onpace_core::quantity::{Percent, WorkingDays};
use onpace_core::survey::Survey;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// What must be said beside them.
pub const LIMITS: &str = "An action that is 40% done after 20 working days would be done after 50. What waits for it moves with it. What has not begun and should have would begin on the next working day. It says nothing of work that goes faster at its end.";

/// As JSON: `{as_at, actions: [{code, title, percent, gone_days, planned_finish, finish, days, waits_for}], limits}`,
/// in the plan's order.
#[must_use]
pub fn json(survey: &Survey<'_>) -> Value {
    let called = |row: usize| called(&survey.plan.rows[row]);
    let one = |one: &ActionForecast| {
        let row = &survey.plan.rows[one.row];
        json!({
            "code": called(one.row),
            "title": row.title,
            "percent": row.percent.map(Percent::to_one_decimal),
            "gone_days": if let Basis::Pace { gone, .. } = one.by { Some(gone) } else { None },
            "planned_finish": one.planned.to_string(),
            "finish": one.finish.map(|day| day.to_string()),
            "days": one.days,
            "waits_for": one.waits_for.map(called),
        })
    };
    let actions: Vec<Value> = by_action(survey).iter().map(one).collect();
    json!({ "plan": survey.plan.title, "as_at": survey.on.to_string(), "actions": actions, "limits": LIMITS })
}

/// Why an action would finish when it would: "5% in 34 working days".
#[must_use]
pub fn why(survey: &Survey<'_>, one: &ActionForecast) -> String {
    let own = match one.by {
        Basis::Pace { done, gone } => Some(format!("{done} in {}", WorkingDays(gone).in_full())),
        Basis::NotBegun => Some("due and not started".to_owned()),
        Basis::Planned => None,
    };
    match (own, one.waits_for.map(|on| survey.plan.rows[on].name())) {
        (Some(own), Some(on)) => format!("{own}, and waits for {on}"),
        (None, Some(on)) => format!("waits for {on}"),
        (Some(own), None) => own,
        (None, None) => "as planned".to_owned(),
    }
}

/// Those that would be late, the latest first.
#[must_use]
pub fn words(survey: &Survey<'_>) -> String {
    let all = by_action(survey);
    let late = latest_first(&all);
    let mut text = format!("{}\nAs at {}.\n\n", survey.plan.title, day::in_full(survey.on));
    if all.is_empty() {
        text.push_str(
            "No action that is open has a start and a finish, so nothing can be said of when it would be done.\n",
        );
        return text;
    }
    if late.is_empty() {
        let _ = writeln!(text, "Each of the {} open actions would be done by its finish.", all.len());
    }
    let width = late.iter().map(|one| called(&survey.plan.rows[one.row]).chars().count()).max().unwrap_or(0);
    for one in &late {
        let row = &survey.plan.rows[one.row];
        let _ = writeln!(text, "  {:<width$}  {}", called(row), shortened(&row.title, 60));
        let when = one.finish.zip(one.days).map_or_else(
            || "not within 20 years".to_owned(),
            |(finish, late)| format!("on {}, {} late", day::in_words(finish), WorkingDays(late).in_full()),
        );
        let _ = writeln!(text, "  {:<width$}  would be done {when}: {}", "", why(survey, one));
    }
    if !late.is_empty() {
        let _ = writeln!(text, "\n{} of {} open actions would be late.", late.len(), all.len());
    }
    let _ = writeln!(text, "{}", LIMITS.replace(". ", ".\n"));
    text
}
