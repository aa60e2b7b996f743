//! Schedule, progress, forecast and changes, worked out by hand on plans of a few rows.

use jiff::civil::{Date, date};
use onpace_core::assessment::assess;
use onpace_core::calendar::WorkingCalendar;
use onpace_core::changes::{self, Difference};
use onpace_core::day::Dated;
use onpace_core::forecast::{self, Range, Untold};
use onpace_core::place::Place;
use onpace_core::plan::{Code, Plan, Row, RowKind};
use onpace_core::policy::Policy;
use onpace_core::progress::{WeightedPart, roll_up};
use onpace_core::quantity::{Percent, WorkingDays};
use onpace_core::schedule::stretch_of;
use onpace_core::walk::survey;

/// Monday.
const START: Date = date(2024, 1, 1);

fn action(code: &str, start: Option<Date>, finish: Option<Date>, percent: Option<i32>) -> Row {
    let mut row = Row::new(RowKind::Action, Code::new(code), "Agree the offer", Place::default());
    row.start = start.map(Dated::exactly);
    row.finish = finish.map(Dated::exactly);
    row.percent = percent.map(Percent::whole);
    row
}

fn plan(rows: Vec<Row>) -> Plan {
    Plan { title: "A plan".into(), level_name: "Priority".into(), rows, ..Plan::default() }
}

fn weekdays() -> WorkingCalendar {
    WorkingCalendar::shipped("none").unwrap()
}

#[test]
fn a_stretch_comes_from_two_dates_or_from_one_and_a_duration() {
    let friday = date(2024, 1, 12);
    let mut by_duration = action("1A", Some(START), None, None);
    by_duration.duration = Some(WorkingDays(10));
    for (row, days) in [
        (action("1A", Some(START), Some(friday), None), Some(10)),
        (by_duration, Some(10)),
        (action("1A", Some(START), Some(START), None), Some(1)),
        (action("1A", Some(date(2024, 1, 6)), Some(date(2024, 1, 7)), None), Some(0)),
        (action("1A", Some(friday), Some(START), None), None),
        (action("1A", None, Some(friday), None), None),
        (action("1A", Some(START), None, None), None),
    ] {
        assert_eq!(stretch_of(&row, &weekdays()).map(|s| s.days), days, "{:?} to {:?}", row.start, row.finish);
    }
    let stretch = stretch_of(&action("1A", Some(START), Some(friday), None), &weekdays()).unwrap();
    for (on, percent) in [
        (date(2023, 12, 31), "0%"),
        (START, "10%"),
        (date(2024, 1, 7), "50%"),
        (friday, "100%"),
        (date(2025, 1, 1), "100%"),
    ] {
        assert_eq!(stretch.planned(on, &weekdays()).to_string(), percent, "on {on}");
    }
}

#[test]
fn progress_is_weighed_by_working_days_and_silence_counts_as_nothing_done() {
    let part = |percent, days| WeightedPart { percent: Percent::whole(percent), days };
    for (parts, mean) in [
        (vec![part(100, Some(10)), part(0, Some(30))], Some("25%")),
        (vec![part(100, Some(10)), part(50, None)], Some("100%")),
        (vec![part(100, None), part(50, None)], Some("75%")),
        (vec![part(30, Some(0)), part(60, Some(0))], Some("45%")),
        (vec![], None),
    ] {
        assert_eq!(roll_up(&parts).map(|p| p.to_string()).as_deref(), mean);
    }
}

#[test]
fn a_finish_is_forecast_from_the_day_on_which_so_much_should_have_been_done() {
    // 100 working days from a Monday end on Friday 17 May. After 50 days 20% is done, which was due on
    // day 20: a pace of 40%, so that 100 days become 250, and the 250th is a Friday.
    let rows = vec![action("1A", Some(START), Some(date(2024, 5, 17)), Some(20))];
    let (plan, calendar, policy) = (plan(rows), weekdays(), Policy::shipped("pace").unwrap());
    let on = |day| forecast::forecast(&survey(&plan, day, &calendar, &policy));
    let forecast = on(date(2024, 3, 8)).unwrap();
    assert_eq!((forecast.gone_days, forecast.earned_days), (50, 20));
    assert_eq!(forecast.pace.to_string(), "40%");
    assert_eq!(forecast.earned_on, date(2024, 1, 26));
    // 20% may be 17.5% or 22.5%: 17 or 22 days earned, so that 100 days become 294 or 227.
    let (earliest, latest) = (date(2024, 11, 12), Some(date(2025, 2, 13)));
    assert_eq!(forecast.finish, Range { earliest, latest });
    assert_eq!(on(date(2023, 12, 1)), Err(Untold::TooEarly), "nothing can be said before the start");
}

#[test]
fn nothing_is_forecast_where_nothing_was_earned_or_all_is_done() {
    let (calendar, policy) = (weekdays(), Policy::shipped("pace").unwrap());
    for (percent, why) in [(None, Untold::NothingDone), (Some(0), Untold::NothingDone), (Some(100), Untold::Done)] {
        let plan = plan(vec![action("1A", Some(START), Some(date(2024, 5, 17)), percent)]);
        assert_eq!(forecast::forecast(&survey(&plan, date(2024, 3, 8), &calendar, &policy)), Err(why), "{percent:?}");
    }
}

