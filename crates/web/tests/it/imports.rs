//! Importing in the browser: a new plan, a later file, some rows of it, other columns, files that are none.

use crate::house::{PLAN, Trial};
use onpace_core::ledger::fold::Until;
use onpace_office::example;

/// A small plan, and the same a month later: 1A has another finish, 1B more done, 1D is new, 1C is gone.
const FIRST: &str = "Code,Action,Lead,Start,Finish,% complete\n\
    1A,Write the guide,DH,01/03/2022,30/06/2022,5%\n\
    1B,Train the staff,RW,01/03/2022,30/06/2022,10%\n\
    1C,Ask the parents,DH,01/03/2022,30/06/2022,0%\n";
const LATER: &str = "Code,Action,Lead,Start,Finish,% complete\n\
    1A,Write the guide,DH,01/03/2022,29/07/2022,5%\n\
    1B,Train the staff,RW,01/03/2022,30/06/2022,40%\n\
    1D,Publish it,RW,01/05/2022,30/09/2022,0%\n";

/// Uploads a file for a plan; the address of the import.
fn uploaded(trial: &Trial, who: &str, page: &str, form: &[(&str, &str)], name: &str, text: &str) -> String {
    let answer = trial.upload(who, page, form, name, text.as_bytes());
    assert_eq!(answer.status, 303, "{}", answer.text);
    answer.to.strip_suffix("/columns").unwrap().to_owned()
}

/// A new plan of a file, by the manager.
fn new_plan(trial: &Trial, name: &str, file: &str, text: &str) {
    let base = uploaded(trial, "manager", "/plans/new", &[("plan_name", name)], file, text);
    for page in ["columns", "check", "changes"] {
        let answer = trial.get("manager", &format!("{base}/{page}"));
        assert_eq!(answer.status, 200, "{page}: {}", answer.text);
    }
    let answer = trial.post("manager", &format!("{base}/changes"), &[("reason", "A trial")]);
    assert!(answer.to.starts_with(&format!("/p/{name}/import/done?events=")), "{} {}", answer.to, answer.text);
    assert!(trial.get("manager", &answer.to).text.contains("events were recorded"));
}

fn finish_of(trial: &Trial, plan: &str, code: &str) -> String {
    let state = trial.house.desk().state(plan, Until::default()).unwrap();
    let held = state.called(code).unwrap();
    held.facts.finish.as_ref().unwrap().when.clone()
}

