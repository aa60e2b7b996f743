//! Group commit: how many updates a second reach the disk, against the raw rate of the same disk in the
//! same run: rows of the same size into the same table, in the same groups, with nothing decided, hashed
//! or looked up. And, to know the floor, into a plain table without an index.
#![expect(clippy::unwrap_used, reason = "a benchmark")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event};
use onpace_core::ledger::stream::Stream;
use onpace_core::plan::event::PlanEvent;
use onpace_core::plan::report_facts::ReportFacts;
use onpace_store::{Access, Entry, Ledger as _, Store};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, SyncSender, channel, sync_channel};

/// Clients that wait at the same time; each has a plan of its own.
const CLIENTS: usize = 64;
/// Updates of each client in one measurement.
const EACH: usize = 50;

fn entry(n: usize) -> Entry {
    let note = Some(format!("The group met and agreed step {n}; the draft goes to the board next month."));
    Entry {
        effective: Some(jiff::civil::date(2022, 5, 22)),
        actor: "person-7".into(),
        channel: Channel::Web,
        reason: None,
        event: Event::Plan(PlanEvent::Reported {
            row: "1A.6".into(),
            report: ReportFacts { note, ..ReportFacts::default() },
        }),
    }
}

/// Where the disk is: not in memory, as a temporary folder may be.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

/// All clients at once, each waiting for its answer before it goes on.
fn all_clients(act: impl Fn(usize, usize) + Sync) {
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let act = &act;
            scope.spawn(move || (0..EACH).for_each(|n| act(client, n)));
        }
    });
}

/// A row for the raw rate: which client, which number, how many bytes of content.
type Waiting = (usize, usize, SyncSender<()>);

const SAME_TABLE: &str = "INSERT INTO event SELECT COALESCE(MAX(position) + 1, 0), ?1, ?2, 1, 'reported', 1, \
    '2022-05-22', 'person-7', 'web', zeroblob(32), zeroblob(32), zeroblob(16), ?3 FROM event";
const PLAIN_TABLE: &str = "INSERT INTO plain (plan, seq, body) VALUES (?1, ?2, ?3 || hex(zeroblob(90)))";

/// One thread, one statement, a commit for all that wait.
fn raw(path: PathBuf, insert: &'static str, body: String) -> Sender<Waiting> {
    let (jobs, waiting) = channel::<Waiting>();
    std::thread::spawn(move || {
        let mut connection = rusqlite::Connection::open(onpace_store::folder::database(&path)).unwrap();
        connection.pragma_update(None, "journal_mode", "WAL").unwrap();
        connection.pragma_update(None, "synchronous", "FULL").unwrap();
        let plain = "CREATE TABLE plain (n INTEGER PRIMARY KEY, plan INTEGER, seq INTEGER, body TEXT)";
        connection.execute_batch(plain).unwrap();
        while let Ok(first) = waiting.recv() {
            let mut group = vec![first];
            group.extend(waiting.try_iter().take(1_023));
            let all = connection.transaction().unwrap();
            for (client, n, _) in &group {
                all.prepare_cached(insert).unwrap().execute(rusqlite::params![*client, *n, body]).unwrap();
            }
            all.commit().unwrap();
            for (_, _, reply) in &group {
                reply.send(()).unwrap();
            }
        }
    });
    jobs
}

fn bench(c: &mut Criterion) {
    let mut group = c.benchmark_group("append");
    group.sample_size(20).throughput(Throughput::Elements((CLIENTS * EACH) as u64));
    let body = serde_json::to_string(&entry(0).event).unwrap();
    for (name, insert) in [("raw, a plain table without an index", PLAIN_TABLE), ("raw, the same table", SAME_TABLE)] {
        let place = folder(if insert == PLAIN_TABLE { "bench-plain" } else { "bench-raw" });
        drop(Store::open(&place, Access::Write).unwrap());
        let jobs = raw(place, insert, body.clone());
        let numbers: Vec<_> = (0..CLIENTS).map(|_| AtomicUsize::new(0)).collect();
        group.bench_function(name, |b| {
            b.iter(|| {
                let jobs = Mutex::new(jobs.clone());
                all_clients(|client, _| {
                    let (reply, answer) = sync_channel(1);
                    let n = numbers[client].fetch_add(1, Ordering::Relaxed);
                    jobs.lock().unwrap().send((client, n, reply)).unwrap();
                    answer.recv().unwrap();
                });
            });
        });
    }
    let store = Store::open(&folder("bench-ledger"), Access::Write).unwrap();
    let heads: Vec<_> = (0..CLIENTS).map(|_| AtomicU64::new(0)).collect();
    group.bench_function("ledger", |b| {
        b.iter(|| {
            all_clients(|client, n| {
                let expected = heads[client].load(Ordering::Relaxed);
                let done = store.append(
                    Stream::Plan(&format!("plan-{client}")),
                    expected,
                    Instant::from_micros(1),
                    vec![entry(n)],
                );
                heads[client].store(done.unwrap().last, Ordering::Relaxed);
            });
        });
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
