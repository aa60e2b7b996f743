//! What a slip does to a plan, by examples worked out on a wall calendar of April and May 2022.

use jiff::civil::date;
use onpace_core::calendar::{Division, WorkingCalendar};
use onpace_core::day::{Date, Dated as Written};
use onpace_core::place::Place;
use onpace_core::plan::{Code, LinkKind, Plan, Row, RowKind, RowLink};
use onpace_core::quantity::Percent;
use onpace_core::schedule::dependencies::Dependencies;
use onpace_core::schedule::slips::{Slip, WhatIf};
use proptest::prelude::*;

fn action(code: &str, start: Date, finish: Date, waits: &[(usize, LinkKind, i32)]) -> Row {
    let mut row = Row::new(RowKind::Action, Code::new(code), "Do it", Place::default());
    row.start = Some(Written::exactly(start));
    row.finish = Some(Written::exactly(finish));
    row.links = waits.iter().map(|(on, kind, lag)| RowLink { on: *on, kind: *kind, lag: *lag }).collect();
    row
}

fn plan(rows: Vec<Row>) -> Plan {
    let mut plan = Plan { rows, ..Plan::default() };
    plan.settle_outline();
    plan
}

const FS: LinkKind = LinkKind::FinishToStart;

/// 3A, and what waits for it: 3B starts right behind, 4A in May, 4B waits for nothing.
fn example() -> Plan {
    plan(vec![
        action("3A", date(2022, 4, 4), date(2022, 4, 8), &[]),
        action("3B", date(2022, 4, 11), date(2022, 4, 14), &[(0, FS, 0)]),
        action("4A", date(2022, 5, 4), date(2022, 5, 6), &[(1, FS, 5)]),
        action("4B", date(2022, 4, 4), date(2022, 6, 30), &[]),
    ])
}

fn what_if(plan: &Plan, slips: &[(usize, i32)]) -> WhatIf {
    let calendar = WorkingCalendar::of_division(Division::EnglandAndWales);
    let slips: Vec<Slip> = slips.iter().map(|(row, days)| Slip { row: *row, days: *days }).collect();
    Dependencies::of(plan, &calendar).unwrap().what_if(plan, &calendar, &slips)
}

fn told(what: &WhatIf) -> Vec<(usize, String, String, i32)> {
    let one = |moved: &onpace_core::schedule::slips::Moved| {
        (moved.row, moved.new_start.to_string(), moved.new_finish.to_string(), moved.days)
    };
    what.moved.iter().map(one).collect()
}

#[test]
fn a_slip_moves_what_waits_for_it_and_nothing_else() {
    let plan = example();
    // Three days: 3A ends on Wednesday 13 April; 3B has four days, over Easter; 4A has time behind it.
    let what = what_if(&plan, &[(0, 3)]);
    assert_eq!((what.slipped[0].new_start, what.slipped[0].new_finish), (date(2022, 4, 7), date(2022, 4, 13)));
    assert_eq!(told(&what), [(1, "2022-04-14".to_owned(), "2022-04-21".to_owned(), 3)]);
    assert_eq!(what.finish, Some((date(2022, 6, 30), date(2022, 6, 30))));
    // Twenty: 3A ends on Wednesday 11 May (Easter and the bank holiday of 2 May are off), 3B on Tuesday 17 May, and 4A
    // starts after five days between.
    let what = what_if(&plan, &[(0, 20)]);
    assert_eq!(what.slipped[0].new_finish, date(2022, 5, 11));
    let expected = [(1, "2022-05-12", "2022-05-17", 20), (2, "2022-05-25", "2022-05-27", 15)];
    assert_eq!(
        told(&what),
        expected.map(|(row, start, finish, days)| (row, start.to_owned(), finish.to_owned(), days))
    );
    // What is complete does not move, and what has started keeps its start.
    let mut begun = example();
    begun.rows[0].percent = Some(Percent::whole(40));
    begun.rows[1].percent = Some(Percent::HUNDRED);
    let what = what_if(&begun, &[(0, 3)]);
    assert_eq!(what.slipped[0].new_start, date(2022, 4, 4));
    assert!(what.moved.is_empty());
    assert!(what_if(&begun, &[(1, 3)]).slipped.is_empty(), "it is done");
    assert!(what_if(&plan, &[(3, 60)]).moved.is_empty());
}

