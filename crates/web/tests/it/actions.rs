//! An action's page and everything that can be done to it.

use crate::town::{PLAN, Town};
use onpace_core::access::Role;
use onpace_web::route::Method;

fn at(code: &str, page: &str) -> String {
    let page = if page.is_empty() { String::new() } else { format!("/{page}") };
    format!("/p/{PLAN}/actions/{code}{page}")
}

/// The number of the plan's last event, as a form made now carries it.
fn seen(town: &Town) -> String {
    town.house.plans.state(PLAN).unwrap().seq.to_string()
}

/// The code of an action that `DHd` leads, and of one that they do not.
fn own_and_other(town: &Town) -> (String, String) {
    let day = town.house.plans.day(PLAN, None, None, onpace_web::House::day_of(crate::town::NOW)).unwrap();
    let plan = &day.assessment().survey.plan;
    let is_own = |row: &onpace_core::plan::Row| row.officers.iter().any(|one| &*one.name == "DHd");
    let own = plan.actions().find(|(_, row)| is_own(row)).unwrap().1.code.to_string();
    let other = plan.actions().find(|(_, row)| !is_own(row)).unwrap().1.code.to_string();
    (own, other)
}

#[test]
fn every_act_is_done_by_those_who_may_and_looks_absent_to_others() {
    for role in [
        Role::Manager,
        Role::Approver,
        Role::Officer,
        Role::Member,
        Role::Reader,
        Role::Carer,
        Role::Auditor,
        Role::Admin,
    ] {
        let town = Town::new();
        let (own, other) = own_and_other(&town);
        let all = role == Role::Manager;
        let officer = role == Role::Officer;
        for (page, own_too) in [
            ("update", true),
            ("evidence", true),
            ("finish", true),
            ("edit", false),
            ("move", false),
            ("withdraw", false),
            ("link", false),
            ("unlink", false),
            ("status", false),
            ("lift", false),
        ] {
            for (code, is_own) in [(&own, true), (&other, false)] {
                let may = all || officer && own_too && is_own;
                let looked = town.look(role, &at(code, page));
                assert_eq!(looked.status, if may { 200 } else { 404 }, "{role:?} looks at {page} of {code}");
                let sent = town.send(role, &at(code, page), &[("seen", "0")]);
                let expected = if may { 422 } else { 404 };
                // What is complete without any field is refused for what it has not seen, or for its reason.
                assert_eq!(sent.status, expected, "{role:?} sends {page} of {code}: {}", sent.body);
            }
        }
        let new = town.look(role, &format!("/p/{PLAN}/actions/new"));
        assert_eq!(new.status, if all { 200 } else { 404 }, "{role:?} adds");
    }
}

#[test]
fn an_update_is_recorded_and_shown_and_can_be_put_right() {
    let town = Town::new();
    let (own, _) = own_and_other(&town);
    let fields = [
        ("seen", &*seen(&town)),
        ("percent", "45"),
        ("status", "Amber"),
        ("note", "We met <script>alert(1)</script> {{7*7}}"),
        ("next", "Meet again"),
        ("on", "13 June 2022"),
    ];
    let sent = town.send(Role::Officer, &at(&own, "update"), &fields);
    let saved = format!("{}?saved=yes", at(&own, ""));
    assert_eq!((sent.status, &*sent.location), (303, &*saved), "{}", sent.body);
    assert!(town.look(Role::Officer, &saved).body.contains("Your change is saved."));
    let page = town.look(Role::Officer, &at(&own, "")).body;
    assert!(!page.contains("Your change is saved."), "said once");
    assert!(page.contains("45% reported") && page.contains("&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}"), "{page}");
    assert!(!page.contains("<script>alert"));
    assert!(!town.look(Role::Member, &at(&own, "")).body.contains("We met"), "what was said is not for everybody");
    let seq = seen(&town);
    let way = [("seen", &*seq), ("way", "correct"), ("percent", "40")];
    assert_eq!(town.send(Role::Officer, &at(&own, &format!("updates/{seq}")), &way).status, 422, "it says why");
    let why = [("seen", &*seq), ("way", "correct"), ("percent", "40"), ("reason", "A slip")];
    assert_eq!(town.send(Role::Officer, &at(&own, &format!("updates/{seq}")), &why).status, 303);
    let page = town.look(Role::Officer, &at(&own, "")).body;
    assert!(
        page.contains("40% reported") && page.contains("Why: A slip") && page.contains("No longer holds"),
        "{page}"
    );
    assert!(town.look(Role::Manager, &at(&own, "update")).body.contains("Last said: 40"));
}

