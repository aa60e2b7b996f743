//! The network: each rule by an example worked out by hand on a wall calendar of April 2022 (Good Friday is the 15th,
//! Easter Monday the 18th), and what must hold for every network.

use jiff::civil::date;
use onpace_core::calendar::{Division, WorkingCalendar};
use onpace_core::plan::link::LinkKind;
use onpace_core::schedule::hours::{USUAL_DAY, WorkHours, WorkInstant};
use onpace_core::schedule::network::{
    Constraint, Dates, Lag, Length, Network, NetworkLink, NetworkTask, Progress, Scheduled, TaskDates,
};
use proptest::prelude::*;

const DAY: i32 = 480;

fn at(day: i8, hour: i32) -> WorkInstant {
    WorkInstant::at(date(2022, 4, day), 60 * hour)
}

/// Days of work from Monday 4 April 2022 on, without the bank holidays of England and Wales.
fn network(tasks: Vec<NetworkTask>, links: &[(u32, u32, LinkKind, Lag)]) -> Network {
    let calendar = WorkingCalendar::of_division(Division::EnglandAndWales);
    let link = |(from, to, kind, lag): &(u32, u32, LinkKind, Lag)| NetworkLink {
        from: *from,
        to: *to,
        kind: *kind,
        lag: *lag,
    };
    let links = links.iter().map(link).collect();
    Network { tasks, links, ..Network::on(WorkHours::of_days(&calendar, &USUAL_DAY), at(4, 8)) }
}

fn days(days: i32) -> NetworkTask {
    NetworkTask::of(days * DAY)
}

fn told(network: &Network) -> Vec<(WorkInstant, WorkInstant)> {
    network.schedule().dates.iter().map(|one| (one.start, one.finish)).collect()
}

const FS: LinkKind = LinkKind::FinishToStart;
const SS: LinkKind = LinkKind::StartToStart;
const FF: LinkKind = LinkKind::FinishToFinish;
const SF: LinkKind = LinkKind::StartToFinish;
const NONE: Lag = Lag::Work(0);

#[test]
fn each_kind_of_link_and_lag() {
    // The first runs from Monday 4 to Friday 8 April.
    for (kind, lag, start, finish) in [
        (FS, NONE, at(11, 8), at(12, 17)),
        (FS, Lag::Work(3 * DAY), at(14, 8), at(19, 17)),
        (FS, Lag::Work(-DAY), at(8, 8), at(11, 17)),
        (FS, Lag::Elapsed(1_440), at(11, 8), at(12, 17)),
        (FS, Lag::Elapsed(3 * 1_440), at(12, 8), at(13, 17)),
        (FS, Lag::Percent(40), at(13, 8), at(14, 17)),
        (SS, NONE, at(4, 8), at(5, 17)),
        (SS, Lag::Work(DAY), at(5, 8), at(6, 17)),
        (SS, Lag::Percent(50), at(6, 12), at(8, 12)),
        (FF, NONE, at(7, 8), at(8, 17)),
        (FF, Lag::Work(DAY), at(8, 8), at(11, 17)),
        (SF, Lag::Work(4 * DAY), at(6, 8), at(7, 17)),
    ] {
        let mut found = told(&network(vec![days(5), days(2)], &[(0, 1, kind, lag)]))[1];
        // Noon is where the morning's work ends and where the afternoon's begins.
        if found.0 == at(6, 13) {
            found.0 = at(6, 12);
        }
        assert_eq!(found, (start, finish), "{kind:?} {lag:?}");
    }
}

