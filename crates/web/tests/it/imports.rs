//! Importing in the browser: a new plan, a later file, some rows of it, other columns, files that are none.

use crate::house::{NOW, PLAN, Trial};
use onpace_core::ledger::event::Channel;
use onpace_core::ledger::fold::Until;
use onpace_office::Seat;
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

fn seat() -> Seat {
    Seat::operator("test", Channel::Web, NOW).unwrap()
}

/// Uploads a file for a plan; the address of the import.
pub(crate) fn uploaded(trial: &Trial, who: &str, page: &str, form: &[(&str, &str)], name: &str, text: &str) -> String {
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
fn what_people_changed_since_the_last_file_stays() {
    let trial = Trial::new();
    new_plan(&trial, "small", "p.csv", FIRST);
    let form =
        [("seen", "999"), ("was_title", "Train the staff"), ("title", "Train all staff"), ("reason", "Governors too")];
    assert_eq!(trial.post("manager", "/p/small/actions/1B/edit", &form).status, 303);
    // The file says the old title as it always did; it changes nothing about it.
    let base = uploaded(&trial, "manager", "/p/small/import", &[], "again.csv", FIRST);
    let page = trial.get("manager", &format!("{base}/changes")).text;
    assert!(page.contains("Nothing changed.") && !page.contains("Train all staff"), "{page}");
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
    assert!(
        trial.get("manager", &format!("{base}/columns")).text.contains("<td class=\"govuk-table__cell\">DH; RW</td>")
    );
    let wrong = trial.post("manager", &format!("{base}/columns"), &[("heading_row", "four")]);
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("must be a number") && wrong.text.contains("value=\"four\""));
    assert_eq!(trial.post("manager", &format!("{base}/changes"), &[]).status, 303);
    assert_eq!(trial.house.desk().person("DH", Some("small")).unwrap().written, "DH");
    // The next file of the plan is read the same without being told.
    let later = LATER.replace("Lead", "Crew").replace(",RW,", ",JW,");
    let base = uploaded(&trial, "manager", "/p/small/import", &[], "later.csv", &later);
    assert!(trial.get("manager", &format!("{base}/changes")).text.contains("JW"));
    // And so is a new plan in a table of this shape, until somebody says that it is not to be.
    let base = uploaded(&trial, "manager", "/plans/new", &[("plan_name", "other")], "other.csv", &later);
    let page = trial.get("manager", &format!("{base}/columns")).text;
    assert!(page.contains("as you or a colleague said before") && page.contains("Forget what was said"), "{page}");
    assert_eq!(trial.post("manager", &format!("{base}/columns"), &[("go", "forget")]).status, 303);
    assert!(!trial.get("manager", &format!("{base}/columns")).text.contains("as you or a colleague said before"));
}

#[test]
fn columns_that_nobody_knows_are_shown_with_their_values_and_said_by_a_person() {
    let trial = Trial::new();
    let text = "Our plan,,,\nIdent,Whatsit,Crew,Stopping\nZ1,Write the guide,DH,30/06/2022\nZ2,Train the staff,RW,\n";
    let base = uploaded(&trial, "manager", "/plans/new", &[("plan_name", "odd")], "odd.csv", text);
    let columns = format!("{base}/columns");
    let page = trial.get("manager", &columns);
    assert_eq!(page.status, 200);
    for words in ["Say what the columns hold", "Crew", "Write the guide; Train the staff", "30/06/2022"] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    let shown = [("heading_row", "2"), ("shown_row", "2"), ("shown_table", "0"), ("go", "on")];
    let said = |columns: &[(&'static str, &'static str)]| [&shown[..], columns].concat();
    for (form, words) in [
        (said(&[]), "at least one more"),
        (said(&[("column-1", "title")]), "at least one more"),
        (said(&[("column-1", "title"), ("column-0", "title"), ("column-3", "finish")]), "Only one column can hold"),
    ] {
        let answer = trial.post("manager", &columns, &form);
        assert_eq!(answer.status, 422, "{words}");
        assert!(answer.text.contains(words), "{words}: {}", answer.text);
    }
    let other = trial.post("manager", &columns, &[("heading_row", "3"), ("shown_row", "2"), ("shown_table", "0")]);
    assert_eq!(other.status, 200, "another row is only shown");
    assert!(other.text.contains("<label for=\"column-1\">Write the guide</label>"), "{}", other.text);
    let far = trial.post("manager", &columns, &[("heading_row", "four"), ("go", "again")]);
    assert!(far.status == 422 && far.text.contains("value=\"four\""), "{}", far.text);

    let all = said(&[("column-0", "code"), ("column-1", "title"), ("column-2", "lead"), ("column-3", "finish")]);
    assert_eq!(trial.post("manager", &columns, &all).to, format!("{base}/check"));
    assert_eq!(trial.post("manager", &format!("{base}/changes"), &[]).status, 303);
    assert_eq!(finish_of(&trial, "odd", "Z1"), "2022-06-30");
    assert_eq!(trial.house.desk().person("RW", Some("odd")).unwrap().written, "RW");
    // What was said is remembered, wherever the headings stand next time.
    let later = text.replace("Our plan,,,\n", "").replace("30/06/2022", "29/07/2022");
    let base = uploaded(&trial, "manager", "/p/odd/import", &[], "odd.csv", &later);
    let page = trial.get("manager", &format!("{base}/changes")).text;
    assert!(page.contains("29 July 2022") && page.contains("Changed (1)"), "{page}");
}

