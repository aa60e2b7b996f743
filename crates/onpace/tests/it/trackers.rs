//! Trackers: a plan that is held is sent out, changed by another hand with another program, and taken back.

use crate::{EXAMPLE, json, run};
use onpace_testkit::skips::{Missing, skipped};
use serde_json::{Value, json as value};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a programme manager does with a workbook, done by openpyxl: sorts the rows by finish, colours one,
/// changes three cells of which one is a code, inserts a row of their own, and saves.
const ANOTHER_HAND: &str = r#"
import sys, datetime, openpyxl
from openpyxl.styles import PatternFill
book = openpyxl.load_workbook(sys.argv[1])
sheet = book["Plan"]
head = [cell.value for cell in sheet[2]]
at = {name: head.index(name) for name in head}
rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=49, max_col=len(head))]
assert all(row[at["Onpace id"]] for row in rows)
def row(code):
    return next(row for row in rows if row[at["Code"]] == code)
row("2A.1")[at["% complete"]] = 0.65
row("10B")[at["Finish"]] = datetime.datetime(2022, 9, 30)
row("3A")[at["Code"]] = "3Z"
rows.sort(key=lambda row: str(row[at["Finish"]]), reverse=True)
mine = [None] * len(head)
for name, value in {"Code": "5Z", "Title": "=SUM of the parts is agreed", "Kind": "Action", "Focus area": "5",
                    "Lead": "RS", "Start": datetime.datetime(2022, 7, 4), "% complete": 0}.items():
    mine[at[name]] = value
rows.insert(7, mine)
for number, values in enumerate(rows, start=3):
    for column, text in enumerate(values, start=1):
        cell = sheet.cell(number, column)
        cell.value = text
        if isinstance(text, str) and text.startswith("="):
            cell.data_type = "s"
sheet.cell(9, 3).fill = PatternFill("solid", fgColor="FFFF0000")
book.save(sys.argv[2])
"#;

/// The Debian program, for the packages that Debian brings; none where it has no openpyxl.
fn python() -> Option<Command> {
    let command = || Command::new("/usr/bin/python3");
    let has = command().args(["-c", "import openpyxl"]).output().is_ok_and(|out| out.status.success());
    if !has {
        skipped(Missing::Program, "openpyxl (python3-openpyxl) is not on this machine");
    }
    has.then(command)
}

/// A file as LibreOffice saves it in another format, with a profile of its own.
fn saved_by_libreoffice(file: &Path, format: &str, folder: &Path) -> Option<PathBuf> {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let out = folder.join("libreoffice");
    let made = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", format, "--outdir"])
        .arg(&out)
        .arg(file)
        .output();
    if made.is_err() {
        skipped(Missing::Program, "LibreOffice (soffice) is not on this machine");
        return None;
    }
    let ending = format.split(':').next().unwrap();
    Some(out.join(file.with_extension(ending).file_name().unwrap()))
}

struct Held {
    folder: tempfile::TempDir,
}

