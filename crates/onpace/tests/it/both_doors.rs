//! A command and a page ask for the same and do the same. What pages ask for is in the tests of the pages.

use crate::held::Held;
use onpace_core::local_time;

/// What a page asks for, a command asks for: the same reasons, the same days, the same values that follow from others.
#[test]
fn a_command_needs_what_a_page_needs() {
    let held = Held::new();
    let event = held.saved(&["update", "add", "send", "1A", "--percent", "6", "--on", "2022-06-01"]).to_string();
    for needs in [
        &["action", "set", "send", "1A", "--title", "Another title"][..],
        &["action", "move", "send", "1A.6", "--under", "2A"],
        &["action", "withdraw", "send", "10E"],
        &["action", "status", "send", "1A", "--set", "amber"],
        &["plan", "policy", "send", "started"],
        &["plan", "calendar", "send", "scotland"],
        &["update", "correct", "send", &event, "--percent", "5"],
    ] {
        let refused = held.run(needs);
        assert!(refused.code == 4 && refused.err.contains("say why"), "{needs:?}: {}{}", refused.out, refused.err);
    }
    let tomorrow = local_time::day_of(crate::service::now()).tomorrow().unwrap().to_string();
    let refused = held.run(&["update", "add", "send", "1A", "--percent", "7", "--on", &tomorrow]);
    assert!(refused.code == 4 && refused.err.contains("a day to come"), "{}", refused.err);
    // What a title refers to follows the title, as on the page.
    held.saved(&["action", "set", "send", "1A", "--title", "Agree it (see also 10E)", "--reason", "it does"]);
    assert_eq!(held.json(&["action", "show", "send", "1A"])["title"], "Agree it (see also 10E)");
    let log = held.run(&["log", "send"]).out;
    assert!(log.contains("refers to 10E"), "{log}");
}
