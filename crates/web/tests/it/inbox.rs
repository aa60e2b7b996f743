//! Mail that comes in: told apart, filed by who runs the plan, never answered, never an update by itself, and gone
//! some time after. Whatever comes is at least listed.

use crate::house::{NOW, PLAN, Trial};
use crate::rounds::{ROUND, hidden, open, reach, round};
use onpace_core::ids::PersonId;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event};
use onpace_core::local_time;
use onpace_core::rounds::event::RoundEvent;
use onpace_office::Seat;
use onpace_office::example;
use onpace_office::post::{self, LetterState, PostOffice};
use std::path::PathBuf;

const DANA: &str = "dana@test.invalid";
const SENDER: &str = "onpace@test.invalid";
const INBOX: &str = "/p/torbay/inbox";
const DAY: i64 = 86_400_000_000;

/// A service with a mail folder, a round, and one officer who has an address.
struct Rig {
    trial: Trial,
    folder: PathBuf,
    person: PersonId,
}

impl Rig {
    fn new() -> Self {
        let mut trial = Trial::new();
        let person = reach(&trial, PLAN, "DHd", DANA);
        let way = format!("maildir:{}", trial.folder.path().join("inbox").display());
        let folder = onpace_office::inbox::folder::named(&way).unwrap();
        trial.house.settings.inbox = Some(folder.clone());
        open(&trial);
        Self { trial, folder, person }
    }

    /// A file comes into the folder, and the service looks.
    fn comes(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.folder.join("new").join(name), bytes).unwrap();
        assert_eq!(self.receive(NOW), 1);
        assert_eq!(std::fs::read_dir(self.folder.join("new")).unwrap().count(), 0, "it was moved");
    }

    fn receive(&self, now: Instant) -> usize {
        self.trial.house.desk().receive(&self.folder, SENDER, now).unwrap()
    }

    fn kept(&self) -> usize {
        std::fs::read_dir(self.folder.join("cur")).unwrap().count()
    }

    /// The number of the newest message of the plan.
    fn newest(&self) -> i64 {
        self.trial.house.desk().inbox(PLAN).unwrap().iter().map(|kept| kept.number).max().unwrap()
    }

    fn size(&self) -> u64 {
        self.trial.house.desk().size_of(PLAN).unwrap()
    }
}

fn mail(from: &str, subject: &str, words: &str) -> Vec<u8> {
    let text = format!(
        "From: Somebody <{from}>\nTo: {SENDER}\nSubject: {subject}\nMessage-ID: <{}@x>\n\n{words}\n",
        subject.len()
    );
    text.replace('\n', "\r\n").into_bytes()
}

