//! What every answer carries, and what forms and addresses from hostile hands get.

use crate::matrix_house::{Browser, PLAN, Rig};
use onpace_core::access::Role;
use onpace_web::route::Method;

/// Case WEB-01.
#[test]
fn every_page_says_what_a_browser_may_do_with_it() {
    let rig = Rig::start();
    let mut manager = rig.as_role(Role::Manager);
    let mut paths: Vec<String> = onpace_web::routes()
        .filter(|route| route.method == Method::Get)
        .map(|route| route.path.replace("{plan}", PLAN).replace(['{', '}'], ""))
        .collect();
    paths.push("/no/such/page".to_owned());
    for path in paths {
        let reply = manager.get(&rig, &path);
        let policy = reply.head("content-security-policy");
        assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"), "{path}: {policy}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cache-control", "no-store"),
            ("x-robots-tag", "noindex, nofollow"),
        ] {
            assert_eq!(reply.head(name), value, "{path}: {name}");
        }
        assert!(reply.head("permissions-policy").contains("camera=()"), "{path}");
        for tag in reply.body.split('<').filter_map(|rest| rest.split('>').next()) {
            assert!(tag.matches(" class=\"").count() < 2, "{path}: browsers forget the second class of <{tag}>");
        }
        assert!(!reply.body.contains("style=\"") && !reply.body.contains(" onclick="), "{path}");
    }
}

/// Case WEB-03.
#[test]
fn a_form_from_elsewhere_is_refused_and_writes_nothing() {
    let rig = Rig::start();
    let mut admin = rig.as_role(Role::Admin);
    let form = "email=new@here.invalid&name=New";
    let token = admin.token();
    let with_token = format!("token={token}&{form}");
    let foreign = format!("token={}&{form}", rig.as_role(Role::Manager).token());
    let own = format!("http://{}", rig.at);
    let tries: [(&[(&str, &str)], &str); 9] = [
        (&[], form),
        (&[], &foreign),
        (&[("Origin", "https://evil.example")], &with_token),
        (&[("Origin", "null")], &with_token),
        (&[("Sec-Fetch-Site", "cross-site")], &with_token),
        (&[("Sec-Fetch-Site", "same-site")], &with_token),
        (&[("Origin", &own), ("Sec-Fetch-Site", "cross-site")], &with_token),
        (&[("Origin", "http://127.0.0.1.evil.example")], &with_token),
        (&[("Origin", "http://127.0.0.1:1")], &with_token),
    ];
    let before = rig.house.desk().accounts().unwrap();
    for (heads, form) in tries {
        let reply = admin.post_with(&rig, "/admin/users/new", heads, form);
        assert_eq!(reply.status, 403, "{heads:?} {form}");
        assert!(reply.body.contains("new@here.invalid"), "what was typed is kept");
        assert_eq!(rig.house.desk().accounts().unwrap(), before);
    }
    let json = "{\"email\":\"new@here.invalid\"}";
    assert_eq!(admin.post_with(&rig, "/admin/users/new", &[("X-Kind", "text/plain")], json).status, 403);
    let good =
        admin.post_with(&rig, "/admin/users/new", &[("Origin", &own), ("Sec-Fetch-Site", "same-origin")], &with_token);
    assert_eq!(good.status, 303);
    // As Chromium and Firefox send the forms of pages that send no referrer.
    let as_sent = [("Origin", "null"), ("Sec-Fetch-Site", "same-origin")];
    assert_eq!(
        admin.post_with(&rig, "/admin/mail/trial", &as_sent, &format!("token={token}&email=a@here.invalid")).status,
        303
    );
    assert_eq!(rig.house.desk().accounts().unwrap().len(), before.len() + 1);
}

