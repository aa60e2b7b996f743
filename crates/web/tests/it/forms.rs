//! Each form of an action by itself: the one event that it makes, and that hostile words in its fields are
//! only ever words.

use crate::town::{NOW, PLAN, Town, route};
use onpace_core::access::Role;
use onpace_core::ledger::event::Channel;
use onpace_core::ledger::fold::Until;
use onpace_web::route::Method;

/// What markup, templates and formulas look like.
const HOSTILE: &str = "<img src=x onerror=alert(1)>\"'{{7*7}}${7*7}</title><script>alert(2)</script>";

fn latest(town: &Town) -> u64 {
    town.house.desk().state(PLAN, Until::default()).unwrap().seq
}

/// Sends a form of a row as the manager, having seen everything.
fn send(town: &Town, page: &str, fields: &[(&str, &str)]) -> u64 {
    let seen = latest(town).to_string();
    let all = [fields, &[("seen", seen.as_str())]].concat();
    let sent = town.send(Role::Manager, &format!("/p/{PLAN}/actions/{page}"), &all);
    assert_eq!(sent.status, 303, "{page}: {}", sent.body);
    latest(town)
}

/// A mistyped year must not become the day that every page speaks of.
#[test]
fn an_update_of_a_day_to_come_is_refused_and_one_of_today_is_taken() {
    let town = Town::new();
    let seen = latest(&town).to_string();
    let form = |on| [("percent", "41"), ("on", on), ("seen", seen.as_str())];
    let path = format!("/p/{PLAN}/actions/1A/update");
    let refused = town.send(Role::Manager, &path, &form("31 December 2099"));
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("Enter today or a day in the past"), "{}", refused.body);
    assert_eq!(latest(&town).to_string(), seen, "nothing was recorded");
    assert_eq!(town.send(Role::Manager, &path, &form("13 June 2022")).status, 303);
}

/// Case AUD-05.
#[test]
fn each_form_makes_one_event_that_says_who_when_how_and_why() {
    let town = Town::new();
    let id = town.house.desk().accounts().unwrap();
    let id = id.into_iter().find(|account| account.email.starts_with("manager@")).unwrap().id;
    let tried = std::cell::RefCell::new(std::collections::BTreeSet::new());
    let sends = |page: &str, kind: &str, fields: &[(&str, &str)]| {
        tried.borrow_mut().insert(route(Method::Post, &format!("/p/{PLAN}/actions/{page}")).unwrap().0.path);
        let before = latest(&town);
        let why = format!("because of {kind}");
        let seq = send(&town, page, &[fields, &[("reason", why.as_str())]].concat());
        assert_eq!(seq, before + 1, "{page} makes one event");
        let kept = town.house.desk().event(PLAN, seq).unwrap();
        let recorded = kept.recorded;
        assert_eq!(kept.kind, kind, "{page}");
        assert_eq!((kept.actor.as_str(), recorded.channel), (&*id, Channel::Web), "{page}");
        // A microsecond after the one before it, where the clock stands still.
        assert!((NOW..NOW + 1_000).contains(&recorded.recorded_at), "{page}: {:?}", recorded.recorded_at);
        assert_eq!(recorded.reason, Some(why.clone()), "{page}");
        let page_of = town.look(Role::Auditor, &format!("/p/{PLAN}/history/{seq}")).body;
        for words in ["The ", id.as_str(), "By page", why.as_str(), "Monday 13 June 2022"] {
            assert!(page_of.contains(words), "{page}: the page of the event does not say {words}");
        }
        seq
    };
    let update = sends("1A/update", "reported", &[("percent", "41"), ("note", "n")]);
    sends(&format!("1A/updates/{update}"), "corrected", &[("way", "correct"), ("percent", "42")]);
    let update = sends("1A/update", "reported", &[("percent", "43")]);
    sends(&format!("1A/updates/{update}"), "superseded", &[("way", "take-back")]);
    sends("1A/evidence", "evidence_added", &[("what", "Minutes"), ("place", "File 7")]);
    let asked = sends("1A/finish", "date_proposed", &[("finish", "30 June 2023")]);
    sends(&format!("1A/finish/{asked}"), "date_decided", &[("decision", "grant")]);
    sends("1A/edit", "revised", &[("title", "Another title"), ("was_title", "x")]);
    sends("new", "added", &[("kind", "action"), ("code", "1Z"), ("title", "New"), ("under", "1")]);
    sends("1Z/move", "moved", &[("under", "2")]);
    sends("1A/link", "linked", &[("other", "10B"), ("way", "finish-to-start")]);
    sends("1A/unlink", "unlinked", &[("other", "10B")]);
    sends("1A/status", "status_overridden", &[("status", "red")]);
    sends("1A/lift", "status_lifted", &[]);
    sends("1A/impact", "impact_declared", &[("impact", "not-there-yet")]);
    sends("1Z/withdraw", "withdrawn", &[]);
    // A form that is added to the pages of an action is tried here too.
    let all = onpace_web::routes().filter(|route| route.method == Method::Post).map(|route| route.path);
    let of_actions = all.filter(|path| path.starts_with("/p/{plan}/actions/")).collect();
    assert_eq!(tried.into_inner(), of_actions);
}

