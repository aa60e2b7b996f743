//! The service where something is scarce: memory, or any network. What a machine cannot do (no `prlimit`, no
//! right to make a place without a network) is skipped with a line.

use crate::durability::has;
use crate::service::{Client, Reply, Service, field, held, now, send, session};
use crate::{onpace, run};
use onpace_testkit::skips::{Missing, skipped};
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// What the service may have of memory, in bytes: 1 GB.
const MEMORY: &str = "1073741824";
/// Rows of a large plan.
const ROWS: usize = 40_000;

/// A plan of many rows, padded to a size in bytes.
fn large(rows: usize, least: usize) -> String {
    let each = least.saturating_sub(40) / rows;
    let mut text = String::from("Code,Action,Lead,Start,Finish,% complete\n");
    for row in 0..rows {
        let begin = text.len();
        let _ = write!(text, "{}A,Write the guide number {row}", row + 1);
        let rest = each.saturating_sub(text.len() - begin + 30);
        text.extend(std::iter::repeat_n(" and read it", rest / 12));
        text.push_str(",DH,01/03/2022,30/06/2022,5%\n");
    }
    text
}

/// Sends a file with the name of a plan to be made of it.
fn upload(service: &Service, client: &Client, plan: &str, text: &str) -> Reply {
    let mark = "----part";
    let mut body = String::new();
    for (name, value) in [("token", client.token.as_str()), ("plan_name", plan)] {
        let _ = write!(body, "--{mark}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    let _ = write!(
        body,
        "--{mark}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"plan.csv\"\r\n\r\n{text}\r\n--{mark}--\r\n"
    );
    let heads = format!(
        "Host: {}\r\nConnection: close\r\nCookie: __Host-session={}\r\nContent-Length: {}",
        service.at,
        client.session,
        body.len()
    );
    let kind = format!("Content-Type: multipart/form-data; boundary={mark}");
    send(service.at, &format!("POST /plans/new HTTP/1.1\r\n{heads}\r\n{kind}\r\n\r\n{body}"))
}

/// Where an answer leads to.
fn leads_to(reply: &Reply) -> String {
    let line = reply.text.lines().find_map(|line| line.strip_prefix("location: "));
    line.unwrap_or_default().trim().to_owned()
}

/// Case DUR-13.
#[test]
fn with_little_memory_large_files_are_taken_or_refused_and_the_service_goes_on() {
    if !has("prlimit", &["--data=1073741824", "true"]) {
        skipped(Missing::Right, "prlimit is not here, so memory could not be made scarce");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let session = session(&data, now());
    let plain = onpace(&["serve", "--listen", "127.0.0.1:0", "--data", &data]);
    let mut scarce = Command::new("prlimit");
    scarce.arg(format!("--data={MEMORY}")).arg(plain.get_program()).args(plain.get_args());
    let mut service = Service::start_by(scarce);
    let client = Client::new(service.at, session);
    for (plan, rows, least) in [("large", ROWS, 0), ("huge", 20_000, 21_000_000)] {
        let text = large(rows, least);
        let sent = upload(&service, &client, plan, &text);
        println!("{plan}: {} rows, {} bytes: {}", rows, text.len(), sent.status);
        if plan == "huge" {
            assert!(matches!(sent.status, 413 | 422) && sent.text.contains("20 MB"), "{plan}: {}", sent.text);
            continue;
        }
        assert_eq!(sent.status, 303, "{plan}: {}", sent.text);
        let changes = leads_to(&sent).replace("/columns", "/changes");
        assert_eq!(client.get(service.at, &changes).status, 200, "{plan}");
        let applied = client.post(service.at, &changes, "reason=a+trial&looked=yes");
        assert_eq!(applied.status, 303, "{plan}: {}", applied.text);
        for page in ["", "/actions?q=guide", "/reports/board/csv"] {
            let reply = client.get(service.at, &format!("/p/{plan}{page}"));
            println!("{plan}{page}: {} {}", reply.status, reply.text.len());
            assert_eq!(reply.status, 200, "{plan}{page}: {}", reply.text.chars().take(2_000).collect::<String>());
        }
    }
    // It is the same process still, and small things are done as ever.
    assert_eq!(client.clone().update(service.at, "1A", "n1").status, 303);
    assert_eq!(client.get(service.at, "/readyz").status, 200);
    assert!(service.stop().success());
    assert_eq!(run(&["verify", "--data", &data]).code, 0);
}

/// Asks something of a service in a place of its own, by a client that goes in there.
fn ask_within(service: &Service, request: &str) -> Reply {
    let line = "exec 3<>/dev/tcp/$0/$1; cat >&3; cat <&3";
    let (host, port, pid) =
        (service.at.ip().to_string(), service.at.port().to_string(), service.child.id().to_string());
    let mut client = Command::new("nsenter");
    client.args(["-t", &pid, "-n", "bash", "-c", line, &host, &port]);
    let mut client = client.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    client.stdin.take().unwrap().write_all(request.as_bytes()).unwrap();
    let out = client.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let status = text.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
    Reply { status, text }
}

/// Case OPS-05.
#[test]
fn the_service_does_everything_but_mail_in_a_place_without_a_network() {
    const ALONE: &str = "ip link set lo up && exec \"$@\"";
    if !has("unshare", &["-n", "sh", "-c", "ip link set lo up && nsenter -t $$ -n bash -c true"]) {
        skipped(Missing::Right, "no place without a network could be made here");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let session = session(&data, now());
    let plain = onpace(&["serve", "--listen", "127.0.0.1:0", "--data", &data]);
    let mut alone = Command::new("unshare");
    alone.args(["-n", "sh", "-c", ALONE, "sh"]).arg(plain.get_program()).args(plain.get_args());
    let mut service = Service::start_by(alone);
    assert!(std::net::TcpStream::connect(service.at).is_err(), "nobody outside reaches it");
    let heads = format!("Host: {}\r\nConnection: close\r\nCookie: __Host-session={session}", service.at);
    let get = |path: &str| ask_within(&service, &format!("GET {path} HTTP/1.1\r\n{heads}\r\n\r\n"));
    for path in ["/p/send", "/p/send/actions", "/p/send/timeline", "/p/send/reports/board/html", "/help", "/readyz"] {
        assert_eq!(get(path).status, 200, "{path}");
    }
    let paper = get("/p/send/reports/board/pdf");
    assert!(paper.status == 200 && paper.text.contains("%PDF-"), "{}", paper.status);
    let form = get("/p/send/actions/1A/update").text;
    let (token, seen) = (field(&form, "token").unwrap(), field(&form, "seen").unwrap());
    let body = format!("token={token}&percent=7&note=alone&on=1+June+2022&seen={seen}");
    let kind = "Content-Type: application/x-www-form-urlencoded";
    let post = format!(
        "POST /p/send/actions/1A/update HTTP/1.1\r\n{heads}\r\n{kind}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let sent = ask_within(&service, &post);
    assert_eq!(sent.status, 303, "{}", sent.text);
    assert!(get("/p/send/actions/1A").text.contains("alone"));
    assert!(service.stop().success());
}

/// Case OPS-07: a log that goes nowhere. Neither a page nor the end of the service waits for it.
#[cfg(target_os = "linux")]
#[test]
fn a_log_that_cannot_be_written_stops_no_page_and_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    // The last is more than a pipe holds, and those lines that may wait.
    for (log, pages) in [("a closed pipe", 20), ("a full disk", 20), ("a pipe that nobody reads", 2_500)] {
        let session = session(&data, now());
        let mut command = onpace(&["serve", "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0", "--data", &data]);
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let errors = if log == "a full disk" { Stdio::from(full) } else { Stdio::piped() };
        command.env("ONPACE_LOG", "info").stderr(errors);
        let mut service = Service::start_unheard(command);
        if log == "a closed pipe" {
            drop(service.child.stderr.take());
        }
        let mut client = Client::new(service.at, session);
        let help = format!("GET /help HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", service.at);
        for page in 0..pages {
            assert_eq!(send(service.at, &help).status, 200, "{log}: page {page}");
        }
        assert_eq!(client.update(service.at, "1A", &log.replace(' ', "+")).status, 303, "{log}");
        assert_eq!(client.get(service.at, "/readyz").status, 200, "{log}");
        let metrics = client.get(service.metrics.unwrap(), "/metrics").text;
        let lost = metrics.lines().find_map(|line| line.strip_prefix("onpace_log_lines_lost_total "));
        let lost: u64 = lost.and_then(|lost| lost.trim().parse().ok()).unwrap_or_else(|| panic!("{metrics}"));
        assert!(lost > 0, "{log}: {metrics}");
        assert!(service.stop().success(), "{log}");
    }
}

/// The log is whole where it can be written: the last lines too.
#[test]
fn a_log_that_is_read_has_every_line_to_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let session = session(&data, now());
    let mut command = onpace(&["serve", "--listen", "127.0.0.1:0", "--data", &data]);
    command.env("ONPACE_LOG", "info");
    let mut service = Service::start_by(command);
    let client = Client::new(service.at, session);
    for _ in 0..30 {
        assert_eq!(client.get(service.at, "/help").status, 200);
    }
    assert!(service.stop().success());
    let told = service.told();
    let lines = told.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    assert_eq!(lines.filter(|line| line["fields"]["path"] == "/help").count(), 30, "{told}");
}
