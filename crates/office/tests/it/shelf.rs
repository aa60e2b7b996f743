//! States that are kept: whatever arrives after one, the answer is that of all events folded anew.

use jiff::civil::{Date, date};
use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event};
use onpace_core::ledger::fold;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::state::State;
use onpace_core::ledger::stream::Stream;
use onpace_core::plan::event::PlanEvent;
use onpace_core::plan::facts::RowFacts;
use onpace_core::plan::report_facts::ReportFacts;
use onpace_core::plan::row_facts::{Addition, Order, Spot};
use onpace_core::quantity::Percent;
use onpace_office::desk::Desk;
use onpace_office::{shelf, shelved};
use onpace_store::{Access, Entry, Ledger as _, Snapshot, Store};

fn entry(effective: Option<Date>, event: Event) -> Entry {
    Entry { effective, actor: "person-1".into(), channel: Channel::Web, reason: None, event }
}

fn report(day: Date, percent: i32) -> Entry {
    let report = ReportFacts { percent: Some(Percent::whole(percent)), ..ReportFacts::default() };
    entry(Some(day), Event::Plan(PlanEvent::Reported { row: "1A".into(), report }))
}

/// A plan with enough reports, one every working hour or so, that states of it are kept.
fn store(folder: &std::path::Path) -> Store {
    let store = Store::open(folder, Access::Write).unwrap();
    let opened = Event::Plan(PlanEvent::Opened { title: "A plan".into(), level_name: "Pillar".into() });
    let spot = Spot { order: Order::Nth(1), ..Spot::default() };
    let facts = RowFacts::titled("1A", "Agree it");
    let added = Event::Plan(PlanEvent::Added(Box::new(Addition { row: "1A".into(), spot, facts })));
    store
        .append(Stream::Plan("send"), 0, Instant::from_micros(1), vec![entry(None, opened), entry(None, added)])
        .unwrap();
    for n in 0..5 {
        let day = date(2022, 1, 1).saturating_add(jiff::Span::new().months(n));
        let reports = (0..2_500).map(|at| report(day, at % 101)).collect();
        let last = store.plans().unwrap()[0].seq;
        store.append(Stream::Plan("send"), last, Instant::from_micros(10 * i64::from(n + 1)), reports).unwrap();
        shelf::keep(&store, "send").unwrap();
    }
    assert_eq!(store.snapshots(Stream::Plan("send")).unwrap().len(), 5, "a state is kept now and then");
    store
}

fn whole(store: &Store, until: Until) -> State {
    let all: Vec<_> =
        store.read(Stream::Plan("send"), 0, usize::MAX).unwrap().into_iter().map(|kept| kept.recorded).collect();
    fold::fold(&all, until)
}

fn assert_all_days(store: &Store) {
    for as_at in [None, Some(date(2021, 1, 1)), Some(date(2022, 1, 1)), Some(date(2022, 3, 15)), Some(date(2023, 1, 1))]
    {
        for known_by in [None, Some(5), Some(25), Some(35), Some(60)].map(|at| at.map(Instant::from_micros)) {
            let until = Until { as_at, known_by };
            let (state, _) = shelf::state(store, "send", until).unwrap();
            assert_eq!(state, whole(store, until), "{until:?}");
        }
    }
}

#[test]
fn what_arrives_late_counts_whatever_was_kept_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    assert_all_days(&store);
    let last = store.plans().unwrap()[0].seq;
    store.append(Stream::Plan("send"), last, Instant::from_micros(60), vec![report(date(2022, 2, 15), 7)]).unwrap();
    assert_all_days(&store);
    store.append(Stream::Plan("send"), last + 1, Instant::from_micros(61), vec![report(date(2021, 6, 1), 3)]).unwrap();
    store
        .append(
            Stream::Plan("send"),
            last + 2,
            Instant::from_micros(62),
            vec![entry(Some(date(2022, 6, 1)), Event::Plan(PlanEvent::Superseded { of: 4_000 }))],
        )
        .unwrap();
    assert_all_days(&store);
    store
        .append(Stream::Plan("send"), last + 3, Instant::from_micros(63), vec![report(date(2023, 6, 1), 100)])
        .unwrap();
    assert_all_days(&store);
    store.erase(Stream::Plan("send"), 9_000, Instant::from_micros(64), "person-2", "asked for").unwrap();
    assert_all_days(&store);
    assert_eq!(Desk::to_read(folder.path()).unwrap().verify(None).unwrap().fault, None);
}

#[test]
fn a_kept_state_that_is_not_what_the_events_make_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    let desk = Desk::to_read(folder.path()).unwrap();
    assert_eq!(desk.verify(None).unwrap().fault, None);
    let second = store.snapshots(Stream::Plan("send")).unwrap().remove(1);
    let mut state = shelved::state(&second.body).unwrap();
    std::sync::Arc::make_mut(&mut state.rows[0]).report.percent = Some(Percent::whole(99));
    let body = shelved::pack(&state).unwrap();
    store.keep_snapshot(Stream::Plan("send"), Snapshot { body, ..second.clone() }).unwrap();
    let fault = desk.verify(None).unwrap().fault.unwrap();
    assert_eq!((fault.plan.as_deref(), fault.seq), (Some("send"), Some(second.seq)));
    assert!(fault.what.contains("not what the events make"), "{}", fault.what);
}
