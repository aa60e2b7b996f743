//! Plans that are held, from the command line, as those outside rely on it.

use crate::{EXAMPLE, Run, run, write};
use serde_json::Value;
use std::path::Path;

/// A data folder with the example in it as the plan "send".
pub(crate) struct Held {
    folder: tempfile::TempDir,
}

impl Held {
    pub(crate) fn new() -> Self {
        let held = Self { folder: tempfile::tempdir().unwrap() };
        assert_eq!(held.run(&["import", EXAMPLE, "--plan", "send"]).code, 0);
        held
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn data(&self) -> String {
        self.folder.path().join("data").to_string_lossy().into_owned()
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let data = self.data();
        run(&[arguments, &["--data", &data]].concat())
    }

    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let run = self.run(&[arguments, &["--json"]].concat());
        serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{arguments:?}: {e}\n{}{}", run.out, run.err))
    }

    pub(crate) fn saved(&self, arguments: &[&str]) -> u64 {
        let answer = self.json(arguments);
        assert_eq!(answer["saved"], true, "{arguments:?}: {answer}");
        answer["event"].as_u64().unwrap()
    }

    fn percent(&self, code: &str, times: &[&str]) -> Value {
        let shown = self.json(&[&["plan", "show", "send"], times].concat());
        let actions = shown["actions"].as_array().unwrap().clone();
        actions.into_iter().find(|action| action["code"] == code).unwrap()["percent_complete"].clone()
    }
}

#[test]
fn a_plan_that_is_held_is_shown_as_the_file_it_came_from() {
    let held = Held::new();
    for day in ["2022-05-22", "2022-06-16"] {
        let shown = held.run(&["plan", "show", "send", "--as-at", day, "--json"]);
        let checked = run(&["check", EXAMPLE, "--as-at", day, "--json"]);
        // A document is as old as its paper says; of a plan that is held, each action has its own day.
        let all_but_age = |out: &str| -> Value {
            let mut all: Value = serde_json::from_str(out).unwrap();
            all["findings"].as_array_mut().unwrap().retain(|one| one["rule"] != "stale-data");
            // Of a document's prose a ledger keeps what claims something of the plan, and nobody's name.
            for key in ["numbers", "statements"] {
                assert!(all.as_object_mut().unwrap().remove(key).is_some(), "{key}");
            }
            all
        };
        assert_eq!(all_but_age(&shown.out), all_but_age(&checked.out), "{day}");
        assert_eq!(held.run(&["check", "send", "--as-at", day, "--json"]).out, shown.out);
        let age = shown.out.contains("stale-data");
        assert_eq!(age, day == "2022-06-16", "fresh on the day of the updates: {day}");
    }
    let board = |from: &Held, name: &str, out: &str| {
        let out = from.folder.path().join(out).to_string_lossy().into_owned();
        assert_eq!(from.run(&["report", "build", "board", name, "-o", &out, "--as-at", "2022-05-22"]).code, 0);
        std::fs::read(out).unwrap()
    };
    assert_eq!(board(&held, "send", "a.csv"), board(&held, EXAMPLE, "b.csv"));
}

#[test]
fn an_update_holds_from_its_day_and_was_known_from_its_instant() {
    let held = Held::new();
    let before = held.json(&["log", "send"]).as_array().unwrap().last().unwrap()["recorded_at"].clone();
    std::thread::sleep(std::time::Duration::from_millis(2));
    held.saved(&["update", "add", "send", "1a", "--percent", "45", "--on", "2022-06-01", "--note", "Draft agreed"]);
    held.saved(&["update", "add", "send", "1A", "--percent", "2", "--on", "2022-05-10"]);
    for (day, percent) in [("2022-05-10", 2.0), ("2022-05-22", 5.0), ("2022-06-16", 45.0)] {
        assert_eq!(held.percent("1A", &["--as-at", day]), percent, "{day}");
    }
    let known = ["--known-by", before.as_str().unwrap()];
    assert_eq!(held.percent("1A", &[&["--as-at", "2022-06-16"], &known[..]].concat()), 5.0);
    assert_eq!(held.percent("1A", &[&["--as-at", "2022-05-10"], &known[..]].concat()), Value::Null);
    let early = held.run(&["plan", "show", "send", "--known-by", "2020-01-01"]);
    assert!(early.code == 3 && early.err.contains("nothing of send was known by then"), "{}", early.err);
}

