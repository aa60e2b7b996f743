//! How long a PDF takes: the sample that holds everything once, and a plan of a thousand rows.
#![expect(clippy::unwrap_used, reason = "a benchmark")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use onpace_press::by_ending;
use onpace_report::document::{Block, Document};
use onpace_testkit::document as sample;

fn of_rows(count: usize) -> Document {
    let mut document = sample::document();
    for block in &mut document.blocks {
        if let Block::Table(table) = block {
            table.rows = table.rows.iter().cycle().take(count).cloned().collect();
        }
    }
    document
}

fn pdf(bench: &mut Criterion) {
    let format = by_ending("pdf").unwrap();
    let mut group = bench.benchmark_group("pdf");
    group.sample_size(10);
    for (name, document) in [("sample", sample::document()), ("1,000 rows", of_rows(1_000))] {
        group.bench_function(name, |bencher| bencher.iter(|| format.write(black_box(&document)).unwrap()));
    }
    group.finish();
}

criterion_group!(benches, pdf);
criterion_main!(benches);
