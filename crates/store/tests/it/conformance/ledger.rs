//! Events: appended, read back, kept apart.

use super::each;
use crate::at;
use crate::{opened, update};
use onpace_core::ledger::event::Event;
use onpace_core::ledger::fold;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::stream::Stream;
use onpace_core::plan::event::PlanEvent;
use onpace_core::plan::report_facts::ReportFacts;
use onpace_store::{Entry, Snapshot, StoreError};

#[test]
fn what_was_appended_is_read_back_in_order() {
    each(|ledger| {
        assert_eq!(ledger.plans().unwrap(), []);
        let first = ledger.append(Stream::Plan("send"), 0, at(100), vec![opened(), update("one")]).unwrap();
        assert_eq!((first.first, first.last, first.recorded_at), (1, 2, at(100)));
        ledger.append(Stream::Plan("other"), 0, at(50), vec![opened()]).unwrap();
        let second = ledger.append(Stream::Plan("send"), 2, at(90), vec![update("two \u{1f600}\nline")]).unwrap();
        assert_eq!(second.recorded_at, at(101), "the recorded time never goes back, nor stands still");
        let read = ledger.read(Stream::Plan("send"), 0, usize::MAX).unwrap();
        assert_eq!(read.iter().map(|e| (e.recorded.seq, e.position)).collect::<Vec<_>>(), [(1, 0), (2, 1), (3, 3)]);
        assert_eq!(read[2].recorded.event.as_ref(), Some(&update("two \u{1f600}\nline").event));
        assert_eq!(
            (&*read[2].actor, &*read[2].kind, read[2].recorded.effective),
            ("person-1", "reported", update("").effective)
        );
        assert_eq!(ledger.read(Stream::Plan("SEND"), 1, 1).unwrap(), read[1..2], "a name in any case");
        let heads = ledger.plans().unwrap();
        assert_eq!(heads.iter().map(|head| (&*head.name, head.seq)).collect::<Vec<_>>(), [("other", 1), ("send", 3)]);
        assert_eq!(ledger.leaves().unwrap().len(), 4);
    });
}

#[test]
fn an_append_to_what_has_changed_is_a_conflict_that_says_what_came_between() {
    each(|ledger| {
        ledger.append(Stream::Plan("send"), 0, at(1), vec![opened()]).unwrap();
        ledger.append(Stream::Plan("send"), 1, at(1), vec![update("one")]).unwrap();
        let conflict = ledger.append(Stream::Plan("send"), 1, at(1), vec![update("two")]).unwrap_err();
        assert!(matches!(conflict, StoreError::Conflict { expected: 1, found: 2, .. }));
        assert!(conflict.to_string().contains("2 reported"), "{conflict}");
        assert!(matches!(
            ledger.append(Stream::Plan("send"), 0, at(1), vec![opened()]),
            Err(StoreError::Conflict { .. })
        ));
        assert!(matches!(ledger.append(Stream::Plan("none"), 3, at(1), vec![opened()]), Err(StoreError::NotFound(_))));
        assert_eq!(ledger.read(Stream::Plan("send"), 0, usize::MAX).unwrap().len(), 2);
        assert_eq!(ledger.leaves().unwrap().len(), 2, "nothing of a conflict stays");
    });
}

#[test]
fn many_at_once_each_get_a_number_of_their_own_and_none_is_lost() {
    each(|ledger| {
        ledger.append(Stream::Plan("send"), 0, at(1), vec![opened()]).unwrap();
        std::thread::scope(|scope| {
            for client in 0..8 {
                let ledger = &ledger;
                scope.spawn(move || {
                    for n in 0..25 {
                        loop {
                            let last = ledger.plans().unwrap()[0].seq;
                            let note = format!("{client}:{n}");
                            match ledger.append(Stream::Plan("send"), last, at(1), vec![update(&note)]) {
                                Ok(_) => break,
                                Err(StoreError::Conflict { .. }) => {}
                                Err(other) => unreachable!("{other}"),
                            }
                        }
                    }
                });
            }
        });
        let read = ledger.read(Stream::Plan("send"), 1, usize::MAX).unwrap();
        let mut notes: Vec<_> = read.iter().map(|e| format!("{:?}", e.recorded.event)).collect();
        notes.sort();
        notes.dedup();
        assert_eq!((read.len(), notes.len()), (200, 200));
    });
}

