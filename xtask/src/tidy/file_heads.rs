//! Every file says what lives in it, has a name that says something, and is not too long.

use super::File;

/// No file of code is longer.
const LONGEST: usize = 500;

/// Names that say nothing of what lives in a file.
const EMPTY_NAMES: [&str; 9] = ["utils", "util", "helpers", "helper", "manager", "misc", "common", "shared", "stuff"];

pub(super) fn check(files: &[File]) -> Vec<String> {
    files.iter().filter(|f| f.is("rs")).flat_map(|f| [head(f), size(f), name(f)]).flatten().collect()
}

fn head(file: &File) -> Option<String> {
    let begins = file.text.starts_with("//!");
    (!begins).then(|| format!("{}:1: the file does not begin with //! and what lives in it", file.path))
}

fn size(file: &File) -> Option<String> {
    let lines = file.text.lines().count();
    (lines > LONGEST)
        .then(|| format!("{}: {lines} lines; at most {LONGEST} are accepted: make two rooms of it", file.path))
}

fn name(file: &File) -> Option<String> {
    let mut parts = file.path.trim_end_matches(".rs").split('/');
    let empty = parts.any(|part| EMPTY_NAMES.contains(&part));
    empty.then(|| format!("{}: the name says nothing of what lives there", file.path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_sizes_and_names() {
        let said = |path: &str, text: &str| check(&[File::new(path, text)]).len();
        assert_eq!(said("a/day.rs", "//! Days."), 0);
        assert_eq!(said("a/day.rs", "use x;"), 1);
        assert_eq!(said("a/day.rs", &format!("//! x\n{}", "x\n".repeat(500))), 1);
        assert_eq!(said("a/utils.rs", "//! x"), 1);
        assert_eq!(said("a/utils/day.rs", "//! x"), 1);
        assert_eq!(said("a/notes.md", "x"), 0);
    }
}
