//! How long reading takes: the report of June 2022, and plans of growing size as CSV.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

const REPORT: &str = include_str!("../../../examples/torbay/school-forum-report-2022-06-16.md");

fn read(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    group.bench_function("the report", |bench| {
        bench.iter(|| onpace_exchange::read(black_box(REPORT.as_bytes()), "report.md"));
    });
    for actions in [1_000, 10_000, 100_000] {
        let plan = onpace_testkit::plans::csv(actions);
        group.throughput(Throughput::Elements(actions as u64)).sample_size(10);
        group.bench_function(format!("{actions} actions as CSV"), |bench| {
            bench.iter(|| onpace_exchange::read(black_box(plan.as_bytes()), "plan.csv"));
        });
    }
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
