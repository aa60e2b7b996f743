//! Answers of a round from the telling to the figures: recorded for who said them, looked at, frozen.

use crate::house::{NOW, PLAN, Trial};
use crate::rounds::{ROUND, hidden, open, reach, round};
use onpace_core::day::Date;
use onpace_core::ledger::event::Event;
use onpace_core::ledger::fold::Until;
use onpace_core::plan::facts::DateFact;
use onpace_core::quantity::Percent;
use onpace_core::rounds::event::RoundEvent;
use onpace_core::rounds::facts::AskFact;

/// Records an answer as the page does, having seen what there is.
fn tell(trial: &Trial, ask: &AskFact, fields: &[(&str, &str)]) -> crate::house::Answered {
    let page = trial.get("manager", &format!("{ROUND}/record"));
    let (chosen, seen) = (format!("{}/{}", ask.person, ask.row), hidden(&page.text, "seen"));
    let mut form = vec![("ask", chosen.as_str()), ("seen", seen.as_str())];
    form.extend(fields);
    trial.post("manager", &format!("{ROUND}/record"), &form)
}

pub(crate) fn told(trial: &Trial, ask: &AskFact, fields: &[(&str, &str)]) -> u64 {
    let answer = tell(trial, ask, fields);
    assert_eq!(answer.status, 303, "{}", answer.text);
    round(trial).answer(&ask.row).unwrap().seq
}

/// Asks about rows that only one person is asked about.
pub(crate) fn single(trial: &Trial) -> Vec<AskFact> {
    let asks = round(trial).facts.asks;
    let is_single = |ask: &&AskFact| asks.iter().filter(|other| other.row == ask.row).count() == 1;
    asks.iter().filter(is_single).cloned().collect()
}

fn percent(trial: &Trial, row: &str, as_at: Option<Date>) -> Option<Percent> {
    let state = trial.house.desk().state(PLAN, Until { as_at, known_by: None }).unwrap();
    state.row(row).unwrap().report.percent
}

