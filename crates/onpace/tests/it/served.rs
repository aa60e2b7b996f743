//! What the service answered with "saved" is there afterwards: killed, stopped under load, disks that fail
//! or fill, clocks that jump; and folders that it must not touch. The clients keep their own ledger of what
//! was acknowledged. What a machine cannot do (no `strace`, not root) is skipped with a line.

use crate::durability::{Mount, has, notes};
use crate::service::{Client, Service, held, now, session};
use crate::{onpace, read, run, write};
use onpace_core::instant::Instant;
use onpace_testkit::skips::{Missing, skipped};
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const ROWS: [&str; 5] = ["1A", "2A", "3A", "10A", "10E"];
const CLIENTS: usize = 50;

/// What clients were told, and where the service listens now.
struct Crowd {
    at: Mutex<SocketAddr>,
    tried: AtomicUsize,
    acknowledged: Mutex<Vec<usize>>,
    odd: Mutex<Vec<String>>,
    is_over: AtomicBool,
}

impl Crowd {
    fn new(at: SocketAddr) -> Arc<Self> {
        let (tried, acknowledged, odd) = (AtomicUsize::new(0), Mutex::default(), Mutex::default());
        Arc::new(Self { at: Mutex::new(at), tried, acknowledged, odd, is_over: AtomicBool::new(false) })
    }

    /// Lets the clients record updates until it is over.
    fn work(self: &Arc<Self>, client: &Client) -> Vec<std::thread::JoinHandle<()>> {
        let one = |n: usize| {
            let (crowd, mut client) = (Arc::clone(self), client.clone());
            std::thread::spawn(move || {
                while !crowd.is_over.load(Ordering::SeqCst) {
                    let number = crowd.tried.fetch_add(1, Ordering::SeqCst);
                    let at = *crowd.at.lock().unwrap();
                    let reply = client.update(at, ROWS[n % ROWS.len()], &format!("n{number}"));
                    match reply.status {
                        303 => crowd.acknowledged.lock().unwrap().push(number),
                        0 => std::thread::sleep(Duration::from_millis(20)),
                        503 => {}
                        _ => crowd.odd.lock().unwrap().push(reply.text),
                    }
                }
            })
        };
        (0..CLIENTS).map(one).collect()
    }

    fn acknowledged(&self) -> usize {
        self.acknowledged.lock().unwrap().len()
    }

    /// Every acknowledged update stands there once, every other at most once.
    fn check(&self, data: &str) {
        let mut held = std::collections::BTreeMap::new();
        for row in ROWS {
            held.extend(notes(data, row));
        }
        let acknowledged = self.acknowledged.lock().unwrap();
        for number in acknowledged.iter() {
            assert_eq!(held.get(&number.to_string()), Some(&1), "update {number} was acknowledged");
        }
        assert!(held.values().all(|times| *times == 1), "none stands there twice");
        assert!(held.len() <= self.tried.load(Ordering::SeqCst));
        assert_eq!(*self.odd.lock().unwrap(), Vec::<String>::new(), "no other answer");
    }
}

