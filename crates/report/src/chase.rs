//! The chase list: for each officer, the actions to be asked about, worst first. Never public.

use crate::document::{Block, Cell, ColumnKind, Table, TableRow};
use crate::ground::Ground;
use crate::report::Report;
use crate::sentences::text;
use crate::tables::{column, day, row, words};
use onpace_core::figure::Figure;
use onpace_core::plan::shortened;
use onpace_core::survey::Survey;
use std::collections::BTreeMap;

/// The report.
pub(crate) struct Chase;

impl Report for Chase {
    fn name(&self) -> &'static str {
        "chase"
    }

    fn title(&self, _ground: &Ground<'_>) -> String {
        "Chase list".to_owned()
    }

    fn about(&self) -> &'static str {
        "for each officer, the actions to ask about, worst first"
    }

    fn blocks(&self, ground: &Ground<'_>, words: Vec<Block>, _figures: &[Figure]) -> Vec<Block> {
        let assessment = ground.assessment;
        let survey = &assessment.survey;
        let mut blocks = words;
        let table = by_officer(survey);
        let intro = "Every action that is not complete, under each person it names. Joint actions stand under each of their names. Not for publication: it names people.";
        blocks.push(Block::Paragraph(vec![text(intro)]));
        if table.rows.is_empty() {
            blocks.push(Block::Paragraph(vec![text(
                "There is nobody to ask: every action is complete or names nobody.",
            )]));
        } else {
            blocks.extend([Block::Key, Block::Table(table)]);
        }
        blocks
    }
}

fn by_officer(survey: &Survey<'_>) -> Table {
    let mut asks: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, action) in survey.plan.actions().filter(|(_, row)| !row.is_complete() && !row.is_stopped()) {
        for officer in &action.officers {
            asks.entry(&officer.name).or_default().push(at);
        }
    }
    let mut rows = Vec::new();
    for (name, mut actions) in asks {
        actions.sort_by_key(|at| {
            std::cmp::Reverse((survey.level_of(*at).map(|level| level.tone.concern()), survey.rows[*at].planned))
        });
        let count = format!("{} {} to ask about", actions.len(), if actions.len() == 1 { "action" } else { "actions" });
        rows.push(TableRow {
            group: true,
            cells: vec![words(name), words(count), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty],
        });
        rows.extend(actions.into_iter().map(|at| {
            let action = &survey.plan.rows[at];
            row(vec![
                words(action.code.as_str()),
                words(shortened(&action.title, 110)),
                day(action.finish.as_ref(), action.finish_words.as_deref()),
                action.percent.map_or(Cell::Empty, Cell::Percent),
                survey.level_of(at).map_or(Cell::Empty, |level| Cell::Status(level.clone())),
                words(survey.rows[at].verdict.as_ref().map(|v| v.reason.clone()).unwrap_or_default()),
            ])
        }));
    }
    Table {
        id: "chase".to_owned(),
        caption: "Whom to ask, about what".to_owned(),
        columns: vec![
            column("Officer or code", ColumnKind::Word, 10),
            column("Action", ColumnKind::Text, 36),
            column("Finish", ColumnKind::Date, 13),
            column("% complete", ColumnKind::Number, 10),
            column("Status", ColumnKind::Status, 11),
            column("Why", ColumnKind::Text, 28),
        ],
        row_header: 0,
        rows,
        note: None,
    }
}