/// The value beside some words in the round's list of figures.
fn figure(text: &str, words: &str) -> String {
    let after = text.split(&format!(">{words}</dt>")).nth(1).unwrap_or_else(|| panic!("no {words}: {text}"));
    after.split("value\">").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

#[test]
fn what_was_told_is_recorded_for_who_said_it_and_counts_once_it_was_taken() {
    let trial = Trial::new();
    open(&trial);
    let asks = single(&trial);
    let empty = trial.get("manager", &format!("{ROUND}/moderate"));
    assert!(empty.text.contains("No answer waits for you"));
    assert!(
        !trial.get("manager", &format!("{ROUND}/record")).text.contains(" checked"),
        "nothing is chosen beforehand"
    );
    for (fields, words) in [
        (vec![], "Choose what they said"),
        (vec![("choice", "progress")], "Enter what happened"),
        (vec![("choice", "not-as-planned")], "Enter why it cannot be done as planned"),
        (vec![("choice", "unchanged"), ("percent", "120")], "Enter a percentage from 0 to 100"),
        (vec![("choice", "unchanged"), ("meeting", "soon")], "Enter a real date"),
        (vec![("choice", "not-as-planned"), ("why", "No staff"), ("finish", "6 June 2022")], "has passed"),
    ] {
        let answer = tell(&trial, &asks[0], &fields);
        assert_eq!(answer.status, 422, "{words}");
        assert!(answer.text.contains(words), "{words}");
    }
    let before = percent(&trial, &asks[0].row, None);
    let seq = told(&trial, &asks[0], &[("choice", "progress"), ("happened", "The group met twice"), ("percent", "60")]);
    let stored = trial.house.desk().event(PLAN, seq).unwrap();
    let manager =
        trial.house.desk().accounts().unwrap().into_iter().find(|one| one.email == "manager@test.invalid").unwrap();
    assert_eq!(stored.actor, manager.id);
    assert!(
        matches!(stored.recorded.event, Some(Event::Round(RoundEvent::Answered { person, .. })) if person == asks[0].person)
    );
    assert_eq!(percent(&trial, &asks[0].row, None), before, "nothing is in the plan before somebody looked");

    let page = trial.get("manager", &format!("{ROUND}/moderate"));
    assert!(page.text.contains("The group met twice") && !page.text.contains(" checked"));
    assert!(page.text.contains("before, 60% now"), "{}", page.text);
    let nothing = trial.post("manager", &format!("{ROUND}/moderate"), &[]);
    assert_eq!(nothing.status, 422);
    let (choice, words) = (format!("do-{seq}"), format!("happened-{seq}"));
    let form = [(choice.as_str(), "take"), (words.as_str(), "The group met 2 times")];
    assert_eq!(trial.post("manager", &format!("{ROUND}/moderate"), &form).status, 303);
    assert_eq!(percent(&trial, &asks[0].row, None), Some(Percent::whole(60)));
    let state = trial.house.desk().state(PLAN, Until::default()).unwrap();
    assert_eq!(state.row(&asks[0].row).unwrap().report.note.as_deref(), Some("The group met 2 times"));
    assert_eq!(round(&trial).answer(&asks[0].row).unwrap().facts.happened.as_deref(), Some("The group met twice"));
    assert!(trial.get("manager", &format!("{ROUND}/moderate")).text.contains("No answer waits for you"));
}

#[test]
fn flagged_answers_come_first_and_are_not_taken_with_the_others() {
    let trial = Trial::new();
    open(&trial);
    let asks = single(&trial);
    let state = trial.house.desk().state(PLAN, Until::default()).unwrap();
    let due = round(&trial).facts.due;
    let finish = |ask: &AskFact| state.row(&ask.row).unwrap().facts.finish.as_ref().and_then(DateFact::last);
    // Not those that are so far behind that "nothing has changed" is flagged as well.
    let is_long = |finish: Date| due.until(finish).is_ok_and(|span| span.get_days() > 150);
    let plain: Vec<_> = asks.iter().filter(|ask| finish(ask).is_some_and(is_long)).take(2).collect();
    assert_eq!(plain.len(), 2, "{asks:?}");
    for ask in &plain {
        told(&trial, ask, &[("choice", "unchanged")]);
    }
    let flagged = asks.iter().find(|ask| !plain.contains(ask)).unwrap();
    let seq = told(&trial, flagged, &[("choice", "finished"), ("happened", "Done & dusted")]);
    let page = trial.get("manager", &format!("{ROUND}/moderate")).text;
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("no {words}: {page}"));
    assert!(at("Finished, and no evidence is given") < at("Nothing has changed"));
    assert!(page.contains("Take 2 answers without a flag"), "{page}");
    let all: Vec<String> = round(&trial).answers.iter().map(|answer| answer.seq.to_string()).collect();
    let form: Vec<_> = all.iter().map(|seq| ("of", seq.as_str())).collect();
    assert_eq!(trial.post("manager", &format!("{ROUND}/moderate/all"), &form).status, 303);
    let waiting: Vec<_> =
        round(&trial).answers.iter().filter(|one| one.moderated.is_none()).map(|one| one.seq).collect();
    assert_eq!(waiting, [seq], "the flagged one is never taken in bulk");
}

#[test]
fn an_answer_is_sent_back_with_a_reason_and_its_row_is_open_again() {
    let trial = Trial::new();
    open(&trial);
    let ask = single(&trial)[0].clone();
    let written =
        trial.house.desk().people(Some(PLAN)).unwrap().into_iter().find(|one| one.id == ask.person).unwrap().written;
    reach(&trial, PLAN, &written, "lead@test.invalid");
    let seq = told(&trial, &ask, &[("choice", "progress"), ("happened", "It goes on")]);
    let choice = format!("do-{seq}");
    let without = trial.post("manager", &format!("{ROUND}/moderate"), &[(&choice, "back")]);
    assert_eq!(without.status, 422);
    assert!(without.text.contains("Enter why you send back"));
    let letters = trial.house.desk().letters(100).unwrap().len();
    let reason = format!("reason-{seq}");
    let form = [(choice.as_str(), "back"), (reason.as_str(), "Say which group met")];
    assert_eq!(trial.post("manager", &format!("{ROUND}/moderate"), &form).status, 303);
    let page = trial.get("manager", ROUND).text;
    assert!(page.contains("Sent back: Say which group met"), "{page}");
    assert_eq!(figure(&page, "Answered"), "0");
    assert_eq!(trial.house.desk().letters(100).unwrap().len(), letters + 1);
}