#[test]
fn sums_pass_on_what_they_wait_for_and_what_waits_for_them() {
    let mut area = Row::new(RowKind::FocusArea, Code::new("1"), "Commissioning", Place::default());
    area.links = vec![RowLink { on: 3, kind: FS, lag: 0 }];
    let mut other = Row::new(RowKind::FocusArea, Code::new("2"), "Staff", Place::default());
    other.start = Some(Written::exactly(date(2022, 4, 4)));
    let plan = plan(vec![
        area,
        action("1A", date(2022, 4, 11), date(2022, 4, 12), &[]),
        other,
        action("2A", date(2022, 4, 4), date(2022, 4, 8), &[]),
        action("3A", date(2022, 4, 13), date(2022, 4, 13), &[(0, FS, 0)]),
    ]);
    let what = what_if(&plan, &[(3, 1)]);
    let moved: Vec<_> = what.moved.iter().map(|one| (one.row, one.new_finish)).collect();
    assert_eq!(moved, [(1, date(2022, 4, 13)), (4, date(2022, 4, 14))], "1A waits as its focus area does, 3A for 1A");
}

#[test]
fn a_link_to_a_sum_is_broken_by_its_parts() {
    let calendar = WorkingCalendar::of_division(Division::EnglandAndWales);
    let area = |code| Row::new(RowKind::FocusArea, Code::new(code), "Commissioning", Place::default());
    let mut waits = area("2");
    waits.links = vec![RowLink { on: 0, kind: FS, lag: 0 }];
    let broken = |finish, percent| {
        let mut rows = vec![
            area("1"),
            action("1A", date(2022, 4, 4), date(2022, 4, 8), &[]),
            action("1B", date(2022, 4, 4), finish, &[]),
            waits.clone(),
            action("2A", date(2022, 4, 14), date(2022, 4, 29), &[]),
            action("2B", date(2022, 4, 11), date(2022, 4, 12), &[]),
            area("3"),
            action("3A", date(2022, 4, 13), date(2022, 4, 29), &[(0, FS, 0)]),
        ];
        rows[4].percent = Some(Percent::whole(percent));
        rows[5].percent = Some(Percent::whole(percent));
        let told = Dependencies::of(&plan(rows), &calendar).unwrap().broken();
        told.iter().map(|one| (one.row, one.own, one.other, one.earliest)).collect::<Vec<_>>()
    };
    let (friday, tuesday, thursday) = (date(2022, 4, 8), date(2022, 4, 12), date(2022, 4, 14));
    assert_eq!(broken(friday, 0), [], "the area starts on Monday the 11th");
    let area_breaks = (3, date(2022, 4, 11), tuesday, date(2022, 4, 13));
    assert_eq!(broken(tuesday, 0), [area_breaks], "1B ends on the 12th, on which the area has begun");
    assert_eq!(broken(tuesday, 100), [], "what is complete breaks nothing");
    let action_breaks = (7, date(2022, 4, 13), thursday, date(2022, 4, 19));
    assert_eq!(broken(thursday, 100), [action_breaks], "and so does an action that waits for an area");
}

#[test]
fn broken_links_and_circles_are_found() {
    let calendar = WorkingCalendar::of_division(Division::EnglandAndWales);
    let mut plan = example();
    plan.rows[1].start = Some(Written::exactly(date(2022, 4, 7)));
    let broken = Dependencies::of(&plan, &calendar).unwrap().broken();
    assert_eq!((broken.len(), broken[0].row, broken[0].earliest), (1, 1, date(2022, 4, 11)));
    plan.rows[0].links = vec![RowLink { on: 2, kind: FS, lag: 0 }];
    let dependencies = Dependencies::of(&plan, &calendar).unwrap();
    assert_eq!(dependencies.cycles(&dependencies.scheduled()), [vec![0, 1, 2]]);
    let none = plan_without_links();
    assert!(Dependencies::of(&none, &calendar).is_none());
}

fn plan_without_links() -> Plan {
    plan(vec![action("1A", date(2022, 4, 4), date(2022, 4, 8), &[])])
}

