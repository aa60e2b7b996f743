//! Writing to a terminal or a pipe: colour only where it is wanted, no complaint about a closed pipe.

use crate::stop::Stop;
use onpace_core::legible::steers;
use onpace_office::problem::{Kind, Problem};
use std::cell::RefCell;
use std::io::{IsTerminal as _, Write as _};

/// Where a command speaks whose terminal is another process's.
pub(crate) trait Outlet {
    /// Prints data.
    ///
    /// # Errors
    /// Whoever read it has gone.
    fn say(&mut self, text: &str) -> std::io::Result<()>;

    /// Says something to a person.
    fn talk(&mut self, text: &str);

    /// Asks a person; no where nobody sits there.
    fn ask(&mut self, question: &str) -> bool;

    /// Whether a person reads what is said.
    fn is_read(&self) -> bool;
}

thread_local! {
    static OUTLET: RefCell<Option<Box<dyn Outlet>>> = const { RefCell::new(None) };
}

/// Does something whose words go elsewhere.
pub(crate) fn elsewhere<T>(outlet: impl Outlet + 'static, act: impl FnOnce() -> T) -> T {
    OUTLET.set(Some(Box::new(outlet)));
    let done = act();
    OUTLET.take();
    done
}

/// What somebody elsewhere answers, where the words of this command go there.
fn there<T>(act: impl FnOnce(&mut dyn Outlet) -> T) -> Option<T> {
    OUTLET.with_borrow_mut(|outlet| outlet.as_mut().map(|outlet| act(outlet.as_mut())))
}

/// Whether a person reads what is said on standard error.
fn is_read() -> bool {
    there(|outlet| outlet.is_read()).unwrap_or_else(|| std::io::stderr().is_terminal())
}

/// Says something on standard error as it is.
pub(crate) fn talk(text: &str) {
    if there(|outlet| outlet.talk(text)).is_none() {
        let _ = write!(std::io::stderr(), "{text}");
    }
}

/// Prints to standard output.
pub(crate) fn say(text: &str) -> Result<(), Stop> {
    if let Some(said) = there(|outlet| outlet.say(text)) {
        return said.map_err(|_| Stop::ClosedPipe);
    }
    let mut out = std::io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    written.map_err(|e| match e.kind() {
        std::io::ErrorKind::BrokenPipe => Stop::ClosedPipe,
        _ => Stop::Problem(Problem::new(Kind::Temporary, format!("standard output could not be written: {e}"))),
    })
}

/// Says to a person that a file was written. It is talk, not data: standard error, and no word in a pipe.
pub(crate) fn done(path: &str) {
    if is_read() {
        talk(&format!("wrote {}\n", harmless(path)));
    }
}

/// Says something to a person, on standard error.
pub(crate) fn tell(text: &str) {
    talk(&format!("{}\n", harmless(text)));
}

/// Asks a person whether to go on; where nobody sits there, the answer is no.
pub(crate) fn ask(question: &str) -> bool {
    if let Some(answer) = there(|outlet| outlet.ask(question)) {
        return answer;
    }
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
    if is_read() && all > 0 {
        let end = if done >= all { "\n" } else { "" };
        talk(&format!("\r{what}: {done} of {all}{end}"));
    }
}

/// Prints a problem to standard error.
pub(crate) fn complain(message: &str) {
    talk(&format!("error: {}\n", harmless(message)));
}

/// Colour is for a terminal whose owner has not set `NO_COLOR`.
pub(crate) fn has_colour() -> bool {
    there(|_| ()).is_none()
        && std::io::stdout().is_terminal()
        && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// A text in an ANSI style, where there is colour.
pub(crate) fn styled(text: &str, code: &str) -> String {
    if has_colour() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// The same text with everything that could steer a terminal made visible.
pub(crate) fn harmless(text: &str) -> String {
    text.replace(steers, "\u{fffd}")
}
