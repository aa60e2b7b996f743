//! A round told in words and as JSON, for who asks by the command line: as it would be opened, and how far it has
//! come. **Not here.** Pages, which say it their own way.

use crate::chasing::{Silent, delivery};
use crate::desk::Desk;
use crate::history::instant;
use crate::names::Names;
use crate::problem::Problem;
use crate::rounds::Preview;
use onpace_core::day::{self, Date};
use onpace_core::ids::PersonId;
use onpace_core::ledger::state::State;
use onpace_core::plan::shortened;
use onpace_core::rounds::presence::{Because, Passing, To};
use onpace_core::rounds::round::Round;
use onpace_core::rounds::statistics::{self, Statistics};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::sync::Arc;

/// What a plan calls its people and its rows.
pub struct NamedRound {
    names: Names,
    state: Arc<State>,
}

impl NamedRound {
    /// What the plan calls somebody.
    #[must_use]
    pub fn written(&self, person: &str) -> String {
        self.names.label(person).written
    }

    fn code(&self, row: &str) -> String {
        self.state.row(row).map_or_else(|| row.to_owned(), onpace_core::plan::held::Held::name)
    }

    fn row(&self, row: &str) -> String {
        let title = self.state.row(row).map_or("", |held| held.facts.title.as_str());
        format!("{:<7} {}", self.code(row), shortened(title, 60)).trim_end().to_owned()
    }
}

impl Desk {
    /// What a plan calls its people and its rows.
    ///
    /// # Errors
    /// No such plan.
    pub fn named(&self, plan: &str) -> Result<NamedRound, Problem> {
        let known = self.as_of_now(plan)?;
        Ok(NamedRound { names: Names::of(self.store(), &known.plan)?, state: known.state })
    }
}

/// A round that is not open yet, as JSON.
#[must_use]
pub fn preview_json(preview: &Preview, named: &NamedRound) -> Value {
    let dates = &preview.dates;
    let one = |(person, email): (&PersonId, &Option<String>)| {
        let asks = preview.scope.asks.iter().filter(|ask| ask.person == *person);
        let actions: Vec<Value> =
            asks.map(|ask| json!({ "code": named.code(&ask.row), "why": ask.why.words() })).collect();
        let reached = email.is_some();
        json!({ "person": person, "written": named.written(person), "reached_by_mail": reached, "actions": actions })
    };
    let unowned = preview.scope.unowned.iter();
    let passed = |one: &Passing| {
        let (to, because) = (person_of(one), because(one.because));
        json!({ "code": named.code(&one.row), "from": one.from, "to": to, "because": because })
    };
    json!({
        "round": preview.name,
        "board": dates.board.to_string(),
        "opens": dates.opens.to_string(),
        "reminders": dates.reminders.iter().map(Date::to_string).collect::<Vec<_>>(),
        "due": dates.due.to_string(),
        "freezes": dates.freezes.to_string(),
        "pack": dates.pack.to_string(),
        "published": dates.published.to_string(),
        "moved": dates.moved,
        "letters": preview.letters(),
        "passed_on": preview.passed.iter().map(passed).collect::<Vec<_>>(),
        "people": preview.addresses.iter().map(one).collect::<Vec<_>>(),
        "nobody_to_ask": unowned.map(|(row, why)| json!({ "code": named.code(row), "why": why.words() }))
            .collect::<Vec<_>>(),
    })
}

/// A round that is not open yet, in words.
#[must_use]
pub fn preview_words(preview: &Preview, named: &NamedRound) -> String {
    let dates = &preview.dates;
    let mut text = format!("Round {}\n\n", preview.name);
    let reminders: Vec<String> = dates.reminders.iter().map(|date| day::in_full(*date)).collect();
    for (what, when) in [
        ("Letters go out", day::in_full(dates.opens)),
        ("Reminders", reminders.join(", ")),
        ("Answers are due", day::in_full(dates.due)),
        ("Figures are frozen", day::in_full(dates.freezes)),
        ("Report is made", day::in_full(dates.pack)),
        ("Report is published", day::in_full(dates.published)),
        ("Board meets", day::in_full(dates.board)),
    ] {
        let _ = writeln!(text, "  {what:<20} {when}");
    }
    for line in &dates.moved {
        let _ = writeln!(text, "  {line}");
    }
    let people = count(preview.addresses.len(), "person is asked", "people are asked");
    let _ = writeln!(text, "\n{people}, by {}.", count(preview.letters(), "letter", "letters"));
    for (person, email) in &preview.addresses {
        let note = if email.is_none() { "  (no email address: phone them)" } else { "" };
        let _ = writeln!(text, "\n{}{note}", named.written(person));
        for ask in preview.scope.asks.iter().filter(|ask| ask.person == *person) {
            let _ = writeln!(text, "  {}: {}", named.row(&ask.row), ask.why.words());
        }
    }
    if !preview.passed.is_empty() {
        text.push_str("\nAsked in the place of others\n");
        for one in &preview.passed {
            let _ = writeln!(text, "  {}: {}", named.row(&one.row), passed_words(one, named));
        }
    }
    if !preview.scope.unowned.is_empty() {
        text.push_str("\nNobody to ask\n");
        for (row, why) in &preview.scope.unowned {
            let _ = writeln!(text, "  {}: {}", named.row(row), why.words());
        }
    }
    text
}