#[test]
fn a_mail_is_filed_as_an_answer_of_who_sent_it_by_the_hand_of_the_manager() {
    let rig = Rig::new();
    let held = round(&rig.trial);
    let ask = held.asked(&rig.person).last().unwrap().clone();
    let state = rig.trial.house.desk().state(PLAN, onpace_core::ledger::fold::Until::default()).unwrap();
    let code = state.row(&ask.row).unwrap().name();
    let before = rig.size();
    let words = format!(
        "On {code}: the group met & agreed <the> list.\n\nDana\n\nOn Tue, 28 Jun 2022 Onpace wrote:\n> Please tell us"
    );
    rig.comes("1.a", &mail("Dana@Test.invalid", "Re: Update your actions", &words));
    assert_eq!((rig.size(), round(&rig.trial).answers.len()), (before, 0), "nothing counts by itself");
    assert!(rig.trial.get("manager", ROUND).text.contains("1 email waits"));

    let list = rig.trial.get("manager", INBOX).text;
    assert!(list.contains("Re: Update your actions") && list.contains("DHd, dana@test.invalid"), "{list}");
    let address = format!("{INBOX}/{}", rig.newest());
    let page = rig.trial.get("manager", &address).text;
    assert!(page.contains("the group met &amp; agreed &lt;the&gt; list."), "{page}");
    // The row that it names comes first among those that its sender is asked about.
    let first = page.split("/record?ask=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(first.starts_with(&format!("{}%2F{}&amp;message=", rig.person, ask.row)), "{first}");
    let form = rig.trial.get("manager", &format!("{ROUND}/record?ask={}", first.replace("&amp;", "&"))).text;
    assert!(form.contains("the group met &amp; agreed &lt;the&gt; list.\n\nDana</textarea>"), "own words only: {form}");
    assert!(!form.contains(" checked"), "nothing is chosen beforehand");
    let (seen, number) = (hidden(&form, "seen"), hidden(&form, "message"));
    let chosen = format!("{}/{}", ask.person, ask.row);
    let mut fields =
        vec![("ask", chosen.as_str()), ("seen", &seen), ("message", &number), ("happened", "The group met.")];
    let without = rig.trial.post("manager", &format!("{ROUND}/record"), &fields);
    assert_eq!(without.status, 422);
    assert!(without.text.contains("From the email") && without.text.contains("The group met.</textarea>"));
    fields.push(("choice", "progress"));
    let done = rig.trial.post("manager", &format!("{ROUND}/record"), &fields);
    assert_eq!((done.status, done.to), (303, format!("{address}?saved=yes")));
    let stored = rig.trial.house.desk().event(PLAN, before + 1).unwrap();
    assert_eq!(stored.recorded.channel, Channel::Mail);
    assert!(
        matches!(stored.recorded.event, Some(Event::Round(RoundEvent::Answered { person, .. })) if person == rig.person)
    );
    let page = rig.trial.get("manager", &address).text;
    assert!(
        page.contains(&format!("Recorded as an answer about {code}")) && page.contains("which has an answer"),
        "{page}"
    );
    assert!(!page.contains("Or put it aside"));
    assert!(rig.trial.get("manager", INBOX).text.contains("No email waits for you"));

    // Thirty days later it is gone, and so is its file.
    rig.receive(NOW + 29 * DAY);
    assert_eq!(rig.kept(), 1);
    rig.receive(NOW + 31 * DAY);
    assert_eq!((rig.kept(), rig.trial.get("manager", &address).status), (0, 404));
}

#[test]
fn a_mail_is_put_aside_with_a_reason_and_seen_by_nobody_else() {
    let rig = Rig::new();
    rig.comes("1.a", &mail(DANA, "Thanks", "Thank you."));
    let address = format!("{INBOX}/{}", rig.newest());
    for who in ["officer", "auditor", "approver", "reader", "admin"] {
        assert_eq!(rig.trial.get(who, &address).status, 404, "{who}");
        assert_eq!(rig.trial.post(who, &format!("{address}/aside"), &[("why", "x")]).status, 404, "{who}");
    }
    let before = rig.size();
    let empty = rig.trial.post("manager", &format!("{address}/aside"), &[]);
    assert_eq!(empty.status, 422);
    assert!(empty.text.contains("Enter why the message is put aside"));
    assert_eq!(rig.trial.post("manager", &format!("{address}/aside"), &[("why", "Thanks only")]).status, 303);
    assert!(rig.trial.get("manager", INBOX).text.contains("Thanks only"));
    assert_eq!(rig.size(), before, "what people wrote is in no event");
    // Who sent it is forgotten, and with them what they sent.
    let form = [("reason", "They asked for it")];
    assert_eq!(rig.trial.post("manager", &format!("/p/{PLAN}/people/{}/forget", rig.person), &form).status, 303);
    assert_eq!((rig.kept(), rig.trial.get("manager", &address).status), (0, 404));
}

/// RND-07.
#[test]
fn an_automatic_reply_is_a_task_never_an_update_and_never_answered() {
    let rig = Rig::new();
    let letters = rig.trial.house.desk().letters(1_000).unwrap().len();
    let before = rig.size();
    for (at, heads) in [
        // As Exchange, vacation(1), and older programs write them.
        "Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\nSubject: Automatic reply: Update your actions",
        "Auto-Submitted: auto-replied (vacation)\nSubject: Re: Update your actions",
        "Precedence: bulk\nX-Autoreply: yes\nSubject: Away",
        "Return-Path: <>\nSubject: Out of office: Update",
    ]
    .iter()
    .enumerate()
    {
        let text = format!("From: {DANA}\nTo: {SENDER}\n{heads}\n\nI am away until Monday 11 July 2022.\n");
        rig.comes(&format!("{at}.a"), text.replace('\n', "\r\n").as_bytes());
    }
    let page = rig.trial.get("manager", ROUND).text;
    assert_eq!(page.matches("DHd may be away").count(), 1, "{page}");
    assert!(!page.contains("in the <a class=\"govuk-link\" href=\"/p/torbay/inbox\">"), "none is an email to file");
    assert!(page.contains("I am away until Monday 11 July 2022."));
    let one = rig.trial.get("manager", &format!("{INBOX}/{}", rig.newest())).text;
    assert!(one.contains("It is no update") && !one.contains("Record it as an answer"), "{one}");
    // Our own letter, sent round by a program.
    rig.comes("9.a", &mail(SENDER, "Update your actions", "The board meets"));
    assert_eq!(rig.trial.house.desk().inbox(PLAN).unwrap().len(), 4);
    assert_eq!((rig.size(), rig.trial.house.desk().letters(1_000).unwrap().len()), (before, letters));
    let address = format!("{INBOX}/{}/aside", rig.newest());
    assert_eq!(rig.trial.post("manager", &address, &[("why", "Asked somebody else")]).status, 303);
    assert!(!rig.trial.get("manager", ROUND).text.contains("DHd may be away"), "one says what all say");
}

/// A report as Postfix and Exchange write one (RFC 3464).
fn report(recipient: &str, id: &str, action: &str) -> Vec<u8> {
    let text = format!(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.invalid\nTo: {SENDER}\nSubject: Undelivered Mail Returned to Sender\n\
         Auto-Submitted: auto-replied\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b1\"\n\n\
         --b1\nContent-Type: text/plain\n\nI could not deliver it.\n\n\
         --b1\nContent-Type: message/delivery-status\n\n\
         Reporting-MTA: dns; mx.invalid\nArrival-Date: Tue, 28 Jun 2022 10:00:00 +0100\n\n\
         Final-Recipient: rfc822; {recipient}\nAction: {action}\nStatus: 5.1.1\nRemote-MTA: dns; mail.invalid\n\
         Diagnostic-Code: smtp; 550 5.1.1 <{recipient}>: Recipient address\n    rejected: User unknown\n\n\
         --b1\nContent-Type: text/rfc822-headers\n\nFrom: {SENDER}\nMessage-ID: {id}\nSubject: Update\n\n--b1--\n"
    );
    text.replace('\n', "\r\n").into_bytes()
}

/// RND-06, where the server took the letter first.
#[test]
fn a_delivery_report_marks_the_letter_that_it_names_and_a_forged_one_marks_nobodys() {
    let rig = Rig::new();
    let morning = local_time::instant(round(&rig.trial).facts.opens, 10, 0).unwrap();
    let carrier = post::carrier(&format!("maildir:{}", rig.trial.folder.path().join("mail").display())).unwrap();
    let way = PostOffice { carrier, from: SENDER.to_owned(), base: "https://here.invalid".to_owned() };
    post::send_due(rig.trial.house.desk(), &way, morning).unwrap();
    let letter = || {
        let all = rig.trial.house.desk().letters(100).unwrap();
        all.into_iter().find(|letter| letter.draft.recipient == DANA).unwrap()
    };
    assert_eq!(letter().state, LetterState::Sent);
    let id = post::message_id(&letter(), SENDER);
    rig.comes("1.a", &report(DANA, "<guessed@test.invalid>", "failed"));
    assert_eq!(letter().state, LetterState::Sent, "whoever does not have the letter stops nobody's mail");
    assert!(rig.trial.get("manager", INBOX).text.contains("Cannot be read"));
    rig.comes("2.a", &report(DANA, &id, "delayed"));
    assert_eq!(letter().state, LetterState::Sent, "late is not lost");
    rig.comes("3.a", &report(DANA, &id, "failed"));
    assert_eq!(
        (letter().state, letter().problem.as_deref()),
        (LetterState::Failed, Some("the mail server answered 550"))
    );
    let page = rig.trial.get("manager", ROUND).text;
    assert!(page.contains("The email to DHd did not arrive. Email address does not exist."), "{page}");
    assert_eq!(rig.trial.house.desk().inbox(PLAN).unwrap().len(), 1, "what was understood is no mail to file");
}

#[test]
fn whatever_comes_is_at_least_listed_as_unreadable() {
    let rig = Rig::new();
    let nested = |times: usize| {
        let part = "Content-Type: message/rfc822\r\n\r\n";
        format!("From: {DANA}\r\nSubject: deep\r\n{}x", part.repeat(times)).into_bytes()
    };
    let boundaries: Vec<String> = (0..5_000)
        .map(|at| format!("--b\r\nContent-Type: multipart/mixed; boundary=b{at}\r\n\r\n--b{at}\r\n"))
        .collect();
    let boundaries = boundaries.concat();
    let wide = format!("From: {DANA}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{boundaries}").into_bytes();
    let noise: Vec<u8> =
        (0..200_000_u64).map(|at| (at.wrapping_mul(6_364_136_223_846_793_005) >> 33).to_le_bytes()[0]).collect();
    for (name, bytes) in [
        ("0.large", vec![b'a'; 21 * 1024 * 1024]),
        ("1.empty", Vec::new()),
        ("2.noise", noise),
        ("3.nobody", b"Subject: Who am I\r\n\r\nwords".to_vec()),
        ("4.deep", nested(100_000)),
        ("5.wide", wide),
        ("6.cut", b"From: x\r\nContent-Type: multipart/mixed; boundary=\"".to_vec()),
        ("7.nul", [b"From: ".as_slice(), &[0; 300], b"\r\n\r\n"].concat()),
    ] {
        rig.comes(name, &bytes);
    }
    let all = rig.trial.house.desk().inbox(PLAN).unwrap();
    assert_eq!(all.len(), 8, "{all:?}");
    for kept in &all {
        assert_eq!(kept.incoming.kind, "unreadable", "{}: {kept:?}", kept.incoming.file);
        assert_eq!(rig.trial.get("manager", &format!("{INBOX}/{}", kept.number)).status, 200);
    }
    // Nested as far as people forward, it is read; and a subject in another alphabet is.
    rig.comes("8.some", &nested(20));
    let encoded = "=?UTF-8?B?WsO2ZQ==?= =?iso-8859-1?Q?caf=E9?=";
    rig.comes("9.words", &mail(DANA, encoded, "x"));
    let page = rig.trial.get("manager", INBOX).text;
    assert!(page.contains("deep") && page.contains("Zöe") && page.contains("café"), "{page}");
    // A link in the folder leads nowhere.
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/etc/hostname", rig.folder.join("new/10.link")).unwrap();
        assert_eq!(rig.receive(NOW), 0);
    }
}

