//! `onpace diff`: what changed from one file to another.

use super::{Stop, pretty};
use crate::terminal::{harmless, say};
use onpace_core::changes::{Change, Difference};
use onpace_office::{plans, settings};
use serde_json::{Value, json};
use std::process::ExitCode;

pub(super) fn run(before: &str, after: &str, calendar: &str, json: bool) -> Result<ExitCode, Stop> {
    let calendar = settings::calendar(calendar)?;
    let changes = plans::compare(&plans::read_file(before)?, &plans::read_file(after)?, &calendar);
    if json {
        say(&pretty(&changes.iter().map(change_json).collect()))?;
    } else if changes.is_empty() {
        say("Nothing changed.\n")?;
    }
    for change in changes.iter().filter(|_| !json) {
        say(&format!("{}\n", harmless(&in_words(change))))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn in_words(change: &Change) -> String {
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

fn change_json(change: &Change) -> Value {
    let (kind, field, before, after, moved) = match &change.what {
        Difference::Added => ("added", None, None, None, None),
        Difference::NotListed => ("not_listed", None, None, None, None),
        Difference::Changed { field, before, after, moved } => {
            ("changed", Some(field), Some(before), Some(after), *moved)
        }
    };
    json!({ "row": change.row, "title": change.title, "change": kind, "field": field, "before": before, "after": after, "moved_working_days": moved })
}
