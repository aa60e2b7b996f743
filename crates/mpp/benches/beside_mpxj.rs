//! Beside MPXJ, the field's reference reader, over the same files in the same run: warm, cold, and how much room.
//! MPXJ needs Java; where it was not set up (`cargo xtask bench` does), that is said and only we are measured.
#![expect(clippy::unwrap_used, reason = "a benchmark")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

fn place(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(relative)
}

/// The fastest of some runs.
fn fastest(runs: usize, work: impl Fn()) -> Duration {
    let run = |_| {
        let began = Instant::now();
        work();
        began.elapsed()
    };
    (0..runs).map(run).min().unwrap_or_default()
}

fn main() {
    let folder = place("../shared/samples/plans");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        return println!("skipped: the sample plans are not at {}", folder.display());
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "mpp"));
    paths.sort();
    ours(&paths);
    theirs(&folder, paths.len());
}

fn ours(paths: &[PathBuf]) {
    let count = u32::try_from(paths.len()).unwrap();
    let warm = fastest(5, || {
        for path in paths {
            onpace_mpp::read(&std::fs::read(path).unwrap()).unwrap();
        }
    });
    println!("we, warm, from the disk's cache: {count} files in {warm:.1?}, {:.2?} a file", warm / count);
    let written = concat!(env!("CARGO_TARGET_TMPDIR"), "/beside.json");
    for (name, arguments) in [("examples/mpp2json", &[][..]), ("onpace", &["convert", "--raw", "-o", written])] {
        let program = place("target/release").join(name);
        if !program.is_file() {
            println!("skipped: {name} is not built, so it was not timed as a whole process");
            continue;
        }
        let mut worst = (Duration::ZERO, Path::new(""));
        for path in paths {
            let took = fastest(3, || {
                let out = Command::new(&program).args(arguments).arg(path).output().unwrap();
                assert!(out.status.success(), "{}: {}", path.display(), String::from_utf8_lossy(&out.stderr));
            });
            worst = worst.max((took, path));
        }
        let file = worst.1.file_name().unwrap_or_default().to_string_lossy();
        println!("we, {name} as a whole process: {:.1?} at most ({file})", worst.0);
    }
    room(paths);
}

/// The most room that the example takes beyond what it takes for next to nothing, in times of the file.
fn room(paths: &[PathBuf]) {
    let program = place("target/release/examples/mpp2json");
    let taken = |path: &Path| {
        let out = Command::new(&program).arg("--memory").arg(path).output().ok()?;
        String::from_utf8_lossy(&out.stderr).trim().parse::<f64>().ok()
    };
    let size = |path: &Path| f64::from(u32::try_from(path.metadata().unwrap().len()).unwrap()) / 1024.0;
    let Some(least) = paths.iter().filter_map(|path| Some(taken(path)? - size(path))).reduce(f64::min) else {
        return println!("skipped: how much room we take could not be seen");
    };
    let all = paths.iter().filter_map(|path| Some(((taken(path)? - least) / size(path), taken(path)?)));
    let (times, whole) = all.fold((0.0f64, 0.0f64), |most, one| (most.0.max(one.0), most.1.max(one.1)));
    println!(
        "we, room beside the program's own {least:.0} KiB: {times:.1} times the file at most; {whole:.0} KiB in all"
    );
}

fn theirs(folder: &Path, count: usize) {
    let python = place("target/mpxj/bin/python");
    if !python.is_file() {
        return println!("skipped: MPXJ is not there, so nothing was measured beside it (cargo xtask bench brings it)");
    }
    let script = place("crates/mpp/benches/reference.py");
    let out = Command::new(python).arg(script).arg(folder).output().unwrap();
    let told = String::from_utf8_lossy(&out.stdout);
    let numbers: Vec<f64> = told.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let [pass, first, room] = numbers[..] else {
        return println!("skipped: MPXJ did not run: {}", String::from_utf8_lossy(&out.stderr).trim());
    };
    let each = pass / f64::from(u32::try_from(count).unwrap());
    println!("MPXJ, warm, the fastest of five passes: {count} files in {pass:.0} ms, {each:.1} ms a file");
    println!("MPXJ, until the first plan was read: {first:.2} s; room {room:.0} KiB");
}
