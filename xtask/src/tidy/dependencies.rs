//! A crate names only what it uses: every dependency of a manifest is called in its code, and every version that
//! the workspace pins is somebody's.

use super::File;
use std::collections::BTreeSet;

/// What nobody calls and is there all the same, with the reason in the manifest.
const FOR_THEIR_FEATURES: [&str; 2] = ["either", "unicode-properties"];

pub(super) fn check(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    let mut wanted = BTreeSet::new();
    let manifests = || files.iter().filter(|file| file.path.ends_with("Cargo.toml"));
    for manifest in manifests() {
        let Some(folder) = manifest.path.strip_suffix("Cargo.toml").filter(|folder| !folder.is_empty()) else {
            continue;
        };
        for (dependency, is_for_tests) in dependencies(&manifest.text) {
            wanted.insert(dependency);
            let within = if is_for_tests { folder.to_owned() } else { format!("{folder}src/") };
            let mut code = files.iter().filter(|file| file.is("rs") && file.path.starts_with(&within));
            let name = dependency.replace('-', "_");
            if !FOR_THEIR_FEATURES.contains(&dependency) && !code.any(|file| says(&file.text, &name)) {
                found.push(format!("{}: {dependency} is not used here; leave it out", manifest.path));
            }
        }
    }
    let root = manifests().find(|file| file.path == "Cargo.toml");
    let pinned = root.into_iter().flat_map(|root| dependencies(&root.text));
    let unwanted = pinned.filter(|(dependency, _)| !wanted.contains(dependency));
    found.extend(unwanted.map(|(name, _)| format!("Cargo.toml: no crate depends on {name}; leave it out")));
    found
}

/// The dependencies of a manifest, and whether only tests and benches have them.
fn dependencies(manifest: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut section = "";
    manifest.lines().filter_map(move |line| {
        if line.starts_with('[') {
            section = line.trim_matches(['[', ']']);
        }
        let is_listed = section.ends_with("dependencies") && line.starts_with(|c: char| c.is_ascii_alphabetic());
        let name = line.split(['.', ' ', '=']).next()?;
        is_listed.then_some((name, section.ends_with("dev-dependencies")))
    })
}

/// Whether `name` stands in the text as a whole word.
fn says(text: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name)
        .any(|(at, _)| !text[..at].ends_with(is_word) && !text[at + name.len()..].starts_with(is_word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_calls_is_left_out() {
        let root = "[workspace.dependencies]\nserde = \"1\"\ncsv = \"1\"\nzip = \"9\"\n";
        let manifest =
            "[dependencies]\nserde.workspace = true\ncsv.workspace = true\n[dev-dependencies]\nsha2 = \"1\"\n";
        let files = [
            File::new("Cargo.toml", root),
            File::new("crates/a/Cargo.toml", manifest),
            File::new("crates/a/src/lib.rs", "use serde::Serialize;"),
            File::new("crates/a/tests/it/main.rs", "csv::Reader; my_sha2();"),
        ];
        let expected = [
            "crates/a/Cargo.toml: csv is not used here; leave it out",
            "crates/a/Cargo.toml: sha2 is not used here; leave it out",
            "Cargo.toml: no crate depends on zip; leave it out",
        ];
        assert_eq!(check(&files), expected);
    }
}
