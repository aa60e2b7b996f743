//! What happened, as its pages tell it: who, when, how, before and after, why; and to whom.

use crate::matrix_house::{Browser, PLAN, Rig};
use onpace_core::access::Role;
use onpace_core::day::Date;
use onpace_core::ledger::event::Channel;
use onpace_core::plan::report_facts::ReportFacts;
use onpace_office::Seat;
use onpace_office::updates;

/// Records an update as a page does; gives its event.
fn update(rig: &Rig, email: &str, code: &str, percent: &str, why: &str) -> u64 {
    let seat = Seat::operator(&rig.account_id(email), Channel::Web, rig.now()).unwrap().because(Some(why));
    let report = ReportFacts { percent: Some(updates::percent(percent).unwrap()), ..ReportFacts::default() };
    let on = Date::constant(2022, 6, 13);
    rig.house.desk().update(PLAN, code, &report, on, &seat).unwrap().appended.unwrap().last
}

/// A row that `DHd` has part in, and one that `DHd` has not.
fn rows(rig: &Rig) -> (String, String) {
    let desk = rig.house.desk();
    let state = desk.state(PLAN, onpace_core::ledger::fold::Until::default()).unwrap();
    let own = desk.person("DHd", Some(PLAN)).unwrap().id;
    let is_own = |held: &&onpace_core::plan::held::Held| held.facts.officers.iter().any(|one| one.person == own);
    let actions =
        || state.rows.iter().map(|held| &**held).filter(|held| !held.facts.focus_area && !held.facts.code.is_empty());
    let (mine, others) = (actions().find(is_own), actions().find(|held| !is_own(held)));
    (mine.unwrap().facts.code.clone(), others.unwrap().facts.code.clone())
}

/// Case AUD-05, for what goes through the verbs that pages call.
#[test]
fn an_update_is_one_event_with_who_when_how_before_after_and_why() {
    let rig = Rig::start();
    let before = rig.house.desk().checkpoint().unwrap().size;
    let seq = update(&rig, "manager@here.invalid", "1A", "47", "told on the telephone");
    assert_eq!(rig.house.desk().checkpoint().unwrap().size, before + 1);
    let id = rig.account_id("manager@here.invalid");
    let mut auditor = rig.as_role(Role::Auditor);
    let list = auditor.get(&rig, &format!("/p/{PLAN}/history")).body;
    let page = auditor.get(&rig, &format!("/p/{PLAN}/history/{seq}")).body;
    for (name, body) in [("list", &list), ("event", &page)] {
        for words in [id.as_str(), "The manager", "1A", "47%", "told on the telephone", "Monday 13 June 2022"] {
            assert!(body.contains(words), "the {name} does not say {words}");
        }
        assert!(!body.contains("manager@here.invalid"), "no address in the {name}");
    }
    assert!(page.contains("By page") && page.contains("Before and after"));
    let event = rig.house.desk().log(PLAN, None).unwrap().pop().unwrap();
    assert!(!format!("{event:?}").contains("The manager"), "the event itself holds no name");
}

#[test]
fn the_history_comes_fifty_a_page_newest_first_and_can_be_filtered() {
    let rig = Rig::start();
    for at in 1..=60 {
        update(&rig, "manager@here.invalid", "1A", &at.to_string(), "count");
    }
    let mut auditor = rig.as_role(Role::Auditor);
    let who = rig.account_id("manager@here.invalid");
    let mut rows = |query: &str| {
        let body = auditor.get(&rig, &format!("/p/{PLAN}/history{query}")).body;
        body.matches("<tr").count().saturating_sub(1)
    };
    assert_eq!(
        [rows(""), rows(&format!("?row=1A&who={who}")), rows(&format!("?kind=reported&who={who}&page=2"))],
        [50, 50, 10]
    );
    assert_eq!([rows("?who=nobody"), rows("?row=no+such"), rows("?page=9999")], [0, 0, 0]);
}

#[test]
fn an_officer_sees_what_happened_to_their_own_rows_and_is_told_of_no_other() {
    let rig = Rig::start();
    let (own, other) = rows(&rig);
    let mine = update(&rig, "manager@here.invalid", &own, "31", "mine");
    let theirs = update(&rig, "manager@here.invalid", &other, "32", "a secret of others");
    let mut officer = rig.as_role(Role::Officer);
    let mut get = |page: String| officer.get(&rig, &format!("/p/{PLAN}/history{page}"));
    let list = get(String::new());
    assert!(list.body.contains("mine") && !list.body.contains("a secret of others"));
    assert!(!list.body.contains("The manager"), "who somebody is, is not for officers");
    assert_eq!(get(format!("/{mine}")).status, 200);
    assert_eq!(get(format!("/{mine}/proof")).status, 200);
    let refused = get(format!("/{theirs}"));
    assert_eq!((refused.status, refused.body.clone()), (404, get("/99999".to_owned()).body));
    assert_eq!(get(format!("/{theirs}/proof")).status, 404);
    assert!(!get(format!("?row={other}")).body.contains("a secret of others"));
}

