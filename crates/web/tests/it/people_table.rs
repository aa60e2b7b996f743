//! Everybody of a plan in one table: one press saves all or nothing, what is pasted fills it and saves nothing. And the
//! phone number that the table takes, on the phone list. **Not here.** How pasted rows are read, which the office tries.

use crate::house::{Answered, NOW, PLAN, Trial, hand};
use onpace_core::ledger::event::Channel;
use onpace_core::ledger::fold::Until;
use onpace_office::Seat;
use onpace_office::people::{Details, Person};
use onpace_web::House;

const TABLE: &str = "/p/torbay/people/table";
const FILL: &str = "/p/torbay/people/table/fill";

fn person(trial: &Trial, written: &str) -> Person {
    trial.house.desk().person(written, Some(PLAN)).unwrap()
}

/// Sends the table: the person as the plan writes them, the column, what is typed.
fn send(trial: &Trial, page: &str, cells: &[(&str, &str, &str)], more: &[(&str, &str)]) -> Answered {
    let named: Vec<(String, &str)> = cells
        .iter()
        .map(|(written, column, text)| (format!("{column}-{}", person(trial, written).id), *text))
        .collect();
    let mut form: Vec<(&str, &str)> = named.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    form.extend_from_slice(more);
    trial.post("manager", page, &form)
}

/// What stands in a cell of the page.
fn cell(trial: &Trial, text: &str, written: &str, column: &str) -> String {
    let id = format!("id=\"{column}-{}\"", person(trial, written).id);
    let input = text.split(&id).nth(1).unwrap().split('>').next().unwrap();
    input.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

fn administered(trial: &Trial) -> usize {
    trial.house.desk().administered(None).unwrap().len()
}

#[test]
fn twenty_two_people_are_saved_by_one_press() {
    let trial = Trial::new();
    let written: Vec<String> = (1..=22).map(|number| format!("P{number:02}")).collect();
    let names: Vec<&str> = written.iter().map(String::as_str).collect();
    trial.house.desk().ids_of(PLAN, &names, false).unwrap();
    let said: Vec<(String, String)> =
        names.iter().map(|name| (format!("Person {name}"), format!("{name}@example.org"))).collect();
    let mut cells = Vec::new();
    for (name, (full, email)) in names.iter().zip(&said) {
        cells.extend([(*name, "name", full.as_str()), (*name, "email", email.as_str()), (*name, "post", "Head")]);
        cells.extend([(*name, "organisation", "Council"), (*name, "phone", "01803 555 123")]);
    }
    let before = administered(&trial);
    assert_eq!(send(&trial, TABLE, &cells, &[]).status, 303);
    for (name, (full, email)) in names.iter().zip(&said) {
        let details = Details {
            name: Some(full.clone()),
            email: Some(email.clone()),
            post: Some("Head".to_owned()),
            organisation: Some("Council".to_owned()),
            phone: Some("01803 555 123".to_owned()),
            ..Details::default()
        };
        assert_eq!(person(&trial, name).details, details);
    }
    assert_eq!(administered(&trial), before + 22, "each leaves what the form of one person leaves");
    assert_eq!(send(&trial, TABLE, &cells, &[]).status, 303);
    assert_eq!(administered(&trial), before + 22, "nothing changed, nothing is recorded");
}

#[test]
fn one_bad_cell_saves_nothing_and_loses_nothing() {
    let trial = Trial::new();
    trial.house.desk().ids_of(PLAN, &["AA", "BB"], false).unwrap();
    for (column, bad, words) in [
        ("email", "dana", "BB: Enter an email address in the right form"),
        ("phone", "ask Dana", "BB: Enter a phone number"),
        ("organisation", "Council", "BB: Enter a name or a post"),
    ] {
        let name = if column == "organisation" { "" } else { "Bea" };
        let answer = send(&trial, TABLE, &[("AA", "name", "Ann"), ("BB", "name", name), ("BB", column, bad)], &[]);
        assert_eq!(answer.status, 422, "{column}");
        assert!(answer.text.contains("There is a problem") && answer.text.contains(words), "{column}: {}", answer.text);
        let wrong = if column == "organisation" { "name" } else { column };
        let id = person(&trial, "BB").id;
        assert!(answer.text.contains(&format!("href=\"#{wrong}-{id}\"")), "{column}: the list leads to the cell");
        assert!(answer.text.contains(&format!("id=\"{wrong}-{id}-error\"")), "{column}: the cell says it");
        assert_eq!(cell(&trial, &answer.text, "AA", "name"), "Ann");
        assert_eq!(cell(&trial, &answer.text, "BB", column), bad);
        assert_eq!(person(&trial, "AA").details, Details::default(), "{column}: all or nothing");
    }
}

#[test]
fn what_is_pasted_fills_the_table_and_saves_nothing() {
    let trial = Trial::new();
    trial.house.desk().ids_of(PLAN, &["AA", "BB"], false).unwrap();
    let before = administered(&trial);
    let paste =
        "Initials\tFull name\tE-mail\tNotes\r\nAA\tAnn Able\tann@example.org\tx\r\nZZ9\tZoe\tzoe@example.org\t\r\n";
    let answer = send(&trial, FILL, &[("AA", "post", "Head"), ("BB", "name", "Bea")], &[("paste", paste)]);
    assert_eq!(answer.status, 200);
    let filled = |written, column| cell(&trial, &answer.text, written, column);
    assert_eq!([filled("AA", "name"), filled("AA", "email")], ["Ann Able", "ann@example.org"]);
    assert_eq!([filled("AA", "post"), filled("BB", "name")], ["Head", "Bea"], "what was typed stays");
    for words in ["1 person is filled in below", "Row 3 (ZZ9): the plan has no one", "not used: Notes", "Not saved yet"]
    {
        assert!(answer.text.contains(words), "{words}: {}", answer.text);
    }
    assert_eq!(person(&trial, "AA").details, Details::default());
    assert_eq!(administered(&trial), before);
    for (paste, words) in [("", "Paste at least one row"), ("Zoe,Head of nothing", "headed Initials")] {
        let answer = send(&trial, FILL, &[("BB", "name", "Bea")], &[("paste", paste)]);
        assert_eq!(answer.status, 422);
        assert!(answer.text.contains(words), "{words}: {}", answer.text);
        assert_eq!(cell(&trial, &answer.text, "BB", "name"), "Bea");
    }
}

#[test]
fn two_rows_for_one_person_are_asked_about() {
    let trial = Trial::new();
    trial.house.desk().ids_of(PLAN, &["AA"], false).unwrap();
    let paste = "AA,Ann,ann@example.org\nAA,Abe,abe@example.org";
    let asked = send(&trial, FILL, &[], &[("paste", paste)]).text;
    assert!(asked.contains("2 rows are for AA. Which one is right?"), "{asked}");
    assert!(asked.contains("Row 2: Abe, abe@example.org"), "{asked}");
    assert!(asked.contains("AA,Abe,abe@example.org</textarea>"), "it is there to be read once more");
    assert_eq!(cell(&trial, &asked, "AA", "name"), "");
    let row = format!("row-{}", person(&trial, "AA").id);
    let told = send(&trial, FILL, &[], &[("paste", paste), (&row, "2")]).text;
    assert!(!told.contains("Which one is right?"), "{told}");
    assert_eq!(cell(&trial, &told, "AA", "name"), "Abe");
}

#[test]
fn rows_that_were_pasted_and_are_not_in_the_table_yet_are_not_lost_by_saving() {
    let trial = Trial::new();
    trial.house.desk().ids_of(PLAN, &["AA"], false).unwrap();
    let answer = send(&trial, TABLE, &[("AA", "name", "Ann")], &[("paste", "AA,Ann Able")]);
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("not in the table yet") && answer.text.contains("AA,Ann Able</textarea>"));
    assert_eq!(person(&trial, "AA").details, Details::default());
}

