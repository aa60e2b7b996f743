//! The letters of a round by a real mail server: what it refuses, delays, loses; and what each letter says of
//! itself to the programs that get it.

use crate::house::{NOW, PLAN, Trial, hand};
use crate::rounds::{BOARD, ROUND, ROUNDS, hidden, open, reach, round};
use onpace_core::instant::Instant;
use onpace_core::local_time;
use onpace_office::post::{self, PostOffice};
use onpace_testkit::smtp::{Mail, Server, ServerAct};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

const DANA: &str = "dana@test.invalid";
const MINUTE: i64 = 60_000_000;

/// Lets the post go round once, by a server.
fn carry(trial: &Trial, server: &Server, now: Instant) -> usize {
    let carrier = post::patient_carrier(&server.way(), Duration::from_secs(2)).unwrap();
    let way = PostOffice { carrier, from: "onpace@test.invalid".to_owned(), base: "https://here.invalid".to_owned() };
    post::send_due(trial.house.desk(), &way, now).unwrap()
}

/// A round with one officer who has an address; the morning on which its letters go out.
fn opened() -> (Trial, Server, i64) {
    let trial = Trial::new();
    reach(&trial, PLAN, "DHd", DANA);
    open(&trial);
    let morning = local_time::instant(round(&trial).facts.opens, 10, 0).unwrap();
    (trial, Server::start(), morning.micros())
}

/// Puts the clock of the pages where the post's is.
fn at(trial: &mut Trial, now: Instant) {
    trial.pass((now - trial.house.now()) / 3_600_000_000);
    trial.sign_in_again("manager");
}

/// The words of a letter, whole lines again.
fn words(mail: &Mail) -> String {
    mail.text.split_once("\r\n\r\n").unwrap().1.replace("=\r\n", "").replace("\r\n", "\n")
}

