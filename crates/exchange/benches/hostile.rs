//! How long hostile files take and how much memory they need: a table, the slowest first.
//!
//! Each file is read in a process of its own, for the most that one ever held is all that the system
//! counts. `cargo bench -p onpace-exchange --bench hostile`, with a word to run only what it names.

use onpace_testkit::hostile::{Case, SUBJECTS};
use std::process::Command;
use std::time::Instant;

/// What a file may take: seconds, and megabytes beside the file itself.
const MOST: (f64, u64) = (2.0, 256);

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    match &words[..] {
        [one, path] if one == "one" => measured(path),
        words => table(words),
    }
}

/// Reads one file, and prints how long that took and what it cost beside the file itself.
fn measured(path: &str) {
    let bytes = std::fs::read(path).unwrap_or_default();
    let before = most_memory();
    let began = Instant::now();
    let outcome = onpace_exchange::read(&bytes, "plan");
    let seconds = began.elapsed().as_secs_f64();
    let became = match &outcome {
        Ok(draft) => format!("read, {} rows", draft.plan.rows.len()),
        Err(refusal) => format!("refused: {}", refusal.found),
    };
    println!("{seconds:.3}\t{}\t{}\t{became}", most_memory() - before, bytes.len() / 1024);
}

/// The most memory that this process ever held, in megabytes, as Linux tells it; else 0.
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn table(words: &[String]) {
    let Ok(program) = std::env::current_exe() else { return };
    let path = std::env::temp_dir().join(format!("onpace-hostile-{}", std::process::id()));
    let is_meant = |case: &Case| words.iter().all(|word| case.name.contains(word.as_str()));
    let mut rows = Vec::new();
    for case in SUBJECTS.iter().flat_map(|(_, cases)| cases()).filter(is_meant) {
        if std::fs::write(&path, &case.bytes).is_err() {
            continue;
        }
        let ran = Command::new(&program).arg("one").arg(&path).output();
        let text = ran.map(|ran| String::from_utf8_lossy(&ran.stdout).into_owned()).unwrap_or_default();
        let mut parts = text.trim().split('\t');
        let seconds: f64 = parts.next().and_then(|part| part.parse().ok()).unwrap_or(f64::INFINITY);
        let memory: u64 = parts.next().and_then(|part| part.parse().ok()).unwrap_or(u64::MAX);
        let size = parts.next().unwrap_or("?").to_owned();
        rows.push((seconds, memory, size, case.name.clone(), parts.next().unwrap_or("ended the program").to_owned()));
    }
    let _ = std::fs::remove_file(&path);
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("{:>8} {:>7} {:>9}  file", "seconds", "MB", "KB read");
    for (seconds, memory, size, name, became) in &rows {
        let mark = if *seconds > MOST.0 || *memory > MOST.1 { "OVER" } else { "" };
        println!("{seconds:>8.3} {memory:>7} {size:>9}  {name}: {became} {mark}");
    }
    let over = rows.iter().filter(|row| row.0 > MOST.0 || row.1 > MOST.1).count();
    println!("{} files, {over} over {} s or {} MB", rows.len(), MOST.0, MOST.1);
}
