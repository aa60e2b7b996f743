//! The chores that run other programs: demo, test, bench, docs, dist.

use crate::{packages, tidy};
use std::collections::BTreeSet;
use std::process::Command;
use std::time::Instant;

/// Sets up, builds and runs the demonstration.
pub(crate) fn demo() -> Result<(), String> {
    packages::assets()?;
    println!("Building onpace. The first build takes 10 to 20 minutes on two cores: it holds a PDF engine.");
    run("cargo", &["build", "--release", "-p", "onpace"])?;
    run("target/release/onpace", &["demo", "--out", "demo-output"])
}

/// Where tests write what they could not look at, a line each.
const SKIPS: &str = "target/skips.txt";

/// Everything CI runs, step by step; stops at the first that fails, and closes with what was skipped.
pub(crate) fn test(bless: bool) -> Result<(), String> {
    let update = if bless { "always" } else { "no" };
    let in_ci = std::env::var_os("CI").is_some();
    let mut skips = Skips::begin()?;
    step("packages", || {
        skips.say(packages::tools(in_ci)?);
        packages::assets()
    })?;
    step("tidy", tidy::run)?;
    step("format", || {
        skips.say(format(!bless)?);
        Ok(())
    })?;
    step("clippy", || run("cargo", &["clippy", "--release", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    step("pages without the PDF engine", without_pdf_engine)?;
    step("tests", || {
        // nextest runs every test in a process of its own, two cores at a time; plain cargo does where it is missing.
        let arguments: &[&str] = if packages::is_there("cargo-nextest") {
            &["nextest", "run", "--release", "--workspace"]
        } else {
            &["test", "--release", "--workspace", "--lib", "--bins", "--tests"]
        };
        let mut settings = vec![("INSTA_UPDATE", update), ("CI", "1"), ("ONPACE_SKIPS", &skips.list)];
        if in_ci {
            settings.push(("ONPACE_MUST", "all"));
        }
        // CI judges a change and not its luck: its properties try the same cases each time, a developer's others.
        if in_ci && std::env::var_os("PROPTEST_RNG_SEED").is_none() {
            settings.push(("PROPTEST_RNG_SEED", "20220616"));
        }
        run_with("cargo", arguments, &settings)
    })?;
    step("examples in the documentation", || run("cargo", &["test", "--release", "--workspace", "--doc", "--quiet"]))?;
    step("generated pages", || docs(!bless))?;
    step("browser", || browser(in_ci, &skips.list))?;
    step("supply chain", || {
        skips.say(supply_chain()?);
        Ok(())
    })?;
    skips.close();
    Ok(())
}

/// What was not looked at in a run.
struct Skips {
    list: String,
    said: Vec<String>,
}

impl Skips {
    /// Begins an empty list.
    fn begin() -> Result<Self, String> {
        let list = std::path::absolute(SKIPS).map_err(|e| e.to_string())?;
        std::fs::create_dir_all("target")
            .and_then(|()| std::fs::write(&list, ""))
            .map_err(|e| format!("{SKIPS}: {e}"))?;
        Ok(Self { list: list.to_string_lossy().into_owned(), said: Vec::new() })
    }

    /// Notes and prints what a chore skipped.
    fn say(&mut self, skipped: impl IntoIterator<Item = String>) {
        for line in skipped {
            println!("skipped: {line}");
            self.said.push(line);
        }
    }

    /// Prints the closing lines of the run.
    fn close(self) {
        let of_tests = std::fs::read_to_string(&self.list).unwrap_or_default();
        let all: BTreeSet<&str> = self.said.iter().map(String::as_str).chain(of_tests.lines()).collect();
        match all.len() {
            0 => println!("passed; nothing was skipped"),
            n => println!("passed; skipped here ({n}):"),
        }
        for line in all {
            println!("  {line}");
        }
    }
}

/// Lays out, or with `check` looks at, every file by name: `cargo fmt` does not see modules that a macro lists.
/// Gives what was skipped.
pub(crate) fn format(check: bool) -> Result<Option<String>, String> {
    if !packages::is_there("rustfmt") {
        return Ok(Some("rustfmt is not installed, so the layout of the code was not checked".to_owned()));
    }
    let out = Command::new("git").args(["ls-files", "*.rs"]).output().map_err(|e| e.to_string())?;
    let files = String::from_utf8_lossy(&out.stdout).into_owned();
    let arguments: Vec<&str> =
        ["--edition", "2024"].into_iter().chain(check.then_some("--check")).chain(files.lines()).collect();
    let checked = Command::new("rustfmt").args(arguments).status().map_err(|e| e.to_string())?;
    if checked.success() { Ok(None) } else { Err("run `cargo xtask format`".to_owned()) }
}

/// Whoever works on the office or the pages waits for no PDF engine: neither they nor their tests depend on it.
fn without_pdf_engine() -> Result<(), String> {
    let asked = ["tree", "--package", "onpace-web", "--package", "onpace-office", "--edges", "normal,dev,build"];
    let out = Command::new("cargo").args(asked).output().map_err(|e| format!("cargo could not be started: {e}"))?;
    if !out.status.success() {
        return Err(String::from_utf8_lossy(&out.stderr).into_owned());
    }
    let tree = String::from_utf8_lossy(&out.stdout);
    match tree.lines().find(|line| line.contains("typst")) {
        None => Ok(()),
        Some(line) => Err(format!("the pages depend on the PDF engine: {}", line.trim())),
    }
}

/// The pages in a real browser.
fn browser(must: bool, list: &str) -> Result<(), String> {
    packages::npm(packages::BROWSER)?;
    let program = std::path::absolute("target/release/onpace").map_err(|e| e.to_string())?;
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=spec"])
        .current_dir(packages::BROWSER)
        .env("ONPACE", program)
        .env("ONPACE_SKIPS", list);
    if must {
        node.env("ONPACE_MUST", "all");
    }
    println!("$ node --test    (in {})", packages::BROWSER);
    let status = node.status().map_err(|e| format!("node could not be started: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("node ended with {status}")) }
}

fn step(name: &str, work: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    println!("== {name}");
    let began = Instant::now();
    work().map_err(|e| format!("the step \u{201c}{name}\u{201d} failed: {e}"))?;
    println!("== {name}: {:.1} s", began.elapsed().as_secs_f64());
    Ok(())
}

fn supply_chain() -> Result<Option<String>, String> {
    let Some(deny) = packages::deny() else {
        return Ok(Some("cargo-deny could not be had, so licences and sources were not checked".to_owned()));
    };
    run(&deny, &["check", "--hide-inclusion-graph", "licenses", "bans", "sources"]).map(|()| None)
}

/// The benches of the tree.
pub(crate) fn bench() -> Result<(), String> {
    packages::assets()?;
    packages::mpxj();
    // What the benches start as whole processes.
    run("cargo", &["build", "--release", "-p", "onpace"])?;
    run("cargo", &["build", "--release", "-p", "onpace-mpp", "--features", "serde", "--example", "mpp2json"])?;
    run("cargo", &["bench", "--workspace"])
}

/// Writes, or with `check` compares, the pages that are made from the program.
pub(crate) fn docs(check: bool) -> Result<(), String> {
    run("cargo", &["build", "--release", "-p", "onpace"])?;
    for (page, what) in
        [("docs/findings.md", "--all"), ("docs/figures.md", "--figures"), ("docs/refusals.md", "--refusals")]
    {
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
    packages::assets()?;
    run("cargo", &["build", "--profile", "dist", "-p", "onpace"])?;
    let folder = format!("dist/onpace-{}", env!("CARGO_PKG_VERSION"));
    std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    for (from, to) in [
        ("target/dist/onpace", "onpace"),
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
        let out = Command::new("target/dist/onpace").args(arguments).output().map_err(|e| e.to_string())?;
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