#[test]
fn a_workbook_in_a_mail_goes_the_way_of_every_import() {
    let rig = Rig::new();
    let table = "Code,Action,Lead,Start,Finish,% complete\r\n1A,Write the guide,DH,01/03/2022,30/06/2022,45%\r\n";
    let text = format!(
        "From: {DANA}\r\nSubject: My rows\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nAttached.\r\n\
         --b\r\nContent-Type: text/csv; name=\"../../rows.csv\"\r\nContent-Disposition: attachment; filename=\"../../rows.csv\"\r\n\r\n{table}\r\n\
         --b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=\"a<b.png\"\r\n\r\nx\r\n--b--\r\n"
    );
    rig.comes("1.a", text.as_bytes());
    let address = format!("{INBOX}/{}", rig.newest());
    let page = rig.trial.get("manager", &address).text;
    assert!(page.contains("Compare rows.csv with the plan") && page.contains("a&lt;b.png"), "{page}");
    assert!(!page.contains("Compare a&lt;b.png"));
    let before = rig.size();
    let sent = rig.trial.post("manager", &format!("{address}/workbook"), &[("file", "0")]);
    assert_eq!(sent.status, 303, "{}", sent.text);
    assert!(sent.to.starts_with("/p/torbay/import/") && sent.to.ends_with("/columns"), "{}", sent.to);
    assert_eq!(rig.trial.get("manager", &sent.to).status, 200);
    assert_eq!(rig.size(), before, "nothing is recorded before somebody agrees");
    for file in ["1", "7", "x"] {
        assert_eq!(rig.trial.post("manager", &format!("{address}/workbook"), &[("file", file)]).status, 404, "{file}");
    }
    // The page of the round leads to the same way.
    let page = rig.trial.get("manager", &format!("{ROUND}/workbook"));
    assert!(page.status == 200 && page.text.contains("action=\"/p/torbay/import\""), "{}", page.text);
}

