//! Mappings: what the columns of a partner's file hold, from a file, or as kept for a plan.

use crate::files;
use crate::problem::{Kind, Problem};
use onpace_core::ledger::merkle;
use std::path::{Path, PathBuf};

pub use onpace_exchange::Mapping;
pub use onpace_exchange::draft::headings::field_of;
pub use onpace_exchange::field::Field;
pub use onpace_exchange::mapping::{DateOrder, Holds, PercentForm, told_apart};

/// Where mappings stand by the shape of their files.
const SHAPES: &str = "mappings/shapes";
/// So many are kept of a sender, and of all.
const MOST_SHAPES: usize = 100;
/// Fewer columns are those of any table.
const FEWEST_COLUMNS: usize = 3;
/// So many bytes of a hash are a name.
const BYTES_OF_A_NAME: usize = 16;
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

/// Keeps a mapping for files of the same shape: for who sends them, and for anybody's.
///
/// # Errors
/// The disk.
pub fn keep_shape(folder: &Path, sender: &str, mapping: &Mapping) -> Result<(), Problem> {
    if mapping.recognise.len() < FEWEST_COLUMNS {
        return Ok(());
    }
    let name = format!("{}.toml", named_after(&mapping.recognise.join("\n")));
    for shelf in [shelf_of(folder, sender), folder.join(SHAPES)] {
        make(&shelf)?;
        files::save(&shelf.join(&name).to_string_lossy(), mapping.text().as_bytes())?;
        leave_latest(&shelf);
    }
    Ok(())
}

/// The mappings that were kept for files of a shape, those of who sends them first; of each the latest first.
#[must_use]
pub fn by_shape(folder: &Path, sender: &str) -> (Vec<Mapping>, Vec<Mapping>) {
    let read = |shelf: &Path| {
        let mut all = entries(shelf);
        all.reverse();
        // One that was damaged since is none.
        all.iter().filter_map(|path| load(&path.to_string_lossy()).ok()).collect()
    };
    (read(&shelf_of(folder, sender)), read(&folder.join(SHAPES)))
}

/// Where the mappings of a sender stand. Who it is cannot be told from the name.
fn shelf_of(folder: &Path, sender: &str) -> PathBuf {
    folder.join("mappings").join("senders").join(named_after(sender))
}

fn make(place: &Path) -> Result<(), Problem> {
    std::fs::create_dir_all(place).map_err(|e| Problem::new(Kind::Temporary, format!("{}: {e}", place.display())))
}

/// The files of a folder, the oldest first.
fn entries(shelf: &Path) -> Vec<PathBuf> {
    let all = std::fs::read_dir(shelf).into_iter().flatten().flatten();
    let mut dated: Vec<_> =
        all.filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path()))).collect();
    dated.sort();
    dated.into_iter().map(|(_, path)| path).collect()
}

/// Lets go of what is beyond those that are kept.
fn leave_latest(shelf: &Path) {
    let all = entries(shelf);
    for path in all.iter().take(all.len().saturating_sub(MOST_SHAPES)) {
        let _ = std::fs::remove_file(path);
    }
}

/// A name of a file that stands for a text.
fn named_after(text: &str) -> String {
    let hash = merkle::digest(&[text.as_bytes()]);
    hash.iter().take(BYTES_OF_A_NAME).fold(String::new(), |name, byte| name + &format!("{byte:02x}"))
}

/// Plans are called alike whatever the case, and their names are safe as names of files.
fn place(folder: &Path, plan: &str) -> PathBuf {
    folder.join("mappings").join(format!("{}.toml", plan.to_lowercase()))
}
