//! One folder speaks SQL: nothing else names the database, so that a second store is a folder beside it.
//!
//! **Not here.** Tests, which look into the file with their own hands.

use super::File;

const ROOM: &str = "crates/store/src/sqlite/";
/// Written apart, so that this file does not hold it.
const DATABASE: &str = concat!("rus", "qlite");

pub(super) fn check(files: &[File]) -> Vec<String> {
    let is_outside = |file: &&File| file.is("rs") && file.in_src().is_some() && !file.path.starts_with(ROOM);
    files.iter().filter(is_outside).flat_map(named).collect()
}

fn named(file: &File) -> Vec<String> {
    let found = |(number, line): (usize, &str)| {
        line.contains(DATABASE).then(|| format!("{}:{number}: names {DATABASE}, which only {ROOM} does", file.path))
    };
    file.code().filter_map(found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_store_on_it_names_the_database() {
        let said = |path: &str| check(&[File::new(path, &format!("use {DATABASE}::Connection;"))]).len();
        assert_eq!(said("crates/store/src/post.rs"), 1);
        assert_eq!(said("crates/office/src/desk.rs"), 1);
        assert_eq!(said("crates/store/src/sqlite/post.rs"), 0);
        assert_eq!(said("crates/store/tests/it/damage.rs"), 0);
    }
}
