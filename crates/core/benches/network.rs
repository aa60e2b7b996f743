//! A network of a million tasks and a million and a half links, in order and shuffled: both passes, on one core.
//!
//! A thousand projects of a thousand tasks, each of which takes some two years; and one of a million, which takes
//! nineteen hundred, beyond all bank holidays.

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::date;
use onpace_core::calendar::{Division, WorkingCalendar};
use onpace_core::plan::link::LinkKind;
use onpace_core::schedule::hours::{USUAL_DAY, WorkHours, WorkInstant};
use onpace_core::schedule::network::{Lag, Network, NetworkLink, NetworkTask};
use std::hint::black_box;

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 33).unwrap_or(0) % most.max(1)
    }
}

/// Projects of so many tasks, in phases of ten under a summary; each task waits for one or two shortly before it.
fn network(tasks: u32, project: u32, links: usize, is_shuffled: bool) -> Network {
    let calendar = WorkingCalendar::of_division(Division::EnglandAndWales);
    let start = WorkInstant::at(date(2022, 4, 4), 480);
    let mut made = Network::on(WorkHours::of_days(&calendar, &USUAL_DAY), start);
    let mut numbers = Numbers(1);
    let mut places: Vec<u32> = (0..tasks).collect();
    if is_shuffled {
        for n in (1..tasks).rev() {
            places.swap(n as usize, numbers.below(n + 1) as usize);
        }
    }
    made.tasks = vec![NetworkTask::of(0); tasks as usize];
    for n in 0..tasks {
        let parent = (!n.is_multiple_of(10)).then(|| places[(n / 10 * 10) as usize]);
        made.tasks[places[n as usize] as usize] =
            NetworkTask { parent, ..NetworkTask::of(i32::try_from(numbers.below(20) * 240).unwrap_or(0)) };
    }
    while made.links.len() < links {
        let to = numbers.below(tasks);
        let from = to.saturating_sub(1 + numbers.below(50));
        let kind = if numbers.below(8) == 0 { LinkKind::StartToStart } else { LinkKind::FinishToStart };
        let lag = if numbers.below(5) == 0 { Lag::Work(480) } else { Lag::Work(0) };
        let is_in_one = from / project == to / project;
        if is_in_one && !from.is_multiple_of(10) && !to.is_multiple_of(10) && from < to {
            made.links.push(NetworkLink { from: places[from as usize], to: places[to as usize], kind, lag });
        }
    }
    made
}

fn bench(c: &mut Criterion) {
    let mut group = c.benchmark_group("network");
    group.sample_size(10);
    let projects =
        [("in order", 1_000, false), ("shuffled", 1_000, true), ("in order, all one project", 1_000_000, false)];
    for (name, project, is_shuffled) in projects {
        let network = network(1_000_000, project, 1_500_000, is_shuffled);
        group.bench_function(format!("1,000,000 tasks with 1,500,000 links, {name}"), |b| {
            b.iter(|| black_box(&network).schedule());
        });
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
