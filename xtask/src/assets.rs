//! The typeface of the reports, brought by npm and pinned by its lock file.

use std::path::Path;
use std::process::Command;

const FOLDER: &str = "crates/press/assets";

/// Runs `npm ci` where the typeface is missing or older than the lock file.
pub(crate) fn fetch() -> Result<(), String> {
    let modified = |path: &str| Path::new(path).metadata().and_then(|m| m.modified()).ok();
    let lock = modified(&format!("{FOLDER}/package-lock.json"));
    let there = modified(&format!("{FOLDER}/node_modules/.package-lock.json"));
    if there.is_some() && there >= lock {
        return Ok(());
    }
    println!("Fetching the typeface of the reports (npm ci in {FOLDER})");
    let status =
        Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(FOLDER).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("npm ci in {FOLDER} ended with {status}; run it there to see why")),
        Err(e) => Err(format!("npm could not be started ({e}); install Node.js with npm, then run this again")),
    }
}