#[test]
fn of_joint_leads_the_second_sees_what_the_first_has_said() {
    let trial = Trial::new();
    open(&trial);
    let asks = round(&trial).facts.asks;
    let one =
        asks.iter().find(|ask| asks.iter().any(|other| other.row == ask.row && other.person != ask.person)).unwrap();
    let other = asks.iter().find(|ask| ask.row == one.row && ask.person != one.person).unwrap();
    let page = trial.get("manager", &format!("{ROUND}/record"));
    let seen = hidden(&page.text, "seen");
    told(&trial, one, &[("choice", "progress"), ("happened", "The first word")]);
    let chosen = format!("{}/{}", other.person, other.row);
    let form =
        [("ask", chosen.as_str()), ("seen", seen.as_str()), ("choice", "progress"), ("happened", "The second word")];
    let answer = trial.post("manager", &format!("{ROUND}/record"), &form);
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("The first word") && answer.text.contains("The second word"), "both are shown");
    told(&trial, other, &[("choice", "progress"), ("happened", "The second word")]);
    let words: Vec<_> = round(&trial).answers.iter().filter_map(|one| one.facts.happened.clone()).collect();
    assert_eq!(words, ["The first word", "The second word"]);
}

#[test]
fn a_late_answer_is_kept_and_the_frozen_figures_stay() {
    let trial = Trial::new();
    open(&trial);
    let ask = single(&trial)[0].clone();
    let page = trial.get("manager", &format!("{ROUND}/freeze")).text;
    assert!(page.contains("have no answer"), "{page}");
    assert_eq!(trial.post("manager", &format!("{ROUND}/freeze"), &[]).status, 303);
    assert!(trial.get("manager", ROUND).text.contains("Figures frozen, number 1"));
    assert_eq!(trial.post("manager", &format!("{ROUND}/freeze"), &[]).status, 422, "once is enough");
    trial.pass(1);
    let seq = told(&trial, &ask, &[("choice", "progress"), ("happened", "Late"), ("percent", "77")]);
    let page = trial.get("manager", ROUND).text;
    assert_eq!(
        (figure(&page, "Answered"), figure(&page, "Answered after the figures were frozen")),
        ("0".into(), "1".into())
    );
    assert!(page.contains("Kept: it came after the figures were frozen"));
    let kept = trial.get("manager", &format!("{ROUND}/moderate")).text;
    assert!(kept.contains("1 answer is kept"), "{kept}");
    let choice = format!("do-{seq}");
    assert_eq!(trial.post("manager", &format!("{ROUND}/moderate"), &[(&choice, "take")]).status, 422);
    assert_eq!(trial.post("manager", &format!("{ROUND}/open-again"), &[]).status, 422, "a reason is needed");
    assert_eq!(trial.post("manager", &format!("{ROUND}/open-again"), &[("reason", "One came late")]).status, 303);
    assert_eq!(trial.post("manager", &format!("{ROUND}/moderate"), &[(&choice, "take")]).status, 303);
    assert_eq!(trial.post("manager", &format!("{ROUND}/freeze"), &[]).status, 303);
    let log = trial.get("manager", "/p/torbay/history?kind=round_unfrozen").text;
    assert!(log.contains("One came late"), "{log}");
    let held = round(&trial);
    let at: Vec<_> = held.freezes.iter().map(|freeze| freeze.at).collect();
    let then = |known_by| {
        let state = trial.house.desk().state(PLAN, Until { as_at: None, known_by: Some(known_by) }).unwrap();
        state.row(&ask.row).unwrap().report.percent
    };
    assert_ne!(then(at[0]), Some(Percent::whole(77)), "number 1 stays as it was");
    assert_eq!(then(at[1]), Some(Percent::whole(77)));
}

