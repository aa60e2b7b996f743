//! The mail folder (maildir): a file a message, `new/` before it was taken in, `cur/` after. How mail comes there
//! is the mail server's business. **Not here.** What a message says.

use super::message::LARGEST;
use crate::problem::{Kind, Problem};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The folder that `--inbox` names.
///
/// # Errors
/// Another form; a folder that cannot be made.
pub fn named(way: &str) -> Result<PathBuf, Problem> {
    let refused = |what: String| Problem::new(Kind::NotAccepted, what);
    let Some(path) = way.strip_prefix("maildir:").filter(|path| !path.is_empty()) else {
        return Err(refused(format!("mail cannot come in by {way}; accepted with --inbox is maildir:FOLDER")));
    };
    let folder = PathBuf::from(path);
    for part in ["tmp", "new", "cur"] {
        onpace_store::folder::make_private_folder(&folder.join(part))
            .map_err(|e| refused(format!("the mail folder {path} could not be made: {e}")))?;
    }
    Ok(folder)
}

/// The names of the messages that came, the oldest first by name.
pub(super) fn came(folder: &Path) -> Result<Vec<String>, Problem> {
    let temporary = |e: std::io::Error| Problem::new(Kind::Temporary, format!("the mail folder cannot be read: {e}"));
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder.join("new")).map_err(temporary)?.flatten() {
        // What a link leads to is not in the folder.
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        let name = entry.file_name().into_string().ok();
        names.extend(name.filter(|name| is_file && !name.starts_with('.') && !name.contains(':')));
    }
    names.sort();
    Ok(names)
}

/// The bytes of a message that came; `None` for one that is larger than any is taken.
pub(super) fn bytes(folder: &Path, name: &str) -> Result<Option<Vec<u8>>, Problem> {
    limited(&folder.join("new").join(name))
}

/// The bytes of a message that was taken in.
pub(super) fn kept(folder: &Path, name: &str) -> Result<Option<Vec<u8>>, Problem> {
    limited(&place(folder, name))
}

fn limited(path: &Path) -> Result<Option<Vec<u8>>, Problem> {
    let gone = |e: std::io::Error| Problem::new(Kind::Temporary, format!("a message cannot be read: {e}"));
    let mut bytes = Vec::new();
    std::fs::File::open(path).map_err(gone)?.take(LARGEST + 1).read_to_end(&mut bytes).map_err(gone)?;
    Ok((bytes.len() as u64 <= LARGEST).then_some(bytes))
}

/// Moves a message to those that were taken in.
pub(super) fn taken(folder: &Path, name: &str) -> Result<(), Problem> {
    std::fs::rename(folder.join("new").join(name), place(folder, name))
        .map_err(|e| Problem::new(Kind::Temporary, format!("a message cannot be moved in the mail folder: {e}")))
}

/// Removes messages of which nothing is kept any more; one that is gone already is no trouble.
pub(super) fn remove(folder: &Path, names: &[String]) {
    for name in names {
        let _ = std::fs::remove_file(place(folder, name));
    }
}

/// Removes messages that were never taken in.
pub(super) fn remove_new(folder: &Path, names: &[String]) {
    for name in names {
        let _ = std::fs::remove_file(folder.join("new").join(name));
    }
}

fn place(folder: &Path, name: &str) -> PathBuf {
    // The mark says that it was seen.
    folder.join("cur").join(format!("{name}:2,S"))
}
