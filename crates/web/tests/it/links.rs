//! Links to sign in and sessions: what a mail scanner, a thief of a link, an old cookie and somebody in
//! a hurry get.

use crate::house::hand;
use crate::matrix_house::{Browser, MINUTE, PLAN, Rig};
use onpace_core::access::Role;
use onpace_office::Seat;
use onpace_office::accounts::AccountDetails;
use onpace_office::secrets;

const READER: &str = "reader@here.invalid";

/// Asks for a link as a browser does; gives the browser and the link as mailed.
fn ask(rig: &Rig, email: &str) -> (Browser, String) {
    let mut browser = Browser::default();
    assert_eq!(browser.get(rig, "/sign-in").status, 200);
    let before = rig.mailed();
    let reply = browser.post(rig, "/sign-in", &format!("email={email}"));
    assert_eq!((reply.status, reply.head("location")), (303, "/sign-in/check-email"));
    // The post goes round by itself, twice a second.
    for _ in 0..1_000 {
        if let Some(link) = rig.mailed().into_iter().find(|link| !before.contains(link)) {
            return (browser, link);
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("no letter with a link came");
}

fn is_in(rig: &Rig, browser: &Browser) -> bool {
    browser.clone().get(rig, "/account").status == 200
}

/// Case LNK-01.
#[test]
fn a_link_that_scanners_opened_a_hundred_times_still_works_for_its_owner() {
    let rig = Rig::start();
    let (mut browser, link) = ask(&rig, READER);
    for at in 0..100 {
        let method = if at % 2 == 0 { "GET" } else { "HEAD" };
        let reply = rig.send(method, &link, &[], "");
        assert_eq!(reply.status, 200);
        assert!(!reply.heads.iter().any(|(_, value)| value.starts_with("__Host-session")));
    }
    // One that presses the button as well has no part in the browser that asked.
    let mut scanner = Browser::default();
    scanner.get(&rig, &link);
    assert_eq!(scanner.post(&rig, &link, "").status, 403);
    assert!(!is_in(&rig, &scanner));
    assert_eq!(browser.post(&rig, &link, "").status, 303);
    assert!(is_in(&rig, &browser));
}

/// Case LNK-03.
#[test]
fn a_link_works_once_and_only_in_the_browser_that_asked() {
    let rig = Rig::start();
    let (mut browser, link) = ask(&rig, READER);
    assert_eq!([browser.get(&rig, &link).status, browser.get(&rig, &link).status], [200, 200]);
    let mut another = Browser::default();
    another.get(&rig, &link);
    assert_eq!(another.post(&rig, &link, "").status, 403);
    let mut again = browser.clone();
    assert_eq!(browser.post(&rig, &link, "").status, 303);
    let second = again.post(&rig, &link, "");
    assert_eq!(second.status, 403);
    assert!(second.body.contains("Ask for a new link"));
    assert!(is_in(&rig, &browser) && !is_in(&rig, &again) && !is_in(&rig, &another));
}

/// Case LNK-04.
#[test]
fn a_link_holds_for_ten_minutes_and_no_second_longer() {
    let rig = Rig::start();
    for (time, works) in [(10 * MINUTE - 1_000_000, true), (10 * MINUTE + 1_000_000, false)] {
        let (mut browser, link) = ask(&rig, READER);
        rig.pass(time);
        let reply = browser.post(&rig, &link, "");
        assert_eq!(reply.status, if works { 303 } else { 403 });
        assert_eq!(is_in(&rig, &browser), works);
        assert_eq!(reply.body.contains("Ask for a new link"), !works);
    }
}

/// Case LNK-05: in the database, its write-ahead log, the letters in it, and a backup.
#[test]
fn the_secret_of_a_link_or_a_session_is_nowhere_on_the_disk_in_clear() {
    let rig = Rig::start();
    let (mut browser, link) = ask(&rig, READER);
    browser.post(&rig, &link, "");
    let session = browser.cookies["__Host-session"].clone();
    rig.house.desk().back_up(None, &Seat::machine(rig.now()), &mut |_, _| {}).unwrap();
    for secret in [link.trim_start_matches("/sign-in/"), &session, &browser.cookies["__Host-browser"]] {
        assert_eq!(secret.len(), 64);
        assert_eq!(rig.files_with(secret), Vec::<std::path::PathBuf>::new());
    }
    // The search finds what is there: an address, in the file and in the backup.
    assert!(rig.files_with(READER).len() > 1);
    let mut admin = rig.as_role(Role::Admin);
    for path in ["/admin/mail", "/admin", "/sign-in/nothing"] {
        let body = admin.get(&rig, path).body;
        assert!(!body.contains(link.trim_start_matches("/sign-in/")) && !body.contains("{link}"), "{path}");
    }
    assert_eq!(rig.send("GET", &link, &[], "").head("referrer-policy"), "no-referrer");
}

/// Case LNK-07.
#[test]
fn a_link_survives_what_mail_programs_hang_on_it_and_nothing_else() {
    let rig = Rig::start();
    for (of, works) in [
        (&(|link: &str| format!("{link}.")) as &dyn Fn(&str) -> String, true),
        (&|link| format!("{link}="), true),
        (&|link| format!("{link})"), true),
        (&|link| link.replace("/sign-in/", "").to_uppercase().replacen("", "/sign-in/", 1), true),
        (&|link| link[..link.len() - 1].to_owned(), false),
        (&|link| format!("{link}0"), false),
        (&|link| format!("{}{}", &link[..link.len() - 1], if link.ends_with('0') { '1' } else { '0' }), false),
    ] {
        let (browser, link) = ask(&rig, READER);
        let mut browser = browser;
        let changed = of(&link);
        assert_eq!(browser.get(&rig, &changed).status, 200, "the page tells nothing: {changed}");
        assert_eq!(browser.post(&rig, &changed, "").status, if works { 303 } else { 403 }, "{changed}");
        rig.pass(61 * MINUTE);
    }
}

/// Case LNK-08.
#[test]
fn a_session_that_somebody_planted_does_not_become_theirs() {
    let rig = Rig::start();
    let (mut browser, link) = ask(&rig, READER);
    let planted = secrets::new().unwrap();
    browser.cookies.insert("__Host-session".to_owned(), planted.clone());
    // The form is on the page as the browser has it now.
    browser.cookies.remove("__Host-session");
    let token = browser.token();
    browser.cookies.insert("__Host-session".to_owned(), planted.clone());
    assert_eq!(browser.post_with(&rig, &link, &[], &format!("token={token}")).status, 303);
    assert_ne!(browser.cookies["__Host-session"], planted);
    let mut thief = Browser::default();
    thief.cookies.insert("__Host-session".to_owned(), planted);
    assert!(is_in(&rig, &browser) && !is_in(&rig, &thief));
    // And one that was somebody's ends as another begins.
    let old = rig.signed_in("manager@here.invalid");
    let (mut browser, link) = ask(&rig, READER);
    browser.cookies.insert("__Host-session".to_owned(), old.cookies["__Host-session"].clone());
    assert_eq!(browser.post(&rig, &link, "").status, 303);
    assert!(!is_in(&rig, &old));
}

/// Case LNK-09.
#[test]
fn an_old_cookie_opens_nothing_after_signing_out_or_when_the_user_is_stopped_or_loses_the_role() {
    let rig = Rig::start();
    let desk = rig.house.desk();
    let mut browser = rig.as_role(Role::Reader);
    let kept = browser.clone();
    assert_eq!(browser.post(&rig, "/sign-out", "").status, 303);
    assert!(!is_in(&rig, &kept));

    let plan = format!("/p/{PLAN}");
    let mut browser = rig.as_role(Role::Reader);
    assert_eq!(browser.get(&rig, &plan).status, 200);
    let details = AccountDetails { name: "The reader".to_owned(), disabled: false };
    desk.set_account(READER, &details, &[], &hand()).unwrap();
    assert_eq!(browser.get(&rig, &plan).status, 404);
    let stopped = AccountDetails { disabled: true, ..details };
    desk.set_account(READER, &stopped, &[(Some(PLAN.to_owned()), Role::Reader)], &hand()).unwrap();
    assert!(!is_in(&rig, &browser));

    let browser = rig.as_role(Role::Carer);
    let id = rig.account_id("carer@here.invalid");
    let details = desk.account(&id).unwrap().details;
    desk.change_account(&id, "new@here.invalid", &details, &[], &hand()).unwrap();
    assert!(!is_in(&rig, &browser), "another address ends the sessions of the old one");

    for (time, name) in [(121 * MINUTE, "unused for two hours"), (13 * 60 * MINUTE, "older than twelve")] {
        let browser = rig.as_role(Role::Auditor);
        rig.pass(time);
        assert!(!is_in(&rig, &browser), "{name}");
    }
    let browser = rig.as_role(Role::Auditor);
    rig.pass(-24 * 60 * MINUTE);
    assert!(!is_in(&rig, &browser), "a clock that was set back does not make it immortal");
}

/// Case LNK-10.
#[test]
fn every_cookie_is_of_this_host_only_secure_and_out_of_reach_of_scripts() {
    let rig = Rig::start();
    let (mut browser, link) = ask(&rig, READER);
    let first = Browser::default().get(&rig, "/sign-in");
    let second = browser.post(&rig, &link, "");
    let all = first.heads.iter().chain(&second.heads).filter(|(name, _)| name == "set-cookie");
    let all: Vec<&str> = all.map(|(_, value)| value.as_str()).collect();
    assert_eq!(all.len(), 3);
    for cookie in all {
        assert!(cookie.starts_with("__Host-"), "{cookie}");
        for part in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
}

/// Case LNK-11, without the times.
#[test]
fn nobodys_mailbox_is_filled_and_the_answer_never_tells_who_has_an_account() {
    let rig = Rig::start();
    let mut browser = Browser::default();
    browser.get(&rig, "/sign-in");
    let mut ask = |email: &str| {
        let reply = browser.post(&rig, "/sign-in", &format!("email={email}"));
        (reply.status, reply.head("location").to_owned(), reply.body)
    };
    let known = ask(READER);
    assert_eq!(known, ask("nobody@nowhere.invalid"));
    for _ in 0..20 {
        assert_eq!(ask(READER), known);
    }
    let letters = |email: &str| {
        rig.house.desk().letters(1_000).unwrap().iter().filter(|letter| letter.draft.recipient == email).count()
    };
    assert_eq!(letters(READER), 5);
    // The others of the same office still get theirs.
    assert_eq!(ask("manager@here.invalid"), known);
    assert_eq!(letters("manager@here.invalid"), 1);
    for n in 0..30 {
        ask(&format!("nobody{n}@nowhere.invalid"));
    }
    assert_eq!(ask("another@nowhere.invalid").0, 429, "one browser cannot ask without end");
    rig.pass(61 * MINUTE);
    browser.get(&rig, "/sign-in");
    assert_eq!(browser.post(&rig, "/sign-in", &format!("email={READER}")).status, 303);
    assert_eq!(letters(READER), 6);
}

/// Asks from a place that a proxy names, in a browser that has asked for nothing yet.
fn ask_from(rig: &Rig, from: &str, email: &str) -> crate::matrix_house::Reply {
    let mut browser = Browser::default();
    browser.cookies.insert("__Host-browser".to_owned(), secrets::new().unwrap());
    let form = format!("token={}&email={email}", browser.token());
    browser.post_with(rig, "/sign-in", &[("X-Forwarded-For", from)], &form)
}

fn letters_to(rig: &Rig, email: &str) -> usize {
    let all = rig.house.desk().letters(1_000).unwrap();
    all.iter().filter(|letter| letter.draft.recipient == email).count()
}

/// Case LNK-12: behind a proxy everyone comes from its address.
#[test]
fn behind_a_trusted_proxy_a_stranger_uses_up_only_what_their_own_place_has() {
    let rig = Rig::behind("127.0.0.0/8");
    for n in 0..300 {
        assert_eq!(ask_from(&rig, "203.0.113.9", &format!("nobody{n}@nowhere.invalid")).status, 303, "{n}");
    }
    // What they say of themselves before the proxy adds their address changes nothing.
    for from in ["203.0.113.9", "198.51.100.1, 203.0.113.9"] {
        let refused = ask_from(&rig, from, READER);
        assert_eq!(refused.status, 429, "{from}");
        let seconds: u32 = refused.head("retry-after").parse().unwrap();
        assert!((1..=3_601).contains(&seconds), "{seconds}");
        assert!(refused.body.contains("try again after Monday 13 June 2022, 11:01"), "{}", refused.body);
    }
    assert_eq!(letters_to(&rig, READER), 0);
    assert_eq!(ask_from(&rig, "203.0.113.10", READER).status, 303);
    assert_eq!(letters_to(&rig, READER), 1);
}

/// Case LNK-12: who asks for links of somebody else fills no mailbox, and keeps nobody from asking for their own.
#[test]
fn a_stranger_who_asks_for_somebodys_links_does_not_keep_them_from_asking() {
    let rig = Rig::behind("127.0.0.1");
    for _ in 0..20 {
        assert_eq!(ask_from(&rig, "203.0.113.9", READER).status, 303);
    }
    assert_eq!(letters_to(&rig, READER), 5);
    assert_eq!(ask_from(&rig, "2001:db8::1", READER).status, 303);
    assert_eq!(letters_to(&rig, READER), 6);
    for n in 0..40 {
        assert_eq!(ask_from(&rig, &format!("198.51.100.{n}"), READER).status, 303);
    }
    assert_eq!(letters_to(&rig, READER), 15, "from wherever");
    // A hundred and fifty officers of one council, behind its one address, in one hour.
    for n in 0..150 {
        assert_eq!(ask_from(&rig, "192.0.2.1", &format!("officer{n}@nowhere.invalid")).status, 303, "{n}");
    }
}

#[test]
fn who_had_to_sign_in_comes_to_the_page_that_they_wanted_and_to_no_other_site() {
    let rig = Rig::start();
    let wanted = format!("/p/{PLAN}/actions?q=a%26b&sort=finish");
    let mut browser = Browser::default();
    let asked = browser.get(&rig, &wanted);
    assert_eq!(asked.status, 303);
    let to = asked.head("location").to_owned();
    let page = browser.get(&rig, &to).body;
    let kept = page.split("name=\"next\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert_eq!(kept, wanted.replace('&', "&amp;"));
    for (next, lands) in
        [(wanted.as_str(), wanted.as_str()), ("//elsewhere.invalid", "/"), ("https://elsewhere.invalid/", "/")]
    {
        let before = rig.mailed();
        let form = format!("email={READER}&next={}", next.replace('%', "%25").replace('&', "%26"));
        assert_eq!(browser.post(&rig, "/sign-in", &form).status, 303);
        let link = (0..1_000).find_map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(20));
            rig.mailed().into_iter().find(|link| !before.contains(link))
        });
        let link = link.unwrap();
        assert!(!link.contains("next"), "the mail tells nothing of the page");
        let entered = browser.post(&rig, &link, "");
        assert_eq!((entered.status, entered.head("location")), (303, lands));
        browser.post(&rig, "/sign-out", "");
    }
}
