//! Reading plans: one made to order with 2,000 tasks, and the samples where they are.
#![expect(clippy::unwrap_used, reason = "a benchmark")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use onpace_testkit::project_plans::{ProjectPlan, ProjectRow};
use std::hint::black_box;
use std::path::Path;

fn many(tasks: u32) -> Vec<u8> {
    let mut plan = ProjectPlan::default();
    let like = plan.rows[2].clone();
    plan.rows.truncate(2);
    let row = |uid: u32| ProjectRow { uid, id: i32::try_from(uid).unwrap(), ..like.clone() };
    plan.rows.extend((2..tasks).map(row));
    plan.links = (2..tasks - 1).map(|uid| (uid, uid + 1, 1, 0)).collect();
    plan.assignments = (2..tasks).map(|uid| (uid, 1 + uid % 2)).collect();
    plan.bytes()
}

fn read(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("mpp");
    let made = many(2_000);
    group.throughput(Throughput::Bytes(made.len() as u64));
    group.bench_function("2,000 tasks made to order", |bench| {
        bench.iter(|| onpace_mpp::read(black_box(&made)).unwrap());
    });
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/samples/plans"));
    let Ok(entries) = std::fs::read_dir(folder) else {
        println!("skipped: the sample plans are not at {}", folder.display());
        return;
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "mpp"));
    let files: Vec<Vec<u8>> = paths.iter().map(|path| std::fs::read(path).unwrap()).collect();
    group.throughput(Throughput::Bytes(files.iter().map(|file| file.len() as u64).sum()));
    group.bench_function(format!("{} samples", files.len()), |bench| {
        bench.iter(|| files.iter().map(|file| onpace_mpp::read(black_box(file)).unwrap().rows.len()).sum::<usize>());
    });
}

criterion_group!(benches, read);
criterion_main!(benches);
