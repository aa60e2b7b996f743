//! A phone number by the command line: taken, listed, kept out of the history, refused where nobody could dial it.

use crate::{EXAMPLE, Run, run};
use serde_json::Value;

#[test]
fn a_phone_number_is_in_the_directory_and_never_in_the_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data").to_string_lossy().into_owned();
    let held = |arguments: &[&str]| -> Run { run(&[arguments, &["--data", &data]].concat()) };
    assert_eq!(held(&["import", EXAMPLE, "--plan", "send"]).code, 0);
    let set = |number: &str| held(&["person", "set", "DHd", "--plan", "send", "--name", "Dana", "--phone", number]);
    let refused = set("ask Dana");
    assert!(refused.code == 4 && refused.err.contains("no phone number"), "{}", refused.err);
    assert_eq!(set("01803 555 123").code, 0);
    let people: Value = serde_json::from_str(&held(&["person", "list", "--json"]).out).unwrap();
    let person = people.as_array().unwrap().iter().find(|one| one["written"] == "DHd").unwrap();
    assert_eq!(person["phone"], "01803 555 123");
    assert!(held(&["person", "list"]).out.contains("01803 555 123"));
    let kept = folder.path().join("history.jsonl").to_string_lossy().into_owned();
    assert_eq!(held(&["plan", "export", "send", "-o", &kept]).code, 0);
    assert!(!std::fs::read_to_string(&kept).unwrap().contains("555 123"));
}