#[test]
fn what_was_wrong_is_corrected_or_taken_back_and_stays_in_the_log() {
    let held = Held::new();
    let event = held.saved(&["update", "add", "send", "1A", "--percent", "80", "--on", "2022-06-01"]).to_string();
    let refused = held.run(&["update", "correct", "send", &event, "--percent", "8"]);
    assert!(refused.code == 4 && refused.err.contains("say why"), "{}", refused.err);
    held.saved(&["update", "correct", "send", &event, "--percent", "8", "--reason", "a 0 too many"]);
    assert_eq!(held.percent("1A", &["--as-at", "2022-06-01"]), 8.0);
    let again = held.saved(&["update", "add", "send", "1A", "--percent", "90", "--on", "2022-06-02"]).to_string();
    held.saved(&["update", "withdraw", "send", &again, "--reason", "another action was meant"]);
    assert_eq!(held.percent("1A", &["--as-at", "2022-06-02"]), 8.0);
    let log = held.json(&["log", "send", "1A"]);
    let kinds: Vec<&str> = log.as_array().unwrap().iter().map(|line| line["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["added", "reported", "reported", "corrected", "reported", "superseded"]);
    assert_eq!(held.json(&["verify"])["ok"], true);
}

#[test]
fn a_later_file_says_what_waits_for_what_otherwise() {
    let held = Held::new();
    let import = |text: &str, more: &[&str]| {
        let file = write(held.folder.path(), "waits.csv", text);
        let run = held.run(&[&["import", &file, "--plan", "waits", "--on", "2022-07-01"], more].concat());
        (run.code, run.out + &run.err)
    };
    let rows = |b: &str, c: &str| {
        format!(
            "Code,Action,LO,Start,Finish,Waits for\n1A,Agree,JC,13/04/22,30/04/22,\n1B,Train,JC,03/05/22,31/05/22,{b}\n1C,Open,JC,01/06/22,30/06/22,{c}\n"
        )
    };
    let waits =
        |code: &str| held.json(&["action", "show", "waits", code, "--as-at", "2022-07-01"])["waits_for"].clone();
    assert_eq!(import(&rows("1A", "\"1A, 1B\""), &[]).0, 0);
    assert_eq!(waits("1C").as_array().map(Vec::len), Some(2));
    // The same again changes nothing, and neither does a column that says nothing.
    for same in [rows("1A", "\"1A, 1B\""), rows("", "").replace(",Waits for", "").replace(",\n", "\n")] {
        let (code, out) = import(&same, &["--yes"]);
        assert!(code == 0 && !out.contains("waits for"), "{out}");
    }
    // Somebody takes a link out; the same file does not bring it back.
    held.saved(&["action", "link", "waits", "1C", "1A", "--remove", "--on", "2022-07-01"]);
    assert_eq!(waits("1C").as_array().map(Vec::len), Some(1));
    let (_, out) = import(&rows("1A", "\"1A, 1B\""), &["--yes"]);
    assert!(!out.contains("waits for") && waits("1C").as_array().map(Vec::len) == Some(1), "{out}");
    // A later file says it otherwise: another kind, one that is gone, and one that is new.
    let (code, out) = import(&rows("1ASS+5 days", "1A"), &[]);
    assert_eq!(code, 4, "{out}");
    assert!(out.contains("~ 1B  waits for: 1A \u{2192} 1ASS+5 days"), "{out}");
    assert_eq!(import(&rows("1ASS+5 days", "1A"), &["--yes"]).0, 0);
    assert_eq!(
        (&waits("1B")[0]["kind"], &waits("1B")[0]["lag_days"]),
        (&Value::from("start_to_start"), &Value::from(5))
    );
    // A row that is new waits as the file says.
    let more = rows("1ASS+5 days", "1A") + "1D,Tell,JC,01/07/22,31/07/22,1CFS+2 days\n";
    let (code, out) = import(&more, &["--yes"]);
    assert_eq!(code, 0, "{out}");
    assert_eq!(waits("1D")[0]["lag_days"], 2);
    assert_eq!(held.json(&["verify"])["ok"], true);
}

#[test]
fn the_same_file_changes_nothing_and_a_later_one_what_it_says_differently() {
    let held = Held::new();
    held.saved(&["update", "add", "send", "10B", "--percent", "50", "--on", "2022-06-01"]);
    let size = held.json(&["verify"])["size"].clone();
    let same = held.json(&["import", EXAMPLE, "--plan", "send"]);
    assert_eq!((&same["saved"], &same["events"]), (&Value::from(false), &Value::from(0)));
    assert_eq!(
        held.json(&["verify"])["size"],
        size,
        "the same file again changes nothing, not even what was said since"
    );

    let text = "Code,Action,LO,Start,Finish,% complete\n\
        1A,Create a JSNA Data Group,JC/BB,13/04/22,30/06/22,25%\n\
        1A.9,Publish the first data pack,JC,01/07/22,31/07/22,0%\n";
    let later = write(held.folder.path(), "later.csv", text);
    let asked = held.run(&["import", &later, "--plan", "send"]);
    assert_eq!(asked.code, 4);
    for line in
        ["+ 1A.9  Publish the first data pack", "~ 1A  finish: 2022-05-31 \u{2192} 2022-06-30", "- 2A  not in the file"]
    {
        assert!(asked.out.contains(line), "{line}\n{}", asked.out);
    }
    assert!(asked.err.contains("nothing was recorded"), "{}", asked.err);
    let trial = held.json(&["import", &later, "--plan", "send", "--yes", "--dry-run"]);
    assert!(trial["saved"] == false && trial["events"].as_u64() > Some(2), "{trial}");
    assert_eq!(held.json(&["verify"])["size"], size);

    held.json(&["import", &later, "--plan", "send", "--only", "1a", "--on", "2022-07-01"]);
    let shown = held.json(&["action", "show", "send", "1A", "--as-at", "2022-07-01"]);
    assert_eq!((&shown["finish"], &shown["percent_complete"]), (&Value::from("2022-06-30"), &Value::from(25.0)));
    assert_eq!(held.run(&["action", "show", "send", "1A.9", "--as-at", "2022-07-01"]).code, 4);
    held.json(&["import", &later, "--plan", "send", "--yes", "--on", "2022-07-01"]);
    let shown = held.json(&["plan", "show", "send", "--as-at", "2022-07-01"]);
    let codes: Vec<&str> = shown["actions"].as_array().unwrap().iter().map(|a| a["code"].as_str().unwrap()).collect();
    assert_eq!(codes.len(), 30, "nothing that a partial file does not mention is deleted");
    let at = |code: &str| codes.iter().position(|known| *known == code).unwrap();
    assert_eq!(at("1A.9"), at("1A") + 1, "where the file has it");
    let again = held.json(&["import", &later, "--plan", "send", "--yes"]);
    assert_eq!(again["events"], 0, "{again}");
}

#[test]
fn a_row_under_another_code_is_known_by_its_title() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, rows: &str| write(folder.path(), name, format!("Code,Action,Start,Finish\n{rows}"));
    let first = file(
        "first.csv",
        "1A,Agree the joint commissioning strategy,13/04/22,31/05/22\n1B,Train all staff,13/04/22,31/05/22\n",
    );
    let second = file(
        "second.csv",
        "1C,Agree the joint commissioning strategy with health,13/04/22,31/05/22\n1B,Train all staff,13/04/22,31/05/22\n",
    );
    let data = folder.path().join("data").to_string_lossy().into_owned();
    assert_eq!(run(&["import", &first, "--plan", "p", "--data", &data]).code, 0);
    let import = run(&["import", &second, "--plan", "p", "--data", &data, "--yes", "--on", "2022-06-01"]);
    assert!(import.out.contains("~ 1C  code: 1A \u{2192} 1C"), "{}", import.out);
    let log = run(&["log", "p", "1C", "--data", &data]);
    assert!(log.out.contains("added: Agree the joint") && log.out.contains("code 1C"), "{}", log.out);
}

#[test]
fn actions_are_added_changed_moved_linked_and_withdrawn() {
    let held = Held::new();
    let on = ["--on", "2022-06-01"];
    let act = |arguments: &[&str]| held.saved(&[arguments, &on[..]].concat());
    act(&[
        "action",
        "add",
        "send",
        "1B",
        "--title",
        "Share the data",
        "--start",
        "2022-06-06",
        "--finish",
        "2022-07-29",
        "--lead",
        "JC",
    ]);
    act(&[
        "action",
        "set",
        "send",
        "1B",
        "--title",
        "Share the data weekly",
        "--finish",
        "2022-08-31",
        "--accountable=XY",
        "--reason=agreed",
    ]);
    act(&["action", "add", "send", "19", "--title", "Transport", "--focus-area"]);
    act(&["action", "move", "send", "1B", "--under", "2", "--reason", "it belongs there"]);
    act(&["action", "link", "send", "1B", "1A", "--lag", "-3"]);
    act(&["baseline", "set", "send", "first"]);
    act(&["plan", "approve", "send", "--version", "1.1", "--body", "Ofsted"]);
    let asked = act(&["action", "propose", "send", "1B", "--finish", "2022-09-30", "--reason", "holidays"]).to_string();
    act(&["action", "decide", "send", &asked, "--grant"]);
    act(&["action", "status", "send", "1B", "--set", "amber", "--reason", "waiting for health"]);
    let shown = held.json(&["action", "show", "send", "1B", "--as-at", "2022-06-01"]);
    insta::assert_snapshot!(serde_json::to_string_pretty(&shown).unwrap());
    act(&["action", "withdraw", "send", "1B", "--reason", "done elsewhere"]);
    let gone = held.run(&["action", "show", "send", "1B"]);
    assert!(gone.code == 4 && gone.err.contains("was withdrawn"), "{}", gone.err);
    let refused = held.run(&["action", "withdraw", "send", "1A", "--reason", "a try"]);
    assert!(refused.code == 4 && refused.err.contains("hang from"), "{}", refused.err);
    let trial = held.run(&["action", "add", "send", "1C", "--title", "Trial", "--dry-run"]);
    assert!(trial.code == 0 && trial.out.starts_with("A trial, nothing was saved"), "{}", trial.out);
    let log = held.run(&["log", "send"]).out;
    for words in [
        "baseline \u{201c}first\u{201d} of",
        "version 1.1 approved by Ofsted",
        "waits for 1A (finish-to-start, -3 working days)",
        "was granted",
        "moved under 2",
    ] {
        assert!(log.contains(words), "{words}\n{log}");
    }
}

#[test]
fn erased_content_is_gone_and_everything_still_verifies() {
    let held = Held::new();
    let event = held
        .saved(&["update", "add", "send", "1A", "--percent", "30", "--on", "2022-06-01", "--note", "Sam's diagnosis"])
        .to_string();
    let saved = held.folder.path().join("checkpoint").to_string_lossy().into_owned();
    std::fs::write(&saved, held.run(&["checkpoint"]).out).unwrap();
    assert_eq!(held.run(&["erase", "send", &event]).code, 4, "a reason is needed");
    assert_eq!(held.run(&["erase", "send", "1", "--reason", "x"]).code, 4, "the plan stands on its opening");
    assert_eq!(held.run(&["erase", "send", &event, "--reason", "names a child"]).code, 0);
    let log = held.run(&["log", "send"]).out;
    assert!(
        !log.contains("diagnosis") && log.contains("its content was erased") && log.contains("names a child"),
        "{log}"
    );
    assert_eq!(held.percent("1A", &["--as-at", "2022-06-01"]), 5.0);
    assert_eq!(held.run(&["verify", "--against", &saved]).code, 0);
    let history = held.folder.path().join("send.jsonl").to_string_lossy().into_owned();
    assert_eq!(held.run(&["plan", "export", "send", "-o", &history]).code, 0);
    assert!(!std::fs::read_to_string(history).unwrap().contains("diagnosis"));
}

#[test]
fn a_backup_is_taken_verified_restored_and_drilled() {
    let held = Held::new();
    held.saved(&["update", "add", "send", "1A", "--percent", "30", "--on", "2022-06-01"]);
    let file = held.folder.path().join("backup.db").to_string_lossy().into_owned();
    assert_eq!(held.run(&["backup", "create", "-o", &file]).code, 0);
    let new = held.folder.path().join("new").to_string_lossy().into_owned();
    assert_eq!(run(&["backup", "restore", &file, "--data", &new]).code, 0);
    let shown = |data: &str| run(&["plan", "show", "send", "--json", "--data", data]).out;
    assert_eq!(shown(&new), shown(&held.data()));
    assert_eq!(run(&["backup", "restore", &file, "--data", &new]).code, 4, "never over plans");
    assert_eq!(held.run(&["backup", "verify", &file]).code, 0);
    assert_eq!(held.json(&["backup", "drill"])["ok"], true);
    assert_eq!(held.json(&["backup", "list"]), serde_json::json!([]));
    assert_eq!(held.run(&["backup", "create"]).code, 0);
    assert_eq!(held.json(&["backup", "list"]).as_array().unwrap().len(), 1);
    let looks = held.json(&["doctor"]);
    let well = |what: &str| {
        looks["looks"].as_array().unwrap().iter().find(|look| look["what"] == what).unwrap()["well"].clone()
    };
    assert_eq!(
        [well("history"), well("backup"), well("people")],
        [Value::from(true), Value::from(true), Value::from(false)]
    );
}

#[test]
fn names_are_in_the_directory_and_never_in_the_ledger() {
    let held = Held::new();
    assert_eq!(
        held.run(&["person", "set", "JC", "--plan", "send", "--name", "Jo Carter", "--email", "jo@example.org"]).code,
        0
    );
    assert_eq!(held.run(&["person", "set", "JC", "--email", "nowhere"]).code, 4);
    let people = held.json(&["person", "list"]);
    let jc = people.as_array().unwrap().iter().find(|person| person["written"] == "JC").unwrap();
    assert_eq!((&jc["name"], &jc["known"]), (&Value::from("Jo Carter"), &Value::from(true)));
    assert_eq!(held.run(&["person", "resolve", "BB", "--is", jc["id"].as_str().unwrap()]).code, 0);
    let by_name = held.run(&["update", "add", "send", "1A", "--percent", "9", "--by", "Jo Carter"]);
    assert!(by_name.code == 4 && by_name.err.contains("never by a name"), "{}", by_name.err);
    let history = held.folder.path().join("send.jsonl").to_string_lossy().into_owned();
    held.run(&["plan", "export", "send", "-o", &history]);
    let text = std::fs::read_to_string(history).unwrap();
    assert!(!text.contains("\\\"JC\\\"") && !text.contains("Carter") && !text.contains("example.org"));
    assert_eq!(held.run(&["person", "forget", jc["id"].as_str().unwrap()]).code, 0);
    assert_eq!(held.json(&["verify"])["ok"], true);
    let officers = held.json(&["plan", "show", "send"])["actions"][0]["officers"].to_string();
    assert!(officers.contains(jc["id"].as_str().unwrap()), "{officers}");
}

#[test]
fn processes_that_record_at_once_wait_for_each_other_and_lose_nothing() {
    let held = Held::new();
    std::thread::scope(|scope| {
        for n in 0..6 {
            let held = &held;
            scope.spawn(move || {
                let note = format!("said by {n}");
                held.saved(&["update", "add", "send", "1A", "--percent", "31", "--note", &note, "--on", "2022-06-01"]);
            });
        }
    });
    let log = held.run(&["log", "send", "1A"]).out;
    for n in 0..6 {
        assert_eq!(log.matches(&format!("said by {n}")).count(), 1, "{log}");
    }
}

#[test]
fn a_folder_that_another_goes_on_writing_is_refused_and_can_be_read() {
    let held = Held::new();
    let lock = std::fs::File::options().write(true).open(Path::new(&held.data()).join("lock")).unwrap();
    lock.lock().unwrap();
    let refused = held.run(&["update", "add", "send", "1A", "--percent", "31"]);
    assert_eq!(refused.code, 8);
    assert!(refused.err.contains("another Onpace"), "{}", refused.err);
    assert_eq!(held.run(&["plan", "list"]).code, 0);
}

#[test]
fn refusals_of_what_is_held_say_what_to_do() {
    let held = Held::new();
    let bad: [&[&str]; 12] = [
        &["plan", "show", "sned"],
        &["check", "nosuch.csv"],
        &["import", EXAMPLE, "--plan", "../up"],
        &["import", "nosuch.csv", "--plan", "send"],
        &["update", "add", "send", "1A"],
        &["update", "add", "send", "9Z", "--percent", "5"],
        &["update", "correct", "send", "3", "--percent", "5", "--reason", "x"],
        &["action", "add", "send", "1A", "--title", "Again"],
        &["log", "send", "9Z"],
        &["prove", "send", "9999"],
        &["backup", "restore", "nosuch.db"],
        &["person", "forget", "person-999"],
    ];
    let mut told = String::new();
    for arguments in bad {
        let run = held.run(arguments);
        let says = run.err.replace(&held.data(), "DATA");
        let line = arguments.join(" ").replace(EXAMPLE, "EXAMPLE");
        told = format!("{told}$ onpace {line}\n{says}exit {}\n\n", run.code);
    }
    told.push_str(&run(&["plan", "list"]).err);
    told.push_str(&run(&["plan", "list", "--data", "/nonexistent"]).err);
    insta::assert_snapshot!(told);
}

#[test]
fn a_plan_from_a_pdf_is_recorded_only_once_somebody_says_that_its_rows_are_right() {
    let held = Held::new();
    let pdf = held.folder.path().join("board.pdf").to_string_lossy().into_owned();
    assert_eq!(held.run(&["report", "build", "board", EXAMPLE, "--as-at", "2022-06-16", "-o", &pdf]).code, 0);
    let asked = held.run(&["import", &pdf, "--plan", "printed"]);
    assert_eq!(asked.code, 4, "{}{}", asked.out, asked.err);
    assert!(asked.out.contains("as a PDF") && asked.out.contains("To be looked at:"), "{}", asked.out);
    assert!(asked.err.contains("nothing was recorded: the columns and rows of a PDF"), "{}", asked.err);
    assert_ne!(held.run(&["plan", "show", "printed"]).code, 0, "nothing is there");
    assert_eq!(held.run(&["import", &pdf, "--plan", "printed", "--dry-run"]).code, 0);
    assert_ne!(held.run(&["plan", "show", "printed"]).code, 0, "a trial records nothing");
    let accepted = held.run(&["import", &pdf, "--plan", "printed", "--yes"]);
    assert_eq!(accepted.code, 0, "{}{}", accepted.out, accepted.err);
    assert_eq!(held.run(&["plan", "show", "printed"]).code, 0);
}

#[test]
fn the_rows_of_our_own_reports_come_back_from_their_pdfs() {
    let folder = tempfile::tempdir().unwrap();
    let example: Value = serde_json::from_str(&run(&["convert", EXAMPLE, "--json"]).out).unwrap();
    for report in ["board", "forum"] {
        let pdf = folder.path().join(format!("{report}.pdf")).to_string_lossy().into_owned();
        assert_eq!(run(&["report", "build", report, EXAMPLE, "--as-at", "2022-06-16", "-o", &pdf]).code, 0);
        let read: Value = serde_json::from_str(&run(&["convert", &pdf, "--json"]).out).unwrap();
        let rows = read["actions"].as_array().unwrap();
        let (mut seen, mut percents) = (0, 0);
        for action in example["actions"].as_array().unwrap() {
            let same = |row: &&Value| row["code"] == action["code"] && row["finish"].is_string();
            let Some(row) = rows.iter().find(same) else { continue };
            seen += 1;
            let title = row["title"].as_str().unwrap().trim_end_matches('\u{2026}').trim_end();
            assert!(action["title"].as_str().unwrap().starts_with(title), "{report}: {row}");
            assert_eq!(row["finish"], action["finish"], "{report}: {row}");
            if row["percent_complete"].is_number() {
                assert_eq!(row["percent_complete"], action["percent_complete"], "{report}: {row}");
                percents += 1;
            }
        }
        assert!(seen >= 12, "{report}: {seen} of {} rows came back", rows.len());
        println!("{report}: {seen} rows, {percents} with a percentage");
    }
}

#[test]
fn a_plan_that_is_held_is_judged_and_counted_as_it_chose() {
    let held = Held::new();
    let choose = ["plan", "policy", "send", "started", "--on", "2022-05-22"];
    let refused = held.run(&choose);
    assert_ne!(refused.code, 0);
    assert!(refused.err.contains("reason"), "{}", refused.err);
    held.saved(&[&choose[..], &["--reason", "the board asked for it"]].concat());
    let calendar =
        ["plan", "calendar", "send", "england-and-wales", "--on", "2022-05-22", "--reason", "nobody works then"];
    held.saved(&calendar);
    let rules = |arguments: &[&str]| {
        let shown = held.json(arguments);
        (shown["policy"]["name"].as_str().unwrap().to_owned(), shown["calendar"].as_str().unwrap().to_owned())
    };
    let said = |policy: &str, calendar: &str| (policy.to_owned(), calendar.to_owned());
    let chosen = said("started", "england-and-wales");
    assert_eq!(rules(&["plan", "show", "send"]), chosen);
    assert_eq!(rules(&["check", "send"]), chosen);
    assert_eq!(rules(&["plan", "show", "send", "--as-at", "2022-05-21"]), said("pace", "none"));
    assert_eq!(rules(&["plan", "show", "send", "--policy", "pace"]), said("pace", "england-and-wales"));
    assert_eq!(rules(&["check", EXAMPLE]), said("pace", "none"));
}