#[test]
fn parts_of_days_may_follow_each_other_on_one_day() {
    let calendar = WorkingCalendar::of_division(Division::EnglandAndWales);
    let mut plan = example();
    plan.rows[1].start = Some(Written::exactly(date(2022, 4, 8)));
    let broken = |plan: &Plan| Dependencies::of(plan, &calendar).unwrap().broken().len();
    assert_eq!(broken(&plan), 1, "whole days: Friday is still worked for 3A");
    // A schedule that states no whole days for it: half a day each, on the Friday.
    plan.headings.duration = Some("Duration".into());
    assert_eq!(broken(&plan), 0);
    let what = what_if(&plan, &[(0, 3)]);
    assert_eq!((what.moved[0].days, what.moved[0].new_start), (3, date(2022, 4, 13)), "moved by as much, and no more");
}

#[test]
fn what_has_begun_is_not_put_off_by_what_it_was_to_wait_for() {
    let mut plan = example();
    plan.rows[1].percent = Some(Percent::whole(10));
    let what = what_if(&plan, &[(0, 20)]);
    assert!(what.moved.is_empty(), "3B runs: {:?}", what.moved);
    // Its end still waits for an end.
    plan.rows[1].links[0].kind = LinkKind::FinishToFinish;
    let what = what_if(&plan, &[(0, 20)]);
    assert_eq!(told(&what)[0], (1, "2022-04-11".to_owned(), "2022-05-11".to_owned(), 16));
    assert_eq!(what.moved[0].waits_for, Some(0));
    // Its own slip is its own, and what waits for it follows.
    let what = what_if(&plan, &[(1, 20)]);
    assert_eq!((what.slipped[0].new_start, what.slipped[0].new_finish), (date(2022, 4, 11), date(2022, 5, 17)));
    assert_eq!(told(&what), [(2, "2022-05-25".to_owned(), "2022-05-27".to_owned(), 15)]);
}

#[test]
fn what_moves_says_what_pushes_it() {
    let what = what_if(&example(), &[(0, 20)]);
    assert_eq!(what.slipped[0].waits_for, None);
    assert_eq!(what.moved.iter().map(|one| one.waits_for).collect::<Vec<_>>(), [Some(0), Some(1)]);
}

/// 3B starts five working days before 3A lets it; 4A follows it, and 4B waits for nothing.
fn broken_example() -> Plan {
    plan(vec![
        action("3A", date(2022, 4, 4), date(2022, 4, 8), &[]),
        action("3B", date(2022, 4, 4), date(2022, 4, 12), &[(0, FS, 0)]),
        action("4A", date(2022, 4, 13), date(2022, 4, 14), &[(1, FS, 0)]),
        action("4B", date(2022, 4, 4), date(2022, 6, 30), &[]),
    ])
}

#[test]
fn where_planned_dates_break_a_link_a_slip_moves_what_waits_by_as_much() {
    let plan = broken_example();
    let what = what_if(&plan, &[(0, 2)]);
    let (b, a) = (
        (1, "2022-04-06".to_owned(), "2022-04-14".to_owned(), 2),
        (2, "2022-04-19".to_owned(), "2022-04-20".to_owned(), 2),
    );
    assert_eq!(told(&what), [b, a]);
    let what = what_if(&plan, &[(1, 1)]);
    assert_eq!(
        (what.slipped[0].days, what.slipped[0].new_finish, what.slipped[0].waits_for),
        (1, date(2022, 4, 13), None)
    );
    let what = what_if(&plan, &[(2, 3)]);
    assert_eq!((what.slipped[0].days, what.slipped[0].new_finish), (3, date(2022, 4, 21)));
    assert_eq!(what.finish, Some((date(2022, 6, 30), date(2022, 6, 30))), "as planned");
    // Expected is what keeps every link: 3B needs seven days from Monday 11 April, over Easter.
    let calendar = WorkingCalendar::of_division(Division::EnglandAndWales);
    let expected = Dependencies::of(&plan, &calendar).unwrap().expected(&plan, &calendar, &[]);
    let seen: Vec<_> = expected.moved.iter().map(|one| (one.row, one.new_finish, one.waits_for)).collect();
    assert_eq!(seen, [(1, date(2022, 4, 21), Some(0)), (2, date(2022, 4, 25), Some(1))]);
}

#[test]
fn a_row_that_slips_by_itself_is_not_put_down_to_what_it_waits_for() {
    // 3B slips by more than 3A pushes it, then by less.
    let what = what_if(&example(), &[(0, 1), (1, 10)]);
    assert_eq!((what.slipped[1].days, what.slipped[1].waits_for), (10, None));
    let what = what_if(&example(), &[(0, 10), (1, 1)]);
    assert_eq!((what.slipped[1].days, what.slipped[1].waits_for), (10, Some(0)));
}

