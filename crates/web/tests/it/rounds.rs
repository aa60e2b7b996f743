//! A round as its manager sees it: planned from the date of a board, opened with its letters, chased.

use crate::house::{NOW, PLAN, Trial, hand};
use onpace_core::day::Date;
use onpace_core::ids::PersonId;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Channel;
use onpace_core::ledger::fold::Until;
use onpace_core::local_time;
use onpace_core::rounds::round::Round;
use onpace_office::Seat;
use onpace_office::answering::Followed;
use onpace_office::example;
use onpace_office::people::Details;
use onpace_office::post::{self, PostOffice};

/// The board that rounds here are for: its letters go out on Tuesday 28 June 2022.
pub(crate) const BOARD: &str = "21 July 2022";
pub(crate) const ROUNDS: &str = "/p/torbay/rounds";
pub(crate) const ROUND: &str = "/p/torbay/rounds/2022-07";

/// What stands in the hidden field of a page.
pub(crate) fn hidden(text: &str, name: &str) -> String {
    let after = text.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
    after.split('"').next().unwrap().to_owned()
}

/// Opens the round, as its page does.
pub(crate) fn open(trial: &Trial) {
    let page = trial.get("manager", &format!("{ROUNDS}/new?board=21+July+2022"));
    assert_eq!(page.status, 200, "{}", page.text);
    let form = [("board", BOARD), ("seen", &hidden(&page.text, "seen"))];
    let answer = trial.post("manager", &format!("{ROUNDS}/new"), &form);
    assert_eq!((answer.status, answer.to), (303, format!("{ROUND}?saved=yes")), "{}", answer.text);
}

/// The round, as of now.
pub(crate) fn round(trial: &Trial) -> Round {
    trial.house.desk().state(PLAN, Until::default()).unwrap().rounds.last().unwrap().as_ref().clone()
}

/// Says that somebody of a plan has an address.
pub(crate) fn reach(trial: &Trial, plan: &str, written: &str, email: &str) -> PersonId {
    let person = trial.house.desk().person(written, Some(plan)).unwrap();
    let details = Details { name: Some(written.to_owned()), email: Some(email.to_owned()), ..Details::default() };
    trial.house.desk().set_person(&person.id, &details, &hand()).unwrap();
    person.id
}

pub(crate) fn seat(now: Instant) -> Seat {
    Seat::operator("test", Channel::Web, now).unwrap()
}

/// Lets the post go round at an instant; every mail so far.
pub(crate) fn mails(trial: &Trial, now: Instant) -> Vec<String> {
    let folder = trial.folder.path().join("mail");
    let carrier = post::carrier(&format!("maildir:{}", folder.display())).unwrap();
    let way = PostOffice { carrier, from: "onpace@test.invalid".to_owned(), base: "https://here.invalid".to_owned() };
    post::send_due(trial.house.desk(), &way, now).unwrap();
    let files = std::fs::read_dir(folder.join("new")).unwrap().flatten();
    files.map(|file| std::fs::read_to_string(file.path()).unwrap().replace("=\r\n", "").replace("=\n", "")).collect()
}

pub(crate) fn morning(day: Date) -> i64 {
    (local_time::instant(day, 10, 0).unwrap()).micros()
}

pub(crate) fn to<'m>(mails: &'m [String], email: &str) -> Vec<&'m String> {
    mails.iter().filter(|mail| mail.contains(&format!("To: {email}"))).collect()
}

