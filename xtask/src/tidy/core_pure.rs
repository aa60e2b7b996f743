//! Core is pure: values in, values out.

use super::File;

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
    files.iter().filter(|f| matches!(f.in_src(), Some(("core", _)))).flat_map(impure).collect()
}

fn impure(file: &File) -> Vec<String> {
    let found = |(number, line): (usize, &str)| {
        let word = IMPURE.iter().find(|word| line.contains(**word))?;
        Some(format!("{}:{number}: core is pure, and {word} is not; make it an argument", file.path))
    };
    file.code().filter_map(found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_named_in_core_and_nowhere_else() {
        let said = |path: &str, text: &str| check(&[File::new(path, text)]).len();
        assert_eq!(said("crates/core/src/day.rs", "// std::fs is named\nlet x = std::fs::read(y);"), 1);
        assert_eq!(said("crates/core/src/rounds/facts.rs", "use std::time::Instant;"), 1);
        assert_eq!(said("crates/core/src/plan/mod.rs", "use crate::day::Date;"), 0);
        assert_eq!(said("crates/office/src/day.rs", "use std::fs;"), 0);
    }
}