/// RND-06: an address that is nobody's.
#[test]
fn an_address_that_does_not_exist_is_a_task_and_gets_no_more_mail_this_round() {
    let (mut trial, server, morning) = opened();
    server.when(DANA, [ServerAct::Refuse("550 5.1.1 no such user")]);
    assert_eq!(carry(&trial, &server, Instant::from_micros(morning)), 0);
    at(&mut trial, Instant::from_micros(morning));
    let page = trial.get("manager", ROUND).text;
    for said in [
        "What needs you",
        "The email to DHd did not arrive. Email address does not exist.",
        "give another address for DHd",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    // Neither the calendar nor a hand nor another row brings another one.
    let held = round(&trial);
    for day in &held.facts.reminders {
        let now = local_time::instant(*day, 10, 0).unwrap();
        trial.house.desk().remind(now).unwrap();
        carry(&trial, &server, now);
    }
    let person = trial.house.desk().person("DHd", Some(PLAN)).unwrap().id;
    let by_hand = trial.post("manager", &format!("{ROUND}/remind"), &[("person", &person)]);
    assert_eq!(by_hand.status, 422);
    assert!(by_hand.text.contains("No letter of this round reaches their address"), "{}", by_hand.text);
    let ask = held.facts.asks.iter().find(|ask| !held.asked(&person).any(|own| own.row == ask.row)).unwrap();
    let form = [("ask", format!("{}/{}", ask.person, ask.row)), ("to", person.to_string())];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(trial.post("manager", &format!("{ROUND}/hand-over"), &form).status, 303);
    carry(&trial, &server, Instant::from_micros(morning + 3_600 * 1_000_000));
    assert_eq!((server.tries(DANA), server.mails().len()), (1, 0));
    // Another address is another matter.
    reach(&trial, PLAN, "DHd", "right@test.invalid");
    assert_eq!(trial.post("manager", &format!("{ROUND}/remind"), &[("person", &person)]).status, 303);
    assert_eq!(carry(&trial, &server, Instant::from_micros(morning + 3_600 * 1_000_000)), 1);
    assert_eq!(server.mails()[0].to, "right@test.invalid");
}

/// RND-06: an inbox that is full, a server that says nothing, one that takes its time.
#[test]
fn a_full_inbox_and_a_silent_server_are_tried_again_and_a_slow_one_is_borne() {
    let (mut trial, server, morning) = opened();
    let acts = [
        ServerAct::Refuse("452 4.2.2 over quota"),
        ServerAct::Silence(Duration::from_millis(2_500)),
        ServerAct::TakeLate(Duration::from_millis(1_200)),
    ];
    server.when(DANA, acts);
    assert_eq!(carry(&trial, &server, Instant::from_micros(morning)), 0);
    at(&mut trial, Instant::from_micros(morning));
    let page = trial.get("manager", ROUND).text;
    assert!(page.contains("Inbox not accepting messages; it is tried again") && !page.contains("What needs you"));
    assert_eq!(carry(&trial, &server, Instant::from_micros(morning)), 0, "not at once");
    assert_eq!(server.tries(DANA), 1);
    assert_eq!(carry(&trial, &server, Instant::from_micros(morning + 2 * MINUTE)), 0);
    assert!(trial.get("manager", ROUND).text.contains("Technical failure; it is tried again"));
    assert_eq!(carry(&trial, &server, Instant::from_micros(morning + 10 * MINUTE)), 1);
    assert_eq!((server.tries(DANA), server.mails().len()), (3, 1));
    assert!(trial.get("manager", ROUND).text.contains("Delivered to the mail server"));
}

/// At least once, and one letter that anybody sees: programs show one of several with the same Message-ID.
#[test]
fn a_letter_that_was_taken_without_a_word_comes_again_as_the_same_one() {
    let (trial, server, morning) = opened();
    server.when(DANA, [ServerAct::TakeAndBreak, ServerAct::TakeAndBreak]);
    assert_eq!(carry(&trial, &server, Instant::from_micros(morning)), 0);
    assert_eq!(carry(&trial, &server, Instant::from_micros(morning + 2 * MINUTE)), 0);
    assert_eq!(carry(&trial, &server, Instant::from_micros(morning + 10 * MINUTE)), 1);
    let mails = server.mails();
    assert_eq!(mails.len(), 3);
    assert!(mails.iter().all(|mail| mail.head("Message-ID") == mails[0].head("Message-ID")));
    assert_eq!(carry(&trial, &server, Instant::from_micros(morning + 60 * MINUTE)), 0, "and then no more");
    // Whichever of them a program shows, its link works.
    for mail in &mails {
        let text = words(mail);
        let secret: String =
            text.split("/u/").nth(1).unwrap().chars().take_while(char::is_ascii_alphanumeric).collect();
        let states = |plan: &str| trial.house.plans.state(plan);
        let found =
            trial.house.desk().follow_ask(&secret, Instant::from_micros(morning + 60 * MINUTE), &states).unwrap();
        assert!(matches!(found, onpace_office::answering::Followed::Holds(_)), "{found:?}");
    }
}

/// A server takes the letter and breaks off; the letter that comes again must not put an end to the first one's link.
#[test]
fn a_link_to_sign_in_that_comes_twice_is_the_same_link() {
    let (trial, server, morning) = opened();
    let (desk, manager) = (trial.house.desk(), "manager@test.invalid");
    desk.ask_link(manager, "a browser", Instant::from_micros(morning)).unwrap();
    server.when(manager, [ServerAct::TakeAndBreak]);
    carry(&trial, &server, Instant::from_micros(morning));
    carry(&trial, &server, Instant::from_micros(morning + 2 * MINUTE));
    let mails: Vec<Mail> = server.mails().into_iter().filter(|mail| mail.to == manager).collect();
    let link = |mail: &Mail| -> String {
        let text = words(mail);
        text.split("/sign-in/").nth(1).unwrap().chars().take_while(char::is_ascii_alphanumeric).collect()
    };
    assert_eq!((mails.len(), link(&mails[0])), (2, link(&mails[1])));
    desk.follow_link(&link(&mails[0]), "a browser", Instant::from_micros(morning + 3 * MINUTE)).unwrap();
    // The next one that they ask for is another.
    desk.ask_link(manager, "a browser", Instant::from_micros(morning + 20 * MINUTE)).unwrap();
    carry(&trial, &server, Instant::from_micros(morning + 20 * MINUTE));
    let newest = server.mails().into_iter().rfind(|mail| mail.to == manager).unwrap();
    assert_ne!(link(&newest), link(&mails[0]));
}

#[test]
fn a_letter_says_that_a_program_wrote_it_who_reads_replies_and_when_the_board_meets() {
    let (trial, server, morning) = opened();
    assert_eq!(carry(&trial, &server, Instant::from_micros(morning)), 1);
    let mail = &server.mails()[0];
    assert_eq!(mail.head("Auto-Submitted"), "auto-generated");
    assert_eq!(mail.head("X-Auto-Response-Suppress"), "All");
    assert_eq!(mail.head("From"), "onpace@test.invalid");
    assert_eq!(mail.head("Reply-To"), "\"Programme manager\" <manager@test.invalid>");
    let text = words(mail);
    assert!(text.contains("The board meets on Thursday 21 July 2022."), "{text}");
    assert!(text.contains("\n\nProgramme manager\nProgramme manager, "), "it is signed: {text}");
}

/// The administrator mends it, and the letter goes out: nobody's address is at fault.
#[test]
fn a_server_that_knows_the_password_no_more_makes_letters_wait() {
    let (trial, server, morning) = opened();
    server.when(DANA, [ServerAct::Refuse("535 5.7.8 who are you")]);
    assert_eq!(carry(&trial, &server, Instant::from_micros(morning)), 0);
    assert!(trial.house.desk().letters(50).unwrap().iter().all(|one| one.state.word() == "waiting"));
    assert_eq!(carry(&trial, &server, Instant::from_micros(morning + 2 * MINUTE)), 1);
}

/// RND-13.
#[test]
fn what_people_typed_adds_no_head_line_to_a_letter() {
    use onpace_core::access::Role;
    use onpace_office::accounts::AccountDetails;
    let trial = Trial::new();
    reach(&trial, PLAN, "DHd", DANA);
    let desk = trial.house.desk();
    let named = |name: &str| {
        let details = AccountDetails { name: name.to_owned(), disabled: false };
        desk.set_account("manager@test.invalid", &details, &[(Some(PLAN.to_owned()), Role::Manager)], &hand())
    };
    named("Dana\r\nBcc: all@test.invalid").unwrap_err();
    named("Zoë, \"the\" <x@test.invalid>").unwrap();
    let page = trial.get("manager", &format!("{ROUNDS}/new?board=21+July+2022"));
    let form = [("board", BOARD), ("seen", &hidden(&page.text, "seen"))];
    assert_eq!(trial.post("manager", &format!("{ROUNDS}/new"), &form).status, 303);
    let server = Server::start();
    assert_eq!(carry(&trial, &server, local_time::instant(round(&trial).facts.opens, 10, 0).unwrap()), 1);
    let mail = &server.mails()[0];
    let head = mail.text.split("\r\n\r\n").next().unwrap();
    assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
    assert!(mail.head("Reply-To").ends_with("<manager@test.invalid>"), "{head}");
    assert!(!words(mail).lines().any(|line| line.starts_with("Bcc")), "nor a line of its own to the words");
    // A message with such a subject and a name beyond ASCII, as the carrier gets it.
    let message = post::Message {
        id: "<one@test.invalid>".to_owned(),
        from: "onpace@test.invalid".to_owned(),
        to: DANA.to_owned(),
        reply_to: Some(("Zoë \r\nBcc: all@test.invalid".to_owned(), "zoe@test.invalid".to_owned())),
        subject: "Updates\r\nBcc: all@test.invalid\r\n\r\nfor Zoë".to_owned(),
        body: ".\r\nRCPT TO:<all@test.invalid>\r\n.\r\n".to_owned(),
        at: NOW,
    };
    post::carrier(&server.way()).unwrap().carry(&message).unwrap();
    let mail = server.mails().pop().unwrap();
    let head = mail.text.split("\r\n\r\n").next().unwrap();
    assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
    assert!(mail.head("Subject").contains("=?utf-8?"), "{head}");
    assert_eq!((server.tries("all@test.invalid"), mail.to.as_str()), (0, DANA));
}

/// Found under attack: a server that said nothing to the letters of a round held back what people waited for.
#[test]
fn a_silent_server_holds_back_neither_links_to_sign_in_nor_mail_that_comes() {
    let (mut trial, server, morning) = opened();
    at(&mut trial, Instant::from_micros(morning));
    // Longer than anything is waited for below.
    let silence = Duration::from_mins(3);
    server.when(DANA, [ServerAct::Silence(silence)]);
    let way = format!("maildir:{}", trial.folder.path().join("inbox").display());
    let inbox = onpace_office::inbox::folder::named(&way).unwrap();
    let carrier = post::patient_carrier(&server.way(), silence).unwrap();
    let Trial { mut house, folder: _folder, .. } = trial;
    house.post =
        Some(PostOffice { carrier, from: "onpace@test.invalid".to_owned(), base: "https://here.invalid".to_owned() });
    house.settings.inbox = Some(inbox.clone());
    let house = Arc::new(house);
    let (shared, listener) = (Arc::clone(&house), TcpListener::bind("127.0.0.1:0").unwrap());
    std::thread::spawn(move || onpace_web::serve(&[shared], listener, None, |_| {}));
    wait_until("the letter of the round is under way", || server.tries(DANA) == 1);
    for who in ["manager@test.invalid", "other@test.invalid"] {
        house.desk().ask_link(who, "b", house.now()).unwrap();
        wait_until("the link is there", || server.mails().iter().any(|mail| mail.to == who));
    }
    let mail = format!("From: {DANA}\r\nSubject: Re: Update\r\n\r\nIt went well.\r\n");
    std::fs::write(inbox.join("new/1.a"), mail).unwrap();
    wait_until("mail is taken in", || house.desk().inbox_waits(PLAN).unwrap() == 1);
    assert_eq!((server.tries(DANA), server.mails().len()), (1, 2), "the letter of the round waits still");
}

fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let began = std::time::Instant::now();
    while !is_so() {
        assert!(began.elapsed() < Duration::from_mins(1), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
