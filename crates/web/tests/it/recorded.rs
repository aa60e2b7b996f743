//! Each form that is of no action by itself: exactly the events that it makes, each saying who, when, how,
//! what it was and became, and why; and those that record nothing. A form that is added is missed here.
//! **Not here.** The forms of an action ([`crate::forms`]); passkeys, which need a device.

use crate::factors::code;
use crate::house::{NOW, PLAN, Trial};
use crate::town::route;
use onpace_core::ids::PersonId;
use onpace_core::ledger::event::Channel;
use onpace_core::ledger::fold::Until;
use onpace_office::administration::Administered;
use onpace_office::log::LogFilter;
use onpace_testkit::skips::{Missing, skipped};
use onpace_web::route::Method;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Forms that are tried elsewhere, and where.
const ELSEWHERE: [(&str, &str); 29] = [
    ("/setup", "there is an administrator here; browser/service.test.mjs"),
    ("/account/passkey", "it needs a device that holds one; browser/passkeys.test.mjs"),
    ("/account/confirm/passkey", "it needs a device that holds one; browser/passkeys.test.mjs"),
    ("/account/confirm", "a code counts once; factors.rs"),
    ("/admin/users/second-factor", "it keeps administrators out who have none; factors.rs"),
    ("/admin/users/{id}/second-factor/remove", "it needs somebody who has one; factors.rs"),
    ("/sign-in/passkey", "it needs a device that holds one; browser/passkeys.test.mjs"),
    ("/admin/mail/{letter}/again", "it needs a letter that failed; browser/service.test.mjs"),
    ("/p/{plan}/inbox/{message}/aside", "mail came in; inbox.rs"),
    ("/p/{plan}/inbox/{message}/workbook", "mail came in; inbox.rs"),
    ("/admin/incoming/{message}", "mail came in; inbox.rs"),
    ("/p/{plan}/rounds/new", "it opens a round; rounds.rs"),
    ("/p/{plan}/rounds/{round}/remind", "a round has one; presence.rs"),
    ("/p/{plan}/rounds/{round}/new-link", "a round has one; presence.rs"),
    ("/p/{plan}/rounds/{round}/hand-over", "a round has one; rounds.rs"),
    ("/p/{plan}/rounds/{round}/record", "a round has one; rounds_told.rs"),
    ("/p/{plan}/rounds/{round}/moderate", "a round has one; rounds_told.rs"),
    ("/p/{plan}/rounds/{round}/moderate/all", "a round has one; rounds_told.rs"),
    ("/p/{plan}/rounds/{round}/freeze", "a round has one; rounds_told.rs"),
    ("/p/{plan}/rounds/{round}/open-again", "a round has one; rounds_told.rs"),
    ("/p/{plan}/packs", "it needs frozen figures; packs.rs"),
    ("/p/{plan}/packs/{pack}/edit", "it needs a pack; packs.rs"),
    ("/p/{plan}/packs/{pack}/sign", "it needs a pack; packs.rs"),
    ("/p/{plan}/packs/{pack}/publish", "it needs a pack; packs.rs"),
    ("/p/{plan}/packs/{pack}/withdraw", "it needs a pack; packs.rs"),
    ("/u/{secret}", "an answer by the link of a letter; my_updates.rs"),
    ("/my/updates", "an answer by the link of a letter; my_updates.rs"),
    ("/my/updates/not-me", "an answer by the link of a letter; my_updates.rs"),
    ("/my/updates/{ask}/hand-over", "an answer by the link of a letter; my_updates.rs"),
];

struct Desk {
    trial: Trial,
    tried: RefCell<BTreeSet<&'static str>>,
}

/// What changed: which, what it was, what it became.
type Change<'a> = (&'a str, &'a str, &'a str);

impl Desk {
    fn new() -> Self {
        Self { trial: Trial::new(), tried: RefCell::default() }
    }

    fn size(&self, plan: &str) -> u64 {
        self.trial.house.desk().size_of(plan).unwrap()
    }

    fn administered(&self) -> Vec<Administered> {
        self.trial.house.desk().administered(None).unwrap()
    }

    fn id(&self, who: &str) -> String {
        let all = self.trial.house.desk().accounts().unwrap();
        all.into_iter().find(|account| account.email == format!("{who}@test.invalid")).unwrap().id
    }

    fn person(&self, written: &str) -> PersonId {
        self.trial.house.desk().person(written, Some(PLAN)).unwrap().id
    }