/// Case WEB-06.
#[test]
fn no_address_however_odd_makes_the_service_fail() {
    let rig = Rig::start();
    let manager = rig.as_role(Role::Manager);
    let cookie = format!("__Host-session={}", manager.cookies["__Host-session"]);
    let long = format!("/p/{PLAN}/actions/{}", "a".repeat(8_000));
    let query = format!("/p/{PLAN}/actions?q={}", "%20".repeat(3_000));
    let many = format!("/p/{PLAN}/history?page=99999999999999999999");
    for path in [
        "/../../etc/passwd",
        "/assets/../Cargo.toml",
        "/assets/..%2f..%2fetc%2fpasswd",
        "/p/..%2f..%2fdata",
        "/p/%2e%2e/actions",
        "/p/torbay/actions/%00",
        "/p/torbay/actions/1A%00.html",
        "/p/torbay/actions/%252e%252e%252f",
        "/p/torbay/actions/..\\..\\x",
        "/p/torbay/actions/%ff%fe",
        "/p/%c0%ae%c0%ae/actions",
        "/p/torbay/actions?q=%ff&status=%00",
        "/p/torbay?as_at=9999999-99-99&known_by=%ff",
        "/p/torbay/history/18446744073709551616",
        "/p/torbay/history/-1",
        "/p/torbay/history/0/proof",
        "/p/torbay/history?row=%27%22--&who=%00&kind=NEAR(",
        "/sign-in/%ff",
        "/admin/users/user-%00",
        &long,
        &query,
        &many,
    ] {
        let reply = rig.send("GET", path, &[("Cookie", &cookie)], "");
        assert!((200..500).contains(&reply.status), "{path}: {}", reply.status);
        assert!(!reply.body.contains("root:x:") && !reply.body.contains("[package]"), "{path}");
    }
    // Bytes that no client would send.
    for bytes in [
        &b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"[..],
        b"GET /a\0b HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\r\n\r\n",
    ] {
        let reply = rig.raw(bytes);
        assert!(reply.status < 500, "{}", reply.status);
    }
    assert_eq!(Browser::default().get(&rig, "/healthz").status, 200);
}

/// Case WEB-10.
#[test]
fn signing_in_never_leads_to_another_site() {
    let rig = Rig::start();
    for next in [
        "//evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "https://evil.example",
        "/%0aevil",
    ] {
        let query = next.bytes().map(|byte| format!("%{byte:02x}")).collect::<Vec<_>>().concat();
        let reply = Browser::default().get(&rig, &format!("/sign-in?next={query}"));
        assert_eq!(reply.status, 200);
        let kept = reply.body.split("name=\"next\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        assert!(
            kept.is_some_and(|kept| kept.starts_with('/') && !kept.starts_with("//") && !kept.contains('\\')),
            "{next}: {kept:?}"
        );
    }
    let reply = rig.send("GET", "//evil.example/p/torbay", &[], "");
    assert!(!reply.head("location").starts_with("//"), "{}", reply.head("location"));
}

/// Case WEB-09, as far as a form that is too large: the service says what to do.
#[test]
fn a_form_that_is_too_large_is_refused_in_plain_words() {
    let rig = Rig::start();
    let mut admin = rig.as_role(Role::Admin);
    let reply = admin.post(&rig, "/admin/users/new", &format!("name={}", "a".repeat(1_000_050)));
    assert!(reply.status == 413 && reply.body.contains("too large"), "{}", reply.status);
}

/// Case WEB-01, on what is no page: refusals, files, and what machines ask.
#[test]
fn every_refusal_and_file_carries_the_same_headers() {
    let rig = Rig::start();
    for (method, path, status) in [
        ("DELETE", "/help", 405),
        ("PUT", "/sign-in", 405),
        ("POST", "/help", 405),
        ("GET", "/sign-out", 405),
        ("GET", "/no/such/page", 404),
        ("GET", "/assets/none.css", 404),
        ("GET", "/healthz", 200),
        ("GET", "/readyz", 200),
    ] {
        let reply = rig.send(method, path, &[], "");
        assert_eq!(reply.status, status, "{method} {path}");
        assert!(reply.head("content-security-policy").starts_with("default-src 'none'"), "{method} {path}");
        assert_eq!(reply.head("x-content-type-options"), "nosniff", "{method} {path}");
        assert_eq!(reply.head("cache-control"), "no-store", "{method} {path}");
        if status == 405 {
            assert!(reply.body.contains("This page cannot be used in this way"), "{method} {path}: {}", reply.body);
            assert!(!reply.head("allow").is_empty(), "{method} {path}");
        }
    }
}

