//! `onpace action`: the actions of a plan that is held.

use super::{act, done, folder, pretty, today};
use crate::arguments::{ActionCommand, LinkWay, Values};
use crate::service::desks;
use crate::stop::Stop;
use crate::terminal::{harmless, say};
use onpace_core::ledger::fold::Until;
use onpace_core::plan::command::Command;
use onpace_core::plan::facts::DateFact;
use onpace_core::plan::link;
use onpace_core::plan::row_facts::LinkKind;
use onpace_office::Desk;
use onpace_office::actions::Given;
use onpace_office::areas::AreaPlace;
use serde_json::Value;
use std::fmt::Write as _;
use std::process::ExitCode;

pub(super) fn run(command: ActionCommand, data: Option<&AreaPlace>) -> Result<ExitCode, Stop> {
    let folder = folder(data)?;
    let (plan, how, command, words) = match command {
        ActionCommand::Show { plan, code, times, json } => {
            let until = Until { as_at: times.as_at.or(Some(today())), known_by: times.known_by };
            let row = Desk::to_read(folder)?.row(&plan, &code, until)?;
            say(&if json { pretty(&row) } else { harmless(&in_words(&row)) })?;
            return Ok(ExitCode::SUCCESS);
        }
        ActionCommand::Add { plan, code, values, focus_area, under, after, act: how } => {
            let (on, seat) = act(&how)?;
            let given = given(values, Some(code.clone()));
            let desk = desks::to_record(folder)?;
            let made = desk.add_row(&plan, &given, focus_area, under.as_deref(), after.as_deref(), on, &seat)?;
            return done(&made, &format!("{code} added to {plan}"), how.who.json);
        }
        ActionCommand::Set { plan, code, new_code, values, act: how } => {
            let (on, seat) = act(&how)?;
            let made = desks::to_record(folder)?.set_row(&plan, &code, &given(values, new_code), on, &seat)?;
            return done(&made, &format!("{code} of {plan} changed"), how.who.json);
        }
        ActionCommand::Move { plan, code, under, after, act } => {
            let words = format!("{code} of {plan} moved");
            (plan, act, Command::Move { code, under, after }, words)
        }
        ActionCommand::Withdraw { plan, code, act } => {
            let words = format!("{code} withdrawn from {plan}; its history stays");
            (plan, act, Command::Withdraw { code }, words)
        }
        ActionCommand::Link { plan, code, on_action: on, remove: true, act, .. } => {
            let words = format!("{code} no longer waits for {on}");
            (plan, act, Command::Unlink { code, on }, words)
        }
        ActionCommand::Link { plan, code, on_action: on, kind, lag, act, .. } => {
            let words = format!("{code} waits for {on} ({})", link::in_words(kind_of(kind), lag));
            (plan, act, Command::Link { code, on, kind: kind_of(kind), lag }, words)
        }
        ActionCommand::Propose { plan, code, finish, act } => {
            let words = format!("asked for {finish} as the finish of {code}");
            let finish = DateFact { when: finish.to_string(), weekday: None, text: None };
            (plan, act, Command::ProposeDate { code, finish }, words)
        }
        ActionCommand::Decide { plan, event, grant, finish, act, .. } => {
            let words = format!("what event {event} asked for is {}", if grant { "granted" } else { "refused" });
            let finish = finish.map(|day| DateFact { when: day.to_string(), weekday: None, text: None });
            (plan, act, Command::DecideDate { proposal: event, granted: grant, finish }, words)
        }
        ActionCommand::Status { plan, code, set, act, .. } => status(plan, code, set, act),
    };
    let (on, seat) = act(&how)?;
    done(&desks::to_record(folder)?.command(&plan, &command, on, &seat)?, &words, how.who.json)
}

type Asked = (String, crate::arguments::Act, Command, String);

fn status(plan: String, code: String, set: Option<String>, act: crate::arguments::Act) -> Asked {
    let Some(status) = set else {
        let words = format!("the computed status of {code} holds again");
        return (plan, act, Command::LiftStatus { code }, words);
    };
    let words = format!("the status of {code} is {status} by hand");
    (plan, act, Command::OverrideStatus { code, status }, words)
}

fn given(values: Values, code: Option<String>) -> Given {
    let Values { title, start, finish, lead, accountable } = values;
    Given { code, title, start, finish, lead, accountable }
}

const fn kind_of(way: LinkWay) -> LinkKind {
    match way {
        LinkWay::FinishToStart => LinkKind::FinishToStart,
        LinkWay::StartToStart => LinkKind::StartToStart,
        LinkWay::FinishToFinish => LinkKind::FinishToFinish,
        LinkWay::StartToFinish => LinkKind::StartToFinish,
    }
}

/// One line a value that there is.
fn in_words(row: &Value) -> String {
    let mut text = String::new();
    for (key, value) in row.as_object().into_iter().flatten() {
        let shown = match value {
            Value::Null => continue,
            Value::String(text) => text.clone(),
            Value::Array(all) if all.is_empty() => continue,
            Value::Array(all) => all.iter().map(one).collect::<Vec<_>>().join("; "),
            other => one(other),
        };
        let _ = writeln!(text, "{:<18} {shown}", key.replace('_', " "));
    }
    text
}

fn one(value: &Value) -> String {
    match value {
        Value::Object(parts) => {
            let told = parts.values().filter(|part| !part.is_null());
            told.map(one).collect::<Vec<_>>().join(" ")
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
