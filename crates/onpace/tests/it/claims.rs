//! Papers whose every number has a verdict, where they are at hand: made by other hands, with the scorers that go with them.
//! The floors are those that were asked for. **Not here.** What each relation of numbers finds (`crates/core`).

use std::path::{Path, PathBuf};
use std::process::Command;

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/samples/claims");

/// What a scorer says, and whether its floors hold; nothing where the papers are not there.
fn scored(scorer: &str, arguments: &[&str]) -> Option<(bool, String)> {
    let scorer = PathBuf::from(SAMPLES).join(scorer);
    if !scorer.is_file() {
        println!("skipped: the papers are not at {SAMPLES}");
        return None;
    }
    let program = Path::new(env!("CARGO_BIN_EXE_onpace"));
    let out = Command::new("python3").arg(&scorer).arg(program).args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
    Some((out.status.success(), said))
}

#[test]
fn contradictions_are_found_for_the_right_reason_and_true_sentences_are_left_alone() {
    let Some((holds, said)) = scored("score.py", &["--min-recall", "95", "--max-alarms", "1"]) else { return };
    assert!(holds, "{said}");
    assert!(said.contains(" 0 refused (not read)"), "{said}");
    let verdicts = said.lines().find(|line| line.starts_with("verdicts: ")).unwrap_or_else(|| panic!("{said}"));
    let numbers: Vec<u32> = verdicts.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    assert_eq!(numbers[1], numbers[2], "every statement has a verdict: {verdicts}");
}

#[test]
fn no_false_sentence_is_printed_as_counted() {
    if let Some((holds, said)) = scored("narratives.py", &[]) {
        assert!(holds && said.contains("false sentences: 0 printed as counted"), "{said}");
    }
}
