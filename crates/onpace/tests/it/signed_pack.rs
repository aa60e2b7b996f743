//! A data folder with a pack of the example, signed off, and its files in every medium. **Not here.** What is proved of them.

use crate::{EXAMPLE, Run, run, write};
use onpace_core::day::Date;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Channel;
use onpace_core::local_time;
use onpace_core::packs::facts::{PackFacts, SECTIONS};
use onpace_core::rounds::command::RoundCommand;
use onpace_core::rounds::facts::{AnswerFacts, Choice, Wording};
use onpace_office::Seat;
use onpace_office::assessed::Plans;
use onpace_office::rounds::Preview;
use onpace_office::{Desk, reports};
use serde_json::Value;
use std::path::{Path, PathBuf};

const MEDIA: [&str; 7] = ["pdf", "docx", "xlsx", "html", "md", "csv", "json"];

/// A folder with a pack of the example, signed off, and its files.
pub(crate) struct Published {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) data: String,
    pub(crate) files: Vec<(&'static str, PathBuf)>,
}

pub(crate) fn seat(actor: &str, now: Instant) -> Seat {
    Seat::operator(actor, Channel::Cli, now).unwrap()
}

impl Published {
    /// Makes it; so many actions are answered.
    pub(crate) fn new(answered: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data").to_string_lossy().into_owned();
        assert_eq!(run(&["import", EXAMPLE, "--plan", "send", "--data", &data]).code, 0);
        let plans = Plans::new(Desk::to_record(Path::new(&data)).unwrap());
        let desk = plans.desk();
        let now = crate::service::now();
        let board: Date = local_time::day_of(local_time::days_later(now, 40).unwrap());
        let preview = Preview { at_once: true, ..desk.preview_round("send", board, local_time::day_of(now)).unwrap() };
        desk.open_round("send", &preview, &seat("manager", now)).unwrap();
        for ask in preview.scope.asks.iter().take(answered) {
            let answer = AnswerFacts { happened: Some("They met".to_owned()), ..AnswerFacts::of(Choice::Progress) };
            let (round, row, person) = (preview.name.clone(), ask.row.clone(), ask.person.clone());
            let command = RoundCommand::Answer { round, row, person, answer: Box::new(answer), seen: u64::MAX };
            desk.answer("send", &command, &seat("officer", now)).unwrap();
        }
        let state = plans.state("send").unwrap();
        let taken: Vec<_> = state.rounds[0].standing().map(|one| (one.seq, true, Wording::default())).collect();
        desk.moderate("send", &preview.name, &taken, &seat("manager", now)).unwrap();
        desk.freeze_round("send", &preview.name, true, &seat("manager", now)).unwrap();
        let facts = PackFacts {
            round: preview.name,
            freeze: 1,
            sections: SECTIONS.to_vec(),
            narrative: "Of {{actions}} actions {{started}} have started.".to_owned(),
            decisions: vec!["Whether to go on".to_owned()],
            public: String::new(),
        };
        let number = plans.prepare_pack("send", None, &facts, 0, &seat("manager", now)).unwrap();
        let of = plans.state("send").unwrap().packs[0].seq;
        plans.sign_pack("send", number, of, &seat("approver", now)).unwrap();
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

    pub(crate) fn file(&self, ending: &str) -> &Path {
        &self.files.iter().find(|(one, _)| *one == ending).unwrap().1
    }

    pub(crate) fn verify(&self, file: &Path) -> Run {
        run(&["report", "verify", &file.to_string_lossy(), "--data", &self.data])
    }

    pub(crate) fn json(&self, file: &Path) -> Value {
        let run = run(&["report", "verify", &file.to_string_lossy(), "--json", "--data", &self.data]);
        serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{e}: {}{}", run.out, run.err))
    }

    /// A file with other bytes.
    pub(crate) fn altered(&self, name: &str, bytes: &[u8]) -> PathBuf {
        write(self.folder.path(), name, bytes).into()
    }
}
