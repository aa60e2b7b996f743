//! How long a PDF takes: the sample that holds everything once, and a plan at three sizes; with the most memory, and how
//! the time grows with the rows (the exponent; 1 is in proportion).
#![expect(clippy::unwrap_used, reason = "a benchmark")]

use onpace_press::by_ending;
use onpace_report::document::{Block, Document};
use onpace_testkit::document as sample;
use onpace_testkit::work::{exponent, most_memory_of};
use std::hint::black_box;
use std::time::{Duration, Instant};

const SIZES: [usize; 3] = [100, 1_000, 5_000];
/// Of so many runs the middle is told.
const RUNS: usize = 5;

fn main() {
    println!("the sample: {:.1} ms", middle(&sample::document()).as_secs_f64() * 1e3);
    let all = SIZES.map(|rows| {
        let took = middle(&of_rows(rows)).as_secs_f64();
        println!("{rows} rows: {:.0} ms, {} MB at most so far", took * 1e3, most_memory_of("self") / 1_024);
        took
    });
    println!("grows with the rows to the power of {:.2}", exponent(SIZES[0], all[0], SIZES[2], all[2]));
}

fn of_rows(count: usize) -> Document {
    let mut document = sample::document();
    for block in &mut document.blocks {
        if let Block::Table(table) = block {
            table.rows = table.rows.iter().cycle().take(count).cloned().collect();
        }
    }
    document
}

fn middle(document: &Document) -> Duration {
    let format = by_ending("pdf").unwrap();
    let mut all: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let began = Instant::now();
            drop(format.write(black_box(document)).unwrap());
            began.elapsed()
        })
        .collect();
    all.sort_unstable();
    all[RUNS / 2]
}