/// Between the day on which answers are due and the freeze: what is taken then is in the round's figures.
#[test]
fn an_answer_after_the_due_day_and_before_the_freeze_is_in_the_figures_of_the_round() {
    let mut trial = Trial::new();
    open(&trial);
    let due = round(&trial).facts.due;
    let hours = (onpace_core::local_time::instant(due.tomorrow().unwrap(), 12, 0).unwrap() - NOW) / 3_600_000_000;
    trial.pass(hours);
    trial.sign_in_again("manager");
    let ask = single(&trial)[0].clone();
    let seq = told(&trial, &ask, &[("choice", "progress"), ("happened", "In time"), ("percent", "66")]);
    let choice = format!("do-{seq}");
    assert_eq!(trial.post("manager", &format!("{ROUND}/moderate"), &[(&choice, "take")]).status, 303);
    assert!(trial.get("manager", &format!("{ROUND}/moderate")).text.contains("No answer waits for you"));
    assert_eq!(percent(&trial, &ask.row, Some(due)), Some(Percent::whole(66)));
}

/// The page's figures against a count of what this test itself said.
#[test]
fn the_figures_of_a_round_are_those_of_a_count_by_hand() {
    let trial = Trial::new();
    open(&trial);
    let asks = single(&trial);
    let rows: std::collections::BTreeSet<_> = round(&trial).facts.asks.into_iter().map(|ask| ask.row).collect();
    let (mut answered, mut taken) = (0, 0);
    for (at, ask) in asks.iter().enumerate() {
        match at % 3 {
            0 => continue,
            1 => drop(told(&trial, ask, &[("choice", "unchanged")])),
            _ => {
                let seq = told(&trial, ask, &[("choice", "progress"), ("happened", "It goes on"), ("next", "Go on")]);
                let choice = format!("do-{seq}");
                assert_eq!(trial.post("manager", &format!("{ROUND}/moderate"), &[(&choice, "take")]).status, 303);
                taken += 1;
            }
        }
        answered += 1;
    }
    assert!(answered > 3 && taken > 1, "{answered} {taken}");
    let page = trial.get("manager", ROUND).text;
    for (words, number) in [
        ("Actions asked about", rows.len()),
        ("Answered", answered),
        ("Without an answer", rows.len() - answered),
        ("Answered after the figures were frozen", 0),
        ("Answers to look at", answered - taken),
    ] {
        assert_eq!(figure(&page, words), number.to_string(), "{words}");
    }
    let list = trial.get("manager", "/p/torbay/rounds").text;
    assert!(list.contains(&format!("{answered} of {}", rows.len())), "{list}");
}

#[test]
fn a_form_of_several_answers_is_dealt_with_whole_or_not_at_all() {
    let trial = Trial::new();
    open(&trial);
    let asks = single(&trial);
    let seqs: Vec<u64> =
        asks[..3].iter().map(|ask| told(&trial, ask, &[("choice", "progress"), ("happened", "It goes on")])).collect();
    let fields: Vec<(String, &str)> = vec![
        (format!("do-{}", seqs[0]), "back"),
        (format!("reason-{}", seqs[0]), "Say which group met"),
        (format!("do-{}", seqs[1]), "take"),
        (format!("do-{}", seqs[2]), "back"),
        (format!("reason-{}", seqs[2]), "Say when"),
    ];
    let form: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    // The second row is taken out of the plan meanwhile: it cannot be taken, so nothing is done with the others.
    let before = round(&trial);
    let withdraw = onpace_core::plan::command::Command::Withdraw { code: asks[1].row.to_string() };
    let seat = crate::rounds::seat(NOW).because(Some("a trial"));
    trial.house.desk().command(PLAN, &withdraw, "2022-06-20".parse().unwrap(), &seat).unwrap();
    let answer = trial.post("manager", &format!("{ROUND}/moderate"), &form);
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("taken out of the plan"), "{}", answer.text);
    assert_eq!(round(&trial), before);
    assert_eq!(trial.post("manager", &format!("{ROUND}/moderate"), &[&form[..2], &form[3..]].concat()).status, 303);
    let held = round(&trial);
    let made: Vec<_> = seqs.iter().map(|seq| held.answers.iter().find(|one| one.seq == *seq).unwrap()).collect();
    assert!(made[1].moderated.is_none());
    let reasons: Vec<_> = [made[0], made[2]].iter().map(|one| one.moderated.clone().unwrap().reason.unwrap()).collect();
    assert_eq!(reasons, ["Say which group met", "Say when"]);
    let numbers: Vec<u64> = [made[0], made[2]].iter().map(|one| one.moderated.as_ref().unwrap().seq).collect();
    assert_eq!(numbers[0] + 1, numbers[1], "one append");
}
