//! Updates: what a lead officer says of an action; correcting it, and taking it back.

use crate::desk::{Desk, Done};
use crate::problem::Problem;
use crate::seat::Seat;
use onpace_core::day::{self, Date};
use onpace_core::plan::command::Command;
use onpace_core::plan::facts::DateFact;
use onpace_core::plan::report_facts::ReportFacts;
use onpace_core::quantity::Percent;
use onpace_core::rounds::facts::AnswerFacts;

/// The percentage that a text says, 0 to 100.
///
/// # Errors
/// Anything else.
pub fn percent(text: &str) -> Result<Percent, String> {
    let read = Percent::parse(text, false).filter(|percent| *percent <= Percent::HUNDRED);
    read.ok_or_else(|| "it is not a percentage; write 0 to 100, such as 45 or 12.5".to_owned())
}

/// What an answer holds, a sentence each, as whoever gave it reads it back.
#[must_use]
pub fn in_words(answer: &AnswerFacts) -> Vec<String> {
    let date = |date: &DateFact| date.dated().map_or_else(|| date.when.clone(), |one| day::when_in_words(one.when));
    let quoted = |text: &String| format!("\u{201c}{text}\u{201d}");
    let all = [
        answer.percent.map(|percent| format!("{percent} complete")),
        answer.happened.as_ref().map(quoted),
        answer.reason.as_ref().map(quoted),
        answer.finish.as_ref().map(|finish| format!("It can be finished by {}", date(finish))),
        answer.evidence.as_ref().map(|text| format!("What shows it: {}", quoted(text))),
        answer.next.as_ref().map(|text| format!("Next: {}", quoted(text))),
        answer.meeting.as_ref().map(|meeting| format!("Next meeting: {}", date(meeting))),
    ];
    all.into_iter().flatten().collect()
}

impl Desk {
    /// Records an update.
    ///
    /// # Errors
    /// A row that is not in the plan on that day, an update that says nothing, a day to come.
    pub fn update(&self, plan: &str, code: &str, report: &ReportFacts, on: Date, seat: &Seat) -> Result<Done, Problem> {
        let command = Command::Report { code: code.to_owned(), report: report.clone() };
        self.command(plan, &command, on, seat)
    }

    /// Replaces an update, from the day it held from; `None` takes it back.
    ///
    /// # Errors
    /// An event that is no update; no reason.
    pub fn correct(&self, plan: &str, seq: u64, report: Option<&ReportFacts>, seat: &Seat) -> Result<Done, Problem> {
        let plan = self.plan_named(plan)?.name;
        let original = Box::new(self.event(&plan, seq)?.recorded);
        let on = original.effective.unwrap_or(Date::MAX);
        let command = match report {
            Some(report) => Command::Correct { original, report: report.clone() },
            None => Command::Supersede { original },
        };
        self.command(&plan, &command, on, seat)
    }
}
