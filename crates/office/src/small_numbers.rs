//! What may be shown of tables of counts: a file in, a file out; needs no data folder. **Not here.** Which cells those are
//! (`onpace_core::disclosure`).

use crate::files;
use crate::plans::bytes_of;
use crate::problem::{Kind, Problem};
use onpace_exchange::measures::cells;
pub use onpace_exchange::measures::cells::Suppressed;

/// Reads tables of counts with their sums, and says what may be shown of them.
///
/// # Errors
/// A file that cannot be read, or is no such file.
pub fn suppress(source: &str) -> Result<Suppressed, Problem> {
    let said = |found| format!("{source} was not read: {found}. It would be read if it held {}", cells::ACCEPTED);
    cells::suppress(&bytes_of(source)?).map_err(|found| Problem::new(Kind::NotAccepted, said(found)))
}

/// Writes what may be shown as JSON.
///
/// # Errors
/// Another ending, a path that is the source or cannot be written.
pub fn save(made: &Suppressed, source: &str, out: &str) -> Result<(), Problem> {
    if files::ending(out) != "json" {
        return Err(Problem::new(Kind::NotAccepted, format!("{out}: what may be shown is written as .json")));
    }
    crate::plans::keep_source(source, out)?;
    files::save(out, format!("{}\n", made.json).as_bytes())
}
