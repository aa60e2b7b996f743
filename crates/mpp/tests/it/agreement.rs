//! Against the reference, field by field: every difference is listed, and each that stands has a cause with a name.

use crate::shape;
use onpace_testkit::skips::{Missing, skipped};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Where the samples are, where they are.
fn samples() -> Option<PathBuf> {
    let place = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/samples/plans"));
    if place.is_dir() {
        return Some(place);
    }
    skipped(Missing::Material, &format!("the sample plans are not at {}", place.display()));
    None
}

/// Every value of a document by its path; things in lists that have a number by that.
fn flat(path: &str, value: &Json, into: &mut BTreeMap<String, String>) {
    match value {
        Json::Object(all) => all.iter().for_each(|(key, one)| flat(&format!("{path}/{key}"), one, into)),
        Json::Array(all) => {
            for (n, one) in all.iter().enumerate() {
                let name = one.get("uid").map_or_else(|| format!("#{n}"), |uid| format!("{uid}"));
                flat(&format!("{path}/{name}"), one, into);
            }
        }
        one => drop(into.insert(path.to_owned(), one.to_string())),
    }
}

/// Differences that stand, by the path of the value, each with its cause.
const CAUSES: [(&str, &str); 1] = [(
    "Input.mpp/tasks/{6,7,8,9}/id",
    "blank rows behind the last task: the reference numbers the first of them last, the file and we in their order",
)];

/// The cause of a difference; a path names alternatives in braces.
fn cause(path: &str) -> Option<&'static str> {
    let fits = |pattern: &str| {
        let (before, rest) = pattern.split_once('{').unwrap_or((pattern, "}"));
        let (names, after) = rest.split_once('}').unwrap_or_default();
        names.split(',').any(|name| path == format!("{before}{name}{after}"))
    };
    CAUSES.iter().find(|(pattern, _)| fits(pattern)).map(|(_, cause)| *cause)
}

#[test]
fn every_sample_is_read_as_the_reference_reads_it() {
    let Some(folder) = samples() else { return };
    let mut names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.retain(|path| path.extension().is_some_and(|ending| ending == "mpp"));
    names.sort();
    let (mut compared, mut differences) = (0, Vec::new());
    for path in &names {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let expected = std::fs::read(folder.join("expected").join(format!("{name}.json"))).unwrap();
        let expected: Json = serde_json::from_slice(&expected).unwrap();
        let project = onpace_mpp::read(&std::fs::read(path).unwrap()).unwrap_or_else(|e| panic!("{name}: {e}"));
        let (mut ours, mut theirs) = (BTreeMap::new(), BTreeMap::new());
        flat("", &shape::of(&project), &mut ours);
        flat("", &expected, &mut theirs);
        compared += theirs.len();
        for (key, value) in &theirs {
            match ours.get(key) {
                Some(own) if own == value => {}
                own => differences.push(format!("{name}{key}: {} for {value}", own.map_or("nothing", String::as_str))),
            }
        }
        let beyond = ours.iter().filter(|(key, _)| !theirs.contains_key(*key));
        differences.extend(beyond.map(|(key, value)| format!("{name}{key}: {value} for nothing")));
    }
    let stands = |difference: &String| difference.split_once(": ").and_then(|(path, _)| cause(path));
    println!("{} files, {compared} values compared, {} differ", names.len(), differences.len());
    for (difference, cause) in differences.iter().filter_map(|one| Some((one, stands(one)?))) {
        println!("{difference}\n    {cause}");
    }
    let explained = differences.len();
    differences.retain(|difference| stands(difference).is_none());
    assert!(explained - differences.len() <= 4, "causes explain what they were written for, and no more");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
