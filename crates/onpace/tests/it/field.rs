//! Plans as the field keeps them, where the files are at hand: each with its right answer, made by other hands, and the
//! scorer that goes with them. The floors are those that were asked for. **Not here.** What each rule of reading does
//! (`crates/exchange`).

use std::path::{Path, PathBuf};
use std::process::Command;

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/samples/field");

/// What the scorer says, and whether the floors hold; nothing where the files are not there.
fn scored(arguments: &[&str]) -> Option<(bool, String)> {
    let folder = PathBuf::from(SAMPLES);
    let scorer = folder.join("score.py");
    if !scorer.is_file() {
        println!("skipped: the files of the field are not at {}", folder.display());
        return None;
    }
    let program = Path::new(env!("CARGO_BIN_EXE_onpace"));
    let out = Command::new("python3").arg(&scorer).arg(program).args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
    Some((out.status.success(), said))
}

/// The share of a group of fields, as the scorer prints it: "updates   59 of    62   95.2 %".
fn share(said: &str, group: &str) -> f64 {
    let line =
        said.lines().find(|line| line.trim_start().starts_with(group)).unwrap_or_else(|| panic!("{group}: {said}"));
    line.trim_end_matches(" %").rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn plans_of_the_field_are_read() {
    let Some((holds, said)) = scored(&["--classes", "--min", "96", "--max-silent", "10", "--max-invented", "0"]) else {
        return;
    };
    assert!(holds, "{said}");
    for (group, least) in [
        ("titles", 97.0),
        ("dates", 95.0),
        ("people", 93.0),
        ("progress evidence", 95.0),
        ("updates", 95.0),
        ("action's area", 93.0),
        ("areas", 93.0),
    ] {
        assert!(share(&said, group) >= least, "{group}: {said}");
    }
    assert!(said.contains("false findings 0"), "{said}");
    assert!(said.contains("crashes 0"), "{said}");
}

#[test]
fn headings_of_the_field_are_known() {
    let headings = format!("{SAMPLES}/headings.csv");
    if let Some((holds, said)) = scored(&["--headings", &headings, "--min", "92"]) {
        assert!(holds, "{said}");
    }
}
