//! When each action would finish at its own pace, by examples worked out on a wall calendar of 2024.

use jiff::civil::{Date, date};
use onpace_core::calendar::WorkingCalendar;
use onpace_core::day::Dated;
use onpace_core::forecast::{ActionForecast, Basis, Range, Untold, by_action, latest_first};
use onpace_core::place::Place;
use onpace_core::plan::{Code, LinkKind, Plan, Row, RowKind, RowLink};
use onpace_core::policy::Policy;
use onpace_core::quantity::Percent;
use onpace_core::walk::survey;

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

/// Percentages that are all multiples of 25 may be 12.5 points wrong either way, of 5 2.5 points, others half a point.
#[test]
fn an_action_finishes_as_fast_as_it_went_so_far_give_or_take_the_steps_it_is_reported_in() {
    for (why, finish, percent, earliest, latest, days) in [
        (
            "a quarter, so 37.5% at the most: all in 27 days; 12.5% at the least: in 80",
            date(2024, 1, 26),
            Percent::whole(25),
            date(2024, 2, 6),
            date(2024, 4, 19),
            (7, 60),
        ),
        (
            "80%, give or take 2.5: all in 13 days either way",
            ON,
            Percent::whole(80),
            date(2024, 1, 17),
            date(2024, 1, 17),
            (3, 3),
        ),
        (
            "7%, give or take a half: all in 134 to 154",
            ON,
            Percent::whole(7),
            date(2024, 7, 4),
            date(2024, 8, 1),
            (124, 144),
        ),
        (
            "half, ahead of plan: all in 16 to 27, of 40",
            date(2024, 2, 23),
            Percent::whole(50),
            date(2024, 1, 22),
            date(2024, 2, 6),
            (-24, -13),
        ),
    ] {
        let told = forecasts(vec![action(START, finish, percent, &[])]).remove(0);
        assert_eq!(told.finish, Ok(Range { earliest, latest: Some(latest) }), "{why}");
        assert_eq!(told.days, Some((days.0, Some(days.1))), "{why}");
        assert_eq!(told.by, Basis::Pace { done: percent, gone: 10 }, "{why}");
    }
    assert!(forecasts(vec![action(START, ON, Percent::HUNDRED, &[])]).is_empty(), "it is done");
}

#[test]
fn what_cannot_be_told_says_why() {
    let zero = Percent::ZERO;
    let late_start = date(2024, 1, 8);
    for (why, row, untold) in [
        ("a week of work is chance", action(late_start, date(2024, 1, 19), Percent::whole(50), &[]), Untold::TooEarly),
        ("no pace of its own, none of the plan", action(late_start, date(2024, 1, 19), zero, &[]), Untold::NoPace),
        ("0.6% at the most in ten days", action(START, ON, Percent::tenths(1), &[]), Untold::TooFar),
    ] {
        assert_eq!(forecasts(vec![row])[0].finish, Err(untold), "{why}");
    }
    // Of eleven actions nine stand at exactly 5%: nothing is told of those, and of the plan, however long they ran.
    let mut rows: Vec<Row> = (0..9).map(|_| action(START, date(2024, 2, 23), Percent::whole(5), &[])).collect();
    rows.extend([40, 60].map(|percent| action(START, date(2024, 2, 23), Percent::whole(percent), &[])));
    let default = Untold::Default { percent: Percent::whole(5), same: 9, of: 11 };
    let told = forecasts(rows);
    assert!(told[..9].iter().all(|one| one.finish == Err(default)));
    assert!(told[9..].iter().all(|one| one.finish.is_ok()), "these were thought about");
}

/// Not starting is no way to look better: 5 days of work at the pace of a plan that earned 17 to 22 days in 50 take 12
/// to 15, from the next working day, Monday 11 March.
#[test]
fn what_has_not_begun_goes_at_the_pace_of_the_plan() {
    let rows = vec![
        action(START, date(2024, 5, 17), Percent::whole(20), &[]),
        action(date(2024, 3, 4), date(2024, 3, 8), Percent::ZERO, &[]),
    ];
    let plan = Plan { rows, ..Plan::default() };
    let (calendar, policy) = (WorkingCalendar::weekdays(), Policy::shipped("pace").unwrap());
    let told = by_action(&survey(&plan, date(2024, 3, 8), &calendar, &policy));
    let (earliest, latest) = (date(2024, 3, 26), Some(date(2024, 3, 29)));
    assert_eq!((told[1].finish, told[1].by), (Ok(Range { earliest, latest }), Basis::NotBegun));
}

#[test]
fn what_waits_for_a_late_action_is_late_with_it() {
    let late = action(START, date(2024, 1, 26), Percent::whole(25), &[]);
    let next = action(date(2024, 1, 29), date(2024, 2, 2), Percent::ZERO, &[0]);
    let runs = action(date(2024, 1, 8), date(2024, 1, 12), Percent::whole(100), &[0]);
    let told = forecasts(vec![late, next, runs]);
    let of = |row: usize| told.iter().find(|one| one.row == row).unwrap();
    let (late, next) = (of(0).finish.unwrap(), of(1).finish.unwrap());
    // Five days of work after the day on which the other ends.
    assert!(next.earliest >= date(2024, 2, 13) && next.latest >= Some(date(2024, 4, 26)), "{next:?} after {late:?}");
    assert_eq!(of(1).waits_for, Some(0));
    assert!(told.iter().all(|one| one.row != 2), "it is done");
    assert_eq!(latest_first(&told).iter().map(|one| one.row).collect::<Vec<_>>().len(), 2);
}

#[test]
fn what_is_out_of_reach_leaves_the_end_of_what_waits_for_it_open() {
    let never = action(START, ON, Percent::tenths(1), &[]);
    let next = action(date(2024, 2, 5), date(2024, 2, 9), Percent::ZERO, &[0]);
    let soon = action(START, ON, Percent::whole(50), &[]);
    let told = forecasts(vec![never, next, soon]);
    assert_eq!(told[0].finish, Err(Untold::TooFar));
    assert_eq!((told[1].finish.unwrap().latest, told[1].waits_for), (None, Some(0)));
    assert!(told[1].finish.unwrap().earliest >= date(2024, 2, 9));
}
