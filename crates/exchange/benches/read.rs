//! How long reading takes: the report of June 2022, plans of growing size as CSV, the largest workbook
//! that is read, and a schedule as Microsoft Project writes them; and how much memory the two take.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::fmt::Write as _;
use std::hint::black_box;

const REPORT: &str = include_str!("../../../examples/torbay/school-forum-report-2022-06-16.md");
/// Actions of the largest workbook: with focus areas and headings just below 20,000 rows.
const ACTIONS: usize = 18_900;
const TASKS: usize = 10_000;

/// The testkit's plan as a workbook with real dates and percentages.
fn workbook(actions: usize) -> Vec<u8> {
    let text = onpace_testkit::plans::csv(actions);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let (british, percent) = (Format::new().set_num_format("dd/mm/yyyy"), Format::new().set_num_format("0%"));
    for (at, line) in (0u32..).zip(text.lines()) {
        for (column, cell) in (0u16..).zip(line.split(',')).filter(|(_, cell)| !cell.is_empty()) {
            let day = cell.rsplit(' ').next().and_then(day);
            let share = cell.strip_suffix('%').and_then(|part| part.parse::<f64>().ok());
            let written = match (day, share) {
                (Some(day), _) => sheet.write_with_format(at, column, day, &british),
                (_, Some(part)) => sheet.write_with_format(at, column, part / 100.0, &percent),
                _ => sheet.write(at, column, cell),
            };
            written.map(|_| ()).unwrap_or_default();
        }
    }
    book.save_to_buffer().unwrap_or_default()
}

fn day(text: &str) -> Option<ExcelDateTime> {
    let mut parts = text.split('/').map(|part| part.parse::<u16>().ok());
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    ExcelDateTime::from_ymd(2000 + year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
}

/// What Project writes of every task beside what a plan asks.
const OTHERS: [&str; 30] = [
    "EffortDriven",
    "Recurring",
    "OverAllocated",
    "Critical",
    "IsSubproject",
    "IsSubprojectReadOnly",
    "ExternalTask",
    "StartVariance",
    "FinishVariance",
    "WorkVariance",
    "FreeSlack",
    "TotalSlack",
    "StartSlack",
    "FinishSlack",
    "FixedCost",
    "FixedCostAccrual",
    "Cost",
    "OvertimeCost",
    "ActualCost",
    "RemainingCost",
    "ACWP",
    "CV",
    "LevelAssignments",
    "LevelingCanSplit",
    "LevelingDelay",
    "IgnoreResourceCalendar",
    "HideBar",
    "Rollup",
    "BCWS",
    "BCWP",
];

/// A schedule with everything that Project writes of a task.
fn schedule(tasks: usize) -> String {
    let mut text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<Project xmlns=\"http://schemas.microsoft.com/project\">\r\n\
                    <Title>Plan</Title><MinutesPerDay>480</MinutesPerDay>\r\n<Tasks>\r\n"
            .to_owned();
    for uid in 1..=tasks {
        let level = if uid % 20 == 1 { 1 } else { 2 };
        let _ = write!(
            text,
            "<Task>\r\n<UID>{uid}</UID>\r\n<ID>{uid}</ID>\r\n<Name>Action number {uid} of the plan</Name>\r\n<IsNull>0</IsNull>\r\n\
             <CreateDate>2022-04-13T08:00:00</CreateDate>\r\n<OutlineLevel>{level}</OutlineLevel>\r\n<Priority>500</Priority>\r\n\
             <Start>2022-04-13T08:00:00</Start>\r\n<Finish>2022-05-31T17:00:00</Finish>\r\n<Duration>PT280H0M0S</Duration>\r\n\
             <DurationFormat>7</DurationFormat>\r\n<PercentComplete>45</PercentComplete>\r\n"
        );
        for other in OTHERS {
            let _ = write!(text, "<{other}>0</{other}>\r\n");
        }
        text.push_str("<Notes>Agreed with the board; to be reviewed</Notes>\r\n</Task>\r\n");
    }
    text.push_str("</Tasks>\r\n</Project>\r\n");
    text
}

/// The most memory that this process has held so far, in bytes.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? * 1024)
}

/// Prints how many times its own size reading a file takes. What the system counts is the most so far;
/// so this comes before all else, and the smaller need first.
fn memory(name: &str, bytes: &[u8]) {
    let before = most_memory().unwrap_or(0);
    let read = onpace_exchange::read(bytes, "plan");
    let more = most_memory().unwrap_or(0).saturating_sub(before);
    let rows = read.map_or(0, |draft| draft.plan.rows.len());
    #[expect(clippy::cast_precision_loss, reason = "a ratio for people")]
    let times = more as f64 / bytes.len() as f64;
    println!(
        "{name}: {rows} rows from {} kB, at most {} kB more, {times:.1} times the file",
        bytes.len() / 1024,
        more / 1024
    );
}

fn read(criterion: &mut Criterion) {
    let (book, plan) = (workbook(ACTIONS), schedule(TASKS));
    memory("workbook", &book);
    memory("schedule", plan.as_bytes());
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
    group.throughput(Throughput::Elements(20_000)).sample_size(10);
    group.bench_function("20,000 rows as XLSX", |bench| {
        bench.iter(|| onpace_exchange::read(black_box(&book), "plan.xlsx"));
    });
    group.throughput(Throughput::Bytes(plan.len() as u64));
    group.bench_function("10,000 tasks as MSPDI, the whole model", |bench| {
        bench.iter(|| onpace_exchange::read::schedule(black_box(plan.as_bytes()), "plan.xml"));
    });
    group.bench_function("10,000 tasks as MSPDI, as a plan", |bench| {
        bench.iter(|| onpace_exchange::read(black_box(plan.as_bytes()), "plan.xml"));
    });
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
