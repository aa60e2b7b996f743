//! A command asks the service that writes its folder, and passes on what that says. **Not here.** Doing the command
//! ([`super::door`]).

use super::socket;
use super::words::{Asked, Said, receive, send};
use crate::stop::Stop;
use crate::terminal;
use onpace_office::problem::{Kind, Problem};
use std::ffi::OsString;
use std::io::{BufReader, IsTerminal as _};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

/// The service that writes a folder, where one runs.
pub(super) fn service_of(folder: &Path) -> Option<UnixStream> {
    // One that ended without tidying up has left a socket that nobody answers at.
    UnixStream::connect(socket(folder)).ok()
}

/// A word or a path as it goes to the service.
fn in_unicode(text: OsString) -> Result<String, Stop> {
    text.into_string().map_err(|text| {
        let what = format!("{} is not written in Unicode; a service can be asked in Unicode only", text.display());
        Stop::Problem(Problem::new(Kind::Usage, what))
    })
}

/// Has the command that was typed done by the service; the exit code.
pub(crate) fn ask(service: UnixStream, folder: &Path, area: Option<&str>) -> Result<u8, Stop> {
    let lost = |e: std::io::Error| {
        let what = format!(
            "the service that writes this data folder ended while it was asked: {e}; whether it was saved, `onpace log` says"
        );
        Stop::Problem(Problem::new(Kind::Temporary, what))
    };
    let is_a_person = std::io::stderr().is_terminal();
    let asked = Asked {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        arguments: std::env::args_os().map(in_unicode).collect::<Result<_, _>>()?,
        folder: in_unicode(std::path::absolute(folder).map_err(lost)?.into())?,
        area: area.map(str::to_owned),
        at: in_unicode(std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/")).into())?,
        by: std::env::var("ONPACE_BY").unwrap_or_else(|_| "operator".to_owned()),
        talks: is_a_person,
        asks: is_a_person && std::io::stdin().is_terminal(),
    };
    let mut to = service.try_clone().map_err(lost)?;
    send(&mut to, &asked).map_err(lost)?;
    let mut from = BufReader::new(service);
    loop {
        let gone = || lost(std::io::ErrorKind::UnexpectedEof.into());
        match receive(&mut from).map_err(lost)?.ok_or_else(gone)? {
            Said::Out(text) => terminal::say(&text)?,
            Said::Err(text) => terminal::talk(&text),
            Said::Ask(question) => send(&mut to, &terminal::ask(&question)).map_err(lost)?,
            Said::Ended(code) => return Ok(code),
        }
    }
}
