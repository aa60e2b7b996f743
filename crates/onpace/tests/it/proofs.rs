//! `onpace report verify`: a file of a pack held against the ledger, in every medium; altered files, and ledgers that
//! are not those the file was made of. And what `onpace verify`, the script beside it and backups prove, and say that
//! they do not.

use crate::signed_pack::{Published, seat};
use crate::{EXAMPLE, Run, run, write};
use lopdf::{Document as Pdf, Object};
use onpace_core::local_time;
use onpace_office::Desk;
use onpace_office::assessed::Plans;
use onpace_testkit::skips::{Missing, skipped};
use serde_json::Value;
use std::path::{Path, PathBuf};

#[test]
fn a_file_of_a_pack_agrees_with_the_ledger_in_every_medium() {
    let published = Published::new(9);
    for (ending, file) in &published.files {
        let run = published.verify(file);
        assert_eq!(run.code, 0, "{ending}: {}{}", run.out, run.err);
        assert!(run.out.contains("byte for byte"), "{ending}: {}", run.out);
        assert!(run.out.contains("The figures are those that were signed off."), "{ending}: {}", run.out);
        let told = published.json(file);
        let of = |key: &str| {
            let all = told["figures"].as_array().unwrap();
            all.iter().find(|one| one["figure"] == key).unwrap_or_else(|| panic!("no {key}"))["found"].clone()
        };
        // The report of June 2022 has 29 actions; how many were answered is what this test did.
        assert_eq!((of("actions").as_str(), told["ok"].as_bool()), (Some("29"), Some(true)), "{ending}");
        assert_eq!(of("round_asked").as_str().map(|n| n.parse::<u32>().unwrap() > 9), Some(true));
    }
}

#[test]
fn a_file_of_the_published_page_is_known_by_its_bytes_whoever_is_renamed_since() {
    let published = Published::new(3);
    let today = local_time::day_of(crate::service::now());
    let plans = Plans::new(Desk::to_record(Path::new(&published.data)).unwrap());
    let to_check = plans.to_check("send", 1, today).unwrap();
    plans.publish_pack("send", 1, &to_check.hash, &seat("approver", crate::service::now())).unwrap();
    let kept = ["pdf", "xlsx", "csv"].map(|ending| {
        let file = plans.public_file("send", 1, ending, today).unwrap();
        (ending, file.bytes.clone(), published.altered(&format!("public.{ending}"), &file.bytes))
    });
    drop(plans);
    for (ending, bytes, path) in kept {
        let run = published.verify(&path);
        assert_eq!(run.code, 0, "{ending}: {}{}", run.out, run.err);
        assert!(run.out.contains("The file is byte for byte what was published on"), "{ending}: {}", run.out);
        let told = published.json(&path);
        assert_eq!((told["ok"].as_bool(), told["published"].is_string()), (Some(true), true), "{told}");
        // One blank more says the same in other bytes.
        let other = published.altered(&format!("other.{ending}"), &[&bytes[..], b" "].concat());
        let run = published.verify(&other);
        assert_eq!(run.code, 0, "{ending}: {}", run.out);
        assert!(run.out.contains("The file says in every place what was published on"), "{ending}: {}", run.out);
    }
}

/// The files that machines read and people can change, with one figure changed.
fn changes(published: &Published) -> Vec<PathBuf> {
    let text = |ending: &str| std::fs::read_to_string(published.file(ending)).unwrap();
    let json = text("json");
    let mut record: Value = serde_json::from_str(&json).unwrap();
    record["assessment"]["figures"]["started"] = Value::from(99);
    let html = text("html");
    vec![
        published.altered("altered.json", serde_json::to_vec(&record).unwrap().as_slice()),
        published.altered("altered.html", in_table(&html, "started", "99").as_bytes()),
        published.altered("altered.pdf", &pdf_with(published.file("pdf"), &record["assessment"])),
    ]
}

/// A page with another value beside a label.
fn in_table(html: &str, label: &str, value: &str) -> String {
    let from = html.find(&format!(">{label}</")).unwrap_or_else(|| panic!("no {label}"));
    let digits = from + html[from..].find(|c: char| c.is_ascii_digit()).unwrap();
    let end = digits + html[digits..].find(|c: char| !c.is_ascii_digit()).unwrap();
    format!("{}{value}{}", &html[..digits], &html[end..])
}

