//! The commands, one a file. Each asks the office and prints what it answers.

mod check;
mod demo;
mod diff;
mod explain;
mod report;

use crate::arguments::{Arguments, Command};
use crate::stop::Stop;
use crate::terminal;
use clap::CommandFactory as _;
use jiff::civil::Date;
use onpace_office::plans;
use onpace_office::problem::{Kind, Problem};
use std::process::ExitCode;

/// Runs a command.
pub(crate) fn run(command: Command) -> Result<ExitCode, Stop> {
    match command {
        Command::Demo { out } => demo::run(&out),
        Command::Check { file, how, fail_on, json } => check::run(&file, &how, fail_on, json),
        Command::Explain { rule, figures, markdown, json, .. } => {
            explain::run(rule.as_deref(), figures, markdown, json)
        }
        Command::Report(report) => report::run(report),
        Command::Diff { before, after, how, json } => diff::run(&before, &after, &how, json),
        Command::Convert { file, out, json } => convert(&file, out.as_deref(), json),
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

fn convert(file: &str, out: Option<&str>, json: bool) -> Result<ExitCode, Stop> {
    if let Some(out) = out {
        plans::convert(file, out)?;
        terminal::done(out);
    }
    if json {
        terminal::say(&String::from_utf8_lossy(&plans::as_json(&plans::read_file(file)?)))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The day on the machine's clock (UTC), for plans whose text names no day of its own.
pub(crate) fn today() -> Date {
    let since =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs() / 86_400);
    onpace_core::day::of_number(i32::try_from(since).unwrap_or(0)).unwrap_or(Date::constant(2022, 5, 22))
}

/// JSON as the program prints it.
pub(crate) fn pretty(value: &serde_json::Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
