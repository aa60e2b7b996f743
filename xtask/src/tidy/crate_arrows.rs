//! Which crate may know which. A new arrow is a decision, with a page in `docs/decisions/`.

use super::File;

/// Every arrow that stands, from above to below; `testkit` is for tests and may be known by all.
const ARROWS: [(&str, &[&str]); 10] = [
    ("core", &[]),
    ("mpp", &[]),
    ("exchange", &["core", "mpp"]),
    ("store", &["core"]),
    ("report", &["core"]),
    ("press", &["report", "core"]),
    ("office", &["core", "exchange", "store", "report", "press"]),
    ("web", &["office", "press", "core"]),
    ("onpace", &["web", "office", "core"]),
    ("testkit", &["core", "report"]),
];

pub(super) fn check(files: &[File]) -> Vec<String> {
    let manifests = files.iter().filter(|f| f.path.starts_with("crates/") && f.path.ends_with("/Cargo.toml"));
    manifests.flat_map(of_manifest).collect()
}

fn of_manifest(file: &File) -> Vec<String> {
    let owner = file.path.split('/').nth(1).unwrap_or_default();
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == owner) else {
        return vec![format!("{}: a new crate; say in ARROWS of {} whom it may know", file.path, file!())];
    };
    let mut section = "";
    let mut found = Vec::new();
    for (number, line) in (1..).zip(file.text.lines()) {
        if line.starts_with('[') {
            section = line;
        }
        let Some(used) = line.strip_prefix("onpace-").map(|rest| rest.split(['.', ' ', '=']).next().unwrap_or(rest))
        else {
            continue;
        };
        if section == "[dependencies]" && !allowed.contains(&used) {
            found.push(format!("{}:{number}: {owner} may not know {used}; it may know {}", file.path, list(allowed)));
        }
    }
    found
}

fn list(names: &[&str]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_arrows_that_stand() {
        let said = |owner: &str, text: &str| check(&[File::new(&format!("crates/{owner}/Cargo.toml"), text)]);
        assert!(said("press", "[dependencies]\nonpace-core.workspace = true\n").is_empty());
        assert!(said("core", "[dev-dependencies]\nonpace-testkit.workspace = true\n").is_empty());
        assert_eq!(
            said("onpace", "[dependencies]\nonpace-exchange.workspace = true\n"),
            ["crates/onpace/Cargo.toml:2: onpace may not know exchange; it may know web, office, core"]
        );
        assert_eq!(said("attic", "").len(), 1);
    }
}
