//! The ledger as those who rely on it see it: two times, any order, no sequence that stops it.

use jiff::civil::{Date, date};
use onpace_core::house::event::HouseEvent;
use onpace_core::ids::RowKey;
use onpace_core::instant::Instant;
use onpace_core::ledger::apply::apply;
use onpace_core::ledger::event::{Channel, Event, Recorded};
use onpace_core::ledger::fold::{Until, continued, fold};
use onpace_core::ledger::state::State;
use onpace_core::plan::command::{Command, NewRow};
use onpace_core::plan::decide::decide;
use onpace_core::plan::event::PlanEvent;
use onpace_core::plan::facts::{DateFact, OfficerFact, RoleFact, RowFacts};
use onpace_core::plan::outline::Label;
use onpace_core::plan::report_facts::ReportFacts;
use onpace_core::plan::row_facts::{Addition, BaselineRow, Change, Link, LinkKind, Order, Spot};
use onpace_core::quantity::Percent;
use proptest::prelude::*;

const CODES: [&str; 12] = ["1", "1A", "1A.1", "1A.2", "1B", "2", "2A", "2A.1", "2B", "10", "10A", "10B"];

fn label(id: &str) -> Label {
    Label { written: id.to_owned(), described: String::new() }
}

fn day(number: u8) -> Date {
    date(2022, 4, 1).saturating_add(jiff::Span::new().days(i64::from(number)))
}

fn at(number: u8) -> DateFact {
    DateFact { when: day(number).to_string(), weekday: None, text: None }
}

fn report(percent: u8, note: &str) -> ReportFacts {
    let percent = Some(Percent::whole(i32::from(percent % 101)));
    ReportFacts { percent, note: Some(note.to_owned()), ..ReportFacts::default() }
}

fn recorded(seq: u64, effective: Option<Date>, event: Event) -> Recorded {
    let recorded_at = i64::try_from(seq).unwrap() * 10;
    Recorded {
        seq,
        recorded_at: Instant::from_micros(recorded_at),
        effective,
        channel: Channel::Cli,
        reason: None,
        event: Some(event),
    }
}

/// A plan of all codes but the last of each area, from always.
fn opening() -> Vec<Recorded> {
    let opened = Event::Plan(PlanEvent::Opened { title: "A plan".into(), level_name: "Priority".into() });
    let add = |(nth, code): (u32, &str)| {
        let facts = RowFacts { focus_area: code.parse::<u8>().is_ok(), ..RowFacts::titled(code, "Do it") };
        let spot = Spot { order: Order::Nth(nth), ..Spot::default() };
        Event::Plan(PlanEvent::Added(Box::new(Addition { row: code.into(), spot, facts })))
    };
    let events = std::iter::once(opened).chain((0..).zip(CODES).map(add));
    (1..).zip(events).map(|(seq, event)| recorded(seq, None, event)).collect()
}

/// What there is to say of a plan, without who said it first.
fn said(state: &State) -> String {
    let (plan, _) = state.plan(&label);
    let mut rows: Vec<_> = state.rows.iter().collect();
    rows.sort_by(|a, b| a.key.cmp(&b.key));
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            (&row.key, &row.facts, &row.report, &row.links, &row.overridden, row.withdrawn, row.heard.map(|h| h.on))
        })
        .collect();
    format!("{plan:#?}\n{rows:#?}")
}

/// One command for each row and one new row each: no two speak of the same.
fn independent(kinds: &[u8]) -> Vec<(Command, Date)> {
    let command = |(at_row, kind): (usize, &u8)| {
        let code = CODES[at_row % CODES.len()].to_owned();
        let is_action = code.parse::<u8>().is_err();
        let command = match kind % 6 {
            0 => Command::Report { code, report: report(*kind, "went well") },
            1 => Command::Revise { code, changes: vec![Change::Title(format!("Do {kind}"))] },
            2 if is_action => Command::Revise { code, changes: vec![Change::Finish(Some(at(*kind)))] },
            3 if is_action => Command::OverrideStatus { code, status: "amber".into() },
            4 if is_action && !code.starts_with("10") => {
                Command::Link { code, on: "10".into(), kind: LinkKind::FinishToStart, lag: 2 }
            }
            _ => {
                let code = format!("{code}.{}", 90 + at_row);
                let code = if is_action { code } else { format!("{}Z.{at_row}", CODES[at_row % CODES.len()]) };
                Command::Add(NewRow { key: code.clone().into(), code, title: "New".into(), ..NewRow::default() })
            }
        };
        (command, day(kind / 8))
    };
    kinds.iter().enumerate().map(command).collect()
}

