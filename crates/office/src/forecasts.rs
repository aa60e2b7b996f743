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
use onpace_report::record;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// So many actions are named in a line.
const MOST_NAMED: usize = 12;

/// What must be said beside them.
pub const LIMITS: &str = "An action that is about 40% done after 20 working days would be done after about 50. What depends on it moves with it. What has not started goes at the pace of the whole plan. It says nothing of work that goes faster at its end.";

/// As JSON: `{as_at, actions: [{code, title, percent, gone_days, planned_finish, finish, days, waits_for}], undated,
/// cycles, limits}`, in the plan's order. A finish is `{earliest, latest}`, or `{cannot_be_told}`; `days` are the
/// working days from the planned finish to both.
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
            "finish": record::finish(one.finish),
            "days": one.days.map(|(earliest, latest)| json!([earliest, latest])),
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
    let is_open = |at: &usize| !survey.plan.rows[*at].is_complete();
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
        Basis::Planned if one.days.is_some_and(|(_, latest)| latest != Some(0)) && one.waits_for.is_none() => {
            Some("not due yet, at the pace of the plan".to_owned())
        }
        Basis::Planned => None,
    };
    match (own, one.waits_for.map(|on| survey.plan.rows[on].name())) {
        (Some(own), Some(on)) => format!("{own}, and depends on {on}"),
        (None, Some(on)) => format!("depends on {on}"),
        (Some(own), None) => own,
        (None, None) => "as planned".to_owned(),
    }
}

/// How late: "5 to 20 working days", "20 working days or more", "0 to 5 working days".
#[must_use]
pub fn how_late(one: &ActionForecast) -> String {
    let Some((earliest, latest)) = one.days else { return String::new() };
    let earliest = earliest.max(0);
    match latest {
        Some(latest) if latest == earliest => WorkingDays(latest).in_full(),
        Some(latest) => format!("{earliest} to {}", WorkingDays(latest).in_full()),
        None => format!("{} or more", WorkingDays(earliest).in_full()),
    }
}

/// Open actions of which nothing can be told yet, by the reason, in the order of the plan.
#[must_use]
pub fn untold(all: &[ActionForecast]) -> Vec<(String, Vec<usize>)> {
    let mut reasons: Vec<(String, Vec<usize>)> = Vec::new();
    for (row, why) in all.iter().filter_map(|one| Some((one.row, one.finish.err()?.words()))) {
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, rows)) => rows.push(row),
            None => reasons.push((why, vec![row])),
        }
    }
    reasons
}

/// "3 of 5 open actions may be late, 2 of them even at the fastest."
#[must_use]
pub fn summary(all: &[ActionForecast]) -> String {
    let told = all.iter().filter(|one| one.finish.is_ok()).count();
    let (may, are) = (latest_first(all).len(), all.iter().filter(|one| one.is_late()).count());
    let open = |count: usize| if count == 1 { "open action" } else { "open actions" };
    match (told, may, are) {
        (0, ..) => format!("Of {} {} nothing can be told yet.", all.len(), open(all.len())),
        (told, 0, _) => {
            format!("{told} {} would be done by {} finish.", open(told), if told == 1 { "its" } else { "their" })
        }
        (told, may, 0) => format!("{may} of {told} {} may be late.", open(told)),
        (told, may, are) => format!("{may} of {told} {} may be late, {are} of them even at the fastest.", open(told)),
    }
}

/// Those that may be late, the latest first; then those of which nothing can be told.
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
    let called = Called::of(survey.plan);
    let width = late.iter().map(|one| called.name(one.row).chars().count()).max().unwrap_or(0);
    for one in &late {
        let Ok(range) = one.finish else { continue };
        let title = shortened(&survey.plan.rows[one.row].title, 60);
        let _ = writeln!(text, "  {:<width$}  {title}", called.name(one.row));
        let when = format!("would be done {}, {} late", range.words(survey.on), how_late(one));
        let _ = writeln!(text, "  {:<width$}  {when}: {}", "", why(survey, one));
    }
    let gap = if late.is_empty() { "" } else { "\n" };
    let _ = writeln!(text, "{gap}{}", summary(&all));
    for (why, rows) in untold(&all) {
        let _ = writeln!(text, "Cannot be told yet of {}: {why}.", named(&called, &rows));
    }
    let undated = undated(survey);
    if !undated.is_empty() {
        let names = named(&called, &undated);
        let _ = writeln!(text, "Without a start and a finish nothing can be said of {names}.");
    }
    if !cycles(survey).is_empty() {
        text.push_str(
            "Some actions wait for each other in a circle; their links were passed over: see the finding cycle.\n",
        );
    }
    let _ = writeln!(text, "{}", LIMITS.replace(". ", ".\n"));
    text
}

fn named(called: &Called<'_>, rows: &[usize]) -> String {
    let names = rows.iter().take(MOST_NAMED).map(|row| called.name(*row)).collect::<Vec<_>>().join(", ");
    match rows.len().saturating_sub(MOST_NAMED) {
        0 => names,
        more => format!("{names} and {more} more"),
    }
}