#[test]
fn the_key_of_the_plan_stands_in_the_table_until_it_is_saved() {
    let trial = Trial::new();
    let desk = trial.house.desk();
    let described = Details { described: Some("Dana Hope, Head of SEND".to_owned()), ..Details::default() };
    desk.set_person(&person(&trial, "DHd").id, &described, &hand()).unwrap();
    let page = trial.get("manager", TABLE).text;
    assert_eq!(cell(&trial, &page, "DHd", "name"), "Dana Hope");
    assert_eq!(cell(&trial, &page, "DHd", "post"), "Head of SEND");
    let note = "key, not saved yet";
    assert!(page.contains(note), "{page}");
    assert_eq!(person(&trial, "DHd").details.name, None, "only offered");
    let cells = [("DHd", "name", "Dana Hope"), ("DHd", "post", "Head of SEND")];
    assert_eq!(send(&trial, TABLE, &cells, &[]).status, 303);
    assert_eq!(person(&trial, "DHd").details.name.as_deref(), Some("Dana Hope"));
    assert!(!trial.get("manager", TABLE).text.contains(note));
}

#[test]
fn a_name_that_is_somebody_elses_has_no_row_to_type_in() {
    let trial = Trial::new();
    let desk = trial.house.desk();
    desk.ids_of(PLAN, &["AA", "BB"], false).unwrap();
    desk.resolve_person(&person(&trial, "AA"), &person(&trial, "BB"), &hand()).unwrap();
    let before = person(&trial, "AA").details;
    let page = trial.get("manager", TABLE).text;
    assert!(page.contains("The same person as BB"), "{page}");
    assert!(!page.contains(&format!("name-{}\"", person(&trial, "AA").id)));
    assert_eq!(send(&trial, TABLE, &[("AA", "name", "Ann")], &[]).status, 303);
    assert_eq!(person(&trial, "AA").details, before);
    let told = send(&trial, FILL, &[], &[("paste", "AA,Ann\nBB,Bea")]).text;
    assert!(told.contains("Row 1 (AA): the same person as BB"), "{told}");
}