    /// Sends a form; gives how many events the plan, and the installation, had before.
    fn send(&self, who: &str, path: &str, form: &[(&str, &str)], status: u16) -> (u64, usize) {
        self.tried.borrow_mut().insert(route(Method::Post, path).unwrap().0.path);
        let before = (self.size(PLAN), self.administered().len());
        let answer = self.trial.post(who, path, form);
        assert_eq!(answer.status, status, "{path}: {}", answer.text);
        before
    }

    /// A form that records nothing.
    fn records_nothing(&self, who: &str, path: &str, form: &[(&str, &str)], status: u16) {
        let before = self.send(who, path, form, status);
        assert_eq!((self.size(PLAN), self.administered().len()), before, "{path} records nothing");
    }

    /// A form that makes one event of the plan.
    fn of_plan(&self, path: &str, form: &[(&str, &str)], kind: &str, changes: &[Change<'_>]) {
        let why = format!("because of {kind}");
        let form = [form, &[("reason", why.as_str())]].concat();
        let (events, administered) = self.send("manager", path, &form, 303);
        assert_eq!((self.size(PLAN), self.administered().len()), (events + 1, administered), "{path}: one event");
        let desk = self.trial.house.desk();
        let kept = desk.event(PLAN, events + 1).unwrap();
        let told = (kept.kind.as_str(), kept.actor, kept.recorded.channel);
        assert_eq!(told, (kind, self.id("manager"), Channel::Web), "{path}");
        // A microsecond later than the one before it, where the clock stands still.
        assert!((NOW..NOW + 1_000).contains(&kept.recorded.recorded_at), "{path}: {:?}", kept.recorded.recorded_at);
        assert_eq!(kept.recorded.reason, Some(why), "{path}");
        let differences = desk.log_event(PLAN, events + 1).unwrap().1;
        let told: Vec<Change<'_>> = differences.iter().map(|one| (&*one.what, &*one.before, &*one.after)).collect();
        assert_eq!(told, changes, "{path}");
    }

    /// A form that makes one event of the installation.
    fn of_house(&self, who: &str, path: &str, form: &[(&str, &str)], about: &str, changes: &[Change<'_>]) {
        let (events, administered) = self.send(who, path, form, 303);
        let all = self.administered();
        assert_eq!((self.size(PLAN), all.len()), (events, administered + 1), "{path}: one event");
        let newest = &all[0];
        // An account that the form makes has its id by then only.
        let made = if about.is_empty() { self.id("new") } else { about.to_owned() };
        let told = (newest.actor.as_str(), newest.channel, newest.about.as_str());
        assert_eq!(told, (&*self.id(who), Channel::Web, made.as_str()), "{path}");
        assert!((NOW..NOW + 1_000).contains(&newest.recorded_at), "{path}: {:?}", newest.recorded_at);
        let why = form.iter().find(|(name, _)| *name == "reason").map(|(_, why)| (*why).to_owned());
        assert_eq!(newest.reason, why, "{path}");
        let told: Vec<Change<'_>> = newest.changes.iter().map(|one| (&*one.what, &*one.before, &*one.after)).collect();
        assert_eq!(told, changes, "{path}");
    }
}

/// Case AUD-05.
#[test]
fn each_form_that_is_of_no_action_records_who_when_how_what_and_why() {
    let desk = Desk::new();
    people(&desk);
    settings(&desk);
    import(&desk);
    accounts(&desk);
    nothing(&desk);
    measures(&desk);
    let all = onpace_web::routes().filter(|route| route.method == Method::Post).map(|route| route.path);
    let wanted: BTreeSet<&str> = all.filter(|path| !path.starts_with("/p/{plan}/actions/")).collect();
    let mut tried = desk.tried.take();
    tried.extend(ELSEWHERE.map(|(path, _)| path));
    assert_eq!(tried, wanted, "every form is tried");
    assert!(desk.trial.house.desk().verify(None).unwrap().fault.is_none());
}

/// Forms of measures: each makes one event of them, and none of the plan or the installation but the one that attaches.
fn measures(desk: &Desk) {
    let of = |path: &str| format!("/p/{PLAN}/measures/{path}");
    let made = |path: &str, form: &[(&str, &str)], kind: &str| {
        let office = desk.trial.house.desk();
        let before = office.measures(Until::default()).unwrap().seq;
        let (events, administered) = desk.send("manager", &of(path), form, 303);
        assert_eq!((desk.size(PLAN), desk.administered().len()), (events, administered), "{path}");
        assert_eq!(office.measures(Until::default()).unwrap().seq, before + 1, "{path}: one event");
        let seen = onpace_office::gate::Visitor { account: Some(office.account(&desk.id("manager")).unwrap()) };
        let key = if path == "starter" { "requests" } else { "plans" };
        let lines = office.measure_history(PLAN, &seen, &key.into()).unwrap();
        if !["release", "neighbours"].contains(&path) {
            assert_eq!((lines[0].kind.as_str(), lines[0].actor.as_str()), (kind, &*desk.id("manager")), "{path}");
        }
    };
    let definition = [("name", "Plans"), ("measure", "plans"), ("unit", "count"), ("every", "month"), ("lag", "15")];
    made("new", &definition, "Measure defined");
    made("plans/definition", &[("name", "Plans made"), ("unit", "count"), ("lag", "15")], "Measure changed");
    made("plans/add", &[("period", "March 2022"), ("value", "40"), ("status", "actual")], "Value");
    made("plans/missing", &[("period", "April 2022"), ("why", "The system was changed")], "Missing value explained");
    made("plans/limits", &[("what", "ghost"), ("period", "March 2022"), ("why", "Odd")], "Point left out");
    made("plans/target", &[("target", "60"), ("period", "March 2022"), ("agreed", "The board")], "Target");
    let due = "value.plans.2022-05-01_2022-05-31";
    made("enter", &[(due, "41")], "Value");
    let text = ("text", "period,value\n2022-02,39\n");
    made("import", &[text, ("maps", "plans=1"), ("take", "yes")], "Value");
    let brought = desk.trial.house.desk().measures_brought().unwrap()[0].event;
    made(&format!("import/{brought}/back"), &[("reason", "The wrong file")], "Value taken back");
    made("plans/milestones", &[("milestones", "July 2022 = 50\nSeptember 2022 = 60")], "Milestones");
    let england = [("name", "England"), ("code", "E92000001"), ("kind", "national"), ("period", "2021/22")];
    made("plans/others", &[&england[..], &[("value", "51")]].concat(), "Another area");
    made("neighbours", &[("areas", "E06000027 Torbay\nE10000008 Devon"), ("source", "A list")], "");
    made("starter", &[("measure", "requests")], "Measure defined");
    made("release", &[("to", "board"), ("within", "A trial")], "Measures released");
    let (events, _) = desk.send("manager", &of("plans/attach"), &[("row", "1A"), ("as", "outcome")], 303);
    let kept = desk.trial.house.desk().event(PLAN, events + 1).unwrap();
    assert_eq!((kept.kind.as_str(), kept.actor), ("measure_attached", desk.id("manager")));
}

fn people(desk: &Desk) {
    let office = desk.trial.house.desk();
    office.ids_of(PLAN, &["DHD", "DH"], false).unwrap();
    let [one, other, third] = ["DHd", "DHD", "DH"].map(|written| desk.person(written));
    let page = |id: &str, act: &str| format!("/p/{PLAN}/people/{id}{act}");
    let form = [("name", "Dana Harris"), ("email", "dana@example.org")];
    desk.of_house("manager", &page(&one, ""), &form, &one, &[("name", "", "one"), ("email address", "", "one")]);
    let form = [("name", "Dana Hill"), ("email", "dana@example.org"), ("post", "Head")];
    desk.of_house("manager", &page(&one, ""), &form, &one, &[("name", "one", "another"), ("post", "", "one")]);
    let form = [
        ("name", "Dana Hill"),
        ("email", "dana@example.org"),
        ("post", "Head"),
        ("until", "31 July 2022"),
        ("away_from", "1 July 2022"),
        ("away_until", "14 July 2022"),
        ("deputy", third.as_str()),
        ("school", "yes"),
    ];
    let changes = [
        ("in post until", "", "one"),
        ("away from", "", "one"),
        ("away until", "", "one"),
        ("works in a school", "", "yes"),
        ("deputy", "", third.as_str()),
    ];
    desk.of_house("manager", &page(&one, ""), &form, &one, &changes);
    let (name, post) = (format!("name-{one}"), format!("post-{one}"));
    let form = [(name.as_str(), "Dana Hill"), (post.as_str(), "Head of SEND")];
    desk.of_house("manager", &page("table", ""), &form, &one, &[("post", "one", "another")]);
    desk.records_nothing("manager", &page("table", "/fill"), &[("paste", "DHd\tDana Hope")], 200);
    desk.of_house("manager", &page(&other, "/same"), &[("is", &one)], &other, &[("the same as", "", &one)]);
    desk.of_house("manager", &page(&other, "/part"), &[], &other, &[("the same as", &one, "")]);
    let pair = [("one", other.as_str()), ("other", one.as_str())];
    desk.of_house("manager", &page("same", ""), &pair, &other, &[("the same as", "", &one)]);
    let pair = [("one", third.as_str()), ("other", one.as_str())];
    desk.of_house("manager", &page("apart", ""), &pair, &third, &[("not the same as", "", &one)]);
    // Whoever sees the history of the plan sees who said so; the page says no name that can be forgotten.
    let seen = desk.trial.get("auditor", &format!("/p/{PLAN}/history/access")).text;
    for words in ["DHd", "DHD", "Name: from one to another", "Not the same person as", "The same person as"] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    assert!(!seen.contains("Dana") && !seen.contains("example.org"), "{seen}");
    // Who is forgotten, and that the other's name is a question again.
    let form = [("reason", "They asked for it")];
    let (events, administered) = desk.send("manager", &page(&one, "/forget"), &form, 303);
    assert_eq!((desk.size(PLAN), desk.administered().len()), (events + 1, administered + 1));
    let kept = office.event(PLAN, events + 1).unwrap();
    assert_eq!((kept.kind.as_str(), kept.actor), ("forgotten", desk.id("manager")));
    assert_eq!(kept.recorded.reason.as_deref(), Some("They asked for it"));
    let parted = &desk.administered()[0];
    assert_eq!((parted.about.as_str(), parted.reason.as_deref()), (other.as_str(), Some("They asked for it")));
}

fn settings(desk: &Desk) {
    let page = |name: &str| format!("/p/{PLAN}/settings/{name}");
    let on = ("on", "13 June 2022");
    let choice = |name| [("choice", name), on, ("step", "record")];
    desk.of_plan(&page("policy"), &choice("started"), "policy_chosen", &[("Policy", "pace", "started")]);
    desk.of_plan(&page("calendar"), &choice("scotland"), "calendar_chosen", &[("Calendar", "none", "scotland")]);
    desk.records_nothing("manager", &page("policy"), &[("choice", "pace"), on, ("reason", "a look")], 200);
    let holiday = "25 July 2022 to 2 September 2022, summer holiday";
    let changes = [("School holidays", "", holiday)];
    desk.of_plan(&page("school-holidays"), &[("holidays", holiday)], "school_holidays_set", &changes);
    let word = "Embedded = complete";
    desk.of_plan(&page("status-words"), &[("words", word)], "status_words_set", &[("Status words", "", word)]);
    let title = desk.trial.house.plans.state(PLAN).unwrap().title.clone();
    let form = [("title", title.as_str()), ("area", "Torbay"), ("boards", "SEND Board\nSchool Forum")];
    let changes = [("Area", "", "Torbay"), ("Boards", "", "SEND Board, School Forum")];
    desk.of_plan(&page("names"), &form, "named", &changes);
    let form = [("name", "As approved"), on];
    desk.of_plan(&page("baselines"), &form, "baselined", &[("Baselines", "", "As approved")]);
    let form = [("choice", "second")];
    desk.of_plan(&page("sign-off"), &form, "sign_off_chosen", &[("Sign-off of packs", "", "by a second person")]);
    let form = [("version", "1.2"), ("body", "The board"), on];
    desk.of_plan(&page("approvals"), &form, "approved", &[("Approvals", "", "1.2")]);
}

const FIRST: &str = "Code,Action,Lead,Start,Finish,% complete\n1A,Write the guide,DH,01/03/2022,30/06/2022,5%\n";

fn import(desk: &Desk) {
    let (trial, office) = (&desk.trial, desk.trial.house.desk());
    let upload = |page: &str, form: &[(&str, &str)], text: &str| {
        desk.tried.borrow_mut().insert(route(Method::Post, page).unwrap().0.path);
        let before = (desk.size("small"), desk.administered().len());
        let sent = trial.upload("manager", page, form, "plan.csv", text.as_bytes());
        assert_eq!(sent.status, 303, "{}", sent.text);
        let base = sent.to.strip_suffix("/columns").unwrap().to_owned();
        let columns = format!("{base}/columns");
        desk.records_nothing("manager", &columns, &[("heading_row", "1"), ("go", "again")], 303);
        assert_eq!((desk.size("small"), desk.administered().len()), before, "a file that is looked at is no event");
        base
    };
    let base = upload("/plans/new", &[("plan_name", "small")], FIRST);
    let form = [("reason", "The plan of the year")];
    let (_, administered) = desk.send("manager", &format!("{base}/changes"), &form, 303);
    let came =
        office.log_page("small", &office.state("small", Until::default()).unwrap(), &LogFilter::default(), 1, 100);
    let came = came.unwrap().lines;
    assert!(came.len() > 1 && came.len() as u64 == desk.size("small"), "{came:?}");
    for line in &came {
        let (stored, recorded) = (&line.stored, &line.stored.recorded);
        let told = (&*stored.actor, recorded.channel, recorded.recorded_at, recorded.reason.as_deref());
        assert_eq!(told, (&*desk.id("manager"), Channel::Import, NOW, Some("The plan of the year")));
    }
    let all = desk.administered();
    assert_eq!(all.len(), administered + 1, "who made the plan is its manager, which is an event");
    assert_eq!((all[0].about.as_str(), all[0].actor.as_str()), (&*desk.id("manager"), &*desk.id("manager")));
    assert!(all[0].changes[0].after.contains("manager/small"), "{:?}", all[0].changes);

    let later = FIRST.replace("5%", "45%");
    let base = upload("/p/small/import", &[], &later);
    let page = trial.get("manager", &format!("{base}/changes")).text;
    let hidden = |name: &str| page.split(&format!("name=\"{name}\"")).nth(1).unwrap().split('"').collect::<Vec<_>>();
    let seen = hidden("seen")[1].to_owned();
    let before = desk.size("small");
    let form = [("seen", seen.as_str()), ("row", "0"), ("row", "1"), ("reason", "The return of June")];
    desk.send("manager", &format!("{base}/changes"), &form, 303);
    let after = desk.size("small");
    assert!(after > before, "the return is recorded");
    let mut changed = Vec::new();
    for seq in before + 1..=after {
        let (line, differences) = office.log_event("small", seq).unwrap();
        let recorded = &line.stored.recorded;
        let told = (&*line.stored.actor, recorded.channel, recorded.reason.as_deref());
        assert_eq!(told, (&*desk.id("manager"), Channel::Import, Some("The return of June")));
        changed.extend(differences.into_iter().map(|one| (one.what, one.before, one.after)));
    }
    assert!(changed.contains(&("Complete".to_owned(), "5%".to_owned(), "45%".to_owned())), "{changed:?}");
}

fn accounts(desk: &Desk) {
    let role = format!("reader/{PLAN}");
    let form = [("name", "New"), ("email", "new@test.invalid"), ("role", role.as_str()), ("reason", "Joined us")];
    let added = [("roles", "", role.as_str()), ("may sign in", "", "yes")];
    desk.of_house("admin", "/admin/users/new", &form, "", &added);
    let next = desk.id("new");
    let form = [&form[..3], &[("disabled", "yes"), ("reason", "Left us")]].concat();
    let stopped = [("may sign in", "yes", "no")];
    desk.of_house("admin", &format!("/admin/users/{next}"), &form, &next, &stopped);

    let office = desk.trial.house.desk();
    let (secret, address) = office.new_code_secret("reader@test.invalid").unwrap();
    let Some(code) = code(&address, NOW) else {
        skipped(Missing::Program, "there is no python3 here to make a code, so no app was added");
        let paths = ["/account/code-app", "/sign-in/code", "/account/factor/remove"];
        desk.tried.borrow_mut().extend(paths);
        return;
    };
    let form = [("secret", secret.as_str()), ("code", code.as_str()), ("name", "Phone")];
    let reader = desk.id("reader");
    desk.of_house("reader", "/account/code-app", &form, &reader, &[("totp", "", "1")]);
    // A code that counted for adding the app opens the session that asks for one.
    desk.records_nothing("reader", "/sign-in/code", &[("code", &code)], 303);
    desk.of_house("reader", "/account/factor/remove", &[("factor", "1")], &reader, &[("totp", "1", "")]);
}

/// What is no change of a plan or of who may do what: sessions, letters, copies, reports.
fn nothing(desk: &Desk) {
    let report = format!("/p/{PLAN}/reports/board");
    desk.records_nothing("manager", &report, &[("narrative", "Our words."), ("as", "page")], 200);
    desk.records_nothing("admin", "/admin/mail/trial", &[("email", "admin@test.invalid")], 303);
    desk.records_nothing("admin", "/admin/backups", &[], 303);
    desk.records_nothing("admin", "/admin/backups/drill", &[], 200);
    let kept = desk.trial.house.desk().backups().unwrap();
    desk.records_nothing("admin", "/admin/backups/verify", &[("file", &kept[0].name())], 200);
    desk.records_nothing("reader", "/account/sign-out-elsewhere", &[], 303);
    desk.records_nothing("nobody", "/sign-in", &[("email", "reader@test.invalid")], 303);
    // A sign-in that was refused leaves a line, by nobody and of nobody.
    let (_, before) = desk.send("nobody", "/sign-in/00", &[], 403);
    let all = desk.administered();
    let told = (all.len(), all[0].actor.as_str(), all[0].about.as_str());
    assert_eq!(told, (before + 1, "onpace", "unknown"));
    desk.records_nothing("reader", "/sign-out", &[], 303);
}