/// Case DUR-01.
#[test]
fn the_service_is_killed_again_and_again_and_keeps_what_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let session = session(&data, now());
    let mut service = Service::start(&data);
    let crowd = Crowd::new(service.at);
    let clients = crowd.work(&Client::new(service.at, session));
    for kill in 1..=40usize {
        // Not before somebody was answered since it started, then at a moment that differs.
        let before = crowd.acknowledged();
        for _ in 0..2_000 {
            if crowd.acknowledged() > before {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        std::thread::sleep(Duration::from_millis(u64::try_from(kill * 7_919 % 120).unwrap()));
        service.kill();
        service = Service::start(&data);
        *crowd.at.lock().unwrap() = service.at;
    }
    crowd.is_over.store(true, Ordering::SeqCst);
    for client in clients {
        client.join().unwrap();
    }
    assert!(service.stop().success());
    println!("{} of {} acknowledged", crowd.acknowledged(), crowd.tried.load(Ordering::SeqCst));
    assert!(crowd.acknowledged() >= 40, "{}", crowd.acknowledged());
    crowd.check(&data);
}

/// Case DUR-12.
#[test]
fn asked_to_stop_under_load_it_finishes_what_is_under_way() {
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let session = session(&data, now());
    let mut service = Service::start(&data);
    let crowd = Crowd::new(service.at);
    let clients = crowd.work(&Client::new(service.at, session));
    while crowd.acknowledged() < 30 && clients.iter().any(|client| !client.is_finished()) {
        std::thread::sleep(Duration::from_millis(5));
    }
    let status = service.stop();
    crowd.is_over.store(true, Ordering::SeqCst);
    for client in clients {
        client.join().unwrap();
    }
    assert_eq!(status.code(), Some(0));
    let log = Path::new(&data).join("onpace.db-wal");
    assert!(std::fs::metadata(&log).map_or(true, |log| log.len() == 0), "all is in the one file");
    crowd.check(&data);
}

/// Case DUR-08.
#[test]
fn a_second_service_on_one_folder_is_refused_and_names_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let session = session(&data, now());
    let mut service = Service::start(&data);
    let second = run(&["serve", "--listen", "127.0.0.1:0", "--data", &data]);
    assert_eq!(second.code, 8, "{}", second.err);
    assert!(second.err.contains(&format!("process {}", service.child.id())), "{}", second.err);
    assert_eq!(Client::new(service.at, session).update(service.at, "1A", "n1").status, 303);
    assert!(service.stop().success());
}

/// Every file of a folder, with what is in it.
fn files(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut all: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    all.sort();
    all.into_iter().filter(|path| path.is_file()).map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

/// Case DUR-10.
#[test]
fn a_folder_of_a_later_release_is_refused_and_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let database = Path::new(&data).join("onpace.db");
    // SQLite keeps `user_version` in bytes 60 to 63 of its file (sqlite.org/fileformat.html).
    let mut bytes = std::fs::read(&database).unwrap();
    bytes[60..64].copy_from_slice(&999u32.to_be_bytes());
    std::fs::write(&database, bytes).unwrap();
    let before = files(Path::new(&data));
    for arguments in [&["serve", "--listen", "127.0.0.1:0"][..], &["verify"], &["plan", "show", "send"]] {
        let refused = run(&[arguments, &["--data", &data]].concat());
        assert_eq!(refused.code, 8, "{arguments:?} {}", refused.err);
        assert!(refused.err.contains("newer Onpace"), "{}", refused.err);
        assert!(files(Path::new(&data)) == before, "{arguments:?} changed a file");
    }
}

/// Case DUR-11.
#[test]
fn a_clock_that_jumps_changes_no_order_and_ends_old_sessions() {
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let told = |text: &str| write(folder.path(), "clock", text);
    let clock = told("2027-01-04T10:00:00Z");
    let (at_ten, at_eight) = (1_799_056_800_000_000, 1_799_049_600_000_000);
    let (session, earlier) =
        (session(&data, Instant::from_micros(at_ten)), session(&data, Instant::from_micros(at_eight)));
    let mut command = onpace(&["serve", "--test-mode", "--listen", "127.0.0.1:0", "--data", &data]);
    command.env("ONPACE_TEST_CLOCK", &clock);
    let mut service = Service::start_by(command);
    let mut client = Client::new(service.at, session);
    assert_eq!(client.update(service.at, "1A", "n1").status, 303);
    told("2027-01-04T08:00:00Z");
    // Whoever signed in later than it now is must sign in again.
    assert_eq!(client.update(service.at, "1A", "n0").status, 401);
    assert_eq!(Client::new(service.at, earlier).update(service.at, "1A", "n2").status, 303);
    told("2027-01-04T10:01:00Z");
    assert_eq!(client.update(service.at, "1A", "n3").status, 303);
    told("2028-01-04T10:00:00Z");
    let late = client.get(service.at, "/account");
    assert!(late.status == 303 && late.text.contains("location: /sign-in"), "{}", late.text);
    assert_eq!(client.update(service.at, "1A", "n4").status, 401, "a form of a session that has ended");
    assert!(service.stop().success());
    let log = run(&["log", "send", "1A", "--data", &data]).out;
    let at = |note: &str| log.find(&format!("\u{201c}{note}")).unwrap_or_else(|| panic!("{note}: {log}"));
    let newest_first = at("n1") > at("n3");
    assert!(if newest_first {
        at("n3") < at("n2") && at("n2") < at("n1")
    } else {
        at("n1") < at("n2") && at("n2") < at("n3")
    });
    assert!(!log.contains("\u{201c}n4") && !log.contains("\u{201c}n0"));
    assert_eq!(run(&["verify", "--data", &data]).code, 0);
}