#[test]
fn changes_name_what_moved_and_by_how_many_working_days() {
    let before = plan(vec![
        action("1A", Some(START), Some(date(2024, 1, 12)), Some(5)),
        action("1B", Some(START), Some(date(2024, 1, 12)), None),
        action("1C", None, None, None),
    ]);
    let after = plan(vec![
        action("1a", Some(START), Some(date(2024, 1, 19)), Some(40)),
        action("1B", Some(START), Some(date(2024, 1, 5)), None),
        action("1D", None, None, None),
    ]);
    let said: Vec<String> = changes::between(&before, &after, &weekdays())
        .into_iter()
        .map(|change| match change.what {
            Difference::Added => format!("+{}", change.row),
            Difference::NotListed => format!("-{}", change.row),
            Difference::Changed { field, moved, after, .. } => format!("{} {field} {after} {moved:?}", change.row),
        })
        .collect();
    assert_eq!(
        said,
        [
            "1a finish 19 January 2024 Some(5)",
            "1a percent complete 40% None",
            "1B finish 5 January 2024 Some(-5)",
            "+1D",
            "-1C",
        ]
    );
    assert_eq!(changes::between(&after, &after, &weekdays()), []);
}

/// The calendar with the bank holidays of England and Wales knows them until 2035.
#[test]
fn dates_beyond_what_the_calendar_knows_are_told() {
    let holidays = WorkingCalendar::shipped("england-and-wales").unwrap();
    let policy = Policy::shipped("pace").unwrap();
    let found = |finish: Date, calendar: &WorkingCalendar| -> Vec<String> {
        let plan = plan(vec![action("1A", Some(START), Some(finish), Some(5))]);
        let all = assess(&plan, &[], START, calendar, &policy).findings;
        all.into_iter().filter(|one| one.rule == "calendar-ends").map(|one| one.message).collect()
    };
    assert_eq!(found(date(2035, 12, 31), &holidays), [] as [&str; 0]);
    let told = found(date(2036, 1, 31), &holidays);
    assert!(
        told[0].contains("1 action has dates outside the time") && told[0].ends_with("bank holidays: 1A"),
        "{told:?}"
    );
    assert_eq!(found(date(2036, 1, 31), &weekdays()), [] as [&str; 0], "it knows no bank holidays at all");
}

/// Four open actions, heard of 3, 20 and 40 days before the report, and never; one that is complete, and one that is
/// not due are not waited for.
#[test]
fn how_old_the_updates_are_is_told_by_action() {
    let on = date(2024, 6, 3);
    let heard = |code: &str, percent: i32, days: Option<i32>| {
        let mut row = action(code, Some(START), Some(date(2024, 12, 20)), Some(percent));
        row.heard = days.map(|days| on.checked_sub(jiff::Span::new().days(days)).unwrap());
        row
    };
    let mut later = action("1F", Some(date(2024, 9, 2)), Some(date(2024, 12, 20)), None);
    later.heard = None;
    let rows = |first: i32, second: i32| {
        vec![
            heard("1A", 5, Some(3)),
            heard("1B", 5, Some(first)),
            heard("1C", 5, Some(second)),
            heard("1D", 0, None),
            heard("1E", 100, Some(300)),
            later.clone(),
        ]
    };
    let (calendar, policy) = (weekdays(), Policy::shipped("pace").unwrap());
    let told = |rows: Vec<Row>| -> Vec<String> {
        let plan = plan(rows);
        let all = assess(&plan, &[], on, &calendar, &policy).findings;
        all.into_iter().filter(|one| one.rule == "stale-data").map(|one| one.message).collect()
    };
    assert_eq!(
        told(rows(20, 40)),
        [
            "of 3 open actions with an update, 2 were last updated 14 or more days before 3 June 2024; half were last updated 20 or more days before, and the longest ago, 1C, 40 days before; 1 action has had no update (1D)"
        ]
    );
    assert_eq!(told(rows(5, 13)), [] as [&str; 0], "fresh: nothing is said");
}

/// From its start to the day of the report, also when its finish has passed: it has not begun for longer still.
#[test]
fn how_long_an_action_has_not_begun_goes_on_after_its_finish() {
    let (calendar, policy) = (weekdays(), Policy::shipped("pace").unwrap());
    let plan = plan(vec![action("1A", Some(date(2024, 6, 3)), Some(date(2024, 6, 14)), Some(0))]);
    // Monday 3 June: 5 working days a week, both ends counted.
    for (on, days) in [(date(2024, 6, 7), 5), (date(2024, 6, 14), 10), (date(2024, 6, 28), 20)] {
        let all = assess(&plan, &[], on, &calendar, &policy).findings;
        let told = all.into_iter().find(|one| one.rule == "not-started").unwrap().message;
        assert!(told.ends_with(&format!("reported at 0% after {days} working days")), "{told}");
    }
}
