//! `onpace report verify`: a file of a pack held against the ledger, in every medium; altered files, and ledgers that
//! are not those the file was made of.

use crate::{EXAMPLE, Run, run, write};
use lopdf::{Document as Pdf, Object};
use onpace_core::day::Date;
use onpace_core::ledger::RoundCommand;
use onpace_core::ledger::event::Channel;
use onpace_core::ledger::pack_facts::{PackFacts, SECTIONS};
use onpace_core::ledger::round_facts::{AnswerFacts, Choice, Wording};
use onpace_core::local_time;
use onpace_office::assessed::Plans;
use onpace_office::desk::By;
use onpace_office::rounds::Preview;
use onpace_office::{Desk, reports};
use serde_json::Value;
use std::path::{Path, PathBuf};

const MEDIA: [&str; 6] = ["pdf", "docx", "xlsx", "html", "csv", "json"];

/// A folder with a pack of the example, signed off, and its files.
struct Published {
    folder: tempfile::TempDir,
    data: String,
    files: Vec<(&'static str, PathBuf)>,
}

fn by(actor: &str, now: i64) -> By {
    By { actor: actor.to_owned(), channel: Channel::Cli, reason: None, now, dry_run: false }
}

impl Published {
    /// Makes it; so many actions are answered.
    fn new(answered: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data").to_string_lossy().into_owned();
        assert_eq!(run(&["import", EXAMPLE, "--plan", "send", "--data", &data]).code, 0);
        let plans = Plans::new(Desk::to_record(Path::new(&data)).unwrap());
        let desk = plans.desk();
        let now = crate::service::now();
        let board: Date = local_time::day_of(local_time::days_later(now, 40).unwrap());
        let preview = Preview { at_once: true, ..desk.preview_round("send", board, local_time::day_of(now)).unwrap() };
        desk.open_round("send", &preview, &by("manager", now)).unwrap();
        for ask in preview.scope.asks.iter().take(answered) {
            let answer = AnswerFacts { happened: Some("They met".to_owned()), ..AnswerFacts::of(Choice::Progress) };
            let (round, row, person) = (preview.name.clone(), ask.row.clone(), ask.person.clone());
            let command = RoundCommand::Answer { round, row, person, answer: Box::new(answer), seen: u64::MAX };
            desk.answer("send", &command, &by("officer", now)).unwrap();
        }
        let state = plans.state("send").unwrap();
        let taken: Vec<_> = state.rounds[0].standing().map(|one| (one.seq, true, Wording::default())).collect();
        desk.moderate("send", &preview.name, &taken, &by("manager", now)).unwrap();
        desk.freeze_round("send", &preview.name, true, &by("manager", now)).unwrap();
        let facts = PackFacts {
            round: preview.name,
            freeze: 1,
            sections: SECTIONS.to_vec(),
            narrative: "Of {{actions}} actions {{started}} have started.".to_owned(),
            decisions: vec!["Whether to go on".to_owned()],
            public: String::new(),
        };
        let number = plans.prepare_pack("send", None, &facts, 0, &by("manager", now)).unwrap();
        let of = plans.state("send").unwrap().packs[0].seq;
        plans.sign_pack("send", number, of, &by("approver", now)).unwrap();
        let made = plans.pack("send", number, local_time::day_of(now)).unwrap();
        let document = made.document().unwrap();
        let keep = |ending: &&'static str| {
            let path = folder.path().join(format!("kept.{ending}"));
            std::fs::write(&path, reports::bytes(&document, ending).unwrap().0).unwrap();
            (*ending, path)
        };
        let files = MEDIA.iter().map(keep).collect();
        Self { folder, data, files }
    }

    fn file(&self, ending: &str) -> &Path {
        &self.files.iter().find(|(one, _)| *one == ending).unwrap().1
    }

    fn verify(&self, file: &Path) -> Run {
        run(&["report", "verify", &file.to_string_lossy(), "--data", &self.data])
    }

    fn json(&self, file: &Path) -> Value {
        let run = run(&["report", "verify", &file.to_string_lossy(), "--json", "--data", &self.data]);
        serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{e}: {}{}", run.out, run.err))
    }

    /// A file with other bytes.
    fn altered(&self, name: &str, bytes: &[u8]) -> PathBuf {
        write(self.folder.path(), name, bytes).into()
    }
}

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
    for ending in ["pdf", "json"] {
        let run = one.verify(other.file(ending));
        assert_eq!(run.code, 7, "{ending}: {}{}", run.out, run.err);
        assert!(run.out.contains("The history is not as it was written"), "{ending}: {}", run.out);
    }
    // What does not say which pack it is, is told by its checkpoint.
    for ending in ["html", "docx", "xlsx"] {
        let run = one.verify(other.file(ending));
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
    // The table alone has neither figures nor a checkpoint: it is the pack's byte for byte, or nothing can be said.
    let csv = std::fs::read_to_string(published.file("csv")).unwrap();
    let altered = published.altered("altered.csv", csv.replacen(",5.0,", ",95.0,", 1).as_bytes());
    assert_eq!(published.verify(&altered).code, 3);
    let cut = write(folder, "cut.pdf", &cut[..cut.len() / 2]);
    let refused = published.verify(Path::new(&cut));
    assert!([3, 4].contains(&refused.code), "{}: {}{}", refused.code, refused.out, refused.err);
    let nowhere = run(&["report", "verify", &board]);
    assert_eq!(nowhere.code, 2, "{}", nowhere.err);
}
