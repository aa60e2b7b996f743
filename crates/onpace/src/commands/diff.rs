//! `onpace diff`: what changed from one file to another.

use super::{pretty, today};
use crate::arguments::How;
use crate::stop::Stop;
use crate::terminal::{harmless, say};
use onpace_core::assessment::Assessment;
use onpace_core::changes::{Difference, PlanChange};
use onpace_core::day::{self, Date};
use onpace_core::figure::{Figure, FigureValue};
use onpace_office::areas::AreaPlace;
use onpace_office::plans;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::process::ExitCode;

pub(super) fn run(
    [before, after]: [&str; 2],
    before_as_at: Option<Date>,
    how: &How,
    json: bool,
    data: Option<&AreaPlace>,
) -> Result<ExitCode, Stop> {
    let (old, on_before) = plans::open(how.source(before, data), before_as_at.or(how.as_at), today())?;
    let (new, on_after) = plans::open(how.source(after, data), how.as_at, today())?;
    // Both days are judged as the later one is.
    let (calendar, policy) = how.rules(how.source(after, data), on_after)?;
    let changes = plans::compare(&old, &new, &calendar);
    let old = plans::assess_draft(&old, on_before, &calendar, &policy);
    let new = plans::assess_draft(&new, on_after, &calendar, &policy);
    if json {
        say(&pretty(&json!({
            "before": { "path": before, "as_at": old.survey.on.to_string() },
            "after": { "path": after, "as_at": new.survey.on.to_string() },
            "changes": changes.iter().map(change_json).collect::<Vec<_>>(),
            "figures": figures(&old, &new).iter().map(|(figure, before)| json!({
                "figure": figure.of.key, "before": before.to_string(), "after": figure.value.to_string()
            })).collect::<Vec<_>>(),
        })))?;
    } else {
        say(&harmless(&in_full(&changes, &old, &new)))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The figures that are not what they were, each with its value before.
fn figures<'a>(old: &Assessment<'a>, new: &'a Assessment<'a>) -> Vec<(&'a Figure, FigureValue)> {
    let before = |figure: &Figure| old.survey.figure(&figure.of.key).map(|old| old.value);
    let changed = new.survey.figures.iter().filter_map(|figure| Some((figure, before(figure)?)));
    changed.filter(|(figure, before)| figure.value != *before).collect()
}

fn in_full(changes: &[PlanChange], old: &Assessment<'_>, new: &Assessment<'_>) -> String {
    let mut text = String::new();
    for change in changes {
        let _ = writeln!(text, "{}", in_words(change));
    }
    let figures = figures(old, new);
    if !figures.is_empty() {
        let (from, to) = (old.survey.on, new.survey.on);
        let days = if from == to {
            format!("on {}", day::in_full(to))
        } else {
            format!("from {} to {}", day::in_full(from), day::in_full(to))
        };
        let _ = writeln!(text, "\nFigures, {days}:");
    }
    for (figure, before) in figures {
        let _ = writeln!(text, "  {}: {before} \u{2192} {}", figure.of.label, figure.value);
    }
    if text.is_empty() { "Nothing changed.\n".to_owned() } else { text.trim_start().to_owned() }
}

fn in_words(change: &PlanChange) -> String {
    match &change.what {
        Difference::Added => format!("+ {}  {}", change.row, change.title),
        Difference::NotListed => {
            format!("- {}  {} (not listed any more; nothing is deleted)", change.row, change.title)
        }
        Difference::Changed { field, before, after, moved } => {
            let nothing = |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.to_owned() };
            let moved = moved.map(|days| format!(" ({days:+} working days)")).unwrap_or_default();
            format!("~ {}  {field}: {} \u{2192} {}{moved}", change.row, nothing(before), nothing(after))
        }
    }
}

fn change_json(change: &PlanChange) -> Value {
    let (kind, field, before, after, moved) = match &change.what {
        Difference::Added => ("added", None, None, None, None),
        Difference::NotListed => ("not_listed", None, None, None, None),
        Difference::Changed { field, before, after, moved } => {
            ("changed", Some(field), Some(before), Some(after), *moved)
        }
    };
    json!({ "row": change.row, "title": change.title, "change": kind, "field": field, "before": before, "after": after, "moved_working_days": moved })
}