#[test]
fn each_constraint_with_and_without_a_link() {
    // The first runs from Monday 4 to Wednesday 6 April; the second takes two days and waits for it.
    for (constraint, start) in [
        (Constraint::AsSoonAsPossible, at(7, 8)),
        (Constraint::StartNoEarlierThan(at(11, 8)), at(11, 8)),
        (Constraint::StartNoEarlierThan(at(4, 8)), at(7, 8)),
        (Constraint::FinishNoEarlierThan(at(13, 17)), at(12, 8)),
        (Constraint::StartNoLaterThan(at(6, 8)), at(6, 8)),
        (Constraint::StartNoLaterThan(at(12, 8)), at(7, 8)),
        (Constraint::FinishNoLaterThan(at(7, 17)), at(6, 8)),
        (Constraint::MustStartOn(at(5, 8)), at(5, 8)),
        (Constraint::MustStartOn(at(19, 8)), at(19, 8)),
        (Constraint::MustFinishOn(at(14, 17)), at(13, 8)),
        (Constraint::AsLateAsPossible, at(7, 8)),
    ] {
        let second = NetworkTask { constraint, ..days(2) };
        let found = told(&network(vec![days(3), second], &[(0, 1, FS, NONE)]))[1];
        assert_eq!(found.0, start, "{constraint:?}");
    }
    // Where there is time, as late as possible is later, and nothing is put off by it.
    let late = NetworkTask { constraint: Constraint::AsLateAsPossible, ..days(2) };
    let scheduled = network(vec![days(5), late, days(1)], &[(1, 2, FS, NONE)]).schedule();
    assert_eq!(scheduled.dates[1].start, at(6, 8), "the last day is for what waits for it");
    assert_eq!(scheduled.finish, at(8, 17));
}

#[test]
fn slack_and_the_critical_path() {
    // Two ways from the first to the last: five days, and two.
    let tasks = vec![days(1), days(5), days(2), days(1), NetworkTask::of(0)];
    let links = [(0, 1, FS, NONE), (0, 2, FS, NONE), (1, 3, FS, NONE), (2, 3, FS, NONE), (3, 4, FS, NONE)];
    let scheduled = network(tasks, &links).schedule();
    let slack: Vec<_> = scheduled.dates.iter().map(|one| (one.total_slack / DAY, one.free_slack / DAY)).collect();
    assert_eq!(slack, [(0, 0), (0, 0), (3, 3), (0, 0), (0, 0)]);
    let critical: Vec<bool> = scheduled.dates.iter().map(Dates::is_critical).collect();
    assert_eq!(critical, [true, true, false, true, true]);
    assert_eq!((scheduled.dates[4].start, scheduled.finish), (at(12, 17), at(12, 17)), "a point lies where work ended");
    assert_eq!((scheduled.dates[2].late_start, scheduled.dates[2].late_finish), (at(8, 8), at(11, 17)));
    // A deadline moves nothing, and uses slack up.
    let due = NetworkTask { due: Some(at(6, 17)), ..days(5) };
    let scheduled = network(vec![due], &[]).schedule();
    assert_eq!((scheduled.dates[0].finish, scheduled.dates[0].total_slack), (at(8, 17), -2 * DAY));
}

#[test]
fn summaries_run_from_the_first_child_to_the_last_and_hand_down_what_they_wait_for() {
    let part = |parent, task: NetworkTask| NetworkTask { parent: Some(parent), ..task };
    let tasks = vec![days(3), days(0), part(1, days(2)), part(1, days(4)), days(1)];
    let scheduled = network(tasks, &[(0, 1, FS, NONE), (1, 4, FS, NONE)]).schedule();
    let found: Vec<_> = scheduled.dates.iter().map(|one| (one.start, one.finish)).collect();
    assert_eq!(found[1], (at(7, 8), at(12, 17)));
    assert_eq!(found[2], (at(7, 8), at(8, 17)));
    assert_eq!(found[4], (at(13, 8), at(13, 17)));
    assert_eq!(scheduled.dates[2].total_slack, 2 * DAY, "what waits for the sum waits for the last child");
    assert!(scheduled.dates[1].is_critical() && scheduled.dates[3].is_critical());
}

