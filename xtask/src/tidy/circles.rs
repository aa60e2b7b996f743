//! No circle of modules inside a crate: of two rooms at most one may know the other.

use super::File;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(files: &[File]) -> Vec<String> {
    let mut crates: BTreeMap<&str, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
    for file in files.iter().filter(|f| f.is("rs")) {
        let (Some((owner, _)), Some(own)) = (file.in_src(), module(file)) else { continue };
        let arrows = crates.entry(owner).or_default().entry(own).or_default();
        arrows.extend(used(file).into_iter().map(|(_, name)| name).filter(|name| *name != own));
    }
    let circles = |(owner, arrows): (&&str, &BTreeMap<&str, BTreeSet<&str>>)| {
        circle(arrows)
            .map(|way| format!("{owner}: a circle of modules: {}; let one of them not know the next", way.join(" → ")))
    };
    crates.iter().filter_map(circles).collect()
}

/// The top module that a file belongs to; none for `lib.rs` and `main.rs`, which know all.
pub(super) fn module(file: &File) -> Option<&str> {
    let (_, inside) = file.in_src()?;
    let top = inside.split('/').next()?.trim_end_matches(".rs");
    (!matches!(top, "lib" | "main")).then_some(top)
}

/// The modules of its own crate that a file names after `crate::`, alone or in braces, with the line.
/// Tests below the code are left out: they may look up.
pub(super) fn used(file: &File) -> Vec<(usize, &str)> {
    let text = file.text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    for (at, mark) in text.match_indices("crate::") {
        let before = &text[..at];
        let comment = before.rsplit('\n').next().is_some_and(|line| line.contains("//"));
        if !comment {
            let line = before.matches('\n').count() + 1;
            found.extend(names(&text[at + mark.len()..]).into_iter().map(|name| (line, name)));
        }
    }
    found
}

/// The first name, or the first name of each path in the braces that follow.
fn names(rest: &str) -> Vec<&str> {
    fn first(path: &str) -> &str {
        let path = path.trim_start();
        &path[..path.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(path.len())]
    }
    let Some(inside) = rest.strip_prefix('{') else { return vec![first(rest)] };
    let (mut depth, mut begin, mut found) = (1, 0, Vec::new());
    for (at, c) in inside.char_indices() {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        if depth == 0 || (depth == 1 && c == ',') {
            found.push(first(&inside[begin..at]));
            begin = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    found
}

/// A way that comes back to where it began, by taking away again and again what uses nothing that is left.
fn circle<'a>(arrows: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Option<Vec<&'a str>> {
    let mut left: BTreeMap<&str, BTreeSet<&str>> = arrows.clone();
    loop {
        let rooms: BTreeSet<&str> = left.keys().copied().collect();
        let before = left.len();
        left.retain(|_, used| used.iter().any(|room| rooms.contains(room)));
        if left.len() == before {
            break;
        }
    }
    let mut way = vec![*left.keys().next()?];
    loop {
        let next = *left[way.last()?].iter().find(|room| left.contains_key(*room))?;
        if let Some(at) = way.iter().position(|room| *room == next) {
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
            File::new("crates/x/src/a.rs", "use crate::{b::{B, X}, d};"),
            File::new("crates/x/src/b.rs", "use crate::c::C;"),
            File::new("crates/x/src/c.rs", "//! crate::a\n#[cfg(test)]\nuse crate::a::A;"),
            File::new("crates/x/src/lib.rs", "use crate::a::A;"),
        ];
        assert_eq!(check(&line), Vec::<String>::new());
        let mut round = line;
        round[2] = File::new("crates/x/src/c/mod.rs", "use crate::a::A;");
        assert_eq!(check(&round), ["x: a circle of modules: a → b → c → a; let one of them not know the next"]);
    }
}