fn all_done(commands: &[(Command, Date)]) -> State {
    let mut events = opening();
    for (command, on) in commands {
        let then = fold(&events, Until { as_at: Some(*on), known_by: None });
        for event in decide(&then, command).unwrap() {
            let seq = events.len() as u64 + 1;
            events.push(recorded(seq, Some(*on), event));
        }
    }
    fold(&events, Until::default())
}

fn any_row() -> impl Strategy<Value = RowKey> {
    let known = proptest::sample::select(&CODES[..]).prop_map(RowKey::from);
    prop_oneof![4 => known, 1 => "[0-9]{1,2}[A-C]?(\\.[0-9])?".prop_map(RowKey::from)]
}

fn any_spot() -> impl Strategy<Value = Spot> {
    let order = prop_oneof![Just(Order::ByCode), (0u32..20).prop_map(Order::Nth), any_row().prop_map(Order::After)];
    (proptest::option::of(any_row()), proptest::option::of(any_row()), order).prop_map(|(parent, area, order)| Spot {
        parent,
        area,
        on_top: false,
        order,
    })
}

fn any_date() -> impl Strategy<Value = Option<DateFact>> {
    let text = prop_oneof![any::<u8>().prop_map(|n| day(n).to_string()), Just("2022-05".to_owned()), ".{0,8}"];
    proptest::option::of(text.prop_map(|when| DateFact { when, weekday: Some("Monday".into()), text: None }))
}

fn any_event() -> impl Strategy<Value = Event> {
    let officers = proptest::collection::vec("person-[0-9]", 0..3).prop_map(|ids| {
        ids.into_iter().map(|person| OfficerFact { person: person.into(), role: RoleFact::Lead }).collect::<Vec<_>>()
    });
    let said = || (any::<u8>(), ".{0,10}").prop_map(|(percent, note)| report(percent, &note));
    let change = prop_oneof![
        ".{0,10}".prop_map(Change::Title),
        any_row().prop_map(|row| Change::Code(row.into())),
        any_date().prop_map(Change::Start),
        any_date().prop_map(Change::Finish),
        proptest::option::of(any::<i32>()).prop_map(Change::Duration),
        officers.prop_map(Change::Officers),
        any::<bool>().prop_map(Change::Summary),
    ];
    prop_oneof![
        ".{0,10}".prop_map(|title| Event::Plan(PlanEvent::Opened { title, level_name: "Pillar".into() })),
        (any_row(), any_spot(), any::<bool>()).prop_map(|(row, spot, focus_area)| {
            let facts = RowFacts { focus_area, ..RowFacts::titled(&row, "Do it") };
            Event::Plan(PlanEvent::Added(Box::new(Addition { row, spot, facts })))
        }),
        (any_row(), proptest::collection::vec(change, 0..3))
            .prop_map(|(row, changes)| Event::Plan(PlanEvent::Revised { row, changes })),
        (any_row(), any_spot()).prop_map(|(row, to)| Event::Plan(PlanEvent::Moved { row, to })),
        any_row().prop_map(|row| Event::Plan(PlanEvent::Withdrawn { row })),
        (any_row(), any_row(), any::<i32>()).prop_map(|(row, on, lag)| Event::Plan(PlanEvent::Linked {
            row,
            link: Link { on, kind: LinkKind::StartToStart, lag }
        })),
        (any_row(), any_row()).prop_map(|(row, on)| Event::Plan(PlanEvent::Unlinked { row, on })),
        (any_row(), any_date()).prop_map(|(row, start)| {
            Event::Plan(PlanEvent::Baselined { name: "b".into(), rows: vec![BaselineRow { row, start, finish: None }] })
        }),
        (any_row(), said()).prop_map(|(row, report)| Event::Plan(PlanEvent::Reported { row, report })),
        (any_row(), any::<u8>()).prop_map(|(row, n)| Event::Plan(PlanEvent::DateProposed { row, finish: Some(at(n)) })),
        (0u64..60, any::<bool>()).prop_map(|(proposal, granted)| Event::Plan(PlanEvent::DateDecided {
            proposal,
            granted,
            finish: None
        })),
        (any_row(), ".{0,6}").prop_map(|(row, status)| Event::Plan(PlanEvent::StatusOverridden { row, status })),
        any_row().prop_map(|row| Event::Plan(PlanEvent::StatusLifted { row })),
        (0u64..60, any_row(), said()).prop_map(|(of, row, report)| Event::Plan(PlanEvent::Corrected {
            of,
            row,
            report
        })),
        (0u64..60).prop_map(|of| Event::Plan(PlanEvent::Superseded { of })),
        (0u64..60).prop_map(|of| Event::House(HouseEvent::Erased { of })),
    ]
}

