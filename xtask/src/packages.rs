//! What the project has others bring: npm packages pinned by a lock file, and programs that only measure us.
//!
//! **Not here.** Rust crates; cargo brings those.

use std::path::Path;
use std::process::{Command, Stdio};

/// The typeface of the reports.
const TYPEFACE: &str = "crates/press/assets";
/// The design system of the pages.
const DESIGN: &str = "crates/web/assets";
/// What drives the browser in the tests.
pub(crate) const BROWSER: &str = "tests/browser";

/// Brings what the program is built with.
pub(crate) fn assets() -> Result<(), String> {
    npm(TYPEFACE)?;
    npm(DESIGN)
}

/// Runs `npm ci` in `folder` where what it brings is missing or older than the lock file.
pub(crate) fn npm(folder: &str) -> Result<(), String> {
    let modified = |path: &str| Path::new(path).metadata().and_then(|m| m.modified()).ok();
    let lock = modified(&format!("{folder}/package-lock.json"));
    let there = modified(&format!("{folder}/node_modules/.package-lock.json"));
    if there.is_some() && there >= lock {
        return Ok(());
    }
    println!("$ npm ci    (in {folder})");
    let status =
        Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("npm ci in {folder} ended with {status}; run it there to see why")),
        Err(e) => Err(format!("npm could not be started ({e}); install Node.js with npm, then run this again")),
    }
}

/// Something that tests use to look at our output, and what is not looked at without it.
struct Tool {
    known_by: KnownBy,
    debian: &'static [&'static str],
    skipped: &'static str,
}

/// How it is told whether a tool is there.
enum KnownBy {
    /// A program of this name on the path.
    Program(&'static str),
    /// A module that Debian's own Python imports; another Python on the path does not see it.
    Module(&'static str),
}

/// Debian's own Python.
const PYTHON: &str = "/usr/bin/python3";

const TOOLS: [Tool; 9] = [
    Tool { known_by: KnownBy::Program("strace"), debian: &["strace"], skipped: "what happens when a disk fails" },
    Tool { known_by: KnownBy::Program("chromium"), debian: &["chromium"], skipped: "the pages in a browser" },
    Tool {
        known_by: KnownBy::Program("pdfinfo"),
        debian: &["poppler-utils"],
        skipped: "PDF files as another reader sees them",
    },
    Tool { known_by: KnownBy::Program("qpdf"), debian: &["qpdf"], skipped: "the inner structure of PDF files" },
    Tool {
        known_by: KnownBy::Program("soffice"),
        debian: &["libreoffice-writer-nogui", "libreoffice-calc-nogui"],
        skipped: "DOCX and XLSX files as another reader sees them",
    },
    Tool {
        known_by: KnownBy::Module("openpyxl"),
        debian: &["python3-openpyxl"],
        skipped: "workbooks that another hand made or changed",
    },
    Tool { known_by: KnownBy::Module("docx"), debian: &["python3-docx"], skipped: "documents that another hand made" },
    Tool {
        known_by: KnownBy::Module("pikepdf"),
        debian: &["python3-pikepdf"],
        skipped: "PDF files that another hand altered",
    },
    Tool {
        known_by: KnownBy::Module("reportlab"),
        debian: &["python3-reportlab"],
        skipped: "PDF files that another hand drew over",
    },
];

impl Tool {
    fn is_there(&self) -> bool {
        match self.known_by {
            KnownBy::Program(name) => is_there(name),
            KnownBy::Module(name) => {
                let import = Command::new(PYTHON).args(["-c", &format!("import {name}")]).output();
                import.is_ok_and(|out| out.status.success())
            }
        }
    }

    fn name(&self) -> &'static str {
        match self.known_by {
            KnownBy::Program(name) | KnownBy::Module(name) => name,
        }
    }
}

/// Installs the tools that are missing, where this is a Debian machine and we may; tells what will be skipped
/// where that is not to be had, which in CI, where it was to be had, is a failure.
pub(crate) fn tools(must: bool) -> Result<Vec<String>, String> {
    let missing = || TOOLS.iter().filter(|tool| !tool.is_there());
    let packages: Vec<&str> = missing().flat_map(|tool| tool.debian).copied().collect();
    if !packages.is_empty() && may_install() {
        println!("$ apt-get install {}", packages.join(" "));
        let quiet = |arguments: &[&str]| {
            let mut apt = Command::new("apt-get");
            apt.args(["-qq", "-y", "--no-install-recommends"]).args(arguments);
            apt.env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null()).status().is_ok_and(|s| s.success())
        };
        // A stale list of packages is the usual reason for a failure, and a fresh machine has none at all.
        let _ = quiet(&["update"]);
        // One by one, so that one that cannot be had does not take the others with it.
        for tool in missing() {
            let mut arguments = vec!["install"];
            arguments.extend(tool.debian);
            if !quiet(&arguments) {
                println!("{} could not be installed", tool.debian.join(", "));
            }
        }
    }
    let skipped = |tool: &Tool| format!("{} is not on this machine, so no test looks at {}", tool.name(), tool.skipped);
    let skipped: Vec<String> = missing().map(skipped).collect();
    if must && !skipped.is_empty() {
        return Err(format!("{}; install {}", skipped.join("; "), packages.join(" ")));
    }
    Ok(skipped)
}

