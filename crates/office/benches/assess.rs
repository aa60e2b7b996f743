//! How long it takes to assess and check a plan that has been read, at growing sizes.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use onpace_office::{plans, settings};
use std::hint::black_box;

fn assess(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("assess");
    for actions in [29, 1_000, 10_000, 100_000] {
        let text = onpace_testkit::plans::csv(actions);
        let (Ok(draft), Ok(calendar), Ok(policy)) =
            (plans::read_bytes(text.as_bytes(), "plan.csv"), settings::calendar("none"), settings::policy("pace"))
        else {
            panic!("the plan of {actions} actions is read");
        };
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