fn any_history() -> impl Strategy<Value = Vec<Recorded>> {
    let one = (any_event(), proptest::option::weighted(0.8, 0u8..40), any::<bool>(), any::<bool>());
    proptest::collection::vec(one, 0..40).prop_map(|all| {
        let record = |(seq, (event, on, import, erased)): (u64, (Event, Option<u8>, bool, bool))| Recorded {
            channel: if import { Channel::Import } else { Channel::Web },
            event: (!erased || seq % 5 > 0).then_some(event),
            ..recorded(seq, on.map(day), Event::House(HouseEvent::Erased { of: 0 }))
        };
        opening().into_iter().chain((14..).zip(all).map(record)).collect()
    })
}

proptest! {
    #[test]
    fn independent_commands_fold_the_same_in_any_order(
        kinds in proptest::collection::vec(any::<u8>(), 1..12),
        order in any::<u64>(),
    ) {
        let commands = independent(&kinds);
        let mut shuffled = commands.clone();
        let mut state = order | 1;
        for at in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(at, usize::try_from(state >> 33).unwrap() % (at + 1));
        }
        prop_assert_eq!(said(&all_done(&commands)), said(&all_done(&shuffled)));
    }

    #[test]
    fn as_at_is_a_replay_of_what_holds_by_then_and_was_known(events in any_history(), on in 0u8..45, cut in 0usize..60) {
        let known_by = events.get(cut).map(|event| event.recorded_at);
        let until = Until { as_at: Some(day(on)), known_by };
        // By hand: what was recorded by then is a prefix; of that what holds; in the order of the days.
        let prefix: Vec<&Recorded> = events.iter().take_while(|e| known_by.is_none_or(|at| e.recorded_at <= at)).collect();
        let gone: Vec<u64> = prefix.iter().filter_map(|e| e.event.as_ref().and_then(Event::replaces).filter(|of| *of < e.seq)).collect();
        let mut holding: Vec<&Recorded> = prefix.into_iter().filter(|e| e.effective.is_none_or(|d| d <= day(on))).collect();
        holding.sort_by_key(|e| (e.effective, e.seq));
        let mut state = State::default();
        holding.iter().filter(|e| !gone.contains(&e.seq)).for_each(|e| apply(&mut state, e));
        prop_assert_eq!(state, fold(&events, until));
    }

    #[test]
    fn a_fold_that_goes_on_from_a_kept_state_is_the_whole_fold(events in any_history(), cut in 13usize..50, on in 0u8..45) {
        let cut = cut.min(events.len());
        let kept = fold(&events[..cut], Until::default());
        let body = serde_json::to_vec(&kept).unwrap();
        let again = serde_json::from_slice::<State>(&body).unwrap().indexed();
        prop_assert_eq!(&again, &kept);
        for until in [Until::default(), Until { as_at: Some(day(on)), known_by: None }] {
            if let Some(state) = continued(&again, &events[cut..], until) {
                prop_assert_eq!(said(&state), said(&fold(&events, until)));
                prop_assert_eq!(state, fold(&events, until));
            }
        }
    }

    #[test]
    fn no_sequence_of_events_stops_the_fold_and_no_row_is_lost(events in any_history()) {
        let state = fold(&events, Until::default());
        let (plan, _) = state.plan(&label);
        prop_assert_eq!(plan.rows.len(), state.standing().count());
        for event in events.iter().filter_map(|recorded| recorded.event.as_ref()) {
            let text = serde_json::to_string(event).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Event>(&text).unwrap(), event);
        }
    }
}

#[test]
fn a_kept_state_is_gone_on_from_where_nothing_reaches_back_behind_it() {
    let mut events = opening();
    let said = |seq, on, percent| {
        recorded(
            seq,
            Some(day(on)),
            Event::Plan(PlanEvent::Reported { row: "1A".into(), report: report(percent, "x") }),
        )
    };
    events.push(said(14, 10, 20));
    let kept = fold(&events, Until::default());
    assert!(continued(&kept, &[said(15, 10, 30)], Until::default()).is_some());
    assert!(continued(&kept, &[said(15, 9, 30)], Until::default()).is_none(), "back-dated");
    assert!(
        continued(
            &kept,
            &[recorded(15, Some(day(12)), Event::Plan(PlanEvent::Superseded { of: 14 }))],
            Until::default()
        )
        .is_none()
    );
    let before = Until { as_at: Some(day(9)), known_by: None };
    assert!(continued(&kept, &[], before).is_none(), "it holds more than was so on that day");
}

