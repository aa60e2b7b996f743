//! How a round of updates went: the sentence that reports have always typed by hand, true this time; who is silent,
//! and since when; what was said. Words stand here only when somebody has taken them into the plan.

use crate::document::{Block, Cell, ColumnKind, Inline, Table, TableRow};
use crate::ground::Frozen;
use crate::sentences::text;
use crate::tables::{column, row, words};
use onpace_core::day::{self, Precision, When};
use onpace_core::figure::{Figure, FigureValue};
use onpace_core::plan::facts::DateFact;
use onpace_core::plan::held::Held;
use onpace_core::plan::shortened;
use onpace_core::rounds::facts::Choice;
use onpace_core::rounds::round::{HeldAnswer, Round};
use std::collections::HashMap;

/// The answers of a round that are in its figures: given before the freeze, taken into the plan, one a row.
#[must_use]
pub fn taken_answers(round: &Round) -> Vec<&HeldAnswer> {
    let mut last: HashMap<&str, &HeldAnswer> = HashMap::new();
    let taken = round.answers.iter().filter(|answer| answer.moderated.as_ref().is_some_and(|made| made.taken));
    for answer in taken {
        last.insert(&answer.row, answer);
    }
    round.rows().into_iter().filter_map(|row| last.get(row).copied()).collect()
}

pub(super) fn blocks(frozen: &Frozen<'_>, figures: &[Figure]) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(sentence(frozen.round, frozen.board(), figures))];
    let silent: Vec<&str> = frozen.round.rows().into_iter().filter(|row| !frozen.round.is_answered(row)).collect();
    if silent.is_empty() {
        blocks.push(Block::Paragraph(vec![text("Every action that was asked about has an update.")]));
    } else {
        blocks.push(Block::Table(silence(frozen, &silent)));
    }
    blocks
}

/// "For the board of Thursday 23 June 2022, 27 actions were asked about and 25 of them have an update (92.6%). …"
fn sentence(round: &Round, board: &str, figures: &[Figure]) -> Vec<Inline> {
    let of = |key: &str| {
        let value = figures.iter().find(|one| one.of.key == key).map(|one| one.value.to_string());
        Inline::Figure { key: key.to_owned(), text: value.unwrap_or_default() }
    };
    let one = |key: &str, one: &str, many: &str| {
        let is_one = figures.iter().any(|figure| figure.of.key == key && figure.value == FigureValue::Count(1));
        text(if is_one { one } else { many })
    };
    let mut words = vec![
        text(format!("For the {board} of {}, ", day::in_full(round.facts.board))),
        of("round_asked"),
        one("round_asked", " action was asked about, and ", " actions were asked about, and "),
        of("round_answered"),
        one("round_answered", " has an update (", " have an update ("),
        of("round_answered_percent"),
        text("). "),
        of("round_started"),
        one("round_started", " has started (", " have started ("),
        of("round_started_percent"),
        text("). Of those with an update, "),
        of("round_with_meeting"),
        one("round_with_meeting", " gives a next meeting date and ", " give a next meeting date and "),
        of("round_with_next"),
        one("round_with_next", " says what comes next. ", " say what comes next. "),
        of("round_people_done"),
        text(" of "),
        of("round_people"),
        text(" people have answered everything that they were asked."),
    ];
    let waiting = round.standing().filter(|answer| answer.moderated.is_none() && !answer.late).count();
    if waiting > 0 {
        let were = if waiting == 1 { " answer was" } else { " answers were" };
        words.extend([
            text(" When the figures were frozen, "),
            Inline::Figure { key: "round_waiting".to_owned(), text: waiting.to_string() },
            text(format!("{were} not looked at yet: what they say is not here.")),
        ]);
    }
    words
}

fn silence(frozen: &Frozen<'_>, silent: &[&str]) -> Table {
    let line = |key: &&str| {
        let held = frozen.state.row(key)?;
        let heard = held.heard.and_then(|heard| heard.on);
        let age = heard.and_then(|on| on.until(frozen.round.facts.data_date).ok()).map(|span| span.get_days().max(0));
        Some(row(vec![
            words(held.facts.code.clone()),
            words(shortened(&held.facts.title, 110)),
            words("No update received"),
            heard.map_or(Cell::Empty, |on| Cell::Date(exactly(on))),
            age.map_or(Cell::Empty, |days| Cell::Count(i64::from(days))),
        ]))
    };
    Table {
        id: "silent".to_owned(),
        caption: "Actions without an update in this round".to_owned(),
        columns: vec![
            column("Code", ColumnKind::Word, 8),
            column("Action", ColumnKind::Text, 46),
            column("This round", ColumnKind::Text, 18),
            column("Last heard", ColumnKind::Date, 14),
            column("Days ago", ColumnKind::Number, 10),
        ],
        row_header: 0,
        rows: silent.iter().filter_map(line).collect(),
        note: Some("What was last reported goes on holding in the figures; it is not new.".to_owned()),
    }
}

/// What was said about each action, in the words that were taken into the plan.
pub(super) fn said(frozen: &Frozen<'_>) -> Vec<Block> {
    let rows: Vec<TableRow> = taken_answers(frozen.round).into_iter().filter_map(|one| line(frozen, one)).collect();
    if rows.is_empty() {
        return vec![Block::Paragraph(vec![text("No update of this round has been taken into the plan.")])];
    }
    vec![Block::Table(Table {
        id: "updates".to_owned(),
        caption: "What officers said".to_owned(),
        columns: vec![
            column("Code", ColumnKind::Word, 8),
            column("Action", ColumnKind::Text, 26),
            column("What happened", ColumnKind::Text, 32),
            column("What comes next", ColumnKind::Text, 22),
            column("Next meeting", ColumnKind::Date, 12),
        ],
        row_header: 0,
        rows,
        note: None,
    })]
}

fn line(frozen: &Frozen<'_>, answer: &HeldAnswer) -> Option<TableRow> {
    let held: &Held = frozen.state.row(&answer.row)?;
    let meeting = answer.facts.meeting.as_ref().and_then(DateFact::dated);
    Some(row(vec![
        words(held.facts.code.clone()),
        words(shortened(&held.facts.title, 90)),
        words(happened(answer)),
        words(next(answer)),
        meeting.map_or(Cell::Empty, |dated| Cell::Date(dated.when)),
    ]))
}

/// What happened, in the words that were taken: the choice alone where nothing was written.
pub(crate) fn happened(answer: &HeldAnswer) -> String {
    let wording = answer.moderated.as_ref().and_then(|made| made.wording.happened.clone());
    let written = wording.or_else(|| answer.facts.happened.clone()).filter(|words| !words.trim().is_empty());
    let choice = answer.facts.choice.title();
    match (written, answer.facts.choice) {
        (Some(words), Choice::Progress | Choice::Unchanged) => words,
        (Some(words), _) => format!("{choice}. {words}"),
        (None, Choice::NotAsPlanned) => match answer.facts.reason.as_deref() {
            Some(reason) => format!("{choice}: {reason}"),
            None => choice.to_owned(),
        },
        (None, _) => choice.to_owned(),
    }
}

/// What comes next, in the words that were taken.
pub(crate) fn next(answer: &HeldAnswer) -> String {
    let wording = answer.moderated.as_ref().and_then(|made| made.wording.next.clone());
    wording.or_else(|| answer.facts.next.clone()).unwrap_or_default()
}

fn exactly(on: onpace_core::day::Date) -> When {
    When { first: on, last: on, precision: Precision::Day }
}
