//! Nothing names one machine or one network: no home folder, no registry's address in a lock file.

use super::File;

/// Beginnings of paths that exist on one machine only. Written apart, so that this file does not hold them.
const FOLDERS: [&str; 4] =
    [concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("C:", "\\Users")];

pub(super) fn check(files: &[File]) -> Vec<String> {
    files.iter().flat_map(|f| local(f).into_iter().chain(resolved(f))).collect()
}

fn local(file: &File) -> Vec<String> {
    let found = |(number, line): (usize, &str)| {
        let folder = FOLDERS.iter().find(|folder| line.contains(**folder))?;
        Some(format!("{}:{number}: names {folder}, a folder of one machine", file.path))
    };
    (1..).zip(file.text.lines()).filter_map(found).collect()
}

fn resolved(file: &File) -> Option<String> {
    let names = file.path.ends_with("package-lock.json") && file.text.contains("\"resolved\":");
    names.then(|| {
        format!("{}: names the registry it was made with; beside it, .npmrc with omit-lockfile-registry-resolved=true, then npm install", file.path)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_machine_and_one_registry_are_not_named() {
        let said = |path: &str, text: &str| check(&[File::new(path, text)]).len();
        assert_eq!(said("a.md", &format!("see {}x", FOLDERS[2])), 1);
        assert_eq!(said("a/package-lock.json", "\"resolved\": \"x\""), 1);
        assert_eq!(said("a/package-lock.json", "\"integrity\": \"x\""), 0);
    }
}
