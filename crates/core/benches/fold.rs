//! The fold: a million events of one plan into its state.

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::date;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event, Recorded};
use onpace_core::ledger::fold::{Until, fold};
use onpace_core::plan::event::PlanEvent;
use onpace_core::plan::facts::RowFacts;
use onpace_core::plan::report_facts::ReportFacts;
use onpace_core::plan::row_facts::{Addition, Spot};
use onpace_core::quantity::Percent;
use std::hint::black_box;

const ROWS: u64 = 1_000;

fn events(count: u64) -> Vec<Recorded> {
    let event = |seq: u64| {
        let row = format!("{}A.{}", seq % 50, seq % ROWS);
        let event = if seq <= ROWS {
            let facts = RowFacts::titled(&row, "Agree the joint commissioning strategy");
            Event::Plan(PlanEvent::Added(Box::new(Addition { row: row.into(), spot: Spot::default(), facts })))
        } else {
            let percent = i32::try_from(seq % 101).ok().map(Percent::whole);
            let note = Some(format!("The group met and agreed step {seq}."));
            Event::Plan(PlanEvent::Reported {
                row: row.into(),
                report: ReportFacts { percent, note, ..ReportFacts::default() },
            })
        };
        let day = i32::try_from(seq / 300).unwrap_or(0);
        let effective = (seq > ROWS).then(|| date(2022, 4, 1).saturating_add(jiff::Span::new().days(day)));
        Recorded {
            seq,
            recorded_at: Instant::from_micros(i64::try_from(seq).unwrap_or(0)),
            effective,
            channel: Channel::Web,
            reason: None,
            event: Some(event),
        }
    };
    (1..=count).map(event).collect()
}

fn bench(c: &mut Criterion) {
    let events = events(1_000_000);
    let mut group = c.benchmark_group("fold");
    group.sample_size(10);
    group.bench_function("1,000,000 events", |b| b.iter(|| fold(black_box(&events), Until::default())));
    let until = Until { as_at: Some(date(2025, 1, 1)), known_by: None };
    group.bench_function("1,000,000 events, as at a day in the middle", |b| b.iter(|| fold(black_box(&events), until)));
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