#[test]
fn progress_and_dates_set_by_hand_hold() {
    let done = Progress { started: Some(at(5, 8)), finished: Some(at(6, 17)), remaining: None };
    let begun = Progress { started: Some(at(6, 8)), finished: None, remaining: Some(DAY) };
    let tasks = vec![
        NetworkTask { progress: done, ..days(5) },
        NetworkTask { progress: begun, ..days(3) },
        days(1),
        NetworkTask { dated: TaskDates::ByHand(at(9, 9), at(9, 10)), ..days(7) },
    ];
    let mut network = network(tasks, &[(0, 1, FS, NONE), (1, 2, FS, NONE), (2, 3, FS, NONE)]);
    let found = told(&network);
    assert_eq!(found[0], (at(5, 8), at(6, 17)));
    assert_eq!(found[1], (at(6, 8), at(8, 17)), "it started before it might have");
    assert_eq!(found[2], (at(11, 8), at(11, 17)));
    assert_eq!(found[3], (at(9, 9), at(9, 10)), "a Saturday, and nobody asks the links");
    // On the day that progress speaks of, what is left of it is still to do.
    network.status = Some(at(13, 8));
    let found = told(&network);
    assert_eq!(found[1], (at(6, 8), at(13, 17)));
    assert_eq!(found[2], (at(14, 8), at(14, 17)));
}

#[test]
fn planned_dates_hold_until_they_are_pushed() {
    let planned = |from: WorkInstant, to: WorkInstant, length: i32| NetworkTask {
        dated: TaskDates::Planned(from, to),
        ..days(length)
    };
    // A Sunday is a Sunday, where that is what was planned.
    let tasks = vec![planned(at(10, 8), at(12, 17), 2), planned(at(13, 8), at(14, 17), 2)];
    let mut network = network(tasks, &[(0, 1, FS, NONE)]);
    assert_eq!(told(&network), [(at(10, 8), at(12, 17)), (at(13, 8), at(14, 17))]);
    network.tasks[0].dated = TaskDates::Planned(at(12, 8), at(14, 17));
    assert_eq!(told(&network)[1], (at(19, 8), at(20, 17)), "as long as before, over Easter");
}

#[test]
fn a_circle_is_told_with_its_path_and_the_rest_is_dated() {
    let tasks = vec![days(1), days(1), days(1), days(1), days(1)];
    let links =
        [(0, 1, FS, NONE), (1, 2, FS, NONE), (2, 3, FS, NONE), (3, 1, FS, NONE), (3, 4, FS, NONE), (4, 4, SS, NONE)];
    let scheduled = network(tasks, &links).schedule();
    let mut cycles = scheduled.cycles.clone();
    cycles.sort();
    assert_eq!(cycles, [vec![1, 2, 3], vec![4]]);
    assert_eq!(scheduled.dates[1].start, at(5, 8), "what leads into the circle still holds");
    assert_eq!(scheduled.dates[4].start, at(5, 8), "and what leads out of it");
    // A part that its own sum waits for; parents that are part of each other; links to nowhere.
    let mut odd = network(vec![days(1), days(1), days(1)], &[(1, 0, FS, NONE), (7, 1, FS, NONE)]);
    odd.tasks[1].parent = Some(0);
    assert_eq!(odd.schedule().cycles, [vec![0, 1]]);
    (odd.tasks[0].parent, odd.tasks[2].parent) = (Some(1), Some(99));
    assert!(odd.schedule().cycles.is_empty(), "then neither is part of the other");
}

#[test]
fn counted_back_from_the_finish_everything_is_as_late_as_possible() {
    let mut network = network(vec![days(2), days(3), days(1)], &[(0, 1, FS, NONE)]);
    network.finish = Some(at(14, 17));
    let found = told(&network);
    assert_eq!(found, [(at(8, 8), at(11, 17)), (at(12, 8), at(14, 17)), (at(14, 8), at(14, 17))]);
}

