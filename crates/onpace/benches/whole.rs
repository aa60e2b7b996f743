//! Whole processes, from start to exit: what somebody at a keyboard waits for.

use criterion::{Criterion, criterion_group, criterion_main};
use std::path::Path;
use std::process::{Command, Stdio};

const REPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/torbay/school-forum-report-2022-06-16.md");

fn run(arguments: &[&str]) {
    let status = Command::new(env!("CARGO_BIN_EXE_onpace")).args(arguments).stdout(Stdio::null()).status();
    assert!(status.is_ok_and(|status| status.success()), "{arguments:?}");
}

fn whole(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let large = folder.join("plan-100000.csv").to_string_lossy().into_owned();
    let board = folder.join("board.pdf").to_string_lossy().into_owned();
    assert!(std::fs::write(&large, onpace_testkit::plans::csv(100_000)).is_ok());
    let mut group = criterion.benchmark_group("whole process");
    group.bench_function("check the report", |bench| {
        bench.iter(|| run(&["check", REPORT, "--as-at", "2022-05-22", "--fail-on", "never"]));
    });
    group.sample_size(10);
    group.bench_function("check 100000 actions from CSV", |bench| {
        bench.iter(|| run(&["check", &large, "--as-at", "2022-09-30", "--fail-on", "never"]));
    });
    group.bench_function("board report of the report as PDF", |bench| {
        bench.iter(|| run(&["report", "build", "board", REPORT, "--as-at", "2022-05-22", "-o", &board]));
    });
    group.finish();
}

criterion_group!(benches, whole);
criterion_main!(benches);
