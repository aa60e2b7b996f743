//! Plans written out, by the ending of the file's name.
//!
//! A new format is one file here and one line in [`WRITERS`]. What is written is only ever the plan as it
//! was read or is held. **Not here.** Reports; anything that was assessed; files on a disk.

mod columns;
pub mod csv;
mod csvw;
pub mod json;
mod mspdi;
mod names;
mod problems;
mod text;
mod waiting;
mod writer;
mod xlsx;

pub use problems::problems;
pub use writer::{Beside, WriteProblem, Writer};

/// Every writer.
pub static WRITERS: &[&dyn Writer] = &[&json::Json, &csv::Csv, &xlsx::Xlsx, &mspdi::Mspdi];

/// The writer for an ending, in small letters and without its point.
#[must_use]
pub fn writer_for(ending: &str) -> Option<&'static dyn Writer> {
    WRITERS.iter().copied().find(|writer| writer.ending() == ending)
}

/// The endings that are accepted, in words: ".json, .csv and .xlsx".
#[must_use]
pub fn endings() -> String {
    let all: Vec<String> = WRITERS.iter().map(|writer| format!(".{}", writer.ending())).collect();
    match all.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => all.concat(),
    }
}
