//! What the compiler does not keep, one rule a file. [`RULES`] is the list.
//!
//! A rule is given every tracked text file and says, for people, what stands where and what is accepted
//! instead. **Not here.** What rustc, clippy and cargo-deny keep already.

mod circles;
mod core_pure;
mod crate_arrows;
mod dependencies;
mod english;
mod file_heads;
mod glossary;
mod links;
mod names;
mod on_screen;
mod places;
mod seats;
mod sqlite;

use std::path::Path;
use std::process::Command;

/// A tracked file: its path from the root of the project, with `/`, and its text.
struct File {
    path: String,
    text: String,
}

impl File {
    #[cfg(test)]
    fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// Whether the name ends in `.extension`.
    fn is(&self, extension: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|e| e == extension)
    }

    /// The crate's folder and the path inside its `src`.
    fn in_src(&self) -> Option<(&str, &str)> {
        self.path.strip_prefix("crates/").unwrap_or(&self.path).split_once("/src/")
    }

    /// Lines that are not comments, numbered from one.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

type Rule = fn(&[File]) -> Vec<String>;

const RULES: [Rule; 13] = [
    file_heads::check,
    core_pure::check,
    crate_arrows::check,
    circles::check,
    dependencies::check,
    english::check,
    glossary::check,
    links::check,
    names::check,
    on_screen::check,
    places::check,
    seats::check,
    sqlite::check,
];

/// Runs every rule and prints what it found.
pub(crate) fn run() -> Result<(), String> {
    let files = tracked()?;
    let found: Vec<String> = RULES.iter().flat_map(|rule| rule(&files)).collect();
    for line in &found {
        eprintln!("{line}");
    }
    if found.is_empty() {
        println!("{} files, {} rules: tidy", files.len(), RULES.len());
        Ok(())
    } else {
        Err(format!("{} things to tidy", found.len()))
    }
}

/// Files that git tracks or would, that are text and are there.
fn tracked() -> Result<Vec<File>, String> {
    let out = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .output()
        .map_err(|e| format!("git could not be started: {e}"))?;
    if !out.status.success() {
        return Err("git ls-files failed: run this in a clone of the project".to_owned());
    }
    let read = |path: &str| Some(File { path: path.to_owned(), text: std::fs::read_to_string(path).ok()? });
    let mut files: Vec<File> = String::from_utf8_lossy(&out.stdout).lines().filter_map(read).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}
