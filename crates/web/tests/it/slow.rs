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
