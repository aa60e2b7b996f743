//! What is done costs what it changes, not what is held: counted in events and kept states that are read, never in time.

use onpace_core::instant::Instant;
use onpace_core::ledger::event::Channel;
use onpace_core::ledger::fold::Until;
use onpace_core::plan::command::Command;
use onpace_core::plan::report_facts::ReportFacts;
use onpace_core::quantity::Percent;
use onpace_office::assessed::Plans;
use onpace_office::editing::Seen;
use onpace_office::problem::Kind;
use onpace_office::{Desk, Seat, plans};
use std::sync::Barrier;

/// 13 June 2022, 09:00 UTC.
const NOW: Instant = Instant::from_micros(1_655_110_800_000_000);
const PLAN: &str = "send";

fn today() -> onpace_core::day::Date {
    "2022-06-13".parse().unwrap()
}

fn seat() -> Seat {
    Seat::operator("user-1", Channel::Web, NOW).unwrap()
}

/// A plan of so many rows, and the codes of its actions.
fn held(rows: usize) -> (tempfile::TempDir, Desk, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::to_begin(&folder.path().join("data")).unwrap();
    let draft = plans::read_bytes(onpace_testkit::plans::csv(rows).as_bytes(), "plan.csv").unwrap();
    desk.import(PLAN, &draft, None, None, today(), &seat()).unwrap();
    let codes = draft.plan.actions().map(|(_, row)| row.code.to_string()).collect();
    (folder, desk, codes)
}

fn percent(of: i32) -> ReportFacts {
    ReportFacts { percent: Some(Percent::whole(of)), ..ReportFacts::default() }
}

#[test]
fn an_update_reads_what_came_since_and_nothing_of_the_plan() {
    for rows in [30, 1_500] {
        let (_folder, desk, codes) = held(rows);
        desk.update(PLAN, &codes[0], &percent(1), today(), &seat()).unwrap();
        let before = desk.work();
        for code in codes.iter().skip(1).take(20) {
            desk.update(PLAN, code, &percent(10), today(), &seat()).unwrap();
        }
        let after = desk.work();
        assert_eq!(after.states - before.states, 0, "{rows} rows");
        assert!(after.events - before.events <= 40, "{rows} rows: {} events", after.events - before.events);
    }
}

/// Case: thirty-two people, each at rows of their own, and two who are at the same.
#[test]
fn whoever_updates_rows_of_their_own_at_the_same_moment_is_saved_and_of_two_at_one_row_one_is_told() {
    const PEOPLE: usize = 32;
    let (_folder, desk, codes) = held(120);
    let seen = desk.plan_named(PLAN).unwrap().seq;
    let key = |code: &str| desk.state(PLAN, Until::default()).unwrap().called(code).unwrap().key.clone();
    let keys: Vec<_> = codes.iter().take(3 * PEOPLE).map(|code| key(code)).collect();
    let say = |n: usize, of: i32| {
        let command = Command::Report { code: codes[n].clone(), report: percent(of) };
        desk.command_on(PLAN, &Seen { key: keys[n].clone(), seq: seen }, &command, today(), &seat())
    };
    let start = Barrier::new(PEOPLE);
    std::thread::scope(|scope| {
        for person in 0..PEOPLE {
            let (say, start) = (&say, &start);
            scope.spawn(move || {
                start.wait();
                for n in (person..3 * PEOPLE).step_by(PEOPLE) {
                    say(n, i32::try_from(n % 100).unwrap()).unwrap();
                }
            });
        }
    });
    let state = desk.state(PLAN, Until::default()).unwrap();
    for (n, key) in keys.iter().enumerate() {
        assert_eq!(state.row(key).unwrap().report.percent, Some(Percent::whole(i32::try_from(n % 100).unwrap())));
    }
    assert_eq!(say(0, 99).unwrap_err().kind, Kind::Conflict, "somebody changed that row since it was seen");
}

#[test]
fn the_list_of_plans_is_counted_once_and_again_only_where_something_came() {
    let (_folder, desk, codes) = held(60);
    let plans = Plans::new(desk);
    let asked = [(PLAN.to_owned(), None, None)];
    let first = plans.cards(&asked, today()).unwrap();
    assert_eq!(first[0].figures.len(), 4);
    let before = plans.desk().work();
    assert_eq!(plans.cards(&asked, today()).unwrap(), first);
    assert_eq!(plans.desk().work(), before, "nothing was read");
    plans.desk().update(PLAN, &codes[0], &percent(100), today(), &seat()).unwrap();
    assert_ne!(plans.cards(&asked, today()).unwrap(), first);
}

#[test]
fn a_long_history_is_folded_whole_once() {
    let (folder, desk, codes) = held(20);
    let many = 1_200;
    for n in 0..many {
        let code = &codes[n % codes.len()];
        desk.update(PLAN, code, &percent(i32::try_from(n % 100).unwrap()), today(), &seat()).unwrap();
    }
    drop(desk);
    let place = folder.path().join("data");
    let read = |desk: &Desk| {
        let before = desk.work().events;
        let state = desk.state(PLAN, Until::default()).unwrap();
        (desk.work().events - before, state)
    };
    let (events, state) = read(&Desk::to_record(place.as_path()).unwrap());
    assert!(events < many as u64 / 2, "{events} events read beside what was kept");
    // As of a day before any update, nothing of them is in it.
    let earlier = Desk::to_read(place.as_path()).unwrap();
    let until = Until { as_at: Some("2022-06-12".parse().unwrap()), known_by: None };
    assert_eq!(earlier.state(PLAN, until).unwrap().rows.len(), state.rows.len());
}
