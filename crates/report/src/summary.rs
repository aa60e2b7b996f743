//! The summary: one page for somebody who has one minute.

use crate::document::{Block, Cell, ColumnKind, Table};
use crate::ground::Ground;
use crate::report::Report;
use crate::tables::{column, row, words};
use crate::{board, sentences};
use onpace_core::figure::Figure;
use onpace_core::plan::shortened;
use onpace_core::survey::{AreaState, Survey};

/// The longest title that stands in one line of an upright page.
const ONE_LINE: usize = 52;

/// The report.
pub(crate) struct Summary;

impl Report for Summary {
    fn name(&self) -> &'static str {
        "summary"
    }

    fn title(&self, _ground: &Ground<'_>) -> String {
        "Summary".to_owned()
    }

    fn about(&self) -> &'static str {
        "one page: the headline, and each focus area in a line"
    }

    fn one_page(&self) -> bool {
        true
    }

    fn blocks(&self, ground: &Ground<'_>, words: Vec<Block>, _figures: &[Figure]) -> Vec<Block> {
        let assessment = ground.assessment;
        let survey = &assessment.survey;
        let mut blocks = words;
        blocks.extend([Block::Headline(sentences::tiles(survey)), Block::Paragraph(sentences::progress(survey))]);
        blocks.extend(board::stale(assessment));
        blocks.push(Block::Table(in_a_line(survey)));
        blocks
    }
}

/// Each focus area in a line: how many actions, how far, how far it should be, what most needs help.
fn in_a_line(survey: &Survey<'_>) -> Table {
    let line = |area: &AreaState| {
        let top = &survey.plan.rows[area.row];
        let percent = |share: Option<_>| share.map_or(Cell::Empty, Cell::Percent);
        let worst = area.actions.iter().filter_map(|at| survey.level_of(*at)).max_by_key(|level| level.tone.concern());
        row(vec![
            words(top.code.as_str()),
            words(shortened(&top.title, ONE_LINE)),
            Cell::Count(i64::try_from(area.actions.len()).unwrap_or(i64::MAX)),
            percent(area.complete),
            percent(area.planned),
            worst.map_or(Cell::Empty, |level| Cell::Status(level.clone())),
        ])
    };
    Table {
        id: "areas".to_owned(),
        caption: format!(
            "Each {} by the actions listed, with the status that most needs help",
            survey.plan.level_name.to_lowercase()
        ),
        columns: vec![
            column("Code", ColumnKind::Word, 6),
            column(&survey.plan.level_name, ColumnKind::Text, 44),
            column("Actions", ColumnKind::Number, 9),
            column("Done", ColumnKind::Number, 9),
            column("Planned", ColumnKind::Number, 10),
            column("Worst status", ColumnKind::Status, 14),
        ],
        row_header: 0,
        rows: survey.areas.iter().map(line).collect(),
        note: None,
    }
}
