//! Rounds by the command line, as those outside rely on them; and killed while their figures are frozen.

use crate::service::{Client, Service, held, now, session};
use crate::{EXAMPLE, Run, onpace, read, run, write};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

/// A day so many days from now, for the program has no other clock than that of the machine.
fn in_days(days: i32) -> String {
    let today = onpace_core::local_time::day_of(now());
    onpace_core::local_time::days_later(now(), days).map_or(today, onpace_core::local_time::day_of).to_string()
}

struct Rounds {
    _folder: tempfile::TempDir,
    data: String,
}

impl Rounds {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data").to_string_lossy().into_owned();
        assert_eq!(run(&["import", EXAMPLE, "--plan", "send", "--data", &data]).code, 0);
        Self { _folder: folder, data }
    }

    fn run(&self, arguments: &[&str]) -> Run {
        run(&[&["round"], arguments, &["--data", &self.data]].concat())
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let run = self.run(&[arguments, &["--json"]].concat());
        serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{arguments:?}: {e}\n{}{}", run.out, run.err))
    }

    fn reach(&self, written: &str) {
        let email = format!("{}@here.invalid", written.to_lowercase());
        let set = ["person", "set", written, "--plan", "send", "--email", &email, "--data", &self.data];
        assert_eq!(run(&set).code, 0);
    }

    fn open(&self) {
        let opened = self.json(&["open", "send", "--board", &in_days(40), "--at-once"]);
        assert_eq!(opened["saved"], true, "{opened}");
    }
}

#[test]
fn a_round_is_planned_in_words_and_for_programs() {
    let rounds = Rounds::new();
    rounds.reach("DHd");
    let asked = ["plan", "send", "--board", "21/7/2022", "--on", "2022-06-20"];
    let words = rounds.run(&asked);
    assert_eq!(words.code, 0, "{}", words.err);
    insta::assert_snapshot!("round-plan", words.out);
    let told = rounds.json(&asked);
    insta::assert_snapshot!("round-plan-json", serde_json::to_string_pretty(&told).unwrap());
    assert_eq!(rounds.run(&["status", "send"]).code, 3, "planning opens nothing");
    // The days are those of the United Kingdom, wherever the machine stands.
    let mut elsewhere = onpace(&[&["round"], &asked[..], &["--data", &rounds.data]].concat());
    for zone in ["America/Los_Angeles", "Pacific/Kiritimati", "nowhere"] {
        assert_eq!(read(&elsewhere.env("TZ", zone).output().unwrap()).out, words.out, "{zone}");
    }
}

#[test]
fn what_cannot_be_done_with_a_round_is_refused_with_what_to_do() {
    let rounds = Rounds::new();
    for (arguments, code, words) in [
        (&["plan", "send", "--board", "2022-06-01", "--on", "2022-06-20"][..], 4, "has met"),
        (&["plan", "send", "--board", "2022-06-24", "--on", "2022-06-20"], 4, "too soon"),
        (&["plan", "other", "--board", "2022-07-21"], 3, "held are send"),
        (&["status", "send"], 3, "onpace round open send --board DAY"),
        (&["freeze", "send"], 3, "no round yet"),
        (&["plan", "send"], 2, "--board"),
        (&["record", "send", "1A", "--from", "DHd", "--choice", "maybe"], 2, "not-as-planned"),
    ] {
        let refused = rounds.run(arguments);
        assert_eq!(refused.code, code, "{arguments:?}: {}", refused.err);
        assert!(refused.err.contains(words), "{arguments:?}: {}", refused.err);
    }
    rounds.open();
    for (arguments, code, words) in [
        (&["open", "send", "--board", &in_days(60)][..], 4, "is still open"),
        (&["status", "send", "2020-01"], 3, "it has"),
        (&["unfreeze", "send"], 4, "why the figures are opened again"),
        (&["unfreeze", "send", "--reason", "too early"], 4, "is not frozen"),
        (&["record", "send", "10B", "--from", "RS", "--choice", "unchanged"], 4, "not asked about this action"),
        (&["record", "send", "10B", "--from", "nobody", "--choice", "unchanged"], 3, "nobody"),
        (&["record", "send", "10B", "--from", "DHd", "--choice", "progress"], 4, "a sentence about what happened"),
        (&["remind", "send", "--to", "DHd"], 4, "phone them"),
        (&["freeze", "send", "--by", "Dana Officer"], 4, "never by a name"),
    ] {
        let refused = rounds.run(arguments);
        assert_eq!(refused.code, code, "{arguments:?}: {}{}", refused.out, refused.err);
        assert!(refused.err.contains(words), "{arguments:?}: {}", refused.err);
    }
}