/// Case DUR-04.
#[test]
fn a_full_disk_refuses_forms_in_plain_words_and_recovers_without_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Mount::new(&folder.path().join("small"), &["-t", "tmpfs", "-o", "size=3m", "tmpfs"]) else {
        skipped(Missing::Right, "no small disk could be mounted here, so none was filled");
        return;
    };
    let data = held(&disk.0);
    let session = session(&data, now());
    let service = Service::start(&data);
    let mut client = Client::new(service.at, session);
    assert_eq!(client.get(service.at, "/readyz").status, 200);
    let filler = disk.0.join("filler");
    let _ = std::fs::write(&filler, vec![7; 4_000_000]);
    let (mut acknowledged, mut refused) = (Vec::new(), None);
    for n in 1..400 {
        let reply = client.update(service.at, "1A", &format!("n{n}"));
        if reply.status == 303 {
            acknowledged.push(n);
            continue;
        }
        assert!(reply.text.contains(&format!("n{n}")), "what was typed is kept: {}", reply.text);
        refused = Some(reply);
        break;
    }
    let refused = refused.unwrap();
    assert_eq!(refused.status, 503, "{}", refused.text);
    assert!(refused.text.contains("othing was saved") && refused.text.contains("disk is full"), "{}", refused.text);
    let since = |page: &str| {
        let words = page.split("Since ").nth(1)?.split_once(" nothing can be saved")?.0.to_owned();
        Some(words).filter(|words| words.contains("day ") && words.contains(':'))
    };
    let first = since(&refused.text);
    assert!(first.is_some(), "it says since when: {}", refused.text);
    assert_eq!(client.get(service.at, "/readyz").status, 503);
    for path in ["/p/send", "/p/send/actions", "/p/send/actions/1A"] {
        let page = client.get(service.at, path);
        assert_eq!(page.status, 200, "{path} can be read");
        assert_eq!(since(&page.text), first, "{path} says that nothing can be saved, before somebody types");
    }
    std::fs::remove_file(filler).unwrap();
    assert_eq!(client.update(service.at, "1A", "n500").status, 303);
    assert_eq!(client.get(service.at, "/readyz").status, 200);
    assert_eq!(since(&client.get(service.at, "/p/send").text), None, "all is well again");
    acknowledged.push(500);
    drop(service);
    let held = notes(&data, "1A");
    for n in acknowledged {
        assert_eq!(held.get(&n.to_string()), Some(&1), "{n}");
    }
}

/// `strace`, which makes calls of a running process fail.
struct Fault(Child);

impl Fault {
    fn begin(service: &Service, inject: &str) -> Self {
        let pid = service.child.id().to_string();
        let mut tracer = Command::new("strace");
        tracer.args(["-f", "-o", "/dev/null", "-e", inject, "-p", &pid]).stderr(Stdio::piped());
        let mut child = tracer.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.contains("attached"), "{line}");
        Self(child)
    }
}

impl Drop for Fault {
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["-INT", &self.0.id().to_string()]).status();
        let _ = self.0.wait();
    }
}

