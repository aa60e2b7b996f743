//! Core is pure, and its modules use only what stands above them in its `lib.rs`, whose order is the floor plan.

use super::File;

const FLOOR_PLAN: &str = "crates/core/src/lib.rs";

/// Words that have no place in core: it knows no clock, file, thread, or chance.
const IMPURE: [&str; 9] = [
    "std::fs",
    "std::io",
    "std::net",
    "std::time",
    "std::thread",
    "std::env",
    "std::process",
    "SystemTime",
    "async fn",
];

pub(super) fn check(files: &[File]) -> Vec<String> {
    let Some(plan) = files.iter().find(|f| f.path == FLOOR_PLAN) else {
        return vec![format!("{FLOOR_PLAN}: not found, and it is the floor plan of core")];
    };
    let floors: Vec<&str> =
        plan.text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let core = files.iter().filter(|f| matches!(f.in_src(), Some(("core", _))));
    core.flat_map(|f| impure(f).into_iter().chain(upward(f, &floors))).collect()
}

fn impure(file: &File) -> Vec<String> {
    let found = |(number, line): (usize, &str)| {
        let word = IMPURE.iter().find(|word| line.contains(**word))?;
        Some(format!("{}:{number}: core is pure, and {word} is not; make it an argument", file.path))
    };
    file.code().filter_map(found).collect()
}

fn upward(file: &File, floors: &[&str]) -> Vec<String> {
    let floor_of = |module: &str| floors.iter().position(|floor| *floor == module);
    let own_name = super::circles::module(file).unwrap_or_default();
    let Some(own) = floor_of(own_name) else { return Vec::new() };
    let mut found = Vec::new();
    for (number, used) in super::circles::used(file) {
        if floor_of(used).is_some_and(|floor| floor > own) {
            found.push(format!(
                "{}:{number}: {own_name} uses {used}, which stands below it in lib.rs; only what stands above may be used",
                file.path
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floors_and_purity() {
        let said = |path: &str, text: &str| {
            check(&[File::new(FLOOR_PLAN, "//! x\npub mod day;\npub mod plan;\n"), File::new(path, text)]).len()
        };
        assert_eq!(said("crates/core/src/day.rs", "// std::fs is named\nlet x = std::fs::read(y);"), 1);
        assert_eq!(said("crates/core/src/day.rs", "use crate::plan::Row;"), 1);
        assert_eq!(said("crates/core/src/plan/mod.rs", "use crate::day::Date;"), 0);
        assert_eq!(said("crates/office/src/day.rs", "use std::fs;"), 0);
        assert_eq!(check(&[]).len(), 1);
    }
}