#[test]
fn a_round_is_opened_recorded_reminded_frozen_and_opened_again() {
    let rounds = Rounds::new();
    rounds.reach("DHd");
    let trial = rounds.run(&["open", "send", "--board", &in_days(40), "-n"]);
    assert!(trial.code == 0 && trial.out.starts_with("A trial, nothing was saved: round"), "{}", trial.out);
    assert_eq!(rounds.run(&["status", "send"]).code, 3);
    rounds.open();
    let begun = rounds.json(&["status", "send"]);
    assert_eq!((&begun["answered"], &begun["frozen"]), (&Value::from(0), &Value::from(false)));
    assert_eq!(begun["asked"], begun["silent"]);
    let of = |status: &Value, written: &str| {
        status["not_answered"].as_array().unwrap().iter().find(|one| one["written"] == written).cloned()
    };
    assert_eq!(of(&begun, "DHd").unwrap()["last_letter"], "Sending");
    assert_eq!(of(&begun, "RS").unwrap()["last_letter"], Value::Null);

    // Their letter is of today already; who has no address is to be telephoned.
    let reminded = rounds.json(&["remind", "send"]);
    let told: BTreeMap<&str, &str> = reminded["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["written"].as_str().unwrap(), one["reminder"].as_str().unwrap()))
        .collect();
    assert_eq!((told["DHd"], told["RS"]), ("had_one_today", "no_address"));
    let would = rounds.run(&["remind", "send", "-n"]);
    assert!(would.out.contains("DHd      would get a reminder"), "{}", would.out);

    // A reminder by hand is history: who, whom, why.
    rounds.reach("RS");
    let put = rounds.run(&["remind", "send", "--to", "RS", "--by", "person-1", "--reason", "They asked for it"]);
    assert!(put.code == 0 && put.out.contains("RS       a reminder is in the post"), "{}{}", put.out, put.err);
    let log = run(&["log", "send", "--data", &rounds.data]).out;
    for words in ["had RS reminded", "person-1", "They asked for it"] {
        assert!(log.contains(words), "{words}: {log}");
    }
    let named = rounds.run(&["remind", "send", "--by", "Dana Officer"]);
    assert!(named.code == 4 && named.err.contains("never by a name"), "{}", named.err);

    let record = ["record", "send", "10b", "--from", "DHd", "--choice", "progress", "--happened", "The group met."];
    let trial = rounds.json(&[&record[..], &["-n"]].concat());
    assert_eq!(trial["saved"], false);
    let saved =
        rounds.json(&[&record[..], &["--percent", "40", "--next", "Meet again", "--meeting", "2022-07-01"]].concat());
    assert_eq!(saved["events"][0]["answered"]["row"], "10B", "{saved}");
    // Whoever leads with them and does not know of it is told, and can say that they know.
    let joint = ["record", "send", "10A", "--choice", "unchanged"];
    let first = rounds.json(&[&joint[..], &["--from", "DHd"]].concat());
    let second = rounds.run(&[&joint[..], &["--from", "RS"]].concat());
    assert!(second.code == 4 && second.err.contains("somebody else answered"), "{}", second.err);
    let seen = first["event"].to_string();
    assert_eq!(rounds.json(&[&joint[..], &["--from", "RS", "--seen", &seen]].concat())["saved"], true);

    let status = rounds.json(&["status", "send"]);
    assert_eq!((&status["answered"], &status["with_meeting"], &status["with_next"]), (&2.into(), &1.into(), &1.into()));
    assert_eq!(rounds.json(&["freeze", "send"])["saved"], true);
    let again = rounds.run(&["freeze", "send"]);
    assert!(again.code == 4 && again.err.contains("are frozen"), "{}", again.err);
    let frozen = rounds.run(&["remind", "send"]);
    assert!(frozen.code == 4 && frozen.err.contains("are frozen"), "{}", frozen.err);
    assert_eq!(rounds.json(&["unfreeze", "send", "--reason", "an answer was missed"])["saved"], true);
    assert_eq!(rounds.json(&["freeze", "send"])["saved"], true);
    let status = rounds.json(&["status", "send"]);
    let numbers: Vec<&Value> = status["freezes"].as_array().unwrap().iter().map(|one| &one["number"]).collect();
    assert_eq!((&status["frozen"], numbers), (&true.into(), vec![&1.into(), &2.into()]));
    let words = rounds.run(&["status", "send"]).out;
    assert!(words.contains("Figures frozen under number 2") && words.contains("Not answered yet"), "{words}");
    assert_eq!(run(&["verify", "--data", &rounds.data]).code, 0);
}

#[test]
fn help_of_rounds_begins_with_examples() {
    let help = run(&["round", "--help"]);
    assert_eq!(help.code, 0);
    assert!(help.out.starts_with("Examples:\n  onpace round plan"), "{}", help.out);
}

/// A plan of 2,000 actions, each with a lead.
fn large(folder: &std::path::Path) -> String {
    let mut text = "Code,Action,LO,Start,Finish,% complete\n".to_owned();
    for n in 0..2_000 {
        let _ = writeln!(text, "{}A.{},Agree part {n},P{},02/05/22,01/12/30,5%", n / 50 + 1, n % 50 + 1, n % 40);
    }
    write(folder, "large.csv", text)
}

/// Case DUR-05.
#[test]
fn the_service_is_killed_while_figures_are_frozen_and_they_are_frozen_wholly_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let file = large(folder.path());
    let imported = run(&["import", &file, "--plan", "send", "--yes", "--data", &data]);
    assert_eq!(imported.code, 0, "{}", imported.err);
    let rounds = Rounds { _folder: tempfile::tempdir().unwrap(), data: data.clone() };
    rounds.open();
    let status = rounds.json(&["status", "send"]);
    assert!(status["asked"].as_u64() >= Some(2_000), "{}", status["asked"]);
    let name = status["round"].as_str().unwrap().to_owned();
    let page = |page: &str| format!("/p/send/rounds/{name}/{page}");
    let session = session(&data, now());
    let (mut kept, mut lost, mut acknowledged) = (0, 0, 0);
    let mut number = 0;
    // How long a freeze takes here is not known; kills fall at all times within what it seems to be.
    let mut whole = Duration::from_millis(40);
    for kill in 0..40u32 {
        let mut service = Service::start(&data);
        let client = Client::new(service.at, session.clone());
        let (at, path) = (service.at, page("freeze"));
        let asked = std::thread::spawn(move || client.post(at, &path, "").status);
        std::thread::sleep(whole * (kill * 7_919 % 1_000) / 800);
        service.kill();
        let status = rounds.json(&["status", "send"]);
        let freezes = status["freezes"].as_array().unwrap().len();
        let is_frozen = status["frozen"] == true;
        assert_eq!(freezes, number + usize::from(is_frozen), "one freeze, whole");
        match asked.join().unwrap() {
            303 => {
                acknowledged += 1;
                assert!(is_frozen, "it was acknowledged");
            }
            answer => assert_eq!(answer, 0, "no other answer"),
        }
        if is_frozen {
            // The figures are all there: as many rows as were asked about.
            assert_eq!(status["freezes"][number]["number"], number + 1);
            assert_eq!(status["silent"], status["asked"]);
            kept += 1;
            number += 1;
            whole = whole * 9 / 10;
            assert_eq!(rounds.run(&["unfreeze", "send", "--reason", "once more"]).code, 0);
        } else {
            lost += 1;
            whole = (whole * 10 / 9).min(Duration::from_secs(5));
        }
    }
    println!("{kept} frozen, of them {acknowledged} acknowledged; {lost} not");
    assert!(kept > 0 && lost > 0, "{kept} frozen, {lost} not");
    assert_eq!(run(&["verify", "--data", &data]).code, 0);
}
