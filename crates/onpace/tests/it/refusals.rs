//! What is said, and with which exit code, to inputs that cannot be accepted.

use crate::{EXAMPLE, run_in, write};
use onpace_testkit::skips::{Missing, skipped};
use std::fmt::Write as _;

/// Each is run in a folder of its own, so that messages name the same paths everywhere.
#[test]
fn refusals_say_what_was_found_and_what_would_be_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    std::fs::copy(EXAMPLE, here.join("report.md")).unwrap();
    std::fs::create_dir(here.join("folder")).unwrap();
    for (name, bytes) in [
        ("empty.csv", &b""[..]),
        ("letter.txt", b"Dear all,\nplease find attached.\n"),
        ("headings.csv", b"Code,Action,Finish\n"),
        ("plan.xlsx", b"PK\x03\x04rest"),
        ("plan.mpp", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("report.pdf", b"%PDF-1.7"),
        ("utf16.csv", b"\xff\xfeC\0o\0d\0e\0"),
        ("damaged.csv", b"Code,Action,Finish\n\xc3\xa91,Do it \xff,1/4/2022\n"),
        ("calendar.toml", b"base = \"france\"\n"),
        ("broken.toml", b"base = \n"),
        ("policy.toml", b"name = \"mine\"\n"),
    ] {
        write(here, name, bytes);
    }
    let cases: [(&[&str], i32); 20] = [
        (&["check", "nowhere.csv"], 3),
        (&["check", "folder"], 4),
        (&["check", "empty.csv"], 4),
        (&["check", "letter.txt"], 4),
        (&["check", "headings.csv"], 4),
        (&["check", "plan.xlsx"], 4),
        (&["check", "plan.mpp"], 4),
        (&["check", "report.pdf"], 4),
        (&["check", "utf16.csv"], 4),
        (&["check", "damaged.csv"], 4),
        (&["check", "report.md", "--calendar", "wales"], 3),
        (&["check", "report.md", "--calendar", "calendar.toml"], 4),
        (&["check", "report.md", "--calendar", "broken.toml"], 4),
        (&["check", "report.md", "--policy", "strict"], 3),
        (&["check", "report.md", "--policy", "policy.toml"], 4),
        (&["report", "build", "borad", "report.md", "-o", "board.pdf"], 3),
        (&["report", "build", "board", "report.md", "-o", "board.ppt"], 4),
        (&["report", "build", "board", "report.md", "-o", "missing/board.md"], 8),
        (&["convert", "report.md", "-o", "plan.mpp"], 4),
        (&["explain", "late"], 3),
    ];
    let mut said = String::new();
    for (arguments, code) in cases {
        let run = run_in(here, arguments);
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
        assert!(run.out.is_empty(), "{arguments:?} prints no data");
        let _ = writeln!(said, "$ onpace {}\n{}", arguments.join(" "), run.err);
    }
    insta::assert_snapshot!(said);
    assert!(!here.join("board.pdf").exists() && !here.join("board.ppt").exists());
}

#[test]
fn a_program_that_writes_into_a_full_disk_says_so() {
    let full = std::path::Path::new("/dev/full");
    if !full.exists() {
        skipped(Missing::Right, "there is no /dev/full here");
        return;
    }
    let full = std::fs::File::options().write(true).open(full).unwrap();
    let run = crate::read(&crate::onpace(&["check", EXAMPLE]).stdout(full).output().unwrap());
    assert_eq!(run.code, 8, "{}", run.err);
    assert!(run.err.contains("could not be written"), "{}", run.err);
}
