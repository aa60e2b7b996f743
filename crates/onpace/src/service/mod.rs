//! A command beside a running service. One process writes a data folder; a command that records something asks it, by a
//! socket in the folder that only its owner can open, and the service does the command as if it had been typed there: the
//! same verbs, the operator's seat. Where no service runs, the command does it by itself.
//!
//! `asked` is the command's side, `door` the service's, `desks` opens a folder on either, `words` is what goes over the
//! socket. **Not here.** The commands; the pages.

pub(crate) mod asked;
pub(crate) mod desks;
pub(crate) mod door;
mod words;

use std::path::{Path, PathBuf};

/// The socket of the folder of an area.
fn socket(folder: &Path) -> PathBuf {
    folder.join("service.sock")
}
