//! The `onpace` program: a command line before the verbs of the office.
//!
//! Data goes to standard output, talk to standard error. Exit codes: 0 ok, 1 unexpected, 2 usage,
//! 3 not found, 4 findings or an input that can't be accepted, 5 conflict, 7 integrity, 8 temporary.

mod arguments;
mod commands;
mod log;
mod stop;
mod terminal;
mod words;

use clap::Parser as _;
use onpace_office::problem::Kind;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    match commands::run(arguments.command, arguments.data.as_deref(), arguments.in_area.as_deref()) {
        Ok(code) => code,
        Err(stop::Stop::ClosedPipe) => ExitCode::SUCCESS,
        Err(stop::Stop::Problem(problem)) => {
            // A page has a field for it, a command an option.
            let option = if problem.field() == Some("reason") { " (--reason)" } else { "" };
            terminal::complain(&format!("{}{option}", words::of(&problem)));
            // A program that asked for JSON reads the code, which stays, and not the words, which may change.
            if std::env::args().any(|argument| argument == "--json") {
                let _ = terminal::say(&commands::pretty(&words::as_json(&problem)));
            }
            ExitCode::from(match problem.kind {
                Kind::Usage => 2,
                Kind::NotFound => 3,
                Kind::NotAccepted => 4,
                Kind::Conflict => 5,
                Kind::NotAllowed => 6,
                Kind::Integrity => 7,
                Kind::Temporary => 8,
                Kind::Unexpected => 1,
            })
        }
    }
}