/// A PDF with another record attached.
fn pdf_with(path: &Path, record: &Value) -> Vec<u8> {
    let mut pdf = Pdf::load(path).unwrap();
    let is_record = |object: &Object| {
        let Ok(stream) = object.as_stream() else { return false };
        let is_file = stream.dict.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"EmbeddedFile");
        let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        is_file && serde_json::from_slice::<Value>(&content).is_ok_and(|json| json.get("pack").is_some())
    };
    let found = pdf.objects.values_mut().filter(|one| is_record(one)).map(|object| {
        let stream = object.as_stream_mut().unwrap();
        stream.dict.remove(b"Filter");
        stream.set_content(serde_json::to_vec(record).unwrap());
    });
    assert_eq!(found.count(), 1, "one record");
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_figure_that_was_altered_is_named_whatever_the_file() {
    let published = Published::new(9);
    for file in changes(&published) {
        let run = published.verify(&file);
        let name = file.display();
        assert_eq!(run.code, 7, "{name}: {}{}", run.out, run.err);
        assert!(run.out.contains("DISAGREES: the file says 99"), "{name}: {}", run.out);
        assert!(run.out.contains("do not rely on this file"), "{name}: {}", run.out);
        let told = published.json(&file);
        let wrong: Vec<_> = told["figures"].as_array().unwrap().iter().filter(|one| one["agrees"] == false).collect();
        assert_eq!((wrong.len(), wrong[0]["figure"].as_str()), (1, Some("started")), "{name}");
    }
}

#[test]
fn a_pack_of_another_history_does_not_pass() {
    let (one, other) = (Published::new(9), Published::new(12));
    for (ending, file) in &other.files {
        let run = one.verify(file);
        assert_eq!(run.code, 3, "{ending}: {}{}", run.out, run.err);
        assert!(run.err.contains("is no pack of this data folder"), "{ending}: {}", run.err);
    }
}