/// Case ACL-06.
#[test]
fn what_only_a_proxy_could_say_is_not_believed() {
    let rig = Rig::start();
    let said = [
        ("X-Forwarded-For", "10.0.0.1"),
        ("X-Forwarded-Host", "evil.example"),
        ("X-Forwarded-Proto", "https"),
        ("Forwarded", "for=10.0.0.1;host=evil.example;proto=https"),
        ("X-Original-URL", "/admin"),
        ("X-Rewrite-URL", "/admin"),
        ("X-User", "admin@here.invalid"),
        ("X-Remote-User", "admin@here.invalid"),
        ("Remote-User", "admin@here.invalid"),
    ];
    let admin = rig.send("GET", "/admin", &said, "");
    assert_eq!((admin.status, admin.head("location")), (303, "/sign-in?next=%2Fadmin"));
    assert!(!rig.send("GET", "/help", &said, "").body.contains("evil.example"));
    let mut browser = Browser::default();
    browser.get(&rig, "/sign-in");
    let form = format!("token={}&email=manager%40here.invalid", browser.token());
    let asked = browser.post_with(&rig, "/sign-in", &said, &form);
    assert!(asked.status < 400, "{}", asked.status);
    // The Host header too is what the client says.
    let cookies = format!("__Host-browser={}", browser.cookies["__Host-browser"]);
    let text = format!(
        "POST /sign-in HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\nCookie: {cookies}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    assert!(rig.raw(text.as_bytes()).status < 400);
    for _ in 0..600 {
        if rig.letters().len() >= 2 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let letters = rig.letters();
    assert_eq!(letters.len(), 2);
    for letter in letters {
        assert!(letter.contains(&format!("http://{}/sign-in/", rig.at)) && !letter.contains("evil"), "{letter}");
    }
}

/// Case WEB-13.
#[test]
fn a_request_that_names_no_host_or_two_is_refused() {
    let rig = Rig::start();
    for (heads, status) in [
        ("HTTP/1.1\r\nHost: plan.example.org", 200),
        ("HTTP/1.1\r\nHost: [::1]:8080", 200),
        ("HTTP/1.0", 200),
        ("HTTP/1.1", 400),
        ("HTTP/1.1\r\nHost:", 400),
        ("HTTP/1.1\r\nHost: a.example\r\nHost: b.example", 400),
        ("HTTP/1.1\r\nHost: a.example\r\nHost: a.example", 400),
        ("HTTP/1.1\r\nHost: a.example, b.example", 400),
        ("HTTP/1.1\r\nHost: a.example/x", 400),
        ("HTTP/1.0\r\nHost: a.example\r\nHost: b.example", 400),
    ] {
        for path in ["/help", "/healthz", "/assets/none.css", "/no/such/page"] {
            let reply = rig.raw(format!("GET {path} {heads}\r\nConnection: close\r\n\r\n").as_bytes());
            let wanted = if status == 200 && !matches!(path, "/help" | "/healthz") { 404 } else { status };
            assert_eq!(reply.status, wanted, "{path} {heads:?}");
            assert_eq!(reply.head("x-content-type-options"), "nosniff", "{path} {heads:?}");
        }
    }
}

/// Case WEB-11: a page that shows both a secret and what somebody else typed must not be compressed,
/// for its length would tell the secret letter by letter.
#[test]
fn no_answer_is_compressed() {
    let rig = Rig::start();
    let manager = rig.as_role(Role::Manager);
    let cookie = format!("__Host-session={}", manager.cookies["__Host-session"]);
    for path in ["/account", "/p/torbay/actions?q=token", "/help"] {
        let reply = rig.send("GET", path, &[("Cookie", &cookie), ("Accept-Encoding", "gzip, deflate, br, zstd")], "");
        assert_eq!((reply.status, reply.head("content-encoding")), (200, ""), "{path}");
        assert!(reply.body.contains("<!DOCTYPE html>"), "{path}");
    }
}
