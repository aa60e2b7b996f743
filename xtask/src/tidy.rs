//! What the compiler does not keep: heads of files, their size, the floors inside core, its purity.

use std::path::{Path, PathBuf};

/// No file is longer.
const LONGEST_FILE: usize = 500;

/// Words that have no place in core: it knows no clock, file, thread, or chance.
const IMPURE: [&str; 6] = ["std::fs", "std::time", "std::thread", "std::env", "SystemTime", "async fn"];

/// Names that say nothing of what lives in a file.
const EMPTY_NAMES: [&str; 5] = ["utils", "helpers", "manager", "misc", "common"];

/// Runs every rule and prints each violation.
pub(crate) fn run() -> Result<(), String> {
    let mut violations = Vec::new();
    let mut files = Vec::new();
    for root in ["crates", "xtask"] {
        collect(Path::new(root), &mut files);
    }
    files.sort();
    let core = std::fs::read_to_string("crates/core/src/lib.rs").map_err(|e| format!("crates/core/src/lib.rs: {e}"))?;
    let floors = floors_of(&core);
    for path in &files {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let name = path.display().to_string();
        violations.extend(head(&name, &text).into_iter().chain(size(&name, &text)).chain(empty_name(path)));
        if let Ok(inside) = path.strip_prefix("crates/core/src") {
            violations.extend(purity(&name, &text));
            violations.extend(upward(&name, inside, &text, &floors));
        }
    }
    for violation in &violations {
        eprintln!("{violation}");
    }
    if violations.is_empty() { Ok(()) } else { Err(format!("{} things to tidy", violations.len())) }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("node_modules") {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

fn head(name: &str, text: &str) -> Option<String> {
    (!text.starts_with("//!")).then(|| format!("{name}:1: the file does not begin with //! and what lives in it"))
}

fn size(name: &str, text: &str) -> Option<String> {
    let lines = text.lines().count();
    (lines > LONGEST_FILE)
        .then(|| format!("{name}: {lines} lines; at most {LONGEST_FILE} are accepted: make two rooms of it"))
}

fn empty_name(path: &Path) -> Option<String> {
    let stem = path.file_stem()?.to_str()?;
    EMPTY_NAMES.contains(&stem).then(|| format!("{}: the name says nothing of what lives there", path.display()))
}

fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn purity(name: &str, text: &str) -> Vec<String> {
    let found = |(number, line): (usize, &str)| {
        let word = IMPURE.iter().find(|word| line.contains(**word))?;
        Some(format!("{name}:{number}: core is pure, and {word} is not; make it an argument"))
    };
    code_lines(text).filter_map(found).collect()
}

/// The modules in the order of `lib.rs`, which is the floor plan.
fn floors_of(lib: &str) -> Vec<String> {
    lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).map(str::to_owned).collect()
}

fn upward(name: &str, inside: &Path, text: &str, floors: &[String]) -> Vec<String> {
    let top = inside
        .components()
        .next()
        .map(|c| c.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned())
        .unwrap_or_default();
    let Some(own) = floors.iter().position(|floor| *floor == top) else { return Vec::new() };
    let mut found = Vec::new();
    for (number, line) in code_lines(text) {
        for used in line.split("crate::").skip(1) {
            let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if floors.iter().position(|floor| *floor == used).is_some_and(|floor| floor > own) {
                found.push(format!("{name}:{number}: {top} uses {used}, which stands below it in lib.rs; only what stands above may be used"));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_find_what_they_are_for_and_leave_the_rest() {
        let floors = floors_of("//! x\npub mod day;\npub mod plan;\n");
        assert!(head("a.rs", "use x;").is_some() && head("a.rs", "//! Days.").is_none());
        assert!(size("a.rs", &"x\n".repeat(501)).is_some() && size("a.rs", &"x\n".repeat(500)).is_none());
        assert!(empty_name(Path::new("src/utils.rs")).is_some() && empty_name(Path::new("src/day.rs")).is_none());
        assert_eq!(purity("a.rs", "// std::fs is named\nlet x = std::fs::read(y);").len(), 1);
        assert_eq!(upward("a.rs", Path::new("day.rs"), "use crate::plan::Row;", &floors).len(), 1);
        assert!(upward("a.rs", Path::new("plan/mod.rs"), "use crate::day::Date;", &floors).is_empty());
    }
}