/// What the form says of what stood in somebody's row when the page was made.
fn mark_of(trial: &Trial, page: &str, written: &str) -> (String, String) {
    let name = format!("seen-{}", person(trial, written).id);
    let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("{name}: {page}"));
    let mark = after.split('"').next().unwrap().to_owned();
    (name, mark)
}

#[test]
fn a_row_that_somebody_else_changed_meanwhile_is_not_written_over() {
    let trial = Trial::new();
    let desk = trial.house.desk();
    desk.ids_of(PLAN, &["AA", "BB"], false).unwrap();
    let page = trial.get("manager", TABLE).text;
    let marks = ["AA", "BB"].map(|written| mark_of(&trial, &page, written));
    let marks: Vec<(&str, &str)> = marks.iter().map(|(name, mark)| (name.as_str(), mark.as_str())).collect();
    let other = Details { name: Some("Ann Other".to_owned()), ..person(&trial, "AA").details };
    desk.set_person(&person(&trial, "AA").id, &other, &hand()).unwrap();
    // The row that nobody touched on this page stays as somebody else has made it.
    let untouched = [("AA", "name", ""), ("BB", "name", "Bea")];
    assert_eq!(send(&trial, TABLE, &untouched, &marks).status, 303);
    assert_eq!(person(&trial, "AA").details, other);
    assert_eq!(person(&trial, "BB").details.name.as_deref(), Some("Bea"));
    // One that was is asked about, with both, and saved on the second press.
    let typed = [("AA", "name", "Ann Mine"), ("BB", "name", "Bea")];
    let refused = send(&trial, TABLE, &typed, &marks);
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("Someone else changed this row while you were typing. It is now: Ann Other."));
    assert_eq!(cell(&trial, &refused.text, "AA", "name"), "Ann Mine");
    assert_eq!(person(&trial, "AA").details, other);
    let now = mark_of(&trial, &refused.text, "AA");
    assert_eq!(send(&trial, TABLE, &typed, &[(&now.0, &now.1)]).status, 303);
    assert_eq!(person(&trial, "AA").details.name.as_deref(), Some("Ann Mine"));
}

#[test]
fn the_table_is_there_for_who_manages_people_and_for_nobody_else() {
    let trial = Trial::new();
    assert!(trial.get("manager", &format!("/p/{PLAN}/people")).text.contains(TABLE));
    assert_eq!(trial.get("manager", TABLE).status, 200);
    for who in ["approver", "auditor", "officer", "member", "reader", "carer", "admin"] {
        assert_eq!(trial.get(who, TABLE).status, 404, "{who}");
        assert_eq!(trial.post(who, TABLE, &[("name-person-1", "X")]).status, 404, "{who}");
        assert_eq!(trial.post(who, FILL, &[("paste", "AA,Ann")]).status, 404, "{who}");
    }
}

#[test]
fn a_phone_number_is_on_the_form_of_one_person_and_first_on_the_phone_list() {
    let trial = Trial::new();
    let desk = trial.house.desk();
    let seat = Seat::operator("test", Channel::Web, NOW).unwrap();
    let round = desk.preview_round(PLAN, "2022-07-21".parse().unwrap(), House::day_of(NOW)).unwrap();
    desk.open_round(PLAN, &round, &seat).unwrap();
    let asked = desk.state(PLAN, Until::default()).unwrap().rounds[0].facts.asks[0].person.clone();
    let page = format!("/p/{PLAN}/people/{asked}");
    let bad = trial.post("manager", &page, &[("name", "Dana"), ("phone", "ask Dana")]);
    assert_eq!(bad.status, 422);
    assert!(bad.text.contains("Enter a phone number") && bad.text.contains("value=\"ask Dana\""), "{}", bad.text);
    let form = [("name", "Dana"), ("phone", "+44 (0)1803 555 123 ext 12")];
    assert_eq!(trial.post("manager", &page, &form).status, 303);
    let list = trial.get("manager", &format!("/p/{PLAN}/rounds/2022-07/phone")).text;
    assert!(list.contains("Phone: <a class=\"govuk-link\" href=\"tel:+441803555123;ext=12\">"), "{list}");
    assert!(list.contains("No phone number"), "{list}");
    assert!(!list.to_lowercase().contains("telephone"), "{list}");
    let people = |who| trial.get(who, &format!("/p/{PLAN}/people")).text;
    assert!(people("auditor").contains("+44 (0)1803 555 123 ext 12"));
    assert!(!people("member").contains("555 123"));
    // Forgotten with all the rest.
    let forget = format!("{page}/forget");
    assert_eq!(trial.post("manager", &forget, &[("reason", "They asked for it")]).status, 303);
    assert!(!people("manager").contains("555 123"));
}
