//! Mappings: what the columns of a partner's file hold, from a file, or as kept for a plan.

use crate::files;
use crate::problem::{Kind, Problem};
use std::path::{Path, PathBuf};

pub use onpace_exchange::Mapping;
pub use onpace_exchange::draft::headings::field_of;
pub use onpace_exchange::field::Field;
pub use onpace_exchange::mapping::{DateOrder, Holds, PercentForm};

/// No mapping is larger, in bytes.
const LARGEST: u64 = 1_000_000;

/// Reads a mapping from a file.
///
/// # Errors
/// No such file, or one that is no mapping.
pub fn load(path: &str) -> Result<Mapping, Problem> {
    Mapping::parse(&text_of(path)?, path).map_err(|problem| Problem::new(Kind::NotAccepted, problem))
}

fn text_of(path: &str) -> Result<String, Problem> {
    let size = std::fs::metadata(path).map_err(|e| Problem::new(Kind::NotFound, format!("{path}: {e}")))?.len();
    if size > LARGEST {
        return Err(Problem::new(Kind::NotAccepted, format!("{path} is larger than any mapping")));
    }
    std::fs::read_to_string(path).map_err(|e| Problem::new(Kind::NotAccepted, format!("{path}: {e}")))
}

/// The mapping of a name that ships with the program.
#[must_use]
pub fn preset(name: &str) -> Option<Mapping> {
    onpace_exchange::mapping::presets().iter().find(|preset| preset.name == name).cloned()
}

/// The mapping that was kept for a plan in a data folder, if one was.
///
/// # Errors
/// One that was damaged since.
pub fn kept(folder: &Path, plan: &str) -> Result<Option<Mapping>, Problem> {
    let place = place(folder, plan);
    if place.exists() { load(&place.to_string_lossy()).map(Some) } else { Ok(None) }
}

/// Keeps a mapping's file for a plan: the next import of the plan reads by it without being told.
///
/// # Errors
/// The disk.
pub fn keep(folder: &Path, plan: &str, from: &str) -> Result<(), Problem> {
    keep_text(folder, plan, &text_of(from)?)
}

/// Keeps a mapping for a plan, as [`keep`] does with one from a file.
///
/// # Errors
/// The disk.
pub fn keep_for(folder: &Path, plan: &str, mapping: &Mapping) -> Result<(), Problem> {
    keep_text(folder, plan, &mapping.text())
}

fn keep_text(folder: &Path, plan: &str, text: &str) -> Result<(), Problem> {
    let place = place(folder, plan);
    let made = place.parent().map_or(Ok(()), std::fs::create_dir_all);
    made.map_err(|e| Problem::new(Kind::Temporary, format!("{}: {e}", place.display())))?;
    files::save(&place.to_string_lossy(), text.as_bytes())
}

/// Plans are called alike whatever the case, and their names are safe as names of files.
fn place(folder: &Path, plan: &str) -> PathBuf {
    folder.join("mappings").join(format!("{}.toml", plan.to_lowercase()))
}