#[test]
fn mail_of_somebody_whom_no_plan_knows_is_given_to_one_by_who_runs_the_installation() {
    let rig = Rig::new();
    let desk = rig.trial.house.desk();
    let seat = Seat::operator("test", Channel::Cli, NOW).unwrap();
    desk.import("second", &example::read().unwrap(), None, None, "2022-06-20".parse().unwrap(), &seat).unwrap();
    reach(&rig.trial, "second", "NM", DANA);
    // Who is in two plans writes to both; a stranger to none.
    rig.comes("1.a", &mail(DANA, "To both", "x"));
    assert_eq!((desk.inbox(PLAN).unwrap().len(), desk.inbox("second").unwrap().len()), (1, 1));
    rig.comes("2.a", &mail("stranger@elsewhere.invalid", "From outside", "The secret words"));
    assert_eq!((desk.inbox(PLAN).unwrap().len(), desk.inbox("").unwrap().len()), (1, 1));
    let page = rig.trial.get("admin", "/admin/incoming").text;
    assert!(page.contains("From outside") && !page.contains("The secret words"), "{page}");
    assert_eq!(rig.trial.get("manager", "/admin/incoming").status, 404);
    let number = desk.inbox("").unwrap()[0].number;
    let address = format!("/admin/incoming/{number}");
    assert_eq!(rig.trial.post("admin", &address, &[]).status, 422);
    assert_eq!(rig.trial.post("admin", &address, &[("plan", "nowhere")]).status, 404);
    assert_eq!(rig.trial.post("admin", &address, &[("plan", PLAN)]).status, 303);
    assert_eq!((desk.inbox(PLAN).unwrap().len(), desk.inbox("").unwrap().len()), (2, 0));
    assert_eq!(rig.trial.post("admin", &address, &[("plan", "second")]).status, 404, "a plan has it already");
    // A message of another plan is not there.
    let other = desk.inbox("second").unwrap()[0].number;
    assert_eq!(rig.trial.get("manager", &format!("{INBOX}/{other}")).status, 404);
}