impl Held {
    fn new() -> Self {
        let held = Self { folder: tempfile::tempdir().unwrap() };
        held.onpace(&["import", EXAMPLE, "--plan", "send"]);
        held
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    fn onpace(&self, arguments: &[&str]) -> String {
        let data = self.path("data");
        let run = run(&[arguments, &["--data", &data]].concat());
        assert_eq!(run.code, 0, "{arguments:?} {}{}", run.out, run.err);
        run.out
    }

    fn exported(&self, name: &str) -> String {
        let path = self.path(name);
        self.onpace(&["plan", "export", "send", "-o", &path]);
        path
    }

    /// What a file would change, as "row change field before after".
    fn changes(&self, file: &str) -> Vec<Value> {
        let answer = self.onpace(&["import", file, "--plan", "send", "--dry-run", "--json"]);
        let answer: Value = serde_json::from_str(&answer).unwrap();
        answer["changes"].as_array().unwrap().clone()
    }
}

fn expected() -> Vec<Value> {
    let changed = |row: &str, field: &str, before: &str, after: &str| {
        value!({ "row": row, "change": "changed",
            "fields": [{ "field": field, "before": before, "after": after }] })
    };
    vec![
        changed("10B", "finish", "2022-07-29", "2022-09-30"),
        changed("2A.1", "percent complete", "5%", "65%"),
        changed("3Z", "code", "3A", "3Z"),
        value!({ "row": "5Z", "change": "added", "fields": null }),
    ]
}

/// Changes by row, without their titles.
fn by_row(mut changes: Vec<Value>) -> Vec<Value> {
    for change in &mut changes {
        change.as_object_mut().unwrap().remove("title");
    }
    changes.sort_by_key(|change| change["row"].as_str().unwrap().to_owned());
    changes
}

#[test]
fn a_plan_that_comes_back_as_it_went_changes_nothing() {
    let held = Held::new();
    for name in ["plan.xlsx", "plan.xml"] {
        let path = held.exported(name);
        assert_eq!(held.changes(&path), Vec::<Value>::new(), "{name}");
    }
}

#[test]
fn a_tracker_that_another_hand_sorted_and_changed_comes_back_with_these_changes_only() {
    let Some(mut python) = python() else { return };
    let held = Held::new();
    let (sent, returned) = (held.exported("sent.xlsx"), held.path("returned.xlsx"));
    let out = python.args(["-c", ANOTHER_HAND, &sent, &returned]).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    assert_eq!(by_row(held.changes(&returned)), expected());
    if let Some(again) = saved_by_libreoffice(Path::new(&returned), "xlsx", held.folder.path()) {
        assert_eq!(by_row(held.changes(again.to_str().unwrap())), expected(), "as LibreOffice saves it");
    }
    held.onpace(&["import", &returned, "--plan", "send", "--yes", "--on", "2022-06-20"]);
    assert_eq!(held.changes(&returned), Vec::<Value>::new(), "what was taken over changes nothing more");
    let shown: Value =
        serde_json::from_str(&held.onpace(&["plan", "show", "send", "--as-at", "2022-06-20", "--json"])).unwrap();
    let codes: Vec<&str> = shown["actions"].as_array().unwrap().iter().filter_map(|a| a["code"].as_str()).collect();
    let place = |code: &str| codes.iter().position(|one| *one == code).unwrap();
    assert!(codes.contains(&"3Z") && !codes.contains(&"3A"), "{codes:?}");
    assert_eq!(place("5Z"), place("5A") + 1, "a new row stands where its code says, not where it was sorted to");
}

#[test]
fn libreoffice_opens_a_tracker_and_shows_the_same_rows() {
    let held = Held::new();
    let sent = held.exported("sent.xlsx");
    let Some(shown) = saved_by_libreoffice(Path::new(&sent), "csv", held.folder.path()) else { return };
    let answer = json(&["diff", EXAMPLE, shown.to_str().unwrap(), "--as-at", "2022-05-22", "--json"]);
    assert!(answer["changes"].as_array().unwrap().is_empty(), "{answer}");
    let text = std::fs::read_to_string(shown).unwrap();
    assert!(
        text.contains("Onpace id,Code,Title") && text.contains("1A,1A,Create a JSNA Data Group,Action,1"),
        "{text}"
    );
    assert!(text.contains(",13/04/2022,31/05/2022,35,5%,"), "dates and percentages as people see them\n{text}");
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let held = Held::new();
    for ending in ["xlsx", "xml", "csv", "json"] {
        let (one, other) = (held.exported(&format!("one.{ending}")), held.exported(&format!("other.{ending}")));
        assert!(std::fs::read(one).unwrap() == std::fs::read(other).unwrap(), "{ending}");
    }
}

#[test]
fn a_csv_has_its_metadata_beside_it_and_neither_takes_the_place_of_what_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    assert_eq!(run(&["convert", EXAMPLE, "-o", &at("plan.csv")]).code, 0);
    let metadata: Value = serde_json::from_slice(&std::fs::read(at("plan.csv-metadata.json")).unwrap()).unwrap();
    assert_eq!(metadata["url"], "plan.csv");
    let header = std::fs::read_to_string(at("plan.csv")).unwrap();
    let names = metadata["tableSchema"]["columns"].as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap());
    assert_eq!(header.lines().next().unwrap(), names.collect::<Vec<_>>().join(","));
    // A source by the name of the metadata is not written over.
    std::fs::copy(EXAMPLE, at("other.csv-metadata.json")).unwrap();
    let refused = run(&["convert", &at("other.csv-metadata.json"), "-o", &at("other.csv")]);
    assert!(refused.code == 4 && refused.err.contains("is the file that is read"), "{}", refused.err);
    assert!(!Path::new(&at("other.csv")).exists());
    let here: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(here.len(), 3, "{here:?}");
}
