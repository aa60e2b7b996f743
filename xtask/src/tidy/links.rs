//! Links between the project's pages lead to files that are there.

use super::File;

pub(super) fn check(files: &[File]) -> Vec<String> {
    let pages = files.iter().filter(|f| f.is("md") && !f.path.starts_with("examples/"));
    pages.flat_map(|page| broken(page, files)).collect()
}

fn broken(page: &File, files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in (1..).zip(page.text.lines()) {
        for target in line.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap_or_default();
            if file.is_empty() || file.contains(':') {
                continue;
            }
            let path = resolve(&page.path, file);
            let there = files.iter().any(|f| f.path == path || f.path.starts_with(&format!("{path}/")));
            if !there && !std::path::Path::new(&path).exists() {
                found.push(format!("{}:{number}: leads to {target}, and there is no {path}", page.path));
            }
        }
    }
    found
}

fn resolve(page: &str, target: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_somewhere() {
        let files = [
            File::new("docs/a.md", "[b](b.md#top) [top](#top) [up](../README.md) [out](mailto:a@b.c)"),
            File::new("docs/b.md", "[none](c.md)"),
            File::new("README.md", "[docs](docs/)"),
        ];
        assert_eq!(check(&files), ["docs/b.md:1: leads to c.md, and there is no docs/c.md"]);
    }
}
