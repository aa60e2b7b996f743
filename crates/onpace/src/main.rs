//! The `onpace` program: a command line before the verbs of the office.
//!
//! Data goes to standard output, talk to standard error. Exit codes: 0 ok, 1 unexpected, 2 usage,
//! 3 not found, 4 findings or an input that can't be accepted, 5 conflict, 7 integrity, 8 temporary.

mod arguments;
mod commands;
mod log;
mod service;
mod stop;
mod terminal;
mod words;

use clap::Parser as _;
use onpace_office::problem::{Kind, Problem};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    let (folder, area) = (arguments.data, arguments.in_area);
    let ended = match commands::run(arguments.command, folder.as_deref(), area.as_deref()) {
        Err(stop::Stop::AtService(service)) => {
            service::asked::ask(service, folder.as_deref().unwrap_or_else(|| Path::new(".")), area.as_deref())
                .map(ExitCode::from)
        }
        ended => ended,
    };
    match ended {
        Ok(code) => code,
        Err(stop) => ExitCode::from(told(stop, std::env::args())),
    }
}

/// Says why a command stopped; the exit code.
fn told(stop: stop::Stop, mut typed: impl Iterator<Item = String>) -> u8 {
    let problem = match stop {
        stop::Stop::ClosedPipe => return 0,
        stop::Stop::Problem(problem) => problem,
        stop::Stop::AtService(_) => Problem::new(Kind::Temporary, "another process writes the data folder; repeat"),
    };
    // A page has a field for it, a command an option.
    let option = if problem.field() == Some("reason") { " (--reason)" } else { "" };
    terminal::complain(&format!("{}{option}", words::of(&problem)));
    // A program that asked for JSON reads the code, which stays, and not the words, which may change.
    if typed.any(|argument| argument == "--json") {
        let _ = terminal::say(&commands::pretty(&words::as_json(&problem)));
    }
    match problem.kind {
        Kind::Usage => 2,
        Kind::NotFound => 3,
        Kind::NotAccepted => 4,
        Kind::Conflict => 5,
        Kind::NotAllowed => 6,
        Kind::Integrity => 7,
        Kind::Temporary => 8,
        Kind::Unexpected => 1,
    }
}