/// The number of the tick beside a row.
fn tick_of(page: &str, row: &str) -> String {
    let before = page.split(&format!("<strong>{row}</strong>")).next().unwrap();
    let value = before.rsplit("name=\"row\"").next().unwrap();
    value.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

fn seen_in(page: &str) -> String {
    page.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[test]
fn the_example_becomes_a_new_plan_whose_manager_is_who_imported_it() {
    let trial = Trial::new();
    new_plan(&trial, "again", example::NAME, example::TEXT);
    let page = trial.get("manager", "/p/again/actions");
    assert!(page.text.contains("29 of 29 actions"), "{}", page.text);
    assert_eq!(trial.get("other", "/p/again").status, 404, "nobody else sees it");
    assert_eq!(std::fs::read_dir(trial.folder.path().join("data/imports")).unwrap().count(), 0, "the file is let go");
}

#[test]
fn a_name_that_is_taken_makes_no_plan() {
    let trial = Trial::new();
    let wrong = |name: &str| trial.upload("manager", "/plans/new", &[("plan_name", name)], "p.csv", FIRST.as_bytes());
    for (name, words) in [("TORBAY", "This name is taken"), ("", "Enter a name"), ("../x", "The name must be")] {
        let answer = wrong(name);
        assert_eq!(answer.status, 422);
        assert!(answer.text.contains(words), "{name}");
    }
    // Taken while somebody looks at the last page.
    let base = uploaded(&trial, "manager", "/plans/new", &[("plan_name", "small")], "p.csv", FIRST);
    new_plan(&trial, "small", "p.csv", FIRST);
    let answer = trial.post("manager", &format!("{base}/changes"), &[]);
    assert_eq!(answer.status, 409, "{}", answer.text);
    assert!(answer.text.contains("already"));
}

#[test]
fn who_manages_nothing_begins_no_plan() {
    let trial = Trial::new();
    for (who, status) in [("reader", 404), ("officer", 404), ("auditor", 404), ("manager", 200), ("admin", 200)] {
        assert_eq!(trial.get(who, "/plans/new").status, status, "{who}");
    }
    assert_eq!(trial.get("approver", &format!("/p/{PLAN}/import")).status, 404);
}

#[test]
fn a_later_file_is_shown_row_by_row_and_applied() {
    let trial = Trial::new();
    new_plan(&trial, "small", "p.csv", FIRST);
    let base = uploaded(&trial, "manager", "/p/small/import", &[], "later.csv", LATER);
    let page = trial.get("manager", &format!("{base}/changes")).text;
    for words in
        ["30 June 2022", "29 July 2022", "10%", "40%", "New in the file (1)", "Not in the file (1)", "Changed (2)"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    let seen = seen_in(&page);
    let ticks: Vec<String> = ["1A", "1B", "1D"].iter().map(|row| tick_of(&page, row)).collect();
    let mut form = vec![("seen", seen.as_str())];
    form.extend(ticks.iter().map(|tick| ("row", tick.as_str())));
    assert_eq!(trial.post("manager", &format!("{base}/changes"), &form).status, 303);
    assert_eq!(finish_of(&trial, "small", "1A"), "2022-07-29");
    assert!(trial.house.desk().state("small", Until::default()).unwrap().called("1C").is_some(), "nothing is deleted");
    let base = uploaded(&trial, "manager", "/p/small/import", &[], "later.csv", LATER);
    let page = trial.get("manager", &format!("{base}/changes")).text;
    assert!(page.contains("Nothing changed."), "{page}");
}

#[test]
fn only_what_is_ticked_is_taken_and_nothing_ticked_is_an_error() {
    let trial = Trial::new();
    new_plan(&trial, "small", "p.csv", FIRST);
    let base = uploaded(&trial, "manager", "/p/small/import", &[], "later.csv", LATER);
    let page = trial.get("manager", &format!("{base}/changes")).text;
    let (seen, tick) = (seen_in(&page), tick_of(&page, "1D"));
    let none = trial.post("manager", &format!("{base}/changes"), &[("seen", &seen)]);
    assert_eq!(none.status, 422);
    assert!(none.text.contains("Select the rows to take"));
    assert_eq!(trial.post("manager", &format!("{base}/changes"), &[("seen", &seen), ("row", &tick)]).status, 303);
    assert_eq!(finish_of(&trial, "small", "1D"), "2022-09-30");
    assert_eq!(finish_of(&trial, "small", "1A"), "2022-06-30");
}

#[test]
fn what_changed_while_somebody_looked_is_shown_before_anything_is_applied() {
    let trial = Trial::new();
    new_plan(&trial, "small", "p.csv", FIRST);
    let open = |name| uploaded(&trial, "manager", "/p/small/import", &[], name, LATER);
    let (one, two) = (open("one.csv"), open("two.csv"));
    let page = trial.get("manager", &format!("{one}/changes")).text;
    let (seen, a, d) = (seen_in(&page), tick_of(&page, "1A"), tick_of(&page, "1D"));
    assert_eq!(trial.post("manager", &format!("{two}/changes"), &[("seen", &seen), ("row", &d)]).status, 303);
    let answer = trial.post("manager", &format!("{one}/changes"), &[("seen", &seen), ("row", &a)]);
    assert_eq!(answer.status, 409);
    assert!(answer.text.contains("The plan changed while you looked"), "{}", answer.text);
    assert_eq!(finish_of(&trial, "small", "1A"), "2022-06-30");
}

#[test]
fn a_column_that_is_said_otherwise_is_read_otherwise_and_remembered() {
    let trial = Trial::new();
    let text = FIRST.replace("Lead", "Crew");
    let base = uploaded(&trial, "manager", "/plans/new", &[("plan_name", "small")], "p.csv", &text);
    let page = trial.get("manager", &format!("{base}/columns")).text;
    assert!(page.contains("Crew"), "{page}");
    let at = page.split("value=\"Crew\"").next().unwrap().rsplit("heading-").next().unwrap();
    let at = at.split('"').next().unwrap();
    let (heading, column) = (format!("heading-{at}"), format!("column-{at}"));
    let form = [(heading.as_str(), "Crew"), (column.as_str(), "lead"), ("go", "again")];
    let answer = trial.post("manager", &format!("{base}/columns"), &form);
    assert_eq!(answer.to, format!("{base}/columns"), "{}", answer.text);
    assert!(trial.get("manager", &format!("{base}/columns")).text.contains("<td class=\"govuk-table__cell\">DH</td>"));
    let wrong = trial.post("manager", &format!("{base}/columns"), &[("heading_row", "four")]);
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("must be a number") && wrong.text.contains("value=\"four\""));
    assert_eq!(trial.post("manager", &format!("{base}/changes"), &[]).status, 303);
    assert_eq!(trial.house.desk().person("DH", Some("small")).unwrap().written, "DH");
    // The next file of the plan is read the same without being told.
    let later = LATER.replace("Lead", "Crew").replace(",RW,", ",JW,");
    let base = uploaded(&trial, "manager", "/p/small/import", &[], "later.csv", &later);
    assert!(trial.get("manager", &format!("{base}/changes")).text.contains("JW"));
}

#[test]
fn files_that_are_no_plan_are_refused_with_what_to_do() {
    let trial = Trial::new();
    let page = format!("/p/{PLAN}/import");
    for (name, bytes, words) in [
        ("empty.csv", &b""[..], "The selected file is empty"),
        ("photo.xlsx", &b"\x89PNG\r\n\x1a\n"[..], "a picture (PNG)"),
        ("plan.rtf", &b"{\\rtf1 hello}"[..], "saved from Word as .docx"),
        ("words.csv", &b"Dear all,\nplease find nothing here.\n"[..], "Needed:"),
        ("broken.xlsx", &b"PK\x03\x04broken"[..], "damaged or cut off"),
    ] {
        let answer = trial.upload("manager", &page, &[], name, bytes);
        assert_eq!(answer.status, 422, "{name}");
        assert!(answer.text.contains(words), "{name}: {}", answer.text);
        assert!(answer.text.contains("<title>Error: "), "{name}");
    }
    let large = vec![b'x'; onpace_office::uploads::LARGEST + 1];
    assert!(trial.upload("manager", &page, &[], "large.csv", &large).text.contains("smaller than 20 MB"));
    assert!(trial.post("manager", &page, &[]).text.contains("Select a file"));
    let folder = trial.folder.path().join("data/imports");
    assert_eq!(std::fs::read_dir(folder).map_or(0, Iterator::count), 0, "nothing is kept of them");
}

#[test]
fn a_file_is_kept_for_who_sent_it_for_a_day() {
    let mut trial = Trial::new();
    let base = uploaded(&trial, "manager", &format!("/p/{PLAN}/import"), &[], "p.csv", FIRST);
    let page = format!("{base}/columns");
    assert_eq!(trial.get("manager", &page).status, 200);
    assert_eq!(trial.get("other", &page).status, 404, "somebody else's");
    assert_eq!(trial.post("other", &format!("{base}/changes"), &[("row", "0")]).status, 404);
    assert_eq!(trial.get("manager", &page.replace("/p/torbay/import/", "/plans/new/")).status, 404, "no new plan");
    assert_eq!(trial.get("manager", &format!("/p/{PLAN}/import/{}/columns", "..")).status, 404);
    #[cfg(unix)]
    for file in std::fs::read_dir(trial.folder.path().join("data/imports")).unwrap() {
        let mode = std::os::unix::fs::PermissionsExt::mode(&file.unwrap().metadata().unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
    trial.pass(25);
    trial.sign_in_again("manager");
    assert_eq!(trial.get("manager", &page).status, 404, "a day later");
    uploaded(&trial, "manager", &format!("/p/{PLAN}/import"), &[], "p.csv", FIRST);
    assert_eq!(std::fs::read_dir(trial.folder.path().join("data/imports")).unwrap().count(), 2, "the old one is gone");
}
