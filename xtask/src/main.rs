//! The project's own chores. `cargo xtask demo` and `cargo xtask test` do all their own set-up.
//!
//! Almost no dependencies, so that it is up in seconds. **Not here.** Anything the product does.

mod chores;
mod packages;
mod tidy;

use std::process::ExitCode;

const HELP: &str = "cargo xtask demo     build, and run the main job on the bundled example
cargo xtask test     everything CI runs (add --bless to rewrite snapshots and generated pages)
cargo xtask bench    the benches of the tree
cargo xtask tidy     what the compiler does not keep
cargo xtask format  lay out the code (--check looks only)
cargo xtask docs     write the generated pages (--check compares)
cargo xtask assets   fetch the typeface of the reports, with npm ci
cargo xtask dist     a release archive in dist/";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|a| a == flag);
    let done = match arguments.first().map(String::as_str) {
        Some("demo") => chores::demo(),
        Some("test") => chores::test(has("--bless")),
        Some("bench") => chores::bench(),
        Some("tidy") => tidy::run(),
        Some("format") => {
            chores::format(has("--check")).map(|skipped| skipped.iter().for_each(|line| println!("skipped: {line}")))
        }
        Some("docs") => chores::docs(has("--check")),
        Some("assets") => packages::assets(),
        Some("dist") => chores::dist(),
        _ => {
            eprintln!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("xtask: {problem}");
            ExitCode::FAILURE
        }
    }
}