/// Case DUR-03.
#[test]
fn a_disk_that_fails_under_the_service_keeps_what_was_typed_and_loses_nothing() {
    if !has("strace", &["-e", "trace=none", "true"]) {
        skipped(Missing::Right, "strace is not here or may not trace, so no disk was made to fail");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let session = session(&data, now());
    let mut service = Service::start(&data);
    let mut client = Client::new(service.at, session);
    let (mut acknowledged, mut failed, mut n) = (Vec::new(), 0, 0);
    for (calls, error) in [("fsync,fdatasync", "EIO"), ("pwrite64", "EIO"), ("pwrite64", "ENOSPC")] {
        for call in 1..=60 {
            n += 1;
            let fault = Fault::begin(&service, &format!("inject={calls}:error={error}:when={call}+"));
            let reply = client.update(service.at, "1A", &format!("n{n}"));
            drop(fault);
            if reply.status == 303 {
                acknowledged.push(n);
                break;
            }
            failed += 1;
            assert_eq!(reply.status, 503, "{calls} {call}: {}", reply.text);
            assert!(reply.text.contains("othing was saved"), "{calls} {call}: {}", reply.text);
            assert!(reply.text.contains(&format!(">n{n}<")), "what was typed is kept: {}", reply.text);
            // The disk is well again.
            n += 1;
            let retried = client.update(service.at, "1A", &format!("n{n}"));
            assert_eq!(retried.status, 303, "{calls} {call}: {}", retried.text);
            acknowledged.push(n);
        }
    }
    println!("{failed} forms met a failing disk, {} were acknowledged", acknowledged.len());
    assert!(failed >= 2 && acknowledged.len() > 3, "{failed}");
    assert!(service.stop().success());
    let held = notes(&data, "1A");
    for n in &acknowledged {
        assert_eq!(held.get(&n.to_string()), Some(&1), "{n} was acknowledged");
    }
    assert!(held.values().all(|times| *times == 1));
}

/// Case DUR-14.
#[test]
fn a_folder_that_cannot_be_written_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let Some(disk) = Mount::new(&folder.path().join("fixed"), &["--bind", "-o", "ro", &data]) else {
        skipped(Missing::Right, "no folder could be mounted so that it cannot be written");
        return;
    };
    let fixed = disk.0.to_string_lossy().into_owned();
    let refused = run(&["serve", "--listen", "127.0.0.1:0", "--data", &fixed]);
    assert_eq!(refused.code, 8, "{}", refused.err);
    assert!(refused.err.contains("Read-only file system"), "{}", refused.err);
    assert_eq!(run(&["plan", "show", "send", "--data", &fixed]).code, 0, "it can be read");
}

/// Case DUR-14: on such a disk the service that only shows works.
#[test]
fn asked_to_show_only_it_serves_a_disk_that_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let session = session(&data, now());
    let Some(disk) = Mount::new(&folder.path().join("fixed"), &["--bind", "-o", "ro", &data]) else {
        skipped(Missing::Right, "no folder could be mounted so that it cannot be written");
        return;
    };
    let fixed = disk.0.to_string_lossy().into_owned();
    let mail = format!("maildir:{}", folder.path().join("mail").display());
    let command = ["serve", "--read-only", "--mail", &mail, "--listen", "127.0.0.1:0", "--data", &fixed];
    let mut service = Service::start_by(onpace(&command));
    let mut client = Client::new(service.at, session);
    for path in ["/p/send", "/p/send/actions", "/p/send/history", "/p/send/reports/board/html", "/readyz"] {
        assert_eq!(client.get(service.at, path).status, 200, "{path}");
    }
    assert_eq!(client.update(service.at, "1A", "n1").status, 503);
    // Long enough for the post to go round, were there any.
    std::thread::sleep(Duration::from_secs(2));
    let told = service.told();
    assert!(!told.contains("\"level\":\"WARN\"") && !told.contains("\"level\":\"ERROR\""), "{told}");
}

