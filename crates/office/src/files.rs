//! Files on the disk: written whole or not at all, several together or none.

use crate::problem::{Kind, Problem};
use std::io::Write as _;
use std::path::Path;

/// The ending of a path, in lower case.
#[must_use]
pub fn ending(path: &str) -> String {
    Path::new(path).extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Writes a file whole or not at all: beside its place first, then into it.
///
/// # Errors
/// A path that cannot be written.
pub fn save(out: &str, bytes: &[u8]) -> Result<(), Problem> {
    put(&[(out, bytes)])
}

/// Writes files of which the first is the one that was asked for, and gives their paths. None is touched
/// before all are on the disk beside their places; the first comes into its place last, so that whoever
/// finds it finds the others too.
///
/// # Errors
/// A path that cannot be written.
pub(crate) fn save_all(files: &[(String, Vec<u8>)]) -> Result<Vec<String>, Problem> {
    put(&files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect::<Vec<_>>())?;
    Ok(files.iter().map(|(path, _)| path.clone()).collect())
}

fn put(files: &[(&str, &[u8])]) -> Result<(), Problem> {
    let beside = |path: &str| format!("{path}.part");
    let failed = |path: &str, e: std::io::Error| {
        for (path, _) in files {
            let _ = std::fs::remove_file(beside(path));
        }
        Problem::new(Kind::Temporary, format!("{path} could not be written: {e}"))
    };
    for (path, bytes) in files {
        write_beside(&beside(path), path, bytes).map_err(|e| failed(path, e))?;
    }
    for (path, _) in files.iter().rev() {
        std::fs::rename(beside(path), path).map_err(|e| failed(path, e))?;
    }
    Ok(())
}

/// Writes a file that takes the place of another. Only its owner reads it, as a plan's folder, unless the other can be
/// read by more.
fn write_beside(beside: &str, path: &str, bytes: &[u8]) -> std::io::Result<()> {
    // One that was left by a process that was killed could be open to all.
    let _ = std::fs::remove_file(beside);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(beside)?;
    if let Ok(known) = std::fs::metadata(path) {
        file.set_permissions(known.permissions())?;
    }
    file.write_all(bytes)
}
