//! When each action would finish at its own pace, with what waits for it, as JSON and as a person reads it.
//!
//! **Not here.** Working it out (`onpace_core::forecast`).

use crate::called::Called;
use onpace_core::day;
use onpace_core::forecast::{ActionForecast, Basis, by_action, latest_first};
use onpace_core::plan::shortened;
use onpace_core::quantity::{Percent, WorkingDays};
use onpace_core::schedule::dependencies::Dependencies;
use onpace_core::survey::Survey;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// So many actions without dates are named.
const MOST_NAMED: usize = 12;

/// What must be said beside them.
pub const LIMITS: &str = "An action that is 40% done after 20 working days would be done after 50. What waits for it moves with it. What has not begun and should have would begin on the next working day. It says nothing of work that goes faster at its end.";

/// As JSON: `{as_at, actions: [{code, title, percent, gone_days, planned_finish, finish, days, waits_for}], undated,
/// cycles, limits}`, in the plan's order.
#[must_use]
pub fn json(survey: &Survey<'_>) -> Value {
    let called = Called::of(survey.plan);
    let one = |one: &ActionForecast| {
        let row = &survey.plan.rows[one.row];
        json!({
            "code": called.name(one.row),
            "title": row.title,
            "percent": row.percent.map(Percent::to_one_decimal),
            "gone_days": if let Basis::Pace { gone, .. } = one.by { Some(gone) } else { None },
            "planned_finish": one.planned.to_string(),
            "finish": one.finish.map(|day| day.to_string()),
            "days": one.days,
            "waits_for": one.waits_for.map(|on| called.name(on)),
        })
    };
    let actions: Vec<Value> = by_action(survey).iter().map(one).collect();
    let names = |rows: Vec<usize>| rows.into_iter().map(|row| called.name(row)).collect::<Vec<_>>();
    json!({
        "plan": survey.plan.title,
        "as_at": survey.on.to_string(),
        "actions": actions,
        "undated": names(undated(survey)),
        "cycles": cycles(survey).into_iter().map(names).collect::<Vec<_>>(),
        "limits": LIMITS,
    })
}

/// Open actions without a start and a finish, of which nothing can be said.
#[must_use]
pub fn undated(survey: &Survey<'_>) -> Vec<usize> {
    let is_open = |at: &usize| survey.plan.rows[*at].percent.is_none_or(|percent| percent < Percent::HUNDRED);
    let actions = survey.plan.actions().map(|(at, _)| at);
    actions.filter(is_open).filter(|at| survey.rows[*at].stretch.is_none()).collect()
}

/// Rows that wait for each other in a circle; those links are passed over.
fn cycles(survey: &Survey<'_>) -> Vec<Vec<usize>> {
    let dependencies = Dependencies::of(survey.plan, survey.calendar);
    dependencies.map(|dependencies| dependencies.cycles(&dependencies.scheduled())).unwrap_or_default()
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
    let called = Called::of(survey.plan);
    let width = late.iter().map(|one| called.name(one.row).chars().count()).max().unwrap_or(0);
    for one in &late {
        let title = shortened(&survey.plan.rows[one.row].title, 60);
        let _ = writeln!(text, "  {:<width$}  {title}", called.name(one.row));
        let when = one.finish.zip(one.days).map_or_else(
            || "would not be done within 20 years".to_owned(),
            |(finish, late)| {
                format!("would be done on {}, {} late", day::in_words(finish), WorkingDays(late).in_full())
            },
        );
        let _ = writeln!(text, "  {:<width$}  {when}: {}", "", why(survey, one));
    }
    if !late.is_empty() {
        let _ = writeln!(text, "\n{} of {} open actions would be late.", late.len(), all.len());
    }
    let undated = undated(survey);
    if !undated.is_empty() {
        let names = undated.iter().take(MOST_NAMED).map(|row| called.name(*row)).collect::<Vec<_>>().join(", ");
        let more = undated.len().saturating_sub(MOST_NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let _ = writeln!(text, "Without a start and a finish nothing can be said of {names}{more}.");
    }
    if !cycles(survey).is_empty() {
        text.push_str(
            "Some actions wait for each other in a circle; their links were passed over: see the finding cycle.\n",
        );
    }
    let _ = writeln!(text, "{}", LIMITS.replace(". ", ".\n"));
    text
}