/// Case DUR-14, the way that shows only.
#[test]
fn asked_to_show_only_every_page_says_so_and_no_form_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let session = session(&data, now());
    let service = Service::start_by(onpace(&["serve", "--read-only", "--listen", "127.0.0.1:0", "--data", &data]));
    let mut client = Client::new(service.at, session);
    assert!(client.get(service.at, "/p/send").text.contains("this service only shows plans"));
    let refused = client.update(service.at, "1A", "n1");
    assert_eq!(refused.status, 503);
    assert!(refused.text.contains("Since ") && refused.text.contains(">n1<"), "{}", refused.text);
    drop(service);
    assert_eq!(notes(&data, "1A").len(), 0);
}

/// Case OPS-05.
#[test]
fn without_a_network_everything_but_mail_works() {
    if !has("unshare", &["-n", "true"]) {
        skipped(Missing::Right, "no place without a network could be made here");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let file = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (page, paper) = (file("board.html"), file("board.pdf"));
    for arguments in [
        &["plan", "show", "send"][..],
        &["verify"],
        &["report", "build", "board", "send", "--out", &page, "--out", &paper],
        &["backup", "create"],
    ] {
        let plain = onpace(&[arguments, &["--data", &data]].concat());
        let mut alone = Command::new("unshare");
        alone.arg("-n").arg(plain.get_program()).args(plain.get_args());
        let run = read(&alone.output().unwrap());
        assert!(run.code == 0, "{arguments:?}: {} {}", run.code, run.err);
    }
}

/// Cases WEB-09 and DUR-07: a record that is no longer what was written.
#[test]
fn a_damaged_record_is_told_plainly_and_found_in_the_log_by_the_code_of_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let session = session(&data, now());
    let database = Path::new(&data).join("onpace.db");
    let mut bytes = std::fs::read(&database).unwrap();
    let places: Vec<usize> =
        bytes.windows(8).enumerate().filter(|(_, part)| part == b"\"title\":").map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for place in places {
        bytes[place] = 1;
    }
    std::fs::write(&database, bytes).unwrap();
    let mut service = Service::start(&data);
    let client = Client::new(service.at, session);
    let page = client.get(service.at, "/p/send");
    assert_eq!(page.status, 500, "{}", page.text);
    assert!(page.text.contains("Sorry, there is a problem with the service"), "{}", page.text);
    let lower = page.text.to_lowercase();
    for inside in [data.as_str(), "sqlite", "select ", "onpace.db", ".rs:", "panicked"] {
        assert!(!lower.contains(inside), "{inside}: {}", page.text);
    }
    let code = page.text.split("find what happened: <strong>").nth(1).and_then(|rest| rest.split('<').next()).unwrap();
    assert!(code.len() == 8, "{code}");
    assert_eq!(client.get(service.at, "/help").status, 200, "other pages are served");
    let told = service.told();
    let line = told.lines().find(|line| line.contains(code)).unwrap_or_else(|| panic!("{told}"));
    assert!(line.contains("/p/{plan}"), "{line}");
    assert_eq!(run(&["verify", "--data", &data]).code, 7);
}

/// Case LNK-05, the metrics.
#[test]
fn the_metrics_count_and_name_nobody_and_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let session = session(&data, now());
    let command = ["serve", "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0", "--data", &data];
    let service = Service::start_by(onpace(&command));
    let mut client = Client::new(service.at, session);
    assert_eq!(client.update(service.at, "1A", "n1").status, 303);
    assert_eq!(client.get(service.at, "/sign-in/0123456789abcdef").status, 200);
    let metrics = client.get(service.metrics.unwrap(), "/metrics").text;
    assert!(metrics.contains("onpace_answers_total{class=\"3xx\"} 1"), "{metrics}");
    for secret in [client.session.as_str(), &client.token, "0123456789abcdef", "manager", "here.invalid", "send", "1A"]
    {
        assert!(!metrics.contains(secret), "{secret}: {metrics}");
    }
    assert_eq!(client.get(service.at, "/metrics").status, 404, "not where the pages are");
}
