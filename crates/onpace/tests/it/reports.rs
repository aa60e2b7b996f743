//! `onpace report build`: every report in every medium, with a narrative, with a source that stays.

use crate::{EXAMPLE, json, run, write};
use serde_json::Value;

/// The media by their endings, and how their files begin; CSV begins as its table does.
const ENDINGS: [(&str, &[u8]); 7] = [
    ("pdf", b"%PDF-"),
    ("docx", b"PK\x03\x04"),
    ("xlsx", b"PK\x03\x04"),
    ("html", b"<!DOCTYPE html>"),
    ("csv", b""),
    ("md", b"# "),
    ("json", b"{"),
];

#[test]
fn every_report_is_built_in_every_medium_and_twice_the_same() {
    let folder = tempfile::tempdir().unwrap();
    for report in ["board", "forum", "chase", "summary"] {
        let build = |round: &str| -> Vec<Vec<u8>> {
            let paths: Vec<String> = ENDINGS
                .iter()
                .map(|(ending, _)| {
                    folder.path().join(format!("{report}-{round}.{ending}")).to_str().unwrap().to_owned()
                })
                .collect();
            let mut arguments = vec!["report", "build", report, EXAMPLE, "--as-at", "2022-05-22"];
            arguments.extend(paths.iter().flat_map(|path| ["-o", path]));
            let run = run(&arguments);
            assert_eq!(run.code, 0, "{}", run.err);
            assert_eq!(run.out.lines().collect::<Vec<_>>(), paths, "each file is named when it is written");
            paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
        };
        let (once, again) = (build("a"), build("b"));
        for (((ending, magic), bytes), same) in ENDINGS.iter().zip(&once).zip(&again) {
            let start = String::from_utf8_lossy(&bytes[..bytes.len().min(20)]);
            assert!(bytes.starts_with(magic), "{report}.{ending} begins {start:?}");
            assert!(bytes == same, "{report}.{ending} differs from run to run");
            if *ending == "csv" {
                let rows = csv::Reader::from_reader(&bytes[..]).records().flatten().count();
                assert!(rows >= 18, "{report}.csv has {rows} rows");
            }
        }
    }
}

#[test]
fn a_board_report_that_is_read_back_gives_its_plan_again_in_every_medium() {
    let folder = tempfile::tempdir().unwrap();
    let rows = |path: &str| {
        let made = folder.path().join("back.json").to_str().unwrap().to_owned();
        let run = run(&["convert", path, "-o", &made]);
        assert!(run.code == 0 || run.code == 4, "{path}: {}", run.err);
        let plan: Value = serde_json::from_slice(&std::fs::read(made).unwrap()).unwrap();
        let names =
            ["code", "title", "officers", "start", "finish", "percent_complete", "reported_status", "focus_area"];
        let action = |action: &Value| names.map(|name| action[name].clone()).to_vec();
        let area = |area: &Value| vec![area["code"].clone(), area["title"].clone()];
        let list =
            |key: &str, of: &dyn Fn(&Value) -> Vec<Value>| plan[key].as_array().unwrap().iter().map(of).collect();
        let all: [Vec<Vec<Value>>; 2] = [list("actions", &action), list("focus_areas", &area)];
        all
    };
    let plan = rows(EXAMPLE);
    for ending in ["html", "docx", "xlsx", "pdf"] {
        let path = folder.path().join(format!("board.{ending}")).to_str().unwrap().to_owned();
        assert_eq!(run(&["report", "build", "board", EXAMPLE, "--as-at", "2022-05-22", "-o", &path]).code, 0);
        assert!(rows(&path) == plan, "{ending}");
    }
}

#[test]
fn the_summary_is_one_sheet_of_paper_with_its_working_attached() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("summary.pdf").to_str().unwrap().to_owned();
    assert_eq!(run(&["report", "build", "summary", EXAMPLE, "--as-at", "2022-05-22", "-o", &path]).code, 0);
    let pdf = lopdf::Document::load(&path).unwrap();
    assert_eq!(pdf.get_pages().len(), 1);
    let names: Vec<String> = pdf
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|entry| entry.has_type(b"Filespec"))
        .filter_map(|entry| Some(String::from_utf8_lossy(entry.get(b"F").ok()?.as_str().ok()?).into_owned()))
        .collect();
    assert_eq!(names, ["assessment.json", "figures.json"]);
}

#[test]
fn a_report_as_json_carries_the_assessment_that_check_prints() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("board.json").to_str().unwrap().to_owned();
    let run = run(&["report", "build", "board", EXAMPLE, "--as-at", "2022-05-22", "-o", &path]);
    assert_eq!(run.code, 0, "{}", run.err);
    let report: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(report["assessment"], json(&["check", EXAMPLE, "--as-at", "2022-05-22", "--json"]));
    assert_eq!(report, json(&["report", "build", "board", EXAMPLE, "--as-at", "2022-05-22", "--json"]));
}

#[test]
fn a_narrative_takes_its_numbers_from_the_figures_and_may_not_contradict_them() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("forum.md").to_str().unwrap().to_owned();
    let build = |text: &str| {
        let path = write(folder.path(), "words.md", text);
        run(&["report", "build", "forum", EXAMPLE, "--as-at", "2022-05-22", "--narrative", &path, "-o", &out])
    };
    assert_eq!(build("## From the chair\n\n{{started}} of {{actions}} actions have begun.\n").code, 0);
    assert!(std::fs::read_to_string(&out).unwrap().contains("28 of 29 actions have begun."));
    let wrong = build("26 actions have been started.\n");
    assert_eq!(wrong.code, 4, "{}", wrong.out);
    assert!(wrong.err.contains("26") && wrong.err.contains("28"), "{}", wrong.err);
    let unknown = build("{{begun}} actions have begun.\n");
    assert_eq!(unknown.code, 4);
    assert!(unknown.err.contains("begun") && unknown.err.contains("started"), "{}", unknown.err);
}

#[test]
fn no_report_is_written_over_what_it_is_made_from() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Code,Action,Finish\n1A,Do it,29/4/2022\n";
    let plan = write(folder.path(), "plan.csv", text);
    for arguments in [vec!["report", "build", "board", &plan, "-o", &plan], vec!["convert", &plan, "-o", &plan]] {
        let run = run(&arguments);
        assert_eq!(run.code, 4, "{}", run.err);
        assert!(run.err.contains("is the file that is read"), "{}", run.err);
        assert_eq!(std::fs::read_to_string(&plan).unwrap(), text);
    }
}

#[test]
fn the_demonstration_needs_nothing_and_leaves_all_media() {
    let folder = tempfile::tempdir().unwrap();
    let run = crate::run_in(folder.path(), &["demo", "--no-serve"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for (ending, magic) in ENDINGS {
        let bytes = std::fs::read(folder.path().join(format!("demo-output/board.{ending}"))).unwrap();
        assert!(bytes.starts_with(magic) && !bytes.is_empty(), "{ending}");
        assert!(run.out.contains(&format!("board.{ending}")));
    }
    assert!(run.out.contains("error[count-disagrees]"), "what stands out is printed");
}
