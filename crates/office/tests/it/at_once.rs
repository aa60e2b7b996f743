//! Many at once: joint leads who answer at the same moment, a freeze and a moderation among them. Nothing that was
//! acknowledged is lost, nothing counts twice, and of two who did not know of one another one is told.

use onpace_core::instant::Instant;
use onpace_core::ledger::event::Channel;
use onpace_core::ledger::fold::Until;
use onpace_core::rounds::command::RoundCommand;
use onpace_core::rounds::facts::{AnswerFacts, AskFact, Choice, Wording};
use onpace_core::rounds::round::Round;
use onpace_office::Seat;
use onpace_office::problem::Kind;
use onpace_office::rounds::Preview;
use onpace_office::{Desk, Problem, example};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Barrier, Mutex};

/// 13 June 2022, 09:00 UTC.
const NOW: Instant = Instant::from_micros(1_655_110_800_000_000);
const HOUR: i64 = 3_600_000_000;
const PLAN: &str = "send";
const ROUND: &str = "2022-07";

fn seat(actor: &str, now: Instant) -> Seat {
    Seat::operator(actor, Channel::Web, now).unwrap().because(Some("a trial"))
}

/// The example with a round that is open.
fn opened(folder: &tempfile::TempDir) -> (Desk, Vec<AskFact>) {
    let desk = Desk::to_begin(&folder.path().join("data")).unwrap();
    let today = "2022-06-13".parse().unwrap();
    desk.import(PLAN, &example::read().unwrap(), None, None, today, &seat("test", NOW)).unwrap();
    let preview = desk.preview_round(PLAN, "2022-07-07".parse().unwrap(), today).unwrap();
    desk.open_round(PLAN, &Preview { at_once: true, ..preview.clone() }, &seat("test", NOW)).unwrap();
    (desk, preview.scope.asks)
}

fn answer(desk: &Desk, ask: &AskFact, words: &str, seen: u64, now: Instant) -> Result<u64, Problem> {
    let facts = AnswerFacts { happened: Some(words.to_owned()), ..AnswerFacts::of(Choice::Progress) };
    let (round, row, person) = (ROUND.to_owned(), ask.row.clone(), ask.person.clone());
    let command = RoundCommand::Answer { round, row, person, answer: Box::new(facts), seen };
    Ok(desk.answer(PLAN, &command, &seat(&ask.person, now))?.appended.unwrap().last)
}

fn round(desk: &Desk) -> Round {
    desk.state(PLAN, Until::default()).unwrap().rounds[0].as_ref().clone()
}

/// Case RND-08.
#[test]
fn of_all_who_answer_at_the_same_moment_one_a_row_wins_and_the_others_answer_having_seen_it() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, asks) = opened(&folder);
    let start = Barrier::new(asks.len());
    let (told, acknowledged) = (AtomicUsize::new(0), Mutex::new(HashMap::new()));
    std::thread::scope(|scope| {
        for (n, ask) in asks.iter().enumerate() {
            let (desk, start, told, acknowledged) = (&desk, &start, &told, &acknowledged);
            scope.spawn(move || {
                start.wait();
                let words = format!("words {n}");
                let mut seen = 0;
                let seq = loop {
                    match answer(desk, ask, &words, seen, NOW) {
                        Ok(seq) => break seq,
                        Err(problem) => {
                            assert_eq!(problem.kind, Kind::NotAccepted, "{problem}");
                            assert_eq!(problem.code(), "answered-meanwhile", "{problem}");
                            told.fetch_add(1, Ordering::SeqCst);
                            seen = round(desk).answer(&ask.row).unwrap().seq;
                        }
                    }
                };
                assert!(acknowledged.lock().unwrap().insert(seq, words).is_none(), "one number, one answer");
            });
        }
    });
    let rows = round(&desk).rows().len();
    assert!(asks.len() > rows, "the example has joint leads");
    // The last of a row may meet more than one before it; each but the first meets one at least.
    assert!(told.load(Ordering::SeqCst) >= asks.len() - rows, "{told:?}");
    drop(desk);
    let desk = Desk::to_read(&folder.path().join("data")).unwrap();
    let held = round(&desk);
    let found: HashMap<u64, String> =
        held.answers.iter().map(|one| (one.seq, one.facts.happened.clone().unwrap())).collect();
    assert_eq!(held.answers.len(), asks.len());
    assert_eq!(found, acknowledged.into_inner().unwrap());
    assert_eq!(desk.verify(None).unwrap().fault, None);
}

