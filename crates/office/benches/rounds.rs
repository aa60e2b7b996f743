//! Rounds at their largest: 1,000 officers who save answers at the same moment, against the raw rate of the same
//! disk in the same run (rows of the same size into the same table, in the same groups, with nothing decided,
//! hashed or looked up); opening a round of 2,000 asks with its letters; freezing it; a pack of 300 actions in all media.
#![expect(clippy::unwrap_used, reason = "a benchmark")]

use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event};
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::stream::Stream;
use onpace_core::packs::facts::{PackFacts, SECTIONS};
use onpace_core::plan::event::PlanEvent;
use onpace_core::plan::facts::{DateFact, OfficerFact, RoleFact, RowFacts};
use onpace_core::plan::row_facts::{Addition, Order, Spot};
use onpace_core::rounds::command::RoundCommand;
use onpace_core::rounds::event::RoundEvent;
use onpace_core::rounds::facts::{AnswerFacts, Choice, Wording};
use onpace_office::Seat;
use onpace_office::assessed::Plans;
use onpace_office::problem::Kind;
use onpace_office::rounds::Preview;
use onpace_office::{Desk, reports};
use onpace_store::administration::Hand;
use onpace_store::directory::Details;
use onpace_store::{Access, Directory as _, Entry, Ledger as _, Store, folder};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, SyncSender, channel, sync_channel};
use std::sync::{Barrier, Mutex};
use std::time::Duration;

/// 13 June 2022, 09:00 UTC.
const NOW: Instant = Instant::from_micros(1_655_110_800_000_000);
const PLAN: &str = "send";
const OFFICERS: usize = 1_000;
/// Each officer leads so many rows where a round is opened and frozen.
const ROWS_EACH: usize = 2;
/// And so many where all of them answer: few, as at the end of a round; and many, so that what one answer costs beside
/// the disk shows.
const ANSWERS_EACH: [usize; 3] = [1, 2, 10];
/// Everything is measured so often; the middle is told.
const RUNS: usize = 9;

fn seat() -> Seat {
    Seat::operator("user-1", Channel::Web, NOW).unwrap()
}

/// Where the disk is: not in memory, as a temporary folder may be.
fn place(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    path
}

/// A plan of so many actions for each of 1,000 officers, who all have an address.
fn plan(path: &Path, each: usize) {
    let store = Store::open(path, Access::Write).unwrap();
    let hand = Hand { actor: "bench".to_owned(), channel: Channel::Import, reason: None, now: NOW - 2 };
    let names = (0..OFFICERS).map(|n| (format!("P{n}"), None)).collect();
    let people = store.name_people(PLAN, names).unwrap();
    for person in &people {
        let details = Details { email: Some(format!("{}@bench.invalid", person.id)), ..person.details.clone() };
        store.set_person(&person.id, &details, &hand).unwrap();
    }
    let entry = |event| Entry { effective: None, actor: "bench".into(), channel: Channel::Import, reason: None, event };
    let mut entries =
        vec![entry(Event::Plan(PlanEvent::Opened { title: "A plan".into(), level_name: "Priority".into() }))];
    let date = |text: &str| Some(DateFact { when: text.to_owned(), weekday: None, text: None });
    for n in 0..OFFICERS * each {
        let row = format!("{}A.{}", n / 50 + 1, n % 50 + 1);
        let lead = |nth: usize| OfficerFact { person: people[nth % OFFICERS].id.clone(), role: RoleFact::Lead };
        let facts = RowFacts {
            start: date("2022-05-02"),
            finish: date("2022-12-01"),
            officers: vec![lead(n / each)],
            ..RowFacts::titled(&row, "Agree the joint commissioning strategy with all partners")
        };
        let spot = Spot { order: Order::Nth(u32::try_from(n).unwrap()), ..Spot::default() };
        entries.push(entry(Event::Plan(PlanEvent::Added(Box::new(Addition { row: row.into(), spot, facts })))));
    }
    store.append(Stream::Plan(PLAN), 0, NOW - 1, entries).unwrap();
    // As an import does.
    onpace_office::shelf::keep(&store, PLAN).unwrap();
}

fn answer(n: usize) -> AnswerFacts {
    AnswerFacts {
        happened: Some(format!("The group met and agreed step {n}; the draft goes to the board next month.")),
        next: Some("Meet again, and write down who does what.".to_owned()),
        ..AnswerFacts::of(Choice::Progress)
    }
}

