//! No circle of files inside a crate: of two files at most one may know the other, also the long way round. So any file
//! can be read, tested and moved with only those that it stands on.

use super::File;
use std::collections::{BTreeMap, BTreeSet};

/// Which module uses which, by path: `rounds::facts`; nothing for the crate's root.
type Arrows = BTreeMap<String, BTreeSet<String>>;

pub(super) fn check(files: &[File]) -> Vec<String> {
    let mut crates: BTreeMap<&str, Vec<(String, &File)>> = BTreeMap::new();
    for file in files.iter().filter(|f| f.is("rs")) {
        let Some((owner, inside)) = file.in_src() else { continue };
        crates.entry(owner).or_default().push((module(inside), file));
    }
    let circles = |(owner, files): (&&str, &Vec<(String, &File)>)| {
        let arrows = arrows(files);
        let way = circle(&arrows)?;
        Some(format!("{owner}: a circle of files: {}; let one of them not know the next", way.join(" → ")))
    };
    crates.iter().filter_map(circles).collect()
}

/// `rounds/facts.rs` and `rounds/facts/mod.rs` are `rounds::facts`; `lib.rs` and `main.rs` are the root.
fn module(inside: &str) -> String {
    let path = inside.trim_end_matches(".rs").trim_end_matches("/mod");
    if matches!(path, "lib" | "main") { String::new() } else { path.replace('/', "::") }
}

fn arrows(files: &[(String, &File)]) -> Arrows {
    let known: BTreeSet<&str> = files.iter().map(|(module, _)| module.as_str()).collect();
    // Of a path the longest beginning that is a file; the rest is what stands in it.
    let file_of = |mut path: &str| loop {
        if known.contains(path) {
            return path.to_owned();
        }
        let Some((shorter, _)) = path.rsplit_once("::") else { return String::new() };
        path = shorter;
    };
    let of = |(module, file): &(String, &File)| {
        let used = used(module, &file.text).into_iter().map(|path| file_of(&path));
        (module.clone(), used.filter(|other| other != module && !other.is_empty()).collect())
    };
    files.iter().filter(|(module, _)| !module.is_empty()).map(of).collect()
}

/// The paths of its own crate that a file names after `crate::` or `super::`, alone or in braces. Tests below the code
/// are left out: they may look up.
fn used(module: &str, text: &str) -> BTreeSet<String> {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let code = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let mut found = BTreeSet::new();
    for word in ["crate::", "super::"] {
        for (at, _) in code.match_indices(word) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let mut base = if word == "crate::" { Some("") } else { Some(module) };
            let mut rest = &code[at..];
            while let Some(after) = rest.strip_prefix("super::") {
                base = base.map(|base| base.rsplit_once("::").map_or("", |(up, _)| up));
                rest = after;
            }
            rest = rest.strip_prefix("crate::").unwrap_or(rest);
            for path in paths(rest) {
                found.insert([base.unwrap_or_default(), &path].join("::").trim_start_matches("::").to_owned());
            }
        }
    }
    found
}

/// The path that a text begins with; in braces, each of them.
fn paths(text: &str) -> Vec<String> {
    let end = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':')).unwrap_or(text.len());
    let (begin, rest) = text.split_at(end);
    let Some(inside) = rest.strip_prefix('{').filter(|_| begin.is_empty() || begin.ends_with("::")) else {
        return vec![begin.trim_end_matches(':').to_owned()];
    };
    let (mut depth, mut from, mut found) = (1, 0, Vec::new());
    for (at, c) in inside.char_indices() {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        if depth == 0 || (depth == 1 && c == ',') {
            let part = inside[from..at].trim();
            found.extend(paths(part).into_iter().map(|path| format!("{begin}{path}")));
            from = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    found
}

/// A way that comes back to where it began, by taking away again and again what uses nothing that is left.
fn circle(arrows: &Arrows) -> Option<Vec<&str>> {
    let mut left: BTreeMap<&str, BTreeSet<&str>> =
        arrows.iter().map(|(file, used)| (file.as_str(), used.iter().map(String::as_str).collect())).collect();
    loop {
        let files: BTreeSet<&str> = left.keys().copied().collect();
        let before = left.len();
        left.retain(|_, used| used.iter().any(|file| files.contains(file)));
        if left.len() == before {
            break;
        }
    }
    let mut way = vec![*left.keys().next()?];
    loop {
        let next = *left[way.last()?].iter().find(|file| left.contains_key(*file))?;
        if let Some(at) = way.iter().position(|file| *file == next) {
            way.drain(..at);
            way.push(next);
            return Some(way);
        }
        way.push(next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_is_named_and_a_line_is_not() {
        let line = [
            File::new("crates/x/src/a/mod.rs", "pub mod deep;\nuse crate::{b::{B, X}, d};"),
            File::new("crates/x/src/a/deep.rs", "use super::super::b;"),
            File::new("crates/x/src/b.rs", "use crate::c::C;"),
            File::new("crates/x/src/c.rs", "//! crate::a\n#[cfg(test)]\nuse crate::a::A;"),
            File::new("crates/x/src/lib.rs", "use crate::a::A;"),
        ];
        assert_eq!(check(&line), Vec::<String>::new());
        let mut round = line;
        round[3] = File::new("crates/x/src/c.rs", "use crate::a::{A, deep::Deep};");
        assert_eq!(check(&round), ["x: a circle of files: a → b → c → a; let one of them not know the next"]);
    }

    #[test]
    fn a_room_and_what_stands_in_it_are_two() {
        let files = [
            File::new("crates/x/src/a/mod.rs", "fn f(one: &crate::a::deep::Deep) {}"),
            File::new("crates/x/src/a/deep.rs", "fn g() { super::f() }"),
        ];
        assert_eq!(check(&files), ["x: a circle of files: a → a::deep → a; let one of them not know the next"]);
    }
}
