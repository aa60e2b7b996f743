//! What goes over the socket: a JSON text a line. **Not here.** Who says what when.

use serde::{Deserialize, Serialize};
use std::io::{BufRead, Read as _, Write};

/// No line is longer, in bytes.
const LONGEST: u64 = 16 * 1024 * 1024;

/// What a command asks the service to do.
#[derive(Serialize, Deserialize)]
pub(super) struct Asked {
    /// The version of the program: another may know other commands.
    pub(super) version: String,
    /// What was typed, the program's name first.
    pub(super) arguments: Vec<String>,
    /// The data folder.
    pub(super) folder: String,
    /// The area, where one was named.
    pub(super) area: Option<String>,
    /// Where it was typed: files are named from there.
    pub(super) at: String,
    /// Who records, where a variable says so.
    pub(super) by: String,
    /// Whether a person reads what is said beside the data.
    pub(super) talks: bool,
    /// Whether a person can be asked.
    pub(super) asks: bool,
}

/// What the service says while it does that.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Said {
    /// Data.
    Out(String),
    /// Talk.
    Err(String),
    /// A question, which is answered by a line `true` or `false`.
    Ask(String),
    /// It is done, with this exit code.
    Ended(u8),
}

/// Writes a line.
pub(super) fn send(to: &mut impl Write, what: &impl Serialize) -> std::io::Result<()> {
    let mut line = serde_json::to_vec(what)?;
    line.push(b'\n');
    to.write_all(&line)?;
    to.flush()
}

/// Reads a line; none where the other side has gone.
pub(super) fn receive<T: for<'de> Deserialize<'de>>(from: &mut impl BufRead) -> std::io::Result<Option<T>> {
    let mut line = Vec::new();
    let read = from.take(LONGEST).read_until(b'\n', &mut line)?;
    if read == 0 {
        return Ok(None);
    }
    Ok(Some(serde_json::from_slice(&line)?))
}