#[test]
fn a_point_that_is_pushed_starts_when_it_finishes() {
    let mut plan = example();
    plan.rows[1] = action("3B", date(2022, 4, 8), date(2022, 4, 8), &[(0, FS, 0)]);
    plan.rows[1].milestone = true;
    plan.rows[3] = action("4B", date(2022, 4, 9), date(2022, 4, 10), &[(0, FS, 0)]);
    for slips in [&[(0, 1)][..], &[(1, 1)], &[(3, 1)], &[(0, 2), (3, 1)]] {
        let what = what_if(&plan, slips);
        for one in what.slipped.iter().chain(&what.moved) {
            assert!(one.new_start <= one.new_finish, "{slips:?}: {one:?}");
        }
        assert!(!what.slipped.is_empty() && what.slipped.iter().all(|one| one.days > 0), "{slips:?}");
    }
}

#[test]
fn an_action_is_not_done_before_the_actions_below_it() {
    let mut part = action("3A.1", date(2022, 4, 4), date(2022, 4, 8), &[]);
    part.percent = Some(Percent::whole(10));
    let mut plan = plan(vec![
        action("3A", date(2022, 4, 4), date(2022, 4, 8), &[]),
        part,
        action("3B", date(2022, 4, 11), date(2022, 4, 12), &[(0, FS, 0)]),
    ]);
    assert_eq!(plan.rows[1].parent, Some(0));
    let what = what_if(&plan, &[(1, 2)]);
    let seen: Vec<_> = what.moved.iter().map(|one| (one.row, one.new_finish, one.waits_for)).collect();
    assert_eq!(seen, [(0, date(2022, 4, 12), Some(1)), (2, date(2022, 4, 14), Some(0))]);
    // What is complete stays so.
    plan.rows[0].percent = Some(Percent::HUNDRED);
    assert!(what_if(&plan, &[(1, 2)]).moved.is_empty());
}

#[test]
fn a_part_that_waits_for_the_whole_does_not_put_it_off_for_ever() {
    let mut plan = plan(vec![
        action("3A", date(2022, 4, 4), date(2022, 4, 8), &[]),
        action("3A.1", date(2022, 4, 11), date(2022, 4, 12), &[(2, FS, 0)]),
        action("3B", date(2022, 4, 9), date(2022, 4, 10), &[(0, FS, 0)]),
    ]);
    plan.rows[1].parent = Some(0);
    let what = what_if(&plan, &[(0, 1)]);
    assert_eq!(what.slipped[0].new_finish, date(2022, 4, 11));
    assert_eq!(what.moved.last().map(|one| (one.row, one.new_finish)), Some((2, date(2022, 4, 11))));
}

#[test]
fn a_circle_through_a_focus_area_names_it_once() {
    let calendar = WorkingCalendar::of_division(Division::EnglandAndWales);
    let area = |code| Row::new(RowKind::FocusArea, Code::new(code), "Commissioning", Place::default());
    let mut one = area("1");
    one.links = vec![RowLink { on: 3, kind: FS, lag: 0 }];
    let plan = plan(vec![
        one,
        action("1A", date(2022, 4, 4), date(2022, 4, 8), &[]),
        area("2"),
        action("2A", date(2022, 4, 11), date(2022, 4, 12), &[(0, FS, 0)]),
    ]);
    let dependencies = Dependencies::of(&plan, &calendar).unwrap();
    let circle = dependencies.cycles(&dependencies.scheduled()).concat();
    assert_eq!(circle.iter().filter(|row| **row == 0).count(), 1, "{circle:?}");
}

#[test]
fn what_has_begun_is_told_where_it_should_have_waited() {
    let mut plan = example();
    plan.rows[1].percent = Some(Percent::whole(10));
    assert_eq!(what_if(&plan, &[(0, 3)]).begun, [1]);
    assert!(what_if(&plan, &[(3, 3)]).begun.is_empty());
}

