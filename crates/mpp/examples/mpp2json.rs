//! A plan of Microsoft Project as JSON: `mpp2json plan.mpp`. With `--memory` the most room that it took, in KiB, goes
//! to the error output (Linux only).

use std::io::{BufWriter, Write as _};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (flags, paths): (Vec<_>, Vec<_>) = arguments.iter().partition(|one| one.starts_with("--"));
    let ([path], true) = (paths.as_slice(), flags.iter().all(|flag| *flag == "--memory")) else {
        eprintln!("usage: mpp2json [--memory] plan.mpp");
        return ExitCode::from(2);
    };
    match written(path) {
        Ok(()) => {
            if !flags.is_empty() {
                let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
                let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
                eprintln!("{}", most.map_or("not known", str::trim).trim_end_matches(" kB"));
            }
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{path}: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn written(path: &str) -> Result<(), Box<dyn std::error::Error>> {
    let project = onpace_mpp::read(&std::fs::read(path)?)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer_pretty(&mut out, &project)?;
    writeln!(out)?;
    Ok(())
}