/// A form that is refused records nothing.
#[test]
fn a_form_that_is_refused_makes_no_event() {
    let town = Town::new();
    let before = latest(&town);
    for page in
        ["update", "evidence", "finish", "edit", "move", "withdraw", "link", "unlink", "status", "lift", "impact"]
    {
        let sent =
            town.send(Role::Manager, &format!("/p/{PLAN}/actions/1A/{page}"), &[("percent", "400"), ("on", HOSTILE)]);
        assert!(matches!(sent.status, 409 | 422), "{page}: {}", sent.status);
        assert!(!sent.body.contains("<img src=x") && !sent.body.contains("<script>alert"), "{page}");
    }
    assert_eq!(latest(&town), before);
}

/// Case WEB-04.
#[test]
fn hostile_words_in_every_field_are_shown_as_they_were_typed() {
    let town = Town::new();
    let h = HOSTILE;
    let update = send(&town, "1A/update", &[("percent", "41"), ("status", h), ("note", h), ("next", h), ("reason", h)]);
    send(&town, "1A/evidence", &[("what", h), ("place", h), ("reason", h)]);
    send(&town, "1A/edit", &[("title", h), ("was_title", "x"), ("lead", h), ("was_lead", "x"), ("reason", h)]);
    send(&town, "1A/finish", &[("finish", "30 June 2023"), ("reason", h)]);
    send(&town, "new", &[("kind", "focus-area"), ("code", "99"), ("title", h), ("reason", h)]);
    let mut shown = 0;
    for route in onpace_web::routes().filter(|route| route.method == Method::Get && route.path.contains("{plan}")) {
        let path = route.path.replace("{plan}", PLAN).replace("{code}", "1A");
        let path = path.replace("{event}", &update.to_string()).replace("{seq}", &update.to_string());
        for query in [
            "?as_at=2022-06-13",
            &format!(
                "?as_at=2022-06-13&q={}&who={}&status={}",
                "%3Cimg%20src%3Dx%3E", "%22%3E%3Cimg%20src%3Dx%3E", "%27"
            ),
        ] {
            let page = town.look(Role::Manager, &format!("{path}{query}"));
            assert!(page.status < 500, "{path}{query}: {}", page.status);
            // A file to keep is not read as a page.
            if !page.body.starts_with("<!DOCTYPE html>") || path.contains("/reports/") {
                continue;
            }
            for raw in ["<img src=x", "<script>alert", "</title><script"] {
                assert!(!page.body.contains(raw), "{path}{query} holds {raw}");
            }
            assert!(
                !page.body.contains("\u{201c}49") && !page.body.contains("'49"),
                "{path}{query}: nothing is worked out"
            );
            shown += page.body.matches("&lt;img src=x onerror=alert(1)&gt;").count();
        }
    }
    assert!(shown > 20, "they are shown, {shown} times");
}