#[test]
fn what_was_found_in_a_file_can_be_kept_as_a_list_with_its_rows() {
    let trial = Trial::new();
    let text = FIRST.replace("30/06/2022,5%", "next spring,5%").replace("Ask the parents", "");
    let base = uploaded(&trial, "manager", "/plans/new", &[("plan_name", "small")], "p.csv", &text);
    let link = format!("{base}/problems.csv");
    assert!(trial.get("manager", &format!("{base}/check")).text.contains(&format!("href=\"{link}\"")));
    let list = trial.get("manager", &link);
    assert_eq!(list.status, 200);
    assert!(list.text.starts_with("sheet,row,column,about,severity,problem,"), "{}", list.text);
    let unread = list.text.lines().find(|line| line.contains("next spring")).unwrap_or_default();
    assert!(unread.starts_with(",2,Finish,"), "{}", list.text);
    assert_eq!(trial.get("other", &link).status, 404, "somebody else's");
    // The same of the plan, once it is held.
    assert_eq!(trial.post("manager", &format!("{base}/changes"), &[]).status, 303);
    assert!(trial.get("manager", "/p/small/findings").text.contains("/p/small/findings.csv"));
    let held = trial.get("manager", "/p/small/findings.csv");
    assert!(held.text.lines().any(|line| line.starts_with(",2,Finish,")), "{}", held.text);
}

