//! What a plan is called, from the command line.

use crate::held::Held;

/// A plan was called by its source's title for ever, on the families' page too.
#[test]
fn a_plan_has_the_names_that_somebody_gives_it_and_keeps_those_it_had() {
    let held = Held::new();
    let title = |times: &[&str]| held.json(&[&["plan", "show", "send"], times].concat())["plan"]["title"].clone();
    let source = title(&["--as-at", "2022-05-22"]);
    let on = ["--on", "2022-06-01"];
    let names = ["--title", "SEND plan", "--area", "Torbay", "--board", "SEND Board", "--board", "School Forum"];
    held.saved(&[&["plan", "name", "send"][..], &names, &on].concat());
    assert_eq!(title(&["--as-at", "2022-06-02"]), "SEND plan");
    assert_eq!(title(&["--as-at", "2022-05-31"]), source, "earlier days keep the name that they had");
    let log = held.run(&["log", "send"]).out;
    assert!(
        log.contains(
            "the plan is called \u{201c}SEND plan\u{201d}; the area is Torbay; the boards are SEND Board, School Forum"
        ),
        "{log}"
    );
    let again = held.run(&[&["plan", "name", "send"][..], &names, &on].concat());
    assert_eq!(again.code, 4, "{}", again.out);
    assert!(again.err.contains("nothing would change"), "{}", again.err);
    let empty = held.run(&["plan", "name", "send", "--title", " ", "--on", "2022-06-02"]);
    assert!(empty.code == 4 && empty.err.contains("the title is empty"), "{}", empty.err);
}
