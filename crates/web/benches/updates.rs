//! How long one update through a page takes, at three sizes of plan: by one person after the other, and by 32
//! at once who update different rows; beside the raw rate of the same disk in the same run (rows of the same
//! size, a commit each, or one for the 32). Prints the processor's time for an update, the share of the raw
//! rate, how many were refused, and how the time grows with the plan (the exponent; 0 is not at all).
#![expect(clippy::unwrap_used, reason = "a benchmark")]

use onpace_core::access::Role;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Channel;
use onpace_office::accounts::AccountDetails;
use onpace_office::assessed::Plans;
use onpace_office::{Desk, Seat, plans, secrets};
use onpace_store::folder;
use onpace_testkit::work::{exponent, processor};
use onpace_web::dispatch::{Asked, answer};
use onpace_web::fields::Fields;
use onpace_web::route::{Method, Route};
use onpace_web::{House, Settings};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// 13 June 2022, 09:00 UTC.
const NOW: Instant = Instant::from_micros(1_655_110_800_000_000);
const SIZES: [usize; 3] = [300, 1_500, 5_000];
const AT_ONCE: u32 = 32;
/// So many updates by one, and by all together.
const UPDATES: u32 = 320;
const BODY: &str = r#"{"event":{"reported":{"row":"12A.7","report":{"percent":45000,"note":"The group met and agreed step 7; the draft goes to the board next month."}}}}"#;
const SAME_TABLE: &str = "INSERT INTO event SELECT COALESCE(MAX(position) + 1, 0), 1, ?1, 1, 'reported', 1, \
    '2022-06-13', 'person-7', 'web', zeroblob(32), zeroblob(32), zeroblob(16), ?2 FROM event";

fn main() {
    let all = SIZES.map(one_size);
    let time = |at: usize| all[at].as_secs_f64();
    println!(
        "the processor's time for an update grows with the rows to the power of {:.2}",
        exponent(SIZES[0], time(0), SIZES[2], time(2))
    );
}

fn one_size(rows: usize) -> Duration {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench-updates");
    let (house, session, codes) = service(&path, rows);
    let update = |n: u32| post(&house, &session, &codes[n as usize % codes.len()], n);
    assert_eq!(update(0), 303, "it is saved");
    let (began, busy) = (std::time::Instant::now(), processor());
    for n in 1..=UPDATES {
        assert_eq!(update(n), 303);
    }
    let (alone, each) = (began.elapsed(), processor().saturating_sub(busy) / UPDATES);
    let refused = AtomicU32::new(0);
    let began = std::time::Instant::now();
    std::thread::scope(|scope| {
        for person in 0..AT_ONCE {
            let (update, refused) = (&update, &refused);
            scope.spawn(move || {
                for n in 0..UPDATES / AT_ONCE {
                    // Everybody's own rows, none of those that were updated last.
                    let status = update(100 + person + AT_ONCE * n);
                    refused.fetch_add(u32::from(status != 303), Ordering::Relaxed);
                }
            });
        }
    });
    let together = began.elapsed();
    drop(house);
    let share = |own: Duration, group| 100.0 * raw(&path, group).as_secs_f64() / own.as_secs_f64();
    println!(
        "{rows} rows: {:.2} ms of processor an update, {:.0} % of raw commits; {AT_ONCE} at once: {:.0} a second, {:.0} % of raw commits in groups of {AT_ONCE}, {} refused",
        each.as_secs_f64() * 1e3,
        share(alone, 1),
        f64::from(UPDATES) / together.as_secs_f64(),
        share(together, AT_ONCE),
        refused.into_inner(),
    );
    each
}

/// A plan that a manager is signed in to, and the codes of its actions.
fn service(path: &Path, rows: usize) -> (House, String, Vec<String>) {
    let _ = std::fs::remove_dir_all(path);
    let draft = plans::read_bytes(onpace_testkit::plans::csv(rows).as_bytes(), "plan.csv").unwrap();
    let codes = draft.plan.actions().map(|(_, row)| row.code.to_string()).collect();
    let desk = Desk::to_begin(path).unwrap();
    let seat = Seat::operator("bench", Channel::Import, NOW - 1).unwrap();
    desk.import("send", &draft, None, None, House::day_of(NOW), &seat).unwrap();
    let details = AccountDetails { name: "A manager".to_owned(), disabled: false };
    let roles = [(Some("send".to_owned()), Role::Manager)];
    let account = desk.set_account("manager@bench.invalid", &details, &roles, &seat).unwrap();
    let session = desk.begin_session(&account, NOW).unwrap();
    let settings = Settings { base: "http://127.0.0.1".to_owned(), ..Settings::default() };
    (House::new(Plans::new(desk), Box::new(|| NOW), None, settings, None), session, codes)
}

/// Sends the form of an update; the status of the answer.
fn post(house: &House, session: &str, code: &str, n: u32) -> u16 {
    let path = "/p/{plan}/actions/{code}/update";
    let is_it = |route: &&Route| route.method == Method::Post && route.path == path;
    let parts = [("plan", "send"), ("code", code)].map(|(name, value)| (name.to_owned(), value.to_owned()));
    // Opened before the last that were saved: of other rows.
    let seen = house.desk().plan_named("send").unwrap().seq.saturating_sub(AT_ONCE.into()).to_string();
    let note = format!("The group met and agreed step {n}; the draft goes to the board next month.");
    let percent = (n % 100).to_string();
    let token = secrets::derived(session, "form");
    let form = [("token", token.as_str()), ("seen", &seen), ("percent", &percent), ("note", &note)];
    let asked = Asked {
        path: path.replace("{plan}", "send").replace("{code}", code),
        parts: HashMap::from(parts),
        form: Fields(form.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()),
        cookies: format!("__Host-session={session}; __Host-browser=browser"),
        ..Asked::default()
    };
    answer(house, onpace_web::routes().find(is_it), asked).status().as_u16()
}

/// How long as many rows of the same size take by themselves, so many to a commit.
fn raw(path: &Path, group: u32) -> Duration {
    let mut connection = rusqlite::Connection::open(folder::database(path)).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.pragma_update(None, "synchronous", "FULL").unwrap();
    let first: u32 = connection.query_row("SELECT MAX(seq) + 1 FROM event", [], |row| row.get(0)).unwrap();
    let began = std::time::Instant::now();
    for commit in 0..UPDATES / group {
        let all = connection.transaction().unwrap();
        for n in 0..group {
            let number = first + commit * group + n;
            all.prepare_cached(SAME_TABLE).unwrap().execute(rusqlite::params![number, BODY]).unwrap();
        }
        all.commit().unwrap();
    }
    began.elapsed()
}