/// All officers at the same moment, each waiting for one answer to be saved before the next; how long it took.
fn all_officers(act: impl Fn(usize) + Sync) -> Duration {
    let start = Barrier::new(OFFICERS + 1);
    std::thread::scope(|scope| {
        let officers: Vec<_> = (0..OFFICERS)
            .map(|officer| {
                let (act, start) = (&act, &start);
                let work = move || {
                    start.wait();
                    act(officer);
                };
                std::thread::Builder::new().stack_size(512 * 1024).spawn_scoped(scope, work).unwrap()
            })
            .collect();
        start.wait();
        let began = std::time::Instant::now();
        for officer in officers {
            officer.join().unwrap();
        }
        began.elapsed()
    })
}

const SAME_TABLE: &str = "INSERT INTO event SELECT COALESCE(MAX(position) + 1, 0), 1, ?1, 1, 'answered', 1, \
    '2022-06-13', 'person-7', 'web', zeroblob(32), zeroblob(32), zeroblob(16), ?2 FROM event";

/// One thread, one statement, a commit for all that wait.
fn raw(path: PathBuf, body: String) -> Sender<(usize, SyncSender<()>)> {
    let (jobs, waiting) = channel::<(usize, SyncSender<()>)>();
    std::thread::spawn(move || {
        let mut connection = rusqlite::Connection::open(folder::database(&path)).unwrap();
        connection.pragma_update(None, "journal_mode", "WAL").unwrap();
        connection.pragma_update(None, "synchronous", "FULL").unwrap();
        while let Ok(first) = waiting.recv() {
            let mut group = vec![first];
            group.extend(waiting.try_iter().take(1_023));
            let all = connection.transaction().unwrap();
            for (n, _) in &group {
                all.prepare_cached(SAME_TABLE).unwrap().execute(rusqlite::params![*n, body]).unwrap();
            }
            all.commit().unwrap();
            for (_, reply) in &group {
                reply.send(()).unwrap();
            }
        }
    });
    jobs
}

/// The raw rate: how long the same number of rows of the same size takes.
fn raw_run(each: usize) -> Duration {
    let path = place("bench-rounds-raw");
    drop(Store::open(&path, Access::Write).unwrap());
    let event = Event::Round(RoundEvent::Answered {
        round: "2022-07".into(),
        row: "20A.50".into(),
        person: "person-500".into(),
        answer: Box::new(answer(500)),
    });
    let jobs = Mutex::new(raw(path, serde_json::to_string(&event).unwrap()));
    let number = AtomicUsize::new(0);
    all_officers(|_| {
        for _ in 0..each {
            let (reply, saved) = sync_channel(1);
            jobs.lock().unwrap().send((number.fetch_add(1, Ordering::Relaxed), reply)).unwrap();
            saved.recv().unwrap();
        }
    })
}

/// A round of a plan in which each officer has so many rows; how long opening it took.
fn opened(each: usize) -> (PathBuf, Desk, Preview, Duration) {
    let path = place("bench-rounds");
    plan(&path, each);
    let desk = Desk::to_begin(&path).unwrap();
    let board = jiff::civil::date(2022, 7, 7);
    let began = std::time::Instant::now();
    let preview = desk.preview_round(PLAN, board, jiff::civil::date(2022, 6, 13)).unwrap();
    desk.open_round(PLAN, &Preview { at_once: true, ..preview.clone() }, &seat()).unwrap();
    let took = began.elapsed();
    assert_eq!(preview.scope.asks.len(), OFFICERS * each);
    assert_eq!(desk.letters(u32::MAX).unwrap().len(), OFFICERS, "a letter each");
    (path, desk, preview, took)
}

/// Opening a round, and freezing it.
fn opened_and_frozen() -> [Duration; 2] {
    let (_, desk, preview, took) = opened(ROWS_EACH);
    let began = std::time::Instant::now();
    desk.freeze_round(PLAN, &preview.name, true, &seat()).unwrap();
    let frozen = began.elapsed();
    let again = desk.freeze_round(PLAN, &preview.name, true, &seat()).unwrap_err();
    assert_eq!(again.kind, Kind::NotAccepted, "it is frozen once");
    [took, frozen]
}

/// The raw rate, and everybody's answers, one after the other.
fn answered(each: usize) -> [Duration; 2] {
    let (path, desk, preview, _) = opened(each);
    let mut asks = preview.scope.asks.clone();
    asks.sort_by(|one, other| one.person.cmp(&other.person));
    let raw = raw_run(each);
    let answered = all_officers(|officer| {
        for ask in &asks[officer * each..(officer + 1) * each] {
            let command = RoundCommand::Answer {
                round: preview.name.clone(),
                row: ask.row.clone(),
                person: ask.person.clone(),
                answer: Box::new(answer(officer)),
                seen: 0,
            };
            let seat = Seat::operator(&ask.person, Channel::Web, NOW).unwrap();
            desk.answer(PLAN, &command, &seat).unwrap();
        }
    });
    // What was acknowledged is on the disk, once, for who opens it next.
    drop(desk);
    let state = Desk::to_read(&path).unwrap().state(PLAN, Until::default()).unwrap();
    assert_eq!(state.rounds[0].answers.len(), OFFICERS * each);
    [raw, answered]
}

