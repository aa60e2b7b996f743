//! A round at its busiest, the whole way over HTTP: 1,000 officers get their letter, and all open it at the same moment,
//! answer their two actions and send. Prints how long the letters took; how many send a second, how many were refused,
//! the processor's time a request, the most memory; the same with 100 officers, and the exponent between the two.
//!
//! The service is a process of its own: this program again, so that what is measured is the service's alone.
#![expect(clippy::unwrap_used, reason = "a benchmark")]

use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event};
use onpace_core::ledger::stream::Stream;
use onpace_core::plan::event::PlanEvent;
use onpace_core::plan::facts::{DateFact, OfficerFact, RoleFact, RowFacts};
use onpace_core::plan::row_facts::{Addition, Order, Spot};
use onpace_office::assessed::Plans;
use onpace_office::post::{self, PostOffice};
use onpace_office::rounds::Preview;
use onpace_office::{Desk, Seat};
use onpace_store::administration::Hand;
use onpace_store::directory::Details;
use onpace_store::{Access, Directory as _, Entry, Ledger as _, Store};
use onpace_testkit::work::{exponent, most_memory_of, processor_of};
use onpace_web::{House, Settings};
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Barrier};
use std::time::Duration;

/// 13 June 2022, 09:00 UTC.
const NOW: Instant = Instant::from_micros(1_655_110_800_000_000);
const PLAN: &str = "send";
const SIZES: [usize; 2] = [100, 1_000];
const EACH: usize = 2;
/// Requests of an officer: the link, its button, the page, and sending it.
const REQUESTS: u32 = 4;

fn main() {
    if let Ok(folder) = std::env::var("ONPACE_BENCH_SERVES") {
        return serve(Path::new(&folder));
    }
    let each = SIZES.map(one_size);
    let [few, many] = each.map(|time| time.as_secs_f64());
    println!(
        "the processor's time for a request grows with the officers to the power of {:.2}",
        exponent(SIZES[0], few, SIZES[1], many)
    );
}

/// The service, until it is killed.
fn serve(folder: &Path) {
    let desk = Desk::to_begin(folder).unwrap();
    let settings = Settings { base: "http://127.0.0.1".to_owned(), ..Settings::default() };
    let house = Arc::new(House::new(Plans::new(desk), Box::new(|| NOW + 60_000_000), None, settings, None));
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    onpace_web::serve(&[house], listener, None, |at| println!("{}", at.pages)).unwrap();
}