#[test]
fn a_proof_and_a_checkpoint_are_files_to_keep_and_the_whole_verifies() {
    let rig = Rig::start();
    let mut auditor = rig.as_role(Role::Auditor);
    let proof = auditor.get(&rig, &format!("/p/{PLAN}/history/2/proof"));
    let json: serde_json::Value = serde_json::from_str(&proof.body).unwrap();
    assert_eq!((json["proves"].as_str(), json["event"].as_u64()), (Some("inclusion"), Some(2)));
    assert!(proof.head("content-disposition").starts_with("attachment"));
    let checkpoint = auditor.get(&rig, &format!("/p/{PLAN}/history/checkpoint")).body;
    assert_eq!(checkpoint.lines().nth(2), json["root"].as_str());
    let sound = auditor.get(&rig, &format!("/p/{PLAN}/history/verify")).body;
    assert!(sound.contains("Everything is as it was written") && sound.contains(json["root"].as_str().unwrap()));
    assert!(sound.contains("This check cannot show:") && sound.contains("no one rewrote the whole record"), "{sound}");
}

#[test]
fn the_last_administrator_cannot_go_and_two_users_never_share_an_address() {
    let rig = Rig::start();
    let mut admin = rig.as_role(Role::Admin);
    let id = rig.account_id("admin@here.invalid");
    let form = format!("/admin/users/{id}");
    let refused = admin.post(&rig, &form, "name=Ada&email=admin@here.invalid");
    assert!(refused.status == 422 && refused.body.contains("Leave one administrator"));
    let stopped = admin.post(&rig, &form, "name=Ada&email=admin@here.invalid&role=admin/&disabled=yes");
    assert_eq!(stopped.status, 422);
    let shared = admin.post(&rig, &form, "name=Ada&email=READER@here.invalid&role=admin/");
    assert!(shared.status == 422 && shared.body.contains("READER@here.invalid"), "what was typed is kept");
    let again = admin.post(&rig, "/admin/users/new", "name=Other&email=Reader@here.invalid&role=manager/torbay");
    assert_eq!(again.status, 422);
    assert_eq!(rig.as_role(Role::Reader).get(&rig, &format!("/p/{PLAN}/history")).status, 404, "and changed nobody");
    let added = admin.post(
        &rig,
        "/admin/users/new",
        "name=New&email=new@here.invalid&role=manager/torbay&role=auditor/elsewhere",
    );
    assert_eq!(added.status, 303);
    assert_eq!(rig.signed_in("new@here.invalid").get(&rig, &format!("/p/{PLAN}")).status, 200);
}

#[test]
fn mail_and_backups_are_tried_from_the_pages() {
    let rig = Rig::start();
    let mut admin = rig.as_role(Role::Admin);
    assert!(admin.get(&rig, "/admin/backups").body.contains("No backup has been restored yet"));
    assert_eq!(admin.post(&rig, "/admin/backups", "").status, 303);
    let list = admin.get(&rig, "/admin/backups").body;
    let name = list.split("name=\"file\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    assert!(admin.post(&rig, "/admin/backups/verify", &format!("file={name}")).body.contains("The backup is sound"));
    assert_eq!(admin.post(&rig, "/admin/backups/verify", "file=../onpace.db").status, 422);
    assert!(admin.post(&rig, "/admin/backups/drill", "").body.contains("A restore works"));
    assert!(admin.get(&rig, "/admin/backups").body.contains("A restore was last proved on"));
    assert_eq!(admin.post(&rig, "/admin/mail/trial", "email=me@here.invalid").status, 303);
    let mail = admin.get(&rig, "/admin/mail").body;
    assert!(mail.contains("me@here.invalid") && !mail.contains("There is nothing to do"), "never what a letter says");
    assert_eq!(admin.post(&rig, "/admin/mail/trial", "email=nothing").status, 422);
    let letter = rig.house.desk().letters(1).unwrap().remove(0).number;
    assert_eq!(admin.post(&rig, &format!("/admin/mail/{letter}/again"), "").status, 422, "it did not fail");
}

/// Case ACC-12, and that anybody can read what the law asks for.
#[test]
fn the_statements_are_open_to_anybody_and_have_the_headings_of_the_law() {
    let rig = Rig::start();
    let body = Browser::default().get(&rig, "/accessibility").body;
    for heading in [
        "Feedback and contact information",
        "Enforcement procedure",
        "Compliance status",
        "Non-accessible content",
        "Non-compliance with the accessibility regulations",
        "Disproportionate burden",
        "not within the scope of the accessibility regulations",
        "Preparation of this accessibility statement",
    ] {
        assert!(body.contains(heading), "{heading}");
    }
    assert!(
        body.contains("Equality Advisory and Support Service") && body.contains("Equality and Human Rights Commission")
    );
    let must = "must be reviewed";
    assert!(!body.contains(must));
    // The clock of the trial stands in 2022; six years later the statement is too old, and says so itself.
    rig.pass(6 * 366 * 86_400_000_000);
    assert!(Browser::default().get(&rig, "/accessibility").body.contains(must));
    rig.pass(-6 * 366 * 86_400_000_000);
    for path in ["/help", "/privacy", "/cookies"] {
        assert_eq!(Browser::default().get(&rig, path).status, 200, "{path}");
    }
    let told = Browser::default().get(&rig, "/.well-known/security.txt");
    assert!(told.head("content-type").starts_with("text/plain") && told.body.contains("Contact: "));
    assert!(told.body.contains("Expires: 2023-"));
}