#[test]
fn a_long_chain_and_a_deep_outline_need_no_depth() {
    let count = 200_000u32;
    let chain: Vec<_> = (1..count).map(|n| (n - 1, n, FS, NONE)).collect();
    let mut long = network(vec![NetworkTask::of(1); count as usize], &chain);
    assert!(long.schedule().cycles.is_empty());
    long.links.push(NetworkLink { from: count - 1, to: 0, kind: FS, lag: NONE });
    assert_eq!(long.schedule().cycles[0].len(), count as usize);
    let mut deep = network(vec![NetworkTask::of(60); 50_000], &[]);
    for n in 1..50_000u32 {
        deep.tasks[n as usize].parent = Some(n - 1);
    }
    assert_eq!(deep.schedule().dates[0].finish, at(4, 9));
}

/// Any network of some tasks: links lead from lower to higher numbers, so none is a circle.
fn any_network() -> impl Strategy<Value = Network> {
    let kind = prop_oneof![Just(FS), Just(SS), Just(FF), Just(SF)];
    let lag = prop_oneof![
        3 => Just(NONE),
        1 => (-2_000..3_000i32).prop_map(Lag::Work),
        1 => (-3_000..5_000i32).prop_map(Lag::Elapsed),
        1 => (-50..150i32).prop_map(Lag::Percent),
    ];
    let task = prop_oneof![Just(0), 1..4_000i32].prop_map(NetworkTask::of);
    (proptest::collection::vec(task, 2..24), proptest::collection::vec((0u32..24, 0u32..24, kind, lag), 0..40))
        .prop_map(|(tasks, links)| {
            let count = u32::try_from(tasks.len()).unwrap();
            let forward = |(one, other, kind, lag): (u32, u32, LinkKind, Lag)| {
                let (one, other) = (one % count, other % count);
                (one != other).then(|| (one.min(other), one.max(other), kind, lag))
            };
            network(tasks, &links.into_iter().filter_map(forward).collect::<Vec<_>>())
        })
}

fn moved(network: &Network, order: &[usize]) -> Network {
    let mut place = vec![0u32; order.len()];
    for (to, from) in order.iter().enumerate() {
        place[*from] = u32::try_from(to).unwrap();
    }
    let mut made = network.clone();
    made.tasks = order.iter().map(|from| network.tasks[*from]).collect();
    for task in &mut made.tasks {
        task.parent = task.parent.map(|parent| place[parent as usize]);
    }
    for link in &mut made.links {
        (link.from, link.to) = (place[link.from as usize], place[link.to as usize]);
    }
    made.links.reverse();
    made
}

fn starts(scheduled: &Scheduled) -> Vec<WorkInstant> {
    scheduled.dates.iter().map(|one| one.start).collect()
}