/// Found under attack: 1,500 mails of a stranger hid the answers of officers.
#[test]
fn a_flood_of_a_stranger_hides_nobody_and_is_counted() {
    let rig = Rig::new();
    for at in 0..130 {
        let bytes = mail("flood@elsewhere.invalid", &format!("Buy {at}"), "x");
        std::fs::write(rig.folder.join("new").join(format!("1.{at:03}")), bytes).unwrap();
    }
    std::fs::write(rig.folder.join("new/2.dana"), mail(DANA, "My update", "It is done.")).unwrap();
    let mut taken = 0;
    for _ in 0..10 {
        taken += rig.receive(NOW);
    }
    assert_eq!(taken, 51, "50 of the stranger, and the officer's, which came last");
    assert_eq!(std::fs::read_dir(rig.folder.join("new")).unwrap().count(), 80, "the others are not lost");
    let page = rig.trial.get("manager", INBOX).text;
    for said in ["From people in the plan (1)", "From others (50)", "80 more from flood@elsewhere.invalid", "My update"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(page.find("My update").unwrap() < page.find("Buy ").unwrap(), "people of the plan first");
    let round = rig.trial.get("manager", ROUND).text;
    assert!(round.contains("1 email waits") && round.contains("50 emails wait"), "{round}");
    // An hour later more is taken in, and there is a second page; what is nearest is shown of one that is not there.
    rig.receive(NOW + DAY / 24 + 1);
    let page = rig.trial.get("manager", INBOX).text;
    assert!(page.contains("From others (70)") && page.contains("page 1 of 2") && page.contains("Older emails"));
    for number in ["2", "99"] {
        let page = rig.trial.get("manager", &format!("{INBOX}?others={number}")).text;
        assert!(page.contains("page 2 of 2") && page.contains("Buy 0<") && page.contains("My update"), "{page}");
    }
    // Whoever is forgotten leaves nothing in the folder either.
    let house = &rig.trial.house;
    house.desk().forget_sender("flood@elsewhere.invalid", Some(rig.folder.as_path())).unwrap();
    assert_eq!(std::fs::read_dir(rig.folder.join("new")).unwrap().count(), 0);
    assert_eq!(rig.kept(), 1);
}

#[test]
fn automatic_replies_are_found_however_many_strangers_write() {
    let rig = Rig::new();
    let away = format!("From: {DANA}\r\nAuto-Submitted: auto-replied\r\nSubject: Away\r\n\r\nUntil Monday.\r\n");
    rig.comes("0.a", away.as_bytes());
    for at in 0..210 {
        rig.comes(&format!("1.{at:03}"), &mail(&format!("s{at}@elsewhere.invalid"), "Buy", "x"));
    }
    assert!(rig.trial.get("manager", ROUND).text.contains("DHd may be away"));
    let page = rig.trial.get("manager", INBOX).text;
    assert!(page.contains("From people in the plan (1)") && page.contains("From others (210)"), "{page}");
}

#[test]
fn that_a_message_gives_the_address_of_an_officer_is_said_to_prove_nothing() {
    let rig = Rig::new();
    let says = |rig: &Rig| {
        let page = rig.trial.get("manager", &format!("{INBOX}/{}", rig.newest())).text;
        page.contains("address can be forged.") && page.contains("Check with them before you record it.")
    };
    rig.comes("1.a", &mail(DANA, "My update", "It is done."));
    assert!(says(&rig));
    rig.comes("2.a", &mail("stranger@elsewhere.invalid", "An update", "It is done."));
    assert!(!says(&rig), "nobody is claimed");
}
