//! What only hostile hands send, at every place where an address takes something: never a failure, never a
//! word of the machinery. The places are taken from the list of routes and from the code of the pages, so
//! that one that is added is tried too.

use crate::matrix_house::{Browser, PLAN, Rig};
use crate::town::{self, Town};
use onpace_core::access::Role;
use onpace_web::route::Method;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What no part of an address is.
const PARTS: [&str; 14] = [
    "%00",
    "1A%00.html",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e",
    "%252e%252e%252f",
    "..%5c..%5cx",
    "%ff%fe",
    "%c0%ae",
    "%27%20OR%20%271%27=%271",
    "%22%3E%3Csvg%20onload=alert(1)%3E",
    "-1",
    "18446744073709551616",
    "%E2%80%AE",
    "%0d%0aSet-Cookie:%20a=b",
];

/// What databases, searches, templates and readers of numbers take for their own words.
const VALUES: [&str; 18] = [
    "'",
    "\"",
    "' OR '1'='1",
    "1; DROP TABLE event--",
    "a'||(SELECT body FROM event)||'",
    "1 UNION SELECT 1,2,3",
    "NEAR(",
    "\"unclosed",
    "*",
    "a AND NOT (",
    "{{7*7}}${7*7}",
    "%s%n%x",
    "\0",
    "99999999999999999999",
    "-1",
    "NaN",
    "<svg onload=alert(1)>",
    "\u{202e}\u{1b}[2J\r\nSet-Cookie: a=b",
];

/// Words by which the machinery would show itself.
const INNARDS: [&str; 10] = [
    "sqlite",
    "SQL logic",
    "syntax error",
    "no such",
    "panicked",
    "unwrap",
    "root:x:",
    "<svg onload",
    "RUST_BACKTRACE",
    ".rs:",
];

fn shows_nothing(told: &str, status: u16, body: &str) {
    assert!((200..500).contains(&status), "{told}: {status}");
    for words in INNARDS {
        assert!(!body.contains(words), "{told} says {words}");
    }
    assert!(!body.contains("49$") && !body.contains("}}49") && !body.contains("$49"), "{told}: nothing is worked out");
}

/// Case WEB-06.
#[test]
fn no_part_of_any_address_makes_the_service_fail() {
    let rig = Rig::start();
    let mut admin = rig.as_role(Role::Admin);
    let mut manager = rig.as_role(Role::Manager);
    let long = "a".repeat(4_000);
    let mut asked = 0;
    for route in onpace_web::routes().filter(|route| route.path.contains('{')) {
        let places: Vec<&str> = route.path.split('/').filter(|part| part.starts_with('{')).collect();
        for place in &places {
            for odd in PARTS.into_iter().chain([long.as_str()]) {
                let path = route.path.replace(place, odd).replace("{plan}", PLAN).replace("{code}", "1A");
                let path = path.replace(['{', '}'], "");
                let browser: &mut Browser = if path.starts_with("/admin") { &mut admin } else { &mut manager };
                let reply = match route.method {
                    Method::Get => browser.get(&rig, &path),
                    Method::Post => browser.clone().post(&rig, &path, "reason=x&on=%00"),
                };
                shows_nothing(&path, reply.status, &reply.body);
                assert_eq!(reply.head("set-cookie"), "", "{path}");
                asked += 1;
            }
        }
    }
    assert!(asked > 500, "{asked}");
    assert_eq!(Browser::default().get(&rig, "/healthz").status, 200);
    assert!(rig.house.desk().verify(None).unwrap().fault.is_none());
}

/// Every name of a field that a page reads from the query of its address.
fn fields_of_queries() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for way in ["query.said(\"", "query.get(\"", "query.all(\"", "query.has(\""] {
                found.extend(text.split(way).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
            }
        }
    }
    found
}

/// Case WEB-07.
#[test]
fn no_word_of_a_query_is_more_than_a_word_on_any_page() {
    let town = Town::new();
    let mut fields = fields_of_queries();
    // And those that stand in a form which asks for a page.
    for page in ["actions", "history", "changes", "timeline", "people", "findings"] {
        let body = town.look(Role::Manager, &format!("/p/{}/{page}", town::PLAN)).body;
        for form in body.split("<form").skip(1).filter_map(|rest| rest.split("</form>").next()) {
            let asks = form.split('>').next().is_some_and(|tag| tag.contains("method=\"get\""));
            let names = form.split(" name=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()));
            fields.extend(names.filter(|_| asks));
        }
    }
    for known in ["q", "status", "sort", "as_at", "known_by", "page", "kind", "next"] {
        assert!(fields.contains(known), "{known} is found in the code: {fields:?}");
    }
    for route in onpace_web::routes().filter(|route| route.method == Method::Get) {
        let path = route.path.replace("{plan}", town::PLAN).replace("{code}", "1A").replace("{event}", "3");
        let path = path.replace("{report}", "board").replace("{rules}", "policy").replace(['{', '}'], "");
        let role = if path.starts_with("/admin") { Role::Admin } else { Role::Manager };
        let query = |names: &[&String], value: &str| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            for name in names {
                query.append_pair(name, value);
            }
            format!("{path}?{}", query.finish())
        };
        for value in VALUES {
            let each = fields.iter().map(|name| vec![name]).chain([fields.iter().collect()]);
            for names in each {
                let address = query(&names, value);
                let page = town.look(role, &address);
                // A file to keep is no page.
                let body = if page.body.starts_with("<!DOCTYPE html>") { page.body.as_str() } else { "" };
                shows_nothing(&address, page.status, body);
                assert!(!page.location.contains(['\r', '\n']), "{address}: {}", page.location);
            }
        }
    }
}

/// Case WEB-07: a search finds what it says and nothing by magic.
#[test]
fn a_search_for_the_syntax_of_searches_finds_rows_that_hold_it_and_no_others() {
    let town = Town::new();
    let found = |words: &str| {
        let query: String = form_urlencoded::byte_serialize(words.as_bytes()).collect();
        let page = town.look(Role::Manager, &format!("/p/{}/actions?as_at=2022-06-13&q={query}", town::PLAN));
        assert_eq!(page.status, 200, "{words}");
        let before = page.body.split(" of 29 actions").next().unwrap();
        assert!(before.len() < page.body.len(), "{words}: {}", page.body);
        before.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap().parse::<usize>().unwrap()
    };
    for words in ["' OR '1'='1", "*", "%25", "NEAR(", "\"", "a* OR b*", "_%_"] {
        assert_eq!(found(words), 0, "{words}");
    }
    let form =
        [("title", "A \"quoted\" 100% * NEAR( it_"), ("was_title", "x"), ("reason", "a trial"), ("seen", "9999")];
    assert_eq!(town.send(Role::Manager, &format!("/p/{}/actions/1A/edit", town::PLAN), &form).status, 303);
    for words in ["\"quoted\"", "100%", "* NEAR(", "it_"] {
        assert_eq!(found(words), 1, "{words}");
    }
}
