//! How long it takes to assess and check a plan that has been read, at growing sizes.
#![expect(clippy::unwrap_used, reason = "a benchmark")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use onpace_office::{plans, settings};
use std::hint::black_box;

fn assess(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("assess");
    for actions in [29, 1_000, 10_000, 100_000] {
        let text = onpace_testkit::plans::csv(actions);
        let draft = plans::read_bytes(text.as_bytes(), "plan.csv").unwrap();
        let (calendar, policy) = (settings::calendar("none").unwrap(), settings::policy("pace").unwrap());
        let on = jiff::civil::date(2022, 9, 30);
        group.throughput(Throughput::Elements(actions as u64)).sample_size(10);
        group.bench_function(format!("{actions} actions"), |bench| {
            bench.iter(|| plans::assess_draft(black_box(&draft), on, &calendar, &policy).findings.len());
        });
    }
    group.finish();
}

criterion_group!(benches, assess);
criterion_main!(benches);
