//! Tables that reports share: the whole plan, what needs attention, findings. **Not here.** Charts.

use crate::document::{Cell, Column, ColumnKind, Table, TableRow};
use crate::sentences::capital;
use onpace_core::assessment::Assessment;
use onpace_core::day::Dated;
use onpace_core::finding::Finding;
use onpace_core::plan::{NO_ACTIONS_LISTED, Row, shortened};
use onpace_core::quantity::Percent;
use onpace_core::survey::{AreaState, Survey};

/// A column.
pub(crate) fn column(label: &str, kind: ColumnKind, width: u16) -> Column {
    Column { label: label.to_owned(), kind, width }
}

/// Words, or an empty cell.
pub(crate) fn words(text: impl Into<String>) -> Cell {
    let text = text.into();
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

/// Words in place of a day are printed up to here, in letters.
const LONGEST_DAY: usize = 80;

/// A day, or what stands in its place: "as soon as funds allow".
pub(crate) fn day(dated: Option<&Dated>, said: Option<&str>) -> Cell {
    dated.map_or_else(|| words(shortened(said.unwrap_or_default(), LONGEST_DAY)), |dated| Cell::Date(dated.when))
}

/// An ordinary row.
pub(crate) fn row(cells: Vec<Cell>) -> TableRow {
    TableRow { group: false, cells }
}

/// The seed's columns, with what is planned and computed beside what was reported.
pub(crate) fn whole_plan(survey: &Survey<'_>) -> Table {
    let loose = survey.plan.actions().filter(|(_, row)| row.focus_area.is_none()).map(|(at, _)| at);
    let mut rows = Vec::with_capacity(survey.plan.rows.len());
    for area in &survey.areas {
        rows.push(plan_row(survey, area.row, Some(area)));
        rows.extend(area.actions.iter().map(|at| plan_row(survey, *at, None)));
    }
    rows.extend(loose.map(|at| plan_row(survey, at, None)));
    Table {
        id: "plan".to_owned(),
        caption: format!("Every action, by {}", survey.plan.level_name.to_lowercase()),
        columns: plan_columns(),
        row_header: 0,
        rows,
        note: Some(format!(
            "The % complete of a {} is computed from its actions: {} {}",
            survey.plan.level_name.to_lowercase(),
            onpace_core::progress::DEFINITION,
            listed_only(survey)
        )),
    }
}

/// What must be said beside the figures of focus areas.
pub(crate) fn listed_only(survey: &Survey<'_>) -> String {
    let level = survey.plan.level_name.to_lowercase();
    format!("What is complete and planned of a {level} counts the actions listed here, and no others.")
}

fn plan_columns() -> Vec<Column> {
    use ColumnKind::{Date, Number, Status, Text, Word};
    vec![
        column("Code", Word, 7),
        column("Task name", Text, 38),
        column("LO/AO", Word, 11),
        column("Duration in days", Number, 9),
        column("Start", Date, 11),
        column("Finish", Date, 11),
        column("% complete", Number, 10),
        column("% planned", Number, 10),
        column("RAG reported", Word, 10),
        column("Status computed", Status, 12),
    ]
}

/// Some actions of it, in the order given, in the same columns.
pub(crate) fn listed(survey: &Survey<'_>, rows: &[usize]) -> Table {
    Table {
        id: "actions".to_owned(),
        caption: "Actions".to_owned(),
        columns: plan_columns(),
        row_header: 0,
        rows: rows.iter().map(|at| plan_row(survey, *at, None)).collect(),
        note: None,
    }
}

/// A line of the plan: of a focus area, or of the action at `at`.
fn plan_row(survey: &Survey<'_>, at: usize, area: Option<&AreaState>) -> TableRow {
    let row = &survey.plan.rows[at];
    let percent = |share: Option<Percent>| share.map_or(Cell::Empty, Cell::Percent);
    let (complete, planned) = match area {
        Some(area) => (area.complete, area.planned),
        None => (row.percent, survey.rows[at].planned),
    };
    let title = if area.is_some_and(|area| area.actions.is_empty()) {
        format!("{}{NO_ACTIONS_LISTED}", row.title)
    } else {
        row.title.to_string()
    };
    TableRow {
        group: area.is_some(),
        cells: vec![
            words(row.code.as_str()),
            words(title),
            words(row.officer_names()),
            // As the plan says it: days that are counted here would be read back as said.
            row.duration.map_or(Cell::Empty, |days| Cell::Days(days.0)),
            day(row.start.as_ref(), row.start_words.as_deref()),
            day(row.finish.as_ref(), row.finish_words.as_deref()),
            percent(complete),
            percent(planned),
            words(row.status.as_deref().unwrap_or_default()),
            survey.level_of(at).map_or(Cell::Empty, |level| Cell::Status(level.clone())),
        ],
    }
}

/// Actions with their people, dates and the reason for their status.
pub(crate) fn reasons(id: &str, caption: &str, survey: &Survey<'_>, rows: &[usize]) -> Table {
    use ColumnKind::{Date, Status, Text, Word};
    let cells = |at: &usize| {
        let action: &Row = &survey.plan.rows[*at];
        row(vec![
            words(action.code.as_str()),
            words(shortened(&action.title, 110)),
            words(action.officer_names()),
            day(action.finish.as_ref(), action.finish_words.as_deref()),
            survey.level_of(*at).map_or(Cell::Empty, |level| Cell::Status(level.clone())),
            words(survey.rows[*at].verdict.as_ref().map(|v| v.reason.clone()).unwrap_or_default()),
        ])
    };
    Table {
        id: id.to_owned(),
        caption: caption.to_owned(),
        columns: vec![
            column("Code", Word, 8),
            column("Action", Text, 34),
            column("LO/AO", Word, 12),
            column("Finish", Date, 13),
            column("Status", Status, 12),
            column("Why", Text, 30),
        ],
        row_header: 0,
        rows: rows.iter().map(cells).collect(),
        note: None,
    }
}

/// How the plan's own words for a status and the computed levels go together.
pub(crate) fn reported_and_computed(survey: &Survey<'_>) -> Table {
    let mut said: Vec<String> = Vec::new();
    for (_, row) in survey.plan.actions() {
        let word = row.status.as_deref().unwrap_or("Nothing reported").to_owned();
        if !said.contains(&word) {
            said.push(word);
        }
    }
    let levels: Vec<_> = survey.status_rows().into_iter().filter(|(_, rows)| !rows.is_empty()).collect();
    let line = |word: &String| {
        let of_word = |at: &&usize| survey.plan.rows[**at].status.as_deref().unwrap_or("Nothing reported") == word;
        let count = |n: usize| Cell::Count(i64::try_from(n).unwrap_or(i64::MAX));
        let counts: Vec<usize> = levels.iter().map(|(_, rows)| rows.iter().filter(of_word).count()).collect();
        let total = counts.iter().sum();
        row(std::iter::once(words(word.clone())).chain(counts.into_iter().map(count)).chain([count(total)]).collect())
    };
    let columns = std::iter::once(column("As reported", ColumnKind::Word, 20))
        .chain(levels.iter().map(|(level, _)| column(&format!("{} by rule", level.label), ColumnKind::Number, 12)))
        .chain([column("All", ColumnKind::Number, 10)]);
    Table {
        id: "reported-and-computed".to_owned(),
        caption: format!("Statuses as reported, and by the policy \u{201c}{}\u{201d}", survey.policy.title),
        columns: columns.collect(),
        row_header: 0,
        rows: said.iter().map(line).collect(),
        note: None,
    }
}

/// Findings of one rule that are told one by one; where there are more, the others are only named.
const TOLD_IN_FULL: usize = 3;

/// Findings, gravest first; those of rules named in `without` are told elsewhere.
pub(crate) fn findings(assessment: &Assessment<'_>, without: &[&str]) -> Table {
    use ColumnKind::{Text, Word};
    let told: Vec<&Finding> = assessment.findings.iter().filter(|finding| !without.contains(&finding.rule)).collect();
    let line = |finding: &&Finding| {
        let place = finding.place.as_ref().map(ToString::to_string).unwrap_or_default();
        row(vec![
            words(finding.rule),
            words(finding.severity.word()),
            words(capital(&shortened(&finding.message, 260))),
            words(shortened(finding.expected.as_deref().unwrap_or_default(), 120)),
            words(place),
        ])
    };
    let of_rule = |group: &[&Finding]| {
        // A row that says "1 more" would take the room of the one it leaves out.
        let full = if group.len() <= TOLD_IN_FULL + 1 { group.len() } else { TOLD_IN_FULL };
        let (told, left) = group.split_at(full);
        told.iter().map(line).chain(left.first().map(|first| more(first, left))).collect::<Vec<_>>()
    };
    Table {
        id: "findings".to_owned(),
        caption: "What was found in the source".to_owned(),
        columns: vec![
            column("Rule", Word, 16),
            column("Weight", Word, 9),
            column("What was found", Text, 40),
            column("What follows from the rest", Text, 20),
            column("Where", Text, 15),
        ],
        row_header: 0,
        rows: told.chunk_by(|one, next| one.rule == next.rule).flat_map(of_rule).collect(),
        note: None,
    }
}

/// "11 more: 4, 5, 6": findings of the same rule, by what they are about.
fn more(first: &Finding, left: &[&Finding]) -> TableRow {
    let subjects: Vec<&str> = left.iter().filter_map(|finding| finding.subject.as_deref()).collect();
    let named = if subjects.is_empty() { String::new() } else { format!(": {}", subjects.join(", ")) };
    row(vec![
        words(first.rule),
        words(first.severity.word()),
        words(shortened(&format!("{} more{named}", left.len()), 260)),
        Cell::Empty,
        Cell::Empty,
    ])
}
