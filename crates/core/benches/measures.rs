//! How long measures take: the chart of one, an area's thousand, what is hidden of a table. Guides: 20 µs for the chart of 60
//! points, 30 ms for a thousand measures of 60 points, 2 ms for a table of 16 cells and 200 ms for one of 200.
#![expect(clippy::expect_used, reason = "a benchmark")]

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::date;
use onpace_core::disclosure::cells::{CellTable, SumLine};
use onpace_core::disclosure::choose::{SmallNumbers, shown};
use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event, Recorded};
use onpace_core::ledger::fold::Until;
use onpace_core::measures::apply::measures_of;
use onpace_core::measures::checks::seen_of;
use onpace_core::measures::definition::{MeasureDefinition, MeasureUnit};
use onpace_core::measures::event::MeasureEvent;
use onpace_core::measures::facts::ObservedValue;
use onpace_core::measures::period::Period;
use onpace_core::measures::series::MeasurePoint;
use onpace_core::measures::value::MeasureValue;
use onpace_core::measures::xmr::{ChartRules, PRESETS, XmrChart};
use std::hint::black_box;

/// The month so many after the first.
fn month(nth: i16) -> Period {
    i8::try_from(nth % 12 + 1).ok().and_then(|month| Period::month(2019 + nth / 12, month)).expect("a month")
}

/// A number that goes up and down by a rule.
fn number(nth: i16, of: i16) -> i32 {
    i32::from((nth * 37 + of * 11) % 23) + 30
}

fn chart(criterion: &mut Criterion) {
    let points: Vec<MeasurePoint> =
        (0..60).map(|nth| MeasurePoint::reported(month(nth), MeasureValue::whole(number(nth, 1)))).collect();
    let rules = ChartRules { preset: PRESETS[0], starts: &[], baseline: None };
    criterion.bench_function("the chart of 60 points", |bench| {
        bench.iter(|| XmrChart::of(black_box(&points), &rules));
    });
}

/// A thousand measures of 60 months.
fn history() -> Vec<Recorded> {
    let mut events = Vec::new();
    let mut tell = |event: MeasureEvent| {
        let seq = events.len() as u64 + 1;
        events.push(Recorded {
            seq,
            recorded_at: Instant::from_micros(i64::try_from(seq).expect("a small number")),
            effective: None,
            channel: Channel::Import,
            reason: None,
            event: Some(Event::Measure(event)),
        });
    };
    for of in 0..1_000_i16 {
        let measure = || format!("m-{of}").into();
        let definition = MeasureDefinition { unit: MeasureUnit::Percent, ..MeasureDefinition::default() };
        tell(MeasureEvent::MeasureDefined { measure: measure(), definition: Box::new(definition) });
        for nth in 0..60 {
            let said = ObservedValue { value: Some(MeasureValue::whole(number(nth, of))), ..ObservedValue::default() };
            tell(MeasureEvent::Observed { measure: measure(), series: String::new(), period: month(nth), said });
        }
    }
    events
}

fn area(criterion: &mut Criterion) {
    let events = history();
    let held = measures_of(&events, Until::default());
    criterion.bench_function("a thousand measures of 60 points assessed", |bench| {
        bench.iter(|| seen_of(black_box(&held).live(), date(2023, 12, 31)));
    });
    criterion.bench_function("61,000 events folded into measures", |bench| {
        bench.iter(|| measures_of(black_box(&events), Until::default()));
    });
}

/// A table of so many rows and columns with its totals; a few of its counts are small.
fn table(rows: usize, columns: usize) -> CellTable {
    let mut table = CellTable::default();
    let at = |row: usize, column: usize| row * (columns + 1) + column;
    for row in 0..rows {
        let counts: Vec<u64> = (0..columns)
            .map(|column| if (row * 7 + column * 3) % 29 == 0 { 3 } else { 11 + ((row * 5 + column) % 40) as u64 })
            .collect();
        let total = counts.iter().sum();
        table.counts.extend(counts);
        table.counts.push(total);
        table
            .lines
            .push(SumLine { parts: (0..columns).map(|column| at(row, column)).collect(), total: at(row, columns) });
    }
    for column in 0..=columns {
        let total = (0..rows).map(|row| table.counts[at(row, column)]).sum();
        table.counts.push(total);
        table.lines.push(SumLine { parts: (0..rows).map(|row| at(row, column)).collect(), total: at(rows, column) });
    }
    table
}

fn hidden(criterion: &mut Criterion) {
    let (small, large) = (table(3, 3), table(13, 14));
    let mut group = criterion.benchmark_group("what is hidden of a table");
    group.bench_function("16 cells", |bench| bench.iter(|| shown(black_box(&small), SmallNumbers::DFE)));
    group.sample_size(10);
    group.bench_function("210 cells", |bench| bench.iter(|| shown(black_box(&large), SmallNumbers::DFE)));
    group.finish();
}

criterion_group!(benches, chart, area, hidden);
criterion_main!(benches);