#[test]
fn an_answer_is_late_exactly_where_it_came_after_the_freeze_and_is_moderated_once() {
    for _ in 0..10 {
        let folder = tempfile::tempdir().unwrap();
        let (desk, asks) = opened(&folder);
        let (taken, is_over) = (AtomicUsize::new(0), AtomicBool::new(false));
        let mut rows = std::collections::HashSet::new();
        let asks: Vec<&AskFact> = asks.iter().filter(|ask| rows.insert(ask.row.clone())).collect();
        std::thread::scope(|scope| {
            let moderate = |_| {
                while !is_over.load(Ordering::SeqCst) {
                    let held = round(&desk);
                    let Some(waits) = held.answers.iter().find(|one| one.moderated.is_none() && !one.late) else {
                        continue;
                    };
                    let one = [(waits.seq, true, Wording::default())];
                    match desk.moderate(PLAN, ROUND, &one, &seat("manager", NOW)) {
                        Ok(_) => drop(taken.fetch_add(1, Ordering::SeqCst)),
                        Err(problem) => assert_eq!(problem.kind, Kind::NotAccepted, "{problem}"),
                    }
                    if held.is_frozen {
                        break;
                    }
                }
            };
            let moderators: Vec<_> = (0..2).map(|n| scope.spawn(move || moderate(n))).collect();
            let officers: Vec<_> =
                asks.iter().map(|ask| scope.spawn(|| answer(&desk, ask, "We met", 0, NOW).unwrap())).collect();
            std::thread::sleep(std::time::Duration::from_millis(3));
            desk.freeze_round(PLAN, ROUND, true, &seat("manager", NOW)).unwrap();
            for officer in officers {
                officer.join().unwrap();
            }
            is_over.store(true, Ordering::SeqCst);
            for moderator in moderators {
                moderator.join().unwrap();
            }
        });
        let held = round(&desk);
        assert_eq!((held.answers.len(), held.freezes.len()), (asks.len(), 1));
        for one in &held.answers {
            assert_eq!(one.late, one.seq > held.freezes[0].seq, "{one:?}");
        }
        let moderated = held.answers.iter().filter(|one| one.moderated.is_some()).count();
        assert_eq!(moderated, taken.load(Ordering::SeqCst), "each is dealt with once");
        assert_eq!(desk.verify(None).unwrap().fault, None);
    }
}

/// What came after stays after, whatever the clock of the machine says.
#[test]
fn a_clock_that_is_set_back_changes_no_order_within_a_round() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, asks) = opened(&folder);
    let back = NOW - 50 * HOUR;
    let first = answer(&desk, &asks[0], "We met", 0, NOW + 30 * HOUR).unwrap();
    desk.moderate(PLAN, ROUND, &[(first, true, Wording::default())], &seat("manager", back)).unwrap();
    assert!(round(&desk).answers[0].moderated.is_some(), "an answer is not dealt with before it was given");
    let again = answer(&desk, &asks[0], "We met again", first, back).unwrap();
    assert_eq!(round(&desk).answer(&asks[0].row).unwrap().seq, again);
    for freeze in [true, false, true] {
        desk.freeze_round(PLAN, ROUND, freeze, &seat("manager", if freeze { back } else { NOW + 60 * HOUR })).unwrap();
    }
    let other = asks.iter().find(|ask| ask.row != asks[0].row).unwrap();
    answer(&desk, other, "We met", 0, back).unwrap();
    let held = round(&desk);
    assert!(held.is_frozen && held.freezes.len() == 2);
    assert_eq!(held.answers.iter().map(|one| one.late).collect::<Vec<_>>(), [false, false, true]);
}