#[test]
fn a_day_that_is_not_worked_is_as_good_as_the_next_that_is() {
    // Sunday 1 May, before a bank holiday: no work lies between it and the start of what it waits for.
    let plan = plan(vec![
        action("3A", date(2022, 4, 4), date(2022, 4, 4), &[]),
        action("3A.1", date(2022, 5, 1), date(2022, 5, 1), &[(2, LinkKind::StartToStart, 0)]),
        action("3B", date(2022, 5, 3), date(2022, 5, 6), &[]),
    ]);
    let what = what_if(&plan, &[]);
    assert!(what.moved.is_empty(), "{what:?}");
    let moved: Vec<_> = what_if(&plan, &[(2, 1)]).moved.iter().map(|one| (one.row, one.new_finish)).collect();
    assert_eq!(moved, [(0, date(2022, 5, 4)), (1, date(2022, 5, 4))]);
}

#[test]
fn dates_beyond_all_reason_move_nothing() {
    let mut plan = example();
    plan.rows[3] = action("4B", date(2022, 4, 4), date(9999, 12, 31), &[]);
    let what = what_if(&plan, &[(0, 3), (3, 3)]);
    assert_eq!((what.slipped.len(), what.finish.map(|(_, then)| then)), (1, Some(date(2022, 5, 6))));
}

#[test]
fn what_is_complete_has_no_slack_to_tell() {
    let calendar = WorkingCalendar::of_division(Division::EnglandAndWales);
    let mut plan = example();
    plan.rows[0].percent = Some(Percent::HUNDRED);
    let slack = Dependencies::of(&plan, &calendar).unwrap().slack();
    let mut rows: Vec<_> = slack.into_keys().collect();
    rows.sort_unstable();
    assert_eq!(rows, [1, 2], "not the one that is done, nor the one that waits for nothing");
}

/// Plans of a few weeks, with links of every kind in any direction, circles among them; some rows have begun.
fn any_plan() -> impl Strategy<Value = Plan> {
    let row = (0i64..60, 0i64..30, 0u8..5);
    let link = (0usize..12, 0usize..12, 0usize..4, -5i32..10);
    (proptest::collection::vec(row, 2..12), proptest::collection::vec(link, 0..14)).prop_map(|(rows, links)| {
        let kinds = [FS, LinkKind::StartToStart, LinkKind::FinishToFinish, LinkKind::StartToFinish];
        let day = |after: i64| date(2022, 4, 4).checked_add(jiff::Span::new().days(after)).unwrap();
        let one = |(nth, (start, days, percent)): (usize, &(i64, i64, u8))| {
            let code = if nth % 4 == 3 { format!("{nth}A.1") } else { format!("{}A", nth + usize::from(nth % 4 == 2)) };
            let mut row = action(&code, day(*start), day(start + days), &[]);
            row.percent = Some(Percent::whole(i32::from(*percent) * 25));
            row
        };
        let mut rows: Vec<Row> = rows.iter().enumerate().map(one).collect();
        let count = rows.len();
        for (row, on, kind, lag) in links {
            if row % count != on % count {
                rows[row % count].links.push(RowLink { on: on % count, kind: kinds[kind], lag });
            }
        }
        plan(rows)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_moves_where_nothing_slips(plan in any_plan()) {
        let calendar = WorkingCalendar::of_division(Division::EnglandAndWales);
        let what = Dependencies::of_all(&plan, &calendar).what_if(&plan, &calendar, &[]);
        prop_assert!(what.slipped.is_empty() && what.moved.is_empty() && what.begun.is_empty(), "{what:?}");
        prop_assert!(what.finish.is_none_or(|(before, after)| calendar.between(before, after) == 0), "{what:?}");
    }

    #[test]
    fn the_longer_a_slip_the_later_all_that_moves(plan in any_plan(), row in 0usize..12, days in 1i32..40) {
        let calendar = WorkingCalendar::of_division(Division::EnglandAndWales);
        let (dependencies, row) = (Dependencies::of_all(&plan, &calendar), row % plan.rows.len());
        let what = |days| dependencies.what_if(&plan, &calendar, &[Slip { row, days }]);
        let (short, long) = (what(days), what(days + 3));
        for one in short.slipped.iter().chain(&short.moved) {
            prop_assert!(one.days > 0 && one.new_start <= one.new_finish, "{one:?}");
            let again = long.slipped.iter().chain(&long.moved).find(|other| other.row == one.row);
            prop_assert!(again.is_some_and(|other| other.new_finish >= one.new_finish), "{one:?} and {again:?}");
        }
        prop_assert!(short.slipped.iter().all(|one| one.days >= days), "{short:?}");
    }
}
