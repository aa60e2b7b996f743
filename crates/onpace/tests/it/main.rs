//! The program as it is run: arguments in; output, files and exit codes out. One binary, one file a subject.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod areas;
mod beside;
mod both_doors;
mod check;
mod claims;
mod diff_and_convert;
mod durability;
mod exported;
mod field;
mod finance;
mod forecast;
mod forgeries;
mod held;
mod imports;
mod measures;
mod phone;
mod private;
mod names;
mod proofs;
mod read_back;
mod refusals;
mod reports;
mod rounds;
mod scarce;
mod served;
mod service;
mod signed_pack;
mod terminal;
mod trackers;
mod whole_outputs;
mod what_if;
mod year;

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/torbay/school-forum-report-2022-06-16.md");

/// The program, in an English terminal of no particular kind.
fn onpace(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onpace"));
    command
        .args(arguments)
        .env_remove("NO_COLOR")
        .env_remove("ONPACE_DATA")
        .env_remove("ONPACE_BY")
        .env("COLUMNS", "100");
    command
}

/// What came out, and the exit code.
struct Run {
    code: i32,
    out: String,
    err: String,
}

fn run(arguments: &[&str]) -> Run {
    run_in(Path::new("."), arguments)
}

fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    read(&onpace(arguments).current_dir(folder).output().unwrap())
}

fn read(output: &Output) -> Run {
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout.clone()).unwrap(),
        err: String::from_utf8(output.stderr.clone()).unwrap(),
    }
}

/// Standard output as JSON, of a run that may find things but must not fail.
fn json(arguments: &[&str]) -> Value {
    let run = run(arguments);
    assert!(run.code == 0 || run.code == 4, "{} {}", run.code, run.err);
    serde_json::from_str(&run.out).unwrap_or_else(|problem| panic!("{problem}: {}", run.out))
}

/// A file in a folder.
fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}