#[test]
fn a_new_action_is_not_taken_without_the_new_focus_area_above_it() {
    let trial = Trial::new();
    let first = "Code,Focus area,Action,Start,Finish\n1A,1 Voice,Write the guide,01/03/2022,30/06/2022\n";
    let later = format!("{first}2A,2 Health,Train the staff,01/03/2022,30/06/2022\n");
    new_plan(&trial, "small", "p.csv", first);
    let base = uploaded(&trial, "manager", "/p/small/import", &[], "later.csv", &later);
    let page = trial.get("manager", &format!("{base}/changes")).text;
    assert!(page.contains("New in the file (2)"), "{page}");
    let (seen, action) = (seen_in(&page), tick_of(&page, "2A"));
    let alone = trial.post("manager", &format!("{base}/changes"), &[("seen", &seen), ("row", &action)]);
    assert_eq!(alone.status, 422, "{}", alone.text);
    assert!(alone.text.contains("2A \u{201c}Train the staff\u{201d} stands under"), "{}", alone.text);
    assert!(alone.text.contains("Take both, or leave both"), "{}", alone.text);
    assert!(trial.house.desk().state("small", Until::default()).unwrap().called("2A").is_none(), "nothing was taken");
    let ticks: Vec<String> = page
        .split("name=\"row\" type=\"checkbox\" value=\"")
        .skip(1)
        .map(|part| part.split('"').next().unwrap().to_owned())
        .collect();
    let area = ticks.iter().find(|tick| **tick != action).unwrap();
    let both = [("seen", seen.as_str()), ("row", &action), ("row", area)];
    assert_eq!(trial.post("manager", &format!("{base}/changes"), &both).status, 303);
    let state = trial.house.desk().state("small", Until::default()).unwrap();
    let held = state.called("2A").unwrap();
    assert!(state.row(held.spot.area.as_deref().unwrap()).is_some(), "it stands under its focus area");
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

#[test]
fn every_page_of_an_empty_plan_says_so_and_what_to_do() {
    let trial = Trial::new();
    new_plan(&trial, "small", "p.csv", "Code,Action,Start,Finish\n1A,Write the guide,01/03/2022,30/06/2022\n");
    let form = [("seen", "999"), ("on", "1 March 2022"), ("reason", "It begins anew")];
    assert_eq!(trial.post("manager", "/p/small/actions/1A/withdraw", &form).status, 303);
    for page in ["", "/actions", "/timeline", "/heat-map", "/pace", "/changes", "/findings", "/reports"] {
        let answer = trial.get("manager", &format!("/p/small{page}"));
        assert_eq!(answer.status, 200, "{page}");
        for words in ["and no actions on this day", "href=\"/p/small/actions/new\"", "href=\"/p/small/import\""] {
            assert!(answer.text.contains(words), "{page}: {words}: {}", answer.text);
        }
        assert!(!answer.text.contains("Every check of the plan passes"), "{page}");
    }
    for page in ["/people", "/history", "/import", "/settings", "/settings/policy", "/settings/calendar"] {
        assert_eq!(trial.get("manager", &format!("/p/small{page}")).status, 200, "{page}");
    }
}

/// A file that was written after somebody was forgotten has their id where their initials stood; it is nobody new.
#[test]
fn a_file_that_comes_back_untouched_after_a_forgetting_changes_nothing() {
    let trial = Trial::new();
    new_plan(&trial, "small", "p.csv", FIRST);
    let desk = trial.house.desk();
    let seat = seat().because(Some("They asked"));
    let person = desk.person("RW", Some("small")).unwrap();
    desk.forget_person(&person, None, &seat).unwrap();
    let known = desk.people(Some("small")).unwrap().len();
    let text = returned(
        &trial,
        &[
            ("1A", "1A", "Write the guide,DH,2022-03-01,2022-06-30,5%"),
            ("1B", "1B", &format!("Train the staff,{},2022-03-01,2022-06-30,10%", person.id)),
            ("1C", "1C", "Ask the parents,DH,2022-03-01,2022-06-30,0%"),
        ],
    );
    let base = uploaded(&trial, "manager", "/p/small/import", &[], "back.csv", &text);
    let page = trial.get("manager", &format!("{base}/changes")).text;
    assert!(page.contains("Nothing changed."), "{page}");
    // With one change, that one is taken and nobody is new.
    let text = text.replace("2022-06-30,0%", "2022-07-29,0%");
    let base = uploaded(&trial, "manager", "/p/small/import", &[], "back.csv", &text);
    let page = trial.get("manager", &format!("{base}/changes")).text;
    assert!(page.contains("Changed (1)"), "{page}");
    let form = [("seen", &*seen_in(&page)), ("row", &*tick_of(&page, "1C"))];
    assert_eq!(trial.post("manager", &format!("{base}/changes"), &form).status, 303);
    assert_eq!(finish_of(&trial, "small", "1C"), "2022-07-29");
    assert_eq!(desk.people(Some("small")).unwrap().len(), known);
}

#[test]
fn a_new_plan_without_a_title_is_asked_for_one() {
    let trial = Trial::new();
    let base = uploaded(&trial, "manager", "/plans/new", &[("plan_name", "small")], "p.csv", FIRST);
    let changes = format!("{base}/changes");
    for title in ["", "  "] {
        let refused = trial.post("manager", &changes, &[("title", title), ("area", "Here")]);
        assert_eq!(refused.status, 422, "{}", refused.text);
        assert!(refused.text.contains("Enter a title for the plan") && refused.text.contains("value=\"Here\""));
    }
    assert_eq!(trial.post("manager", &changes, &[("title", "Our plan")]).status, 303);
    assert_eq!(trial.house.desk().state("small", Until::default()).unwrap().title, "Our plan");
}

#[test]
fn a_workbook_without_a_file_keeps_its_sender_and_the_way_back() {
    let trial = Trial::new();
    let form = [("round", "2022-07"), ("sender", "person-1")];
    let refused = trial.post("manager", &format!("/p/{PLAN}/import"), &form);
    assert_eq!(refused.status, 422, "{}", refused.text);
    for words in ["/p/torbay/rounds/2022-07/workbook", "name=\"sender\" value=\"person-1\"", "Select a file"] {
        assert!(refused.text.contains(words), "{words}: {}", refused.text);
    }
}

/// A file with the ids of the rows of the small plan, as a tracker has them that comes back.
fn returned(trial: &Trial, rows: &[(&str, &str, &str)]) -> String {
    let state = trial.house.desk().state("small", Until::default()).unwrap();
    let id = |code: &str| state.called(code).map_or_else(|| code.to_owned(), |held| held.key.to_string());
    let rows = rows.iter().map(|(of, code, rest)| format!("{},{code},{rest}\n", id(of)));
    format!("Onpace id,Code,Action,Lead,Start,Finish,% complete\n{}", rows.collect::<String>())
}

#[test]
fn what_a_returned_workbook_says_in_two_ways_is_asked_and_nothing_is_guessed() {
    let trial = Trial::new();
    new_plan(&trial, "small", "p.csv", FIRST);
    let text = returned(&trial, &[("1A", "1A", "Write the guide,DH,,03/04/2023,0.5")]);
    let base = uploaded(&trial, "manager", "/p/small/import", &[], "back.csv", &text);
    let page = trial.get("manager", &format!("{base}/changes")).text;
    for words in [
        "Values that were left out (2)",
        "03/04/2023 can be read as Monday 3 April 2023 or as Saturday 4 March 2023",
        "0.5 can be read as 0.5% or as 50%",
        "say how this file writes dates and percentages",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(finish_of(&trial, "small", "1A"), "2022-06-30");
    // Answered once, for the file.
    let said = [("dates", "month-first"), ("percent", "share"), ("go", "on")];
    let answer = trial.post("manager", &format!("{base}/columns"), &said);
    assert_eq!(answer.status, 303, "{}", answer.text);
    let page = trial.get("manager", &format!("{base}/changes")).text;
    assert!(page.contains("4 March 2023") && page.contains("50%") && !page.contains("left out"), "{page}");
}

#[test]
fn rows_of_others_unknown_ids_and_doubled_ids_are_pointed_out_and_not_ticked() {
    let trial = Trial::new();
    new_plan(&trial, "small", "p.csv", FIRST);
    let person = trial.house.desk().person("RW", Some("small")).unwrap().id;
    let text = returned(
        &trial,
        &[
            ("1A", "1A", "Write the guide,DH,2022-03-01,2022-07-29,5%"),
            ("1B", "1B", "Train the staff,RW,2022-03-01,2022-08-31,10%"),
            ("1B", "1E", "Train the staff again,RW,2022-03-01,2022-08-31,10%"),
            ("no-such", "1F", "Publish it,RW,2022-05-01,2022-09-30,0%"),
        ],
    );
    let sender = [("sender", person.as_str())];
    let base = uploaded(&trial, "manager", "/p/small/import", &sender, "back.csv", &text);
    let page = trial.get("manager", &format!("{base}/changes")).text;
    for words in [
        "Look at these rows first",
        "it belongs to someone other than whoever sent the file",
        "2 rows of the file have its ID \u{201c}1B\u{201d}",
        "no row of this plan has its ID \u{201c}no-such\u{201d}",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    for row in ["1A", "1B", "1E", "1F"] {
        // The last time, for the first is among the rows to look at.
        let before = page.rsplit(&format!("<strong>{row}</strong>")).nth(1).unwrap();
        let tick = before.rsplit("<input").next().unwrap();
        assert!(!tick.contains("checked"), "{row}: {tick}");
    }
    // Whose rows they are is nobody's question where nobody says who sent the file; the ids still are.
    let base = uploaded(&trial, "manager", "/p/small/import", &[], "back.csv", &text);
    let page = trial.get("manager", &format!("{base}/changes")).text;
    assert!(!page.contains("someone other") && page.contains("no-such"), "{page}");
    let tick = page.split("<strong>1A</strong>").next().unwrap().rsplit("<input").next().unwrap();
    assert!(tick.contains("checked"), "{tick}");
}
