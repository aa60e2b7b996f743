//! How long it takes to account for the numbers of a paper: 60 pages, and twice as many.

use criterion::{Criterion, criterion_group, criterion_main};
use onpace_core::calendar::WorkingCalendar;
use onpace_core::claim::{Paper, Said, account_of};
use onpace_core::place::Place;
use onpace_core::plan::{Code, Plan, Row, RowKind};
use onpace_core::policy::Policy;
use onpace_core::quantity::Percent;
use onpace_core::walk;
use std::hint::black_box;

/// A page has about 500 words.
const PARAGRAPH: &str = "Officers said that 45 of 60 reviews (75%) had been held in time, and that the number of appeals had risen from 18 to 27 over the year. \
Twelve of the 26 actions are green and five are amber; the remaining nine have not yet begun. The service maintains 2,140 plans, of \
which 312 are older than three years, and the board meets again on Thursday 15 May 2025. Spending rose from \u{a3}1.2m to \u{a3}1.5m, 25% more \
than in the year before, because prices went up and places became fewer. Members thanked everybody for their work.";

fn paper(pages: usize) -> Paper {
    let said = Said { text: PARAGRAPH.into(), place: Place::default() };
    Paper { said: vec![said; pages * 5], ..Paper::default() }
}

fn plan() -> Plan {
    let action = |nth: usize| {
        let mut row = Row::new(RowKind::Action, Code::new(&format!("1.{nth}")), "Do something", Place::default());
        row.percent = Some(Percent::whole(i32::try_from(nth % 10 * 10).unwrap_or(0)));
        row.status = Some(["Green", "Amber", "Red"][nth % 3].into());
        row
    };
    Plan { rows: (0..200).map(action).collect(), ..Plan::default() }
}

fn accounts(criterion: &mut Criterion) {
    let (plan, calendar) = (plan(), WorkingCalendar::weekdays());
    let Some(policy) = Policy::shipped("pace") else { return };
    let survey = walk::survey(&plan, jiff::civil::date(2025, 3, 31), &calendar, &policy);
    for pages in [60, 120] {
        let paper = paper(pages);
        criterion.bench_function(&format!("account for {pages} pages"), |bench| {
            bench.iter(|| account_of(black_box(&paper), &survey));
        });
    }
}

criterion_group!(benches, accounts);
criterion_main!(benches);
