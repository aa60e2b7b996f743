//! The commands, one a file. Each asks the office and prints what it answers.

mod action;
mod backup;
mod check;
mod demo;
mod demo_months;
mod diff;
mod explain;
mod history;
mod import;
mod person;
mod plan;
mod reading;
mod report;
mod round;
mod serve;
mod update;

use crate::arguments::{Act, Arguments, Command, Who};
use crate::stop::Stop;
use crate::terminal;
use clap::CommandFactory as _;
use onpace_core::day::{self, Date};
use onpace_core::ledger::event::Channel;
use onpace_office::Seat;
use onpace_office::desk::Done;
use onpace_office::problem::{Kind, Problem};
use onpace_office::{mappings, plans};
use std::path::Path;
use std::process::ExitCode;

/// Runs a command.
pub(crate) fn run(command: Command, data: Option<&Path>) -> Result<ExitCode, Stop> {
    match command {
        Command::Demo { out, listen, no_serve, stay } => demo::run(&out, &listen, no_serve, stay),
        Command::Serve(serve) => serve::run(&serve, data),
        Command::Check { file, how, fail_on, json } => check::run(&file, &how, fail_on, json, data),
        Command::Explain { rule, figures, refusals, markdown, json, .. } => {
            explain::run(&explain::Wanted { name: rule.as_deref(), figures, refusals }, markdown, json)
        }
        Command::Report(report) => report::run(report, data),
        Command::Diff { before, after, before_as_at, how, json } => {
            diff::run([&before, &after], before_as_at, &how, json, data)
        }
        Command::Convert { file, out, raw, map, json } => convert(&file, out.as_deref(), raw, map.as_deref(), json),
        Command::Import(import) => import::run(&import, data),
        Command::Plan(command) => plan::run(command, data),
        Command::Action(command) => action::run(command, data),
        Command::Update(command) => update::run(command, data),
        Command::Round(command) => round::run(command, data),
        Command::Baseline(command) => plan::baseline(command, data),
        Command::Log { plan, code, json } => history::log(&plan, code.as_deref(), json, data),
        Command::Verify { against, json } => history::verify(against.as_deref(), json, data),
        Command::Prove { plan, event, since } => history::prove(plan.as_deref(), event, since, data),
        Command::Checkpoint { json } => history::checkpoint(json, data),
        Command::Erase { plan, event, by } => history::erase(&plan, event, &by, data),
        Command::Backup(command) => backup::run(&command, data),
        Command::Doctor { json } => backup::doctor(json, data),
        Command::Person(command) => person::run(command, data),
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "onpace", &mut text);
            terminal::say(&String::from_utf8_lossy(&text))?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Arguments::command())
                .render(&mut page)
                .map_err(|e| Problem::new(Kind::Unexpected, e))?;
            terminal::say(&String::from_utf8_lossy(&page))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn convert(file: &str, out: Option<&str>, raw: bool, map: Option<&str>, json: bool) -> Result<ExitCode, Stop> {
    let mapping = map.map(mappings::load).transpose()?;
    if let Some(out) = out {
        if raw {
            plans::convert_raw(file, out)?;
            terminal::done(out);
        } else {
            plans::convert(file, out, mapping.as_ref())?.iter().for_each(|path| terminal::done(path));
        }
    }
    if json {
        let text =
            if raw { plans::raw_json(file)? } else { plans::as_json(&plans::read_file(file, mapping.as_ref())?) };
        terminal::say(&String::from_utf8_lossy(&text))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The data folder that a command needs.
fn folder(data: Option<&Path>) -> Result<&Path, Stop> {
    data.ok_or_else(|| {
        let what = "no data folder was named; name it with --data DIR, or in ONPACE_DATA";
        Stop::Problem(Problem::new(Kind::Usage, what))
    })
}

/// Who records, by the command line, now.
fn who(who: &Who) -> Result<Seat, Stop> {
    let seat = Seat::operator(&who.by, Channel::Cli, now())?;
    Ok(seat.because(who.reason.as_deref()).on_trial(who.dry_run))
}

/// The seat of whoever has the folder, for what needs no name.
fn operator() -> Result<Seat, Stop> {
    Ok(Seat::operator("operator", Channel::Cli, now())?)
}

/// From when something holds, and who records it.
fn act(act: &Act) -> Result<(Date, Seat), Stop> {
    Ok((day_of(act.on), who(&act.who)?))
}

/// The day given, else today.
fn day_of(on: Option<Date>) -> Date {
    on.unwrap_or_else(today)
}

/// Says what was recorded.
fn done(done: &Done, words: &str, json: bool) -> Result<ExitCode, Stop> {
    let from = done.effective.map_or_else(|| "always".to_owned(), |day| format!("from {}", day::in_full(day)));
    if json {
        let at = done.appended;
        terminal::say(&pretty(&serde_json::json!({
            "saved": at.is_some(),
            "event": at.map(|at| at.last),
            "recorded_at": at.map(|at| onpace_office::history::instant(at.recorded_at)),
            "events": done.events,
        })))?;
    } else if let Some(at) = done.appended {
        terminal::say(&terminal::harmless(&format!("Saved: {words}, {from} (event {}).\n", at.last)))?;
    } else {
        terminal::say(&terminal::harmless(&format!("A trial, nothing was saved: {words}, {from}.\n")))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The instant on the machine's clock, in microseconds since 1970.
fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.ok().and_then(|since| i64::try_from(since.as_micros()).ok()).unwrap_or(0)
}

/// Today in the United Kingdom, by the machine's clock, for plans whose text names no day of its own.
pub(crate) fn today() -> Date {
    onpace_core::local_time::day_of(now())
}

/// JSON as the program prints it.
pub(crate) fn pretty(value: &serde_json::Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
