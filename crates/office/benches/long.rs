//! One plan with a long history, at three sizes: opened by a process that holds nothing in memory, on an earlier day,
//! shown as the command line shows it, and updated; as it is where it grew through the product, and where no state was
//! ever kept. Prints times, the most memory, and how the time grows with the events (the exponent; 0 is not at all).
#![expect(clippy::unwrap_used, reason = "a benchmark")]

use jiff::civil::date;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event};
use onpace_core::ledger::stream::Stream;
use onpace_core::plan::event::PlanEvent;
use onpace_core::plan::facts::RowFacts;
use onpace_core::plan::report_facts::ReportFacts;
use onpace_core::plan::row_facts::{Addition, Order, Spot};
use onpace_core::quantity::Percent;
use onpace_office::assessed::Plans;
use onpace_office::{Desk, Seat, shelf};
use onpace_store::{Access, Entry, Ledger as _, Store};
use onpace_testkit::work::{exponent, most_memory_of};
use std::path::{Path, PathBuf};
use std::time::Duration;

const PLAN: &str = "send";
const SIZES: [usize; 3] = [12_000, 120_000, 1_200_000];
const ROWS: usize = 300;
const BATCH: usize = 5_000;
/// The events are spread over four years.
const DAYS: usize = 1_460;
const NOW: Instant = Instant::from_micros(1_775_000_000_000_000);

fn main() {
    for grown in [true, false] {
        println!("{}", if grown { "grown through the product" } else { "without a kept state" });
        let all = SIZES.map(|events| one_size(events, grown));
        for (n, what) in ["an earlier day", "shown", "updated"].into_iter().enumerate() {
            let time = |at: usize| all[at][n].as_secs_f64();
            println!(
                "  {what}: grows with the events to the power of {:.2}",
                exponent(SIZES[0], time(0), SIZES[2], time(2))
            );
        }
    }
    println!("most memory: {} MB", most_memory_of("self") / 1_024);
}

fn one_size(events: usize, grown: bool) -> [Duration; 3] {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench-long");
    let _ = std::fs::remove_dir_all(&path);
    fill(&path, events, grown);
    let today = date(2026, 3, 31);
    let earlier = timed(|| {
        let plans = Plans::new(Desk::to_read(path.as_path()).unwrap());
        drop(plans.day(PLAN, Some(date(2024, 4, 1)), None, today).unwrap());
    });
    let shown = timed(|| {
        Desk::to_read(path.as_path()).unwrap().draft(PLAN, None, None, today).unwrap();
    });
    let report = ReportFacts { percent: Some(Percent::whole(50)), ..ReportFacts::default() };
    let updated = timed(|| {
        let seat = Seat::operator("bench", Channel::Cli, NOW).unwrap();
        Desk::to_record(path.as_path()).unwrap().update(PLAN, "1A.30", &report, today, &seat).unwrap();
    });
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!(
        "  {events} events: an earlier day {:.0} ms, shown {:.0} ms, updated {:.0} ms",
        ms(earlier),
        ms(shown),
        ms(updated)
    );
    [earlier, shown, updated]
}

fn timed(act: impl FnOnce()) -> Duration {
    let began = std::time::Instant::now();
    act();
    began.elapsed()
}

fn fill(path: &Path, events: usize, grown: bool) {
    let store = Store::open(path, Access::Write).unwrap();
    let mut last = 0;
    for from in (0..events).step_by(BATCH) {
        let entries = (from..(from + BATCH).min(events)).map(|n| event(n, events)).collect();
        let now = Instant::from_micros(1_640_000_000_000_000 + i64::try_from(from).unwrap());
        last = store.append(Stream::Plan(PLAN), last, now, entries).unwrap().last;
        if grown {
            shelf::keep(&store, PLAN).unwrap();
        }
    }
}

fn event(n: usize, of: usize) -> Entry {
    let code = format!("{}A.{}", n % ROWS % 30 + 1, n % ROWS);
    let (effective, event) = if n == 0 {
        (None, Event::Plan(PlanEvent::Opened { title: "A plan".into(), level_name: "Priority".into() }))
    } else if n <= ROWS {
        let facts = RowFacts::titled(&code, "Agree the joint commissioning strategy with all partners");
        let spot = Spot { order: Order::Nth(u32::try_from(n).unwrap()), ..Spot::default() };
        (None, Event::Plan(PlanEvent::Added(Box::new(Addition { row: code.into(), spot, facts }))))
    } else {
        let note = Some(format!("The group met and agreed step {n}; the draft goes to the board next month."));
        let percent = Some(Percent::whole(i32::try_from(n % 101).unwrap()));
        let day = date(2022, 4, 1).saturating_add(jiff::Span::new().days(i64::try_from(n * DAYS / of).unwrap()));
        let report = ReportFacts { percent, note, ..ReportFacts::default() };
        (Some(day), Event::Plan(PlanEvent::Reported { row: code.into(), report }))
    };
    Entry { effective, actor: "person-7".into(), channel: Channel::Web, reason: None, event }
}
