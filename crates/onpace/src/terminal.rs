//! Writing to a terminal or a pipe: colour only where it is wanted, no complaint about a closed pipe.

use crate::stop::Stop;
use onpace_core::legible::steers;
use onpace_office::problem::{Kind, Problem};
use std::io::{IsTerminal as _, Write as _};

/// Prints to standard output.
pub(crate) fn say(text: &str) -> Result<(), Stop> {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    written.map_err(|e| match e.kind() {
        std::io::ErrorKind::BrokenPipe => Stop::ClosedPipe,
        _ => Stop::Problem(Problem::new(Kind::Temporary, format!("standard output could not be written: {e}"))),
    })
}

/// Says to a person that a file was written. It is talk, not data: standard error, and no word in a pipe.
pub(crate) fn done(path: &str) {
    if std::io::stderr().is_terminal() {
        let _ = writeln!(std::io::stderr(), "wrote {}", harmless(path));
    }
}

/// Says something to a person, on standard error.
pub(crate) fn tell(text: &str) {
    let _ = writeln!(std::io::stderr(), "{}", harmless(text));
}

/// Asks a person whether to go on; where nobody sits there, the answer is no.
pub(crate) fn ask(question: &str) -> bool {
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return false;
    }
    let _ = write!(std::io::stderr(), "{question} [y/N] ");
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
}

/// Says how far long work is, to a person only.
pub(crate) fn progress(what: &str, done: u64, all: u64) {
    if std::io::stderr().is_terminal() && all > 0 {
        let end = if done >= all { "\n" } else { "" };
        let _ = write!(std::io::stderr(), "\r{what}: {done} of {all}{end}");
    }
}

/// Prints a problem to standard error.
pub(crate) fn complain(message: &str) {
    let _ = writeln!(std::io::stderr(), "error: {}", harmless(message));
}

/// Colour is for a terminal whose owner has not set `NO_COLOR`.
pub(crate) fn has_colour() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// A text in an ANSI style, where there is colour.
pub(crate) fn styled(text: &str, code: &str) -> String {
    if has_colour() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// The same text with everything that could steer a terminal made visible.
pub(crate) fn harmless(text: &str) -> String {
    text.replace(steers, "\u{fffd}")
}