#[test]
fn a_back_dated_correction_changes_what_was_and_never_what_was_known() {
    let mut events = opening();
    let say = |seq, on, event| recorded(seq, Some(day(on)), event);
    events.push(say(14, 10, Event::Plan(PlanEvent::Reported { row: "1A".into(), report: report(50, "half") })));
    events.push(say(15, 20, Event::Plan(PlanEvent::Reported { row: "1A".into(), report: report(60, "more") })));
    events.push(say(
        16,
        10,
        Event::Plan(PlanEvent::Corrected { of: 14, row: "1A".into(), report: report(30, "a third") }),
    ));
    events.push(say(
        17,
        5,
        Event::Plan(PlanEvent::Reported { row: "1A".into(), report: report(10, "late in coming") }),
    ));
    let percent = |on: u8, known_by: Option<Instant>| {
        let state = fold(&events, Until { as_at: Some(day(on)), known_by });
        state.row("1A").unwrap().report.percent.map(|p| p.to_string()).unwrap_or_default()
    };
    assert_eq!([4, 5, 10, 20].map(|on| percent(on, None)), ["", "10%", "30%", "60%"]);
    assert_eq!([4, 5, 10, 20].map(|on| percent(on, Some(Instant::from_micros(159)))), ["", "", "50%", "60%"]);
}

#[test]
fn commands_are_refused_by_code_and_arguments() {
    let state = fold(&opening(), Until::default());
    let code = |code: &str| code.to_owned();
    let new = |code: &str, title: &str| NewRow {
        key: code.into(),
        code: code.to_owned(),
        title: title.to_owned(),
        ..NewRow::default()
    };
    let told: Vec<String> = [
        Command::Report { code: code("7Z"), report: report(5, "x") },
        Command::Report { code: code("1A"), report: ReportFacts::default() },
        Command::Report { code: code("1A"), report: report(5, &"x".repeat(5_001)) },
        Command::Add(new("1A", "Again")),
        Command::Add(new("1C", " ")),
        Command::Add(new("one two", "Title")),
        Command::Add(NewRow { start: Some(at(9)), finish: Some(at(3)), ..new("1C", "Title") }),
        Command::Move { code: code("1A"), under: Some(code("1A")), after: None },
        Command::Link { code: code("1A"), on: code("1A"), kind: LinkKind::FinishToStart, lag: 0 },
        Command::Link { code: code("1A"), on: code("1"), kind: LinkKind::FinishToStart, lag: 0 },
        Command::Link { code: code("1"), on: code("1A"), kind: LinkKind::StartToStart, lag: 0 },
        Command::Unlink { code: code("1A"), on: code("1B") },
        Command::SetBaseline { name: code("first") },
        Command::DecideDate { proposal: 3, granted: true, finish: None },
        Command::LiftStatus { code: code("1A") },
        Command::Correct { original: Box::new(opening()[1].clone()), report: report(5, "x") },
    ]
    .iter()
    .map(|command| serde_json::to_string(&decide(&state, command).unwrap_err()).unwrap())
    .collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn an_action_may_wait_for_the_one_that_it_hangs_from() {
    let state = fold(&opening(), Until::default());
    let link = |on: &str| Command::Link { code: "1A.1".into(), on: on.into(), kind: LinkKind::FinishToStart, lag: 0 };
    assert!(decide(&state, &link("1A")).is_ok());
    assert!(decide(&state, &link("1")).is_err(), "it would wait for itself");
}

#[test]
fn a_row_without_a_place_stands_where_its_code_sorts() {
    let mut commands = Vec::new();
    for code in ["1A.3", "1C", "2C", "3", "3A", "11A"] {
        let focus_area = code == "3";
        let new =
            NewRow { key: code.into(), focus_area, code: code.to_owned(), title: "New".into(), ..NewRow::default() };
        commands.push((Command::Add(new), day(1)));
    }
    let (plan, _) = all_done(&commands).plan(&label);
    let codes: Vec<&str> = plan.rows.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(codes.join(" "), "1 1A 1A.1 1A.2 1A.3 1B 1C 2 2A 2A.1 2B 2C 3 3A 10 10A 10B 11A");
}
