//! What words of a status mean: said at an import, in the settings, and counted for what was reported before.

use crate::house::Trial;
use crate::imports::uploaded;
use onpace_core::quantity::Percent;

#[test]
fn what_a_status_means_is_said_at_the_import_and_counts_everywhere() {
    let trial = Trial::new();
    let text = "Code,Action,Lead,Finish,Status\n\
        1A,Write the guide,DH,30/06/2022,Rooted\n\
        1B,Train the staff,RW,30/06/2022,Rooted\n\
        1C,Ask the parents,DH,30/06/2022,Done\n";
    let base = uploaded(&trial, "manager", "/plans/new", &[("plan_name", "small")], "p.csv", text);
    let page = trial.get("manager", &format!("{base}/columns")).text;
    assert!(page.contains("What the statuses mean") && page.contains("value=\"Rooted\""), "{page}");
    let form = [("status-word-0", "Rooted"), ("status-0", "complete"), ("go", "on")];
    assert_eq!(trial.post("manager", &format!("{base}/columns"), &form).status, 303);
    assert_eq!(trial.post("manager", &format!("{base}/changes"), &[]).status, 303);
    let state = || trial.house.plans.state("small").unwrap();
    let done = || state().rows.iter().filter(|row| row.report.done() == Some(Percent::HUNDRED)).count();
    assert_eq!((done(), state().status_words.len()), (3, 1));
    let settings = trial.get("manager", "/p/small/settings/status-words").text;
    assert!(settings.contains("Rooted = complete"), "{settings}");
    // Another meaning counts for what was reported before, and can be taken back.
    let typed = [("words", "Rooted = started\nDone: says nothing of it")];
    assert_eq!(trial.post("manager", "/p/small/settings/status-words", &typed).status, 303);
    assert_eq!(done(), 0);
    let wrong = trial.post("manager", "/p/small/settings/status-words", &[("words", "Rooted = nearly")]);
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("We cannot read line 1"), "{}", wrong.text);
    assert_eq!(trial.post("manager", "/p/small/settings/status-words", &[("words", "")]).status, 303);
    assert_eq!((done(), state().status_words.len()), (1, 0), "the vocabulary that ships knows one of them");
}
