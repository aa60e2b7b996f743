//! A public type has a name of its own, so that whoever reads or searches it knows which one is meant.
//!
//! **Not here.** The reader of Microsoft Project's files, which is a library of its own and has Project's words;
//! types that no other crate sees.

use super::File;
use std::collections::BTreeMap;

/// The library that has words of its own.
const ANOTHER_LIBRARY: &str = "crates/mpp/";

pub(super) fn check(files: &[File]) -> Vec<String> {
    let mut places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let is_ours = |file: &&File| file.is("rs") && file.in_src().is_some() && !file.path.starts_with(ANOTHER_LIBRARY);
    for file in files.iter().filter(is_ours) {
        for (number, line) in file.code() {
            if let Some(name) = defined(line) {
                places.entry(name).or_default().push(format!("{}:{number}", file.path));
            }
        }
    }
    let shared = places.into_iter().filter(|(_, places)| places.len() > 1);
    shared
        .map(|(name, places)| format!("{name} is the name of {} types: {}", places.len(), places.join(", ")))
        .collect()
}

/// The public type or trait that a line at the margin defines.
fn defined(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("pub ")?;
    let rest = ["struct ", "enum ", "trait ", "type "].iter().find_map(|word| rest.strip_prefix(word))?;
    rest.split(|c: char| !c.is_alphanumeric()).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_public_types_of_one_name_are_told_with_their_places() {
        let files = [
            File::new("crates/core/src/a.rs", "pub struct Line {\n}\npub(crate) struct Row;\n"),
            File::new("crates/office/src/b.rs", "// why\npub enum Line {}\npub struct Row;\n"),
            File::new("crates/mpp/src/c.rs", "pub struct Line;\n"),
        ];
        assert_eq!(check(&files), ["Line is the name of 2 types: crates/core/src/a.rs:1, crates/office/src/b.rs:2"]);
    }
}
