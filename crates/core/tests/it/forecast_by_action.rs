//! When each action would finish at its own pace, by examples worked out on a wall calendar of 2024.

use jiff::civil::{Date, date};
use onpace_core::calendar::WorkingCalendar;
use onpace_core::day::Dated;
use onpace_core::forecast::{ActionForecast, Basis, by_action, latest_first};
use onpace_core::place::Place;
use onpace_core::plan::{Code, LinkKind, Plan, Row, RowKind, RowLink};
use onpace_core::policy::Policy;
use onpace_core::quantity::Percent;
use onpace_core::survey::survey;

/// Monday; and the Friday on which ten working days have gone.
const START: Date = date(2024, 1, 1);
const ON: Date = date(2024, 1, 12);

fn action(start: Date, finish: Date, percent: Percent, waits_for: &[usize]) -> Row {
    let mut row = Row::new(RowKind::Action, Code::new("1A"), "Agree the offer", Place::default());
    row.start = Some(Dated::exactly(start));
    row.finish = Some(Dated::exactly(finish));
    row.percent = Some(percent);
    row.links = waits_for.iter().map(|on| RowLink { on: *on, kind: LinkKind::FinishToStart, lag: 0 }).collect();
    row
}

fn forecasts(rows: Vec<Row>) -> Vec<ActionForecast> {
    let plan = Plan { rows, ..Plan::default() };
    let (calendar, policy) = (WorkingCalendar::weekdays(), Policy::shipped("pace").unwrap());
    by_action(&survey(&plan, ON, &calendar, &policy))
}

#[test]
fn an_action_finishes_as_fast_as_it_went_so_far() {
    let zero = Percent::ZERO;
    let pace = |done| Basis::Pace { done, gone: 10 };
    let (quarter, most, half) = (Percent::whole(25), Percent::whole(80), Percent::whole(50));
    for (why, start, finish, percent, by, then, days) in [
        ("a quarter in 10 days: all in 40", START, date(2024, 1, 26), quarter, pace(quarter), date(2024, 2, 23), 20),
        ("80% in 10 days: all in 12.5, so in 13", START, ON, most, pace(most), date(2024, 1, 17), 3),
        ("half in 10 days: all in 20, of 40", START, date(2024, 2, 23), half, pace(half), date(2024, 1, 26), -20),
        ("begins on Monday", date(2024, 1, 8), date(2024, 1, 19), zero, Basis::NotBegun, date(2024, 1, 26), 5),
        ("begins that day", ON, date(2024, 1, 19), zero, Basis::Planned, date(2024, 1, 19), 0),
        ("is not due", date(2024, 2, 5), date(2024, 2, 9), zero, Basis::Planned, date(2024, 2, 9), 0),
        ("has begun early", date(2024, 2, 5), date(2024, 2, 9), half, Basis::Planned, date(2024, 2, 9), 0),
    ] {
        let row = action(start, finish, percent, &[]);
        let told =
            ActionForecast { row: 0, planned: finish, by, finish: Some(then), days: Some(days), waits_for: None };
        assert_eq!(forecasts(vec![row]), [told], "{why}");
    }
    assert!(forecasts(vec![action(START, ON, Percent::HUNDRED, &[])]).is_empty(), "it is done");
}

#[test]
fn what_waits_for_a_late_action_is_late_with_it() {
    let late = action(START, date(2024, 1, 26), Percent::whole(25), &[]);
    let next = action(date(2024, 1, 29), date(2024, 2, 2), Percent::ZERO, &[0]);
    let spare = action(date(2024, 2, 26), date(2024, 3, 1), Percent::ZERO, &[0]);
    let runs = action(date(2024, 1, 8), date(2024, 1, 12), Percent::whole(100), &[0]);
    let early = action(START, date(2024, 2, 23), Percent::whole(50), &[]);
    let behind = action(date(2024, 2, 26), date(2024, 3, 1), Percent::ZERO, &[4]);
    let told = forecasts(vec![late, next, spare, runs, early, behind]);
    let seen: Vec<_> = told.iter().map(|one| (one.row, one.finish.unwrap(), one.waits_for)).collect();
    let expected = [
        (0, date(2024, 2, 23), None),
        (1, date(2024, 3, 1), Some(0)),
        (2, date(2024, 3, 1), None),
        (4, date(2024, 1, 26), None),
        (5, date(2024, 3, 1), None),
    ];
    assert_eq!(seen, expected, "the time behind it is used up, and what is early pulls nothing with it");
    assert_eq!(
        latest_first(&told).iter().map(|one| (one.row, one.days)).collect::<Vec<_>>(),
        [(0, Some(20)), (1, Some(20))]
    );
}

#[test]
fn what_is_out_of_reach_takes_what_waits_for_it_along() {
    let never = action(START, ON, Percent::tenths(1), &[]);
    let next = action(date(2024, 2, 5), date(2024, 2, 9), Percent::ZERO, &[0]);
    let soon = action(START, ON, Percent::whole(50), &[]);
    let told = forecasts(vec![never, next, soon]);
    assert_eq!(told.iter().map(|one| one.finish).collect::<Vec<_>>(), [None, None, Some(date(2024, 1, 26))]);
    assert_eq!((told[1].days, told[1].waits_for), (None, Some(0)));
    assert_eq!(latest_first(&told).iter().map(|one| one.row).collect::<Vec<_>>(), [0, 1, 2]);
}