#[test]
fn a_round_is_planned_from_a_board_looked_at_and_opened_as_it_was_seen() {
    let trial = Trial::new();
    let list = trial.get("manager", ROUNDS);
    assert!(list.text.contains("No round yet") && list.text.contains("Plan one from the date of a board"));
    let new = format!("{ROUNDS}/new");
    for (typed, words) in [
        ("", "Enter the date of the board"),
        ("soon", "Enter a real date, like 23 June 2022"),
        ("1+June+2022", "in the future"),
        ("24+June+2022", "too soon"),
    ] {
        let page = trial.get("manager", &format!("{new}?board={typed}"));
        assert_eq!(page.status, 422, "{typed}");
        assert!(page.text.contains(words), "{typed}: {}", page.text);
    }
    let page = trial.get("manager", &format!("{new}?board=21/7/2022"));
    for words in
        ["Thursday 21 July 2022", "Tuesday 28 June 2022", "Thursday 7 July 2022", "No email address: phone them"]
    {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    // Somebody gets an address between the look and the button: it is shown again, and nothing is opened.
    reach(&trial, PLAN, "DHd", "dana@test.invalid");
    let before = [("board", BOARD), ("seen", &hidden(&page.text, "seen"))];
    let again = trial.post("manager", &new, &before);
    assert_eq!(again.status, 422);
    assert!(again.text.contains("Nothing was opened yet") && again.text.contains("by 1 letter"), "{}", again.text);
    assert!(trial.get("manager", ROUNDS).text.contains("No round yet"));
    open(&trial);
    let list = trial.get("manager", ROUNDS);
    assert!(list.text.contains("Opens on Tuesday 28 June 2022"), "{}", list.text);
    let other = trial.get("manager", &new);
    assert!(other.text.contains("is still open"), "{}", other.text);
    assert_eq!(trial.post("manager", &new, &before).status, 422, "a second one is refused");
}

/// RND-01, and reminders: one a day, on their day only, to who has rows that are open.
#[test]
fn who_is_in_two_plans_gets_one_letter_with_every_row() {
    let trial = Trial::new();
    let desk = trial.house.desk();
    desk.import("second", &example::read().unwrap(), None, None, "2022-06-20".parse().unwrap(), &seat(NOW)).unwrap();
    let person = reach(&trial, PLAN, "DHd", "dana@test.invalid");
    let same = reach(&trial, "second", "DHd", "Dana@test.invalid");
    open(&trial);
    let board = "2022-07-21".parse().unwrap();
    let preview = desk.preview_round("second", board, "2022-06-20".parse().unwrap()).unwrap();
    desk.open_round("second", &preview, &seat(NOW)).unwrap();
    let held = round(&trial);
    let rows = held.asked(&person).count() + preview.scope.asks.iter().filter(|ask| ask.person == same).count();
    assert!(rows > 2, "{rows}");

    assert!(mails(&trial, NOW).is_empty(), "nothing goes out before the day");
    let all = mails(&trial, Instant::from_micros(morning(held.facts.opens)));
    let own = to(&all, "dana@test.invalid");
    assert_eq!(own.len(), 1, "{all:?}");
    assert!(own[0].contains(&format!("Subject: Update your {rows} actions by Thursday 7 July 2022")), "{}", own[0]);

    // The service reminds at every turn of its loop.
    let first = held.facts.reminders[0];
    for minute in 0..5 {
        desk.remind(Instant::from_micros(morning(first) + minute * 60_000_000)).unwrap();
        mails(&trial, Instant::from_micros(morning(first) + minute * 60_000_000));
    }
    let next = morning(first.tomorrow().unwrap());
    desk.remind(Instant::from_micros(next)).unwrap();
    let all = mails(&trial, Instant::from_micros(next));
    let own = to(&all, "dana@test.invalid");
    assert_eq!(own.len(), 2, "one reminder, and none on the day after");
    assert_eq!(own.iter().filter(|mail| mail.contains("Subject: Still to update by")).count(), 1);
}

#[test]
fn a_manager_reminds_one_person_once_a_day_and_takes_their_links_back() {
    let trial = Trial::new();
    let person = reach(&trial, PLAN, "DHd", "dana@test.invalid");
    open(&trial);
    let page = trial.get("manager", ROUND);
    for words in ["The letters go out on Tuesday 28 June 2022", "Goes out on the day the round opens"] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    let press = |to: &str| trial.post("manager", &format!("{ROUND}/{to}"), &[("person", &person)]);
    assert_eq!(press("remind").status, 303);
    let twice = press("remind");
    assert_eq!(twice.status, 422);
    assert!(twice.text.contains("They have a letter of today already"), "{}", twice.text);
    let link = |mail: &str| {
        mail.split("/u/").nth(1).unwrap().chars().take_while(char::is_ascii_alphanumeric).collect::<String>()
    };
    let old = link(to(&mails(&trial, NOW), "dana@test.invalid")[0]);
    assert!(matches!(
        trial.house.desk().follow_ask(&old, NOW, &|plan| trial.house.plans.state(plan)).unwrap(),
        Followed::Holds(_)
    ));
    assert!(trial.get("manager", ROUND).text.contains("Delivered to the mail server"));
    trial.pass(1);
    assert_eq!(press("new-link").status, 303);
    let now = NOW + 3_600_000_000;
    assert!(matches!(
        trial.house.desk().follow_ask(&old, now, &|plan| trial.house.plans.state(plan)).unwrap(),
        Followed::Ended
    ));
    let all = mails(&trial, now);
    let new = to(&all, "dana@test.invalid").into_iter().map(|mail| link(mail)).find(|one| *one != old).unwrap();
    assert!(matches!(
        trial.house.desk().follow_ask(&new, now, &|plan| trial.house.plans.state(plan)).unwrap(),
        Followed::Holds(_)
    ));
    let nobody = trial.post("manager", &format!("{ROUND}/remind"), &[("person", "person-999")]);
    assert!(nobody.text.contains("were not asked"), "{}", nobody.text);
}

#[test]
fn rows_are_handed_over_and_the_telephone_list_has_who_is_left() {
    let trial = Trial::new();
    open(&trial);
    let asks = round(&trial).facts.asks;
    let ask = asks[0].clone();
    let is_asked = |person: &str| asks.iter().any(|one| one.person == person && one.row == ask.row);
    let to = asks.iter().map(|one| one.person.clone()).find(|one| !is_asked(one)).unwrap();
    let form = format!("{ROUND}/hand-over");
    let empty = trial.post("manager", &form, &[]);
    assert_eq!(empty.status, 422);
    assert!(empty.text.contains("Choose the action") && empty.text.contains("Choose who is asked instead"));
    let chosen = format!("{}/{}", ask.person, ask.row);
    assert_eq!(trial.post("manager", &form, &[("ask", &chosen), ("to", &to)]).status, 303);
    let held = round(&trial);
    assert!(held.asked(&to).any(|one| one.row == ask.row) && !held.asked(&ask.person).any(|one| one.row == ask.row));
    assert_eq!(
        trial.post("manager", &form, &[("ask", &chosen), ("to", &to)]).status,
        422,
        "they are not asked any more"
    );
    let list = trial.get("manager", &format!("{ROUND}/phone"));
    let people: std::collections::HashSet<_> = held.facts.asks.iter().map(|ask| &ask.person).collect();
    assert_eq!(list.text.matches("class=\"onpace-call\"").count(), people.len());
}

#[test]
fn a_round_is_read_by_who_may_see_updates_and_run_by_managers_only() {
    let trial = Trial::new();
    let own = reach(&trial, PLAN, "DHd", "officer@test.invalid");
    open(&trial);
    for who in ["auditor", "approver"] {
        let page = trial.get(who, ROUND);
        assert_eq!(page.status, 200, "{who}");
        assert!(!page.text.contains("Send a reminder now") && !page.text.contains("Freeze the figures"), "{who}");
        assert!(page.text.contains("Who has not answered"), "{who}");
    }
    for who in ["reader", "carer", "member", "admin"] {
        assert_eq!(trial.get(who, ROUND).status, 404, "{who}");
    }
    assert!(!trial.get("reader", "/p/torbay").text.contains(">Updates<"));
    assert!(trial.get("manager", "/p/torbay").text.contains(">Updates<"));
    let page = trial.get("officer", ROUND).text;
    let asked = round(&trial).asked(&own).count();
    assert!(asked > 0 && page.contains("your own actions only") && !page.contains("Who has not answered"), "{page}");
    for form in ["record", "moderate", "moderate/all", "freeze", "open-again", "remind", "new-link", "hand-over"] {
        for who in ["officer", "auditor", "approver"] {
            assert_eq!(trial.post(who, &format!("{ROUND}/{form}"), &[]).status, 404, "{form} for {who}");
        }
    }
}