#[test]
fn the_second_of_two_editors_sees_both_versions_and_loses_nothing() {
    let town = Town::new();
    let before = seen(&town);
    let edit = at("1A", "edit");
    let first = [("seen", &*before), ("title", "Theirs"), ("was_title", "x"), ("reason", "Clearer")];
    assert_eq!(town.send(Role::Manager, &edit, &first).status, 303);
    let second = [
        ("row", "1A"),
        ("seen", &*before),
        ("title", "Mine"),
        ("was_title", "x"),
        ("finish", "30 June 2023"),
        ("was_finish", ""),
        ("reason", "Better"),
    ];
    let refused = town.send(Role::Manager, &edit, &second);
    assert_eq!(refused.status, 409);
    for text in ["Theirs", "Mine", "30 June 2023", "Clearer", "Better", "Send yours again", "Keep theirs"] {
        assert!(refused.body.contains(text), "{text}: {}", refused.body);
    }
    let again = seen(&town);
    assert!(refused.body.contains(&format!("name=\"seen\" value=\"{again}\"")), "the form has now seen it");
    let mut second = second;
    second[1].1 = &again;
    let sent = town.send(Role::Manager, &edit, &second);
    assert_eq!(sent.status, 303, "{}", sent.body);
    let page = town.look(Role::Manager, &at("1A", "?as_at=2022-06-13").replace("/?", "?")).body;
    assert!(page.contains("1A Mine") && page.contains("Friday 30 June 2023"), "{page}");
    let sent = town.send(
        Role::Manager,
        &at("10B", "edit"),
        &[("seen", &before), ("title", "Other"), ("was_title", "x"), ("reason", "r")],
    );
    assert_eq!(sent.status, 303, "a change of another row is in nobody's way");
}

#[test]
fn edit_move_withdraw_and_a_status_by_hand_say_why() {
    let town = Town::new();
    let seen = seen(&town);
    for (page, fields) in [
        ("edit", vec![("title", "New"), ("was_title", "Old")]),
        ("move", vec![("under", "2")]),
        ("withdraw", vec![]),
        ("status", vec![("status", "red")]),
    ] {
        let mut fields = fields;
        fields.push(("seen", &seen));
        let refused = town.send(Role::Manager, &at("1A", page), &fields);
        assert_eq!(refused.status, 422, "{page}");
        assert!(
            refused.body.contains("Enter why") && refused.body.contains("<title>Error: "),
            "{page}: {}",
            refused.body
        );
    }
}

#[test]
fn a_finish_is_asked_for_by_its_officer_and_decided_by_the_approver() {
    let town = Town::new();
    let (own, _) = own_and_other(&town);
    let sent = town.send(
        Role::Officer,
        &at(&own, "finish"),
        &[("seen", &seen(&town)), ("finish", "29/9/2023"), ("reason", "Late data")],
    );
    assert_eq!(sent.status, 303, "{}", sent.body);
    let asked = seen(&town);
    let page = town.look(Role::Approver, &at(&own, "?as_at=2022-06-13").replace("/?", "?")).body;
    assert!(page.contains("Friday 29 September 2023") && page.contains(&format!("/finish/{asked}")), "{page}");
    let decide = at(&own, &format!("finish/{asked}"));
    assert_eq!(town.send(Role::Auditor, &decide, &[("seen", &asked), ("decision", "grant")]).status, 404);
    assert_eq!(
        town.send(Role::Approver, &decide, &[("seen", &asked), ("decision", "refuse")]).status,
        422,
        "a refusal says why"
    );
    assert_eq!(town.send(Role::Approver, &decide, &[("seen", &asked), ("decision", "grant")]).status, 303);
    assert!(
        town.house.plans.state(PLAN).unwrap().called(&own).unwrap().facts.finish.as_ref().unwrap().when == "2023-09-29"
    );
}