proptest! {
    #[test]
    fn the_order_of_rows_changes_nothing(network in any_network(), seed in any::<u64>(), parents in proptest::collection::vec(any::<u32>(), 24)) {
        let mut network = network;
        // Some are parts of others: of what has no links, so that there is no circle.
        let linked: Vec<u32> = network.links.iter().flat_map(|link| [link.from, link.to]).collect();
        for (n, any) in parents.iter().enumerate().take(network.tasks.len()).skip(1) {
            let parent = any % u32::try_from(n).unwrap();
            network.tasks[n].parent = (any % 3 == 0 && !linked.contains(&parent)).then_some(parent);
        }
        let count = network.tasks.len();
        let mut order: Vec<usize> = (0..count).collect();
        let mut state = seed | 1;
        for n in (1..count).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(n, usize::try_from(state >> 33).unwrap() % (n + 1));
        }
        let (one, other) = (network.schedule(), moved(&network, &order).schedule());
        for (to, from) in order.iter().enumerate() {
            prop_assert_eq!(one.dates[*from], other.dates[to]);
        }
    }

    #[test]
    fn a_predecessor_that_is_later_makes_nothing_earlier(network in any_network(), which in 0usize..24, by in 1..3_000i32) {
        let before = network.schedule();
        let mut later = network.clone();
        let n = which % later.tasks.len();
        let start = before.dates[n].start.later(by);
        later.tasks[n].constraint = Constraint::StartNoEarlierThan(start);
        let after = later.schedule();
        for (before, after) in starts(&before).into_iter().zip(starts(&after)) {
            prop_assert!(after >= before);
        }
    }

    #[test]
    fn slack_is_least_on_the_critical_path_and_nothing_is_later_than_it_may_be(network in any_network()) {
        let scheduled = network.schedule();
        prop_assert!(scheduled.dates.iter().any(Dates::is_critical), "something ends last");
        let hours = &network.calendars[0];
        for one in &scheduled.dates {
            prop_assert!(one.total_slack >= 0, "nothing binds it: {:?}", one);
            prop_assert!(hours.between(one.finish, one.late_finish) >= 0);
            prop_assert!(one.free_slack <= one.total_slack);
        }
    }

    #[test]
    fn without_links_planned_dates_are_kept(plans in proptest::collection::vec((0..2_000_000i32, 0..50_000i32, 0..9_000i32), 1..30)) {
        let task = |(start, took, minutes): &(i32, i32, i32)| {
            let start = at(1, 0).later(*start);
            NetworkTask { dated: TaskDates::Planned(start, start.later(*took)), ..NetworkTask::of(*minutes) }
        };
        let network = network(plans.iter().map(task).collect(), &[]);
        for (task, dates) in network.tasks.iter().zip(network.schedule().dates) {
            prop_assert_eq!(task.dated, TaskDates::Planned(dates.start, dates.finish));
        }
    }

    #[test]
    fn no_input_stops_it(
        tasks in proptest::collection::vec((any::<i32>(), any::<u32>(), any::<bool>(), any::<i32>()), 1..12),
        links in proptest::collection::vec((any::<u32>(), any::<u32>(), any::<i32>()), 0..20),
        start in any::<i32>(),
    ) {
        let count = u32::try_from(tasks.len()).unwrap();
        let task = |(minutes, parent, is_elapsed, when): &(i32, u32, bool, i32)| NetworkTask {
            parent: (parent % 3 == 0).then_some(parent % (count + 1)),
            length: if *is_elapsed { Length::Elapsed(*minutes) } else { Length::Work(*minutes) },
            constraint: if when % 2 == 0 { Constraint::MustFinishOn(WorkInstant(*when)) } else { Constraint::AsLateAsPossible },
            due: Some(WorkInstant(*when)),
            dated: match when % 5 {
                1 => TaskDates::Planned(WorkInstant(*when), WorkInstant(*minutes)),
                2 => TaskDates::ByHand(WorkInstant(*when), WorkInstant(*minutes)),
                _ => TaskDates::Computed,
            },
            progress: Progress {
                started: (when % 7 > 3).then_some(WorkInstant(*minutes)),
                finished: (when % 7 > 5).then_some(WorkInstant(*when)),
                remaining: (when % 3 == 0).then_some(*when),
            },
            calendar: *parent,
        };
        let kinds = [FS, SS, FF, SF];
        let lag = |lag: i32| [Lag::Percent(lag), Lag::Work(lag), Lag::Elapsed(lag)][lag.unsigned_abs() as usize % 3];
        let links: Vec<_> = links.iter().map(|(from, to, minutes)| {
            (from % count, to % (count + 1), kinds[(from % 4) as usize], lag(*minutes))
        }).collect();
        let mut network = network(tasks.iter().map(task).collect(), &links);
        network.start = WorkInstant(start);
        network.status = (start % 2 == 0).then_some(WorkInstant(start / 2));
        network.finish = (start % 3 == 0).then_some(WorkInstant(start / 3));
        prop_assert_eq!(network.schedule().dates.len(), tasks.len());
    }
}