fn one_size(officers: usize) -> Duration {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench-officers");
    let _ = std::fs::remove_dir_all(&path);
    plan(&path, officers);
    let (secrets, letters) = letters(&path, officers);
    let mut service = Command::new(std::env::current_exe().unwrap())
        .env("ONPACE_BENCH_SERVES", &path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut at = String::new();
    BufReader::new(service.stdout.take().unwrap()).read_line(&mut at).unwrap();
    let at = at.trim().to_owned();
    let pid = service.id().to_string();
    let (busy, refused) = (processor_of(&pid), AtomicU32::new(0));
    let start = Barrier::new(officers + 1);
    let began = std::thread::scope(|scope| {
        for secret in &secrets {
            let (at, start, refused) = (&at, &start, &refused);
            let work = move || {
                start.wait();
                if officer(at, secret).is_none() {
                    refused.fetch_add(1, Ordering::Relaxed);
                }
            };
            std::thread::Builder::new().stack_size(256 * 1024).spawn_scoped(scope, work).unwrap();
        }
        start.wait();
        std::time::Instant::now()
    });
    let took = began.elapsed();
    let requests = REQUESTS * u32::try_from(officers).unwrap();
    let each = processor_of(&pid).saturating_sub(busy) / requests;
    let memory = most_memory_of(&pid);
    service.kill().unwrap();
    service.wait().unwrap();
    println!(
        "{officers} officers: {} ms for their letters; {:.0} send a second, {} refused, {:.2} ms of processor a request, {} MB",
        letters.as_millis(),
        f64::from(requests / REQUESTS) / took.as_secs_f64(),
        refused.into_inner(),
        each.as_secs_f64() * 1e3,
        memory / 1_024,
    );
    each
}

/// A plan of some actions for each officer, who all have an address, and its round.
fn plan(path: &Path, officers: usize) {
    let store = Store::open(path, Access::Write).unwrap();
    let hand = Hand { actor: "bench".to_owned(), channel: Channel::Import, reason: None, now: NOW - 2 };
    let people = store.name_people(PLAN, (0..officers).map(|n| (format!("P{n}"), None)).collect()).unwrap();
    for person in &people {
        let details = Details { email: Some(format!("{}@bench.invalid", person.id)), ..person.details.clone() };
        store.set_person(&person.id, &details, &hand).unwrap();
    }
    let entry = |event| Entry { effective: None, actor: "bench".into(), channel: Channel::Import, reason: None, event };
    let mut entries =
        vec![entry(Event::Plan(PlanEvent::Opened { title: "A plan".into(), level_name: "Priority".into() }))];
    let date = |text: &str| Some(DateFact { when: text.to_owned(), weekday: None, text: None });
    for n in 0..officers * EACH {
        let row = format!("{}A.{}", n / 50 + 1, n % 50 + 1);
        let facts = RowFacts {
            start: date("2022-05-02"),
            finish: date("2022-12-01"),
            officers: vec![OfficerFact { person: people[n / EACH].id.clone(), role: RoleFact::Lead }],
            ..RowFacts::titled(&row, "Agree the joint commissioning strategy with all partners")
        };
        let spot = Spot { order: Order::Nth(u32::try_from(n).unwrap()), ..Spot::default() };
        entries.push(entry(Event::Plan(PlanEvent::Added(Box::new(Addition { row: row.into(), spot, facts })))));
    }
    store.append(Stream::Plan(PLAN), 0, NOW - 1, entries).unwrap();
    onpace_office::shelf::keep(&store, PLAN).unwrap();
    drop(store);
    let desk = Desk::to_begin(path).unwrap();
    let board = jiff::civil::date(2022, 7, 7);
    let preview = desk.preview_round(PLAN, board, jiff::civil::date(2022, 6, 13)).unwrap();
    let seat = Seat::operator("user-1", Channel::Web, NOW).unwrap();
    desk.open_round(PLAN, &Preview { at_once: true, ..preview }, &seat).unwrap();
}

/// Everybody's letter goes out; the secrets of their links, and how long it took.
fn letters(path: &Path, officers: usize) -> (Vec<String>, Duration) {
    let desk = Desk::to_begin(path).unwrap();
    let mail = path.join("sent");
    let carrier = post::carrier(&format!("maildir:{}", mail.display())).unwrap();
    let office = PostOffice { carrier, from: "onpace@bench.invalid".to_owned(), base: "http://127.0.0.1".to_owned() };
    let began = std::time::Instant::now();
    let mut sent = 0;
    while sent < officers {
        sent += post::send_due(&desk, &office, NOW + 60_000_000).unwrap();
    }
    let took = began.elapsed();
    let secret = |file: std::fs::DirEntry| {
        let text = std::fs::read_to_string(file.path()).unwrap().replace("=\r\n", "").replace("=\n", "");
        let (_, rest) = text.split_once("http://127.0.0.1/u/").unwrap();
        rest.split_whitespace().next().unwrap().to_owned()
    };
    let secrets: Vec<String> = std::fs::read_dir(mail.join("new")).unwrap().map(|file| secret(file.unwrap())).collect();
    assert_eq!(secrets.len(), officers);
    (secrets, took)
}

/// One officer from the link to what was sent; nothing where any of it was refused.
fn officer(at: &str, secret: &str) -> Option<()> {
    let mut browser = Browser { stream: TcpStream::connect(at).ok()?, at: at.to_owned(), cookies: String::new() };
    browser.stream.set_read_timeout(Some(Duration::from_mins(1))).ok()?;
    let link = format!("/u/{secret}");
    let page = browser.ask("GET", &link, "", 200)?;
    browser.ask("POST", &link, &format!("token={}", token(&page)?), 303)?;
    let page = browser.ask("GET", "/my/updates", "", 200)?;
    let mut form = format!("token={}", token(&page)?);
    for name in page.split("name=\"choice-").skip(1).filter_map(|rest| rest.split('"').next()) {
        if !form.contains(name) {
            let _ = write!(
                form,
                "&choice-{name}=progress&happened-{name}=The+group+met+and+agreed+the+next+step&percent-{name}=40"
            );
        }
    }
    browser.ask("POST", "/my/updates", &form, 303)?;
    Some(())
}

fn token(page: &str) -> Option<&str> {
    page.split_once("name=\"token\" value=\"")?.1.split('"').next()
}

/// A browser with one connection that is kept.
struct Browser {
    stream: TcpStream,
    at: String,
    cookies: String,
}

impl Browser {
    /// Asks, and gives what comes where it comes with the status.
    fn ask(&mut self, method: &str, path: &str, form: &str, status: u16) -> Option<String> {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
            self.at,
            self.cookies,
            form.len()
        );
        self.stream.write_all(format!("{head}{form}").as_bytes()).ok()?;
        let (mut reader, mut line, mut length, mut found) = (BufReader::new(&self.stream), String::new(), 0, 0);
        loop {
            line.clear();
            reader.read_line(&mut line).ok()?;
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if found == 0 {
                found = line.split(' ').nth(1)?.parse().ok()?;
            }
            let (name, value) = line.split_once(": ").unwrap_or_default();
            match name {
                "content-length" => length = value.parse().ok()?,
                "set-cookie" => {
                    let pair = value.split(';').next()?;
                    let name = pair.split('=').next()?;
                    let mut kept: Vec<&str> =
                        self.cookies.split("; ").filter(|one| !one.is_empty() && !one.starts_with(name)).collect();
                    kept.push(pair);
                    self.cookies = kept.join("; ");
                }
                _ => {}
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        if found != status && std::env::var("ONPACE_BENCH_TELLS").is_ok() {
            eprintln!("{method} {path}: {found} in place of {status}: {}", String::from_utf8_lossy(&body));
        }
        (found == status).then(|| String::from_utf8_lossy(&body).into_owned())
    }
}
