//! A plan's history, exported, and verified by a script that anybody can read.

use crate::EXAMPLE;
use crate::held::Held;
use onpace_testkit::skips::{Missing, skipped};
use std::path::Path;

/// The root of the history in `histories/onpace-history-1.jsonl`, as the release that wrote it printed it.
const ROOT_1: &str = "87de0ebd410310218ba231b0d44d7b1116fd437cebbbff49e2ecbfaf32dcd526";

#[test]
fn a_history_of_the_first_format_verifies_for_ever_and_a_later_one_is_not_guessed_at() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let verified = |text: &str| {
        let file = crate::write(folder.path(), "history.jsonl", text);
        let script = here.join("../../docs/verify-history.py");
        let run = std::process::Command::new("python3").arg(script).arg(file).arg(ROOT_1).output().ok()?;
        Some((run.status.success(), String::from_utf8_lossy(&[run.stdout, run.stderr].concat()).into_owned()))
    };
    let text = std::fs::read_to_string(here.join("tests/it/histories/onpace-history-1.jsonl")).unwrap();
    let Some((sound, told)) = verified(&text) else {
        skipped(Missing::Program, "there is no python3 here to verify with");
        return;
    };
    assert!(sound && told.contains("send: 13 events, 1 of them erased, in a history of 23"), "{told}");
    let (sound, told) = verified(&text.replace("onpace-history/1", "onpace-history/3")).unwrap();
    assert!(!sound && told.contains("onpace-history/2"), "{told}");
}

#[test]
fn a_history_that_is_exported_verifies_by_a_script_that_knows_nothing_of_this_program() {
    let held = Held::new();
    held.run(&["import", EXAMPLE, "--plan", "other"]);
    let event = held.saved(&["update", "add", "send", "1A", "--percent", "30", "--on", "2022-06-01"]).to_string();
    held.run(&["erase", "send", &event, "--reason", "asked"]);
    let history = held.folder().join("send.jsonl").to_string_lossy().into_owned();
    assert_eq!(held.run(&["plan", "export", "send", "-o", &history]).code, 0);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/verify-history.py");
    let verified =
        |file: &str, root: &str| std::process::Command::new("python3").arg(&script).args([file, root]).output();
    let root = held.json(&["verify"])["root"].as_str().unwrap().to_owned();
    let Ok(sound) = verified(&history, &root) else {
        skipped(Missing::Program, "there is no python3 here to verify with");
        return;
    };
    assert!(sound.status.success(), "{}", String::from_utf8_lossy(&sound.stderr));
    let text = std::fs::read_to_string(&history).unwrap();
    let first: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!((&first["format"], &first["area"]), (&"onpace-history/2".into(), &"1".into()));
    for (from, to) in [
        ("Create a JSNA", "Cancel the JSNA"),
        ("\"actor\":\"operator\"", "\"actor\":\"person-4\""),
        ("\"seq\":7,", "\"seq\":8,"),
    ] {
        assert!(text.contains(from), "{from}");
        std::fs::write(&history, text.replacen(from, to, 1)).unwrap();
        assert!(!verified(&history, &root).unwrap().status.success(), "{to}");
    }
    std::fs::write(&history, text).unwrap();
    assert!(!verified(&history, &"0".repeat(64)).unwrap().status.success(), "another root");
}