/// Where the tools are that cargo builds for us.
const BUILT_TOOLS: &str = "target/tools";
/// What checks licences and sources, at the version that `deny.toml` was written for.
const DENY: &str = "cargo-deny@0.20.2";

/// The program that checks licences and sources: the one on the path, else one that is built here once, which takes two
/// minutes; nothing where it is not to be had.
pub(crate) fn deny() -> Option<String> {
    if is_there("cargo-deny") {
        return Some("cargo-deny".to_owned());
    }
    let program = format!("{BUILT_TOOLS}/bin/cargo-deny");
    let is_built = || std::path::Path::new(&program).is_file();
    if !is_built() {
        println!("$ cargo install {DENY} --root {BUILT_TOOLS}");
        let build = format!("{BUILT_TOOLS}/build");
        let arguments = ["install", "--quiet", "--locked", "--root", BUILT_TOOLS, "--target-dir", &build, DENY];
        let _ = Command::new("cargo").args(arguments).status();
        // What it was built from is large, and of no more use.
        let _ = std::fs::remove_dir_all(build);
    }
    is_built().then_some(program)
}

/// Whether a program of this name is on the path.
pub(crate) fn is_there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn may_install() -> bool {
    let root = Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.trim_ascii() == b"0");
    root && is_there("apt-get")
}

/// Where MPXJ, beside which our reader of Microsoft Project's files is measured, is set up.
const MPXJ: &str = "target/mpxj";
/// The version that the answers in the tests are of.
const MPXJ_PACKAGES: [&str; 2] = ["mpxj==16.10.0", "jpype1==1.7.1"];

/// What Python says where both are there and Java starts.
const MPXJ_WORKS: &str = "import mpxj, jpype; jpype.startJVM()";

/// Sets MPXJ up for the benches, where Python and Java are to be had; says so where they are not.
pub(crate) fn mpxj() {
    let python = format!("{MPXJ}/bin/python");
    let works = || {
        let import = Command::new(&python).args(["-c", MPXJ_WORKS]).output();
        import.is_ok_and(|out| out.status.success())
    };
    if works() {
        return;
    }
    let [mpxj, bridge] = MPXJ_PACKAGES;
    println!("$ python3 -m venv {MPXJ}; pip install {mpxj} {bridge}");
    let quiet = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let made = quiet("python3", &["-m", "venv", MPXJ]) && quiet(&python, &["-m", "pip", "install", mpxj, bridge]);
    if !made || !works() {
        println!("skipped: MPXJ needs Python, Java and the Python packages; nothing is measured beside it");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words that are given to Python are Python, and start Java as its bridge has it.
    #[test]
    fn what_is_asked_of_python_can_be_read_by_it() {
        let modules = TOOLS.iter().filter_map(|tool| match tool.known_by {
            KnownBy::Module(name) => Some(format!("import {name}")),
            KnownBy::Program(_) => None,
        });
        for asked in modules.chain([MPXJ_WORKS.to_owned()]) {
            let reads = format!("import ast; ast.parse({asked:?})");
            let read = Command::new("python3").args(["-c", &reads]).output();
            // Without Python there is nobody to ask.
            assert!(read.is_err() || read.is_ok_and(|out| out.status.success()), "{asked}");
        }
        assert!(MPXJ_WORKS.ends_with("jpype.startJVM()"));
    }
}
