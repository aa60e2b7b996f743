//! Measures as people use them by pages: defined, given figures, brought in, seen by who may see what. **Not here.** Which
//! page is whose, which the matrix says; that each form records what it should (`recorded.rs`).

use crate::town::{PLAN, Town};
use onpace_core::access::Role;
use onpace_core::ledger::fold::Until;

fn page(path: &str) -> String {
    format!("/p/{PLAN}/measures{path}")
}

/// A town with a measure of few people that was given three figures.
fn counted() -> Town {
    let town = Town::new();
    let definition = [
        ("name", "Permanent exclusions"),
        ("measure", "excluded"),
        ("unit", "count"),
        ("better", "down"),
        ("every", "month"),
        ("lag", "15"),
        ("small", "dfe-5"),
    ];
    assert_eq!(town.send(Role::Manager, &page("/new"), &definition).status, 303);
    for (period, value) in [("February 2022", "9"), ("March 2022", "3"), ("April 2022", "12")] {
        let form = [("period", period), ("value", value), ("status", "actual")];
        assert_eq!(town.send(Role::Analyst, &page("/excluded/add"), &form).status, 303, "{period}");
    }
    town
}

#[test]
fn a_measure_is_defined_given_figures_and_found_again() {
    let town = counted();
    let list = town.look(Role::Analyst, &page("")).body;
    assert!(list.contains("Permanent exclusions") && list.contains("Not attached to this plan"), "{list}");
    let shown = town.look(Role::Analyst, &page("/excluded")).body;
    for words in ["12 in April 2022.", "<svg", "Download the figures (CSV)", "3 months are too few"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let attached = town.send(Role::Manager, &page("/excluded/attach"), &[("row", "1A"), ("as", "outcome")]);
    assert_eq!(attached.status, 303);
    let action = town.look(Role::Manager, &format!("/p/{PLAN}/actions/1A")).body;
    assert!(action.contains("What difference it makes") && action.contains("Too early to say"), "{action}");
}

#[test]
fn a_small_number_is_seen_by_who_brings_it_and_by_nobody_else() {
    let town = counted();
    let files =
        ["/excluded", "/excluded/chart.csv", "/excluded/chart.svg", "/enter", "/excluded/add", "/excluded/history"];
    let is_told = |role: Role, path: &str| {
        let body = town.look(role, &page(path)).body;
        // As a figure, and in no date or address.
        [">3<", ",3,", " 3,", ": 3<", ": 3 ", "2022 3<", "March 2022: 3"].iter().any(|told| body.contains(told))
    };
    assert!(is_told(Role::Analyst, "/excluded/chart.csv"), "who brings figures sees them");
    for path in files {
        assert!(!is_told(Role::Manager, path), "{path} tells a small number");
    }
    let shown = town.look(Role::Manager, &page("/excluded")).body;
    assert!(shown.contains("too few to show"), "{shown}");
}

#[test]
fn who_may_not_see_small_numbers_learns_none_by_giving_others() {
    let town = counted();
    let form = [("period", "March 2022"), ("value", "40"), ("status", "actual")];
    let refused = town.send(Role::Manager, &page("/excluded/add"), &form);
    assert!(refused.body.contains("March 2022 has a figure already. To change it, say why"), "{}", refused.body);
    let told = town.send(Role::Analyst, &page("/excluded/add"), &form);
    assert!(told.body.contains("March 2022 has a figure already: 3"), "{}", told.body);
    let form = [("text", "period,value\n2022-03,40\n"), ("maps", "excluded=1")];
    let shown = town.send(Role::Manager, &page("/import"), &form).body;
    assert!(shown.contains("<td class=\"govuk-table__cell\">Revised</td>"), "{shown}");
    assert!(town.send(Role::Analyst, &page("/import"), &form).body.contains("Revised, was 3"));
}

#[test]
fn figures_are_looked_at_before_they_are_brought_in() {
    let town = counted();
    let pasted = "period,value\n2022-02,9\n2022-05,1000\n";
    let form = [("text", pasted), ("maps", "excluded=1")];
    let shown = town.send(Role::Analyst, &page("/import"), &form);
    assert_eq!(shown.status, 200, "{}", shown.body);
    for words in ["The same as before", "0 new, 0 revised, 1 the same, 1 asked", "1,000 or 10?", "Take these figures"] {
        assert!(shown.body.contains(words), "{words}: {}", shown.body);
    }
    let take = [&form[..], &[("take", "yes"), ("meant", "yes")]].concat();
    assert_eq!(town.send(Role::Analyst, &page("/import"), &take).status, 303);
    let list = town.look(Role::Analyst, &page("/excluded")).body;
    assert!(list.contains("1,000 in May 2022."), "{list}");
    for (text, told) in
        [("", "Paste the figures"), ("a,b\n1,2\n", "no table of it has periods"), ("nothing", "was not read")]
    {
        let refused = town.send(Role::Analyst, &page("/import"), &[("text", text)]);
        assert!(refused.status == 422 && refused.body.contains(told), "{text}: {}", refused.body);
    }
}

#[test]
fn what_is_typed_wrongly_stays_and_is_explained() {
    let town = counted();
    for (form, told) in [
        (&[("period", "May 2022"), ("value", "4,5")][..], "We cannot tell what the comma"),
        (&[("period", "April 2022"), ("value", "13")], "April 2022 has a figure already: 12"),
        (&[("period", "soon"), ("value", "13")], "is not a month"),
        (&[("period", "May 2042"), ("value", "13")], "May 2042 has not ended"),
        (&[("period", "May 2022"), ("value", "many")], "is not a figure"),
        (&[("period", ""), ("value", "1")], "Enter the period"),
        (&[("period", "May 2022"), ("value", "")], "Enter at least one figure"),
    ] {
        let refused = town.send(Role::Analyst, &page("/excluded/add"), form);
        assert!(refused.status == 422 && refused.body.contains(told), "{form:?}: {}", refused.body);
    }
    assert_eq!(town.look(Role::Analyst, &page("/nothing")).status, 404);
    assert_eq!(town.look(Role::Analyst, &page("/excluded?part=Age")).status, 404);
}

#[test]
fn milestones_other_areas_and_the_year_before_stand_on_the_page_of_a_measure() {
    let town = Town::new();
    let definition = [
        ("name", "Plans in time"),
        ("measure", "in-time"),
        ("numerator", "plans in time"),
        ("denominator", "plans issued"),
        ("unit", "percent"),
        ("better", "up"),
        ("every", "month"),
        ("lag", "15"),
    ];
    assert_eq!(town.send(Role::Manager, &page("/new"), &definition).status, 303);
    for (period, part, whole) in [("March 2021", "41", "93"), ("March 2022", "58", "101")] {
        let form =
            [("period", period), ("numerator", part), ("denominator", whole), ("status", "actual"), ("meant", "yes")];
        let sent = town.send(Role::Analyst, &page("/in-time/add"), &form);
        assert_eq!(sent.status, 303, "{period}: {}", sent.body);
    }
    let form = [("baseline", "March 2021 = 44"), ("milestones", "July 2022 = 50%\nSeptember 2022 = 60")];
    assert_eq!(town.send(Role::Manager, &page("/in-time/milestones"), &form).status, 303);
    for (name, code, value) in
        [("Alton", "A1", "30.0"), ("Bexley", "B1", "57.0"), ("Corby", "C1", "c"), ("England", "E92000001", "80.5")]
    {
        let kind = if name == "England" { "national" } else { "neighbour" };
        let form = [("name", name), ("code", code), ("kind", kind), ("period", "March 2022"), ("value", value)];
        let sent = town.send(Role::Manager, &page("/in-time/others"), &form);
        assert_eq!(sent.status, 303, "{name}: {}", sent.body);
    }
    let shown = town.look(Role::Manager, &page("/in-time")).body;
    let words = shown.replace(['\n', '\r'], " ");
    for told in [
        "The difference is +13.3 points (\u{2212}0.7 to +26.7). It could be chance.",
        "Milestone, July 2022",
        ">50%<",
        "it is number 1 of 3 with a figure",
        "One has no figure.",
        "similar",
        "hidden",
        "In brackets: where the true figure may lie",
    ] {
        assert!(words.contains(told), "{told}: {shown}");
    }
    for (path, form, told) in [
        ("/in-time/milestones", &[("milestones", "soon")][..], "does not say a period and a figure"),
        ("/in-time/milestones", &[("milestones", "July 2022 = much")], "is not a number"),
        ("/in-time/milestones", &[("milestones", "July 2022 = 1\nJuly 2022 = 2")], "has two milestones"),
        ("/in-time/others", &[("name", ""), ("code", ""), ("value", "")], "Enter the name of the area."),
        ("/in-time/others", &[("name", "X"), ("code", "Y"), ("period", "then"), ("value", "3")], "is not a"),
        ("/neighbours", &[("areas", " \n ")], "Enter at least one area."),
        ("/neighbours", &[("areas", "A1 Alton\nA1 Alton")], "each once"),
    ] {
        let refused = town.send(Role::Manager, &page(path), form);
        assert!(refused.status == 422 && refused.body.contains(told), "{path} {form:?}: {}", refused.body);
    }
}

#[test]
fn what_a_file_brought_is_taken_back_whole_by_its_page() {
    let town = counted();
    let form = [
        ("text", "period,value\n2022-01,41\n2022-02,42\n"),
        ("maps", "excluded=1"),
        ("take", "yes"),
        ("name", "june.xlsx"),
    ];
    assert_eq!(town.send(Role::Analyst, &page("/import"), &form).status, 303);
    let before = town.look(Role::Analyst, &page("/import")).body;
    assert!(before.contains("2 figures from") && before.contains("june.xlsx"), "{before}");
    let to = before.split("/measures/import/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let asked = town.look(Role::Analyst, &page(&format!("/import/{to}"))).body;
    assert!(asked.contains("Figures that it revised become what they were before."), "{asked}");
    let unsaid = town.send(Role::Analyst, &page(&format!("/import/{to}")), &[("reason", " ")]);
    assert!(unsaid.status == 422 && unsaid.body.contains("Enter why you take them back."), "{}", unsaid.body);
    assert_eq!(town.send(Role::Analyst, &page(&format!("/import/{to}")), &[("reason", "Wrong file")]).status, 303);
    let after = town.look(Role::Analyst, &page("/excluded/chart.csv")).body;
    assert!(!after.contains("41") && after.contains(",9"), "{after}");
    assert!(!town.look(Role::Analyst, &page("/import")).body.contains("june.xlsx"));
    assert_eq!(town.look(Role::Analyst, &page(&format!("/import/{to}"))).status, 404, "once is enough");
}

#[test]
fn the_report_of_measures_and_words_of_ones_own_speak_of_their_figures() {
    let town = counted();
    let none = town.look(Role::Manager, &format!("/p/{PLAN}/reports/measures")).body;
    assert!(none.contains("No measure is attached to this plan"), "{none}");
    assert_eq!(town.send(Role::Manager, &page("/excluded/attach"), &[("row", "1A"), ("as", "outcome")]).status, 303);
    let report = town.look(Role::Manager, &format!("/p/{PLAN}/reports/measures")).body;
    for told in [
        "Is it making a difference?",
        "What each measure counts",
        "Permanent exclusions",
        "{{measures}}",
        "12 in April 2022.",
    ] {
        assert!(report.contains(told), "{told}: {report}");
    }
    for cell in [">3<", " 3 in March", "3.0"] {
        assert!(!report.contains(cell), "a small number is told: {cell}");
    }
    let words = [
        ("narrative", "We watch {{measures}} measure; the last figure is {{measure_excluded_latest}}."),
        ("as", "page"),
    ];
    let told = town.send(Role::Manager, &format!("/p/{PLAN}/reports/board"), &words);
    assert!(told.status == 200 && told.body.contains("the last figure is"), "{}", told.body);
    let wrong = [("narrative", "We watch {{measure_nothing_latest}} of it."), ("as", "page")];
    let refused = town.send(Role::Manager, &format!("/p/{PLAN}/reports/board"), &wrong);
    assert!(refused.status == 422 && refused.body.contains("measure_excluded_latest"), "{}", refused.body);
}

#[test]
fn what_is_declared_stands_beside_what_is_worked_out() {
    let town = counted();
    assert_eq!(town.send(Role::Manager, &page("/excluded/attach"), &[("row", "1A"), ("as", "outcome")]).status, 303);
    let path = format!("/p/{PLAN}/actions/1A/impact");
    let form = town.look(Role::Manager, &path).body;
    assert!(form.contains("What the measures show is worked out") && form.contains("Too early to say"), "{form}");
    let unsaid =
        town.send(Role::Manager, &path, &[("impact", "wonderful"), ("reason", "we feel it"), ("seen", "9999")]);
    assert!(unsaid.status == 422 && unsaid.body.contains("Choose what you see."), "{}", unsaid.body);
    let seen = town.house.desk().state(PLAN, Until::default()).unwrap().seq.to_string();
    let said = [("impact", "not-there-yet"), ("reason", "We see fewer"), ("on", "13 June 2022"), ("seen", &seen)];
    assert_eq!(town.send(Role::Manager, &path, &said).status, 303);
    let action = town.look(Role::Manager, &format!("/p/{PLAN}/actions/1A")).body;
    assert!(action.contains("Declared: Improving, not there yet") && action.contains("Too early to say"), "{action}");
}