/// A round of so many actions, frozen, answered by everybody; its pack in every medium, with how long each took.
fn pack(actions: usize) -> Vec<(String, Duration)> {
    let path = place("bench-pack");
    let desk = Desk::to_begin(&path).unwrap();
    let draft = onpace_office::plans::read_bytes(onpace_testkit::plans::csv(actions).as_bytes(), "plan.csv").unwrap();
    let today = jiff::civil::date(2022, 6, 13);
    desk.import(PLAN, &draft, None, None, today, &seat()).unwrap();
    let preview = desk.preview_round(PLAN, jiff::civil::date(2022, 7, 7), today).unwrap();
    desk.open_round(PLAN, &Preview { at_once: true, ..preview.clone() }, &seat()).unwrap();
    for (n, ask) in preview.scope.asks.iter().enumerate() {
        let (round, row, person) = (preview.name.clone(), ask.row.clone(), ask.person.clone());
        let command = RoundCommand::Answer { round, row, person, answer: Box::new(answer(n)), seen: u64::MAX };
        desk.answer(PLAN, &command, &seat()).unwrap();
    }
    let state = desk.state(PLAN, Until::default()).unwrap();
    let taken: Vec<_> = state.rounds[0].standing().map(|one| (one.seq, true, Wording::default())).collect();
    desk.moderate(PLAN, &preview.name, &taken, &seat()).unwrap();
    desk.freeze_round(PLAN, &preview.name, true, &seat()).unwrap();
    let plans = Plans::new(desk);
    let facts = PackFacts {
        round: preview.name,
        freeze: 1,
        sections: SECTIONS.to_vec(),
        narrative: "{{started}} of {{actions}} have started.".to_owned(),
        decisions: vec!["Whether to go on".to_owned()],
        public: String::new(),
    };
    let number = plans.prepare_pack(PLAN, None, &facts, 0, &seat()).unwrap();
    let began = std::time::Instant::now();
    let document = plans.pack(PLAN, number, today).unwrap().document().unwrap();
    let mut all = vec![("put together".to_owned(), began.elapsed())];
    for (ending, _) in reports::media() {
        let began = std::time::Instant::now();
        assert!(reports::bytes(&document, ending).unwrap().0.len() > 1_000);
        all.push((ending.to_owned(), began.elapsed()));
    }
    all
}

/// The pack, told as whole and by medium; the middle of five.
fn tell_pack() {
    let mut runs: Vec<_> = (0..5).map(|_| pack(300)).collect();
    let whole = |run: &Vec<(String, Duration)>| run.iter().map(|(_, took)| *took).sum::<Duration>();
    runs.sort_by_key(whole);
    let parts: Vec<String> = runs[2].iter().map(|(what, took)| format!("{what} {}", took.as_millis())).collect();
    println!("a pack of 300 actions in all media: {} ms ({})", whole(&runs[2]).as_millis(), parts.join(", "));
}

/// Raw and own rate over all runs, for a disk has good moments and bad ones that last as long as a run.
fn tell_answers(each: usize) {
    let runs: Vec<_> = (0..2 * RUNS).map(|_| answered(each)).collect();
    let whole = |at: usize| runs.iter().map(|run| run[at]).sum::<Duration>().as_secs_f64();
    let number = f64::from(u32::try_from(OFFICERS * each * runs.len()).unwrap());
    let (raw, own) = (number / whole(0), number / whole(1));
    println!(
        "{OFFICERS} officers with {each} answers each, at once: {own:.0} answers a second, {:.0} % of the raw {raw:.0} rows",
        100.0 * own / raw
    );
}

/// The middle of some times.
fn middle(mut all: Vec<Duration>) -> Duration {
    all.sort_unstable();
    all[all.len() / 2]
}

fn main() {
    let runs: Vec<_> = (0..RUNS).map(|_| opened_and_frozen()).collect();
    let of = |at: usize| middle(runs.iter().map(|run| run[at]).collect()).as_millis();
    println!("a round of {} asks opened, with {OFFICERS} letters: {} ms", OFFICERS * ROWS_EACH, of(0));
    println!("a round of {} rows frozen: {} ms", OFFICERS * ROWS_EACH, of(1));
    ANSWERS_EACH.into_iter().for_each(tell_answers);
    tell_pack();
}