#[test]
fn rows_are_added_linked_given_evidence_and_withdrawn_and_earlier_days_stay() {
    let town = Town::new();
    let new = format!("/p/{PLAN}/actions/new");
    let sent = town.send(
        Role::Manager,
        &new,
        &[("kind", "action"), ("title", "\"><img src=x onerror=alert(1)>"), ("under", "1"), ("lead", "MG/JC")],
    );
    assert_eq!(sent.status, 303, "{}", sent.body);
    // The page of an action speaks of today, so that nothing needs to be said of the day.
    assert!(!sent.location.contains("as_at"), "{}", sent.location);
    let page = town.look(Role::Manager, &sent.location).body;
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;") && !page.contains("<img"), "{page}");
    assert!(page.contains("MG/JC") && page.contains("Lead officers, jointly"), "{page}");
    let row = sent.location.split('?').next().unwrap().to_owned();
    let linked = town.send(
        Role::Manager,
        &format!("{row}/link"),
        &[("seen", &seen(&town)), ("other", "1A"), ("way", "finish-to-start"), ("lag", "2")],
    );
    assert_eq!(linked.status, 303, "{}", linked.body);
    let page = town.look(Role::Member, &at("1A", "?as_at=2022-06-13").replace("/?", "?")).body;
    assert!(
        page.contains("These wait for it")
            && page.contains("starts when the other has finished, and 2 working days after"),
        "{page}"
    );
    let kept = town.send(
        Role::Manager,
        &format!("{row}/evidence"),
        &[("seen", &seen(&town)), ("what", "Minutes"), ("place", "javascript:alert(1)")],
    );
    assert_eq!(kept.status, 303, "{}", kept.body);
    let page = town.look(Role::Manager, &format!("{row}?as_at=2022-06-13")).body;
    assert!(page.contains("Minutes") && !page.contains("href=\"javascript"), "{page}");
    let gone =
        town.send(Role::Manager, &at("10B", "withdraw"), &[("seen", &seen(&town)), ("reason", "Done elsewhere")]);
    assert_eq!(gone.status, 303, "{}", gone.body);
    assert_eq!(town.look(Role::Member, &at("10B", "?as_at=2022-05-22").replace("/?", "?")).status, 200);
    let after = town.look(Role::Member, &at("10B", "?as_at=2022-06-13").replace("/?", "?"));
    assert!(after.body.contains("It was withdrawn"), "{}", after.body);
}

#[test]
fn a_time_before_the_plan_was_recorded_is_told_with_the_way_back() {
    let town = Town::new();
    for path in ["", "/actions", "/actions/1A", "/timeline", "/pace", "/changes", "/findings", "/reports/board"] {
        let then = town.look(Role::Member, &format!("/p/{PLAN}{path}?as_at=2022-05-22&known_by=2001-01-01"));
        assert_eq!(then.status, 404, "{path}");
        for words in [
            "Nothing was known of this plan then",
            "Monday 1 January 2001",
            "first recorded on Monday 13 June 2022",
            &format!("href=\"/p/{PLAN}{path}?as_at=2022-05-22\""),
        ] {
            assert!(then.body.contains(words), "{path} does not say {words}: {}", then.body);
        }
    }
    // Who may not see the plan learns nothing of it.
    let other = town.look(Role::Admin, &format!("/p/{PLAN}?known_by=2001-01-01"));
    assert!(other.status == 404 && other.body.contains("Page not found"), "{}", other.body);
}

#[test]
fn the_page_of_an_action_keeps_to_the_two_times_and_hides_what_is_not_theirs() {
    let town = Town::new();
    assert_eq!(town.visit(None, Method::Get, &at("1A", ""), &[]).status, 303);
    assert_eq!(town.look(Role::Admin, &at("1A", "")).status, 404);
    let reader = town.look(Role::Member, &at("1A", "")).body;
    assert!(
        !reader.contains(">History<") && !reader.contains(">Evidence</h2>") && !reader.contains("/edit"),
        "{reader}"
    );
    let manager = town.look(Role::Manager, &at("1A", "")).body;
    assert!(
        manager.contains(">History<") && manager.contains("from a file") && manager.contains("version "),
        "{manager}"
    );
}

#[test]
fn the_list_filters_says_which_figure_and_gives_the_same_rows_as_csv() {
    let town = Town::new();
    let list = |query: &str| town.look(Role::Member, &format!("/p/{PLAN}/actions{query}"));
    let figure = list("?figure=past_finish&as_at=2022-06-16").body;
    assert!(figure.contains("The 4 actions past their finish"), "{figure}");
    let bad = list("?status=purple&figure=nonsense&sort=sideways");
    assert_eq!(bad.status, 200);
    assert!(bad.body.contains("was left out") && bad.body.contains("purple"), "{}", bad.body);
    let none = list("?q=zebra").body;
    assert!(none.contains("No actions match"), "{none}");
    let csv = town.look(Role::Member, &format!("/p/{PLAN}/actions.csv?figure=past_finish&as_at=2022-06-16"));
    assert_eq!(csv.status, 200);
    assert_eq!(csv.body.trim_end().lines().count(), 5, "a heading and four actions: {}", csv.body);
    let town = Town::new();
    let formula = [("kind", "action"), ("title", "=1+2"), ("code", "1Z")];
    assert_eq!(town.send(Role::Manager, &format!("/p/{PLAN}/actions/new"), &formula).status, 303);
    let csv = town.look(Role::Manager, &format!("/p/{PLAN}/actions.csv?q=1Z&as_at=2022-06-13")).body;
    assert!(csv.contains(",'=1+2,"), "{csv}");
}
