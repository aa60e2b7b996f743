//! "As at" over 10,000,000 events of 200 plans: one plan's state on a day, from the disk.
//!
//! The folder is made once, which takes some minutes and 5 GB, and kept for the next run. Set
//! `ONPACE_BENCH_EVENTS` for fewer events.
#![expect(clippy::unwrap_used, reason = "a benchmark")]

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::{Date, date};
use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event};
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::stream::Stream;
use onpace_core::plan::event::PlanEvent;
use onpace_core::plan::facts::RowFacts;
use onpace_core::plan::report_facts::ReportFacts;
use onpace_core::plan::row_facts::{Addition, Order, Spot};
use onpace_core::quantity::Percent;
use onpace_office::shelf;
use onpace_store::{Access, Entry, Ledger as _, Store};
use std::path::PathBuf;

const PLANS: u64 = 200;
const ROWS: u64 = 300;
const BATCH: u64 = 5_000;

fn entry(effective: Option<Date>, event: Event) -> Entry {
    Entry { effective, actor: "person-7".into(), channel: Channel::Web, reason: None, event }
}

/// The day from which a plan's n-th event holds: the events of each plan spread over four years.
fn day(n: u64, of: u64) -> Date {
    let days = i32::try_from(n * 1_460 / of).unwrap_or(0);
    date(2022, 4, 1).saturating_add(jiff::Span::new().days(days))
}

fn event(n: u64, of: u64) -> Entry {
    let code = format!("{}A.{}", n % ROWS % 30 + 1, n % ROWS);
    if n == 0 {
        return entry(None, Event::Plan(PlanEvent::Opened { title: "A plan".into(), level_name: "Priority".into() }));
    }
    if n <= ROWS {
        let facts = RowFacts::titled(&code, "Agree the joint commissioning strategy with all partners");
        let spot = Spot { order: Order::Nth(u32::try_from(n).unwrap_or(0)), ..Spot::default() };
        return entry(None, Event::Plan(PlanEvent::Added(Box::new(Addition { row: code.into(), spot, facts }))));
    }
    let percent = i32::try_from(n % 101).ok().map(Percent::whole);
    let note = Some(format!("The group met and agreed step {n}; the draft goes to the board next month."));
    entry(
        Some(day(n, of)),
        Event::Plan(PlanEvent::Reported {
            row: code.into(),
            report: ReportFacts { percent, note, ..ReportFacts::default() },
        }),
    )
}

fn made(events: u64) -> Store {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-as-at-{events}"));
    let store = Store::open(&folder, Access::Write).unwrap();
    let each = events / PLANS;
    for from in (0..each).step_by(usize::try_from(BATCH).unwrap_or(1)) {
        for plan in 0..PLANS {
            let name = format!("plan-{plan}");
            let known = store.plans().unwrap_or_default().iter().find(|head| head.name == name).map_or(0, |h| h.seq);
            if known > from {
                continue;
            }
            let batch = (from..each.min(from + BATCH)).map(|n| event(n, each)).collect();
            store.append(Stream::Plan(&name), from, Instant::from_micros(1), batch).unwrap();
            shelf::keep(&store, &name).unwrap();
        }
        eprintln!("{} of {events} events", PLANS * each.min(from + BATCH));
    }
    store
}

fn bench(c: &mut Criterion) {
    let events = std::env::var("ONPACE_BENCH_EVENTS").ok().and_then(|n| n.parse().ok()).unwrap_or(10_000_000);
    let store = made(events);
    let mut group = c.benchmark_group(format!("one of {PLANS} plans, {events} events"));
    group.sample_size(20);
    let mut plan = 0;
    // Every time another plan, so that nothing is warm from the time before.
    let mut state = |until: Until| {
        plan = (plan + 37) % PLANS;
        shelf::state(&store, &format!("plan-{plan}"), until).map(|(state, _)| state.rows.len()).unwrap_or_default()
    };
    let on = |day| Until { as_at: Some(day), known_by: None };
    group.bench_function("now", |b| b.iter(|| state(Until::default())));
    group.bench_function("as at a day two years ago", |b| b.iter(|| state(on(date(2024, 4, 1)))));
    group.bench_function("as at a day in the first month", |b| b.iter(|| state(on(date(2022, 4, 20)))));
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
