//! Case WEB-08: clients that are slow, many or too large; the others go on being served.

use crate::matrix_house::{Browser, Rig};
use onpace_core::access::Role;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

fn open(rig: &Rig, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(rig.at).unwrap();
    stream.set_read_timeout(Some(Duration::from_mins(2))).unwrap();
    stream.write_all(bytes).unwrap();
    stream
}

/// What comes until the service closes.
fn rest(mut stream: TcpStream) -> String {
    let mut all = Vec::new();
    let _ = stream.read_to_end(&mut all);
    String::from_utf8_lossy(&all).into_owned()
}

#[test]
fn who_never_ends_a_head_or_says_nothing_is_sent_away() {
    let rig = Rig::start();
    let silent = open(&rig, b"");
    let head = open(&rig, b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");
    let mut drops = head.try_clone().unwrap();
    // A byte now and then must not keep it open.
    let trickle = std::thread::spawn(move || {
        for _ in 0..600 {
            std::thread::sleep(Duration::from_millis(100));
            if drops.write_all(b"a").is_err() {
                return true;
            }
        }
        false
    });
    let kept = open(&rig, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    assert_eq!(rest(silent), "");
    assert_eq!(rest(head), "");
    assert!(rest(kept).starts_with("HTTP/1.1 200"), "answered, and closed when it asked no more");
    assert!(trickle.join().unwrap(), "closed");
}

#[test]
fn a_form_that_never_arrives_is_given_up_in_plain_words() {
    let rig = Rig::start();
    let heads = "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nemail=";
    let reply = rest(open(&rig, heads.as_bytes()));
    assert!(reply.starts_with("HTTP/1.1 408") && reply.contains("took too long to arrive"), "{reply}");
}

#[test]
fn thousands_who_only_wait_keep_nobody_out() {
    let rig = Rig::start();
    let mut manager = rig.as_role(Role::Manager);
    let mut waiting = Vec::new();
    for n in 0..2_000 {
        // Half of them begin a request and do not end it.
        let Ok(mut stream) = TcpStream::connect(rig.at) else { continue };
        let _ = stream.write_all(if n % 2 == 0 { b"" } else { b"GET / HTTP/1.1\r\n" });
        waiting.push(stream);
        if n % 500 == 499 {
            assert_eq!(manager.get(&rig, "/p/torbay/actions").status, 200, "after {n}");
        }
    }
    assert!(waiting.len() > 1_000, "{}", waiting.len());
    assert_eq!(manager.get(&rig, "/p/torbay").status, 200);
}

#[test]
fn what_is_too_large_is_refused_before_it_is_held() {
    let rig = Rig::start();
    let giga = "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\nemail=";
    assert!(rest(open(&rig, giga.as_bytes())).starts_with("HTTP/1.1 413"));
    let mut chunked =
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for _ in 0..3 {
        chunked.extend_from_slice(b"80000\r\n");
        chunked.resize(chunked.len() + 0x80000, b'a');
        chunked.extend_from_slice(b"\r\n");
    }
    chunked.extend_from_slice(b"0\r\n\r\n");
    assert!(rig.raw(&chunked).status == 413);
    let head = format!("GET / HTTP/1.1\r\nHost: x\r\nX-Large: {}\r\n\r\n", "a".repeat(200_000));
    assert_eq!(rig.raw(head.as_bytes()).status, 431);
    let many = format!("GET / HTTP/1.1\r\nHost: x\r\n{}\r\n", "X-Many: a\r\n".repeat(500));
    assert_eq!(rig.raw(many.as_bytes()).status, 431);
    assert_eq!(Browser::default().get(&rig, "/healthz").status, 200);
}

/// A body that says two lengths must not be read by the second as another's request.
#[test]
fn a_request_hidden_in_another_is_never_answered() {
    let rig = Rig::start();
    let hidden = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    for heads in [
        format!("Content-Length: {}\r\nContent-Length: 0", hidden.len()),
        "Content-Length: 5\r\nTransfer-Encoding: chunked".to_owned(),
        "Transfer-Encoding: xchunked".to_owned(),
        "Transfer-Encoding: chunked, identity".to_owned(),
        "Transfer-Encoding : chunked".to_owned(),
    ] {
        let body =
            if heads.starts_with("Content-Length: 5") { format!("0\r\n\r\n{hidden}") } else { hidden.to_owned() };
        let reply = rest(open(&rig, format!("POST /sign-in HTTP/1.1\r\nHost: x\r\n{heads}\r\n\r\n{body}").as_bytes()));
        let answers = reply.matches("HTTP/1.1 ").count();
        assert!(answers <= 1 && !reply.contains("\r\n\r\nok\n"), "{heads}: {reply}");
    }
}

/// Begins a form without a session, from a place that a proxy names, and does not end it.
fn begin(rig: &Rig, path: &str, from: &str, length: usize) -> TcpStream {
    let heads = format!("Host: x\r\nX-Forwarded-For: {from}\r\nContent-Length: {length}");
    open(rig, format!("POST {path} HTTP/1.1\r\n{heads}\r\n\r\nemail=").as_bytes())
}

/// Case WEB-08: who may not send it is told so, and none of it is taken.
#[test]
fn a_form_of_a_stranger_is_refused_before_it_is_read() {
    let rig = Rig::start();
    for (path, length, status) in
        [("/plans/new", 20_000_000, 401), ("/p/torbay/actions/new", 900_000, 401), ("/sign-in", 20_000_000, 413)]
    {
        let since = std::time::Instant::now();
        let reply = rest(begin(&rig, path, "203.0.113.9", length));
        assert!(reply.starts_with(&format!("HTTP/1.1 {status}")), "{path}: {reply}");
        assert!(since.elapsed() < Duration::from_secs(10), "{path}");
    }
    // What fits on a page is read; more is not held.
    let mut stranger = Browser::default();
    stranger.get(&rig, "/sign-in");
    assert_eq!(stranger.post(&rig, "/sign-in", &format!("email=a@b.invalid&x={}", "a".repeat(20_000))).status, 303);
    let refused = stranger.post(&rig, "/sign-in", &format!("email=a@b.invalid&x={}", "a".repeat(40_000)));
    assert!(refused.status == 413 && refused.body.contains("shorten it"), "{}", refused.body);
    // Somebody signed in sends as much as ever.
    let mut manager = rig.as_role(Role::Manager);
    let long = manager.post(&rig, "/p/torbay/actions/1A/update", &format!("note={}", "a".repeat(900_000)));
    assert!(!matches!(long.status, 401 | 413), "{}", long.status);
}

/// Case WEB-08: forms that are begun and not ended take the share of who sends them, and nobody else's.
#[test]
fn who_begins_many_forms_keeps_nobody_else_from_sending_theirs() {
    let rig = Rig::behind("127.0.0.1");
    let begun: Vec<TcpStream> = (0..40).map(|_| begin(&rig, "/sign-in", "203.0.113.9", 100)).collect();
    // All of them have to be there first.
    let form = "token=&email=reader%40here.invalid";
    let heads = |from: &'static str| [("X-Forwarded-For", from)];
    let refused = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        rig.send("POST", "/sign-in", &heads("203.0.113.9"), form).status == 503
    });
    assert!(refused, "no more than 40 at once");
    assert_eq!(rig.send("POST", "/sign-in", &heads("203.0.113.10"), form).status, 403, "read, and without its token");
    let mut manager = rig.as_role(Role::Manager);
    let token = manager.token();
    let own = manager.post_with(&rig, "/account/sign-out-elsewhere", &heads("203.0.113.9"), &format!("token={token}"));
    assert_eq!(own.status, 303, "somebody signed in, at the same place");
    drop(begun);
}

/// Case WEB-08: as many slow forms as there are connections, each from a place of its own.
#[test]
fn the_slowest_forms_make_room_for_who_waits() {
    let rig = Rig::behind("127.0.0.1");
    let mut manager = rig.as_role(Role::Manager);
    let mut slow = Vec::new();
    for n in 0..720 {
        let Ok(mut stream) = TcpStream::connect(rig.at) else { continue };
        let from = format!("198.51.{}.{}", n / 200, n % 200);
        let heads = format!("Host: x\r\nX-Forwarded-For: {from}\r\nContent-Length: 100");
        let _ = stream.write_all(format!("POST /sign-in HTTP/1.1\r\n{heads}\r\n\r\nemail=").as_bytes());
        slow.push(stream);
    }
    assert!(slow.len() > 710, "{}", slow.len());
    let since = std::time::Instant::now();
    assert_eq!(manager.get(&rig, "/p/torbay").status, 200);
    assert!(since.elapsed() < Duration::from_secs(20), "{:?}", since.elapsed());
}
