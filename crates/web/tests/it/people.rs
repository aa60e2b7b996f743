//! Who the names in a plan are: questions, answers, one person or two, forgetting.

use crate::house::{PLAN, Trial, hand};
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Channel;
use onpace_office::Seat;
use onpace_office::people::Details;

fn people(trial: &Trial, who: &str) -> String {
    let answer = trial.get(who, &format!("/p/{PLAN}/people"));
    assert_eq!(answer.status, 200, "{who}");
    answer.text
}

fn page_of(trial: &Trial, written: &str) -> String {
    let person = trial.house.desk().person(written, Some(PLAN)).unwrap();
    format!("/p/{PLAN}/people/{}", person.id)
}

#[test]
fn a_name_is_a_question_until_somebody_says_who_it_is() {
    let trial = Trial::new();
    assert!(people(&trial, "manager").contains("DHd: who is this?"));
    let page = page_of(&trial, "DHd");
    let form =
        [("name", "Dana Harris"), ("email", "dana@example.org"), ("post", "Head of SEND"), ("from", "1 July 2021")];
    assert_eq!(trial.post("manager", &page, &form).status, 303);
    let text = people(&trial, "manager");
    assert!(!text.contains("DHd: who is this?"));
    assert!(text.contains("Dana Harris, Head of SEND, from 2021-07-01") && text.contains("dana@example.org"), "{text}");
}

#[test]
fn names_and_addresses_are_only_for_those_who_may_see_them() {
    let trial = Trial::new();
    let form = [("name", "Dana Harris"), ("email", "dana@example.org"), ("post", "Head of SEND")];
    trial.post("manager", &page_of(&trial, "DHd"), &form);
    for who in ["manager", "approver", "auditor"] {
        assert!(people(&trial, who).contains("dana@example.org"), "{who}");
    }
    for who in ["member", "officer"] {
        let text = people(&trial, who);
        assert!(!text.contains("dana@example.org") && !text.contains("Dana Harris"), "{who}");
        assert!(text.contains("DHd"), "{who}");
        assert_eq!(trial.get(who, &page_of(&trial, "DHd")).status, 404, "{who}");
        assert!(!text.contains("who is this?"), "{who}");
    }
}

#[test]
fn what_is_wrong_with_an_answer_is_said_and_what_was_typed_kept() {
    let trial = Trial::new();
    let page = page_of(&trial, "DHd");
    for (form, words) in [
        (vec![("email", "dana@example.org")], "Enter a name or a post"),
        (vec![("name", "Dana"), ("email", "dana")], "Enter an email address in the right form"),
        (vec![("name", "Dana"), ("from", "soon")], "Enter a real date"),
        (vec![("name", "Dana"), ("from", "1 July 2022"), ("until", "1 June 2022")], "on or after the start"),
    ] {
        let answer = trial.post("manager", &page, &form);
        assert_eq!(answer.status, 422, "{words}");
        assert!(answer.text.contains(words), "{words}");
        assert!(answer.text.contains(&format!("value=\"{}\"", form[0].1)), "{words}");
    }
}

#[test]
fn names_that_are_alike_are_asked_about_and_never_merged() {
    let trial = Trial::new();
    let desk = trial.house.desk();
    desk.ids_of(PLAN, &["DHD", "DH"], false).unwrap();
    let text = people(&trial, "manager");
    assert!(text.contains("Is DHd the same person as DHD?"), "{text}");
    assert!(!people(&trial, "member").contains("the same person as"));
    for written in ["DHd", "DHD", "DH"] {
        assert_eq!(desk.person(written, Some(PLAN)).unwrap().details.same_as, None, "nobody said so");
    }
    let id = |written| desk.person(written, Some(PLAN)).unwrap().id;
    let pair = |page: &str, one: &str, other: &str| {
        let form = [("one", one), ("other", other)];
        assert_eq!(trial.post("manager", &format!("/p/{PLAN}/people/{page}"), &form).status, 303);
    };
    pair("same", &id("DHD"), &id("DHd"));
    pair("apart", &id("DH"), &id("DHd"));
    let text = people(&trial, "manager");
    assert!(!text.contains("Is DHd the same person as"), "both are answered");
    assert!(text.contains("The same as DHd"));
    // And back.
    assert_eq!(trial.post("manager", &format!("{}/part", page_of(&trial, "DHD")), &[]).status, 303);
    assert!(people(&trial, "manager").contains("Is DHd the same person as DHD?"));
}

#[test]
fn who_is_the_same_as_somebody_follows_them() {
    let trial = Trial::new();
    let desk = trial.house.desk();
    desk.ids_of(PLAN, &["A1", "B2", "C3"], false).unwrap();
    let one = |written| desk.person(written, Some(PLAN)).unwrap();
    desk.resolve_person(&one("A1"), &one("B2"), &hand()).unwrap();
    desk.resolve_person(&one("B2"), &one("C3"), &hand()).unwrap();
    assert_eq!(one("A1").details.same_as, Some(one("C3").id));
    let seat = Seat::operator("user-1", Channel::Web, Instant::from_micros(0)).unwrap();
    desk.forget_person(&one("C3"), None, &seat).unwrap();
    assert_eq!((one("A1").details, one("B2").details), (Details::default(), Details::default()), "questions again");
}

#[test]
fn somebody_is_forgotten_after_a_page_that_says_what_that_means() {
    let trial = Trial::new();
    let page = page_of(&trial, "DHd");
    trial.post("manager", &page, &[("name", "Dana Harris")]);
    let forget = format!("{page}/forget");
    assert!(trial.get("manager", &forget).text.contains("You cannot undo this"));
    let without = trial.post("manager", &forget, &[]);
    assert_eq!(without.status, 422);
    assert!(without.text.contains("Enter why"));
    let named = trial.post("manager", &forget, &[("reason", "Dana Harris asked for it")]);
    assert_eq!(named.status, 422);
    assert!(named.text.contains("The reason names them"), "{}", named.text);
    assert_eq!(trial.post("manager", &forget, &[("reason", "They asked for it")]).status, 303);
    let log = trial.get("manager", &format!("/p/{PLAN}/history?kind=forgotten")).text;
    assert!(log.contains("Forgot person-") && log.contains("They asked for it"), "{log}");
    assert!(!log.contains("Dana"), "{log}");
    let text = people(&trial, "manager");
    assert!(!text.contains("Dana Harris") && !text.contains(">DHd<"), "{text}");
    assert_eq!(trial.get("manager", &page).status, 404);
}

#[test]
fn what_somebody_answers_for_leads_to_those_actions() {
    let trial = Trial::new();
    let text = people(&trial, "member");
    let link = text.split("/actions?officer=DHd").nth(1).unwrap().split('"').next().unwrap();
    let count = text.split(&format!("officer=DHd{link}\">")).nth(1).unwrap().split(' ').next().unwrap();
    let link = link.replace("&amp;", "&");
    let actions = trial.get("member", &format!("/p/{PLAN}/actions?officer=DHd{link}"));
    assert!(actions.text.contains(&format!("{count} of 29 actions")), "{count} {link}");
}