/// Who takes a row that passes on, where it is one person.
fn person_of(one: &Passing) -> Option<&str> {
    match &one.to {
        To::Person(person) => Some(person),
        To::Others | To::Nobody => None,
    }
}

const fn because(because: Because) -> &'static str {
    match because {
        Because::Left => "left",
        Because::Away => "away",
    }
}

fn passed_words(one: &Passing, named: &NamedRound) -> String {
    let from = named.written(&one.from);
    let why = match one.because {
        Because::Left => format!("{from} has left"),
        Because::Away => format!("{from} is away until the answers are due"),
    };
    match &one.to {
        To::Person(to) => format!("{why}; {} is asked instead", named.written(to)),
        To::Others => format!("{why}; others are asked about it"),
        To::Nobody => format!("{why}; nobody is asked"),
    }
}

/// "1 letter", "7 letters".
#[must_use]
pub fn count(number: usize, one: &str, more: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {more}") }
}

/// How often each thing is so, in the order in which it is told.
fn counted(found: &Statistics) -> [(&'static str, &'static str, usize); 8] {
    [
        ("asked", "Actions asked about", found.asked.len()),
        ("answered", "Answered", found.answered.len()),
        ("silent", "Without an answer", found.silent.len()),
        ("late", "Answered after the figures were frozen", found.late.len()),
        ("started", "Started", found.started.len()),
        ("with_meeting", "Answered with a meeting date", found.with_meeting.len()),
        ("with_next", "Answered with next steps", found.with_next.len()),
        ("waiting", "Answers to look at", found.waiting.len()),
    ]
}

/// How far a round has come, as JSON; `leaving` are the rows of people who have left.
#[must_use]
pub fn status_json(state: &State, round: &Round, silent: &[Silent], leaving: &[Passing], named: &NamedRound) -> Value {
    let found = statistics::of(round, state);
    let facts = &round.facts;
    let one = |one: &Silent| {
        json!({
            "person": one.person,
            "written": named.written(&one.person),
            "actions": one.rows.iter().map(|row| named.code(row)).collect::<Vec<_>>(),
            "last_letter": one.letter.as_ref().map(delivery),
        })
    };
    let freezes = round.freezes.iter();
    let mut told = json!({
        "round": facts.name,
        "board": facts.board.to_string(),
        "opens": facts.opens.to_string(),
        "due": facts.due.to_string(),
        "frozen": round.is_frozen,
        "freezes": freezes
            .map(|freeze| json!({ "number": freeze.number, "event": freeze.seq, "at": instant(freeze.at) }))
            .collect::<Vec<_>>(),
        "people": found.people,
        "people_done": found.people_done,
        "not_answered": silent.iter().map(one).collect::<Vec<_>>(),
        "nobody_asked": untaken(leaving).map(|one| named.code(&one.row)).collect::<Vec<_>>(),
    });
    for (word, _, number) in counted(&found) {
        told[word] = json!(number);
    }
    told
}

/// The rows that nobody takes.
fn untaken(leaving: &[Passing]) -> impl Iterator<Item = &Passing> {
    leaving.iter().filter(|one| one.to == To::Nobody)
}

/// How far a round has come, in words; `leaving` are the rows of people who have left.
#[must_use]
pub fn status_words(
    state: &State,
    round: &Round,
    silent: &[Silent],
    leaving: &[Passing],
    named: &NamedRound,
) -> String {
    let found = statistics::of(round, state);
    let facts = &round.facts;
    let mut text = format!("Round {} for the board of {}\n", facts.name, day::in_full(facts.board));
    let _ = match round.freezes.last().filter(|_| round.is_frozen) {
        Some(freeze) => writeln!(text, "Figures frozen under number {} (event {}).\n", freeze.number, freeze.seq),
        None => writeln!(text, "Letters on {}, answers due {}.\n", day::in_full(facts.opens), day::in_full(facts.due)),
    };
    for (_, what, number) in counted(&found) {
        let _ = writeln!(text, "  {what:<40} {number:>4}");
    }
    let _ =
        writeln!(text, "  {:<40} {:>4} of {}", "People who have answered everything", found.people_done, found.people);
    if !silent.is_empty() {
        text.push_str("\nNot answered yet\n");
    }
    for one in silent {
        let rows: Vec<String> = one.rows.iter().map(|row| named.code(row)).collect();
        let letter = match (&one.email, &one.letter) {
            (None, _) => "no email address: phone them",
            (Some(_), None) => "no letter yet",
            (Some(_), Some(letter)) => delivery(letter),
        };
        let _ = writeln!(text, "  {:<8} {}  ({letter})", named.written(&one.person), rows.join(", "));
    }
    if untaken(leaving).next().is_some() {
        text.push_str("\nNobody is asked about\n");
    }
    for one in untaken(leaving) {
        let _ = writeln!(text, "  {}: {} has left", named.row(&one.row), named.written(&one.from));
    }
    text
}