#[test]
fn what_is_no_pack_is_refused_with_what_would_be() {
    let published = Published::new(1);
    let folder = published.folder.path();
    let board = folder.join("board.pdf").to_string_lossy().into_owned();
    assert_eq!(run(&["report", "build", "board", EXAMPLE, "-o", &board]).code, 0);
    let cut = std::fs::read(published.file("pdf")).unwrap();
    for (file, code, words) in [
        (board.clone(), 3, "is no pack of this data folder"),
        (EXAMPLE.to_owned(), 3, "is no pack of this data folder"),
        (write(folder, "empty.pdf", ""), 3, "is no pack of this data folder"),
        (write(folder, "cut.json", "{\"assessment\":"), 3, "is no pack of this data folder"),
        (write(folder, "other.json", r#"{"assessment":{"pack":{"plan":"nowhere","number":1}}}"#), 3, "held are send"),
        (write(folder, "later.json", r#"{"assessment":{"pack":{"plan":"send","number":9}}}"#), 3, "pack 9"),
        (write(folder, "odd.json", r#"{"assessment":{"pack":{"plan":["send"],"number":-1}}}"#), 3, "is no pack"),
        (folder.join("nothing.pdf").to_string_lossy().into_owned(), 3, "there is no such file"),
        (folder.to_string_lossy().into_owned(), 4, "is a folder"),
    ] {
        let refused = published.verify(Path::new(&file));
        assert_eq!(refused.code, code, "{file}: {}{}", refused.out, refused.err);
        assert!(refused.err.contains(words), "{file}: {}", refused.err);
    }
    let cut = write(folder, "cut.pdf", &cut[..cut.len() / 2]);
    let refused = published.verify(Path::new(&cut));
    assert!([3, 4].contains(&refused.code), "{}: {}{}", refused.code, refused.out, refused.err);
    let nowhere = run(&["report", "verify", &board]);
    assert_eq!(nowhere.code, 2, "{}", nowhere.err);
}

/// A data folder with the example, in which 1A was reported on and that was erased.
struct Erased {
    folder: tempfile::TempDir,
    data: String,
    /// The number of the event that is erased.
    event: u64,
}

impl Erased {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data").to_string_lossy().into_owned();
        let erased = Self { folder, data, event: 0 };
        assert_eq!(erased.run(&["import", EXAMPLE, "--plan", "send"]).code, 0);
        let saved = erased.json(&["update", "add", "send", "1A", "--percent", "30", "--on", "2022-06-01"]);
        let event = saved["event"].as_u64().unwrap();
        assert_eq!(erased.run(&["erase", "send", &event.to_string(), "--reason", "asked"]).code, 0);
        Self { event, ..erased }
    }

    fn run(&self, arguments: &[&str]) -> Run {
        run(&[arguments, &["--data", &self.data]].concat())
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let run = self.run(&[arguments, &["--json"]].concat());
        serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{arguments:?}: {e}\n{}{}", run.out, run.err))
    }

    /// Runs SQL on the database as somebody with the file could; false where there is nothing to do that with.
    fn by_hand(&self, sql: &str) -> bool {
        let database = Path::new(&self.data).join("onpace.db");
        let script = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); c.close()";
        let done = std::process::Command::new("python3").args(["-c", script]).arg(database).arg(sql).output();
        done.is_ok_and(|done| {
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
            true
        })
    }

    /// The lines of the exported history.
    fn history(&self) -> Vec<Value> {
        let file = self.folder.path().join("send.jsonl").to_string_lossy().into_owned();
        assert_eq!(self.run(&["plan", "export", "send", "-o", &file]).code, 0);
        std::fs::read_to_string(file).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// What the script says to some lines, and whether they verify; nothing where it cannot be run.
    fn script(&self, lines: &[Value]) -> Option<(bool, String)> {
        let text: Vec<String> = lines.iter().map(|line| format!("{line}\n")).collect();
        let file = write(self.folder.path(), "altered.jsonl", text.concat());
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/verify-history.py");
        let run = std::process::Command::new("python3").arg(script).arg(file).output().ok()?;
        let told = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
        Some((run.status.success(), told))
    }
}

/// A line without what was said.
fn without_words(line: &Value) -> Value {
    let mut line = line.clone();
    let fields = line.as_object_mut().unwrap();
    fields.remove("salt");
    fields.remove("body");
    line
}

#[test]
fn the_script_misses_words_that_no_later_event_says_were_erased() {
    let held = Erased::new();
    let lines = held.history();
    let Some((sound, told)) = held.script(&lines) else {
        skipped(Missing::Program, "there is no python3 here to verify with");
        return;
    };
    assert!(sound && told.contains("1 of them erased"), "{told}");
    // The first line is the head; the last is the event that tells of the erasure.
    let (first, last) = (1, lines.len() - 1);
    assert_eq!(lines[last]["kind"], "erased");
    assert_eq!(lines[last - 1]["seq"].as_u64(), Some(held.event));
    for (at, says) in [(first + 4, "no later event says that it was erased"), (last, "never erased")] {
        let mut altered = lines.clone();
        altered[at] = without_words(&lines[at]);
        let (sound, told) = held.script(&altered).unwrap();
        assert!(!sound && told.contains(says), "{at}: {told}");
    }
}

#[test]
fn words_and_administrators_moved_by_hand_are_found_by_verify_doctor_and_backups() {
    let words = "DROP TRIGGER event_is_fixed; DROP TRIGGER erasure_is_told;
                 INSERT INTO erasure VALUES (4, (SELECT max(position) FROM event));
                 UPDATE event SET salt = NULL, body = NULL WHERE position = 4;";
    let admin = "INSERT INTO account (email, details) VALUES ('eve@there.invalid', '{\"name\":\"Eve\"}');
                 INSERT INTO granted VALUES (1, '', 'admin');";
    for (sql, says) in [(words, "no later event of its plan says"), (admin, "user-1 is not what the record")] {
        let held = Erased::new();
        let saved = write(held.folder.path(), "checkpoint.txt", held.run(&["checkpoint"]).out);
        assert_eq!(held.run(&["verify", "--against", &saved]).code, 0);
        if !held.by_hand(sql) {
            skipped(Missing::Program, "there is no python3 here to alter the file with");
            return;
        }
        let found = held.run(&["verify", "--against", &saved]);
        assert!(found.code == 7 && found.err.contains(says), "{}{}", found.out, found.err);
        assert!(!found.err.contains("eve@") && !found.err.contains("Eve"), "{}", found.err);
        let doctor = held.run(&["doctor"]);
        assert!(doctor.code == 7 && doctor.out.contains(says), "{}{}", doctor.out, doctor.err);
        assert_eq!(held.run(&["backup", "create"]).code, 7, "no backup of that passes as sound");
    }
}

#[test]
fn a_letter_that_nothing_explains_is_shown_by_doctor_and_is_no_proof() {
    let held = Erased::new();
    let letter = "INSERT INTO letter (about, recipient, subject, body, state, tries, due_at, made_at)
                  VALUES ('ask/0/1', 'eve@there.invalid', 'Your actions', '', 'waiting', 0, 1, 1)";
    let emails = |held: &Erased| {
        let looks = held.json(&["doctor"]);
        looks["looks"].as_array().unwrap().iter().find(|look| look["what"] == "emails").unwrap().clone()
    };
    assert_eq!(emails(&held)["well"], true);
    if !held.by_hand(letter) {
        skipped(Missing::Program, "there is no python3 here to alter the file with");
        return;
    }
    let look = emails(&held);
    assert_eq!(look["well"], false, "{look}");
    assert!(!look.to_string().contains("eve@"), "{look}");
    assert_eq!(held.run(&["verify"]).code, 0);
    assert!(held.run(&["verify"]).out.contains("waiting emails are unchanged"));
}

#[test]
fn a_verification_says_what_it_cannot_show_without_a_checkpoint_and_with_one() {
    let held = Erased::new();
    let saved = write(held.folder.path(), "checkpoint.txt", held.run(&["checkpoint"]).out);
    let lines = |told: &Value, key: &str| {
        let all = told[key].as_array().unwrap_or_else(|| panic!("no {key}: {told}"));
        all.iter().map(|line| line.as_str().unwrap().to_owned()).collect::<Vec<_>>().join("\n")
    };
    let alone = held.json(&["verify"]);
    assert!(alone["ok"] == true && alone["against"].is_null(), "{alone}");
    assert!(lines(&alone, "cannot_show").contains("no one rewrote the whole record"), "{alone}");
    let words = held.run(&["verify"]).out;
    assert!(words.contains("This check cannot show:") && !words.contains("as they were written"), "{words}");

    let beside = held.json(&["verify", "--against", &saved]);
    assert_eq!(beside["against"], beside["size"]);
    assert!(!lines(&beside, "cannot_show").contains("rewrote"), "{beside}");
    assert!(lines(&beside, "checked").contains("The record begins as the saved fingerprint says"), "{beside}");

    held.run(&["update", "add", "send", "1A", "--percent", "31", "--on", "2022-06-02"]);
    let later = held.json(&["verify", "--against", &saved]);
    assert!(lines(&later, "cannot_show").contains("nothing after that fingerprint was rewritten (1 of "), "{later}");
}

#[test]
fn a_backup_of_another_installation_does_not_pass_unless_it_is_meant() {
    let (ours, theirs) = (Erased::new(), Erased::new());
    let id = |held: &Erased| held.json(&["checkpoint"])["origin"].as_str().unwrap().to_owned();
    let backup = |held: &Erased| {
        let file = held.folder.path().join("backup.db").to_string_lossy().into_owned();
        assert_eq!(held.run(&["backup", "create", "-o", &file]).code, 0);
        file
    };
    let (own, other) = (backup(&ours), backup(&theirs));
    assert_eq!(ours.json(&["backup", "verify", &own])["origin"], id(&ours).as_str());
    for verb in ["verify", "restore"] {
        let refused = ours.run(&["backup", verb, &other]);
        assert_eq!(refused.code, 4, "{verb}: {}{}", refused.out, refused.err);
        for said in [id(&ours), id(&theirs), "--another-installation".to_owned()] {
            assert!(refused.err.contains(&said), "{verb}: {}", refused.err);
        }
    }
    assert_eq!(ours.json(&["backup", "verify", &other, "--another-installation"])["origin"], id(&theirs).as_str());
    let held = ours.run(&["backup", "restore", &other, "--another-installation"]);
    assert!(held.code == 4 && held.err.contains("write over"), "never over plans: {}{}", held.out, held.err);

    // Our database is lost, and a backup beside it is left.
    let kept = ours.json(&["backup", "create"])["file"].as_str().unwrap().to_owned();
    for file in std::fs::read_dir(&ours.data).unwrap().flatten().filter(|file| file.path().is_file()) {
        std::fs::remove_file(file.path()).unwrap();
    }
    assert!(Path::new(&kept).exists());
    assert_eq!(ours.run(&["backup", "restore", &other]).code, 4);
    assert!(!Path::new(&ours.data).join("onpace.db").exists());
    assert_eq!(ours.json(&["backup", "restore", &other, "--another-installation"])["origin"], id(&theirs).as_str());
    let fresh = ours.folder.path().join("fresh").to_string_lossy().into_owned();
    assert_eq!(run(&["backup", "restore", &other, "--data", &fresh]).code, 0, "nothing there is anybody's");
}

#[test]
fn somebody_who_was_forgotten_is_forgotten_in_looking_back_and_nothing_else_is() {
    let held = Erased::new();
    let people = held.json(&["person", "list"]);
    let jc = people.as_array().unwrap().iter().find(|person| person["written"] == "JC").unwrap()["id"].clone();
    let jc = jc.as_str().unwrap();
    let before = held.json(&["log", "send"]).as_array().unwrap().last().unwrap()["recorded_at"].clone();
    let then = ["plan", "show", "send", "--as-at", "2022-05-22", "--known-by", before.as_str().unwrap()];
    let named = held.json(&then);
    assert!(named["actions"].to_string().contains("\"JC\""), "{named}");
    assert_eq!(held.run(&["person", "forget", jc]).code, 0);
    let forgotten = held.json(&then);
    let text = forgotten["actions"].to_string();
    assert!(!text.contains("\"JC\"") && text.contains(&format!("\"{jc}\"")), "{text}");
    let values = |shown: &Value| {
        let all = shown["actions"].as_array().unwrap();
        all.iter().map(|one| format!("{} {}", one["code"], one["percent_complete"])).collect::<Vec<_>>()
    };
    assert_eq!(values(&forgotten), values(&named), "how the actions stood is as it was known");
    for command in [&["check", "--help"][..], &["plan", "show", "--help"]] {
        let told = run(command).out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains("still shows as deleted"), "{told}");
    }
}
