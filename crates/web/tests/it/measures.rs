//! Measures as people use them by pages: defined, given figures, brought in, seen by who may see what. **Not here.** Which
//! page is whose, which the matrix says; that each form records what it should (`recorded.rs`).

use crate::town::{PLAN, Town};
use onpace_core::access::Role;

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
