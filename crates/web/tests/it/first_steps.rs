//! The three steps to the first round of updates, on the front page: who sees them, which is next, until when.

use crate::house::{NOW, PLAN, Trial, hand};
use crate::matrix_house::Rig;
use onpace_core::access::Role;
use onpace_core::ledger::event::Channel;
use onpace_office::Seat;
use onpace_office::accounts::AccountDetails;
use onpace_office::people::Details;
use onpace_web::House;

const HEADING: &str = "Three steps to your first updates";

/// The steps of a page, each with its state.
fn steps(text: &str) -> Vec<(bool, &'static str)> {
    let list = text.split(HEADING).nth(1).unwrap().split("</ol>").next().unwrap();
    let state = |step: &str| {
        ["Done", "Next", "To do"].into_iter().find(|word| step.contains(&format!(">{word}</strong>"))).unwrap()
    };
    list.split("<li>").skip(1).map(|step| (step.contains("<a "), state(step))).collect()
}

#[test]
fn the_first_administrator_is_told_to_import_a_plan() {
    let rig = Rig::bare();
    let details = AccountDetails { name: "Ada Admin".to_owned(), disabled: false };
    rig.house.desk().set_account("ada@here.invalid", &details, &[(None, Role::Admin)], &hand()).unwrap();
    let page = rig.signed_in("ada@here.invalid").get(&rig, "/").body;
    assert_eq!(steps(&page), [(true, "Next"), (false, "To do"), (false, "To do")], "{page}");
    assert!(page.contains("href=\"/plans/new\">Import your plan"), "{page}");
}

#[test]
fn a_plan_has_its_steps_until_its_first_round_was_opened() {
    let trial = Trial::new();
    let desk = trial.house.desk();
    let front = || trial.get("manager", "/").text;
    assert_eq!(steps(&front()), [(false, "Done"), (true, "Next"), (true, "To do")]);
    for page in ["people/table", "rounds/new"] {
        assert!(front().contains(&format!("href=\"/p/{PLAN}/{page}\"")), "{page}");
    }
    let people = desk.people(Some(PLAN)).unwrap();
    assert!(front().contains(&format!("{} people have no email address.", people.len())), "{}", front());
    for person in &people {
        let email = Some(format!("{}@example.org", person.id));
        desk.set_person(&person.id, &Details { email, ..person.details.clone() }, &hand()).unwrap();
    }
    assert_eq!(steps(&front()), [(false, "Done"), (true, "Done"), (true, "Next")]);
    for who in ["approver", "officer", "member", "reader", "carer", "auditor", "admin"] {
        assert!(!trial.get(who, "/").text.contains(HEADING), "{who}");
    }
    let seat = Seat::operator("test", Channel::Web, NOW).unwrap();
    let round = desk.preview_round(PLAN, "2022-07-21".parse().unwrap(), House::day_of(NOW)).unwrap();
    desk.open_round(PLAN, &round, &seat).unwrap();
    assert!(!front().contains(HEADING), "{}", front());
}
