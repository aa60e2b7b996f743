//! The chores that run other programs: demo, test, bench, docs, dist.

use crate::{assets, tidy};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Sets up, builds and runs the demonstration.
pub(crate) fn demo() -> Result<(), String> {
    assets::fetch()?;
    println!("Building onpace. The first build takes 6 to 10 minutes on two cores: it holds a PDF engine.");
    run("cargo", &["build", "--release", "-p", "onpace"])?;
    run("target/release/onpace", &["demo", "--out", "demo-output"])
}

/// Everything CI runs, step by step; stops at the first that fails.
pub(crate) fn test(bless: bool) -> Result<(), String> {
    let has_nextest =
        Command::new("cargo-nextest").arg("--version").stdout(Stdio::null()).status().is_ok_and(|s| s.success());
    let update = if bless { "always" } else { "no" };
    step("typeface", assets::fetch)?;
    step("tidy", tidy::run)?;
    step("clippy", || run("cargo", &["clippy", "--release", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    step("tests", || {
        let arguments: &[&str] = if has_nextest {
            &["nextest", "run", "--release", "--workspace"]
        } else {
            &["test", "--release", "--workspace", "--lib", "--bins", "--tests"]
        };
        run_with("cargo", arguments, &[("INSTA_UPDATE", update), ("CI", "1")])
    })?;
    step("generated pages", || docs(!bless))?;
    step("supply chain", supply_chain)
}

fn step(name: &str, work: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    println!("== {name}");
    let began = Instant::now();
    work().map_err(|e| format!("the step \u{201c}{name}\u{201d} failed: {e}"))?;
    println!("== {name}: {:.1} s", began.elapsed().as_secs_f64());
    Ok(())
}

fn supply_chain() -> Result<(), String> {
    if Command::new("cargo-deny").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_err() {
        println!("skipped: cargo-deny is not installed, so licences and sources were not checked");
        return Ok(());
    }
    run("cargo", &["deny", "check", "licenses", "bans", "sources"])
}

/// The benches of the tree.
pub(crate) fn bench() -> Result<(), String> {
    assets::fetch()?;
    run("cargo", &["bench", "--workspace"])
}

/// Writes, or with `check` compares, the pages that are made from the program.
pub(crate) fn docs(check: bool) -> Result<(), String> {
    run("cargo", &["build", "--release", "-p", "onpace"])?;
    for (page, what) in [("docs/findings.md", "--all"), ("docs/figures.md", "--figures")] {
        let out = Command::new("target/release/onpace")
            .args(["explain", what, "--markdown"])
            .output()
            .map_err(|e| e.to_string())?;
        if check && std::fs::read(page).unwrap_or_default() != out.stdout {
            return Err(format!("{page} is not what the program says; run `cargo xtask docs` and commit it"));
        }
        if !check {
            std::fs::write(page, out.stdout).map_err(|e| format!("{page}: {e}"))?;
        }
    }
    Ok(())
}

/// A release archive: program, licences, manual page, completions.
pub(crate) fn dist() -> Result<(), String> {
    assets::fetch()?;
    run("cargo", &["build", "--release", "-p", "onpace"])?;
    let folder = format!("dist/onpace-{}", env!("CARGO_PKG_VERSION"));
    std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    for (from, to) in [
        ("target/release/onpace", "onpace"),
        ("README.md", "README.md"),
        ("CHANGELOG.md", "CHANGELOG.md"),
        ("LICENSE-MIT", "LICENSE-MIT"),
        ("LICENSE-APACHE", "LICENSE-APACHE"),
        (
            "crates/press/assets/node_modules/@expo-google-fonts/atkinson-hyperlegible-next/LICENSE_FONT",
            "LICENSE-TYPEFACE",
        ),
    ] {
        std::fs::copy(from, format!("{folder}/{to}")).map_err(|e| format!("{from}: {e}"))?;
    }
    for (arguments, to) in [
        (vec!["man"], "onpace.1"),
        (vec!["completions", "bash"], "onpace.bash"),
        (vec!["completions", "zsh"], "_onpace"),
        (vec!["completions", "fish"], "onpace.fish"),
    ] {
        let out = Command::new("target/release/onpace").args(arguments).output().map_err(|e| e.to_string())?;
        std::fs::write(format!("{folder}/{to}"), out.stdout).map_err(|e| e.to_string())?;
    }
    let archive = format!("{folder}.tar.gz");
    run("tar", &["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "-czf", &archive, &folder])?;
    let sum = Command::new("sha256sum").arg(&archive).output().map_err(|e| e.to_string())?;
    std::fs::write("dist/SHA256SUMS", sum.stdout).map_err(|e| e.to_string())?;
    println!("{archive}");
    Ok(())
}

fn run(program: &str, arguments: &[&str]) -> Result<(), String> {
    run_with(program, arguments, &[])
}

fn run_with(program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Result<(), String> {
    println!("$ {program} {}", arguments.join(" "));
    let status = Command::new(program).args(arguments).envs(variables.iter().copied()).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program} ended with {status}")),
        Err(e) => Err(format!("{program} could not be started: {e}")),
    }
}