#[test]
fn erasing_takes_the_content_and_leaves_that_it_happened() {
    each(|ledger| {
        ledger.append(Stream::Plan("send"), 0, at(1), vec![opened(), update("a secret")]).unwrap();
        let before = ledger.leaves().unwrap();
        let erased = ledger.erase(Stream::Plan("send"), 2, at(9), "person-2", "asked for by the family").unwrap();
        assert_eq!(erased.last, 3);
        let read = ledger.read(Stream::Plan("send"), 0, usize::MAX).unwrap();
        assert_eq!(read[1].recorded.event, None);
        assert_eq!(read[1].kind, "reported");
        assert_eq!(read[2].recorded.reason.as_deref(), Some("asked for by the family"));
        let with_the_secret = Snapshot { seq: 2, recorded_at: at(1), latest: None, body: b"a secret".to_vec() };
        ledger.keep_snapshot(Stream::Plan("send"), with_the_secret).unwrap();
        assert_eq!(
            ledger.snapshots(Stream::Plan("send")).unwrap(),
            [],
            "a state made before the erasure is not kept after it"
        );
        assert_eq!(ledger.leaves().unwrap()[..2], before, "the tree stands");
        for (seq, says) in [(2, "erased already"), (1, "others stand on"), (3, "others stand on"), (9, "no event 9")] {
            let refused = ledger.erase(Stream::Plan("send"), seq, at(9), "person-2", "why").unwrap_err().to_string();
            assert!(refused.contains(says), "{seq}: {refused}");
        }
    });
}

#[test]
fn the_snapshot_found_is_the_newest_that_fits_both_times() {
    each(|ledger| {
        ledger.append(Stream::Plan("send"), 0, at(1), vec![opened()]).unwrap();
        let day = |n| Some(jiff::civil::date(2022, 5, n));
        let keep = |seq, latest| Snapshot {
            seq,
            recorded_at: at(i64::try_from(seq).unwrap() * 10),
            latest,
            body: vec![1, 2, 3],
        };
        for snapshot in [keep(5, None), keep(10, day(10)), keep(20, day(20))] {
            ledger.keep_snapshot(Stream::Plan("send"), snapshot).unwrap();
        }
        let found =
            |as_at, known_by| ledger.snapshot(Stream::Plan("send"), as_at, known_by).unwrap().map(|kept| kept.seq);
        assert_eq!(found(None, None), Some(20));
        assert_eq!(found(day(15), None), Some(10));
        assert_eq!(found(day(9), None), Some(5));
        assert_eq!(found(None, Some(at(199))), Some(10));
        assert_eq!(found(None, Some(at(40))), None);
        assert_eq!(ledger.snapshot(Stream::Plan("none"), None, None).unwrap(), None);
        assert_eq!(
            ledger.snapshots(Stream::Plan("send")).unwrap(),
            [keep(5, None), keep(10, day(10)), keep(20, day(20))]
        );
    });
}

#[test]
fn what_a_fold_may_need_is_read_and_nothing_of_another_day() {
    each(|ledger| {
        let on = |day, event| Entry { effective: Some(jiff::civil::date(2022, 5, day)), event, ..update("") };
        ledger
            .append(
                Stream::Plan("send"),
                0,
                at(10),
                vec![opened(), on(3, update("one").event), on(9, update("two").event)],
            )
            .unwrap();
        // What was said on the 3rd is put right on the 20th: that holds for the 3rd as well.
        let right = Event::Plan(PlanEvent::Corrected { of: 2, row: "1A".into(), report: ReportFacts::default() });
        ledger.append(Stream::Plan("send"), 3, at(20), vec![on(20, right), on(1, update("late").event)]).unwrap();
        ledger
            .append(
                Stream::Plan("send"),
                5,
                at(30),
                vec![on(21, Event::Plan(PlanEvent::Superseded { of: 3 })), on(22, update("new").event)],
            )
            .unwrap();
        ledger.erase(Stream::Plan("send"), 5, at(40), "person-2", "asked for by the family").unwrap();
        let all: Vec<_> =
            ledger.read(Stream::Plan("send"), 0, usize::MAX).unwrap().into_iter().map(|kept| kept.recorded).collect();
        let days = std::iter::once(None).chain((1..=23).map(|day| Some(jiff::civil::date(2022, 5, day))));
        for as_at in days {
            for known_by in [None, Some(5), Some(10), Some(25), Some(30), Some(50)].map(|by| by.map(at)) {
                let until = Until { as_at, known_by };
                let read = ledger.read_for(Stream::Plan("send"), 0, until).unwrap();
                assert_eq!(fold::fold(&read, until), fold::fold(&all, until), "{until:?}");
                assert_eq!(
                    ledger.read_for(Stream::Plan("send"), 3, until).unwrap(),
                    read.iter().filter(|e| e.seq > 3).cloned().collect::<Vec<_>>()
                );
            }
        }
        let early = Until { as_at: Some(jiff::civil::date(2022, 5, 2)), known_by: None };
        let read: Vec<u64> =
            ledger.read_for(Stream::Plan("send"), 0, early).unwrap().iter().map(|event| event.seq).collect();
        assert_eq!(read, [1, 4, 5, 6, 8], "neither 2, 3 nor 7, which are of later days");
        assert!(matches!(ledger.read_for(Stream::Plan("none"), 0, early), Err(StoreError::NotFound(_))));
    });
}

#[test]
fn parts_of_a_head_are_one_line() {
    each(|ledger| {
        assert!(ledger.append(Stream::Plan("a\nb"), 0, at(1), vec![opened()]).is_err());
        let forged = Entry { actor: "person-1\n7".into(), ..opened() };
        assert!(ledger.append(Stream::Plan("send"), 0, at(1), vec![forged]).is_err());
        assert_eq!(ledger.plans().unwrap(), []);
    });
}
