//! Hostile words where people give names: of people, files, headings, plans, users. They are shown as they
//! are, and nothing in them steers a page. **Not here.** The forms of an action ([`crate::forms`]).

use crate::house::{PLAN, Trial};
use onpace_web::route::Method;

const HOSTILE: &str = "<img src=x onerror=alert(1)>'{{7*7}}${7*7}</title><script>alert(2)</script>";
const SHOWN: &str = "&lt;img src=x onerror=alert(1)&gt;";

/// Every page that is there, for a plan, a person, an import of it, as the manager or the administrator sees it.
fn every_page(trial: &Trial, plan: &str, person: &str, import: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for route in onpace_web::routes().filter(|route| route.method == Method::Get) {
        let id = if route.path.contains("/people/") { person } else { import };
        let path = route.path.replace("{plan}", plan).replace("{code}", "1A").replace("{event}", "2");
        let path = path.replace("{id}", id).replace("{report}", "board").replace("{rules}", "policy");
        for who in ["manager", "admin"] {
            let page = trial.get(who, &path);
            assert!(page.status < 500, "{path} for {who}: {}", page.status);
            if page.status == 200 && page.text.starts_with("<!DOCTYPE html>") {
                all.push((format!("{path} for {who}"), page.text));
            }
        }
    }
    all
}

/// A file that is uploaded for a plan; the id of its import.
fn uploaded(trial: &Trial, page: &str, form: &[(&str, &str)], name: &str, text: &str) -> String {
    let sent = trial.upload("manager", page, form, name, text.as_bytes());
    assert_eq!(sent.status, 303, "{}", sent.text);
    sent.to.trim_end_matches("/columns").rsplit('/').next().unwrap().to_owned()
}

/// Case WEB-04.
#[test]
fn hostile_names_of_people_files_headings_and_users_are_shown_as_they_were_given() {
    let trial = Trial::new();
    let person = trial.house.desk().person("DHd", Some(PLAN)).unwrap().id;
    let form = [("name", HOSTILE), ("post", HOSTILE), ("organisation", HOSTILE), ("email", "a@test.invalid")];
    assert_eq!(trial.post("manager", &format!("/p/{PLAN}/people/{person}"), &form).status, 303);
    let form = [("name", HOSTILE), ("email", "hostile@test.invalid"), ("reason", HOSTILE)];
    assert_eq!(trial.post("admin", "/admin/users/new", &form).status, 303);
    let quoted = HOSTILE.replace('"', "\"\"");
    let csv = format!("Code,Action,\"{quoted}\",Finish\n1A,Write it,\"{quoted}\",30/06/2022\n1B,Read it,{HOSTILE},\n");
    let name = HOSTILE.replace('/', "|") + ".csv";
    let import = uploaded(&trial, &format!("/p/{PLAN}/import"), &[], &name, &csv);
    let mut shown = std::collections::BTreeSet::new();
    for (path, page) in every_page(&trial, PLAN, &person, &import) {
        for raw in ["<img src=x", "<script>alert", "</title><script", "'49", "}49"] {
            assert!(!page.contains(raw), "{path} holds {raw}");
        }
        if page.contains(SHOWN) {
            shown.insert(path);
        }
    }
    for part in ["/people for manager", &format!("/people/{person} for"), "/columns for", "/admin/users for"] {
        assert!(shown.iter().any(|path| path.contains(part)), "{part} shows them: {shown:?}");
    }
    // A plan's name stands in addresses, so that such a one is refused, and shown.
    for page in ["/plans/new"] {
        let refused = trial.upload("manager", page, &[("plan_name", HOSTILE)], "p.csv", csv.as_bytes());
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains(SHOWN) && !refused.text.contains("<img src=x"), "{}", refused.text);
    }
}

/// Case AUD-07: what steers a terminal, ends a line or turns one round, in a title, a name and a heading.
#[test]
fn nothing_in_a_name_or_a_title_steers_a_page() {
    let trial = Trial::new();
    let steering = "a\u{1b}[31mred\u{7}\u{85}\u{9b}1m \u{202e}live\u{202c} \u{2066}x\u{2069}";
    let csv = format!("Code,Action,Lead,{steering},Finish\n1A,{steering},{steering},y,30/06/2022\n1B,Read it,DH,,\n");
    let name = format!("{steering}.csv");
    let import = uploaded(&trial, "/plans/new", &[("plan_name", "small")], &name, &csv);
    let steers = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t' | '\r')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut shown = 0;
    let mut look = |import: &str, person: &str| {
        for (path, page) in every_page(&trial, "small", person, import) {
            let at = page.find(steers);
            assert_eq!(at, None, "{path}: {:?}", &page[at.unwrap_or_default()..].chars().next());
            shown += usize::from(page.contains("\u{fffd}live"));
        }
    };
    look(&import, "person-0");
    assert_eq!(trial.post("manager", &format!("/plans/new/{import}/changes"), &[]).status, 303);
    let people = trial.house.desk().people(Some("small")).unwrap();
    let person = people.iter().find(|one| one.written != "DH").unwrap().id.clone();
    let form = [("name", "\u{202e}Dana"), ("email", "dana@test.invalid"), ("post", "Head")];
    assert_eq!(trial.post("manager", &format!("/p/small/people/{person}"), &form).status, 303);
    let import = uploaded(&trial, "/p/small/import", &[], &name, &csv.replace("30/06", "29/06"));
    look(&import, &person);
    assert!(shown > 10, "what steers is seen instead, on {shown} pages");
    let form = [("title", "\u{202e}x"), ("was_title", "y"), ("reason", "\u{1b}[2J"), ("seen", "999")];
    let sent = trial.post("manager", "/p/small/actions/1A/edit", &form);
    assert!(!sent.text.contains(steers), "{}", sent.text);
}
